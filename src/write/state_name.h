/* state_name.h - which State a person means. */
#ifndef UND_WRITE_STATE_NAME_H
#define UND_WRITE_STATE_NAME_H

#include "pack/pack.h"

/* The State that `text` names, in whatever language; NULL in `*out`: none, and `said`, where it is not NULL, says what is
 * near or what was expected ("unknown State …"). UND_E_MEMORY. */
und_status und_state_named(und_packs *packs, und_bytes text, const und_state **out, char said[UND_MESSAGE_MAX]);

#endif
