/* state_name.c - which State a person means: names of every kind, folded, and what is near when it is none of them. */

#include "write/state_name.h"

#include "text/text.h"
#include "text/utf8.h"
#include "undoc/state.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#define FOLDED_MAX 256u /* the longest formal name has 180 bytes */
#define NEAR_MAX 3u     /* States that are proposed; of more, that there are many is said */

/* How a text meets a name, the best first. */
typedef enum meeting {
    MEETS_WHOLE,
    MEETS_BEGINNING, /* a name of the list begins with the text */
    MEETS_OTHER,     /* another name does */
    MEETS_WORD,      /* a later word of a name does */
    MEETS_NOT
} meeting;

typedef struct all_names {
    const und_state *states;
    uint32_t state_count;
    const und_state_other_name *others;
    uint32_t other_count;
    uint32_t languages;
} all_names;

typedef struct folded {
    char at[FOLDED_MAX];
    size_t length;
} folded;

static und_status get_names(und_packs *packs, all_names *names)
{
    und_status status = und_packs_states(packs, &names->states, &names->state_count);
    if (status == UND_OK)
        status = und_packs_state_names(packs, &names->others, &names->other_count);
    names->languages = und_language_count(packs);
    return status;
}

/* Without the article that people may write before a name, as formal names have one. */
static und_bytes without_article(und_bytes text)
{
    static const char *const articles[] = {"the ", "la ", "le ", "les ", "l'", "el ", "los ", "las "};
    for (size_t i = 0; i < sizeof articles / sizeof *articles; i++) {
        size_t length = strlen(articles[i]);
        if (text.length > length && memcmp(text.at, articles[i], length) == 0)
            return (und_bytes){text.at + length, text.length - length};
    }
    return text;
}

/* Folded, without blanks at the ends, a first article and apostrophes, hyphens as blanks: "cote divoire", "Guinea Bissau". */
static folded fold(und_bytes text)
{
    folded out;
    while (text.length > 0 && text.at[0] == ' ')
        text = (und_bytes){text.at + 1, text.length - 1};
    while (text.length > 0 && text.at[text.length - 1] == ' ')
        text.length--;
    char at[FOLDED_MAX];
    und_bytes bare = without_article((und_bytes){at, und_fold_text(text, at, sizeof at)});
    out.length = 0;
    for (size_t i = 0; i < bare.length; i++)
        if (bare.at[i] != '\'')
            out.at[out.length++] = bare.at[i] == '-' ? ' ' : bare.at[i];
    return out;
}

static bool is_before_word(char byte)
{
    return byte == ' ' || byte == '(';
}

/* Whether `part` stands in `whole` with no letter before it; with `closed`, none after it either. */
static bool has_word(und_bytes whole, und_bytes part, bool closed)
{
    for (size_t at = 0; part.length > 0 && at + part.length <= whole.length; at++)
        if ((at == 0 || is_before_word(whole.at[at - 1])) && memcmp(whole.at + at, part.at, part.length) == 0 &&
            (!closed || at + part.length == whole.length || is_before_word(whole.at[at + part.length]) ||
             whole.at[at + part.length] == ')' || whole.at[at + part.length] == ','))
            return true;
    return false;
}

static meeting meet(und_bytes typed, und_bytes name)
{
    if (name.length == 0)
        return MEETS_NOT;
    folded other = fold(name);
    und_bytes whole = {other.at, other.length};
    if (typed.length <= whole.length && memcmp(typed.at, whole.at, typed.length) == 0)
        return typed.length == whole.length ? MEETS_WHOLE : MEETS_BEGINNING;
    return has_word(whole, typed, false) ? MEETS_WORD : MEETS_NOT;
}

/* Calls `look` with each name of a State until it says stop. */
typedef bool look_at_name(void *context, und_bytes name, bool listed);

static void each_name(const all_names *names, const und_state *state, look_at_name *look, void *context)
{
    if (!look(context, und_words(state->code), true))
        return;
    for (uint32_t l = 0; l < names->languages; l++) {
        const und_state_name *name = &state->names[l];
        if (!look(context, name->name, true) || !look(context, name->of, false) || !look(context, name->former, false))
            return;
    }
    for (uint32_t i = 0; i < names->other_count; i++)
        if (strcmp(names->others[i].code, state->code) == 0 && !look(context, names->others[i].text, false))
            return;
}

typedef struct best_meeting {
    und_bytes typed;
    meeting best;
    und_bytes name;
} best_meeting;

static bool look_for_best(void *context, und_bytes name, bool listed)
{
    best_meeting *b = context;
    meeting met = meet(b->typed, name);
    if (met == MEETS_BEGINNING && !listed)
        met = MEETS_OTHER;
    if (met < b->best) {
        b->best = met;
        b->name = name;
    }
    return b->best != MEETS_WHOLE;
}

static best_meeting best_of(const all_names *names, const und_state *state, und_bytes typed)
{
    best_meeting b = {.typed = typed, .best = MEETS_NOT};
    each_name(names, state, look_for_best, &b);
    return b;
}

static const und_state *named(const all_names *names, und_bytes typed, und_bytes *name)
{
    for (uint32_t i = 0; i < names->state_count && typed.length > 0; i++) {
        best_meeting b = best_of(names, &names->states[i], typed);
        if (b.best == MEETS_WHOLE) {
            *name = b.name;
            return &names->states[i];
        }
    }
    return NULL;
}

/* ---- what is near ---- */

typedef struct nearness {
    und_bytes typed;
    uint32_t least; /* 0: one has the other as words of its own */
    und_bytes name;
} nearness;

static bool look_for_near(void *context, und_bytes name, bool listed)
{
    (void)listed;
    nearness *n = context;
    if (name.length == 0)
        return true;
    folded other = fold(name);
    und_bytes whole = {other.at, other.length};
    /* Codes are no words. */
    if (whole.length > 3 && n->typed.length > 3 &&
        (has_word(whole, n->typed, true) || has_word(n->typed, whole, true))) {
        n->least = 0;
        n->name = name;
        return false;
    }
    uint32_t far = whole.length > 3 ? und_name_distance(n->typed, whole) : UINT32_MAX;
    if (far < n->least) {
        n->least = far;
        n->name = name;
    }
    return true;
}

static size_t print(char *out, size_t used, size_t room, const char *format, ...) UND_PRINTF(4, 5);

static size_t print(char *out, size_t used, size_t room, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    int wrote = used < room ? vsnprintf(out + used, room - used, format, arguments) : 0;
    va_end(arguments);
    return wrote < 0 ? used : used + (size_t)wrote;
}

#define SHOWN(bytes) (int)((bytes).length < 80 ? (bytes).length : 80), (bytes).at

/* Only States of the same nearness are proposed: a name that merely looks alike is none where a part is the same. */
static void say_near(const all_names *names, und_bytes text, und_bytes typed, char said[UND_MESSAGE_MAX])
{
    nearness near[NEAR_MAX];
    const und_state *state[NEAR_MAX];
    uint32_t least = UINT32_MAX, count = 0, alike = 0; /* `alike`: that are as near as the nearest */
    for (uint32_t i = 0; i < names->state_count; i++) {
        nearness n = {.typed = typed, .least = UINT32_MAX};
        each_name(names, &names->states[i], look_for_near, &n);
        if (n.least > least || n.least == UINT32_MAX)
            continue;
        if (n.least < least)
            count = alike = 0;
        least = n.least;
        alike++;
        if (count < NEAR_MAX) {
            near[count] = n;
            state[count++] = &names->states[i];
        }
    }
    size_t used = print(said, 0, UND_MESSAGE_MAX, "unknown State \"%.*s\"; ", SHOWN(text));
    if (alike > count) {
        (void)print(said, used, UND_MESSAGE_MAX, "%u States have names like that, give more of it", alike);
        return;
    }
    for (uint32_t i = 0; i < count; i++)
        used = print(said, used, UND_MESSAGE_MAX, "%s%s (%.*s)%s",
                     i == 0          ? "did you mean "
                     : i + 1 < count ? ", "
                                     : " or ",
                     state[i]->code, SHOWN(near[i].name), i + 1 < count ? "" : "?");
    if (count == 0)
        (void)print(said, used, UND_MESSAGE_MAX,
                    "expected a code of ISO 3166-1, as UZ or UZB, or a name of a State in any language");
}

und_status und_state_named(und_packs *packs, und_bytes text, const und_state **out, char said[UND_MESSAGE_MAX])
{
    *out = NULL;
    all_names names;
    und_status status = get_names(packs, &names);
    if (status != UND_OK)
        return status;
    folded typed = fold(text);
    und_bytes words = {typed.at, typed.length}, name;
    *out = named(&names, words, &name);
    if (*out == NULL && said != NULL)
        say_near(&names, text, words, said);
    return UND_OK;
}

/* ---- the contract ---- */

static und_bytes name_in(const all_names *names, und_packs *packs, const und_state *state, const char *language)
{
    const uint8_t wanted[] = {language == NULL ? UND_LANGUAGE_NONE : und_packs_language(packs, und_words(language)),
                              und_packs_language(packs, und_words("en"))};
    for (size_t i = 0; i < sizeof wanted; i++)
        if (wanted[i] != UND_LANGUAGE_NONE && state->names[wanted[i]].name.length > 0)
            return state->names[wanted[i]].name;
    for (uint32_t l = 0; l < names->languages; l++)
        if (state->names[l].name.length > 0)
            return state->names[l].name;
    return und_words(state->code);
}

und_status und_state_find(und_packs *packs, und_bytes text, const char *language, und_state_match *out)
{
    if (out == NULL || packs == NULL || (text.at == NULL && text.length > 0))
        return UND_E_ARGUMENT;
    *out = (und_state_match){0};
    all_names names;
    und_status status = get_names(packs, &names);
    if (status != UND_OK)
        return status;
    folded typed = fold(text);
    und_bytes words = {typed.at, typed.length}, name = {"", 0};
    const und_state *state = named(&names, words, &name);
    if (state == NULL) {
        char said[UND_MESSAGE_MAX];
        say_near(&names, text, words, said);
        und_packs_say(packs, "%s", said);
        return UND_NONE;
    }
    *out = (und_state_match){state->code, state->observer, name_in(&names, packs, state, language), name};
    return UND_OK;
}

und_status und_states_matching(und_packs *packs, und_bytes text, const char *language, und_state_seen seen,
                               void *context)
{
    if (packs == NULL || seen == NULL || (text.at == NULL && text.length > 0))
        return UND_E_ARGUMENT;
    all_names names;
    und_status status = get_names(packs, &names);
    if (status != UND_OK)
        return status;
    folded typed = fold(text);
    und_bytes words = {typed.at, typed.length};
    best_meeting found[UND_STATES_MAX];
    for (uint32_t i = 0; i < names.state_count; i++)
        found[i] = best_of(&names, &names.states[i], words);
    for (meeting which = MEETS_WHOLE; which < MEETS_NOT; which++) {
        for (uint32_t i = 0; i < names.state_count; i++) {
            const und_state *state = &names.states[i];
            if (found[i].best != which)
                continue;
            und_state_match match = {state->code, state->observer, name_in(&names, packs, state, language),
                                     found[i].name};
            if (!seen(context, &match))
                return UND_E_IO;
        }
    }
    return UND_OK;
}
