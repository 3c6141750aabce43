/* Speed and memory of the core, beside md4c and cmark on the same texts in the same run. A whole text is lent to the
 * core, as to md4c; the last column has the time with a copy of it.
 *
 *   bench FILE...      the real texts that the measured ones are made of
 *
 * A time is the best of several runs: what the machine can do when nothing else disturbs it. Times of keystrokes are
 * percentiles of single ones. */
#include "texts.h"
#include "undoc/json.h"
#include "undoc/negotiated.h"

#include <cmark.h>
#include <md4c.h>

#define KB 1000u
#define MB (1000u * KB)
#define EDITS 20000u     /* keystrokes measured for each text and manner */
#define BURST 40u        /* keystrokes at one place before the next: about half a line */
#define MEASURE_TIME 1.5 /* seconds that a parser goes on repeating itself */
#define TURNS 10

/* ---- the three parsers ---- */

static int md_nothing_block(MD_BLOCKTYPE type, void *detail, void *context)
{
    (void)type, (void)detail, (void)context;
    return 0;
}

static int md_nothing_span(MD_SPANTYPE type, void *detail, void *context)
{
    (void)type, (void)detail, (void)context;
    return 0;
}

static int md_nothing_text(MD_TEXTTYPE type, const MD_CHAR *at, MD_SIZE size, void *context)
{
    (void)type, (void)at, (void)size, (void)context;
    return 0;
}

static void parse_md4c(text from)
{
    MD_PARSER none = {0,    0,   md_nothing_block, md_nothing_block, md_nothing_span, md_nothing_span, md_nothing_text,
                      NULL, NULL};
    if (md_parse(from.at, (MD_SIZE)from.length, &none, NULL) != 0)
        give_up("md4c failed");
}

static void parse_cmark(text from)
{
    cmark_node *root = cmark_parse_document(from.at, from.length, CMARK_OPT_DEFAULT);
    if (root == NULL)
        give_up("cmark failed");
    cmark_node_free(root);
}

/* As md4c does, the text where it is; or a copy of it, as an editor's text. */
typedef enum manner { LENT, COPIED } manner;

static und_doc *parse_undoc(und_packs *packs, text from, manner how)
{
    und_doc *doc;
    und_bytes bytes = {from.at, from.length};
    if (und_doc_open(packs, &doc) != UND_OK ||
        (how == LENT ? und_doc_read_lent(doc, bytes) : und_doc_read(doc, bytes)) != UND_OK)
        give_up("undoc failed");
    return doc;
}

/* What a whole text is given to. */
enum { OURS, OURS_COPIED, MD4C, CMARK, PARSERS };

static double run_once(int parser, und_packs *packs, text from)
{
    double start = now();
    if (parser == MD4C)
        parse_md4c(from);
    else if (parser == CMARK)
        parse_cmark(from);
    else
        und_doc_close(parse_undoc(packs, from, parser == OURS ? LENT : COPIED));
    return now() - start;
}

/* The best of several runs of each. They take turns, so that what disturbs the machine disturbs them all; a turn has
 * several runs, so that each finds its own memory in the caches. */
static void best_of_each(und_packs *packs, text from, double *least)
{
    for (int p = 0; p < PARSERS; p++)
        least[p] = 1e9;
    for (int turn = 0; turn < TURNS; turn++)
        for (int p = 0; p < PARSERS; p++) {
            double begin = now();
            for (int runs = 0; runs < 3 || now() - begin < MEASURE_TIME / TURNS; runs++) {
                double took = run_once(p, packs, from);
                if (took < least[p])
                    least[p] = took;
            }
        }
}

/* ---- keystrokes ---- */

static int compare_double(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* Types into a line: the line as it is then goes to und_doc_splice, as an editor hands it over. */
static void keystrokes(und_packs *packs, text from, bool jumping, double *took)
{
    und_doc *doc = parse_undoc(packs, from, COPIED);
    uint64_t seed = 20260101;
    uint32_t lines = und_doc_line_count(doc), line = 0;
    char *typed = need(malloc(from.length + EDITS + 1));
    for (uint32_t i = 0; i < EDITS; i++) {
        if (jumping || i % BURST == 0)
            line = next_random(&seed) % lines;
        und_bytes old = und_doc_line(doc, line);
        size_t at = old.length == 0 ? 0 : next_random(&seed) % (old.length + 1);
        memcpy(typed, old.at, at);
        typed[at] = (char)('a' + next_random(&seed) % 26);
        memcpy(typed + at + 1, old.at + at, old.length - at);
        und_bytes now_there = {typed, old.length + 1};
        double start = now();
        und_status status = und_doc_splice(doc, line, 1, &now_there, 1);
        took[i] = now() - start;
        if (status != UND_OK)
            give_up("a keystroke failed");
    }
    qsort(took, EDITS, sizeof *took, compare_double);
    free(typed);
    und_doc_close(doc);
}

static void print_keystrokes(und_packs *packs, const char *name, text from)
{
    static const char *const manners[] = {"typing", "jumping"};
    double *took = need(malloc(EDITS * sizeof *took));
    for (int jumping = 0; jumping < 2; jumping++) {
        keystrokes(packs, from, jumping != 0, took);
        printf("%-16s %-8s %8.2f %8.2f %8.2f %8.2f\n", name, manners[jumping], took[EDITS / 2] * 1e6,
               took[EDITS / 100 * 95] * 1e6, took[EDITS / 100 * 99] * 1e6, took[EDITS - 1] * 1e6);
    }
    free(took);
}

/* ---- memory ---- */

static void print_memory(const char *name, text from)
{
    counter count = {0};
    und_allocator allocator = {count_resize, &count};
    und_packs *packs = open_packs(&allocator);
    und_doc *doc = NULL;
    if (und_doc_open(packs, &doc) != UND_OK) /* the lexicon is made here, and is the packs' */
        give_up("undoc failed");
    size_t before = count.held;
    if (und_doc_read(doc, (und_bytes){from.at, from.length}) != UND_OK)
        give_up("undoc failed");
    size_t held = count.held - before;
    size_t peak = count.peak - before;
    size_t lines = und_doc_line_count(doc), nodes = und_node_count(doc) - 1;
    size_t budget = 16 * lines + 32 * nodes + from.length;
    double line = (double)(held - from.length) / (double)lines;
    printf("%-16s %9zu %9zu %11zu %7.3f %7.1f %9zu", name, lines, nodes, held, (double)held / (double)budget, line,
           peak);
    /* After typing all over it: the slack that edits leave. */
    uint64_t seed = 7;
    char *typed = need(malloc(from.length + 1));
    for (uint32_t i = 0; i < EDITS; i++) {
        uint32_t at = next_random(&seed) % und_doc_line_count(doc);
        und_bytes old = und_doc_line(doc, at);
        memcpy(typed, old.at, old.length);
        if (und_doc_splice(doc, at, 1, &(und_bytes){typed, old.length}, 1) != UND_OK)
            give_up("a keystroke failed");
    }
    free(typed);
    printf(" %7.3f\n", (double)(count.held - before) / (double)budget);
    und_doc_close(doc);
    und_packs_close(packs);
    if (count.held != 0)
        give_up("memory was not given back");
}

/* ---- text that is not agreed ---- */

#define BRACKET_EDITS 500u

/* What the status and the highlighting ask after a keystroke: how many brackets are open. */
static void print_brackets(und_packs *packs, const char *name, text from)
{
    und_doc *doc = parse_undoc(packs, from, COPIED);
    und_negotiation all;
    double start = now();
    if (und_negotiation_get(doc, &all) != UND_OK)
        give_up("brackets failed");
    double first = now() - start, took[BRACKET_EDITS];
    uint64_t seed = 11;
    char *typed = need(malloc(from.length + 2));
    for (uint32_t i = 0; i < BRACKET_EDITS; i++) {
        uint32_t at = next_random(&seed) % und_doc_line_count(doc);
        und_bytes old = und_doc_line(doc, at);
        memcpy(typed, old.at, old.length);
        typed[old.length] = 'x';
        if (und_doc_splice(doc, at, 1, &(und_bytes){typed, old.length + 1}, 1) != UND_OK)
            give_up("a keystroke failed");
        start = now();
        if (und_negotiation_get(doc, &all) != UND_OK)
            give_up("brackets failed");
        took[i] = now() - start;
    }
    free(typed);
    qsort(took, BRACKET_EDITS, sizeof *took, compare_double);
    start = now();
    und_settlement *settlement = NULL;
    und_status status = und_settle(doc, 0, UINT32_MAX, (und_bytes){"", 0}, UND_CHOICE_DROP, &settlement);
    double settled = now() - start;
    if (status != UND_OK && status != UND_NONE)
        give_up("settling failed");
    und_settlement_close(settlement);
    printf("%-22s %8u %9.2f %9.1f %9.1f %9.2f\n", name, all.open, first * 1e3, took[BRACKET_EDITS / 2] * 1e6,
           took[BRACKET_EDITS * 99 / 100] * 1e6, settled * 1e3);
    und_doc_close(doc);
}

/* ---- plans ---- */

#define PLANS 20

/* The fastest of several plans, made and closed. Their changes go to `*changes`. */
static double fastest_plan(und_doc *doc, und_operation operation, uint32_t *changes)
{
    double least = 1e9;
    for (int i = 0; i < PLANS; i++) {
        und_plan *plan;
        und_change change;
        double start = now();
        if (und_plan_make(doc, &operation, 1, &plan) != UND_OK)
            give_up("a plan failed");
        und_plan_close(plan);
        double took = now() - start;
        least = took < least ? took : least;
        if (i == 0 && und_plan_make(doc, &operation, 1, &plan) == UND_OK) {
            for (*changes = 0; und_plan_change_get(plan, *changes, &change) == UND_OK;)
                ++*changes;
            und_plan_close(plan);
        }
    }
    return least;
}

/* An operative paragraph in the middle is moved down by two, deleted, and one is put in before it; and all is renumbered. The
 * first plan of a revision has to read the references. */
static void print_plans(und_packs *packs, const char *name, text from)
{
    und_doc *doc = parse_undoc(packs, from, COPIED);
    und_node node = {0};
    for (uint32_t id = und_node_count(doc) / 2; id < und_node_count(doc); id++)
        if (und_node_get(doc, und_doc_revision(doc), id, &node) == UND_OK && node.kind == UND_KIND_OPERATIVE &&
            UND_LABEL_VALUE(node.label) == 2)
            break;
    und_operation operations[] = {
        {.kind = UND_OPERATION_MOVE, .first = node.first, .last = node.first + 1, .to = UND_TO_DOWN, .count = 2},
        {.kind = UND_OPERATION_DELETE, .first = node.first, .last = node.first + 1},
        {.kind = UND_OPERATION_INSERT, .into = UND_KIND_OPERATIVE, .line = node.first, .text = {"Decides", 7}},
        {.kind = UND_OPERATION_RENUMBER, .last = und_doc_line_count(doc)},
    };
    und_plan *plan;
    double start = now();
    if (und_plan_make(doc, &operations[0], 1, &plan) != UND_OK)
        give_up("a plan failed");
    double first = now() - start;
    und_plan_close(plan);
    /* After a keystroke: what the others say is kept. */
    und_bytes line = und_doc_line(doc, node.first + 1);
    char *typed = need(malloc(line.length + 1));
    memcpy(typed, line.at, line.length);
    if (und_doc_splice(doc, node.first + 1, 1, &(und_bytes){typed, line.length}, 1) != UND_OK)
        give_up("a keystroke failed");
    free(typed);
    start = now();
    if (und_plan_make(doc, &operations[0], 1, &plan) != UND_OK)
        give_up("a plan failed");
    double edited = now() - start;
    und_plan_close(plan);
    printf("%-16s %8.2f %8.2f", name, first * 1e3, edited * 1e3);
    for (size_t i = 0; i < sizeof operations / sizeof operations[0]; i++) {
        uint32_t changes = 0;
        double took = fastest_plan(doc, operations[i], &changes);
        printf(" %8.3f (%4u)", took * 1e3, changes);
    }
    printf("\n");
    und_doc_close(doc);
}

/* ---- the first document ---- */

static void print_first(text letter)
{
    double least[3] = {1e9, 1e9, 1e9};
    for (int i = 0; i < 40; i++) {
        double start = now();
        und_packs *packs = open_packs(NULL);
        double packs_open = now();
        und_doc *doc = parse_undoc(packs, letter, COPIED);
        double there = now();
        size_t written = 0;
        if (und_write_outline(doc, no_sink, &written) != UND_OK ||
            und_write_findings(doc, (und_bytes){"", 0}, no_sink, &written) != UND_OK)
            give_up("a view failed");
        double seen = now();
        und_doc_close(doc);
        und_packs_close(packs);
        double took[3] = {packs_open - start, there - packs_open, seen - there};
        for (int k = 0; k < 3; k++)
            if (took[k] < least[k])
                least[k] = took[k];
    }
    printf("packs %.2f ms, first document of %zu bytes %.2f ms, its outline and findings %.2f ms: %.2f ms in all\n",
           least[0] * 1e3, letter.length, least[1] * 1e3, least[2] * 1e3, (least[0] + least[1] + least[2]) * 1e3);
}

int main(int argc, char **argv)
{
    if (argc < 2)
        give_up("usage: bench LETTER FILE...");
    text letter = read_file(argv[1]);
    text all = {NULL, 0};
    for (int i = 2; i < argc && all.length < MB; i++) {
        text one = read_file(argv[i]);
        append(&all, one.at, one.length);
        append(&all, "\n\n", 2);
        free(one.at);
    }
    if (all.length == 0)
        give_up("no text");
    text shapes[2];
    shapes[0] = unwrap(all);
    shapes[1] = wrap(shapes[0]);
    static const char *const shape_names[] = {"a line each", "wrapped"};
    static const size_t sizes[] = {63 * KB, MB, 8 * MB, 2 * MB};
    static const char *const size_names[] = {"63 KB", "1 MB", "8 MB", "2 MB"};
    text texts[2][4];
    for (int shape = 0; shape < 2; shape++) {
        text whole = repeat(shapes[shape], MB); /* 8 MB is the same megabyte eight times */
        for (int size = 0; size < 4; size++)
            texts[shape][size] = repeat(whole, sizes[size]);
        free(whole.at);
    }
    und_packs *packs = open_packs(NULL);

    printf("Full parse, text to tree (ms; times as fast as md4c, must be >= 2, and cmark, >= 8)\n");
    printf("%-22s %9s %9s %9s %8s %8s %8s %9s\n", "", "undoc", "md4c", "cmark", "x md4c", "x cmark", "MB/s", "copied");
    double ours[2][3];
    for (int shape = 0; shape < 2; shape++)
        for (int size = 0; size < 3; size++) {
            text t = texts[shape][size];
            double took[PARSERS];
            best_of_each(packs, t, took);
            double u = took[OURS];
            ours[shape][size] = u;
            char name[64];
            snprintf(name, sizeof name, "%s, %s", size_names[size], shape_names[shape]);
            printf("%-22s %9.3f %9.3f %9.3f %8.2f %8.2f %8.0f %9.3f\n", name, u * 1e3, took[MD4C] * 1e3,
                   took[CMARK] * 1e3, took[MD4C] / u, took[CMARK] / u, (double)t.length / u / 1e6,
                   took[OURS_COPIED] * 1e3);
            fflush(stdout);
        }
    for (int shape = 0; shape < 2; shape++)
        printf("8 MB over 1 MB, %s: %.2f (must be <= 9.6)\n", shape_names[shape], ours[shape][2] / ours[shape][1]);

    printf("\nKeystroke, splice of one line to current tree (us; must be p50 <= 10, p99 <= 150 up to 2 MB)\n");
    printf("%-16s %-8s %8s %8s %8s %8s\n", "", "", "p50", "p95", "p99", "most");
    static const int order[] = {0, 1, 3, 2};
    for (int shape = 0; shape < 2; shape++)
        for (int i = 0; i < 4; i++) {
            char name[64];
            snprintf(name, sizeof name, "%s, %s", size_names[order[i]], shape == 0 ? "lines" : "wrapped");
            print_keystrokes(packs, name, texts[shape][order[i]]);
            fflush(stdout);
        }

    printf("\nMemory (budget: 16 bytes a line + 32 a node + the text; `edited` is after %u edits all over it)\n",
           EDITS);
    printf("%-16s %9s %9s %11s %7s %7s %9s %7s\n", "", "lines", "nodes", "held", "/budget", "a line", "peak", "edited");
    for (int shape = 0; shape < 2; shape++)
        for (int size = 0; size < 3; size++) {
            char name[64];
            snprintf(name, sizeof name, "%s, %s", size_names[size], shape == 0 ? "lines" : "wrapped");
            print_memory(name, texts[shape][size]);
        }

    printf("\nText that is not agreed (first ms, after a keystroke us, all of it dropped ms)\n");
    printf("%-22s %8s %9s %9s %9s %9s\n", "", "open", "first", "p50", "p99", "dropped");
    text informal = read_file("tests/data/informal/rev-01.txt");
    print_brackets(packs, "63 KB, resolutions", texts[0][0]);
    print_brackets(packs, "2 MB, resolutions", texts[0][3]);
    for (int size = 0; size < 4; size += 3) {
        text whole = repeat(informal, sizes[size]);
        print_brackets(packs, size == 0 ? "63 KB, an informal" : "2 MB, an informal", whole);
        free(whole.at);
    }
    free(informal.at);
    printf("\nPlans of edits (ms, and how many changes; must be <= 1 of 63 KB, <= 30 of 2 MB; `first` reads the "
           "references,\n`edited` "
           "comes after a keystroke)\n");
    printf("%-16s %8s %8s %15s %15s %15s %15s\n", "", "first", "edited", "move", "delete", "insert", "renumber");
    for (int shape = 0; shape < 2; shape++)
        for (int size = 0; size < 4; size += 3) {
            char name[64];
            snprintf(name, sizeof name, "%s, %s", size_names[size], shape == 0 ? "lines" : "wrapped");
            print_plans(packs, name, texts[shape][size]);
            fflush(stdout);
        }

    printf("\nFirst document (must be <= 10 ms, packs included)\n");
    print_first(letter);

    und_packs_close(packs);
    for (int shape = 0; shape < 2; shape++) {
        for (int size = 0; size < 4; size++)
            free(texts[shape][size].at);
        free(shapes[shape].at);
    }
    free(all.at);
    free(letter.at);
    return 0;
}
