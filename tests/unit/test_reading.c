/* The reading: what a document keeps for its revision is what a fresh one works out; sessions, items, agendas as values. */
#include "support.h"

#include "undoc/agenda.h"
#include "undoc/draft.h"

#include <stdlib.h>

/* ---- sessions of days ---- */

static void sessions_of_days(void **state)
{
    (void)state;
    /* Opening days: 15 September 2020 (A/75/PV.1), 14 September 2021, 13 September 2022. */
    static const struct {
        und_date date;
        uint32_t number, other;
    } rows[] = {
        {{2020, 9, 14}, 74, 75}, {{2020, 9, 15}, 75, 74}, {{2020, 12, 31}, 75, 0}, {{2021, 1, 1}, 75, 0},
        {{2021, 9, 13}, 75, 76}, {{2021, 9, 14}, 76, 75}, {{2022, 9, 12}, 76, 77}, {{2022, 9, 13}, 77, 76},
        {{2020, 8, 20}, 74, 0},  {{2020, 10, 7}, 75, 0},  {{1946, 10, 23}, 1, 0},  {{2026, 11, 25}, 81, 0},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        und_session session;
        assert_int_equal(und_session_of_date(rows[i].date, &session), UND_OK);
        assert_int_equal(session.type, UND_SESSION_REGULAR);
        assert_int_equal(session.number, rows[i].number);
        assert_int_equal(session.other, rows[i].other);
    }
    und_session none;
    assert_int_equal(und_session_of_date((und_date){1945, 9, 14}, &none), UND_NONE);
    assert_int_equal(und_session_of_date((und_date){0}, &none), UND_NONE);
    assert_int_equal(und_session_of_date((und_date){2020, 13, 1}, &none), UND_NONE);
    assert_int_equal(und_session_of_date((und_date){2020, 12, 1}, NULL), UND_E_ARGUMENT);
}

/* ---- sessions of documents ---- */

static und_session session_of(void **state, const char *text)
{
    und_doc *doc = support_doc(*state, support_bytes(text));
    und_session session;
    und_status status = und_session_of_document(doc, &session);
    assert_true(status == UND_OK || status == UND_NONE);
    und_doc_close(doc);
    return session;
}

static void sessions_of_documents(void **state)
{
    und_session s =
        session_of(state, "United Nations\n\nGeneral Assembly\n\nA/75/697\n\nSeventy-fifth session\n\n"
                          "Letter dated 22 December 2020 from the Permanent Representative of Uzbekistan to the "
                          "United Nations addressed to the Secretary-General\n\nI have the honour to write.\n");
    assert_int_equal(s.type, UND_SESSION_REGULAR);
    assert_int_equal(s.number, 75);
    assert_int_equal(s.organ, UND_ORGAN_GENERAL_ASSEMBLY);
    assert_int_equal(s.source, UND_SESSION_BY_LINE);
    s = session_of(state,
                   "United Nations\n\nEconomic and Social Council\n\nE/2018/55\n\n2018 session\n\n"
                   "The Economic and Social Council,\n\nRecalling its resolution 2017/1,\n\n1. Decides to meet.\n");
    assert_int_equal(s.type, UND_SESSION_YEAR);
    assert_int_equal(s.number, 2018);
    assert_int_equal(s.organ, UND_ORGAN_ECONOMIC_AND_SOCIAL_COUNCIL);
    s = session_of(state, "United Nations\n\nGeneral Assembly\n\nA/S-30/1\n\nThirtieth special session\n\n"
                          "The General Assembly,\n\nRecalling its resolution 70/1,\n\n1. Decides to meet.\n");
    assert_int_equal(s.type, UND_SESSION_SPECIAL);
    assert_int_equal(s.number, 30);
    s = session_of(state, "Letter dated 22 December 2020 from the Permanent Representative of Uzbekistan to the United "
                          "Nations addressed to the Secretary-General\n\nI have the honour to write.\n");
    assert_int_equal(s.source, UND_SESSION_BY_LETTER);
    assert_int_equal(s.number, 75);
    s = session_of(state, "A shopping list\n\n- milk\n");
    assert_int_equal(s.type, UND_SESSION_NONE);
}

/* ---- items as people write them ---- */

static void expect_items(void **state, const char *text, const char *language, const char *wanted)
{
    und_item items[UND_ITEMS_MAX];
    size_t count;
    und_status status = und_items_read(*state, support_bytes(text), language, items, UND_ITEMS_MAX, &count);
    char got[256] = "", name[UND_ITEM_TEXT_MAX];
    if (status == UND_NONE)
        strcpy(got, "none");
    else if (status == UND_E_DATA)
        strcpy(got, "wrong");
    for (size_t i = 0; status == UND_OK && i < count; i++) {
        und_item_text(items[i], true, name);
        snprintf(got + strlen(got), sizeof got - strlen(got), "%s%s", i == 0 ? "" : " ", name);
    }
    if (strcmp(got, wanted) != 0)
        fail_msg("%s: %s, expected %s", text, got, wanted);
}

static void items_as_written(void **state)
{
    expect_items(state, "128", NULL, "128");
    expect_items(state, "128 (a) and (b)", NULL, "128(a) 128(b)");
    expect_items(state, "128 (a) and (b) and 130 (w)", "en", "128(a) 128(b) 130(w)");
    expect_items(state, "128 a) et b), 130 w)", "fr", "128(a) 128(b) 130(w)");
    expect_items(state, "128(a),128(b)", NULL, "128(a) 128(b)");
    expect_items(state, "130 w", NULL, "130(w)");
    expect_items(state, "Agenda items 128 (a) and 130", NULL, "128(a) 130");
    expect_items(state, "agenda item 130 w", "en", "130(w)");
    expect_items(state, "items 128 (a)", "en", "128(a)");
    expect_items(state, "Points 128 a) et b) de l'ordre du jour", "fr", "128(a) 128(b)");
    expect_items(state, "session 75", "en", "none");
    expect_items(state, "peaceful settlement", NULL, "none");
    expect_items(state, "", NULL, "none");
    expect_items(state, "130 wx and more", NULL, "wrong");
    und_item one[1];
    size_t count;
    assert_int_equal(und_items_read(*state, support_bytes("128, 129"), "en", one, 1, &count), UND_E_LIMIT);
}

/* ---- agendas ---- */

static void agendas(void **state)
{
    und_packs *packs = *state;
    und_agenda_head head;
    assert_int_equal(und_agenda_get(packs, 75, &head), UND_OK);
    assert_string_equal(head.source, "A/75/251");
    assert_true(head.complete && head.entry_count > head.last_item && head.last_item > 180);
    assert_int_equal(und_agenda_get(packs, 900, &head), UND_NONE);
    assert_non_null(strstr(und_packs_message(packs), "session 900"));
    uint32_t entry, again;
    assert_int_equal(und_agenda_line_find(packs, 75, (und_item){130, 17}, &entry), UND_OK);
    und_agenda_line line;
    assert_int_equal(und_agenda_line_get(packs, 75, entry, &line), UND_OK);
    assert_true(line.item.item == 130 && line.item.sub == 17 && line.title_count > 0);
    und_translation title;
    assert_int_equal(und_agenda_line_title_for(packs, 75, entry, "fr", &title), UND_OK);
    assert_string_equal(title.language, "fr");
    assert_int_equal(und_agenda_line_title_for(packs, 75, entry, "zz", &title), UND_OK);
    assert_string_equal(title.language, "en");
    assert_int_equal(und_agenda_line_find(packs, 75, (und_item){130, 52}, &again), UND_NONE);
    assert_non_null(strstr(und_packs_message(packs), "ends at ("));
    assert_int_equal(und_agenda_line_find(packs, 75, (und_item){999, 0}, &again), UND_NONE);
    /* Words in any order, whatever case and accents. */
    assert_int_equal(und_agenda_search(packs, 75, support_bytes("COOPERATION southeast"), 0, &again), UND_OK);
    assert_int_equal(again, entry);
    assert_int_equal(und_agenda_search(packs, 75, support_bytes("coopération ASIE"), 0, &again), UND_OK);
    assert_int_equal(again, entry);
    assert_int_equal(und_agenda_search(packs, 75, support_bytes("zzzz"), 0, &again), UND_NONE);
    uint32_t session, last = 0;
    for (uint32_t n = 0; und_agenda_session_get(packs, n, &session) == UND_OK; n++) {
        assert_true(session > last);
        last = session;
    }
    assert_true(last >= 80);
}

/* ---- findings that are left out ---- */

static void left_out(void **state)
{
    support_text letter = support_file(SUPPORT_LETTER);
    support_text text = support_replace(letter.at, "Observant que", "Obsrevant que", 1);
    und_doc *doc = support_doc(*state, support_bytes(text.at));
    uint32_t count, all;
    assert_int_equal(und_finding_count(doc, &all), UND_OK);
    assert_true(all >= 1);
    und_finding finding;
    und_entry entry;
    assert_int_equal(und_finding_get(doc, 0, &finding), UND_OK);
    uint32_t counted = 0, before = 0;
    for (uint32_t n = 0; und_entry_get(doc, n, &entry) == UND_OK; n++)
        before += entry.findings;
    und_bytes codes[1] = {support_bytes("clause/opener")};
    assert_int_equal(und_doc_ignore(doc, codes, 1), UND_OK);
    assert_int_equal(und_finding_count(doc, &count), UND_OK);
    assert_true(count < all);
    for (uint32_t n = 0; und_entry_get(doc, n, &entry) == UND_OK; n++)
        counted += entry.findings;
    assert_true(counted < before);
    codes[0] = support_bytes("clause/nothing");
    assert_int_equal(und_doc_ignore(doc, codes, 1), UND_E_DATA);
    assert_non_null(strstr(und_doc_message(doc), "clause/nothing"));
    assert_int_equal(und_finding_count(doc, &count), UND_OK);
    assert_true(count < all); /* as before */
    assert_int_equal(und_doc_ignore(doc, NULL, 0), UND_OK);
    assert_int_equal(und_finding_count(doc, &count), UND_OK);
    assert_int_equal(count, all);
    und_doc_close(doc);
    support_free(&text);
    support_free(&letter);
}

/* ---- the outline ---- */

static void expect_text(und_bytes text, const char *expected)
{
    char got[512];
    (void)snprintf(got, sizeof got, "%.*s", (int)text.length, text.at);
    assert_string_equal(got, expected);
}

static void numbers_and_whole_texts(void **state)
{
    static const struct {
        const char *text, *number, *title;
    } rows[] = {
        {"The General Assembly,\n\n", "", "The General Assembly,"},
        {"Recalling its resolution 75/1,\n\n", "PP1", "Recalling its resolution 75/1,"},
        {"Noting with concern that the wells of the plain, which were never deep, and which nobody has ever measured, "
         "are\n"
         "drying out one after the other, from the first in the hills to the last one at the sea,\n\n",
         "PP2",
         "Noting with concern that the wells of the plain, which were never deep, and which nobody has ever measured, "
         "are "
         "drying out one after the other, from the first in the hills to the last one at the sea,"},
        {"1. Decides to measure every well;\n\n", "1", "Decides to measure every well;"},
        {"1 bis. Also decides to clean them;\n\n", "1 bis", "Also decides to clean them;"},
        {"2. Invites Member States:\n\n", "2", "Invites Member States:"},
        {"(a) To lend a rope;\n\n", "2 (a)", "To lend a rope;"},
        {"(b) To send, each year:\n\n", "2 (b)", "To send, each year:"},
        {"(i) The depth of each well;\n\n", "2 (b) (i)", "The depth of each well;"},
        {"(ii) What its water tastes of;\n\n", "2 (b) (ii)", "What its water tastes of;"},
        {"3. Decides to remain seized of the matter.\n", "3", "Decides to remain seized of the matter."},
    };
    support_text text = {0};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        (void)support_sink(&text, rows[i].text, strlen(rows[i].text));
    und_doc *doc = support_doc(*state, (und_bytes){text.at, text.length});
    und_entry entry;
    uint32_t n = 0;
    for (; n < sizeof rows / sizeof rows[0]; n++) {
        assert_int_equal(und_entry_get(doc, n, &entry), UND_OK);
        expect_text(entry.number, rows[n].number);
        expect_text(entry.title, rows[n].title);
    }
    assert_int_equal(und_entry_get(doc, n, &entry), UND_NONE);
    und_doc_close(doc);
    support_free(&text);
}

/* A label is shown as its language writes it. */
static void labels_as_written(void **state)
{
    support_text text = support_file("tests/data/resolution-fr.txt");
    und_doc *doc = support_doc(*state, (und_bytes){text.at, text.length});
    und_entry entry;
    uint32_t found = 0;
    for (uint32_t n = 0; und_entry_get(doc, n, &entry) == UND_OK; n++)
        found += entry.number.length == 8 && memcmp(entry.number.at, "2 a) ii)", 8) == 0;
    assert_int_equal(found, 1);
    und_doc_close(doc);
    support_free(&text);
}

/* ---- what a document says of itself ---- */

typedef struct told {
    char text[512];
} told;

static bool note(void *context, const char *key, und_bytes value, und_bytes problem)
{
    told *t = context;
    size_t used = strlen(t->text);
    snprintf(t->text + used, sizeof t->text - used, "%s%s=%.*s;", problem.length > 0 ? "!" : "", key, (int)value.length,
             value.at);
    return true;
}

static void known(void **state)
{
    und_doc *doc = support_doc(
        *state,
        support_bytes("United Nations\n\nEconomic and Social Council\n\nE/2018/55\n\n2018 session\n\n"
                      "Letter dated 22 December 2017 from the Permanent Representative of Uzbekistan to the United "
                      "Nations addressed to the President of the Economic and Social Council\n\n"
                      "I have the honour to write.\n"));
    told t = {""};
    assert_int_equal(und_known(doc, 10, note, &t), UND_OK);
    assert_string_equal(t.text, "lang=en;date=2017-12-22;state=UZ;addressee=president-economic-and-social-council;"
                                "!session=2018 session;");
    und_doc_close(doc);
}

/* What a document with this masthead says of its items. */
static void items_told(void **state, const char *masthead, const char *wanted)
{
    char text[1024];
    snprintf(text, sizeof text, "United Nations\n\n%s\n\nThe General Assembly,\n\nRecalling its resolution 70/1,\n",
             masthead);
    und_doc *doc = support_doc(*state, support_bytes(text));
    told t = {""};
    assert_int_equal(und_known(doc, 0, note, &t), UND_OK);
    const char *items = strstr(t.text, "items=");
    assert_string_equal(items == NULL ? "" : items > t.text && items[-1] == '!' ? items - 1 : items, wanted);
    und_doc_close(doc);
}

static void items_known(void **state)
{
    items_told(state, "General Assembly\n\nA/75/700\n\nSeventy-fifth session\n\nAgenda items 128 (a) and 130 (w)",
               "items=128(a),130(w);");
    /* All of that agenda is known, and these are not on it. */
    items_told(state, "General Assembly\n\nA/75/700\n\nSeventy-fifth session\n\nAgenda item 999 (a)", "!items=999(a);");
    items_told(state, "General Assembly\n\nA/75/700\n\nSeventy-fifth session\n\nAgenda items 128 (a) and 130 (zz)",
               "!items=128(a),130(zz);");
    /* Of that one not all is. */
    items_told(state, "General Assembly\n\nA/40/700\n\nFortieth session\n\nAgenda item 160", "items=160;");
    /* Another body's, and nobody's: nothing is known of their agendas. */
    items_told(state, "Economic and Social Council\n\nE/2018/55\n\n2018 session\n\nAgenda item 5 (a)", "items=5(a);");
    items_told(state, "General Assembly\n\nAgenda item 5 (a)", "items=5(a);");
    items_told(state, "General Assembly", "");
}

static void numbers(void **state)
{
    und_doc *doc = support_doc(*state, support_bytes("The General Assembly,\n\nRecalling its resolution 70/1,\n\n"
                                                     "1. Decides to meet:\n\n(a) In May;\n\n(b) In June;\n\n"
                                                     "2. Requests a report.\n"));
    uint32_t number, line;
    assert_int_equal(und_next_number(doc, 10, UND_KIND_OPERATIVE, &number), UND_OK);
    assert_int_equal(number, 2);
    assert_int_equal(und_next_number(doc, 11, UND_KIND_OPERATIVE, &number), UND_OK);
    assert_int_equal(number, 3);
    assert_int_equal(und_next_number(doc, 2, UND_KIND_OPERATIVE, &number), UND_NONE);
    assert_int_equal(und_room_after(doc, 6, true, &line), UND_OK);
    assert_int_equal(line, 9); /* after all of paragraph 1 */
    assert_int_equal(und_room_after(doc, 6, false, &line), UND_OK);
    assert_int_equal(line, 7); /* after (a) */
    assert_int_equal(und_room_after(doc, 1000, true, &line), UND_OK);
    assert_int_equal(line, 11);
    und_doc_close(doc);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sessions_of_days),
        cmocka_unit_test(sessions_of_documents),
        cmocka_unit_test(items_as_written),
        cmocka_unit_test(agendas),
        cmocka_unit_test(numbers_and_whole_texts),
        cmocka_unit_test(labels_as_written),
        cmocka_unit_test(left_out),
        cmocka_unit_test(known),
        cmocka_unit_test(items_known),
        cmocka_unit_test(numbers),
    };
    return cmocka_run_group_tests(tests, support_open_packs, support_close_packs);
}
