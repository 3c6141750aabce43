/* Rules about openers: slips of the pen, and the form that the subject asks for.
 *
 * Words are compared by letters, accents included and case aside. A slip is a letter changed, added or dropped, or two
 * neighbours swapped. What is no opener is only reported where an opener has to stand, when it is near one that is
 * attested, and when it is no other word of the language (`openers: none:` in the packs). */
#include "model/opener.h"
#include "check/check.h"
#include "check/spelt.h"

#include "text/text.h"
#include "text/utf8.h"

#include <string.h>

/* The bytes that a slip may add or take: a letter of at most four. */
#define SLIP_BYTES 4u
/* As many openers are as near at most; of more it cannot be told which one was meant. */
#define MEANT_MAX 3u
/* How far an opener's form for the singular is from that for the plural: "Expresses", "Décident". */
#define FORM_SLIPS 4u
/* A paragraph of so many letters without any accent has lost them in a conversion. */
#define LETTERS_WITHOUT_ACCENTS 60u

#define OPENER_KEYS (UND_BIT(UND_TERM_PREAMBULAR) | UND_BIT(UND_TERM_OPERATIVE) | UND_BIT(UND_TERM_DECLARATION))

/* ---- what was meant ---- */

typedef struct meant {
    uint32_t term; /* of the language */
    uint32_t slips;
    size_t first, end;    /* the wrong word, as points of the text */
    size_t last;          /* after the words that the term stands for */
    size_t right, length; /* the right word, as points of the term */
} meant;

/* Chinese has no spaces between words: the characters that the text begins with, one of them wrong. */
static bool near_han(und_letters text, und_letters term, meant *out)
{
    if (term.count < UND_SLIP_HAN || text.count < term.count)
        return false;
    size_t wrong = 0;
    for (size_t i = 0; i < term.count; i++)
        wrong += text.point[i] != term.point[i];
    *out = (meant){.slips = 1, .end = term.count, .last = term.count, .length = term.count};
    return wrong == 1;
}

/* Whether the words that the text begins with are the term's but for one word, which has few slips. */
static bool near_words(und_letters text, und_letters term, meant *out)
{
    size_t i = 0, j = 0;
    bool alone = und_word_end(term, 0) == term.count;
    out->slips = 0;
    for (;;) {
        size_t x = und_word_end(text, i), y = und_word_end(term, j);
        const uint32_t *a = text.point + i, *b = term.point + j;
        if (!und_is_same_word(text, i, x - i, b, y - j)) {
            uint32_t allowed = out->slips == 0 ? und_slips_allowed(b, y - j, alone) : 0;
            uint32_t found = allowed == 0 ? 1 : und_slips(a, x - i, b, y - j, allowed);
            if (found > allowed || x == i || (found > 1 && und_fold(a[0]) != und_fold(b[0])))
                return false;
            *out = (meant){.slips = found, .first = i, .end = x, .right = j, .length = y - j};
        }
        out->last = x;
        if (y == term.count)
            return out->slips > 0;
        if (x == text.count)
            return false;
        i = x + 1;
        j = y + 1;
    }
}

/* A space that is missing: "Sefélicite". */
static bool near_joined(und_letters text, und_letters term, meant *out)
{
    size_t end = und_word_end(text, 0);
    if (und_word_end(term, 0) == term.count || end + 1 != term.count || end < UND_SLIP_LETTERS)
        return false;
    *out = (meant){.slips = 1, .end = end, .last = end, .length = term.count};
    return und_slips(text.point, end, term.point, term.count, 1) == 1;
}

static bool is_near(und_letters text, und_letters term, meant *out)
{
    if (term.count == 0 || text.count == 0 || (term.upper && !text.upper))
        return false;
    if (und_is_han(term.point[0]))
        return near_han(text, term, out);
    return near_words(text, term, out) || near_joined(text, term, out);
}

/* The operative opener that is the same verb in the singular; NULL: none, or it cannot be told. */
static const und_term *singular_of(und_spelt *spelt, und_letters words)
{
    const und_language *language = spelt->language;
    const und_term *found = NULL;
    uint32_t least = FORM_SLIPS;
    bool several = false;
    for (uint32_t i = language->first[UND_TERM_OPERATIVE]; i < language->first[UND_TERM_OPERATIVE + 1]; i++) {
        const und_term *term = &language->terms[i];
        if (words.count == 0 || und_spelt_start(spelt, i).first != words.point[0])
            continue;
        und_letters right = und_spelt_letters(spelt, i);
        size_t same = 0;
        while (same < right.count && same < words.count && right.point[same] == words.point[same])
            same++;
        /* A verb changes behind its stem. */
        if (!term->attested || same < 3 || same * 2 < und_word_end(words, 0))
            continue;
        uint32_t far = und_slips(words.point, words.count, right.point, right.count, least);
        several = far < least ? false : several || far == least;
        if (far < least) {
            least = far;
            found = term;
        }
    }
    return several ? NULL : found;
}

/* A term as the pack writes it. */
static und_bytes written(und_spelt *spelt, uint32_t term)
{
    return und_term_text(spelt->language, &spelt->language->terms[term]);
}

/* Whether a term may raise a finding: it is attested, or the plural of a verb that is in the singular. */
static bool is_attested(und_spelt *spelt, uint32_t index)
{
    const und_term *term = &spelt->language->terms[index];
    if (term->attested || term->key != UND_TERM_DECLARATION)
        return term->attested;
    return singular_of(spelt, und_spelt_letters(spelt, index)) != NULL;
}

/* The letters of the right word. */
static const uint32_t *right_word(und_spelt *spelt, const meant *one)
{
    return und_spelt_letters(spelt, one->term).point + one->right;
}

/* The openers of one part that the words are nearest to, each correction once and in its shortest form. */
static size_t nearest_of(und_spelt *spelt, und_term_key key, const und_spelling *text, uint32_t most, meant *out)
{
    const und_language *language = spelt->language;
    size_t count = 0;
    uint32_t least = most;
    und_start start = und_start_of(und_letters_of(text));
    for (uint32_t i = language->first[key]; i < language->first[key + 1]; i++) {
        meant one;
        if (und_begins_otherwise(start, und_spelt_start(spelt, i)) ||
            language->terms[i].length > text->last[text->count - 1] + UND_SLIPS_MAX * SLIP_BYTES ||
            !is_near(und_letters_of(text), und_spelt_letters(spelt, i), &one) || one.slips > least ||
            !is_attested(spelt, i))
            continue;
        if (one.slips < least || count == 0) {
            count = 0;
            least = one.slips;
        }
        one.term = i;
        size_t same = 0;
        for (; same < count; same++)
            if (out[same].first == one.first && out[same].length == one.length &&
                memcmp(right_word(spelt, &one), right_word(spelt, &out[same]), one.length * sizeof(uint32_t)) == 0)
                break;
        if (same < count) {
            if (one.last < out[same].last)
                out[same] = one;
        } else if (count == MEANT_MAX) {
            return 0;
        } else {
            out[count++] = one;
        }
    }
    return count;
}

/* ---- words that are right ---- */

/* Whether one of the words that are right, though near an opener, stands at point `first` of the text: "Experts", "Request
 * for". */
static bool is_other_word(und_spelt *spelt, const und_spelling *text, size_t first)
{
    const und_language *language = spelt->language;
    for (uint32_t i = language->first[UND_TERM_NO_OPENER]; i < language->first[UND_TERM_NO_OPENER + 1]; i++) {
        if (first < text->count && und_spelt_start(spelt, i).first != text->point[first])
            continue;
        und_letters right = und_spelt_letters(spelt, i);
        size_t end = first + right.count;
        if (right.count > 0 && end <= text->count && (end == text->count || text->point[end] == ' ') &&
            memcmp(text->point + first, right.point, right.count * sizeof *right.point) == 0)
            return true;
    }
    return false;
}

/* Whether a word is one of those that openers are made of: "Remaining" is in "Remaining seized". */
static bool is_word_of_openers(und_spelt *spelt, const uint32_t *word, size_t length)
{
    const und_language *language = spelt->language;
    for (uint32_t i = language->first[UND_TERM_PREAMBULAR]; i < language->first[UND_TERM_NO_OPENER]; i++) {
        und_letters term = und_spelt_letters(spelt, i);
        for (size_t at = 0; at < term.count; at = und_word_end(term, at) + 1)
            if (und_word_end(term, at) - at == length && memcmp(term.point + at, word, length * sizeof *word) == 0)
                return true;
    }
    return false;
}

/* "Rappelan t": a conversion put a space into the opener. */
static bool is_torn(und_spelt *spelt, const und_spelling *text)
{
    const und_language *language = spelt->language;
    size_t end = und_word_end(und_letters_of(text), 0);
    size_t next = end == text->count ? end : und_word_end(und_letters_of(text), end + 1);
    if (next == end)
        return false;
    for (uint32_t i = language->first[UND_TERM_PREAMBULAR]; i < language->first[UND_TERM_NO_OPENER]; i++) {
        if (und_spelt_start(spelt, i).first != text->point[0])
            continue;
        und_letters term = und_spelt_letters(spelt, i);
        if (und_word_end(term, 0) == next - 1 && memcmp(term.point, text->point, end * sizeof *term.point) == 0 &&
            memcmp(term.point + end, text->point + end + 1, (next - 1 - end) * sizeof *term.point) == 0)
            return true;
    }
    return false;
}

/* Whether a long paragraph has not a single accent: what read it in lost them, and the opener's with the others. */
static bool lost_its_accents(const und_doc *doc, uint32_t index)
{
    size_t letters = 0;
    for (uint32_t line = und_doc_text_line(doc, index), end = und_doc_own_end(doc, index); line < end; line++) {
        und_bytes text = und_lines_text(&doc->lines, line);
        for (size_t at = 0; at < text.length;) {
            uint32_t bytes;
            uint32_t point = und_utf8_decode(text.at + at, text.at + text.length, &bytes);
            at += bytes;
            if (und_is_accent(point) || (point >= 0x80 && und_is_letter(point)))
                return false;
            letters += und_is_letter(point);
        }
    }
    return letters >= LETTERS_WITHOUT_ACCENTS;
}

/* ---- reporting ---- */

static void put_quoted(und_text *out, und_bytes words)
{
    und_text_put_words(out, "“");
    und_text_put(out, words);
    und_text_put_words(out, "”");
}

/* Offers an opener for the bytes [from, to) of its line. */
static void offer(und_check_run *run, und_range range, und_bytes right)
{
    und_text *out = &run->findings->words;
    size_t title = out->length;
    und_text_put_words(out, "Write ");
    put_quoted(out, right);
    size_t text = out->length;
    und_text_put(out, right);
    und_offer(run, range, title, text, out->length);
}

static und_range from_start(und_range range, size_t bytes)
{
    range.to = (und_place){range.from.line, range.from.column + (uint32_t)bytes};
    return range;
}

/* `line` is the text from the opener on, which begins where `range` does. */
static void report_slips(und_check_run *run, und_spelt *spelt, und_range range, und_bytes line,
                         const und_spelling *text, const meant *found, size_t count)
{
    static const char *const numbers[UND_SLIPS_MAX + 1] = {"", "one letter", "two letters"};
    und_text *out = &run->findings->words;
    size_t message = out->length;
    size_t most = 0;
    for (size_t i = 0; i < count; i++)
        most = found[i].last > most ? found[i].last : most;
    uint32_t bytes = text->last[most - 1];
    put_quoted(out, (und_bytes){line.at, bytes});
    und_text_put_words(out, " is ");
    und_text_put_words(out, numbers[found[0].slips]);
    und_text_put_words(out, count > 1 ? " away from the openers " : " away from the opener ");
    for (size_t i = 0; i < count; i++) {
        if (i > 0)
            und_text_put_words(out, i + 1 == count ? " and " : ", ");
        put_quoted(out, written(spelt, found[i].term));
    }
    und_find(run, from_start(range, bytes), message);
    for (size_t i = 0; i < count; i++)
        offer(run, from_start(range, text->last[found[i].last - 1]), written(spelt, found[i].term));
}

static void report_accents(und_check_run *run, const und_passage *words, und_bytes right)
{
    und_text *out = &run->findings->words;
    size_t message = out->length;
    put_quoted(out, words->text);
    und_text_put_words(out, ": the opener is written ");
    put_quoted(out, right);
    und_find(run, words->range, message);
    offer(run, words->range, right);
}

static void report_form(und_check_run *run, const und_passage *words, und_bytes right)
{
    und_text *out = &run->findings->words;
    size_t message = out->length;
    put_quoted(out, words->text);
    und_text_put_words(out, " does not agree with the subject, which is in the singular: ");
    put_quoted(out, right);
    und_find(run, words->range, message);
    offer(run, words->range, right);
}

/* ---- the rule ---- */

/* The parts whose openers may stand at a node, its own first; returns how many. */
static size_t parts_of(const und_doc *doc, uint32_t index, und_term_key keys[3])
{
    const und_tree_node *node = und_doc_stored(doc, index);
    if (node->kind == UND_KIND_PREAMBULAR) {
        keys[0] = UND_TERM_PREAMBULAR;
        return 1;
    }
    bool declared = und_doc_state_after(doc, index)->mode == UND_MODE_DECLARATION;
    size_t count = 0;
    if (node->kind == UND_KIND_PARAGRAPH && node->state.mode == UND_MODE_PREAMBLE)
        keys[count++] = UND_TERM_PREAMBULAR;
    keys[count++] = declared ? UND_TERM_DECLARATION : UND_TERM_OPERATIVE;
    keys[count++] = declared ? UND_TERM_OPERATIVE : UND_TERM_DECLARATION;
    return count;
}

/* A paragraph among clauses that ends as a clause does may be one whose opener could not be read; "Adoptée à la 2375e
 * séance." is none. */
static bool may_be_clause(const und_doc *doc, uint32_t index)
{
    const und_tree_node *node = und_doc_stored(doc, index);
    if (node->kind == UND_KIND_PREAMBULAR || node->kind == UND_KIND_OPERATIVE)
        return true;
    if (node->kind != UND_KIND_PARAGRAPH || node->state.mode == UND_MODE_NONE)
        return false;
    und_reader reader = {doc->lexicon, &doc->lines};
    und_end end = und_reader_end(&reader, und_doc_own_end(doc, index) - 1);
    return end == UND_END_COMMA || end == UND_END_SEMICOLON;
}

/* What the packs say of the words that a node begins with, in its language. */
typedef struct senses {
    bool any;
    bool attested;           /* some of them, as an opener */
    bool other_part;         /* a declaration's opener, and no operative one */
    bool spelt;              /* as a pack writes them, accents included */
    const und_term *accents; /* an attested one that differs by accents alone */
} senses;

static bool is_written_so(und_spelt *spelt, uint32_t term, und_bytes text)
{
    if (und_bytes_equal(text, written(spelt, term)))
        return true; /* most */
    und_spelling words;
    und_spell(text, &words);
    und_letters right = und_spelt_letters(spelt, term);
    return und_is_same_word(und_letters_of(&words), 0, words.count, right.point, right.count);
}

static senses senses_of(const und_doc *doc, uint32_t index, und_spelt *spelt, uint8_t told, und_bytes text)
{
    const und_phrase *phrase = und_phrase_at(doc->lexicon, und_doc_stored(doc, index)->phrase);
    senses out = {false, false, false, false, NULL};
    bool operative = false;
    for (uint32_t i = 0; i < phrase->sense_count; i++) {
        const und_sense *sense = &doc->lexicon->senses[phrase->senses + i];
        if (sense->language != told || (OPENER_KEYS & UND_BIT(sense->key)) == 0)
            continue;
        const und_term *term = &spelt->language->terms[sense->term];
        out.any = true;
        out.attested = out.attested || term->attested;
        out.other_part = out.other_part || sense->key == UND_TERM_DECLARATION;
        operative = operative || sense->key == UND_TERM_OPERATIVE;
        if (is_written_so(spelt, sense->term, text))
            out.spelt = true;
        else if (term->attested)
            out.accents = term;
    }
    out.other_part = out.other_part && !operative;
    return out;
}

/* Whether nothing can be said against words that a pack knows. */
static inline bool are_right(const senses *known)
{
    return known->spelt && known->attested && !known->other_part;
}

/* Whether a numbered clause with an organ for its subject begins with words that are no noun: there the opener must agree
 * with the subject. */
static bool must_agree(und_check_run *run, uint32_t index, und_spelt *spelt, const und_spelling *text)
{
    const und_tree_node *node = und_doc_stored(run->doc, index);
    und_term_key keys[3];
    (void)parts_of(run->doc, index, keys);
    return node->kind == UND_KIND_OPERATIVE && keys[0] == UND_TERM_OPERATIVE && node->style == UND_LABEL_NUMBER &&
           !is_other_word(spelt, text, 0) && und_organ_that_speaks(run) != UND_ORGAN_NONE;
}

/* Words that a pack knows in the language of the node; `whole`: the text that they begin. */
static void check_known(und_check_run *run, uint32_t index, und_spelt *spelt, const senses *known,
                        const und_passage *words, const und_spelling *whole)
{
    const und_doc *doc = run->doc;
    und_spelling opener;
    und_spell(words->text, &opener);
    if (!known->spelt && known->accents != NULL) {
        if (!is_other_word(spelt, whole, 0) && !lost_its_accents(doc, index))
            report_accents(run, words, und_term_text(spelt->language, known->accents));
        return;
    }
    if (known->other_part) {
        const und_term *right =
            must_agree(run, index, spelt, whole) ? singular_of(spelt, und_letters_of(&opener)) : NULL;
        if (right != NULL)
            report_form(run, words, und_term_text(spelt->language, right));
        return;
    }
    if (known->attested || opener.count == 0)
        return;
    /* Spelt as the language may have it, "Emphasising". The Security Council prints both, S/RES/2705 (2023); the other
     * organs do not. */
    und_term_key keys[3];
    meant found[MEANT_MAX];
    (void)parts_of(doc, index, keys);
    if (nearest_of(spelt, keys[0], &opener, 1, found) != 1)
        return;
    und_organ organ = und_organ_that_speaks(run);
    if (organ != UND_ORGAN_NONE && organ != UND_ORGAN_SECURITY_COUNCIL)
        report_slips(run, spelt, words->range, words->text, &opener, found, 1);
}

/* How many letters two words have in common at their ends. */
static size_t same_ending(const und_spelling *text, const meant *one, und_spelt *spelt)
{
    const uint32_t *right = right_word(spelt, one);
    size_t same = 0, length = one->end - one->first;
    while (same < length && same < one->length && text->point[one->end - 1 - same] == right[one->length - 1 - same])
        same++;
    return same;
}

/* The first clause of a declaration follows its preamble without a number, and a word that no pack knows may have been taken
 * for one more of that: what it is nearest to, and ends as, stands first. */
static size_t nearest_in_declaration(und_spelt *spelt, const und_spelling *text, meant *found, size_t count)
{
    meant other[MEANT_MAX];
    size_t others = nearest_of(spelt, UND_TERM_DECLARATION, text, UND_SLIPS_MAX, other);
    if (others != 1 || count > 1)
        return count;
    if (count == 1 && other[0].slips == found[0].slips) {
        bool first = same_ending(text, &other[0], spelt) > same_ending(text, &found[0], spelt);
        found[1] = first ? found[0] : other[0];
        found[0] = first ? other[0] : found[0];
        return 2;
    }
    if (count == 0 || other[0].slips < found[0].slips)
        found[0] = other[0];
    return 1;
}

/* Whether the wrong word is the right one with another ending: the same verb for another subject. */
static bool is_other_form(const und_spelling *text, const meant *one, und_spelt *spelt)
{
    size_t length = one->end - one->first, least = length < one->length ? length : one->length;
    return length != one->length &&
           memcmp(text->point + one->first, right_word(spelt, one), least * sizeof(uint32_t)) == 0;
}

/* Words that no pack knows, or not in this language. */
static void check_unknown(und_check_run *run, uint32_t index, und_spelt *spelt, und_range range, und_bytes line,
                          const und_spelling *text)
{
    und_term_key keys[3];
    size_t parts = parts_of(run->doc, index, keys);
    meant found[MEANT_MAX];
    size_t count = 0, part = 0;
    for (; part < parts && count == 0; part++)
        count = nearest_of(spelt, keys[part], text, UND_SLIPS_MAX, found);
    if (und_doc_stored(run->doc, index)->kind == UND_KIND_PREAMBULAR && und_organ_that_speaks(run) == UND_ORGAN_NONE)
        count = nearest_in_declaration(spelt, text, found, count);
    if (count == 0 || is_other_word(spelt, text, 0) || is_other_word(spelt, text, found[0].first) ||
        is_torn(spelt, text))
        return;
    bool other_form = keys[part - 1] == UND_TERM_OPERATIVE && is_other_form(text, &found[0], spelt);
    if (!other_form && is_word_of_openers(spelt, text->point + found[0].first, found[0].end - found[0].first))
        return;
    if (other_form) {
        und_passage words = {{line.at, text->last[found[0].last - 1]}, range};
        words.range = from_start(range, words.text.length);
        if (must_agree(run, index, spelt, text))
            report_form(run, &words, written(spelt, found[0].term));
        return;
    }
    report_slips(run, spelt, range, line, text, found, count);
}

void und_rule_opener(und_check_run *run, uint32_t index)
{
    und_doc *doc = run->doc;
    uint8_t told = und_doc_node_language(doc, index);
    if (told == UND_LANGUAGE_NONE || !may_be_clause(doc, index))
        return;
    und_spelt *spelt = und_spelt_of(run, told);
    if (spelt == NULL)
        return;
    und_passage words;
    und_words_known found = und_opener_words(doc, index, &words);
    senses known = {.any = false};
    if (found == UND_WORDS_KNOWN)
        known = senses_of(doc, index, spelt, told, words.text);
    if (known.any && are_right(&known))
        return;
    und_place at = words.range.from;
    und_bytes line = und_lines_text(&doc->lines, at.line);
    line = (und_bytes){line.at + at.column, line.length - at.column};
    und_spelling text;
    und_spell_word(line, &text);
    if (!known.any && und_spelt_is_apart(spelt, und_letters_of(&text)))
        return;
    und_spell(line, &text);
    if (text.count == 0)
        return;
    if (known.any)
        check_known(run, index, spelt, &known, &words, &text);
    else
        check_unknown(run, index, spelt, words.range, line, &text);
}
