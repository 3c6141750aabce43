/* label.h - what numbers a line: "12.", "(a)", "iv)", "㈠", the raised number of a footnote. */
#ifndef UND_READ_LABEL_H
#define UND_READ_LABEL_H

#include "read/lexicon.h"
#include "read/scan.h"
#include "text/eight.h"

#include "text/figures.h"
#include <string.h>

/* The punctuation around a label's value. */
typedef enum und_form {
    UND_FORM_NONE,
    UND_FORM_DOT,         /* 1. a. and the full-width kinds */
    UND_FORM_PAREN,       /* 1) a) */
    UND_FORM_PARENTHESES, /* (1) (a) */
    UND_FORM_DASH,        /* Arabic: 1 - */
    UND_FORM_DEGREE,      /* 1° */
    UND_FORM_QUOTES,      /* ’1’ ’1‘ */
    UND_FORM_SPACE        /* a number before text: a footnote perhaps, a date perhaps; no label of a paragraph */
} und_form;

/* The value of a number has 14 bits, the two above them say that it was added between others: 1 bis, 2 ter, 3 alt or
 * quater. Letters have six bits, the two above them the same, and in the high byte what else they may be: a roman figure,
 * or 128 and the place of a Cyrillic letter that looks like a Latin one. */
enum { UND_ADDED_NONE, UND_ADDED_BIS, UND_ADDED_TER, UND_ADDED_ALT };

static inline uint16_t und_number_of(uint16_t value)
{
    return value & 0x3fff;
}

static inline unsigned und_letter_of(uint16_t value)
{
    return value & 63u;
}

static inline unsigned und_figure_of(uint16_t value)
{
    return value >> 8 < 128 ? (unsigned)value >> 8 : 0;
}

/* The place of the letter in the Cyrillic alphabet, where it may be one of two; 0: it may not. */
static inline unsigned und_cyrillic_of(uint16_t value)
{
    return value >> 8 > 128 ? (unsigned)value >> 8 & 127u : 0;
}

static inline unsigned und_added_to_letter(uint16_t value)
{
    return value >> 6 & 3u;
}

/* The label of a node: a value, and what was added to it. */
static inline uint16_t und_label_with(uint16_t value, unsigned added)
{
    return (uint16_t)((value & 0x3fffu) | added << 14);
}

/* Whether numbers of this form count the paragraphs of a text; the others count what is in a list. */
static inline bool und_numbers_paragraphs(und_form form)
{
    return form == UND_FORM_DOT || form == UND_FORM_PAREN || form == UND_FORM_DASH;
}

typedef struct und_label {
    und_label_style style;
    und_form form;
    uint16_t value;
} und_label;

/* The label at which `*s` stands, and moves `*s` after it; where there is none, `*s` stays. */
und_label und_scan_label(const und_lexicon *lexicon, und_scan *s);

/* A label of most clauses, as facts keep it, and the bytes before the text after it. */
typedef struct und_plain_label {
    uint32_t bytes; /* 0: there is none, or it needs a closer look */
    uint8_t key;    /* und_label_style, und_form << 4 */
    uint16_t value;
} und_plain_label;

/* "12. The", "(a) To", "a) De": before a Latin letter. */
static inline und_plain_label und_plain_label_of(und_bytes line)
{
    const und_plain_label none = {0};
    if (line.length < UND_EIGHT)
        return none;
    const char *at = line.at;
    if ((unsigned)(*at - '0') < 10u) {
        uint32_t value = 0, digits = 0;
        while (digits < 3 && (unsigned)(at[digits] - '0') < 10u)
            value = value * 10 + (uint32_t)(at[digits++] - '0');
        if (value == 0 || at[digits] != '.' || at[digits + 1] != ' ' || !und_is_latin(at[digits + 2]))
            return none;
        return (und_plain_label){digits + 2, UND_LABEL_NUMBER | UND_FORM_DOT << 4, (uint16_t)value};
    }
    uint32_t open = *at == '(';
    char letter = (char)(at[open] | 0x20);
    if (!und_is_latin(letter) || at[open + 1] != ')' || at[open + 2] != ' ' || !und_is_latin(at[open + 3]))
        return none;
    char first = at[open + 3];
    if ((first == 'b' || first == 't') && line.length >= open + 7u &&
        (memcmp(at + open + 3, "bis ", 4) == 0 || memcmp(at + open + 3, "ter ", 4) == 0))
        return none;
    unsigned style = at[open] == letter ? UND_LABEL_LOWER : UND_LABEL_UPPER;
    unsigned form = open ? UND_FORM_PARENTHESES : UND_FORM_PAREN;
    return (und_plain_label){open + 3, (uint8_t)(style | form << 4),
                             (uint16_t)((unsigned)(letter - 'a' + 1) | (unsigned)und_roman_digit(letter) << 8)};
}

#endif
