/* States by every name that people use: which one is meant, what is proposed, what a letter of an earlier year calls it. */
#include "support.h"

#include "text/text.h"
#include "undoc/draft.h"
#include "undoc/state.h"

static const char *code_of(und_packs *packs, const char *text)
{
    und_state_match match;
    return und_state_find(packs, support_bytes(text), "en", &match) == UND_OK ? match.code : "";
}

static void a_state_is_named_in_many_ways(void **state)
{
    (void)state;
    static const char *const names[][2] = {
        {"UZ", "UZ"},
        {"uzb", "UZ"},
        {"Ouzbékistan", "UZ"},
        {"de l'Ouzbékistan", "UZ"},
        {"لأوزبكستان", "UZ"},
        {"Iran", "IR"},
        {"Irán", "IR"},
        {"the Islamic Republic of Iran", "IR"},
        {"Irak", "IQ"},
        {"Syrie", "SY"},
        {"Laos", "LA"},
        {"UK", "GB"},
        {"Россия", "RU"},
        {"РОССИЯ", "RU"},
        {"美国", "US"},
        {"Palestine", "PS"},
        {"Países Bajos", "NL"},
        {"paises bajos", "NL"},
        {"les Pays-Bas", "NL"},
        {"Turquie", "TR"},
        {"Turkey", "TR"},
        {"Guinea Bissau", "GW"},
        {"Guinea-Bissau", "GW"},
        {"Guinea", "GN"},
        {"cote divoire", "CI"},
        {"Côte d’Ivoire", "CI"},
        {"La France", "FR"},
        {"  France ", "FR"},
        {"Niger", "NE"},
        {"Nigeria", "NG"},
        {"Congo", "CG"},
        {"DRC", "CD"},
        {"Dominica", "DM"},
        {"Dominican Republic", "DO"},
        {"朝鲜", "KP"},
        {"韩国", "KR"},
        {"Сирия", "SY"},
        {"إيران", "IR"},
        {"Swaziland", "SZ"},
        {"The Gambia", "GM"},
    };
    und_packs *packs = support_packs();
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const char *code = code_of(packs, names[i][0]);
        if (strcmp(code, names[i][1]) != 0)
            fail_msg("%s: %s, not %s", names[i][0], code, names[i][1]);
    }
    assert_string_equal(code_of(packs, ""), "");
    assert_string_equal(code_of(packs, "'"), "");
    und_packs_close(packs);
}

static void every_name_of_the_packs_names_its_state(void **state)
{
    (void)state;
    und_packs *packs = support_packs();
    const und_state *states;
    const und_state_other_name *others;
    uint32_t count, other_count, alpha3 = 0;
    assert_int_equal(und_packs_states(packs, &states, &count), UND_OK);
    assert_int_equal(und_packs_state_names(packs, &others, &other_count), UND_OK);
    assert_int_equal(count, 196); /* and the European Union */
    for (uint32_t i = 0; i < other_count; i++) {
        und_state_match match;
        assert_int_equal(und_state_find(packs, others[i].text, NULL, &match), UND_OK);
        if (strcmp(match.code, others[i].code) != 0)
            fail_msg("%.*s: %s, not %s", (int)others[i].text.length, others[i].text.at, match.code, others[i].code);
        alpha3 += others[i].language == UND_LANGUAGE_NONE && others[i].text.length == 3;
    }
    assert_int_equal(alpha3, 195);
    und_packs_close(packs);
}

static void expect_said(und_packs *packs, const char *text, const char *expected)
{
    und_state_match match;
    assert_int_equal(und_state_find(packs, support_bytes(text), "en", &match), UND_NONE);
    assert_null(match.code);
    assert_string_equal(und_packs_message(packs), expected);
}

static void only_what_is_near_is_proposed(void **state)
{
    (void)state;
    und_packs *packs = support_packs();
    expect_said(packs, "Syrian", "unknown State \"Syrian\"; did you mean SY (Syrian Arab Republic)?");
    expect_said(
        packs, "Korea",
        "unknown State \"Korea\"; did you mean KP (Democratic People's Republic of Korea) or KR (Republic of Korea)?");
    expect_said(packs, "Qatr", "unknown State \"Qatr\"; did you mean QA (Qatar)?");
    expect_said(packs, "Republic", "unknown State \"Republic\"; 125 States have names like that, give more of it");
    /* One letter from Mali, and a word of two other names. */
    expect_said(packs, "Sudan Republic", "unknown State \"Sudan Republic\"; did you mean SD (Sudan)?");
    expect_said(packs, "Atlantis",
                "unknown State \"Atlantis\"; expected a code of ISO 3166-1, as UZ or UZB, or a name of a State in any "
                "language");
    und_packs_close(packs);
}

typedef struct listed {
    char text[512];
    size_t used, count, stop_at;
} listed;

static bool list(void *context, const und_state_match *match)
{
    listed *l = context;
    if (l->used < 400)
        l->used +=
            (size_t)snprintf(l->text + l->used, sizeof l->text - l->used, "%s%s", l->used > 0 ? " " : "", match->code);
    return ++l->count != l->stop_at;
}

static void names_are_completed(void **state)
{
    (void)state;
    und_packs *packs = support_packs();
    static const char *const typed[][2] = {
        {"ir", "IR IQ IE GB"}, {"Uni", "AE GB TZ US EU KM MX MM"}, {"pales", "PS"}, {"Уз", "UZ"}, {"qqq", ""},
    };
    for (size_t i = 0; i < sizeof typed / sizeof *typed; i++) {
        listed l = {.count = 0};
        assert_int_equal(und_states_matching(packs, support_bytes(typed[i][0]), "fr", list, &l), UND_OK);
        assert_string_equal(l.text, typed[i][1]);
    }
    listed all = {.count = 0}, stopped = {.stop_at = 3};
    assert_int_equal(und_states_matching(packs, support_bytes(""), NULL, list, &all), UND_OK);
    assert_int_equal(all.count, 196);
    assert_int_equal(und_states_matching(packs, support_bytes(""), NULL, list, &stopped), UND_E_IO);
    assert_int_equal(stopped.count, 3);
    und_packs_close(packs);
}

static void the_name_is_in_the_language_asked_for(void **state)
{
    (void)state;
    und_packs *packs = support_packs();
    und_state_match match;
    assert_int_equal(und_state_find(packs, support_bytes("Germany"), "es", &match), UND_OK);
    assert_true(und_bytes_equal(match.name, support_bytes("Alemania")));
    assert_true(und_bytes_equal(match.typed, support_bytes("Germany")));
    assert_false(match.observer);
    assert_int_equal(und_state_find(packs, support_bytes("VAT"), NULL, &match), UND_OK);
    assert_true(und_bytes_equal(match.name, support_bytes("Holy See")));
    assert_true(match.observer);
    assert_int_equal(und_state_find(packs, support_bytes("VA"), "en", NULL), UND_E_ARGUMENT);
    und_packs_close(packs);
}

typedef struct text_out {
    char at[512];
    size_t used;
} text_out;

static bool put(void *context, const char *at, size_t length)
{
    text_out *out = context;
    if (length < sizeof out->at - out->used) {
        memcpy(out->at + out->used, at, length);
        out->used += length;
        out->at[out->used] = '\0';
    }
    return true;
}

static void expect_in_title(und_packs *packs, const char *lang, const char *code, const char *date, const char *words)
{
    const und_bytes keys[] = {support_bytes("lang"), support_bytes("state"), support_bytes("date")};
    const und_bytes values[] = {support_bytes(lang), support_bytes(code), support_bytes(date)};
    text_out out = {.used = 0};
    assert_int_equal(und_draft(packs, support_bytes("letter-title"), keys, values, 3, put, &out), UND_OK);
    if (strstr(out.at, words) == NULL)
        fail_msg("%s has no \"%s\"", out.at, words);
}

static void a_letter_has_the_name_of_its_year(void **state)
{
    (void)state;
    und_packs *packs = support_packs();
    expect_in_title(packs, "fr", "TR", "2012-03-05", " de la Turquie auprès");
    expect_in_title(packs, "en", "TR", "2021-12-31", "Representative of Turkey to");
    expect_in_title(packs, "en", "TR", "2022-06-30", "Representative of ${1:‹Türkiye?›} to");
    expect_in_title(packs, "en", "TR", "2023-01-01", "Representative of Türkiye to");
    expect_in_title(packs, "es", "CZ", "2010-03-05", " de la República Checa ante");
    expect_in_title(packs, "zh", "TR", "2012-03-05", "土耳其常驻联合国代表"); /* as it was */
    und_packs_close(packs);
}

static void what_is_wrong_in_a_pack_of_names_is_told(void **state)
{
    (void)state;
    und_packs *packs = support_packs();
    assert_int_equal(und_packs_add_state_names(packs,
                                               support_bytes("source: a test\n"
                                                             "states:\n"
                                                             "  Uzbekistan: {en: [x]}\n"
                                                             "  UZ: {en: text, de: [Usbekistan], fr: [{a: b}, Ouz]}\n"),
                                               "own.yaml"),
                     UND_OK);
    static const char *const told[] = {"own.yaml:3:", "own.yaml:4:", "own.yaml:4:", "own.yaml:4:"};
    assert_int_equal(und_packs_problem_count(packs), sizeof told / sizeof *told);
    assert_non_null(strstr(und_packs_problem(packs, 0)->message, "two capital letters"));
    assert_non_null(strstr(und_packs_problem(packs, 1)->message, "no list"));
    assert_non_null(strstr(und_packs_problem(packs, 2)->message, "has no language pack"));
    assert_non_null(strstr(und_packs_problem(packs, 3)->message, "no text"));
    assert_string_equal(code_of(packs, "Ouz"), "UZ");
    und_packs_close(packs);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_state_is_named_in_many_ways),
        cmocka_unit_test(every_name_of_the_packs_names_its_state),
        cmocka_unit_test(only_what_is_near_is_proposed),
        cmocka_unit_test(names_are_completed),
        cmocka_unit_test(the_name_is_in_the_language_asked_for),
        cmocka_unit_test(a_letter_has_the_name_of_its_year),
        cmocka_unit_test(what_is_wrong_in_a_pack_of_names_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
