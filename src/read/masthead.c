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

uint32_t und_masthead_symbol_session(const und_masthead_parts *masthead)
{
    uint32_t session = 0;
    for (uint32_t i = 0; i < masthead->symbol_count && session == 0; i++)
        session = und_symbol_session(und_field_text(masthead, &masthead->symbols[i]));
    return session;
}

uint32_t und_doc_session(const und_masthead_parts *masthead)
{
    if (masthead->session.found && masthead->session.value > 0 && masthead->session.value < 200)
        return masthead->session.value;
    return und_masthead_symbol_session(masthead);
}

/* The organ whose session it is. The fields before the session line say so, else the
 * subject of a resolution; a letter that names no organ is taken for one to the Assembly. */
und_organ und_masthead_body(const und_doc *doc, const und_masthead_parts *masthead)
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
                return (und_organ)
                    organ; /* the Human Rights Council stands under the Assembly's name and counts for itself */
        }
    }
    if (assembly)
        return UND_ORGAN_GENERAL_ASSEMBLY;
    uint32_t count = und_nodes_count(&doc->nodes);
    for (uint32_t i = 0; i < count; i++) {
        const und_tree_node *node = und_doc_stored(doc, i);
        if (node->kind == UND_KIND_ANNEX)
            break;
        if (node->kind != UND_KIND_SUBJECT && node->kind != UND_KIND_PREAMBULAR)
            continue;
        const und_sense *sense =
            und_phrase_sense(doc->lexicon, node->phrase, UND_BIT(UND_TERM_SUBJECT), UND_LANGUAGE_NONE, false);
        return sense == NULL ? UND_ORGAN_NONE : (und_organ)sense->value;
    }
    return UND_ORGAN_GENERAL_ASSEMBLY;
}

uint32_t und_doc_agenda_session(const und_doc *doc, const und_masthead_parts *masthead)
{
    bool apart =
        masthead->session_type == UND_SESSION_SPECIAL || masthead->session_type == UND_SESSION_EMERGENCY_SPECIAL;
    if (masthead->session.found && apart)
        return 0;
    uint32_t session = und_doc_session(masthead);
    return session != 0 && und_masthead_body(doc, masthead) == UND_ORGAN_GENERAL_ASSEMBLY ? session : 0;
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

/* Whether a dash, or a word that does the same, ends before byte `at` or stands at it: between two days of a range. */
static bool joins_days(const search *s, size_t at, bool before)
{
    static const char *const dashes[] = {"-", "\xe2\x80\x93", "\xe2\x80\x94"};
    und_bytes text = {s->flow->folded, s->flow->folded_length};
    while (before ? at > 0 && text.at[at - 1] == ' ' : at < text.length && text.at[at] == ' ')
        at += before ? SIZE_MAX : 1;
    for (size_t i = 0; i < sizeof dashes / sizeof dashes[0]; i++) {
        size_t length = strlen(dashes[i]);
        if (before ? length <= at && memcmp(text.at + at - length, dashes[i], length) == 0
                   : length <= text.length - at && memcmp(text.at + at, dashes[i], length) == 0)
            return true;
    }
    for (uint32_t turn = 0; turn < und_language_count(s->packs); turn++) {
        const und_language *language = und_language_at(s->packs, language_in_turn(s, turn));
        for (uint32_t i = language->first[UND_TERM_DATE_TO]; i < language->first[UND_TERM_DATE_TO + 1]; i++) {
            size_t length = language->terms[i].folded_length, last = 0;
            size_t from = before ? at - (length < at ? length : at) : at;
            (void)und_match_term(language, UND_TERM_DATE_TO, text, from, &last); /* such words have no value */
            if (before ? last == at && last > from &&
                             (from == 0 || text.at[from - 1] == ' ' || (unsigned char)text.at[from] >= 0xe4)
                       : last > from)
                return true;
        }
    }
    return false;
}

/* The first date; none that is the first or the last day of a session. */
static und_flow_field find_date(const search *s, size_t from)
{
    und_bytes text = {s->flow->folded, s->flow->folded_length};
    for (size_t at = from; at < text.length; at++) {
        if (text.at[at] < '0' || text.at[at] > '9' || (at > 0 && text.at[at - 1] >= '0' && text.at[at - 1] <= '9'))
            continue;
        for (uint32_t turn = 0; turn < und_language_count(s->packs); turn++) {
            size_t last;
            uint32_t date = und_match_date(und_language_at(s->packs, language_in_turn(s, turn)), text, at, &last);
            if (date == 0)
                continue;
            if (!joins_days(s, at, true) && !joins_days(s, last, false))
                return field_at(s, at, last, date);
            at = last - 1;
            break;
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

/* The session line, or the line of a year of the Security Council; `*type` says how it is counted. */
static und_flow_field find_session(const search *s, bool year, uint16_t *type)
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
                if ((language->terms[i].value == UND_SESSION_COUNCIL_YEAR) != year ||
                    !und_pattern_match(language, &language->terms[i], text, at, &match) || match.last <= longest)
                    continue;
                for (uint32_t slot = 0; slot < match.count; slot++)
                    if (match.slots[slot].kind == UND_SLOT_ORDINAL || match.slots[slot].kind == UND_SLOT_NUMBER ||
                        match.slots[slot].kind == UND_SLOT_YEAR) {
                        best = field_at(s, at, match.last, match.slots[slot].value);
                        longest = match.last;
                        *type = match.slots[slot].kind == UND_SLOT_YEAR ? (uint16_t)UND_SESSION_YEAR
                                                                        : language->terms[i].value;
                    }
            }
            if (best.found)
                return best;
        }
    }
    return (und_flow_field){0};
}

/* ---- the whole ---- */

/* The organ whose name stands at byte `at`, the longest in any language; 0: none. */
static uint16_t organ_at(const search *s, size_t at, size_t *last)
{
    uint16_t organ = 0;
    for (uint32_t turn = 0; turn < und_language_count(s->packs) && organ == 0; turn++)
        organ = und_match_term(und_language_at(s->packs, language_in_turn(s, turn)), UND_TERM_ORGAN,
                               (und_bytes){s->flow->folded, s->flow->folded_length}, at, last);
    return organ;
}

/* Whether nothing else stands on the line of a name. */
static bool fills_its_line(const search *s, size_t first, size_t last)
{
    const und_flow *flow = s->flow;
    uint32_t line = und_flow_from(flow, und_flow_back(flow, first)).line;
    while (last < flow->folded_length && (flow->folded[last] == ' ' || flow->folded[last] == '*'))
        last++;
    return (first == 0 || und_flow_from(flow, und_flow_back(flow, first - 1)).line != line ||
            flow->folded[first - 1] == ' ') &&
           (first < 2 || und_flow_from(flow, und_flow_back(flow, first - 2)).line != line) &&
           (last >= flow->folded_length || und_flow_from(flow, und_flow_back(flow, last)).line != line);
}

/* The organs in the order of the text: before the agenda line wherever they stand, after it on lines of their own. What
 * has no agenda line has its organs on lines of their own, or the first one. */
static void find_organs(und_masthead_parts *masthead, const search *s)
{
    const und_flow *flow = s->flow;
    const und_flow_reference *agenda = und_masthead_agenda(masthead);
    size_t free_end = 0;
    while (agenda != NULL && s->number == 0 && free_end < flow->folded_length &&
           und_flow_back(flow, free_end) < agenda->first)
        free_end++;
    for (size_t at = 0, last; at < flow->folded_length; at++) {
        bool starts = at == 0 || flow->folded[at - 1] == ' ' || (unsigned char)flow->folded[at] >= 0xe4;
        uint16_t organ = starts ? organ_at(s, at, &last) : 0;
        if (organ == 0)
            continue;
        bool taken = at >= free_end && masthead->organ_count > 0 && !fills_its_line(s, at, last);
        for (uint32_t i = 0; i < masthead->organ_count; i++)
            taken = taken || (masthead->organs[i].value == organ && organ != UND_ORGAN_OTHER);
        if (!taken && masthead->organ_count < UND_ORGANS_MAX)
            masthead->organs[masthead->organ_count++] = field_at(s, at, last, organ);
        at = last - 1;
    }
    if (masthead->organ_count > 0)
        masthead->organ = masthead->organs[0];
}

/* The symbol, and those that are joined to it, over a line end too: "A/80/1–S/2025/2". */
static void find_symbols(und_masthead_parts *masthead)
{
    const char *text = masthead->flows[0].text;
    for (size_t i = 0; i < masthead->references.count; i++) {
        const und_flow_reference *reference = &masthead->references.at[i];
        if (reference->type != UND_REFERENCE_SYMBOL)
            continue;
        if (!masthead->symbol.found)
            masthead->symbol = (und_flow_field){true, 0, reference->first, reference->last, 0};
        for (uint32_t at = masthead->symbol.last; at < reference->first; at++)
            if (text[at] != ' ' && text[at] != '*' && text[at] != '-' && (unsigned char)text[at] < 0x80)
                return;
        masthead->symbol.last = reference->last;
        /* A joint one is one reference: its parts begin with a root after a dash. */
        uint32_t first = reference->first;
        for (uint32_t at = first; at <= reference->last && masthead->symbol_count < UND_SYMBOLS_MAX; at++) {
            bool dash = at < reference->last && (text[at] == '-' || (unsigned char)text[at] == 0xe2);
            uint32_t next = at + ((unsigned char)text[at] == 0xe2 ? 3 : 1);
            bool joint = dash && next + 1 < reference->last && text[next] >= 'A' && text[next] <= 'Z' &&
                         memchr(text + next, '/', reference->last - next < 9 ? reference->last - next : 9) != NULL;
            if (at < reference->last && !joint)
                continue;
            masthead->symbols[masthead->symbol_count++] = (und_flow_field){true, 0, first, at, 0};
            first = next;
        }
    }
}

/* "Committee: Security Council": the organ of a draft of a Model United Nations, to the end of its line. */
static void find_labelled_organ(und_masthead_parts *masthead, const search *s)
{
    const und_flow *flow = s->flow;
    und_bytes text = {flow->folded, flow->folded_length};
    for (size_t at = 0; at < text.length && masthead->organ_count == 0; at++) {
        uint32_t back = und_flow_back(flow, at), line = und_flow_from(flow, back).line;
        if (at > 0 && (text.at[at - 1] != ' ' || und_flow_from(flow, back - 1).line == line))
            continue;
        for (uint32_t turn = 0; turn < und_language_count(s->packs) && masthead->organ_count == 0; turn++) {
            size_t last, end;
            if (und_match_term(und_language_at(s->packs, language_in_turn(s, turn)), UND_TERM_FIELD_LABEL, text, at,
                               &last) != UND_LABEL_OF_COMMITTEE)
                continue;
            size_t first = skip_marks(text, last);
            for (end = first; end < text.length && und_flow_from(flow, und_flow_back(flow, end)).line == line;)
                end++;
            while (end > first && text.at[end - 1] == ' ')
                end--;
            size_t name;
            uint16_t organ = first < end ? organ_at(s, first, &name) : 0;
            if (first < end)
                masthead->organs[masthead->organ_count++] =
                    field_at(s, first, end, organ != 0 && name == end ? organ : UND_ORGAN_OTHER);
        }
    }
}

static void find_fields(und_masthead_parts *masthead, const search *s)
{
    if (!masthead->organ.found)
        find_labelled_organ(masthead, s);
    if (!masthead->organ.found)
        find_organs(masthead, s);
    size_t after = 0;
    if (!masthead->distribution.found)
        masthead->distribution = find_distribution(s, &after);
    if (!masthead->date.found)
        masthead->date = find_date(s, after);
    if (!masthead->original.found || !masthead->language_field.found)
        find_languages(s, masthead);
    if (!masthead->session.found)
        masthead->session = find_session(s, false, &masthead->session_type);
    uint16_t type;
    if (!masthead->year.found)
        masthead->year = find_session(s, true, &type);
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
        if (node->kind == UND_KIND_ANNEX || node->kind == UND_KIND_ENCLOSURE)
            break;
        if (node->kind == UND_KIND_MASTHEAD && main == count)
            main = i;
        else if (node->kind == UND_KIND_FURNITURE && extra == count) {
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
        if (!und_references_find(&masthead->references, doc->lexicon, node.language, &masthead->flows[0]))
            return false;
        find_fields(masthead, &s);
        find_symbols(masthead);
        const und_agenda *agenda = NULL;
        uint32_t session = und_doc_agenda_session(doc, masthead);
        if (session != 0 && und_masthead_agenda(masthead) != NULL &&
            und_packs_agenda(doc->packs, session, &agenda) == UND_E_MEMORY)
            return false;
        const und_flow_reference *cited = und_masthead_agenda(masthead);
        if (cited != NULL) {
            und_title_search titles = {.packs = doc->packs,
                                       .flow = &masthead->flows[0],
                                       .agenda = agenda,
                                       .language = masthead->language,
                                       .titles = masthead->titles};
            und_find_item_titles(&titles, cited, masthead->references.items + cited->first_item);
            masthead->title_count = titles.count;
        }
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
