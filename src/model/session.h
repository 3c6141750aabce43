/* session.h - which session something belongs to: a day, a document, the items that a document cites. The only place that
 * decides it.
 */
#ifndef UND_MODEL_SESSION_H
#define UND_MODEL_SESSION_H

#include "model/reading.h"

#define UND_REQUEST_BYTES 8000u /* of a request that is looked at; the longest seen has under 1,000 */

/* Regular sessions of the General Assembly; 0: none. */
typedef struct und_items_session {
    uint32_t named; /* by the masthead, else by the date of the letter */
    uint32_t
        agenda; /* whose agenda the items are held against: a slip of the pen may make it another than the named one */
    uint32_t other; /* of a date in the weeks around an opening: the session whose agenda will do as well */
} und_items_session;

/* Which session the items of a document belong to. All are 0 where the items are another body's, or nothing tells. False:
 * memory ran out. */
bool und_session_find_agenda(und_reading *reading, und_items_session *out);

/* The agenda of a session with its items; NULL: there is none, or only titles without numbers. False: memory ran out. */
bool und_session_agenda(und_packs *packs, uint32_t session, const und_agenda **out);

/* From which list of a session the items of a reference are cited. */
und_agenda_list und_list_cited(const und_language *language, uint32_t term);

/* The organ as whose document a request asks that a letter be circulated: the General Assembly where it is among several;
 * UND_ORGAN_NONE: it names none. */
und_organ und_request_organ(const und_doc *doc, const und_request_parts *request);

#endif
