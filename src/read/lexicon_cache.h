/* lexicon_cache.h - the lexicon as a cache file has it: the parts that it writes, and the lexicon read back from them. */
#ifndef UND_READ_LEXICON_CACHE_H
#define UND_READ_LEXICON_CACHE_H

#include "pack/cache.h"
#include "read/lexicon.h"

/* Fills in a lexicon from the packs' cache; false: it is not there, and `lexicon` holds nothing to rely on. */
bool und_lexicon_from_cache(und_packs *packs, und_lexicon *lexicon);

/* Adds the lexicon to what is written. `record` lives until the file is written. */
void und_lexicon_to_cache(und_new_cache *cache, const und_lexicon *lexicon, und_lexicon *record);

#endif
