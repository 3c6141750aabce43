/* lua_translate.c - the frame of a document in another language, in Lua. */
#include "face/lua_box.h"
#include "undoc/translate.h"

#include <string.h>

/* Parts and missing keys, gathered where no Lua is called: a head for each part, then its text and its source. */
typedef struct part_head {
    uint32_t node, first, last, line, lines;
    und_rendering how;
    size_t text, source;
} part_head;

typedef struct gathered {
    und_text_box *parts, *missing;
} gathered;

static bool note_part(void *context, const und_rendered *part)
{
    gathered *all = context;
    part_head head = {.node = part->node,
                      .first = part->first,
                      .last = part->last,
                      .line = part->line,
                      .lines = part->lines,
                      .how = part->how,
                      .text = part->text.length,
                      .source = part->source.length};
    return und_lua_gather(all->parts, (const char *)&head, sizeof head) &&
           und_lua_gather(all->parts, part->text.at, part->text.length) &&
           und_lua_gather(all->parts, part->source.at, part->source.length);
}

static bool note_missing(void *context, const char *key)
{
    gathered *all = context;
    return und_lua_gather(all->missing, key, strlen(key) + 1);
}

/* doc:translate(language): {{node, first, last, line, lines, how, text, source}, …}, {key of what is not known, …} */
static int doc_translate(lua_State *L)
{
    und_doc_box *box = und_lua_doc(L);
    und_bytes language = und_lua_bytes(L, 2);
    gathered all = {und_lua_box(L, sizeof(und_text_box), TEXT_TYPE), NULL};
    all.missing = und_lua_box(L, sizeof(und_text_box), TEXT_TYPE);
    und_status status = und_translate(box->doc, language, note_part, note_missing, &all);
    if (all.parts->failed || all.missing->failed)
        status = UND_E_MEMORY;
    if (status != UND_OK)
        return und_lua_fail(L, status, und_doc_message(box->doc));
    lua_newtable(L);
    const char *at = all.parts->at, *end = at + all.parts->used;
    for (int n = 1; at < end; n++) {
        part_head head;
        memcpy(&head, at, sizeof head);
        at += sizeof head;
        lua_createtable(L, 0, 8);
        und_lua_set_number(L, "node", head.node);
        und_lua_set_number(L, "first", head.first);
        und_lua_set_number(L, "last", head.last);
        und_lua_set_number(L, "line", head.line);
        und_lua_set_number(L, "lines", head.lines);
        und_lua_set_name(L, "how", und_rendering_name(head.how));
        und_lua_set_text(L, "text", (und_bytes){at, head.text});
        at += head.text;
        und_lua_set_text(L, "source", (und_bytes){at, head.source});
        at += head.source;
        lua_rawseti(L, -2, n);
    }
    lua_newtable(L);
    at = all.missing->at;
    end = at == NULL ? NULL : at + all.missing->used;
    for (int n = 1; at < end; n++) {
        lua_pushstring(L, at);
        at += strlen(at) + 1;
        lua_rawseti(L, -2, n);
    }
    und_lua_text_free(all.parts);
    und_lua_text_free(all.missing);
    return 2;
}

const luaL_Reg und_lua_translate_methods[] = {
    {"translate", doc_translate},
    {NULL, NULL},
};
