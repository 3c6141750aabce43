/* negotiated.h - the brackets of a document, put together of what its paragraphs show.
 *
 * The signs of each paragraph are kept by node; which bracket closes which, what is about what, and whether anything is
 * negotiated at all is told in one walk over them, once for a revision. The walk looks at the nodes that have signs, and
 * at no text.
 */
#ifndef UND_MODEL_NEGOTIATED_H
#define UND_MODEL_NEGOTIATED_H

#include "read/bracket.h"

/* Where a sign is kept: the n-th of a node. */
typedef struct und_sign_at {
    uint32_t node; /* index; UINT32_MAX: nowhere */
    uint32_t n;
} und_sign_at;

typedef struct und_made_slash {
    und_sign_at sign;
    uint32_t next; /* of the same bracket; UINT32_MAX: none */
} und_made_slash;

typedef struct und_made_bracket {
    uint8_t type, state, stance;
    bool open;
    uint32_t node, last_node; /* indexes */
    und_sign_at opens, closes;
    und_range range, text;
    und_place expected;
    uint32_t depth, parent, group, group_size;
    uint32_t first_slash, last_slash, option_count;
    uint32_t words, words_end; /* bytes of the text of its first node */
} und_made_bracket;

typedef struct und_negotiated {
    const und_allocator *allocator;
    bool made; /* for the tree as it is */
    und_made_bracket *at;
    size_t count, room;
    und_made_slash *slashes;
    size_t slash_count, slash_room;
    uint32_t *stack; /* open brackets while the walk goes on */
    size_t stack_count, stack_room;
    und_negotiation all;
    und_signs signs; /* of one node, while it is read */
} und_negotiated;

void und_negotiated_open(und_negotiated *made, const und_allocator *allocator);
void und_negotiated_close(und_negotiated *made);

/* The brackets of the document as it is; NULL: memory ran out. */
const und_negotiated *und_negotiated_of(und_doc *doc);

/* A sign as it is kept, with places of the document as it is. */
typedef struct und_kept_sign {
    uint8_t type, weight, stance, flags;
    und_place from, to;   /* all of it: a bracket, a slash with the spaces around it, a remark */
    und_place text;       /* where the text after it begins: after the attribution and the spaces */
    uint32_t first, last; /* bytes of the node's text */
    uint32_t party, party_count;
} und_kept_sign;

und_kept_sign und_sign_get(und_doc *doc, und_sign_at at);

/* A party of a sign. */
typedef struct und_kept_party {
    und_place from, to;
    uint32_t first, last; /* bytes of the node's text */
    const char *code;
    uint32_t stance;
} und_kept_party;

und_kept_party und_sign_party(und_doc *doc, und_sign_at at, uint32_t n);
/* The text of a node that has signs, as one line. */
und_bytes und_sign_text(und_doc *doc, uint32_t node);

/* Whether a party is the one that is called `name`: by its code, else by its name. */
bool und_is_party(und_packs *packs, const char *code, und_bytes words, const char *wanted_code, und_bytes wanted);

#endif
