/* What requests for circulation say, kept by node. */
#include "model/values.h"

#include <stddef.h>
#include <string.h>

typedef struct kept_organ {
    und_organ organ;
    und_kept_passage words;
} kept_organ;

typedef struct kept_item {
    und_item item;
    und_range range;
} kept_item;

/* A block is this, the items, the words. */
typedef struct kept_request {
    uint8_t language;
    und_request_act act;
    und_said annexes;
    und_gender gender;
    uint32_t reference;
    uint32_t organ_count, item_count;
    und_kept_passage act_words, annex_words, gender_words;
    kept_organ organs[UND_REQUEST_ORGANS_MAX];
} kept_request;

static und_kept_passage keep(und_reading *reading, const und_request_parts *parts, und_request_words words,
                             uint32_t node_first)
{
    return und_keep_passage(reading, &parts->flow, words.first, words.last, node_first);
}

static void put_items(und_reading *reading, const und_request_parts *parts, const und_flow_reference *list,
                      uint32_t node_first)
{
    const und_flow *flow = &parts->flow;
    for (uint32_t i = 0; i < list->item_count; i++) {
        const und_flow_item *one = &parts->references.items[list->first_item + i];
        kept_item item;
        memset(&item, 0, sizeof item);
        und_place from = und_flow_from(flow, one->first), to = und_flow_end(flow, &reading->doc->lines, one->last);
        item.item = (und_item){one->item, one->sub};
        item.range = (und_range){{from.line - node_first, from.column}, {to.line - node_first, to.column}};
        und_text_put(&reading->block, (und_bytes){(const char *)&item, sizeof item});
    }
}

static void put_request(und_reading *reading, const und_request_parts *parts, uint32_t first)
{
    kept_request kept;
    memset(&kept, 0, sizeof kept);
    kept.language = parts->language;
    kept.act = parts->act;
    kept.annexes = parts->annexes;
    kept.gender = parts->gender;
    kept.reference = parts->agenda;
    kept.organ_count = parts->organ_count;
    const und_flow_reference *list = parts->agenda == UND_NO_REFERENCE ? NULL : &parts->references.at[parts->agenda];
    kept.item_count = list == NULL ? 0 : list->item_count;
    und_put_head(reading, &kept, sizeof kept);
    if (list != NULL)
        put_items(reading, parts, list, first);
    kept.act_words = keep(reading, parts, parts->act_words, first);
    kept.annex_words = keep(reading, parts, parts->annex_words, first);
    kept.gender_words = keep(reading, parts, parts->gender_words, first);
    for (uint32_t i = 0; i < parts->organ_count; i++) {
        kept.organs[i].organ = parts->organs[i].organ;
        kept.organs[i].words = keep(reading, parts, parts->organs[i].words, first);
    }
    und_set_head(reading, &kept, sizeof kept);
}

static bool read_request(und_reading *reading, uint32_t index, und_bytes *block)
{
    const und_doc *doc = reading->doc;
    uint32_t first = und_doc_first(doc, index);
    bool request = und_doc_stored(doc, index)->kind == UND_KIND_REQUEST;
    const und_request_parts *ours = request ? und_reading_request(reading) : NULL;
    if (request && ours == NULL)
        return false;
    und_request_parts parts;
    bool other = request && ours->index != index;
    bool ok = !other || und_request_read(&parts, doc, index);
    reading->block.length = 0;
    if (ok && request)
        put_request(reading, other ? &parts : ours, first);
    if (other)
        und_request_close(&parts);
    return ok && und_keep_block(reading, &reading->requests, index, block);
}

und_status und_request_get(und_doc *doc, uint32_t node, und_request *out)
{
    und_bytes block;
    und_status status = UND_ASK(doc, node, out, requests, read_request, &block);
    if (status != UND_OK || block.length == 0)
        return status == UND_OK ? UND_NONE : status;
    const kept_request *kept = (const void *)block.at;
    uint32_t first = und_doc_first(doc, node - 1);
    *out = (und_request){.node = node,
                         .language = kept->language,
                         .act = kept->act,
                         .act_words = und_kept_passage_at(&kept->act_words, block.at, first),
                         .annexes = kept->annexes,
                         .annex_words = und_kept_passage_at(&kept->annex_words, block.at, first),
                         .gender = kept->gender,
                         .gender_words = und_kept_passage_at(&kept->gender_words, block.at, first),
                         .reference = kept->reference};
    return UND_OK;
}

und_status und_request_organ_get(und_doc *doc, uint32_t node, uint32_t n, und_organ *organ, und_passage *words)
{
    und_bytes block;
    if (organ == NULL)
        return UND_E_ARGUMENT;
    *organ = UND_ORGAN_NONE;
    und_status status = UND_ASK(doc, node, words, requests, read_request, &block);
    if (status != UND_OK)
        return status;
    const kept_request *kept = (const void *)block.at;
    if (block.length == 0 || n >= kept->organ_count)
        return UND_NONE;
    *organ = kept->organs[n].organ;
    *words = und_kept_passage_at(&kept->organs[n].words, block.at, und_doc_first(doc, node - 1));
    return UND_OK;
}

und_status und_request_item_get(und_doc *doc, uint32_t node, uint32_t n, und_item *item, und_range *range)
{
    und_bytes block;
    if (item == NULL)
        return UND_E_ARGUMENT;
    *item = (und_item){0, 0};
    und_status status = UND_ASK(doc, node, range, requests, read_request, &block);
    if (status != UND_OK)
        return status;
    const kept_request *kept = (const void *)block.at;
    if (block.length == 0 || n >= kept->item_count)
        return UND_NONE;
    const kept_item *one = (const kept_item *)(const void *)(block.at + sizeof *kept) + n;
    uint32_t first = und_doc_first(doc, node - 1);
    *item = one->item;
    *range = one->range;
    range->from.line += first;
    range->to.line += first;
    return UND_OK;
}
