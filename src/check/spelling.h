/* spelling.h - words as letters, for rules about slips of the pen.
 *
 * Letters are compared with their accents, case aside. A slip is a letter changed, added or dropped, or two neighbours
 * swapped.
 */
#ifndef UND_CHECK_SPELLING_H
#define UND_CHECK_SPELLING_H

#include "undoc/undoc.h"

#define UND_SPELLING_MAX 120u /* letters and spaces of what is spelt; the longest openers have 60 */

/* Words as letters: in lower case, accents kept, single spaces between them. */
typedef struct und_letters {
    const uint32_t *point;
    size_t count;
    bool upper; /* they begin with a capital */
} und_letters;

/* The same with room of its own, and the byte of the text after each. */
typedef struct und_spelling {
    uint32_t point[UND_SPELLING_MAX];
    uint32_t last[UND_SPELLING_MAX];
    size_t count;
    bool upper;
} und_spelling;

static inline und_letters und_letters_of(const und_spelling *spelt)
{
    return (und_letters){spelt->point, spelt->count, spelt->upper};
}

static inline bool und_is_accent(uint32_t point)
{
    return point >= 0x300 && point <= 0x36f;
}

/* The words that a text begins with: letters, apostrophes and hyphens. */
void und_spell(und_bytes text, und_spelling *out);
/* The first of them. */
void und_spell_word(und_bytes text, und_spelling *out);
/* The first two letters of them, and what more it takes to tell them. */
void und_spell_start(und_bytes text, und_spelling *out);

/* The end of the word that begins at `at`. */
static inline size_t und_word_end(und_letters words, size_t at)
{
    while (at < words.count && words.point[at] != ' ')
        at++;
    return at;
}

/* Slips from one word to the other, at most `most`; more: most + 1. Neither has more than UND_SPELLING_MAX letters. */
uint32_t und_slips(const uint32_t *a, size_t m, const uint32_t *b, size_t n, uint32_t most);

/* Whether word `b` stands at point `at` of a text, which has `m` points there. An unaccented capital is an old habit of
 * printers and no slip. */
bool und_is_same_word(und_letters text, size_t at, size_t m, const uint32_t *b, size_t n);

#endif
