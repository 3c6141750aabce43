/* document.h - a document in memory, for the floors above this one. */
#ifndef UND_READ_DOCUMENT_H
#define UND_READ_DOCUMENT_H

#include "read/flow.h"
#include "read/nodes.h"

/* What a floor above works out of a document and keeps with it: told of every change of the tree, so that it can let go
 * what belonged to nodes that are gone. */
typedef struct und_follower {
    void *data; /* NULL: nothing is kept */
    /* The nodes [first, first + removed) became `added` others; lines of later nodes may have moved. */
    void (*changed)(void *data, uint32_t first, uint32_t removed, uint32_t added);
    void (*forget)(void *data); /* the whole tree is another one */
    void (*close)(void *data);
} und_follower;

struct und_doc {
    und_packs *packs;
    const und_allocator *allocator;
    const und_lexicon *lexicon;
    und_lines lines;
    und_nodes nodes;
    und_machine end;        /* the machine's state after the last node */
    und_tree_node *scratch; /* nodes of an edit before they take their place */
    size_t scratch_count, scratch_room;
    uint32_t revision;
    und_follower follower;
    char message[UND_MESSAGE_MAX];
};

und_status und_doc_fail(und_doc *doc, und_status status, const char *message);

/* An empty tree over the lines that are there: the way out when memory ran out in the middle of an edit. */
void und_doc_forget_tree(und_doc *doc);

/* A node without the revision check; `index` counts from 0 and leaves the document node out. */
static inline const und_tree_node *und_doc_stored(const und_doc *doc, uint32_t index)
{
    return und_nodes_stored(&doc->nodes, index);
}

static inline uint32_t und_doc_first(const und_doc *doc, uint32_t index)
{
    return und_nodes_first(&doc->nodes, index, und_lines_count(&doc->lines));
}

/* The line after the node's own lines, and after those of its children too. */
uint32_t und_doc_own_end(const und_doc *doc, uint32_t index);
/* The line where a node's text begins: its first, or the one below a label that stands alone. */
uint32_t und_doc_text_line(const und_doc *doc, uint32_t index);
uint32_t und_doc_end(const und_doc *doc, uint32_t index);

/* The node's own text up to line `last`, without what interrupts it: furniture and footnotes, which are nodes of their own.
 * False: memory ran out. */
bool und_doc_flow(const und_doc *doc, uint32_t index, uint32_t last, size_t most, und_flow *flow);

/* The machine's state after a node and its children. */
const und_machine *und_doc_state_after(const und_doc *doc, uint32_t index);

/* The language of a node, as und_node has it. */
uint8_t und_doc_node_language(const und_doc *doc, uint32_t index);

/* "[Original: Russian]" under the heading of an annex. */
bool und_doc_is_original_line(const und_doc *doc, uint32_t line);
/* The end of the lines that are a node's heading or title: its own lines without "[Original: …]". */
uint32_t und_doc_title_end(const und_doc *doc, uint32_t index);

/* Every node's parent, first and last line at once, without walking back for each: for views that want all of them. */
typedef bool (*und_visit)(void *context, const und_node *node);
bool und_doc_walk(const und_doc *doc, und_visit visit, void *context);

#endif
