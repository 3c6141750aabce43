/* The fields of a masthead: two organs and their sessions, joint symbols, days of a session, columns, old forms. */
#include "support.h"

#include "read/masthead.h"

static void put_field(support_text *out, const char *name, const und_masthead_parts *masthead,
                      const und_flow_field *field)
{
    if (!field->found)
        return;
    support_put_words(out, name);
    und_bytes text = und_field_text(masthead, field);
    support_put(out, text.at, text.length);
    support_put_words(out, "\n");
}

static void put_number(support_text *out, const char *name, uint32_t value)
{
    char text[64];
    snprintf(text, sizeof text, "%s%u\n", name, value);
    support_put_words(out, text);
}

/* A field a line, in a fixed order; titles as "128 (a): Words". */
static void say_masthead(const und_doc *doc, support_text *out)
{
    support_put_words(out, "");
    und_masthead_parts masthead;
    assert_true(und_masthead_read(&masthead, doc));
    for (uint32_t i = 0; i < masthead.organ_count; i++)
        put_field(out, "organ ", &masthead, &masthead.organs[i]);
    for (uint32_t i = 0; i < masthead.symbol_count; i++)
        put_field(out, "symbol ", &masthead, &masthead.symbols[i]);
    put_field(out, "distribution ", &masthead, &masthead.distribution);
    if (masthead.date.found)
        put_number(out, "date ",
                   (masthead.date.value >> 16) * 10000 + (masthead.date.value >> 8 & 255u) * 100 +
                       (masthead.date.value & 255u));
    put_field(out, "language ", &masthead, &masthead.language_field);
    put_field(out, "original ", &masthead, &masthead.original);
    if (und_doc_session(&masthead) != 0)
        put_number(out, "session ", und_doc_session(&masthead));
    if (masthead.year.found)
        put_number(out, "year ", masthead.year.value);
    for (uint32_t i = 0; i < masthead.title_count; i++) {
        const und_printed_title *title = &masthead.titles[i];
        char text[32], sub[UND_SUB_MAX];
        und_sub_text(title->sub, sub);
        snprintf(text, sizeof text, "title %u%s: ", title->item, sub);
        support_put_words(out, text);
        support_put(out, masthead.flows[0].text + title->first, title->last - title->first);
        support_put_words(out, "\n");
    }
    und_masthead_close(&masthead);
}

static void has_fields(void **state, const char *text, const char *expected)
{
    und_doc *doc = support_doc(*state, support_bytes(text));
    support_text said = {0};
    say_masthead(doc, &said);
    if (strcmp(said.at, expected) != 0)
        fail_msg("%s\n---- reads as\n%s---- expected\n%s", text, said.at, expected);
    support_free(&said);
    und_doc_close(doc);
}

/* ---- joint documents ---- */

#define LETTER                                                                                                         \
    "Letter dated 8 October 2025 from the Permanent Representative of Chad to the United Nations addressed to "        \
    "the Secretary-General\n"

static void joint_documents(void **state)
{
    /* The columns of the organs one below the other, the titles after both. */
    has_fields(state,
               "A/80/319–S/2025/720\n\nUnited Nations\n\nGeneral Assembly\nSecurity Council\n\nDistr.: General\n"
               "9 October 2025\nOriginal: English\n\nGeneral Assembly\nEightieth session\nAgenda items 34 and 35\n\n"
               "Security Council\nEightieth year\n\nThe situation in the Middle East\nQuestion of Palestine\n\n" LETTER,
               "organ General Assembly\norgan Security Council\nsymbol A/80/319\nsymbol S/2025/720\n"
               "distribution General\ndate 20251009\noriginal English\nsession 80\nyear 80\n"
               "title 34: The situation in the Middle East\ntitle 35: Question of Palestine\n");
    /* Side by side on a line. */
    has_fields(
        state,
        "A/80/319–S/2025/720\n\nGeneral Assembly          Security Council\n"
        "Eightieth session         Eightieth year\nAgenda item 34\nThe situation in the Middle East\n\n" LETTER,
        "organ General Assembly\norgan Security Council\nsymbol A/80/319\nsymbol S/2025/720\nsession 80\nyear 80\n"
        "title 34: The situation in the Middle East\n");
}

static void joint_symbols(void **state)
{
    static const char *const joined[] = {"A/80/319–S/2025/720",   "A/80/319-S/2025/720",  "A/80/319–\nS/2025/720",
                                         "A/80/319-\nS/2025/720", "A/80/319\nS/2025/720", "A/80/319‐S/2025/720*"};
    for (size_t i = 0; i < sizeof joined / sizeof joined[0]; i++) {
        char text[512];
        snprintf(text, sizeof text, "%s\nGeneral Assembly\nEightieth session\n\n" LETTER, joined[i]);
        has_fields(state, text, "organ General Assembly\nsymbol A/80/319\nsymbol S/2025/720\nsession 80\n");
    }
    /* The session is the Assembly's, whichever symbol stands first. */
    has_fields(state, "S/2025/720–A/80/319\nSecurity Council\n\n" LETTER,
               "organ Security Council\nsymbol S/2025/720\nsymbol A/80/319\nsession 80\n");
    has_fields(state, "A/C.3/80/L.5/Rev.1\nGeneral Assembly\n\nAmends A/C.3/80/L.4\n",
               "organ General Assembly\nsymbol A/C.3/80/L.5/Rev.1\nsession 80\n");
}

static void joint_documents_in_six_languages(void **state)
{
    has_fields(state,
               "A/80/319–S/2025/720\n\nAssemblée générale\nQuatre-vingtième session\nPoint 35 de l’ordre du jour\n"
               "Question de Palestine\n\nConseil de sécurité\nQuatre-vingtième année\n",
               "organ Assemblée générale\norgan Conseil de sécurité\nsymbol A/80/319\nsymbol S/2025/720\nsession 80\n"
               "year 80\ntitle 35: Question de Palestine\n");
    has_fields(state,
               "A/80/319–S/2025/720\n\nAsamblea General\nOctogésimo período de sesiones\nTema 35 del programa\n\n"
               "Consejo de Seguridad\nOctogésimo año\n\nCuestión de Palestina\n",
               "organ Asamblea General\norgan Consejo de Seguridad\nsymbol A/80/319\nsymbol S/2025/720\nsession 80\n"
               "year 80\ntitle 35: Cuestión de Palestina\n");
    has_fields(state,
               "A/80/319–S/2025/720\n\nГенеральная Ассамблея\nВосьмидесятая сессия\nПункт 35 повестки дня\n\n"
               "Совет Безопасности\nВосьмидесятый год\n\nВопрос о Палестине\n",
               "organ Генеральная Ассамблея\norgan Совет Безопасности\nsymbol A/80/319\nsymbol S/2025/720\nsession 80\n"
               "year 80\ntitle 35: Вопрос о Палестине\n");
    has_fields(state, "A/80/319–S/2025/720\n\n大会\n第八十届会议\n议程项目35\n\n安全理事会\n第八十年\n\n巴勒斯坦问题\n",
               "organ 大会\norgan 安全理事会\nsymbol A/80/319\nsymbol S/2025/720\nsession 80\nyear 80\n"
               "title 35: 巴勒斯坦问题\n");
    has_fields(state,
               "A/80/319–S/2025/720\n\nالجمعية العامة\nالدورة الثمانون\nالبند 35 من جدول الأعمال\n\nمجلس الأمن\n"
               "السنة الثمانون\n\nقضية فلسطين\n",
               "organ الجمعية العامة\norgan مجلس الأمن\nsymbol A/80/319\nsymbol S/2025/720\nsession 80\nyear 80\n"
               "title 35: قضية فلسطين\n");
}

/* ---- titles of several items without a blank line between them ---- */

static void titles_of_items_in_one_block(void **state)
{
    /* By the official titles, although a wrapped line begins with a capital. */
    has_fields(
        state,
        "A/RES/78/901\n\nGeneral Assembly\n\nSeventy-eighth session\nAgenda items 132 and 143\n"
        "Review of the efficiency of the administrative and financial\nfunctioning of the United Nations\n"
        "Report on the activities of the Office of Internal\nOversight Services\n",
        "organ General Assembly\nsymbol A/RES/78/901\nsession 78\n"
        "title 132: Review of the efficiency of the administrative and financial functioning of the United Nations\n"
        "title 143: Report on the activities of the Office of Internal Oversight Services\n");
    /* By capitals, where no agenda is at hand. */
    has_fields(
        state,
        "General Assembly\n\nTwelfth session\nAgenda items 3 and 4\nTrees and what becomes of\nthem in time\nClocks\n",
        "organ General Assembly\nsession 12\ntitle 3: Trees and what becomes of them in time\ntitle 4: Clocks\n");
    /* A title may end with the name of an organ. */
    has_fields(
        state,
        "General Assembly\n\nTwelfth session\nAgenda item 3\nA seat for the observers in the\nGeneral Assembly\n",
        "organ General Assembly\nsession 12\ntitle 3: A seat for the observers in the General Assembly\n");
}

/* ---- dates ---- */

static void days_of_a_session_are_no_date(void **state)
{
    static const char *const ranges[] = {"11 September–9 October 2024", "28 February to 1 April 2022", "6-23 June 2022",
                                         "25 July 2022 – 26 July 2023"};
    for (size_t i = 0; i < sizeof ranges / sizeof ranges[0]; i++) {
        char text[512];
        snprintf(text, sizeof text,
                 "General Assembly\n\nHuman Rights Council\nFifty-seventh session\n%s\nAgenda item 3\n", ranges[i]);
        has_fields(state, text, "organ General Assembly\norgan Human Rights Council\nsession 57\n");
        snprintf(
            text, sizeof text,
            "General Assembly\nDistr.: General\n14 October 2024\n\nHuman Rights Council\nFifty-seventh session\n%s\n",
            ranges[i]);
        has_fields(
            state, text,
            "organ General Assembly\norgan Human Rights Council\ndistribution General\ndate 20241014\nsession 57\n");
    }
    has_fields(state, "Conseil économique et social\n\nSession de 2022\n13 juin au 8 juillet 2022\n",
               "organ Conseil économique et social\n");
    has_fields(state, "联合国\n经济及社会理事会\n\n2023年届会\n2022年7月25日至2023年7月26日\n议程项目17\n非政府组织\n",
               "organ 经济及社会理事会\ntitle 17: 非政府组织\n");
}

/* ---- forms of the page ---- */

static void columns_and_old_forms(void **state)
{
    /* As pdftotext -layout prints it: columns, a deep indent. */
    has_fields(
        state,
        "                United Nations                                                                A/C.1/80/L.9\n"
        "                General Assembly                                                      Distr.: Limited\n"
        "                                                                                      16 October 2025\n"
        "                                                                                      English\n"
        "                                                                                      Original: French\n"
        "\n\n\nEightieth session\nFirst Committee\nAgenda item 100 (e)\n",
        "organ General Assembly\norgan First Committee\nsymbol A/C.1/80/L.9\ndistribution Limited\ndate 20251016\n"
        "language English\noriginal French\nsession 80\n");
    /* The name over two lines, the letter of the organ alone, labels in capitals. */
    has_fields(
        state,
        "UNITED\nNATIONS\n\nS\nSecurity Council\nDistr.\nGENERAL\nS/1999/900\n14 February 1999\nORIGINAL:\n\nENGLISH\n",
        "organ Security Council\nsymbol S/1999/900\ndistribution GENERAL\ndate 19990214\noriginal ENGLISH\n");
    has_fields(state,
               "NATIONS\nUNIES\n\nA\nAssemblée générale\nDistr.\nGÉNÉRALE\nA/54/900\n14 février 1999\nFRANÇAIS\n"
               "ORIGINAL : ANGLAIS\n",
               "organ Assemblée générale\nsymbol A/54/900\ndistribution GÉNÉRALE\ndate 19990214\nlanguage FRANÇAIS\n"
               "original ANGLAIS\nsession 54\n");
    /* All fields one below the other, more lines than a small block has. */
    has_fields(
        state,
        "United Nations\nGeneral Assembly\nDistr.: Limited\n16 October 2025\nOriginal: English\nEightieth session\n"
        "First Committee\nAgenda item 19\nThe role of trees\n",
        "organ General Assembly\norgan First Committee\ndistribution Limited\ndate 20251016\noriginal English\n"
        "session 80\ntitle 19: The role of trees\n");
}

static void a_year_begins_no_masthead(void **state)
{
    has_fields(state, "First year\n\nThe trees grew.\n", "");
    has_fields(state, "First year of the programme\n\nThe trees grew.\n", "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(joint_documents),
        cmocka_unit_test(joint_symbols),
        cmocka_unit_test(joint_documents_in_six_languages),
        cmocka_unit_test(titles_of_items_in_one_block),
        cmocka_unit_test(days_of_a_session_are_no_date),
        cmocka_unit_test(columns_and_old_forms),
        cmocka_unit_test(a_year_begins_no_masthead),
    };
    return cmocka_run_group_tests(tests, support_open_packs, support_close_packs);
}
