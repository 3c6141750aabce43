/* sender.h - who sends a letter: States by name, lists of them, and the office of who signs. */
#ifndef UND_WRITE_SENDER_H
#define UND_WRITE_SENDER_H

#include "pack/pack.h"

#define UND_SIGNERS_MAX 64u /* of a joint letter; the longest seen has 43 */

typedef struct und_signer {
    const und_state *state;
    und_bytes name; /* of the person; empty: not known */
} und_signer;

/* Equal but for case, accents and the like: how people type a name. */
bool und_same_folded(und_bytes a, und_bytes b);
/* As strcmp, of what folding leaves. */
int und_compare_folded(und_bytes a, und_bytes b);
/* Without the blanks around it. */
und_bytes und_trimmed(und_bytes text);

/* und_state_named (state_name.h), which looks through all names of all States; a code is found at once. */
und_status und_sender_named(und_packs *packs, und_bytes name, const und_state **out, char *said);

typedef enum und_states_read {
    UND_STATES_READ,
    UND_STATES_UNKNOWN, /* `*unknown` is no State */
    UND_STATES_TOO_MANY,
    UND_STATES_TWICE /* `*unknown` is there already */
} und_states_read;

/* A list of States, `France, Germany and Italy` or `FR; DE`, in the order given; at most UND_SIGNERS_MAX. */
und_status und_states_of(und_packs *packs, und_bytes list, const und_state **out, uint32_t *count,
                         und_states_read *result, und_bytes *unknown);

/* In the English alphabetical order of the States, which is that of signatures. */
void und_sort_signers(const und_packs *packs, und_signer *signers, uint32_t count);

/* The office that `words` name, in whatever language; with something before it ("Ambassador, Permanent Representative")
 * `*exact` is false. UND_OFFICE_NONE: none that the packs know. */
und_office und_office_named(const und_packs *packs, und_bytes words, bool *exact);
/* The office of who heads a mission of that State; without a State that of a Member State. */
und_office und_office_of_state(const und_state *state);

#endif
