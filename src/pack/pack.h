/* pack.h - packs in memory: what the YAML under data/ says, decoded once and never changed afterwards.
 *
 * A language pack is a flat list of *terms*: every word, formula or pattern that recognition knows of a language is one
 * term with a key (what it is) and a value (which one: month 3, organ 2). A new kind of word is one row in the table
 * of keys (src/pack/language.c) and no new structure. Terms of one key stand together, in the order of the file.
 *
 * This floor knows `text/` only. It is the only one that reads YAML.
 */
#ifndef UND_PACK_PACK_H
#define UND_PACK_PACK_H

#include "undoc/reading.h"

#if defined(__GNUC__)
#define UND_PRINTF(text, first) __attribute__((format(printf, text, first)))
#else
#define UND_PRINTF(text, first)
#endif

/* ---- limits ---- */

#define UND_PACK_FILE_MAX (4u * 1024u * 1024u) /* the largest of ours has under 100 KB; libyaml is slow on huge files */
#define UND_PACK_DEPTH_MAX 32u                 /* libyaml is quadratic in flow depth; ours nest 5 deep */
#define UND_PACK_SCALAR_MAX (64u * 1024u)      /* a template body is the longest scalar */
#define UND_PACK_TERMS_MAX 0xfffeu             /* terms a language: node.opener has 16 bits, 0 is none */
#define UND_PROBLEMS_MAX 64u                   /* kept for :checkhealth; further ones are only counted */
#define UND_WORD_MAX 512u                      /* bytes of a term; the longest formula of ours has under 150 */
#define UND_TITLE_MAX 8000u       /* bytes of an agenda title; the longest of sessions 35-80 has 1,660 in English */
#define UND_AGENDA_ITEMS_MAX 999u /* item numbers; no agenda has had 200 */
#define UND_SESSION_MAX 999u      /* regular sessions; one a year */
#define UND_STATES_MAX 512u       /* 193 Member States, 2 observers, and former ones */
#define UND_TEMPLATES_MAX 1024u   /* of all roots; bounded as the files of a folder are */

/* ---- language packs ---- */

typedef enum und_term_key {
    UND_TERM_FUNCTION_WORD,      /* frequent small words that tell the language */
    UND_TERM_UNITED_NATIONS,     /* "Nations Unies" in the masthead */
    UND_TERM_ORGAN,              /* value: und_organ; as printed in a masthead */
    UND_TERM_DISTRIBUTION_LABEL, /* "Distr." */
    UND_TERM_DISTRIBUTION,       /* value: und_distribution */
    UND_TERM_ORIGINAL_LABEL,     /* "Original" */
    UND_TERM_LANGUAGE_NAME,      /* value: und_code; "anglais" */
    UND_TERM_FIELD_LABEL,        /* value: und_field_label; "Sponsors:", as Model United Nations head their drafts */
    UND_TERM_SESSION,            /* pattern with {ordinal} or {number} or {year}: "{ordinal} session"; value:
                                    und_session_type */
    UND_TERM_ORDINAL,            /* value: 1-100; "soixante-quinzième"; several spellings allowed */
    UND_TERM_MONTH,              /* value: 1-12 */
    UND_TERM_DATE,               /* pattern with {day} {month} {year} */
    UND_TERM_DATE_SPAN, /* pattern of two dates that share their year: "{year}年{month}{day}[日]至{day}日" */
    UND_TERM_DATE_TO,   /* between the first and the last day: "au" */
    UND_TERM_AGENDA,    /* pattern with {items}: "Point{s} {items} de l'ordre du jour"; value: und_agenda_form */
    UND_TERM_AGENDA_LIST, /* value: und_agenda_list; words of a pattern that name another list: "ordre du jour provisoire" */
    UND_TERM_AGENDA_AND,   /* what joins the last items of a list: "et" */
    UND_TERM_AGENDA_COMMA, /* what stands between the others: ","; none: the "and" does */
    UND_TERM_AGENDA_TO,    /* what makes a range of items: "à" */
    UND_TERM_AGENDA_STYLE, /* how a sub-item is printed: "{item} {sub})"; the first is written */
    UND_TERM_LETTER_TITLE, /* pattern with {date} {addressee} {sender}; value: und_letter_form */
    UND_TERM_ADDRESSEE,    /* value: und_addressee; "Secrétaire général" (no article) */
    UND_TERM_REQUEST,      /* words that make a paragraph the request: "Je vous serais reconnaissant" */
    UND_TERM_HONOUR,       /* "J'ai l'honneur" : opening of a letter's body */
    UND_TERM_COMPLIMENTS,  /* "présente ses compliments": a note verbale */
    UND_TERM_SIGNED,       /* "(Signé)" without the brackets: "Signé" */
    UND_TERM_OFFICE,    /* "Représentant permanent", "Ambassadeur": first words of a signature's lines, no article */
    UND_TERM_ANNEX,     /* "Annexe"; value: und_annex_form */
    UND_TERM_ANNEX_TO,  /* "Annexe à la lettre datée": first words of a full annex heading */
    UND_TERM_SEE_ANNEX, /* "voir annexe"; value: UND_SAID_… */
    UND_TERM_SUBJECT,   /* "L'Assemblée générale": a subject line without its comma; value: und_organ */
    UND_TERM_SUBJECT_START,    /* "Les chefs d'État", "Nous": first words of other subject lines */
    UND_TERM_RESOLUTION_TITLE, /* "Résolution adoptée par", "Décision", "Déclaration": value: und_doc_kind; all kinds
                                    of `resolution: titles:` but `report` and `agenda` */
    UND_TERM_ADOPTION,         /* pattern: "{number}e séance plénière", first words */
    UND_TERM_DECISION,         /* pattern: "À sa {number}e séance": how the one sentence of a decision begins */
    UND_TERM_BRACKET,          /* first words in square brackets of how a resolution was adopted: "Adoptée sans vote",
                                    "sur la base du rapport" */
    UND_TERM_FOOTNOTE,         /* first words of footnotes after their number: "Voir", "Ibid." */
    UND_TERM_FURNITURE,        /* first words of lines that printing left: "Merci de recycler" */
    UND_TERM_PREAMBULAR,       /* opener of a preambular paragraph: "Rappelant" */
    UND_TERM_OPERATIVE,        /* opener of an operative paragraph, 3rd person singular: "Décide" */
    UND_TERM_DECLARATION,      /* opener of a declaration's clause, 3rd or 1st person plural: "Réaffirment" */
    UND_TERM_NO_OPENER,        /* a first word that is right, though near an opener: "Comments" */
    UND_TERM_QUALIFIER,        /* adverbs before or after the first word of an opener: "également", "Profondément" */
    UND_TERM_PREAMBULAR_ENDING, /* ending of the first word that hints at a part: "ant" */
    UND_TERM_OPERATIVE_ENDING,
    UND_TERM_DECLARATION_ENDING,
    UND_TERM_PARAGRAPH_REFERENCE, /* pattern with {label}: "paragraphe {label}"; value: und_reference_words */
    UND_TERM_ARTICLE_REFERENCE,   /* the same: "article {label}" */
    UND_TERM_ANNEX_REFERENCE,     /* the same: "annexe {label}" */
    UND_TERM_FOOTNOTE_REFERENCE, /* the same: "note {label}", and without a label what stands for the last source: "Ibid." */
    UND_TERM_RESOLUTION_REFERENCE, /* pattern with {number}: "résolution {number}" */
    UND_TERM_DECISION_REFERENCE,   /* the same: "décision {number}" */
    UND_TERM_REFERENCE_WORD,       /* value: und_reference_word; "ci-dessus" */
    UND_TERM_REFERENCE_LETTER,     /* value: names of letters that are labels and parts: "جيم" */
    UND_TERM_REFERENCE_ORDINAL,    /* value: ordinals and figures in words that are labels: "الثالث" */
    UND_TERM_NEGOTIATION, /* value: und_negotiation_word; what stands in brackets of a text under negotiation: "delete" */
    UND_TERM_OUTLINE,     /* value: und_kind, UND_TERM_OUTLINE_*; pattern with {date} {state} {title} {label} */
    UND_TERM_REPORT_TITLE, /* "Rapport du Secrétaire général": first words; value: und_doc_kind: report, agenda */
    UND_TERM_SUBITEM,      /* value 1-52: letters of sub-items where they are not Latin (Arabic abjad) */
    UND_TERM_LEVEL,  /* value 1-5: the first label of a level of paragraphs, as it is printed: "1.", "(a)", "(i)" */
    UND_TERM_DETECT, /* words that tell a file of any name for a document: "Nations Unies" */
    UND_TERM_BITS,   /* the keys that follow begin no line: the sets of a phrase's keys have no bit for them */
    UND_TERM_OFFICE_NAME = UND_TERM_BITS, /* value: und_office; "Représentant permanent": what an office is called when
                                             one is asked for */
    UND_TERM_OFFICE_FORM, /* value: und_office * UND_GENDERS + und_gender; "Représentante permanente", in every case of
                             the language; also the words of a request that tell who writes: "reconnaissante" */
    UND_TERM_WEEKDAY,     /* value: 1-7, from Monday; "lundi" */
    UND_TERM_HONORIFIC,   /* what titles and signatures of documents leave out: "H.E.", "Mr." */
    UND_TERM_ASKED,       /* value: und_request_act; "as a document": what a request asks for */
    UND_TERM_ASKED_ORGAN, /* value: und_organ; as it stands after these words: "of the General Assembly" */
    UND_TERM_ITS_ANNEX,   /* value: UND_SAID_…; "and its annex": how a request speaks of what is annexed */
    UND_TERM_FORMULA,     /* set wording of letters, of three words or more, in which slips are looked for */
    UND_TERM_WRONG_DATE,  /* pattern with {day} {month} {year}: a form of dates that documents do not have */
    UND_TERM_PERCENT, /* pattern with {number}: "{number} per cent"; value: 0 the form of documents, 1 another one */
    UND_TERM_DECADE,  /* pattern with {number}: "{number}s"; value: 0 the form of documents, 1 another one */
    UND_TERM_GENDER,  /* value: und_organ; "f" or "m": the gender of its name */
    UND_TERM_GENDERED, /* words of openers that agree with the organ; value: 0 feminine, 1 masculine, in the same order */
    UND_TERM_AGAIN,    /* what an opener takes that stands again: "also"; the first is that of the second time */
    UND_TERM_KEY_COUNT
} und_term_key;

/* The code of a language (ISO 639, two or three letters) as a number, whether a pack of it is there or not; 0: none. */
typedef uint16_t und_code;

#define UND_CODE_LETTERS 3u
typedef struct und_code_text {
    char text[UND_CODE_LETTERS + 1];
} und_code_text;

/* 0: `text` is no such code. */
und_code und_code_of(und_bytes text);
/* "fr"; "" for none. */
und_code_text und_code_name(und_code code);

typedef enum und_field_label { /* lines of a label and a colon, of which Model United Nations make their mastheads */
                               UND_LABEL_OF_NOTHING,
                               UND_LABEL_OF_COMMITTEE,
                               UND_LABEL_OF_SPONSORS,
                               UND_LABEL_OF_SIGNATORIES,
                               UND_LABEL_OF_TOPIC,
                               UND_LABEL_OF_OTHER
} und_field_label;

typedef enum und_annex_form { UND_ANNEX_ANNEX, UND_ANNEX_ENCLOSURE, UND_ANNEX_APPENDIX } und_annex_form;

/* How many annexes words speak of, in the value of their terms: as und_said << UND_SAID_SHIFT. */
#define UND_SAID_SHIFT 2u

#define UND_GENDERS 3u

/* Which form of the agenda words a pattern is: for the finding "Point for Points". */
typedef enum und_agenda_form {
    UND_AGENDA_ANY,      /* grammatical number does not show */
    UND_AGENDA_SINGULAR, /* one item: "Point {items} de l'ordre du jour" */
    UND_AGENDA_DUAL,     /* Arabic */
    UND_AGENDA_PLURAL
} und_agenda_form;

/* What the words of a reference to paragraphs, articles, annexes and footnotes say of the labels after them. */
typedef enum und_reference_words {
    UND_WORDS_ONE = 0,       /* "paragraph 3" */
    UND_WORDS_MANY = 1,      /* "paragraphs 3 and 5", and all of a language whose nouns have no number */
    UND_WORDS_PREAMBULAR = 2 /* "preambular paragraphs 3 and 5" */
} und_reference_words;

/* Words around references. */
typedef enum und_reference_word {
    UND_WORD_ABOVE, /* after a reference, or before it: "ci-dessus" */
    UND_WORD_BELOW,
    UND_WORD_OR,      /* what joins the members of a list beside the "and" of agenda items */
    UND_WORD_OF,      /* between a reference and what it is a part of: "de" */
    UND_WORD_ANNEXED, /* the same between an annex and what it is annexed to: "à" */
    UND_WORD_PRESENT, /* before the name of the document itself, or of what stands around: "la présente" */
    UND_WORD_PART,    /* names of parts of a document that are no references themselves: "la section" */
    UND_WORD_DOCUMENT /* names of documents, where no "of" stands before them */
} und_reference_word;

/* Words of a text under negotiation. */
typedef enum und_negotiation_word {
    UND_WORD_DELETE,      /* "EU: delete" */
    UND_WORD_RETAIN,      /* "Japan: retain" */
    UND_WORD_ADD,         /* "NAM: add" */
    UND_WORD_RESERVE,     /* "CANZ: reserve" */
    UND_WORD_AGREED,      /* "agreed ad ref." */
    UND_WORD_ALTERNATIVE, /* "Alt. 1", "Option 2": a paragraph in the place of another */
    UND_WORD_EDITORIAL,   /* first words of square brackets that editors put: "see", "sic", "Note:" */
    UND_WORD_BOTH         /* what has a slash and is one thing: "and/or" */
} und_negotiation_word;

/* Entries of UND_TERM_OUTLINE beyond the node kinds (their value is the und_kind). */
#define UND_OUTLINE_LETTER 64u       /* "Lettre du {date} ({state})" */
#define UND_OUTLINE_NOTE_VERBALE 65u /* "Note verbale du {date} ({state})" */

typedef struct und_term {
    uint32_t text;          /* offset into und_language.bytes; as written in the pack, NFC */
    uint16_t length;        /* bytes */
    uint16_t folded_length; /* of the folded text, which stands after the text: see und_fold_text */
    uint16_t value;         /* see the key */
    uint16_t line;          /* of the pack file, from 1: for explain */
    uint8_t key;            /* und_term_key */
    uint8_t attested;       /* 0: recognises text, but raises no finding and fills no template */
    uint16_t spare;         /* 0: a cache has no byte that nobody wrote */
} und_term;

#define UND_LANGUAGE_NAME_MAX 64u /* bytes with a NUL; the longest of ours has 14 */
#define UND_CODE_MAX 8u           /* a language's or a State's code with its NUL */

typedef struct und_language {
    char code[UND_CODE_MAX];          /* "fr" */
    char name[UND_LANGUAGE_NAME_MAX]; /* in itself, "français"; its code where the pack has none */
    const char *file;                 /* as opened */
    const char *bytes;                /* all texts of the terms */
    const und_term *terms;            /* sorted by key, then in the order of the file */
    uint32_t count;
    uint32_t first[UND_TERM_KEY_COUNT + 1]; /* terms of key k: [first[k], first[k + 1]) */
    uint8_t script;                         /* und_script */
    uint8_t flags;                          /* UND_LANGUAGE_… */
    uint16_t comma_until; /* the last session in which sub-items were bare letters between commas ("69, b,"); 0: none */
} und_language;

/* Its openers begin in lower case: "unter Hinweis auf". */
#define UND_LANGUAGE_LOWER_OPENERS 1u
/* Fields of its masthead also stand in mastheads of documents in other languages: they do not tell the language. */
#define UND_LANGUAGE_LENDS_FIELDS 2u
/* Its words stand where another language has none. */
#define UND_LANGUAGE_FALLBACK 4u

typedef enum und_script { UND_SCRIPT_LATIN, UND_SCRIPT_CYRILLIC, UND_SCRIPT_ARABIC, UND_SCRIPT_HAN } und_script;

/* The index of the language whose words stand where another has none; UND_LANGUAGE_NONE: no pack says that it does. */
uint8_t und_packs_fallback(const und_packs *packs);

/* In the order of their file names; the index is the `language` of nodes. */
uint32_t und_language_count(const und_packs *packs);
const und_language *und_language_at(const und_packs *packs, uint32_t index);

/* The index of a language's code; UND_LANGUAGE_NONE when no pack has it. */
uint8_t und_packs_language(const und_packs *packs, und_bytes code);

static inline und_bytes und_term_text(const und_language *language, const und_term *term)
{
    return (und_bytes){language->bytes + term->text, term->length};
}

/* The text as matching sees it, folded once when the pack is read. */
static inline und_bytes und_term_folded(const und_language *language, const und_term *term)
{
    return (und_bytes){language->bytes + term->text + term->length, term->folded_length};
}

#define UND_NEGOTIATION_WORDS 8u /* values of und_negotiation_word */

/* How the words of a text under negotiation begin, those of one value in all languages; most words of a document begin
 * otherwise. */
typedef struct und_negotiation_words {
    uint64_t first;    /* a bit for each first character: see und_negotiation_first */
    uint64_t three[8]; /* a bit for each first three bytes: see und_negotiation_three */
} und_negotiation_words;

/* Of all values, in their order. */
const und_negotiation_words *und_packs_negotiation(const und_packs *packs);

/* The bit of the first character of folded text: its last byte has six bits that tell the characters of a script apart. */
static inline uint64_t und_negotiation_first(const char *folded)
{
    unsigned char c = (unsigned char)*folded;
    return UINT64_C(1) << ((unsigned char)folded[c < 0xc0 ? 0 : c < 0xe0 ? 1 : c < 0xf0 ? 2 : 3] & 63u);
}

/* Which bit the first three bytes of folded text have, of 512. */
static inline uint32_t und_negotiation_three(const char *folded)
{
    uint32_t three = (uint32_t)(unsigned char)folded[0] << 16 | (uint32_t)(unsigned char)folded[1] << 8 |
                     (uint32_t)(unsigned char)folded[2];
    return three * UINT32_C(0x9e3779b1) >> 23;
}

/* ---- agenda packs: read when first asked for, never twice ---- */

#define UND_SUB_MAX 4u /* "aa" and a NUL, one to spare */

typedef struct und_agenda_entry {
    uint16_t item;         /* from 1; 0: of a title without a number */
    char sub[UND_SUB_MAX]; /* "" for the item itself, "a", "aa" */
    uint32_t first_title;  /* into und_agenda.titles */
    uint32_t title_count;
    const char
        *added; /* after the agenda was adopted: by which decision, "" where that is not known; NULL: it was not */
} und_agenda_entry;

typedef struct und_agenda_title {
    uint32_t text; /* offset into und_agenda.bytes */
    uint16_t length;
    uint8_t language; /* index of the language; titles of unknown languages are dropped with a problem */
} und_agenda_title;

typedef struct und_agenda {
    uint16_t session;
    bool complete;      /* false: an item that is not listed may exist */
    bool special;       /* reserved: special sessions have packs of their own name */
    const char *source; /* symbol of the document, "A/75/251" */
    const char *file;
    const char *bytes;
    const und_agenda_entry *entries; /* sorted by item, then sub-item in agenda order (a … z, aa …) */
    uint32_t count;
    const und_agenda_title *titles;
    /* Titles whose numbers are not known: of a session whose agenda is not there yet. They complete what people write and
     * nothing follows from them. In the order of the file; a sub-item stands after its item. */
    const und_agenda_entry *unnumbered;
    uint32_t unnumbered_count;
} und_agenda;

/* The agenda of a session of the General Assembly, from `agenda/ga-<session>.yaml` of the first root that has it.
 * UND_OK and `*out` NULL where no root has one. A file that is wrong adds problems and is left out, or in part. */
und_status und_packs_agenda(und_packs *packs, uint32_t session, const und_agenda **out);
/* Sessions that have a pack, ascending; the array belongs to the packs. */
und_status und_packs_agenda_sessions(und_packs *packs, const uint16_t **out, uint32_t *count);

/* Looks in the folders anew for agendas that were not there, such as one that was just imported. Agendas that were
 * handed out stay as they are; the array of und_packs_agenda_sessions does not. */
void und_packs_refresh(und_packs *packs);

/* NULL when the agenda has no such entry. `sub` "" for the item itself. */
const und_agenda_entry *und_agenda_find(const und_agenda *agenda, uint32_t item, const char *sub);
/* Empty when there is no title in that language. */
und_bytes und_agenda_title_in(const und_agenda *agenda, const und_agenda_entry *entry, uint8_t language);

/* ---- States ---- */

typedef struct und_state_name {
    und_bytes name;      /* "Ouzbékistan" */
    und_bytes of;        /* with what "of" becomes in this language: "de l'Ouzbékistan", ru genitive, ar "لقطر" */
    und_bytes former;    /* the name in older documents, "Turquie"; empty: none */
    und_bytes former_of; /* that with what "of" becomes: for a letter from before; empty: fills no template */
    bool attested;       /* false: `of` recognises, but fills no template */
} und_state_name;

typedef struct und_state {
    char code[UND_CODE_MAX];                 /* ISO 3166-1 alpha-2 */
    bool observer;                           /* a permanent observer State, not a Member State */
    uint16_t renamed;                        /* the year in which it took its name of today; 0: long ago */
    bool family_first;                       /* names of persons begin with the family name */
    bool organization;                       /* no State: the European Union, which has a delegation and no mission */
    und_state_name names[UND_LANGUAGES_MAX]; /* by language index; empty where the pack has none */
} und_state;

/* From `state/states.yaml`, read when first asked for; in the order of the file. */
und_status und_packs_states(und_packs *packs, const und_state **out, uint32_t *count);

typedef enum und_name_form {
    UND_NAME_OF,       /* und_state_name.of */
    UND_NAME_AFTER_OF, /* the same in Arabic without the preposition that is glued to it */
    UND_NAME_SHORT,    /* und_state_name.name */
    UND_NAME_FORMER,   /* und_state_name.former */
} und_name_form;

/* A form of a State's name as texts have it, folded once. */
typedef struct und_folded_name {
    uint32_t state; /* in the order of und_packs_states */
    uint32_t kind;  /* und_name_form */
    und_bytes text, folded;
} und_folded_name;

/* All forms in a language (its index), made when first asked for: those of a State in the order of their kinds. Forms that
 * are empty are left out. They hold as long as what und_packs_states gives. */
und_status und_packs_folded_names(und_packs *packs, uint8_t language, const und_folded_name **out, uint32_t *count);

/* A name by which people call a State, beside those of the list: formal, everyday, older ones, the code of three letters. */
typedef struct und_state_other_name {
    char code[UND_CODE_MAX]; /* of the State */
    uint8_t language;        /* UND_LANGUAGE_NONE: of none */
    und_bytes text;
} und_state_other_name;

/* From `state/names.yaml`, read when first asked for; in the order of the file. They understand what somebody types, and
 * who speaks in brackets: nothing of them is written into a document, nor recognised elsewhere in one. */
und_status und_packs_state_names(und_packs *packs, const und_state_other_name **out, uint32_t *count);

/* ---- who negotiates ---- */

#define UND_PARTY_NAME_MAX 256u /* folded bytes; the longest name of a State has under 100 in any language */

/* A name by which a State or a group of States is called where a text is negotiated. */
typedef struct und_party_name {
    const char *code; /* "EU", "G77"; of a State that of the States: "JP" */
    und_bytes folded;
} und_party_name;

/* Of all languages, sorted by their folded bytes: all names of States, and those of `state/parties.yaml`; read when first
 * asked for. */
und_status und_packs_parties(und_packs *packs, const und_party_name **out, uint32_t *count);

/* ---- templates ---- */

#define UND_TEMPLATE_ASKS_MAX 30u /* there are as many answers */

/* What a template asks for by its own words, in that order. */
typedef struct und_template_ask {
    und_bytes key;    /* of an answer; whether there is such a one is for write/ to judge */
    und_bytes preset; /* proposed as the answer; empty: nothing is */
    uint32_t line;    /* of the file, from 1 */
} und_template_ask;

typedef struct und_template {
    und_bytes name;                       /* "letter"; the file name without its ending */
    und_bytes title;                      /* "Letter to the Secretary-General with an annex": for menus, English */
    und_bytes part;                       /* "document" or "part": whole documents by `new`, parts by `insert` */
    und_bytes bodies[UND_LANGUAGES_MAX];  /* by language index; empty where the pack has none */
    uint32_t lines[UND_LANGUAGES_MAX];    /* of the file, from 1, where the text of each body begins; 0: not known */
    uint32_t indents[UND_LANGUAGES_MAX];  /* bytes of indentation that YAML took off its lines */
    und_bytes sources[UND_LANGUAGES_MAX]; /* what attests each body, "A/69/748"; empty: the file does not say */
    const und_template_ask *asks;         /* NULL: what its words need */
    uint32_t ask_count;
    const und_template_ask *with; /* answers that always hold; the preset is the answer */
    uint32_t with_count;
    const und_template_ask *defaults; /* answers that hold where none is given */
    uint32_t default_count;
    const char *file;
} und_template;

/* All templates of all roots, `template/NAME.yaml`, read when first asked for. */
und_status und_packs_templates(und_packs *packs, const und_template **out, uint32_t *count);

/* ---- packs from memory: what the calls that open files go through; for tests and fuzzers ---- */

/* A handle without any pack. UND_E_MEMORY. */
und_status und_packs_open_empty(const und_allocator *allocator, und_packs **out);

/* Reads one pack; `file` is what problems call it. UND_OK: it is in use, perhaps without some entries; UND_E_DATA: it
 * was left out; the problems say why. UND_E_LIMIT: UND_LANGUAGES_MAX or UND_TEMPLATES_MAX are there. UND_E_MEMORY:
 * nothing was added. Languages go first: agendas, States and templates keep only texts in the languages that are there.
 * What und_packs_states and und_packs_templates handed out before is no longer valid. */
und_status und_packs_add_language(und_packs *packs, und_bytes yaml, const char *file);
und_status und_packs_add_agenda(und_packs *packs, und_bytes yaml, const char *file);
und_status und_packs_add_states(und_packs *packs, und_bytes yaml, const char *file);
und_status und_packs_add_state_names(und_packs *packs, und_bytes yaml, const char *file);
und_status und_packs_add_parties(und_packs *packs, und_bytes yaml, const char *file);
und_status und_packs_add_template(und_packs *packs, und_bytes yaml, const char *file);

/* All problems found, those over UND_PROBLEMS_MAX included, which are not kept. */
size_t und_packs_problem_total(const und_packs *packs);

/* ---- for the other floors ---- */

/* A lexicon or the like that another floor keeps with the packs, freed with them. One slot. */
typedef struct und_packs_extra {
    void *data;
    void (*free)(const und_allocator *allocator, void *data);
} und_packs_extra;

/* To be called, and what it gives to be read and written, between und_packs_lock and und_packs_unlock. */
und_packs_extra *und_packs_extra_slot(und_packs *packs);
void und_packs_lock(und_packs *packs);
void und_packs_unlock(und_packs *packs);

/* Sets the packs' message. */
void und_packs_say(und_packs *packs, const char *format, ...) UND_PRINTF(2, 3);
/* Makes running out of memory the packs' message; returns UND_E_MEMORY. */
und_status und_packs_no_memory(und_packs *packs);
const und_allocator *und_packs_allocator(const und_packs *packs);

#endif
