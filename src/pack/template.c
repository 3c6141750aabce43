/* template.c - templates: decoding template/NAME.yaml. What stands in the braces of a body is for write/ to judge. */

#include "pack/decode.h"
#include "pack/reader.h"
#include "text/memory.h"

#include <stdio.h>
#include <string.h>

typedef struct decoder {
    und_pack_reader reader;
    und_bytes yaml; /* the whole file */
    und_template template;
} decoder;

/* Where line `number` of the file begins, from 1; the end after the last one. */
static size_t line_start(und_bytes yaml, uint32_t number)
{
    size_t at = 0;
    for (uint32_t i = 1; i < number && at < yaml.length; i++) {
        const char *end = memchr(yaml.at + at, '\n', yaml.length - at);
        at = end == NULL ? yaml.length : (size_t)(end - yaml.at) + 1;
    }
    return at;
}

/* Where the text of a body stands in the file, so that a mistake in it can be shown there: under a `|`, indented, or
 * right where the value begins. */
static void place_body(decoder *d, uint8_t language, const und_yaml_value *value)
{
    und_bytes yaml = d->yaml;
    size_t at = line_start(yaml, value->line) + (value->column - 1);
    char mark = at < yaml.length ? yaml.at[at] : '\0';
    uint32_t number = value->line, indent = value->column - 1;
    if (mark == '|' || mark == '>') {
        number++;
        indent = 0; /* that of the first line that is not blank */
        for (at = line_start(yaml, number); at < yaml.length && (yaml.at[at] == ' ' || yaml.at[at] == '\n'); at++)
            indent = yaml.at[at] == ' ' ? indent + 1 : 0;
    } else if (mark == '"' || mark == '\'') {
        indent++;
    }
    d->template.lines[language] = number;
    d->template.indents[language] = indent;
}

static void read_text(decoder *d, const char *expected, und_bytes *out)
{
    und_yaml_value value;
    if (!und_pack_reader_scalar(&d->reader, &value, expected) ||
        !und_pack_reader_check(&d->reader, &value, UND_WORD_MAX, expected))
        return;
    const char *copy = und_packs_copy(d->reader.packs, value.text);
    if (copy == NULL)
        d->reader.status = UND_E_MEMORY;
    else
        *out = (und_bytes){copy, value.text.length};
}

static void read_bodies(decoder *d)
{
    und_pack_reader *reader = &d->reader;
    uint64_t seen = 0;
    und_key key;
    if (!und_pack_reader_map(reader, "a mapping from languages to texts"))
        return;
    while (und_pack_reader_key(reader, &key)) {
        uint8_t language = und_packs_language(reader->packs, (und_bytes){key.text, strlen(key.text)});
        if (language == UND_LANGUAGE_NONE) {
            und_pack_reader_unknown(reader, &key, "the code of a language that has a pack");
            continue;
        }
        und_yaml_value value;
        if (und_pack_reader_again(reader, &key, &seen, language) ||
            !und_pack_reader_scalar(reader, &value, "the text of a template"))
            continue;
        bool bad = value.text.length == 0;
        for (size_t i = 0; i < value.text.length; i++) {
            unsigned char byte = (unsigned char)value.text.at[i];
            bad = bad || ((byte < 0x20 && byte != '\n' && byte != '\t') || byte == 0x7f);
        }
        if (bad) {
            und_pack_reader_problem(reader, value.line, value.column, "%s; expected the text of a template",
                                    value.text.length == 0 ? "nothing" : "a control character");
            continue;
        }
        const char *copy = und_packs_copy(reader->packs, value.text);
        if (copy == NULL)
            reader->status = UND_E_MEMORY;
        else
            d->template.bodies[language] = (und_bytes){copy, value.text.length};
        place_body(d, language, &value);
    }
}

static void read_part(decoder *d)
{
    und_yaml_value value;
    static const char *const expected = "document or part";
    if (!und_pack_reader_scalar(&d->reader, &value, expected))
        return;
    static const char *const parts[] = {"document", "part"};
    for (size_t i = 0; i < 2; i++)
        if (strlen(parts[i]) == value.text.length && memcmp(parts[i], value.text.at, value.text.length) == 0)
            d->template.part = (und_bytes){parts[i], value.text.length};
    char quoted[UND_QUOTE_MAX];
    if (d->template.part.length == 0)
        und_pack_reader_problem(&d->reader, value.line, value.column, "%s; expected %s", und_quote(value.text, quoted),
                                expected);
}

static void add_ask(decoder *d, und_template_ask *asks, uint32_t *count, und_bytes key, und_bytes preset,
                    const und_yaml_value *at)
{
    und_packs *packs = d->reader.packs;
    if (*count == UND_TEMPLATE_ASKS_MAX) {
        und_pack_reader_problem(&d->reader, at->line, at->column,
                                "more questions than there are answers; expected at most %u", UND_TEMPLATE_ASKS_MAX);
        return;
    }
    const char *copy = und_packs_copy(packs, key), *value = und_packs_copy(packs, preset);
    if (copy == NULL || value == NULL) {
        d->reader.status = UND_E_MEMORY;
        return;
    }
    asks[(*count)++] = (und_template_ask){{copy, key.length}, {value, preset.length}, at->line};
}

static und_template_ask *new_asks(decoder *d)
{
    und_packs *packs = d->reader.packs;
    und_template_ask *asks = und_arena_take(&packs->arena, &packs->allocator, UND_TEMPLATE_ASKS_MAX * sizeof *asks);
    if (asks == NULL)
        d->reader.status = UND_E_MEMORY;
    return asks;
}

/* A key of an answer with what it proposes, or what holds: `distribution: limited`. */
static void read_preset(decoder *d, und_template_ask *asks, uint32_t *count, const und_key *key)
{
    und_yaml_value preset;
    if (und_pack_reader_scalar(&d->reader, &preset, "an answer") &&
        und_pack_reader_check(&d->reader, &preset, UND_WORD_MAX, "an answer"))
        add_ask(d, asks, count, (und_bytes){key->text, strlen(key->text)}, preset.text, &preset);
}

/* Answers that are the template's own: {office: charge-d-affaires}. */
static void read_answers(decoder *d, const und_template_ask **out, uint32_t *count)
{
    und_template_ask *answers = new_asks(d);
    if (answers == NULL || !und_pack_reader_map(&d->reader, "a mapping from keys of answers to answers"))
        return;
    *out = answers;
    und_key key;
    while (und_pack_reader_key(&d->reader, &key))
        read_preset(d, answers, count, &key);
}

/* What attests the body in each language. */
static void read_sources(decoder *d)
{
    und_pack_reader *reader = &d->reader;
    und_key key;
    if (!und_pack_reader_map(reader, "a mapping from languages to documents"))
        return;
    while (und_pack_reader_key(reader, &key)) {
        uint8_t language = und_packs_language(reader->packs, (und_bytes){key.text, strlen(key.text)});
        if (language == UND_LANGUAGE_NONE)
            und_pack_reader_unknown(reader, &key, "the code of a language that has a pack");
        else
            read_text(d, "the documents that show the wording", &d->template.sources[language]);
    }
}

/* A list of keys of answers; one with a colon after it has a default: [state, distribution: limited]. */
static void read_asks(decoder *d)
{
    static const char *const expected = "keys of answers, as [state, date]";
    und_pack_reader *reader = &d->reader;
    und_template_ask *asks = new_asks(d);
    if (asks == NULL)
        return;
    und_yaml_value value = und_pack_reader_next(reader);
    if (value.type != UND_YAML_LIST) {
        und_pack_reader_problem(reader, value.line, value.column, "no list; expected %s", expected);
        und_pack_reader_skip_rest(reader, value);
        return;
    }
    d->template.asks = asks;
    for (;;) {
        value = und_pack_reader_next(reader);
        if (value.type == UND_YAML_STOP || value.type == UND_YAML_CLOSE)
            return;
        if (value.type == UND_YAML_SCALAR && und_pack_reader_check(reader, &value, UND_WORD_MAX, expected))
            add_ask(d, asks, &d->template.ask_count, value.text, (und_bytes){"", 0}, &value);
        und_key key;
        while (value.type == UND_YAML_MAP && und_pack_reader_key(reader, &key))
            read_preset(d, asks, &d->template.ask_count, &key);
        if (value.type == UND_YAML_LIST) {
            und_pack_reader_problem(reader, value.line, value.column, "a list in a list; expected %s", expected);
            und_pack_reader_skip_rest(reader, value);
        }
    }
}

static void read_file(decoder *d)
{
    und_pack_reader *reader = &d->reader;
    uint64_t seen = 0;
    und_key key;
    if (!und_pack_reader_map(reader, "a mapping with template, title, part and body"))
        return;
    while (und_pack_reader_key(reader, &key)) {
        if (strcmp(key.text, "template") == 0) {
            if (!und_pack_reader_again(reader, &key, &seen, 0))
                read_text(d, "the template's name", &d->template.name);
        } else if (strcmp(key.text, "title") == 0) {
            if (!und_pack_reader_again(reader, &key, &seen, 1))
                read_text(d, "a title for menus", &d->template.title);
        } else if (strcmp(key.text, "part") == 0) {
            if (!und_pack_reader_again(reader, &key, &seen, 2))
                read_part(d);
        } else if (strcmp(key.text, "body") == 0) {
            if (!und_pack_reader_again(reader, &key, &seen, 3))
                read_bodies(d);
        } else if (strcmp(key.text, "asks") == 0) {
            if (!und_pack_reader_again(reader, &key, &seen, 4))
                read_asks(d);
        } else if (strcmp(key.text, "with") == 0) {
            if (!und_pack_reader_again(reader, &key, &seen, 5))
                read_answers(d, &d->template.with, &d->template.with_count);
        } else if (strcmp(key.text, "defaults") == 0) {
            if (!und_pack_reader_again(reader, &key, &seen, 7))
                read_answers(d, &d->template.defaults, &d->template.default_count);
        } else if (strcmp(key.text, "sources") == 0) {
            if (!und_pack_reader_again(reader, &key, &seen, 6))
                read_sources(d);
        } else {
            und_pack_reader_unknown(reader, &key, "template, title, part, sources, asks, with, defaults, body");
        }
    }
}

static und_status say(const decoder *d, const char *message)
{
    und_status status = und_packs_add_problem(d->reader.packs, d->reader.file, 0, 0, message);
    return status == UND_OK ? UND_E_DATA : status;
}

static und_status judge(const decoder *d, const char *stem)
{
    const und_packs *packs = d->reader.packs;
    const und_template *template = &d->template;
    char message[UND_MESSAGE_MAX];
    char quoted[UND_QUOTE_MAX];
    if (template->name.length == 0)
        return say(d, "no name; expected template with the file's name");
    if (stem != NULL && strcmp(stem, template->name.at) != 0) {
        (void)snprintf(message, sizeof message, "template %s; expected the file's name without its ending",
                       und_quote(template->name, quoted));
        return say(d, message);
    }
    for (size_t i = 0; i < packs->template_count; i++) {
        if (strcmp(packs->templates[i].name.at, template->name.at) == 0) {
            (void)snprintf(message, sizeof message, "template %s a second time; expected once",
                           und_quote(template->name, quoted));
            return say(d, message);
        }
    }
    if (template->part.length == 0)
        return say(d, "no part; expected part: document, or part: part");
    for (size_t i = 0; i < UND_LANGUAGES_MAX; i++)
        if (template->bodies[i].length > 0)
            return UND_OK;
    return say(d, "no body; expected one in a language that has a pack");
}

und_status und_template_decode(und_packs *packs, und_bytes yaml, const char *file, const char *stem)
{
    decoder d = {.yaml = yaml, .template = {.file = file}};
    und_status status = und_pack_reader_open(&d.reader, packs, yaml, file);
    if (status == UND_OK) {
        read_file(&d);
        status = und_pack_reader_close(&d.reader);
    }
    if (status == UND_OK)
        status = judge(&d, stem);
    if (status != UND_OK)
        return status;
    if (packs->template_count == UND_TEMPLATES_MAX) {
        status = say(&d, "more templates than there can be");
        return status == UND_E_DATA ? UND_E_LIMIT : status;
    }
    if (d.template.title.length == 0)
        d.template.title = d.template.name;
    void *templates = packs->templates;
    if (!und_grow(&packs->allocator, &templates, &packs->template_room, packs->template_count + 1,
                  sizeof(und_template)))
        return UND_E_MEMORY;
    packs->templates = templates;
    packs->templates[packs->template_count++] = d.template;
    return UND_OK;
}
