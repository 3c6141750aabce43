/* lexicon_match.h - the phrase that stands in a text. */
#ifndef UND_READ_LEXICON_MATCH_H
#define UND_READ_LEXICON_MATCH_H

#include "read/lexicon.h"

/* The longest phrase that stands at byte `at` of a folded text and ends where a word does; 0: none. Folds as much of
 * the text as it takes to tell. */
uint16_t und_lexicon_match(const und_lexicon *lexicon, und_folding *text, size_t at);

/* The same for a text that is not folded, where it is plain ASCII with single spaces as far as the search goes, as most
 * is; UND_NOT_PLAIN: where it is not. The phrase's bytes in the text are as many as its own. */
#define UND_NOT_PLAIN 0xffffu
uint16_t und_lexicon_match_plain(const und_lexicon *lexicon, const char *at, const char *end);

#endif
