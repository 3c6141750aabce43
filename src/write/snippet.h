/* snippet.h - text with tabstops, in the snippet syntax of the Language Server Protocol, as vim.snippet reads it.
 *
 * Text is escaped here and nowhere else. A tabstop is written with its placeholder every time, `${3:date}`; the same
 * word with the same placeholder gets the same number, so that what is typed into one appears in the others.
 *
 * A placeholder is one of three things: words to begin with, which are right as they stand and are typed over where others
 * are wanted; words that no document at hand attests, to be confirmed, ‹voir annexes?›; a hint at what is not known, ‹date de
 * la lettre›. Marks that no document has stand around the last two, so that nobody overlooks them.
 */
#ifndef UND_WRITE_SNIPPET_H
#define UND_WRITE_SNIPPET_H

#include "text/text.h"

#define UND_TABSTOPS_MAX 512u /* a letter has under 40; 64 items without titles need 64 */

#define UND_STOP_ALONE UINT32_MAX /* a tabstop that no other mirrors */

typedef struct und_stop {
    uint32_t word; /* of the template's words, or whatever tells tabstops apart */
    uint32_t text; /* of its placeholder in `placeholders` */
    uint32_t length;
} und_stop;

typedef struct und_snippet {
    und_text out;
    und_text placeholders;
    und_stop *stops;
    size_t count;
    size_t capacity;
    bool capital;  /* the next text begins with a capital letter */
    bool proposed; /* the next hint is no hint but words to begin with */
    bool full;     /* more than UND_TABSTOPS_MAX: an error for who writes it */
    bool failed;   /* memory ran out; also look at the two texts */
} und_snippet;

void und_snippet_open(und_snippet *snippet, const und_allocator *allocator);
void und_snippet_close(und_snippet *snippet);
bool und_snippet_failed(const und_snippet *snippet);

void und_snippet_put(und_snippet *snippet, und_bytes text);
/* A tabstop with words to begin with. */
void und_snippet_stop(und_snippet *snippet, uint32_t word, und_bytes placeholder);
/* A tabstop with words to be confirmed. */
void und_snippet_unsure(und_snippet *snippet, uint32_t word, und_bytes words);
/* A tabstop with a hint at what goes there. */
void und_snippet_hint(und_snippet *snippet, uint32_t word, und_bytes hint);

#define UND_HINT_OPEN "\xe2\x80\xb9"  /* ‹ */
#define UND_HINT_CLOSE "\xe2\x80\xba" /* › */
#define UND_HINT_ASKS "?"             /* before the last, where the words between them are to be confirmed */

#endif
