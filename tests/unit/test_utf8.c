/* UTF-8: every sequence of bytes is read as the Unicode standard says, and what folding makes of letters. */
#include "support.h"

#include "text/distance.h"
#include "text/figures.h"
#include "text/utf8.h"

/* ---- decoding ---- */

/* The well-formed sequences as the standard's table of them gives: for each lead byte the range of the second. */
static const struct {
    unsigned char lead_first, lead_last, second_first, second_last;
    uint32_t bytes;
} well_formed[] = {{0xc2, 0xdf, 0x80, 0xbf, 2}, {0xe0, 0xe0, 0xa0, 0xbf, 3}, {0xe1, 0xec, 0x80, 0xbf, 3},
                   {0xed, 0xed, 0x80, 0x9f, 3}, {0xee, 0xef, 0x80, 0xbf, 3}, {0xf0, 0xf0, 0x90, 0xbf, 4},
                   {0xf1, 0xf3, 0x80, 0xbf, 4}, {0xf4, 0xf4, 0x80, 0x8f, 4}};

static uint32_t expected_length(const unsigned char *at, size_t room)
{
    for (size_t i = 0; i < sizeof well_formed / sizeof well_formed[0]; i++) {
        if (at[0] < well_formed[i].lead_first || at[0] > well_formed[i].lead_last)
            continue;
        if (room < well_formed[i].bytes || at[1] < well_formed[i].second_first || at[1] > well_formed[i].second_last)
            return 1;
        for (uint32_t k = 2; k < well_formed[i].bytes; k++)
            if (at[k] < 0x80 || at[k] > 0xbf)
                return 1;
        return well_formed[i].bytes;
    }
    return 1;
}

static bool decodes_well(const unsigned char *at, size_t room)
{
    uint32_t length = 99;
    uint32_t point = und_utf8_decode((const char *)at, (const char *)at + room, &length);
    uint32_t expected = expected_length(at, room);
    if (length != expected)
        return false;
    if (expected > 1) {
        char back[4];
        return und_utf8_encode(point, back) == expected && memcmp(back, at, expected) == 0;
    }
    return point == (at[0] < 0x80 ? at[0] : UND_REPLACEMENT);
}

static void all_short_sequences(void **state)
{
    (void)state;
    unsigned char bytes[4] = {0};
    for (unsigned a = 0; a < 256; a++) {
        bytes[0] = (unsigned char)a;
        assert_true(decodes_well(bytes, 1));
        for (unsigned b = 0; b < 256; b++) {
            bytes[1] = (unsigned char)b;
            assert_true(decodes_well(bytes, 2));
        }
    }
}

/* Three and four bytes: every lead byte, every second byte, and behind them the bytes at the borders of what may stand
 * there, of all lengths. */
static void all_long_sequences(void **state)
{
    (void)state;
    static const unsigned char borders[] = {0x00, 0x2f, 0x7f, 0x80, 0x81, 0x9f, 0xa0,
                                            0xbe, 0xbf, 0xc0, 0xc2, 0xe0, 0xff};
    unsigned char bytes[4] = {0};
    for (unsigned a = 0x80; a < 256; a++)
        for (unsigned b = 0; b < 256; b++)
            for (size_t c = 0; c < sizeof borders; c++)
                for (size_t d = 0; d < sizeof borders; d++) {
                    bytes[0] = (unsigned char)a;
                    bytes[1] = (unsigned char)b;
                    bytes[2] = borders[c];
                    bytes[3] = borders[d];
                    for (size_t room = 3; room <= 4; room++)
                        if (!decodes_well(bytes, room))
                            fail_msg("%02x %02x %02x %02x in %zu", a, b, borders[c], borders[d], room);
                }
}

static void every_code_point(void **state)
{
    (void)state;
    for (uint32_t point = 0; point <= 0x10ffff; point++) {
        if (point >= 0xd800 && point <= 0xdfff)
            continue;
        char coded[4];
        uint32_t bytes = und_utf8_encode(point, coded), length;
        if (und_utf8_decode(coded, coded + bytes, &length) != point || length != bytes)
            fail_msg("U+%04X", point);
        /* Cut off, it is not a code point and not read beyond its end. */
        for (uint32_t room = 1; room < bytes; room++)
            if (und_utf8_decode(coded, coded + room, &length) != UND_REPLACEMENT || length != 1)
                fail_msg("U+%04X cut to %u", point, room);
    }
}

static void named_invalid_forms(void **state)
{
    (void)state;
    static const struct {
        const char *what;
        const char bytes[5];
    } forms[] = {{"overlong NUL", "\xc0\x80"},
                 {"overlong slash in two", "\xc1\xaf"},
                 {"overlong slash in three", "\xe0\x80\xaf"},
                 {"overlong in four", "\xf0\x8f\xbf\xbf"},
                 {"first surrogate", "\xed\xa0\x80"},
                 {"last surrogate", "\xed\xbf\xbf"},
                 {"behind the last point", "\xf4\x90\x80\x80"},
                 {"lead of five", "\xf8\x88\x80\x80"},
                 {"lead of six", "\xfc\x84\x80\x80"},
                 {"lone continuation", "\x80"},
                 {"no byte of UTF-8", "\xfe"},
                 {"no byte of UTF-8", "\xff"}};
    for (size_t i = 0; i < sizeof forms / sizeof forms[0]; i++) {
        uint32_t length;
        const char *at = forms[i].bytes;
        if (und_utf8_decode(at, at + strlen(at), &length) != UND_REPLACEMENT || length != 1)
            fail_msg("%s", forms[i].what);
    }
}

/* ---- folding ---- */

static uint32_t point_of(const char *text)
{
    uint32_t length;
    return und_utf8_decode(text, text + strlen(text), &length);
}

/* The Dutch and the Sami capital that stand among the Latin letters with accents: no official language has them. */
static bool is_rare_capital(uint32_t point)
{
    return point == 0x132 || point == 0x14a;
}

static void wide_capitals(void **state)
{
    (void)state;
    for (uint32_t i = 0; i < 26; i++)
        assert_int_equal(und_fold(0xff21 + i), 'a' + i);
}

static void folding_is_done_once(void **state)
{
    (void)state;
    for (uint32_t point = 0; point <= 0x10ffff; point++) {
        uint32_t folded = und_fold(point), normal = und_normal(point);
        if (folded != 0 && und_fold(folded) != folded)
            fail_msg("U+%04X folds to U+%04X and that to U+%04X", point, folded, und_fold(folded));
        if (normal != 0 && und_normal(normal) != normal)
            fail_msg("U+%04X is normally U+%04X and that U+%04X", point, normal, und_normal(normal));
        /* What is normal keeps what folding sees. */
        if (normal != 0 && und_fold(normal) != folded)
            fail_msg("U+%04X and its normal U+%04X fold differently", point, normal);
        if (normal == 0 && point != 0 && folded != 0)
            fail_msg("U+%04X is dropped from normal text and not from folded", point);
    }
}

static void case_and_accents(void **state)
{
    (void)state;
    static const struct {
        const char *one, *other;
    } same[] = {{"É", "e"}, {"è", "e"},  {"Ç", "c"},  {"ô", "o"},  {"Ï", "i"},  {"ù", "u"},        {"ÿ", "y"},
                {"Ÿ", "Y"}, {"ñ", "N"},  {"Å", "a"},  {"Š", "s"},  {"ž", "Z"},  {"Ł", "ł"},        {"ğ", "g"},
                {"ő", "o"}, {"Ø", "ø"},  {"Œ", "œ"},  {"Æ", "æ"},  {"Ж", "ж"},  {"Я", "я"},        {"Ё", "е"},
                {"ё", "е"}, {"Й", "й"},  {"Є", "є"},  {"أ", "ا"},  {"إ", "ا"},  {"آ", "ا"},        {"ٱ", "ا"},
                {"٣", "3"}, {"۴", "4"},  {"３", "3"}, {"，", ","}, {"（", "("}, {"；", ";"},       {"’", "'"},
                {"‘", "'"}, {"ʼ", "'"},  {"´", "'"},  {"‐", "-"},  {"‑", "-"},  {"\xc2\xa0", " "}, {" ", " "},
                {" ", " "}, {"　", " "}, {"\t", " "}};
    for (size_t i = 0; i < sizeof same / sizeof same[0]; i++)
        if (und_fold(point_of(same[i].one)) != und_fold(point_of(same[i].other)))
            fail_msg("%s does not fold as %s does", same[i].one, same[i].other);
    static const char *const dropped[] = {
        "\xc2\xad", "\xe2\x80\x8b", "\xe2\x80\x8e", "\xe2\x80\x8f", "\xef\xbb\xbf", "\xe2\x81\xa0",
        "ـ",        "\xd9\x8e",     "\xd9\xb0",     "\xcc\x81"};
    for (size_t i = 0; i < sizeof dropped / sizeof dropped[0]; i++)
        if (und_fold(point_of(dropped[i])) != 0 || und_normal(point_of(dropped[i])) != 0)
            fail_msg("number %zu is not dropped", i);
    /* Shown text keeps its letters. */
    static const char *const kept[] = {"É", "Я", "أ", "ё", "œ", "A", "—", "–", "«"};
    for (size_t i = 0; i < sizeof kept / sizeof kept[0]; i++)
        assert_int_equal(und_normal(point_of(kept[i])), point_of(kept[i]));
}

/* Letters that stay apart: folding them together would make one word of two. */
static void apart(void **state)
{
    (void)state;
    static const struct {
        const char *one, *other;
    } pairs[] = {{"и", "й"}, {"ш", "щ"}, {"о", "o"}, {"ه", "ة"}, {"ي", "ى"},
                 {"–", "-"}, {"d", "b"}, {"×", "x"}, {"ß", "s"}};
    for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++)
        if (und_fold(point_of(pairs[i].one)) == und_fold(point_of(pairs[i].other)))
            fail_msg("%s folds as %s does", pairs[i].one, pairs[i].other);
}

static void kinds_of_letters(void **state)
{
    (void)state;
    for (uint32_t point = 0; point <= 0x2ffff; point++) {
        bool upper = und_is_upper(point), lower = und_is_lower(point);
        if (upper && lower)
            fail_msg("U+%04X is upper and lower case", point);
        if ((upper || lower) && !und_is_letter(point))
            fail_msg("U+%04X has a case and is no letter", point);
        if (und_is_han(point) + und_is_arabic(point) + und_is_cyrillic(point) > 1)
            fail_msg("U+%04X is of two scripts", point);
        if (upper && und_fold(point) == point && !is_rare_capital(point))
            fail_msg("U+%04X is upper case and folds to itself", point);
    }
    static const char *const uppers[] = {"A", "Z", "É", "Œ", "Ž", "Ÿ", "Ж", "Ё", "Š", "Ł"};
    static const char *const lowers[] = {"a", "z", "é", "œ", "ž", "ÿ", "ж", "ё", "ß", "ł"};
    for (size_t i = 0; i < sizeof uppers / sizeof uppers[0]; i++) {
        if (!und_is_upper(point_of(uppers[i])) || und_is_lower(point_of(uppers[i])))
            fail_msg("%s", uppers[i]);
        if (!und_is_lower(point_of(lowers[i])) || und_is_upper(point_of(lowers[i])))
            fail_msg("%s", lowers[i]);
    }
    assert_true(und_is_han(point_of("大")) && und_is_letter(point_of("大")) && !und_is_upper(point_of("大")));
    assert_true(und_is_arabic(point_of("ب")) && und_is_letter(point_of("ب")));
    assert_true(und_is_cyrillic(point_of("ж")) && !und_is_cyrillic(point_of("z")));
    assert_false(und_is_letter('1') || und_is_letter(' ') || und_is_letter(0xd7) || und_is_letter(0xf7));
}

/* ---- whole texts ---- */

static void folds_to(const char *text, size_t length, const char *expected)
{
    char out[256];
    size_t used = und_fold_text((und_bytes){text, length}, out, sizeof out);
    if (used != strlen(expected) || memcmp(out, expected, used) != 0)
        fail_msg("\"%.*s\" became \"%.*s\", expected \"%s\"", (int)length, text, (int)used, out, expected);
}

static void texts(void **state)
{
    (void)state;
    static const struct {
        const char *text, *folded;
    } cases[] = {{"", ""},
                 {"   ", ""},
                 {"\t\n\r ", ""},
                 {"  Rappelant   également  ", "rappelant egalement"},
                 {"L’Assemblée\xc2\xa0générale,", "l'assemblee generale,"},
                 {"cœur, Ægir, Straße", "coeur, aegir, strasse"},
                 {"soixante\xe2\x80\x91quinzième", "soixante-quinzieme"},
                 {"e\xcc\x81t\xc3\xa9", "ete"},
                 {"（ａ）１２８", "(a)128"},
                 {"١٢٨ (أ)", "128 (ا)"},
                 {"الأمــم", "الامم"},
                 {"Ещё", "еще"},
                 {"soft\xc2\xadhyphen", "softhyphen"},
                 {"line\nline", "line line"},
                 {"大　会", "大 会"}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        folds_to(cases[i].text, strlen(cases[i].text), cases[i].folded);
    folds_to("a\xff\xc3z", 4, "a\xef\xbf\xbd\xef\xbf\xbdz");
    folds_to("a\0b", 3, "ab");
}

/* With less room there is less of it: a beginning of the whole, with no letter cut in two and nothing behind the room. */
static void any_room(void **state)
{
    (void)state;
    /* Long enough for what is folded many bytes at a time where there is room. */
    const char *text = "Œuvre  déjà 大会 – Straße, Ещё ١٢  Подтверждая СВОИ  прежние* решения, «Генеральная» Ассамблея "
                       "\xc2\xad ЁЖ إذ تؤكد أن الأمــم المتحدة، وآخرين ترحب ٢٥ – 大会，回顾其以往决议　和《宪章》 ";
    char whole[512];
    size_t length = und_fold_text(support_bytes(text), whole, sizeof whole);
    size_t before = 0;
    for (size_t room = 0; room <= length + 2; room++) {
        char *out = malloc(room + 1); /* its own block: writing behind the room is seen */
        assert_non_null(out);
        out[room] = 'x';
        size_t used = und_fold_text(support_bytes(text), out, room);
        assert_true(used <= room && used >= before);
        assert_memory_equal(out, whole, used);
        assert_int_equal(out[room], 'x');
        for (size_t at = 0; at < used;) {
            uint32_t bytes;
            assert_int_not_equal(und_utf8_decode(out + at, out + used, &bytes), UND_REPLACEMENT);
            at += bytes;
        }
        before = used;
        free(out);
    }
    assert_int_equal(before, length);
}

/* ---- distances and figures ---- */

static void texts_are_so_far_from_each_other(void **state)
{
    (void)state;
    static const struct {
        const char *a, *b;
        uint32_t most, far;
    } rows[] = {
        {"", "", 9, 0},          {"", "abc", 9, 3},           {"Requests", "Requets", 9, 1}, {"abc", "abc", 9, 0},
        {"abcd", "bcde", 9, 2},  {"kitten", "sitting", 9, 3}, {"kitten", "sitting", 2, 2},   {"abc", "xyz", 3, 3},
        {"a", "abcdefgh", 3, 3}, {"same", "same", 0, 0}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        und_bytes a = support_bytes(rows[i].a), b = support_bytes(rows[i].b);
        assert_int_equal(und_edit_distance(a, b, rows[i].most), rows[i].far);
        assert_int_equal(und_edit_distance(b, a, rows[i].most), rows[i].far);
    }
}

static void figures_are_what_they_are_written_as(void **state)
{
    (void)state;
    for (uint16_t value = 1; value <= 255; value++) {
        char figure[32];
        size_t length = und_roman_text(value, figure, sizeof figure);
        if (length <= 8)
            assert_int_equal(und_roman_value(figure, length), value);
    }
    static const char *const none[] = {"", "iiii", "vx", "ic", "xm", "a"};
    for (size_t i = 0; i < sizeof none / sizeof none[0]; i++)
        assert_int_equal(und_roman_value(none[i], strlen(none[i])), 0);
    char little[2];
    assert_int_equal(und_roman_text(8, little, sizeof little), 2);
    assert_memory_equal(little, "vi", 2);
}

/* The quick way of folding says the same as the close one, wherever it says anything. */
static void the_quick_way_folds_alike(void **state)
{
    (void)state;
    unsigned count = 0;
    for (uint32_t point = 1; point < 0x30000; point++) {
        char written[8] = {0}, quick[4], folded[4];
        if (point >= 0xd800 && point < 0xe000)
            continue;
        uint32_t length = und_utf8_encode(point, written);
        uint32_t bytes = und_fold_as_long(written, sizeof written, quick);
        if (bytes == 0)
            continue;
        assert_int_equal(bytes, length);
        assert_int_equal(und_fold_point(point, folded), length);
        assert_memory_equal(quick, folded, length);
        assert_int_equal(und_normal(point), point);
        count++;
    }
    assert_true(count > 20000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(texts_are_so_far_from_each_other),
        cmocka_unit_test(figures_are_what_they_are_written_as),
        cmocka_unit_test(all_short_sequences),
        cmocka_unit_test(all_long_sequences),
        cmocka_unit_test(every_code_point),
        cmocka_unit_test(named_invalid_forms),
        cmocka_unit_test(wide_capitals),
        cmocka_unit_test(folding_is_done_once),
        cmocka_unit_test(case_and_accents),
        cmocka_unit_test(apart),
        cmocka_unit_test(kinds_of_letters),
        cmocka_unit_test(texts),
        cmocka_unit_test(any_room),
        cmocka_unit_test(the_quick_way_folds_alike),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
