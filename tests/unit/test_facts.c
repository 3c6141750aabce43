/* What one line tells by itself: its shape, its label, how it begins and ends, what it begins with. */
#include "support.h"

#include "read/facts.h"
#include "read/lexicon.h"

static und_facts facts_of(void **state, const char *line)
{
    return und_facts_of(und_lexicon_of(*state), support_bytes(line));
}

/* ---- shapes ---- */

static void shapes(void **state)
{
    static const struct {
        const char *line;
        und_shape shape;
    } lines[] = {
        {"", UND_SHAPE_BLANK},
        {"   ", UND_SHAPE_BLANK},
        {"\t", UND_SHAPE_BLANK},
        {"\xc2\xa0\xe2\x80\xaf\xe3\x80\x80", UND_SHAPE_BLANK},
        {"\xe2\x80\x8b", UND_SHAPE_BLANK},
        {"Text", UND_SHAPE_TEXT},
        {"x", UND_SHAPE_TEXT},
        {"大", UND_SHAPE_TEXT},
        {"\xff", UND_SHAPE_TEXT},
        {"___", UND_SHAPE_RULE},
        {"__________", UND_SHAPE_RULE},
        {"---", UND_SHAPE_RULE},
        {"- - -", UND_SHAPE_RULE},
        {"***", UND_SHAPE_RULE},
        {"=====", UND_SHAPE_RULE},
        {"\\_\\_\\_", UND_SHAPE_RULE},
        {"────────", UND_SHAPE_RULE},
        {"———", UND_SHAPE_RULE},
        {"<!-- image -->", UND_SHAPE_COMMENT},
        {"| a | b |", UND_SHAPE_TABLE},
        {"|---|---|", UND_SHAPE_TABLE},
        {"1", UND_SHAPE_NUMBER},
        {"  12  ", UND_SHAPE_NUMBER},
        {"1998", UND_SHAPE_NUMBER},
        {"A/RES/75/312", UND_SHAPE_SYMBOL},
        {"A/75/L.98/Rev.1", UND_SHAPE_SYMBOL},
        {"A/75/697 Page 2", UND_SHAPE_SYMBOL},
        {"2/3", UND_SHAPE_SYMBOL},
        {"21-07755 (E)    160621", UND_SHAPE_SYMBOL},
        {"GE.14-13287 (F) 280414 280414", UND_SHAPE_SYMBOL},
        {"A/75/697 is the symbol of the letter", UND_SHAPE_TEXT},
        {"A letter", UND_SHAPE_TEXT},
        {"12 December 2020", UND_SHAPE_TEXT},
        {"UNESCO", UND_SHAPE_TEXT},
        {"and/or", UND_SHAPE_TEXT},
    };
    int wrong = 0;
    for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++) {
        und_facts facts = facts_of(state, lines[i].line);
        if (facts.shape != lines[i].shape) {
            fprintf(stderr, "\"%s\": shape %d, expected %d\n", lines[i].line, facts.shape, (int)lines[i].shape);
            wrong++;
        }
    }
    assert_int_equal(wrong, 0);
}

/* ---- labels ---- */

static const struct {
    const char *line;
    und_label_style style;
    und_form form;
    unsigned value; /* of letters: as letters | as a roman figure << 8 */
} labels[] = {
    {"1. Decides", UND_LABEL_NUMBER, UND_FORM_DOT, 1},
    {"17.\tDecides", UND_LABEL_NUMBER, UND_FORM_DOT, 17},
    {"1.Decides", UND_LABEL_NUMBER, UND_FORM_DOT, 1},
    {"   3. Decides", UND_LABEL_NUMBER, UND_FORM_DOT, 3},
    {"**3.** Decides", UND_LABEL_NUMBER, UND_FORM_DOT, 3},
    {"9999. Decides", UND_LABEL_NUMBER, UND_FORM_DOT, 9999},
    {"1) Décide", UND_LABEL_NUMBER, UND_FORM_PAREN, 1},
    {"(1) Decides", UND_LABEL_NUMBER, UND_FORM_PARENTHESES, 1},
    {"（1） 决定", UND_LABEL_NUMBER, UND_FORM_PARENTHESES, 1},
    {"1、决定", UND_LABEL_NUMBER, UND_FORM_DOT, 1},
    {"1．决定", UND_LABEL_NUMBER, UND_FORM_DOT, 1},
    {"1 - تلاحظ", UND_LABEL_NUMBER, UND_FORM_DASH, 1},
    {"٢ - تطلب", UND_LABEL_NUMBER, UND_FORM_DASH, 2},
    {"1 See the report", UND_LABEL_NUMBER, UND_FORM_SPACE, 1},
    {"¹² See the report", UND_LABEL_NUMBER, UND_FORM_SPACE, 12},
    {"⁴See the report", UND_LABEL_NUMBER, UND_FORM_SPACE, 4},
    {"¹", UND_LABEL_NONE, UND_FORM_NONE, 0},
    {"⁰ See", UND_LABEL_NONE, UND_FORM_NONE, 0},
    {"0. Nothing", UND_LABEL_NONE, UND_FORM_NONE, 0},
    {"10000. Nothing", UND_LABEL_NONE, UND_FORM_NONE, 0},
    {"1.5 per cent", UND_LABEL_NONE, UND_FORM_NONE, 0},
    {"(2020) was the year", UND_LABEL_NONE, UND_FORM_NONE, 0},
    {"128/2 is", UND_LABEL_NONE, UND_FORM_NONE, 0},
    {"(a) To keep", UND_LABEL_LOWER, UND_FORM_PARENTHESES, 1},
    {"(*a*) To keep", UND_LABEL_LOWER, UND_FORM_PARENTHESES, 1},
    {"(*h*) To keep", UND_LABEL_LOWER, UND_FORM_PARENTHESES, 8},
    {"(z) To keep", UND_LABEL_LOWER, UND_FORM_PARENTHESES, 26},
    {"(aa) To keep", UND_LABEL_LOWER, UND_FORM_PARENTHESES, 27},
    {"(zz) To keep", UND_LABEL_LOWER, UND_FORM_PARENTHESES, 52},
    {"a) De mesurer", UND_LABEL_LOWER, UND_FORM_PAREN, 1},
    {"a ) De mesurer", UND_LABEL_LOWER, UND_FORM_PAREN, 1},
    {"ii ) De mesurer", UND_LABEL_LOWER, UND_FORM_PAREN, 35 | 2 << 8},
    {"( b ) De mesurer", UND_LABEL_LOWER, UND_FORM_PARENTHESES, 2},
    {"a ", UND_LABEL_NONE, UND_FORM_NONE, 0},
    {"mesurer ) et", UND_LABEL_NONE, UND_FORM_NONE, 0},
    {"a. To keep", UND_LABEL_LOWER, UND_FORM_DOT, 1},
    {"(c) Three", UND_LABEL_LOWER, UND_FORM_PARENTHESES, 3 | 100 << 8},
    {"(i) One or nine", UND_LABEL_LOWER, UND_FORM_PARENTHESES, 9 | 1 << 8},
    {"(v) Five", UND_LABEL_LOWER, UND_FORM_PARENTHESES, 22 | 5 << 8},
    {"(x) Ten", UND_LABEL_LOWER, UND_FORM_PARENTHESES, 24 | 10 << 8},
    {"(ii) Two or thirty-five", UND_LABEL_LOWER, UND_FORM_PARENTHESES, 35 | 2 << 8},
    {"(iv) Four", UND_LABEL_LOWER, UND_FORM_PARENTHESES, 4 << 8},
    {"(xviii) Eighteen", UND_LABEL_LOWER, UND_FORM_PARENTHESES, 18 << 8},
    {"i) Le lieu", UND_LABEL_LOWER, UND_FORM_PAREN, 9 | 1 << 8},
    {"A. Heading", UND_LABEL_UPPER, UND_FORM_DOT, 1},
    {"I. Introduction", UND_LABEL_UPPER, UND_FORM_DOT, 9 | 1 << 8},
    {"IV. Conclusions", UND_LABEL_UPPER, UND_FORM_DOT, 4 << 8},
    {"(أ) أن ترسم", UND_LABEL_LOWER, UND_FORM_PARENTHESES, 1},
    {"(ب) أن تحفظ", UND_LABEL_LOWER, UND_FORM_PARENTHESES, 2},
    {"(ج) أن", UND_LABEL_LOWER, UND_FORM_PARENTHESES, 3},
    {"a) за десять", UND_LABEL_LOWER, UND_FORM_PAREN, 1},
    {"а) за десять", UND_LABEL_LOWER, UND_FORM_PAREN, 1},
    {"с) за десять", UND_LABEL_LOWER, UND_FORM_PAREN, 3 | (128 + 17) << 8}, /* or the 17th of its own alphabet */
    {"一、每天", UND_LABEL_HAN, UND_FORM_DOT, 1},
    {"十、结果", UND_LABEL_HAN, UND_FORM_DOT, 10},
    {"（二）结果", UND_LABEL_HAN, UND_FORM_PARENTHESES, 2},
    {"- A dash", UND_LABEL_DASH, UND_FORM_NONE, 0},
    {"– A dash", UND_LABEL_DASH, UND_FORM_NONE, 0},
    {"• A bullet", UND_LABEL_DASH, UND_FORM_NONE, 0},
    {"(ab) Nothing", UND_LABEL_NONE, UND_FORM_NONE, 0},
    {"(iiii) Nothing", UND_LABEL_NONE, UND_FORM_NONE, 0},
    {"(aA) Nothing", UND_LABEL_NONE, UND_FORM_NONE, 0},
    {"(see annex)", UND_LABEL_NONE, UND_FORM_NONE, 0},
    {"(a", UND_LABEL_NONE, UND_FORM_NONE, 0},
    {"a.m. is before noon", UND_LABEL_NONE, UND_FORM_NONE, 0},
    {"e.g. this", UND_LABEL_NONE, UND_FORM_NONE, 0},
    {"civil society", UND_LABEL_NONE, UND_FORM_NONE, 0},
    {"vivid", UND_LABEL_NONE, UND_FORM_NONE, 0},
    {"a dog", UND_LABEL_NONE, UND_FORM_NONE, 0},
    {"A dog", UND_LABEL_NONE, UND_FORM_NONE, 0},
    {"I have the honour", UND_LABEL_NONE, UND_FORM_NONE, 0},
    {"-dash", UND_LABEL_NONE, UND_FORM_NONE, 0},
    {"L'Assemblée", UND_LABEL_NONE, UND_FORM_NONE, 0},
    {"St. Lucia", UND_LABEL_NONE, UND_FORM_NONE, 0},
};

static void labels_of_lines(void **state)
{
    int wrong = 0;
    for (size_t i = 0; i < sizeof labels / sizeof labels[0]; i++) {
        und_facts facts = facts_of(state, labels[i].line);
        if (und_facts_style(facts) != labels[i].style || und_facts_form(facts) != labels[i].form ||
            facts.value != labels[i].value) {
            fprintf(stderr, "\"%s\": style %d form %d value %u|%u; expected %d %d %u|%u\n", labels[i].line,
                    (int)und_facts_style(facts), (int)und_facts_form(facts), facts.value & 255u,
                    (unsigned)facts.value >> 8, (int)labels[i].style, (int)labels[i].form, labels[i].value & 255u,
                    labels[i].value >> 8);
            wrong++;
        }
    }
    assert_int_equal(wrong, 0);
}

/* ---- figures ---- */

/* Written the long way, as a table of tens and ones: another way than the one under test. */
static void roman(unsigned value, char *out)
{
    static const char *const ones[] = {"", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"};
    static const char *const tens[] = {"", "x", "xx", "xxx", "xl", "l", "lx", "lxx", "lxxx", "xc"};
    static const char *const hundreds[] = {"", "c", "cc"};
    snprintf(out, 32, "%s%s%s", hundreds[value / 100], tens[value / 10 % 10], ones[value % 10]);
}

static void roman_figures(void **state)
{
    (void)state;
    char text[32];
    for (unsigned value = 1; value <= 255; value++) {
        roman(value, text);
        /* Eight letters are the longest that a label may have: lxxxviii is in, clxxxviii is not. */
        unsigned expected = strlen(text) <= 8 ? value : 0;
        if (und_roman_value(text, strlen(text)) != expected)
            fail_msg("%s is %u", text, und_roman_value(text, strlen(text)));
    }
    static const char *const none[] = {"",    "iiii", "vv", "vx", "iix", "ic", "il",  "xxxx", "lc",
                                       "ivi", "d",    "m",  "I",  "a",   "i ", "ixi", "cccc"};
    for (size_t i = 0; i < sizeof none / sizeof none[0]; i++)
        if (und_roman_value(none[i], strlen(none[i])) != 0)
            fail_msg("\"%s\" is %u", none[i], und_roman_value(none[i], strlen(none[i])));
    /* Every string of up to four of the letters is a figure exactly when it is how that figure is written. */
    static const char letters[] = "ivxlc";
    for (unsigned code = 0; code < 5u * 5 * 5 * 5; code++) {
        char word[5] = {letters[code % 5], letters[code / 5 % 5], letters[code / 25 % 5], letters[code / 125 % 5],
                        '\0'};
        for (size_t length = 1; length <= 4; length++) {
            unsigned expected = 0;
            for (unsigned value = 1; value <= 255 && expected == 0; value++) {
                roman(value, text);
                if (strlen(text) == length && memcmp(text, word, length) == 0)
                    expected = value;
            }
            if (und_roman_value(word, length) != expected)
                fail_msg("%.*s is %u, expected %u", (int)length, word, und_roman_value(word, length), expected);
        }
    }
}

static void letters(void **state)
{
    (void)state;
    for (char c = 'a'; c <= 'z'; c++) {
        char twice[2] = {c, c};
        assert_int_equal(und_letter_value(&c, 1), c - 'a' + 1);
        assert_int_equal(und_letter_value(twice, 2), c - 'a' + 27);
    }
    static const char *const none[] = {"", "ab", "aaa", "A", "1", "é", "{", "`"};
    for (size_t i = 0; i < sizeof none / sizeof none[0]; i++)
        assert_int_equal(und_letter_value(none[i], strlen(none[i])), 0);
}

/* ---- ends ---- */

static void ends(void **state)
{
    static const struct {
        const char *line;
        und_end end;
    } lines[] = {
        {"Recalling this,", UND_END_COMMA},
        {"Recalling this, ", UND_END_COMMA},
        {"Recalling this,**", UND_END_COMMA},
        {"Rappelant « ceci »,", UND_END_COMMA},
        {"Recalling “this,”", UND_END_COMMA},
        {"Recalling this,1", UND_END_COMMA},
        {"Recalling this, 12", UND_END_COMMA},
        {"回顾其决议，", UND_END_COMMA},
        {"إذ تشير إلى قرارها،", UND_END_COMMA},
        {"this;", UND_END_SEMICOLON},
        {"ceci\xc2\xa0;", UND_END_SEMICOLON},
        {"this; and", UND_END_SEMICOLON},
        {"ceci ; et", UND_END_SEMICOLON},
        {"this;3", UND_END_SEMICOLON},
        {"决议；", UND_END_SEMICOLON},
        {"أعمال؛", UND_END_SEMICOLON},
        {"the following:", UND_END_COLON},
        {"ce qui suit :", UND_END_COLON},
        {"如下：", UND_END_COLON},
        {"the end.", UND_END_STOP},
        {"the end.”", UND_END_STOP},
        {"the end.4", UND_END_STOP},
        {"What?", UND_END_STOP},
        {"情况。", UND_END_STOP},
        {"soixante-", UND_END_HYPHEN},
        {"[Original: Russian]", UND_END_BRACKET},
        {"the General", UND_END_NONE},
        {"in paragraph 4", UND_END_NONE},
        {"A/75/L.4", UND_END_NONE},
        {"2.5", UND_END_NONE},
        {"and", UND_END_NONE},
        {"大会", UND_END_NONE},
    };
    int wrong = 0;
    for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++) {
        und_facts facts = facts_of(state, lines[i].line);
        if (und_facts_end(facts, support_bytes(lines[i].line)) != lines[i].end) {
            fprintf(stderr, "\"%s\": end %d, expected %d\n", lines[i].line,
                    (int)und_facts_end(facts, support_bytes(lines[i].line)), (int)lines[i].end);
            wrong++;
        }
    }
    assert_int_equal(wrong, 0);
}

/* ---- flags ---- */

static void flags(void **state)
{
    static const struct {
        const char *line;
        unsigned flags; /* without UND_FLAG_SHORT */
    } lines[] = {
        {"Text", UND_FLAG_UPPER},
        {"text", UND_FLAG_LOWER},
        {"(a) Text", UND_FLAG_UPPER},
        {"(a) text", UND_FLAG_LOWER},
        {"Écrit", UND_FLAG_UPPER},
        {"écrit", UND_FLAG_LOWER},
        {"Ёлка", UND_FLAG_UPPER},
        {"отмечая", UND_FLAG_LOWER},
        {"大会", 0},
        {"الجمعية", 0},
        {"## Annex", UND_FLAG_MARKED | UND_FLAG_UPPER},
        {"**Annex**", UND_FLAG_BOLD | UND_FLAG_UPPER},
        {"*Recalling* this,", UND_FLAG_UPPER},
        {"[Original: Russian]", UND_FLAG_BRACKET},
        {"(Signed) Someone", UND_FLAG_PAREN},
        {"“Recalling this,", UND_FLAG_QUOTED | UND_FLAG_UPPER},
        {"« Rappelant ceci,", UND_FLAG_QUOTED | UND_FLAG_UPPER},
    };
    int wrong = 0;
    for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++) {
        und_facts facts = facts_of(state, lines[i].line);
        if ((facts.flags & ~UND_FLAG_SHORT) != lines[i].flags || (facts.flags & UND_FLAG_SHORT) == 0) {
            fprintf(stderr, "\"%s\": flags %u, expected %u\n", lines[i].line, facts.flags & ~UND_FLAG_SHORT,
                    lines[i].flags);
            wrong++;
        }
    }
    assert_int_equal(wrong, 0);
    /* The limit of a short line: one below, at, above. */
    char line[UND_SHORT_LINE + 2];
    for (size_t length = UND_SHORT_LINE - 1; length <= UND_SHORT_LINE + 1; length++) {
        memset(line, 'a', length);
        und_facts facts = und_facts_of(und_lexicon_of(*state), (und_bytes){line, length});
        assert_int_equal((facts.flags & UND_FLAG_SHORT) != 0, length <= UND_SHORT_LINE);
    }
}

/* ---- what a line begins with, and the language that it tells ---- */

static void beginnings(void **state)
{
    static const struct {
        const char *line, *opener; /* as und_line_start_of gives it */
        und_term_key key;
        const char *language; /* told by the line; "" none */
    } lines[] = {
        {"Recalling its resolution 75/1,", "Recalling", UND_TERM_PREAMBULAR, "en"},
        {"*Recalling* its resolution 75/1,", "Recalling", UND_TERM_PREAMBULAR, "en"},
        {"RECALLING its resolution 75/1,", "RECALLING", UND_TERM_PREAMBULAR, "en"},
        {"1. Decides that two are three;", "Decides", UND_TERM_OPERATIVE, "en"},
        {"1. Also decides that two are three;", "Also decides", UND_TERM_OPERATIVE, "en"},
        {"Rappelant également sa résolution,", "Rappelant également", UND_TERM_PREAMBULAR, "fr"},
        {"« Rappelant sa résolution,", "Rappelant", UND_TERM_PREAMBULAR, "fr"},
        {"Décide que les puits sont pleins", "Décide", UND_TERM_OPERATIVE, "fr"},
        {"De\xcc\x81"
         "cide que les puits sont pleins",
         "De\xcc\x81"
         "cide",
         UND_TERM_OPERATIVE, "fr"},
        {"Réaffirment leur attachement", "Réaffirment", UND_TERM_DECLARATION, "fr"},
        {"Recordando su resolución", "Recordando", UND_TERM_PREAMBULAR, "es"},
        {"ссылаясь на доклад", "ссылаясь на", UND_TERM_PREAMBULAR, "ru"},
        {"إذ تشير إلى قرارها", "إذ تشير إلى", UND_TERM_PREAMBULAR, "ar"},
        {"回顾大会决议", "回顾", UND_TERM_PREAMBULAR, "zh"},
        {"Annex", "Annex", UND_TERM_ANNEX, "en"},
        {"Annexes", "Annexes", UND_TERM_ANNEX, ""},
        {"Recallings of the past", "", UND_TERM_KEY_COUNT, ""},
        {"recalling its resolution", "", UND_TERM_KEY_COUNT, ""},
        {"Zzz", "", UND_TERM_KEY_COUNT, ""},
    };
    const und_lexicon *lexicon = und_lexicon_of(*state);
    int wrong = 0;
    for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++) {
        und_facts facts = facts_of(state, lines[i].line);
        bool has = facts.phrase != 0 && lines[i].key != UND_TERM_KEY_COUNT &&
                   (und_phrase_at(lexicon, facts.phrase)->keys & UND_BIT(lines[i].key)) != 0;
        und_line_start start = und_line_start_of(lexicon, support_bytes(lines[i].line));
        size_t length = start.opener_end - start.text;
        uint8_t vote = und_facts_vote(lexicon, facts, support_bytes(lines[i].line), 0);
        const char *code = vote == 0 ? "" : und_language_code(*state, (uint8_t)(vote - 1));
        bool told = lines[i].language[0] == '\0' || strcmp(code, lines[i].language) == 0;
        bool opens =
            lines[i].key == UND_TERM_KEY_COUNT
                ? facts.phrase == 0
                : length == strlen(lines[i].opener) && memcmp(lines[i].line + start.text, lines[i].opener, length) == 0;
        if ((lines[i].key != UND_TERM_KEY_COUNT && !has) || !opens || !told) {
            fprintf(stderr, "\"%s\": phrase %u, opener \"%.*s\", language \"%s\"\n", lines[i].line, facts.phrase,
                    (int)length, lines[i].line + start.text, code);
            wrong++;
        }
    }
    assert_int_equal(wrong, 0);
}

/* Every opener of every pack is found at the beginning of a line that it opens, numbered, in italics, and in the form
 * that a typewriter gives it. Latin openers in lower case begin no paragraph. */
static void openers_of_the_packs(void **state)
{
    static const und_term_key keys[] = {UND_TERM_PREAMBULAR, UND_TERM_OPERATIVE, UND_TERM_DECLARATION};
    const und_lexicon *lexicon = und_lexicon_of(*state);
    uint32_t tried = 0;
    for (uint32_t i = 0; i < und_language_count(*state); i++) {
        const und_language *language = und_language_at(*state, i);
        for (size_t k = 0; k < 3; k++)
            for (uint32_t t = language->first[keys[k]]; t < language->first[keys[k] + 1]; t++) {
                und_bytes opener = und_term_text(language, &language->terms[t]);
                static const char *const before[] = {"", "3. ", "*", "“"};
                for (size_t b = 0; b < sizeof before / sizeof before[0]; b++) {
                    support_text line = {0};
                    support_put_words(&line, before[b]);
                    support_put(&line, opener.at, opener.length);
                    support_put_words(&line, b == 2 ? "* 2020" : " 2020");
                    und_facts facts = und_facts_of(lexicon, (und_bytes){line.at, line.length});
                    if (facts.phrase == 0 || (und_phrase_at(lexicon, facts.phrase)->keys & UND_BIT(keys[k])) == 0)
                        fail_msg("%s: \"%s\" does not begin with its opener", language->code, line.at);
                    tried++;
                    support_free(&line);
                }
            }
    }
    assert_true(tried > 4000);
}

/* Facts depend on the bytes of the line and on nothing behind them: the same line at the end of its own block of memory. */
static void facts_read_no_further(void **state)
{
    const und_lexicon *lexicon = und_lexicon_of(*state);
    for (size_t i = 0; i < sizeof labels / sizeof labels[0]; i++)
        for (size_t length = 0; length <= strlen(labels[i].line); length++) {
            char *block = malloc(length + 1);
            assert_non_null(block);
            char *copy = block + 1; /* the end of the block, for a line without bytes too */
            memcpy(copy, labels[i].line, length);
            und_facts a = und_facts_of(lexicon, (und_bytes){copy, length});
            char with_more[256];
            snprintf(with_more, sizeof with_more, "%.*s) 1. (a)", (int)length, labels[i].line);
            und_facts b = und_facts_of(lexicon, (und_bytes){with_more, length});
            assert_memory_equal(&a, &b, sizeof a);
            und_line_start start = und_line_start_of(lexicon, (und_bytes){copy, length});
            assert_true(start.label <= start.text && start.text <= start.opener_end && start.opener_end <= length);
            free(block);
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(shapes),
        cmocka_unit_test(labels_of_lines),
        cmocka_unit_test(roman_figures),
        cmocka_unit_test(letters),
        cmocka_unit_test(ends),
        cmocka_unit_test(flags),
        cmocka_unit_test(beginnings),
        cmocka_unit_test(openers_of_the_packs),
        cmocka_unit_test(facts_read_no_further),
    };
    return cmocka_run_group_tests(tests, support_open_packs, support_close_packs);
}
