/* lua_box.h - what the files of the Lua module share. They alone include Lua's headers, and through this file.
 *
 * Rules of the module, because any call into Lua may leave by longjmp:
 * - A userdata is made first, zeroed and given its metatable, and only then filled; `__gc` accepts what is half made
 *   and a second call.
 * - Nothing is owned by a C variable across a call that can throw. What a view writes is gathered in a userdata that
 *   lies on the stack, so that the collector frees it on every path.
 * - Misuse (a wrong type, a position out of range, a closed handle) throws. Bad data and a lack of memory are
 *   answered with nil and a message.
 * - Lines and columns count from 0 here, as in the core and in Neovim's API; the JSON of the views counts from 1.
 */
#ifndef UNDOC_LUA_BOX_H
#define UNDOC_LUA_BOX_H

#include "undoc/draft.h"
#include "undoc/reading.h"

#include <lauxlib.h>
#include <lua.h>

#define PACKS_TYPE "undoc.packs"
#define DOC_TYPE "undoc.doc"
#define TEXT_TYPE "undoc.text"
#define PLAN_TYPE "undoc.plan"
#define SETTLEMENT_TYPE "undoc.settlement"
#define SETTINGS_TYPE "undoc.settings"

/* ---- boxes: handles in userdata ---- */

/* The packs stay open until the last of their documents is closed, in whatever order the collector comes by. */
typedef struct und_packs_box {
    und_packs *packs;
    size_t documents;
    bool closing;
} und_packs_box;

typedef struct und_doc_box {
    und_doc *doc;
    und_packs_box *owner; /* kept alive by the environment of this userdata */
} und_doc_box;

typedef struct und_text_box {
    void *at;
    size_t used;
    size_t room;
    bool failed;
} und_text_box;

/* Leaves the zeroed box on the stack. */
void *und_lua_box(lua_State *L, size_t size, const char *type);
int und_lua_packs_gc(lua_State *L);
int und_lua_doc_gc(lua_State *L);
int und_lua_text_gc(lua_State *L);
int und_lua_plan_gc(lua_State *L);
int und_lua_settlement_gc(lua_State *L);
int und_lua_settings_gc(lua_State *L);

/* ---- arguments: each throws when it is another thing ---- */

und_packs_box *und_lua_packs(lua_State *L); /* the first argument, open */
und_doc_box *und_lua_doc(lua_State *L);     /* the same */
uint32_t und_lua_number(lua_State *L, int index, uint32_t most);
/* Lives as long as the string on the stack, or the table that it came from. */
und_bytes und_lua_bytes(lua_State *L, int index);
und_bytes und_lua_optional_bytes(lua_State *L, int index);
/* NULL where nothing is given. */
const char *und_lua_optional_name(lua_State *L, int index);
und_kind und_lua_kind(lua_State *L, int index);

/* ---- answers ---- */

/* nil and a message; throws where the caller is to blame. */
int und_lua_fail(lua_State *L, und_status status, const char *message);
/* nil where there is no such thing; nil and a message where it failed. */
int und_lua_none_or_fail(lua_State *L, const und_doc_box *box, und_status status);
/* An und_sink into an und_text_box. Calls nothing of Lua: the writer above it holds memory of its own. */
bool und_lua_gather(void *context, const char *at, size_t length);
/* What a view has written, as a string. `box` lies at the top of the stack. */
int und_lua_answer(lua_State *L, und_text_box *box, und_status status, const char *message);
void und_lua_text_free(und_text_box *box);

/* Answers by key, in the order of their keys; how many. They stand as long as the table. Throws where it is no such table. */
size_t und_lua_read_answers(lua_State *L, int index, und_bytes keys[UND_ANSWERS_MAX],
                            und_bytes values[UND_ANSWERS_MAX]);

/* ---- parts of answers: fields of the table at the top of the stack ---- */

void und_lua_set_number(lua_State *L, const char *key, lua_Number value);
void und_lua_set_text(lua_State *L, const char *key, und_bytes text);
/* Nothing where the name is empty. */
void und_lua_set_name(lua_State *L, const char *key, const char *name);
/* `line`, `column`, `end_line`, `end_column`. */
void und_lua_set_range(lua_State *L, und_range range);
/* A field of words: `text`, `kind` where it has one, and their range. Nothing where there are no words. */
void und_lua_set_passage(lua_State *L, const char *key, const und_passage *words, const char *kind);
/* `item`, and `sub`: "a"; "" for the item itself. */
void und_lua_set_item(lua_State *L, und_item item);
/* Pushes {{item, sub}, …}. */
void und_lua_push_items(lua_State *L, const und_item *items, size_t count);
/* nil where nothing tells. */
void und_lua_push_language(lua_State *L, const und_doc_box *box, uint8_t language);
void und_lua_push_style(lua_State *L, und_label_style style);

/* The last node that begins at a line or before it; 0: none. A node's own text comes before its children's. */
uint32_t und_lua_node_before(const und_doc *doc, uint32_t line);

/* ---- methods, by subject: lua.c registers them ---- */

extern const luaL_Reg und_lua_doc_methods[];
extern const luaL_Reg und_lua_reading_methods[];
extern const luaL_Reg und_lua_letter_methods[];
extern const luaL_Reg und_lua_answers_methods[];
extern const luaL_Reg und_lua_translate_methods[];
extern const luaL_Reg und_lua_markup_methods[];
extern const luaL_Reg und_lua_masthead_methods[];
extern const luaL_Reg und_lua_numbering_methods[];
extern const luaL_Reg und_lua_object_methods[];
extern const luaL_Reg und_lua_plan_methods[];
extern const luaL_Reg und_lua_brackets_methods[];
extern const luaL_Reg und_lua_completion_methods[];
extern const luaL_Reg und_lua_token_methods[];
extern const luaL_Reg und_lua_packs_methods[];
extern const luaL_Reg und_lua_agenda_methods[];
extern const luaL_Reg und_lua_rules_methods[];
/* Functions of the module. */
extern const luaL_Reg und_lua_rules_functions[];

int und_lua_token_kinds(lua_State *L); /* a function of the module itself */

#endif
