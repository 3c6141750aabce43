/* lua.c - the Lua module `undoc.core`: the core as Neovim's LuaJIT sees it. The only file that includes lua.h.
 *
 * Rules of this file, because any call into Lua may leave by longjmp:
 * - A userdata is made first, zeroed and given its metatable, and only then filled; `__gc` accepts what is half made
 *   and a second call.
 * - Nothing is owned by a C variable across a call that can throw. What a view writes is gathered in a userdata that
 *   lies on the stack, so that the collector frees it on every path.
 * - Misuse (a wrong type, a position out of range, a closed handle) throws. Bad data and a lack of memory are
 *   answered with nil and a message.
 * - Lines and columns count from 0 here, as in the core and in Neovim's API; the JSON of the views counts from 1.
 */
#include "undoc/json.h"
#include "undoc/undoc.h"

#include <lauxlib.h>
#include <lua.h>
#include <stdlib.h>
#include <string.h>

#define PACKS_TYPE "undoc.packs"
#define DOC_TYPE "undoc.doc"
#define TEXT_TYPE "undoc.text"

#define LINES_ON_STACK 64u /* an edit by hand changes a line or two: those need no allocation */

/* The packs stay open until the last of their documents is closed, in whatever order the collector comes by. */
typedef struct packs_box {
    und_packs *packs;
    size_t documents;
    bool closing;
} packs_box;

typedef struct doc_box {
    und_doc *doc;
    packs_box *owner; /* kept alive by the environment of this userdata */
} doc_box;

typedef struct text_box {
    void *at;
    size_t used;
    size_t room;
    bool failed;
} text_box;

/* ---- boxes ---- */

static void *new_box(lua_State *L, size_t size, const char *type)
{
    void *box = lua_newuserdata(L, size);
    memset(box, 0, size);
    luaL_getmetatable(L, type);
    lua_setmetatable(L, -2);
    return box;
}

static void packs_release(packs_box *box)
{
    if (box->closing && box->documents == 0) {
        und_packs_close(box->packs);
        box->packs = NULL;
    }
}

static int packs_gc(lua_State *L)
{
    packs_box *box = luaL_checkudata(L, 1, PACKS_TYPE);
    box->closing = true;
    packs_release(box);
    return 0;
}

static int doc_gc(lua_State *L)
{
    doc_box *box = luaL_checkudata(L, 1, DOC_TYPE);
    und_doc_close(box->doc);
    box->doc = NULL;
    if (box->owner != NULL) {
        box->owner->documents--;
        packs_release(box->owner);
        box->owner = NULL;
    }
    return 0;
}

static void text_free(text_box *box)
{
    free(box->at);
    memset(box, 0, sizeof *box);
}

static int text_gc(lua_State *L)
{
    text_free(luaL_checkudata(L, 1, TEXT_TYPE));
    return 0;
}

static packs_box *check_packs(lua_State *L)
{
    packs_box *box = luaL_checkudata(L, 1, PACKS_TYPE);
    if (box->packs == NULL || box->closing)
        (void)luaL_error(L, "undoc: the packs are closed");
    return box;
}

static doc_box *check_doc(lua_State *L)
{
    doc_box *box = luaL_checkudata(L, 1, DOC_TYPE);
    if (box->doc == NULL)
        (void)luaL_error(L, "undoc: the document is closed");
    return box;
}

static uint32_t check_number(lua_State *L, int index, uint32_t most)
{
    luaL_checktype(L, index, LUA_TNUMBER); /* no string that reads as one */
    lua_Number number = lua_tonumber(L, index);
    if (!(number >= 0 && number <= (lua_Number)most) || number != (lua_Number)(uint32_t)number)
        (void)luaL_argerror(L, index, lua_pushfstring(L, "a whole number from 0 to %f expected", (lua_Number)most));
    return (uint32_t)number;
}

static und_bytes check_bytes(lua_State *L, int index)
{
    und_bytes bytes;
    luaL_checktype(L, index, LUA_TSTRING); /* a number would be changed in place, in the caller's table */
    bytes.at = lua_tolstring(L, index, &bytes.length);
    return bytes;
}

static und_bytes optional_bytes(lua_State *L, int index)
{
    if (lua_isnoneornil(L, index))
        return (und_bytes){"", 0};
    return check_bytes(L, index);
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
static int fail(lua_State *L, und_status status, const char *message)
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
static bool gather(void *context, const char *at, size_t length)
{
    text_box *box = context;
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
static int answer(lua_State *L, text_box *box, und_status status, const char *message)
{
    if (box->failed)
        status = UND_E_MEMORY;
    if (status != UND_OK)
        return fail(L, status, message);
    lua_pushlstring(L, box->at == NULL ? "" : box->at, box->used);
    text_free(box); /* a big text need not wait for the collector */
    return 1;
}

/* ---- documents ---- */

static int doc_splice(lua_State *L)
{
    doc_box *box = check_doc(L);
    uint32_t first = check_number(L, 2, UINT32_MAX);
    uint32_t last = check_number(L, 3, UINT32_MAX);
    luaL_checktype(L, 4, LUA_TTABLE);
    uint32_t from = lua_isnoneornil(L, 5) ? 1 : check_number(L, 5, INT32_MAX);
    uint32_t to = lua_isnoneornil(L, 6) ? (uint32_t)lua_objlen(L, 4) : check_number(L, 6, INT32_MAX);
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
        return fail(L, status, und_doc_message(box->doc));
    lua_pushnumber(L, und_doc_line_count(box->doc));
    return 1;
}

static int doc_revision(lua_State *L)
{
    lua_pushnumber(L, und_doc_revision(check_doc(L)->doc));
    return 1;
}

static int doc_line_count(lua_State *L)
{
    lua_pushnumber(L, und_doc_line_count(check_doc(L)->doc));
    return 1;
}

static int doc_node_count(lua_State *L)
{
    lua_pushnumber(L, und_node_count(check_doc(L)->doc));
    return 1;
}

static void push_language(lua_State *L, const doc_box *box, uint8_t language)
{
    const char *code = und_language_code(box->owner->packs, language);
    if (code == NULL || code[0] == '\0')
        lua_pushnil(L);
    else
        lua_pushstring(L, code);
}

static void push_style(lua_State *L, und_label_style style)
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

/* Several values and no table: a table costs more than everything else here. */
static int doc_node(lua_State *L)
{
    const doc_box *box = check_doc(L);
    uint32_t id = check_number(L, 2, UINT32_MAX);
    uint32_t revision = lua_isnoneornil(L, 3) ? und_doc_revision(box->doc) : check_number(L, 3, UINT32_MAX);
    und_node node;
    und_status status = und_node_get(box->doc, revision, id, &node);
    if (status != UND_OK)
        return fail(L, status, und_doc_message(box->doc));
    lua_pushstring(L, und_kind_name(node.kind));
    lua_pushnumber(L, node.depth);
    lua_pushnumber(L, node.parent);
    lua_pushnumber(L, node.first);
    lua_pushnumber(L, node.last);
    lua_pushnumber(L, node.label);
    push_style(L, node.style);
    push_language(L, box, node.language);
    return 8;
}

/* Where the words that open a node lie on its first line: what is before them is the label. */
static int doc_opening(lua_State *L)
{
    const doc_box *box = check_doc(L);
    und_node node;
    und_status status = und_node_get(box->doc, und_doc_revision(box->doc), check_number(L, 2, UINT32_MAX), &node);
    if (status != UND_OK)
        return fail(L, status, und_doc_message(box->doc));
    if (node.first >= und_doc_line_count(box->doc))
        return 0; /* a document without lines */
    und_opener opener;
    status = und_opener_get(box->doc, node.id, &opener);
    if (status == UND_E_MEMORY)
        return fail(L, status, und_doc_message(box->doc));
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
    const doc_box *box = check_doc(L);
    lua_pushnumber(L, und_node_at(box->doc, check_number(L, 2, UINT32_MAX)));
    return 1;
}

static int doc_kind(lua_State *L)
{
    lua_pushstring(L, und_doc_kind_name(und_doc_kind_of(check_doc(L)->doc)));
    return 1;
}

static int doc_language(lua_State *L)
{
    const doc_box *box = check_doc(L);
    push_language(L, box, und_doc_language(box->doc));
    return 1;
}

static int doc_is_one(lua_State *L)
{
    lua_pushboolean(L, und_doc_is_one(check_doc(L)->doc));
    return 1;
}

static int doc_parse_json(lua_State *L)
{
    doc_box *box = check_doc(L);
    und_bytes name = optional_bytes(L, 2);
    text_box *text = new_box(L, sizeof *text, TEXT_TYPE);
    und_status status = und_write_parse(box->doc, name, gather, text);
    return answer(L, text, status, und_doc_message(box->doc));
}

static int doc_findings_json(lua_State *L)
{
    doc_box *box = check_doc(L);
    und_bytes name = optional_bytes(L, 2);
    text_box *text = new_box(L, sizeof *text, TEXT_TYPE);
    und_status status = und_write_findings(box->doc, name, gather, text);
    return answer(L, text, status, und_doc_message(box->doc));
}

static int doc_outline_json(lua_State *L)
{
    doc_box *box = check_doc(L);
    text_box *text = new_box(L, sizeof *text, TEXT_TYPE);
    und_status status = und_write_outline(box->doc, gather, text);
    return answer(L, text, status, und_doc_message(box->doc));
}

static int doc_explain_json(lua_State *L)
{
    doc_box *box = check_doc(L);
    uint32_t line = check_number(L, 2, UINT32_MAX);
    text_box *text = new_box(L, sizeof *text, TEXT_TYPE);
    und_status status = und_write_explain(box->doc, line, gather, text);
    return answer(L, text, status, und_doc_message(box->doc));
}

/* ---- values of a document ---- */

static void set_number(lua_State *L, const char *key, lua_Number value)
{
    lua_pushnumber(L, value);
    lua_setfield(L, -2, key);
}

static void set_text(lua_State *L, const char *key, und_bytes text)
{
    lua_pushlstring(L, text.at == NULL ? "" : text.at, text.length);
    lua_setfield(L, -2, key);
}

/* Nothing where the name is empty. */
static void set_name(lua_State *L, const char *key, const char *name)
{
    if (name[0] == '\0')
        return;
    lua_pushstring(L, name);
    lua_setfield(L, -2, key);
}

/* "a"; "" for the item itself. */
static void set_item(lua_State *L, und_item item)
{
    char text[UND_ITEM_TEXT_MAX];
    set_number(L, "item", item.item);
    und_item_text(item, true, text);
    char *open = strchr(text, '('), *close = strchr(text, ')');
    lua_pushlstring(L, open == NULL ? "" : open + 1, open == NULL ? 0 : (size_t)(close - open - 1));
    lua_setfield(L, -2, "sub");
}

static void push_items(lua_State *L, const und_item *items, size_t count)
{
    lua_createtable(L, (int)count, 0);
    for (size_t i = 0; i < count; i++) {
        lua_createtable(L, 0, 2);
        set_item(L, items[i]);
        lua_rawseti(L, -2, (int)i + 1);
    }
}

/* nil where there is no such thing; nil and a message where it failed. */
static int none_or_fail(lua_State *L, const doc_box *box, und_status status)
{
    if (status != UND_NONE)
        return fail(L, status, und_doc_message(box->doc));
    lua_pushnil(L);
    return 1;
}

/* doc:reference_at(line, column): the reference whose words hold the byte. */
static int doc_reference_at(lua_State *L)
{
    doc_box *box = check_doc(L);
    und_place place = {check_number(L, 2, UINT32_MAX), check_number(L, 3, UINT32_MAX)};
    und_reference reference;
    und_status status = und_reference_at(box->doc, place, &reference);
    if (status != UND_OK)
        return none_or_fail(L, box, status);
    und_range range = reference.words.range;
    lua_createtable(L, 0, 8);
    set_name(L, "type", und_reference_type_name(reference.type));
    set_number(L, "node", reference.node);
    set_number(L, "line", range.from.line);
    set_number(L, "column", range.from.column);
    set_number(L, "end_line", range.to.line);
    set_number(L, "end_column", range.to.column);
    set_text(L, "text", reference.words.text);
    if (reference.items != NULL) {
        push_items(L, reference.items, reference.item_count);
        lua_setfield(L, -2, "items");
    }
    return 1;
}

/* doc:session(): {type, organ, number, other?, by} */
static int doc_session(lua_State *L)
{
    doc_box *box = check_doc(L);
    und_session session;
    und_status status = und_session_of_document(box->doc, &session);
    if (status != UND_OK)
        return none_or_fail(L, box, status);
    lua_createtable(L, 0, 5);
    set_name(L, "type", und_session_type_name(session.type));
    set_name(L, "organ", und_organ_name(session.organ));
    set_name(L, "by", und_session_source_name(session.source));
    set_number(L, "number", session.number);
    if (session.other != 0)
        set_number(L, "other", session.other);
    return 1;
}

/* doc:agenda_session(): the Assembly's session on whose agenda the items stand; nil and a sentence where it is none. */
static int doc_agenda_session(lua_State *L)
{
    doc_box *box = check_doc(L);
    uint32_t session;
    und_status status = und_session_of_items(box->doc, &session);
    if (status != UND_OK)
        return fail(L, status, und_doc_message(box->doc));
    lua_pushnumber(L, session);
    return 1;
}

typedef struct known_answers {
    size_t count;
    size_t text; /* bytes in `at` */
    struct {
        const char *key;
        size_t first, length, problem;
    } answer[UND_ANSWERS_MAX];
    char at[4 * UND_ANSWER_MAX];
} known_answers;

/* An und_known_answer. Calls nothing of Lua: the caller holds memory of its own. */
static bool note_answer(void *context, const char *key, und_bytes value, und_bytes problem)
{
    known_answers *known = context;
    if (known->count == UND_ANSWERS_MAX || value.length + problem.length > sizeof known->at - known->text)
        return false;
    known->answer[known->count].key = key;
    known->answer[known->count].first = known->text;
    known->answer[known->count].length = value.length;
    known->answer[known->count++].problem = problem.length;
    memcpy(known->at + known->text, value.at, value.length);
    known->text += value.length;
    if (problem.length > 0)
        memcpy(known->at + known->text, problem.at, problem.length);
    known->text += problem.length;
    return true;
}

/* doc:known(line): answers by key; then what can be no answer, {{key, text, message}, …} */
static int doc_known(lua_State *L)
{
    doc_box *box = check_doc(L);
    uint32_t line = check_number(L, 2, UINT32_MAX);
    known_answers *known = lua_newuserdata(L, sizeof *known);
    memset(known, 0, sizeof *known);
    und_status status = und_known(box->doc, line, note_answer, known);
    if (status != UND_OK)
        return fail(L, status, und_doc_message(box->doc));
    lua_newtable(L);
    lua_newtable(L);
    int left_out = 0;
    for (size_t i = 0; i < known->count; i++) {
        und_bytes value = {known->at + known->answer[i].first, known->answer[i].length};
        if (known->answer[i].problem == 0) {
            lua_pushlstring(L, value.at, value.length);
            lua_setfield(L, -3, known->answer[i].key);
            continue;
        }
        lua_createtable(L, 0, 3);
        set_name(L, "key", known->answer[i].key);
        set_text(L, "text", value);
        set_text(L, "message", (und_bytes){value.at + value.length, known->answer[i].problem});
        lua_rawseti(L, -2, ++left_out);
    }
    return 2;
}

static und_kind check_kind(lua_State *L, int index)
{
    const char *name = luaL_checkstring(L, index);
    for (int kind = 0; kind < UND_KIND_COUNT; kind++)
        if (strcmp(und_kind_name((und_kind)kind), name) == 0)
            return (und_kind)kind;
    (void)luaL_argerror(L, index, "the kind of a node expected");
    return UND_KIND_DOCUMENT;
}

/* doc:next_number(line, kind): of a paragraph that is put in before the line; nil where they are not numbered. */
static int doc_next_number(lua_State *L)
{
    doc_box *box = check_doc(L);
    uint32_t number;
    und_status status = und_next_number(box->doc, check_number(L, 2, UINT32_MAX), check_kind(L, 3), &number);
    if (status != UND_OK)
        return none_or_fail(L, box, status);
    lua_pushnumber(L, number);
    return 1;
}

/* doc:room_after(line, whole?): the line before which a paragraph can be put. */
static int doc_room_after(lua_State *L)
{
    doc_box *box = check_doc(L);
    uint32_t line;
    und_status status = und_room_after(box->doc, check_number(L, 2, UINT32_MAX), lua_toboolean(L, 3) != 0, &line);
    if (status != UND_OK)
        return fail(L, status, und_doc_message(box->doc));
    lua_pushnumber(L, line);
    return 1;
}

/* doc:ignore({code, …}): true; nil and a message for a code that no rule has. */
static int doc_ignore(lua_State *L)
{
    doc_box *box = check_doc(L);
    luaL_checktype(L, 2, LUA_TTABLE);
    size_t count = lua_objlen(L, 2);
    und_bytes *codes = lua_newuserdata(L, (count + 1) * sizeof *codes);
    for (size_t i = 0; i < count; i++) {
        lua_rawgeti(L, 2, (int)i + 1);
        if (lua_type(L, -1) != LUA_TSTRING)
            return luaL_argerror(L, 2, "a table of strings expected");
        codes[i].at = lua_tolstring(L, -1, &codes[i].length); /* lives as long as the table */
        lua_pop(L, 1);
    }
    und_status status = und_doc_ignore(box->doc, codes, count);
    if (status != UND_OK)
        return fail(L, status, und_doc_message(box->doc));
    lua_pushboolean(L, 1);
    return 1;
}

static int doc_finding_count(lua_State *L)
{
    doc_box *box = check_doc(L);
    uint32_t count;
    und_status status = und_finding_count(box->doc, &count);
    if (status != UND_OK)
        return fail(L, status, und_doc_message(box->doc));
    lua_pushnumber(L, count);
    return 1;
}

/* doc:entry_at(line): the outline's entry that holds the line, from 1, else the last before it. */
static int doc_entry_at(lua_State *L)
{
    doc_box *box = check_doc(L);
    uint32_t entry;
    und_status status = und_entry_at(box->doc, check_number(L, 2, UINT32_MAX), &entry);
    if (status != UND_OK)
        return none_or_fail(L, box, status);
    lua_pushnumber(L, (lua_Number)entry + 1);
    return 1;
}

/* doc:node_before(line): the last node that begins at the line or before it; 0: none. */
static int doc_node_before(lua_State *L)
{
    const doc_box *box = check_doc(L);
    uint32_t line = check_number(L, 2, UINT32_MAX);
    uint32_t low = 0, high = und_node_count(box->doc) - 1;
    while (low < high) {
        uint32_t middle = low + (high - low + 1) / 2;
        und_node node;
        (void)und_node_get(box->doc, und_doc_revision(box->doc), middle, &node);
        if (node.first <= line)
            low = middle;
        else
            high = middle - 1;
    }
    lua_pushnumber(L, low);
    return 1;
}

/* ---- packs ---- */

static int packs_doc(lua_State *L)
{
    packs_box *packs = check_packs(L);
    doc_box *box = new_box(L, sizeof *box, DOC_TYPE);
    /* The document borrows its packs: its environment keeps them. */
    lua_createtable(L, 1, 0);
    lua_pushvalue(L, 1);
    lua_rawseti(L, -2, 1);
    (void)lua_setfenv(L, -2);
    box->owner = packs;
    packs->documents++;
    und_status status = und_doc_open(packs->packs, &box->doc);
    if (status != UND_OK)
        return fail(L, status, und_packs_message(packs->packs));
    return 1;
}

static int packs_agenda_json(lua_State *L)
{
    packs_box *box = check_packs(L);
    uint32_t session = check_number(L, 2, UINT32_MAX);
    text_box *text = new_box(L, sizeof *text, TEXT_TYPE);
    und_status status = und_write_agenda(box->packs, session, gather, text);
    return answer(L, text, status, und_packs_message(box->packs));
}

typedef und_status (*packs_view)(und_packs *packs, und_sink sink, void *context);

static int packs_answer(lua_State *L, packs_view view)
{
    packs_box *box = check_packs(L);
    text_box *text = new_box(L, sizeof *text, TEXT_TYPE);
    und_status status = view(box->packs, gather, text);
    return answer(L, text, status, und_packs_message(box->packs));
}

static int packs_agenda_sessions_json(lua_State *L)
{
    return packs_answer(L, und_write_agenda_sessions);
}

static int packs_states_json(lua_State *L)
{
    return packs_answer(L, und_write_states);
}

static int packs_templates_json(lua_State *L)
{
    return packs_answer(L, und_write_templates);
}

static int packs_problems_json(lua_State *L)
{
    return packs_answer(L, und_write_problems);
}

static int packs_conflicts_json(lua_State *L)
{
    return packs_answer(L, und_write_conflicts);
}

static int packs_languages_json(lua_State *L)
{
    return packs_answer(L, und_write_languages);
}

/* packs:questions(template, language?): {{key = 'state', preset = '…'}, …} */
static int packs_questions(lua_State *L)
{
    und_packs *packs = check_packs(L)->packs;
    und_bytes name, language;
    name.at = luaL_checklstring(L, 2, &name.length);
    language.at = luaL_optlstring(L, 3, "", &language.length);
    lua_newtable(L);
    und_question question;
    und_status status;
    for (uint32_t n = 0; (status = und_question_get(packs, name, language, n, &question)) == UND_OK; n++) {
        lua_createtable(L, 0, 2);
        lua_pushstring(L, question.key);
        lua_setfield(L, -2, "key");
        if (question.preset.length > 0) {
            lua_pushlstring(L, question.preset.at, question.preset.length);
            lua_setfield(L, -2, "preset");
        }
        lua_rawseti(L, -2, (int)n + 1);
    }
    return status == UND_NONE ? 1 : fail(L, status, und_packs_message(packs));
}

/* packs:answer_values(key): the values that an answer can have; none for text, dates, numbers and States */
static int packs_answer_values(lua_State *L)
{
    und_packs *packs = check_packs(L)->packs;
    const char *key = luaL_checkstring(L, 2), *value;
    lua_newtable(L);
    for (uint32_t n = 0; (value = und_answer_value(packs, key, n)) != NULL; n++) {
        lua_pushstring(L, value);
        lua_rawseti(L, -2, (int)n + 1);
    }
    return 1;
}

/* packs:may_be_one(text): whether it is worth a closer look */
static int packs_may_be_one(lua_State *L)
{
    und_bytes text;
    packs_box *box = check_packs(L);
    text.at = luaL_checklstring(L, 2, &text.length);
    lua_pushboolean(L, und_may_be_one(box->packs, text));
    return 1;
}

/* packs:cache(path): true */
static int packs_cache(lua_State *L)
{
    packs_box *box = check_packs(L);
    const char *path = luaL_checkstring(L, 2);
    und_status status = und_packs_cache(box->packs, path);
    if (status != UND_OK)
        return fail(L, status, und_packs_message(box->packs));
    lua_pushboolean(L, 1);
    return 1;
}

/* packs:cached(): whether they are from a cache */
static int packs_cached(lua_State *L)
{
    lua_pushboolean(L, und_packs_are_cached(check_packs(L)->packs));
    return 1;
}

/* packs:import_agenda(text): the pack's YAML and its session. */
static int packs_import_agenda(lua_State *L)
{
    packs_box *box = check_packs(L);
    und_bytes text = check_bytes(L, 2);
    uint32_t session = 0;
    text_box *yaml = new_box(L, sizeof *yaml, TEXT_TYPE);
    und_status status = und_agenda_import(box->packs, text, NULL, gather, yaml, &session);
    int count = answer(L, yaml, status, und_packs_message(box->packs));
    if (count == 1) {
        lua_pushnumber(L, session);
        count = 2;
    }
    return count;
}

static int compare(und_bytes a, und_bytes b)
{
    size_t both = a.length < b.length ? a.length : b.length;
    int order = memcmp(a.at, b.at, both);
    if (order != 0)
        return order;
    return a.length < b.length ? -1 : a.length > b.length;
}

/* packs:draft(name, {key = value, …}) */
static int packs_draft(lua_State *L)
{
    packs_box *box = check_packs(L);
    und_bytes name = check_bytes(L, 2);
    luaL_checktype(L, 3, LUA_TTABLE);
    und_bytes keys[UND_ANSWERS_MAX];
    und_bytes values[UND_ANSWERS_MAX];
    size_t count = 0;
    lua_pushnil(L);
    while (lua_next(L, 3) != 0) {
        if (lua_type(L, -2) != LUA_TSTRING || lua_type(L, -1) != LUA_TSTRING)
            return luaL_argerror(L, 3, "a table of strings by name expected");
        if (count == UND_ANSWERS_MAX)
            return luaL_argerror(L, 3, lua_pushfstring(L, "more than %d values", (int)UND_ANSWERS_MAX));
        und_bytes key, value;
        key.at = lua_tolstring(L, -2, &key.length);
        value.at = lua_tolstring(L, -1, &value.length);
        lua_pop(L, 1);
        /* Lua's order differs from run to run; of two wrong values always the same one should be named. */
        size_t at = count++;
        for (; at > 0 && compare(keys[at - 1], key) > 0; at--) {
            keys[at] = keys[at - 1];
            values[at] = values[at - 1];
        }
        keys[at] = key;
        values[at] = value;
    }
    text_box *text = new_box(L, sizeof *text, TEXT_TYPE);
    und_status status = und_draft(box->packs, name, keys, values, count, gather, text);
    return answer(L, text, status, und_packs_message(box->packs));
}

/* ---- agendas ---- */

static const char *optional_name(lua_State *L, int index)
{
    return lua_isnoneornil(L, index) ? NULL : luaL_checkstring(L, index);
}

/* packs:parse_items(text, language?): {{item, sub}, …}; false where the text does not begin as items do; nil and a message
 * where it goes wrong. */
static int packs_parse_items(lua_State *L)
{
    packs_box *box = check_packs(L);
    und_item items[UND_ITEMS_MAX];
    size_t count;
    und_status status =
        und_items_read(box->packs, check_bytes(L, 2), optional_name(L, 3), items, UND_ITEMS_MAX, &count);
    if (status == UND_NONE)
        lua_pushboolean(L, 0);
    else if (status != UND_OK)
        return fail(L, status, und_packs_message(box->packs));
    else
        push_items(L, items, count);
    return 1;
}

/* packs:agenda(session): {session, source, complete, file, count, last} */
static int packs_agenda(lua_State *L)
{
    packs_box *box = check_packs(L);
    und_agenda_head head;
    und_status status = und_agenda_get(box->packs, check_number(L, 2, UINT32_MAX), &head);
    if (status != UND_OK)
        return fail(L, status, und_packs_message(box->packs));
    lua_createtable(L, 0, 6);
    set_number(L, "session", head.session);
    set_name(L, "source", head.source);
    set_name(L, "file", head.file);
    set_number(L, "count", head.entry_count);
    set_number(L, "last", head.last_item);
    lua_pushboolean(L, head.complete);
    lua_setfield(L, -2, "complete");
    return 1;
}

/* {item, sub, label, answer, title, titles = {en = …}} */
static void push_entry(lua_State *L, packs_box *box, uint32_t session, uint32_t entry, const char *language)
{
    und_agenda_line line;
    und_translation title;
    char text[UND_ITEM_TEXT_MAX];
    (void)und_agenda_line_get(box->packs, session, entry, &line);
    lua_createtable(L, 0, 6);
    set_item(L, line.item);
    und_item_text(line.item, false, text);
    set_name(L, "label", text);
    und_item_text(line.item, true, text);
    set_name(L, "answer", text);
    (void)und_agenda_line_title_for(box->packs, session, entry, language, &title);
    set_text(L, "title", title.text);
    lua_createtable(L, 0, (int)line.title_count);
    for (uint32_t n = 0; und_agenda_line_title(box->packs, session, entry, n, &title) == UND_OK; n++)
        set_text(L, title.language, title.text);
    lua_setfield(L, -2, "titles");
}

/* packs:agenda_item(session, item, sub, language?) */
static int packs_agenda_item(lua_State *L)
{
    packs_box *box = check_packs(L);
    uint32_t session = check_number(L, 2, UINT32_MAX);
    const char *language = optional_name(L, 5);
    und_item item = {.item = (uint16_t)check_number(L, 3, UINT16_MAX)};
    und_bytes sub = check_bytes(L, 4);
    if (sub.length > 0 && !und_item_sub_read(sub, &item.sub))
        return luaL_argerror(L, 4, "the letters of a sub-item expected");
    uint32_t entry;
    und_status status = und_agenda_line_find(box->packs, session, item, &entry);
    if (status != UND_OK)
        return fail(L, status, und_packs_message(box->packs));
    push_entry(L, box, session, entry, language);
    return 1;
}

/* packs:agenda_find(session, words, language?): all entries with these words in a title, in the order of the agenda */
static int packs_agenda_find(lua_State *L)
{
    packs_box *box = check_packs(L);
    uint32_t session = check_number(L, 2, UINT32_MAX);
    und_bytes words = check_bytes(L, 3);
    const char *language = optional_name(L, 4);
    und_agenda_head head;
    und_status status = und_agenda_get(box->packs, session, &head);
    if (status != UND_OK)
        return fail(L, status, und_packs_message(box->packs));
    lua_newtable(L);
    int count = 0;
    uint32_t entry;
    for (uint32_t from = 0; (status = und_agenda_search(box->packs, session, words, from, &entry)) == UND_OK;
         from = entry + 1) {
        push_entry(L, box, session, entry, language);
        lua_rawseti(L, -2, ++count);
    }
    return status == UND_NONE ? 1 : fail(L, status, und_packs_message(box->packs));
}

static int packs_agenda_sessions(lua_State *L)
{
    packs_box *box = check_packs(L);
    uint32_t session;
    und_status status;
    lua_newtable(L);
    for (uint32_t n = 0; (status = und_agenda_session_get(box->packs, n, &session)) == UND_OK; n++) {
        lua_pushnumber(L, session);
        lua_rawseti(L, -2, (int)n + 1);
    }
    return status == UND_NONE ? 1 : fail(L, status, und_packs_message(box->packs));
}

/* ---- the module ---- */

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
    packs_box *box = new_box(L, sizeof *box, PACKS_TYPE);
    und_status status = und_packs_open_cached(NULL, roots, count, cached, cached_count, &box->packs);
    if (status != UND_OK)
        return fail(L, status, box->packs == NULL ? NULL : und_packs_message(box->packs));
    return 1;
}

/* core.session(date): the session of the General Assembly that a day falls into; nil for what is no date. */
static int core_session(lua_State *L)
{
    und_date date;
    und_session session;
    if (!und_date_read(check_bytes(L, 1), &date) || und_session_of_date(date, &session) != UND_OK)
        lua_pushnil(L);
    else
        lua_pushnumber(L, session.number);
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

static const luaL_Reg doc_methods[] = {
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
    {"reference_at", doc_reference_at},
    {"session", doc_session},
    {"agenda_session", doc_agenda_session},
    {"known", doc_known},
    {"next_number", doc_next_number},
    {"room_after", doc_room_after},
    {"ignore", doc_ignore},
    {"finding_count", doc_finding_count},
    {"entry_at", doc_entry_at},
    {"node_before", doc_node_before},
    {"parse_json", doc_parse_json},
    {"findings_json", doc_findings_json},
    {"outline_json", doc_outline_json},
    {"explain_json", doc_explain_json},
    {"close", doc_gc},
    {NULL, NULL},
};

static const luaL_Reg packs_methods[] = {
    {"doc", packs_doc},
    {"questions", packs_questions},
    {"answer_values", packs_answer_values},
    {"may_be_one", packs_may_be_one},
    {"cache", packs_cache},
    {"cached", packs_cached},
    {"parse_items", packs_parse_items},
    {"agenda", packs_agenda},
    {"agenda_item", packs_agenda_item},
    {"agenda_find", packs_agenda_find},
    {"agenda_sessions", packs_agenda_sessions},
    {"agenda_json", packs_agenda_json},
    {"agenda_sessions_json", packs_agenda_sessions_json},
    {"states_json", packs_states_json},
    {"templates_json", packs_templates_json},
    {"problems_json", packs_problems_json},
    {"conflicts_json", packs_conflicts_json},
    {"languages_json", packs_languages_json},
    {"import_agenda", packs_import_agenda},
    {"draft", packs_draft},
    {NULL, NULL},
};

static const luaL_Reg no_methods[] = {{NULL, NULL}};

static void register_type(lua_State *L, const char *type, lua_CFunction gc, const luaL_Reg *methods)
{
    if (luaL_newmetatable(L, type) != 0) {
        lua_pushcfunction(L, gc);
        lua_setfield(L, -2, "__gc");
        lua_newtable(L);
        luaL_register(L, NULL, methods);
        lua_setfield(L, -2, "__index");
        lua_pushstring(L, type);
        lua_setfield(L, -2, "__metatable"); /* `__gc` is nobody else's to call */
    }
    lua_pop(L, 1);
}

__attribute__((visibility("default"))) int luaopen_undoc_core(lua_State *L);

int luaopen_undoc_core(lua_State *L)
{
    register_type(L, PACKS_TYPE, packs_gc, packs_methods);
    register_type(L, DOC_TYPE, doc_gc, doc_methods);
    register_type(L, TEXT_TYPE, text_gc, no_methods);
    lua_newtable(L);
    lua_pushcfunction(L, core_packs);
    lua_setfield(L, -2, "packs");
    lua_pushcfunction(L, core_session);
    lua_setfield(L, -2, "session");
    lua_pushcfunction(L, core_codes);
    lua_setfield(L, -2, "codes");
    lua_pushnumber(L, UND_ABI);
    lua_setfield(L, -2, "abi");
    lua_pushstring(L, UND_VERSION);
    lua_setfield(L, -2, "version");
    return 1;
}
