#ifndef _POSIX_C_SOURCE
#define _POSIX_C_SOURCE 200809L /* open, fstat, opendir */
#endif

#include "pack/files.h"

#include "text/memory.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define PATH_BYTES 4096u

/* Not strerror: its text may be shared between threads. */
static const char *reason(int code)
{
    switch (code) {
    case ENOENT: return "cannot be read: there is no such file";
    case EACCES:
    case EPERM: return "cannot be read: permission denied";
    case EISDIR: return "cannot be read: it is a folder, expected a file";
    case ENOTDIR: return "cannot be read: it is not a folder";
    case ELOOP: return "cannot be read: a circle of symbolic links";
    case ENAMETOOLONG: return "cannot be read: the name is too long";
    case EMFILE:
    case ENFILE: return "cannot be read: too many open files";
    default: return "cannot be read";
    }
}

static und_status read_all(const und_allocator *allocator, int descriptor, size_t size, size_t most, und_file *out,
                           const char **why)
{
    /* One byte more than the size said, so that the end of the file shows without growing. */
    size_t room = size + 1;
    char *at = und_resize(allocator, NULL, 0, room);
    if (at == NULL)
        return UND_E_MEMORY;
    size_t used = 0;
    for (;;) {
        if (used == room) {
            size_t wider = room * 2;
            char *grown = used > most ? NULL : und_resize(allocator, at, room, wider);
            if (grown == NULL) {
                und_free(allocator, at, room);
                *why = "is larger than a pack may be";
                return used > most ? UND_E_LIMIT : UND_E_MEMORY;
            }
            at = grown;
            room = wider;
        }
        ssize_t got = read(descriptor, at + used, room - used);
        if (got == 0)
            break;
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0) {
            *why = reason(errno);
            und_free(allocator, at, room);
            return UND_E_IO;
        }
        used += (size_t)got;
    }
    if (used > most) {
        und_free(allocator, at, room);
        *why = "is larger than a pack may be";
        return UND_E_LIMIT;
    }
    *out = (und_file){.at = at, .length = used, .room = room};
    return UND_OK;
}

/* Nanoseconds of the last change: POSIX has a name for them, Apple's systems have two others. */
static int64_t nanoseconds_of(const struct stat *about)
{
#if defined(__APPLE__) && defined(_POSIX_C_SOURCE) && !defined(_DARWIN_C_SOURCE)
    return about->st_mtimensec;
#elif defined(__APPLE__)
    return about->st_mtimespec.tv_nsec;
#else
    return about->st_mtim.tv_nsec;
#endif
}

static und_stamp stamp_of(const struct stat *about)
{
    return (und_stamp){(uint64_t)about->st_size, about->st_mtime, nanoseconds_of(about)};
}

bool und_file_stamp(const char *path, und_stamp *out)
{
    struct stat about;
    if (stat(path, &about) != 0 || !S_ISREG(about.st_mode))
        return false;
    *out = stamp_of(&about);
    return true;
}

static bool write_all(int descriptor, und_bytes text)
{
    while (text.length > 0) {
        ssize_t put = write(descriptor, text.at, text.length);
        if (put < 0 && errno == EINTR)
            continue;
        if (put <= 0)
            return false;
        text = (und_bytes){text.at + put, text.length - (size_t)put};
    }
    return true;
}

und_status und_file_write(const char *path, und_bytes text, const char **why)
{
    char other[PATH_BYTES];
    int length = snprintf(other, sizeof other, "%s.%ld", path, (long)getpid());
    *why = reason(ENAMETOOLONG);
    if (length < 0 || (size_t)length >= sizeof other)
        return UND_E_IO;
    int descriptor = open(other, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
    bool written = descriptor >= 0 && write_all(descriptor, text);
    written = descriptor >= 0 && close(descriptor) == 0 && written && rename(other, path) == 0;
    if (written)
        return UND_OK;
    *why = "cannot be written";
    if (descriptor >= 0)
        (void)unlink(other);
    return UND_E_IO;
}

und_status und_file_read(const und_allocator *allocator, const char *path, size_t most, und_file *out, const char **why,
                         bool *missing)
{
    *out = (und_file){0};
    *why = "";
    *missing = false;
    /* Without waiting: a named pipe in the place of a pack must not stop the editor. */
    int descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (descriptor < 0) {
        *missing = errno == ENOENT || errno == ENOTDIR;
        *why = reason(errno);
        return UND_E_IO;
    }
    struct stat about;
    und_status status = UND_OK;
    if (fstat(descriptor, &about) != 0) {
        *why = reason(errno);
        status = UND_E_IO;
    } else if (!S_ISREG(about.st_mode)) {
        *why = S_ISDIR(about.st_mode) ? reason(EISDIR) : "cannot be read: it is not a file";
        status = UND_E_IO;
    } else if (about.st_size < 0 || (uintmax_t)about.st_size > most) {
        *why = "is larger than a pack may be";
        status = UND_E_LIMIT;
    } else {
        status = read_all(allocator, descriptor, (size_t)about.st_size, most, out, why);
        out->stamp = stamp_of(&about);
    }
    (void)close(descriptor);
    return status;
}

void und_file_free(const und_allocator *allocator, und_file *file)
{
    und_free(allocator, file->at, file->room);
    *file = (und_file){0};
}

und_status und_folder_list(const char *path, bool (*each)(void *context, const char *name), void *context,
                           const char **why)
{
    *why = "";
    DIR *folder = opendir(path);
    if (folder == NULL) {
        if (errno == ENOENT)
            return UND_OK;
        *why = reason(errno);
        return UND_E_IO;
    }
    const struct dirent *entry;
    while ((entry = readdir(folder)) != NULL) {
        if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
            continue;
        if (!each(context, entry->d_name))
            break;
    }
    (void)closedir(folder);
    return UND_OK;
}
