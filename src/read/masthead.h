/* masthead.h - the fields of a masthead: organ, symbol, distribution, date, languages, session, agenda lines, titles.
 *
 * A view of the tree, made anew when it is asked for. Fields are found by their words and not by their lines: a
 * conversion may print several on one line (CONVENTIONS, section 8).
 */
#ifndef UND_READ_MASTHEAD_H
#define UND_READ_MASTHEAD_H

#include "read/document.h"
#include "read/item_titles.h"

#define UND_ORGANS_MAX 6u  /* two of a joint document, with a committee of each */
#define UND_SYMBOLS_MAX 4u /* of a joint document; the longest seen has two */

typedef struct und_flow_field {
    bool found;
    uint8_t flow;         /* which of und_masthead_parts.flows it stands in */
    uint32_t first, last; /* bytes of the flow's normal text */
    uint32_t value;       /* organ, distribution, language (und_code), session number, date */
} und_flow_field;

typedef struct und_masthead_parts {
    bool found;
    uint8_t language;  /* index of the language that the masthead is read in */
    und_flow flows[2]; /* the masthead; the block of date and distribution where printing put it elsewhere */
    /* `organ` is the first of `organs`; `symbol` is all that is printed of a joint one, "A/80/1–S/2025/2". */
    und_flow_field organ, symbol, distribution, date, language_field, original, session;
    und_flow_field year;   /* "Eightieth year", of the Security Council */
    uint16_t session_type; /* und_session_type */
    und_flow_field organs[UND_ORGANS_MAX];
    uint32_t organ_count;
    und_flow_field symbols[UND_SYMBOLS_MAX];
    uint32_t symbol_count;
    und_references references; /* of flows[0] */
    und_printed_title titles[UND_TITLES_MAX];
    uint32_t title_count;
} und_masthead_parts;

/* Reads the masthead of a document; `found` is false when it has none. False: memory ran out. Close it in any case. */
bool und_masthead_read(und_masthead_parts *masthead, const und_doc *doc);
void und_masthead_close(und_masthead_parts *masthead);

/* The agenda reference of the masthead; NULL: none. */
const und_flow_reference *und_masthead_agenda(const und_masthead_parts *masthead);

und_bytes und_field_text(const und_masthead_parts *masthead, const und_flow_field *field);

/* The organ whose session the masthead, else the subject, names; a letter that names none is taken for one to the General
 * Assembly. */
und_organ und_masthead_body(const und_doc *doc, const und_masthead_parts *masthead);

/* The session of the document: of the masthead's session line, else the one that its symbol names; 0: unknown. */
uint32_t und_doc_session(const und_masthead_parts *masthead);
/* The same, when it is a regular session of the General Assembly, whose agenda the packs hold; else 0. */
uint32_t und_doc_agenda_session(const und_doc *doc, const und_masthead_parts *masthead);
/* The session in a General Assembly symbol, A/75/L.1 or A/RES/75/1 or A/C.3/75/L.5; 0: none. */
uint32_t und_symbol_session(und_bytes symbol);
/* The first session that one of the masthead's symbols names; 0: none does. */
uint32_t und_masthead_symbol_session(const und_masthead_parts *masthead);

#endif
