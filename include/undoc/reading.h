/* reading.h - what was worked out of a document's tree: masthead, letters, references, openers, findings, outline.
 *
 * A document keeps what it was asked for, for the revision that it has: each value is made at the first question and
 * once; a splice lets go of what belonged to the nodes that it touched. The rules of undoc.h hold, and these:
 *
 * - `out` is filled in whole or not at all; it is never NULL, nor is the document: UND_E_ARGUMENT.
 * - UND_NONE says that there is no such thing. It is no error, leaves no message, and `out` is then zeroed.
 * - Texts in values belong to the document and live until the next call that changes it (und_doc_splice, und_doc_read,
 *   und_doc_read_lent, und_doc_ignore, und_doc_close); asking changes nothing.
 * - Every call that takes a document can fail with UND_E_MEMORY; what was kept before stays.
 * - A question about one place costs what its node's text costs, once; asked again, nothing to speak of. Where more is
 *   needed the call says so.
 * - An enumeration's names are in lower case with hyphens, as in JSON; for a value that is out of range they are "".
 */
#ifndef UNDOC_READING_H
#define UNDOC_READING_H

#include "undoc/undoc.h"

#ifdef __cplusplus
extern "C" {
#endif

/* ---- parts of values ---- */

typedef struct und_place {
    uint32_t line;
    uint32_t column; /* bytes */
} und_place;

typedef struct und_range {
    und_place from, to;
} und_range;

/* Words of the text: where they stand, and what they are as one line, wraps undone, spaces single, without emphasis.
 * No words: both lengths are 0. */
typedef struct und_passage {
    und_bytes text;
    und_range range;
} und_passage;

typedef struct und_date {
    uint32_t year; /* 0: no date */
    uint32_t month;
    uint32_t day;
} und_date;

/* Reads `2020-12-22`. False when the text has another form, and `out` is then no date; a date in that form may still be one
 * that no calendar has. */
UND_API bool und_date_read(und_bytes text, und_date *out);

/* Principal organs and the Human Rights Council. */
typedef enum und_organ {
    UND_ORGAN_NONE,
    UND_ORGAN_GENERAL_ASSEMBLY,
    UND_ORGAN_SECURITY_COUNCIL,
    UND_ORGAN_ECONOMIC_AND_SOCIAL_COUNCIL,
    UND_ORGAN_HUMAN_RIGHTS_COUNCIL,
    UND_ORGAN_TRUSTEESHIP_COUNCIL,
    UND_ORGAN_OTHER
} und_organ;
UND_API const char *und_organ_name(und_organ organ);

typedef enum und_distribution {
    UND_DISTRIBUTION_NONE,
    UND_DISTRIBUTION_GENERAL,
    UND_DISTRIBUTION_LIMITED,
    UND_DISTRIBUTION_RESTRICTED,
    UND_DISTRIBUTION_PROVISIONAL
} und_distribution;
UND_API const char *und_distribution_name(und_distribution distribution);

/* To whom a letter or a note verbale is addressed. */
typedef enum und_addressee {
    UND_ADDRESSEE_NONE,
    UND_ADDRESSEE_SECRETARY_GENERAL,
    UND_ADDRESSEE_PRESIDENT_GENERAL_ASSEMBLY,
    UND_ADDRESSEE_PRESIDENT_SECURITY_COUNCIL,
    UND_ADDRESSEE_PRESIDENT_ECONOMIC_AND_SOCIAL_COUNCIL,
    UND_ADDRESSEE_PRESIDENT_HUMAN_RIGHTS_COUNCIL
} und_addressee;
UND_API const char *und_addressee_name(und_addressee addressee);

/* In which capacity a letter is signed. */
typedef enum und_office {
    UND_OFFICE_NONE, /* another one: in the words of whoever signs */
    UND_OFFICE_PERMANENT_REPRESENTATIVE,
    UND_OFFICE_PERMANENT_OBSERVER,
    UND_OFFICE_CHARGE_D_AFFAIRES, /* ad interim */
    UND_OFFICE_DEPUTY_PERMANENT_REPRESENTATIVE,
    UND_OFFICE_MINISTER, /* for foreign affairs */
    UND_OFFICE_HEAD_OF_DELEGATION,
    UND_OFFICE_CHAIR
} und_office;
UND_API const char *und_office_name(und_office office);
/* Of who writes, as far as words show it. */
typedef enum und_gender { UND_GENDER_UNSAID, UND_GENDER_MASCULINE, UND_GENDER_FEMININE } und_gender;
UND_API const char *und_gender_name(und_gender gender);

/* What kind of communication a title names. */
typedef enum und_letter_form {
    UND_LETTER_PLAIN,
    UND_LETTER_IDENTICAL,
    UND_LETTER_JOINT,
    UND_LETTER_NOTE_VERBALE
} und_letter_form;
UND_API const char *und_letter_form_name(und_letter_form form);

/* ---- sessions ---- */

/* How a body counts the session. Only a regular session of the General Assembly (its resumed part included) has an
 * agenda in the packs; special and emergency special sessions are counted apart (S-16/1, ES-10/24). */
typedef enum und_session_type {
    UND_SESSION_NONE,
    UND_SESSION_REGULAR,
    UND_SESSION_RESUMED,
    UND_SESSION_SPECIAL,
    UND_SESSION_EMERGENCY_SPECIAL,
    UND_SESSION_YEAR,        /* "2018 session": the Economic and Social Council */
    UND_SESSION_COUNCIL_YEAR /* "Eightieth year" of the Security Council, which has no sessions */
} und_session_type;
UND_API const char *und_session_type_name(und_session_type type);

/* What a session was told by. */
typedef enum und_session_source {
    UND_SESSION_BY_NOTHING,
    UND_SESSION_BY_LINE,   /* the masthead's session line */
    UND_SESSION_BY_SYMBOL, /* A/75/697 */
    UND_SESSION_BY_LETTER, /* the date of the letter */
    UND_SESSION_BY_DATE    /* the date of the masthead */
} und_session_source;
UND_API const char *und_session_source_name(und_session_source source);

typedef struct und_session {
    und_session_type type;
    und_organ organ; /* whose; UND_ORGAN_NONE where the document does not say */
    uint32_t number; /* of UND_SESSION_YEAR: the year */
    uint32_t other;  /* of a date in the weeks around an opening: the other session that it may belong to; else 0 */
    und_session_source source;
} und_session;

/* Session n of the General Assembly opens in 1945 + n, on the Tuesday of the third week in September, counting from the
 * first week that has at least one working day (rules of procedure, rule 1; General Assembly resolution 57/301). In the
 * weeks around that day letters are addressed to either session: `other` is then the second one that will do.
 * UND_NONE for a day before the first session, or no date. */
UND_API und_status und_session_of_date(und_date date, und_session *out);

/* The session that a document belongs to: its masthead's session line, else its symbol, else the date of its first letter,
 * else the date in its masthead. UND_NONE where nothing tells. */
UND_API und_status und_session_of_document(und_doc *doc, und_session *out);

/* The regular session of the General Assembly on whose agenda the document's items stand: the session above, where it is
 * one; where the titles printed with the items are those of a neighbouring session, that one. UND_NONE where the items are
 * not the Assembly's, with a message that says whose they are. */
UND_API und_status und_session_of_items(und_doc *doc, uint32_t *out);

/* ---- agenda items ---- */

typedef struct und_item {
    uint16_t item; /* from 1 */
    uint16_t sub;  /* 0: the item itself; 1 is a, 27 aa */
} und_item;

#define UND_ITEM_TEXT_MAX 16u /* bytes of "65535 (zz)" with its NUL */

/* "128", "128 (a)": how messages and menus name an item, in every language; `compact` "128(a)", as answers take it. */
UND_API void und_item_text(und_item item, bool compact, char out[UND_ITEM_TEXT_MAX]);

/* The letters of a sub-item, "a" to "z" and "aa" to "zz", in lower case. False: they are none. */
UND_API bool und_item_sub_read(und_bytes letters, uint16_t *out);

/* ---- the masthead ---- */

typedef enum und_field {
    UND_FIELD_ORGAN,
    UND_FIELD_SYMBOL, /* as printed: "A/80/1–S/2025/2" of a joint document */
    UND_FIELD_DISTRIBUTION,
    UND_FIELD_DATE,
    UND_FIELD_LANGUAGE, /* of this version */
    UND_FIELD_ORIGINAL, /* of the original */
    UND_FIELD_SESSION,
    UND_FIELD_YEAR,          /* of the Security Council */
    UND_FIELD_SINGLE_SYMBOL, /* each symbol by itself */
    UND_FIELD_AGENDA,        /* the line that cites items; the first where there are several */
    UND_FIELD_COUNT
} und_field;
UND_API const char *und_field_name(und_field field);

typedef struct und_masthead_field {
    und_passage words;
    uint32_t value;      /* und_organ, und_distribution; else 0 */
    und_date date;       /* of UND_FIELD_DATE */
    und_session session; /* of UND_FIELD_SESSION and UND_FIELD_YEAR */
    char language[8];    /* code, of UND_FIELD_LANGUAGE and UND_FIELD_ORIGINAL: "fr" */
} und_masthead_field;

/* The n-th field of that name, from 0: a joint document has two organs. UND_NONE: there are no more. The first question
 * about the masthead reads all of it. */
UND_API und_status und_masthead_field_get(und_doc *doc, und_field field, uint32_t n, und_masthead_field *out);
/* The n-th item that the masthead cites, in its order. */
UND_API und_status und_masthead_item_get(und_doc *doc, uint32_t n, und_item *out);

/* A title that is printed under the agenda line, and what it is the title of. */
typedef struct und_item_title {
    und_item item;
    und_passage words;
} und_item_title;
UND_API und_status und_masthead_title_get(und_doc *doc, uint32_t n, und_item_title *out);

/* ---- letters and notes verbales ---- */

typedef struct und_letter {
    uint32_t node; /* of the title */
    und_letter_form form;
    und_date date; /* no year, and none of what is said below: no date stands in its place, or words that are none */
    und_passage date_words;      /* what stands there */
    und_passage addressee_words; /* with the words before it: "au Secrétaire général" */
    und_addressee addressee;
    und_passage sender_words;
    const char *state;    /* code of the sender's State, "UZ"; NULL: none that the packs know. Lives with the packs */
    und_bytes state_name; /* in the letter's language; lives with the packs */
    bool no_year;         /* `date_words` are a day and a month alone; `date` has no year then */
    bool no_such_day;     /* `date_words` are a date that no calendar has; `date` has no year then */
    uint8_t language;     /* as in und_node */
    und_office office;    /* of the sender, with the words that name it */
    und_gender gender;    /* of the sender */
    und_passage office_words;
} und_letter;

/* What a title says, or the heading of an annex to a letter. UND_NONE: `node` is neither, or no formula of its language
 * fits. UND_E_ARGUMENT: there is no such node. */
UND_API und_status und_letter_get(und_doc *doc, uint32_t node, und_letter *out);

/* The n-th State of the sender, from 0, in the order of the title: a joint letter has several. UND_NONE: there are no
 * more, or `node` is no letter's title. */
UND_API und_status und_letter_state_get(und_doc *doc, uint32_t node, uint32_t n, const char **code, und_bytes *name);

/* To whom else it is addressed, from 0: identical letters have several addressees. UND_NONE: no more. */
UND_API und_status und_letter_addressee_get(und_doc *doc, uint32_t node, uint32_t n, und_addressee *out);

/* The letter that `line` belongs to: the last title of one above it, else the first below; UND_NONE: the document has
 * none. Looks at every node once. */
UND_API und_status und_letter_at(und_doc *doc, uint32_t line, und_letter *out);

typedef struct und_signature {
    uint32_t node;
    und_passage name;
    und_passage office;
    und_office capacity; /* that the office names; of several that of a chargé d'affaires before any other */
    und_gender gender;
    und_passage capacity_words;
    const char *state;     /* whose name stands in the office: code; NULL: none. Lives with the packs */
    und_passage honorific; /* "H.E." before the name */
} und_signature;

/* UND_NONE: `node` is no signature block, or its words say neither name nor office. */
UND_API und_status und_signature_get(und_doc *doc, uint32_t node, und_signature *out);

/* ---- what a letter asks for ---- */

typedef enum und_request_act {
    UND_ACT_NONE, /* the packs do not know */
    UND_ACT_CIRCULATE,
    UND_ACT_BRING_TO_ATTENTION
} und_request_act;
UND_API const char *und_request_act_name(und_request_act act);

/* How many annexes words speak of. */
typedef enum und_said {
    UND_SAID_NOTHING, /* or the language does not tell */
    UND_SAID_ONE,
    UND_SAID_TWO,    /* the Arabic dual */
    UND_SAID_SEVERAL /* two or more; in Arabic three or more */
} und_said;
UND_API const char *und_said_name(und_said said);

/* The paragraph that asks for circulation. */
typedef struct und_request {
    uint32_t node;
    uint8_t language; /* as in und_node */
    und_request_act act;
    und_passage act_words;   /* "as a document" */
    und_said annexes;        /* that are to go out with the letter */
    und_passage annex_words; /* "its annex"; none: it speaks of none */
    und_gender gender;       /* of who writes; `gender_words` tell it: "reconnaissante" */
    und_passage gender_words;
    uint32_t reference; /* the reference of this node that cites agenda items; UND_NO_REFERENCE: none does */
} und_request;

/* UND_NONE: `node` is no request. UND_E_ARGUMENT: there is no such node. */
UND_API und_status und_request_get(und_doc *doc, uint32_t node, und_request *out);

/* The n-th organ as whose document the letter is to be circulated, from 0, with the words that name it: "of the General
 * Assembly". UND_NONE: no more. */
UND_API und_status und_request_organ_get(und_doc *doc, uint32_t node, uint32_t n, und_organ *organ, und_passage *words);

/* The n-th agenda item that it cites, in the order of the text, and where its number or its letters stand. UND_NONE: no
 * more. */
UND_API und_status und_request_item_get(und_doc *doc, uint32_t node, uint32_t n, und_item *item, und_range *range);

/* "[Original: Russian]" in the head of an annex, an enclosure or a title: the language's name, and its code. */
typedef struct und_original {
    und_passage words;
    char language[8];
} und_original;
UND_API und_status und_original_get(und_doc *doc, uint32_t node, und_original *out);

/* The words of a title, an annex's heading, a heading or a subject line, without "[Original: …]". UND_NONE for other
 * nodes. */
UND_API und_status und_title_get(und_doc *doc, uint32_t node, und_passage *out);

/* ---- labels and openers ---- */

#define UND_LABEL_TEXT_MAX 32u

/* A label as its value is written, without punctuation: 12, a, iv, II; "" for none. */
UND_API void und_label_text(und_label_style style, uint16_t label, char out[UND_LABEL_TEXT_MAX]);

typedef enum und_opener_role {
    UND_OPENER_NONE,
    UND_OPENER_PREAMBULAR,
    UND_OPENER_OPERATIVE,
    UND_OPENER_DECLARATION /* of a clause in the plural: "Reaffirm" */
} und_opener_role;
UND_API const char *und_opener_role_name(und_opener_role role);

/* The words that open a node: what a pack knows as an opener with its qualifiers, else the first word. They stand on the
 * node's first line, so that no normalising is needed: `words.text` is the text itself. */
typedef struct und_opener {
    und_passage words;
    und_opener_role role; /* that the packs give these words in the node's language; NONE: they do not know them */
    bool attested;        /* by a document that the pack names */
} und_opener;

/* UND_NONE: the node's first line has no word; the range is then the place after the label, without bytes. */
UND_API und_status und_opener_get(und_doc *doc, uint32_t node, und_opener *out);

/* ---- references ---- */

typedef enum und_reference_type {
    UND_REFERENCE_AGENDA,
    UND_REFERENCE_SYMBOL,
    UND_REFERENCE_DATE,
    UND_REFERENCE_RESOLUTION,
    UND_REFERENCE_PARAGRAPH,
    UND_REFERENCE_ANNEX,
    UND_REFERENCE_DECISION,
    UND_REFERENCE_ARTICLE,
    UND_REFERENCE_FOOTNOTE, /* "footnote 3", "Ibid." */
    UND_REFERENCE_TYPE_COUNT
} und_reference_type;
UND_API const char *und_reference_type_name(und_reference_type type);

/* Which list of a session an item is cited from. The lists that come before the agenda is adopted number items otherwise. */
typedef enum und_agenda_list {
    UND_LIST_AGENDA, /* as adopted */
    UND_LIST_PROVISIONAL,
    UND_LIST_PRELIMINARY,
    UND_LIST_SUPPLEMENTARY,
    UND_LIST_DRAFT
} und_agenda_list;
UND_API const char *und_agenda_list_name(und_agenda_list list);

/* Where what a reference names stands, as far as its words say. */
typedef enum und_whereabouts {
    UND_WHERE_UNSAID,   /* "paragraph 3": in this document, or in one that was spoken of before */
    UND_WHERE_HERE,     /* "paragraph 3 of the present resolution" */
    UND_WHERE_ABOVE,    /* "paragraph 3 above" */
    UND_WHERE_BELOW,    /* "paragraph 3 below" */
    UND_WHERE_ELSEWHERE /* "paragraph 3 of resolution 73/1", "paragraph 2 of the Declaration": in another document */
} und_whereabouts;
UND_API const char *und_whereabouts_name(und_whereabouts where);

#define UND_NO_REFERENCE UINT32_MAX

typedef struct und_reference {
    und_reference_type type;
    uint32_t node; /* in whose text it stands */
    und_passage words;
    und_date date;         /* of UND_REFERENCE_DATE */
    und_agenda_list list;  /* of UND_REFERENCE_AGENDA */
    const und_item *items; /* of UND_REFERENCE_AGENDA, in the order of the text; an item with sub-items stands once for
                              each of them. NULL: none */
    uint32_t item_count;
    uint32_t target_count; /* of all others but dates */
    und_whereabouts where;
    und_range direction; /* of the word "above" or "below"; where none stands, both ends are the same */
    uint32_t
        in; /* the reference of the same node, by its number, that names what this one is a part of: the resolution of
                    "paragraph 3 of resolution 73/1", the article of "paragraph 2 of article 3"; UND_NO_REFERENCE: none */
} und_reference;

/* The n-th reference in the node's own text (that of its sub-paragraphs is theirs), from 0. UND_NONE: no more. */
UND_API und_status und_reference_get(und_doc *doc, uint32_t node, uint32_t n, und_reference *out);
/* The reference whose words hold the byte at a place. UND_NONE: none does. */
UND_API und_status und_reference_at(und_doc *doc, und_place place, und_reference *out);

typedef enum und_target_kind {
    UND_TARGET_PARAGRAPH,    /* 3, 3 (a) (ii) */
    UND_TARGET_SUBPARAGRAPH, /* (b): of the paragraph in which the reference stands, or of one that was spoken of */
    UND_TARGET_PREAMBULAR,   /* a paragraph of the preamble, which has no number in the text */
    UND_TARGET_ARTICLE,
    UND_TARGET_ANNEX,
    UND_TARGET_FOOTNOTE,
    UND_TARGET_SAME, /* "Ibid.": the source that was cited just before */
    UND_TARGET_RESOLUTION,
    UND_TARGET_DECISION,
    UND_TARGET_SYMBOL,
    UND_TARGET_KIND_COUNT
} und_target_kind;
UND_API const char *und_target_kind_name(und_target_kind kind);

#define UND_TARGET_STEPS 4u

/* One step of a label: the 3, the (a) or the (ii) of 3 (a) (ii). `range` is what stands in the text for it, its brackets
 * included, so that it can be written anew; both ends are the same where an earlier member has said it: the 3 of "(b)" in
 * "3 (a) and (b)". */
typedef struct und_target_step {
    und_label_style style;
    uint16_t label; /* see UND_LABEL_VALUE */
    uint16_t
        other; /* what the same letters count otherwise: "i" is the ninth letter and a figure; "с)" is Latin or Cyrillic.
                       0: nothing */
    und_range range;
} und_target_step;

/* One member of a reference; a range, "7 to 9", is one. */
typedef struct und_target {
    und_target_kind kind;
    und_passage words; /* of the member; of a range, from its first end to its second */
    und_bytes name;    /* of resolutions, decisions and symbols, whole: "73/2 B", "A/73/L.6/Add.1"; else empty */
    und_bytes to_name; /* the same of the second end of a range */
    uint32_t count; /* steps of its label, the outermost first; of a resolution its number and the letter of its part */
    uint32_t to_count; /* of the second end of a range; 0: it is none */
    und_target_step steps[UND_TARGET_STEPS];
    und_target_step to[UND_TARGET_STEPS];
    und_session_type session_type; /* of a resolution or decision; UND_SESSION_NONE: of a body without sessions */
    uint32_t session;              /* 73 of 73/2, 10 of ES-10/24, 30 of 3376 (XXX); 0: none */
    uint32_t year;                 /* 2014 of 2139 (2014) and of 2014/7; 0: none */
} und_target;

/* The n-th target of a node's reference, from 0, in the order of the text. UND_NONE: no more. */
UND_API und_status und_target_get(und_doc *doc, uint32_t node, uint32_t reference, uint32_t n, und_target *out);

/* ---- length ---- */

typedef struct und_length {
    uint32_t words; /* runs of what is no blank, with a letter or a figure in them */
    uint32_t han;   /* Chinese characters, which are no words here */
} und_length;

/* How long lines [first, last) are: the length of documents is limited in words. Looks at every byte. */
UND_API und_status und_text_length(const und_doc *doc, uint32_t first, uint32_t last, und_length *out);

/* ---- places that a draft left open ---- */

/* The first place that a template left open, `‹name›`, that begins at `from` or after it: its range, marks included. It ends
 * in the same paragraph, within 8 lines. Looks at the text from there on. UND_NONE: there is none. */
UND_API und_status und_placeholder_next(und_doc *doc, und_place from, und_range *out);

/* ---- findings ---- */

typedef enum und_severity {
    UND_SEVERITY_ERROR,
    UND_SEVERITY_WARNING,
    UND_SEVERITY_INFORMATION,
    UND_SEVERITY_HINT
} und_severity;
UND_API const char *und_severity_name(und_severity severity);

typedef struct und_finding {
    const char *code; /* "agenda/unknown-item"; never changes */
    und_severity severity;
    und_range range;
    und_bytes message; /* one line */
    uint32_t fix_count;
} und_finding;

/* A change that mends a finding. One that numbers paragraphs anew has an edit for each label and each reference that it
 * takes; they are worked out when they are asked for. */
typedef struct und_fix {
    und_bytes title;
    uint32_t edit_count;
} und_fix;

/* Replaces what stands in `range`. */
typedef struct und_edit {
    und_range range;
    und_bytes text;
} und_edit;

/* All rules run once for a revision, whoever asks; clauses that an edit did not touch keep what was found. */
UND_API und_status und_finding_count(und_doc *doc, uint32_t *out);
/* In the order of their places. UND_NONE: no more. */
UND_API und_status und_finding_get(und_doc *doc, uint32_t n, und_finding *out);
/* The number of the first that begins after a place, or of the last that begins before it. */
UND_API und_status und_finding_beside(und_doc *doc, und_place place, bool next, uint32_t *out);
UND_API und_status und_fix_get(und_doc *doc, uint32_t finding, uint32_t fix, und_fix *out);
UND_API und_status und_edit_get(und_doc *doc, uint32_t finding, uint32_t fix, uint32_t edit, und_edit *out);

/* Leaves out findings of these codes from now on: for every call and view of this document. Replaces what was said
 * before; an empty list leaves out none. UND_E_DATA: a code that no rule has; the message names it, and nothing changed. */
UND_API und_status und_doc_ignore(und_doc *doc, const und_bytes *codes, size_t count);

/* The codes of all rules and how severe each is by itself (rules.h: what holds for a document); NULL after the last. */
UND_API const char *und_rule_code(size_t index);
UND_API und_severity und_rule_severity(size_t index);

/* ---- the outline ---- */

typedef struct und_entry {
    uint32_t node;
    uint32_t depth; /* from 0 */
    und_kind kind;
    und_bytes number;     /* of a paragraph: "4", "4 (b)", "PP2"; of a clause without a label, its place; empty: none */
    und_bytes title;      /* its text, whole, as one line; of a masthead, a letter, an annex and the like, its name */
    uint32_t first, last; /* lines [first, last), those of what lies below included */
    uint32_t findings;    /* that begin in these lines */
} und_entry;

/* Made whole at the first question of a revision: every clause has its number. */
UND_API und_status und_entry_count(und_doc *doc, uint32_t *out);
UND_API und_status und_entry_get(und_doc *doc, uint32_t n, und_entry *out);
/* The innermost entry that holds `line`, else the last before it. UND_NONE: none begins there or before. Logarithmic. */
UND_API und_status und_entry_at(und_doc *doc, uint32_t line, uint32_t *out);

#ifdef __cplusplus
}
#endif

#endif
