#include "read/lead.h"

#include "text/memory.h"
#include "text/utf8.h"

#include <stdlib.h>

#ifdef __SSE2__
#include <immintrin.h>
#endif

#define SETS 7u       /* of leads; the eighth bit is for figures */
#define FIGURES 0x80u /* may be a date */
#define BYTES 0x100u  /* values of a byte */

bool und_is_led(und_term_key key)
{
    return key == UND_TERM_AGENDA || key == UND_TERM_SEE_ANNEX ||
           (key >= UND_TERM_PARAGRAPH_REFERENCE && key <= UND_TERM_DECISION_REFERENCE);
}

bool und_word_starts(und_bytes text, size_t at)
{
    if (at == 0)
        return true;
    unsigned char before = (unsigned char)text.at[at - 1];
    if (before < 0x80)
        return !((before >= 'a' && before <= 'z') || (before >= '0' && before <= '9'));
    size_t start = at - 1;
    while (start > 0 && at - start < 4 && ((unsigned char)text.at[start] & 0xc0) == 0x80)
        start--;
    uint32_t bytes;
    uint32_t point = und_utf8_decode(text.at + start, text.at + text.length, &bytes);
    /* Chinese has no spaces; Arabic glues its prepositions to the word. */
    return !und_is_letter(point) || und_is_han(point) || und_is_arabic(point);
}

/* ---- building ---- */

/* A pattern with its lead: see lead.h. */
typedef struct led {
    und_bytes lead;
    uint32_t term;
} led;

/* Whether the letter of a word stands at `at`, or before it; no Chinese one. */
static bool is_letter(und_bytes text, size_t at)
{
    uint32_t bytes;
    if (at >= text.length)
        return false;
    uint32_t point = und_utf8_decode(text.at + at, text.at + text.length, &bytes);
    return und_is_letter(point) && !und_is_han(point);
}

static bool is_letter_before(und_bytes text, size_t at)
{
    size_t start = at;
    while (start > 0 && at - start < 4 && ((unsigned char)text.at[--start] & 0xc0) == 0x80)
        ;
    return start < at && is_letter(text, start);
}

/* Its first word, and more of them where one space and nothing else can stand between them: two letters are around it.
 * Before a mark a text may have a space that the pattern has not. */
static und_bytes lead_of(und_bytes pattern)
{
    size_t length = 0;
    bool spaced = false;
    for (; length < pattern.length && pattern.at[length] != '{' && pattern.at[length] != '['; length++) {
        if (spaced && strchr(",:;()", pattern.at[length]) != NULL)
            break;
        if (pattern.at[length] != ' ')
            continue;
        if (!is_letter_before(pattern, length) || !is_letter(pattern, length + 1))
            break;
        spaced = true;
    }
    return (und_bytes){pattern.at, length};
}

/* By its first byte, or by the second where the first tells little. */
static unsigned sort_of(und_bytes lead)
{
    unsigned first = (unsigned char)lead.at[0], second = lead.length > 1 ? (unsigned char)lead.at[1] : 0;
    return first < 0x80 ? first : 0x80 | (first & 1u) << 6 | (second & 0x3fu);
}

static int by_lead(const void *a, const void *b)
{
    const led *x = a, *y = b;
    unsigned one = sort_of(x->lead), other = sort_of(y->lead);
    if (one != other)
        return one < other ? -1 : 1;
    size_t shorter = x->lead.length < y->lead.length ? x->lead.length : y->lead.length;
    int order = memcmp(x->lead.at, y->lead.at, shorter);
    if (order != 0)
        return order;
    if (x->lead.length != y->lead.length)
        return x->lead.length < y->lead.length ? -1 : 1;
    return x->term < y->term ? -1 : 1;
}

/* The patterns of a language that have a lead; gives how many. `out` may be NULL, to count them. */
static uint32_t collect(const und_language *language, led *out)
{
    uint32_t count = 0;
    for (unsigned key = 0; key < UND_TERM_KEY_COUNT; key++)
        for (uint32_t i = language->first[key]; und_is_led((und_term_key)key) && i < language->first[key + 1]; i++) {
            und_bytes lead = lead_of(und_term_folded(language, &language->terms[i]));
            if (lead.length == 0)
                continue;
            if (out != NULL)
                out[count] = (led){lead, i};
            count++;
        }
    return count;
}

static void add_to_sets(und_leads *leads, size_t place, unsigned byte, uint8_t set)
{
    leads->low[place][byte & 15u] |= set;
    leads->high[place][byte >> 4] |= set;
}

/* Neighbours in their order have first bytes in common, and come into one set. */
static void fill_sets(und_leads *leads)
{
    for (uint32_t i = 0; i < leads->count; i++) {
        uint8_t set = (uint8_t)(1u << (size_t)i * SETS / leads->count);
        for (size_t place = 0; place < UND_LEAD_BYTES; place++)
            if (place < leads->at[i].length)
                add_to_sets(leads, place, (unsigned)(leads->at[i].bytes >> 8u * place & 0xffu), set);
            else
                for (unsigned byte = 0; byte < BYTES; byte++)
                    add_to_sets(leads, place, byte, set);
    }
    for (unsigned byte = 0; byte < BYTES; byte++)
        for (size_t place = 0; place < UND_LEAD_BYTES; place++)
            if (place > 0 || (byte >= '0' && byte <= '9'))
                add_to_sets(leads, place, byte, FIGURES);
}

static inline unsigned pair_bit(unsigned first, unsigned second)
{
    return ((first | second << 8) * 0x9e3779b1u & UINT32_MAX) >> (32u - UND_PAIR_BITS);
}

static inline bool has_pair(const und_pairs *pairs, const char *at)
{
    unsigned bit = pair_bit((unsigned char)at[0], (unsigned char)at[1]);
    return (pairs->bits[bit / 64u] >> bit % 64u & 1u) != 0;
}

static void add_pair(und_pairs *pairs, unsigned first, unsigned second)
{
    unsigned bit = pair_bit(first, second);
    pairs->bits[bit / 64u] |= UINT64_C(1) << bit % 64u;
}

/* Two bytes of a word that stands in a text as it is; after one that is the last, or that a space of the text may come after,
 * anything may stand. */
static void add_word(und_pairs *pairs, und_bytes word)
{
    bool second = word.length > 1 && memchr(" {}[],:;()", word.at[1], sizeof " {}[],:;()" - 1) == NULL;
    for (unsigned byte = 0; byte < BYTES; byte++)
        if (word.length > 0 && (!second || byte == (unsigned char)word.at[1]))
            add_pair(pairs, (unsigned char)word.at[0], byte);
}

/* What may stand where `pattern` goes on from `at`, spaces aside. */
static void add_next(const und_language *language, und_bytes pattern, size_t at, und_pairs *pairs)
{
    static const char month[] = "{month}";
    while (at < pattern.length && pattern.at[at] == ' ')
        at++;
    if (at < pattern.length && pattern.at[at] == '[') {
        const char *close = memchr(pattern.at + at, ']', pattern.length - at);
        add_next(language, pattern, at + 1, pairs);
        if (close != NULL)
            add_next(language, pattern, (size_t)(close - pattern.at) + 1, pairs);
    } else if (pattern.length - at >= sizeof month - 1 && memcmp(pattern.at + at, month, sizeof month - 1) == 0) {
        for (uint32_t i = language->first[UND_TERM_MONTH]; i < language->first[UND_TERM_MONTH + 1]; i++)
            add_word(pairs, und_term_folded(language, &language->terms[i]));
    } else if (at == pattern.length || pattern.at[at] == '{') {
        memset(pairs, 0xff, sizeof *pairs); /* nothing more is wanted, or a figure, or anything */
    } else {
        add_word(pairs, (und_bytes){pattern.at + at, pattern.length - at});
    }
}

/* The bytes that a pattern of dates takes at the most: its words and their spaces, a month for each slot. */
static uint32_t longest_date(const und_language *language, und_bytes pattern)
{
    uint32_t month = UND_EIGHT, slots = 0; /* figures are shorter */
    for (uint32_t i = language->first[UND_TERM_MONTH]; i < language->first[UND_TERM_MONTH + 1]; i++)
        if (language->terms[i].folded_length > month)
            month = language->terms[i].folded_length;
    for (size_t i = 0; i < pattern.length; i++)
        slots += pattern.at[i] == '{';
    return 2u * (uint32_t)pattern.length + slots * month;
}

/* What dates may begin with, and how long they are. */
static void fill_dates(und_leads *leads)
{
    static const char *const figures[] = {"{day}", "{number}", "{year}"};
    const und_language *language = leads->language;
    for (uint32_t i = language->first[UND_TERM_DATE]; i < language->first[UND_TERM_DATE + 1]; i++) {
        und_bytes pattern = und_term_folded(language, &language->terms[i]);
        size_t figure = 0;
        for (size_t f = 0; f < sizeof figures / sizeof figures[0] && figure == 0; f++)
            if (pattern.length >= strlen(figures[f]) && memcmp(pattern.at, figures[f], strlen(figures[f])) == 0)
                figure = strlen(figures[f]);
        if (figure > 0)
            add_next(language, pattern, figure, &leads->date_then);
        else
            add_next(language, pattern, 0, &leads->date_first);
    }
    _Static_assert(UND_TERM_DATE_SPAN == UND_TERM_DATE + 1, "they stand together");
    for (uint32_t i = language->first[UND_TERM_DATE]; i < language->first[UND_TERM_DATE_SPAN + 1]; i++) {
        uint32_t bytes = longest_date(language, und_term_folded(language, &language->terms[i]));
        leads->date_bytes = bytes > leads->date_bytes ? bytes : leads->date_bytes;
    }
}

/* Whether a year stands in the text from `at` on, near enough for a date: of four figures, from 1945 to 2199. */
static bool is_year_near(const und_leads *leads, und_bytes text, size_t at)
{
    size_t end = text.length - at < leads->date_bytes ? text.length : at + leads->date_bytes;
    for (size_t last = at + 3; last < end; last++) {
        /* No year ends in the next bytes where this one is no figure. */
        if ((unsigned)(text.at[last] - '0') >= 10u) {
            last += 3;
            continue;
        }
        if ((text.at[last - 3] == '1' || text.at[last - 3] == '2') && (unsigned)(text.at[last - 2] - '0') < 10u &&
            (unsigned)(text.at[last - 1] - '0') < 10u)
            return true;
    }
    return false;
}

bool und_may_be_date(const und_leads *leads, und_bytes text, size_t at)
{
    size_t here = at;
    while (here < text.length && (unsigned)(text.at[here] - '0') < 10u)
        here++;
    bool figures = here > at;
    while (here < text.length && text.at[here] == ' ')
        here++;
    if (here == text.length)
        return false;
    /* Zeros follow the text. */
    return ((figures && has_pair(&leads->date_then, text.at + here)) ||
            has_pair(&leads->date_first, text.at + (figures ? at : here))) &&
           is_year_near(leads, text, at);
}

/* Puts patterns with the same lead together. */
static void group(und_leads *leads, const led *all, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        und_bytes lead = all[i].lead;
        bool same =
            i > 0 && lead.length == all[i - 1].lead.length && memcmp(lead.at, all[i - 1].lead.at, lead.length) == 0;
        if (!same)
            leads->at[leads->count++] = (und_lead){
                .bytes = und_eight_of(lead.at, lead.length),
                .mask = und_eight_keep(UINT64_MAX, lead.length < UND_EIGHT ? (unsigned)lead.length : UND_EIGHT),
                .first = i,
                .length = (uint16_t)lead.length};
        leads->at[leads->count - 1].count++;
        leads->patterns[i] = all[i].term;
    }
    for (uint32_t i = leads->count; i > 0; i--) {
        und_lead *lead = &leads->at[i - 1];
        bool is_short = lead->length < UND_LEAD_KEY_BYTES;
        uint16_t *head = &leads->heads[is_short ? 1u << UND_LEAD_KEY_BITS : und_lead_key(lead->bytes)];
        lead->next = *head;
        *head = (uint16_t)i;
    }
}

bool und_leads_build(const und_allocator *allocator, const und_language *language, und_leads *leads)
{
    *leads = (und_leads){.language = language};
    uint32_t count = collect(language, NULL);
    leads->pattern_count = count;
    if (count > 0) {
        size_t bytes = count * sizeof(led);
        led *all = und_resize(allocator, NULL, 0, bytes);
        leads->at = und_resize(allocator, NULL, 0, count * sizeof *leads->at);
        leads->patterns = und_resize(allocator, NULL, 0, count * sizeof *leads->patterns);
        if (all == NULL || leads->at == NULL || leads->patterns == NULL) {
            und_free(allocator, all, bytes);
            return false;
        }
        (void)collect(language, all);
        qsort(all, count, sizeof *all, by_lead);
        group(leads, all, count);
        und_free(allocator, all, bytes);
    }
    fill_sets(leads);
    fill_dates(leads);
    return true;
}

void und_leads_free(const und_allocator *allocator, und_leads *leads)
{
    und_free(allocator, leads->at, leads->pattern_count * sizeof *leads->at);
    und_free(allocator, leads->patterns, leads->pattern_count * sizeof *leads->patterns);
    leads->at = NULL;
    leads->patterns = NULL;
}

/* ---- looking ---- */

uint32_t und_leads_plain(const und_leads *leads, const char *at, uint32_t *inside)
{
    const unsigned char *c = (const unsigned char *)at;
    uint32_t found = 0, word = *inside;
    for (uint32_t i = 0; i < UND_LEADS_AT_ONCE; i++) {
        unsigned sets = leads->low[0][c[i] & 15u] & leads->high[0][c[i] >> 4];
        if (sets != 0 && word == 0) {
            for (uint32_t place = 1; place < UND_LEAD_BYTES; place++)
                sets &= leads->low[place][c[i + place] & 15u] & leads->high[place][c[i + place] >> 4];
            found |= (sets != 0 ? 1u : 0u) << i;
        }
        word = (unsigned)(c[i] - 'a') < 26u || (unsigned)(c[i] - '0') < 10u;
    }
    *inside = word;
    return found;
}

#ifdef __SSE2__

#define AVX2 __attribute__((target("avx2")))

AVX2 static inline __m256i sets_of(const uint8_t low[16], const uint8_t high[16], __m256i bytes)
{
    const __m256i half = _mm256_set1_epi8(15);
    __m256i lows = _mm256_broadcastsi128_si256(_mm_loadu_si128((const __m128i *)(const void *)low));
    __m256i highs = _mm256_broadcastsi128_si256(_mm_loadu_si128((const __m128i *)(const void *)high));
    return _mm256_and_si256(_mm256_shuffle_epi8(lows, _mm256_and_si256(bytes, half)),
                            _mm256_shuffle_epi8(highs, _mm256_and_si256(_mm256_srli_epi16(bytes, 4), half)));
}

/* The bytes from `first` on, `count` of them: all bits of a byte that is one. */
AVX2 static inline __m256i among(__m256i bytes, char first, char count)
{
    __m256i from = _mm256_sub_epi8(bytes, _mm256_set1_epi8(first));
    return _mm256_cmpeq_epi8(_mm256_min_epu8(from, _mm256_set1_epi8((char)(count - 1))), from);
}

AVX2 uint32_t und_leads_avx2(const und_leads *leads, const char *at, uint32_t *inside)
{
    __m256i bytes = _mm256_loadu_si256((const __m256i *)(const void *)at);
    __m256i sets = sets_of(leads->low[0], leads->high[0], bytes);
    for (uint32_t place = 1; place < UND_LEAD_BYTES; place++) {
        __m256i next = _mm256_loadu_si256((const __m256i *)(const void *)(at + place));
        sets = _mm256_and_si256(sets, sets_of(leads->low[place], leads->high[place], next));
    }
    __m256i words = _mm256_or_si256(among(bytes, 'a', 26), among(bytes, '0', 10));
    uint32_t none = (uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(sets, _mm256_setzero_si256()));
    uint32_t word = (uint32_t)_mm256_movemask_epi8(words);
    uint32_t found = ~none & ~(word << 1 | *inside);
    *inside = word >> 31;
    return found;
}

und_leads_way *und_leads_best(void)
{
    return __builtin_cpu_supports("avx2") ? und_leads_avx2 : und_leads_plain;
}

#else

und_leads_way *und_leads_best(void)
{
    return und_leads_plain;
}

#endif
