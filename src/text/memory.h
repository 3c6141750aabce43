/* memory.h - the allocation hook, and arrays that grow over it. */
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

/* Makes room for `need` elements of `size` bytes in the array that the pointer at `array` names; `*room` counts elements.
 * Grows by a quarter, so that slack stays small. False when memory runs out or the sizes overflow; the array is then as
 * before. */
bool und_grow(const und_allocator *allocator, void *array, size_t *room, size_t need, size_t size);

/* The same for a pointer of any type: UND_GROW(allocator, list->at, list->room, list->count + 1). What is needed is
 * evaluated twice. */
#define UND_GROW(allocator, at, room, need)                                                                            \
    ((need) <= (room) || und_grow((allocator), &(at), &(room), (need), sizeof *(at)))

/* Puts an element at the end of an array, a value of its type or a compound literal. False when memory runs out. */
#define UND_PUSH(allocator, at, count, room, ...)                                                                      \
    (UND_GROW((allocator), (at), (room), (count) + 1) && ((at)[(count)++] = (__VA_ARGS__), true))

#endif
