/* folder.h - the packs in the folders that a handle was opened for. */
#ifndef UND_PACK_FOLDER_H
#define UND_PACK_FOLDER_H

#include "pack/handle.h"

#define UND_PACK_ENDING ".yaml"
#define UND_PACK_FILES_MAX 1024u /* packs in one folder; the six languages and fifty agendas are far under it */

typedef struct und_found_file {
    const char *path;
    char stem[UND_STEM_MAX]; /* the name without its ending */
} und_found_file;

typedef struct und_listing {
    und_packs *packs;
    const char *folder;    /* "language" */
    und_found_file *files; /* sorted by stem */
    size_t count, room;
    /* while the folders are listed */
    size_t root;
    und_status status;
    bool too_many;
} und_listing;

/* Every pack of a folder in all roots, one for each name; of one name, that of the first root. For a listing with its
 * first two members. UND_E_MEMORY; free the listing in any case. */
und_status und_folder_find(und_listing *list);
void und_listing_free(und_listing *list);

/* "root/folder/name"; NULL when memory runs out. */
const char *und_folder_path(und_packs *packs, const char *root, const char *folder, const char *name);

/* UND_E_DATA: it could not be read, and a problem says so; or, with `*missing`, it is not there. */
und_status und_folder_read(und_packs *packs, const char *path, und_file *file, bool *missing);

#endif
