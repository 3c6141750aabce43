/* The text that a plan comes to. */
#include "write/plan.h"

#include <string.h>

/* The document's text from one place to another, its lines joined by LF. */
static void put_between(und_text *out, const und_doc *doc, und_place from, und_place to)
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

static void put_changed(und_text *out, const und_plan *plan, const und_doc *doc)
{
    und_place at = {0, 0};
    for (size_t i = 0; i < plan->change_count; i++) {
        const und_change *change = &plan->changes[i].change;
        put_between(out, doc, at, change->range.from);
        und_text_put(out, change->new_text);
        at = change->range.to;
    }
    if (plan->lines > 0)
        put_between(out, doc, at,
                    (und_place){plan->lines - 1, (uint32_t)und_doc_line_whole(doc, plan->lines - 1).length});
}

typedef struct line_list {
    und_bytes *at;
    size_t count, room;
} line_list;

/* Where the lines of a text lie. False: memory ran out. */
static bool list_lines(const und_allocator *allocator, und_bytes text, line_list *lines)
{
    size_t first = 0;
    if (text.length == 0)
        text.at = "";
    for (size_t i = 0; i <= text.length; i++)
        if (i == text.length || text.at[i] == '\n') {
            if (!UND_PUSH(allocator, lines->at, lines->count, lines->room, (und_bytes){text.at + first, i - first}))
                return false;
            first = i + 1;
        }
    return true;
}

static void turn(und_bytes *at, size_t first, size_t last)
{
    for (; first + 1 < last; first++, last--) {
        und_bytes line = at[first];
        at[first] = at[last - 1];
        at[last - 1] = line;
    }
}

/* Moves lines in their list: two stretches change places. */
static void move_lines(line_list *lines, und_move move)
{
    size_t low = move.before < move.first ? move.before : move.first;
    size_t high = move.before < move.first ? move.last : move.before;
    size_t middle = move.before < move.first ? move.first : move.last;
    turn(lines->at, low, middle);
    turn(lines->at, middle, high);
    turn(lines->at, low, high);
}

und_status und_plan_text(const und_plan *plan, und_doc *doc, und_sink sink, void *context)
{
    if (plan == NULL || doc == NULL || sink == NULL)
        return UND_E_ARGUMENT;
    if (und_doc_revision(doc) != plan->revision)
        return und_doc_fail(doc, UND_E_STALE, "the document has changed since the plan was made");
    if (plan->lines == 0)
        return UND_OK;
    und_text text;
    line_list lines = {0};
    und_text_open(&text, doc->allocator);
    put_changed(&text, plan, doc);
    und_status status =
        text.failed || !list_lines(doc->allocator, und_text_bytes(&text), &lines) ? UND_E_MEMORY : UND_OK;
    for (size_t i = 0; i < plan->move_count && status == UND_OK; i++)
        move_lines(&lines, plan->moves[i]);
    for (size_t i = 0; i < lines.count && status == UND_OK; i++)
        if (!sink(context, lines.at[i].at, lines.at[i].length) || !sink(context, "\n", 1))
            status = UND_E_IO;
    und_free(doc->allocator, lines.at, lines.room * sizeof *lines.at);
    und_text_close(&text);
    if (status == UND_E_MEMORY)
        return und_doc_fail(doc, status, "out of memory");
    return status == UND_OK ? status : und_doc_fail(doc, status, "the text was not taken");
}
