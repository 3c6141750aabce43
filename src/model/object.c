/* The parts that an editor selects and moves between: und_object_at and its neighbours. */
#include "model/objects.h"

const char *und_object_name(und_object object)
{
    static const char *const names[UND_OBJECT_COUNT] = {"clause",    "subparagraph", "section",   "annex", "letter",
                                                        "signature", "opener",       "reference", "item",  "sentence"};
    return (unsigned)object < UND_OBJECT_COUNT ? names[object] : "";
}

/* The node of the first level that `index` lies in. */
static uint32_t root_of(const und_doc *doc, uint32_t index)
{
    while (index > 0 && und_doc_stored(doc, index)->depth > 1)
        index--;
    return index;
}

static bool holds(const und_extent *extent, und_place place)
{
    return !und_place_before(place, extent->whole.from) && und_place_before(place, extent->whole.to);
}

/* ---- what is looked for among the words of nodes ---- */

typedef enum which { WHICH_AT, WHICH_NEXT, WHICH_PREVIOUS } which;

typedef struct search {
    und_place place;
    which which;
    und_extent found;
    bool any;
} search;

static bool look(void *context, const und_extent *extent)
{
    search *s = context;
    und_place from = extent->whole.from;
    bool better;
    switch (s->which) {
    case WHICH_AT:
        if (holds(extent, s->place)) {
            s->found = *extent;
            s->any = true;
            return false;
        }
        better = from.line == s->place.line && und_place_before(s->place, from) && !s->any;
        break;
    case WHICH_NEXT:
        better = und_place_before(s->place, from) && !(s->any && und_place_before(s->found.whole.from, from));
        break;
    default:
        better = und_place_before(from, s->place) && !(s->any && und_place_before(from, s->found.whole.from));
        break;
    }
    if (better) {
        s->found = *extent;
        s->any = true;
    }
    return s->which == WHICH_PREVIOUS || !s->any || s->which == WHICH_AT;
}

/* The words of a node may go on after the nodes below it, where a page break interrupts it: so all that may have words at
 * the place are looked at, and none that lies beyond what was found. */
static und_status search_words(und_doc *doc, und_object object, search *s)
{
    uint32_t count = und_nodes_count(&doc->nodes), until = und_nodes_until(doc, s->place.line);
    und_status status = UND_OK;
    if (s->which == WHICH_PREVIOUS) {
        for (uint32_t i = until; i > 0 && status == UND_OK; i--) {
            if (s->any && und_doc_own_end(doc, i - 1) <= s->found.whole.from.line)
                continue;
            status = und_words_objects(doc, object, i - 1, look, s);
            if (s->any && und_doc_stored(doc, i - 1)->depth <= 1)
                break;
        }
        return status;
    }
    for (uint32_t i = until == 0 ? 0 : root_of(doc, until - 1); i < count && status == UND_OK; i++) {
        uint32_t first = und_doc_first(doc, i);
        if (first > (s->which == WHICH_AT ? s->place.line : s->any ? s->found.whole.from.line : UINT32_MAX))
            break;
        if (und_doc_own_end(doc, i) > s->place.line)
            status = und_words_objects(doc, object, i, look, s);
        if (s->which == WHICH_AT && s->any && holds(&s->found, s->place))
            break;
    }
    return status;
}

/* The opener of the paragraph in which a place lies, wherever in it. */
static und_status opener_at(und_doc *doc, search *s)
{
    for (uint32_t id = und_node_at(doc, s->place.line); id > 0;) {
        search any = {.which = WHICH_PREVIOUS, .place = {UINT32_MAX, 0}};
        und_status status = und_words_objects(doc, UND_OBJECT_OPENER, id - 1, look, &any);
        if (status != UND_OK || any.any) {
            *s = any;
            return status;
        }
        und_node node;
        (void)und_node_get(doc, doc->revision, id, &node);
        id = node.parent;
    }
    return UND_OK;
}

static und_status find_words(und_doc *doc, und_object object, und_place place, which how, und_extent *out)
{
    search s = {.place = place, .which = how};
    und_status status =
        object == UND_OBJECT_OPENER && how == WHICH_AT ? opener_at(doc, &s) : search_words(doc, object, &s);
    if (status == UND_E_MEMORY)
        return und_doc_fail(doc, status, "out of memory");
    if (status != UND_OK || !s.any)
        return status == UND_OK ? UND_NONE : status;
    *out = s.found;
    out->lead = out->whole.from;
    return UND_OK;
}

/* ---- parts of whole lines ---- */

static und_status next_lines(und_doc *doc, und_object object, und_place place, uint32_t until, und_extent *out)
{
    uint32_t count = und_nodes_count(&doc->nodes), from = und_nodes_until(doc, place.line);
    /* One that begins on the same line, after its paragraph's number. */
    while (from > 0 && und_doc_first(doc, from - 1) == place.line)
        from--;
    for (uint32_t i = from; i < count && und_doc_first(doc, i) < until; i++)
        if (und_lines_object(doc, object, i, out) == UND_OK && und_place_before(place, out->whole.from))
            return UND_OK;
    *out = (und_extent){0};
    return UND_NONE;
}

static und_status previous_lines(und_doc *doc, und_object object, und_place place, und_extent *out)
{
    for (uint32_t i = und_nodes_until(doc, place.line); i > 0; i--)
        if (und_lines_object(doc, object, i - 1, out) == UND_OK && und_place_before(out->whole.from, place))
            return UND_OK;
    *out = (und_extent){0};
    return UND_NONE;
}

/* The innermost that holds a line. Sections and letters are more than their nodes: the last before the line that reaches to
 * it. */
static und_status lines_at(und_doc *doc, und_object object, uint32_t line, und_extent *out)
{
    if (object == UND_OBJECT_SECTION || object == UND_OBJECT_LETTER) {
        for (uint32_t i = und_nodes_until(doc, line); i > 0; i--)
            if (und_lines_object(doc, object, i - 1, out) == UND_OK && line < out->whole.to.line)
                return UND_OK;
        return UND_NONE;
    }
    for (uint32_t id = und_node_at(doc, line); id > 0;) {
        und_node node;
        if (und_lines_object(doc, object, id - 1, out) == UND_OK)
            return UND_OK;
        (void)und_node_get(doc, doc->revision, id, &node);
        id = node.parent;
    }
    return UND_NONE;
}

static und_status find_lines(und_doc *doc, und_object object, und_place place, und_extent *out)
{
    uint32_t lines = und_lines_count(&doc->lines);
    bool blank = place.line < lines && und_is_blank_line(doc, place.line);
    bool any = place.line < lines && lines_at(doc, object, place.line, out) == UND_OK;
    bool small = object == UND_OBJECT_CLAUSE || object == UND_OBJECT_SUBPARAGRAPH;
    if (any && !(blank && small))
        return UND_OK;
    und_extent clause;
    if (object == UND_OBJECT_SUBPARAGRAPH) {
        /* Of the clause around it, the first that comes. */
        if (lines_at(doc, UND_OBJECT_CLAUSE, place.line, &clause) == UND_OK)
            return next_lines(doc, object, place, clause.whole.to.line, out);
        blank = true;
    }
    if (!blank)
        return UND_NONE;
    und_status status = next_lines(doc, object, place, UINT32_MAX, out);
    return status == UND_NONE && small ? previous_lines(doc, object, place, out) : status;
}

/* ---- the calls ---- */

static und_status find(und_doc *doc, und_object object, und_place place, which how, und_extent *out)
{
    if (doc == NULL || out == NULL || (unsigned)object >= UND_OBJECT_COUNT)
        return UND_E_ARGUMENT;
    *out = (und_extent){0};
    if (und_object_is_words(object))
        return find_words(doc, object, place, how, out);
    switch (how) {
    case WHICH_NEXT: return next_lines(doc, object, place, UINT32_MAX, out);
    case WHICH_PREVIOUS: return previous_lines(doc, object, place, out);
    default: break;
    }
    und_status status = find_lines(doc, object, place, out);
    if (status != UND_OK)
        *out = (und_extent){0};
    return status;
}

und_status und_object_at(und_doc *doc, und_object object, und_place place, und_extent *out)
{
    return find(doc, object, place, WHICH_AT, out);
}

und_status und_object_next(und_doc *doc, und_object object, und_place place, und_extent *out)
{
    return find(doc, object, place, WHICH_NEXT, out);
}

und_status und_object_previous(und_doc *doc, und_object object, und_place place, und_extent *out)
{
    return find(doc, object, place, WHICH_PREVIOUS, out);
}

/* ---- levels ---- */

static bool is_passed(uint8_t kind)
{
    return kind == UND_KIND_FURNITURE || kind == UND_KIND_FOOTNOTE;
}

/* The node that a place is on: the innermost one that holds it, else the last before it; what belongs to the page is not
 * asked for. False: there is none. */
static bool node_of(const und_doc *doc, und_place place, uint32_t *index)
{
    uint32_t id = und_node_at(doc, place.line), until = id > 0 ? id : und_nodes_until(doc, place.line);
    for (; until > 0; until--)
        if (!is_passed(und_doc_stored(doc, until - 1)->kind)) {
            *index = until - 1;
            return true;
        }
    return false;
}

static und_status give_node(const und_doc *doc, uint32_t index, und_place *out)
{
    *out = (und_place){und_doc_first(doc, index), 0};
    return UND_OK;
}

und_status und_same_level(und_doc *doc, und_place place, bool next, und_place *out)
{
    if (doc == NULL || out == NULL)
        return UND_E_ARGUMENT;
    *out = (und_place){0};
    uint32_t index, count = und_nodes_count(&doc->nodes);
    if (!node_of(doc, place, &index))
        return UND_NONE;
    const und_tree_node *here = und_doc_stored(doc, index);
    bool heading = here->kind == UND_KIND_HEADING;
    for (uint32_t i = index; next ? i + 1 < count : i > 0;) {
        i = next ? i + 1 : i - 1;
        const und_tree_node *node = und_doc_stored(doc, i);
        if (node->depth < here->depth)
            break;
        if (node->depth > here->depth || is_passed(node->kind))
            continue;
        if (!heading)
            return give_node(doc, i, out);
        if (node->kind != UND_KIND_HEADING)
            continue;
        unsigned rank = und_heading_rank(doc, i), own = und_heading_rank(doc, index);
        if (rank == own)
            return give_node(doc, i, out);
        if (rank < own)
            break;
    }
    return UND_NONE;
}

und_status und_level_above(und_doc *doc, und_place place, und_place *out)
{
    if (doc == NULL || out == NULL)
        return UND_E_ARGUMENT;
    *out = (und_place){0};
    uint32_t index;
    if (!node_of(doc, place, &index))
        return UND_NONE;
    const und_tree_node *here = und_doc_stored(doc, index);
    bool heading = here->kind == UND_KIND_HEADING, ended = und_ends_sections(here->kind);
    for (uint32_t i = index; i > 0; i--) {
        const und_tree_node *node = und_doc_stored(doc, i - 1);
        bool beside = node->depth == here->depth;
        bool above = beside && !ended && node->kind == UND_KIND_HEADING &&
                     (!heading || und_heading_rank(doc, i - 1) < und_heading_rank(doc, index));
        if (node->depth < here->depth || above)
            return give_node(doc, i - 1, out);
        ended = ended || (beside && und_ends_sections(node->kind));
    }
    return UND_NONE;
}
