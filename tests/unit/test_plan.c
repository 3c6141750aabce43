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
            "! dangling 5:39 this names what is deleted\n");
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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_paragraph_is_deleted),
        cmocka_unit_test(what_names_the_deleted_stays_and_is_told),
        cmocka_unit_test(the_last_closes_with_a_full_stop),
        cmocka_unit_test(what_cannot_be_is_refused_whole),
        cmocka_unit_test(nothing_comes_of_a_regular_document),
        cmocka_unit_test(lines_that_are_not_there),
    };
    return cmocka_run_group_tests(tests, support_open_packs, support_close_packs);
}
