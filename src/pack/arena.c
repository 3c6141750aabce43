#include "pack/arena.h"

#include "text/memory.h"

#include <stddef.h>
#include <string.h>

struct und_arena_block {
    und_arena_block *older;
    size_t size; /* as asked for, this header included */
    size_t used; /* this header included */
};

static size_t round_up(size_t size)
{
    const size_t step = _Alignof(max_align_t);
    return (size + step - 1) / step * step;
}

void *und_arena_take(und_arena *arena, const und_allocator *allocator, size_t size)
{
    const size_t header = round_up(sizeof(und_arena_block));
    if (size > SIZE_MAX / 2)
        return NULL;
    size = round_up(size);
    und_arena_block *block = arena->newest;
    if (block == NULL || block->size - block->used < size) {
        size_t usual = arena->block == 0 ? UND_ARENA_BLOCK : arena->block;
        size_t room = header + size > usual ? header + size : usual;
        block = und_resize(allocator, NULL, 0, room);
        if (block == NULL)
            return NULL;
        *block = (und_arena_block){arena->newest, room, header};
        arena->newest = block;
        if (arena->block != 0)
            arena->block = usual * 2 < UND_ARENA_BLOCK ? usual * 2 : UND_ARENA_BLOCK;
    }
    void *at = (char *)block + block->used;
    block->used += size;
    return at;
}

const char *und_arena_copy(und_arena *arena, const und_allocator *allocator, und_bytes text)
{
    if (text.length >= SIZE_MAX / 2)
        return NULL;
    char *copy = und_arena_take(arena, allocator, text.length + 1);
    if (copy == NULL)
        return NULL;
    if (text.length > 0)
        memcpy(copy, text.at, text.length);
    copy[text.length] = '\0';
    return copy;
}

void und_arena_free(und_arena *arena, const und_allocator *allocator)
{
    while (arena->newest != NULL) {
        und_arena_block *block = arena->newest;
        arena->newest = block->older;
        und_free(allocator, block, block->size);
    }
}
