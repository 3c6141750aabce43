/* line_end.h - the mark that a line ends with, after what may follow it: quotation marks, a footnote's number, "and". */
#ifndef UND_READ_LINE_END_H
#define UND_READ_LINE_END_H

#include "undoc/undoc.h"

typedef enum und_end {
    UND_END_NONE,
    UND_END_HYPHEN, /* a word may go on in the next line */
    UND_END_COMMA,
    UND_END_SEMICOLON,
    UND_END_COLON,
    UND_END_STOP,
    UND_END_BRACKET,
    UND_END_ASK /* in facts only: the line tells, see und_facts_end */
} und_end;

/* The end of the text without spaces, emphasis and closing quotation marks. */
const char *und_trim_end(const char *at, const char *end);

/* What a line's text ends with. Only the last line of a block is ever asked, so it is looked at then and not for every
 * line. */
und_end und_text_end(und_bytes line);

#endif
