/* The questions of a template: those that its words need, or those that it lists. */
#include "write/questions.h"

#include "pack/names.h"
#include "write/template.h"

#include <stdio.h>
#include <string.h>

/* Answers that are asked for where a word needs one, in this order. The others follow from these, have a value of their own
 * where there is no answer, or are text that is typed where it stands. */
static const und_answer asked[] = {
    UND_ANSWER_STATE, UND_ANSWER_ADDRESSEE, UND_ANSWER_ADDRESSEE_GENDER, UND_ANSWER_DATE,
    UND_ANSWER_ITEMS, UND_ANSWER_ANNEX,     UND_ANSWER_ANNEX_ORIGINAL,
};

typedef struct questions {
    und_question at[UND_TEMPLATE_ASKS_MAX + 1];
    uint32_t count;
} questions;

static void add(questions *q, und_answer key, und_bytes preset)
{
    q->at[q->count++] = (und_question){und_answer_name(key), preset};
}

static bool has_body(const und_template *template, uint32_t language)
{
    und_bytes what;
    return template->bodies[language].length > 0 && !und_template_missing(template->bodies[language], &what);
}

/* The language whose body tells what is needed: the one wanted, else the one that stands in, else the first. */
static uint32_t body_language(const und_packs *packs, const und_template *template, und_bytes wanted, uint32_t *bodies)
{
    uint32_t found = UND_NO_INDEX, fallback = und_packs_fallback(packs), own = und_language_find(packs, wanted);
    *bodies = 0;
    for (uint32_t i = 0; i < und_language_count(packs); i++) {
        if (!has_body(template, i))
            continue;
        ++*bodies;
        if (found == UND_NO_INDEX || i == own || (i == fallback && found != own))
            found = i;
    }
    return found;
}

static bool is_listed(const und_template *template, const char *key)
{
    for (uint32_t i = 0; i < template->ask_count; i++)
        if (und_bytes_equal(template->asks[i].key, und_words(key)))
            return true;
    return false;
}

static und_status read_listed(und_packs *packs, const und_template *template, questions *q)
{
    for (uint32_t i = 0; i < template->ask_count; i++) {
        const und_template_ask *ask = &template->asks[i];
        uint32_t key = 0;
        while (key < UND_ANSWER_COUNT && !und_bytes_equal(ask->key, und_words(und_answer_name((und_answer)key))))
            key++;
        if (key == UND_ANSWER_COUNT) {
            und_packs_say(packs,
                          "%s:%u: the template asks for \"%.*s\", which is no answer; expected one of those that "
                          "und_draft takes, as state or date",
                          template->file, ask->line, (int)(ask->key.length < 80 ? ask->key.length : 80), ask->key.at);
            return UND_E_DATA;
        }
        add(q, (und_answer)key, ask->preset);
    }
    return UND_OK;
}

static und_status read_questions(und_packs *packs, const und_template *template, und_bytes language, questions *q)
{
    const und_bytes none = {"", 0};
    uint32_t bodies, of = body_language(packs, template, language, &bodies);
    if (bodies > 1 && !is_listed(template, und_answer_name(UND_ANSWER_LANG)))
        add(q, UND_ANSWER_LANG, none);
    if (template->asks != NULL)
        return read_listed(packs, template, q);
    if (of == UND_NO_INDEX)
        return UND_OK;
    bool needs[UND_ANSWER_COUNT];
    char message[UND_MESSAGE_MAX] = "";
    und_status status = und_draft_needs(packs, template, of, needs, message);
    if (status != UND_OK && message[0] != '\0')
        und_packs_say(packs, "%s", message);
    for (size_t i = 0; status == UND_OK && i < sizeof asked / sizeof asked[0]; i++)
        if (needs[asked[i]])
            add(q, asked[i], none);
    return status;
}

und_status und_question_get(und_packs *packs, und_bytes name, und_bytes language, uint32_t n, und_question *out)
{
    if (packs == NULL || out == NULL)
        return UND_E_ARGUMENT;
    *out = (und_question){"", {"", 0}};
    const und_template *templates;
    uint32_t count;
    und_status status = und_packs_templates(packs, &templates, &count);
    for (uint32_t i = 0; status == UND_OK && i < count; i++) {
        if (!und_bytes_equal(templates[i].name, name))
            continue;
        questions q = {.count = 0};
        status = read_questions(packs, &templates[i], language, &q);
        if (status != UND_OK)
            return status;
        if (n >= q.count)
            return UND_NONE;
        *out = q.at[n];
        return UND_OK;
    }
    if (status != UND_OK)
        return status;
    und_packs_say(packs, "there is no template \"%.*s\"", (int)(name.length < 80 ? name.length : 80), name.at);
    return UND_E_DATA;
}

const char *und_draft_key(und_packs *packs, und_bytes name, und_bytes language, uint32_t n)
{
    const und_template *templates;
    uint32_t count;
    if (packs == NULL || und_packs_templates(packs, &templates, &count) != UND_OK)
        return NULL;
    for (uint32_t i = 0; i < count; i++) {
        if (!und_bytes_equal(templates[i].name, name))
            continue;
        uint32_t bodies, of = body_language(packs, &templates[i], language, &bodies);
        bool needs[UND_ANSWER_COUNT];
        char message[UND_MESSAGE_MAX];
        if (of == UND_NO_INDEX || und_draft_uses(packs, &templates[i], of, needs, message) != UND_OK)
            return NULL;
        for (uint32_t key = 0; key < UND_ANSWER_COUNT; key++)
            if (needs[key] && n-- == 0)
                return und_answer_name((und_answer)key);
        return NULL;
    }
    return NULL;
}

const char *und_answer_key(uint32_t n)
{
    return n < UND_ANSWER_COUNT ? und_answer_name((und_answer)n) : NULL;
}

/* The n-th language by code: one that has a pack, or that a pack can name. */
static const char *nth_language(const und_packs *packs, uint32_t n)
{
    return n < und_language_count(packs) ? und_language_at(packs, n)->code : NULL;
}

static const char *nth_name(const und_names *names, uint32_t count, uint32_t n)
{
    return n + 1 < count ? names->names[n + 1] : NULL; /* the first value is none */
}

const char *und_answer_value(const und_packs *packs, const char *key, uint32_t n)
{
    static const char *const yes_no[] = {"yes", "no"}, *const genders[] = {"m", "f"};
    uint32_t found = 0;
    if (packs == NULL || key == NULL)
        return NULL;
    while (found < UND_ANSWER_COUNT && strcmp(und_answer_name((und_answer)found), key) != 0)
        found++;
    switch (found) {
    case UND_ANSWER_LANG:
    case UND_ANSWER_ORIGINAL:
    case UND_ANSWER_ANNEX_ORIGINAL: return nth_language(packs, n);
    case UND_ANSWER_OFFICE: return nth_name(&und_office_names, und_office_names.count, n);
    case UND_ANSWER_REQUEST: return n < 3 ? und_request_names[n] : NULL;
    case UND_ANSWER_FORMAT: return n < 2 ? und_format_names[n] : NULL;
    case UND_ANSWER_ADDRESSEE: return nth_name(&und_addressee_names, und_addressee_names.count, n);
    case UND_ANSWER_ORGAN: return nth_name(&und_organ_names, UND_ORGAN_OTHER, n);
    case UND_ANSWER_DISTRIBUTION: return nth_name(&und_distribution_names, und_distribution_names.count, n);
    case UND_ANSWER_ANNEX:
    case UND_ANSWER_INSTRUCTIONS:
    case UND_ANSWER_EMPHASIS: return n < 2 ? yes_no[n] : NULL;
    case UND_ANSWER_GENDER:
    case UND_ANSWER_ADDRESSEE_GENDER: return n < 2 ? genders[n] : NULL;
    default: return NULL;
    }
}
