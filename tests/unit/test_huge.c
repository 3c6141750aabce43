/* Texts beyond anything that is written: one line of 64 MB, a million blank lines, a hundred thousand nested
 * sub-paragraphs, invalid bytes by the megabyte. They are read, looked at in every way and changed, and the tree is the one
 * of a text read from scratch. */
#include "support.h"
#include "undoc/json.h"

/* Valgrind is thirty times as slow: a share of everything shows the same faults there. */
static uint32_t share(uint32_t whole)
{
    return getenv("UNDOC_VALGRIND") != NULL ? whole / 64 : whole;
}

static bool count_bytes(void *context, const char *at, size_t length)
{
    (void)at;
    *(size_t *)context += length;
    return true;
}

static void look(und_doc *doc)
{
    size_t bytes = 0;
    assert_int_equal(und_write_parse(doc, support_bytes("x"), count_bytes, &bytes), UND_OK);
    assert_int_equal(und_write_outline(doc, count_bytes, &bytes), UND_OK);
    assert_int_equal(und_write_findings(doc, support_bytes("x"), count_bytes, &bytes), UND_OK);
    assert_int_equal(und_print_explain(doc, und_doc_line_count(doc) / 2, count_bytes, &bytes), UND_OK);
    assert_true(bytes > 0);
}

/* The same nodes as a document that is read from the same lines anew. */
static void same_as_fresh(und_packs *packs, und_doc *doc)
{
    und_doc *fresh;
    uint32_t lines = und_doc_line_count(doc);
    und_bytes *all = malloc(lines * sizeof *all);
    assert_non_null(all);
    for (uint32_t i = 0; i < lines; i++)
        all[i] = und_doc_line(doc, i);
    assert_int_equal(und_doc_open(packs, &fresh), UND_OK);
    assert_int_equal(und_doc_splice(fresh, 0, und_doc_line_count(fresh), all, lines), UND_OK);
    free(all);
    assert_int_equal(und_node_count(doc), und_node_count(fresh));
    for (uint32_t id = 0; id < und_node_count(doc); id++) {
        und_node a, b;
        assert_int_equal(und_node_get(doc, und_doc_revision(doc), id, &a), UND_OK);
        assert_int_equal(und_node_get(fresh, und_doc_revision(fresh), id, &b), UND_OK);
        a.revision = b.revision;
        assert_int_equal(a.kind, b.kind);
        assert_int_equal(a.parent, b.parent);
        assert_int_equal(a.first, b.first);
        assert_int_equal(a.last, b.last);
        assert_int_equal(a.depth, b.depth);
    }
    und_doc_close(fresh);
}

/* Reads, looks, changes a line in the middle and takes it back, each time the tree of the lines as they are. */
static void survives(void **state, const support_text *text, uint32_t nodes_at_least)
{
    und_doc *doc = support_doc(*state, (und_bytes){text->at, text->length});
    assert_true(und_node_count(doc) >= nodes_at_least);
    look(doc);
    uint32_t middle = und_doc_line_count(doc) / 2;
    und_bytes before = und_doc_line(doc, middle);
    char *copy = malloc(before.length + 1);
    assert_non_null(copy);
    memcpy(copy, before.at, before.length);
    const und_bytes written[] = {support_bytes("1. Decides to measure the tide;"), support_bytes(""),
                                 support_bytes("(a) To wait;")};
    assert_int_equal(und_doc_splice(doc, middle, 1, written, 3), UND_OK);
    same_as_fresh(*state, doc);
    assert_int_equal(und_doc_splice(doc, middle, 3, &(und_bytes){copy, before.length}, 1), UND_OK);
    same_as_fresh(*state, doc);
    free(copy);
    assert_int_equal(und_doc_splice(doc, 0, und_doc_line_count(doc), NULL, 0), UND_OK);
    assert_int_equal(und_node_count(doc), 1);
    und_doc_close(doc);
}

static void put_times(support_text *text, const char *words, size_t length, size_t bytes)
{
    while (text->length < bytes)
        support_put(text, words, length);
}

static void one_line(void **state)
{
    static const char words[] = "the General Assembly recalls paragraph 3 (b) of resolution 75/1 ";
    support_text text = {0};
    put_times(&text, words, sizeof words - 1, share(64u << 20));
    survives(state, &text, 2);
    support_free(&text);
}

static void one_word(void **state)
{
    support_text text = {0};
    put_times(&text, "Recalling", 9, share(64u << 20));
    survives(state, &text, 2);
    support_free(&text);
}

static void blank_lines(void **state)
{
    support_text text = {0};
    put_times(&text, "\n", 1, share(1000000));
    survives(state, &text, 1);
    support_free(&text);
}

static void nested(void **state)
{
    static const char *const labels[] = {"(a) To:\n\n", "(i) To:\n\n", "a. To:\n\n", "i. To:\n\n"};
    support_text text = {0};
    support_put_words(&text, "The General Assembly,\n\n1. Decides:\n\n");
    for (uint32_t i = 0; i < share(100000); i++)
        support_put_words(&text, labels[i % 4]);
    survives(state, &text, share(100000));
    support_free(&text);
}

static void other_bytes(void **state)
{
    static const char bytes[] = "\xff\xfe\0\r\xc3(a) \xed\xa0\x80\n\xf4\x90\x80\x80[\x80\n";
    support_text text = {0};
    put_times(&text, bytes, sizeof bytes - 1, share(4u << 20));
    survives(state, &text, 2);
    support_free(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_line), cmocka_unit_test(one_word),    cmocka_unit_test(blank_lines),
        cmocka_unit_test(nested),   cmocka_unit_test(other_bytes),
    };
    return cmocka_run_group_tests(tests, support_open_packs, support_close_packs);
}
