#include "write/agenda_line.h"

#include <string.h>

#include "text/utf8.h"

static bool before(const und_flow_item *a, const und_flow_item *b)
{
    return a->item != b->item ? a->item < b->item : a->sub < b->sub;
}

size_t und_sort_items(und_flow_item *items, size_t count)
{
    /* By insertion: UND_ITEMS_MAX is small, and lists are nearly always in order. */
    size_t kept = 0;
    for (size_t i = 0; i < count; i++) {
        und_flow_item item = items[i];
        size_t place = kept;
        while (place > 0 && before(&item, &items[place - 1]))
            place--;
        if (place > 0 && !before(&items[place - 1], &item))
            continue; /* the same one again */
        memmove(&items[place + 1], &items[place], (kept - place) * sizeof *items);
        items[place] = item;
        kept++;
    }
    return kept;
}

size_t und_count_items(const und_flow_item *items, size_t count)
{
    size_t found = 0;
    for (size_t i = 0; i < count; i++)
        if (i == 0 || items[i].item != items[i - 1].item)
            found++;
    return found;
}

static bool has_form(const und_language *language, und_agenda_form form)
{
    return und_term_of(language, UND_TERM_AGENDA, (uint16_t)form) != NULL;
}

und_agenda_form und_items_form(const und_language *language, const und_flow_item *items, size_t count)
{
    size_t found = und_count_items(items, count);
    und_agenda_form form = found <= 1 ? UND_AGENDA_SINGULAR : UND_AGENDA_PLURAL;
    if (found == 2 && has_form(language, UND_AGENDA_DUAL))
        form = UND_AGENDA_DUAL;
    return has_form(language, form) ? form : UND_AGENDA_ANY;
}

/* What stands between the members of a list. */
typedef struct joints {
    und_bytes comma; /* empty: its "and" stands everywhere, as in Arabic: 9 و 10 و 11 */
    und_bytes and;
    bool spaced; /* Chinese is not */
    und_sureness sure;
} joints;

static joints find_joints(const und_language *language)
{
    joints found = {.spaced = language->script != UND_SCRIPT_HAN};
    const und_term *comma = und_term_of(language, UND_TERM_AGENDA_COMMA, 0);
    if (comma != NULL && comma->attested)
        found.comma = und_term_text(language, comma);
    for (uint32_t i = language->first[UND_TERM_AGENDA_AND]; i < language->first[UND_TERM_AGENDA_AND + 1]; i++) {
        const und_term *term = &language->terms[i];
        if (found.and.length == 0 || (term->attested && found.sure == UND_UNATTESTED)) {
            found.and = und_term_text(language, term);
            found.sure = und_term_sureness(term);
        }
    }
    return found;
}

static void put_joint(const joints *j, bool last, und_text *out)
{
    if (!last && j->comma.length > 0) {
        und_text_put(out, j->comma);
        if (j->spaced)
            und_text_put_words(out, " ");
        return;
    }
    if (j->spaced)
        und_text_put_words(out, " ");
    und_text_put(out, j->and);
    if (j->spaced)
        und_text_put_words(out, " ");
}

typedef struct style_slots {
    const und_flow_item *item;
    und_bytes letters;
} style_slots;

static bool write_style_slot(void *context, und_bytes name, und_text *out)
{
    const style_slots *slots = context;
    if (und_bytes_equal(name, und_words("item")))
        und_text_put_number(out, slots->item->item);
    else if (und_bytes_equal(name, und_words("sub")))
        und_text_put(out, slots->letters);
    else
        return false;
    return true;
}

/* The letters of a sub-item as the language writes them; `latin` has room for those that the pack does not name. */
static und_bytes sub_letters(const und_language *language, uint16_t sub, char latin[UND_SUB_MAX], und_sureness *sure)
{
    if (language->first[UND_TERM_SUBITEM] < language->first[UND_TERM_SUBITEM + 1]) {
        const und_term *term = und_term_of(language, UND_TERM_SUBITEM, sub);
        *sure = und_term_sureness(term);
        return term == NULL ? (und_bytes){NULL, 0} : und_term_text(language, term);
    }
    *sure = und_subitem_letters(sub, latin) ? UND_ATTESTED : UND_UNKNOWN;
    return und_words(latin);
}

und_sureness und_write_item_list(const und_language *language, const und_flow_item *items, size_t count, und_text *out)
{
    static const char item_slot[] = "{item}";
    joints j = find_joints(language);
    const und_term *style = und_term_of(language, UND_TERM_AGENDA_STYLE, 0);
    und_sureness least = UND_ATTESTED;
    size_t start = out->length;

    for (size_t i = 0; i < count;) {
        size_t next = i + 1; /* an item with its sub-items */
        while (items[i].sub != 0 && next < count && items[next].item == items[i].item && items[next].sub != 0)
            next++;
        if (i > 0)
            put_joint(&j, next == count, out);
        if (count > 1 && j.sure < least)
            least = j.sure;
        if (items[i].sub == 0)
            und_text_put_number(out, items[i].item);
        for (size_t k = i; k < next && items[i].sub != 0; k++) {
            char latin[UND_SUB_MAX];
            und_sureness sure;
            style_slots slots = {&items[k], sub_letters(language, items[k].sub, latin, &sure)};
            if (und_term_sureness(style) < sure)
                sure = und_term_sureness(style);
            if (sure < least)
                least = sure;
            if (sure == UND_UNKNOWN)
                break;
            und_bytes pattern = und_term_text(language, style);
            if (k > i) {
                put_joint(&j, k + 1 == next, out);
                /* Only what belongs to the sub-item: "{item} {sub})" without the item and its space. */
                if (pattern.length < sizeof item_slot - 1 || memcmp(pattern.at, item_slot, sizeof item_slot - 1) != 0) {
                    least = UND_UNKNOWN;
                    break;
                }
                pattern.at += sizeof item_slot - 1;
                pattern.length -= sizeof item_slot - 1;
                while (pattern.length > 0 && *pattern.at == ' ') {
                    pattern.at++;
                    pattern.length--;
                }
            }
            if (!und_write_pattern(pattern, write_style_slot, &slots, out))
                least = UND_UNKNOWN;
        }
        i = next;
    }
    if (count == 0 || least == UND_UNKNOWN) {
        out->length = start;
        return UND_UNKNOWN;
    }
    return least;
}

und_bytes und_agenda_pattern(const und_language *language, und_agenda_form form, und_sureness *sure)
{
    const und_term *term = und_term_of(language, UND_TERM_AGENDA, (uint16_t)form);
    *sure = und_term_sureness(term);
    return term == NULL ? (und_bytes){NULL, 0} : und_term_text(language, term);
}

typedef struct line_slots {
    const und_language *language;
    const und_flow_item *items;
    size_t count;
    und_sureness sure;
} line_slots;

static bool write_line_slot(void *context, und_bytes name, und_text *out)
{
    line_slots *slots = context;
    if (!und_bytes_equal(name, und_words("items")))
        return false;
    slots->sure = und_write_item_list(slots->language, slots->items, slots->count, out);
    return slots->sure != UND_UNKNOWN;
}

und_sureness und_write_agenda_line(const und_language *language, const und_flow_item *items, size_t count,
                                   und_text *out)
{
    und_sureness sure;
    und_bytes pattern = und_agenda_pattern(language, und_items_form(language, items, count), &sure);
    if (sure == UND_UNKNOWN)
        return UND_UNKNOWN;
    line_slots slots = {language, items, count, UND_UNKNOWN};
    size_t start = out->length;
    if (!und_write_pattern(pattern, write_line_slot, &slots, out) || slots.sure == UND_UNKNOWN) {
        out->length = start;
        return UND_UNKNOWN;
    }
    return slots.sure < sure ? slots.sure : sure;
}
