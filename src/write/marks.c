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
    bool often;    /* more than one clause shows it */
    bool headings; /* each section under a heading is a run of its own */
} custom;

typedef struct closer {
    und_plan *plan;
    uint32_t *was;    /* turn_of in the old order, by clause */
    uint32_t *wanted; /* what is to close a clause and what lies below it: index into `texts` + 1; 0: as it is */
    und_bytes *texts;
    size_t text_count, text_room;
    uint32_t *run; /* clauses of one parent and kind, in one of the orders */
    uint32_t run_count;
} closer;

static uint8_t old_kind(const closer *c, uint32_t id)
{
    return und_old_kind(c->plan, id);
}

/* What the document has of a clause: of the end of one that is split, and of a copy, that one. 0: nothing. */
static uint32_t known_as(const closer *c, uint32_t id)
{
    const und_made *made = und_made_of(c->plan, id);
    return made == NULL ? id : made->how == UND_MADE_PUT ? 0 : made->of;
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
    while (last + 1 < c->plan->nodes && und_doc_stored(c->plan->doc, last)->depth > depth)
        last++;
    while (last > id && (und_clause_at(c->plan, last)->flags & UND_CLAUSE_CHILD) != 0 &&
           old_kind(c, last) != UND_KIND_SUBPARAGRAPH)
        last--;
    return last;
}

/* What closed a clause with all that lay below it. */
static bool old_closing(const closer *c, uint32_t id, und_closing *out)
{
    id = known_as(c, id);
    if (id == 0)
        return false;
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
    parent = parent == 0 ? 0 : known_as(c, parent);
    if (parent == 0 && kind == UND_KIND_SUBPARAGRAPH) {
        c->run_count = 0;
        return;
    }
    uint32_t end = parent == 0 ? c->plan->nodes : parent + 1;
    uint8_t depth = parent == 0 ? 1 : (uint8_t)(und_doc_stored(c->plan->doc, parent - 1)->depth + 1);
    while (end < c->plan->nodes && und_doc_stored(c->plan->doc, end - 1)->depth >= depth)
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
    return stops > 1 && stops > others; /* the last of all closes so anyway */
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
            found.often = early[end] > 1;
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

/* A mark as the clauses of the document have it, else as the language does. */
static und_bytes mark_like(closer *c, uint32_t parent, und_end end)
{
    static const char *const plain[] = {",", ";", ":", "."}, *const arabic[] = {"،", "؛", ":", "."},
                             *const han[] = {"，", "；", "：", "。"};
    uint8_t index = parent == 0 ? und_doc_language(c->plan->doc) : und_clause_language(c->plan, parent);
    bool spaced = false; /* as semicolons and colons are in French */
    for (uint32_t id = 1; id < c->plan->nodes; id++) {
        und_closing closing;
        uint8_t kind = old_kind(c, id);
        if ((kind != UND_KIND_OPERATIVE && kind != UND_KIND_SUBPARAGRAPH && kind != UND_KIND_PREAMBULAR) ||
            und_doc_node_language(c->plan->doc, id - 1) != index || !und_closing_read(c->plan, id, &closing))
            continue;
        und_bytes text = text_of(c, &closing);
        if (closing.end == end)
            return text;
        spaced = spaced || (text.length > 1 && text.at[0] == ' ');
    }
    if (spaced && (end == UND_END_SEMICOLON || end == UND_END_COLON))
        return und_words(end == UND_END_COLON ? " :" : " ;");
    uint8_t script =
        index == UND_LANGUAGE_NONE ? UND_SCRIPT_LATIN : und_language_at(c->plan->doc->packs, index)->script;
    const char *const *marks = script == UND_SCRIPT_ARABIC ? arabic : script == UND_SCRIPT_HAN ? han : plain;
    return und_words(marks[end - UND_END_COMMA]);
}

/* Where the clauses of a run tell nothing, or not all: as clauses of that kind close. */
static void fill_custom(closer *c, uint32_t parent, uint8_t kind, custom *how)
{
    bool declares = kind == UND_KIND_OPERATIVE && c->run_count > 0 &&
                    und_doc_stored(c->plan->doc, c->run[0] - 1)->state.mode == UND_MODE_DECLARATION;
    bool commas = kind == UND_KIND_PREAMBULAR || declares || how->last_end == UND_END_COMMA;
    if (how->mark_end == UND_END_NONE) {
        how->mark_end = commas ? UND_END_COMMA : UND_END_SEMICOLON;
        how->mark = mark_like(c, parent, how->mark_end);
    }
    if (how->last_end == UND_END_NONE) {
        how->last_end = kind == UND_KIND_OPERATIVE ? UND_END_STOP : how->mark_end;
        how->last = mark_like(c, parent, how->last_end);
    }
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
    /* What is new at its place closes as that asks, whatever it closed with. */
    bool placed = (und_clause_at(c->plan, id)->flags & (UND_CLAUSE_PLACED | UND_CLAUSE_CLOSE)) != 0;
    uint32_t known = known_as(c, id);
    turn_of was = known == 0 ? TURN_NONE : (turn_of)c->was[known];
    bool joint = turn == TURN_LAST_BUT_ONE && how->joined, had = was == TURN_LAST_BUT_ONE && how->joined;
    if (!placed && (turn == TURN_LAST) == (was == TURN_LAST) && joint == had)
        return;
    if (!placed && !was_regular(c, known, how))
        return;
    /* What came from elsewhere with the same mark keeps it, the space before it too. */
    und_closing closing;
    bool moved = (und_clause_at(c->plan, id)->flags & UND_CLAUSE_CLOSE) == 0;
    if (moved && known != 0 && !joint && old_closing(c, id, &closing) && closing.mark_end == closing.to &&
        closing.end == (turn == TURN_LAST ? how->last_end : how->mark_end))
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
    und_plan *plan = c->plan;
    und_made *made = und_made_of(plan, id);
    if (made != NULL && made->how == UND_MADE_COPY)
        made = und_made_of(plan, und_clause_holder(plan, id));
    /* Where a clause is split, what closes its beginning stands there. */
    for (size_t i = 0; i < plan->made_count && made == NULL; i++)
        if (plan->made[i].how == UND_MADE_SPLIT && plan->made[i].of == id)
            made = &plan->made[i];
    bool rest = made != NULL && made->how == UND_MADE_SPLIT && made == und_made_of(plan, id);
    if (made != NULL && !rest) {
        made->closing = text;
        made->closed = true;
        return;
    }
    und_closing closing;
    if (und_closing_read(plan, id, &closing))
        und_plan_change(plan, UND_CHANGE_MARK, known_as(c, id),
                        (und_range){{closing.line, closing.from}, {closing.line, closing.to}}, text);
}

/* The mark of a chapeau, with the space before it that other marks have. */
static und_bytes colon_like(closer *c, und_bytes mark)
{
    bool wide = mark.length >= 3 && (unsigned char)mark.at[0] >= 0xe3;
    size_t space = 0;
    while (space < mark.length &&
           (mark.at[space] == ' ' || (unsigned char)mark.at[space] == 0xc2 || (unsigned char)mark.at[space] == 0xa0))
        space++;
    char colon[16];
    if (space > 8)
        space = 0;
    memcpy(colon, mark.at, space);
    memcpy(colon + space, wide ? "：" : ":", wide ? 3 : 1);
    return und_plan_keep(c->plan, (und_bytes){colon, space + (wide ? 3u : 1u)});
}

/* What a clause of a touched parent is to close with goes down to the last of its sub-paragraphs. */
static void settle(closer *c, uint32_t id)
{
    uint32_t part = last_part(c, id), known = known_as(c, id);
    bool joined = (und_clause_at(c->plan, id)->flags & UND_CLAUSE_JOINED) != 0;
    bool had = known != 0 && old_last(c, known) != known && old_kind(c, old_last(c, known)) == UND_KIND_SUBPARAGRAPH;
    und_closing closing;
    if (part == 0) {
        if (c->wanted[id] != 0)
            write_closing(c, id, c->texts[c->wanted[id] - 1]);
        else if (had && !joined && old_closing(c, id, &closing)) /* its sub-paragraphs are gone */
            write_closing(c, id, text_of(c, &closing));
        return;
    }
    if (!had && !joined && old_closing(c, id, &closing)) { /* its first ones */
        und_bytes text = text_of(c, &closing);
        if (c->wanted[id] == 0)
            want(c, part, text);
        write_closing(c, id, colon_like(c, text));
    }
    if (c->wanted[id] != 0)
        c->wanted[part] = c->wanted[id];
}

/* The parent that a node has at the plan's revision. */
static uint32_t old_parent(const und_plan *plan, uint32_t id)
{
    uint8_t depth = und_old_depth(plan, id);
    if (depth <= 1)
        return 0;
    while (id > 0 && und_old_depth(plan, id) >= depth)
        id--;
    return id;
}

static void mark_parents(und_plan *plan)
{
    for (uint32_t id = 1; id < plan->count; id++) {
        const und_clause *clause = und_clause_at(plan, id);
        if ((clause->flags & (UND_CLAUSE_GONE | UND_CLAUSE_PLACED | UND_CLAUSE_CLOSE)) == 0)
            continue;
        if (id < plan->nodes)
            und_clause_at(plan, old_parent(plan, id))->flags |= UND_CLAUSE_TOUCHED;
        if ((clause->flags & UND_CLAUSE_GONE) == 0)
            und_clause_at(plan, und_clause_parent(plan, id))->flags |= UND_CLAUSE_TOUCHED;
    }
}

/* Whether one of the clauses of a run has one of the flags. */
static bool any_has(const closer *c, uint32_t parent, uint8_t kind, uint16_t flags)
{
    const und_plan *plan = c->plan;
    uint8_t depth = (uint8_t)(und_clause_at(plan, parent)->depth + 1);
    for (uint32_t id = und_clause_at(plan, parent)->next; id != 0 && und_clause_at(plan, id)->depth >= depth;
         id = und_clause_at(plan, id)->next)
        if (und_clause_at(plan, id)->depth == depth && und_clause_at(plan, id)->kind == kind &&
            (und_clause_at(plan, id)->flags & flags) != 0)
            return true;
    return false;
}

static void close_children(closer *c, uint32_t parent)
{
    static const uint8_t kinds[] = {UND_KIND_PREAMBULAR, UND_KIND_OPERATIVE, UND_KIND_SUBPARAGRAPH};
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0] && !c->plan->failed; i++) {
        custom how = custom_of(c, parent, kinds[i]);
        uint32_t part = kinds[i] == UND_KIND_SUBPARAGRAPH ? last_part(c, parent) : 0;
        uint32_t wanted = part != 0 ? c->wanted[part] : 0;
        if (any_has(c, parent, kinds[i], UND_CLAUSE_ASKED)) { /* what few clauses show may be what is wrong */
            if (!how.often)
                how.mark_end = UND_END_NONE;
            if (kinds[i] == UND_KIND_OPERATIVE || how.last_end != how.mark_end)
                how.last_end = UND_END_NONE;
            how.known = how.mark_end != UND_END_NONE && how.last_end != UND_END_NONE;
        }
        bool needed = !how.known && any_has(c, parent, kinds[i], UND_CLAUSE_PLACED | UND_CLAUSE_CLOSE);
        if (needed)
            fill_custom(c, parent, kinds[i], &how);
        if (how.known || needed)
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
                .was = plan->scratch,
                .wanted = plan->scratch + plan->count,
                .run = plan->scratch + 2u * plan->count};
    memset(c.was, 0, plan->count * sizeof *c.was);
    memset(c.wanted, 0, plan->count * sizeof *c.wanted);
    mark_parents(plan);
    if ((und_clause_at(plan, 0)->flags & UND_CLAUSE_TOUCHED) != 0)
        close_children(&c, 0);
    for (uint32_t id = und_clause_at(plan, 0)->next; id != 0 && !plan->failed; id = und_clause_at(plan, id)->next) {
        bool touched = (und_clause_at(plan, id)->flags & UND_CLAUSE_TOUCHED) != 0;
        if (id < plan->nodes && und_clause_at(plan, id)->kind == UND_KIND_HEADING &&
            old_kind(&c, id) != UND_KIND_HEADING) {
            write_closing(&c, id, (und_bytes){"", 0}); /* a heading has none */
            continue;
        }
        if (!touched && c.wanted[id] == 0)
            continue;
        settle(&c, id);
        if (touched)
            close_children(&c, id);
    }
    und_free(plan->allocator, c.texts, c.text_room * sizeof *c.texts);
}
