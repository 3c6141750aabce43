/* The references of each node, kept by node. */
#include "model/values.h"

#include <stddef.h>
#include <string.h>

/* Bytes of a node's own text that are looked at for references in one go. */
#define NODE_BYTES (1u << 20)

/* A block is this, the references, the items, the targets, their steps, the words. Nothing where there are no
 * references. Lines count from the node's first one. */
typedef struct kept_references {
    uint32_t count;
    uint32_t items, targets, steps; /* bytes of the block where they begin */
} kept_references;

typedef struct kept_reference {
    und_kept_passage words;
    uint32_t type;
    uint32_t date;
    uint32_t first_item, item_count;
    uint32_t first_target, target_count;
    uint32_t where, in;
    und_range direction;
} kept_reference;

/* Where a name lies in a block. */
typedef struct kept_name {
    uint32_t at, length;
} kept_name;

/* The steps of a target's first end stand before those of its second. */
typedef struct kept_target {
    und_kept_passage words;
    kept_name name, to_name;
    uint32_t first_step;
    uint16_t session, year;
    uint8_t kind, count, to_count, session_type;
} kept_target;

static und_range range_of(const und_reading *reading, uint32_t first, uint32_t last, uint32_t node_first)
{
    if (last <= first)
        return (und_range){0};
    und_place from = und_flow_from(&reading->flow, first);
    und_place to = und_flow_end(&reading->flow, &reading->doc->lines, last);
    return (und_range){{from.line - node_first, from.column}, {to.line - node_first, to.column}};
}

static void put_steps(und_reading *reading, const und_flow_step *steps, uint32_t count, uint32_t node_first)
{
    for (uint32_t i = 0; i < count; i++) {
        const und_flow_step *step = &steps[i];
        und_target_step kept;
        memset(&kept, 0, sizeof kept);
        kept.style = (und_label_style)step->style;
        kept.label = (uint16_t)(step->value | (unsigned)step->added << 14);
        kept.other = step->other;
        kept.range = range_of(reading, step->first, step->last, node_first);
        und_text_put(&reading->block, (und_bytes){(const char *)&kept, sizeof kept});
    }
}

/* Puts bytes [first, last) of the text without the spaces after slashes, where a line ended. */
static void put_name(und_text *block, const char *text, uint32_t first, uint32_t last)
{
    for (uint32_t from = first, i = first; i < last; i++) {
        if (i + 1 < last && (text[i] != '/' || text[i + 1] != ' '))
            continue;
        und_text_put(block, (und_bytes){text + from, i + 1 - from});
        from = i + 2;
    }
}

/* The whole name of a number or a symbol that has bytes [first, last): "73/2 B" of "B", "A/73/L.6/Add.1" of "Add.1". */
static kept_name keep_name(und_reading *reading, const und_flow_target *target, uint32_t first, uint32_t last)
{
    und_text *block = &reading->block;
    uint32_t at = (uint32_t)block->length;
    if (target->base_first < target->base_last && first >= target->base_last) {
        put_name(block, reading->flow.text, target->base_first, target->base_last);
        und_text_put(block, (und_bytes){target->kind == UND_TARGET_SYMBOL ? "/" : " ", 1});
    }
    put_name(block, reading->flow.text, first, last);
    return (kept_name){at, (uint32_t)block->length - at};
}

static kept_target keep_target(und_reading *reading, const und_flow_target *target, uint32_t node_first)
{
    kept_target kept = {.session = target->session,
                        .year = target->year,
                        .kind = target->kind,
                        .count = target->count,
                        .to_count = target->to_count,
                        .session_type = target->session_type};
    kept.words = und_keep_passage(reading, &reading->flow, target->first, target->last, node_first);
    if (target->kind < UND_TARGET_RESOLUTION)
        return kept;
    kept.name = keep_name(reading, target, target->first, target->to_count > 0 ? target->from_last : target->last);
    if (target->to_count > 0)
        kept.to_name = keep_name(reading, target, target->to_first, target->last);
    return kept;
}

static void put_zeros(und_text *block, size_t count)
{
    static const char zeros[sizeof(kept_reference)] = {0};
    for (size_t part; count > 0; count -= part) {
        part = count < sizeof zeros ? count : sizeof zeros;
        und_text_put(block, (und_bytes){zeros, part});
    }
}

/* Puts the references that were found in reading->flow together. */
static void put_references(und_reading *reading, uint32_t node_first)
{
    const und_references *found = &reading->found;
    und_text *block = &reading->block;
    kept_references head = {.count = (uint32_t)found->count};
    head.items = (uint32_t)(sizeof head + found->count * sizeof(kept_reference));
    head.targets = head.items + (uint32_t)(found->item_count * sizeof(und_item));
    head.steps = head.targets + (uint32_t)(found->target_count * sizeof(kept_target));
    und_text_put(block, (und_bytes){(const char *)&head, sizeof head});
    put_zeros(block, found->count * sizeof(kept_reference));
    for (size_t i = 0; i < found->item_count; i++) {
        und_item item = {found->items[i].item, found->items[i].sub};
        und_text_put(block, (und_bytes){(const char *)&item, sizeof item});
    }
    put_zeros(block, found->target_count * sizeof(kept_target));
    for (size_t i = 0; i < found->target_count; i++) {
        put_steps(reading, found->targets[i].steps, found->targets[i].count, node_first);
        put_steps(reading, found->targets[i].to, found->targets[i].to_count, node_first);
    }
    uint32_t steps = 0;
    for (size_t i = 0; i < found->target_count; i++) {
        const und_flow_target *target = &found->targets[i];
        kept_target kept = keep_target(reading, target, node_first);
        kept.first_step = steps;
        steps += target->count + (uint32_t)target->to_count;
        if (!block->failed)
            memcpy(block->at + head.targets + i * sizeof kept, &kept, sizeof kept);
    }
    for (size_t i = 0; i < found->count; i++) {
        const und_flow_reference *one = &found->at[i];
        kept_reference kept = {.type = (uint32_t)one->type,
                               .date = one->type == UND_REFERENCE_DATE ? one->date : 0,
                               .first_item = one->first_item,
                               .item_count = one->type == UND_REFERENCE_AGENDA ? one->item_count : 0,
                               .first_target = one->first_target,
                               .target_count = one->target_count,
                               .where = (uint32_t)one->where,
                               .in = one->in};
        kept.direction = range_of(reading, one->direction_first, one->direction_last, node_first);
        kept.words = und_keep_passage(reading, &reading->flow, one->first, one->last, node_first);
        if (!block->failed)
            memcpy(block->at + sizeof head + i * sizeof kept, &kept, sizeof kept);
    }
}

/* The request of the document has been read with its references. False: it is another node, or memory ran out. */
static bool request_references(und_reading *reading, uint32_t index)
{
    if (und_doc_stored(reading->doc, index)->kind != UND_KIND_REQUEST)
        return false;
    const und_request_parts *request = und_reading_request(reading);
    return request != NULL && request->index == index;
}

/* Lends what was read of the request to who reads a node, and takes it back. */
static void swap_request(und_reading *reading)
{
    und_flow flow = reading->flow;
    und_references found = reading->found;
    reading->flow = reading->request.flow;
    reading->found = reading->request.references;
    reading->request.flow = flow;
    reading->request.references = found;
}

static bool read_references(und_reading *reading, uint32_t index, und_bytes *block)
{
    const und_doc *doc = reading->doc;
    if (request_references(reading, index)) {
        swap_request(reading);
        reading->block.length = 0;
        if (reading->found.count > 0)
            put_references(reading, und_doc_first(doc, index));
        swap_request(reading);
        return und_keep_block(reading, &reading->references, index, block);
    }
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
    uint32_t first = und_doc_first(doc, node - 1);
    *out = (und_reference){.type = (und_reference_type)kept->type,
                           .node = node,
                           .words = und_kept_passage_at(&kept->words, block.at, first),
                           .date = und_date_of(kept->date),
                           .items = kept->item_count == 0 ? NULL : items + kept->first_item,
                           .item_count = kept->item_count,
                           .target_count = kept->target_count,
                           .where = (und_whereabouts)kept->where,
                           .direction = und_range_moved(kept->direction, first),
                           .in = kept->in};
}

/* The block of a node with its references, of which there is an n-th. */
static und_status ask(und_doc *doc, uint32_t node, uint32_t n, void *out, size_t size, und_bytes *block)
{
    if (doc == NULL || out == NULL)
        return UND_E_ARGUMENT;
    memset(out, 0, size);
    und_status status = und_ask_block(doc, node, offsetof(und_reading, references), read_references, block);
    if (status == UND_OK && (block->length == 0 || n >= ((const kept_references *)(const void *)block->at)->count))
        return UND_NONE;
    return status;
}

und_status und_reference_get(und_doc *doc, uint32_t node, uint32_t n, und_reference *out)
{
    und_bytes block;
    und_status status = ask(doc, node, n, out, sizeof *out, &block);
    if (status == UND_OK)
        fill(doc, node, block, n, out);
    return status;
}

und_status und_target_get(und_doc *doc, uint32_t node, uint32_t reference, uint32_t n, und_target *out)
{
    und_bytes block;
    und_status status = ask(doc, node, reference, out, sizeof *out, &block);
    if (status != UND_OK)
        return status;
    const kept_reference *whole = kept_at(block, reference);
    if (n >= whole->target_count)
        return UND_NONE;
    const kept_references *head = (const void *)block.at;
    const kept_target *kept = (const kept_target *)(const void *)(block.at + head->targets) + whole->first_target + n;
    const und_target_step *steps = (const und_target_step *)(const void *)(block.at + head->steps) + kept->first_step;
    uint32_t first = und_doc_first(doc, node - 1);
    *out = (und_target){.kind = (und_target_kind)kept->kind,
                        .words = und_kept_passage_at(&kept->words, block.at, first),
                        .name = {block.at + kept->name.at, kept->name.length},
                        .to_name = {block.at + kept->to_name.at, kept->to_name.length},
                        .count = kept->count,
                        .to_count = kept->to_count,
                        .session_type = (und_session_type)kept->session_type,
                        .session = kept->session,
                        .year = kept->year};
    for (uint32_t i = 0; i < kept->count + (uint32_t)kept->to_count; i++) {
        und_target_step *step = i < kept->count ? &out->steps[i] : &out->to[i - kept->count];
        *step = steps[i];
        step->range = und_range_moved(step->range, first);
    }
    return UND_OK;
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
        if (!und_place_before(place, out->words.range.from) && und_place_before(place, out->words.range.to))
            return UND_OK;
    *out = (und_reference){0};
    return status;
}
