/* gathered.h - the answers that a document gives to the questions of a template that writes documents like it. */
#ifndef UND_WRITE_GATHERED_H
#define UND_WRITE_GATHERED_H

#include "undoc/draft.h"

#include "text/text.h"

/* One that the document gives, or, with a problem, a value that it states and that can be no answer. */
typedef struct und_gathered_answer {
    const char *key;
    uint32_t value, length; /* of the bytes */
    uint32_t problem, problem_length;
} und_gathered_answer;

typedef struct und_gathered {
    const char *name; /* of the template; lives with the program */
    und_text bytes;   /* that the answers stand in */
    und_gathered_answer at[UND_ANSWERS_MAX];
    uint32_t count;
} und_gathered;

/* UND_NONE: no template writes such documents. Close it in any case. */
und_status und_gather(und_doc *doc, und_gathered *out);
void und_gathered_close(und_gathered *gathered);

/* In the place of an answer that is there; no bytes take it away, nor does a value with a place that is left open, ‹…›. */
void und_gathered_put(und_gathered *gathered, const char *key, und_bytes value);
/* The answer to `key`; no bytes: none, or one with a problem. Stands until the next change. */
und_bytes und_gathered_get(const und_gathered *gathered, const char *key);
/* The answers without a problem, as und_draft takes them; how many. They stand until the next change. */
size_t und_gathered_pairs(const und_gathered *gathered, und_bytes keys[UND_ANSWERS_MAX],
                          und_bytes values[UND_ANSWERS_MAX]);

/* Marks answers that cannot stand with the others in `language` as problems, with what the template says of them. */
und_status und_gathered_agree(und_gathered *gathered, und_packs *packs);

/* Adds what only the words of the document show: drafts with one answer more are held against it, and what makes more of its
 * paragraphs the same is an answer. */
und_status und_gather_words(und_doc *doc, und_gathered *gathered);

/* The draft that the answers make in a language, a code, as a document; what is text of the document's own is open
 * (likeness.h): `own` says that it is the document's language, whose names of persons are then no open places. */
und_status und_gathered_draft(const und_gathered *gathered, und_packs *packs, const char *language, bool own,
                              und_doc **out);
/* The same as und_draft_confirmed. */
und_status und_gathered_confirmed(const und_gathered *gathered, und_packs *packs, const char *language, bool own,
                                  und_doc **out, und_doc **marked);

/* Whether the answer names an office that the packs know; else it is words. */
bool und_is_office_code(und_bytes value);

#endif
