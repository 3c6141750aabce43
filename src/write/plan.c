/* Plans: made, asked, written out as text. */
#include "write/plan.h"

#include <stdlib.h>
#include <string.h>

/* ---- names ---- */

static const char *name_at(const char *const *names, size_t count, size_t value)
{
    return value < count ? names[value] : "";
}

const char *und_operation_name(und_operation_kind kind)
{
    static const char *const names[UND_OPERATION_KIND_COUNT] = {"renumber", "delete",    "move",    "insert",
                                                                "promote",  "demote",    "convert", "split",
                                                                "join",     "duplicate", "number",  "punctuate"};
    return name_at(names, UND_OPERATION_KIND_COUNT, (size_t)kind);
}

const char *und_destination_name(und_destination destination)
{
    static const char *const names[UND_DESTINATION_COUNT] = {"before", "after", "up", "down", "preamble"};
    return name_at(names, UND_DESTINATION_COUNT, (size_t)destination);
}

const char *und_change_name(und_change_kind kind)
{
    static const char *const names[UND_CHANGE_KIND_COUNT] = {"label", "reference", "footnote", "mark",
                                                             "blank", "opener",    "text"};
    return name_at(names, UND_CHANGE_KIND_COUNT, (size_t)kind);
}

const char *und_plan_note_name(und_plan_note_kind kind)
{
    static const char *const names[UND_NOTE_KIND_COUNT] = {"refused", "dangling", "reference", "opener", "numbers"};
    return name_at(names, UND_NOTE_KIND_COUNT, (size_t)kind);
}

/* ---- making ---- */

static int compare_places(und_place a, und_place b)
{
    if (a.line != b.line)
        return a.line < b.line ? -1 : 1;
    return a.column < b.column ? -1 : a.column > b.column;
}

/* Whether what it puts in is lines before a line: they come before what is put in at the beginning of that. */
static bool is_lines_before(const und_change *change)
{
    return change->range.from.column == 0 && (change->kind == UND_CHANGE_BLANK || change->kind == UND_CHANGE_TEXT);
}

static int compare_changes(const void *a, const void *b)
{
    const und_kept_change *one = a, *other = b;
    int way = compare_places(one->change.range.from, other->change.range.from);
    if (way == 0)
        way = compare_places(one->change.range.to, other->change.range.to);
    if (way == 0)
        way = (int)is_lines_before(&other->change) - (int)is_lines_before(&one->change);
    return way != 0 ? way : one->order < other->order ? -1 : 1;
}

static int compare_notes(const void *a, const void *b)
{
    return compare_places(((const und_plan_note *)a)->range.from, ((const und_plan_note *)b)->range.from);
}

/* Where a place of the old text lies afterwards. */
static und_place place_after(const und_plan *plan, und_place place)
{
    uint32_t index = und_nodes_from_line(&plan->doc->nodes, place.line + 1, plan->lines);
    if (index == 0)
        return place;
    uint32_t id = und_node_holder(plan, index);
    const und_clause *clause = und_clause_at(plan, id);
    und_place after = {clause->line + (place.line - clause->first), place.column};
    if ((clause->flags & UND_CLAUSE_GONE) != 0 || place.line >= clause->end)
        return (und_place){after.line, 0};
    for (size_t i = 0; i < plan->change_count; i++) {
        const und_change *change = &plan->changes[i].change;
        if (compare_places(change->range.from, place) >= 0)
            break;
        if (change->range.from.line < clause->first || compare_places(change->range.to, place) > 0 ||
            change->kind == UND_CHANGE_BLANK || change->kind == UND_CHANGE_TEXT)
            continue;
        uint32_t removed = change->range.to.line - change->range.from.line, added = und_count_lines(change->new_text);
        after.line += added - removed;
        if (change->range.to.line != place.line)
            continue;
        size_t last = change->new_text.length, begin = last;
        while (begin > 0 && change->new_text.at[begin - 1] != '\n')
            begin--;
        uint32_t column = (uint32_t)(last - begin) + (added > 0 ? 0 : change->range.from.column);
        if (removed == 0 && added == 0)
            after.column += (uint32_t)change->new_text.length - (change->range.to.column - change->range.from.column);
        else
            after.column = column + (place.column - change->range.to.column);
    }
    return after;
}

static void fill_order(und_plan *plan)
{
    if (!UND_GROW(plan->allocator, plan->order, plan->order_room, plan->count)) {
        plan->failed = true;
        return;
    }
    plan->order_count = 0;
    for (uint32_t id = und_clause_at(plan, 0)->next; id != 0; id = und_clause_at(plan, id)->next)
        plan->order[plan->order_count++] = id;
}

/* An operation was refused: nothing is done, and all stands where it stood. */
static void undo_all(und_plan *plan)
{
    plan->change_count = plan->move_count = 0;
    size_t kept = 0;
    for (size_t i = 0; i < plan->note_count; i++)
        if (plan->notes[i].kind == UND_NOTE_REFUSED)
            plan->notes[kept++] = plan->notes[i];
    plan->note_count = kept;
    if (!und_clauses_read(plan))
        plan->failed = true;
}

/* No change may overlap another one: a mark that closes a clause of nothing but its label is a part of that. Where others
 * do, the plan is none. */
static void part_changes(und_plan *plan)
{
    size_t kept = 0;
    for (size_t i = 0; i < plan->change_count; i++) {
        und_kept_change one = plan->changes[i], *before = kept > 0 ? &plan->changes[kept - 1] : NULL;
        bool overlaps = before != NULL && compare_places(one.change.range.from, before->change.range.to) < 0;
        if (overlaps && one.change.kind == UND_CHANGE_MARK)
            continue;
        if (overlaps && before->change.kind == UND_CHANGE_MARK)
            kept--;
        else if (overlaps && !plan->refused)
            und_plan_refuse(plan, one.change.range.from.line, "two changes of this line come into each other's way");
        plan->changes[kept++] = one;
    }
    plan->change_count = kept;
}

static void begin_again(und_plan *plan)
{
    undo_all(plan);
    plan->arranged = false;
    und_clause_at(plan, 0)->end = und_clause_at(plan, 0)->blank = plan->count > 1 ? und_clause_at(plan, 1)->first : 0;
    if (!plan->failed)
        fill_order(plan);
}

static void lay(und_plan *plan)
{
    und_plan_lay(plan);
    if (plan->failed)
        return;
    if (plan->change_count > 1)
        qsort(plan->changes, plan->change_count, sizeof *plan->changes, compare_changes);
    part_changes(plan);
}

static void work_out(und_plan *plan)
{
    /* The document's own node ends where the first one begins. */
    und_clause_at(plan, 0)->end = und_clause_at(plan, 0)->blank = plan->count > 1 ? und_clause_at(plan, 1)->first : 0;
    und_plan_arrange(plan);
    if (!UND_GROW(plan->allocator, plan->scratch, plan->scratch_room, 3u * (size_t)plan->count))
        plan->failed = true;
    if (!plan->refused && !plan->failed)
        und_plan_count(plan);
    if (!plan->refused && !plan->failed)
        fill_order(plan);
    if (!plan->refused && !plan->failed)
        und_plan_close_clauses(plan);
    if (!plan->refused && !plan->failed)
        und_plan_open_clauses(plan);
    if (!plan->refused && !plan->failed)
        und_plan_name(plan);
    if (!plan->refused && !plan->failed)
        und_plan_write_made(plan);
    if (!plan->failed && plan->refused)
        begin_again(plan);
    if (!plan->failed)
        lay(plan);
    if (!plan->failed && plan->refused && plan->change_count > 0) { /* that is seen when all of them are there */
        begin_again(plan);
        if (!plan->failed)
            lay(plan);
    }
    if (plan->failed)
        return;
    if (plan->note_count > 1)
        qsort(plan->notes, plan->note_count, sizeof *plan->notes, compare_notes);
    for (size_t i = 0; i < plan->note_count && !plan->refused; i++) {
        und_plan_note *note = &plan->notes[i];
        note->after = (und_range){place_after(plan, note->range.from), place_after(plan, note->range.to)};
    }
}

static bool is_right(const und_doc *doc, const und_operation *operation)
{
    uint32_t lines = und_lines_count(&doc->lines);
    und_place place = operation->place;
    bool to_line = operation->to == UND_TO_BEFORE || operation->to == UND_TO_AFTER;
    switch (operation->kind) {
    case UND_OPERATION_INSERT: return to_line && operation->line <= lines;
    case UND_OPERATION_SPLIT: return place.line < lines && place.column <= und_doc_line_whole(doc, place.line).length;
    case UND_OPERATION_MOVE:
        if ((unsigned)operation->to >= UND_DESTINATION_COUNT || (to_line && operation->line > lines))
            return false;
        break;
    default:
        if ((unsigned)operation->kind >= UND_OPERATION_KIND_COUNT)
            return false;
        break;
    }
    return operation->first <= operation->last && operation->last <= lines;
}

static bool are_right(const und_doc *doc, const und_operation *operations, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (!is_right(doc, &operations[i]))
            return false;
    return true;
}

und_status und_plan_make(und_doc *doc, const und_operation *operations, size_t count, und_plan **out)
{
    if (out == NULL)
        return UND_E_ARGUMENT;
    *out = NULL;
    if (doc == NULL || (operations == NULL && count > 0))
        return UND_E_ARGUMENT;
    if (!are_right(doc, operations, count))
        return und_doc_fail(doc, UND_E_ARGUMENT, "an operation on lines that are not there, or of no kind");
    und_plan *plan = und_resize(doc->allocator, NULL, 0, sizeof *plan);
    if (plan == NULL)
        return und_doc_fail(doc, UND_E_MEMORY, "out of memory");
    *plan = (und_plan){.allocator = doc->allocator,
                       .doc = doc,
                       .operations = operations,
                       .operation_count = count,
                       .revision = und_doc_revision(doc),
                       .lines = und_lines_count(&doc->lines)};
    uint32_t nodes = und_nodes_count(&doc->nodes);
    plan->failed = !und_clauses_read(plan) ||
                   !UND_GROW(plan->allocator, plan->scratch, plan->scratch_room, 3u * (nodes + (size_t)1));
    if (!plan->failed)
        work_out(plan);
    plan->doc = NULL;
    plan->operations = NULL;
    if (plan->failed) {
        und_plan_close(plan);
        return und_doc_fail(doc, UND_E_MEMORY, "out of memory");
    }
    und_free(plan->allocator, plan->scratch, plan->scratch_room * sizeof *plan->scratch);
    plan->scratch = NULL;
    plan->scratch_room = 0;
    *out = plan;
    return UND_OK;
}

void und_plan_close(und_plan *plan)
{
    if (plan == NULL)
        return;
    const und_allocator *allocator = plan->allocator;
    und_arena_free(&plan->arena, allocator);
    und_free(allocator, plan->clauses, plan->clause_room * sizeof *plan->clauses);
    und_free(allocator, plan->made, plan->made_room * sizeof *plan->made);
    und_free(allocator, plan->order, plan->order_room * sizeof *plan->order);
    und_free(allocator, plan->scratch, plan->scratch_room * sizeof *plan->scratch);
    und_free(allocator, plan->changes, plan->change_room * sizeof *plan->changes);
    und_free(allocator, plan->moves, plan->move_room * sizeof *plan->moves);
    und_free(allocator, plan->notes, plan->note_room * sizeof *plan->notes);
    und_free(allocator, plan, sizeof *plan);
}

/* ---- asking ---- */

uint32_t und_plan_revision(const und_plan *plan)
{
    return plan->revision;
}

bool und_plan_is_possible(const und_plan *plan)
{
    return !plan->refused;
}

und_status und_plan_change_get(const und_plan *plan, uint32_t n, und_change *out)
{
    if (plan == NULL || out == NULL)
        return UND_E_ARGUMENT;
    *out = n < plan->change_count ? plan->changes[n].change : (und_change){0};
    return n < plan->change_count ? UND_OK : UND_NONE;
}

und_status und_plan_move_get(const und_plan *plan, uint32_t n, und_move *out)
{
    if (plan == NULL || out == NULL)
        return UND_E_ARGUMENT;
    *out = n < plan->move_count ? plan->moves[n] : (und_move){0};
    return n < plan->move_count ? UND_OK : UND_NONE;
}

und_status und_plan_note_get(const und_plan *plan, uint32_t n, und_plan_note *out)
{
    if (plan == NULL || out == NULL)
        return UND_E_ARGUMENT;
    *out = n < plan->note_count ? plan->notes[n] : (und_plan_note){0};
    return n < plan->note_count ? UND_OK : UND_NONE;
}

static und_planned planned_of(const und_plan *plan, uint32_t id)
{
    const und_clause *clause = und_clause_at(plan, id);
    return (und_planned){.node = id < plan->nodes ? id : 0,
                         .first = clause->line + clause->lead,
                         .kind = (und_kind)clause->kind,
                         .style = (und_label_style)clause->style,
                         .label = clause->label,
                         .depth = clause->depth};
}

und_status und_plan_node_get(const und_plan *plan, uint32_t n, und_planned *out)
{
    if (plan == NULL || out == NULL)
        return UND_E_ARGUMENT;
    *out = n < plan->order_count ? planned_of(plan, plan->order[n]) : (und_planned){0};
    return n < plan->order_count ? UND_OK : UND_NONE;
}

und_status und_plan_node_of(const und_plan *plan, uint32_t node, und_planned *out)
{
    if (plan == NULL || out == NULL)
        return UND_E_ARGUMENT;
    *out = (und_planned){0};
    if (node == 0 || node >= plan->nodes)
        return UND_E_ARGUMENT;
    while (und_clause_at(plan, node)->into != 0)
        node = und_clause_at(plan, node)->into;
    if ((und_clause_at(plan, node)->flags & UND_CLAUSE_GONE) != 0)
        return UND_NONE;
    *out = planned_of(plan, node);
    return UND_OK;
}
