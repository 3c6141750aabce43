/* lua_answers.c - what a document says that answers the questions of templates, in Lua: methods of documents. */
#include "face/lua_box.h"
#include "undoc/draft.h"

#include <string.h>

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

/* Pushes {key = value, …}, then what can be no answer, {{key, text, message}, …}. */
static int push_answers(lua_State *L, const known_answers *known)
{
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
        und_lua_set_name(L, "key", known->answer[i].key);
        und_lua_set_text(L, "text", value);
        und_lua_set_text(L, "message", (und_bytes){value.at + value.length, known->answer[i].problem});
        lua_rawseti(L, -2, ++left_out);
    }
    return 2;
}

static known_answers *new_answers(lua_State *L)
{
    known_answers *known = lua_newuserdata(L, sizeof *known);
    memset(known, 0, sizeof *known);
    return known;
}

/* doc:known(line): answers by key; then what can be no answer. */
static int doc_known(lua_State *L)
{
    und_doc_box *box = und_lua_doc(L);
    uint32_t line = und_lua_number(L, 2, UINT32_MAX);
    known_answers *known = new_answers(L);
    und_status status = und_known(box->doc, line, note_answer, known);
    return status == UND_OK ? push_answers(L, known) : und_lua_fail(L, status, und_doc_message(box->doc));
}

/* doc:answers(): the name of the template that writes such documents, the answers by key, what can be no answer; nil: no
 * template does. */
static int doc_answers(lua_State *L)
{
    und_doc_box *box = und_lua_doc(L);
    known_answers *known = new_answers(L);
    const char *name;
    und_status status = und_answers_of(box->doc, &name, note_answer, known);
    if (status != UND_OK)
        return und_lua_none_or_fail(L, box, status);
    lua_pushstring(L, name);
    return 1 + push_answers(L, known);
}

static int compare(und_bytes a, und_bytes b)
{
    size_t both = a.length < b.length ? a.length : b.length;
    int order = memcmp(a.at, b.at, both);
    if (order != 0)
        return order;
    return a.length < b.length ? -1 : a.length > b.length;
}

size_t und_lua_read_answers(lua_State *L, int index, und_bytes keys[UND_ANSWERS_MAX], und_bytes values[UND_ANSWERS_MAX])
{
    luaL_checktype(L, index, LUA_TTABLE);
    size_t count = 0;
    lua_pushnil(L);
    while (lua_next(L, index) != 0) {
        if (lua_type(L, -2) != LUA_TSTRING || lua_type(L, -1) != LUA_TSTRING)
            return (size_t)luaL_argerror(L, index, "a table of strings by name expected");
        if (count == UND_ANSWERS_MAX)
            return (size_t)luaL_argerror(L, index, lua_pushfstring(L, "more than %d values", (int)UND_ANSWERS_MAX));
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
    return count;
}

/* doc:draft_next(answers): the next document after this one, as text; nil and a message. */
static int doc_draft_next(lua_State *L)
{
    und_doc_box *box = und_lua_doc(L);
    und_bytes keys[UND_ANSWERS_MAX], values[UND_ANSWERS_MAX];
    size_t count = und_lua_read_answers(L, 2, keys, values);
    und_text_box *text = und_lua_box(L, sizeof *text, TEXT_TYPE);
    und_status status = und_draft_next(box->doc, keys, values, count, und_lua_gather, text);
    return und_lua_answer(L, text, status, und_doc_message(box->doc));
}

const luaL_Reg und_lua_answers_methods[] = {
    {"known", doc_known},
    {"answers", doc_answers},
    {"draft_next", doc_draft_next},
    {NULL, NULL},
};
