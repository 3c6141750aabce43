/* parting.h - where lines that follow each other without a blank one are parted into paragraphs.
 *
 * A blank line between paragraphs is a help and no condition: text that was pasted, or taken out of a PDF, has none. Then
 * the lines tell it themselves: a label, an opener after a mark, a line that is a thing of its own (the subject, "Annex",
 * the signature), an indent, a line that ended although the next word had room on it.
 */
#ifndef UND_READ_PARTING_H
#define UND_READ_PARTING_H

#include "read/edge.h"
#include "read/keys.h"

/* The lines that a block is read from. */
typedef struct und_row {
    uint32_t first;    /* where the block begins */
    uint32_t text;     /* where its text does: below a label that stands alone on its line */
    und_facts head;    /* the label of the first, all else of the second */
    uint32_t stop;     /* lines from here on are not looked at */
    uint32_t measured; /* lines before this one are in `width` */
    uint32_t width;    /* columns of the widest */
} und_row;

/* Whether a row is a sub-paragraph, which what closes its sentence may follow in lower case. */
static inline bool und_is_in_list(const und_row *row)
{
    return und_is_labelled(row->head) &&
           (und_facts_style(row->head) == UND_LABEL_DASH || und_facts_form(row->head) == UND_FORM_PARENTHESES);
}
/* Whether the block of a row ends before `line`, which is not blank. `above` is the last line before it, not blank either;
 * asides may stand between them. */
bool und_is_parted(const und_reader *reader, const und_machine *state, und_row *row, uint32_t above, uint32_t line);

/* Whether a line tells that each line of the text is a paragraph: a sentence longer than anybody wraps, and no blank line
 * after it. */
bool und_is_whole_paragraph(const und_reader *reader, uint32_t line);

#endif
