/* The text of new clauses: labels before it, marks after it. */
#include "write/closing.h"

#include "text/utf8.h"

#include <stdlib.h>
#include <string.h>

static bool is_before(und_place a, und_place b)
{
    return a.line < b.line || (a.line == b.line && a.column < b.column);
}

static void put_range(und_text *out, const und_doc *doc, und_place from, und_place to)
{
    for (uint32_t i = from.line; i <= to.line; i++) {
        und_bytes line = und_doc_line_whole(doc, i);
        size_t first = i == from.line ? from.column : 0, last = i == to.line ? to.column : line.length;
        if (last > first)
            und_text_put(out, (und_bytes){line.at + first, last - first});
        if (i < to.line)
            und_text_put(out, (und_bytes){"\n", 1});
    }
}

/* A text without the mark that it ends with. */
static und_bytes without_mark(und_bytes text)
{
    const char *end = und_trim_end(text.at, text.at + text.length);
    if (end != text.at + text.length)
        return text; /* quotation marks or emphasis: what stands in them stays */
    text.length -= und_mark_bytes(text.at, end);
    while (text.length > 0 && text.at[text.length - 1] == ' ')
        text.length--;
    return text;
}

static void write_put(und_plan *plan, und_made *made, und_text *out)
{
    und_text_put(out, made->label);
    und_text_put(out, made->closed ? without_mark(made->text) : made->text);
    if (made->closed)
        und_text_put(out, made->closing);
    made->text = und_plan_keep(plan, und_text_bytes(out));
}

static void write_split(und_plan *plan, und_made *made, und_text *out)
{
    und_bytes line = und_doc_line(plan->doc, made->from.line);
    if (made->closed) {
        und_text_put(out, made->closing);
    } else { /* the mark that stood there */
        size_t end = made->from.column;
        while (end < line.length && und_mark_bytes(line.at + made->from.column, line.at + end) == 0)
            end++;
        und_place stop = {made->from.line, (uint32_t)end};
        if (und_mark_bytes(line.at + made->from.column, line.at + end) > 0 && is_before(stop, made->place))
            und_text_put(out, (und_bytes){line.at + made->from.column, end - made->from.column});
    }
    for (uint32_t i = 0; i <= und_clause_at(plan, made->of)->gap; i++)
        und_text_put(out, (und_bytes){"\n", 1});
    und_text_put(out, made->label);
    und_range range = {made->from, made->place};
    if (made->label.length == 0) { /* a clause without a number is one by its capital */
        und_bytes rest = und_doc_line(plan->doc, made->place.line);
        uint32_t bytes, point = und_utf8_decode(rest.at + made->place.column, rest.at + rest.length, &bytes);
        char capital[4];
        if (point < 0x250 && und_upper(point) != point) {
            und_text_put(out, (und_bytes){capital, und_utf8_encode(und_upper(point), capital)});
            range.to.column += bytes;
        }
    }
    und_plan_change(plan, UND_CHANGE_TEXT, 0, range, und_text_bytes(out));
}

static int compare_changes(const void *a, const void *b)
{
    const und_change *one = a, *other = b;
    return is_before(one->range.from, other->range.from) ? -1 : is_before(other->range.from, one->range.from);
}

/* The text of a clause and what lies below it, as the plan changes it, with another label and other marks at its end. */
static void write_copy(und_plan *plan, uint32_t id, und_made *made, und_text *out)
{
    const und_doc *doc = plan->doc;
    uint32_t first = und_clause_at(plan, made->of)->first, last = first + made->rows - 1;
    und_place at = {first, 0}, end = {last, (uint32_t)und_doc_line(doc, last).length};
    und_change *changes = und_arena_take(&plan->arena, plan->allocator, (plan->change_count + 2) * sizeof *changes);
    if (changes == NULL) {
        plan->failed = true;
        return;
    }
    size_t count = 0;
    uint32_t of_last = made->of;
    for (uint32_t i = id + 1; i < plan->count && und_made_of(plan, i)->how == UND_MADE_COPY &&
                              (und_clause_at(plan, i)->flags & UND_CLAUSE_CHILD) != 0;
         i++)
        if (und_clause_at(plan, i)->kind == UND_KIND_SUBPARAGRAPH)
            of_last = und_made_of(plan, i)->of;
    und_closing closing;
    bool closes = und_closing_read(plan, of_last, &closing);
    und_range mark = {{closing.line, closing.from}, {closing.line, closing.to}};
    und_number number;
    bool labelled = und_number_get(plan->doc, made->of, &number) == UND_OK;
    for (size_t i = 0; i < plan->change_count; i++) {
        const und_change *change = &plan->changes[i].change;
        bool inside = !is_before(change->range.from, at) && !is_before(end, change->range.to) &&
                      change->kind != UND_CHANGE_TEXT && change->kind != UND_CHANGE_BLANK;
        bool label = change->kind == UND_CHANGE_LABEL && change->node == made->of;
        bool closed = made->closed && change->kind == UND_CHANGE_MARK && change->node == of_last;
        if (inside && !label && !closed)
            changes[count++] = *change;
    }
    if (made->closed && closes)
        changes[count++] = (und_change){.range = mark, .new_text = made->closing};
    if (labelled && made->label.length > 0) {
        und_bytes label = made->label;
        while (label.length > 0 && (label.at[label.length - 1] == ' ' || label.at[label.length - 1] == '\t'))
            label.length--;
        changes[count++] = (und_change){.range = number.range, .new_text = label};
    }
    if (count > 1)
        qsort(changes, count, sizeof *changes, compare_changes);
    for (size_t i = 0; i < count; i++) {
        put_range(out, doc, at, changes[i].range.from);
        und_text_put(out, changes[i].new_text);
        at = changes[i].range.to;
    }
    put_range(out, doc, at, end);
    made->text = und_plan_keep(plan, und_text_bytes(out));
    made->rows = und_count_lines(made->text) + 1;
}

void und_plan_write_made(und_plan *plan)
{
    und_text out;
    und_text_open(&out, plan->allocator);
    for (uint32_t id = plan->nodes; id < plan->count && !plan->failed; id++) {
        und_made *made = und_made_of(plan, id);
        if ((und_clause_at(plan, id)->flags & UND_CLAUSE_CHILD) != 0)
            continue;
        out.length = 0;
        switch (made->how) {
        case UND_MADE_PUT: write_put(plan, made, &out); break;
        case UND_MADE_SPLIT: write_split(plan, made, &out); break;
        case UND_MADE_COPY: write_copy(plan, id, made, &out); break;
        }
        plan->failed = plan->failed || out.failed;
    }
    und_text_close(&out);
}
