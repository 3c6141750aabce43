/* The references of each node, kept by node. */
#include "model/values.h"

#include <string.h>

/* Bytes of a node's own text that are looked at for references in one go. */
#define NODE_BYTES (1u << 20)

/* A block is this, the references, the items, the words. Nothing where there are no references. */
typedef struct kept_references {
    uint32_t count;
    uint32_t items; /* byte of the block where they begin */
} kept_references;

typedef struct kept_reference {
    und_kept_passage words;
    uint32_t type;
    uint32_t date;
    uint32_t first_item, item_count;
} kept_reference;

/* Puts the references that were found in reading->flow together. */
static void put_references(und_reading *reading, uint32_t node_first)
{
    const und_references *found = &reading->found;
    kept_references head = {(uint32_t)found->count, (uint32_t)(sizeof head + found->count * sizeof(kept_reference))};
    und_text *block = &reading->block;
    und_text_put(block, (und_bytes){(const char *)&head, sizeof head});
    const kept_reference none = {.type = 0};
    for (size_t i = 0; i < found->count; i++)
        und_text_put(block, (und_bytes){(const char *)&none, sizeof none});
    for (size_t i = 0; i < found->item_count; i++) {
        und_item item = {found->items[i].item, found->items[i].sub};
        und_text_put(block, (und_bytes){(const char *)&item, sizeof item});
    }
    for (size_t i = 0; i < found->count; i++) {
        const und_flow_reference *one = &found->at[i];
        kept_reference kept = {.type = (uint32_t)one->type,
                               .date = one->type == UND_REFERENCE_DATE ? one->date : 0,
                               .first_item = one->first_item,
                               .item_count = one->type == UND_REFERENCE_AGENDA ? one->item_count : 0};
        kept.words = und_keep_passage(reading, &reading->flow, one->first, one->last, node_first);
        if (!block->failed)
            memcpy(block->at + sizeof head + i * sizeof kept, &kept, sizeof kept);
    }
}

static bool read_references(und_reading *reading, uint32_t index, und_bytes *block)
{
    const und_doc *doc = reading->doc;
    if (!und_doc_flow(doc, index, und_doc_own_end(doc, index), NODE_BYTES, &reading->flow) ||
        !und_references_find(&reading->found, doc->lexicon, und_doc_node_language(doc, index), &reading->flow))
        return false;
    reading->block.length = 0;
    if (reading->found.count > 0)
        put_references(reading, und_doc_first(doc, index));
    return und_keep_block(reading, &reading->references, index, block);
}

static const kept_reference *kept_at(und_bytes block, uint32_t n)
{
    return (const kept_reference *)(const void *)(block.at + sizeof(kept_references)) + n;
}

static void fill(const und_doc *doc, uint32_t node, und_bytes block, uint32_t n, und_reference *out)
{
    const kept_references *head = (const void *)block.at;
    const kept_reference *kept = kept_at(block, n);
    const und_item *items = (const void *)(block.at + head->items);
    *out = (und_reference){.type = (und_reference_type)kept->type,
                           .node = node,
                           .words = und_kept_passage_at(&kept->words, block.at, und_doc_first(doc, node - 1)),
                           .date = und_date_of(kept->date),
                           .items = kept->item_count == 0 ? NULL : items + kept->first_item,
                           .item_count = kept->item_count};
}

und_status und_reference_get(und_doc *doc, uint32_t node, uint32_t n, und_reference *out)
{
    und_bytes block;
    und_status status = UND_ASK(doc, node, out, references, read_references, &block);
    if (status != UND_OK)
        return status;
    if (block.length == 0 || n >= ((const kept_references *)(const void *)block.at)->count)
        return UND_NONE;
    fill(doc, node, block, n, out);
    return UND_OK;
}

static bool before(und_place a, und_place b)
{
    return a.line < b.line || (a.line == b.line && a.column < b.column);
}

und_status und_reference_at(und_doc *doc, und_place place, und_reference *out)
{
    if (doc == NULL || out == NULL)
        return UND_E_ARGUMENT;
    *out = (und_reference){0};
    uint32_t node = und_node_at(doc, place.line);
    if (node == 0)
        return UND_NONE;
    und_status status;
    for (uint32_t n = 0; (status = und_reference_get(doc, node, n, out)) == UND_OK; n++)
        if (!before(place, out->words.range.from) && before(place, out->words.range.to))
            return UND_OK;
    *out = (und_reference){0};
    return status;
}
