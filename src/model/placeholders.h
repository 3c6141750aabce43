/* placeholders.h - places that a draft leaves open. */
#ifndef UND_MODEL_PLACEHOLDERS_H
#define UND_MODEL_PLACEHOLDERS_H

#include "undoc/reading.h"

/* The first that opens at `from` or after it, and before line `last`. */
bool und_placeholder_find(const und_doc *doc, und_place from, uint32_t last, und_range *out);

#endif
