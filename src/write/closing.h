/* closing.h - the mark that closes a clause, and what stands with it: a space before it, a conjunction after it. */
#ifndef UND_WRITE_CLOSING_H
#define UND_WRITE_CLOSING_H

#include "read/line_end.h"
#include "write/plan.h"

/* Where it stands. A footnote's number, quotation marks and emphasis after it are no part of it. */
typedef struct und_closing {
    uint32_t line, from, to; /* bytes; equal: there is none */
    uint32_t mark_end;       /* where a conjunction begins, with its space; `to`: there is none */
    und_end end;
} und_closing;

/* Bytes of the closing mark that ends at `end`; 0: none does. */
uint32_t und_mark_bytes(const char *at, const char *end);

/* What closes the clause's own text. False: it has no text. */
bool und_closing_read(const und_plan *plan, uint32_t id, und_closing *out);
/* The same of a node of a document, by its index as in und_doc_stored. */
bool und_closing_of(const und_doc *doc, uint32_t index, und_closing *out);

#endif
