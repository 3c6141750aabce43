/* phrase.h - the phrase that the words of a line begin with. */
#ifndef UND_READ_PHRASE_H
#define UND_READ_PHRASE_H

#include "read/lexicon.h"

/* Bytes of the beginning of a line that are folded and looked up: more than any phrase needs. */
#define UND_WINDOW 96u
/* Qualifiers that may stand before an opener: "Also deeply concerned". */
#define UND_QUALIFIERS_MAX 3

/* The id of the phrase that the words from `at` to `end` begin with; 0: none. */
uint16_t und_find_phrase(const und_lexicon *lexicon, const char *at, const char *end);

/* Folds words into `folded`, which has room for UND_WINDOW bytes. */
und_folding und_fold_start(const char *words, const char *end, char *folded);
/* The phrase that the text begins with, qualifiers before an opener skipped; `*bytes` counts both. */
uint16_t und_match_phrase(const und_lexicon *lexicon, und_folding *folding, size_t *bytes);
/* The same for plain text that is not folded, as und_lexicon_match_plain; UND_NOT_PLAIN: it is none. */
uint16_t und_match_phrase_plain(const und_lexicon *lexicon, const char *at, const char *end, size_t *bytes);
/* Whether a phrase may begin at `at`: told by the first letters, without folding. */
bool und_may_match_phrase(const und_lexicon *lexicon, const char *at, const char *end);
/* Whether a phrase stands at `at` as it is folded, capitals of Latin letters aside: nearly always where it was found. */
bool und_phrase_stands(const und_lexicon *lexicon, uint16_t id, const char *at, const char *end);
/* The first byte from `at` on that is no space. Folded text has one space at a time. */
size_t und_after_space(und_folding *folding, size_t at);

#endif
