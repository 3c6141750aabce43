/* Rules about the form of openers: that of the other part, and that of another subject (CONVENTIONS, 5, rules 12 and 13).
 * Only openers that are attested are looked at, and only where an organ speaks. */
#include "check/whole.h"

#include "model/opener.h"
#include "read/phrase.h"
#include "text/text.h"
#include "text/utf8.h"

#include <string.h>

#define WORD_BYTES 48u
/* Letters that a verb's two forms have in common at the least, and by which they differ at the most after them. */
#define STEM_LEAST 3u
#define ENDING_MOST 5u

/* What the words of a clause are as openers, in its language. */
typedef struct parts {
    bool preambular, operative; /* an opener of that part */
    bool attested;
} parts;

static parts parts_of(const und_doc *doc, uint32_t index, uint8_t told)
{
    const und_phrase *phrase = und_phrase_at(doc->lexicon, und_doc_stored(doc, index)->phrase);
    parts out = {false, false, false};
    for (uint32_t i = 0; i < phrase->sense_count; i++) {
        const und_sense *sense = &doc->lexicon->senses[phrase->senses + i];
        if (sense->language != told)
            continue;
        out.preambular = out.preambular || sense->key == UND_TERM_PREAMBULAR;
        out.operative = out.operative || sense->key == UND_TERM_OPERATIVE || sense->key == UND_TERM_DECLARATION;
        out.attested = out.attested || sense->attested;
    }
    return out;
}

/* ---- the other part ---- */

/* Letters that two words begin with alike. */
static size_t same_start(const uint32_t *a, size_t m, const uint32_t *b, size_t n)
{
    size_t same = 0;
    while (same < m && same < n && a[same] == b[same])
        same++;
    return same;
}

/* The one opener of the other part that is the same verb, word for word but for its ending; NULL: none, or several. */
static const und_term *counterpart(und_spelt *spelt, und_term_key key, und_letters words)
{
    const und_language *language = spelt->language;
    const und_term *found = NULL;
    size_t most = 0, end = und_word_end(words, 0);
    bool several = false;
    for (uint32_t i = language->first[key]; i < language->first[key + 1]; i++) {
        if (!language->terms[i].attested || und_spelt_start(spelt, i).first != words.point[0])
            continue;
        und_letters other = und_spelt_letters(spelt, i);
        size_t stop = und_word_end(other, 0);
        if (other.count - stop != words.count - end ||
            memcmp(other.point + stop, words.point + end, (words.count - end) * sizeof *words.point) != 0)
            continue;
        size_t same = same_start(words.point, end, other.point, stop);
        if (same < STEM_LEAST || same * 2 < end || end - same > ENDING_MOST || stop - same > ENDING_MOST || same < most)
            continue;
        several = same == most;
        found = &language->terms[i];
        most = same;
    }
    return several ? NULL : found;
}

/* Whether the verb of an operative paragraph stands after a comma: "Bearing in mind that …, urges States" opens with what is
 * said beside it. */
static bool has_verb_later(und_check_run *run, uint32_t index, const und_language *language)
{
    und_flow flow;
    bool found = true;
    if (und_node_flow(run, index, &flow)) {
        und_bytes text = {flow.folded, flow.folded_length};
        found = false;
        for (uint32_t i = language->first[UND_TERM_OPERATIVE]; i < language->first[UND_TERM_OPERATIVE + 1] && !found;
             i++) {
            und_bytes verb = und_term_folded(language, &language->terms[i]);
            for (size_t at = 1; at + verb.length < text.length && !found; at++)
                found = text.at[at] == verb.at[0] && text.at[at - 1] == ' ' && text.at[at + verb.length] == ' ' &&
                        memcmp(text.at + at, verb.at, verb.length) == 0;
        }
    }
    und_flow_close(&flow);
    return found;
}

/* Whether a paragraph is one of the preamble, though its opener may have made it another: it has no number, stands there, and
 * ends with a comma. */
static bool stands_in_preamble(const und_doc *doc, uint32_t index)
{
    const und_tree_node *node = und_doc_stored(doc, index);
    if (node->kind != UND_KIND_OPERATIVE || node->style != UND_LABEL_NONE || node->state.mode != UND_MODE_PREAMBLE)
        return node->kind == UND_KIND_PREAMBULAR;
    uint32_t last = und_doc_text_line(doc, index), end = und_doc_own_end(doc, index);
    while (last + 1 < end && und_lines_text(&doc->lines, last + 1).length > 0)
        last++;
    und_reader reader = {doc->lexicon, &doc->lines};
    return und_reader_end(&reader, last) == UND_END_COMMA;
}

void und_rule_clause_part(und_check_run *run, uint32_t index)
{
    und_doc *doc = run->doc;
    const und_tree_node *node = und_doc_stored(doc, index);
    bool preambular = stands_in_preamble(doc, index);
    if ((!preambular && (node->kind != UND_KIND_OPERATIVE || node->style != UND_LABEL_NUMBER)) || node->phrase == 0)
        return;
    uint64_t keys = und_phrase_at(doc->lexicon, node->phrase)->keys;
    uint64_t own = UND_BIT(UND_TERM_PREAMBULAR), other = UND_BIT(UND_TERM_OPERATIVE) | UND_BIT(UND_TERM_DECLARATION);
    if (!preambular) {
        uint64_t swap = own;
        own = other;
        other = swap;
    }
    if ((keys & own) != 0 || (keys & other) == 0)
        return;
    uint8_t told = und_doc_node_language(doc, index), mode = node->state.mode;
    if (told == UND_LANGUAGE_NONE || (!preambular && mode != UND_MODE_OPERATIVE && mode != UND_MODE_PREAMBLE) ||
        und_organ_that_speaks(run) == UND_ORGAN_NONE)
        return;
    parts known = parts_of(doc, index, told);
    und_passage words;
    if (!known.attested || (preambular ? known.preambular || !known.operative : known.operative || !known.preambular) ||
        und_opener_words(doc, index, &words) != UND_WORDS_KNOWN)
        return;
    und_spelt *spelt = und_spelt_of(run, told);
    und_spelling letters;
    und_spell(words.text, &letters);
    if (spelt == NULL || letters.count == 0)
        return;
    /* "12. Acting under Chapter VII of the Charter: (a) Decides" has no other form. */
    const und_term *right =
        counterpart(spelt, preambular ? UND_TERM_PREAMBULAR : UND_TERM_OPERATIVE, und_letters_of(&letters));
    if (right == NULL || (!preambular && has_verb_later(run, index, spelt->language)))
        return;
    und_find_words(run, words,
                   preambular ? ": this opens an operative paragraph, and stands in the preamble"
                              : ": this opens a preambular paragraph, and stands in the operative part");
    und_offer_words(run, words.range, und_term_text(spelt->language, right));
}

/* ---- agreement ---- */

/* The gender of an organ's name: 'f' or 'm'; 0: the pack does not say. */
static char gender_of(const und_language *language, und_organ organ)
{
    for (uint32_t i = language->first[UND_TERM_GENDER]; i < language->first[UND_TERM_GENDER + 1]; i++)
        if (language->terms[i].value == organ && language->terms[i].attested)
            return und_term_text(language, &language->terms[i]).at[0];
    return 0;
}

/* The lists of words that agree: the n-th of one is the other form of the n-th of the other. */
typedef struct genders {
    uint32_t wrong, right, count; /* the first terms */
} genders;

static genders genders_of(const und_language *language, char gender)
{
    /* The feminine forms stand first. */
    uint32_t from = language->first[UND_TERM_GENDERED], to = language->first[UND_TERM_GENDERED + 1];
    uint32_t count = (to - from) / 2, middle = from + count;
    if (count == 0 || middle + count != to || language->terms[middle].value == language->terms[middle - 1].value)
        return (genders){0, 0, 0};
    return gender == 'f' ? (genders){middle, from, count} : (genders){from, middle, count};
}

/* The place in the lists of a folded word that has the wrong gender; `count`: it is in neither, or right. */
static uint32_t place_of(const und_language *language, genders lists, und_bytes word)
{
    for (uint32_t i = 0; i < lists.count; i++) {
        const und_term *term = &language->terms[lists.wrong + i];
        if (term->folded_length == word.length && und_term_folded(language, term).at[0] == word.at[0] &&
            term->attested && language->terms[lists.right + i].attested &&
            memcmp(und_term_folded(language, term).at, word.at, word.length) == 0)
            return i;
    }
    return lists.count;
}

/* The next word of a text from a byte on, parted by spaces; empty: there is none. */
static und_bytes word_from(und_bytes text, size_t at)
{
    while (at < text.length && text.at[at] == ' ')
        at++;
    const char *space = at < text.length ? memchr(text.at + at, ' ', text.length - at) : NULL;
    return (und_bytes){text.at + at, space == NULL ? text.length - at : (size_t)(space - text.at) - at};
}

/* The word of the right gender; NULL: it is right. Accents count: "Décide" is no "décidé". */
static const und_term *other_form(const und_language *language, genders lists, und_bytes word)
{
    char folded[WORD_BYTES];
    if (word.length >= sizeof folded)
        return NULL;
    uint32_t place = place_of(language, lists, (und_bytes){folded, und_fold_text(word, folded, sizeof folded)});
    if (place == lists.count)
        return NULL;
    und_spelling there, form;
    und_spell(word, &there);
    und_spell(und_term_text(language, &language->terms[lists.wrong + place]), &form);
    bool same = there.count == form.count && memcmp(there.point, form.point, form.count * sizeof form.point[0]) == 0;
    return same ? &language->terms[lists.right + place] : NULL;
}

/* Where the words begin that may agree: the first of an operative paragraph is its verb, "Décide". */
static size_t after_verb(const und_tree_node *node, und_bytes text)
{
    bool arabic = text.length > 0 && ((unsigned char)text.at[0] & 0xfc) == 0xd8; /* there it agrees */
    return node->kind == UND_KIND_OPERATIVE && !arabic ? word_from(text, 0).length : 0;
}

/* Whether a word of the phrase may have the wrong gender. */
static bool may_disagree(const und_doc *doc, const und_tree_node *node, const und_language *language, genders lists)
{
    const und_phrase *phrase = und_phrase_at(doc->lexicon, node->phrase);
    und_bytes text = {doc->lexicon->bytes + phrase->text, phrase->length};
    for (und_bytes word = word_from(text, after_verb(node, text)); word.length > 0;
         word = word_from(text, (size_t)(word.at - text.at) + word.length))
        if (place_of(language, lists, word) < lists.count)
            return true;
    return false;
}

/* Whether a language has lists of both. */
static bool has_genders(const und_language *language)
{
    return language->first[UND_TERM_GENDERED + 1] > language->first[UND_TERM_GENDERED] &&
           language->first[UND_TERM_GENDER + 1] > language->first[UND_TERM_GENDER];
}

void und_rule_agreement(und_check_run *run, uint32_t index)
{
    und_doc *doc = run->doc;
    const und_tree_node *node = und_doc_stored(doc, index);
    if ((node->kind != UND_KIND_PREAMBULAR && node->kind != UND_KIND_OPERATIVE) || node->phrase == 0)
        return;
    uint8_t told = und_doc_node_language(doc, index);
    if (told == UND_LANGUAGE_NONE || !has_genders(und_language_at(doc->packs, told)))
        return;
    const und_language *language = und_language_at(doc->packs, told);
    char gender = gender_of(language, und_organ_that_speaks(run));
    genders lists = genders_of(language, gender);
    und_opener opener;
    if (gender == 0 || !may_disagree(doc, node, language, lists) || und_opener_get(doc, index + 1, &opener) != UND_OK ||
        opener.role == UND_OPENER_NONE)
        return;
    und_bytes text = opener.words.text;
    for (und_bytes word = word_from(text, after_verb(node, text)); word.length > 0;
         word = word_from(text, (size_t)(word.at - text.at) + word.length)) {
        const und_term *right = other_form(language, lists, word);
        if (right == NULL)
            continue;
        und_place from = opener.words.range.from;
        from.column += (uint32_t)(word.at - text.at);
        und_passage words = {word, {from, {from.line, from.column + (uint32_t)word.length}}};
        und_find_words(run, words, " does not agree with the organ that speaks");
        und_text *out = &run->findings->words;
        size_t title = out->length;
        und_text_put_words(out, "Write “");
        und_put_like(out, und_term_text(language, right), word);
        und_text_put_words(out, "”");
        size_t fix = out->length;
        und_put_like(out, und_term_text(language, right), word);
        und_offer(run, words.range, title, fix, out->length);
    }
}
