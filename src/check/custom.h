/* custom.h - which customs of United Nations documents hold for a document and its parts: rules about numbers and marks keep
 * silent where theirs does not. */
#ifndef UND_CHECK_CUSTOM_H
#define UND_CHECK_CUSTOM_H

#include "check/check.h"

#include "model/numbering.h"

/* Whether a document is of a time when numbers and marks were set otherwise, and of which only scans are at hand: before
 * documents were typeset on computers. False where nothing tells. `*ok` becomes false when memory runs out. */
bool und_is_older(und_check_run *run, bool *ok);

/* Whether the numbers and references of a document are its own: not those of a document that it amends. */
bool und_counts_for_itself(const und_doc *doc);

/* Whether a node is a clause of a resolution in one sentence, preambular paragraphs with commas and operative ones with
 * semicolons: of an organ that keeps the custom, neither of a declaration nor of a presidential statement. `organ`: the
 * subject of what it stands in. */
bool und_keeps_marks(const und_doc *doc, uint32_t index, und_organ organ);

/* The organ that is the subject of what follows a node; `organ`: of what the node stands in. */
und_organ und_organ_after(const und_doc *doc, uint32_t index, und_organ organ);

#endif
