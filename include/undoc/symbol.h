/* symbol.h - document symbols part by part: what each means.
 *
 * The custom is that of the United Nations library's guide to document symbols (research.un.org/en/docs/symbols) and of the
 * Editorial Manual. The rules of undoc.h hold.
 */
#ifndef UNDOC_SYMBOL_H
#define UNDOC_SYMBOL_H

#include "undoc/undoc.h"

#ifdef __cplusplus
extern "C" {
#endif

#define UND_SYMBOL_MEANING_MAX 64u

typedef struct und_symbol_part {
    und_bytes text;                       /* of the symbol: "A", "75", "L.12"; lives with it */
    char meaning[UND_SYMBOL_MEANING_MAX]; /* in English, with a NUL: "seventy-fifth session" is "session 75" */
} und_symbol_part;

/* The n-th part of a single symbol (of a joint one, ask for each), from 0, in its order; "A/C.3/72/L.1" has four. A part that
 * the guides do not explain has an empty meaning. UND_NONE: there are no more, or the text is no symbol. */
UND_API und_status und_symbol_part_get(und_bytes symbol, uint32_t n, und_symbol_part *out);

#ifdef __cplusplus
}
#endif

#endif
