/* lead.h - the words that references begin with, all of a language looked for in one pass.
 *
 * A pattern of references begins with a word or several, its *lead*: "resolution" of "resolution {number}", "en relacion con
 * el tema" of "En relación con el tema {items} del programa", "第" of "第{number}号决议".
 * Where no lead and no figure stands, no reference begins but a symbol. So a text is looked through once for all patterns,
 * 32 bytes at a time where the processor can, by the first bytes of leads; and only the patterns whose lead stands there
 * are tried.
 */
#ifndef UND_READ_LEAD_H
#define UND_READ_LEAD_H

#include "pack/pack.h"
#include "text/eight.h"

#define UND_LEADS_AT_ONCE 32u /* bytes that are looked at together */
#define UND_LEADS_READ 40u    /* bytes that may be read from a place on: zeros follow a text that is looked through */
#define UND_LEAD_BYTES 6u     /* first bytes of a lead by which it is looked for: three letters of Russian or Arabic */

/* Patterns that begin with the same word. */
typedef struct und_lead {
    uint64_t bytes, mask; /* its first eight bytes, and those of them that it has */
    uint32_t first;       /* of its patterns, in und_leads.patterns */
    uint16_t count;
    uint16_t length;
} und_lead;

/* Two bytes, a bit for each pair; several pairs have the same one. */
#define UND_PAIR_BITS 10u
typedef struct und_pairs {
    uint64_t bits[(1u << UND_PAIR_BITS) / 64u];
} und_pairs;

typedef struct und_leads {
    const und_language *language;
    und_lead *at;       /* sorted by their keys */
    uint32_t *patterns; /* terms of the language: by lead, then as in the pack */
    uint32_t count, pattern_count;
    uint16_t first[257]; /* leads whose key is k: [first[k], first[k + 1]) */
    uint64_t sixth
        [256]; /* of the leads of a key, a bit for the lower six bits of their sixth byte; all, where one is shorter */
    /* A bit for each of eight sets of leads: whether the n-th byte of one has this low or this high half. */
    uint8_t low[UND_LEAD_BYTES][16], high[UND_LEAD_BYTES][16];
    und_pairs date_first; /* what a date may begin with, figures aside */
    und_pairs date_then;  /* … and what may stand after its first figures and the spaces there */
    uint32_t date_bytes;  /* in so many bytes a date has its year */
} und_leads;

/* Where the leads are found that begin like a text: by its first byte, or by the second where the first tells little. */
static inline unsigned und_lead_key(const char *at)
{
    unsigned first = (unsigned char)at[0], second = (unsigned char)at[1];
    return first < 0x80 ? first : 0x80 | (first & 1u) << 6 | (second & 0x3fu);
}

/* Whether a lead of that key may stand where a text goes on so, which zeros follow: Arabic nouns begin with the same letters
 * all, and differ in the third. */
static inline bool und_lead_may_stand(const und_leads *leads, unsigned key, const char *at)
{
    return (leads->sixth[key] >> ((unsigned char)at[5] & 63u) & 1u) != 0;
}

/* Whether references of `key` are found by their leads. */
bool und_is_led(und_term_key key);

/* The leads of a language. False: memory ran out; free them all the same. */
bool und_leads_build(const und_allocator *allocator, const und_language *language, und_leads *leads);
void und_leads_free(const und_allocator *allocator, und_leads *leads);

/* The places among the 32 bytes from `at` on where a word begins that may be a lead, or a figure: a bit for each. Of
 * folded text; `*inside` is 1 when the byte before them goes on as a word, and is set for the next 32. */
typedef uint32_t und_leads_way(const und_leads *leads, const char *at, uint32_t *inside);
/* The ways to do it, all with the same result; und_leads_best gives the quickest that the processor knows. */
und_leads_way und_leads_plain;
#ifdef __SSE2__
und_leads_way und_leads_avx2; /* only where the processor has AVX2 */
#endif
und_leads_way *und_leads_best(void);

/* Whether a lead stands at `at` of a text that zeros follow. */
static inline bool und_lead_stands(const und_leads *leads, const und_lead *lead, und_bytes text, size_t at)
{
    if ((und_eight(text.at + at) & lead->mask) != lead->bytes || lead->length > text.length - at)
        return false;
    if (lead->length <= UND_EIGHT)
        return true;
    const und_term *term = &leads->language->terms[leads->patterns[lead->first]];
    return memcmp(text.at + at, und_term_folded(leads->language, term).at, lead->length) == 0;
}

/* Whether a date of the language may stand at `at`; most figures begin none. */
bool und_may_be_date(const und_leads *leads, und_bytes text, size_t at);

/* Whether a word begins at `at`. */
bool und_word_starts(und_bytes text, size_t at);

#endif
