#include "read/facts.h"

#include "text/eight.h"
#include "text/utf8.h"

#include <string.h>

/* Bytes of the beginning of a line that are folded and looked up: more than any phrase needs. */
#define WINDOW 96u
/* Qualifiers that may stand before an opener: "Also deeply concerned". */
#define QUALIFIERS_MAX 3
/* So many words of one language at a line's beginning leave no doubt: the languages of a script share none. */
#define VOTES_ENOUGH 2

#define OPENER_KEYS (UND_BIT(UND_TERM_PREAMBULAR) | UND_BIT(UND_TERM_OPERATIVE) | UND_BIT(UND_TERM_DECLARATION))

/* ---- figures ---- */

uint16_t und_letter_value(const char *at, size_t length)
{
    if (length == 0 || length > 2 || at[0] < 'a' || at[0] > 'z')
        return 0;
    if (length == 2)
        return at[1] == at[0] ? (uint16_t)(at[0] - 'a' + 27) : 0;
    return (uint16_t)(at[0] - 'a' + 1);
}

static uint16_t roman_digit(char c)
{
    switch (c) {
    case 'i': return 1;
    case 'v': return 5;
    case 'x': return 10;
    case 'l': return 50;
    case 'c': return 100;
    default: return 0;
    }
}

/* Writes the canonical figure, so that "iiii" and "vx" are no figures. */
static size_t roman_text(uint16_t value, char *out)
{
    static const struct {
        uint16_t value;
        const char *text;
    } steps[] = {{100, "c"}, {90, "xc"}, {50, "l"}, {40, "xl"}, {10, "x"}, {9, "ix"}, {5, "v"}, {4, "iv"}, {1, "i"}};
    size_t length = 0;
    for (size_t i = 0; i < sizeof steps / sizeof steps[0]; i++)
        while (value >= steps[i].value) {
            for (const char *c = steps[i].text; *c != '\0'; c++)
                out[length++] = *c;
            value = (uint16_t)(value - steps[i].value);
        }
    return length;
}

uint16_t und_roman_value(const char *at, size_t length)
{
    if (length == 0 || length > 8)
        return 0;
    uint32_t value = 0;
    for (size_t i = 0; i < length; i++) {
        uint16_t digit = roman_digit(at[i]);
        uint16_t next = i + 1 < length ? roman_digit(at[i + 1]) : 0;
        if (digit == 0)
            return 0;
        value = digit < next ? value - digit : value + digit;
    }
    if (value == 0 || value > 255)
        return 0;
    char canonical[32];
    size_t written = roman_text((uint16_t)value, canonical);
    return written == length && memcmp(canonical, at, length) == 0 ? (uint16_t)value : 0;
}

/* ---- scanning the beginning of a line ---- */

typedef struct scan {
    const char *at, *end;
} scan;

static inline bool is_latin(char c)
{
    return (unsigned)((c | 0x20) - 'a') < 26u;
}

static uint32_t peek(const scan *s, uint32_t *length)
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

static void skip_space(scan *s)
{
    while (s->at < s->end) {
        uint32_t length;
        if (*s->at == ' ' || *s->at == '\t') {
            s->at++;
            continue;
        }
        if ((unsigned char)*s->at < 0x80)
            return;
        uint32_t point = peek(s, &length);
        if (point != ' ' && point != 0)
            return;
        s->at += length;
    }
}

/* Emphasis marks and the backslashes of Markdown; true when they are bold. */
static bool skip_emphasis(scan *s)
{
    const char *start = s->at;
    while (s->at < s->end && (*s->at == '*' || *s->at == '_' || *s->at == '\\'))
        s->at++;
    return s->at - start >= 2 && start[0] == '*' && start[1] == '*';
}

static bool skip_quote(scan *s)
{
    bool quoted = false;
    for (;;) {
        uint32_t length;
        uint32_t point = peek(s, &length);
        if (point != '"' && point != 0xab && point != 0x201c && point != 0x201e && point != 0x300c && point != 0x300a)
            return quoted;
        quoted = true;
        s->at += length;
        skip_space(s);
    }
}

static bool at_space(const scan *s)
{
    uint32_t length;
    return s->at >= s->end || peek(s, &length) == ' ';
}

static uint32_t digit_value(uint32_t point)
{
    return point >= '0' && point <= '9' ? point - '0' : 10;
}

typedef struct label {
    und_label_style style;
    und_form form;
    uint16_t value;
} label;

/* A number and what follows it. `*s` stands after the label when there is one, else where it stood. */
static label scan_number(scan *s, bool parenthesis)
{
    scan t = *s;
    uint32_t value = 0, digits = 0, length;
    for (; digits < 5; digits++) {
        uint32_t digit = digit_value(peek(&t, &length));
        if (digit == 10)
            break;
        value = value * 10 + digit;
        t.at += length;
    }
    label none = {UND_LABEL_NONE, UND_FORM_NONE, 0};
    if (digits == 0 || digits > 4 || value == 0)
        return none;
    uint32_t point = peek(&t, &length);
    if (parenthesis) {
        if (point != ')' || value > 200)
            return none;
        t.at += length;
        *s = t;
        return (label){UND_LABEL_NUMBER, UND_FORM_PARENTHESES, (uint16_t)value};
    }
    if (point == '.' || point == 0x3001) {
        t.at += length;
        uint32_t next = peek(&t, &length);
        if (digit_value(next) < 10 || next == '/')
            return none;
        *s = t;
        return (label){UND_LABEL_NUMBER, UND_FORM_DOT, (uint16_t)value};
    }
    if (point == ')') {
        t.at += length;
        *s = t;
        return (label){UND_LABEL_NUMBER, UND_FORM_PAREN, (uint16_t)value};
    }
    if (point == '-' || point == 0x2013) {
        /* Arabic without the space: "1- ". */
        scan after = {t.at + length, t.end};
        skip_space(&after);
        if (und_is_arabic(peek(&after, &length))) {
            *s = after;
            return (label){UND_LABEL_NUMBER, UND_FORM_DASH, (uint16_t)value};
        }
    }
    if (point == ' ') {
        scan mark = t;
        skip_space(&mark);
        point = peek(&mark, &length);
        if (point == '.') {
            /* A conversion's space before the full stop: "2 . Se déclare". */
            scan after = {mark.at + length, mark.end};
            if (at_space(&after) && after.at < after.end) {
                *s = after;
                return (label){UND_LABEL_NUMBER, UND_FORM_DOT, (uint16_t)value};
            }
        }
        if ((point == '-' || point == 0x2013 || point == 0x2212) && mark.at < mark.end) {
            scan after = {mark.at + length, mark.end};
            skip_space(&after);
            if (und_is_arabic(peek(&after, &length))) {
                *s = after;
                return (label){UND_LABEL_NUMBER, UND_FORM_DASH, (uint16_t)value};
            }
        }
        if (mark.at < mark.end && value < 1000) {
            *s = mark;
            return (label){UND_LABEL_NUMBER, UND_FORM_SPACE, (uint16_t)value};
        }
    }
    return none;
}

/* Cyrillic letters that look like Latin ones: typists mix them in lists. */
static char latin_twin(uint32_t point)
{
    switch (point) {
    case 0x430: return 'a';
    case 0x441: return 'c';
    case 0x435: return 'e';
    case 0x43e: return 'o';
    case 0x440: return 'p';
    case 0x445: return 'x';
    case 0x443: return 'y';
    case 0x456: return 'i';
    case 0x458: return 'j';
    default: return 0;
    }
}

static uint16_t han_number(uint32_t point)
{
    static const uint16_t digits[] = {0x4e00, 0x4e8c, 0x4e09, 0x56db, 0x4e94, 0x516d, 0x4e03, 0x516b, 0x4e5d, 0x5341};
    for (uint16_t i = 0; i < 10; i++)
        if (digits[i] == point)
            return (uint16_t)(i + 1);
    return 0;
}

/* Letters or roman figures up to their bracket or full stop. */
static label scan_letters(const und_lexicon *lexicon, scan *s, bool parenthesis)
{
    label none = {UND_LABEL_NONE, UND_FORM_NONE, 0};
    scan t = *s;
    char letters[8];
    size_t count = 0;
    uint32_t length, point = peek(&t, &length);
    uint16_t other = 0;
    bool upper = false;
    und_label_style style = UND_LABEL_LOWER;
    if (point >= 0x621 && point <= 0x64a) {
        other = und_lexicon_subitem(lexicon, und_fold(point));
        t.at += length;
    } else if ((other = han_number(point)) != 0) {
        style = UND_LABEL_HAN;
        t.at += length;
    } else {
        while (count < sizeof letters) {
            point = peek(&t, &length);
            char c = point < 0x80 ? (char)point : latin_twin(point);
            bool big = c >= 'A' && c <= 'Z';
            if (!big && !(c >= 'a' && c <= 'z'))
                break;
            if (count > 0 && big != upper)
                return none;
            upper = big;
            letters[count++] = big ? (char)(c + 32) : c;
            t.at += length;
        }
    }
    if (count == 0 && other == 0)
        return none;
    /* The closing bracket in italics: (*a*) */
    while (t.at < t.end && *t.at == '*')
        t.at++;
    /* A conversion's space before it: "a ) De mesurer". */
    if (t.end - t.at >= 2 && t.at[0] == ' ' && t.at[1] == ')')
        t.at++;
    point = peek(&t, &length);
    und_form form;
    if (point == ')')
        form = parenthesis ? UND_FORM_PARENTHESES : UND_FORM_PAREN;
    else if (!parenthesis && (point == '.' || (point == 0x3001 && style == UND_LABEL_HAN)))
        form = UND_FORM_DOT;
    else
        return none;
    t.at += length;
    if (form == UND_FORM_DOT && !at_space(&t) && style != UND_LABEL_HAN)
        return none;
    uint16_t value;
    if (other != 0) {
        value = other;
    } else {
        uint16_t letter = und_letter_value(letters, count);
        uint16_t roman = und_roman_value(letters, count);
        if (letter == 0 && roman == 0)
            return none;
        value = (uint16_t)(letter | roman << 8);
        if (upper)
            style = UND_LABEL_UPPER;
    }
    *s = t;
    return (label){style, form, value};
}

/* "¹² See": the raised number of a footnote before its text. */
static label scan_raised(scan *s)
{
    scan t = *s;
    uint32_t length, value = 0, digits = 0;
    for (uint32_t digit; digits < 4 && (digit = und_raised_digit(peek(&t, &length))) < 10; digits++) {
        value = value * 10 + digit;
        t.at += length;
    }
    skip_space(&t);
    if (value == 0 || digits > 3 || t.at >= t.end)
        return (label){UND_LABEL_NONE, UND_FORM_NONE, 0};
    *s = t;
    return (label){UND_LABEL_NUMBER, UND_FORM_SPACE, (uint16_t)value};
}

static label scan_label(const und_lexicon *lexicon, scan *s)
{
    label none = {UND_LABEL_NONE, UND_FORM_NONE, 0};
    uint32_t length, point = peek(s, &length);
    if (digit_value(point) < 10)
        return scan_number(s, false);
    if (point == '(') {
        scan t = {s->at + length, s->end};
        while (t.at < t.end && (*t.at == '*' || *t.at == ' '))
            t.at++;
        uint32_t inner = peek(&t, &length);
        label found = digit_value(inner) < 10 ? scan_number(&t, true) : scan_letters(lexicon, &t, true);
        if (found.style != UND_LABEL_NONE)
            *s = t;
        return found;
    }
    if (point == '-' || point == 0x2013 || point == 0x2014 || point == 0x2022 || point == 0xb7 || point == 0x25cf) {
        scan t = {s->at + length, s->end};
        if (!at_space(&t) || t.at >= t.end)
            return none;
        *s = t;
        return (label){UND_LABEL_DASH, UND_FORM_NONE, 0};
    }
    if (point < 0x80 && is_latin((char)point)) {
        /* Most words are not labels: what stands after their letters says so. */
        const char *stop = s->end - s->at > 7 ? s->at + 7 : s->end;
        const char *c = s->at + 1;
        while (c < stop && is_latin(*c))
            c++;
        c += c + 1 < stop && c[0] == ' ' && c[1] == ')';
        return c < stop && (*c == ')' || *c == '.' || *c == '*') ? scan_letters(lexicon, s, false) : none;
    }
    if (point >= 0x3220 && point <= 0x3229) { /* ㈠ */
        s->at += length;
        return (label){UND_LABEL_HAN, UND_FORM_PARENTHESES, (uint16_t)(point - 0x3220 + 1)};
    }
    if (und_raised_digit(point) < 10)
        return scan_raised(s);
    if (point >= 0x80 && (latin_twin(point) != 0 || han_number(point) != 0 || (point >= 0x621 && point <= 0x64a)))
        return scan_letters(lexicon, s, false);
    return none;
}

/* ---- the whole line ---- */

static bool only_rule(const char *at, const char *end)
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

/* The end of the text without spaces, emphasis and closing quotation marks. */
static const char *trim_end(const char *at, const char *end)
{
    for (;;) {
        if (end <= at || (end[-1] > '*' && end[-1] != '_'))
            return end; /* most lines: a letter, a figure or a mark; what follows is for the rest */
        if (end > at && (end[-1] == ' ' || end[-1] == '\t' || end[-1] == '*' || end[-1] == '_' || end[-1] == '"' ||
                         end[-1] == '\r'))
            end--;
        else if (end - at >= 2 && (unsigned char)end[-2] == 0xc2 &&
                 ((unsigned char)end[-1] == 0xa0 || (unsigned char)end[-1] == 0xbb || (unsigned char)end[-1] == 0xad))
            end -= 2; /* no-break space, », soft hyphen */
        else if (end - at >= 3 && (unsigned char)end[-3] == 0xe2 && (unsigned char)end[-2] == 0x80 &&
                 ((unsigned char)end[-1] == 0x9d || (unsigned char)end[-1] == 0x99 || (unsigned char)end[-1] == 0xaf))
            end -= 3; /* ” ’ and the narrow no-break space */
        else
            return end;
    }
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
    if (end - at >= 2 && (unsigned char)end[-2] == 0xd8 && (unsigned char)end[-1] == 0x8c)
        return UND_END_COMMA;
    if (end - at >= 2 && (unsigned char)end[-2] == 0xd8 && (unsigned char)end[-1] == 0x9b)
        return UND_END_SEMICOLON;
    if (end - at >= 3 && (unsigned char)end[-3] == 0xef && (unsigned char)end[-2] == 0xbc) {
        switch ((unsigned char)end[-1]) {
        case 0x8c: return UND_END_COMMA;
        case 0x9b: return UND_END_SEMICOLON;
        case 0x9a: return UND_END_COLON;
        case 0x8e: return UND_END_STOP;
        default: return UND_END_NONE;
        }
    }
    if (end - at >= 3 && (unsigned char)end[-3] == 0xe3 && (unsigned char)end[-2] == 0x80) {
        if ((unsigned char)end[-1] == 0x82)
            return UND_END_STOP;
        if ((unsigned char)end[-1] == 0x81)
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
    und_end mark = end_mark(at, trim_end(at, before));
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
    if (word == at || is_latin(word[-1]))
        return UND_END_NONE; /* most lines: a longer word */
    return end_mark(at, trim_end(at, word)) == UND_END_SEMICOLON ? UND_END_SEMICOLON : UND_END_NONE;
}

/* The end of a line that does not tell it at once. */
static und_end look_at_end(const char *at, const char *end)
{
    if (is_latin(end[-1]))
        return mark_before_word(at, end);
    end = trim_end(at, end);
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
    uint8_t mark = marks[(unsigned char)end[-1]];
    /* A semicolon so near the end that only a word is after it, in any script: "…; and". */
    uint64_t x = und_eight(end - UND_EIGHT);
    bool semicolon = (und_eight_is(x, ';') | (x & UND_HIGH)) != 0;
    bool look = (mark == UND_END_NONE) & (semicolon | !is_latin(end[-1]));
    return look ? look_at_end(at, end) : (und_end)mark;
}

/* "A/75/L.3", "A/RES/75/1 Page 2", "12/34 21-00208": what stands at the head or foot of a page. */
static bool only_symbol(const char *at, const char *end)
{
    if (end - at > 60)
        return false;
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
            words++;
        else if (*c >= 'a' && *c <= 'z' && !job) {
            /* "Page 3", "Add.1", "Sub.2": few lower-case letters */
            if (words > 2)
                return false;
        } else if (!((*c >= 'A' && *c <= 'Z') || *c == '.' || *c == '-' || *c == '*' || *c == '(' || *c == ')'))
            return false;
    }
    if (job)
        return digits >= 5;
    return slashes >= 1 && digits >= 1 && words <= 3;
}

typedef struct beginning {
    scan text;         /* after label, emphasis and quotation marks */
    const char *label; /* where the label begins */
    label found;
    uint8_t flags;
} beginning;

/* Whether a line with these first bytes begins with a word in Latin letters that is no label and no symbol, as most do:
 * what stands after its letters says so, and neither has seven. False: it needs a closer look. */
static inline bool is_word(uint64_t x)
{
    /* An accent of French or Spanish is in a word; other scripts may hide a bracket. */
    static const bool after_word[256] = {
        [' '] = true, ['\''] = true, [','] = true, ['-'] = true, [0xc3] = true, ['a'] = true, ['b'] = true,
        ['c'] = true, ['d'] = true,  ['e'] = true, ['f'] = true, ['g'] = true,  ['h'] = true, ['i'] = true,
        ['j'] = true, ['k'] = true,  ['l'] = true, ['m'] = true, ['n'] = true,  ['o'] = true, ['p'] = true,
        ['q'] = true, ['r'] = true,  ['s'] = true, ['t'] = true, ['u'] = true,  ['v'] = true, ['w'] = true,
        ['x'] = true, ['y'] = true,  ['z'] = true};
    uint64_t ends = und_eight_no_letters(x);
    unsigned letters = (unsigned)__builtin_ctzll(ends | UINT64_C(1) << 63) / 8u;
    uint64_t after = x >> 8u * letters;
    return (ends & 0x80) == 0 && after_word[after & 0xff] && (after & 0xffff) != (' ' | ')' << 8);
}

/* A label of most clauses, as facts keep it, and the bytes before the text after it. */
typedef struct plain_label {
    uint32_t bytes; /* 0: there is none, or it needs a closer look */
    uint8_t key;    /* und_label_style, und_form << 4 */
    uint16_t value;
} plain_label;

/* "12. The", "(a) To", "a) De": before a Latin letter. */
static inline plain_label plain_label_of(und_bytes line)
{
    const plain_label none = {0};
    if (line.length < UND_EIGHT)
        return none;
    const char *at = line.at;
    if ((unsigned)(*at - '0') < 10u) {
        uint32_t value = 0, digits = 0;
        while (digits < 3 && (unsigned)(at[digits] - '0') < 10u)
            value = value * 10 + (uint32_t)(at[digits++] - '0');
        if (value == 0 || at[digits] != '.' || at[digits + 1] != ' ' || !is_latin(at[digits + 2]))
            return none;
        return (plain_label){digits + 2, UND_LABEL_NUMBER | UND_FORM_DOT << 4, (uint16_t)value};
    }
    uint32_t open = *at == '(';
    char letter = (char)(at[open] | 0x20);
    if (!is_latin(letter) || at[open + 1] != ')' || at[open + 2] != ' ' || !is_latin(at[open + 3]))
        return none;
    unsigned style = at[open] == letter ? UND_LABEL_LOWER : UND_LABEL_UPPER;
    unsigned form = open ? UND_FORM_PARENTHESES : UND_FORM_PAREN;
    return (plain_label){open + 3, (uint8_t)(style | form << 4),
                         (uint16_t)((unsigned)(letter - 'a' + 1) | (unsigned)roman_digit(letter) << 8)};
}

static inline bool may_be_mark(char c)
{
    return (unsigned char)c >= 0x80 || c == ' ' || c == '\t' || c == '#' || c == '*' || c == '_' || c == '\\' ||
           c == '"';
}

/* Marks of headings, emphasis and quotations before the label. */
static void skip_marks(beginning *b)
{
    skip_space(&b->text);
    if (b->text.at < b->text.end && *b->text.at == '#') {
        b->flags |= UND_FLAG_MARKED;
        while (b->text.at < b->text.end && *b->text.at == '#')
            b->text.at++;
        skip_space(&b->text);
    }
    if (skip_emphasis(&b->text))
        b->flags |= UND_FLAG_BOLD;
    skip_space(&b->text);
    if (skip_quote(&b->text))
        b->flags |= UND_FLAG_QUOTED;
}

/* "1.1", "2.5": no label. */
static bool is_decimal(und_bytes line)
{
    size_t at = 0;
    while (at < line.length && (unsigned)(line.at[at] - '0') < 10u)
        at++;
    return at > 0 && line.length - at >= 2 && line.at[at] == '.' && (unsigned)(line.at[at + 1] - '0') < 10u;
}

/* The beginning of a line that has neither a plain label nor begins with a plain word. */
static beginning scan_closely(const und_lexicon *lexicon, und_bytes line)
{
    beginning b = {.text = {line.at, line.at + line.length}, .label = line.at};
    if (is_decimal(line))
        return b;
    if (line.length > 0 && may_be_mark(*line.at))
        skip_marks(&b);
    b.label = b.text.at;
    b.found = scan_label(lexicon, &b.text);
    if (b.found.style != UND_LABEL_NONE) {
        skip_space(&b.text);
        (void)skip_emphasis(&b.text);
        skip_space(&b.text);
        if (skip_quote(&b.text))
            b.flags |= UND_FLAG_QUOTED;
    }
    return b;
}

static beginning scan_beginning(const und_lexicon *lexicon, und_bytes line)
{
    beginning b = {.text = {line.at, line.at + line.length}, .label = line.at};
    if (is_word(und_eight_of(line.at, line.length)))
        return b;
    plain_label found = plain_label_of(line);
    if (found.bytes == 0)
        return scan_closely(lexicon, line);
    b.text.at += found.bytes;
    b.found = (label){(und_label_style)(found.key & 15u), (und_form)(found.key >> 4), found.value};
    return b;
}

/* Where the words of a line are looked for: after the bracket, if it begins with one. */
static const char *words_start(const beginning *b)
{
    const char *look = b->text.at;
    const char *end = b->text.end;
    uint32_t length, point = peek(&b->text, &length);
    if (point == '[' || point == '(') {
        look += length;
        while (look < end && (*look == ' ' || *look == '*' || *look == '_'))
            look++;
    }
    return look;
}

static und_folding fold_start(const char *words, const char *end, char *folded)
{
    size_t room = (size_t)(end - words) < WINDOW ? (size_t)(end - words) : WINDOW;
    return und_folding_of((und_bytes){words, room}, folded, WINDOW);
}

/* The first byte from `at` on that is no space. Folded text has one space at a time. */
static size_t after_space(und_folding *folding, size_t at)
{
    if (folding->used <= at)
        und_fold_more(folding, at + 1);
    return at < folding->used && folding->out[at] == ' ' ? at + 1 : at;
}

/* The phrase that the text begins with, qualifiers before an opener skipped; `*bytes` counts both. */
static uint16_t match_phrase(const und_lexicon *lexicon, und_folding *folding, size_t *bytes)
{
    *bytes = 0;
    uint16_t id = und_lexicon_match(lexicon, folding, 0);
    size_t at = 0;
    for (int i = 0; i < QUALIFIERS_MAX && id != 0; i++) {
        const und_phrase *phrase = und_phrase_at(lexicon, id);
        if ((phrase->keys & ~UND_BIT(UND_TERM_QUALIFIER)) != 0) {
            if (at > 0 && (phrase->keys & OPENER_KEYS) == 0)
                break;
            *bytes = at + phrase->length;
            return id;
        }
        at = after_space(folding, at + phrase->length);
        id = und_lexicon_match(lexicon, folding, at);
    }
    return 0;
}

/* The same in plain text, where most is found without folding. UND_NOT_PLAIN: where it is not. */
static uint16_t match_plain(const und_lexicon *lexicon, const char *at, const char *end)
{
    const char *start = at;
    uint16_t id = und_lexicon_match_plain(lexicon, at, end);
    for (int i = 0; i < QUALIFIERS_MAX && id != 0 && id != UND_NOT_PLAIN; i++) {
        const und_phrase *phrase = und_phrase_at(lexicon, id);
        if ((phrase->keys & ~UND_BIT(UND_TERM_QUALIFIER)) != 0)
            return at > start && (phrase->keys & OPENER_KEYS) == 0 ? 0 : id;
        at += phrase->length;
        if (at < end && *at == ' ')
            at++;
        id = und_lexicon_match_plain(lexicon, at, end);
    }
    return id == UND_NOT_PLAIN ? id : 0;
}

/* The language that a phrase or the script of its first character tells at once, + 1. */
static uint8_t vote_of(const und_lexicon *lexicon, uint16_t phrase, const scan *text)
{
    if (phrase != 0 && und_phrase_at(lexicon, phrase)->language != 0)
        return (uint8_t)und_phrase_at(lexicon, phrase)->language;
    uint8_t script = UND_LANGUAGE_NONE;
    uint32_t length, point = peek(text, &length);
    if (point < 0x80 || (text->at + length < text->end && is_latin(text->at[length])))
        return UND_VOTE_WORDS; /* "Сalls" with a Cyrillic capital that looks like the Latin one */
    if (und_is_han(point))
        script = lexicon->script_language[UND_SCRIPT_HAN];
    else if (und_is_arabic(point))
        script = lexicon->script_language[UND_SCRIPT_ARABIC];
    else if (und_is_cyrillic(point))
        script = lexicon->script_language[UND_SCRIPT_CYRILLIC];
    return script == UND_LANGUAGE_NONE ? UND_VOTE_WORDS : (uint8_t)(script + 1);
}

static uint16_t match_folded(const und_lexicon *lexicon, const char *at, const char *end)
{
    char folded[WINDOW];
    und_folding folding = fold_start(at, end, folded);
    size_t bytes;
    return match_phrase(lexicon, &folding, &bytes);
}

/* Whether a phrase may begin at `at`. What is no plain ASCII is not known before it is folded. */
static bool may_match(const und_lexicon *lexicon, const char *at, const char *end)
{
    uint64_t x = und_eight_of(at, (size_t)(end - at));
    unsigned letters = und_eight_first(und_eight_no_letters(x));
    if (letters == 0 || (x & UND_HIGH) != 0)
        return true;
    return und_lexicon_may_match(lexicon, und_eight_keep(x | UND_BYTES(0x20), letters));
}

static uint16_t find_phrase(const und_lexicon *lexicon, const char *at, const char *end)
{
    if (!may_match(lexicon, at, end))
        return 0;
    if ((size_t)(end - at) > WINDOW)
        end = at + WINDOW;
    uint16_t phrase = match_plain(lexicon, at, end);
    return phrase == UND_NOT_PLAIN ? match_folded(lexicon, at, end) : phrase;
}

/* A line of figures alone: of a page, a footnote or a bar code. */
static bool is_number(und_facts *facts, const char *at, const char *end)
{
    const char *c = at;
    uint32_t value = 0;
    while (c < end && *c >= '0' && *c <= '9') {
        value = c - at < 4 ? value * 10 + (uint32_t)(*c - '0') : value;
        c++;
    }
    if (trim_end(at, end) != c || value == 0)
        return false;
    /* More figures than a page or a footnote has are the text of a bar code. */
    facts->shape = c - at > 4 ? UND_SHAPE_SYMBOL : UND_SHAPE_NUMBER;
    facts->value = (uint16_t)value;
    return true;
}

/* Lines that are no text, told by their first character after spaces and marks. True: the facts are complete. */
static bool is_no_text(und_facts *facts, const beginning *b, const char *end)
{
    char first = *b->label;
    if (is_latin(first) && (end - b->label < 2 || b->label[1] >= 'a'))
        return false; /* most lines: a word that is no symbol */
    bool figure = first >= '0' && first <= '9';
    if (first == '<' && end - b->label >= 4 && memcmp(b->label, "<!--", 4) == 0) {
        facts->shape = UND_SHAPE_COMMENT;
        return true;
    }
    if (first == '|') {
        facts->shape = UND_SHAPE_TABLE;
        return true;
    }
    if ((first == '-' || first == '=' || first == '~' || (unsigned char)first == 0xe2) && only_rule(b->label, end)) {
        facts->shape = UND_SHAPE_RULE;
        return true;
    }
    if (figure && b->found.style == UND_LABEL_NONE && is_number(facts, b->label, end))
        return true;
    if ((figure || (first >= 'A' && first <= 'Z')) && (facts->flags & UND_FLAG_SHORT) != 0 &&
        (b->found.style == UND_LABEL_NONE || b->found.form == UND_FORM_SPACE) &&
        only_symbol(b->label, trim_end(b->label, end))) {
        facts->shape = UND_SHAPE_SYMBOL;
        return true;
    }
    return false;
}

/* What tells a text apart: its end, its first character, its phrase. Of a text that begins with a Latin letter
 * latin_line says the same. */
static void read_text(und_facts *facts, const und_lexicon *lexicon, const beginning *b)
{
    facts->end = b->text.at < b->text.end ? UND_END_ASK : UND_END_NONE; /* of a label's full stop nothing is told */
    uint32_t length, point = peek(&b->text, &length);
    if (point == '[')
        facts->flags |= UND_FLAG_BRACKET;
    else if (point == '(')
        facts->flags |= UND_FLAG_PAREN;
    else if (point < 0x80)
        facts->flags |= !is_latin((char)point) ? 0u : point >= 'a' ? UND_FLAG_LOWER : UND_FLAG_UPPER;
    else if (und_is_lower(point))
        facts->flags |= UND_FLAG_LOWER;
    else if (und_is_upper(point))
        facts->flags |= UND_FLAG_UPPER;
    /* Latin text in lower case goes on with a sentence: no phrase begins so. This is most of a wrapped text. */
    if (point < 0x180 && (facts->flags & UND_FLAG_LOWER) != 0)
        return;
    facts->phrase = find_phrase(lexicon, words_start(b), b->text.end);
    facts->end |= (uint8_t)(vote_of(lexicon, facts->phrase, &b->text) << 4);
}

/* The facts of a line whose text begins at `text` with a Latin letter, after a label or none. */
static inline und_facts latin_line(const und_lexicon *lexicon, und_bytes line, const char *text, plain_label found)
{
    const char *end = line.at + line.length;
    bool lower = (*text & 0x20) != 0;
    und_facts facts = {.shape = UND_SHAPE_TEXT,
                       .label = found.key,
                       .value = found.value,
                       .end = UND_END_ASK,
                       .flags =
                           (uint8_t)(UND_FLAG_UPPER / (1u + lower) | UND_FLAG_SHORT * (line.length <= UND_SHORT_LINE))};
    if (lower)
        return facts; /* it goes on with a sentence: no phrase begins so */
    facts.phrase = find_phrase(lexicon, text, end);
    uint8_t vote = facts.phrase == 0 ? 0 : (uint8_t)und_phrase_at(lexicon, facts.phrase)->language;
    facts.end |= (uint8_t)((vote == 0 ? UND_VOTE_WORDS : vote) << 4);
    return facts;
}

/* The facts of any other line. */
static und_facts other_line(const und_lexicon *lexicon, und_bytes line)
{
    und_facts facts = {0};
    const char *end = line.at + line.length;
    beginning b = scan_closely(lexicon, line);
    if (b.text.at >= end && b.found.style == UND_LABEL_NONE) {
        /* Nothing but space, or nothing but marks, which a rule is made of. */
        scan whole = {line.at, end};
        skip_space(&whole);
        if (whole.at < end)
            facts.shape = only_rule(whole.at, end) ? UND_SHAPE_RULE : UND_SHAPE_COMMENT;
        return facts;
    }
    facts.flags = b.flags;
    if (line.length <= UND_SHORT_LINE)
        facts.flags |= UND_FLAG_SHORT;
    if (is_no_text(&facts, &b, end))
        return facts;
    facts.shape = UND_SHAPE_TEXT;
    facts.label = (uint8_t)((unsigned)b.found.style | (unsigned)b.found.form << 4);
    facts.value = b.found.value;
    read_text(&facts, lexicon, &b);
    return facts;
}

und_facts und_facts_of(const und_lexicon *lexicon, und_bytes line)
{
    if (line.length == 0)
        return (und_facts){0};
    plain_label found = {0};
    if (!is_word(und_eight_of(line.at, line.length))) {
        found = plain_label_of(line);
        if (found.bytes == 0)
            return other_line(lexicon, line);
    }
    return latin_line(lexicon, line, line.at + found.bytes, found);
}

void und_set_facts(const und_lexicon *lexicon, und_lines *lines, uint32_t first, uint32_t count)
{
    if (count == 0)
        return;
    und_line *line = und_lines_at(lines, first);
    for (und_line *last = line + count; line < last; line++) {
        und_facts facts = {0};
        if (line->length > 0) {
            und_bytes text = {und_lines_place(lines, line), line->length};
            /* Most lines of a wrapped text, for which und_facts_of would find the same: a word in lower case goes on with
             * a sentence. */
            if (text.length >= UND_EIGHT && (unsigned)(*text.at - 'a') < 26u && is_word(und_eight(text.at)))
                facts =
                    (und_facts){.shape = UND_SHAPE_TEXT,
                                .end = UND_END_ASK,
                                .flags = (uint8_t)(UND_FLAG_LOWER | UND_FLAG_SHORT * (text.length <= UND_SHORT_LINE))};
            else
                facts = und_facts_of(lexicon, text);
        }
        memcpy(&line->facts, &facts, sizeof facts);
    }
}

/* The first eight bytes, folded, of a word that is not plain ASCII. Moves after it and what ends it. */
static uint64_t fold_word(const char **at, const char *end)
{
    char folded[UND_EIGHT + 4] = {0};
    uint32_t used = 0;
    while (*at < end) {
        uint32_t length;
        uint32_t point = und_fold(und_utf8_decode(*at, end, &length));
        *at += length;
        if (point != 0 && point < 0x80 && !is_latin((char)point))
            break;
        if (point != 0 && used < UND_EIGHT)
            used += und_utf8_encode(point, folded + used);
    }
    return und_eight(folded);
}

/* After the letters at `at`. */
static const char *after_word(const char *at, const char *end)
{
    for (;;) {
        uint64_t x = und_eight_of(at, (size_t)(end - at));
        unsigned letters = und_eight_first(und_eight_no_letters(x));
        at += letters;
        if (letters < UND_EIGHT && (x >> 8u * letters & 0x80) == 0)
            return at;
        if (letters < UND_EIGHT)
            (void)fold_word(&at, end);
    }
}

/* The first eight bytes, folded, of the word at `*at`; 0: none begins there. Moves after the word, and after what is no
 * letter as far as it looked. */
static inline uint64_t next_word(const char **at, const char *end)
{
    uint64_t x = und_eight_of(*at, (size_t)(end - *at));
    uint64_t others = und_eight_no_letters(x);
    uint64_t first = others & (0 - others); /* the high bit of the first byte that is no letter */
    uint64_t letters = (first >> 7) - 1;    /* all bits before that byte; all there are where there is none */
    uint64_t word = (x | UND_BYTES(0x20)) & letters;
    if ((x & UND_HIGH) == 0 && others != 0) {
        /* The next word's first letter, when it is among the eight bytes. */
        uint64_t next = ~others & UND_HIGH & (0 - first) & ~first;
        *at += next == 0 ? UND_EIGHT : (unsigned)__builtin_ctzll(next) / 8u;
        return word;
    }
    if ((x & first) != 0)
        return fold_word(at, end);
    *at = others == 0 ? after_word(*at + UND_EIGHT, end) : *at + und_eight_first(first) + 1;
    return word;
}

uint8_t und_words_vote(const und_lexicon *lexicon, und_bytes line, uint8_t known)
{
    const char *at = line.at;
    const char *end = line.at + (line.length < WINDOW ? line.length : WINDOW);
    uint8_t counts[UND_LANGUAGES_MAX + 1] = {0};
    uint8_t best = 0;
    for (;;) {
        uint64_t word = next_word(&at, end);
        if (at >= end)
            break; /* the last word may be cut: it tells nothing */
        uint8_t vote = word == 0 ? 0 : und_lexicon_vote(lexicon, word);
        if (vote == 0)
            continue;
        if (vote == known || ++counts[vote] == VOTES_ENOUGH)
            return vote;
        if (best == 0)
            best = vote;
    }
    return known != 0 ? 0 : best;
}

und_line_start und_line_start_of(const und_lexicon *lexicon, und_bytes line)
{
    beginning b = scan_beginning(lexicon, line);
    und_line_start start = {(uint32_t)(b.label - line.at), (uint32_t)(b.text.at - line.at), 0};
    start.opener_end = start.text;
    char folded[WINDOW];
    und_folding folding = fold_start(b.text.at, b.text.end, folded);
    size_t bytes;
    if (match_phrase(lexicon, &folding, &bytes) == 0)
        return start;
    /* The adverbs after the opener belong to it: "Prend note également". */
    for (int i = 0; i < QUALIFIERS_MAX; i++) {
        size_t at = after_space(&folding, bytes);
        uint16_t id = und_lexicon_match(lexicon, &folding, at);
        if (id == 0 || (und_phrase_at(lexicon, id)->keys & UND_BIT(UND_TERM_QUALIFIER)) == 0)
            break;
        bytes = at + und_phrase_at(lexicon, id)->length;
    }
    /* Back to the bytes of the line: folded again, as far as the opener goes. */
    folding = fold_start(b.text.at, b.text.end, folded);
    folding.room = bytes;
    und_fold_more(&folding, bytes);
    start.opener_end = start.text + (uint32_t)(folding.at - b.text.at);
    return start;
}
