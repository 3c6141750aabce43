/* completion.h - what may stand at a place where somebody writes.
 *
 * The rules of undoc.h and reading.h hold. All candidates of a place come at once: filtering by what is typed further is left
 * to the face. Only attested words are proposed.
 */
#ifndef UNDOC_COMPLETION_H
#define UNDOC_COMPLETION_H

#include "undoc/reading.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef enum und_candidate_kind {
    UND_CANDIDATE_ITEM,      /* of the agenda, after the words that cite one */
    UND_CANDIDATE_OPENER,    /* where a paragraph begins */
    UND_CANDIDATE_STATE,     /* where a word begins with a capital letter, or in a script that has none */
    UND_CANDIDATE_ADDRESSEE, /* the same, in a title */
    UND_CANDIDATE_SYMBOL,    /* of documents that the text names: where "A/" or the like is typed */
    UND_CANDIDATE_FIELD,     /* of a masthead, at a line's beginning */
    UND_CANDIDATE_RULE,      /* in a comment that silences rules (rules.h), closed or not */
    UND_CANDIDATE_KIND_COUNT
} und_candidate_kind;
UND_API const char *und_candidate_kind_name(und_candidate_kind kind);

typedef struct und_candidate {
    und_candidate_kind kind;
    und_bytes text;   /* that takes the place of what is typed */
    und_bytes detail; /* one line beside it: the title of an item, the role of an opener; may be empty */
} und_candidate;

/* Receives a candidate, whose texts live during the call; false stops the caller. */
typedef bool (*und_candidate_seen)(void *context, const und_candidate *candidate);

/* The candidates at a place, each text once for a kind, in the order of the packs or of the text. `from` is where what is
 * typed begins, on the same line: what comes in its place ends at `place`. Costs what the line's node costs; for symbols,
 * what all references cost. UND_E_ARGUMENT: there is no such place; UND_E_IO: stopped. */
UND_API und_status und_complete(und_doc *doc, und_place place, und_place *from, und_candidate_seen seen, void *context);

#ifdef __cplusplus
}
#endif

#endif
