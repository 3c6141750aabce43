/* reference.h - what a text refers to: agenda items, document symbols, dates, resolutions, decisions, paragraphs, articles,
 * annexes, footnotes; and each member of their lists. */
#ifndef UND_READ_REFERENCE_H
#define UND_READ_REFERENCE_H

#include "read/document.h"
#include "read/flow.h"
#include "read/member.h"
#include "read/pattern.h"

typedef struct und_flow_reference {
    und_reference_type type;
    uint32_t first, last; /* bytes of the flow's normal text */
    uint32_t date;        /* of a date: year << 16 | month << 8 | day */
    uint32_t term;        /* of an agenda reference: its pattern, index into the language's terms */
    uint32_t first_item;  /* of an agenda reference: in und_references.items; byte offsets are of the normal text */
    uint32_t item_count;
    uint32_t first_target; /* in und_references.targets; byte offsets are of the normal text */
    uint32_t target_count;
    uint32_t folded_first, folded_last;       /* of what patterns find: the same bytes in the folded text */
    uint32_t direction_first, direction_last; /* of "above" or "below"; equal: neither */
    und_whereabouts where;
    uint32_t in; /* the reference that this one is a part of; UND_NO_REFERENCE */
} und_flow_reference;

typedef struct und_references {
    const und_allocator *allocator;
    und_flow_reference *at;
    size_t count, room;
    und_flow_item *items;
    size_t item_count, item_room;
    und_flow_target *targets;
    size_t target_count, target_room;
} und_references;

void und_references_open(und_references *references, const und_allocator *allocator);
void und_references_close(und_references *references);

/* Finds the references of a flow written in `language` (index), in order, none overlapping another. What was found
 * before is forgotten. False: memory ran out. */
bool und_references_find(und_references *references, const und_lexicon *lexicon, uint8_t language,
                         const und_flow *flow);

/* "a", "aa"; "" for 0, "?" for letters that no agenda has. `out` has room for UND_SUB_MAX bytes. */
void und_sub_text(uint16_t sub, char out[UND_SUB_MAX]);

#endif
