#include "check/check.h"

#include "text/distance.h"
#include "text/utf8.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define REQUEST_BYTES 8000u

/* Rows run in this order: later rules look at what earlier ones found (`masthead_faulty`). One slip shall be one
 * finding. */
static const und_rule rules[] = {
    {"session/mismatch", UND_ERROR, und_rule_session},
    {"agenda/no-pack", UND_HINT, und_rule_no_agenda},
    {"agenda/unknown-item", UND_WARNING, und_rule_unknown_item},
    {"agenda/unknown-subitem", UND_WARNING, und_rule_unknown_subitem},
    {"agenda/duplicate", UND_WARNING, und_rule_duplicate},
    {"agenda/order", UND_WARNING, und_rule_order},
    {"agenda/form", UND_WARNING, und_rule_form},
    {"agenda/title", UND_WARNING, und_rule_title},
    {"letter/request-items", UND_WARNING, und_rule_request_items},
    {"agenda/number", UND_WARNING, und_rule_number},
    {"clause/opener", UND_WARNING, und_rule_opener},
};

const char *und_rule_code(size_t index)
{
    return index < sizeof rules / sizeof rules[0] ? rules[index].code : NULL;
}

const char *und_severity_name(und_severity severity)
{
    static const char *const names[] = {"error", "warning", "information", "hint"};
    return (unsigned)severity < 4 ? names[severity] : "";
}

void und_findings_open(und_findings *findings, const und_allocator *allocator)
{
    memset(findings, 0, sizeof *findings);
    findings->allocator = allocator;
    und_text_open(&findings->words, allocator);
}

void und_findings_close(und_findings *findings)
{
    und_free(findings->allocator, findings->at, findings->room * sizeof(und_finding));
    und_free(findings->allocator, findings->fixes, findings->fix_room * sizeof(und_fix));
    und_text_close(&findings->words);
    findings->at = NULL;
    findings->fixes = NULL;
    findings->count = findings->room = findings->fix_count = findings->fix_room = 0;
}

void und_find(und_check_run *run, const und_flow *flow, uint32_t from, uint32_t to, size_t message)
{
    und_findings *findings = run->findings;
    void *at = findings->at;
    bool ok = und_grow(findings->allocator, &at, &findings->room, findings->count + 1, sizeof(und_finding));
    findings->at = at;
    if (!ok) {
        findings->failed = true;
        return;
    }
    findings->at[findings->count++] = (und_finding){.code = run->rule->code,
                                                    .severity = run->rule->severity,
                                                    .from = und_flow_from(flow, from),
                                                    .to = und_flow_end(flow, &run->doc->lines, to),
                                                    .message = (uint32_t)message,
                                                    .message_length = (uint32_t)(findings->words.length - message),
                                                    .first_fix = (uint32_t)findings->fix_count};
}

void und_offer(und_check_run *run, const und_flow *flow, uint32_t from, uint32_t to, size_t title, size_t text,
               size_t end)
{
    und_findings *findings = run->findings;
    void *fixes = findings->fixes;
    bool ok = und_grow(findings->allocator, &fixes, &findings->fix_room, findings->fix_count + 1, sizeof(und_fix));
    findings->fixes = fixes;
    if (!ok || findings->count == 0) {
        findings->failed = findings->failed || !ok;
        return;
    }
    findings->fixes[findings->fix_count++] = (und_fix){.finding = (uint32_t)(findings->count - 1),
                                                       .from = und_flow_from(flow, from),
                                                       .to = und_flow_end(flow, &run->doc->lines, to),
                                                       .title = (uint32_t)title,
                                                       .title_length = (uint32_t)(text - title),
                                                       .text = (uint32_t)text,
                                                       .text_length = (uint32_t)(end - text)};
    findings->at[findings->count - 1].fix_count++;
}

const und_flow_reference *und_request_agenda(const und_check_run *run)
{
    for (size_t i = 0; i < run->request_references.count; i++)
        if (run->request_references.at[i].type == UND_REFERENCE_AGENDA)
            return &run->request_references.at[i];
    return NULL;
}

const und_flow_reference *und_cited(const und_check_run *run, bool request, const und_flow **flow,
                                    const und_flow_item **items)
{
    const und_flow_reference *cited = request ? und_request_agenda(run) : und_masthead_agenda(&run->masthead);
    const und_references *references = request ? &run->request_references : &run->masthead.references;
    *flow = request ? &run->request_flow : &run->masthead.flows[0];
    *items = cited == NULL ? NULL : references->items + cited->first_item;
    return cited;
}

void und_say_item(und_text *words, uint16_t item, uint16_t sub)
{
    und_text_put_number(words, item);
    if (sub == 0)
        return;
    char letters[UND_SUB_MAX];
    und_sub_text(sub, letters);
    und_text_put_words(words, " (");
    und_text_put_words(words, letters);
    und_text_put_words(words, ")");
}

/* ---- comparing titles ---- */

#define TITLE_MAX UND_DISTANCE_MAX

/* Letters and digits only, folded: dashes, quotation marks and spaces are printed one way or the other. */
static size_t bare(und_bytes text, char *out, size_t room)
{
    char folded[TITLE_MAX];
    size_t length = und_fold_text(text, folded, sizeof folded);
    size_t used = 0;
    for (size_t i = 0; i < length;) {
        uint32_t bytes;
        uint32_t point = und_utf8_decode(folded + i, folded + length, &bytes);
        if ((und_is_letter(point) || (point >= '0' && point <= '9')) && used + bytes <= room) {
            memcpy(out + used, folded + i, bytes);
            used += bytes;
        }
        i += bytes;
    }
    return used;
}

bool und_same_title(und_bytes a, und_bytes b)
{
    char x[TITLE_MAX], y[TITLE_MAX];
    size_t m = bare(a, x, sizeof x), n = bare(b, y, sizeof y);
    return m == n && memcmp(x, y, m) == 0;
}

uint32_t und_title_distance(und_bytes a, und_bytes b, uint32_t most)
{
    char x[TITLE_MAX], y[TITLE_MAX];
    und_bytes left = {x, bare(a, x, sizeof x)}, right = {y, bare(b, y, sizeof y)};
    return und_edit_distance(left, right, most);
}

/* ---- a check ---- */

static void find_request(und_check_run *run)
{
    und_doc *doc = run->doc;
    uint32_t count = und_nodes_count(&doc->nodes);
    run->request = UINT32_MAX;
    for (uint32_t i = 0; i < count && run->request == UINT32_MAX; i++) {
        const und_tree_node *node = und_doc_stored(doc, i);
        if (node->kind == UND_ANNEX || node->kind == UND_ENCLOSURE)
            return;
        if (node->kind == UND_REQUEST)
            run->request = i;
    }
    und_node node;
    if (run->request == UINT32_MAX || und_node_get(doc, doc->revision, run->request + 1, &node) != UND_OK)
        return;
    if (!und_flow_read(&run->request_flow, &doc->lines, node.first, und_doc_own_end(doc, run->request),
                       REQUEST_BYTES) ||
        !und_references_find(&run->request_references, doc->packs, node.language, &run->request_flow))
        run->findings->failed = true;
}

static int by_place(const void *a, const void *b)
{
    const und_finding *x = a, *y = b;
    if (x->from.line != y->from.line)
        return x->from.line < y->from.line ? -1 : 1;
    if (x->from.column != y->from.column)
        return x->from.column < y->from.column ? -1 : 1;
    return strcmp(x->code, y->code);
}

und_status und_check(und_doc *doc, und_findings *findings)
{
    if (doc == NULL || findings == NULL)
        return UND_E_ARGUMENT;
    und_check_run run = {.doc = doc, .findings = findings};
    und_flow_open(&run.request_flow, doc->allocator);
    und_references_open(&run.request_references, doc->allocator);
    if (!und_masthead_read(&run.masthead, doc))
        findings->failed = true;
    if (run.masthead.language != UND_LANGUAGE_NONE)
        run.language = und_language_at(doc->packs, run.masthead.language);
    run.session = und_doc_agenda_session(doc, &run.masthead);
    find_request(&run);
    run.agenda_session = run.session;
    if (run.session != 0) {
        run.agenda_session = und_session_of_titles(&run);
        if (und_packs_agenda(doc->packs, run.agenda_session, &run.agenda) == UND_E_MEMORY)
            findings->failed = true;
    }
    for (size_t i = 0; i < sizeof rules / sizeof rules[0] && !findings->failed; i++) {
        run.rule = &rules[i];
        rules[i].run(&run);
    }
    und_masthead_close(&run.masthead);
    und_flow_close(&run.request_flow);
    und_references_close(&run.request_references);
    if (findings->count > 1)
        qsort(findings->at, findings->count, sizeof(und_finding), by_place);
    return findings->failed || findings->words.failed ? und_doc_fail(doc, UND_E_MEMORY, "out of memory") : UND_OK;
}
