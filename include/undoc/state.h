/* state.h - States by every name that people use.
 *
 * A State is the code of ISO 3166-1 (`UZ`). It is named by its code of two or three letters, its name in the lists of the
 * United Nations, its formal name, an everyday or an older one, in whatever language; case, accents and articles at the
 * beginning make no difference. The rules of undoc.h hold; `name` and `typed` live as long as the packs.
 */
#ifndef UNDOC_STATE_H
#define UNDOC_STATE_H

#include "undoc/undoc.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct und_state_match {
    const char *code;
    bool observer;   /* a permanent observer State, not a Member State */
    und_bytes name;  /* in the language that was asked for, else in English, else in whatever there is */
    und_bytes typed; /* the name that the text is, or begins */
} und_state_match;

/* The State that `text` names. `language` is a code; NULL or of no pack: English. UND_NONE: none has that name; the message
 * of the packs then says what is near, or what was expected. Folds every name of every State when the text is no name of a
 * list. UND_E_MEMORY. */
UND_API und_status und_state_find(und_packs *packs, und_bytes text, const char *language, und_state_match *out);

/* Receives a State; false stops the caller. */
typedef bool (*und_state_seen)(void *context, const und_state_match *match);

/* The States that `text` may become when more is typed, each once: those that it names, then those with a name that begins
 * with it, then those with a name of which a later word does; within each in the order of the list. An empty text: all.
 * UND_E_IO: stopped. */
UND_API und_status und_states_matching(und_packs *packs, und_bytes text, const char *language, und_state_seen seen,
                                       void *context);

#ifdef __cplusplus
}
#endif

#endif
