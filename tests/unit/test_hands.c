/* Documents from other hands: drafts of Model United Nations, RES-Markup, letters and notes verbales as a mission types
 * them. */
#include "support.h"

#include "read/document.h"
#include "read/masthead.h"

/* Kind of the document; then each node with its lines and label: "operative A 9-11". */
static void reads_as(void **state, const char *text, const char *kind, const char *expected)
{
    und_doc *doc = support_doc(*state, support_bytes(text));
    support_text said = {0};
    support_put_words(&said, "");
    for (uint32_t id = 1; id < und_node_count(doc); id++) {
        und_node node;
        assert_int_equal(und_node_get(doc, und_doc_revision(doc), id, &node), UND_OK);
        char one[96], label[UND_LABEL_TEXT_MAX];
        und_label_text(node.style, node.label, label);
        snprintf(one, sizeof one, "%*s%s%s%s %u-%u\n", 2 * (node.depth - 1), "", und_kind_name(node.kind),
                 label[0] != '\0' ? " " : "", label, node.first + 1, node.last);
        support_put_words(&said, one);
    }
    if (strcmp(said.at, expected) != 0)
        fail_msg("%s\n---- reads as\n%s---- expected\n%s", text, said.at, expected);
    assert_string_equal(und_doc_kind_name(und_doc_kind_of(doc)), kind);
    assert_true(und_doc_is_one(doc));
    support_free(&said);
    und_doc_close(doc);
}

static void has_organ(void **state, const char *text, const char *organ)
{
    und_doc *doc = support_doc(*state, support_bytes(text));
    und_masthead_parts masthead;
    assert_true(und_masthead_read(&masthead, doc));
    und_bytes found = und_field_text(&masthead, &masthead.organ);
    assert_int_equal(found.length, strlen(organ));
    assert_memory_equal(found.at, organ, found.length);
    und_masthead_close(&masthead);
    und_doc_close(doc);
}

/* ---- Model United Nations ---- */

static void labelled_fields(void **state)
{
    reads_as(state,
             "Committee: Security Council\nTopic: Trees\nSponsors: Chad, Peru\nSignatories: Fiji\n\nThe Security "
             "Council,\n\n"
             "Recalling the Charter,\n\n1. Calls upon States to plant trees;\n\n2. Decides to wait.\n",
             "draft", "masthead 1-4\nsubject 6-6\npreambular 8-8\noperative 1 10-10\noperative 2 12-12\n");
    reads_as(
        state,
        "Draft Resolution 1.2\nSponsors: Chad\nSignatories: Fiji\n\nThe General Assembly,\n*Alarmed by* the drought,\n"
        "1. *Requests* all States to plant trees:\na. near rivers;\nb. near roads:\ni. small ones;\n2. *Decides* to "
        "wait.\n",
        "draft",
        "title 1-1\nmasthead 2-3\nsubject 5-5\npreambular 6-6\noperative 1 7-10\n  subparagraph a 8-8\n"
        "  subparagraph b 9-10\n    subparagraph i 10-10\noperative 2 11-11\n");
    has_organ(
        state,
        "COMMITTEE: World Tree Council\nSPONSORS: Chad\n\nThe Council,\n\nRecalling trees,\n\n1. Decides to wait.\n",
        "World Tree Council");
    has_organ(state, "Sponsors: Chad\nCommittee: General Assembly\n\nThe General Assembly,\n", "General Assembly");
}

static void lettered_clauses(void **state)
{
    reads_as(
        state,
        "FORUM: Human Rights Council\nSUBMITTED BY: Chad\n\nTHE HUMAN RIGHTS COUNCIL,\n\nRECALLING trees,\n\n"
        "A. URGES States to plant trees:\n1. near rivers;\n2. near roads;\n\nB. CALLS UPON States to water them;\n\n"
        "C. DECIDES to wait.\n",
        "draft",
        "masthead 1-2\nsubject 4-4\npreambular 6-6\noperative A 8-10\n  subparagraph 1 9-9\n  subparagraph 2 10-10\n"
        "operative B 12-12\noperative C 14-14\n");
    reads_as(state,
             "Sponsors: Chad\nTopic: Trees\n\nThe General Assembly,\n\nRecalling trees,\n\nI. Urges States to plant "
             "trees;\n\n"
             "II. Decides to wait.\n",
             "draft", "masthead 1-2\nsubject 4-4\npreambular 6-6\noperative I 8-8\noperative II 10-10\n");
    reads_as(
        state,
        "Sponsors: Chad\nTopic: Trees\n\nThe General Assembly,\n\nRecalling trees,\n\na) Requests States to plant "
        "trees:\n"
        "i. near rivers;\nii. near roads;\nb) Decides to wait.\n",
        "draft",
        "masthead 1-2\nsubject 4-4\npreambular 6-6\noperative a 8-10\n  subparagraph i 9-9\n  subparagraph ii 10-10\n"
        "operative b 11-11\n");
    /* Numbers count, letters lie below: whatever opener a sub-paragraph has. */
    reads_as(
        state,
        "The General Assembly,\n\nRecalling trees,\n\n1. Decides:\n\n(a) Requests seeds;\n\n(b) Decides to wait;\n\n"
        "2. Requests rain.\n",
        "resolution",
        "subject 1-1\npreambular 3-3\noperative 1 5-9\n  subparagraph a 7-7\n  subparagraph b 9-9\noperative 2 "
        "11-11\n");
}

static void labels_of_other_texts(void **state)
{
    und_doc *doc = support_doc(*state, support_bytes("Subject: the General Assembly\n\nDear all,\n\nsee you there.\n"));
    assert_false(und_doc_is_one(doc));
    und_doc_close(doc);
    doc = support_doc(*state, support_bytes("Topic: trees\n\nThey grow.\n"));
    assert_false(und_doc_is_one(doc));
    und_doc_close(doc);
}

/* ---- RES-Markup ---- */

static void res_markup(void **state)
{
    const char *text =
        "%RES 1.0\n\nCommittee: General Assembly\nTopic:     Trees\n\n== Header ==\n\nTHE TREE ASSEMBLY,\n\n"
        "== Preamble ==\n\n- Recalling that trees grow,\n  and that years pass,\n\n- Sure of the rain,\n\n"
        "== Operative ==\n\n[CLAUSE]\nDecides to\n- plant trees that\n-- grow;\n-- stand;\n-> in the rain;\n"
        "- water them;\n> and to wait;\n\n[CLAUSE]\nRequests seeds.\n";
    reads_as(
        state, text, "resolution",
        "furniture 1-1\nmasthead 3-4\nfurniture 6-6\nsubject 8-8\nfurniture 10-10\npreambular 12-13\npreambular 15-15\n"
        "furniture 17-17\noperative 19-26\n  subparagraph 21-24\n    subparagraph 22-22\n    subparagraph 23-23\n"
        "    paragraph 24-24\n  subparagraph 25-25\n  paragraph 26-26\noperative 28-29\n");
    has_organ(state, text, "General Assembly");
    /* Loose: no blank lines, small letters, comments; and clauses without "[CLAUSE]". */
    reads_as(
        state,
        "%res 1.0\nCommittee: Trees\nSponsors: Chad\n== header ==\nThe Council\n== preamble ==\n- Recalling trees,\n"
        "# a comment\n== operative ==\n- decides to\n-- plant;\n~ and wait;\n- requests seeds.\n",
        "draft",
        "furniture 1-1\nmasthead 2-3\nfurniture 4-4\nsubject 5-5\nfurniture 6-6\npreambular 7-7\nfurniture 8-8\n"
        "furniture 9-9\noperative 10-12\n  subparagraph 11-11\n  paragraph 12-12\noperative 13-13\n");
}

static void marks_of_other_texts(void **state)
{
    /* Without the first line, a dash is a dash. */
    reads_as(state, "The General Assembly,\n\nRecalling trees,\n\n1. Decides:\n\n- To plant;\n\n- To wait.\n",
             "resolution", "subject 1-1\npreambular 3-3\noperative 1 5-9\n  subparagraph 7-7\n  subparagraph 9-9\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(labelled_fields), cmocka_unit_test(lettered_clauses),
                                       cmocka_unit_test(labels_of_other_texts), cmocka_unit_test(res_markup),
                                       cmocka_unit_test(marks_of_other_texts)};
    return cmocka_run_group_tests(tests, support_open_packs, support_close_packs);
}
