#include "check/whole.h"

#include "model/placeholders.h"
#include "text/utf8.h"

#include <string.h>

#define NODE_BYTES 20000u /* of a paragraph of a letter; the longest seen has under 4,000 */

bool und_whole_read_letter(und_check_run *run, und_whole *out)
{
    und_doc *doc = run->doc;
    uint32_t count = und_nodes_count(&doc->nodes);
    memset(out, 0, sizeof *out);
    out->request = UINT32_MAX;
    out->title = und_doc_letter_title(doc);
    if (out->title == UINT32_MAX || und_letter_get(doc, out->title + 1, &out->letter) != UND_OK ||
        out->letter.language == UND_LANGUAGE_NONE)
        return false;
    out->language = und_language_at(doc->packs, out->letter.language);
    uint32_t i = out->title + 1;
    for (; i < count; i++) {
        uint8_t kind = und_doc_stored(doc, i)->kind;
        und_letter next;
        if (kind == UND_KIND_ANNEX || kind == UND_KIND_ENCLOSURE ||
            (kind == UND_KIND_TITLE && und_letter_get(doc, i + 1, &next) == UND_OK))
            break;
        if (kind == UND_KIND_REQUEST && out->request == UINT32_MAX)
            out->request = i;
        if (kind == UND_KIND_SIGNATURE && out->signature_count < UND_SIGNATURES_MAX)
            out->signatures[out->signature_count++] = i;
    }
    out->end = i;
    return true;
}

/* Whether the headings are numbered from one on. */
static bool in_order(const und_doc *doc, const und_whole *whole)
{
    for (uint32_t i = 0; i < whole->annex_count; i++) {
        const und_tree_node *node = und_doc_stored(doc, whole->annexes[i]);
        if (node->style == UND_LABEL_NONE || node->label != i + 1)
            return false;
    }
    return true;
}

static bool all_name_a_letter(und_doc *doc, const und_whole *whole)
{
    und_letter letter;
    for (uint32_t i = 0; i < whole->annex_count; i++)
        if (und_letter_get(doc, whole->annexes[i] + 1, &letter) != UND_OK)
            return false;
    return true;
}

bool und_whole_read(und_check_run *run, und_whole *out)
{
    if (!und_whole_read_letter(run, out))
        return false;
    und_doc *doc = run->doc;
    uint32_t count = und_nodes_count(&doc->nodes);
    if (out->end < count && und_doc_stored(doc, out->end)->kind == UND_KIND_TITLE)
        return true; /* several letters in one document: whose the annexes are is not told */
    uint8_t wanted = UND_KIND_ANNEX;
    if (out->end < count && und_doc_stored(doc, out->end)->kind == UND_KIND_ENCLOSURE)
        wanted = UND_KIND_ENCLOSURE;
    uint32_t seen = 0, letters = 0;
    for (uint32_t i = out->end; i < count; i++) {
        const und_tree_node *node = und_doc_stored(doc, i);
        if (node->kind == UND_KIND_TITLE)
            letters++;
        if (node->kind != wanted)
            continue;
        seen++;
        if (out->annex_count < UND_ANNEXES_SEEN_MAX)
            out->annexes[out->annex_count++] = i;
    }
    out->annexes_told =
        seen <= UND_ANNEXES_SEEN_MAX && (seen <= 1 || in_order(doc, out) || all_name_a_letter(doc, out));
    return true;
}

bool und_node_flow(und_check_run *run, uint32_t index, und_flow *flow)
{
    und_flow_open(flow, run->doc->allocator);
    if (und_doc_flow(run->doc, index, und_doc_own_end(run->doc, index), NODE_BYTES, flow))
        return flow->folded_length > 0;
    run->findings->failed = true;
    return false;
}

bool und_is_open(const und_check_run *run, und_range range)
{
    und_range open;
    if (!und_placeholder_find(run->doc, range.from, range.to.line + 1, &open))
        return false;
    return open.from.line < range.to.line || (open.from.line == range.to.line && open.from.column < range.to.column);
}

/* ---- words ---- */

/* The bytes of the character at `at` where it belongs to a word; 0: it does not, and has `*bytes`. */
static uint32_t of_word(und_bytes text, size_t at, uint32_t *bytes)
{
    unsigned char c = (unsigned char)text.at[at];
    *bytes = 1;
    if (c < 0x80) {
        bool letter = (unsigned)((c | 0x20) - 'a') < 26u || (unsigned)(c - '0') < 10u;
        return letter || c == '\'' || c == '-' ? 1 : 0;
    }
    /* Small letters of Russian, most of Arabic, Chinese characters. */
    unsigned char next = at + 1 < text.length ? (unsigned char)text.at[at + 1] : 0;
    bool two = (c == 0xd0 && next >= 0xb0 && next <= 0xbf) || (c == 0xd1 && next >= 0x80 && next <= 0x9f) ||
               (c == 0xd8 && next >= 0xa0 && next <= 0xbf) || (c == 0xd9 && next >= 0x80 && next <= 0x8a);
    if (two)
        return *bytes = 2;
    return und_is_letter(und_utf8_decode(text.at + at, text.at + text.length, bytes)) ? *bytes : 0;
}

bool und_next_word(und_bytes text, size_t from, und_word *out)
{
    uint32_t bytes;
    size_t at = from;
    while (at < text.length && of_word(text, at, &bytes) == 0)
        at += bytes;
    out->first = (uint32_t)at;
    while (at < text.length && of_word(text, at, &bytes) != 0)
        at += bytes;
    out->last = (uint32_t)at;
    return out->last > out->first;
}

bool und_is_known_word(const und_language *language, und_bytes word)
{
    for (uint32_t i = 0; i < language->count; i++) {
        und_bytes term = und_term_folded(language, &language->terms[i]);
        for (size_t at = 0; at + word.length <= term.length; at++) {
            if (term.at[at] != *word.at || memcmp(term.at + at, word.at, word.length) != 0)
                continue;
            und_word whole;
            size_t start = at;
            while (start > 0 && term.at[start - 1] != ' ')
                start--;
            if (und_next_word(term, start, &whole) && whole.first == at && whole.last == at + word.length)
                return true;
        }
    }
    return false;
}

void und_put_like(und_text *words, und_bytes word, und_bytes like)
{
    uint32_t bytes = 0, other = 0;
    if (word.length == 0 || like.length == 0)
        return;
    uint32_t first = und_utf8_decode(word.at, word.at + word.length, &bytes);
    bool capital = und_is_upper(und_utf8_decode(like.at, like.at + like.length, &other));
    char coded[4];
    size_t length = und_utf8_encode(capital ? und_upper(first) : und_lower(first), coded);
    und_text_put(words, (und_bytes){coded, length});
    und_text_put(words, (und_bytes){word.at + bytes, word.length - bytes});
}
