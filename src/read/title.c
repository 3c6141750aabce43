#include "read/title.h"

#include "text/utf8.h"

/* Bytes of each line of a title that it is known by. */
#define TITLE_LINE_BYTES 400u

uint16_t und_title_print(const und_reader *reader, uint32_t first, uint32_t last, size_t skip)
{
    uint32_t hash = 2166136261u;
    for (uint32_t line = first; line < last; line++) {
        und_bytes text = und_lines_text(reader->lines, line);
        size_t from = line == first && skip < text.length ? skip : 0;
        char folded[TITLE_LINE_BYTES * 2];
        size_t most = text.length - from < TITLE_LINE_BYTES ? text.length - from : TITLE_LINE_BYTES;
        size_t length = und_fold_text((und_bytes){text.at + from, most}, folded, sizeof folded);
        for (size_t i = 0; i < length; i++) {
            unsigned char c = (unsigned char)folded[i];
            if (c >= 0x80 || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
                hash = (hash ^ c) * 16777619u;
        }
    }
    uint16_t print = (uint16_t)((hash ^ hash >> 12 ^ hash >> 24) & 4095u);
    return print == 0 ? 1 : print;
}
