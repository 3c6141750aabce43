/* lua_packs.c - packs in Lua: their views, questions and drafts. */
#include "face/lua_box.h"
#include "undoc/draft.h"
#include "undoc/json.h"
#include "undoc/state.h"

#include <stdio.h>
#include <string.h>

static int packs_doc(lua_State *L)
{
    und_packs_box *packs = und_lua_packs(L);
    und_doc_box *box = und_lua_box(L, sizeof *box, DOC_TYPE);
    /* The document borrows its packs: its environment keeps them. */
    lua_createtable(L, 1, 0);
    lua_pushvalue(L, 1);
    lua_rawseti(L, -2, 1);
    (void)lua_setfenv(L, -2);
    box->owner = packs;
    packs->documents++;
    und_status status = und_doc_open(packs->packs, &box->doc);
    if (status != UND_OK)
        return und_lua_fail(L, status, und_packs_message(packs->packs));
    return 1;
}

static int packs_agenda_json(lua_State *L)
{
    und_packs_box *box = und_lua_packs(L);
    uint32_t session = und_lua_number(L, 2, UINT32_MAX);
    und_text_box *text = und_lua_box(L, sizeof *text, TEXT_TYPE);
    und_status status = und_write_agenda(box->packs, session, und_lua_gather, text);
    return und_lua_answer(L, text, status, und_packs_message(box->packs));
}

typedef und_status (*packs_view)(und_packs *packs, und_sink sink, void *context);

static int packs_answer(lua_State *L, packs_view view)
{
    und_packs_box *box = und_lua_packs(L);
    und_text_box *text = und_lua_box(L, sizeof *text, TEXT_TYPE);
    und_status status = view(box->packs, und_lua_gather, text);
    return und_lua_answer(L, text, status, und_packs_message(box->packs));
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
    und_packs *packs = und_lua_packs(L)->packs;
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
    return status == UND_NONE ? 1 : und_lua_fail(L, status, und_packs_message(packs));
}

/* packs:answer_keys(template?): the keys of answers, or those that the template has a use for */
static int packs_answer_keys(lua_State *L)
{
    und_packs *packs = und_lua_packs(L)->packs;
    und_bytes name, none = {"", 0};
    name.at = luaL_optlstring(L, 2, NULL, &name.length);
    const char *key;
    lua_newtable(L);
    for (uint32_t n = 0; (key = name.at == NULL ? und_answer_key(n) : und_draft_key(packs, name, none, n)) != NULL;
         n++) {
        lua_pushstring(L, key);
        lua_rawseti(L, -2, (int)n + 1);
    }
    return 1;
}

/* packs:templates_text(template?): what can be drafted, for people */
static int packs_templates_text(lua_State *L)
{
    und_packs_box *box = und_lua_packs(L);
    und_bytes name;
    name.at = luaL_optlstring(L, 2, "", &name.length);
    und_text_box *text = und_lua_box(L, sizeof *text, TEXT_TYPE);
    und_status status = und_print_templates(box->packs, name, und_lua_gather, text);
    return und_lua_answer(L, text, status, und_packs_message(box->packs));
}

/* packs:answer_values(key): the values that an answer can have; none for text, dates, numbers and States */
static int packs_answer_values(lua_State *L)
{
    und_packs *packs = und_lua_packs(L)->packs;
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
    und_packs_box *box = und_lua_packs(L);
    text.at = luaL_checklstring(L, 2, &text.length);
    lua_pushboolean(L, und_may_be_one(box->packs, text));
    return 1;
}

/* packs:cache(path): true */
static int packs_cache(lua_State *L)
{
    und_packs_box *box = und_lua_packs(L);
    const char *path = luaL_checkstring(L, 2);
    und_status status = und_packs_cache(box->packs, path);
    if (status != UND_OK)
        return und_lua_fail(L, status, und_packs_message(box->packs));
    lua_pushboolean(L, 1);
    return 1;
}

/* packs:cached(): whether they are from a cache */
static int packs_cached(lua_State *L)
{
    lua_pushboolean(L, und_packs_are_cached(und_lua_packs(L)->packs));
    return 1;
}

/* packs:import_agenda(text): the pack's YAML and its session. */
static int packs_import_agenda(lua_State *L)
{
    und_packs_box *box = und_lua_packs(L);
    und_bytes text = und_lua_bytes(L, 2);
    uint32_t session = 0;
    und_text_box *yaml = und_lua_box(L, sizeof *yaml, TEXT_TYPE);
    und_status status = und_agenda_import(box->packs, text, NULL, und_lua_gather, yaml, &session);
    int count = und_lua_answer(L, yaml, status, und_packs_message(box->packs));
    if (count == 1) {
        lua_pushnumber(L, session);
        count = 2;
    }
    return count;
}

/* packs:draft(name, {key = value, …}, plain?): a snippet, or plain text */
static int packs_draft(lua_State *L)
{
    und_packs_box *box = und_lua_packs(L);
    und_bytes name = und_lua_bytes(L, 2);
    und_bytes keys[UND_ANSWERS_MAX], values[UND_ANSWERS_MAX];
    size_t count = und_lua_read_answers(L, 3, keys, values);
    bool plain = lua_toboolean(L, 4);
    und_text_box *text = und_lua_box(L, sizeof *text, TEXT_TYPE);
    und_status status = plain ? und_draft_plain(box->packs, name, keys, values, count, und_lua_gather, text)
                              : und_draft(box->packs, name, keys, values, count, und_lua_gather, text);
    return und_lua_answer(L, text, status, und_packs_message(box->packs));
}

static void push_state(lua_State *L, const und_state_match *match)
{
    lua_createtable(L, 0, 4);
    und_lua_set_name(L, "code", match->code);
    und_lua_set_text(L, "name", match->name);
    und_lua_set_text(L, "typed", match->typed);
    lua_pushboolean(L, match->observer);
    lua_setfield(L, -2, "observer");
}

/* packs:state(text, language?): {code, name, typed, observer}; nil and a sentence where no State has that name */
static int packs_state(lua_State *L)
{
    und_packs_box *box = und_lua_packs(L);
    und_state_match match;
    und_status status = und_state_find(box->packs, und_lua_bytes(L, 2), und_lua_optional_name(L, 3), &match);
    if (status != UND_OK)
        return und_lua_fail(L, status, und_packs_message(box->packs));
    push_state(L, &match);
    return 1;
}

/* packs:date(text): "2021-03-05" for a day as people write it; nil */
static int packs_date(lua_State *L)
{
    und_packs_box *box = und_lua_packs(L);
    und_date date;
    char text[32];
    if (und_date_answer(box->packs, und_lua_bytes(L, 2), &date) != UND_OK)
        lua_pushnil(L);
    else
        lua_pushlstring(L, text,
                        (size_t)snprintf(text, sizeof text, "%04u-%02u-%02u", date.year, date.month, date.day));
    return 1;
}

#define MATCHES_MAX 512u /* over twice as many States as there are */

typedef struct matches {
    size_t count;
    und_state_match at[MATCHES_MAX];
} matches;

/* An und_state_seen. Calls nothing of Lua: the caller holds memory of its own. */
static bool note_state(void *context, const und_state_match *match)
{
    matches *list = context;
    if (list->count < MATCHES_MAX)
        list->at[list->count++] = *match;
    return true;
}

/* packs:states_matching(text, language?): {{code, name, typed, observer}, …}, the likeliest first */
static int packs_states_matching(lua_State *L)
{
    und_packs_box *box = und_lua_packs(L);
    und_bytes text = und_lua_bytes(L, 2);
    const char *language = und_lua_optional_name(L, 3);
    matches *list = lua_newuserdata(L, sizeof *list);
    list->count = 0;
    und_status status = und_states_matching(box->packs, text, language, note_state, list);
    if (status != UND_OK)
        return und_lua_fail(L, status, und_packs_message(box->packs));
    lua_createtable(L, (int)list->count, 0);
    for (size_t i = 0; i < list->count; i++) {
        push_state(L, &list->at[i]);
        lua_rawseti(L, -2, (int)i + 1);
    }
    return 1;
}

const luaL_Reg und_lua_packs_methods[] = {
    {"doc", packs_doc},
    {"questions", packs_questions},
    {"answer_keys", packs_answer_keys},
    {"answer_values", packs_answer_values},
    {"templates_text", packs_templates_text},
    {"may_be_one", packs_may_be_one},
    {"cache", packs_cache},
    {"cached", packs_cached},
    {"agenda_json", packs_agenda_json},
    {"agenda_sessions_json", packs_agenda_sessions_json},
    {"states_json", packs_states_json},
    {"templates_json", packs_templates_json},
    {"problems_json", packs_problems_json},
    {"conflicts_json", packs_conflicts_json},
    {"languages_json", packs_languages_json},
    {"import_agenda", packs_import_agenda},
    {"draft", packs_draft},
    {"date", packs_date},
    {"state", packs_state},
    {"states_matching", packs_states_matching},
    {NULL, NULL},
};
