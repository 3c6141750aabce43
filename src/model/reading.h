/* reading.h - what was worked out of a document's tree, kept for its revision.
 *
 * Each part is made when it is first asked for, and once. A change of the tree lets go of what belonged to the nodes that
 * it replaced. What is read of single nodes (references, letters, signatures) is kept by node; the masthead and the
 * request as long as no node changes that was looked at for them; floors above keep what they make in a slot of their own, and say themselves what
 * a change spoils. Views and rules ask here, and never the text.
 */
#ifndef UND_MODEL_READING_H
#define UND_MODEL_READING_H

#include "model/by_node.h"
#include "model/negotiated.h"
#include "read/document.h"
#include "read/letter.h"
#include "read/masthead.h"
#include "read/request.h"
#include "read/state_index.h"
#include "text/text.h"

/* Slots of the floors above and of what is worked out of the whole tree: und_follower tells them what the document tells the
 * reading. */
typedef enum und_slot_name {
    UND_SLOT_FINDINGS,
    UND_SLOT_OUTLINE,
    UND_SLOT_NUMBERING,
    UND_SLOT_TARGETS,
    UND_SLOT_COUNT
} und_slot_name;

typedef struct und_reading {
    und_doc *doc;
    und_masthead_parts masthead;
    bool masthead_read;
    uint32_t masthead_nodes;   /* a change of one of the first so many nodes spoils the masthead */
    und_request_parts request; /* the first of the document, before any annex */
    bool request_read;
    uint32_t request_nodes; /* as for the masthead */
    und_by_node references, letters, signatures, originals, titles, signs, requests, mentions;
    und_state_index *states[UND_LANGUAGES_MAX]; /* of a language whose text was asked for States; else NULL */
    und_flow flow;                              /* for whoever reads a node's text */
    und_references found;                       /* in it */
    und_text block;                             /* a block while it is made */
    und_negotiated negotiated;
    und_follower slots[UND_SLOT_COUNT];
} und_reading;

/* The reading of a document, made at the first call and closed with it. NULL: memory ran out. */
und_reading *und_reading_of(und_doc *doc);

/* Its masthead; `found` is false where there is none. NULL: memory ran out. */
const und_masthead_parts *und_reading_masthead(und_reading *reading);

/* Its request; `index` is UINT32_MAX where there is none. NULL: memory ran out. */
const und_request_parts *und_reading_request(und_reading *reading);

/* ---- blocks, as und_by_node keeps them ---- */

/* A passage in a block: lines from the node's first one, text as a range of the block. */
typedef struct und_kept_passage {
    und_place from, to;
    uint32_t text, length;
} und_kept_passage;

/* Bytes [first, last) of a flow as a passage; the words are put after what the block has. The flow's lines are the
 * document's. */
und_kept_passage und_keep_passage(und_reading *reading, const und_flow *flow, uint32_t first, uint32_t last,
                                  uint32_t node_first);
und_passage und_kept_passage_at(const und_kept_passage *kept, const char *block, uint32_t node_first);

/* ---- places ---- */

static inline bool und_place_before(und_place a, und_place b)
{
    return a.line < b.line || (a.line == b.line && a.column < b.column);
}

/* A range that counts its lines from a node's first one, in the document. */
static inline und_range und_range_moved(und_range range, uint32_t lines)
{
    range.from.line += lines;
    range.to.line += lines;
    return range;
}

#endif
