/* numbering.h - how a document counts: its parts, the sequences of its labels, and where a label is found again. The only
 * place that decides it; contract in undoc/numbering.h.
 *
 * It is worked out of the whole tree at once and kept until the tree changes. Of the text it reads labels, and what stands
 * in the headings of articles; no other references.
 */
#ifndef UND_MODEL_NUMBERING_H
#define UND_MODEL_NUMBERING_H

#include "model/reading.h"
#include "undoc/numbering.h"

/* A part counts for itself: the document, each resolution of several in it, each annex and enclosure. */
typedef struct und_counted_part {
    uint32_t parent; /* the part that an annex stands in; of the document: itself */
    uint32_t
        frame; /* the part that it shares an annex, or the document, with: its own number, of all but later resolutions */
    uint32_t first, last; /* nodes [first, last), by index, those of later resolutions in the same frame not included */
    bool numbered;        /* it has numbered paragraphs */
} und_counted_part;

/* By the node's index, as in und_doc_stored. */
typedef struct und_counted {
    uint32_t
        parent; /* index + 1; 0: the document. Of a sub-paragraph below a heading, the paragraph whose list it is of */
    uint32_t part;
    uint32_t sequence; /* UND_NO_SEQUENCE */
    uint32_t ordinal;
    uint32_t run; /* the sequence of numbered paragraphs that it stands in or after, in its part; UND_NO_SEQUENCE */
    uint16_t label, expected;
    uint8_t style, form;
} und_counted;

typedef struct und_counted_sequence {
    uint32_t at, count; /* in und_numbering.members */
    uint16_t first;
    uint8_t kind, style, form;
    bool regular;
} und_counted_sequence;

/* What a label is found again by. */
typedef enum und_label_class {
    UND_CLASS_PARAGRAPH,
    UND_CLASS_PREAMBULAR, /* by its place; PP3 too */
    UND_CLASS_ARTICLE,
    UND_CLASS_ANNEX,
    UND_CLASS_FOOTNOTE
} und_label_class;

typedef struct und_label_entry {
    uint32_t part; /* of an annex, the part that it stands in */
    uint32_t key;  /* class, alphabet, label */
    uint32_t node; /* index */
} und_label_entry;

typedef struct und_numbering {
    const und_allocator *allocator;
    und_counted *nodes; /* one for each node */
    uint32_t node_count;
    und_counted_part *parts;
    size_t part_count, part_room;
    und_counted_sequence *sequences;
    size_t sequence_count, sequence_room;
    uint32_t *members; /* indexes of nodes */
    size_t member_count, member_room;
    und_label_entry *entries; /* sorted */
    size_t entry_count, entry_room;
    size_t node_room;
    bool made;
} und_numbering;

/* The numbering of the present revision; NULL: memory ran out, and the document says so. */
const und_numbering *und_numbering_of(und_doc *doc);

/* The node after the lists of a paragraph: they may go on over headings. */
uint32_t und_numbering_end(const und_doc *doc, const und_numbering *numbering, uint32_t index);

/* Entries of a part with that class and label, in the order of the text. */
typedef struct und_label_entries {
    const und_label_entry *at;
    size_t count;
} und_label_entries;
und_label_entries und_numbering_find(const und_numbering *numbering, uint32_t part, und_label_class what,
                                     und_label_style style, uint16_t label);

/* ---- labels in the text (label_place.c) ---- */

/* Where the label of a node stands, and its form. UND_NONE: it has none. UND_E_MEMORY. */
und_status und_label_place(und_doc *doc, uint32_t index, und_range *range, und_form *form);
/* The number that a footnote begins with, and where; 0: it has none. */
uint16_t und_footnote_number(const und_doc *doc, uint32_t index, und_range *range);
/* The number of the article that a heading or a paragraph begins as, "Article 3". UND_NONE: it is none. UND_E_MEMORY. */
und_status und_article_number(und_doc *doc, uint32_t index, und_target_step *out);

#endif
