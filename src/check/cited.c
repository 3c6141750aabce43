/* The lists of items that a document cites, what is wrong with them, and what their titles say. */
#include "check/check.h"

#include "model/items.h"
#include "text/utf8.h"

#include <string.h>

/* Folded bytes of an official title that are looked for; the longest has fewer. */
#define TITLE_BYTES 2000u

/* ---- the lists ---- */

const und_agenda_entry *und_known_sub(const und_check_run *run, uint16_t item, uint16_t sub)
{
    char letters[UND_SUB_MAX];
    und_sub_text(sub, letters);
    return und_agenda_find(run->agenda, item, letters);
}

uint32_t und_last_item(const und_agenda *agenda)
{
    uint32_t i = agenda->count;
    while (i > 0 && agenda->entries[i - 1].added != NULL)
        i--;
    return i == 0 ? 0 : agenda->entries[i - 1].item;
}

const und_agenda_entry *und_last_sub(const und_check_run *run, uint16_t item)
{
    const und_agenda_entry *last = NULL;
    for (uint32_t i = 0; i < run->agenda->count; i++)
        if (run->agenda->entries[i].item == item && run->agenda->entries[i].sub[0] != '\0')
            last = &run->agenda->entries[i];
    return last;
}

/* What an agenda says against an item: nothing where there is none, or where it may have more than is listed. */
static und_item_fault fault_in(const und_check_run *run, const und_agenda *agenda, uint16_t item, uint16_t sub)
{
    char letters[UND_SUB_MAX];
    und_sub_text(sub, letters);
    if (agenda == NULL || !agenda->complete || und_agenda_find(agenda, item, letters) != NULL)
        return UND_FAULT_NONE;
    if (und_agenda_find(agenda, item, "") == NULL)
        return UND_FAULT_NO_ITEM;
    return und_last_sub(run, item) == NULL ? UND_FAULT_NO_SUBITEMS : UND_FAULT_NO_SUBITEM;
}

static und_item_fault fault_of(const und_check_run *run, const und_cited *cited, uint32_t index)
{
    const und_flow_item *items = cited->items;
    uint16_t item = items[index].item, sub = items[index].sub;
    for (uint32_t i = 0; i < index; i++)
        if (items[i].item == item && items[i].sub == sub)
            return UND_FAULT_TWICE;
    if (cited->from != UND_LIST_AGENDA)
        return UND_FAULT_NONE;
    /* In the weeks around an opening an item that stands on either agenda is right. */
    if (run->session.other != 0 && fault_in(run, run->other, item, sub) == UND_FAULT_NONE)
        return UND_FAULT_NONE;
    return fault_in(run, run->agenda, item, sub);
}

static void read_list(const und_check_run *run, und_cited *cited, const und_flow *flow, const und_flow_reference *list,
                      const und_references *references)
{
    *cited = (und_cited){.flow = flow, .list = list};
    if (list == NULL || run->language == NULL)
        return;
    cited->from = und_list_cited(run->language, list->term);
    cited->items = references->items + list->first_item;
    for (uint32_t i = 0; i < list->item_count; i++) {
        cited->faults[i] = (uint8_t)fault_of(run, cited, i);
        cited->faulty = cited->faulty || cited->faults[i] != UND_FAULT_NONE;
    }
}

void und_cited_read(und_check_run *run)
{
    const und_request_parts *request = run->request;
    const und_flow_reference *requested = NULL;
    /* Lists are compared and mended in the words of one language. */
    bool one_language = run->language != NULL && request->language != UND_LANGUAGE_NONE &&
                        run->language == und_language_at(run->doc->packs, request->language);
    if (one_language && !run->request_elsewhere && request->agenda != UND_NO_REFERENCE)
        requested = &request->references.at[request->agenda];
    read_list(run, &run->in_masthead, &run->masthead->flows[0], und_masthead_agenda(run->masthead),
              &run->masthead->references);
    read_list(run, &run->in_request, &request->flow, requested, &request->references);
}

bool und_cites(const und_cited *cited, uint16_t item, uint16_t sub)
{
    for (uint32_t i = 0; cited->list != NULL && i < cited->list->item_count; i++)
        if (cited->items[i].item == item && cited->items[i].sub == sub)
            return true;
    return false;
}

bool und_cites_item(const und_cited *cited, uint16_t item)
{
    for (uint32_t i = 0; cited->list != NULL && i < cited->list->item_count; i++)
        if (cited->items[i].item == item)
            return true;
    return false;
}

/* ---- titles ---- */

static und_bytes words_of(const und_check_run *run, const und_printed_title *title)
{
    return (und_bytes){run->masthead->flows[0].text + title->first, title->last - title->first};
}

static und_bytes official(const und_check_run *run, const und_agenda_entry *entry)
{
    return und_agenda_title_in(run->agenda, entry, run->masthead->language);
}

und_bytes und_title_printed(const und_check_run *run, uint16_t item, uint16_t sub)
{
    for (uint32_t i = 0; i < run->masthead->title_count; i++)
        if (run->masthead->titles[i].item == item && run->masthead->titles[i].sub == sub)
            return words_of(run, &run->masthead->titles[i]);
    return (und_bytes){"", 0};
}

bool und_title_fits(const und_check_run *run, const und_printed_title *title)
{
    und_bytes printed = words_of(run, title);
    const und_agenda_entry *own = und_known_sub(run, title->item, title->sub);
    if (own != NULL && und_same_title(official(run, own), printed))
        return true;
    for (uint32_t i = 0; i < run->agenda->count; i++) {
        const und_agenda_entry *entry = &run->agenda->entries[i];
        und_bytes words = official(run, entry);
        if (words.length == 0 || !und_same_title(words, printed))
            continue;
        /* An item is cited with any of its sub-items. */
        if (entry->sub[0] == '\0' ? und_cites_item(&run->in_masthead, entry->item)
                                  : und_cites(&run->in_masthead, entry->item, und_subitem_value(entry->sub)))
            return true;
    }
    return false;
}

const und_agenda_entry *und_title_bearer(const und_check_run *run, const und_printed_title *title)
{
    und_bytes printed = words_of(run, title);
    if (und_title_fits(run, title))
        return NULL;
    const und_agenda_entry *found = NULL;
    const char *colon = memchr(printed.at, ':', printed.length);
    for (uint32_t i = 0; i < run->agenda->count; i++) {
        const und_agenda_entry *entry = &run->agenda->entries[i];
        bool sub = entry->sub[0] != '\0';
        und_bytes theirs = official(run, entry), words = printed;
        if (theirs.length == 0 || (sub && entry->item != title->item) || (!sub && title->sub != 0))
            continue;
        if (sub && title->sub == 0) {
            if (colon == NULL)
                continue;
            size_t before = (size_t)(colon - printed.at);
            const und_agenda_entry *item = und_known_sub(run, title->item, 0);
            if (item == NULL || !und_same_title(official(run, item), (und_bytes){printed.at, before}))
                continue;
            words = (und_bytes){colon + 1, printed.length - before - 1};
        }
        if (!und_same_title(theirs, words))
            continue;
        if (found != NULL)
            return NULL;
        found = entry;
    }
    return found;
}

bool und_masthead_cites_another(const und_check_run *run)
{
    if (run->agenda == NULL || !run->agenda->complete || run->in_masthead.from != UND_LIST_AGENDA ||
        run->in_masthead.faulty || und_masthead_list_is_wrong(run))
        return false;
    for (uint32_t i = 0; i < run->masthead->title_count; i++) {
        const und_printed_title *title = &run->masthead->titles[i];
        if (und_known_sub(run, title->item, title->sub) != NULL && und_title_bearer(run, title) != NULL)
            return true;
    }
    return false;
}

/* Whether the official title of an item or sub-item stands in the masthead, wherever. */
static bool title_stands(const und_check_run *run, uint16_t item, uint16_t sub)
{
    const und_agenda_entry *entry = und_known_sub(run, item, sub);
    if (entry == NULL)
        return false;
    char title[TITLE_BYTES];
    size_t length = und_fold_text(official(run, entry), title, sizeof title);
    const und_flow *flow = &run->masthead->flows[0];
    for (size_t at = 0; length > 0 && at + length <= flow->folded_length; at++)
        if (flow->folded[at] == title[0] && memcmp(flow->folded + at, title, length) == 0)
            return true;
    return false;
}

/* ---- the two lists beside each other ---- */

bool und_masthead_list_is_wrong(const und_check_run *run)
{
    const und_cited *ours = &run->in_masthead, *theirs = &run->in_request;
    if (ours->list == NULL || theirs->list == NULL || run->agenda == NULL || ours->from != UND_LIST_AGENDA)
        return false;
    bool lacks = false;
    for (uint32_t i = 0; i < theirs->list->item_count; i++) {
        const und_flow_item *item = &theirs->items[i];
        if (und_cites(ours, item->item, item->sub))
            continue;
        if (!title_stands(run, item->item, item->sub))
            return false;
        lacks = true;
    }
    for (uint32_t i = 0; i < ours->list->item_count; i++) {
        const und_flow_item *item = &ours->items[i];
        if (!und_cites(theirs, item->item, item->sub) && !(item->sub == 0 && und_cites_item(theirs, item->item)) &&
            title_stands(run, item->item, item->sub))
            return false;
    }
    return lacks;
}

bool und_lists_differ(const und_check_run *run)
{
    const und_cited *ours = &run->in_masthead, *theirs = &run->in_request;
    for (uint32_t i = 0; ours->list != NULL && i < ours->list->item_count; i++)
        if (!und_cites(theirs, ours->items[i].item, ours->items[i].sub))
            return true;
    for (uint32_t i = 0; theirs->list != NULL && i < theirs->list->item_count; i++)
        if (!und_cites(ours, theirs->items[i].item, theirs->items[i].sub))
            return true;
    return false;
}
