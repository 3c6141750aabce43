/* Where lines lie: those that go, blank lines, moves, and the place of every node afterwards. */
#include "write/plan.h"

#include <string.h>

static bool is_block(const und_plan *plan, uint32_t id)
{
    return (und_clause_at(plan, id)->flags & (UND_CLAUSE_CHILD | UND_CLAUSE_GONE)) == 0;
}

static uint32_t line_length(const und_plan *plan, uint32_t line)
{
    return (uint32_t)und_doc_line_whole(plan->doc, line).length;
}

/* Replaces the lines [first, last) by `blank` blank ones. */
static void replace_lines(und_plan *plan, und_change_kind kind, uint32_t node, uint32_t first, uint32_t last,
                          uint32_t blank)
{
    und_range range = {{first, 0}, {last, 0}};
    if (last == plan->lines) {
        range.from = first == 0 ? (und_place){0, 0} : (und_place){first - 1, line_length(plan, first - 1)};
        range.to = last == 0 ? (und_place){0, 0} : (und_place){last - 1, line_length(plan, last - 1)};
    }
    char *text = und_arena_take(&plan->arena, plan->allocator, blank + 1u);
    if (text == NULL) {
        plan->failed = true;
        return;
    }
    memset(text, '\n', blank);
    und_plan_change(plan, kind, node, range, (und_bytes){text, blank});
}

/* What stands between the lines of a clause that stays, or the document's beginning, and those of the next one that does:
 * clauses that go, and blank lines, of which so many are to be left. */
static void mend_between(und_plan *plan, uint32_t id, uint32_t next_first, uint32_t gone_end)
{
    const und_clause *clause = und_clause_at(plan, id);
    uint32_t end = clause->end, has = clause->blank - end, wants = clause->gap;
    for (size_t i = 0; i < plan->made_count; i++) /* of a clause that is split its end stands there */
        if (plan->made[i].how == UND_MADE_SPLIT && plan->made[i].of == id)
            wants = und_clause_at(plan, plan->nodes + (uint32_t)i)->gap;
    if (next_first == clause->blank) { /* blank lines alone */
        if (wants < has)
            replace_lines(plan, UND_CHANGE_BLANK, id, end + wants, clause->blank, 0);
        else if (wants > has)
            replace_lines(plan, UND_CHANGE_BLANK, id, clause->blank, clause->blank, wants - has);
        return;
    }
    uint32_t before = wants < has ? wants : has, more = wants - before, after = next_first - gone_end;
    if (after > more)
        after = more;
    replace_lines(plan, UND_CHANGE_TEXT, id, end + before, next_first - after, more - after);
}

static void mend_lines(und_plan *plan)
{
    uint32_t last = 0, gone_end = 0;
    for (uint32_t id = 1; id < plan->nodes; id++) {
        const und_clause *clause = und_clause_at(plan, id);
        if ((clause->flags & UND_CLAUSE_CHILD) != 0)
            continue;
        if ((clause->flags & UND_CLAUSE_GONE) != 0) {
            gone_end = clause->end;
            continue;
        }
        mend_between(plan, last, clause->first, gone_end);
        last = id;
    }
    mend_between(plan, last, plan->lines, gone_end);
}

/* ---- moves ---- */

/* The order of the clauses as they stand when the moves before have been made. */
typedef struct standing {
    const und_plan *plan;
    uint32_t *next, *prev;
    uint32_t base; /* lines before the first */
} standing;

static uint32_t rows_of(const und_plan *plan, uint32_t id)
{
    const und_clause *clause = und_clause_at(plan, id);
    const und_made *made = und_made_of(plan, id);
    if (made != NULL)
        return (uint32_t)((int32_t)made->rows + clause->grown) + clause->gap;
    return id == 0 ? 0 : (uint32_t)((int32_t)(clause->end - clause->first) + clause->grown) + clause->gap;
}

static uint32_t line_now(const standing *s, uint32_t id)
{
    uint32_t line = s->base;
    for (uint32_t at = s->next[0]; at != id; at = s->next[at])
        line += rows_of(s->plan, at);
    return line;
}

/* The next one in the order afterwards that has lines of its own. */
static uint32_t next_block(const und_plan *plan, uint32_t id)
{
    do
        id = und_clause_at(plan, id)->next;
    while (id != 0 && !is_block(plan, id));
    return id;
}

static void move_run(und_plan *plan, standing *s, uint32_t first, uint32_t last, uint32_t after)
{
    uint32_t rows = 0;
    for (uint32_t at = first;; at = s->next[at]) {
        rows += rows_of(plan, at);
        if (at == last)
            break;
    }
    uint32_t line = line_now(s, first);
    uint32_t before = after == 0 ? s->base : line_now(s, after) + rows_of(plan, after);
    if (!UND_PUSH(plan->allocator, plan->moves, plan->move_count, plan->move_room,
                  (und_move){line, line + rows, before}))
        plan->failed = true;
    s->next[s->prev[first]] = s->next[last];
    s->prev[s->next[last]] = s->prev[first];
    s->prev[first] = after;
    s->next[last] = s->next[after];
    s->prev[s->next[after]] = last;
    s->next[after] = first;
}

static void stand_after(standing *s, uint32_t id, uint32_t after)
{
    s->prev[id] = after;
    s->next[id] = s->next[after];
    s->prev[s->next[after]] = id;
    s->next[after] = id;
}

/* The order in which lines lie before the moves: that of the document, and new ones beside those that they came beside. */
static standing stand_as_before(und_plan *plan)
{
    standing s = {plan, plan->scratch, plan->scratch + plan->count, und_clause_at(plan, 0)->end};
    uint32_t last = 0;
    s.next[0] = s.prev[0] = 0;
    for (uint32_t id = 1; id < plan->nodes; id++)
        if (is_block(plan, id)) {
            stand_after(&s, id, last);
            last = id;
        }
    for (uint32_t id = plan->nodes; id < plan->count; id++) {
        const und_made *made = und_made_of(plan, id);
        if (!is_block(plan, id))
            continue;
        uint32_t after = made->beside;
        if (after != 0 && !is_block(plan, after))
            after = 0;
        while (made->how != UND_MADE_SPLIT && s.next[after] >= plan->nodes &&
               und_made_of(plan, s.next[after])->how == UND_MADE_SPLIT)
            after = s.next[after];
        stand_after(&s, id, after);
    }
    return s;
}

/* Puts the lines of a new clause in before line `before`. */
static void put_lines(und_plan *plan, uint32_t id, uint32_t before)
{
    const und_made *made = und_made_of(plan, id);
    uint32_t gap = und_clause_at(plan, id)->gap;
    bool end = before >= plan->lines;
    char *text = und_arena_take(&plan->arena, plan->allocator, made->text.length + gap + 1u);
    if (text == NULL) {
        plan->failed = true;
        return;
    }
    size_t at = 0;
    if (end && plan->lines > 0)
        text[at++] = '\n';
    if (made->text.length > 0)
        memcpy(text + at, made->text.at, made->text.length);
    at += made->text.length;
    memset(text + at, '\n', gap);
    at += gap;
    if (!end)
        text[at++] = '\n';
    und_place place = {before, 0};
    if (end)
        place = plan->lines == 0 ? (und_place){0, 0} : (und_place){plan->lines - 1, line_length(plan, plan->lines - 1)};
    und_plan_change(plan, UND_CHANGE_TEXT, 0, (und_range){place, place}, (und_bytes){text, at});
}

static void put_made(und_plan *plan, const standing *s)
{
    if (plan->made_count == 0)
        return;
    uint32_t before = s->next[0], line;
    while (before >= plan->nodes)
        before = s->next[before];
    line = before == 0 ? plan->lines : und_clause_at(plan, before)->first;
    for (uint32_t id = s->next[0]; id != 0; id = s->next[id]) {
        if (id >= plan->nodes) {
            if (und_made_of(plan, id)->how != UND_MADE_SPLIT)
                put_lines(plan, id, line);
            continue;
        }
        uint32_t next = s->next[id];
        while (next >= plan->nodes)
            next = s->next[next];
        line = next == 0 ? plan->lines : und_clause_at(plan, next)->first;
    }
}

static void make_moves(und_plan *plan, standing *s)
{
    uint32_t after = 0;
    for (uint32_t id = next_block(plan, 0); id != 0 && !plan->failed; id = next_block(plan, id)) {
        if ((und_clause_at(plan, id)->flags & UND_CLAUSE_MOVED) != 0 && s->prev[id] != after) {
            uint32_t end = id, next;
            while ((next = next_block(plan, end)) != 0 && s->next[end] == next &&
                   (und_clause_at(plan, next)->flags & UND_CLAUSE_MOVED) != 0)
                end = next;
            move_run(plan, s, id, end, after);
            id = end;
        }
        after = id;
    }
}

void und_plan_lay(und_plan *plan)
{
    mend_lines(plan);
    if (plan->arranged) {
        standing s = stand_as_before(plan);
        put_made(plan, &s);
        make_moves(plan, &s);
    }
    uint32_t line = und_clause_at(plan, 0)->end;
    for (uint32_t i = 0; i < plan->order_count; i++) {
        und_clause *clause = und_clause_at(plan, plan->order[i]);
        if ((clause->flags & UND_CLAUSE_CHILD) != 0) {
            const und_clause *holder = und_clause_at(plan, und_clause_holder(plan, plan->order[i]));
            clause->line = holder->line + (clause->first - holder->first);
            continue;
        }
        clause->line = line;
        line += rows_of(plan, plan->order[i]);
    }
}
