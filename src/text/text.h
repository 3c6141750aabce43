/* text.h - text that grows while it is written.
 *
 * A failed allocation is remembered: what is put after it is dropped, and `failed` is looked at once, at the end.
 */
#ifndef UND_TEXT_TEXT_H
#define UND_TEXT_TEXT_H

#include "text/memory.h"

typedef struct und_text {
    const und_allocator *allocator;
    char *at;
    size_t length;
    size_t capacity;
    bool failed;
} und_text;

void und_text_open(und_text *text, const und_allocator *allocator);
void und_text_close(und_text *text);

void und_text_put(und_text *text, und_bytes bytes);
void und_text_put_words(und_text *text, const char *words); /* up to its NUL */
void und_text_put_number(und_text *text, uint32_t number);

static inline und_bytes und_text_bytes(const und_text *text)
{
    return (und_bytes){text->at, text->length};
}

static inline und_bytes und_words(const char *words)
{
    size_t length = 0;
    while (words[length] != '\0')
        length++;
    return (und_bytes){words, length};
}

bool und_bytes_equal(und_bytes a, und_bytes b);

/* Capital and small letters of Latin and Cyrillic script; other code points are returned as they are. */
uint32_t und_upper(uint32_t point);
uint32_t und_lower(uint32_t point);

/* How many letters have to be added, dropped or changed to make one of `a` and `b` the other, case and accents left
 * aside: for "did you mean". Looks at the first 63 bytes; UINT32_MAX when they are far apart. */
uint32_t und_name_distance(und_bytes a, und_bytes b);

#endif
