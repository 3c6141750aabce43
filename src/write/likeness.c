#include "write/likeness.h"

#include "text/memory.h"
#include "text/utf8.h"
#include "write/snippet.h"

#include <string.h>

/* ---- open places ---- */

#define OPEN_FIRST 0xe100u /* of the private characters, which no document has */
#define PIECE_BYTES 16384u /* of a piece that is looked at: no formula is as long */
#define TRIES_MAX 2000u    /* of one comparison; ours take some dozens */

void und_open_put(uint32_t place, char *out)
{
    out[und_utf8_encode(OPEN_FIRST + place, out)] = '\0';
}

uint32_t und_open_at(und_bytes text, size_t at)
{
    if (at + UND_OPEN_BYTES > text.length || (unsigned char)text.at[at] != 0xee)
        return UND_OPEN_COUNT;
    uint32_t length, point = und_utf8_decode(text.at + at, text.at + text.length, &length);
    return point >= OPEN_FIRST && point < OPEN_FIRST + UND_OPEN_COUNT ? point - OPEN_FIRST : UND_OPEN_COUNT;
}

/* ---- a text against a draft's ---- */

typedef struct comparison {
    und_bytes model, text; /* folded */
    und_open_found *found; /* in folded bytes meanwhile */
    uint32_t tries;
} comparison;

/* Bytes of what is open at `at` of the model: a place, or a hint between ‹ and ›; 0: nothing is. `*place` is
 * UND_OPEN_COUNT for a hint. Words that are to be confirmed, ‹voir annexes?›, are not open. */
static size_t open_length(und_bytes model, size_t at, uint32_t *place)
{
    *place = und_open_at(model, at);
    if (*place < UND_OPEN_COUNT)
        return UND_OPEN_BYTES;
    if (at + 3 > model.length || memcmp(model.at + at, "\xe2\x80\xb9", 3) != 0)
        return 0;
    for (size_t i = at + 3; i + 3 <= model.length; i++)
        if (memcmp(model.at + i, "\xe2\x80\xba", 3) == 0)
            return model.at[i - 1] == '?' ? 0 : i + 3 - at;
    return 0;
}

/* Bytes of a mark around words that are to be confirmed; 0: there is none. */
static size_t mark_length(und_bytes text, size_t at)
{
    if (text.length - at >= 3 && memcmp(text.at + at, "\xe2\x80\xb9", 3) == 0)
        return 3;
    return text.length - at >= 4 && memcmp(text.at + at, "?\xe2\x80\xba", 4) == 0 ? 4 : 0;
}

static bool goes_on(comparison *c, size_t m, size_t t);

/* What is open at `m` takes one character of the text or more; as few as it can. */
static bool fill(comparison *c, size_t m, size_t length, uint32_t place, size_t t)
{
    for (size_t end = t + 1; end <= c->text.length; end++) {
        if (end < c->text.length && ((unsigned char)c->text.at[end] & 0xc0u) == 0x80)
            continue;
        if (c->tries++ > TRIES_MAX)
            return false;
        if (!goes_on(c, m + length, end))
            continue;
        if (place < UND_OPEN_COUNT)
            c->found[place] = (und_open_found){(uint32_t)t, (uint32_t)end};
        return true;
    }
    return false;
}

static bool goes_on(comparison *c, size_t m, size_t t)
{
    while (m < c->model.length) {
        uint32_t place;
        size_t open = open_length(c->model, m, &place);
        if (open > 0)
            return fill(c, m, open, place, t);
        size_t mark = mark_length(c->model, m);
        if (mark > 0) {
            m += mark;
            continue;
        }
        mark = t < c->text.length ? mark_length(c->text, t) : 0;
        if (mark > 0) {
            t += mark;
            continue;
        }
        /* A French "de" before what is open may be a "d'" in the text. */
        if (c->model.length - m > 3 && memcmp(c->model.at + m, "de ", 3) == 0 && t + 2 < c->text.length &&
            memcmp(c->text.at + t, "d'", 2) == 0 && open_length(c->model, m + 3, &place) > 0) {
            m += 3;
            t += 2;
            continue;
        }
        if (t == c->text.length || c->model.at[m] != c->text.at[t])
            return false;
        m++;
        t++;
    }
    while (t < c->text.length && mark_length(c->text, t) > 0)
        t += mark_length(c->text, t);
    return t == c->text.length;
}

#define LETTERS_MIN 3u

/* A text that is nothing but open places and marks is like everything; of two open places side by side nothing tells where the
 * one ends. */
static bool says_something(und_bytes model)
{
    uint32_t letters = 0, place;
    for (size_t at = 0, before = 0; at < model.length;) {
        uint32_t length;
        size_t open = open_length(model, at, &place);
        if (open > 0 && before > 0)
            return false;
        before = open;
        uint32_t point = und_utf8_decode(model.at + at, model.at + model.length, &length);
        if (open == 0 && und_is_letter(point))
            letters += und_is_han(point) ? LETTERS_MIN : 1; /* a Chinese character is a word */
        at += open > 0 ? open : length;
    }
    return letters >= LETTERS_MIN;
}

bool und_is_like(const und_flow *model, const und_flow *text, und_open_found found[UND_OPEN_COUNT])
{
    comparison c = {{model->folded, model->folded_length}, {text->folded, text->folded_length}, found, 0};
    memset(found, 0, UND_OPEN_COUNT * sizeof *found);
    if (!says_something(c.model) || !goes_on(&c, 0, 0)) {
        memset(found, 0, UND_OPEN_COUNT * sizeof *found);
        return false;
    }
    for (size_t i = 0; i < UND_OPEN_COUNT; i++) {
        if (found[i].last == 0)
            continue;
        found[i].first = und_flow_back(text, found[i].first);
        found[i].last = und_flow_back(text, found[i].last);
    }
    return true;
}

/* ---- drafts as documents ---- */

static bool gather(void *context, const char *at, size_t length)
{
    und_text_put(context, (und_bytes){at, length});
    return true;
}

/* The words between the marks at `at` as who confirms them leaves them; no bytes: nothing is confirmed there. `*length` is
 * what stands in the draft. */
static und_bytes confirmed(und_bytes text, size_t at, size_t *length)
{
    size_t end = at + 3, slash = 0;
    *length = 0;
    if (end > text.length || memcmp(text.at + at, UND_HINT_OPEN, 3) != 0)
        return (und_bytes){NULL, 0};
    while (end < text.length && text.at[end] != '\n' &&
           !(end + 3 <= text.length && memcmp(text.at + end, UND_HINT_CLOSE, 3) == 0)) {
        slash = slash == 0 && text.at[end] == '/' ? end : slash;
        end++;
    }
    if (end + 3 > text.length || text.at[end] == '\n' || (slash == 0 && text.at[end - 1] != '?'))
        return (und_bytes){NULL, 0};
    *length = end + 3 - at;
    return (und_bytes){text.at + at + 3, (slash > 0 ? slash : end - 1) - at - 3};
}

static void confirm_all(und_bytes text, und_text *out)
{
    size_t start = 0, length;
    for (size_t at = 0; at < text.length; at++) {
        und_bytes words = confirmed(text, at, &length);
        if (length == 0)
            continue;
        und_text_put(out, (und_bytes){text.at + start, at - start});
        und_text_put(out, words);
        start = at + length;
        at = start - 1;
    }
    und_text_put(out, (und_bytes){text.at + start, text.length - start});
}

static und_status read_text(und_packs *packs, const und_text *text, und_doc **out)
{
    und_status status = text->failed ? UND_E_MEMORY : und_doc_open(packs, out);
    if (status == UND_OK)
        status = und_doc_read(*out, und_text_bytes(text));
    return status;
}

und_status und_draft_confirmed(und_packs *packs, const char *name, const und_bytes *keys, const und_bytes *values,
                               size_t count, und_doc **out, und_doc **marked)
{
    und_text text, plain;
    *out = NULL;
    und_text_open(&text, und_packs_allocator(packs));
    und_text_open(&plain, und_packs_allocator(packs));
    und_status status = und_draft_plain(packs, und_words(name), keys, values, count, gather, &text);
    if (status == UND_OK && !text.failed)
        confirm_all(und_text_bytes(&text), &plain);
    if (status == UND_OK && marked != NULL) {
        *marked = NULL;
        status = read_text(packs, &text, marked);
    }
    if (status == UND_OK)
        status = text.failed ? UND_E_MEMORY : read_text(packs, &plain, out);
    und_text_close(&text);
    und_text_close(&plain);
    if (status != UND_OK) {
        und_doc_close(*out);
        *out = NULL;
        if (marked != NULL) {
            und_doc_close(*marked);
            *marked = NULL;
        }
    }
    return status;
}

und_status und_draft_read(und_packs *packs, const char *name, const und_bytes *keys, const und_bytes *values,
                          size_t count, und_doc **out)
{
    und_doc *confirmed_draft;
    und_status status = und_draft_confirmed(packs, name, keys, values, count, &confirmed_draft, out);
    und_doc_close(confirmed_draft);
    return status;
}

/* ---- pieces ---- */

static und_piece_kind piece_kind(und_kind kind)
{
    switch (kind) {
    case UND_KIND_MASTHEAD: return UND_PIECE_MASTHEAD;
    case UND_KIND_TITLE: return UND_PIECE_TITLE;
    case UND_KIND_SIGNATURE: return UND_PIECE_SIGNATURE;
    case UND_KIND_ANNEX:
    case UND_KIND_ENCLOSURE: return UND_PIECE_ANNEX;
    case UND_KIND_FOOTNOTE:
    case UND_KIND_FURNITURE: return UND_PIECE_OTHER;
    default: return UND_PIECE_BODY;
    }
}

bool und_pieces_of(const und_doc *doc, und_pieces *out)
{
    *out = (und_pieces){.allocator = doc->allocator};
    uint32_t section = 0, ordinals[UND_PIECE_OTHER + 1] = {0};
    for (uint32_t i = 0, count = und_nodes_count(&doc->nodes); i < count; i++) {
        und_kind node = (und_kind)und_doc_stored(doc, i)->kind;
        und_piece_kind kind = piece_kind(node);
        uint32_t first = und_doc_first(doc, i), last = und_doc_own_end(doc, i);
        if (node == UND_KIND_ANNEX) {
            section++;
            memset(ordinals, 0, sizeof ordinals);
        }
        und_piece *before = out->count > 0 ? &out->at[out->count - 1] : NULL;
        if (kind == UND_PIECE_MASTHEAD && before != NULL && before->kind == kind) {
            before->last = last;
            continue;
        }
        und_piece piece = {kind, section, ordinals[kind]++, i, first, last};
        if (!UND_PUSH(doc->allocator, out->at, out->count, out->room, piece))
            return false;
    }
    return true;
}

void und_pieces_close(und_pieces *pieces)
{
    if (pieces->allocator != NULL)
        und_free(pieces->allocator, pieces->at, pieces->room * sizeof *pieces->at);
    *pieces = (und_pieces){0};
}

const und_piece *und_piece_find(const und_pieces *pieces, und_piece_kind kind, uint32_t section, uint32_t ordinal)
{
    for (size_t i = 0; i < pieces->count; i++) {
        const und_piece *piece = &pieces->at[i];
        if (piece->kind == kind && piece->section == section && piece->ordinal == ordinal)
            return piece;
    }
    return NULL;
}

bool und_piece_flow(const und_doc *doc, const und_piece *piece, und_flow *flow)
{
    if (piece->kind == UND_PIECE_MASTHEAD)
        return und_flow_read(flow, &doc->lines, piece->first, piece->last, PIECE_BYTES);
    return und_doc_flow(doc, piece->node, piece->last, PIECE_BYTES, flow);
}

/* ---- all of a document ---- */

/* A document's formulas stand at its beginning and its end: in the paragraphs between, of which there may be thousands, none
 * is looked for. */
#define BODIES_MAX 40u

void und_held_close(und_held *held)
{
    if (held->allocator == NULL)
        return;
    und_free(held->allocator, held->match, held->room * sizeof *held->match);
    und_text_close(&held->text);
    held->match = NULL;
    held->room = 0;
}

und_bytes und_held_get(const und_held *held, uint32_t place)
{
    und_open_found at = held->found[place];
    return at.last > at.first ? (und_bytes){held->text.at + at.first, at.last - at.first} : (und_bytes){NULL, 0};
}

/* What was found for the first time is kept. */
static void keep_found(und_held *held, const und_flow *flow, const und_open_found *found)
{
    for (size_t i = 0; i < UND_OPEN_COUNT; i++) {
        if (found[i].last <= found[i].first || held->found[i].last > 0)
            continue;
        uint32_t first = (uint32_t)held->text.length, length = found[i].last - found[i].first;
        und_text_put(&held->text, (und_bytes){flow->text + found[i].first, length});
        held->found[i] = (und_open_found){first, first + length};
    }
}

static bool is_taken(const und_held *held, size_t pieces, uint32_t drafted)
{
    for (size_t i = 0; i < pieces; i++)
        if (held->match[i] == drafted)
            return true;
    return false;
}

/* The draft's piece that the document's n-th is like. */
static bool hold_piece(und_held *held, const und_pieces *pieces, size_t n, const und_doc *draft,
                       const und_pieces *drafted, const und_flow *own, und_flow *flow)
{
    const und_piece *piece = &pieces->at[n];
    und_open_found found[UND_OPEN_COUNT];
    for (uint32_t d = 0; d < drafted->count; d++) {
        const und_piece *other = &drafted->at[d];
        if (other->kind != piece->kind || other->section != piece->section || is_taken(held, n, d))
            continue;
        if (!und_piece_flow(draft, other, flow))
            return false;
        if (!und_is_like(flow, own, found))
            continue;
        held->match[n] = d;
        held->count++;
        keep_found(held, own, found);
        return true;
    }
    return true;
}

und_status und_hold(const und_doc *doc, const und_pieces *pieces, const und_doc *draft, const und_pieces *drafted,
                    und_held *out)
{
    *out = (und_held){.allocator = doc->allocator};
    und_flow own, other;
    und_text_open(&out->text, doc->allocator);
    und_flow_open(&own, doc->allocator);
    und_flow_open(&other, doc->allocator);
    bool ok = UND_GROW(doc->allocator, out->match, out->room, pieces->count + 1);
    for (size_t i = 0; ok && i < pieces->count; i++) {
        const und_piece *piece = &pieces->at[i];
        out->match[i] = UINT32_MAX;
        bool last = i + 1 == pieces->count || pieces->at[i + 1].kind != UND_PIECE_BODY;
        bool body = piece->kind == UND_PIECE_BODY && piece->section == 0 && (piece->ordinal < BODIES_MAX || last);
        if (!body && piece->kind != UND_PIECE_TITLE && piece->kind != UND_PIECE_SIGNATURE &&
            piece->kind != UND_PIECE_ANNEX)
            continue;
        ok = und_piece_flow(doc, piece, &own) && hold_piece(out, pieces, i, draft, drafted, &own, &other);
    }
    und_flow_close(&own);
    und_flow_close(&other);
    return ok && !out->text.failed ? UND_OK : UND_E_MEMORY;
}
