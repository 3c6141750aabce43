#include "read/line_end.h"

#include "read/scan.h"
#include "text/eight.h"

/* The byte that stands `back` bytes before the end: text is compared as unsigned bytes, whatever char is. */
static inline unsigned char byte_before(const char *end, int back)
{
    return (unsigned char)end[-back];
}

const char *und_trim_end(const char *at, const char *end)
{
    while (end > at) {
        unsigned char last = byte_before(end, 1);
        if (last > '*' && last < 0x80 && last != '_')
            return end; /* most lines: a letter, a figure or a mark */
        if (last == ' ' || last == '\t' || last == '*' || last == '_' || last == '"' || last == '\r')
            end--;
        else if (end - at >= 2 && byte_before(end, 2) == 0xc2 && (last == 0xa0 || last == 0xbb || last == 0xad))
            end -= 2; /* no-break space, », soft hyphen */
        else if (end - at >= 3 && byte_before(end, 3) == 0xe2 && byte_before(end, 2) == 0x80 &&
                 (last == 0x9d || last == 0x99 || last == 0xaf || last == 0x8e || last == 0x8f))
            end -= 3; /* ” ’, the narrow no-break space, marks of direction */
        else
            return end;
    }
    return end;
}

static und_end end_mark(const char *at, const char *end)
{
    if (end <= at)
        return UND_END_NONE;
    switch (end[-1]) {
    case ',': return UND_END_COMMA;
    case ';': return UND_END_SEMICOLON;
    case ':': return UND_END_COLON;
    case '.':
    case '!':
    case '?': return UND_END_STOP;
    case '-': return UND_END_HYPHEN;
    case ']': return UND_END_BRACKET;
    default: break;
    }
    if (end - at >= 2 && byte_before(end, 2) == 0xd8 && byte_before(end, 1) == 0x8c)
        return UND_END_COMMA;
    if (end - at >= 2 && byte_before(end, 2) == 0xd8 && byte_before(end, 1) == 0x9b)
        return UND_END_SEMICOLON;
    if (end - at >= 3 && byte_before(end, 3) == 0xef && byte_before(end, 2) == 0xbc) {
        switch (byte_before(end, 1)) {
        case 0x8c: return UND_END_COMMA;
        case 0x9b: return UND_END_SEMICOLON;
        case 0x9a: return UND_END_COLON;
        case 0x8e: return UND_END_STOP;
        default: return UND_END_NONE;
        }
    }
    if (end - at >= 3 && byte_before(end, 3) == 0xe3 && byte_before(end, 2) == 0x80) {
        if (byte_before(end, 1) == 0x82)
            return UND_END_STOP;
        if (byte_before(end, 1) == 0x81)
            return UND_END_COMMA;
    }
    return UND_END_NONE;
}

/* The mark before a footnote's number ("…,3", "… ; 12"); UND_END_NONE when there is none. */
static und_end mark_before_number(const char *at, const char *end)
{
    const char *before = end;
    while (before > at && end - before < 3 && before[-1] >= '0' && before[-1] <= '9')
        before--;
    if (before == at)
        return UND_END_NONE;
    bool close = before[-1] != ' ';
    und_end mark = end_mark(at, und_trim_end(at, before));
    if (mark == UND_END_COMMA || mark == UND_END_SEMICOLON || mark == UND_END_COLON)
        return mark;
    if (mark == UND_END_STOP && close && before - at >= 2 && before[-1] == '.' &&
        !(before[-2] >= '0' && before[-2] <= '9') && before[-2] != 'L')
        return mark;
    return UND_END_NONE;
}

/* The conjunction before the last member of a list: "…; and". */
static und_end mark_before_word(const char *at, const char *end)
{
    const char *word = end;
    while (word > at && end - word < 4 && word[-1] != ' ' && word[-1] != ';')
        word--;
    if (word == at || und_is_latin(word[-1]))
        return UND_END_NONE; /* most lines: a longer word */
    return end_mark(at, und_trim_end(at, word)) == UND_END_SEMICOLON ? UND_END_SEMICOLON : UND_END_NONE;
}

/* The end of a line that does not tell it at once. */
static und_end look_at_end(const char *at, const char *end)
{
    if (und_is_latin(end[-1]))
        return mark_before_word(at, end);
    end = und_trim_end(at, end);
    if (end <= at)
        return UND_END_NONE;
    und_end mark = end_mark(at, end);
    if (mark != UND_END_NONE)
        return mark;
    return end[-1] >= '0' && end[-1] <= '9' ? mark_before_number(at, end) : mark_before_word(at, end);
}

und_end und_text_end(und_bytes line)
{
    const char *at = line.at, *end = line.at + line.length;
    if (end - at < (ptrdiff_t)UND_EIGHT)
        return look_at_end(at, end);
    static const uint8_t marks[256] = {
        [','] = UND_END_COMMA, ['.'] = UND_END_STOP, [';'] = UND_END_SEMICOLON, [':'] = UND_END_COLON};
    uint8_t mark = marks[byte_before(end, 1)];
    /* A semicolon so near the end that only a word is after it, in any script: "…; and". */
    uint64_t x = und_eight(end - UND_EIGHT);
    bool semicolon = (und_eight_is(x, ';') | (x & UND_HIGH)) != 0;
    bool look = (mark == UND_END_NONE) & (semicolon | !und_is_latin(end[-1]));
    return look ? look_at_end(at, end) : (und_end)mark;
}
