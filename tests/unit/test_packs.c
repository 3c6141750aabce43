/* Folders of packs: what is found where, what hides what, what is read when; memory that runs out at every point. */
#include "pack_support.h"

#include "pack/folder.h"
#include "undoc/agenda.h"

#include <sys/stat.h>
#include <unistd.h>

/* ---- folders that last as long as a test ---- */

#define PATHS_MAX 64u

typedef struct house {
    char root[2][64]; /* two roots */
    char made[PATHS_MAX][160];
    size_t count;
} house;

static void remember(house *h, const char *path)
{
    assert_true(h->count < PATHS_MAX);
    (void)snprintf(h->made[h->count++], sizeof h->made[0], "%s", path);
}

static void folder(house *h, const char *path)
{
    assert_int_equal(mkdir(path, 0700), 0);
    remember(h, path);
}

/* The path of "language/en.yaml" in a root. */
static const char *path_in(const house *h, size_t root, const char *name, char *out, size_t room)
{
    (void)snprintf(out, room, "%s/%s", h->root[root], name);
    return out;
}

static void file(house *h, size_t root, const char *name, const char *text)
{
    char path[160];
    path_in(h, root, name, path, sizeof path);
    FILE *out = fopen(path, "wb");
    assert_non_null(out);
    assert_int_equal(fwrite(text, 1, strlen(text), out), strlen(text));
    assert_int_equal(fclose(out), 0);
    for (size_t i = 0; i < h->count; i++)
        if (strcmp(h->made[i], path) == 0)
            return;
    remember(h, path);
}

static void build_house(house *h)
{
    static const char *const folders[] = {"language", "agenda", "state", "template"};
    h->count = 0;
    for (size_t root = 0; root < 2; root++) {
        (void)snprintf(h->root[root], sizeof h->root[root], "/tmp/undoc-packs-XXXXXX");
        assert_non_null(mkdtemp(h->root[root]));
        remember(h, h->root[root]);
        for (size_t i = 0; i < 4; i++) {
            char path[160];
            folder(h, path_in(h, root, folders[i], path, sizeof path));
        }
    }
}

static void pull_down(house *h)
{
    while (h->count > 0)
        if (remove(h->made[--h->count]) != 0)
            print_error("%s stays behind\n", h->made[h->count]);
}

static int with_house(void **state)
{
    house *h = malloc(sizeof *h);
    if (h == NULL)
        return -1;
    build_house(h);
    *state = h;
    return 0;
}

static int without_house(void **state)
{
    pull_down(*state);
    free(*state);
    return 0;
}

static und_status open_house(const house *h, const und_allocator *allocator, und_packs **out)
{
    const char *const roots[] = {h->root[0], h->root[1]};
    return und_packs_open(allocator, roots, 2, out);
}

#define AGENDA(session, title) "session: " session "\nsource: A/" session "/251\nitems: {1: {en: " title "}}\n"
#define TEMPLATE(name, body) "template: " name "\npart: part\nbody: {en: " body "}\n"

static void furnish(house *h)
{
    file(h, 1, "language/en.yaml", SMALL_EN);
    file(h, 1, "language/fr.yaml", SMALL_FR);
    file(h, 1, "agenda/ga-75.yaml", AGENDA("75", "Ours"));
    file(h, 1, "agenda/ga-9.yaml", AGENDA("9", "Ours"));
    file(h, 1, "state/states.yaml", "states: {UZ: {en: {name: Uzbekistan, of: Uzbekistan}}}\n");
    file(h, 1, "template/letter.yaml", TEMPLATE("letter", "Ours"));
}

static void expect_item(und_packs *packs, uint32_t session, const char *title)
{
    const und_agenda *agenda;
    assert_int_equal(und_packs_agenda(packs, session, &agenda), UND_OK);
    if (title == NULL) {
        assert_null(agenda);
        return;
    }
    assert_non_null(agenda);
    assert_bytes_equal(und_agenda_title_in(agenda, und_agenda_find(agenda, 1, ""), 0), title);
}

static void expect_sessions(und_packs *packs, const char *expected)
{
    const uint16_t *sessions;
    uint32_t count;
    assert_int_equal(und_packs_agenda_sessions(packs, &sessions, &count), UND_OK);
    char got[128] = "";
    size_t used = 0;
    for (uint32_t i = 0; i < count; i++)
        used += (size_t)snprintf(got + used, sizeof got - used, "%s%u", i > 0 ? " " : "", (unsigned)sessions[i]);
    assert_string_equal(got, expected);
}

/* ---- what is found ---- */

static void packs_are_found_in_folders(void **state)
{
    house *h = *state;
    furnish(h);
    file(h, 1, "language/notes.txt", "no pack");
    file(h, 1, "language/.hidden.yaml", "no pack");
    file(h, 1, "language/.yaml", "no pack");
    file(h, 1, "agenda/ga-75.yaml.orig", "no pack");
    file(h, 1, "agenda/ga-075.yaml", "no pack of ours");
    file(h, 1, "agenda/ga-1000.yaml", "no pack of ours");
    file(h, 1, "agenda/ga-.yaml", "no pack of ours");
    file(h, 1, "agenda/sc-75.yaml", "no pack of ours");
    und_packs *packs;
    assert_int_equal(open_house(h, NULL, &packs), UND_OK);
    assert_string_equal(und_packs_message(packs), "");
    assert_int_equal(und_language_count(packs), 2);
    assert_string_equal(und_language_code(packs, 0), "en");
    assert_string_equal(und_language_code(packs, 1), "fr");
    char path[160];
    assert_string_equal(und_language_at(packs, 1)->file, path_in(h, 1, "language/fr.yaml", path, sizeof path));
    expect_sessions(packs, "9 75");
    expect_item(packs, 75, "Ours");
    expect_item(packs, 74, NULL);
    const und_agenda *once, *twice;
    assert_int_equal(und_packs_agenda(packs, 75, &once), UND_OK);
    expect_item(packs, 9, "Ours");
    assert_int_equal(und_packs_agenda(packs, 75, &twice), UND_OK);
    assert_ptr_equal(once, twice);
    const und_state *states;
    const und_template *templates;
    uint32_t count;
    assert_int_equal(und_packs_states(packs, &states, &count), UND_OK);
    assert_int_equal(count, 1);
    assert_int_equal(und_packs_templates(packs, &templates, &count), UND_OK);
    assert_int_equal(count, 1);
    assert_int_equal(und_packs_problem_total(packs), 0);
    und_packs_close(packs);
}

static void an_earlier_root_hides_a_later_one(void **state)
{
    house *h = *state;
    furnish(h);
    file(h, 0, "language/fr.yaml", "language: fr\nscript: latin\nsource: x\nopeners: {operative: Mienne}\n");
    file(h, 0, "language/de.yaml", "language: de\nscript: latin\nsource: x\nopeners: {operative: Meins}\n");
    file(h, 0, "agenda/ga-75.yaml", AGENDA("75", "Mine"));
    file(h, 0, "agenda/ga-81.yaml", AGENDA("81", "Mine"));
    file(h, 0, "state/states.yaml", "states: {AA: {en: {name: x}}, BB: {en: {name: x}}}\n");
    file(h, 0, "template/letter.yaml", TEMPLATE("letter", "Mine"));
    file(h, 0, "template/annex.yaml", TEMPLATE("annex", "Mine"));
    und_packs *packs;
    assert_int_equal(open_house(h, NULL, &packs), UND_OK);
    /* In the order of their file names, whatever root they are of. */
    assert_int_equal(und_language_count(packs), 3);
    assert_string_equal(und_language_code(packs, 0), "de");
    assert_string_equal(und_language_code(packs, 1), "en");
    assert_string_equal(und_language_code(packs, 2), "fr");
    assert_int_equal(und_language_at(packs, 2)->count, 1);
    expect_sessions(packs, "9 75 81");
    const und_agenda *agenda;
    assert_int_equal(und_packs_agenda(packs, 75, &agenda), UND_OK);
    assert_bytes_equal(und_agenda_title_in(agenda, und_agenda_find(agenda, 1, ""), 1), "Mine");
    const und_state *states;
    uint32_t count;
    assert_int_equal(und_packs_states(packs, &states, &count), UND_OK);
    assert_int_equal(count, 2);
    const und_template *templates;
    assert_int_equal(und_packs_templates(packs, &templates, &count), UND_OK);
    assert_int_equal(count, 2);
    assert_bytes_equal(templates[0].name, "annex");
    assert_bytes_equal(templates[1].bodies[1], "Mine");
    assert_int_equal(und_packs_problem_total(packs), 0);
    und_packs_close(packs);
}

static void everything_but_languages_is_read_when_needed(void **state)
{
    house *h = *state;
    furnish(h);
    file(h, 1, "agenda/ga-75.yaml", "broken: [\n");
    file(h, 1, "state/states.yaml", "broken: [\n");
    file(h, 1, "template/letter.yaml", "broken: [\n");
    und_packs *packs;
    assert_int_equal(open_house(h, NULL, &packs), UND_OK);
    assert_int_equal(und_packs_problem_total(packs), 0);
    expect_item(packs, 75, NULL);
    size_t after_agenda = und_packs_problem_total(packs);
    assert_true(after_agenda > 0);
    expect_item(packs, 75, NULL); /* told once */
    assert_int_equal(und_packs_problem_total(packs), after_agenda);
    const und_state *states;
    const und_template *templates;
    uint32_t count;
    assert_int_equal(und_packs_states(packs, &states, &count), UND_OK);
    assert_int_equal(count, 0);
    size_t after_states = und_packs_problem_total(packs);
    assert_true(after_states > after_agenda);
    assert_int_equal(und_packs_states(packs, &states, &count), UND_OK);
    assert_int_equal(und_packs_problem_total(packs), after_states);
    assert_int_equal(und_packs_templates(packs, &templates, &count), UND_OK);
    assert_int_equal(count, 0);
    assert_true(und_packs_problem_total(packs) > after_states);
    und_packs_close(packs);
}

static void a_new_agenda_is_found_after_a_refresh(void **state)
{
    house *h = *state;
    furnish(h);
    und_packs *packs;
    assert_int_equal(open_house(h, NULL, &packs), UND_OK);
    expect_item(packs, 81, NULL);
    expect_item(packs, 75, "Ours");
    expect_sessions(packs, "9 75");
    const und_agenda *before, *after;
    assert_int_equal(und_packs_agenda(packs, 75, &before), UND_OK);
    file(h, 0, "agenda/ga-81.yaml", AGENDA("81", "New"));
    expect_item(packs, 81, NULL); /* no looking at the disk for every keystroke */
    und_packs_refresh(packs);
    expect_item(packs, 81, "New");
    expect_sessions(packs, "9 75 81");
    assert_int_equal(und_packs_agenda(packs, 75, &after), UND_OK);
    assert_ptr_equal(before, after);
    /* One from memory counts as well. */
    assert_int_equal(und_packs_add_agenda(packs, bytes_of(AGENDA("33", "Memory")), "x"), UND_OK);
    expect_sessions(packs, "9 33 75 81");
    und_packs_close(packs);
}

static void names_of_files_are_checked(void **state)
{
    house *h = *state;
    furnish(h);
    file(h, 1, "language/de.yaml", "language: es\nscript: latin\nsource: x\nopeners: {operative: x}\n");
    file(h, 1, "agenda/ga-75.yaml", AGENDA("76", "Wrong"));
    file(h, 1, "template/letter.yaml", TEMPLATE("lettre", "Wrong"));
    und_packs *packs;
    assert_int_equal(open_house(h, NULL, &packs), UND_OK);
    assert_problem(packs, 0, 0, "language 'es'; expected 'de'");
    expect_item(packs, 75, NULL);
    expect_item(packs, 76, NULL);
    assert_problem(packs, 0, 0, "session 76; expected 75");
    const und_template *templates;
    uint32_t count;
    assert_int_equal(und_packs_templates(packs, &templates, &count), UND_OK);
    assert_int_equal(count, 0);
    (void)find_problem(packs, "template 'lettre'; expected the file's name");
    und_packs_close(packs);
}

/* ---- what cannot be read ---- */

static void missing_folders_are_no_problem(void **state)
{
    house *h = *state;
    furnish(h);
    const char *const roots[] = {"/nonexistent/undoc", h->root[1], "/dev/null/undoc"};
    und_packs *packs;
    assert_int_equal(und_packs_open(NULL, roots, 2, &packs), UND_OK);
    expect_sessions(packs, "9 75");
    expect_item(packs, 75, "Ours");
    assert_int_equal(und_packs_problem_total(packs), 0);
    und_packs_close(packs);
    /* A file in the place of a folder is one. */
    assert_int_equal(und_packs_open(NULL, roots, 3, &packs), UND_OK);
    (void)find_problem(packs, "not a folder");
    und_packs_close(packs);
}

static void unreadable_files_are_told_and_the_rest_goes_on(void **state)
{
    house *h = *state;
    furnish(h);
    char path[160];
    folder(h, path_in(h, 1, "language/ar.yaml", path, sizeof path));
    folder(h, path_in(h, 1, "agenda/ga-80.yaml", path, sizeof path));
    path_in(h, 1, "language/zz.yaml", path, sizeof path);
    assert_int_equal(symlink("/nonexistent/undoc", path), 0);
    remember(h, path);
    path_in(h, 1, "agenda/ga-79.yaml", path, sizeof path);
    assert_int_equal(mkfifo(path, 0600), 0); /* must not wait for a writer */
    remember(h, path);
    und_packs *packs;
    assert_int_equal(open_house(h, NULL, &packs), UND_OK);
    assert_int_equal(und_language_count(packs), 2);
    const und_problem *problem = find_problem(packs, "it is a folder");
    assert_string_equal(problem->file, path_in(h, 1, "language/ar.yaml", path, sizeof path));
    assert_int_equal(problem->line, 0);
    problem = find_problem(packs, "no such file");
    assert_string_equal(problem->file, path_in(h, 1, "language/zz.yaml", path, sizeof path));
    expect_item(packs, 80, NULL);
    expect_item(packs, 79, NULL);
    (void)find_problem(packs, "it is not a file");
    expect_item(packs, 75, "Ours");
    if (geteuid() != 0) { /* to root, everything is readable */
        path_in(h, 1, "agenda/ga-9.yaml", path, sizeof path);
        assert_int_equal(chmod(path, 0), 0);
        expect_item(packs, 9, NULL);
        (void)find_problem(packs, "permission denied");
    }
    und_packs_close(packs);
}

static void files_have_a_limit(void **state)
{
    house *h = *state;
    furnish(h);
    char *text = malloc(UND_PACK_FILE_MAX + 2);
    assert_non_null(text);
    static const char head[] = "session: 75\nitems: {1: {en: Large}}\n";
    for (size_t length = UND_PACK_FILE_MAX - 1; length <= UND_PACK_FILE_MAX + 1; length++) {
        memset(text, '\n', length);
        text[length] = '\0';
        memcpy(text, head, sizeof head - 1);
        file(h, 1, "agenda/ga-75.yaml", text);
        und_packs *packs;
        assert_int_equal(open_house(h, NULL, &packs), UND_OK);
        expect_item(packs, 75, length <= UND_PACK_FILE_MAX ? "Large" : NULL);
        assert_int_equal(und_packs_problem_total(packs), length <= UND_PACK_FILE_MAX ? 0 : 1);
        if (length > UND_PACK_FILE_MAX)
            assert_problem(packs, 0, 0, "expected at most 4194304 bytes");
        und_packs_close(packs);
    }
    free(text);
}

static void folders_have_a_limit(void **state)
{
    house *h = *state;
    furnish(h);
    char path[160];
    unsigned made = 2; /* ga-9 and ga-75 */
    for (unsigned many = UND_PACK_FILES_MAX - 1; many <= UND_PACK_FILES_MAX + 1; many++) {
        for (; made < many; made++) {
            char name[64];
            (void)snprintf(name, sizeof name, "agenda/x-%u.yaml", made);
            FILE *out = fopen(path_in(h, 1, name, path, sizeof path), "wb");
            assert_non_null(out);
            assert_int_equal(fclose(out), 0);
        }
        und_packs *packs;
        assert_int_equal(open_house(h, NULL, &packs), UND_OK);
        const uint16_t *sessions;
        uint32_t count;
        assert_int_equal(und_packs_agenda_sessions(packs, &sessions, &count), UND_OK);
        assert_int_equal(und_packs_problem_total(packs), many > UND_PACK_FILES_MAX ? 1 : 0);
        if (many > UND_PACK_FILES_MAX)
            (void)find_problem(packs, "more packs than are read; expected at most 1024");
        und_packs_close(packs);
    }
    while (made-- > 2) {
        char name[64];
        (void)snprintf(name, sizeof name, "agenda/x-%u.yaml", made);
        assert_int_equal(remove(path_in(h, 1, name, path, sizeof path)), 0);
    }
}

static void roots_have_a_limit(void **state)
{
    house *h = *state;
    furnish(h);
    const char *roots[UND_ROOTS_MAX + 1];
    for (size_t i = 0; i <= UND_ROOTS_MAX; i++)
        roots[i] = h->root[i % 2];
    und_packs *packs;
    assert_int_equal(und_packs_open(NULL, roots, UND_ROOTS_MAX - 1, &packs), UND_OK);
    und_packs_close(packs);
    assert_int_equal(und_packs_open(NULL, roots, UND_ROOTS_MAX, &packs), UND_OK);
    und_packs_close(packs);
    assert_int_equal(und_packs_open(NULL, roots, UND_ROOTS_MAX + 1, &packs), UND_E_LIMIT);
    assert_non_null(packs);
    assert_string_equal(und_packs_message(packs), "17 folders of packs; expected at most 16");
    und_packs_close(packs);
}

static void without_a_language_nothing_works_and_it_says_why(void **state)
{
    house *h = *state;
    und_packs *packs;
    assert_int_equal(open_house(h, NULL, &packs), UND_E_DATA);
    assert_non_null(strstr(und_packs_message(packs), h->root[1]));
    assert_non_null(strstr(und_packs_message(packs), "no language pack found"));
    und_packs_close(packs);
    file(h, 0, "language/en.yaml", "language: en\nscript: [\n");
    assert_int_equal(open_house(h, NULL, &packs), UND_E_DATA);
    assert_int_equal(und_language_count(packs), 0);
    assert_non_null(strstr(und_packs_message(packs), "en.yaml:2:9: a list"));
    und_packs_close(packs);
    assert_int_equal(und_packs_open(NULL, NULL, 0, &packs), UND_E_DATA);
    assert_non_null(strstr(und_packs_message(packs), "no language pack found"));
    und_packs_close(packs);
    const char *const roots[] = {h->root[0], NULL};
    packs = (und_packs *)h;
    assert_int_equal(und_packs_open(NULL, roots, 2, &packs), UND_E_ARGUMENT);
    assert_null(packs);
    assert_int_equal(und_packs_open(NULL, NULL, 1, &packs), UND_E_ARGUMENT);
    assert_int_equal(und_packs_open(NULL, roots, 1, NULL), UND_E_ARGUMENT);
}

/* ---- what other floors keep with the packs ---- */

static void free_extra(const und_allocator *allocator, void *data)
{
    (void)allocator->resize(allocator->context, data, 24, 0);
}

static void the_extra_slot_is_freed_with_the_packs(void **state)
{
    house *h = *state;
    furnish(h);
    counting count = {0};
    und_allocator allocator = counting_allocator(&count);
    und_packs *packs;
    assert_int_equal(open_house(h, &allocator, &packs), UND_OK);
    und_packs_extra *slot = und_packs_extra_slot(packs);
    assert_null(slot->data);
    const und_allocator *same = und_packs_allocator(packs);
    slot->data = same->resize(same->context, NULL, 0, 24);
    slot->free = free_extra;
    assert_ptr_equal(und_packs_extra_slot(packs), slot);
    und_packs_close(packs);
    assert_int_equal(count.blocks, 0);
    assert_int_equal(count.live, 0);
    assert_int_equal(count.wrong_sizes, 0);
}

/* ---- memory ---- */

/* Everything that reads a pack, once. The first status that is not UND_OK. */
static und_status use_all(const house *h, const und_allocator *allocator, und_packs **packs)
{
    und_status status = open_house(h, allocator, packs);
    const und_agenda *agenda;
    const und_state *states;
    const und_template *templates;
    const uint16_t *sessions;
    uint32_t count;
    builder out = {0};
    if (status == UND_OK)
        status = und_packs_agenda(*packs, 75, &agenda);
    if (status == UND_OK)
        status = und_packs_agenda(*packs, 40, &agenda);
    if (status == UND_OK)
        status = und_packs_agenda_sessions(*packs, &sessions, &count);
    if (status == UND_OK)
        status = und_packs_states(*packs, &states, &count);
    if (status == UND_OK)
        status = und_packs_templates(*packs, &templates, &count);
    if (status == UND_OK)
        status = und_packs_add_agenda(*packs, bytes_of(AGENDA("60", "x")), "60");
    if (status == UND_OK)
        status = und_agenda_import(
            *packs,
            bytes_of("A/81/251\n\nEighty-first session\n\n1. Opening of the session;\n2. Reports of the "
                     "Committee:\n(a) One;\n(b) Two.\n"),
            NULL, build_sink, &out, NULL);
    free(out.at);
    return status;
}

/* The calls that read when needed may be made again, and then give everything. */
static void use_again(und_packs *packs, size_t problems)
{
    expect_item(packs, 75, "Ours");
    const und_state *states;
    const und_template *templates;
    uint32_t count;
    assert_int_equal(und_packs_states(packs, &states, &count), UND_OK);
    assert_int_equal(count, 1);
    assert_int_equal(und_packs_templates(packs, &templates, &count), UND_OK);
    assert_int_equal(count, 1);
    assert_int_equal(und_packs_problem_total(packs), problems);
}

static void memory_may_run_out_at_every_point(void **state)
{
    house *h = *state;
    furnish(h);
    /* With mistakes in every kind of pack, so that problems are kept as well. */
    file(h, 1, "language/ru.yaml",
         "language: ru\nscript: cyrillic\nsource: x\ncolour: red\nopeners: {operative: Решает}\n");
    file(h, 1, "agenda/ga-75.yaml",
         "session: 75\ncolour: red\nitems: {1: {en: Ours, subitems: {a: {en: Sub}}}, 1: {}}\n");
    file(h, 1, "state/states.yaml", "states: {UZ: {en: {name: Uzbekistan}, de: {name: Usbekistan}}}\n");
    file(h, 1, "template/broken.yaml", "template: broken\n");
    und_packs *packs;
    counting count = {0};
    und_allocator allocator = counting_allocator(&count);
    assert_int_equal(use_all(h, &allocator, &packs), UND_OK);
    size_t requests = count.requests;
    size_t problems = und_packs_problem_total(packs);
    assert_true(problems >= 5);
    und_packs_close(packs);
    assert_int_equal(count.blocks, 0);
    assert_int_equal(count.wrong_sizes, 0);
    assert_true(requests > 40);
    for (size_t n = 1; n <= requests; n++) {
        count = (counting){.fail_at = n};
        und_status status = use_all(h, &allocator, &packs);
        assert_int_equal(status, UND_E_MEMORY);
        if (packs != NULL) {
            /* What is read when it is asked for, perhaps by a document of another thread, leaves the message alone. */
            assert_true(strcmp(und_packs_message(packs), "out of memory") == 0 ||
                        strstr(und_packs_message(packs), "language/ru.yaml:4:1: ") != NULL);
            use_again(packs, problems);
        } else {
            assert_non_null(und_packs_message(packs));
        }
        und_packs_close(packs);
        assert_int_equal(count.live, 0);
        assert_int_equal(count.blocks, 0);
        assert_int_equal(count.wrong_sizes, 0);
    }
    /* One more than there are never comes. */
    count = (counting){.fail_at = requests + 1};
    assert_int_equal(use_all(h, &allocator, &packs), UND_OK);
    und_packs_close(packs);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, with_house, without_house)
    const struct CMUnitTest tests[] = {
        TEST(packs_are_found_in_folders),
        TEST(an_earlier_root_hides_a_later_one),
        TEST(everything_but_languages_is_read_when_needed),
        TEST(a_new_agenda_is_found_after_a_refresh),
        TEST(names_of_files_are_checked),
        TEST(missing_folders_are_no_problem),
        TEST(unreadable_files_are_told_and_the_rest_goes_on),
        TEST(files_have_a_limit),
        TEST(folders_have_a_limit),
        TEST(roots_have_a_limit),
        TEST(without_a_language_nothing_works_and_it_says_why),
        TEST(the_extra_slot_is_freed_with_the_packs),
        TEST(memory_may_run_out_at_every_point),
    };
    return cmocka_run_group_tests_name("packs in folders", tests, NULL, NULL);
}
