/* From the official text of an agenda to a pack that is read back: what downloading leaves in the text, forms of
 * English and French, what goes wrong. The texts are of our own wording, in the form of the documents. */
#include "pack_support.h"

#include "undoc/agenda.h"

#define NBSP "\xc2\xa0"
#define SOFT_HYPHEN "\xc2\xad"

/* Imports a text and loads what was written; fails when either does. */
static const und_agenda *import(und_packs *packs, const char *text, uint32_t session)
{
    builder out = {0};
    uint32_t found = 0;
    und_status status = und_agenda_import(packs, bytes_of(text), NULL, build_sink, &out, &found);
    if (status != UND_OK)
        fail_msg("status %d: %s", (int)status, und_packs_message(packs));
    assert_int_equal(found, session);
    size_t before = und_packs_problem_total(packs);
    status = und_packs_add_agenda(packs, built(&out), "imported.yaml");
    if (status != UND_OK || und_packs_problem_total(packs) != before)
        fail_msg("%s\n%s", und_packs_message(packs), out.at);
    free(out.at);
    const und_agenda *agenda;
    assert_int_equal(und_packs_agenda(packs, session, &agenda), UND_OK);
    assert_non_null(agenda);
    return agenda;
}

static void expect_title(const und_agenda *agenda, uint32_t item, const char *sub, uint8_t language, const char *title)
{
    const und_agenda_entry *entry = und_agenda_find(agenda, item, sub);
    if (entry == NULL)
        fail_msg("no item %u%s", (unsigned)item, sub);
    assert_bytes_equal(und_agenda_title_in(agenda, entry, language), title);
}

#define ENGLISH 0
#define FRENCH 1

/* "1:Title|2:Title|2a:Title", in the first language. */
static void expect_agenda(const char *text, const char *expected)
{
    und_packs *packs = open_small(NULL);
    const und_agenda *agenda = import(packs, text, 81);
    builder got = {0};
    for (uint32_t i = 0; i < agenda->count; i++) {
        const und_agenda_entry *entry = &agenda->entries[i];
        char label[32];
        (void)snprintf(label, sizeof label, "%s%u%s:", i > 0 ? "|" : "", (unsigned)entry->item, entry->sub);
        build_text(&got, label);
        und_bytes title = und_agenda_title_in(agenda, entry, ENGLISH);
        build(&got, title.at, title.length);
    }
    assert_string_equal(got.at, expected);
    free(got.at);
    und_packs_close(packs);
}

/* ---- whole documents ---- */

static const char english[] = "United Nations                                                     A/81/251\n"
                              "\n"
                              "                 General Assembly                     Distr.: General\n"
                              "                                                      18 September 2026\n"
                              "                                                      Original: English\n"
                              "____________________________________________________________________________\n"
                              "\n"
                              "Eighty-first session\n"
                              "\n"
                              "        Agenda of the eighty-first session of the General Assembly*\n"
                              "\n"
                              "        Adopted by the General Assembly at its 2nd plenary meeting\n"
                              "\n"
                              "1.\tOpening of the session by the head of the delegation of the host.\n"
                              "2.  Minute of silence for those who\n"
                              "    served.\n"
                              "3.  Credentials of the representatives to the eighty-first session of the Assembly:\n"
                              "    (a)  Appointment of the committee;\n"
                              "    (b)  Report of the committee.\n"
                              "4.  Election of the officers of the committees.1\n"
                              "5.  Organization of work: reports\n"
                              "    of the General Committee.2, 3\n"
                              "\n"
                              "__________________\n"
                              "\n"
                              "   *  Reissued for technical reasons.\n"
                              "   1  In accordance with rule 30 of the rules of procedure, the Committees meet\n"
                              "      for this purpose before the session.\n"
                              "   2  See decision 80/501.\n"
                              "   3  Ibid.\n"
                              "\n"
                              "26-14321 (E)    180926\n"
                              "*2614321*                                                  Please recycle\n"
                              "\f"
                              "A/81/251\n"
                              "\n"
                              "        A. Promotion of growth and of development in accordance with\n"
                              "           the resolutions of the Assembly\n"
                              "\n"
                              "6.  Sport, for peace and develop-\n"
                              "    ment: building on the 2030\n"
                              "\n"
                              "2/11                                                                26-14321\n"
                              "\f"
                              "                                                                    A/81/251\n"
                              "\n"
                              "    Agenda of the Games.\n"
                              "7.  Follow-\n"
                              "    up to the conference on HIV/\n"
                              "    AIDS.\n"
                              "8.  Trade: (a) Goods; (b) Services of the\n"
                              "    ports; and (c) Debt.\n"
                              "\n"
                              "        B. Maintenance of peace\n"
                              "\n"
                              "9.  Report of the Council for 1990 and 2026\n"
                              "10. Question of Limestone.\n"
                              "11. Cooperation between the organizations:\n"
                              "    (a) One; (b) Two;\n"
                              "    (c) Three;\n";

static void an_english_agenda_is_read(void **state)
{
    (void)state;
    builder text = {0};
    build_text(&text, english);
    /* d to ss, as the longest agendas have them */
    for (unsigned i = 4; i <= 45; i++) {
        char line[64];
        char letter = (char)('a' + (i - 1) % 26);
        (void)snprintf(line, sizeof line, "    (%c%.*s) Part %u of the whole%c\n", letter, i > 26 ? 1 : 0, &letter, i,
                       i < 45 ? ';' : '.');
        build_text(&text, line);
    }
    build_text(&text, "12. Other matters.\n");
    und_packs *packs = open_small(NULL);
    const und_agenda *agenda = import(packs, text.at, 81);
    assert_string_equal(agenda->source, "A/81/251");
    assert_true(agenda->complete);
    assert_int_equal(agenda->count, 12 + 2 + 3 + 45);
    expect_title(agenda, 1, "", ENGLISH, "Opening of the session by the head of the delegation of the host");
    expect_title(agenda, 2, "", ENGLISH, "Minute of silence for those who served");
    expect_title(agenda, 3, "", ENGLISH,
                 "Credentials of the representatives to the eighty-first session of the Assembly");
    expect_title(agenda, 3, "a", ENGLISH, "Appointment of the committee");
    expect_title(agenda, 3, "b", ENGLISH, "Report of the committee");
    expect_title(agenda, 4, "", ENGLISH, "Election of the officers of the committees");
    expect_title(agenda, 5, "", ENGLISH, "Organization of work: reports of the General Committee");
    expect_title(agenda, 6, "", ENGLISH, "Sport, for peace and develop-ment: building on the 2030 Agenda of the Games");
    expect_title(agenda, 7, "", ENGLISH, "Follow-up to the conference on HIV/AIDS");
    expect_title(agenda, 8, "", ENGLISH, "Trade");
    expect_title(agenda, 8, "a", ENGLISH, "Goods");
    expect_title(agenda, 8, "b", ENGLISH, "Services of the ports");
    expect_title(agenda, 8, "c", ENGLISH, "Debt");
    expect_title(agenda, 9, "", ENGLISH, "Report of the Council for 1990 and 2026");
    expect_title(agenda, 10, "", ENGLISH, "Question of Limestone");
    expect_title(agenda, 11, "z", ENGLISH, "Part 26 of the whole");
    expect_title(agenda, 11, "aa", ENGLISH, "Part 27 of the whole");
    expect_title(agenda, 11, "ss", ENGLISH, "Part 45 of the whole");
    expect_title(agenda, 12, "", ENGLISH, "Other matters");
    assert_int_equal(und_agenda_title_in(agenda, und_agenda_find(agenda, 1, ""), FRENCH).length, 0);
    und_packs_close(packs);
    free(text.at);
}

static void a_french_agenda_is_read(void **state)
{
    (void)state;
    und_packs *packs = open_small(NULL);
    const und_agenda *agenda = import(packs,
                                      "Nations Unies A/81/251\r\n"
                                      "Assemblée générale\r\n"
                                      "Distr. générale\r\n"
                                      "Français\r\n"
                                      "Original" NBSP ": anglais\r\n"
                                      "\r\n"
                                      "Quatre-vingt-unième session\r\n"
                                      "\r\n"
                                      "Ordre du jour de la quatre-vingt-unième session\r\n"
                                      "\r\n"
                                      "1." NBSP "Ouverture de la session par le chef de la délégation\r\n"
                                      "2." NBSP "Pouvoirs des représentants et des repré" SOFT_HYPHEN "\r\n"
                                      "sentantes" NBSP ":\r\n"
                                      "a)" NBSP "Nomination des membres de la commission" NBSP ";\r\n"
                                      "b)\tRapport de la commission" NBSP ";\r\n"
                                      "A. Croissance économique et développement durable\r\n"
                                      "3. Mise en œuvre de l’accord e\xcc\x81galement de\xcc\x81"
                                      "fini\xc2\xb2" NBSP ";\r\n"
                                      "4. « Question » de l’Île" NBSP ": examen des faits et \"gestes\" \\ etc.\r\n"
                                      "\r\n"
                                      "\xc2\xb2 Voir la décision 80/501.\r\n",
                                      81);
    assert_int_equal(agenda->count, 6);
    expect_title(agenda, 1, "", FRENCH, "Ouverture de la session par le chef de la délégation");
    expect_title(agenda, 2, "", FRENCH, "Pouvoirs des représentants et des représentantes");
    expect_title(agenda, 2, "a", FRENCH, "Nomination des membres de la commission");
    expect_title(agenda, 2, "b", FRENCH, "Rapport de la commission");
    expect_title(agenda, 3, "", FRENCH, "Mise en œuvre de l'accord également défini");
    expect_title(agenda, 4, "", FRENCH, "« Question » de l'Île : examen des faits et \"gestes\" \\ etc");
    assert_int_equal(und_agenda_title_in(agenda, und_agenda_find(agenda, 1, ""), ENGLISH).length, 0);
    und_packs_close(packs);
}

/* ---- forms ---- */

#define HEAD "A/81/251\n\n"

static void markers_in_their_forms(void **state)
{
    (void)state;
    expect_agenda(HEAD "1. The first;\n2 . The second;\n3.The third;\n4.\nThe fourth\n5.\t(a the fifth;\n",
                  "1:The first|2:The second|3:The third|4:The fourth|5:(a the fifth");
    expect_agenda(HEAD "1. Of the first: (a) Of this; (b) Of that;\n(c) Of those;\n2. The last\n",
                  "1:Of the first|1a:Of this|1b:Of that|1c:Of those|2:The last");
    expect_agenda(HEAD "1. Of the first:\na) Of this;\nb) Of that.\n2. The last: articles of (b) and\n(c) of the law\n",
                  "1:Of the first|1a:Of this|1b:Of that|2:The last: articles of (b) and (c) of the law");
    expect_agenda(HEAD "1. Of the first:\n(a)\nOf this;\n(b)\nOf that.\n", "1:Of the first|1a:Of this|1b:Of that");
    expect_agenda(HEAD "1. Items of the law: part two of\nthe law: the end; and more;\n2. The last\n",
                  "1:Items of the law: part two of the law: the end; and more|2:The last");
    /* (i) after (h) is a sub-item, after "(h) ...:" it lies deeper. */
    expect_agenda(
        HEAD "1. The:\n(a) a;\n(b) b;\n(c) c;\n(d) d;\n(e) e;\n(f) f;\n(g) g;\n(h) h;\n(i) i of;\n(j) j;\n2. The\n",
        "1:The|1a:a|1b:b|1c:c|1d:d|1e:e|1f:f|1g:g|1h:h|1i:i of|1j:j|2:The");
    expect_agenda(HEAD "1. The:\n(a) Of a:\n(i) deep;\n(ii) deeper\nstill;\n(b) Of b;\n2. The\n",
                  "1:The|1a:Of a|1b:Of b|2:The");
}

static void numbers_within_titles(void **state)
{
    (void)state;
    expect_agenda(HEAD "1. Follow-up to the Agenda of\n2030. Second part of the\n21. and after\n2. The law of\n1990.\n",
                  "1:Follow-up to the Agenda of 2030. Second part of the 21. and after|2:The law of 1990");
    expect_agenda(HEAD "1. The plan of 2.5 per cent\n2.5 and the rest;\n2. Of the 12th;\n",
                  "1:The plan of 2.5 per cent 2.5 and the rest|2:Of the 12th");
    expect_agenda(
        HEAD "1. Resolution of 1990.12\n2. The COVID-19\n3. Agenda 21.\n4. Palestine1\n5. The 30*\n6. Of (this)2\n"
             "7. Parts 1, 2 and 3, 4\n8. The rest,1,2\n9. The rest3, 4\n",
        "1:Resolution of 1990|2:The COVID-19|3:Agenda 21|4:Palestine|5:The 30|6:Of (this)|7:Parts 1, 2 and 3, 4|"
        "8:The rest|9:The rest");
}

static void furniture_is_left_out(void **state)
{
    (void)state;
    expect_agenda(HEAD "1. The first of\n\n 3/12\n26-14321 (E)\n\fA/81/251\n\n\nall;\n2. The\n12\nsecond;\n",
                  "1:The first of all|2:The second");
    expect_agenda(HEAD "1. The first of\n____\n1 Note of the first\nthat goes on.\n\n*2614321*\nall;\n2. The last\n",
                  "1:The first of all|2:The last");
    expect_agenda(HEAD "1. The first of\n\xc2\xb9 Note of the first.\n\nall;\n2. The last\n",
                  "1:The first of all|2:The last");
    expect_agenda(HEAD "1. The first of all.\n\nPlease recycle the paper\nB\n\n2. The last.\n\nAnnex\n\nOf the rest\n",
                  "1:The first of all|2:The last");
    expect_agenda(HEAD "1. The first of all.\n* Reissued for the reasons\n2. The last\n",
                  "1:The first of all|2:The last");
    /* Footnotes count on; a number that is not the next is no footnote. */
    expect_agenda(HEAD "1. The first of\n\n1 See the one.\n2 See the other.\n\n2 Of us all;\n2. The last\n",
                  "1:The first of 2 Of us all|2:The last");
}

static void headings_are_left_out(void **state)
{
    (void)state;
    expect_agenda(
        HEAD
        "1. The first\nA. Peace of the\nworld\n2. The second;\nB. Law\n3. The third\n\nC. Of order and\nlaw\n4. The\n",
        "1:The first|2:The second|3:The third|4:The");
    expect_agenda(HEAD "1. The plan of\nB. Law\n2. The second.\nII. Further items\n3. The third.\n",
                  "1:The plan of B. Law|2:The second|3:The third");
}

static void a_table_of_contents_will_do(void **state)
{
    (void)state;
    expect_agenda("A\n\n/81/100*\n\nI. Introduction . . . 13\n\n1. Opening of the session . . . . 13\n\n2. Minute of "
                  "silence ... 13\n\n"
                  "3. The work of the\n\ncommittees......14 4. The rest . . . X\n\n"
                  "II. Annotated list\n\n1. Opening of the session\n\n9. Not read.\n",
                  "1:Opening of the session|2:Minute of silence|3:The work of the committees|4:The rest");
    und_packs *packs = open_small(NULL);
    const und_agenda *agenda = import(packs, "A\n\n/81/100*\n\n1. Opening of the session . . . 13\n", 81);
    assert_string_equal(agenda->source, "A/81/100");
    assert_false(agenda->complete); /* a preliminary list is not the agenda */
    und_packs_close(packs);
}

/* ---- the session ---- */

static void expect_session(const char *head, uint32_t session, const char *source)
{
    und_packs *packs = open_small(NULL);
    builder text = {0};
    build_text(&text, head);
    build_text(&text, "\n1. Opening of the session and of the work;\n");
    const und_agenda *agenda = import(packs, text.at, session);
    assert_string_equal(agenda->source, source);
    assert_int_equal(agenda->complete, strcmp(source, "") != 0 && strstr(source, "/251") != NULL);
    und_packs_close(packs);
    free(text.at);
}

static void the_session_from_symbol_or_words(void **state)
{
    (void)state;
    expect_session("A/81/251\n", 81, "A/81/251");
    expect_session("A /81/ 251\n", 81, "A/81/251");
    expect_session("A/81/251/Rev.1\nEighty-first session", 81, "A/81/251/Rev.1");
    expect_session("A/81/251/Add.2/Corr.1*", 81, "A/81/251/Add.2/Corr.1");
    expect_session("EIGHTY" NBSP "FIRST SESSION", 81, "");
    expect_session("Agenda of the\nEighty-first\nsession", 81, "");
    expect_session("(A/81/50) and A/81/251", 81, "A/81/251");
    expect_session("A/81/150\nSeventieth special session\nEighty-first session", 81, "A/81/150");
    expect_session("S/2026/1 A/RES/80/1 A/2026/3 A/HRC/1/2\nEighty-first session", 81, "");
    expect_session("Soixante et onzième session", 71, "");
    expect_session("Soixante-et-onzième session", 71, "");
    expect_session("Onzième session", 11, "");
    /* The header of the second page, where the first page is missing. */
    und_packs *packs = open_small(NULL);
    const und_agenda *agenda = import(packs, "1. The opening of the session;\n2/9  A/81/251\n2. The rest;\n", 81);
    assert_string_equal(agenda->source, "A/81/251");
    und_packs_close(packs);
}

/* ---- what goes wrong ---- */

static void expect_refusal(const char *text, const char *message)
{
    und_packs *packs = open_small(NULL);
    builder out = {0};
    assert_int_equal(und_agenda_import(packs, bytes_of(text), NULL, build_sink, &out, NULL), UND_E_DATA);
    assert_string_equal(und_packs_message(packs), message);
    assert_int_equal(out.length, 0); /* nothing was written */
    free(out.at);
    und_packs_close(packs);
}

static void refusals_say_where_and_what(void **state)
{
    (void)state;
    expect_refusal("", "no items found; expected lines such as '1. Opening of the session'");
    expect_refusal("\n\n", "no items found; expected lines such as '1. Opening of the session'");
    expect_refusal("1.", "line 1: item 1 has no title; expected one");
    expect_refusal("1.\n2.\n", "line 1: item 1 has no title; expected one");
    expect_refusal("A/81/251\nEighty-first session\nOpening of the session\n",
                   "no items found; expected lines such as '1. Opening of the session'");
    expect_refusal("1. The opening of the session;\n2. The rest;\n",
                   "no session found before line 1; expected a symbol such as A/81/251, or the session in words");
    expect_refusal("A/81/251\n\nEightieth session\n1. The opening of the session;\n",
                   "the symbol A/81/251 is of session 81, the words are of session 80; expected the same");
    expect_refusal(HEAD "1. The first;\n2. The second;\n4. The fourth;\n",
                   "line 5: item 4 follows item 2; expected item 3");
    expect_refusal(HEAD "1. The first\n2. The second\n4. The fourth\n",
                   "line 5: item 4 follows item 2; expected item 3");
    expect_refusal(HEAD "1. The first;\n2. The second;\n2. The second;\n",
                   "line 5: item 2 follows item 2; expected item 3");
    expect_refusal(HEAD "5. The fifth;\n6. The sixth;\n", "line 3: the first item is 5; expected item 1");
    expect_refusal(HEAD "1. The first:\n(a) Of this;\n(c) Of that;\n", "line 5: sub-item (c) of item 1; expected (b)");
    expect_refusal(HEAD "1. The first:\n(b) Of that;\n", "line 4: sub-item (b) of item 1; expected (a)");
    expect_refusal(HEAD "1. The first;\n2.\n3. The third;\n", "line 4: item 2 has no title; expected one");
    expect_refusal(HEAD "1. The first:\n(a) ;\n(b) Of this;\n2. The second\n",
                   "line 4: item 1 (a) has no title; expected one");
    expect_refusal(HEAD "1. The first\xe9;\n", "line 3: byte 0xe9 is not UTF-8; expected the text saved as UTF-8");
    expect_refusal(HEAD "1. Xyzzy;\n2. Plugh;\n",
                   "cannot tell the language of the titles; expected its code to be given");
    builder text = {0};
    build_text(&text, HEAD "1. The first\n");
    build_many(&text, "and so on and on\n", UND_TITLE_MAX / 16);
    expect_refusal(text.at,
                   "line 3: the title of item 1 is longer than 8000 bytes; expected item 2 on a line of its own");
    free(text.at);
}

static void titles_have_a_limit(void **state)
{
    (void)state;
    for (size_t length = UND_TITLE_MAX - 1; length <= UND_TITLE_MAX + 1; length++) {
        builder text = {0};
        build_text(&text, HEAD "1. The of ");
        build_many(&text, "x", length - 7);
        und_packs *packs = open_small(NULL);
        builder out = {0};
        /* One byte is kept for a space. */
        assert_int_equal(und_agenda_import(packs, built(&text), NULL, build_sink, &out, NULL),
                         length < UND_TITLE_MAX ? UND_OK : UND_E_DATA);
        free(out.at);
        und_packs_close(packs);
        free(text.at);
    }
}

static bool stop_at_once(void *context, const char *at, size_t length)
{
    (void)at;
    (void)length;
    (*(size_t *)context)++;
    return false;
}

static void languages_sinks_and_misuse(void **state)
{
    (void)state;
    und_packs *packs = open_small(NULL);
    static const char text[] = HEAD "1. Xyzzy;\n2. Plugh;\n";
    builder out = {0};
    uint32_t session = 0;
    assert_int_equal(und_agenda_import(packs, bytes_of(text), "fr", build_sink, &out, &session), UND_OK);
    assert_int_equal(session, 81);
    assert_string_equal(out.at, "# Agenda of session 81 of the General Assembly, read from A/81/251.\n"
                                "session: 81\n"
                                "source: A/81/251\n"
                                "complete: true\n"
                                "items:\n"
                                "  1:\n"
                                "    fr: \"Xyzzy\"\n"
                                "  2:\n"
                                "    fr: \"Plugh\"\n");
    free(out.at);
    out = (builder){0};
    assert_int_equal(und_agenda_import(packs, bytes_of(text), "xx", build_sink, &out, NULL), UND_E_DATA);
    assert_string_equal(und_packs_message(packs), "language 'xx' has no pack; expected one that has");
    size_t calls = 0;
    assert_int_equal(und_agenda_import(packs, bytes_of(text), "fr", stop_at_once, &calls, NULL), UND_E_IO);
    assert_int_equal(calls, 1);
    assert_int_equal(und_agenda_import(NULL, bytes_of(text), "fr", build_sink, &out, NULL), UND_E_ARGUMENT);
    assert_int_equal(und_agenda_import(packs, bytes_of(text), "fr", NULL, NULL, NULL), UND_E_ARGUMENT);
    assert_int_equal(und_agenda_import(packs, (und_bytes){NULL, 3}, "fr", build_sink, &out, NULL), UND_E_ARGUMENT);
    assert_int_equal(out.length, 0);
    und_packs_close(packs);
}

static void texts_have_a_limit(void **state)
{
    (void)state;
    und_packs *packs = open_small(NULL);
    char *text = malloc(UND_PACK_FILE_MAX + 1);
    assert_non_null(text);
    for (size_t length = UND_PACK_FILE_MAX - 1; length <= UND_PACK_FILE_MAX + 1; length++) {
        memset(text, '\n', length);
        memcpy(text, english, sizeof english - 1);
        builder out = {0};
        assert_int_equal(und_agenda_import(packs, (und_bytes){text, length}, NULL, build_sink, &out, NULL),
                         length <= UND_PACK_FILE_MAX ? UND_OK : UND_E_LIMIT);
        free(out.at);
    }
    assert_non_null(strstr(und_packs_message(packs), "at most 4194304"));
    free(text);
    und_packs_close(packs);
}

/* Texts that are made to be slow: each is over in no time. */
static void no_text_takes_long(void **state)
{
    (void)state;
    static const char *const pieces[] = {".",   ". ",         "1. ",       "1. a\n",    "(a) ", "a: (a) ",
                                         "\n",  "_\n",        "* \n",      "e\xcc\x81", "A/8",  "\xc2\xad\n",
                                         "-\n", "1 See.\n\n", "x: (b) ; ", "9",         "\f"};
    und_packs *packs = open_small(NULL);
    for (size_t i = 0; i < sizeof pieces / sizeof pieces[0]; i++) {
        builder text = {0};
        build_text(&text, HEAD "1. The first: ");
        build_many(&text, pieces[i], 200000);
        builder out = {0};
        und_status status = und_agenda_import(packs, built(&text), "en", build_sink, &out, NULL);
        assert_true(status == UND_OK || status == UND_E_DATA);
        free(out.at);
        free(text.at);
    }
    und_packs_close(packs);
}

/* Any text: nothing is read or written where nothing is, and what is written can be read. */
static void any_text_gives_a_pack_or_a_message(void **state)
{
    (void)state;
    static const char *const words[] = {
        "1. ",       "2. ", "3. ",  "(a) ", "(b) ", "a) ",  "(i) ", "The ",     "of ",      "; ",          ": ",
        ". ",        "\n",  "\n\n", "\f",   "A. ",  "____", "*",    "1 ",       "A/81/251", "\"",          "\\",
        "e\xcc\x81", "\t",  "'",    "#",    "- ",   "{x}",  "\x01", "\xc2\x85", "\xc2\xad", "\xe2\x80\xa8"};
    uint32_t seed = 20261;
    und_packs *packs = open_small(NULL);
    size_t good = 0;
    for (unsigned round = 0; round < 3000; round++) {
        builder text = {0};
        build_text(&text, HEAD);
        for (unsigned i = 0; i < 40; i++) {
            seed = seed * 1664525u + 1013904223u;
            build_text(&text, words[(seed >> 16) % (sizeof words / sizeof words[0])]);
        }
        builder out = {0};
        und_status status = und_agenda_import(packs, built(&text), "en", build_sink, &out, NULL);
        if (status == UND_OK) {
            good++;
            und_packs *fresh = open_small(NULL);
            if (und_packs_add_agenda(fresh, built(&out), "x") != UND_OK || und_packs_problem_total(fresh) != 0)
                fail_msg("%s\n%s", und_packs_message(fresh), out.at);
            und_packs_close(fresh);
        } else {
            assert_int_equal(status, UND_E_DATA);
            assert_non_null(strstr(und_packs_message(packs), "expected"));
            assert_int_equal(out.length, 0);
        }
        free(out.at);
        free(text.at);
    }
    assert_true(good > 100);
    und_packs_close(packs);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_english_agenda_is_read),   cmocka_unit_test(a_french_agenda_is_read),
        cmocka_unit_test(markers_in_their_forms),      cmocka_unit_test(numbers_within_titles),
        cmocka_unit_test(furniture_is_left_out),       cmocka_unit_test(headings_are_left_out),
        cmocka_unit_test(a_table_of_contents_will_do), cmocka_unit_test(the_session_from_symbol_or_words),
        cmocka_unit_test(refusals_say_where_and_what), cmocka_unit_test(titles_have_a_limit),
        cmocka_unit_test(languages_sinks_and_misuse),  cmocka_unit_test(texts_have_a_limit),
        cmocka_unit_test(no_text_takes_long),          cmocka_unit_test(any_text_gives_a_pack_or_a_message),
    };
    return cmocka_run_group_tests_name("import of agendas", tests, NULL, NULL);
}
