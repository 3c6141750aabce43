/* Rules about the agenda items that the masthead and the request cite. */
#include "check/check.h"

#include "text/utf8.h"
#include "write/agenda_line.h"

#include <string.h>

/* A title so far from the official one (letters to change) is another title and not a slip. */
#define SLIPS_LEAST 3u /* a swap of two letters counts two */
#define SLIPS_SHARE 8u /* one letter in so many */
/* Folded bytes of an official title that are looked for; the longest has fewer. */
#define TITLE_BYTES 2000u

static und_text *words_of(und_check_run *run)
{
    return &run->findings->words;
}

static void mark_faulty(und_check_run *run, bool request)
{
    if (request)
        run->request_faulty = true;
    else
        run->masthead_faulty = true;
}

static bool known_item(const und_check_run *run, uint16_t item)
{
    return und_agenda_find(run->agenda, item, "") != NULL;
}

static const und_agenda_entry *known_sub(const und_check_run *run, uint16_t item, uint16_t sub)
{
    char letters[UND_SUB_MAX];
    und_sub_text(sub, letters);
    return und_agenda_find(run->agenda, item, letters);
}

/* The printed title of what the document cites; empty: none. */
static und_bytes printed_title(const und_check_run *run, uint16_t item, uint16_t sub)
{
    for (uint32_t i = 0; i < run->masthead.title_count; i++) {
        const und_printed_title *title = &run->masthead.titles[i];
        if (title->item == item && title->sub == sub)
            return (und_bytes){run->masthead.flows[0].text + title->first, title->last - title->first};
    }
    return (und_bytes){"", 0};
}

/* The item or sub-item whose official title is printed where the faulty one's should be. */
static const und_agenda_entry *entry_titled(const und_check_run *run, und_bytes title, uint16_t within)
{
    for (uint32_t i = 0; title.length > 0 && i < run->agenda->count; i++) {
        const und_agenda_entry *entry = &run->agenda->entries[i];
        if (within != 0 ? entry->item != within || entry->sub[0] == '\0' : entry->sub[0] != '\0')
            continue;
        und_bytes official = und_agenda_title_in(run->agenda, entry, run->masthead.language);
        if (official.length > 0 && und_same_title(official, title))
            return entry;
    }
    return NULL;
}

/* Offers an item, with its sub-item, in the place of one reference's item. */
static void offer_item(und_check_run *run, const und_flow *flow, uint32_t from, uint32_t to, uint16_t item,
                       uint16_t sub)
{
    if (run->language == NULL)
        return;
    und_text *words = words_of(run);
    size_t title = words->length;
    und_text_put_words(words, "Cite ");
    und_say_item(words, item, sub);
    size_t text = words->length;
    und_flow_item one = {.item = item, .sub = sub};
    if (und_write_item_list(run->language, &one, 1, words) != UND_UNKNOWN)
        und_offer(run, flow, from, to, title, text, words->length);
}

/* Whether the request repeats a fault that was found in the masthead already. */
static bool told_before(const und_check_run *run, bool request, uint16_t item, uint16_t sub)
{
    if (!request)
        return false;
    const und_flow *flow;
    const und_flow_item *items;
    const und_flow_reference *cited = und_cited(run, false, &flow, &items);
    for (uint32_t i = 0; cited != NULL && i < cited->item_count; i++)
        if (items[i].item == item && (sub == 0 || items[i].sub == sub))
            return true;
    return false;
}

/* The number itself, without the sub-items that follow it. */
static uint32_t number_first(const und_flow *flow, const und_flow_reference *cited, const und_flow_item *items,
                             uint32_t index)
{
    uint32_t at = index > 0 ? items[index - 1].last : cited->first;
    while (at < flow->length && !(flow->text[at] >= '0' && flow->text[at] <= '9'))
        at++;
    return at;
}

static uint32_t number_last(const und_flow *flow, uint32_t at)
{
    while (at < flow->length && flow->text[at] >= '0' && flow->text[at] <= '9')
        at++;
    return at;
}

static void unknown_items(und_check_run *run, bool request)
{
    const und_flow *flow;
    const und_flow_item *items;
    const und_flow_reference *cited = und_cited(run, request, &flow, &items);
    if (cited == NULL)
        return;
    for (uint32_t i = 0; i < cited->item_count; i++) {
        if ((i > 0 && items[i].item == items[i - 1].item) || known_item(run, items[i].item))
            continue;
        mark_faulty(run, request);
        if (told_before(run, request, items[i].item, 0))
            continue;
        uint16_t last = run->agenda->count > 0 ? run->agenda->entries[run->agenda->count - 1].item : 0;
        und_text *words = words_of(run);
        size_t message = words->length;
        und_text_put_number(words, items[i].item);
        und_text_put_words(words, ": ");
        if (items[i].item > last) {
            und_text_put_words(words, "the agenda of session ");
            und_text_put_number(words, run->agenda->session);
            und_text_put_words(words, " has ");
            und_text_put_number(words, last);
            und_text_put_words(words, " items");
        } else {
            und_text_put_words(words, "no such item on the agenda of session ");
            und_text_put_number(words, run->agenda->session);
        }
        const und_agenda_entry *meant = entry_titled(run, printed_title(run, items[i].item, 0), 0);
        if (meant != NULL) {
            und_text_put_words(words, "; the title printed is that of item ");
            und_text_put_number(words, meant->item);
        }
        uint32_t first = number_first(flow, cited, items, i);
        uint32_t end = number_last(flow, first);
        und_find(run, flow, first, end, message);
        if (meant != NULL)
            offer_item(run, flow, first, end, meant->item, 0);
    }
}

void und_rule_unknown_item(und_check_run *run)
{
    if (run->agenda == NULL || !run->agenda->complete)
        return;
    unknown_items(run, false);
    unknown_items(run, true);
}

/* The last sub-item of an item; NULL: it has none. */
static const und_agenda_entry *last_sub(const und_check_run *run, uint16_t item)
{
    const und_agenda_entry *last = NULL;
    for (uint32_t i = 0; i < run->agenda->count; i++)
        if (run->agenda->entries[i].item == item && run->agenda->entries[i].sub[0] != '\0')
            last = &run->agenda->entries[i];
    return last;
}

/* Offers other letters for one sub-item. Only they change: the number may be shared with other sub-items. */
static void offer_letters(und_check_run *run, const und_flow *flow, uint32_t from, uint32_t to, uint16_t item,
                          const char *letters)
{
    if (run->language == NULL || run->language->first[UND_TERM_SUBITEM] != run->language->first[UND_TERM_SUBITEM + 1])
        return; /* letters that are not Latin: their brackets may stand on either side */
    while (from < to && flow->text[from] == '(')
        from++;
    while (to > from && flow->text[to - 1] == ')')
        to--;
    und_text *words = words_of(run);
    size_t title = words->length;
    und_text_put_words(words, "Cite ");
    und_say_item(words, item, und_subitem_value(letters));
    size_t text = words->length;
    und_text_put_words(words, letters);
    und_offer(run, flow, from, to, title, text, words->length);
}

/* Sub-items of an item that has none: it is the item that is wrong, once for all of them. */
static void without_subitems(und_check_run *run, const und_flow *flow, const und_flow_reference *cited,
                             const und_flow_item *items, uint32_t index)
{
    uint16_t item = items[index].item;
    und_text *words = words_of(run);
    size_t message = words->length;
    und_text_put_number(words, item);
    und_text_put_words(words, " has no sub-items on the agenda of session ");
    und_text_put_number(words, run->agenda->session);
    const und_agenda_entry *meant = entry_titled(run, printed_title(run, item, 0), 0);
    if (meant != NULL && meant->item == item)
        meant = NULL;
    if (meant != NULL) {
        und_text_put_words(words, "; the title printed is that of item ");
        und_text_put_number(words, meant->item);
    }
    uint32_t first = number_first(flow, cited, items, index);
    uint32_t end = number_last(flow, first);
    und_find(run, flow, first, end, message);
    if (meant != NULL)
        offer_item(run, flow, first, end, meant->item, 0);
}

static void unknown_subitems(und_check_run *run, bool request)
{
    const und_flow *flow;
    const und_flow_item *items;
    const und_flow_reference *cited = und_cited(run, request, &flow, &items);
    if (cited == NULL)
        return;
    for (uint32_t i = 0; i < cited->item_count; i++) {
        if (items[i].sub == 0 || !known_item(run, items[i].item) || known_sub(run, items[i].item, items[i].sub) != NULL)
            continue;
        mark_faulty(run, request);
        if (told_before(run, request, items[i].item, items[i].sub))
            continue;
        const und_agenda_entry *last = last_sub(run, items[i].item);
        if (last == NULL) {
            if (i == 0 || items[i - 1].item != items[i].item)
                without_subitems(run, flow, cited, items, i);
            continue;
        }
        und_text *words = words_of(run);
        size_t message = words->length;
        und_say_item(words, items[i].item, items[i].sub);
        und_text_put_words(words, ": on the agenda of session ");
        und_text_put_number(words, run->agenda->session);
        und_text_put_words(words, ", ");
        und_text_put_number(words, items[i].item);
        und_text_put_words(words, " ends at (");
        und_text_put_words(words, last->sub);
        und_text_put_words(words, ")");
        const und_agenda_entry *meant =
            entry_titled(run, printed_title(run, items[i].item, items[i].sub), items[i].item);
        uint16_t sub = meant == NULL ? 0 : und_subitem_value(meant->sub);
        if (sub != 0) {
            und_text_put_words(words, "; the title printed is that of ");
            und_say_item(words, items[i].item, sub);
        }
        und_find(run, flow, items[i].first, items[i].last, message);
        if (sub != 0)
            offer_letters(run, flow, items[i].first, items[i].last, items[i].item, meant->sub);
    }
}

void und_rule_unknown_subitem(und_check_run *run)
{
    if (run->agenda == NULL || !run->agenda->complete)
        return;
    unknown_subitems(run, false);
    unknown_subitems(run, true);
}

/* ---- the list itself ---- */

/* The bytes of the list without the words around it. */
static void list_range(const und_flow *flow, const und_flow_reference *cited, const und_flow_item *items,
                       uint32_t *from, uint32_t *to)
{
    *from = number_first(flow, cited, items, 0);
    *to = items[cited->item_count - 1].last;
}

/* Offers the list as it should be written, in the words of the language. */
static void offer_list(und_check_run *run, const und_flow *flow, uint32_t from, uint32_t to, const char *title_words,
                       und_flow_item *items, size_t count)
{
    if (run->language == NULL)
        return;
    und_text *words = words_of(run);
    size_t title = words->length;
    und_text_put_words(words, title_words);
    size_t text = words->length;
    if (und_write_item_list(run->language, items, count, words) != UND_UNKNOWN)
        und_offer(run, flow, from, to, title, text, words->length);
}

static size_t copy_items(const und_flow_item *items, uint32_t count, und_flow_item *out)
{
    memcpy(out, items, count * sizeof *items);
    return count;
}

static bool comes_before(const und_flow_item *a, const und_flow_item *b)
{
    return a->item < b->item || (a->item == b->item && a->sub < b->sub);
}

void und_rule_duplicate(und_check_run *run)
{
    for (int request = 0; request < 2; request++) {
        const und_flow *flow;
        const und_flow_item *items;
        const und_flow_reference *cited = und_cited(run, request == 1, &flow, &items);
        for (uint32_t i = 1; cited != NULL && i < cited->item_count; i++) {
            bool again = false;
            for (uint32_t j = 0; j < i && !again; j++)
                again = items[j].item == items[i].item && items[j].sub == items[i].sub;
            if (!again)
                continue;
            mark_faulty(run, request == 1);
            if (request == 1 && run->masthead_faulty && told_before(run, true, items[i].item, items[i].sub))
                break;
            und_text *words = words_of(run);
            size_t message = words->length;
            und_say_item(words, items[i].item, items[i].sub);
            und_text_put_words(words, " is cited twice");
            und_find(run, flow, items[i].first, items[i].last, message);
            uint32_t from, to;
            list_range(flow, cited, items, &from, &to);
            und_flow_item sorted[UND_ITEMS_MAX];
            size_t count = und_sort_items(sorted, copy_items(items, cited->item_count, sorted));
            offer_list(run, flow, from, to, "Cite each item once", sorted, count);
            break;
        }
    }
}

void und_rule_order(und_check_run *run)
{
    for (int request = 0; request < 2; request++) {
        const und_flow *flow;
        const und_flow_item *items;
        const und_flow_reference *cited = und_cited(run, request == 1, &flow, &items);
        if (request == 1 ? run->request_faulty : run->masthead_faulty)
            continue; /* an item that is wrong has no place in the order */
        for (uint32_t i = 1; cited != NULL && i < cited->item_count; i++) {
            if (!comes_before(&items[i], &items[i - 1]))
                continue;
            und_flow_item sorted[UND_ITEMS_MAX];
            size_t count = und_sort_items(sorted, copy_items(items, cited->item_count, sorted));
            if (count < cited->item_count)
                break; /* an item cited twice: that finding says all */
            und_text *words = words_of(run);
            size_t message = words->length;
            und_say_item(words, items[i].item, items[i].sub);
            und_text_put_words(words, " stands behind ");
            und_say_item(words, items[i - 1].item, items[i - 1].sub);
            und_text_put_words(words, "; items are cited in the order of the agenda");
            uint32_t from, to;
            list_range(flow, cited, items, &from, &to);
            /* The same list in the request is the same slip. */
            const und_flow *other_flow;
            const und_flow_item *others;
            const und_flow_reference *other = und_cited(run, false, &other_flow, &others);
            bool same = request == 1 && other != NULL && other->item_count == cited->item_count;
            for (uint32_t k = 0; same && k < cited->item_count; k++)
                same = others[k].item == items[k].item && others[k].sub == items[k].sub;
            if (same) {
                words->length = message;
                break;
            }
            und_find(run, flow, from, to, message);
            offer_list(run, flow, from, to, "Put the items in order", sorted, count);
            break;
        }
    }
}

/* ---- how sub-items are written ---- */

/* The form that the language's pack gives, when it is attested. */
static und_item_form wanted_form(const und_language *language)
{
    const und_term *style = und_term_of(language, UND_TERM_AGENDA_STYLE, 0);
    if (style == NULL || !style->attested)
        return UND_ITEM_PLAIN;
    und_bytes text = und_term_text(language, style);
    const char *open = memchr(text.at, '(', text.length);
    const char *brace = memchr(text.at, '}', text.length);
    if (brace == NULL)
        return UND_ITEM_PLAIN;
    bool spaced = brace + 1 < text.at + text.length && brace[1] == ' ';
    if (open != NULL)
        return spaced ? UND_ITEM_PARENTHESES : UND_ITEM_PARENTHESES_CLOSE;
    return spaced ? UND_ITEM_PAREN : UND_ITEM_PAREN_CLOSE;
}

static bool form_is_wrong(const und_check_run *run, und_item_form wanted, const und_flow_item *item, bool first_sub)
{
    und_item_form form = (und_item_form)item->form;
    if (item->sub == 0 || form == UND_ITEM_PLAIN)
        return false;
    if (form == UND_ITEM_COMMA)
        return run->session > run->language->comma_until;
    bool brackets = form == UND_ITEM_PARENTHESES || form == UND_ITEM_PARENTHESES_CLOSE;
    bool want_brackets = wanted == UND_ITEM_PARENTHESES || wanted == UND_ITEM_PARENTHESES_CLOSE;
    if (brackets != want_brackets)
        return true;
    bool spaced = form == UND_ITEM_PARENTHESES || form == UND_ITEM_PAREN;
    bool want_spaced = wanted == UND_ITEM_PARENTHESES || wanted == UND_ITEM_PAREN;
    return first_sub && spaced != want_spaced;
}

void und_rule_form(und_check_run *run)
{
    if (run->language == NULL)
        return;
    und_item_form wanted = wanted_form(run->language);
    if (wanted == UND_ITEM_PLAIN)
        return;
    for (int request = 0; request < 2; request++) {
        const und_flow *flow;
        const und_flow_item *items;
        const und_flow_reference *cited = und_cited(run, request == 1, &flow, &items);
        for (uint32_t i = 0; cited != NULL && i < cited->item_count; i++) {
            bool first_sub = i == 0 || items[i].item != items[i - 1].item;
            if (!form_is_wrong(run, wanted, &items[i], first_sub))
                continue;
            uint32_t from, to;
            list_range(flow, cited, items, &from, &to);
            und_text *words = words_of(run);
            size_t message = words->length;
            und_text_put_words(words, "sub-items are written “");
            und_flow_item list[UND_ITEMS_MAX];
            size_t count = copy_items(items, cited->item_count, list);
            (void)und_write_item_list(run->language, list, count, words);
            und_text_put_words(words, "” in this language");
            und_find(run, flow, from, to, message);
            offer_list(run, flow, from, to, "Write the items as this language does", list, count);
            break;
        }
    }
}

/* ---- "Point" for "Points" ---- */

/* The words around the list, with the number that the list takes. */
static void offer_number(und_check_run *run, const und_flow *flow, const und_flow_reference *cited,
                         const und_flow_item *items, const und_term *term, und_agenda_form form)
{
    /* The pattern of the other number that differs least from the one used: its first word is what changes. */
    const und_language *language = run->language;
    und_bytes used = und_term_text(language, term);
    const und_term *best = NULL;
    uint32_t least = UINT32_MAX;
    for (uint32_t i = language->first[UND_TERM_AGENDA]; i < language->first[UND_TERM_AGENDA + 1]; i++) {
        const und_term *other = &language->terms[i];
        if (other->value != (uint16_t)form || !other->attested)
            continue;
        uint32_t far = und_title_distance(und_term_text(language, other), used, 64);
        if (far < least) {
            least = far;
            best = other;
        }
    }
    if (best == NULL)
        return;
    und_bytes pattern = und_term_text(language, best);
    const char *slot = memchr(pattern.at, '{', pattern.length);
    if (slot == NULL)
        return;
    uint32_t from, to;
    list_range(flow, cited, items, &from, &to);
    uint32_t end = from;
    while (end > cited->first && flow->text[end - 1] == ' ')
        end--;
    size_t length = (size_t)(slot - pattern.at);
    while (length > 0 && pattern.at[length - 1] == ' ')
        length--;
    und_text *words = words_of(run);
    size_t title = words->length;
    und_text_put_words(words, "Write “");
    und_text_put(words, (und_bytes){pattern.at, length});
    und_text_put_words(words, "”");
    size_t text = words->length;
    und_text_put(words, (und_bytes){pattern.at, length});
    /* In the middle of a sentence the word begins in lower case, at the beginning of a line in upper case. */
    if (flow->text[cited->first] >= 'a' && flow->text[cited->first] <= 'z' && words->at[text] >= 'A' &&
        words->at[text] <= 'Z')
        words->at[text] = (char)(words->at[text] + 32);
    und_offer(run, flow, cited->first, end, title, text, words->length);
}

void und_rule_number(und_check_run *run)
{
    if (run->language == NULL)
        return;
    for (int request = 0; request < 2; request++) {
        const und_flow *flow;
        const und_flow_item *items;
        const und_flow_reference *cited = und_cited(run, request == 1, &flow, &items);
        if (cited == NULL || cited->item_count == 0 || (request == 1 && run->request_faulty))
            continue; /* words for several before a list that should name several are right */
        const und_term *term = &run->language->terms[cited->term];
        und_agenda_form used = (und_agenda_form)term->value;
        if (used == UND_AGENDA_ANY)
            continue;
        und_flow_item sorted[UND_ITEMS_MAX];
        size_t count = und_sort_items(sorted, copy_items(items, cited->item_count, sorted));
        und_agenda_form form = und_items_form(run->language, sorted, count);
        /* One item with several sub-items is seen in both numbers (CONVENTIONS, section 5, rule 5). */
        if (used == form || (und_count_items(sorted, count) == 1 && count > 1))
            continue;
        bool attested = false;
        for (uint32_t i = run->language->first[UND_TERM_AGENDA]; i < run->language->first[UND_TERM_AGENDA + 1]; i++)
            attested =
                attested || (run->language->terms[i].value == (uint16_t)form && run->language->terms[i].attested);
        if (!attested)
            continue;
        und_text *words = words_of(run);
        size_t message = words->length;
        size_t total = und_count_items(sorted, count);
        und_text_put_words(words, total == 1 ? "one item is cited, the words before it stand for several"
                                             : "several items are cited, the words before them stand for one");
        if (form == UND_AGENDA_DUAL || used == UND_AGENDA_DUAL) {
            words->length = message;
            und_text_put_words(words, "the word for the items has not the form for ");
            und_text_put_number(words, (uint32_t)total);
        }
        uint32_t from, to;
        list_range(flow, cited, items, &from, &to);
        while (from > cited->first && flow->text[from - 1] == ' ')
            from--;
        und_find(run, flow, cited->first, from > cited->first ? from : to, message);
        offer_number(run, flow, cited, items, term, form);
    }
}

/* ---- titles ---- */

static bool cites(const und_flow_item *items, uint32_t count, uint16_t item, uint16_t sub)
{
    for (uint32_t i = 0; i < count; i++)
        if (items[i].item == item && items[i].sub == sub)
            return true;
    return false;
}

static bool cites_item(const und_flow_item *items, uint32_t count, uint16_t item)
{
    for (uint32_t i = 0; i < count; i++)
        if (items[i].item == item)
            return true;
    return false;
}

/* Whether the masthead, or the request, cites an entry of the agenda: an item with any of its sub-items. */
static bool cites_entry(const und_check_run *run, bool request, const und_agenda_entry *entry)
{
    const und_flow *flow;
    const und_flow_item *items;
    const und_flow_reference *cited = und_cited(run, request, &flow, &items);
    if (cited == NULL)
        return false;
    return entry->sub[0] == '\0' ? cites_item(items, cited->item_count, entry->item)
                                 : cites(items, cited->item_count, entry->item, und_subitem_value(entry->sub));
}

/* Whether the official title of an item or sub-item stands in the masthead, wherever. */
static bool title_stands(const und_check_run *run, uint16_t item, uint16_t sub)
{
    const und_agenda_entry *entry = known_sub(run, item, sub);
    if (entry == NULL)
        return false;
    char title[TITLE_BYTES];
    size_t length = und_fold_text(und_agenda_title_in(run->agenda, entry, run->masthead.language), title, sizeof title);
    const und_flow *flow = &run->masthead.flows[0];
    for (size_t at = 0; length > 0 && at + length <= flow->folded_length; at++)
        if (flow->folded[at] == title[0] && memcmp(flow->folded + at, title, length) == 0)
            return true;
    return false;
}

/* Whether it is the masthead's list that is wrong where it differs from the request's: what the request cites beyond it
 * is printed in the masthead with its title, and what it cites beyond the request is not. */
static bool masthead_list_is_wrong(const und_check_run *run)
{
    const und_flow *flow;
    const und_flow_item *ours, *theirs;
    const und_flow_reference *masthead = und_cited(run, false, &flow, &ours);
    const und_flow_reference *request = und_cited(run, true, &flow, &theirs);
    if (masthead == NULL || request == NULL || run->agenda == NULL)
        return false;
    bool lacks = false;
    for (uint32_t i = 0; i < request->item_count; i++) {
        if (cites(ours, masthead->item_count, theirs[i].item, theirs[i].sub))
            continue;
        if (!title_stands(run, theirs[i].item, theirs[i].sub))
            return false;
        lacks = true;
    }
    for (uint32_t i = 0; i < masthead->item_count; i++)
        if (!cites(theirs, request->item_count, ours[i].item, ours[i].sub) &&
            !(ours[i].sub == 0 && cites_item(theirs, request->item_count, ours[i].item)) &&
            title_stands(run, ours[i].item, ours[i].sub))
            return false;
    return lacks;
}

/* Whether a printed title is right for something else that the masthead cites: then the titles stand in another order,
 * and nothing is wrong with this one. */
static bool fits_elsewhere(const und_check_run *run, und_bytes printed)
{
    for (uint32_t i = 0; i < run->agenda->count; i++) {
        const und_agenda_entry *entry = &run->agenda->entries[i];
        und_bytes official = und_agenda_title_in(run->agenda, entry, run->masthead.language);
        if (official.length > 0 && und_same_title(official, printed) && cites_entry(run, false, entry))
            return true;
    }
    return false;
}

/* What bears the printed title in the place of what is cited: another item, another sub-item of the item, or a sub-item
 * of an item that is cited alone ("Item's title: sub-item's title"). NULL: nothing, or more than one. */
static const und_agenda_entry *bearer(const und_check_run *run, const und_printed_title *title, und_bytes printed)
{
    const und_agenda_entry *found = NULL;
    const char *colon = memchr(printed.at, ':', printed.length);
    for (uint32_t i = 0; i < run->agenda->count; i++) {
        const und_agenda_entry *entry = &run->agenda->entries[i];
        bool sub = entry->sub[0] != '\0';
        und_bytes official = und_agenda_title_in(run->agenda, entry, run->masthead.language);
        und_bytes words = printed;
        if (official.length == 0 || (sub && entry->item != title->item) || (!sub && title->sub != 0))
            continue;
        if (sub && title->sub == 0) {
            if (colon == NULL)
                continue;
            size_t before = (size_t)(colon - printed.at);
            const und_agenda_entry *item = known_sub(run, title->item, 0);
            if (item == NULL || !und_same_title(und_agenda_title_in(run->agenda, item, run->masthead.language),
                                                (und_bytes){printed.at, before}))
                continue;
            words = (und_bytes){colon + 1, printed.length - before - 1};
        }
        if (!und_same_title(official, words))
            continue;
        if (found != NULL)
            return NULL;
        found = entry;
    }
    return found;
}

/* The list cites one thing and the title printed under it is another's: the list is what is looked at. */
static void cited_for_another(und_check_run *run, const und_printed_title *title, const und_agenda_entry *meant)
{
    const und_flow *flow;
    const und_flow_item *items;
    const und_flow_reference *cited = und_cited(run, false, &flow, &items);
    uint32_t index = 0;
    while (index < cited->item_count &&
           !(items[index].item == title->item && (title->sub == 0 || items[index].sub == title->sub)))
        index++;
    if (index == cited->item_count)
        return;
    uint16_t sub = meant->sub[0] == '\0' ? 0 : und_subitem_value(meant->sub);
    und_text *words = words_of(run);
    size_t message = words->length;
    und_say_item(words, title->item, title->sub);
    und_text_put_words(words, ": the title printed is that of ");
    und_say_item(words, meant->item, sub);
    uint32_t first = items[index].first, end = items[index].last;
    if (title->sub == 0) {
        first = number_first(flow, cited, items, index);
        end = number_last(flow, first);
    }
    und_find(run, flow, first, end, message);
    if (title->sub == 0)
        offer_item(run, flow, first, end, meant->item, sub);
    else
        offer_letters(run, flow, first, end, meant->item, meant->sub);
    mark_faulty(run, false);
}

/* Ranges of the printed and of the official title. */
typedef struct difference {
    size_t from, to;
    size_t with, end;
} difference;

/* The printed words that differ from the official ones, whole words. Case is no difference: behind the colon of an item's
 * title French begins the sub-item's in lower case. */
static difference differing_words(und_bytes printed, und_bytes official)
{
    difference d = {0, printed.length, 0, official.length};
    size_t a = 0, b = 0;
    while (a < printed.length && b < official.length) {
        uint32_t m, n;
        uint32_t x = und_utf8_decode(printed.at + a, printed.at + printed.length, &m);
        uint32_t y = und_utf8_decode(official.at + b, official.at + official.length, &n);
        if (und_lower(x) != und_lower(y))
            break;
        a += m;
        b += n;
        if (x == ' ' || x == '\'') {
            d.from = a;
            d.with = b;
        }
    }
    size_t tail = 0;
    while (d.to - tail > d.from && d.end - tail > d.with &&
           printed.at[d.to - 1 - tail] == official.at[d.end - 1 - tail])
        tail++;
    while (tail > 0 && printed.at[d.to - tail] != ' ')
        tail--;
    d.to -= tail;
    d.end -= tail;
    return d;
}

/* The official words, in lower case where the printed title begins so. */
static void put_official(und_text *words, und_bytes official, const difference *d, und_bytes printed)
{
    und_bytes part = {official.at + d->with, d->end - d->with};
    uint32_t bytes;
    if (d->from == 0 && printed.length > 0 && part.length > 0 &&
        und_is_lower(und_utf8_decode(printed.at, printed.at + printed.length, &bytes))) {
        char first[4];
        uint32_t point = und_utf8_decode(part.at, part.at + part.length, &bytes);
        und_text_put(words, (und_bytes){first, und_utf8_encode(und_lower(point), first)});
        part.at += bytes;
        part.length -= bytes;
    }
    und_text_put(words, part);
}

/* A title begins with a capital where letters have cases: what does not is the rest of one that a conversion tore apart. */
static bool is_torn(und_bytes printed)
{
    uint32_t bytes;
    return printed.length > 0 && und_is_lower(und_utf8_decode(printed.at, printed.at + printed.length, &bytes));
}

void und_rule_title(und_check_run *run)
{
    if (run->agenda == NULL || run->masthead_faulty || masthead_list_is_wrong(run))
        return;
    const und_flow *flow = &run->masthead.flows[0];
    for (uint32_t i = 0; i < run->masthead.title_count; i++) {
        const und_printed_title *title = &run->masthead.titles[i];
        const und_agenda_entry *entry = known_sub(run, title->item, title->sub);
        if (entry == NULL)
            continue;
        und_bytes official = und_agenda_title_in(run->agenda, entry, run->masthead.language);
        und_bytes printed = {flow->text + title->first, title->last - title->first};
        if (und_same_title(official, printed) || fits_elsewhere(run, printed))
            continue;
        const und_agenda_entry *meant = bearer(run, title, printed);
        if (meant != NULL && run->agenda->complete) {
            cited_for_another(run, title, meant);
            continue;
        }
        if (official.length == 0)
            continue;
        uint32_t slips = (uint32_t)(official.length / SLIPS_SHARE);
        slips = slips < SLIPS_LEAST ? SLIPS_LEAST : slips;
        bool close = und_title_distance(official, printed, slips + 1) <= slips;
        if (!close && is_torn(printed))
            continue;
        und_text *words = words_of(run);
        size_t message = words->length;
        und_text_put_words(words, close ? "the official title of " : "this is not the official title of ");
        und_say_item(words, title->item, title->sub);
        und_text_put_words(words, close ? " is written “" : ", “");
        und_text_put(words, official);
        und_text_put_words(words, "”");
        difference d = {0, printed.length, 0, official.length};
        if (close)
            d = differing_words(printed, official);
        uint32_t from = title->first + (uint32_t)d.from, to = title->first + (uint32_t)d.to;
        und_find(run, flow, from, to, message);
        if (!close)
            continue;
        size_t say = words->length;
        und_text_put_words(words, "Write “");
        put_official(words, official, &d, printed);
        und_text_put_words(words, "”");
        size_t text = words->length;
        put_official(words, official, &d, printed);
        und_offer(run, flow, from, to, say, text, words->length);
    }
}

/* ---- the request and the masthead ---- */

void und_rule_request_items(und_check_run *run)
{
    const und_flow *masthead_flow, *flow;
    const und_flow_item *masthead_items, *items;
    const und_flow_reference *masthead = und_cited(run, false, &masthead_flow, &masthead_items);
    const und_flow_reference *request = und_cited(run, true, &flow, &items);
    /* A fault in either list was told already, and would be told twice here. */
    if (masthead == NULL || request == NULL || run->masthead_faulty || run->request_faulty)
        return;
    und_text *words = words_of(run);
    size_t message = words->length;
    bool differs = false;
    for (uint32_t i = 0; i < masthead->item_count; i++)
        if (!cites(items, request->item_count, masthead_items[i].item, masthead_items[i].sub)) {
            und_text_put_words(words, differs ? ", " : "the masthead names items that the request leaves out: ");
            und_say_item(words, masthead_items[i].item, masthead_items[i].sub);
            differs = true;
        }
    bool left_out = differs;
    bool more = false;
    for (uint32_t i = 0; i < request->item_count; i++)
        if (!cites(masthead_items, masthead->item_count, items[i].item, items[i].sub)) {
            und_text_put_words(words, more       ? ", "
                                      : left_out ? "; it names others: "
                                                 : "the request names items that the masthead does not: ");
            und_say_item(words, items[i].item, items[i].sub);
            more = differs = true;
        }
    if (!differs)
        return;
    mark_faulty(run, true);
    uint32_t from, to;
    und_flow_item list[UND_ITEMS_MAX];
    if (masthead_list_is_wrong(run)) {
        list_range(masthead_flow, masthead, masthead_items, &from, &to);
        und_find(run, masthead_flow, from, to, message);
        size_t count = copy_items(items, request->item_count, list);
        offer_list(run, masthead_flow, from, to, "Name the items of the request", list, count);
        return;
    }
    list_range(flow, request, items, &from, &to);
    und_find(run, flow, from, to, message);
    size_t count = copy_items(masthead_items, masthead->item_count, list);
    offer_list(run, flow, from, to, "Name the items of the masthead", list, count);
}
