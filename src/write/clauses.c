/* The nodes of a document in their order, which operations change. */
#include "write/plan.h"

#include <string.h>

/* Lines right above `first` that have asides and nothing else: what they say is said of the clause. */
static uint32_t asides_above(const und_doc *doc, uint32_t first)
{
    uint32_t line = first;
    const und_reader reader = {doc->lexicon, &doc->lines};
    while (doc->lines.aside_count > 0 && line > 0 && und_is_aside(und_reader_facts(&reader, line - 1)))
        line--;
    return first - line;
}

bool und_clauses_read(und_plan *plan)
{
    const und_doc *doc = plan->doc;
    const und_numbering *numbering = und_numbering_of(plan->doc);
    uint32_t nodes = und_nodes_count(&doc->nodes);
    if (numbering == NULL || !UND_GROW(plan->allocator, plan->clauses, plan->clause_room, nodes + 1u))
        return false;
    plan->count = plan->nodes = nodes + 1;
    plan->made_count = 0;
    plan->clauses[0] = (und_clause){.prev = nodes, .next = nodes > 0 ? 1 : 0, .sequence = UND_NO_SEQUENCE};
    uint32_t after = plan->lines; /* where the next node begins that is no child */
    for (uint32_t id = nodes; id > 0; id--) {
        const und_tree_node *node = und_doc_stored(doc, id - 1);
        const und_counted *counted = &numbering->nodes[id - 1];
        bool child = (node->flags & UND_NODE_CHILD) != 0;
        uint32_t first = und_doc_first(doc, id - 1), end = first + node->count;
        uint32_t lead = child ? 0 : asides_above(doc, first);
        und_clause *clause = &plan->clauses[id];
        first -= lead;
        *clause = (und_clause){.first = first,
                               .end = end,
                               .lead = lead,
                               .blank = child ? end : after,
                               .prev = id - 1,
                               .next = id < nodes ? id + 1 : 0,
                               .sequence = counted->sequence,
                               .gap = child ? 0 : after - end,
                               .label = counted->sequence == UND_NO_SEQUENCE ? node->label : counted->label,
                               .style = counted->sequence == UND_NO_SEQUENCE ? node->style : counted->style,
                               .kind = node->kind,
                               .depth = node->depth,
                               .flags = child ? UND_CLAUSE_CHILD : 0};
        clause->old_label = clause->label;
        clause->old_style = clause->style;
        if (!child)
            after = first;
    }
    return true;
}

uint8_t und_old_kind(const und_plan *plan, uint32_t id)
{
    return id == 0 || id >= plan->nodes ? und_clause_at(plan, id)->kind : und_doc_stored(plan->doc, id - 1)->kind;
}

uint8_t und_old_depth(const und_plan *plan, uint32_t id)
{
    return id == 0 || id >= plan->nodes ? und_clause_at(plan, id)->depth : und_doc_stored(plan->doc, id - 1)->depth;
}

uint8_t und_clause_language(const und_plan *plan, uint32_t id)
{
    const und_made *made = und_made_of(plan, id);
    if (made != NULL)
        id = made->of;
    return id == 0 ? und_doc_language(plan->doc) : und_doc_node_language(plan->doc, id - 1);
}

uint32_t und_clause_level(const und_plan *plan, uint32_t id, bool old)
{
    uint32_t level = 1;
    if (old) {
        uint8_t depth = und_old_depth(plan, id);
        for (uint32_t at = id; at > 0 && und_old_kind(plan, at) == UND_KIND_SUBPARAGRAPH; level++) {
            while (at > 0 && und_old_depth(plan, at) >= depth)
                at--;
            depth = und_old_depth(plan, at);
        }
        return level;
    }
    for (; id != 0 && und_clause_at(plan, id)->kind == UND_KIND_SUBPARAGRAPH; id = und_clause_parent(plan, id))
        level++;
    return level;
}

uint32_t und_clause_make(und_plan *plan, und_made made, und_kind kind, uint8_t depth)
{
    und_clause clause = {.sequence = UND_NO_SEQUENCE, .kind = (uint8_t)kind, .depth = depth};
    size_t count = plan->count;
    if (!UND_PUSH(plan->allocator, plan->made, plan->made_count, plan->made_room, made) ||
        !UND_PUSH(plan->allocator, plan->clauses, count, plan->clause_room, clause)) {
        plan->failed = true;
        return UND_NO_CLAUSE;
    }
    plan->count = (uint32_t)count;
    return plan->count - 1;
}

bool und_is_clause(const und_clause *clause)
{
    if ((clause->flags & UND_CLAUSE_CHILD) != 0)
        return false;
    switch ((und_kind)clause->kind) {
    case UND_KIND_PARAGRAPH:
    case UND_KIND_REQUEST:
    case UND_KIND_ANNEX:
    case UND_KIND_ENCLOSURE:
    case UND_KIND_HEADING:
    case UND_KIND_PREAMBULAR:
    case UND_KIND_OPERATIVE:
    case UND_KIND_SUBPARAGRAPH:
    case UND_KIND_FOOTNOTE: return true;
    default: return false;
    }
}

uint32_t und_clause_last(const und_plan *plan, uint32_t id)
{
    uint8_t depth = und_clause_at(plan, id)->depth;
    uint32_t next;
    for (uint32_t last = id;; last = next) {
        next = und_clause_at(plan, last)->next;
        if (next == 0 || und_clause_at(plan, next)->depth <= depth)
            return last;
    }
}

uint32_t und_clause_holder(const und_plan *plan, uint32_t id)
{
    while ((und_clause_at(plan, id)->flags & UND_CLAUSE_CHILD) != 0)
        id = und_clause_at(plan, id)->prev;
    return id;
}

uint32_t und_node_holder(const und_plan *plan, uint32_t id)
{
    while ((und_clause_at(plan, id)->flags & UND_CLAUSE_CHILD) != 0)
        id--;
    return id;
}

uint32_t und_clause_parent(const und_plan *plan, uint32_t id)
{
    uint8_t depth = und_clause_at(plan, id)->depth;
    while (id != 0 && und_clause_at(plan, id)->depth >= depth)
        id = und_clause_at(plan, id)->prev;
    return id;
}

uint32_t und_clause_next(const und_plan *plan, uint32_t id)
{
    uint32_t next = und_clause_at(plan, und_clause_last(plan, id))->next;
    return next != 0 && und_clause_at(plan, next)->depth == und_clause_at(plan, id)->depth ? next : UND_NO_CLAUSE;
}

uint32_t und_clause_prev(const und_plan *plan, uint32_t id)
{
    uint8_t depth = und_clause_at(plan, id)->depth;
    uint32_t prev = und_clause_at(plan, id)->prev;
    while (prev != 0 && und_clause_at(plan, prev)->depth > depth)
        prev = und_clause_at(plan, prev)->prev;
    const und_clause *found = und_clause_at(plan, prev);
    /* What interrupts the parent is no sibling; a sub-paragraph on the line of its parent's number is one. */
    bool like = prev != 0 && found->depth == depth &&
                ((found->flags & UND_CLAUSE_CHILD) == 0 || found->kind == UND_KIND_SUBPARAGRAPH);
    return like ? prev : UND_NO_CLAUSE;
}

/* ---- blank lines ---- */

/* Whether the clauses stand in one run, with the same blank lines between all of them. */
static bool same_run(const und_plan *plan, uint32_t a, uint32_t b)
{
    return a != 0 && b != 0 && und_clause_at(plan, a)->depth == und_clause_at(plan, b)->depth &&
           und_clause_at(plan, a)->kind == und_clause_at(plan, b)->kind;
}

static void swap_gaps(und_plan *plan, uint32_t a, uint32_t b)
{
    und_clause *one = und_clause_at(plan, a), *other = und_clause_at(plan, b);
    uint32_t gap = one->gap;
    one->gap = other->gap;
    other->gap = gap;
}

/* Whether the run of `id` ends where it ends, and what is before it is of that run, or the paragraph that it belongs to. */
static bool ends_run(const und_plan *plan, uint32_t id, uint32_t prev, uint32_t next)
{
    if (same_run(plan, id, next))
        return false;
    while (prev != 0 && und_clause_at(plan, prev)->depth > und_clause_at(plan, id)->depth)
        prev = und_clause_at(plan, prev)->prev;
    bool first = prev != 0 && und_clause_at(plan, id)->kind == UND_KIND_SUBPARAGRAPH &&
                 und_clause_at(plan, prev)->depth < und_clause_at(plan, id)->depth;
    return first || same_run(plan, id, prev);
}

void und_clause_take(und_plan *plan, uint32_t id)
{
    uint32_t last = und_clause_last(plan, id);
    uint32_t prev = und_clause_at(plan, id)->prev, next = und_clause_at(plan, last)->next;
    /* The last of a run leaves the blank lines after the run where they are. */
    if (ends_run(plan, id, prev, next))
        swap_gaps(plan, und_clause_holder(plan, prev), und_clause_holder(plan, last));
    und_clause_at(plan, prev)->next = next;
    und_clause_at(plan, next)->prev = prev;
}

void und_clause_put(und_plan *plan, uint32_t id, uint32_t last, uint32_t after)
{
    uint32_t next = und_clause_at(plan, after)->next;
    und_clause_at(plan, id)->prev = after;
    und_clause_at(plan, after)->next = id;
    und_clause_at(plan, last)->next = next;
    und_clause_at(plan, next)->prev = last;
    if (after != 0 && ends_run(plan, id, after, next))
        swap_gaps(plan, und_clause_holder(plan, after), und_clause_holder(plan, last));
    und_clause_at(plan, id)->flags |= UND_CLAUSE_PLACED;
    for (uint32_t i = id;; i = und_clause_at(plan, i)->next) {
        und_clause_at(plan, i)->flags |= UND_CLAUSE_MOVED;
        if (i == last)
            break;
    }
}
