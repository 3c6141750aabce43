/* translate.h - the frame of a document in another language: what its values write there, and what waits to be translated.
 *
 * The rules of undoc.h hold.
 */
#ifndef UNDOC_TRANSLATE_H
#define UNDOC_TRANSLATE_H

#include "undoc/reading.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef enum und_rendering {
    UND_RENDERED, /* written in the other language, from values and formulas: nothing is left to do */
    UND_PARTLY,   /* so written, and words of the document wait in it between ‹ and › */
    UND_WAITING,  /* the words of the document, between ‹ and › */
    UND_KEPT      /* as it is: what has no words */
} und_rendering;
UND_API const char *und_rendering_name(und_rendering rendering);

/* A part of the document, and what stands for it in the other language. */
typedef struct und_rendered {
    uint32_t node;        /* of the document */
    uint32_t first, last; /* lines of the document [first, last) */
    und_bytes text;       /* lines with LF between them */
    uint32_t line;        /* of the frame, where the text begins: empty lines part it from the text before */
    uint32_t lines;
    und_rendering how;
    und_bytes source; /* of what waits: the words of the document that do, as one line; else empty */
} und_rendered;

/* Receives the parts in the order of the frame. False stops the caller. */
typedef bool (*und_rendered_part)(void *context, const und_rendered *part);
/* Receives the key of an answer (draft.h) that the frame needs and that the document does not give: a hint stands for it. */
typedef bool (*und_rendered_missing)(void *context, const char *key);

/* Renders the document in `language`, a code or a name as und_draft takes it. What the template of such documents has in that
 * language is written as und_draft writes it from the answers of the document (und_answers_of): masthead, title, opening,
 * request, signature, headings of annexes. Everything else waits, paragraph for paragraph: labels and closing marks are
 * written as that language has them; references stand in the words that wait. A document that no template writes in
 * that language has no frame: its paragraphs wait. `missing` may be NULL; it is called after all parts.
 * UND_E_DATA: an unknown language, or that of the document; the message is that of the document. UND_E_IO: stopped. */
UND_API und_status und_translate(und_doc *doc, und_bytes language, und_rendered_part part, und_rendered_missing missing,
                                 void *context);

/* The frame as text. */
UND_API und_status und_write_translation(und_doc *doc, und_bytes language, und_sink sink, void *context);

#ifdef __cplusplus
}
#endif

#endif
