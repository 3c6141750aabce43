/* shrink.h - makes a script of edits that shows a difference as small as it still shows one. */
#ifndef TESTS_EDITS_SHRINK_H
#define TESTS_EDITS_SHRINK_H

#include "edits/compare.h"

/* Prints what differs after the last edit of `s`, and the smallest script found that still fails. `before` is the text as
 * it was before that edit, `seed` what the run began with. */
void shrink(rig *r, const script *s, const text_lines *before, arena *a, uint64_t seed);

#endif
