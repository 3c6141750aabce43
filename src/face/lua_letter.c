/* lua_letter.c - what letters ask for, in Lua: methods of documents. */
#include "face/lua_box.h"

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
    und_lua_set_passage(L, "act", &request.act_words, und_request_act_name(request.act));
    und_lua_set_passage(L, "annexes", &request.annex_words, und_said_name(request.annexes));
    und_lua_set_passage(L, "writer", &request.gender_words, und_gender_name(request.gender));
    und_organ organ;
    und_passage words;
    lua_newtable(L);
    for (uint32_t n = 0; und_request_organ_get(box->doc, request.node, n, &organ, &words) == UND_OK; n++) {
        lua_newtable(L);
        und_lua_set_passage(L, "words", &words, "");
        und_lua_set_name(L, "organ", und_organ_name(organ));
        lua_rawseti(L, -2, (int)n + 1);
    }
    lua_setfield(L, -2, "organs");
    und_reference cited;
    if (request.reference != UND_NO_REFERENCE &&
        und_reference_get(box->doc, request.node, request.reference, &cited) == UND_OK) {
        und_lua_set_passage(L, "reference", &cited.words, "");
        und_lua_push_items(L, cited.items, cited.item_count);
        lua_setfield(L, -2, "items");
    }
    return 1;
}

const luaL_Reg und_lua_letter_methods[] = {
    {"request", doc_request},
    {NULL, NULL},
};
