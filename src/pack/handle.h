/* handle.h - what the files of this floor share: the handle, and how a pack's mistakes are kept. */
#ifndef UND_PACK_HANDLE_H
#define UND_PACK_HANDLE_H

#include "pack/arena.h"
#include "pack/files.h"
#include "pack/pack.h"
#include "text/lock.h"

/* A language with the sizes that its arrays were asked for. */
typedef struct und_language_slot {
    und_language language;
    char *bytes;
    size_t bytes_room, bytes_used;
    und_term *terms; /* room for language.count */
    bool cached;     /* it lies in the cache; the rest is empty */
} und_language_slot;

#define UND_STEM_MAX 64u /* letters of a pack's name; ours have under 20 */

/* The file that a language was read from, as a cache names it: padded with zeros, to be compared whole. */
typedef struct und_pack_file {
    char stem[UND_STEM_MAX];
    und_stamp stamp;
} und_pack_file;

typedef struct und_agenda_slot {
    und_agenda agenda;
    char *bytes;
    size_t bytes_room;
    und_agenda_entry *entries;
    size_t entry_room;
    und_agenda_entry *unnumbered;
    size_t unnumbered_room;
    und_agenda_title *titles;
    size_t title_room;
} und_agenda_slot;

typedef struct und_agenda_known {
    uint16_t session;
    und_agenda_slot *slot; /* NULL: looked for and not there, or not usable */
} und_agenda_known;

/* Languages are read when the handle is opened and never change. Everything below `lock` is written, and read as long as
 * it may still be written, by who holds it: documents of several threads ask for it at any time. What is handed out of it
 * stays where and as it is. The message alone is the caller's, who is one thread at a time. */
struct und_packs {
    und_allocator allocator;
    char message[UND_MESSAGE_MAX];
    const char *roots[UND_ROOTS_MAX];
    size_t root_count;

    und_language_slot languages[UND_LANGUAGES_MAX];
    uint32_t language_count;
    und_negotiation_words negotiation[UND_NEGOTIATION_WORDS];
    und_pack_file files[UND_LANGUAGES_MAX]; /* of the languages, where they are from files */
    size_t file_count;
    und_file cache; /* the file that they lie in; empty: none */

    und_lock lock;
    und_arena arena; /* file names, messages, and the texts of States and templates */
    bool quiet;      /* problems found now are not the message: a document asked, whose thread must leave that alone */

    und_problem problems[UND_PROBLEMS_MAX];
    size_t problem_count; /* that are in `problems` */
    size_t problem_total; /* found */

    und_agenda_known *agendas;
    size_t agenda_count, agenda_room;
    const uint16_t *sessions; /* that have a file; in the arena, since it may have been handed out */
    uint32_t session_count;
    bool sessions_listed;

    und_state *states;
    size_t state_count, state_room;
    bool states_read;

    struct und_folded_names {
        und_folded_name *at;
        size_t count, room;
        bool made;
    } folded_names[UND_LANGUAGES_MAX];

    und_state_other_name *other_names;
    size_t other_name_count, other_name_room;
    bool other_names_read;

    und_party_name *parties;
    size_t party_count, party_room;
    bool parties_read;

    und_template *templates;
    size_t template_count, template_room;
    bool templates_read;

    und_problem *conflicts; /* between the languages: see conflicts.h */
    size_t conflict_count, conflict_room;
    bool conflicts_sought;

    und_packs_extra extra;
};

/* Keeps a problem, or counts it when there are UND_PROBLEMS_MAX; it is the handle's message as well. `file` must live
 * as long as the packs. */
und_status und_packs_add_problem(und_packs *packs, const char *file, uint32_t line, uint32_t column,
                                 const char *message);
/* Notes what the words of a language that comes begin with. */
void und_packs_note_language(und_packs *packs, const und_language *language);
const char *und_packs_copy(und_packs *packs, und_bytes text);

/* What was found before a call that ran out of memory: the call is made again and finds the rest again. */
typedef struct und_problem_mark {
    size_t count, total;
} und_problem_mark;

und_problem_mark und_packs_mark(const und_packs *packs);
/* Forgets the problems since; returns UND_E_MEMORY. */
und_status und_packs_back_to(und_packs *packs, und_problem_mark mark);

#endif
