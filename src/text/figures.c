#include "text/figures.h"

#include <string.h>

uint16_t und_letter_value(const char *at, size_t length)
{
    if (length == 0 || length > 2 || at[0] < 'a' || at[0] > 'z')
        return 0;
    if (length == 2)
        return at[1] == at[0] ? (uint16_t)(at[0] - 'a' + 27) : 0;
    return (uint16_t)(at[0] - 'a' + 1);
}

size_t und_roman_text(uint16_t value, char *out, size_t room)
{
    static const struct {
        uint16_t value;
        const char *text;
    } steps[] = {{100, "c"}, {90, "xc"}, {50, "l"}, {40, "xl"}, {10, "x"}, {9, "ix"}, {5, "v"}, {4, "iv"}, {1, "i"}};
    size_t length = 0;
    for (size_t i = 0; i < sizeof steps / sizeof steps[0]; i++)
        while (value >= steps[i].value) {
            for (const char *c = steps[i].text; *c != '\0' && length < room; c++)
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
        uint16_t digit = und_roman_digit(at[i]);
        uint16_t next = i + 1 < length ? und_roman_digit(at[i + 1]) : 0;
        if (digit == 0)
            return 0;
        value = digit < next ? value - digit : value + digit;
    }
    if (value == 0 || value > 255)
        return 0;
    /* Written again, so that "iiii" and "vx" are no figures. */
    char canonical[32];
    size_t written = und_roman_text((uint16_t)value, canonical, sizeof canonical);
    return written == length && memcmp(canonical, at, length) == 0 ? (uint16_t)value : 0;
}

/* 1 to 9, 10, 100; 0: no figure. */
static uint16_t han_figure(const char *at, size_t length)
{
    static const struct {
        const char *text;
        uint16_t value;
    } figures[] = {{"一", 1}, {"二", 2}, {"三", 3}, {"四", 4},  {"五", 5},  {"六", 6},
                   {"七", 7}, {"八", 8}, {"九", 9}, {"十", 10}, {"百", 100}};
    for (size_t i = 0; length >= 3 && i < sizeof figures / sizeof figures[0]; i++)
        if (memcmp(at, figures[i].text, 3) == 0)
            return figures[i].value;
    return 0;
}

uint16_t und_han_value(const char *at, size_t length, size_t *bytes)
{
    uint16_t value = 0, figure, digit = 0;
    size_t here = 0;
    uint16_t least = 1000; /* the unit before: each one is smaller */
    for (;; here += 3) {
        if (value >= 100 && digit == 0 && length - here >= 3 && memcmp(at + here, "零", 3) == 0)
            continue; /* 一百零一 */
        if ((figure = han_figure(at + here, length - here)) == 0)
            break;
        if (figure < 10) {
            if (digit != 0)
                return 0; /* 二三 is no number */
            digit = figure;
            continue;
        }
        if (figure >= least || (digit == 0 && (figure == 100 || value > 0)))
            return 0;
        value = (uint16_t)(value + (digit == 0 ? 1 : digit) * figure);
        least = figure;
        digit = 0;
    }
    *bytes = here;
    return (uint16_t)(value + digit);
}
