/* What the parts of a plan write: changes, and notes. */
#include "write/plan.h"

#include <stdio.h>
#include <string.h>

und_bytes und_plan_keep(und_plan *plan, und_bytes text)
{
    if (text.length == 0)
        return (und_bytes){"", 0};
    char *copy = und_arena_take(&plan->arena, plan->allocator, text.length);
    if (copy == NULL) {
        plan->failed = true;
        return (und_bytes){"", 0};
    }
    memcpy(copy, text.at, text.length);
    return (und_bytes){copy, text.length};
}

und_bytes und_plan_cut(und_plan *plan, und_range range)
{
    und_bytes line = und_doc_line_whole(plan->doc, range.from.line);
    if (range.from.line == range.to.line)
        return (und_bytes){line.at + range.from.column, range.to.column - range.from.column};
    size_t length = line.length - range.from.column + 1 + range.to.column;
    for (uint32_t i = range.from.line + 1; i < range.to.line; i++)
        length += und_doc_line_whole(plan->doc, i).length + 1;
    char *text = und_arena_take(&plan->arena, plan->allocator, length);
    if (text == NULL) {
        plan->failed = true;
        return (und_bytes){"", 0};
    }
    size_t at = 0;
    for (uint32_t i = range.from.line; i <= range.to.line; i++) {
        line = und_doc_line_whole(plan->doc, i);
        size_t first = i == range.from.line ? range.from.column : 0;
        size_t last = i == range.to.line ? range.to.column : line.length;
        if (last > first)
            memcpy(text + at, line.at + first, last - first);
        at += last - first;
        if (i < range.to.line)
            text[at++] = '\n';
    }
    return (und_bytes){text, length};
}

uint32_t und_count_lines(und_bytes text)
{
    uint32_t lines = 0;
    for (size_t i = 0; i < text.length; i++)
        lines += text.at[i] == '\n';
    return lines;
}

void und_plan_change(und_plan *plan, und_change_kind kind, uint32_t node, und_range range, und_bytes text)
{
    und_bytes old = und_plan_cut(plan, range);
    if (plan->failed || und_bytes_equal(old, text))
        return;
    und_kept_change kept = {{kind, node, range, und_plan_keep(plan, old), und_plan_keep(plan, text)},
                            (uint32_t)plan->change_count};
    if (kind != UND_CHANGE_BLANK && kind != UND_CHANGE_TEXT && node != 0) {
        und_clause *holder = und_clause_at(plan, und_node_holder(plan, node));
        holder->grown += (int32_t)und_count_lines(text) - (int32_t)und_count_lines(old);
    }
    if (!UND_PUSH(plan->allocator, plan->changes, plan->change_count, plan->change_room, kept))
        plan->failed = true;
}

static void put_note(und_plan *plan, und_plan_note_kind kind, und_range range, const char *format, va_list arguments)
{
    char message[UND_MESSAGE_MAX];
    int length = vsnprintf(message, sizeof message, format, arguments);
    size_t bytes = length < 0 ? 0 : (size_t)length < sizeof message ? (size_t)length : sizeof message - 1;
    und_plan_note note = {kind, plan->operation, range, range, und_plan_keep(plan, (und_bytes){message, bytes})};
    if (!UND_PUSH(plan->allocator, plan->notes, plan->note_count, plan->note_room, note))
        plan->failed = true;
}

void und_plan_tell(und_plan *plan, und_plan_note_kind kind, und_range range, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    put_note(plan, kind, range, format, arguments);
    va_end(arguments);
}

void und_plan_refuse(und_plan *plan, uint32_t line, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    put_note(plan, UND_NOTE_REFUSED, (und_range){{line, 0}, {line, 0}}, format, arguments);
    va_end(arguments);
    plan->refused = true;
}
