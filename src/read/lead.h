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
    uint16_t next; /* see und_lead_first */
} und_lead;

#define UND_LEAD_KEY_BITS 8u

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
    uint16_t heads[(1u << UND_LEAD_KEY_BITS) + 1]; /* see und_lead_first */
    /* A bit for each of eight sets of leads: whether the n-th byte of one has this low or this high half. */
    uint8_t low[UND_LEAD_BYTES][16], high[UND_LEAD_BYTES][16];
    und_pairs date_first; /* what a date may begin with, figures aside */
    und_pairs date_then;  /* … and what may stand after its first figures and the spaces there */
    uint32_t date_bytes;  /* in so many bytes a date has its year */
} und_leads;

/* Leads of so many bytes are found by these; the shorter ones, a few, by none. */
#define UND_LEAD_KEY_BYTES 6u
static inline unsigned und_lead_key(uint64_t bytes)
{
    return (unsigned)((bytes << 16) * UINT64_C(0x9e3779b97f4a7c15) >> (64u - UND_LEAD_KEY_BITS));
}

/* The first lead that may stand where a text begins with these eight bytes, as the number of its place + 1, and with `more`
 * those of any beginning; the others follow as its `next`. 0: none. */
static inline unsigned und_lead_first(const und_leads *leads, uint64_t bytes, bool more)
{
    return leads->heads[more ? 1u << UND_LEAD_KEY_BITS : und_lead_key(bytes)];
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
