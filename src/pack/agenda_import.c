/* agenda_import.c - reads the official text of an agenda.
 *
 * Three steps: lines are cleaned (spaces, accents, leaders) and furniture is marked; the list is walked line by line,
 * with the number or letter that must come next as the guide; then the head is searched for session and symbol. */

#include "pack/agenda_import.h"

#include "pack/reader.h"
#include "text/memory.h"
#include "text/utf8.h"

#include <stdio.h>
#include <string.h>

#define HEAD_MAX 8192u      /* bytes before the first item that are searched for the session: a masthead has 500 */
#define SAMPLE_MAX 65536u   /* bytes that tell the language: a whole agenda has about 30,000 */
#define NEEDLE_MAX 128u     /* a session in words, folded; the longest of ours has 60 bytes */
#define FURNITURE_MIN 8u    /* bytes; fewer might begin a title */
#define SYMBOL_MAX 48u      /* A/81/251/Add.1/Rev.1 has 20 bytes */
#define NUMBER_GAP_MAX 30u  /* a wider gap in the middle of a title is no gap but a number in the text */
#define ADOPTED_AGENDA 251u /* A/SESSION/251 is the agenda as adopted, every year since the 35th session at least */

typedef enum line_kind {
    LINE_TEXT,
    LINE_BLANK,
    LINE_RULE, /* over footnotes */
    LINE_PAGE  /* what printing left between two pages */
} line_kind;

typedef struct source_line {
    uint32_t offset; /* in `text` */
    uint32_t length;
    uint32_t number; /* in the document, from 1 */
    uint8_t kind;    /* line_kind */
    bool glued;      /* ended with a soft hyphen: the next line goes on without a space */
    bool raised;     /* began with a raised digit: a footnote */
} source_line;

typedef struct entry {
    uint32_t item;
    uint32_t line;      /* in the document */
    size_t first, last; /* of its title, in `titles` */
    char sub[UND_SUB_MAX];
} entry;

typedef struct importer {
    und_packs *packs;
    und_status status;
    char *text; /* cleaned */
    size_t text_used, text_room;
    source_line *lines;
    size_t line_count, line_room;
    size_t first_item; /* its line */
    entry *entries;
    size_t entry_count, entry_room;
    char *titles;
    size_t titles_used, titles_room;
    char *furniture; /* first words of furniture, folded, each ended by a line feed */
    size_t furniture_used, furniture_room;
    /* while walking */
    bool ignoring; /* under a heading or after the end of a title */
    bool deeper;   /* in (i), (ii) under a sub-item: no place for them in a pack */
    bool ended;
    bool glue;
    char heading;  /* the letter of the last heading */
    uint32_t note; /* the number of the last footnote */
} importer;

/* ---- memory ---- */

static bool append(importer *in, char **bytes, size_t *used, size_t *room, const char *at, size_t length)
{
    void *grown = *bytes;
    bool ok = und_grow(&in->packs->allocator, &grown, room, *used + length, 1);
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

static bool add_line(importer *in, source_line line)
{
    void *grown = in->lines;
    bool ok = und_grow(&in->packs->allocator, &grown, &in->line_room, in->line_count + 1, sizeof(source_line));
    in->lines = grown;
    if (!ok) {
        in->status = UND_E_MEMORY;
        return false;
    }
    in->lines[in->line_count++] = line;
    return true;
}

/* ---- cleaning ---- */

/* Accents that stand apart from their letter, as some programs write them. */
static uint32_t compose(uint32_t letter, uint32_t mark)
{
    static const struct {
        uint16_t mark;
        const char *letters;
        uint16_t composed[11];
    } marks[] = {
        {0x300, "AEIOUaeiou", {0xc0, 0xc8, 0xcc, 0xd2, 0xd9, 0xe0, 0xe8, 0xec, 0xf2, 0xf9}},
        {0x301, "AEIOUaeiou", {0xc1, 0xc9, 0xcd, 0xd3, 0xda, 0xe1, 0xe9, 0xed, 0xf3, 0xfa}},
        {0x302, "AEIOUaeiou", {0xc2, 0xca, 0xce, 0xd4, 0xdb, 0xe2, 0xea, 0xee, 0xf4, 0xfb}},
        {0x303, "ANOano", {0xc3, 0xd1, 0xd5, 0xe3, 0xf1, 0xf5}},
        {0x308, "AEIOUaeiouy", {0xc4, 0xcb, 0xcf, 0xd6, 0xdc, 0xe4, 0xeb, 0xef, 0xf6, 0xfc, 0xff}},
        {0x327, "Cc", {0xc7, 0xe7}},
    };
    for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++) {
        if (marks[i].mark != mark || letter >= 0x80)
            continue;
        const char *at = strchr(marks[i].letters, (int)letter);
        if (letter != 0 && at != NULL)
            return marks[i].composed[at - marks[i].letters];
    }
    return 0;
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Adds what `at` to `end` holds as a cleaned line. */
static bool clean_line(importer *in, const char *at, const char *end, uint32_t number)
{
    source_line line = {.offset = (uint32_t)in->text_used, .number = number};
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
        uint32_t composed = space ? 0 : compose(last, point);
        char coded[4];
        if (composed != 0) {
            in->text_used = last_at;
            point = composed;
        } else if (und_raised_digit(point) < 10) {
            if (last != 0 && !(line.raised && is_digit((char)last)))
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
        if (space && !append(in, &in->text, &in->text_used, &in->text_room, " ", 1))
            return false;
        space = false;
        last = point;
        last_at = in->text_used;
        if (!append(in, &in->text, &in->text_used, &in->text_room, coded, und_utf8_encode(point, coded)))
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
        while (at < length && (is_digit(text[at]) || strchr("ivxlcX", text[at]) != NULL))
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
static bool cut_leaders(importer *in)
{
    for (;;) {
        source_line *line = &in->lines[in->line_count - 1];
        size_t after;
        size_t leader = find_leader(in->text + line->offset, line->length, &after);
        if (leader == line->length)
            return true;
        source_line rest = *line;
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

static bool all_of(const char *text, size_t length, const char *set)
{
    for (size_t i = 0; i < length; i++)
        if (text[i] == '\0' || strchr(set, text[i]) == NULL)
            return false;
    return true;
}

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
    if (length >= 4 && text[0] == 'A' && text[1] == '/' && is_digit(text[2]))
        return true;
    if (length == 3 && text[0] == '(' && text[2] == ')' && text[1] >= 'A' && text[1] <= 'Z')
        return true;
    if (length >= 5 && text[0] == '*' && text[length - 1] == '*')
        return all_of(text + 1, length - 2, digits);
    if (length >= 5 && memcmp(text, "GE.", 3) == 0)
        return all_of(text + 3, length - 3, "0123456789-");
    if (all_of(text, length, digits))
        return length <= 3 || length == 6;
    size_t slashes = count_of(text, length, '/');
    if (slashes == 1 && is_digit(text[0]) && is_digit(text[length - 1]) && length <= 7)
        return all_of(text, length, "0123456789/");
    return length == 8 && text[2] == '-' && all_of(text, length, "0123456789-");
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
static bool gather_furniture(importer *in)
{
    for (uint32_t i = 0; i < in->packs->language_count; i++) {
        const und_language *language = &in->packs->languages[i].language;
        for (uint32_t t = language->first[UND_TERM_FURNITURE]; t < language->first[UND_TERM_FURNITURE + 1]; t++) {
            und_bytes word = und_term_folded(language, &language->terms[t]);
            if (word.length < FURNITURE_MIN || word.length > NEEDLE_MAX)
                continue;
            if (!append(in, &in->furniture, &in->furniture_used, &in->furniture_room, word.at, word.length) ||
                !append(in, &in->furniture, &in->furniture_used, &in->furniture_room, "\n", 1))
                return false;
        }
    }
    return true;
}

static bool is_known_furniture(const importer *in, const char *text, size_t length)
{
    char line[NEEDLE_MAX];
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

static void classify(const importer *in, source_line *line)
{
    const char *text = in->text + line->offset;
    if (line->length == 0)
        line->kind = LINE_BLANK;
    else if (line->length >= 3 && all_of(text, line->length, "_-=") && !line->raised)
        line->kind = LINE_RULE;
    else if (!line->raised && (is_page_line(text, line->length) || is_known_furniture(in, text, line->length)))
        line->kind = LINE_PAGE;
    else
        line->kind = LINE_TEXT;
}

static void read_lines(importer *in, und_bytes text)
{
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
            source_line page = {.offset = (uint32_t)in->text_used, .number = number, .kind = LINE_PAGE};
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

/* ---- titles ---- */

/* Where the marks of footnotes begin that end at `end`: "Committees.1", "Committee2, 3"; `end`: there are none. */
static size_t before_marks(const char *text, size_t end)
{
    size_t at = end;
    for (;;) {
        size_t digits = at;
        while (digits > 0 && is_digit(text[digits - 1]))
            digits--;
        if (digits < 2 || digits == at || at - digits > 2)
            return end;
        char before = text[digits - 1];
        size_t comma = before == ',' ? digits - 1 : before == ' ' && text[digits - 2] == ',' ? digits - 2 : 0;
        if (comma > 0 && is_digit(text[comma - 1]))
            at = comma; /* one of several */
        else
            return strchr(".;:,)", before) != NULL || (before >= 'a' && before <= 'z') ? digits : end;
    }
}

/* The length of a title without the marks of its footnotes: digits as above, and asterisks. */
static size_t without_marks(const char *text, size_t length)
{
    for (;;) {
        size_t end = length;
        while (end > 0 && (text[end - 1] == '*' || text[end - 1] == ' '))
            end--;
        end = before_marks(text, end);
        if (end == length)
            return end;
        length = end;
    }
}

/* The punctuation that ends the title being read; NUL: it goes on. */
static char ending(const importer *in)
{
    if (in->entry_count == 0)
        return '\0';
    const entry *last = &in->entries[in->entry_count - 1];
    const char *title = in->titles + last->first;
    size_t length = without_marks(title, last->last - last->first);
    if (length == 0 || strchr(".;:", title[length - 1]) == NULL)
        return '\0';
    return title[length - 1];
}

static void begin_entry(importer *in, uint32_t item, const char *sub, uint32_t line)
{
    void *grown = in->entries;
    bool ok = und_grow(&in->packs->allocator, &grown, &in->entry_room, in->entry_count + 1, sizeof(entry));
    in->entries = grown;
    if (!ok) {
        in->status = UND_E_MEMORY;
        return;
    }
    entry *new = &in->entries[in->entry_count++];
    *new = (entry){.item = item, .line = line, .first = in->titles_used, .last = in->titles_used};
    memcpy(new->sub, sub, strlen(sub) + 1);
    in->ignoring = in->deeper = in->glue = false;
}

/* Words of the title being read: after a space, but for a word that was split or a compound at the end of a line. */
static void add_words(importer *in, const char *text, size_t length)
{
    entry *last = &in->entries[in->entry_count - 1];
    if (length == 0 || in->ignoring || in->deeper)
        return;
    size_t used = last->last - last->first;
    if (used + length + 1 > UND_TITLE_MAX) {
        und_packs_say(in->packs,
                      "line %u: the title of item %u is longer than %u bytes; expected item %u on a line of its own",
                      (unsigned)last->line, (unsigned)last->item, UND_TITLE_MAX, (unsigned)last->item + 1);
        in->status = UND_E_DATA;
        return;
    }
    const char *title = in->titles + last->first;
    bool compound = used >= 2 && (title[used - 1] == '-' || title[used - 1] == '/') && title[used - 2] != ' ';
    if (used > 0 && !in->glue && !compound && !append(in, &in->titles, &in->titles_used, &in->titles_room, " ", 1))
        return;
    in->glue = false;
    if (append(in, &in->titles, &in->titles_used, &in->titles_room, text, length))
        in->entries[in->entry_count - 1].last = in->titles_used;
}

/* ---- markers ---- */

/* "12. " at the beginning: the number, and where the text after it begins. */
static bool item_marker(const char *text, size_t length, uint32_t *number, size_t *after)
{
    size_t at = 0;
    *number = 0;
    while (at < length && at < 3 && is_digit(text[at]))
        *number = *number * 10 + (uint32_t)(text[at++] - '0');
    if (at == 0 || text[0] == '0')
        return false;
    if (at < length && text[at] == ' ')
        at++;
    if (at == length || text[at] != '.')
        return false;
    at++;
    if (at < length && (is_digit(text[at]) || text[at] == '.'))
        return false;
    while (at < length && text[at] == ' ')
        at++;
    *after = at;
    return true;
}

/* "(a) " or "a) " at the beginning: the letters, up to five ("xviii"). */
static bool sub_marker(const char *text, size_t length, char *letters, size_t *after)
{
    bool open = length > 0 && text[0] == '(';
    size_t at = open ? 1 : 0;
    size_t count = 0;
    while (at < length && text[at] >= 'a' && text[at] <= 'z' && count < 5)
        letters[count++] = text[at++];
    letters[count] = '\0';
    if (count == 0 || at == length || text[at] != ')')
        return false;
    at++;
    if (at < length && text[at] != ' ' && !open)
        return false;
    while (at < length && text[at] == ' ')
        at++;
    *after = at;
    return true;
}

/* "B. " at the beginning, or "II. ". */
static bool heading_marker(const char *text, size_t length)
{
    size_t at = 0;
    while (at < length && at < 5 && text[at] >= 'A' && text[at] <= 'Z')
        at++;
    bool roman = all_of(text, at, "IVX");
    return at > 0 && (at == 1 || roman) && at + 1 < length && text[at] == '.' && text[at + 1] == ' ';
}

/* The sub-item after `sub`: "" a, z aa, zz none. */
static bool next_sub(const char *sub, char *next)
{
    size_t length = strlen(sub);
    if (length == 0 || sub[0] != 'z') {
        memset(next, length == 0 ? 'a' : sub[0] + 1, length == 0 ? 1 : length);
        next[length == 0 ? 1 : length] = '\0';
        return true;
    }
    if (length + 1 >= UND_SUB_MAX)
        return false;
    memset(next, 'a', length + 1);
    next[length + 1] = '\0';
    return true;
}

static bool starts_upper(const char *text, size_t length)
{
    if (length == 0)
        return true; /* the title is on the next line */
    uint32_t bytes;
    uint32_t point = und_utf8_decode(text, text + length, &bytes);
    return und_is_upper(point) || point == '(' || point == '"' || point == 0xab || point == 0x201c;
}

/* ---- the list ---- */

/* The length of " and" or " et" before another word; 0: something else stands there. */
static size_t and_after(const char *text, size_t length)
{
    if (length > 5 && memcmp(text, " and ", 5) == 0)
        return 4;
    return length > 4 && memcmp(text, " et ", 4) == 0 ? 3 : 0;
}

/* A line, or the rest of one, that belongs to the item being read. `fresh`: it stands where a sub-item may begin. */
static void feed(importer *in, const char *text, size_t length, uint32_t line, bool fresh)
{
    while (length > 0 && in->status == UND_OK) {
        const entry *last = &in->entries[in->entry_count - 1];
        char wanted[UND_SUB_MAX] = "";
        bool more = next_sub(last->sub, wanted);
        char letters[6];
        size_t after;
        if (fresh && sub_marker(text, length, letters, &after)) {
            char end = ending(in);
            bool roman = all_of(letters, strlen(letters), "ivx");
            bool opens_deeper = roman && strcmp(letters, "i") == 0 && last->sub[0] != '\0' && end == ':';
            if (more && strcmp(letters, wanted) == 0 && !opens_deeper) {
                begin_entry(in, last->item, wanted, line);
                text += after;
                length -= after;
                fresh = false;
                continue;
            }
            if (opens_deeper || (in->deeper && roman)) {
                in->deeper = true;
            } else if (end != '\0' && !in->ignoring) {
                und_packs_say(in->packs, "line %u: sub-item (%s) of item %u; expected (%s)", (unsigned)line, letters,
                              (unsigned)last->item, wanted);
                in->status = UND_E_DATA;
                return;
            }
        }
        /* Up to a sub-item further on in the line. */
        size_t cut = 0;
        while (cut < length) {
            bool pause = text[cut] == ':' || text[cut] == ';';
            cut++;
            if (!pause || !more || cut == length || text[cut] != ' ')
                continue;
            size_t word = and_after(text + cut, length - cut);
            if (sub_marker(text + cut + word + 1, length - cut - word - 1, letters, &after) &&
                strcmp(letters, wanted) == 0) {
                cut += word;
                break;
            }
        }
        add_words(in, text, cut);
        if (cut < length)
            cut++; /* the space */
        text += cut;
        length -= cut;
        fresh = true;
    }
}

/* A footnote: "1 See ...", "* Reissued ...", or what stands under a rule. */
static bool is_note(const importer *in, const source_line *line, bool apart)
{
    const char *text = in->text + line->offset;
    size_t at = 0;
    if (line->raised)
        return true;
    while (at < line->length && at < 3 && text[at] == '*')
        at++;
    if (at > 0)
        return true;
    uint32_t number = 0;
    while (at < line->length && at < 2 && is_digit(text[at]))
        number = number * 10 + (uint32_t)(text[at++] - '0');
    return apart && at > 0 && number == in->note + 1 && at + 1 < line->length && text[at] == ' ' &&
           starts_upper(text + at + 1, line->length - at - 1);
}

/* An item, or a heading between items. No: it is neither. `note`: it stands where footnotes do. */
static bool take_marker(importer *in, const source_line *line, bool note)
{
    const char *text = in->text + line->offset;
    uint32_t wanted = in->entry_count > 0 ? in->entries[in->entry_count - 1].item + 1 : 1;
    uint32_t number;
    size_t after;
    char end = ending(in);
    if (item_marker(text, line->length, &number, &after)) {
        if (number == wanted) {
            begin_entry(in, number, "", line->number);
            if (in->status == UND_OK)
                feed(in, text + after, line->length - after, line->number, true);
            return true;
        }
        /* In a title that has not ended, a number far from the next one belongs to the title. */
        bool open = in->entry_count > 0 && end == '\0' && !in->ignoring;
        bool far = number + 1 < wanted || number > wanted + NUMBER_GAP_MAX;
        if (!note && !(open && far) && starts_upper(text + after, line->length - after)) {
            if (number == 1 && in->entry_count > 0) { /* after the contents, the text itself */
                in->ended = true;
                return true;
            }
            if (in->entry_count > 0)
                und_packs_say(in->packs, "line %u: item %u follows item %u; expected item %u", (unsigned)line->number,
                              (unsigned)number, (unsigned)wanted - 1, (unsigned)wanted);
            else
                und_packs_say(in->packs, "line %u: the first item is %u; expected item 1", (unsigned)line->number,
                              (unsigned)number);
            in->status = UND_E_DATA;
            return true;
        }
    }
    if (in->entry_count > 0 && heading_marker(text, line->length)) {
        char next = in->heading == '\0' ? 'A' : (char)(in->heading + 1);
        bool expected = text[0] == next && text[1] == '.';
        if (expected || (end == '.' && !note)) {
            in->heading = expected ? next : in->heading;
            in->ignoring = true;
            return true;
        }
    }
    return false;
}

static void read_list(importer *in)
{
    bool note = false, note_text = false; /* in footnotes; after their first words */
    bool blank = true, page = false;      /* before this line */
    for (size_t i = 0; i < in->line_count && in->status == UND_OK && !in->ended; i++) {
        const source_line *line = &in->lines[i];
        if (line->kind == LINE_BLANK) {
            blank = true;
            if (note_text)
                note = note_text = false;
            continue;
        }
        if (line->kind != LINE_TEXT) {
            note = line->kind == LINE_RULE;
            note_text = false;
            page = true;
            continue;
        }
        size_t before = in->entry_count;
        if (take_marker(in, line, note)) {
            note = note_text = false;
            in->glue = line->glued;
            if (before == 0 && in->entry_count > 0)
                in->first_item = i;
        } else if (in->entry_count > 0) {
            const char *text = in->text + line->offset;
            char letters[6];
            size_t after;
            bool sub = sub_marker(text, line->length, letters, &after);
            if (is_note(in, line, blank || page || note)) {
                note = note_text = true;
                in->note += line->raised || is_digit(text[0]) ? 1 : 0;
            } else if (note && !sub) {
                note_text = true;
            } else {
                note = note_text = false;
                /* A title that has ended and a space: what follows belongs to no item. */
                if (!sub && ending(in) == '.' && (blank || page))
                    in->ignoring = true;
                if (!in->ignoring || sub)
                    feed(in, text, line->length, line->number, true);
                in->glue = line->glued;
            }
        }
        blank = page = false;
    }
}

/* Titles as a pack has them: without what ends a line of a list. */
static void finish_titles(importer *in)
{
    for (size_t i = 0; i < in->entry_count && in->status == UND_OK; i++) {
        entry *e = &in->entries[i];
        const char *title = in->titles + e->first;
        size_t length = without_marks(title, e->last - e->first);
        if (length > 5 && memcmp(title + length - 5, "; and", 5) == 0)
            length -= 5;
        else if (length > 4 && memcmp(title + length - 4, "; et", 4) == 0)
            length -= 4;
        while (length > 0 && strchr(".;:, ", title[length - 1]) != NULL)
            length--;
        length = without_marks(title, length);
        e->last = e->first + length;
        if (length == 0) {
            und_packs_say(in->packs, "line %u: item %u%s%s%s has no title; expected one", (unsigned)e->line,
                          (unsigned)e->item, e->sub[0] != '\0' ? " (" : "", e->sub, e->sub[0] != '\0' ? ")" : "");
            in->status = UND_E_DATA;
        }
    }
    if (in->status == UND_OK && in->entry_count == 0) {
        und_packs_say(in->packs, "no items found; expected lines such as '1. Opening of the session'");
        in->status = UND_E_DATA;
    }
}

/* ---- the head ---- */

typedef struct found_session {
    uint32_t session; /* 0: not found */
    uint32_t number;  /* of the document, from its symbol */
    char name[SYMBOL_MAX];
} found_session;

static size_t skip_blanks(const char *text, size_t length, size_t at)
{
    while (at < length && (text[at] == ' ' || text[at] == '\n'))
        at++;
    return at;
}

static uint32_t read_digits(const char *text, size_t length, size_t *at, size_t most)
{
    uint32_t number = 0;
    size_t first = *at;
    while (*at < length && is_digit(text[*at]) && *at - first < most)
        number = number * 10 + (uint32_t)(text[(*at)++] - '0');
    if (*at < length && is_digit(text[*at]))
        return 0;
    return number;
}

/* A/81/251, also as PDF leaves it: "A /81/251". */
static bool symbol_at(const char *text, size_t length, size_t at, found_session *out)
{
    if (text[at] != 'A' || (at > 0 && text[at - 1] != ' ' && text[at - 1] != '\n' && text[at - 1] != '('))
        return false;
    at = skip_blanks(text, length, at + 1);
    if (at == length || text[at] != '/')
        return false;
    at = skip_blanks(text, length, at + 1);
    out->session = read_digits(text, length, &at, 3);
    at = skip_blanks(text, length, at);
    if (out->session == 0 || at == length || text[at] != '/')
        return false;
    at = skip_blanks(text, length, at + 1);
    out->number = read_digits(text, length, &at, 4);
    if (out->number == 0)
        return false;
    int used = snprintf(out->name, sizeof out->name, "A/%u/%u", (unsigned)out->session, (unsigned)out->number);
    /* /Rev.1, /Add.2 */
    while (at + 1 < length && text[at] == '/' && text[at + 1] >= 'A' && text[at + 1] <= 'Z') {
        size_t end = at + 1;
        while (end < length && ((text[end] >= 'A' && text[end] <= 'Z') || (text[end] >= 'a' && text[end] <= 'z')))
            end++;
        if (end >= length || text[end] != '.')
            break;
        end++;
        while (end < length && is_digit(text[end]))
            end++;
        if ((size_t)used + (end - at) >= sizeof out->name)
            break;
        memcpy(out->name + used, text + at, end - at);
        used += (int)(end - at);
        out->name[used] = '\0';
        at = end;
    }
    return true;
}

/* The document's own symbol: that of an adopted agenda, or else the first one. */
static found_session find_symbol(const char *text, size_t length)
{
    found_session first = {0};
    for (size_t at = 0; at < length; at++) {
        found_session found = {0};
        if (!symbol_at(text, length, at, &found))
            continue;
        if (found.number == ADOPTED_AGENDA)
            return found;
        if (first.session == 0)
            first = found;
    }
    return first;
}

static bool in_word(const char *text, size_t length, size_t at)
{
    if (at >= length)
        return false;
    unsigned char c = (unsigned char)text[at];
    return c >= 0x80 || c == '-' || (c >= 'a' && c <= 'z') || is_digit(text[at]);
}

/* Where `needle` stands in folded text as words of its own; `length`: nowhere. */
static size_t find_words(const char *text, size_t length, const char *needle, size_t needle_length, bool spaced)
{
    if (needle_length == 0)
        return length;
    for (size_t at = 0; at + needle_length <= length; at++) {
        if (text[at] != needle[0] || memcmp(text + at, needle, needle_length) != 0)
            continue;
        if (!spaced || ((at == 0 || !in_word(text, length, at - 1)) && !in_word(text, length, at + needle_length)))
            return at;
    }
    return length;
}

/* "{ordinal} session" with an ordinal in its place, folded. Returns its length; 0: the pattern has no {ordinal}. */
static size_t session_words(und_bytes pattern, und_bytes ordinal, char *out, size_t room)
{
    static const char slot[] = "{ordinal}";
    const size_t slot_length = sizeof slot - 1;
    char text[NEEDLE_MAX * 2];
    size_t before = 0;
    while (before + slot_length <= pattern.length && memcmp(pattern.at + before, slot, slot_length) != 0)
        before++;
    if (before + slot_length > pattern.length || pattern.length + ordinal.length > sizeof text)
        return 0;
    size_t behind = pattern.length - before - slot_length;
    memcpy(text, pattern.at, before);
    memcpy(text + before, ordinal.at, ordinal.length);
    memcpy(text + before + ordinal.length, pattern.at + before + slot_length, behind);
    return und_fold_text((und_bytes){text, before + ordinal.length + behind}, out, room);
}

/* The session in words, from the language packs. The one that ends first counts, of those the longest: "soixante et
 * onzième session" is not "onzième session". */
static uint32_t find_session_words(const importer *in, const char *folded, size_t length)
{
    uint32_t session = 0;
    size_t best_end = SIZE_MAX, best_length = 0;
    for (uint32_t i = 0; i < in->packs->language_count; i++) {
        const und_language *language = &in->packs->languages[i].language;
        const und_term *terms = language->terms;
        char needle[NEEDLE_MAX];
        /* The plain form stands first; the others are of resumed sessions and of other organs. */
        uint32_t p = language->first[UND_TERM_SESSION];
        while (p < language->first[UND_TERM_SESSION + 1] &&
               (terms[p].value != UND_SESSION_REGULAR ||
                session_words(und_term_text(language, &terms[p]), (und_bytes){"", 0}, needle, sizeof needle) == 0))
            p++;
        if (p == language->first[UND_TERM_SESSION + 1])
            continue;
        for (uint32_t o = language->first[UND_TERM_ORDINAL]; o < language->first[UND_TERM_ORDINAL + 1]; o++) {
            size_t words = session_words(und_term_text(language, &terms[p]), und_term_text(language, &terms[o]), needle,
                                         sizeof needle);
            size_t at = find_words(folded, length, needle, words, language->script != UND_SCRIPT_HAN);
            size_t end = at + words;
            if (at < length && (end < best_end || (end == best_end && words > best_length))) {
                best_end = end;
                best_length = words;
                session = terms[o].value;
            }
        }
    }
    return session;
}

/* The lines [first, last), as they are, with a line feed after each. */
static size_t gather(const importer *in, size_t first, size_t last, char *out, size_t room)
{
    size_t used = 0;
    for (size_t i = first; i < last; i++) {
        const source_line *line = &in->lines[i];
        size_t length = line->length < room - used ? line->length : room - used;
        memcpy(out + used, in->text + line->offset, length);
        used += length;
        if (used == room)
            break;
        out[used++] = '\n';
    }
    return used;
}

/* Session and symbol; UND_E_DATA with a message when they are not there or do not agree. */
static found_session read_head(importer *in)
{
    const und_allocator *allocator = &in->packs->allocator;
    found_session found = {0};
    char *head = und_resize(allocator, NULL, 0, HEAD_MAX * 2);
    if (head == NULL) {
        in->status = UND_E_MEMORY;
        return found;
    }
    char *folded = head + HEAD_MAX;
    size_t length = gather(in, 0, in->first_item, head, HEAD_MAX);
    found = find_symbol(head, length);
    size_t folded_length = und_fold_text((und_bytes){head, length}, folded, HEAD_MAX);
    uint32_t words = find_session_words(in, folded, folded_length);
    /* Without a masthead, the header of a later page may have the symbol. */
    for (size_t i = in->first_item; i < in->line_count && found.session == 0; i++)
        if (in->lines[i].kind == LINE_PAGE)
            found = find_symbol(in->text + in->lines[i].offset, in->lines[i].length);
    und_free(allocator, head, HEAD_MAX * 2);
    if (found.session > 0 && words > 0 && found.session != words) {
        und_packs_say(in->packs, "the symbol %s is of session %u, the words are of session %u; expected the same",
                      found.name, (unsigned)found.session, (unsigned)words);
        in->status = UND_E_DATA;
    } else if (found.session == 0 && words == 0) {
        und_packs_say(in->packs,
                      "no session found before line %u; expected a symbol such as A/81/251, or the session in words",
                      (unsigned)in->lines[in->first_item].number);
        in->status = UND_E_DATA;
    }
    if (found.session == 0)
        found.session = words;
    return found;
}

/* ---- the language ---- */

static size_t count_words(const char *text, size_t length, const char *word, size_t word_length)
{
    size_t count = 0;
    for (size_t at = 0; at < length;) {
        size_t found = find_words(text + at, length - at, word, word_length, true);
        if (found == length - at)
            break;
        count++;
        at += found + word_length;
    }
    return count;
}

/* The code of the language with most of its small words in the titles; "" and a message when none stands out. */
static const char *find_language(importer *in)
{
    const und_allocator *allocator = &in->packs->allocator;
    size_t sample = in->titles_used < SAMPLE_MAX ? in->titles_used : SAMPLE_MAX;
    size_t room = sample + 16;
    char *folded = und_resize(allocator, NULL, 0, room);
    if (folded == NULL) {
        in->status = UND_E_MEMORY;
        return "";
    }
    /* Titles follow each other without a space between: the words at the borders do not count, and need not. */
    size_t length = und_fold_text((und_bytes){in->titles, sample}, folded, room);
    const char *code = "";
    size_t best = 0, second = 0;
    for (uint32_t i = 0; i < in->packs->language_count; i++) {
        const und_language *language = &in->packs->languages[i].language;
        size_t count = 0;
        for (uint32_t t = language->first[UND_TERM_FUNCTION_WORD]; t < language->first[UND_TERM_FUNCTION_WORD + 1];
             t++) {
            und_bytes word = und_term_folded(language, &language->terms[t]);
            count += count_words(folded, length, word.at, word.length);
        }
        if (count > best) {
            second = best;
            best = count;
            code = language->code;
        } else if (count > second) {
            second = count;
        }
    }
    und_free(allocator, folded, room);
    if (best > second)
        return code;
    und_packs_say(in->packs, "cannot tell the language of the titles; expected its code to be given");
    in->status = UND_E_DATA;
    return "";
}

/* ---- writing ---- */

typedef struct writer {
    und_sink sink;
    void *context;
    bool stopped;
} writer;

static void put(writer *out, const char *at, size_t length)
{
    if (length > 0 && !out->stopped)
        out->stopped = !out->sink(out->context, at, length);
}

static void put_text(writer *out, const char *text)
{
    put(out, text, strlen(text));
}

/* Always in quotes: a title may hold anything that means something to YAML. */
static void put_title(writer *out, const char *at, size_t length)
{
    put_text(out, "\"");
    size_t from = 0;
    for (size_t i = 0; i < length; i++) {
        if (at[i] != '"' && at[i] != '\\')
            continue;
        put(out, at + from, i - from);
        put_text(out, "\\");
        from = i;
    }
    put(out, at + from, length - from);
    put_text(out, "\"\n");
}

static und_status write_pack(const importer *in, const found_session *found, const char *language, und_sink sink,
                             void *context)
{
    writer out = {sink, context, false};
    char line[160];
    const char *from = found->name[0] != '\0' ? found->name : "a text without a symbol";
    (void)snprintf(line, sizeof line, "# Agenda of session %u of the General Assembly, read from %s.\n",
                   (unsigned)found->session, from);
    put_text(&out, line);
    (void)snprintf(line, sizeof line, "session: %u\n", (unsigned)found->session);
    put_text(&out, line);
    if (found->name[0] != '\0') {
        (void)snprintf(line, sizeof line, "source: %s\n", found->name);
        put_text(&out, line);
    }
    put_text(&out,
             found->number == ADOPTED_AGENDA ? "complete: true\n" : "complete: false # not an agenda as adopted\n");
    put_text(&out, "items:\n");
    for (size_t i = 0; i < in->entry_count; i++) {
        const entry *e = &in->entries[i];
        const char *indent = "    ";
        if (e->sub[0] == '\0') {
            (void)snprintf(line, sizeof line, "  %u:\n", (unsigned)e->item);
        } else {
            indent = "        ";
            (void)snprintf(line, sizeof line, "%s      %s:\n",
                           in->entries[i - 1].sub[0] == '\0' ? "    subitems:\n" : "", e->sub);
        }
        put_text(&out, line);
        put_text(&out, indent);
        put_text(&out, language);
        put_text(&out, ": ");
        put_title(&out, in->titles + e->first, e->last - e->first);
    }
    return out.stopped ? UND_E_IO : UND_OK;
}

/* A line or a title may be empty before any other is there: then it still has a place. */
static bool begin(importer *in)
{
    void *text = NULL;
    void *titles = NULL;
    bool ok = und_grow(&in->packs->allocator, &text, &in->text_room, 1, 1) &&
              und_grow(&in->packs->allocator, &titles, &in->titles_room, 1, 1);
    in->text = text;
    in->titles = titles;
    if (!ok)
        in->status = UND_E_MEMORY;
    return ok;
}

static und_status run(importer *in, und_bytes text, const char *language, und_sink sink, void *context,
                      uint32_t *session)
{
    if (begin(in) && gather_furniture(in))
        read_lines(in, text);
    if (in->status == UND_OK)
        read_list(in);
    if (in->status == UND_OK)
        finish_titles(in);
    found_session found = {0};
    if (in->status == UND_OK)
        found = read_head(in);
    if (in->status == UND_OK && language == NULL)
        language = find_language(in);
    if (in->status != UND_OK)
        return in->status;
    if (session != NULL)
        *session = found.session;
    in->status = write_pack(in, &found, language, sink, context);
    if (in->status == UND_E_IO)
        und_packs_say(in->packs, "the pack could not be written");
    return in->status;
}

und_status und_agenda_import(und_packs *packs, und_bytes text, const char *language, und_sink sink, void *context,
                             uint32_t *session)
{
    if (packs == NULL || sink == NULL || (text.at == NULL && text.length > 0))
        return UND_E_ARGUMENT;
    if (text.length > UND_PACK_FILE_MAX) {
        und_packs_say(packs, "the text has %zu bytes; expected at most %u", text.length, UND_PACK_FILE_MAX);
        return UND_E_LIMIT;
    }
    if (language != NULL && und_packs_language(packs, (und_bytes){language, strlen(language)}) == UND_LANGUAGE_NONE) {
        und_packs_say(packs, "language '%.32s' has no pack; expected one that has", language);
        return UND_E_DATA;
    }
    importer in = {.packs = packs};
    und_status status = run(&in, text, language, sink, context, session);
    const und_allocator *allocator = &packs->allocator;
    und_free(allocator, in.text, in.text_room);
    und_free(allocator, in.lines, in.line_room * sizeof(source_line));
    und_free(allocator, in.entries, in.entry_room * sizeof(entry));
    und_free(allocator, in.titles, in.titles_room);
    und_free(allocator, in.furniture, in.furniture_room);
    return status == UND_E_MEMORY ? und_packs_no_memory(packs) : status;
}
