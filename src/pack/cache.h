/* cache.h - what was made of packs, in a file, so that the next program need not make it again.
 *
 * Reading six languages from YAML and making their lexicon takes most of the time until a first document is there. A
 * cache has the arrays that came out of that, as they lie in memory. It is used only by the very build of the core that
 * wrote it, for the very files that it was made of; whatever is wrong with it, the packs are read as if it were not
 * there.
 */
#ifndef UND_PACK_CACHE_H
#define UND_PACK_CACHE_H

#include "pack/pack.h"

struct und_pack_file;

#define UND_CACHE_MAX (16u * 1024u * 1024u) /* of a file: the six languages have about 1 MB */
#define UND_CACHE_PARTS 64u                 /* of a file: a few for each language, a few for the lexicon */

/* Which part is what: of the packs here, of the lexicon by read/. */
#define UND_CACHE_FILES 1u
#define UND_CACHE_LANGUAGES 2u
#define UND_CACHE_TERMS 10u /* and the languages after the first: below 24 */
#define UND_CACHE_BYTES 30u /* below 44 */
#define UND_CACHE_READ 48u  /* and on: the lexicon */

/* A part of the cache that the packs were opened from, aligned for any object; it lives as long as they do. Empty: there is
 * none. */
und_bytes und_cache_part(const und_packs *packs, uint32_t part);

/* Takes the languages from a cache, if it is one of these files; `paths` are theirs and live as long as the packs.
 * False: nothing was taken. */
bool und_cache_take(und_packs *packs, const char *path, const struct und_pack_file *files, const char *const *paths,
                    size_t count);

/* What a new one is made of. */
typedef struct und_new_cache {
    struct und_cache_made_part {
        uint32_t part;
        und_bytes bytes;
    } parts[UND_CACHE_PARTS];
    uint32_t count;
    void *record; /* freed by und_new_cache_close */
    size_t record_size;
} und_new_cache;

/* Begins one with the parts of the packs. UND_E_DATA, with a message: these packs cannot be cached, since something is
 * wrong in them, they are not from files, or the build has no name. UND_E_MEMORY. */
und_status und_new_cache_open(und_packs *packs, und_new_cache *cache);
void und_new_cache_add(und_new_cache *cache, uint32_t part, const void *at, size_t length);
/* UND_E_IO, UND_E_MEMORY, with a message. */
und_status und_new_cache_write(und_packs *packs, und_new_cache *cache, const char *path);
void und_new_cache_close(und_packs *packs, und_new_cache *cache);

#endif
