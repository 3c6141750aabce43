#include "read/masthead.h"

#include "text/utf8.h"

#include <string.h>

/* More bytes than any masthead has; the rest of a runaway one is not looked at. */
#define MASTHEAD_BYTES 6000u

void und_masthead_close(und_masthead_parts *masthead)
{
    und_flow_close(&masthead->flows[0]);
    und_flow_close(&masthead->flows[1]);
    und_references_close(&masthead->references);
}

und_bytes und_field_text(const und_masthead_parts *masthead, const und_flow_field *field)
{
    if (!field->found)
        return (und_bytes){"", 0};
    return (und_bytes){masthead->flows[field->flow].text + field->first, field->last - field->first};
}

const und_flow_reference *und_masthead_agenda(const und_masthead_parts *masthead)
{
    for (size_t i = 0; i < masthead->references.count; i++)
        if (masthead->references.at[i].type == UND_REFERENCE_AGENDA)
            return &masthead->references.at[i];
    return NULL;
}

uint32_t und_symbol_session(und_bytes symbol)
{
    /* The first part that is a number alone, after A/ and A/RES/, A/C.3/, A/HRC/ and the like. */
    if (symbol.length < 4 || symbol.at[0] != 'A' || symbol.at[1] != '/')
        return 0;
    /* Numbers of other bodies' sessions are not the Assembly's. */
    if (memcmp(symbol.at, "A/HR", 4) == 0 || memcmp(symbol.at, "A/CO", 4) == 0 || memcmp(symbol.at, "A/AC", 4) == 0 ||
        memcmp(symbol.at, "A/CN", 4) == 0)
        return 0;
    size_t at = 1;
    while (at < symbol.length && symbol.at[at] == '/') {
        size_t start = ++at;
        uint32_t value = 0;
        while (at < symbol.length && symbol.at[at] >= '0' && symbol.at[at] <= '9' && at - start < 4)
            value = value * 10 + (uint32_t)(symbol.at[at++] - '0');
        bool number = at > start && at < symbol.length && symbol.at[at] == '/';
        if (number)
            return value >= 31 && value < 200 ? value : 0; /* sessions stand in symbols since the 31st */
        while (at < symbol.length && symbol.at[at] != '/')
            at++;
    }
    return 0;
}

uint32_t und_doc_session(const und_masthead_parts *masthead)
{
    if (masthead->session.found && masthead->session.value > 0 && masthead->session.value < 200)
        return masthead->session.value;
    if (masthead->symbol.found)
        return und_symbol_session(und_field_text(masthead, &masthead->symbol));
    return 0;
}

/* Whether the organ whose session it is is the General Assembly. The fields before the session line say so, else the
 * subject of a resolution; a letter that names no organ is taken for one to the Assembly. */
static bool is_of_assembly(const und_doc *doc, const und_masthead_parts *masthead)
{
    const und_flow *flow = &masthead->flows[0];
    size_t end = masthead->session.found && masthead->session.flow == 0 ? masthead->session.first : flow->length;
    size_t folded_end = 0;
    while (folded_end < flow->folded_length && und_flow_back(flow, folded_end) < end)
        folded_end++;
    und_bytes text = {flow->folded, folded_end};
    bool assembly = false;
    for (uint32_t i = 0; i < und_language_count(doc->packs); i++) {
        const und_language *language = und_language_at(doc->packs, i);
        for (size_t at = 0; at < text.length; at++) {
            size_t last;
            uint16_t organ =
                at > 0 && text.at[at - 1] != ' ' ? 0 : und_match_term(language, UND_TERM_ORGAN, text, at, &last);
            if (organ == UND_ORGAN_GENERAL_ASSEMBLY)
                assembly = true;
            else if (organ != 0 && organ != UND_ORGAN_SECURITY_COUNCIL)
                return false; /* the Human Rights Council stands under the Assembly's name and counts for itself */
        }
    }
    if (assembly)
        return true;
    uint32_t count = und_nodes_count(&doc->nodes);
    for (uint32_t i = 0; i < count; i++) {
        const und_tree_node *node = und_doc_stored(doc, i);
        if (node->kind == UND_ANNEX)
            break;
        if (node->kind != UND_SUBJECT && node->kind != UND_PREAMBULAR)
            continue;
        const und_sense *sense =
            und_phrase_sense(doc->lexicon, node->phrase, UND_BIT(UND_TERM_SUBJECT), UND_LANGUAGE_NONE, false);
        return sense != NULL && sense->value == UND_ORGAN_GENERAL_ASSEMBLY;
    }
    return true;
}

uint32_t und_doc_agenda_session(const und_doc *doc, const und_masthead_parts *masthead)
{
    if (masthead->session.found && masthead->session_form != UND_SESSION_REGULAR)
        return 0;
    uint32_t session = und_doc_session(masthead);
    return session != 0 && is_of_assembly(doc, masthead) ? session : 0;
}

/* ---- single fields ---- */

typedef struct search {
    const und_packs *packs;
    const und_flow *flow;
    uint8_t number; /* of the flow */
    uint8_t language;
} search;

/* The n-th language to try: the masthead's own first. */
static uint8_t language_in_turn(const search *s, uint32_t turn)
{
    if (s->language == UND_LANGUAGE_NONE)
        return (uint8_t)turn;
    if (turn == 0)
        return s->language;
    return turn <= s->language ? (uint8_t)(turn - 1) : (uint8_t)turn;
}

static und_flow_field field_at(const search *s, size_t first, size_t last, uint32_t value)
{
    const und_flow *flow = s->flow;
    uint32_t end = und_flow_back(flow, last);
    return (und_flow_field){true, s->number, und_flow_back(flow, first), end, value};
}

/* The first term of a key, in the masthead's language or any other. */
static und_flow_field find_field(const search *s, und_term_key key)
{
    und_bytes text = {s->flow->folded, s->flow->folded_length};
    for (uint32_t turn = 0; turn < und_language_count(s->packs); turn++) {
        const und_language *language = und_language_at(s->packs, language_in_turn(s, turn));
        size_t first;
        const und_term *term = und_find_term(language, key, text, &first);
        if (term != NULL)
            return field_at(s, first, first + term->folded_length, term->value);
    }
    return (und_flow_field){0};
}

static size_t skip_marks(und_bytes text, size_t at)
{
    while (at < text.length && (text.at[at] == ' ' || text.at[at] == ':' || text.at[at] == '.'))
        at++;
    return at;
}

/* "Distr.: General": the label, and what stands after it. */
static und_flow_field find_distribution(const search *s, size_t *after)
{
    und_bytes text = {s->flow->folded, s->flow->folded_length};
    for (uint32_t turn = 0; turn < und_language_count(s->packs); turn++) {
        const und_language *language = und_language_at(s->packs, language_in_turn(s, turn));
        size_t first;
        const und_term *label = und_find_term(language, UND_TERM_DISTRIBUTION_LABEL, text, &first);
        if (label == NULL)
            continue;
        size_t at = skip_marks(text, first + label->folded_length);
        for (uint32_t other = 0; other < und_language_count(s->packs); other++) {
            size_t last;
            uint16_t value = und_match_term(und_language_at(s->packs, language_in_turn(s, other)),
                                            UND_TERM_DISTRIBUTION, text, at, &last);
            if (value != 0) {
                *after = last;
                return field_at(s, at, last, value);
            }
        }
        *after = at;
        return (und_flow_field){0};
    }
    return (und_flow_field){0};
}

static und_flow_field find_date(const search *s, size_t from)
{
    und_bytes text = {s->flow->folded, s->flow->folded_length};
    for (size_t at = from; at < text.length; at++) {
        if (text.at[at] < '0' || text.at[at] > '9' || (at > 0 && text.at[at - 1] >= '0' && text.at[at - 1] <= '9'))
            continue;
        for (uint32_t turn = 0; turn < und_language_count(s->packs); turn++) {
            size_t last;
            uint32_t date = und_match_date(und_language_at(s->packs, language_in_turn(s, turn)), text, at, &last);
            if (date != 0)
                return field_at(s, at, last, date);
        }
    }
    return (und_flow_field){0};
}

/* "Français / Original : anglais": the two languages. */
static void find_languages(const search *s, und_masthead_parts *masthead)
{
    und_bytes text = {s->flow->folded, s->flow->folded_length};
    size_t before = text.length;
    for (uint32_t turn = 0; turn < und_language_count(s->packs) && !masthead->original.found; turn++) {
        const und_language *language = und_language_at(s->packs, language_in_turn(s, turn));
        size_t first;
        const und_term *label = und_find_term(language, UND_TERM_ORIGINAL_LABEL, text, &first);
        if (label == NULL)
            continue;
        size_t at = skip_marks(text, first + label->folded_length);
        size_t last;
        uint16_t value = und_match_term(language, UND_TERM_LANGUAGE_NAME, text, at, &last);
        if (value == 0)
            continue;
        masthead->original = field_at(s, at, last, value);
        before = first;
    }
    /* The language of this version stands before it, or alone on its line. */
    for (uint32_t turn = 0; turn < und_language_count(s->packs) && !masthead->language_field.found; turn++) {
        const und_language *language = und_language_at(s->packs, language_in_turn(s, turn));
        for (size_t at = 0; at < before; at++) {
            if (at > 0 && text.at[at - 1] != ' ')
                continue;
            size_t last;
            uint16_t value = und_match_term(language, UND_TERM_LANGUAGE_NAME, text, at, &last);
            if (value == 0)
                continue;
            und_place start = und_flow_from(s->flow, und_flow_back(s->flow, at));
            bool line = at == 0 || und_flow_from(s->flow, und_flow_back(s->flow, at) - 1).line != start.line;
            bool ends = last >= text.length ||
                        und_flow_from(s->flow, und_flow_back(s->flow, last)).line != start.line || last + 1 >= before;
            if ((line && ends) || (before < text.length && last + 1 >= before)) {
                masthead->language_field = field_at(s, at, last, value);
                break;
            }
        }
    }
}

/* The session line; `*form` says whether it is a special session, which is counted apart. */
static und_flow_field find_session(const search *s, uint16_t *form)
{
    und_bytes text = {s->flow->folded, s->flow->folded_length};
    for (uint32_t turn = 0; turn < und_language_count(s->packs); turn++) {
        const und_language *language = und_language_at(s->packs, language_in_turn(s, turn));
        for (size_t at = 0; at < text.length; at++) {
            if (at > 0 && text.at[at - 1] != ' ' && language->script != UND_SCRIPT_HAN)
                continue;
            und_flow_field best = {0};
            size_t longest = at;
            for (uint32_t i = language->first[UND_TERM_SESSION]; i < language->first[UND_TERM_SESSION + 1]; i++) {
                und_match match;
                if (!und_pattern_match(language, &language->terms[i], text, at, &match) || match.last <= longest)
                    continue;
                for (uint32_t slot = 0; slot < match.count; slot++)
                    if (match.slots[slot].kind == UND_SLOT_ORDINAL || match.slots[slot].kind == UND_SLOT_NUMBER ||
                        match.slots[slot].kind == UND_SLOT_YEAR) {
                        best = field_at(s, at, match.last, match.slots[slot].value);
                        longest = match.last;
                        *form = language->terms[i].value;
                    }
            }
            if (best.found)
                return best;
        }
    }
    return (und_flow_field){0};
}

/* ---- titles under the agenda line ---- */

/* Byte ranges of the normal text that are lines of titles. */
typedef struct title_line {
    uint32_t first, last;
    bool after_blank; /* a blank line is before it */
    bool upper;       /* begins with a capital or a letter without case */
} title_line;

#define TITLE_LINES_MAX 64u

static uint32_t title_lines(const und_flow *flow, uint32_t from, title_line *lines)
{
    uint32_t count = 0;
    uint32_t at = from;
    while (at < flow->length && flow->text[at] == ' ')
        at++;
    uint32_t previous = from > 0 ? und_flow_from(flow, from - 1).line : 0;
    while (at < flow->length && count < TITLE_LINES_MAX) {
        uint32_t line = und_flow_from(flow, at).line;
        uint32_t end = at;
        while (end < flow->length && und_flow_from(flow, end).line == line)
            end++;
        uint32_t last = end;
        while (last > at && flow->text[last - 1] == ' ')
            last--;
        uint32_t bytes;
        uint32_t point = und_utf8_decode(flow->text + at, flow->text + flow->length, &bytes);
        lines[count++] = (title_line){at, last, line > previous + 1, !und_is_lower(point)};
        previous = line;
        at = end;
        while (at < flow->length && flow->text[at] == ' ')
            at++;
    }
    return count;
}

/* The end of the official title that stands at `at`; `at` itself when another text does. */
static uint32_t official_end(const und_masthead_parts *masthead, const und_agenda *agenda, uint16_t item,
                             uint16_t letters, uint32_t at, uint32_t last)
{
    const und_flow *flow = &masthead->flows[0];
    char sub[UND_SUB_MAX];
    und_sub_text(letters, sub);
    const und_agenda_entry *entry = agenda == NULL ? NULL : und_agenda_find(agenda, item, sub);
    if (entry == NULL)
        return at;
    char official[1024], printed[1024];
    size_t length = und_fold_text(und_agenda_title_in(agenda, entry, masthead->language), official, sizeof official);
    size_t room = last - at < sizeof printed ? last - at : sizeof printed;
    size_t rest = und_fold_text((und_bytes){flow->text + at, room}, printed, sizeof printed);
    if (length == 0 || length > rest || memcmp(official, printed, length) != 0)
        return at;
    uint32_t end = at;
    while (end < last && und_fold_text((und_bytes){flow->text + at, end - at}, printed, sizeof printed) < length)
        end++;
    return end;
}

/* The colon that ends the item's title in [first, last): ":" with space around it or at a line's end. */
static uint32_t find_colon(const und_flow *flow, uint32_t first, uint32_t last)
{
    for (uint32_t i = first; i < last; i++)
        if (flow->text[i] == ':' &&
            (i + 1 == last || flow->text[i + 1] == ' ' || (unsigned char)flow->text[i + 1] >= 0x80))
            return i; /* a full-width colon was made an ordinary one */
    return last;
}

static void add_title(und_masthead_parts *masthead, uint16_t item, uint16_t sub, uint32_t first, uint32_t last)
{
    const und_flow *flow = &masthead->flows[0];
    while (first < last && flow->text[first] == ' ')
        first++;
    while (last > first && (flow->text[last - 1] == ' ' || flow->text[last - 1] == ';' || flow->text[last - 1] == '*'))
        last--;
    if (last > first && masthead->title_count < UND_TITLES_MAX)
        masthead->titles[masthead->title_count++] = (und_printed_title){item, sub, first, last};
}

/* Where the official titles of the sub-items stand in the text, one after the other; false unless all do. */
static bool cut_by_official(const und_masthead_parts *masthead, const und_agenda *agenda, const und_flow_item *items,
                            uint32_t subs, uint32_t first, uint32_t last, uint32_t *starts)
{
    const und_flow *flow = &masthead->flows[0];
    uint32_t at = first;
    for (uint32_t i = 0; i < subs; i++) {
        while (at < last && flow->text[at] == ' ')
            at++;
        starts[i] = at;
        at = official_end(masthead, agenda, items[i].item, items[i].sub, at, last);
        if (at == starts[i])
            return false;
    }
    starts[subs] = at;
    return true;
}

/* A title a line, wrapped or not: where lines begin with a capital. More capitals than sub-items (a title wrapped
 * before a name) leave open where to cut. */
static bool cut_by_capitals(const und_flow *flow, uint32_t subs, const title_line *lines, uint32_t count,
                            uint32_t colon, uint32_t last, uint32_t *starts)
{
    uint32_t found = 0;
    for (uint32_t i = 0; i < count; i++)
        if (lines[i].first > colon && lines[i].upper &&
            und_flow_from(flow, lines[i].first).line > und_flow_from(flow, colon).line)
            starts[found++] = lines[i].first;
    starts[found] = last;
    return found == subs;
}

/* Titles of one item from the lines [0, count): its own, and after the colon those of its sub-items. */
static void item_titles(und_masthead_parts *masthead, const und_agenda *agenda, const und_flow_item *items,
                        uint32_t item_count, const title_line *lines, uint32_t count)
{
    const und_flow *flow = &masthead->flows[0];
    uint32_t first = lines[0].first, last = lines[count - 1].last;
    uint32_t subs = items[0].sub == 0 ? 0 : item_count;
    /* A title may have a colon of its own: the official one says where the item's title ends. */
    uint32_t from = official_end(masthead, agenda, items[0].item, 0, first, last);
    uint32_t colon = subs == 0 ? last : find_colon(flow, from, last);
    add_title(masthead, items[0].item, 0, first, colon);
    if (subs == 0 || colon + 1 >= last)
        return;
    uint32_t start = colon + 1;
    if (subs == 1) {
        add_title(masthead, items[0].item, items[0].sub, start, last);
        return;
    }
    uint32_t starts[TITLE_LINES_MAX + 1];
    if (!cut_by_official(masthead, agenda, items, subs, start, last, starts) &&
        !cut_by_capitals(flow, subs, lines, count, colon, last, starts))
        return; /* it cannot be told which words belong to which sub-item */
    for (uint32_t i = 0; i < subs; i++)
        add_title(masthead, items[i].item, items[i].sub, starts[i], starts[i + 1]);
}

/* Which of the cited items a block of titles is about: the one whose official title it begins with, else the first
 * that has none yet. Gives the place of the item's first mention. */
static uint32_t group_of_block(const und_masthead_parts *masthead, const und_agenda *agenda, const und_flow_item *items,
                               uint32_t count, const title_line *line, uint64_t taken)
{
    uint32_t next = count;
    uint32_t end = (uint32_t)masthead->flows[0].length;
    for (uint32_t i = 0; i < count; i++) {
        if ((i > 0 && items[i].item == items[i - 1].item) || (taken >> i & 1u) != 0)
            continue;
        if (official_end(masthead, agenda, items[i].item, 0, line->first, end) > line->first)
            return i;
        if (next == count)
            next = i;
    }
    return next < count ? next : 0;
}

static void find_titles(und_masthead_parts *masthead, const und_agenda *agenda)
{
    const und_flow_reference *cited = und_masthead_agenda(masthead);
    if (cited == NULL || cited->item_count == 0)
        return;
    const und_flow *flow = &masthead->flows[0];
    title_line lines[TITLE_LINES_MAX];
    uint32_t from = cited->last;
    while (from < flow->length && (flow->text[from] == '*' || flow->text[from] == '.'))
        from++;
    uint32_t count = title_lines(flow, from, lines);
    if (count == 0)
        return;
    const und_flow_item *items = masthead->references.items + cited->first_item;
    uint32_t groups = 0; /* runs of the same item */
    for (uint32_t i = 0; i < cited->item_count; i++)
        if (i == 0 || items[i].item != items[i - 1].item)
            groups++;
    uint32_t blocks = 0;
    for (uint32_t i = 0; i < count; i++)
        if (i == 0 || lines[i].after_blank)
            blocks++;
    if (groups != 1 && blocks != groups)
        return; /* which title belongs to which item cannot be told by the layout */
    uint32_t line = 0;
    uint64_t taken = 0; /* groups whose titles were found, by the place of their first item */
    for (uint32_t block = 0; block < groups; block++) {
        uint32_t first_line = line;
        for (line++; line < count && (groups == 1 || !lines[line].after_blank); line++)
            continue;
        uint32_t first_item = group_of_block(masthead, agenda, items, cited->item_count, &lines[first_line], taken);
        taken |= UINT64_C(1) << first_item;
        uint32_t end = first_item;
        while (end < cited->item_count && items[end].item == items[first_item].item)
            end++;
        item_titles(masthead, agenda, items + first_item, end - first_item, lines + first_line, line - first_line);
    }
}

/* ---- the whole ---- */

static void find_fields(und_masthead_parts *masthead, const search *s)
{
    if (!masthead->organ.found)
        masthead->organ = find_field(s, UND_TERM_ORGAN);
    size_t after = 0;
    if (!masthead->distribution.found)
        masthead->distribution = find_distribution(s, &after);
    if (!masthead->date.found)
        masthead->date = find_date(s, after);
    if (!masthead->original.found || !masthead->language_field.found)
        find_languages(s, masthead);
    if (!masthead->session.found)
        masthead->session = find_session(s, &masthead->session_form);
}

bool und_masthead_read(und_masthead_parts *masthead, const und_doc *doc)
{
    memset(masthead, 0, sizeof *masthead);
    und_flow_open(&masthead->flows[0], doc->allocator);
    und_flow_open(&masthead->flows[1], doc->allocator);
    und_references_open(&masthead->references, doc->allocator);
    masthead->language = UND_LANGUAGE_NONE;
    uint32_t count = und_nodes_count(&doc->nodes);
    uint32_t main = count, extra = count;
    for (uint32_t i = 0; i < count && (main == count || extra == count); i++) {
        const und_tree_node *node = und_doc_stored(doc, i);
        if (node->kind == UND_ANNEX || node->kind == UND_ENCLOSURE)
            break;
        if (node->kind == UND_MASTHEAD && main == count)
            main = i;
        else if (node->kind == UND_FURNITURE && extra == count) {
            und_facts facts = und_reader_facts(&(und_reader){doc->lexicon, &doc->lines}, und_doc_first(doc, i));
            if (facts.phrase != 0 &&
                (und_phrase_at(doc->lexicon, facts.phrase)->keys & UND_BIT(UND_TERM_DISTRIBUTION_LABEL)) != 0)
                extra = i;
        }
    }
    if (main == count && extra == count)
        return true;
    masthead->found = true;
    und_node node;
    search s = {.packs = doc->packs};
    if (main < count) {
        if (und_node_get(doc, doc->revision, main + 1, &node) != UND_OK)
            return true;
        masthead->language = s.language = node.language;
        s.flow = &masthead->flows[0];
        if (!und_flow_read(&masthead->flows[0], &doc->lines, node.first, node.last, MASTHEAD_BYTES))
            return false;
        find_fields(masthead, &s);
        if (!und_references_find(&masthead->references, doc->packs, node.language, &masthead->flows[0]))
            return false;
        for (size_t i = 0; i < masthead->references.count && !masthead->symbol.found; i++) {
            const und_flow_reference *reference = &masthead->references.at[i];
            if (reference->type == UND_REFERENCE_SYMBOL)
                masthead->symbol = (und_flow_field){true, 0, reference->first, reference->last, 0};
        }
        const und_agenda *agenda = NULL;
        uint32_t session = und_doc_agenda_session(doc, masthead);
        if (session != 0 && und_masthead_agenda(masthead) != NULL &&
            und_packs_agenda(doc->packs, session, &agenda) == UND_E_MEMORY)
            return false;
        find_titles(masthead, agenda);
    }
    if (extra < count) {
        if (und_node_get(doc, doc->revision, extra + 1, &node) != UND_OK)
            return true;
        s.language = node.language;
        s.flow = &masthead->flows[1];
        s.number = 1;
        if (!und_flow_read(&masthead->flows[1], &doc->lines, node.first, node.last, MASTHEAD_BYTES))
            return false;
        find_fields(masthead, &s);
    }
    return true;
}
