/* Sentences are told by their marks and what stands around them, in every language alike: a list of abbreviations would
 * never be whole. */
#include "model/sentences.h"

#include "text/utf8.h"

#include <string.h>

static bool is_mark(uint32_t point)
{
    return point == '.' || point == '?' || point == '!' || point == 0x3002 || point == 0x61f || point == 0xff1f ||
           point == 0xff01 || point == 0xff0e;
}

/* What may close after a mark and belongs to the sentence. */
static bool is_closing(uint32_t point)
{
    return point == '"' || point == '\'' || point == ')' || point == ']' || point == '*' || point == '_' ||
           point == 0xbb || point == 0x201d || point == 0x2019 || point == 0x300d || point == 0x300f || point == 0xff09;
}

static bool is_vowel(uint32_t point)
{
    static const uint32_t vowels[] = {'a',   'e',   'i',   'o',   'u',   'y',   0x430, 0x435, 0x438, 0x43e,
                                      0x443, 0x44b, 0x44d, 0x44e, 0x44f, 0x451, 0x456, 0xe9,  0xf3,  0xed};
    point = und_fold(point);
    for (size_t i = 0; i < sizeof vowels / sizeof vowels[0]; i++)
        if (vowels[i] == point)
            return true;
    return false;
}

typedef struct word {
    uint32_t letters;
    bool vowel, figure, upper; /* upper: all its letters are capitals */
} word;

/* The letters and figures that end before `at`. */
static word word_before(und_bytes text, size_t from, size_t at)
{
    word found = {.upper = true};
    while (at > from) {
        size_t start = at - 1;
        while (start > from && ((unsigned char)text.at[start] & 0xc0u) == 0x80)
            start--;
        uint32_t bytes, point = und_utf8_decode(text.at + start, text.at + text.length, &bytes);
        bool figure = point >= '0' && point <= '9';
        if (!figure && !und_is_letter(point))
            break;
        found.letters++;
        found.vowel = found.vowel || is_vowel(point);
        found.figure = found.figure || figure;
        found.upper = found.upper && und_is_upper(point);
        at = start;
    }
    return found;
}

/* Whether the full stop after a word belongs to it: "Mr. Smith", "No. 5", "J. Doe", "25 г. в". */
static bool is_abbreviation(word before, uint32_t next)
{
    if (before.figure)
        return false;
    if (before.letters == 1)
        return true;
    bool figure_next = next >= '0' && next <= '9';
    if (figure_next && before.letters <= 5)
        return true;
    return before.letters <= 4 && !before.vowel && !before.upper;
}

size_t und_sentence_end(und_bytes text, size_t at)
{
    const char *end = text.at + text.length;
    size_t from = at;
    while (at < text.length) {
        uint32_t bytes, point = und_utf8_decode(text.at + at, end, &bytes);
        if (!is_mark(point)) {
            at += bytes;
            continue;
        }
        bool stop = point == '.', wide = point == 0x3002 || point >= 0xff00;
        word before = word_before(text, from, at);
        at += bytes;
        while (at < text.length && (is_mark(point = und_utf8_decode(text.at + at, end, &bytes)) || is_closing(point)))
            at += bytes;
        /* The number of a footnote: "… of the sea.1 The". */
        size_t note = at;
        while (!before.figure && note < text.length && note - at < 3 &&
               ((text.at[note] >= '0' && text.at[note] <= '9') ||
                und_raised_digit(und_utf8_decode(text.at + note, end, &bytes)) < 10))
            note += text.at[note] >= '0' && text.at[note] <= '9' ? 1 : bytes;
        if (note == text.length || text.at[note] == ' ')
            at = note;
        if (at == text.length)
            return at;
        if (text.at[at] != ' ' && !wide)
            continue; /* 3.5, A/75/L.6 */
        size_t next = at;
        while (next < text.length && text.at[next] == ' ')
            next++;
        if (next == text.length)
            return at;
        point = und_utf8_decode(text.at + next, end, &bytes);
        while (is_closing(point) || point == '(' || point == '[' || point == 0xab || point == 0x201c) {
            next += bytes;
            if (next >= text.length)
                break;
            point = und_utf8_decode(text.at + next, end, &bytes);
        }
        if (und_is_lower(point) || (stop && is_abbreviation(before, point)))
            continue;
        return at;
    }
    return text.length;
}
