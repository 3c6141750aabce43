/* letter.h - what the title and the signature block of a letter or note verbale say. Views of the tree. */
#ifndef UND_READ_LETTER_H
#define UND_READ_LETTER_H

#include "read/document.h"
#include "read/flow.h"
#include "read/office.h"
#include "read/pattern.h"

#define UND_LETTER_STATES_MAX 64u /* of a joint letter; the longest seen has 43 */
#define UND_LETTER_ADDRESSEES_MAX 4u

typedef struct und_letter_parts {
    bool found;
    und_flow flow; /* of the title */
    und_letter_form form;
    uint32_t date;                            /* year << 16 | month << 8 | day; 0: none */
    uint32_t date_first, date_last;           /* bytes of the flow's normal text */
    uint32_t addressee_first, addressee_last; /* with the words before it: "au Secrétaire général" */
    uint32_t sender_first, sender_last;
    und_addressee addressee;
    /* A date that is none, or none at all: `date` is 0, and neither is said. */
    bool no_such_day;       /* the date is one that no calendar has: `date` is 0, its place is known */
    bool no_year;           /* the date is a day and a month alone: `date` is 0, its place is known */
    const und_state *state; /* the sender's, of several the first; NULL: none that the pack knows */
    const und_state *states[UND_LETTER_STATES_MAX]; /* in the order of the title */
    uint32_t state_count;
    uint8_t language;
    uint8_t addressees[UND_LETTER_ADDRESSEES_MAX]; /* und_addressee, in the order of the title */
    uint32_t addressee_count;
    und_office office; /* of the sender; with the gender that words show */
    und_gender gender;
    uint32_t office_first, office_last; /* bytes of the flow's normal text; equal: neither is said */
} und_letter_parts;

/* Reads the letter's title from the node `index` (as in und_doc_stored), a title or the heading of an annex to a
 * letter. `found` is false when no pattern of its language fits. False: memory ran out. Close it in any case. */
bool und_letter_read(und_letter_parts *letter, const und_doc *doc, uint32_t index);
void und_letter_close(und_letter_parts *letter);

typedef struct und_signature_parts {
    und_flow flow;
    uint32_t name_first, name_last; /* bytes of the flow's normal text; equal: none */
    uint32_t office_first, office_last;
    uint32_t honorific_first, honorific_last; /* before the name, in its bytes */
    und_office capacity;                      /* that the office names */
    und_gender gender;
    uint32_t capacity_first, capacity_last;
    const und_state *state; /* that the office names; NULL: none, or several */
} und_signature_parts;

bool und_signature_read(und_signature_parts *signature, const und_doc *doc, uint32_t index);

/* Whether an honorific stands at byte `at` of a folded text; `*last` is its end. */
bool und_match_honorific(const und_language *language, und_bytes text, size_t at, size_t *last);

void und_signature_close(und_signature_parts *signature);

/* The node of the letter's title; UINT32_MAX: the document has none. */
uint32_t und_doc_letter_title(const und_doc *doc);

#endif
