/* spelt.h - the openers of a language as letters, each spelt once for all clauses of a document, when it is needed; and which words none of them
 * is near, as nearly all words of a text.
 */
#ifndef UND_CHECK_SPELT_H
#define UND_CHECK_SPELT_H

#include "check/spelling.h"
#include "pack/pack.h"
#include "text/memory.h"

/* Shorter words have too many neighbours one letter away; Arabic ones are as long as others with a word before them. */
#define UND_SLIP_LETTERS 5u
#define UND_SLIP_ARABIC 4u
/* A word of so many letters may have two slips. */
#define UND_SLIP_LONG 9u
#define UND_SLIPS_MAX 2u
/* Openers of Chinese that are long enough for one wrong character to leave the others telling. */
#define UND_SLIP_HAN 5u

#define UND_NOT_SPELT UINT16_MAX

/* An opener, or a word that is none though near one. */
typedef struct und_spelt_term {
    uint64_t letters; /* a bit for each letter of its first word: see spelt.c */
    uint32_t first;   /* of its points, in und_spelt.points */
    uint16_t count;   /* UND_NOT_SPELT: not yet, and nothing else is known of it */
    uint16_t word;    /* points of its first word */
    uint8_t slips;    /* that its first word may have and still be told */
    bool upper;
} und_spelt_term;

#define UND_FIRST_WORDS 4096u /* a power of two; the first words of a long document's clauses */

/* The two letters that words begin with, and the first one folded; 0: there is none. */
typedef struct und_start {
    uint32_t first, second, folded;
} und_start;

typedef struct und_spelt {
    const und_language *language;
    uint32_t *points; /* room for all terms: a letter has a byte at the least */
    size_t point_count, point_room;
    und_spelt_term *terms; /* of the language from `first` on */
    und_start *starts;     /* of each */
    uint32_t first, count;
    uint64_t words[UND_FIRST_WORDS]; /* first words that were looked at: see spelt.c; 0: none */
} und_spelt;

/* NULL: memory ran out. */
und_spelt *und_spelt_open(const und_allocator *allocator, const und_language *language);
void und_spelt_close(und_spelt *spelt, const und_allocator *allocator);

/* A term of the language, an opener or a word that is none; spelt, and its letters. */
const und_spelt_term *und_spelt_term_of(und_spelt *spelt, uint32_t term);
static inline und_letters und_spelt_letters(und_spelt *spelt, uint32_t term)
{
    const und_spelt_term *one = und_spelt_term_of(spelt, term);
    return (und_letters){spelt->points + one->first, one->count, one->upper};
}

und_start und_start_of(und_letters words);
static inline und_start und_spelt_start(const und_spelt *spelt, uint32_t term)
{
    return spelt->starts[term - spelt->first];
}

/* Whether words begin as no term that is near them does: with another letter, and not by one slip. Two slips in a word leave
 * its first letter. */
static inline bool und_begins_otherwise(und_start a, und_start b)
{
    return a.first != b.first && a.second != b.second && a.first != b.second && a.second != b.first &&
           a.folded != b.folded && a.second != 0 && b.second != 0;
}

/* How many slips a word may have and still be told; `alone`: it is a whole opener. */
uint32_t und_slips_allowed(const uint32_t *word, size_t length, bool alone);

/* Whether no opener is near a text whose first word this is. */
bool und_spelt_is_apart(und_spelt *spelt, und_letters word);

#endif
