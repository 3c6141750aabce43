/* lexicon_build.h - the lexicon of all language packs, made of their words. */
#ifndef UND_READ_LEXICON_BUILD_H
#define UND_READ_LEXICON_BUILD_H

#include "read/lexicon.h"

/* Fills in a lexicon that is all zero but for its packs. False: memory ran out; free it all the same. */
bool und_lexicon_build(und_lexicon *lexicon);

/* The leads of its languages, whether its words were built or taken from a cache. False: memory ran out. */
bool und_lexicon_build_leads(und_lexicon *lexicon);

/* Frees a lexicon and what it owns; NULL is allowed. `data` is a void pointer, for the packs keep it as one. */
void und_lexicon_free(const und_allocator *allocator, void *data);

#endif
