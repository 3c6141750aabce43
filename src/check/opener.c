/* Rules about openers. */
#include "model/opener.h"
#include "check/check.h"

#include "text/text.h"
#include "text/utf8.h"

#include <string.h>

#define OPENER_MAX 120u
/* Shorter words have too many neighbours one letter away. */
#define LEAST_LETTERS 5u

#define OPENER_KEYS (UND_BIT(UND_TERM_PREAMBULAR) | UND_BIT(UND_TERM_OPERATIVE) | UND_BIT(UND_TERM_DECLARATION))

/* The code points of a text, lower case, accents kept. */
static size_t points_of(und_bytes text, uint32_t *out, size_t room)
{
    size_t count = 0;
    for (size_t at = 0; at < text.length && count < room;) {
        uint32_t bytes;
        uint32_t point = und_utf8_decode(text.at + at, text.at + text.length, &bytes);
        at += bytes;
        uint32_t made = count > 0 ? und_compose(out[count - 1], point) : 0;
        if (made != 0) {
            out[count - 1] = made; /* decomposed text is spelt no differently */
            continue;
        }
        point = und_normal(point);
        if (point != 0 && !(point == ' ' && count > 0 && out[count - 1] == ' '))
            out[count++] = und_lower(point);
    }
    return count;
}

/* One letter changed, added, dropped, or two neighbours swapped. */
static bool one_slip(const uint32_t *a, size_t m, const uint32_t *b, size_t n)
{
    size_t head = 0;
    while (head < m && head < n && a[head] == b[head])
        head++;
    size_t tail = 0;
    while (tail < m - head && tail < n - head && a[m - 1 - tail] == b[n - 1 - tail])
        tail++;
    size_t x = m - head - tail, y = n - head - tail;
    if (x + y == 0)
        return false;
    if (x <= 1 && y <= 1)
        return true;
    return x == 2 && y == 2 && a[head] == b[head + 1] && a[head + 1] == b[head];
}

/* An unaccented capital is an old habit of printers and no slip. */
static bool only_capital_accent(und_bytes text, const uint32_t *a, size_t m, const uint32_t *b, size_t n)
{
    if (m != n || m == 0)
        return false;
    uint32_t bytes;
    uint32_t first = und_utf8_decode(text.at, text.at + text.length, &bytes);
    return und_is_upper(first) && first < 0x80 && und_fold(b[0]) == a[0] &&
           memcmp(a + 1, b + 1, (m - 1) * sizeof *a) == 0;
}

/* The bytes that one slip may add or take: a letter of at most four. */
#define SLIP_BYTES 4u

/* Whether the words (`a`, their `m` code points) are one slip away from an opener of a pack. */
static bool near_term(const und_language *language, const und_term *term, und_bytes words, const uint32_t *a, size_t m)
{
    und_bytes text = und_term_text(language, term);
    if (text.length > words.length + SLIP_BYTES || words.length > text.length + SLIP_BYTES)
        return false; /* most of the list: not worth spelling out */
    uint32_t b[OPENER_MAX];
    size_t n = points_of(text, b, OPENER_MAX);
    return n >= LEAST_LETTERS && one_slip(a, m, b, n) && !only_capital_accent(words, a, m, b, n);
}

static void report(und_check_run *run, const und_language *language, const und_term *term, const und_passage *words)
{
    und_text *out = &run->findings->words;
    und_bytes right = und_term_text(language, term);
    size_t message = out->length;
    und_text_put_words(out, "“");
    und_text_put(out, words->text);
    und_text_put_words(out, "” is one slip away from the opener “");
    und_text_put(out, right);
    und_text_put_words(out, "”");
    und_find(run, words->range, message);
    size_t title = out->length;
    und_text_put_words(out, "Write “");
    und_text_put(out, right);
    und_text_put_words(out, "”");
    size_t start = out->length;
    und_text_put(out, right);
    und_offer(run, words->range, title, start, out->length);
}

/* An opener that the packs know when accents are left aside, but that none of them writes so. */
static const und_term *misspelt(const und_doc *doc, const und_tree_node *node, const und_language *language,
                                uint8_t index, und_bytes words)
{
    const und_phrase *phrase = und_phrase_at(doc->lexicon, node->phrase);
    const und_sense *senses = &doc->lexicon->senses[phrase->senses];
    for (uint32_t i = 0; i < phrase->sense_count; i++)
        if (senses[i].language == index && (OPENER_KEYS & UND_BIT(senses[i].key)) != 0 &&
            und_bytes_equal(words, und_term_text(language, &language->terms[senses[i].term])))
            return NULL; /* most: written as the pack has it */
    uint32_t a[OPENER_MAX], b[OPENER_MAX];
    size_t m = points_of(words, a, OPENER_MAX);
    const und_term *found = NULL;
    for (uint32_t i = 0; i < phrase->sense_count; i++) {
        const und_sense *sense = &senses[i];
        if (sense->language != index || (OPENER_KEYS & UND_BIT(sense->key)) == 0)
            continue;
        const und_term *term = &language->terms[sense->term];
        size_t n = points_of(und_term_text(language, term), b, OPENER_MAX);
        if ((m == n && memcmp(a, b, m * sizeof *a) == 0) || only_capital_accent(words, a, m, b, n))
            return NULL;
        if (term->attested && one_slip(a, m, b, n))
            found = term;
    }
    return found;
}

/* Whether the pack says that a word is right as it is, however near an opener: "Comments" is no "Commends". */
static bool is_right(const und_language *language, und_bytes words)
{
    char folded[OPENER_MAX * 2];
    size_t length = und_fold_text(words, folded, sizeof folded);
    for (uint32_t i = language->first[UND_TERM_NO_OPENER]; i < language->first[UND_TERM_NO_OPENER + 1]; i++)
        if (und_bytes_equal(und_term_folded(language, &language->terms[i]), (und_bytes){folded, length}))
            return true;
    return false;
}

/* The opener of one part that the first word is a slip away from. */
static const und_term *nearest_of(const und_language *language, und_bytes words, und_term_key key, bool *several)
{
    const und_term *found = NULL;
    uint32_t points[OPENER_MAX];
    size_t count = points_of(words, points, OPENER_MAX);
    for (uint32_t i = language->first[key]; i < language->first[key + 1]; i++) {
        const und_term *term = &language->terms[i];
        if (!term->attested || !near_term(language, term, words, points, count))
            continue;
        *several = *several ||
                   (found != NULL && !und_bytes_equal(und_term_text(language, found), und_term_text(language, term)));
        found = term;
    }
    return found;
}

/* The one opener that was meant: of the part that the clause belongs to, else of the other one that may stand there
 * ("Requets" is as near to "Requests" as to the "Request" of a declaration). Where two are as near it cannot be told. */
static const und_term *nearest(const und_language *language, und_bytes words, const und_tree_node *node)
{
    bool declared = node->state.mode == UND_MODE_DECLARATION;
    und_term_key keys[2] = {declared ? UND_TERM_DECLARATION : UND_TERM_OPERATIVE,
                            declared ? UND_TERM_OPERATIVE : UND_TERM_DECLARATION};
    if (node->kind == UND_PREAMBULAR || (node->kind == UND_PARAGRAPH && node->state.mode == UND_MODE_PREAMBLE))
        keys[0] = UND_TERM_PREAMBULAR;
    if (node->kind == UND_PREAMBULAR)
        keys[1] = UND_TERM_PREAMBULAR;
    const und_term *found = NULL;
    bool several = false;
    for (size_t i = 0; i < 2 && found == NULL; i++)
        found = nearest_of(language, words, keys[i], &several);
    return several ? NULL : found;
}

/* A paragraph among clauses that ends as a clause does may be one whose opener could not be read; "Adoptée à la 2375e
 * séance." is none. */
static bool may_be_clause(const und_doc *doc, uint32_t index)
{
    const und_tree_node *node = und_doc_stored(doc, index);
    if (node->kind == UND_PREAMBULAR || node->kind == UND_OPERATIVE)
        return true;
    if (node->kind != UND_PARAGRAPH || node->state.mode == UND_MODE_NONE)
        return false;
    und_reader reader = {doc->lexicon, &doc->lines};
    und_end end = und_reader_end(&reader, und_doc_own_end(doc, index) - 1);
    return end == UND_END_COMMA || end == UND_END_SEMICOLON;
}

void und_rule_opener(und_check_run *run, uint32_t index)
{
    und_doc *doc = run->doc;
    uint8_t told = und_doc_node_language(doc, index);
    if (told == UND_LANGUAGE_NONE || !may_be_clause(doc, index))
        return;
    const und_language *language = und_language_at(doc->packs, told);
    const und_tree_node *stored = und_doc_stored(doc, index);
    und_passage words;
    const und_term *term = NULL;
    switch (und_opener_words(doc, index, &words)) {
    case UND_WORDS_KNOWN: term = misspelt(doc, stored, language, told, words.text); break;
    case UND_WORDS_UNKNOWN:
        if (words.text.length >= LEAST_LETTERS && words.text.length < OPENER_MAX && !is_right(language, words.text))
            term = nearest(language, words.text, stored);
        break;
    case UND_WORDS_NONE: break;
    }
    if (term != NULL)
        report(run, language, term, &words);
}
