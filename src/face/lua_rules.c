/* lua_rules.c - rules in Lua: how severe they are, who says so, and asides that silence them. */
#include "face/lua_box.h"
#include "undoc/rules.h"

typedef struct settings_box {
    und_settings *settings;
} settings_box;

int und_lua_settings_gc(lua_State *L)
{
    settings_box *box = luaL_checkudata(L, 1, SETTINGS_TYPE);
    und_settings_close(box->settings);
    box->settings = NULL;
    return 0;
}

/* core.rules(): {{code, severity}, …} */
static int core_rules(lua_State *L)
{
    const char *code;
    lua_newtable(L);
    for (size_t i = 0; (code = und_rule_code(i)) != NULL; i++) {
        lua_createtable(L, 2, 0);
        lua_pushstring(L, code);
        lua_rawseti(L, -2, 1);
        lua_pushstring(L, und_severity_name(und_rule_severity(i)));
        lua_rawseti(L, -2, 2);
        lua_rawseti(L, -2, (int)i + 1);
    }
    return 1;
}

/* core.rule_check(rule, level): true; nil and what is wrong with it. */
static int core_rule_check(lua_State *L)
{
    char message[UND_MESSAGE_MAX];
    und_status status = und_rule_setting_check(und_lua_bytes(L, 1), und_lua_bytes(L, 2), message);
    if (status != UND_OK)
        return und_lua_fail(L, status, message);
    lua_pushboolean(L, 1);
    return 1;
}

/* core.settings_path(folder, home?): of the .undoc.yaml that holds for a folder; nil: none does. */
static int core_settings_path(lua_State *L)
{
    char path[4096];
    const char *folder = luaL_checkstring(L, 1);
    if (und_settings_find(folder, und_lua_optional_name(L, 2), path, sizeof path) != UND_OK)
        return 0;
    lua_pushstring(L, path);
    return 1;
}

static void push_setting(lua_State *L, const und_rule_setting *setting)
{
    lua_createtable(L, 2, 0);
    lua_pushlstring(L, setting->rule.at, setting->rule.length);
    lua_rawseti(L, -2, 1);
    lua_pushlstring(L, setting->level.at, setting->level.length);
    lua_rawseti(L, -2, 2);
}

/* core.settings(path): {rules = {{name, level}, …}, problems = {{file, line, column, message}, …}} */
static int core_settings(lua_State *L)
{
    const char *path = luaL_checkstring(L, 1);
    settings_box *box = und_lua_box(L, sizeof *box, SETTINGS_TYPE);
    und_status status = und_settings_open(NULL, path, &box->settings);
    if (box->settings == NULL)
        return und_lua_fail(L, status, "out of memory");
    lua_createtable(L, 0, 2);
    lua_newtable(L);
    und_rule_setting setting;
    for (size_t i = 0; und_settings_rule(box->settings, i, &setting) == UND_OK; i++) {
        push_setting(L, &setting);
        lua_rawseti(L, -2, (int)i + 1);
    }
    lua_setfield(L, -2, "rules");
    lua_newtable(L);
    const und_problem *problem;
    for (size_t i = 0; (problem = und_settings_problem(box->settings, i)) != NULL; i++) {
        lua_createtable(L, 0, 4);
        und_lua_set_name(L, "file", problem->file);
        und_lua_set_number(L, "line", problem->line);
        und_lua_set_number(L, "column", problem->column);
        und_lua_set_name(L, "message", problem->message);
        lua_rawseti(L, -2, (int)i + 1);
    }
    lua_setfield(L, -2, "problems");
    return 1;
}

const luaL_Reg und_lua_rules_functions[] = {
    {"rules", core_rules},
    {"rule_check", core_rule_check},
    {"settings_path", core_settings_path},
    {"settings", core_settings},
    {NULL, NULL},
};

/* A text of the table at the top of the stack, which lives as long as that. */
static und_bytes text_at(lua_State *L, int index)
{
    und_bytes text;
    lua_rawgeti(L, -1, index);
    if (lua_type(L, -1) != LUA_TSTRING)
        (void)luaL_argerror(L, 2, "a table of {rule, level, rank} expected");
    text.at = lua_tolstring(L, -1, &text.length);
    lua_pop(L, 1);
    return text;
}

/* doc:set_rules({{rule, level, rank}, …}): how severe findings are from now on; true. */
static int doc_set_rules(lua_State *L)
{
    und_doc_box *box = und_lua_doc(L);
    luaL_checktype(L, 2, LUA_TTABLE);
    size_t count = lua_objlen(L, 2);
    und_rule_setting *settings = lua_newuserdata(L, (count + 1) * sizeof *settings);
    for (size_t i = 0; i < count; i++) {
        lua_rawgeti(L, 2, (int)i + 1);
        if (lua_type(L, -1) != LUA_TTABLE)
            return luaL_argerror(L, 2, "a table of {rule, level, rank} expected");
        lua_rawgeti(L, -1, 3);
        lua_Number rank = lua_tonumber(L, -1);
        lua_pop(L, 1);
        luaL_argcheck(L, rank >= 0 && rank <= 1000, 2, "a rank from 0 to 1000 expected");
        settings[i] = (und_rule_setting){text_at(L, 1), text_at(L, 2), (uint32_t)rank};
        lua_pop(L, 1);
    }
    und_status status = und_doc_set_rules(box->doc, settings, count);
    if (status != UND_OK)
        return und_lua_fail(L, status, und_doc_message(box->doc));
    lua_pushboolean(L, 1);
    return 1;
}

/* doc:rule_severities(): by code, what holds: a severity, or "off". */
static int doc_rule_severities(lua_State *L)
{
    und_doc_box *box = und_lua_doc(L);
    const char *code;
    lua_newtable(L);
    for (size_t i = 0; (code = und_rule_code(i)) != NULL; i++) {
        und_severity severity;
        und_status status = und_doc_rule_severity(box->doc, i, &severity);
        if (status != UND_OK && status != UND_NONE)
            return und_lua_fail(L, status, und_doc_message(box->doc));
        und_lua_set_name(L, code, status == UND_OK ? und_severity_name(severity) : "off");
    }
    return 1;
}

/* doc:silence(finding, whole?): {title, line, column, end_line, end_column, text}, the edit that silences its rule at its
 * place or in the whole document; nil for a finding about an aside. Findings count from 0. */
static int doc_silence(lua_State *L)
{
    und_doc_box *box = und_lua_doc(L);
    und_bytes title;
    und_edit edit;
    und_status status =
        und_silence_get(box->doc, und_lua_number(L, 2, UINT32_MAX), lua_toboolean(L, 3) != 0, &title, &edit);
    if (status != UND_OK)
        return und_lua_none_or_fail(L, box, status);
    lua_createtable(L, 0, 6);
    und_lua_set_text(L, "title", title);
    und_lua_set_range(L, edit.range);
    und_lua_set_text(L, "text", edit.text);
    return 1;
}

/* The number of the first aside in a line or below it. */
static uint32_t first_aside(const und_doc *doc, uint32_t line)
{
    und_range range;
    uint32_t low = 0, step = 1;
    while (und_aside_get(doc, low + step - 1, &range) == UND_OK && range.from.line < line)
        step *= 2;
    for (; step > 0; step /= 2)
        while (und_aside_get(doc, low + step - 1, &range) == UND_OK && range.from.line < line)
            low += step;
    return low;
}

/* doc:asides(first, last): where asides stand in lines [first, last): {{line, column, end column}, …} */
static int doc_asides(lua_State *L)
{
    und_doc_box *box = und_lua_doc(L);
    uint32_t first = und_lua_number(L, 2, UINT32_MAX), last = und_lua_number(L, 3, UINT32_MAX);
    und_range range;
    lua_newtable(L);
    uint32_t from = first_aside(box->doc, first);
    for (uint32_t n = from; und_aside_get(box->doc, n, &range) == UND_OK && range.from.line < last; n++) {
        const uint32_t values[] = {range.from.line, range.from.column, range.to.column};
        lua_createtable(L, 3, 0);
        for (int i = 0; i < 3; i++) {
            lua_pushnumber(L, values[i]);
            lua_rawseti(L, -2, i + 1);
        }
        lua_rawseti(L, -2, (int)(n - from) + 1);
    }
    return 1;
}

const luaL_Reg und_lua_rules_methods[] = {
    {"set_rules", doc_set_rules},
    {"rule_severities", doc_rule_severities},
    {"silence", doc_silence},
    {"asides", doc_asides},
    {NULL, NULL},
};
