/* agenda.c - the agenda of a session: decoding a pack, finding an item. */

#include "pack/decode.h"
#include "pack/reader.h"
#include "text/memory.h"
#include "text/text.h"

#include <stdio.h>
#include <string.h>

#define SUBS_MAX 78u /* a to z, aa to zz, aaa to zzz: what fits UND_SUB_MAX; the longest agenda ends at (ss) */

typedef struct decoder {
    und_pack_reader reader;
    und_agenda_slot slot;
    size_t bytes_used, entry_count, unnumbered_count, title_count;
    uint32_t session; /* 0: not read */
    bool complete;
    const char *source;
    char unknown[8][UND_CODE_MAX]; /* languages without a pack, each said once */
    size_t unknown_count;
    size_t harmless; /* problems that leave no entry out */
} decoder;

/* ---- sub-items ---- */

/* From 1: a is 1, z is 26, aa is 27; 0: no letters of a sub-item. */
static uint32_t sub_rank(const char *sub)
{
    size_t length = strlen(sub);
    if (length == 0 || length >= UND_SUB_MAX || sub[0] < 'a' || sub[0] > 'z')
        return 0;
    for (size_t i = 1; i < length; i++)
        if (sub[i] != sub[0])
            return 0;
    return (uint32_t)(length - 1) * 26 + (uint32_t)(sub[0] - 'a') + 1;
}

static uint32_t entry_rank(uint32_t item, const char *sub)
{
    return item * (SUBS_MAX + 1) + sub_rank(sub);
}

/* ---- titles ---- */

static void grow_failed(decoder *d)
{
    d->reader.status = UND_E_MEMORY;
}

/* Where a title's bytes were put. */
typedef struct place {
    size_t first;
    size_t length; /* 0: no title */
} place;

static void keep_bytes(decoder *d, und_bytes text, place *out)
{
    und_agenda_slot *slot = &d->slot;
    void *bytes = slot->bytes;
    if (!und_grow(&d->reader.packs->allocator, &bytes, &slot->bytes_room, d->bytes_used + text.length, 1)) {
        grow_failed(d);
        return;
    }
    slot->bytes = bytes;
    memcpy(slot->bytes + d->bytes_used, text.at, text.length);
    *out = (place){d->bytes_used, text.length};
    d->bytes_used += text.length;
}

static bool looks_like_code(const char *text)
{
    size_t length = strspn(text, "abcdefghijklmnopqrstuvwxyz-");
    return text[length] == '\0' && length >= 2 && length < UND_CODE_MAX;
}

static void say_unknown_language(decoder *d, const und_key *key)
{
    for (size_t i = 0; i < d->unknown_count; i++)
        if (strcmp(d->unknown[i], key->text) == 0)
            return;
    if (d->unknown_count < sizeof d->unknown / sizeof d->unknown[0])
        memcpy(d->unknown[d->unknown_count++], key->text, strlen(key->text) + 1);
    d->harmless++;
    und_pack_reader_problem(
        &d->reader, key->line, key->column,
        "titles in '%s', which has no language pack, are left out; expected one of the languages there are", key->text);
}

/* What a mapping says of an item, of a sub-item or of a title without a number. */
typedef struct said {
    place titles[UND_LANGUAGES_MAX];
    const char *added;
} said;

/* The place for one more entry. NULL: memory ran out. */
static und_agenda_entry *new_entry(decoder *d, bool numbered)
{
    und_agenda_slot *slot = &d->slot;
    const und_allocator *allocator = &d->reader.packs->allocator;
    size_t *count = numbered ? &d->entry_count : &d->unnumbered_count;
    size_t *room = numbered ? &slot->entry_room : &slot->unnumbered_room;
    void *entries = numbered ? slot->entries : slot->unnumbered;
    bool ok = und_grow(allocator, &entries, room, *count + 1, sizeof(und_agenda_entry));
    if (numbered)
        slot->entries = entries;
    else
        slot->unnumbered = entries;
    return ok ? (und_agenda_entry *)entries + (*count)++ : NULL;
}

/* An entry with its titles, which stand together: those of an item are added when its sub-items have been read. */
static void add_entry(decoder *d, uint32_t item, const char *sub, const said *what)
{
    und_agenda_slot *slot = &d->slot;
    const und_allocator *allocator = &d->reader.packs->allocator;
    const place *titles = what->titles;
    und_agenda_entry entry = {.item = (uint16_t)item, .first_title = (uint32_t)d->title_count, .added = what->added};
    memcpy(entry.sub, sub, strlen(sub) + 1);
    for (uint8_t language = 0; language < UND_LANGUAGES_MAX; language++) {
        if (titles[language].length == 0)
            continue;
        void *room = slot->titles;
        if (!und_grow(allocator, &room, &slot->title_room, d->title_count + 1, sizeof(und_agenda_title))) {
            grow_failed(d);
            return;
        }
        slot->titles = room;
        slot->titles[d->title_count++] =
            (und_agenda_title){(uint32_t)titles[language].first, (uint16_t)titles[language].length, language};
        entry.title_count++;
    }
    und_agenda_entry *at = new_entry(d, item != 0);
    if (at == NULL)
        grow_failed(d);
    else
        *at = entry;
}

static void read_subitems(decoder *d, uint32_t item);

#define SEEN_SUBITEMS 63u
#define SEEN_ADDED 62u
#define SEEN_SOURCE 61u
_Static_assert(UND_LANGUAGES_MAX <= SEEN_SOURCE, "a bit for every language");

/* The decision that added an item in session: "none" where it is not known. */
static const char *read_added(decoder *d)
{
    und_yaml_value value;
    if (!und_pack_reader_scalar(&d->reader, &value, "a document's symbol, or none") ||
        !und_pack_reader_check(&d->reader, &value, UND_WORD_MAX, "a document's symbol, or none"))
        return NULL;
    if (und_bytes_equal(value.text, und_words("none")))
        return "";
    const char *copy = und_packs_copy(d->reader.packs, value.text);
    if (copy == NULL)
        grow_failed(d);
    return copy;
}

/* The mapping of an item (`sub` ""), a sub-item or a title without a number (`item` 0), which has been opened: titles, and
 * the sub-items of an item. */
static void read_entry(decoder *d, uint32_t item, const char *sub)
{
    und_pack_reader *reader = &d->reader;
    bool is_item = sub[0] == '\0';
    said what = {.added = NULL};
    uint64_t seen[1] = {0};
    und_key key;
    while (und_pack_reader_key(reader, &key)) {
        und_bytes code = {key.text, strlen(key.text)};
        uint8_t language = und_packs_language(reader->packs, code);
        und_yaml_value value;
        if (language != UND_LANGUAGE_NONE) {
            if (und_pack_reader_again(reader, &key, seen, language) ||
                !und_pack_reader_scalar(reader, &value, "a title") ||
                !und_pack_reader_check(reader, &value, UND_TITLE_MAX, "a title on one line"))
                continue;
            keep_bytes(d, value.text, &what.titles[language]);
        } else if (is_item && strcmp(key.text, "subitems") == 0) {
            if (!und_pack_reader_again(reader, &key, seen, SEEN_SUBITEMS))
                read_subitems(d, item);
        } else if (item != 0 && strcmp(key.text, "added") == 0) {
            if (!und_pack_reader_again(reader, &key, seen, SEEN_ADDED))
                what.added = read_added(d);
        } else if (item == 0 && strcmp(key.text, "source") == 0) {
            if (!und_pack_reader_again(reader, &key, seen, SEEN_SOURCE))
                (void)und_pack_reader_scalar(reader, &value, "the symbol of a document");
        } else if (code.length > 7 && strcmp(key.text + code.length - 7, "_source") == 0) {
            (void)und_pack_reader_scalar(reader, &value, "the symbol of a document");
        } else if (looks_like_code(key.text)) {
            say_unknown_language(d, &key);
            und_pack_reader_skip(reader);
        } else {
            und_pack_reader_unknown(reader, &key,
                                    item == 0 ? "a language's code, source, or subitems"
                                    : is_item ? "a language's code, its code with _source, added, or subitems"
                                              : "a language's code, its code with _source, or added");
        }
    }
    if (reader->status == UND_OK)
        add_entry(d, item, sub, &what);
}

static void read_subitems(decoder *d, uint32_t item)
{
    und_pack_reader *reader = &d->reader;
    if (!und_pack_reader_map(reader, "a mapping from letters to sub-items"))
        return;
    uint64_t seen[2] = {0};
    und_key key;
    while (und_pack_reader_key(reader, &key)) {
        uint32_t rank = sub_rank(key.text);
        if (rank == 0)
            und_pack_reader_unknown(reader, &key, "a letter: a to z, then aa, bb to zz");
        else if (!und_pack_reader_again(reader, &key, seen, rank) &&
                 und_pack_reader_map(reader, "a mapping from languages to titles"))
            read_entry(d, item, key.text);
    }
}

/* Titles without numbers: a list of mappings. */
static void read_titles(decoder *d)
{
    und_pack_reader *reader = &d->reader;
    static const char *const expected = "a list of mappings from languages to titles";
    und_yaml_value list = und_pack_reader_next(reader);
    if (list.type != UND_YAML_LIST) {
        und_pack_reader_problem(reader, list.line, list.column, "no list; expected %s", expected);
        und_pack_reader_skip_rest(reader, list);
        return;
    }
    for (;;) {
        und_yaml_value value = und_pack_reader_next(reader);
        if (value.type == UND_YAML_STOP || value.type == UND_YAML_CLOSE)
            return;
        if (value.type == UND_YAML_MAP) {
            size_t first = d->unnumbered_count;
            read_entry(d, 0, "");
            /* The item was added when its sub-items had been read: it goes before them. */
            if (d->unnumbered_count > first + 1) {
                und_agenda_entry *at = d->slot.unnumbered;
                und_agenda_entry item = at[d->unnumbered_count - 1];
                memmove(&at[first + 1], &at[first], (d->unnumbered_count - 1 - first) * sizeof item);
                at[first] = item;
            }
            continue;
        }
        und_pack_reader_problem(reader, value.line, value.column, "a text or list; expected %s", expected);
        und_pack_reader_skip_rest(reader, value);
    }
}

static void read_items(decoder *d)
{
    und_pack_reader *reader = &d->reader;
    if (!und_pack_reader_map(reader, "a mapping from numbers to items"))
        return;
    uint64_t seen[UND_AGENDA_ITEMS_MAX / 64 + 1] = {0};
    und_key key;
    while (und_pack_reader_key(reader, &key)) {
        uint32_t item;
        if (!und_parse_number((und_bytes){key.text, strlen(key.text)}, &item) || item < 1 ||
            item > UND_AGENDA_ITEMS_MAX) {
            char expected[48];
            (void)snprintf(expected, sizeof expected, "an item's number, 1 to %u", UND_AGENDA_ITEMS_MAX);
            und_pack_reader_unknown(reader, &key, expected);
        } else if (!und_pack_reader_again(reader, &key, seen, item) &&
                   und_pack_reader_map(reader, "a mapping from languages to titles, with subitems")) {
            read_entry(d, item, "");
        }
    }
}

/* ---- the file ---- */

static void read_file(decoder *d)
{
    und_pack_reader *reader = &d->reader;
    if (!und_pack_reader_map(reader, "a mapping with session, source, complete and items"))
        return;
    uint64_t seen[1] = {0};
    und_key key;
    while (und_pack_reader_key(reader, &key)) {
        if (strcmp(key.text, "session") == 0) {
            if (!und_pack_reader_again(reader, &key, seen, 0) &&
                !und_pack_reader_number(reader, 1, UND_SESSION_MAX, &d->session, "the number of a session"))
                d->session = 0;
        } else if (strcmp(key.text, "source") == 0) {
            und_yaml_value value;
            if (und_pack_reader_again(reader, &key, seen, 1) ||
                !und_pack_reader_scalar(reader, &value, "a document's symbol") ||
                !und_pack_reader_check(reader, &value, UND_WORD_MAX, "a document's symbol"))
                continue;
            d->source = und_packs_copy(reader->packs, value.text);
            if (d->source == NULL)
                grow_failed(d);
        } else if (strcmp(key.text, "complete") == 0) {
            if (!und_pack_reader_again(reader, &key, seen, 2))
                (void)und_pack_reader_flag(reader, &d->complete);
        } else if (strcmp(key.text, "items") == 0) {
            if (!und_pack_reader_again(reader, &key, seen, 3))
                read_items(d);
        } else if (strcmp(key.text, "titles") == 0) {
            if (!und_pack_reader_again(reader, &key, seen, 4))
                read_titles(d);
        } else {
            und_pack_reader_unknown(reader, &key, "session, source, complete, items, titles");
        }
    }
}

/* Heap sort: no recursion, no memory, and a pack made to be slow is not. */
static void sift(und_agenda_entry *entries, size_t root, size_t count)
{
    for (size_t child; (child = root * 2 + 1) < count; root = child) {
        if (child + 1 < count && entry_rank(entries[child].item, entries[child].sub) <
                                     entry_rank(entries[child + 1].item, entries[child + 1].sub))
            child++;
        und_agenda_entry parent = entries[root];
        if (entry_rank(parent.item, parent.sub) >= entry_rank(entries[child].item, entries[child].sub))
            return;
        entries[root] = entries[child];
        entries[child] = parent;
    }
}

static void sort_entries(und_agenda_entry *entries, size_t count)
{
    for (size_t i = count / 2; i-- > 0;)
        sift(entries, i, count);
    for (size_t i = count; i-- > 1;) {
        und_agenda_entry last = entries[i];
        entries[i] = entries[0];
        entries[0] = last;
        sift(entries, 0, i);
    }
}

static und_status say(const decoder *d, const char *message)
{
    und_status status = und_packs_add_problem(d->reader.packs, d->reader.file, 0, 0, message);
    return status == UND_OK ? UND_E_DATA : status;
}

static und_status judge(decoder *d, uint32_t session)
{
    char message[UND_MESSAGE_MAX];
    if (d->session == 0)
        return say(d, "no session; expected its number");
    if (session != 0 && session != d->session) {
        (void)snprintf(message, sizeof message, "session %u; expected %u, as the file's name says",
                       (unsigned)d->session, (unsigned)session);
        return say(d, message);
    }
    for (size_t i = 0; i < d->reader.packs->agenda_count; i++) {
        const und_agenda_known *known = &d->reader.packs->agendas[i];
        if (known->session == d->session && known->slot != NULL) {
            (void)snprintf(message, sizeof message, "session %u a second time; expected one pack for each",
                           (unsigned)d->session);
            return say(d, message);
        }
    }
    if (d->entry_count == 0 && d->unnumbered_count == 0)
        return say(d, "no items; expected at least one");
    return UND_OK;
}

bool und_agenda_remember(und_packs *packs, uint32_t session, und_agenda_slot *slot)
{
    if (slot != NULL)
        packs->sessions_listed = false;
    for (size_t i = 0; i < packs->agenda_count; i++) {
        if (packs->agendas[i].session == session) {
            packs->agendas[i].slot = slot;
            return true;
        }
    }
    void *agendas = packs->agendas;
    if (!und_grow(&packs->allocator, &agendas, &packs->agenda_room, packs->agenda_count + 1, sizeof(und_agenda_known)))
        return false;
    packs->agendas = agendas;
    packs->agendas[packs->agenda_count++] = (und_agenda_known){(uint16_t)session, slot};
    return true;
}

static void free_arrays(const und_allocator *allocator, und_agenda_slot *slot)
{
    und_free(allocator, slot->bytes, slot->bytes_room);
    und_free(allocator, slot->entries, slot->entry_room * sizeof(und_agenda_entry));
    und_free(allocator, slot->unnumbered, slot->unnumbered_room * sizeof(und_agenda_entry));
    und_free(allocator, slot->titles, slot->title_room * sizeof(und_agenda_title));
}

und_status und_agenda_decode(und_packs *packs, und_bytes yaml, const char *file, uint32_t session)
{
    const und_allocator *allocator = &packs->allocator;
    decoder d = {.source = ""};
    und_status status = und_pack_reader_open(&d.reader, packs, yaml, file);
    if (status == UND_OK) {
        read_file(&d);
        status = und_pack_reader_close(&d.reader);
    }
    if (status == UND_OK)
        status = judge(&d, session);
    und_agenda_slot *slot = NULL;
    if (status == UND_OK) {
        slot = und_resize(allocator, NULL, 0, sizeof *slot);
        status = slot != NULL && und_agenda_remember(packs, d.session, slot) ? UND_OK : UND_E_MEMORY;
    }
    if (status != UND_OK) {
        und_free(allocator, slot, sizeof *slot);
        free_arrays(allocator, &d.slot);
        return status;
    }
    sort_entries(d.slot.entries, d.entry_count);
    d.slot.agenda = (und_agenda){
        .session = (uint16_t)d.session,
        /* What was left out is missing: then nothing follows from an item that is not listed. */
        .complete = d.complete && d.entry_count > 0 && d.reader.problems == d.harmless,
        .source = d.source,
        .file = file,
        .bytes = d.slot.bytes,
        .entries = d.slot.entries,
        .count = (uint32_t)d.entry_count,
        .titles = d.slot.titles,
        .unnumbered = d.slot.unnumbered,
        .unnumbered_count = (uint32_t)d.unnumbered_count,
    };
    *slot = d.slot;
    return UND_OK;
}

void und_agenda_free(und_packs *packs, und_agenda_slot *slot)
{
    if (slot == NULL)
        return;
    free_arrays(&packs->allocator, slot);
    und_free(&packs->allocator, slot, sizeof *slot);
}

const und_agenda_entry *und_agenda_find(const und_agenda *agenda, uint32_t item, const char *sub)
{
    if (item < 1 || item > UND_AGENDA_ITEMS_MAX || (sub != NULL && sub[0] != '\0' && sub_rank(sub) == 0))
        return NULL;
    uint32_t rank = entry_rank(item, sub != NULL ? sub : "");
    uint32_t low = 0, high = agenda->count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        const und_agenda_entry *entry = &agenda->entries[middle];
        uint32_t found = entry_rank(entry->item, entry->sub);
        if (found == rank)
            return entry;
        if (found < rank)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

und_bytes und_agenda_title_in(const und_agenda *agenda, const und_agenda_entry *entry, uint8_t language)
{
    for (uint32_t i = 0; i < entry->title_count; i++) {
        const und_agenda_title *title = &agenda->titles[entry->first_title + i];
        if (title->language == language)
            return (und_bytes){agenda->bytes + title->text, title->length};
    }
    return (und_bytes){"", 0};
}
