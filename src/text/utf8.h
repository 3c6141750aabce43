/* utf8.h - bytes into code points, and the folding that all matching goes through. */
#ifndef UND_TEXT_UTF8_H
#define UND_TEXT_UTF8_H

#include "undoc/undoc.h"

#include <string.h>

#define UND_REPLACEMENT 0xfffdu

/* The code point at `at` (at < end) and, in `*length`, its bytes, of which there are several. */
uint32_t und_utf8_decode_long(const char *at, const char *end, uint32_t *length);

/* The code point at `at` (at < end) and, in `*length`, its bytes. Invalid bytes are UND_REPLACEMENT, one byte each. */
static inline uint32_t und_utf8_decode(const char *at, const char *end, uint32_t *length)
{
    const unsigned char *s = (const unsigned char *)at;
    if (s[0] < 0x80) {
        *length = 1;
        return s[0];
    }
    if (s[0] >= 0xc2 && s[0] <= 0xdf && end - at >= 2 && (s[1] & 0xc0u) == 0x80) {
        *length = 2; /* most of Russian and Arabic */
        return (s[0] & 0x1fu) << 6 | (s[1] & 0x3fu);
    }
    if (s[0] >= 0xe1 && s[0] <= 0xec && end - at >= 3 && (s[1] & 0xc0u) == 0x80 && (s[2] & 0xc0u) == 0x80) {
        *length = 3; /* most of Chinese */
        return (s[0] & 0x0fu) << 12 | (s[1] & 0x3fu) << 6 | (s[2] & 0x3fu);
    }
    return und_utf8_decode_long(at, end, length);
}

/* Writes a code point, 1 to 4 bytes; returns how many. `at` has room for 4. */
uint32_t und_utf8_encode(uint32_t point, char *at);

/* What matching makes of a code point: lower case; Latin without accents; typographic apostrophes, hyphens and spaces
 * as ASCII; full-width forms and Arabic-Indic digits as ASCII; Arabic alefs as one, without tatweel and vowel signs;
 * ё as е. 0: the code point is dropped (soft hyphen, marks, zero-width characters). */
uint32_t und_fold(uint32_t point);

/* The same written out: 0 to 4 bytes. Some letters fold to two (œ, æ, ß). */
uint32_t und_fold_point(uint32_t point, char *coded);

/* The letter without its accent, in lower case, of an accented letter at `at` as French and Spanish have them; '?': none
 * stands there. */
char und_fold_accented(const char *at, const char *end);

/* Folds the character at `at`, of `left` bytes, when it is as long when it is folded: a letter of Russian, Arabic or
 * Chinese as most are, a quotation mark, a dash, a comma. Gives its length, 0 when it is another one. Writes four bytes,
 * those after its length of no meaning. */
static inline uint32_t und_fold_as_long(const char *at, size_t left, char out[4])
{
    const unsigned char *c = (const unsigned char *)at;
    if (left < 4 || (c[1] & 0xc0u) != 0x80)
        return 0;
    uint32_t point = (c[0] & 0x1fu) << 6 | (c[1] & 0x3fu);
    if (c[0] == 0xd0 || c[0] == 0xd1) {
        if (point - 0x410 >= 0x40)
            return 0;
        point += point < 0x430 ? 32 : 0;
        unsigned char coded[4] = {(unsigned char)(0xc0 | point >> 6), (unsigned char)(0x80 | (point & 0x3f))};
        memcpy(out, coded, 4);
        return 2;
    }
    if (c[0] == 0xd8 || c[0] == 0xd9) {
        if (point - 0x621 >= 0x640 - 0x621 && point - 0x641 >= 0x64b - 0x641 && point != 0x60c && point != 0x61b)
            return 0; /* no letter, comma or semicolon */
        if (point == 0x622 || point == 0x623 || point == 0x625)
            at = "\xd8\xa7\0"; /* alefs are one */
        memcpy(out, at, 4);
        return 2;
    }
    if (c[0] == 0xc2 && (c[1] == 0xab || c[1] == 0xbb)) { /* « and » */
        memcpy(out, at, 4);
        return 2;
    }
    bool dash_or_quote = c[0] == 0xe2 && c[1] == 0x80 && (c[2] == 0x93 || c[2] == 0x94 || c[2] == 0x9c || c[2] == 0x9d);
    bool chinese_mark = c[0] == 0xe3 && c[1] == 0x80 && c[2] > 0x80 && c[2] <= 0xbf; /* but for the space */
    if (dash_or_quote || chinese_mark) {
        memcpy(out, at, 4);
        return 3;
    }
    if (c[0] < 0xe4 || c[0] > 0xe9 || (c[2] & 0xc0u) != 0x80 || (c[0] == 0xe4 && c[1] < 0xb8))
        return 0;
    memcpy(out, at, 4);
    return 3;
}

/* Like und_fold, but keeps case and accents: for text that is shown or compared letter by letter. */
uint32_t und_normal(uint32_t point);

/* The letter that a Latin letter and the combining accent after it make; 0: none is known. */
uint32_t und_compose_accent(uint32_t letter, uint32_t accent);

static inline uint32_t und_compose(uint32_t letter, uint32_t accent)
{
    return accent >= 0x300 && accent <= 0x36f ? und_compose_accent(letter, accent) : 0;
}

/* The value of a raised digit; 10: it is none. */
uint32_t und_raised_digit(uint32_t point);

bool und_is_upper(uint32_t point);
bool und_is_lower(uint32_t point);
bool und_is_letter(uint32_t point);
/* Chinese characters: written without spaces between words. */
bool und_is_han(uint32_t point);
bool und_is_arabic(uint32_t point);
bool und_is_cyrillic(uint32_t point);

/* Folds `text` into `out`, at most `room` bytes; runs of white space become one space, none at the ends. Returns the bytes written; stops before a character that does not fit. */
size_t und_fold_text(und_bytes text, char *out, size_t room);

/* The same, bit by bit: most lines are told by their first word. */
typedef struct und_folding {
    const char *at, *end; /* what is not folded yet */
    char *out;
    size_t used, room;
    bool space; /* one is due before the next character */
    bool done;  /* nothing is left, or nothing more fits */
} und_folding;

static inline und_folding und_folding_of(und_bytes text, char *out, size_t room)
{
    const char *at = text.length == 0 ? out : text.at; /* no text may be a null pointer */
    return (und_folding){at, at + text.length, out, 0, room, false, text.length == 0};
}

/* Text that is folded already. */
static inline und_folding und_folding_all(const char *at, size_t length)
{
    return (und_folding){at + length, at + length, (char *)(uintptr_t)at, length, length, false, true};
}

/* Folds on until `out` has `want` bytes or more, or until it is done. */
void und_fold_more(und_folding *folding, size_t want);

/* The Latin letter that a Cyrillic one in lower case looks like: typists mix them in lists. 0: it looks like none. */
char und_latin_twin(uint32_t point);

/* The place of a letter in the Russian alphabet, without those that no list has (ё, й, ъ, ы, ь); 0: none. */
uint16_t und_cyrillic_place(uint32_t point);

#endif
