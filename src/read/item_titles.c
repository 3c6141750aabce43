#include "read/item_titles.h"

#include "text/utf8.h"

#include <string.h>

/* Byte ranges of the normal text that are lines of titles. */
typedef struct title_line {
    uint32_t first, last;
    bool after_blank; /* a blank line is before it */
    bool upper;       /* begins with a capital or a letter without case */
} title_line;

#define TITLE_LINES_MAX 64u
#define LINE_BYTES 400u /* folded, of a line with fields alone */

/* What stands on a line between the agenda line and the titles. */
typedef enum line_content {
    LINE_TITLE,
    LINE_ORGAN, /* an organ's name, which a title may end with too */
    LINE_FIELD  /* a session, a year, another agenda line */
} line_content;

/* What a field at byte `at` of the folded text is; `*last` is its end. */
static line_content field_at(const und_language *language, und_bytes text, size_t at, size_t *last)
{
    static const und_term_key patterns[] = {UND_TERM_SESSION, UND_TERM_AGENDA};
    size_t longest = 0;
    for (size_t k = 0; k < sizeof patterns / sizeof patterns[0]; k++)
        for (uint32_t i = language->first[patterns[k]]; i < language->first[patterns[k] + 1]; i++) {
            und_match match;
            if (und_pattern_match(language, &language->terms[i], text, at, &match) && match.last > longest)
                longest = match.last;
        }
    if (longest > 0) {
        *last = longest;
        return LINE_FIELD;
    }
    return und_match_term(language, UND_TERM_ORGAN, text, at, last) != 0 ? LINE_ORGAN : LINE_TITLE;
}

/* Whether fields are all of a line, and which. */
static line_content content_of(const und_title_search *s, const title_line *line)
{
    char folded[LINE_BYTES];
    if (s->language == UND_LANGUAGE_NONE || line->last - line->first > LINE_BYTES / 2)
        return LINE_TITLE;
    und_bytes text = {folded, und_fold_text((und_bytes){s->flow->text + line->first, line->last - line->first}, folded,
                                            sizeof folded)};
    line_content found = LINE_TITLE;
    for (size_t at = 0, last = 0; at < text.length;) {
        line_content field = field_at(und_language_at(s->packs, s->language), text, at, &last);
        if (field == LINE_TITLE)
            return LINE_TITLE;
        found = field > found ? field : found;
        for (at = last; at < text.length && (text.at[at] == ' ' || text.at[at] == '*');)
            at++;
    }
    return found;
}

/* Leaves out the column of the other organ of a joint document, "Security Council / Eightieth year", which stands between
 * the agenda line and the titles. */
static uint32_t without_fields(const und_title_search *s, title_line *lines, uint32_t count)
{
    uint32_t kept = 0;
    bool blank = false; /* before lines that were left out */
    for (uint32_t i = 0; i < count; i++) {
        line_content content = content_of(s, &lines[i]);
        bool field = content == LINE_FIELD ||
                     (content == LINE_ORGAN && i + 1 < count && content_of(s, &lines[i + 1]) == LINE_FIELD);
        if (field) {
            blank = blank || lines[i].after_blank || kept == 0;
            continue;
        }
        lines[i].after_blank = lines[i].after_blank || blank;
        blank = false;
        lines[kept++] = lines[i];
    }
    return kept;
}

static uint32_t title_lines(const und_title_search *s, uint32_t from, title_line *lines)
{
    const und_flow *flow = s->flow;
    uint32_t count = 0;
    uint32_t at = from;
    while (at < flow->length && flow->text[at] == ' ')
        at++;
    uint32_t previous = from > 0 ? und_flow_from(flow, from - 1).line : 0;
    while (at < flow->length && count < TITLE_LINES_MAX) {
        uint32_t line = und_flow_from(flow, at).line;
        uint32_t end = at;
        while (end < flow->length && und_flow_from(flow, end).line == line)
            end++;
        uint32_t last = end;
        while (last > at && flow->text[last - 1] == ' ')
            last--;
        uint32_t bytes;
        uint32_t point = und_utf8_decode(flow->text + at, flow->text + flow->length, &bytes);
        lines[count++] = (title_line){at, last, line > previous + 1, !und_is_lower(point)};
        previous = line;
        at = end;
        while (at < flow->length && flow->text[at] == ' ')
            at++;
    }
    return without_fields(s, lines, count);
}

/* The end of the official title that stands at `at`; `at` itself when another text does. */
static uint32_t official_end(const und_title_search *s, uint16_t item, uint16_t letters, uint32_t at, uint32_t last)
{
    const und_flow *flow = s->flow;
    char sub[UND_SUB_MAX];
    und_sub_text(letters, sub);
    const und_agenda_entry *entry = s->agenda == NULL ? NULL : und_agenda_find(s->agenda, item, sub);
    if (entry == NULL)
        return at;
    char official[1024], printed[1024];
    size_t length = und_fold_text(und_agenda_title_in(s->agenda, entry, s->language), official, sizeof official);
    size_t room = last - at < sizeof printed ? last - at : sizeof printed;
    size_t rest = und_fold_text((und_bytes){flow->text + at, room}, printed, sizeof printed);
    if (length == 0 || length > rest || memcmp(official, printed, length) != 0)
        return at;
    uint32_t end = at;
    while (end < last && und_fold_text((und_bytes){flow->text + at, end - at}, printed, sizeof printed) < length)
        end++;
    return end;
}

/* The colon that ends the item's title in [first, last): ":" with space around it or at a line's end. */
static uint32_t find_colon(const und_flow *flow, uint32_t first, uint32_t last)
{
    for (uint32_t i = first; i < last; i++)
        if (flow->text[i] == ':' &&
            (i + 1 == last || flow->text[i + 1] == ' ' || (unsigned char)flow->text[i + 1] >= 0x80))
            return i; /* a full-width colon was made an ordinary one */
    return last;
}

static void add_title(und_title_search *s, uint16_t item, uint16_t sub, uint32_t first, uint32_t last)
{
    const und_flow *flow = s->flow;
    while (first < last && flow->text[first] == ' ')
        first++;
    while (last > first && (flow->text[last - 1] == ' ' || flow->text[last - 1] == ';' || flow->text[last - 1] == '*'))
        last--;
    if (last > first && s->count < UND_TITLES_MAX)
        s->titles[s->count++] = (und_printed_title){item, sub, first, last};
}

/* Where the official titles of the sub-items stand in the text, one after the other; false unless all do. */
static bool cut_by_official(const und_title_search *s, const und_flow_item *items, uint32_t subs, uint32_t first,
                            uint32_t last, uint32_t *starts)
{
    const und_flow *flow = s->flow;
    uint32_t at = first;
    for (uint32_t i = 0; i < subs; i++) {
        while (at < last && flow->text[at] == ' ')
            at++;
        starts[i] = at;
        at = official_end(s, items[i].item, items[i].sub, at, last);
        if (at == starts[i])
            return false;
    }
    starts[subs] = at;
    return true;
}

/* A title a line, wrapped or not: where lines begin with a capital. More capitals than sub-items (a title wrapped
 * before a name) leave open where to cut. */
static bool cut_by_capitals(const und_flow *flow, uint32_t subs, const title_line *lines, uint32_t count,
                            uint32_t colon, uint32_t last, uint32_t *starts)
{
    uint32_t found = 0;
    for (uint32_t i = 0; i < count; i++)
        if (lines[i].first > colon && lines[i].upper &&
            und_flow_from(flow, lines[i].first).line > und_flow_from(flow, colon).line)
            starts[found++] = lines[i].first;
    starts[found] = last;
    return found == subs;
}

/* The end of a title that stands from `at` on, at most `last`: where it is the official one and a blank line follows it, what
 * comes then is another title, as that of the document itself. */
static uint32_t title_end(const und_title_search *s, const und_flow_item *item, uint16_t sub, uint32_t at,
                          const title_line *lines, uint32_t count, uint32_t last)
{
    while (at < last && s->flow->text[at] == ' ')
        at++;
    uint32_t end = official_end(s, item->item, sub, at, last);
    for (uint32_t i = 0; i + 1 < count && end > at; i++)
        if (lines[i].last == end && lines[i + 1].after_blank)
            return end;
    return last;
}

/* Titles of one item from the lines [0, count): its own, and after the colon those of its sub-items. */
static void item_titles(und_title_search *s, const und_flow_item *items, uint32_t item_count, const title_line *lines,
                        uint32_t count)
{
    const und_flow *flow = s->flow;
    uint32_t first = lines[0].first, last = lines[count - 1].last;
    uint32_t subs = items[0].sub == 0 ? 0 : item_count;
    /* A title may have a colon of its own: the official one says where the item's title ends. */
    uint32_t from = official_end(s, items[0].item, 0, first, last);
    uint32_t colon = subs == 0 ? title_end(s, items, 0, first, lines, count, last) : find_colon(flow, from, last);
    add_title(s, items[0].item, 0, first, colon);
    if (subs == 0 || colon + 1 >= last)
        return;
    uint32_t start = colon + 1;
    if (subs == 1) {
        add_title(s, items[0].item, items[0].sub, start, title_end(s, items, items[0].sub, start, lines, count, last));
        return;
    }
    uint32_t starts[TITLE_LINES_MAX + 1];
    if (!cut_by_official(s, items, subs, start, last, starts) &&
        !cut_by_capitals(flow, subs, lines, count, colon, last, starts))
        return; /* it cannot be told which words belong to which sub-item */
    for (uint32_t i = 0; i < subs; i++)
        add_title(s, items[i].item, items[i].sub, starts[i], starts[i + 1]);
}

/* Which of the cited items a block of titles is about: the one whose official title it begins with, else the first
 * that has none yet. Gives the place of the item's first mention. */
static uint32_t group_of_block(const und_title_search *s, const und_flow_item *items, uint32_t count,
                               const title_line *line, uint64_t taken)
{
    uint32_t next = count;
    uint32_t end = (uint32_t)s->flow->length;
    for (uint32_t i = 0; i < count; i++) {
        if ((i > 0 && items[i].item == items[i - 1].item) || (taken >> i & 1u) != 0)
            continue;
        if (official_end(s, items[i].item, 0, line->first, end) > line->first)
            return i;
        if (next == count)
            next = i;
    }
    return next < count ? next : 0;
}

/* Where lines begin with the official title of a cited item, one for each; false unless each has its own. */
static bool lines_by_official(const und_title_search *s, const und_flow_item *items, uint32_t item_count,
                              const title_line *lines, uint32_t count, uint32_t *starts, uint32_t groups)
{
    uint64_t taken = 0;
    uint32_t found = 0, end = (uint32_t)s->flow->length;
    for (uint32_t line = 0; line < count; line++)
        for (uint32_t i = 0; i < item_count && lines[line].upper; i++) {
            bool first = i == 0 || items[i].item != items[i - 1].item;
            if (!first || (taken >> i & 1u) != 0 ||
                official_end(s, items[i].item, 0, lines[line].first, end) == lines[line].first)
                continue;
            taken |= UINT64_C(1) << i;
            starts[found++] = line;
            break;
        }
    return found == groups && starts[0] == 0;
}

/* The lines that each item's titles begin with: by the official titles, else by blank lines, else by capitals. False: the
 * layout does not tell. */
static bool cut_lines(const und_title_search *s, const und_flow_item *items, uint32_t item_count,
                      const title_line *lines, uint32_t count, uint32_t *starts, uint32_t groups)
{
    if (groups == 1) {
        starts[0] = 0;
        return true;
    }
    if (lines_by_official(s, items, item_count, lines, count, starts, groups))
        return true;
    for (int capitals = 0; capitals < 2; capitals++) {
        uint32_t found = 0;
        for (uint32_t i = 0; i < count; i++)
            if (i == 0 || (capitals != 0 ? lines[i].upper : lines[i].after_blank))
                starts[found++] = i;
        if (found == groups)
            return true;
    }
    return false;
}

void und_find_item_titles(und_title_search *s, const und_flow_reference *cited, const und_flow_item *items)
{
    if (cited->item_count == 0)
        return;
    const und_flow *flow = s->flow;
    title_line lines[TITLE_LINES_MAX];
    uint32_t starts[TITLE_LINES_MAX + 1];
    uint32_t from = cited->last;
    while (from < flow->length && (flow->text[from] == '*' || flow->text[from] == '.'))
        from++;
    uint32_t count = title_lines(s, from, lines);
    if (count == 0)
        return;
    uint32_t groups = 0; /* runs of the same item */
    for (uint32_t i = 0; i < cited->item_count; i++)
        if (i == 0 || items[i].item != items[i - 1].item)
            groups++;
    if (!cut_lines(s, items, cited->item_count, lines, count, starts, groups))
        return;
    starts[groups] = count;
    uint64_t taken = 0; /* groups whose titles were found, by the place of their first item */
    for (uint32_t group = 0; group < groups; group++) {
        const title_line *first = &lines[starts[group]];
        uint32_t first_item = group_of_block(s, items, cited->item_count, first, taken);
        taken |= UINT64_C(1) << first_item;
        uint32_t end = first_item;
        while (end < cited->item_count && items[end].item == items[first_item].item)
            end++;
        item_titles(s, items + first_item, end - first_item, first, starts[group + 1] - starts[group]);
    }
}
