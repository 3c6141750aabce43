/* titles.h - whether two titles are the same, and how far apart they are. */
#ifndef UND_MODEL_TITLES_H
#define UND_MODEL_TITLES_H

#include "undoc/undoc.h"

/* Whether two titles are the same, case, accents, spaces and punctuation aside. */
bool und_same_title(und_bytes a, und_bytes b);
/* Letters to change to make one of the other, the same things aside; `most` when they are further apart. */
uint32_t und_title_distance(und_bytes a, und_bytes b, uint32_t most);

#endif
