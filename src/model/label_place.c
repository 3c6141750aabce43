/* Where labels stand in the text, those too that nodes do not keep: the numbers of footnotes and articles. */
#include "model/numbering.h"

#include "read/label.h"
#include "read/member.h"
#include "read/step.h"
#include "text/utf8.h"

#include <string.h>

static und_range range_in(uint32_t line, uint32_t from, uint32_t to)
{
    return (und_range){{line, from}, {line, to}};
}

/* The label that stands at byte `at` of a line, up to its last mark. */
static und_label label_at(const und_doc *doc, und_bytes line, uint32_t at, uint32_t *end)
{
    und_scan s = {line.at + at, line.at + line.length};
    und_label label = und_scan_label(doc->lexicon, &s);
    *end = (uint32_t)(s.at - line.at);
    while (*end > at && line.at[*end - 1] == ' ')
        (*end)--;
    return label;
}

/* ---- annexes ---- */

/* The value of the word of a heading that begins at byte `at` of its folded text, and where it ends; 0: it counts nothing. */
static uint16_t word_value(const und_language *language, und_bytes folded, size_t at, und_label_style style,
                           size_t *end)
{
    size_t last = at;
    uint16_t value = 0;
    switch (style) {
    case UND_LABEL_HAN: {
        size_t bytes = 0;
        value = und_han_value(folded.at + at, folded.length - at, &bytes);
        last = at + bytes;
        break;
    }
    case UND_LABEL_NUMBER:
        while (last < folded.length && last - at < 4 && (unsigned)(folded.at[last] - '0') < 10u)
            value = (uint16_t)(value * 10 + (folded.at[last++] - '0'));
        if (value == 0 && language != NULL)
            value = und_match_term(language, UND_TERM_ORDINAL, folded, at, &last);
        break;
    default:
        while (last < folded.length && last - at < 8 && und_is_latin(folded.at[last]))
            last++;
        value = style == UND_LABEL_UPPER ? und_letter_value(folded.at + at, last - at)
                                         : und_roman_value(folded.at + at, last - at);
    }
    *end = last;
    return value;
}

/* The word after the first one of a heading that has the label of its node: the "II" of "Annex II". */
static und_status heading_number(und_doc *doc, uint32_t index, und_range *range)
{
    const und_tree_node *node = und_doc_stored(doc, index);
    uint8_t code = und_doc_node_language(doc, index);
    const und_language *language = code == UND_LANGUAGE_NONE ? NULL : und_language_at(doc->packs, code);
    uint32_t first = und_doc_text_line(doc, index);
    und_flow flow;
    und_flow_open(&flow, doc->allocator);
    bool found = false, read = und_flow_read(&flow, &doc->lines, first, first + 1, UND_LINE_BYTES);
    if (read) {
        und_bytes folded = {flow.folded, flow.folded_length};
        bool han = node->style == UND_LABEL_HAN;
        for (size_t at = 1, end; at < folded.length && !found; at++) {
            bool starts = han || folded.at[at - 1] == ' ';
            if (!starts || word_value(language, folded, at, (und_label_style)node->style, &end) != node->label)
                continue;
            und_place from = und_flow_from(&flow, und_flow_back(&flow, at));
            und_place to = und_flow_end(&flow, &doc->lines, und_flow_back(&flow, end));
            *range = (und_range){from, to};
            found = end > at;
        }
    }
    und_flow_close(&flow);
    return found ? UND_OK : read ? UND_NONE : und_doc_fail(doc, UND_E_MEMORY, "out of memory");
}

/* ---- the others ---- */

uint16_t und_footnote_number(const und_doc *doc, uint32_t index, und_range *range)
{
    uint32_t first = und_doc_first(doc, index);
    und_reader reader = {doc->lexicon, &doc->lines};
    und_facts facts = und_reader_facts(&reader, first);
    und_bytes line = und_lines_text(&doc->lines, first);
    uint32_t from = 0, to;
    if (facts.shape == UND_SHAPE_NUMBER) {
        while (from < line.length && (line.at[from] == ' ' || line.at[from] == '\t'))
            from++;
        to = from;
        while (to < line.length && (unsigned)(line.at[to] - '0') < 10u)
            to++;
    } else if (facts.shape == UND_SHAPE_TEXT && und_facts_style(facts) == UND_LABEL_NUMBER &&
               und_facts_form(facts) == UND_FORM_SPACE) {
        from = und_line_text_of(doc->lexicon, line).label;
        if (label_at(doc, line, from, &to).value != facts.value)
            return 0;
    } else {
        return 0;
    }
    *range = range_in(first, from, to);
    return und_number_of(facts.value);
}

und_status und_label_place(und_doc *doc, uint32_t index, und_range *range, und_form *form)
{
    const und_tree_node *node = und_doc_stored(doc, index);
    *form = UND_FORM_NONE;
    if (node->style == UND_LABEL_NONE)
        return UND_NONE;
    if (node->kind == UND_KIND_ANNEX || node->kind == UND_KIND_ENCLOSURE)
        return heading_number(doc, index, range);
    uint32_t first = und_doc_first(doc, index), end;
    und_bytes line = und_lines_text(&doc->lines, first);
    und_line_start start = und_line_text_of(doc->lexicon, line);
    if ((node->flags & UND_NODE_INNER) != 0) {
        first = und_doc_text_line(doc, index);
        line = und_lines_text(&doc->lines, first);
        (void)und_inner_facts(doc->lexicon, line, &start);
    }
    und_label label = label_at(doc, line, start.label, &end);
    if (label.style == UND_LABEL_NONE)
        return UND_NONE;
    *form = label.form;
    *range = range_in(first, start.label, end);
    return UND_OK;
}

/* Bytes of a line in which the number of an article stands. */
#define ARTICLE_BYTES 120u

/* What a formula of the language says at the beginning of a text before its label: "article {label}", "第{label}条". Gives
 * where the label begins; 0: the text does not begin so. `after`: the words that have to follow it. */
static size_t begins_as(und_bytes folded, und_bytes pattern, und_bytes *after)
{
    static const char slot[] = "{label}";
    const size_t length = sizeof slot - 1;
    for (size_t at = 1; at + length <= pattern.length; at++) {
        if (pattern.at[at - 1] == '[' || pattern.at[at - 1] == ']')
            return 0;
        if (memcmp(pattern.at + at, slot, length) != 0)
            continue;
        *after = (und_bytes){pattern.at + at + length, pattern.length - at - length};
        return at <= folded.length && memcmp(folded.at, pattern.at, at) == 0 ? at : 0;
    }
    return 0;
}

/* Whether what follows the number says that the text is the article, and speaks of none: "Article 3 provides". */
static bool is_article(und_kind kind, uint8_t script, und_bytes text)
{
    uint32_t bytes = 0;
    size_t at = 0;
    if (text.length == 0 || strchr(".:-", *text.at) != NULL)
        return true;
    while (at < text.length && text.at[at] == ' ')
        at++;
    if (at == text.length || (script == UND_SCRIPT_HAN && at > 0))
        return true;
    uint32_t next = und_utf8_decode(text.at + at, text.at + text.length, &bytes);
    return next == 0x2013 || next == 0x2014 ||
           (kind != UND_KIND_PARAGRAPH && at > 0 && (und_is_upper(next) || script == UND_SCRIPT_ARABIC));
}

static und_status article_in(und_doc *doc, uint32_t index, const und_language *language, und_flow *flow,
                             und_target_step *out)
{
    uint32_t first = und_doc_text_line(doc, index);
    if (!und_flow_read(flow, &doc->lines, first, first + 1, ARTICLE_BYTES))
        return und_doc_fail(doc, UND_E_MEMORY, "out of memory");
    und_bytes folded = {flow->folded, flow->folded_length};
    const und_term_key key = UND_TERM_ARTICLE_REFERENCE;
    for (uint32_t i = language->first[key]; i < language->first[key + 1]; i++) {
        const und_term *term = &language->terms[i];
        und_bytes after;
        size_t at = begins_as(folded, und_term_folded(language, term), &after);
        if (at == 0)
            continue;
        und_member_reader reader = und_member_reader_of(language, term, folded, flow);
        und_flow_target targets[UND_MEMBERS_MAX];
        uint32_t count = 0;
        size_t last = und_read_labels(&reader, at, targets, &count);
        if (last == at || count != 1 || targets[0].count != 1 || targets[0].to_count > 0 ||
            folded.length - last < after.length || memcmp(folded.at + last, after.at, after.length) != 0)
            continue;
        uint32_t end = und_flow_back(flow, last + after.length);
        und_bytes rest = {flow->text + end, flow->length - end};
        if (!is_article((und_kind)und_doc_stored(doc, index)->kind, language->script, rest))
            continue;
        const und_flow_step *step = &targets[0].steps[0];
        *out = (und_target_step){.style = (und_label_style)step->style,
                                 .label = (uint16_t)(step->value | (unsigned)step->added << 14),
                                 .range = {und_flow_from(flow, und_flow_back(flow, step->first)),
                                           und_flow_end(flow, &doc->lines, und_flow_back(flow, step->last))}};
        return UND_OK;
    }
    return UND_NONE;
}

und_status und_article_number(und_doc *doc, uint32_t index, und_target_step *out)
{
    const und_tree_node *node = und_doc_stored(doc, index);
    uint8_t code = und_doc_node_language(doc, index);
    bool may = node->kind == UND_KIND_HEADING || node->kind == UND_KIND_PARAGRAPH || node->kind == UND_KIND_TITLE;
    if (!may || node->style != UND_LABEL_NONE || code == UND_LANGUAGE_NONE)
        return UND_NONE;
    und_flow flow;
    und_flow_open(&flow, doc->allocator);
    und_status status = article_in(doc, index, und_language_at(doc->packs, code), &flow, out);
    und_flow_close(&flow);
    return status;
}
