/* gap.h - a gap buffer of fixed-size elements: an array with its free room where the last change was.
 *
 * Lines and nodes live in one each, so that an edit costs what it touches and not what follows it. Positions handed to
 * callers are logical; `und_gap_at` maps them.
 */
#ifndef UND_TEXT_GAP_H
#define UND_TEXT_GAP_H

#include "text/memory.h"

typedef struct und_gap {
    char *at;
    size_t size;     /* of an element */
    size_t capacity; /* elements */
    size_t start;    /* first element of the gap = elements before it */
    size_t length;   /* elements in use, the gap not counted */
} und_gap;

static inline void *und_gap_at(const und_gap *gap, size_t index)
{
    size_t place = index < gap->start ? index : index + (gap->capacity - gap->length);
    return gap->at + place * gap->size;
}

/* Room for `need` elements in all. False when memory runs out; nothing changed then. */
bool und_gap_reserve(const und_allocator *allocator, und_gap *gap, size_t need);

/* Gives back the room of the gap. */
void und_gap_fit(const und_allocator *allocator, und_gap *gap);

/* Moves the gap to `index`. The elements that cross it are handed over as logical ranges by the caller beforehand when
 * their content depends on the side (see nodes.c). */
void und_gap_move(und_gap *gap, size_t index);

void und_gap_free(const und_allocator *allocator, und_gap *gap);

#endif
