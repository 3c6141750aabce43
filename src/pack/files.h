/* files.h - the file system, as far as packs need it: read and write a whole file, list a folder. */
#ifndef UND_PACK_FILES_H
#define UND_PACK_FILES_H

#include "undoc/undoc.h"

/* What tells that a file is the one that it was: it changes with every writing. */
typedef struct und_stamp {
    uint64_t size;
    int64_t seconds, nanoseconds; /* of its last change */
} und_stamp;

typedef struct und_file {
    char *at;
    size_t length;
    size_t room; /* for und_file_free */
    und_stamp stamp;
} und_file;

/* Reads a regular file of at most `most` bytes. Fails with UND_E_IO, UND_E_LIMIT or UND_E_MEMORY; `*why` is then what
 * to say of it. `*missing`: nothing has that name. */
und_status und_file_read(const und_allocator *allocator, const char *path, size_t most, und_file *out, const char **why,
                         bool *missing);
void und_file_free(const und_allocator *allocator, und_file *file);

/* False when there is no such file. */
bool und_file_stamp(const char *path, und_stamp *out);

/* Writes a file that is there as a whole or not at all: under another name first, which is then changed. UND_E_IO, and
 * `*why` is what to say of it. */
und_status und_file_write(const char *path, und_bytes text, const char **why);

/* Calls `each` with every name in a folder, in the order of the file system, "." and ".." left out; a return of false
 * stops it. A folder that does not exist has no names. UND_E_IO when it cannot be read. The C library allocates for the
 * time of the call. */
und_status und_folder_list(const char *path, bool (*each)(void *context, const char *name), void *context,
                           const char **why);

#endif
