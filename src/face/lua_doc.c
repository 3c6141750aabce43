/* lua_doc.c - a document in Lua: its lines, its tree, its views. */
#include "face/lua_box.h"
#include "undoc/json.h"

#include <string.h>

#define LINES_ON_STACK 64u /* an edit by hand changes a line or two: those need no allocation */

static int doc_splice(lua_State *L)
{
    und_doc_box *box = und_lua_doc(L);
    uint32_t first = und_lua_number(L, 2, UINT32_MAX);
    uint32_t last = und_lua_number(L, 3, UINT32_MAX);
    luaL_checktype(L, 4, LUA_TTABLE);
    uint32_t from = lua_isnoneornil(L, 5) ? 1 : und_lua_number(L, 5, INT32_MAX);
    uint32_t to = lua_isnoneornil(L, 6) ? (uint32_t)lua_objlen(L, 4) : und_lua_number(L, 6, INT32_MAX);
    luaL_argcheck(L, last >= first, 3, "the end lies before the start");
    luaL_argcheck(L, from >= 1, 5, "tables count from 1");
    uint32_t count = to >= from ? to - from + 1 : 0;

    und_bytes few[LINES_ON_STACK];
    und_bytes *lines = few;
    if (count > LINES_ON_STACK)
        lines = lua_newuserdata(L, count * sizeof *lines);
    size_t with_nul = 0;
    for (uint32_t i = 0; i < count; i++) {
        lua_rawgeti(L, 4, (int)(from + i));
        if (lua_type(L, -1) != LUA_TSTRING)
            return luaL_argerror(L, 4, "a table of strings expected");
        /* The string lives as long as the table, and nothing below changes the table. */
        lines[i].at = lua_tolstring(L, -1, &lines[i].length);
        lua_pop(L, 1);
        if (memchr(lines[i].at, '\n', lines[i].length) != NULL)
            with_nul += lines[i].length;
    }
    /* Neovim hands over a NUL inside a line as a line feed. The bytes are put back, so that the editor and the command
     * line see the same text. */
    if (with_nul > 0) {
        char *copy = lua_newuserdata(L, with_nul);
        for (uint32_t i = 0; i < count; i++) {
            size_t length = lines[i].length;
            if (memchr(lines[i].at, '\n', length) == NULL)
                continue;
            for (size_t k = 0; k < length; k++)
                copy[k] = lines[i].at[k] == '\n' ? '\0' : lines[i].at[k];
            lines[i].at = copy;
            copy += length;
        }
    }
    und_status status = und_doc_splice(box->doc, first, last - first, lines, count);
    if (status != UND_OK)
        return und_lua_fail(L, status, und_doc_message(box->doc));
    lua_pushnumber(L, und_doc_line_count(box->doc));
    return 1;
}

static int doc_revision(lua_State *L)
{
    lua_pushnumber(L, und_doc_revision(und_lua_doc(L)->doc));
    return 1;
}

static int doc_line_count(lua_State *L)
{
    lua_pushnumber(L, und_doc_line_count(und_lua_doc(L)->doc));
    return 1;
}

static int doc_node_count(lua_State *L)
{
    lua_pushnumber(L, und_node_count(und_lua_doc(L)->doc));
    return 1;
}

/* Several values and no table: a table costs more than everything else here. */
static int doc_node(lua_State *L)
{
    const und_doc_box *box = und_lua_doc(L);
    uint32_t id = und_lua_number(L, 2, UINT32_MAX);
    uint32_t revision = lua_isnoneornil(L, 3) ? und_doc_revision(box->doc) : und_lua_number(L, 3, UINT32_MAX);
    und_node node;
    und_status status = und_node_get(box->doc, revision, id, &node);
    if (status != UND_OK)
        return und_lua_fail(L, status, und_doc_message(box->doc));
    lua_pushstring(L, und_kind_name(node.kind));
    lua_pushnumber(L, node.depth);
    lua_pushnumber(L, node.parent);
    lua_pushnumber(L, node.first);
    lua_pushnumber(L, node.last);
    lua_pushnumber(L, node.label);
    und_lua_push_style(L, node.style);
    und_lua_push_language(L, box, node.language);
    return 8;
}

/* Where the words that open a node lie on its first line: what is before them is the label. */
static int doc_opening(lua_State *L)
{
    const und_doc_box *box = und_lua_doc(L);
    und_node node;
    und_status status = und_node_get(box->doc, und_doc_revision(box->doc), und_lua_number(L, 2, UINT32_MAX), &node);
    if (status != UND_OK)
        return und_lua_fail(L, status, und_doc_message(box->doc));
    if (node.first >= und_doc_line_count(box->doc))
        return 0; /* a document without lines */
    und_opener opener;
    status = und_opener_get(box->doc, node.id, &opener);
    if (status == UND_E_MEMORY)
        return und_lua_fail(L, status, und_doc_message(box->doc));
    und_range words = opener.words.range;
    if (words.from.line != node.first) {
        /* The label is all of the line. */
        size_t label = und_doc_line(box->doc, node.first).length;
        words.from.column = words.to.column = (uint32_t)label;
    }
    lua_pushnumber(L, words.from.column);
    lua_pushnumber(L, words.to.column);
    return 2;
}

static int doc_at(lua_State *L)
{
    const und_doc_box *box = und_lua_doc(L);
    lua_pushnumber(L, und_node_at(box->doc, und_lua_number(L, 2, UINT32_MAX)));
    return 1;
}

static int doc_kind(lua_State *L)
{
    lua_pushstring(L, und_doc_kind_name(und_doc_kind_of(und_lua_doc(L)->doc)));
    return 1;
}

static int doc_language(lua_State *L)
{
    const und_doc_box *box = und_lua_doc(L);
    und_lua_push_language(L, box, und_doc_language(box->doc));
    return 1;
}

static int doc_is_one(lua_State *L)
{
    lua_pushboolean(L, und_doc_is_one(und_lua_doc(L)->doc));
    return 1;
}

static int doc_parse_json(lua_State *L)
{
    und_doc_box *box = und_lua_doc(L);
    und_bytes name = und_lua_optional_bytes(L, 2);
    und_text_box *text = und_lua_box(L, sizeof *text, TEXT_TYPE);
    und_status status = und_write_parse(box->doc, name, und_lua_gather, text);
    return und_lua_answer(L, text, status, und_doc_message(box->doc));
}

static int doc_findings_json(lua_State *L)
{
    und_doc_box *box = und_lua_doc(L);
    und_bytes name = und_lua_optional_bytes(L, 2);
    und_text_box *text = und_lua_box(L, sizeof *text, TEXT_TYPE);
    und_status status = und_write_findings(box->doc, name, und_lua_gather, text);
    return und_lua_answer(L, text, status, und_doc_message(box->doc));
}

static int doc_outline_json(lua_State *L)
{
    und_doc_box *box = und_lua_doc(L);
    und_text_box *text = und_lua_box(L, sizeof *text, TEXT_TYPE);
    und_status status = und_write_outline(box->doc, und_lua_gather, text);
    return und_lua_answer(L, text, status, und_doc_message(box->doc));
}

static int doc_explain_json(lua_State *L)
{
    und_doc_box *box = und_lua_doc(L);
    uint32_t line = und_lua_number(L, 2, UINT32_MAX);
    und_text_box *text = und_lua_box(L, sizeof *text, TEXT_TYPE);
    und_status status = und_write_explain(box->doc, line, und_lua_gather, text);
    return und_lua_answer(L, text, status, und_doc_message(box->doc));
}

/* doc:node_before(line): the last node that begins at the line or before it; 0: none. */
static int doc_node_before(lua_State *L)
{
    const und_doc_box *box = und_lua_doc(L);
    uint32_t line = und_lua_number(L, 2, UINT32_MAX);
    lua_pushnumber(L, und_lua_node_before(box->doc, line));
    return 1;
}

const luaL_Reg und_lua_doc_methods[] = {
    {"splice", doc_splice},
    {"revision", doc_revision},
    {"line_count", doc_line_count},
    {"node_count", doc_node_count},
    {"node", doc_node},
    {"opening", doc_opening},
    {"at", doc_at},
    {"kind", doc_kind},
    {"language", doc_language},
    {"is_one", doc_is_one},
    {"node_before", doc_node_before},
    {"parse_json", doc_parse_json},
    {"findings_json", doc_findings_json},
    {"outline_json", doc_outline_json},
    {"explain_json", doc_explain_json},
    {"close", und_lua_doc_gc},
    {NULL, NULL},
};
