/* What a template asks for: what its words need, or what it lists; and what answers there are. */
#include "support.h"

#include "undoc/draft.h"

/* The questions as "lang state date=today", in order. */
static void expect_questions(und_packs *packs, const char *name, const char *language, const char *expected)
{
    char got[512] = "";
    size_t used = 0;
    und_question question;
    und_status status;
    for (uint32_t n = 0;
         (status = und_question_get(packs, support_bytes(name), support_bytes(language), n, &question)) == UND_OK; n++)
        used +=
            (size_t)snprintf(got + used, sizeof got - used, "%s%s%s%.*s", used > 0 ? " " : "", question.key,
                             question.preset.length > 0 ? "=" : "", (int)question.preset.length, question.preset.at);
    if (status != UND_NONE)
        fail_msg("%s: %s", name, und_packs_message(packs));
    assert_string_equal(question.key, "");
    assert_string_equal(got, expected);
}

static und_packs *with_template(const char *yaml)
{
    und_packs *packs = support_packs();
    und_status status = und_packs_add_template(packs, support_bytes(yaml), "own.yaml");
    if (status != UND_OK || und_packs_problem_total(packs) > 0)
        fail_msg("%s", und_packs_message(packs));
    return packs;
}

/* The template of the manual, as it stands there. */
static const char reminder[] = "template: reminder\n"
                               "title: Reminder of a mission\n"
                               "part: document\n"
                               "body:\n"
                               "  en: |\n"
                               "    {state|State}, {date \"en\"}\n"
                               "\n"
                               "    I have the honour to remind you of {|what is due}.\n";

static void a_template_asks_what_its_words_need(void **state)
{
    (void)state;
    und_packs *packs = with_template(reminder);
    expect_questions(packs, "reminder", "", "state date");
    expect_questions(packs, "reminder", "en", "state date");
    expect_questions(packs, "reminder", "fr", "state date"); /* of the body that there is */
    expect_questions(packs, "letter", "", "lang state addressee date items annex annex_original");
    expect_questions(packs, "letter", "fr", "lang state addressee addressee_gender date items annex annex_original");
    expect_questions(packs, "letter", "ru", "lang state addressee date items annex annex_original");
    expect_questions(packs, "identical-letters", "es", "lang state addressee_gender date items annex annex_original");
    expect_questions(packs, "resolution", "en", "lang sponsors title masthead_date items");
    expect_questions(packs, "preambular", "en", "lang");
    und_packs_close(packs);
}

static void words_in_conditions_and_in_pieces_count(void **state)
{
    (void)state;
    und_packs *packs = with_template("template: own\npart: part\nbody:\n  en: |\n"
                                     "    {if observer}x{end}{use letter-title}{{date}}\n");
    expect_questions(packs, "own", "en", "state addressee date");
    und_packs_close(packs);
    packs = with_template("template: own\npart: part\nbody:\n  en: |\n    {by items|a|b}{each annex}{end}{session}\n"
                          "  fr: \"{missing a document}\"\n");
    expect_questions(packs, "own", "en", "items annex"); /* a body that is missing makes no choice of languages */
    und_packs_close(packs);
    packs = with_template("template: own\npart: part\nbody:\n  en: \"{signatory}{|text}\"\n");
    expect_questions(packs, "own", "en", "");
    und_packs_close(packs);
}

static void a_template_may_list_its_questions(void **state)
{
    (void)state;
    und_packs *packs = with_template("template: own\npart: part\nasks: [date, distribution: limited, name]\n"
                                     "body: {en: \"{state}\", fr: \"{state}\"}\n");
    expect_questions(packs, "own", "fr", "lang date distribution=limited name");
    und_packs_close(packs);
    packs = with_template("template: own\npart: part\nasks: [date, lang]\nbody: {en: \"{state}\", fr: \"{state}\"}\n");
    expect_questions(packs, "own", "fr", "date lang");
    und_packs_close(packs);
    packs = with_template("template: own\npart: part\nasks: []\nbody: {en: \"{state}\"}\n");
    expect_questions(packs, "own", "en", "");
    und_packs_close(packs);
}

static void expect_refusal(und_packs *packs, const char *name, const char *message)
{
    und_question question;
    assert_int_equal(und_question_get(packs, support_bytes(name), support_bytes("en"), 0, &question), UND_E_DATA);
    assert_string_equal(und_packs_message(packs), message);
}

static void mistakes_are_told(void **state)
{
    (void)state;
    und_packs *packs = with_template("template: own\npart: part\nasks: [dates]\nbody: {en: x}\n");
    expect_refusal(
        packs, "own",
        "own.yaml:3: the template asks for \"dates\", which is no answer; expected one of those that und_draft "
        "takes, as state or date");
    expect_refusal(packs, "none", "there is no template \"none\"");
    und_packs_close(packs);
    packs = with_template("template: own\npart: part\nbody:\n  en: |\n    {dat}\n");
    expect_refusal(packs, "own", "own.yaml:5:6: unknown word \"dat\"; did you mean \"date\"?");
    und_packs_close(packs);
    packs = with_template("template: own\npart: part\nbody:\n  en: |\n    {use own}\n");
    expect_refusal(packs, "own", "own.yaml:5:5: templates use each other without end");
    und_question question;
    assert_int_equal(und_question_get(NULL, support_bytes("own"), support_bytes(""), 0, &question), UND_E_ARGUMENT);
    assert_int_equal(und_question_get(packs, support_bytes("own"), support_bytes(""), 0, NULL), UND_E_ARGUMENT);
    und_packs_close(packs);
    static const struct {
        const char *asks, *problem;
    } wrong[] = {
        {"date", "no list; expected keys of answers, as [state, date]"},
        {"[[date]]", "a list in a list; expected keys of answers, as [state, date]"},
        {"[a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a]",
         "more questions than there are answers; expected at most 30"},
    };
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        char yaml[512];
        (void)snprintf(yaml, sizeof yaml, "template: own\npart: part\nasks: %s\nbody: {en: x}\n", wrong[i].asks);
        packs = support_packs();
        assert_int_equal(und_packs_add_template(packs, support_bytes(yaml), "own.yaml"), UND_OK);
        assert_int_equal(und_packs_problem_total(packs), 1);
        assert_string_equal(und_packs_problem(packs, 0)->message, wrong[i].problem);
        und_packs_close(packs);
    }
}

static void answers_have_their_values(void **state)
{
    (void)state;
    und_packs *packs = support_packs();
    static const struct {
        const char *key, *values;
    } known[] = {
        {"lang", "ar en es fr ru zh"},
        {"annex_original", "ar en es fr ru zh"},
        {"addressee", "secretary-general president-general-assembly president-security-council "
                      "president-economic-and-social-council president-human-rights-council"},
        {"organ", "general-assembly security-council economic-and-social-council human-rights-council "
                  "trusteeship-council"},
        {"distribution", "general limited restricted provisional"},
        {"annex", "yes no"},
        {"gender", "m f"},
        {"office", "permanent-representative permanent-observer charge-d-affaires deputy-permanent-representative "
                   "minister head-of-delegation chair"},
        {"request", "circulate attention none"},
        {"format", "plain markdown"},
        {"state", ""},
        {"name", ""},
        {"colour", ""},
    };
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++) {
        char got[512] = "";
        size_t used = 0;
        const char *value;
        for (uint32_t n = 0; (value = und_answer_value(packs, known[i].key, n)) != NULL; n++)
            used += (size_t)snprintf(got + used, sizeof got - used, "%s%s", used > 0 ? " " : "", value);
        assert_string_equal(got, known[i].values);
    }
    /* Whatever a question asks for is a key, and each value is taken. */
    uint32_t count = 0;
    while (und_answer_key(count) != NULL)
        count++;
    assert_int_equal(count, 30);
    assert_string_equal(und_answer_key(0), "lang");
    assert_null(und_answer_value(NULL, "lang", 0));
    assert_null(und_answer_value(packs, NULL, 0));
    und_packs_close(packs);
}

static void a_day_is_understood_as_people_write_it(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        uint32_t year, month, day;
    } days[] = {
        {"2020-12-22", 2020, 12, 22},
        {"2021-3-5", 2021, 3, 5},
        {"2021/03/05", 2021, 3, 5},
        {"5 March 2021", 2021, 3, 5},
        {" 5 march 2021 ", 2021, 3, 5},
        {"1er mars 2021", 2021, 3, 1},
        {"5 mars 2021", 2021, 3, 5},
        {"5 de marzo de 2021", 2021, 3, 5},
        {"5 марта 2021 года", 2021, 3, 5},
        {"2021年3月5日", 2021, 3, 5},
        {"5 آذار/مارس 2021", 2021, 3, 5},
        {"2021-13-45", 2021, 13, 45}, /* in figures: for who asks to say what is wrong with it */
    };
    static const char *const none[] = {"",         "tomorrow", "5 March",  "31 September 2021", "2021-3",
                                       "2021-3/5", "21-03-05", "5.3.2021", "2021-3-5 and more", "on 5 March 2021"};
    und_packs *packs = support_packs();
    und_date date;
    for (size_t i = 0; i < sizeof days / sizeof *days; i++) {
        if (und_date_answer(packs, support_bytes(days[i].text), &date) != UND_OK)
            fail_msg("%s is none", days[i].text);
        if (date.year != days[i].year || date.month != days[i].month || date.day != days[i].day)
            fail_msg("%s: %u-%u-%u", days[i].text, date.year, date.month, date.day);
    }
    for (size_t i = 0; i < sizeof none / sizeof *none; i++)
        if (und_date_answer(packs, support_bytes(none[i]), &date) != UND_NONE || date.year != 0)
            fail_msg("%s: %u-%u-%u", none[i], date.year, date.month, date.day);
    assert_int_equal(und_date_answer(packs, support_bytes(""), NULL), UND_E_ARGUMENT);
    und_packs_close(packs);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_template_asks_what_its_words_need),
        cmocka_unit_test(words_in_conditions_and_in_pieces_count),
        cmocka_unit_test(a_template_may_list_its_questions),
        cmocka_unit_test(mistakes_are_told),
        cmocka_unit_test(answers_have_their_values),
        cmocka_unit_test(a_day_is_understood_as_people_write_it),
    };
    return cmocka_run_group_tests_name("questions", tests, NULL, NULL);
}
