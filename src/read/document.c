#include "read/document.h"

#include "read/block.h"

#include "read/tree.h"

#include <stdio.h>
#include <string.h>

und_status und_doc_fail(und_doc *doc, und_status status, const char *message)
{
    snprintf(doc->message, sizeof doc->message, "%s", message);
    return status;
}

und_status und_doc_open(und_packs *packs, und_doc **out)
{
    if (out == NULL)
        return UND_E_ARGUMENT;
    *out = NULL;
    if (packs == NULL)
        return UND_E_ARGUMENT;
    const und_allocator *allocator = und_packs_allocator(packs);
    const und_lexicon *lexicon = und_lexicon_of(packs);
    if (lexicon == NULL)
        return UND_E_MEMORY;
    und_doc *doc = und_resize(allocator, NULL, 0, sizeof *doc);
    if (doc == NULL)
        return UND_E_MEMORY;
    memset(doc, 0, sizeof *doc);
    doc->packs = packs;
    doc->allocator = allocator;
    doc->lexicon = lexicon;
    und_lines_open(&doc->lines, allocator);
    und_nodes_open(&doc->nodes, allocator);
    *out = doc;
    return UND_OK;
}

void und_doc_close(und_doc *doc)
{
    if (doc == NULL)
        return;
    if (doc->follower.data != NULL)
        doc->follower.close(doc->follower.data);
    und_lines_close(&doc->lines);
    und_nodes_close(&doc->nodes);
    und_free(doc->allocator, doc->scratch, doc->scratch_room * sizeof(und_tree_node));
    und_free(doc->allocator, doc, sizeof *doc);
}

const char *und_doc_message(const und_doc *doc)
{
    return doc->message;
}

uint32_t und_doc_revision(const und_doc *doc)
{
    return doc->revision;
}

uint32_t und_doc_line_count(const und_doc *doc)
{
    return und_lines_count(&doc->lines);
}

und_bytes und_doc_line(const und_doc *doc, uint32_t line)
{
    if (line >= und_lines_count(&doc->lines))
        return (und_bytes){"", 0};
    und_bytes text = und_lines_text(&doc->lines, line);
    return text.length == 0 ? (und_bytes){"", 0} : text;
}

und_bytes und_doc_line_whole(const und_doc *doc, uint32_t line)
{
    return line >= und_lines_count(&doc->lines) ? (und_bytes){"", 0} : und_lines_whole(&doc->lines, line);
}

/* ---- reading the tree again after an edit ---- */

static und_tree_node *next_place(void *context, uint32_t line)
{
    (void)line;
    und_doc *doc = context;
    if (!UND_GROW(doc->allocator, doc->scratch, doc->scratch_room, doc->scratch_count + 1))
        return NULL;
    return &doc->scratch[doc->scratch_count++];
}

static bool is_anchor(const und_tree_node *node)
{
    return (node->flags & UND_NODE_CHILD) == 0;
}

static bool same_machine(const und_machine *a, const und_machine *b)
{
    return memcmp(a, b, sizeof *a) == 0;
}

/* The first anchor whose step could have seen `line` or what comes after it. */
static uint32_t first_affected(const und_doc *doc, uint32_t line, uint32_t lines)
{
    uint32_t index = und_nodes_from_line(&doc->nodes, line, lines);
    uint32_t found = index;
    while (index > 0) {
        index--;
        const und_tree_node *node = und_nodes_stored(&doc->nodes, index);
        if (!is_anchor(node))
            continue;
        if (und_nodes_first(&doc->nodes, index, lines) + node->count + UND_LOOKAHEAD_LINES <= line)
            break;
        found = index;
    }
    return found;
}

/* Where the machine starts again: after the anchor before `index`. */
static uint32_t restart_line(const und_doc *doc, uint32_t index, uint32_t lines)
{
    while (index > 0) {
        index--;
        const und_tree_node *node = und_nodes_stored(&doc->nodes, index);
        if (is_anchor(node))
            return und_nodes_first(&doc->nodes, index, lines) + node->count;
    }
    return 0;
}

/* Reads the tree again after the lines [first, first + removed) became `added` ones. `before` is the number of lines
 * before the edit. The nodes are still those of before. */
static und_status reread(und_doc *doc, uint32_t first, uint32_t removed, uint32_t added, uint32_t before)
{
    und_reader reader = {doc->lexicon, &doc->lines};
    uint32_t lines = und_lines_count(&doc->lines);
    uint32_t count = und_nodes_count(&doc->nodes);
    uint32_t from = first_affected(doc, first, before);
    uint32_t line = restart_line(doc, from, before);
    und_machine machine = from < count ? und_nodes_stored(&doc->nodes, from)->state : doc->end;
    if (line > first)
        line = first; /* cannot be: an anchor that ends after the edit's beginning is affected */
    uint32_t old = from;
    doc->scratch_count = 0;
    bool met = false;
    for (;;) {
        line = und_tree_next(&reader, line);
        if (line >= lines)
            break;
        if (line >= first + added) {
            /* The same line before the edit, and the first old anchor at it or after it. */
            uint32_t then = line - added + removed;
            while (old < count &&
                   (und_nodes_first(&doc->nodes, old, before) < then || !is_anchor(und_nodes_stored(&doc->nodes, old))))
                old++;
            if (old < count && und_nodes_first(&doc->nodes, old, before) == then &&
                same_machine(&machine, &und_nodes_stored(&doc->nodes, old)->state)) {
                met = true;
                break;
            }
        }
        line = und_tree_step(&reader, &machine, line, next_place, doc);
        if (line == UINT32_MAX)
            return UND_E_MEMORY;
    }
    if (!met)
        old = count;
    und_nodes_move(&doc->nodes, from, before);
    if (!und_nodes_splice(&doc->nodes, from, old - from, doc->scratch, doc->scratch_count))
        return UND_E_MEMORY;
    if (!met)
        doc->end = machine;
    if (doc->follower.data != NULL)
        doc->follower.changed(doc->follower.data, from, old - from, (uint32_t)doc->scratch_count);
    return UND_OK;
}

void und_doc_forget_tree(und_doc *doc)
{
    und_nodes_close(&doc->nodes);
    und_nodes_open(&doc->nodes, doc->allocator);
    memset(&doc->end, 0, sizeof doc->end);
    if (doc->follower.data != NULL)
        doc->follower.forget(doc->follower.data);
}

und_status und_doc_splice(und_doc *doc, uint32_t first, uint32_t removed, const und_bytes *lines, uint32_t added)
{
    if (doc == NULL || (lines == NULL && added > 0))
        return UND_E_ARGUMENT;
    uint32_t before = und_lines_count(&doc->lines);
    /* Where there is no memory for the lines, nothing has changed. Where there is none for the nodes, the lines have: then
     * no tree is left, and the next edit reads all of it. */
    und_status status = und_lines_splice(&doc->lines, first, removed, lines, added);
    if (status == UND_E_ARGUMENT)
        return und_doc_fail(doc, status, "lines out of range");
    if (status == UND_E_LIMIT)
        return und_doc_fail(doc, status, "the text is larger than UND_TEXT_MAX or UND_LINES_MAX");
    if (status != UND_OK)
        return und_doc_fail(doc, status, "out of memory");
    und_set_facts(doc->lexicon, &doc->lines, first, added);
    status = reread(doc, first, removed, added, before);
    doc->revision++;
    if (status != UND_OK) {
        und_doc_forget_tree(doc);
        return und_doc_fail(doc, status, "out of memory");
    }
    return UND_OK;
}

/* ---- nodes for callers ---- */

uint32_t und_doc_own_end(const und_doc *doc, uint32_t index)
{
    return und_doc_first(doc, index) + und_doc_stored(doc, index)->count;
}

uint32_t und_doc_text_line(const und_doc *doc, uint32_t index)
{
    und_reader reader = {doc->lexicon, &doc->lines};
    return und_text_line(&reader, und_doc_first(doc, index), und_doc_own_end(doc, index));
}

uint32_t und_doc_end(const und_doc *doc, uint32_t index)
{
    uint8_t depth = und_doc_stored(doc, index)->depth;
    uint32_t end = und_doc_own_end(doc, index);
    uint32_t count = und_nodes_count(&doc->nodes);
    for (uint32_t i = index + 1; i < count && und_doc_stored(doc, i)->depth > depth; i++)
        if (und_doc_own_end(doc, i) > end)
            end = und_doc_own_end(doc, i);
    return end;
}

bool und_doc_flow(const und_doc *doc, uint32_t index, uint32_t last, size_t most, und_flow *flow)
{
    uint32_t line = und_doc_first(doc, index), count = und_nodes_count(&doc->nodes);
    und_flow_begin(flow);
    if (index + 1 < count && (und_doc_stored(doc, index + 1)->flags & UND_NODE_INNER) != 0)
        return true; /* all its words are those of its first sub-paragraph */
    for (uint32_t i = index + 1; i < count && (und_doc_stored(doc, i)->flags & UND_NODE_CHILD) != 0; i++) {
        uint32_t first = und_doc_first(doc, i);
        if (first >= last)
            break;
        if (!und_flow_add(flow, &doc->lines, line, first, most))
            return false;
        line = und_doc_own_end(doc, i);
    }
    return und_flow_add(flow, &doc->lines, line, last, most);
}

bool und_doc_is_original_line(const und_doc *doc, uint32_t line)
{
    und_facts facts = und_reader_facts(&(und_reader){doc->lexicon, &doc->lines}, line);
    return (facts.flags & UND_FLAG_BRACKET) != 0 && facts.phrase != 0 &&
           (und_phrase_at(doc->lexicon, facts.phrase)->keys & UND_BIT(UND_TERM_ORIGINAL_LABEL)) != 0;
}

uint32_t und_doc_title_end(const und_doc *doc, uint32_t index)
{
    uint32_t end = und_doc_own_end(doc, index);
    for (uint32_t line = und_doc_first(doc, index) + 1; line < end; line++)
        if (und_doc_is_original_line(doc, line))
            return line;
    return end;
}

uint32_t und_node_count(const und_doc *doc)
{
    return und_nodes_count(&doc->nodes) + 1;
}

/* The state after a node tells its language: what the step heard before it decided. The next node has it, be it a child
 * of this one. */
uint8_t und_doc_node_language(const und_doc *doc, uint32_t index)
{
    bool last = index + 1 == und_nodes_count(&doc->nodes);
    uint8_t language = last ? doc->end.language : und_doc_stored(doc, index + 1)->state.language;
    return language == 0 ? (uint8_t)UND_LANGUAGE_NONE : (uint8_t)(language - 1);
}

const und_machine *und_doc_state_after(const und_doc *doc, uint32_t index)
{
    uint32_t count = und_nodes_count(&doc->nodes);
    for (uint32_t i = index + 1; i < count; i++)
        if ((und_doc_stored(doc, i)->flags & UND_NODE_CHILD) == 0)
            return &und_doc_stored(doc, i)->state;
    return &doc->end;
}

uint8_t und_doc_language(const und_doc *doc)
{
    uint32_t count = und_nodes_count(&doc->nodes);
    uint32_t votes[UND_LANGUAGES_MAX + 1] = {0};
    uint8_t best = 0;
    /* The language of most lines before the first annex, the masthead's fields aside; an annex may be in another. */
    for (uint32_t i = 0; i < count; i++) {
        const und_tree_node *node = und_doc_stored(doc, i);
        if (node->kind == UND_KIND_ANNEX && best != 0)
            break;
        if ((node->flags & UND_NODE_CHILD) != 0 || node->kind == UND_KIND_FURNITURE)
            continue;
        uint8_t told = und_doc_state_after(doc, i)->language;
        uint32_t weight = node->kind == UND_KIND_MASTHEAD ? 1 : 1 + node->count;
        if (told != 0 && (votes[told] += weight) > votes[best])
            best = told;
    }
    return best == 0 ? (uint8_t)UND_LANGUAGE_NONE : (uint8_t)(best - 1);
}

static void fill_node(const und_doc *doc, uint32_t index, uint32_t parent, uint32_t last, und_node *out)
{
    const und_tree_node *node = und_doc_stored(doc, index);
    *out = (und_node){.id = index + 1,
                      .revision = doc->revision,
                      .parent = parent,
                      .first = und_doc_first(doc, index),
                      .last = last,
                      .kind = (und_kind)node->kind,
                      .style = (und_label_style)node->style,
                      .depth = node->depth,
                      .language = und_doc_node_language(doc, index),
                      .label = node->label,
                      .opener = node->phrase};
}

static void fill_document(const und_doc *doc, und_node *out)
{
    *out = (und_node){.revision = doc->revision,
                      .last = und_lines_count(&doc->lines),
                      .kind = UND_KIND_DOCUMENT,
                      .language = und_doc_language(doc)};
}

und_status und_node_get(const und_doc *doc, uint32_t revision, uint32_t id, und_node *out)
{
    if (doc == NULL || out == NULL || id >= und_node_count(doc))
        return UND_E_ARGUMENT;
    if (revision != doc->revision)
        return UND_E_STALE;
    if (id == 0) {
        fill_document(doc, out);
        return UND_OK;
    }
    uint32_t index = id - 1;
    uint8_t depth = und_doc_stored(doc, index)->depth;
    uint32_t parent = 0;
    for (uint32_t i = index; i > 0 && depth > 1; i--)
        if (und_doc_stored(doc, i - 1)->depth < depth) {
            parent = i;
            break;
        }
    fill_node(doc, index, parent, und_doc_end(doc, index), out);
    return UND_OK;
}

uint32_t und_node_at(const und_doc *doc, uint32_t line)
{
    uint32_t lines = und_lines_count(&doc->lines);
    uint32_t index = und_nodes_from_line(&doc->nodes, line + 1, lines);
    uint8_t depth = UINT8_MAX;
    while (index > 0) {
        index--;
        const und_tree_node *node = und_doc_stored(doc, index);
        if (und_doc_own_end(doc, index) > line)
            return index + 1;
        if (node->depth >= depth)
            continue;
        /* A node that holds the line only by its children: the blank line between two sub-paragraphs. */
        if (und_doc_end(doc, index) > line)
            return index + 1;
        depth = node->depth;
        if (depth <= 1)
            return und_doc_end(doc, index) > line ? index + 1 : 0;
    }
    return 0;
}

bool und_doc_walk(const und_doc *doc, und_visit visit, void *context)
{
    uint32_t count = und_nodes_count(&doc->nodes);
    und_node node;
    fill_document(doc, &node);
    if (!visit(context, &node))
        return false;
    uint32_t path[UND_DEPTH_MAX + 2] = {0}; /* by depth: the last node's id there */
    for (uint32_t i = 0; i < count; i++) {
        uint8_t depth = und_doc_stored(doc, i)->depth;
        uint32_t parent = 0;
        for (uint8_t d = depth; d > 1 && parent == 0; d--)
            parent = path[d - 1];
        path[depth] = i + 1;
        for (uint8_t d = (uint8_t)(depth + 1); d <= UND_DEPTH_MAX; d++)
            path[d] = 0;
        fill_node(doc, i, parent, und_doc_end(doc, i), &node);
        if (!visit(context, &node))
            return false;
    }
    return true;
}
