/* After any edit the tree equals one that is made from scratch.
 *
 * Documents made of the samples are edited at random: typing, inserting, deleting, joining, splitting, pasting blocks,
 * moving, going back to an earlier state, most of it near the borders of nodes. After each edit the document is
 * compared with a second one that reads the same lines anew: every node as callers see it, every node as it is stored
 * with the machine's state in it, and every now and then the whole of what und_write_parse says.
 *
 *   UND_SEED=n   begins with this seed; the seed of a run is printed
 *   UND_EDITS=n  so many edits
 *
 * A difference is shrunk: the script of edits, then the lines, then the bytes of a line, as long as it still differs.
 */
#include "support.h"

#include "edits/generate.h"
#include "edits/shrink.h"

#include <time.h>

#define EDITS 200000u
#define EDITS_SANITIZED 100000u /* the same under sanitizers: three times as slow */
#define EDITS_VALGRIND 600u     /* 50 times as slow */

#define EDITS_A_DOCUMENT 250u
#define PARSE_EVERY 40u /* comparing all the text of und_write_parse costs as much as 20 comparisons of nodes */

#if defined(__SANITIZE_ADDRESS__)
#define SANITIZED true
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define SANITIZED true
#endif
#endif
#ifndef SANITIZED
#define SANITIZED false
#endif

/* One document, and what is made to it. */
typedef struct table {
    rig rig;
    generator made;
    und_doc *doc;
    text_lines before; /* the text before the last edit */
    script script;
    uint64_t edits;
} table;

static void new_document(table *t)
{
    und_doc_close(t->doc);
    t->script.count = 0;
    if (und_doc_open(t->rig.packs, &t->doc) != UND_OK)
        exit(70);
    generator_text(&t->made);
    lines_copy(&t->script.start, &t->made.text);
    lines_read(t->doc, &t->made.text, &t->rig.lent, one_in(&t->made.dice, 2));
}

static void table_open(table *t, und_packs *packs, uint64_t seed)
{
    memset(t, 0, sizeof *t);
    rig_open(&t->rig, packs);
    generator_open(&t->made, seed);
}

static void table_close(table *t)
{
    und_doc_close(t->doc);
    rig_close(&t->rig);
    generator_close(&t->made);
    lines_free(&t->before);
    script_free(&t->script);
}

/* Makes one edit; false: the tree differs. */
static bool step(table *t)
{
    lines_copy(&t->before, &t->made.text);
    edit e = generator_edit(&t->made, t->doc);
    script_push(&t->script, e);
    if (und_doc_splice(t->doc, e.first, e.removed, e.lines, e.added) != UND_OK) {
        snprintf(t->rig.why, sizeof t->rig.why, "the splice failed: %s", und_doc_message(t->doc));
        return false;
    }
    lines_splice(&t->made.text, &e);
    t->edits++;
    return rig_same(&t->rig, t->doc, &t->made.text, (uint32_t)t->edits, t->edits % PARSE_EVERY == 0);
}

static uint64_t from_environment(const char *name, uint64_t otherwise)
{
    const char *text = getenv(name);
    return text == NULL || text[0] == '\0' ? otherwise : strtoull(text, NULL, 10);
}

static void random_edits(void **state)
{
    uint64_t seed = from_environment("UND_SEED", (uint64_t)time(NULL) * 1000003u + (uint64_t)clock());
    uint64_t edits = from_environment("UND_EDITS", getenv("UNDOC_VALGRIND") != NULL ? EDITS_VALGRIND
                                                   : SANITIZED                      ? EDITS_SANITIZED
                                                                                    : EDITS);
    printf("UND_SEED=%llu UND_EDITS=%llu\n", (unsigned long long)seed, (unsigned long long)edits);
    fflush(stdout);
    table t;
    table_open(&t, *state, seed);
    bool ok = true;
    for (uint64_t i = 0; i < edits && ok; i++) {
        if (i % EDITS_A_DOCUMENT == 0)
            new_document(&t);
        ok = step(&t);
    }
    if (!ok)
        shrink(&t.rig, &t.script, &t.before, &t.made.arena, seed);
    /* Each kind of edit was made: a table of chances that leaves one out would test less than it says. */
    for (int kind = 0; ok && edits >= EDITS_SANITIZED && kind < EDIT_KINDS; kind++)
        if (t.made.kinds[kind] == 0) {
            fprintf(stderr, "no edit of kind %d was made\n", kind);
            ok = false;
        }
    table_close(&t);
    assert_true(ok);
}

/* The letter as it is typed, byte by byte, at the end of a document; then taken away again from its beginning. */
static void typing(void **state)
{
    table t;
    table_open(&t, *state, 1);
    new_document(&t);
    und_doc_close(t.doc);
    assert_int_equal(und_doc_open(*state, &t.doc), UND_OK);
    t.made.text.count = 0;
    support_text letter = support_file(SUPPORT_LETTER);
    lines_push(&t.made.text, (und_bytes){letter.at, 0});
    assert_int_equal(und_doc_splice(t.doc, 0, 0, t.made.text.at, 1), UND_OK);
    size_t stride = getenv("UNDOC_VALGRIND") != NULL ? 97 : 1;
    for (size_t i = 0; i < letter.length; i++) {
        uint32_t last = t.made.text.count - 1;
        if (letter.at[i] == '\n') {
            und_bytes line = {letter.at + i + 1, 0};
            lines_push(&t.made.text, line);
            assert_int_equal(und_doc_splice(t.doc, last + 1, 0, &line, 1), UND_OK);
        } else {
            t.made.text.at[last].length++;
            assert_int_equal(und_doc_splice(t.doc, last, 1, &t.made.text.at[last], 1), UND_OK);
        }
        if (i % stride == 0 && !rig_same(&t.rig, t.doc, &t.made.text, (uint32_t)i, i % 61 == 0))
            fail_msg("after %zu bytes: %s", i + 1, t.rig.why);
    }
    assert_true(rig_same(&t.rig, t.doc, &t.made.text, 0, true));
    while (t.made.text.count > 0) {
        edit first = {0, 1, 0, NULL};
        lines_splice(&t.made.text, &first);
        assert_int_equal(und_doc_splice(t.doc, 0, 1, NULL, 0), UND_OK);
        if (!rig_same(&t.rig, t.doc, &t.made.text, t.made.text.count, false))
            fail_msg("with %u lines left: %s", t.made.text.count, t.rig.why);
    }
    support_free(&letter);
    table_close(&t);
}

/* Deciding may look UND_LOOKAHEAD_LINES past a node's end and no further: what interrupts a paragraph grows by a line at a
 * time until the rest of the paragraph is out of sight, and shrinks again. */
static void horizon(void **state)
{
    static const struct {
        const char *head, *fill, *tail;
    } cases[] = {
        {"1. Decides that a sentence which a page break interrupts goes", "", "on behind it;"},
        {"1. Decides that a sentence which a page break interrupts goes", "21-07755 (E)    160621", "on behind it;"},
        {"(i) The first", "", "(j) The second"},
        {"(i) The first", "text of the paragraph", "(ii) The second"},
        {"United Nations", "", "General Assembly"},
        {"Annex", "", "[Original: Russian]"},
        {"The Ministers of the States,", "", "Recalling what was said,"},
        {"1.", "", "Decides to remain seized of the matter."},
        {"(a)", "", "In May;"},
        {"1)", "", "21-07755 (E)    160621"},
        {"1.", "21-07755 (E)    160621", "Decides to remain seized of the matter."},
        {"Letter dated 4 May 2020 from the Permanent Representative of Malta to the", "", "President of the Council"},
    };
    table t;
    table_open(&t, *state, 1);
    for (size_t c = 0; c < sizeof cases / sizeof cases[0]; c++) {
        new_document(&t);
        edit all = {0, t.made.text.count, 0, NULL};
        lines_splice(&t.made.text, &all);
        lines_push(&t.made.text, support_bytes(cases[c].head));
        lines_push(&t.made.text, support_bytes(cases[c].tail));
        assert_int_equal(und_doc_splice(t.doc, 0, und_doc_line_count(t.doc), t.made.text.at, t.made.text.count),
                         UND_OK);
        und_bytes fill = support_bytes(cases[c].fill);
        for (uint32_t i = 0; i < 2 * UND_LOOKAHEAD_LINES; i++) {
            edit e = {1, 0, 1, &fill};
            lines_splice(&t.made.text, &e);
            assert_int_equal(und_doc_splice(t.doc, 1, 0, &fill, 1), UND_OK);
            if (!rig_same(&t.rig, t.doc, &t.made.text, (uint32_t)i, false))
                fail_msg("case %zu, %u lines between: %s", c, i + 1, t.rig.why);
        }
        /* The end is retyped while it is near the horizon and beyond it. */
        for (uint32_t i = 0; i < 2 * UND_LOOKAHEAD_LINES; i++) {
            uint32_t last = t.made.text.count - 1;
            und_bytes none = {"", 0}, line = support_bytes(cases[c].tail);
            for (int turn = 0; turn < 2; turn++) {
                edit e = {last, 1, 1, turn == 0 ? &none : &line};
                lines_splice(&t.made.text, &e);
                assert_int_equal(und_doc_splice(t.doc, e.first, 1, e.lines, 1), UND_OK);
                if (!rig_same(&t.rig, t.doc, &t.made.text, (uint32_t)i, false))
                    fail_msg("case %zu, end retyped with %u lines: %s", c, t.made.text.count, t.rig.why);
            }
            edit e = {1, 1, 0, NULL};
            lines_splice(&t.made.text, &e);
            assert_int_equal(und_doc_splice(t.doc, 1, 1, NULL, 0), UND_OK);
            if (!rig_same(&t.rig, t.doc, &t.made.text, (uint32_t)i, false))
                fail_msg("case %zu, %u lines left: %s", c, t.made.text.count, t.rig.why);
        }
    }
    table_close(&t);
}

/* What tells that a block interrupts a paragraph lies after the block: the symbol at the head of a page. It comes and goes
 * at every distance from the paragraph. */
static void interruptions_at_the_horizon(void **state)
{
    static const char *const heads[] = {"Decides that a sentence which a page break interrupts goes",
                                        "21-07755 (E)    160621 21-07755 (E)    160621"};
    static const char *const tails[][3] = {{"2", "C", "21-0"}, {"2", "The title", "A/75/1"}, {"___", "a note", "1"}};
    table t;
    table_open(&t, *state, 1);
    for (size_t c = 0; c < 6; c++)
        for (uint32_t blanks = UND_LOOKAHEAD_LINES - 8; blanks < UND_LOOKAHEAD_LINES + 4; blanks++) {
            new_document(&t);
            edit all = {0, t.made.text.count, 0, NULL};
            lines_splice(&t.made.text, &all);
            lines_push(&t.made.text, support_bytes("Annex"));
            lines_push(&t.made.text, support_bytes("Title"));
            lines_push(&t.made.text, support_bytes(""));
            lines_push(&t.made.text, support_bytes(heads[c % 2]));
            for (uint32_t i = 0; i < blanks; i++)
                lines_push(&t.made.text, support_bytes(""));
            for (size_t i = 0; i < 3; i++)
                lines_push(&t.made.text, support_bytes(tails[c / 2][i]));
            assert_int_equal(und_doc_splice(t.doc, 0, und_doc_line_count(t.doc), t.made.text.at, t.made.text.count),
                             UND_OK);
            und_bytes between = support_bytes("between");
            uint32_t last = t.made.text.count - 1;
            const edit edits[] = {{last, 0, 1, &between}, {last, 1, 0, NULL}, {last, 1, 0, NULL}};
            for (size_t e = 0; e < sizeof edits / sizeof edits[0]; e++) {
                edit one = edits[e];
                lines_splice(&t.made.text, &one);
                assert_int_equal(und_doc_splice(t.doc, one.first, one.removed, one.lines, one.added), UND_OK);
                if (!rig_same(&t.rig, t.doc, &t.made.text, blanks, false))
                    fail_msg("case %zu, %u blank lines, edit %zu: %s", c, blanks, e, t.rig.why);
            }
        }
    table_close(&t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(typing),
        cmocka_unit_test(horizon),
        cmocka_unit_test(interruptions_at_the_horizon),
        cmocka_unit_test(random_edits),
    };
    return cmocka_run_group_tests(tests, support_open_packs, support_close_packs);
}
