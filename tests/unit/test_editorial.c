/* Rules about dates, figures, symbols and resolutions in the text, and about how clauses open: each finds what it is for, on
 * the very words, is silent on what documents have, and what its fix writes has no finding any more. */
#include "support.h"

#include "undoc/reading.h"

#include <stdlib.h>

typedef struct slip {
    const char *language;             /* "en" … : the frame that the words stand in */
    const char *text;                 /* a clause's words */
    const char *code, *words, *fixed; /* NULL code: nothing is found; NULL fixed: no fix */
} slip;

/* A resolution with `%s` in one of its paragraphs. */
static const char *frame_of(const char *language)
{
    static const struct {
        const char *language, *frame;
    } frames[] = {
        {"en", "The General Assembly,\n\nRecalling %s,\n\n1. Decides to meet;\n\n2. Requests a report.\n"},
        {"en-council", "The Security Council,\n\nRecalling %s,\n\n1. Decides to meet;\n\n2. Requests a report.\n"},
        {"fr", "L'Assemblée générale,\n\nRappelant %s,\n\n1. Décide de se réunir;\n\n2. Demande un rapport.\n"},
        {"es", "La Asamblea General,\n\nRecordando %s,\n\n1. Decide reunirse;\n\n2. Reafirma el informe.\n"},
        {"ru",
         "Генеральная Ассамблея,\n\nссылаясь на %s,\n\n1. постановляет собраться;\n\n2. призывает государства.\n"},
        {"zh", "大会，\n\n回顾%s，\n\n1. 决定开会；\n\n2. 请秘书长提出报告。\n"},
        {"ar",
         "إن الجمعية العامة،\n\nإذ تشير إلى %s،\n\n1 - تقرر أن تجتمع؛\n\n2 - تطلب إلى الأمين العام تقديم تقرير.\n"},
    };
    for (size_t i = 0; i < sizeof frames / sizeof frames[0]; i++)
        if (strcmp(frames[i].language, language) == 0)
            return frames[i].frame;
    fail_msg("no frame for %s", language);
    return NULL;
}

static const slip slips[] = {
    {"en", "its meeting on 5 March 2021", NULL, NULL, NULL},
    {"en", "its meeting on March 5, 2021", "date/form", "March 5, 2021", "5 March 2021"},
    {"en", "its meeting on March 5th, 2021", "date/form", "March 5th, 2021", "5 March 2021"},
    {"en", "its meeting on July 15 2025", "date/form", "July 15 2025", "15 July 2025"},
    {"en", "its meeting on 2nd August 2023", "date/form", "2nd August 2023", "2 August 2023"},
    {"en", "its meeting on the 5th of March 2021", "date/form", "5th of March 2021", "5 March 2021"},
    {"en", "its meetings of 10 to 12 June, 2008", "date/form", "12 June, 2008", "12 June 2008"},
    {"en", "its meeting on 05 March 2021", "date/form", "05 March 2021", "5 March 2021"},
    {"en", "its meeting on 25/3/2021", "date/form", "25/3/2021", "25 March 2021"},
    {"en", "its meeting on 3.25.2021", "date/form", "3.25.2021", "25 March 2021"},
    {"en", "its meeting on 5/3/2021", "date/form", "5/3/2021", NULL},
    {"en", "the report entitled “The years after September 11, 2001”", NULL, NULL, NULL},
    {"en", "paragraph 5 of the report for 2021 and May 2022", NULL, NULL, NULL},
    {"en", "the years 5/14 and 12/24 of 2 October 2009", NULL, NULL, NULL},
    {"fr", "la réunion du 1er mars 2021 et du 5 mars 2021", NULL, NULL, NULL},
    {"fr", "la réunion du 1 er mars 2021", NULL, NULL, NULL},
    {"fr", "la réunion tenue le 1 mars 2021", "date/form", "1 mars 2021", "1er mars 2021"},
    {"fr", "la réunion tenue le 7 Août 2008", "date/form", "7 Août 2008", "7 août 2008"},
    {"fr", "la réunion tenue le 04 janvier 2006", "date/form", "04 janvier 2006", "4 janvier 2006"},
    {"fr", "la réunion tenue le 25/3/2021", "date/form", "25/3/2021", "25 mars 2021"},
    {"es", "la reunión de 5 de marzo de 2021", NULL, NULL, NULL},
    {"es", "la reunión de 12 de febrero 2015", "date/form", "12 de febrero 2015", "12 de febrero de 2015"},
    {"es", "la reunión de 30 mayo de 2014", "date/form", "30 mayo de 2014", "30 de mayo de 2014"},
    {"es", "la reunión de 5 de marzo del 2021", "date/form", "5 de marzo del 2021", "5 de marzo de 2021"},
    {"es", "la reunión de 5 de Marzo de 2021", "date/form", "5 de Marzo de 2021", "5 de marzo de 2021"},
    {"ru", "заседание 5 марта 2021 года", NULL, NULL, NULL},
    {"ru", "заседания 5 марта 2021 и 6 мая 2022 годов", NULL, NULL, NULL},
    {"ru", "заседание 5 марта 2021", "date/form", "5 марта 2021", "5 марта 2021 года"},
    {"ru", "заседание 5 марта 2021 г.", "date/form", "5 марта 2021 г.", "5 марта 2021 года"},
    {"ru", "заседание 5 Марта 2021 года", "date/form", "5 Марта 2021 года", "5 марта 2021 года"},
    {"zh", "2021年3月5日的会议", NULL, NULL, NULL},
    {"zh", "2021年3月5号的会议", "date/form", "2021年3月5号", "2021年3月5日"},
    {"ar", "جلستها المعقودة في 6 آذار/مارس 2015", NULL, NULL, NULL},
    {"ar", "جلستها المعقودة في 6 مارس 2015", "date/form", "6 مارس 2015", "6 آذار/مارس 2015"},

    {"en", "that 30 per cent of 12 percentage points", NULL, NULL, NULL},
    {"en", "that 30% of the seats are free", "figure/percent", "30%", " per cent"},
    {"en", "that 3.5 % of the seats are free", "figure/percent", "5 %", " per cent"},
    {"en", "that 35 percent of the seats are free", "figure/percent", "35 percent", " per cent"},
    {"en", "the crises of the 1990s and 1990's own report", NULL, NULL, NULL},
    {"en", "the crises of the 1990's", "figure/decade", "1990's", "s"},
    {"en", "the crises of the early 1980’s and later", "figure/decade", "1980’s", "s"},
    {"en", "the crises since the mid-1970's", "figure/decade", "1970's", "s"},
    {"en", "the report “The crises of the 1990's”", NULL, NULL, NULL},
    {"fr", "que 30 % des sièges et 12 pour cent", NULL, NULL, NULL},
    {"fr", "que 30% des sièges sont vacants", "figure/percent", "30%", "\xc2\xa0%"},
    {"es", "que el 88% y el 20 % de los puestos", NULL, NULL, NULL},
    {"ru", "то, что 88 процентов и 3% мест", NULL, NULL, NULL},

    {"en", "documents A/RES/75/1, S/2021/50, A/C.3/75/L.5 and A/HRC/RES/47/3", NULL, NULL, NULL},
    {"en", "document A/Res/75/1", "symbol/form", "A/Res/75/1", "A/RES/"},
    {"en", "document a/res/75/1", "symbol/form", "a/res/75/1", "A/RES/"},
    {"en", "document A/ RES/75/1", "symbol/form", "A/ RES/75/1", "A/RES/"},
    {"en", "document A /RES/75/1", "symbol/form", "A /RES/75/1", "A/RES/"},
    {"en", "document S/PRST/ 2014/23", "symbol/form", "S/PRST/ 2014/23", "S/PRST/"},
    {"fr", "le document A/ 75/697", "symbol/form", "A/ 75/697", "A/"},
    {"es", "el documento S/2021/005", "symbol/form", "S/2021/005", "5"},
    {"ru", "документ A/hrc/Res/47/3", "symbol/form", "A/hrc/Res/47/3", "A/HRC/RES/"},
    {"en", "a / 5 and parts 1/02 and http://example.org/A/Res/75/1", NULL, NULL, NULL},

    {"en", "resolutions 217 A (III), 3362 (S-VII), 70/1 and 1325 (2000)", NULL, NULL, NULL},
    {"en", "resolution 217A (III)", "resolution/number", "217A (III)", "217 A (III)"},
    {"en", "resolution 217 A(III)", "resolution/number", "217 A(III)", "217 A (III)"},
    {"en", "resolution 3363(XXX)", "resolution/number", "3363(XXX)", "3363 (XXX)"},
    {"fr", "sa résolution 1325(2000)", "resolution/number", "1325(2000)", "1325 (2000)"},
    {"es", "su resolución 1325(2000)", "resolution/number", "1325(2000)", "1325 (2000)"},
    {"en", "its resolution A/RES/70/1", "resolution/number", "A/RES/70/1", ""},
    {"en", "resolution S/RES/1325 (2000)", "resolution/number", "S/RES/1325 (2000)", ""},
    {"fr", "sa résolution A/RES/70/1", "resolution/number", "A/RES/70/1", ""},
    {"en", "its resolution No. 70/1", "resolution/number", "No. 70/1", ""},
    {"en", "the report A/RES/70/1 and document A/RES/70/2", NULL, NULL, NULL},
    {"zh", "第217 A(III)号决议", NULL, NULL, NULL},

    {"en", "Security Council resolution 1325 (2000) and Commission resolution 2003", NULL, NULL, NULL},
    {"en", "Security Council resolution 1325, and its report", "resolution/year", "resolution 1325", NULL},
    {"en-council", "its resolution 1325 on women", "resolution/year", "resolution 1325", NULL},
    {"en-council", "its resolution 1325 (2000) on women", NULL, NULL, NULL},
    {"en", "resolution 263 of the African Commission", NULL, NULL, NULL},
    {"fr", "la résolution 1325 du Conseil de sécurité", "resolution/year", "résolution 1325", NULL},
    {"es", "la resolución 1325 del Consejo de Seguridad", "resolution/year", "resolución 1325", NULL},
    {"ru", "резолюцию 1325 Совета Безопасности", "resolution/year", "резолюцию 1325", NULL},
    {"ru", "резолюцию 1995 года Совета Безопасности", NULL, NULL, NULL},
};

/* Whole texts, each with one finding or none. */
static const slip clauses[] = {
    {"en",
     "The General Assembly,\n\nRecognizes the need,\n\nRecalling it,\n\n1. Decides to meet;\n\n2. Requests a report.\n",
     "clause/part", "Recognizes", "Recognizing"},
    {"en",
     "The General Assembly,\n\nRecalling it,\n\n1. Decides to meet;\n\n2. Noting the report;\n\n3. Requests one.\n",
     "clause/part", "Noting", "Notes"},
    {"en",
     "The General Assembly,\n\nRecalling it,\n\n1. Decides to meet;\n\n2. Noting the report, urges all to read it;\n\n"
     "3. Requests one.\n",
     NULL, NULL, NULL},
    {"fr",
     "Le Conseil de sécurité,\n\nRappelant sa résolution,\n\n1. Décide de se réunir;\n\n2. Soulignant l'importance;\n\n"
     "3. Demande un rapport.\n",
     "clause/part", "Soulignant", "Souligne"},
    {"es",
     "La Asamblea General,\n\nRecordando su resolución,\n\n1. Decide reunirse;\n\n2. Reafirmando el informe;\n\n"
     "3. Decide seguir.\n",
     "clause/part", "Reafirmando", "Reafirma"},
    {"fr", "Le Conseil de sécurité,\n\nConsciente de sa tâche,\n\n1. Décide de se réunir;\n\n2. Encourage le Bureau.\n",
     "clause/agreement", "Consciente", "Conscient"},
    {"fr",
     "Le Conseil de sécurité,\n\nConscient de sa tâche,\n\n1. Décide de se réunir;\n\n2. Décide de rester saisie de la "
     "question.\n",
     "clause/agreement", "saisie", "saisi"},
    {"fr",
     "L'Assemblée générale,\n\nProfondément préoccupé par la faim,\n\n1. Décide de se réunir;\n\n2. Encourage le "
     "Bureau.\n",
     "clause/agreement", "préoccupé", "préoccupée"},
    {"fr",
     "L'Assemblée générale,\n\nProfondément préoccupée par la faim,\n\n1. Décide de se réunir;\n\n2. Encourage le "
     "Bureau.\n",
     NULL, NULL, NULL},
    {"fr",
     "Les États parties,\n\nConscients de leur tâche,\n\n1. Décident de se réunir;\n\n2. Encouragent le Bureau.\n",
     NULL, NULL, NULL},
    {"es", "El Consejo de Seguridad,\n\nPreocupada por el hambre,\n\n1. Decide reunirse;\n\n2. Decide seguir.\n",
     "clause/agreement", "Preocupada", "Preocupado"},
    {"ru",
     "Генеральная Ассамблея,\n\nбудучи обеспокоен голодом,\n\n1. постановляет собраться;\n\n2. призывает "
     "государства.\n",
     "clause/agreement", "обеспокоен", "обеспокоена"},
    {"ar", "إن مجلس الأمن،\n\nإذ تشير إلى قراره،\n\n1 - يقرر أن يجتمع؛\n\n2 - يطلب إلى الأمين العام تقديم تقرير.\n",
     "clause/agreement", "تشير", "يشير"},
    {"en",
     "The General Assembly,\n\nRecalling its report,\n\nRecalling also its plan,\n\nRecalling further its map,\n\n"
     "Noting a well,\n\nNoting also a road,\n\nNoting further a bridge,\n\nWelcoming the rain,\n\n"
     "Welcoming the sun,\n\n1. Decides to meet;\n\n2. Requests a report.\n",
     "clause/also", "Welcoming", "Welcoming also"},
    {"en",
     "The Security Council,\n\nRecalling its report,\n\nRecalling also its plan,\n\nRecalling further its map,\n\n"
     "Noting a well,\n\nNoting also a road,\n\nNoting further a bridge,\n\nWelcoming the rain,\n\n"
     "Welcoming the sun,\n\n1. Decides to meet;\n\n2. Requests a report.\n",
     NULL, NULL, NULL},
    {"en",
     "The General Assembly,\n\nRecalling its report,\n\nRecalling its plan,\n\nNoting a well,\n\nNoting a road,\n\n"
     "1. Decides to meet;\n\n2. Requests a report.\n",
     NULL, NULL, NULL},
    {"fr",
     "L'Assemblée générale,\n\nRappelant son rapport,\n\nRappelant également son plan,\n\nRappelant en outre sa carte,"
     "\n\nNotant un puits,\n\nNotant également une route,\n\nNotant en outre un pont,\n\nSaluant la pluie,\n\n"
     "Saluant le soleil,\n\n1. Décide de se réunir;\n\n2. Demande un rapport.\n",
     "clause/also", "Saluant", "Saluant également"},
    {"en",
     "The General Assembly,\n\n*Recalling* its report,\n\n*Noting* a well,\n\n*Noting also* a road,\n\n"
     "*Stressing* it,\n\nWelcoming the rain,\n\n1. Decides to meet;\n\n2. Requests a report.\n",
     "clause/emphasis", "Welcoming", "*Welcoming*"},
    {"en",
     "The General Assembly,\n\n*Recalling* its report,\n\n1. _Decides_ to meet;\n\n2. _Requests_ a report;\n\n"
     "3. _Urges_ States;\n\n4. Also requests a map;\n\n5. _Calls upon_ States;\n\n6. _Notes_ it.\n",
     "clause/emphasis", "Also requests", "_Also requests_"},
    {"en",
     "The General Assembly,\n\n*Recalling* its report,\n\n*Noting* a well,\n\nNoting also a road,\n\nStressing it,\n\n"
     "1. Decides to meet;\n\n2. Requests a report.\n",
     NULL, NULL, NULL},
};

static void look(void **state, const slip *one, const char *text, char *mended, size_t room)
{
    und_doc *doc = support_doc(*state, support_bytes(text));
    uint32_t count = 0;
    und_finding finding;
    mended[0] = '\0';
    assert_int_equal(und_finding_count(doc, &count), UND_OK);
    if (one->code == NULL || count != 1) {
        for (uint32_t i = 0; i < count && und_finding_get(doc, i, &finding) == UND_OK; i++)
            fprintf(stderr, "%s: %.*s\n", finding.code, (int)finding.message.length, finding.message.at);
        if (count != (one->code != NULL))
            fail_msg("%u findings, expected %u, in %s", count, one->code != NULL, text);
    } else {
        assert_int_equal(und_finding_get(doc, 0, &finding), UND_OK);
        assert_string_equal(finding.code, one->code);
        und_bytes line = und_doc_line(doc, finding.range.from.line);
        size_t from = finding.range.from.column, length = finding.range.to.column - from;
        if (length != strlen(one->words) || memcmp(line.at + from, one->words, length) != 0)
            fail_msg("%s stands on “%.*s”, expected “%s”", one->code, (int)length, line.at + from, one->words);
        assert_int_equal(finding.fix_count, one->fixed != NULL);
        und_edit edit;
        if (one->fixed != NULL) {
            assert_int_equal(und_edit_get(doc, 0, 0, 0, &edit), UND_OK);
            if (edit.text.length != strlen(one->fixed) || memcmp(edit.text.at, one->fixed, edit.text.length) != 0)
                fail_msg("%s writes “%.*s”, expected “%s”", one->code, (int)edit.text.length, edit.text.at, one->fixed);
            const char *start = text;
            for (uint32_t n = 0; n < edit.range.from.line; n++)
                start = strchr(start, '\n') + 1;
            snprintf(mended, room, "%.*s%.*s%s", (int)(start - text + edit.range.from.column), text,
                     (int)edit.text.length, edit.text.at, start + edit.range.to.column);
        }
    }
    und_doc_close(doc);
}

static void slips_in_the_text(void **state)
{
    char text[2000], mended[2000], again[2000];
    for (size_t i = 0; i < sizeof slips / sizeof slips[0]; i++) {
        const char *frame = frame_of(slips[i].language), *slot = strstr(frame, "%s");
        snprintf(text, sizeof text, "%.*s%s%s", (int)(slot - frame), frame, slips[i].text, slot + 2);
        look(state, &slips[i], text, mended, sizeof mended);
        if (mended[0] == '\0')
            continue;
        slip clean = {.language = slips[i].language};
        look(state, &clean, mended, again, sizeof again);
    }
}

static void openers_of_clauses(void **state)
{
    char mended[2000], again[2000];
    for (size_t i = 0; i < sizeof clauses / sizeof clauses[0]; i++) {
        look(state, &clauses[i], clauses[i].text, mended, sizeof mended);
        slip clean = {.language = clauses[i].language};
        if (mended[0] != '\0')
            look(state, &clean, mended, again, sizeof again);
    }
}

/* What stands in an annex, in a table or in a masthead is not the text of the clauses. */
static void other_places_are_left_alone(void **state)
{
    char mended[10];
    slip clean = {.language = "en"};
    look(state, &clean,
         "The General Assembly,\n\nRecalling its report,\n\n1. Decides to meet;\n\n2. Requests a report.\n\n"
         "Annex\n\nPlan of work\n\nThe meeting on March 5, 2021 was attended by 30% of the members.\n\n"
         "| March 5, 2021 | 30% |\n",
         mended, sizeof mended);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(slips_in_the_text),
        cmocka_unit_test(openers_of_clauses),
        cmocka_unit_test(other_places_are_left_alone),
    };
    return cmocka_run_group_tests_name("editorial rules", tests, support_open_packs, support_close_packs);
}
