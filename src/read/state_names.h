/* state_names.h - the States whose names stand in a text. */
#ifndef UND_READ_STATE_NAMES_H
#define UND_READ_STATE_NAMES_H

#include "pack/pack.h"

#define UND_STATE_NAMES_MAX 64u /* of a joint letter; the longest seen has 43 */

typedef struct und_named_state {
    const und_state *state;
    size_t first, last; /* bytes of the text: with what "of" becomes, where that stands: "the Bahamas", "des Bahamas" */
    bool with_of;
} und_named_state;

typedef struct und_named_states {
    und_named_state at[UND_STATE_NAMES_MAX]; /* in the order of the text, none overlapping another */
    uint32_t count;
} und_named_states;

/* The names of States in a folded text, by all their forms in a language (its index). False: memory ran out. */
bool und_find_states(und_packs *packs, uint8_t language, und_bytes text, und_named_states *out);

#endif
