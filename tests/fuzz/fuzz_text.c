/* Any bytes are a document: read where they lie, looked at from every side; and a copy of them reads the same. */
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    und_doc *doc;
    if (und_doc_open(fuzz_packs(), &doc) != UND_OK)
        return 0;
    und_bytes text = {(const char *)data, size};
    fuzz_must(und_doc_read_lent(doc, text) == UND_OK, "any bytes are a document");
    fuzz_look_at_tree(doc);
    fuzz_look_at_views(doc);
    uint32_t nodes = und_node_count(doc), lines = und_doc_line_count(doc);
    fuzz_must(und_doc_read(doc, text) == UND_OK, "any bytes can be copied");
    fuzz_must(und_node_count(doc) == nodes && und_doc_line_count(doc) == lines, "a copy reads the same");
    und_doc_close(doc);
    return 0;
}
