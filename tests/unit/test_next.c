/* test_next.c - the next document after one: in every language, with the answers that were kept and those that were given, the
 * paragraphs and annexes of the old one, and nothing that was true of it alone. */
#include "support.h"

#include "undoc/draft.h"
#include "undoc/reading.h"

static const char *const languages[] = {"en", "fr", "es", "ru", "ar", "zh"};

static und_packs *packs;
static support_text old, next;

static void draft(const char *name, const char *const *answers)
{
    und_bytes keys[UND_ANSWERS_MAX], values[UND_ANSWERS_MAX];
    size_t count = 0;
    for (; answers[2 * count] != NULL; count++) {
        keys[count] = support_bytes(answers[2 * count]);
        values[count] = support_bytes(answers[2 * count + 1]);
    }
    support_clear(&old);
    if (und_draft_plain(packs, support_bytes(name), keys, values, count, support_sink, &old) != UND_OK)
        fail_msg("%s: %s", name, und_packs_message(packs));
    support_confirm(old.at);
    old.length = strlen(old.at);
}

static und_status draft_next(const char *const *answers)
{
    und_bytes keys[UND_ANSWERS_MAX], values[UND_ANSWERS_MAX];
    size_t count = 0;
    for (; answers[2 * count] != NULL; count++) {
        keys[count] = support_bytes(answers[2 * count]);
        values[count] = support_bytes(answers[2 * count + 1]);
    }
    support_clear(&next);
    und_doc *doc = support_doc(packs, (und_bytes){old.at, old.length});
    und_status status = und_draft_next(doc, keys, values, count, support_sink, &next);
    if (status != UND_OK)
        support_put_words(&next, und_doc_message(doc));
    und_doc_close(doc);
    return status;
}

static char found[4096];

static bool note(void *context, const char *key, und_bytes value, und_bytes problem)
{
    size_t *used = context;
    if (problem.length == 0)
        *used += (size_t)snprintf(found + *used, sizeof found - *used, "|%s=%.*s|", key, (int)value.length, value.at);
    return true;
}

/* The answers that the next document gives, `|key=value|` each. */
static void read_next(const char *name)
{
    const char *template;
    size_t used = 0;
    support_confirm(next.at);
    und_doc *doc = support_doc(packs, support_bytes(next.at));
    found[0] = '\0';
    assert_int_equal(und_answers_of(doc, &template, note, &used), UND_OK);
    assert_string_equal(template, name);
    und_doc_close(doc);
}

static void expect(const char *text, const char *part)
{
    if (strstr(text, part) == NULL)
        fail_msg("no \"%s\" in %s\n%s", part, text, next.at);
}

static void letters_keep_who_writes_to_whom(void **state)
{
    (void)state;
    static const char *const names[] = {"letter", "identical-letters", "note-verbale", "letter-charge"};
    static const char *const again[] = {"date", "2021-03-05",     "items", "34", "annex",
                                        "2",    "annex_original", "ru",    NULL};
    for (size_t n = 0; n < sizeof names / sizeof names[0]; n++) {
        for (size_t l = 0; l < sizeof languages / sizeof languages[0]; l++) {
            const char *answers[] = {"lang",        languages[l], "state",
                                     "GE",          "date",       "2020-12-22",
                                     "items",       "5",          "masthead_date",
                                     "2020-12-24",  "original",   "en",
                                     "annex",       "yes",        "annex_original",
                                     "fr",          "transmits",  "X",
                                     "annex_title", "Y",          strcmp(names[n], "note-verbale") == 0 ? NULL : "name",
                                     "Ana Example", "gender",     "f",
                                     NULL};
            draft(names[n], answers);
            if (draft_next(again) != UND_OK)
                fail_msg("%s in %s: %s", names[n], languages[l], next.at);
            read_next(n == 3 ? "letter" : names[n]); /* from a chargé is one of its answers */
            expect(found, "|state=GE|");
            expect(found, "|date=2021-03-05|");
            expect(found, "|items=34|");
            expect(found, "|annex=2|");
            expect(found, "|transmits=X|");
            assert_null(strstr(found, "masthead_date="));
            expect(next.at, "Y");
            if (strcmp(names[n], "note-verbale") != 0)
                expect(found, "|name=Ana Example|");
        }
    }
}

static const char typed[] = "A/75/697\n\n"
                            "General Assembly\n\n"
                            "Distr.: General\n"
                            "7 January 2021\n"
                            "Original: English\n\n"
                            "Seventy-fifth session\n"
                            "Agenda item 5\n\n"
                            "Letter dated 22 December 2020 from the Permanent Representative of Chad to the United\n"
                            "Nations addressed to the Secretary-General\n\n"
                            "I write to you about the wells of my country, which are dry.\n\n"
                            "They were full in 1975.\n\n"
                            "I should be grateful if you would have the present letter circulated as a document of the "
                            "General Assembly, under agenda item 5.\n\n"
                            "(Signed) Ana Example\n"
                            "Ambassador\n"
                            "Permanent Representative\n\n"
                            "21-00123 (E) 070121\n"
                            "*2100123*\n";

static void set_old(const char *text)
{
    support_clear(&old);
    support_put_words(&old, text);
}

static void words_of_its_own_stand_again(void **state)
{
    (void)state;
    static const char *const again[] = {"date", "2021-03-05", "items", "34", NULL};
    set_old(typed);
    assert_int_equal(draft_next(again), UND_OK);
    expect(next.at, "‹A/…/…›\n\nGeneral Assembly\n");
    expect(next.at, "\n‹date of the document›\n");
    expect(next.at, "Letter dated 5 March 2021 from the Permanent Representative of Chad");
    expect(next.at, "\n\nI write to you about the wells of my country, which are dry.\n\nThey were full in 1975.\n\n");
    expect(next.at, "under agenda item 34.\n\n(Signed) Ana Example\nAmbassador\nPermanent Representative\n");
    assert_null(strstr(next.at, "697"));
    assert_null(strstr(next.at, "00123"));
    assert_null(strstr(next.at, "what the letter is about"));
    /* Without a date and with no items nothing of the old ones is left. */
    static const char *const open[] = {"items", "", NULL};
    assert_int_equal(draft_next(open), UND_OK);
    expect(next.at, "Letter dated ‹date of the letter› from");
    assert_null(strstr(next.at, "item 5"));
    /* A new annex has its heading and hints. */
    static const char *const annexed[] = {"date", "2021-03-05", "annex", "yes", "annex_original", "fr", NULL};
    assert_int_equal(draft_next(annexed), UND_OK);
    expect(next.at, "\nAnnex to the letter dated 5 March 2021 from the Permanent Representative of Chad");
    expect(next.at, "[Original: French]\n\n‹Title of the annex›\n\n‹Text of the annex›\n");
    /* Somebody else signs. */
    static const char *const other[] = {"date", "2021-03-05", "office", "charge-d-affaires", "name", "Bea Two", NULL};
    assert_int_equal(draft_next(other), UND_OK);
    expect(next.at, "from the Chargé d'affaires a.i. of the Permanent Mission of Chad to");
    expect(next.at, "(Signed) Bea Two\nChargé d'affaires a.i.\n");
    assert_null(strstr(next.at, "Ana"));
}

static void annexes_that_are_taken_away_are_gone(void **state)
{
    (void)state;
    const char *answers[] = {"lang",      "en", "state",          "GE", "date",        "2020-12-22", "items", "5",
                             "transmits", "X",  "annex_original", "fr", "annex_title", "Y",          NULL};
    static const char *const none[] = {"date", "2021-03-05", "annex", "no", NULL};
    draft("letter", answers);
    assert_int_equal(draft_next(none), UND_OK);
    assert_null(strstr(next.at, "Annex"));
    assert_null(strstr(next.at, "annex"));
}

static void what_cannot_be_is_said(void **state)
{
    (void)state;
    static const char *const unknown[] = {"colour", "red", NULL};
    static const char *const wrong[] = {"date", "yesterday", NULL};
    static const char *const none[] = {NULL};
    set_old(typed);
    assert_int_equal(draft_next(unknown), UND_E_DATA);
    expect(next.at, "there is no answer colour");
    assert_int_equal(draft_next(wrong), UND_E_DATA);
    expect(next.at, "\"yesterday\" is no date");
    set_old("A shopping list\n\nBread and butter.\n");
    assert_int_equal(draft_next(none), UND_E_DATA);
    expect(next.at, "there is no template for documents like this one");
    assert_int_equal(und_draft_next(NULL, NULL, NULL, 0, support_sink, &next), UND_E_ARGUMENT);
}

static int begin(void **state)
{
    (void)state;
    packs = support_packs();
    return packs != NULL ? 0 : -1;
}

static int end(void **state)
{
    (void)state;
    und_packs_close(packs);
    support_free(&old);
    support_free(&next);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(letters_keep_who_writes_to_whom),
        cmocka_unit_test(words_of_its_own_stand_again),
        cmocka_unit_test(annexes_that_are_taken_away_are_gone),
        cmocka_unit_test(what_cannot_be_is_said),
    };
    return cmocka_run_group_tests(tests, begin, end);
}
