/* tokens.h - the words by which phrases are found, and the table that they are found in. Private to lexicon.c and
 * lexicon_build.c.
 *
 * A token is a run of letters, or one other character; of Chinese, one character. Spaces are none. Each
 * token's end in a phrase has its entry in a hash table, found by the hash of all tokens up to there: 16 bits of phrase,
 * 15 of hash, one that says whether longer phrases begin so. So a text is looked up token by token, and most texts end
 * the search at their first.
 */
#ifndef UND_READ_TOKENS_H
#define UND_READ_TOKENS_H

#include "read/lexicon.h"
#include "text/eight.h"

#define UND_MIX UINT64_C(0x9e3779b97f4a7c15)
#define UND_MORE 1u
#define UND_TAG 0xfffeu

/* ---- hashes of tokens: of sixteen bytes at a time, so that the length of most words makes no difference ---- */

static inline uint64_t und_hash_part(uint64_t hash, uint64_t first, uint64_t second)
{
    hash = (hash ^ first) * UND_MIX;
    return (hash ^ hash >> 29 ^ second) * UND_MIX;
}

static inline uint64_t und_hash_token(uint64_t hash, const char *at, size_t length)
{
    for (; length >= 2 * UND_EIGHT; at += 2 * UND_EIGHT, length -= 2 * UND_EIGHT)
        hash = und_hash_part(hash, und_eight(at), und_eight(at + UND_EIGHT));
    size_t first = length < UND_EIGHT ? length : UND_EIGHT;
    return und_hash_part(hash, und_eight_of(at, first), und_eight_of(at + first, length - first));
}

/* ---- the table ---- */

static inline uint32_t und_tag_of(uint64_t hash)
{
    return (uint32_t)(hash >> 48) & UND_TAG;
}

/* The entry of a hash; its place, 0, when it has none. */
static inline uint32_t *und_find_prefix(const und_lexicon *lexicon, uint64_t hash)
{
    uint32_t tag = und_tag_of(hash);
    for (size_t slot = (size_t)(hash >> 16);; slot++) {
        uint32_t *entry = &lexicon->prefixes[slot & (lexicon->prefix_room - 1)];
        if (*entry == 0 || (*entry & UND_TAG) == tag)
            return entry;
    }
}

/* ---- sets of bytes ---- */

static inline bool und_has_byte(const uint64_t *bytes, unsigned char c)
{
    return (bytes[c / 64u] >> c % 64u & 1u) != 0;
}

/* ---- folded text ---- */

/* The end of the token at `at`, a space before it passed over, whose beginning is `*first`. Folds as much as it takes. */
size_t und_token_end(und_folding *text, size_t at, size_t *first);

/* The phrase of an entry that is this folded text; 0: none. */
uint16_t und_phrase_of(const und_lexicon *lexicon, uint32_t entry, const char *text, size_t length);

/* The place of a word, its first letters, eight at the most, among `firsts`. */
static inline uint64_t und_first_place(uint64_t letters)
{
    return letters * UND_MIX >> (64u - UND_FIRST_BITS);
}

#endif
