/* explain.h - the parts of an explanation. Private to explain.c, words.c, reasons.c and fields.c. */
#ifndef UND_VIEW_EXPLAIN_H
#define UND_VIEW_EXPLAIN_H

#include "view/asked.h"
#include "view/teller.h"

/* ---- words.c ---- */

/* What the packs say of the words that the block of a step begins with: the patterns of the keys `forms` that fit, then
 * the phrase. `deciding` are the keys of phrases that can make the node what it is; of the others it is said that they
 * did not. Gives the keys, of both, that speak for the node. */
uint64_t und_say_beginning(und_teller *teller, const und_asked *asked, const und_step *at, uint64_t deciding,
                           uint64_t forms);
/* The term of `key` that the block ends in, if any. */
void und_say_end_term(und_teller *teller, const und_step *s, und_term_key key);
/* A term that was found anywhere in the block. */
void und_say_in_text(und_teller *teller, const und_step *s, const und_term *term);

/* ---- reasons.c ---- */

/* What a line inside a node, not its first, gives by itself. False: memory ran out. */
bool und_say_own(und_teller *teller, const und_asked *asked);
/* What made the node what it is, by its kind. False: memory ran out. */
bool und_say_reasons(und_teller *teller, const und_asked *asked);

/* ---- fields.c ---- */

/* What was read from the line as fields of the document's masthead; `*said`: something was. False: memory ran out. */
bool und_say_fields(und_teller *teller, const und_asked *asked, bool *said);
/* All that a line of a masthead gives. False: memory ran out. */
bool und_say_masthead_line(und_teller *teller, const und_asked *asked);

#endif
