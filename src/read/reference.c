#include "read/reference.h"

#include "read/link.h"
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
    und_free(references->allocator, references->targets, references->target_room * sizeof(und_flow_target));
    und_references_open(references, references->allocator);
}

const char *und_reference_type_name(und_reference_type type)
{
    static const char *const names[] = {"agenda", "symbol",   "date",    "resolution", "paragraph",
                                        "annex",  "decision", "article", "footnote"};
    return (unsigned)type < UND_REFERENCE_TYPE_COUNT ? names[type] : "";
}

const char *und_whereabouts_name(und_whereabouts where)
{
    static const char *const names[] = {"unsaid", "here", "above", "below", "elsewhere"};
    return (unsigned)where < sizeof names / sizeof names[0] ? names[where] : "";
}

const char *und_target_kind_name(und_target_kind kind)
{
    static const char *const names[] = {"paragraph", "subparagraph", "preambular", "article",  "annex",
                                        "footnote",  "same",         "resolution", "decision", "symbol"};
    return (unsigned)kind < UND_TARGET_KIND_COUNT ? names[kind] : "";
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
                                    .item_count = count,
                                    .in = UND_NO_REFERENCE};
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

/* ---- what patterns find ---- */

static und_flow_step unfold_step(const und_flow *flow, und_flow_step step)
{
    if (step.first < step.last) {
        step.first = und_flow_back(flow, step.first);
        step.last = unfold_end(flow, step.last);
    }
    return step;
}

/* Puts the targets of the reference that comes next; their bytes are those of the folded text. */
static void push_targets(finder *f, const und_flow_target *targets, uint32_t count, und_flow_reference *reference)
{
    und_references *to = f->references;
    reference->first_target = (uint32_t)to->target_count;
    reference->target_count = count;
    for (uint32_t i = 0; i < count; i++) {
        und_flow_target target = targets[i];
        target.first = und_flow_back(f->flow, target.first);
        target.last = unfold_end(f->flow, target.last);
        if (target.base_first < target.base_last) {
            target.base_first = und_flow_back(f->flow, target.base_first);
            target.base_last = unfold_end(f->flow, target.base_last);
        }
        if (target.to_count > 0) {
            target.from_last = unfold_end(f->flow, target.from_last);
            target.to_first = und_flow_back(f->flow, target.to_first);
        }
        for (uint32_t k = 0; k < target.count; k++)
            target.steps[k] = unfold_step(f->flow, target.steps[k]);
        for (uint32_t k = 0; k < target.to_count; k++)
            target.to[k] = unfold_step(f->flow, target.to[k]);
        if (!UND_PUSH(to->allocator, to->targets, to->target_count, to->target_room, target))
            f->failed = true;
    }
}

/* Puts a reference in bytes of the folded text. */
static void push_folded(finder *f, und_reference_type type, size_t first, size_t last, und_flow_reference reference)
{
    reference.type = type;
    reference.first = und_flow_back(f->flow, first);
    reference.last = unfold_end(f->flow, last);
    reference.folded_first = (uint32_t)first;
    reference.folded_last = (uint32_t)last;
    reference.in = UND_NO_REFERENCE;
    push(f, reference);
}

/* Resolutions and decisions: one reference for each number with its parts, or for a range of numbers. */
static void give_numbers(finder *f, und_reference_type type, size_t at, const und_match *match, const und_term *term)
{
    const und_slot *slot = und_match_slot(match, UND_SLOT_NUMBER);
    if (slot == NULL)
        return;
    und_member_reader reader = und_member_reader_of(f->language, term, f->folded, f->flow);
    und_flow_target targets[UND_MEMBERS_MAX];
    uint32_t count;
    size_t here = slot->first, last = und_read_number(&reader, here, true, targets, &count);
    for (size_t first = at; last > here; first = here) {
        for (uint32_t i = 0; i < count; i++)
            targets[i].kind = type == UND_REFERENCE_DECISION ? UND_TARGET_DECISION : UND_TARGET_RESOLUTION;
        size_t next = last, next_last = last;
        if (und_move_to_next_number(&reader, &next)) {
            und_flow_target more[UND_MEMBERS_MAX];
            uint32_t none;
            next_last = und_read_number(&reader, next, false, more, &none);
        }
        bool closing = next_last <= next && match->last > last; /* the rest of the pattern belongs to the last one */
        und_flow_reference reference = {0};
        push_targets(f, targets, count, &reference);
        push_folded(f, type, first, closing ? match->last : last, reference);
        if (next_last <= next)
            return;
        here = next;
        last = und_read_number(&reader, here, false, targets, &count);
    }
}

/* A label that begins with a number: no "(1)". */
static bool is_numbered(const finder *f, const und_flow_target *target)
{
    const und_flow_step *step = &target->steps[0];
    bool said = step->first == step->last; /* by an earlier member: nothing of it stands there */
    return step->style != UND_LABEL_LOWER && step->style != UND_LABEL_ROMAN &&
           (said || f->folded.at[step->first] != '(');
}

/* "(a) and (b)" of "paragraph 3": the steps of the latter come first. */
static void put_below(und_flow_target *targets, uint32_t count, const und_flow_target *whole)
{
    for (uint32_t i = 0; i < count; i++) {
        und_flow_target *target = &targets[i], below = *target;
        memcpy(target->steps, whole->steps, sizeof target->steps);
        target->count = whole->count;
        for (uint32_t k = 0; k < below.count && target->count < UND_TARGET_STEPS; k++)
            target->steps[target->count++] = below.steps[k];
        if (below.to_count == 0)
            continue;
        target->to_count = 0;
        for (uint32_t k = 0; k < whole->count; k++) {
            target->to[target->to_count] = whole->steps[k];
            target->to[target->to_count].first = target->to[target->to_count].last = 0;
            target->to_count++;
        }
        for (uint32_t k = 0; k < below.to_count && target->to_count < UND_TARGET_STEPS; k++)
            target->to[target->to_count++] = below.to[k];
    }
}

/* The labels that a pattern has slots for; gives where the last one ends, 0: there is none. */
static size_t read_slots(const finder *f, const und_member_reader *reader, const und_match *match,
                         und_flow_target *targets, uint32_t *count)
{
    und_flow_target others[UND_MEMBERS_MAX];
    uint32_t other_count = 0;
    size_t end = 0;
    bool any = false;
    *count = 0;
    for (uint32_t i = 0; i < match->count; i++) {
        const und_slot *slot = &match->slots[i];
        if (slot->kind != UND_SLOT_LABEL)
            continue;
        end = any ? und_read_labels(reader, slot->first, others, &other_count)
                  : und_read_labels(reader, slot->first, targets, count);
        if (end == slot->first)
            return 0;
        any = true;
    }
    if (other_count > 0 && is_numbered(f, &others[0])) {
        put_below(targets, *count, &others[0]);
    } else if (other_count > 0) {
        const und_flow_target whole = targets[0];
        put_below(others, other_count, &whole);
        memcpy(targets, others, other_count * sizeof *others);
        *count = other_count;
    }
    return end > match->last ? end : match->last;
}

static und_target_kind kind_of(const finder *f, und_reference_type type, const und_term *term,
                               const und_flow_target *target)
{
    if (type == UND_REFERENCE_ARTICLE)
        return UND_TARGET_ARTICLE;
    if (type == UND_REFERENCE_ANNEX)
        return UND_TARGET_ANNEX;
    if (type == UND_REFERENCE_FOOTNOTE)
        return target->count > 0 ? UND_TARGET_FOOTNOTE : UND_TARGET_SAME;
    if ((term->value & UND_WORDS_PREAMBULAR) != 0)
        return UND_TARGET_PREAMBULAR;
    return is_numbered(f, target) ? UND_TARGET_PARAGRAPH : UND_TARGET_SUBPARAGRAPH;
}

/* Whether "above" or "below" stands at `at`, and no "above-mentioned". */
static bool direction_at(const finder *f, size_t at, size_t *last, und_whereabouts *where)
{
    for (unsigned below = 0; below < 2; below++) {
        if (und_match_word(f->language, below ? UND_WORD_BELOW : UND_WORD_ABOVE, f->folded, at, last)) {
            *where = below ? UND_WHERE_BELOW : UND_WHERE_ABOVE;
            return *last >= f->folded.length || f->folded.at[*last] != '-';
        }
    }
    return false;
}

/* A list after a word in the singular, as many write it: "paragraph 11 and 15 above". It is one where "above" or "below"
 * says so; gives where it ends, `last` where it is none. */
static size_t read_sloppy_list(const finder *f, und_member_reader reader, const und_match *match, size_t last,
                               und_flow_target *targets, uint32_t *count)
{
    und_flow_target more[UND_MEMBERS_MAX];
    uint32_t more_count;
    size_t here = last, after;
    und_whereabouts where;
    if (!und_match_and(f->language, f->folded, &here) || here >= f->folded.length || !digit(f->folded.at[here]))
        return last;
    reader.many = true;
    size_t end = read_slots(f, &reader, match, more, &more_count);
    here = end;
    while (here < f->folded.length && f->folded.at[here] == ' ')
        here++;
    if (end <= last || !direction_at(f, here, &after, &where))
        return last;
    memcpy(targets, more, more_count * sizeof *more);
    *count = more_count;
    return end;
}

/* Whether words that begin the text are its heading or its label: "Article 5", "Article 5. Each State". A title may follow,
 * "Article 5 Protection", where no name in the genitive does. */
static bool is_heading(const finder *f, size_t first, size_t last, const und_flow_target *only)
{
    while (last < f->folded.length && f->folded.at[last] == ' ')
        last++;
    if (first > 0 || last >= f->folded.length || strchr(".:-", f->folded.at[last]) != NULL)
        return first == 0;
    uint32_t bytes;
    const char *next = f->flow->text + und_flow_back(f->flow, last);
    return f->language->script == UND_SCRIPT_LATIN && only != NULL && only->count == 1 &&
           und_is_upper(und_utf8_decode(next, f->flow->text + f->flow->length, &bytes));
}

/* Paragraphs, articles, annexes, footnotes: one reference for a list. */
static void give_labels(finder *f, und_reference_type type, size_t at, const und_match *match, const und_term *term)
{
    und_member_reader reader = und_member_reader_of(f->language, term, f->folded, f->flow);
    und_flow_target targets[UND_MEMBERS_MAX];
    uint32_t count = 0;
    size_t last;
    if (und_match_slot(match, UND_SLOT_LABEL) != NULL) {
        last = read_slots(f, &reader, match, targets, &count);
        if (last == 0)
            return;
        if (!reader.many)
            last = read_sloppy_list(f, reader, match, last, targets, &count);
    } else {
        size_t here = match->last;
        while (here < f->folded.length && f->folded.at[here] == ' ')
            here++;
        bool apart = here > match->last || f->language->script == UND_SCRIPT_HAN;
        last = apart && type == UND_REFERENCE_ANNEX ? und_read_labels(&reader, here, targets, &count) : here;
        if (last == here) {
            last = match->last;
            count = 1;
            targets[0] = (und_flow_target){.first = (uint32_t)at, .last = (uint32_t)last};
        }
    }
    if (type == UND_REFERENCE_ARTICLE && is_heading(f, at, last, count == 1 ? targets : NULL))
        return;
    for (uint32_t i = 0; i < count; i++)
        targets[i].kind = (uint8_t)kind_of(f, type, term, &targets[i]);
    und_flow_reference reference = {0};
    push_targets(f, targets, count, &reference);
    size_t here = last, end;
    while (here < f->folded.length && f->folded.at[here] == ' ')
        here++;
    if (direction_at(f, here, &end, &reference.where)) {
        last = end;
    } else if (direction_at(f, at, &end, &reference.where)) { /* "上文第3段" */
        here = at;
    } else {
        here = end = 0;
    }
    if (end > here) {
        reference.direction_first = und_flow_back(f->flow, here);
        reference.direction_last = unfold_end(f->flow, end);
    }
    push_folded(f, type, at, last, reference);
}

/* A reference where a pattern matches. */
static void give_pattern(finder *f, uint32_t term, size_t at, const und_match *match)
{
    const und_term *words = &f->language->terms[term];
    switch (words->key) {
    case UND_TERM_AGENDA: give_agenda(f, at, match, term); break;
    case UND_TERM_RESOLUTION_REFERENCE: give_numbers(f, UND_REFERENCE_RESOLUTION, at, match, words); break;
    case UND_TERM_DECISION_REFERENCE: give_numbers(f, UND_REFERENCE_DECISION, at, match, words); break;
    case UND_TERM_PARAGRAPH_REFERENCE: give_labels(f, UND_REFERENCE_PARAGRAPH, at, match, words); break;
    case UND_TERM_ARTICLE_REFERENCE: give_labels(f, UND_REFERENCE_ARTICLE, at, match, words); break;
    case UND_TERM_FOOTNOTE_REFERENCE: give_labels(f, UND_REFERENCE_FOOTNOTE, at, match, words); break;
    default: give_labels(f, UND_REFERENCE_ANNEX, at, match, words); break;
    }
}

/* Labels and numbers in a pattern. At its end they are left to und_read_labels and und_read_number, which read what stands
 * there with all that belongs to it. */
static size_t read_members(const void *context, und_slot_kind kind, size_t at, bool last)
{
    const und_member_reader *reader = context;
    if (last)
        return at < reader->text.length ? at + 1 : at;
    return kind == UND_SLOT_LABEL ? und_read_labels(reader, at, NULL, NULL) : und_read_numbers(reader, at);
}

/* The references at `at` of a lead's patterns. */
static void try_patterns(finder *f, const und_lead *lead, size_t at)
{
    for (uint32_t k = lead->first; k < lead->first + lead->count; k++) {
        und_match match;
        uint32_t term = f->leads->patterns[k];
        const und_term *words = &f->language->terms[term];
        und_member_reader members = und_member_reader_of(f->language, words, f->folded, f->flow);
        und_slot_reader reader = {read_members, &members};
        if (und_pattern_match_with(f->language, words, f->folded, at, &reader, &match))
            give_pattern(f, term, at, &match);
    }
}

/* The references at `at` whose lead stands there. */
static void try_leads(finder *f, size_t at)
{
    const und_leads *leads = f->leads;
    uint64_t bytes = und_eight(f->folded.at + at);
    for (int more = 0; more < 2; more++)
        for (unsigned i = und_lead_first(leads, bytes, more != 0); i > 0; i = leads->at[i - 1].next) {
            const und_lead *lead = &leads->at[i - 1];
            if ((bytes & lead->mask) == lead->bytes && und_lead_stands(leads, lead, f->folded, at) &&
                und_word_starts(f->folded, at))
                try_patterns(f, lead, at);
        }
}

static uint32_t packed_date(const und_slot *year, const und_slot *month, const und_slot *day)
{
    bool exists = und_date_exists(year->value, month->value, day->value);
    return exists ? year->value << 16 | month->value << 8 | day->value : 0;
}

static void push_date(finder *f, size_t first, size_t last, uint32_t date)
{
    push(f, (und_flow_reference){.type = UND_REFERENCE_DATE,
                                 .first = und_flow_back(f->flow, first),
                                 .last = unfold_end(f->flow, last),
                                 .date = date,
                                 .in = UND_NO_REFERENCE});
}

/* Whether a figure stands at `at` or a few bytes later. */
static bool are_figures_near(und_bytes text, size_t at)
{
    size_t here = at;
    while (here < text.length && here - at < 5 && !digit(text.at[here]))
        here++;
    return here < text.length && digit(text.at[here]);
}

/* Whether three figures stand one after another, little between them: a year, a month and a day perhaps. */
static bool are_three_figures(und_bytes text, size_t at)
{
    size_t here = at;
    for (unsigned figures = 0; figures < 3; figures++) {
        size_t start = here;
        while (here < text.length && here - start < 4 && !digit(text.at[here]))
            here++;
        if (here >= text.length || !digit(text.at[here]))
            return false;
        while (here < text.length && digit(text.at[here]))
            here++;
    }
    return true;
}

/* Two dates that share their year, as "2015年4月8日至10日": gives where they end; `at`: none stand there. */
static size_t try_span(finder *f, size_t at)
{
    const und_language *language = f->language;
    for (uint32_t i = language->first[UND_TERM_DATE_SPAN]; i < language->first[UND_TERM_DATE_SPAN + 1]; i++) {
        und_match match;
        if (!und_pattern_match(language, &language->terms[i], f->folded, at, &match))
            continue;
        const und_slot *slots = match.slots, *last = &slots[match.count - 1];
        uint32_t from = packed_date(&slots[0], &slots[1], &slots[2]);
        const und_slot *month = match.count == 5 ? &slots[3] : &slots[1];
        uint32_t to = packed_date(&slots[0], month, last);
        if (match.count < 4 || slots[0].kind != UND_SLOT_YEAR || from == 0 || to <= from)
            continue;
        /* What stands after the second day, 日, may stand after the first. */
        size_t after = match.last - last->last, end = slots[2].last;
        bool same = memcmp(f->folded.at + end, f->folded.at + last->last, after) == 0;
        push_date(f, at, same ? end + after : end, from);
        push_date(f, slots[3].first, match.last, to);
        return match.last;
    }
    return at;
}

/* A date at `at`; gives the place from which on another one may begin. */
static size_t try_date(finder *f, size_t at)
{
    size_t last, after;
    if (!und_may_be_date(f->leads, f->folded, at))
        return at;
    uint32_t date = und_match_date(f->language, f->folded, at, &last);
    /* The second day of a span follows at once; the first one may lack what ends a date. */
    bool span = date != 0 ? are_figures_near(f->folded, last) : are_three_figures(f->folded, at);
    if (span && (after = try_span(f, at)) > at)
        return after;
    if (date == 0)
        return at;
    push_date(f, at, last, date);
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
            if (at >= f->folded.length)
                continue;
            if (!digit(f->folded.at[at]))
                try_leads(f, at);
            else if (at >= dated && und_word_starts(f->folded, at))
                dated = try_date(f, at);
        }
    }
}

/* ---- document symbols: CONVENTIONS section 2 ---- */

/* Whether a line ends at the space at `at`, and the next one goes on with a part of a symbol: "A/75/" and "697". */
static bool breaks_line(const und_flow *flow, size_t at)
{
    if (at + 1 >= flow->length || flow->text[at] != ' ')
        return false;
    char next = flow->text[at + 1];
    bool part = digit(next) || (upper(next) && at + 3 < flow->length && memchr(flow->text + at + 2, '.', 5) != NULL);
    return part && und_flow_from(flow, at).line < und_flow_from(flow, at + 1).line;
}

/* One symbol at `at`; 0: none. A symbol has a digit and at least one slash. */
static size_t read_symbol(const und_flow *flow, size_t at)
{
    und_bytes text = {flow->text, flow->length};
    size_t root = symbol_root(text, at);
    if (root == 0)
        return 0;
    size_t i = at + root;
    size_t digits = 0;
    bool resolution = false;
    while (i < text.length && text.at[i] == '/') {
        i += 1 + breaks_line(flow, i + 1);
        size_t part = i;
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
static size_t symbol_end(const und_flow *flow, size_t at)
{
    und_bytes text = {flow->text, flow->length};
    size_t length = read_symbol(flow, at);
    while (length > 0 && at + length + 1 < text.length) {
        size_t join = at + length;
        if (text.at[join] == '-')
            join++;
        else if (join + 3 < text.length && memcmp(text.at + join, "\xe2\x80\x93", 3) == 0)
            join += 3;
        else
            break;
        size_t more = read_symbol(flow, join);
        if (more == 0)
            break;
        length = join + more - at;
    }
    return at + length;
}

/* "Add.1", "Corr.2", "Rev.1" at `at`, with the last number of a range: "Add.1-3". Gives where it ends. */
static size_t read_addendum(und_bytes text, size_t at)
{
    static const char *const words[] = {"Add.", "Corr.", "Rev.", "Amend."};
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        size_t length = strlen(words[i]), here = at + length;
        if (here >= text.length || memcmp(text.at + at, words[i], length) != 0 || !digit(text.at[here]))
            continue;
        while (here < text.length && digit(text.at[here]))
            here++;
        size_t dash = here < text.length && text.at[here] == '-' ? here + 1 : here;
        if (here + 3 < text.length && memcmp(text.at + here, "\xe2\x80\x93", 3) == 0)
            dash = here + 3;
        if (dash > here && dash < text.length && digit(text.at[dash])) {
            for (here = dash; here < text.length && digit(text.at[here]);)
                here++;
        }
        while (here + 1 < text.length && text.at[here] == '/' && upper(text.at[here + 1])) {
            size_t more = read_addendum(text, here + 1); /* "Add.1/Rev.1" */
            if (more == here + 1)
                break;
            here = more;
        }
        return here;
    }
    return at;
}

/* Letters of a word that joins what is listed, and no more: "and", "et", "и", "和". */
#define JOINING_WORD 8u

/* Moves from the end of a symbol over a comma or a short word to what may go on from it. */
static size_t after_joining(und_bytes text, size_t at)
{
    size_t here = at;
    while (here < text.length && (text.at[here] == ' ' || text.at[here] == ','))
        here++;
    size_t word = here;
    while (here < text.length && here - word < JOINING_WORD &&
           ((text.at[here] >= 'a' && text.at[here] <= 'z') || (unsigned char)text.at[here] >= 0x80))
        here++;
    while (here < text.length && text.at[here] == ' ')
        here++;
    return here;
}

static void push_symbol(finder *f, und_flow_target target)
{
    und_references *to = f->references;
    target.kind = UND_TARGET_SYMBOL;
    if (!UND_PUSH(to->allocator, to->targets, to->target_count, to->target_room, target))
        f->failed = true;
}

/* A symbol, and what is added to it: "A/73/L.6 and Add.1". Gives where it ends. */
static size_t give_symbol(finder *f, size_t first, size_t last)
{
    und_bytes text = {f->flow->text, f->flow->length};
    und_flow_reference reference = {.type = UND_REFERENCE_SYMBOL, .first = (uint32_t)first, .in = UND_NO_REFERENCE};
    reference.first_target = (uint32_t)f->references->target_count;
    push_symbol(f, (und_flow_target){.first = (uint32_t)first, .last = (uint32_t)last});
    size_t whole = last;
    for (;;) {
        size_t here = after_joining(text, last), end = here > last ? read_addendum(text, here) : here;
        if (end == here)
            break;
        push_symbol(f, (und_flow_target){.first = (uint32_t)here,
                                         .last = (uint32_t)end,
                                         .base_first = (uint32_t)first,
                                         .base_last = (uint32_t)whole});
        last = end;
    }
    reference.last = (uint32_t)last;
    reference.target_count = (uint32_t)f->references->target_count - reference.first_target;
    push(f, reference);
    return last;
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
        size_t end = symbol_end(f->flow, root);
        if (end == root)
            continue;
        from = give_symbol(f, root, end);
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

/* References are found nearly in their order, and few in one text. */
#define FEW_REFERENCES 64u

static void put_in_order(und_flow_reference *at, size_t count)
{
    if (count > FEW_REFERENCES) {
        qsort(at, count, sizeof *at, by_place);
        return;
    }
    for (size_t i = 1; i < count; i++) {
        if (by_place(&at[i - 1], &at[i]) <= 0)
            continue; /* most */
        und_flow_reference one = at[i];
        size_t place = i;
        for (; place > 0 && by_place(&at[place - 1], &one) > 0; place--)
            at[place] = at[place - 1];
        at[place] = one;
    }
}

/* Of references that overlap, the first one and of those the longest stays. */
static void drop_overlaps(und_references *references)
{
    if (references->count == 0)
        return;
    put_in_order(references->at, references->count);
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
    references->count = references->item_count = references->target_count = 0;
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
    if (language != UND_LANGUAGE_NONE)
        und_references_link(references, f.language, flow);
    if (f.failed)
        references->count = references->item_count = references->target_count = 0; /* nor is half of one kept */
    return !f.failed;
}
