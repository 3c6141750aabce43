/* among.h - the first of a few characters in a text. */
#ifndef UND_TEXT_AMONG_H
#define UND_TEXT_AMONG_H

#include "undoc/undoc.h"

#ifdef __SSE2__
#include <emmintrin.h>
#endif

/* The first byte of a text that is one of four; NULL: there is none. */
const char *und_find_among(und_bytes text, const char four[4]);

/* The first ASCII figure from `at` on; `end`: there is none. Most lines are read to their end in a few steps. */
static inline const char *und_find_figure(const char *at, const char *end)
{
#ifdef __SSE2__
    const char *first = at;
    while (end - at > 0 && end - first >= 16) {
        at = end - at >= 16 ? at : end - 16; /* the last bytes with some of those before, which are no figures */
        __m128i x = _mm_sub_epi8(_mm_loadu_si128((const __m128i *)(const void *)at), _mm_set1_epi8('0'));
        unsigned found = (unsigned)_mm_movemask_epi8(_mm_cmpeq_epi8(_mm_min_epu8(x, _mm_set1_epi8(9)), x));
        if (found != 0)
            return at + __builtin_ctz(found);
        at += 16;
    }
#endif
    while (at < end && (unsigned)(*at - '0') >= 10u)
        at++;
    return at;
}

#endif
