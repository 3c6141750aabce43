#include "text/newlines.h"

#include <string.h>

#ifdef __SSE2__
#include <immintrin.h>
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

/* Puts the line ends among the 64 bytes at `at`, a bit for each, after the others; gives how many there are in all. With
 * few branches that nobody can foretell: a second place is written whether there is a line end or not, and the next look
 * writes over one that is none. */
static inline size_t put_places(uint64_t found, size_t at, uint32_t *places, size_t count)
{
    uint64_t rest = found & (found - 1);
    places[count] = (uint32_t)at + (uint32_t)__builtin_ctzll(found);
    places[count + 1] = (uint32_t)at + (uint32_t)__builtin_ctzll(rest | UINT64_C(1) << 63);
    count += 1u + (rest != 0);
    for (found = rest & (rest - 1); found != 0; found &= found - 1)
        places[count++] = (uint32_t)at + (uint32_t)__builtin_ctzll(found);
    return count;
}

/* What is left of a text after its last 64 bytes: the same way for all. */
static size_t find_rest(const char *text, size_t length, size_t at, uint32_t *places, size_t count, size_t most,
                        size_t *read)
{
    *read = at;
    if (count + UND_NEWLINES_AT_ONCE > most)
        return count;
    size_t rest, more = und_newlines_plain(text + at, length - at, places + count, most - count, &rest);
    for (size_t i = 0; i < more; i++)
        places[count + i] += (uint32_t)at;
    *read = at + rest;
    return count + more;
}

static inline uint64_t among_sixteen(const char *at)
{
    __m128i bytes = _mm_loadu_si128((const __m128i *)(const void *)at);
    return (uint64_t)(unsigned)_mm_movemask_epi8(_mm_cmpeq_epi8(bytes, _mm_set1_epi8('\n')));
}

size_t und_newlines_sse2(const char *text, size_t length, uint32_t *places, size_t most, size_t *read)
{
    size_t count = 0, at = 0;
    for (; length - at >= UND_NEWLINES_AT_ONCE && count + UND_NEWLINES_AT_ONCE <= most; at += UND_NEWLINES_AT_ONCE) {
        const char *c = text + at;
        uint64_t found =
            among_sixteen(c) | among_sixteen(c + 16) << 16 | among_sixteen(c + 32) << 32 | among_sixteen(c + 48) << 48;
        if (found != 0)
            count = put_places(found, at, places, count);
    }
    return find_rest(text, length, at, places, count, most, read);
}

#define AVX2 __attribute__((target("avx2")))

AVX2 static inline uint64_t among_thirty_two(const char *at)
{
    __m256i bytes = _mm256_loadu_si256((const __m256i *)(const void *)at);
    return (uint64_t)(unsigned)_mm256_movemask_epi8(_mm256_cmpeq_epi8(bytes, _mm256_set1_epi8('\n')));
}

AVX2 size_t und_newlines_avx2(const char *text, size_t length, uint32_t *places, size_t most, size_t *read)
{
    size_t count = 0, at = 0;
    for (; length - at >= UND_NEWLINES_AT_ONCE && count + UND_NEWLINES_AT_ONCE <= most; at += UND_NEWLINES_AT_ONCE) {
        uint64_t found = among_thirty_two(text + at) | among_thirty_two(text + at + 32) << 32;
        if (found != 0)
            count = put_places(found, at, places, count);
    }
    return find_rest(text, length, at, places, count, most, read);
}

size_t und_newlines(const char *text, size_t length, uint32_t *places, size_t most, size_t *read)
{
    return (__builtin_cpu_supports("avx2") ? und_newlines_avx2 : und_newlines_sse2)(text, length, places, most, read);
}

#else

size_t und_newlines(const char *text, size_t length, uint32_t *places, size_t most, size_t *read)
{
    return und_newlines_plain(text, length, places, most, read);
}

#endif
