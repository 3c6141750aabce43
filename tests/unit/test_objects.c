/* The parts that are selected and moved between, in six languages. Documents are of our own wording. */
#include "support.h"

#include "undoc/object.h"

/* What stands in a range, its lines joined by "|"; a range of whole lines ends with one. */
static void put_cut(const und_doc *doc, und_range range, support_text *out)
{
    for (uint32_t i = range.from.line; i <= range.to.line && i < und_doc_line_count(doc); i++) {
        und_bytes line = und_doc_line(doc, i);
        size_t first = i == range.from.line ? range.from.column : 0;
        size_t last = i == range.to.line ? range.to.column : line.length;
        assert_true(first <= last && last <= line.length);
        support_put(out, line.at + first, last - first);
        if (i < range.to.line)
            support_put_words(out, "|");
    }
}

static void put_around(const und_doc *doc, const und_extent *extent, support_text *out)
{
    bool after = extent->after.line != extent->whole.to.line || extent->after.column != extent->whole.to.column;
    und_range around = {after ? extent->whole.from : extent->before, extent->after};
    put_cut(doc, around, out);
}

typedef und_status (*finder)(und_doc *doc, und_object object, und_place place, und_extent *out);

/* The place of the first byte of `text`. */
static und_place place_of(const und_doc *doc, const char *text)
{
    for (uint32_t i = 0; i < und_doc_line_count(doc); i++) {
        und_bytes line = und_doc_line(doc, i);
        for (size_t at = 0; at + strlen(text) <= line.length; at++)
            if (memcmp(line.at + at, text, strlen(text)) == 0)
                return (und_place){i, (uint32_t)at};
    }
    fail_msg("\"%s\" does not stand in the text", text);
    return (und_place){0};
}

static void check_found(void **state, const char *text, finder find, und_object object, const char *at,
                        const char *around, const char *inner)
{
    und_doc *doc = support_doc(*state, support_bytes(text));
    und_extent extent;
    und_status status = find(doc, object, place_of(doc, at), &extent);
    support_text said = {0};
    if (around == NULL) {
        assert_int_equal(status, UND_NONE);
    } else {
        assert_int_equal(status, UND_OK);
        put_around(doc, &extent, &said);
        assert_string_equal(said.at, around);
        support_clear(&said);
        support_put_words(&said, "");
        put_cut(doc, extent.inner, &said);
        if (inner != NULL)
            assert_string_equal(said.at, inner);
    }
    support_free(&said);
    und_doc_close(doc);
}

static void at(void **state, const char *text, und_object object, const char *place, const char *around,
               const char *inner)
{
    check_found(state, text, und_object_at, object, place, around, inner);
}

#define RESOLUTION                                                                                                     \
    "The General Assembly,\n\n"                                                                                        \
    "Recalling its resolution 75/1 of 21 September 2020. It was long. See No. 5 of Mr. Smith,\n\n"                     \
    "1. *Decides* to act, as paragraph 3 below says;\n\n"                                                              \
    "2. Invites States:\n\n"                                                                                           \
    "(a) To come;\n\n"                                                                                                 \
    "(b) To publish:\n\n"                                                                                              \
    "(i) Readings;\n\n"                                                                                                \
    "(ii) Names; and\n\n"                                                                                              \
    "(c) To go;\n\n"                                                                                                   \
    "3. Requests a report.\n\n"                                                                                        \
    "Annex\n\nList of things\n\n"                                                                                      \
    "I. Water\n\n"                                                                                                     \
    "1. The height of the water.\n\n"                                                                                  \
    "A. Salt\n\n"                                                                                                      \
    "2. How salt it is.\n\n"                                                                                           \
    "II. Air\n\n"                                                                                                      \
    "3. How warm it is.\n"

static void clauses(void **state)
{
    at(state, RESOLUTION, UND_OBJECT_CLAUSE, "as paragraph", "1. *Decides* to act, as paragraph 3 below says;||",
       "*Decides* to act, as paragraph 3 below says");
    at(state, RESOLUTION, UND_OBJECT_CLAUSE, "(ii) Names",
       "2. Invites States:||(a) To come;||(b) To publish:||(i) Readings;||(ii) Names; and||(c) To go;||",
       "Invites States:||(a) To come;||(b) To publish:||(i) Readings;||(ii) Names; and||(c) To go");
    at(state, RESOLUTION, UND_OBJECT_CLAUSE, "1. The height", "1. The height of the water.||",
       "The height of the water");
    /* The last has its blank line before it. */
    at(state, RESOLUTION, UND_OBJECT_CLAUSE, "3. How warm", "|3. How warm it is.|", "How warm it is");
    at(state, RESOLUTION, UND_OBJECT_CLAUSE, "II. Air", NULL, NULL);
}

static void subparagraphs(void **state)
{
    at(state, RESOLUTION, UND_OBJECT_SUBPARAGRAPH, "ii) N", "(ii) Names; and||", "Names");
    at(state, RESOLUTION, UND_OBJECT_SUBPARAGRAPH, "To publish", "(b) To publish:||(i) Readings;||(ii) Names; and||",
       "To publish:||(i) Readings;||(ii) Names");
    /* From the chapeau the first; a clause without any has none. */
    at(state, RESOLUTION, UND_OBJECT_SUBPARAGRAPH, "Invites", "(a) To come;||", "To come");
    at(state, RESOLUTION, UND_OBJECT_SUBPARAGRAPH, "1. *Dec", NULL, NULL);
    /* On the line of its paragraph's number it is no whole line. */
    at(state, "The General Assembly,\n\n1. (a) Requests a report;\n\n(b) Decides to act.\n", UND_OBJECT_SUBPARAGRAPH,
       "Requests", "(a) Requests a report;", "Requests a report");
}

static void sections(void **state)
{
    at(state, RESOLUTION, UND_OBJECT_SECTION, "How salt", "A. Salt||2. How salt it is.||", "2. How salt it is.|");
    at(state, RESOLUTION, UND_OBJECT_SECTION, "The height",
       "I. Water||1. The height of the water.||A. Salt||2. How salt it is.||",
       "1. The height of the water.||A. Salt||2. How salt it is.|");
    at(state, RESOLUTION, UND_OBJECT_SECTION, "Invites", NULL, NULL);
    at(state, RESOLUTION, UND_OBJECT_ANNEX, "How salt",
       "|Annex||List of things||I. Water||1. The height of the water.||A. Salt||2. How salt it is.||II. Air||"
       "3. How warm it is.|",
       "I. Water||1. The height of the water.||A. Salt||2. How salt it is.||II. Air||3. How warm it is.|");
    at(state, RESOLUTION, UND_OBJECT_ANNEX, "Invites", NULL, NULL);
}

static void words(void **state)
{
    at(state, RESOLUTION, UND_OBJECT_OPENER, "as paragraph", "Decides", "Decides");
    at(state, RESOLUTION, UND_OBJECT_OPENER, "(ii) Names", "Invites ", "Invites");
    at(state, RESOLUTION, UND_OBJECT_REFERENCE, "1. *Decides", "paragraph 3 below ", "paragraph 3 below");
    at(state, RESOLUTION, UND_OBJECT_REFERENCE, "75/1 of", "resolution 75/1 ", "resolution 75/1");
    at(state, RESOLUTION, UND_OBJECT_REFERENCE, "(a) To come", NULL, NULL);
    check_found(state, RESOLUTION, und_object_next, UND_OBJECT_REFERENCE, "75/1 of", "paragraph 3 below ", NULL);
    check_found(state, RESOLUTION, und_object_previous, UND_OBJECT_REFERENCE, "3. How warm", "paragraph 3 below ",
                NULL);
    check_found(state, RESOLUTION, und_object_previous, UND_OBJECT_REFERENCE, "Recalling", NULL, NULL);
}

static void sentences(void **state)
{
    at(state, RESOLUTION, UND_OBJECT_SENTENCE, "its resolution", "Recalling its resolution 75/1 of 21 September 2020. ",
       "Recalling its resolution 75/1 of 21 September 2020.");
    at(state, RESOLUTION, UND_OBJECT_SENTENCE, "was long", "It was long. ", NULL);
    at(state, RESOLUTION, UND_OBJECT_SENTENCE, "Smith", " See No. 5 of Mr. Smith,", "See No. 5 of Mr. Smith,");
    at(state, RESOLUTION, UND_OBJECT_SENTENCE, "2. Invites", "Invites States:", NULL);
    /* Over the lines of a paragraph, notes and capitals. */
    const char *text =
        "1. The sea of the U.N. is one.3 What is\nmeasured (see A/75/1, para. 4.) is\nneeded. All of it!\n";
    at(state, text, UND_OBJECT_SENTENCE, "U.N.", "The sea of the U.N. is one.3 ", NULL);
    at(state, text, UND_OBJECT_SENTENCE, "measured", "What is|measured (see A/75/1, para. 4.) is|needed. ", NULL);
    check_found(state, text, und_object_next, UND_OBJECT_SENTENCE, "measured", " All of it!", NULL);
    check_found(state, text, und_object_previous, UND_OBJECT_SENTENCE, "measured",
                "What is|measured (see A/75/1, para. 4.) is|needed. ", NULL);
}

static void six_languages(void **state)
{
    at(state, "La Asamblea General,\n\n1. Decide actuar. Lo hará;\n\n2. Pide un informe.\n", UND_OBJECT_SENTENCE, "Lo",
       " Lo hará;", NULL);
    at(state, "L'Assemblée générale,\n\n1. Décide d'agir ;\n\n2. Prie M. Dupont de venir. Il vient.\n",
       UND_OBJECT_CLAUSE, "d'agir", "1. Décide d'agir ;||", "Décide d'agir");
    at(state, "L'Assemblée générale,\n\n1. Décide d'agir ;\n\n2. Prie M. Dupont de venir. Il vient.\n",
       UND_OBJECT_SENTENCE, "Dupont", "Prie M. Dupont de venir. ", NULL);
    const char *russian = "Генеральная Ассамблея,\n\n1. постановляет, что в 2021 г. доклад нужен. Он важен;\n\n"
                          "2. просит представить доклад:\n\na) к маю;\n\nb) к июню.\n";
    at(state, russian, UND_OBJECT_SENTENCE, "2021", "постановляет, что в 2021 г. доклад нужен. ", NULL);
    at(state, russian, UND_OBJECT_CLAUSE, "b)", "|2. просит представить доклад:||a) к маю;||b) к июню.|",
       "просит представить доклад:||a) к маю;||b) к июню");
    const char *chinese =
        "大会，\n\n1. 请会员国采取行动。会员国应报告；\n\n2. 请秘书长：\n\n(a) 报告；\n\n(b) 公布。\n";
    at(state, chinese, UND_OBJECT_SENTENCE, "应报告", "会员国应报告；", NULL);
    at(state, chinese, UND_OBJECT_SENTENCE, "行动", "请会员国采取行动。", NULL);
    at(state, chinese, UND_OBJECT_CLAUSE, "会员国应", "1. 请会员国采取行动。会员国应报告；||",
       "请会员国采取行动。会员国应报告");
    const char *arabic = "إن الجمعية العامة،\n\n١ - تلاحظ ما قامت به الدول الأعضاء. وهو مهم؛\n\n"
                         "٢ - تطلب إلى الدول الأعضاء:\n\n(أ) أن ترسم الخرائط؛\n\n(ب) أن تحفظ الآبار.\n";
    at(state, arabic, UND_OBJECT_SENTENCE, "وهو", " وهو مهم؛", NULL);
    at(state, arabic, UND_OBJECT_CLAUSE, "تلاحظ", "١ - تلاحظ ما قامت به الدول الأعضاء. وهو مهم؛||",
       "تلاحظ ما قامت به الدول الأعضاء. وهو مهم");
    at(state, arabic, UND_OBJECT_SUBPARAGRAPH, "أن ترسم", "(أ) أن ترسم الخرائط؛||", "أن ترسم الخرائط");
}

static void letters(void **state)
{
    support_text text = support_file(SUPPORT_LETTER);
    und_doc *doc = support_doc(*state, support_bytes(text.at));
    und_extent extent;
    assert_int_equal(und_object_at(doc, UND_OBJECT_LETTER, (und_place){29, 0}, &extent), UND_OK);
    assert_int_equal(extent.whole.from.line, 25);
    assert_int_equal(extent.whole.to.line, 33);
    assert_int_equal(extent.inner.from.line, 27);
    assert_int_equal(extent.inner.to.line, 30);
    assert_int_equal(extent.after.line, 36);
    assert_int_equal(und_object_at(doc, UND_OBJECT_LETTER, (und_place){49, 0}, &extent), UND_NONE);
    assert_int_equal(und_object_next(doc, UND_OBJECT_SIGNATURE, (und_place){0, 0}, &extent), UND_OK);
    assert_int_equal(extent.whole.from.line, 31);
    assert_int_equal(extent.whole.to.line, 33);
    und_doc_close(doc);
    at(state, text.at, UND_OBJECT_ITEM, "128 a)", "128 a) et ", "128 a)");
    at(state, text.at, UND_OBJECT_ITEM, "b) et 130", "b) et ", "b)");
    at(state, text.at, UND_OBJECT_ITEM, "130 w)", " et 130 w)", "130 w)");
    check_found(state, text.at, und_object_previous, UND_OBJECT_ITEM, "**Annexe", " et 130 w)", NULL);
    support_free(&text);
}

/* Where a question about a place leads; "" nowhere. */
static void leads(und_doc *doc, und_status status, und_place place, const char *expected)
{
    assert_int_equal(status, expected == NULL ? UND_NONE : UND_OK);
    if (expected != NULL) {
        und_place wanted = place_of(doc, expected);
        assert_int_equal(place.line, wanted.line);
        assert_int_equal(place.column, wanted.column);
    }
}

static void levels(void **state)
{
    static const struct {
        const char *at, *next, *previous, *above;
    } rows[] = {
        {"(b) To publish", "(c) To go", "(a) To come", "2. Invites"},
        {"(i) Read", "(ii) Names", NULL, "(b) To publish"},
        {"(c) To go", NULL, "(b) To publish", "2. Invites"},
        {"2. Invites", "3. Requests", "1. *Decides", NULL},
        {"I. Water", "II. Air", NULL, "Annex"},
        {"A. Salt", NULL, NULL, "I. Water"},
        {"2. How salt", "II. Air", "A. Salt", "A. Salt"},
    };
    und_doc *doc = support_doc(*state, support_bytes(RESOLUTION));
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        und_place from = place_of(doc, rows[i].at), to;
        from.column++;
        und_status status = und_same_level(doc, from, true, &to);
        leads(doc, status, to, rows[i].next);
        status = und_same_level(doc, from, false, &to);
        leads(doc, status, to, rows[i].previous);
        status = und_level_above(doc, from, &to);
        leads(doc, status, to, rows[i].above);
    }
    und_doc_close(doc);
}

static void findings(void **state)
{
    const char *text = "The General Assembly,\n\n1. Decide to act;\n\n2. Request a report.\n";
    und_doc *doc = support_doc(*state, support_bytes(text));
    uint32_t n;
    assert_int_equal(und_finding_beside(doc, (und_place){0, 0}, true, &n), UND_OK);
    assert_int_equal(n, 0);
    assert_int_equal(und_finding_beside(doc, (und_place){2, 3}, true, &n), UND_OK);
    assert_int_equal(n, 1);
    assert_int_equal(und_finding_beside(doc, (und_place){4, 3}, true, &n), UND_NONE);
    assert_int_equal(und_finding_beside(doc, (und_place){4, 3}, false, &n), UND_OK);
    assert_int_equal(n, 0);
    assert_int_equal(und_finding_beside(doc, (und_place){2, 3}, false, &n), UND_NONE);
    und_doc_close(doc);
}

/* Every place of every sample: what is found holds the place or begins after it, and what is in it lies in it. */
static void everywhere(void **state)
{
    static const char *const names[] = {SUPPORT_LETTER,
                                        "tests/data/resolution-en.txt",
                                        "tests/data/resolution-ar.txt",
                                        "tests/data/resolution-zh.txt",
                                        "tests/data/letter-ru.txt",
                                        "tests/data/note-verbale-es.txt",
                                        "tests/data/resolution-fr.txt"};
    size_t found = 0;
    for (size_t f = 0; f < sizeof names / sizeof names[0]; f++) {
        support_text text = support_file(names[f]);
        und_doc *doc = support_doc(*state, support_bytes(text.at));
        for (uint32_t line = 0; line < und_doc_line_count(doc) + 2; line++)
            for (uint32_t column = 0; column <= und_doc_line(doc, line).length; column += 7)
                for (int object = 0; object < UND_OBJECT_COUNT; object++) {
                    und_place place = {line, column};
                    und_extent e;
                    support_text said = {0};
                    und_status status = und_object_at(doc, (und_object)object, place, &e);
                    assert_true(status == UND_OK || status == UND_NONE);
                    if (status == UND_OK) {
                        put_cut(doc, (und_range){e.before, e.after}, &said);
                        put_cut(doc, e.whole, &said);
                        put_cut(doc, e.inner, &said);
                        found++;
                    }
                    if (und_object_next(doc, (und_object)object, place, &e) == UND_OK)
                        assert_true(e.whole.from.line > line ||
                                    (e.whole.from.line == line && e.whole.from.column > column));
                    if (und_object_previous(doc, (und_object)object, place, &e) == UND_OK)
                        assert_true(e.whole.from.line < line ||
                                    (e.whole.from.line == line && e.whole.from.column < column));
                    support_free(&said);
                }
        und_doc_close(doc);
        support_free(&text);
    }
    assert_true(found > 3000);
}

static void misuse(void **state)
{
    und_doc *doc = support_doc(*state, support_bytes(RESOLUTION));
    und_extent e;
    und_place place = {0};
    assert_int_equal(und_object_at(NULL, UND_OBJECT_CLAUSE, place, &e), UND_E_ARGUMENT);
    assert_int_equal(und_object_at(doc, UND_OBJECT_CLAUSE, place, NULL), UND_E_ARGUMENT);
    assert_int_equal(und_object_at(doc, UND_OBJECT_COUNT, place, &e), UND_E_ARGUMENT);
    assert_int_equal(und_same_level(doc, place, true, NULL), UND_E_ARGUMENT);
    assert_int_equal(und_level_above(NULL, place, &place), UND_E_ARGUMENT);
    assert_string_equal(und_object_name(UND_OBJECT_SENTENCE), "sentence");
    assert_string_equal(und_object_name(UND_OBJECT_COUNT), "");
    und_doc_close(doc);
    doc = support_doc(*state, support_bytes(""));
    for (int object = 0; object < UND_OBJECT_COUNT; object++)
        assert_int_equal(und_object_at(doc, (und_object)object, (und_place){7, 7}, &e), UND_NONE);
    und_doc_close(doc);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(clauses),    cmocka_unit_test(subparagraphs), cmocka_unit_test(sections),
        cmocka_unit_test(words),      cmocka_unit_test(sentences),     cmocka_unit_test(six_languages),
        cmocka_unit_test(letters),    cmocka_unit_test(levels),        cmocka_unit_test(findings),
        cmocka_unit_test(everywhere), cmocka_unit_test(misuse),
    };
    return cmocka_run_group_tests(tests, support_open_packs, support_close_packs);
}
