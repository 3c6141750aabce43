/* conflicts.h - words that packs claim with different meanings, where that misleads recognition.
 *
 * The same words may be an opener here and there, and one that opens another part in each; the tree knows its language. A
 * problem is only what acts before the language is known, or whatever it is. */
#ifndef UND_PACK_CONFLICTS_H
#define UND_PACK_CONFLICTS_H

#include "pack/pack.h"

/* Function words that a language shares with no other, where another has its script: with fewer it is hardly told. */
#define UND_OWN_WORDS_MIN 8u

/* What was found, looked for at the first call; the array belongs to the packs. It costs some milliseconds for each
 * language. UND_E_MEMORY. */
und_status und_packs_conflicts(und_packs *packs, const und_problem **out, size_t *count);

#endif
