/* What may stand at a place where somebody writes. */
#include "support.h"

#include "text/text.h"
#include "undoc/completion.h"

typedef struct listed {
    size_t count, of[UND_CANDIDATE_KIND_COUNT], stop_at;
    const char *wanted; /* a text that is looked for */
    char detail[128];   /* of that; "-": it is not there */
    size_t times;
} listed;

static bool list(void *context, const und_candidate *candidate)
{
    listed *l = context;
    l->count++;
    l->of[candidate->kind]++;
    assert_true(candidate->text.length > 0);
    if (l->wanted != NULL && und_bytes_equal(candidate->text, support_bytes(l->wanted))) {
        l->times++;
        (void)snprintf(l->detail, sizeof l->detail, "%.*s", (int)candidate->detail.length, candidate->detail.at);
    }
    return l->count != l->stop_at;
}

/* Completes at the end of the last line. */
static listed complete(const char *text, const char *wanted, uint32_t *from)
{
    und_packs *packs = support_packs();
    und_doc *doc;
    listed l = {.wanted = wanted, .detail = "-"};
    assert_int_equal(und_doc_open(packs, &doc), UND_OK);
    assert_int_equal(und_doc_read(doc, support_bytes(text)), UND_OK);
    uint32_t line = und_doc_line_count(doc) - 1;
    und_place place;
    assert_int_equal(
        und_complete(doc, (und_place){line, (uint32_t)und_doc_line_whole(doc, line).length}, &place, list, &l), UND_OK);
    assert_int_equal(place.line, line);
    *from = place.column;
    und_doc_close(doc);
    und_packs_close(packs);
    return l;
}

static void expect(const char *text, und_candidate_kind kind, const char *wanted, const char *detail, uint32_t column)
{
    uint32_t from;
    listed l = complete(text, wanted, &from);
    if (l.of[kind] == 0 || strcmp(l.detail, detail) != 0 || from != column)
        fail_msg("%s: %zu of %s, “%s” is “%s”, from %u", text, l.of[kind], und_candidate_kind_name(kind), wanted,
                 l.detail, from);
    assert_int_equal(l.times, 1);
}

#define HEAD "United Nations\nA/75/697\nGeneral Assembly\n\nSeventy-fifth session\n\nThe General Assembly,\n\n"

static void items_after_the_words_that_cite_them(void **state)
{
    (void)state;
    static const char title[] = "Cooperation between the United Nations and the Commonwealth of Independent States";
    expect("United Nations\nA/75/697\nGeneral Assembly\nSeventy-fifth session\nAgenda item ", UND_CANDIDATE_ITEM,
           "130 (w)", title, 12);
    expect("United Nations\nA/75/697\nGeneral Assembly\nSeventy-fifth session\nAgenda items 128 (a) and 13",
           UND_CANDIDATE_ITEM, "130 (w)", title, 25);
    expect(HEAD "1. Decides to consider the matter under agenda item 1", UND_CANDIDATE_ITEM, "130 (w)", title, 52);
    uint32_t from;
    assert_int_equal(complete(HEAD "1. Decides to end agenda item 1. It", NULL, &from).of[UND_CANDIDATE_ITEM], 0);
}

static void openers_where_a_paragraph_begins(void **state)
{
    (void)state;
    expect(HEAD "Recal", UND_CANDIDATE_OPENER, "Recalling also", "preambular", 0);
    expect(HEAD "Recalling al", UND_CANDIDATE_OPENER, "Recalling also", "preambular", 0);
    expect(HEAD "1. Dec", UND_CANDIDATE_OPENER, "Decides", "operative", 3);
    expect(HEAD "1. Decides to act;\n\n", UND_CANDIDATE_OPENER, "Requests", "operative", 0);
    uint32_t from;
    assert_int_equal(complete(HEAD "1. Decides to ask all Uz", NULL, &from).of[UND_CANDIDATE_OPENER], 0);
    assert_int_equal(complete(HEAD "Recalling, Dec", NULL, &from).of[UND_CANDIDATE_OPENER], 0);
}

static void states_and_addressees(void **state)
{
    (void)state;
    expect(HEAD "1. Requests the Permanent Representative of U", UND_CANDIDATE_STATE, "Uzbekistan", "UZ", 44);
    expect("Letter dated 5 March 2021 from the Permanent Representative of Norway to the United Nations addressed to "
           "the S",
           UND_CANDIDATE_ADDRESSEE, "Secretary-General", "addressee", 109);
    uint32_t from;
    assert_int_equal(
        complete(HEAD "1. Requests the Permanent Representative of u", NULL, &from).of[UND_CANDIDATE_STATE], 0);
}

static void symbols_and_fields(void **state)
{
    (void)state;
    expect(HEAD "Recalling A/75/251 and A/75/251,\n\n1. Notes document A/", UND_CANDIDATE_SYMBOL, "A/75/251", "", 18);
    expect("United Nations\nA/75/697\nGen", UND_CANDIDATE_FIELD, "General Assembly", "organ", 0);
}

static void places_that_are_none(void **state)
{
    (void)state;
    und_packs *packs = support_packs();
    und_doc *doc;
    und_place from;
    listed l = {.count = 0};
    assert_int_equal(und_doc_open(packs, &doc), UND_OK);
    assert_int_equal(und_complete(doc, (und_place){0, 0}, &from, list, &l), UND_E_ARGUMENT);
    assert_int_equal(und_doc_read(doc, support_bytes(HEAD "1. ")), UND_OK);
    assert_int_equal(und_complete(doc, (und_place){8, 4}, &from, list, &l), UND_E_ARGUMENT);
    l.stop_at = 2;
    assert_int_equal(und_complete(doc, (und_place){8, 3}, &from, list, &l), UND_E_IO);
    assert_int_equal(l.count, 2);
    und_doc_close(doc);
    und_packs_close(packs);
}

static void rules_in_a_comment(void **state)
{
    (void)state;
    uint32_t from;
    expect(HEAD "1. Decides to act; <!-- undoc: ", UND_CANDIDATE_RULE, "off-file", "in the whole document", 31);
    expect(HEAD "1. Decides to act; <!-- undoc: off cl", UND_CANDIDATE_RULE, "clause/opener", "warning", 35);
    expect(HEAD "<!-- undoc: off mark/last,", UND_CANDIDATE_RULE, "agenda/*", "all of them", 26);
    expect(HEAD "# undoc: off mark/", UND_CANDIDATE_RULE, "mark/last", "information", 13);
    assert_int_equal(complete(HEAD "1. Decides <!-- a note: off cl", NULL, &from).of[UND_CANDIDATE_RULE], 0);
    assert_int_equal(complete(HEAD "1. Decides <!-- undoc: off --> cl", NULL, &from).of[UND_CANDIDATE_RULE], 0);
    /* In one that is closed, too, and nothing after it. */
    und_packs *packs = support_packs();
    und_doc *doc = support_doc(packs, support_bytes("The General Assembly,\n\n1. Decides. <!-- undoc: off cl -->\n"));
    und_place place;
    listed l = {.wanted = "clause/opener", .detail = "-"};
    assert_int_equal(und_complete(doc, (und_place){2, 30}, &place, list, &l), UND_OK);
    assert_string_equal(l.detail, "warning");
    assert_int_equal(place.column, 28);
    listed after = {.wanted = NULL};
    assert_int_equal(und_complete(doc, (und_place){2, 34}, &place, list, &after), UND_OK);
    assert_int_equal(after.count, 0);
    assert_int_equal(und_complete(doc, (und_place){2, 35}, &place, list, &after), UND_E_ARGUMENT);
    und_doc_close(doc);
    und_packs_close(packs);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(items_after_the_words_that_cite_them),
        cmocka_unit_test(openers_where_a_paragraph_begins),
        cmocka_unit_test(states_and_addressees),
        cmocka_unit_test(symbols_and_fields),
        cmocka_unit_test(places_that_are_none),
        cmocka_unit_test(rules_in_a_comment),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
