/* A flow is read many bytes at a time where it can be, and knows where its bytes came from by stretches. It is the same as
 * when every character is read by itself and every byte has its place, which is how this test reads it. */
#include "support.h"

#include "read/flow.h"
#include "text/utf8.h"

#define FLOW_MAX 8192u

typedef struct slow_flow {
    char text[FLOW_MAX], folded[FLOW_MAX];
    und_place from[FLOW_MAX];
    uint32_t back[FLOW_MAX];
    size_t length, folded_length;
} slow_flow;

static void slow_put(slow_flow *flow, uint32_t point, und_place place)
{
    uint32_t length = und_utf8_encode(point, flow->text + flow->length);
    char coded[4];
    uint32_t bytes = und_fold_point(point, coded);
    for (uint32_t i = 0; i < bytes; i++) {
        flow->folded[flow->folded_length] = coded[i];
        flow->back[flow->folded_length++] = (uint32_t)flow->length;
    }
    for (uint32_t i = 0; i < length; i++)
        flow->from[flow->length++] = place;
}

static bool before_is_letter_and_hyphen(const slow_flow *flow)
{
    if (flow->length < 2 || flow->text[flow->length - 1] != '-')
        return false;
    unsigned char before = (unsigned char)flow->text[flow->length - 2];
    return before >= 0x80 || (unsigned)((before | 0x20) - 'a') < 26u;
}

static bool before_is_han(const slow_flow *flow)
{
    uint32_t bytes, point = 0;
    if (flow->length >= 3)
        point = und_utf8_decode(flow->text + flow->length - 3, flow->text + flow->length, &bytes);
    return und_is_han(point) || point == 0x3002 || point == 0x300b;
}

static void slow_line(slow_flow *flow, und_bytes line, uint32_t number, size_t most)
{
    const char *at = line.at, *end = line.at + line.length;
    bool begun = false, space = false;
    while (at < end && (*at == ' ' || *at == '\t' || *at == '#'))
        at++;
    while (at < end && flow->length < most) {
        uint32_t bytes;
        und_place place = {number, (uint32_t)(at - line.at)};
        bool mark = *at == '*' || (*at == '\\' && at + 1 < end && strchr("_*[]#", at[1]) != NULL && at[1] != '\0');
        uint32_t point = und_normal(und_utf8_decode(at, end, &bytes));
        at += bytes;
        if (at < end && ((unsigned char)*at == 0xcc || (unsigned char)*at == 0xcd)) {
            uint32_t made = und_compose(point, und_utf8_decode(at, end, &bytes));
            if (made != 0) {
                point = made;
                at += bytes;
            }
        }
        if (point == 0 || mark)
            continue;
        if (point == ' ' || point == '\n') {
            space = true;
            continue;
        }
        if (!begun && flow->length > 0) {
            und_place before = flow->from[flow->length - 1];
            before.column++;
            if (!before_is_letter_and_hyphen(flow) && !(before_is_han(flow) && und_is_han(point)))
                slow_put(flow, ' ', before);
        } else if (space && begun) {
            slow_put(flow, ' ', (und_place){number, place.column - 1});
        }
        space = false;
        begun = true;
        slow_put(flow, point, place);
    }
}

static void compare(und_doc *doc, const und_lines *lines, size_t most, und_run_way *run)
{
    static slow_flow slow;
    slow.length = slow.folded_length = 0;
    uint32_t count = und_lines_count(lines);
    for (uint32_t i = 0; i < count && slow.length < most; i++)
        slow_line(&slow, und_doc_line(doc, i), i, most);
    und_flow flow;
    und_flow_open(&flow, &und_allocator_libc);
    flow.run = run;
    assert_true(und_flow_read(&flow, lines, 0, count, most));
    assert_int_equal(flow.length, slow.length);
    assert_int_equal(flow.folded_length, slow.folded_length);
    if (slow.length > 0)
        assert_memory_equal(flow.text, slow.text, slow.length);
    if (slow.folded_length > 0)
        assert_memory_equal(flow.folded, slow.folded, slow.folded_length);
    for (size_t i = 0; i < slow.length; i++) {
        und_place from = und_flow_from(&flow, i);
        assert_int_equal(from.line, slow.from[i].line);
        assert_int_equal(from.column, slow.from[i].column);
    }
    for (size_t i = 0; i < slow.folded_length; i++)
        assert_int_equal(und_flow_back(&flow, i), slow.back[i]);
    assert_int_equal(und_flow_back(&flow, slow.folded_length), slow.length);
    for (size_t i = 0; i < UND_FLOW_ZEROS && flow.folded_length > 0; i++)
        assert_int_equal(flow.folded[flow.folded_length + i], 0);
    und_flow_close(&flow);
}

static void compare_text(und_packs *packs, const char *text, size_t length, size_t most)
{
    und_doc *doc = support_doc(packs, (und_bytes){text, length});
    und_lines lines;
    und_lines_open(&lines, &und_allocator_libc);
    for (uint32_t i = 0; i < und_doc_line_count(doc); i++) {
        und_bytes line = und_doc_line(doc, i);
        assert_int_equal(und_lines_splice(&lines, i, 0, &line, 1), UND_OK);
    }
    compare(doc, &lines, most, und_run_plain);
    compare(doc, &lines, most, und_run_best());
    und_lines_close(&lines);
    und_doc_close(doc);
}

static void pieces_of_all_kinds_in_any_order(void **state)
{
    static const char *const pieces[] = {"resolution",
                                         "The General Assembly",
                                         "a",
                                         "B",
                                         " ",
                                         "  ",
                                         "\t",
                                         "\n",
                                         "-\n",
                                         "*",
                                         "**",
                                         "\\_",
                                         "\\",
                                         "#",
                                         "1",
                                         "75/1",
                                         "é",
                                         "É",
                                         "œ",
                                         "Æ",
                                         "ß",
                                         "\xcc\x81",
                                         "e\xcc\x81",
                                         "и\xcc\x86",
                                         "ё",
                                         "Ё",
                                         "резол",
                                         "РЕЗОЛ",
                                         "الجم",
                                         "أإآ",
                                         "ـ",
                                         "١",
                                         "\xd9\x8e",
                                         "大会",
                                         "决议。",
                                         "》",
                                         "（",
                                         "Ａ",
                                         "\xc2\xad",
                                         "\xff",
                                         "\xe5",
                                         "\xd0",
                                         "’",
                                         "\xe2\x80\x91",
                                         "\xc2\xa0",
                                         "\xef\xbb\xbf",
                                         ",",
                                         ".",
                                         "and of the",
                                         "\xf0\x9f\x98\x80",
                                         "\x01",
                                         "\x7f",
                                         "12345678",
                                         "Yy zz W",
                                         "–",
                                         "“",
                                         "«",
                                         "»",
                                         "،",
                                         "؛",
                                         "АПРЯапря",
                                         "ءغي",
                                         "丁龥一",
                                         "、〗〿",
                                         "\xe2\x80\x95",
                                         "\xd9\x8b",
                                         "\xd8\xa0",
                                         "\xe3\x80\x80"};
    uint32_t seed = 20260101;
    for (int round = 0; round < 6000; round++) {
        char text[1024];
        size_t length = 0;
        for (int i = 0; i < 40; i++) {
            seed = seed * 1664525u + 1013904223u;
            size_t which = (seed >> 12) % (sizeof pieces / sizeof pieces[0]);
            size_t bytes = strlen(pieces[which]);
            memcpy(text + length, pieces[which], bytes);
            length += bytes;
        }
        compare_text(*state, text, length, round % 3 == 0 ? (size_t)(seed >> 20) % 200 : SIZE_MAX);
    }
}

static void in_documents_too(void **state)
{
    static const char *const files[] = {"tests/data/letter-en.txt", "tests/data/letter-ru.txt",
                                        "tests/data/resolution-ar.txt", "tests/data/resolution-fr.txt",
                                        "tests/data/resolution-zh.txt"};
    for (size_t i = 0; i < sizeof files / sizeof files[0]; i++) {
        support_text file = support_file(files[i]);
        compare_text(*state, file.at, file.length, FLOW_MAX - 16);
        support_free(&file);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pieces_of_all_kinds_in_any_order),
        cmocka_unit_test(in_documents_too),
    };
    return cmocka_run_group_tests(tests, support_open_packs, support_close_packs);
}
