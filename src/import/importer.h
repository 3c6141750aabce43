/* und_importer.h - what the steps of reading an agenda share: the cleaned text, the entries found in it. */
#ifndef UND_IMPORT_IMPORTER_H
#define UND_IMPORT_IMPORTER_H

#include "pack/pack.h"

#include <string.h>

typedef enum und_import_line_kind {
    LINE_TEXT,
    LINE_BLANK,
    LINE_RULE, /* over footnotes */
    LINE_PAGE  /* what printing left between two pages */
} und_import_line_kind;

typedef struct und_import_line {
    uint32_t offset; /* in `text` */
    uint32_t length;
    uint32_t number; /* in the document, from 1 */
    uint8_t kind;    /* und_import_line_kind */
    bool glued;      /* ended with a soft hyphen: the next line goes on without a space */
    bool raised;     /* began with a raised digit: a footnote */
} und_import_line;

typedef struct und_import_entry {
    uint32_t item;
    uint32_t line;      /* in the document */
    size_t first, last; /* of its title, in `titles` */
    char sub[UND_SUB_MAX];
} und_import_entry;

typedef struct und_importer {
    und_packs *packs;
    und_status status;
    char *text; /* cleaned */
    size_t text_used, text_room;
    und_import_line *lines;
    size_t line_count, line_room;
    size_t first_item; /* its line */
    und_import_entry *entries;
    size_t entry_count, entry_room;
    char *titles;
    size_t titles_used, titles_room;
    char *furniture; /* first words of furniture, folded, each ended by a line feed */
    size_t furniture_used, furniture_room;
    /* while walking */
    bool ignoring; /* under a heading or after the end of a title */
    bool deeper;   /* in (i), (ii) under a sub-item: no place for them in a pack */
    bool ended;
    bool glue;
    char heading;  /* the letter of the last heading */
    uint32_t note; /* the number of the last footnote */
} und_importer;

/* Adds bytes to one of the arrays above; no: memory has run out, and the status says so. */
bool und_import_append(und_importer *in, char **bytes, size_t *used, size_t *room, const char *at, size_t length);

static inline bool und_import_is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Whether every byte of a text is one of a set. */
static inline bool und_import_all_of(const char *text, size_t length, const char *set)
{
    for (size_t i = 0; i < length; i++)
        if (text[i] == '\0' || strchr(set, text[i]) == NULL)
            return false;
    return true;
}

#endif
