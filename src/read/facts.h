/* facts.h - what one line tells by itself: a pure function of its bytes and the packs, in 8 bytes. */
#ifndef UND_READ_FACTS_H
#define UND_READ_FACTS_H

#include "read/label.h"
#include "read/line_end.h"
#include "read/shape.h"
#include "read/vote.h"
#include "text/lines.h"

#define UND_FLAG_LOWER 1u    /* the text after the label starts with a lower-case letter */
#define UND_FLAG_UPPER 2u    /* … with an upper-case letter */
#define UND_FLAG_MARKED 4u   /* a Markdown heading */
#define UND_FLAG_BOLD 8u     /* begins with ** */
#define UND_FLAG_BRACKET 16u /* begins with [ */
#define UND_FLAG_PAREN 32u   /* begins with ( that is no label */
#define UND_FLAG_QUOTED 64u  /* begins with a quotation mark */
#define UND_FLAG_SHORT 128u  /* at most UND_SHORT_LINE bytes */

#define UND_BLANK_ASIDE 1u /* the value of a line that has an aside and nothing else: it is blank and parts nothing */

#define UND_SHORT_LINE 110u /* bytes: a heading or a masthead field is rarely longer */

typedef struct und_facts {
    uint8_t shape;  /* und_shape */
    uint8_t label;  /* und_label_style, und_form << 4; letters that may be roman figures are UND_LABEL_LOWER/UPPER */
    uint16_t value; /* of a number; of letters: as letters in the low byte, as a roman figure in the high one, 0: not */
    uint16_t phrase; /* id in the lexicon; 0: none */
    uint8_t end;     /* und_end, (language told + 1) << 4 or UND_VOTE_WORDS << 4 */
    uint8_t flags;
} und_facts;

und_facts und_facts_of(const und_lexicon *lexicon, und_bytes line);

/* Sets the facts of `count` lines that stand together, as those that were just put in do. */
void und_set_facts(const und_lexicon *lexicon, und_lines *lines, uint32_t first, uint32_t count);

/* Whether a line has an aside and nothing else. */
static inline bool und_is_aside(und_facts facts)
{
    return facts.shape == UND_SHAPE_BLANK && facts.value == UND_BLANK_ASIDE;
}

static inline und_label_style und_facts_style(und_facts facts)
{
    return (und_label_style)(facts.label & 15u);
}

static inline und_form und_facts_form(und_facts facts)
{
    return (und_form)(facts.label >> 4);
}

static inline und_end und_facts_end(und_facts facts, und_bytes line)
{
    und_end end = (und_end)(facts.end & 15u);
    return end == UND_END_ASK ? und_text_end(line) : end;
}

static inline uint8_t und_facts_vote(const und_lexicon *lexicon, und_facts facts, und_bytes line, uint8_t known)
{
    uint8_t vote = facts.end >> 4;
    return vote == UND_VOTE_WORDS ? und_words_vote(lexicon, line, known) : vote;
}

/* Where the parts of a line's beginning stand: for views that show or explain them. Byte offsets into the line. */
typedef struct und_line_start {
    uint32_t label;      /* where the label begins; = text when there is none */
    uint32_t text;       /* first byte after label, emphasis, quotation marks */
    uint32_t opener_end; /* end of the phrase (qualifiers included); = text when there is none */
} und_line_start;

und_line_start und_line_start_of(const und_lexicon *lexicon, und_bytes line);
/* The same without a look for an opener: opener_end = text. */
und_line_start und_line_text_of(const und_lexicon *lexicon, und_bytes line);
/* The same where the phrase of the line's facts is known; 0: it is not. */
und_line_start und_line_start_with(const und_lexicon *lexicon, und_bytes line, uint16_t phrase);
/* The facts of what stands after a line's label where that is a label too, "1. (a) Requests", and in `*start` where its
 * parts stand; style UND_LABEL_NONE: there is none. */
und_facts und_inner_facts(const und_lexicon *lexicon, und_bytes line, und_line_start *start);

#endif
