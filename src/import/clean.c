#include "import/clean.h"

#include "text/memory.h"
#include "text/utf8.h"

#define KNOWN_MAX 128u   /* bytes of furniture that a language pack knows, folded; the longest of ours has 60 */
#define FURNITURE_MIN 8u /* bytes; fewer might begin a title */

bool und_import_append(und_importer *in, char **bytes, size_t *used, size_t *room, const char *at, size_t length)
{
    void *grown = *bytes;
    bool ok = und_grow(und_packs_allocator(in->packs), &grown, room, *used + length, 1);
    *bytes = grown;
    if (!ok) {
        in->status = UND_E_MEMORY;
        return false;
    }
    if (length > 0)
        memcpy(*bytes + *used, at, length);
    *used += length;
    return true;
}

static bool add_line(und_importer *in, und_import_line line)
{
    void *grown = in->lines;
    bool ok =
        und_grow(und_packs_allocator(in->packs), &grown, &in->line_room, in->line_count + 1, sizeof(und_import_line));
    in->lines = grown;
    if (!ok) {
        in->status = UND_E_MEMORY;
        return false;
    }
    in->lines[in->line_count++] = line;
    return true;
}

/* ---- a line ---- */

/* Adds what `at` to `end` holds as a cleaned line. */
static bool clean_line(und_importer *in, const char *at, const char *end, uint32_t number)
{
    und_import_line line = {.offset = (uint32_t)in->text_used, .number = number};
    uint32_t last = 0; /* code point written last */
    size_t last_at = 0;
    bool space = false;
    while (at < end) {
        uint32_t length;
        uint32_t point = und_utf8_decode(at, end, &length);
        if (point == UND_REPLACEMENT && length == 1) {
            und_packs_say(in->packs, "line %u: byte 0x%02x is not UTF-8; expected the text saved as UTF-8",
                          (unsigned)number, (unsigned)(unsigned char)*at);
            in->status = UND_E_DATA;
            return false;
        }
        at += length;
        line.glued = point == 0xad;
        uint32_t composed = space ? 0 : und_compose(last, point);
        char coded[4];
        if (composed != 0) {
            in->text_used = last_at;
            point = composed;
        } else if (und_raised_digit(point) < 10) {
            if (last != 0 && !(line.raised && und_import_is_digit((char)last)))
                continue; /* the mark of a footnote */
            line.raised = true;
            point = '0' + und_raised_digit(point);
        } else {
            /* Control characters and line separators are no part of a title, and YAML has no place for them. */
            bool gap = point < 0x20 || (point >= 0x7f && point <= 0x9f) || point == 0x2028 || point == 0x2029;
            point = gap ? ' ' : point == 0xfffe || point == 0xffff ? 0 : und_normal(point);
        }
        if (point == 0)
            continue;
        if (point == ' ') {
            space = last != 0;
            continue;
        }
        if (space && !und_import_append(in, &in->text, &in->text_used, &in->text_room, " ", 1))
            return false;
        space = false;
        last = point;
        last_at = in->text_used;
        if (!und_import_append(in, &in->text, &in->text_used, &in->text_room, coded, und_utf8_encode(point, coded)))
            return false;
    }
    line.length = (uint32_t)(in->text_used - line.offset);
    return add_line(in, line);
}

/* "Title . . . . 13": where the leader begins (`length`: nowhere), and in `*after` what follows the page number. */
static size_t find_leader(const char *text, size_t length, size_t *after)
{
    for (size_t i = 0; i < length; i++) {
        if (text[i] != '.')
            continue;
        size_t at = i;
        size_t dots = 0;
        while (at < length && (text[at] == '.' || text[at] == ' '))
            dots += text[at++] == '.';
        size_t end = at;
        while (at < length && (und_import_is_digit(text[at]) || strchr("ivxlcX", text[at]) != NULL))
            at++;
        if (dots < 3 || (at < length && text[at] != ' ')) { /* the end of a sentence, an ellipsis within words */
            i = end - 1;
            continue;
        }
        while (at < length && text[at] == ' ')
            at++;
        *after = at;
        return i;
    }
    *after = length;
    return length;
}

/* A line of a table of contents loses its leader; an item that follows on the same line gets its own. */
static bool cut_leaders(und_importer *in)
{
    for (;;) {
        und_import_line *line = &in->lines[in->line_count - 1];
        size_t after;
        size_t leader = find_leader(in->text + line->offset, line->length, &after);
        if (leader == line->length)
            return true;
        und_import_line rest = *line;
        rest.offset += (uint32_t)after;
        rest.length -= (uint32_t)after;
        rest.raised = false;
        while (leader > 0 && in->text[line->offset + leader - 1] == ' ')
            leader--;
        in->text[line->offset + leader] = '.'; /* the title ends here */
        line->length = (uint32_t)leader + 1;
        if (rest.length == 0)
            return true;
        if (!add_line(in, rest))
            return false;
    }
}

/* ---- furniture ---- */

static size_t count_of(const char *text, size_t length, char c)
{
    size_t count = 0;
    for (size_t i = 0; i < length; i++)
        count += text[i] == c;
    return count;
}

/* One word of a page's header or footer: A/75/251, 2/11, 3, 20-12030, (E), 180920, *2012030*. */
static bool is_page_word(const char *text, size_t length)
{
    static const char digits[] = "0123456789";
    if (length >= 4 && text[0] == 'A' && text[1] == '/' && und_import_is_digit(text[2]))
        return true;
    if (length == 3 && text[0] == '(' && text[2] == ')' && text[1] >= 'A' && text[1] <= 'Z')
        return true;
    if (length >= 5 && text[0] == '*' && text[length - 1] == '*')
        return und_import_all_of(text + 1, length - 2, digits);
    if (length >= 5 && memcmp(text, "GE.", 3) == 0)
        return und_import_all_of(text + 3, length - 3, "0123456789-");
    if (und_import_all_of(text, length, digits))
        return length <= 3 || length == 6;
    size_t slashes = count_of(text, length, '/');
    if (slashes == 1 && und_import_is_digit(text[0]) && und_import_is_digit(text[length - 1]) && length <= 7)
        return und_import_all_of(text, length, "0123456789/");
    return length == 8 && text[2] == '-' && und_import_all_of(text, length, "0123456789-");
}

static bool is_page_line(const char *text, size_t length)
{
    size_t at = 0;
    while (at < length) {
        size_t word = at;
        while (word < length && text[word] != ' ')
            word++;
        if (!is_page_word(text + at, word - at))
            return false;
        at = word + (word < length ? 1 : 0);
    }
    return true;
}

/* "Please recycle" and the like, as the language packs have them. */
static bool gather_furniture(und_importer *in)
{
    for (uint32_t i = 0; i < und_language_count(in->packs); i++) {
        const und_language *language = und_language_at(in->packs, i);
        for (uint32_t t = language->first[UND_TERM_FURNITURE]; t < language->first[UND_TERM_FURNITURE + 1]; t++) {
            und_bytes word = und_term_folded(language, &language->terms[t]);
            if (word.length < FURNITURE_MIN || word.length > KNOWN_MAX)
                continue;
            if (!und_import_append(in, &in->furniture, &in->furniture_used, &in->furniture_room, word.at,
                                   word.length) ||
                !und_import_append(in, &in->furniture, &in->furniture_used, &in->furniture_room, "\n", 1))
                return false;
        }
    }
    return true;
}

static bool is_known_furniture(const und_importer *in, const char *text, size_t length)
{
    char line[KNOWN_MAX];
    size_t line_length = und_fold_text((und_bytes){text, length}, line, sizeof line);
    for (size_t at = 0; at < in->furniture_used;) {
        const char *word = in->furniture + at;
        size_t word_length = (size_t)((const char *)memchr(word, '\n', in->furniture_used - at) - word);
        if (word_length <= line_length && memcmp(word, line, word_length) == 0)
            return true;
        at += word_length + 1;
    }
    return false;
}

static void classify(const und_importer *in, und_import_line *line)
{
    const char *text = in->text + line->offset;
    if (line->length == 0)
        line->kind = LINE_BLANK;
    else if (line->length >= 3 && und_import_all_of(text, line->length, "_-=") && !line->raised)
        line->kind = LINE_RULE;
    else if (!line->raised && (is_page_line(text, line->length) || is_known_furniture(in, text, line->length)))
        line->kind = LINE_PAGE;
    else
        line->kind = LINE_TEXT;
}

void und_import_clean(und_importer *in, und_bytes text)
{
    if (!gather_furniture(in))
        return;
    const char *at = text.at;
    const char *end = at + text.length;
    if (text.length >= 3 && memcmp(at, "\xef\xbb\xbf", 3) == 0)
        at += 3;
    uint32_t number = 1;
    while (at < end) {
        const char *stop = at;
        while (stop < end && *stop != '\n' && *stop != '\r' && *stop != '\f')
            stop++;
        size_t first = in->line_count;
        if (!clean_line(in, at, stop, number) || !cut_leaders(in))
            return;
        for (size_t i = first; i < in->line_count; i++)
            classify(in, &in->lines[i]);
        if (stop < end && *stop == '\f') {
            und_import_line page = {.offset = (uint32_t)in->text_used, .number = number, .kind = LINE_PAGE};
            if (!add_line(in, page))
                return;
        } else {
            number++;
        }
        if (end - stop > 1 && stop[0] == '\r' && stop[1] == '\n')
            stop++;
        at = stop < end ? stop + 1 : end;
    }
}
