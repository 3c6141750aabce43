/* place.h - where the program itself lies, and by that its data. */
#ifndef UND_FACE_PLACE_H
#define UND_FACE_PLACE_H

#include <stdbool.h>
#include <stddef.h>

/* Writes the path of `name` as seen from the program's folder, as `FOLDER/name`. False where the system does not say
 * where a program lies, or the path is too long. */
bool place_beside_program(const char *name, char *out, size_t room);

#endif
