#include "text/among.h"

#include <string.h>

static const char *look(const char *at, const char *end, const char four[4])
{
    for (; at < end; at++)
        if (*at == four[0] || *at == four[1] || *at == four[2] || *at == four[3])
            return at;
    return NULL;
}

#ifdef __SSE2__
#include <emmintrin.h>

#define AT_ONCE 16u

const char *und_find_among(und_bytes text, const char four[4])
{
    if (text.length < AT_ONCE)
        return look(text.at, text.at + text.length, four);
    const __m128i a = _mm_set1_epi8(four[0]), b = _mm_set1_epi8(four[1]);
    const __m128i c = _mm_set1_epi8(four[2]), d = _mm_set1_epi8(four[3]);
    const char *at = text.at, *last = text.at + text.length - AT_ONCE;
    for (;; at = (size_t)(last - at) < AT_ONCE ? last : at + AT_ONCE) {
        __m128i x = _mm_loadu_si128((const __m128i *)(const void *)at);
        __m128i ab = _mm_or_si128(_mm_cmpeq_epi8(x, a), _mm_cmpeq_epi8(x, b));
        __m128i cd = _mm_or_si128(_mm_cmpeq_epi8(x, c), _mm_cmpeq_epi8(x, d));
        unsigned found = (unsigned)_mm_movemask_epi8(_mm_or_si128(ab, cd));
        if (found != 0)
            return at + __builtin_ctz(found);
        if (at == last)
            return NULL; /* the last bytes were looked at with some of those before */
    }
}

#else

const char *und_find_among(und_bytes text, const char four[4])
{
    return look(text.at, text.at + text.length, four);
}

#endif
