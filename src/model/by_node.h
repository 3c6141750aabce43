/* by_node.h - what was worked out of single nodes, kept as long as the nodes are.
 *
 * A node has one block of bytes, or none yet. Blocks stay where they are until the tree changes; then those of nodes that
 * an edit replaced go, and the others stay with their nodes. Whoever writes a block counts its lines from the node's
 * first one and its bytes from the block's beginning, so that nothing in it is wrong when it moves with its node.
 */
#ifndef UND_MODEL_BY_NODE_H
#define UND_MODEL_BY_NODE_H

#include "pack/arena.h"
#include "text/gap.h"

typedef struct und_by_node {
    const und_allocator *allocator;
    und_gap spans;     /* of und_span, one for each node; none while nothing was worked out */
    und_arena blocks;  /* what the spans point to */
    size_t live, dead; /* bytes of blocks in use, and of those whose nodes are gone */
} und_by_node;

void und_by_node_open(und_by_node *kept, const und_allocator *allocator);
void und_by_node_close(und_by_node *kept);

/* The block of the node `index` of `count` nodes; false: it was not worked out. An empty block is one. */
bool und_by_node_find(const und_by_node *kept, uint32_t index, und_bytes *block);

/* Keeps a copy of `block`, and gives where it lies. False: memory ran out; nothing changed then. */
bool und_by_node_keep(und_by_node *kept, uint32_t index, uint32_t count, und_bytes block, und_bytes *copy);

/* The nodes [first, first + removed) were replaced by `added` others. */
void und_by_node_splice(und_by_node *kept, uint32_t first, uint32_t removed, uint32_t added);

/* Every node is another one. */
void und_by_node_forget(und_by_node *kept);

#endif
