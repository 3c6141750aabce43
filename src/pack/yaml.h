/* yaml.h - YAML, value by value. yaml.c is the only file that includes libyaml's header.
 *
 * What packs do not need is refused, so that no pack can be more than its size: aliases, anchors, tags, a second
 * document, nesting deeper than UND_PACK_DEPTH_MAX, files over UND_PACK_FILE_MAX. Reading stops at the first such thing
 * or mistake; what came before it has been handed out.
 *
 * The reader itself comes from the allocator; libyaml, inside, allocates with malloc and gives everything back when the
 * reader is closed (it has no hook for that). A malloc of its that fails shows as UND_E_MEMORY.
 */
#ifndef UND_PACK_YAML_H
#define UND_PACK_YAML_H

#include "pack/pack.h"

typedef struct und_yaml und_yaml;

typedef enum und_yaml_type {
    UND_YAML_STOP, /* the end, or a fault: und_yaml_status tells; it comes again and again */
    UND_YAML_SCALAR,
    UND_YAML_LIST,
    UND_YAML_MAP,
    UND_YAML_CLOSE /* of the innermost open list or map */
} und_yaml_type;

typedef struct und_yaml_value {
    und_yaml_type type;
    bool too_long;   /* a scalar over UND_PACK_SCALAR_MAX: its text is left out */
    und_bytes text;  /* of a scalar: valid UTF-8, lives until the next call */
    uint32_t line;   /* from 1 */
    uint32_t column; /* from 1, in characters */
} und_yaml_value;

typedef struct und_yaml_fault {
    uint32_t line, column; /* from 1; line 0: the whole text */
    char message[UND_MESSAGE_MAX];
} und_yaml_fault;

/* `text` must stay until the reader is closed. UND_E_MEMORY only: what is wrong with the text shows when it is read. */
und_status und_yaml_open(const und_allocator *allocator, und_bytes text, und_yaml **out);
void und_yaml_close(und_yaml *yaml);

und_yaml_value und_yaml_next(und_yaml *yaml);
/* UND_OK so far; UND_E_DATA or UND_E_LIMIT: see und_yaml_fault_of; UND_E_MEMORY. */
und_status und_yaml_status(const und_yaml *yaml);
const und_yaml_fault *und_yaml_fault_of(const und_yaml *yaml);

#endif
