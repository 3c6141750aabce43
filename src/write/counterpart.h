/* counterpart.h - the words that open a clause in another language, where it is certain which they are: template `openers`. */
#ifndef UND_WRITE_COUNTERPART_H
#define UND_WRITE_COUNTERPART_H

#include "pack/pack.h"
#include "text/text.h"

/* The lists of two languages, line for line. */
typedef struct und_openers {
    und_text own, other;
    bool known; /* both are there */
} und_openers;

/* `organ` is whose clauses they are, as an answer: some languages have other forms for a Council. UND_E_MEMORY. Close them in
 * any case. */
und_status und_openers_open(und_packs *packs, const char *language, const char *other, und_bytes organ,
                            und_openers *out);
void und_openers_close(und_openers *openers);

/* The counterpart of the opener that `text` begins with, in the first part of the list for a preambular paragraph, else in the
 * second; `*length` is the opener's in `text`. No bytes: none is certain. */
und_bytes und_opener_counterpart(const und_openers *openers, und_bytes text, bool preambular, size_t *length);

#endif
