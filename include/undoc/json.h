/* json.h - the values of the contract as JSON, so that the command line, editors and scripts cannot differ.
 *
 * The rules of undoc.h hold. One value without a newline each; lines and columns count from 1 here, as people count them.
 * doc/undoc.schema.json has every key. All of them can fail with UND_E_MEMORY, and with UND_E_IO when the sink stopped the
 * writer; what the sink got before is then not whole. They cost what they write and what was not asked for before.
 */
#ifndef UNDOC_JSON_H
#define UNDOC_JSON_H

#include "undoc/draft.h"
#include "undoc/negotiated.h"
#include "undoc/plan.h"

#ifdef __cplusplus
extern "C" {
#endif

/* ---- of a document; `name` is the value of "file" ---- */

/* {"file","language","kind","masthead":{…},"nodes":[…],"references":[…]}: all that was recognised. */
UND_API und_status und_write_parse(und_doc *doc, und_bytes name, und_sink sink, void *context);
/* {"file","findings":[{"line","column","end_line","end_column","severity","code","message","fixes":[…]}]} */
UND_API und_status und_write_findings(und_doc *doc, und_bytes name, und_sink sink, void *context);
/* The outline in the document's order: [{"node","depth","kind","title","lines":[first,last],"findings"}], depth from 0. */
UND_API und_status und_write_outline(und_doc *doc, und_sink sink, void *context);
/* What `line` was taken for and what decided it: {"line","kind","language","because":[…]}. UND_E_ARGUMENT: there is no
 * such line. */
UND_API und_status und_write_explain(und_doc *doc, uint32_t line, und_sink sink, void *context);

/* What is not agreed: {"file","open":2,"clauses":1,"broken":0,"agreed":0,"brackets":[{"type":"text","clause":"3 (b)",…}]} */
UND_API und_status und_write_brackets(und_doc *doc, und_bytes name, und_sink sink, void *context);

/* The outline and the explanation as plain text for people: an outline entry a line, indented, with its first line's
 * number and, where there are any, its findings; the explanation as one sentence a line. */
UND_API und_status und_print_outline(und_doc *doc, und_sink sink, void *context);
UND_API und_status und_print_explain(und_doc *doc, uint32_t line, und_sink sink, void *context);
/* What is not agreed, a line each as compilers print it: "name:12:8: 3 (b): [shall / should] — EU, Japan". */
UND_API und_status und_print_brackets(und_doc *doc, und_bytes name, und_sink sink, void *context);

/* A plan: {"file","revision","possible","changes":[…],"moves":[…],"notes":[…],"nodes":[…]}, the nodes as they are promised.
 * For people: a line for each change, its words between brackets in those around them, for each move and each note;
 * UND_E_STALE: the document has changed since it was made. */
UND_API und_status und_write_plan(const und_plan *plan, und_bytes name, und_sink sink, void *context);
UND_API und_status und_print_plan(const und_plan *plan, und_doc *doc, und_sink sink, void *context);

/* ---- of packs ---- */

/* {"session":75,"source":"A/75/251","complete":true,"file":"…","items":[{"item":128,"sub":"","titles":{"en":"…"}}]};
 * null where there is no agenda of that session. */
UND_API und_status und_write_agenda(und_packs *packs, uint32_t session, und_sink sink, void *context);
/* [35,36,…] */
UND_API und_status und_write_agenda_sessions(und_packs *packs, und_sink sink, void *context);
/* [{"code":"UZ","observer":false,"names":{"fr":{"name":"Ouzbékistan","of":"de l'Ouzbékistan","attested":true}}}]; "organization":true where it is
 * none: the European Union */
UND_API und_status und_write_states(und_packs *packs, und_sink sink, void *context);
/* [{"name":"letter","title":"…","part":"document","languages":["en","fr"],"sources":{"en":"A/75/697"},
 * "missing":{"ru":"a document that …"}}] */
UND_API und_status und_write_templates(und_packs *packs, und_sink sink, void *context);
/* The same as text for people, documents before parts; or template `name` alone, with its sources and the answers that it
 * has a use for. UND_E_DATA: there is no such one. */
UND_API und_status und_print_templates(und_packs *packs, und_bytes name, und_sink sink, void *context);
/* [{"file":"…","line":3,"column":5,"message":"…"}]; line 0: the whole file */
UND_API und_status und_write_problems(und_packs *packs, und_sink sink, void *context);

/* The same of what is right in each language pack alone and misleads where they are together: words that two claim with
 * different meanings. Looked for at the first call, in some milliseconds a language. */
UND_API und_status und_write_conflicts(und_packs *packs, und_sink sink, void *context);
/* [{"code":"fr","name":"français","file":"…","words":2400,"fallback":false}]; the name is in the language itself, and the
 * words of the one that is the fallback stand where another has none. */
UND_API und_status und_write_languages(und_packs *packs, und_sink sink, void *context);

/* Every pack, a line each, as people read it: what it is, its file, how much it holds. Then what is wrong in them, problems
 * and conflicts, as `file:line:column: message`; `*wrong` (may be NULL) says how many there are. Reads all packs. */
UND_API und_status und_write_packs(und_packs *packs, und_sink sink, void *context, size_t *wrong);

#ifdef __cplusplus
}
#endif

#endif
