#include "text/utf8.h"

uint32_t und_utf8_decode(const char *at, const char *end, uint32_t *length)
{
    const unsigned char *s = (const unsigned char *)at;
    size_t room = (size_t)(end - at);
    *length = 1;
    if (s[0] < 0x80)
        return s[0];
    uint32_t need, point, least;
    if (s[0] >= 0xc2 && s[0] <= 0xdf) {
        need = 2;
        point = s[0] & 0x1fu;
        least = 0x80;
    } else if (s[0] >= 0xe0 && s[0] <= 0xef) {
        need = 3;
        point = s[0] & 0x0fu;
        least = 0x800;
    } else if (s[0] >= 0xf0 && s[0] <= 0xf4) {
        need = 4;
        point = s[0] & 0x07u;
        least = 0x10000;
    } else {
        return UND_REPLACEMENT;
    }
    if (room < need)
        return UND_REPLACEMENT;
    for (uint32_t i = 1; i < need; i++) {
        if ((s[i] & 0xc0u) != 0x80)
            return UND_REPLACEMENT;
        point = point << 6 | (s[i] & 0x3fu);
    }
    if (point < least || point > 0x10ffff || (point >= 0xd800 && point <= 0xdfff))
        return UND_REPLACEMENT;
    *length = need;
    return point;
}

uint32_t und_utf8_encode(uint32_t point, char *at)
{
    if (point < 0x80) {
        at[0] = (char)point;
        return 1;
    }
    if (point < 0x800) {
        at[0] = (char)(0xc0 | point >> 6);
        at[1] = (char)(0x80 | (point & 0x3f));
        return 2;
    }
    if (point < 0x10000) {
        at[0] = (char)(0xe0 | point >> 12);
        at[1] = (char)(0x80 | (point >> 6 & 0x3f));
        at[2] = (char)(0x80 | (point & 0x3f));
        return 3;
    }
    at[0] = (char)(0xf0 | point >> 18);
    at[1] = (char)(0x80 | (point >> 12 & 0x3f));
    at[2] = (char)(0x80 | (point >> 6 & 0x3f));
    at[3] = (char)(0x80 | (point & 0x3f));
    return 4;
}

/* U+00C0 to U+017F without accents, lower case; '?' stays as it is (no base letter), æ œ ß are handled apart. */
static const char latin_base[] = "aaaaaa?ceeeeiiii?nooooo?ouuuuy??"  /* C0 */
                                 "aaaaaa?ceeeeiiii?nooooo?ouuuuy?y"  /* E0 */
                                 "aaaaaaccccccccdddd"                /* 100 */
                                 "eeeeeeeeeegggggggghhhh"            /* 112 */
                                 "iiiiiiiiii??jjkk?llllllllll"       /* 128 */
                                 "nnnnnn???oooooo??rrrrrrssssssss"   /* 143 */
                                 "ttttttuuuuuuuuuuuuwwyyyzzzzzz?";   /* 162 */

uint32_t und_normal(uint32_t point)
{
    if (point < 0x80)
        return point == '\t' ? ' ' : point;
    if (point == 0xa0 || (point >= 0x2000 && point <= 0x200a) || point == 0x202f || point == 0x205f || point == 0x3000)
        return ' ';
    if (point == 0xad || point == 0xfeff || (point >= 0x200b && point <= 0x200f) ||
        (point >= 0x202a && point <= 0x202e) || (point >= 0x2060 && point <= 0x2069))
        return 0; /* soft hyphen, BOM, zero-width and direction marks */
    if (point == 0x2018 || point == 0x2019 || point == 0x2bc || point == 0xb4)
        return '\'';
    if (point == 0x2010 || point == 0x2011)
        return '-';
    if (point >= 0xff01 && point <= 0xff5e)
        return point - 0xff01 + '!';
    if (point >= 0x660 && point <= 0x669)
        return point - 0x660 + '0';
    if (point >= 0x6f0 && point <= 0x6f9)
        return point - 0x6f0 + '0';
    if (point == 0x640 || (point >= 0x64b && point <= 0x65f) || point == 0x670)
        return 0; /* tatweel and vowel signs */
    if (point >= 0x300 && point <= 0x36f)
        return 0; /* combining accents: decomposed text folds as composed text does */
    return point;
}

uint32_t und_fold(uint32_t point)
{
    if (point < 0x80) {
        if (point >= 'A' && point <= 'Z')
            return point + 32;
        return point == '\t' ? ' ' : point;
    }
    if (point >= 0xc0 && point < 0xc0 + sizeof latin_base - 1) {
        char base = latin_base[point - 0xc0];
        if (base != '?')
            return (unsigned char)base;
        if (point == 0xc6 || point == 0xd0 || point == 0xde)
            return point + 32;
        return point == 0x152 ? 0x153 : point;
    }
    if (point >= 0x410 && point <= 0x42f)
        return point + 32;
    if (point >= 0x400 && point <= 0x40f)
        return point == 0x401 ? 0x435 : point + 80;
    if (point == 0x451)
        return 0x435;
    if (point == 0x622 || point == 0x623 || point == 0x625 || point == 0x671)
        return 0x627;
    if (point == 0x132 || point == 0x14a)
        return point + 1; /* Ĳ, Ŋ */
    uint32_t normal = und_normal(point);
    return normal >= 'A' && normal <= 'Z' ? normal + 32 : normal; /* full-width capitals */
}

bool und_is_upper(uint32_t point)
{
    if (point < 0x80)
        return point >= 'A' && point <= 'Z';
    if (point >= 0xc0 && point <= 0xde)
        return point != 0xd7;
    if (point >= 0x100 && point <= 0x137)
        return point % 2 == 0;
    if (point >= 0x139 && point <= 0x148)
        return point % 2 == 1;
    if (point >= 0x14a && point <= 0x177)
        return point % 2 == 0;
    return point == 0x178 || point == 0x179 || point == 0x17b || point == 0x17d || (point >= 0x400 && point <= 0x42f);
}

bool und_is_lower(uint32_t point)
{
    if (point < 0x80)
        return point >= 'a' && point <= 'z';
    if (point >= 0xdf && point <= 0xff)
        return point != 0xf7;
    if (point >= 0x100 && point <= 0x17e)
        return !und_is_upper(point);
    return point >= 0x430 && point <= 0x45f;
}

bool und_is_han(uint32_t point)
{
    return (point >= 0x4e00 && point <= 0x9fff) || (point >= 0x3400 && point <= 0x4dbf) ||
           (point >= 0x20000 && point <= 0x2ffff) || point == 0x3007;
}

bool und_is_arabic(uint32_t point)
{
    return (point >= 0x620 && point <= 0x64a) || (point >= 0x671 && point <= 0x6d3) ||
           (point >= 0xfb50 && point <= 0xfdff) || (point >= 0xfe70 && point <= 0xfefc);
}

bool und_is_cyrillic(uint32_t point)
{
    return point >= 0x400 && point <= 0x45f;
}

bool und_is_letter(uint32_t point)
{
    return und_is_upper(point) || und_is_lower(point) || und_is_han(point) || und_is_arabic(point);
}

size_t und_fold_text(und_bytes text, char *out, size_t room)
{
    const char *at = text.at;
    const char *end = text.at + text.length;
    size_t used = 0;
    bool space = false;
    while (at < end) {
        uint32_t length;
        uint32_t point = und_fold(und_utf8_decode(at, end, &length));
        at += length;
        if (point == 0)
            continue;
        if (point == ' ' || point == '\n' || point == '\r') {
            space = used > 0;
            continue;
        }
        char coded[4];
        uint32_t bytes;
        if (point == 0x153 || point == 0xe6) {
            coded[0] = point == 0x153 ? 'o' : 'a';
            coded[1] = 'e';
            bytes = 2;
        } else if (point == 0xdf) {
            coded[0] = coded[1] = 's';
            bytes = 2;
        } else {
            bytes = und_utf8_encode(point, coded);
        }
        if (used + bytes + (space ? 1u : 0u) > room)
            break;
        if (space)
            out[used++] = ' ';
        space = false;
        for (uint32_t i = 0; i < bytes; i++)
            out[used++] = coded[i];
    }
    return used;
}
