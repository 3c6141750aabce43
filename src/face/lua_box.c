/* lua_box.c - what all files of the Lua module share: handles in userdata, arguments, answers. */
#include "face/lua_box.h"

#include <stdlib.h>
#include <string.h>

/* ---- boxes ---- */

void *und_lua_box(lua_State *L, size_t size, const char *type)
{
    void *box = lua_newuserdata(L, size);
    memset(box, 0, size);
    luaL_getmetatable(L, type);
    lua_setmetatable(L, -2);
    return box;
}

static void packs_release(und_packs_box *box)
{
    if (box->closing && box->documents == 0) {
        und_packs_close(box->packs);
        box->packs = NULL;
    }
}

int und_lua_packs_gc(lua_State *L)
{
    und_packs_box *box = luaL_checkudata(L, 1, PACKS_TYPE);
    box->closing = true;
    packs_release(box);
    return 0;
}

int und_lua_doc_gc(lua_State *L)
{
    und_doc_box *box = luaL_checkudata(L, 1, DOC_TYPE);
    und_doc_close(box->doc);
    box->doc = NULL;
    if (box->owner != NULL) {
        box->owner->documents--;
        packs_release(box->owner);
        box->owner = NULL;
    }
    return 0;
}

void und_lua_text_free(und_text_box *box)
{
    free(box->at);
    memset(box, 0, sizeof *box);
}

int und_lua_text_gc(lua_State *L)
{
    und_lua_text_free(luaL_checkudata(L, 1, TEXT_TYPE));
    return 0;
}

und_packs_box *und_lua_packs(lua_State *L)
{
    und_packs_box *box = luaL_checkudata(L, 1, PACKS_TYPE);
    if (box->packs == NULL || box->closing)
        (void)luaL_error(L, "undoc: the packs are closed");
    return box;
}

und_doc_box *und_lua_doc(lua_State *L)
{
    und_doc_box *box = luaL_checkudata(L, 1, DOC_TYPE);
    if (box->doc == NULL)
        (void)luaL_error(L, "undoc: the document is closed");
    return box;
}

uint32_t und_lua_number(lua_State *L, int index, uint32_t most)
{
    luaL_checktype(L, index, LUA_TNUMBER); /* no string that reads as one */
    lua_Number number = lua_tonumber(L, index);
    if (!(number >= 0 && number <= (lua_Number)most) || number != (lua_Number)(uint32_t)number)
        (void)luaL_argerror(L, index, lua_pushfstring(L, "a whole number from 0 to %f expected", (lua_Number)most));
    return (uint32_t)number;
}

und_bytes und_lua_bytes(lua_State *L, int index)
{
    und_bytes bytes;
    luaL_checktype(L, index, LUA_TSTRING); /* a number would be changed in place, in the caller's table */
    bytes.at = lua_tolstring(L, index, &bytes.length);
    return bytes;
}

und_bytes und_lua_optional_bytes(lua_State *L, int index)
{
    if (lua_isnoneornil(L, index))
        return (und_bytes){"", 0};
    return und_lua_bytes(L, index);
}

/* ---- answers ---- */

static const char *status_text(und_status status)
{
    switch (status) {
    case UND_OK: return "";
    case UND_E_MEMORY: return "out of memory";
    case UND_E_ARGUMENT: return "a position out of range";
    case UND_E_STALE: return "the document has changed since";
    case UND_E_IO: return "a file cannot be read";
    case UND_E_DATA: return "the data is wrong";
    case UND_E_LIMIT: return "a limit was reached";
    case UND_NONE: return "there is no such thing";
    }
    return "unknown error";
}

/* nil and a message; throws where the caller is to blame. */
int und_lua_fail(lua_State *L, und_status status, const char *message)
{
    if (message == NULL || message[0] == '\0' || status == UND_E_MEMORY)
        message = status_text(status);
    if (status == UND_E_ARGUMENT)
        return luaL_error(L, "undoc: %s", message);
    lua_pushnil(L);
    lua_pushstring(L, message);
    return 2;
}

/* An und_sink. Calls nothing of Lua: the writer above it holds memory of its own. */
bool und_lua_gather(void *context, const char *at, size_t length)
{
    und_text_box *box = context;
    if (length > box->room - box->used) {
        size_t room = box->used + length;
        room = room < box->used || room > SIZE_MAX / 2 ? 0 : room + room / 2;
        void *grown = room == 0 ? NULL : realloc(box->at, room);
        if (grown == NULL) {
            box->failed = true;
            return false;
        }
        box->at = grown;
        box->room = room;
    }
    if (length > 0)
        memcpy((char *)box->at + box->used, at, length);
    box->used += length;
    return true;
}

/* What a view has written, as a string. `box` lies at the top of the stack. */
int und_lua_answer(lua_State *L, und_text_box *box, und_status status, const char *message)
{
    if (box->failed)
        status = UND_E_MEMORY;
    if (status != UND_OK)
        return und_lua_fail(L, status, message);
    lua_pushlstring(L, box->at == NULL ? "" : box->at, box->used);
    und_lua_text_free(box); /* a big text need not wait for the collector */
    return 1;
}

/* ---- parts of answers ---- */

void und_lua_set_number(lua_State *L, const char *key, lua_Number value)
{
    lua_pushnumber(L, value);
    lua_setfield(L, -2, key);
}

void und_lua_set_text(lua_State *L, const char *key, und_bytes text)
{
    lua_pushlstring(L, text.at == NULL ? "" : text.at, text.length);
    lua_setfield(L, -2, key);
}

/* Nothing where the name is empty. */
void und_lua_set_name(lua_State *L, const char *key, const char *name)
{
    if (name[0] == '\0')
        return;
    lua_pushstring(L, name);
    lua_setfield(L, -2, key);
}

void und_lua_set_range(lua_State *L, und_range range)
{
    und_lua_set_number(L, "line", range.from.line);
    und_lua_set_number(L, "column", range.from.column);
    und_lua_set_number(L, "end_line", range.to.line);
    und_lua_set_number(L, "end_column", range.to.column);
}

void und_lua_set_passage(lua_State *L, const char *key, const und_passage *words, const char *kind)
{
    if (words->text.length == 0)
        return;
    lua_createtable(L, 0, 6);
    und_lua_set_text(L, "text", words->text);
    und_lua_set_name(L, "kind", kind);
    und_lua_set_range(L, words->range);
    lua_setfield(L, -2, key);
}

uint32_t und_lua_node_before(const und_doc *doc, uint32_t line)
{
    uint32_t low = 0, high = und_node_count(doc) - 1;
    while (low < high) {
        uint32_t middle = low + (high - low + 1) / 2;
        und_node node;
        (void)und_node_get(doc, und_doc_revision(doc), middle, &node);
        if (node.first <= line)
            low = middle;
        else
            high = middle - 1;
    }
    return low;
}

/* "a"; "" for the item itself. */
void und_lua_set_item(lua_State *L, und_item item)
{
    char text[UND_ITEM_TEXT_MAX];
    und_lua_set_number(L, "item", item.item);
    und_item_text(item, true, text);
    char *open = strchr(text, '('), *close = strchr(text, ')');
    lua_pushlstring(L, open == NULL ? "" : open + 1, open == NULL ? 0 : (size_t)(close - open - 1));
    lua_setfield(L, -2, "sub");
}

void und_lua_push_items(lua_State *L, const und_item *items, size_t count)
{
    lua_createtable(L, (int)count, 0);
    for (size_t i = 0; i < count; i++) {
        lua_createtable(L, 0, 2);
        und_lua_set_item(L, items[i]);
        lua_rawseti(L, -2, (int)i + 1);
    }
}

/* nil where there is no such thing; nil and a message where it failed. */
int und_lua_none_or_fail(lua_State *L, const und_doc_box *box, und_status status)
{
    if (status != UND_NONE)
        return und_lua_fail(L, status, und_doc_message(box->doc));
    lua_pushnil(L);
    return 1;
}

void und_lua_push_language(lua_State *L, const und_doc_box *box, uint8_t language)
{
    const char *code = und_language_code(box->owner->packs, language);
    if (code == NULL || code[0] == '\0')
        lua_pushnil(L);
    else
        lua_pushstring(L, code);
}

void und_lua_push_style(lua_State *L, und_label_style style)
{
    const char *name = NULL;
    switch (style) {
    case UND_LABEL_NONE: break;
    case UND_LABEL_NUMBER: name = "number"; break;
    case UND_LABEL_LOWER: name = "lower"; break;
    case UND_LABEL_UPPER: name = "upper"; break;
    case UND_LABEL_ROMAN: name = "roman"; break;
    case UND_LABEL_UPPER_ROMAN: name = "upper-roman"; break;
    case UND_LABEL_DASH: name = "dash"; break;
    case UND_LABEL_HAN: name = "han"; break;
    case UND_LABEL_PREAMBULAR: name = "preambular"; break;
    case UND_LABEL_OPERATIVE: name = "operative"; break;
    case UND_LABEL_WORD: name = "word"; break;
    }
    if (name == NULL)
        lua_pushnil(L);
    else
        lua_pushstring(L, name);
}

/* ---- more arguments ---- */

und_kind und_lua_kind(lua_State *L, int index)
{
    const char *name = luaL_checkstring(L, index);
    for (int kind = 0; kind < UND_KIND_COUNT; kind++)
        if (strcmp(und_kind_name((und_kind)kind), name) == 0)
            return (und_kind)kind;
    (void)luaL_argerror(L, index, "the kind of a node expected");
    return UND_KIND_DOCUMENT;
}

const char *und_lua_optional_name(lua_State *L, int index)
{
    return lua_isnoneornil(L, index) ? NULL : luaL_checkstring(L, index);
}
