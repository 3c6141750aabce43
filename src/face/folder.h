/* folder.h - what .undoc.yaml says for the folder of a file, for the command line. */
#ifndef UND_FACE_FOLDER_H
#define UND_FACE_FOLDER_H

#include "undoc/rules.h"

#include "face/terminal.h"

#define FOLDER_PATH_BYTES 4096u

/* The settings that were read last: files of one folder share them. Zeroed, it is ready for use. */
typedef struct folder_settings {
    char path[FOLDER_PATH_BYTES]; /* of the settings; empty: there are none */
    und_settings *settings;
    bool failed; /* some could not be read, or something is wrong in them: it was printed */
} folder_settings;

/* Gives a document the settings of the folder that its file lies in, "-" lies in the current one; findings that are less
 * severe than `least` are left out. What is wrong in the settings is printed once. False: memory ran out. */
bool folder_apply(folder_settings *f, und_doc *doc, const char *file, und_severity least, terminal *err);
void folder_close(folder_settings *f);

#endif
