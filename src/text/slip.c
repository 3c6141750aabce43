#include "text/slip.h"

#include "text/utf8.h"

/* The bytes of the character at `at`. */
static size_t one(und_bytes text, size_t at)
{
    uint32_t bytes;
    (void)und_utf8_decode(text.at + at, text.at + text.length, &bytes);
    return bytes;
}

static bool same_from(und_bytes a, size_t i, und_bytes b, size_t j)
{
    size_t rest = a.length - i;
    return rest == b.length - j && (rest == 0 || memcmp(a.at + i, b.at + j, rest) == 0);
}

bool und_is_slip(und_bytes a, und_bytes b)
{
    size_t i = 0;
    while (i < a.length && i < b.length && a.at[i] == b.at[i])
        i++;
    if (i == a.length && i == b.length)
        return false;
    /* Back to where the character begins in which they differ. */
    while (i > 0 && ((i < a.length && ((unsigned char)a.at[i] & 0xc0) == 0x80) ||
                     (i < b.length && ((unsigned char)b.at[i] & 0xc0) == 0x80)))
        i--;
    if (i == a.length)
        return same_from(a, i, b, i + one(b, i));
    if (i == b.length)
        return same_from(a, i + one(a, i), b, i);
    size_t x = one(a, i), y = one(b, i);
    if (same_from(a, i + x, b, i + y) || same_from(a, i + x, b, i) || same_from(a, i, b, i + y))
        return true;
    return i + x < a.length && i + y < b.length && one(a, i + x) == y && one(b, i + y) == x &&
           memcmp(a.at + i, b.at + i + y, x) == 0 && memcmp(b.at + i, a.at + i + x, y) == 0 &&
           same_from(a, i + x + y, b, i + y + x);
}
