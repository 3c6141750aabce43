/* plan.h - a plan while it is made: the nodes of a document in their order, which operations change, and the edits that
 * come of it.
 *
 * The parts, each in its file: clauses.c has the nodes and their order, arrange.c the operations on them, counting.c gives
 * labels, marks.c closing punctuation, naming.c writes references, rows.c blank lines, moves, and where everything lies
 * afterwards.
 */
#ifndef UND_WRITE_PLAN_H
#define UND_WRITE_PLAN_H

#include "model/numbering.h"
#include "model/reading.h"
#include "undoc/plan.h"

#include <stdarg.h>

#define UND_NO_CLAUSE UINT32_MAX

#define UND_CLAUSE_CHILD 1u     /* it lies inside the lines of the node before it */
#define UND_CLAUSE_GONE 2u      /* deleted */
#define UND_CLAUSE_MOVED 4u     /* it does not stand between those between which it stood, or may not */
#define UND_CLAUSE_COUNTED 8u   /* asked to be counted anew */
#define UND_CLAUSE_RESOLVE 16u  /* the same, and "1 bis" with the others */
#define UND_CLAUSE_PLACED 32u   /* put somewhere by itself, and not as a part of another one */
#define UND_CLAUSE_TOUCHED 64u  /* what belongs to it came or went */
#define UND_CLAUSE_BARE 128u    /* it loses its number */
#define UND_CLAUSE_NUMBER 256u  /* it gets one */
#define UND_CLAUSE_CLOSE 512u   /* its closing mark is to be as its place asks */
#define UND_CLAUSE_ASKED 4096u  /* the same, since somebody asked for closing marks */
#define UND_CLAUSE_JOINED 2048u /* another one was joined to it */
#define UND_CLAUSE_OPENER 1024u /* it came into the other part: its opener is to have the form of that */

/* A node: its index is the node's id, 0 is the document. */
typedef struct und_clause {
    uint32_t first, end; /* its own lines [first, end); those of a child lie within another node's */
    uint32_t lead;       /* so many of them are asides above it, which go where it goes */
    uint32_t blank;      /* the first line after the blank lines after them */
    uint32_t prev, next; /* in the order afterwards; a ring, by the document */
    uint32_t sequence;   /* UND_NO_SEQUENCE: its label does not count */
    uint32_t line;       /* its first line afterwards */
    uint32_t gap;        /* blank lines after it afterwards */
    int32_t grown;       /* lines more than it had */
    uint16_t label, old_label;
    uint8_t style, old_style;
    uint8_t kind, depth;
    uint16_t flags;
    uint32_t into; /* of a clause that was joined to another one: that one; else 0 */
} und_clause;

/* How a clause came to be that the document does not have. */
typedef enum und_made_how {
    UND_MADE_PUT,   /* from a text */
    UND_MADE_SPLIT, /* the end of another one, from a place on */
    UND_MADE_COPY   /* another one once more, with all that lies below it */
} und_made_how;

typedef struct und_made {
    und_made_how how;
    uint32_t of; /* the node that it is the end or the copy of; of a text: one beside it, whose language it has */
    uint32_t
        beside; /* the clause after whose lines its lines are put in before the moves; 0: the document's beginning */
    und_place from, place; /* of a split: where the one part ends, and the other begins */
    und_bytes text;        /* without its label and what closes it */
    und_bytes label;       /* with the space after it */
    und_bytes closing;
    bool closed;   /* something else than its own marks is to close it: `closing` */
    uint32_t rows; /* lines of its own */
} und_made;

/* Changes of the same place stay in the order in which they were made. */
typedef struct und_kept_change {
    und_change change;
    uint32_t order;
} und_kept_change;

struct und_plan {
    const und_allocator *allocator;
    und_doc *doc; /* while it is made */
    und_arena arena;
    const und_operation *operations;
    size_t operation_count;
    uint32_t revision, lines;
    uint32_t nodes; /* of the document, its own one included: clauses from there on are new */
    uint32_t count; /* of clauses */
    size_t clause_room;
    und_clause *clauses;
    und_made *made; /* one for each new clause */
    size_t made_count, made_room;
    uint32_t *order; /* clauses, in the order afterwards */
    size_t order_room;
    uint32_t order_count;
    uint32_t *scratch; /* three numbers for each clause */
    size_t scratch_room;
    und_kept_change *changes;
    size_t change_count, change_room;
    und_move *moves;
    size_t move_count, move_room;
    und_plan_note *notes;
    size_t note_count, note_room;
    uint32_t operation;   /* that is looked at */
    bool refused, failed; /* an operation cannot be; memory ran out */
    bool arranged;        /* something was deleted or moved */
};

/* NULL: the document has the clause. */
static inline und_made *und_made_of(const und_plan *plan, uint32_t id)
{
    return id < plan->nodes ? NULL : &plan->made[id - plan->nodes];
}

static inline und_clause *und_clause_at(const und_plan *plan, uint32_t id)
{
    return &plan->clauses[id];
}

/* ---- clauses.c ---- */

/* False: memory ran out. */
bool und_clauses_read(und_plan *plan);

/* Whether operations may be about it: paragraphs of all kinds, headings, annexes, footnotes. */
bool und_is_clause(const und_clause *clause);
/* The last node of what lies below `id`, itself where nothing does. */
uint32_t und_clause_last(const und_plan *plan, uint32_t id);
/* The node whose lines `id` lies in: itself, but for a child. */
uint32_t und_clause_holder(const und_plan *plan, uint32_t id);
/* The same at the plan's revision, whatever became of the order. */
uint32_t und_node_holder(const und_plan *plan, uint32_t id);
uint32_t und_clause_parent(const und_plan *plan, uint32_t id);
/* The next or previous node of the same parent; UND_NO_CLAUSE: there is none. */
uint32_t und_clause_next(const und_plan *plan, uint32_t id);
uint32_t und_clause_prev(const und_plan *plan, uint32_t id);

/* The language of a clause, as und_node has it. */
uint8_t und_clause_language(const und_plan *plan, uint32_t id);
/* How many clauses it lies below, itself counted: a paragraph is 1, its (a) is 2. `old`: at the plan's revision. */
uint32_t und_clause_level(const und_plan *plan, uint32_t id, bool old);
/* The kind and the depth that it has at the plan's revision; a new one, what it has now. */
uint8_t und_old_kind(const und_plan *plan, uint32_t id);
uint8_t und_old_depth(const und_plan *plan, uint32_t id);

/* A clause that the document does not have, in no order yet; UND_NO_CLAUSE: memory ran out. */
uint32_t und_clause_make(und_plan *plan, und_made made, und_kind kind, uint8_t depth);

/* Takes a clause and what lies below it out of the order, and puts it in after `after`. */
void und_clause_take(und_plan *plan, uint32_t id);
void und_clause_put(und_plan *plan, uint32_t id, uint32_t last, uint32_t after);

/* ---- the others ---- */

/* arrange.c: does the operations, or refuses them. */
void und_plan_arrange(und_plan *plan);
/* made.c: the text of new clauses. */
void und_plan_write_made(und_plan *plan);
/* openers.c: openers of clauses that came into the other part. */
void und_plan_open_clauses(und_plan *plan);
/* counting.c: new labels, and the changes to them. */
void und_plan_count(und_plan *plan);
/* marks.c: the changes of closing marks. */
void und_plan_close_clauses(und_plan *plan);
/* naming.c: the changes of references. */
void und_plan_name(und_plan *plan);
/* rows.c: lines that go, blank lines, moves, and where every node lies afterwards. */
void und_plan_lay(und_plan *plan);

/* ---- shift.c and compose.c: the operations but moving and deleting ---- */

typedef struct und_selection {
    uint32_t *at; /* clauses, in the order of the revision */
    uint32_t count;
} und_selection;

void und_promote(und_plan *plan, const und_selection *found);
void und_demote(und_plan *plan, const und_selection *found);
void und_convert(und_plan *plan, const und_operation *operation, const und_selection *found);
void und_insert(und_plan *plan, const und_operation *operation);
void und_split(und_plan *plan, const und_operation *operation);
void und_join(und_plan *plan, const und_selection *found);
void und_duplicate(und_plan *plan, const und_operation *operation, const und_selection *found);

/* ---- select.c ---- */

/* How messages name a clause: "operative 3", "subparagraph (b)". */
typedef struct und_clause_name {
    char text[80];
} und_clause_name;
und_clause_name und_name_clause(const und_plan *plan, uint32_t id);

/* The innermost clause that has `line` among its own lines, at the plan's revision; UND_NO_CLAUSE: none has. */
uint32_t und_clause_on(const und_plan *plan, uint32_t line);
/* What an operation means. None, and the operation is refused, where nothing is there. */
und_selection und_select(und_plan *plan, const und_operation *operation);
/* The clause before or after which an operation has `id` go, as far out as it stands on its level. False: refused. */
bool und_find_destination(und_plan *plan, const und_operation *operation, uint32_t id, uint32_t *at, bool *before);
/* Whether a clause may be put in after `after` with this depth; where not, the operation is refused. */
bool und_may_stand(und_plan *plan, uint32_t id, uint32_t after, uint8_t depth);
/* Gives a clause that was taken out, and what lies below it, another depth. */
void und_clause_set_depth(und_plan *plan, uint32_t id, uint8_t depth);

/* ---- changes.c: what they write ---- */

uint32_t und_count_lines(und_bytes text); /* LFs in it */

/* A copy that lives with the plan. */
und_bytes und_plan_keep(und_plan *plan, und_bytes text);
/* What stands in a range of the document, its lines joined by LF. */
und_bytes und_plan_cut(und_plan *plan, und_range range);
/* Replaces a range, unless it has that text already. */
void und_plan_change(und_plan *plan, und_change_kind kind, uint32_t node, und_range range, und_bytes text);
void und_plan_tell(und_plan *plan, und_plan_note_kind kind, und_range range, const char *format, ...) UND_PRINTF(4, 5);
void und_plan_refuse(und_plan *plan, uint32_t line, const char *format, ...) UND_PRINTF(3, 4);

/* ---- label_text.c ---- */

/* The label `text`, "(a)" or "12." or "１．", read in a style, with another value and perhaps in another style: in the same
 * alphabet, figures and marks. False: no label of that look has that value. */
bool und_label_again(und_plan *plan, uint8_t language, und_bytes text, und_label_style style, und_label_style new_style,
                     uint16_t label, char out[UND_LABEL_WRITTEN_MAX]);

#endif
