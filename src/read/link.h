/* link.h - where what a reference names stands: in the document, or in another one that is named beside it. */
#ifndef UND_READ_LINK_H
#define UND_READ_LINK_H

#include "read/reference.h"

/* Fills in `where` and `in` of references that were found in a flow of that language, in their order. */
void und_references_link(und_references *references, const und_language *language, const und_flow *flow);

#endif
