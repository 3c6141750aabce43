/* common.h - small readings of a node that several views show. */
#ifndef UND_VIEW_COMMON_H
#define UND_VIEW_COMMON_H

#include "read/masthead.h"

#define UND_TITLE_BYTES 2000u /* of a title that a view shows */

/* The label as its value is written, without punctuation: 12, a, iv, II; "" for none. */
void und_label_text(und_label_style style, uint16_t label, char *out, size_t room);

/* The words that open a clause, as they stand in the text: the opener that a pack knows with its qualifiers, else the
 * first word. Empty when the line has no word. */
und_bytes und_opener_text(const und_doc *doc, const und_node *node);

/* The language that "[Original: …]" in the head of an annex or title names; `flow` then holds its line. False: memory
 * ran out. */
bool und_original_of(const und_doc *doc, uint32_t index, und_flow *flow, und_flow_field *original);

#endif
