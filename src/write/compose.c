/* Clauses that come out of others, or out of a text: inserted, split, joined, duplicated. */
#include "write/closing.h"

#include <string.h>

/* The blank lines between clauses of a run, as those beside a new one have them. */
static uint32_t gap_there(const und_plan *plan, uint32_t after, uint8_t kind, uint8_t depth)
{
    uint32_t before = after, next = und_clause_at(plan, after)->next;
    while (before != 0 && und_clause_at(plan, before)->depth > depth)
        before = und_clause_at(plan, before)->prev;
    bool run = before != 0 && und_clause_at(plan, before)->depth == depth && und_clause_at(plan, before)->kind == kind;
    bool goes_on = next != 0 && und_clause_at(plan, next)->depth == depth && und_clause_at(plan, next)->kind == kind;
    if (run && goes_on)
        return und_clause_at(plan, und_clause_holder(plan, after))->gap;
    uint32_t other = run ? und_clause_prev(plan, before) : goes_on ? und_clause_next(plan, next) : UND_NO_CLAUSE;
    uint32_t one = run ? before : next;
    if (other != UND_NO_CLAUSE && und_clause_at(plan, other)->kind == kind)
        return und_clause_at(plan, und_clause_holder(plan, run ? und_clause_at(plan, one)->prev
                                                               : und_clause_at(plan, other)->prev))
            ->gap;
    if (after != 0 && und_clause_at(plan, und_clause_holder(plan, after))->gap > 0)
        return und_clause_at(plan, und_clause_holder(plan, after))->gap;
    /* Alone in its run, at the end: as the text has it between others. */
    for (uint32_t id = 1; id < plan->nodes; id++)
        if (und_clause_at(plan, id)->gap > 0)
            return 1;
    return 0;
}

static void put_new(und_plan *plan, uint32_t id, uint32_t after)
{
    const und_clause *clause = und_clause_at(plan, id);
    und_clause_at(plan, id)->gap = gap_there(plan, after, clause->kind, clause->depth);
    und_clause *holder = und_clause_at(plan, after == 0 ? 0 : und_clause_holder(plan, after));
    if (plan->nodes == 2 && after != 0 && holder->gap == 0)
        holder->gap = 1; /* it is the second of all: nothing shows how the text parts them */
    und_made *made = und_made_of(plan, id);
    made->beside = after == 0 ? 0 : und_clause_holder(plan, after);
    und_clause_put(plan, id, id, after);
    /* Nothing that had lines before has moved. */
    und_clause_at(plan, id)->flags |= UND_CLAUSE_CLOSE;
}

/* ---- inserted ---- */

static bool has_parts(uint8_t kind)
{
    return kind == UND_KIND_PARAGRAPH || kind == UND_KIND_REQUEST || kind == UND_KIND_PREAMBULAR ||
           kind == UND_KIND_OPERATIVE || kind == UND_KIND_SUBPARAGRAPH;
}

static uint32_t around_of_kind(const und_plan *plan, uint32_t at, uint8_t kind)
{
    for (; at != 0; at = und_clause_parent(plan, at))
        if (und_clause_at(plan, at)->kind == kind ||
            (kind == UND_KIND_PARAGRAPH && und_clause_at(plan, at)->kind == UND_KIND_REQUEST))
            return at;
    return 0;
}

/* The last clause of a kind before `at`, or the first after it, of the same parent as what stands around `at`; 0: none. */
static uint32_t near_of_kind(const und_plan *plan, uint32_t at, uint8_t kind, bool before)
{
    for (uint32_t level = at; level != 0; level = und_clause_parent(plan, level))
        for (uint32_t id = before ? und_clause_prev(plan, level) : und_clause_next(plan, level); id != UND_NO_CLAUSE;
             id = before ? und_clause_prev(plan, id) : und_clause_next(plan, id))
            if (und_clause_at(plan, id)->kind == kind)
                return id;
    return 0;
}

static bool is_of_text(uint8_t kind)
{
    return kind == UND_KIND_PREAMBULAR || kind == UND_KIND_OPERATIVE || kind == UND_KIND_PARAGRAPH ||
           kind == UND_KIND_HEADING;
}

/* After which node a new clause goes, and at which depth. False: it cannot be there, and is refused. */
static bool find_spot(und_plan *plan, const und_operation *operation, uint32_t at, uint32_t *after, uint8_t *depth)
{
    uint8_t kind = (uint8_t)operation->into;
    bool before = operation->to == UND_TO_BEFORE;
    uint32_t beside = around_of_kind(plan, at, kind);
    if (beside == 0 && kind == UND_KIND_SUBPARAGRAPH && has_parts(und_clause_at(plan, at)->kind)) {
        *after = at; /* its first one, after what lies in its lines */
        while (und_clause_at(plan, *after)->next != 0 &&
               (und_clause_at(plan, und_clause_at(plan, *after)->next)->flags & UND_CLAUSE_CHILD) != 0)
            *after = und_clause_at(plan, *after)->next;
        *depth = (uint8_t)(und_clause_at(plan, at)->depth + 1);
        return true;
    }
    if (beside == 0 && kind != UND_KIND_SUBPARAGRAPH && kind != UND_KIND_HEADING) {
        beside = near_of_kind(plan, at, kind, true);
        before = false;
        if (beside == 0) {
            beside = near_of_kind(plan, at, kind, false);
            before = beside != 0;
        }
    }
    if (beside == 0 && kind == UND_KIND_SUBPARAGRAPH)
        return false;
    if (beside == 0) { /* the first of its kind: after what stands around the line, as far out as paragraphs stand */
        beside = at;
        while (und_clause_parent(plan, beside) != 0 && und_clause_at(plan, beside)->kind == UND_KIND_SUBPARAGRAPH)
            beside = und_clause_parent(plan, beside);
        if (kind == UND_KIND_PREAMBULAR && und_clause_at(plan, beside)->kind != UND_KIND_SUBJECT)
            return false;
        if (kind == UND_KIND_ANNEX || kind == UND_KIND_ENCLOSURE) {
            *after = und_clause_at(plan, 0)->prev;
            *depth = 1;
            return true;
        }
        before = operation->to == UND_TO_BEFORE && is_of_text(und_clause_at(plan, beside)->kind);
    }
    *after = before ? und_clause_at(plan, beside)->prev : und_clause_last(plan, beside);
    *depth = und_clause_at(plan, beside)->depth;
    return true;
}

static und_bytes without_ends(und_bytes text)
{
    while (text.length > 0 && strchr(" \t\r\n", text.at[text.length - 1]) != NULL)
        text.length--;
    while (text.length > 0 && strchr(" \t\r\n", text.at[0]) != NULL) {
        text.at++;
        text.length--;
    }
    return text;
}

static bool may_be_inserted(und_kind kind)
{
    return kind == UND_KIND_PREAMBULAR || kind == UND_KIND_OPERATIVE || kind == UND_KIND_PARAGRAPH ||
           kind == UND_KIND_SUBPARAGRAPH || kind == UND_KIND_HEADING || kind == UND_KIND_ANNEX ||
           kind == UND_KIND_ENCLOSURE;
}

void und_insert(und_plan *plan, const und_operation *operation)
{
    uint32_t at =
        operation->line < plan->lines ? und_node_at(plan->doc, operation->line) : und_clause_at(plan, 0)->prev;
    uint32_t index = und_nodes_from_line(&plan->doc->nodes, operation->line + 1, plan->lines);
    if (at == 0 && index > 0)
        at = index; /* a blank line: what stands before it */
    if (at != 0 && at < plan->nodes)
        at = und_node_holder(plan, at);
    while (at != 0 && (und_clause_at(plan, at)->flags & UND_CLAUSE_GONE) != 0)
        at = at < plan->nodes ? at - 1 : 0;
    if (!may_be_inserted(operation->into)) {
        und_plan_refuse(plan, operation->line, "a clause of that kind cannot be inserted");
        return;
    }
    uint32_t after = 0;
    uint8_t depth = 1;
    if (at != 0 && !find_spot(plan, operation, at, &after, &depth)) {
        und_plan_refuse(plan, operation->line, "a %s has no place there", und_kind_name(operation->into));
        return;
    }
    uint32_t next = und_clause_at(plan, after)->next;
    if (next != 0 && und_clause_at(plan, next)->depth > depth) {
        und_plan_refuse(plan, operation->line, "it would come between a clause and what belongs to it");
        return;
    }
    und_bytes text = und_plan_keep(plan, without_ends(operation->text));
    und_made made = {.how = UND_MADE_PUT, .of = at, .text = text, .rows = und_count_lines(text) + 1};
    uint32_t id = und_clause_make(plan, made, operation->into, depth);
    if (id != UND_NO_CLAUSE)
        put_new(plan, id, after);
}

/* ---- split ---- */

/* The place where the text of a clause begins, after its label. */
static und_place text_start(const und_plan *plan, uint32_t id)
{
    uint32_t line = und_doc_text_line(plan->doc, id - 1);
    und_bytes text = und_doc_line(plan->doc, line);
    und_line_start start = und_line_start_of(plan->doc->lexicon, text);
    if (und_clause_at(plan, id)->next != 0 && id + 1 < plan->nodes &&
        (und_clause_at(plan, id + 1)->flags & UND_CLAUSE_CHILD) != 0 &&
        und_clause_at(plan, id + 1)->kind == UND_KIND_SUBPARAGRAPH)
        (void)und_inner_facts(plan->doc->lexicon, text, &start);
    return (und_place){line, start.label < start.text ? start.text : start.label};
}

static bool is_before(und_place a, und_place b)
{
    return a.line < b.line || (a.line == b.line && a.column < b.column);
}

/* Over spaces, and over line ends within the clause. */
static und_place skip_back(const und_plan *plan, und_place place, und_place least)
{
    while (is_before(least, place)) {
        und_bytes line = und_doc_line(plan->doc, place.line);
        if (place.column == 0) {
            place.line--;
            place.column = (uint32_t)und_doc_line(plan->doc, place.line).length;
        } else if (strchr(" \t", line.at[place.column - 1]) != NULL) {
            place.column--;
        } else {
            return place;
        }
    }
    return place;
}

static und_place skip_on(const und_plan *plan, und_place place, uint32_t end)
{
    for (;;) {
        und_bytes line = und_doc_line(plan->doc, place.line);
        if (place.column < line.length && strchr(" \t", line.at[place.column]) != NULL)
            place.column++;
        else if (place.column >= line.length && place.line + 1 < end)
            place = (und_place){place.line + 1, 0};
        else
            return place;
    }
}

void und_split(und_plan *plan, const und_operation *operation)
{
    und_place place = operation->place;
    uint32_t id = und_clause_on(plan, place.line);
    const char *why = NULL;
    und_closing closing = {0};
    size_t length = und_doc_line(plan->doc, place.line).length;
    if (place.column > length)
        place.column = (uint32_t)length; /* in an aside at the line's end */
    if (id == UND_NO_CLAUSE || (und_clause_at(plan, id)->flags & UND_CLAUSE_GONE) != 0) {
        und_plan_refuse(plan, place.line, "no clause stands on this line");
        return;
    }
    for (size_t i = 0; i < plan->made_count && why == NULL; i++)
        if (plan->made[i].how != UND_MADE_PUT && plan->made[i].of == id)
            why = "is split or copied already";
    und_place start = text_start(plan, id), from = place, to = place;
    if (why == NULL && (!has_parts(und_clause_at(plan, id)->kind) || !und_closing_read(plan, id, &closing)))
        why = "cannot be split";
    if (why == NULL) {
        from = skip_back(plan, place, start);
        to = skip_on(plan, place, und_clause_at(plan, id)->end);
        if (!is_before(start, from) || !is_before(to, (und_place){closing.line, closing.from}))
            why = "has no words on one side of this place";
        for (uint32_t child = id + 1;
             child < plan->nodes && (und_clause_at(plan, child)->flags & UND_CLAUSE_CHILD) != 0; child++)
            if (und_clause_at(plan, child)->first <= to.line && und_clause_at(plan, child)->end > from.line)
                why = "has something else at this place";
    }
    if (why != NULL) {
        und_plan_refuse(plan, place.line, "%s %s", und_name_clause(plan, id).text, why);
        return;
    }
    /* The mark that stands there goes, for that of the place. */
    und_bytes line = und_doc_line(plan->doc, from.line);
    uint32_t mark = und_mark_bytes(line.at, line.at + from.column);
    from.column -= mark;
    const und_clause *whole = und_clause_at(plan, id);
    und_made made = {
        .how = UND_MADE_SPLIT, .of = id, .beside = id, .place = to, .from = from, .rows = whole->end - to.line};
    uint8_t kind = whole->kind, depth = whole->depth;
    uint32_t after = id;
    for (uint32_t next = und_clause_at(plan, after)->next;
         next != 0 && (und_clause_at(plan, next)->flags & UND_CLAUSE_CHILD) != 0 &&
         und_clause_at(plan, next)->first < to.line;
         next = und_clause_at(plan, after)->next)
        after = next;
    uint32_t gap = und_clause_at(plan, id)->gap;
    uint32_t made_id = und_clause_make(plan, made, (und_kind)kind, depth);
    if (made_id == UND_NO_CLAUSE)
        return;
    und_clause *rest = und_clause_at(plan, made_id), *begun = und_clause_at(plan, id);
    uint32_t between = gap_there(plan, und_clause_last(plan, id), kind, depth);
    rest->first = to.line;
    rest->end = rest->blank = begun->end;
    rest->gap = gap;
    rest->flags |= UND_CLAUSE_MOVED;
    begun->gap = between;
    begun->grown += (int32_t)(from.line - begun->first + 1) - (int32_t)(begun->end - begun->first);
    begun->flags |= UND_CLAUSE_CLOSE | UND_CLAUSE_MOVED;
    rest->prev = after;
    rest->next = und_clause_at(plan, after)->next;
    und_clause_at(plan, rest->next)->prev = made_id;
    und_clause_at(plan, after)->next = made_id;
    /* What lay below the whole lies below its end. */
    uint32_t last = und_clause_last(plan, made_id);
    for (uint32_t at = made_id; at != last;) {
        at = und_clause_at(plan, at)->next;
        und_clause_at(plan, at)->flags |= UND_CLAUSE_MOVED;
    }
}

/* ---- joined ---- */

static bool join_two(und_plan *plan, uint32_t id, uint32_t next)
{
    und_clause *one = und_clause_at(plan, id), *other = und_clause_at(plan, next);
    const char *why = NULL;
    und_closing closing;
    if (one->kind != other->kind || !has_parts(one->kind) || id >= plan->nodes || next >= plan->nodes)
        why = "are not of one kind";
    else if (und_clause_last(plan, id) != und_clause_at(plan, next)->prev ||
             und_clause_last(plan, id) != und_node_holder(plan, und_clause_last(plan, id)) ||
             und_clause_last(plan, id) != id)
        why = "have something between them";
    else if (one->blank != other->first || !und_closing_read(plan, id, &closing) || closing.line + 1 != one->end)
        why = "do not stand one after the other";
    if (why != NULL) {
        und_plan_refuse(plan, one->first, "%s and what comes after it %s", und_name_clause(plan, id).text, why);
        return false;
    }
    und_place from = {closing.line, closing.to}, to = text_start(plan, next);
    und_bytes end = und_doc_line(plan->doc, from.line);
    from.column = (uint32_t)end.length;
    while (from.column > 0 && end.at[from.column - 1] == ' ')
        from.column--;
    bool wrapped = one->end - one->first - one->lead > 1 || other->end - other->first - other->lead > 1;
    und_plan_change(plan, UND_CHANGE_TEXT, id, (und_range){from, to}, (und_bytes){wrapped ? "\n" : " ", 1});
    one->grown -= (int32_t)(other->first + other->lead - from.line) - (wrapped ? 1 : 0);
    one->grown += other->grown;
    one->end = other->end;
    one->blank = other->blank;
    one->gap = other->gap;
    one->flags |= UND_CLAUSE_JOINED;
    other->flags |= UND_CLAUSE_GONE | UND_CLAUSE_CHILD;
    other->into = id;
    /* What lies below the other one lies below the one now. */
    und_clause_at(plan, other->prev)->next = other->next;
    und_clause_at(plan, other->next)->prev = other->prev;
    return true;
}

void und_join(und_plan *plan, const und_selection *found)
{
    uint32_t id = found->at[0];
    if (found->count == 1) {
        uint32_t next = und_clause_next(plan, id);
        if (next == UND_NO_CLAUSE)
            und_plan_refuse(plan, und_clause_at(plan, id)->first, "nothing comes after %s that it could be joined with",
                            und_name_clause(plan, id).text);
        else
            (void)join_two(plan, id, next);
        return;
    }
    for (uint32_t i = 1; i < found->count; i++)
        if (!join_two(plan, id, found->at[i]))
            return;
}

/* ---- once more ---- */

/* Whether nothing of a clause and what lies below it has changed: only that can be copied. */
static bool is_whole(const und_plan *plan, uint32_t id, uint32_t last)
{
    bool whole = last >= id && last < plan->nodes;
    for (uint32_t at = id; whole && at <= last; at++)
        whole = (und_clause_at(plan, at)->flags & (UND_CLAUSE_GONE | UND_CLAUSE_MOVED | UND_CLAUSE_JOINED)) == 0 &&
                (at == last || und_clause_at(plan, at)->next == at + 1);
    return whole;
}

/* A chain of copies, which stands nowhere yet; gives its ends. False: memory ran out. */
static bool make_copies(und_plan *plan, uint32_t id, uint32_t last, uint32_t *first_copy, uint32_t *last_copy)
{
    uint32_t end = und_clause_at(plan, und_node_holder(plan, last))->end, first = und_clause_at(plan, id)->first;
    *first_copy = *last_copy = UND_NO_CLAUSE;
    for (uint32_t at = id; at <= last; at++) {
        const und_clause *clause = und_clause_at(plan, at);
        und_made made = {.how = UND_MADE_COPY, .of = at, .rows = at == id ? end - first : 0};
        uint32_t copy = und_clause_make(plan, made, (und_kind)clause->kind, clause->depth);
        if (copy == UND_NO_CLAUSE)
            return false;
        und_clause *fresh = und_clause_at(plan, copy);
        fresh->first = und_clause_at(plan, at)->first;
        fresh->lead = und_clause_at(plan, at)->lead;
        if (*first_copy == UND_NO_CLAUSE) {
            *first_copy = copy;
        } else {
            fresh->flags |= UND_CLAUSE_CHILD;
            fresh->prev = *last_copy;
            und_clause_at(plan, *last_copy)->next = copy;
        }
        *last_copy = copy;
    }
    und_clause_at(plan, *last_copy)->next = 0;
    return true;
}

/* After which node the copy of `id` goes. False: it cannot be there, and is refused. */
static bool find_copy_spot(und_plan *plan, const und_operation *operation, uint32_t id, uint32_t *after)
{
    uint32_t at;
    bool before;
    *after = und_clause_last(plan, id);
    if (!operation->elsewhere)
        return true;
    if (!und_find_destination(plan, operation, id, &at, &before))
        return false;
    *after = before ? und_clause_at(plan, at)->prev : und_clause_last(plan, at);
    return und_may_stand(plan, id, *after, und_clause_at(plan, id)->depth);
}

void und_duplicate(und_plan *plan, const und_operation *operation, const und_selection *found)
{
    for (uint32_t i = 0; i < found->count; i++) {
        uint32_t id = found->at[i], last = und_clause_last(plan, id), after, copy, last_copy;
        if (!is_whole(plan, id, last)) {
            und_plan_refuse(plan, und_clause_at(plan, id)->first, "%s cannot be copied while it changes",
                            und_name_clause(plan, id).text);
            return;
        }
        if (!find_copy_spot(plan, operation, id, &after) || !make_copies(plan, id, last, &copy, &last_copy))
            return;
        const und_clause *clause = und_clause_at(plan, copy);
        uint32_t gap = gap_there(plan, after, clause->kind, clause->depth);
        und_clause_at(plan, copy)->gap = gap;
        und_made_of(plan, copy)->beside = after == 0 ? 0 : und_clause_holder(plan, after);
        und_clause_at(plan, copy)->flags |= UND_CLAUSE_CLOSE;
        und_clause_put(plan, copy, last_copy, after);
    }
}
