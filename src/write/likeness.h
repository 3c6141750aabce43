/* likeness.h - a draft held against a document: which of its paragraphs says the same, and what stands in its open places.
 *
 * A draft is written with *open places*: where text of the document's own will stand, one character of a private range. What
 * is around them must be the same, case, accents and emphasis aside; what the document has in their place is found so, in
 * every language that the template has, without a pattern of its own.
 */
#ifndef UND_WRITE_LIKENESS_H
#define UND_WRITE_LIKENESS_H

#include "undoc/draft.h"

#include "read/document.h"
#include "read/flow.h"
#include "text/text.h"
#include "write/sender.h"

/* Answers that are text of the document's own. */
typedef enum und_open_place {
    UND_OPEN_TRANSMITS,
    UND_OPEN_TEXT,
    UND_OPEN_BEHALF,
    UND_OPEN_CHAIR,
    UND_OPEN_SPONSORS,
    UND_OPEN_OFFICE,
    UND_OPEN_NAME, /* of who signs; those of the other signatures follow */
    UND_OPEN_COUNT = UND_OPEN_NAME + UND_SIGNERS_MAX
} und_open_place;

#define UND_OPEN_BYTES 3u /* of the character that stands in an open place */

/* The character of a place, as an answer; `out` has UND_OPEN_BYTES + 1 bytes. */
void und_open_put(uint32_t place, char *out);
/* The place whose character begins at byte `at`; UND_OPEN_COUNT: none does. */
uint32_t und_open_at(und_bytes text, size_t at);

/* What stands in the open places: bytes of the text that was held against a draft; no bytes: nothing was found. */
typedef struct und_open_found {
    uint32_t first, last;
} und_open_found;

/* Whether the text says what `model` says. Fills the places that it has. */
bool und_is_like(const und_flow *model, const und_flow *text, und_open_found found[UND_OPEN_COUNT]);

/* A draft as a document; close it. */
und_status und_draft_read(und_packs *packs, const char *name, const und_bytes *keys, const und_bytes *values,
                          size_t count, und_doc **out);
/* The same where words to be confirmed, ‹voir annexes?›, stand without their marks, and of forms that nothing decides,
 * ‹reconnaissant/reconnaissante›, the first one: what a line is does not hang on them. In `marked`, which may be NULL, they have
 * them, line for line. */
und_status und_draft_confirmed(und_packs *packs, const char *name, const und_bytes *keys, const und_bytes *values,
                               size_t count, und_doc **out, und_doc **marked);

/* What stands together in a document: a node of its own, or what belongs to one. */
typedef enum und_piece_kind {
    UND_PIECE_MASTHEAD, /* all nodes of it */
    UND_PIECE_TITLE,
    UND_PIECE_BODY,
    UND_PIECE_SIGNATURE,
    UND_PIECE_ANNEX, /* the heading of an annex or an enclosure, with what stands under it before the text */
    UND_PIECE_OTHER  /* footnotes, furniture */
} und_piece_kind;

typedef struct und_piece {
    und_piece_kind kind;
    uint32_t section;     /* 0, or which annex it belongs to */
    uint32_t ordinal;     /* among those of its kind in its section, from 0 */
    uint32_t node;        /* the first; an index, as in und_doc_stored */
    uint32_t first, last; /* lines */
} und_piece;

typedef struct und_pieces {
    const und_allocator *allocator;
    und_piece *at;
    size_t count, room;
} und_pieces;

/* False: memory ran out. Close them in any case. */
bool und_pieces_of(const und_doc *doc, und_pieces *out);
void und_pieces_close(und_pieces *pieces);
/* The piece of that kind, section and ordinal; NULL: there is none. */
const und_piece *und_piece_find(const und_pieces *pieces, und_piece_kind kind, uint32_t section, uint32_t ordinal);
/* The text of a piece, without what interrupts it. False: memory ran out. */
bool und_piece_flow(const und_doc *doc, const und_piece *piece, und_flow *flow);

/* A document held against a draft, piece by piece. */
typedef struct und_held {
    const und_allocator *allocator;
    uint32_t *match; /* for each piece of the document the draft's piece that it is like; UINT32_MAX: none is */
    size_t room;
    uint32_t count; /* of those that are like one */
    und_text text;  /* what stands in the open places, whose bytes are in `found` */
    und_open_found found[UND_OPEN_COUNT];
} und_held;

/* UND_E_MEMORY. Close it in any case. */
und_status und_hold(const und_doc *doc, const und_pieces *pieces, const und_doc *draft, const und_pieces *drafted,
                    und_held *out);
void und_held_close(und_held *held);
/* What the document has in an open place; no bytes: it is not known. */
und_bytes und_held_get(const und_held *held, uint32_t place);

#endif
