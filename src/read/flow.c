#include "read/flow.h"

#include "text/utf8.h"

#include <string.h>

void und_flow_open(und_flow *flow, const und_allocator *allocator)
{
    memset(flow, 0, sizeof *flow);
    flow->allocator = allocator;
}

void und_flow_close(und_flow *flow)
{
    und_free(flow->allocator, flow->text, flow->text_room);
    und_free(flow->allocator, flow->from, flow->from_room * sizeof(und_place));
    und_free(flow->allocator, flow->folded, flow->folded_room);
    und_free(flow->allocator, flow->back, flow->back_room * sizeof(uint32_t));
    und_flow_open(flow, flow->allocator);
}

static bool push_text(und_flow *flow, const char *at, size_t length, und_place place)
{
    void *text = flow->text;
    void *from = flow->from;
    bool ok = und_grow(flow->allocator, &text, &flow->text_room, flow->length + length + 1, 1);
    flow->text = text;
    ok = ok && und_grow(flow->allocator, &from, &flow->from_room, flow->length + length + 1, sizeof(und_place));
    flow->from = from;
    if (!ok)
        return false;
    for (size_t i = 0; i < length; i++) {
        flow->text[flow->length] = at[i];
        flow->from[flow->length++] = place;
    }
    return true;
}

static bool push_folded(und_flow *flow, const char *at, size_t length, size_t back)
{
    void *folded = flow->folded;
    void *map = flow->back;
    bool ok = und_grow(flow->allocator, &folded, &flow->folded_room, flow->folded_length + length + 1, 1);
    flow->folded = folded;
    ok = ok && und_grow(flow->allocator, &map, &flow->back_room, flow->folded_length + length + 1, sizeof(uint32_t));
    flow->back = map;
    if (!ok)
        return false;
    for (size_t i = 0; i < length; i++) {
        flow->folded[flow->folded_length] = at[i];
        flow->back[flow->folded_length++] = (uint32_t)back;
    }
    return true;
}

static bool last_is_han(const und_flow *flow)
{
    if (flow->length < 3)
        return false;
    uint32_t bytes;
    const char *at = flow->text + flow->length - 3;
    uint32_t point = und_utf8_decode(at, at + 3, &bytes);
    return bytes == 3 && (und_is_han(point) || point == 0x3002 || point == 0x300b);
}

static bool letter_before_hyphen(const und_flow *flow)
{
    if (flow->length < 2 || flow->text[flow->length - 1] != '-')
        return false;
    unsigned char before = (unsigned char)flow->text[flow->length - 2];
    return before >= 0x80 || (before >= 'a' && before <= 'z') || (before >= 'A' && before <= 'Z');
}

/* Marks of Markdown that stand for themselves when a backslash is before them. */
static bool is_mark(const char *at, const char *end)
{
    if (*at == '*')
        return true;
    if (*at == '\\')
        return at + 1 < end && (at[1] == '_' || at[1] == '*' || at[1] == '[' || at[1] == ']' || at[1] == '#');
    return false;
}

/* Decomposed text reads like composed text: bytes of the accent after a letter, which it becomes one with. */
static uint32_t take_accent(const char *at, const char *end, uint32_t *point)
{
    if (at >= end || (unsigned char)*at < 0xcc || (unsigned char)*at > 0xcd)
        return 0;
    uint32_t bytes;
    uint32_t made = und_compose(*point, und_utf8_decode(at, end, &bytes));
    if (made == 0)
        return 0;
    *point = made;
    return bytes;
}

static bool read_line(und_flow *flow, und_bytes line, uint32_t number, size_t most)
{
    const char *at = line.at;
    const char *end = line.at + line.length;
    bool begun = false;
    bool space = false;
    while (at < end && (*at == ' ' || *at == '\t' || *at == '#'))
        at++;
    while (at < end && flow->length < most) {
        uint32_t bytes;
        und_place place = {number, (uint32_t)(at - line.at)};
        uint32_t point = und_normal(und_utf8_decode(at, end, &bytes));
        bool mark = is_mark(at, end);
        at += bytes;
        at += take_accent(at, end, &point);
        if (point == 0 || mark)
            continue;
        if (point == ' ' || point == '\n') {
            space = true;
            continue;
        }
        if (!begun && flow->length > 0) {
            /* The line break is a space, but not in the middle of a word or of Chinese text. */
            bool joined = letter_before_hyphen(flow) || (last_is_han(flow) && und_is_han(point));
            und_place before = flow->from[flow->length - 1];
            before.column++;
            if (!joined && !push_text(flow, " ", 1, before))
                return false;
        } else if (space && begun && !push_text(flow, " ", 1, (und_place){number, place.column - 1})) {
            return false;
        }
        space = false;
        begun = true;
        char coded[4];
        uint32_t length = und_utf8_encode(point, coded);
        if (!push_text(flow, coded, length, place))
            return false;
    }
    return true;
}

static bool fold_all(und_flow *flow)
{
    const char *end = flow->text + flow->length;
    for (const char *at = flow->text; at < end;) {
        uint32_t bytes;
        uint32_t point = und_fold(und_utf8_decode(at, end, &bytes));
        char coded[4] = {0};
        uint32_t length = 0;
        if (point == 0x153 || point == 0xe6) {
            coded[0] = point == 0x153 ? 'o' : 'a';
            coded[1] = 'e';
            length = 2;
        } else if (point == 0xdf) {
            coded[0] = coded[1] = 's';
            length = 2;
        } else if (point != 0) {
            length = und_utf8_encode(point, coded);
        }
        if (length > 0 && !push_folded(flow, coded, length, (size_t)(at - flow->text)))
            return false;
        at += bytes;
    }
    if (!push_folded(flow, "", 0, 0))
        return false;
    flow->back[flow->folded_length] = (uint32_t)flow->length;
    return true;
}

void und_flow_begin(und_flow *flow)
{
    flow->length = flow->folded_length = 0;
    flow->end = (und_place){0, 0};
}

bool und_flow_add(und_flow *flow, const und_lines *lines, uint32_t first, uint32_t last, size_t most)
{
    if (flow->length == 0)
        flow->end = (und_place){first, 0};
    for (uint32_t i = first; i < last && flow->length < most; i++) {
        und_bytes line = und_lines_text(lines, i);
        if (!read_line(flow, line, i, most))
            return false;
        flow->end = (und_place){i, (uint32_t)line.length};
    }
    return true;
}

bool und_flow_finish(und_flow *flow)
{
    if (!push_text(flow, "", 0, flow->end))
        return false;
    flow->from[flow->length] = flow->end;
    return fold_all(flow);
}

bool und_flow_read(und_flow *flow, const und_lines *lines, uint32_t first, uint32_t last, size_t most)
{
    und_flow_begin(flow);
    return und_flow_add(flow, lines, first, last, most) && und_flow_finish(flow);
}

und_place und_flow_end(const und_flow *flow, const und_lines *lines, size_t at)
{
    if (at == 0)
        return flow->from[0];
    size_t last = at - 1;
    while (last > 0 && ((unsigned char)flow->text[last] & 0xc0) == 0x80)
        last--;
    und_place place = flow->from[last];
    und_bytes line = und_lines_text(lines, place.line);
    if (place.column < line.length) {
        uint32_t bytes;
        (void)und_utf8_decode(line.at + place.column, line.at + line.length, &bytes);
        place.column += bytes;
    }
    return place;
}
