#include "model/reading.h"

#include <string.h>

/* ---- following the document ---- */

static und_by_node *by_node_of(und_reading *reading, size_t index)
{
    und_by_node *const all[] = {&reading->references, &reading->letters, &reading->signatures, &reading->originals,
                                &reading->titles,     &reading->signs,   &reading->requests,   &reading->mentions};
    return index < sizeof all / sizeof all[0] ? all[index] : NULL;
}

static void drop_masthead(und_reading *reading)
{
    if (reading->masthead_read)
        und_masthead_close(&reading->masthead);
    reading->masthead_read = false;
}

static void drop_request(und_reading *reading)
{
    if (reading->request_read)
        und_request_close(&reading->request);
    reading->request_read = false;
}

static void changed(void *data, uint32_t first, uint32_t removed, uint32_t added)
{
    und_reading *reading = data;
    und_by_node *kept;
    for (size_t i = 0; (kept = by_node_of(reading, i)) != NULL; i++)
        und_by_node_splice(kept, first, removed, added);
    if (first < reading->masthead_nodes)
        drop_masthead(reading);
    if (first < reading->request_nodes)
        drop_request(reading);
    reading->negotiated.made = false;
    for (size_t i = 0; i < UND_SLOT_COUNT; i++)
        if (reading->slots[i].data != NULL)
            reading->slots[i].changed(reading->slots[i].data, first, removed, added);
}

static void forget(void *data)
{
    und_reading *reading = data;
    und_by_node *kept;
    for (size_t i = 0; (kept = by_node_of(reading, i)) != NULL; i++)
        und_by_node_forget(kept);
    drop_masthead(reading);
    drop_request(reading);
    reading->negotiated.made = false;
    for (size_t i = 0; i < UND_SLOT_COUNT; i++)
        if (reading->slots[i].data != NULL)
            reading->slots[i].forget(reading->slots[i].data);
}

static void close(void *data)
{
    und_reading *reading = data;
    for (size_t i = 0; i < UND_SLOT_COUNT; i++)
        if (reading->slots[i].data != NULL)
            reading->slots[i].close(reading->slots[i].data);
    und_by_node *kept;
    for (size_t i = 0; (kept = by_node_of(reading, i)) != NULL; i++)
        und_by_node_close(kept);
    drop_masthead(reading);
    drop_request(reading);
    und_flow_close(&reading->flow);
    und_references_close(&reading->found);
    und_text_close(&reading->block);
    und_negotiated_close(&reading->negotiated);
    const und_allocator *allocator = reading->doc->allocator;
    for (size_t i = 0; i < UND_LANGUAGES_MAX; i++) {
        if (reading->states[i] == NULL)
            continue;
        und_state_index_close(reading->states[i]);
        und_free(allocator, reading->states[i], sizeof *reading->states[i]);
    }
    und_free(allocator, reading, sizeof *reading);
}

und_reading *und_reading_of(und_doc *doc)
{
    if (doc->follower.data != NULL)
        return doc->follower.data;
    und_reading *reading = und_resize(doc->allocator, NULL, 0, sizeof *reading);
    if (reading == NULL) {
        (void)und_doc_fail(doc, UND_E_MEMORY, "out of memory");
        return NULL;
    }
    memset(reading, 0, sizeof *reading);
    reading->doc = doc;
    und_by_node *kept;
    for (size_t i = 0; (kept = by_node_of(reading, i)) != NULL; i++)
        und_by_node_open(kept, doc->allocator);
    und_flow_open(&reading->flow, doc->allocator);
    und_references_open(&reading->found, doc->allocator);
    und_text_open(&reading->block, doc->allocator);
    und_negotiated_open(&reading->negotiated, doc->allocator);
    doc->follower = (und_follower){reading, changed, forget, close};
    return reading;
}

/* ---- the masthead ---- */

/* How many nodes the masthead and its session were read from: those up to the masthead and the block of date and
 * distribution, and up to the subject, which tells whose session it is. Where one of them is not there, all nodes before
 * the first annex were looked at. */
static uint32_t nodes_looked_at(const und_doc *doc)
{
    uint32_t count = und_nodes_count(&doc->nodes);
    for (uint32_t i = 0; i < count; i++) {
        uint8_t kind = und_doc_stored(doc, i)->kind;
        if (kind == UND_KIND_ANNEX || kind == UND_KIND_ENCLOSURE)
            return i + 1;
    }
    return count + 1; /* what comes after the last node counts too */
}

const und_masthead_parts *und_reading_masthead(und_reading *reading)
{
    if (reading->masthead_read)
        return &reading->masthead;
    if (!und_masthead_read(&reading->masthead, reading->doc)) {
        und_masthead_close(&reading->masthead);
        (void)und_doc_fail(reading->doc, UND_E_MEMORY, "out of memory");
        return NULL;
    }
    reading->masthead_read = true;
    reading->masthead_nodes = nodes_looked_at(reading->doc);
    return &reading->masthead;
}

/* ---- the request ---- */

const und_request_parts *und_reading_request(und_reading *reading)
{
    if (reading->request_read)
        return &reading->request;
    uint32_t index = und_doc_request(reading->doc);
    if (!und_request_read(&reading->request, reading->doc, index)) {
        und_request_close(&reading->request);
        (void)und_doc_fail(reading->doc, UND_E_MEMORY, "out of memory");
        return NULL;
    }
    reading->request_read = true;
    /* The node after it tells its language. */
    reading->request_nodes = index == UINT32_MAX ? nodes_looked_at(reading->doc) : index + 2;
    return &reading->request;
}

/* ---- passages ---- */

und_kept_passage und_keep_passage(und_reading *reading, const und_flow *flow, uint32_t first, uint32_t last,
                                  uint32_t node_first)
{
    if (last <= first)
        return (und_kept_passage){0};
    und_place from = und_flow_from(flow, first), to = und_flow_end(flow, &reading->doc->lines, last);
    und_kept_passage kept = {{from.line - node_first, from.column},
                             {to.line - node_first, to.column},
                             (uint32_t)reading->block.length,
                             last - first};
    und_text_put(&reading->block, (und_bytes){flow->text + first, last - first});
    return kept;
}

und_passage und_kept_passage_at(const und_kept_passage *kept, const char *block, uint32_t node_first)
{
    if (kept->length == 0)
        return (und_passage){.text = {"", 0}};
    return (und_passage){
        {block + kept->text, kept->length},
        {{kept->from.line + node_first, kept->from.column}, {kept->to.line + node_first, kept->to.column}}};
}
