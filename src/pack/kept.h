/* kept.h - what was made of packs, kept in a file, so that the next program need not make it again.
 *
 * Reading six languages from YAML and making their lexicon takes most of the time until a first document is there. A kept
 * file has the arrays that came out of that, as they lie in memory. It is used only by the very build of the core that
 * wrote it, for the very files that it was made of; whatever is wrong with it, the packs are read as if it were not
 * there.
 */
#ifndef UND_PACK_KEPT_H
#define UND_PACK_KEPT_H

#include "pack/pack.h"

#define UND_KEPT_MAX (16u * 1024u * 1024u) /* of a file: the six languages have about 1 MB */
#define UND_KEPT_PARTS 64u                 /* of a file: a few for each language, a few for the lexicon */

/* Which part is what: of the packs here, of the lexicon by read/. */
#define UND_KEPT_FILES 1u
#define UND_KEPT_LANGUAGES 2u
#define UND_KEPT_TERMS 10u /* and the languages behind the first: below 24 */
#define UND_KEPT_BYTES 30u /* below 44 */
#define UND_KEPT_READ 48u  /* and on: the lexicon */

/* A part of the file that the packs were opened from, aligned for any object; it lives as long as they do. Empty: there is
 * none. */
und_bytes und_packs_kept_part(const und_packs *packs, uint32_t part);

/* What a file is made of. */
typedef struct und_keeping {
    struct und_keeping_part {
        uint32_t part;
        und_bytes bytes;
    } parts[UND_KEPT_PARTS];
    uint32_t count;
    void *record; /* freed by und_keeping_close */
    size_t record_size;
} und_keeping;

/* Begins a file with the parts of the packs. UND_E_DATA, with a message: these packs cannot be kept, since something is
 * wrong in them, they are not from files, or the build has no name. UND_E_MEMORY. */
und_status und_keeping_open(und_packs *packs, und_keeping *keeping);
void und_keeping_add(und_keeping *keeping, uint32_t part, const void *at, size_t length);
/* UND_E_IO, UND_E_MEMORY, with a message. */
und_status und_keeping_write(und_packs *packs, und_keeping *keeping, const char *path);
void und_keeping_close(und_packs *packs, und_keeping *keeping);

#endif
