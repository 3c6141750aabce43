/* New labels: what each clause is counted as in its new order. */
#include "write/plan.h"

#include <string.h>

/* A sequence on the way through the new order. */
typedef struct counting {
    uint32_t prev; /* its last clause so far; UND_NO_CLAUSE: none yet */
    uint8_t flags; /* UND_CLAUSE_COUNTED, UND_CLAUSE_RESOLVE; MOVED: members came or went */
} counting;

typedef struct counter {
    und_plan *plan;
    const und_numbering *numbering;
    counting *at;
    size_t count, room;
} counter;

static bool counts(const und_plan *plan, uint32_t id)
{
    return und_clause_at(plan, id)->sequence != UND_NO_SEQUENCE;
}

static uint8_t kind_of(const counter *c, uint32_t sequence)
{
    return sequence < c->numbering->sequence_count ? c->numbering->sequences[sequence].kind : UND_SEQUENCE_NONE;
}

/* The nearest sibling on one side that counts in a sequence of that kind; `*headed`: a heading stands between. */
static uint32_t counted_beside(const counter *c, uint32_t id, bool before, uint8_t kind, bool *headed)
{
    const und_plan *plan = c->plan;
    *headed = false;
    uint32_t at = id;
    while ((at = before ? und_clause_prev(plan, at) : und_clause_next(plan, at)) != UND_NO_CLAUSE) {
        const und_clause *clause = und_clause_at(plan, at);
        if (counts(plan, at) && kind_of(c, clause->sequence) == kind &&
            (before || (clause->flags & UND_CLAUSE_PLACED) == 0))
            return at;
        *headed = *headed || clause->kind == UND_KIND_HEADING;
        if (clause->flags & UND_CLAUSE_CHILD)
            break;
    }
    return UND_NO_CLAUSE;
}

static uint32_t fresh_sequence(counter *c)
{
    if (!UND_PUSH(c->plan->allocator, c->at, c->count, c->room, (counting){UND_NO_CLAUSE, 0})) {
        c->plan->failed = true;
        return UND_NO_SEQUENCE;
    }
    return (uint32_t)c->count - 1;
}

/* The sequence that a clause counts in which was put somewhere else. */
static uint32_t sequence_there(counter *c, uint32_t id)
{
    const und_plan *plan = c->plan;
    uint32_t own = und_clause_at(plan, id)->sequence;
    uint8_t kind = kind_of(c, own);
    bool headed_before, headed_after;
    uint32_t prev = counted_beside(c, id, true, kind, &headed_before);
    uint32_t next = counted_beside(c, id, false, kind, &headed_after);
    uint32_t before = prev == UND_NO_CLAUSE ? UND_NO_SEQUENCE : und_clause_at(plan, prev)->sequence;
    uint32_t after = next == UND_NO_CLAUSE ? UND_NO_SEQUENCE : und_clause_at(plan, next)->sequence;
    if (before == UND_NO_SEQUENCE && after == UND_NO_SEQUENCE) {
        const und_counted_sequence *sequence = &c->numbering->sequences[own];
        for (uint32_t i = 0; i < sequence->count; i++) {
            const und_clause *member = und_clause_at(plan, c->numbering->members[sequence->at + i] + 1);
            if ((member->flags & (UND_CLAUSE_GONE | UND_CLAUSE_PLACED)) == 0 && member->sequence == own)
                return fresh_sequence(c);
        }
        return own;
    }
    if (before == UND_NO_SEQUENCE || (after != UND_NO_SEQUENCE && headed_before && !headed_after))
        return after;
    return before;
}

/* Whether two clauses stood next to each other in the old order of their sequence. */
static bool were_neighbours(const counter *c, uint32_t a, uint32_t b)
{
    const und_counted *one = &c->numbering->nodes[a - 1], *other = &c->numbering->nodes[b - 1];
    return one->sequence == other->sequence && one->ordinal + 1 == other->ordinal;
}

static uint16_t with(uint32_t value, unsigned added)
{
    return (uint16_t)((value & 0x3fffu) | added << 14);
}

static uint16_t label_after(const counter *c, uint32_t prev, uint32_t id, uint8_t flags)
{
    const und_clause *before = und_clause_at(c->plan, prev), *clause = und_clause_at(c->plan, id);
    uint32_t value = UND_LABEL_VALUE(before->label);
    unsigned added = UND_LABEL_ADDED(clause->old_label);
    if ((flags & UND_CLAUSE_RESOLVE) != 0)
        return with(value + 1, 0);
    if ((flags & UND_CLAUSE_COUNTED) == 0 && were_neighbours(c, prev, id)) {
        int32_t step = (int32_t)UND_LABEL_VALUE(clause->old_label) - (int32_t)UND_LABEL_VALUE(before->old_label);
        int32_t there = (int32_t)value + step;
        return with(there < 1 ? 1 : (uint32_t)there, added);
    }
    if (added == 0)
        return with(value + 1, 0);
    unsigned next = UND_LABEL_ADDED(before->label) + 1;
    if ((flags & UND_CLAUSE_COUNTED) != 0 && added >= next)
        next = added;
    return next > 3 ? with(value + 1, 0) : with(value, next);
}

static uint16_t first_label(const counter *c, uint32_t sequence, uint32_t id, uint8_t flags)
{
    const und_clause *clause = und_clause_at(c->plan, id);
    if (sequence >= c->numbering->sequence_count)
        return 1;
    const und_counted_sequence *known = &c->numbering->sequences[sequence];
    uint32_t first = c->numbering->members[known->at] + 1;
    if ((flags & UND_CLAUSE_COUNTED) != 0)
        return known->first;
    return first == id ? clause->old_label : with(UND_LABEL_VALUE(und_clause_at(c->plan, first)->old_label), 0);
}

/* Writes a clause's new label over its old one: in its own form, or in that of another of its sequence. */
static void write_label(counter *c, uint32_t id)
{
    und_plan *plan = c->plan;
    und_clause *clause = und_clause_at(plan, id);
    und_number own;
    if (und_number_get(plan->doc, id, &own) != UND_OK)
        return;
    und_bytes text = und_plan_cut(plan, own.range);
    uint16_t shown = clause->old_label;
    if (clause->style != clause->old_style && clause->sequence < c->numbering->sequence_count) {
        const und_counted_sequence *sequence = &c->numbering->sequences[clause->sequence];
        uint32_t member = c->numbering->members[sequence->at];
        und_number other;
        if (und_number_get(plan->doc, member + 1, &other) == UND_OK) {
            text = und_plan_cut(plan, other.range);
            shown = other.label;
        }
    }
    uint8_t language = und_doc_node_language(plan->doc, id - 1);
    const und_language *words = language == UND_LANGUAGE_NONE ? NULL : und_language_at(plan->doc->packs, language);
    char label[UND_LABEL_ROOM];
    size_t length;
    if (!und_label_rewrite(words, text, (und_label_style)clause->style, shown, clause->label, label, &length)) {
        und_plan_refuse(plan, clause->first, "there is no label that comes after this one in its sequence");
        return;
    }
    und_plan_change(plan, UND_CHANGE_LABEL, id, own.range, (und_bytes){label, length});
}

/* Tells once of each sequence that was irregular before, and in which members came or went. */
static void tell_irregular(counter *c)
{
    for (uint32_t s = 0; s < c->numbering->sequence_count; s++) {
        const und_counted_sequence *sequence = &c->numbering->sequences[s];
        if (sequence->regular || (c->at[s].flags & UND_CLAUSE_MOVED) == 0 || (c->at[s].flags & UND_CLAUSE_COUNTED) != 0)
            continue;
        for (uint32_t i = 0; i < sequence->count; i++) {
            uint32_t member = c->numbering->members[sequence->at + i];
            const und_counted *counted = &c->numbering->nodes[member];
            und_number number;
            if (counted->label == counted->expected || und_number_get(c->plan->doc, member + 1, &number) != UND_OK)
                continue;
            char has[UND_LABEL_TEXT_MAX], should[UND_LABEL_TEXT_MAX];
            und_label_text(number.style, number.label, has);
            und_label_text(number.style, number.expected, should);
            und_plan_tell(c->plan, UND_NOTE_NUMBERS, number.range,
                          "the numbers were irregular before: here stands %s where %s would come next", has, should);
            break;
        }
    }
}

/* Whether each footnote of a sequence has its marker, which would follow it. */
static bool has_markers(counter *c, const und_counted_sequence *sequence)
{
    uint32_t node, marker;
    for (uint32_t i = 0; i < sequence->count; i++)
        if (und_footnote_marker_get(c->plan->doc, c->numbering->members[sequence->at + i] + 1, 0, &node, &marker) !=
            UND_OK)
            return false;
    return true;
}

static void look_at_flags(counter *c)
{
    for (uint32_t id = 1; id < c->plan->count; id++) {
        const und_clause *clause = und_clause_at(c->plan, id);
        if (clause->sequence != UND_NO_SEQUENCE)
            c->at[clause->sequence].flags |=
                (uint8_t)(clause->flags & (UND_CLAUSE_COUNTED | UND_CLAUSE_RESOLVE)) |
                ((clause->flags & (UND_CLAUSE_GONE | UND_CLAUSE_PLACED)) != 0 ? UND_CLAUSE_MOVED : 0u);
    }
    for (uint32_t s = 0; s < c->numbering->sequence_count; s++)
        if (c->numbering->sequences[s].kind == UND_SEQUENCE_FOOTNOTES && (c->at[s].flags & UND_CLAUSE_COUNTED) != 0 &&
            !c->numbering->sequences[s].regular && !has_markers(c, &c->numbering->sequences[s]))
            c->at[s].flags &= (uint8_t) ~(UND_CLAUSE_COUNTED | UND_CLAUSE_RESOLVE);
}

static void count_all(counter *c)
{
    und_plan *plan = c->plan;
    for (uint32_t id = und_clause_at(plan, 0)->next; id != 0 && !plan->failed; id = und_clause_at(plan, id)->next) {
        und_clause *clause = und_clause_at(plan, id);
        if (clause->sequence == UND_NO_SEQUENCE)
            continue;
        if ((clause->flags & UND_CLAUSE_PLACED) != 0) {
            uint32_t sequence = sequence_there(c, id);
            if (sequence == UND_NO_SEQUENCE)
                return;
            clause->sequence = sequence;
            c->at[sequence].flags |= UND_CLAUSE_MOVED;
            if (sequence < c->numbering->sequence_count)
                clause->style = c->numbering->sequences[sequence].style;
        }
        counting *state = &c->at[clause->sequence];
        clause->label = state->prev == UND_NO_CLAUSE ? first_label(c, clause->sequence, id, state->flags)
                                                     : label_after(c, state->prev, id, state->flags);
        state->prev = id;
    }
}

void und_plan_count(und_plan *plan)
{
    counter c = {.plan = plan, .numbering = und_numbering_of(plan->doc)};
    size_t sequences = c.numbering == NULL ? 0 : c.numbering->sequence_count;
    if (c.numbering == NULL || !UND_GROW(plan->allocator, c.at, c.room, sequences + 1)) {
        plan->failed = true;
        return;
    }
    c.count = sequences;
    for (size_t i = 0; i < sequences; i++)
        c.at[i] = (counting){UND_NO_CLAUSE, 0};
    look_at_flags(&c);
    count_all(&c);
    for (uint32_t id = 1; id < plan->count && !plan->failed; id++) {
        const und_clause *clause = und_clause_at(plan, id);
        if ((clause->flags & UND_CLAUSE_GONE) == 0 &&
            (clause->label != clause->old_label || clause->style != clause->old_style))
            write_label(&c, id);
    }
    if (!plan->failed)
        tell_irregular(&c);
    und_free(plan->allocator, c.at, c.room * sizeof *c.at);
}
