/* eight.h - eight bytes of text at once, in one register: what most lines are told by are a few ASCII letters at their
 * beginning and a mark at their end.
 *
 * The first byte of the text is the lowest of the number. A mask has the high bit of each byte that it marks.
 */
#ifndef UND_TEXT_EIGHT_H
#define UND_TEXT_EIGHT_H

#include <stdint.h>
#include <string.h>

#define UND_EIGHT 8u
#define UND_BYTES(c) (UINT64_C(0x0101010101010101) * (c))
#define UND_HIGH UND_BYTES(0x80)

static inline uint64_t und_eight(const char *at)
{
    uint64_t x;
    memcpy(&x, at, UND_EIGHT);
#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    x = __builtin_bswap64(x);
#endif
    return x;
}

static inline void und_eight_put(uint64_t x, char *at)
{
#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    x = __builtin_bswap64(x);
#endif
    memcpy(at, &x, UND_EIGHT);
}

/* Of a text with fewer bytes left: zeros follow it. */
static inline uint64_t und_eight_of(const char *at, size_t length)
{
    if (length >= UND_EIGHT)
        return und_eight(at);
    char bytes[UND_EIGHT] = {0};
    for (size_t i = 0; i < length; i++)
        bytes[i] = at[i];
    return und_eight(bytes);
}

/* The bytes from `from` to `to`, both ASCII. */
static inline uint64_t und_eight_in(uint64_t x, unsigned from, unsigned to)
{
    uint64_t low = x & ~UND_HIGH;
    return (low + UND_BYTES(0x80 - from)) & ~(low + UND_BYTES(0x7f - to)) & ~x & UND_HIGH;
}

/* The other bytes, of a text that is ASCII up to them. */
static inline uint64_t und_eight_other(uint64_t x, unsigned from, unsigned to)
{
    return ~((x + UND_BYTES(0x80 - from)) & ~(x + UND_BYTES(0x7f - to))) & UND_HIGH;
}

/* The bytes that are `c`, ASCII. */
static inline uint64_t und_eight_is(uint64_t x, unsigned c)
{
    uint64_t other = x ^ UND_BYTES(c);
    return ~((other & ~UND_HIGH) + UND_BYTES(0x7f)) & ~other & UND_HIGH;
}

/* Everything but Latin letters without accents. Of bytes after the first that is not ASCII nothing is said. */
static inline uint64_t und_eight_no_letters(uint64_t x)
{
    return (und_eight_other(x | UND_BYTES(0x20), 'a', 'z') | x) & UND_HIGH;
}

/* The place of the first byte that a mask marks, 8 when it marks none. */
static inline unsigned und_eight_first(uint64_t mask)
{
    return (unsigned)__builtin_ctzll(mask | UINT64_C(1) << 63) / 8u + (mask == 0);
}

/* The sum of the bytes. */
static inline unsigned und_eight_sum(uint64_t x)
{
    const uint64_t even = UINT64_C(0x00ff00ff00ff00ff);
    return (unsigned)(((x & even) + (x >> 8 & even)) * UINT64_C(0x0001000100010001) >> 48);
}

/* The first `count` bytes, 0 to 8; zeros in the place of the rest. */
static inline uint64_t und_eight_keep(uint64_t x, unsigned count)
{
    return count >= UND_EIGHT ? x : x & ((UINT64_C(1) << 8u * count) - 1u);
}

#endif
