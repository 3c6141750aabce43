#include "write/snippet.h"

#include <string.h>

#include "text/utf8.h"

void und_snippet_open(und_snippet *snippet, const und_allocator *allocator)
{
    *snippet = (und_snippet){0};
    und_text_open(&snippet->out, allocator);
    und_text_open(&snippet->placeholders, allocator);
}

void und_snippet_close(und_snippet *snippet)
{
    und_free(snippet->out.allocator, snippet->stops, snippet->capacity * sizeof *snippet->stops);
    snippet->stops = NULL;
    snippet->count = snippet->capacity = 0;
    und_text_close(&snippet->out);
    und_text_close(&snippet->placeholders);
}

bool und_snippet_failed(const und_snippet *snippet)
{
    return snippet->failed || snippet->out.failed || snippet->placeholders.failed;
}

/* The first letter of `text` as a capital when one is asked for; the rest follows as it is. */
static void put_capital(und_text *out, bool *capital, und_bytes *text)
{
    if (!*capital || text->length == 0)
        return;
    *capital = false;
    uint32_t length;
    uint32_t point = und_utf8_decode(text->at, text->at + text->length, &length);
    if (und_upper(point) == point)
        return;
    char coded[4];
    uint32_t bytes = und_utf8_encode(und_upper(point), coded);
    und_text_put(out, (und_bytes){coded, bytes});
    text->at += length;
    text->length -= length;
}

static void put_escaped(und_text *out, und_bytes text)
{
    size_t plain = 0;
    for (size_t i = 0; i < text.length; i++) {
        char c = text.at[i];
        if (c != '$' && c != '}' && c != '\\')
            continue;
        und_text_put(out, (und_bytes){text.at + plain, i - plain});
        und_text_put_words(out, "\\");
        plain = i;
    }
    if (text.length > plain)
        und_text_put(out, (und_bytes){text.at + plain, text.length - plain});
}

void und_snippet_put(und_snippet *snippet, und_bytes text)
{
    put_capital(&snippet->out, &snippet->capital, &text);
    put_escaped(&snippet->out, text);
}

/* The number of the tabstop whose placeholder was just added to `placeholders`, from `start` on. */
static size_t number_of(und_snippet *snippet, uint32_t word, size_t start)
{
    size_t length = snippet->placeholders.length - start;
    const char *text = snippet->placeholders.at + start;
    for (size_t i = 0; word != UND_STOP_ALONE && i < snippet->count; i++) {
        const und_stop *stop = &snippet->stops[i];
        if (stop->word == word && stop->length == length &&
            memcmp(snippet->placeholders.at + stop->text, text, length) == 0) {
            snippet->placeholders.length = start;
            return i + 1;
        }
    }
    if (snippet->count == UND_TABSTOPS_MAX) {
        snippet->full = true;
        return UND_TABSTOPS_MAX;
    }
    if (!UND_PUSH(snippet->out.allocator, snippet->stops, snippet->count, snippet->capacity,
                  (und_stop){.word = word, .text = (uint32_t)start, .length = (uint32_t)length})) {
        snippet->failed = true;
        return 0;
    }
    return snippet->count;
}

typedef enum stop_look { LOOK_WORDS, LOOK_UNSURE, LOOK_HINT } stop_look;

static void put_stop(und_snippet *snippet, uint32_t word, und_bytes placeholder, stop_look look)
{
    size_t start = snippet->placeholders.length;
    if (placeholder.length == 0) /* an empty one could not be seen */
        placeholder = und_words("…");
    if (look != LOOK_WORDS)
        und_text_put_words(&snippet->placeholders, UND_HINT_OPEN);
    put_capital(&snippet->placeholders, &snippet->capital, &placeholder);
    und_text_put(&snippet->placeholders, placeholder);
    if (look == LOOK_UNSURE)
        und_text_put_words(&snippet->placeholders, UND_HINT_ASKS);
    if (look != LOOK_WORDS)
        und_text_put_words(&snippet->placeholders, UND_HINT_CLOSE);
    if (snippet->placeholders.failed)
        return;
    und_bytes shown = {snippet->placeholders.at + start, snippet->placeholders.length - start};
    size_t number = number_of(snippet, word, start);
    und_text_put_words(&snippet->out, "${");
    und_text_put_number(&snippet->out, (uint32_t)number);
    und_text_put_words(&snippet->out, ":");
    put_escaped(&snippet->out, shown); /* still there: the pool only got shorter */
    und_text_put_words(&snippet->out, "}");
}

void und_snippet_stop(und_snippet *snippet, uint32_t word, und_bytes placeholder)
{
    put_stop(snippet, word, placeholder, LOOK_WORDS);
}

void und_snippet_unsure(und_snippet *snippet, uint32_t word, und_bytes words)
{
    put_stop(snippet, word, words, LOOK_UNSURE);
}

void und_snippet_hint(und_snippet *snippet, uint32_t word, und_bytes hint)
{
    put_stop(snippet, word, hint, snippet->proposed ? LOOK_WORDS : LOOK_HINT);
}
