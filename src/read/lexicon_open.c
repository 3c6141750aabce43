/* The lexicon of the packs: from their cache, else built; and the cache written. */
#include "read/lexicon_build.h"
#include "read/lexicon_cache.h"
#include "text/memory.h"

#include <string.h>

static und_lexicon *make_lexicon(und_packs *packs)
{
    const und_allocator *allocator = und_packs_allocator(packs);
    und_lexicon *lexicon = und_resize(allocator, NULL, 0, sizeof *lexicon);
    if (lexicon == NULL)
        return NULL;
    bool ok = und_lexicon_from_cache(packs, lexicon);
    if (!ok) {
        memset(lexicon, 0, sizeof *lexicon);
        lexicon->packs = packs;
        ok = und_lexicon_build(lexicon);
    }
    if (ok && und_lexicon_build_leads(lexicon))
        return lexicon;
    und_lexicon_free(allocator, lexicon);
    return NULL;
}

const und_lexicon *und_lexicon_of(und_packs *packs)
{
    und_packs_lock(packs);
    und_packs_extra *slot = und_packs_extra_slot(packs);
    if (slot->data == NULL) {
        slot->data = make_lexicon(packs);
        slot->free = und_lexicon_free;
    }
    const und_lexicon *lexicon = slot->data;
    und_packs_unlock(packs);
    return lexicon;
}

und_status und_packs_cache(und_packs *packs, const char *path)
{
    if (packs == NULL || path == NULL)
        return UND_E_ARGUMENT;
    und_new_cache cache;
    und_status status = und_new_cache_open(packs, &cache);
    if (status != UND_OK)
        return status;
    const und_lexicon *lexicon = und_lexicon_of(packs);
    und_lexicon record; /* without pointers: the same packs make the same file */
    if (lexicon == NULL) {
        status = und_packs_no_memory(packs);
    } else {
        und_lexicon_to_cache(&cache, lexicon, &record);
        status = und_new_cache_write(packs, &cache, path);
    }
    und_new_cache_close(packs, &cache);
    return status;
}
