#include "check/check.h"
#include "check/custom.h"
#include "check/figures.h"
#include "check/silence.h"
#include "undoc/plan.h"

#include <stdio.h>
#include <string.h>

/* ---- what is kept ---- */

/* Where a finding lies: of the document, of the whole tree, of asides, or the n-th of a node. */
#define OF_DOCUMENT 0u
#define OF_TREE UINT32_MAX
#define OF_ASIDES (UINT32_MAX - 1u)
typedef struct placed {
    uint32_t node; /* id; OF_DOCUMENT, OF_TREE, OF_ASIDES */
    uint32_t n;
} placed;

typedef struct checked {
    und_doc *doc;
    und_findings of_document;
    bool document_made;
    uint32_t document_nodes; /* a change of one of the first so many nodes spoils `of_document` */
    und_findings of_tree;
    bool tree_made; /* any change spoils it */
    und_by_node of_nodes;
    und_findings scratch;                /* of one node */
    uint8_t clause_rules[UND_RULES_MAX]; /* the rows that are of clauses: asked of every node */
    size_t clause_rule_count;
    und_spelt *spelt[UND_LANGUAGES_MAX];
    und_formulas *formulas[UND_LANGUAGES_MAX];
    und_figures *figures;
    placed *order; /* all findings that are not left out, in the order of their places */
    size_t count, room;
    placed *scratch_order; /* while they are put in order */
    size_t scratch_room;
    bool ordered;
    uint8_t levels[UND_RULES_MAX]; /* the severity of each rule that holds, or UND_LEVEL_OFF */
    bool ignored[UND_RULES_MAX];   /* that are left out beside it */
    und_silences silences;
    und_findings of_asides; /* made with the order of all */
    und_text silence;       /* of the edit that was asked for last */
    und_plan *plan;         /* of the fix that was asked for last of those that number anew; NULL: none was */
    uint32_t plan_line;
} checked;

static void drop_plan(checked *c)
{
    und_plan_close(c->plan);
    c->plan = NULL;
}

static void changed(void *data, uint32_t first, uint32_t removed, uint32_t added)
{
    checked *c = data;
    und_by_node_splice(&c->of_nodes, first, removed, added);
    if (first < c->document_nodes)
        c->document_made = false;
    c->tree_made = c->ordered = false;
    drop_plan(c);
}

static void forget(void *data)
{
    checked *c = data;
    und_by_node_forget(&c->of_nodes);
    c->document_made = c->tree_made = c->ordered = false;
    drop_plan(c);
}

static void close(void *data)
{
    checked *c = data;
    const und_allocator *allocator = c->doc->allocator;
    drop_plan(c);
    und_findings_close(&c->of_document);
    und_findings_close(&c->of_tree);
    und_findings_close(&c->scratch);
    und_findings_close(&c->of_asides);
    und_silences_close(&c->silences);
    und_text_close(&c->silence);
    und_by_node_close(&c->of_nodes);
    for (size_t i = 0; i < UND_LANGUAGES_MAX; i++)
        und_spelt_close(c->spelt[i], allocator);
    for (size_t i = 0; i < UND_LANGUAGES_MAX; i++)
        und_formulas_close(c->formulas[i], allocator);
    und_figures_close(c->figures);
    und_free(allocator, c->order, c->room * sizeof(placed));
    und_free(allocator, c->scratch_order, c->scratch_room * sizeof(placed));
    und_free(allocator, c, sizeof *c);
}

static checked *slot_of(und_doc *doc)
{
    und_reading *reading = und_reading_of(doc);
    if (reading == NULL)
        return NULL;
    und_follower *slot = &reading->slots[UND_SLOT_FINDINGS];
    if (slot->data != NULL)
        return slot->data;
    checked *c = und_resize(doc->allocator, NULL, 0, sizeof *c);
    if (c == NULL)
        return NULL;
    memset(c, 0, sizeof *c);
    c->doc = doc;
    und_findings_open(&c->of_document, doc->allocator);
    und_findings_open(&c->of_tree, doc->allocator);
    und_findings_open(&c->scratch, doc->allocator);
    und_findings_open(&c->of_asides, doc->allocator);
    und_silences_open(&c->silences, doc->allocator);
    und_text_open(&c->silence, doc->allocator);
    und_levels_say(NULL, 0, c->levels);
    und_by_node_open(&c->of_nodes, doc->allocator);
    for (uint32_t rule = 0; rule < und_rules_count; rule++)
        if (und_rules[rule].clause != NULL)
            c->clause_rules[c->clause_rule_count++] = (uint8_t)rule;
    c->figures = und_figures_open(doc->allocator);
    if (c->figures == NULL) {
        und_free(doc->allocator, c, sizeof *c);
        return NULL;
    }
    *slot = (und_follower){c, changed, forget, close};
    return c;
}

/* ---- running the rules ---- */

/* The request of the letter, with its references. False: memory ran out. */
static bool read_request(und_check_run *run, und_reading *reading)
{
    und_doc *doc = run->doc;
    const und_request_parts *request = und_reading_request(reading);
    run->request = request;
    if (request == NULL || request->index == UINT32_MAX)
        return request != NULL;
    if (run->language == NULL && request->language != UND_LANGUAGE_NONE)
        run->language = und_language_at(doc->packs, request->language);
    und_organ organ = und_request_organ(doc, request);
    run->request_elsewhere =
        run->masthead->found && organ != UND_ORGAN_NONE && organ != und_masthead_body(doc, run->masthead);
    return true;
}

/* What rules of the document stand on. False: memory ran out. */
static bool prepare(und_check_run *run, und_reading *reading)
{
    und_packs *packs = run->doc->packs;
    run->masthead = und_reading_masthead(reading);
    if (run->masthead == NULL)
        return false;
    if (run->masthead->language != UND_LANGUAGE_NONE)
        run->language = und_language_at(packs, run->masthead->language);
    if (!und_session_find_agenda(reading, &run->session) || !read_request(run, reading) ||
        !und_session_agenda(packs, run->session.agenda, &run->agenda) ||
        !und_session_agenda(packs, run->session.other, &run->other))
        return false;
    und_cited_read(run);
    return true;
}

static bool check_document(checked *c, und_reading *reading)
{
    und_findings_clear(&c->of_document);
    und_check_run run = {.doc = c->doc, .findings = &c->of_document};
    bool ok = prepare(&run, reading);
    for (; ok && run.rule < und_rules_count; run.rule++)
        if (und_rules[run.rule].document != NULL)
            und_rules[run.rule].document(&run);
    c->document_made = ok && !c->of_document.failed && !c->of_document.words.failed;
    c->document_nodes = reading->masthead_nodes;
    return c->document_made;
}

/* The rules that look at how clauses stand to each other, wherever they are. */
static bool check_tree(checked *c)
{
    und_findings_clear(&c->of_tree);
    und_check_run run = {.doc = c->doc, .findings = &c->of_tree};
    bool ok = true;
    for (; ok && run.rule < und_rules_count; run.rule++)
        if (und_rules[run.rule].tree != NULL)
            ok = und_rules[run.rule].tree(&run);
    und_clause_marks_close(&run);
    c->tree_made = ok && !c->of_tree.failed && !c->of_tree.words.failed;
    return c->tree_made;
}

/* What a block was found under, as its context: ANY_SUBJECT, else the organ that is the subject, from 1 on. */
#define ANY_SUBJECT 0u

static bool check_node(checked *c, und_reading *reading, uint32_t index, und_organ organ, und_bytes *block)
{
    if (und_by_node_find(&c->of_nodes, index, block)) {
        uint32_t under = und_findings_unpack(*block).context;
        if (under == ANY_SUBJECT || under == 1u + (uint32_t)organ)
            return true;
    }
    und_findings_clear(&c->scratch);
    und_check_run run = {.doc = c->doc,
                         .findings = &c->scratch,
                         .organ = organ,
                         .spelt = c->spelt,
                         .figures = c->figures,
                         .formulas = c->formulas};
    c->figures->made = false;
    for (size_t i = 0; i < c->clause_rule_count; i++) {
        run.rule = c->clause_rules[i];
        und_rules[run.rule].clause(&run, index);
    }
    und_text *packed = &reading->block;
    packed->length = 0;
    uint32_t under = run.asked ? 1u + (uint32_t)organ : ANY_SUBJECT;
    und_findings_pack(&c->scratch, und_doc_first(c->doc, index), under, packed);
    bool ok = !c->scratch.failed && !c->scratch.words.failed && !packed->failed &&
              und_by_node_keep(&c->of_nodes, index, und_nodes_count(&c->doc->nodes), und_text_bytes(packed), block);
    packed->failed = false;
    return ok;
}

/* A finding of a rule that begins in `line` is one of the list, unless its rule is off or an aside silences it. An aside is
 * asked first: whether it silences something does not hang on what is off today. */
static bool push(checked *c, uint32_t node, uint32_t n, uint32_t rule, uint32_t line)
{
    bool asides = c->doc->lines.aside_count > 0 && node != OF_ASIDES;
    if ((asides && und_silences_hold(&c->silences, rule, line)) || c->ignored[rule] || c->levels[rule] == UND_LEVEL_OFF)
        return true;
    return UND_PUSH(c->doc->allocator, c->order, c->count, c->room, (placed){node, n});
}

/* A finding of the list, lines and words as they are now. */
typedef struct found {
    const und_made_finding *made;
    const und_made_fix *fixes;
    const char *words;
    uint32_t lines; /* to be added to its lines */
} found;

static found find(const checked *c, placed at)
{
    if (at.node == OF_DOCUMENT || at.node == OF_TREE || at.node == OF_ASIDES) {
        const und_findings *all = at.node == OF_TREE     ? &c->of_tree
                                  : at.node == OF_ASIDES ? &c->of_asides
                                                         : &c->of_document;
        return (found){&all->at[at.n], all->fixes, all->words.at, 0};
    }
    und_bytes block = {"", 0};
    (void)und_by_node_find(&c->of_nodes, at.node - 1, &block);
    und_packed packed = und_findings_unpack(block);
    return (found){&packed.at[at.n], packed.fixes, packed.words, und_doc_first(c->doc, at.node - 1)};
}

static int by_place(const checked *c, placed a, placed b)
{
    found x = find(c, a), y = find(c, b);
    und_place p = x.made->range.from, q = y.made->range.from;
    p.line += x.lines;
    q.line += y.lines;
    if (p.line != q.line)
        return p.line < q.line ? -1 : 1;
    if (p.column != q.column)
        return p.column < q.column ? -1 : 1;
    return strcmp(und_rules[x.made->rule].code, und_rules[y.made->rule].code);
}

/* Merges the ordered runs [from, middle) and [middle, to) of `in` into `out`. */
static void merge(const checked *c, const placed *in, placed *out, size_t from, size_t middle, size_t to)
{
    size_t i = from, j = middle;
    for (size_t at = from; at < to; at++) {
        bool first = j == to || (i < middle && by_place(c, in[i], in[j]) <= 0);
        out[at] = first ? in[i++] : in[j++];
    }
}

/* Puts the findings in the order of their places: those of the nodes are so already. False: memory ran out. */
static bool order(checked *c)
{
    bool sorted = true;
    for (size_t i = 1; i < c->count && sorted; i++)
        sorted = by_place(c, c->order[i - 1], c->order[i]) <= 0;
    if (sorted)
        return true;
    if (!UND_GROW(c->doc->allocator, c->scratch_order, c->scratch_room, c->count))
        return false;
    for (size_t width = 1; width < c->count; width *= 2) {
        for (size_t from = 0; from < c->count; from += 2 * width) {
            size_t middle = from + width < c->count ? from + width : c->count;
            size_t to = from + 2 * width < c->count ? from + 2 * width : c->count;
            merge(c, c->order, c->scratch_order, from, middle, to);
        }
        memcpy(c->order, c->scratch_order, c->count * sizeof *c->order);
    }
    return true;
}

static bool push_all(checked *c, uint32_t node, const und_findings *findings)
{
    for (uint32_t n = 0; n < findings->count; n++)
        if (!push(c, node, n, findings->at[n].rule, findings->at[n].range.from.line))
            return false;
    return true;
}

static bool check_all(checked *c, und_reading *reading)
{
    if ((!c->document_made && !check_document(c, reading)) || (!c->tree_made && !check_tree(c)))
        return false;
    c->count = 0;
    und_findings_clear(&c->of_asides);
    uint32_t unknown = und_rule_find(und_words(UND_RULE_UNKNOWN));
    und_silences_read(&c->silences, c->doc, &c->of_asides, unknown);
    uint32_t count = und_nodes_count(&c->doc->nodes);
    und_organ organ = UND_ORGAN_NONE;
    for (uint32_t i = 0; i < count; i++) {
        und_bytes block;
        organ = und_organ_after(c->doc, i, organ);
        if (und_doc_stored(c->doc, i)->kind == UND_KIND_FURNITURE)
            und_silences_misplaced(c->doc, i, &c->of_asides, unknown);
        if (!check_node(c, reading, i, organ, &block))
            return false;
        und_packed packed = und_findings_unpack(block);
        for (uint32_t n = 0; n < packed.count; n++)
            if (!push(c, i + 1, n, packed.at[n].rule, und_doc_first(c->doc, i) + packed.at[n].range.from.line))
                return false;
    }
    if (!push_all(c, OF_DOCUMENT, &c->of_document) || !push_all(c, OF_TREE, &c->of_tree))
        return false;
    und_silences_end(&c->silences, c->doc, &c->of_asides, und_rule_find(und_words(UND_RULE_UNUSED)));
    if (!push_all(c, OF_ASIDES, &c->of_asides))
        return false;
    if (c->silences.failed || c->of_asides.failed || c->of_asides.words.failed)
        return false;
    c->ordered = order(c);
    return c->ordered;
}

/* All findings of the present revision; NULL: memory ran out. */
static checked *check(und_doc *doc)
{
    checked *c = slot_of(doc);
    if (c != NULL && (c->ordered || check_all(c, und_reading_of(doc))))
        return c;
    (void)und_doc_fail(doc, UND_E_MEMORY, "out of memory");
    return NULL;
}

/* ---- for callers ---- */

static und_bytes words_of(const found *f, uint32_t at, uint32_t length)
{
    return (und_bytes){length == 0 ? "" : f->words + at, length};
}

und_status und_finding_count(und_doc *doc, uint32_t *out)
{
    if (doc == NULL || out == NULL)
        return UND_E_ARGUMENT;
    const checked *c = check(doc);
    *out = c == NULL ? 0 : (uint32_t)c->count;
    return c == NULL ? UND_E_MEMORY : UND_OK;
}

/* The n-th finding. */
static und_status finding(und_doc *doc, uint32_t n, found *out)
{
    const checked *c = check(doc);
    if (c == NULL || n >= c->count)
        return c == NULL ? UND_E_MEMORY : UND_NONE;
    *out = find(c, c->order[n]);
    return UND_OK;
}

und_status und_finding_get(und_doc *doc, uint32_t n, und_finding *out)
{
    if (doc == NULL || out == NULL)
        return UND_E_ARGUMENT;
    *out = (und_finding){.code = "", .message = {"", 0}};
    found f;
    und_status status = finding(doc, n, &f);
    if (status == UND_OK)
        *out = (und_finding){.code = und_rules[f.made->rule].code,
                             .severity = (und_severity)slot_of(doc)->levels[f.made->rule],
                             .range = und_range_moved(f.made->range, f.lines),
                             .message = words_of(&f, f.made->message, f.made->message_length),
                             .fix_count = f.made->fix_count};
    return status;
}

und_status und_finding_beside(und_doc *doc, und_place place, bool next, uint32_t *out)
{
    if (doc == NULL || out == NULL)
        return UND_E_ARGUMENT;
    *out = 0;
    const checked *c = check(doc);
    if (c == NULL)
        return UND_E_MEMORY;
    /* How many begin before the place, or of the next at it too. */
    uint32_t low = 0, high = (uint32_t)c->count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        found f = find(c, c->order[middle]);
        und_place from = und_range_moved(f.made->range, f.lines).from;
        bool at = from.line == place.line && from.column == place.column;
        bool before = from.line < place.line || (from.line == place.line && from.column < place.column);
        if (before || (next && at))
            low = middle + 1;
        else
            high = middle;
    }
    if (next ? low == c->count : low == 0)
        return UND_NONE;
    *out = next ? low : low - 1;
    return UND_OK;
}

/* The plan of a fix that numbers anew; NULL: memory ran out, or nothing can be numbered so. */
static const und_plan *plan_of(checked *c, uint32_t line)
{
    if (c->plan != NULL && c->plan_line == line)
        return c->plan;
    drop_plan(c);
    const und_operation operation = {.kind = UND_OPERATION_RENUMBER, .first = line, .last = line + 1};
    if (und_plan_make(c->doc, &operation, 1, &c->plan) != UND_OK)
        c->plan = NULL;
    c->plan_line = line;
    und_move move;
    if (c->plan != NULL && (!und_plan_is_possible(c->plan) || und_plan_move_get(c->plan, 0, &move) == UND_OK))
        drop_plan(c);
    return c->plan;
}

static uint32_t count_changes(const und_plan *plan)
{
    und_change change;
    uint32_t count = 0;
    while (plan != NULL && und_plan_change_get(plan, count, &change) == UND_OK)
        count++;
    return count;
}

/* The `fix`-th fix of the n-th finding. */
static und_status fix_of(und_doc *doc, uint32_t n, uint32_t fix, found *f, const und_made_fix **made)
{
    und_status status = finding(doc, n, f);
    if (status != UND_OK || fix >= f->made->fix_count)
        return status == UND_OK ? UND_NONE : status;
    *made = &f->fixes[f->made->first_fix + fix];
    return UND_OK;
}

und_status und_fix_get(und_doc *doc, uint32_t n, uint32_t fix, und_fix *out)
{
    if (doc == NULL || out == NULL)
        return UND_E_ARGUMENT;
    *out = (und_fix){.title = {"", 0}};
    found f;
    const und_made_fix *made;
    und_status status = fix_of(doc, n, fix, &f, &made);
    if (status != UND_OK)
        return status;
    uint32_t edits = 1;
    if (made->renumbers)
        edits = count_changes(plan_of(slot_of(doc), made->range.from.line + f.lines));
    if (edits == 0)
        return UND_NONE;
    *out = (und_fix){words_of(&f, made->title, made->title_length), edits};
    return UND_OK;
}

und_status und_edit_get(und_doc *doc, uint32_t n, uint32_t fix, uint32_t edit, und_edit *out)
{
    if (doc == NULL || out == NULL)
        return UND_E_ARGUMENT;
    *out = (und_edit){.text = {"", 0}};
    found f;
    const und_made_fix *made;
    und_status status = fix_of(doc, n, fix, &f, &made);
    if (status != UND_OK)
        return status;
    if (made->renumbers) {
        const und_plan *plan = plan_of(slot_of(doc), made->range.from.line + f.lines);
        und_change change;
        if (plan == NULL || und_plan_change_get(plan, edit, &change) != UND_OK)
            return UND_NONE;
        *out = (und_edit){change.range, change.new_text};
        return UND_OK;
    }
    if (edit > 0)
        return UND_NONE;
    *out = (und_edit){und_range_moved(made->range, f.lines), words_of(&f, made->text, made->text_length)};
    return UND_OK;
}

/* ---- what the user says ---- */

/* The list is another one; the outline counts findings. */
static void list_anew(checked *c)
{
    c->ordered = false;
    const und_follower *outline = &und_reading_of(c->doc)->slots[UND_SLOT_OUTLINE];
    if (outline->data != NULL)
        outline->changed(outline->data, 0, 0, 0);
}

und_status und_doc_ignore(und_doc *doc, const und_bytes *codes, size_t count)
{
    if (doc == NULL || (codes == NULL && count > 0))
        return UND_E_ARGUMENT;
    checked *c = slot_of(doc);
    if (c == NULL)
        return und_doc_fail(doc, UND_E_MEMORY, "out of memory");
    bool ignored[UND_RULES_MAX] = {false};
    for (size_t i = 0; i < count; i++) {
        uint32_t rule = und_rule_find(codes[i]);
        if (rule == und_rules_count) {
            char message[UND_MESSAGE_MAX];
            snprintf(message, sizeof message, "%.*s: no finding has this code",
                     (int)(codes[i].length < 64 ? codes[i].length : 64), codes[i].at);
            return und_doc_fail(doc, UND_E_DATA, message);
        }
        ignored[rule] = true;
    }
    if (memcmp(ignored, c->ignored, sizeof ignored) == 0)
        return UND_OK;
    memcpy(c->ignored, ignored, sizeof ignored);
    list_anew(c);
    return UND_OK;
}

und_status und_doc_set_rules(und_doc *doc, const und_rule_setting *settings, size_t count)
{
    if (doc == NULL || (settings == NULL && count > 0))
        return UND_E_ARGUMENT;
    checked *c = slot_of(doc);
    if (c == NULL)
        return und_doc_fail(doc, UND_E_MEMORY, "out of memory");
    uint8_t levels[UND_RULES_MAX];
    und_levels_say(settings, count, levels);
    if (memcmp(levels, c->levels, sizeof levels) == 0)
        return UND_OK;
    memcpy(c->levels, levels, sizeof levels);
    list_anew(c);
    return UND_OK;
}

und_status und_doc_rule_severity(und_doc *doc, size_t n, und_severity *out)
{
    if (doc == NULL || out == NULL || n >= und_rules_count)
        return UND_E_ARGUMENT;
    *out = UND_SEVERITY_ERROR;
    const checked *c = slot_of(doc);
    if (c == NULL)
        return und_doc_fail(doc, UND_E_MEMORY, "out of memory");
    if (c->ignored[n] || c->levels[n] == UND_LEVEL_OFF)
        return UND_NONE;
    *out = (und_severity)c->levels[n];
    return UND_OK;
}

/* ---- asides ---- */

und_status und_aside_get(const und_doc *doc, uint32_t n, und_range *out)
{
    if (doc == NULL || out == NULL)
        return UND_E_ARGUMENT;
    *out = (und_range){{0, 0}, {0, 0}};
    if (n >= doc->lines.aside_count)
        return UND_NONE;
    const und_aside *aside = &doc->lines.asides[n];
    und_bytes whole = und_lines_whole(&doc->lines, aside->line);
    uint32_t from = und_lines_at(&doc->lines, aside->line)->length, to = aside->length;
    while (from < to && (whole.at[from] == ' ' || whole.at[from] == '\t'))
        from++;
    while (to > from && (whole.at[to - 1] == ' ' || whole.at[to - 1] == '\t'))
        to--;
    *out = (und_range){{aside->line, from}, {aside->line, to}};
    return UND_OK;
}

und_status und_silence_get(und_doc *doc, uint32_t n, bool whole, und_bytes *title, und_edit *out)
{
    if (doc == NULL || title == NULL || out == NULL)
        return UND_E_ARGUMENT;
    *title = (und_bytes){"", 0};
    *out = (und_edit){.text = {"", 0}};
    found f;
    und_status status = finding(doc, n, &f);
    if (status != UND_OK)
        return status;
    checked *c = slot_of(doc);
    const char *code = und_rules[f.made->rule].code;
    if (strcmp(code, UND_RULE_UNUSED) == 0 || strcmp(code, UND_RULE_UNKNOWN) == 0)
        return UND_NONE;
    und_text *words = &c->silence;
    words->length = 0;
    und_text_put_words(words, whole ? "Leave it as it is in the whole document: silence "
                                    : "Leave it as it is here: silence ");
    und_text_put_words(words, code);
    size_t text = words->length;
    und_range range = und_silence_edit(doc, code, und_range_moved(f.made->range, f.lines).from, whole, words);
    if (words->failed) {
        words->failed = false;
        return und_doc_fail(doc, UND_E_MEMORY, "out of memory");
    }
    *title = (und_bytes){words->at, text};
    *out = (und_edit){range, {words->at + text, words->length - text}};
    return UND_OK;
}
