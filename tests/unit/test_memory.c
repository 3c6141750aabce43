/* Memory that runs out: every allocation of a whole session fails once, in a run of its own. Nothing crashes, nothing
 * leaks, every size that is handed back is right, and a document keeps its lines. */
#include "support.h"

#include "read/document.h"
#include "undoc/json.h"
#include "undoc/reading.h"

/* ---- what a session does with a document ---- */

typedef struct session {
    und_status worst; /* the first that was not UND_OK */
    und_packs *packs;
    und_doc *doc;
    support_text said;
} session;

static void note(session *s, und_status status)
{
    if (s->worst == UND_OK)
        s->worst = status;
}

/* Whether the document has exactly these lines. */
static bool has_lines(const und_doc *doc, const und_bytes *lines, uint32_t count)
{
    if (und_doc_line_count(doc) != count)
        return false;
    for (uint32_t i = 0; i < count; i++) {
        und_bytes line = und_doc_line_whole(doc, i);
        if (line.length != lines[i].length || (line.length > 0 && memcmp(line.at, lines[i].at, line.length) != 0))
            return false;
    }
    return true;
}

typedef struct model {
    und_bytes lines[400];
    uint32_t count;
} model;

static void model_read(model *m, und_bytes text)
{
    m->count = 0;
    const char *at = text.at, *end = text.at + text.length;
    while (at < end) {
        const char *stop = memchr(at, '\n', (size_t)(end - at));
        stop = stop == NULL ? end : stop;
        assert_true(m->count < 400);
        m->lines[m->count++] = (und_bytes){at, (size_t)(stop - at)};
        at = stop + 1;
    }
}

static void model_splice(model *m, uint32_t first, uint32_t removed, const und_bytes *lines, uint32_t added)
{
    memmove(m->lines + first + added, m->lines + first + removed, (m->count - first - removed) * sizeof m->lines[0]);
    if (added > 0)
        memcpy(m->lines + first, lines, added * sizeof *lines);
    m->count = m->count - removed + added;
}

static void splice(session *s, model *m, uint32_t first, uint32_t removed, const und_bytes *lines, uint32_t added)
{
    model before = *m;
    und_status status = und_doc_splice(s->doc, first, removed, lines, added);
    note(s, status);
    model_splice(m, first, removed, lines, added);
    if (status == UND_OK) {
        assert_true(has_lines(s->doc, m->lines, m->count));
        return;
    }
    assert_int_equal(status, UND_E_MEMORY);
    assert_true(strlen(und_doc_message(s->doc)) > 0);
    /* The lines from before the call, or the new ones; never some of each. */
    if (has_lines(s->doc, before.lines, before.count))
        *m = before;
    else
        assert_true(has_lines(s->doc, m->lines, m->count));
}

/* A view: what it wrote does not matter, that it says so when it could not does. */
static void look(session *s)
{
    support_clear(&s->said);
    note(s, und_write_parse(s->doc, support_bytes("x"), support_sink, &s->said));
    note(s, und_write_outline(s->doc, support_sink, &s->said));
    note(s, und_print_outline(s->doc, support_sink, &s->said));
    note(s, und_write_findings(s->doc, support_bytes("x"), support_sink, &s->said));
    note(s, und_write_brackets(s->doc, support_bytes("x"), support_sink, &s->said));
    und_settlement *settlement;
    for (und_choice choice = UND_CHOICE_ACCEPT; choice < UND_CHOICE_COUNT; choice++) {
        note(s, und_clean(s->doc, choice, &settlement));
        und_settlement_close(settlement);
        if (choice == UND_CHOICE_KEEP)
            continue;
        und_status status = und_settle(s->doc, 0, UINT32_MAX, support_bytes("UE"), choice, &settlement);
        note(s, status == UND_NONE ? UND_OK : status);
        und_settlement_close(settlement);
    }
    note(s, und_print_brackets(s->doc, support_bytes("x"), support_sink, &s->said));
    if (und_doc_line_count(s->doc) > 14) {
        note(s, und_write_explain(s->doc, 14, support_sink, &s->said));
        note(s, und_print_explain(s->doc, 2, support_sink, &s->said));
    }
    uint32_t count;
    und_operation plans[] = {
        {.kind = UND_OPERATION_DUPLICATE, .last = und_doc_line_count(s->doc)},
        {.kind = UND_OPERATION_RENUMBER, .last = und_doc_line_count(s->doc)},
        {.kind = UND_OPERATION_PUNCTUATE, .last = und_doc_line_count(s->doc)},
        {.kind = UND_OPERATION_DELETE, .last = und_doc_line_count(s->doc)},
    };
    for (size_t i = 0; i < sizeof plans / sizeof plans[0]; i++) {
        und_plan *plan;
        und_status made = und_plan_make(s->doc, &plans[i], 1, &plan);
        note(s, made);
        if (made == UND_OK) {
            note(s, und_plan_text(plan, s->doc, support_sink, &s->said));
            note(s, und_print_plan(plan, s->doc, support_sink, &s->said));
        }
        und_plan_close(plan);
    }
    note(s, und_finding_count(s->doc, &count));
    for (uint32_t id = 0; id < und_node_count(s->doc); id++) {
        und_node node;
        assert_int_equal(und_node_get(s->doc, und_doc_revision(s->doc), id, &node), UND_OK);
    }
    (void)und_doc_kind_of(s->doc);
    (void)und_doc_is_one(s->doc);
}

static void work(session *s, und_bytes letter, und_bytes resolution)
{
    und_status status = und_doc_open(s->packs, &s->doc);
    note(s, status);
    if (status != UND_OK) {
        assert_null(s->doc);
        return;
    }
    model m = {.count = 0};
    status = und_doc_read(s->doc, letter);
    note(s, status);
    /* A text that could not be read leaves the one from before, or is there whole. */
    model read;
    model_read(&read, letter);
    if (und_doc_line_count(s->doc) == 0 && status != UND_OK) {
        assert_true(has_lines(s->doc, m.lines, 0));
    } else {
        m = read;
        assert_true(has_lines(s->doc, m.lines, m.count));
    }
    look(s);
    static const und_bytes added[] = {{"Annexe II", 9},
                                      {"", 0},
                                      {"1. Une [UE : a / b] (Lampes : supprimer) [x", 43},
                                      {"qui continue.", 13},
                                      {"2. Décident <!-- undoc: off clause/opener -->", 46},
                                      {"<!-- undoc: off-file letter/date -->", 36}};
    splice(s, &m, m.count, 0, added, 6);
    splice(s, &m, m.count / 2, 0, added, 2);
    splice(s, &m, 0, m.count < 10 ? m.count : 10, added + 2, 2);
    splice(s, &m, m.count, 0, m.lines, m.count < 100 ? m.count : 100);
    look(s);
    splice(s, &m, 0, m.count, NULL, 0);
    look(s);
    model now = m;
    status = und_doc_read(s->doc, resolution);
    note(s, status);
    model_read(&m, resolution);
    if (status != UND_OK && has_lines(s->doc, now.lines, now.count))
        m = now;
    else
        assert_true(has_lines(s->doc, m.lines, m.count));
    look(s);
}

/* When there is memory again, the next edit makes the tree what it is from scratch. */
static void recover(session *s, und_packs *packs)
{
    if (s->doc == NULL)
        return;
    static const und_bytes line = {"2. Demande aux États ;", 23};
    assert_int_equal(und_doc_splice(s->doc, und_doc_line_count(s->doc), 0, &line, 1), UND_OK);
    support_text text = {0};
    support_put_words(&text, "");
    for (uint32_t i = 0; i < und_doc_line_count(s->doc); i++) {
        und_bytes one = und_doc_line_whole(s->doc, i);
        support_put(&text, one.at, one.length);
        support_put_words(&text, "\n");
    }
    und_doc *fresh = support_doc(packs, (und_bytes){text.at, text.length});
    assert_int_equal(und_node_count(s->doc), und_node_count(fresh));
    for (uint32_t id = 0; id < und_node_count(fresh); id++) {
        und_node a, b;
        assert_int_equal(und_node_get(s->doc, und_doc_revision(s->doc), id, &a), UND_OK);
        assert_int_equal(und_node_get(fresh, und_doc_revision(fresh), id, &b), UND_OK);
        a.revision = b.revision;
        assert_memory_equal(&a.kind, &b.kind, sizeof a.kind);
        assert_true(a.first == b.first && a.last == b.last && a.parent == b.parent && a.label == b.label);
    }
    und_doc_close(fresh);
    support_free(&text);
}

/* ---- a document, with packs that are there ---- */

static void documents(void **state)
{
    (void)state;
    support_text letter = support_file(SUPPORT_LETTER), resolution = support_file("tests/data/resolution-fr.txt");
    und_bytes one = {letter.at, letter.length}, two = {resolution.at, resolution.length};
    support_heap heap = {0};
    und_allocator allocator = support_allocator(&heap);
    und_packs *packs = NULL;
    const char *root = support_data_dir();
    assert_int_equal(und_packs_open(&allocator, &root, 1, &packs), UND_OK);
    /* Once with all memory: agendas and States are there from now on. */
    session first = {.packs = packs};
    work(&first, one, two);
    assert_int_equal(first.worst, UND_OK);
    und_doc_close(first.doc);
    support_free(&first.said);
    size_t blocks = heap.blocks, live = heap.live;
    size_t most = 0;
    /* Each allocation fails alone; some fail with all that follow them, which ends most work at once. */
    for (int go_on = 0; go_on < 2; go_on++) {
        size_t stride = (go_on == 1 ? 1u : 5u) * (getenv("UNDOC_VALGRIND") != NULL ? 29u : 1u);
        for (size_t nth = 1;; nth += stride) {
            heap.calls = 0;
            heap.fail_at = nth;
            heap.failed = false;
            heap.go_on = go_on == 1;
            session s = {.packs = packs};
            work(&s, one, two);
            bool failed = heap.failed;
            heap.fail_at = 0;
            if (failed && s.worst == UND_OK)
                assert_true(heap.calls > 0); /* some may fail without harm: room that is made beforehand */
            if (!failed)
                assert_int_equal(s.worst, UND_OK);
            recover(&s, packs);
            und_doc_close(s.doc);
            support_free(&s.said);
            assert_int_equal(heap.blocks, blocks);
            assert_int_equal(heap.live, live);
            most = nth;
            if (!failed)
                break;
        }
    }
    assert_true(most > 50);
    und_packs_close(packs);
    assert_int_equal(heap.blocks, 0);
    assert_int_equal(heap.live, 0);
    support_free(&letter);
    support_free(&resolution);
}

/* ---- packs, from nothing ---- */

static und_status open_small(const und_allocator *allocator, const support_text *files, und_packs **packs)
{
    und_status status = und_packs_open_empty(allocator, packs);
    if (status == UND_OK)
        status = und_packs_add_language(*packs, (und_bytes){files[0].at, files[0].length}, "fr.yaml");
    if (status == UND_OK)
        status = und_packs_add_agenda(*packs, (und_bytes){files[1].at, files[1].length}, "ga-75.yaml");
    if (status == UND_OK)
        status = und_packs_add_states(*packs, (und_bytes){files[2].at, files[2].length}, "states.yaml");
    if (status == UND_OK)
        status = und_packs_add_template(*packs, (und_bytes){files[3].at, files[3].length}, "letter.yaml");
    if (status == UND_OK)
        status = und_packs_add_parties(*packs, support_bytes("parties: {LAMP: {fr: [Lampes]}}\n"), "parties.yaml");
    return status;
}

static void packs_and_documents(void **state)
{
    (void)state;
    support_text files[4] = {support_file("data/language/fr.yaml"), support_file("data/agenda/ga-75.yaml"),
                             support_file("data/state/states.yaml"), support_file("data/template/letter.yaml")};
    support_text letter = support_file(SUPPORT_LETTER), resolution = support_file("tests/data/resolution-fr.txt");
    size_t stride = getenv("UNDOC_VALGRIND") != NULL ? 41 : 1, opened = 0;
    for (size_t nth = 1;; nth += stride) {
        support_heap heap = {.fail_at = nth, .go_on = nth % 2 == 0};
        und_allocator allocator = support_allocator(&heap);
        session s = {0};
        und_status status = open_small(&allocator, files, &s.packs);
        if (status == UND_OK) {
            work(&s, (und_bytes){letter.at, letter.length}, (und_bytes){resolution.at, resolution.length});
            opened++;
        } else {
            assert_int_equal(status, UND_E_MEMORY);
        }
        und_doc_close(s.doc);
        und_packs_close(s.packs);
        support_free(&s.said);
        assert_int_equal(heap.blocks, 0);
        assert_int_equal(heap.live, 0);
        if (!heap.failed) {
            assert_int_equal(s.worst, UND_OK);
            assert_true(nth > opened); /* some of them failed while the packs were opened */
            break;
        }
        /* Behind the first document nothing new is opened: the test above goes on from there. */
        if (opened > 60)
            break;
    }
    assert_true(opened > 0);
    for (size_t i = 0; i < 4; i++)
        support_free(&files[i]);
    support_free(&letter);
    support_free(&resolution);
}

/* The folders of the project themselves: their first allocations, and some of all others. */
static void folders_of_packs(void **state)
{
    (void)state;
    const char *root = support_data_dir();
    size_t stride = getenv("UNDOC_VALGRIND") != NULL ? 400 : 23;
    for (size_t nth = 1;; nth += nth < 12 ? 1 : stride) {
        support_heap heap = {.fail_at = nth};
        und_allocator allocator = support_allocator(&heap);
        und_packs *packs = NULL;
        und_status status = und_packs_open(&allocator, &root, 1, &packs);
        if (status == UND_OK) {
            const und_agenda *agenda = NULL;
            const und_state *states = NULL;
            const und_template *templates = NULL;
            uint32_t count = 0;
            (void)und_packs_agenda(packs, 75, &agenda);
            (void)und_packs_states(packs, &states, &count);
            (void)und_packs_templates(packs, &templates, &count);
        } else {
            assert_int_equal(status, UND_E_MEMORY);
        }
        und_packs_close(packs);
        assert_int_equal(heap.blocks, 0);
        assert_int_equal(heap.live, 0);
        if (!heap.failed) {
            assert_int_equal(status, UND_OK);
            break;
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(documents),
        cmocka_unit_test(packs_and_documents),
        cmocka_unit_test(folders_of_packs),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
