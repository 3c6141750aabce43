/* The text floor: growing arrays, the gap buffer and the line store, against simple models of them; limits. */
#if !defined(_WIN32)
#define _DEFAULT_SOURCE 1 /* MAP_ANONYMOUS */
#endif
#include "support.h"
#include "undoc/json.h"

#include "read/document.h"
#include "text/among.h"
#include "text/gap.h"
#include "text/lines.h"
#include "text/newlines.h"

#include <sys/mman.h>

/* ---- growing arrays ---- */

static void growing(void **state)
{
    (void)state;
    support_heap heap = {0};
    und_allocator allocator = support_allocator(&heap);
    void *array = NULL;
    size_t capacity = 0;
    for (size_t need = 1; need < 3000; need++) {
        assert_true(und_grow(&allocator, &array, &capacity, need, sizeof(uint32_t)));
        assert_true(capacity >= need);
        /* A quarter of slack and a little: memory is one of the promises. */
        assert_true(capacity <= need + need / 4 + 8);
        ((uint32_t *)array)[need - 1] = (uint32_t)need;
    }
    for (size_t i = 0; i < 2999; i++)
        assert_int_equal(((uint32_t *)array)[i], i + 1);
    assert_true(heap.calls < 60);
    /* What cannot be: the array is as before. */
    void *before = array;
    size_t had = capacity;
    assert_false(und_grow(&allocator, &array, &capacity, SIZE_MAX / sizeof(uint32_t) + 1, sizeof(uint32_t)));
    heap.fail_at = heap.calls + 1;
    assert_false(und_grow(&allocator, &array, &capacity, capacity + 1, sizeof(uint32_t)));
    assert_ptr_equal(array, before);
    assert_int_equal(capacity, had);
    und_free(&allocator, array, capacity * sizeof(uint32_t));
    assert_int_equal(heap.live, 0);
    assert_int_equal(heap.blocks, 0);
}

/* ---- the first of four characters ---- */

static void one_of_four_is_found(void **state)
{
    (void)state;
    static const char four[4] = {'[', ']', '(', (char)0xef};
    char text[70];
    for (size_t length = 0; length < sizeof text; length++) {
        memset(text, 'a', sizeof text); /* what is after the text is not looked at */
        if (length < sizeof text)
            text[length] = '[';
        assert_null(und_find_among((und_bytes){text, length}, four));
        for (size_t at = 0; at < length; at++)
            for (size_t c = 0; c < 4; c++) {
                char was = text[at];
                text[at] = four[c];
                text[length - 1] = four[c]; /* a later one too */
                assert_ptr_equal(und_find_among((und_bytes){text, length}, four), text + at);
                text[length - 1] = 'a';
                text[at] = was;
            }
    }
}

/* ---- the gap buffer ---- */

#define GAP_MOST 40u

static void gap_at_every_border(void **state)
{
    (void)state;
    support_heap heap = {0};
    und_allocator allocator = support_allocator(&heap);
    und_gap gap = {.size = sizeof(uint32_t)};
    uint32_t model[GAP_MOST];
    for (uint32_t count = 0; count < GAP_MOST; count++) {
        /* From every place to every place and back; all elements stay where they were. */
        for (size_t from = 0; from <= count; from++)
            for (size_t to = 0; to <= count; to++) {
                und_gap_move(&gap, from);
                assert_int_equal(gap.start, from);
                und_gap_move(&gap, to);
                for (uint32_t i = 0; i < count; i++)
                    assert_int_equal(*(uint32_t *)und_gap_at(&gap, i), model[i]);
            }
        /* More room with the gap anywhere; giving it all back again. */
        for (size_t at = 0; at <= count; at++) {
            und_gap_move(&gap, at);
            assert_true(und_gap_reserve(&allocator, &gap, gap.capacity + 1));
            assert_int_equal(gap.start, at);
            for (uint32_t i = 0; i < count; i++)
                assert_int_equal(*(uint32_t *)und_gap_at(&gap, i), model[i]);
            und_gap_fit(&allocator, &gap);
            assert_int_equal(gap.capacity, count);
            for (uint32_t i = 0; i < count; i++)
                assert_int_equal(*(uint32_t *)und_gap_at(&gap, i), model[i]);
        }
        /* One more in the middle, with the room of the gap behind it. */
        size_t place = count / 2;
        und_gap_move(&gap, place);
        assert_true(und_gap_reserve(&allocator, &gap, count + 1u));
        for (uint32_t i = 0; i < count; i++)
            assert_int_equal(*(uint32_t *)und_gap_at(&gap, i), model[i]);
        memmove(model + place + 1, model + place, (count - place) * sizeof *model);
        model[place] = 1000 + count;
        memcpy(gap.at + place * gap.size, &model[place], gap.size);
        gap.start = place + 1;
        gap.length++;
    }
    und_gap_free(&allocator, &gap);
    assert_int_equal(heap.live, 0);
}

/* ---- the line store against an array of texts ---- */

#define MODEL_MOST 4000u

typedef struct model {
    struct {
        char *at;
        size_t length;
        uint64_t facts;
    } lines[MODEL_MOST];
    uint32_t count;
    uint64_t facts;
    uint64_t chance;
} model;

static uint32_t chance(model *m, uint32_t limit)
{
    m->chance = m->chance * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return limit == 0 ? 0 : (uint32_t)(m->chance >> 33) % limit;
}

static void model_splice(model *m, uint32_t first, uint32_t removed, const und_bytes *added, uint32_t count)
{
    for (uint32_t i = 0; i < removed; i++)
        free(m->lines[first + i].at);
    memmove(&m->lines[first + count], &m->lines[first + removed], (m->count - first - removed) * sizeof m->lines[0]);
    for (uint32_t i = 0; i < count; i++) {
        size_t length = added[i].length;
        if (length > 0 && added[i].at[length - 1] == '\r')
            length--;
        m->lines[first + i].at = malloc(length + 1);
        assert_non_null(m->lines[first + i].at);
        if (length > 0)
            memcpy(m->lines[first + i].at, added[i].at, length);
        m->lines[first + i].length = length;
        m->lines[first + i].facts = 0;
    }
    m->count = m->count - removed + count;
}

static void assert_same(const und_lines *lines, const model *m)
{
    assert_int_equal(und_lines_count(lines), m->count);
    size_t live = 0;
    for (uint32_t i = 0; i < m->count; i++) {
        und_bytes text = und_lines_text(lines, i);
        assert_int_equal(text.length, m->lines[i].length);
        if (text.length > 0)
            assert_memory_equal(text.at, m->lines[i].at, text.length);
        assert_true(und_lines_at(lines, i)->facts == m->lines[i].facts);
        live += text.length;
    }
    assert_int_equal(lines->live, live);
    assert_true(lines->used >= live && lines->capacity >= lines->used);
}

static void splice_both(und_lines *lines, model *m, uint32_t first, uint32_t removed, const und_bytes *added,
                        uint32_t count)
{
    assert_int_equal(und_lines_splice(lines, first, removed, added, count), UND_OK);
    model_splice(m, first, removed, added, count);
    /* New lines have no facts; what is known of the others stays with them. */
    for (uint32_t i = 0; i < count; i++)
        assert_true(und_lines_at(lines, first + i)->facts == 0);
    for (uint32_t i = 0; i < count; i++)
        und_lines_at(lines, first + i)->facts = m->lines[first + i].facts = ++m->facts;
}

static void model_close(model *m)
{
    for (uint32_t i = 0; i < m->count; i++)
        free(m->lines[i].at);
    free(m);
}

/* Every splice of 0 to 3 lines by 0 to 3 at every place of small texts: at the beginning, at the end, on all of it. */
static void splice_at_every_border(void **state)
{
    (void)state;
    static const und_bytes added[] = {{"one", 3}, {"", 0}, {"three\r", 6}};
    static const und_bytes text[] = {{"a", 1}, {"bb\0b", 4}, {"", 0}, {"\r", 1}, {"e\r\r", 3}};
    support_heap heap = {0};
    und_allocator allocator = support_allocator(&heap);
    for (uint32_t size = 0; size <= 5; size++)
        for (uint32_t first = 0; first <= size; first++)
            for (uint32_t removed = 0; removed <= size - first; removed++)
                for (uint32_t count = 0; count <= 3; count++) {
                    und_lines lines;
                    und_lines_open(&lines, &allocator);
                    model *m = calloc(1, sizeof *m);
                    assert_non_null(m);
                    splice_both(&lines, m, 0, 0, text, size);
                    splice_both(&lines, m, first, removed, added, count);
                    assert_same(&lines, m);
                    /* And one more with the gap where that one left it. */
                    splice_both(&lines, m, m->count, 0, added, 1);
                    assert_same(&lines, m);
                    model_close(m);
                    und_lines_close(&lines);
                }
    assert_int_equal(heap.live, 0);
}

static void out_of_range(void **state)
{
    (void)state;
    und_lines lines;
    und_lines_open(&lines, &und_allocator_libc);
    und_bytes line = {"line", 4};
    assert_int_equal(und_lines_splice(&lines, 0, 0, &line, 1), UND_OK);
    assert_int_equal(und_lines_splice(&lines, 2, 0, &line, 1), UND_E_ARGUMENT);
    assert_int_equal(und_lines_splice(&lines, 1, 1, &line, 1), UND_E_ARGUMENT);
    assert_int_equal(und_lines_splice(&lines, 0, 2, &line, 1), UND_E_ARGUMENT);
    assert_int_equal(und_lines_splice(&lines, 0, UINT32_MAX, &line, 1), UND_E_ARGUMENT);
    assert_int_equal(und_lines_splice(&lines, UINT32_MAX, UINT32_MAX, &line, 1), UND_E_ARGUMENT);
    assert_int_equal(und_lines_count(&lines), 1);
    assert_memory_equal(und_lines_text(&lines, 0).at, "line", 4);
    und_lines_close(&lines);
}

/* Only the CR that an LF followed is left out; all other bytes are text. */
static void carriage_returns_and_nuls(void **state)
{
    (void)state;
    static const struct {
        und_bytes line;
        size_t length;
    } cases[] = {{{"a\r", 2}, 1}, {{"\r", 1}, 0},   {{"a\r\r", 3}, 2}, {{"\ra", 2}, 2},     {{"a\0\r", 3}, 2},
                 {{"\0", 1}, 1},  {{"a\0b", 3}, 3}, {{"", 0}, 0},      {{"\xff\xfe", 2}, 2}};
    und_lines lines;
    und_lines_open(&lines, &und_allocator_libc);
    for (uint32_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        assert_int_equal(und_lines_splice(&lines, i, 0, &cases[i].line, 1), UND_OK);
        und_bytes text = und_lines_text(&lines, i);
        assert_int_equal(text.length, cases[i].length);
        if (text.length > 0)
            assert_memory_equal(text.at, cases[i].line.at, text.length);
    }
    und_lines_close(&lines);
}

/* Random splices of short and long lines, so that the arena is compacted often; its waste stays bounded. */
static void random_splices(void **state)
{
    (void)state;
    support_heap heap = {0};
    und_allocator allocator = support_allocator(&heap);
    und_lines lines;
    und_lines_open(&lines, &allocator);
    model *m = calloc(1, sizeof *m);
    assert_non_null(m);
    m->chance = 20210107;
    static char bytes[9000];
    for (size_t i = 0; i < sizeof bytes; i++)
        bytes[i] = (char)(i * 31 % 251);
    uint32_t compacted = 0, rounds = getenv("UNDOC_VALGRIND") != NULL ? 300 : 3000;
    for (uint32_t round = 0; round < rounds; round++) {
        uint32_t first = chance(m, m->count + 1);
        uint32_t removed = chance(m, (m->count - first < 6 ? m->count - first : 6) + 1);
        und_bytes added[6];
        uint32_t count = m->count < MODEL_MOST - 10 ? chance(m, 6) : 0;
        for (uint32_t i = 0; i < count; i++) {
            size_t length = chance(m, 8) == 0 ? chance(m, sizeof bytes - 300) : chance(m, 120);
            added[i] = (und_bytes){bytes + chance(m, 300), length};
        }
        size_t used = lines.used;
        splice_both(&lines, m, first, removed, added, count);
        compacted += lines.used < used ? 1u : 0u;
        size_t waste = lines.used - lines.live;
        assert_true(waste < 65536 || waste < lines.used / 4 + 1);
        if (round % 50 == 0)
            assert_same(&lines, m);
    }
    assert_same(&lines, m);
    assert_true(compacted > 0);
    model_close(m);
    und_lines_close(&lines);
    assert_int_equal(heap.live, 0);
}

/* A line that is typed into, letter by letter, does not pile up its earlier states. */
static void typing_in_place(void **state)
{
    (void)state;
    und_lines lines;
    und_lines_open(&lines, &und_allocator_libc);
    static const und_bytes text[] = {{"above", 5}, {"", 0}, {"below", 5}};
    assert_int_equal(und_lines_splice(&lines, 0, 0, text, 3), UND_OK);
    /* So few letters that all their states together are not worth a compaction, which would hide them. */
    static char typed[80];
    memset(typed, 'x', sizeof typed);
    for (size_t length = 1; length <= sizeof typed; length++) {
        und_bytes line = {typed, length};
        assert_int_equal(und_lines_splice(&lines, 1, 1, &line, 1), UND_OK);
    }
    assert_int_equal(lines.used, sizeof typed + 10);
    assert_int_equal(und_lines_text(&lines, 1).length, sizeof typed);
    und_lines_close(&lines);
}

/* What a text is as lines, for the model. */
static void model_text(model *m, und_bytes text)
{
    const char *at = text.at, *end = at + text.length;
    while (at < end) {
        const char *stop = memchr(at, '\n', (size_t)(end - at));
        und_bytes line = {at, (size_t)((stop == NULL ? end : stop) - at)};
        model_splice(m, m->count, 0, &line, 1);
        at = stop == NULL ? end : stop + 1;
    }
}

static void assert_same_text(const und_lines *lines, const model *m)
{
    assert_int_equal(und_lines_count(lines), m->count);
    for (uint32_t i = 0; i < m->count; i++) {
        und_bytes line = und_lines_text(lines, i);
        assert_int_equal(line.length, m->lines[i].length);
        if (line.length > 0)
            assert_memory_equal(line.at, m->lines[i].at, line.length);
    }
}

/* A whole text, taken or lent piece by piece; then edits, which leave a lent text alone. */
static void take_or_lend(und_bytes text, bool lent)
{
    support_heap heap = {0};
    und_allocator allocator = support_allocator(&heap);
    char *kept = malloc(text.length + 1), *lender = malloc(text.length + 1);
    assert_non_null(kept);
    assert_non_null(lender);
    memcpy(kept, text.at, text.length);
    memcpy(lender, text.at, text.length);
    und_lines lines;
    und_lines_open(&lines, &allocator);
    model *m = calloc(1, sizeof *m);
    assert_non_null(m);
    m->chance = text.length;
    und_bytes there = {"there", 5};
    if (!lent)
        splice_both(&lines, m, 0, 0, &there, 1); /* a taken text may come behind other lines */
    model_text(m, text);
    if (!lent)
        assert_int_equal(und_lines_reserve(&lines, text.length), UND_OK);
    und_bytes rest = {lender, text.length};
    for (uint32_t before = und_lines_count(&lines); rest.length > 0; before = und_lines_count(&lines)) {
        assert_int_equal(lent ? und_lines_lend(&lines, &rest) : und_lines_take(&lines, &rest), UND_OK);
        assert_in_range(und_lines_count(&lines) - before, 1, UND_LINES_A_PIECE);
    }
    assert_ptr_equal(rest.at, lender + text.length);
    assert_same_text(&lines, m);
    und_lines_fit(&lines);
    assert_same_text(&lines, m);
    assert_int_equal(lines.lines.capacity, m->count);
    if (!lent)
        assert_int_equal(lines.capacity, lines.used);
    for (uint32_t edit = 0; edit < 200; edit++) {
        uint32_t first = chance(m, m->count + 1), removed = first < m->count ? chance(m, 2) : 0;
        und_bytes added[2] = {there, {kept, chance(m, (uint32_t)text.length + 1)}};
        splice_both(&lines, m, first, removed, added, m->count < MODEL_MOST - 2 ? chance(m, 3) : 0);
        assert_same_text(&lines, m);
    }
    assert_memory_equal(lender, kept, text.length);
    model_close(m);
    und_lines_close(&lines);
    free(lender);
    free(kept);
    assert_int_equal(heap.live, 0);
}

static void taking_a_text(void **state)
{
    (void)state;
    static const und_bytes texts[] = {{"", 0},
                                      {"a", 1},
                                      {"a\n", 2},
                                      {"\n\n\n", 3},
                                      {"a\r\nb\rc\r\n", 8},
                                      {"\r\n\r", 3},
                                      {"a\0b\n\0", 5},
                                      {"one\ntwo\nthree", 13},
                                      {"\xff\n\xc3", 3}};
    for (size_t t = 0; t < sizeof texts / sizeof texts[0]; t++)
        for (int lent = 0; lent < 2; lent++)
            take_or_lend(texts[t], lent != 0);
    /* As many lines as a piece has, one less, one more, and far more; with and without an LF at the end. */
    static const uint32_t counts[] = {
        255, 256, 257, UND_LINES_A_PIECE - 1, UND_LINES_A_PIECE, UND_LINES_A_PIECE + 1, 3 * UND_LINES_A_PIECE + 7};
    for (size_t c = 0; c < sizeof counts / sizeof counts[0]; c++)
        for (int shape = 0; shape < 8; shape++) {
            support_text text = {0};
            for (uint32_t i = 0; i < counts[c]; i++) {
                support_put_words(&text, (shape & 4) != 0 && i % 3 != 0
                                             ? "a line that is longer than sixty-four bytes, "
                                               "so that it goes over two looks at the text"
                                             : "");
                support_put_words(&text, (shape & 2) != 0 ? "\r\n" : "\n");
            }
            if ((shape & 1) != 0)
                support_put_words(&text, "the last, without an end");
            for (int lent = 0; lent < 2; lent++)
                take_or_lend((und_bytes){text.at, text.length}, lent != 0);
            support_free(&text);
        }
}

/* Every way to find line ends finds the same ones, wherever the text begins and ends. */
static void ways_to_find_line_ends(void **state)
{
    (void)state;
    und_newlines_way *ways[4] = {und_newlines, und_newlines_plain};
    int count = 2;
#ifdef __SSE2__
    ways[count++] = und_newlines_sse2;
    if (__builtin_cpu_supports("avx2"))
        ways[count++] = und_newlines_avx2;
#endif
    enum { BYTES = 700 };
    static uint32_t found[BYTES + UND_NEWLINES_AT_ONCE], expected[BYTES];
    uint64_t seed = 99;
    for (uint32_t round = 0; round < 2000; round++) {
        /* In memory of its own, so that a look past its end is seen. */
        size_t length = round % BYTES;
        char *text = malloc(length + 1);
        assert_non_null(text);
        size_t ends = 0;
        for (size_t i = 0; i < length; i++) {
            seed = seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
            text[i] = (seed >> 40) % (1 + round % 90) == 0 ? '\n' : (char)(seed >> 33);
            if (text[i] == '\n')
                expected[ends++] = (uint32_t)i;
        }
        char *fitting = malloc(length == 0 ? 1 : length);
        assert_non_null(fitting);
        memcpy(fitting, text, length);
        for (int way = 0; way < count; way++)
            for (size_t most = UND_NEWLINES_AT_ONCE; most <= BYTES + UND_NEWLINES_AT_ONCE; most += 159) {
                size_t at = 0, got = 0;
                while (at < length) {
                    size_t read, more = ways[way](fitting + at, length - at, found, most, &read);
                    assert_true(more <= most && read <= length - at && read > 0);
                    for (size_t i = 0; i < more; i++)
                        assert_int_equal(found[i] + at, expected[got + i]);
                    got += more;
                    at += read;
                }
                assert_int_equal(got, ends);
            }
        free(fitting);
        free(text);
    }
}

/* When memory runs out nothing has changed, whichever allocation it is. */
static void nothing_changes_without_memory(void **state)
{
    (void)state;
    static char many[200000];
    memset(many, 'y', sizeof many);
    for (size_t nth = 1;; nth++) {
        support_heap heap = {.fail_at = nth};
        und_allocator allocator = support_allocator(&heap);
        und_lines lines;
        und_lines_open(&lines, &allocator);
        model *m = calloc(1, sizeof *m);
        assert_non_null(m);
        und_bytes line = {many, 10}, large = {many, sizeof many};
        for (uint32_t i = 0; i < 40; i++) {
            const und_bytes *added = i % 7 == 0 ? &large : &line;
            uint32_t first = i % 5 < m->count ? i % 5 : 0;
            uint32_t removed = i % 3 == 2 && first < m->count ? 1 : 0;
            und_status status = und_lines_splice(&lines, first, removed, added, 1);
            if (status == UND_OK)
                model_splice(m, first, removed, added, 1);
            else
                assert_int_equal(status, UND_E_MEMORY);
            assert_same(&lines, m);
        }
        model_close(m);
        und_lines_close(&lines);
        assert_int_equal(heap.live, 0);
        if (!heap.failed) {
            assert_true(nth > 3);
            break;
        }
    }
}

/* ---- limits ---- */

/* Refuses what no machine of ours has room for: at a limit the answer is then that memory ran out, above it that the
 * limit was reached, and neither takes the memory. */
static void *refuse_large(void *context, void *block, size_t old, size_t size)
{
    if (size > 64u * 1024 * 1024)
        return NULL;
    return und_allocator_libc.resize(context, block, old, size);
}

/* Address space without memory behind it: reads give zeros. */
static char *zeros(size_t size)
{
    void *at = mmap(NULL, size, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    return at == MAP_FAILED ? NULL : at;
}

static void text_limit(void **state)
{
    (void)state;
    char *at = zeros((size_t)UND_TEXT_MAX + 1);
    if (at == NULL) {
        printf("skip text_limit: no %u bytes of address space\n", UND_TEXT_MAX);
        skip();
    }
    und_allocator allocator = {refuse_large, NULL};
    und_lines lines;
    und_lines_open(&lines, &allocator);
    static const struct {
        size_t first, second;
        und_status status;
    } cases[] = {{UND_TEXT_MAX - 1u, 0, UND_E_MEMORY},
                 {UND_TEXT_MAX, 0, UND_E_MEMORY},
                 {UND_TEXT_MAX + (size_t)1, 0, UND_E_LIMIT},
                 {UND_TEXT_MAX - 10u, 10, UND_E_MEMORY},
                 {UND_TEXT_MAX - 10u, 11, UND_E_LIMIT}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        und_bytes two[2] = {{at, cases[i].first}, {at, cases[i].second}};
        assert_int_equal(und_lines_splice(&lines, 0, 0, two, 2), cases[i].status);
        assert_int_equal(und_lines_count(&lines), 0);
    }
    /* What is there already counts. */
    und_bytes little = {"0123456789", 10};
    assert_int_equal(und_lines_splice(&lines, 0, 0, &little, 1), UND_OK);
    und_bytes rest = {at, UND_TEXT_MAX - 10u};
    assert_int_equal(und_lines_splice(&lines, 1, 0, &rest, 1), UND_E_MEMORY);
    rest.length++;
    assert_int_equal(und_lines_splice(&lines, 1, 0, &rest, 1), UND_E_LIMIT);
    und_lines_close(&lines);
    munmap(at, (size_t)UND_TEXT_MAX + 1);
}

static void line_limit(void **state)
{
    (void)state;
    size_t size = ((size_t)UND_LINES_MAX + 1) * sizeof(und_bytes);
    char *at = getenv("UNDOC_VALGRIND") != NULL ? NULL : zeros(size);
    if (at == NULL) {
        printf("skip line_limit: under valgrind, or no %zu bytes of address space\n", size);
        skip();
    }
    const und_bytes *empty = (const und_bytes *)(const void *)at;
    und_allocator allocator = {refuse_large, NULL};
    und_lines lines;
    und_lines_open(&lines, &allocator);
    assert_int_equal(und_lines_splice(&lines, 0, 0, empty, UND_LINES_MAX), UND_E_MEMORY);
    assert_int_equal(und_lines_splice(&lines, 0, 0, empty, UND_LINES_MAX + 1), UND_E_LIMIT);
    assert_int_equal(und_lines_splice(&lines, 0, 0, empty, UINT32_MAX), UND_E_LIMIT);
    assert_int_equal(und_lines_splice(&lines, 0, 0, empty, 3), UND_OK);
    assert_int_equal(und_lines_splice(&lines, 3, 0, empty, UND_LINES_MAX - 3), UND_E_MEMORY);
    assert_int_equal(und_lines_splice(&lines, 3, 0, empty, UND_LINES_MAX - 2), UND_E_LIMIT);
    /* Those that go make room. */
    assert_int_equal(und_lines_splice(&lines, 1, 2, empty, UND_LINES_MAX - 1), UND_E_MEMORY);
    assert_int_equal(und_lines_splice(&lines, 1, 2, empty, UND_LINES_MAX), UND_E_LIMIT);
    assert_int_equal(und_lines_count(&lines), 3);
    und_lines_close(&lines);
    munmap(at, size);
}

/* The same limit where a document is read, with its message. */
static void document_limit(void **state)
{
    und_doc *doc;
    assert_int_equal(und_doc_open(*state, &doc), UND_OK);
    assert_int_equal(und_doc_read(doc, support_bytes("kept")), UND_OK);
    uint32_t revision = und_doc_revision(doc);
    assert_int_equal(und_doc_read(doc, (und_bytes){"", (size_t)UND_TEXT_MAX + 1}), UND_E_LIMIT);
    assert_non_null(strstr(und_doc_message(doc), "UND_TEXT_MAX"));
    assert_int_equal(und_doc_line_count(doc), 1);
    assert_int_equal(und_doc_revision(doc), revision);
    und_bytes none = {NULL, 0};
    assert_int_equal(und_doc_splice(doc, 0, 0, &none, UND_LINES_MAX), UND_E_LIMIT);
    assert_non_null(strstr(und_doc_message(doc), "UND_LINES_MAX"));
    assert_memory_equal(und_doc_line(doc, 0).at, "kept", 4);
    und_doc_close(doc);
}

/* ---- whole texts, as callers see them ---- */

static void reading_splits_as_an_editor_does(void **state)
{
    static const struct {
        und_bytes text;
        uint32_t count;
        const char *first, *last;
    } cases[] = {{{"", 0}, 0, "", ""},
                 {{"a", 1}, 1, "a", "a"},
                 {{"a\n", 2}, 1, "a", "a"},
                 {{"a\nb", 3}, 2, "a", "b"},
                 {{"a\n\n", 3}, 2, "a", ""},
                 {{"\n", 1}, 1, "", ""},
                 {{"a\r\nb\r\n", 6}, 2, "a", "b"},
                 {{"a\rb", 3}, 1, "a\rb", "a\rb"},
                 {{"\xef\xbb\xbf"
                   "a\nb",
                   6},
                  2,
                  "a",
                  "b"},
                 {{"\xef\xbb\xbf", 3}, 0, "", ""},
                 {{"a\n\xef\xbb\xbf"
                   "b",
                   6},
                  2,
                  "a",
                  "\xef\xbb\xbf"
                  "b"}};
    und_doc *doc;
    assert_int_equal(und_doc_open(*state, &doc), UND_OK);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        assert_int_equal((i % 2 == 0 ? und_doc_read : und_doc_read_lent)(doc, cases[i].text), UND_OK);
        assert_int_equal(und_doc_line_count(doc), cases[i].count);
        und_bytes first = und_doc_line(doc, 0);
        und_bytes last = und_doc_line(doc, cases[i].count == 0 ? 0 : cases[i].count - 1);
        assert_int_equal(first.length, strlen(cases[i].first));
        assert_memory_equal(first.at, cases[i].first, first.length);
        assert_int_equal(last.length, strlen(cases[i].last));
        assert_memory_equal(last.at, cases[i].last, last.length);
        und_bytes none = und_doc_line(doc, cases[i].count);
        assert_non_null(none.at);
        assert_int_equal(none.length, 0);
    }
    und_doc_close(doc);
}

/* More lines than are handed over at once, and exactly as many, and one less. */
static void reading_in_batches(void **state)
{
    und_doc *doc;
    assert_int_equal(und_doc_open(*state, &doc), UND_OK);
    for (uint32_t count = 1022; count <= 1026; count++) {
        support_text text = {0};
        for (uint32_t i = 0; i < count; i++) {
            char line[32];
            snprintf(line, sizeof line, "line %u\n", i);
            support_put_words(&text, line);
        }
        assert_int_equal(und_doc_read(doc, (und_bytes){text.at, text.length}), UND_OK);
        assert_int_equal(und_doc_line_count(doc), count);
        for (uint32_t i = 0; i < count; i++) {
            char line[32];
            int length = snprintf(line, sizeof line, "line %u", i);
            und_bytes got = und_doc_line(doc, i);
            assert_int_equal(got.length, length);
            assert_memory_equal(got.at, line, got.length);
        }
        support_free(&text);
    }
    und_doc_close(doc);
}

static void misuse_is_told(void **state)
{
    und_doc *doc = NULL;
    assert_int_equal(und_doc_open(NULL, &doc), UND_E_ARGUMENT);
    assert_null(doc);
    assert_int_equal(und_doc_open(*state, NULL), UND_E_ARGUMENT);
    assert_int_equal(und_doc_open(*state, &doc), UND_OK);
    assert_int_equal(und_doc_splice(NULL, 0, 0, NULL, 0), UND_E_ARGUMENT);
    assert_int_equal(und_doc_splice(doc, 0, 0, NULL, 1), UND_E_ARGUMENT);
    assert_int_equal(und_doc_splice(doc, 1, 0, NULL, 0), UND_E_ARGUMENT);
    assert_int_equal(und_doc_splice(doc, 0, 1, NULL, 0), UND_E_ARGUMENT);
    assert_true(strlen(und_doc_message(doc)) > 0);
    assert_int_equal(und_doc_read(doc, (und_bytes){NULL, 1}), UND_E_ARGUMENT);
    assert_int_equal(und_doc_read(doc, (und_bytes){NULL, 0}), UND_OK);
    assert_int_equal(und_doc_read_lent(doc, (und_bytes){NULL, 1}), UND_E_ARGUMENT);
    assert_int_equal(und_doc_read_lent(doc, (und_bytes){NULL, 0}), UND_OK);
    assert_int_equal(und_doc_read_lent(NULL, (und_bytes){"", 0}), UND_E_ARGUMENT);
    und_node node;
    assert_int_equal(und_node_get(doc, und_doc_revision(doc), 0, &node), UND_OK);
    assert_int_equal(und_node_get(doc, und_doc_revision(doc), 1, &node), UND_E_ARGUMENT);
    assert_int_equal(und_node_get(doc, und_doc_revision(doc) + 1, 0, &node), UND_E_STALE);
    assert_int_equal(und_node_get(doc, und_doc_revision(doc), 0, NULL), UND_E_ARGUMENT);
    und_bytes line = {"line", 4};
    uint32_t revision = und_doc_revision(doc);
    assert_int_equal(und_doc_splice(doc, 0, 0, &line, 1), UND_OK);
    assert_int_equal(und_node_get(doc, revision, 0, &node), UND_E_STALE);
    assert_int_equal(und_write_explain(doc, 1, support_sink, NULL), UND_E_ARGUMENT);
    assert_int_equal(und_write_parse(doc, line, NULL, NULL), UND_E_ARGUMENT);
    und_doc_close(doc);
    und_doc_close(NULL);
    und_packs_close(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(growing),
        cmocka_unit_test(gap_at_every_border),
        cmocka_unit_test(splice_at_every_border),
        cmocka_unit_test(out_of_range),
        cmocka_unit_test(carriage_returns_and_nuls),
        cmocka_unit_test(random_splices),
        cmocka_unit_test(typing_in_place),
        cmocka_unit_test(taking_a_text),
        cmocka_unit_test(ways_to_find_line_ends),
        cmocka_unit_test(nothing_changes_without_memory),
        cmocka_unit_test(text_limit),
        cmocka_unit_test(line_limit),
        cmocka_unit_test(document_limit),
        cmocka_unit_test(reading_splits_as_an_editor_does),
        cmocka_unit_test(reading_in_batches),
        cmocka_unit_test(one_of_four_is_found),
        cmocka_unit_test(misuse_is_told),
    };
    return cmocka_run_group_tests(tests, support_open_packs, support_close_packs);
}
