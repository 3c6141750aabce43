/* check.h - the rules: what is wrong with a document, where, and what would mend it.
 *
 * A rule is one function and one row in the table of rules (table.c): of the whole document (mastheads, letters), of a single
 * clause, or of a letter with its annexes. Every finding has the stable code of its row, a range on the very words, a message and, where there is
 * one, a fix. Only what is attested raises a finding. A rule looks at the reading of the document and at nothing that
 * another rule did: rows may stand in any order.
 */
#ifndef UND_CHECK_CHECK_H
#define UND_CHECK_CHECK_H

#include "check/findings.h"
#include "check/spelt.h"
#include "model/session.h"
#include "model/titles.h"

/* What is wrong with an item of a list, by itself. */
typedef enum und_item_fault {
    UND_FAULT_NONE,
    UND_FAULT_NO_ITEM,     /* not on the agenda */
    UND_FAULT_NO_SUBITEM,  /* its item is, and has others */
    UND_FAULT_NO_SUBITEMS, /* its item is, and has none */
    UND_FAULT_TWICE        /* cited before */
} und_item_fault;

/* A list of items that the document cites: the masthead's or the request's (cited.c). */
typedef struct und_cited {
    const und_flow *flow;
    const und_flow_reference *list; /* NULL: there is none */
    const und_flow_item *items;
    und_agenda_list from;          /* the list that they are cited from: only the agenda as adopted is at hand */
    uint8_t faults[UND_ITEMS_MAX]; /* und_item_fault of each */
    bool faulty;                   /* one has a fault: what else the list says is not to be held against it */
} und_cited;

/* What und_rule_formula keeps of a language with the document (formula.c). */
typedef struct und_formulas und_formulas;
void und_formulas_close(und_formulas *formulas, const und_allocator *allocator);

/* The figures of the node that the rules of clauses are about (figures.h). */
typedef struct und_figures und_figures;

/* What all rules share: made once for a check. */
typedef struct und_check_run {
    und_doc *doc;
    und_findings *findings;
    uint32_t rule; /* the row that runs */
    const und_masthead_parts *masthead;
    const und_language *language; /* of the masthead, else of the request; NULL: none */
    und_items_session session;
    const und_agenda *agenda; /* of session.agenda; NULL: there is none */
    const und_agenda *other;  /* of session.other */
    und_cited in_masthead, in_request;
    const und_request_parts *request; /* of the document; its index is UINT32_MAX where there is none */
    und_organ organ;   /* of the clause rules: the subject of the part that the node stands in, where it is an organ */
    bool asked;        /* a rule looked at it: what it found holds as long as that is the subject */
    und_spelt **spelt; /* of the clause rules: see und_spelt_of */
    und_figures *figures;           /* of the clause rules */
    und_formulas **formulas;        /* of the clause rules, by language: made by und_rule_formula */
    struct und_clause_marks *marks; /* of the rules of the tree: see mark.c. NULL: not looked at yet */
    unsigned older;                 /* of the same: see und_is_older. 0: not looked at yet */
    uint8_t dangling;       /* a reference names a paragraph that is not there: 0 nobody asked yet, 1 no, 2 yes */
    bool request_elsewhere; /* it asks for circulation as a document of another body than the masthead's */
} und_check_run;

typedef struct und_rule {
    const char *code;
    und_severity severity;
    /* One of the three. */
    void (*document)(und_check_run *run);               /* of all before the first annex */
    void (*clause)(und_check_run *run, uint32_t index); /* of a node, as in und_doc_stored */
    bool (*tree)(und_check_run *run);                   /* of the whole tree; false: memory ran out */
} und_rule;

/* The table (table.c). */
extern const und_rule und_rules[];
extern const uint32_t und_rules_count;

/* What asides say, and what they do not: made when all others have been. */
#define UND_RULE_UNUSED "comment/unused"
#define UND_RULE_UNKNOWN "comment/unknown"

/* ---- for rules (run.c) ---- */

/* Adds a finding of the rule that runs; the message is what `findings->words` holds from `message` on. */
void und_find(und_check_run *run, und_range range, size_t message);
/* A fix of the finding added last: its title and its text, each a range of the words. */
void und_offer(und_check_run *run, und_range range, size_t title, size_t text, size_t end);
/* A finding whose message is “words” and what is said of them. */
void und_find_words(und_check_run *run, und_passage words, const char *said);
/* A fix of it that writes `text` there. */
void und_offer_words(und_check_run *run, und_range range, und_bytes text);

/* A fix of the finding added last: the sequence that has a member in the finding's line counts on, and references follow. */
void und_offer_numbers(und_check_run *run, const char *title);

/* For rules of a clause: the organ that is its subject, in the singular; UND_ORGAN_NONE: another one is, or nobody knows.
 * Nothing else outside of the node may be looked at. */
und_organ und_organ_that_speaks(und_check_run *run);

/* For rules of a clause: the openers of a language as letters. NULL: memory ran out, and the findings say so. */
und_spelt *und_spelt_of(und_check_run *run, uint8_t language);

/* Bytes [from, to) of a flow as a range of the document. */
und_range und_range_of(const und_check_run *run, const und_flow *flow, uint32_t from, uint32_t to);

/* Puts "128", "128 (a)" into the words: how messages name an item, in every language. */
void und_say_item(und_text *words, uint16_t item, uint16_t sub);

/* ---- what rules of items share (cited.c) ---- */

/* Reads the two lists and what is wrong with them. */
void und_cited_read(und_check_run *run);
const und_agenda_entry *und_known_sub(const und_check_run *run, uint16_t item, uint16_t sub);
/* The number of the last item on the agenda as adopted. */
uint32_t und_last_item(const und_agenda *agenda);
/* The last sub-item of an item; NULL: it has none. */
const und_agenda_entry *und_last_sub(const und_check_run *run, uint16_t item);
bool und_cites(const und_cited *cited, uint16_t item, uint16_t sub);
bool und_cites_item(const und_cited *cited, uint16_t item);
/* The printed title of what the document cites; empty: none. */
und_bytes und_title_printed(const und_check_run *run, uint16_t item, uint16_t sub);
/* What bears the printed title in the place of what is cited: another item, another sub-item of the item, or a sub-item of
 * an item that is cited alone ("Item's title: sub-item's title"). NULL: nothing, or more than one; or the title is right for
 * something that the masthead cites. */
const und_agenda_entry *und_title_bearer(const und_check_run *run, const und_printed_title *title);
/* Whether a title is right, or right for something else that the masthead cites: then the titles stand in another order. */
bool und_title_fits(const und_check_run *run, const und_printed_title *title);
/* Whether the masthead cites one thing and prints the title of another. */
bool und_masthead_cites_another(const und_check_run *run);
/* Whether it is the masthead's list that is wrong where it differs from the request's: what the request cites beyond it is
 * printed in the masthead with its title, and what it cites beyond the request is not. */
bool und_masthead_list_is_wrong(const und_check_run *run);
/* Whether the request names other items than the masthead. */
bool und_lists_differ(const und_check_run *run);

/* ---- the rules; each stands in the file of its subject ---- */

void und_rule_session(und_check_run *run);
void und_rule_no_agenda(und_check_run *run);
void und_rule_unknown_item(und_check_run *run);
void und_rule_unknown_subitem(und_check_run *run);
void und_rule_duplicate(und_check_run *run);
void und_rule_order(und_check_run *run);
void und_rule_form(und_check_run *run);
void und_rule_number(und_check_run *run);
void und_rule_title(und_check_run *run);
void und_rule_request_items(und_check_run *run);
void und_rule_letter_date(und_check_run *run);
void und_rule_letter_date_order(und_check_run *run);
void und_rule_letter_session(und_check_run *run);
void und_rule_letter_weekday(und_check_run *run, uint32_t index);
bool und_rule_letter_annex(und_check_run *run);
bool und_rule_letter_annex_count(und_check_run *run);
bool und_rule_letter_annex_heading(und_check_run *run);
bool und_rule_letter_original(und_check_run *run);
void und_rule_letter_organ(und_check_run *run);
void und_rule_letter_office(und_check_run *run);
void und_rule_letter_gender(und_check_run *run);
void und_rule_letter_unsigned(und_check_run *run);
void und_rule_letter_honorific(und_check_run *run);
void und_rule_letter_co_signatories(und_check_run *run);
void und_rule_letter_numbered(und_check_run *run);
void und_rule_state_name(und_check_run *run, uint32_t index);
void und_rule_formula(und_check_run *run, uint32_t index);
void und_rule_clause_part(und_check_run *run, uint32_t index);
void und_rule_agreement(und_check_run *run, uint32_t index);
void und_rule_date_form(und_check_run *run, uint32_t index);
void und_rule_percent(und_check_run *run, uint32_t index);
void und_rule_decade(und_check_run *run, uint32_t index);
void und_rule_symbol_form(und_check_run *run, uint32_t index);
void und_rule_resolution_number(und_check_run *run, uint32_t index);
void und_rule_resolution_year(und_check_run *run, uint32_t index);
void und_rule_placeholder(und_check_run *run, uint32_t index);
void und_rule_opener(und_check_run *run, uint32_t index);
bool und_rule_clause_also(und_check_run *run);
bool und_rule_emphasis(und_check_run *run);
bool und_rule_sequence(und_check_run *run);
bool und_rule_label_form(und_check_run *run);
bool und_rule_target(und_check_run *run);
bool und_rule_mark_preambular(und_check_run *run);
bool und_rule_mark_operative(und_check_run *run);
bool und_rule_mark_last(und_check_run *run);
bool und_rule_mark_colon(und_check_run *run);
bool und_rule_unclosed(und_check_run *run);
bool und_rule_unopened(und_check_run *run);
void und_clause_marks_close(und_check_run *run);

#endif
