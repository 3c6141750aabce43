/* agenda.c - reads the official text of an agenda.
 *
 * Three steps: lines are cleaned (spaces, accents, leaders) and furniture is marked; the list is walked line by line,
 * with the number or letter that must come next as the guide; then the head is searched for session and symbol. */

#include "undoc/agenda.h"

#include "import/clean.h"
#include "import/list.h"
#include "text/memory.h"
#include "text/utf8.h"

#include <stdio.h>

#define HEAD_MAX 8192u      /* bytes before the first item that are searched for the session: a masthead has 500 */
#define SAMPLE_MAX 65536u   /* bytes that tell the language: a whole agenda has about 30,000 */
#define NEEDLE_MAX 128u     /* a session in words, folded; the longest of ours has 60 bytes */
#define SYMBOL_MAX 48u      /* A/81/251/Add.1/Rev.1 has 20 bytes */
#define ADOPTED_AGENDA 251u /* A/SESSION/251 is the agenda as adopted, every year since the 35th session at least */

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
    while (*at < length && und_import_is_digit(text[*at]) && *at - first < most)
        number = number * 10 + (uint32_t)(text[(*at)++] - '0');
    if (*at < length && und_import_is_digit(text[*at]))
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
        while (end < length && und_import_is_digit(text[end]))
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
    return c >= 0x80 || c == '-' || (c >= 'a' && c <= 'z') || und_import_is_digit(text[at]);
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
    size_t after = pattern.length - before - slot_length;
    memcpy(text, pattern.at, before);
    memcpy(text + before, ordinal.at, ordinal.length);
    memcpy(text + before + ordinal.length, pattern.at + before + slot_length, after);
    return und_fold_text((und_bytes){text, before + ordinal.length + after}, out, room);
}

/* The session in words, from the language packs. The one that ends first counts, of those the longest: "soixante et
 * onzième session" is not "onzième session". */
static uint32_t find_session_words(const und_importer *in, const char *folded, size_t length)
{
    uint32_t session = 0;
    size_t best_end = SIZE_MAX, best_length = 0;
    for (uint32_t i = 0; i < und_language_count(in->packs); i++) {
        const und_language *language = und_language_at(in->packs, i);
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
static size_t gather(const und_importer *in, size_t first, size_t last, char *out, size_t room)
{
    size_t used = 0;
    for (size_t i = first; i < last; i++) {
        const und_import_line *line = &in->lines[i];
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
static found_session read_head(und_importer *in)
{
    const und_allocator *allocator = und_packs_allocator(in->packs);
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
static const char *find_language(und_importer *in)
{
    const und_allocator *allocator = und_packs_allocator(in->packs);
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
    for (uint32_t i = 0; i < und_language_count(in->packs); i++) {
        const und_language *language = und_language_at(in->packs, i);
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

static und_status write_pack(const und_importer *in, const found_session *found, const char *language, und_sink sink,
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
        const und_import_entry *e = &in->entries[i];
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
static bool begin(und_importer *in)
{
    void *text = NULL;
    void *titles = NULL;
    bool ok = und_grow(und_packs_allocator(in->packs), &text, &in->text_room, 1, 1) &&
              und_grow(und_packs_allocator(in->packs), &titles, &in->titles_room, 1, 1);
    in->text = text;
    in->titles = titles;
    if (!ok)
        in->status = UND_E_MEMORY;
    return ok;
}

static und_status run(und_importer *in, und_bytes text, const char *language, und_sink sink, void *context,
                      uint32_t *session)
{
    if (begin(in))
        und_import_clean(in, text);
    if (in->status == UND_OK)
        und_import_list(in);
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
    und_importer in = {.packs = packs};
    und_status status = run(&in, text, language, sink, context, session);
    const und_allocator *allocator = und_packs_allocator(packs);
    und_free(allocator, in.text, in.text_room);
    und_free(allocator, in.lines, in.line_room * sizeof(und_import_line));
    und_free(allocator, in.entries, in.entry_room * sizeof(und_import_entry));
    und_free(allocator, in.titles, in.titles_room);
    und_free(allocator, in.furniture, in.furniture_room);
    return status == UND_E_MEMORY ? und_packs_no_memory(packs) : status;
}
