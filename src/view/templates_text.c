/* Templates as people read them: what can be drafted, in which languages, what attests it, and what is missing. */
#include "pack/pack.h"
#include "text/text.h"
#include "undoc/draft.h"
#include "undoc/json.h"
#include "write/template.h"

typedef struct printer {
    und_packs *packs;
    und_text text;
} printer;

static void put(printer *p, const char *words)
{
    und_text_put_words(&p->text, words);
}

/* The name of a language in itself. */
static const char *name_of(const printer *p, uint32_t language)
{
    return und_language_at(p->packs, language)->name;
}

/* The languages that have a body, by code. */
static void put_languages(printer *p, const und_template *template)
{
    bool any = false;
    for (uint32_t l = 0; l < und_language_count(p->packs); l++) {
        und_bytes what;
        if (template->bodies[l].length == 0 || und_template_missing(template->bodies[l], &what))
            continue;
        put(p, any ? " " : "");
        put(p, und_language_at(p->packs, l)->code);
        any = true;
    }
    if (!any)
        put(p, "in no language");
}

/* A line for each language in which nothing attests the wording. */
static void put_missing(printer *p, const und_template *template)
{
    for (uint32_t l = 0; l < und_language_count(p->packs); l++) {
        und_bytes what;
        if (!und_template_missing(template->bodies[l], &what))
            continue;
        put(p, "    missing in ");
        put(p, und_language_at(p->packs, l)->code);
        put(p, ": ");
        und_text_put(&p->text, what);
        put(p, "\n");
    }
}

static void put_sources(printer *p, const und_template *template)
{
    for (uint32_t l = 0; l < und_language_count(p->packs); l++) {
        if (template->sources[l].length == 0)
            continue;
        put(p, "    ");
        put(p, und_language_at(p->packs, l)->code);
        put(p, " ");
        put(p, name_of(p, l));
        put(p, ": ");
        und_text_put(&p->text, template->sources[l]);
        put(p, "\n");
    }
}

/* The answers that it has a use for. */
static void put_keys(printer *p, const und_template *template)
{
    const char *key;
    put(p, "    answers:");
    for (uint32_t n = 0; (key = und_draft_key(p->packs, template->name, (und_bytes){"", 0}, n)) != NULL; n++) {
        put(p, " ");
        put(p, key);
    }
    put(p, "\n");
}

static void put_template(printer *p, const und_template *template, bool whole)
{
    und_text_put(&p->text, template->name);
    put(p, "  ");
    und_text_put(&p->text, template->title);
    put(p, "  (");
    put_languages(p, template);
    put(p, ")\n");
    if (whole) {
        put_keys(p, template);
        put_sources(p, template);
    }
    put_missing(p, template);
}

static void put_part(printer *p, const char *part, const und_template *templates, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++)
        if (und_bytes_equal(templates[i].part, und_words(part)))
            put_template(p, &templates[i], false);
}

und_status und_print_templates(und_packs *packs, und_bytes name, und_sink sink, void *context)
{
    const und_template *templates;
    uint32_t count;
    if (packs == NULL || sink == NULL)
        return UND_E_ARGUMENT;
    und_status status = und_packs_templates(packs, &templates, &count);
    if (status != UND_OK)
        return status;
    printer p = {.packs = packs};
    und_text_open(&p.text, und_packs_allocator(packs));
    bool found = name.length == 0;
    if (name.length == 0) {
        put(&p, "Documents, :Undoc new\n\n");
        put_part(&p, "document", templates, count);
        put(&p, "\nParts, :Undoc insert\n\n");
        put_part(&p, "part", templates, count);
    }
    for (uint32_t i = 0; i < count && name.length > 0; i++) {
        if (und_bytes_equal(templates[i].name, name)) {
            put_template(&p, &templates[i], true);
            found = true;
        }
    }
    if (!found) {
        und_packs_say(packs, "there is no template \"%.*s\"", (int)(name.length < 80 ? name.length : 80), name.at);
        status = UND_E_DATA;
    } else if (p.text.failed) {
        status = und_packs_no_memory(packs);
    } else if (!sink(context, p.text.at, p.text.length)) {
        status = UND_E_IO;
    }
    und_text_close(&p.text);
    return status;
}
