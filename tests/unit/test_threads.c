/* Documents of the same packs in threads of their own: what each says is what it says alone. Run under ThreadSanitizer
 * as well (`make test-threads`), which sees what goes wrong only now and then. */
#include "support.h"

#include "undoc/json.h"

#include <pthread.h>
#include <sys/stat.h>
#include <unistd.h>

#define THREADS 4u
#define ROUNDS 3u

static const char *const samples[] = {
    SUPPORT_LETTER,
    "tests/data/letter-en.txt",
    "tests/data/resolution-fr.txt",
    "tests/data/letter-ru.txt",
    "tests/data/note-verbale-es.txt",
    "tests/data/resolution-ar.txt",
    "tests/data/declaration-en.txt",
};
#define SAMPLES (sizeof samples / sizeof samples[0])

static support_text texts[SAMPLES];

static int read_samples(void **state)
{
    (void)state;
    for (size_t i = 0; i < SAMPLES; i++)
        texts[i] = support_file(samples[i]);
    return 0;
}

static int forget_samples(void **state)
{
    (void)state;
    for (size_t i = 0; i < SAMPLES; i++)
        support_free(&texts[i]);
    return 0;
}

/* Everything that can be asked of a document. False: a call failed. */
static bool say_all(und_doc *doc, support_text *out)
{
    und_bytes name = support_bytes("x");
    bool good = und_write_parse(doc, name, support_sink, out) == UND_OK &&
                und_write_findings(doc, name, support_sink, out) == UND_OK &&
                und_write_outline(doc, support_sink, out) == UND_OK &&
                und_print_outline(doc, support_sink, out) == UND_OK;
    for (uint32_t line = 0; good && line < und_doc_line_count(doc); line += 7)
        good = und_write_explain(doc, line, support_sink, out) == UND_OK;
    return good;
}

/* Opens a document, edits it line by line, and asks it before and after. */
static bool work_on(und_packs *packs, const support_text *text, support_text *out)
{
    und_doc *doc = NULL;
    bool good = und_doc_open(packs, &doc) == UND_OK &&
                und_doc_read(doc, (und_bytes){text->at, text->length}) == UND_OK && say_all(doc, out);
    for (uint32_t line = 0; good && line < und_doc_line_count(doc); line += 3) {
        char copy[4096];
        und_bytes old = und_doc_line(doc, line);
        size_t length = old.length < sizeof copy ? old.length : sizeof copy;
        if (length > 0)
            memcpy(copy, old.at, length);
        und_bytes back = {copy, length};
        good = und_doc_splice(doc, line, 1, NULL, 0) == UND_OK && und_doc_splice(doc, line, 0, &back, 1) == UND_OK;
    }
    good = good && say_all(doc, out);
    und_doc_close(doc);
    return good;
}

/* What all samples say, one thread after the other. */
static support_text alone(const char *const *roots, size_t count, size_t *problems)
{
    und_packs *packs = NULL;
    assert_int_equal(und_packs_open(NULL, roots, count, &packs), UND_OK);
    support_text out = {0};
    for (size_t i = 0; i < SAMPLES; i++)
        assert_true(work_on(packs, &texts[i], &out));
    *problems = und_packs_problem_count(packs);
    und_packs_close(packs);
    return out;
}

typedef struct worker {
    pthread_t thread;
    pthread_mutex_t *gate;
    und_packs *packs;
    const support_text *wanted;
    bool good, same;
} worker;

static void *work(void *context)
{
    worker *w = context;
    /* All begin at the same time: what is read when it is first asked for is asked for by all of them. */
    pthread_mutex_lock(w->gate);
    pthread_mutex_unlock(w->gate);
    support_text out = {0};
    w->good = true;
    for (size_t i = 0; i < SAMPLES; i++)
        w->good = w->good && work_on(w->packs, &texts[i], &out);
    w->same = out.length == w->wanted->length && memcmp(out.at, w->wanted->at, out.length) == 0;
    support_free(&out);
    return NULL;
}

/* What one thread may ask of the packs themselves while others use their documents. */
static void ask_packs(und_packs *packs)
{
    support_text out = {0};
    for (uint32_t session = 60; session <= 80; session++)
        assert_int_equal(und_write_agenda(packs, session, support_sink, &out), UND_OK);
    assert_int_equal(und_write_agenda_sessions(packs, support_sink, &out), UND_OK);
    assert_int_equal(und_write_states(packs, support_sink, &out), UND_OK);
    assert_int_equal(und_write_templates(packs, support_sink, &out), UND_OK);
    assert_int_equal(und_write_problems(packs, support_sink, &out), UND_OK);
    for (size_t i = 0; i < und_packs_problem_count(packs); i++)
        assert_true(strlen(und_packs_problem(packs, i)->message) > 0);
    const und_bytes keys[] = {support_bytes("lang"), support_bytes("state"), support_bytes("items")};
    const und_bytes values[] = {support_bytes("fr"), support_bytes("UZ"), support_bytes("128(a)")};
    assert_int_equal(und_draft(packs, support_bytes("letter"), keys, values, 3, support_sink, &out), UND_OK);
    assert_int_equal(und_draft(packs, support_bytes("no such template"), keys, values, 3, support_sink, &out),
                     UND_E_DATA);
    support_free(&out);
}

static void run_together(const char *const *roots, size_t count)
{
    size_t problems;
    support_text wanted = alone(roots, count, &problems);
    unsigned rounds = getenv("UNDOC_VALGRIND") != NULL ? 1 : ROUNDS;
    for (unsigned round = 0; round < rounds; round++) {
        und_packs *packs = NULL;
        assert_int_equal(und_packs_open(NULL, roots, count, &packs), UND_OK);
        pthread_mutex_t gate = PTHREAD_MUTEX_INITIALIZER;
        worker workers[THREADS];
        pthread_mutex_lock(&gate);
        for (size_t i = 0; i < THREADS; i++) {
            workers[i] = (worker){.gate = &gate, .packs = packs, .wanted = &wanted};
            assert_int_equal(pthread_create(&workers[i].thread, NULL, work, &workers[i]), 0);
        }
        pthread_mutex_unlock(&gate);
        ask_packs(packs);
        char message[UND_MESSAGE_MAX];
        (void)snprintf(message, sizeof message, "%s", und_packs_message(packs));
        for (size_t i = 0; i < THREADS; i++)
            assert_int_equal(pthread_join(workers[i].thread, NULL), 0);
        pthread_mutex_destroy(&gate);
        for (size_t i = 0; i < THREADS; i++) {
            assert_true(workers[i].good);
            assert_true(workers[i].same);
        }
        /* What documents found wrong in a pack is a problem, once, and no message to who drafted. */
        assert_int_equal(und_packs_problem_count(packs), problems);
        assert_string_equal(und_packs_message(packs), message);
        assert_non_null(strstr(message, "no such template"));
        und_packs_close(packs);
    }
    support_free(&wanted);
}

static void documents_of_the_same_packs(void **state)
{
    (void)state;
    const char *const roots[] = {support_data_dir()};
    run_together(roots, 1);
}

static void packs_with_something_wrong(void **state)
{
    (void)state;
    char folder[] = "/tmp/undoc-threads-XXXXXX", path[128];
    assert_non_null(mkdtemp(folder));
    (void)snprintf(path, sizeof path, "%s/agenda", folder);
    assert_int_equal(mkdir(path, 0755), 0);
    (void)snprintf(path, sizeof path, "%s/agenda/ga-75.yaml", folder);
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    fputs("session: 75\ncomplete: perhaps\nitems:\n  128: {en: Cooperation, xx: a title}\n  none: {}\n", file);
    assert_int_equal(fclose(file), 0);
    const char *const roots[] = {folder, support_data_dir()};
    size_t problems;
    support_text out = alone(roots, 2, &problems);
    support_free(&out);
    assert_true(problems >= 2);
    run_together(roots, 2);
    assert_int_equal(unlink(path), 0);
    (void)snprintf(path, sizeof path, "%s/agenda", folder);
    assert_int_equal(rmdir(path), 0);
    assert_int_equal(rmdir(folder), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(documents_of_the_same_packs),
        cmocka_unit_test(packs_with_something_wrong),
    };
    return cmocka_run_group_tests(tests, read_samples, forget_samples);
}
