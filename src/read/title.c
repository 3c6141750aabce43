#include "read/title.h"

#include <string.h>

/* Bytes of each line of a title that it is known by. */
#define TITLE_LINE_BYTES 400u

uint16_t und_title_print(const und_reader *reader, uint32_t first, uint32_t last, size_t skip)
{
    uint32_t hash = 2166136261u;
    for (uint32_t line = first; line < last; line++) {
        und_bytes text = und_lines_text(reader->lines, line);
        size_t stop = text.length < TITLE_LINE_BYTES ? text.length : TITLE_LINE_BYTES;
        for (size_t i = line == first && skip < text.length ? skip : 0; i < stop; i++) {
            unsigned c = (unsigned char)text.at[i];
            unsigned letter = c | 0x20u;
            if (c >= 0x80 || letter - 'a' < 26u || c - '0' < 10u)
                hash = (hash ^ (c < 0x80 ? letter : c)) * 16777619u;
        }
    }
    uint16_t print = (uint16_t)((hash ^ hash >> 12 ^ hash >> 24) & 4095u);
    return print == 0 ? 1 : print;
}

/* Where the figures end that stand at `at`; `at` where there are none, or more than `most`. */
static size_t after_figures(und_bytes text, size_t at, size_t most)
{
    size_t end = at;
    while (end < text.length && (unsigned)(text.at[end] - '0') < 10u)
        end++;
    return end - at <= most ? end : at;
}

/* Where " A (III)" ends, which stands at `at`; 0: no such thing stands there. */
static size_t after_roman(und_bytes text, size_t at)
{
    while (at < text.length && (text.at[at] == ' ' || (text.at[at] >= 'A' && text.at[at] <= 'Z')))
        at++;
    if (at >= text.length || text.at[at] != '(')
        return 0;
    while (at < text.length && text.at[at] != ')' && text.at[at] != ' ')
        at++;
    return at < text.length && text.at[at] == ')' ? at + 1 : 0;
}

und_title_number und_title_number_of(und_bytes text)
{
    const und_title_number none = {{"", 0}, false};
    size_t start = 0;
    while (start < text.length && (text.at[start] == '#' || text.at[start] == ' ' || text.at[start] == '*'))
        start++;
    size_t at = start;
    if (at + 2 < text.length && text.at[at] == 'S' && text.at[at + 1] == '-')
        at += 2;
    else if (at + 3 < text.length && text.at[at] == 'E' && text.at[at + 1] == 'S' && text.at[at + 2] == '-')
        at += 3;
    bool special = at > start;
    size_t end = after_figures(text, at, 4);
    if (end == at)
        return none;
    bool slash = end < text.length && text.at[end] == '/';
    if (slash) {
        at = end + 1;
        end = after_figures(text, at, 3);
        if (end == at)
            return none;
    } else if (special) {
        return none;
    }
    size_t after = after_roman(text, end);
    size_t stop = after > 0 ? after : end;
    while (after == 0 && slash && stop < text.length &&
           (text.at[stop] == ' ' || (text.at[stop] >= 'A' && text.at[stop] <= 'Z')))
        stop++; /* "60/1 A." */
    if ((slash || after > 0) && stop < text.length && text.at[stop] == '.')
        return (und_title_number){{text.at + start, stop - start}, true};
    bool open = slash && end + 1 < text.length && text.at[end] == ' ' && text.at[end + 1] != '(';
    return open ? (und_title_number){{text.at + start, end - start}, false} : none;
}
