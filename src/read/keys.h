/* keys.h - what lines begin with: questions about facts, and sets of the keys of phrases. */
#ifndef UND_READ_KEYS_H
#define UND_READ_KEYS_H

#include "read/machine.h"

/* What a line begins with. */
static inline uint64_t und_keys_of(const und_reader *reader, und_facts facts)
{
    return facts.phrase == 0 ? 0 : und_phrase_at(reader->lexicon, facts.phrase)->keys;
}

/* A label that numbers a paragraph; a number before text with only a space between is none. */
static inline bool und_is_labelled(und_facts facts)
{
    return und_facts_style(facts) != UND_LABEL_NONE && und_facts_form(facts) != UND_FORM_SPACE;
}

/* A label that is all of its line. */
static inline bool und_is_label_alone(und_facts facts)
{
    return und_is_labelled(facts) && facts.shape == UND_SHAPE_TEXT && (facts.end & 15u) == UND_END_NONE;
}

/* Whether a line ends in the middle of a sentence. */
static inline bool und_ends_open(und_end end)
{
    return end == UND_END_NONE || end == UND_END_HYPHEN;
}

#endif
