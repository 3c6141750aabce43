/* state_index.h - the names of all States in a language, folded and found by their first letters: a text of any length is
 * looked through once.
 */
#ifndef UND_READ_STATE_INDEX_H
#define UND_READ_STATE_INDEX_H

#include "pack/pack.h"
#include "text/text.h"

#define UND_STATE_BUCKETS 512u /* some names in each, of the six hundred that a language has */

typedef struct und_indexed_name {
    const und_state *state;
    uint32_t folded; /* bytes of `bytes` */
    uint16_t length;
    uint16_t name; /* bytes of it before the name itself: the "de l'" of "de l'Ouzbékistan"; of a form of its own 0 */
    uint16_t bucket;
    bool with_of, former;
    bool capital; /* it begins with a capital letter of the Latin or Cyrillic script, or what follows "of" does */
} und_indexed_name;

typedef struct und_state_index {
    const und_allocator *allocator;
    und_text bytes;
    und_indexed_name *names; /* by bucket, the longest first */
    size_t count, room;
    uint32_t first[UND_STATE_BUCKETS + 1];
} und_state_index;

void und_state_index_open(und_state_index *index, const und_allocator *allocator);
void und_state_index_close(und_state_index *index);

/* Fills an index that was opened. Without packs of States it is empty. False: memory ran out. */
bool und_state_index_make(und_state_index *index, und_packs *packs, uint8_t language);

/* The longest name that begins at byte `at` of a folded text and ends with a word there; NULL: none does. Where a word
 * begins is for the caller to say. */
const und_indexed_name *und_state_index_find(const und_state_index *index, und_bytes text, size_t at);

#endif
