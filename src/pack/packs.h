/* packs.h - what the files of this floor share: the handle and how a pack's mistakes are kept. */
#ifndef UND_PACK_PACKS_H
#define UND_PACK_PACKS_H

#include "pack/arena.h"
#include "pack/files.h"
#include "pack/pack.h"

#if defined(__GNUC__)
#define UND_PRINTF(text, first) __attribute__((format(printf, text, first)))
#else
#define UND_PRINTF(text, first)
#endif

#define UND_PACK_FILES_MAX 1024u /* packs in one folder; the six languages and fifty agendas are far under it */

/* A language with the sizes that its arrays were asked for. */
typedef struct und_language_slot {
    und_language language;
    char *bytes;
    size_t bytes_room, bytes_used;
    und_term *terms; /* room for language.count */
    bool kept;       /* it lies in the kept file; the rest is empty */
} und_language_slot;

#define UND_STEM_MAX 64u /* letters of a pack's name; ours have under 20 */

/* The file that a language was read from, as a kept file names it: padded with zeros, to be compared whole. */
typedef struct und_kept_file {
    char stem[UND_STEM_MAX];
    und_stamp stamp;
} und_kept_file;

typedef struct und_agenda_slot {
    und_agenda agenda;
    char *bytes;
    size_t bytes_room;
    und_agenda_entry *entries;
    size_t entry_room;
    und_agenda_title *titles;
    size_t title_room;
} und_agenda_slot;

typedef struct und_agenda_known {
    uint16_t session;
    und_agenda_slot *slot; /* NULL: looked for and not there, or not usable */
} und_agenda_known;

struct und_packs {
    und_allocator allocator;
    und_arena arena; /* file names, messages, and the texts of States and templates */
    char message[UND_MESSAGE_MAX];
    const char *roots[UND_ROOTS_MAX];
    size_t root_count;

    und_problem problems[UND_PROBLEMS_MAX];
    size_t problem_count; /* kept */
    size_t problem_total; /* found */

    und_language_slot languages[UND_LANGUAGES_MAX];
    uint32_t language_count;
    und_kept_file files[UND_LANGUAGES_MAX]; /* of the languages, where they are from files */
    size_t file_count;
    und_bytes kept; /* the kept file that they lie in, mapped; empty: none */

    und_agenda_known *agendas;
    size_t agenda_count, agenda_room;
    uint16_t sessions[UND_SESSION_MAX]; /* that have a file */
    uint32_t session_count;
    bool sessions_listed;

    und_state *states;
    size_t state_count, state_room;
    bool states_read;

    und_template *templates;
    size_t template_count, template_room;
    bool templates_read;

    und_packs_extra extra;
};

/* Sets the handle's message. */
void und_packs_say(und_packs *packs, const char *format, ...) UND_PRINTF(2, 3);
/* Keeps a problem, or counts it when there are UND_PROBLEMS_MAX; it is the handle's message as well. `file` must live
 * as long as the packs. */
und_status und_packs_add_problem(und_packs *packs, const char *file, uint32_t line, uint32_t column,
                                 const char *message);
/* The index of a language's code; UND_LANGUAGE_NONE when no pack has it. */
uint8_t und_packs_language(const und_packs *packs, und_bytes code);
const char *und_packs_copy(und_packs *packs, und_bytes text);

/* One decoder each: reads a pack into the handle. UND_OK: it is in use, perhaps in part; UND_E_DATA: left out;
 * both with problems. `file` must live as long as the packs. UND_E_MEMORY: nothing was added. */
und_status und_language_decode(und_packs *packs, und_bytes yaml, const char *file);
/* `session` 0: whatever the pack says. */
und_status und_agenda_decode(und_packs *packs, und_bytes yaml, const char *file, uint32_t session);
und_status und_states_decode(und_packs *packs, und_bytes yaml, const char *file);
/* `stem`: the file's name without its ending, which the pack must repeat; NULL: any. */
und_status und_template_decode(und_packs *packs, und_bytes yaml, const char *file, const char *stem);

/* Remembers what is known of a session, in the place of what was known before; `slot` NULL: there is no agenda. */
bool und_agenda_remember(und_packs *packs, uint32_t session, und_agenda_slot *slot);

/* Takes the languages from a kept file, if it is one of these files; `paths` are theirs and live as long as the packs.
 * False: nothing was taken. */
bool und_kept_read(und_packs *packs, const char *path, const und_kept_file *files, const char *const *paths,
                   size_t count);

void und_language_free(und_packs *packs, und_language_slot *slot);
void und_agenda_free(und_packs *packs, und_agenda_slot *slot);

#endif
