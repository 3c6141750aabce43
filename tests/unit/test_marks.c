/* Rules about numbers, references and closing marks: what they find and mend in documents of our own, and what they leave
 * alone. */
#include "support.h"

#include "undoc/reading.h"

/* "line: code: message [fix]" for each finding of these rules; a fix as the line that it makes. */
static void say(und_doc *doc, support_text *out)
{
    und_finding finding;
    for (uint32_t n = 0; und_finding_get(doc, n, &finding) == UND_OK; n++) {
        char line[32];
        und_edit edit;
        if (strncmp(finding.code, "number/", 7) != 0 && strncmp(finding.code, "reference/", 10) != 0 &&
            strncmp(finding.code, "mark/", 5) != 0)
            continue;
        snprintf(line, sizeof line, "%u ", finding.range.from.line + 1);
        support_put_words(out, line);
        support_put_words(out, finding.code);
        if (und_edit_get(doc, n, 0, 0, &edit) == UND_OK) {
            und_bytes text = und_doc_line(doc, edit.range.from.line);
            assert_int_equal(edit.range.from.line, edit.range.to.line);
            support_put_words(out, " ");
            support_put(out, text.at, edit.range.from.column);
            support_put(out, edit.text.at, edit.text.length);
            support_put(out, text.at + edit.range.to.column, text.length - edit.range.to.column);
        }
        support_put_words(out, "\n");
    }
}

static void check(void **state, const char *text, const char *wanted)
{
    und_doc *doc = support_doc(*state, support_bytes(text));
    support_text said = {0};
    support_put(&said, "", 0);
    say(doc, &said);
    assert_string_equal(said.at, wanted);
    support_free(&said);
    und_doc_close(doc);
}

#define PREAMBLE "The General Assembly,\n\nRecalling its resolution 75/1 of 21 September 2020,\n\n"

static void numbers_count_on(void **state)
{
    check(state, PREAMBLE "1. Decides this;\n\n2. Decides that;\n\n4. Decides more;\n\n5. Decides to end.\n",
          "9 number/sequence 3. Decides more;\n");
    check(state, PREAMBLE "1. Decides this;\n\n2. Decides that;\n\n2. Decides more;\n\n3. Decides to end.\n",
          "9 number/sequence 3. Decides more;\n");
    check(state, PREAMBLE "1. Decides this;\n\n2. Decides that;\n\n7. Decides more;\n\n4. Decides to end.\n",
          "9 number/sequence 3. Decides more;\n");
    check(state, PREAMBLE "4. Decides this;\n\n2. Decides that;\n\n3. Decides to end.\n",
          "5 number/sequence 1. Decides this;\n");
    check(state, PREAMBLE "1. Requests:\n\n(a) This;\n\n(b) That;\n\n(b) More;\n\n(d) The rest.\n",
          "11 number/sequence (c) More;\n");
    check(state, PREAMBLE "1. Decides this.\n\nAnnex I\n\nText.\n\nAnnex III\n\nText.\n",
          "11 number/sequence Annex II\n");
}

/* The fix of a gap numbers all that follows, and the references that name it; where one names what is not there, no fix is
 * offered, for another paragraph would get its number. */
static void numbers_are_made_anew(void **state)
{
    und_doc *doc =
        support_doc(*state, support_bytes(PREAMBLE "1. Decides this;\n\n2. Decides as paragraph 5 below says;\n\n"
                                                   "4. Decides more;\n\n5. Decides as in paragraph 4 above.\n"));
    static const struct {
        uint32_t line;
        const char *text;
    } wanted[] = {{6, "4"}, {8, "3."}, {10, "4."}, {10, "3"}};
    und_fix fix;
    und_edit edit;
    assert_int_equal(und_fix_get(doc, 0, 0, &fix), UND_OK);
    assert_int_equal(fix.edit_count, 4);
    for (uint32_t i = 0; i < 4; i++) {
        assert_int_equal(und_edit_get(doc, 0, 0, i, &edit), UND_OK);
        assert_int_equal(edit.range.from.line, wanted[i].line);
        assert_int_equal(edit.text.length, strlen(wanted[i].text));
        assert_memory_equal(edit.text.at, wanted[i].text, edit.text.length);
    }
    assert_int_equal(und_edit_get(doc, 0, 0, 4, &edit), UND_NONE);
    assert_int_equal(und_fix_get(doc, 0, 1, &fix), UND_NONE);
    und_doc_close(doc);
    check(state, PREAMBLE "1. Decides this;\n\n2. Decides as paragraph 3 below says;\n\n4. Decides to end.\n",
          "7 reference/target\n9 number/sequence\n");
}

static void what_counts_is_left_alone(void **state)
{
    /* Added paragraphs, sections that begin anew, a part of a text. */
    check(state, PREAMBLE "1. Decides this;\n\n1 bis. Decides that;\n\n2. Decides more;\n\n3. Decides to end.\n", "");
    check(state, PREAMBLE "I\n\n1. Decides this;\n\n2. Decides that;\n\nII\n\n1. Decides more;\n\n2. Decides to end.\n",
          "");
    check(state, "5. Decides this;\n\n6. Decides that;\n\n7. Decides to end.\n", "");
    /* The label stands within the text. */
    check(state,
          PREAMBLE "1. Requests:\n\n(a) This; (b) that, and what belongs to it;\n\n(c) More.\n\n2. Decides to end.\n",
          "");
    /* An older text. */
    check(state,
          "The General Assembly,\n\nRecalling its resolution 1514 (XV) of 14 December 1960,\n\n1. Decides this;\n\n"
          "3. Decides that.\n",
          "");
}

static void forms_of_labels(void **state)
{
    check(state, PREAMBLE "1. Decides this;\n\n2 Decides that;\n\n3. Decides to end.\n",
          "7 number/form 2. Decides that;\n");
    check(state, PREAMBLE "1. Decides this;\n\nDecides that;\n\n3. Decides to end.\n",
          "7 number/form 2. Decides that;\n");
    check(state, PREAMBLE "1. Requests:\n\n(a) This;\n\nb) That;\n\n(c) More;\n\n(d) The rest.\n",
          "9 number/form (b) That;\n");
}

static void numbers_in_other_scripts(void **state)
{
    check(state,
          "إن الجمعية العامة،\n\n1 - تقرر ذلك؛\n\n2 - تطلب إلى الأمين العام:\n\n(أ) تقديم تقرير؛\n\n(ب) "
          "إبلاغها؛\n\n(ب) إنهاء ذلك؛\n\n"
          "(د) العودة؛\n\n4 - تقرر أن تبقي المسألة قيد النظر.\n",
          "11 number/sequence (ج) إنهاء ذلك؛\n15 number/sequence 3 - تقرر أن تبقي المسألة قيد النظر.\n");
    check(state,
          "Генеральная Ассамблея,\n\n1. просит Генерального секретаря:\n\nа) представить доклад;\n\nб) сообщить о "
          "нем;\n\n"
          "г) закончить это;\n\n2. постановляет продолжать;\n\n2. постановляет закончить.\n",
          "9 number/sequence в) закончить это;\n13 number/sequence 3. постановляет закончить.\n");
    check(state, "大会，\n\n1. 请秘书长：\n\n(a) 提交报告；\n\n(c) 通报情况；\n\n3. 决定继续处理此事。\n",
          "7 number/sequence (b) 通报情况；\n9 number/sequence 2. 决定继续处理此事。\n");
}

static void targets(void **state)
{
    check(state,
          PREAMBLE "1. Decides what paragraph 9 below says;\n\n2. Requests, as paragraph 1 above says:\n\n(a) This;\n\n"
                   "(b) What paragraph 2 (d) above says;\n\n3. Approves annex II to the present resolution;\n\n"
                   "4. Recalls paragraph 12 of resolution 75/1 and paragraph 40, and annex III thereto.\n",
          "5 reference/target\n11 reference/target\n13 reference/target\n");
    check(state, PREAMBLE "1. Adopts the plan (see annex).\n", "5 reference/target\n");
    check(state, PREAMBLE "1. Adopts the plan (see annex).\n\nAnnex\n\nPlan\n", "");
    check(state, PREAMBLE "5. Decides what paragraph 2 above says;\n\n6. Decides to end.\n", "");
}

static void marks(void **state)
{
    /* Of a text under negotiation: what closes a clause that ends in a bracket is not agreed yet. */
    check(state,
          "The General Assembly,\n\nRecalling its resolution 75/1,\n\n[Noting the report,]\n\nNoting this,\n\n"
          "1. Decides this;\n\n2. [Requests a report;]\n\n3. Calls for [more]\n\n4. Decides to end.\n",
          "");
    check(state,
          "The General Assembly,\n\nRecalling its resolution 75/1;\n\nNoting this,\n\nNoting that,1\n\n"
          "1. Decides this,\n\n2. Requests\n\n(a) This;\n\n(b) That;\n\n3. Decides that;\n\n4. Decides to end;\n",
          "3 mark/preambular Recalling its resolution 75/1,\n9 mark/operative 1. Decides this;\n"
          "11 mark/colon 2. Requests:\n19 mark/last 4. Decides to end.\n");
    check(state,
          "大会，\n\n回顾其第75/1号决议；\n\n注意到该报告，\n\n1. 决定这样做，\n\n2. 请秘书长提交报告；\n\n3. "
          "决定继续处理此事；\n",
          "3 mark/preambular 回顾其第75/1号决议，\n7 mark/operative 1. 决定这样做；\n11 mark/last 3. "
          "决定继续处理此事。\n");
    check(state,
          "Генеральная Ассамблея,\n\nссылаясь на свою резолюцию 75/1;\n\nпринимая к сведению доклад,\n\n"
          "1. постановляет это,\n\n2. просит Генерального секретаря представить доклад;\n\n"
          "3. постановляет продолжать рассмотрение;\n",
          "3 mark/preambular ссылаясь на свою резолюцию 75/1,\n7 mark/operative 1. постановляет это;\n"
          "11 mark/last 3. постановляет продолжать рассмотрение.\n");
    check(state,
          "La Asamblea General,\n\nRecordando su resolución 75/1;\n\nTomando nota del informe,\n\n1. Decide esto,\n\n"
          "2. Solicita al Secretario General que informe;\n\n3. Decide seguir ocupándose de la cuestión;\n",
          "3 mark/preambular Recordando su resolución 75/1,\n7 mark/operative 1. Decide esto;\n"
          "11 mark/last 3. Decide seguir ocupándose de la cuestión.\n");
    check(state,
          "إن الجمعية العامة،\n\nإذ تشير إلى قرارها 75/1؛\n\nوإذ تحيط علما بالتقرير،\n\n1 - تقرر ذلك،\n\n"
          "2 - تطلب إلى الأمين العام تقديم تقرير؛\n\n3 - تقرر أن تبقي المسألة قيد النظر؛\n",
          "3 mark/preambular إذ تشير إلى قرارها 75/1،\n7 mark/operative 1 - تقرر ذلك؛\n"
          "11 mark/last 3 - تقرر أن تبقي المسألة قيد النظر.\n");
    /* French has a space before its semicolon, where the text has it. */
    check(state,
          "L'Assemblée générale,\n\nRappelant sa résolution 75/1,\n\n1. Décide ceci ;\n\n2. Décide cela,\n\n"
          "3. Décide de conclure.\n",
          "7 mark/operative 2. Décide cela ;\n");
}

static void customs_of_marks(void **state)
{
    /* The Security Council, a declaration, a text that ends its paragraphs with full stops throughout. */
    check(state,
          "The Security Council,\n\nRecalling its resolution 2500 (2019);\n\n1. Decides this,\n\n2. Decides to end\n",
          "");
    check(state, PREAMBLE "1. Decides this.\n\n2. Decides that.\n\n3. Decides more.\n\n4. Decides to end.\n", "");
    check(state, "We, the Heads of State,\n\nRecalling our decision,\n\nReaffirm our commitment,\n\nDeclare this.\n",
          "");
    /* What is being written has no mark yet. */
    check(state, "The General Assembly,\n\nRecalling its resolution 75/1,\n\nNoting the report of the", "");
    /* A heading may follow a full stop, and a page a sentence that goes on. */
    check(state, PREAMBLE "I\n\n1. Decides this;\n\n2. Decides that.\n\nII\n\n3. Decides more;\n\n4. Decides to end.\n",
          "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_are_made_anew),
        cmocka_unit_test(numbers_count_on),
        cmocka_unit_test(what_counts_is_left_alone),
        cmocka_unit_test(forms_of_labels),
        cmocka_unit_test(numbers_in_other_scripts),
        cmocka_unit_test(targets),
        cmocka_unit_test(marks),
        cmocka_unit_test(customs_of_marks),
    };
    return cmocka_run_group_tests(tests, support_open_packs, support_close_packs);
}
