/* What the words of a text are, gathered from the readings of its nodes. */
#include "undoc/token.h"

#include "model/numbering.h"
#include "model/objects.h"
#include "model/placeholders.h"
#include "undoc/mention.h"

#include <string.h>

typedef struct tokens {
    und_doc *doc;
    uint32_t first, last; /* lines */
    und_token *at;        /* in the order of the text */
    size_t count, room;
    bool failed;
} tokens;

const char *und_token_kind_name(und_token_kind kind)
{
    static const char *const names[] = {"placeholder", "label", "opener",    "marker", "item",
                                        "symbol",      "date",  "reference", "state"};
    return (unsigned)kind < UND_TOKEN_KIND_COUNT ? names[kind] : "";
}

/* Whether a token ends before another begins, or where it does. */
static bool ends_before(const und_token *token, const und_token *other)
{
    return token->line < other->line || (token->line == other->line && token->column + token->length <= other->column);
}

/* Puts a token in its place, unless one that came before it has some of its words. */
static void put_one(tokens *all, und_token token)
{
    size_t place = all->count;
    while (place > 0 && !ends_before(&all->at[place - 1], &token)) {
        if (!ends_before(&token, &all->at[place - 1]))
            return;
        place--;
    }
    if (!UND_PUSH(all->doc->allocator, all->at, all->count, all->room, token)) {
        all->failed = true;
        return;
    }
    memmove(all->at + place + 1, all->at + place, (all->count - 1 - place) * sizeof token);
    all->at[place] = token;
}

static void put(tokens *all, und_token_kind kind, und_opener_role role, und_range range)
{
    uint32_t first = range.from.line > all->first ? range.from.line : all->first;
    for (uint32_t line = first; line <= range.to.line && line < all->last; line++) {
        uint32_t from = line == range.from.line ? range.from.column : 0;
        uint32_t to = line == range.to.line ? range.to.column : (uint32_t)und_doc_line(all->doc, line).length;
        if (to > from)
            put_one(all, (und_token){kind, line, from, to - from, role});
    }
}

static void fail_with(tokens *all, und_status status)
{
    all->failed = all->failed || status == UND_E_MEMORY;
}

/* ---- the words of a node ---- */

static void put_label(tokens *all, uint32_t index)
{
    und_range range;
    und_form form;
    if (und_doc_stored(all->doc, index)->kind == UND_KIND_FOOTNOTE) {
        if (und_footnote_number(all->doc, index, &range) != 0)
            put(all, UND_TOKEN_LABEL, UND_OPENER_NONE, range);
        return;
    }
    und_status status = und_label_place(all->doc, index, &range, &form);
    if (status == UND_OK)
        put(all, UND_TOKEN_LABEL, UND_OPENER_NONE, range);
    fail_with(all, status);
}

static void put_opener(tokens *all, uint32_t index)
{
    uint8_t kind = und_doc_stored(all->doc, index)->kind;
    und_opener opener;
    if (kind != UND_KIND_PREAMBULAR && kind != UND_KIND_OPERATIVE)
        return;
    und_status status = und_opener_get(all->doc, index + 1, &opener);
    if (status == UND_OK)
        put(all, UND_TOKEN_OPENER, kind == UND_KIND_PREAMBULAR ? UND_OPENER_PREAMBULAR : UND_OPENER_OPERATIVE,
            opener.words.range);
    fail_with(all, status);
}

static void put_markers(tokens *all, uint32_t index)
{
    und_marker marker;
    und_status status;
    for (uint32_t n = 0; (status = und_marker_get(all->doc, index + 1, n, &marker)) == UND_OK; n++)
        put(all, UND_TOKEN_MARKER, UND_OPENER_NONE, marker.range);
    fail_with(all, status);
}

static bool put_item(void *context, const und_extent *extent)
{
    put(context, UND_TOKEN_ITEM, UND_OPENER_NONE, extent->inner);
    return true;
}

static void put_references(tokens *all, uint32_t index)
{
    static const und_token_kind kinds[UND_REFERENCE_TYPE_COUNT] = {
        [UND_REFERENCE_SYMBOL] = UND_TOKEN_SYMBOL,     [UND_REFERENCE_DATE] = UND_TOKEN_DATE,
        [UND_REFERENCE_RESOLUTION] = UND_TOKEN_SYMBOL, [UND_REFERENCE_PARAGRAPH] = UND_TOKEN_REFERENCE,
        [UND_REFERENCE_ANNEX] = UND_TOKEN_REFERENCE,   [UND_REFERENCE_DECISION] = UND_TOKEN_SYMBOL,
        [UND_REFERENCE_ARTICLE] = UND_TOKEN_REFERENCE, [UND_REFERENCE_FOOTNOTE] = UND_TOKEN_REFERENCE,
    };
    bool items = false;
    und_reference reference;
    und_status status;
    for (uint32_t n = 0; (status = und_reference_get(all->doc, index + 1, n, &reference)) == UND_OK; n++)
        if (reference.type == UND_REFERENCE_AGENDA)
            items = true;
        else
            put(all, kinds[reference.type], UND_OPENER_NONE, reference.words.range);
    fail_with(all, status);
    if (items)
        fail_with(all, und_words_objects(all->doc, UND_OBJECT_ITEM, index, put_item, all));
}

static void put_states(tokens *all, uint32_t index)
{
    und_mention mention;
    und_status status;
    for (uint32_t n = 0; (status = und_mention_get(all->doc, index + 1, n, &mention)) == UND_OK; n++)
        put(all, UND_TOKEN_STATE, UND_OPENER_NONE, mention.name);
    fail_with(all, status);
}

static void put_node(tokens *all, uint32_t index)
{
    if (und_doc_stored(all->doc, index)->kind == UND_KIND_FURNITURE)
        return;
    put_label(all, index);
    put_opener(all, index);
    put_markers(all, index);
    put_references(all, index);
    put_states(all, index);
}

/* ---- all of them ---- */

static void put_placeholders(tokens *all)
{
    und_range range = {0};
    for (und_place from = {all->first, 0}; und_placeholder_find(all->doc, from, all->last, &range); from = range.to)
        put(all, UND_TOKEN_PLACEHOLDER, UND_OPENER_NONE, range);
}

/* The node and those which it lies in: a node's own text may go on after what interrupts it, so that they may have text
 * there as well. */
static void put_around(tokens *all, uint32_t revision, uint32_t id)
{
    und_node node;
    while (id > 0 && und_node_get(all->doc, revision, id, &node) == UND_OK) {
        put_node(all, id - 1);
        id = node.parent;
    }
}

und_status und_tokens(und_doc *doc, uint32_t first, uint32_t last, und_token_seen seen, void *context)
{
    if (doc == NULL || seen == NULL)
        return UND_E_ARGUMENT;
    uint32_t lines = und_doc_line_count(doc), count = und_nodes_count(&doc->nodes);
    tokens all = {.doc = doc, .first = first, .last = last < lines ? last : lines};
    put_placeholders(&all);
    uint32_t before = und_nodes_until(doc, first);
    put_around(&all, und_doc_revision(doc), before);
    for (uint32_t i = before; i < count && !all.failed && und_doc_first(doc, i) < all.last; i++)
        put_node(&all, i);
    und_status status = all.failed ? und_doc_fail(doc, UND_E_MEMORY, "out of memory") : UND_OK;
    for (size_t i = 0; i < all.count && status == UND_OK; i++)
        if (!seen(context, &all.at[i]))
            status = UND_E_IO;
    und_free(doc->allocator, all.at, all.room * sizeof *all.at);
    return status;
}
