/* flow.h - the text of some lines as one line, normalised, with the way back to the places it came from.
 *
 * Hard wraps are joined (a hyphen at a line's end keeps the word together), emphasis and Markdown marks are left out,
 * spaces and apostrophes are the plain ones, full-width forms and Arabic-Indic digits are ASCII. Case and accents stay;
 * `folded` is the same text folded, byte for byte as long where it can be: both have their own map.
 */
#ifndef UND_READ_FLOW_H
#define UND_READ_FLOW_H

#include "text/lines.h"

typedef struct und_place {
    uint32_t line;
    uint32_t column;
} und_place;

typedef struct und_flow {
    const und_allocator *allocator;
    char *text;      /* normalised; not NUL-ended */
    und_place *from; /* of each byte of text, where it came from; [length] is the end */
    size_t length;
    char *folded;   /* the folding of text */
    uint32_t *back; /* of each byte of folded, the byte of text; [folded_length] is the end */
    size_t folded_length;
    und_place end; /* of what was read */
    size_t text_room, from_room, folded_room, back_room;
} und_flow;

void und_flow_open(und_flow *flow, const und_allocator *allocator);
void und_flow_close(und_flow *flow);

/* Reads lines [first, last), at most `most` bytes of them. The flow can be used again. False: memory ran out. */
bool und_flow_read(und_flow *flow, const und_lines *lines, uint32_t first, uint32_t last, size_t most);

/* The same in pieces: what lies between them is left out. Begin, add pieces in their order, end. */
void und_flow_begin(und_flow *flow);
bool und_flow_add(und_flow *flow, const und_lines *lines, uint32_t first, uint32_t last, size_t most);
bool und_flow_finish(und_flow *flow);

/* The end of a range of text: just after the byte before `at`, so that it does not run into the next line. */
und_place und_flow_end(const und_flow *flow, const und_lines *lines, size_t at);

#endif
