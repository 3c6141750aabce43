/* agenda.h - the agendas of the General Assembly that the packs hold, and what people write of their items.
 *
 * The rules of undoc.h and reading.h hold; texts of entries belong to the packs and live as long as they do, or until
 * und_packs_refresh. Sentences in messages can be shown as they are.
 */
#ifndef UNDOC_AGENDA_H
#define UNDOC_AGENDA_H

#include "undoc/reading.h"

#ifdef __cplusplus
extern "C" {
#endif

/* The n-th regular session whose agenda, or some of its titles, is there, ascending. UND_NONE: no more. */
UND_API und_status und_agenda_session_get(und_packs *packs, uint32_t n, uint32_t *out);

typedef struct und_agenda_head {
    uint32_t session;
    bool complete;      /* false: items may exist that are not listed */
    const char *source; /* symbol of the document, "A/75/251" */
    const char *file;
    uint32_t entry_count; /* items and sub-items */
    uint32_t last_item;   /* the highest number; 0: there are no items */
    uint32_t title_count; /* titles without a number: of a session whose agenda is not there yet */
} und_agenda_head;

/* Reads the agenda's file at the first question. UND_NONE, with a message that says so, where there is none of that
 * session; UND_E_DATA where its file cannot be used. */
UND_API und_status und_agenda_get(und_packs *packs, uint32_t session, und_agenda_head *out);

typedef struct und_agenda_line {
    und_item item;
    uint32_t title_count; /* in as many languages; 0: no title is known */
    const char
        *added; /* after the agenda was adopted: by which decision, "" where that is not known; NULL: it was not */
} und_agenda_line;

/* The n-th item or sub-item, in the agenda's order. UND_NONE: no more, or no agenda. */
UND_API und_status und_agenda_line_get(und_packs *packs, uint32_t session, uint32_t n, und_agenda_line *out);

/* Where an item stands in its agenda, for the calls that take `entry`. UND_NONE, with a message that says what is near ("130 ends at (aa)"), where it is
 * not there; where the agenda is not complete the message says no more than that it is not known. Logarithmic. */
UND_API und_status und_agenda_line_find(und_packs *packs, uint32_t session, und_item item, uint32_t *out);

/* Words in one of the languages: the language's code, and the words. */
typedef struct und_translation {
    const char *language;
    und_bytes text;
} und_translation;

/* The n-th title of an entry. UND_NONE: no more. */
UND_API und_status und_agenda_line_title(und_packs *packs, uint32_t session, uint32_t entry, uint32_t n,
                                         und_translation *out);
/* The title for a reader: in `language` (code; NULL: none wanted), else in the one that stands in for others, else the first. */
UND_API und_status und_agenda_line_title_for(und_packs *packs, uint32_t session, uint32_t entry, const char *language,
                                             und_translation *out);

/* The first entry from `from` on with all of `words` in one of its titles, whatever case, accents and spelling of
 * quotation marks; without words, every one. UND_NONE: no more. Looks at every title from there. */
UND_API und_status und_agenda_search(und_packs *packs, uint32_t session, und_bytes words, uint32_t from, uint32_t *out);

/* The n-th title without a number, for a reader as above; a sub-item's has its letters in `*sub` and stands after that of its
 * item. UND_NONE: no more. */
UND_API und_status und_agenda_title_get(und_packs *packs, uint32_t session, uint32_t n, const char *language,
                                        uint16_t *sub, und_translation *out);

/* Reads items as people and documents write them: `128`, `128(a)`, `128 a) et b)`, `128 (a) and (b) and 130 (w)`,
 * `128(a),128(b)`, with or without the words of an agenda line around them. `language` (code; NULL: any) says whose
 * "and" it is. `*count` of them, at most `room`, in the order of the text. UND_NONE: the text does not begin as items do;
 * UND_E_DATA: it does, and goes wrong; the message says where. UND_E_LIMIT: more than `room`. */
#define UND_ITEMS_MAX 64u /* items and sub-items of one reference; the longest seen has 19 */
UND_API und_status und_items_read(und_packs *packs, und_bytes text, const char *language, und_item *out, size_t room,
                                  size_t *count);

/* Makes a pack, as YAML, of the official text of an agenda (A/81/251 as downloaded, plain text). The session comes from
 * the document's symbol and from the words of the session, which must agree; it goes to `*session` (may be NULL), for the
 * file's name, agenda/ga-SESSION.yaml. `language`: the code of the language that the titles are in; NULL: found from the
 * text. Fails with UND_E_DATA: the message says the line and what was expected; UND_E_LIMIT: the text is over 4 MB;
 * UND_E_IO when the sink stopped it. The sink is called only when nothing else can fail. */
UND_API und_status und_agenda_import(und_packs *packs, und_bytes text, const char *language, und_sink sink,
                                     void *context, uint32_t *session);

#ifdef __cplusplus
}
#endif

#endif
