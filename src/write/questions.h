/* questions.h - what a template asks for: what questions.c needs of draft.c. */
#ifndef UND_WRITE_QUESTIONS_H
#define UND_WRITE_QUESTIONS_H

#include "pack/pack.h"
#include "write/answers.h"

/* Which answers the words of a body are made of: `needs` has UND_ANSWER_COUNT places. UND_E_DATA with a message, which has
 * UND_MESSAGE_MAX bytes: the body is wrong. */
und_status und_draft_needs(und_packs *packs, const und_template *template, uint32_t language, bool *needs,
                           char *message);
/* The same with the answers that those follow from, and those that change any text. */
und_status und_draft_uses(und_packs *packs, const und_template *template, uint32_t language, bool *uses, char *message);

#endif
