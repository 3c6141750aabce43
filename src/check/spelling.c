#include "check/spelling.h"

#include "text/text.h"
#include "text/utf8.h"

#include <string.h>

/* Spells on to the end of the words, or to that of the first one, `most` letters at the most. */
static inline void spell(und_bytes text, bool one, size_t most, und_spelling *out)
{
    out->count = 0;
    out->upper = false;
    for (size_t at = 0; at < text.length && out->count < most;) {
        unsigned char small = (unsigned char)text.at[at] | 0x20u;
        if (small >= 'a' && small <= 'z') { /* most letters */
            if (out->count == 0)
                out->upper = small != (unsigned char)text.at[at];
            out->point[out->count] = small;
            out->last[out->count++] = (uint32_t)++at;
            continue;
        }
        uint32_t bytes;
        uint32_t point = und_utf8_decode(text.at + at, text.at + text.length, &bytes);
        at += bytes;
        if ((point >= 0x410 && point <= 0x44f) || (point >= 0x621 && point <= 0x63a) ||
            (point >= 0x641 && point <= 0x64a)) { /* of Russian and Arabic */
            bool capital = point < 0x430;
            if (out->count == 0)
                out->upper = capital;
            out->point[out->count] = capital ? point + 32 : point;
            out->last[out->count++] = (uint32_t)at;
            continue;
        }
        if (und_is_accent(point)) { /* decomposed text is spelt no differently */
            uint32_t made = out->count > 0 ? und_compose(out->point[out->count - 1], point) : 0;
            if (made != 0)
                out->point[out->count - 1] = made;
            if (out->count > 0)
                out->last[out->count - 1] = (uint32_t)at;
            continue;
        }
        uint32_t normal = und_normal(point);
        if (normal == 0)
            continue;
        if (!und_is_letter(normal) && normal != '\'' && normal != '-' && normal != ' ')
            break;
        if (normal == ' ' && (out->count == 0 || out->point[out->count - 1] == ' '))
            continue;
        if (normal == ' ' && one)
            break;
        if (out->count == 0)
            out->upper = und_is_upper(normal);
        out->point[out->count] = und_lower(normal);
        out->last[out->count++] = (uint32_t)at;
    }
    while (out->count > 0 && out->point[out->count - 1] == ' ')
        out->count--;
}

void und_spell(und_bytes text, und_spelling *out)
{
    spell(text, false, UND_SPELLING_MAX, out);
}

void und_spell_word(und_bytes text, und_spelling *out)
{
    spell(text, true, UND_SPELLING_MAX, out);
}

void und_spell_start(und_bytes text, und_spelling *out)
{
    spell(text, false, 3, out); /* an accent may follow the second one */
}

uint32_t und_slips(const uint32_t *a, size_t m, const uint32_t *b, size_t n, uint32_t most)
{
    if (m > n + most || n > m + most)
        return most + 1;
    uint32_t rows[3][UND_SPELLING_MAX + 1];
    for (size_t j = 0; j <= n; j++)
        rows[0][j] = (uint32_t)j;
    for (size_t i = 1; i <= m; i++) {
        uint32_t *now = rows[i % 3], *above = rows[(i + 2) % 3], *before = rows[(i + 1) % 3];
        uint32_t least = now[0] = (uint32_t)i;
        for (size_t j = 1; j <= n; j++) {
            uint32_t best = above[j - 1] + (a[i - 1] != b[j - 1]);
            if (above[j] + 1 < best)
                best = above[j] + 1;
            if (now[j - 1] + 1 < best)
                best = now[j - 1] + 1;
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] && before[j - 2] + 1 < best)
                best = before[j - 2] + 1;
            now[j] = best;
            least = best < least ? best : least;
        }
        if (least > most)
            return most + 1;
    }
    uint32_t found = rows[m % 3][n];
    return found > most ? most + 1 : found;
}

static bool only_capital_accent(und_letters text, const uint32_t *a, size_t m, const uint32_t *b, size_t n)
{
    return text.upper && a == text.point && m == n && m > 0 && a[0] < 0x80 && und_fold(b[0]) == a[0] &&
           memcmp(a + 1, b + 1, (m - 1) * sizeof *a) == 0;
}

bool und_is_same_word(und_letters text, size_t at, size_t m, const uint32_t *b, size_t n)
{
    const uint32_t *a = text.point + at;
    return (m == n && memcmp(a, b, m * sizeof *a) == 0) || only_capital_accent(text, a, m, b, n);
}
