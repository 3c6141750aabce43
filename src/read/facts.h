/* facts.h - what one line tells by itself: a pure function of its bytes and the packs, in 8 bytes. */
#ifndef UND_READ_FACTS_H
#define UND_READ_FACTS_H

#include "read/lexicon.h"
#include "text/lines.h"

typedef enum und_shape {
    UND_SHAPE_BLANK,
    UND_SHAPE_TEXT,
    UND_SHAPE_RULE,    /* only dashes, underscores and the like */
    UND_SHAPE_COMMENT, /* <!-- image -->: what a conversion left */
    UND_SHAPE_TABLE,   /* | a | b | */
    UND_SHAPE_NUMBER,  /* a number alone: of a footnote or a page */
    UND_SHAPE_SYMBOL   /* a document symbol alone, with a page or job number perhaps: a page header */
} und_shape;

/* The punctuation around a label's value. */
typedef enum und_form {
    UND_FORM_NONE,
    UND_FORM_DOT,         /* 1. a. and the full-width kinds */
    UND_FORM_PAREN,       /* 1) a) */
    UND_FORM_PARENTHESES, /* (1) (a) */
    UND_FORM_DASH,        /* Arabic: 1 - */
    UND_FORM_SPACE        /* a number before text: a footnote perhaps, a date perhaps; no label of a paragraph */
} und_form;

typedef enum und_end {
    UND_END_NONE,
    UND_END_HYPHEN, /* a word may go on in the next line */
    UND_END_COMMA,
    UND_END_SEMICOLON,
    UND_END_COLON,
    UND_END_STOP,
    UND_END_BRACKET,
    UND_END_ASK /* in facts only: the line tells, see und_facts_end */
} und_end;

#define UND_FLAG_LOWER 1u    /* the text after the label starts with a lower-case letter */
#define UND_FLAG_UPPER 2u    /* … with an upper-case letter */
#define UND_FLAG_MARKED 4u   /* a Markdown heading */
#define UND_FLAG_BOLD 8u     /* begins with ** */
#define UND_FLAG_BRACKET 16u /* begins with [ */
#define UND_FLAG_PAREN 32u   /* begins with ( that is no label */
#define UND_FLAG_QUOTED 64u  /* begins with a quotation mark */
#define UND_FLAG_SHORT 128u  /* at most UND_SHORT_LINE bytes */

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

static inline und_label_style und_facts_style(und_facts facts)
{
    return (und_label_style)(facts.label & 15u);
}

static inline und_form und_facts_form(und_facts facts)
{
    return (und_form)(facts.label >> 4);
}

/* What a line's text ends with. Only the last line of a block is ever asked, so it is looked at then and not for every
 * line. */
und_end und_text_end(und_bytes line);

static inline und_end und_facts_end(und_facts facts, und_bytes line)
{
    und_end end = (und_end)(facts.end & 15u);
    return end == UND_END_ASK ? und_text_end(line) : end;
}

/* In the place of the language: function words may tell it. Only the first line of a block is ever asked, so they are
 * looked up then and not for every line. */
#define UND_VOTE_WORDS 15u

/* The language that a line's words tell, + 1; 0: none. Where one is `known` (+ 1; 0: none), one of its words
 * confirms it, and two words of another language speak against it: "El Salvador" is no Spanish. */
uint8_t und_words_vote(const und_lexicon *lexicon, und_bytes line, uint8_t known);

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

/* The value of a roman figure in lower case, 1 to 255; 0: none. */
uint16_t und_roman_value(const char *at, size_t length);
/* a is 1, z 26, aa 27, zz 52; 0: none. Lower case. */
uint16_t und_letter_value(const char *at, size_t length);

#endif
