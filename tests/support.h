/* support.h - what the tests in C share: packs, files, documents, a sink, an allocator that fails on demand.
 *
 * A header, because each test is one program over the core's objects. Every function is `static inline`, so that a test
 * may use some of them.
 */
#ifndef TESTS_SUPPORT_H
#define TESTS_SUPPORT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "undoc/undoc.h"

#include "pack/pack.h"
#include "text/memory.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The folder that the data of the project lies in; the Makefile gives it. */
static inline const char *support_data_dir(void)
{
    return UND_DATA_DIR;
}

static inline und_bytes support_bytes(const char *text)
{
    return (und_bytes){text, strlen(text)};
}

/* ---- text that grows ---- */

typedef struct support_text {
    char *at; /* ends with a NUL once something was put */
    size_t length;
    size_t room;
} support_text;

static inline void support_put(support_text *text, const char *at, size_t length)
{
    if (text->room - text->length < length + 1) {
        size_t room = (text->length + length + 1) * 2;
        char *grown = realloc(text->at, room);
        if (grown == NULL)
            exit(70);
        text->at = grown;
        text->room = room;
    }
    if (length > 0)
        memcpy(text->at + text->length, at, length);
    text->length += length;
    text->at[text->length] = '\0';
}

static inline void support_put_words(support_text *text, const char *words)
{
    support_put(text, words, strlen(words));
}

/* What a draft wants confirmed, ‹voir annexes?›, stands as it is proposed. */
static inline void support_confirm(char *text)
{
    char *to = text;
    for (char *at = text; *at != '\0';) {
        char *end = strncmp(at, "\xe2\x80\xb9", 3) == 0 ? strstr(at, "\xe2\x80\xba") : NULL;
        if (end == NULL || end[-1] != '?' || end - at < 4) {
            *to++ = *at++;
            continue;
        }
        size_t length = (size_t)(end - at) - 4;
        memmove(to, at + 3, length);
        to += length;
        at = end + 3;
    }
    *to = '\0';
}

static inline void support_clear(support_text *text)
{
    text->length = 0;
    if (text->at != NULL)
        text->at[0] = '\0';
}

static inline void support_free(support_text *text)
{
    free(text->at);
    *text = (support_text){0};
}

/* An und_sink into a support_text. */
static inline bool support_sink(void *context, const char *at, size_t length)
{
    support_put(context, at, length);
    return true;
}

/* ---- files ---- */

/* The file `name` under the root of the project; the test fails when it cannot be read. */
static inline support_text support_file(const char *name)
{
    char path[4096];
    snprintf(path, sizeof path, "%s/../%s", support_data_dir(), name);
    FILE *file = fopen(path, "rb");
    if (file == NULL) {
        fprintf(stderr, "cannot read %s\n", path);
        exit(70);
    }
    support_text text = {0};
    char buffer[8192];
    size_t got;
    while ((got = fread(buffer, 1, sizeof buffer, file)) > 0)
        support_put(&text, buffer, got);
    fclose(file);
    support_put(&text, "", 0);
    return text;
}

/* The sample letter. */
#define SUPPORT_LETTER "tests/data/000_ccba38e56b2f2219.txt"

/* ---- packs and documents ---- */

static inline und_packs *support_packs(void)
{
    const char *root = support_data_dir();
    und_packs *packs = NULL;
    und_status status = und_packs_open(NULL, &root, 1, &packs);
    if (status != UND_OK) {
        fprintf(stderr, "cannot open the packs of %s: %s\n", root, packs == NULL ? "" : und_packs_message(packs));
        exit(70);
    }
    return packs;
}

/* cmocka's group set-up and tear-down: the packs are the state of every test of the group. */
static inline int support_open_packs(void **state)
{
    *state = support_packs();
    return 0;
}

static inline int support_close_packs(void **state)
{
    und_packs_close(*state);
    return 0;
}

static inline und_doc *support_doc(und_packs *packs, und_bytes text)
{
    und_doc *doc = NULL;
    assert_int_equal(und_doc_open(packs, &doc), UND_OK);
    assert_int_equal(und_doc_read(doc, text), UND_OK);
    return doc;
}

/* ---- replacing ---- */

/* The text with `old` replaced by `by`, only the `which`-th time (from 1) or, with 0, every time. The test fails when
 * `old` does not stand there: a sample that was changed must not make a test test nothing. */
static inline support_text support_replace(const char *text, const char *old, const char *by, unsigned which)
{
    support_text out = {0};
    unsigned seen = 0;
    bool done = false;
    for (;;) {
        const char *hit = strstr(text, old);
        if (hit == NULL)
            break;
        support_put(&out, text, (size_t)(hit - text));
        text = hit + strlen(old);
        seen++;
        if (which == 0 || which == seen) {
            support_put_words(&out, by);
            done = true;
        } else {
            support_put_words(&out, old);
        }
    }
    support_put_words(&out, text);
    if (!done) {
        fprintf(stderr, "\"%s\" does not stand in the text\n", old);
        fail();
    }
    return out;
}

/* ---- an allocator that counts, checks sizes and fails when told ---- */

typedef struct support_heap {
    size_t calls;   /* that asked for memory */
    size_t fail_at; /* the call that fails, from 1; 0: none */
    bool failed;    /* it has failed */
    bool go_on;     /* false: every later call fails too, as when memory is really out */
    size_t live;    /* bytes */
    size_t blocks;
    size_t most; /* bytes at the worst */
} support_heap;

/* Each block has its size in front of it, so that a wrong `old` is found at once. */
#define SUPPORT_HEAD 16u

static inline void *support_resize(void *context, void *block, size_t old, size_t size)
{
    support_heap *heap = context;
    char *base = block == NULL ? NULL : (char *)block - SUPPORT_HEAD;
    size_t stored = 0;
    if (base != NULL)
        memcpy(&stored, base, sizeof stored);
    if (old != stored) {
        fprintf(stderr, "a block of %zu bytes is said to have %zu\n", stored, old);
        exit(71);
    }
    if (size == 0) {
        if (base != NULL) {
            heap->live -= stored;
            heap->blocks--;
        }
        free(base);
        return NULL;
    }
    heap->calls++;
    if (heap->fail_at != 0 && (heap->calls == heap->fail_at || (heap->calls > heap->fail_at && !heap->go_on))) {
        heap->failed = true;
        return NULL;
    }
    /* Always a new block: what still points into the old one is found by the sanitizers. */
    char *grown = malloc(SUPPORT_HEAD + size);
    if (grown == NULL)
        exit(70);
    memcpy(grown, &size, sizeof size);
    if (base != NULL)
        memcpy(grown + SUPPORT_HEAD, block, stored < size ? stored : size);
    free(base);
    heap->live = heap->live - stored + size;
    heap->blocks += base == NULL ? 1u : 0u;
    heap->most = heap->live > heap->most ? heap->live : heap->most;
    return grown + SUPPORT_HEAD;
}

static inline und_allocator support_allocator(support_heap *heap)
{
    return (und_allocator){support_resize, heap};
}

#endif
