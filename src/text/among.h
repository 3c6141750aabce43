/* among.h - the first of a few characters in a text. */
#ifndef UND_TEXT_AMONG_H
#define UND_TEXT_AMONG_H

#include "undoc/undoc.h"

/* The first byte of a text that is one of four; NULL: there is none. */
const char *und_find_among(und_bytes text, const char four[4]);

#endif
