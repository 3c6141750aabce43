/* lua_brackets.c - what is not agreed, and what settles it, in Lua. */
#include "face/lua_box.h"
#include "undoc/json.h"

#include <string.h>

/* A settlement in a userdata, so that it is closed whatever is thrown. */
typedef struct settlement_box {
    und_settlement *settlement;
} settlement_box;

int und_lua_settlement_gc(lua_State *L)
{
    settlement_box *box = luaL_checkudata(L, 1, SETTLEMENT_TYPE);
    und_settlement_close(box->settlement);
    box->settlement = NULL;
    return 0;
}

/* ---- what there is ---- */

/* doc:brackets_json(): as und_write_brackets writes it. */
static int doc_brackets_json(lua_State *L)
{
    und_doc_box *box = und_lua_doc(L);
    und_text_box *text = und_lua_box(L, sizeof *text, TEXT_TYPE);
    und_status status = und_write_brackets(box->doc, (und_bytes){"", 0}, und_lua_gather, text);
    return und_lua_answer(L, text, status, und_doc_message(box->doc));
}

/* doc:negotiation(): how many are open, in how many paragraphs, how many are broken, how many "agreed" there are. */
static int doc_negotiation(lua_State *L)
{
    und_doc_box *box = und_lua_doc(L);
    und_negotiation all;
    und_status status = und_negotiation_get(box->doc, &all);
    if (status != UND_OK)
        return und_lua_fail(L, status, und_doc_message(box->doc));
    lua_pushnumber(L, all.open);
    lua_pushnumber(L, all.clauses);
    lua_pushnumber(L, all.broken);
    lua_pushnumber(L, all.agreed);
    return 4;
}

/* ---- what is shown of them ---- */

typedef struct painter {
    lua_State *L;
    const und_doc *doc;
    uint32_t top, bottom;
    int count; /* of values in the table at the top of the stack */
} painter;

static void push_value(painter *p, uint32_t value)
{
    lua_pushnumber(p->L, value);
    lua_rawseti(p->L, -2, ++p->count);
}

/* Four values for each line of a range: line, first and last column, what it is. */
static void paint(painter *p, und_range range, const char *what)
{
    uint32_t first = range.from.line > p->top ? range.from.line : p->top;
    uint32_t last = range.to.line < p->bottom ? range.to.line : p->bottom;
    for (uint32_t line = first; line <= last; line++) {
        uint32_t length = (uint32_t)und_doc_line(p->doc, line).length;
        uint32_t from = line == range.from.line ? range.from.column : 0;
        uint32_t to = line == range.to.line ? range.to.column : length;
        if (to <= from)
            continue;
        push_value(p, line);
        push_value(p, from);
        push_value(p, to);
        lua_pushstring(p->L, what);
        lua_rawseti(p->L, -2, ++p->count);
    }
}

/* The bracket itself, at the beginning or the end of a range: one byte, or three of a full-width one. */
static und_range delimiter(const und_doc *doc, und_range range, bool opens)
{
    und_bytes line = und_doc_line(doc, opens ? range.from.line : range.to.line);
    uint32_t column = opens ? range.from.column : range.to.column;
    uint32_t bytes;
    if (opens)
        bytes = column < line.length && (unsigned char)line.at[column] >= 0x80 ? 3 : 1;
    else
        bytes = column >= 3 && (unsigned char)line.at[column - 1] >= 0x80 ? 3 : 1;
    und_place at = opens ? range.from : range.to;
    return opens ? (und_range){at, {at.line, at.column + bytes}}
                 : (und_range){{at.line, at.column < bytes ? 0 : at.column - bytes}, at};
}

static void paint_parties(painter *p, und_doc *doc, uint32_t n)
{
    und_party party;
    for (uint32_t i = 0; und_party_get(doc, n, i, &party) == UND_OK; i++)
        paint(p, party.words.range, "party");
}

static void paint_text(painter *p, und_doc *doc, uint32_t n, const und_bracket *bracket)
{
    static const char *const depths[] = {"bracket1", "bracket2", "bracket3"};
    const char *depth = depths[bracket->depth % 3];
    und_range option, next;
    if (bracket->state != UND_BRACKET_WHOLE) {
        paint(p, bracket->range, "broken");
        return;
    }
    if (bracket->depth == 0)
        paint(p, bracket->text, "text");
    paint(p, delimiter(p->doc, bracket->range, true), depth);
    paint(p, delimiter(p->doc, bracket->range, false), depth);
    for (uint32_t i = 0; i + 1 < bracket->option_count; i++)
        if (und_bracket_option_get(doc, n, i, &option) == UND_OK &&
            und_bracket_option_get(doc, n, i + 1, &next) == UND_OK)
            paint(p, (und_range){option.to, next.from}, depth);
    paint_parties(p, doc, n);
}

/* doc:bracket_marks(top, bottom): what to paint in these lines, both included: {line, first, last, what, …}. */
static int doc_bracket_marks(lua_State *L)
{
    und_doc_box *box = und_lua_doc(L);
    painter p = {L, box->doc, und_lua_number(L, 2, UINT32_MAX), und_lua_number(L, 3, UINT32_MAX), 0};
    und_bracket bracket;
    lua_newtable(L);
    for (uint32_t n = 0; und_bracket_get(box->doc, n, &bracket) == UND_OK && bracket.range.from.line <= p.bottom; n++) {
        if (bracket.range.to.line < p.top || bracket.type == UND_BRACKET_CLAUSE)
            continue;
        if (bracket.type == UND_BRACKET_TEXT) {
            paint_text(&p, box->doc, n, &bracket);
        } else {
            paint(&p, bracket.range, bracket.stance == UND_STANCE_AGREED ? "agreed" : "remark");
            paint_parties(&p, box->doc, n);
        }
    }
    return 1;
}

/* doc:bracket_lines(): {first, last, depth, …} of the brackets that go over several lines, from 0, both included. */
static int doc_bracket_lines(lua_State *L)
{
    und_doc_box *box = und_lua_doc(L);
    painter p = {L, box->doc, 0, 0, 0};
    und_bracket bracket;
    lua_newtable(L);
    for (uint32_t n = 0; und_bracket_get(box->doc, n, &bracket) == UND_OK; n++) {
        if (bracket.type != UND_BRACKET_TEXT || bracket.state != UND_BRACKET_WHOLE ||
            bracket.range.from.line == bracket.range.to.line)
            continue;
        push_value(&p, bracket.range.from.line);
        push_value(&p, bracket.range.to.line);
        push_value(&p, bracket.depth);
    }
    return 1;
}

/* ---- settling ---- */

static und_choice check_choice(lua_State *L, int index, int most)
{
    const char *name = luaL_checkstring(L, index);
    for (int choice = 0; choice < most; choice++)
        if (strcmp(und_choice_name((und_choice)choice), name) == 0)
            return (und_choice)choice;
    (void)luaL_argerror(L, index, "accept, drop or keep expected");
    return UND_CHOICE_KEEP;
}

/* A settlement as a plan is: `changes`, no moves and no notes; `settled` and `left`. */
static int answer_settlement(lua_State *L, und_doc_box *box, settlement_box *made, und_status status)
{
    if (status != UND_OK)
        return und_lua_none_or_fail(L, box, status);
    und_settled all = und_settlement_get(made->settlement);
    und_change change;
    lua_createtable(L, 0, 7);
    und_lua_set_number(L, "revision", all.revision);
    und_lua_set_number(L, "settled", all.settled);
    und_lua_set_number(L, "left", all.left);
    lua_pushboolean(L, true);
    lua_setfield(L, -2, "possible");
    lua_newtable(L);
    lua_setfield(L, -2, "moves");
    lua_newtable(L);
    lua_setfield(L, -2, "notes");
    lua_newtable(L);
    for (uint32_t n = 0; und_settlement_change_get(made->settlement, n, &change) == UND_OK; n++) {
        lua_createtable(L, 0, 8);
        und_lua_set_range(L, change.range);
        und_lua_set_name(L, "why", und_change_name(change.kind));
        und_lua_set_number(L, "node", change.node);
        und_lua_set_text(L, "old", change.old_text);
        und_lua_set_text(L, "new", change.new_text);
        lua_rawseti(L, -2, (int)n + 1);
    }
    lua_setfield(L, -2, "changes");
    return 1;
}

/* doc:settle_at(line, column, choice): nil: there is nothing. */
static int doc_settle_at(lua_State *L)
{
    und_doc_box *box = und_lua_doc(L);
    und_place place = {und_lua_number(L, 2, UINT32_MAX), und_lua_number(L, 3, UINT32_MAX)};
    und_choice choice = check_choice(L, 4, UND_CHOICE_KEEP);
    settlement_box *made = und_lua_box(L, sizeof *made, SETTLEMENT_TYPE);
    return answer_settlement(L, box, made, und_settle_at(box->doc, place, choice, &made->settlement));
}

/* doc:settle(first, last, choice, party): nil: there is nothing in these lines. */
static int doc_settle(lua_State *L)
{
    und_doc_box *box = und_lua_doc(L);
    uint32_t first = und_lua_number(L, 2, UINT32_MAX), last = und_lua_number(L, 3, UINT32_MAX);
    und_choice choice = check_choice(L, 4, UND_CHOICE_KEEP);
    und_bytes party = und_lua_optional_bytes(L, 5);
    settlement_box *made = und_lua_box(L, sizeof *made, SETTLEMENT_TYPE);
    return answer_settlement(L, box, made, und_settle(box->doc, first, last, party, choice, &made->settlement));
}

/* doc:clean(choice): the text, and how many brackets could not be settled. */
static int doc_clean(lua_State *L)
{
    und_doc_box *box = und_lua_doc(L);
    und_choice choice = check_choice(L, 2, UND_CHOICE_COUNT);
    settlement_box *made = und_lua_box(L, sizeof *made, SETTLEMENT_TYPE);
    und_status status = und_clean(box->doc, choice, &made->settlement);
    if (status != UND_OK)
        return und_lua_fail(L, status, und_doc_message(box->doc));
    und_text_box *text = und_lua_box(L, sizeof *text, TEXT_TYPE);
    status = und_settlement_text(made->settlement, box->doc, und_lua_gather, text);
    int values = und_lua_answer(L, text, status, und_doc_message(box->doc));
    if (values != 1)
        return values;
    lua_pushnumber(L, und_settlement_get(made->settlement).left);
    return 2;
}

const luaL_Reg und_lua_brackets_methods[] = {
    {"brackets_json", doc_brackets_json},
    {"negotiation", doc_negotiation},
    {"bracket_marks", doc_bracket_marks},
    {"bracket_lines", doc_bracket_lines},
    {"settle_at", doc_settle_at},
    {"settle", doc_settle},
    {"clean", doc_clean},
    {NULL, NULL},
};
