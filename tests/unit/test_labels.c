/* Labels as they are written: added ones, those of negotiations, of Markdown, of old resolutions, of six languages; two on
 * one line. */
#include "tree_support.h"

static void added_between_others(void **state)
{
    reads_as(
        state,
        "The General Assembly,\n\n1. Requests the keepers to report;\n\n1 bis. Also requests the pilots to report;\n\n"
        "1 ter. Further requests the ports to report;\n\n2. Invites States:\n\n(a) To light the lamps;\n\n(a) bis To "
        "mend them;\n\n[(b bis) To sell them;]\n\n(c) To wait;\n\n3. Decides to go.\n",
        "subject: The\noperative 1: Requests\noperative 1 bis: Also\noperative 1 ter: Further\noperative 2: Invites\n"
        "  subparagraph a: To\n  subparagraph a bis: To\n  subparagraph b bis: To\n  subparagraph c: To\n"
        "operative 3: Decides\n");
    reads_as(
        state,
        "PP1 Recalling resolution 79/1,\n\nPP2 bis Noting the lamps,\n\nOP1. Decides to wait;\n\nOP2 alt Invites "
        "the keepers:\n\n(a) To go;\n\nOP3 Decides to remain seized.\n",
        "preambular PP1: Recalling\npreambular PP2 bis: Noting\noperative OP1: Decides\noperative OP2 alt: Invites\n"
        "  subparagraph a: To\noperative OP3: Decides\n");
    /* An address, a car, a word that is none. */
    reads_as(state, "I have the honour to write.\n\n12 bis rue des Phares.\n\nOPCW1 is none.\n",
             "paragraph: I\nparagraph: bis\nparagraph: OPCW1\n");
}

static void marks_of_labels(void **state)
{
    reads_as(state,
             "The General Assembly,\n\n1\\. *Requests* the keepers:\n\n\\(a\\) To light;\n\n\\(b\\) To wait;\n\n2\\. "
             "Decides to "
             "go.\n",
             "subject: The\noperative 1: Requests\n  subparagraph a: To\n  subparagraph b: To\noperative 2: Decides\n");
    reads_as(
        state,
        "Le Conseil économique et social,\n\nConsidérant les phares,\n\nRecommande aux gouvernements :\n\n1° Que les "
        "phares brillent ;\n\n2° Que les quais soient balayés.\n",
        "subject: Le\npreambular: Considérant\noperative: Recommande\n  subparagraph 1: Que\n"
        "  subparagraph 2: Que\n");
}

static void letters_of_other_scripts(void **state)
{
    reads_as(state,
             "Генеральная Ассамблея,\n\n1. постановляет:\n\nа) зажечь;\n\nб) гасить;\n\nв) ждать;\n\nг) мерить;\n\nд) "
             "считать;\n\nе) уйти;\n\n2. просит ждать.\n",
             "subject: Генеральная\noperative 1: постановляет\n  subparagraph a: зажечь\n  subparagraph b: гасить\n"
             "  subparagraph c: ждать\n  subparagraph d: мерить\n  subparagraph e: считать\n  subparagraph f: уйти\n"
             "operative 2: просит\n");
    /* Latin letters, of which some were typed on a Russian keyboard. */
    reads_as(state,
             "Генеральная Ассамблея,\n\n1. постановляет:\n\na) зажечь;\n\nb) гасить;\n\nс) ждать;\n\nd) мерить;\n\nе) "
             "считать;\n",
             "subject: Генеральная\noperative 1: постановляет\n  subparagraph a: зажечь\n  subparagraph b: гасить\n"
             "  subparagraph c: ждать\n  subparagraph d: мерить\n  subparagraph e: считать\n");
    reads_as(
        state,
        "إن الجمعية العامة،\n\n1 - تقرر ما يلي:\n\n(د) قياس المد؛\n\n(هـ) نشر النتائج:\n\n’1‘ أولا؛\n\n’2‘ "
        "ثانيا؛\n\n(و) "
        "عقد اجتماع.\n",
        "subject: إن\noperative 1: تقرر\n  subparagraph d: قياس\n  subparagraph e: نشر\n    subparagraph 1: أولا؛\n"
        "    subparagraph 2: ثانيا؛\n  subparagraph f: عقد\n");
    reads_as(state, "秘书长的报告\n\n一. 导言\n\n1. 本报告说明灯塔。\n\n二. 结论\n\n2. 工作继续进行。\n",
             "title: 秘书长的报告\nheading 1: 导言\nparagraph 1: 本报告说明灯塔。\nheading 2: 结论\n"
             "paragraph 2: 工作继续进行。\n");
}

/* A sub-paragraph on the line of its clause's number. The line has two nodes. */
static void two_on_a_line(void **state)
{
    static const char text[] =
        "The General Assembly,\n\nRecalling its resolution 79/1,\n\n1. (a) Requests the keepers to "
        "report on resolution 79/2;\n\n(b) Also requests the pilots to wait;\n\n2. (a) Invites the "
        "ports;\n\n(b) Decides to go.\n";
    und_doc *doc = support_doc(*state, support_bytes(text));
    static const struct {
        und_kind kind;
        uint32_t first;
        const char *opener;
    } nodes[] = {{UND_KIND_SUBJECT, 0, ""},           {UND_KIND_PREAMBULAR, 2, "Recalling"},
                 {UND_KIND_OPERATIVE, 4, "Requests"}, {UND_KIND_SUBPARAGRAPH, 4, ""},
                 {UND_KIND_SUBPARAGRAPH, 6, ""},      {UND_KIND_OPERATIVE, 8, "Invites"},
                 {UND_KIND_SUBPARAGRAPH, 8, ""},      {UND_KIND_SUBPARAGRAPH, 10, ""}};
    assert_int_equal(und_node_count(doc), 9);
    for (uint32_t i = 0; i < 8; i++) {
        und_node node;
        assert_int_equal(und_node_get(doc, und_doc_revision(doc), i + 1, &node), UND_OK);
        assert_int_equal(node.kind, nodes[i].kind);
        assert_int_equal(node.first, nodes[i].first);
        und_opener opener;
        if (nodes[i].opener[0] == '\0')
            continue;
        assert_int_equal(und_opener_get(doc, i + 1, &opener), UND_OK);
        assert_int_equal(opener.words.text.length, strlen(nodes[i].opener));
        assert_memory_equal(opener.words.text.at, nodes[i].opener, strlen(nodes[i].opener));
    }
    und_doc_close(doc);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(added_between_others), cmocka_unit_test(marks_of_labels),
                                       cmocka_unit_test(letters_of_other_scripts), cmocka_unit_test(two_on_a_line)};
    return cmocka_run_group_tests(tests, support_open_packs, support_close_packs);
}
