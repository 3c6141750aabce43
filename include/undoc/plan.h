/* plan.h - operations on whole clauses, and the edits that they come to: what stands around a clause that moves follows
 * it, its number, those of the others, closing marks, blank lines, and every reference to what moved.
 *
 * The rules of undoc.h and reading.h hold, and these:
 *
 * - A plan is made for a revision and changes nothing by itself. It says what a face has to do, all of it or nothing, and
 *   in which order: first the changes, each of them as places are at that revision, from the last one to the first; then
 *   the moves, one after the other, each as lines are by then.
 * - Texts and values of a plan belong to it and live until it is closed, whatever becomes of the document. The plan is
 *   closed before the packs are.
 * - Operations say what they mean by lines of the revision that the plan is made for, and come one after the other: the
 *   second finds what the first has left. A clause that one of them moved is still named by the line that it had.
 */
#ifndef UNDOC_PLAN_H
#define UNDOC_PLAN_H

#include "undoc/numbering.h"

#ifdef __cplusplus
extern "C" {
#endif

/* ---- what is to be done ---- */

typedef enum und_operation_kind {
    UND_OPERATION_RENUMBER, /* every sequence that has a member in the lines counts on from its first label */
    UND_OPERATION_DELETE,
    UND_OPERATION_MOVE,
    UND_OPERATION_INSERT,    /* a clause of kind `into` with the words of `text` */
    UND_OPERATION_PROMOTE,   /* out of the clause that it belongs to, after all of that */
    UND_OPERATION_DEMOTE,    /* below the clause before it, as its last sub-paragraph */
    UND_OPERATION_CONVERT,   /* to kind `into`: goes where such clauses stand, with the opener that they have */
    UND_OPERATION_SPLIT,     /* at `place`: what stands from there on becomes the next clause */
    UND_OPERATION_JOIN,      /* several into the first of them, or one with the next */
    UND_OPERATION_DUPLICATE, /* once more, after itself or `elsewhere` */
    UND_OPERATION_NUMBER,    /* plain paragraphs get numbers; `bare`: they lose them */
    UND_OPERATION_PUNCTUATE, /* every clause that begins in the lines closes as its place asks */
    UND_OPERATION_KIND_COUNT
} und_operation_kind;
/* In lower case; "" for a value that is out of range. */
UND_API const char *und_operation_name(und_operation_kind kind);

/* Where to. */
typedef enum und_destination {
    UND_TO_BEFORE, /* before the clause of the same level that holds `line`, else before the clause there */
    UND_TO_AFTER,  /* after it and all that lies below it */
    UND_TO_UP,     /* before the `count`-th of its like before it; a heading counts as one */
    UND_TO_DOWN,
    UND_TO_PREAMBLE, /* to its end: an operative paragraph becomes a preambular one */
    UND_DESTINATION_COUNT
} und_destination;
UND_API const char *und_destination_name(und_destination destination);

/* Of what a kind of operation does not need, nothing is looked at. */
typedef struct und_operation {
    und_operation_kind kind;
    /* The lines [first, last): of the clauses that begin there the outermost ones, whole, with all that lies below them.
     * Where none begins, the innermost clause that holds line `first`. RENUMBER, PUNCTUATE: every clause that begins there. INSERT and
     * SPLIT: nothing is looked at. */
    uint32_t first, last;
    und_destination to; /* MOVE, INSERT: of that UND_TO_BEFORE and UND_TO_AFTER */
    uint32_t line;      /* of UND_TO_BEFORE and UND_TO_AFTER */
    uint32_t count;     /* of UND_TO_UP and UND_TO_DOWN; 0 is 1 */
    bool resolve;       /* RENUMBER: paragraphs that were added between others (1 bis) are counted with them */
    bool bare;          /* NUMBER */
    bool elsewhere;     /* DUPLICATE: `to` and `line` say where, UND_TO_BEFORE and UND_TO_AFTER */
    und_kind into;   /* INSERT, CONVERT: preambular, operative, sub-paragraph, heading; INSERT: paragraph, annex too */
    und_place place; /* SPLIT */
    und_bytes text;  /* INSERT: without number; lines are parted by LF. What closes it is written for its place */
} und_operation;

/* ---- the plan ---- */

typedef struct und_plan und_plan;

/* Works out the plan of `count` operations. Where one of them cannot be, the plan has a note that says why, and no changes
 * and no moves at all. Looks at every node and every reference of the document; those are read once for a revision.
 * UND_E_ARGUMENT: lines that are not there, a kind that is none. UND_E_MEMORY: `*out` is NULL. */
UND_API und_status und_plan_make(und_doc *doc, const und_operation *operations, size_t count, und_plan **out);
UND_API void und_plan_close(und_plan *plan);
/* The revision that it was made for. */
UND_API uint32_t und_plan_revision(const und_plan *plan);
/* No operation was refused. */
UND_API bool und_plan_is_possible(const und_plan *plan);

/* What a change is for. */
typedef enum und_change_kind {
    UND_CHANGE_LABEL,
    UND_CHANGE_REFERENCE,
    UND_CHANGE_FOOTNOTE, /* the marker of a footnote */
    UND_CHANGE_MARK,     /* the punctuation that closes a clause */
    UND_CHANGE_BLANK,    /* blank lines */
    UND_CHANGE_OPENER,   /* the opener of the other part */
    UND_CHANGE_TEXT,     /* clauses that go or come */
    UND_CHANGE_KIND_COUNT
} und_change_kind;
UND_API const char *und_change_name(und_change_kind kind);

/* Replaces what stands in `range`, as a rule within a line; lines that go or come do so from the beginning of one to the
 * beginning of another, but for those at the document's end. */
typedef struct und_change {
    und_change_kind kind;
    uint32_t node;      /* in whose text it is; 0: in none */
    und_range range;    /* at the plan's revision */
    und_bytes old_text; /* that stands there: lines are joined by LF */
    und_bytes new_text;
} und_change;

/* The n-th change, in the order of their places; none overlaps another. UND_NONE: no more. */
UND_API und_status und_plan_change_get(const und_plan *plan, uint32_t n, und_change *out);

/* The lines [first, last) go before line `before`, which is not one of them; all three as lines are after the changes and
 * the moves before it. */
typedef struct und_move {
    uint32_t first, last, before;
} und_move;

/* The n-th move. UND_NONE: no more. */
UND_API und_status und_plan_move_get(const und_plan *plan, uint32_t n, und_move *out);

typedef enum und_plan_note_kind {
    UND_NOTE_REFUSED,   /* the operation cannot be; the plan does nothing */
    UND_NOTE_DANGLING,  /* a reference to a clause that is deleted, and stays */
    UND_NOTE_REFERENCE, /* a reference that the plan cannot write anew, or not surely */
    UND_NOTE_OPENER,    /* words that open a clause and that the packs do not know in its new part's form */
    UND_NOTE_NUMBERS,   /* numbers that were irregular before, and were left so */
    UND_NOTE_KIND_COUNT
} und_plan_note_kind;
UND_API const char *und_plan_note_name(und_plan_note_kind kind);

typedef struct und_plan_note {
    und_plan_note_kind kind;
    uint32_t operation; /* of a refused one: which, from 0 */
    und_range range;    /* at the plan's revision; both ends the same: a place */
    und_range after;    /* where the same words stand afterwards; as `range` where the plan does nothing */
    und_bytes message;  /* one line */
} und_plan_note;

/* The n-th note, in the order of their places. UND_NONE: no more. */
UND_API und_status und_plan_note_get(const und_plan *plan, uint32_t n, und_plan_note *out);

/* What becomes of a node. */
typedef struct und_planned {
    uint32_t node;  /* at the plan's revision; 0: it is new */
    uint32_t first; /* its first line afterwards */
    und_kind kind;
    und_label_style style;
    uint16_t label;
    uint8_t depth;
} und_planned;

/* The n-th node of the tree that is promised for afterwards, in its order; the document itself is left out. UND_NONE: no
 * more. */
UND_API und_status und_plan_node_get(const und_plan *plan, uint32_t n, und_planned *out);
/* What becomes of node `node` of the plan's revision. UND_NONE: it is gone. UND_E_ARGUMENT: there is no such node. */
UND_API und_status und_plan_node_of(const und_plan *plan, uint32_t node, und_planned *out);

/* The whole text afterwards, its lines with an LF after each. UND_E_STALE: the document has changed since; UND_E_IO: the
 * sink stopped it. */
UND_API und_status und_plan_text(const und_plan *plan, und_doc *doc, und_sink sink, void *context);

#ifdef __cplusplus
}
#endif

#endif
