/* memory.h - growing arrays over the allocation hook. */
#ifndef UND_TEXT_MEMORY_H
#define UND_TEXT_MEMORY_H

#include "undoc/undoc.h"

/* The C library's allocator, for a NULL hook. */
extern const und_allocator und_allocator_libc;

static inline void *und_resize(const und_allocator *allocator, void *block, size_t old, size_t size)
{
    return allocator->resize(allocator->context, block, old, size);
}

static inline void und_free(const und_allocator *allocator, void *block, size_t size)
{
    if (block != NULL)
        (void)allocator->resize(allocator->context, block, size, 0);
}

/* Makes room for `need` elements of `size` bytes; `*capacity` counts elements. Grows by a quarter, so that slack stays
 * small. False when memory runs out or the sizes overflow; the array is then as before. */
bool und_grow(const und_allocator *allocator, void **array, size_t *capacity, size_t need, size_t size);

#endif
