/* symbol_parts.c - what each part of a document symbol means. */

#include "undoc/symbol.h"

#include "text/text.h"

#include <stdio.h>
#include <string.h>

typedef struct meaning {
    const char *text;
    const char *means;
} meaning;

/* What the first part names: the organ. */
static const meaning organs[] = {
    {"A", "General Assembly"},    {"S", "Security Council"}, {"E", "Economic and Social Council"},
    {"T", "Trusteeship Council"}, {"ST", "Secretariat"},
};

/* Parts that are words by themselves. */
static const meaning words[] = {
    {"HRC", "Human Rights Council"},
    {"RES", "resolution"},
    {"DEC", "decision"},
    {"PRST", "presidential statement"},
    {"INF", "information"},
    {"NGO", "statement of a non-governmental organization"},
    {"PET", "petition"},
    {"BUR", "General Committee"},
    {"Summary", "summary"},
    {"Excerpt", "excerpt"},
    {"C.1", "First Committee: disarmament and international security"},
    {"C.2", "Second Committee: economic and financial"},
    {"C.3", "Third Committee: social, humanitarian and cultural"},
    {"C.4", "Fourth Committee: special political and decolonization"},
    {"C.5", "Fifth Committee: administrative and budgetary"},
    {"C.6", "Sixth Committee: legal"},
};

/* Parts with a number of their own: "L.12". */
static const meaning numbered[] = {
    {"L", "limited distribution: draft %s"},
    {"R", "restricted distribution, number %s"},
    {"PV", "verbatim record of meeting %s"},
    {"SR", "summary record of meeting %s"},
    {"CRP", "conference room paper %s"},
    {"WP", "working paper %s"},
    {"Add", "addendum %s to what stands before"},
    {"Corr", "corrigendum %s to what stands before"},
    {"Rev", "revision %s, which replaces what was before"},
    {"Amend", "amendment %s to what stands before"},
    {"C", "standing committee %s"},
    {"AC", "ad hoc committee %s"},
    {"CN", "commission %s"},
    {"CONF", "conference %s"},
    {"GC", "governing council %s"},
    {"PC", "preparatory committee %s"},
    {"SC", "subcommittee %s"},
    {"Sub", "subcommission %s"},
    {"WG", "working group %s"},
};

static const char *find(const meaning *list, size_t count, und_bytes text)
{
    for (size_t i = 0; i < count; i++)
        if (und_bytes_equal(text, und_words(list[i].text)))
            return list[i].means;
    return NULL;
}

#define FIND(list, text) find(list, sizeof(list) / sizeof *(list), text)

static bool is_number(und_bytes text)
{
    for (size_t i = 0; i < text.length; i++)
        if (text.at[i] < '0' || text.at[i] > '9')
            return false;
    return text.length > 0;
}

/* What comes before a part decides what a number is. */
typedef struct seen {
    bool organ_of_years;    /* the Security Council, the Economic and Social Council */
    bool organ_of_sessions; /* the General Assembly, and the Human Rights Council below it */
    bool period;            /* the session or the year has been said */
} seen;

static void explain(und_bytes part, uint32_t n, seen *before, char *out)
{
    const size_t room = UND_SYMBOL_MEANING_MAX;
    out[0] = '\0';
    if (n == 0) {
        const char *organ = FIND(organs, part);
        (void)snprintf(out, room, "%s", organ == NULL ? "" : organ);
        return;
    }
    const char *word = FIND(words, part);
    if (word != NULL) {
        (void)snprintf(out, room, "%s", word);
        return;
    }
    size_t dot = 0;
    while (dot < part.length && part.at[dot] != '.')
        dot++;
    und_bytes after = {part.at + dot + 1, dot < part.length ? part.length - dot - 1 : 0};
    const char *form = after.length == 0 || after.length > 16 ? NULL : FIND(numbered, ((und_bytes){part.at, dot}));
    if (form != NULL) {
        char number[20];
        (void)snprintf(number, sizeof number, "%.*s", (int)after.length, after.at);
        /* The form is one of the table above: a word and one place for the number. */
        const char *place = strstr(form, "%s");
        (void)snprintf(out, room, "%.*s%s%s", (int)(place - form), form, number, place + 2);
        return;
    }
    if (part.length >= 3 && memcmp(part.at, "ES-", 3) == 0) {
        (void)snprintf(out, room, "emergency special session %.*s", (int)(part.length - 3 < 8 ? part.length - 3 : 8),
                       part.at + 3);
        before->period = true;
    } else if (part.length >= 2 && memcmp(part.at, "S-", 2) == 0) {
        (void)snprintf(out, room, "special session %.*s", (int)(part.length - 2 < 8 ? part.length - 2 : 8),
                       part.at + 2);
        before->period = true;
    } else if (is_number(part)) {
        bool year = part.length == 4 && (part.at[0] == '1' || part.at[0] == '2');
        if (!before->period && before->organ_of_years && year) {
            (void)snprintf(out, room, "year %.*s", 4, part.at);
            before->period = true;
        } else if (!before->period && before->organ_of_sessions && part.length <= 3) {
            (void)snprintf(out, room, "session %.*s", (int)part.length, part.at);
            before->period = true;
        } else {
            (void)snprintf(out, room, "number %.*s", (int)(part.length < 16 ? part.length : 16), part.at);
        }
    }
}

/* "2554 (2020)" has its year after the number. */
static void explain_with_year(und_bytes part, char *out)
{
    size_t open = 0;
    while (open < part.length && part.at[open] != '(')
        open++;
    size_t number = open;
    while (number > 0 && part.at[number - 1] == ' ')
        number--;
    size_t close = open;
    while (close < part.length && part.at[close] != ')')
        close++;
    if (open == part.length || close == part.length || number == 0 || number > 16 || close - open > 12)
        return;
    und_bytes period = {part.at + open + 1, close - open - 1};
    (void)snprintf(out, UND_SYMBOL_MEANING_MAX, "number %.*s, %s %.*s", (int)number, part.at,
                   is_number(period) ? "year" : "session", (int)period.length, period.at);
}

und_status und_symbol_part_get(und_bytes symbol, uint32_t n, und_symbol_part *out)
{
    if (out == NULL || (symbol.at == NULL && symbol.length > 0))
        return UND_E_ARGUMENT;
    *out = (und_symbol_part){.text = {"", 0}};
    while (symbol.length > 0 && symbol.at[symbol.length - 1] == '*')
        symbol.length--;
    if (memchr(symbol.length == 0 ? "" : symbol.at, '/', symbol.length) == NULL || symbol.at[0] < 'A' ||
        symbol.at[0] > 'Z')
        return UND_NONE;
    seen before = {.organ_of_years = false};
    size_t at = 0;
    for (uint32_t i = 0; at <= symbol.length; i++) {
        size_t end = at;
        while (end < symbol.length && symbol.at[end] != '/')
            end++;
        und_bytes part = {symbol.at + at, end - at};
        if (i == 0) {
            before.organ_of_years = part.length == 1 && (part.at[0] == 'S' || part.at[0] == 'E');
            before.organ_of_sessions = part.length == 1 && part.at[0] == 'A';
        }
        out->text = part;
        explain(part, i, &before, out->meaning);
        if (i > 0 && memchr(part.at, '(', part.length) != NULL)
            explain_with_year(part, out->meaning);
        if (i == n)
            return UND_OK;
        at = end + 1;
    }
    *out = (und_symbol_part){.text = {"", 0}};
    return UND_NONE;
}
