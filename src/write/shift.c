/* Clauses that come to another level or into another part: promoted, demoted, converted. */
#include "write/plan.h"

/* Whether its text stands on the line of its first sub-paragraph: "1. (a) Requests". */
static bool has_inner(const und_plan *plan, uint32_t id)
{
    uint32_t next = und_clause_at(plan, id)->next;
    const und_clause *clause = und_clause_at(plan, next);
    return next != 0 && (clause->flags & UND_CLAUSE_CHILD) != 0 && clause->kind == UND_KIND_SUBPARAGRAPH;
}

static bool has_parts(uint8_t kind)
{
    return kind == UND_KIND_PARAGRAPH || kind == UND_KIND_REQUEST || kind == UND_KIND_PREAMBULAR ||
           kind == UND_KIND_OPERATIVE || kind == UND_KIND_SUBPARAGRAPH;
}

/* Takes a clause out and puts it in after `after`, as another kind and at another depth. */
static void shift(und_plan *plan, uint32_t id, uint32_t after, uint8_t kind, uint8_t depth)
{
    und_clause_take(plan, id);
    uint32_t last = und_clause_last(plan, id);
    und_clause_set_depth(plan, id, depth);
    und_clause_at(plan, id)->kind = kind;
    und_clause_put(plan, id, last, after);
}

static uint8_t kind_beside(const und_plan *plan, uint32_t id)
{
    uint8_t kind = und_clause_at(plan, id)->kind;
    return kind == UND_KIND_REQUEST ? UND_KIND_PARAGRAPH : kind;
}

void und_promote(und_plan *plan, const und_selection *found)
{
    uint32_t last_parent = UND_NO_CLAUSE, after = 0;
    for (uint32_t i = 0; i < found->count; i++) {
        uint32_t id = found->at[i], parent = und_clause_parent(plan, id);
        if (und_clause_at(plan, id)->kind != UND_KIND_SUBPARAGRAPH || parent == 0) {
            und_plan_refuse(plan, und_clause_at(plan, id)->first, "%s belongs to no other clause",
                            und_name_clause(plan, id).text);
            return;
        }
        if (parent != last_parent) {
            last_parent = parent;
            uint32_t last = und_clause_last(plan, parent);
            after = und_clause_last(plan, id) == last ? und_clause_at(plan, id)->prev : last;
        }
        shift(plan, id, after, kind_beside(plan, parent), und_clause_at(plan, parent)->depth);
        after = und_clause_last(plan, id);
    }
}

void und_demote(und_plan *plan, const und_selection *found)
{
    for (uint32_t i = 0; i < found->count; i++) {
        uint32_t id = found->at[i], before = und_clause_prev(plan, id);
        const und_clause *clause = und_clause_at(plan, id);
        const char *why = NULL;
        if (!has_parts(clause->kind))
            why = "is no paragraph";
        else if (before == UND_NO_CLAUSE || (und_clause_at(plan, before)->flags & UND_CLAUSE_CHILD) != 0 ||
                 kind_beside(plan, before) != kind_beside(plan, id))
            why = "has none of its kind before it that it could belong to";
        else if (has_inner(plan, id))
            why = "has its first sub-paragraph on its own line";
        else if (und_clause_level(plan, before, false) >= 5 || clause->depth + 1u >= UND_DEPTH_MAX)
            why = "stands at the last level that there is";
        if (why != NULL) {
            und_plan_refuse(plan, clause->first, "%s %s", und_name_clause(plan, id).text, why);
            return;
        }
        uint32_t prev = clause->prev;
        shift(plan, id, prev, UND_KIND_SUBPARAGRAPH, (uint8_t)(und_clause_at(plan, before)->depth + 1));
    }
}

/* ---- the other part ---- */

/* The last preambular paragraph before `id` and what lies below it, else the subject line; UND_NO_CLAUSE: neither. */
static uint32_t preamble_end(const und_plan *plan, uint32_t id)
{
    uint32_t subject = UND_NO_CLAUSE;
    for (uint32_t at = und_clause_prev(plan, id); at != UND_NO_CLAUSE; at = und_clause_prev(plan, at)) {
        if (und_clause_at(plan, at)->kind == UND_KIND_PREAMBULAR)
            return und_clause_last(plan, at);
        if (und_clause_at(plan, at)->kind == UND_KIND_SUBJECT && subject == UND_NO_CLAUSE)
            subject = und_clause_last(plan, at);
    }
    return subject;
}

static void into_preamble(und_plan *plan, uint32_t id)
{
    const und_clause *clause = und_clause_at(plan, id);
    uint32_t after = preamble_end(plan, id);
    if (clause->kind == UND_KIND_PREAMBULAR)
        return;
    if ((clause->kind != UND_KIND_OPERATIVE && clause->kind != UND_KIND_PARAGRAPH) || after == UND_NO_CLAUSE ||
        has_inner(plan, id)) {
        und_plan_refuse(plan, clause->first, "%s cannot become preambular: %s", und_name_clause(plan, id).text,
                        after == UND_NO_CLAUSE ? "there is no preamble before it" : "it is no whole paragraph");
        return;
    }
    shift(plan, id, after, UND_KIND_PREAMBULAR, clause->depth);
    und_clause_at(plan, id)->flags |= UND_CLAUSE_BARE | UND_CLAUSE_OPENER;
}

/* Before the first operative paragraph; where there is none, after the preamble. */
static void out_of_preamble(und_plan *plan, uint32_t id)
{
    uint8_t depth = und_clause_at(plan, id)->depth;
    uint32_t after = und_clause_last(plan, id);
    for (uint32_t at = und_clause_next(plan, id); at != UND_NO_CLAUSE; at = und_clause_next(plan, at)) {
        uint8_t kind = und_clause_at(plan, at)->kind;
        bool came = kind == UND_KIND_OPERATIVE && (und_clause_at(plan, at)->flags & UND_CLAUSE_OPENER) != 0;
        if (came) { /* from the preamble, just before */
            after = und_clause_last(plan, at);
            continue;
        }
        if (kind != UND_KIND_PREAMBULAR && kind != UND_KIND_FURNITURE && kind != UND_KIND_HEADING)
            break;
        if (kind == UND_KIND_PREAMBULAR)
            after = und_clause_last(plan, at);
    }
    if (after == und_clause_last(plan, id))
        after = und_clause_at(plan, id)->prev;
    shift(plan, id, after, UND_KIND_OPERATIVE, depth);
    und_clause_at(plan, id)->flags |= UND_CLAUSE_OPENER;
}

static void into_operative(und_plan *plan, uint32_t id)
{
    const und_clause *clause = und_clause_at(plan, id);
    if (clause->kind == UND_KIND_OPERATIVE)
        return;
    if (clause->kind == UND_KIND_PREAMBULAR) {
        out_of_preamble(plan, id);
        return;
    }
    uint32_t top = und_clause_parent(plan, id);
    while (top != 0 && und_clause_at(plan, top)->kind == UND_KIND_SUBPARAGRAPH)
        top = und_clause_parent(plan, top);
    if (clause->kind != UND_KIND_SUBPARAGRAPH || top == 0 || und_clause_at(plan, top)->kind != UND_KIND_OPERATIVE) {
        und_plan_refuse(plan, clause->first, "%s cannot become operative: it is in no resolution",
                        und_name_clause(plan, id).text);
        return;
    }
    uint32_t last = und_clause_last(plan, top);
    uint32_t after = und_clause_last(plan, id) == last ? clause->prev : last;
    shift(plan, id, after, UND_KIND_OPERATIVE, und_clause_at(plan, top)->depth);
}

/* In its place, without number and closing mark: what names it names nothing any more. */
static void into_heading(und_plan *plan, uint32_t id)
{
    const und_clause *clause = und_clause_at(plan, id);
    uint8_t kind = clause->kind;
    if (kind == UND_KIND_HEADING)
        return;
    if ((kind != UND_KIND_PREAMBULAR && kind != UND_KIND_OPERATIVE && kind != UND_KIND_PARAGRAPH) ||
        und_clause_last(plan, id) != id) {
        und_plan_refuse(plan, clause->first, "%s cannot become a heading: it %s", und_name_clause(plan, id).text,
                        und_clause_last(plan, id) != id ? "has sub-paragraphs" : "is no whole paragraph");
        return;
    }
    shift(plan, id, clause->prev, UND_KIND_HEADING, clause->depth);
    und_clause_at(plan, id)->flags |= UND_CLAUSE_BARE;
}

void und_convert(und_plan *plan, const und_operation *operation, const und_selection *found)
{
    if (operation->into == UND_KIND_SUBPARAGRAPH) {
        und_demote(plan, found);
        return;
    }
    bool out = operation->into == UND_KIND_OPERATIVE;
    for (uint32_t i = 0; i < found->count && !plan->refused; i++) {
        uint32_t id = found->at[i];
        if (out)
            into_operative(plan, id);
        else if (operation->into == UND_KIND_PREAMBULAR)
            into_preamble(plan, id);
        else if (operation->into == UND_KIND_HEADING)
            into_heading(plan, id);
        else
            und_plan_refuse(plan, und_clause_at(plan, id)->first, "a clause cannot be converted to that kind");
    }
}
