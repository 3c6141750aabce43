/* lua_agenda.c - agendas in Lua. */
#include "face/lua_box.h"
#include "undoc/agenda.h"

/* packs:parse_items(text, language?): {{item, sub}, …}; false where the text does not begin as items do; nil and a message
 * where it goes wrong. */
static int packs_parse_items(lua_State *L)
{
    und_packs_box *box = und_lua_packs(L);
    und_item items[UND_ITEMS_MAX];
    size_t count;
    und_status status =
        und_items_read(box->packs, und_lua_bytes(L, 2), und_lua_optional_name(L, 3), items, UND_ITEMS_MAX, &count);
    if (status == UND_NONE)
        lua_pushboolean(L, 0);
    else if (status != UND_OK)
        return und_lua_fail(L, status, und_packs_message(box->packs));
    else
        und_lua_push_items(L, items, count);
    return 1;
}

/* packs:agenda(session): {session, source, complete, file, count, last} */
static int packs_agenda(lua_State *L)
{
    und_packs_box *box = und_lua_packs(L);
    und_agenda_head head;
    und_status status = und_agenda_get(box->packs, und_lua_number(L, 2, UINT32_MAX), &head);
    if (status != UND_OK)
        return und_lua_fail(L, status, und_packs_message(box->packs));
    lua_createtable(L, 0, 6);
    und_lua_set_number(L, "session", head.session);
    und_lua_set_name(L, "source", head.source);
    und_lua_set_name(L, "file", head.file);
    und_lua_set_number(L, "count", head.entry_count);
    und_lua_set_number(L, "last", head.last_item);
    lua_pushboolean(L, head.complete);
    lua_setfield(L, -2, "complete");
    return 1;
}

/* {item, sub, label, answer, title, titles = {en = …}} */
static void push_entry(lua_State *L, und_packs_box *box, uint32_t session, uint32_t entry, const char *language)
{
    und_agenda_line line;
    und_translation title;
    char text[UND_ITEM_TEXT_MAX];
    (void)und_agenda_line_get(box->packs, session, entry, &line);
    lua_createtable(L, 0, 6);
    und_lua_set_item(L, line.item);
    und_item_text(line.item, false, text);
    und_lua_set_name(L, "label", text);
    und_item_text(line.item, true, text);
    und_lua_set_name(L, "answer", text);
    (void)und_agenda_line_title_for(box->packs, session, entry, language, &title);
    und_lua_set_text(L, "title", title.text);
    lua_createtable(L, 0, (int)line.title_count);
    for (uint32_t n = 0; und_agenda_line_title(box->packs, session, entry, n, &title) == UND_OK; n++)
        und_lua_set_text(L, title.language, title.text);
    lua_setfield(L, -2, "titles");
}

/* packs:agenda_item(session, item, sub, language?) */
static int packs_agenda_item(lua_State *L)
{
    und_packs_box *box = und_lua_packs(L);
    uint32_t session = und_lua_number(L, 2, UINT32_MAX);
    const char *language = und_lua_optional_name(L, 5);
    und_item item = {.item = (uint16_t)und_lua_number(L, 3, UINT16_MAX)};
    und_bytes sub = und_lua_bytes(L, 4);
    if (sub.length > 0 && !und_item_sub_read(sub, &item.sub))
        return luaL_argerror(L, 4, "the letters of a sub-item expected");
    uint32_t entry;
    und_status status = und_agenda_line_find(box->packs, session, item, &entry);
    if (status != UND_OK)
        return und_lua_fail(L, status, und_packs_message(box->packs));
    push_entry(L, box, session, entry, language);
    return 1;
}

/* packs:agenda_find(session, words, language?): all entries with these words in a title, in the order of the agenda */
static int packs_agenda_find(lua_State *L)
{
    und_packs_box *box = und_lua_packs(L);
    uint32_t session = und_lua_number(L, 2, UINT32_MAX);
    und_bytes words = und_lua_bytes(L, 3);
    const char *language = und_lua_optional_name(L, 4);
    und_agenda_head head;
    und_status status = und_agenda_get(box->packs, session, &head);
    if (status != UND_OK)
        return und_lua_fail(L, status, und_packs_message(box->packs));
    lua_newtable(L);
    int count = 0;
    uint32_t entry;
    for (uint32_t from = 0; (status = und_agenda_search(box->packs, session, words, from, &entry)) == UND_OK;
         from = entry + 1) {
        push_entry(L, box, session, entry, language);
        lua_rawseti(L, -2, ++count);
    }
    return status == UND_NONE ? 1 : und_lua_fail(L, status, und_packs_message(box->packs));
}

static int packs_agenda_sessions(lua_State *L)
{
    und_packs_box *box = und_lua_packs(L);
    uint32_t session;
    und_status status;
    lua_newtable(L);
    for (uint32_t n = 0; (status = und_agenda_session_get(box->packs, n, &session)) == UND_OK; n++) {
        lua_pushnumber(L, session);
        lua_rawseti(L, -2, (int)n + 1);
    }
    return status == UND_NONE ? 1 : und_lua_fail(L, status, und_packs_message(box->packs));
}

const luaL_Reg und_lua_agenda_methods[] = {
    {"parse_items", packs_parse_items},         {"agenda", packs_agenda},
    {"agenda_item", packs_agenda_item},         {"agenda_find", packs_agenda_find},
    {"agenda_sessions", packs_agenda_sessions}, {NULL, NULL},
};
