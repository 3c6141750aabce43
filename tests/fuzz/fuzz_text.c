/* Any bytes are a document: read, looked at from every side. */
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    und_doc *doc;
    if (und_doc_open(fuzz_packs(), &doc) != UND_OK)
        return 0;
    fuzz_must(und_doc_read(doc, (und_bytes){(const char *)data, size}) == UND_OK, "any bytes are a document");
    fuzz_look_at_tree(doc);
    fuzz_look_at_views(doc);
    und_doc_close(doc);
    return 0;
}
