/* The entries of the outline as values: und_entry_get. */
#include "view/entries.h"

#include "text/utf8.h"
#include "write/dates.h"

#include <string.h>

#define LABEL_BYTES 32u /* a longer heading of an annex is no name for an entry */
#define LABEL_MOST 100u /* bytes of a label with what stands around it; a longer one is not shown */

/* What an entry's number is made of: of the node at each depth above the entry being made, and of its own. */
typedef struct step {
    und_kind kind;
    und_label_style style;
    uint16_t label;
    und_bytes written; /* of a sub-paragraph: its label as the text has it */
    uint32_t place;    /* of a clause without a label: its place among those of its part */
} step;

/* What is known while the entries are made. */
typedef struct outline {
    und_doc *doc;
    und_entries *entries;
    und_text *words;                /* of the entry being made, after those before it */
    uint32_t preambular, operative; /* counted since the last subject */
    uint32_t letter;                /* index of the letter's title; UINT32_MAX: none */
    uint32_t finding;               /* the first that begins at the present entry or after it */
    uint8_t letter_depth;           /* 1 while inside a letter: its paragraphs stand below it */
    uint8_t heading_depth;          /* depth of the heading that what follows stands below; 0: none */
    uint32_t merged;                /* id of a title that its annex shows */
    step steps[UND_DEPTH_MAX + 2];  /* by depth in the tree */
    bool failed;
} outline;

/* ---- the slot ---- */

static void changed(void *data, uint32_t first, uint32_t removed, uint32_t added)
{
    und_entries *entries = data;
    und_by_node_splice(&entries->texts, first, removed, added);
    entries->made = false;
}

static void forget(void *data)
{
    und_entries *entries = data;
    und_by_node_forget(&entries->texts);
    entries->made = false;
}

static void close(void *data)
{
    und_entries *entries = data;
    const und_allocator *allocator = entries->doc->allocator;
    und_by_node_close(&entries->texts);
    und_text_close(&entries->words);
    und_free(allocator, entries->at, entries->room * sizeof(und_kept_entry));
    und_free(allocator, entries, sizeof *entries);
}

static und_entries *slot_of(und_doc *doc)
{
    und_reading *reading = und_reading_of(doc);
    if (reading == NULL)
        return NULL;
    und_follower *slot = &reading->slots[UND_SLOT_OUTLINE];
    if (slot->data != NULL)
        return slot->data;
    und_entries *entries = und_resize(doc->allocator, NULL, 0, sizeof *entries);
    if (entries == NULL)
        return NULL;
    memset(entries, 0, sizeof *entries);
    entries->doc = doc;
    und_by_node_open(&entries->texts, doc->allocator);
    und_text_open(&entries->words, doc->allocator);
    *slot = (und_follower){entries, changed, forget, close};
    return entries;
}

/* ---- the words of an entry ---- */

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

/* Whether an entry shows the node's label as its number, and then not with its words. */
static bool shows_number(const und_tree_node *node)
{
    bool labelled = node->label != 0 && (node->kind == UND_KIND_PARAGRAPH || node->kind == UND_KIND_SUBPARAGRAPH);
    return labelled || node->kind == UND_KIND_PREAMBULAR || node->kind == UND_KIND_OPERATIVE;
}

/* Where a node's words begin in its flow, after its label. */
static size_t words_begin(const und_doc *doc, uint32_t index, const und_flow *flow)
{
    const und_tree_node *node = und_doc_stored(doc, index);
    if (!shows_number(node))
        return 0;
    uint32_t text = und_doc_text_line(doc, index);
    und_bytes line = und_lines_text(&doc->lines, text);
    und_line_start start = und_line_text_of(doc->lexicon, line);
    if ((node->flags & UND_NODE_INNER) != 0)
        (void)und_inner_facts(doc->lexicon, line, &start);
    size_t skip = 0;
    while (skip < flow->length &&
           (und_flow_from(flow, skip).line < text ||
            (und_flow_from(flow, skip).line == text && und_flow_from(flow, skip).column < start.text)))
        skip++;
    return skip;
}

/* A node's text, whole, as one line: its label, and the words after it. */
typedef struct shown {
    und_bytes label, words;
} shown;

/* Makes that: a byte with the length of the label, and the text. */
static bool make_text(und_doc *doc, uint32_t index, und_flow *flow, und_text *block)
{
    bool title = und_doc_stored(doc, index)->kind == UND_KIND_TITLE;
    uint32_t last = title ? und_doc_title_end(doc, index) : und_doc_own_end(doc, index);
    block->length = 0;
    if (!und_doc_flow(doc, index, last, SIZE_MAX, flow))
        return false;
    size_t label = words_begin(doc, index, flow), from = label > LABEL_MOST ? label : 0;
    char length = from > 0 ? 0 : (char)label;
    und_text_put(block, (und_bytes){&length, 1});
    und_text_put(block, (und_bytes){flow->text + from, flow->length - from});
    return !block->failed;
}

/* The same kept with the node. */
static shown text_of(outline *o, uint32_t index)
{
    und_bytes kept = {"", 0};
    und_by_node *texts = &o->entries->texts;
    if (!und_by_node_find(texts, index, &kept)) {
        und_reading *reading = und_reading_of(o->doc);
        bool ok =
            make_text(o->doc, index, &reading->flow, &reading->block) &&
            und_by_node_keep(texts, index, und_nodes_count(&o->doc->nodes), und_text_bytes(&reading->block), &kept);
        reading->block.failed = false;
        if (!ok) {
            o->failed = true;
            return (shown){{"", 0}, {"", 0}};
        }
    }
    size_t label = (size_t)kept.at[0];
    return (shown){{kept.at + 1, label}, {kept.at + 1 + label, kept.length - 1 - label}};
}

/* "Lettre du {date} ({state})" */
static bool put_letter_word(void *context, und_bytes name, und_text *out)
{
    const und_letter *letter = context;
    if (und_bytes_equal(name, und_words("date")))
        und_text_put(out, letter->date_words.text);
    else if (und_bytes_equal(name, und_words("state")))
        und_text_put(out, letter->state != NULL ? letter->state_name : letter->sender_words.text);
    else
        return false;
    return true;
}

/* "Lettre du 22 décembre 2020 (Ouzbékistan)"; false where the title cannot be read so. */
static bool put_letter(outline *o, const und_node *node)
{
    und_letter letter;
    und_status status = und_letter_get(o->doc, node->id, &letter);
    o->failed = o->failed || status == UND_E_MEMORY;
    if (status != UND_OK || letter.date.year == 0)
        return false;
    uint16_t value = letter.form == UND_LETTER_NOTE_VERBALE ? UND_OUTLINE_NOTE_VERBALE : UND_OUTLINE_LETTER;
    (void)und_write_pattern(entry_name(o, node->language, value), put_letter_word, &letter, o->words);
    return true;
}

/* The title that follows an annex's heading; 0: none. */
static uint32_t title_of_annex(const outline *o, const und_node *node)
{
    uint32_t count = und_nodes_count(&o->doc->nodes);
    for (uint32_t i = node->id; i < count; i++) {
        const und_tree_node *next = und_doc_stored(o->doc, i);
        if (next->kind == UND_KIND_TITLE && next->depth == node->depth + 1)
            return i + 1;
        if (next->kind != UND_KIND_FURNITURE && next->kind != UND_KIND_FOOTNOTE)
            return 0;
    }
    return 0;
}

/* The length of a pattern's text before its slot without what joins them: "Annexe" of "Annexe : {title}". */
static size_t bare_name(und_bytes pattern, size_t before_slot)
{
    size_t bare = before_slot;
    while (bare > 0 && (pattern.at[bare - 1] == ' ' || pattern.at[bare - 1] == ':' ||
                        (bare >= 3 && memcmp(pattern.at + bare - 3, "\xef\xbc\x9a", 3) == 0)))
        bare -= (unsigned char)pattern.at[bare - 1] == 0x9a ? 3 : 1;
    return bare;
}

/* "Annexe : {title}"; without a title its heading, which may say more than the name: "Annexe II". */
static void put_annex(outline *o, const und_node *node)
{
    und_bytes pattern = entry_name(o, node->language, (uint16_t)node->kind);
    const char *slot = memchr(pattern.at, '{', pattern.length);
    size_t name = slot == NULL ? pattern.length : (size_t)(slot - pattern.at);
    o->merged = title_of_annex(o, node);
    if (o->merged != 0) {
        char label[UND_LABEL_TEXT_MAX];
        und_label_text(node->style, node->label, label);
        size_t bare = label[0] == '\0' ? name : bare_name(pattern, name);
        und_text_put(o->words, (und_bytes){pattern.at, bare});
        if (label[0] != '\0') {
            und_text_put_words(o->words, " ");
            und_text_put_words(o->words, label);
        }
        und_text_put(o->words, (und_bytes){pattern.at + bare, name - bare});
        if (slot == NULL)
            und_text_put_words(o->words, ": ");
        und_text_put(o->words, text_of(o, o->merged - 1).words);
        return;
    }
    und_passage heading;
    und_status status = und_title_get(o->doc, node->id, &heading);
    o->failed = o->failed || status == UND_E_MEMORY;
    if (status == UND_OK && heading.text.length > 0 && heading.text.length < LABEL_BYTES)
        und_text_put(o->words, heading.text);
    else
        und_text_put(o->words, (und_bytes){pattern.at, bare_name(pattern, name)});
}

static bool is_numbered_from(und_label_style style)
{
    return style == UND_LABEL_NUMBER || style == UND_LABEL_PREAMBULAR || style == UND_LABEL_OPERATIVE;
}

/* The word of a text that comes after so many others. */
static und_bytes word_of(und_bytes text, unsigned before)
{
    size_t from = 0, to;
    for (;; from = to + 1, before--) {
        for (to = from; to < text.length && text.at[to] != ' ';)
            to++;
        if (before == 0 || to == text.length)
            return (und_bytes){text.at + from, to - from};
    }
}

/* The label of a sub-paragraph as the text has it, "(b)" or "b)", without a full stop; in "1. (a)" it is the second. */
static und_bytes written_label(outline *o, uint32_t index)
{
    und_bytes label = word_of(text_of(o, index).label, (und_doc_stored(o->doc, index)->flags & UND_NODE_INNER) != 0);
    if (label.length > 0 && label.at[label.length - 1] == '.')
        label.length--;
    return label;
}

/* Keeps what numbers are made of, for this node and those below it. */
static void keep_step(outline *o, const und_node *node)
{
    step kept = {.kind = node->kind, .style = node->style, .label = node->label, .place = 0};
    uint32_t *counted = node->kind == UND_KIND_PREAMBULAR  ? &o->preambular
                        : node->kind == UND_KIND_OPERATIVE ? &o->operative
                                                           : NULL;
    if (counted != NULL) {
        bool said = node->label != 0 && is_numbered_from(node->style);
        *counted = said ? UND_LABEL_VALUE(node->label) : *counted + 1;
        kept.place = *counted;
    }
    if (node->kind == UND_KIND_SUBPARAGRAPH && node->label != 0)
        kept.written = written_label(o, node->id - 1);
    o->steps[node->depth] = kept;
}

/* "4", "PP2"; of a sub-paragraph "(b)" or "b)". */
static void put_step(und_text *out, const step *at)
{
    char label[UND_LABEL_TEXT_MAX];
    und_label_text(at->style, at->label, label);
    if (label[0] == '\0' && at->place != 0) {
        und_text_put_words(out, at->kind == UND_KIND_PREAMBULAR ? "PP" : "");
        und_text_put_number(out, at->place);
    } else if (at->written.length > 0) {
        und_text_put(out, at->written);
    } else {
        und_text_put_words(out, label);
    }
}

/* "4", "PP2", "4 (b) (ii)": as those who speak of the paragraph say it, in every language. */
static void put_number(outline *o, const und_node *node)
{
    unsigned outermost = node->depth;
    while (outermost > 1 && o->steps[outermost].kind == UND_KIND_SUBPARAGRAPH)
        outermost--;
    size_t before = o->words->length;
    for (unsigned depth = outermost; depth <= node->depth; depth++) {
        size_t length = o->words->length;
        if (length > before)
            und_text_put_words(o->words, " ");
        size_t put = o->words->length;
        put_step(o->words, &o->steps[depth]);
        if (o->words->length == put)
            o->words->length = length;
    }
}

/* The words of an entry that are put together; false: its words are the node's text. */
static bool put_title(outline *o, const und_node *node)
{
    switch (node->kind) {
    case UND_KIND_MASTHEAD:
    case UND_KIND_REQUEST:
    case UND_KIND_SIGNATURE: und_text_put(o->words, entry_name(o, node->language, (uint16_t)node->kind)); return true;
    case UND_KIND_ANNEX:
    case UND_KIND_ENCLOSURE: put_annex(o, node); return true;
    case UND_KIND_TITLE: return put_letter(o, node);
    default: return false;
    }
}

/* ---- the list ---- */

static bool is_entry(const outline *o, const und_node *node)
{
    return node->id != 0 && node->kind != UND_KIND_FURNITURE && node->kind != UND_KIND_FOOTNOTE &&
           node->id != o->merged;
}

static void change_part(outline *o, const und_node *node)
{
    if (node->kind == UND_KIND_ANNEX || node->kind == UND_KIND_ENCLOSURE || node->kind == UND_KIND_TITLE ||
        node->kind == UND_KIND_SUBJECT)
        o->preambular = o->operative = 0;
    if (node->kind == UND_KIND_ANNEX || node->kind == UND_KIND_ENCLOSURE)
        o->letter_depth = o->heading_depth = 0;
    if (node->kind == UND_KIND_TITLE || node->kind == UND_KIND_HEADING)
        o->heading_depth = 0;
}

/* Findings that begin in lines [first, last); entries are asked for in the order of their first lines. */
static uint32_t findings_in(outline *o, uint32_t first, uint32_t last)
{
    und_finding finding;
    while (und_finding_get(o->doc, o->finding, &finding) == UND_OK && finding.range.from.line < first)
        o->finding++;
    uint32_t end = o->finding;
    while (und_finding_get(o->doc, end, &finding) == UND_OK && finding.range.from.line < last)
        end++;
    return end - o->finding;
}

static bool make_entry(void *context, const und_node *node)
{
    outline *o = context;
    if (!is_entry(o, node))
        return true;
    change_part(o, node);
    und_entries *entries = o->entries;
    unsigned depth = node->depth - 1u + o->letter_depth;
    if (o->heading_depth != 0 && node->depth >= o->heading_depth)
        depth++;
    und_kept_entry entry = {.node = node->id,
                            .depth = depth,
                            .kind = (uint32_t)node->kind,
                            .words = (uint32_t)o->words->length,
                            .first = node->first,
                            .last = node->last,
                            .findings = findings_in(o, node->first, node->last)};
    keep_step(o, node);
    if (shows_number(und_doc_stored(o->doc, node->id - 1)))
        put_number(o, node);
    entry.number = (uint32_t)o->words->length - entry.words;
    if (put_title(o, node))
        entry.title.length = o->words->length - entry.words - entry.number;
    else
        entry.title = text_of(o, node->id - 1).words;
    bool ok = UND_PUSH(o->doc->allocator, entries->at, entries->count, entries->room, entry);
    if (node->kind == UND_KIND_TITLE && node->depth == 1)
        o->letter_depth = o->letter == node->id - 1 ? 1 : 0;
    if (node->kind == UND_KIND_HEADING)
        o->heading_depth = node->depth;
    return ok && !o->failed && !o->words->failed;
}

const und_entries *und_entries_of(und_doc *doc)
{
    und_entries *entries = slot_of(doc);
    uint32_t findings;
    if (entries != NULL && entries->made)
        return entries;
    /* Findings first: making them tells whether there is memory for the rest. */
    if (entries != NULL && und_finding_count(doc, &findings) == UND_OK) {
        entries->count = entries->words.length = 0;
        entries->words.failed = false;
        outline o = {.doc = doc, .entries = entries, .words = &entries->words, .letter = und_doc_letter_title(doc)};
        entries->made = und_doc_walk(doc, make_entry, &o);
    }
    if (entries == NULL || !entries->made) {
        (void)und_doc_fail(doc, UND_E_MEMORY, "out of memory");
        return NULL;
    }
    return entries;
}

/* ---- for callers ---- */

und_status und_entry_count(und_doc *doc, uint32_t *out)
{
    if (doc == NULL || out == NULL)
        return UND_E_ARGUMENT;
    const und_entries *entries = und_entries_of(doc);
    *out = entries == NULL ? 0 : (uint32_t)entries->count;
    return entries == NULL ? UND_E_MEMORY : UND_OK;
}

und_status und_entry_get(und_doc *doc, uint32_t n, und_entry *out)
{
    if (doc == NULL || out == NULL)
        return UND_E_ARGUMENT;
    *out = (und_entry){.number = {"", 0}, .title = {"", 0}};
    const und_entries *entries = und_entries_of(doc);
    if (entries == NULL || n >= entries->count)
        return entries == NULL ? UND_E_MEMORY : UND_NONE;
    const und_kept_entry *kept = &entries->at[n];
    const char *words = entries->words.length == 0 ? "" : entries->words.at + kept->words;
    *out = (und_entry){.node = kept->node,
                       .depth = kept->depth,
                       .kind = (und_kind)kept->kind,
                       .number = {words, kept->number},
                       .title = {kept->title.at == NULL ? words + kept->number : kept->title.at, kept->title.length},
                       .first = kept->first,
                       .last = kept->last,
                       .findings = kept->findings};
    return UND_OK;
}

und_status und_entry_at(und_doc *doc, uint32_t line, uint32_t *out)
{
    if (doc == NULL || out == NULL)
        return UND_E_ARGUMENT;
    *out = 0;
    const und_entries *entries = und_entries_of(doc);
    if (entries == NULL)
        return UND_E_MEMORY;
    size_t low = 0, high = entries->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (entries->at[middle].first <= line)
            low = middle + 1;
        else
            high = middle;
    }
    if (low == 0)
        return UND_NONE;
    *out = (uint32_t)(low - 1);
    return UND_OK;
}
