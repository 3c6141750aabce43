/* The operations on clauses: which ones they mean, and what becomes of their order. */
#include "write/plan.h"

#include <stdio.h>

/* ---- which clauses ---- */

/* How messages name a clause: "operative 3", "subparagraph (b)". */
typedef struct clause_name {
    char text[80];
} clause_name;

static clause_name name_of(const und_plan *plan, uint32_t id)
{
    const und_clause *clause = und_clause_at(plan, id);
    char label[UND_LABEL_TEXT_MAX];
    clause_name name;
    und_label_text((und_label_style)clause->old_style, clause->old_label, label);
    snprintf(name.text, sizeof name.text, "%s%s%s", und_kind_name((und_kind)clause->kind), label[0] == '\0' ? "" : " ",
             label);
    return name;
}

/* The innermost clause that has `line` among its lines, at the plan's revision; UND_NO_CLAUSE: none has. */
static uint32_t clause_on(const und_plan *plan, uint32_t line)
{
    uint32_t id = und_node_at(plan->doc, line);
    while (id != 0 && (und_clause_at(plan, id)->flags & UND_CLAUSE_CHILD) != 0)
        id--; /* as the nodes of a revision stand */
    if (id == 0 || line >= und_clause_at(plan, id)->end || !und_is_clause(und_clause_at(plan, id)))
        return UND_NO_CLAUSE;
    return id;
}

typedef struct selection {
    uint32_t *at; /* ids, in the order of the revision */
    uint32_t count;
} selection;

/* What an operation means. None, and the operation is refused, where nothing is there. */
static selection select_clauses(und_plan *plan, const und_operation *operation)
{
    selection found = {plan->scratch, 0};
    uint32_t id = und_nodes_from_line(&plan->doc->nodes, operation->first, plan->lines) + 1, outer = 0;
    for (; id <= und_nodes_count(&plan->doc->nodes); id++) {
        const und_clause *clause = und_clause_at(plan, id);
        if (clause->first >= operation->last)
            break;
        bool below =
            outer != 0 && und_doc_stored(plan->doc, id - 1)->depth > und_doc_stored(plan->doc, outer - 1)->depth;
        if (below || !und_is_clause(clause))
            continue;
        outer = id;
        found.at[found.count++] = id;
    }
    if (found.count == 0 && (id = clause_on(plan, operation->first)) != UND_NO_CLAUSE)
        found.at[found.count++] = id;
    for (uint32_t i = 0; i < found.count; i++)
        if ((und_clause_at(plan, found.at[i])->flags & UND_CLAUSE_GONE) != 0) {
            und_plan_refuse(plan, operation->first, "what stands there is deleted");
            found.count = 0;
        }
    if (found.count == 0 && !plan->refused)
        und_plan_refuse(plan, operation->first, "no clause stands on this line");
    return found;
}

static bool is_selected(const selection *found, uint32_t id)
{
    for (uint32_t i = 0; i < found->count; i++)
        if (found->at[i] == id)
            return true;
    return false;
}

/* ---- where a clause may stand ---- */

static bool has_parts(uint8_t kind)
{
    return kind == UND_KIND_PARAGRAPH || kind == UND_KIND_REQUEST || kind == UND_KIND_PREAMBULAR ||
           kind == UND_KIND_OPERATIVE || kind == UND_KIND_SUBPARAGRAPH;
}

/* Whether a clause of this kind and depth may be put in after `after`; where not, the operation is refused. */
static bool may_stand(und_plan *plan, uint32_t id, uint32_t after, uint8_t depth)
{
    const und_clause *clause = und_clause_at(plan, id);
    uint32_t next = und_clause_at(plan, after)->next, parent = after, prev = UND_NO_CLAUSE;
    while (parent != 0 && und_clause_at(plan, parent)->depth >= depth) {
        if (und_clause_at(plan, parent)->depth == depth && prev == UND_NO_CLAUSE)
            prev = parent;
        parent = und_clause_at(plan, parent)->prev;
    }
    const und_clause *above = und_clause_at(plan, parent);
    const und_clause *before = prev == UND_NO_CLAUSE ? NULL : und_clause_at(plan, prev);
    const und_clause *behind = next == 0 ? NULL : und_clause_at(plan, next);
    const char *why = NULL;
    if (behind != NULL && behind->depth > depth)
        why = behind->kind == UND_KIND_SUBPARAGRAPH ? "it would come between a paragraph and its sub-paragraphs"
                                                    : "it would come between a heading and what belongs to it";
    else if (parent != 0 && above->depth + 1 != depth)
        why = "no clause stands there that it could belong to";
    else if (clause->kind == UND_KIND_SUBPARAGRAPH)
        why = parent != 0 && has_parts(above->kind) ? NULL : "a sub-paragraph needs a paragraph that it belongs to";
    else {
        bool beside = (before != NULL && before->kind == clause->kind) ||
                      (behind != NULL && behind->depth == depth && behind->kind == clause->kind);
        bool heading = clause->kind == UND_KIND_HEADING &&
                       ((before != NULL && und_is_clause(before)) || (behind != NULL && und_is_clause(behind)));
        bool headed =
            before != NULL && before->kind == UND_KIND_HEADING && behind != NULL && behind->kind == UND_KIND_HEADING;
        bool last = (clause->kind == UND_KIND_ANNEX || clause->kind == UND_KIND_ENCLOSURE) && behind == NULL;
        if (!beside && !heading && !headed && !last)
            why = "none of its kind stands there";
    }
    if (why == NULL)
        return true;
    und_plan_refuse(plan, clause->first, "%s cannot go there: %s", name_of(plan, id).text, why);
    return false;
}

/* ---- the operations ---- */

/* Takes out all that is selected, which stays in its order as one chain; gives the chain's end. */
static void take_all(und_plan *plan, const selection *found)
{
    for (uint32_t i = 0; i < found->count; i++)
        und_clause_take(plan, found->at[i]);
}

static void delete_clauses(und_plan *plan, const selection *found)
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

/* The end of the chain that begins with a clause which was taken out. */
static uint32_t chain_end(const und_plan *plan, uint32_t id)
{
    return und_clause_last(plan, id);
}

/* The clause that has the level of `id`, at or around `at`; where that has none, `at` itself. */
static uint32_t of_level(const und_plan *plan, uint32_t id, uint32_t at)
{
    const und_clause *clause = und_clause_at(plan, id);
    for (uint32_t around = at; around != 0; around = und_clause_parent(plan, around))
        if (und_clause_at(plan, around)->depth == clause->depth || und_clause_at(plan, around)->kind == clause->kind)
            return around;
    return at;
}

/* What stands before a move's destination once all that is selected is taken out, and the depth there. */
typedef struct spot {
    uint32_t after;
    uint8_t depth;
} spot;

/* A node after which nothing of the selection stands. */
static uint32_t before_selection(const und_plan *plan, const selection *found, uint32_t after)
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

static bool find_line(und_plan *plan, const und_operation *operation, const selection *found, spot *out)
{
    uint32_t first = found->at[0];
    bool before = operation->to == UND_TO_BEFORE;
    if (operation->line >= plan->lines) { /* the end */
        *out = (spot){before_selection(plan, found, und_clause_at(plan, 0)->prev), und_clause_at(plan, first)->depth};
        return true;
    }
    uint32_t at = clause_on(plan, operation->line);
    if (at == UND_NO_CLAUSE) {
        uint32_t index = und_nodes_from_line(&plan->doc->nodes, operation->line, plan->lines);
        /* On a blank line: before what comes next. */
        bool blank = index < und_nodes_count(&plan->doc->nodes) && und_is_clause(und_clause_at(plan, index + 1)) &&
                     und_node_at(plan->doc, operation->line) == und_clause_parent(plan, index + 1);
        if (!blank) {
            und_plan_refuse(plan, operation->line, "no clause stands there");
            return false;
        }
        at = index + 1;
        before = true;
    }
    if ((und_clause_at(plan, at)->flags & UND_CLAUSE_GONE) != 0) {
        und_plan_refuse(plan, operation->line, "what stands there is deleted");
        return false;
    }
    at = of_level(plan, first, at);
    const und_clause *clause = und_clause_at(plan, at);
    uint8_t own = und_clause_at(plan, first)->depth;
    out->depth = clause->kind == und_clause_at(plan, first)->kind ? clause->depth : own;
    out->after = before_selection(plan, found, before ? clause->prev : und_clause_last(plan, at));
    return true;
}

/* Up or down among its siblings. */
static bool find_step(und_plan *plan, const und_operation *operation, const selection *found, spot *out)
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
        und_plan_refuse(plan, und_clause_at(plan, id)->first, "%s is the %s of its kind", name_of(plan, id).text,
                        up ? "first" : "last");
        return false;
    }
    out->depth = und_clause_at(plan, id)->depth;
    out->after = before_selection(plan, found, up ? und_clause_at(plan, best)->prev : und_clause_last(plan, best));
    return true;
}

static void move_clauses(und_plan *plan, const und_operation *operation, const selection *found)
{
    spot to;
    bool line = operation->to == UND_TO_BEFORE || operation->to == UND_TO_AFTER;
    if (line && operation->line < plan->lines) {
        uint32_t at = clause_on(plan, operation->line);
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
        uint32_t last = chain_end(plan, id);
        if (!may_stand(plan, id, to.after, wanted))
            return;
        for (uint32_t at = id;; at = und_clause_at(plan, at)->next) {
            und_clause_at(plan, at)->depth = (uint8_t)(und_clause_at(plan, at)->depth + wanted - depth);
            if (at == last)
                break;
        }
        und_clause_put(plan, id, last, to.after);
        to.after = last;
    }
}

static void renumber(und_plan *plan, const und_operation *operation)
{
    uint32_t id = und_nodes_from_line(&plan->doc->nodes, operation->first, plan->lines) + 1;
    for (; id <= und_nodes_count(&plan->doc->nodes) && und_clause_at(plan, id)->first < operation->last; id++)
        und_clause_at(plan, id)->flags |=
            (uint8_t)(UND_CLAUSE_COUNTED | (operation->resolve ? UND_CLAUSE_RESOLVE : 0u));
}

void und_plan_arrange(und_plan *plan)
{
    for (size_t i = 0; i < plan->operation_count && !plan->refused && !plan->failed; i++) {
        const und_operation *operation = &plan->operations[i];
        plan->operation = (uint32_t)i;
        if (operation->kind == UND_OPERATION_RENUMBER) {
            renumber(plan, operation);
            continue;
        }
        selection found = select_clauses(plan, operation);
        if (found.count == 0)
            continue;
        plan->arranged = true;
        if (operation->kind == UND_OPERATION_DELETE)
            delete_clauses(plan, &found);
        else
            move_clauses(plan, operation, &found);
    }
}
