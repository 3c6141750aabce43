#include "write/waiting.h"

#include "model/opener.h"
#include "text/utf8.h"
#include "undoc/numbering.h"
#include "write/closing.h"

#include <string.h>

/* ---- between the marks ---- */

#define MARK_BYTES 3u

static bool is_mark(und_bytes text, size_t at)
{
    return at + MARK_BYTES <= text.length &&
           (memcmp(text.at + at, UND_WAITS, MARK_BYTES) == 0 || memcmp(text.at + at, UND_WAITS_END, MARK_BYTES) == 0);
}

void und_put_waiting(und_text *out, und_bytes text)
{
    und_text_put_words(out, UND_WAITS);
    size_t start = 0;
    for (size_t at = 0; at < text.length; at++) {
        if (!is_mark(text, at))
            continue;
        und_text_put(out, (und_bytes){text.at + start, at - start});
        at += MARK_BYTES - 1;
        start = at + 1;
    }
    und_text_put(out, (und_bytes){text.at + start, text.length - start});
    und_text_put_words(out, UND_WAITS_END);
}

/* ---- the words of a node as one line ---- */

static und_bytes trimmed(und_bytes text)
{
    while (text.length > 0 && (text.at[0] == ' ' || text.at[0] == '\t')) {
        text.at++;
        text.length--;
    }
    while (text.length > 0 && (text.at[text.length - 1] == ' ' || text.at[text.length - 1] == '\t'))
        text.length--;
    return text;
}

static bool ends_in_han(const und_text *text)
{
    size_t at = text->length;
    while (at > 0 && ((unsigned char)text->at[at - 1] & 0xc0u) == 0x80)
        at--;
    uint32_t length;
    return at > 0 && und_is_han(und_utf8_decode(text->at + at - 1, text->at + text->length, &length));
}

/* The child of a node that holds a line, whose words are not the node's; UINT32_MAX: none does. */
static uint32_t child_at(const und_doc *doc, uint32_t index, uint32_t line)
{
    for (uint32_t i = index + 1, count = und_nodes_count(&doc->nodes); i < count; i++) {
        if ((und_doc_stored(doc, i)->flags & UND_NODE_CHILD) == 0 || und_doc_first(doc, i) > line)
            break;
        if (line < und_doc_own_end(doc, i))
            return i;
    }
    return UINT32_MAX;
}

void und_put_joined(const und_doc *doc, uint32_t index, uint32_t first, uint32_t last, und_text *out)
{
    size_t start = out->length;
    for (uint32_t line = first; line < last; line++) {
        und_bytes text = trimmed(und_doc_line(doc, line));
        if (text.length == 0 || (line > first && child_at(doc, index, line) != UINT32_MAX))
            continue;
        if (out->length > start && !ends_in_han(out) && out->at[out->length - 1] != '-')
            und_text_put_words(out, " ");
        und_text_put(out, text);
    }
}

/* ---- labels ---- */

/* The level at which a language writes labels of that style. */
static uint32_t level_of(const und_tree_node *node)
{
    bool paragraph =
        node->kind == UND_KIND_OPERATIVE || node->kind == UND_KIND_SUBPARAGRAPH || node->kind == UND_KIND_PARAGRAPH;
    if (!paragraph)
        return 0;
    return node->style == UND_LABEL_NUMBER  ? 1
           : node->style == UND_LABEL_LOWER ? 2
           : node->style == UND_LABEL_ROMAN ? 3
                                            : 0;
}

/* What stands before the words on the node's first line. */
static und_bytes label_in(und_doc *doc, uint32_t index)
{
    und_opener opener;
    uint32_t first = und_doc_first(doc, index);
    und_bytes line = und_doc_line(doc, first);
    (void)und_opener_get(doc, index + 1, &opener);
    if (opener.words.range.from.line != first)
        return trimmed(line); /* the label is all of it */
    size_t end = opener.words.range.from.column;
    end = end < line.length ? end : line.length;
    while (end > 0 && (line.at[end - 1] == '*' || line.at[end - 1] == '_')) /* of the words after it */
        end--;
    return trimmed((und_bytes){line.at, end});
}

void und_put_label(und_doc *doc, uint32_t index, uint8_t language, und_text *out)
{
    const und_tree_node *node = und_doc_stored(doc, index);
    uint32_t level = level_of(node);
    und_label_look look;
    char label[UND_LABEL_WRITTEN_MAX];
    if (level > 0 && und_label_look_of_level(doc, language, level, &look) == UND_OK &&
        und_label_write(doc, &look, node->label, label) == UND_OK)
        und_text_put_words(out, label);
    else
        und_text_put(out, label_in(doc, index));
}

/* ---- closing marks ---- */

static und_bytes mark_of(const und_language *language, und_end end)
{
    static const char *const plain[] = {",", ";", ":", "."}, *const arabic[] = {"،", "؛", ":", "."},
                             *const han[] = {"，", "；", "：", "。"};
    const char *const *marks = language->script == UND_SCRIPT_ARABIC ? arabic
                               : language->script == UND_SCRIPT_HAN  ? han
                                                                     : plain;
    bool spaced = strcmp(language->code, "fr") == 0 && (end == UND_END_SEMICOLON || end == UND_END_COLON);
    if (spaced)
        return und_words(end == UND_END_COLON ? " :" : " ;");
    return und_words(end < UND_END_COMMA || end > UND_END_STOP ? "" : marks[end - UND_END_COMMA]);
}

/* ---- a paragraph ---- */

bool und_has_letters(und_bytes text)
{
    for (size_t at = 0; at < text.length;) {
        uint32_t length;
        if (und_is_letter(und_utf8_decode(text.at + at, text.at + text.length, &length)))
            return true;
        at += length;
    }
    return false;
}

/* "A/80/70", which is the same in every language. */
static bool is_symbol(und_bytes text)
{
    bool slash = false;
    for (size_t at = 0; at < text.length; at++) {
        char c = text.at[at];
        if (!(c >= 'A' && c <= 'Z') && !(c >= '0' && c <= '9') && memchr("./-()*", c, 6) == NULL)
            return false;
        slash = slash || c == '/';
    }
    return slash;
}

/* Bytes of emphasis, of a Markdown heading and of quotes of mail that stand before the words. */
static size_t markup_before(und_bytes text)
{
    size_t at = 0;
    while (at < text.length && text.at[at] == '#')
        at++;
    while (at > 0 && at < text.length && text.at[at] == ' ')
        at++;
    while (at < text.length && (text.at[at] == '*' || text.at[at] == '_'))
        at++;
    return at;
}

/* Emphasis around all of the words is not theirs; around some of them it is. */
static void part_markup(und_bytes *text, und_bytes *before, und_bytes *after)
{
    size_t first = markup_before(*text), marks = 0, last = 0;
    while (marks < first && (text->at[first - marks - 1] == '*' || text->at[first - marks - 1] == '_'))
        marks++;
    while (last < text->length - first &&
           (text->at[text->length - last - 1] == '*' || text->at[text->length - last - 1] == '_'))
        last++;
    bool inside = text->length > first + last && memchr(text->at + first, '*', text->length - first - last) != NULL;
    if (marks != last || inside) {
        first -= marks;
        last = 0;
    }
    *before = (und_bytes){text->at, first};
    *after = (und_bytes){text->at + text->length - last, last};
    *text = (und_bytes){text->at + first, text->length - first - last};
}

/* The bytes of a line's end that are the closing mark, and those after it, a footnote's number. */
static void part_mark(und_doc *doc, uint32_t index, und_bytes *text, und_end *end, und_bytes *behind)
{
    und_closing closing;
    *end = UND_END_NONE;
    *behind = (und_bytes){NULL, 0};
    /* With a conjunction after it the mark is the next clause's as well: it waits with the words. */
    if (!und_closing_of(doc, index, &closing) || closing.end == UND_END_NONE || closing.mark_end != closing.to)
        return;
    und_bytes line = trimmed(und_doc_line(doc, closing.line));
    size_t indent = (size_t)(line.at - und_doc_line(doc, closing.line).at);
    size_t length = indent + line.length - closing.from, mark = closing.to - closing.from;
    if (closing.from < indent || length > text->length ||
        memcmp(text->at + text->length - length, line.at + closing.from - indent, length) != 0)
        return;
    *behind = (und_bytes){text->at + text->length - length + mark, length - mark};
    text->length -= length;
    *end = closing.end;
}

/* Whether Arabic begins it with "and": all preambular paragraphs but the first. */
static bool takes_and(const und_doc *doc, uint32_t index, const und_language *pack, und_bytes opener)
{
    static const char since[] = "إذ";
    if (pack->script != UND_SCRIPT_ARABIC || opener.length < sizeof since ||
        memcmp(opener.at, since, sizeof since - 1) != 0)
        return false;
    while (index > 0 && (und_doc_stored(doc, index - 1)->kind == UND_KIND_FOOTNOTE ||
                         und_doc_stored(doc, index - 1)->kind == UND_KIND_FURNITURE))
        index--;
    return index > 0 && und_doc_stored(doc, index - 1)->kind == UND_KIND_PREAMBULAR;
}

/* The opener of a clause in the other language, with the emphasis that it has; `text` is then what follows it. */
static void put_opener(und_doc *doc, uint32_t index, const und_language *pack, const und_openers *openers,
                       und_text *out, und_bytes *text)
{
    und_kind kind = (und_kind)und_doc_stored(doc, index)->kind;
    size_t marks = 0, length;
    if (kind != UND_KIND_PREAMBULAR && kind != UND_KIND_OPERATIVE)
        return;
    while (marks < text->length && (text->at[marks] == '*' || text->at[marks] == '_'))
        marks++;
    und_bytes rest = {text->at + marks, text->length - marks};
    /* "And" before an Arabic one is no part of it. */
    static const char and_since[] = "وإذ";
    size_t and = rest.length > sizeof and_since && memcmp(rest.at, and_since, sizeof and_since - 1) == 0 ? 2 : 0;
    rest.at += and;
    rest.length -= and;
    und_bytes words = und_opener_counterpart(openers, rest, kind == UND_KIND_PREAMBULAR, &length);
    if (words.length == 0 || rest.length < length + marks || memcmp(rest.at + length, text->at, marks) != 0)
        return;
    /* "Noting with appreciation" is another opener than "Noting". */
    und_opener opener;
    if (und_opener_get(doc, index + 1, &opener) == UND_OK && opener.words.text.length > length + and)
        return;
    und_text_put(out, (und_bytes){text->at, marks});
    if (takes_and(doc, index, pack, words))
        und_text_put_words(out, "و");
    und_text_put(out, words);
    und_text_put(out, (und_bytes){text->at, marks});
    *text = trimmed((und_bytes){rest.at + length + marks, rest.length - length - marks});
    if (text->length > 0 && pack->script != UND_SCRIPT_HAN)
        und_text_put_words(out, " ");
}

void und_put_paragraph(und_doc *doc, uint32_t index, uint8_t language, const und_openers *openers, und_bytes before,
                       und_text *out, und_text *source)
{
    const und_language *pack = und_language_at(doc->packs, language);
    const und_tree_node *node = und_doc_stored(doc, index);
    und_text joined;
    und_text_open(&joined, doc->allocator);
    und_put_joined(doc, index, und_doc_first(doc, index), und_doc_own_end(doc, index), &joined);
    und_bytes text = und_text_bytes(&joined), label = {NULL, 0}, opens, closes, behind;
    if (node->style != UND_LABEL_NONE || node->kind == UND_KIND_FOOTNOTE)
        label = label_in(doc, index);
    bool labelled = label.length > 0 && label.length <= text.length && memcmp(text.at, label.at, label.length) == 0;
    if (labelled) {
        text.at += label.length;
        text.length -= label.length;
        text = trimmed(text);
    }
    if (before.length > 0) {
        und_text_put(out, before);
        und_text_put_words(out, " ");
    }
    if (labelled) {
        und_put_label(doc, index, language, out);
        und_text_put_words(out, text.length > 0 ? " " : "");
    }
    und_end end;
    part_mark(doc, index, &text, &end, &behind);
    part_markup(&text, &opens, &closes);
    und_text_put(out, opens);
    put_opener(doc, index, pack, openers, out, &text);
    if (und_has_letters(text) && !is_symbol(text)) {
        und_put_waiting(out, text);
        und_text_put(source, text);
    } else {
        und_text_put(out, text);
    }
    und_text_put(out, closes);
    und_text_put(out, mark_of(pack, end));
    und_text_put(out, behind);
    out->failed = out->failed || joined.failed;
    und_text_close(&joined);
}
