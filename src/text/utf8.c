#include "text/utf8.h"

#include "text/run.h"

#include <string.h>

uint32_t und_utf8_decode_long(const char *at, const char *end, uint32_t *length)
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
static const char latin_base[] = "aaaaaa?ceeeeiiii?nooooo?ouuuuy??" /* C0 */
                                 "aaaaaa?ceeeeiiii?nooooo?ouuuuy?y" /* E0 */
                                 "aaaaaaccccccccdddd"               /* 100 */
                                 "eeeeeeeeeegggggggghhhh"           /* 112 */
                                 "iiiiiiiiii??jjkk?llllllllll"      /* 128 */
                                 "nnnnnn???oooooo??rrrrrrssssssss"  /* 143 */
                                 "ttttttuuuuuuuuuuuuwwyyyzzzzzz?";  /* 162 */

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

uint32_t und_compose_accent(uint32_t letter, uint32_t accent)
{
    /* Plain letters, and the same with the accent: Latin-1 has all that the official languages use, with a few of
     * Latin Extended-A for names. */
    static const struct {
        uint32_t accent;
        const char *plain;
        uint16_t made[16];
    } rows[] = {
        {0x300, "AEIOUaeiou", {0xc0, 0xc8, 0xcc, 0xd2, 0xd9, 0xe0, 0xe8, 0xec, 0xf2, 0xf9}},
        {0x301,
         "AEIOUYaeiouySs",
         {0xc1, 0xc9, 0xcd, 0xd3, 0xda, 0xdd, 0xe1, 0xe9, 0xed, 0xf3, 0xfa, 0xfd, 0x15a, 0x15b}},
        {0x302, "AEIOUaeiou", {0xc2, 0xca, 0xce, 0xd4, 0xdb, 0xe2, 0xea, 0xee, 0xf4, 0xfb}},
        {0x303, "ANOano", {0xc3, 0xd1, 0xd5, 0xe3, 0xf1, 0xf5}},
        {0x308, "AEIOUaeiouy", {0xc4, 0xcb, 0xcf, 0xd6, 0xdc, 0xe4, 0xeb, 0xef, 0xf6, 0xfc, 0xff}},
        {0x30a, "Aa", {0xc5, 0xe5}},
        {0x30c, "CSZcsz", {0x10c, 0x160, 0x17d, 0x10d, 0x161, 0x17e}},
        {0x327, "CScs", {0xc7, 0x15e, 0xe7, 0x15f}},
    };
    /* й and ё are letters of their own in Russian. */
    if (accent == 0x306 && (letter == 0x418 || letter == 0x438))
        return letter + 1;
    if (accent == 0x308 && (letter == 0x415 || letter == 0x435))
        return letter == 0x415 ? 0x401 : 0x451;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const char *found =
            accent == rows[i].accent && letter > 0 && letter < 0x80 ? strchr(rows[i].plain, (int)letter) : NULL;
        if (found != NULL)
            return rows[i].made[found - rows[i].plain];
    }
    return 0;
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

uint32_t und_raised_digit(uint32_t point)
{
    switch (point) {
    case 0xb9: return 1;
    case 0xb2: return 2;
    case 0xb3: return 3;
    default: return point == 0x2070 || (point >= 0x2074 && point <= 0x2079) ? point - 0x2070 : 10;
    }
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

uint32_t und_fold_point(uint32_t point, char *coded)
{
    point = und_fold(point);
    switch (point) {
    case 0: return 0;
    case 0x153:
    case 0xe6:
        coded[0] = point == 0x153 ? 'o' : 'a';
        coded[1] = 'e';
        return 2;
    case 0xdf: coded[0] = coded[1] = 's'; return 2;
    default: return und_utf8_encode(point, coded);
    }
}

#define BYTES(c) (UINT64_C(0x0101010101010101) * (c))
#define EIGHT 8u /* bytes of plain text that are folded at once */

/* Folds eight bytes at a time while they are all ASCII and their spaces single, up to `want` bytes. */
static void fold_eights(und_folding *f, size_t want)
{
    const char *at = f->at;
    char *out = f->out + f->used;
    const char *most = f->out + (f->room - EIGHT); /* with a space before it, a block ends at the room's end */
    const char *enough = f->out + want < most ? f->out + want : most;
    const char *last = f->end - EIGHT;
    uint64_t space = f->space; /* 1: one is due before the next character */
    while (out < enough && at <= last) {
        uint64_t x;
        memcpy(&x, at, EIGHT);
        if ((x & BYTES(0x80)) != 0)
            break;
        uint64_t high = x | BYTES(0x80);
        uint64_t low = ~(high - BYTES(' ' + 1)) & BYTES(0x80);
        *out = ' ';
        out += space;
        uint64_t due = 0;
        if (low != 0) {
            uint64_t controls = ~(high - BYTES(' ')) & BYTES(0x80);
            if (controls != 0 || (low & low << 8) != 0 || (at[0] == ' ' && (space != 0 || out == f->out))) {
                out -= space;
                break;
            }
            due = at[EIGHT - 1] == ' '; /* the text may end with it */
        }
        uint64_t capitals = (x + BYTES(0x80 - 'A')) & ~(x + BYTES(0x80 - 'Z' - 1)) & BYTES(0x80);
        x |= capitals >> 2; /* the bit of small letters, 0x20 */
        memcpy(out, &x, EIGHT);
        out += EIGHT - due;
        at += EIGHT;
        space = due;
    }
    f->at = at;
    f->used = (size_t)(out - f->out);
    f->space = space != 0;
}

/* Folds what no shortcut takes: one code point, and the space that is due before it. False: it does not fit. */
static bool fold_one(und_folding *folding)
{
    char coded[4];
    uint32_t length;
    uint32_t point = und_utf8_decode(folding->at, folding->end, &length);
    uint32_t bytes = und_fold_point(point, coded);
    if (point == '\n' || point == '\r' || (bytes == 1 && coded[0] == ' ')) {
        folding->space = folding->used > 0;
    } else if (bytes > 0) {
        if (folding->used + bytes + (folding->space ? 1u : 0u) > folding->room)
            return false;
        if (folding->space)
            folding->out[folding->used++] = ' ';
        folding->space = false;
        for (uint32_t i = 0; i < bytes; i++)
            folding->out[folding->used++] = coded[i];
    }
    folding->at += length;
    return true;
}

char und_fold_accented(const char *at, const char *end)
{
    if ((unsigned char)at[0] != 0xc3 || end - at < 2 || ((unsigned char)at[1] & 0xc0) != 0x80)
        return '?';
    return latin_base[(unsigned char)at[1] & 0x3f];
}

/* ASCII from `at` to `stop`, up to a space or anything that is not plain. Gives its bytes. */
static size_t fold_plain(const char *at, const char *stop, char *out)
{
    size_t count = 0;
    for (; at < stop; at++, count++) {
        unsigned char c = (unsigned char)*at;
        if (c <= ' ' || c >= 0x80)
            break;
        out[count] = (char)((unsigned)(c - 'A') < 26u ? c + 32 : c);
    }
    return count;
}

/* Folds a run of letters that are as long when they are folded. False: there is none, or it does not fit. */
static bool fold_letters(und_folding *f)
{
    const char *at = f->at;
    size_t used = f->used + (f->space ? 1 : 0);
    for (uint32_t length; f->room > used && f->room - used >= 4; at += length, used += length) {
        length = und_fold_as_long(at, (size_t)(f->end - at), f->out + used);
        if (length == 0)
            break;
    }
    if (at == f->at)
        return false;
    if (f->space)
        f->out[f->used] = ' ';
    f->space = false;
    f->at = at;
    f->used = used;
    return true;
}

#define RUN_FIRST 0xd0u /* what letters of Russian, Arabic and Chinese begin with, or more */
#define RUN_BYTES 96u   /* that are folded at once: the beginning of a line */

/* Folds a run of text of the other scripts many bytes at a time, once something stands before it. False: there is none, or
 * no room to do it so. */
static bool fold_run(und_folding *f)
{
    char text[RUN_BYTES + UND_RUN_AT_ONCE];
    size_t used = f->used + f->space, left = (size_t)(f->end - f->at);
    if ((unsigned char)*f->at < RUN_FIRST || f->used == 0 || f->room < used + 2 * UND_RUN_AT_ONCE)
        return false;
    size_t most = f->room - used - UND_RUN_AT_ONCE; /* as much may be written after it */
    most = RUN_BYTES < most ? RUN_BYTES : most;
    char *out = f->out + used;
    size_t run = und_run_best()(f->at, left < most ? left : most, text, out);
    if (run == 0)
        return false;
    if (f->space)
        out[-1] = ' ';
    f->at += run;
    f->space = out[run - 1] == ' '; /* the text may end with it */
    f->used = used + run - f->space;
    return true;
}

/* Folds a run of plain bytes, one accented letter, or one space. False: it does not fit. */
static bool fold_some(und_folding *f)
{
    unsigned char c = (unsigned char)*f->at;
    if (c == ' ') {
        f->space = f->used > 0;
        f->at++;
        return true;
    }
    bool plain = c > ' ' && c < 0x80;
    char base = plain ? '?' : und_fold_accented(f->at, f->end);
    if (!plain && base == '?')
        return fold_letters(f) || fold_one(f);
    if (f->space) {
        if (f->used + 2 > f->room)
            return false;
        f->out[f->used++] = ' ';
        f->space = false;
    }
    if (!plain) {
        f->out[f->used++] = base;
        f->at += 2;
        return true;
    }
    size_t room = f->room - f->used;
    const char *stop = (size_t)(f->end - f->at) < room ? f->end : f->at + room;
    size_t count = fold_plain(f->at, stop, f->out + f->used);
    f->at += count;
    f->used += count;
    return true;
}

void und_fold_more(und_folding *folding, size_t want)
{
    if (want > folding->room)
        want = folding->room;
    bool fits = true;
    while (folding->used < want && folding->at < folding->end && fits) {
        if (folding->end - folding->at >= (ptrdiff_t)EIGHT && folding->room - folding->used > EIGHT) {
            const char *before = folding->at;
            fold_eights(folding, want);
            if (folding->at != before)
                continue;
        }
        if (fold_run(folding))
            continue;
        fits = fold_some(folding);
    }
    folding->done = folding->at >= folding->end || !fits || folding->used == folding->room;
}

size_t und_fold_text(und_bytes text, char *out, size_t room)
{
    und_folding folding = und_folding_of(text, out, room);
    und_fold_more(&folding, room);
    return folding.used;
}

char und_latin_twin(uint32_t point)
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

uint16_t und_cyrillic_place(uint32_t point)
{
    if (point < 0x430 || point > 0x44f || point == 0x439 || (point >= 0x44a && point <= 0x44c))
        return 0;
    uint32_t place = point - 0x430 + 1;
    place -= point > 0x439;
    place -= point > 0x44c ? 3 : 0;
    return (uint16_t)place;
}
