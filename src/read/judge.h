/* judge.h - what a block is, and why: the one place that says it.
 *
 * A document is a frame (masthead, titles, subject, annexes, signature) around texts. Each text has a phase: before its
 * clauses, in a preamble, in an operative part. What a block is comes from the frame and the phase that it stands in, from
 * its label and its end mark; words that the packs know confirm it or correct it. und_judge asks in one order and changes
 * nothing; tree.c makes the node that it says, and :Undoc explain tells the same verdict.
 */
#ifndef UND_READ_JUDGE_H
#define UND_READ_JUDGE_H

#include "read/step.h"

typedef enum und_why {
    UND_WHY_NOTHING, /* nothing makes it anything else: a paragraph */
    UND_WHY_SHAPE,   /* it is no text, or what printing left */
    UND_WHY_WORDS,   /* the words that it begins with, or has in it */
    UND_WHY_LABEL,   /* its label */
    /* titles */
    UND_WHY_RESOLUTION_NUMBER, /* "75/7. Title" */
    UND_WHY_RESOLUTION_NAME,   /* "Resolution 2768 (2025)", all of a line */
    UND_WHY_SPONSORS,          /* sponsors and the words for a draft */
    UND_WHY_AGENDA,            /* the words for an agenda, at the beginning or, in Chinese, at the end */
    UND_WHY_BEFORE_SUBJECT,    /* a short block above the subject */
    UND_WHY_FIRST,             /* the first short block of an annex, the first bold one of a document */
    /* subjects */
    UND_WHY_ALONE,   /* an organ and a comma, and nothing else */
    UND_WHY_SPEAKER, /* a short block with a comma, and a preambular paragraph after it */
    /* clauses */
    UND_WHY_OPENER,      /* its opener */
    UND_WHY_EITHER,      /* its opener can open either part: place and end mark decided */
    UND_WHY_PREAMBLE_ON, /* an operative opener, but a comma at the end, and the preamble goes on after it */
    UND_WHY_ENDING,      /* no known opener; the ending of its first word, and its end mark */
    UND_WHY_PLACE,       /* no known opener; in a preamble, and a comma or a semicolon at the end */
    UND_WHY_COLON,       /* no known opener; in a preamble, and a colon at the end: the operative part begins */
    UND_WHY_SPEAKS,      /* who speaks, and what they say, among clauses */
    UND_WHY_QUOTED,      /* a paragraph in quotation marks of a statement that the Council makes */
    UND_WHY_NUMBER,      /* its number, with an opener or in its place */
    UND_WHY_INNER,       /* its number begins or goes on with a list inside the clause */
    UND_WHY_MARKUP,      /* a mark of RES-Markup */
    UND_WHY_CLOSES       /* in lower case after sub-paragraphs: it closes their clause */
} und_why;

typedef struct und_verdict {
    und_kind kind; /* UND_KIND_COUNT: none of what was asked about */
    und_why why;
    und_part part; /* of the text after it: titles */
    und_mode mode; /* its phase: clauses */
} und_verdict;

und_verdict und_judge(const und_step *s);

/* ---- the parts of the question ---- */

/* frame.c: titles, annexes, subjects, signatures, lines of adoption; headings. */
und_verdict und_judge_frame(const und_step *s);
und_verdict und_judge_title_by_place(const und_step *s);
bool und_is_heading(const und_step *s);
/* The line after a table that the block is, or whose caption it is; 0: it is neither. */
uint32_t und_table_end(const und_step *s);
/* The number of an annex: "Annex II", "Annex A", "附件一"; its style UND_LABEL_NONE: it has none. */
und_label und_annex_number(const und_step *s);
/* The words that make a paragraph the request; NULL: it is none. */
const und_term *und_request_term(const und_step *s);

/* markup.c: what a mark of RES-Markup makes of a block; UND_KIND_COUNT: it has none, or the document is no such one. */
und_verdict und_judge_markup(const und_step *s);
/* Makes the node of a block that its mark told, and what comes of it for the state. */
uint32_t und_markup(und_step *s, und_verdict found);

/* clause.c */
und_verdict und_judge_unnumbered(const und_step *s);
und_verdict und_judge_numbered(const und_step *s);

#endif
