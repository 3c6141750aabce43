/* draft.h - new documents and parts of documents from templates, and what a face needs to ask for the answers.
 *
 * The rules of undoc.h hold.
 */
#ifndef UNDOC_DRAFT_H
#define UNDOC_DRAFT_H

#include "undoc/agenda.h"

#ifdef __cplusplus
extern "C" {
#endif

#define UND_ANSWERS_MAX 64u  /* there are 30 keys */
#define UND_ANSWER_MAX 4096u /* bytes of one; the longest title of an annex has 600 */
#define UND_ANNEXES_MAX 20u  /* of a letter; more of them go into an addendum */

/* Writes template `name` (`letter`, `annex`, `preambular` …) as a snippet in the syntax of the Language Server
 * Protocol, which vim.snippet expands. `keys` and `values` are the answers, `count` of each. An empty value is an answer
 * that was skipped: what is missing becomes a tabstop with a hint between ‹ and › at what goes there. A value that the language
 * pack does not attest in the template's language is proposed as the placeholder of a tabstop, to be confirmed.
 *
 *   lang              code or name of the language to write in; needed
 *   state             any name of a State that und_state_find knows (state.h); several, with commas between them, sign a joint
 *                     letter. EU is the European Union
 *   addressee         secretary-general, president-general-assembly, president-security-council,
 *                     president-economic-and-social-council, president-human-rights-council. Without an answer the
 *                     Secretary-General when agenda items are given, as documents of the Assembly go to him or her
 *   addressee_gender  m or f
 *   organ             general-assembly, security-council, economic-and-social-council, human-rights-council,
 *                     trusteeship-council, or two with a comma between them; follows from the addressee
 *   date              of the letter: 2020-12-22, or as und_date_answer reads it
 *   masthead_date     of the document, in the same way
 *   distribution      general (without an answer), limited, restricted, provisional
 *   session           of the General Assembly, a number; follows from the date. Of the Human Rights Council it follows
 *                     from nothing
 *   items             `128(a),128(b),130(w)`, `128 a) et b), 130 w)` and other forms that documents have, in the language
 *                     of `lang`. Put in order, and checked against the agenda of the session where all of it is known
 *   original          code or name of the language of the original
 *   annex             yes, no (without an answer, and without anything to transmit) or how many
 *   annex_original    code or name of the language of the annex's original; of several annexes one for each (`ru,en`), or one
 *   annex_title       of several annexes with semicolons between them
 *   name              of who signs; of several States with semicolons between them, in their order
 *   office            permanent-representative, permanent-observer, charge-d-affaires, deputy-permanent-representative,
 *                     minister, head-of-delegation, chair, the same in the words of any language, or other words, as they are
 *                     to stand; follows from the State. It decides title, annex heading and signature
 *   behalf            the States or the group on whose behalf the letter speaks
 *   chair             the body whose Chair writes
 *   request           circulate (without an answer), attention (of the members of the Security Council) or none
 *   sponsors          States, put in order, or words
 *   transmits, text, title, symbol, opener, number    text as it is to stand there
 *   gender            m or f: of who signs
 *   instructions      yes or no: on instructions from the Government
 *   emphasis          yes (without an answer) or no: asterisks around what is printed bold or in italics
 *   format            plain (without an answer) or markdown: of what Model United Nations write
 *
 * Fails with UND_E_DATA: an unknown key, template or value; the message names the key, the value and what was expected;
 * answers that cannot be together, or that a whole document has no use for: the message says which and why; or a template
 * that is wrong, with `file:line:column`. UND_E_LIMIT, UND_E_MEMORY; UND_E_IO when the sink stopped it.
 * The sink is called only when nothing else can fail. To check single answers, call it with a sink that drops the text. */
UND_API und_status und_draft(und_packs *packs, und_bytes name, const und_bytes *keys, const und_bytes *values,
                             size_t count, und_sink sink, void *context);
/* The same as text: a placeholder as it is, without what makes it a tabstop. */
UND_API und_status und_draft_plain(und_packs *packs, und_bytes name, const und_bytes *keys, const und_bytes *values,
                                   size_t count, und_sink sink, void *context);

/* ---- what is asked ---- */

typedef struct und_question {
    const char *key;  /* of the answer */
    und_bytes preset; /* an answer to propose; empty: none. Lives as long as the packs */
} und_question;

/* The n-th question of template `name`, in the order in which they are put: what the words of its body need that is no text
 * of its own place and follows from no other answer (`state addressee date items annex annex_original`), or what its `asks`
 * lists. `lang` comes first where there are bodies in several languages. `language` (a code; empty: not known yet) says whose
 * body. UND_NONE: there are no more. UND_E_DATA, with a message: no such template, or it is wrong. Reads the body anew. */
UND_API und_status und_question_get(und_packs *packs, und_bytes name, und_bytes language, uint32_t n,
                                    und_question *out);

/* The n-th answer that template `name` has a use for in `language`, in the order of the list above; NULL: there are no more,
 * or no such template. */
UND_API const char *und_draft_key(und_packs *packs, und_bytes name, und_bytes language, uint32_t n);

/* The n-th key of an answer, in that order; NULL after the last. */
UND_API const char *und_answer_key(uint32_t n);
/* The n-th value that the answer `key` can have, by name; codes of languages where it is one. NULL after the last, and for
 * answers that are text, dates, numbers or States. */
UND_API const char *und_answer_value(const und_packs *packs, const char *key, uint32_t n);

/* A day as people write it: `2021-3-5`, `2021/03/05`, `5 March 2021`, `5 mars 2021`, `2021年3月5日`, in the words of any pack.
 * In figures it may still be a day that no calendar has. UND_NONE: it is no date, or in words one that no calendar has. */
UND_API und_status und_date_answer(const und_packs *packs, und_bytes text, und_date *out);

/* ---- what a document says of itself, for its parts ---- */

/* Receives an answer that the document gives, in the form that und_draft takes; or, with `problem` not empty, a value that
 * the document states and that can be no answer, with a sentence that says why. False stops the caller. */
typedef bool (*und_known_answer)(void *context, const char *key, und_bytes value, und_bytes problem);

/* The answers that the document gives to a part that is put in at `line`: `lang` of that line; `date`, `state`,
 * `addressee`, `office` and `gender` of the letter that it belongs to; `session` and `items` of the masthead. UND_E_IO: stopped. */
UND_API und_status und_known(und_doc *doc, uint32_t line, und_known_answer answer, void *context);

/* The template that writes documents like this one, `*name`, and the answers with which it writes this one, each as
 * und_known tells them: who writes to whom and when, in which office, under which items, what is annexed and in which
 * languages it was written. What stands in the document and cannot be an answer beside the others comes with the sentence that
 * und_draft would say. UND_NONE: no template writes such documents; `*name` is then "". UND_E_IO: stopped. Looks at
 * every node, and writes drafts to see which answers agree. */
UND_API und_status und_answers_of(und_doc *doc, const char **name, und_known_answer answer, void *context);

/* Writes the next document after this one: by the same template, from the same answers (und_answers_of) with those of `keys` in
 * their place, an empty value for none. Date, date of the document, session and titles of annexes are none without an
 * answer. Paragraphs of the document's own, its signature and the text of its annexes stand again; its symbol is a place to be
 * filled in. As text, with places as und_draft_plain writes them. UND_E_DATA: as und_draft, or no template writes such
 * documents; the message is that of the document. UND_E_IO: stopped. */
UND_API und_status und_draft_next(und_doc *doc, const und_bytes *keys, const und_bytes *values, size_t count,
                                  und_sink sink, void *context);

/* The number that a new paragraph of `kind` (UND_KIND_OPERATIVE, UND_KIND_PARAGRAPH …) takes that is put in before `line`, after what
 * stands before it. UND_NONE: those are not numbered, or there are none in this part of the document. */
UND_API und_status und_next_number(und_doc *doc, uint32_t line, und_kind kind, uint32_t *out);

/* The line before which a paragraph can be put that was asked for at `line`: never between the lines of another one, nor
 * among its sub-paragraphs when `whole` says that it goes after all of it. At most the number of lines. */
UND_API und_status und_room_after(und_doc *doc, uint32_t line, bool whole, uint32_t *out);

#ifdef __cplusplus
}
#endif

#endif
