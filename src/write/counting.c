/* New labels: what each clause is counted as in its new order, and how that is written. */
#include "write/plan.h"

#include <string.h>

/* A sequence on the way through the new order. */
typedef struct counting {
    uint32_t prev;  /* its last clause so far; UND_NO_CLAUSE: none yet */
    uint16_t flags; /* UND_CLAUSE_COUNTED, UND_CLAUSE_RESOLVE; MOVED: members came or went */
    bool looked;    /* `look` and `space` are known */
    bool shifted;   /* it came to another level, and has the look of that */
    und_label_look look;
    und_bytes space; /* between its labels and the text after them */
} counting;

typedef struct counter {
    und_plan *plan;
    const und_numbering *numbering;
    counting *at;
    size_t count, room;
} counter;

/* ---- which sequence ---- */

static uint8_t kind_of(const counter *c, uint32_t sequence)
{
    return sequence < c->numbering->sequence_count ? c->numbering->sequences[sequence].kind : UND_SEQUENCE_NONE;
}

/* What clauses of a kind are counted as. */
static uint8_t kind_for(const und_clause *clause)
{
    switch ((und_kind)clause->kind) {
    case UND_KIND_SUBPARAGRAPH: return UND_SEQUENCE_SUBPARAGRAPHS;
    case UND_KIND_PARAGRAPH:
    case UND_KIND_REQUEST:
    case UND_KIND_OPERATIVE: return UND_SEQUENCE_PARAGRAPHS;
    case UND_KIND_ANNEX: return UND_SEQUENCE_ANNEXES;
    case UND_KIND_ENCLOSURE: return UND_SEQUENCE_ENCLOSURES;
    case UND_KIND_FOOTNOTE: return UND_SEQUENCE_FOOTNOTES;
    default: return UND_SEQUENCE_NONE;
    }
}

/* The kind of sequence that a clause is to be of: its own, unless it became another kind of clause. */
static uint8_t kind_wanted(const counter *c, uint32_t id)
{
    const und_clause *clause = und_clause_at(c->plan, id);
    uint8_t own = kind_of(c, clause->sequence);
    bool same =
        own != UND_SEQUENCE_NONE && (own == UND_SEQUENCE_SUBPARAGRAPHS) == (clause->kind == UND_KIND_SUBPARAGRAPH);
    return same ? own : kind_for(clause);
}

static bool is_fresh(const counter *c, uint32_t sequence)
{
    return sequence >= c->numbering->sequence_count;
}

/* The nearest sibling on one side that counts in a sequence of that kind; `*headed`: a heading stands between; `*any`:
 * one of its kind stands there, be it counted or not. */
static uint32_t counted_beside(const counter *c, uint32_t id, bool before, uint8_t kind, bool *headed, bool *any)
{
    const und_plan *plan = c->plan;
    *headed = false;
    uint32_t at = id;
    while ((at = before ? und_clause_prev(plan, at) : und_clause_next(plan, at)) != UND_NO_CLAUSE) {
        const und_clause *clause = und_clause_at(plan, at);
        bool placed = (clause->flags & (UND_CLAUSE_PLACED | UND_CLAUSE_NUMBER)) != 0;
        if (clause->sequence != UND_NO_SEQUENCE && (before || !placed) &&
            (kind_of(c, clause->sequence) == kind || (is_fresh(c, clause->sequence) && kind_for(clause) == kind)))
            return at;
        *any = *any || (kind_for(clause) == kind && !placed);
        *headed = *headed || clause->kind == UND_KIND_HEADING;
        if ((clause->flags & UND_CLAUSE_CHILD) != 0)
            break;
    }
    return UND_NO_CLAUSE;
}

static uint32_t fresh_sequence(counter *c)
{
    if (!UND_PUSH(c->plan->allocator, c->at, c->count, c->room, (counting){.prev = UND_NO_CLAUSE})) {
        c->plan->failed = true;
        return UND_NO_SEQUENCE;
    }
    return (uint32_t)c->count - 1;
}

/* Whether members of a sequence stay where they were. */
static bool has_others(const counter *c, uint32_t sequence)
{
    const und_counted_sequence *known = &c->numbering->sequences[sequence];
    for (uint32_t i = 0; i < known->count; i++) {
        const und_clause *member = und_clause_at(c->plan, c->numbering->members[known->at + i] + 1);
        if ((member->flags & (UND_CLAUSE_GONE | UND_CLAUSE_PLACED)) == 0 && member->sequence == sequence)
            return true;
    }
    return false;
}

/* The sequence that a clause counts in which was put somewhere else, or is to be counted from now on. */
static uint32_t sequence_there(counter *c, uint32_t id)
{
    und_plan *plan = c->plan;
    const und_clause *clause = und_clause_at(plan, id);
    uint32_t own = clause->sequence;
    uint8_t kind = kind_wanted(c, id);
    bool headed_before, headed_after, any = false, wanted = (clause->flags & UND_CLAUSE_NUMBER) != 0;
    if (kind == UND_SEQUENCE_NONE)
        return UND_NO_SEQUENCE;
    uint32_t prev = counted_beside(c, id, true, kind, &headed_before, &any);
    uint32_t next = counted_beside(c, id, false, kind, &headed_after, &any);
    uint32_t before = prev == UND_NO_CLAUSE ? UND_NO_SEQUENCE : und_clause_at(plan, prev)->sequence;
    uint32_t after = next == UND_NO_CLAUSE ? UND_NO_SEQUENCE : und_clause_at(plan, next)->sequence;
    if (before != UND_NO_SEQUENCE || after != UND_NO_SEQUENCE) {
        bool takes_next = before == UND_NO_SEQUENCE || (after != UND_NO_SEQUENCE && headed_before && !headed_after);
        return takes_next ? after : before;
    }
    if (any && !wanted && own == UND_NO_SEQUENCE)
        return UND_NO_SEQUENCE; /* those beside it have no numbers */
    if (own != UND_NO_SEQUENCE && kind_of(c, own) == kind && !has_others(c, own))
        return own;
    bool sub = kind == UND_SEQUENCE_SUBPARAGRAPHS;
    bool counted = own != UND_NO_SEQUENCE && kind_of(c, own) == kind;
    return (sub && !any) || wanted || (counted && !any) ? fresh_sequence(c) : UND_NO_SEQUENCE;
}

/* ---- which number ---- */

/* Whether two clauses stood next to each other in the old order of their sequence. */
static bool were_neighbours(const counter *c, uint32_t a, uint32_t b)
{
    if (a >= c->plan->nodes || b >= c->plan->nodes)
        return false;
    const und_counted *one = &c->numbering->nodes[a - 1], *other = &c->numbering->nodes[b - 1];
    return one->sequence == other->sequence && one->sequence != UND_NO_SEQUENCE && one->ordinal + 1 == other->ordinal;
}

static uint16_t with(uint32_t value, unsigned added)
{
    return (uint16_t)((value & 0x3fffu) | added << 14);
}

static uint16_t label_after(const counter *c, uint32_t prev, uint32_t id, uint16_t flags)
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

static uint16_t first_label(const counter *c, uint32_t sequence, uint32_t id, uint16_t flags)
{
    if (is_fresh(c, sequence))
        return 1;
    const und_counted_sequence *known = &c->numbering->sequences[sequence];
    uint32_t first = c->numbering->members[known->at] + 1;
    if ((flags & UND_CLAUSE_COUNTED) != 0)
        return known->first;
    const und_clause *clause = und_clause_at(c->plan, first == id ? id : first);
    return first == id ? clause->old_label : with(UND_LABEL_VALUE(clause->old_label), 0);
}

/* ---- how it looks ---- */

/* Where the text of a node begins after its label, and where the label; equal: it has none. */
static und_range label_of(const und_plan *plan, uint32_t id)
{
    const und_doc *doc = plan->doc;
    uint32_t line = und_doc_first(doc, id - 1), text = und_doc_text_line(doc, id - 1);
    und_line_start start = und_line_start_of(doc->lexicon, und_doc_line(doc, line));
    und_place from = {line, start.label}, to = {line, start.text};
    if (text > line) /* a label alone on its line */
        to = (und_place){text, und_line_start_of(doc->lexicon, und_doc_line(doc, text)).text};
    return (und_range){from, start.label == start.text && text == line ? from : to};
}

/* The look of a node's label, and the space after it. */
static bool look_of_node(const counter *c, uint32_t id, und_label_look *look, und_bytes *space)
{
    und_plan *plan = c->plan;
    und_number number;
    if (id >= plan->nodes || und_number_get(plan->doc, id, &number) != UND_OK ||
        und_label_look_read(und_plan_cut(plan, number.range), number.style, look) != UND_OK)
        return false;
    und_bytes line = und_doc_line(plan->doc, number.range.to.line);
    size_t end = number.range.to.column;
    while (end < line.length && (line.at[end] == ' ' || line.at[end] == '\t'))
        end++;
    while (line.length - end >= 2 && (unsigned char)line.at[end] == 0xc2 && (unsigned char)line.at[end + 1] == 0xa0)
        end += 2;
    *space = (und_bytes){line.at + number.range.to.column, end - number.range.to.column};
    return true;
}

/* The look of the labels at a clause's level: as others in the document have it, else as the packs do. */
static bool look_of_level(const counter *c, uint32_t id, und_label_look *look, und_bytes *space)
{
    und_plan *plan = c->plan;
    uint32_t level = und_clause_level(plan, id, false);
    uint8_t language = und_clause_language(plan, id);
    for (uint32_t s = 0; s < c->numbering->sequence_count; s++) {
        const und_counted_sequence *sequence = &c->numbering->sequences[s];
        if (sequence->kind != (level == 1 ? UND_SEQUENCE_PARAGRAPHS : UND_SEQUENCE_SUBPARAGRAPHS))
            continue;
        uint32_t member = c->numbering->members[sequence->at] + 1;
        if (und_clause_language(plan, member) == language && und_clause_level(plan, member, true) == level &&
            (level > 1 || sequence->style == UND_LABEL_NUMBER) && look_of_node(c, member, look, space))
            return true;
    }
    *space = (und_bytes){" ", 1};
    return und_label_look_of_level(plan->doc, language, level, look) == UND_OK;
}

/* The look of a sequence's labels, worked out once. False: none is known. */
static bool look_at(counter *c, uint32_t sequence, uint32_t id)
{
    counting *state = &c->at[sequence];
    if (state->looked)
        return true;
    und_label_look look;
    und_bytes space;
    bool known = false;
    if (!is_fresh(c, sequence) && !state->shifted) {
        const und_counted_sequence *members = &c->numbering->sequences[sequence];
        for (uint32_t i = 0; i < members->count && !known; i++)
            known = look_of_node(c, c->numbering->members[members->at + i] + 1, &look, &space);
    } else {
        known = look_of_level(c, id, &look, &space);
    }
    if (!known)
        return false;
    state->looked = true;
    state->look = look;
    state->space = space;
    return true;
}

/* ---- written ---- */

static void no_label(counter *c, uint32_t id)
{
    und_plan_refuse(c->plan, und_clause_at(c->plan, id)->first, "there is no label that comes next in this sequence");
}

/* What a new clause begins with where clauses beside it have a dash or another sign that does not count. */
static und_bytes sign_beside(counter *c, uint32_t id)
{
    und_plan *plan = c->plan;
    uint8_t kind = und_clause_at(plan, id)->kind;
    for (int side = 0; side < 2; side++) {
        uint32_t at = side == 0 ? und_clause_prev(plan, id) : und_clause_next(plan, id);
        if (at == UND_NO_CLAUSE || at >= plan->nodes || und_clause_at(plan, at)->kind != kind ||
            und_clause_at(plan, at)->old_style != UND_LABEL_DASH)
            continue;
        und_range range = label_of(plan, at);
        if (range.from.line == range.to.line)
            return und_plan_cut(plan, range);
    }
    return (und_bytes){"", 0};
}

/* The whole label of a clause that has none yet, with the space after it. */
static bool write_new_label(counter *c, uint32_t id, char out[UND_LABEL_WRITTEN_MAX + 16], size_t *length)
{
    const und_clause *clause = und_clause_at(c->plan, id);
    if (!look_at(c, clause->sequence, id))
        return false;
    const counting *state = &c->at[clause->sequence];
    if (und_label_write(c->plan->doc, &state->look, clause->label, out) != UND_OK || state->space.length > 8)
        return false;
    *length = strlen(out);
    und_bytes space = state->space.length == 0 ? (und_bytes){" ", 1} : state->space;
    memcpy(out + *length, space.at, space.length);
    *length += space.length;
    return true;
}

static void label_made(counter *c, uint32_t id)
{
    und_plan *plan = c->plan;
    char label[UND_LABEL_WRITTEN_MAX + 16];
    size_t length;
    if (und_clause_at(plan, id)->sequence == UND_NO_SEQUENCE)
        und_made_of(plan, id)->label = sign_beside(c, id);
    else if (write_new_label(c, id, label, &length))
        und_made_of(plan, id)->label = und_plan_keep(plan, (und_bytes){label, length});
    else
        no_label(c, id);
}

/* Writes the new label of a clause over its old one: in its own look where that is right, else in its sequence's. */
static void write_label(counter *c, uint32_t id)
{
    und_plan *plan = c->plan;
    und_clause *clause = und_clause_at(plan, id);
    char label[UND_LABEL_WRITTEN_MAX + 16];
    size_t length;
    und_number own;
    bool counted = und_number_get(plan->doc, id, &own) == UND_OK;
    und_range range = counted ? own.range : label_of(plan, id);
    if (clause->sequence == UND_NO_SEQUENCE) { /* it loses its label */
        range = label_of(plan, id);
        if (counted)
            range.from = own.range.from;
        und_plan_change(plan, UND_CHANGE_LABEL, id, range, (und_bytes){"", 0});
        return;
    }
    if (!counted) {
        if (!write_new_label(c, id, label, &length))
            no_label(c, id);
        else
            und_plan_change(plan, UND_CHANGE_LABEL, id, range, (und_bytes){label, length});
        return;
    }
    und_label_look look;
    bool same = und_label_look_read(und_plan_cut(plan, own.range), own.style, &look) == UND_OK &&
                clause->style == clause->old_style;
    const counting *state = &c->at[clause->sequence];
    bool elsewhere = (clause->flags & UND_CLAUSE_PLACED) != 0 || state->shifted;
    if (same && elsewhere && look_at(c, clause->sequence, id))
        same = strcmp(look.before, c->at[clause->sequence].look.before) == 0 &&
               strcmp(look.after, c->at[clause->sequence].look.after) == 0;
    if (!same && clause->style == clause->old_style &&
        und_label_again(plan, und_clause_language(plan, id), und_plan_cut(plan, own.range),
                        (und_label_style)clause->style, (und_label_style)clause->style, clause->label, label) &&
        !elsewhere) {
        und_plan_change(plan, UND_CHANGE_LABEL, id, own.range, (und_bytes){label, strlen(label)});
        return;
    }
    if (!same) {
        if (!look_at(c, clause->sequence, id)) {
            no_label(c, id);
            return;
        }
        look = c->at[clause->sequence].look;
    }
    if (und_label_write(plan->doc, &look, clause->label, label) != UND_OK)
        no_label(c, id);
    else
        und_plan_change(plan, UND_CHANGE_LABEL, id, own.range, (und_bytes){label, strlen(label)});
}

/* ---- all of them ---- */

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
    for (uint32_t id = 1; id < c->plan->nodes; id++) {
        const und_clause *clause = und_clause_at(c->plan, id);
        if (clause->sequence == UND_NO_SEQUENCE)
            continue;
        bool went = (clause->flags & (UND_CLAUSE_GONE | UND_CLAUSE_PLACED | UND_CLAUSE_BARE)) != 0;
        c->at[clause->sequence].flags |=
            (uint16_t)((clause->flags & (UND_CLAUSE_COUNTED | UND_CLAUSE_RESOLVE)) | (went ? UND_CLAUSE_MOVED : 0u));
    }
    for (uint32_t s = 0; s < c->numbering->sequence_count; s++)
        if (c->numbering->sequences[s].kind == UND_SEQUENCE_FOOTNOTES && (c->at[s].flags & UND_CLAUSE_COUNTED) != 0 &&
            !c->numbering->sequences[s].regular && !has_markers(c, &c->numbering->sequences[s]))
            c->at[s].flags &= (uint16_t) ~(UND_CLAUSE_COUNTED | UND_CLAUSE_RESOLVE);
}

/* A sequence that came to another level with its paragraph takes the look of that. */
static void look_at_level(counter *c, uint32_t id)
{
    und_clause *clause = und_clause_at(c->plan, id);
    counting *state = &c->at[clause->sequence];
    if (state->prev == UND_NO_CLAUSE && (clause->flags & UND_CLAUSE_MOVED) != 0 &&
        clause->kind == UND_KIND_SUBPARAGRAPH && id < c->plan->nodes &&
        und_clause_level(c->plan, id, false) != und_clause_level(c->plan, id, true))
        state->shifted = true;
    if (!state->shifted)
        return;
    if (look_at(c, clause->sequence, id))
        clause->style = (uint8_t)c->at[clause->sequence].look.style;
    else if (!c->plan->refused)
        und_plan_refuse(c->plan, clause->first, "no labels are known for a level so deep");
}

static void count_one(counter *c, uint32_t id)
{
    und_plan *plan = c->plan;
    und_clause *clause = und_clause_at(plan, id);
    const und_made *made = und_made_of(plan, id);
    if (made != NULL && made->how == UND_MADE_COPY && (clause->flags & UND_CLAUSE_CHILD) != 0)
        return; /* it has the label that it is a copy of */
    if ((clause->flags & UND_CLAUSE_BARE) != 0) {
        clause->sequence = UND_NO_SEQUENCE;
        clause->label = 0;
        clause->style = UND_LABEL_NONE;
        return;
    }
    if ((clause->flags & (UND_CLAUSE_PLACED | UND_CLAUSE_NUMBER)) != 0 || made != NULL) {
        uint32_t before = clause->sequence, sequence = sequence_there(c, id);
        if (sequence == UND_NO_SEQUENCE) {
            if (before != UND_NO_SEQUENCE) {
                clause->label = 0;
                clause->style = UND_LABEL_NONE;
            }
            clause->sequence = sequence;
            return;
        }
        clause->sequence = sequence;
        c->at[sequence].flags |= UND_CLAUSE_MOVED;
        if (is_fresh(c, sequence) || c->at[sequence].shifted) {
            if (!look_at(c, sequence, id)) {
                und_plan_refuse(plan, clause->first, "no labels are known for a level so deep");
                return;
            }
            clause->style = (uint8_t)c->at[sequence].look.style;
        } else {
            clause->style = c->numbering->sequences[sequence].style;
        }
    }
    if (clause->sequence == UND_NO_SEQUENCE)
        return;
    look_at_level(c, id);
    counting *state = &c->at[clause->sequence];
    clause->label = state->prev == UND_NO_CLAUSE ? first_label(c, clause->sequence, id, state->flags)
                                                 : label_after(c, state->prev, id, state->flags);
    state->prev = id;
}

/* What was only copied has the labels of what it is a copy of. */
static void label_copies(und_plan *plan)
{
    for (uint32_t id = plan->nodes; id < plan->count; id++) {
        const und_made *made = und_made_of(plan, id);
        und_clause *clause = und_clause_at(plan, id);
        if (made->how != UND_MADE_COPY || (clause->flags & UND_CLAUSE_CHILD) == 0)
            continue;
        clause->label = und_clause_at(plan, made->of)->label;
        clause->style = und_clause_at(plan, made->of)->style;
    }
}

static void write_labels(counter *c)
{
    und_plan *plan = c->plan;
    for (uint32_t id = 1; id < plan->nodes && !plan->failed; id++) {
        const und_clause *clause = und_clause_at(plan, id);
        bool other = clause->label != clause->old_label || clause->style != clause->old_style;
        if (clause->sequence != UND_NO_SEQUENCE &&
            ((clause->flags & UND_CLAUSE_PLACED) != 0 || c->at[clause->sequence].shifted))
            other = true; /* perhaps between other marks */
        if ((clause->flags & UND_CLAUSE_GONE) == 0 && other)
            write_label(c, id);
    }
    for (uint32_t id = plan->nodes; id < plan->count && !plan->failed; id++)
        if ((und_clause_at(plan, id)->flags & UND_CLAUSE_CHILD) == 0)
            label_made(c, id);
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
        c.at[i] = (counting){.prev = UND_NO_CLAUSE};
    look_at_flags(&c);
    for (uint32_t id = und_clause_at(plan, 0)->next; id != 0 && !plan->failed; id = und_clause_at(plan, id)->next)
        count_one(&c, id);
    if (!plan->failed) {
        label_copies(plan);
        write_labels(&c);
        tell_irregular(&c);
    }
    und_free(plan->allocator, c.at, c.room * sizeof *c.at);
}
