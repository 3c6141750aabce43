#include "text/lines.h"

#include "text/newlines.h"

#include <string.h>

/* Waste below this is not worth a compaction. */
#define COMPACT_MIN 4096u
/* The part of the text that waste, and room for more, may be: an eighth, so that memory stays near one copy of the text,
 * and compacting is paid for by hundreds of edits. */
#define SLACK 8u

void und_lines_open(und_lines *lines, const und_allocator *allocator)
{
    memset(lines, 0, sizeof *lines);
    lines->allocator = allocator;
    lines->lines.size = sizeof(und_line);
}

void und_lines_close(und_lines *lines)
{
    und_gap_free(lines->allocator, &lines->lines);
    und_free(lines->allocator, lines->text, lines->capacity);
    und_free(lines->allocator, lines->asides, lines->aside_room * sizeof(und_aside));
    lines->text = NULL;
    lines->asides = NULL;
    lines->aside_count = lines->aside_room = 0;
    lines->lent = NULL;
    lines->lent_length = lines->capacity = lines->used = lines->live = 0;
}

/* ---- asides ---- */

static size_t stored_length(und_bytes line)
{
    return line.length > 0 && line.at[line.length - 1] == '\r' ? line.length - 1 : line.length;
}

/* Bytes that an aside may have: what is looked back for its beginning. Nobody writes a longer one. */
#define ASIDE_BYTES 1000u

static bool is_space(char c)
{
    return c == ' ' || c == '\t';
}

/* Where the aside begins that ends at `end`, "<!-- undoc: … -->"; NULL: none does. */
static const char *aside_start(const char *at, const char *end)
{
    static const char name[] = "undoc:";
    const size_t bytes = sizeof name - 1;
    if (end - at < 3 || memcmp(end - 3, "-->", 3) != 0)
        return NULL;
    const char *stop = (size_t)(end - at) > ASIDE_BYTES ? end - ASIDE_BYTES : at;
    for (const char *c = end - 3; c-- > stop;) {
        if (*c == '>' && c - at >= 2 && c[-1] == '-' && c[-2] == '-')
            return NULL; /* the end of another comment */
        if (*c != '<' || end - c < 4 || memcmp(c, "<!--", 4) != 0)
            continue;
        const char *inside = c + 4;
        while (inside < end && is_space(*inside))
            inside++;
        bool ours = (size_t)(end - inside) >= bytes + 3 && memcmp(inside, name, bytes) == 0;
        return ours ? c : NULL;
    }
    return NULL;
}

/* "# undoc: off": a comment of RES-Markup, which has the whole line. */
static bool is_marked(const char *at, size_t length)
{
    static const char name[] = "undoc:";
    size_t start = 1;
    while (start < length && is_space(at[start]))
        start++;
    return *at == '#' && length - start >= sizeof name - 1 && memcmp(at + start, name, sizeof name - 1) == 0;
}

size_t und_cut_asides(const char *at, size_t length)
{
    const char *end = at + length;
    if (is_marked(at, length))
        return 0;
    for (;;) {
        const char *last = end;
        while (last > at && is_space(last[-1]))
            last--;
        if (last == at || last[-1] != '>')
            break; /* most lines */
        const char *start = aside_start(at, last);
        if (start == NULL)
            break;
        end = start;
        while (end > at && is_space(end[-1]))
            end--;
    }
    return (size_t)(end - at);
}

size_t und_lines_aside_from(const und_lines *lines, uint32_t index)
{
    size_t low = 0, high = lines->aside_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (lines->asides[middle].line < index)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* Bytes of a line as they lie in the text, its aside among them. */
static size_t whole_length(const und_lines *lines, uint32_t index)
{
    size_t n = lines->aside_count == 0 ? 0 : und_lines_aside_from(lines, index);
    bool has = n < lines->aside_count && lines->asides[n].line == index;
    return has ? lines->asides[n].length : und_lines_at(lines, index)->length;
}

und_bytes und_lines_whole(const und_lines *lines, uint32_t index)
{
    size_t length = whole_length(lines, index);
    return length == 0 ? (und_bytes){"", 0} : (und_bytes){und_lines_place(lines, und_lines_at(lines, index)), length};
}

/* Puts an aside after the others. False: memory ran out. */
static bool push_aside(und_lines *lines, uint32_t line, size_t length)
{
    return UND_PUSH(lines->allocator, lines->asides, lines->aside_count, lines->aside_room,
                    ((und_aside){line, (uint32_t)length}));
}

/* The asides of lines [first, first + removed) go, and those below move; room for the new ones is there. */
static void splice_asides(und_lines *lines, uint32_t first, uint32_t removed, const und_bytes *added, uint32_t count,
                          size_t fresh)
{
    size_t from = und_lines_aside_from(lines, first), to = und_lines_aside_from(lines, first + removed);
    size_t below = lines->aside_count - to;
    if (below > 0 && fresh != to - from)
        memmove(lines->asides + from + fresh, lines->asides + to, below * sizeof *lines->asides);
    lines->aside_count = from + fresh + below;
    for (size_t i = from + fresh; i < lines->aside_count; i++)
        lines->asides[i].line = lines->asides[i].line - removed + count;
    for (uint32_t i = 0; i < count && fresh > 0; i++) {
        size_t length = stored_length(added[i]);
        if (length > 0 && und_without_asides(added[i].at, length) < length)
            lines->asides[from++] = (und_aside){first + i, (uint32_t)length};
    }
}

/* ---- the text ---- */

/* Room for `need` more bytes of text. */
static bool reserve_text(und_lines *lines, size_t need)
{
    if (lines->capacity - lines->used >= need)
        return true;
    size_t room = lines->used + need;
    size_t roomy = lines->capacity == 0 ? room : room + room / (2 * SLACK);
    char *text = und_resize(lines->allocator, lines->text, lines->capacity, roomy);
    if (text == NULL)
        return false;
    lines->text = text;
    lines->capacity = roomy;
    return true;
}

/* Copies the live text into a new arena in document order. Failing to allocate only leaves the waste where it is. */
static void compact(und_lines *lines)
{
    size_t waste = lines->used - lines->live;
    if (waste < COMPACT_MIN || waste < lines->used / SLACK)
        return;
    size_t room = lines->live + lines->live / (2 * SLACK);
    char *text = und_resize(lines->allocator, NULL, 0, room);
    if (text == NULL)
        return;
    size_t used = 0;
    for (size_t i = 0; i < lines->lines.length; i++) {
        und_line *line = und_gap_at(&lines->lines, i);
        if (line->offset < lines->lent_length)
            continue;
        size_t length = whole_length(lines, (uint32_t)i);
        if (length > 0)
            memcpy(text + used, und_lines_place(lines, line), length);
        line->offset = (uint32_t)(lines->lent_length + used);
        used += length;
    }
    und_free(lines->allocator, lines->text, lines->capacity);
    lines->text = text;
    lines->capacity = room;
    lines->used = used;
}

/* Bytes that there may still be. */
static size_t room_left(const und_lines *lines)
{
    return UND_TEXT_MAX - lines->lent_length - lines->used;
}

und_status und_lines_reserve(und_lines *lines, size_t bytes)
{
    if (bytes > room_left(lines))
        return UND_E_LIMIT;
    return reserve_text(lines, bytes) ? UND_OK : UND_E_MEMORY;
}

/* The next lines of `*text` as they will lie from `offset` on: puts them after the others, counts their bytes in `*live`,
 * and moves the text after them. `read` is what was read of the text before. */
static und_status split(und_lines *lines, und_bytes *text, size_t offset, size_t read, size_t *live)
{
    uint32_t ends[UND_LINES_A_PIECE];
    uint32_t count = und_lines_count(lines);
    uint32_t most = UND_LINES_MAX - count < UND_LINES_A_PIECE ? UND_LINES_MAX - count : UND_LINES_A_PIECE;
    if (text->length == 0 || most == 0)
        return text->length == 0 ? UND_OK : UND_E_LIMIT;
    if (lines->lines.capacity < count + most) {
        /* As many lines as there will be when the rest of the text is like what was read. */
        size_t rest = read == 0 ? 0 : (size_t)((uint64_t)text->length * count / read);
        if (!und_gap_reserve(lines->allocator, &lines->lines, count + most + rest + rest / 32))
            return UND_E_MEMORY;
    }
    und_gap_move(&lines->lines, count);
    size_t looked_at, found = und_newlines(text->at, text->length, ends, UND_LINES_A_PIECE, &looked_at);
    /* The last line may have no LF. */
    if (looked_at == text->length && found < UND_LINES_A_PIECE && text->at[text->length - 1] != '\n')
        ends[found++] = (uint32_t)text->length;
    uint32_t taken = found < most ? (uint32_t)found : most;
    und_line *line = (und_line *)(void *)lines->lines.at + count;
    const char *start = text->at;
    uint32_t at = 0, bytes = 0;
    for (uint32_t i = 0; i < taken; i++) {
        uint32_t length = ends[i] - at;
        length -= length > 0 && start[ends[i] - 1] == '\r';
        uint32_t visible = (uint32_t)und_without_asides(start + at, length);
        if (visible < length && !push_aside(lines, count + i, length))
            return UND_E_MEMORY;
        line[i] = (und_line){(uint32_t)offset + at, visible, 0};
        bytes += length;
        at = ends[i] + 1;
    }
    *live = bytes;
    lines->lines.length += taken;
    lines->lines.start = lines->lines.length;
    size_t after = at < text->length ? at : text->length;
    *text = (und_bytes){start + after, text->length - after};
    return UND_OK;
}

und_status und_lines_take(und_lines *lines, und_bytes *text)
{
    und_bytes rest = *text;
    uint32_t count = und_lines_count(lines);
    size_t asides = lines->aside_count;
    if (text->length > room_left(lines))
        return UND_E_LIMIT;
    size_t live;
    und_status status = split(lines, &rest, lines->lent_length + lines->used, lines->used, &live);
    if (status != UND_OK) {
        lines->aside_count = asides;
        return status;
    }
    /* Line ends are copied along: one copy for many lines is worth more than their bytes. */
    size_t bytes = text->length - rest.length;
    if (!reserve_text(lines, bytes)) {
        lines->lines.start = lines->lines.length = count;
        lines->aside_count = asides;
        return UND_E_MEMORY;
    }
    if (bytes > 0)
        memcpy(lines->text + lines->used, text->at, bytes);
    lines->used += bytes;
    lines->live += live;
    *text = rest;
    return UND_OK;
}

und_status und_lines_lend(und_lines *lines, und_bytes *text)
{
    if (lines->lent == NULL) {
        if (text->length > room_left(lines))
            return UND_E_LIMIT;
        lines->lent = text->at;
        lines->lent_length = text->length;
    }
    size_t live, read = lines->lent_length - text->length, asides = lines->aside_count;
    und_status status = split(lines, text, read, read, &live);
    if (status != UND_OK)
        lines->aside_count = asides;
    return status;
}

void und_lines_fit(und_lines *lines)
{
    und_gap_fit(lines->allocator, &lines->lines);
    if (lines->used == lines->capacity || lines->used == 0)
        return;
    char *text = und_resize(lines->allocator, lines->text, lines->capacity, lines->used);
    if (text == NULL)
        return;
    lines->text = text;
    lines->capacity = lines->used;
}

und_status und_lines_splice(und_lines *lines, uint32_t first, uint32_t removed, const und_bytes *added, uint32_t count)
{
    uint32_t total = und_lines_count(lines);
    if (first > total || removed > total - first)
        return UND_E_ARGUMENT;
    if (count > UND_LINES_MAX - (total - removed))
        return UND_E_LIMIT;
    size_t bytes = 0, fresh = 0;
    for (uint32_t i = 0; i < count; i++) {
        size_t length = stored_length(added[i]);
        if (length > UND_TEXT_MAX - bytes)
            return UND_E_LIMIT;
        bytes += length;
        fresh += length > 0 && und_without_asides(added[i].at, length) < length;
    }
    if (bytes > room_left(lines)) {
        compact(lines);
        if (bytes > room_left(lines))
            return UND_E_LIMIT;
    }
    if (!reserve_text(lines, bytes) || !und_gap_reserve(lines->allocator, &lines->lines, total - removed + count) ||
        (fresh > 0 && !UND_GROW(lines->allocator, lines->asides, lines->aside_room, lines->aside_count + fresh)))
        return UND_E_MEMORY;
    und_gap_move(&lines->lines, first);
    for (uint32_t i = 0; i < removed; i++) {
        const und_line *line = und_lines_at(lines, first + i);
        if (line->offset < lines->lent_length)
            continue;
        size_t place = line->offset - lines->lent_length, length = whole_length(lines, first + i);
        lines->live -= length;
        /* The line that was stored last gives its room back, so that typing does not pile up copies. */
        if (place + length == lines->used)
            lines->used = place;
    }
    if (lines->aside_count > 0 || fresh > 0)
        splice_asides(lines, first, removed, added, count, fresh);
    lines->lines.length -= removed;
    for (uint32_t i = 0; i < count; i++) {
        size_t length = stored_length(added[i]);
        und_line *line = (und_line *)(void *)(lines->lines.at + (first + i) * sizeof(und_line));
        uint32_t visible =
            fresh == 0 || length == 0 ? (uint32_t)length : (uint32_t)und_without_asides(added[i].at, length);
        *line = (und_line){(uint32_t)(lines->lent_length + lines->used), visible, 0};
        if (length > 0)
            memcpy(lines->text + lines->used, added[i].at, length);
        lines->used += length;
    }
    lines->live += bytes;
    lines->lines.start = first + count;
    lines->lines.length += count;
    compact(lines);
    return UND_OK;
}
