/* Formulas with slots: lists of agenda items and dates in six languages, the patterns of the packs against what they
 * say themselves, and the references that are found in running text. */
#include "support.h"

#include "read/masthead.h"
#include "read/reference.h"
#include "text/utf8.h"

static uint8_t language_index(und_packs *packs, const char *code)
{
    for (uint32_t i = 0; i < und_language_count(packs); i++)
        if (strcmp(und_language_at(packs, i)->code, code) == 0)
            return (uint8_t)i;
    fail_msg("there is no language pack %s", code);
    return 0;
}

static const und_language *language(und_packs *packs, const char *code)
{
    return und_language_at(packs, language_index(packs, code));
}

#define FOLDED_MAX 8192u

static und_bytes fold(const char *text, char *out)
{
    return (und_bytes){out, und_fold_text(support_bytes(text), out, FOLDED_MAX)};
}

/* ---- lists of items ---- */

/* "128a 128b 130w". */
static void say_items(const und_flow_item *items, uint32_t count, support_text *out)
{
    for (uint32_t i = 0; i < count; i++) {
        char sub[UND_SUB_MAX], item[32];
        und_sub_text(items[i].sub, sub);
        snprintf(item, sizeof item, "%s%u%s", i == 0 ? "" : " ", items[i].item, sub);
        support_put_words(out, item);
    }
}

static const struct {
    const char *language, *text, *items, *rest; /* rest: of the folded text, behind the list */
} lists[] = {
    {"en", "135", "135", ""},
    {"en", "128 (a) and (b) and 130 (w) of the agenda", "128a 128b 130w", " of the agenda"},
    {"en", "128(a)", "128a", ""},
    {"en", "7 and 133", "7 133", ""},
    {"en", "13, 14 and 20 (c), (d) and (aa)", "13 14 20c 20d 20aa", ""},
    {"en", "116 (g), (h) and (l)", "116g 116h 116l", ""},
    {"en", "44 to 47", "44 45 46 47", ""},
    {"en", "44 to 46 and 50 (b)", "44 45 46 50b", ""},
    {"en", "20 (a) to (d)", "20a 20b 20c 20d", ""},
    {"fr", "20 a) à d)", "20a 20b 20c 20d", ""},
    {"en", "999", "999", ""},
    {"en", "1000", "", ""},
    {"en", "0", "", ""},
    {"en", "128 (c", "128", " (c"},
    {"en", "128 (ab)", "128?", ""},
    {"en", "12/3", "", ""},
    {"en", "75, the", "75", ", the"},
    {"en", "(a)", "", ""},
    {"en", "", "", ""},
    {"fr", "128 a) et b) et 130 w) de l'ordre du jour", "128a 128b 130w", " de l'ordre du jour"},
    {"fr",
     "128\xc2\xa0"
     "a) et\xc2\xa0"
     "b)",
     "128a 128b", ""},
    {"fr", "128 (a)", "128a", ""},
    {"fr", "99 hh)", "99hh", ""},
    {"fr", "46, 118, 120 et 136", "46 118 120 136", ""},
    {"fr", "20 et 78 a)", "20 78a", ""},
    {"fr", "69, b, de l'ordre du jour", "69b", ", de l'ordre du jour"},
    {"fr", "97, ff, de", "97ff", ", de"},
    {"fr", "69, b , de l'ordre du jour", "69b", " , de l'ordre du jour"},
    {"fr", "128, a et b, et 130, w, de", "128a 128b 130w", ", de"},
    {"fr", "128, a, b et c, et 130 de", "128a 128b 128c 130", " de"},
    {"fr", "128, a et 130, de", "128", ", a et 130, de"},
    {"fr", "37 f ) de", "37f", " de"},
    {"fr", "20, d, et 46 de", "20d 46", " de"},
    {"fr", "13, a, et 115", "13a 115", ""},
    {"fr", "44 à 47", "44 45 46 47", ""},
    {"fr", "3 e) et f)", "3e 3f", ""},
    {"es", "128 a) y b) y 130 w)", "128a 128b 130w", ""},
    {"es", "132 y 17 c) del programa", "132 17c", " del programa"},
    {"es", "45 y 55", "45 55", ""},
    {"ru", "128(a) и (b) и 130(w)", "128a 128b 130w", ""},
    {"ru", "132 и 17(c) повестки дня", "132 17c", " повестки дня"},
    {"ru", "72 b)", "72b", ""},
    {"zh", "128(a)和(b)以及130(w)", "128a 128b 130w", ""},
    {"zh", "132和17(c)", "132 17c", ""},
    {"zh", "114（b）", "114b", ""},
    {"zh", "13、14和115", "13 14 115", ""},
    {"ar", "128 (أ) و (ب) و 130 (ث)", "128a 128b 130w", ""},
    {"ar", "132 و 17 (ج) من جدول", "132 17c", " من جدول"},
    {"ar", "١٢٨ (أ)", "128a", ""},
    {"ar", "116 (ز) و (ح) و (ل)", "116g 116h 116l", ""},
    {"ar", "13 و115", "13 115", ""},
};

static void lists_of_items(void **state)
{
    char folded[FOLDED_MAX];
    int wrong = 0;
    for (size_t i = 0; i < sizeof lists / sizeof lists[0]; i++) {
        und_bytes text = fold(lists[i].text, folded);
        und_flow_item items[UND_ITEMS_MAX];
        size_t last = 0;
        uint32_t count = und_match_items(language(*state, lists[i].language), text, 0, items, &last);
        support_text said = {0};
        support_put_words(&said, "");
        say_items(items, count, &said);
        const char *rest = lists[i].rest;
        bool rest_fits =
            count == 0 || (text.length - last == strlen(rest) && memcmp(text.at + last, rest, strlen(rest)) == 0);
        if (strcmp(said.at, lists[i].items) != 0 || !rest_fits) {
            fprintf(stderr, "%s \"%s\": %s, rest \"%.*s\"; expected %s, rest \"%s\"\n", lists[i].language,
                    lists[i].text, said.at, (int)(text.length - last), text.at + last, lists[i].items, rest);
            wrong++;
        }
        support_free(&said);
    }
    assert_int_equal(wrong, 0);
}

/* Each place in a list is where its letters or digits stand. */
static void places_of_items(void **state)
{
    char folded[FOLDED_MAX];
    und_bytes text = fold("13, 128 (a) and (bb) and 130", folded);
    und_flow_item items[UND_ITEMS_MAX];
    size_t last;
    assert_int_equal(und_match_items(language(*state, "en"), text, 0, items, &last), 4);
    static const char *const stand[] = {"13", "(a)", "(bb)", "130"};
    for (int i = 0; i < 4; i++) {
        assert_int_equal(items[i].last - items[i].first, strlen(stand[i]));
        assert_memory_equal(text.at + items[i].first, stand[i], strlen(stand[i]));
    }
}

static void forms_of_items(void **state)
{
    static const struct {
        const char *language, *text;
        und_item_form form;
    } forms[] = {{"en", "128", UND_ITEM_PLAIN},
                 {"en", "128 (a)", UND_ITEM_PARENTHESES},
                 {"en", "128(a)", UND_ITEM_PARENTHESES_CLOSE},
                 {"fr", "128 a)", UND_ITEM_PAREN},
                 {"fr", "128a)", UND_ITEM_PAREN_CLOSE},
                 {"fr", "69, b, de", UND_ITEM_COMMA},
                 {"fr", "128 (a)", UND_ITEM_PARENTHESES},
                 {"zh", "17(c)", UND_ITEM_PARENTHESES_CLOSE},
                 {"ar", "17 (ج)", UND_ITEM_PARENTHESES}};
    char folded[FOLDED_MAX];
    for (size_t i = 0; i < sizeof forms / sizeof forms[0]; i++) {
        und_flow_item items[UND_ITEMS_MAX];
        size_t last;
        assert_true(
            und_match_items(language(*state, forms[i].language), fold(forms[i].text, folded), 0, items, &last) == 1);
        if (items[0].form != forms[i].form)
            fail_msg("%s: form %d, expected %d", forms[i].text, items[0].form, (int)forms[i].form);
    }
}

/* One below the limit, at it, above it: what is above is left out, and what is there is right. */
static void items_at_the_limit(void **state)
{
    char folded[FOLDED_MAX];
    for (uint32_t wanted = UND_ITEMS_MAX - 1; wanted <= UND_ITEMS_MAX + 1; wanted++)
        for (int kind = 0; kind < 3; kind++) {
            support_text text = {0};
            for (uint32_t i = 0; i < wanted && kind < 2; i++) {
                char item[32];
                if (kind == 0)
                    snprintf(item, sizeof item, "%s%u", i == 0 ? "" : ", ", 100 + i);
                else
                    snprintf(item, sizeof item, "%s(%c)", i == 0 ? "100 " : ", ", (char)('a' + i % 26));
                support_put_words(&text, item);
            }
            if (kind == 2) { /* a range of so many: only 60 are filled in */
                char range[32];
                snprintf(range, sizeof range, "1, 2, 3, 4, 5, 100 to %u", 94 + wanted);
                support_put_words(&text, range);
            }
            und_flow_item items[UND_ITEMS_MAX + 1];
            memset(items, 0xaa, sizeof items);
            size_t last;
            uint32_t count = und_match_items(language(*state, "en"), fold(text.at, folded), 0, items, &last);
            uint32_t expected = wanted < UND_ITEMS_MAX ? wanted : UND_ITEMS_MAX;
            assert_int_equal(count, expected);
            assert_int_equal(((unsigned char *)&items[UND_ITEMS_MAX])[0], 0xaa);
            for (uint32_t i = 0; i < count; i++)
                assert_int_equal(items[i].item, kind == 0 ? 100 + i : kind == 1 ? 100 : i < 5 ? i + 1 : 95 + i);
            support_free(&text);
        }
}

/* ---- the words around a list ---- */

static void agenda_lines(void **state)
{
    static const struct {
        const char *language, *text;
        und_agenda_form form;
        size_t rest;
    } lines[] = {
        {"en", "Agenda item 30", UND_AGENDA_SINGULAR, 0},
        {"en", "Agenda items 13 and 115", UND_AGENDA_PLURAL, 0},
        {"en", "under agenda items 38 and 128 (a).", UND_AGENDA_PLURAL, 1},
        {"en", "Item 7 of the provisional agenda*", UND_AGENDA_SINGULAR, 1},
        {"fr", "Point 5 de l’ordre du jour", UND_AGENDA_SINGULAR, 0},
        {"fr", "Points 128 a) et b) et 130 w) de l'ordre du jour", UND_AGENDA_PLURAL, 0},
        {"fr", "Point 69, b, de l'ordre du jour", UND_AGENDA_SINGULAR, 0},
        {"fr", "Point 3 de l'ordre du jour provisoire*", UND_AGENDA_SINGULAR, 1},
        {"es", "Tema 104 del programa", UND_AGENDA_SINGULAR, 0},
        {"es", "Temas 132 y 17 c) del programa", UND_AGENDA_PLURAL, 0},
        {"es", "Tema 6 de la agenda", UND_AGENDA_SINGULAR, 0},
        {"ru", "Пункт 166 повестки дня", UND_AGENDA_SINGULAR, 0},
        {"ru", "Пункты 132 и 17(c) повестки дня", UND_AGENDA_PLURAL, 0},
        {"ru", "по пункту 42 повестки дня", UND_AGENDA_SINGULAR, 0},
        {"zh", "议程项目132和17(c)", UND_AGENDA_ANY, 0},
        {"ar", "البند 113 (ب) من جدول الأعمال", UND_AGENDA_SINGULAR, 0},
        {"ar", "البندان 132 و 17 (ج) من جدول الأعمال", UND_AGENDA_DUAL, 0},
    };
    char folded[FOLDED_MAX];
    for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++) {
        und_match match;
        und_bytes text = fold(lines[i].text, folded);
        const und_term *term = NULL;
        const und_language *l = language(*state, lines[i].language);
        size_t longest = 0;
        for (uint32_t k = l->first[UND_TERM_AGENDA]; k < l->first[UND_TERM_AGENDA + 1]; k++)
            if (und_pattern_match(l, &l->terms[k], text, 0, &match) && match.last > longest) {
                longest = match.last;
                term = &l->terms[k];
            }
        if (term == NULL || term->value != (uint16_t)lines[i].form || text.length - longest != lines[i].rest)
            fail_msg("%s: form %d, %zu bytes left", lines[i].text, term == NULL ? -1 : term->value,
                     text.length - longest);
    }
}

/* ---- dates ---- */

static uint32_t date(uint32_t year, uint32_t month, uint32_t day)
{
    return year << 16 | month << 8 | day;
}

static void dates(void **state)
{
    static const struct {
        const char *language, *text;
        uint32_t year, month, day;
    } cases[] = {{"en", "22 December 2020", 2020, 12, 22},
                 {"en", "1 May 2021 and", 2021, 5, 1},
                 {"en", "29 February 2020", 2020, 2, 29},
                 {"fr", "22 décembre 2020", 2020, 12, 22},
                 {"fr", "22 DÉCEMBRE 2020", 2020, 12, 22},
                 {"fr", "1er janvier 2021", 2021, 1, 1},
                 {"fr",
                  "1\xc2\xa0"
                  "er janvier 2021",
                  2021, 1, 1},
                 {"fr", "22 decembre 2020", 2020, 12, 22},
                 {"es", "22 de diciembre de 2020", 2020, 12, 22},
                 {"ru", "22 декабря 2020 года", 2020, 12, 22},
                 {"zh", "2020年12月22日", 2020, 12, 22},
                 {"ar", "22 كانون الأول/ديسمبر 2020", 2020, 12, 22},
                 {"ar", "٢٢ كانون الأول/ديسمبر ٢٠٢٠", 2020, 12, 22},
                 {"en", "24 October 1945", 1945, 10, 24},
                 {"en", "31 December 2199", 2199, 12, 31},
                 {"en", "31 December 1944", 0, 0, 0},
                 {"en", "1 January 2200", 0, 0, 0},
                 {"en", "29 February 2021", 0, 0, 0},
                 {"en", "29 February 2100", 0, 0, 0},
                 {"en", "31 April 2021", 0, 0, 0},
                 {"en", "0 May 2021", 0, 0, 0},
                 {"en", "32 May 2021", 0, 0, 0},
                 {"en", "22 Decembers 2020", 0, 0, 0},
                 {"en", "22 décembre 2020", 0, 0, 0},
                 {"en", "22 December", 0, 0, 0},
                 {"zh", "2021年2月29日", 0, 0, 0},
                 {"zh", "2020年13月1日", 0, 0, 0}};
    char folded[FOLDED_MAX];
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        size_t last = 0;
        uint32_t got = und_match_date(language(*state, cases[i].language), fold(cases[i].text, folded), 0, &last);
        uint32_t expected = cases[i].year == 0 ? 0 : date(cases[i].year, cases[i].month, cases[i].day);
        if (got != expected)
            fail_msg("%s: %u-%u-%u", cases[i].text, got >> 16, got >> 8 & 255u, got & 255u);
    }
    assert_true(und_date_exists(2000, 2, 29) && und_date_exists(2096, 2, 29));
    assert_false(und_date_exists(2100, 2, 29) || und_date_exists(2021, 2, 29) || und_date_exists(2021, 0, 1) ||
                 und_date_exists(2021, 13, 1) || und_date_exists(2021, 1, 0));
}

/* ---- every pattern of every pack, filled in, is recognised by itself ---- */

static void fill(const und_language *l, und_bytes pattern, const und_term *month, const und_term *ordinal,
                 support_text *out)
{
    for (size_t i = 0; i < pattern.length;) {
        if (pattern.at[i] == '[' || pattern.at[i] == ']') {
            i++;
            continue;
        }
        if (pattern.at[i] != '{') {
            support_put(out, pattern.at + i, 1);
            i++;
            continue;
        }
        const char *name = pattern.at + i + 1;
        size_t length = (size_t)((const char *)memchr(name, '}', pattern.length - i - 1) - name);
        i += length + 2;
        if (length == 3 && memcmp(name, "day", 3) == 0)
            support_put_words(out, "22");
        else if (length == 4 && memcmp(name, "year", 4) == 0)
            support_put_words(out, "2020");
        else if (length == 6 && memcmp(name, "number", 6) == 0)
            support_put_words(out, "12");
        else if (length == 5 && memcmp(name, "items", 5) == 0)
            support_put_words(out, "76");
        else if (length == 5 && memcmp(name, "label", 5) == 0)
            support_put_words(out, "3");
        else if (length == 5 && memcmp(name, "month", 5) == 0)
            support_put(out, und_term_text(l, month).at, month->length);
        else if (length == 7 && memcmp(name, "ordinal", 7) == 0)
            support_put(out, und_term_text(l, ordinal).at, ordinal->length);
        else if (length == 4 && memcmp(name, "date", 4) == 0)
            fill(l, und_term_text(l, &l->terms[l->first[UND_TERM_DATE]]), month, ordinal, out);
        else
            support_put_words(out, l->script == UND_SCRIPT_HAN ? "某某" : "X Y");
    }
}

static void patterns_of_the_packs(void **state)
{
    static const und_term_key keys[] = {UND_TERM_SESSION,
                                        UND_TERM_DATE,
                                        UND_TERM_AGENDA,
                                        UND_TERM_LETTER_TITLE,
                                        UND_TERM_ADOPTION,
                                        UND_TERM_PARAGRAPH_REFERENCE,
                                        UND_TERM_ANNEX_REFERENCE,
                                        UND_TERM_RESOLUTION_REFERENCE,
                                        UND_TERM_DATE_SPAN,
                                        UND_TERM_ARTICLE_REFERENCE,
                                        UND_TERM_FOOTNOTE_REFERENCE};
    char folded[FOLDED_MAX];
    uint32_t tried = 0;
    for (uint32_t i = 0; i < und_language_count(*state); i++) {
        const und_language *l = und_language_at(*state, i);
        for (size_t k = 0; k < sizeof keys / sizeof keys[0]; k++)
            for (uint32_t t = l->first[keys[k]]; t < l->first[keys[k] + 1]; t++) {
                const und_term *term = &l->terms[t];
                und_bytes pattern = und_term_text(l, term);
                const und_term *month = &l->terms[l->first[UND_TERM_MONTH]];
                const und_term *ordinal = &l->terms[l->first[UND_TERM_ORDINAL]];
                support_text text = {0};
                fill(l, pattern, month, ordinal, &text);
                und_bytes bytes = fold(text.at, folded);
                und_match match;
                if (!und_pattern_match(l, term, bytes, 0, &match) || match.last != bytes.length)
                    fail_msg("%s: \"%s\" does not match the pattern \"%.*s\"", l->code, text.at, (int)term->length,
                             und_term_text(l, term).at);
                tried++;
                support_free(&text);
            }
    }
    assert_true(tried > 200);
}

/* Each spelling of each month and of each ordinal up to 100, in all languages. */
static void months_and_ordinals(void **state)
{
    char folded[FOLDED_MAX];
    for (uint32_t i = 0; i < und_language_count(*state); i++) {
        const und_language *l = und_language_at(*state, i);
        uint32_t months = 0, ordinals = 0;
        for (uint32_t m = l->first[UND_TERM_MONTH]; m < l->first[UND_TERM_MONTH + 1]; m++) {
            support_text text = {0};
            fill(l, und_term_text(l, &l->terms[l->first[UND_TERM_DATE]]), &l->terms[m], NULL, &text);
            size_t last;
            uint32_t got = und_match_date(l, fold(text.at, folded), 0, &last);
            /* A pattern with the month's number (Chinese) has no use for its name. */
            und_bytes pattern = und_term_text(l, &l->terms[l->first[UND_TERM_DATE]]);
            bool named = false;
            for (size_t at = 0; at + 7 <= pattern.length; at++)
                named = named || memcmp(pattern.at + at, "{month}", 7) == 0;
            if (named && got != date(2020, l->terms[m].value, 22))
                fail_msg("%s: %s gives %u-%u-%u", l->code, text.at, got >> 16, got >> 8 & 255u, got & 255u);
            months |= 1u << l->terms[m].value;
            support_free(&text);
        }
        bool seen[101] = {false};
        for (uint32_t o = l->first[UND_TERM_ORDINAL]; o < l->first[UND_TERM_ORDINAL + 1]; o++) {
            und_match match;
            support_text text = {0};
            fill(l, und_term_text(l, &l->terms[l->first[UND_TERM_SESSION]]), NULL, &l->terms[o], &text);
            if (!und_pattern_match(l, &l->terms[l->first[UND_TERM_SESSION]], fold(text.at, folded), 0, &match) ||
                und_match_slot(&match, UND_SLOT_ORDINAL) == NULL ||
                und_match_slot(&match, UND_SLOT_ORDINAL)->value != l->terms[o].value)
                fail_msg("%s: %s is not session %u", l->code, text.at, l->terms[o].value);
            assert_in_range(l->terms[o].value, 1, 100);
            if (!seen[l->terms[o].value])
                ordinals++;
            seen[l->terms[o].value] = true;
            support_free(&text);
        }
        assert_int_equal(months, 0x1ffe);
        assert_int_equal(ordinals, 100);
    }
}

/* ---- optional words ---- */

/* A pack of one term, whose text is folded already: it stands there twice, as a pack has it. */
static und_term one_term(und_language *l, const char *pattern, char *bytes, size_t room)
{
    size_t length = strlen(pattern);
    assert_true(snprintf(bytes, room, "%s%s", pattern, pattern) < (int)room);
    l->bytes = bytes;
    return (und_term){.length = (uint16_t)length, .folded_length = (uint16_t)length};
}

static void optional_parts(void **state)
{
    und_language l = *language(*state, "fr");
    static const struct {
        const char *pattern, *text;
        bool matches;
    } cases[] = {{"lettre[,] datee", "lettre datee", true},
                 {"lettre[,] datee", "lettre, datee", true},
                 {"lettre, datee", "lettre , datee", true},
                 {"lettre[,] datee", "lettre; datee", false},
                 {"[la ]lettre", "lettre", true},
                 {"[la ]lettre", "la lettre", true},
                 {"[la ]lettre", "lalettre", false},
                 {"lettre[ datee]", "lettre", true},
                 {"lettre[ datee]", "lettre datee", true},
                 {"lettre", "lettres", false},
                 {"a {sender} b", "a x b", true},
                 {"a {sender} b", "a b", false},
                 {"a {sender}", "a x y", true},
                 {"a {sender}", "a ", false},
                 {"{number}e seance", "83e seance", true},
                 {"{number}e seance", "83 e seance", true},
                 {"lettre [datee", "lettre datee", false},
                 {"a {sender", "a x", false},
                 {"", "x", true}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char bytes[128];
        und_term term = one_term(&l, cases[i].pattern, bytes, sizeof bytes);
        und_match match;
        if (und_pattern_match(&l, &term, support_bytes(cases[i].text), 0, &match) != cases[i].matches)
            fail_msg("\"%s\" and \"%s\"", cases[i].pattern, cases[i].text);
    }
}

/* A free slot is looked for in so many bytes and no more; a pattern has so many slots and no more. */
static void limits_of_patterns(void **state)
{
    und_language l = *language(*state, "en");
    char bytes[256];
    und_term term = one_term(&l, "a {sender} zz", bytes, sizeof bytes);
    for (int far = -1; far <= 1; far++) {
        size_t gap = (size_t)((int)UND_PATTERN_TEXT_MAX + far);
        support_text text = {0};
        support_put_words(&text, "a ");
        for (size_t i = 0; i < gap; i++)
            support_put(&text, "x", 1);
        support_put_words(&text, " zz");
        und_match match;
        /* The slot begins behind "a ", the rest of the pattern at most UND_PATTERN_TEXT_MAX bytes behind that. */
        assert_int_equal(und_pattern_match(&l, &term, (und_bytes){text.at, text.length}, 0, &match), far <= 0);
        support_free(&text);
    }
    static const char *const slots[] = {"{number} {number} {number} {number} {number}",
                                        "{number} {number} {number} {number} {number} {number}",
                                        "{number} {number} {number} {number} {number} {number} {number}"};
    for (size_t i = 0; i < 3; i++) {
        term = one_term(&l, slots[i], bytes, sizeof bytes);
        und_match match;
        bool matches = und_pattern_match(&l, &term, support_bytes("1 2 3 4 5 6 7"), 0, &match);
        assert_int_equal(matches, i + UND_SLOTS_MAX - 1 <= UND_SLOTS_MAX);
        if (matches)
            assert_int_equal(match.count, UND_SLOTS_MAX - 1 + i);
    }
}

/* ---- references in running text ---- */

static void say_references(und_packs *packs, const char *code, const char *text, support_text *out)
{
    und_doc *doc = support_doc(packs, support_bytes(text));
    und_flow flow;
    und_references references;
    und_flow_open(&flow, &und_allocator_libc);
    und_references_open(&references, &und_allocator_libc);
    assert_true(und_flow_read(&flow, &doc->lines, 0, und_doc_line_count(doc), 1u << 20));
    assert_true(und_references_find(&references, und_lexicon_of(packs), language_index(packs, code), &flow));
    support_put_words(out, "");
    uint32_t before = 0;
    for (size_t i = 0; i < references.count; i++) {
        const und_flow_reference *r = &references.at[i];
        assert_true(r->first >= before && r->first < r->last && r->last <= flow.length);
        before = r->last;
        support_put_words(out, i == 0 ? "" : "; ");
        support_put_words(out, und_reference_type_name(r->type));
        support_put_words(out, " ");
        support_put(out, flow.text + r->first, r->last - r->first);
    }
    und_references_close(&references);
    und_flow_close(&flow);
    und_doc_close(doc);
}

static const struct {
    const char *language, *text, *references;
} references[] = {
    /* document symbols */
    {"en", "See A/75/697.", "symbol A/75/697"},
    {"en", "(A/75/L.98 and A/75/L.98/Add.1)", "symbol A/75/L.98; symbol A/75/L.98/Add.1"},
    {"en", "A/C.3/75/L.5/Rev.1, A/RES/75/1 and E/2015/47/Corr.2",
     "symbol A/C.3/75/L.5/Rev.1; symbol A/RES/75/1; symbol E/2015/47/Corr.2"},
    {"en", "in A/60/440-S/2005/658", "symbol A/60/440-S/2005/658"},
    {"en", "A/60/440–S/2005/658", "symbol A/60/440–S/2005/658"},
    {"en", "S/RES/1373 (2001) and A/RES/217 (III)", "symbol S/RES/1373 (2001); symbol A/RES/217 (III)"},
    {"en", "A/HRC/RES/35/3, S/PRST/2017/16, ST/AI/2013/4",
     "symbol A/HRC/RES/35/3; symbol S/PRST/2017/16; symbol ST/AI/2013/4"},
    {"en", "A/S-13/2 and A/ES-10/L.23", "symbol A/S-13/2; symbol A/ES-10/L.23"},
    {"en", "CCPR/C/21/Rev.1/Add.13", "symbol CCPR/C/21/Rev.1/Add.13"},
    {"en", "A/AC.109/2019/L.18*", "symbol A/AC.109/2019/L.18"},
    {"en", "and/or, km/h, N/A, A/B, I/O", ""},
    {"en", "HA/75/1x and xA/75/1", "symbol HA/75/1x"},
    {"en", "A/75/", ""},
    /* dates, resolutions, items */
    {"en", "resolution 75/1 of 21 September 2020", "resolution resolution 75/1; date 21 September 2020"},
    {"en", "resolutions 54/249 of 23 December 1999, 55/238 and 3376 (XXX) A",
     "resolution resolutions 54/249; date 23 December 1999; resolution 55/238; resolution 3376 (XXX) A"},
    {"en", "resolutions 1373 (2001) and 2178 (2014), paragraph 12",
     "resolution resolutions 1373 (2001); resolution 2178 (2014); paragraph paragraph 12"},
    {"en", "resolution 70/1, 12 of which", "resolution resolution 70/1"},
    {"en", "resolution 70/1 and the following, 70/2", "resolution resolution 70/1"},
    {"fr", "résolutions 64/1, 65/2, en date du 4 mai 2011, et 66/3 A",
     "resolution résolutions 64/1; resolution 65/2; date 4 mai 2011; resolution 66/3 A"},
    {"ru", "резолюции 64/1 и 65/2", "resolution резолюции 64/1; resolution 65/2"},
    {"fr", "alinéa b du paragraphe 3 ci-dessus", "paragraph alinéa b du paragraphe 3 ci-dessus"},
    {"en", "resolutions 1325 (2000) and 2250 (2015)", "resolution resolutions 1325 (2000); resolution 2250 (2015)"},
    {"fr", "résolution 73/226 du 20 décembre 2018", "resolution résolution 73/226; date 20 décembre 2018"},
    {"fr", "au titre des points 128 a) et b) et 130 w) de l'ordre du jour.",
     "agenda au titre des points 128 a) et b) et 130 w) de l'ordre du jour"},
    {"en", "under agenda\nitems 38 and\n128 (a).", "agenda under agenda items 38 and 128 (a)"},
    /* paragraphs and annexes */
    {"en", "paragraph 3 (b) above", "paragraph paragraph 3 (b) above"},
    {"fr", "à l'alinéa b) du paragraphe 3 ci-dessus", "paragraph alinéa b) du paragraphe 3 ci-dessus"},
    {"fr", "à l'alinéa b du paragraphe 3", "paragraph alinéa b du paragraphe 3"},
    {"fr", "aux paragraphes 3 et 4", "paragraph paragraphes 3 et 4"},
    {"fr", "(voir annexe)", "annex voir annexe"},
    {"zh", "2020年12月22日A/75/697号文件", "date 2020年12月22日; symbol A/75/697"},
    {"ru", "от 26 февраля 2021 года (A/75/774)", "date 26 февраля 2021 года; symbol A/75/774"},
    {"ar", "المؤرخ 19 كانون الأول/ديسمبر 2019", "date 19 كانون الأول/ديسمبر 2019"},
    /* over a line's end */
    {"en", "Letter of 22\nDecember\n2020 about A/75/-\n697", "date 22 December 2020"},
    {"en", "", ""},
};

static void references_in_text(void **state)
{
    int wrong = 0;
    for (size_t i = 0; i < sizeof references / sizeof references[0]; i++) {
        support_text said = {0};
        say_references(*state, references[i].language, references[i].text, &said);
        if (strcmp(said.at, references[i].references) != 0) {
            fprintf(stderr, "\"%s\": %s\n    expected %s\n", references[i].text, said.at, references[i].references);
            wrong++;
        }
        support_free(&said);
    }
    assert_int_equal(wrong, 0);
}

static void longer_references(void **state)
{
    support_text said = {0};
    say_references(*state, "en", "(see annex II)", &said);
    assert_string_equal(said.at, "annex see annex II");
    support_clear(&said);
    say_references(*state, "en", "Agenda item 20 (a) to (d)", &said);
    assert_string_equal(said.at, "agenda Agenda item 20 (a) to (d)");
    support_free(&said);
}

/* Sessions in symbols of the General Assembly, and none in those of others. */
static void sessions_in_symbols(void **state)
{
    (void)state;
    static const struct {
        const char *symbol;
        uint32_t session;
    } symbols[] = {
        {"A/75/697", 75},   {"A/RES/75/1", 75}, {"A/C.3/75/L.5", 75},  {"A/31/1", 31},      {"A/30/1", 0},
        {"A/199/1", 199},   {"A/200/1", 0},     {"A/HRC/RES/35/3", 0}, {"A/CONF.48/14", 0}, {"A/AC.109/2019/L.18", 0},
        {"A/CN.4/75/1", 0}, {"S/2015/350", 0},  {"E/2015/47", 0},      {"A/", 0},           {"", 0},
        {"A/75", 0},        {"A/BUR/75/1", 75}, {"A/INF/75/3", 75}};
    for (size_t i = 0; i < sizeof symbols / sizeof symbols[0]; i++)
        if (und_symbol_session(support_bytes(symbols[i].symbol)) != symbols[i].session)
            fail_msg("%s: %u", symbols[i].symbol, und_symbol_session(support_bytes(symbols[i].symbol)));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lists_of_items),        cmocka_unit_test(places_of_items),
        cmocka_unit_test(forms_of_items),        cmocka_unit_test(items_at_the_limit),
        cmocka_unit_test(agenda_lines),          cmocka_unit_test(dates),
        cmocka_unit_test(patterns_of_the_packs), cmocka_unit_test(months_and_ordinals),
        cmocka_unit_test(optional_parts),        cmocka_unit_test(limits_of_patterns),
        cmocka_unit_test(references_in_text),    cmocka_unit_test(longer_references),
        cmocka_unit_test(sessions_in_symbols),
    };
    return cmocka_run_group_tests(tests, support_open_packs, support_close_packs);
}
