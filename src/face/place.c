#define _POSIX_C_SOURCE 200809L /* readlink, realpath */

#include "face/place.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#ifdef __APPLE__
#include <mach-o/dyld.h>
#else
#include <unistd.h>
#endif

#define PATH_BYTES 4096u

/* The program's path with no link left in it. */
#ifdef __APPLE__
static bool program_path(char *out, size_t room)
{
    char path[PATH_BYTES];
    uint32_t size = sizeof path;
    char *real = _NSGetExecutablePath(path, &size) == 0 ? realpath(path, NULL) : NULL;
    bool fits = real != NULL && strlen(real) < room;
    if (fits)
        memcpy(out, real, strlen(real) + 1);
    free(real);
    return fits;
}
#else
/* The link that Linux and some others keep; elsewhere there is none of that name. */
static bool program_path(char *out, size_t room)
{
    ssize_t length = readlink("/proc/self/exe", out, room - 1);
    if (length <= 0 || (size_t)length == room - 1)
        return false;
    out[length] = '\0';
    return true;
}
#endif

bool place_beside_program(const char *name, char *out, size_t room)
{
    char self[PATH_BYTES];
    if (!program_path(self, sizeof self))
        return false;
    char *slash = strrchr(self, '/');
    if (slash == NULL)
        return false;
    *slash = '\0';
    int written = snprintf(out, room, "%s/%s", self, name);
    return written > 0 && (size_t)written < room;
}
