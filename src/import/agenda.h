/* agenda.h - from the official text of an agenda (A/81/251 as downloaded, plain text) to an agenda pack.
 *
 * Reads English or French, and any language with a pack whose agendas number items "1." and sub-items "(a)" or "a)".
 * Copes with what downloading leaves: page headers and footers, footnotes and their marks, hard wraps, tabs, no-break
 * spaces, accents apart from their letters, contents with leaders (". . . 13").
 */
#ifndef UND_IMPORT_AGENDA_H
#define UND_IMPORT_AGENDA_H

#include "pack/pack.h"

/* Writes a pack as YAML. The session comes from the document's symbol and from the words of the session ("Eighty-first
 * session", from the language packs), which must agree. `language`: the code of the language that the titles are in;
 * NULL: found from the text. `session` (may be NULL): for the file's name, agenda/ga-SESSION.yaml.
 *
 * UND_E_DATA: the message says the line and what was expected; nothing was written. UND_E_LIMIT: the text is over
 * UND_PACK_FILE_MAX. UND_E_IO: the sink stopped. UND_E_MEMORY. The message is und_packs_message. */
und_status und_agenda_import(und_packs *packs, und_bytes text, const char *language, und_sink sink, void *context,
                             uint32_t *session);

#endif
