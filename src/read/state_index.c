#include "read/state_index.h"

#include "text/utf8.h"

#include <stdlib.h>
#include <string.h>

#define NAME_BYTES 240u /* folded, of a form of a name; the longest has 120 */
/* In Arabic words run on from particles, and a short name is a part, or the whole, of everyday words: مالي is Mali, and
 * financial. */
#define LEAST_ARABIC 10u

void und_state_index_open(und_state_index *index, const und_allocator *allocator)
{
    memset(index, 0, sizeof *index);
    index->allocator = allocator;
    und_text_open(&index->bytes, allocator);
}

void und_state_index_close(und_state_index *index)
{
    und_free(index->allocator, index->names, index->room * sizeof *index->names);
    und_text_close(&index->bytes);
    und_state_index_open(index, index->allocator);
}

/* By the first three bytes: a Chinese character, a letter of Arabic or Cyrillic and a half, three letters. */
static uint16_t bucket_of(const char *at)
{
    const unsigned char *bytes = (const unsigned char *)at;
    return (uint16_t)((bytes[0] * 131u + bytes[1] * 31u + bytes[2]) % UND_STATE_BUCKETS);
}

static bool begins_with_capital(und_bytes text)
{
    uint32_t bytes;
    return text.length > 0 && und_is_upper(und_utf8_decode(text.at, text.at + text.length, &bytes));
}

/* Puts a form of a name; `name` is the State's name itself, which the form may end with. */
static bool put(und_state_index *index, const und_state *state, und_bytes form, und_bytes name, bool former,
                size_t least)
{
    char folded[NAME_BYTES], tail[NAME_BYTES];
    size_t length = und_fold_text(form, folded, sizeof folded);
    if (length < 3 || length < least)
        return true;
    size_t tail_length = und_fold_text(name, tail, sizeof tail);
    bool same = und_bytes_equal(form, name);
    bool ends =
        tail_length > 0 && tail_length < length && memcmp(folded + length - tail_length, tail, tail_length) == 0;
    und_indexed_name one = {.state = state,
                            .folded = (uint32_t)index->bytes.length,
                            .length = (uint16_t)length,
                            .name = (uint16_t)(ends ? length - tail_length : 0),
                            .bucket = bucket_of(folded),
                            .with_of = !same,
                            .former = former,
                            .capital = begins_with_capital(ends ? name : form)};
    und_text_put(&index->bytes, (und_bytes){folded, length});
    return !index->bytes.failed && UND_PUSH(index->allocator, index->names, index->count, index->room, one);
}

static int by_bucket(const void *a, const void *b)
{
    const und_indexed_name *left = a, *right = b;
    if (left->bucket != right->bucket)
        return left->bucket < right->bucket ? -1 : 1;
    if (left->length != right->length)
        return left->length > right->length ? -1 : 1;
    return left->folded < right->folded ? -1 : left->folded > right->folded;
}

bool und_state_index_make(und_state_index *index, und_packs *packs, uint8_t language)
{
    const und_state *states;
    uint32_t count;
    und_status status = und_packs_states(packs, &states, &count);
    if (status == UND_E_MEMORY)
        return false;
    size_t least = und_language_at(packs, language)->script == UND_SCRIPT_ARABIC ? LEAST_ARABIC : 0;
    for (uint32_t i = 0; status == UND_OK && i < count; i++) {
        const und_state_name *name = &states[i].names[language];
        if (!put(index, &states[i], name->name, name->name, false, least) ||
            !put(index, &states[i], name->of, name->name, false, least) ||
            !put(index, &states[i], name->former, name->former, true, least) ||
            !put(index, &states[i], name->former_of, name->former, true, least))
            return false;
    }
    if (index->count > 0)
        qsort(index->names, index->count, sizeof *index->names, by_bucket);
    size_t n = 0;
    for (uint32_t bucket = 0; bucket <= UND_STATE_BUCKETS; bucket++) {
        while (n < index->count && index->names[n].bucket < bucket)
            n++;
        index->first[bucket] = (uint32_t)n;
    }
    return true;
}

/* Whether a word ends before a byte of a folded text: no letter goes on there, but in Chinese. */
static bool ends_at(und_bytes text, size_t at)
{
    if (at >= text.length)
        return true;
    uint32_t bytes;
    uint32_t point = und_utf8_decode(text.at + at, text.at + text.length, &bytes);
    return und_is_han(point) || (!und_is_letter(point) && (point < '0' || point > '9') && point != '-');
}

const und_indexed_name *und_state_index_find(const und_state_index *index, und_bytes text, size_t at)
{
    if (text.length < 3 || at > text.length - 3)
        return NULL;
    uint16_t bucket = bucket_of(text.at + at);
    for (uint32_t n = index->first[bucket]; n < index->first[bucket + 1]; n++) {
        const und_indexed_name *name = &index->names[n];
        if (name->length <= text.length - at &&
            memcmp(text.at + at, index->bytes.at + name->folded, name->length) == 0 && ends_at(text, at + name->length))
            return name;
    }
    return NULL;
}
