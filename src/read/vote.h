/* vote.h - the language that a line tells: by its phrase, its script, its words. */
#ifndef UND_READ_VOTE_H
#define UND_READ_VOTE_H

#include "read/lexicon.h"
#include "read/scan.h"

/* In the place of the language: function words may tell it. Only the first line of a block is ever asked, so they are
 * looked up then and not for every line. */
#define UND_VOTE_WORDS 15u

/* The language that a line's words tell, + 1; 0: none. Where one is `known` (+ 1; 0: none), one of its words
 * confirms it, and two words that only one other language has speak against it: "El Salvador" is no Spanish. */
uint8_t und_words_vote(const und_lexicon *lexicon, und_bytes line, uint8_t known);

/* What the words of several lines told. */
typedef struct und_hearing {
    uint32_t own[UND_LANGUAGES_MAX + 1];    /* words that one language alone has; languages + 1 */
    uint32_t shared[UND_LANGUAGES_MAX + 1]; /* words that others have too */
    uint8_t best;                           /* of `own` */
} und_hearing;

/* Hears every word of a line, not only those at its beginning. */
void und_hear_words(const und_lexicon *lexicon, und_bytes line, und_hearing *hearing);
/* The language that was heard most, + 1; 0: none, or no one more than the others. */
uint8_t und_heard(const und_hearing *hearing);

/* The language that a phrase (0: none) or the script of the text's first character tells at once, + 1; UND_VOTE_WORDS:
 * its words have to be asked. */
uint8_t und_vote_of(const und_lexicon *lexicon, uint16_t phrase, const und_scan *text);

#endif
