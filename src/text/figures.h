/* figures.h - roman figures, and letters that count. */
#ifndef UND_TEXT_FIGURES_H
#define UND_TEXT_FIGURES_H

#include "undoc/undoc.h"

/* The value of one roman figure in lower case; 0: it is none. */
static inline uint16_t und_roman_digit(char c)
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

/* The value of a roman figure in lower case, 1 to 255; 0: none. */
uint16_t und_roman_value(const char *at, size_t length);

/* Writes a value as a roman figure in lower case, as much of it as there is room for; gives its length. No NUL ends it. */
size_t und_roman_text(uint16_t value, char *out, size_t room);

/* A Chinese number at the beginning of the text, 一 to 九百九十九, and its bytes; 0: there is none. */
uint16_t und_han_value(const char *at, size_t length, size_t *bytes);

/* a is 1, z 26, aa 27, zz 52; 0: none. Lower case. */
uint16_t und_letter_value(const char *at, size_t length);

#endif
