#include "text/memory.h"

#include <stdlib.h>

static void *libc_resize(void *context, void *block, size_t old, size_t size)
{
    (void)context;
    (void)old;
    if (size == 0) {
        free(block);
        return NULL;
    }
    return realloc(block, size);
}

const und_allocator und_allocator_libc = {libc_resize, NULL};

bool und_grow(const und_allocator *allocator, void **array, size_t *capacity, size_t need, size_t size)
{
    if (need <= *capacity)
        return true;
    if (need > SIZE_MAX / size)
        return false;
    size_t room = *capacity + *capacity / 4 + 8;
    if (room < need || room > SIZE_MAX / size)
        room = need;
    void *grown = und_resize(allocator, *array, *capacity * size, room * size);
    if (grown == NULL)
        return false;
    *array = grown;
    *capacity = room;
    return true;
}
