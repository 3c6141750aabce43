/* lua_masthead.c - what stands in a masthead, in Lua. */
#include "face/lua_box.h"

/* doc:masthead_titles(): {{item, sub, text, line, column, end_line, end_column}, …}, the titles printed with the items. */
static int doc_masthead_titles(lua_State *L)
{
    und_doc_box *box = und_lua_doc(L);
    und_item_title title;
    und_status status;
    lua_newtable(L);
    for (uint32_t n = 0; (status = und_masthead_title_get(box->doc, n, &title)) == UND_OK; n++) {
        lua_createtable(L, 0, 7);
        und_lua_set_item(L, title.item);
        und_lua_set_text(L, "text", title.words.text);
        und_lua_set_range(L, title.words.range);
        lua_rawseti(L, -2, (int)n + 1);
    }
    if (status != UND_NONE)
        return und_lua_fail(L, status, und_doc_message(box->doc));
    return 1;
}

const luaL_Reg und_lua_masthead_methods[] = {
    {"masthead_titles", doc_masthead_titles},
    {NULL, NULL},
};
