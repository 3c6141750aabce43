#include "read/label.h"

static uint32_t digit_value(uint32_t point)
{
    return point >= '0' && point <= '9' ? point - '0' : 10;
}

/* "bis", "ter", "alt" after a number or a letter, between spaces: what was added between others. */
static unsigned scan_added(und_scan *s)
{
    static const struct {
        const char *word;
        unsigned added;
    } words[] = {{"bis", UND_ADDED_BIS}, {"ter", UND_ADDED_TER}, {"quater", UND_ADDED_ALT}, {"alt", UND_ADDED_ALT}};
    und_scan t = *s;
    while (t.at < t.end && (*t.at == ' ' || *t.at == '*'))
        t.at++;
    for (size_t i = 0; t.at > s->at && i < sizeof words / sizeof words[0]; i++) {
        size_t length = strlen(words[i].word);
        if ((size_t)(t.end - t.at) > length && memcmp(t.at, words[i].word, length) == 0 &&
            !und_is_latin(t.at[length])) {
            t.at += length;
            while (t.at < t.end && *t.at == '*')
                t.at++;
            *s = t;
            return words[i].added;
        }
    }
    return UND_ADDED_NONE;
}

/* The backslash that Markdown has before the mark of a label: "1\." */
static void skip_backslash(und_scan *s)
{
    if (s->end - s->at >= 2 && *s->at == '\\' && (s->at[1] == '.' || s->at[1] == ')'))
        s->at++;
}

/* A number and what follows it. `*s` stands after the label when there is one, else where it stood. */
static und_label scan_number(und_scan *s, bool parenthesis)
{
    und_scan t = *s;
    uint32_t value = 0, digits = 0, length;
    for (; digits < 5; digits++) {
        uint32_t digit = digit_value(und_peek(&t, &length));
        if (digit == 10)
            break;
        value = value * 10 + digit;
        t.at += length;
    }
    und_label none = {UND_LABEL_NONE, UND_FORM_NONE, 0};
    if (digits == 0 || digits > 4 || value == 0)
        return none;
    und_scan plain = t;
    unsigned added = scan_added(&t);
    skip_backslash(&t);
    uint32_t point = und_peek(&t, &length);
    if (added != UND_ADDED_NONE && point != '.' && point != ')') {
        t = plain; /* "12 bis rue": an address */
        added = UND_ADDED_NONE;
        point = und_peek(&t, &length);
    }
    if (parenthesis) {
        if (point != ')' || value > 200)
            return none;
        t.at += length;
        *s = t;
        return (und_label){UND_LABEL_NUMBER, UND_FORM_PARENTHESES, (uint16_t)value};
    }
    if (point == '.' || point == 0x3001) {
        t.at += length;
        uint32_t next = und_peek(&t, &length);
        if (digit_value(next) < 10 || next == '/')
            return none;
        *s = t;
        return (und_label){UND_LABEL_NUMBER, UND_FORM_DOT, und_label_with((uint16_t)value, added)};
    }
    if (point == ')') {
        t.at += length;
        *s = t;
        return (und_label){UND_LABEL_NUMBER, UND_FORM_PAREN, und_label_with((uint16_t)value, added)};
    }
    if (point == 0xb0 || point == 0xba) { /* 1° */
        t.at += length;
        if (!und_at_space(&t) || value > 200)
            return none;
        *s = t;
        return (und_label){UND_LABEL_NUMBER, UND_FORM_DEGREE, (uint16_t)value};
    }
    if (point == '-' || point == 0x2013) {
        /* Arabic without the space: "1- ". */
        und_scan after = {t.at + length, t.end};
        und_skip_space(&after);
        if (und_is_arabic(und_peek(&after, &length))) {
            *s = after;
            return (und_label){UND_LABEL_NUMBER, UND_FORM_DASH, (uint16_t)value};
        }
    }
    if (point == ' ') {
        und_scan mark = t;
        und_skip_space(&mark);
        point = und_peek(&mark, &length);
        if (point == '.') {
            /* A conversion's space before the full stop: "2 . Se déclare". */
            und_scan after = {mark.at + length, mark.end};
            if (und_at_space(&after) && after.at < after.end) {
                *s = after;
                return (und_label){UND_LABEL_NUMBER, UND_FORM_DOT, (uint16_t)value};
            }
        }
        if ((point == '-' || point == 0x2013 || point == 0x2212) && mark.at < mark.end) {
            und_scan after = {mark.at + length, mark.end};
            und_skip_space(&after);
            if (und_is_arabic(und_peek(&after, &length))) {
                *s = after;
                return (und_label){UND_LABEL_NUMBER, UND_FORM_DASH, (uint16_t)value};
            }
        }
        if (mark.at < mark.end && value < 1000) {
            *s = mark;
            return (und_label){UND_LABEL_NUMBER, UND_FORM_SPACE, (uint16_t)value};
        }
    }
    return none;
}

static uint16_t han_number(uint32_t point)
{
    static const uint16_t digits[] = {0x4e00, 0x4e8c, 0x4e09, 0x56db, 0x4e94, 0x516d, 0x4e03, 0x516b, 0x4e5d, 0x5341};
    for (uint16_t i = 0; i < 10; i++)
        if (digits[i] == point)
            return (uint16_t)(i + 1);
    return 0;
}

/* Chinese numbers above it are no labels; they have six bits, as letters do. */
#define HAN_MOST 63u

/* Letters or roman figures up to their bracket or full stop. */
static und_label scan_letters(const und_lexicon *lexicon, und_scan *s, bool parenthesis)
{
    und_label none = {UND_LABEL_NONE, UND_FORM_NONE, 0};
    und_scan t = *s;
    char letters[8];
    size_t count = 0;
    uint32_t length, point = und_peek(&t, &length);
    uint16_t other = 0, cyrillic = und_latin_twin(point) != 0 ? und_cyrillic_place(point) : 0;
    bool upper = false;
    und_label_style style = UND_LABEL_LOWER;
    if (point >= 0x621 && point <= 0x64a) {
        other = und_lexicon_subitem(lexicon, und_fold(point));
        t.at += length;
        /* A letter that joins the next one is stretched, so that it keeps its form: (هـ) */
        while ((point = und_peek(&t, &length)) == 0x640 || (point == 0 && length > 0))
            t.at += length;
    } else if (und_latin_twin(point) == 0 && (other = und_cyrillic_place(point)) != 0) {
        t.at += length;
    } else if (han_number(point) != 0) {
        size_t bytes = 0;
        uint16_t number = und_han_value(t.at, (size_t)(t.end - t.at), &bytes);
        if (number == 0 || number > HAN_MOST)
            return none;
        other = number;
        style = UND_LABEL_HAN;
        t.at += bytes;
    } else {
        while (count < sizeof letters) {
            point = und_peek(&t, &length);
            char c = point < 0x80 ? (char)point : und_latin_twin(point);
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
    unsigned added = parenthesis ? scan_added(&t) : UND_ADDED_NONE; /* "(b bis)" */
    skip_backslash(&t);
    point = und_peek(&t, &length);
    und_form form;
    if (point == ')')
        form = parenthesis ? UND_FORM_PARENTHESES : UND_FORM_PAREN;
    else if (!parenthesis && (point == '.' || (point == 0x3001 && style == UND_LABEL_HAN)))
        form = UND_FORM_DOT;
    else
        return none;
    t.at += length;
    if (form == UND_FORM_DOT &&
        ((!und_at_space(&t) && style != UND_LABEL_HAN) || (other != 0 && style != UND_LABEL_HAN)))
        return none; /* "г. Москва" */
    if (added == UND_ADDED_NONE && form != UND_FORM_DOT)
        added = scan_added(&t); /* "(b) bis" */
    uint16_t value;
    if (other != 0) {
        value = other;
    } else {
        uint16_t letter = und_letter_value(letters, count);
        uint16_t roman = und_roman_value(letters, count);
        if (letter == 0 && roman == 0)
            return none;
        value = (uint16_t)(letter | (roman < 128 ? roman : 0) << 8);
        if (cyrillic != 0 && cyrillic != letter && count == 1)
            value = (uint16_t)(letter | (128u + cyrillic) << 8);
        if (upper)
            style = UND_LABEL_UPPER;
    }
    value = (uint16_t)(value | added << 6);
    *s = t;
    return (und_label){style, form, value};
}

/* "¹² See": the raised number of a footnote before its text. */
static und_label scan_raised(und_scan *s)
{
    und_scan t = *s;
    uint32_t length, value = 0, digits = 0;
    for (uint32_t digit; digits < 4 && (digit = und_raised_digit(und_peek(&t, &length))) < 10; digits++) {
        value = value * 10 + digit;
        t.at += length;
    }
    und_skip_space(&t);
    if (value == 0 || digits > 3 || t.at >= t.end)
        return (und_label){UND_LABEL_NONE, UND_FORM_NONE, 0};
    *s = t;
    return (und_label){UND_LABEL_NUMBER, UND_FORM_SPACE, (uint16_t)value};
}

/* "PP1", "OP2 alt": paragraphs as those who negotiate a text call them. */
static und_label scan_paragraph(und_scan *s)
{
    und_label none = {UND_LABEL_NONE, UND_FORM_NONE, 0};
    und_scan t = {s->at + 2, s->end};
    uint32_t value = 0, digits = 0;
    while (t.at < t.end && digits < 4 && (unsigned)(*t.at - '0') < 10u) {
        value = value * 10 + (uint32_t)(*t.at++ - '0');
        digits++;
    }
    if (digits == 0 || digits > 3 || value == 0)
        return none;
    unsigned added = scan_added(&t);
    if (t.at < t.end && (*t.at == '.' || *t.at == ':' || *t.at == ')'))
        t.at++;
    if (!und_at_space(&t) || t.at >= t.end)
        return none;
    und_label_style style = *s->at == 'P' ? UND_LABEL_PREAMBULAR : UND_LABEL_OPERATIVE;
    *s = t;
    return (und_label){style, UND_FORM_DOT, und_label_with((uint16_t)value, added)};
}

/* ’1’, ’1‘: the level below letters where round brackets are taken. */
static und_label scan_quoted_number(und_scan *s, uint32_t quote)
{
    und_label none = {UND_LABEL_NONE, UND_FORM_NONE, 0};
    und_scan t = {s->at + quote, s->end};
    uint32_t length, value = 0, digits = 0;
    for (uint32_t digit; digits < 3 && (digit = digit_value(und_peek(&t, &length))) < 10; digits++) {
        value = value * 10 + digit;
        t.at += length;
    }
    if (value == 0 || digits > 2 || und_peek(&t, &length) != '\'')
        return none;
    t.at += length;
    *s = t;
    return (und_label){UND_LABEL_NUMBER, UND_FORM_QUOTES, (uint16_t)value};
}

und_label und_scan_label(const und_lexicon *lexicon, und_scan *s)
{
    und_label none = {UND_LABEL_NONE, UND_FORM_NONE, 0};
    uint32_t length, point = und_peek(s, &length);
    if (digit_value(point) < 10)
        return scan_number(s, false);
    if (point == '\'')
        return scan_quoted_number(s, length);
    if ((point == 'P' || point == 'O') && s->end - s->at > 3 && s->at[1] == 'P' && (unsigned)(s->at[2] - '0') < 10u)
        return scan_paragraph(s);
    if (point == '(') {
        und_scan t = {s->at + length, s->end};
        while (t.at < t.end && (*t.at == '*' || *t.at == ' '))
            t.at++;
        uint32_t inner = und_peek(&t, &length);
        und_label found = digit_value(inner) < 10 ? scan_number(&t, true) : scan_letters(lexicon, &t, true);
        if (found.style != UND_LABEL_NONE)
            *s = t;
        return found;
    }
    if (point == '-' || point == 0x2013 || point == 0x2014 || point == 0x2022 || point == 0xb7 || point == 0x25cf) {
        und_scan t = {s->at + length, s->end};
        if (!und_at_space(&t) || t.at >= t.end)
            return none;
        *s = t;
        return (und_label){UND_LABEL_DASH, UND_FORM_NONE, 0};
    }
    if (point < 0x80 && und_is_latin((char)point)) {
        /* Most words are not labels: what stands after their letters says so. */
        const char *stop = s->end - s->at > 9 ? s->at + 9 : s->end; /* "xxxviii." */
        const char *c = s->at + 1;
        while (c < stop && und_is_latin(*c))
            c++;
        c += c + 1 < stop && c[0] == ' ' && c[1] == ')';
        bool mark = c < stop && (*c == ')' || *c == '.' || *c == '*' || *c == '\\');
        return mark ? scan_letters(lexicon, s, false) : none;
    }
    if (point >= 0x3220 && point <= 0x3229) { /* ㈠ */
        s->at += length;
        return (und_label){UND_LABEL_HAN, UND_FORM_PARENTHESES, (uint16_t)(point - 0x3220 + 1)};
    }
    if (und_raised_digit(point) < 10)
        return scan_raised(s);
    if (point >= 0x80 && (und_latin_twin(point) != 0 || und_cyrillic_place(point) != 0 || han_number(point) != 0 ||
                          (point >= 0x621 && point <= 0x64a)))
        return scan_letters(lexicon, s, false);
    return none;
}
