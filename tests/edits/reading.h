/* reading.h - whether what a document kept over its edits is what a fresh one works out. */
#ifndef TESTS_EDITS_READING_H
#define TESTS_EDITS_READING_H

#include "edits/compare.h"

/* Asks both documents a few questions, chosen by `turn`: so some values are kept over an edit and others are not. */
bool reading_same_answers(rig *r, und_doc *edited, uint32_t turn);

/* All that views say. */
bool reading_same_views(rig *r, und_doc *edited);

#endif
