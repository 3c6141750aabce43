/* Plans of edits: what an operation on a clause comes to, in its number and those of others, in closing marks, blank lines
 * and references. The texts are our own. */
#include "support.h"

#include "undoc/plan.h"

static void say(und_doc *doc, const und_plan *plan, support_text *out)
{
    und_plan_note note;
    assert_int_equal(und_plan_text(plan, doc, support_sink, out), UND_OK);
    for (uint32_t n = 0; und_plan_note_get(plan, n, &note) == UND_OK; n++) {
        char line[64];
        snprintf(line, sizeof line, "! %s %u:%u ", und_plan_note_name(note.kind), note.after.from.line + 1,
                 note.after.from.column + 1);
        support_put_words(out, line);
        support_put(out, note.message.at, note.message.length);
        support_put_words(out, "\n");
    }
}

/* What the nodes of a text are, as the plan has promised and as recognition finds them. */
static void keeps_its_promise(und_packs *packs, const und_plan *plan, const support_text *text)
{
    und_doc *after = support_doc(packs, (und_bytes){text->at, text->length});
    und_planned promised;
    uint32_t n = 0;
    for (; und_plan_node_get(plan, n, &promised) == UND_OK; n++) {
        und_node node;
        if (und_node_get(after, und_doc_revision(after), n + 1, &node) != UND_OK)
            fail_msg("%s\n---- has no node %u", text->at, n + 1);
        if (node.kind != promised.kind || node.first != promised.first || node.depth != promised.depth ||
            UND_LABEL_VALUE(node.label) != UND_LABEL_VALUE(promised.label))
            fail_msg("%s\n---- node %u on line %u is %s %u at depth %u, promised was line %u, %s %u, depth %u",
                     text->at, n + 1, node.first + 1, und_kind_name(node.kind), node.label, node.depth,
                     promised.first + 1, und_kind_name(promised.kind), promised.label, promised.depth);
    }
    assert_int_equal(n + 1, und_node_count(after));
    und_doc_close(after);
}

/* The text that operations make of one, with the plan's notes below it. */
static void becomes(void **state, const char *text, const und_operation *operations, size_t count, const char *expected)
{
    und_doc *doc = support_doc(*state, support_bytes(text));
    und_plan *plan;
    support_text said = {0}, bare = {0};
    assert_int_equal(und_plan_make(doc, operations, count, &plan), UND_OK);
    say(doc, plan, &said);
    if (strcmp(said.at, expected) != 0)
        fail_msg("%s\n---- becomes\n%s---- expected\n%s", text, said.at, expected);
    assert_int_equal(und_plan_text(plan, doc, support_sink, &bare), UND_OK);
    keeps_its_promise(*state, plan, &bare);
    support_free(&said);
    support_free(&bare);
    und_plan_close(plan);
    und_doc_close(doc);
}

static und_operation delete_line(uint32_t line)
{
    return (und_operation){.kind = UND_OPERATION_DELETE, .first = line - 1, .last = line};
}

static und_operation move_line(uint32_t line, und_destination to, uint32_t where)
{
    return (und_operation){
        .kind = UND_OPERATION_MOVE, .first = line - 1, .last = line, .to = to, .line = where - 1, .count = where};
}

static const char resolution[] = "The General Assembly,\n"
                                 "\n"
                                 "Recalling paragraph 3 of its resolution 73/1 of 3 May 2018,\n"
                                 "\n"
                                 "1. Decides to act;\n"
                                 "\n"
                                 "2. Requests the Secretary-General, as paragraph 1 above says:\n"
                                 "\n"
                                 "(a) To report on paragraphs 3 to 5 below;\n"
                                 "\n"
                                 "(b) To apply paragraph 3 of resolution 73/1;\n"
                                 "\n"
                                 "(c) To do more;\n"
                                 "\n"
                                 "3. Invites States to consider paragraphs 2 (b) and 5 of the present resolution;\n"
                                 "\n"
                                 "4. Calls upon all, as paragraph 2 (a) above and paragraphs 1, 3 and 5 say;\n"
                                 "\n"
                                 "5. Decides to remain seized of the matter.\n";

static void a_paragraph_is_deleted(void **state)
{
    und_operation operation = delete_line(15);
    becomes(state, resolution, &operation, 1,
            "The General Assembly,\n"
            "\n"
            "Recalling paragraph 3 of its resolution 73/1 of 3 May 2018,\n"
            "\n"
            "1. Decides to act;\n"
            "\n"
            "2. Requests the Secretary-General, as paragraph 1 above says:\n"
            "\n"
            "(a) To report on paragraphs 3 and 4 below;\n"
            "\n"
            "(b) To apply paragraph 3 of resolution 73/1;\n"
            "\n"
            "(c) To do more;\n"
            "\n"
            "3. Calls upon all, as paragraph 2 (a) above and paragraphs 1 and 4 say;\n"
            "\n"
            "4. Decides to remain seized of the matter.\n");
}

static void what_names_the_deleted_stays_and_is_told(void **state)
{
    und_operation operation = delete_line(5);
    becomes(state, resolution, &operation, 1,
            "The General Assembly,\n"
            "\n"
            "Recalling paragraph 3 of its resolution 73/1 of 3 May 2018,\n"
            "\n"
            "1. Requests the Secretary-General, as paragraph 1 above says:\n"
            "\n"
            "(a) To report on paragraphs 2 to 4 below;\n"
            "\n"
            "(b) To apply paragraph 3 of resolution 73/1;\n"
            "\n"
            "(c) To do more;\n"
            "\n"
            "2. Invites States to consider paragraphs 1 (b) and 4 of the present resolution;\n"
            "\n"
            "3. Calls upon all, as paragraph 1 (a) above and paragraphs 2 and 4 say;\n"
            "\n"
            "4. Decides to remain seized of the matter.\n"
            "! dangling 5:39 this names what is deleted or has no number any more\n");
}

static void the_last_closes_with_a_full_stop(void **state)
{
    und_operation operation = move_line(5, UND_TO_AFTER, 19);
    becomes(state, resolution, &operation, 1,
            "The General Assembly,\n"
            "\n"
            "Recalling paragraph 3 of its resolution 73/1 of 3 May 2018,\n"
            "\n"
            "1. Requests the Secretary-General, as paragraph 5 below says:\n"
            "\n"
            "(a) To report on paragraphs 2 to 4 below;\n"
            "\n"
            "(b) To apply paragraph 3 of resolution 73/1;\n"
            "\n"
            "(c) To do more;\n"
            "\n"
            "2. Invites States to consider paragraphs 1 (b) and 4 of the present resolution;\n"
            "\n"
            "3. Calls upon all, as paragraph 1 (a) above and paragraphs 2, 4 and 5 say;\n"
            "\n"
            "4. Decides to remain seized of the matter;\n"
            "\n"
            "5. Decides to act.\n");
}

static void what_cannot_be_is_refused_whole(void **state)
{
    und_operation operations[] = {delete_line(15), move_line(5, UND_TO_BEFORE, 3)};
    support_text expected = {0};
    support_put_words(&expected, resolution);
    support_put_words(&expected, "! refused 5:1 operative 1 cannot go there: none of its kind stands there\n");
    becomes(state, resolution, operations, 2, expected.at);
    operations[1] = delete_line(2);
    support_clear(&expected);
    support_put_words(&expected, resolution);
    support_put_words(&expected, "! refused 2:1 no clause stands on this line\n");
    becomes(state, resolution, operations, 2, expected.at);
    support_free(&expected);
}

static void nothing_comes_of_a_regular_document(void **state)
{
    und_doc *doc = support_doc(*state, support_bytes(resolution));
    und_operation all = {.kind = UND_OPERATION_RENUMBER, .last = und_doc_line_count(doc)};
    und_plan *plan;
    und_change change;
    assert_int_equal(und_plan_make(doc, &all, 1, &plan), UND_OK);
    assert_int_equal(und_plan_change_get(plan, 0, &change), UND_NONE);
    assert_true(und_plan_is_possible(plan));
    assert_int_equal(und_plan_revision(plan), und_doc_revision(doc));
    assert_int_equal(und_doc_splice(doc, 0, 1, NULL, 0), UND_OK);
    support_text out = {0};
    assert_int_equal(und_plan_text(plan, doc, support_sink, &out), UND_E_STALE);
    und_plan_close(plan);
    und_doc_close(doc);
}

static void lines_that_are_not_there(void **state)
{
    und_doc *doc = support_doc(*state, support_bytes(resolution));
    und_operation wrong = {.kind = UND_OPERATION_DELETE, .first = 3, .last = 2};
    und_plan *plan;
    assert_int_equal(und_plan_make(doc, &wrong, 1, &plan), UND_E_ARGUMENT);
    assert_null(plan);
    wrong = (und_operation){.kind = UND_OPERATION_DELETE, .first = 0, .last = 1000};
    assert_int_equal(und_plan_make(doc, &wrong, 1, &plan), UND_E_ARGUMENT);
    wrong = (und_operation){.kind = UND_OPERATION_KIND_COUNT};
    assert_int_equal(und_plan_make(doc, &wrong, 1, &plan), UND_E_ARGUMENT);
    assert_int_equal(und_plan_make(NULL, &wrong, 1, &plan), UND_E_ARGUMENT);
    und_plan_close(NULL);
    und_doc_close(doc);
}

/* Which lines of the text change, each with its new words. */
static void changes_to(void **state, const char *text, und_operation operation, const char *expected)
{
    und_doc *doc = support_doc(*state, support_bytes(text));
    und_plan *plan;
    support_text after = {0}, said = {0};
    assert_int_equal(und_plan_make(doc, &operation, 1, &plan), UND_OK);
    assert_int_equal(und_plan_text(plan, doc, support_sink, &after), UND_OK);
    keeps_its_promise(*state, plan, &after);
    for (const char *at = after.at, *end; *at != '\0'; at = end + 1) {
        end = strchr(at, '\n');
        size_t length = (size_t)(end - at);
        bool there = false;
        for (uint32_t i = 0; i < und_doc_line_count(doc) && !there; i++) {
            und_bytes line = und_doc_line(doc, i);
            there = line.length == length && memcmp(line.at, at, length) == 0;
        }
        if (!there) {
            support_put(&said, at, length);
            support_put_words(&said, "\n");
        }
    }
    und_plan_note note;
    for (uint32_t n = 0; und_plan_note_get(plan, n, &note) == UND_OK; n++) {
        support_put_words(&said, "! ");
        support_put(&said, note.message.at, note.message.length);
        support_put_words(&said, "\n");
    }
    support_put_words(&said, "");
    if (strcmp(said.at, expected) != 0)
        fail_msg("%s\n---- changes to\n%s---- expected\n%s---- all of it\n%s", text, said.at, expected, after.at);
    support_free(&said);
    support_free(&after);
    und_plan_close(plan);
    und_doc_close(doc);
}

static und_operation on_line(und_operation_kind kind, uint32_t line)
{
    return (und_operation){.kind = kind, .first = line - 1, .last = line};
}

static und_operation insert(und_kind into, und_destination to, uint32_t line, const char *text)
{
    return (und_operation){
        .kind = UND_OPERATION_INSERT, .into = into, .to = to, .line = line - 1, .text = support_bytes(text)};
}

static void a_clause_is_inserted(void **state)
{
    changes_to(state, resolution, insert(UND_KIND_OPERATIVE, UND_TO_AFTER, 9, "Urges States to act."),
               "(a) To report on paragraphs 4 to 6 below;\n"
               "3. Urges States to act;\n"
               "4. Invites States to consider paragraphs 2 (b) and 6 of the present resolution;\n"
               "5. Calls upon all, as paragraph 2 (a) above and paragraphs 1, 4 and 6 say;\n"
               "6. Decides to remain seized of the matter.\n");
    /* A range grows by what is new in it. */
    changes_to(state, resolution, insert(UND_KIND_OPERATIVE, UND_TO_BEFORE, 17, "Urges States to act"),
               "(a) To report on paragraphs 3 to 6 below;\n"
               "3. Invites States to consider paragraphs 2 (b) and 6 of the present resolution;\n"
               "4. Urges States to act;\n"
               "5. Calls upon all, as paragraph 2 (a) above and paragraphs 1, 3 and 6 say;\n"
               "6. Decides to remain seized of the matter.\n");
    changes_to(state, resolution, insert(UND_KIND_OPERATIVE, UND_TO_AFTER, 19, "Thanks all"),
               "5. Decides to remain seized of the matter;\n"
               "6. Thanks all.\n");
    changes_to(state, resolution, insert(UND_KIND_SUBPARAGRAPH, UND_TO_AFTER, 9, "To sing"),
               "(b) To sing;\n"
               "(c) To apply paragraph 3 of resolution 73/1;\n"
               "(d) To do more;\n"
               "3. Invites States to consider paragraphs 2 (c) and 5 of the present resolution;\n");
    changes_to(state, resolution, insert(UND_KIND_SUBPARAGRAPH, UND_TO_AFTER, 5, "To sing"),
               "1. Decides to act:\n"
               "(a) To sing;\n");
    changes_to(state, resolution, insert(UND_KIND_SUBPARAGRAPH, UND_TO_AFTER, 19, "To sing"),
               "5. Decides to remain seized of the matter:\n"
               "(a) To sing.\n");
    changes_to(state, resolution, insert(UND_KIND_PREAMBULAR, UND_TO_AFTER, 9, "Mindful of the sea"),
               "Mindful of the sea,\n");
    changes_to(state, resolution, insert(UND_KIND_SUBPARAGRAPH, UND_TO_AFTER, 1, "To sing"),
               "! a subparagraph has no place there\n");
}

static void a_clause_changes_its_level(void **state)
{
    changes_to(state, resolution, on_line(UND_OPERATION_PROMOTE, 11),
               "(a) To report on paragraphs 4 to 6 below;\n"
               "(b) To do more;\n"
               "3. To apply paragraph 3 of resolution 73/1;\n"
               "4. Invites States to consider paragraphs 3 and 6 of the present resolution;\n"
               "5. Calls upon all, as paragraph 2 (a) above and paragraphs 1, 4 and 6 say;\n"
               "6. Decides to remain seized of the matter.\n");
    changes_to(state, resolution, on_line(UND_OPERATION_PROMOTE, 5), "! operative 1 belongs to no other clause\n");
    changes_to(state, resolution, on_line(UND_OPERATION_DEMOTE, 15),
               "(a) To report on paragraphs 2 (d), 3 and 4 below;\n"
               "(d) Invites States to consider paragraphs 2 (b) and 4 of the present resolution;\n"
               "3. Calls upon all, as paragraph 2 (a) above and paragraphs 1, 2 (d) and 4 say;\n"
               "4. Decides to remain seized of the matter.\n");
    changes_to(state, resolution, on_line(UND_OPERATION_DEMOTE, 11),
               "(a) To report on paragraphs 3 to 5 below:\n"
               "(i) To apply paragraph 3 of resolution 73/1;\n"
               "(b) To do more;\n"
               "3. Invites States to consider paragraphs 2 (a) (i) and 5 of the present resolution;\n");
    /* What lies below it takes the labels of its new level. */
    changes_to(state, resolution, on_line(UND_OPERATION_DEMOTE, 7),
               "1. Decides to act:\n"
               "(a) Requests the Secretary-General, as paragraph 1 above says:\n"
               "(i) To report on paragraphs 2 to 4 below;\n"
               "(ii) To apply paragraph 3 of resolution 73/1;\n"
               "(iii) To do more;\n"
               "2. Invites States to consider paragraphs 1 (a) (ii) and 4 of the present resolution;\n"
               "3. Calls upon all, as paragraph 1 (a) (i) above and paragraphs 1, 2 and 4 say;\n"
               "4. Decides to remain seized of the matter.\n");
    changes_to(state, resolution, on_line(UND_OPERATION_DEMOTE, 5),
               "! operative 1 has none of its kind before it that it could belong to\n");
}

static void a_clause_changes_its_part(void **state)
{
    und_operation operation;
    changes_to(state, resolution, insert(UND_KIND_PREAMBULAR, UND_TO_BEFORE, 3, "Mindful of the sea"),
               "Mindful of the sea,\n");
    changes_to(state,
               "The General Assembly,\n\nMindful of the sea,\n\nRecalling its decision,\n\n1. Decides to act;\n\n"
               "2. Decides to stay, as paragraph 1 above says.\n",
               (und_operation){.kind = UND_OPERATION_CONVERT, .first = 4, .last = 5, .into = UND_KIND_OPERATIVE},
               "1. Recalls its decision;\n"
               "2. Decides to act;\n"
               "3. Decides to stay, as paragraph 2 above says.\n");
    operation = move_line(15, UND_TO_PREAMBLE, 0);
    changes_to(state, resolution, operation,
               "Inviting States to consider paragraphs 2 (b) and 4 of the present resolution,\n"
               "(a) To report on paragraphs 3 and 4 below;\n"
               "3. Calls upon all, as paragraph 2 (a) above and paragraphs 1 and 4 say;\n"
               "4. Decides to remain seized of the matter.\n");
    /* A blank line and a number that come to the same place: the blank line first. */
    changes_to(state,
               "The General Assembly,\n\nRecalling its resolution 75/1,\nInviting States to come,\n\n1. Decides to "
               "act;\n\n2. Calls for more.\n",
               (und_operation){.kind = UND_OPERATION_CONVERT, .first = 3, .last = 4, .into = UND_KIND_OPERATIVE},
               "1. Invites States to come;\n2. Decides to act;\n3. Calls for more.\n");
    changes_to(
        state,
        "The General Assembly,\n\nRecalling its resolution 75/1,\n\n1. Decides to act;\n\n2. Follow-up;\n\n3. Calls "
        "for more, as paragraph 4 below says;\n\n4. Requests a report.\n",
        (und_operation){.kind = UND_OPERATION_CONVERT, .first = 6, .last = 7, .into = UND_KIND_HEADING},
        "Follow-up\n2. Calls for more, as paragraph 3 below says;\n3. Requests a report.\n");
}

static void what_a_member_leaves_out_is_known_in_a_sub_paragraph(void **state)
{
    changes_to(state,
               "The General Assembly,\n\nRecalling its decision,\n\n1. Requests the following:\n\n"
               "(a) To act;\n\n(b) To wait under paragraph 1 (a) and (c);\n\n(c) To stay.\n",
               move_line(11, UND_TO_BEFORE, 7),
               "(a) To stay;\n"
               "(b) To act;\n"
               "(c) To wait under paragraph 1 (a) and (b).\n");
}

static void clauses_are_split_and_joined(void **state)
{
    und_operation split = {.kind = UND_OPERATION_SPLIT, .place = {14, 18}};
    changes_to(state, resolution, split,
               "(a) To report on paragraphs 3 to 6 below;\n"
               "3. Invites States;\n"
               "4. to consider paragraphs 2 (b) and 6 of the present resolution;\n"
               "5. Calls upon all, as paragraph 2 (a) above and paragraphs 1, 3 and 6 say;\n"
               "6. Decides to remain seized of the matter.\n");
    changes_to(state, resolution, on_line(UND_OPERATION_JOIN, 15),
               "(a) To report on paragraphs 3 and 4 below;\n"
               "3. Invites States to consider paragraphs 2 (b) and 4 of the present resolution; Calls upon all, as "
               "paragraph 2 (a) above and paragraphs 1, 3 and 4 say;\n"
               "4. Decides to remain seized of the matter.\n");
    changes_to(state, resolution, on_line(UND_OPERATION_JOIN, 19),
               "! nothing comes after operative 5 that it could be joined with\n");
    changes_to(state, resolution, on_line(UND_OPERATION_JOIN, 7),
               "! operative 2 and what comes after it have something between them\n");
}

static void a_clause_is_duplicated(void **state)
{
    changes_to(state, resolution, on_line(UND_OPERATION_DUPLICATE, 7),
               "(a) To report on paragraphs 4 to 6 below;\n"
               "3. Requests the Secretary-General, as paragraph 1 above says:\n"
               "(a) To report on paragraphs 4 to 6 below;\n"
               "4. Invites States to consider paragraphs 2 (b) and 6 of the present resolution;\n"
               "5. Calls upon all, as paragraph 2 (a) above and paragraphs 1, 4 and 6 say;\n"
               "6. Decides to remain seized of the matter.\n");
    changes_to(state, resolution, on_line(UND_OPERATION_DUPLICATE, 19),
               "5. Decides to remain seized of the matter;\n"
               "6. Decides to remain seized of the matter.\n");
    und_operation elsewhere = on_line(UND_OPERATION_DUPLICATE, 19);
    elsewhere.elsewhere = true;
    elsewhere.to = UND_TO_BEFORE;
    elsewhere.line = 4;
    changes_to(state, resolution, elsewhere,
               "1. Decides to remain seized of the matter;\n"
               "2. Decides to act;\n"
               "3. Requests the Secretary-General, as paragraph 2 above says:\n"
               "(a) To report on paragraphs 4 to 6 below;\n"
               "4. Invites States to consider paragraphs 3 (b) and 6 of the present resolution;\n"
               "5. Calls upon all, as paragraph 3 (a) above and paragraphs 2, 4 and 6 say;\n"
               "6. Decides to remain seized of the matter.\n");
    elsewhere = on_line(UND_OPERATION_DUPLICATE, 11);
    elsewhere.elsewhere = true;
    elsewhere.to = UND_TO_AFTER;
    elsewhere.line = 12;
    changes_to(state, resolution, elsewhere, "(d) To apply paragraph 3 of resolution 73/1;\n");
    elsewhere.line = 0;
    changes_to(state, resolution, elsewhere, "! no clause stands there\n");
}

static void paragraphs_get_and_lose_numbers(void **state)
{
    static const char plain[] =
        "Annex\n\nNotes on the sea\n\nThe sea is wide and blue and full of fish.\n\n"
        "The sky above it is wider and has no fish in it at all.\n\nNobody counts the clouds.\n";
    und_operation number = {.kind = UND_OPERATION_NUMBER, .first = 4, .last = 9};
    changes_to(state, plain, number,
               "1. The sea is wide and blue and full of fish.\n"
               "2. The sky above it is wider and has no fish in it at all.\n"
               "3. Nobody counts the clouds.\n");
}

static void clauses_are_punctuated(void **state)
{
    und_operation all = {.kind = UND_OPERATION_PUNCTUATE, .last = 11};
    changes_to(
        state,
        "The General Assembly,\n\nRecalling its decision;\n\nNoting the sea\n\n1. Decides to act.\n\n2. Decides to "
        "stay;\n\n3. Decides to wait;\n",
        all,
        "Recalling its decision,\n"
        "Noting the sea,\n"
        "1. Decides to act;\n"
        "3. Decides to wait.\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_paragraph_is_deleted),
        cmocka_unit_test(what_names_the_deleted_stays_and_is_told),
        cmocka_unit_test(the_last_closes_with_a_full_stop),
        cmocka_unit_test(what_cannot_be_is_refused_whole),
        cmocka_unit_test(nothing_comes_of_a_regular_document),
        cmocka_unit_test(lines_that_are_not_there),
        cmocka_unit_test(a_clause_is_inserted),
        cmocka_unit_test(a_clause_changes_its_level),
        cmocka_unit_test(a_clause_changes_its_part),
        cmocka_unit_test(what_a_member_leaves_out_is_known_in_a_sub_paragraph),
        cmocka_unit_test(clauses_are_split_and_joined),
        cmocka_unit_test(a_clause_is_duplicated),
        cmocka_unit_test(paragraphs_get_and_lose_numbers),
        cmocka_unit_test(clauses_are_punctuated),
    };
    return cmocka_run_group_tests(tests, support_open_packs, support_close_packs);
}
