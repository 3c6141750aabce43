/* The operations on clauses: moving and deleting them, and who does the others. */
#include "write/plan.h"

static bool is_selected(const und_selection *found, uint32_t id)
{
    for (uint32_t i = 0; i < found->count; i++)
        if (found->at[i] == id)
            return true;
    return false;
}

/* Takes out all that is selected, which stays in its order as one chain; gives the chain's end. */
static void take_all(und_plan *plan, const und_selection *found)
{
    for (uint32_t i = 0; i < found->count; i++)
        und_clause_take(plan, found->at[i]);
}

static void delete_clauses(und_plan *plan, const und_selection *found)
{
    take_all(plan, found);
    for (uint32_t i = 0; i < found->count; i++) {
        uint32_t last = found->at[i];
        uint8_t depth = und_clause_at(plan, last)->depth;
        for (uint32_t id = last;; id = und_clause_at(plan, id)->next) {
            und_clause_at(plan, id)->flags |= UND_CLAUSE_GONE;
            uint32_t next = und_clause_at(plan, id)->next;
            if (next == 0 || und_clause_at(plan, next)->depth <= depth)
                break;
        }
    }
}

/* What stands before a move's destination once all that is selected is taken out, and the depth there. */
typedef struct spot {
    uint32_t after;
    uint8_t depth;
} spot;

/* A node after which nothing of the selection stands. */
static uint32_t before_selection(const und_plan *plan, const und_selection *found, uint32_t after)
{
    for (uint32_t i = found->count; i-- > 0;) {
        uint32_t id = found->at[i];
        for (uint32_t at = after; at != 0; at = und_clause_parent(plan, at))
            if (at == id) {
                after = und_clause_at(plan, id)->prev;
                i = found->count;
                break;
            }
    }
    return after;
}

static bool find_line(und_plan *plan, const und_operation *operation, const und_selection *found, spot *out)
{
    uint32_t first = found->at[0], at;
    bool before;
    if (operation->line >= plan->lines) { /* the end */
        *out = (spot){before_selection(plan, found, und_clause_at(plan, 0)->prev), und_clause_at(plan, first)->depth};
        return true;
    }
    if (!und_find_destination(plan, operation, first, &at, &before))
        return false;
    const und_clause *clause = und_clause_at(plan, at);
    uint8_t own = und_clause_at(plan, first)->depth;
    uint8_t kind = und_clause_at(plan, first)->kind;
    out->depth = clause->kind == kind && kind != UND_KIND_SUBPARAGRAPH ? clause->depth : own;
    out->after = before_selection(plan, found, before ? clause->prev : und_clause_last(plan, at));
    return true;
}

/* Up or down among its siblings. */
static bool find_step(und_plan *plan, const und_operation *operation, const und_selection *found, spot *out)
{
    bool up = operation->to == UND_TO_UP;
    uint32_t at = up ? found->at[0] : found->at[found->count - 1], steps = operation->count == 0 ? 1 : operation->count;
    uint8_t kind = und_clause_at(plan, at)->kind;
    uint32_t best = UND_NO_CLAUSE;
    while (steps > 0) {
        at = up ? und_clause_prev(plan, at) : und_clause_next(plan, at);
        if (at == UND_NO_CLAUSE || (und_clause_at(plan, at)->flags & UND_CLAUSE_CHILD) != 0)
            break;
        uint8_t other = und_clause_at(plan, at)->kind;
        if (other == UND_KIND_FURNITURE)
            continue;
        if (other != kind && other != UND_KIND_HEADING && kind != UND_KIND_HEADING)
            break;
        if (!und_is_clause(und_clause_at(plan, at)))
            break;
        best = at;
        steps--;
    }
    uint32_t id = up ? found->at[0] : found->at[found->count - 1];
    if (best == UND_NO_CLAUSE) {
        und_plan_refuse(plan, und_clause_at(plan, id)->first, "%s is the %s of its kind",
                        und_name_clause(plan, id).text, up ? "first" : "last");
        return false;
    }
    out->depth = und_clause_at(plan, id)->depth;
    out->after = before_selection(plan, found, up ? und_clause_at(plan, best)->prev : und_clause_last(plan, best));
    return true;
}

static void move_clauses(und_plan *plan, const und_operation *operation, const und_selection *found)
{
    spot to;
    bool line = operation->to == UND_TO_BEFORE || operation->to == UND_TO_AFTER;
    if (line && operation->line < plan->lines) {
        uint32_t at = und_clause_on(plan, operation->line);
        for (; at != UND_NO_CLAUSE && at != 0; at = und_clause_parent(plan, at))
            if (is_selected(found, at))
                return; /* to where it stands */
    }
    if (!(line ? find_line(plan, operation, found, &to) : find_step(plan, operation, found, &to)))
        return;
    take_all(plan, found);
    for (uint32_t i = 0; i < found->count; i++) {
        uint32_t id = found->at[i];
        uint8_t depth = und_clause_at(plan, id)->depth;
        uint8_t wanted =
            i == 0 || und_clause_at(plan, id)->kind == und_clause_at(plan, found->at[0])->kind ? to.depth : depth;
        uint32_t last = und_clause_last(plan, id);
        if (!und_may_stand(plan, id, to.after, wanted))
            return;
        und_clause_set_depth(plan, id, wanted);
        und_clause_put(plan, id, last, to.after);
        to.after = last;
    }
}

/* Every clause that begins in the lines gets the flags. */
static void flag_all(und_plan *plan, const und_operation *operation, uint16_t flags)
{
    uint32_t id = und_nodes_from_line(&plan->doc->nodes, operation->first, plan->lines) + 1;
    for (; id < plan->nodes && und_clause_at(plan, id)->first < operation->last; id++)
        if (und_clause_at(plan, id)->into == 0)
            und_clause_at(plan, id)->flags |= flags;
}

/* Plain paragraphs get numbers, or lose them. */
static void number_clauses(und_plan *plan, const und_operation *operation, const und_selection *found)
{
    for (uint32_t i = 0; i < found->count; i++) {
        und_clause *clause = und_clause_at(plan, found->at[i]);
        bool counted = clause->kind == UND_KIND_PARAGRAPH || clause->kind == UND_KIND_REQUEST ||
                       clause->kind == UND_KIND_OPERATIVE;
        if (counted && operation->bare && clause->label != 0)
            clause->flags |= UND_CLAUSE_BARE;
        if (counted && !operation->bare && clause->label == 0)
            clause->flags |= UND_CLAUSE_NUMBER;
    }
}

static void do_with(und_plan *plan, const und_operation *operation, const und_selection *found)
{
    switch (operation->kind) {
    case UND_OPERATION_DELETE: delete_clauses(plan, found); return;
    case UND_OPERATION_MOVE:
        if (operation->to == UND_TO_PREAMBLE)
            und_convert(plan, &(und_operation){.into = UND_KIND_PREAMBULAR}, found);
        else
            move_clauses(plan, operation, found);
        return;
    case UND_OPERATION_PROMOTE: und_promote(plan, found); return;
    case UND_OPERATION_DEMOTE: und_demote(plan, found); return;
    case UND_OPERATION_CONVERT: und_convert(plan, operation, found); return;
    case UND_OPERATION_JOIN: und_join(plan, found); return;
    case UND_OPERATION_DUPLICATE: und_duplicate(plan, operation, found); return;
    case UND_OPERATION_NUMBER: number_clauses(plan, operation, found); return;
    default: return;
    }
}

static void do_one(und_plan *plan, const und_operation *operation)
{
    switch (operation->kind) {
    case UND_OPERATION_RENUMBER:
        flag_all(plan, operation, UND_CLAUSE_COUNTED | (operation->resolve ? UND_CLAUSE_RESOLVE : 0u));
        return;
    case UND_OPERATION_PUNCTUATE:
        flag_all(plan, operation, UND_CLAUSE_CLOSE | UND_CLAUSE_ASKED);
        plan->arranged = true;
        return;
    case UND_OPERATION_INSERT: und_insert(plan, operation); return;
    case UND_OPERATION_SPLIT: und_split(plan, operation); return;
    default: break;
    }
    und_selection found = und_select(plan, operation);
    if (found.count > 0)
        do_with(plan, operation, &found);
}

void und_plan_arrange(und_plan *plan)
{
    for (size_t i = 0; i < plan->operation_count && !plan->refused && !plan->failed; i++) {
        plan->operation = (uint32_t)i;
        if (plan->operations[i].kind != UND_OPERATION_RENUMBER)
            plan->arranged = true;
        do_one(plan, &plan->operations[i]);
    }
}
