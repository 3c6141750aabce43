/* lexicon_table.h - the table that phrases are found in. Private to the files of the lexicon.
 *
 * Each token's end in a phrase has its entry in a hash table, found by the hash of all tokens up to there: 16 bits of
 * phrase, 15 of hash, one that says whether longer phrases begin so. So a text is looked up token by token, and most
 * texts end the search at their first.
 */
#ifndef UND_READ_LEXICON_TABLE_H
#define UND_READ_LEXICON_TABLE_H

#include "read/lexicon.h"
#include "read/tokens.h"

#define UND_MORE 1u
#define UND_TAG 0xfffeu

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

/* The phrase of an entry that is this folded text; 0: none. */
static inline uint16_t und_phrase_of(const und_lexicon *lexicon, uint32_t entry, const char *text, size_t length)
{
    uint16_t id = (uint16_t)(entry >> 16);
    while (id != 0) {
        const und_phrase *phrase = &lexicon->phrases[id];
        if (phrase->length == length && memcmp(lexicon->bytes + phrase->text, text, length) == 0)
            return id;
        id = phrase->next;
    }
    return 0;
}

/* The place of a word, its first letters, eight at the most, among `firsts`. */
static inline uint64_t und_first_place(uint64_t letters)
{
    return letters * UND_MIX >> (64u - UND_FIRST_BITS);
}

/* Of a text that does not begin in ASCII: its first letter, its first two, and so on to four, folded, while they are as
 * long when they are folded and no more than eight bytes. Gives how many there are, and in `*last` what follows them; NUL:
 * nothing does. */
#define UND_FIRST_LETTERS 4u
static inline uint32_t und_first_letters(const char *at, size_t left, uint64_t letters[UND_FIRST_LETTERS], char *last)
{
    char folded[UND_EIGHT] = {0}, one[4];
    uint32_t used = 0, count = 0;
    for (uint32_t length; count < UND_FIRST_LETTERS; used += length) {
        length = und_fold_as_long(at + used, left - used, one);
        if (length == 0 || used + length > UND_EIGHT)
            break;
        memcpy(folded + used, one, length);
        letters[count++] = und_eight(folded);
    }
    *last = used < left ? at[used] : '\0';
    return count;
}

#endif
