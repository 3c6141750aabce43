#include "read/lexicon_cache.h"

#include <string.h>

/* An array of the lexicon: where in it its pointer is, and how long the array is. */
typedef struct array {
    size_t pointer, bytes;
} array;

#define ARRAYS 8u

static void arrays_of(const und_lexicon *lexicon, array out[ARRAYS])
{
    size_t languages = und_language_count(lexicon->packs);
    const array all[ARRAYS] = {
        {offsetof(und_lexicon, bytes), lexicon->bytes_used},
        {offsetof(und_lexicon, phrases), lexicon->phrase_count * sizeof(und_phrase)},
        {offsetof(und_lexicon, senses), lexicon->sense_count * sizeof(und_sense)},
        {offsetof(und_lexicon, prefixes), lexicon->prefix_room * sizeof(uint32_t)},
        {offsetof(und_lexicon, beginnings), languages * UND_TERM_KEY_COUNT * sizeof(und_beginnings)},
        {offsetof(und_lexicon, firsts), (1u << UND_FIRST_BITS) / 8u},
        {offsetof(und_lexicon, vote_words), UND_VOTE_SLOTS * sizeof(uint64_t)},
        {offsetof(und_lexicon, vote_languages), UND_VOTE_SLOTS * sizeof(uint16_t)},
    };
    memcpy(out, all, sizeof all);
}

/* The lexicon itself is the first part, its arrays follow. */
static const uint32_t part_of_lexicon = UND_CACHE_READ, part_of_arrays = UND_CACHE_READ + 1;

bool und_lexicon_from_cache(und_packs *packs, und_lexicon *lexicon)
{
    und_bytes part = und_cache_part(packs, part_of_lexicon);
    if (part.length != sizeof *lexicon)
        return false;
    memcpy(lexicon, part.at, sizeof *lexicon);
    lexicon->packs = packs;
    lexicon->cached = true;
    array arrays[ARRAYS];
    arrays_of(lexicon, arrays);
    for (uint32_t i = 0; i < ARRAYS; i++) {
        part = und_cache_part(packs, part_of_arrays + i);
        if (part.length != arrays[i].bytes)
            return false;
        memcpy((char *)lexicon + arrays[i].pointer, &part.at, sizeof part.at);
    }
    return true;
}

void und_lexicon_to_cache(und_new_cache *cache, const und_lexicon *lexicon, und_lexicon *record)
{
    array arrays[ARRAYS];
    arrays_of(lexicon, arrays);
    memcpy(record, lexicon, sizeof *record);
    memset(&record->packs, 0, sizeof record->packs);
    memset(&record->leads, 0, sizeof record->leads);
    und_new_cache_add(cache, part_of_lexicon, record, sizeof *record);
    for (uint32_t i = 0; i < ARRAYS; i++) {
        const void *at;
        memcpy(&at, (const char *)lexicon + arrays[i].pointer, sizeof at);
        memset((char *)record + arrays[i].pointer, 0, sizeof at);
        und_new_cache_add(cache, part_of_arrays + i, at, arrays[i].bytes);
    }
}
