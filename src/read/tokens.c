#include "read/tokens.h"

/* Bytes of the character at `at`; `*letter` says whether a word goes on with it: a letter, no Chinese one. */
static uint32_t character(const und_folding *text, size_t at, bool *letter)
{
    uint32_t bytes;
    uint32_t point = und_utf8_decode(text->out + at, text->out + text->used, &bytes);
    *letter = und_is_letter(point) && !und_is_han(point);
    return bytes;
}

size_t und_token_end(und_folding *text, size_t at, size_t *first)
{
    if (und_folding_has(text, at) && text->out[at] == ' ')
        at++;
    *first = at;
    for (;;) {
        while (at < text->used && und_is_plain(text->out[at]))
            at++;
        if (!und_folding_has(text, at))
            return at;
        if (und_is_plain(text->out[at]))
            continue;
        bool letter = false;
        uint32_t bytes = (unsigned char)text->out[at] < 0x80 ? 1 : character(text, at, &letter);
        if (!letter)
            return at == *first ? at + bytes : at;
        at += bytes;
    }
}
