/* clean.h - the lines of a downloaded text, made fit to be walked. */
#ifndef UND_IMPORT_CLEAN_H
#define UND_IMPORT_CLEAN_H

#include "import/importer.h"

/* Fills the lines: spaces and accents are made plain, leaders and the marks of footnotes go, and each line has its kind.
 * The importer's status says whether it worked. */
void und_import_clean(und_importer *in, und_bytes text);

#endif
