/* sign.h - how the signs of brackets are looked for: what bracket.c, remark.c and editorial.c share. Private to them. */
#ifndef UND_READ_SIGN_H
#define UND_READ_SIGN_H

#include "read/bracket.h"
#include "text/utf8.h"

#define UND_REMARK_BYTES 200u /* of a remark in brackets; "(EU, Japan: delete)" has twenty */
#define UND_WORDS(word) (1u << (word))

typedef struct und_sign_finder {
    und_signs *signs;
    und_packs *packs;
    und_bytes text;
    bool failed; /* memory ran out */
} und_sign_finder;

/* ---- bytes ---- */

static inline char und_byte_at(const und_sign_finder *f, uint32_t at)
{
    return at < f->text.length ? f->text.at[at] : '\0';
}

static inline bool und_is_figure(char c)
{
    return c >= '0' && c <= '9';
}

static inline uint32_t und_after_spaces(const und_sign_finder *f, uint32_t at, uint32_t last)
{
    while (at < last && f->text.at[at] == ' ')
        at++;
    return at;
}

static inline uint32_t und_before_spaces(const und_sign_finder *f, uint32_t first, uint32_t last)
{
    while (last > first && f->text.at[last - 1] == ' ')
        last--;
    return last;
}

static inline uint32_t und_point_of(const und_sign_finder *f, uint32_t at, uint32_t last, uint32_t *bytes)
{
    *bytes = 0;
    return at < last ? und_utf8_decode(f->text.at + at, f->text.at + last, bytes) : 0;
}

/* Whether the character that ends before byte `at` is a letter. */
static inline bool und_follows_letter(const und_sign_finder *f, uint32_t at)
{
    uint32_t i = at, bytes;
    if (at == 0)
        return false;
    do
        i--;
    while (i > 0 && ((unsigned char)f->text.at[i] & 0xc0) == 0x80);
    return und_is_letter(und_utf8_decode(f->text.at + i, f->text.at + at, &bytes));
}

static inline bool und_has_letter(const und_sign_finder *f, uint32_t at)
{
    uint32_t bytes;
    return und_is_letter(und_point_of(f, at, (uint32_t)f->text.length, &bytes));
}

static inline bool und_han_before(const und_sign_finder *f, uint32_t at)
{
    uint32_t bytes;
    return at >= 3 && und_is_han(und_utf8_decode(f->text.at + at - 3, f->text.at + at, &bytes));
}

static inline bool und_han_at(const und_sign_finder *f, uint32_t at)
{
    uint32_t bytes;
    return und_is_han(und_point_of(f, at, (uint32_t)f->text.length, &bytes));
}

/* ---- remark.c: what is said about text ---- */

typedef struct und_remark {
    und_stance stance;
    und_party_list parties;
    bool names_only; /* "(EU, Japan)": says something only beside a bracket */
} und_remark;

/* In which brackets something may be said. */
typedef enum und_remark_place {
    UND_REMARK_SQUARE,
    UND_REMARK_ROUND,
    UND_REMARK_BESIDE /* round ones that stand beside or in square ones: names alone say something there */
} und_remark_place;

/* What bytes [first, last) say about text; false: they are text themselves. Several parts with semicolons between them,
 * "US: delete; EU: retain", are one remark. */
bool und_remark_read(und_sign_finder *f, uint32_t first, uint32_t last, und_remark_place place, und_remark *out);

/* Parties in [first, last); false: none. */
bool und_sign_parties(und_sign_finder *f, uint32_t first, uint32_t last, bool strange, und_party_list *list);
/* The colon in [first, last) that ends an attribution; `last`: none does. */
uint32_t und_colon_in(const und_sign_finder *f, uint32_t first, uint32_t last);

/* ---- editorial.c: what editors put ---- */

/* Whether a pair of brackets is an editor's, and no sign of anything. */
bool und_is_editorial(und_sign_finder *f, uint32_t open, uint32_t close);
/* How far a bracket that is none shows that its text is being negotiated. */
und_weight und_bracket_weigh(const und_sign_finder *f, uint32_t open, uint32_t close, bool quoted);

#endif
