#include "text/run.h"

#include "text/eight.h"
#include "text/utf8.h"

#include <string.h>

#ifdef __SSE2__
#include <immintrin.h>
#endif

/* Eight bytes of plain text at a time. Gives how many. */
static size_t plain_eights(const char *at, size_t length, char *text, char *folded)
{
    size_t here = 0;
    bool spaced = at[-1] == ' ';
    for (; length - here >= UND_EIGHT; here += UND_EIGHT) {
        uint64_t x = und_eight(at + here);
        uint64_t spaces = und_eight_is(x, ' ');
        uint64_t marks = und_eight_is(x, '*') | und_eight_is(x, '\\') | und_eight_in(x, 0, ' ' - 1);
        if (((x & UND_HIGH) | marks | (spaces & spaces << 8)) != 0 || (spaced && at[here] == ' '))
            break;
        spaced = at[here + UND_EIGHT - 1] == ' ';
        und_eight_put(x, text + here);
        und_eight_put(x | und_eight_in(x, 'A', 'Z') >> 2, folded + here); /* 0x20, the bit of small letters */
    }
    return here;
}

/* A character at a time, of the scripts of all six languages, until plain text comes again. */
static size_t letters(const char *at, size_t length, char *text, char *folded)
{
    size_t here = 0;
    while (here < length) {
        unsigned char c = (unsigned char)at[here];
        if (c >= 0x80) {
            uint32_t bytes = und_fold_as_long(at + here, length - here, folded + here);
            if (bytes == 0)
                break;
            memcpy(text + here, at + here, 4); /* the rest is written over */
            here += bytes;
            continue;
        }
        if (c < ' ' || c == '*' || c == '\\' || (c == ' ' && at[(ptrdiff_t)here - 1] == ' '))
            break;
        if (c != ' ' && here > 0 && length - here >= UND_EIGHT && (und_eight(at + here) & UND_HIGH) == 0)
            break;
        text[here] = (char)c;
        folded[here] = (char)((unsigned)(c - 'A') < 26u ? c + 32 : c);
        here++;
    }
    return here;
}

size_t und_run_plain(const char *at, size_t length, char *text, char *folded)
{
    size_t here = plain_eights(at, length, text, folded);
    return here + letters(at + here, length - here, text + here, folded + here);
}

#ifdef __SSE2__

#define AVX2 __attribute__((target("avx2")))

/* Characters of two and of three bytes by their halves of bytes: a bit for each kind, set where a half is one of that kind.
 * What all tables have is such a character. */
/* Of two bytes. 1: А to п, D0 90 to BF; 2: р to я, D1 80 to 8F; 4: Arabic letters, D8 A1 to AF; 8: D8 B0 to BF; 16: D9 81 to
 * 8A; 32: the comma, D8 8C; 64: the semicolon, D8 9B; 128: « and », C2 AB and BB. */
static const uint8_t two_first_high[16] = {[0xc] = 128, [0xd] = 127};
static const uint8_t two_first_low[16] = {[0] = 1, [1] = 2, [2] = 128, [8] = 4 | 8 | 32 | 64, [9] = 16};
static const uint8_t two_second_high[16] = {[8] = 2 | 16 | 32, [9] = 1 | 64, [0xa] = 1 | 4 | 128, [0xb] = 1 | 8 | 128};
#define ANY_TWO (1 | 2 | 8)
static const uint8_t two_second_low[16] = {ANY_TWO,          ANY_TWO | 4 | 16, ANY_TWO | 4 | 16, ANY_TWO | 4 | 16,
                                           ANY_TWO | 4 | 16, ANY_TWO | 4 | 16, ANY_TWO | 4 | 16, ANY_TWO | 4 | 16,
                                           ANY_TWO | 4 | 16, ANY_TWO | 4 | 16, ANY_TWO | 4 | 16, ANY_TWO | 4 | 64 | 128,
                                           ANY_TWO | 4 | 32, ANY_TWO | 4,      ANY_TWO | 4,      ANY_TWO | 4};

/* Of three. 1: Chinese characters, E4 B8 to BF; 2: E5 to E9; 4: dashes and quotation marks, E2 80 93, 94, 9C, 9D; 8: Chinese
 * marks, E3 80 81 to 8F; 16: E3 80 90 to BF. */
static const uint8_t three_first_high[16] = {[0xe] = 31};
static const uint8_t three_first_low[16] = {
    [2] = 4, [3] = 8 | 16, [4] = 1, [5] = 2, [6] = 2, [7] = 2, [8] = 2, [9] = 2};
static const uint8_t three_second_high[16] = {[8] = 2 | 4 | 8 | 16, [9] = 2, [0xa] = 2, [0xb] = 1 | 2};
static const uint8_t three_second_low[16] = {2 | 4 | 8 | 16, 2, 2, 2, 2, 2, 2, 2, 3, 3, 3, 3, 3, 3, 3, 3};
static const uint8_t three_third_high[16] = {
    [8] = 1 | 2 | 8, [9] = 1 | 2 | 4 | 16, [0xa] = 1 | 2 | 16, [0xb] = 1 | 2 | 16};
#define ANY_THREE (1 | 2 | 16)
static const uint8_t three_third_low[16] = {ANY_THREE,         ANY_THREE | 8,     ANY_THREE | 8, ANY_THREE | 8 | 4,
                                            ANY_THREE | 8 | 4, ANY_THREE | 8,     ANY_THREE | 8, ANY_THREE | 8,
                                            ANY_THREE | 8,     ANY_THREE | 8,     ANY_THREE | 8, ANY_THREE | 8,
                                            ANY_THREE | 8 | 4, ANY_THREE | 8 | 4, ANY_THREE | 8, ANY_THREE | 8};

AVX2 static inline __m256i load(const char *at)
{
    return _mm256_loadu_si256((const __m256i *)(const void *)at);
}

AVX2 static inline __m256i table(const uint8_t at[16])
{
    return _mm256_broadcastsi128_si256(_mm_loadu_si128((const __m128i *)(const void *)at));
}

AVX2 static inline __m256i is(__m256i bytes, unsigned c)
{
    return _mm256_cmpeq_epi8(bytes, _mm256_set1_epi8((char)c));
}

/* The bytes from `first` on, `count` of them. */
AVX2 static inline __m256i among(__m256i bytes, unsigned first, unsigned count)
{
    __m256i from = _mm256_sub_epi8(bytes, _mm256_set1_epi8((char)first));
    return _mm256_cmpeq_epi8(_mm256_min_epu8(from, _mm256_set1_epi8((char)(count - 1))), from);
}

AVX2 static inline uint32_t bits(__m256i bytes)
{
    return (uint32_t)_mm256_movemask_epi8(bytes);
}

AVX2 static inline __m256i low_half(__m256i bytes)
{
    return _mm256_and_si256(bytes, _mm256_set1_epi8(15));
}

AVX2 static inline __m256i high_half(__m256i bytes)
{
    return _mm256_and_si256(_mm256_srli_epi16(bytes, 4), _mm256_set1_epi8(15));
}

AVX2 static inline __m256i kinds(const uint8_t high[16], const uint8_t low[16], __m256i bytes)
{
    return _mm256_and_si256(_mm256_shuffle_epi8(table(high), high_half(bytes)),
                            _mm256_shuffle_epi8(table(low), low_half(bytes)));
}

/* The first of 32 bytes that is not of the run; 32: there is none. A character that goes on after them is not there yet. */
AVX2 static inline unsigned other_byte(uint32_t plain, const char *at, __m256i bytes)
{
    const __m256i zero = _mm256_setzero_si256();
    __m256i next = load(at + 1), third = load(at + 2);
    __m256i pairs =
        _mm256_and_si256(kinds(two_first_high, two_first_low, bytes), kinds(two_second_high, two_second_low, next));
    __m256i threes = _mm256_and_si256(_mm256_and_si256(kinds(three_first_high, three_first_low, bytes),
                                                       kinds(three_second_high, three_second_low, next)),
                                      kinds(three_third_high, three_third_low, third));
    uint32_t two = ~bits(_mm256_cmpeq_epi8(pairs, zero)), three = ~bits(_mm256_cmpeq_epi8(threes, zero));
    two &= UINT32_MAX >> 1;
    three &= UINT32_MAX >> 2;
    uint32_t good = plain | two | two << 1 | three | three << 1 | three << 2;
    return good == UINT32_MAX ? UND_RUN_AT_ONCE : (unsigned)__builtin_ctz(~good);
}

/* Folds 32 bytes of a run. */
AVX2 static inline __m256i fold(const char *at, __m256i bytes, bool ascii)
{
    __m256i capitals = _mm256_and_si256(among(bytes, 'A', 26), _mm256_set1_epi8(0x20));
    if (ascii)
        return _mm256_add_epi8(bytes, capitals);
    __m256i before = load(at - 1), next = load(at + 1);
    __m256i russian = is(before, 0xd0), arabic = is(before, 0xd8);
    /* А to П: their small letters have the same first byte; Р to Я: the next one. */
    __m256i up = _mm256_and_si256(_mm256_and_si256(russian, among(bytes, 0x90, 16)), _mm256_set1_epi8(0x20));
    __m256i down = _mm256_and_si256(_mm256_and_si256(russian, among(bytes, 0xa0, 16)), _mm256_set1_epi8(0x20));
    __m256i moved = _mm256_and_si256(_mm256_and_si256(is(bytes, 0xd0), among(next, 0xa0, 16)), _mm256_set1_epi8(1));
    __m256i alef = _mm256_or_si256(among(bytes, 0xa2, 2), is(bytes, 0xa5));
    /* No blend: gcc takes the sign of its mask for that of a char, which may have none. */
    alef = _mm256_and_si256(arabic, alef);
    bytes = _mm256_or_si256(_mm256_andnot_si256(alef, bytes), _mm256_and_si256(alef, _mm256_set1_epi8((char)0xa7)));
    bytes = _mm256_add_epi8(_mm256_add_epi8(bytes, capitals), _mm256_add_epi8(up, moved));
    return _mm256_sub_epi8(bytes, down);
}

/* Copies and folds what 32 bytes have of the run. One byte can be read before them, two after them. */
AVX2 static inline unsigned copy_some(const char *at, char *text, char *folded)
{
    __m256i bytes = load(at), before = load(at - 1);
    __m256i spaces = _mm256_and_si256(is(bytes, ' '), is(before, ' '));
    __m256i marks = _mm256_or_si256(is(bytes, '*'), is(bytes, '\\'));
    /* ASCII from the space on. No comparison for "greater": gcc makes it an unsigned one where char is unsigned. */
    __m256i above = among(bytes, ' ', 0x60);
    uint32_t plain = bits(_mm256_andnot_si256(_mm256_or_si256(spaces, marks), above));
    unsigned count = plain == UINT32_MAX ? UND_RUN_AT_ONCE : (unsigned)__builtin_ctz(~plain);
    /* Where ASCII ends with what is of no run, as at the end of a line and before é, the bytes before it are all. */
    bool ascii = plain == UINT32_MAX || (unsigned char)at[count] < 0x80 || (unsigned char)at[count] == 0xc3;
    if (!ascii)
        count = other_byte(plain, at, bytes);
    _mm256_storeu_si256((__m256i *)(void *)text, bytes);
    _mm256_storeu_si256((__m256i *)(void *)folded, fold(at, bytes, ascii));
    return count;
}

AVX2 size_t und_run_avx2(const char *at, size_t length, char *text, char *folded)
{
    size_t here = 0;
    unsigned count = UND_RUN_AT_ONCE;
    while (length - here >= UND_RUN_AT_ONCE + 2) {
        count = copy_some(at + here, text + here, folded + here);
        here += count;
        /* A character that 32 bytes end in the middle of. */
        if (count < UND_RUN_AT_ONCE - 2)
            return here;
    }
    /* What is left, with zeros after it: none is of a run. */
    char rest[2 * UND_RUN_AT_ONCE + 8];
    size_t left = length - here;
    if (left == 0)
        return here;
    memset(rest, 0, sizeof rest);
    rest[0] = at[(ptrdiff_t)here - 1];
    memcpy(rest + 1, at + here, left);
    for (size_t from = 0; from < left; from += count) {
        count = copy_some(rest + 1 + from, text + here, folded + here);
        here += count;
        if (count < UND_RUN_AT_ONCE - 2)
            return here;
    }
    return here;
}

und_run_way *und_run_best(void)
{
    return __builtin_cpu_supports("avx2") ? und_run_avx2 : und_run_plain;
}

#else

und_run_way *und_run_best(void)
{
    return und_run_plain;
}

#endif
