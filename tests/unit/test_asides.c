/* Asides, "<!-- undoc: … -->" at the end of a line or alone on it: a document with them is read as if they were not there,
 * and is written out with them or, where it goes to readers, without. The texts are our own. */
#include "support.h"

#include "text/lines.h"
#include "undoc/json.h"
#include "undoc/negotiated.h"
#include "undoc/reading.h"

#define ASIDE "<!-- undoc: off mark/* -->"

static void what_is_an_aside(void **state)
{
    (void)state;
    static const struct {
        const char *line;
        size_t length; /* without asides */
    } lines[] = {
        {"", 0},
        {"A line;", 7},
        {ASIDE, 0},
        {" \t" ASIDE "  ", 0},
        {"A line; " ASIDE, 7},
        {"A line;" ASIDE "\t", 7},
        {"A line; " ASIDE " <!--undoc:off-->", 7},
        {"A line; <!-- a note --> " ASIDE, 23},
        {"A line; <!-- undoc: off", 23},
        {"A line; <!-- a note -->", 23},
        {"A line; <!-- undoc off -->", 26},
        {"A line; " ASIDE " and more", 43},
        {"<!-- undoc: off --> <!-- a note -->", 35},
        {"<!-- image -->", 14},
        {"-->", 3},
        {"<!-->", 5},
        {"undoc: -->", 10},
        {"# undoc: off mark/*", 0},
        {"#undoc:", 0},
        {"# A heading", 11},
        {"# undocumented", 14},
        {"#", 1},
        {" # undoc: off", 13},
    };
    for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++)
        assert_int_equal(und_without_asides(lines[i].line, strlen(lines[i].line)), lines[i].length);
    /* One as long as nobody writes is text. */
    char *line = malloc(4000);
    assert_non_null(line);
    memset(line, 'x', 4000);
    memcpy(line, "<!-- undoc: off", 15);
    memcpy(line + 3997, "-->", 3);
    assert_int_equal(und_without_asides(line, 4000), 4000);
    free(line);
}

static void lines_keep_their_asides(void **state)
{
    und_doc *doc = support_doc(*state, support_bytes("One " ASIDE "\r\n" ASIDE "\nThree\n"));
    assert_int_equal(und_doc_line_count(doc), 3);
    assert_int_equal(und_doc_line(doc, 0).length, 3);
    assert_int_equal(und_doc_line(doc, 1).length, 0);
    assert_int_equal(und_doc_line_whole(doc, 0).length, 4 + strlen(ASIDE));
    assert_memory_equal(und_doc_line_whole(doc, 1).at, ASIDE, strlen(ASIDE));
    assert_int_equal(und_doc_line_whole(doc, 2).length, 5);
    assert_int_equal(und_doc_line_whole(doc, 3).length, 0);
    /* Lines come and go around them. */
    const und_bytes two[] = {support_bytes("Before"), support_bytes("Between " ASIDE)};
    assert_int_equal(und_doc_splice(doc, 1, 0, two, 2), UND_OK);
    assert_int_equal(und_doc_line_whole(doc, 2).length, 8 + strlen(ASIDE));
    assert_int_equal(und_doc_line_whole(doc, 3).length, strlen(ASIDE));
    assert_int_equal(und_doc_line(doc, 2).length, 7);
    assert_int_equal(und_doc_splice(doc, 0, 2, NULL, 0), UND_OK);
    assert_int_equal(und_doc_line(doc, 0).length, 7);
    assert_int_equal(und_doc_line_whole(doc, 1).length, strlen(ASIDE));
    assert_int_equal(und_doc_splice(doc, 0, 2, two, 1), UND_OK);
    assert_int_equal(und_doc_line_whole(doc, 0).length, 6);
    assert_int_equal(und_doc_line_whole(doc, 1).length, 5);
    und_doc_close(doc);
}

/* Typing, so that the text is put together anew again and again. */
static void asides_stay_while_text_is_typed(void **state)
{
    und_doc *doc = support_doc(*state, support_bytes("One " ASIDE "\n" ASIDE "\nThree\nFour\n"));
    char words[600];
    for (uint32_t i = 0; i < 2000; i++) {
        int length = snprintf(words, sizeof words, "%0*u %s", (int)(1 + i % 500), i, i % 3 == 0 ? ASIDE : "");
        const und_bytes line = {words, (size_t)length};
        assert_int_equal(und_doc_splice(doc, 2 + i % 2, 1, &line, 1), UND_OK);
        assert_int_equal(und_doc_line_whole(doc, 2 + i % 2).length, (size_t)length);
        assert_int_equal(und_doc_line_whole(doc, 0).length, 4 + strlen(ASIDE));
        assert_int_equal(und_doc_line(doc, 1).length, 0);
    }
    und_doc_close(doc);
}

/* What a document is read as: its nodes, and the lines of the text without lines that `gone` says. */
static void put_reading(und_doc *doc, const uint32_t *gone, size_t gone_count, support_text *out)
{
    uint32_t revision = und_doc_revision(doc);
    char line[256];
    for (uint32_t id = 1; id < und_node_count(doc); id++) {
        und_node node;
        assert_int_equal(und_node_get(doc, revision, id, &node), UND_OK);
        uint32_t first = node.first, last = node.last;
        for (size_t i = 0; i < gone_count; i++) {
            first -= gone[i] < node.first;
            last -= gone[i] < node.last;
        }
        snprintf(line, sizeof line, "%s %u %u..%u style %u label %u opener %u\n", und_kind_name(node.kind), node.parent,
                 first, last, (unsigned)node.style, node.label, node.opener);
        support_put_words(out, line);
        und_passage title;
        if (und_title_get(doc, id, &title) == UND_OK)
            support_put(out, title.text.at, title.text.length);
        und_reference reference;
        for (uint32_t n = 0; und_reference_get(doc, id, n, &reference) == UND_OK; n++) {
            support_put(out, reference.words.text.at, reference.words.text.length);
            support_put_words(out, "\n");
        }
    }
    snprintf(line, sizeof line, "%s %u\n", und_doc_kind_name(und_doc_kind_of(doc)), und_doc_language(doc));
    support_put_words(out, line);
}

static const char *const samples[] = {SUPPORT_LETTER,
                                      "tests/data/letter-en.txt",
                                      "tests/data/letter-ru.txt",
                                      "tests/data/note-verbale-es.txt",
                                      "tests/data/declaration-en.txt",
                                      "tests/data/resolution-ar.txt",
                                      "tests/data/resolution-en.txt",
                                      "tests/data/resolution-fr.txt",
                                      "tests/data/resolution-zh.txt"};

/* Where asides are put into the samples: at the end of every line that has words, above every paragraph, or both. */
typedef enum where { AT_ENDS, ABOVE, BOTH } where;

static void compare_with(und_packs *packs, const char *name, where asides)
{
    support_text text = support_file(name), changed = {0};
    und_doc *plain = support_doc(packs, (und_bytes){text.at, text.length});
    uint32_t lines = und_doc_line_count(plain), added = 0;
    uint32_t *gone = malloc((lines + 1) * sizeof *gone);
    for (uint32_t i = 0; i < lines; i++) {
        und_bytes line = und_doc_line(plain, i);
        bool first = line.length > 0 && (i == 0 || und_doc_line(plain, i - 1).length == 0);
        if (first && asides != AT_ENDS) {
            gone[added] = i + added;
            added++;
            support_put_words(&changed, ASIDE "\n");
        }
        support_put(&changed, line.at, line.length);
        if (line.length > 0 && asides != ABOVE)
            support_put_words(&changed, "  " ASIDE);
        support_put_words(&changed, "\n");
    }
    und_doc *doc = support_doc(packs, (und_bytes){changed.at, changed.length});
    assert_int_equal(und_doc_line_count(doc), lines + added);
    support_text one = {0}, other = {0};
    put_reading(plain, gone, 0, &one);
    put_reading(doc, gone, added, &other);
    if (strcmp(one.at, other.at) != 0)
        fail_msg("%s is read otherwise with asides\n---- without\n%s---- with\n%s", name, one.at, other.at);
    /* No word more. */
    und_length before, after;
    assert_int_equal(und_text_length(plain, 0, lines, &before), UND_OK);
    assert_int_equal(und_text_length(doc, 0, lines + added, &after), UND_OK);
    assert_int_equal(before.words, after.words);
    assert_int_equal(before.han, after.han);
    /* A clean copy has none of them. */
    und_settlement *made;
    support_clear(&one);
    support_clear(&other);
    assert_int_equal(und_clean(plain, UND_CHOICE_KEEP, &made), UND_OK);
    assert_int_equal(und_settlement_text(made, plain, support_sink, &one), UND_OK);
    und_settlement_close(made);
    assert_int_equal(und_clean(doc, UND_CHOICE_KEEP, &made), UND_OK);
    assert_int_equal(und_settlement_text(made, doc, support_sink, &other), UND_OK);
    und_settlement_close(made);
    assert_string_equal(one.at, other.at);
    und_doc_close(plain);
    und_doc_close(doc);
    support_free(&text);
    support_free(&changed);
    support_free(&one);
    support_free(&other);
    free(gone);
}

static void documents_are_read_without_them(void **state)
{
    for (size_t i = 0; i < sizeof samples / sizeof samples[0]; i++)
        for (int asides = AT_ENDS; asides <= BOTH; asides++)
            compare_with(*state, samples[i], (where)asides);
}

/* A paragraph that was wrapped goes on after an aside, and a list after one. */
static void an_aside_parts_no_paragraph(void **state)
{
    static const char text[] = "The General Assembly,\n\n"
                               "1. Decides to give the keepers of the lights what they need for the lamps\n" ASIDE "\n"
                               "and for the boats, as it did in paragraph 2 of its resolution 74/12, every\n"
                               "year;\n" ASIDE "\n\n" ASIDE "\n"
                               "2. Requests the Secretary-General:\n" ASIDE "\n"
                               "(a) To count the lamps;\n"
                               "(b) To count the boats.\n";
    und_doc *doc = support_doc(*state, support_bytes(text));
    static const struct {
        und_kind kind;
        uint32_t first, last;
    } nodes[] = {{UND_KIND_SUBJECT, 0, 1},
                 {UND_KIND_OPERATIVE, 2, 6},
                 {UND_KIND_OPERATIVE, 9, 13},
                 {UND_KIND_SUBPARAGRAPH, 11, 12},
                 {UND_KIND_SUBPARAGRAPH, 12, 13}};
    assert_int_equal(und_node_count(doc), 1 + sizeof nodes / sizeof nodes[0]);
    for (uint32_t i = 0; i < sizeof nodes / sizeof nodes[0]; i++) {
        und_node node;
        assert_int_equal(und_node_get(doc, und_doc_revision(doc), i + 1, &node), UND_OK);
        assert_int_equal(node.kind, nodes[i].kind);
        assert_int_equal(node.first, nodes[i].first);
        assert_int_equal(node.last, nodes[i].last);
    }
    und_doc_close(doc);
}

/* RES-Markup has a comment of its own; an aside is none of its lines either. */
static void markup_has_asides(void **state)
{
    und_doc *doc = support_doc(*state, support_bytes("%RES 1.0\n\n== Header ==\nThe General Assembly,\n\n"
                                                     "== Preamble ==\n- Recalling the lights, " ASIDE "\n" ASIDE "\n"
                                                     "- Noting the boats,\n\n== Operative ==\n[CLAUSE]\n"
                                                     "Decides to keep\n" ASIDE "\nthe lights;\n"));
    support_text out = {0};
    assert_int_equal(und_write_parse(doc, support_bytes("x"), support_sink, &out), UND_OK);
    assert_null(strstr(out.at, "undoc:"));
    assert_non_null(strstr(out.at, "\"lines\":[12,15]"));
    uint32_t preambular = 0;
    for (const char *at = out.at; (at = strstr(at, "\"kind\":\"preambular\"")) != NULL; at++)
        preambular++;
    assert_int_equal(preambular, 2);
    support_free(&out);
    und_doc_close(doc);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_an_aside),
        cmocka_unit_test(lines_keep_their_asides),
        cmocka_unit_test(asides_stay_while_text_is_typed),
        cmocka_unit_test(documents_are_read_without_them),
        cmocka_unit_test(an_aside_parts_no_paragraph),
        cmocka_unit_test(markup_has_asides),
    };
    return cmocka_run_group_tests(tests, support_open_packs, support_close_packs);
}
