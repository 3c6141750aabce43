/* A whole text into lines and a tree, piece by piece. */
#include "read/document.h"

#include "read/tree.h"

#include <string.h>

/* Room for nodes to begin with, of a text's bytes; what the beginning has tells how much the rest needs. */
#define BYTES_A_NODE 2048u
/* Lines that the tree waits for: with their text they stay in a second cache, and the last paragraph, which is read
 * again when its end is there, is one of hundreds. */
#define LINES_A_GROWTH 2048u

/* The tree of lines of which more may come: it follows them while they are in the cache. */
typedef struct growing {
    const und_allocator *allocator;
    und_reader reader;
    und_machine machine;
    und_tree_node *nodes;
    size_t count, room; /* of nodes */
    uint32_t line;      /* where the next step begins */
    uint32_t wait;      /* lines that must be there before it is tried again */
    size_t bytes, read; /* of the text: all, and what is lines already */
    bool ok;            /* false: memory ran out, no tree is made any more */
} growing;

/* Makes room for as many nodes as there will be when the rest of the text is like what was read. */
static und_tree_node *next_place(void *context, uint32_t line)
{
    (void)line;
    growing *g = context;
    if (g->count == g->room) {
        uint64_t all = g->read == 0 ? 0 : (uint64_t)g->count * g->bytes / g->read;
        size_t need = (size_t)(all + all / 32) > g->count ? (size_t)(all + all / 32) : g->count + 1;
        if (!UND_GROW(g->allocator, g->nodes, g->room, need))
            return NULL;
    }
    return &g->nodes[g->count++];
}

/* Steps on as far as the lines that are there can tell. A step looks no further than UND_LOOKAHEAD_LINES past its node;
 * one that could have looked past the last line is taken back while `more` may come, and tried again when there are twice
 * as many: so a paragraph of any length is read a few times at the most. */
static void grow(growing *g, bool more)
{
    uint32_t lines = und_lines_count(g->reader.lines);
    if (more && lines < g->wait)
        return;
    uint32_t line = g->line, sure = more ? lines - UND_LOOKAHEAD_LINES : UINT32_MAX - 1;
    while ((line = und_tree_next(&g->reader, line)) < lines) {
        size_t count = g->count;
        uint32_t next = und_tree_step(&g->reader, &g->machine, line, next_place, g);
        if (next > sure) {
            g->ok = next != UINT32_MAX;
            if (!g->ok)
                return;
            g->machine = g->nodes[count].state; /* as it was before the step */
            g->count = count;
            break;
        }
        line = next;
    }
    g->line = line;
    g->wait = lines + (lines - line > LINES_A_GROWTH ? lines - line : LINES_A_GROWTH);
}

/* The lines of a text with their facts, and the nodes of their tree. */
static und_status read_text(growing *g, und_lines *lines, und_bytes text, bool lent)
{
    und_status status = lent ? UND_OK : und_lines_reserve(lines, text.length);
    while (status == UND_OK && text.length > 0) {
        uint32_t first = und_lines_count(lines);
        status = lent ? und_lines_lend(lines, &text) : und_lines_take(lines, &text);
        und_set_facts(g->reader.lexicon, lines, first, und_lines_count(lines) - first);
        g->read = g->bytes - text.length;
        if (g->ok && status == UND_OK)
            grow(g, text.length > 0);
    }
    und_lines_fit(lines);
    return status;
}

static und_status read_whole(und_doc *doc, und_bytes text, bool lent)
{
    if (doc == NULL || (text.at == NULL && text.length > 0))
        return UND_E_ARGUMENT;
    static const char too_large[] = "the text is larger than UND_TEXT_MAX or UND_LINES_MAX";
    if (text.length > UND_TEXT_MAX)
        return und_doc_fail(doc, UND_E_LIMIT, too_large);
    if (text.length >= 3 && memcmp(text.at, "\xef\xbb\xbf", 3) == 0) {
        text.at += 3;
        text.length -= 3;
    }
    und_lines fresh;
    und_lines_open(&fresh, doc->allocator);
    growing g = {
        .allocator = doc->allocator, .reader = {doc->lexicon, &fresh}, .wait = LINES_A_GROWTH, .bytes = text.length};
    g.ok = UND_GROW(g.allocator, g.nodes, g.room, text.length / BYTES_A_NODE + 1);
    und_status status = read_text(&g, &fresh, text, lent);
    if (status != UND_OK) {
        und_lines_close(&fresh);
        und_free(g.allocator, g.nodes, g.room * sizeof(und_tree_node));
        return und_doc_fail(doc, status, status == UND_E_LIMIT ? too_large : "out of memory");
    }
    und_lines_close(&doc->lines);
    doc->lines = fresh;
    doc->revision++;
    und_doc_forget_tree(doc);
    if (!g.ok) {
        und_free(g.allocator, g.nodes, g.room * sizeof(und_tree_node));
        return und_doc_fail(doc, UND_E_MEMORY, "out of memory");
    }
    und_nodes_adopt(&doc->nodes, g.nodes, g.count, g.room);
    doc->end = g.machine;
    return UND_OK;
}

und_status und_doc_read(und_doc *doc, und_bytes text)
{
    return read_whole(doc, text, false);
}

und_status und_doc_read_lent(und_doc *doc, und_bytes text)
{
    return read_whole(doc, text, true);
}
