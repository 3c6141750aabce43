/* texts.h - what the measuring programs share: files, texts of any size made of real ones, a clock, a counting
 * allocator, pseudo-random numbers. */
#ifndef TESTS_BENCH_TEXTS_H
#define TESTS_BENCH_TEXTS_H

#include "undoc/undoc.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define WRAP_COLUMN 72u /* where typists wrap, and Neovim's help */

typedef struct text {
    char *at;
    size_t length;
} text;

static inline void give_up(const char *what)
{
    fprintf(stderr, "bench: %s\n", what);
    exit(2);
}

static inline void *need(void *block)
{
    if (block == NULL)
        give_up("out of memory");
    return block;
}

static inline void append(text *to, const char *at, size_t length)
{
    if (length == 0)
        return;
    to->at = need(realloc(to->at, to->length + length));
    memcpy(to->at + to->length, at, length);
    to->length += length;
}

static inline text read_file(const char *path)
{
    FILE *file = fopen(path, "rb");
    if (file == NULL)
        give_up(path);
    text all = {NULL, 0};
    char block[65536];
    size_t got;
    while ((got = fread(block, 1, sizeof block, file)) > 0)
        append(&all, block, got);
    fclose(file);
    return all;
}

static inline bool is_blank(const char *at, const char *end)
{
    while (at < end && (*at == ' ' || *at == '\t' || *at == '\r'))
        at++;
    return at == end;
}

static inline const char *line_stop(const char *at, const char *end)
{
    const char *stop = memchr(at, '\n', (size_t)(end - at));
    return stop == NULL ? end : stop;
}

/* The same text with one line a paragraph: lines that follow each other are joined by a space. */
static inline text unwrap(text from)
{
    text to = {need(malloc(from.length + 2)), 0};
    const char *end = from.at + from.length;
    bool open = false;
    for (const char *at = from.at; at < end;) {
        const char *stop = line_stop(at, end);
        if (is_blank(at, stop)) {
            if (open)
                to.at[to.length++] = '\n';
            to.at[to.length++] = '\n';
            open = false;
        } else {
            if (open)
                to.at[to.length++] = ' ';
            size_t length = (size_t)(stop - at) - (stop > at && stop[-1] == '\r' ? 1u : 0u);
            memcpy(to.at + to.length, at, length);
            to.length += length;
            open = true;
        }
        at = stop < end ? stop + 1 : end;
    }
    if (open)
        to.at[to.length++] = '\n';
    return to;
}

/* Breaks every line at the last space before WRAP_COLUMN characters. */
static inline text wrap(text from)
{
    text to = {need(malloc(from.length + 1)), from.length};
    memcpy(to.at, from.at, from.length);
    size_t column = 0, space = SIZE_MAX, space_column = 0;
    for (size_t i = 0; i < to.length; i++) {
        if (to.at[i] == '\n') {
            column = 0;
            space = SIZE_MAX;
            continue;
        }
        if (((unsigned char)to.at[i] & 0xc0) != 0x80)
            column++;
        if (column > WRAP_COLUMN && space != SIZE_MAX) {
            to.at[space] = '\n';
            column -= space_column;
            space = SIZE_MAX;
        }
        if (to.at[i] == ' ' && column > 1) {
            space = i;
            space_column = column;
        }
    }
    return to;
}

/* Whole lines of `from`, from its beginning, over and over, up to `size` bytes. */
static inline text repeat(text from, size_t size)
{
    text to = {need(malloc(size + from.length + 1)), 0};
    while (to.length < size) {
        memcpy(to.at + to.length, from.at, from.length);
        to.length += from.length;
    }
    while (size > 0 && to.at[size - 1] != '\n')
        size--;
    to.length = size;
    return to;
}

static inline double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

/* ---- a counting allocator ---- */

typedef struct counter {
    size_t held, peak, calls;
} counter;

static inline void *count_resize(void *context, void *block, size_t old, size_t size)
{
    counter *count = context;
    count->calls++;
    if (size == 0) {
        free(block);
        count->held -= old;
        return NULL;
    }
    void *grown = realloc(block, size);
    if (grown != NULL) {
        count->held += size - old;
        if (count->held > count->peak)
            count->peak = count->held;
    }
    return grown;
}

/* ---- the same numbers on every run ---- */

static inline uint32_t next_random(uint64_t *seed)
{
    *seed = *seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (uint32_t)(*seed >> 33);
}

static inline und_packs *open_packs(const und_allocator *allocator)
{
    const char *roots[1] = {UND_DATA_DIR};
    und_packs *packs = NULL;
    if (und_packs_open(allocator, roots, 1, &packs) != UND_OK)
        give_up(packs == NULL ? "out of memory" : und_packs_message(packs));
    return packs;
}

static inline bool no_sink(void *context, const char *at, size_t length)
{
    (void)at;
    *(size_t *)context += length;
    return true;
}

#endif
