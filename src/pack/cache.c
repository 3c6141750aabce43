#include "pack/cache.h"

#include "pack/files.h"
#include "pack/handle.h"
#include "text/memory.h"

#include <stdio.h>
#include <string.h>

/* Names the sources that the core was built from; the Makefile does. Without a name nothing is cached. */
#ifndef UND_BUILD
#define UND_BUILD ""
#endif

#define BUILD_BYTES 48u
#define ALIGNED 16u /* for any object */

typedef struct part_place {
    uint32_t part;
    uint32_t spare;
    uint64_t offset, length;
} part_place;

typedef struct head {
    char magic[16];
    uint64_t sum;    /* of all that follows it */
    uint64_t layout; /* of the arrays: another compiler may lay them out otherwise */
    char build[BUILD_BYTES];
    uint64_t size; /* of the file */
    uint64_t count;
    part_place parts[UND_CACHE_PARTS];
} head;

static const char magic[16] = "undoc packs";

/* What the sum is of. */
#define SUMMED (offsetof(head, sum) + sizeof(uint64_t))

/* A language without its pointers. */
typedef struct language_record {
    char code[UND_CODE_MAX], name[UND_LANGUAGE_NAME_MAX];
    uint32_t count;
    uint16_t comma_until;
    uint8_t script, flags;
    uint32_t first[UND_TERM_KEY_COUNT + 1];
} language_record;

static uint64_t layout(void)
{
    const uint16_t bytes = 0x0102;
    uint64_t mark = *(const unsigned char *)(const void *)&bytes;
    const size_t sizes[] = {sizeof(head),         sizeof(language_record), sizeof(und_term),
                            sizeof(und_language), sizeof(und_pack_file),   sizeof(void *),
                            UND_TERM_KEY_COUNT,   offsetof(und_term, key)};
    for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++)
        mark = mark * UINT64_C(0x9e3779b97f4a7c15) + sizes[i];
    return mark;
}

/* Tells a file that was damaged: no defence against one that was made to deceive, which may as well be a program. */
static uint64_t sum_of(und_bytes bytes)
{
    uint64_t lanes[4] = {1, 2, 3, 4};
    size_t at = 0;
    for (; bytes.length - at >= sizeof lanes; at += sizeof lanes) {
        uint64_t words[4];
        memcpy(words, bytes.at + at, sizeof words);
        for (int i = 0; i < 4; i++) {
            lanes[i] = (lanes[i] ^ words[i]) * UINT64_C(0x9e3779b97f4a7c15);
            lanes[i] ^= lanes[i] >> 32;
        }
    }
    uint64_t sum = bytes.length;
    for (int i = 0; i < 4; i++)
        sum = (sum ^ lanes[i]) * UINT64_C(0xbf58476d1ce4e5b9);
    for (; at < bytes.length; at++)
        sum = (sum ^ (unsigned char)bytes.at[at]) * UINT64_C(0xbf58476d1ce4e5b9);
    return sum ^ sum >> 32;
}

/* ---- reading ---- */

und_bytes und_cache_part(const und_packs *packs, uint32_t part)
{
    if (packs->cache.length == 0)
        return (und_bytes){"", 0};
    const head *h = (const head *)(const void *)packs->cache.at;
    for (uint64_t i = 0; i < h->count; i++)
        if (h->parts[i].part == part)
            return (und_bytes){packs->cache.at + h->parts[i].offset, (size_t)h->parts[i].length};
    return (und_bytes){"", 0};
}

static bool is_whole(und_bytes file)
{
    const head *h = (const head *)(const void *)file.at;
    if (file.length < sizeof *h || memcmp(h->magic, magic, sizeof magic) != 0 || h->size != file.length ||
        h->layout != layout() || strncmp(h->build, UND_BUILD, sizeof h->build) != 0 || h->count > UND_CACHE_PARTS)
        return false;
    for (uint64_t i = 0; i < h->count; i++) {
        const part_place *p = &h->parts[i];
        if (p->offset % ALIGNED != 0 || p->offset < sizeof *h || p->offset > h->size || p->length > h->size - p->offset)
            return false;
    }
    return h->sum == sum_of((und_bytes){file.at + SUMMED, file.length - SUMMED});
}

/* Whether the languages are those of these files, in this order. */
static bool are_of(const und_packs *packs, const und_pack_file *files, size_t count)
{
    und_bytes part = und_cache_part(packs, UND_CACHE_FILES);
    return part.length == count * sizeof *files && memcmp(part.at, files, part.length) == 0;
}

static bool take_languages(und_packs *packs, const char *const *paths, size_t count)
{
    und_bytes records = und_cache_part(packs, UND_CACHE_LANGUAGES);
    if (count == 0 || count > UND_LANGUAGES_MAX || records.length != count * sizeof(language_record))
        return false;
    for (uint32_t i = 0; i < count; i++) {
        const language_record *record = (const language_record *)(const void *)records.at + i;
        und_bytes terms = und_cache_part(packs, UND_CACHE_TERMS + i);
        und_bytes bytes = und_cache_part(packs, UND_CACHE_BYTES + i);
        if (terms.length != record->count * sizeof(und_term) || record->first[UND_TERM_KEY_COUNT] != record->count)
            return false;
        und_language *language = &packs->languages[i].language;
        packs->languages[i] = (und_language_slot){.cached = true};
        memcpy(language->code, record->code, sizeof language->code);
        memcpy(language->name, record->name, sizeof language->name);
        memcpy(language->first, record->first, sizeof language->first);
        language->file = paths[i];
        language->bytes = bytes.at;
        language->terms = (const und_term *)(const void *)terms.at;
        language->count = record->count;
        language->script = record->script;
        language->flags = record->flags;
        language->comma_until = record->comma_until;
        und_packs_note_language(packs, language);
    }
    packs->language_count = (uint32_t)count;
    return true;
}

bool und_cache_take(und_packs *packs, const char *path, const und_pack_file *files, const char *const *paths,
                    size_t count)
{
    if (UND_BUILD[0] == '\0')
        return false;
    /* Read and not mapped: a mapped file that becomes shorter, as when an upgrade copies over it, ends the program that
     * looks at it. */
    und_file file;
    const char *why;
    bool missing;
    if (und_file_read(&packs->allocator, path, UND_CACHE_MAX, &file, &why, &missing) != UND_OK)
        return false;
    if (is_whole((und_bytes){file.at, file.length})) {
        packs->cache = file;
        if (are_of(packs, files, count) && take_languages(packs, paths, count))
            return true;
        packs->cache = (und_file){0};
    }
    und_file_free(&packs->allocator, &file);
    return false;
}

/* ---- writing ---- */

void und_new_cache_add(und_new_cache *cache, uint32_t part, const void *at, size_t length)
{
    if (cache->count < UND_CACHE_PARTS)
        cache->parts[cache->count++] = (struct und_cache_made_part){part, {at, length}};
}

und_status und_new_cache_open(und_packs *packs, und_new_cache *cache)
{
    memset(cache, 0, sizeof *cache);
    bool wrong = und_packs_problem_total(packs) > 0;
    if (UND_BUILD[0] == '\0' || wrong || packs->cache.length > 0 || packs->file_count != packs->language_count) {
        und_packs_say(packs, "these packs cannot be cached: %s",
                      wrong                     ? "something is wrong in them"
                      : packs->cache.length > 0 ? "they were cached already"
                      : UND_BUILD[0] == '\0'    ? "the build has no name"
                                                : "they are not from files");
        return UND_E_DATA;
    }
    cache->record_size = packs->language_count * sizeof(language_record);
    language_record *records = und_resize(&packs->allocator, NULL, 0, cache->record_size);
    if (records == NULL)
        return und_packs_no_memory(packs);
    cache->record = records;
    memset(records, 0, cache->record_size);
    und_new_cache_add(cache, UND_CACHE_FILES, packs->files, packs->file_count * sizeof packs->files[0]);
    und_new_cache_add(cache, UND_CACHE_LANGUAGES, records, cache->record_size);
    for (uint32_t i = 0; i < packs->language_count; i++) {
        const und_language_slot *slot = &packs->languages[i];
        memcpy(records[i].code, slot->language.code, sizeof records[i].code);
        memcpy(records[i].name, slot->language.name, sizeof records[i].name);
        memcpy(records[i].first, slot->language.first, sizeof records[i].first);
        records[i].count = slot->language.count;
        records[i].script = slot->language.script;
        records[i].flags = slot->language.flags;
        records[i].comma_until = slot->language.comma_until;
        und_new_cache_add(cache, UND_CACHE_TERMS + i, slot->terms, slot->language.count * sizeof(und_term));
        und_new_cache_add(cache, UND_CACHE_BYTES + i, slot->bytes, slot->bytes_used);
    }
    return UND_OK;
}

static size_t aligned(size_t size)
{
    return (size + ALIGNED - 1) / ALIGNED * ALIGNED;
}

und_status und_new_cache_write(und_packs *packs, und_new_cache *cache, const char *path)
{
    size_t size = aligned(sizeof(head));
    for (uint32_t i = 0; i < cache->count; i++)
        size += aligned(cache->parts[i].bytes.length);
    char *at = und_resize(&packs->allocator, NULL, 0, size);
    if (at == NULL)
        return und_packs_no_memory(packs);
    memset(at, 0, size);
    head *h = (head *)(void *)at;
    memcpy(h->magic, magic, sizeof magic);
    (void)snprintf(h->build, sizeof h->build, "%s", UND_BUILD);
    h->layout = layout();
    h->size = size;
    h->count = cache->count;
    size_t offset = aligned(sizeof *h);
    for (uint32_t i = 0; i < cache->count; i++) {
        und_bytes bytes = cache->parts[i].bytes;
        h->parts[i] = (part_place){cache->parts[i].part, 0, offset, bytes.length};
        if (bytes.length > 0)
            memcpy(at + offset, bytes.at, bytes.length);
        offset += aligned(bytes.length);
    }
    h->sum = sum_of((und_bytes){at + SUMMED, size - SUMMED});
    const char *why;
    und_status status = und_file_write(path, (und_bytes){at, size}, &why);
    und_free(&packs->allocator, at, size);
    if (status != UND_OK)
        und_packs_say(packs, "%.300s: %s", path, why);
    return status;
}

void und_new_cache_close(und_packs *packs, und_new_cache *cache)
{
    und_free(&packs->allocator, cache->record, cache->record_size);
    memset(cache, 0, sizeof *cache);
}
