/* The whole job that a user gets, beside cmark's way to HTML on the same text in the same run: tree, references, findings,
 * JSON; and the tree alone. Once on a heap that is warm, once in a process that has no memory yet.
 *
 *   job NAME FILE...   measures; NAME says what the texts are
 *   job --once FILE    does it once, for counting its instructions
 *
 * A time is the best of several runs. */
#define _POSIX_C_SOURCE 200809L /* fork, pipe */

#include "texts.h"

#include "undoc/json.h"

#include <cmark.h>
#include <sys/wait.h>
#include <unistd.h>

#define KB 1000u
#define MB (1000u * KB)
#define MEASURE_TIME 0.6 /* seconds that each goes on repeating itself */
#define FRESH_RUNS 5

typedef struct times {
    double tree, job, html;
} times;

/* What is counted by --once: kept in one piece. */
__attribute__((noinline)) und_status whole_job(und_packs *packs, text from, size_t *written);

und_status whole_job(und_packs *packs, text from, size_t *written)
{
    und_doc *doc;
    if (und_doc_open(packs, &doc) != UND_OK || und_doc_read_lent(doc, (und_bytes){from.at, from.length}) != UND_OK)
        give_up("undoc failed");
    und_bytes name = {"text", 4};
    und_status status = und_write_parse(doc, name, no_sink, written);
    if (status == UND_OK)
        status = und_write_findings(doc, name, no_sink, written);
    und_doc_close(doc);
    return status;
}

static double tree_once(und_packs *packs, text from)
{
    double start = now();
    und_doc *doc;
    if (und_doc_open(packs, &doc) != UND_OK || und_doc_read_lent(doc, (und_bytes){from.at, from.length}) != UND_OK)
        give_up("undoc failed");
    und_doc_close(doc);
    return now() - start;
}

static double job_once(und_packs *packs, text from)
{
    size_t written = 0;
    double start = now();
    if (whole_job(packs, from, &written) != UND_OK)
        give_up("the job failed");
    return now() - start;
}

static double html_once(text from)
{
    double start = now();
    char *html = need(cmark_markdown_to_html(from.at, from.length, CMARK_OPT_DEFAULT));
    double took = now() - start;
    free(html);
    return took;
}

static void keep_least(double *least, double took)
{
    *least = took < *least ? took : *least;
}

static times measure_warm(und_packs *packs, text from)
{
    times least = {1e9, 1e9, 1e9};
    double begin = now();
    for (int runs = 0; runs < 3 || now() - begin < 3 * MEASURE_TIME; runs++) {
        keep_least(&least.tree, tree_once(packs, from));
        keep_least(&least.job, job_once(packs, from));
        keep_least(&least.html, html_once(from));
    }
    return least;
}

/* One of the three in a child, whose memory the system has to give it page by page. */
static double in_child(und_packs *packs, text from, int which)
{
    int ends[2];
    double took = 0;
    if (pipe(ends) != 0)
        give_up("no pipe");
    pid_t child = fork();
    if (child < 0)
        give_up("no child");
    if (child == 0) {
        took = which == 0 ? tree_once(packs, from) : which == 1 ? job_once(packs, from) : html_once(from);
        ssize_t written = write(ends[1], &took, sizeof took);
        _exit(written == (ssize_t)sizeof took ? 0 : 1);
    }
    (void)close(ends[1]);
    bool ok = read(ends[0], &took, sizeof took) == (ssize_t)sizeof took;
    (void)close(ends[0]);
    (void)waitpid(child, NULL, 0);
    if (!ok)
        give_up("a child failed");
    return took;
}

static times measure_fresh(und_packs *packs, text from)
{
    times least = {1e9, 1e9, 1e9};
    double *const of[] = {&least.tree, &least.job, &least.html};
    for (int run = 0; run < FRESH_RUNS; run++)
        for (int which = 0; which < 3; which++)
            keep_least(of[which], in_child(packs, from, which));
    return least;
}

static void print(const char *name, const char *how, times took)
{
    printf("%-24s %-6s %9.3f %9.3f %9.3f %8.2f\n", name, how, took.tree * 1e3, took.job * 1e3, took.html * 1e3,
           took.html / took.job);
    fflush(stdout);
}

static int once(const char *path)
{
    und_packs *packs = open_packs(NULL);
    text from = read_file(path);
    size_t written = 0;
    und_status status = whole_job(packs, from, &written);
    free(from.at);
    und_packs_close(packs);
    return status == UND_OK && written > 0 ? 0 : 2;
}

int main(int argc, char **argv)
{
    if (argc < 3)
        give_up("usage: job NAME FILE... | job --once FILE");
    if (strcmp(argv[1], "--once") == 0)
        return once(argv[2]);
    text all = {NULL, 0};
    for (int i = 2; i < argc && all.length < MB; i++) {
        text one = read_file(argv[i]);
        append(&all, one.at, one.length);
        append(&all, "\n\n", 2);
        free(one.at);
    }
    text shapes[2];
    shapes[0] = unwrap(all);
    shapes[1] = wrap(shapes[0]);
    und_packs *packs = open_packs(NULL);
    for (int shape = 0; shape < 2; shape++) {
        text one = repeat(shapes[shape], MB);
        for (int size = 0; size < 2; size++) {
            text from = repeat(one, size == 0 ? MB : 8 * MB);
            char name[64];
            snprintf(name, sizeof name, "%s, %s, %s", argv[1], size == 0 ? "1 MB" : "8 MB",
                     shape == 0 ? "a line each" : "wrapped");
            print(name, "warm", measure_warm(packs, from));
            print("", "fresh", measure_fresh(packs, from));
            free(from.at);
        }
        free(one.at);
        free(shapes[shape].at);
    }
    und_packs_close(packs);
    free(all.at);
    return 0;
}
