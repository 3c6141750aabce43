/* Which clauses an operation means, and where a clause may stand. */
#include "write/plan.h"

#include <stdio.h>

und_clause_name und_name_clause(const und_plan *plan, uint32_t id)
{
    const und_clause *clause = und_clause_at(plan, id);
    char label[UND_LABEL_TEXT_MAX];
    und_clause_name name;
    und_label_text((und_label_style)clause->old_style, clause->old_label, label);
    snprintf(name.text, sizeof name.text, "%s%s%s", und_kind_name((und_kind)clause->kind), label[0] == '\0' ? "" : " ",
             label);
    return name;
}

uint32_t und_clause_on(const und_plan *plan, uint32_t line)
{
    uint32_t id = und_node_at(plan->doc, line);
    while (id != 0 && (und_clause_at(plan, id)->flags & UND_CLAUSE_CHILD) != 0)
        id--; /* as the nodes of a revision stand */
    if (id == 0 || line >= und_clause_at(plan, id)->end || !und_is_clause(und_clause_at(plan, id)))
        return UND_NO_CLAUSE;
    return id;
}

und_selection und_select(und_plan *plan, const und_operation *operation)
{
    und_selection found = {plan->scratch, 0};
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
    if (found.count == 0 && (id = und_clause_on(plan, operation->first)) != UND_NO_CLAUSE)
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

/* ---- where a clause may stand ---- */

static bool has_parts(uint8_t kind)
{
    return kind == UND_KIND_PARAGRAPH || kind == UND_KIND_REQUEST || kind == UND_KIND_PREAMBULAR ||
           kind == UND_KIND_OPERATIVE || kind == UND_KIND_SUBPARAGRAPH;
}

/* The clause that has the level of `id`, at or around `at`; where that has none, `at` itself. */
static uint32_t of_level(const und_plan *plan, uint32_t id, uint32_t at)
{
    const und_clause *clause = und_clause_at(plan, id);
    for (uint32_t around = at; around != 0; around = und_clause_parent(plan, around))
        if (und_clause_at(plan, around)->depth == clause->depth)
            return around;
    if (clause->kind != UND_KIND_SUBPARAGRAPH) /* those keep their level */
        for (uint32_t around = at; around != 0; around = und_clause_parent(plan, around))
            if (und_clause_at(plan, around)->kind == clause->kind)
                return around;
    return at;
}

bool und_find_destination(und_plan *plan, const und_operation *operation, uint32_t id, uint32_t *out, bool *before)
{
    uint32_t at = und_clause_on(plan, operation->line);
    *before = operation->to == UND_TO_BEFORE;
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
        *before = true;
    }
    if ((und_clause_at(plan, at)->flags & UND_CLAUSE_GONE) != 0) {
        und_plan_refuse(plan, operation->line, "what stands there is deleted");
        return false;
    }
    *out = of_level(plan, id, at);
    return true;
}

bool und_may_stand(und_plan *plan, uint32_t id, uint32_t after, uint8_t depth)
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
    und_plan_refuse(plan, clause->first, "%s cannot go there: %s", und_name_clause(plan, id).text, why);
    return false;
}

void und_clause_set_depth(und_plan *plan, uint32_t id, uint8_t depth)
{
    uint32_t last = und_clause_last(plan, id);
    int change = (int)depth - (int)und_clause_at(plan, id)->depth;
    for (uint32_t at = id;; at = und_clause_at(plan, at)->next) {
        und_clause_at(plan, at)->depth = (uint8_t)((int)und_clause_at(plan, at)->depth + change);
        if (at == last)
            return;
    }
}
