/* Rules about a letter as a whole: each finds what it is for, on the very words, and is silent on the letter as it was. */
#include "support.h"

#include "undoc/reading.h"

static const char good[] =
    "S/2021/402\n\nSecurity Council\n\nDistr.: General\n28 April 2021\nOriginal: English\n\n"
    "Letter dated 26 April 2021 from the Permanent Representative of Uruguay to the United Nations addressed to the "
    "President of the Security Council\n\n"
    "I have the honour to transmit herewith the summary of a meeting held on Tuesday, 20 April 2021 (see annex).\n\n"
    "I should be grateful if you would have the present letter and its annex circulated as a document of the Security "
    "Council.\n\n"
    "(Signed) Mateo Ejemplo\nPermanent Representative\n\n"
    "Annex to the letter dated 26 April 2021 from the Permanent Representative of Uruguay to the United Nations "
    "addressed to the President of the Security Council\n\n"
    "Summary of the meeting\n\nThe participants spoke of three harbours.\n";

static const char french[] =
    "Lettre datée du 26 avril 2021, adressée au Président du Conseil de sécurité par la Représentante permanente du "
    "Luxembourg auprès de l'Organisation des Nations Unies\n\n"
    "J'ai l'honneur de vous faire tenir ci-joint un résumé (voir annexe).\n\n"
    "Je vous serais reconnaissante de bien vouloir faire distribuer la présente lettre et son annexe comme document du "
    "Conseil de sécurité.\n\nLa Représentante permanente\n(Signé) Claire Exemple\n\n"
    "Annexe à la lettre datée du 26 avril 2021 adressée au Président du Conseil de sécurité par la Représentante "
    "permanente du Luxembourg auprès de l'Organisation des Nations Unies\n\nRésumé\n\nLes participants ont parlé.\n";

static const char joint[] =
    "Letter dated 4 May 2021 from the Permanent Representatives of Chile, the Bahamas and Kenya to the United Nations "
    "addressed to the Secretary-General\n\nWe have the honour to write.\n\nWe should be grateful if you would have the "
    "present letter circulated as a document of the Security Council.\n\n(Signed) Ana Ejemplo\n\n(Signed) John "
    "Example\n\n(Signed) Grace Mfano\n";

/* The one finding of a text, and what its first fix makes of the words; `fixed` NULL: it has none. */
static void finds(void **state, const char *text, const char *code, const char *words, const char *fixed)
{
    und_doc *doc = support_doc(*state, support_bytes(text));
    und_finding finding;
    uint32_t count = 0;
    assert_int_equal(und_finding_count(doc, &count), UND_OK);
    if (code == NULL) {
        for (uint32_t i = 0; i < count && und_finding_get(doc, i, &finding) == UND_OK; i++)
            fprintf(stderr, "%s: %.*s\n", finding.code, (int)finding.message.length, finding.message.at);
        assert_int_equal(count, 0);
        und_doc_close(doc);
        return;
    }
    bool found = false;
    for (uint32_t i = 0; i < count && und_finding_get(doc, i, &finding) == UND_OK && !found; i++) {
        if (strcmp(finding.code, code) != 0)
            continue;
        found = true;
        und_bytes line = und_doc_line(doc, finding.range.from.line);
        size_t length = finding.range.to.line == finding.range.from.line
                            ? finding.range.to.column - finding.range.from.column
                            : line.length - finding.range.from.column;
        if (length != strlen(words) || memcmp(line.at + finding.range.from.column, words, length) != 0)
            fail_msg("%s stands on “%.*s”, expected “%s”", code, (int)length, line.at + finding.range.from.column,
                     words);
        und_edit edit;
        assert_int_equal(finding.fix_count, fixed != NULL);
        if (fixed != NULL) {
            assert_int_equal(und_edit_get(doc, i, 0, 0, &edit), UND_OK);
            if (edit.text.length != strlen(fixed) || memcmp(edit.text.at, fixed, edit.text.length) != 0)
                fail_msg("%s writes “%.*s”, expected “%s”", code, (int)edit.text.length, edit.text.at, fixed);
        }
    }
    if (!found)
        fail_msg("no %s in\n%s", code, text);
    und_doc_close(doc);
}

typedef struct plant {
    const char *old, *by; /* the first of these is replaced */
    const char *code, *words, *fixed;
} plant;

static void plant_all(void **state, const char *letter, const plant *plants, size_t count)
{
    finds(state, letter, NULL, NULL, NULL);
    for (size_t i = 0; i < count; i++) {
        support_text text = support_replace(letter, plants[i].old, plants[i].by, 1);
        finds(state, text.at, plants[i].code, plants[i].words, plants[i].fixed);
        support_free(&text);
    }
}

static void english(void **state)
{
    static const plant plants[] = {
        {"26 April 2021 from", "31 April 2021 from", "letter/date", "31 April 2021", NULL},
        {"26 April 2021 from", "26 April from", "letter/date", "26 April", NULL},
        {"26 April 2021 from", "26 Aprl 2021 from", "letter/date", "26 Aprl 2021", "April"},
        {"26 April 2021 from", "6 May 2021 from", "letter/date-order", "6 May 2021", NULL},
        {"Tuesday, 20", "Monday, 20", "letter/weekday", "Monday", "Tuesday"},
        {"(see annex)", "(see annexes)", "letter/annex-count", "see annexes", NULL},
        {"(see annex)", "(see annexes I to III)", "letter/annex-count", "see annexes I to III", NULL},
        {"its annex circ", "its annexes circ", "letter/annex-count", "its annexes", "its annex"},
        {"Annex to the letter dated 26 April 2021", "Annex to the letter dated 25 April 2021", "letter/annex-heading",
         "25 April 2021", "26 April 2021"},
        {"letter dated 26 April 2021 from the Permanent Representative of Uruguay",
         "letter dated 26 April 2021 from the Permanent Representative of Paraguay", "letter/annex-heading",
         "the Permanent Representative of Paraguay to the United Nations",
         "the Permanent Representative of Uruguay to the United Nations"},
        {"document of the Security", "document of the General Assembly and of the Economic and Social", "letter/organ",
         "of the General Assembly", "of the Security Council"},
        {"\nPermanent Representative\n", "\nPermanent Observer\n", "letter/office", "Permanent Observer", NULL},
        {"(Signed) Mateo Ejemplo\nPermanent Representative\n\n", "", "letter/unsigned",
         "I should be grateful if you would have the present letter and its annex circulated as a document of the "
         "Security "
         "Council.",
         NULL},
        {"(Signed) Mateo", "(Signed) H.E. Mr. Mateo", "letter/honorific", "H.E. Mr.", ""},
        {"I have the honour", "1. I have the honour", "letter/numbered", "1. ", ""},
        {"of Uruguay to", "of Urguay to", "letter/state-name", "Urguay", "Uruguay"},
        {"I should be", "I shoud be", "letter/formula", "shoud", "should"},
        {"addressed to the President", "adressed to the President", "letter/formula", "adressed", "addressed"},
        {"Letter dated", "Leter dated", "letter/formula", "Leter", "Letter"},
    };
    plant_all(state, good, plants, sizeof plants / sizeof plants[0]);
}

static void in_french(void **state)
{
    static const plant plants[] = {
        {"reconnaissante de", "reconnaissant de", "letter/gender", "Je vous serais reconnaissant", NULL},
        {"\nLa Représentante permanente\n", "\nLe Représentant permanent\n", "letter/gender", "Représentant permanent",
         NULL},
        {"(voir annexe)", "(voir annexes)", "letter/annex-count", "voir annexes", NULL},
        {"son annexe", "ses annexes", "letter/annex-count", "ses annexes", "son annexe"},
        {"du Luxembourg auprès", "du Luxemburg auprès", "letter/state-name", "du Luxemburg", "du Luxembourg"},
        {"document du Conseil de sécurité", "document de l'Assemblée générale", "letter/organ",
         "de l'Assemblée générale", "du Conseil de sécurité"},
        {"bien vouloir", "bien vouloire", "letter/formula", "vouloire", "vouloir"},
    };
    plant_all(state, french, plants, sizeof plants / sizeof plants[0]);
}

/* A document of the Security Council alone stands under no item of an agenda. */
static void items_of_the_council(void **state)
{
    static const char asked[] =
        "Letter dated 26 April 2021 from the Permanent Representative of Uruguay to the United Nations addressed to "
        "the "
        "Secretary-General\n\nI have the honour to transmit herewith a note (see annex).\n\n"
        "I should be grateful if you would have the present letter and its annex circulated as a document of the "
        "General "
        "Assembly, under agenda item 34, and of the Security Council.\n\n(Signed) Mateo Ejemplo\n"
        "Permanent Representative\n\nAnnex\n\nNote\n\nThe wells are dry.\n";
    static const plant plants[] = {
        {"General Assembly, under agenda item 34, and of the Security Council",
         "Security Council, under agenda item 34", "letter/organ", "of the Security Council",
         "of the General Assembly"},
    };
    plant_all(state, asked, plants, 1);
    finds(state,
          "Letter dated 26 April 2021 from the Permanent Representative of Uruguay to the United Nations addressed to "
          "the "
          "Secretary-General\n\nI should be grateful if you would have the present letter circulated as a document of "
          "the "
          "Security Council.\n\n(Signed) Mateo Ejemplo\nPermanent Representative\n",
          NULL, NULL, NULL);
}

/* Names change places with their articles. */
static void several_states(void **state)
{
    support_text right = support_replace(joint, "Chile, the Bahamas and Kenya", "the Bahamas, Chile and Kenya", 1);
    finds(state, right.at, NULL, NULL, NULL);
    support_free(&right);
    finds(state, joint, "letter/co-signatories", "the Bahamas", "the Bahamas, Chile and Kenya");
}

/* What an editor of the United Nations would leave as it is. */
static void silent(void **state)
{
    static const plant plants[] = {
        {"(see annex)", "(see the report)", NULL, NULL, NULL},
        {"26 April 2021 from", "28 April 2021 from", "letter/annex-heading", "26 April 2021", "28 April 2021"},
        {"(Signed) Mateo Ejemplo\nPermanent Representative", "(Signed) Mateo Ejemplo\nAmbassador", NULL, NULL, NULL},
        {"of a meeting held", "of a meeting that Mr. Urguay Example held", NULL, NULL, NULL},
        {"Annex to the letter dated 26 April 2021 from the Permanent Representative of Uruguay to the United Nations "
         "addressed to the President of the Security Council",
         "Annex", NULL, NULL, NULL},
    };
    plant_all(state, good, plants, sizeof plants / sizeof plants[0]);
}

/* The request is a value: what it asks for, as whose document, under which items, with how many annexes. */
static void request(void **state)
{
    und_doc *doc = support_doc(
        *state,
        support_bytes(
            "Letter dated 4 May 2021 from the Permanent Representative of Chile to the United Nations addressed to "
            "the Secretary-General\n\nI have the honour to write.\n\nI should be grateful if you would have the "
            "present letter and its annexes circulated as a document of the General Assembly, under agenda items "
            "38 and 128 (a), and of the Security Council.\n\n(Signed) Ana Ejemplo\n"));
    und_request asked;
    assert_int_equal(und_request_get(doc, 2, &asked), UND_NONE);
    assert_int_equal(und_request_get(doc, 99, &asked), UND_E_ARGUMENT);
    assert_int_equal(und_request_get(doc, 3, &asked), UND_OK);
    assert_int_equal(asked.act, UND_ACT_CIRCULATE);
    assert_int_equal(asked.annexes, UND_SAID_SEVERAL);
    assert_memory_equal(asked.annex_words.text.at, "its annexes", 11);
    und_organ organ;
    und_passage words;
    assert_int_equal(und_request_organ_get(doc, 3, 0, &organ, &words), UND_OK);
    assert_int_equal(organ, UND_ORGAN_GENERAL_ASSEMBLY);
    assert_int_equal(und_request_organ_get(doc, 3, 1, &organ, &words), UND_OK);
    assert_int_equal(organ, UND_ORGAN_SECURITY_COUNCIL);
    assert_int_equal(words.text.length, strlen("of the Security Council"));
    assert_int_equal(und_request_organ_get(doc, 3, 2, &organ, &words), UND_NONE);
    und_item item;
    und_range range;
    assert_int_equal(und_request_item_get(doc, 3, 1, &item, &range), UND_OK);
    assert_int_equal(item.item, 128);
    assert_int_equal(item.sub, 1);
    assert_memory_equal(und_doc_line(doc, range.from.line).at + range.from.column, "(a)", 3);
    und_reference reference;
    assert_int_equal(und_reference_get(doc, 3, asked.reference, &reference), UND_OK);
    assert_int_equal(reference.item_count, 2);
    assert_int_equal(und_request_item_get(doc, 3, 2, &item, &range), UND_NONE);
    und_doc_close(doc);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(english),        cmocka_unit_test(in_french),
        cmocka_unit_test(several_states), cmocka_unit_test(items_of_the_council),
        cmocka_unit_test(silent),         cmocka_unit_test(request),
    };
    return cmocka_run_group_tests_name("letters as a whole", tests, support_open_packs, support_close_packs);
}
