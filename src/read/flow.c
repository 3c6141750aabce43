#include "read/flow.h"

#include "text/utf8.h"

#include <string.h>

void und_flow_open(und_flow *flow, const und_allocator *allocator)
{
    memset(flow, 0, sizeof *flow);
    flow->allocator = allocator;
    flow->run = und_run_best();
}

void und_flow_close(und_flow *flow)
{
    und_free(flow->allocator, flow->text, flow->text_room);
    und_free(flow->allocator, flow->folded, flow->folded_room);
    und_free(flow->allocator, flow->stretches, flow->stretch_room * sizeof *flow->stretches);
    und_free(flow->allocator, flow->folds, flow->fold_room * sizeof *flow->folds);
    und_flow_open(flow, flow->allocator);
}

/* ---- where the bytes came from ---- */

/* What follows in the text comes from `from` on. */
static inline bool come_from(und_flow *flow, und_place from)
{
    if (flow->stretch_count > 0) {
        const und_stretch *last = &flow->stretches[flow->stretch_count - 1];
        if (last->from.line == from.line && last->from.column + (flow->length - last->at) == from.column)
            return true;
    }
    return UND_PUSH(flow->allocator, flow->stretches, flow->stretch_count, flow->stretch_room,
                    (und_stretch){(uint32_t)flow->length, from});
}

/* What follows in the folded text comes from the byte `from` of the text on. */
static inline bool fold_from(und_flow *flow, size_t from)
{
    if (flow->fold_count > 0) {
        const und_folded_stretch *last = &flow->folds[flow->fold_count - 1];
        if (last->from + (flow->folded_length - last->at) == from)
            return true;
    }
    return UND_PUSH(flow->allocator, flow->folds, flow->fold_count, flow->fold_room,
                    (und_folded_stretch){(uint32_t)flow->folded_length, (uint32_t)from});
}

/* The byte with which the character of byte `at` begins. */
static size_t character_start(const char *text, size_t at)
{
    while (at > 0 && ((unsigned char)text[at] & 0xc0) == 0x80)
        at--;
    return at;
}

und_place und_flow_from(const und_flow *flow, size_t at)
{
    if (at >= flow->length)
        return flow->end;
    at = character_start(flow->text, at);
    size_t low = 0, high = flow->stretch_count;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (flow->stretches[middle].at <= at)
            low = middle;
        else
            high = middle;
    }
    und_place from = flow->stretches[low].from;
    from.column += (uint32_t)at - flow->stretches[low].at;
    return from;
}

uint32_t und_flow_back(const und_flow *flow, size_t at)
{
    if (at >= flow->folded_length)
        return (uint32_t)flow->length;
    size_t low = 0, high = flow->fold_count;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (flow->folds[middle].at <= at)
            low = middle;
        else
            high = middle;
    }
    size_t from = flow->folds[low].from + (at - flow->folds[low].at);
    return (uint32_t)character_start(flow->text, from);
}

/* ---- reading lines ---- */

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

/* Bytes that one more character and a space before it may take. */
#define CHARACTER_ROOM 8u
_Static_assert(UND_RUN_AT_ONCE <= UND_FLOW_ZEROS, "a run may be written past the end of the text");

/* Room for what a line may become: an invalid byte is three. */
static bool make_room(und_flow *flow, size_t bytes, size_t most)
{
    size_t left = most > flow->length ? most - flow->length : 0;
    size_t more = (bytes < left / 3 ? bytes * 3 : left) + CHARACTER_ROOM + UND_FLOW_ZEROS;
    return UND_GROW(flow->allocator, flow->text, flow->text_room, flow->length + more) &&
           UND_GROW(flow->allocator, flow->folded, flow->folded_room, flow->folded_length + more);
}

/* Puts a character of the text and what it folds to, and says where it came from. There is room for it. */
static bool put(und_flow *flow, uint32_t point, und_place from)
{
    char *out = flow->folded + flow->folded_length;
    if (!come_from(flow, from))
        return false;
    uint32_t length = und_utf8_encode(point, flow->text + flow->length);
    uint32_t bytes = und_fold_point(point, out);
    if (bytes > 0 && !fold_from(flow, flow->length))
        return false;
    flow->folded_length += bytes > 0;
    for (uint32_t i = 1; i < bytes; i++, flow->folded_length++)
        if (bytes != length && !fold_from(flow, flow->length))
            return false; /* each byte of the two that a letter became */
    flow->length += length;
    return true;
}

static inline bool is_accent(unsigned char c)
{
    return c == 0xcc || c == 0xcd;
}

/* A run of at most `most` bytes: characters that stay as long as they are, in the text and folded. A space at its end is due
 * and not there yet, for nothing may follow; a letter with an accent after it is left, for they are one. Gives where it
 * stopped. */
static const char *put_run(und_flow *flow, const char *at, const char *end, size_t most, bool *space)
{
    const char *start = at;
    size_t length = (size_t)(end - at) < most ? (size_t)(end - at) : most;
    size_t run = flow->run(at, length, flow->text + flow->length, flow->folded + flow->folded_length);
    flow->length += run;
    flow->folded_length += run;
    at += run;
    size_t back = 0;
    if (at > start && at < end && is_accent((unsigned char)*at))
        for (back = 1; ((unsigned char)at[-(ptrdiff_t)back] & 0xc0) == 0x80;)
            back++;
    at -= back;
    if (at > start && at[-1] == ' ') {
        *space = true;
        back++;
    }
    flow->length -= back;
    flow->folded_length -= back;
    return at;
}

/* A letter with an accent, as French and Spanish have them. */
static bool put_accented(und_flow *flow, const char *at, const char *end)
{
    if ((unsigned char)*at != 0xc3 || end - at < 3 || is_accent((unsigned char)at[2]))
        return false;
    char base = und_fold_accented(at, end);
    if (base == '?')
        return false;
    memcpy(flow->text + flow->length, at, 2);
    flow->length += 2;
    flow->folded[flow->folded_length++] = base;
    return true;
}

/* Puts the space that a line break is. There is room for it. */
static bool put_break(und_flow *flow)
{
    /* After a character of one byte its stretch goes on; one that began after it was left without a byte. */
    bool goes_on = (unsigned char)flow->text[flow->length - 1] < 0x80 &&
                   flow->stretches[flow->stretch_count - 1].at < flow->length;
    if (goes_on && fold_from(flow, flow->length)) {
        flow->text[flow->length++] = ' ';
        flow->folded[flow->folded_length++] = ' ';
        return true;
    }
    und_place before = und_flow_from(flow, flow->length - 1);
    before.column++;
    return put(flow, ' ', before);
}

/* Puts the first character of a line where it is plain ASCII, as most are. False: memory ran out. */
static bool begin_plainly(und_flow *flow, const char *at, const char *end, und_place place, bool *begun)
{
    unsigned char c = (unsigned char)*at;
    if (c <= ' ' || c >= 0x7f || c == '*' || c == '\\' || (end - at > 1 && is_accent((unsigned char)at[1])))
        return true;
    if (flow->length > 0 && !letter_before_hyphen(flow) && !put_break(flow))
        return false;
    if (!come_from(flow, place) || !fold_from(flow, flow->length))
        return false;
    flow->text[flow->length++] = (char)c;
    flow->folded[flow->folded_length++] = (char)((unsigned)(c - 'A') < 26u ? c + 32 : c);
    *begun = true;
    return true;
}

static bool read_line(und_flow *flow, und_bytes line, uint32_t number, size_t most)
{
    const char *at = line.at;
    const char *end = line.at + line.length;
    bool begun = false;
    bool space = false; /* one is due before the next character */
    while (at < end && (*at == ' ' || *at == '\t' || *at == '#'))
        at++;
    if (at == end)
        return true;
    if (!make_room(flow, (size_t)(end - at), most) ||
        !begin_plainly(flow, at, end, (und_place){number, (uint32_t)(at - line.at)}, &begun))
        return false;
    at += begun;
    while (at < end && flow->length < most) {
        uint32_t bytes;
        und_place place = {number, (uint32_t)(at - line.at)};
        if (begun && !space) {
            if (!come_from(flow, place) || !fold_from(flow, flow->length))
                return false;
            if (put_accented(flow, at, end)) {
                at += 2;
                continue;
            }
            const char *stop = put_run(flow, at, end, most - flow->length, &space);
            if (stop > at) {
                at = stop;
                continue;
            }
        }
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
            if (!joined && !put_break(flow))
                return false;
        } else if (space && begun && !put(flow, ' ', (und_place){number, place.column - 1})) {
            return false;
        }
        space = false;
        begun = true;
        if (!put(flow, point, place))
            return false;
    }
    return true;
}

void und_flow_begin(und_flow *flow)
{
    flow->length = flow->folded_length = flow->stretch_count = flow->fold_count = 0;
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
    if (flow->folded_length > 0)
        memset(flow->folded + flow->folded_length, 0, UND_FLOW_ZEROS);
    return true;
}

bool und_flow_read(und_flow *flow, const und_lines *lines, uint32_t first, uint32_t last, size_t most)
{
    und_flow_begin(flow);
    return und_flow_add(flow, lines, first, last, most);
}

und_place und_flow_end(const und_flow *flow, const und_lines *lines, size_t at)
{
    if (at == 0)
        return und_flow_from(flow, 0);
    und_place place = und_flow_from(flow, at - 1);
    und_bytes line = und_lines_text(lines, place.line);
    if (place.column < line.length) {
        uint32_t bytes;
        (void)und_utf8_decode(line.at + place.column, line.at + line.length, &bytes);
        place.column += bytes;
    }
    return place;
}
