/* negotiated.h - text that is not agreed: square brackets, alternatives, who wants what, and the edits that settle them.
 *
 * The rules of undoc.h and reading.h hold. Everything here is worked out together, once for a revision: what brackets a
 * paragraph has is kept with the paragraph, and an edit lets go of those alone whose paragraphs it replaced.
 *
 * What counts. Brackets in titles, headings, clauses and other paragraphs of the text; none in mastheads, lines of adoption,
 * signatures, footnotes and what printing left. Not what editors put in brackets: "[Original: French]", "[see annex]",
 * "[on the report of the Third Committee]", "[sic]", "[…]", symbols, footnote markers, links and check boxes of Markdown. A
 * bracket that could be either ("[MINUSTAH]", "[the Tribunal]") counts where something shows that the text is being
 * negotiated: an attribution, an alternative, a bracket around a clause, a label as PP1; or, in a draft, any bracket of plain
 * words in a clause. In an adopted resolution, a letter or a report nothing counts without such a sign.
 */
#ifndef UNDOC_NEGOTIATED_H
#define UNDOC_NEGOTIATED_H

#include "undoc/plan.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef enum und_bracket_type {
    UND_BRACKET_TEXT,   /* [shall / should]: words that are not agreed */
    UND_BRACKET_REMARK, /* (EU: delete), [Japan: retain], (agreed ad ref.): said about words, and none of them */
    UND_BRACKET_CLAUSE, /* a paragraph that stands in the place of another: "PP3 alt", "Alt. 2 …" */
    UND_BRACKET_TYPE_COUNT
} und_bracket_type;
UND_API const char *und_bracket_type_name(und_bracket_type type);

typedef enum und_bracket_state {
    UND_BRACKET_WHOLE,
    UND_BRACKET_UNCLOSED, /* opens and closes nowhere */
    UND_BRACKET_UNOPENED  /* closes and opened nowhere */
} und_bracket_state;
UND_API const char *und_bracket_state_name(und_bracket_state state);

/* What its parties want. */
typedef enum und_stance {
    UND_STANCE_NONE,     /* nobody is named */
    UND_STANCE_PROPOSES, /* the words: "[EU: as appropriate]" */
    UND_STANCE_DELETE,
    UND_STANCE_RETAIN,
    UND_STANCE_ADD,
    UND_STANCE_RESERVE,
    UND_STANCE_AGREED, /* all of them: "(agreed ad ref.)" */
    UND_STANCE_COUNT
} und_stance;
UND_API const char *und_stance_name(und_stance stance);

#define UND_NO_BRACKET UINT32_MAX

typedef struct und_bracket {
    und_bracket_type type;
    und_bracket_state state;
    und_stance stance;
    bool open;             /* not agreed yet: everything but remarks about a bracket, and "(agreed)" */
    uint32_t node;         /* in which it begins */
    uint32_t last_node;    /* in which it ends */
    und_range range;       /* with its brackets; of a clause the clause */
    und_range text;        /* what it holds, without brackets and attribution */
    und_bytes words;       /* what it holds in its first paragraph, as one line */
    uint32_t depth;        /* how many brackets it stands in; 0: none */
    uint32_t parent;       /* the bracket that it stands in; of a remark, the one that it is about */
    uint32_t group;        /* the first of the alternatives that it is one of, "[a] [b]"; itself where it is none */
    uint32_t group_size;   /* how many they are; 1: none */
    uint32_t option_count; /* of a text "[a / b]": 2; without alternatives 1 */
    uint32_t party_count;
    und_range
        expected; /* of one that is unclosed or unopened: the place where its other end is missed, without bytes */
} und_bracket;

/* How many there are, all types; in the order in which they begin. Reads what no question has read yet. */
UND_API und_status und_bracket_count(und_doc *doc, uint32_t *out);
/* UND_NONE: no more. */
UND_API und_status und_bracket_get(und_doc *doc, uint32_t n, und_bracket *out);
/* The innermost text or remark at a place: whose range holds it, or ends there; else the alternative clause. UND_NONE. */
UND_API und_status und_bracket_at(und_doc *doc, und_place place, uint32_t *out);
/* The first one that begins at `line` or later; the count where none does. Logarithmic. */
UND_API und_status und_bracket_from(und_doc *doc, uint32_t line, uint32_t *out);

/* The n-th alternative in a bracket, the words without the slash and without attribution. A bracket without any has one. */
UND_API und_status und_bracket_option_get(und_doc *doc, uint32_t bracket, uint32_t n, und_range *out);

typedef struct und_party {
    und_passage words; /* as it stands there: "G-77 and China" */
    const char *code;  /* "G77", of a State "JP"; NULL: a name that the packs do not know. Lives with the packs */
    uint32_t option;   /* of the bracket that it proposes; 0 for all that is no alternative */
    und_stance stance;
} und_party;

/* The n-th party of a bracket or remark. */
UND_API und_status und_party_get(und_doc *doc, uint32_t bracket, uint32_t n, und_party *out);

/* All of a document. */
typedef struct und_negotiation {
    uint32_t open;    /* brackets, remarks and alternative clauses that are not agreed */
    uint32_t clauses; /* paragraphs that have any */
    uint32_t broken;  /* of them, unclosed or unopened */
    uint32_t agreed;  /* "(agreed ad ref.)" */
} und_negotiation;
UND_API und_status und_negotiation_get(und_doc *doc, und_negotiation *out);

/* ---- settling ---- */

typedef enum und_choice {
    UND_CHOICE_ACCEPT, /* the words stay and their brackets go */
    UND_CHOICE_DROP,   /* the words go with their brackets */
    UND_CHOICE_KEEP,   /* both stay; for clean copies */
    UND_CHOICE_COUNT
} und_choice;
UND_API const char *und_choice_name(und_choice choice);

/* The edits that settle brackets: spaces and closing marks are right after them, and so are the numbers and references after
 * a numbered clause that goes. As a plan, it is made for a revision and changes nothing by itself. */
typedef struct und_settlement und_settlement;

typedef struct und_settled {
    uint32_t revision;
    uint32_t changes;
    uint32_t settled; /* brackets, remarks and alternative clauses that are settled by them */
    uint32_t left; /* that were asked for and cannot be settled so: alternatives among which nobody chose, and what is
                         not closed or not opened */
} und_settled;

/* Settles the one at a place. Of alternatives, "[a / b]", the one that holds the place is accepted or dropped; of alternatives
 * side by side, and of alternative clauses, accepting one drops the others. Accepting a remark does what it says: "(EU: delete)"
 * deletes what it is about; dropping it takes it away. UND_NONE: there is none, `*out` is NULL. */
UND_API und_status und_settle_at(und_doc *doc, und_place place, und_choice choice, und_settlement **out);

/* Settles all that begin in the lines [first, last): of `party` alone, by its name or code, where that is not empty. Accepting
 * a party does what it wants, dropping it takes back what it wants: where others share that, its name alone goes. Without
 * a party remarks about a bracket go with it, and those about a clause go. UND_NONE: there are none, `*out` is NULL. */
UND_API und_status und_settle(und_doc *doc, uint32_t first, uint32_t last, und_bytes party, und_choice choice,
                              und_settlement **out);

/* The edits that make a clean copy: attributions, remarks and struck words (~~so~~) go. Brackets are accepted or dropped as
 * `choice` says, KEEP leaves them, as it leaves alternatives. */
UND_API und_status und_clean(und_doc *doc, und_choice choice, und_settlement **out);

UND_API void und_settlement_close(und_settlement *settlement);
UND_API und_settled und_settlement_get(const und_settlement *settlement);
/* The n-th change, in the order of their places; none overlaps another. UND_NONE: no more. */
UND_API und_status und_settlement_change_get(const und_settlement *settlement, uint32_t n, und_change *out);
/* The whole text afterwards, its lines with an LF after each. UND_E_STALE: the document has changed since. */
UND_API und_status und_settlement_text(const und_settlement *settlement, und_doc *doc, und_sink sink, void *context);

#ifdef __cplusplus
}
#endif

#endif
