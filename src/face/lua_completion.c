/* lua_completion.c - what may stand at a place, in Lua. */
#include "face/lua_box.h"
#include "undoc/completion.h"

#include <stdlib.h>
#include <string.h>

/* What was given, gathered where no Lua is called: kind, text and detail, each ended by a NUL that none of them has. */
typedef struct gathered {
    und_text_box *box;
    uint32_t count;
} gathered;

static bool note(void *context, const und_candidate *candidate)
{
    gathered *all = context;
    const char kind = (char)candidate->kind;
    all->count++;
    return und_lua_gather(all->box, &kind, 1) && und_lua_gather(all->box, candidate->text.at, candidate->text.length) &&
           und_lua_gather(all->box, "", 1) &&
           und_lua_gather(all->box, candidate->detail.at, candidate->detail.length) && und_lua_gather(all->box, "", 1);
}

/* doc:complete(line, column): the column where what is typed begins, and {{kind, text, detail?}, …} */
static int doc_complete(lua_State *L)
{
    und_doc_box *box = und_lua_doc(L);
    und_place place = {und_lua_number(L, 2, UINT32_MAX), und_lua_number(L, 3, UINT32_MAX)}, from;
    und_text_box *text = und_lua_box(L, sizeof *text, TEXT_TYPE);
    gathered all = {text, 0};
    und_status status = und_complete(box->doc, place, &from, note, &all);
    if (text->failed)
        status = UND_E_MEMORY;
    if (status != UND_OK)
        return und_lua_fail(L, status, und_doc_message(box->doc));
    lua_pushnumber(L, from.column);
    lua_createtable(L, (int)all.count, 0);
    const char *at = text->at;
    for (uint32_t n = 0; n < all.count; n++) {
        lua_createtable(L, 0, 3);
        und_lua_set_name(L, "kind", und_candidate_kind_name((und_candidate_kind)*at++));
        lua_pushstring(L, at);
        lua_setfield(L, -2, "text");
        at += strlen(at) + 1;
        und_lua_set_name(L, "detail", at);
        at += strlen(at) + 1;
        lua_rawseti(L, -2, (int)n + 1);
    }
    und_lua_text_free(text);
    return 2;
}

const luaL_Reg und_lua_completion_methods[] = {
    {"complete", doc_complete},
    {NULL, NULL},
};
