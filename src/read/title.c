#include "read/title.h"

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
