/* lua_reading.c - what was worked out of a document, in Lua: values, findings, what a draft needs of it. */
#include "face/lua_box.h"
#include "undoc/draft.h"

#include <string.h>

/* {type, node, line, column, end_line, end_column, text, where, items?} */
static void push_reference(lua_State *L, const und_reference *reference)
{
    lua_createtable(L, 0, 9);
    und_lua_set_name(L, "type", und_reference_type_name(reference->type));
    und_lua_set_number(L, "node", reference->node);
    und_lua_set_range(L, reference->words.range);
    und_lua_set_text(L, "text", reference->words.text);
    und_lua_set_name(L, "where", und_whereabouts_name(reference->where));
    if (reference->items != NULL) {
        und_lua_push_items(L, reference->items, reference->item_count);
        lua_setfield(L, -2, "items");
    }
}

/* doc:reference_at(line, column): the reference whose words hold the byte. */
static int doc_reference_at(lua_State *L)
{
    und_doc_box *box = und_lua_doc(L);
    und_place place = {und_lua_number(L, 2, UINT32_MAX), und_lua_number(L, 3, UINT32_MAX)};
    und_reference reference;
    und_status status = und_reference_at(box->doc, place, &reference);
    if (status != UND_OK)
        return und_lua_none_or_fail(L, box, status);
    push_reference(L, &reference);
    return 1;
}

/* A list of {kind, line, column, end_line, end_column, name?, session?, year?}: what a reference names. */
static void push_targets(lua_State *L, und_doc *doc, uint32_t node, uint32_t reference)
{
    und_target target;
    lua_newtable(L);
    for (uint32_t n = 0; und_target_get(doc, node, reference, n, &target) == UND_OK; n++) {
        lua_createtable(L, 0, 8);
        und_lua_set_name(L, "kind", und_target_kind_name(target.kind));
        und_lua_set_range(L, target.words.range);
        if (target.name.length > 0)
            und_lua_set_text(L, "name", target.name);
        und_lua_set_name(L, "session_type", und_session_type_name(target.session_type));
        if (target.session != 0)
            und_lua_set_number(L, "session", target.session);
        if (target.year != 0)
            und_lua_set_number(L, "year", target.year);
        lua_rawseti(L, -2, (int)n + 1);
    }
}

/* doc:references(first, last): those of the nodes that have text of their own in lines [first, last), each with `targets`. */
static int doc_references(lua_State *L)
{
    und_doc_box *box = und_lua_doc(L);
    uint32_t first = und_lua_number(L, 2, UINT32_MAX), last = und_lua_number(L, 3, UINT32_MAX);
    uint32_t revision = und_doc_revision(box->doc), count = und_node_count(box->doc);
    uint32_t before = und_lua_node_before(box->doc, first), id = before > 0 ? before : 1;
    int found = 0;
    lua_newtable(L);
    for (und_node node; id < count && und_node_get(box->doc, revision, id, &node) == UND_OK && node.first < last;
         id++) {
        und_reference reference;
        und_status status;
        for (uint32_t n = 0; (status = und_reference_get(box->doc, id, n, &reference)) == UND_OK; n++) {
            if (reference.words.range.to.line < first || reference.words.range.from.line >= last)
                continue;
            push_reference(L, &reference);
            push_targets(L, box->doc, id, n);
            lua_setfield(L, -2, "targets");
            lua_rawseti(L, -2, ++found);
        }
        if (status != UND_NONE)
            return und_lua_fail(L, status, und_doc_message(box->doc));
    }
    return 1;
}

/* doc:opener(node): {role?, attested, text, line, column, end_line, end_column}; nil where its first line has no word. */
static int doc_opener(lua_State *L)
{
    und_doc_box *box = und_lua_doc(L);
    und_opener opener;
    und_status status = und_opener_get(box->doc, und_lua_number(L, 2, UINT32_MAX), &opener);
    if (status != UND_OK)
        return und_lua_none_or_fail(L, box, status);
    lua_createtable(L, 0, 7);
    if (opener.role != UND_OPENER_NONE)
        und_lua_set_name(L, "role", und_opener_role_name(opener.role));
    lua_pushboolean(L, opener.attested);
    lua_setfield(L, -2, "attested");
    und_lua_set_text(L, "text", opener.words.text);
    und_lua_set_range(L, opener.words.range);
    return 1;
}

/* doc:letter_at(line): {node, form, addressee?, state?, title dates and words as {text, line, …}}; nil: there is none. */
static int doc_letter_at(lua_State *L)
{
    und_doc_box *box = und_lua_doc(L);
    und_letter letter;
    und_status status = und_letter_at(box->doc, und_lua_number(L, 2, UINT32_MAX), &letter);
    if (status != UND_OK)
        return und_lua_none_or_fail(L, box, status);
    lua_createtable(L, 0, 8);
    und_lua_set_number(L, "node", letter.node);
    und_lua_set_name(L, "form", und_letter_form_name(letter.form));
    und_lua_set_name(L, "addressee", und_addressee_name(letter.addressee));
    if (letter.state != NULL)
        und_lua_set_name(L, "state", letter.state);
    und_lua_set_passage(L, "date", &letter.date_words, "");
    und_lua_set_passage(L, "to", &letter.addressee_words, "");
    und_lua_set_passage(L, "sender", &letter.sender_words, "");
    return 1;
}

/* doc:masthead_field(name): {text, line, column, end_line, end_column} of the first of that name; nil: there is none. */
static int doc_masthead_field(lua_State *L)
{
    und_doc_box *box = und_lua_doc(L);
    const char *name = luaL_checkstring(L, 2);
    for (int field = 0; field < UND_FIELD_COUNT; field++) {
        if (strcmp(und_field_name((und_field)field), name) != 0)
            continue;
        und_masthead_field found;
        und_status status = und_masthead_field_get(box->doc, (und_field)field, 0, &found);
        if (status != UND_OK)
            return und_lua_none_or_fail(L, box, status);
        lua_createtable(L, 0, 5);
        und_lua_set_text(L, "text", found.words.text);
        und_lua_set_range(L, found.words.range);
        return 1;
    }
    return luaL_argerror(L, 2, "the name of a field expected");
}

/* doc:session(): {type, organ, number, other?, by} */
static int doc_session(lua_State *L)
{
    und_doc_box *box = und_lua_doc(L);
    und_session session;
    und_status status = und_session_of_document(box->doc, &session);
    if (status != UND_OK)
        return und_lua_none_or_fail(L, box, status);
    lua_createtable(L, 0, 5);
    und_lua_set_name(L, "type", und_session_type_name(session.type));
    und_lua_set_name(L, "organ", und_organ_name(session.organ));
    und_lua_set_name(L, "by", und_session_source_name(session.source));
    und_lua_set_number(L, "number", session.number);
    if (session.other != 0)
        und_lua_set_number(L, "other", session.other);
    return 1;
}

/* doc:agenda_session(): the Assembly's session on whose agenda the items stand; nil and a sentence where it is none. */
static int doc_agenda_session(lua_State *L)
{
    und_doc_box *box = und_lua_doc(L);
    uint32_t session;
    und_status status = und_session_of_items(box->doc, &session);
    if (status != UND_OK)
        return und_lua_fail(L, status, und_doc_message(box->doc));
    lua_pushnumber(L, session);
    return 1;
}

/* doc:next_number(line, kind): of a paragraph that is put in before the line; nil where they are not numbered. */
static int doc_next_number(lua_State *L)
{
    und_doc_box *box = und_lua_doc(L);
    uint32_t number;
    und_status status = und_next_number(box->doc, und_lua_number(L, 2, UINT32_MAX), und_lua_kind(L, 3), &number);
    if (status != UND_OK)
        return und_lua_none_or_fail(L, box, status);
    lua_pushnumber(L, number);
    return 1;
}

/* doc:room_after(line, whole?): the line before which a paragraph can be put. */
static int doc_room_after(lua_State *L)
{
    und_doc_box *box = und_lua_doc(L);
    uint32_t line;
    und_status status = und_room_after(box->doc, und_lua_number(L, 2, UINT32_MAX), lua_toboolean(L, 3) != 0, &line);
    if (status != UND_OK)
        return und_lua_fail(L, status, und_doc_message(box->doc));
    lua_pushnumber(L, line);
    return 1;
}

/* doc:ignore({code, …}): true; nil and a message for a code that no rule has. */
static int doc_ignore(lua_State *L)
{
    und_doc_box *box = und_lua_doc(L);
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
        return und_lua_fail(L, status, und_doc_message(box->doc));
    lua_pushboolean(L, 1);
    return 1;
}

static int doc_finding_count(lua_State *L)
{
    und_doc_box *box = und_lua_doc(L);
    uint32_t count;
    und_status status = und_finding_count(box->doc, &count);
    if (status != UND_OK)
        return und_lua_fail(L, status, und_doc_message(box->doc));
    lua_pushnumber(L, count);
    return 1;
}

/* doc:entry_at(line): the outline's entry that holds the line, from 1, else the last before it. */
static int doc_entry_at(lua_State *L)
{
    und_doc_box *box = und_lua_doc(L);
    uint32_t entry;
    und_status status = und_entry_at(box->doc, und_lua_number(L, 2, UINT32_MAX), &entry);
    if (status != UND_OK)
        return und_lua_none_or_fail(L, box, status);
    lua_pushnumber(L, (lua_Number)entry + 1);
    return 1;
}

#define BYTES_A_COLUMN 8u /* of letters with accents and of wide ones, more than they take */

/* The beginning of a text for so many columns: as many bytes where they are plain, else more than enough of them. */
static und_bytes beginning(und_bytes text, uint32_t columns)
{
    size_t plain = 0;
    while (plain < text.length && plain < columns && text.at[plain] >= ' ' && text.at[plain] <= '~')
        plain++;
    size_t most = plain == columns ? plain : (size_t)columns * BYTES_A_COLUMN;
    if (most >= text.length)
        return text;
    while (most > 0 && ((unsigned char)text.at[most] & 0xc0) == 0x80)
        most--;
    return (und_bytes){text.at, most};
}

/* doc:entry(n, columns): depth, first line, line after the last, node, number of the n-th entry of the outline, from 1, and
 * where columns are given of its title what they have room for, at the least; nil: no more. */
static int doc_entry(lua_State *L)
{
    und_doc_box *box = und_lua_doc(L);
    uint32_t n = und_lua_number(L, 2, UINT32_MAX);
    und_entry entry;
    und_status status = n == 0 ? UND_NONE : und_entry_get(box->doc, n - 1, &entry);
    if (status != UND_OK)
        return und_lua_none_or_fail(L, box, status);
    lua_pushnumber(L, entry.depth);
    lua_pushnumber(L, entry.first);
    lua_pushnumber(L, entry.last);
    lua_pushnumber(L, entry.node);
    if (entry.number.length > 0)
        lua_pushlstring(L, entry.number.at, entry.number.length);
    else
        lua_pushnil(L);
    if (lua_isnoneornil(L, 3))
        return 5;
    und_bytes title = beginning(entry.title, und_lua_number(L, 3, UINT16_MAX));
    lua_pushlstring(L, title.at, title.length);
    return 6;
}

/* Bytes of the character at `at`, 1 of what is no UTF-8; one that the text's end cuts off is one, as Neovim has it. */
static size_t character(und_bytes text, size_t at)
{
    unsigned char c = (unsigned char)text.at[at];
    size_t bytes = c < 0xc2 || c > 0xf4 ? 1 : c < 0xe0 ? 2 : c < 0xf0 ? 3 : 4;
    size_t there = bytes < text.length - at ? bytes : text.length - at;
    for (size_t i = 1; i < there; i++)
        if (((unsigned char)text.at[at + i] & 0xc0) != 0x80)
            return 1;
    return there;
}

/* doc:units(line, encoding): how long a line is in an encoding of the protocol, "utf-8", "utf-16" or "utf-32". */
static int doc_units(lua_State *L)
{
    const und_doc_box *box = und_lua_doc(L);
    und_bytes line = und_doc_line(box->doc, und_lua_number(L, 2, UINT32_MAX));
    const char *encoding = luaL_checkstring(L, 3);
    bool pairs = strcmp(encoding, "utf-16") == 0;
    size_t units = line.length;
    if (pairs || strcmp(encoding, "utf-32") == 0) {
        units = 0;
        for (size_t at = 0, bytes; at < line.length; at += bytes) {
            bytes = character(line, at);
            units += bytes == 4 && pairs ? 2 : 1;
        }
    }
    lua_pushnumber(L, (lua_Number)units);
    return 1;
}

/* doc:entries(): all entries of the outline: {{node, depth, kind, number?, title, lines = {first, last}, findings}, …}, depth
 * from 0, lines from 1. */
static int doc_entries(lua_State *L)
{
    und_doc_box *box = und_lua_doc(L);
    uint32_t count;
    und_entry entry;
    und_status status = und_entry_count(box->doc, &count);
    if (status != UND_OK)
        return und_lua_fail(L, status, und_doc_message(box->doc));
    lua_createtable(L, (int)count, 0);
    for (uint32_t n = 0; n < count && (status = und_entry_get(box->doc, n, &entry)) == UND_OK; n++) {
        lua_createtable(L, 0, 7);
        und_lua_set_number(L, "node", entry.node);
        und_lua_set_number(L, "depth", entry.depth);
        lua_pushstring(L, und_kind_name(entry.kind));
        lua_setfield(L, -2, "kind");
        if (entry.number.length > 0)
            und_lua_set_text(L, "number", entry.number);
        und_lua_set_text(L, "title", entry.title);
        lua_createtable(L, 2, 0);
        lua_pushnumber(L, (lua_Number)entry.first + 1);
        lua_rawseti(L, -2, 1);
        lua_pushnumber(L, entry.last);
        lua_rawseti(L, -2, 2);
        lua_setfield(L, -2, "lines");
        und_lua_set_number(L, "findings", entry.findings);
        lua_rawseti(L, -2, (int)n + 1);
    }
    return status == UND_OK ? 1 : und_lua_fail(L, status, und_doc_message(box->doc));
}

/* doc:length(first, last): words, and Chinese characters, of lines [first, last) */
static int doc_length(lua_State *L)
{
    und_doc_box *box = und_lua_doc(L);
    und_length length;
    und_status status =
        und_text_length(box->doc, und_lua_number(L, 2, UINT32_MAX), und_lua_number(L, 3, UINT32_MAX), &length);
    if (status != UND_OK)
        return und_lua_fail(L, status, und_doc_message(box->doc));
    lua_pushnumber(L, length.words);
    lua_pushnumber(L, length.han);
    return 2;
}

/* doc:placeholders(): places that a draft left open, {{line, column, end line, end column}, …} */
static int doc_placeholders(lua_State *L)
{
    und_doc_box *box = und_lua_doc(L);
    und_place from = {0, 0};
    und_range range;
    lua_newtable(L);
    for (int count = 1; und_placeholder_next(box->doc, from, &range) == UND_OK; count++) {
        const uint32_t values[] = {range.from.line, range.from.column, range.to.line, range.to.column};
        lua_createtable(L, 4, 0);
        for (int i = 0; i < 4; i++) {
            lua_pushnumber(L, values[i]);
            lua_rawseti(L, -2, i + 1);
        }
        lua_rawseti(L, -2, count);
        from = range.to;
    }
    return 1;
}

const luaL_Reg und_lua_reading_methods[] = {
    {"reference_at", doc_reference_at},
    {"references", doc_references},
    {"opener", doc_opener},
    {"letter_at", doc_letter_at},
    {"masthead_field", doc_masthead_field},
    {"session", doc_session},
    {"agenda_session", doc_agenda_session},
    {"next_number", doc_next_number},
    {"room_after", doc_room_after},
    {"ignore", doc_ignore},
    {"finding_count", doc_finding_count},
    {"placeholders", doc_placeholders},
    {"length", doc_length},
    {"entry_at", doc_entry_at},
    {"entry", doc_entry},
    {"units", doc_units},
    {"entries", doc_entries},
    {NULL, NULL},
};
