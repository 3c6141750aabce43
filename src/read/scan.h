/* scan.h - the beginning of a line, read a character at a time. */
#ifndef UND_READ_SCAN_H
#define UND_READ_SCAN_H

#include "text/utf8.h"

/* What is not read yet. */
typedef struct und_scan {
    const char *at, *end;
} und_scan;

static inline bool und_is_latin(char c)
{
    return (unsigned)((c | 0x20) - 'a') < 26u;
}

/* The character at which a scan stands, made plain; 0 at the end of the line. `*length`: its bytes. */
static inline uint32_t und_peek(const und_scan *s, uint32_t *length)
{
    if (s->at >= s->end) {
        *length = 0;
        return 0;
    }
    if ((unsigned char)*s->at < 0x80) {
        *length = 1;
        return (unsigned char)*s->at;
    }
    return und_normal(und_utf8_decode(s->at, s->end, length));
}

static inline bool und_at_space(const und_scan *s)
{
    uint32_t length;
    return s->at >= s->end || und_peek(s, &length) == ' ';
}

/* Spaces of all kinds, and characters that are dropped. */
void und_skip_space(und_scan *s);
/* Emphasis marks and the backslashes of Markdown; true when they are bold. */
bool und_skip_emphasis(und_scan *s);
/* Opening quotation marks; true when there are any. */
bool und_skip_quote(und_scan *s);

#endif
