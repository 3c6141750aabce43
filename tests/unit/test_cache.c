/* A cache of language packs: what is read from it is what was read from YAML; a file that is damaged, or of
 * other packs, is as if it were not there; what cannot be cached says why. */
#include "support.h"
#include "undoc/json.h"

#include "read/lexicon.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

static const char *const samples[] = {
    "tests/data/000_ccba38e56b2f2219.txt",
    "tests/data/declaration-en.txt",
    "tests/data/letter-en.txt",
    "tests/data/letter-ru.txt",
    "tests/data/note-verbale-es.txt",
    "tests/data/resolution-ar.txt",
    "tests/data/resolution-en.txt",
    "tests/data/resolution-fr.txt",
    "tests/data/resolution-zh.txt",
};
#define SAMPLES (sizeof samples / sizeof samples[0])

/* ---- a folder with a copy of two languages ---- */

typedef struct place {
    char folder[64], language[80], en[96], fr[96], kept[80], other[80];
} place;

static void put_file(const char *path, const char *at, size_t length)
{
    FILE *out = fopen(path, "wb");
    assert_non_null(out);
    assert_int_equal(fwrite(at, 1, length, out), length);
    assert_int_equal(fclose(out), 0);
}

static void put_copy(const char *path, const char *of)
{
    support_text text = support_file(of);
    put_file(path, text.at, text.length);
    support_free(&text);
}

static support_text get_file(const char *path)
{
    support_text text = {0};
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    char buffer[8192];
    size_t got;
    while ((got = fread(buffer, 1, sizeof buffer, file)) > 0)
        support_put(&text, buffer, got);
    assert_int_equal(fclose(file), 0);
    return text;
}

static int with_place(void **state)
{
    place *p = malloc(sizeof *p);
    if (p == NULL)
        return -1;
    (void)snprintf(p->folder, sizeof p->folder, "/tmp/undoc-kept-XXXXXX");
    if (mkdtemp(p->folder) == NULL)
        return -1;
    (void)snprintf(p->language, sizeof p->language, "%s/language", p->folder);
    (void)snprintf(p->en, sizeof p->en, "%s/en.yaml", p->language);
    (void)snprintf(p->fr, sizeof p->fr, "%s/fr.yaml", p->language);
    (void)snprintf(p->kept, sizeof p->kept, "%s/packs", p->folder);
    (void)snprintf(p->other, sizeof p->other, "%s/other", p->folder);
    if (mkdir(p->language, 0700) != 0)
        return -1;
    put_copy(p->en, "data/language/en.yaml");
    put_copy(p->fr, "data/language/fr.yaml");
    *state = p;
    return 0;
}

static int without_place(void **state)
{
    place *p = *state;
    const char *const all[] = {p->en, p->fr, p->kept, p->other};
    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++)
        (void)unlink(all[i]);
    int gone = rmdir(p->language) == 0 && rmdir(p->folder) == 0 ? 0 : -1; /* nothing else was left in them */
    free(p);
    return gone;
}

static und_packs *open_kept(const char *root, const char *kept)
{
    und_packs *packs = NULL;
    assert_int_equal(und_packs_open_cached(NULL, &root, 1, &kept, 1, &packs), UND_OK);
    assert_int_equal(und_packs_problem_total(packs), 0);
    return packs;
}

/* Packs of the place, read from YAML and kept. */
static void keep_place(const place *p)
{
    und_packs *packs = open_kept(p->folder, p->kept);
    assert_false(und_packs_are_cached(packs));
    assert_int_equal(und_packs_cache(packs, p->kept), UND_OK);
    und_packs_close(packs);
}

static bool is_taken(const place *p)
{
    und_packs *packs = open_kept(p->folder, p->kept);
    bool taken = und_packs_are_cached(packs);
    und_packs_close(packs);
    return taken;
}

/* Everything that is said of a text, with the reason for each line. */
static void tell(und_packs *packs, const char *name, support_text *out)
{
    support_text text = support_file(name);
    und_doc *doc = support_doc(packs, (und_bytes){text.at, text.length});
    assert_int_equal(und_write_parse(doc, support_bytes(name), support_sink, out), UND_OK);
    for (uint32_t line = 0; line < und_doc_line_count(doc); line++)
        assert_int_equal(und_write_explain(doc, line, support_sink, out), UND_OK);
    und_doc_close(doc);
    support_free(&text);
}

/* ---- the same ---- */

static void all_languages_are_recognised_the_same(void **state)
{
    place *p = *state;
    und_packs *read = support_packs();
    assert_int_equal(und_packs_cache(read, p->kept), UND_OK);
    und_packs *kept = open_kept(support_data_dir(), p->kept);
    assert_true(und_packs_are_cached(kept));
    assert_false(und_packs_are_cached(read));
    assert_int_equal(und_language_count(kept), und_language_count(read));
    assert_int_equal(und_language_count(kept), 6);
    for (size_t i = 0; i < SAMPLES; i++) {
        support_text expected = {0}, got = {0};
        tell(read, samples[i], &expected);
        tell(kept, samples[i], &got);
        assert_true(expected.length > 1000);
        assert_string_equal(got.at, expected.at);
        support_free(&expected);
        support_free(&got);
    }
    /* Nothing was built anew. */
    assert_true(und_lexicon_of(kept)->cached);
    und_packs_close(kept);
    und_packs_close(read);
}

static void the_other_packs_are_read_as_ever(void **state)
{
    place *p = *state;
    und_packs *read = support_packs();
    assert_int_equal(und_packs_cache(read, p->kept), UND_OK);
    und_packs_close(read);
    und_packs *kept = open_kept(support_data_dir(), p->kept);
    assert_true(und_packs_are_cached(kept));
    const und_agenda *agenda;
    assert_int_equal(und_packs_agenda(kept, 75, &agenda), UND_OK);
    assert_non_null(agenda);
    const und_state *states;
    const und_template *templates;
    uint32_t count;
    assert_int_equal(und_packs_states(kept, &states, &count), UND_OK);
    assert_true(count > 190);
    assert_int_equal(und_packs_templates(kept, &templates, &count), UND_OK);
    assert_true(count > 0);
    und_packs_close(kept);
}

static void the_same_packs_make_the_same_file(void **state)
{
    place *p = *state;
    und_packs *one = support_packs(), *two = support_packs();
    assert_int_equal(und_packs_cache(one, p->kept), UND_OK);
    assert_int_equal(und_packs_cache(two, p->other), UND_OK);
    support_text a = get_file(p->kept), b = get_file(p->other);
    assert_int_equal(a.length, b.length);
    assert_memory_equal(a.at, b.at, a.length);
    support_free(&a);
    support_free(&b);
    und_packs_close(one);
    und_packs_close(two);
}

static void a_file_may_be_replaced_while_it_is_used(void **state)
{
    place *p = *state;
    keep_place(p);
    und_packs *old = open_kept(p->folder, p->kept);
    assert_true(und_packs_are_cached(old));
    support_text before = {0}, after = {0};
    tell(old, SUPPORT_LETTER, &before);
    support_text text = get_file(p->en);
    support_put_words(&text, "# One line more.\n");
    put_file(p->en, text.at, text.length);
    support_free(&text);
    keep_place(p);
    tell(old, SUPPORT_LETTER, &after);
    assert_string_equal(after.at, before.at);
    und_packs_close(old);
    assert_true(is_taken(p));
    support_free(&before);
    support_free(&after);
}

/* An upgrade that copies over the file, or a home that is synchronised, makes it shorter for a moment. */
static void a_file_may_become_shorter_while_it_is_used(void **state)
{
    place *p = *state;
    const und_bytes line = support_bytes("Recalling its resolution 75/1,");
    keep_place(p);
    support_text whole = get_file(p->kept), letter = support_file(SUPPORT_LETTER), expected = {0};
    und_packs *read = open_kept(p->folder, p->other);
    assert_false(und_packs_are_cached(read));
    tell(read, SUPPORT_LETTER, &expected);
    und_packs_close(read);
    for (size_t length = 0; length < whole.length; length += whole.length / 3) {
        put_file(p->kept, whole.at, whole.length);
        und_packs *packs = open_kept(p->folder, p->kept);
        assert_true(und_packs_are_cached(packs));
        und_doc *doc = support_doc(packs, (und_bytes){letter.at, letter.length});
        assert_int_equal(truncate(p->kept, (off_t)length), 0);
        uint32_t last = und_doc_line_count(doc);
        assert_int_equal(und_doc_splice(doc, last, 0, &line, 1), UND_OK);
        assert_int_equal(und_doc_splice(doc, last, 1, NULL, 0), UND_OK);
        support_text edited = {0}, anew = {0};
        assert_int_equal(und_write_parse(doc, support_bytes(SUPPORT_LETTER), support_sink, &edited), UND_OK);
        assert_memory_equal(edited.at, expected.at, edited.length);
        tell(packs, SUPPORT_LETTER, &anew);
        assert_string_equal(anew.at, expected.at);
        und_doc_close(doc);
        und_packs_close(packs);
        support_free(&edited);
        support_free(&anew);
    }
    support_free(&whole);
    support_free(&letter);
    support_free(&expected);
}

static void a_language_may_be_added_to_kept_ones(void **state)
{
    place *p = *state;
    keep_place(p);
    und_packs *packs = open_kept(p->folder, p->kept);
    assert_true(und_packs_are_cached(packs));
    support_text yaml = support_file("data/language/ru.yaml");
    assert_int_equal(und_packs_add_language(packs, (und_bytes){yaml.at, yaml.length}, "ru.yaml"), UND_OK);
    assert_int_equal(und_language_count(packs), 3);
    support_text letter = support_file("tests/data/letter-ru.txt");
    und_doc *doc = support_doc(packs, (und_bytes){letter.at, letter.length});
    assert_string_equal(und_language_at(packs, und_doc_language(doc))->code, "ru");
    und_doc_close(doc);
    support_free(&letter);
    support_free(&yaml);
    und_packs_close(packs);
}

/* ---- what is passed over ---- */

static void a_damaged_file_is_passed_over(void **state)
{
    place *p = *state;
    keep_place(p);
    assert_true(is_taken(p));
    support_text whole = get_file(p->kept);
    /* One bit: in all of the head, and here and there after it. */
    for (size_t at = 0; at < whole.length; at += at < 512 ? 1 : whole.length / 37) {
        whole.at[at] ^= (char)(1u << (at % 8));
        put_file(p->kept, whole.at, whole.length);
        assert_false(is_taken(p));
        whole.at[at] ^= (char)(1u << (at % 8));
    }
    /* A part of it. */
    for (size_t length = 0; length < whole.length; length += length < 64 ? 7 : whole.length / 29) {
        put_file(p->kept, whole.at, length);
        assert_false(is_taken(p));
    }
    put_file(p->kept, whole.at, whole.length - 1);
    assert_false(is_taken(p));
    /* More than it. */
    support_put(&whole, "", 1);
    put_file(p->kept, whole.at, whole.length);
    assert_false(is_taken(p));
    put_file(p->kept, whole.at, whole.length - 1);
    assert_true(is_taken(p));
    support_free(&whole);
}

static void a_file_of_other_packs_is_passed_over(void **state)
{
    place *p = *state;
    keep_place(p);
    assert_true(is_taken(p));
    /* The same words, written anew: another time, and perhaps other words. */
    struct timespec times[2] = {{.tv_nsec = UTIME_OMIT}, {.tv_sec = 1000000000, .tv_nsec = 5}};
    assert_int_equal(utimensat(AT_FDCWD, p->fr, times, 0), 0);
    assert_false(is_taken(p));
    keep_place(p);
    assert_true(is_taken(p));
    times[1].tv_nsec = 6;
    assert_int_equal(utimensat(AT_FDCWD, p->fr, times, 0), 0);
    assert_false(is_taken(p));
    times[1].tv_nsec = 5;
    assert_int_equal(utimensat(AT_FDCWD, p->fr, times, 0), 0);
    assert_true(is_taken(p));
    /* Another size at the same time. */
    support_text text = get_file(p->fr);
    support_put_words(&text, "#\n");
    put_file(p->fr, text.at, text.length);
    support_free(&text);
    assert_int_equal(utimensat(AT_FDCWD, p->fr, times, 0), 0);
    assert_false(is_taken(p));
    /* One language fewer. */
    keep_place(p);
    assert_true(is_taken(p));
    assert_int_equal(unlink(p->fr), 0);
    assert_false(is_taken(p));
    /* One more than was kept. */
    keep_place(p);
    assert_true(is_taken(p));
    put_copy(p->fr, "data/language/fr.yaml");
    assert_false(is_taken(p));
}

static void a_user_pack_that_hides_one_is_seen(void **state)
{
    place *p = *state;
    und_packs *packs = support_packs();
    assert_int_equal(und_packs_cache(packs, p->kept), UND_OK);
    und_packs_close(packs);
    const char *const roots[] = {p->folder, support_data_dir()};
    const char *const kept[] = {"/nonexistent/undoc", p->folder, p->kept, p->other};
    assert_int_equal(und_packs_open_cached(NULL, roots, 2, kept, 3, &packs), UND_OK);
    assert_false(und_packs_are_cached(packs));
    assert_int_equal(und_packs_problem_total(packs), 0);
    assert_int_equal(und_packs_cache(packs, p->other), UND_OK);
    und_packs_close(packs);
    /* The first that fits is taken. */
    assert_int_equal(und_packs_open_cached(NULL, roots, 2, kept, 4, &packs), UND_OK);
    assert_true(und_packs_are_cached(packs));
    assert_string_equal(und_language_at(packs, 1)->file, p->en);
    und_packs_close(packs);
}

/* ---- what cannot be cached ---- */

static void expect_refused(und_packs *packs, const char *path, und_status status, const char *why)
{
    assert_int_equal(und_packs_cache(packs, path), status);
    if (strstr(und_packs_message(packs), why) == NULL)
        fail_msg("%s", und_packs_message(packs));
}

static void what_cannot_be_kept_says_why(void **state)
{
    place *p = *state;
    const char *root = p->folder;
    und_packs *packs;
    support_text yaml = support_file("data/language/en.yaml");
    /* Not from a file. */
    assert_int_equal(und_packs_open_empty(NULL, &packs), UND_OK);
    assert_int_equal(und_packs_add_language(packs, (und_bytes){yaml.at, yaml.length}, "en.yaml"), UND_OK);
    expect_refused(packs, p->kept, UND_E_DATA, "they are not from files");
    und_packs_close(packs);
    /* Kept already. */
    keep_place(p);
    packs = open_kept(p->folder, p->kept);
    expect_refused(packs, p->other, UND_E_DATA, "they were cached already");
    und_packs_close(packs);
    /* Nowhere to write. */
    packs = open_kept(p->folder, p->other);
    expect_refused(packs, "/nonexistent/undoc/packs", UND_E_IO, "/nonexistent/undoc/packs: ");
    expect_refused(packs, p->language, UND_E_IO, p->language);
    assert_int_equal(und_packs_cache(packs, NULL), UND_E_ARGUMENT);
    assert_int_equal(und_packs_cache(NULL, p->other), UND_E_ARGUMENT);
    /* It is still good for all else. */
    support_text said = {0};
    tell(packs, SUPPORT_LETTER, &said);
    support_free(&said);
    und_packs_close(packs);
    /* Something is wrong in them: it must be said each time, so they are read each time. */
    support_put_words(&yaml, "colour: red\n");
    put_file(p->en, yaml.at, yaml.length);
    for (int i = 0; i < 2; i++) {
        assert_int_equal(und_packs_open_cached(NULL, &root, 1, (const char *const[]){p->kept}, 1, &packs), UND_OK);
        assert_int_equal(und_packs_problem_total(packs), 1);
        expect_refused(packs, p->kept, UND_E_DATA, "something is wrong in them");
        und_packs_close(packs);
    }
    support_free(&yaml);
}

static void no_kept_file_is_a_mistake_of_the_caller(void **state)
{
    place *p = *state;
    const char *root = p->folder, *none = NULL;
    und_packs *packs;
    assert_int_equal(und_packs_open_cached(NULL, &root, 1, NULL, 1, &packs), UND_E_ARGUMENT);
    assert_null(packs);
    assert_int_equal(und_packs_open_cached(NULL, &root, 1, &none, 1, &packs), UND_E_ARGUMENT);
    assert_null(packs);
    assert_int_equal(und_packs_open_cached(NULL, &root, 1, NULL, 0, &packs), UND_OK);
    und_packs_close(packs);
}

/* ---- memory ---- */

static void memory_may_run_out_while_keeping(void **state)
{
    place *p = *state;
    const char *root = p->folder, *kept = p->kept;
    size_t wrote = 0, stride = getenv("UNDOC_VALGRIND") != NULL ? 11 : 1;
    for (size_t nth = 1;; nth += stride) {
        support_heap heap = {0};
        und_allocator allocator = support_allocator(&heap);
        und_packs *packs = NULL;
        assert_int_equal(und_packs_open(&allocator, &root, 1, &packs), UND_OK);
        heap.calls = 0;
        heap.fail_at = nth;
        und_status status = und_packs_cache(packs, kept);
        bool failed = heap.failed;
        if (failed) {
            assert_int_equal(status, UND_E_MEMORY);
            assert_string_equal(und_packs_message(packs), "out of memory");
            heap.fail_at = 0;
            assert_int_equal(und_packs_cache(packs, kept), UND_OK);
            wrote++;
        }
        assert_int_equal(status, failed ? UND_E_MEMORY : UND_OK);
        und_packs_close(packs);
        assert_int_equal(heap.blocks, 0);
        assert_int_equal(heap.live, 0);
        if (!failed)
            break;
    }
    assert_true(wrote > 2);
}

static void memory_may_run_out_while_taking(void **state)
{
    place *p = *state;
    keep_place(p);
    const char *root = p->folder, *kept = p->kept;
    size_t failures = 0;
    for (size_t nth = 1;; nth++) {
        support_heap heap = {.fail_at = nth};
        und_allocator allocator = support_allocator(&heap);
        und_packs *packs = NULL;
        und_doc *doc = NULL;
        und_status status = und_packs_open_cached(&allocator, &root, 1, &kept, 1, &packs);
        if (status == UND_OK) {
            assert_true(und_packs_are_cached(packs));
            status = und_doc_open(packs, &doc);
        }
        assert_int_equal(status, heap.failed ? UND_E_MEMORY : UND_OK);
        failures += heap.failed;
        und_doc_close(doc);
        und_packs_close(packs);
        assert_int_equal(heap.blocks, 0);
        assert_int_equal(heap.live, 0);
        if (!heap.failed)
            break;
    }
    assert_true(failures > 2);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, with_place, without_place)
    const struct CMUnitTest tests[] = {
        TEST(all_languages_are_recognised_the_same),
        TEST(the_other_packs_are_read_as_ever),
        TEST(the_same_packs_make_the_same_file),
        TEST(a_file_may_be_replaced_while_it_is_used),
        TEST(a_file_may_become_shorter_while_it_is_used),
        TEST(a_language_may_be_added_to_kept_ones),
        TEST(a_damaged_file_is_passed_over),
        TEST(a_file_of_other_packs_is_passed_over),
        TEST(a_user_pack_that_hides_one_is_seen),
        TEST(what_cannot_be_kept_says_why),
        TEST(no_kept_file_is_a_mistake_of_the_caller),
        TEST(memory_may_run_out_while_keeping),
        TEST(memory_may_run_out_while_taking),
    };
    return cmocka_run_group_tests_name("cached packs", tests, NULL, NULL);
}
