#include "read/shape.h"

#include "read/line_end.h"

#include <string.h>

bool und_only_rule(const char *at, const char *end)
{
    size_t marks = 0;
    for (; at < end; at++) {
        if (*at == '_' || *at == '-' || *at == '=' || *at == '*' || *at == '~')
            marks++;
        else if (*at != ' ' && *at != '\\' && *at != '\t')
            break;
    }
    if (at == end)
        return marks >= 3;
    /* ─ and — repeated. */
    size_t dashes = 0;
    while (at + 3 <= end && (unsigned char)at[0] == 0xe2 &&
           (((unsigned char)at[1] == 0x94 && (unsigned char)at[2] < 0x84) ||
            ((unsigned char)at[1] == 0x80 && ((unsigned char)at[2] == 0x93 || (unsigned char)at[2] == 0x94)))) {
        at += 3;
        dashes++;
    }
    return at == end && dashes + marks >= 3;
}

/* Bytes of a symbol with what stands beside it. */
#define SYMBOL_BYTES 60

/* Bytes of a hyphen or an en dash, as between the symbols of a joint document; 0: none stands there. */
static size_t dash_at(const char *at, const char *end)
{
    if (*at == '-')
        return 1;
    bool dash = end - at >= 3 && (unsigned char)at[0] == 0xe2 && (unsigned char)at[1] == 0x80 &&
                (unsigned char)at[2] >= 0x90 && (unsigned char)at[2] <= 0x94;
    return dash ? 3 : 0;
}

bool und_only_symbol(const char *at, const char *end)
{
    size_t slashes = 0, digits = 0, words = 0;
    const char *c = at;
    if (*c >= '0' && *c <= '9') {
        /* A job number (21-00208, GE.20-12345 goes by letters) or a page of pages (2/5). */
        for (; c < end; c++) {
            if (*c >= '0' && *c <= '9')
                digits++;
            else if (*c == '/' || *c == '-')
                slashes++;
            else if (*c != ' ' && *c != '*' && *c != '(' && *c != ')' && !(*c >= 'A' && *c <= 'Z'))
                return false;
        }
        return digits >= 2 && slashes >= 1 && digits <= 20;
    }
    if (end - at > SYMBOL_BYTES)
        return false;
    while (c < end && *c >= 'A' && *c <= 'Z')
        c++;
    if (c == at || c - at > 6 || c >= end || (*c != '/' && *c != '.'))
        return false;
    bool job = *c == '.';
    for (; c < end; c++) {
        if (*c == '/')
            slashes++;
        else if (*c >= '0' && *c <= '9')
            digits++;
        else if (*c == ' ')
            words += c[-1] != ' ';
        else if (*c >= 'a' && *c <= 'z' && !job) {
            /* "Page 3", "Add.1", "Sub.2": few lower-case letters */
            if (words > 2)
                return false;
        } else if (dash_at(c, end) > 0) {
            c += dash_at(c, end) - 1;
        } else if (!((*c >= 'A' && *c <= 'Z') || *c == '.' || *c == '*' || *c == '(' || *c == ')')) {
            return false;
        }
    }
    if (job)
        return digits >= 5;
    return slashes >= 1 && digits >= 1 && words <= 3;
}

/* A document symbol without anything else. */
static bool is_symbol(const char *at, const char *end)
{
    return end > at && *at >= 'A' && *at <= 'Z' && memchr(at, '/', (size_t)(end - at)) != NULL &&
           memchr(at, ' ', (size_t)(end - at)) == NULL && und_only_symbol(at, end);
}

/* Whether a byte may be one of a symbol's: ASCII, or of a dash, E2 80 90 to 94. */
static bool may_be_of_symbol(unsigned char c)
{
    return c < 0x80 || c == 0xe2 || c == 0x80 || (c >= 0x90 && c <= 0x94);
}

bool und_is_page_head(const char *at, const char *end)
{
    if (at < end && *at >= 'A' && *at <= 'Z') {
        const char *first = at;
        while (first < end && *first != ' ')
            first++;
        if (end - first > 3 && first[1] == ' ' && first[2] == ' ' && is_symbol(at, first))
            return true;
    }
    const char *last = end;
    while (last > at && last[-1] != ' ')
        if (!may_be_of_symbol((unsigned char)*--last))
            return false;
    return last - at > 3 && last[-2] == ' ' && last[-3] == ' ' && is_symbol(last, end);
}

und_shape und_only_number(const char *at, const char *end, uint16_t *value)
{
    const char *c = at;
    uint32_t number = 0;
    while (c < end && *c >= '0' && *c <= '9') {
        number = c - at < 4 ? number * 10 + (uint32_t)(*c - '0') : number;
        c++;
    }
    if (und_trim_end(at, end) != c || (number == 0 && c - at != 1))
        return UND_SHAPE_TEXT; /* a nought alone is of a bar code that is written downwards */
    *value = (uint16_t)number;
    /* More figures than a page or a footnote has are the text of a bar code. */
    return c - at > 4 ? UND_SHAPE_SYMBOL : UND_SHAPE_NUMBER;
}
