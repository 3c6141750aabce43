/* explain.h - the line that an explanation is of, and the parts of the answer. Private to explain.c, words.c,
 * reasons.c and fields.c.
 */
#ifndef UND_VIEW_EXPLAIN_H
#define UND_VIEW_EXPLAIN_H

#include "model/reading.h"
#include "read/step.h"
#include "view/teller.h"

/* A line, its node, and the step that the node came from, as it stood when it had to decide. */
typedef struct und_asked {
    und_doc *doc;
    und_reader reader;
    und_machine machine; /* the step's state: before it, with the language that its block tells */
    und_step step;
    und_node node;
    uint32_t last; /* line behind the node's own lines */
    bool child;    /* the node interrupts a paragraph: the state is that behind the paragraph */
    uint32_t line;
    und_facts own; /* of the line */
} und_asked;

/* Makes the step again; `node` is not the document. `asked` must stay where it is. */
void und_ask(und_asked *asked, und_doc *doc, const und_node *node, uint32_t line);
/* The same step as if its block began at the line that is asked for: for what a line inside a node gives by itself. */
und_step und_step_at_line(const und_asked *asked);

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
