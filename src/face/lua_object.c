/* lua_object.c - the parts of a text that are selected and moved between, in Lua. */
#include "face/lua_box.h"
#include "undoc/object.h"

#include <string.h>

static und_place check_place(lua_State *L, int index)
{
    return (und_place){und_lua_number(L, index, UINT32_MAX), und_lua_number(L, index + 1, UINT32_MAX)};
}

static und_object check_object(lua_State *L, int index)
{
    const char *name = luaL_checkstring(L, index);
    for (int object = 0; object < UND_OBJECT_COUNT; object++)
        if (strcmp(und_object_name((und_object)object), name) == 0)
            return (und_object)object;
    (void)luaL_argerror(L, index, "the name of an object expected");
    return UND_OBJECT_CLAUSE;
}

static void set_numbers(lua_State *L, const char *key, const uint32_t *numbers, int count)
{
    lua_createtable(L, count, 0);
    for (int i = 0; i < count; i++) {
        lua_pushnumber(L, numbers[i]);
        lua_rawseti(L, -2, i + 1);
    }
    lua_setfield(L, -2, key);
}

static void set_range(lua_State *L, const char *key, und_range range)
{
    set_numbers(L, key, (uint32_t[]){range.from.line, range.from.column, range.to.line, range.to.column}, 4);
}

static void set_flag(lua_State *L, const char *key, bool value)
{
    lua_pushboolean(L, value);
    lua_setfield(L, -2, key);
}

typedef und_status (*finder)(und_doc *doc, und_object object, und_place place, und_extent *out);

static int answer_object(lua_State *L, finder find)
{
    und_doc_box *box = und_lua_doc(L);
    und_extent extent;
    und_status status = find(box->doc, check_object(L, 2), check_place(L, 3), &extent);
    if (status != UND_OK)
        return und_lua_none_or_fail(L, box, status);
    lua_createtable(L, 0, 7);
    set_range(L, "whole", extent.whole);
    set_range(L, "inner", extent.inner);
    set_numbers(L, "before", (uint32_t[]){extent.before.line, extent.before.column}, 2);
    set_numbers(L, "after", (uint32_t[]){extent.after.line, extent.after.column}, 2);
    set_numbers(L, "lead", (uint32_t[]){extent.lead.line, extent.lead.column}, 2);
    set_flag(L, "lines", extent.lines);
    set_flag(L, "inner_lines", extent.inner_lines);
    return 1;
}

/* doc:object_at(name, line, column): {whole, inner, before, after, lines, inner_lines}; nil: there is none. */
static int doc_object_at(lua_State *L)
{
    return answer_object(L, und_object_at);
}

static int doc_object_next(lua_State *L)
{
    return answer_object(L, und_object_next);
}

static int doc_object_previous(lua_State *L)
{
    return answer_object(L, und_object_previous);
}

static int answer_place(lua_State *L, und_doc_box *box, und_status status, und_place place)
{
    if (status != UND_OK)
        return und_lua_none_or_fail(L, box, status);
    lua_pushnumber(L, place.line);
    lua_pushnumber(L, place.column);
    return 2;
}

/* doc:same_level(line, column, next): line and column of the next or the previous of its level; nil: there is none. */
static int doc_same_level(lua_State *L)
{
    und_doc_box *box = und_lua_doc(L);
    und_place place = {0};
    und_status status = und_same_level(box->doc, check_place(L, 2), lua_toboolean(L, 4) != 0, &place);
    return answer_place(L, box, status, place);
}

/* doc:level_above(line, column): line and column of what it lies in; nil: in nothing. */
static int doc_level_above(lua_State *L)
{
    und_doc_box *box = und_lua_doc(L);
    und_place place = {0};
    und_status status = und_level_above(box->doc, check_place(L, 2), &place);
    return answer_place(L, box, status, place);
}

/* doc:finding_beside(line, column, next): line and column where the next or the previous finding begins. */
static int doc_finding_beside(lua_State *L)
{
    und_doc_box *box = und_lua_doc(L);
    uint32_t n;
    und_finding finding;
    und_status status = und_finding_beside(box->doc, check_place(L, 2), lua_toboolean(L, 4) != 0, &n);
    if (status == UND_OK)
        status = und_finding_get(box->doc, n, &finding);
    return answer_place(L, box, status, status == UND_OK ? finding.range.from : (und_place){0});
}

const luaL_Reg und_lua_object_methods[] = {
    {"object_at", doc_object_at},
    {"object_next", doc_object_next},
    {"object_previous", doc_object_previous},
    {"same_level", doc_same_level},
    {"level_above", doc_level_above},
    {"finding_beside", doc_finding_beside},
    {NULL, NULL},
};
