/* among.h - the first of a few characters in a text. */
#ifndef UND_TEXT_AMONG_H
#define UND_TEXT_AMONG_H

#include "undoc/undoc.h"

#ifdef __SSE2__
#include <emmintrin.h>
#endif

/* The first byte of a text that is one of four; NULL: there is none. */
const char *und_find_among(und_bytes text, const char four[4]);

/* The first ASCII figure of the text from byte `at` on; its length: there is none. */
static inline size_t und_find_figure(und_bytes text, size_t at)
{
#ifdef __SSE2__
    const __m128i zero = _mm_set1_epi8('0'), nine = _mm_set1_epi8(9);
    for (; text.length - at >= 16; at += 16) {
        __m128i x = _mm_sub_epi8(_mm_loadu_si128((const __m128i *)(const void *)(text.at + at)), zero);
        unsigned found = (unsigned)_mm_movemask_epi8(_mm_cmpeq_epi8(_mm_min_epu8(x, nine), x));
        if (found != 0)
            return at + (size_t)__builtin_ctz(found);
    }
    if (text.length >= 16 && at < text.length) { /* the last bytes, read with some of those before */
        size_t from = text.length - 16;
        __m128i x = _mm_sub_epi8(_mm_loadu_si128((const __m128i *)(const void *)(text.at + from)), zero);
        unsigned found = (unsigned)_mm_movemask_epi8(_mm_cmpeq_epi8(_mm_min_epu8(x, nine), x));
        found &= 0xffffu << (at - from);
        return found != 0 ? from + (size_t)__builtin_ctz(found) : text.length;
    }
#endif
    while (at < text.length && (unsigned)(text.at[at] - '0') >= 10u)
        at++;
    return at;
}

#endif
