/* lua.c - the Lua module `undoc.core`: the core as Neovim's LuaJIT sees it. */
#include "face/lua_box.h"
#include "undoc/symbol.h"

/* The paths of a table, which live as long as it does. */
static size_t check_paths(lua_State *L, int argument, const char **paths)
{
    luaL_checktype(L, argument, LUA_TTABLE);
    size_t count = lua_objlen(L, argument);
    luaL_argcheck(L, count <= UND_ROOTS_MAX, argument, "too many paths");
    for (size_t i = 0; i < count; i++) {
        lua_rawgeti(L, argument, (int)i + 1);
        if (lua_type(L, -1) != LUA_TSTRING)
            (void)luaL_argerror(L, argument, "a table of strings expected");
        paths[i] = lua_tostring(L, -1);
        lua_pop(L, 1);
    }
    return count;
}

/* core.packs({root, …}, {cache file, …}?) */
static int core_packs(lua_State *L)
{
    const char *roots[UND_ROOTS_MAX], *cached[UND_ROOTS_MAX];
    size_t count = check_paths(L, 1, roots);
    size_t cached_count = lua_isnoneornil(L, 2) ? 0 : check_paths(L, 2, cached);
    und_packs_box *box = und_lua_box(L, sizeof *box, PACKS_TYPE);
    und_status status = und_packs_open_cached(NULL, roots, count, cached, cached_count, &box->packs);
    if (status != UND_OK)
        return und_lua_fail(L, status, box->packs == NULL ? NULL : und_packs_message(box->packs));
    return 1;
}

/* core.session(date): the session of the General Assembly that a day falls into; nil for what is no date. */
static int core_session(lua_State *L)
{
    und_date date;
    und_session session;
    if (!und_date_read(und_lua_bytes(L, 1), &date) || und_session_of_date(date, &session) != UND_OK)
        lua_pushnil(L);
    else
        lua_pushnumber(L, session.number);
    return 1;
}

/* core.symbol_parts(symbol): {{text, meaning}, …}; of what is no symbol none. */
static int core_symbol_parts(lua_State *L)
{
    und_bytes symbol = und_lua_bytes(L, 1);
    und_symbol_part part;
    lua_newtable(L);
    for (uint32_t n = 0; und_symbol_part_get(symbol, n, &part) == UND_OK; n++) {
        lua_createtable(L, 0, 2);
        und_lua_set_text(L, "text", part.text);
        und_lua_set_name(L, "meaning", part.meaning);
        lua_rawseti(L, -2, (int)n + 1);
    }
    return 1;
}

/* core.codes(): the codes of all rules. */
static int core_codes(lua_State *L)
{
    lua_newtable(L);
    const char *code;
    for (size_t i = 0; (code = und_rule_code(i)) != NULL; i++) {
        lua_pushstring(L, code);
        lua_rawseti(L, -2, (int)i + 1);
    }
    return 1;
}

#define SUBJECTS_MAX 16u

/* The methods of each type, by subject. */
static const luaL_Reg *const doc_methods[SUBJECTS_MAX] = {
    und_lua_doc_methods,     und_lua_reading_methods,    und_lua_numbering_methods, und_lua_object_methods,
    und_lua_plan_methods,    und_lua_completion_methods, und_lua_brackets_methods,  und_lua_letter_methods,
    und_lua_answers_methods, und_lua_rules_methods,      und_lua_translate_methods, und_lua_masthead_methods,
    und_lua_markup_methods,  und_lua_token_methods,
};
static const luaL_Reg *const packs_methods[SUBJECTS_MAX] = {und_lua_packs_methods, und_lua_agenda_methods};
static const luaL_Reg *const no_methods[SUBJECTS_MAX] = {NULL};

static void register_type(lua_State *L, const char *type, lua_CFunction gc, const luaL_Reg *const *methods)
{
    if (luaL_newmetatable(L, type) != 0) {
        lua_pushcfunction(L, gc);
        lua_setfield(L, -2, "__gc");
        lua_newtable(L);
        for (size_t i = 0; i < SUBJECTS_MAX && methods[i] != NULL; i++)
            luaL_register(L, NULL, methods[i]);
        lua_setfield(L, -2, "__index");
        lua_pushstring(L, type);
        lua_setfield(L, -2, "__metatable"); /* `__gc` is nobody else's to call */
    }
    lua_pop(L, 1);
}

__attribute__((visibility("default"))) int luaopen_undoc_core(lua_State *L);

int luaopen_undoc_core(lua_State *L)
{
    register_type(L, PACKS_TYPE, und_lua_packs_gc, packs_methods);
    register_type(L, DOC_TYPE, und_lua_doc_gc, doc_methods);
    register_type(L, TEXT_TYPE, und_lua_text_gc, no_methods);
    register_type(L, PLAN_TYPE, und_lua_plan_gc, no_methods);
    register_type(L, SETTLEMENT_TYPE, und_lua_settlement_gc, no_methods);
    register_type(L, SETTINGS_TYPE, und_lua_settings_gc, no_methods);
    lua_newtable(L);
    luaL_register(L, NULL, und_lua_rules_functions);
    lua_pushcfunction(L, core_packs);
    lua_setfield(L, -2, "packs");
    lua_pushcfunction(L, core_session);
    lua_setfield(L, -2, "session");
    lua_pushcfunction(L, core_symbol_parts);
    lua_setfield(L, -2, "symbol_parts");
    lua_pushcfunction(L, core_codes);
    lua_setfield(L, -2, "codes");
    lua_pushcfunction(L, und_lua_token_kinds);
    lua_setfield(L, -2, "token_kinds");
    lua_pushnumber(L, UND_ABI);
    lua_setfield(L, -2, "abi");
    lua_pushstring(L, UND_VERSION);
    lua_setfield(L, -2, "version");
    return 1;
}
