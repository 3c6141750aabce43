/* What is negotiated: the signs of each paragraph, kept by node, and the brackets that they make. */
#include "model/negotiated.h"

#include "model/values.h"
#include "read/scan.h"
#include "read/step.h"
#include "text/memory.h"
#include "text/utf8.h"

#include <string.h>

#define NODE_BYTES (1u << 20) /* of a node's own text that are looked at */
#define LABEL_BYTES 24u       /* in which "alt" stands after a paragraph's number */
#define MARK_BYTES 40u        /* in which "Alternative 1:" stands at the beginning of a line */

/* What a node shows beside its signs. */
#define NODE_ALT_LABEL 1u /* "PP3 alt" */
#define NODE_ALT_WORD 2u  /* "Alt. 1" */

/* A block is this, the parties, the signs, the text. Empty: the node shows nothing. */
typedef struct kept_node {
    uint32_t flags, signs, parties, text;
} kept_node;

/* ---- names ---- */

const char *und_bracket_type_name(und_bracket_type type)
{
    static const char *const names[] = {"text", "remark", "clause"};
    return (unsigned)type < UND_BRACKET_TYPE_COUNT ? names[type] : "";
}

const char *und_bracket_state_name(und_bracket_state state)
{
    static const char *const names[] = {"whole", "unclosed", "unopened"};
    return (unsigned)state <= UND_BRACKET_UNOPENED ? names[state] : "";
}

const char *und_stance_name(und_stance stance)
{
    static const char *const names[] = {"", "proposes", "delete", "retain", "add", "reserve", "agreed"};
    return (unsigned)stance < UND_STANCE_COUNT ? names[stance] : "";
}

/* ---- one node ---- */

/* Text that may be negotiated; in a clause any bracket of words is a sign that it is. */
static bool has_text(uint8_t kind)
{
    return kind == UND_KIND_TITLE || kind == UND_KIND_HEADING || kind == UND_KIND_PARAGRAPH ||
           kind == UND_KIND_PREAMBULAR || kind == UND_KIND_OPERATIVE || kind == UND_KIND_SUBPARAGRAPH ||
           kind == UND_KIND_SUBJECT;
}

static bool is_clause(uint8_t kind)
{
    return kind == UND_KIND_PREAMBULAR || kind == UND_KIND_OPERATIVE || kind == UND_KIND_SUBPARAGRAPH;
}

/* Where no bracket goes over: another text begins. */
static bool parts_texts(uint8_t kind)
{
    return kind == UND_KIND_MASTHEAD || kind == UND_KIND_TITLE || kind == UND_KIND_ANNEX ||
           kind == UND_KIND_ENCLOSURE || kind == UND_KIND_SUBJECT || kind == UND_KIND_SIGNATURE;
}

/* Whether any line of a node may have a sign. */
static bool may_have_signs(const und_doc *doc, uint32_t index)
{
    uint32_t end = und_doc_own_end(doc, index);
    for (uint32_t line = und_doc_first(doc, index); line < end; line++)
        if (und_may_have_signs(doc->packs, und_lines_text(&doc->lines, line)))
            return true;
    return false;
}

/* Whether "Alt. 1" stands at byte `at` of a line, after what may stand before it. */
static bool is_alternative_at(const und_doc *doc, und_bytes line, uint32_t at)
{
    while (at < line.length && memchr("[*_ \\(", line.at[at], 6) != NULL)
        at++;
    size_t rest = line.length - at < MARK_BYTES ? line.length - at : MARK_BYTES;
    return rest > 0 && und_alternative_mark(doc->packs, (und_bytes){line.at + at, rest}) > 0;
}

/* Whether facts tell that a line begins with its text: a letter of any script, and no label. */
static bool begins_with_text(und_facts facts, und_bytes line)
{
    unsigned char c = line.length == 0 ? 0 : (unsigned char)*line.at;
    bool letter = und_is_latin((char)c) || (c >= 0xd0 && c <= 0xdb) || (c >= 0xe4 && c <= 0xe9);
    return letter && facts.shape == UND_SHAPE_TEXT && facts.label == 0 &&
           (facts.flags & (UND_FLAG_MARKED | UND_FLAG_BOLD | UND_FLAG_QUOTED)) == 0;
}

/* How a paragraph says that it stands in the place of another. */
static uint32_t alternative_flags(const und_doc *doc, uint32_t index)
{
    const und_tree_node *node = und_doc_stored(doc, index);
    und_bytes line = und_lines_text(&doc->lines, und_doc_first(doc, index));
    uint32_t at = 0, last = line.length > LABEL_BYTES ? LABEL_BYTES : (uint32_t)line.length;
    if (UND_LABEL_ADDED(node->label) == 3) {
        for (; at + 3 <= last; at++)
            if (memcmp(line.at + at, "alt", 3) == 0 || memcmp(line.at + at, "Alt", 3) == 0)
                return NODE_ALT_LABEL;
        return 0;
    }
    uint32_t text = und_doc_text_line(doc, index);
    line = und_lines_text(&doc->lines, text);
    if (begins_with_text(und_reader_facts(&(und_reader){doc->lexicon, &doc->lines}, text), line))
        return is_alternative_at(doc, line, 0) ? NODE_ALT_WORD : 0;
    und_line_start start = und_line_text_of(doc->lexicon, line);
    bool found = is_alternative_at(doc, line, start.label) ||
                 (start.text != start.label && is_alternative_at(doc, line, start.text));
    return found ? NODE_ALT_WORD : 0;
}

static und_place place_at(const und_reading *reading, uint32_t byte, uint32_t first)
{
    und_place at = und_flow_from(&reading->flow, byte);
    return (und_place){at.line - first, at.column};
}

static und_place end_at(const und_reading *reading, uint32_t byte, uint32_t first)
{
    und_place at = und_flow_end(&reading->flow, &reading->doc->lines, byte);
    return (und_place){at.line - first, at.column};
}

/* Puts the signs of reading->flow together. */
static void put_signs(und_reading *reading, uint32_t flags, uint32_t first)
{
    const und_signs *signs = &reading->negotiated.signs;
    kept_node head = {flags, (uint32_t)signs->count, (uint32_t)signs->party_count, (uint32_t)reading->flow.length};
    und_put_head(reading, &head, sizeof head);
    for (size_t i = 0; i < signs->party_count; i++) {
        const und_flow_party *party = &signs->parties[i];
        und_kept_party kept;
        memset(&kept, 0, sizeof kept);
        kept.from = place_at(reading, party->first, first);
        kept.to = end_at(reading, party->last, first);
        kept.first = party->first;
        kept.last = party->last;
        kept.code = party->code;
        kept.stance = party->stance;
        und_text_put(&reading->block, (und_bytes){(const char *)&kept, sizeof kept});
    }
    for (size_t i = 0; i < signs->count; i++) {
        const und_flow_sign *sign = &signs->at[i];
        uint32_t bracket = sign->type == UND_SIGN_OPEN ? sign->first + 1 : sign->last;
        und_kept_sign kept;
        memset(&kept, 0, sizeof kept);
        kept.type = sign->type;
        kept.weight = sign->weight;
        kept.stance = sign->stance;
        kept.flags = sign->flags;
        kept.from =
            sign->type == UND_SIGN_SLASH ? end_at(reading, sign->first, first) : place_at(reading, sign->first, first);
        kept.to = end_at(reading, bracket, first);
        kept.text = place_at(reading, sign->last, first);
        kept.first = sign->first;
        kept.last = sign->last;
        kept.party = sign->party;
        kept.party_count = sign->party_count;
        und_text_put(&reading->block, (und_bytes){(const char *)&kept, sizeof kept});
    }
    und_text_put(&reading->block, (und_bytes){reading->flow.text, reading->flow.length});
}

static bool read_signs(und_reading *reading, uint32_t index, und_bytes *block)
{
    const und_doc *doc = reading->doc;
    reading->block.length = 0;
    if (has_text(und_doc_stored(doc, index)->kind)) {
        uint32_t flags = alternative_flags(doc, index);
        bool may = may_have_signs(doc, index);
        und_signs *signs = &reading->negotiated.signs;
        signs->count = signs->party_count = 0;
        und_flow_begin(&reading->flow);
        if (may && (!und_doc_flow(doc, index, und_doc_own_end(doc, index), NODE_BYTES, &reading->flow) ||
                    !und_signs_find(signs, doc->packs, &reading->flow)))
            return false;
        if (flags != 0 || signs->count > 0)
            put_signs(reading, flags, und_doc_first(doc, index));
    }
    return und_keep_block(reading, &reading->signs, index, block);
}

/* ---- what is kept ---- */

static const kept_node *kept_of(const und_reading *reading, uint32_t node)
{
    und_bytes block;
    return und_by_node_find(&reading->signs, node, &block) && block.length > 0 ? (const void *)block.at : NULL;
}

static const und_kept_party *parties_of(const kept_node *kept)
{
    return (const void *)(kept + 1); /* they have a pointer: where it is aligned */
}

static const und_kept_sign *signs_of(const kept_node *kept)
{
    return (const void *)(parties_of(kept) + kept->parties);
}

static und_place moved(und_place place, uint32_t lines)
{
    return (und_place){place.line + lines, place.column};
}

und_kept_sign und_sign_get(und_doc *doc, und_sign_at at)
{
    uint32_t first = und_doc_first(doc, at.node);
    und_kept_sign sign = signs_of(kept_of(und_reading_of(doc), at.node))[at.n];
    sign.from = moved(sign.from, first);
    sign.to = moved(sign.to, first);
    sign.text = moved(sign.text, first);
    return sign;
}

und_kept_party und_sign_party(und_doc *doc, und_sign_at at, uint32_t n)
{
    uint32_t first = und_doc_first(doc, at.node);
    const kept_node *kept = kept_of(und_reading_of(doc), at.node);
    und_kept_party party = parties_of(kept)[signs_of(kept)[at.n].party + n];
    party.from = moved(party.from, first);
    party.to = moved(party.to, first);
    return party;
}

und_bytes und_sign_text(und_doc *doc, uint32_t node)
{
    const kept_node *kept = kept_of(und_reading_of(doc), node);
    if (kept == NULL)
        return (und_bytes){"", 0};
    return (und_bytes){(const char *)(signs_of(kept) + kept->signs), kept->text};
}

/* ---- the walk ---- */

#define NOWHERE ((und_sign_at){UINT32_MAX, 0})

typedef struct walk {
    und_doc *doc;
    und_reading *reading;
    und_negotiated *made;
    bool failed;    /* memory ran out */
    bool settled;   /* an adopted text, a letter, a report: a bracket of plain words shows nothing */
    uint32_t shows; /* what shows that the text is negotiated */
    uint32_t node;
    const und_kept_sign *signs; /* of it, lines from its first */
    uint32_t first;             /* its first line */
    uint32_t closed;            /* the bracket that closed before the next sign, or that the remarks there are about */
} walk;

static und_made_bracket *add(walk *w, und_bracket_type type, uint32_t n, und_range range)
{
    und_negotiated *made = w->made;
    uint32_t own = (uint32_t)made->count;
    und_made_bracket bracket = {.type = (uint8_t)type,
                                .open = true,
                                .node = w->node,
                                .last_node = w->node,
                                .opens = {w->node, n},
                                .closes = {UINT32_MAX, 0},
                                .range = range,
                                .text = range,
                                .depth = (uint32_t)made->stack_count,
                                .parent = made->stack_count > 0 ? made->stack[made->stack_count - 1] : UND_NO_BRACKET,
                                .group = own,
                                .group_size = 1,
                                .first_slash = UINT32_MAX,
                                .last_slash = UINT32_MAX,
                                .option_count = 1};
    if (!UND_PUSH(made->allocator, made->at, made->count, made->room, bracket)) {
        w->failed = true;
        return NULL;
    }
    return &made->at[own];
}

/* Puts a bracket among the alternatives of another, which is before it. */
static void join(und_negotiated *made, uint32_t one, uint32_t other)
{
    uint32_t head = made->at[one].group;
    made->at[other].group = head;
    uint32_t size = made->at[head].group_size + 1;
    made->at[head].group_size = size; /* the others take it from their head */
}

/* The end of the text in lines up to `end`. */
static und_place text_end(const und_doc *doc, uint32_t first, uint32_t end)
{
    while (end > first + 1) {
        und_bytes line = und_lines_text(&doc->lines, end - 1);
        size_t length = line.length;
        while (length > 0 && (line.at[length - 1] == ' ' || line.at[length - 1] == '\t'))
            length--;
        if (length > 0)
            return (und_place){end - 1, (uint32_t)length};
        end--;
    }
    return (und_place){first, (uint32_t)und_lines_text(&doc->lines, first).length};
}

/* A bracket that nothing closes: its text ends where its paragraph does. */
static void leave_open(walk *w, und_made_bracket *bracket)
{
    uint32_t first = und_doc_first(w->doc, bracket->node);
    bracket->state = UND_BRACKET_UNCLOSED;
    bracket->expected = text_end(w->doc, first, und_doc_end(w->doc, bracket->node));
    bracket->text.to = bracket->expected;
    bracket->range.to = (und_place){bracket->range.from.line, bracket->range.from.column + 1};
}

/* What opened in the middle of a paragraph closes in it or below it; what opened before it closes before another text
 * begins. Leaves open what does not close before the node `index`, with `all` everything. */
static void leave_behind(walk *w, uint32_t depth, bool all)
{
    und_negotiated *made = w->made;
    size_t kept = 0;
    for (size_t i = 0; i < made->stack_count; i++) {
        und_made_bracket *bracket = &made->at[made->stack[i]];
        const und_kept_sign *sign = &signs_of(kept_of(w->reading, bracket->opens.node))[bracket->opens.n];
        bool before = (sign->flags & UND_SIGN_FIRST) != 0;
        bool below = und_doc_stored(w->doc, bracket->node)->depth < depth;
        if (all || (!before && !below))
            leave_open(w, bracket);
        else
            made->stack[kept++] = made->stack[i];
    }
    made->stack_count = kept;
}

static und_range range_of(const walk *w, const und_kept_sign *sign)
{
    return (und_range){moved(sign->from, w->first), moved(sign->to, w->first)};
}

static void note(walk *w, const und_kept_sign *sign)
{
    bool clause = is_clause(und_doc_stored(w->doc, w->node)->kind);
    w->shows += sign->weight == UND_WEIGHT_STRONG || (sign->weight == UND_WEIGHT_PLAIN && clause && !w->settled);
}

static void take_open(walk *w, uint32_t n)
{
    und_negotiated *made = w->made;
    const und_kept_sign *sign = &w->signs[n];
    uint32_t own = (uint32_t)made->count;
    und_made_bracket *bracket = add(w, UND_BRACKET_TEXT, n, range_of(w, sign));
    if (bracket == NULL)
        return;
    bracket->stance = sign->stance;
    bracket->text.from = moved(sign->text, w->first);
    bracket->words = sign->last;
    und_bytes text = und_sign_text(w->doc, w->node);
    bracket->words_end = (uint32_t)text.length;
    /* "[a] [, b]" adds to what stands before it. */
    bool adds = sign->last < text.length && memchr(",;.:)", text.at[sign->last], 5) != NULL;
    if (!adds && w->closed != UND_NO_BRACKET && (sign->flags & UND_SIGN_BESIDE) != 0 &&
        made->at[w->closed].parent == bracket->parent && made->at[w->closed].type == UND_BRACKET_TEXT)
        join(made, w->closed, own);
    w->closed = UND_NO_BRACKET;
    note(w, sign);
    if (!UND_PUSH(made->allocator, made->stack, made->stack_count, made->stack_room, own))
        w->failed = true;
}

static void take_close(walk *w, uint32_t n)
{
    und_negotiated *made = w->made;
    const und_kept_sign *sign = &w->signs[n];
    if (made->stack_count == 0) {
        und_made_bracket *bracket = add(w, UND_BRACKET_TEXT, n, range_of(w, sign));
        if (bracket != NULL) {
            und_bytes line = und_lines_text(&w->doc->lines, w->first);
            uint32_t column = 0;
            while (column < line.length && (line.at[column] == ' ' || line.at[column] == '\t'))
                column++;
            bracket->state = UND_BRACKET_UNOPENED;
            bracket->opens = NOWHERE;
            bracket->closes = (und_sign_at){w->node, n};
            bracket->expected = (und_place){w->first, column};
            bracket->text = (und_range){bracket->expected, bracket->range.from};
            bracket->words_end = sign->first;
        }
        w->closed = UND_NO_BRACKET;
        return;
    }
    uint32_t own = made->stack[--made->stack_count];
    und_made_bracket *bracket = &made->at[own];
    const und_kept_sign *opens = &signs_of(kept_of(w->reading, bracket->opens.node))[bracket->opens.n];
    bracket->closes = (und_sign_at){w->node, n};
    bracket->last_node = w->node;
    bracket->range.to = moved(sign->to, w->first);
    bracket->text.to = moved(sign->from, w->first);
    if (bracket->node == w->node)
        bracket->words_end = sign->first > bracket->words ? sign->first : bracket->words;
    /* All of a clause, or of several, in brackets. */
    if ((opens->flags & UND_SIGN_FIRST) != 0 && (sign->flags & UND_SIGN_LAST) != 0 &&
        opens->weight >= UND_WEIGHT_PLAIN && is_clause(und_doc_stored(w->doc, bracket->node)->kind) &&
        (!w->settled || bracket->node != w->node))
        w->shows++;
    w->closed = own;
}

static void take_slash(walk *w, uint32_t n)
{
    und_negotiated *made = w->made;
    w->closed = UND_NO_BRACKET;
    if (made->stack_count == 0)
        return; /* between words that are no alternatives */
    und_made_bracket *bracket = &made->at[made->stack[made->stack_count - 1]];
    uint32_t own = (uint32_t)made->slash_count;
    if (!UND_PUSH(made->allocator, made->slashes, made->slash_count, made->slash_room,
                  (und_made_slash){{w->node, n}, UINT32_MAX})) {
        w->failed = true;
        return;
    }
    if (bracket->last_slash == UINT32_MAX)
        bracket->first_slash = own;
    else
        made->slashes[bracket->last_slash].next = own;
    bracket->last_slash = own;
    bracket->option_count++;
}

static void take_remark(walk *w, uint32_t n)
{
    const und_kept_sign *sign = &w->signs[n];
    und_made_bracket *remark = add(w, UND_BRACKET_REMARK, n, range_of(w, sign));
    if (remark == NULL)
        return;
    remark->stance = sign->stance;
    remark->words = sign->first + 1;
    remark->words_end = sign->last - 1;
    und_bytes text = und_sign_text(w->doc, w->node);
    if (text.at[remark->words_end] == ':')
        remark->words_end--; /* "(G77):" */
    bool beside = (sign->flags & UND_SIGN_BESIDE) != 0;
    if (w->closed != UND_NO_BRACKET && beside)
        remark->parent = w->closed;
    else
        w->closed = UND_NO_BRACKET;
    remark->open = remark->parent == UND_NO_BRACKET && sign->stance != UND_STANCE_AGREED;
    note(w, sign);
}

static void take_signs(walk *w, const kept_node *kept)
{
    w->signs = signs_of(kept);
    w->first = und_doc_first(w->doc, w->node);
    w->closed = UND_NO_BRACKET;
    for (uint32_t n = 0; n < kept->signs && !w->failed; n++) {
        switch (w->signs[n].type) {
        case UND_SIGN_OPEN: take_open(w, n); break;
        case UND_SIGN_CLOSE: take_close(w, n); break;
        case UND_SIGN_SLASH: take_slash(w, n); break;
        default: take_remark(w, n); break;
        }
    }
}

/* ---- alternative paragraphs ---- */

/* The block of a node, read where need be; NULL: it shows nothing, or memory ran out. */
static const kept_node *look_at(walk *w, uint32_t index)
{
    und_bytes block;
    if (!und_by_node_find(&w->reading->signs, index, &block) && !read_signs(w->reading, index, &block)) {
        w->failed = true;
        return NULL;
    }
    return block.length > 0 ? (const void *)block.at : NULL;
}

/* The next node of the same depth and parent; UINT32_MAX: none. */
static uint32_t next_sibling(const und_doc *doc, uint32_t index)
{
    uint32_t count = und_nodes_count(&doc->nodes);
    uint8_t depth = und_doc_stored(doc, index)->depth;
    for (uint32_t i = index + 1; i < count; i++) {
        const und_tree_node *node = und_doc_stored(doc, i);
        if (node->depth < depth)
            break;
        if (node->depth == depth && (node->flags & UND_NODE_CHILD) == 0)
            return i;
    }
    return UINT32_MAX;
}

/* Whether paragraph `b` stands in the place of `a`, which comes just before it. */
static bool is_alternative_of(walk *w, uint32_t b, uint32_t a)
{
    if (b == UINT32_MAX || !has_text(und_doc_stored(w->doc, b)->kind))
        return false;
    const und_tree_node *x = und_doc_stored(w->doc, a), *y = und_doc_stored(w->doc, b);
    if (UND_LABEL_ADDED(y->label) == 3)
        return x->style == y->style && UND_LABEL_VALUE(x->label) == UND_LABEL_VALUE(y->label) &&
               (UND_LABEL_ADDED(x->label) == 0 || UND_LABEL_ADDED(x->label) == 3) && look_at(w, b) != NULL;
    const kept_node *before = y->label == 0 ? look_at(w, a) : NULL;
    if (before == NULL || (before->flags & NODE_ALT_WORD) == 0)
        return false; /* most */
    const kept_node *kept = look_at(w, b);
    return kept != NULL && (kept->flags & NODE_ALT_WORD) != 0;
}

/* A paragraph that is one of several alternatives. `last`: the clause of the paragraph before it, or UND_NO_BRACKET. */
static uint32_t take_clause(walk *w, const kept_node *kept, uint32_t before, uint32_t last)
{
    const und_doc *doc = w->doc;
    uint32_t next = next_sibling(doc, w->node);
    bool follows = before != UINT32_MAX && last != UND_NO_BRACKET && is_alternative_of(w, w->node, before);
    bool marked = kept != NULL && kept->flags != 0;
    bool leads = !follows && is_alternative_of(w, next, w->node);
    if (w->failed || !(follows || leads || (marked && (kept->flags & NODE_ALT_LABEL) != 0)))
        return UND_NO_BRACKET;
    uint32_t first = und_doc_first(doc, w->node), own = (uint32_t)w->made->count;
    und_range range = {{first, 0}, text_end(doc, first, und_doc_end(doc, w->node))};
    und_made_bracket *clause = add(w, UND_BRACKET_CLAUSE, 0, range);
    if (clause == NULL)
        return UND_NO_BRACKET;
    clause->opens = NOWHERE;
    if (follows)
        join(w->made, last, own);
    w->shows++;
    return own;
}

/* ---- all of it ---- */

/* Whether a title has the number of an adopted resolution: "75/7. Title", "142 (II). Title", "Resolution 2320 (2016)". */
static bool has_number(const und_doc *doc, uint32_t index)
{
    uint32_t first = und_doc_first(doc, index);
    und_bytes line = und_lines_text(&doc->lines, first);
    const und_tree_node *node = und_doc_stored(doc, index);
    uint64_t keys = node->phrase == 0 ? 0 : und_phrase_at(doc->lexicon, node->phrase)->keys;
    bool named = HAS(keys, UND_TERM_RESOLUTION_TITLE);
    uint32_t at = 0, digits;
    while (at < line.length && memchr("#* |", line.at[at], 4) != NULL)
        at++;
    while (named && at < line.length && (unsigned)(line.at[at] - '0') > 9u)
        at++;
    for (digits = at; at < line.length && (unsigned)(line.at[at] - '0') <= 9u;)
        at++;
    if (at == digits || at + 2 >= line.length)
        return false;
    if (line.at[at] == '/')
        return (unsigned)(line.at[at + 1] - '0') <= 9u;
    while (at < line.length && line.at[at] == ' ')
        at++;
    return at + 1 < line.length && line.at[at] == '(' && memchr("IVXLC12", line.at[at + 1], 7) != NULL;
}

/* Whether a document is one in which nothing is negotiated unless it says so. */
static bool is_settled(const und_doc *doc)
{
    und_doc_kind kind = und_doc_kind_of(doc);
    switch (kind) {
    case UND_DOC_LETTER:
    case UND_DOC_NOTE_VERBALE:
    case UND_DOC_REPORT:
    case UND_DOC_AGENDA:
    case UND_DOC_OTHER:
    case UND_DOC_PRESIDENTIAL_STATEMENT: return true;
    default: break;
    }
    uint32_t count = und_nodes_count(&doc->nodes);
    for (uint32_t i = 0; i < count; i++)
        if (und_doc_stored(doc, i)->kind == UND_KIND_ADOPTION ||
            (kind != UND_DOC_DRAFT && kind != UND_DOC_AMENDMENT && und_doc_stored(doc, i)->kind == UND_KIND_TITLE &&
             has_number(doc, i)))
            return true;
    return false;
}

static void count_all(und_negotiated *made)
{
    uint32_t clause = UINT32_MAX;
    for (size_t i = 0; i < made->count; i++) {
        und_made_bracket *bracket = &made->at[i];
        bracket->group_size = made->at[bracket->group].group_size;
        made->all.broken += bracket->state != UND_BRACKET_WHOLE;
        made->all.agreed += bracket->stance == UND_STANCE_AGREED;
        made->all.open += bracket->open;
        made->all.clauses += bracket->open && bracket->node != clause;
        clause = bracket->open ? bracket->node : clause;
    }
}

static bool make(und_reading *reading)
{
    und_doc *doc = reading->doc;
    und_negotiated *made = &reading->negotiated;
    made->count = made->slash_count = made->stack_count = 0;
    made->all = (und_negotiation){0};
    walk w = {.doc = doc, .reading = reading, .made = made, .settled = is_settled(doc)};
    uint32_t count = und_nodes_count(&doc->nodes);
    uint32_t before[UND_DEPTH_MAX + 2],
        clause[UND_DEPTH_MAX + 2]; /* at each depth the paragraph before, and its entry */
    memset(before, 0xff, sizeof before);
    memset(clause, 0xff, sizeof clause);
    for (w.node = 0; w.node < count && !w.failed; w.node++) {
        const und_tree_node *node = und_doc_stored(doc, w.node);
        if (parts_texts(node->kind))
            leave_behind(&w, 0, true);
        if (!has_text(node->kind) || node->depth > UND_DEPTH_MAX)
            continue;
        const kept_node *kept = look_at(&w, w.node);
        leave_behind(&w, node->depth, false);
        w.shows += node->style == UND_LABEL_PREAMBULAR || node->style == UND_LABEL_OPERATIVE;
        size_t deeper = (size_t)node->depth + 1;
        memset(before + deeper, 0xff, (UND_DEPTH_MAX + 2 - deeper) * sizeof *before);
        clause[node->depth] = take_clause(&w, kept, before[node->depth], clause[node->depth]);
        before[node->depth] = w.node;
        if (kept != NULL && !w.failed)
            take_signs(&w, kept);
    }
    leave_behind(&w, 0, true);
    if (w.shows == 0)
        made->count = 0;
    if (!w.failed)
        count_all(made);
    made->made = !w.failed;
    return made->made;
}

const und_negotiated *und_negotiated_of(und_doc *doc)
{
    und_reading *reading = und_reading_of(doc);
    if (reading != NULL && (reading->negotiated.made || make(reading)))
        return &reading->negotiated;
    (void)und_doc_fail(doc, UND_E_MEMORY, "out of memory");
    return NULL;
}

bool und_is_party(und_packs *packs, const char *code, und_bytes words, const char *wanted_code, und_bytes wanted)
{
    (void)packs;
    if (code != NULL && wanted_code != NULL)
        return strcmp(code, wanted_code) == 0;
    char a[UND_PARTY_NAME_MAX], b[UND_PARTY_NAME_MAX];
    size_t one = und_fold_text(words, a, sizeof a), two = und_fold_text(wanted, b, sizeof b);
    return one == two && memcmp(a, b, one) == 0;
}

/* ---- for callers ---- */

und_status und_bracket_count(und_doc *doc, uint32_t *out)
{
    if (doc == NULL || out == NULL)
        return UND_E_ARGUMENT;
    const und_negotiated *made = und_negotiated_of(doc);
    *out = made == NULL ? 0 : (uint32_t)made->count;
    return made == NULL ? UND_E_MEMORY : UND_OK;
}

/* The n-th bracket. */
static und_status find(und_doc *doc, uint32_t n, const und_made_bracket **out)
{
    const und_negotiated *made = und_negotiated_of(doc);
    if (made == NULL || n >= made->count)
        return made == NULL ? UND_E_MEMORY : UND_NONE;
    *out = &made->at[n];
    return UND_OK;
}

static uint32_t party_count_of(und_doc *doc, const und_negotiated *made, const und_made_bracket *bracket)
{
    uint32_t count = bracket->opens.node == UINT32_MAX ? 0 : und_sign_get(doc, bracket->opens).party_count;
    for (uint32_t i = bracket->first_slash; i != UINT32_MAX; i = made->slashes[i].next)
        count += und_sign_get(doc, made->slashes[i].sign).party_count;
    return count;
}

und_status und_bracket_get(und_doc *doc, uint32_t n, und_bracket *out)
{
    const und_made_bracket *bracket;
    if (doc == NULL || out == NULL)
        return UND_E_ARGUMENT;
    *out = (und_bracket){.words = {"", 0}};
    und_status status = find(doc, n, &bracket);
    if (status != UND_OK)
        return status;
    und_bytes text = und_sign_text(doc, bracket->node);
    uint32_t end = bracket->words_end;
    while (end > bracket->words && text.at[end - 1] == ' ')
        end--;
    *out = (und_bracket){.type = (und_bracket_type)bracket->type,
                         .state = (und_bracket_state)bracket->state,
                         .stance = (und_stance)bracket->stance,
                         .open = bracket->open,
                         .node = bracket->node + 1,
                         .last_node = bracket->last_node + 1,
                         .range = bracket->range,
                         .text = bracket->text,
                         .words = {text.at + bracket->words, end - bracket->words},
                         .depth = bracket->depth,
                         .parent = bracket->parent,
                         .group = bracket->group,
                         .group_size = bracket->group_size,
                         .option_count = bracket->option_count,
                         .party_count = party_count_of(doc, und_negotiated_of(doc), bracket),
                         .expected = {bracket->expected, bracket->expected}};
    return UND_OK;
}

und_status und_bracket_at(und_doc *doc, und_place place, uint32_t *out)
{
    if (doc == NULL || out == NULL)
        return UND_E_ARGUMENT;
    *out = UND_NO_BRACKET;
    const und_negotiated *made = und_negotiated_of(doc);
    if (made == NULL)
        return UND_E_MEMORY;
    uint32_t clause = UND_NO_BRACKET, beside = UND_NO_BRACKET;
    for (uint32_t i = 0; i < made->count && !und_place_before(place, made->at[i].range.from); i++) {
        und_range range = made->at[i].range;
        bool holds = und_place_before(place, range.to);
        if (made->at[i].type == UND_BRACKET_CLAUSE)
            clause = !und_place_before(range.to, place) ? i : clause;
        else if (holds)
            *out = i; /* a later one that holds the place stands in it */
        else if (!und_place_before(range.to, place))
            beside = i;
    }
    if (*out == UND_NO_BRACKET)
        *out = beside != UND_NO_BRACKET ? beside : clause;
    return *out == UND_NO_BRACKET ? UND_NONE : UND_OK;
}

und_status und_bracket_from(und_doc *doc, uint32_t line, uint32_t *out)
{
    if (doc == NULL || out == NULL)
        return UND_E_ARGUMENT;
    *out = 0;
    const und_negotiated *made = und_negotiated_of(doc);
    if (made == NULL)
        return UND_E_MEMORY;
    uint32_t low = 0, high = (uint32_t)made->count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (made->at[middle].range.from.line < line)
            low = middle + 1;
        else
            high = middle;
    }
    *out = low;
    return UND_OK;
}

und_status und_bracket_option_get(und_doc *doc, uint32_t n, uint32_t option, und_range *out)
{
    const und_made_bracket *bracket;
    if (doc == NULL || out == NULL)
        return UND_E_ARGUMENT;
    *out = (und_range){{0, 0}, {0, 0}};
    und_status status = find(doc, n, &bracket);
    if (status != UND_OK || option >= bracket->option_count)
        return status == UND_OK ? UND_NONE : status;
    const und_negotiated *made = und_negotiated_of(doc);
    *out = bracket->text;
    uint32_t slash = bracket->first_slash;
    for (uint32_t i = 0; slash != UINT32_MAX && i <= option; i++, slash = made->slashes[slash].next) {
        und_kept_sign sign = und_sign_get(doc, made->slashes[slash].sign);
        if (i == option)
            out->to = sign.from;
        else
            out->from = sign.text;
    }
    return UND_OK;
}

und_status und_party_get(und_doc *doc, uint32_t n, uint32_t party, und_party *out)
{
    const und_made_bracket *bracket;
    if (doc == NULL || out == NULL)
        return UND_E_ARGUMENT;
    *out = (und_party){.words = {.text = {"", 0}}};
    und_status status = find(doc, n, &bracket);
    if (status != UND_OK)
        return status;
    const und_negotiated *made = und_negotiated_of(doc);
    und_sign_at at = bracket->opens;
    uint32_t slash = bracket->first_slash;
    for (uint32_t option = 0;; option++) {
        uint32_t count = at.node == UINT32_MAX ? 0 : und_sign_get(doc, at).party_count;
        if (party < count) {
            und_kept_party kept = und_sign_party(doc, at, party);
            und_bytes text = und_sign_text(doc, at.node);
            *out = (und_party){.words = {{text.at + kept.first, kept.last - kept.first}, {kept.from, kept.to}},
                               .code = kept.code,
                               .option = option,
                               .stance = (und_stance)kept.stance};
            return UND_OK;
        }
        party -= count;
        if (slash == UINT32_MAX)
            return UND_NONE;
        at = made->slashes[slash].sign;
        slash = made->slashes[slash].next;
    }
}

und_status und_negotiation_get(und_doc *doc, und_negotiation *out)
{
    if (doc == NULL || out == NULL)
        return UND_E_ARGUMENT;
    *out = (und_negotiation){0};
    const und_negotiated *made = und_negotiated_of(doc);
    if (made == NULL)
        return UND_E_MEMORY;
    *out = made->all;
    return UND_OK;
}
