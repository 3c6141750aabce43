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

/* The same without instructions of a certain processor: for the others, and for comparison. */
size_t und_newlines_plain(const char *text, size_t length, uint32_t *places, size_t most, size_t *read);

#endif
