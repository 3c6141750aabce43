/* settle.h - a settlement while it is made: what is cut out of a text, and what has to be right around it afterwards. */
#ifndef UND_WRITE_SETTLE_H
#define UND_WRITE_SETTLE_H

#include "model/negotiated.h"
#include "model/reading.h"
#include "pack/arena.h"

/* What goes, as brackets and remarks lie: what has to go with it is found out for all of it together. */
typedef struct und_cut {
    und_place from, to;
    uint32_t node;  /* id; 0: none */
    uint32_t order; /* cuts of one place stay in the order in which they were made */
    bool words;     /* words of the text go, and not marks around them */
    bool capital;   /* what goes began a clause, with a capital */
    und_bytes mark; /* that what goes ends with; empty: none. Of the document's text */
    und_bytes text; /* in its place */
} und_cut;

struct und_settlement {
    const und_allocator *allocator;
    und_doc *doc; /* while it is made */
    und_arena arena;
    und_cut *cuts;
    size_t cut_count, cut_room;
    und_operation *gone; /* clauses that go whole, with their numbers */
    size_t gone_count, gone_room;
    und_change *changes;
    size_t change_count, change_room;
    uint32_t settled, left, revision;
    bool failed; /* memory ran out */
};

/* cuts.c: what goes. */
void und_cut_add(und_settlement *made, uint32_t node, und_place from, und_place to);
/* The same of words. */
void und_cut_words(und_settlement *made, uint32_t node, und_place from, und_place to);
/* A paragraph with all below it: by a plan, so that numbers and references follow, unless those who negotiate gave it its
 * number. */
void und_cut_clause(und_settlement *made, uint32_t node);
/* Makes changes of all cuts, with the spaces and marks around them. */
void und_cuts_finish(und_settlement *made);

#endif
