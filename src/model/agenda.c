/* Agendas as values: und_agenda_line_get, und_agenda_search, und_items_read. */
#include "undoc/agenda.h"

#include "model/items.h"
#include "read/reference.h"
#include "text/utf8.h"

#include <stdio.h>
#include <string.h>

#define WORDS_MAX 512u         /* folded bytes of the words that are looked for */
#define FOLDED_TITLE_MAX 8000u /* as UND_TITLE_MAX */

void und_item_text(und_item item, bool compact, char out[UND_ITEM_TEXT_MAX])
{
    char sub[UND_SUB_MAX];
    und_sub_text(item.sub, sub);
    if (sub[0] == '\0')
        snprintf(out, UND_ITEM_TEXT_MAX, "%u", item.item);
    else
        snprintf(out, UND_ITEM_TEXT_MAX, compact ? "%u(%s)" : "%u (%s)", item.item, sub);
}

bool und_item_sub_read(und_bytes letters, uint16_t *out)
{
    char text[UND_SUB_MAX] = "";
    *out = 0;
    if (letters.length > 0 && letters.length < sizeof text)
        memcpy(text, letters.at, letters.length);
    *out = und_subitem_value(text);
    return *out != 0;
}

/* Leaves a sentence with the packs. */
static und_status say(und_packs *packs, und_status status, const char *message)
{
    und_packs_say(packs, "%s", message);
    return status;
}

und_status und_agenda_session_get(und_packs *packs, uint32_t n, uint32_t *out)
{
    const uint16_t *sessions;
    uint32_t count;
    if (packs == NULL || out == NULL)
        return UND_E_ARGUMENT;
    *out = 0;
    und_status status = und_packs_agenda_sessions(packs, &sessions, &count);
    if (status != UND_OK || n >= count)
        return status == UND_OK ? UND_NONE : status;
    *out = sessions[n];
    return UND_OK;
}

/* The agenda of a session. UND_NONE, with its message, where there is none. */
static und_status find_agenda(und_packs *packs, uint32_t session, const und_agenda **out)
{
    und_status status = und_packs_agenda(packs, session, out);
    if (status != UND_OK || *out != NULL)
        return status;
    char message[UND_MESSAGE_MAX];
    snprintf(message, sizeof message, "there is no agenda of session %u", session);
    return say(packs, UND_NONE, message);
}

und_status und_agenda_get(und_packs *packs, uint32_t session, und_agenda_head *out)
{
    if (packs == NULL || out == NULL)
        return UND_E_ARGUMENT;
    *out = (und_agenda_head){.source = "", .file = ""};
    const und_agenda *agenda;
    und_status status = find_agenda(packs, session, &agenda);
    if (status == UND_OK)
        *out = (und_agenda_head){.session = agenda->session,
                                 .complete = agenda->complete,
                                 .source = agenda->source,
                                 .file = agenda->file,
                                 .entry_count = agenda->count,
                                 .last_item = agenda->count == 0 ? 0 : agenda->entries[agenda->count - 1].item,
                                 .title_count = agenda->unnumbered_count};
    return status;
}

/* An entry of an agenda, by its place. */
static und_status find_entry(und_packs *packs, uint32_t session, uint32_t n, const und_agenda **agenda,
                             const und_agenda_entry **out)
{
    und_status status = find_agenda(packs, session, agenda);
    if (status != UND_OK)
        return status;
    *out = n < (*agenda)->count ? &(*agenda)->entries[n] : NULL;
    return *out == NULL ? UND_NONE : UND_OK;
}

und_status und_agenda_line_get(und_packs *packs, uint32_t session, uint32_t n, und_agenda_line *out)
{
    if (packs == NULL || out == NULL)
        return UND_E_ARGUMENT;
    *out = (und_agenda_line){.title_count = 0};
    const und_agenda *agenda;
    const und_agenda_entry *entry;
    und_status status = find_entry(packs, session, n, &agenda, &entry);
    if (status == UND_OK)
        *out = (und_agenda_line){{entry->item, und_subitem_value(entry->sub)}, entry->title_count, entry->added};
    return status;
}

/* ---- what is near ---- */

static und_status say_absent(und_packs *packs, const und_agenda *agenda, und_item item)
{
    char name[UND_ITEM_TEXT_MAX], message[UND_MESSAGE_MAX];
    und_item_text(item, false, name);
    const und_agenda_entry *last = agenda->count == 0 ? NULL : &agenda->entries[agenda->count - 1];
    const char *last_sub = "";
    bool there = false;
    for (uint32_t i = 0; i < agenda->count; i++)
        if (agenda->entries[i].item == item.item) {
            there = true;
            last_sub = agenda->entries[i].sub;
        }
    if (!agenda->complete)
        snprintf(message, sizeof message, "item %s is not among those that are known of session %u", name,
                 agenda->session);
    else if (!there)
        snprintf(message, sizeof message, "session %u has no item %u: its agenda has %u items as adopted",
                 agenda->session, item.item, last == NULL ? 0u : last->item);
    else if (last_sub[0] == '\0')
        snprintf(message, sizeof message, "session %u has no item %s: item %u has no sub-items", agenda->session, name,
                 item.item);
    else
        snprintf(message, sizeof message, "session %u has no item %s: %u ends at (%s)", agenda->session, name,
                 item.item, last_sub);
    return say(packs, UND_NONE, message);
}

und_status und_agenda_line_find(und_packs *packs, uint32_t session, und_item item, uint32_t *out)
{
    if (packs == NULL || out == NULL)
        return UND_E_ARGUMENT;
    *out = 0;
    const und_agenda *agenda;
    und_status status = find_agenda(packs, session, &agenda);
    if (status != UND_OK)
        return status;
    char sub[UND_SUB_MAX];
    const und_agenda_entry *entry = und_subitem_letters(item.sub, sub) ? und_agenda_find(agenda, item.item, sub) : NULL;
    if (entry == NULL)
        return say_absent(packs, agenda, item);
    *out = (uint32_t)(entry - agenda->entries);
    return UND_OK;
}

/* ---- titles ---- */

static void fill_title(const und_packs *packs, const und_agenda *agenda, const und_agenda_title *title,
                       und_translation *out)
{
    *out = (und_translation){und_language_code(packs, title->language), {agenda->bytes + title->text, title->length}};
}

und_status und_agenda_line_title(und_packs *packs, uint32_t session, uint32_t entry, uint32_t n, und_translation *out)
{
    if (packs == NULL || out == NULL)
        return UND_E_ARGUMENT;
    *out = (und_translation){"", {"", 0}};
    const und_agenda *agenda;
    const und_agenda_entry *line;
    und_status status = find_entry(packs, session, entry, &agenda, &line);
    if (status != UND_OK || n >= line->title_count)
        return status == UND_OK ? UND_NONE : status;
    fill_title(packs, agenda, &agenda->titles[line->first_title + n], out);
    return UND_OK;
}

/* The title for a reader of `language`: in it, else in the one that stands in for others, else the first. UND_NONE: the entry has none. */
static und_status title_for(const und_packs *packs, const und_agenda *agenda, const und_agenda_entry *entry,
                            const char *language, und_translation *out)
{
    const char *standing = und_language_code(packs, und_packs_fallback(packs));
    bool wanted = false;
    for (uint32_t n = 0; n < entry->title_count && !wanted; n++) {
        und_translation one;
        fill_title(packs, agenda, &agenda->titles[entry->first_title + n], &one);
        wanted = language != NULL && strcmp(one.language, language) == 0;
        if (n == 0 || wanted || strcmp(one.language, standing) == 0)
            *out = one;
    }
    return entry->title_count == 0 ? UND_NONE : UND_OK;
}

und_status und_agenda_line_title_for(und_packs *packs, uint32_t session, uint32_t entry, const char *language,
                                     und_translation *out)
{
    if (packs == NULL || out == NULL)
        return UND_E_ARGUMENT;
    *out = (und_translation){"", {"", 0}};
    const und_agenda *agenda;
    const und_agenda_entry *line;
    und_status status = find_entry(packs, session, entry, &agenda, &line);
    return status == UND_OK ? title_for(packs, agenda, line, language, out) : status;
}

und_status und_agenda_title_get(und_packs *packs, uint32_t session, uint32_t n, const char *language, uint16_t *sub,
                                und_translation *out)
{
    if (packs == NULL || sub == NULL || out == NULL)
        return UND_E_ARGUMENT;
    *sub = 0;
    *out = (und_translation){"", {"", 0}};
    const und_agenda *agenda;
    und_status status = find_agenda(packs, session, &agenda);
    if (status != UND_OK || n >= agenda->unnumbered_count)
        return status == UND_OK ? UND_NONE : status;
    *sub = und_subitem_value(agenda->unnumbered[n].sub);
    return title_for(packs, agenda, &agenda->unnumbered[n], language, out);
}

/* ---- words ---- */

/* Whether the folded title has every word of the folded words. */
static bool has_words(und_bytes title, und_bytes words)
{
    size_t at = 0;
    while (at < words.length) {
        size_t first = at;
        while (at < words.length && words.at[at] != ' ')
            at++;
        size_t length = at - first;
        bool found = length == 0;
        for (size_t i = 0; !found && i + length <= title.length; i++)
            found = memcmp(title.at + i, words.at + first, length) == 0;
        if (!found)
            return false;
        at++;
    }
    return true;
}

und_status und_agenda_search(und_packs *packs, uint32_t session, und_bytes words, uint32_t from, uint32_t *out)
{
    if (packs == NULL || out == NULL || (words.at == NULL && words.length > 0))
        return UND_E_ARGUMENT;
    *out = 0;
    const und_agenda *agenda;
    und_status status = find_agenda(packs, session, &agenda);
    if (status != UND_OK)
        return status;
    char wanted[WORDS_MAX], title[FOLDED_TITLE_MAX];
    size_t length = und_fold_text(words, wanted, sizeof wanted);
    for (uint32_t i = from; i < agenda->count; i++) {
        const und_agenda_entry *entry = &agenda->entries[i];
        for (uint32_t t = 0; t < entry->title_count; t++) {
            const und_agenda_title *one = &agenda->titles[entry->first_title + t];
            size_t folded = und_fold_text((und_bytes){agenda->bytes + one->text, one->length}, title, sizeof title);
            if (has_words((und_bytes){title, folded}, (und_bytes){wanted, length})) {
                *out = i;
                return UND_OK;
            }
        }
    }
    return UND_NONE;
}

/* ---- items as people write them ---- */

/* Whether a word stands in one of the language's agenda lines: "agenda", "items". */
static bool is_agenda_word(const und_language *language, und_bytes word)
{
    for (uint32_t i = language->first[UND_TERM_AGENDA]; i < language->first[UND_TERM_AGENDA + 1]; i++)
        if (has_words(und_term_folded(language, &language->terms[i]), word))
            return true;
    return false;
}

/* Where the list begins after the words of an agenda line, or some of them: "agenda item 130 w", "items 128 (a)"; the
 * text's beginning where it begins with other words. */
static size_t list_start(const und_language *language, und_bytes folded)
{
    size_t at = 0;
    while (at < folded.length && !(folded.at[at] >= '0' && folded.at[at] <= '9')) {
        size_t first = at;
        while (at < folded.length && folded.at[at] != ' ' && !(folded.at[at] >= '0' && folded.at[at] <= '9'))
            at++;
        if (at > first && !is_agenda_word(language, (und_bytes){folded.at + first, at - first}))
            return 0;
        while (at < folded.length && folded.at[at] == ' ')
            at++;
    }
    return at < folded.length ? at : 0;
}

/* The list in the words of an agenda line, where `text` is one; else the text itself. */
static und_bytes list_in(const und_language *language, und_bytes text, char *folded, size_t room)
{
    und_bytes whole = {folded, und_fold_text(text, folded, room)};
    for (uint32_t i = language->first[UND_TERM_AGENDA]; i < language->first[UND_TERM_AGENDA + 1]; i++) {
        und_match match;
        if (!und_pattern_match(language, &language->terms[i], whole, 0, &match))
            continue;
        const und_slot *slot = und_match_slot(&match, UND_SLOT_ITEMS);
        if (slot != NULL && slot->last < match.last)
            return (und_bytes){folded + slot->first, slot->last - slot->first}; /* words stand after it */
    }
    size_t start = list_start(language, whole);
    return start == 0 ? text : (und_bytes){folded + start, whole.length - start};
}

und_status und_items_read(und_packs *packs, und_bytes text, const char *language, und_item *out, size_t room,
                          size_t *count)
{
    if (packs == NULL || out == NULL || count == NULL || (text.at == NULL && text.length > 0))
        return UND_E_ARGUMENT;
    *count = 0;
    und_items_parsed best = UND_ITEMS_NONE;
    und_item_list list;
    char wrong[UND_MESSAGE_MAX] = "";
    for (uint32_t i = 0; i < und_language_count(packs) && best != UND_ITEMS_READ; i++) {
        const und_language *one = und_language_at(packs, i);
        if (language != NULL && strcmp(one->code, language) != 0)
            continue;
        char folded[UND_ITEMS_TEXT_MAX];
        und_items_parsed parsed = und_items_parse(one, list_in(one, text, folded, sizeof folded), &list);
        if (parsed == UND_ITEMS_NONE || (best != UND_ITEMS_NONE && parsed != UND_ITEMS_READ))
            continue;
        best = parsed;
        size_t rest = list.length - list.rest;
        snprintf(wrong, sizeof wrong, "“%.*s” cannot be read as agenda items; expected as 128 (a) and (b), 130 (w)",
                 (int)(rest < 80 ? rest : 80), list.text + list.rest);
    }
    switch (best) {
    case UND_ITEMS_NONE: return UND_NONE;
    case UND_ITEMS_WRONG: return say(packs, UND_E_DATA, wrong);
    case UND_ITEMS_TOO_LONG:
    case UND_ITEMS_TOO_MANY: return say(packs, UND_E_LIMIT, "these are more agenda items than a document cites");
    case UND_ITEMS_READ: break;
    }
    if (list.count > room)
        return say(packs, UND_E_LIMIT, "these are more agenda items than there is room for");
    for (uint32_t i = 0; i < list.count; i++)
        out[i] = (und_item){list.at[i].item, list.at[i].sub};
    *count = list.count;
    return UND_OK;
}
