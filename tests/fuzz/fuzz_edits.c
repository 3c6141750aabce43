/* Any sequence of edits: after each the tree equals one that is read from scratch.
 *
 * The input is a list of edits: a byte for the place, one for the lines that go, one for those that come, then those
 * lines, each up to a line feed. */
#include "fuzz.h"

#include <string.h>

#define LINES_MAX 512u /* of the document: edits of long ones are tests/edits' work */
#define ADDED_MAX 8u

static void must_equal_scratch(und_doc *doc)
{
    und_doc *fresh;
    if (und_doc_open(fuzz_packs(), &fresh) != UND_OK)
        return;
    uint32_t lines = und_doc_line_count(doc);
    und_bytes copy[LINES_MAX];
    size_t room = 0, used = 0;
    for (uint32_t i = 0; i < lines; i++)
        room += und_doc_line_whole(doc, i).length + 1;
    char *text = malloc(room + 1);
    if (text == NULL)
        abort();
    for (uint32_t i = 0; i < lines; i++) {
        /* With a CR behind it, which is no part of a line: one that ends with a CR would lose that. */
        und_bytes line = und_doc_line_whole(doc, i);
        copy[i] = (und_bytes){text + used, line.length + 1};
        memcpy(text + used, line.at, line.length);
        text[used + line.length] = '\r';
        used += copy[i].length;
    }
    fuzz_must(und_doc_splice(fresh, 0, 0, copy, lines) == UND_OK, "the lines can be read again");
    free(text);
    fuzz_must(und_node_count(doc) == und_node_count(fresh), "as many nodes as from scratch");
    for (uint32_t id = 0; id < und_node_count(doc); id++) {
        und_node a, b;
        fuzz_must(und_node_get(doc, und_doc_revision(doc), id, &a) == UND_OK, "every node can be read");
        fuzz_must(und_node_get(fresh, und_doc_revision(fresh), id, &b) == UND_OK, "every fresh node can be read");
        fuzz_must(a.kind == b.kind && a.first == b.first && a.last == b.last && a.depth == b.depth &&
                      a.parent == b.parent && a.label == b.label && a.style == b.style && a.opener == b.opener &&
                      a.language == b.language,
                  "every node equals the one from scratch");
    }
    und_doc_close(fresh);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    und_doc *doc;
    if (und_doc_open(fuzz_packs(), &doc) != UND_OK)
        return 0;
    size_t at = 0;
    while (at + 3 <= size) {
        uint32_t lines = und_doc_line_count(doc);
        uint32_t first = lines == 0 ? 0 : data[at] * (lines + 1u) / 256u;
        uint32_t removed = data[at + 1] % (ADDED_MAX + 1u);
        uint32_t added = data[at + 2] % (ADDED_MAX + 1u);
        at += 3;
        if (removed > lines - first)
            removed = lines - first;
        if (lines - removed + added > LINES_MAX)
            removed = lines - first;
        if (lines - removed + added > LINES_MAX)
            break;
        und_bytes line[ADDED_MAX];
        for (uint32_t i = 0; i < added; i++) {
            const uint8_t *stop = size > at ? memchr(data + at, '\n', size - at) : NULL;
            size_t end = stop == NULL ? size : (size_t)(stop - data);
            line[i] = (und_bytes){(const char *)data + at, end - at};
            at = stop == NULL ? size : end + 1;
        }
        fuzz_must(und_doc_splice(doc, first, removed, line, added) == UND_OK, "an edit within the lines succeeds");
        must_equal_scratch(doc);
    }
    fuzz_look_at_tree(doc);
    und_doc_close(doc);
    return 0;
}
