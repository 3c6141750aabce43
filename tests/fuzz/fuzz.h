/* fuzz.h - what the fuzzers share: packs that are read once, and a sink that swallows. */
#ifndef UND_TESTS_FUZZ_H
#define UND_TESTS_FUZZ_H

#include "undoc/json.h"

#include <stdio.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Our own packs, read at the first call. */
static inline und_packs *fuzz_packs(void)
{
    static und_packs *packs;
    if (packs == NULL) {
        const char *roots[] = {UND_DATA_DIR};
        if (und_packs_open(NULL, roots, 1, &packs) != UND_OK) {
            fprintf(stderr, "fuzz: no packs in %s\n", UND_DATA_DIR);
            abort();
        }
    }
    return packs;
}

static inline bool fuzz_swallow(void *context, const char *at, size_t length)
{
    size_t *total = context;
    *total += length + (length > 0 ? (size_t)(unsigned char)at[0] : 0);
    return true;
}

/* Stops the fuzzer with an input that breaks a promise. */
static inline void fuzz_must(bool kept, const char *promise)
{
    if (!kept) {
        fprintf(stderr, "fuzz: %s\n", promise);
        abort();
    }
}

/* Nodes and their lines are what undoc.h says they are. */
static inline void fuzz_look_at_tree(const und_doc *doc)
{
    uint32_t count = und_node_count(doc), lines = und_doc_line_count(doc), revision = und_doc_revision(doc);
    uint32_t before = 0;
    for (uint32_t id = 0; id < count; id++) {
        und_node node;
        fuzz_must(und_node_get(doc, revision, id, &node) == UND_OK, "every node can be read");
        fuzz_must(node.first <= node.last && node.last <= lines, "a node lies within the document");
        fuzz_must(node.first >= before, "nodes are in the order of their lines");
        fuzz_must(node.depth <= UND_DEPTH_MAX, "no node is deeper than UND_DEPTH_MAX");
        fuzz_must(id == 0 || node.parent < id, "a parent comes before its children");
        before = node.first;
    }
    for (uint32_t line = 0; line < lines && line < 200; line++)
        fuzz_must(und_node_at(doc, line) < count, "every line has a node");
}

/* Every view of a document; what they write is not looked at, only that they do. */
static inline void fuzz_look_at_views(und_doc *doc)
{
    size_t total = 0;
    und_bytes name = {"fuzz", 4};
    fuzz_must(und_write_parse(doc, name, fuzz_swallow, &total) == UND_OK, "und_write_parse writes");
    fuzz_must(und_write_findings(doc, name, fuzz_swallow, &total) == UND_OK, "und_write_findings writes");
    fuzz_must(und_write_outline(doc, fuzz_swallow, &total) == UND_OK, "und_write_outline writes");
    fuzz_must(und_print_outline(doc, fuzz_swallow, &total) == UND_OK, "und_print_outline writes");
    uint32_t lines = und_doc_line_count(doc);
    for (uint32_t line = 0; line < lines && line < 12; line++)
        fuzz_must(und_write_explain(doc, line, fuzz_swallow, &total) == UND_OK, "und_write_explain writes");
    (void)und_doc_is_one(doc);
    fuzz_must(total > 0, "views write something");
}

#endif
