/* Whether a text may be a document at all: a quick look, before a document is made of it. */
#include "pack/pack.h"

#include "text/memory.h"
#include "text/utf8.h"

#include <string.h>

/* Bytes that are looked at: a masthead, a title and an opening have fewer. */
#define LOOK_BYTES 65536u

static bool is_digit(char c)
{
    return (unsigned)(c - '0') < 10u;
}

static bool is_plain(char c)
{
    return (unsigned)(c - 'a') < 26u || is_digit(c);
}

/* "a/75/251", "s/prst/2020/1": a document symbol in folded text, at its first letter. */
static bool is_symbol(und_bytes text, size_t at)
{
    if (text.length - at < 4 || (text.at[at] != 'a' && text.at[at] != 's' && text.at[at] != 'e') ||
        (at > 0 && is_plain(text.at[at - 1])) || text.at[at + 1] != '/' || !is_plain(text.at[at + 2]))
        return false;
    for (at += 3; at + 1 < text.length; at++)
        if (text.at[at] == '/' && is_digit(text.at[at + 1]))
            return true;
        else if (!is_plain(text.at[at]) && text.at[at] != '.' && text.at[at] != '-' && text.at[at] != '/')
            return false;
    return false;
}

/* Whether one of the words by which the packs tell a document begins at `at`. */
static bool is_word(const und_packs *packs, und_bytes text, size_t at)
{
    for (uint32_t i = 0; i < und_language_count(packs); i++) {
        const und_language *language = und_language_at(packs, i);
        for (uint32_t t = language->first[UND_TERM_DETECT]; t < language->first[UND_TERM_DETECT + 1]; t++) {
            und_bytes word = und_term_folded(language, &language->terms[t]);
            if (word.length > 0 && word.length <= text.length - at && text.at[at] == word.at[0] &&
                memcmp(text.at + at, word.at, word.length) == 0)
                return true;
        }
    }
    return false;
}

/* The first bytes of all words, so that most of a text is passed over. */
static void first_bytes(const und_packs *packs, bool first[256])
{
    for (uint32_t i = 0; i < und_language_count(packs); i++) {
        const und_language *language = und_language_at(packs, i);
        for (uint32_t t = language->first[UND_TERM_DETECT]; t < language->first[UND_TERM_DETECT + 1]; t++)
            first[(unsigned char)und_term_folded(language, &language->terms[t]).at[0]] = true;
    }
}

/* Folds a text as one line, for a line may be broken anywhere. `out` has room for twice its length. */
static size_t fold_lines(und_bytes text, char *out, size_t room)
{
    size_t used = 0;
    for (size_t at = 0; at < text.length;) {
        const char *stop = memchr(text.at + at, '\n', text.length - at);
        size_t last = stop != NULL ? (size_t)(stop - text.at) : text.length;
        size_t length = last > at && text.at[last - 1] == '\r' ? last - 1 - at : last - at;
        if (used > 0 && out[used - 1] != ' ')
            out[used++] = ' ';
        used += und_fold_text((und_bytes){text.at + at, length}, out + used, room - used);
        at = last + 1;
    }
    return used;
}

bool und_may_be_one(const und_packs *packs, und_bytes text)
{
    if (packs == NULL || text.at == NULL || text.length == 0)
        return false;
    if (text.length > LOOK_BYTES)
        text.length = LOOK_BYTES;
    const und_allocator *allocator = und_packs_allocator(packs);
    size_t room = text.length * 2 + 1;
    char *folded = und_resize(allocator, NULL, 0, room);
    if (folded == NULL)
        return true; /* not known: then the whole of it decides */
    und_bytes line = {folded, fold_lines(text, folded, room)};
    bool first[256] = {false};
    first_bytes(packs, first);
    bool found = false;
    for (size_t at = 0; at < line.length && !found; at++)
        found = is_symbol(line, at) || (first[(unsigned char)line.at[at]] && is_word(packs, line, at));
    und_free(allocator, folded, room);
    return found;
}
