/* lua_letter.c - what letters ask for, in Lua: methods of documents. */
#include "face/lua_box.h"

/* A field `key` of the table at the top: words with their range, and their kind where they have one. */
static void set_words(lua_State *L, const char *key, const und_passage *words, const char *kind)
{
    if (words->text.length == 0)
        return;
    lua_createtable(L, 0, 6);
    und_lua_set_text(L, "text", words->text);
    if (kind != NULL)
        und_lua_set_name(L, "kind", kind);
    und_lua_set_number(L, "line", words->range.from.line);
    und_lua_set_number(L, "column", words->range.from.column);
    und_lua_set_number(L, "end_line", words->range.to.line);
    und_lua_set_number(L, "end_column", words->range.to.column);
    lua_setfield(L, -2, key);
}

/* doc:request(node): {node, act?, annexes?, writer?, organs, items, reference?}, words as {text, kind?, line, …}; nil: the
 * node is no request. */
static int doc_request(lua_State *L)
{
    und_doc_box *box = und_lua_doc(L);
    und_request request;
    und_status status = und_request_get(box->doc, und_lua_number(L, 2, UINT32_MAX), &request);
    if (status != UND_OK)
        return und_lua_none_or_fail(L, box, status);
    lua_createtable(L, 0, 7);
    und_lua_set_number(L, "node", request.node);
    set_words(L, "act", &request.act_words, und_request_act_name(request.act));
    set_words(L, "annexes", &request.annex_words, und_said_name(request.annexes));
    set_words(L, "writer", &request.gender_words, und_gender_name(request.gender));
    und_organ organ;
    und_passage words;
    lua_newtable(L);
    for (uint32_t n = 0; und_request_organ_get(box->doc, request.node, n, &organ, &words) == UND_OK; n++) {
        lua_newtable(L);
        set_words(L, "words", &words, NULL);
        und_lua_set_name(L, "organ", und_organ_name(organ));
        lua_rawseti(L, -2, (int)n + 1);
    }
    lua_setfield(L, -2, "organs");
    und_reference cited;
    if (request.reference != UND_NO_REFERENCE &&
        und_reference_get(box->doc, request.node, request.reference, &cited) == UND_OK) {
        set_words(L, "reference", &cited.words, NULL);
        und_lua_push_items(L, cited.items, cited.item_count);
        lua_setfield(L, -2, "items");
    }
    return 1;
}

const luaL_Reg und_lua_letter_methods[] = {
    {"request", doc_request},
    {NULL, NULL},
};
