/* Closing marks: a clause that becomes the last of its run, or is it no longer, or gets its first sub-paragraph, closes as
 * its neighbours do. Nothing is touched that nobody moved, nor where neighbours have no custom. */
#include "write/closing.h"

#include <string.h>

/* Where a clause stands in its run. */
typedef enum turn_of { TURN_NONE, TURN_EARLY, TURN_LAST_BUT_ONE, TURN_LAST } turn_of;

/* How the clauses of one parent and kind close. */
typedef struct custom {
    und_bytes mark, joint, last; /* of all but the last; after the mark of the last but one; of the last */
    und_end mark_end, last_end;
    bool known, joined;
    bool headings; /* each section under a heading is a run of its own */
} custom;

typedef struct closer {
    und_plan *plan;
    const und_numbering *numbering;
    uint32_t *was;    /* turn_of in the old order, by clause */
    uint32_t *wanted; /* what is to close a clause and what lies below it: index into `texts` + 1; 0: as it is */
    und_bytes *texts;
    size_t text_count, text_room;
    uint32_t *run; /* clauses of one parent and kind, in one of the orders */
    uint32_t run_count;
} closer;

static uint8_t old_kind(const closer *c, uint32_t id)
{
    return und_doc_stored(c->plan->doc, id - 1)->kind;
}

/* What ends a run of paragraphs: another part begins. Headings and what printing left do not. */
static bool ends_run(uint8_t kind)
{
    return kind != UND_KIND_HEADING && kind != UND_KIND_FURNITURE && kind != UND_KIND_FOOTNOTE;
}

/* ---- the old order ---- */

/* The last node below `id` at the plan's revision, itself where nothing lies below it. */
static uint32_t old_last(const closer *c, uint32_t id)
{
    uint8_t depth = und_doc_stored(c->plan->doc, id - 1)->depth;
    uint32_t last = id;
    while (last + 1 < c->plan->count && und_doc_stored(c->plan->doc, last)->depth > depth)
        last++;
    while (last > id && (und_clause_at(c->plan, last)->flags & UND_CLAUSE_CHILD) != 0 &&
           old_kind(c, last) != UND_KIND_SUBPARAGRAPH)
        last--;
    return last;
}

/* What closed a clause with all that lay below it. */
static bool old_closing(const closer *c, uint32_t id, und_closing *out)
{
    return und_closing_read(c->plan, old_last(c, id), out);
}

static und_bytes text_of(const closer *c, const und_closing *closing)
{
    und_bytes line = und_doc_line(c->plan->doc, closing->line);
    return (und_bytes){line.at + closing->from, closing->mark_end - closing->from};
}

static und_bytes joint_of(const closer *c, const und_closing *closing)
{
    und_bytes line = und_doc_line(c->plan->doc, closing->line);
    return (und_bytes){line.at + closing->mark_end, closing->to - closing->mark_end};
}

/* Goes through the old children of `parent` that have a kind, and tells where each stands in its run. `headings`: they
 * end runs. */
static void look_at_old(closer *c, uint32_t parent, uint8_t kind, bool headings)
{
    uint32_t end = parent == 0 ? c->plan->count : parent + 1;
    uint8_t depth = parent == 0 ? 1 : (uint8_t)(und_doc_stored(c->plan->doc, parent - 1)->depth + 1);
    while (end < c->plan->count && und_doc_stored(c->plan->doc, end - 1)->depth >= depth)
        end++;
    uint32_t last = 0, before = 0;
    c->run_count = 0;
    for (uint32_t id = parent + 1; id <= end; id++) {
        const und_tree_node *node = id < end ? und_doc_stored(c->plan->doc, id - 1) : NULL;
        if (node != NULL && node->depth != depth)
            continue;
        if (node != NULL && node->kind == kind) {
            c->was[id] = TURN_EARLY;
            before = last;
            last = id;
            c->run[c->run_count++] = id;
        } else if (node == NULL || ends_run(node->kind) || (headings && node->kind == UND_KIND_HEADING)) {
            if (last != 0)
                c->was[last] = TURN_LAST;
            if (before != 0)
                c->was[before] = TURN_LAST_BUT_ONE;
            last = before = 0;
        }
    }
}

/* Whether each section under a heading closes as the whole does. */
static bool headings_end(closer *c, uint32_t parent, uint8_t kind)
{
    if (kind != UND_KIND_OPERATIVE)
        return false;
    look_at_old(c, parent, kind, true);
    uint32_t stops = 0, others = 0;
    for (uint32_t i = 0; i < c->run_count; i++) {
        und_closing closing;
        if (c->was[c->run[i]] == TURN_LAST && old_closing(c, c->run[i], &closing)) {
            stops += closing.end == UND_END_STOP;
            others += closing.end != UND_END_STOP;
        }
    }
    return stops > others;
}

static custom custom_of(closer *c, uint32_t parent, uint8_t kind)
{
    custom found = {.headings = headings_end(c, parent, kind)};
    uint32_t early[UND_END_ASK + 1] = {0}, lasts[UND_END_ASK + 1] = {0}, all = 0, last_all = 0, joined = 0, parted = 0;
    und_bytes marks[UND_END_ASK + 1] = {{0}}, ends[UND_END_ASK + 1] = {{0}};
    look_at_old(c, parent, kind, found.headings);
    for (uint32_t i = 0; i < c->run_count; i++) {
        uint32_t id = c->run[i], turn = c->was[id];
        und_closing closing;
        if (!old_closing(c, id, &closing))
            continue;
        if (turn == TURN_LAST) {
            lasts[closing.end]++;
            last_all++;
            ends[closing.end] = text_of(c, &closing);
            continue;
        }
        early[closing.end]++;
        all++;
        marks[closing.end] = text_of(c, &closing);
        if (turn == TURN_LAST_BUT_ONE) {
            bool joint = closing.mark_end < closing.to;
            joined += joint;
            parted += !joint;
            if (joint)
                found.joint = joint_of(c, &closing);
        }
    }
    for (unsigned end = UND_END_COMMA; end <= UND_END_STOP; end++) {
        if (3 * early[end] >= 2 * all && early[end] > 0) {
            found.mark_end = (und_end)end;
            found.mark = marks[end];
        }
        if (3 * lasts[end] >= 2 * last_all && lasts[end] > 0) {
            found.last_end = (und_end)end;
            found.last = ends[end];
        }
    }
    found.joined = joined > parted;
    found.known = found.mark_end != UND_END_NONE && found.last_end != UND_END_NONE;
    return found;
}

/* ---- the new order ---- */

static void want(closer *c, uint32_t id, und_bytes text)
{
    if (!UND_PUSH(c->plan->allocator, c->texts, c->text_count, c->text_room, text)) {
        c->plan->failed = true;
        return;
    }
    c->wanted[id] = (uint32_t)c->text_count;
}

static und_bytes joined_text(closer *c, const custom *how)
{
    char text[64];
    if (how->mark.length + how->joint.length > sizeof text)
        return how->mark;
    memcpy(text, how->mark.at, how->mark.length);
    memcpy(text + how->mark.length, how->joint.at, how->joint.length);
    return und_plan_keep(c->plan, (und_bytes){text, how->mark.length + how->joint.length});
}

/* Whether a clause closed as its place asked: else somebody wanted it otherwise, and it stays. */
static bool was_regular(const closer *c, uint32_t id, const custom *how)
{
    und_closing closing;
    if (!old_closing(c, id, &closing))
        return false;
    return closing.end == (c->was[id] == TURN_LAST ? how->last_end : how->mark_end) || closing.end == UND_END_NONE;
}

static void want_turn(closer *c, uint32_t id, turn_of turn, const custom *how)
{
    bool placed = (und_clause_at(c->plan, id)->flags & UND_CLAUSE_PLACED) != 0;
    turn_of was = (turn_of)c->was[id];
    bool joint = turn == TURN_LAST_BUT_ONE && how->joined, had = was == TURN_LAST_BUT_ONE && how->joined;
    if (!placed && (turn == TURN_LAST) == (was == TURN_LAST) && joint == had)
        return;
    if (!placed && !was_regular(c, id, how))
        return;
    want(c, id, turn == TURN_LAST ? how->last : joint ? joined_text(c, how) : how->mark);
}

/* Tells each of the new children of `parent` with a kind what is to close it. */
static void want_run(closer *c, uint32_t parent, uint8_t kind, const custom *how)
{
    und_plan *plan = c->plan;
    uint32_t before = 0, last = 0;
    uint32_t id = und_clause_at(plan, parent)->next;
    uint8_t depth = (uint8_t)(und_clause_at(plan, parent)->depth + 1);
    for (;; id = und_clause_at(plan, id)->next) {
        const und_clause *clause = und_clause_at(plan, id);
        bool out = id == 0 || clause->depth < depth;
        if (!out && clause->depth > depth)
            continue;
        if (!out && clause->kind == kind) {
            if (before != 0)
                want_turn(c, before, TURN_EARLY, how);
            before = last;
            last = id;
            continue;
        }
        if (out || ends_run(clause->kind) || (how->headings && clause->kind == UND_KIND_HEADING)) {
            if (before != 0)
                want_turn(c, before, TURN_LAST_BUT_ONE, how);
            if (last != 0)
                want_turn(c, last, TURN_LAST, how);
            before = last = 0;
        }
        if (out)
            return;
    }
}

/* The last sub-paragraph of a clause in the new order; 0: it has none. */
static uint32_t last_part(const closer *c, uint32_t id)
{
    uint8_t depth = (uint8_t)(und_clause_at(c->plan, id)->depth + 1);
    uint32_t found = 0;
    for (uint32_t at = und_clause_at(c->plan, id)->next; at != 0 && und_clause_at(c->plan, at)->depth >= depth;
         at = und_clause_at(c->plan, at)->next)
        if (und_clause_at(c->plan, at)->depth == depth && und_clause_at(c->plan, at)->kind == UND_KIND_SUBPARAGRAPH)
            found = at;
    return found;
}

static void write_closing(closer *c, uint32_t id, und_bytes text)
{
    und_closing closing;
    if (!und_closing_read(c->plan, id, &closing))
        return;
    und_plan_change(c->plan, UND_CHANGE_MARK, id, (und_range){{closing.line, closing.from}, {closing.line, closing.to}},
                    text);
}

/* What a clause of a touched parent is to close with goes down to the last of its sub-paragraphs. */
static void settle(closer *c, uint32_t id)
{
    und_plan *plan = c->plan;
    uint32_t part = last_part(c, id);
    bool had = old_last(c, id) != id && old_kind(c, old_last(c, id)) == UND_KIND_SUBPARAGRAPH;
    und_closing closing;
    if (part == 0) {
        if (c->wanted[id] != 0)
            write_closing(c, id, c->texts[c->wanted[id] - 1]);
        else if (had && old_closing(c, id, &closing)) /* its sub-paragraphs are gone */
            write_closing(c, id, text_of(c, &closing));
        return;
    }
    if (c->wanted[id] != 0) {
        c->wanted[part] = c->wanted[id];
        return;
    }
    if (!had && old_closing(c, id, &closing)) { /* its first ones */
        und_bytes text = text_of(c, &closing), line = und_doc_line(plan->doc, closing.line);
        want(c, part, text);
        bool wide = text.length > 0 && (unsigned char)text.at[0] >= 0xe3;
        uint32_t space = 0;
        while (closing.from + space < closing.mark_end &&
               (line.at[closing.from + space] == ' ' || (unsigned char)line.at[closing.from + space] == 0xc2 ||
                (unsigned char)line.at[closing.from + space] == 0xa0))
            space++;
        char colon[16];
        memcpy(colon, text.at, space < 8 ? space : 0);
        memcpy(colon + (space < 8 ? space : 0), wide ? "：" : ":", wide ? 3 : 1);
        write_closing(c, id, (und_bytes){colon, (space < 8 ? space : 0) + (wide ? 3u : 1u)});
    }
}

static void mark_parents(und_plan *plan, const und_numbering *numbering)
{
    for (uint32_t id = 1; id < plan->count; id++) {
        const und_clause *clause = und_clause_at(plan, id);
        if ((clause->flags & (UND_CLAUSE_GONE | UND_CLAUSE_PLACED)) == 0)
            continue;
        uint32_t parent = numbering->nodes[id - 1].parent;
        und_clause_at(plan, parent)->flags |= UND_CLAUSE_TOUCHED;
        if ((clause->flags & UND_CLAUSE_PLACED) != 0)
            und_clause_at(plan, und_clause_parent(plan, id))->flags |= UND_CLAUSE_TOUCHED;
    }
}

static void close_children(closer *c, uint32_t parent)
{
    static const uint8_t kinds[] = {UND_KIND_PREAMBULAR, UND_KIND_OPERATIVE, UND_KIND_SUBPARAGRAPH};
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0] && !c->plan->failed; i++) {
        custom how = custom_of(c, parent, kinds[i]);
        uint32_t part = kinds[i] == UND_KIND_SUBPARAGRAPH ? last_part(c, parent) : 0;
        uint32_t wanted = part != 0 ? c->wanted[part] : 0;
        if (how.known)
            want_run(c, parent, kinds[i], &how);
        if (wanted != 0) /* the paragraph itself stands elsewhere now */
            c->wanted[part] = wanted;
    }
}

void und_plan_close_clauses(und_plan *plan)
{
    if (!plan->arranged)
        return;
    closer c = {.plan = plan,
                .numbering = und_numbering_of(plan->doc),
                .was = plan->scratch,
                .wanted = plan->scratch + plan->count,
                .run = plan->scratch + 2u * plan->count};
    memset(c.was, 0, plan->count * sizeof *c.was);
    memset(c.wanted, 0, plan->count * sizeof *c.wanted);
    mark_parents(plan, c.numbering);
    if ((und_clause_at(plan, 0)->flags & UND_CLAUSE_TOUCHED) != 0)
        close_children(&c, 0);
    for (uint32_t id = und_clause_at(plan, 0)->next; id != 0 && !plan->failed; id = und_clause_at(plan, id)->next) {
        bool touched = (und_clause_at(plan, id)->flags & UND_CLAUSE_TOUCHED) != 0;
        if (!touched && c.wanted[id] == 0)
            continue;
        settle(&c, id);
        if (touched)
            close_children(&c, id);
    }
    und_free(plan->allocator, c.texts, c.text_room * sizeof *c.texts);
}
