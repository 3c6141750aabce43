/* sentences.h - where the sentences of a paragraph end. Private to src/model. */
#ifndef UND_MODEL_SENTENCES_H
#define UND_MODEL_SENTENCES_H

#include "undoc/undoc.h"

/* The end of the sentence that begins at byte `at` of a text in one line, its closing marks included; the length of the
 * text where it goes on to its end. */
size_t und_sentence_end(und_bytes text, size_t at);

#endif
