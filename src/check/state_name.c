/* A State's name that is one slip of the pen from a known one, where the name of a State has to stand. */
#include "check/whole.h"

#include "read/state_names.h"
#include "text/slip.h"
#include "text/utf8.h"

#include <string.h>

#define WORDS_MAX 200u /* of a text that is looked through */
/* Shorter names have too many neighbours. */
#define LEAST_LATIN 4u
#define LEAST_HAN 9u

typedef struct looked {
    und_check_run *run;
    uint8_t language;
    const und_flow *flow;
    und_bytes text; /* folded */
    und_named_states known;
    const und_folded_name *forms;
    uint32_t form_count;
} looked;

/* A form of a name that is near, and what stands there. */
typedef struct near_name {
    und_bytes right; /* as the pack has it; with what "of" becomes, where both are as near */
    uint32_t state;
    size_t first, last;
    uint32_t count; /* of States as near: which is meant is certain of one alone */
} near_name;

static bool is_known(const looked *l, size_t first, size_t last)
{
    for (uint32_t i = 0; i < l->known.count; i++)
        if (first < l->known.at[i].last && l->known.at[i].first < last)
            return true;
    return false;
}

/* The character at a byte of a text, 0 at its end; `*bytes` of it. */
static uint32_t character(und_bytes text, size_t at, uint32_t *bytes)
{
    *bytes = 0;
    return at < text.length ? und_utf8_decode(text.at + at, text.at + text.length, bytes) : 0;
}

/* Whether a text may be one slip from a name, by the first two characters of each: the first are the same, or the second
 * where the first is another, or one has what the other has a character later. */
typedef struct first_two {
    uint32_t first, second;
} first_two;

static first_two first_two_of(und_bytes text, size_t at)
{
    uint32_t bytes, more;
    uint32_t first = character(text, at, &bytes);
    return (first_two){first, character(text, at + bytes, &more)};
}

static bool may_be_near(first_two a, first_two b)
{
    return a.first == b.first || a.second == b.second || a.first == b.second || a.second == b.first;
}

/* Compares what begins at `first` with a form of a State's name. */
static void compare(const looked *l, size_t first, const und_folded_name *form, bool han, near_name *found)
{
    und_bytes right = form->folded;
    /* A slip adds or takes a letter of at most three bytes. */
    for (size_t last = first + right.length - (right.length > 3 ? 3 : right.length); last <= first + right.length + 3;
         last++) {
        if (last > l->text.length)
            break;
        bool ends = last == l->text.length || han || strchr(" ,)", l->text.at[last]) != NULL ||
                    (l->text.length - last >= 2 && memcmp(l->text.at + last, "\xd8\x8c", 2) == 0); /* ، */
        bool whole = last == l->text.length || ((unsigned char)l->text.at[last] & 0xc0) != 0x80;
        if (!ends || !whole || last <= first || l->text.at[last - 1] == ' ' || l->text.at[last - 1] == ',')
            continue;
        if (!und_is_slip((und_bytes){l->text.at + first, last - first}, right) || is_known(l, first, last))
            continue;
        bool same = found->count > 0 && found->state == form->state;
        bool longer = found->count == 0 || last - first > found->last - found->first;
        found->count += !same && !longer && last == found->last;
        if (longer) {
            found->right = form->text;
            found->state = form->state;
            found->first = first;
            found->last = last;
            found->count = 1;
        }
    }
}

/* Compares what begins at `first` with every form of every State's name. */
static void look_at(const looked *l, size_t first, near_name *found)
{
    bool han = und_language_at(l->run->doc->packs, l->language)->script == UND_SCRIPT_HAN;
    size_t least = han ? LEAST_HAN : LEAST_LATIN;
    first_two there = first_two_of(l->text, first);
    found->count = 0;
    for (uint32_t i = 0; i < l->form_count; i++) {
        const und_folded_name *form = &l->forms[i];
        if ((form->kind == UND_NAME_OF || form->kind == UND_NAME_SHORT) && form->folded.length >= least &&
            may_be_near(there, first_two_of(form->folded, 0)))
            compare(l, first, form, han, found);
    }
}

static bool is_number_or_mark(und_bytes words)
{
    for (size_t i = 0; i < words.length; i++)
        if ((unsigned)(words.at[i] - '0') < 10u)
            return true;
    return false;
}

static void tell(const looked *l, const near_name *name)
{
    uint32_t first = und_flow_back(l->flow, name->first), last = und_flow_back(l->flow, name->last);
    und_bytes there = {l->flow->text + first, last - first};
    und_passage words = {there, und_range_of(l->run, l->flow, first, last)};
    /* A form that begins in lower case with a preposition is never capitalised here. */
    und_text *text = &l->run->findings->words;
    size_t message = text->length;
    und_text_put_words(text, "“");
    und_text_put(text, there);
    und_text_put_words(text, "” is no State; “");
    und_text_put(text, name->right);
    und_text_put_words(text, name->count > 1 ? "” is, and others are as near" : "” is");
    und_find(l->run, words.range, message);
    if (name->count == 1)
        und_offer_words(l->run, words.range, name->right);
}

/* The byte after the first office from `from` on, in any of its forms; 0: none is named. */
static size_t after_office(const und_language *language, und_bytes text, size_t from)
{
    static const und_term_key keys[] = {UND_TERM_OFFICE, UND_TERM_OFFICE_FORM};
    size_t after = 0, at;
    for (size_t k = 0; k < sizeof keys / sizeof keys[0]; k++) {
        const und_term *term = und_find_term(language, keys[k], (und_bytes){text.at + from, text.length - from}, &at);
        size_t end = term == NULL ? 0 : from + at + term->folded_length;
        after = end != 0 && (after == 0 || end < after) ? end : after;
    }
    return after;
}

/* Looks at every word after an office is named: in a title and in the heading of an annex, where no persons are. In Chinese
 * the State stands before the office. */
static void look_through(const looked *l, size_t first, size_t last)
{
    const und_language *language = und_language_at(l->run->doc->packs, l->language);
    bool han = language->script == UND_SCRIPT_HAN;
    size_t start = han ? first : after_office(language, (und_bytes){l->text.at, last}, first);
    if (start == 0 && !han)
        return;
    near_name name = {.right = {"", 0}};
    for (size_t at = start; at < last;) {
        bool begins =
            ((unsigned char)l->text.at[at] & 0xc0) != 0x80 &&
            (han || at == 0 || l->text.at[at - 1] == ' ' || l->text.at[at - 1] == '\'' || l->text.at[at - 1] == ',');
        name.count = 0;
        if (begins)
            look_at(l, at, &name);
        if (name.count > 0 && name.last <= last &&
            !is_number_or_mark((und_bytes){l->text.at + name.first, name.last - name.first})) {
            tell(l, &name);
            at = name.last;
        } else {
            at++;
        }
    }
}

static bool look(looked *l, und_check_run *run, uint8_t language, const und_flow *flow)
{
    *l = (looked){.run = run, .language = language, .flow = flow, .text = {flow->folded, flow->folded_length}};
    und_status status = und_packs_folded_names(run->doc->packs, language, &l->forms, &l->form_count);
    if (status == UND_E_MEMORY || !und_find_states(run->doc->packs, language, l->text, &l->known)) {
        run->findings->failed = true;
        return false;
    }
    return status == UND_OK;
}

/* Where the words of a passage stand in the folded text. */
static bool folded_range(const und_flow *flow, und_range range, size_t *first, size_t *last)
{
    *first = SIZE_MAX;
    for (size_t at = 0; at < flow->folded_length; at++) {
        und_place place = und_flow_from(flow, und_flow_back(flow, at));
        bool from =
            place.line > range.from.line || (place.line == range.from.line && place.column >= range.from.column);
        bool to = place.line > range.to.line || (place.line == range.to.line && place.column >= range.to.column);
        if (from && *first == SIZE_MAX)
            *first = at;
        if (to) {
            *last = at;
            return *first != SIZE_MAX;
        }
    }
    *last = flow->folded_length;
    return *first != SIZE_MAX;
}

/* The sender of a title, the office of a signature, the mission of a note verbale. */
void und_rule_state_name(und_check_run *run, uint32_t index)
{
    const und_tree_node *node = und_doc_stored(run->doc, index);
    uint8_t language = und_doc_node_language(run->doc, index);
    und_letter letter;
    und_signature signature;
    und_range range;
    if (language == UND_LANGUAGE_NONE)
        return;
    if (node->kind == UND_KIND_TITLE || node->kind == UND_KIND_ANNEX) {
        if (und_letter_get(run->doc, index + 1, &letter) != UND_OK || letter.sender_words.text.length == 0)
            return;
        range = letter.sender_words.range;
    } else if (node->kind == UND_KIND_SIGNATURE) {
        if (und_signature_get(run->doc, index + 1, &signature) != UND_OK || signature.office.text.length == 0)
            return;
        range = signature.office.range;
    } else {
        return;
    }
    und_flow flow;
    looked l;
    size_t first, last;
    if (und_node_flow(run, index, &flow) && look(&l, run, language, &flow) && folded_range(&flow, range, &first, &last))
        look_through(&l, first, last);
    und_flow_close(&flow);
}
