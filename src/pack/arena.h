/* arena.h - memory that is given back all at once: file names, messages, names of States, bodies of templates. Blocks
 * never move, so what was handed out stays where it is until the packs are closed. */
#ifndef UND_PACK_ARENA_H
#define UND_PACK_ARENA_H

#include "undoc/undoc.h"

#define UND_ARENA_BLOCK 8192u /* about what six language packs leave here; one block for the usual case */

typedef struct und_arena_block und_arena_block;

typedef struct und_arena {
    und_arena_block *newest;
    size_t
        block; /* bytes of the next block; 0: UND_ARENA_BLOCK. Another size doubles with each, up to UND_ARENA_BLOCK */
} und_arena;

/* Aligned for any object; NULL when memory runs out. */
void *und_arena_take(und_arena *arena, const und_allocator *allocator, size_t size);
/* A copy that ends with a NUL; NULL when memory runs out. */
const char *und_arena_copy(und_arena *arena, const und_allocator *allocator, und_bytes text);
void und_arena_free(und_arena *arena, const und_allocator *allocator);

#endif
