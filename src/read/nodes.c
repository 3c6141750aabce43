#include "read/nodes.h"

#include <string.h>

void und_nodes_open(und_nodes *nodes, const und_allocator *allocator)
{
    memset(nodes, 0, sizeof *nodes);
    nodes->allocator = allocator;
    nodes->nodes.size = sizeof(und_tree_node);
}

void und_nodes_close(und_nodes *nodes)
{
    und_gap_free(nodes->allocator, &nodes->nodes);
}

void und_nodes_move(und_nodes *nodes, uint32_t index, uint32_t lines)
{
    size_t start = nodes->nodes.start;
    size_t low = index < start ? index : start;
    size_t high = index < start ? start : index;
    for (size_t i = low; i < high; i++) {
        und_tree_node *node = und_gap_at(&nodes->nodes, i);
        node->first = lines - node->first; /* the two countings are each other's mirror */
    }
    und_gap_move(&nodes->nodes, index);
}

bool und_nodes_splice(und_nodes *nodes, uint32_t first, uint32_t removed, const und_tree_node *added, size_t count)
{
    und_gap *gap = &nodes->nodes;
    if (!und_gap_reserve(nodes->allocator, gap, gap->length - removed + count))
        return false;
    gap->length -= removed; /* they stand just after the gap */
    if (count > 0)
        memcpy(gap->at + first * gap->size, added, count * gap->size);
    gap->start = first + count;
    gap->length += count;
    return true;
}

void und_nodes_adopt(und_nodes *nodes, und_tree_node *all, size_t count, size_t room)
{
    und_gap *gap = &nodes->nodes;
    und_gap_free(nodes->allocator, gap);
    gap->at = (char *)all;
    gap->capacity = room;
    gap->start = gap->length = count;
    und_gap_fit(nodes->allocator, gap);
}

uint32_t und_nodes_from_line(const und_nodes *nodes, uint32_t line, uint32_t lines)
{
    uint32_t low = 0, high = und_nodes_count(nodes);
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (und_nodes_first(nodes, middle, lines) < line)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}
