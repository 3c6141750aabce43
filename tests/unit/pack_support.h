/* pack_support.h - what the tests of packs share: text as bytes, an allocator that counts, checks and fails on demand,
 * and problems looked up by what they say. */
#ifndef UND_TESTS_PACK_SUPPORT_H
#define UND_TESTS_PACK_SUPPORT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "pack/pack.h"

static inline und_bytes bytes_of(const char *text)
{
    return (und_bytes){text, strlen(text)};
}

/* Whether `text` is what `expected` says; shows both when it is not. */
#define assert_bytes_equal(text, expected)                                                                             \
    do {                                                                                                               \
        und_bytes got_bytes = (text);                                                                                  \
        char got_text[512];                                                                                            \
        (void)snprintf(got_text, sizeof got_text, "%.*s", (int)got_bytes.length, got_bytes.at);                        \
        assert_string_equal(got_text, expected);                                                                       \
    } while (0)

/* ---- an allocator that knows the size of every block, and fails the n-th request ---- */

typedef struct counting {
    size_t requests; /* that ask for memory */
    size_t fail_at;  /* from 1; 0: never */
    size_t live;     /* bytes */
    size_t blocks;
    size_t wrong_sizes; /* `old` was not what had been asked for */
} counting;

#define COUNTING_HEADER 16u

static inline void *counting_resize(void *context, void *block, size_t old, size_t size)
{
    counting *count = context;
    char *real = NULL;
    if (block != NULL) {
        size_t known;
        real = (char *)block - COUNTING_HEADER;
        memcpy(&known, real, sizeof known);
        count->wrong_sizes += known != old;
        old = known;
    } else {
        count->wrong_sizes += old != 0;
        old = 0;
    }
    if (size == 0) {
        if (real != NULL) {
            count->live -= old;
            count->blocks--;
            free(real);
        }
        return NULL;
    }
    if (++count->requests == count->fail_at)
        return NULL;
    char *wider = realloc(real, COUNTING_HEADER + size);
    if (wider == NULL)
        return NULL;
    memcpy(wider, &size, sizeof size);
    count->live += size - old;
    count->blocks += block == NULL;
    return wider + COUNTING_HEADER;
}

static inline und_allocator counting_allocator(counting *count)
{
    return (und_allocator){counting_resize, count};
}

/* ---- problems ---- */

/* The problem whose message has `part` in it; fails when there is none. */
static inline const und_problem *find_problem(const und_packs *packs, const char *part)
{
    for (size_t i = 0; i < und_packs_problem_count(packs); i++)
        if (strstr(und_packs_problem(packs, i)->message, part) != NULL)
            return und_packs_problem(packs, i);
    for (size_t i = 0; i < und_packs_problem_count(packs); i++) {
        const und_problem *problem = und_packs_problem(packs, i);
        print_error("%s:%u:%u: %s\n", problem->file, (unsigned)problem->line, (unsigned)problem->column,
                    problem->message);
    }
    fail_msg("no problem says: %s", part);
    return NULL;
}

static inline void assert_problem(const und_packs *packs, uint32_t line, uint32_t column, const char *part)
{
    const und_problem *problem = find_problem(packs, part);
    assert_int_equal(problem->line, line);
    assert_int_equal(problem->column, column);
}

/* ---- small packs ---- */

#define SMALL_EN                                                                                                       \
    "language: en\nname: English\nscript: latin\nsource: A/RES/73/6\n"                                                 \
    "function_words: [the, of, and, for, with]\nagenda:\n  and: and\n"                                                 \
    "session:\n  patterns: '{ordinal} session'\n  special: '{ordinal} special session'\n"                              \
    "  ordinals: {1: First, 70: Seventieth, 75: Seventy-fifth, 80: Eightieth, 81: [Eighty-first, Eighty first]}\n"     \
    "resolution:\n  furniture: [Please recycle]\n"                                                                     \
    "openers:\n  preambular: [Recalling, Noting]\n  operative: [Decides]\n"

#define SMALL_FR                                                                                                       \
    "language: fr\nname: français\nscript: latin\nsource: UN-RES\n"                                                   \
    "function_words: [les, des, du, et, dans, la]\nagenda:\n  and: et\n"                                               \
    "session:\n  patterns: '{ordinal} session'\n"                                                                      \
    "  ordinals: {11: Onzième, 71: [Soixante et onzième, Soixante-et-onzième], 81: Quatre-vingt-unième}\n"         \
    "openers:\n  preambular: [Rappelant]\n  operative: [Décide]\n"

/* A handle with the two; closed by the caller. */
static inline und_packs *open_small(const und_allocator *allocator)
{
    und_packs *packs;
    assert_int_equal(und_packs_open_empty(allocator, &packs), UND_OK);
    assert_int_equal(und_packs_add_language(packs, bytes_of(SMALL_EN), "en.yaml"), UND_OK);
    assert_int_equal(und_packs_add_language(packs, bytes_of(SMALL_FR), "fr.yaml"), UND_OK);
    assert_int_equal(und_packs_problem_total(packs), 0);
    return packs;
}

/* ---- text that is put together ---- */

typedef struct builder {
    char *at;
    size_t length, room;
} builder;

static inline void build(builder *out, const char *text, size_t length)
{
    if (out->length + length + 1 > out->room) {
        out->room = (out->length + length + 1) * 2;
        out->at = realloc(out->at, out->room);
        assert_non_null(out->at);
    }
    memcpy(out->at + out->length, text, length);
    out->length += length;
    out->at[out->length] = '\0';
}

static inline void build_text(builder *out, const char *text)
{
    build(out, text, strlen(text));
}

static inline void build_many(builder *out, const char *text, size_t times)
{
    for (size_t i = 0; i < times; i++)
        build_text(out, text);
}

static inline und_bytes built(const builder *out)
{
    return (und_bytes){out->at, out->length};
}

static inline bool build_sink(void *context, const char *at, size_t length)
{
    build(context, at, length);
    return true;
}

#endif
