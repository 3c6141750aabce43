/* teller.h - sentences of an explanation, put together and handed over one by one. */
#ifndef UND_VIEW_TELLER_H
#define UND_VIEW_TELLER_H

#include "pack/pack.h"
#include "text/text.h"
#include "view/json.h"

typedef struct und_teller {
    und_json *json; /* its open array takes the sentences; NULL: the sink does, a line each */
    und_sink sink;
    void *context;
    und_text text; /* the sentence so far */
} und_teller;

/* Hands over the sentence that was put together, or a whole one. */
void und_say(und_teller *teller);
void und_say_words(und_teller *teller, const char *words);

/* Parts of a sentence. */
void und_put(und_teller *teller, const char *words);
void und_put_line(und_teller *teller, uint32_t line);    /* from 0; written from 1 */
void und_put_quoted(und_teller *teller, und_bytes text); /* “text” */

/* "“Point {items} de l'ordre du jour”: an agenda line (fr.yaml:12)": the words of a pack, what they are, and where. */
void und_put_term(und_teller *teller, const und_language *pack, const und_term *term);

#endif
