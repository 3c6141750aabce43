/* lua_markup.c - marks of Markdown, in Lua. */
#include "face/lua_box.h"
#include "undoc/markup.h"

/* doc:markup(line): {column, end column, column, …} of its marks; nil: it has none, as nearly every line. */
static int doc_markup(lua_State *L)
{
    und_doc_box *box = und_lua_doc(L);
    und_markup found[UND_MARKUP_MAX];
    uint32_t count = und_markup_find(box->doc, und_lua_number(L, 2, UINT32_MAX), found, UND_MARKUP_MAX);
    if (count == 0)
        return 0;
    lua_createtable(L, (int)count * 2, 0);
    for (uint32_t n = 0; n < count; n++) {
        lua_pushnumber(L, found[n].column);
        lua_rawseti(L, -2, (int)n * 2 + 1);
        lua_pushnumber(L, found[n].end_column);
        lua_rawseti(L, -2, (int)n * 2 + 2);
    }
    return 1;
}

const luaL_Reg und_lua_markup_methods[] = {
    {"markup", doc_markup},
    {NULL, NULL},
};
