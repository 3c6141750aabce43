/* sponsors.h - the lines of a draft or an amendment that name who submits it: "Jordan and Malta:* draft resolution".
 *
 * They stand between the titles of the agenda items and the title of the draft, often without a blank line on either
 * side, and name as many States as a page holds. What they end with tells them: a colon and the words for a draft.
 */
#ifndef UND_READ_SPONSORS_H
#define UND_READ_SPONSORS_H

#include "read/machine.h"

typedef struct und_sponsors {
    uint32_t first, last;  /* lines */
    uint16_t kind;         /* und_doc_kind: a draft or an amendment */
    uint8_t language;      /* whose words tell it */
    const und_term *words; /* "draft resolution" */
} und_sponsors;

/* The first lines of sponsors among lines [first, last), which follow each other without a blank one, in the words of
 * `language` or, where it is UND_LANGUAGE_NONE, of any. False: there are none. */
bool und_find_sponsors(const und_reader *reader, uint8_t language, uint32_t first, uint32_t last, und_sponsors *found);

#endif
