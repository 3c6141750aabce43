/* entries.h - the entries of the outline, kept for a revision. Private to src/view. */
#ifndef UND_VIEW_ENTRIES_H
#define UND_VIEW_ENTRIES_H

#include "model/reading.h"

typedef struct und_kept_entry {
    uint32_t node, depth, kind;
    uint32_t words;       /* where in und_entries.words its number begins */
    uint32_t number;      /* bytes of it */
    und_bytes title;      /* the node's text; at NULL: it comes after the number */
    uint32_t first, last; /* lines */
    uint32_t findings;
} und_kept_entry;

typedef struct und_entries {
    und_doc *doc;
    und_by_node texts; /* of nodes, as entries show them */
    und_kept_entry *at;
    size_t count, room;
    und_text words; /* numbers, and titles that are put together */
    bool made;
} und_entries;

/* The entries of a document, made where they are not there. NULL: memory ran out. */
const und_entries *und_entries_of(und_doc *doc);

#endif
