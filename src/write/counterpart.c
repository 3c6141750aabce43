#include "write/counterpart.h"

#include "text/utf8.h"
#include "undoc/draft.h"

#include <string.h>

#define OPENER_BYTES 120u /* the longest of ours has 30 */

static bool gather(void *context, const char *at, size_t length)
{
    und_text_put(context, (und_bytes){at, length});
    return true;
}

static und_status draft_list(und_packs *packs, const char *language, und_bytes organ, und_text *out)
{
    und_bytes keys[] = {und_words("lang"), und_words("organ")}, values[] = {und_words(language), organ};
    und_text_open(out, und_packs_allocator(packs));
    und_status status =
        und_draft_plain(packs, und_words("openers"), keys, values, organ.length > 0 ? 2 : 1, gather, out);
    return status == UND_OK && out->failed ? UND_E_MEMORY : status;
}

und_status und_openers_open(und_packs *packs, const char *language, const char *other, und_bytes organ,
                            und_openers *out)
{
    *out = (und_openers){.known = false};
    und_status status = draft_list(packs, language, organ, &out->own);
    if (status == UND_OK)
        status = draft_list(packs, other, organ, &out->other);
    out->known = status == UND_OK;
    return status == UND_E_MEMORY ? status : UND_OK;
}

void und_openers_close(und_openers *openers)
{
    und_text_close(&openers->own);
    und_text_close(&openers->other);
}

/* The line that begins at byte `*at`, which moves past it. */
static und_bytes next_line(const und_text *text, size_t *at)
{
    size_t first = *at;
    while (*at < text->length && text->at[*at] != '\n')
        (*at)++;
    und_bytes line = {text->at + first, *at - first};
    if (*at < text->length)
        (*at)++;
    return line;
}

/* Bytes of `text` that are the words of a line, case and accents aside; 0: it begins with others. */
static size_t begins_with(und_bytes text, und_bytes line)
{
    size_t length = 0, points = 0;
    for (size_t at = 0; at < line.length; at++)
        points += ((unsigned char)line.at[at] & 0xc0u) != 0x80;
    for (; length < text.length && points > 0; points--) {
        length++;
        while (length < text.length && ((unsigned char)text.at[length] & 0xc0u) == 0x80)
            length++;
    }
    if (points > 0 || line.length > OPENER_BYTES || length > OPENER_BYTES)
        return 0;
    char a[OPENER_BYTES * 4], b[OPENER_BYTES * 4];
    und_bytes own = {a, und_fold_text((und_bytes){text.at, length}, a, sizeof a)};
    und_bytes wanted = {b, und_fold_text(line, b, sizeof b)};
    if (!und_bytes_equal(own, wanted) || length == text.length)
        return und_bytes_equal(own, wanted) ? length : 0;
    uint32_t bytes, point = und_utf8_decode(text.at + length, text.at + text.length, &bytes);
    return und_is_letter(point) && !und_is_han(point) ? 0 : length;
}

und_bytes und_opener_counterpart(const und_openers *openers, und_bytes text, bool preambular, size_t *length)
{
    und_bytes found = {NULL, 0};
    bool first_part = true, sure = true;
    *length = 0;
    for (size_t own = 0, other = 0; openers->known && own < openers->own.length;) {
        und_bytes line = next_line(&openers->own, &own), words = next_line(&openers->other, &other);
        if (line.length == 0) {
            first_part = false;
            continue;
        }
        if (first_part != preambular || und_bytes_equal(line, und_words("-")))
            continue;
        size_t fits = begins_with(text, line);
        if (fits == 0 || fits < *length)
            continue;
        /* The same words with several counterparts: which one is meant, nothing tells. */
        sure = fits > *length || (sure && und_bytes_equal(found, words));
        *length = fits;
        found = words;
    }
    if (!sure || found.length == 0 || und_bytes_equal(found, und_words("-"))) {
        *length = 0;
        return (und_bytes){NULL, 0};
    }
    return found;
}
