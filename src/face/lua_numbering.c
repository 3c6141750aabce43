/* How a document counts, and what references name: methods of documents. */
#include "face/lua_box.h"

#include "undoc/numbering.h"

/* doc:number(node): {sequence, ordinal, count, regular, label, expected, line, column, end_line, end_column} */
static int doc_number(lua_State *L)
{
    und_doc_box *box = und_lua_doc(L);
    und_number number;
    und_sequence sequence;
    und_status status = und_number_get(box->doc, und_lua_number(L, 2, UINT32_MAX), &number);
    if (status == UND_OK)
        status = und_sequence_get(box->doc, number.sequence, &sequence);
    if (status != UND_OK)
        return und_lua_none_or_fail(L, box, status);
    char label[UND_LABEL_TEXT_MAX];
    lua_createtable(L, 0, 11);
    und_lua_set_name(L, "kind", und_sequence_kind_name(sequence.kind));
    und_lua_set_number(L, "sequence", number.sequence);
    und_lua_set_number(L, "ordinal", number.ordinal);
    und_lua_set_number(L, "count", sequence.count);
    lua_pushboolean(L, sequence.regular);
    lua_setfield(L, -2, "regular");
    und_label_text(number.style, number.label, label);
    und_lua_set_name(L, "label", label);
    und_label_text(number.style, number.expected, label);
    und_lua_set_name(L, "expected", label);
    und_lua_set_range(L, number.range);
    return 1;
}

static bool holds(und_range range, und_place place)
{
    bool after = place.line > range.from.line || (place.line == range.from.line && place.column >= range.from.column);
    return after && (place.line < range.to.line || (place.line == range.to.line && place.column < range.to.column));
}

/* The number of the reference at a place among those of its node. */
static und_status find_reference(und_doc *doc, und_place place, und_reference *out, uint32_t *n)
{
    und_status status = und_reference_at(doc, place, out);
    if (status != UND_OK)
        return status;
    uint32_t node = out->node;
    for (*n = 0; (status = und_reference_get(doc, node, *n, out)) == UND_OK; (*n)++)
        if (holds(out->words.range, place))
            return UND_OK;
    return status;
}

/* The member of a reference that holds a place, else its first; and whether its second end does. */
static und_status find_target(und_doc *doc, und_place place, uint32_t node, uint32_t n, uint32_t *target, bool *second)
{
    und_target got;
    und_status status;
    *target = 0;
    *second = false;
    for (uint32_t t = 0; (status = und_target_get(doc, node, n, t, &got)) == UND_OK; t++) {
        if (!holds(got.words.range, place))
            continue;
        *target = t;
        for (uint32_t i = 0; i < got.to_count; i++)
            *second = *second || holds(got.to[i].range, place);
        return UND_OK;
    }
    return status == UND_NONE ? UND_OK : status;
}

/* doc:target_at(line, column): {node?, missing, line?}: what the reference there names; nil: there is no reference. */
static int doc_target_at(lua_State *L)
{
    und_doc_box *box = und_lua_doc(L);
    und_place place = {und_lua_number(L, 2, UINT32_MAX), und_lua_number(L, 3, UINT32_MAX)};
    und_reference reference;
    uint32_t n, target, node = 0;
    bool second;
    und_missing_target missing;
    und_status status = find_reference(box->doc, place, &reference, &n);
    if (status == UND_OK)
        status = find_target(box->doc, place, reference.node, n, &target, &second);
    if (status != UND_OK)
        return und_lua_none_or_fail(L, box, status);
    und_status named = und_target_node(box->doc, reference.node, n, target, second, &node);
    und_status lacks = und_target_missing(box->doc, reference.node, n, target, second, &missing);
    if ((named != UND_OK && named != UND_NONE) || (lacks != UND_OK && lacks != UND_NONE))
        return und_lua_fail(L, UND_E_MEMORY, und_doc_message(box->doc));
    lua_createtable(L, 0, 3);
    lua_pushboolean(L, lacks == UND_OK);
    lua_setfield(L, -2, "missing");
    und_node found;
    if (named == UND_OK && und_node_get(box->doc, und_doc_revision(box->doc), node, &found) == UND_OK) {
        und_lua_set_number(L, "node", node);
        und_lua_set_number(L, "line", found.first);
    }
    return 1;
}

/* doc:referrers(node): {{node, line, column, end_line, end_column, text, part}, …}: the references to a node, and to its
 * parts. */
static int doc_referrers(lua_State *L)
{
    und_doc_box *box = und_lua_doc(L);
    uint32_t node = und_lua_number(L, 2, UINT32_MAX);
    und_referrer referrer;
    und_status status;
    lua_newtable(L);
    for (uint32_t n = 0; (status = und_referrer_get(box->doc, node, n, &referrer)) == UND_OK; n++) {
        und_reference reference;
        status = und_reference_get(box->doc, referrer.node, referrer.reference, &reference);
        if (status != UND_OK)
            break;
        lua_createtable(L, 0, 7);
        und_lua_set_number(L, "node", referrer.node);
        und_lua_set_range(L, reference.words.range);
        und_lua_set_text(L, "text", reference.words.text);
        lua_pushboolean(L, !referrer.last);
        lua_setfield(L, -2, "part");
        lua_rawseti(L, -2, (int)n + 1);
    }
    return status == UND_NONE ? 1 : und_lua_fail(L, status, und_doc_message(box->doc));
}

/* doc:referred(): {node, how often, …}: the nodes that references name, and how many do, those to their parts among them. */
static int doc_referred(lua_State *L)
{
    und_doc_box *box = und_lua_doc(L);
    uint32_t count = und_node_count(box->doc);
    int at = 0;
    und_status status = UND_NONE;
    lua_newtable(L);
    for (uint32_t node = 1; node < count && status == UND_NONE; node++) {
        und_referrer referrer;
        uint32_t n = 0;
        while ((status = und_referrer_get(box->doc, node, n, &referrer)) == UND_OK)
            n++;
        if (n == 0)
            continue;
        lua_pushnumber(L, node);
        lua_rawseti(L, -2, ++at);
        lua_pushnumber(L, n);
        lua_rawseti(L, -2, ++at);
    }
    return status == UND_NONE ? 1 : und_lua_fail(L, status, und_doc_message(box->doc));
}

/* doc:markers(node): {{number, footnote?, line, column, end_line, end_column}, …}: of footnotes, in the node's own text. */
static int doc_markers(lua_State *L)
{
    und_doc_box *box = und_lua_doc(L);
    uint32_t node = und_lua_number(L, 2, UINT32_MAX);
    und_marker marker;
    und_status status;
    lua_newtable(L);
    for (uint32_t n = 0; (status = und_marker_get(box->doc, node, n, &marker)) == UND_OK; n++) {
        lua_createtable(L, 0, 6);
        und_lua_set_number(L, "number", marker.number);
        if (marker.footnote != 0)
            und_lua_set_number(L, "footnote", marker.footnote);
        und_lua_set_range(L, marker.range);
        lua_rawseti(L, -2, (int)n + 1);
    }
    return status == UND_NONE ? 1 : und_lua_fail(L, status, und_doc_message(box->doc));
}

/* doc:footnote_markers(node): {{node, line, column, end_line, end_column}, …}: where the markers of a footnote stand. */
static int doc_footnote_markers(lua_State *L)
{
    und_doc_box *box = und_lua_doc(L);
    uint32_t footnote = und_lua_number(L, 2, UINT32_MAX), node, n_th;
    und_status status;
    lua_newtable(L);
    for (uint32_t n = 0; (status = und_footnote_marker_get(box->doc, footnote, n, &node, &n_th)) == UND_OK; n++) {
        und_marker marker;
        status = und_marker_get(box->doc, node, n_th, &marker);
        if (status != UND_OK)
            break;
        lua_createtable(L, 0, 5);
        und_lua_set_number(L, "node", node);
        und_lua_set_range(L, marker.range);
        lua_rawseti(L, -2, (int)n + 1);
    }
    return status == UND_NONE ? 1 : und_lua_fail(L, status, und_doc_message(box->doc));
}

/* doc:label_after(line): the label that the clause would have that comes after the innermost one at the line, as it is
 * written there: "(c)"; nil where that is not numbered. */
static int doc_label_after(lua_State *L)
{
    und_doc_box *box = und_lua_doc(L);
    uint32_t node = und_node_at(box->doc, und_lua_number(L, 2, UINT32_MAX));
    und_number number;
    und_status status = node == 0 ? UND_NONE : und_number_get(box->doc, node, &number);
    if (status != UND_OK)
        return und_lua_none_or_fail(L, box, status);
    und_label_look look;
    char text[UND_LABEL_WRITTEN_MAX];
    und_bytes line = und_doc_line(box->doc, number.range.from.line);
    und_bytes written = {line.at + number.range.from.column, number.range.to.column - number.range.from.column};
    status = und_label_look_read(written, number.style, &look);
    if (status == UND_OK)
        status = und_label_write(box->doc, &look, (uint16_t)(UND_LABEL_VALUE(number.label) + 1), text);
    if (status != UND_OK)
        return und_lua_none_or_fail(L, box, status == UND_E_ARGUMENT ? UND_NONE : status);
    lua_pushstring(L, text);
    return 1;
}

/* doc:label_like(text, value): a label that is written like `text`, with another value; nil: `text` is no number. */
static int doc_label_like(lua_State *L)
{
    und_doc_box *box = und_lua_doc(L);
    und_label_look look;
    char text[UND_LABEL_WRITTEN_MAX];
    und_status status = und_label_look_read(und_lua_bytes(L, 2), UND_LABEL_NUMBER, &look);
    if (status == UND_OK)
        status = und_label_write(box->doc, &look, (uint16_t)und_lua_number(L, 3, 0x3fff), text);
    if (status != UND_OK)
        return und_lua_none_or_fail(L, box, status);
    lua_pushstring(L, text);
    return 1;
}

const luaL_Reg und_lua_numbering_methods[] = {
    {"number", doc_number},
    {"label_after", doc_label_after},
    {"label_like", doc_label_like},
    {"target_at", doc_target_at},
    {"referrers", doc_referrers},
    {"referred", doc_referred},
    {"markers", doc_markers},
    {"footnote_markers", doc_footnote_markers},
    {NULL, NULL},
};
