#include "text/newlines.h"

#include <string.h>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

size_t und_newlines_plain(const char *text, size_t length, uint32_t *places, size_t most, size_t *read)
{
    const char *at = text, *end = text + length;
    size_t count = 0;
    while (at < end && count + UND_NEWLINES_AT_ONCE <= most) {
        const char *found = *at == '\n' ? at : memchr(at, '\n', (size_t)(end - at));
        if (found == NULL) {
            at = end;
            break;
        }
        places[count++] = (uint32_t)(found - text);
        at = found + 1;
    }
    *read = (size_t)(at - text);
    return count;
}

#ifdef __SSE2__

/* Which of 16 bytes are LFs: a bit for each. */
static inline uint64_t among_sixteen(const char *at, __m128i newline)
{
    __m128i bytes = _mm_loadu_si128((const __m128i *)(const void *)at);
    return (uint64_t)(unsigned)_mm_movemask_epi8(_mm_cmpeq_epi8(bytes, newline));
}

/* With few branches that nobody can foretell: a second place is written whether there is a line end or not, and the next
 * look writes over one that is none. */
size_t und_newlines(const char *text, size_t length, uint32_t *places, size_t most, size_t *read)
{
    const __m128i newline = _mm_set1_epi8('\n');
    size_t count = 0, at = 0;
    for (; length - at >= UND_NEWLINES_AT_ONCE && count + UND_NEWLINES_AT_ONCE <= most; at += UND_NEWLINES_AT_ONCE) {
        const char *block = text + at;
        uint64_t found = among_sixteen(block, newline) | among_sixteen(block + 16, newline) << 16 |
                         among_sixteen(block + 32, newline) << 32 | among_sixteen(block + 48, newline) << 48;
        if (found == 0)
            continue;
        /* Two at once: a paragraph's line and the blank one behind it. */
        uint64_t rest = found & (found - 1);
        places[count] = (uint32_t)at + (uint32_t)__builtin_ctzll(found);
        places[count + 1] = (uint32_t)at + (uint32_t)__builtin_ctzll(rest | UINT64_C(1) << 63);
        count += 1u + (rest != 0);
        for (found = rest & (rest - 1); found != 0; found &= found - 1)
            places[count++] = (uint32_t)at + (uint32_t)__builtin_ctzll(found);
    }
    if (count + UND_NEWLINES_AT_ONCE > most) {
        *read = at;
        return count;
    }
    size_t rest, more = und_newlines_plain(text + at, length - at, places + count, most - count, &rest);
    for (size_t i = 0; i < more; i++)
        places[count + i] += (uint32_t)at;
    *read = at + rest;
    return count + more;
}

#else

size_t und_newlines(const char *text, size_t length, uint32_t *places, size_t most, size_t *read)
{
    return und_newlines_plain(text, length, places, most, read);
}

#endif
