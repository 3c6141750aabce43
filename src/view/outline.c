/* The outline as people read it: und_write_outline. */
#include "check/check.h"
#include "view/common.h"
#include "view/json.h"
#include "write/dates.h"

#include "text/utf8.h"

#include <string.h>

#define SNIPPET_BYTES 72u /* of a clause's beginning: what a narrow window shows */
#define LABEL_BYTES 32u

typedef struct outline {
    und_doc *doc;
    und_json json;
    bool plain; /* as text for people, not as JSON */
    und_flow flow;
    und_text text; /* of the entry being written */
    und_text line; /* of plain text */
    const und_findings *findings;
    uint32_t preambular, operative; /* counted since the last subject */
    uint32_t letter;                /* index of the letter's title; UINT32_MAX: none */
    uint8_t letter_depth;           /* 1 while inside a letter: its paragraphs stand below it */
    uint8_t heading_depth;          /* depth of the heading that what follows stands below; 0: none */
    uint32_t merged;                /* id of a title that its annex shows */
    bool failed;
} outline;

/* The name of an entry in the node's language, else in the one that stands in for it, else the kind's own name. */
static und_bytes entry_name(const outline *o, uint8_t language, uint16_t value)
{
    const und_packs *packs = o->doc->packs;
    const uint8_t turns[2] = {language, und_packs_fallback(packs)};
    for (int turn = 0; turn < 2; turn++) {
        const und_language *pack = turns[turn] == UND_LANGUAGE_NONE ? NULL : und_language_at(packs, turns[turn]);
        const und_term *term = pack == NULL ? NULL : und_term_of(pack, UND_TERM_OUTLINE, value);
        if (term != NULL)
            return und_term_text(pack, term);
    }
    return und_words(value < UND_KIND_COUNT ? und_kind_name((und_kind)value) : "letter");
}

/* The beginning of a text, cut between words. */
static void put_beginning(und_text *out, und_bytes text, size_t most)
{
    if (text.length <= most) {
        und_text_put(out, text);
        return;
    }
    size_t cut = most;
    while (cut > 0 && ((unsigned char)text.at[cut] & 0xc0) == 0x80)
        cut--;
    size_t space = cut;
    while (space > cut / 2 && text.at[space] != ' ')
        space--;
    und_text_put(out, (und_bytes){text.at, text.at[space] == ' ' ? space : cut});
    und_text_put_words(out, " …");
}

static void put_own_text(outline *o, const und_node *node, uint32_t last, size_t most)
{
    if (!und_doc_flow(o->doc, node->id - 1, last, most * 4, &o->flow)) {
        o->failed = true;
        return;
    }
    put_beginning(&o->text, (und_bytes){o->flow.text, o->flow.length}, most);
}

typedef struct letter_words {
    const und_language *language;
    const und_letter_parts *letter;
} letter_words;

static bool put_letter_word(void *context, und_bytes name, und_text *out)
{
    const letter_words *words = context;
    const und_letter_parts *letter = words->letter;
    if (name.length == 4 && memcmp(name.at, "date", 4) == 0) {
        und_text_put(out, (und_bytes){letter->flow.text + letter->date_first, letter->date_last - letter->date_first});
        return true;
    }
    if (name.length == 5 && memcmp(name.at, "state", 5) == 0) {
        if (letter->state != NULL)
            und_text_put(out, letter->state->names[letter->language].name);
        else
            und_text_put(
                out, (und_bytes){letter->flow.text + letter->sender_first, letter->sender_last - letter->sender_first});
        return true;
    }
    return false;
}

/* "Lettre du 22 décembre 2020 (Ouzbékistan)"; the title itself where it cannot be read. */
static bool put_letter(outline *o, const und_node *node)
{
    und_letter_parts letter;
    bool ok = und_letter_read(&letter, o->doc, node->id - 1);
    bool shown = ok && letter.found && letter.date != 0;
    if (shown) {
        uint16_t value = letter.form == UND_LETTER_NOTE_VERBALE ? UND_OUTLINE_NOTE_VERBALE : UND_OUTLINE_LETTER;
        letter_words words = {und_language_at(o->doc->packs, letter.language), &letter};
        (void)und_write_pattern(entry_name(o, node->language, value), put_letter_word, &words, &o->text);
    }
    o->failed = o->failed || !ok;
    und_letter_close(&letter);
    return shown;
}

/* Findings before a line; they are in the order of their lines. */
static size_t findings_before(const outline *o, uint32_t line)
{
    size_t low = 0, high = o->findings->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (o->findings->at[middle].from.line < line)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static uint32_t findings_in(const outline *o, uint32_t first, uint32_t last)
{
    return (uint32_t)(findings_before(o, last) - findings_before(o, first));
}

/* The title that follows an annex's heading; 0: none. */
static uint32_t title_of_annex(const outline *o, const und_node *node)
{
    uint32_t count = und_nodes_count(&o->doc->nodes);
    for (uint32_t i = node->id; i < count; i++) {
        const und_tree_node *next = und_doc_stored(o->doc, i);
        if (next->kind == UND_TITLE && next->depth == node->depth + 1)
            return i + 1;
        if (next->kind != UND_FURNITURE && next->kind != UND_FOOTNOTE)
            return 0;
    }
    return 0;
}

/* "Annexe : {title}"; without a title only the name. */
static void put_annex(outline *o, const und_node *node)
{
    und_bytes pattern = entry_name(o, node->language, (uint16_t)node->kind);
    const char *slot = memchr(pattern.at, '{', pattern.length);
    size_t name = slot == NULL ? pattern.length : (size_t)(slot - pattern.at);
    size_t bare = name;
    while (bare > 0 && (pattern.at[bare - 1] == ' ' || pattern.at[bare - 1] == ':' ||
                        (bare >= 3 && memcmp(pattern.at + bare - 3, "\xef\xbc\x9a", 3) == 0))) {
        bare -= (unsigned char)pattern.at[bare - 1] == 0x9a ? 3 : 1;
    }
    o->merged = title_of_annex(o, node);
    und_node title;
    if (o->merged != 0 && und_node_get(o->doc, o->doc->revision, o->merged, &title) == UND_OK) {
        if (slot != NULL) {
            und_text_put(&o->text, (und_bytes){pattern.at, name});
        } else {
            und_text_put(&o->text, pattern);
            und_text_put_words(&o->text, ": ");
        }
        put_own_text(o, &title, und_doc_title_end(o->doc, title.id - 1), SNIPPET_BYTES * 2);
        return;
    }
    /* The heading itself may say more than the name: "Annexe II". */
    if (!und_flow_read(&o->flow, &o->doc->lines, node->first, und_doc_title_end(o->doc, node->id - 1),
                       SNIPPET_BYTES * 2))
        o->failed = true;
    else if (o->flow.length > 0 && o->flow.length < LABEL_BYTES)
        und_text_put(&o->text, (und_bytes){o->flow.text, o->flow.length});
    else
        und_text_put(&o->text, (und_bytes){pattern.at, bare});
}

static void put_numbered(outline *o, const und_node *node, uint32_t number)
{
    und_text_put(&o->text, entry_name(o, node->language, (uint16_t)node->kind));
    und_text_put_words(&o->text, " ");
    und_text_put_number(&o->text, number);
    und_text_put_words(&o->text, " ");
    uint32_t text = und_doc_text_line(o->doc, node->id - 1);
    und_bytes line = und_lines_text(&o->doc->lines, text);
    und_line_start start = und_line_start_of(o->doc->lexicon, line);
    uint32_t own = und_doc_own_end(o->doc, node->id - 1);
    if (!und_doc_flow(o->doc, node->id - 1, own, SNIPPET_BYTES * 4, &o->flow)) {
        o->failed = true;
        return;
    }
    uint32_t skip = 0;
    while (skip < o->flow.length &&
           (und_flow_from(&o->flow, skip).line < text ||
            (und_flow_from(&o->flow, skip).line == text && und_flow_from(&o->flow, skip).column < start.text)))
        skip++;
    put_beginning(&o->text, (und_bytes){o->flow.text + skip, o->flow.length - skip}, SNIPPET_BYTES);
}

static void put_title(outline *o, const und_node *node)
{
    switch (node->kind) {
    case UND_MASTHEAD:
    case UND_REQUEST:
    case UND_SIGNATURE: und_text_put(&o->text, entry_name(o, node->language, (uint16_t)node->kind)); break;
    case UND_ANNEX:
    case UND_ENCLOSURE: put_annex(o, node); break;
    case UND_TITLE:
        if (!put_letter(o, node))
            put_own_text(o, node, und_doc_title_end(o->doc, node->id - 1), SNIPPET_BYTES * 2);
        break;
    case UND_PREAMBULAR: put_numbered(o, node, ++o->preambular); break;
    case UND_OPERATIVE:
        o->operative = node->style == UND_LABEL_NUMBER ? node->label : o->operative + 1;
        put_numbered(o, node, o->operative);
        break;
    default: put_own_text(o, node, und_doc_own_end(o->doc, node->id - 1), SNIPPET_BYTES); break;
    }
}

static bool is_entry(const outline *o, const und_node *node)
{
    return node->id != 0 && node->kind != UND_FURNITURE && node->kind != UND_FOOTNOTE && node->id != o->merged;
}

static void change_part(outline *o, const und_node *node)
{
    if (node->kind == UND_ANNEX || node->kind == UND_ENCLOSURE || node->kind == UND_TITLE || node->kind == UND_SUBJECT)
        o->preambular = o->operative = 0;
    if (node->kind == UND_ANNEX || node->kind == UND_ENCLOSURE)
        o->letter_depth = o->heading_depth = 0;
    if (node->kind == UND_TITLE || node->kind == UND_HEADING)
        o->heading_depth = 0;
}

static void put_json(outline *o, const und_node *node, unsigned depth, uint32_t findings)
{
    und_json *json = &o->json;
    und_json_open_object(json);
    und_json_key_number(json, "node", node->id);
    und_json_key_number(json, "depth", depth);
    und_json_key_text(json, "kind", und_kind_name(node->kind));
    und_json_key_string(json, "title", und_text_bytes(&o->text));
    und_json_key(json, "lines");
    und_json_open_array(json);
    und_json_number(json, node->first + 1u);
    und_json_number(json, node->last);
    und_json_close_array(json);
    und_json_key_number(json, "findings", findings);
    und_json_close_object(json);
}

static void put_plain(outline *o, const und_node *node, unsigned depth, uint32_t findings)
{
    for (unsigned i = 0; i < depth; i++)
        und_text_put_words(&o->line, "  ");
    und_text_put(&o->line, und_text_bytes(&o->text));
    und_text_put_words(&o->line, "  ");
    und_text_put_number(&o->line, node->first + 1);
    if (findings > 0) {
        und_text_put_words(&o->line, "  (");
        und_text_put_number(&o->line, findings);
        und_text_put_words(&o->line, findings == 1 ? " finding)" : " findings)");
    }
    und_text_put_words(&o->line, "\n");
}

static bool write_entry(void *context, const und_node *node)
{
    outline *o = context;
    if (!is_entry(o, node))
        return true;
    change_part(o, node);
    unsigned depth = node->depth - 1u + o->letter_depth;
    if (o->heading_depth != 0 && node->depth >= o->heading_depth)
        depth++;
    o->text.length = 0;
    put_title(o, node);
    uint32_t findings = findings_in(o, node->first, node->last);
    if (o->plain)
        put_plain(o, node, depth, findings);
    else
        put_json(o, node, depth, findings);
    if (node->kind == UND_TITLE && node->depth == 1)
        o->letter_depth = o->letter == node->id - 1 ? 1 : 0;
    if (node->kind == UND_HEADING)
        o->heading_depth = node->depth;
    return !o->failed && !o->text.failed && !o->line.failed;
}
/* Walks the document once and hands what was written to the sink. */
static und_status write(und_doc *doc, bool plain, und_sink sink, void *context)
{
    und_findings findings;
    und_findings_open(&findings, doc->allocator);
    und_status status = und_check(doc, &findings);
    if (status == UND_OK) {
        outline o = {.doc = doc, .letter = und_doc_letter_title(doc), .findings = &findings, .plain = plain};
        und_flow_open(&o.flow, doc->allocator);
        und_text_open(&o.text, doc->allocator);
        und_text_open(&o.line, doc->allocator);
        und_json_start(&o.json, sink, context);
        und_json_open_array(&o.json);
        bool whole = und_doc_walk(doc, write_entry, &o);
        und_json_close_array(&o.json);
        if (plain)
            status = o.line.length == 0 || sink(context, o.line.at, o.line.length) ? UND_OK : UND_E_IO;
        else
            status = und_json_finish(&o.json);
        if (!whole)
            status = und_doc_fail(doc, UND_E_MEMORY, "out of memory");
        und_flow_close(&o.flow);
        und_text_close(&o.text);
        und_text_close(&o.line);
    }
    und_findings_close(&findings);
    return status;
}

und_status und_write_outline(und_doc *doc, und_sink sink, void *context)
{
    return doc == NULL || sink == NULL ? UND_E_ARGUMENT : write(doc, false, sink, context);
}

und_status und_print_outline(und_doc *doc, und_sink sink, void *context)
{
    return doc == NULL || sink == NULL ? UND_E_ARGUMENT : write(doc, true, sink, context);
}
