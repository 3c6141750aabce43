#include "read/letter.h"

#include "read/facts.h"
#include "read/state_names.h"
#include "text/utf8.h"

#include <string.h>

#define TITLE_BYTES 4096u

void und_letter_close(und_letter_parts *letter)
{
    und_flow_close(&letter->flow);
}

static uint32_t normal_at(const und_flow *flow, size_t folded)
{
    return und_flow_back(flow, folded);
}

/* The States whose names stand in the sender, in their order. */
static bool find_states(und_letter_parts *letter, und_packs *packs, und_bytes sender)
{
    und_named_states names;
    if (!und_find_states(packs, letter->language, sender, &names))
        return false;
    for (uint32_t i = 0; i < names.count; i++) {
        bool again = false;
        for (uint32_t j = 0; j < letter->state_count; j++)
            again = again || letter->states[j] == names.at[i].state;
        if (!again)
            letter->states[letter->state_count++] = names.at[i].state;
    }
    letter->state = letter->state_count > 0 ? letter->states[0] : NULL;
    return true;
}

/* All addressees that the words name, in their order. */
static void find_addressees(und_letter_parts *letter, const und_language *language, und_bytes text)
{
    for (size_t from = 0, at; from < text.length && letter->addressee_count < UND_LETTER_ADDRESSEES_MAX;) {
        const und_term *term =
            und_find_term(language, UND_TERM_ADDRESSEE, (und_bytes){text.at + from, text.length - from}, &at);
        if (term == NULL)
            break;
        bool again = false;
        for (uint32_t i = 0; i < letter->addressee_count; i++)
            again = again || letter->addressees[i] == term->value;
        if (!again)
            letter->addressees[letter->addressee_count++] = (uint8_t)term->value;
        from += at + term->folded_length;
    }
    letter->addressee = letter->addressee_count == 0 ? UND_ADDRESSEE_NONE : (und_addressee)letter->addressees[0];
}

/* The first pattern that matches at the beginning or, in the heading of an annex, after its first words. */
static bool match_pattern(const und_language *language, const und_flow *flow, bool anywhere, bool loose,
                          und_match *match, uint16_t *form)
{
    und_bytes text = {flow->folded, flow->folded_length};
    for (size_t at = 0; at < (anywhere ? text.length : 1); at++) {
        if (at > 0 && text.at[at - 1] != ' ' && language->script != UND_SCRIPT_HAN)
            continue;
        for (uint32_t i = language->first[UND_TERM_LETTER_TITLE]; i < language->first[UND_TERM_LETTER_TITLE + 1]; i++)
            if (loose ? und_pattern_match_loose(language, &language->terms[i], text, at, match)
                      : und_pattern_match(language, &language->terms[i], text, at, match)) {
                *form = language->terms[i].value;
                return true;
            }
    }
    return false;
}

/* A title whose date is none is read all the same. */
static bool match_title(const und_language *language, const und_flow *flow, bool anywhere, und_match *match,
                        uint16_t *form, bool *loose)
{
    for (int i = 0; i < 2; i++) {
        *loose = i == 1;
        if (match_pattern(language, flow, anywhere, *loose, match, form))
            return true;
    }
    return false;
}

static und_slot *slot_of(und_match *match, und_slot_kind kind)
{
    for (uint32_t i = 0; i < match->count; i++)
        if (match->slots[i].kind == kind)
            return &match->slots[i];
    return NULL;
}

/* "from the Permanent Representative of Chad to the United Nations to the Secretary-General": the sender's own words have
 * what stands between him and the addressee. The addressee begins before the words that name one. */
static void part_at_addressee(const und_language *language, und_bytes text, und_slot *sender, und_slot *addressee)
{
    if (sender->first > addressee->first)
        return;
    size_t named;
    und_bytes rest = {text.at + addressee->first, addressee->last - addressee->first};
    und_bytes between = {text.at + sender->last, addressee->first - sender->last};
    if (und_find_term(language, UND_TERM_ADDRESSEE, rest, &named) == NULL || between.length < 3)
        return;
    size_t last = 0;
    for (size_t at = 0; at + between.length <= named; at++)
        if (memcmp(rest.at + at, between.at, between.length) == 0)
            last = at;
    if (last == 0)
        return;
    sender->last = addressee->first + last;
    addressee->first = sender->last + between.length;
}

static void read_date(und_letter_parts *letter, const und_match *match)
{
    const und_slot *date = und_match_slot(match, UND_SLOT_DATE);
    const und_slot *day = und_match_slot(match, UND_SLOT_DAY), *month = und_match_slot(match, UND_SLOT_MONTH);
    if (date != NULL) {
        letter->date = date->value;
        letter->no_such_day = date->value == 0;
        letter->date_first = normal_at(&letter->flow, date->first);
        letter->date_last = normal_at(&letter->flow, date->last);
    } else if (day != NULL && month != NULL) {
        letter->no_year = true;
        letter->date_first = normal_at(&letter->flow, day->first < month->first ? day->first : month->first);
        letter->date_last = normal_at(&letter->flow, day->last > month->last ? day->last : month->last);
    }
}

bool und_letter_read(und_letter_parts *letter, const und_doc *doc, uint32_t index)
{
    memset(letter, 0, sizeof *letter);
    und_flow_open(&letter->flow, doc->allocator);
    und_node node;
    if (und_node_get(doc, doc->revision, index + 1, &node) != UND_OK || node.language == UND_LANGUAGE_NONE)
        return true;
    letter->language = node.language;
    const und_language *language = und_language_at(doc->packs, node.language);
    if (!und_flow_read(&letter->flow, &doc->lines, node.first, und_doc_title_end(doc, index), TITLE_BYTES))
        return false;
    und_match match;
    uint16_t form;
    bool loose;
    if (!match_title(language, &letter->flow, node.kind != UND_KIND_TITLE, &match, &form, &loose))
        return true;
    letter->found = true;
    letter->form = (und_letter_form)form;
    read_date(letter, &match);
    letter->no_such_day = letter->no_such_day && !loose;
    und_bytes text = {letter->flow.folded, letter->flow.folded_length};
    und_slot *addressee = slot_of(&match, UND_SLOT_ADDRESSEE), *sender = slot_of(&match, UND_SLOT_SENDER);
    if (addressee != NULL && sender != NULL)
        part_at_addressee(language, text, sender, addressee);
    if (addressee != NULL) {
        letter->addressee_first = normal_at(&letter->flow, addressee->first);
        letter->addressee_last = normal_at(&letter->flow, addressee->last);
        find_addressees(letter, language, (und_bytes){text.at + addressee->first, addressee->last - addressee->first});
    }
    if (sender == NULL)
        return true;
    letter->sender_first = normal_at(&letter->flow, sender->first);
    letter->sender_last = normal_at(&letter->flow, sender->last);
    while (letter->sender_last > letter->sender_first &&
           (letter->flow.text[letter->sender_last - 1] == ',' || letter->flow.text[letter->sender_last - 1] == ' '))
        letter->sender_last--;
    und_named_office office;
    if (und_find_office(language, (und_bytes){text.at + sender->first, sender->last - sender->first}, &office)) {
        letter->office = office.office;
        letter->gender = office.gender;
        letter->office_first = normal_at(&letter->flow, sender->first + office.first);
        letter->office_last = normal_at(&letter->flow, sender->first + office.last);
    }
    if (!find_states(letter, doc->packs, (und_bytes){text.at + sender->first, sender->last - sender->first}))
        return false;
    /* "from the representatives of the following States: …" */
    return letter->state_count > 0 || match.last >= text.length ||
           find_states(letter, doc->packs, (und_bytes){text.at + match.last, text.length - match.last});
}

bool und_match_honorific(const und_language *language, und_bytes text, size_t at, size_t *last)
{
    size_t longest = 0;
    for (uint32_t i = language->first[UND_TERM_HONORIFIC]; i < language->first[UND_TERM_HONORIFIC + 1]; i++) {
        und_bytes term = und_term_folded(language, &language->terms[i]);
        /* "M. Dupont" has its stop, "Monsieur" a space after it. */
        bool stop = term.length > 0 && term.at[term.length - 1] == '.';
        if (term.length <= longest || term.length > text.length - at || memcmp(text.at + at, term.at, term.length) != 0)
            continue;
        size_t end = at + term.length;
        if (stop || end == text.length || text.at[end] == ' ' || text.at[end] == '.')
            longest = term.length;
    }
    *last = at + longest;
    return longest > 0;
}

void und_signature_close(und_signature_parts *signature)
{
    und_flow_close(&signature->flow);
}

static void trim(const und_flow *flow, uint32_t *first, uint32_t *last)
{
    while (*first < *last && (flow->text[*first] == ' ' || flow->text[*first] == ',' || flow->text[*first] == ')'))
        (*first)++;
    while (*last > *first && (flow->text[*last - 1] == ' ' || flow->text[*last - 1] == ','))
        (*last)--;
}

/* The byte after the last office that the folded text has before byte `end`; 0: it has none. */
static size_t after_offices(const und_language *language, und_bytes text, size_t end)
{
    size_t last = 0, at;
    for (size_t from = 0; from < end;) {
        const und_term *term = und_find_term(language, UND_TERM_OFFICE, (und_bytes){text.at + from, end - from}, &at);
        if (term == NULL)
            break;
        from += at + term->folded_length;
        last = from;
    }
    return last;
}

/* The end of the line that byte `at` stands in. */
static uint32_t line_end(const und_flow *flow, uint32_t at)
{
    uint32_t line = und_flow_from(flow, at).line;
    while (at < flow->length && und_flow_from(flow, at).line == line)
        at++;
    return at;
}

/* A name without a mark stands first, offices under it. */
static void read_typed(und_signature_parts *signature)
{
    const und_flow *flow = &signature->flow;
    uint32_t end = flow->length > 0 ? line_end(flow, 0) : 0;
    signature->name_last = end;
    signature->office_first = end;
    signature->office_last = (uint32_t)flow->length;
}

/* "Ana Example (Signed)", perhaps with an office before the name. The office is above it, or under it. */
static void read_name_before(und_signature_parts *signature, const und_language *language, uint32_t open,
                             uint32_t after)
{
    const und_flow *flow = &signature->flow;
    und_bytes text = {flow->folded, flow->folded_length};
    uint32_t start = open, line = und_flow_from(flow, open).line;
    while (start > 0 && und_flow_from(flow, start - 1).line == line)
        start--;
    size_t from = 0, end = 0;
    while (from < text.length && normal_at(flow, from) < start)
        from++;
    for (end = from; end < text.length && normal_at(flow, end) < open;)
        end++;
    size_t office = after_offices(language, (und_bytes){text.at + from, end - from}, end - from);
    signature->name_first = normal_at(flow, from + office);
    signature->name_last = open;
    if (start > 0 || office > 0) {
        signature->office_last = signature->name_first;
    } else {
        signature->office_first = after;
        signature->office_last = (uint32_t)flow->length;
    }
}

/* "(Signed) Ana Example", or the name on the next line. The office is above, after it on its line, or under it. */
static void read_name_after(und_signature_parts *signature, const und_language *language, uint32_t open, size_t after)
{
    const und_flow *flow = &signature->flow;
    und_bytes text = {flow->folded, flow->folded_length};
    while (after < text.length && text.at[after] == ' ')
        after++;
    uint32_t name = normal_at(flow, after);
    uint32_t stop = name < flow->length ? line_end(flow, name) : name;
    size_t office;
    const und_term *term =
        und_find_term(language, UND_TERM_OFFICE, (und_bytes){text.at + after, text.length - after}, &office);
    uint32_t office_at = term == NULL ? (uint32_t)flow->length : normal_at(flow, after + office);
    if (term != NULL && office_at < stop && office > 0)
        stop = office_at;
    signature->name_first = name;
    signature->name_last = stop;
    signature->office_first = open > 0 ? 0 : stop;
    signature->office_last = open > 0 ? open : (uint32_t)flow->length;
}

/* The bytes [*first, *last) of the folded text from which those of the normal text came. */
static und_bytes folded_part(const und_flow *flow, uint32_t first, uint32_t last, size_t *from)
{
    size_t start = 0;
    while (start < flow->folded_length && normal_at(flow, start) < first)
        start++;
    size_t end = start;
    while (end < flow->folded_length && normal_at(flow, end) < last)
        end++;
    *from = start;
    return (und_bytes){flow->folded + start, end - start};
}

/* "H.E. Mr." before the name; in Chinese after it. */
static void read_honorific(und_signature_parts *signature, const und_language *language)
{
    const und_flow *flow = &signature->flow;
    size_t from;
    und_bytes name = folded_part(flow, signature->name_first, signature->name_last, &from);
    size_t end = 0;
    for (size_t last = 0; end < name.length; end = last) {
        size_t at = end;
        while (at < name.length && name.at[at] == ' ')
            at++;
        size_t after = at;
        (void)(at < name.length && und_match_honorific(language, name, at, &after));
        if (after == at)
            break;
        last = after;
    }
    if (end == 0 || end == name.length)
        return;
    signature->honorific_first = signature->name_first;
    signature->honorific_last = normal_at(flow, from + end);
}

/* The capacity that the office names, and the State. */
static bool read_office(und_signature_parts *signature, und_packs *packs, uint8_t language)
{
    const und_flow *flow = &signature->flow;
    size_t from;
    und_bytes words = folded_part(flow, signature->office_first, signature->office_last, &from);
    und_named_office office;
    und_named_states states;
    if (und_find_office(und_language_at(packs, language), words, &office)) {
        signature->capacity = office.office;
        signature->gender = office.gender;
        signature->capacity_first = normal_at(flow, from + office.first);
        signature->capacity_last = normal_at(flow, from + office.last);
    }
    if (!und_find_states(packs, language, words, &states))
        return false;
    signature->state = states.count == 1 ? states.at[0].state : NULL;
    return true;
}

bool und_signature_read(und_signature_parts *signature, const und_doc *doc, uint32_t index)
{
    memset(signature, 0, sizeof *signature);
    und_flow_open(&signature->flow, doc->allocator);
    und_node node;
    if (und_node_get(doc, doc->revision, index + 1, &node) != UND_OK || node.language == UND_LANGUAGE_NONE)
        return true;
    const und_language *language = und_language_at(doc->packs, node.language);
    und_flow *flow = &signature->flow;
    if (!und_doc_flow(doc, index, und_doc_own_end(doc, index), TITLE_BYTES, flow))
        return false;
    und_bytes text = {flow->folded, flow->folded_length};
    size_t signed_at;
    const und_term *mark = und_find_term(language, UND_TERM_SIGNED, text, &signed_at);
    if (mark == NULL) {
        read_typed(signature);
    } else {
        size_t after = signed_at;
        while (after < text.length && text.at[after] != ')')
            after++;
        if (after < text.length)
            after++;
        uint32_t open = normal_at(flow, signed_at), line = und_flow_from(flow, open).line;
        while (open > 0 && flow->text[open] != '(')
            open--;
        uint32_t next = normal_at(flow, after);
        while (next < flow->length && flow->text[next] == ' ')
            next++;
        bool name_after = next < flow->length && und_flow_from(flow, next).line == line;
        bool name_before = open > 0 && und_flow_from(flow, open - 1).line == line;
        if (name_before && !name_after)
            read_name_before(signature, language, open, next);
        else
            read_name_after(signature, language, open, after);
    }
    trim(flow, &signature->name_first, &signature->name_last);
    trim(flow, &signature->office_first, &signature->office_last);
    read_honorific(signature, language);
    return read_office(signature, doc->packs, node.language);
}

uint32_t und_doc_letter_title(const und_doc *doc)
{
    uint32_t count = und_nodes_count(&doc->nodes);
    for (uint32_t i = 0; i < count; i++) {
        const und_tree_node *node = und_doc_stored(doc, i);
        if (node->kind == UND_KIND_ANNEX || node->kind == UND_KIND_ENCLOSURE || node->kind == UND_KIND_SUBJECT)
            return UINT32_MAX;
        /* What follows a letter's title is in the letter. */
        const und_machine *after = i + 1 < count ? &und_doc_stored(doc, i + 1)->state : &doc->end;
        if (node->kind == UND_KIND_TITLE && after->part == UND_PART_LETTER)
            return i;
    }
    return UINT32_MAX;
}
