/* Parts of a paragraph's words: openers, references, agenda items, sentences. */
#include "model/objects.h"
#include "model/sentences.h"

/* What goes through one node. */
typedef struct finder {
    und_doc *doc;
    uint32_t index;
    und_object_visit visit;
    void *context;
} finder;

static bool is_space(char c)
{
    return c == ' ' || c == '\t';
}

/* Words with the spaces around them in their lines. */
static und_extent extent_of(const und_doc *doc, und_range words)
{
    und_bytes first = und_lines_text(&doc->lines, words.from.line), last = und_lines_text(&doc->lines, words.to.line);
    und_extent out = {.whole = words, .inner = words, .before = words.from, .after = words.to};
    while (out.before.column > 0 && is_space(first.at[out.before.column - 1]))
        out.before.column--;
    while (out.after.column < last.length && is_space(last.at[out.after.column]))
        out.after.column++;
    return out;
}

static und_status find_opener(const finder *f)
{
    und_opener opener;
    und_status status = und_opener_get(f->doc, f->index + 1, &opener);
    if (status != UND_OK)
        return status == UND_NONE ? UND_OK : status;
    uint8_t kind = und_doc_stored(f->doc, f->index)->kind;
    bool clause = kind == UND_KIND_PREAMBULAR || kind == UND_KIND_OPERATIVE;
    if (!clause && (opener.role == UND_OPENER_NONE || kind != UND_KIND_SUBPARAGRAPH))
        return UND_OK;
    und_extent extent = extent_of(f->doc, opener.words.range);
    (void)f->visit(f->context, &extent);
    return UND_OK;
}

static und_status find_references(const finder *f)
{
    und_reference reference;
    und_status status;
    for (uint32_t n = 0; (status = und_reference_get(f->doc, f->index + 1, n, &reference)) == UND_OK; n++) {
        if (reference.type == UND_REFERENCE_DATE)
            continue;
        und_extent extent = extent_of(f->doc, reference.words.range);
        if (!f->visit(f->context, &extent))
            return UND_OK;
    }
    return status == UND_NONE ? UND_OK : status;
}

/* The node's text in the reading's flow. NULL: memory ran out. */
static und_reading *read_text(const finder *f)
{
    und_reading *reading = und_reading_of(f->doc);
    uint32_t last = und_doc_own_end(f->doc, f->index);
    if (reading == NULL || !und_doc_flow(f->doc, f->index, last, SIZE_MAX, &reading->flow))
        return NULL;
    return reading;
}

static und_range range_of(const und_reading *reading, size_t first, size_t last)
{
    return (und_range){und_flow_from(&reading->flow, first), und_flow_end(&reading->flow, &reading->doc->lines, last)};
}

#define ITEM_GAP 4u /* bytes between the number of an item and its letter: "128, a" */

/* Where an item begins: at its number where that stands there, "128 (a)"; of "(a) and (b)" the second is its letter. */
static size_t item_begin(const und_flow *flow, const und_flow_item *items, uint32_t n)
{
    size_t at = items[n].first, digits;
    if (items[n].sub == 0 || (n > 0 && items[n].item == items[n - 1].item))
        return at;
    for (digits = at; digits > 0 && at - digits < ITEM_GAP; digits--)
        if (flow->text[digits - 1] >= '0' && flow->text[digits - 1] <= '9')
            break;
    size_t begin = digits;
    while (begin > 0 && flow->text[begin - 1] >= '0' && flow->text[begin - 1] <= '9')
        begin--;
    return begin < digits ? begin : at;
}

static und_status find_items(const finder *f)
{
    und_reading *reading = read_text(f);
    if (reading == NULL ||
        !und_references_find(&reading->found, f->doc->lexicon, und_doc_node_language(f->doc, f->index), &reading->flow))
        return UND_E_MEMORY;
    const und_references *found = &reading->found;
    for (size_t i = 0; i < found->count; i++) {
        const und_flow_reference *reference = &found->at[i];
        uint32_t count = reference->type == UND_REFERENCE_AGENDA ? reference->item_count : 0;
        const und_flow_item *items = found->items + reference->first_item;
        for (uint32_t n = 0; n < count; n++) {
            und_extent extent =
                extent_of(f->doc, range_of(reading, item_begin(&reading->flow, items, n), items[n].last));
            if (n > 0)
                extent.before = range_of(reading, items[n - 1].first, items[n - 1].last).to;
            if (n > 0)
                extent.after = extent.whole.to; /* what parts it from the one before goes with it */
            if (n + 1 < count)
                extent.after = und_flow_from(&reading->flow, item_begin(&reading->flow, items, n + 1));
            if (!f->visit(f->context, &extent))
                return UND_OK;
        }
    }
    return UND_OK;
}

/* Whether sentences of the node are told apart: of paragraphs, and of no titles or blocks of lines. */
static bool has_sentences(uint8_t kind)
{
    return kind == UND_KIND_PARAGRAPH || kind == UND_KIND_REQUEST || kind == UND_KIND_PREAMBULAR ||
           kind == UND_KIND_OPERATIVE || kind == UND_KIND_SUBPARAGRAPH || kind == UND_KIND_FOOTNOTE;
}

static und_status find_sentences(const finder *f)
{
    if (!has_sentences(und_doc_stored(f->doc, f->index)->kind))
        return UND_OK;
    und_reading *reading = read_text(f);
    if (reading == NULL)
        return UND_E_MEMORY;
    und_bytes text = {reading->flow.text, reading->flow.length};
    und_place begin = und_text_begin(f->doc, f->index), last = begin;
    size_t at = 0;
    while (at < text.length && und_place_before(und_flow_from(&reading->flow, at), begin))
        at++;
    for (bool first = true; at < text.length; first = false) {
        size_t end = und_sentence_end(text, at), next = end;
        while (next < text.length && text.at[next] == ' ')
            next++;
        und_extent extent = extent_of(f->doc, range_of(reading, at, end));
        if (first) {
            extent.whole.from = extent.inner.from = begin; /* with the emphasis that the flow leaves out */
            extent.before = begin;
        } else {
            extent.before = last;
        }
        if (next < text.length)
            extent.after = und_flow_from(&reading->flow, next);
        last = extent.whole.to;
        if (!f->visit(f->context, &extent))
            break;
        at = next;
    }
    return UND_OK;
}

und_status und_words_objects(und_doc *doc, und_object object, uint32_t index, und_object_visit visit, void *context)
{
    finder f = {doc, index, visit, context};
    switch (object) {
    case UND_OBJECT_OPENER: return find_opener(&f);
    case UND_OBJECT_REFERENCE: return find_references(&f);
    case UND_OBJECT_ITEM: return find_items(&f);
    case UND_OBJECT_SENTENCE: return find_sentences(&f);
    default: return UND_OK;
    }
}
