/* The States that are named in each node's own text, kept by node. */
#include "model/values.h"
#include "undoc/mention.h"

#include "text/utf8.h"

#include <stddef.h>
#include <string.h>

#define NODE_BYTES (1u << 20) /* of a node's own text that are looked at, as for references */

/* A block is an array of these; lines count from the node's first one. */
typedef struct kept_mention {
    const und_state *state;
    und_range range, name;
    bool with_of, former;
} kept_mention;

/* NULL: memory ran out. */
static const und_state_index *index_of(und_reading *reading, uint8_t language)
{
    const und_allocator *allocator = reading->doc->allocator;
    if (reading->states[language] != NULL)
        return reading->states[language];
    und_state_index *index = und_resize(allocator, NULL, 0, sizeof *index);
    if (index == NULL)
        return NULL;
    und_state_index_open(index, allocator);
    if (!und_state_index_make(index, reading->doc->packs, language)) {
        und_state_index_close(index);
        und_free(allocator, index, sizeof *index);
        return NULL;
    }
    reading->states[language] = index;
    return index;
}

/* A particle that Arabic writes together with the word after it: and, so, by, as, to. */
static size_t particle(und_bytes text, size_t at)
{
    static const char *const all[] = {"\xd9\x88", "\xd9\x81", "\xd8\xa8", "\xd9\x83", "\xd9\x84"};
    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++)
        if (text.length - at > 2 && memcmp(text.at + at, all[i], 2) == 0)
            return 2;
    return 0;
}

/* Whether a word begins at byte `at` of a folded text: no letter or figure stands before it, but in Chinese. */
static bool begins_at(und_bytes text, size_t at)
{
    if (((unsigned char)text.at[at] & 0xc0) == 0x80)
        return false;
    size_t start = at;
    while (start > 0 && ((unsigned char)text.at[--start] & 0xc0) == 0x80)
        ;
    if (at == 0)
        return true;
    uint32_t bytes;
    uint32_t before = und_utf8_decode(text.at + start, text.at + text.length, &bytes);
    return und_is_han(before) || (!und_is_letter(before) && (before < '0' || before > '9') && before != '-');
}

static und_range range_of(const und_reading *reading, size_t first, size_t last, uint32_t node_first)
{
    const und_flow *flow = &reading->flow;
    und_place from = und_flow_from(flow, und_flow_back(flow, first));
    und_place to = und_flow_end(flow, &reading->doc->lines, und_flow_back(flow, last));
    return (und_range){{from.line - node_first, from.column}, {to.line - node_first, to.column}};
}

/* "turkey" is a bird: a name that has a capital letter has it in the text as well. */
static bool has_capital(const und_flow *flow, const und_indexed_name *name, size_t at)
{
    if (!name->capital)
        return true;
    uint32_t from = und_flow_back(flow, at + name->name), bytes;
    return und_is_upper(und_utf8_decode(flow->text + from, flow->text + flow->length, &bytes));
}

static void put(und_reading *reading, const und_indexed_name *name, size_t at, uint32_t node_first)
{
    kept_mention kept;
    memset(&kept, 0, sizeof kept);
    kept.state = name->state;
    kept.with_of = name->with_of;
    kept.former = name->former;
    kept.range = range_of(reading, at, at + name->length, node_first);
    kept.name = range_of(reading, at + name->name, at + name->length, node_first);
    und_text_put(&reading->block, (und_bytes){(const char *)&kept, sizeof kept});
}

static bool read_mentions(und_reading *reading, uint32_t node, und_bytes *block)
{
    const und_doc *doc = reading->doc;
    uint8_t language = und_doc_node_language(doc, node);
    uint32_t first = und_doc_first(doc, node);
    reading->block.length = 0;
    if (language == UND_LANGUAGE_NONE)
        return und_keep_block(reading, &reading->mentions, node, block);
    const und_state_index *index = index_of(reading, language);
    und_flow *flow = &reading->flow;
    if (index == NULL || !und_doc_flow(doc, node, und_doc_own_end(doc, node), NODE_BYTES, flow))
        return false;
    und_bytes text = {flow->folded, flow->folded_length};
    bool arabic = und_language_at(doc->packs, language)->script == UND_SCRIPT_ARABIC;
    for (size_t at = 0; at < text.length;) {
        if (!begins_at(text, at)) {
            at++;
            continue;
        }
        const und_indexed_name *name = und_state_index_find(index, text, at);
        size_t glued = name == NULL && arabic ? particle(text, at) : 0;
        if (glued > 0)
            name = und_state_index_find(index, text, at + glued);
        bool stands = name != NULL && has_capital(flow, name, at + glued);
        if (stands)
            put(reading, name, at + glued, first);
        at += stands ? glued + name->length : 1;
    }
    return und_keep_block(reading, &reading->mentions, node, block);
}

und_status und_mention_get(und_doc *doc, uint32_t node, uint32_t n, und_mention *out)
{
    und_bytes block;
    und_status status = UND_ASK(doc, node, out, mentions, read_mentions, &block);
    if (status != UND_OK)
        return status;
    if (n >= block.length / sizeof(kept_mention))
        return UND_NONE;
    const kept_mention *kept = (const kept_mention *)(const void *)block.at + n;
    uint32_t first = und_doc_first(doc, node - 1);
    *out = (und_mention){.code = kept->state->code,
                         .node = node,
                         .language = und_doc_node_language(doc, node - 1),
                         .with_of = kept->with_of,
                         .former = kept->former,
                         .range = und_range_moved(kept->range, first),
                         .name = und_range_moved(kept->name, first)};
    return UND_OK;
}

und_status und_mention_at(und_doc *doc, und_place place, und_mention *out)
{
    if (doc == NULL || out == NULL)
        return UND_E_ARGUMENT;
    *out = (und_mention){0};
    uint32_t node = und_node_at(doc, place.line);
    if (node == 0)
        return UND_NONE;
    und_status status;
    for (uint32_t n = 0; (status = und_mention_get(doc, node, n, out)) == UND_OK; n++)
        if (!und_place_before(place, out->range.from) && und_place_before(place, out->range.to))
            return UND_OK;
    *out = (und_mention){0};
    return status;
}
