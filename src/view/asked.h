/* asked.h - the line that an explanation is of, with the step that its node came from. */
#ifndef UND_VIEW_ASKED_H
#define UND_VIEW_ASKED_H

#include "model/reading.h"
#include "read/step.h"

/* A line, its node, and the step that the node came from, as it stood when it had to decide. */
typedef struct und_asked {
    und_doc *doc;
    und_reader reader;
    und_machine machine; /* the step's state: before it, with the language that its block tells */
    und_step step;
    und_node node;
    uint32_t last; /* line after the node's own lines */
    bool child;    /* the node interrupts a paragraph: the state is that after the paragraph */
    uint32_t line;
    und_facts own; /* of the line */
} und_asked;

/* Makes the step again; `node` is not the document. `asked` must stay where it is. */
void und_ask(und_asked *asked, und_doc *doc, const und_node *node, uint32_t line);
/* The same step as if its block began at the line that is asked for: for what a line inside a node gives by itself. */
und_step und_step_at_line(const und_asked *asked);

#endif
