/* A language is a YAML file: with packs of German, Portuguese, Bulgarian and Ukrainian beside the six of ours, documents in
 * each are recognised, and those in the six read as they do without. What misleads where packs are together is said. */
#include "support.h"
#include "undoc/json.h"

#include "pack/conflicts.h"

#define OTHERS "tests/data/packs"
#define TEXT(name) OTHERS "/text/" name ".txt"

static und_packs *open_ten(void)
{
    const char *const roots[] = {OTHERS, support_data_dir()};
    und_packs *packs = NULL;
    assert_int_equal(und_packs_open(NULL, roots, 2, &packs), UND_OK);
    assert_int_equal(und_packs_problem_total(packs), 0);
    assert_int_equal(und_language_count(packs), 10);
    return packs;
}

static void parse(und_packs *packs, const char *name, support_text *out)
{
    support_text text = support_file(name);
    und_doc *doc = support_doc(packs, (und_bytes){text.at, text.length});
    assert_int_equal(und_write_parse(doc, support_bytes(""), support_sink, out), UND_OK);
    support_put(out, "", 1);
    und_doc_close(doc);
    support_free(&text);
}

/* ---- documents of the four ---- */

typedef struct sample {
    const char *file, *language;
    const char *parts[24]; /* of the JSON, in this order */
} sample;

#define TITLE "\"kind\":\"title\""
#define OPENER(kind, opener) "\"kind\":\"" kind "\"", "\"opener\":\"" opener "\""
#define ITEM "\"agenda\":[{\"item\":18,\"subitems\":[\"a\"]}"
#define ITEMS ITEM ",{\"item\":122,\"subitems\":[]}]"
#define LETTER                                                                                                         \
    "\"kind\":\"letter\"", "\"session\":80", ITEMS, TITLE, "\"form\":\"letter\",\"date\":\"2025-10-27\"",              \
        "\"addressee_kind\":\"secretary-general\"", "\"kind\":\"paragraph\"", "\"kind\":\"request\"",                  \
        "\"kind\":\"signature\"", "\"kind\":\"annex\"", "\"form\":\"letter\",\"date\":\"2025-10-27\"", TITLE,          \
        "\"kind\":\"paragraph\"", "\"type\":\"agenda\"",                                                               \
        "\"items\":[{\"item\":18,\"subitems\":[\"a\"]},{\"item\":122,\"subitems\":[]}]", "\"type\":\"agenda\""
#define RESOLUTION(first, second, third, fourth, fifth, sixth)                                                         \
    "\"kind\":\"resolution\"", "\"session\":80", ITEM, TITLE, "\"kind\":\"subject\"", OPENER("preambular", first),     \
        OPENER("preambular", second), OPENER("preambular", third), OPENER("operative", fourth),                        \
        OPENER("operative", fifth), OPENER("operative", sixth), "\"kind\":\"subparagraph\"",                           \
        "\"kind\":\"subparagraph\"", "\"kind\":\"adoption\"", "\"type\":\"resolution\"", "\"type\":\"date\""

static const sample samples[] = {
    {TEXT("resolution-de"),
     "de",
     {RESOLUTION("unter Hinweis auf", "in Anerkennung", "mit Besorgnis feststellend", "beschließt", "begrüßt",
                 "ersucht")}},
    {TEXT("resolution-pt"),
     "pt",
     {RESOLUTION("Recordando", "Reconhecendo", "Notando com preocupação", "Decide", "Acolhe", "Solicita")}},
    {TEXT("resolution-bg"),
     "bg",
     {RESOLUTION("Припомняйки", "Признавайки", "Отбелязвайки със загриженост", "Решава", "Приветства", "Моли")}},
    {TEXT("resolution-uk"),
     "uk",
     {RESOLUTION("Посилаючись", "Визнаючи", "Відзначаючи із занепокоєнням", "Вирішує", "Вітає", "Просить")}},
    {TEXT("letter-de"), "de", {LETTER}},
    {TEXT("letter-pt"), "pt", {LETTER}},
    {TEXT("letter-bg"), "bg", {LETTER}},
    {TEXT("letter-uk"), "uk", {LETTER}},
};
#define SAMPLES (sizeof samples / sizeof samples[0])

static void other_languages_are_recognised(void **state)
{
    (void)state;
    und_packs *packs = open_ten();
    for (size_t i = 0; i < SAMPLES; i++) {
        support_text json = {0};
        parse(packs, samples[i].file, &json);
        const char *at = json.at;
        for (size_t k = 0; samples[i].parts[k] != NULL; k++) {
            const char *found = strstr(at, samples[i].parts[k]);
            if (found == NULL)
                fail_msg("%s: no %s after %.60s in %s", samples[i].file, samples[i].parts[k], at, json.at);
            at = found + 1;
        }
        /* Nothing is in another language, or in none. */
        static const char mark[] = "\"language\":\"";
        size_t told = 0;
        for (at = json.at; (at = strstr(at, mark)) != NULL; told++) {
            at += sizeof mark - 1;
            if (strncmp(at, samples[i].language, 2) != 0)
                fail_msg("%s: %.20s in %s", samples[i].file, at, json.at);
        }
        size_t nodes = 0;
        for (at = json.at; (at = strstr(at, "\"lines\":")) != NULL; at++)
            nodes++;
        assert_int_equal(told, nodes + 1); /* and the document itself */
        support_free(&json);
    }
    und_packs_close(packs);
}

/* Each line that goes and comes again leaves the tree that a fresh document has. */
static void edits_of_them_read_as_fresh_ones(void **state)
{
    (void)state;
    und_packs *packs = open_ten();
    for (size_t i = 0; i < SAMPLES; i++) {
        support_text text = support_file(samples[i].file), whole = {0};
        und_doc *doc = support_doc(packs, (und_bytes){text.at, text.length});
        assert_int_equal(und_write_parse(doc, support_bytes(""), support_sink, &whole), UND_OK);
        for (uint32_t line = 0; line < und_doc_line_count(doc); line++) {
            support_text without = {0}, fresh = {0}, again = {0};
            char words[512];
            und_bytes at = und_doc_line(doc, line);
            assert_true(at.length < sizeof words);
            memcpy(words, at.at, at.length);
            const und_bytes back = {words, at.length};
            assert_int_equal(und_doc_splice(doc, line, 1, NULL, 0), UND_OK);
            assert_int_equal(und_write_parse(doc, support_bytes(""), support_sink, &without), UND_OK);
            und_doc *other = NULL;
            assert_int_equal(und_doc_open(packs, &other), UND_OK);
            for (uint32_t k = 0; k < und_doc_line_count(doc); k++) {
                const und_bytes copy = und_doc_line(doc, k);
                assert_int_equal(und_doc_splice(other, k, 0, &copy, 1), UND_OK);
            }
            assert_int_equal(und_write_parse(other, support_bytes(""), support_sink, &fresh), UND_OK);
            und_doc_close(other);
            assert_int_equal(without.length, fresh.length);
            assert_memory_equal(without.at, fresh.at, fresh.length);
            assert_int_equal(und_doc_splice(doc, line, 0, &back, 1), UND_OK);
            assert_int_equal(und_write_parse(doc, support_bytes(""), support_sink, &again), UND_OK);
            assert_int_equal(again.length, whole.length);
            assert_memory_equal(again.at, whole.at, whole.length);
            support_free(&without);
            support_free(&fresh);
            support_free(&again);
        }
        und_doc_close(doc);
        support_free(&whole);
        support_free(&text);
    }
    und_packs_close(packs);
}

static bool may_be_one(const und_packs *packs, const char *text)
{
    return und_may_be_one(packs, support_bytes(text));
}

/* The words are those of the packs, so that a new language is detected by its own. */
static void files_are_detected_by_the_words_of_the_packs(void **state)
{
    (void)state;
    und_packs *six = support_packs(), *ten = open_ten();
    static const char *const of_six[] = {
        "the United Nations",    "UNITED\r\nNATIONS",
        "united\xc2\xa0nations", "Assemblee\ngenerale",
        "L'ASSEMBLÉE GÉNÉRALE",  "des droits de l’homme: Conseil des droits de l’homme",
        "Генеральная Ассамблея", "联合国",
        "الأمم المتحدة",         "(A/75/251)",
        "s/prst/2020/1",         "E/ICEF/2015/1"};
    static const char *const of_ten[] = {"Die Generalversammlung,", "Nações Unidas", "Организация на обединените нации",
                                         "Організація Об’єднаних Націй"};
    static const char *const none[] = {"",      " ",       "\n", "United",  "Milk, eggs", "united nation",
                                       "a/b/c", "xa/75/2", "A/", "s/b c/1", "A//1"};
    for (size_t i = 0; i < sizeof of_six / sizeof of_six[0]; i++)
        if (!may_be_one(six, of_six[i]) || !may_be_one(ten, of_six[i]))
            fail_msg("%s", of_six[i]);
    for (size_t i = 0; i < sizeof of_ten / sizeof of_ten[0]; i++)
        if (may_be_one(six, of_ten[i]) || !may_be_one(ten, of_ten[i]))
            fail_msg("%s", of_ten[i]);
    for (size_t i = 0; i < sizeof none / sizeof none[0]; i++)
        if (may_be_one(ten, none[i]))
            fail_msg("%s", none[i]);
    assert_false(und_may_be_one(NULL, support_bytes("United Nations")));
    assert_false(und_may_be_one(six, (und_bytes){NULL, 0}));
    for (size_t i = 0; i < SAMPLES; i++) {
        support_text text = support_file(samples[i].file);
        assert_true(und_may_be_one(ten, (und_bytes){text.at, text.length}));
        support_free(&text);
    }
    und_packs_close(six);
    und_packs_close(ten);
}

/* ---- documents of the six ---- */

static void the_six_read_as_before(void **state)
{
    (void)state;
    static const char *const files[] = {
        "tests/data/000_ccba38e56b2f2219.txt",
        "tests/data/declaration-en.txt",
        "tests/data/letter-en.txt",
        "tests/data/letter-ru.txt",
        "tests/data/note-verbale-es.txt",
        "tests/data/resolution-ar.txt",
        "tests/data/resolution-en.txt",
        "tests/data/resolution-fr.txt",
        "tests/data/resolution-zh.txt",
    };
    und_packs *ten = open_ten(), *six_packs = support_packs();
    for (size_t i = 0; i < sizeof files / sizeof files[0]; i++) {
        support_text six = {0}, more = {0};
        parse(six_packs, files[i], &six);
        parse(ten, files[i], &more);
        assert_true(six.length > 500);
        assert_string_equal(more.at, six.at);
        support_free(&six);
        support_free(&more);
    }
    und_packs_close(ten);
    und_packs_close(six_packs);
}

/* ---- words that are claimed twice ---- */

static void expect_conflicts(und_packs *packs, const char *const *expected, size_t count)
{
    const und_problem *found;
    size_t got;
    assert_int_equal(und_packs_conflicts(packs, &found, &got), UND_OK);
    for (size_t i = 0; i < got && i < count; i++) {
        char line[UND_MESSAGE_MAX + 64];
        (void)snprintf(line, sizeof line, "%s:%u:%u: %s", found[i].file, found[i].line, found[i].column,
                       found[i].message);
        assert_string_equal(line, expected[i]);
    }
    for (size_t i = count; i < got; i++)
        fail_msg("%s:%u: %s", found[i].file, found[i].line, found[i].message);
    assert_int_equal(got, count);
}

static void packs_that_agree_have_no_conflicts(void **state)
{
    (void)state;
    und_packs *ten = open_ten(), *six_packs = support_packs();
    expect_conflicts(six_packs, NULL, 0);
    expect_conflicts(ten, NULL, 0);
    und_packs_close(ten);
    und_packs_close(six_packs);
}

#define WORDS(first) "function_words: [" first "xa, xb, xc, xd, xe, xf, xg, xh]\n"

static void words_claimed_twice_are_named(void **state)
{
    (void)state;
    static const struct {
        const char *first, *second;
        const char *expected[3];
    } pairs[] = {
        /* The same word opens a paragraph here and heads an annex there. */
        {"openers: {operative: Anlage}\n",
         "annex: {annex: Anlage}\n",
         {"two.yaml:6:1: “anlage” is an annex here and an opener in aa.yaml:6: a line that begins so is taken for "
          "either"}},
        /* Openers of different parts are told by the language. */
        {"openers: {operative: Note}\n", "openers: {declaration: Note}\n", {NULL}},
        {"openers: {operative: Note}\n",
         "openers:\n  lower_case: true\n  operative: note\n",
         {"two.yaml:8:1: “note” opens a paragraph in lower case in bb.yaml, and is an opener in aa.yaml:6 too: a line "
          "of "
          "a sentence that begins so there is taken for a paragraph"}},
        /* Names of languages are read whatever the language of the masthead. */
        {"masthead:\n  languages: {en: Anglik}\n",
         "masthead:\n  languages: {fr: Anglik}\n",
         {"two.yaml:7:1: “anglik” stands for something else in aa.yaml:7: mastheads are read by both"}},
        {"masthead:\n  languages: {en: Anglik}\n", "masthead:\n  languages: {en: Anglik}\n", {NULL}},
        /* Not a word of its own: a part of one, the ending of a figure, once only. */
        {"openers: {preambular: [xcx foo, foo xc]}\nresolution: {adoption: ['{number}xc x', '{number}-xc y']}\n",
         "",
         {NULL}},
    };
    for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++) {
        und_packs *packs;
        char first[1024], second[1024];
        (void)snprintf(first, sizeof first,
                       "language: aa\nname: First\nscript: latin\nsource: X\n"
                       "function_words: [a, b, c, d, e, f, g, h]\n%s",
                       pairs[i].first);
        (void)snprintf(second, sizeof second, "language: bb\nname: Second\nscript: latin\nsource: X\n" WORDS("") "%s",
                       pairs[i].second);
        assert_int_equal(und_packs_open_empty(NULL, &packs), UND_OK);
        assert_int_equal(und_packs_add_language(packs, support_bytes(first), "one.yaml"), UND_OK);
        assert_int_equal(und_packs_add_language(packs, support_bytes(second), "two.yaml"), UND_OK);
        assert_int_equal(und_packs_problem_total(packs), 0);
        size_t count = 0;
        while (count < 3 && pairs[i].expected[count] != NULL)
            count++;
        expect_conflicts(packs, pairs[i].expected, count);
        und_packs_close(packs);
    }
}

static void words_that_tell_no_language_are_named(void **state)
{
    (void)state;
    static const char first[] = "language: aa\nname: First\nscript: latin\nsource: X\n"
                                "function_words: [que, b, c, d, e, f, g, h, i]\n"
                                "openers: {operative: [pues, c x]}\n";
    static const char second[] = "language: bb\nname: Second\nscript: latin\nsource: X\n"
                                 "function_words: [pues, c, k]\n"
                                 "openers: {operative: [sabe que es, nota que es]}\n";
    static const char *const expected[] = {
        "one.yaml:5:1: the function word “que” tells the language, but Second has it too: “sabe que es” (bb.yaml:6); "
        "expected in the list of both or of none",
        "one.yaml:0:0: 7 of the function words are in no other pack; expected at least 8, to tell the language from "
        "Second",
        "two.yaml:0:0: 2 of the function words are in no other pack; expected at least 8, to tell the language from "
        "First",
    };
    und_packs *packs;
    assert_int_equal(und_packs_open_empty(NULL, &packs), UND_OK);
    assert_int_equal(und_packs_add_language(packs, support_bytes(first), "one.yaml"), UND_OK);
    expect_conflicts(packs, NULL, 0); /* alone it need not be told from another */
    assert_int_equal(und_packs_add_language(packs, support_bytes(second), "two.yaml"), UND_OK);
    expect_conflicts(packs, expected, 3);
    expect_conflicts(packs, expected, 3);
    und_packs_close(packs);
}

static void conflicts_may_run_out_of_memory(void **state)
{
    (void)state;
    const char *const roots[] = {OTHERS, support_data_dir()};
    bool done = false;
    for (size_t nth = 1; !done; nth++) {
        support_heap heap = {0};
        und_allocator allocator = support_allocator(&heap);
        und_packs *packs = NULL;
        assert_int_equal(und_packs_open(&allocator, roots, 2, &packs), UND_OK);
        heap.calls = 0;
        heap.fail_at = nth;
        const und_problem *found;
        size_t count;
        und_status status = und_packs_conflicts(packs, &found, &count);
        done = status == UND_OK;
        if (!done)
            assert_int_equal(status, UND_E_MEMORY);
        heap.fail_at = 0;
        expect_conflicts(packs, NULL, 0);
        und_packs_close(packs);
        assert_int_equal(heap.live, 0);
        assert_true(nth < 100);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(other_languages_are_recognised),
        cmocka_unit_test(edits_of_them_read_as_fresh_ones),
        cmocka_unit_test(files_are_detected_by_the_words_of_the_packs),
        cmocka_unit_test(the_six_read_as_before),
        cmocka_unit_test(packs_that_agree_have_no_conflicts),
        cmocka_unit_test(words_claimed_twice_are_named),
        cmocka_unit_test(words_that_tell_no_language_are_named),
        cmocka_unit_test(conflicts_may_run_out_of_memory),
    };
    return cmocka_run_group_tests_name("languages", tests, NULL, NULL);
}
