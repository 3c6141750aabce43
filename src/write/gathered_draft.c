/* The draft that the answers of a document make, in its own language or in another one. */
#include "write/gathered.h"

#include "write/answers.h"
#include "write/likeness.h"

#include <string.h>

typedef struct chosen {
    und_bytes keys[UND_ANSWERS_MAX], values[UND_ANSWERS_MAX];
    size_t count;
    char places[UND_OPEN_NAME][UND_OPEN_BYTES + 1];
    char names[UND_SIGNERS_MAX * (UND_OPEN_BYTES + 2)];
} chosen;

static void add(chosen *c, const char *key, und_bytes value)
{
    if (c->count < UND_ANSWERS_MAX) {
        c->keys[c->count] = und_words(key);
        c->values[c->count++] = value;
    }
}

static void add_open(chosen *c, const char *key, und_open_place place)
{
    und_open_put(place, c->places[place]);
    add(c, key, und_words(c->places[place]));
}

/* As many as there are names, with semicolons between them. */
static void add_names(chosen *c, und_bytes names)
{
    size_t used = 0, first = 0;
    uint32_t n = 0;
    for (size_t i = 0; i <= names.length && n < UND_SIGNERS_MAX; i++) {
        if (i < names.length && names.at[i] != ';')
            continue;
        if (n > 0)
            c->names[used++] = ';';
        bool known = und_trimmed((und_bytes){names.at + first, i - first}).length > 0;
        und_open_put(UND_OPEN_NAME + n++, c->names + used);
        used += known ? UND_OPEN_BYTES : 0;
        first = i + 1;
    }
    add(c, "name", (und_bytes){c->names, used});
}

/* Codes of States: capitals with commas between them. */
static bool is_codes(und_bytes value)
{
    for (size_t i = 0; i < value.length; i++)
        if (!((value.at[i] >= 'A' && value.at[i] <= 'Z') || value.at[i] == ','))
            return false;
    return value.length > 0;
}

bool und_is_office_code(und_bytes value)
{
    for (und_office office = UND_OFFICE_PERMANENT_REPRESENTATIVE; und_office_name(office)[0] != '\0'; office++)
        if (und_bytes_equal(value, und_words(und_office_name(office))))
            return true;
    return false;
}

static uint8_t script_of(const und_packs *packs, und_bytes code)
{
    uint32_t index = und_language_find(packs, code);
    return index == UND_NO_INDEX ? (uint8_t)UND_SCRIPT_LATIN : und_language_at(packs, index)->script;
}

und_status und_gathered_confirmed(const und_gathered *gathered, und_packs *packs, const char *language, bool own,
                                  und_doc **out, und_doc **marked)
{
    chosen c = {.count = 0};
    und_bytes keys[UND_ANSWERS_MAX], values[UND_ANSWERS_MAX], from = und_gathered_get(gathered, "lang");
    bool same_script = script_of(packs, from) == script_of(packs, und_words(language));
    size_t count = und_gathered_pairs(gathered, keys, values);
    add(&c, "lang", und_words(language));
    /* Who does not say in which language it was written has written it in this one. */
    if (!own && und_gathered_get(gathered, "original").length == 0)
        add(&c, "original", from);
    for (size_t i = 0; i < count; i++) {
        const char *key = keys[i].at;
        if (strcmp(key, "lang") == 0 || strcmp(key, "annex_title") == 0)
            continue;
        if (strcmp(key, "transmits") == 0)
            add_open(&c, key, UND_OPEN_TRANSMITS);
        else if (strcmp(key, "text") == 0)
            add_open(&c, key, UND_OPEN_TEXT);
        else if (strcmp(key, "chair") == 0)
            add_open(&c, key, UND_OPEN_CHAIR);
        else if (strcmp(key, "behalf") == 0 && (own || !is_codes(values[i])))
            add_open(&c, key, UND_OPEN_BEHALF);
        else if (strcmp(key, "sponsors") == 0 && (own || !is_codes(values[i])))
            add_open(&c, key, UND_OPEN_SPONSORS);
        else if (strcmp(key, "office") == 0 && !own && !und_is_office_code(values[i]))
            add_open(&c, key, UND_OPEN_OFFICE);
        else if (strcmp(key, "name") == 0 && !own && !same_script)
            add_names(&c, values[i]);
        else
            add(&c, key, values[i]);
    }
    return und_draft_confirmed(packs, gathered->name, c.keys, c.values, c.count, out, marked);
}

und_status und_gathered_draft(const und_gathered *gathered, und_packs *packs, const char *language, bool own,
                              und_doc **out)
{
    und_doc *confirmed;
    und_status status = und_gathered_confirmed(gathered, packs, language, own, &confirmed, out);
    und_doc_close(confirmed);
    return status;
}
