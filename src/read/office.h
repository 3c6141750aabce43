/* office.h - in which office a letter is signed, and whether a man or a woman signs: what words show of it. */
#ifndef UND_READ_OFFICE_H
#define UND_READ_OFFICE_H

#include "pack/pack.h"

typedef struct und_named_office {
    und_office office;
    und_gender gender;
    size_t first, last; /* bytes of the text, of the words that name the office, else of those that show the gender */
} und_named_office;

/* The office that a folded text names: of several that of a chargé d'affaires, who signs in the place of others, else the
 * first; else who writes, as far as words show it. False: nothing is said. */
bool und_find_office(const und_language *language, und_bytes text, und_named_office *out);

#endif
