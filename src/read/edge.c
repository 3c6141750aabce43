#include "read/edge.h"

#include "text/eight.h"
#include "text/utf8.h"

#include <string.h>

/* Bytes of a line in which its first word ends. */
#define WORD_BYTES 60u

/* Columns to the next place of a tabulator. */
#define TAB_COLUMNS 8u

und_bytes und_unmarked(und_bytes text)
{
    size_t start = 0;
    while (start < text.length &&
           (text.at[start] == '#' || text.at[start] == '*' || text.at[start] == ' ' || text.at[start] == '[' ||
            text.at[start] == '(' || text.at[start] == '\t' || text.at[start] == '\f'))
        start++;
    return (und_bytes){text.at + start, text.length - start};
}

size_t und_fold_beginning(const und_reader *reader, uint32_t line, size_t most, char *out, size_t room)
{
    und_bytes text = und_unmarked(und_lines_text(reader->lines, line));
    /* No character is cut in two. */
    while (most > 0 && most < text.length && ((unsigned char)text.at[most] & 0xc0) == 0x80)
        most--;
    return und_fold_text((und_bytes){text.at, text.length < most ? text.length : most}, out, room);
}

size_t und_fold_line(const und_reader *reader, uint32_t line, char *out, size_t room)
{
    return und_fold_beginning(reader, line, UND_LINE_BYTES, out, room);
}

size_t und_fold_end(const und_reader *reader, uint32_t line, size_t most, char *out, size_t room)
{
    und_bytes text = und_lines_text(reader->lines, line);
    size_t from = text.length > most ? text.length - most : 0;
    /* From where a character begins. */
    while (from > 0 && from < text.length && ((unsigned char)text.at[from] & 0xc0) == 0x80)
        from++;
    size_t length = und_fold_text((und_bytes){text.at + from, text.length - from}, out, room);
    while (length > 0 && (out[length - 1] == '*' || out[length - 1] == ' '))
        length--;
    return length;
}

size_t und_fold_line_end(const und_reader *reader, uint32_t line, char *out, size_t room)
{
    return und_fold_end(reader, line, UND_LINE_BYTES, out, room);
}

size_t und_line_after_phrase(const und_reader *reader, uint32_t line, uint16_t phrase)
{
    char folded[UND_LINE_BYTES * 2];
    size_t length = und_fold_line(reader, line, folded, sizeof folded);
    size_t rest = 0;
    for (size_t i = und_phrase_at(reader->lexicon, phrase)->length; i < length; i++)
        if ((unsigned char)folded[i] >= 0x80 || (folded[i] != ' ' && folded[i] != ',' && folded[i] != '.' &&
                                                 folded[i] != '*' && !(folded[i] >= '0' && folded[i] <= '9')))
            rest++;
    return rest;
}

const und_term *und_first_word_ending(const und_reader *reader, uint32_t line, const und_language *language,
                                      und_term_key key)
{
    und_bytes text = und_lines_text(reader->lines, line);
    und_line_start start = und_line_text_of(reader->lexicon, text);
    char folded[WORD_BYTES + 4];
    size_t room = text.length - start.text < WORD_BYTES ? text.length - start.text : WORD_BYTES;
    size_t length = und_fold_text((und_bytes){text.at + start.text, room}, folded, sizeof folded);
    size_t word = 0;
    while (word < length && folded[word] != ' ' && folded[word] != ',')
        word++;
    for (uint32_t i = language->first[key]; i < language->first[key + 1]; i++) {
        und_bytes ending = und_term_folded(language, &language->terms[i]);
        if (ending.length > 0 && ending.length < word &&
            memcmp(folded + word - ending.length, ending.at, ending.length) == 0)
            return &language->terms[i];
    }
    return NULL;
}

uint32_t und_columns(und_bytes text)
{
    uint32_t columns = 0;
    size_t i = 0;
    while (text.length - i >= UND_EIGHT) {
        /* Each byte of a number counts for one place of eight: no further than it can. */
        uint64_t goes_on = 0, wide = 0;
        size_t most = (text.length - i) / UND_EIGHT < UINT8_MAX ? (text.length - i) / UND_EIGHT : UINT8_MAX;
        for (size_t end = i + most * UND_EIGHT; i < end; i += UND_EIGHT) {
            uint64_t x = und_eight(text.at + i);
            goes_on += (x & ~(x << 1) & UND_HIGH) >> 7;
            wide += (x & ((x & ~UND_HIGH) + UND_BYTES(0x80 - 0x63)) & UND_HIGH) >> 7;
        }
        columns += (uint32_t)most * UND_EIGHT + und_eight_sum(wide) - und_eight_sum(goes_on);
    }
    for (; i < text.length; i++) {
        unsigned char c = (unsigned char)text.at[i];
        /* A character counts where it begins; from 0xe3 on they are Chinese, or as wide. */
        columns += (c & 0xc0) == 0x80 ? 0 : c >= 0xe3 ? 2 : 1;
    }
    return columns;
}

uint32_t und_line_columns(const und_reader *reader, uint32_t line)
{
    und_bytes text = und_lines_text(reader->lines, line);
    while (text.length > 0 && (text.at[text.length - 1] == ' ' || text.at[text.length - 1] == '\r'))
        text.length--;
    return und_columns(text);
}

uint32_t und_first_word_columns(const und_reader *reader, uint32_t line)
{
    und_bytes text = und_lines_text(reader->lines, line);
    size_t start = 0;
    while (start < text.length && (text.at[start] == ' ' || text.at[start] == '\t' || text.at[start] == '\f'))
        start++;
    size_t end = start;
    while (end < text.length && text.at[end] != ' ')
        /* Chinese is broken after any character. */
        if ((unsigned char)text.at[end++] >= 0xe3)
            return 2;
    return und_columns((und_bytes){text.at + start, end - start});
}

uint32_t und_indent(const und_reader *reader, uint32_t line)
{
    und_bytes text = und_lines_text(reader->lines, line);
    uint32_t columns = 0;
    for (size_t i = 0; i < text.length; i++)
        if (text.at[i] == ' ')
            columns++;
        else if (text.at[i] == '\t')
            columns = (columns / TAB_COLUMNS + 1) * TAB_COLUMNS;
        else if (text.at[i] != '\f')
            break;
    return columns;
}
