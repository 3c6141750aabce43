/* vote.h - the language that a line tells: by its phrase, its script, its words. */
#ifndef UND_READ_VOTE_H
#define UND_READ_VOTE_H

#include "read/lexicon.h"
#include "read/scan.h"

/* In the place of the language: function words may tell it. Only the first line of a block is ever asked, so they are
 * looked up then and not for every line. */
#define UND_VOTE_WORDS 15u

/* The language that a line's words tell, + 1; 0: none. Where one is `known` (+ 1; 0: none), one of its words
 * confirms it, and two words of another language speak against it: "El Salvador" is no Spanish. */
uint8_t und_words_vote(const und_lexicon *lexicon, und_bytes line, uint8_t known);

/* The language that a phrase (0: none) or the script of the text's first character tells at once, + 1; UND_VOTE_WORDS:
 * its words have to be asked. */
uint8_t und_vote_of(const und_lexicon *lexicon, uint16_t phrase, const und_scan *text);

#endif
