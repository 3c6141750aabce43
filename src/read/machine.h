/* machine.h - the machine that reads the tree: its state, what it reads, the nodes that it gives.
 *
 * The state has 16 bytes and is all that a step knows of what came before. See tree.h for what holds for a step.
 */
#ifndef UND_READ_MACHINE_H
#define UND_READ_MACHINE_H

#include "read/facts.h"
#include "text/lines.h"

typedef enum und_part { /* which part of a document the machine is in */
                        UND_PART_START,
                        UND_PART_MASTHEAD,
                        UND_PART_LETTER,
                        UND_PART_CLAUSES, /* after the title or the subject of a resolution */
                        UND_PART_TEXT     /* annexes, reports and the like */
} und_part;

typedef enum und_mode { /* which clauses are expected */
                        UND_MODE_NONE,
                        UND_MODE_PREAMBLE,
                        UND_MODE_OPERATIVE,
                        UND_MODE_DECLARATION, /* operative, but unnumbered and in the plural */
                        UND_MODE_STATEMENT /* operative, each paragraph in quotation marks: a presidential statement */
} und_mode;

#define UND_STATE_NOTES 1u        /* after a rule: footnotes may stand here */
#define UND_STATE_NOTE_OPEN 2u    /* after a footnote's number that stood alone */
#define UND_STATE_ANNEX 4u        /* inside an annex */
#define UND_STATE_TITLED 8u       /* the annex has its title */
#define UND_STATE_CLAUSE 16u      /* a clause is open: sub-paragraphs belong to it */
#define UND_STATE_SUBJECT 32u     /* a subject line was read in this part */
#define UND_STATE_MASTHEAD 64u    /* the masthead was read */
#define UND_STATE_CLOSED 128u     /* after the lines that close a resolution */
#define UND_STATE_PAGE 256u       /* after what printing left at the foot or the head of a page */
#define UND_STATE_COLON 512u      /* the last paragraph ended with a colon */
#define UND_STATE_DECLARES 1024u  /* in the annex of those who declare: what they say are clauses */
#define UND_STATE_SENTENCE 2048u  /* never kept: between the parts of a sentence that has not ended */
#define UND_STATE_RESOLVES 4096u  /* in an annex with a preamble: number and opener are a clause after a heading too */
#define UND_STATE_BODY 8192u      /* paragraphs of text were read: no masthead begins any more */
#define UND_STATE_LETTERED 16384u /* letters count the operative paragraphs */
#define UND_STATE_MARKUP 32768u   /* in RES-Markup, whose marks tell what lines are */

#define UND_LISTS 4u /* levels of sub-paragraphs: (a), (i), a., i. (Editorial Manual, paragraphs) */

typedef struct und_machine {
    uint8_t language : 4; /* index + 1; 0: not known yet */
    uint8_t lists : 4;    /* open levels of sub-paragraphs */
    uint8_t part : 3;     /* und_part */
    uint8_t whole : 1;    /* each line is a paragraph: one was read that nobody wrapped, and no blank line after it */
    uint8_t mode : 4;     /* und_mode */
    uint16_t flags;
    uint16_t number;     /* of the last numbered paragraph at that depth; 0: none yet */
    uint16_t depth : 4;  /* where clauses and paragraphs stand: 1 in the document, 2 in an annex */
    uint16_t title : 12; /* of the letters of the resolution's title, which every page repeats; 0: it has none */
    struct {
        uint8_t key; /* style and form, as in und_facts.label; letters and roman figures are told apart here */
        uint8_t value;
    } list[UND_LISTS];
} und_machine;

static inline void und_set_part(und_machine *state, und_part part)
{
    state->part = (unsigned)part & 7u;
}

static inline void und_set_mode(und_machine *state, und_mode mode)
{
    state->mode = (unsigned)mode & 15u;
}

static inline void und_set_language(und_machine *state, uint8_t language)
{
    state->language = language & 15u;
}

static inline void und_set_depth(und_machine *state, unsigned depth)
{
    state->depth = depth & 15u;
}

/* Whether nothing but titles and a masthead was read yet. */
static inline bool und_before_the_text(const und_machine *state)
{
    return state->mode == UND_MODE_NONE && state->number == 0 && state->part != UND_PART_LETTER &&
           (state->flags & (UND_STATE_ANNEX | UND_STATE_CLAUSE | UND_STATE_SUBJECT | UND_STATE_CLOSED)) == 0;
}

#define UND_NODE_INNER 2u /* a sub-paragraph on the line of its clause's number: "1. (a) Requests" */
#define UND_NODE_CHILD 1u /* no anchor: it lies inside the paragraph before it */

typedef struct und_tree_node {
    uint8_t kind; /* und_kind */
    uint8_t depth;
    uint8_t flags;
    uint8_t style; /* und_label_style */
    uint16_t label;
    uint16_t phrase;   /* what it begins with; 0: none known */
    uint32_t first;    /* line; see nodes.h for how it is stored */
    uint32_t count;    /* of its own lines, children that interrupt it included */
    und_machine state; /* before it; of a child: after the paragraph it lies in, footnote flags aside */
} und_tree_node;

_Static_assert(sizeof(und_machine) == 16, "a node has 32 bytes");
_Static_assert(sizeof(und_tree_node) == 32, "a node has 32 bytes");

/* What the machine reads. */
typedef struct und_reader {
    const und_lexicon *lexicon;
    const und_lines *lines;
} und_reader;

/* Gives the place for the next node, in order: the anchor first, then its children. NULL stops the machine (memory ran
 * out). `line` is where the node begins. */
typedef und_tree_node *(*und_emit)(void *context, uint32_t line);

static inline und_facts und_reader_facts(const und_reader *reader, uint32_t line)
{
    union {
        uint64_t bits;
        und_facts facts;
    } u = {.bits = und_lines_at(reader->lines, line)->facts};
    return u.facts;
}

/* What a line ends with. */
static inline und_end und_reader_end(const und_reader *reader, uint32_t line)
{
    return und_facts_end(und_reader_facts(reader, line), und_lines_text(reader->lines, line));
}

/* The first line from `line` on that is not blank; the number of lines when there is none. */
static inline uint32_t und_tree_next(const und_reader *reader, uint32_t line)
{
    uint32_t total = und_lines_count(reader->lines);
    while (line < total && und_reader_facts(reader, line).shape == UND_SHAPE_BLANK)
        line++;
    return line;
}

/* The language that a line tells, + 1; 0: none. See und_words_vote. */
static inline uint8_t und_reader_vote(const und_reader *reader, uint32_t line, uint8_t known)
{
    return und_facts_vote(reader->lexicon, und_reader_facts(reader, line), und_lines_text(reader->lines, line), known);
}

#endif
