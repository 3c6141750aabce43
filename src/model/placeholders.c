/* placeholders.c - places that a draft leaves open: words between ‹ and ›. */

#include "model/placeholders.h"

#include "read/document.h"

#include <string.h>

#define OPENS "\xe2\x80\xb9"  /* ‹ */
#define CLOSES "\xe2\x80\xba" /* › */
#define MARK_BYTES 3u
#define WRAPPED_LINES 8u /* over which one may go: a title of an agenda item takes no more */

/* The first mark in a line at or after a byte; SIZE_MAX: none. */
static size_t find_mark(und_bytes line, size_t at, const char *mark)
{
    while (at + MARK_BYTES <= line.length) {
        const char *found = memchr(line.at + at, mark[0], line.length - at - (MARK_BYTES - 1));
        if (found == NULL)
            return SIZE_MAX;
        if (memcmp(found, mark, MARK_BYTES) == 0)
            return (size_t)(found - line.at);
        at = (size_t)(found - line.at) + 1;
    }
    return SIZE_MAX;
}

/* Where the one that opens before `from` closes: in the same paragraph, before another opens. */
static bool find_end(const und_doc *doc, und_place from, uint32_t last, und_place *out)
{
    size_t at = from.column;
    for (uint32_t line = from.line; line < last && line < from.line + WRAPPED_LINES; line++, at = 0) {
        und_bytes text = und_doc_line(doc, line);
        if (text.length == 0)
            return false;
        size_t closes = find_mark(text, at, CLOSES), opens = find_mark(text, at, OPENS);
        if (closes < opens)
            *out = (und_place){line, (uint32_t)closes + MARK_BYTES};
        if (closes != SIZE_MAX || opens != SIZE_MAX)
            return closes < opens;
    }
    return false;
}

bool und_placeholder_find(const und_doc *doc, und_place from, uint32_t last, und_range *out)
{
    size_t at = from.column;
    for (uint32_t line = from.line; line < last; line++, at = 0) {
        und_bytes text = und_doc_line(doc, line);
        while ((at = find_mark(text, at, OPENS)) != SIZE_MAX) {
            und_range range = {.from = {line, (uint32_t)at}};
            at += MARK_BYTES;
            if (find_end(doc, (und_place){line, (uint32_t)at}, last, &range.to)) {
                *out = range;
                return true;
            }
        }
    }
    return false;
}

und_status und_placeholder_next(und_doc *doc, und_place from, und_range *out)
{
    if (doc == NULL || out == NULL)
        return UND_E_ARGUMENT;
    *out = (und_range){0};
    return und_placeholder_find(doc, from, und_doc_line_count(doc), out) ? UND_OK : UND_NONE;
}
