/* Labels written anew: another value in the same alphabet, figures, case and marks. */
#include "write/plan.h"

#include "text/figures.h"
#include "text/utf8.h"

#include <stdio.h>
#include <string.h>

/* Where in a label its value stands, and what was added to it ("bis"). */
typedef struct label_parts {
    size_t value, value_end;
    size_t added, added_end; /* with the space before it; equal: nothing was added */
} label_parts;

/* The value of a figure in any of the sets that labels have; 10: none. `*zero` is the set's 0. */
static uint32_t figure_of(uint32_t point, uint32_t *zero)
{
    static const uint32_t zeros[] = {'0', 0x660, 0x6f0, 0xff10};
    for (size_t i = 0; i < sizeof zeros / sizeof zeros[0]; i++)
        if (point >= zeros[i] && point < zeros[i] + 10) {
            *zero = zeros[i];
            return point - zeros[i];
        }
    *zero = 0x2070;
    return und_raised_digit(point);
}

static bool is_part(uint32_t point, und_label_style style)
{
    uint32_t zero;
    switch (style) {
    case UND_LABEL_NUMBER:
    case UND_LABEL_PREAMBULAR:
    case UND_LABEL_OPERATIVE: return figure_of(point, &zero) < 10;
    case UND_LABEL_HAN: return und_is_han(point) || (point >= 0x3220 && point <= 0x3229);
    default: return und_is_letter(point) || point == 0x640;
    }
}

static size_t after_added(und_bytes text, size_t at)
{
    static const char *const words[] = {"bis", "ter", "quater", "alt"};
    size_t here = at;
    while (here < text.length && (text.at[here] == ' ' || text.at[here] == '*' || text.at[here] == ')' ||
                                  (unsigned char)text.at[here] == 0xc2 || (unsigned char)text.at[here] == 0xa0))
        here++;
    for (size_t i = 0; here > at && i < sizeof words / sizeof words[0]; i++) {
        size_t length = strlen(words[i]);
        if (text.length - here >= length && memcmp(text.at + here, words[i], length) == 0)
            return here + length;
    }
    return at;
}

static bool find_parts(und_bytes text, und_label_style style, unsigned added, label_parts *out)
{
    size_t at = 0, first = SIZE_MAX, last = 0;
    while (at < text.length) {
        uint32_t bytes, point = und_utf8_decode(text.at + at, text.at + text.length, &bytes);
        bool part = is_part(point, style);
        if (part && first == SIZE_MAX)
            first = at;
        if (first != SIZE_MAX && !part)
            break;
        at += bytes;
        last = at;
    }
    if (first == SIZE_MAX)
        return false;
    *out = (label_parts){first, last, last, last};
    if (added > 0) {
        out->added_end = after_added(text, last);
        out->added = last;
        /* "(b) bis": the bracket is no part of what was added. */
        while (out->added < out->added_end && text.at[out->added] == ')')
            out->added++;
    }
    return true;
}

/* ---- values ---- */

static size_t put_point(uint32_t point, char *out)
{
    return und_utf8_encode(point, out);
}

static size_t put_figures(und_bytes old, uint16_t value, char *out)
{
    static const uint16_t raised[] = {0x2070, 0xb9, 0xb2, 0xb3, 0x2074, 0x2075, 0x2076, 0x2077, 0x2078, 0x2079};
    char digits[8];
    uint32_t zero, bytes;
    (void)figure_of(und_utf8_decode(old.at, old.at + old.length, &bytes), &zero);
    int count = snprintf(digits, sizeof digits, "%u", value);
    size_t length = 0;
    for (int i = 0; i < count; i++) {
        uint32_t digit = (uint32_t)(digits[i] - '0');
        length += put_point(zero == 0x2070 ? raised[digit] : zero + digit, out + length);
    }
    return length;
}

static size_t put_han(und_bytes old, uint16_t value, char *out)
{
    static const char figures[] = "一二三四五六七八九";
    uint32_t bytes, point = und_utf8_decode(old.at, old.at + old.length, &bytes);
    if (point >= 0x3220 && point <= 0x3229)
        return value <= 10 ? put_point(0x3220 + value - 1u, out) : 0;
    if (value > 99)
        return 0;
    size_t length = 0;
    if (value >= 20) {
        memcpy(out, figures + (value / 10 - 1) * 3, 3);
        length = 3;
    }
    if (value >= 10) {
        memcpy(out + length, "十", 3);
        length += 3;
    }
    if (value % 10 != 0) {
        memcpy(out + length, figures + (value % 10 - 1) * 3, 3);
        length += 3;
    }
    return length;
}

/* The letters of Russian lists: without ё, й, ъ, ы and ь, as they are counted. */
static uint32_t cyrillic_letter(uint16_t place)
{
    for (uint32_t point = 0x430; point <= 0x44f; point++)
        if (und_cyrillic_place(point) == place)
            return point;
    return 0;
}

static size_t put_latin(uint16_t value, bool upper, bool roman, char *out)
{
    size_t length = 0;
    if (roman) {
        length = und_roman_text(value, out, 16);
    } else {
        if (value > 52)
            return 0;
        length = value > 26 ? 2 : 1;
        out[0] = out[1] = (char)('a' + (value - 1) % 26);
    }
    for (size_t i = 0; i < length && upper; i++)
        out[i] = (char)(out[i] - 'a' + 'A');
    return length;
}

static size_t put_term(const und_language *language, und_term_key key, uint16_t value, char *out)
{
    if (language == NULL)
        return 0;
    for (uint32_t i = language->first[key]; i < language->first[key + 1]; i++)
        if (language->terms[i].value == value && language->terms[i].length < UND_LABEL_ROOM / 2) {
            und_bytes text = und_term_text(language, &language->terms[i]);
            memcpy(out, text.at, text.length);
            return text.length;
        }
    return 0;
}

static size_t put_letters(const und_language *language, und_bytes old, uint16_t before, uint16_t value, bool upper,
                          char *out)
{
    uint32_t bytes, point = und_utf8_decode(old.at, old.at + old.length, &bytes);
    if (point >= 0x600 && point < 0x700) {
        size_t length = put_term(language, UND_TERM_SUBITEM, value, out);
        return length;
    }
    uint32_t small = und_lower(point);
    if (und_is_cyrillic(small) && (und_latin_twin(small) == 0 || und_cyrillic_place(small) == before)) {
        uint32_t letter = cyrillic_letter(value);
        return letter == 0 ? 0 : put_point(upper ? und_upper(letter) : letter, out);
    }
    return put_latin(value, upper, false, out);
}

static size_t put_value(const und_language *language, und_bytes old, und_label_style style, uint16_t before,
                        uint16_t value, char *out)
{
    switch (style) {
    case UND_LABEL_NUMBER:
    case UND_LABEL_PREAMBULAR:
    case UND_LABEL_OPERATIVE: return value > 9999 ? 0 : put_figures(old, value, out);
    case UND_LABEL_HAN: return put_han(old, value, out);
    case UND_LABEL_LOWER: return put_letters(language, old, before, value, false, out);
    case UND_LABEL_ROMAN: return put_latin(value, false, true, out);
    case UND_LABEL_UPPER_ROMAN: return put_latin(value, true, true, out);
    case UND_LABEL_UPPER: {
        uint32_t bytes, point = und_utf8_decode(old.at, old.at + old.length, &bytes);
        bool arabic = point >= 0x600 && point < 0x700;
        return arabic ? put_term(language, UND_TERM_REFERENCE_LETTER, value, out)
                      : put_letters(language, old, before, value, true, out);
    }
    case UND_LABEL_WORD: return put_term(language, UND_TERM_REFERENCE_ORDINAL, value, out);
    default: return 0;
    }
}

bool und_label_rewrite(const und_language *language, und_bytes text, und_label_style style, uint16_t old,
                       uint16_t label, char out[UND_LABEL_ROOM], size_t *length)
{
    static const char *const added[] = {"", " bis", " ter", " quater"};
    label_parts parts;
    if (!find_parts(text, style, UND_LABEL_ADDED(old), &parts) || text.length > UND_LABEL_ROOM / 2)
        return false;
    und_bytes value = {text.at + parts.value, parts.value_end - parts.value};
    size_t at = parts.value;
    memcpy(out, text.at, at);
    size_t written = UND_LABEL_VALUE(old) == UND_LABEL_VALUE(label)
                         ? (memcpy(out + at, value.at, value.length), value.length)
                         : put_value(language, value, style, UND_LABEL_VALUE(old), UND_LABEL_VALUE(label), out + at);
    if (written == 0)
        return false;
    at += written;
    memcpy(out + at, text.at + parts.value_end, parts.added - parts.value_end);
    at += parts.added - parts.value_end;
    if (UND_LABEL_ADDED(old) == UND_LABEL_ADDED(label) && parts.added < parts.added_end) {
        memcpy(out + at, text.at + parts.added, parts.added_end - parts.added);
        at += parts.added_end - parts.added;
    } else {
        const char *word = added[UND_LABEL_ADDED(label)];
        bool alt = style == UND_LABEL_PREAMBULAR || style == UND_LABEL_OPERATIVE;
        if (alt && UND_LABEL_ADDED(label) == 3)
            word = " alt";
        memcpy(out + at, word, strlen(word));
        at += strlen(word);
    }
    memcpy(out + at, text.at + parts.added_end, text.length - parts.added_end);
    *length = at + text.length - parts.added_end;
    return true;
}
