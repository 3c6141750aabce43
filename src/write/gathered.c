/* The answers that a document gives, as a list, and which of them agree. */
#include "write/gathered.h"

#include "write/waiting.h"

#include <stdio.h>
#include <string.h>

/* ---- the list ---- */

void und_gathered_close(und_gathered *gathered)
{
    und_text_close(&gathered->bytes);
    gathered->count = 0;
}

static uint32_t keep(und_gathered *g, und_bytes text)
{
    uint32_t first = (uint32_t)g->bytes.length;
    und_text_put(&g->bytes, text);
    return first;
}

static und_gathered_answer *find(und_gathered *g, const char *key)
{
    for (uint32_t i = 0; i < g->count; i++)
        if (strcmp(g->at[i].key, key) == 0)
            return &g->at[i];
    return NULL;
}

static void put(und_gathered *g, const char *key, und_bytes value, und_bytes problem)
{
    und_gathered_answer *at = find(g, key);
    if (value.length == 0 && at != NULL) {
        size_t after = (size_t)(&g->at[g->count] - (at + 1));
        memmove(at, at + 1, after * sizeof *at);
        g->count--;
    }
    if (value.length == 0 || (at == NULL && g->count == UND_ANSWERS_MAX))
        return;
    if (at == NULL)
        at = &g->at[g->count++];
    uint32_t first = keep(g, value), second = keep(g, problem);
    *at = (und_gathered_answer){key, first, (uint32_t)value.length, second, (uint32_t)problem.length};
}

/* Whether the text has a place that a draft left open, or a part of one. */
static bool is_open(und_bytes text)
{
    static const char open[] = UND_WAITS, end[] = UND_WAITS_END;
    for (size_t i = 0; i + sizeof open - 1 <= text.length; i++)
        if (memcmp(text.at + i, open, sizeof open - 1) == 0 || memcmp(text.at + i, end, sizeof end - 1) == 0)
            return true;
    return false;
}

void und_gathered_put(und_gathered *gathered, const char *key, und_bytes value)
{
    /* What was left open is no answer yet. */
    if (is_open(value))
        value.length = 0;
    put(gathered, key, value, (und_bytes){NULL, 0});
}

und_bytes und_gathered_get(const und_gathered *gathered, const char *key)
{
    for (uint32_t i = 0; i < gathered->count && !gathered->bytes.failed; i++)
        if (strcmp(gathered->at[i].key, key) == 0 && gathered->at[i].problem_length == 0)
            return (und_bytes){gathered->bytes.at + gathered->at[i].value, gathered->at[i].length};
    return (und_bytes){NULL, 0};
}

size_t und_gathered_pairs(const und_gathered *gathered, und_bytes keys[UND_ANSWERS_MAX],
                          und_bytes values[UND_ANSWERS_MAX])
{
    size_t count = 0;
    for (uint32_t i = 0; i < gathered->count && !gathered->bytes.failed; i++) {
        const und_gathered_answer *at = &gathered->at[i];
        if (at->problem_length > 0)
            continue;
        keys[count] = und_words(at->key);
        values[count++] = (und_bytes){gathered->bytes.at + at->value, at->length};
    }
    return count;
}

/* ---- what cannot be together ---- */

static bool drop(void *context, const char *at, size_t length)
{
    (void)context;
    (void)at;
    (void)length;
    return true;
}

/* The answer that a message is about: it begins with the key and a colon. NULL: with none of them. */
static und_gathered_answer *refused(und_gathered *g, const char *message)
{
    size_t length = strcspn(message, ":");
    for (uint32_t i = 0; i < g->count; i++)
        if (g->at[i].problem_length == 0 && strlen(g->at[i].key) == length &&
            memcmp(g->at[i].key, message, length) == 0)
            return &g->at[i];
    return NULL;
}

/* What the template has no use for is no answer to any of its questions. */
static void leave_out_unused(und_gathered *g, und_packs *packs)
{
    bool used[UND_ANSWERS_MAX] = {false};
    const char *key;
    for (uint32_t n = 0; (key = und_draft_key(packs, und_words(g->name), und_gathered_get(g, "lang"), n)) != NULL; n++)
        for (uint32_t i = 0; i < g->count; i++)
            used[i] = used[i] || strcmp(g->at[i].key, key) == 0;
    uint32_t kept = 0;
    for (uint32_t i = 0; i < g->count; i++)
        if (used[i])
            g->at[kept++] = g->at[i];
    g->count = kept;
}

und_status und_gathered_agree(und_gathered *gathered, und_packs *packs)
{
    leave_out_unused(gathered, packs);
    und_bytes keys[UND_ANSWERS_MAX], values[UND_ANSWERS_MAX];
    for (;;) {
        size_t count = und_gathered_pairs(gathered, keys, values);
        if (gathered->bytes.failed)
            return UND_E_MEMORY;
        und_status status = und_draft_plain(packs, und_words(gathered->name), keys, values, count, drop, NULL);
        und_gathered_answer *wrong =
            status == UND_E_DATA || status == UND_E_LIMIT ? refused(gathered, und_packs_message(packs)) : NULL;
        if (wrong == NULL)
            return status;
        const char *why = und_packs_message(packs) + strlen(wrong->key) + 2;
        wrong->problem = keep(gathered, und_words(why));
        wrong->problem_length = (uint32_t)strlen(why);
    }
}
