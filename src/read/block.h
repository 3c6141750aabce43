/* block.h - runs of lines that belong together: paragraphs as they were typed, hard-wrapped or not. */
#ifndef UND_READ_BLOCK_H
#define UND_READ_BLOCK_H

#include "read/machine.h"

typedef struct und_block {
    uint32_t first, last; /* lines [first, last) */
    und_facts head;       /* of its first line */
    und_end end;          /* of its last line */
    bool small;           /* a heading or a field: few lines, few bytes */
} und_block;

/* What a line begins with. */
static inline uint64_t und_keys_of(const und_reader *reader, und_facts facts)
{
    return facts.phrase == 0 ? 0 : und_phrase_at(reader->lexicon, facts.phrase)->keys;
}

/* The block at `line`, not blank. `most` bounds its lines: a look ahead needs no more. */
void und_block_read(const und_reader *reader, const und_machine *state, uint32_t line, uint32_t most, und_block *block);

/* A label that numbers a paragraph; a number before text with only a space between is none. */
static inline bool und_is_labelled(und_facts facts)
{
    return und_facts_style(facts) != UND_LABEL_NONE && und_facts_form(facts) != UND_FORM_SPACE;
}

/* Keys of openers. */
#define UND_OPENERS (UND_BIT(UND_TERM_PREAMBULAR) | UND_BIT(UND_TERM_OPERATIVE) | UND_BIT(UND_TERM_DECLARATION))

/* Keys of masthead fields. */
#define UND_FIELDS                                                                                                     \
    (UND_BIT(UND_TERM_UNITED_NATIONS) | UND_BIT(UND_TERM_ORGAN) | UND_BIT(UND_TERM_DISTRIBUTION_LABEL) |               \
     UND_BIT(UND_TERM_ORIGINAL_LABEL) | UND_BIT(UND_TERM_SESSION) | UND_BIT(UND_TERM_ORDINAL) |                        \
     UND_BIT(UND_TERM_AGENDA) | UND_BIT(UND_TERM_LANGUAGE_NAME))

#endif
