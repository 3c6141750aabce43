/* targets.h - what references name in their own document, and the references that name a node. */
#ifndef UND_MODEL_TARGETS_H
#define UND_MODEL_TARGETS_H

#include "model/numbering.h"

/* A step of a target that names a node. */
typedef struct und_named {
    uint32_t named; /* index + 1 */
    uint32_t order; /* in the document */
    und_referrer by;
} und_named;

/* A marker in the text of a node, and the footnote that it belongs to. */
typedef struct und_found_marker {
    uint32_t node; /* index + 1 */
    uint32_t footnote;
    uint32_t number;
    und_range range;
} und_found_marker;

/* Of the whole document, for its revision. */
typedef struct und_targets {
    const und_allocator *allocator;
    und_named *named; /* sorted by the node that is named, then in the order of the text */
    size_t named_count, named_room;
    und_found_marker *markers; /* in the order of the text */
    size_t marker_count, marker_room;
    bool named_made, markers_made;
} und_targets;

/* Those of a document, made empty at the first call; NULL: memory ran out. */
und_targets *und_targets_of(und_doc *doc);
void und_targets_drop(und_targets *targets);

/* What an end of a target names. */
typedef struct und_resolved {
    uint32_t nodes[UND_TARGET_STEPS]; /* index + 1 by step; 0: nothing was found for it */
    uint32_t steps;                   /* of the end */
    uint32_t found;                   /* steps for which a node was found, from the first */
    uint32_t within;                  /* the node in which the next step was looked for, index + 1; 0: the document */
    bool elsewhere;                   /* it is in another document */
    bool several;                     /* more than one node has the next label, and nothing tells which is meant */
} und_resolved;
/* False: memory ran out. */
bool und_resolve_target(und_doc *doc, const und_numbering *numbering, uint32_t index, uint32_t reference,
                        uint32_t target, bool second, und_resolved *out);

#endif
