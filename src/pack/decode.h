/* decode.h - one decoder for each kind of pack, and what frees what it made. */
#ifndef UND_PACK_DECODE_H
#define UND_PACK_DECODE_H

#include "pack/handle.h"

/* Each reads a pack into the handle. UND_OK: it is in use, perhaps in part; UND_E_DATA: left out; both with problems.
 * `file` must live as long as the packs. UND_E_MEMORY: nothing was added. */
und_status und_language_decode(und_packs *packs, und_bytes yaml, const char *file);
/* `session` 0: whatever the pack says. */
und_status und_agenda_decode(und_packs *packs, und_bytes yaml, const char *file, uint32_t session);
und_status und_states_decode(und_packs *packs, und_bytes yaml, const char *file);
/* The forms of the States' names in a language; freed with the States, or when others come. False: memory ran out. */
bool und_folded_names_make(und_packs *packs, uint8_t language);
void und_folded_names_free(und_packs *packs);
und_status und_state_names_decode(und_packs *packs, und_bytes yaml, const char *file);
und_status und_parties_decode(und_packs *packs, und_bytes yaml, const char *file);
/* The names of the States beside those that were decoded, and all of them in order. False: memory ran out. */
bool und_parties_complete(und_packs *packs);
/* `stem`: the file's name without its ending, which the pack must repeat; NULL: any. */
und_status und_template_decode(und_packs *packs, und_bytes yaml, const char *file, const char *stem);

/* Remembers what is known of a session, in the place of what was known before; `slot` NULL: there is no agenda. */
bool und_agenda_remember(und_packs *packs, uint32_t session, und_agenda_slot *slot);

void und_language_free(und_packs *packs, und_language_slot *slot);
void und_agenda_free(und_packs *packs, und_agenda_slot *slot);

#endif
