#include "model/by_node.h"

#include <string.h>

typedef struct und_span {
    const char *at; /* NULL: not worked out */
    size_t length;
} und_span;

/* Of the first block of memory: what a short document has of one kind of value. */
#define FIRST_BLOCK 256u
/* Dead bytes that are not worth a copy of the living: some 100 edits' worth. */
#define DEAD_LEAST 65536u

static const char nothing[] = ""; /* where empty blocks lie */

void und_by_node_open(und_by_node *kept, const und_allocator *allocator)
{
    *kept =
        (und_by_node){.allocator = allocator, .spans = {.size = sizeof(und_span)}, .blocks = {.block = FIRST_BLOCK}};
}

void und_by_node_close(und_by_node *kept)
{
    und_gap_free(kept->allocator, &kept->spans);
    und_arena_free(&kept->blocks, kept->allocator);
    kept->blocks.block = FIRST_BLOCK;
    kept->live = kept->dead = 0;
}

void und_by_node_forget(und_by_node *kept)
{
    und_by_node_close(kept);
}

bool und_by_node_find(const und_by_node *kept, uint32_t index, und_bytes *block)
{
    if (index >= kept->spans.length)
        return false;
    const und_span *span = und_gap_at(&kept->spans, index);
    *block = (und_bytes){span->at, span->length};
    return span->at != NULL;
}

/* A span for each of `count` nodes. */
static bool make_spans(und_by_node *kept, uint32_t count)
{
    if (kept->spans.length == count)
        return true;
    if (!und_gap_reserve(kept->allocator, &kept->spans, count))
        return false;
    und_gap_move(&kept->spans, kept->spans.length);
    memset(kept->spans.at + kept->spans.length * sizeof(und_span), 0, (count - kept->spans.length) * sizeof(und_span));
    kept->spans.length = kept->spans.start = count;
    return true;
}

bool und_by_node_keep(und_by_node *kept, uint32_t index, uint32_t count, und_bytes block, und_bytes *copy)
{
    if (!make_spans(kept, count))
        return false;
    const char *at = nothing;
    if (block.length > 0) {
        char *place = und_arena_take(&kept->blocks, kept->allocator, block.length);
        if (place == NULL)
            return false;
        memcpy(place, block.at, block.length);
        at = place;
    }
    und_span *span = und_gap_at(&kept->spans, index);
    kept->dead += span->length;
    kept->live += block.length;
    kept->live -= span->length;
    *span = (und_span){at, block.length};
    *copy = (und_bytes){at, block.length};
    return true;
}

/* Copies the living blocks into fresh memory. Where there is none, nothing is kept. */
static void compact(und_by_node *kept)
{
    und_arena fresh = {.block = FIRST_BLOCK};
    for (size_t i = 0; i < kept->spans.length; i++) {
        und_span *span = und_gap_at(&kept->spans, i);
        if (span->length == 0)
            continue;
        char *place = und_arena_take(&fresh, kept->allocator, span->length);
        if (place == NULL) {
            und_arena_free(&fresh, kept->allocator);
            und_by_node_forget(kept);
            return;
        }
        memcpy(place, span->at, span->length);
        span->at = place;
    }
    und_arena_free(&kept->blocks, kept->allocator);
    kept->blocks = fresh;
    kept->dead = 0;
}

void und_by_node_splice(und_by_node *kept, uint32_t first, uint32_t removed, uint32_t added)
{
    if (kept->spans.length == 0)
        return;
    und_gap *spans = &kept->spans;
    for (uint32_t i = first; i < first + removed; i++) {
        const und_span *span = und_gap_at(spans, i);
        kept->dead += span->length;
        kept->live -= span->length;
    }
    und_gap_move(spans, first);
    spans->length -= removed; /* they are the first after the gap, and fall to it */
    if (!und_gap_reserve(kept->allocator, spans, spans->length + added)) {
        und_by_node_forget(kept); /* what was kept can be worked out again */
        return;
    }
    memset(spans->at + first * sizeof(und_span), 0, added * sizeof(und_span));
    spans->start += added;
    spans->length += added;
    if (kept->dead > DEAD_LEAST && kept->dead > kept->live)
        compact(kept);
}
