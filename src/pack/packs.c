/* packs.c - what is read when: languages when the packs are opened, the rest when it is first asked for. */

#include "pack/cache.h"
#include "pack/decode.h"
#include "pack/folder.h"
#include "text/memory.h"

#include <stdio.h>
#include <string.h>

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
    if (!und_lock_open(&packs->lock)) {
        und_free(allocator, packs, sizeof *packs);
        return UND_E_MEMORY;
    }
    packs->allocator = *allocator;
    *out = packs;
    return UND_OK;
}

/* What a cache calls a file of the list. */
static und_pack_file name_file(const und_found_file *found, und_stamp stamp)
{
    und_pack_file file = {.stamp = stamp};
    memcpy(file.stem, found->stem, strlen(found->stem));
    return file;
}

static und_status load_language(und_packs *packs, const und_found_file *found)
{
    und_file file;
    bool missing;
    und_status status = und_folder_read(packs, found->path, &file, &missing);
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

/* Takes the languages of the list from the first cache that is of them. */
static bool take_cached(und_packs *packs, const und_listing *list, const char *const *caches, size_t cache_count)
{
    und_pack_file files[UND_LANGUAGES_MAX];
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
    for (size_t i = 0; i < cache_count; i++)
        if (und_cache_take(packs, caches[i], files, paths, list->count))
            return true;
    return false;
}

static und_status load_languages(und_packs *packs, const char *const *caches, size_t cache_count)
{
    und_listing list = {.packs = packs, .folder = "language"};
    und_status status = und_folder_find(&list);
    bool taken = status == UND_OK && cache_count > 0 && take_cached(packs, &list, caches, cache_count);
    for (size_t i = 0; !taken && i < list.count && status == UND_OK; i++) {
        status = load_language(packs, &list.files[i]);
        if (status == UND_E_DATA || status == UND_E_LIMIT)
            status = UND_OK; /* a problem says why; the rest goes on */
    }
    und_listing_free(&list);
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
    return und_packs_open_cached(allocator, roots, count, NULL, 0, out);
}

und_status und_packs_open_cached(const und_allocator *allocator, const char *const *roots, size_t count,
                                 const char *const *caches, size_t cache_count, und_packs **out)
{
    if (out == NULL)
        return UND_E_ARGUMENT;
    *out = NULL;
    if ((roots == NULL && count > 0) || (caches == NULL && cache_count > 0))
        return UND_E_ARGUMENT;
    for (size_t i = 0; i < cache_count; i++)
        if (caches[i] == NULL)
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
        status = load_languages(packs, caches, cache_count);
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
    und_folded_names_free(packs);
    und_free(&allocator, packs->states, packs->state_room * sizeof(und_state));
    und_free(&allocator, packs->other_names, packs->other_name_room * sizeof(und_state_other_name));
    und_free(&allocator, packs->parties, packs->party_room * sizeof(und_party_name));
    und_free(&allocator, packs->templates, packs->template_room * sizeof(und_template));
    und_free(&allocator, packs->conflicts, packs->conflict_room * sizeof(und_problem));
    und_arena_free(&packs->arena, &allocator);
    und_file_free(&allocator, &packs->cache);
    und_lock_close(&packs->lock);
    und_free(&allocator, packs, sizeof *packs);
}

bool und_packs_are_cached(const und_packs *packs)
{
    return packs->cache.length > 0;
}

/* ---- reading when first asked for ----
 *
 * Whoever asks, perhaps for a document in a thread of its own, finds it read or reads it; others wait for so long. */

static void begin(und_packs *packs)
{
    und_lock_take(&packs->lock);
    packs->quiet = true;
}

static void end(und_packs *packs)
{
    packs->quiet = false;
    und_lock_leave(&packs->lock);
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
    (void)snprintf(name, sizeof name, "ga-%u" UND_PACK_ENDING, (unsigned)session);
    for (size_t i = 0; i < packs->root_count; i++) {
        const char *path = und_folder_path(packs, packs->roots[i], "agenda", name);
        if (path == NULL)
            return UND_E_MEMORY;
        und_file file;
        bool missing;
        und_status status = und_folder_read(packs, path, &file, &missing);
        if (missing)
            continue;
        if (status == UND_OK)
            status = und_agenda_decode(packs, (und_bytes){file.at, file.length}, path, session);
        und_file_free(&packs->allocator, &file);
        return status;
    }
    return UND_E_DATA;
}

/* What is known of a session after its pack was looked for; NULL: memory ran out. */
static const und_agenda_known *look_for(und_packs *packs, uint32_t session)
{
    und_problem_mark mark = und_packs_mark(packs);
    und_status status = load_agenda(packs, session);
    if (status == UND_E_DATA)
        status = und_agenda_remember(packs, session, NULL) ? UND_OK : UND_E_MEMORY;
    if (status == UND_OK)
        return find_known(packs, session);
    (void)und_packs_back_to(packs, mark);
    return NULL;
}

und_status und_packs_agenda(und_packs *packs, uint32_t session, const und_agenda **out)
{
    *out = NULL;
    if (session < 1 || session > UND_SESSION_MAX)
        return UND_OK;
    begin(packs);
    const und_agenda_known *known = find_known(packs, session);
    if (known == NULL)
        known = look_for(packs, session);
    if (known != NULL && known->slot != NULL)
        *out = &known->slot->agenda;
    und_status status = known != NULL ? UND_OK : UND_E_MEMORY;
    end(packs);
    return status;
}

void und_packs_refresh(und_packs *packs)
{
    und_lock_take(&packs->lock);
    size_t kept = 0;
    for (size_t i = 0; i < packs->agenda_count; i++)
        if (packs->agendas[i].slot != NULL)
            packs->agendas[kept++] = packs->agendas[i];
    packs->agenda_count = kept;
    packs->sessions_listed = false;
    und_lock_leave(&packs->lock);
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

/* The list is put where the one before it does not stand: that may have been handed out. */
static und_status list_sessions(und_packs *packs)
{
    und_problem_mark mark = und_packs_mark(packs);
    und_listing list = {.packs = packs, .folder = "agenda"};
    und_status status = und_folder_find(&list);
    bool has[UND_SESSION_MAX + 1] = {false};
    for (size_t i = 0; i < list.count; i++)
        has[session_of(list.files[i].stem)] = true;
    und_listing_free(&list);
    if (status != UND_OK)
        return und_packs_back_to(packs, mark);
    for (size_t i = 0; i < packs->agenda_count; i++)
        if (packs->agendas[i].slot != NULL)
            has[packs->agendas[i].session] = true;
    uint16_t sessions[UND_SESSION_MAX];
    uint32_t count = 0;
    for (uint32_t session = 1; session <= UND_SESSION_MAX; session++)
        if (has[session])
            sessions[count++] = (uint16_t)session;
    if (count != packs->session_count ||
        (count > 0 && memcmp(sessions, packs->sessions, count * sizeof *sessions) != 0)) {
        uint16_t *kept = und_arena_take(&packs->arena, &packs->allocator, count * sizeof *kept);
        if (kept == NULL)
            return und_packs_back_to(packs, mark);
        memcpy(kept, sessions, count * sizeof *kept);
        packs->sessions = kept;
        packs->session_count = count;
    }
    packs->sessions_listed = true;
    return UND_OK;
}

und_status und_packs_agenda_sessions(und_packs *packs, const uint16_t **out, uint32_t *count)
{
    begin(packs);
    und_status status = packs->sessions_listed ? UND_OK : list_sessions(packs);
    *out = packs->sessions;
    *count = status == UND_OK ? packs->session_count : 0;
    end(packs);
    return status;
}

/* ---- States and templates ---- */

typedef und_status decode_call(und_packs *packs, und_bytes yaml, const char *file);

/* The file of the first root that has one. */
static und_status load_states(und_packs *packs, const char *name, decode_call *decode)
{
    for (size_t i = 0; i < packs->root_count; i++) {
        const char *path = und_folder_path(packs, packs->roots[i], "state", name);
        if (path == NULL)
            return UND_E_MEMORY;
        und_file file;
        bool missing;
        und_status status = und_folder_read(packs, path, &file, &missing);
        if (missing)
            continue;
        if (status == UND_OK)
            status = decode(packs, (und_bytes){file.at, file.length}, path);
        und_file_free(&packs->allocator, &file);
        return status == UND_E_DATA ? UND_OK : status;
    }
    return UND_OK;
}

/* Each under the lock. */
static und_status read_states(und_packs *packs)
{
    und_status status = packs->states_read ? UND_OK : load_states(packs, "states" UND_PACK_ENDING, und_states_decode);
    packs->states_read = packs->states_read || status == UND_OK;
    return status;
}

static und_status read_other_names(und_packs *packs)
{
    und_status status =
        packs->other_names_read ? UND_OK : load_states(packs, "names" UND_PACK_ENDING, und_state_names_decode);
    packs->other_names_read = packs->other_names_read || status == UND_OK;
    return status;
}

static und_status read_parties(und_packs *packs)
{
    if (packs->parties_read)
        return UND_OK;
    size_t before = packs->party_count;
    und_status status = read_states(packs);
    if (status == UND_OK)
        status = read_other_names(packs);
    if (status == UND_OK)
        status = load_states(packs, "parties" UND_PACK_ENDING, und_parties_decode);
    if (status == UND_OK && !und_parties_complete(packs))
        status = UND_E_MEMORY;
    packs->parties_read = status == UND_OK;
    if (status != UND_OK)
        packs->party_count = before;
    return status;
}

und_status und_packs_states(und_packs *packs, const und_state **out, uint32_t *count)
{
    *out = NULL;
    *count = 0;
    begin(packs);
    und_problem_mark mark = und_packs_mark(packs);
    und_status status = read_states(packs);
    if (status == UND_OK) {
        *out = packs->states;
        *count = (uint32_t)packs->state_count;
    } else {
        status = und_packs_back_to(packs, mark);
    }
    end(packs);
    return status;
}

und_status und_packs_folded_names(und_packs *packs, uint8_t language, const und_folded_name **out, uint32_t *count)
{
    *out = NULL;
    *count = 0;
    if (language >= UND_LANGUAGES_MAX)
        return UND_OK;
    begin(packs);
    und_problem_mark mark = und_packs_mark(packs);
    und_status status = read_states(packs);
    if (status == UND_OK && !und_folded_names_make(packs, language))
        status = UND_E_MEMORY;
    if (status == UND_OK) {
        *out = packs->folded_names[language].at;
        *count = (uint32_t)packs->folded_names[language].count;
    } else {
        status = und_packs_back_to(packs, mark);
    }
    end(packs);
    return status;
}

und_status und_packs_state_names(und_packs *packs, const und_state_other_name **out, uint32_t *count)
{
    *out = NULL;
    *count = 0;
    begin(packs);
    und_problem_mark mark = und_packs_mark(packs);
    und_status status = read_other_names(packs);
    if (status == UND_OK) {
        *out = packs->other_names;
        *count = (uint32_t)packs->other_name_count;
    } else {
        status = und_packs_back_to(packs, mark);
    }
    end(packs);
    return status;
}

und_status und_packs_parties(und_packs *packs, const und_party_name **out, uint32_t *count)
{
    *out = NULL;
    *count = 0;
    begin(packs);
    und_problem_mark mark = und_packs_mark(packs);
    und_status status = read_parties(packs);
    if (status == UND_OK) {
        *out = packs->parties;
        *count = (uint32_t)packs->party_count;
    } else {
        status = und_packs_back_to(packs, mark);
    }
    end(packs);
    return status;
}

static und_status load_templates(und_packs *packs)
{
    und_listing list = {.packs = packs, .folder = "template"};
    und_status status = und_folder_find(&list);
    for (size_t i = 0; i < list.count && status == UND_OK; i++) {
        const und_found_file *found = &list.files[i];
        und_file file;
        bool missing;
        status = und_folder_read(packs, found->path, &file, &missing);
        if (missing)
            status = und_packs_add_problem(packs, found->path, 0, 0, "cannot be read: there is no such file");
        else if (status == UND_OK)
            status = und_template_decode(packs, (und_bytes){file.at, file.length}, found->path, found->stem);
        und_file_free(&packs->allocator, &file);
        if (status == UND_E_DATA || status == UND_E_LIMIT)
            status = UND_OK;
    }
    und_listing_free(&list);
    return status;
}

und_status und_packs_templates(und_packs *packs, const und_template **out, uint32_t *count)
{
    *out = NULL;
    *count = 0;
    begin(packs);
    und_problem_mark mark = und_packs_mark(packs);
    size_t before = packs->template_count;
    und_status status = packs->templates_read ? UND_OK : load_templates(packs);
    if (status == UND_OK) {
        packs->templates_read = true;
        *out = packs->templates;
        *count = (uint32_t)packs->template_count;
    } else {
        packs->template_count = before;
        status = und_packs_back_to(packs, mark);
    }
    end(packs);
    return status;
}

/* ---- packs from memory ---- */

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
    und_lock_take(&packs->lock);
    und_problem_mark mark = und_packs_mark(packs);
    const char *name = und_packs_copy(packs, (und_bytes){file, strlen(file)});
    und_status status = name != NULL ? decode(packs, yaml, name) : UND_E_MEMORY;
    if (status == UND_E_MEMORY)
        (void)und_packs_back_to(packs, mark);
    und_lock_leave(&packs->lock);
    return status;
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

und_status und_packs_add_state_names(und_packs *packs, und_bytes yaml, const char *file)
{
    return add_pack(packs, yaml, file, und_state_names_decode);
}

und_status und_packs_add_parties(und_packs *packs, und_bytes yaml, const char *file)
{
    return add_pack(packs, yaml, file, und_parties_decode);
}

und_status und_packs_add_template(und_packs *packs, und_bytes yaml, const char *file)
{
    return add_pack(packs, yaml, file, decode_any_template);
}
