#define _POSIX_C_SOURCE 200809L /* isatty */

#include "face/terminal.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#if defined(__unix__) || defined(__APPLE__)
#include <unistd.h>
#define TERMINALS 1
#endif

#define FORMATTED_BYTES 1024u /* a longer message is formatted in memory of its own */

static bool is_screen(terminal *out)
{
#ifdef TERMINALS
    if (!out->asked)
        out->screen = isatty(fileno(out->file)) == 1;
#endif
    out->asked = true;
    return out->screen;
}

/* How long a character is by its first byte; 0 where none begins so. */
static size_t announced(unsigned char first)
{
    if (first < 0x80)
        return 1;
    if (first < 0xc2 || first > 0xf4)
        return 0;
    return first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
}

/* Whether `second` may follow `first`: neither an overlong form, nor a surrogate, nor over U+10FFFF. */
static bool may_follow(unsigned char first, unsigned char second)
{
    unsigned char least = first == 0xe0 ? 0xa0 : first == 0xf0 ? 0x90 : 0x80;
    unsigned char most = first == 0xed ? 0x9f : first == 0xf4 ? 0x8f : 0xbf;
    return second >= least && second <= most;
}

/* Bytes of the character at `at`: 0 where there is none. `*whole` is false where it is right as far as it goes. */
static size_t character(const unsigned char *at, size_t length, bool *whole)
{
    size_t wanted = announced(at[0]);
    size_t have = wanted < length ? wanted : length;
    for (size_t i = 1; i < have; i++)
        if (i == 1 ? !may_follow(at[0], at[1]) : (at[i] & 0xc0) != 0x80)
            return 0;
    *whole = have == wanted;
    return have;
}

static uint32_t point_of(const unsigned char *at, size_t length)
{
    uint32_t point = length == 1 ? at[0] : at[0] & (0x7fu >> length);
    for (size_t i = 1; i < length; i++)
        point = point << 6 | (at[i] & 0x3f);
    return point;
}

/* What a terminal acts upon, or shows text by in another order than it has. */
static bool is_control(uint32_t point)
{
    return (point < 0x20 && point != '\n' && point != '\t') || (point >= 0x7f && point < 0xa0) ||
           (point >= 0x202a && point <= 0x202e) || (point >= 0x2066 && point <= 0x2069);
}

static bool put(terminal *out, const char *at, size_t length)
{
    return length == 0 || fwrite(at, 1, length, out->file) == length;
}

static bool put_as_text(terminal *out, uint32_t point)
{
    if (out->json)
        return fprintf(out->file, "\\u%04x", (unsigned)point) > 0;
    if (point < 0x20 || point == 0x7f)
        return fprintf(out->file, "^%c", (int)(point ^ 0x40)) > 0;
    return fprintf(out->file, "<%02x>", (unsigned)point) > 0;
}

/* Writes the whole characters of a text; gives in `*left` how many bytes at its end may be the start of one more. */
static bool write_characters(terminal *out, const char *text, size_t length, size_t *left)
{
    const unsigned char *bytes = (const unsigned char *)text;
    size_t plain = 0; /* start of what can be written as it is */
    size_t at = 0;
    *left = 0;
    while (at < length) {
        bool whole = true;
        size_t size = character(bytes + at, length - at, &whole);
        if (size > 0 && !whole) {
            *left = length - at;
            break;
        }
        uint32_t point = size > 0 ? point_of(bytes + at, size) : bytes[at];
        if (size > 0 && !is_control(point)) {
            at += size;
            continue;
        }
        if (!put(out, text + plain, at - plain) || !put_as_text(out, point))
            return false;
        at += size > 0 ? size : 1;
        plain = at;
    }
    return put(out, text + plain, at - plain);
}

/* Joins what waits with the start of the next piece, until it is a whole character or none. */
static bool write_pending(terminal *out, const char **at, size_t *length)
{
    while (out->pending_length > 0 && *length > 0) {
        char joined[TERMINAL_PENDING + 1];
        memcpy(joined, out->pending, out->pending_length);
        joined[out->pending_length] = **at;
        size_t left;
        if (!write_characters(out, joined, out->pending_length + 1, &left))
            return false;
        memmove(out->pending, joined + out->pending_length + 1 - left, left);
        out->pending_length = left;
        *at += 1;
        *length -= 1;
    }
    return true;
}

bool terminal_write(void *context, const char *at, size_t length)
{
    terminal *out = context;
    if (!is_screen(out))
        return put(out, at, length);
    if (!write_pending(out, &at, &length))
        return false;
    size_t left;
    if (length == 0)
        return true;
    if (!write_characters(out, at, length, &left))
        return false;
    memcpy(out->pending, at + length - left, left);
    out->pending_length = left;
    return true;
}

bool terminal_end(terminal *out)
{
    bool good = true;
    for (size_t i = 0; i < out->pending_length; i++)
        good = put_as_text(out, (unsigned char)out->pending[i]) && good;
    out->pending_length = 0;
    return good;
}

void terminal_print(terminal *out, const char *format, ...)
{
    char small[FORMATTED_BYTES];
    va_list arguments, again;
    va_start(arguments, format);
    va_copy(again, arguments);
    int length = vsnprintf(small, sizeof small, format, arguments);
    va_end(arguments);
    char *text = small;
    if (length >= (int)sizeof small) {
        text = malloc((size_t)length + 1);
        if (text != NULL)
            (void)vsnprintf(text, (size_t)length + 1, format, again);
    }
    va_end(again);
    /* Without memory the start of it is said, and a stream that cannot be written has nobody to be told. */
    size_t count = length < 0 ? 0 : text == NULL ? sizeof small - 1 : (size_t)length;
    (void)terminal_write(out, text == NULL ? small : text, count);
    (void)terminal_end(out);
    if (text != small)
        free(text);
}
