/* generate.h - chance, and the edits that it makes: typing, inserting, deleting, joining, splitting, pasting, moving,
 * going back to an earlier state, most of it near the borders of nodes. */
#ifndef TESTS_EDITS_GENERATE_H
#define TESTS_EDITS_GENERATE_H

#include "edits/model.h"

#define SAMPLES 10u   /* documents that texts are made of */
#define SNAPSHOTS 12u /* earlier states that undo may go back to */

typedef struct dice {
    uint64_t state;
} dice;

/* 0 to below `limit`. */
uint32_t below(dice *d, uint32_t limit);
bool one_in(dice *d, uint32_t many);

typedef struct corpus {
    support_text text[SAMPLES];
    text_lines lines[SAMPLES];
} corpus;

enum edit_kind {
    TYPE,
    WHOLE,
    BEGINNING,
    REMOVE,
    REMOVE_MANY,
    JOIN,
    SPLIT,
    PASTE,
    PASTE_OVER,
    BLANKS,
    MOVE,
    UNDO,
    CLEAR,
    FILTER,
    SAME,
    EDIT_KINDS
};

typedef struct generator {
    dice dice;
    corpus corpus;
    arena arena;     /* of the document's edits */
    text_lines text; /* of the document; its owner makes the edits there */
    text_lines snapshot[SNAPSHOTS];
    uint32_t snapshots; /* taken so far */
    uint32_t wanted;    /* lines */
    uint64_t kinds[EDIT_KINDS];
} generator;

void generator_open(generator *g, uint64_t seed);
void generator_close(generator *g);

/* Another text, made of the samples. What was made for the one before is gone. */
void generator_text(generator *g);
/* The next edit to the text, which is that of `doc`; now and then it keeps the text for an undo. */
edit generator_edit(generator *g, const und_doc *doc);

#endif
