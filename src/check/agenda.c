/* Rules about the agenda items that the masthead and the request cite. */
#include "check/check.h"

#include "text/utf8.h"
#include "write/agenda_line.h"

#include <string.h>

/* A title so far from the official one (letters to change) is another title and not a slip. */
#define SLIPS_LEAST 3u /* a swap of two letters counts two */
#define SLIPS_SHARE 8u /* one letter in so many */

static und_text *words_of(und_check_run *run)
{
    return &run->findings->words;
}

/* The item or sub-item whose official title is printed where the faulty one's should be. */
static const und_agenda_entry *entry_titled(const und_check_run *run, und_bytes title, uint16_t within)
{
    for (uint32_t i = 0; title.length > 0 && i < run->agenda->count; i++) {
        const und_agenda_entry *entry = &run->agenda->entries[i];
        if (within != 0 ? entry->item != within || entry->sub[0] == '\0' : entry->sub[0] != '\0')
            continue;
        und_bytes official = und_agenda_title_in(run->agenda, entry, run->masthead->language);
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
        und_offer(run, und_range_of(run, flow, from, to), title, text, words->length);
}

/* Whether it is the request that repeats a fault of the masthead. */
static bool told_before(const und_check_run *run, const und_cited *cited, uint16_t item, uint16_t sub)
{
    return cited == &run->in_request &&
           (sub == 0 ? und_cites_item(&run->in_masthead, item) : und_cites(&run->in_masthead, item, sub));
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

static void say_agenda(und_text *words, const und_agenda *agenda)
{
    und_text_put_words(words, "the agenda of session ");
    und_text_put_number(words, agenda->session);
    und_text_put_words(words, " as adopted");
}

/* Says what the printed title belongs to (`item` 0: to nothing else), which settles the matter. Without it what is not on the
 * agenda as adopted may still have been added to it in session. */
static void say_meant(und_text *words, uint16_t item, uint16_t sub)
{
    if (item == 0) {
        und_text_put_words(words, "; items may have been added since");
        return;
    }
    und_text_put_words(words, sub == 0 ? "; the title printed is that of item " : "; the title printed is that of ");
    und_say_item(words, item, sub);
}

static void unknown_items(und_check_run *run, const und_cited *cited)
{
    const und_flow *flow = cited->flow;
    const und_flow_item *items = cited->items;
    for (uint32_t i = 0; cited->list != NULL && i < cited->list->item_count; i++) {
        if (cited->faults[i] != UND_FAULT_NO_ITEM || (i > 0 && items[i].item == items[i - 1].item) ||
            told_before(run, cited, items[i].item, 0))
            continue;
        uint32_t last = und_last_item(run->agenda);
        und_text *words = words_of(run);
        size_t message = words->length;
        und_text_put_number(words, items[i].item);
        und_text_put_words(words, ": ");
        if (items[i].item > last) {
            say_agenda(words, run->agenda);
            und_text_put_words(words, " has ");
            und_text_put_number(words, last);
            und_text_put_words(words, " items");
        } else {
            und_text_put_words(words, "there is no such item on ");
            say_agenda(words, run->agenda);
        }
        const und_agenda_entry *meant = entry_titled(run, und_title_printed(run, items[i].item, 0), 0);
        say_meant(words, meant == NULL ? 0 : meant->item, 0);
        uint32_t first = number_first(flow, cited->list, items, i);
        uint32_t end = number_last(flow, first);
        und_find(run, und_range_of(run, flow, first, end), message);
        if (meant != NULL)
            offer_item(run, flow, first, end, meant->item, 0);
    }
}

void und_rule_unknown_item(und_check_run *run)
{
    unknown_items(run, &run->in_masthead);
    unknown_items(run, &run->in_request);
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
    und_offer(run, und_range_of(run, flow, from, to), title, text, words->length);
}

/* Sub-items of an item that has none: it is the item that is wrong, once for all of them. */
static void without_subitems(und_check_run *run, const und_flow *flow, const und_flow_reference *cited,
                             const und_flow_item *items, uint32_t index)
{
    uint16_t item = items[index].item;
    und_text *words = words_of(run);
    size_t message = words->length;
    und_text_put_number(words, item);
    und_text_put_words(words, " has no sub-items on ");
    say_agenda(words, run->agenda);
    const und_agenda_entry *meant = entry_titled(run, und_title_printed(run, item, 0), 0);
    if (meant != NULL && meant->item == item)
        meant = NULL;
    say_meant(words, meant == NULL ? 0 : meant->item, 0);
    uint32_t first = number_first(flow, cited, items, index);
    uint32_t end = number_last(flow, first);
    und_find(run, und_range_of(run, flow, first, end), message);
    if (meant != NULL)
        offer_item(run, flow, first, end, meant->item, 0);
}

static void unknown_subitems(und_check_run *run, const und_cited *cited)
{
    const und_flow *flow = cited->flow;
    const und_flow_item *items = cited->items;
    for (uint32_t i = 0; cited->list != NULL && i < cited->list->item_count; i++) {
        uint8_t fault = cited->faults[i];
        if ((fault != UND_FAULT_NO_SUBITEM && fault != UND_FAULT_NO_SUBITEMS) ||
            told_before(run, cited, items[i].item, items[i].sub))
            continue;
        if (fault == UND_FAULT_NO_SUBITEMS) {
            if (i == 0 || items[i - 1].item != items[i].item)
                without_subitems(run, flow, cited->list, items, i);
            continue;
        }
        const und_agenda_entry *last = und_last_sub(run, items[i].item);
        und_text *words = words_of(run);
        size_t message = words->length;
        und_say_item(words, items[i].item, items[i].sub);
        und_text_put_words(words, ": on ");
        say_agenda(words, run->agenda);
        und_text_put_words(words, ", ");
        und_text_put_number(words, items[i].item);
        und_text_put_words(words, " ends at (");
        und_text_put_words(words, last->sub);
        und_text_put_words(words, ")");
        const und_agenda_entry *meant =
            entry_titled(run, und_title_printed(run, items[i].item, items[i].sub), items[i].item);
        uint16_t sub = meant == NULL ? 0 : und_subitem_value(meant->sub);
        say_meant(words, sub == 0 ? 0 : items[i].item, sub);
        und_find(run, und_range_of(run, flow, items[i].first, items[i].last), message);
        if (sub != 0)
            offer_letters(run, flow, items[i].first, items[i].last, items[i].item, meant->sub);
    }
}

void und_rule_unknown_subitem(und_check_run *run)
{
    unknown_subitems(run, &run->in_masthead);
    unknown_subitems(run, &run->in_request);
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
        und_offer(run, und_range_of(run, flow, from, to), title, text, words->length);
}

static size_t copy_items(const und_flow_item *items, uint32_t count, und_flow_item *out)
{
    memcpy(out, items, count * sizeof *items);
    return count;
}

void und_rule_duplicate(und_check_run *run)
{
    for (int request = 0; request < 2; request++) {
        const und_cited *where = request == 1 ? &run->in_request : &run->in_masthead;
        const und_flow *flow = where->flow;
        const und_flow_item *items = where->items;
        const und_flow_reference *cited = where->list;
        for (uint32_t i = 1; cited != NULL && i < cited->item_count; i++) {
            if (where->faults[i] != UND_FAULT_TWICE)
                continue;
            if (run->in_masthead.faulty && told_before(run, where, items[i].item, items[i].sub))
                break;
            und_text *words = words_of(run);
            size_t message = words->length;
            und_say_item(words, items[i].item, items[i].sub);
            und_text_put_words(words, " is cited twice");
            und_find(run, und_range_of(run, flow, items[i].first, items[i].last), message);
            uint32_t from, to;
            list_range(flow, cited, items, &from, &to);
            und_flow_item sorted[UND_ITEMS_MAX];
            size_t count = und_sort_items(sorted, copy_items(items, cited->item_count, sorted));
            offer_list(run, flow, from, to, "Cite each item once", sorted, count);
            break;
        }
    }
}

/* The list with the sub-items of each item in the order of their letters; items stay where they are. */
static size_t sort_letters(const und_flow_item *items, uint32_t count, und_flow_item *out)
{
    for (uint32_t i = 0; i < count; i++) {
        uint32_t at = i;
        for (; at > 0 && out[at - 1].item == items[i].item && out[at - 1].sub > items[i].sub; at--)
            out[at] = out[at - 1];
        out[at] = items[i];
    }
    return count;
}

/* Items stand in any order ("132 and 17 (c)", A/69/698): the one that the document is under may come first. */
void und_rule_order(und_check_run *run)
{
    for (int request = 0; request < 2; request++) {
        const und_cited *where = request == 1 ? &run->in_request : &run->in_masthead;
        const und_flow *flow = where->flow;
        const und_flow_item *items = where->items;
        const und_flow_reference *cited = where->list;
        if (where->faulty)
            continue; /* an item that is wrong has no place in the order */
        for (uint32_t i = 1; cited != NULL && i < cited->item_count; i++) {
            if (items[i].item != items[i - 1].item || items[i].sub >= items[i - 1].sub)
                continue;
            und_flow_item sorted[UND_ITEMS_MAX];
            size_t count = sort_letters(items, cited->item_count, sorted);
            und_text *words = words_of(run);
            size_t message = words->length;
            und_say_item(words, items[i].item, items[i].sub);
            und_text_put_words(words, " stands after ");
            und_say_item(words, items[i - 1].item, items[i - 1].sub);
            und_text_put_words(words, "; the sub-items of an item are cited in the order of their letters");
            uint32_t from, to;
            list_range(flow, cited, items, &from, &to);
            /* The same list in the request is the same slip. */
            const und_flow_item *others = run->in_masthead.items;
            const und_flow_reference *other = run->in_masthead.list;
            bool same = request == 1 && other != NULL && other->item_count == cited->item_count;
            for (uint32_t k = 0; same && k < cited->item_count; k++)
                same = others[k].item == items[k].item && others[k].sub == items[k].sub;
            if (same) {
                words->length = message;
                break;
            }
            und_find(run, und_range_of(run, flow, from, to), message);
            offer_list(run, flow, from, to, "Put the sub-items in order", sorted, count);
            break;
        }
    }
}

/* ---- how sub-items are written ---- */

/* The form that a pack's style describes. */
static und_item_form form_of(und_bytes style)
{
    const char *open = memchr(style.at, '(', style.length);
    const char *brace = memchr(style.at, '}', style.length);
    if (brace == NULL)
        return UND_ITEM_PLAIN;
    bool spaced = brace + 1 < style.at + style.length && brace[1] == ' ';
    if (open != NULL)
        return spaced ? UND_ITEM_PARENTHESES : UND_ITEM_PARENTHESES_CLOSE;
    return spaced ? UND_ITEM_PAREN : UND_ITEM_PAREN_CLOSE;
}

static bool has_brackets(und_item_form form)
{
    return form == UND_ITEM_PARENTHESES || form == UND_ITEM_PARENTHESES_CLOSE;
}

static bool is_spaced(und_item_form form)
{
    return form == UND_ITEM_PARENTHESES || form == UND_ITEM_PAREN;
}

/* Whether a sub-item is written as no attested style of the language has it. The space counts before the first one only. */
static bool form_is_wrong(const und_check_run *run, const und_flow_item *item, bool first_sub)
{
    const und_language *language = run->language;
    und_item_form form = (und_item_form)item->form;
    if (item->sub == 0 || form == UND_ITEM_PLAIN)
        return false;
    if (form == UND_ITEM_COMMA)
        return run->session.named > language->comma_until;
    bool any = false;
    for (uint32_t i = language->first[UND_TERM_AGENDA_STYLE]; i < language->first[UND_TERM_AGENDA_STYLE + 1]; i++) {
        const und_term *style = &language->terms[i];
        und_item_form right = form_of(und_term_text(language, style));
        if (!style->attested || right == UND_ITEM_PLAIN)
            continue;
        any = true;
        if (has_brackets(form) == has_brackets(right) && (!first_sub || is_spaced(form) == is_spaced(right)))
            return false;
    }
    return any;
}

void und_rule_form(und_check_run *run)
{
    if (run->language == NULL)
        return;
    for (int request = 0; request < 2; request++) {
        const und_cited *where = request == 1 ? &run->in_request : &run->in_masthead;
        const und_flow *flow = where->flow;
        const und_flow_item *items = where->items;
        const und_flow_reference *cited = where->list;
        for (uint32_t i = 0; cited != NULL && i < cited->item_count; i++) {
            bool first_sub = i == 0 || items[i].item != items[i - 1].item;
            if (!form_is_wrong(run, &items[i], first_sub))
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
            und_find(run, und_range_of(run, flow, from, to), message);
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
    und_offer(run, und_range_of(run, flow, cited->first, end), title, text, words->length);
}

/* Whether the request names other items than a masthead that is right. */
static bool speaks_otherwise(const und_check_run *run)
{
    return run->in_masthead.list != NULL && run->in_request.list != NULL &&
           run->in_masthead.from == run->in_request.from && !run->in_masthead.faulty && !run->in_request.faulty &&
           !und_masthead_cites_another(run) && und_lists_differ(run);
}

void und_rule_number(und_check_run *run)
{
    if (run->language == NULL)
        return;
    for (int request = 0; request < 2; request++) {
        const und_cited *where = request == 1 ? &run->in_request : &run->in_masthead;
        const und_flow *flow = where->flow;
        const und_flow_item *items = where->items;
        const und_flow_reference *cited = where->list;
        if (cited == NULL || cited->item_count == 0 || (request == 1 && (where->faulty || speaks_otherwise(run))))
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
        und_find(run, und_range_of(run, flow, cited->first, from > cited->first ? from : to), message);
        offer_number(run, flow, cited, items, term, form);
    }
}

/* ---- titles ---- */

/* The list cites one thing and the title printed under it is another's: the list is what is looked at. */
static void cited_for_another(und_check_run *run, const und_printed_title *title, const und_agenda_entry *meant)
{
    const und_flow *flow = run->in_masthead.flow;
    const und_flow_item *items = run->in_masthead.items;
    const und_flow_reference *cited = run->in_masthead.list;
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
    und_find(run, und_range_of(run, flow, first, end), message);
    if (title->sub == 0)
        offer_item(run, flow, first, end, meant->item, sub);
    else
        offer_letters(run, flow, first, end, meant->item, meant->sub);
}

/* Ranges of the printed and of the official title. */
typedef struct difference {
    size_t from, to;
    size_t with, end;
} difference;

/* The printed words that differ from the official ones, whole words. Case is no difference: after the colon of an item's
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
    if (run->agenda == NULL || run->in_masthead.from != UND_LIST_AGENDA || run->in_masthead.faulty ||
        und_masthead_list_is_wrong(run))
        return;
    const und_flow *flow = &run->masthead->flows[0];
    for (uint32_t i = 0; i < run->masthead->title_count; i++) {
        const und_printed_title *title = &run->masthead->titles[i];
        const und_agenda_entry *entry = und_known_sub(run, title->item, title->sub);
        if (entry == NULL || und_title_fits(run, title))
            continue;
        const und_agenda_entry *meant = run->agenda->complete ? und_title_bearer(run, title) : NULL;
        if (meant != NULL) {
            cited_for_another(run, title, meant);
            continue;
        }
        und_bytes official = und_agenda_title_in(run->agenda, entry, run->masthead->language);
        und_bytes printed = {flow->text + title->first, title->last - title->first};
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
        und_find(run, und_range_of(run, flow, from, to), message);
        if (!close)
            continue;
        size_t say = words->length;
        und_text_put_words(words, "Write “");
        put_official(words, official, &d, printed);
        und_text_put_words(words, "”");
        size_t text = words->length;
        put_official(words, official, &d, printed);
        und_offer(run, und_range_of(run, flow, from, to), say, text, words->length);
    }
}

/* ---- the request and the masthead ---- */

/* Puts the items of `list` that `other` does not cite, after `before` for the first of them. False: it cites all. */
static bool say_beyond(und_text *words, const und_cited *list, const und_cited *other, const char *before)
{
    bool said = false;
    for (uint32_t i = 0; i < list->list->item_count; i++) {
        const und_flow_item *item = &list->items[i];
        if (und_cites(other, item->item, item->sub))
            continue;
        und_text_put_words(words, said ? ", " : before);
        und_say_item(words, item->item, item->sub);
        said = true;
    }
    return said;
}

void und_rule_request_items(und_check_run *run)
{
    /* A fault in either list is told by its own rule, and would be told twice here. */
    if (!speaks_otherwise(run))
        return;
    const und_cited *masthead = &run->in_masthead, *request = &run->in_request;
    und_text *words = words_of(run);
    size_t message = words->length;
    bool left_out = say_beyond(words, masthead, request, "the masthead names items that the request leaves out: ");
    (void)say_beyond(words, request, masthead,
                     left_out ? "; it names others: " : "the request names items that the masthead does not: ");
    /* Where the masthead's list is the wrong one, it is what is looked at and mended. */
    bool mend_masthead = und_masthead_list_is_wrong(run);
    const und_cited *wrong = mend_masthead ? masthead : request, *right = mend_masthead ? request : masthead;
    uint32_t from, to;
    list_range(wrong->flow, wrong->list, wrong->items, &from, &to);
    und_find(run, und_range_of(run, wrong->flow, from, to), message);
    und_flow_item list[UND_ITEMS_MAX];
    size_t count = copy_items(right->items, right->list->item_count, list);
    offer_list(run, wrong->flow, from, to,
               mend_masthead ? "Name the items of the request" : "Name the items of the masthead", list, count);
}
