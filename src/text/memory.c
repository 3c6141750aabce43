#include "text/memory.h"

#include <stdlib.h>
#include <string.h>

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

bool und_grow(const und_allocator *allocator, void *array, size_t *room, size_t need, size_t size)
{
    if (need <= *room)
        return true;
    if (need > SIZE_MAX / size)
        return false;
    size_t more = *room + *room / 4 + 8;
    if (more < need || more > SIZE_MAX / size)
        more = need;
    void *at;
    memcpy(&at, array, sizeof at); /* a pointer of any type */
    at = und_resize(allocator, at, *room * size, more * size);
    if (at == NULL)
        return false;
    memcpy(array, &at, sizeof at);
    *room = more;
    return true;
}
