/* model.h - a text as a list of lines, edits to it, and scripts of edits. */
#ifndef TESTS_EDITS_MODEL_H
#define TESTS_EDITS_MODEL_H

#include "support.h"

/* Memory that lives as long as one document: lines never change, only their order does. */
typedef struct arena {
    char **blocks;
    size_t count, room;
    size_t used; /* of the last block */
} arena;

void *arena_take(arena *a, size_t size);
void arena_clear(arena *a);

typedef struct text_lines {
    und_bytes *at;
    uint32_t count;
    uint32_t room;
} text_lines;

void lines_fit(text_lines *l, uint32_t count);
void lines_push(text_lines *l, und_bytes line);
void lines_copy(text_lines *to, const text_lines *from);
void lines_free(text_lines *l);

typedef struct edit {
    uint32_t first, removed, added;
    const und_bytes *lines;
} edit;

void lines_splice(text_lines *l, const edit *e);
/* An edit that fits a text which it was not made for: what shrinking needs. */
edit edit_clamped(const text_lines *l, edit e);
/* Gives the document the whole text. `lent`: it goes on reading the buffer, which stays as it is until another text is
 * read. */
void lines_read(und_doc *doc, const text_lines *l, support_text *buffer, bool lent);

/* A text and the edits that were made to it. */
typedef struct script {
    text_lines start;
    edit *at;
    size_t count, room;
} script;

void script_push(script *s, edit e);
void script_copy(script *to, const script *from);
void script_free(script *s);

#endif
