/* compare.h - whether a document that was edited equals one that reads the same lines anew. */
#ifndef TESTS_EDITS_COMPARE_H
#define TESTS_EDITS_COMPARE_H

#include "edits/model.h"

/* What comparing takes. */
typedef struct rig {
    und_packs *packs;
    und_doc *fresh; /* read anew for every comparison */
    support_text buffer, one, two;
    support_text lent; /* to the document that is edited */
    char why[512];
} rig;

void rig_open(rig *r, und_packs *packs);
void rig_close(rig *r);

/* Whether `edited` is what a document of the same lines is, node by node as callers see them and as they are stored;
 * `why` says what differs first; and whether a few questions, chosen by `turn`, get the same answers. `whole`: in their place
 * the text of every line, the soundness of the tree, and all that the views say. */
bool rig_same(rig *r, und_doc *edited, const text_lines *text, uint32_t turn, bool whole);

#endif
