/* opener.h - the words that a clause begins with, as a rule about their spelling needs them. */
#ifndef UND_MODEL_OPENER_H
#define UND_MODEL_OPENER_H

#include "model/reading.h"

typedef enum und_words_known {
    UND_WORDS_NONE,   /* the first line has none, or only a qualifier */
    UND_WORDS_KNOWN,  /* the opener that a pack knows, case and accents aside, without the qualifiers after it */
    UND_WORDS_UNKNOWN /* the first word: no pack knows it */
} und_words_known;

/* The words of the node `index`, as in und_doc_stored, and whether the packs know them. */
und_words_known und_opener_words(const und_doc *doc, uint32_t index, und_passage *out);

#endif
