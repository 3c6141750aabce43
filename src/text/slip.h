/* slip.h - words that are one slip of the pen apart. */
#ifndef UND_TEXT_SLIP_H
#define UND_TEXT_SLIP_H

#include "undoc/undoc.h"

/* Whether a letter changed, added or left out, or two neighbours swapped, make one text the other. Equal texts are none
 * apart: false. Takes time with their length. Fold both where case and accents do not matter. */
bool und_is_slip(und_bytes a, und_bytes b);

#endif
