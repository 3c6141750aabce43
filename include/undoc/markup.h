/* markup.h - the marks of Markdown in a line, for an editor that leaves them out of sight. */
#ifndef UNDOC_MARKUP_H
#define UNDOC_MARKUP_H

#include "undoc/undoc.h"

/* Columns of one run of marks: the asterisks and underscores around emphasis, the backslash before a mark that stands for
 * itself, the signs of a heading with the space after them, what is around the number of a footnote's marker. */
typedef struct und_markup {
    uint32_t column;
    uint32_t end_column; /* exclusive */
} und_markup;

#define UND_MARKUP_MAX 64u /* of one line: more stay in sight; a line of a document has four */

/* The marks of a line in their order, at most `room` of them. Emphasis is marked where it is closed in the same line; a
 * line of marks alone is none. Returns how many there are in `out`; 0 where there is no such line. */
UND_API uint32_t und_markup_find(const und_doc *doc, uint32_t line, und_markup *out, uint32_t room);

#endif
