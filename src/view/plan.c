/* A plan as people read it, and as JSON: und_print_plan, und_write_plan. */
#include "model/reading.h"
#include "undoc/json.h"
#include "view/json.h"

#include <string.h>

static void write_range(und_json *json, und_range range)
{
    und_json_key_number(json, "line", range.from.line + 1u);
    und_json_key_number(json, "column", range.from.column + 1u);
    und_json_key_number(json, "end_line", range.to.line + 1u);
    und_json_key_number(json, "end_column", range.to.column + 1u);
}

static void write_changes(und_json *json, const und_plan *plan)
{
    und_change change;
    und_json_key(json, "changes");
    und_json_open_array(json);
    for (uint32_t n = 0; und_plan_change_get(plan, n, &change) == UND_OK; n++) {
        und_json_open_object(json);
        write_range(json, change.range);
        und_json_key_text(json, "why", und_change_name(change.kind));
        if (change.node != 0)
            und_json_key_number(json, "node", change.node);
        und_json_key_string(json, "old", change.old_text);
        und_json_key_string(json, "new", change.new_text);
        und_json_close_object(json);
    }
    und_json_close_array(json);
}

static void write_moves(und_json *json, const und_plan *plan)
{
    und_move move;
    und_json_key(json, "moves");
    und_json_open_array(json);
    for (uint32_t n = 0; und_plan_move_get(plan, n, &move) == UND_OK; n++) {
        und_json_open_object(json);
        und_json_key(json, "lines");
        und_json_open_array(json);
        und_json_number(json, move.first + 1u);
        und_json_number(json, move.last);
        und_json_close_array(json);
        und_json_key_number(json, "before", move.before + 1u);
        und_json_close_object(json);
    }
    und_json_close_array(json);
}

static void write_notes(und_json *json, const und_plan *plan)
{
    und_plan_note note;
    und_json_key(json, "notes");
    und_json_open_array(json);
    for (uint32_t n = 0; und_plan_note_get(plan, n, &note) == UND_OK; n++) {
        und_json_open_object(json);
        und_json_key_text(json, "kind", und_plan_note_name(note.kind));
        write_range(json, note.range);
        und_json_key(json, "after");
        und_json_open_object(json);
        write_range(json, note.after);
        und_json_close_object(json);
        if (note.kind == UND_NOTE_REFUSED)
            und_json_key_number(json, "operation", note.operation + 1u);
        und_json_key_string(json, "message", note.message);
        und_json_close_object(json);
    }
    und_json_close_array(json);
}

static void write_nodes(und_json *json, const und_plan *plan)
{
    und_planned node;
    char label[UND_LABEL_TEXT_MAX];
    und_json_key(json, "nodes");
    und_json_open_array(json);
    for (uint32_t n = 0; und_plan_node_get(plan, n, &node) == UND_OK; n++) {
        und_json_open_object(json);
        if (node.node != 0)
            und_json_key_number(json, "node", node.node);
        und_json_key_number(json, "line", node.first + 1u);
        und_json_key_number(json, "depth", node.depth);
        und_json_key_text(json, "kind", und_kind_name(node.kind));
        und_label_text(node.style, node.label, label);
        if (label[0] != '\0')
            und_json_key_text(json, "label", label);
        und_json_close_object(json);
    }
    und_json_close_array(json);
}

und_status und_write_plan(const und_plan *plan, und_bytes name, und_sink sink, void *context)
{
    if (plan == NULL || sink == NULL)
        return UND_E_ARGUMENT;
    und_json json;
    und_json_start(&json, sink, context);
    und_json_open_object(&json);
    und_json_key_string(&json, "file", name);
    und_json_key_number(&json, "revision", und_plan_revision(plan));
    und_json_key_boolean(&json, "possible", und_plan_is_possible(plan));
    write_changes(&json, plan);
    write_moves(&json, plan);
    write_notes(&json, plan);
    write_nodes(&json, plan);
    und_json_close_object(&json);
    return und_json_finish(&json);
}

/* ---- for people ---- */

#define AROUND 32u /* bytes of the line that are shown on either side of a change */

static void put_place(und_text *out, und_place place)
{
    und_text_put_number(out, place.line + 1u);
    und_text_put_words(out, ":");
    und_text_put_number(out, place.column + 1u);
    und_text_put_words(out, ": ");
}

static size_t whole(und_bytes line, size_t at)
{
    while (at > 0 && at < line.length && ((unsigned char)line.at[at] & 0xc0u) == 0x80)
        at--;
    return at;
}

static void put_before(und_text *out, und_bytes line, size_t to)
{
    size_t from = to > AROUND ? whole(line, to - AROUND) : 0;
    und_text_put_words(out, from > 0 ? "…" : "");
    und_text_put(out, (und_bytes){line.at + from, to - from});
}

static void put_after(und_text *out, und_bytes line, size_t from)
{
    size_t to = line.length - from > AROUND ? whole(line, from + AROUND) : line.length;
    if (to < from)
        to = from; /* bytes that are no characters */
    und_text_put(out, (und_bytes){line.at + from, to - from});
    und_text_put_words(out, to < line.length ? "…" : "");
}

/* Lines of a text, joined by a sign; the middle of many is left out. */
static void put_shown(und_text *out, und_bytes text)
{
    for (size_t i = 0; i < text.length; i++)
        und_text_put(out, text.at[i] == '\n' ? (und_bytes){"⏎", 3} : (und_bytes){text.at + i, 1});
}

static void put_change(und_text *out, und_doc *doc, const und_change *change)
{
    put_place(out, change->range.from);
    und_text_put_words(out, und_change_name(change->kind));
    und_text_put_words(out, ": ");
    put_before(out, und_doc_line_whole(doc, change->range.from.line), change->range.from.column);
    if (change->old_text.length > 0) {
        und_text_put_words(out, "[-");
        put_shown(out, change->old_text);
        und_text_put_words(out, "-]");
    }
    if (change->new_text.length > 0) {
        und_text_put_words(out, "{+");
        put_shown(out, change->new_text);
        und_text_put_words(out, "+}");
    }
    put_after(out, und_doc_line_whole(doc, change->range.to.line), change->range.to.column);
    und_text_put_words(out, "\n");
}

static void put_move(und_text *out, const und_move *move)
{
    und_text_put_words(out, "move: lines ");
    und_text_put_number(out, move->first + 1u);
    und_text_put_words(out, " to ");
    und_text_put_number(out, move->last);
    und_text_put_words(out, " go before line ");
    und_text_put_number(out, move->before + 1u);
    und_text_put_words(out, "\n");
}

static void put_note(und_text *out, und_doc *doc, const und_plan_note *note)
{
    put_place(out, note->range.from);
    und_text_put_words(out, und_plan_note_name(note->kind));
    und_text_put_words(out, ": ");
    und_text_put(out, note->message);
    if (note->range.from.line == note->range.to.line && note->range.from.column < note->range.to.column) {
        und_bytes line = und_doc_line_whole(doc, note->range.from.line);
        und_text_put_words(out, ": ");
        und_text_put(out,
                     (und_bytes){line.at + note->range.from.column, note->range.to.column - note->range.from.column});
    }
    und_text_put_words(out, "\n");
}

und_status und_print_plan(const und_plan *plan, und_doc *doc, und_sink sink, void *context)
{
    if (plan == NULL || doc == NULL || sink == NULL)
        return UND_E_ARGUMENT;
    if (und_doc_revision(doc) != und_plan_revision(plan))
        return und_doc_fail(doc, UND_E_STALE, "the document has changed since the plan was made");
    und_text out;
    und_change change;
    und_move move;
    und_plan_note note;
    und_text_open(&out, doc->allocator);
    for (uint32_t n = 0; und_plan_change_get(plan, n, &change) == UND_OK; n++)
        put_change(&out, doc, &change);
    for (uint32_t n = 0; und_plan_move_get(plan, n, &move) == UND_OK; n++)
        put_move(&out, &move);
    for (uint32_t n = 0; und_plan_note_get(plan, n, &note) == UND_OK; n++)
        put_note(&out, doc, &note);
    und_status status = UND_OK;
    if (out.failed)
        status = und_doc_fail(doc, UND_E_MEMORY, "out of memory");
    else if (out.length > 0 && !sink(context, out.at, out.length))
        status = und_doc_fail(doc, UND_E_IO, "the text was not taken");
    und_text_close(&out);
    return status;
}
