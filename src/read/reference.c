#include "read/reference.h"

#include "text/utf8.h"

#include <stdlib.h>
#include <string.h>

void und_references_open(und_references *references, const und_allocator *allocator)
{
    memset(references, 0, sizeof *references);
    references->allocator = allocator;
}

void und_references_close(und_references *references)
{
    und_free(references->allocator, references->at, references->room * sizeof(und_flow_reference));
    und_free(references->allocator, references->items, references->item_room * sizeof(und_flow_item));
    und_references_open(references, references->allocator);
}

const char *und_reference_type_name(und_reference_type type)
{
    static const char *const names[] = {"agenda", "symbol", "date", "resolution", "paragraph", "annex"};
    return (unsigned)type < UND_REFERENCE_TYPE_COUNT ? names[type] : "";
}

void und_sub_text(uint16_t sub, char out[UND_SUB_MAX])
{
    memset(out, 0, UND_SUB_MAX);
    if (sub == 0)
        return;
    if (sub > 52) {
        out[0] = '?';
        return;
    }
    out[0] = (char)('a' + (sub - 1) % 26);
    if (sub > 26)
        out[1] = out[0];
}

typedef struct finder {
    und_references *references;
    const und_language *language;
    const und_leads *leads;
    const und_flow *flow;
    und_bytes folded;
    bool failed;
} finder;

static void push(finder *f, und_flow_reference reference)
{
    und_references *to = f->references;
    if (!UND_PUSH(to->allocator, to->at, to->count, to->room, reference))
        f->failed = true;
}

static void push_item(finder *f, und_flow_item item)
{
    und_references *to = f->references;
    if (!UND_PUSH(to->allocator, to->items, to->item_count, to->item_room, item))
        f->failed = true;
}

/* The byte of the normal text after a folded range. */
static uint32_t unfold_end(const und_flow *flow, size_t folded)
{
    return folded == 0 ? 0 : und_flow_back(flow, folded);
}

static void give_agenda(finder *f, size_t first, const und_match *match, uint32_t term)
{
    const und_slot *slot = und_match_slot(match, UND_SLOT_ITEMS);
    if (slot == NULL)
        return;
    und_flow_item items[UND_ITEMS_MAX];
    size_t last;
    uint32_t count = und_match_items(f->language, f->folded, slot->first, items, &last);
    und_flow_reference reference = {.type = UND_REFERENCE_AGENDA,
                                    .first = und_flow_back(f->flow, first),
                                    .last = unfold_end(f->flow, match->last),
                                    .term = term,
                                    .first_item = (uint32_t)f->references->item_count,
                                    .item_count = count};
    for (uint32_t i = 0; i < count; i++) {
        items[i].first = und_flow_back(f->flow, items[i].first);
        items[i].last = unfold_end(f->flow, items[i].last);
        push_item(f, items[i]);
    }
    push(f, reference);
}

static bool upper(char c)
{
    return c >= 'A' && c <= 'Z';
}

static bool digit(char c)
{
    return c >= '0' && c <= '9';
}

/* The letters before the first slash; 0: no root stands here. */
static size_t symbol_root(und_bytes text, size_t at)
{
    size_t i = at;
    while (i < text.length && upper(text.at[i]) && i - at < 9)
        i++;
    return i > at && i < text.length && text.at[i] == '/' ? i - at : 0;
}

/* " (2001)", " (III)", " (S-VII)" after a resolution's number. */
static size_t symbol_session(und_bytes text, size_t at)
{
    size_t i = at;
    if (i < text.length && text.at[i] == ' ')
        i++;
    if (i >= text.length || text.at[i] != '(')
        return at;
    size_t start = ++i;
    while (i < text.length && (upper(text.at[i]) || digit(text.at[i]) || text.at[i] == '-'))
        i++;
    if (i == start || i >= text.length || text.at[i] != ')')
        return at;
    bool year = i - start == 4 && digit(text.at[start]);
    bool roman = true;
    for (size_t c = start; c < i; c++)
        roman = roman && strchr("IVXLCSE-", text.at[c]) != NULL;
    return year || roman ? i + 1 : at;
}

/* After the word for an annex: " II", " A", " 3". */
static uint32_t annex_end(const und_flow *flow, uint32_t at)
{
    uint32_t end = at;
    if (end + 1 < flow->length && flow->text[end] == ' ')
        end++;
    uint32_t start = end;
    while (end < flow->length && (upper(flow->text[end]) || digit(flow->text[end])) && end - start < 6)
        end++;
    bool word = end < flow->length && ((flow->text[end] >= 'a' && flow->text[end] <= 'z') ||
                                       (unsigned char)flow->text[end] >= 0xc3 || flow->text[end] == '/');
    return end > start && start > at && !word ? end : at;
}

/* After a resolution's number: "/169", " A", " A and B", " (2010)", " (III)" (CONVENTIONS 2.2). */
static uint32_t resolution_end(const und_flow *flow, uint32_t at)
{
    und_bytes text = {flow->text, flow->length};
    if (at + 1 < text.length && (text.at[at] == '/' || text.at[at] == '-') && digit(text.at[at + 1])) {
        at++;
        while (at < text.length && digit(text.at[at]))
            at++;
    }
    if (at + 1 < text.length && text.at[at] == ' ' && upper(text.at[at + 1]) &&
        (at + 2 == text.length || text.at[at + 2] == ' ' || text.at[at + 2] == ',' || text.at[at + 2] == '.'))
        at += 2;
    return (uint32_t)symbol_session(text, at);
}

/* Whether a label is one in the text as it is written: "annexe à la lettre" is not annex a. */
static bool label_is_one(const finder *f, const und_match *match, und_reference_type type)
{
    const und_slot *label = und_match_slot(match, UND_SLOT_LABEL);
    if (label == NULL)
        return true;
    und_bytes text = {f->flow->text, f->flow->length};
    uint32_t first = und_flow_back(f->flow, label->first), last = unfold_end(f->flow, label->last);
    for (uint32_t i = first; i < last; i++)
        if ((unsigned char)text.at[i] >= 0x80)
            return false;
    bool bare = last > first && text.at[last - 1] != ')' && text.at[first] >= 'a' && text.at[first] <= 'z';
    return type != UND_REFERENCE_ANNEX || !bare;
}

/* Words that may stand between a resolution's number and its date: "en date du", and one more. */
#define WORDS_BEFORE_DATE 4u

/* After the date at byte `at` of the folded text, or after a few words: "of 25 September 2015", "en date du 3 mars 2020";
 * `at` where there is none. */
static size_t after_date(const finder *f, size_t at)
{
    const char *text = f->folded.at;
    size_t here = at, length = f->folded.length, last;
    here += here < length && text[here] == ','; /* "65/2, en date du 4 mai 2011, et 66/3" */
    for (unsigned words = 0; words <= WORDS_BEFORE_DATE; words++) {
        while (here < length && text[here] == ' ')
            here++;
        if (und_may_be_date(f->leads, f->folded, here) && und_match_date(f->language, f->folded, here, &last) != 0)
            return last;
        size_t word = here;
        while (here < length && ((text[here] >= 'a' && text[here] <= 'z') || (unsigned char)text[here] >= 0x80))
            here++;
        if (here == word)
            break;
    }
    return at;
}

/* The resolutions that go on with a list after byte `at` of the folded text: "70/1 of 25 September 2015, 70/2 and
 * 71/1". Each is a number with what makes it a resolution's. */
static void give_more_resolutions(finder *f, size_t at)
{
    const und_flow *flow = f->flow;
    for (;;) {
        size_t here = after_date(f, at);
        if (!und_match_and(f->language, f->folded, &here))
            return;
        size_t digits = here;
        while (digits < f->folded.length && digit(f->folded.at[digits]))
            digits++;
        uint32_t number = unfold_end(flow, digits);
        uint32_t last = digits > here && digits - here <= 4 ? resolution_end(flow, number) : number;
        if (last == number)
            return;
        push(f,
             (und_flow_reference){.type = UND_REFERENCE_RESOLUTION, .first = und_flow_back(flow, here), .last = last});
        for (at = digits; at < f->folded.length && und_flow_back(flow, at) < last;)
            at++;
    }
}

/* A resolution at byte `at` of the folded text, whose words and number end at `last`. */
static void give_resolution(finder *f, size_t at, size_t last)
{
    uint32_t end = resolution_end(f->flow, unfold_end(f->flow, last));
    push(f, (und_flow_reference){.type = UND_REFERENCE_RESOLUTION, .first = und_flow_back(f->flow, at), .last = end});
    while (last < f->folded.length && und_flow_back(f->flow, last) < end)
        last++;
    give_more_resolutions(f, last);
}

/* A reference where a pattern matches. */
static void give_pattern(finder *f, uint32_t term, size_t at, const und_match *match)
{
    und_term_key key = f->language->terms[term].key;
    und_reference_type type = key == UND_TERM_AGENDA                 ? UND_REFERENCE_AGENDA
                              : key == UND_TERM_RESOLUTION_REFERENCE ? UND_REFERENCE_RESOLUTION
                              : key == UND_TERM_PARAGRAPH_REFERENCE  ? UND_REFERENCE_PARAGRAPH
                                                                     : UND_REFERENCE_ANNEX;
    if (type == UND_REFERENCE_AGENDA)
        give_agenda(f, at, match, term);
    else if (type == UND_REFERENCE_RESOLUTION)
        give_resolution(f, at, match->last);
    else if (label_is_one(f, match, type))
        push(f, (und_flow_reference){.type = type,
                                     .first = und_flow_back(f->flow, at),
                                     .last = type == UND_REFERENCE_ANNEX
                                                 ? annex_end(f->flow, unfold_end(f->flow, match->last))
                                                 : unfold_end(f->flow, match->last)});
}

/* The references at `at` whose lead stands there. */
static void try_leads(finder *f, size_t at)
{
    const und_leads *leads = f->leads;
    unsigned key = und_lead_key(f->folded.at + at);
    for (uint32_t i = leads->first[key]; i < leads->first[key + 1u]; i++) {
        const und_lead *lead = &leads->at[i];
        if (!und_lead_stands(leads, lead, f->folded, at))
            continue;
        for (uint32_t k = lead->first; k < lead->first + lead->count; k++) {
            und_match match;
            uint32_t term = leads->patterns[k];
            if (und_pattern_match(f->language, &f->language->terms[term], f->folded, at, &match))
                give_pattern(f, term, at, &match);
        }
    }
}

/* A date at `at`; gives the place from which on another one may begin. */
static size_t try_date(finder *f, size_t at)
{
    size_t last;
    uint32_t date = und_may_be_date(f->leads, f->folded, at) ? und_match_date(f->language, f->folded, at, &last) : 0;
    if (date == 0)
        return at;
    push(f, (und_flow_reference){.type = UND_REFERENCE_DATE,
                                 .first = und_flow_back(f->flow, at),
                                 .last = unfold_end(f->flow, last),
                                 .date = date});
    return last;
}

/* Dates, and whatever a pattern matches. */
static void find_led(finder *f)
{
    und_leads_way *look = und_leads_best();
    uint32_t inside = 0;
    size_t dated = 0; /* what is before it is a date already */
    for (size_t block = 0; block < f->folded.length; block += UND_LEADS_AT_ONCE) {
        uint32_t found = look(f->leads, f->folded.at + block, &inside);
        for (; found != 0; found &= found - 1) {
            size_t at = block + (unsigned)__builtin_ctz(found);
            if (at >= f->folded.length || !und_word_starts(f->folded, at))
                continue;
            if (!digit(f->folded.at[at]))
                try_leads(f, at);
            else if (at >= dated)
                dated = try_date(f, at);
        }
    }
}

/* ---- document symbols: CONVENTIONS section 2 ---- */

/* One symbol at `at`; 0: none. A symbol has a digit and at least one slash. */
static size_t read_symbol(und_bytes text, size_t at)
{
    size_t root = symbol_root(text, at);
    if (root == 0)
        return 0;
    size_t i = at + root;
    size_t digits = 0;
    bool resolution = false;
    while (i < text.length && text.at[i] == '/') {
        size_t part = ++i;
        while (i < text.length) {
            char c = text.at[i];
            if (upper(c) || digit(c) || (c >= 'a' && c <= 'z')) {
                digits += digit(c) ? 1 : 0;
                i++;
            } else if ((c == '.' || c == '-') && i + 1 < text.length &&
                       (digit(text.at[i + 1]) || upper(text.at[i + 1]))) {
                /* A joint symbol: what follows the hyphen is a root. */
                if (c == '-' && symbol_root(text, i + 1) > 0)
                    break;
                i++;
            } else {
                break;
            }
        }
        if (i == part)
            return 0;
        resolution = i - part == 3 && memcmp(text.at + part, "RES", 3) == 0 ? true : resolution;
    }
    if (digits == 0)
        return 0;
    if (resolution)
        i = symbol_session(text, i);
    return i - at;
}

/* Whether a symbol that begins at `at` would go on with a word. */
static bool in_word(und_bytes text, size_t at)
{
    if (at == 0)
        return false;
    unsigned char before = (unsigned char)text.at[at - 1];
    return upper((char)before) || digit((char)before) || before == '/' || (before >= 'a' && before <= 'z') ||
           before >= 0xc3;
}

/* A symbol at `at`, a joint one perhaps: where it ends; `at`: none begins there. */
static size_t symbol_end(und_bytes text, size_t at)
{
    size_t length = read_symbol(text, at);
    while (length > 0 && at + length + 1 < text.length) {
        size_t join = at + length;
        if (text.at[join] == '-')
            join++;
        else if (join + 3 < text.length && memcmp(text.at + join, "\xe2\x80\x93", 3) == 0)
            join += 3;
        else
            break;
        size_t more = read_symbol(text, join);
        if (more == 0)
            break;
        length = join + more - at;
    }
    return at + length;
}

/* Every symbol has a slash after the capitals that it begins with. */
static void find_symbols(finder *f)
{
    und_bytes text = {f->flow->text, f->flow->length};
    for (size_t from = 0; from < text.length;) {
        const char *slash = memchr(text.at + from, '/', text.length - from);
        if (slash == NULL)
            return;
        size_t stop = (size_t)(slash - text.at), root = stop;
        while (root > from && upper(text.at[root - 1]))
            root--;
        from = stop + 1;
        if (root == stop || in_word(text, root))
            continue;
        size_t end = symbol_end(text, root);
        if (end == root)
            continue;
        push(f, (und_flow_reference){.type = UND_REFERENCE_SYMBOL, .first = (uint32_t)root, .last = (uint32_t)end});
        from = end;
    }
}

/* ---- order ---- */

static int by_place(const void *a, const void *b)
{
    const und_flow_reference *x = a, *y = b;
    if (x->first != y->first)
        return x->first < y->first ? -1 : 1;
    if (x->last != y->last)
        return x->last > y->last ? -1 : 1;
    if (x->type != y->type)
        return (int)x->type - (int)y->type;
    return x->first_item < y->first_item ? -1 : x->first_item > y->first_item;
}

/* Of references that overlap, the first one and of those the longest stays. */
static void drop_overlaps(und_references *references)
{
    if (references->count == 0)
        return;
    qsort(references->at, references->count, sizeof(und_flow_reference), by_place);
    size_t kept = 0;
    for (size_t i = 0; i < references->count; i++) {
        if (kept > 0 && references->at[i].first < references->at[kept - 1].last)
            continue;
        references->at[kept++] = references->at[i];
    }
    references->count = kept;
}

bool und_references_find(und_references *references, const und_lexicon *lexicon, uint8_t language, const und_flow *flow)
{
    references->count = references->item_count = 0;
    finder f = {.references = references, .flow = flow, .folded = {flow->folded, flow->folded_length}};
    if (flow->length == 0)
        return true;
    find_symbols(&f);
    if (language != UND_LANGUAGE_NONE) {
        f.leads = &lexicon->leads[language];
        f.language = f.leads->language;
        find_led(&f);
    }
    drop_overlaps(references);
    if (f.failed)
        references->count = references->item_count = 0; /* a reference without its items is none */
    return !f.failed;
}
