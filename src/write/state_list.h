/* state_list.h - States in the words of a language, as a letter of a year calls them, alone and in lists. */
#ifndef UND_WRITE_STATE_LIST_H
#define UND_WRITE_STATE_LIST_H

#include "write/dates.h"

typedef enum und_state_form {
    UND_STATE_NAME, /* as lists have it: "Iran (Islamic Republic of)" */
    UND_STATE_OF,   /* as it stands after "of" */
    UND_STATE_BARE  /* the same without a preposition, in Arabic, which glues it to the name; else as UND_STATE_OF */
} und_state_form;

typedef struct und_state_words {
    const und_language *language;
    uint8_t language_index;
    und_state_form form;
    uint32_t year; /* 0: today's names */
} und_state_words;

/* `de la France, de l'Allemagne et du Mali`. UND_UNKNOWN: none, or one that has no name in this language. */
und_sureness und_write_state_list(const und_state_words *words, const und_state *const *states, uint32_t count,
                                  und_text *out);

#endif
