/* tree_support.h - a tree as text: a node a line, indented; its kind, its label, the first word after the label. */
#ifndef TESTS_UNIT_TREE_SUPPORT_H
#define TESTS_UNIT_TREE_SUPPORT_H

#include "support.h"

#include "model/reading.h"
#include "read/document.h"

static void say_tree(und_packs *packs, const und_doc *doc, support_text *out)
{
    support_put_words(out, "");
    const und_lexicon *lexicon = und_lexicon_of(packs);
    for (uint32_t id = 1; id < und_node_count(doc); id++) {
        und_node node;
        assert_int_equal(und_node_get(doc, und_doc_revision(doc), id, &node), UND_OK);
        for (uint8_t i = 1; i < node.depth; i++)
            support_put_words(out, "  ");
        support_put_words(out, und_kind_name(node.kind));
        char label[UND_LABEL_TEXT_MAX];
        und_label_text(node.style, node.label, label);
        if (label[0] != '\0') {
            support_put_words(out, " ");
            support_put_words(out, label);
        }
        und_bytes line = und_doc_line(doc, und_doc_text_line(doc, id - 1));
        und_line_start start = und_line_start_of(lexicon, line);
        support_put_words(out, ": ");
        for (size_t at = start.text; at < line.length && strchr(" ,;:.*", line.at[at]) == NULL; at++)
            support_put(out, line.at + at, 1);
        support_put_words(out, "\n");
    }
}

static inline void reads_as(void **state, const char *text, const char *expected)
{
    und_doc *doc = support_doc(*state, support_bytes(text));
    support_text said = {0};
    say_tree(*state, doc, &said);
    if (strcmp(said.at, expected) != 0)
        fail_msg("%s\n---- reads as\n%s---- expected\n%s", text, said.at, expected);
    support_free(&said);
    und_doc_close(doc);
}

#endif
