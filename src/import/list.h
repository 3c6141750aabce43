/* list.h - walks the lines of an agenda: which item begins where, and which words are its title. */
#ifndef UND_IMPORT_LIST_H
#define UND_IMPORT_LIST_H

#include "import/importer.h"

/* Fills the entries, with the number or letter that must come next as the guide. UND_E_DATA, with a message: a line is not
 * what must come next, or there is no item. */
void und_import_list(und_importer *in);

#endif
