/* packs.c - the handle: folders of packs, what is read when, and what went wrong. */

#include "pack/packs.h"

#include "pack/files.h"
#include "text/memory.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#define ENDING ".yaml"
#define ENDING_LENGTH (sizeof ENDING - 1)

/* ---- messages and problems ---- */

void und_packs_say(und_packs *packs, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    (void)vsnprintf(packs->message, sizeof packs->message, format, arguments);
    va_end(arguments);
}

und_status und_packs_no_memory(und_packs *packs)
{
    und_packs_say(packs, "out of memory");
    return UND_E_MEMORY;
}

const char *und_packs_copy(und_packs *packs, und_bytes text)
{
    return und_arena_copy(&packs->arena, &packs->allocator, text);
}

und_status und_packs_add_problem(und_packs *packs, const char *file, uint32_t line, uint32_t column,
                                 const char *message)
{
    if (packs->problem_count < UND_PROBLEMS_MAX) {
        const char *copy = und_packs_copy(packs, (und_bytes){message, strlen(message)});
        if (copy == NULL)
            return UND_E_MEMORY;
        packs->problems[packs->problem_count++] = (und_problem){file, line, column, copy};
    }
    packs->problem_total++;
    und_packs_say(packs, "%.160s:%u:%u: %s", file, (unsigned)line, (unsigned)column, message);
    return UND_OK;
}

const char *und_packs_message(const und_packs *packs)
{
    return packs != NULL ? packs->message : "out of memory";
}

size_t und_packs_problem_count(const und_packs *packs)
{
    return packs->problem_count;
}

size_t und_packs_problem_total(const und_packs *packs)
{
    return packs->problem_total;
}

const und_problem *und_packs_problem(const und_packs *packs, size_t index)
{
    return index < packs->problem_count ? &packs->problems[index] : NULL;
}

/* What was found before a call that ran out of memory: the call is made again and finds the rest again. */
typedef struct problem_mark {
    size_t count, total;
} problem_mark;

static problem_mark mark_problems(const und_packs *packs)
{
    return (problem_mark){packs->problem_count, packs->problem_total};
}

static und_status back_to(und_packs *packs, problem_mark mark)
{
    packs->problem_count = mark.count;
    packs->problem_total = mark.total;
    return und_packs_no_memory(packs);
}

/* ---- folders ---- */

/* "root/folder/name"; NULL when memory runs out. */
static const char *path_of(und_packs *packs, const char *root, const char *folder, const char *name)
{
    size_t room = strlen(root) + strlen(folder) + strlen(name) + 3;
    char *path = und_arena_take(&packs->arena, &packs->allocator, room);
    if (path != NULL)
        (void)snprintf(path, room, name[0] != '\0' ? "%s/%s/%s" : "%s/%s", root, folder, name);
    return path;
}

typedef struct found_file {
    const char *path;
    char stem[UND_STEM_MAX]; /* the name without its ending */
} found_file;

typedef struct listing {
    und_packs *packs;
    const char *folder;
    const char *path; /* of the folder that is being listed */
    size_t root;
    found_file *files; /* sorted by stem */
    size_t count, room;
    und_status status;
    bool too_many;
} listing;

/* The stem of a pack's file name; false: it is none. */
static bool stem_of(const char *name, char *stem)
{
    size_t length = strlen(name);
    if (name[0] == '.' || length <= ENDING_LENGTH || length - ENDING_LENGTH >= UND_STEM_MAX ||
        strcmp(name + length - ENDING_LENGTH, ENDING) != 0)
        return false;
    memcpy(stem, name, length - ENDING_LENGTH);
    stem[length - ENDING_LENGTH] = '\0';
    return true;
}

static bool add_file(void *context, const char *name)
{
    listing *list = context;
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
    const char *path = path_of(packs, packs->roots[list->root], list->folder, name);
    if (path == NULL || !und_grow(&packs->allocator, &files, &list->room, list->count + 1, sizeof(found_file))) {
        list->status = UND_E_MEMORY;
        return false;
    }
    list->files = files;
    memmove(&list->files[low + 1], &list->files[low], (list->count - low) * sizeof(found_file));
    list->files[low].path = path;
    memcpy(list->files[low].stem, stem, strlen(stem) + 1);
    list->count++;
    return true;
}

/* Every pack of a folder in all roots, one for each name. UND_E_MEMORY; free the files in any case. */
static und_status list_folder(listing *list)
{
    und_packs *packs = list->packs;
    for (list->root = 0; list->root < packs->root_count && list->status == UND_OK; list->root++) {
        const char *why;
        list->path = path_of(packs, packs->roots[list->root], list->folder, "");
        if (list->path == NULL)
            return UND_E_MEMORY;
        if (und_folder_list(list->path, add_file, list, &why) != UND_OK && list->status == UND_OK)
            list->status = und_packs_add_problem(packs, list->path, 0, 0, why);
        if (list->too_many && list->status == UND_OK) {
            char message[UND_MESSAGE_MAX];
            (void)snprintf(message, sizeof message, "has more packs than are read; expected at most %u",
                           UND_PACK_FILES_MAX);
            list->status = und_packs_add_problem(packs, list->path, 0, 0, message);
            list->too_many = false;
        }
    }
    return list->status;
}

static void free_listing(listing *list)
{
    und_free(&list->packs->allocator, list->files, list->room * sizeof(found_file));
}

/* UND_E_DATA: it could not be read, and a problem says so; or, with `*missing`, it is not there. */
static und_status read_pack(und_packs *packs, const char *path, und_file *file, bool *missing)
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

/* ---- opening ---- */

und_status und_packs_open_empty(const und_allocator *allocator, und_packs **out)
{
    if (out == NULL)
        return UND_E_ARGUMENT;
    *out = NULL;
    if (allocator == NULL)
        allocator = &und_allocator_libc;
    und_packs *packs = und_resize(allocator, NULL, 0, sizeof *packs);
    if (packs == NULL)
        return UND_E_MEMORY;
    memset(packs, 0, sizeof *packs);
    packs->allocator = *allocator;
    *out = packs;
    return UND_OK;
}

/* What a kept file calls a file of the list. */
static und_kept_file name_file(const found_file *found, und_stamp stamp)
{
    und_kept_file file = {.stamp = stamp};
    memcpy(file.stem, found->stem, strlen(found->stem));
    return file;
}

static und_status load_language(und_packs *packs, const found_file *found)
{
    und_file file;
    bool missing;
    und_status status = read_pack(packs, found->path, &file, &missing);
    if (missing) /* it was listed a moment ago, or is a link to nothing */
        status = und_packs_add_problem(packs, found->path, 0, 0, "cannot be read: there is no such file");
    else if (status == UND_OK)
        status = und_language_decode(packs, (und_bytes){file.at, file.length}, found->path);
    const und_stamp stamp = file.stamp;
    und_file_free(&packs->allocator, &file);
    if (status != UND_OK || missing)
        return status;
    packs->files[packs->file_count++] = name_file(found, stamp);
    const und_language *language = &packs->languages[packs->language_count - 1].language;
    if (strcmp(language->code, found->stem) == 0)
        return UND_OK;
    char message[UND_MESSAGE_MAX];
    (void)snprintf(message, sizeof message, "language '%s'; expected '%s', as the file's name says", language->code,
                   found->stem);
    return und_packs_add_problem(packs, found->path, 0, 0, message);
}

/* Takes the languages of the list from the first kept file that is of them. */
static bool take_kept(und_packs *packs, const listing *list, const char *const *kept, size_t kept_count)
{
    und_kept_file files[UND_LANGUAGES_MAX];
    const char *paths[UND_LANGUAGES_MAX];
    if (list->count > UND_LANGUAGES_MAX || packs->problem_total > 0)
        return false;
    for (size_t i = 0; i < list->count; i++) {
        und_stamp stamp;
        if (!und_file_stamp(list->files[i].path, &stamp))
            return false;
        files[i] = name_file(&list->files[i], stamp);
        paths[i] = list->files[i].path;
    }
    for (size_t i = 0; i < kept_count; i++)
        if (und_kept_read(packs, kept[i], files, paths, list->count))
            return true;
    return false;
}

static und_status load_languages(und_packs *packs, const char *const *kept, size_t kept_count)
{
    listing list = {.packs = packs, .folder = "language"};
    und_status status = list_folder(&list);
    bool taken = status == UND_OK && kept_count > 0 && take_kept(packs, &list, kept, kept_count);
    for (size_t i = 0; !taken && i < list.count && status == UND_OK; i++) {
        status = load_language(packs, &list.files[i]);
        if (status == UND_E_DATA || status == UND_E_LIMIT)
            status = UND_OK; /* a problem says why; the rest goes on */
    }
    free_listing(&list);
    return status;
}

static void say_no_language(und_packs *packs)
{
    const und_problem *problem = und_packs_problem(packs, 0);
    const char *root = packs->root_count > 0 ? packs->roots[packs->root_count - 1] : "";
    if (problem != NULL)
        und_packs_say(packs, "no language pack could be read; the first problem: %.160s:%u:%u: %.260s", problem->file,
                      (unsigned)problem->line, (unsigned)problem->column, problem->message);
    else if (packs->root_count > 0)
        und_packs_say(packs, "no language pack found; expected %.300s/language/en.yaml or the like", root);
    else
        und_packs_say(packs, "no language pack found; expected a folder to look in");
}

und_status und_packs_open(const und_allocator *allocator, const char *const *roots, size_t count, und_packs **out)
{
    return und_packs_open_kept(allocator, roots, count, NULL, 0, out);
}

und_status und_packs_open_kept(const und_allocator *allocator, const char *const *roots, size_t count,
                               const char *const *kept, size_t kept_count, und_packs **out)
{
    if (out == NULL)
        return UND_E_ARGUMENT;
    *out = NULL;
    if ((roots == NULL && count > 0) || (kept == NULL && kept_count > 0))
        return UND_E_ARGUMENT;
    for (size_t i = 0; i < kept_count; i++)
        if (kept[i] == NULL)
            return UND_E_ARGUMENT;
    for (size_t i = 0; i < count && i < UND_ROOTS_MAX; i++)
        if (roots[i] == NULL)
            return UND_E_ARGUMENT;
    und_packs *packs;
    und_status status = und_packs_open_empty(allocator, &packs);
    if (status != UND_OK)
        return status;
    if (count > UND_ROOTS_MAX) {
        und_packs_say(packs, "%zu folders of packs; expected at most %u", count, UND_ROOTS_MAX);
        *out = packs;
        return UND_E_LIMIT;
    }
    for (size_t i = 0; i < count && status == UND_OK; i++) {
        packs->roots[i] = und_packs_copy(packs, (und_bytes){roots[i], strlen(roots[i])});
        if (packs->roots[i] == NULL)
            status = UND_E_MEMORY;
        else
            packs->root_count++;
    }
    if (status == UND_OK)
        status = load_languages(packs, kept, kept_count);
    if (status != UND_OK) {
        und_packs_close(packs);
        return status;
    }
    *out = packs;
    if (packs->language_count > 0)
        return UND_OK;
    say_no_language(packs);
    return UND_E_DATA;
}

void und_packs_close(und_packs *packs)
{
    if (packs == NULL)
        return;
    const und_allocator allocator = packs->allocator;
    if (packs->extra.free != NULL)
        packs->extra.free(&allocator, packs->extra.data);
    for (uint32_t i = 0; i < packs->language_count; i++)
        und_language_free(packs, &packs->languages[i]);
    for (size_t i = 0; i < packs->agenda_count; i++)
        und_agenda_free(packs, packs->agendas[i].slot);
    und_free(&allocator, packs->agendas, packs->agenda_room * sizeof(und_agenda_known));
    und_free(&allocator, packs->states, packs->state_room * sizeof(und_state));
    und_free(&allocator, packs->templates, packs->template_room * sizeof(und_template));
    und_arena_free(&packs->arena, &allocator);
    und_file_unmap(packs->kept);
    und_free(&allocator, packs, sizeof *packs);
}

bool und_packs_are_kept(const und_packs *packs)
{
    return packs->kept.length > 0;
}

und_packs_extra *und_packs_extra_slot(und_packs *packs)
{
    return &packs->extra;
}

const und_allocator *und_packs_allocator(const und_packs *packs)
{
    return &packs->allocator;
}

/* ---- languages ---- */

uint32_t und_language_count(const und_packs *packs)
{
    return packs->language_count;
}

const und_language *und_language_at(const und_packs *packs, uint32_t index)
{
    return index < packs->language_count ? &packs->languages[index].language : NULL;
}

const char *und_language_code(const und_packs *packs, uint8_t language)
{
    return language < packs->language_count ? packs->languages[language].language.code : "";
}

uint8_t und_packs_language(const und_packs *packs, und_bytes code)
{
    for (uint32_t i = 0; i < packs->language_count; i++) {
        const char *known = packs->languages[i].language.code;
        if (strlen(known) == code.length && memcmp(known, code.at, code.length) == 0)
            return (uint8_t)i;
    }
    return UND_LANGUAGE_NONE;
}

/* ---- agendas ---- */

static const und_agenda_known *find_known(const und_packs *packs, uint32_t session)
{
    for (size_t i = 0; i < packs->agenda_count; i++)
        if (packs->agendas[i].session == session)
            return &packs->agendas[i];
    return NULL;
}

/* Reads the pack of the first root that has one. UND_OK: one is in use; UND_E_DATA: there is none, or none to use. */
static und_status load_agenda(und_packs *packs, uint32_t session)
{
    char name[UND_STEM_MAX];
    (void)snprintf(name, sizeof name, "ga-%u" ENDING, (unsigned)session);
    for (size_t i = 0; i < packs->root_count; i++) {
        const char *path = path_of(packs, packs->roots[i], "agenda", name);
        if (path == NULL)
            return UND_E_MEMORY;
        und_file file;
        bool missing;
        und_status status = read_pack(packs, path, &file, &missing);
        if (missing)
            continue;
        if (status == UND_OK)
            status = und_agenda_decode(packs, (und_bytes){file.at, file.length}, path, session);
        und_file_free(&packs->allocator, &file);
        return status;
    }
    return UND_E_DATA;
}

und_status und_packs_agenda(und_packs *packs, uint32_t session, const und_agenda **out)
{
    *out = NULL;
    if (session < 1 || session > UND_SESSION_MAX)
        return UND_OK;
    const und_agenda_known *known = find_known(packs, session);
    if (known == NULL) {
        problem_mark mark = mark_problems(packs);
        und_status status = load_agenda(packs, session);
        if (status == UND_E_DATA)
            status = und_agenda_remember(packs, session, NULL) ? UND_OK : UND_E_MEMORY;
        if (status != UND_OK)
            return back_to(packs, mark);
        known = find_known(packs, session);
    }
    if (known != NULL && known->slot != NULL)
        *out = &known->slot->agenda;
    return UND_OK;
}

void und_packs_refresh(und_packs *packs)
{
    size_t kept = 0;
    for (size_t i = 0; i < packs->agenda_count; i++)
        if (packs->agendas[i].slot != NULL)
            packs->agendas[kept++] = packs->agendas[i];
    packs->agenda_count = kept;
    packs->sessions_listed = false;
}

/* The session of a file called ga-SESSION; 0: it has another name. */
static uint32_t session_of(const char *stem)
{
    uint32_t session = 0;
    if (strncmp(stem, "ga-", 3) != 0 || stem[3] < '1' || stem[3] > '9')
        return 0;
    for (const char *at = stem + 3; *at != '\0'; at++) {
        if (*at < '0' || *at > '9' || session > UND_SESSION_MAX)
            return 0;
        session = session * 10 + (uint32_t)(*at - '0');
    }
    return session <= UND_SESSION_MAX ? session : 0;
}

und_status und_packs_agenda_sessions(und_packs *packs, const uint16_t **out, uint32_t *count)
{
    *out = packs->sessions;
    *count = 0;
    if (!packs->sessions_listed) {
        problem_mark mark = mark_problems(packs);
        listing list = {.packs = packs, .folder = "agenda"};
        und_status status = list_folder(&list);
        bool has[UND_SESSION_MAX + 1] = {false};
        for (size_t i = 0; i < list.count; i++)
            has[session_of(list.files[i].stem)] = true;
        free_listing(&list);
        if (status != UND_OK)
            return back_to(packs, mark);
        for (size_t i = 0; i < packs->agenda_count; i++)
            if (packs->agendas[i].slot != NULL)
                has[packs->agendas[i].session] = true;
        packs->session_count = 0;
        for (uint32_t session = 1; session <= UND_SESSION_MAX; session++)
            if (has[session])
                packs->sessions[packs->session_count++] = (uint16_t)session;
        packs->sessions_listed = true;
    }
    *count = packs->session_count;
    return UND_OK;
}

/* ---- States and templates ---- */

static und_status load_states(und_packs *packs)
{
    for (size_t i = 0; i < packs->root_count; i++) {
        const char *path = path_of(packs, packs->roots[i], "state", "states" ENDING);
        if (path == NULL)
            return UND_E_MEMORY;
        und_file file;
        bool missing;
        und_status status = read_pack(packs, path, &file, &missing);
        if (missing)
            continue;
        if (status == UND_OK)
            status = und_states_decode(packs, (und_bytes){file.at, file.length}, path);
        und_file_free(&packs->allocator, &file);
        return status == UND_E_DATA ? UND_OK : status;
    }
    return UND_OK;
}

und_status und_packs_states(und_packs *packs, const und_state **out, uint32_t *count)
{
    *out = NULL;
    *count = 0;
    if (!packs->states_read) {
        problem_mark mark = mark_problems(packs);
        if (load_states(packs) != UND_OK)
            return back_to(packs, mark);
        packs->states_read = true;
    }
    *out = packs->states;
    *count = (uint32_t)packs->state_count;
    return UND_OK;
}

static und_status load_templates(und_packs *packs)
{
    listing list = {.packs = packs, .folder = "template"};
    und_status status = list_folder(&list);
    for (size_t i = 0; i < list.count && status == UND_OK; i++) {
        const found_file *found = &list.files[i];
        und_file file;
        bool missing;
        status = read_pack(packs, found->path, &file, &missing);
        if (missing)
            status = und_packs_add_problem(packs, found->path, 0, 0, "cannot be read: there is no such file");
        else if (status == UND_OK)
            status = und_template_decode(packs, (und_bytes){file.at, file.length}, found->path, found->stem);
        und_file_free(&packs->allocator, &file);
        if (status == UND_E_DATA || status == UND_E_LIMIT)
            status = UND_OK;
    }
    free_listing(&list);
    return status;
}

und_status und_packs_templates(und_packs *packs, const und_template **out, uint32_t *count)
{
    *out = NULL;
    *count = 0;
    if (!packs->templates_read) {
        problem_mark mark = mark_problems(packs);
        size_t before = packs->template_count;
        if (load_templates(packs) != UND_OK) {
            packs->template_count = before;
            return back_to(packs, mark);
        }
        packs->templates_read = true;
    }
    *out = packs->templates;
    *count = (uint32_t)packs->template_count;
    return UND_OK;
}

/* ---- packs from memory ---- */

typedef und_status decode_call(und_packs *packs, und_bytes yaml, const char *file);

static und_status decode_any_agenda(und_packs *packs, und_bytes yaml, const char *file)
{
    return und_agenda_decode(packs, yaml, file, 0);
}

static und_status decode_any_template(und_packs *packs, und_bytes yaml, const char *file)
{
    return und_template_decode(packs, yaml, file, NULL);
}

static und_status add_pack(und_packs *packs, und_bytes yaml, const char *file, decode_call *decode)
{
    if (packs == NULL || file == NULL || (yaml.at == NULL && yaml.length > 0))
        return UND_E_ARGUMENT;
    problem_mark mark = mark_problems(packs);
    const char *name = und_packs_copy(packs, (und_bytes){file, strlen(file)});
    und_status status = name != NULL ? decode(packs, yaml, name) : UND_E_MEMORY;
    return status == UND_E_MEMORY ? back_to(packs, mark) : status;
}

und_status und_packs_add_language(und_packs *packs, und_bytes yaml, const char *file)
{
    return add_pack(packs, yaml, file, und_language_decode);
}

und_status und_packs_add_agenda(und_packs *packs, und_bytes yaml, const char *file)
{
    return add_pack(packs, yaml, file, decode_any_agenda);
}

und_status und_packs_add_states(und_packs *packs, und_bytes yaml, const char *file)
{
    return add_pack(packs, yaml, file, und_states_decode);
}

und_status und_packs_add_template(und_packs *packs, und_bytes yaml, const char *file)
{
    return add_pack(packs, yaml, file, decode_any_template);
}
