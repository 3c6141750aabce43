/* The lines that say who submits a draft or an amendment: where the masthead ends because of them, and the kind of the
 * document that they make. */
#include "support.h"

#include "read/document.h"

/* The parts of a document and their lines: "masthead 1-9, title 10-10". */
static void say_parts(const und_doc *doc, support_text *out)
{
    support_put_words(out, "");
    for (uint32_t id = 1; id < und_node_count(doc); id++) {
        und_node node;
        assert_int_equal(und_node_get(doc, und_doc_revision(doc), id, &node), UND_OK);
        char text[64];
        snprintf(text, sizeof text, "%s%s %u-%u", id > 1 ? ", " : "", und_kind_name(node.kind), node.first + 1,
                 node.last);
        support_put_words(out, text);
    }
}

static void reads_as(void **state, const char *text, const char *kind, const char *parts)
{
    und_doc *doc = support_doc(*state, support_bytes(text));
    support_text said = {0};
    say_parts(doc, &said);
    if (strcmp(said.at, parts) != 0)
        fail_msg("%s\n---- reads as\n%s\n---- expected\n%s", text, said.at, parts);
    assert_string_equal(und_doc_kind_name(und_doc_kind_of(doc)), kind);
    support_free(&said);
    und_doc_close(doc);
}

#define FIELDS "A/80/L.901\n\nGeneral Assembly\n\nEightieth session\nAgenda item 18\nSustainable development\n"
#define CLAUSES "The General Assembly,\n\nRecalling its resolution 79/1,\n\n1. Urges all States to plant trees.\n"
#define CLAUSE_PARTS(a, b, c) "subject " a ", preambular " b ", operative " c

static void sponsors_end_the_titles(void **state)
{
    static const char *const lines[] = {"Chad: draft resolution",        "Chad:* draft resolution",
                                        "Chad*: draft resolution",       "Chad:** revised draft resolution",
                                        "Chad and Peru: draft decision", "**Chad:* draft resolution**"};
    for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++) {
        char text[1024];
        snprintf(text, sizeof text, FIELDS "%s\n\nTrees\n\n" CLAUSES, lines[i]);
        reads_as(state, text, "draft",
                 "masthead 1-7, title 8-8, title 10-10, " CLAUSE_PARTS("12-12", "14-14", "16-16"));
        snprintf(text, sizeof text, FIELDS "\n%s\n\nTrees\n\n" CLAUSES, lines[i]);
        reads_as(state, text, "draft",
                 "masthead 1-7, title 9-9, title 11-11, " CLAUSE_PARTS("13-13", "15-15", "17-17"));
    }
}

static void sponsors_over_several_lines(void **state)
{
    reads_as(state,
             FIELDS "Austria, Bosnia and Herzegovina, Chad, Iran (Islamic Republic of),\n"
                    "Netherlands (Kingdom of the), Peru, Tuvalu and United Kingdom of\n"
                    "Great Britain and Northern Ireland:* draft resolution\n\nTrees\n\n" CLAUSES,
             "draft", "masthead 1-7, title 8-10, title 12-12, " CLAUSE_PARTS("14-14", "16-16", "18-18"));
    reads_as(state,
             FIELDS "Chad (on behalf of the States Members of the United Nations that are\n"
                    "members of a group): draft resolution\n\nTrees\n\n" CLAUSES,
             "draft", "masthead 1-7, title 8-9, title 11-11, " CLAUSE_PARTS("13-13", "15-15", "17-17"));
    reads_as(state, FIELDS "United States of\nAmerica: draft resolution\n\nTrees\n\n" CLAUSES, "draft",
             "masthead 1-7, title 8-9, title 11-11, " CLAUSE_PARTS("13-13", "15-15", "17-17"));
    /* The words for a draft on a line of their own; the words of the item's title are no States. */
    reads_as(state,
             "S/2026/901\n\nSecurity Council\n\nDistr.: General\n\nChad, Malta and Peru:\ndraft resolution\n"
             "The Security Council,\nRecalling its resolution 1 (1946),\n1. Calls for rain.\n",
             "draft", "masthead 1-5, title 7-8, " CLAUSE_PARTS("9-9", "10-10", "11-11"));
    reads_as(state,
             "A/80/L.902\n\nGeneral Assembly\n\nEightieth session\nAgenda item 11\n"
             "Follow-up to the outcome in the economic, social and\nrelated fields\nChad: draft resolution\n\nTrees\n\n"
             "The General Assembly,\n\n1. Decides to wait.\n",
             "draft", "masthead 1-8, title 9-9, title 11-11, subject 13-13, operative 15-15");
}

static void sponsors_in_six_languages(void **state)
{
    reads_as(state,
             "A/80/L.903\n\nAssemblée générale\n\nQuatre-vingtième session\nPoint 18 de l’ordre du jour\n"
             "Développement durable\nArabie saoudite, Côte d’Ivoire, Émirats arabes unis et\n"
             "Tchad* : projet de résolution\n\nLes arbres\n\nL’Assemblée générale,\n\nRappelant sa résolution 79/1,\n\n"
             "1. Prie les États de planter des arbres.\n",
             "draft", "masthead 1-7, title 8-9, title 11-11, " CLAUSE_PARTS("13-13", "15-15", "17-17"));
    reads_as(state,
             "A/80/L.903\n\nAsamblea General\n\nOctogésimo período de sesiones\nTema 18 del programa\n"
             "Desarrollo sostenible\nChad y Perú*: enmienda al proyecto de resolución A/80/L.901\n\nÁrboles\n\n"
             "Suprímase el párrafo 2.\n",
             "amendment", "masthead 1-7, title 8-8, heading 10-10, paragraph 12-12");
    reads_as(state,
             "A/80/L.903\n\nГенеральная Ассамблея\n\nВосьмидесятая сессия\nПункт 18 повестки дня\nУстойчивое развитие\n"
             "Перу и Чад:* проект резолюции\n\nДеревья\n\nГенеральная Ассамблея,\n\n"
             "ссылаясь на свою резолюцию 79/1,\n\n1. призывает сажать деревья.\n",
             "draft", "masthead 1-7, title 8-8, title 10-10, " CLAUSE_PARTS("12-12", "14-14", "16-16"));
    reads_as(state,
             "A/80/L.903\n\n大会\n\n第八十届会议\n议程项目18\n可持续发展\n秘鲁和乍得：* 决议草案\n\n树木\n\n大会，\n\n"
             "回顾其第79/1号决议，\n\n1. 促请各国植树。\n",
             "draft", "masthead 1-7, title 8-8, title 10-10, " CLAUSE_PARTS("12-12", "14-14", "16-16"));
    reads_as(state,
             "A/80/L.903\n\nالجمعية العامة\n\nالدورة الثمانون\nالبند 18 من جدول الأعمال\nالتنمية المستدامة\n"
             "بيرو وتشاد*: مشروع قرار\n\nالأشجار\n\nإن الجمعية العامة،\n\nإذ تشير إلى قرارها 79/1،\n\n"
             "1 - تهيب بالدول أن تغرس الأشجار.\n",
             "draft", "masthead 1-7, title 8-8, title 10-10, " CLAUSE_PARTS("12-12", "14-14", "16-16"));
}

static void an_amendment_is_a_kind(void **state)
{
    reads_as(state, FIELDS "Chad: amendment to draft resolution A/80/L.900\n\nTrees\n\nDelete paragraph 4.\n",
             "amendment", "masthead 1-7, title 8-8, heading 10-10, paragraph 12-12");
    reads_as(state, FIELDS "\nChad and Peru:* amendments to revised draft resolution\nA/80/L.900/Rev.1\n\nTrees\n",
             "amendment", "masthead 1-7, title 9-10, heading 12-12");
}

static void a_colon_is_not_enough(void **state)
{
    reads_as(state, FIELDS "Trees: drafts of resolutions\n\n" CLAUSES, "draft",
             "masthead 1-8, " CLAUSE_PARTS("10-10", "12-12", "14-14"));
    /* After the titles nobody submits anything. */
    reads_as(state, FIELDS "\n" CLAUSES "\nChad: draft resolution\n", "draft",
             "masthead 1-7, " CLAUSE_PARTS("9-9", "11-11", "13-13") ", heading 15-15");
}

/* ---- kinds ---- */

static void the_symbol_makes_a_draft(void **state)
{
    reads_as(
        state,
        "A/C.3/80/L.9\n\nGeneral Assembly\n\nEightieth session\nAgenda item 66\nReport of the Human Rights Council\n\n"
        "Chad:* draft resolution\n\nReport of the Human Rights Council\n\n" CLAUSES,
        "draft", "masthead 1-7, title 9-9, title 11-11, " CLAUSE_PARTS("13-13", "15-15", "17-17"));
    reads_as(state,
             "A/C.3/80/L.9\n\nGeneral Assembly\n\nEightieth session\n\nReport of the Council on trees\n\n" CLAUSES,
             "draft", "masthead 1-5, title 7-7, " CLAUSE_PARTS("9-9", "11-11", "13-13"));
    /* A report has no subject line, whatever its symbol. */
    reads_as(state,
             "A/C.3/80/L.9\n\nGeneral Assembly\n\nEightieth session\n\nReport of the Council on trees\n\nIt rained.\n",
             "report", "masthead 1-5, title 7-7, paragraph 9-9");
    reads_as(state, "A/RES/80/9\n\nGeneral Assembly\n\nEightieth session\n\nReport of the Council on trees\n\n" CLAUSES,
             "resolution", "masthead 1-5, title 7-7, " CLAUSE_PARTS("9-9", "11-11", "13-13"));
}

static und_doc_kind kind_of(void **state, const char *text)
{
    und_doc *doc = support_doc(*state, support_bytes(text));
    und_doc_kind kind = und_doc_kind_of(doc);
    und_doc_close(doc);
    return kind;
}

static void decisions_are_decisions(void **state)
{
    static const char *const texts[] = {
        "80/520. Trees\n\nThe General Assembly decides to wait.\n",
        "80/401 B. Trees\n\nIt was decided to wait.\n",
        "At its 40th plenary meeting, on 3 December 2025, the General Assembly decided to wait.\n",
        "75/12. Arbres\n\nÀ sa 40e séance plénière, le 3 décembre 2020, l’Assemblée générale a décidé d’attendre.\n",
        "En su 40ª sesión, celebrada el 3 de diciembre de 2020, la Asamblea General decidió esperar.\n",
        "На своем 40-м пленарном заседании 3 декабря 2020 года Генеральная Ассамблея постановила ждать.\n",
        "大会在2020年12月3日第40次全体会议上决定等待。\n",
        "في جلستها العامة 40 قررت الجمعية العامة أن تنتظر.\n"};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
        if (kind_of(state, texts[i]) != UND_DOC_DECISION)
            fail_msg("%s is %s", texts[i], und_doc_kind_name(kind_of(state, texts[i])));
    assert_int_equal(kind_of(state, "80/20. Trees\n\n" CLAUSES), UND_DOC_RESOLUTION);
    assert_int_equal(kind_of(state, "80/20. Trees\n\nAt its 2nd meeting, the Council decided to meet.\n\n" CLAUSES),
                     UND_DOC_RESOLUTION);
    assert_int_equal(kind_of(state, "Report of the Committee\n\nAt its 2nd meeting, the Committee elected a Chair.\n"),
                     UND_DOC_REPORT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sponsors_end_the_titles),   cmocka_unit_test(sponsors_over_several_lines),
        cmocka_unit_test(sponsors_in_six_languages), cmocka_unit_test(an_amendment_is_a_kind),
        cmocka_unit_test(a_colon_is_not_enough),     cmocka_unit_test(the_symbol_makes_a_draft),
        cmocka_unit_test(decisions_are_decisions)};
    return cmocka_run_group_tests(tests, support_open_packs, support_close_packs);
}
