/* The next document after one: the same letter with another date, other items, other annexes.
 *
 * Two drafts are made, from the answers of the document and from the same with others in their place. What the document says as
 * the first draft does is written as the second one has it; what is its own (paragraphs, the text of annexes, the signature)
 * stands again where it stood. The symbol of the document and what printing added to it are not taken along. */
#include "undoc/draft.h"

#include "model/reading.h"
#include "write/answers.h"
#include "write/gathered.h"
#include "write/likeness.h"
#include "write/snippet.h"

#include <stdio.h>
#include <string.h>

#define BLANK_LINES_MAX 3u /* between two parts: before an annex */

typedef struct writer {
    und_doc *doc, *own, *next; /* the document, the first and the second draft */
    und_pieces pieces, own_pieces, next_pieces;
    und_held held;   /* the document against the first draft */
    bool signs_anew; /* somebody else signs, or in another office */
    und_text out;
} writer;

/* ---- answers ---- */

/* What belongs to one document alone: nothing of it holds for the next one. */
static const char *const of_one[] = {"date", "masthead_date", "session", "annex_title", "symbol", "number"};

/* What is none without an annex. */
static const char *const of_annexes[] = {"annex_original", "transmits"};

static und_status take_answers(und_doc *doc, und_gathered *gathered, const und_bytes *keys, const und_bytes *values,
                               size_t count, bool *signs_anew)
{
    static const char *const of_who_signs[] = {"name", "office", "gender", "state"};
    for (size_t i = 0; i < sizeof of_one / sizeof of_one[0]; i++)
        und_gathered_put(gathered, of_one[i], (und_bytes){NULL, 0});
    for (size_t i = 0; i < count; i++) {
        const char *key = NULL;
        for (uint32_t n = 0; key == NULL && und_answer_key(n) != NULL; n++)
            key = und_bytes_equal(keys[i], und_words(und_answer_key(n))) ? und_answer_key(n) : NULL;
        if (key == NULL) {
            char message[UND_MESSAGE_MAX];
            (void)snprintf(message, sizeof message, "there is no answer %.*s",
                           (int)(keys[i].length < 40 ? keys[i].length : 40), keys[i].at);
            return und_doc_fail(doc, UND_E_DATA, message);
        }
        for (size_t n = 0; n < sizeof of_who_signs / sizeof of_who_signs[0]; n++)
            if (strcmp(key, of_who_signs[n]) == 0 && !und_bytes_equal(values[i], und_gathered_get(gathered, key)))
                *signs_anew = true;
        und_gathered_put(gathered, key, values[i]);
    }
    if (und_bytes_equal(und_gathered_get(gathered, "annex"), und_words("no")))
        for (size_t i = 0; i < sizeof of_annexes / sizeof of_annexes[0]; i++)
            und_gathered_put(gathered, of_annexes[i], (und_bytes){NULL, 0});
    return UND_OK;
}

/* ---- what is written ---- */

/* Empty lines between what was written and a part: as many as there are before it where it comes from, but one at least. */
static void put_gap(writer *w, const und_doc *from, uint32_t first)
{
    uint32_t blank = 0;
    if (w->out.length == 0)
        return;
    while (blank < BLANK_LINES_MAX && blank < first && und_trimmed(und_doc_line(from, first - 1 - blank)).length == 0)
        blank++;
    for (uint32_t i = 0; i < (blank > 0 ? blank : 1); i++)
        und_text_put_words(&w->out, "\n");
}

static void put_drafted(writer *w, const und_piece *piece)
{
    uint32_t last = piece->last;
    put_gap(w, w->next, piece->first);
    while (last > piece->first && und_doc_line(w->next, last - 1).length == 0)
        last--;
    for (uint32_t line = piece->first; line < last; line++) {
        und_text_put(&w->out, und_doc_line(w->next, line));
        und_text_put_words(&w->out, "\n");
    }
}

/* Lines of the document as they are, without what printing put between them. */
static void put_own(writer *w, const und_piece *piece)
{
    uint32_t last = piece->last;
    put_gap(w, w->doc, piece->first);
    while (last > piece->first && und_trimmed(und_doc_line(w->doc, last - 1)).length == 0)
        last--;
    for (uint32_t line = piece->first; line < last; line++) {
        uint32_t id = und_node_at(w->doc, line);
        if (id > 0 && und_doc_stored(w->doc, id - 1)->kind == UND_KIND_FURNITURE)
            continue;
        und_text_put(&w->out, und_doc_line(w->doc, line));
        und_text_put_words(&w->out, "\n");
    }
}

/* "[Original: Catalan]" under the heading of an annex, of a language that no pack names: it is no answer. */
static void put_unknown_original(writer *w, const und_piece *piece)
{
    und_original original;
    if (und_original_get(w->doc, piece->node + 1, &original) != UND_NONE)
        return;
    for (uint32_t line = piece->first; line < piece->last; line++) {
        if (!und_doc_is_original_line(w->doc, line))
            continue;
        und_text_put_words(&w->out, "\n");
        und_text_put(&w->out, und_doc_line(w->doc, line));
        und_text_put_words(&w->out, "\n");
    }
}

/* The place of the symbol, with the form of the one that the document has: ‹A/…/…›. */
static void put_symbol(writer *w)
{
    und_masthead_field symbol;
    if (und_masthead_field_get(w->doc, UND_FIELD_SYMBOL, 0, &symbol) != UND_OK)
        return;
    und_bytes text = symbol.words.text;
    und_text_put_words(&w->out, UND_HINT_OPEN);
    for (size_t at = 0; at < text.length; at++) {
        bool digit = text.at[at] >= '0' && text.at[at] <= '9';
        bool again = at > 0 && text.at[at - 1] >= '0' && text.at[at - 1] <= '9';
        if (!digit)
            und_text_put(&w->out, (und_bytes){text.at + at, 1});
        else if (!again)
            und_text_put_words(&w->out, "…");
    }
    und_text_put_words(&w->out, UND_HINT_CLOSE "\n");
}

/* ---- which part stands where ---- */

static und_kind kind_of(const und_doc *doc, const und_piece *piece)
{
    return (und_kind)und_doc_stored(doc, piece->node)->kind;
}

static const und_piece *request_of(const writer *w)
{
    for (size_t i = 0; i < w->next_pieces.count; i++)
        if (kind_of(w->next, &w->next_pieces.at[i]) == UND_KIND_REQUEST)
            return &w->next_pieces.at[i];
    return NULL;
}

/* The part of the second draft that is written in the place of the n-th part of the document; NULL: none is, the part stands
 * as it is. */
static const und_piece *successor(const writer *w, size_t n)
{
    const und_piece *piece = &w->pieces.at[n];
    const und_piece *own = w->held.match[n] != UINT32_MAX ? &w->own_pieces.at[w->held.match[n]] : NULL;
    und_kind kind = kind_of(w->doc, piece);
    switch (piece->kind) {
    case UND_PIECE_MASTHEAD:
    case UND_PIECE_ANNEX:
        return piece->ordinal == 0 ? und_piece_find(&w->next_pieces, piece->kind, piece->section, 0) : NULL;
    case UND_PIECE_TITLE: {
        und_letter letter;
        bool formula = und_letter_get(w->doc, piece->node + 1, &letter) == UND_OK;
        if (piece->section > 0 || piece->ordinal > 0 || !formula)
            return NULL; /* a title of the document's own */
        return und_piece_find(&w->next_pieces, UND_PIECE_TITLE, 0, 0);
    }
    case UND_PIECE_SIGNATURE:
        return w->signs_anew && piece->section == 0
                   ? und_piece_find(&w->next_pieces, UND_PIECE_SIGNATURE, 0, piece->ordinal)
                   : NULL;
    case UND_PIECE_BODY:
        if (kind == UND_KIND_REQUEST && piece->section == 0)
            return request_of(w);
        if (own == NULL || kind != UND_KIND_PARAGRAPH || piece->section > 0)
            return NULL;
        return und_piece_find(&w->next_pieces, own->kind, own->section, own->ordinal);
    default: return NULL;
    }
}

/* Whether a part of the second draft that no part of the document stands for is written all the same: what the document had
 * in its own words instead is there already. */
static bool is_new(const writer *w, const und_piece *drafted)
{
    bool has = false, words = false;
    for (size_t i = 0; i < w->pieces.count; i++) {
        const und_piece *piece = &w->pieces.at[i];
        if (piece->section != drafted->section)
            continue;
        has = has || piece->kind == drafted->kind;
        words = words || piece->kind == UND_PIECE_BODY;
    }
    if (drafted->kind == UND_PIECE_BODY)
        return kind_of(w->next, drafted) == UND_KIND_REQUEST || !words;
    return !has && drafted->kind != UND_PIECE_MASTHEAD; /* as a mission types it, a letter has none */
}

static bool is_written(const writer *w, const und_piece *const *by, const und_piece *drafted)
{
    for (size_t i = 0; i < w->pieces.count; i++)
        if (by[i] == drafted)
            return true;
    return false;
}

/* The new parts of a section of the second draft before `stop`, from `*from` on. */
static void put_new(writer *w, const und_piece *const *by, uint32_t section, size_t *from, const und_piece *stop)
{
    for (; *from < w->next_pieces.count && &w->next_pieces.at[*from] != stop; ++*from) {
        const und_piece *drafted = &w->next_pieces.at[*from];
        if (drafted->section == section && !is_written(w, by, drafted) && is_new(w, drafted))
            put_drafted(w, drafted);
    }
}

static uint32_t last_section(const und_pieces *pieces)
{
    return pieces->count > 0 ? pieces->at[pieces->count - 1].section : 0;
}

static void put_section(writer *w, const und_piece **by, uint32_t section)
{
    size_t from = 0;
    for (size_t n = 0; n < w->pieces.count; n++) {
        const und_piece *piece = &w->pieces.at[n];
        if (piece->section != section)
            continue;
        const und_piece *drafted = by[n];
        und_kind kind = kind_of(w->doc, piece);
        if (piece->kind == UND_PIECE_OTHER && kind != UND_KIND_FOOTNOTE)
            continue;       /* page heads, job numbers */
        bool again = false; /* a request of two paragraphs is one in the draft */
        for (size_t i = 0; i < n; i++)
            again = again || (drafted != NULL && by[i] == drafted);
        if (again)
            continue;
        if (drafted != NULL)
            put_new(w, by, section, &from, drafted);
        if (drafted != NULL)
            put_drafted(w, drafted);
        if (drafted != NULL && piece->kind == UND_PIECE_ANNEX)
            put_unknown_original(w, piece);
        else if (drafted == NULL)
            put_own(w, piece);
    }
    put_new(w, by, section, &from, NULL);
}

static und_status put_all(writer *w)
{
    const und_allocator *allocator = w->doc->allocator;
    const und_piece **by = NULL; /* for each part of the document what is written in its place */
    size_t room = 0;
    if (!UND_GROW(allocator, by, room, w->pieces.count + 1))
        return UND_E_MEMORY;
    for (size_t n = 0; n < w->pieces.count; n++)
        by[n] = successor(w, n);
    if (und_piece_find(&w->pieces, UND_PIECE_MASTHEAD, 0, 0) != NULL)
        put_symbol(w);
    /* The annexes of the document that the next one has, too, then those that it has alone. */
    for (uint32_t section = 0; section <= last_section(&w->next_pieces); section++)
        put_section(w, by, section);
    und_free(allocator, by, room * sizeof *by);
    return w->out.failed ? UND_E_MEMORY : UND_OK;
}

/* ---- the call ---- */

/* What the packs say of a draft, as the message of the document. */
static und_status of_packs(und_doc *doc, und_status status)
{
    return status == UND_E_DATA || status == UND_E_LIMIT ? und_doc_fail(doc, status, und_packs_message(doc->packs))
                                                         : status;
}

static und_status prepare(writer *w, const und_bytes *keys, const und_bytes *values, size_t count)
{
    und_packs *packs = w->doc->packs;
    const char *code = und_language_code(packs, und_doc_language(w->doc));
    und_gathered gathered;
    und_bytes all_keys[UND_ANSWERS_MAX], all_values[UND_ANSWERS_MAX];
    und_status status = und_gather(w->doc, &gathered);
    if (status == UND_NONE)
        status = und_doc_fail(w->doc, UND_E_DATA, "there is no template for documents like this one");
    if (status == UND_OK)
        status = of_packs(w->doc, und_gathered_draft(&gathered, packs, code, true, &w->own));
    if (status == UND_OK)
        status = take_answers(w->doc, &gathered, keys, values, count, &w->signs_anew);
    if (status == UND_OK) {
        size_t pairs = und_gathered_pairs(&gathered, all_keys, all_values);
        status = of_packs(w->doc, und_draft_read(packs, gathered.name, all_keys, all_values, pairs, &w->next));
    }
    if (status == UND_OK && !(und_pieces_of(w->doc, &w->pieces) && und_pieces_of(w->own, &w->own_pieces) &&
                              und_pieces_of(w->next, &w->next_pieces)))
        status = UND_E_MEMORY;
    und_gathered_close(&gathered);
    return status == UND_OK ? und_hold(w->doc, &w->pieces, w->own, &w->own_pieces, &w->held) : status;
}

und_status und_draft_next(und_doc *doc, const und_bytes *keys, const und_bytes *values, size_t count, und_sink sink,
                          void *context)
{
    if (doc == NULL || sink == NULL || (count > 0 && (keys == NULL || values == NULL)))
        return UND_E_ARGUMENT;
    writer w = {.doc = doc};
    und_text_open(&w.out, doc->allocator);
    und_status status = prepare(&w, keys, values, count);
    if (status == UND_OK)
        status = put_all(&w);
    if (status == UND_OK && !sink(context, w.out.at, w.out.length))
        status = UND_E_IO;
    und_text_close(&w.out);
    und_held_close(&w.held);
    und_pieces_close(&w.pieces);
    und_pieces_close(&w.own_pieces);
    und_pieces_close(&w.next_pieces);
    und_doc_close(w.own);
    und_doc_close(w.next);
    return status == UND_E_MEMORY ? und_doc_fail(doc, status, "out of memory") : status;
}
