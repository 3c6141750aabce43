/* check.h - the rules: what is wrong with a document, where, and what would mend it.
 *
 * A rule is one function and one row in the table of rules (rules.c). Every finding has the stable code of its row, a
 * range on the very words, a message and, where there is one, a fix. Only what is attested raises a finding.
 */
#ifndef UND_CHECK_CHECK_H
#define UND_CHECK_CHECK_H

#include "read/letter.h"
#include "read/masthead.h"
#include "write/text.h"

typedef enum und_severity { UND_ERROR, UND_WARNING, UND_INFORMATION, UND_HINT } und_severity;

/* Replaces [from, to) by `text`: offsets into und_findings.words. */
typedef struct und_fix {
    uint32_t finding; /* index */
    und_place from, to;
    uint32_t title, title_length;
    uint32_t text, text_length;
} und_fix;

typedef struct und_finding {
    const char *code; /* "agenda/unknown-item" */
    und_severity severity;
    und_place from, to;
    uint32_t message, message_length; /* offsets into und_findings.words */
    uint32_t first_fix, fix_count;
} und_finding;

typedef struct und_findings {
    const und_allocator *allocator;
    und_finding *at;
    size_t count, room;
    und_fix *fixes;
    size_t fix_count, fix_room;
    und_text words;
    bool failed;
} und_findings;

void und_findings_open(und_findings *findings, const und_allocator *allocator);
void und_findings_close(und_findings *findings);

/* Runs every rule. The findings are in the order of their places. UND_E_MEMORY: they are not complete. */
und_status und_check(und_doc *doc, und_findings *findings);

const char *und_severity_name(und_severity severity);

/* The rows of the table, for the manual and for tests; NULL behind the last. */
const char *und_rule_code(size_t index);

/* ---- for rules ---- */

typedef struct und_rule und_rule;

/* What all rules share: made once for a check. */
typedef struct und_check_run {
    und_doc *doc;
    und_findings *findings;
    const und_rule *rule; /* the row that runs */
    und_masthead_parts masthead;
    const und_language *language; /* of the masthead; NULL: none */
    uint32_t session;             /* that the document names; 0: none */
    uint32_t agenda_session;      /* whose agenda its items are held against: see session.c */
    const und_agenda *agenda;     /* of agenda_session; NULL: no pack */
    uint32_t request;             /* node index of the request; UINT32_MAX: none */
    und_flow request_flow;
    und_references request_references;
    bool masthead_faulty; /* a finding about the masthead's items was made */
    bool request_faulty;
} und_check_run;

struct und_rule {
    const char *code;
    und_severity severity;
    void (*run)(und_check_run *run);
};

/* Adds a finding of the rule that runs. `from` and `to` are bytes of the flow's normal text; the message is what the
 * run's `und_findings.words` holds from `message` on. */
void und_find(und_check_run *run, const und_flow *flow, uint32_t from, uint32_t to, size_t message);
/* A fix of the finding added last: its title and its text, each a range of the words. */
void und_offer(und_check_run *run, const und_flow *flow, uint32_t from, uint32_t to, size_t title, size_t text,
               size_t end);

/* The agenda reference of the request; NULL: none. */
const und_flow_reference *und_request_agenda(const und_check_run *run);

/* The two agenda references that rules look at: masthead first. `*flow`, `*items`; NULL when the document has none. */
const und_flow_reference *und_cited(const und_check_run *run, bool request, const und_flow **flow,
                                    const und_flow_item **items);

/* Puts "128", "128 (a)" into the words: how messages name an item, in every language. */
void und_say_item(und_text *words, uint16_t item, uint16_t sub);

/* The rules; each stands in the file of its subject. */
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
void und_rule_opener(und_check_run *run);

/* ---- shared readings ---- */

/* Whether two titles are the same, case, accents, spaces and punctuation aside. */
bool und_same_title(und_bytes a, und_bytes b);
/* Letters to change to make one of the other, the same things aside; `most` when they are further apart. */
uint32_t und_title_distance(und_bytes a, und_bytes b, uint32_t most);

/* The session whose agenda the document's printed titles fit (session.c). */
uint32_t und_session_of_titles(und_check_run *run);

#endif
