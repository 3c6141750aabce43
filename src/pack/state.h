/* state.h - what the files of States have in common. */
#ifndef UND_PACK_STATE_H
#define UND_PACK_STATE_H

#include "pack/decode.h"
#include "pack/reader.h"

/* Reads a file of a source and of States, for whose map `read` is called. UND_OK, also when there were problems; else what
 * und_pack_reader_open and _close say. */
und_status und_states_read_file(und_packs *packs, und_bytes yaml, const char *file,
                                void (*read)(und_pack_reader *reader));

#endif
