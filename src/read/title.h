/* title.h - what the title of a resolution is known by: its number; and what it is known again by: its pages repeat it. */
#ifndef UND_READ_TITLE_H
#define UND_READ_TITLE_H

#include "read/machine.h"

/* What a title is known again by, from its letters and figures alone: 1 to 4095. `skip`: bytes of its first line before
 * it, such as the resolution's number. */
uint16_t und_title_print(const und_reader *reader, uint32_t first, uint32_t last, size_t skip);

/* The number with which a line begins as the titles of resolutions do: "75/7. Title", "217 A (III). Title", "S-13/2.", or
 * as those of the Human Rights Council do, without a full stop: "55/9 The right to work". */
typedef struct und_title_number {
    und_bytes text; /* empty: it begins with none */
    bool dotted;
} und_title_number;
und_title_number und_title_number_of(und_bytes line);

#endif
