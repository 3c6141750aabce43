/* flow.h - the text of some lines as one line, normalised, with the way back to the places it came from.
 *
 * Hard wraps are joined (a hyphen at a line's end keeps the word together), emphasis and Markdown marks are left out,
 * spaces and apostrophes are the plain ones, full-width forms and Arabic-Indic digits are ASCII. Case and accents stay;
 * `folded` is the same text folded. Both know where they came from.
 */
#ifndef UND_READ_FLOW_H
#define UND_READ_FLOW_H

#include "text/lines.h"
#include "text/run.h"
#include "undoc/reading.h"

/* Where a stretch of text came from: byte for byte, up to where the next stretch begins. */
typedef struct und_stretch {
    uint32_t at; /* of the text */
    und_place from;
} und_stretch;

/* The same for folded text, which came from the text. */
typedef struct und_folded_stretch {
    uint32_t at; /* of the folded text */
    uint32_t from;
} und_folded_stretch;

#define UND_FLOW_ZEROS 40u /* so that it can be read many bytes at a time */

typedef struct und_flow {
    const und_allocator *allocator;
    und_run_way *run; /* how most of the text is copied and folded */
    char *text;       /* normalised; not NUL-ended */
    size_t length;
    char *folded; /* the folding of text, UND_FLOW_ZEROS zeros after it */
    size_t folded_length;
    und_stretch *stretches; /* the first begins at 0 where there is text */
    size_t stretch_count;
    und_folded_stretch *folds;
    size_t fold_count;
    und_place end; /* of what was read */
    size_t text_room, folded_room, stretch_room, fold_room;
} und_flow;

void und_flow_open(und_flow *flow, const und_allocator *allocator);
void und_flow_close(und_flow *flow);

/* Reads lines [first, last), at most `most` bytes of them. The flow can be used again. False: memory ran out. */
bool und_flow_read(und_flow *flow, const und_lines *lines, uint32_t first, uint32_t last, size_t most);

/* The same in pieces: what lies between them is left out. Begin, then add pieces in their order. */
void und_flow_begin(und_flow *flow);
bool und_flow_add(und_flow *flow, const und_lines *lines, uint32_t first, uint32_t last, size_t most);

/* Where the character came from that has the byte `at` of the text; at the text's end, the end of what was read. Takes
 * time with the logarithm of the stretches, of which most lines have one. */
und_place und_flow_from(const und_flow *flow, size_t at);

/* The byte of the text from which the character came that has the byte `at` of the folded text; at its end, the text's. */
uint32_t und_flow_back(const und_flow *flow, size_t at);

/* The end of a range of text: just after the byte before `at`, so that it does not run into the next line. */
und_place und_flow_end(const und_flow *flow, const und_lines *lines, size_t at);

#endif
