/* values.h - how the values of single nodes are asked for: kept blocks first, else read and kept. Private to src/model. */
#ifndef UND_MODEL_VALUES_H
#define UND_MODEL_VALUES_H

#include "model/reading.h"

#define UND_TITLE_BYTES 2000u /* of a title that a view shows */

/* Reads a node's value into a block, keeps it and gives it. False: memory ran out. */
typedef bool (*und_node_reader)(und_reading *reading, uint32_t index, und_bytes *block);

/* Puts the head of a block, to be set once the passages that follow it are known. */
void und_put_head(und_reading *reading, const void *head, size_t size);
void und_set_head(und_reading *reading, const void *head, size_t size);

/* Keeps what reading->block holds as the block of a node; false also when it could not be put together. */
bool und_keep_block(und_reading *reading, und_by_node *kept, uint32_t index, und_bytes *block);

/* The block of a node, id from 1. UND_E_ARGUMENT: there is no such node, or it is the document; UND_E_MEMORY. */
und_status und_ask_block(und_doc *doc, uint32_t node, size_t kept_offset, und_node_reader read, und_bytes *block);

/* Checks the arguments of a question, zeroes the answer and finds the block. */
#define UND_ASK(doc, node, out, member, read, block)                                                                   \
    ((doc) == NULL || (out) == NULL ? UND_E_ARGUMENT                                                                   \
                                    : (memset((out), 0, sizeof *(out)),                                                \
                                       und_ask_block((doc), (node), offsetof(und_reading, member), (read), (block))))

und_date und_date_of(uint32_t packed);

/* The code of a language, as UND_TERM_LANGUAGE_NAME has it; "" for none. */
void und_code_put(char out[8], uint32_t code);

#endif
