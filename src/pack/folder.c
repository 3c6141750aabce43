#include "pack/folder.h"

#include "text/memory.h"

#include <stdio.h>
#include <string.h>

#define ENDING_LENGTH (sizeof UND_PACK_ENDING - 1)

const char *und_folder_path(und_packs *packs, const char *root, const char *folder, const char *name)
{
    size_t room = strlen(root) + strlen(folder) + strlen(name) + 3;
    char *path = und_arena_take(&packs->arena, &packs->allocator, room);
    if (path != NULL)
        (void)snprintf(path, room, name[0] != '\0' ? "%s/%s/%s" : "%s/%s", root, folder, name);
    return path;
}

/* The stem of a pack's file name; false: it is none. */
static bool stem_of(const char *name, char *stem)
{
    size_t length = strlen(name);
    if (name[0] == '.' || length <= ENDING_LENGTH || length - ENDING_LENGTH >= UND_STEM_MAX ||
        strcmp(name + length - ENDING_LENGTH, UND_PACK_ENDING) != 0)
        return false;
    memcpy(stem, name, length - ENDING_LENGTH);
    stem[length - ENDING_LENGTH] = '\0';
    return true;
}

static bool add_file(void *context, const char *name)
{
    und_listing *list = context;
    char stem[UND_STEM_MAX];
    if (!stem_of(name, stem))
        return true;
    size_t low = 0, high = list->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = strcmp(list->files[middle].stem, stem);
        if (order == 0)
            return true; /* an earlier root has it */
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    if (list->count == UND_PACK_FILES_MAX) {
        list->too_many = true;
        return false;
    }
    und_packs *packs = list->packs;
    void *files = list->files;
    const char *path = und_folder_path(packs, packs->roots[list->root], list->folder, name);
    if (path == NULL || !und_grow(&packs->allocator, &files, &list->room, list->count + 1, sizeof(und_found_file))) {
        list->status = UND_E_MEMORY;
        return false;
    }
    list->files = files;
    memmove(&list->files[low + 1], &list->files[low], (list->count - low) * sizeof(und_found_file));
    list->files[low].path = path;
    memcpy(list->files[low].stem, stem, strlen(stem) + 1);
    list->count++;
    return true;
}

und_status und_folder_find(und_listing *list)
{
    und_packs *packs = list->packs;
    for (list->root = 0; list->root < packs->root_count && list->status == UND_OK; list->root++) {
        const char *why;
        const char *path = und_folder_path(packs, packs->roots[list->root], list->folder, "");
        if (path == NULL)
            return UND_E_MEMORY;
        if (und_folder_list(path, add_file, list, &why) != UND_OK && list->status == UND_OK)
            list->status = und_packs_add_problem(packs, path, 0, 0, why);
        if (list->too_many && list->status == UND_OK) {
            char message[UND_MESSAGE_MAX];
            (void)snprintf(message, sizeof message, "has more packs than are read; expected at most %u",
                           UND_PACK_FILES_MAX);
            list->status = und_packs_add_problem(packs, path, 0, 0, message);
            list->too_many = false;
        }
    }
    return list->status;
}

void und_listing_free(und_listing *list)
{
    und_free(&list->packs->allocator, list->files, list->room * sizeof(und_found_file));
}

und_status und_folder_read(und_packs *packs, const char *path, und_file *file, bool *missing)
{
    const char *why;
    und_status status = und_file_read(&packs->allocator, path, UND_PACK_FILE_MAX, file, &why, missing);
    if (status == UND_OK || status == UND_E_MEMORY)
        return status;
    if (*missing)
        return UND_E_DATA;
    char message[UND_MESSAGE_MAX];
    if (status == UND_E_LIMIT)
        (void)snprintf(message, sizeof message, "%s; expected at most %u bytes", why, UND_PACK_FILE_MAX);
    else
        (void)snprintf(message, sizeof message, "%s", why);
    status = und_packs_add_problem(packs, path, 0, 0, message);
    return status == UND_OK ? UND_E_DATA : status;
}
