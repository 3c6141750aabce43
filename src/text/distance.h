/* distance.h - how far two texts are from each other. */
#ifndef UND_TEXT_DISTANCE_H
#define UND_TEXT_DISTANCE_H

#include "undoc/undoc.h"

#define UND_DISTANCE_MAX 1000u /* bytes of each text that are compared; the longest official titles have 900 */

/* The edit distance of two texts: bytes to put in, to take out or to change until one is the other. `most` when it is
 * that much or more, which costs less to find out. Fold both for a comparison that case and accents do not matter to. */
uint32_t und_edit_distance(und_bytes a, und_bytes b, uint32_t most);

#endif
