/* block.h - runs of lines that belong together: paragraphs as they were typed, hard-wrapped or not. */
#ifndef UND_READ_BLOCK_H
#define UND_READ_BLOCK_H

#include "read/keys.h"

typedef struct und_block {
    uint32_t first, last; /* lines [first, last) */
    uint32_t text;        /* where its text begins: below a label that stands alone on its line */
    und_facts head;       /* the label of its first line, all else of the line where its text begins */
    und_end end;          /* of its last line */
    bool small;           /* a heading or a field: few lines, few bytes */
} und_block;

/* Whether a block may be the title of a letter or the heading of its annex: the States of a joint letter make it as long as
 * a paragraph, which ends with a mark. */
static inline bool und_may_be_letter_title(const und_block *block)
{
    return block->small || block->end == UND_END_NONE;
}

/* The block at `line`, not blank. `most` bounds its lines: a look ahead needs no more. */
void und_block_read(const und_reader *reader, const und_machine *state, uint32_t line, uint32_t most, und_block *block);

/* The line where the text of a block or node begins that has the lines [first, last). */
uint32_t und_text_line(const und_reader *reader, uint32_t first, uint32_t last);

#endif
