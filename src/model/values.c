#include "model/values.h"

#include <stdio.h>
#include <string.h>

void und_put_head(und_reading *reading, const void *head, size_t size)
{
    und_text_put(&reading->block, (und_bytes){head, size});
}

void und_set_head(und_reading *reading, const void *head, size_t size)
{
    if (!reading->block.failed)
        memcpy(reading->block.at, head, size);
}

bool und_keep_block(und_reading *reading, und_by_node *kept, uint32_t index, und_bytes *block)
{
    bool ok = !reading->block.failed && und_by_node_keep(kept, index, und_nodes_count(&reading->doc->nodes),
                                                         und_text_bytes(&reading->block), block);
    reading->block.failed = false; /* the next block begins anew */
    return ok;
}

und_status und_ask_block(und_doc *doc, uint32_t node, size_t kept_offset, und_node_reader read, und_bytes *block)
{
    if (node == 0 || node >= und_node_count(doc))
        return und_doc_fail(doc, UND_E_ARGUMENT, "there is no such node");
    und_reading *reading = und_reading_of(doc);
    if (reading == NULL)
        return UND_E_MEMORY;
    const und_by_node *kept = (const und_by_node *)(const void *)((const char *)reading + kept_offset);
    if (und_by_node_find(kept, node - 1, block) || read(reading, node - 1, block))
        return UND_OK;
    return und_doc_fail(doc, UND_E_MEMORY, "out of memory");
}

und_date und_date_of(uint32_t packed)
{
    return (und_date){packed >> 16, packed >> 8 & 255u, packed & 255u};
}

void und_code_put(char out[8], uint32_t code)
{
    snprintf(out, 8, "%s", und_code_name((und_code)code).text);
}
