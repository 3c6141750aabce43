/* Parts of whole lines: what a node is with all that lies below it. */
#include "model/objects.h"

#include "read/step.h"

#include <string.h>

bool und_is_blank_line(const und_doc *doc, uint32_t line)
{
    return und_reader_facts(&(und_reader){doc->lexicon, &doc->lines}, line).shape == UND_SHAPE_BLANK;
}

/* Whether a line has an aside and nothing else, which goes with what stands below it. */
static bool is_aside(const und_doc *doc, uint32_t line)
{
    return und_is_aside(und_reader_facts(&(und_reader){doc->lexicon, &doc->lines}, line));
}

static uint32_t without_blank_end(const und_doc *doc, uint32_t first, uint32_t last)
{
    while (last > first && und_is_blank_line(doc, last - 1))
        last--;
    return last;
}

static uint32_t without_blank_start(const und_doc *doc, uint32_t first, uint32_t last)
{
    while (first < last && und_is_blank_line(doc, first))
        first++;
    return first;
}

static bool is_of_the_page(uint8_t kind)
{
    return kind == UND_KIND_FURNITURE || kind == UND_KIND_FOOTNOTE;
}

/* The index after the last node below `index`. */
static uint32_t below_end(const und_doc *doc, uint32_t index)
{
    uint8_t depth = und_doc_stored(doc, index)->depth;
    uint32_t count = und_nodes_count(&doc->nodes), i = index + 1;
    while (i < count && und_doc_stored(doc, i)->depth > depth)
        i++;
    return i;
}

uint32_t und_text_end_line(const und_doc *doc, uint32_t index)
{
    uint32_t first = und_doc_first(doc, index);
    uint32_t last = without_blank_end(doc, first, und_doc_end(doc, index));
    for (uint32_t i = below_end(doc, index); i > index + 1; i--) {
        if (!is_of_the_page(und_doc_stored(doc, i - 1)->kind) || und_doc_own_end(doc, i - 1) < last ||
            und_doc_first(doc, i - 1) <= first)
            break;
        last = without_blank_end(doc, first, und_doc_first(doc, i - 1));
    }
    return last;
}

/* ---- labels and closing marks ---- */

static bool is_inner(const und_doc *doc, uint32_t index)
{
    return (und_doc_stored(doc, index)->flags & UND_NODE_INNER) != 0;
}

/* The parts of the line in which a node's text begins. */
static und_line_start start_of(const und_doc *doc, uint32_t index, uint32_t *line)
{
    *line = und_doc_text_line(doc, index);
    und_bytes text = und_lines_text(&doc->lines, *line);
    und_line_start start = und_line_start_of(doc->lexicon, text);
    if (is_inner(doc, index))
        (void)und_inner_facts(doc->lexicon, text, &start);
    return start;
}

und_place und_text_begin(const und_doc *doc, uint32_t index)
{
    uint32_t line;
    und_line_start start = start_of(doc, index, &line);
    und_bytes text = und_lines_text(&doc->lines, line);
    uint32_t at = start.text;
    /* Emphasis and quotation marks before the first word belong to the text: back to the space after the label. */
    while (at > start.label && text.at[at - 1] != ' ' && text.at[at - 1] != '\t')
        at--;
    if (at == start.label)
        at = start.label < start.text && und_doc_stored(doc, index)->style != UND_LABEL_NONE ? start.text : start.label;
    while (at < text.length && (text.at[at] == ' ' || text.at[at] == '\t'))
        at++;
    return (und_place){line, at};
}

static bool is_mark_of(und_end end, uint32_t point)
{
    switch (end) {
    case UND_END_COMMA: return point == ',' || point == 0x60c || point == 0xff0c || point == 0x3001;
    case UND_END_SEMICOLON: return point == ';' || point == 0x61b || point == 0xff1b;
    case UND_END_COLON: return point == ':' || point == 0xff1a;
    case UND_END_STOP: return point == '.' || point == 0x3002 || point == 0xff0e;
    default: return false;
    }
}

/* Where the closing mark of a line begins, the space before it included: that of "décide ;" and of "…; and". */
static uint32_t closing_mark(und_bytes line)
{
    const char *end = und_trim_end(line.at, line.at + line.length);
    und_end kind = und_text_end(line);
    for (const char *at = end; at > line.at;) {
        at--;
        if (((unsigned char)*at & 0xc0u) == 0x80)
            continue;
        uint32_t bytes, point = und_utf8_decode(at, line.at + line.length, &bytes);
        if (is_mark_of(kind, point)) {
            end = at;
            break;
        }
        if (end - at > 16) /* further back it closes something else */
            break;
    }
    while (end > line.at && end[-1] == ' ')
        end--;
    if (end - line.at >= 2 && (unsigned char)end[-2] == 0xc2 && (unsigned char)end[-1] == 0xa0)
        end -= 2;
    return (uint32_t)(end - line.at);
}

static und_range inner_text(const und_doc *doc, uint32_t index, uint32_t last)
{
    und_place from = und_text_begin(doc, index);
    und_place to = {last - 1, closing_mark(und_lines_text(&doc->lines, last - 1))};
    return und_place_before(from, to) ? (und_range){from, to} : (und_range){from, from};
}

/* ---- where each kind ends ---- */

static und_range lines_of(uint32_t first, uint32_t last)
{
    return (und_range){{first, 0}, {last, 0}};
}

static und_range inner_lines_of(const und_doc *doc, uint32_t first, uint32_t last)
{
    first = without_blank_start(doc, first, last);
    return lines_of(first, without_blank_end(doc, first, last));
}

/* Whether the capital letter of a heading is a Roman figure: "I", and no "H" stands before it. */
static bool is_figure(const und_doc *doc, uint32_t index)
{
    uint8_t depth = und_doc_stored(doc, index)->depth;
    uint16_t label = UND_LABEL_VALUE(und_doc_stored(doc, index)->label);
    if (label == 0 || label > 26 || strchr("IVXLCDM", 'A' + label - 1) == NULL)
        return false;
    for (uint32_t i = index; i > 0; i--) {
        const und_tree_node *node = und_doc_stored(doc, i - 1);
        if (node->depth < depth)
            break;
        if (node->depth == depth && node->kind == UND_KIND_HEADING && node->style == UND_LABEL_UPPER)
            return UND_LABEL_VALUE(node->label) + 1 != label;
    }
    return true;
}

unsigned und_heading_rank(const und_doc *doc, uint32_t index)
{
    switch ((und_label_style)und_doc_stored(doc, index)->style) {
    case UND_LABEL_UPPER_ROMAN:
    case UND_LABEL_HAN: return 0;
    case UND_LABEL_UPPER: return is_figure(doc, index) ? 0 : 1;
    case UND_LABEL_NUMBER: return 2;
    case UND_LABEL_LOWER: return 3;
    case UND_LABEL_ROMAN: return 4;
    default: return 5;
    }
}

bool und_ends_sections(uint8_t kind)
{
    return kind == UND_KIND_ANNEX || kind == UND_KIND_ENCLOSURE || kind == UND_KIND_TITLE ||
           kind == UND_KIND_SIGNATURE || kind == UND_KIND_ADOPTION;
}

static bool ends_section(const und_doc *doc, uint32_t heading, uint32_t index)
{
    uint8_t kind = und_doc_stored(doc, index)->kind;
    return und_ends_sections(kind) ||
           (kind == UND_KIND_HEADING && und_heading_rank(doc, index) <= und_heading_rank(doc, heading));
}

/* The line before which what belongs to a heading ends. */
static uint32_t section_end(const und_doc *doc, uint32_t heading)
{
    uint32_t count = und_nodes_count(&doc->nodes), last = und_doc_own_end(doc, heading);
    uint8_t depth = und_doc_stored(doc, heading)->depth;
    for (uint32_t i = heading + 1; i < count; i++) {
        const und_tree_node *node = und_doc_stored(doc, i);
        if (node->depth < depth || (node->depth == depth && ends_section(doc, heading, i)))
            break;
        if (node->depth == depth && !is_of_the_page(node->kind))
            last = und_text_end_line(doc, i);
    }
    return last;
}

static bool is_annex(uint8_t kind)
{
    return kind == UND_KIND_ANNEX || kind == UND_KIND_ENCLOSURE;
}

/* Where a letter that begins with the title `index` ends, and in `*body` where its signature begins. */
static uint32_t letter_end(und_doc *doc, uint32_t index, uint32_t *body)
{
    uint32_t count = und_nodes_count(&doc->nodes), last = und_doc_own_end(doc, index);
    uint8_t depth = und_doc_stored(doc, index)->depth;
    *body = UINT32_MAX;
    for (uint32_t i = index + 1; i < count; i++) {
        const und_tree_node *node = und_doc_stored(doc, i);
        und_letter letter;
        if (node->depth < depth || is_annex(node->kind))
            break;
        if (node->depth > depth || is_of_the_page(node->kind))
            continue;
        if (node->kind == UND_KIND_TITLE && und_letter_get(doc, i + 1, &letter) == UND_OK)
            break;
        last = und_text_end_line(doc, i);
        if (node->kind == UND_KIND_SIGNATURE && *body == UINT32_MAX)
            *body = und_doc_first(doc, i);
    }
    if (*body == UINT32_MAX)
        *body = last;
    return last;
}

/* The line after the head of an annex: its heading, its title, the language of its original. */
static uint32_t annex_head_end(const und_doc *doc, uint32_t index)
{
    uint32_t line = und_doc_own_end(doc, index), end = below_end(doc, index);
    if (end == index + 1)
        return und_doc_title_end(doc, index); /* all of it is one paragraph */
    for (uint32_t i = index + 1; i < end && und_doc_stored(doc, i)->kind == UND_KIND_TITLE; i++)
        line = und_doc_own_end(doc, i);
    return line;
}

/* ---- objects ---- */

static bool is_clause(uint8_t kind)
{
    return kind == UND_KIND_PREAMBULAR || kind == UND_KIND_OPERATIVE || kind == UND_KIND_PARAGRAPH ||
           kind == UND_KIND_REQUEST;
}

/* Words after a list belong to the clause that has it. */
static bool is_part_of_clause(const und_doc *doc, uint32_t index)
{
    uint8_t depth = und_doc_stored(doc, index)->depth;
    while (index > 0 && depth > 1) {
        const und_tree_node *node = und_doc_stored(doc, --index);
        if (node->depth < depth) {
            if (is_clause(node->kind) || node->kind == UND_KIND_SUBPARAGRAPH)
                return true;
            depth = node->depth;
        }
    }
    return false;
}

static bool is_object(und_doc *doc, und_object object, uint32_t index)
{
    uint8_t kind = und_doc_stored(doc, index)->kind;
    und_letter letter;
    switch (object) {
    case UND_OBJECT_CLAUSE: return is_clause(kind) && !is_part_of_clause(doc, index);
    case UND_OBJECT_SUBPARAGRAPH: return kind == UND_KIND_SUBPARAGRAPH;
    case UND_OBJECT_SECTION: return kind == UND_KIND_HEADING;
    case UND_OBJECT_ANNEX: return is_annex(kind);
    case UND_OBJECT_LETTER: return kind == UND_KIND_TITLE && und_letter_get(doc, index + 1, &letter) == UND_OK;
    case UND_OBJECT_SIGNATURE: return kind == UND_KIND_SIGNATURE;
    default: return false;
    }
}

/* A sub-paragraph on the line of its paragraph's number, "1. (a) Requests": from its own label on. */
static void fill_inner_node(const und_doc *doc, uint32_t index, und_extent *out)
{
    uint32_t line;
    und_line_start start = start_of(doc, index, &line);
    uint32_t last = und_text_end_line(doc, index);
    und_bytes text = und_lines_text(&doc->lines, last - 1);
    const char *end = und_trim_end(text.at, text.at + text.length);
    out->whole = (und_range){{line, start.label}, {last - 1, (uint32_t)(end - text.at)}};
    out->inner = inner_text(doc, index, last);
    out->before = out->whole.from;
    out->after = out->whole.to;
    out->lead = out->whole.from;
}

und_status und_lines_object(und_doc *doc, und_object object, uint32_t index, und_extent *out)
{
    *out = (und_extent){0};
    if (!is_object(doc, object, index))
        return UND_NONE;
    if (is_inner(doc, index)) {
        fill_inner_node(doc, index, out);
        return UND_OK;
    }
    uint32_t first = und_doc_first(doc, index), last, body;
    out->lines = out->inner_lines = true;
    switch (object) {
    case UND_OBJECT_SECTION:
        last = section_end(doc, index);
        out->inner = inner_lines_of(doc, und_doc_own_end(doc, index), last);
        break;
    case UND_OBJECT_ANNEX:
        last = und_text_end_line(doc, index);
        out->inner = inner_lines_of(doc, annex_head_end(doc, index), last);
        break;
    case UND_OBJECT_LETTER:
        last = letter_end(doc, index, &body);
        out->inner = inner_lines_of(doc, und_doc_own_end(doc, index), body);
        break;
    case UND_OBJECT_SIGNATURE:
        last = und_text_end_line(doc, index);
        out->inner = lines_of(first, last);
        break;
    default:
        last = und_text_end_line(doc, index);
        out->inner = inner_text(doc, index, last);
        out->inner_lines = false;
        break;
    }
    uint32_t lines = und_lines_count(&doc->lines), before = first, after = last, lead = first;
    while (before > 0 && und_is_blank_line(doc, before - 1))
        before--;
    while (lead > 0 && is_aside(doc, lead - 1))
        lead--;
    while (after < lines && und_is_blank_line(doc, after) && !is_aside(doc, after))
        after++;
    out->whole = lines_of(first, last);
    out->before = (und_place){before, 0};
    out->after = (und_place){after, 0};
    out->lead = (und_place){lead, 0};
    return UND_OK;
}
