/* What is cut out of a text, and what has to be right around it: spaces, closing marks, emphasis, blank lines, capitals. */
#include "write/settle.h"

#include "text/text.h"
#include "text/utf8.h"

#include <stdlib.h>
#include <string.h>

static bool is_before(und_place a, und_place b)
{
    return a.line < b.line || (a.line == b.line && a.column < b.column);
}

static und_bytes line_of(const und_settlement *made, uint32_t line)
{
    return und_doc_line(made->doc, line);
}

/* The byte before a place, or at it; a space where its line begins or ends. */
static char byte_before(const und_settlement *made, und_place at)
{
    return at.column > 0 ? line_of(made, at.line).at[at.column - 1] : '\n';
}

static char byte_at(const und_settlement *made, und_place at)
{
    und_bytes line = line_of(made, at.line);
    return at.column < line.length ? line.at[at.column] : '\n';
}

static bool is_blank(und_bytes line, size_t first, size_t last)
{
    for (size_t i = first; i < last; i++)
        if (line.at[i] != ' ' && line.at[i] != '\t' && line.at[i] != '\r')
            return false;
    return true;
}

/* ---- cuts ---- */

static und_cut *push(und_settlement *made, uint32_t node, und_place from, und_place to)
{
    if (is_before(to, from))
        to = from;
    if (!UND_PUSH(made->allocator, made->cuts, made->cut_count, made->cut_room,
                  (und_cut){.from = from, .to = to, .node = node, .order = (uint32_t)made->cut_count})) {
        made->failed = true;
        return NULL;
    }
    return &made->cuts[made->cut_count - 1];
}

void und_cut_add(und_settlement *made, uint32_t node, und_place from, und_place to)
{
    (void)push(made, node, from, to);
}

/* Whether a mark closes what stands before it, without a space; in all scripts. */
static bool is_closing(uint32_t point)
{
    return point == ',' || point == '.' || point == ';' || point == ':' || point == ')' || point == 0x60c ||
           point == 0x61b || point == 0x3001 || point == 0x3002 || point == 0xff0c || point == 0xff1a ||
           point == 0xff1b || point == 0xff09;
}

/* The character before a place in its line, and where it begins; a line feed at the line's beginning. */
static uint32_t point_before(const und_settlement *made, und_place at, uint32_t *begin)
{
    und_bytes line = line_of(made, at.line);
    uint32_t i = at.column, bytes;
    *begin = i;
    if (i == 0)
        return '\n';
    do
        i--;
    while (i > 0 && ((unsigned char)line.at[i] & 0xc0) == 0x80);
    *begin = i;
    return und_utf8_decode(line.at + i, line.at + at.column, &bytes);
}

static uint32_t point_at(const und_settlement *made, und_place at)
{
    und_bytes line = line_of(made, at.line);
    uint32_t bytes;
    return at.column < line.length ? und_utf8_decode(line.at + at.column, line.at + line.length, &bytes) : '\n';
}

/* The mark that words end with, spaces and closing brackets aside; empty: none. */
static und_bytes closing_mark(const und_settlement *made, und_place from, und_place to)
{
    while (is_before(from, to)) {
        uint32_t begin, point = point_before(made, to, &begin);
        if (point == '\n') {
            if (to.line == from.line)
                break;
            to = (und_place){to.line - 1, (uint32_t)line_of(made, to.line - 1).length};
            continue;
        }
        if (is_closing(point) && point != ')' && point != 0xff09)
            return (und_bytes){line_of(made, to.line).at + begin, to.column - begin};
        if (point == ')' && memchr(line_of(made, to.line).at, '(', to.column) != NULL) {
            while (byte_before(made, to) != '(') /* a remark after the mark */
                to.column--;
            to.column--;
            continue;
        }
        if (point != ' ' && point != ']' && point != '*' && point != 0xff3d)
            break;
        to.column = begin;
    }
    return (und_bytes){"", 0};
}

/* The first letter of words, brackets and emphasis before it aside. */
static bool begins_with_capital(const und_settlement *made, und_place at, und_place to)
{
    while (is_before(at, to)) {
        und_bytes line = line_of(made, at.line);
        if (at.column >= line.length) {
            at = (und_place){at.line + 1, 0};
            continue;
        }
        uint32_t bytes, point = und_utf8_decode(line.at + at.column, line.at + line.length, &bytes);
        if (und_is_letter(point))
            return und_is_upper(point);
        at.column += bytes;
    }
    return false;
}

/* Whether a place is where the text of a clause begins: nothing but its label, brackets and emphasis before it. */
static bool begins_text(const und_settlement *made, uint32_t node, und_place at)
{
    if (node == 0)
        return false;
    uint32_t first = und_doc_text_line(made->doc, node - 1);
    if (at.line != first)
        return false;
    und_bytes line = line_of(made, first);
    und_line_start start = und_line_start_of(made->doc->lexicon, line);
    for (uint32_t i = start.text; i < at.column; i++)
        if (memchr("[*_ ", line.at[i], 4) == NULL)
            return false;
    return at.column >= start.label;
}

void und_cut_words(und_settlement *made, uint32_t node, und_place from, und_place to)
{
    und_cut *cut = push(made, node, from, to);
    if (cut == NULL)
        return;
    cut->words = true;
    cut->mark = closing_mark(made, from, to);
    cut->capital = begins_text(made, node, from) && begins_with_capital(made, from, to);
}

static bool is_mark(und_bytes mark, const char *one)
{
    return mark.length == strlen(one) && memcmp(mark.at, one, mark.length) == 0;
}

/* The last paragraph of its kind is gone: the one before it ends as that did. */
static void end_before(und_settlement *made, const und_node *gone)
{
    und_node node, before = {.id = 0};
    uint32_t revision = und_doc_revision(made->doc), count = und_node_count(made->doc);
    for (uint32_t id = gone->id + 1; id < count && und_node_get(made->doc, revision, id, &node) == UND_OK; id++)
        if (node.depth <= gone->depth) {
            if (node.parent == gone->parent && node.kind == gone->kind)
                return;
            break;
        }
    for (uint32_t id = gone->parent + 1; id < gone->id; id++)
        if (und_node_get(made->doc, revision, id, &node) == UND_OK && node.parent == gone->parent &&
            node.kind == gone->kind)
            before = node;
    if (before.id == 0)
        return;
    und_bytes line = line_of(made, before.last - 1), last = line_of(made, gone->last - 1);
    und_place start = {before.last - 1, 0}, end = {gone->last - 1, (uint32_t)last.length};
    und_bytes old = closing_mark(made, start, (und_place){before.last - 1, (uint32_t)line.length});
    und_bytes mark = closing_mark(made, (und_place){gone->last - 1, 0}, end);
    bool stops = is_mark(mark, ".") || is_mark(mark, "\xe3\x80\x82");
    bool goes_on = is_mark(old, ";") || is_mark(old, ",") || is_mark(old, "\xef\xbc\x9b") ||
                   is_mark(old, "\xef\xbc\x8c") || is_mark(old, "\xd8\x9b") || is_mark(old, "\xd8\x8c");
    if (!stops || !goes_on)
        return;
    uint32_t column = (uint32_t)(old.at - line.at);
    uint32_t from = column > 0 && line.at[column - 1] == ' ' ? column - 1 : column; /* French has a space before it */
    und_cut *cut = push(made, before.id, (und_place){before.last - 1, from},
                        (und_place){before.last - 1, column + (uint32_t)old.length});
    const char *copy = und_arena_copy(&made->arena, made->allocator, mark);
    if (cut == NULL || copy == NULL)
        made->failed = true;
    else
        cut->text = (und_bytes){copy, mark.length};
}

void und_cut_clause(und_settlement *made, uint32_t node)
{
    und_node found;
    if (und_node_get(made->doc, und_doc_revision(made->doc), node, &found) != UND_OK)
        return;
    end_before(made, &found);
    bool counted = found.style != UND_LABEL_NONE && found.style != UND_LABEL_PREAMBULAR &&
                   found.style != UND_LABEL_OPERATIVE && found.style != UND_LABEL_DASH;
    if (counted) {
        und_operation operation = {.kind = UND_OPERATION_DELETE, .first = found.first, .last = found.first + 1};
        if (!UND_PUSH(made->allocator, made->gone, made->gone_count, made->gone_room, operation))
            made->failed = true;
        return;
    }
    (void)push(made, node, (und_place){found.first, 0},
               (und_place){found.last - 1, (uint32_t)line_of(made, found.last - 1).length});
}

/* ---- what goes with them ---- */

static bool is_emphasis(char c)
{
    return c == '*' || c == '_';
}

/* Emphasis around all of what goes. */
static void take_emphasis(const und_settlement *made, und_cut *cut)
{
    while (is_emphasis(byte_before(made, cut->from)) && byte_before(made, cut->from) == byte_at(made, cut->to)) {
        cut->from.column--;
        cut->to.column++;
    }
}

/* Whether nothing of the clause's words comes after a place. */
static bool ends_clause(const und_settlement *made, uint32_t node, und_place at)
{
    if (node == 0)
        return false;
    uint32_t end = und_doc_own_end(made->doc, node - 1);
    if (at.line >= end || !is_blank(line_of(made, at.line), at.column, line_of(made, at.line).length))
        return false;
    for (uint32_t line = at.line + 1; line < end; line++)
        if (!is_blank(line_of(made, line), 0, line_of(made, line).length))
            return false;
    return true;
}

static void back_over_spaces(const und_settlement *made, und_cut *cut)
{
    while (byte_before(made, cut->from) == ' ')
        cut->from.column--;
}

/* Spaces, and a comma before what goes that would stand before another mark. A space before a mark, as French has it before
 * the semicolon, stays if it was there. */
static void take_spaces(const und_settlement *made, und_cut *cut)
{
    und_bytes line = line_of(made, cut->to.line);
    uint32_t next = cut->to.column;
    while (next < line.length && line.at[next] == ' ')
        next++;
    uint32_t after = point_at(made, (und_place){cut->to.line, next});
    char before = byte_before(made, cut->from);
    bool closing = is_closing(after), spaced = after == 0xa0 || after == 0x202f;
    if (is_blank(line_of(made, cut->from.line), 0, cut->from.column) || before == '(' || before == '[') {
        if (after != '\n')
            cut->to.column = next;
        return;
    }
    if (after == '\n' || closing || spaced || after == ']') {
        if (before == ' ')
            back_over_spaces(made, cut);
        if (cut->words && closing && after != ')' && byte_before(made, cut->from) == ',')
            cut->from.column--;
        bool stays = spaced || ((after == ';' || after == ':') && next > cut->to.column);
        if (!stays)
            cut->to.column = next;
    } else if (before == ' ') {
        cut->to.column = next;
    }
}

/* Lines of which nothing is left go whole, with one of the blank lines around them. */
static void take_lines(const und_settlement *made, und_cut *cut)
{
    uint32_t lines = und_doc_line_count(made->doc);
    und_bytes last = line_of(made, cut->to.line);
    if (cut->text.length > 0 || !is_blank(line_of(made, cut->from.line), 0, cut->from.column) ||
        !is_blank(last, cut->to.column, last.length))
        return;
    uint32_t first = cut->from.line, end = cut->to.line + 1;
    bool above = first == 0 || is_blank(line_of(made, first - 1), 0, line_of(made, first - 1).length);
    bool below = end >= lines || is_blank(line_of(made, end), 0, line_of(made, end).length);
    if (above && below && end < lines)
        end++;
    else if (above && below && first > 0)
        first--;
    if (end < lines) {
        cut->from = (und_place){first, 0};
        cut->to = (und_place){end, 0};
    } else if (first > 0) {
        cut->from = (und_place){first - 1, (uint32_t)line_of(made, first - 1).length};
        cut->to = (und_place){lines - 1, (uint32_t)line_of(made, lines - 1).length};
    }
}

/* The mark that closed the clause goes on closing it. */
static void keep_mark(und_settlement *made, und_cut *cut)
{
    uint32_t begin, before = point_before(made, cut->from, &begin);
    if (cut->mark.length == 0 || !ends_clause(made, cut->node, cut->to) || is_closing(before) || before == '\n' ||
        begins_text(made, cut->node, cut->from))
        return;
    const char *mark = und_arena_copy(&made->arena, made->allocator, cut->mark);
    if (mark == NULL)
        made->failed = true;
    else
        cut->text = (und_bytes){mark, cut->mark.length};
}

/* What begins the clause now has the capital. */
static void keep_capital(und_settlement *made, und_cut *cut)
{
    und_bytes line = line_of(made, cut->to.line);
    if (!cut->capital || cut->to.column >= line.length || cut->text.length > 0)
        return;
    uint32_t bytes, point = und_utf8_decode(line.at + cut->to.column, line.at + line.length, &bytes);
    if (!und_is_lower(point) || und_upper(point) == point)
        return;
    char coded[4];
    uint32_t length = und_utf8_encode(und_upper(point), coded);
    const char *text = und_arena_copy(&made->arena, made->allocator, (und_bytes){coded, length});
    if (text == NULL) {
        made->failed = true;
        return;
    }
    cut->text = (und_bytes){text, length};
    cut->to.column += bytes;
}

/* ---- all of them ---- */

static int by_place(const void *a, const void *b)
{
    const und_cut *x = a, *y = b;
    if (is_before(x->from, y->from) || is_before(y->from, x->from))
        return is_before(x->from, y->from) ? -1 : 1;
    return x->order < y->order ? -1 : x->order > y->order;
}

/* Cuts that touch become one; so do those with nothing but spaces between them. */
static void merge(und_settlement *made)
{
    size_t kept = 0;
    for (size_t i = 0; i < made->cut_count; i++) {
        und_cut cut = made->cuts[i];
        und_cut *last = kept > 0 ? &made->cuts[kept - 1] : NULL;
        bool near = last != NULL && !is_before(last->to, cut.from);
        if (last != NULL && !near && last->to.line == cut.from.line && last->words && cut.words)
            near = is_blank(line_of(made, cut.from.line), last->to.column, cut.from.column);
        if (!near) {
            made->cuts[kept++] = cut;
            continue;
        }
        if (is_before(last->to, cut.to)) {
            last->to = cut.to;
            last->mark = cut.words ? cut.mark : last->mark;
        }
        last->words = last->words || cut.words;
        last->capital = last->capital || cut.capital;
    }
    made->cut_count = kept;
}

static void put_between(und_text *out, const und_settlement *made, und_place from, und_place to)
{
    for (uint32_t i = from.line; i <= to.line; i++) {
        und_bytes line = line_of(made, i);
        size_t first = i == from.line ? from.column : 0, last = i == to.line ? to.column : line.length;
        if (last > first)
            und_text_put(out, (und_bytes){line.at + first, last - first});
        if (i < to.line)
            und_text_put(out, (und_bytes){"\n", 1});
    }
}

static void put_change(und_settlement *made, und_change change)
{
    if (!UND_PUSH(made->allocator, made->changes, made->change_count, made->change_room, change))
        made->failed = true;
}

/* The change that a cut comes to. */
static void change_of(und_settlement *made, const und_cut *cut)
{
    und_text old;
    und_text_open(&old, made->allocator);
    put_between(&old, made, cut->from, cut->to);
    const char *copy = old.failed ? NULL : und_arena_copy(&made->arena, made->allocator, und_text_bytes(&old));
    if (copy == NULL)
        made->failed = true;
    else
        put_change(made, (und_change){.kind = UND_CHANGE_TEXT,
                                      .node = cut->node,
                                      .range = {cut->from, cut->to},
                                      .old_text = {copy, old.length},
                                      .new_text = cut->text});
    und_text_close(&old);
}

static und_bytes copy_of(und_settlement *made, und_bytes text)
{
    const char *copy = und_arena_copy(&made->arena, made->allocator, text);
    if (copy == NULL)
        made->failed = true;
    return (und_bytes){copy == NULL ? "" : copy, copy == NULL ? 0 : text.length};
}

/* The first of our changes that ends after a place. */
static size_t first_after(const und_settlement *made, size_t own, und_place at)
{
    size_t low = 0, high = own;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (is_before(at, made->changes[middle].range.to))
            high = middle;
        else
            low = middle + 1;
    }
    return low;
}

/* Whether a change of the plan can be made beside ours: those that lie in it go with it, and are marked. What lies in part in
 * ours, or in words that we cut, such as a reference, cannot. */
static bool is_clear(und_settlement *made, size_t own, const und_change *change, bool *covered)
{
    size_t first = first_after(made, own, change->range.from), i;
    for (i = first; i < own && is_before(made->changes[i].range.from, change->range.to); i++)
        if (is_before(made->changes[i].range.from, change->range.from) ||
            is_before(change->range.to, made->changes[i].range.to))
            return false;
    for (size_t k = first; k < i; k++)
        covered[k] = true;
    return true;
}

/* The changes of the plan that deletes whole clauses. */
static void add_plan(und_settlement *made)
{
    und_plan *plan;
    if (made->gone_count == 0 || made->failed)
        return;
    if (und_plan_make(made->doc, made->gone, made->gone_count, &plan) != UND_OK) {
        made->failed = true;
        return;
    }
    und_change change;
    size_t own = made->change_count, kept = 0;
    bool *covered = und_arena_take(&made->arena, made->allocator, own + 1);
    made->failed = covered == NULL;
    if (covered != NULL)
        memset(covered, 0, own + 1);
    for (uint32_t n = 0; !made->failed && und_plan_change_get(plan, n, &change) == UND_OK; n++) {
        if (!is_clear(made, own, &change, covered))
            continue;
        change.old_text = copy_of(made, change.old_text);
        change.new_text = copy_of(made, change.new_text);
        put_change(made, change);
    }
    for (size_t i = 0; !made->failed && i < made->change_count; i++)
        if (i >= own || !covered[i])
            made->changes[kept++] = made->changes[i];
    made->change_count = made->failed ? 0 : kept;
    und_plan_close(plan);
}

static int by_range(const void *a, const void *b)
{
    const und_change *x = a, *y = b;
    if (is_before(x->range.from, y->range.from) || is_before(y->range.from, x->range.from))
        return is_before(x->range.from, y->range.from) ? -1 : 1;
    return is_before(x->range.to, y->range.to) ? -1 : is_before(y->range.to, x->range.to);
}

void und_cuts_finish(und_settlement *made)
{
    if (made->cut_count > 0)
        qsort(made->cuts, made->cut_count, sizeof *made->cuts, by_place);
    merge(made);
    for (size_t i = 0; i < made->cut_count && !made->failed; i++) {
        und_cut *cut = &made->cuts[i];
        if (cut->text.length > 0)
            continue;
        take_emphasis(made, cut);
        take_spaces(made, cut);
        keep_mark(made, cut);
        keep_capital(made, cut);
        take_lines(made, cut);
    }
    merge(made);
    for (size_t i = 0; i < made->cut_count && !made->failed; i++)
        if (is_before(made->cuts[i].from, made->cuts[i].to) || made->cuts[i].text.length > 0)
            change_of(made, &made->cuts[i]);
    add_plan(made);
    if (made->change_count > 0)
        qsort(made->changes, made->change_count, sizeof *made->changes, by_range);
}
