#include "pack/conflicts.h"
#include "undoc/json.h"
#include "view/json.h"
#include "write/template.h"

#include <string.h>

/* What the packs know, for menus, completion and :checkhealth. Texts are handed out as they are in the packs. */

/* The titles of an entry by their languages. */
static void put_titles(und_json *json, const und_packs *packs, const und_agenda *agenda, const und_agenda_entry *entry)
{
    und_json_key(json, "titles");
    und_json_open_object(json);
    for (uint32_t t = 0; t < entry->title_count; t++) {
        const und_agenda_title *title = &agenda->titles[entry->first_title + t];
        und_json_key_string(json, und_language_code(packs, title->language),
                            (und_bytes){agenda->bytes + title->text, title->length});
    }
    und_json_close_object(json);
}

und_status und_write_agenda(und_packs *packs, uint32_t session, und_sink sink, void *context)
{
    const und_agenda *agenda = NULL;
    und_status status = und_packs_agenda(packs, session, &agenda);
    if (status != UND_OK)
        return status;
    und_json json;
    und_json_start(&json, sink, context);
    if (agenda == NULL) {
        und_json_null(&json);
        return und_json_finish(&json);
    }
    und_json_open_object(&json);
    und_json_key_number(&json, "session", agenda->session);
    und_json_key_text(&json, "source", agenda->source);
    und_json_key_boolean(&json, "complete", agenda->complete);
    und_json_key_text(&json, "file", agenda->file);
    und_json_key(&json, "items");
    und_json_open_array(&json);
    for (uint32_t i = 0; i < agenda->count; i++) {
        const und_agenda_entry *entry = &agenda->entries[i];
        und_json_open_object(&json);
        und_json_key_number(&json, "item", entry->item);
        und_json_key_text(&json, "sub", entry->sub);
        if (entry->added != NULL)
            und_json_key_text(&json, "added", entry->added);
        put_titles(&json, packs, agenda, entry);
        und_json_close_object(&json);
    }
    und_json_close_array(&json);
    if (agenda->unnumbered_count > 0) {
        und_json_key(&json, "unnumbered");
        und_json_open_array(&json);
        for (uint32_t i = 0; i < agenda->unnumbered_count; i++) {
            und_json_open_object(&json);
            und_json_key_text(&json, "sub", agenda->unnumbered[i].sub);
            put_titles(&json, packs, agenda, &agenda->unnumbered[i]);
            und_json_close_object(&json);
        }
        und_json_close_array(&json);
    }
    und_json_close_object(&json);
    return und_json_finish(&json);
}

und_status und_write_agenda_sessions(und_packs *packs, und_sink sink, void *context)
{
    const uint16_t *sessions = NULL;
    uint32_t count = 0;
    und_status status = und_packs_agenda_sessions(packs, &sessions, &count);
    if (status != UND_OK)
        return status;
    und_json json;
    und_json_start(&json, sink, context);
    und_json_open_array(&json);
    for (uint32_t i = 0; i < count; i++)
        und_json_number(&json, sessions[i]);
    und_json_close_array(&json);
    return und_json_finish(&json);
}

und_status und_write_states(und_packs *packs, und_sink sink, void *context)
{
    const und_state *states = NULL;
    uint32_t count = 0;
    und_status status = und_packs_states(packs, &states, &count);
    if (status != UND_OK)
        return status;
    und_json json;
    und_json_start(&json, sink, context);
    und_json_open_array(&json);
    for (uint32_t i = 0; i < count; i++) {
        und_json_open_object(&json);
        und_json_key_text(&json, "code", states[i].code);
        und_json_key_boolean(&json, "observer", states[i].observer);
        if (states[i].organization)
            und_json_key_boolean(&json, "organization", true);
        und_json_key(&json, "names");
        und_json_open_object(&json);
        for (uint32_t l = 0; l < und_language_count(packs); l++) {
            const und_state_name *name = &states[i].names[l];
            if (name->name.length == 0)
                continue;
            und_json_key(&json, und_language_at(packs, l)->code);
            und_json_open_object(&json);
            und_json_key_string(&json, "name", name->name);
            und_json_key_string(&json, "of", name->of);
            und_json_key_boolean(&json, "attested", name->attested);
            und_json_close_object(&json);
        }
        und_json_close_object(&json);
        und_json_close_object(&json);
    }
    und_json_close_array(&json);
    return und_json_finish(&json);
}

/* What attests each body, or why there is none. */
static void write_by_language(und_json *json, const und_packs *packs, const und_template *template, const char *key)
{
    und_json_key(json, key);
    und_json_open_object(json);
    for (uint32_t l = 0; l < und_language_count(packs); l++) {
        und_bytes text = template->sources[l];
        if (strcmp(key, "missing") == 0 && !und_template_missing(template->bodies[l], &text))
            continue;
        if (text.length > 0)
            und_json_key_string(json, und_language_at(packs, l)->code, text);
    }
    und_json_close_object(json);
}

und_status und_write_templates(und_packs *packs, und_sink sink, void *context)
{
    const und_template *templates = NULL;
    uint32_t count = 0;
    und_status status = und_packs_templates(packs, &templates, &count);
    if (status != UND_OK)
        return status;
    und_json json;
    und_json_start(&json, sink, context);
    und_json_open_array(&json);
    for (uint32_t i = 0; i < count; i++) {
        und_json_open_object(&json);
        und_json_key_string(&json, "name", templates[i].name);
        und_json_key_string(&json, "title", templates[i].title);
        und_json_key_string(&json, "part", templates[i].part);
        und_json_key(&json, "languages");
        und_json_open_array(&json);
        for (uint32_t l = 0; l < und_language_count(packs); l++) {
            und_bytes missing;
            if (templates[i].bodies[l].length > 0 && !und_template_missing(templates[i].bodies[l], &missing))
                und_json_text(&json, und_language_at(packs, l)->code);
        }
        und_json_close_array(&json);
        write_by_language(&json, packs, &templates[i], "sources");
        write_by_language(&json, packs, &templates[i], "missing");
        und_json_close_object(&json);
    }
    und_json_close_array(&json);
    return und_json_finish(&json);
}

/* The first words that a pack has of a key, without a pattern's braces and brackets; NULL: it has none. */
static const und_term *plain_term(const und_language *language, und_term_key key)
{
    for (uint32_t i = language->first[key]; i < language->first[key + 1]; i++) {
        und_bytes text = und_term_text(language, &language->terms[i]);
        if (memchr(text.at, '{', text.length) == NULL && memchr(text.at, '[', text.length) == NULL)
            return &language->terms[i];
    }
    return NULL;
}

/* A line of a small document: words of the pack, what they should be taken for, and where the pack has them. */
static void put_sample(und_json *json, const und_language *language, und_term_key key, const char *kind,
                       const char *before, const char *after)
{
    const und_term *term = plain_term(language, key);
    if (term == NULL)
        return;
    und_bytes words = und_term_text(language, term);
    und_json_open_object(json);
    und_json_key_text(json, "kind", kind);
    und_json_key(json, "before");
    und_json_text(json, before);
    und_json_key_string(json, "words", words);
    und_json_key(json, "after");
    und_json_text(json, after);
    und_json_key_number(json, "line", term->line);
    und_json_close_object(json);
}

/* The marks that part clauses, as the script has them. */
static const char *comma_of(const und_language *language)
{
    static const char *const commas[] = {[UND_SCRIPT_LATIN] = ",",
                                         [UND_SCRIPT_CYRILLIC] = ",",
                                         [UND_SCRIPT_ARABIC] = "\xD8\x8C",
                                         [UND_SCRIPT_HAN] = "\xEF\xBC\x8C"};
    return language->script <= UND_SCRIPT_HAN ? commas[language->script] : ",";
}

/* The lines of a small document in a language, out of the pack's own words: what recognises it must know them. */
static void put_samples(und_json *json, const und_language *language)
{
    und_json_key(json, "sample");
    und_json_open_array(json);
    put_sample(json, language, UND_TERM_ORGAN, "masthead", "", "");
    put_sample(json, language, UND_TERM_SUBJECT, "subject", "", comma_of(language));
    char rest[16];
    size_t length = strlen(comma_of(language));
    memcpy(rest, " 75/1", 5);
    memcpy(rest + 5, comma_of(language), length + 1);
    put_sample(json, language, UND_TERM_PREAMBULAR, "preambular", "", rest);
    put_sample(json, language, UND_TERM_OPERATIVE, "operative", "1. ", " 75/2.");
    und_json_close_array(json);
}

und_status und_write_languages(und_packs *packs, und_sink sink, void *context)
{
    und_json json;
    und_json_start(&json, sink, context);
    und_json_open_array(&json);
    for (uint32_t i = 0; i < und_language_count(packs); i++) {
        const und_language *language = und_language_at(packs, i);
        und_json_open_object(&json);
        und_json_key_text(&json, "code", language->code);
        und_json_key_text(&json, "name", language->name);
        und_json_key_text(&json, "file", language->file);
        und_json_key_number(&json, "words", language->count);
        und_json_key_boolean(&json, "fallback", i == und_packs_fallback(packs));
        put_samples(&json, language);
        und_json_close_object(&json);
    }
    und_json_close_array(&json);
    return und_json_finish(&json);
}

static void write_problem(und_json *json, const und_problem *problem)
{
    und_json_open_object(json);
    und_json_key_text(json, "file", problem->file);
    und_json_key_number(json, "line", problem->line);
    und_json_key_number(json, "column", problem->column);
    und_json_key_text(json, "message", problem->message);
    und_json_close_object(json);
}

und_status und_write_problems(und_packs *packs, und_sink sink, void *context)
{
    und_json json;
    und_json_start(&json, sink, context);
    und_json_open_array(&json);
    for (size_t i = 0; i < und_packs_problem_count(packs); i++)
        write_problem(&json, und_packs_problem(packs, i));
    und_json_close_array(&json);
    return und_json_finish(&json);
}

und_status und_write_conflicts(und_packs *packs, und_sink sink, void *context)
{
    const und_problem *conflicts;
    size_t count;
    und_status status = und_packs_conflicts(packs, &conflicts, &count);
    if (status != UND_OK)
        return status;
    und_json json;
    und_json_start(&json, sink, context);
    und_json_open_array(&json);
    for (size_t i = 0; i < count; i++)
        write_problem(&json, &conflicts[i]);
    und_json_close_array(&json);
    return und_json_finish(&json);
}
