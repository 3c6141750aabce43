/* Rules about openers: slips of the pen, and the form that the subject asks for.
 *
 * Words are compared by letters, accents included and case aside. A slip is a letter changed, added or dropped, or two
 * neighbours swapped. What is no opener is only reported where an opener has to stand, when it is near one that is
 * attested, and when it is no other word of the language (`openers: none:` in the packs). */
#include "model/opener.h"
#include "check/check.h"

#include "text/text.h"
#include "text/utf8.h"

#include <string.h>

#define OPENER_MAX 120u
/* Shorter words have too many neighbours one letter away; Arabic ones are as long as others with a word before them. */
#define LEAST_LETTERS 5u
#define LEAST_ARABIC 4u
/* A word of so many letters may have two slips. */
#define LONG_WORD 9u
#define SLIPS_MAX 2u
/* The bytes that a slip may add or take: a letter of at most four. */
#define SLIP_BYTES 4u
/* Openers of Chinese that are long enough for one wrong character to leave the others telling. */
#define LEAST_HAN 5u
/* As many openers are as near at most; of more it cannot be told which one was meant. */
#define MEANT_MAX 3u
/* How far an opener's form for the singular is from that for the plural: "Expresses", "Décident". */
#define FORM_SLIPS 4u
/* A paragraph of so many letters without any accent has lost them in a conversion. */
#define LETTERS_WITHOUT_ACCENTS 60u

#define OPENER_KEYS (UND_BIT(UND_TERM_PREAMBULAR) | UND_BIT(UND_TERM_OPERATIVE) | UND_BIT(UND_TERM_DECLARATION))

/* ---- words as letters ---- */

typedef struct spelling {
    uint32_t point[OPENER_MAX]; /* in lower case, accents kept */
    uint32_t last[OPENER_MAX];  /* byte after each */
    size_t count;
    bool upper; /* begins with a capital */
} spelling;

static bool is_mark(uint32_t point)
{
    return point >= 0x300 && point <= 0x36f;
}

/* The words that a text begins with: letters, apostrophes and hyphens with single spaces between. At most `most` points. */
static void spell_first(und_bytes text, size_t most, spelling *out)
{
    out->count = 0;
    out->upper = false;
    for (size_t at = 0; at < text.length && out->count < most;) {
        unsigned char small = (unsigned char)text.at[at] | 0x20u;
        if (small >= 'a' && small <= 'z') { /* most letters */
            if (out->count == 0)
                out->upper = small != (unsigned char)text.at[at];
            out->point[out->count] = small;
            out->last[out->count++] = (uint32_t)++at;
            continue;
        }
        uint32_t bytes;
        uint32_t point = und_utf8_decode(text.at + at, text.at + text.length, &bytes);
        at += bytes;
        if ((point >= 0x410 && point <= 0x44f) || (point >= 0x621 && point <= 0x63a) ||
            (point >= 0x641 && point <= 0x64a)) { /* of Russian and Arabic */
            bool capital = point < 0x430;
            if (out->count == 0)
                out->upper = capital;
            out->point[out->count] = capital ? point + 32 : point;
            out->last[out->count++] = (uint32_t)at;
            continue;
        }
        if (is_mark(point)) { /* decomposed text is spelt no differently */
            uint32_t made = out->count > 0 ? und_compose(out->point[out->count - 1], point) : 0;
            if (made != 0)
                out->point[out->count - 1] = made;
            if (out->count > 0)
                out->last[out->count - 1] = (uint32_t)at;
            continue;
        }
        uint32_t normal = und_normal(point);
        if (normal == 0)
            continue;
        if (!und_is_letter(normal) && normal != '\'' && normal != '-' && normal != ' ')
            break;
        if (normal == ' ' && (out->count == 0 || out->point[out->count - 1] == ' '))
            continue;
        if (out->count == 0)
            out->upper = und_is_upper(normal);
        out->point[out->count] = und_lower(normal);
        out->last[out->count++] = (uint32_t)at;
    }
    while (out->count > 0 && out->point[out->count - 1] == ' ')
        out->count--;
}

static void spell(und_bytes text, spelling *out)
{
    spell_first(text, OPENER_MAX, out);
}

static size_t word_end(const spelling *s, size_t at)
{
    while (at < s->count && s->point[at] != ' ')
        at++;
    return at;
}

/* Slips from one word to the other, at most `most`; more: most + 1. */
static uint32_t slips(const uint32_t *a, size_t m, const uint32_t *b, size_t n, uint32_t most)
{
    if (m > n + most || n > m + most)
        return most + 1;
    uint32_t rows[3][OPENER_MAX + 1];
    for (size_t j = 0; j <= n; j++)
        rows[0][j] = (uint32_t)j;
    for (size_t i = 1; i <= m; i++) {
        uint32_t *now = rows[i % 3], *above = rows[(i + 2) % 3], *before = rows[(i + 1) % 3];
        uint32_t least = now[0] = (uint32_t)i;
        for (size_t j = 1; j <= n; j++) {
            uint32_t best = above[j - 1] + (a[i - 1] != b[j - 1]);
            if (above[j] + 1 < best)
                best = above[j] + 1;
            if (now[j - 1] + 1 < best)
                best = now[j - 1] + 1;
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] && before[j - 2] + 1 < best)
                best = before[j - 2] + 1;
            now[j] = best;
            least = best < least ? best : least;
        }
        if (least > most)
            return most + 1;
    }
    uint32_t found = rows[m % 3][n];
    return found > most ? most + 1 : found;
}

/* An unaccented capital is an old habit of printers and no slip. */
static bool only_capital_accent(const spelling *text, const uint32_t *a, size_t m, const uint32_t *b, size_t n)
{
    return text->upper && a == text->point && m == n && m > 0 && a[0] < 0x80 && und_fold(b[0]) == a[0] &&
           memcmp(a + 1, b + 1, (m - 1) * sizeof *a) == 0;
}

static bool same_word(const spelling *text, const uint32_t *a, size_t m, const uint32_t *b, size_t n)
{
    return (m == n && memcmp(a, b, m * sizeof *a) == 0) || only_capital_accent(text, a, m, b, n);
}

/* How many slips a word may have and still be told. */
static uint32_t slips_allowed(const uint32_t *word, size_t length, bool alone)
{
    size_t letters = 0;
    for (size_t i = 0; i < length; i++)
        letters += und_is_letter(word[i]);
    if (letters >= LONG_WORD)
        return SLIPS_MAX;
    return letters >= (und_is_arabic(word[0]) && !alone ? LEAST_ARABIC : LEAST_LETTERS) ? 1 : 0;
}

/* ---- what was meant ---- */

typedef struct meant {
    const und_term *term;
    uint32_t slips;
    size_t first, end;    /* the wrong word, as points of the text */
    size_t last;          /* after the words that the term stands for */
    size_t right, length; /* the right word, as points of the term */
} meant;

/* Chinese has no spaces between words: the characters that the text begins with, one of them wrong. */
static bool near_han(const spelling *text, const spelling *term, meant *out)
{
    if (term->count < LEAST_HAN || text->count < term->count)
        return false;
    size_t wrong = 0;
    for (size_t i = 0; i < term->count; i++)
        wrong += text->point[i] != term->point[i];
    *out = (meant){.slips = 1, .end = term->count, .last = term->count, .length = term->count};
    return wrong == 1;
}

/* Whether the words that the text begins with are the term's but for one word, which has few slips. */
static bool near_words(const spelling *text, const spelling *term, meant *out)
{
    size_t i = 0, j = 0;
    bool alone = word_end(term, 0) == term->count;
    out->slips = 0;
    for (;;) {
        size_t x = word_end(text, i), y = word_end(term, j);
        const uint32_t *a = text->point + i, *b = term->point + j;
        if (!same_word(text, a, x - i, b, y - j)) {
            uint32_t allowed = out->slips == 0 ? slips_allowed(b, y - j, alone) : 0;
            uint32_t found = allowed == 0 ? 1 : slips(a, x - i, b, y - j, allowed);
            if (found > allowed || x == i || (found > 1 && und_fold(a[0]) != und_fold(b[0])))
                return false;
            *out = (meant){.slips = found, .first = i, .end = x, .right = j, .length = y - j};
        }
        out->last = x;
        if (y == term->count)
            return out->slips > 0;
        if (x == text->count)
            return false;
        i = x + 1;
        j = y + 1;
    }
}

/* A space that is missing: "Sefélicite". */
static bool near_joined(const spelling *text, const spelling *term, meant *out)
{
    size_t end = word_end(text, 0);
    if (word_end(term, 0) == term->count || end + 1 != term->count || end < LEAST_LETTERS)
        return false;
    *out = (meant){.slips = 1, .end = end, .last = end, .length = term->count};
    return slips(text->point, end, term->point, term->count, 1) == 1;
}

/* Whether the text begins as no term that is near it does: with another letter, and not by one slip. Most terms end here.
 * Two slips in a word leave its first letter. */
static bool begins_otherwise(const spelling *text, und_bytes words)
{
    spelling term;
    spell_first(words, 3, &term); /* two letters with their accents */
    if (term.count < 2 || text->count < 2)
        return false;
    const uint32_t *a = text->point, *b = term.point;
    return a[0] != b[0] && a[1] != b[1] && a[0] != b[1] && a[1] != b[0] && und_fold(a[0]) != und_fold(b[0]);
}

static bool is_near(const spelling *text, und_bytes words, meant *out)
{
    if (begins_otherwise(text, words))
        return false;
    spelling term;
    spell(words, &term);
    if (term.count == 0 || text->count == 0 || (term.upper && !text->upper))
        return false;
    if (und_is_han(term.point[0]))
        return near_han(text, &term, out);
    return near_words(text, &term, out) || near_joined(text, &term, out);
}

/* The operative opener that is the same verb in the singular; NULL: none, or it cannot be told. */
static const und_term *singular_of(const und_language *language, const spelling *words)
{
    const und_term *found = NULL;
    uint32_t least = FORM_SLIPS;
    bool several = false;
    for (uint32_t i = language->first[UND_TERM_OPERATIVE]; i < language->first[UND_TERM_OPERATIVE + 1]; i++) {
        const und_term *term = &language->terms[i];
        spelling right;
        spell(und_term_text(language, term), &right);
        size_t same = 0;
        while (same < right.count && same < words->count && right.point[same] == words->point[same])
            same++;
        /* A verb changes behind its stem. */
        if (!term->attested || same < 3 || same * 2 < word_end(words, 0))
            continue;
        uint32_t far = slips(words->point, words->count, right.point, right.count, least);
        several = far < least ? false : several || far == least;
        if (far < least) {
            least = far;
            found = term;
        }
    }
    return several ? NULL : found;
}

/* Whether a term may raise a finding: it is attested, or the plural of a verb that is in the singular. */
static bool is_attested(const und_language *language, const und_term *term)
{
    if (term->attested || term->key != UND_TERM_DECLARATION)
        return term->attested;
    spelling words;
    spell(und_term_text(language, term), &words);
    return singular_of(language, &words) != NULL;
}

/* The openers of one part that the words are nearest to, each correction once and in its shortest form. */
static size_t nearest_of(const und_language *language, und_term_key key, const spelling *text, uint32_t most,
                         meant *out)
{
    size_t count = 0;
    uint32_t least = most;
    for (uint32_t i = language->first[key]; i < language->first[key + 1]; i++) {
        const und_term *term = &language->terms[i];
        und_bytes words = und_term_text(language, term);
        meant one;
        if (words.length > text->last[text->count - 1] + SLIPS_MAX * SLIP_BYTES || !is_near(text, words, &one) ||
            one.slips > least || !is_attested(language, term))
            continue;
        if (one.slips < least || count == 0) {
            count = 0;
            least = one.slips;
        }
        one.term = term;
        size_t same = 0;
        for (; same < count; same++) {
            spelling a, b;
            spell(words, &a);
            spell(und_term_text(language, out[same].term), &b);
            if (out[same].first == one.first && out[same].length == one.length &&
                memcmp(a.point + one.right, b.point + out[same].right, one.length * sizeof *a.point) == 0)
                break;
        }
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
static bool is_other_word(const und_language *language, const spelling *text, size_t first)
{
    for (uint32_t i = language->first[UND_TERM_NO_OPENER]; i < language->first[UND_TERM_NO_OPENER + 1]; i++) {
        spelling right;
        spell(und_term_text(language, &language->terms[i]), &right);
        size_t end = first + right.count;
        if (right.count > 0 && end <= text->count && (end == text->count || text->point[end] == ' ') &&
            memcmp(text->point + first, right.point, right.count * sizeof *right.point) == 0)
            return true;
    }
    return false;
}

/* Whether a word is one of those that openers are made of: "Remaining" is in "Remaining seized". */
static bool is_word_of_openers(const und_language *language, const uint32_t *word, size_t length)
{
    static const und_term_key keys[] = {UND_TERM_PREAMBULAR, UND_TERM_OPERATIVE, UND_TERM_DECLARATION};
    for (size_t k = 0; k < sizeof keys / sizeof keys[0]; k++)
        for (uint32_t i = language->first[keys[k]]; i < language->first[keys[k] + 1]; i++) {
            spelling term;
            spell(und_term_text(language, &language->terms[i]), &term);
            for (size_t at = 0; at < term.count; at = word_end(&term, at) + 1)
                if (word_end(&term, at) - at == length && memcmp(term.point + at, word, length * sizeof *word) == 0)
                    return true;
        }
    return false;
}

/* "Rappelan t": a conversion put a space into the opener. */
static bool is_torn(const und_language *language, const spelling *text)
{
    size_t end = word_end(text, 0);
    size_t next = end == text->count ? end : word_end(text, end + 1);
    if (next == end)
        return false;
    spelling joined = *text;
    memmove(joined.point + end, joined.point + end + 1, (next - end - 1) * sizeof *joined.point);
    static const und_term_key keys[] = {UND_TERM_PREAMBULAR, UND_TERM_OPERATIVE, UND_TERM_DECLARATION};
    for (size_t k = 0; k < sizeof keys / sizeof keys[0]; k++)
        for (uint32_t i = language->first[keys[k]]; i < language->first[keys[k] + 1]; i++) {
            spelling term;
            spell(und_term_text(language, &language->terms[i]), &term);
            size_t whole = word_end(&term, 0);
            if (whole == next - 1 && memcmp(term.point, joined.point, whole * sizeof *term.point) == 0)
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
            if (is_mark(point) || (point >= 0x80 && und_is_letter(point)))
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
static void report_slips(und_check_run *run, const und_language *language, und_range range, und_bytes line,
                         const spelling *text, const meant *found, size_t count)
{
    static const char *const numbers[SLIPS_MAX + 1] = {"", "one letter", "two letters"};
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
        put_quoted(out, und_term_text(language, found[i].term));
    }
    und_find(run, from_start(range, bytes), message);
    for (size_t i = 0; i < count; i++)
        offer(run, from_start(range, text->last[found[i].last - 1]), und_term_text(language, found[i].term));
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

static senses senses_of(const und_doc *doc, uint32_t index, uint8_t told, und_bytes text)
{
    spelling words;
    spell(text, &words);
    const und_language *language = und_language_at(doc->packs, told);
    const und_phrase *phrase = und_phrase_at(doc->lexicon, und_doc_stored(doc, index)->phrase);
    senses out = {false, false, false, false, NULL};
    bool operative = false;
    for (uint32_t i = 0; i < phrase->sense_count; i++) {
        const und_sense *sense = &doc->lexicon->senses[phrase->senses + i];
        if (sense->language != told || (OPENER_KEYS & UND_BIT(sense->key)) == 0)
            continue;
        const und_term *term = &language->terms[sense->term];
        spelling right;
        spell(und_term_text(language, term), &right);
        out.any = true;
        out.attested = out.attested || term->attested;
        out.other_part = out.other_part || sense->key == UND_TERM_DECLARATION;
        operative = operative || sense->key == UND_TERM_OPERATIVE;
        if (same_word(&words, words.point, words.count, right.point, right.count))
            out.spelt = true;
        else if (term->attested)
            out.accents = term;
    }
    out.other_part = out.other_part && !operative;
    return out;
}

/* Whether a numbered clause with an organ for its subject begins with words that are no noun: there the opener must agree
 * with the subject. */
static bool must_agree(und_check_run *run, uint32_t index, const und_language *language, const spelling *text)
{
    const und_tree_node *node = und_doc_stored(run->doc, index);
    und_term_key keys[3];
    (void)parts_of(run->doc, index, keys);
    return node->kind == UND_KIND_OPERATIVE && keys[0] == UND_TERM_OPERATIVE && node->style == UND_LABEL_NUMBER &&
           !is_other_word(language, text, 0) && und_organ_that_speaks(run) != UND_ORGAN_NONE;
}

/* Words that a pack knows in the language of the node; `whole`: the text that they begin. */
static void check_known(und_check_run *run, uint32_t index, const und_language *language, const senses *known,
                        const und_passage *words, const spelling *whole)
{
    const und_doc *doc = run->doc;
    spelling opener;
    spell(words->text, &opener);
    if (!known->spelt && known->accents != NULL) {
        if (!is_other_word(language, whole, 0) && !lost_its_accents(doc, index))
            report_accents(run, words, und_term_text(language, known->accents));
        return;
    }
    if (known->other_part) {
        const und_term *right = must_agree(run, index, language, whole) ? singular_of(language, &opener) : NULL;
        if (right != NULL)
            report_form(run, words, und_term_text(language, right));
        return;
    }
    if (known->attested || opener.count == 0)
        return;
    /* Spelt as the language may have it, "Emphasising". The Security Council prints both, S/RES/2705 (2023); the other
     * organs do not. */
    und_term_key keys[3];
    meant found[MEANT_MAX];
    (void)parts_of(doc, index, keys);
    if (nearest_of(language, keys[0], &opener, 1, found) != 1)
        return;
    und_organ organ = und_organ_that_speaks(run);
    if (organ != UND_ORGAN_NONE && organ != UND_ORGAN_SECURITY_COUNCIL)
        report_slips(run, language, words->range, words->text, &opener, found, 1);
}

/* How many letters two words have in common at their ends. */
static size_t same_ending(const spelling *text, const meant *one, const und_language *language)
{
    spelling term;
    spell(und_term_text(language, one->term), &term);
    size_t same = 0, length = one->end - one->first;
    while (same < length && same < one->length &&
           text->point[one->end - 1 - same] == term.point[one->right + one->length - 1 - same])
        same++;
    return same;
}

/* The first clause of a declaration follows its preamble without a number, and a word that no pack knows may have been taken
 * for one more of that: what it is nearest to, and ends as, stands first. */
static size_t nearest_in_declaration(const und_language *language, const spelling *text, meant *found, size_t count)
{
    meant other[MEANT_MAX];
    size_t others = nearest_of(language, UND_TERM_DECLARATION, text, SLIPS_MAX, other);
    if (others != 1 || count > 1)
        return count;
    if (count == 1 && other[0].slips == found[0].slips) {
        bool first = same_ending(text, &other[0], language) > same_ending(text, &found[0], language);
        found[1] = first ? found[0] : other[0];
        found[0] = first ? other[0] : found[0];
        return 2;
    }
    if (count == 0 || other[0].slips < found[0].slips)
        found[0] = other[0];
    return 1;
}

/* Whether the wrong word is the right one with another ending: the same verb for another subject. */
static bool is_other_form(const spelling *text, const meant *one, const und_language *language)
{
    spelling term;
    spell(und_term_text(language, one->term), &term);
    size_t length = one->end - one->first, least = length < one->length ? length : one->length;
    return length != one->length &&
           memcmp(text->point + one->first, term.point + one->right, least * sizeof *term.point) == 0;
}

/* Words that no pack knows, or not in this language. */
static void check_unknown(und_check_run *run, uint32_t index, const und_language *language, und_range range,
                          und_bytes line, const spelling *text)
{
    und_term_key keys[3];
    size_t parts = parts_of(run->doc, index, keys);
    meant found[MEANT_MAX];
    size_t count = 0, part = 0;
    for (; part < parts && count == 0; part++)
        count = nearest_of(language, keys[part], text, SLIPS_MAX, found);
    if (und_doc_stored(run->doc, index)->kind == UND_KIND_PREAMBULAR && und_organ_that_speaks(run) == UND_ORGAN_NONE)
        count = nearest_in_declaration(language, text, found, count);
    if (count == 0 || is_other_word(language, text, 0) || is_other_word(language, text, found[0].first) ||
        is_torn(language, text))
        return;
    bool other_form = keys[part - 1] == UND_TERM_OPERATIVE && is_other_form(text, &found[0], language);
    if (!other_form && is_word_of_openers(language, text->point + found[0].first, found[0].end - found[0].first))
        return;
    if (other_form) {
        und_passage words = {{line.at, text->last[found[0].last - 1]}, range};
        words.range = from_start(range, words.text.length);
        if (must_agree(run, index, language, text))
            report_form(run, &words, und_term_text(language, found[0].term));
        return;
    }
    report_slips(run, language, range, line, text, found, count);
}

void und_rule_opener(und_check_run *run, uint32_t index)
{
    und_doc *doc = run->doc;
    uint8_t told = und_doc_node_language(doc, index);
    if (told == UND_LANGUAGE_NONE || !may_be_clause(doc, index))
        return;
    const und_language *language = und_language_at(doc->packs, told);
    und_passage words;
    und_words_known found = und_opener_words(doc, index, &words);
    und_place at = words.range.from;
    und_bytes line = und_lines_text(&doc->lines, at.line);
    line = (und_bytes){line.at + at.column, line.length - at.column};
    spelling text;
    spell(line, &text);
    if (text.count == 0)
        return;
    senses known = {.any = false};
    if (found == UND_WORDS_KNOWN)
        known = senses_of(doc, index, told, words.text);
    if (known.any)
        check_known(run, index, language, &known, &words, &text);
    else
        check_unknown(run, index, language, words.range, line, &text);
}
