/* waiting.h - a paragraph that waits to be translated: its words between ‹ and ›, with the label, the emphasis around it
 * and the closing mark as another language writes them. */
#ifndef UND_WRITE_WAITING_H
#define UND_WRITE_WAITING_H

#include "pack/pack.h"
#include "read/document.h"
#include "text/text.h"
#include "write/counterpart.h"

/* The marks that stand around what waits. */
#define UND_WAITS "\xe2\x80\xb9"     /* ‹ */
#define UND_WAITS_END "\xe2\x80\xba" /* › */

/* Whether there is anything to translate: a letter of any script. */
bool und_has_letters(und_bytes text);

/* Text between the marks, without such marks of its own. */
void und_put_waiting(und_text *out, und_bytes text);

/* Lines [first, last) of a node's own text as one line, blanks at their ends left out, emphasis as it stands. */
void und_put_joined(const und_doc *doc, uint32_t index, uint32_t first, uint32_t last, und_text *out);

/* The paragraph of the node `index`, as in und_doc_stored; `source` gets the words of it that wait: none where there are no
 * words. `before` is the label of the paragraph whose words are this one's, of "1. (a) Requests"; empty: none. A clause opens with
 * the counterpart of its opener, where `openers` has one. */
void und_put_paragraph(und_doc *doc, uint32_t index, uint8_t language, const und_openers *openers, und_bytes before,
                       und_text *out, und_text *source);

/* The label of the node as the language writes it; what stands in the text where it has no label of that kind. */
void und_put_label(und_doc *doc, uint32_t index, uint8_t language, und_text *out);

#endif
