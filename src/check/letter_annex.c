/* Rules about the annexes of a letter. */
#include "check/whole.h"

#include "text/utf8.h"

#include <string.h>

#define SEE_BYTES 64u     /* folded bytes of "see annex" and the like, with what follows */
#define WORDS_BYTES 2000u /* folded bytes of a sender or an addressee that are compared */
#define OWN_NODES 3u      /* nodes of an annex in one language that tell it */

/* The term of "see annex" with which a text begins, the longest; NULL: none. */
static const und_term *see_of(const und_language *language, und_bytes words)
{
    char folded[SEE_BYTES];
    und_bytes text = {folded, und_fold_text(words, folded, sizeof folded)};
    const und_term *found = NULL;
    for (uint32_t i = language->first[UND_TERM_SEE_ANNEX]; i < language->first[UND_TERM_SEE_ANNEX + 1]; i++) {
        und_bytes term = und_term_folded(language, &language->terms[i]);
        if (term.length > 0 && term.length <= text.length && memcmp(text.at, term.at, term.length) == 0 &&
            (found == NULL || term.length > found->folded_length))
            found = &language->terms[i];
    }
    return found;
}

/* The next "see annex" of the letter, from a node and the number of a reference of it. */
static const und_term *next_see(und_check_run *run, const und_whole *whole, uint32_t *node, uint32_t *n,
                                und_reference *out)
{
    und_doc *doc = run->doc;
    for (; *node < whole->end; (*node)++, *n = 0) {
        uint8_t kind = und_doc_stored(doc, *node)->kind, language = und_doc_node_language(doc, *node);
        if ((kind != UND_KIND_PARAGRAPH && kind != UND_KIND_REQUEST) || language == UND_LANGUAGE_NONE)
            continue;
        while (und_reference_get(doc, *node + 1, (*n)++, out) == UND_OK) {
            const und_term *see = see_of(und_language_at(doc->packs, language), out->words.text);
            if (out->type == UND_REFERENCE_ANNEX && out->where <= UND_WHERE_HERE && see != NULL)
                return see;
        }
    }
    return NULL;
}

/* "(see annex)", "and its annex" in a letter that has none. */
bool und_rule_letter_annex(und_check_run *run)
{
    und_whole whole;
    if (!und_whole_read(run, &whole) || whole.annex_count > 0 || whole.end < und_nodes_count(&run->doc->nodes))
        return !run->findings->failed;
    und_reference see;
    und_request request;
    uint32_t node = whole.title + 1, n = 0;
    if (next_see(run, &whole, &node, &n, &see) != NULL)
        und_find_words(run, see.words, ": the letter has no annex");
    else if (whole.request != UINT32_MAX && und_request_get(run->doc, whole.request + 1, &request) == UND_OK &&
             request.annex_words.text.length > 0)
        und_find_words(run, request.annex_words, ": the letter has no annex");
    return !run->findings->failed;
}

/* ---- how many ---- */

static bool in_figures(und_label_style style)
{
    return style == UND_LABEL_NUMBER || style == UND_LABEL_UPPER_ROMAN || style == UND_LABEL_HAN;
}

static und_said said_of(uint32_t count, const und_language *language)
{
    if (count < 2)
        return UND_SAID_ONE;
    return count == 2 && language->script == UND_SCRIPT_ARABIC ? UND_SAID_TWO : UND_SAID_SEVERAL;
}

static void find_count(und_check_run *run, const und_whole *whole, und_passage words)
{
    und_text *text = &run->findings->words;
    size_t message = text->length;
    und_text_put_words(text, "“");
    und_text_put(text, words.text);
    und_text_put_words(text, "”: the letter has ");
    if (whole->annex_count == 1)
        und_text_put_words(text, "one annex");
    else
        und_text_put_number(text, whole->annex_count);
    if (whole->annex_count != 1)
        und_text_put_words(text, " annexes");
    und_find(run, words.range, message);
}

/* The first attested words of `key` that speak of so many; NULL: none are. */
static const und_term *attested(const und_language *language, und_term_key key, und_said said)
{
    for (uint32_t i = language->first[key]; i < language->first[key + 1]; i++)
        if ((und_said)(language->terms[i].value >> UND_SAID_SHIFT) == said && language->terms[i].attested)
            return &language->terms[i];
    return NULL;
}

/* Offers the words for the right number in the place of the first of their kind: others have other cases and nouns. */
static void offer_number(und_check_run *run, const und_whole *whole, und_term_key key, und_passage words, und_said said,
                         und_said right)
{
    char folded[SEE_BYTES];
    und_bytes there = {folded, und_fold_text(words.text, folded, sizeof folded)};
    const und_term *from = attested(whole->language, key, said), *to = attested(whole->language, key, right);
    if (from != NULL && to != NULL && und_bytes_equal(und_term_folded(whole->language, from), there))
        und_offer_words(run, words.range, und_term_text(whole->language, to));
}

/* "its annex" of two, "see annexes" of one. What the letter says is held against what it has; Chinese has no number. */
bool und_rule_letter_annex_count(und_check_run *run)
{
    und_whole whole;
    if (!und_whole_read(run, &whole) || whole.annex_count == 0 || !whole.annexes_told)
        return !run->findings->failed;
    und_said right = said_of(whole.annex_count, whole.language);
    und_reference see;
    const und_term *term;
    for (uint32_t node = whole.title + 1, n = 0; (term = next_see(run, &whole, &node, &n, &see)) != NULL;) {
        und_said said = (und_said)(term->value >> UND_SAID_SHIFT);
        und_target target;
        bool labelled = false;
        for (uint32_t t = 0; und_target_get(run->doc, see.node, n - 1, t, &target) == UND_OK; t++) {
            labelled = labelled || target.count > 0;
            uint16_t label = target.count == 1 ? target.steps[0].label : 0;
            if (target.to_count == 1 && target.to[0].label > label)
                label = target.to[0].label; /* "annexes I to III" */
            if (label > whole.annex_count && in_figures(target.steps[0].style)) {
                find_count(run, &whole, see.words);
                break;
            }
        }
        if (!labelled && said != UND_SAID_NOTHING && said != right) {
            find_count(run, &whole, see.words);
            offer_number(run, &whole, UND_TERM_SEE_ANNEX, see.words, said, right);
        }
    }
    und_request request;
    if (whole.request == UINT32_MAX || und_request_get(run->doc, whole.request + 1, &request) != UND_OK ||
        request.annexes == UND_SAID_NOTHING || request.annexes == right)
        return !run->findings->failed;
    find_count(run, &whole, request.annex_words);
    offer_number(run, &whole, UND_TERM_ITS_ANNEX, request.annex_words, request.annexes, right);
    return !run->findings->failed;
}

/* ---- the heading against the title ---- */

static bool same_date(und_date a, und_date b)
{
    return a.year == b.year && a.month == b.month && a.day == b.day;
}

/* Words compared letter by letter: spaces, commas and case aside. */
static bool same_words(und_bytes a, und_bytes b)
{
    char x[WORDS_BYTES], y[WORDS_BYTES];
    size_t m = und_fold_text(a, x, sizeof x), n = und_fold_text(b, y, sizeof y), i = 0, j = 0;
    for (;;) {
        while (i < m && (x[i] == ' ' || x[i] == ','))
            i++;
        while (j < n && (y[j] == ' ' || y[j] == ','))
            j++;
        if (i == m || j == n)
            return i == m && j == n;
        if (x[i++] != y[j++])
            return false;
    }
}

/* The words of the heading that differ from the title's, which are offered: the heading repeats them. */
static void find_difference(und_check_run *run, und_passage heading, und_passage title, const char *what)
{
    und_text *text = &run->findings->words;
    size_t message = text->length;
    und_text_put_words(text, "the heading of the annex has another ");
    und_text_put_words(text, what);
    und_text_put_words(text, " than the title of the letter, “");
    und_text_put(text, title.text);
    und_text_put_words(text, "”");
    und_find(run, heading.range, message);
    und_offer_words(run, heading.range, title.text);
}

static void compare_heading(und_check_run *run, const und_whole *whole, uint32_t index)
{
    const und_letter *title = &whole->letter;
    und_letter heading;
    if (und_letter_get(run->doc, index + 1, &heading) != UND_OK || heading.language != title->language ||
        und_is_open(run, heading.sender_words.range))
        return;
    bool titled = title->date.year != 0 && heading.date_words.text.length > 0;
    if (titled && !same_date(heading.date, title->date) && !und_is_open(run, heading.date_words.range))
        find_difference(run, heading.date_words, title->date_words, "date");
    if (heading.sender_words.text.length > 0 && title->sender_words.text.length > 0 &&
        !same_words(heading.sender_words.text, title->sender_words.text)) {
        bool other = heading.state != title->state && heading.state != NULL && title->state != NULL;
        find_difference(run, heading.sender_words, title->sender_words, other ? "State" : "sender");
    }
    if (heading.addressee_words.text.length > 0 && title->addressee_words.text.length > 0 &&
        !same_words(heading.addressee_words.text, title->addressee_words.text))
        find_difference(run, heading.addressee_words, title->addressee_words, "addressee");
}

/* The heading of an annex repeats date, sender and addressee of the letter (CONVENTIONS, rule 30). */
bool und_rule_letter_annex_heading(und_check_run *run)
{
    und_whole whole;
    if (!und_whole_read(run, &whole))
        return !run->findings->failed;
    for (uint32_t i = 0; i < whole.annex_count; i++)
        compare_heading(run, &whole, whole.annexes[i]);
    return !run->findings->failed;
}

/* ---- the language of the original ---- */

/* The language that most of an annex is in; UND_LANGUAGE_NONE: too little of it tells. */
static uint8_t annex_language(const und_doc *doc, uint32_t index)
{
    uint32_t count = und_nodes_count(&doc->nodes), votes[UND_LANGUAGES_MAX] = {0}, all = 0;
    for (uint32_t i = index + 1; i < count; i++) {
        uint8_t kind = und_doc_stored(doc, i)->kind, language = und_doc_node_language(doc, i);
        if (kind == UND_KIND_ANNEX)
            break;
        if (kind == UND_KIND_FURNITURE || kind == UND_KIND_SIGNATURE || language == UND_LANGUAGE_NONE)
            continue;
        votes[language]++;
        if (++all == 64u)
            break; /* enough to tell */
    }
    for (uint8_t i = 0; i < UND_LANGUAGES_MAX; i++)
        if (votes[i] >= OWN_NODES && votes[i] * 4 >= all * 3)
            return i;
    return (uint8_t)UND_LANGUAGE_NONE;
}

/* An annex in another language than the letter's says so under its heading (Editorial Manual, masthead). */
bool und_rule_letter_original(und_check_run *run)
{
    und_whole whole;
    if (!und_whole_read(run, &whole))
        return !run->findings->failed;
    for (uint32_t i = 0; i < whole.annex_count; i++) {
        uint8_t language = annex_language(run->doc, whole.annexes[i]);
        und_original original;
        und_passage title;
        if (language == UND_LANGUAGE_NONE || language == whole.letter.language ||
            und_original_get(run->doc, whole.annexes[i] + 1, &original) != UND_NONE ||
            und_title_get(run->doc, whole.annexes[i] + 1, &title) != UND_OK)
            continue;
        und_text *words = &run->findings->words;
        size_t message = words->length;
        und_text_put_words(words,
                           "the annex is in another language than the letter, and no line says of which original: ");
        und_text_put_words(words, und_language_at(run->doc->packs, language)->name);
        und_find(run, title.range, message);
    }
    return !run->findings->failed;
}
