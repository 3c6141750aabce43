/* counting.h - the numbered paragraphs and the open lists of a machine: what goes on counting where. */
#ifndef UND_READ_COUNTING_H
#define UND_READ_COUNTING_H

#include "read/machine.h"

#include <string.h>

/* What a level of sub-paragraphs is known by. */
static inline uint8_t und_list_key(und_label_style style, und_form form)
{
    return (uint8_t)((unsigned)style | (unsigned)form << 4);
}

/* The open level with this key; UND_LISTS when none is. */
uint32_t und_open_level(const und_machine *state, uint8_t key);
/* Whether a label is the next of the numbered paragraphs or of an open list. */
bool und_goes_on_counting(const und_machine *state, und_facts facts);

/* What the number of a paragraph among clauses goes on from. */
typedef enum und_count {
    UND_COUNT_NONE,  /* nothing: it goes back */
    UND_COUNT_NEXT,  /* the paragraph before */
    UND_COUNT_FIRST, /* it begins: 1, or the first number of all */
    UND_COUNT_GAP,   /* the paragraph before, with numbers left out */
    UND_COUNT_INNER  /* a list inside the clause: it begins under a colon, or is open */
} und_count;

/* `opener`: the paragraph begins with an opener. */
und_count und_count_on(const und_machine *state, und_facts head, bool opener);

static inline void und_close_lists(und_machine *state)
{
    memset(state->list, 0, sizeof state->list);
    state->lists = 0;
}

#endif
