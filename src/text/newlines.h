/* newlines.h - where the lines of a text end. */
#ifndef UND_TEXT_NEWLINES_H
#define UND_TEXT_NEWLINES_H

#include <stddef.h>
#include <stdint.h>

#define UND_NEWLINES_AT_ONCE 64u /* bytes looked at together: so many line ends may be found in one look */

/* The places of the LFs of `text`, from the first on: `most` of them at the most, which is UND_NEWLINES_AT_ONCE at the
 * least. Gives how many; fewer than `most` - UND_NEWLINES_AT_ONCE means that all were found. `*read`: the bytes that were
 * looked at. */
size_t und_newlines(const char *text, size_t length, uint32_t *places, size_t most, size_t *read);

/* The ways to do it, all with the same result: und_newlines takes the quickest that the processor knows. */
typedef size_t und_newlines_way(const char *text, size_t length, uint32_t *places, size_t most, size_t *read);
und_newlines_way und_newlines_plain;
#ifdef __SSE2__
und_newlines_way und_newlines_sse2, und_newlines_avx2; /* the second only where the processor has AVX2 */
#endif

#endif
