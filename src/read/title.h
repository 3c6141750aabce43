/* title.h - what the title of a resolution is known again by: its pages repeat it. */
#ifndef UND_READ_TITLE_H
#define UND_READ_TITLE_H

#include "read/machine.h"

/* What a title is known again by, from its letters and figures alone: 1 to 4095. `skip`: bytes of its first line before
 * it, such as the resolution's number. */
uint16_t und_title_print(const und_reader *reader, uint32_t first, uint32_t last, size_t skip);

#endif
