/* References as values, in six languages: what a sentence refers to, each member of its lists, where it stands and into
 * what it points. The sentences are our own. */
#include "support.h"

#include <stdlib.h>

/* What stands in a range of the document, its lines joined by "|". */
static void put_cut(const und_doc *doc, und_range range, support_text *out)
{
    for (uint32_t i = range.from.line; i <= range.to.line; i++) {
        und_bytes line = und_doc_line(doc, i);
        size_t first = i == range.from.line ? range.from.column : 0;
        size_t last = i == range.to.line ? range.to.column : line.length;
        assert_true(first <= last && last <= line.length);
        if (i > range.from.line)
            support_put_words(out, "|");
        support_put(out, line.at + first, last - first);
    }
}

static void put_steps(const und_doc *doc, const und_target_step *steps, uint32_t count, bool cut, support_text *out)
{
    for (uint32_t i = 0; i < count; i++) {
        char label[UND_LABEL_TEXT_MAX];
        und_label_text(steps[i].style, steps[i].label, label);
        support_put_words(out, i > 0 ? "." : "");
        support_put_words(out, label);
        if (cut) {
            support_put_words(out, "<");
            put_cut(doc, steps[i].range, out);
            support_put_words(out, ">");
        }
    }
}

static void put_target(const und_doc *doc, const und_target *target, bool cut, support_text *out)
{
    if (target->name.length > 0) {
        support_put(out, target->name.at, target->name.length);
        if (target->to_name.length > 0) {
            support_put_words(out, " - ");
            support_put(out, target->to_name.at, target->to_name.length);
        }
        return;
    }
    static const char *const marks[UND_TARGET_KIND_COUNT] = {
        [UND_TARGET_SUBPARAGRAPH] = "sub ", [UND_TARGET_PREAMBULAR] = "pre ", [UND_TARGET_SAME] = "same"};
    support_put_words(out, marks[target->kind] != NULL ? marks[target->kind] : "");
    put_steps(doc, target->steps, target->count, cut, out);
    if (target->to_count == 0)
        return;
    support_put_words(out, " - ");
    put_steps(doc, target->to, target->to_count, cut, out);
}

/* A line for each reference but dates: its type, its words, where it is, what it is a part of, its targets. */
static void say(und_doc *doc, bool cut, support_text *out)
{
    und_reference reference, whole;
    for (uint32_t node = 1; node < und_node_count(doc); node++)
        for (uint32_t n = 0; und_reference_get(doc, node, n, &reference) == UND_OK; n++) {
            if (reference.type == UND_REFERENCE_DATE)
                continue;
            support_put_words(out, und_reference_type_name(reference.type));
            support_put_words(out, " [");
            support_put(out, reference.words.text.at, reference.words.text.length);
            support_put_words(out, "]");
            if (reference.where != UND_WHERE_UNSAID) {
                support_put_words(out, " ");
                support_put_words(out, und_whereabouts_name(reference.where));
            }
            if (cut && (reference.where == UND_WHERE_ABOVE || reference.where == UND_WHERE_BELOW)) {
                support_put_words(out, "<");
                put_cut(doc, reference.direction, out);
                support_put_words(out, ">");
            }
            if (reference.in != UND_NO_REFERENCE) {
                assert_int_equal(und_reference_get(doc, node, reference.in, &whole), UND_OK);
                support_put_words(out, " in [");
                support_put(out, whole.words.text.at, whole.words.text.length);
                support_put_words(out, "]");
            }
            support_put_words(out, ":");
            und_target target;
            uint32_t i = 0;
            for (; und_target_get(doc, node, n, i, &target) == UND_OK; i++) {
                support_put_words(out, i > 0 ? "; " : " ");
                put_target(doc, &target, cut, out);
                assert_true(target.count <= UND_TARGET_STEPS && target.to_count <= UND_TARGET_STEPS);
            }
            assert_int_equal(i, reference.target_count);
            support_put_words(out, "\n");
        }
}

static int expect(und_packs *packs, const char *text, bool cut, const char *expected)
{
    und_doc *doc = support_doc(packs, support_bytes(text));
    support_text said = {0};
    support_put_words(&said, "");
    say(doc, cut, &said);
    int wrong = strcmp(said.at, expected) != 0;
    if (wrong)
        fprintf(stderr, "%s\n  says\n%s  expected\n%s", text, said.at, expected);
    support_free(&said);
    und_doc_close(doc);
    return wrong;
}

typedef struct row {
    const char *text, *expected;
} row;

#define EXPECT_ALL(state, rows, cut)                                                                                   \
    do {                                                                                                               \
        int wrong_rows = 0;                                                                                            \
        for (size_t row_index = 0; row_index < sizeof(rows) / sizeof((rows)[0]); row_index++)                          \
            wrong_rows += expect(*(state), (rows)[row_index].text, cut, (rows)[row_index].expected);                   \
        assert_int_equal(wrong_rows, 0);                                                                               \
    } while (0)

/* ---- lists and ranges ---- */

static const row lists[] = {
    {"The lamps of the port are counted as set out in paragraphs 3, 5 and 7 to 9.",
     "paragraph [paragraphs 3, 5 and 7 to 9]: 3; 5; 7 - 9\n"},
    {"The keepers shall report on paragraphs 3 (a) (ii) to (iv) above and 6.",
     "paragraph [paragraphs 3 (a) (ii) to (iv) above] above: 3.a.ii - 3.a.iv\n"},
    {"The keepers follow paragraph 4 (a), (b) and (d), and the pilots follow paragraph 12 (c) to (f).",
     "paragraph [paragraph 4 (a), (b) and (d)]: 4.a; 4.b; 4.d\nparagraph [paragraph 12 (c) to (f)]: 12.c - 12.f\n"},
    {"The ports are listed in paragraphs 3 (a) (i) and (b), 4 (c) and 5 of the annex.",
     "paragraph [paragraphs 3 (a) (i) and (b), 4 (c) and 5]: 3.a.i; 3.b; 4.c; 5\n"},
    {"The letters (i), (v) and (vi) are figures in subparagraphs (i), (v) and (vi) below.",
     "paragraph [subparagraphs (i), (v) and (vi) below] below: sub i; sub v; sub vi\n"},
    {"The letters are letters in subparagraphs (h) and (i) of paragraph 3 below.",
     "paragraph [subparagraphs (h) and (i) of paragraph 3 below] below: 3.h; 3.i\n"},
    {"The ports follow paragraph 2 bis and paragraphs 3 (a) bis and 4 ter.",
     "paragraph [paragraph 2 bis]: 2 bis\nparagraph [paragraphs 3 (a) bis and 4 ter]: 3.a bis; 4 ter\n"},
    {"The lamps are those of paragraphs 3 or 4, and see paras. 11, 23.2 and 66.1-66.4.",
     "paragraph [paragraphs 3 or 4]: 3; 4\nparagraph [paras. 11, 23.2 and 66.1-66.4]: 11; 23.2; 66.1 - 66.4\n"},
    {"The lists of the ports are in annexes I and II and annex IV, and their maps in annexes A to C.",
     "annex [annexes I and II]: I; II\nannex [annex IV]: IV\nannex [annexes A to C]: A - C\n"},
    {"Recalling its resolutions 72/1, 73/2 A and B and 74/3 of 1 October 2019, and 75/4 to 75/6,",
     "resolution [resolutions 72/1]: 72/1\nresolution [73/2 A and B]: 73/2 A; 73/2 B\nresolution [74/3]: 74/3\n"
     "resolution [75/4 to 75/6]: 75/4 - 75/6\n"},
    {"Recalling also resolutions 53/208 A to E and S-16/1 of 19 May 1989, ES-10/24 and 377 (V) A,",
     "resolution [resolutions 53/208 A to E]: 53/208 A - 53/208 E\nresolution [S-16/1]: S-16/1\n"
     "resolution [ES-10/24]: ES-10/24\nresolution [377 (V) A]: 377 (V) A\n"},
    {"Recalling decisions 79/513 and 80/514, decision 1/CP.21 and Council decision 2023/315,",
     "decision [decisions 79/513]: 79/513\ndecision [80/514]: 80/514\ndecision [decision 1/CP.21]: 1/CP.21\n"
     "decision [decision 2023/315]: 2023/315\n"},
    {"Taking note of the drafts [A/73/L.6 and Add.1, A/73/L.7, Add.1 and Corr.1/Rev.2 and A/74/8/Add.1-3],",
     "symbol [A/73/L.6 and Add.1]: A/73/L.6; A/73/L.6/Add.1\n"
     "symbol [A/73/L.7, Add.1 and Corr.1/Rev.2]: A/73/L.7; A/73/L.7/Add.1; A/73/L.7/Corr.1/Rev.2\n"
     "symbol [A/74/8/Add.1-3]: A/74/8/Add.1-3\n"},
    {"The notes of the keepers are footnotes 3 and 4, and the last is ibid., para. 12.",
     "footnote [footnotes 3 and 4]: 3; 4\nfootnote [ibid.]: same\nparagraph [para. 12] elsewhere in [ibid.]: 12\n"},
    {"Aux paragraphes 3 à 5, 8 et 9 ci-dessus, les gardiens allument les phares et la mer se calme.",
     "paragraph [paragraphes 3 à 5, 8 et 9 ci-dessus] above: 3 - 5; 8; 9\n"},
    {"Aux alinéas a), c) et d) du paragraphe 4 ci-après, les gardiens des phares sont nommés.",
     "paragraph [alinéas a), c) et d) du paragraphe 4 ci-après] below: 4.a; 4.c; 4.d\n"},
    {"Les phares sont décrits à l'alinéa b du paragraphe 3 et aux alinéas a à c du paragraphe 6.",
     "paragraph [alinéa b du paragraphe 3]: 3.b\nparagraph [alinéas a à c du paragraphe 6]: 6.a - 6.c\n"},
    {"Les phares sont décrits à l'alinéa a , à l'alinéa b i) ou à l'alinéa c du paragraphe 1 du présent article.",
     "paragraph [alinéa a]: sub a\nparagraph [alinéa b i)]: sub b.i\nparagraph [alinéa c du paragraphe 1] here: 1.c\n"},
    {"Rappelant ses résolutions 68/248 A et C, 69/1 et S-24/2 du 1er juillet 2000 et les annexes I à III,",
     "resolution [résolutions 68/248 A et C]: 68/248 A; 68/248 C\nresolution [69/1]: 69/1\n"
     "resolution [S-24/2]: S-24/2\nannex [annexes I à III]: I - III\n"},
    {"En los párrafos 3 a 5, 7 y 9 supra se describen los faros y los puertos de la isla.",
     "paragraph [párrafos 3 a 5, 7 y 9 supra] above: 3 - 5; 7; 9\n"},
    {"En los apartados a) y c) del párrafo 2 se describen los faros, y en el párrafo 3 a) i) los puertos.",
     "paragraph [apartados a) y c) del párrafo 2]: 2.a; 2.c\nparagraph [párrafo 3 a) i)]: 3.a.i\n"},
    {"Recordando sus resoluciones 72/1 y 73/2 A y B, las decisiones 79/513 y 80/2 y los anexos I y II,",
     "resolution [resoluciones 72/1]: 72/1\nresolution [73/2 A y B]: 73/2 A; 73/2 B\n"
     "decision [decisiones 79/513]: 79/513\ndecision [80/2]: 80/2\nannex [anexos I y II]: I; II\n"},
    {"Маяки перечислены в пунктах 3–5, 7 и 9 выше и в подпунктах a)–c) пункта 6.",
     "paragraph [пунктах 3–5, 7 и 9 выше] above: 3 - 5; 7; 9\n"
     "paragraph [подпунктах a)–c) пункта 6]: 6.a - 6.c\n"},
    {"Смотрители маяков выполняют пункт 2 (а), (б) и (в) и подпункты г) и д) пункта 4.",
     "paragraph [пункт 2 (а), (б) и (в)]: 2.a; 2.b; 2.c\nparagraph [подпункты г) и д) пункта 4]: 4.d; 4.e\n"},
    {"ссылаясь на свои резолюции 72/1 и 73/2 A и B и решения 79/513 и 80/2,",
     "resolution [резолюции 72/1]: 72/1\nresolution [73/2 A и B]: 73/2 A; 73/2 B\ndecision [решения 79/513]: 79/513\n"
     "decision [80/2]: 80/2\n"},
    {"وترد المنارات في الفقرات 3 و 5 و 7 إلى 9 أعلاه وفي الفقرتين 11 و 12 من هذا القرار.",
     "paragraph [الفقرات 3 و 5 و 7 إلى 9 أعلاه] above: 3; 5; 7 - 9\nparagraph [الفقرتين 11 و 12] here: 11; 12\n"},
    {"وترد المنارات في الفقرة ٣ (أ) و (ج) وفي المرفق الثالث والمادة الأولى، وفي المادة 2-1.",
     "paragraph [الفقرة 3 (أ) و (ج)]: 3.a; 3.c\nannex [المرفق الثالث]: 3\narticle [والمادة الأولى]: 1\n"
     "article [المادة 2-1]: 2.1\n"},
    {"إذ تشير إلى قراريها 72/1 و 73/2 وإلى قرار الجمعية العامة 1696 (د-16) والمقرر 79/513،",
     "resolution [قراريها 72/1]: 72/1\nresolution [73/2]: 73/2\n"
     "resolution [قرار الجمعية العامة 1696 (د-16)]: 1696 (د-16)\ndecision [المقرر 79/513]: 79/513\n"},
    {"إذ تشير إلى قراريها 72/1 ألف وباء و 73/2 جيم وإلى المرفق هاء،",
     "resolution [قراريها 72/1 ألف وباء]: 72/1 ألف; 72/1 باء\nresolution [73/2 جيم]: 73/2 جيم\n"
     "annex [المرفق هاء]: E\n"},
    {"The keepers light what is listed in paragraph 11 and 15 above, and in paragraph 3 and 12 of them.",
     "paragraph [paragraph 11 and 15 above] above: 11; 15\nparagraph [paragraph 3]: 3\n"},
    {"灯塔列于第9和11段、上文第3至5段、第6(a)和(c)段以及附件一和二。",
     "paragraph [第9和11段]: 9; 11\nparagraph [上文第3至5段] above: 3 - 5\nparagraph [第6(a)和(c)段]: 6.a; 6.c\n"
     "annex [附件一和二]: 1; 2\n"},
    {"回顾大会第77/190号决议、安全理事会第2387(2017)号决议、第64/1号、第65/2号和第66/3 A号决议及第79/513号决定，",
     "resolution [第77/190号决议]: 77/190\nresolution [第2387(2017)号决议]: 2387(2017)\nresolution [第64/1]: 64/1\n"
     "resolution [第65/2]: 65/2\nresolution [第66/3 A号决议]: 66/3 A\ndecision [第79/513号决定]: 79/513\n"},
};

static void lists_are_whole(void **state)
{
    EXPECT_ALL(state, lists, false);
}

/* ---- where it is ---- */

static const row places[] = {
    {"The lamps follow paragraph 3 of resolution 73/1 and paragraph 2 of Security Council resolution 1373 (2001).",
     "paragraph [paragraph 3] elsewhere in [resolution 73/1]: 3\nresolution [resolution 73/1]: 73/1\n"
     "paragraph [paragraph 2] elsewhere in [resolution 1373 (2001)]: 2\n"
     "resolution [resolution 1373 (2001)]: 1373 (2001)\n"},
    {"The lamps follow paragraph 3 of the present resolution and paragraph 4 of this section.",
     "paragraph [paragraph 3] here: 3\nparagraph [paragraph 4] here: 4\n"},
    {"The lamps follow paragraph 3 of the Declaration, and paragraphs 4 and 5 to light them.",
     "paragraph [paragraph 3] elsewhere: 3\nparagraph [paragraphs 4 and 5]: 4; 5\n"},
    {"The lamps follow paragraph 2 of article 3 of the Convention and article 4, paragraph 5, of the Charter.",
     "paragraph [paragraph 2] elsewhere in [article 3]: 2\narticle [article 3] elsewhere: 3\n"
     "article [article 4] elsewhere: 4\nparagraph [paragraph 5] elsewhere in [article 4]: 5\n"},
    {"The lamps follow section II, paragraphs 39 and 40 thereof, and article 6.11 (b) of that law.",
     "paragraph [paragraphs 39 and 40] elsewhere: 39; 40\narticle [article 6.11 (b)] elsewhere: 6.11.b\n"},
    {"Маяки указаны там же, пункт 66, и в подпунктах д) и е) пункта 4 приложения.",
     "footnote [там же]: same\nparagraph [пункт 66] elsewhere in [там же]: 66\n"
     "paragraph [подпунктах д) и е) пункта 4]: 4.e; 4.f\n"},
    {"وترد المنارات في المرجع نفسه، الفقرة 66.",
     "footnote [المرجع نفسه]: same\nparagraph [الفقرة 66] elsewhere in [المرجع نفسه]: 66\n"},
    {"The lamps follow paragraph 4 of section II of its resolution 64/260 and annex II to the Convention.",
     "paragraph [paragraph 4] elsewhere in [resolution 64/260]: 4\nresolution [resolution 64/260]: 64/260\n"
     "annex [annex II] elsewhere: II\n"},
    {"The lamps follow resolution 72/9 of 5 May 2018, paragraph 6, and paragraph 7.",
     "resolution [resolution 72/9]: 72/9\nparagraph [paragraph 6] elsewhere in [resolution 72/9]: 6\n"
     "paragraph [paragraph 7]: 7\n"},
    {"The lamps are those of A/75/697, annex, paras. 3 and 4, and of the above-mentioned paragraph 3.",
     "symbol [A/75/697]: A/75/697\nparagraph [paras. 3 and 4] elsewhere in [A/75/697]: 3; 4\n"
     "paragraph [paragraph 3]: 3\n"},
    {"Les phares sont ceux du paragraphe 3 de sa résolution 73/1, du paragraphe 4 de la présente résolution et du "
     "paragraphe 5 du rapport.",
     "paragraph [paragraphe 3] elsewhere in [résolution 73/1]: 3\nresolution [résolution 73/1]: 73/1\n"
     "paragraph [paragraphe 4] here: 4\nparagraph [paragraphe 5] elsewhere: 5\n"},
    {"Los faros son los del párrafo 3 de su resolución 73/1, del párrafo 4 de la presente resolución y del párrafo 5 "
     "del informe.",
     "paragraph [párrafo 3] elsewhere in [resolución 73/1]: 3\nresolution [resolución 73/1]: 73/1\n"
     "paragraph [párrafo 4] here: 4\nparagraph [párrafo 5] elsewhere: 5\n"},
    {"Маяки указаны в пункте 3 своей резолюции 73/1, в пункте 4 настоящей резолюции, в пункте 5 доклада и в пункте 6.",
     "paragraph [пункте 3] elsewhere in [резолюции 73/1]: 3\nresolution [резолюции 73/1]: 73/1\n"
     "paragraph [пункте 4] here: 4\nparagraph [пункте 5] elsewhere: 5\nparagraph [пункте 6]: 6\n"},
    {"وترد المنارات في الفقرة 3 من القرار 73/1 وفي الفقرة 4 من هذا القرار وفي الفقرة 5 من الإعلان.",
     "paragraph [الفقرة 3] elsewhere in [القرار 73/1]: 3\nresolution [القرار 73/1]: 73/1\n"
     "paragraph [الفقرة 4] here: 4\nparagraph [الفقرة 5] elsewhere: 5\n"},
    {"灯塔列于第73/1号决议第3段、《宣言》第2段、报告第16段、本决议第4段和第21条第6款。",
     "resolution [第73/1号决议]: 73/1\nparagraph [第3段] elsewhere in [第73/1号决议]: 3\n"
     "paragraph [第2段] elsewhere: 2\nparagraph [第16段] elsewhere: 16\nparagraph [本决议第4段] here: 4\n"
     "article [第21条]: 21\nparagraph [第6款] in [第21条]: 6\n"},
};

static void places_are_told(void **state)
{
    EXPECT_ALL(state, places, false);
}

/* ---- over line ends, and what stands in the text for each step ---- */

static const row cuts[] = {
    {"The keepers follow paragraphs 3 (a) (ii) and\n(b), and 7 to\n9 above, and see paragraph\n12 below.",
     "paragraph [paragraphs 3 (a) (ii) and (b), and 7 to 9 above] above<above>: 3<3>.a<(a)>.ii<(ii)>; 3<>.b<(b)>; "
     "7<7> - 9<9>\nparagraph [paragraph 12 below] below<below>: 12<12>\n"},
    {"The keepers follow resolution 73/\n1 and document A/75/\n697 and Add.1.",
     "resolution [resolution 73/ 1]: 73/1\nsymbol [A/75/ 697 and Add.1]: A/75/697; A/75/697/Add.1\n"},
    {"Les gardiens suivent l'alinéa **b) du paragraphe** 3 ci-\ndessus.",
     "paragraph [alinéa b) du paragraphe 3 ci-dessus] above<ci-|dessus>: 3<3>.b<b)>\n"},
    {"Смотрители выполняют подпункт б) пункта 4\nниже.",
     "paragraph [подпункт б) пункта 4 ниже] below<ниже>: 4<4>.b<б)>\n"},
    {"灯塔列于下文第3(a)至\n(c)段。", "paragraph [下文第3(a)至 (c)段] below<下文>: 3<3>.a<(a)> - 3<>.c<(c)>\n"},
};

static void steps_can_be_written_anew(void **state)
{
    EXPECT_ALL(state, cuts, true);
}

/* ---- what is no reference, and no member of a list ---- */

static const row others[] = {
    {"The keepers met, per paragraph a total of 12 lamps, and the paragraph is short.", ""},
    {"The keepers follow paragraph 6, 12 of them at night, and paragraphs 3 and 4, 5 May 2020 being the day.",
     "paragraph [paragraph 6]: 6\nparagraph [paragraphs 3 and 4]: 3; 4\n"},
    {"The keepers follow resolution 70/1, 12 of which are new, and paragraph 3; 4 are old.",
     "resolution [resolution 70/1]: 70/1\nparagraph [paragraph 3]: 3\n"},
    {"The decision 5 of the keepers and the decision to go are none.", ""},
    {"Les gardiens ont lu l'alinéa a été modifié et l'annexe à la lettre.", ""},
    {"Смотрители сообщают, что ряд пунктов с маяками и пункт в порту закрыты.", ""},
    {"灯塔于第三阶段建成，第二届会议通过。", ""},
};

static void other_words_are_none(void **state)
{
    EXPECT_ALL(state, others, false);
}

/* An article's heading names itself. */
static void headings_are_no_references(void **state)
{
    assert_int_equal(expect(*state,
                            "The General Assembly,\n\n1. Adopts the rules below.\n\nAnnex\n\nArticle 1\n\n1. The lamps "
                            "shall burn.\n\nArticle 2. The keepers shall apply article 1.\n",
                            false, "article [article 1]: 1\n"),
                     0);
}

/* Values of numbers. */
static void numbers_have_sessions(void **state)
{
    static const struct {
        const char *text;
        und_session_type type;
        uint32_t session, year, number;
    } rows[] = {
        {"Recalling resolution 73/2 B of the keepers,", UND_SESSION_REGULAR, 73, 0, 2},
        {"Recalling resolution S-16/1 of the keepers,", UND_SESSION_SPECIAL, 16, 0, 1},
        {"Recalling resolution ES-10/24 of the keepers,", UND_SESSION_EMERGENCY_SPECIAL, 10, 0, 24},
        {"Recalling resolution 1373 (2001) of the keepers,", UND_SESSION_NONE, 0, 2001, 1373},
        {"Recalling resolution 2015/47 of the keepers,", UND_SESSION_NONE, 0, 2015, 47},
        {"Recalling resolution 3376 (XXX) of the keepers,", UND_SESSION_REGULAR, 30, 0, 3376},
        {"Recalling resolution 2625 (S-VI) of the keepers,", UND_SESSION_SPECIAL, 6, 0, 2625},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        und_doc *doc = support_doc(*state, support_bytes(rows[i].text));
        und_target target;
        assert_int_equal(und_target_get(doc, 1, 0, 0, &target), UND_OK);
        assert_int_equal(target.kind, UND_TARGET_RESOLUTION);
        assert_int_equal(target.session_type, rows[i].type);
        assert_int_equal(target.session, rows[i].session);
        assert_int_equal(target.year, rows[i].year);
        assert_int_equal(target.steps[0].label, rows[i].number);
        assert_int_equal(und_target_get(doc, 1, 0, 1, &target), UND_NONE);
        assert_int_equal(und_target_get(doc, 1, 1, 0, &target), UND_NONE);
        assert_int_equal(und_target_get(doc, 1, 0, 0, NULL), UND_E_ARGUMENT);
        assert_int_equal(und_target_get(doc, 9, 0, 0, &target), UND_E_ARGUMENT);
        und_doc_close(doc);
    }
}

/* A list may be longer than there is room for; what goes on is left. */
static void long_lists_end(void **state)
{
    support_text text = {0};
    support_put_words(&text, "The keepers follow paragraphs 1");
    for (int i = 2; i <= 300; i++) {
        char member[16];
        snprintf(member, sizeof member, ", %d", i);
        support_put_words(&text, member);
    }
    support_put_words(&text, " above.");
    und_doc *doc = support_doc(*state, (und_bytes){text.at, text.length});
    und_reference reference;
    assert_int_equal(und_reference_get(doc, 1, 0, &reference), UND_OK);
    assert_true(reference.target_count >= 64 && reference.target_count < 300);
    und_target last;
    assert_int_equal(und_target_get(doc, 1, 0, reference.target_count - 1, &last), UND_OK);
    assert_int_equal(last.steps[0].label, reference.target_count);
    und_doc_close(doc);
    support_free(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lists_are_whole),
        cmocka_unit_test(places_are_told),
        cmocka_unit_test(steps_can_be_written_anew),
        cmocka_unit_test(other_words_are_none),
        cmocka_unit_test(headings_are_no_references),
        cmocka_unit_test(numbers_have_sessions),
        cmocka_unit_test(long_lists_end),
    };
    return cmocka_run_group_tests(tests, support_open_packs, support_close_packs);
}
