/* nodes.h - the nodes of a document in a gap buffer.
 *
 * A node before the gap keeps the number of its first line from the document's beginning, one after the gap from the
 * document's end: lines that come or go at the gap move no node.
 */
#ifndef UND_READ_NODES_H
#define UND_READ_NODES_H

#include "read/machine.h"

typedef struct und_nodes {
    const und_allocator *allocator;
    und_gap nodes; /* of und_tree_node */
} und_nodes;

void und_nodes_open(und_nodes *nodes, const und_allocator *allocator);
void und_nodes_close(und_nodes *nodes);

static inline uint32_t und_nodes_count(const und_nodes *nodes)
{
    return (uint32_t)nodes->nodes.length;
}

/* A node as it is stored: everything but `first` is right. */
static inline const und_tree_node *und_nodes_stored(const und_nodes *nodes, uint32_t index)
{
    return und_gap_at(&nodes->nodes, index);
}

/* The first line of a node of a document with `lines` lines. */
static inline uint32_t und_nodes_first(const und_nodes *nodes, uint32_t index, uint32_t lines)
{
    uint32_t first = und_nodes_stored(nodes, index)->first;
    return index < nodes->nodes.start ? first : lines - first;
}

/* Moves the gap to `index`; `lines` is the document's present number of lines. */
void und_nodes_move(und_nodes *nodes, uint32_t index, uint32_t lines);

/* Replaces the nodes [first, first + removed), with the gap at `first`, by `added` (first lines from the beginning).
 * False when memory runs out; nothing changed then. */
bool und_nodes_splice(und_nodes *nodes, uint32_t first, uint32_t removed, const und_tree_node *added, size_t count);

/* Takes over a whole tree, an array of `room` nodes from the same allocator, in the place of what is there. */
void und_nodes_adopt(und_nodes *nodes, und_tree_node *all, size_t count, size_t room);

/* The first node whose first line is `line` or later. */
uint32_t und_nodes_from_line(const und_nodes *nodes, uint32_t line, uint32_t lines);

#endif
