/* tokens.h - the words by which phrases are found.
 *
 * A token is a run of letters, or one other character; of Chinese, one character. Spaces are none.
 */
#ifndef UND_READ_TOKENS_H
#define UND_READ_TOKENS_H

#include "text/eight.h"
#include "text/utf8.h"

#define UND_WORD_BYTES 12u /* folded at once when a word is looked at: most are shorter */

#define UND_MIX UINT64_C(0x9e3779b97f4a7c15)

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

/* ---- folded text ---- */

/* The end of the token at `at`, a space before it passed over, whose beginning is `*first`. Folds as much as it takes. */
size_t und_token_end(und_folding *text, size_t at, size_t *first);

/* Whether the text has a byte at `at`, after folding more of it where need be. */
static inline bool und_folding_has(und_folding *text, size_t at)
{
    if (at >= text->used && !text->done)
        und_fold_more(text, at + UND_WORD_BYTES);
    return at < text->used;
}

static inline bool und_is_plain(char c)
{
    return (unsigned)(c - 'a') < 26u;
}

#endif
