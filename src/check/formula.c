/* Slips of the pen in the set wording of letters: "I shoud be grateful if you would". */
#include "check/whole.h"

#include "read/pattern.h"
#include "text/eight.h"
#include "text/memory.h"
#include "text/slip.h"
#include "text/utf8.h"

#include <string.h>

#define TOKENS_MAX 600u   /* words of a paragraph that are looked at */
#define FORMULA_WORDS 40u /* the longest has 22 */
#define LEAST_LETTERS 4u  /* shorter words have too many neighbours; but for two letters that are swapped */
#define LEAST_AROUND 3u   /* words of a formula beside the wrong one that stand as they should */
#define SURE_AROUND 3u    /* so many before it and after it: then a word that is right elsewhere is wrong here */
#define LEAST_HAN 6u      /* characters of a Chinese formula, of which one is wrong */
#define TITLE_MOST 700u   /* bytes of a title in one paragraph; that of a joint letter may have more */
#define TITLE_BYTES 3000u /* folded, of a title */

typedef struct words {
    und_bytes text; /* folded */
    und_word at[TOKENS_MAX];
    uint32_t count;
} words;

static void split(und_bytes text, uint32_t most, words *out)
{
    out->text = text;
    out->count = 0;
    for (size_t from = 0; out->count < most && und_next_word(text, from, &out->at[out->count]); out->count++)
        from = out->at[out->count].last;
}

static und_bytes word_of(const words *w, uint32_t i)
{
    return (und_bytes){w->text.at + w->at[i].first, w->at[i].last - w->at[i].first};
}

/* The n-th word of a term as the pack writes it. */
static und_bytes written(const und_language *language, const und_term *term, uint32_t n)
{
    und_bytes text = und_term_text(language, term);
    und_word word = {0, 0};
    for (uint32_t i = 0; i <= n; i++)
        if (!und_next_word(text, word.last, &word))
            return (und_bytes){"", 0};
    return (und_bytes){text.at + word.first, word.last - word.first};
}

static void tell(und_check_run *run, const und_flow *flow, size_t first, size_t last, und_bytes right)
{
    uint32_t from = und_flow_back(flow, first), to = und_flow_back(flow, last);
    und_bytes there = {flow->text + from, to - from};
    und_range range = und_range_of(run, flow, from, to);
    und_text *text = &run->findings->words;
    size_t message = text->length;
    und_text_put_words(text, "“");
    und_text_put(text, there);
    und_text_put_words(text, "”: the formula has “");
    und_put_like(text, right, there);
    und_text_put_words(text, "”");
    und_find(run, range, message);
    size_t title = text->length;
    und_text_put_words(text, "Write “");
    und_put_like(text, right, there);
    und_text_put_words(text, "”");
    size_t fix = text->length;
    und_put_like(text, right, there);
    und_offer(run, range, title, fix, text->length);
}

/* ---- words ---- */

/* How many words before and after the i-th of one and the j-th of the other are the same, without a gap. */
typedef struct around {
    uint32_t before, after;
} around;

static around same_around(const words *formula, uint32_t i, const words *text, uint32_t j)
{
    around same = {0, 0};
    while (same.before < i && same.before < j &&
           und_bytes_equal(word_of(formula, i - 1 - same.before), word_of(text, j - 1 - same.before)))
        same.before++;
    while (i + 1 + same.after < formula->count && j + 1 + same.after < text->count &&
           und_bytes_equal(word_of(formula, i + 1 + same.after), word_of(text, j + 1 + same.after)))
        same.after++;
    return same;
}

/* Characters of a text. */
static uint32_t characters(und_bytes text)
{
    uint32_t count = 0;
    for (size_t i = 0; i < text.length; i++)
        count += ((unsigned char)text.at[i] & 0xc0) != 0x80;
    return count;
}

/* "teh": as many bytes, each of them the other's somewhere. */
static bool is_swap(und_bytes a, und_bytes b)
{
    uint32_t sums[2] = {0, 0};
    for (size_t i = 0; a.length == b.length && i < a.length; i++) {
        sums[0] += (unsigned char)a.at[i];
        sums[1] += (unsigned char)b.at[i];
    }
    return a.length == b.length && sums[0] == sums[1];
}

/* Whether a word that stands where a formula has another one is a slip of that: a conversion's figures are none, nor is an
 * Arabic word with another article, conjunction or preposition glued to it. */
static bool is_slip_of(const und_language *language, und_bytes word, und_bytes right)
{
    if (language->script == UND_SCRIPT_ARABIC &&
        (word.length < 2 || right.length < 2 || memcmp(word.at, right.at, 2) != 0))
        return false;
    for (size_t i = 0; i < word.length; i++)
        if ((unsigned)(word.at[i] - '0') < 10u)
            return false;
    return und_is_slip(word, right) && (characters(right) >= LEAST_LETTERS || is_swap(word, right));
}

static const uint8_t keys[] = {UND_TERM_FORMULA, UND_TERM_REQUEST, UND_TERM_HONOUR, UND_TERM_COMPLIMENTS,
                               UND_TERM_ANNEX_TO};

/* Whether the j-th word of the text stands so in another formula, attested or not: "if you could", "reconnaissante". */
static bool stands_in_another(const und_language *language, const words *text, uint32_t j)
{
    words formula;
    for (size_t k = 0; k < sizeof keys; k++)
        for (uint32_t t = language->first[keys[k]]; t < language->first[keys[k] + 1]; t++) {
            split(und_term_folded(language, &language->terms[t]), FORMULA_WORDS, &formula);
            for (uint32_t i = 0; i < formula.count; i++) {
                around same = same_around(&formula, i, text, j);
                if (same.before + same.after + 1 >= LEAST_AROUND &&
                    und_bytes_equal(word_of(&formula, i), word_of(text, j)))
                    return true;
            }
        }
    return false;
}

/* Whether what stands around a word leaves no doubt that it is a slip. A word that the language knows may be right. */
static bool is_certain(const und_language *language, const words *formula, const words *text, uint32_t j, around same)
{
    uint32_t needed = formula->count <= LEAST_AROUND ? formula->count - 1 : LEAST_AROUND;
    if (same.before + same.after < needed)
        return false;
    if (!und_is_known_word(language, word_of(text, j)))
        return true;
    return same.before >= SURE_AROUND && same.after >= SURE_AROUND && !stands_in_another(language, text, j);
}

/* Whether the j-th word of the text is a slip of a word of a formula that stands around it. */
static bool is_slipped(und_check_run *run, const und_language *language, const und_flow *flow, const words *text,
                       uint32_t j)
{
    words formula;
    for (size_t k = 0; k < sizeof keys; k++)
        for (uint32_t t = language->first[keys[k]]; t < language->first[keys[k] + 1]; t++) {
            const und_term *term = &language->terms[t];
            if (!term->attested || term->folded_length < 10)
                continue;
            split(und_term_folded(language, term), FORMULA_WORDS, &formula);
            for (uint32_t i = 0; formula.count >= 3 && i < formula.count; i++) {
                if (!is_slip_of(language, word_of(text, j), word_of(&formula, i)) ||
                    !is_certain(language, &formula, text, j, same_around(&formula, i, text, j)))
                    continue;
                tell(run, flow, text->at[j].first, text->at[j].last, written(language, term, i));
                return true;
            }
        }
    return false;
}

/* ---- where a formula may stand ---- */

/* Pairs of words that stand beside each other in the formulas of a language, or with one between them, by two hashes: a word
 * is looked at where such a pair stands around it. In most paragraphs there is none. */
#define SET_BITS 65536u
struct und_formulas {
    uint64_t bits[SET_BITS / 64];
};

typedef enum gap { BESIDE, APART } gap;

static uint64_t hash_of(und_bytes word)
{
    uint64_t hash = word.length;
    for (size_t i = 0; i < word.length; i += UND_EIGHT)
        hash = (hash ^ und_eight_of(word.at + i, word.length - i)) * UINT64_C(0x9e3779b97f4a7c15);
    return hash ^ hash >> 32;
}

static void places_of(uint64_t one, uint64_t other, gap between, uint32_t out[2])
{
    uint64_t hash = (one * 31u + other + (uint64_t)between) * UINT64_C(0x9e3779b97f4a7c15);
    out[0] = (uint32_t)(hash >> 48) % SET_BITS;
    out[1] = (uint32_t)(hash >> 24) % SET_BITS;
}

static bool has(const und_formulas *set, uint64_t one, uint64_t other, gap between)
{
    uint32_t at[2];
    places_of(one, other, between, at);
    return (set->bits[at[0] / 64] >> at[0] % 64 & set->bits[at[1] / 64] >> at[1] % 64 & 1u) != 0;
}

static void add(und_formulas *set, uint64_t one, uint64_t other, gap between)
{
    uint32_t at[2];
    places_of(one, other, between, at);
    for (size_t i = 0; i < 2; i++)
        set->bits[at[i] / 64] |= UINT64_C(1) << at[i] % 64;
}

void und_formulas_close(und_formulas *formulas, const und_allocator *allocator)
{
    if (formulas != NULL)
        und_free(allocator, formulas, sizeof *formulas);
}

/* Those of a language, made at the first question and kept with the document. NULL: memory ran out, and the findings say
 * so. */
static const und_formulas *formulas_of(und_check_run *run, uint8_t told, const und_language *language)
{
    und_formulas **kept = &run->formulas[told];
    if (*kept != NULL)
        return *kept;
    und_formulas *set = und_resize(run->doc->allocator, NULL, 0, sizeof *set);
    if (set == NULL) {
        run->findings->failed = true;
        return NULL;
    }
    memset(set, 0, sizeof *set);
    words formula;
    for (size_t k = 0; k < sizeof keys; k++)
        for (uint32_t t = language->first[keys[k]]; t < language->first[keys[k] + 1]; t++) {
            if (!language->terms[t].attested)
                continue;
            split(und_term_folded(language, &language->terms[t]), FORMULA_WORDS, &formula);
            for (uint32_t i = 0; i + 1 < formula.count; i++) {
                add(set, hash_of(word_of(&formula, i)), hash_of(word_of(&formula, i + 1)), BESIDE);
                if (i + 2 < formula.count)
                    add(set, hash_of(word_of(&formula, i)), hash_of(word_of(&formula, i + 2)), APART);
            }
        }
    return *kept = set;
}

static void look_at_words(und_check_run *run, uint8_t told, const und_language *language, const und_flow *flow)
{
    words text;
    uint64_t hashes[TOKENS_MAX];
    const und_formulas *set = formulas_of(run, told, language);
    split((und_bytes){flow->folded, flow->folded_length}, set == NULL ? 0 : TOKENS_MAX, &text);
    for (uint32_t j = 0; j < text.count; j++)
        hashes[j] = hash_of(word_of(&text, j));
    for (uint32_t j = 0; j < text.count; j++) {
        bool before = j >= 2 && has(set, hashes[j - 2], hashes[j - 1], BESIDE);
        bool after = j + 2 < text.count && has(set, hashes[j + 1], hashes[j + 2], BESIDE);
        bool around_it = j >= 1 && j + 1 < text.count && has(set, hashes[j - 1], hashes[j + 1], APART);
        if ((before || after || around_it) && text.at[j].last - text.at[j].first >= LEAST_LETTERS - 1)
            (void)is_slipped(run, language, flow, &text, j);
    }
}

/* ---- Chinese, which has no spaces ---- */

static size_t char_bytes(und_bytes text, size_t at)
{
    uint32_t bytes;
    (void)und_utf8_decode(text.at + at, text.at + text.length, &bytes);
    return bytes;
}

/* The formula at byte `at` of the text but for one character, which another one stands for. Gives where. */
static bool one_wrong(und_bytes formula, und_bytes text, size_t at, size_t *wrong, size_t *in_formula)
{
    size_t i = 0, j = at;
    *wrong = SIZE_MAX;
    while (i < formula.length) {
        if (j >= text.length)
            return false;
        size_t x = char_bytes(formula, i), y = char_bytes(text, j);
        if (x != y || memcmp(formula.at + i, text.at + j, x) != 0) {
            if (*wrong != SIZE_MAX)
                return false;
            *wrong = j;
            *in_formula = i;
        }
        i += x;
        j += y;
    }
    return *wrong != SIZE_MAX;
}

/* Whether a term of the language stands over a byte of the text: then what stands there is right. */
static bool is_covered(const und_language *language, und_bytes text, size_t at)
{
    for (size_t k = 0; k < sizeof keys; k++)
        for (uint32_t t = language->first[keys[k]]; t < language->first[keys[k] + 1]; t++) {
            und_bytes term = und_term_folded(language, &language->terms[t]);
            for (size_t from = at + 1 > term.length ? at + 1 - term.length : 0; from <= at; from++)
                if (from + term.length <= text.length && memcmp(text.at + from, term.at, term.length) == 0)
                    return true;
        }
    return false;
}

static void look_at_characters(und_check_run *run, const und_language *language, const und_flow *flow)
{
    und_bytes text = {flow->folded, flow->folded_length};
    size_t told = SIZE_MAX, wrong = 0, place = 0;
    for (uint32_t t = language->first[UND_TERM_FORMULA]; t < language->first[UND_TERM_FORMULA + 1]; t++) {
        const und_term *term = &language->terms[t];
        und_bytes formula = und_term_folded(language, term);
        if (!term->attested || formula.length < LEAST_HAN * 3)
            continue;
        for (size_t at = 0; at + formula.length <= text.length + 3; at++) {
            if (((unsigned char)text.at[at] & 0xc0) == 0x80 || !one_wrong(formula, text, at, &wrong, &place) ||
                wrong == told || is_covered(language, text, wrong))
                continue;
            told = wrong;
            /* Folding keeps the length of Chinese characters, so the place is the same in the pack's text. */
            und_bytes right = {und_term_text(language, term).at + place, char_bytes(formula, place)};
            tell(run, flow, wrong, wrong + char_bytes(text, wrong), right);
        }
    }
}

/* ---- titles ---- */

/* The text with one word replaced. Empty: it does not fit. */
static und_bytes replaced(und_bytes text, und_word word, und_bytes by, char *out)
{
    size_t length = text.length - (word.last - word.first) + by.length;
    if (length > TITLE_BYTES)
        return (und_bytes){"", 0};
    memcpy(out, text.at, word.first);
    memcpy(out + word.first, by.at, by.length);
    memcpy(out + word.first + by.length, text.at + word.last, text.length - word.last);
    return (und_bytes){out, length};
}

/* Whether the title of a letter stands at a byte of the text. */
static bool is_title_at(const und_language *language, und_bytes text, size_t at)
{
    und_match match;
    for (uint32_t i = language->first[UND_TERM_LETTER_TITLE]; i < language->first[UND_TERM_LETTER_TITLE + 1]; i++)
        if (und_pattern_match(language, &language->terms[i], text, at, &match))
            return true;
    return false;
}

static bool has_title(const und_language *language, und_bytes text)
{
    for (size_t at = 0; at < text.length; at++)
        if ((at == 0 || text.at[at - 1] == ' ') && is_title_at(language, text, at))
            return true;
    return false;
}

/* A text that is the title of a letter, or has one in it, once one word of the title's formula is spelt right. */
static bool look_for_title(und_check_run *run, const und_language *language, const und_flow *flow)
{
    und_bytes whole = {flow->folded, flow->folded_length < TITLE_BYTES / 2 ? flow->folded_length : TITLE_BYTES / 2};
    words text, formula;
    char changed[TITLE_BYTES];
    if (has_title(language, whole))
        return true;
    split(whole, TOKENS_MAX, &text);
    for (uint32_t t = language->first[UND_TERM_LETTER_TITLE]; t < language->first[UND_TERM_LETTER_TITLE + 1]; t++) {
        const und_term *term = &language->terms[t];
        if (!term->attested)
            continue;
        split(und_term_folded(language, term), FORMULA_WORDS, &formula);
        for (uint32_t i = 0; i < formula.count; i++)
            for (uint32_t j = 0; j < text.count; j++) {
                und_bytes right = word_of(&formula, i);
                if (!und_is_slip(word_of(&text, j), right) ||
                    !has_title(language, replaced(whole, text.at[j], right, changed)))
                    continue;
                tell(run, flow, text.at[j].first, text.at[j].last, written(language, term, i));
                return true;
            }
    }
    return false;
}

/* The same in every language of the script: "Lettre dated" is no French. */
static void look_for_titles(und_check_run *run, uint8_t told, const und_flow *flow)
{
    const und_packs *packs = run->doc->packs;
    if (told != UND_LANGUAGE_NONE && look_for_title(run, und_language_at(packs, told), flow))
        return;
    for (uint32_t i = 0; i < und_language_count(packs); i++) {
        const und_language *language = und_language_at(packs, i);
        if (i != told && language->script != UND_SCRIPT_HAN &&
            (told == UND_LANGUAGE_NONE || language->script == und_language_at(packs, told)->script) &&
            look_for_title(run, language, flow))
            return;
    }
}

/* ---- the rule ---- */

void und_rule_formula(und_check_run *run, uint32_t index)
{
    const und_tree_node *node = und_doc_stored(run->doc, index);
    uint8_t told = und_doc_node_language(run->doc, index);
    bool before = node->state.part == UND_PART_START || node->state.part == UND_PART_MASTHEAD;
    bool letter = node->state.part == UND_PART_LETTER;
    bool paragraph = node->kind == UND_KIND_PARAGRAPH || node->kind == UND_KIND_REQUEST;
    bool title = node->kind == UND_KIND_ANNEX ||
                 ((before || letter) && (paragraph || node->kind == UND_KIND_TITLE || node->kind == UND_KIND_MASTHEAD ||
                                         node->kind == UND_KIND_HEADING));
    und_letter read;
    bool text = node->kind == UND_KIND_ANNEX || (letter && paragraph) || (before && node->kind == UND_KIND_REQUEST) ||
                (node->kind == UND_KIND_TITLE && und_letter_get(run->doc, index + 1, &read) == UND_OK);
    if (!title && !text)
        return;
    const und_language *language = told == UND_LANGUAGE_NONE ? NULL : und_language_at(run->doc->packs, told);
    bool han = language != NULL && language->script == UND_SCRIPT_HAN;
    und_flow flow;
    if (und_node_flow(run, index, &flow)) {
        size_t found = run->findings->count;
        if (han)
            look_at_characters(run, language, &flow);
        else if (text && language != NULL)
            look_at_words(run, told, language, &flow);
        bool sentence = paragraph && (flow.length > TITLE_MOST || flow.text[flow.length - 1] == '.');
        if (title && !sentence && !han && run->findings->count == found)
            look_for_titles(run, told, &flow);
    }
    und_flow_close(&flow);
}
