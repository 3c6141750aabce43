/* Plans of edits: methods of documents. */
#include "face/lua_box.h"

#include "undoc/json.h"

#include <string.h>

/* A plan in a userdata, so that it is closed whatever is thrown. */
typedef struct plan_box {
    und_plan *plan;
} plan_box;

int und_lua_plan_gc(lua_State *L)
{
    plan_box *box = luaL_checkudata(L, 1, PLAN_TYPE);
    und_plan_close(box->plan);
    box->plan = NULL;
    return 0;
}

/* ---- operations ---- */

/* A field of the operation at the top of the stack; a default where it is nil. */
static uint32_t number_field(lua_State *L, const char *key, uint32_t otherwise)
{
    lua_getfield(L, -1, key);
    uint32_t value = otherwise;
    if (!lua_isnil(L, -1)) {
        lua_Number number = lua_tonumber(L, -1);
        if (lua_type(L, -1) != LUA_TNUMBER || !(number >= 0 && number <= (lua_Number)UINT32_MAX) ||
            number != (lua_Number)(uint32_t)number)
            (void)luaL_error(L, "undoc: %s of an operation is a whole number from 0", key);
        value = (uint32_t)number;
    }
    lua_pop(L, 1);
    return value;
}

static bool boolean_field(lua_State *L, const char *key)
{
    lua_getfield(L, -1, key);
    bool value = lua_toboolean(L, -1) != 0;
    lua_pop(L, 1);
    return value;
}

/* The place of a field's name among the names of an enumeration. */
static int name_field(lua_State *L, const char *key, const char *(*name)(int), int count, bool needed)
{
    lua_getfield(L, -1, key);
    if (lua_isnil(L, -1) && !needed) {
        lua_pop(L, 1);
        return 0;
    }
    const char *text = lua_type(L, -1) == LUA_TSTRING ? lua_tostring(L, -1) : NULL;
    int found = -1;
    for (int i = 0; text != NULL && i < count; i++)
        if (strcmp(name(i), text) == 0)
            found = i;
    if (found < 0)
        (void)luaL_error(L, "undoc: %s of an operation is not one: %s", key, text == NULL ? "no name" : text);
    lua_pop(L, 1);
    return found;
}

static const char *operation_name(int value)
{
    return und_operation_name((und_operation_kind)value);
}

static const char *destination_name(int value)
{
    return und_destination_name((und_destination)value);
}

static const char *kind_name(int value)
{
    return und_kind_name((und_kind)value);
}

static void read_operation(lua_State *L, und_operation *out, uint32_t lines)
{
    *out = (und_operation){
        .kind = (und_operation_kind)name_field(L, "kind", operation_name, UND_OPERATION_KIND_COUNT, true)};
    bool all = out->kind == UND_OPERATION_RENUMBER || out->kind == UND_OPERATION_PUNCTUATE;
    bool into = out->kind == UND_OPERATION_INSERT || out->kind == UND_OPERATION_CONVERT;
    out->first = number_field(L, "first", 0);
    out->last = number_field(L, "last", all ? lines : out->first < lines ? out->first + 1 : out->first);
    out->to =
        (und_destination)name_field(L, "to", destination_name, UND_DESTINATION_COUNT, out->kind == UND_OPERATION_MOVE);
    lua_getfield(L, -1, "to");
    out->elsewhere = out->kind == UND_OPERATION_DUPLICATE && !lua_isnil(L, -1);
    lua_pop(L, 1);
    out->line = number_field(L, "line", 0);
    out->count = number_field(L, "count", 1);
    out->resolve = boolean_field(L, "resolve");
    out->bare = boolean_field(L, "bare");
    out->into = (und_kind)name_field(L, "into", kind_name, UND_KIND_COUNT, into);
    out->place.line = out->kind == UND_OPERATION_SPLIT ? out->line : 0;
    out->place.column = number_field(L, "column", 0);
    /* The string stays in the table that the caller holds. */
    lua_getfield(L, -1, "text");
    if (lua_type(L, -1) == LUA_TSTRING)
        out->text.at = lua_tolstring(L, -1, &out->text.length);
    else if (!lua_isnil(L, -1))
        (void)luaL_error(L, "undoc: text of an operation is a string");
    lua_pop(L, 1);
}

/* The operations of the table at `index`, in a userdata that is left on the stack. */
static und_operation *read_operations(lua_State *L, int index, const und_doc *doc, size_t *count)
{
    luaL_checktype(L, index, LUA_TTABLE);
    *count = lua_objlen(L, index);
    und_operation *operations = lua_newuserdata(L, (*count + 1) * sizeof *operations);
    for (size_t i = 0; i < *count; i++) {
        lua_rawgeti(L, index, (int)i + 1);
        if (!lua_istable(L, -1))
            (void)luaL_error(L, "undoc: operation %d is no table", (int)i + 1);
        read_operation(L, &operations[i], und_doc_line_count(doc));
        lua_pop(L, 1);
    }
    return operations;
}

/* The plan of the operations in argument 2, in a box at the top of the stack; the answer is then none. */
static plan_box *make_plan(lua_State *L, und_doc_box *box, und_status *status)
{
    size_t count;
    const und_operation *operations = read_operations(L, 2, box->doc, &count);
    plan_box *made = und_lua_box(L, sizeof *made, PLAN_TYPE);
    *status = und_plan_make(box->doc, operations, count, &made->plan);
    return made;
}

/* ---- answers ---- */

static void push_changes(lua_State *L, const und_plan *plan)
{
    und_change change;
    lua_newtable(L);
    for (uint32_t n = 0; und_plan_change_get(plan, n, &change) == UND_OK; n++) {
        lua_createtable(L, 0, 8);
        und_lua_set_range(L, change.range);
        und_lua_set_name(L, "why", und_change_name(change.kind));
        und_lua_set_number(L, "node", change.node);
        und_lua_set_text(L, "old", change.old_text);
        und_lua_set_text(L, "new", change.new_text);
        lua_rawseti(L, -2, (int)n + 1);
    }
}

static void push_moves(lua_State *L, const und_plan *plan)
{
    und_move move;
    lua_newtable(L);
    for (uint32_t n = 0; und_plan_move_get(plan, n, &move) == UND_OK; n++) {
        lua_createtable(L, 0, 3);
        und_lua_set_number(L, "first", move.first);
        und_lua_set_number(L, "last", move.last);
        und_lua_set_number(L, "before", move.before);
        lua_rawseti(L, -2, (int)n + 1);
    }
}

static void push_notes(lua_State *L, const und_plan *plan)
{
    und_plan_note note;
    lua_newtable(L);
    for (uint32_t n = 0; und_plan_note_get(plan, n, &note) == UND_OK; n++) {
        lua_createtable(L, 0, 8);
        und_lua_set_range(L, note.range);
        lua_createtable(L, 0, 4);
        und_lua_set_range(L, note.after);
        lua_setfield(L, -2, "after");
        und_lua_set_name(L, "kind", und_plan_note_name(note.kind));
        und_lua_set_number(L, "operation", note.operation + 1u);
        und_lua_set_text(L, "message", note.message);
        lua_rawseti(L, -2, (int)n + 1);
    }
}

static void push_nodes(lua_State *L, const und_plan *plan)
{
    und_planned node;
    char label[UND_LABEL_TEXT_MAX];
    lua_newtable(L);
    for (uint32_t n = 0; und_plan_node_get(plan, n, &node) == UND_OK; n++) {
        lua_createtable(L, 0, 5);
        und_lua_set_number(L, "node", node.node);
        und_lua_set_number(L, "first", node.first);
        und_lua_set_number(L, "depth", node.depth);
        und_lua_set_name(L, "kind", und_kind_name(node.kind));
        und_label_text(node.style, node.label, label);
        und_lua_set_name(L, "label", label);
        lua_rawseti(L, -2, (int)n + 1);
    }
}

/* doc:plan({operation, …}, nodes?): {revision, possible, changes, moves, notes, nodes where they are asked for}. An operation
 * is {kind, first, last, to, line, column, count, into, text, resolve, bare}: as und_operation, `last` is one line after `first` where it is left out,
 * of `renumber` and `punctuate` the end; `line` and `column` are the place of `split`. */
static int doc_plan(lua_State *L)
{
    und_doc_box *box = und_lua_doc(L);
    bool nodes = lua_toboolean(L, 3) != 0;
    und_status status;
    plan_box *made = make_plan(L, box, &status);
    if (status != UND_OK)
        return und_lua_fail(L, status, und_doc_message(box->doc));
    lua_createtable(L, 0, 6);
    und_lua_set_number(L, "revision", und_plan_revision(made->plan));
    lua_pushboolean(L, und_plan_is_possible(made->plan));
    lua_setfield(L, -2, "possible");
    push_changes(L, made->plan);
    lua_setfield(L, -2, "changes");
    push_moves(L, made->plan);
    lua_setfield(L, -2, "moves");
    push_notes(L, made->plan);
    lua_setfield(L, -2, "notes");
    if (nodes) {
        push_nodes(L, made->plan);
        lua_setfield(L, -2, "nodes");
    }
    und_plan_close(made->plan); /* a big one need not wait for the collector */
    made->plan = NULL;
    return 1;
}

static int write_plan(lua_State *L, und_status (*write)(const und_plan *, und_doc *, und_sink, void *))
{
    und_doc_box *box = und_lua_doc(L);
    und_status status;
    plan_box *made = make_plan(L, box, &status);
    if (status != UND_OK)
        return und_lua_fail(L, status, und_doc_message(box->doc));
    und_text_box *text = und_lua_box(L, sizeof *text, TEXT_TYPE);
    status = write(made->plan, box->doc, und_lua_gather, text);
    return und_lua_answer(L, text, status, und_doc_message(box->doc));
}

/* doc:plan_shown({operation, …}): the plan as people read it. */
static int doc_plan_shown(lua_State *L)
{
    return write_plan(L, und_print_plan);
}

/* doc:plan_text({operation, …}): the whole text afterwards, an LF after each line. */
static int doc_plan_text(lua_State *L)
{
    return write_plan(L, und_plan_text);
}

const luaL_Reg und_lua_plan_methods[] = {
    {"plan", doc_plan},
    {"plan_shown", doc_plan_shown},
    {"plan_text", doc_plan_text},
    {NULL, NULL},
};
