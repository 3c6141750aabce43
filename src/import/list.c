#include "import/list.h"

#include "text/memory.h"
#include "text/utf8.h"

#define NUMBER_GAP_MAX 30u /* a wider gap in the middle of a title is no gap but a number in the text */

/* ---- titles ---- */

/* Where the marks of footnotes begin that end at `end`: "Committees.1", "Committee2, 3"; `end`: there are none. */
static size_t before_marks(const char *text, size_t end)
{
    size_t at = end;
    for (;;) {
        size_t digits = at;
        while (digits > 0 && und_import_is_digit(text[digits - 1]))
            digits--;
        if (digits < 2 || digits == at || at - digits > 2)
            return end;
        char before = text[digits - 1];
        size_t comma = before == ',' ? digits - 1 : before == ' ' && text[digits - 2] == ',' ? digits - 2 : 0;
        if (comma > 0 && und_import_is_digit(text[comma - 1]))
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
static char ending(const und_importer *in)
{
    if (in->entry_count == 0)
        return '\0';
    const und_import_entry *last = &in->entries[in->entry_count - 1];
    const char *title = in->titles + last->first;
    size_t length = without_marks(title, last->last - last->first);
    if (length == 0 || strchr(".;:", title[length - 1]) == NULL)
        return '\0';
    return title[length - 1];
}

static void begin_entry(und_importer *in, uint32_t item, const char *sub, uint32_t line)
{
    void *grown = in->entries;
    bool ok = und_grow(und_packs_allocator(in->packs), &grown, &in->entry_room, in->entry_count + 1,
                       sizeof(und_import_entry));
    in->entries = grown;
    if (!ok) {
        in->status = UND_E_MEMORY;
        return;
    }
    und_import_entry *new = &in->entries[in->entry_count++];
    *new = (und_import_entry){.item = item, .line = line, .first = in->titles_used, .last = in->titles_used};
    memcpy(new->sub, sub, strlen(sub) + 1);
    in->ignoring = in->deeper = in->glue = false;
}

/* Words of the title being read: after a space, but for a word that was split or a compound at the end of a line. */
static void add_words(und_importer *in, const char *text, size_t length)
{
    und_import_entry *last = &in->entries[in->entry_count - 1];
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
    if (used > 0 && !in->glue && !compound &&
        !und_import_append(in, &in->titles, &in->titles_used, &in->titles_room, " ", 1))
        return;
    in->glue = false;
    if (und_import_append(in, &in->titles, &in->titles_used, &in->titles_room, text, length))
        in->entries[in->entry_count - 1].last = in->titles_used;
}

/* ---- markers ---- */

/* "12. " at the beginning: the number, and where the text after it begins. */
static bool item_marker(const char *text, size_t length, uint32_t *number, size_t *after)
{
    size_t at = 0;
    *number = 0;
    while (at < length && at < 3 && und_import_is_digit(text[at]))
        *number = *number * 10 + (uint32_t)(text[at++] - '0');
    if (at == 0 || text[0] == '0')
        return false;
    if (at < length && text[at] == ' ')
        at++;
    if (at == length || text[at] != '.')
        return false;
    at++;
    if (at < length && (und_import_is_digit(text[at]) || text[at] == '.'))
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
    bool roman = und_import_all_of(text, at, "IVX");
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

/* The next word of the language packs that joins the last items of a list: "and", "et"; NULL: that was all. */
static const und_term *next_and(const und_importer *in, uint32_t *language, const und_term *term)
{
    const und_language *l = und_language_at(in->packs, *language);
    if (l == NULL)
        return NULL;
    term = term == NULL ? l->terms + l->first[UND_TERM_AGENDA_AND] : term + 1;
    while (l != NULL && term == l->terms + l->first[UND_TERM_AGENDA_AND + 1]) {
        l = und_language_at(in->packs, ++*language);
        term = l != NULL ? l->terms + l->first[UND_TERM_AGENDA_AND] : NULL;
    }
    return l != NULL ? term : NULL;
}

/* The length of such a word with the space before it, where another word follows; 0: something else stands there. */
static size_t and_after(const und_importer *in, const char *text, size_t length)
{
    uint32_t language = 0;
    for (const und_term *term = NULL; text[0] == ' ' && (term = next_and(in, &language, term)) != NULL;) {
        und_bytes word = und_term_text(und_language_at(in->packs, language), term);
        if (length > word.length + 2 && memcmp(text + 1, word.at, word.length) == 0 && text[word.length + 1] == ' ')
            return word.length + 1;
    }
    return 0;
}

/* The length of a title without a word at its end that joins it to the next: "Reports; and". */
static size_t without_and(const und_importer *in, const char *title, size_t length)
{
    uint32_t language = 0;
    for (const und_term *term = NULL; (term = next_and(in, &language, term)) != NULL;) {
        und_bytes word = und_term_text(und_language_at(in->packs, language), term);
        size_t rest = length - word.length;
        if (length > word.length + 2 && memcmp(title + rest, word.at, word.length) == 0 &&
            memcmp(title + rest - 2, "; ", 2) == 0)
            return rest - 2;
    }
    return length;
}

/* A line, or the rest of one, that belongs to the item being read. `fresh`: it stands where a sub-item may begin. */
static void feed(und_importer *in, const char *text, size_t length, uint32_t line, bool fresh)
{
    while (length > 0 && in->status == UND_OK) {
        const und_import_entry *last = &in->entries[in->entry_count - 1];
        char wanted[UND_SUB_MAX] = "";
        bool more = next_sub(last->sub, wanted);
        char letters[6];
        size_t after;
        if (fresh && sub_marker(text, length, letters, &after)) {
            char end = ending(in);
            bool roman = und_import_all_of(letters, strlen(letters), "ivx");
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
            size_t word = and_after(in, text + cut, length - cut);
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
static bool is_note(const und_importer *in, const und_import_line *line, bool apart)
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
    while (at < line->length && at < 2 && und_import_is_digit(text[at]))
        number = number * 10 + (uint32_t)(text[at++] - '0');
    return apart && at > 0 && number == in->note + 1 && at + 1 < line->length && text[at] == ' ' &&
           starts_upper(text + at + 1, line->length - at - 1);
}

/* An item, or a heading between items. No: it is neither. `note`: it stands where footnotes do. */
static bool take_marker(und_importer *in, const und_import_line *line, bool note)
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

static void read_list(und_importer *in)
{
    bool note = false, note_text = false; /* in footnotes; after their first words */
    bool blank = true, page = false;      /* before this line */
    for (size_t i = 0; i < in->line_count && in->status == UND_OK && !in->ended; i++) {
        const und_import_line *line = &in->lines[i];
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
                in->note += line->raised || und_import_is_digit(text[0]) ? 1 : 0;
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
static void finish_titles(und_importer *in)
{
    for (size_t i = 0; i < in->entry_count && in->status == UND_OK; i++) {
        und_import_entry *e = &in->entries[i];
        const char *title = in->titles + e->first;
        size_t length = without_marks(title, e->last - e->first);
        length = without_and(in, title, length);
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

void und_import_list(und_importer *in)
{
    read_list(in);
    if (in->status == UND_OK)
        finish_titles(in);
}
