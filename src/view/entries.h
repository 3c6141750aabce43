/* entries.h - the entries of the outline, kept for a revision. Private to src/view. */
#ifndef UND_VIEW_ENTRIES_H
#define UND_VIEW_ENTRIES_H

#include "model/reading.h"

typedef struct und_kept_entry {
    uint32_t node, depth, kind;
    uint32_t title, length; /* in und_entries.words */
    uint32_t first, last;   /* lines */
    uint32_t findings;
} und_kept_entry;

typedef struct und_entries {
    und_doc *doc;
    und_by_node beginnings; /* of the nodes' texts, as entries show them */
    und_kept_entry *at;
    size_t count, room;
    und_text words;
    bool made;
} und_entries;

/* The entries of a document, made where they are not there. NULL: memory ran out. */
const und_entries *und_entries_of(und_doc *doc);

#endif
