/* lua_tokens.c - what the words of a text are, and where it names States, in Lua. */
#include "face/lua_box.h"
#include "undoc/mention.h"
#include "undoc/token.h"

#include <string.h>

/* Gathered where no Lua is called. */
static bool note_token(void *context, const und_token *token)
{
    return und_lua_gather(context, (const char *)token, sizeof *token);
}

static unsigned modifiers_of(const und_token *token)
{
    return (token->role == UND_OPENER_PREAMBULAR ? 1u : 0u) | (token->role == UND_OPENER_OPERATIVE ? 2u : 0u);
}

/* doc:tokens(first, last): {lines on, bytes on, bytes, kind from 0, modifiers, …}, as the protocol of language servers
 * counts them: from the token before, and in a line of its own from the line's beginning. */
static int doc_tokens(lua_State *L)
{
    und_doc_box *box = und_lua_doc(L);
    uint32_t first = und_lua_number(L, 2, UINT32_MAX), last = und_lua_number(L, 3, UINT32_MAX);
    und_text_box *text = und_lua_box(L, sizeof *text, TEXT_TYPE);
    und_status status = und_tokens(box->doc, first, last, note_token, text);
    if (text->failed)
        status = UND_E_MEMORY;
    if (status != UND_OK)
        return und_lua_fail(L, status, und_doc_message(box->doc));
    size_t count = text->used / sizeof(und_token);
    lua_createtable(L, (int)(count * 5), 0);
    uint32_t line = 0, column = 0;
    for (size_t n = 0; n < count; n++) {
        const und_token *token = (const und_token *)text->at + n;
        uint32_t from = token->line == line ? column : 0;
        const lua_Number values[] = {token->line - line, token->column - from, token->length, token->kind,
                                     modifiers_of(token)};
        for (int i = 0; i < 5; i++) {
            lua_pushnumber(L, values[i]);
            lua_rawseti(L, -2, (int)n * 5 + i + 1);
        }
        line = token->line;
        column = token->column;
    }
    und_lua_text_free(text);
    return 1;
}

/* core.token_kinds(): their names, in the order of their numbers. */
int und_lua_token_kinds(lua_State *L)
{
    lua_newtable(L);
    for (int kind = 0; kind < UND_TOKEN_KIND_COUNT; kind++) {
        lua_pushstring(L, und_token_kind_name((und_token_kind)kind));
        lua_rawseti(L, -2, kind + 1);
    }
    return 1;
}

/* {code, of, former, line, …, name = {line, …}} */
static void push_mention(lua_State *L, const und_doc_box *box, const und_mention *mention)
{
    lua_createtable(L, 0, 9);
    und_lua_set_name(L, "code", mention->code);
    und_lua_push_language(L, box, mention->language);
    lua_setfield(L, -2, "language");
    lua_pushboolean(L, mention->with_of);
    lua_setfield(L, -2, "of");
    lua_pushboolean(L, mention->former);
    lua_setfield(L, -2, "former");
    und_lua_set_range(L, mention->range);
    lua_createtable(L, 0, 4);
    und_lua_set_range(L, mention->name);
    lua_setfield(L, -2, "name");
}

/* doc:mention_at(line, column): the State whose name holds the byte; nil: none does. */
static int doc_mention_at(lua_State *L)
{
    und_doc_box *box = und_lua_doc(L);
    und_place place = {und_lua_number(L, 2, UINT32_MAX), und_lua_number(L, 3, UINT32_MAX)};
    und_mention mention;
    und_status status = und_mention_at(box->doc, place, &mention);
    if (status != UND_OK)
        return und_lua_none_or_fail(L, box, status);
    push_mention(L, box, &mention);
    return 1;
}

/* doc:mentions(code): where the whole text names that State. */
static int doc_mentions(lua_State *L)
{
    und_doc_box *box = und_lua_doc(L);
    const char *code = luaL_checkstring(L, 2);
    int found = 0;
    lua_newtable(L);
    for (uint32_t id = 1; id < und_node_count(box->doc); id++) {
        und_mention mention;
        und_status status;
        for (uint32_t n = 0; (status = und_mention_get(box->doc, id, n, &mention)) == UND_OK; n++) {
            if (strcmp(mention.code, code) != 0)
                continue;
            push_mention(L, box, &mention);
            lua_rawseti(L, -2, ++found);
        }
        if (status != UND_NONE)
            return und_lua_fail(L, status, und_doc_message(box->doc));
    }
    return 1;
}

const luaL_Reg und_lua_token_methods[] = {
    {"tokens", doc_tokens},
    {"mention_at", doc_mention_at},
    {"mentions", doc_mentions},
    {NULL, NULL},
};
