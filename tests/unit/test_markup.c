/* Marks of Markdown, for an editor that leaves them out of sight. */
#include "support.h"

#include "undoc/markup.h"

/* The line without its marks. */
static void shown(und_doc *doc, const char *line, char *out)
{
    und_bytes bytes = {line, strlen(line)};
    assert_int_equal(und_doc_splice(doc, 0, und_doc_line_count(doc), &bytes, 1), UND_OK);
    und_markup marks[UND_MARKUP_MAX];
    uint32_t count = und_markup_find(doc, 0, marks, UND_MARKUP_MAX), at = 0;
    for (uint32_t i = 0; i <= count; i++) {
        uint32_t end = i < count ? marks[i].column : (uint32_t)bytes.length;
        assert_true(end >= at);
        memcpy(out, line + at, end - at);
        out += end - at;
        at = i < count ? marks[i].end_column : end;
    }
    *out = '\0';
}

static void marks_are_left_out(void **state)
{
    (void)state;
    static const char *const lines[][2] = {
        {"", ""},
        {"# Title", "Title"},
        {"#Title", "#Title"},
        {"####### Title", "####### Title"},
        {"# ", "# "},
        {"*Recalling* its resolution", "Recalling its resolution"},
        {"**1.** __Decides__ _to_ act", "1. Decides to act"},
        {"**a _b_ c**", "a b c"},
        {"***both***", "both"},
        {"*not closed", "*not closed"},
        {"* item *", "* item *"},
        {"***", "***"},
        {"a_b_c and 2*3*4", "a_b_c and 2*3*4"},
        {"*\xD8\xAA\xD8\xB4\xD9\x8A\xD8\xB1*", "\xD8\xAA\xD8\xB4\xD9\x8A\xD8\xB1"},
        {"act,[^2] and [^note].", "act,2 and note."},
        {"[^] [^2 [2]", "[^] [^2 [2]"},
        {"\\*not marks\\* and C:\\a", "*not marks* and C:\\a"},
    };
    und_doc *doc = NULL;
    und_packs *packs = support_packs();
    assert_int_equal(und_doc_open(packs, &doc), UND_OK);
    char out[200];
    for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++) {
        shown(doc, lines[i][0], out);
        assert_string_equal(out, lines[i][1]);
    }
    und_markup marks[2];
    assert_int_equal(und_markup_find(doc, 7, marks, 2), 0);
    und_bytes many = {"*a* *b* *c*", 11};
    assert_int_equal(und_doc_splice(doc, 0, 1, &many, 1), UND_OK);
    assert_int_equal(und_markup_find(doc, 0, marks, 2), 2);
    assert_int_equal(marks[1].column, 2);
    und_doc_close(doc);
    und_packs_close(packs);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(marks_are_left_out)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
