/* session.h - which session something belongs to: a day, a document, the items that a document cites. The only place that
 * decides it.
 */
#ifndef UND_MODEL_SESSION_H
#define UND_MODEL_SESSION_H

#include "model/reading.h"

/* The regular session of the General Assembly whose agenda the items of a document with a masthead are held against; 0: they
 * are not the Assembly's, or nothing tells. `*named`: the one that the document names, which a slip of the pen may make
 * another. False: memory ran out. */
bool und_session_find_agenda(und_reading *reading, uint32_t *named, uint32_t *out);

#endif
