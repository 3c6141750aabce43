/* run.h - text that stays as long as it is when it is normalised and folded, which most is: many bytes at a time. */
#ifndef UND_TEXT_RUN_H
#define UND_TEXT_RUN_H

#include <stddef.h>

#define UND_RUN_AT_ONCE 32u /* bytes that are looked at together, and that may be written after those that are copied */

/* Copies the run of characters that `at` begins with, `length` bytes at the most, to `text`, and folded to `folded`: ASCII
 * without control characters and without the marks * and \, with single spaces; and what und_fold_as_long folds. A byte is
 * before `at`, and `at` begins a character. Gives how many bytes it copied; what follows them may be more of the same.
 * Bytes after those are written over with what has no meaning. */
typedef size_t und_run_way(const char *at, size_t length, char *text, char *folded);

/* The ways to do it; und_run_best gives the quickest that the processor knows. */
und_run_way und_run_plain;
#ifdef __SSE2__
und_run_way und_run_avx2; /* only where the processor has AVX2 */
#endif
und_run_way *und_run_best(void);

#endif
