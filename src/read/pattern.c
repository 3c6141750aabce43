#include "read/pattern.h"

#include "text/eight.h"
#include "text/figures.h"
#include "text/utf8.h"

#include <string.h>

static bool letter_at(und_bytes text, size_t at)
{
    if (at >= text.length)
        return false;
    uint32_t bytes;
    uint32_t point = und_utf8_decode(text.at + at, text.at + text.length, &bytes);
    return und_is_letter(point) && !und_is_han(point);
}

static bool letter_before(und_bytes text, size_t at)
{
    if (at == 0)
        return false;
    size_t start = at - 1;
    while (start > 0 && at - start < 4 && ((unsigned char)text.at[start] & 0xc0) == 0x80)
        start--;
    return letter_at(text, start);
}

static size_t skip_spaces(und_bytes text, size_t at)
{
    while (at < text.length && text.at[at] == ' ')
        at++;
    return at;
}

static bool digit_at(und_bytes text, size_t at)
{
    return at < text.length && text.at[at] >= '0' && text.at[at] <= '9';
}

static size_t read_number(und_bytes text, size_t at, uint32_t most, uint32_t *value)
{
    size_t start = at;
    *value = 0;
    while (digit_at(text, at) && at - start < most)
        *value = *value * 10 + (uint32_t)(text.at[at++] - '0');
    return digit_at(text, at) ? start : at;
}

bool und_date_exists(uint32_t year, uint32_t month, uint32_t day)
{
    static const uint8_t days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    if (year < 1945 || year > 2199 || month < 1 || month > 12 || day < 1)
        return false;
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return day <= (uint32_t)days[month - 1] + (month == 2 && leap ? 1u : 0u);
}

uint16_t und_match_term(const und_language *language, und_term_key key, und_bytes text, size_t at, size_t *last)
{
    uint16_t value = 0;
    size_t longest = 0;
    if (at >= text.length)
        return 0;
    const char first = text.at[at];
    const und_term *const end = language->terms + language->first[key + 1];
    for (const und_term *one = language->terms + language->first[key]; one < end; one++) {
        und_bytes term = und_term_folded(language, one);
        size_t length = term.length;
        /* Most differ in their first byte. */
        if (length <= longest || first != *term.at || length > text.length - at ||
            memcmp(text.at + at, term.at, length) != 0)
            continue;
        if (letter_at(text, at + length) && language->script != UND_SCRIPT_HAN)
            continue;
        longest = length;
        value = one->value;
        *last = at + length;
    }
    return longest > 0 ? value : 0;
}

bool und_match_word(const und_language *language, und_reference_word word, und_bytes text, size_t at, size_t *last)
{
    const und_term_key key = UND_TERM_REFERENCE_WORD;
    size_t longest = 0;
    for (uint32_t i = language->first[key]; i < language->first[key + 1]; i++) {
        und_bytes term = und_term_folded(language, &language->terms[i]);
        if (language->terms[i].value != word || term.length <= longest || term.length > text.length - at ||
            text.at[at] != *term.at || memcmp(text.at + at, term.at, term.length) != 0)
            continue;
        bool glued = (language->script == UND_SCRIPT_ARABIC && (word == UND_WORD_OF || word == UND_WORD_ANNEXED)) ||
                     term.at[term.length - 1] == '\'';
        if (glued || !letter_at(text, at + term.length))
            longest = term.length;
    }
    *last = at + longest;
    return longest > 0;
}

/* First bytes of terms by which they are looked for. */
#define FIRST_BYTES 4u

static uint64_t first_bytes(const char *at, size_t count)
{
    return und_eight_keep(und_eight_of(at, count), (unsigned)count);
}

/* A bit among 1024 for first bytes. */
#define BIT_WORDS 16u
static inline unsigned bit_of(uint64_t bytes)
{
    return (unsigned)(bytes * UINT64_C(0x9e3779b97f4a7c15) >> 54);
}

/* The first of the terms that stands at `at`; NULL: none does. */
static const und_term *term_at(const und_language *language, und_term_key key, und_bytes text, size_t at)
{
    for (uint32_t i = language->first[key]; i < language->first[key + 1]; i++) {
        und_bytes term = und_term_folded(language, &language->terms[i]);
        if (term.length > 0 && term.length <= text.length - at && memcmp(text.at + at, term.at, term.length) == 0 &&
            !letter_before(text, at) && !letter_at(text, at + term.length))
            return &language->terms[i];
    }
    return NULL;
}

const und_term *und_find_term(const und_language *language, und_term_key key, und_bytes text, size_t *first)
{
    size_t shortest = FIRST_BYTES;
    uint64_t seen[BIT_WORDS] = {0};
    for (uint32_t i = language->first[key]; i < language->first[key + 1]; i++) {
        size_t length = language->terms[i].folded_length;
        shortest = length > 0 && length < shortest ? length : shortest;
    }
    for (uint32_t i = language->first[key]; i < language->first[key + 1]; i++) {
        und_bytes term = und_term_folded(language, &language->terms[i]);
        unsigned bit = term.length == 0 ? 0 : bit_of(first_bytes(term.at, shortest));
        seen[bit / 64u] |= (term.length > 0 ? UINT64_C(1) : 0) << bit % 64u;
    }
    /* Where the first bytes of no term stand, as nearly everywhere, no term does. */
    for (size_t at = 0; at + shortest <= text.length; at++) {
        if (((unsigned char)text.at[at] & 0xc0) == 0x80)
            continue; /* inside a character */
        uint64_t here = text.length - at >= UND_EIGHT ? und_eight_keep(und_eight(text.at + at), (unsigned)shortest)
                                                      : first_bytes(text.at + at, shortest);
        unsigned bit = bit_of(here);
        const und_term *term = (seen[bit / 64u] >> bit % 64u & 1u) == 0 ? NULL : term_at(language, key, text, at);
        if (term != NULL) {
            *first = at;
            return term;
        }
    }
    return NULL;
}

/* ---- lists of items ---- */

/* A Cyrillic letter in the place of a Latin one, by its look or by its place in the alphabet: "13(а)" (A/69/L.57), "13(б)".
 * `*last` is after it. 0: none stands at `at`. */
static uint16_t cyrillic_letter(und_bytes text, size_t at, size_t *last)
{
    if (at + 1 >= text.length || ((unsigned char)text.at[at] != 0xd0 && (unsigned char)text.at[at] != 0xd1))
        return 0;
    uint32_t bytes;
    uint32_t point = und_utf8_decode(text.at + at, text.at + text.length, &bytes);
    char twin = und_latin_twin(point);
    *last = at + bytes;
    if (twin != 0)
        return und_letter_value(&twin, 1);
    return und_cyrillic_place(point);
}

/* A sub-item's letters at `at`: a, aa, Arabic abjad. */
static size_t read_letters(const und_language *language, und_bytes text, size_t at, uint16_t *sub)
{
    size_t last = at;
    if (language->first[UND_TERM_SUBITEM] < language->first[UND_TERM_SUBITEM + 1]) {
        uint16_t value = und_match_term(language, UND_TERM_SUBITEM, text, at, &last);
        if (value > 0 && last < text.length && (text.at[last] == ')' || text.at[last] == ' ')) {
            *sub = value;
            return last;
        }
    }
    *sub = cyrillic_letter(text, at, &last);
    if (*sub != 0)
        return letter_at(text, last) ? at : last;
    last = at;
    while (last < text.length && text.at[last] >= 'a' && text.at[last] <= 'z' && last - at < 3)
        last++;
    *sub = und_letter_value(text.at + at, last - at);
    if (*sub == 0 && last - at == 2 && text.at[at] >= 'a' && text.at[at] <= 'z')
        *sub = UINT16_MAX; /* letters that no agenda has, such as (ab): the check says so */
    return *sub != 0 && !letter_at(text, last) ? last : at;
}

/* A sub-item: (a), a), or a bare letter between commas. `*at` stands at its first byte. */
static bool read_sub(const und_language *language, und_bytes text, size_t *at, und_flow_item *item, bool spaced)
{
    size_t start = *at;
    uint16_t sub = 0;
    if (start < text.length && text.at[start] == '(') {
        size_t inner = skip_spaces(text, start + 1);
        size_t last = read_letters(language, text, inner, &sub);
        size_t close = skip_spaces(text, last);
        if (last == inner || close >= text.length || text.at[close] != ')')
            return false;
        item->form = spaced ? UND_ITEM_PARENTHESES : UND_ITEM_PARENTHESES_CLOSE;
        *at = close + 1;
    } else {
        size_t last = read_letters(language, text, start, &sub);
        size_t close = skip_spaces(text, last); /* a conversion's "37 f )" */
        if (last == start || close >= text.length || text.at[close] != ')')
            return false;
        item->form = spaced ? UND_ITEM_PAREN : UND_ITEM_PAREN_CLOSE;
        *at = close + 1;
    }
    item->sub = sub;
    item->first = (uint32_t)start;
    item->last = (uint32_t)*at;
    return true;
}

bool und_match_and(const und_language *language, und_bytes text, size_t *at)
{
    size_t start = *at;
    size_t here = skip_spaces(text, start);
    bool any = false;
    for (int i = 0; i < 3; i++) {
        size_t last = here;
        if (here < text.length && (text.at[here] == ',' || text.at[here] == ';')) {
            last = here + 1;
        } else if (here + 2 < text.length && memcmp(text.at + here, "\xe3\x80\x81", 3) == 0) {
            last = here + 3; /* 、 */
        } else if (here + 1 < text.length && memcmp(text.at + here, "\xd8\x8c", 2) == 0) {
            last = here + 2; /* ، */
        } else {
            for (uint32_t t = language->first[UND_TERM_AGENDA_AND]; t < language->first[UND_TERM_AGENDA_AND + 1]; t++) {
                und_bytes term = und_term_folded(language, &language->terms[t]);
                size_t length = term.length;
                if (length > 0 && length <= text.length - here && memcmp(text.at + here, term.at, length) == 0 &&
                    here + length > last && !(letter_at(text, here + length) && language->script == UND_SCRIPT_LATIN))
                    last = here + length;
            }
        }
        if (last == here)
            break;
        any = true;
        here = skip_spaces(text, last);
    }
    if (any)
        *at = here;
    return any;
}

/* Whether a comma closes the bare letters that end at `last`, perhaps after more of them: "128, a et b, et 130". */
static bool is_closed(const und_language *language, und_bytes text, size_t last)
{
    for (;;) {
        size_t at = skip_spaces(text, last);
        if (at < text.length && text.at[at] == ',')
            return true;
        uint16_t sub = 0;
        at = last;
        if (!und_match_and(language, text, &at))
            return false;
        last = read_letters(language, text, at, &sub);
        if (last == at || sub == UINT16_MAX)
            return false;
    }
}

/* The French form until the 71st session: "69, b, de l'ordre du jour". After another of them the conjunction may stand
 * for the comma: `more`. */
static bool read_comma_sub(const und_language *language, und_bytes text, size_t *at, und_flow_item *item, bool more)
{
    size_t start = skip_spaces(text, *at); /* conversions put a space before the comma */
    if (start < text.length && text.at[start] == ',') {
        start = skip_spaces(text, start + 1);
    } else {
        start = *at;
        if (!more || !und_match_and(language, text, &start))
            return false;
    }
    /* "à" folds to a letter too: a bare one is a sub-item only when a comma closes it. */
    uint16_t sub = 0;
    size_t last = read_letters(language, text, start, &sub);
    if (last == start || sub == UINT16_MAX || !is_closed(language, text, last))
        return false;
    item->sub = sub;
    item->form = UND_ITEM_COMMA;
    item->first = (uint32_t)start;
    item->last = (uint32_t)last;
    *at = last;
    return true;
}

static bool push_item(und_flow_item *items, uint32_t *count, und_flow_item item)
{
    if (*count == UND_ITEMS_MAX)
        return false;
    items[(*count)++] = item;
    return true;
}

/* Sub-items between "(a) to (d)" are all cited. */
static void fill_subs(und_flow_item *items, uint32_t *count, uint16_t from, und_flow_item to)
{
    for (uint32_t sub = from + 1u; sub < to.sub && to.sub <= 52; sub++) {
        und_flow_item item = to;
        item.sub = (uint16_t)sub;
        if (!push_item(items, count, item))
            return;
    }
}

/* The sub-items after an item's number; false when it has none. */
static bool read_subs(const und_language *language, und_bytes text, size_t *at, uint16_t number, und_flow_item *items,
                      uint32_t *count)
{
    bool any = false, range = false;
    for (;;) {
        size_t here = *at;
        bool joined = range || (any && und_match_and(language, text, &here));
        size_t spaced = skip_spaces(text, here);
        und_flow_item item = {.item = number};
        size_t try = spaced;
        if ((!any || joined || spaced == here) && read_sub(language, text, &try, &item, spaced > here || joined)) {
            here = try;
        } else {
            here = *at;
            if (!read_comma_sub(language, text, &here, &item, any && items[*count - 1].form == UND_ITEM_COMMA))
                return any;
        }
        if (range)
            fill_subs(items, count, items[*count - 1].sub, item);
        if (!push_item(items, count, item))
            return any;
        any = true;
        *at = here;
        /* "(a) to (d)" */
        size_t to = skip_spaces(text, here), after = to;
        (void)und_match_term(language, UND_TERM_AGENDA_TO, text, to, &after);
        size_t next = skip_spaces(text, after);
        und_flow_item probe = {.item = number};
        range = after > to && read_sub(language, text, &next, &probe, true);
        if (range)
            *at = skip_spaces(text, after);
    }
}

/* Items between "44 to 47" are all cited. */
static void fill_range(und_flow_item *items, uint32_t *count, uint16_t from, und_flow_item to)
{
    for (uint32_t n = from + 1u; n < to.item && to.item - from < 60; n++)
        if (!push_item(items, count, (und_flow_item){.item = (uint16_t)n, .first = to.first, .last = to.last}))
            return;
}

uint32_t und_match_items(const und_language *language, und_bytes text, size_t at, und_flow_item *items, size_t *last)
{
    uint32_t count = 0;
    size_t here = skip_spaces(text, at);
    bool range = false;
    for (;;) {
        uint32_t number;
        size_t end = read_number(text, here, 3, &number);
        if (end == here || number == 0 || (end < text.length && (text.at[end] == '/' || text.at[end] == '-')))
            break;
        und_flow_item item = {.item = (uint16_t)number, .first = (uint32_t)here, .last = (uint32_t)end};
        if (range && count > 0)
            fill_range(items, &count, items[count - 1].item, item);
        range = false;
        *last = end;
        if (!read_subs(language, text, &end, item.item, items, &count)) {
            if (!push_item(items, &count, item))
                break;
        }
        *last = end;
        size_t next = end;
        if (und_match_and(language, text, &next)) {
            here = next;
            continue;
        }
        size_t to = skip_spaces(text, end);
        size_t after = to;
        (void)und_match_term(language, UND_TERM_AGENDA_TO, text, to, &after);
        if (after == to)
            break;
        range = true;
        here = skip_spaces(text, after);
    }
    return count;
}

/* ---- patterns ---- */

#define LOOSE_DATE_BYTES 64u /* of words in the place of a date; the longest date has 40 */

typedef struct matcher {
    const und_language *language;
    const und_slot_reader *reader; /* NULL: labels and numbers are figures alone */
    und_bytes pattern;             /* folded */
    und_bytes text;
    und_match *match;
    bool loose; /* a date may be any words, or none */
} matcher;

/* The first eight bytes of a name as a number. */
#define NAME(a, b, c, d, e, f, g, h)                                                                                   \
    ((uint64_t)(a) | (uint64_t)(b) << 8 | (uint64_t)(c) << 16 | (uint64_t)(d) << 24 | (uint64_t)(e) << 32 |            \
     (uint64_t)(f) << 40 | (uint64_t)(g) << 48 | (uint64_t)(h) << 56)

static und_slot_kind slot_named(const char *name, size_t length)
{
    if (length > UND_EIGHT)
        return length == 9 && memcmp(name, "addressee", 9) == 0 ? UND_SLOT_ADDRESSEE : UND_SLOT_FREE;
    switch (und_eight_of(name, length)) {
    case NAME('d', 'a', 'y', 0, 0, 0, 0, 0): return UND_SLOT_DAY;
    case NAME('m', 'o', 'n', 't', 'h', 0, 0, 0): return UND_SLOT_MONTH;
    case NAME('y', 'e', 'a', 'r', 0, 0, 0, 0): return UND_SLOT_YEAR;
    case NAME('n', 'u', 'm', 'b', 'e', 'r', 0, 0): return UND_SLOT_NUMBER;
    case NAME('l', 'a', 'b', 'e', 'l', 0, 0, 0): return UND_SLOT_LABEL;
    case NAME('i', 't', 'e', 'm', 's', 0, 0, 0): return UND_SLOT_ITEMS;
    case NAME('d', 'a', 't', 'e', 0, 0, 0, 0): return UND_SLOT_DATE;
    case NAME('o', 'r', 'd', 'i', 'n', 'a', 'l', 0): return UND_SLOT_ORDINAL;
    case NAME('s', 'e', 'n', 'd', 'e', 'r', 0, 0): return UND_SLOT_SENDER;
    default: return UND_SLOT_FREE;
    }
}

/* The place of the bracket that closes a slot whose name begins at `at`; the pattern's end: none does. */
static inline size_t slot_close(und_bytes pattern, size_t at)
{
    while (pattern.length - at >= UND_EIGHT) {
        unsigned place = und_eight_first(und_eight_is(und_eight(pattern.at + at), '}'));
        at += place;
        if (place < UND_EIGHT)
            return at;
    }
    while (at < pattern.length && pattern.at[at] != '}')
        at++;
    return at;
}

static bool read_slot(const matcher *m, und_slot *slot, bool last)
{
    const und_language *language = m->language;
    und_bytes text = m->text;
    slot->last = slot->first;
    switch (slot->kind) {
    case UND_SLOT_DATE:
        slot->value = und_match_date(language, text, slot->first, &slot->last);
        return slot->value != 0 || und_match_false_date(language, text, slot->first, &slot->last);
    case UND_SLOT_ITEMS: {
        und_flow_item items[UND_ITEMS_MAX];
        slot->value = und_match_items(language, text, slot->first, items, &slot->last);
        return slot->value != 0;
    }
    case UND_SLOT_ORDINAL:
        slot->value = und_match_term(language, UND_TERM_ORDINAL, text, slot->first, &slot->last);
        return slot->value != 0;
    case UND_SLOT_MONTH:
        slot->value = und_match_term(language, UND_TERM_MONTH, text, slot->first, &slot->last);
        return slot->value != 0;
    case UND_SLOT_LABEL:
    case UND_SLOT_NUMBER:
        slot->last = m->reader != NULL ? m->reader->read(m->reader->context, slot->kind, slot->first, last)
                                       : read_number(text, slot->first, 5, &slot->value);
        return slot->last > slot->first;
    case UND_SLOT_YEAR:
        slot->last = read_number(text, slot->first, 4, &slot->value);
        return slot->last == slot->first + 4 && slot->value >= 1945 && slot->value < 2200;
    case UND_SLOT_DAY:
        slot->last = read_number(text, slot->first, 2, &slot->value);
        return slot->last > slot->first && slot->value >= 1 && slot->value <= 31;
    default: return false;
    }
}

static bool is_free(und_slot_kind kind)
{
    return kind == UND_SLOT_ADDRESSEE || kind == UND_SLOT_SENDER || kind == UND_SLOT_FREE;
}

static bool match_from(const matcher *m, size_t p, size_t at);

/* The bytes that a Chinese date may have that is none: figures, and what stands between them. */
static size_t loose_han_date(und_bytes text, size_t at)
{
    static const char between[] = "\xe5\xb9\xb4\xe6\x9c\x88\xe6\x97\xa5"; /* 年月日 */
    for (;;) {
        size_t start = at;
        while (digit_at(text, at) || (at < text.length && text.at[at] == ' '))
            at++;
        for (size_t i = 0; i + 3 < sizeof between; i += 3)
            if (text.length - at >= 3 && memcmp(text.at + at, between + i, 3) == 0)
                at += 3;
        if (at == start)
            return at;
    }
}

/* Tries every place where the rest of the pattern could go on. */
static bool match_free(const matcher *m, size_t p, uint32_t slot)
{
    und_slot *free_slot = &m->match->slots[slot];
    size_t start = free_slot->first;
    bool date = free_slot->kind == UND_SLOT_DATE;
    size_t bound = date ? LOOSE_DATE_BYTES : UND_PATTERN_TEXT_MAX;
    size_t most = m->text.length - start < bound ? m->text.length : start + bound;
    if (p == m->pattern.length) {
        free_slot->last = most;
        while (free_slot->last > start && m->text.at[free_slot->last - 1] == ' ')
            free_slot->last--;
        m->match->last = free_slot->last;
        return free_slot->last > start;
    }
    uint32_t count = m->match->count;
    for (size_t at = start + (date ? 0 : 1); at <= most; at++) {
        /* The next words of the pattern begin where a word begins. */
        bool none = at == start; /* no date: the space before the next words stood before it */
        if (m->pattern.at[p] != '{' && m->pattern.at[p] != '[' && at < m->text.length &&
            m->text.at[at] != m->pattern.at[p] && !(none && m->pattern.at[p] == ' '))
            continue;
        m->match->count = count;
        if (match_from(m, p, at)) {
            while (at > start && m->text.at[at - 1] == ' ')
                at--;
            m->match->slots[slot].last = at;
            return true;
        }
    }
    return false;
}

static bool match_from(const matcher *m, size_t p, size_t at)
{
    while (p < m->pattern.length) {
        char c = m->pattern.at[p];
        if (c == '{') {
            size_t close = slot_close(m->pattern, p + 1);
            if (close == m->pattern.length || m->match->count == UND_SLOTS_MAX)
                return false;
            und_slot slot = {slot_named(m->pattern.at + p + 1, close - p - 1), at, at, 0};
            uint32_t index = m->match->count++;
            if (is_free(slot.kind)) {
                m->match->slots[index] = slot;
                return match_free(m, close + 1, index);
            }
            slot.first = skip_spaces(m->text, at);
            if (m->loose && slot.kind == UND_SLOT_DATE && m->language->script != UND_SCRIPT_HAN) {
                m->match->slots[index] = slot;
                return match_free(m, close + 1, index);
            }
            if (m->loose && slot.kind == UND_SLOT_DATE) {
                slot.last = at = loose_han_date(m->text, slot.first);
                m->match->slots[index] = slot;
                p = close + 1;
                continue;
            }
            if (!read_slot(m, &slot, close + 1 == m->pattern.length))
                return false;
            m->match->slots[index] = slot;
            at = slot.last;
            p = close + 1;
            continue;
        }
        if (c == '[') {
            size_t close = p + 1;
            while (close < m->pattern.length && m->pattern.at[close] != ']')
                close++;
            if (close == m->pattern.length)
                return false;
            size_t length = close - p - 1;
            size_t here = at;
            /* Optional words may stand after a space that the pattern does not show. */
            if (length > 0 && m->pattern.at[p + 1] != ' ' && m->pattern.at[p + 1] != ',')
                here = skip_spaces(m->text, at);
            uint32_t count = m->match->count;
            if (length <= m->text.length - here && memcmp(m->text.at + here, m->pattern.at + p + 1, length) == 0 &&
                match_from(m, close + 1, here + length))
                return true;
            m->match->count = count;
            p = close + 1;
            continue;
        }
        if (c == ' ') {
            /* A space of the pattern is any space, or none before punctuation and in Chinese. */
            size_t here = skip_spaces(m->text, at);
            if (here == at && letter_before(m->text, at) && letter_at(m->text, at))
                return false;
            at = here;
            p++;
            continue;
        }
        if (at >= m->text.length)
            return false;
        if (m->text.at[at] == c) {
            at++;
            p++;
        } else if (m->text.at[at] == ' ' && p > 0 && m->pattern.at[p - 1] == '}') {
            at++; /* "1 er", "66 e": a conversion set what was raised apart */
        } else if (m->text.at[at] == ' ' && (c == ',' || c == ':' || c == ';' || c == '(' || c == ')')) {
            at++; /* conversions put a space before punctuation */
        } else {
            return false;
        }
    }
    if (m->pattern.length > 0) {
        char last = m->pattern.at[m->pattern.length - 1];
        if (last != '}' && last != ']' && last != '\'' && m->language->script == UND_SCRIPT_LATIN &&
            letter_at(m->text, at) && letter_before(m->text, at))
            return false;
    }
    m->match->last = at;
    return true;
}

bool und_pattern_match_with(const und_language *language, const und_term *term, und_bytes text, size_t at,
                            const und_slot_reader *reader, und_match *match)
{
    matcher m = {language, reader, und_term_folded(language, term), text, match, false};
    match->count = 0;
    match->last = at;
    return at <= text.length && match_from(&m, 0, at);
}

bool und_pattern_match_loose(const und_language *language, const und_term *term, und_bytes text, size_t at,
                             und_match *match)
{
    matcher m = {language, NULL, und_term_folded(language, term), text, match, true};
    match->count = 0;
    match->last = at;
    return at <= text.length && match_from(&m, 0, at);
}

bool und_pattern_match(const und_language *language, const und_term *term, und_bytes text, size_t at, und_match *match)
{
    return und_pattern_match_with(language, term, text, at, NULL, match);
}

const und_slot *und_match_slot(const und_match *match, und_slot_kind kind)
{
    for (uint32_t i = 0; i < match->count; i++)
        if (match->slots[i].kind == kind)
            return &match->slots[i];
    return NULL;
}

/* Whether a pattern has a letter after the day that it begins with, "{day}th {month}", and the text another character there:
 * most days have none. */
static bool goes_on_otherwise(und_bytes pattern, und_bytes text, size_t at)
{
    static const char day[] = "{day}";
    const size_t after = sizeof day - 1;
    if (pattern.length <= after || memcmp(pattern.at, day, after) != 0 || (unsigned)(pattern.at[after] - 'a') >= 26u)
        return false;
    at = skip_spaces(text, at);
    while (digit_at(text, at))
        at++;
    at = skip_spaces(text, at); /* it may be set apart */
    return at >= text.length || text.at[at] != pattern.at[after];
}

/* The longest date at byte `at` that a calendar has, or, with `exists` false, that it has not. */
static uint32_t match_day(const und_language *language, und_bytes text, size_t at, bool exists, size_t *last)
{
    uint32_t found = 0;
    size_t longest = at;
    for (uint32_t i = language->first[UND_TERM_DATE]; i < language->first[UND_TERM_DATE + 1]; i++) {
        und_match match;
        if (goes_on_otherwise(und_term_folded(language, &language->terms[i]), text, at) ||
            !und_pattern_match(language, &language->terms[i], text, at, &match) || match.last <= longest)
            continue;
        const und_slot *year = und_match_slot(&match, UND_SLOT_YEAR);
        const und_slot *month = und_match_slot(&match, UND_SLOT_MONTH);
        const und_slot *day = und_match_slot(&match, UND_SLOT_DAY);
        const und_slot *number = und_match_slot(&match, UND_SLOT_NUMBER);
        uint32_t m = month != NULL ? month->value : number != NULL ? number->value : 0;
        if (year == NULL || day == NULL || m == 0 || und_date_exists(year->value, m, day->value) != exists)
            continue;
        found = year->value << 16 | m << 8 | day->value;
        longest = match.last;
    }
    *last = longest;
    return found;
}

uint32_t und_match_date(const und_language *language, und_bytes text, size_t at, size_t *last)
{
    return match_day(language, text, at, true, last);
}

bool und_match_false_date(const und_language *language, und_bytes text, size_t at, size_t *last)
{
    return match_day(language, text, at, false, last) != 0;
}
