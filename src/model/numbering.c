/* Which labels go on from which, and what each should be by counting. */
#include "model/numbering.h"

#include "read/counting.h"
#include "text/figures.h"

#include <stdlib.h>
#include <string.h>

/* ---- memory ---- */

static void drop(und_numbering *numbering)
{
    const und_allocator *allocator = numbering->allocator;
    und_free(allocator, numbering->nodes, numbering->node_room * sizeof *numbering->nodes);
    und_free(allocator, numbering->parts, numbering->part_room * sizeof *numbering->parts);
    und_free(allocator, numbering->sequences, numbering->sequence_room * sizeof *numbering->sequences);
    und_free(allocator, numbering->members, numbering->member_room * sizeof *numbering->members);
    und_free(allocator, numbering->entries, numbering->entry_room * sizeof *numbering->entries);
    *numbering = (und_numbering){.allocator = allocator};
}

static void changed(void *data, uint32_t first, uint32_t removed, uint32_t added)
{
    (void)first, (void)removed, (void)added; /* whatever changed, later numbers may count otherwise */
    drop(data);
}

static void forget(void *data)
{
    drop(data);
}

static void close(void *data)
{
    und_numbering *numbering = data;
    drop(numbering);
    und_free(numbering->allocator, numbering, sizeof *numbering);
}

/* ---- collecting what counts ---- */

#define HEADINGS_DEEP 8u

/* A label, and whose labels it counts with: same kind, owner, style and form. */
typedef struct item {
    uint32_t owner; /* a part, or a node's index */
    uint32_t key;   /* und_sequence_kind, style, form */
    uint32_t index;
    uint32_t serial; /* of the headings and titles that were passed */
} item;

typedef struct maker {
    und_doc *doc;
    und_numbering *n;
    item *items;
    size_t item_count, item_room;
    uint32_t path[UND_DEPTH_MAX + 2];  /* by depth: the last node there, index + 1 */
    uint32_t parts[UND_DEPTH_MAX + 2]; /* by depth: the part that begins there; UINT32_MAX: none */
    uint32_t part;
    bool clauses, subject; /* the part has clauses; a subject line */
    struct {
        uint8_t style, form;
        uint16_t label;
        uint32_t index;
    } headings[HEADINGS_DEEP];
    uint32_t heading_count;
    uint32_t serial;
    uint32_t preambular; /* in the part */
    uint32_t paragraph;  /* the last one in the part that is no sub-paragraph, index + 1; 0: none */
} maker;

static uint32_t key_of(und_sequence_kind kind, unsigned style, unsigned form)
{
    return (uint32_t)kind << 16 | (uint32_t)style << 8 | form;
}

static bool push_part(maker *m, uint32_t index, uint32_t parent, bool same_frame)
{
    und_numbering *n = m->n;
    uint32_t id = (uint32_t)n->part_count;
    und_counted_part part = {.parent = parent, .frame = same_frame ? n->parts[m->part].frame : id, .first = index};
    if (same_frame)
        part.parent = n->parts[m->part].parent;
    if (!UND_PUSH(n->allocator, n->parts, n->part_count, n->part_room, part))
        return false;
    m->part = id;
    m->clauses = m->subject = false;
    m->heading_count = m->preambular = 0;
    return true;
}

/* The part that a node at this depth stands in; parts of annexes deeper than it have ended. */
static void leave_parts(maker *m, uint8_t depth)
{
    uint32_t part = 0;
    for (uint8_t d = 0; d <= UND_DEPTH_MAX; d++) {
        if (d >= depth)
            m->parts[d] = UINT32_MAX;
        else if (m->parts[d] != UINT32_MAX)
            part = m->parts[d];
    }
    if (part == m->part)
        return;
    m->part = part;
    m->clauses = m->subject = true; /* what comes after an annex begins anew with its title */
    m->heading_count = 0;
}

static bool push_item(maker *m, und_sequence_kind kind, uint32_t owner, unsigned style, unsigned form, uint32_t index)
{
    return UND_PUSH(m->doc->allocator, m->items, m->item_count, m->item_room,
                    (item){owner, key_of(kind, style, form), index, m->serial});
}

/* The open level of headings with this style and form; the first that is free where none is. */
static uint32_t heading_level(const maker *m, uint8_t style, uint8_t form)
{
    uint32_t level = 0;
    while (level < m->heading_count && (m->headings[level].style != style || m->headings[level].form != form))
        level++;
    return level;
}

static bool goes_on_heading(const maker *m, uint8_t style, uint8_t form, uint16_t label)
{
    uint32_t level = heading_level(m, style, form);
    return level < m->heading_count && m->headings[level].label + 1u == label;
}

/* "I.", "V." and "C." are a letter or a figure by what they go on from; "I." begins with figures. */
static void settle_heading(const maker *m, und_counted *c, uint8_t form)
{
    if (c->style != UND_LABEL_UPPER || UND_LABEL_VALUE(c->label) > 26)
        return;
    const char letter = (char)('a' + UND_LABEL_VALUE(c->label) - 1);
    uint16_t figure = und_roman_value(&letter, 1);
    if (figure == 0 || goes_on_heading(m, UND_LABEL_UPPER, form, c->label) ||
        (figure != 1 && !goes_on_heading(m, UND_LABEL_UPPER_ROMAN, form, figure)))
        return;
    c->style = UND_LABEL_UPPER_ROMAN;
    c->label = figure;
}

/* The heading under which one counts; the part where none is above it. */
static uint32_t enter_heading(maker *m, const und_counted *c, uint8_t form, uint32_t index)
{
    uint32_t level = heading_level(m, c->style, form);
    if (level == HEADINGS_DEEP)
        level--;
    m->headings[level].style = c->style;
    m->headings[level].form = form;
    m->headings[level].label = c->label;
    m->headings[level].index = index;
    m->heading_count = level + 1;
    return level == 0 ? UINT32_MAX - m->part : m->headings[level - 1].index;
}

static und_form form_of(const und_doc *doc, uint32_t index, const und_tree_node *node)
{
    und_reader reader = {doc->lexicon, &doc->lines};
    if ((node->flags & UND_NODE_INNER) == 0)
        return und_facts_form(und_reader_facts(&reader, und_doc_first(doc, index)));
    und_line_start start;
    return und_facts_form(
        und_inner_facts(doc->lexicon, und_lines_text(&doc->lines, und_doc_text_line(doc, index)), &start));
}

/* Numbers and the figures of an annex are one alphabet, letters and roman figures others. */
static unsigned alphabet_of(unsigned style)
{
    switch (style) {
    case UND_LABEL_LOWER: return 1;
    case UND_LABEL_UPPER: return 2;
    case UND_LABEL_ROMAN: return 3;
    default: return 0;
    }
}

static uint32_t entry_key(und_label_class what, unsigned style, uint16_t label)
{
    /* Annexes are cited by figures of whatever kind. */
    unsigned alphabet = alphabet_of(style);
    return (uint32_t)what << 24 | alphabet << 16 | label;
}

static bool push_entry(maker *m, uint32_t part, und_label_class what, unsigned style, uint16_t label, uint32_t index)
{
    und_numbering *n = m->n;
    return UND_PUSH(n->allocator, n->entries, n->entry_count, n->entry_room,
                    (und_label_entry){part, entry_key(what, style, label), index});
}

/* "31.I.1", "1.a Ensure": a number with parts is no label of the paragraphs that plain numbers count. */
static bool has_parts(const und_doc *doc, uint32_t index)
{
    und_bytes line = und_lines_text(&doc->lines, und_doc_first(doc, index));
    size_t at = und_line_text_of(doc->lexicon, line).label;
    while (at < line.length && (unsigned)(line.at[at] - '0') < 10u)
        at++;
    if (at + 2 >= line.length || line.at[at] != '.')
        return false;
    char c = line.at[at + 1], next = line.at[at + 2];
    size_t end = at + 1;
    while (end < line.length && line.at[end] >= 'A' && line.at[end] <= 'Z')
        end++;
    bool figure = (unsigned)(c - '0') < 10u, small = c >= 'a' && c <= 'z';
    bool capitals = end > at + 1 && end < line.length && line.at[end] == '.';
    return figure || (small && (next == ' ' || next == '.' || next == ')')) || capitals;
}

static bool take_paragraph(maker *m, uint32_t index, const und_tree_node *node, und_counted *c)
{
    if (c->style == UND_LABEL_NUMBER && has_parts(m->doc, index)) {
        c->label = 0;
        c->style = UND_LABEL_NONE;
        return true;
    }
    m->n->parts[m->part].numbered = true;
    bool clause = c->style != UND_LABEL_PREAMBULAR;
    return push_item(m, UND_SEQUENCE_PARAGRAPHS, m->part, c->style, form_of(m->doc, index, node), index) &&
           push_entry(m, m->part, clause ? UND_CLASS_PARAGRAPH : UND_CLASS_PREAMBULAR,
                      clause ? c->style : UND_LABEL_NUMBER, c->label, index);
}

/* What a node that may be a heading is counted as. */
static bool take_heading(maker *m, uint32_t index, const und_tree_node *node, und_counted *c)
{
    und_target_step step;
    if (node->kind == UND_KIND_HEADING && c->label > 0) {
        uint8_t form = (uint8_t)form_of(m->doc, index, node);
        settle_heading(m, c, form);
        return push_item(m, UND_SEQUENCE_HEADINGS, enter_heading(m, c, form, index), c->style, form, index);
    }
    /* Among clauses a paragraph that speaks of an article is none. */
    und_status status =
        m->clauses && node->kind == UND_KIND_PARAGRAPH ? UND_NONE : und_article_number(m->doc, index, &step);
    if (status != UND_OK)
        return status == UND_NONE;
    c->style = (uint8_t)step.style;
    c->label = step.label;
    return push_item(m, UND_SEQUENCE_ARTICLES, m->part, 0, 0, index) &&
           push_entry(m, m->part, UND_CLASS_ARTICLE, UND_LABEL_NUMBER, step.label, index);
}

static bool take_footnote(maker *m, uint32_t index, und_counted *c)
{
    und_range range;
    c->label = und_footnote_number(m->doc, index, &range);
    c->style = c->label > 0 ? UND_LABEL_NUMBER : UND_LABEL_NONE;
    return c->label == 0 ||
           (push_item(m, UND_SEQUENCE_FOOTNOTES, m->n->parts[m->part].frame, 0, 0, index) &&
            push_entry(m, m->n->parts[m->part].frame, UND_CLASS_FOOTNOTE, UND_LABEL_NUMBER, c->label, index));
}

static bool take_annex(maker *m, uint32_t index, const und_tree_node *node, und_counted *c)
{
    uint32_t outer = m->part;
    bool annex = node->kind == UND_KIND_ANNEX;
    m->serial++;
    if (c->label > 0 && !push_item(m, annex ? UND_SEQUENCE_ANNEXES : UND_SEQUENCE_ENCLOSURES, outer, 0, 0, index))
        return false;
    if (annex && !push_entry(m, outer, UND_CLASS_ANNEX, c->style, c->label, index))
        return false;
    if (!push_part(m, index, outer, false))
        return false;
    m->parts[node->depth] = m->part;
    return true;
}

/* A title or a subject after clauses begins another resolution. */
static bool take_title(maker *m, uint32_t index, const und_tree_node *node, und_counted *c)
{
    m->serial++;
    bool subject = node->kind == UND_KIND_SUBJECT;
    if (m->clauses && !push_part(m, index, 0, true))
        return false;
    if (m->clauses || m->n->parts[m->part].first == index)
        for (uint8_t d = node->depth; d-- > 0;)
            if (m->parts[d] != UINT32_MAX) {
                m->parts[d] = m->part;
                break;
            }
    m->subject = m->subject || subject;
    return subject || take_heading(m, index, node, c);
}

static bool take_preambular(maker *m, uint32_t index, const und_tree_node *node, und_counted *c)
{
    m->preambular++;
    if (c->style == UND_LABEL_PREAMBULAR)
        return take_paragraph(m, index, node, c);
    return push_entry(m, m->part, UND_CLASS_PREAMBULAR, UND_LABEL_NUMBER, (uint16_t)(m->preambular & 0x3fffu), index);
}

static bool may_have_list(und_kind kind)
{
    return kind == UND_KIND_OPERATIVE || kind == UND_KIND_PARAGRAPH || kind == UND_KIND_PREAMBULAR ||
           kind == UND_KIND_SUBPARAGRAPH;
}

static bool take(maker *m, uint32_t index)
{
    const und_tree_node *node = und_doc_stored(m->doc, index);
    und_counted *c = &m->n->nodes[index];
    if (node->kind != UND_KIND_FOOTNOTE && node->kind != UND_KIND_FURNITURE)
        leave_parts(m, node->depth);
    uint32_t parent = 0;
    for (uint8_t d = node->depth; d > 1 && parent == 0; d--)
        parent = m->path[d - 1];
    m->path[node->depth] = index + 1;
    for (uint8_t d = (uint8_t)(node->depth + 1); d <= UND_DEPTH_MAX; d++)
        m->path[d] = 0;
    /* A list goes on over headings: "12. Decides the following: / Protection of civilians / (a) To protect". */
    bool listed = node->kind == UND_KIND_SUBPARAGRAPH;
    if (listed && (parent == 0 || !may_have_list((und_kind)und_doc_stored(m->doc, parent - 1)->kind)))
        parent = m->paragraph;
    bool counts = node->label > 0 && node->style != UND_LABEL_DASH;
    *c = (und_counted){.parent = parent,
                       .part = m->part,
                       .sequence = UND_NO_SEQUENCE,
                       .run = UND_NO_SEQUENCE,
                       .label = counts ? node->label : 0,
                       .style = counts ? node->style : UND_LABEL_NONE};
    bool ok = true;
    switch (node->kind) {
    case UND_KIND_OPERATIVE:
        m->clauses = true;
        ok = c->label == 0 || take_paragraph(m, index, node, c);
        break;
    case UND_KIND_PREAMBULAR: ok = take_preambular(m, index, node, c); break;
    case UND_KIND_PARAGRAPH:
        m->serial += c->label == 0;
        ok = c->label > 0 ? take_paragraph(m, index, node, c) : take_heading(m, index, node, c);
        break;
    case UND_KIND_HEADING:
        m->serial++;
        ok = take_heading(m, index, node, c);
        break;
    case UND_KIND_SUBPARAGRAPH:
        ok = c->label == 0 || push_item(m, UND_SEQUENCE_SUBPARAGRAPHS, parent == 0 ? UINT32_MAX - m->part : parent - 1,
                                        c->style, form_of(m->doc, index, node), index);
        break;
    case UND_KIND_FOOTNOTE: ok = take_footnote(m, index, c); break;
    case UND_KIND_ANNEX:
    case UND_KIND_ENCLOSURE: ok = take_annex(m, index, node, c); break;
    case UND_KIND_TITLE:
    case UND_KIND_SUBJECT: ok = take_title(m, index, node, c); break;
    default: break;
    }
    if (may_have_list((und_kind)node->kind) && !listed)
        m->paragraph = index + 1;
    else if (node->kind == UND_KIND_TITLE || node->kind == UND_KIND_SUBJECT || m->part != c->part)
        m->paragraph = 0;
    c->part = m->part;
    und_counted_part *part = &m->n->parts[m->part];
    part->last = index + 1;
    return ok;
}

/* ---- from labels to sequences ---- */

static int by_owner(const void *a, const void *b)
{
    const item *x = a, *y = b;
    if (x->owner != y->owner)
        return x->owner < y->owner ? -1 : 1;
    if (x->key != y->key)
        return x->key < y->key ? -1 : 1;
    return x->index < y->index ? -1 : x->index > y->index;
}

static uint16_t value_of(const und_numbering *n, const item *one)
{
    return UND_LABEL_VALUE(n->nodes[one->index].label);
}

/* More numbers than these are not left out: what follows counts something else. */
#define GAP_MOST 10u

/* Items of a list before another one that begins in the middle: what a page break has cut off. */
#define LIST_LEAST 3u

/* Whether the counting begins again at items[i], which is not the first of its group; `start`: where it began last. */
static bool restarts(const und_numbering *n, const item *items, size_t start, size_t i, size_t count)
{
    const item *one = &items[i], *before = &items[i - 1];
    uint16_t value = value_of(n, one), last = value_of(n, before);
    if (UND_LABEL_ADDED(n->nodes[one->index].label) != 0)
        return false;
    if (value > last)
        return value > last + GAP_MOST;
    bool boundary = one->serial != before->serial;
    bool goes_on = i + 1 < count && value_of(n, &items[i + 1]) == value + 1u;
    /* "1, 2, 3, 2, 5" is a slip, after a heading too; "1, 2, 3, 1, 2" begins again. */
    bool slip = i + 1 < count && value_of(n, &items[i + 1]) == last + 2u;
    if (value == 1)
        return boundary ? !slip : goes_on && i - start > 1;
    bool listed = one->key >> 16 == (uint32_t)UND_SEQUENCE_SUBPARAGRAPHS && i - start >= LIST_LEAST;
    return (boundary || listed) && goes_on && last != value;
}

/* What the counting begins with. A first label that its neighbours contradict is a slip. */
static uint16_t first_value(const und_numbering *n, const item *items, size_t count)
{
    uint16_t first = value_of(n, &items[0]);
    if (first == 1 || count < 3)
        return first;
    uint16_t second = value_of(n, &items[1]), third = value_of(n, &items[2]);
    return second != first + 1u && third == second + 1u && second > 1 ? (uint16_t)(second - 1) : first;
}

static bool push_sequence(maker *m, const item *items, size_t count)
{
    und_numbering *n = m->n;
    uint32_t id = (uint32_t)n->sequence_count;
    und_counted_sequence sequence = {.at = (uint32_t)n->member_count,
                                     .count = (uint32_t)count,
                                     .first = first_value(n, items, count),
                                     .kind = (uint8_t)(items->key >> 16),
                                     .style = (uint8_t)(items->key >> 8 & 255u),
                                     .form = (uint8_t)(items->key & 255u),
                                     .regular = true};
    uint16_t next = sequence.first;
    for (size_t i = 0; i < count; i++) {
        und_counted *c = &n->nodes[items[i].index];
        unsigned added = UND_LABEL_ADDED(c->label);
        uint16_t value = added == 0 || i == 0 ? next : (uint16_t)(next - 1);
        next = (uint16_t)(value + 1);
        c->expected = (uint16_t)(value | added << 14);
        c->sequence = id;
        c->ordinal = (uint32_t)i;
        c->form = sequence.form;
        sequence.regular = sequence.regular && c->expected == c->label;
        if (!UND_PUSH(n->allocator, n->members, n->member_count, n->member_room, items[i].index))
            return false;
    }
    return UND_PUSH(n->allocator, n->sequences, n->sequence_count, n->sequence_room, sequence);
}

/* Puts those items behind the others that the counting passes over, "26, 1, 27, 2, 28": numbered headings of a text that
 * lost its layout. Gives how many stay. */
static size_t set_aside(const und_numbering *n, item *items, size_t count, item *aside)
{
    size_t kept = 0, others = 0;
    for (size_t i = 0; i < count; i++) {
        uint16_t value = value_of(n, &items[i]), last = kept > 0 ? value_of(n, &items[kept - 1]) : 0;
        bool added = UND_LABEL_ADDED(n->nodes[items[i].index].label) != 0;
        bool passed = kept > 0 && !added && value != last && value != last + 1u && i + 1 < count &&
                      value_of(n, &items[i + 1]) == last + 1u &&
                      UND_LABEL_ADDED(n->nodes[items[i + 1].index].label) == 0;
        if (passed)
            aside[others++] = items[i];
        else
            items[kept++] = items[i];
    }
    memcpy(items + kept, aside, others * sizeof *items);
    return kept;
}

static bool push_runs(maker *m, const item *items, size_t count)
{
    size_t start = 0;
    for (size_t i = 1; count > 0 && i <= count; i++) {
        if (i < count && !restarts(m->n, items, start, i, count))
            continue;
        if (!push_sequence(m, items + start, i - start))
            return false;
        start = i;
    }
    return true;
}

static bool push_groups(maker *m, item *aside)
{
    qsort(m->items, m->item_count, sizeof *m->items, by_owner);
    size_t start = 0;
    for (size_t i = 1; i <= m->item_count; i++) {
        if (i < m->item_count && m->items[i].owner == m->items[start].owner && m->items[i].key == m->items[start].key)
            continue;
        size_t kept = set_aside(m->n, m->items + start, i - start, aside);
        if (!push_runs(m, m->items + start, kept) || !push_runs(m, m->items + start + kept, i - start - kept))
            return false;
        start = i;
    }
    return true;
}

static bool push_sequences(maker *m)
{
    if (m->item_count == 0)
        return true;
    item *aside = und_resize(m->doc->allocator, NULL, 0, m->item_count * sizeof *aside);
    bool ok = aside != NULL && push_groups(m, aside);
    und_free(m->doc->allocator, aside, m->item_count * sizeof *aside);
    return ok;
}

/* The run of numbered paragraphs that each node stands in or after. */
static void set_runs(und_numbering *n)
{
    uint32_t run = UND_NO_SEQUENCE, part = UINT32_MAX;
    for (uint32_t i = 0; i < n->node_count; i++) {
        und_counted *c = &n->nodes[i];
        if (c->part != part) {
            part = c->part;
            run = UND_NO_SEQUENCE;
        }
        if (c->sequence != UND_NO_SEQUENCE && n->sequences[c->sequence].kind == UND_SEQUENCE_PARAGRAPHS)
            run = c->sequence;
        c->run = run;
    }
}

static int by_label(const void *a, const void *b)
{
    const und_label_entry *x = a, *y = b;
    if (x->part != y->part)
        return x->part < y->part ? -1 : 1;
    if (x->key != y->key)
        return x->key < y->key ? -1 : 1;
    return x->node < y->node ? -1 : x->node > y->node;
}

/* ---- all of it ---- */

static bool make(und_doc *doc, und_numbering *n)
{
    maker m = {.doc = doc, .n = n};
    n->node_count = und_nodes_count(&doc->nodes);
    for (size_t i = 0; i < sizeof m.parts / sizeof m.parts[0]; i++)
        m.parts[i] = UINT32_MAX;
    m.parts[0] = 0;
    bool ok = UND_GROW(n->allocator, n->nodes, n->node_room, (size_t)n->node_count + 1) && push_part(&m, 0, 0, false);
    for (uint32_t i = 0; ok && i < n->node_count; i++)
        ok = take(&m, i);
    ok = ok && push_sequences(&m);
    und_free(doc->allocator, m.items, m.item_room * sizeof *m.items);
    if (!ok)
        return false;
    set_runs(n);
    if (n->entry_count > 0)
        qsort(n->entries, n->entry_count, sizeof *n->entries, by_label);
    n->made = true;
    return true;
}

uint32_t und_numbering_end(const und_doc *doc, const und_numbering *n, uint32_t index)
{
    uint8_t depth = und_doc_stored(doc, index)->depth;
    uint32_t end = index + 1;
    for (uint32_t i = index + 1; i < n->node_count; i++) {
        const und_tree_node *node = und_doc_stored(doc, i);
        if (node->depth > depth || n->nodes[i].parent == index + 1)
            end = i + 1;
        else if (node->kind != UND_KIND_HEADING && node->kind != UND_KIND_FURNITURE &&
                 node->kind != UND_KIND_FOOTNOTE && node->kind != UND_KIND_SUBPARAGRAPH)
            break;
    }
    return end;
}

und_label_entries und_numbering_find(const und_numbering *n, uint32_t part, und_label_class what, und_label_style style,
                                     uint16_t label)
{
    und_label_entry wanted = {part, entry_key(what, style, label), 0};
    size_t low = 0, high = n->entry_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (by_label(&n->entries[middle], &wanted) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    size_t end = low;
    while (end < n->entry_count && n->entries[end].part == part && n->entries[end].key == wanted.key)
        end++;
    return end == low ? (und_label_entries){0} : (und_label_entries){n->entries + low, end - low};
}

static und_numbering *slot_of(und_doc *doc)
{
    und_reading *reading = und_reading_of(doc);
    if (reading == NULL)
        return NULL;
    und_follower *slot = &reading->slots[UND_SLOT_NUMBERING];
    if (slot->data != NULL)
        return slot->data;
    und_numbering *numbering = und_resize(doc->allocator, NULL, 0, sizeof *numbering);
    if (numbering == NULL)
        return NULL;
    *numbering = (und_numbering){.allocator = doc->allocator};
    *slot = (und_follower){numbering, changed, forget, close};
    return numbering;
}

const und_numbering *und_numbering_of(und_doc *doc)
{
    und_numbering *numbering = slot_of(doc);
    if (numbering != NULL && (numbering->made || make(doc, numbering)))
        return numbering;
    if (numbering != NULL)
        drop(numbering);
    (void)und_doc_fail(doc, UND_E_MEMORY, "out of memory");
    return NULL;
}

/* ---- for callers ---- */

const char *und_sequence_kind_name(und_sequence_kind kind)
{
    static const char *const names[] = {"none",     "paragraphs", "subparagraphs", "headings",
                                        "articles", "annexes",    "enclosures",    "footnotes"};
    return (unsigned)kind < sizeof names / sizeof names[0] ? names[kind] : "";
}

und_status und_sequence_get(und_doc *doc, uint32_t sequence, und_sequence *out)
{
    if (doc == NULL || out == NULL)
        return UND_E_ARGUMENT;
    *out = (und_sequence){0};
    const und_numbering *n = und_numbering_of(doc);
    if (n == NULL)
        return UND_E_MEMORY;
    if (sequence >= n->sequence_count)
        return und_doc_fail(doc, UND_E_ARGUMENT, "there is no such sequence");
    const und_counted_sequence *s = &n->sequences[sequence];
    *out =
        (und_sequence){.kind = (und_sequence_kind)s->kind, .count = s->count, .first = s->first, .regular = s->regular};
    return UND_OK;
}

und_status und_sequence_member_get(und_doc *doc, uint32_t sequence, uint32_t n, uint32_t *node)
{
    if (doc == NULL || node == NULL)
        return UND_E_ARGUMENT;
    *node = 0;
    und_sequence s;
    und_status status = und_sequence_get(doc, sequence, &s);
    if (status != UND_OK || n >= s.count)
        return status == UND_OK ? UND_NONE : status;
    const und_numbering *numbering = und_numbering_of(doc);
    *node = numbering->members[numbering->sequences[sequence].at + n] + 1;
    return UND_OK;
}

/* Where the label of a node stands that counts. */
static und_status number_place(und_doc *doc, uint32_t index, und_sequence_kind kind, und_range *range)
{
    und_form form;
    und_target_step step = {0};
    und_status status;
    switch (kind) {
    case UND_SEQUENCE_FOOTNOTES: return und_footnote_number(doc, index, range) > 0 ? UND_OK : UND_NONE;
    case UND_SEQUENCE_ARTICLES:
        status = und_article_number(doc, index, &step);
        *range = step.range;
        return status;
    default: return und_label_place(doc, index, range, &form);
    }
}

und_status und_number_get(und_doc *doc, uint32_t node, und_number *out)
{
    if (doc == NULL || out == NULL)
        return UND_E_ARGUMENT;
    *out = (und_number){.sequence = UND_NO_SEQUENCE};
    if (node >= und_node_count(doc))
        return und_doc_fail(doc, UND_E_ARGUMENT, "there is no such node");
    if (node == 0)
        return UND_NONE;
    const und_numbering *n = und_numbering_of(doc);
    if (n == NULL)
        return UND_E_MEMORY;
    const und_counted *c = &n->nodes[node - 1];
    und_range range = {0};
    if (c->sequence == UND_NO_SEQUENCE)
        return UND_NONE;
    und_status status = number_place(doc, node - 1, (und_sequence_kind)n->sequences[c->sequence].kind, &range);
    if (status != UND_OK)
        return status;
    *out = (und_number){.sequence = c->sequence,
                        .ordinal = c->ordinal,
                        .style = (und_label_style)c->style,
                        .label = c->label,
                        .expected = c->expected,
                        .range = range};
    return UND_OK;
}
