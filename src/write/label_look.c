/* How labels are written: the marks around a value, and the value in each alphabet that labels are counted with. */
#include "write/dates.h"

#include "model/items.h"
#include "model/numbering.h"
#include "text/figures.h"
#include "text/utf8.h"

#include <stdio.h>
#include <string.h>

/* Roman figures above it are no labels: facts keep seven bits of them. */
#define ROMAN_MOST 127u
#define HAN_MOST 63u
#define HAN_BRACKETED_MOST 10u
#define NUMBER_MOST 9999u

/* ---- reading ---- */

static const char *const added_words[] = {"bis", "ter", "quater", "alt"};

static und_alphabet alphabet_of_digit(uint32_t point)
{
    if (point >= 0xff10 && point <= 0xff19)
        return UND_ALPHABET_WIDE;
    if ((point >= 0x660 && point <= 0x669) || (point >= 0x6f0 && point <= 0x6f9))
        return UND_ALPHABET_ARABIC_INDIC;
    return und_raised_digit(point) < 10 ? UND_ALPHABET_RAISED : UND_ALPHABET_FIGURES;
}

static bool is_digit(uint32_t point)
{
    uint32_t plain = und_normal(point);
    return (plain >= '0' && plain <= '9') || und_raised_digit(point) < 10;
}

static bool is_arabic_letter(uint32_t point)
{
    return point >= 0x621 && point <= 0x64a;
}

/* Whether a character counts in a style; the alphabet that it is of. */
static bool counts(uint32_t point, und_label_style style, und_alphabet *alphabet)
{
    switch (style) {
    case UND_LABEL_NUMBER:
    case UND_LABEL_PREAMBULAR:
    case UND_LABEL_OPERATIVE: *alphabet = alphabet_of_digit(point); return is_digit(point);
    case UND_LABEL_HAN:
        *alphabet = point >= 0x3220 && point <= 0x3229 ? UND_ALPHABET_HAN_BRACKETED : UND_ALPHABET_HAN;
        return und_is_han(point) || *alphabet == UND_ALPHABET_HAN_BRACKETED;
    default: break;
    }
    bool cyrillic = und_is_letter(point) && point >= 0x400 && point <= 0x4ff;
    *alphabet = is_arabic_letter(point) ? UND_ALPHABET_ARABIC : cyrillic ? UND_ALPHABET_CYRILLIC : UND_ALPHABET_LATIN;
    return is_arabic_letter(point) || point == 0x640 || und_is_letter(point);
}

/* A word for what was added, in the marks after a value, which loses it and the space before it. */
static void take_added(char *marks, und_label_look *out)
{
    for (size_t i = 0; i < sizeof added_words / sizeof added_words[0]; i++) {
        char *word = strstr(marks, added_words[i]);
        if (word == NULL)
            continue;
        char *rest = word + strlen(added_words[i]);
        out->alt = i == 3;
        while (word > marks && word[-1] == ' ')
            word--;
        out->added_after = word > marks;
        memmove(word, rest, strlen(rest) + 1);
        return;
    }
}

und_status und_label_look_read(und_bytes text, und_label_style style, und_label_look *out)
{
    if (out == NULL)
        return UND_E_ARGUMENT;
    *out = (und_label_look){.style = style};
    if (style == UND_LABEL_NONE || style == UND_LABEL_DASH || style == UND_LABEL_WORD)
        return UND_NONE;
    const char *at = text.at, *end = text.at + text.length, *first = NULL, *last = NULL;
    const bool called = style == UND_LABEL_PREAMBULAR || style == UND_LABEL_OPERATIVE; /* "PP1" */
    while (at < end) {
        uint32_t bytes, point = und_utf8_decode(at, end, &bytes);
        und_alphabet alphabet;
        bool one = counts(point, style, &alphabet) && !(called && und_is_letter(point));
        if (one && first == NULL) {
            first = at;
            out->alphabet = alphabet;
        }
        if (first != NULL && !one)
            break;
        at += bytes;
        last = first == NULL ? NULL : at;
    }
    char after[UND_LABEL_WRITTEN_MAX];
    if (first == NULL || (size_t)(first - text.at) >= sizeof out->before || (size_t)(end - last) >= sizeof after)
        return UND_NONE;
    memcpy(out->before, text.at, (size_t)(first - text.at));
    memcpy(after, last, (size_t)(end - last));
    after[end - last] = '\0';
    take_added(after, out);
    if (strlen(after) >= sizeof out->after)
        return UND_NONE;
    memcpy(out->after, after, strlen(after) + 1);
    return UND_OK;
}

/* ---- writing ---- */

typedef struct writer {
    char *at;
    size_t length;
} writer;

static void put(writer *w, const char *text, size_t length)
{
    if (w->length + length < UND_LABEL_WRITTEN_MAX) {
        memcpy(w->at + w->length, text, length);
        w->length += length;
        w->at[w->length] = '\0';
    }
}

static void put_point(writer *w, uint32_t point)
{
    char bytes[8];
    put(w, bytes, und_utf8_encode(point, bytes));
}

static uint32_t digit_point(und_alphabet alphabet, unsigned digit)
{
    switch (alphabet) {
    case UND_ALPHABET_WIDE: return 0xff10 + digit;
    case UND_ALPHABET_ARABIC_INDIC: return 0x660 + digit;
    case UND_ALPHABET_RAISED: return digit == 1 ? 0xb9 : digit == 2 ? 0xb2 : digit == 3 ? 0xb3 : 0x2070 + digit;
    default: return '0' + digit;
    }
}

static bool put_number(writer *w, und_alphabet alphabet, uint16_t value)
{
    char digits[8];
    int count = snprintf(digits, sizeof digits, "%u", value);
    for (int i = 0; i < count; i++)
        put_point(w, digit_point(alphabet, (unsigned)(digits[i] - '0')));
    return value <= NUMBER_MOST;
}

static bool put_cyrillic(writer *w, uint16_t value)
{
    for (uint32_t point = 0x430; point <= 0x44f; point++)
        if (und_cyrillic_place(point) == value) {
            put_point(w, point);
            return true;
        }
    return false;
}

/* As the first pack has it whose sub-items are Arabic letters. */
static bool put_arabic(writer *w, const und_doc *doc, uint16_t value)
{
    const und_term_key key = UND_TERM_SUBITEM;
    for (uint8_t code = 0; code < und_language_count(doc->packs); code++) {
        const und_language *language = und_language_at(doc->packs, code);
        for (uint32_t i = language->first[key]; i < language->first[key + 1]; i++) {
            und_bytes text = und_term_text(language, &language->terms[i]);
            if (language->script != UND_SCRIPT_ARABIC || language->terms[i].value != value)
                continue;
            put(w, text.at, text.length);
            return true;
        }
    }
    return false;
}

static bool put_han(writer *w, uint16_t value)
{
    static const char *const figures[] = {"", "一", "二", "三", "四", "五", "六", "七", "八", "九"};
    if (value > HAN_MOST)
        return false;
    if (value >= 20)
        put(w, figures[value / 10], 3);
    if (value >= 10)
        put(w, "十", 3);
    put(w, figures[value % 10], strlen(figures[value % 10]));
    return true;
}

static bool put_latin(writer *w, und_label_style style, uint16_t value)
{
    char text[32];
    size_t length;
    bool roman = style == UND_LABEL_ROMAN || style == UND_LABEL_UPPER_ROMAN;
    if (roman) {
        if (value > ROMAN_MOST)
            return false;
        length = und_roman_text(value, text, sizeof text);
        if (length > 8)
            return false; /* no line begins with one so long */
    } else {
        char letters[UND_SUB_MAX];
        if (!und_subitem_letters(value, letters))
            return false;
        length = strlen(letters);
        memcpy(text, letters, length);
    }
    bool upper = style == UND_LABEL_UPPER || style == UND_LABEL_UPPER_ROMAN;
    for (size_t i = 0; i < length && upper; i++)
        text[i] = (char)(text[i] - 'a' + 'A');
    put(w, text, length);
    return true;
}

static bool put_value(writer *w, const und_doc *doc, const und_label_look *look, uint16_t value)
{
    switch (look->alphabet) {
    case UND_ALPHABET_LATIN: return put_latin(w, look->style, value);
    case UND_ALPHABET_CYRILLIC: return put_cyrillic(w, value);
    case UND_ALPHABET_ARABIC: return put_arabic(w, doc, value);
    case UND_ALPHABET_HAN: return put_han(w, value);
    case UND_ALPHABET_HAN_BRACKETED:
        if (value <= HAN_BRACKETED_MOST)
            put_point(w, 0x3220u + value - 1u);
        return value <= HAN_BRACKETED_MOST;
    default: return put_number(w, look->alphabet, value);
    }
}

und_status und_label_write(und_doc *doc, const und_label_look *look, uint16_t label, char out[UND_LABEL_WRITTEN_MAX])
{
    if (doc == NULL || look == NULL || out == NULL)
        return UND_E_ARGUMENT;
    writer w = {out, 0};
    out[0] = '\0';
    unsigned added = UND_LABEL_ADDED(label);
    const char *word = added == 0 ? "" : added_words[added == 3 && look->alt ? 3 : added - 1];
    bool after = added > 0 && look->added_after;
    put(&w, look->before, strlen(look->before));
    bool ok = UND_LABEL_VALUE(label) > 0 && put_value(&w, doc, look, UND_LABEL_VALUE(label));
    if (added > 0 && !after) {
        put(&w, " ", 1);
        put(&w, word, strlen(word));
    }
    put(&w, look->after, strlen(look->after));
    if (after) {
        put(&w, " ", 1);
        put(&w, word, strlen(word));
    }
    if (!ok)
        out[0] = '\0';
    return ok ? UND_OK : UND_NONE;
}

/* ---- levels ---- */

/* Levels have letters and Roman figures in turn below the numbers. */
static und_label_style style_of_level(und_bytes text, uint32_t level)
{
    und_alphabet alphabet;
    for (const char *at = text.at, *end = text.at + text.length; at < end;) {
        uint32_t bytes, point = und_utf8_decode(at, end, &bytes);
        if (counts(point, UND_LABEL_NUMBER, &alphabet))
            return UND_LABEL_NUMBER;
        if (und_is_han(point))
            return UND_LABEL_HAN;
        if (und_is_letter(point))
            return level % 2 == 1 ? UND_LABEL_ROMAN : UND_LABEL_LOWER;
        at += bytes;
    }
    return UND_LABEL_NONE;
}

und_status und_label_look_of_level(und_doc *doc, uint8_t language, uint32_t level, und_label_look *out)
{
    if (doc == NULL || out == NULL)
        return UND_E_ARGUMENT;
    *out = (und_label_look){0};
    if (language >= und_language_count(doc->packs) || level == 0 || level > UINT16_MAX)
        return UND_NONE;
    const und_language *pack = und_language_at(doc->packs, language);
    const und_term *term = und_term_of(pack, UND_TERM_LEVEL, (uint16_t)level);
    if (term == NULL)
        return UND_NONE;
    und_bytes text = und_term_text(pack, term);
    return und_label_look_read(text, style_of_level(text, level), out);
}
