#include "pack/conflicts.h"

#include "pack/handle.h"
#include "text/memory.h"
#include "text/utf8.h"

#include <stdio.h>
#include <string.h>

/* A word that others use fewer times in their formulas is an abbreviation, or a name. */
#define USES_MIN 2u
/* Folded bytes of a phrase that says what a line is; shorter ones stand before anything. */
#define CLAIM_MIN 3u

/* What a line is that begins with a term of a key. Terms of the same role are no conflict. */
typedef struct role {
    uint8_t key;
    const char *name;
} role;

static const role roles[] = {
    {UND_TERM_UNITED_NATIONS, "the United Nations' name in a masthead"},
    {UND_TERM_DISTRIBUTION_LABEL, "the distribution field"},
    {UND_TERM_ORIGINAL_LABEL, "the field of the original language"},
    {UND_TERM_LETTER_TITLE, "the title of a letter"},
    {UND_TERM_SIGNED, "the mark of a signature"},
    {UND_TERM_ANNEX, "an annex"},
    {UND_TERM_ANNEX_TO, "the heading of an annex"},
    {UND_TERM_RESOLUTION_TITLE, "the title of a document"},
    {UND_TERM_ADOPTION, "a line of adoption"},
    {UND_TERM_FURNITURE, "what printing left"},
    {UND_TERM_PREAMBULAR, "an opener"},
    {UND_TERM_OPERATIVE, "an opener"},
    {UND_TERM_DECLARATION, "an opener"},
};

/* Keys whose value a masthead is read by in every language in turn. */
static const uint8_t valued[] = {UND_TERM_ORGAN, UND_TERM_DISTRIBUTION, UND_TERM_LANGUAGE_NAME};

typedef struct claim {
    und_bytes text; /* folded */
    const und_term *term;
    uint8_t language;
} claim;

typedef struct search {
    und_packs *packs;
    const und_allocator *allocator;
    claim *claims;
    size_t claim_count, claim_room;
    uint32_t *table; /* of claims or words, + 1; a power of two */
    size_t table_room;
    und_status status;
} search;

static const char *role_of(const und_term *term)
{
    for (size_t i = 0; i < sizeof roles / sizeof roles[0]; i++)
        if (roles[i].key == term->key)
            return roles[i].name;
    return NULL;
}

static bool is_valued(const und_term *term)
{
    return memchr(valued, term->key, sizeof valued) != NULL;
}

static bool is_opener(const und_term *term)
{
    return term->key == UND_TERM_PREAMBULAR || term->key == UND_TERM_OPERATIVE || term->key == UND_TERM_DECLARATION;
}

static void report(search *s, const und_language *language, uint32_t line, const char *message)
{
    und_packs *packs = s->packs;
    void *conflicts = packs->conflicts;
    const char *copy = und_packs_copy(packs, (und_bytes){message, strlen(message)});
    if (copy == NULL ||
        !und_grow(s->allocator, &conflicts, &packs->conflict_room, packs->conflict_count + 1, sizeof(und_problem))) {
        s->status = UND_E_MEMORY;
        return;
    }
    packs->conflicts = conflicts;
    packs->conflicts[packs->conflict_count++] = (und_problem){language->file, line, line > 0 ? 1 : 0, copy};
}

/* ---- a table of texts ---- */

static bool open_table(search *s, size_t texts)
{
    s->table_room = 64;
    while (s->table_room < texts * 2)
        s->table_room *= 2;
    s->table = und_resize(s->allocator, NULL, 0, s->table_room * sizeof *s->table);
    if (s->table == NULL) {
        s->status = UND_E_MEMORY;
        return false;
    }
    memset(s->table, 0, s->table_room * sizeof *s->table);
    return true;
}

static void close_table(search *s)
{
    und_free(s->allocator, s->table, s->table_room * sizeof *s->table);
    s->table = NULL;
}

/* The place of a text; it holds 0 when the text is new. `texts` are what the table is of. */
static uint32_t *place_of(const search *s, const claim *texts, und_bytes text)
{
    uint64_t hash = UINT64_C(0xcbf29ce484222325);
    for (size_t i = 0; i < text.length; i++)
        hash = (hash ^ (unsigned char)text.at[i]) * UINT64_C(0x100000001b3);
    for (size_t at = (size_t)(hash ^ hash >> 29);; at++) {
        uint32_t *place = &s->table[at & (s->table_room - 1)];
        const claim *found = *place != 0 ? &texts[*place - 1] : NULL;
        if (found == NULL || (found->text.length == text.length && memcmp(found->text.at, text.at, text.length) == 0))
            return place;
    }
}

static bool add_claim(search *s, und_bytes text, const und_term *term, uint32_t language)
{
    void *claims = s->claims;
    bool ok = und_grow(s->allocator, &claims, &s->claim_room, s->claim_count + 1, sizeof(claim));
    s->claims = claims;
    if (ok)
        s->claims[s->claim_count++] = (claim){text, term, (uint8_t)language};
    else
        s->status = UND_E_MEMORY;
    return ok;
}

/* ---- the same beginning of a line, another meaning ---- */

/* The words before the first slot or optional part of a pattern. */
static und_bytes beginning(und_bytes text)
{
    size_t length = 0;
    while (length < text.length && text.at[length] != '{' && text.at[length] != '[')
        length++;
    while (length > 0 && text.at[length - 1] == ' ')
        length--;
    return (und_bytes){text.at, length};
}

static void compare(search *s, const claim *first, const claim *second)
{
    const und_language *a = und_language_at(s->packs, first->language);
    const und_language *b = und_language_at(s->packs, second->language);
    const char *there = role_of(first->term), *here = role_of(second->term);
    char message[UND_MESSAGE_MAX];
    if (there != NULL && here != NULL && strcmp(there, here) != 0) {
        (void)snprintf(message, sizeof message,
                       "“%.*s” is %s here and %s in %s.yaml:%u: a line that begins so is taken for either",
                       (int)(second->text.length < 100 ? second->text.length : 100), second->text.at, here, there,
                       a->code, first->term->line);
        report(s, b, second->term->line, message);
    } else if (is_valued(first->term) && first->term->key == second->term->key &&
               first->term->value != second->term->value) {
        (void)snprintf(
            message, sizeof message, "“%.*s” stands for something else in %s.yaml:%u: mastheads are read by both",
            (int)(second->text.length < 100 ? second->text.length : 100), second->text.at, a->code, first->term->line);
        report(s, b, second->term->line, message);
    } else if (is_opener(first->term) && is_opener(second->term) &&
               ((a->flags ^ b->flags) & UND_LANGUAGE_LOWER_OPENERS) != 0) {
        bool lower = (b->flags & UND_LANGUAGE_LOWER_OPENERS) != 0;
        (void)snprintf(
            message, sizeof message,
            "“%.*s” opens a paragraph in lower case in %s.yaml, and is an opener in %s.yaml:%u too: a line of "
            "a sentence that begins so there is taken for a paragraph",
            (int)(second->text.length < 100 ? second->text.length : 100), second->text.at, lower ? b->code : a->code,
            a->code, first->term->line);
        report(s, b, second->term->line, message);
    }
}

static void look_at_beginnings(search *s)
{
    for (uint32_t i = 0; i < und_language_count(s->packs); i++) {
        const und_language *language = und_language_at(s->packs, i);
        for (uint32_t t = 0; t < language->count; t++) {
            const und_term *term = &language->terms[t];
            und_bytes text = beginning(und_term_folded(language, term));
            if ((role_of(term) != NULL || is_valued(term)) && text.length >= CLAIM_MIN && !add_claim(s, text, term, i))
                return;
        }
    }
    if (!open_table(s, s->claim_count))
        return;
    for (size_t i = 0; i < s->claim_count && s->status == UND_OK; i++) {
        uint32_t *place = place_of(s, s->claims, s->claims[i].text);
        if (*place == 0)
            *place = (uint32_t)(i + 1);
        else if (s->claims[*place - 1].language != s->claims[i].language)
            compare(s, &s->claims[*place - 1], &s->claims[i]);
    }
    close_table(s);
}

/* ---- words that tell a language ---- */

typedef struct known_word {
    uint16_t languages;                       /* that have it among their function words, a bit for each */
    uint16_t uses[UND_LANGUAGES_MAX];         /* in the terms of each language */
    const und_term *where[UND_LANGUAGES_MAX]; /* the first of them */
} known_word;

static bool is_word_key(uint8_t key)
{
    return key == UND_TERM_FUNCTION_WORD || key == UND_TERM_MONTH;
}

/* Counts the words of a term that are function words. */
static void count_uses(const search *s, known_word *words, const und_language *language, uint32_t index,
                       const und_term *term)
{
    und_bytes text = und_term_folded(language, term);
    const char *end = text.at + text.length;
    for (const char *at = text.at; at < end;) {
        const char *word = at;
        uint32_t bytes;
        while (at < end && und_is_letter(und_utf8_decode(at, end, &bytes)))
            at += bytes;
        if (at == word) {
            (void)und_utf8_decode(at, end, &bytes);
            at += bytes;
            continue;
        }
        /* No ending of a figure: "{number}-е". */
        const char *before = word > text.at && word[-1] == '-' ? word - 1 : word;
        bool ending = before > text.at && before[-1] == '}';
        uint32_t found = ending ? 0 : *place_of(s, s->claims, (und_bytes){word, (size_t)(at - word)});
        if (found == 0)
            continue;
        if (words[found - 1].uses[index]++ == 0)
            words[found - 1].where[index] = term;
    }
}

/* Says that another language has a word of its own use for what tells `language`. Whether one was found. */
static bool judge_word(search *s, uint32_t index, const claim *told, const known_word *word)
{
    const und_language *language = und_language_at(s->packs, index);
    for (uint32_t other = 0; other < und_language_count(s->packs); other++) {
        const und_language *b = und_language_at(s->packs, other);
        if (other == index || b->script != language->script || (word->languages >> other & 1u) != 0 ||
            word->uses[other] < USES_MIN)
            continue;
        und_bytes where = und_term_text(b, word->where[other]);
        char message[UND_MESSAGE_MAX];
        (void)snprintf(
            message, sizeof message,
            "the function word “%.*s” tells the language, but %s has it too: “%.*s” (%s.yaml:%u); expected in "
            "the list of both or of none",
            (int)told->text.length, told->text.at, b->name, (int)(where.length < 100 ? where.length : 100), where.at,
            b->code, word->where[other]->line);
        report(s, language, told->term->line, message);
        return true;
    }
    return false;
}

static bool has_sibling(const search *s, uint32_t index, char *names, size_t room)
{
    size_t used = 0;
    names[0] = '\0';
    for (uint32_t i = 0; i < und_language_count(s->packs); i++) {
        const und_language *other = und_language_at(s->packs, i);
        if (i != index && other->script == und_language_at(s->packs, index)->script && used + 72 < room)
            used += (size_t)snprintf(names + used, room - used, "%s%s", used > 0 ? ", " : "", other->name);
    }
    return used > 0;
}

static void judge_words(search *s, const known_word *words)
{
    for (uint32_t i = 0; i < und_language_count(s->packs) && s->status == UND_OK; i++) {
        const und_language *language = und_language_at(s->packs, i);
        char names[200];
        if (!has_sibling(s, i, names, sizeof names))
            continue;
        uint32_t own = 0;
        for (uint32_t t = language->first[UND_TERM_FUNCTION_WORD]; t < language->first[UND_TERM_FUNCTION_WORD + 1];
             t++) {
            const claim told = {und_term_folded(language, &language->terms[t]), &language->terms[t], (uint8_t)i};
            uint32_t found = *place_of(s, s->claims, told.text);
            if (found != 0 && !judge_word(s, i, &told, &words[found - 1]) &&
                words[found - 1].languages == (uint16_t)(1u << i))
                own++;
        }
        if (own >= UND_OWN_WORDS_MIN)
            continue;
        char message[UND_MESSAGE_MAX];
        (void)snprintf(
            message, sizeof message,
            "%u of the function words are in no other pack; expected at least %u, to tell the language from %s", own,
            UND_OWN_WORDS_MIN, names);
        report(s, language, 0, message);
    }
}

static void look_at_words(search *s)
{
    s->claim_count = 0;
    size_t all = 0;
    for (uint32_t i = 0; i < und_language_count(s->packs); i++) {
        const und_language *language = und_language_at(s->packs, i);
        all += language->first[UND_TERM_FUNCTION_WORD + 1] - language->first[UND_TERM_FUNCTION_WORD] +
               language->first[UND_TERM_MONTH + 1] - language->first[UND_TERM_MONTH];
    }
    known_word *words = all == 0 ? NULL : und_resize(s->allocator, NULL, 0, all * sizeof *words);
    if (words == NULL || !open_table(s, all)) {
        s->status = all == 0 ? s->status : UND_E_MEMORY;
        und_free(s->allocator, words, all * sizeof *words);
        return;
    }
    memset(words, 0, all * sizeof *words);
    for (uint32_t i = 0; i < und_language_count(s->packs); i++) {
        const und_language *language = und_language_at(s->packs, i);
        for (uint32_t t = 0; t < language->count && s->status == UND_OK; t++) {
            const und_term *term = &language->terms[t];
            if (!is_word_key(term->key))
                continue;
            uint32_t *place = place_of(s, s->claims, und_term_folded(language, term));
            if (*place == 0 && add_claim(s, und_term_folded(language, term), term, i))
                *place = (uint32_t)s->claim_count;
            if (*place != 0)
                words[*place - 1].languages = (uint16_t)(words[*place - 1].languages | 1u << i);
        }
    }
    for (uint32_t i = 0; i < und_language_count(s->packs); i++) {
        const und_language *language = und_language_at(s->packs, i);
        for (uint32_t t = 0; t < language->count; t++)
            if (!is_word_key(language->terms[t].key) && language->terms[t].key != UND_TERM_DETECT)
                count_uses(s, words, language, i, &language->terms[t]);
    }
    if (s->status == UND_OK)
        judge_words(s, words);
    close_table(s);
    und_free(s->allocator, words, all * sizeof *words);
}

und_status und_packs_conflicts(und_packs *packs, const und_problem **out, size_t *count)
{
    *out = NULL;
    *count = 0;
    if (!packs->conflicts_sought) {
        search s = {.packs = packs, .allocator = &packs->allocator};
        packs->conflict_count = 0;
        look_at_beginnings(&s);
        if (s.status == UND_OK)
            look_at_words(&s);
        und_free(s.allocator, s.claims, s.claim_room * sizeof(claim));
        if (s.status != UND_OK)
            return und_packs_no_memory(packs);
        packs->conflicts_sought = true;
    }
    *out = packs->conflicts;
    *count = packs->conflict_count;
    return UND_OK;
}
