/* The markers of footnotes in the text: raised figures, figures in square brackets, and plain figures that conversions leave
 * right after a word or its mark. */
#include "model/targets.h"

#include "text/utf8.h"

#include <string.h>

#define DIGITS_MOST 3u /* no document has a thousand footnotes */
/* Numbers that may be left out before a plain marker: its own marker is one that could not be told. */
#define SKIPPED_MOST 3u

typedef struct finder {
    und_doc *doc;
    const und_numbering *n;
    und_targets *targets;
    uint32_t index, frame;
    uint32_t last; /* number of the last marker in the frame */
    uint32_t last_frame;
} finder;

static uint32_t footnote_with(const finder *f, uint32_t number)
{
    und_label_entries all = und_numbering_find(f->n, f->frame, UND_CLASS_FOOTNOTE, UND_LABEL_NUMBER, (uint16_t)number);
    for (size_t i = 0; i < all.count; i++)
        if (all.at[i].node > f->index)
            return all.at[i].node + 1; /* a footnote stands after its marker */
    return all.count > 0 ? all.at[all.count - 1].node + 1 : 0;
}

static bool push(finder *f, uint32_t line, size_t from, size_t to, uint32_t number)
{
    f->last = number;
    return UND_PUSH(
        f->targets->allocator, f->targets->markers, f->targets->marker_count, f->targets->marker_room,
        (und_found_marker){
            f->index + 1, footnote_with(f, number), number, {{line, (uint32_t)from}, {line, (uint32_t)to}}});
}

static bool is_digit(und_bytes line, size_t at)
{
    return at < line.length && (unsigned)(line.at[at] - '0') < 10u;
}

static bool is_space(und_bytes line, size_t at)
{
    return at >= line.length || line.at[at] == ' ' || line.at[at] == '\t';
}

static uint32_t number_at(und_bytes line, size_t at, size_t *end)
{
    uint32_t value = 0;
    size_t last = at;
    while (is_digit(line, last) && last - at < DIGITS_MOST)
        value = value * 10 + (uint32_t)(line.at[last++] - '0');
    *end = last;
    return is_digit(line, last) || line.at[at] == '0' ? 0 : value;
}

/* The character before byte `at`. */
static uint32_t point_before(und_bytes line, size_t at)
{
    size_t start = at;
    while (start > 0 && ((unsigned char)line.at[--start] & 0xc0) == 0x80)
        ;
    uint32_t bytes;
    return at == 0 ? 0 : und_utf8_decode(line.at + start, line.at + at, &bytes);
}

static bool ends_word(uint32_t point)
{
    static const uint32_t marks[] = {',',    '.',    ';',    ':',    ')',    '"',    '\'',   ']',   0xbb,  0x201d,
                                     0x2019, 0x3002, 0xff0c, 0xff1b, 0xff1a, 0xff09, 0x300b, 0x60c, 0x61b, '*'};
    for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++)
        if (marks[i] == point)
            return true;
    return und_is_letter(point);
}

/* "issue,1 ", "Development.6": plain figures are a marker where the numbers before them lead to theirs, and where they are
 * no decimals and no part of a symbol. */
static bool is_plain_marker(const finder *f, und_bytes line, size_t from, size_t to, uint32_t number)
{
    uint32_t before = point_before(line, from);
    bool follows = number > f->last && number <= f->last + SKIPPED_MOST;
    if (!follows || !ends_word(before) || footnote_with(f, number) == 0)
        return false;
    if (to < line.length && !is_space(line, to) && strchr(",.;:)", line.at[to]) == NULL)
        return false;
    bool mark = before == '.' || before == ',' || before == ':';
    if (!mark)
        return to >= line.length || is_space(line, to) || strchr(",.;:)", line.at[to]) != NULL;
    /* "Add.1", "L.5", "5.2", "No.3": what follows a full stop begins a sentence. */
    if (!is_space(line, to))
        return false;
    if (before != '.')
        return true;
    if (from >= 2 && is_digit(line, from - 2))
        return false;
    size_t next = to;
    while (next < line.length && is_space(line, next))
        next++;
    return next >= line.length || !(line.at[next] >= 'a' && line.at[next] <= 'z');
}

/* A run of raised figures at `at`; gives its end. */
static size_t raised(und_bytes line, size_t at, uint32_t *number)
{
    size_t last = at;
    *number = 0;
    while (last < line.length) {
        uint32_t bytes, digit = und_raised_digit(und_utf8_decode(line.at + last, line.at + line.length, &bytes));
        if (digit >= 10)
            break;
        *number = *number * 10 + digit;
        last += bytes;
        if (*number > 999)
            break;
    }
    return last;
}

static bool find_in_line(finder *f, uint32_t number_of_line, size_t from)
{
    und_bytes line = und_lines_text(&f->doc->lines, number_of_line);
    for (size_t at = from; at < line.length; at++) {
        unsigned char c = (unsigned char)line.at[at];
        uint32_t number;
        size_t end;
        if ((c == 0xc2 || c == 0xe2) && (end = raised(line, at, &number)) > at) {
            if (number > 0 && at > 0 && !is_space(line, at - 1) && !push(f, number_of_line, at, end, number))
                return false;
            at = end - 1;
        } else if (c == '[' && at > 0 && !is_space(line, at - 1) && is_digit(line, at + 1)) {
            number = number_at(line, at + 1, &end);
            if (number > 0 && end < line.length && line.at[end] == ']' && !push(f, number_of_line, at, end + 1, number))
                return false;
        } else if (is_digit(line, at) && at > 0 && !is_digit(line, at - 1)) {
            number = number_at(line, at, &end);
            if (number > 0 && is_plain_marker(f, line, at, end, number) && !push(f, number_of_line, at, end, number))
                return false;
            while (is_digit(line, at + 1))
                at++;
        }
    }
    return true;
}

/* The lines of a node's own text, after its label. */
static bool find_in_node(finder *f)
{
    const und_doc *doc = f->doc;
    uint32_t index = f->index, count = f->n->node_count;
    if (index + 1 < count && (und_doc_stored(doc, index + 1)->flags & UND_NODE_INNER) != 0)
        return true;
    uint32_t first = und_doc_first(doc, index), last = und_doc_own_end(doc, index);
    uint32_t child = index + 1;
    for (uint32_t line = first; line < last; line++) {
        while (child < count && (und_doc_stored(doc, child)->flags & UND_NODE_CHILD) != 0 &&
               und_doc_own_end(doc, child) <= line)
            child++;
        bool theirs = child < count && (und_doc_stored(doc, child)->flags & UND_NODE_CHILD) != 0 &&
                      und_doc_first(doc, child) <= line;
        size_t from = line == first ? und_line_text_of(doc->lexicon, und_lines_text(&doc->lines, line)).text : 0;
        if (!theirs && !find_in_line(f, line, from))
            return false;
    }
    return true;
}

static bool make(und_doc *doc, const und_numbering *n, und_targets *targets)
{
    finder f = {.doc = doc, .n = n, .targets = targets};
    for (uint32_t i = 0; i < n->node_count; i++) {
        und_kind kind = (und_kind)und_doc_stored(doc, i)->kind;
        if (kind == UND_KIND_FOOTNOTE || kind == UND_KIND_FURNITURE || kind == UND_KIND_MASTHEAD)
            continue;
        f.index = i;
        f.frame = n->parts[n->nodes[i].part].frame;
        if (f.frame != f.last_frame) {
            f.last_frame = f.frame;
            f.last = 0;
        }
        if (!find_in_node(&f))
            return false;
    }
    targets->markers_made = true;
    return true;
}

/* The markers of the document; NULL: memory ran out. */
static const und_targets *markers_of(und_doc *doc)
{
    const und_numbering *numbering = und_numbering_of(doc);
    und_targets *targets = numbering == NULL ? NULL : und_targets_of(doc);
    if (targets != NULL && (targets->markers_made || make(doc, numbering, targets)))
        return targets;
    if (targets != NULL)
        und_targets_drop(targets);
    (void)und_doc_fail(doc, UND_E_MEMORY, "out of memory");
    return NULL;
}

und_status und_marker_get(und_doc *doc, uint32_t node, uint32_t n, und_marker *out)
{
    if (doc == NULL || out == NULL)
        return UND_E_ARGUMENT;
    *out = (und_marker){0};
    if (node == 0 || node >= und_node_count(doc))
        return und_doc_fail(doc, UND_E_ARGUMENT, "there is no such node");
    const und_targets *targets = markers_of(doc);
    if (targets == NULL)
        return UND_E_MEMORY;
    size_t low = 0, high = targets->marker_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (targets->markers[middle].node < node)
            low = middle + 1;
        else
            high = middle;
    }
    if (low + n >= targets->marker_count || targets->markers[low + n].node != node)
        return UND_NONE;
    const und_found_marker *found = &targets->markers[low + n];
    *out = (und_marker){found->range, found->number, found->footnote};
    return UND_OK;
}

und_status und_footnote_marker_get(und_doc *doc, uint32_t footnote, uint32_t n, uint32_t *node, uint32_t *marker)
{
    if (doc == NULL || node == NULL || marker == NULL)
        return UND_E_ARGUMENT;
    *node = *marker = 0;
    if (footnote == 0 || footnote >= und_node_count(doc))
        return und_doc_fail(doc, UND_E_ARGUMENT, "there is no such node");
    const und_targets *targets = markers_of(doc);
    if (targets == NULL)
        return UND_E_MEMORY;
    uint32_t number = 0;
    for (size_t i = 0; i < targets->marker_count; i++) {
        const und_found_marker *found = &targets->markers[i];
        number = i > 0 && targets->markers[i - 1].node == found->node ? number + 1 : 0;
        if (found->footnote != footnote || n-- > 0)
            continue;
        *node = found->node;
        *marker = number;
        return UND_OK;
    }
    return UND_NONE;
}
