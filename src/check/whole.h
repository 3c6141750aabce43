/* whole.h - a letter as a whole: its title, its request, its signatures, its annexes. What rules about letters share. */
#ifndef UND_CHECK_WHOLE_H
#define UND_CHECK_WHOLE_H

#include "check/check.h"

#define UND_SIGNATURES_MAX 64u /* of a joint letter; as many as States */
#define UND_ANNEXES_SEEN_MAX 64u

typedef struct und_whole {
    uint32_t title; /* nodes as in und_doc_stored; UINT32_MAX: the document is no letter */
    uint32_t end;   /* after the last node of the letter itself: the first annex, or the next letter */
    und_letter letter;
    const und_language *language;
    uint32_t request; /* UINT32_MAX: none */
    uint32_t signatures[UND_SIGNATURES_MAX];
    uint32_t signature_count;
    uint32_t
        annexes[UND_ANNEXES_SEEN_MAX]; /* headings of the letter's own annexes; enclosures where it has no annexes */
    uint32_t annex_count;
    bool
        annexes_told; /* how many annexes it has is certain: one, or numbered in their order, or each names the letter */
} und_whole;

/* The letter that the document is. False: it is none. */
bool und_whole_read(und_check_run *run, und_whole *out);
/* The same without its annexes, which need not be looked at. */
bool und_whole_read_letter(und_check_run *run, und_whole *out);

/* The text of a node for a rule, up to a bound that no letter's paragraph reaches. Close it in any case. False: there is
 * none, or memory ran out, and the findings say so. */
bool und_node_flow(und_check_run *run, uint32_t index, und_flow *flow);

/* Whether one of the words of a draft that are not filled in yet stands in the range. */
bool und_is_open(const und_check_run *run, und_range range);

/* ---- words of a folded text ---- */

typedef struct und_word {
    uint32_t first, last; /* bytes */
} und_word;

/* The next word from a byte on: letters, figures, apostrophes and hyphens. False: there is none. */
bool und_next_word(und_bytes text, size_t from, und_word *out);

/* Whether a word stands in one of the terms of the language: it is no slip of the pen then. */
bool und_is_known_word(const und_language *language, und_bytes word);

/* Writes a word as it stands in the place of another: with a capital where that has one. */
void und_put_like(und_text *words, und_bytes word, und_bytes like);

#endif
