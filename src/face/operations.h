/* operations.h - the operations of a plan as they are written on the command line: "move 12 before 40 then delete 7". */
#ifndef UND_FACE_OPERATIONS_H
#define UND_FACE_OPERATIONS_H

#include "undoc/plan.h"

#define OPERATIONS_MAX 256u /* of one command line; who has more asks the library */

/* Reads `count` words; lines count from 1 there. `lines`: of the document. Gives how many operations they are; 0: they are
 * none, and `problem` says at which word. */
size_t operations_read(char **words, int count, uint32_t lines, und_operation *out, const char **problem);

#endif
