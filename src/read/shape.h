/* shape.h - lines that are no text: rules, numbers alone, page headers. */
#ifndef UND_READ_SHAPE_H
#define UND_READ_SHAPE_H

#include "undoc/undoc.h"

typedef enum und_shape {
    UND_SHAPE_BLANK,
    UND_SHAPE_TEXT,
    UND_SHAPE_RULE,    /* only dashes, underscores and the like */
    UND_SHAPE_COMMENT, /* <!-- image -->: what a conversion left */
    UND_SHAPE_TABLE,   /* | a | b |, +---+---+ */
    UND_SHAPE_NUMBER,  /* a number alone: of a footnote or a page */
    UND_SHAPE_SYMBOL   /* a document symbol alone, with a page or job number perhaps: a page header */
} und_shape;

/* A line of dashes, underscores and the like. */
bool und_only_rule(const char *at, const char *end);
/* "A/75/L.3", "A/RES/75/1 Page 2", "12/34 21-00208": what stands at the head or foot of a page. */
bool und_only_symbol(const char *at, const char *end);
/* The head of a page in two columns, of which one is a document symbol: "A/RES/75/1      Title of the resolution". */
bool und_is_page_head(const char *at, const char *end);
/* Whether a line ends so that it may be one: with a figure, and a gap before its last word. */
static inline bool und_may_end_page_head(und_bytes line)
{
    const char *end = line.at + line.length, *word = end;
    if ((unsigned)(end[-1] - '0') >= 10u && end[-1] != '*')
        return false; /* most lines */
    while (word > line.at && word[-1] != ' ')
        word--;
    return word - line.at > 3 && word[-2] == ' ' && word[-3] == ' ';
}
/* A line of figures alone, of a page, a footnote or a bar code: its shape and, in `*value`, the number. UND_SHAPE_TEXT:
 * it is none. */
und_shape und_only_number(const char *at, const char *end, uint16_t *value);

#endif
