/* object.h - the parts of a text that an editor selects and moves between: clauses, sections, sentences and the like.
 *
 * The rules of undoc.h and reading.h hold. UND_NONE says that there is no such part; `out` is then zeroed.
 */
#ifndef UNDOC_OBJECT_H
#define UNDOC_OBJECT_H

#include "undoc/reading.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef enum und_object {
    UND_OBJECT_CLAUSE,       /* a preambular or operative paragraph with its sub-paragraphs; elsewhere a paragraph */
    UND_OBJECT_SUBPARAGRAPH, /* with those below it */
    UND_OBJECT_SECTION,      /* a heading with what stands below it, up to the next heading of its level */
    UND_OBJECT_ANNEX,        /* or an enclosure */
    UND_OBJECT_LETTER,       /* from its title to before its first annex */
    UND_OBJECT_SIGNATURE,
    UND_OBJECT_OPENER,
    UND_OBJECT_REFERENCE, /* of any type but a date */
    UND_OBJECT_ITEM,      /* one agenda item in a list of them */
    UND_OBJECT_SENTENCE,  /* of a paragraph's own text */
    UND_OBJECT_COUNT
} und_object;
UND_API const char *und_object_name(und_object object);

/* Where one lies. A range of whole lines goes from the beginning of a line to the beginning of the line after the last one
 * (which may not be there). */
typedef struct und_extent {
    und_range whole;
    /* Without what frames it: a clause without its label and its closing mark, a section, an annex or a letter without what
     * stands at its head, a letter without its signature. Both ends are the same where nothing is left. */
    und_range inner;
    /* Where what parts it from its neighbours begins before it and ends after it: blank lines, spaces, of items the words
     * between them. The same as whole.from and whole.to where nothing does. */
    und_place before, after;
    /* Where asides begin (rules.h) that stand right above it, alone on their lines; whole.from where none does. */
    und_place lead;
    bool lines; /* `whole`, `before` and `after` are whole lines */
    bool inner_lines;
} und_extent;

/* The one that holds a place. Where none does, and between paragraphs, the one that begins next: in the same line if it is of
 * words, before the clause ends if it is a sub-paragraph. */
UND_API und_status und_object_at(und_doc *doc, und_object object, und_place place, und_extent *out);
/* The first that begins after a place, and the last that begins before it. Read nodes up to that one. */
UND_API und_status und_object_next(und_doc *doc, und_object object, und_place place, und_extent *out);
UND_API und_status und_object_previous(und_doc *doc, und_object object, und_place place, und_extent *out);

/* From what stands at a place to the next or the previous of its level: the next sub-paragraph of the same paragraph, the next
 * heading of the same rank, else the next part below the same part. */
UND_API und_status und_same_level(und_doc *doc, und_place place, bool next, und_place *out);
/* To what it lies in: from a sub-paragraph to its paragraph, from there to the heading above it, to the annex. */
UND_API und_status und_level_above(und_doc *doc, und_place place, und_place *out);

#ifdef __cplusplus
}
#endif

#endif
