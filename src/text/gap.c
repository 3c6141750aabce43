#include "text/gap.h"

#include <string.h>

bool und_gap_reserve(const und_allocator *allocator, und_gap *gap, size_t need)
{
    if (need <= gap->capacity)
        return true;
    size_t old = gap->capacity;
    if (!und_grow(allocator, &gap->at, &gap->capacity, need, gap->size))
        return false;
    /* The elements after the gap keep their distance to the end. */
    size_t after = gap->length - gap->start;
    if (after > 0)
        memmove(gap->at + (gap->capacity - after) * gap->size, gap->at + (old - after) * gap->size, after * gap->size);
    return true;
}

void und_gap_move(und_gap *gap, size_t index)
{
    size_t room = gap->capacity - gap->length;
    if (room > 0 && index < gap->start)
        memmove(gap->at + (index + room) * gap->size, gap->at + index * gap->size, (gap->start - index) * gap->size);
    else if (room > 0 && index > gap->start)
        memmove(gap->at + gap->start * gap->size, gap->at + (gap->start + room) * gap->size,
                (index - gap->start) * gap->size);
    gap->start = index;
}

void und_gap_fit(const und_allocator *allocator, und_gap *gap)
{
    if (gap->length == 0)
        und_gap_free(allocator, gap);
    if (gap->capacity == gap->length)
        return;
    und_gap_move(gap, gap->length);
    void *at = und_resize(allocator, gap->at, gap->capacity * gap->size, gap->length * gap->size);
    if (at == NULL)
        return; /* what is held stays as it is */
    gap->at = at;
    gap->capacity = gap->length;
}

void und_gap_free(const und_allocator *allocator, und_gap *gap)
{
    und_free(allocator, gap->at, gap->capacity * gap->size);
    gap->at = NULL;
    gap->capacity = gap->start = gap->length = 0;
}
