/* mention.h - where States are named in a document.
 *
 * The rules of undoc.h and reading.h hold. A State is named by its name in the list of the language of the paragraph, by its
 * name in older documents, or by either with what "of" becomes before it ("de l'Ouzbékistan", a Russian genitive). In Arabic
 * names of under five letters are not looked for in running text: they are words too.
 */
#ifndef UNDOC_MENTION_H
#define UNDOC_MENTION_H

#include "undoc/reading.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct und_mention {
    const char *code; /* of the State, "UZ"; lives with the packs */
    uint32_t node;    /* in whose text it stands */
    uint8_t language; /* as in und_node */
    bool with_of;     /* the form after "of", with whatever word that puts before the name */
    bool former;      /* a name of older documents */
    und_range range;  /* of the form */
    und_range name;   /* of the name in it; where the form is no name with a word before it, all of it */
} und_mention;

/* The n-th State that is named in a node's own text, from 0, in the order of the text; none overlaps another. UND_NONE: no
 * more. */
UND_API und_status und_mention_get(und_doc *doc, uint32_t node, uint32_t n, und_mention *out);

/* The mention whose form holds the byte at a place. UND_NONE: none does. */
UND_API und_status und_mention_at(und_doc *doc, und_place place, und_mention *out);

#ifdef __cplusplus
}
#endif

#endif
