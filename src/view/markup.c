#include "undoc/markup.h"

#include <stdbool.h>
#include <stddef.h>

typedef struct marks {
    const char *at;
    size_t length;
    und_markup *out;
    uint32_t count;
    uint32_t room;
} marks;

static void put(marks *m, size_t from, size_t to)
{
    if (m->count < m->room)
        m->out[m->count++] = (und_markup){(uint32_t)from, (uint32_t)to};
}

static bool is_space(const marks *m, size_t at)
{
    return at >= m->length || m->at[at] == ' ' || m->at[at] == '\t';
}

/* A letter or a digit, of whatever script. */
static bool is_word(const marks *m, size_t at)
{
    unsigned char c = at < m->length ? (unsigned char)m->at[at] : ' ';
    return c >= 0x80 || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* A letter or a digit of ASCII: between two of them an asterisk multiplies. */
static bool is_plain(const marks *m, size_t at)
{
    return at < m->length && (unsigned char)m->at[at] < 0x80 && is_word(m, at);
}

static size_t run_end(const marks *m, size_t at)
{
    size_t end = at;
    while (end < m->length && m->at[end] == m->at[at])
        end++;
    return end;
}

/* Where the run of the same length is that closes the emphasis whose marks stand in [from, to); the length of the line:
 * nothing does. */
static size_t closing(const marks *m, size_t from, size_t to)
{
    for (size_t at = to; at < m->length; at++) {
        if (m->at[at] == '\\') {
            at++;
            continue;
        }
        if (m->at[at] != m->at[from])
            continue;
        size_t end = run_end(m, at);
        bool inside = m->at[from] == '_' && is_word(m, end);
        if (end - at == to - from && !is_space(m, at - 1) && !inside)
            return at;
        at = end - 1;
    }
    return m->length;
}

/* The signs before a heading, with the space after them. */
static size_t heading(marks *m)
{
    size_t end = m->length > 0 && m->at[0] == '#' ? run_end(m, 0) : 0;
    if (end == 0 || end > 6 || !is_space(m, end) || end + 1 >= m->length)
        return 0;
    put(m, 0, end + 1);
    return end + 1;
}

/* The end of a footnote's marker, `[^12]`, that begins at a place; that place where there is none. */
static size_t footnote(const marks *m, size_t at)
{
    if (at + 2 >= m->length || m->at[at] != '[' || m->at[at + 1] != '^')
        return at;
    size_t end = at + 2;
    while (end < m->length && is_word(m, end))
        end++;
    return end > at + 2 && end < m->length && m->at[end] == ']' ? end + 1 : at;
}

/* Marks of emphasis that are open, innermost last. */
#define OPEN_MAX 8u

uint32_t und_markup_find(const und_doc *doc, uint32_t line, und_markup *out, uint32_t room)
{
    if (line >= und_doc_line_count(doc))
        return 0;
    und_bytes text = und_doc_line(doc, line);
    marks m = {text.at, text.length, out, 0, room};
    size_t open[OPEN_MAX], opened = 0; /* where the runs stand that close what is open */
    bool none[2][4] = {{false}};       /* nothing closes such a run any more: it is not looked for again */
    for (size_t at = heading(&m); at < m.length && m.count < m.room;) {
        char c = m.at[at];
        size_t end = at + 1;
        if (c == '\\' && end < m.length && !is_word(&m, end) && !is_space(&m, end)) {
            put(&m, at, end);
            end++;
        } else if (c == '[' && footnote(&m, at) > at) {
            end = footnote(&m, at);
            put(&m, at, at + 2);
            put(&m, end - 1, end);
        } else if (c == '*' || c == '_') {
            end = run_end(&m, at);
            if (opened > 0 && open[opened - 1] == at) {
                opened--;
                put(&m, at, end);
            } else if (end - at <= 3 && !none[c == '_'][end - at] && !is_space(&m, end) && opened < OPEN_MAX &&
                       !(at > 0 && (c == '_' ? is_word(&m, at - 1) : is_plain(&m, at - 1) && is_plain(&m, end)))) {
                size_t close = closing(&m, at, end);
                none[c == '_'][end - at] = close == m.length;
                if (close < m.length && (opened == 0 || close < open[opened - 1])) {
                    open[opened++] = close;
                    put(&m, at, end);
                }
            }
        }
        at = end;
    }
    return m.count;
}
