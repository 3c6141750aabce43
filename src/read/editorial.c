/* Square brackets that editors put: into quotations, around sources and marks of footnotes, and those of Markdown. */
#include "read/sign.h"

#include <string.h>

#define TOKEN_BYTES 14u /* of an abbreviation: "MINUSTAH" */
#define FIRST_YEAR 1900u

/* Whether a term of `key` of any language stands at byte `at`, as whole words. */
static bool has_term(const und_sign_finder *f, und_term_key key, uint32_t at, uint32_t last)
{
    char folded[UND_REMARK_BYTES];
    uint32_t stop = last - at > UND_REMARK_BYTES / 2 ? at + UND_REMARK_BYTES / 2 : last;
    while (stop > at && stop < last && ((unsigned char)f->text.at[stop] & 0xc0) == 0x80)
        stop--;
    und_bytes text = {folded, und_fold_text((und_bytes){f->text.at + at, stop - at}, folded, sizeof folded)};
    for (uint32_t l = 0; l < und_language_count(f->packs); l++) {
        const und_language *language = und_language_at(f->packs, l);
        for (uint32_t i = language->first[key]; i < language->first[key + 1]; i++) {
            und_bytes term = und_term_folded(language, &language->terms[i]);
            if (term.length > text.length || memcmp(term.at, text.at, term.length) != 0)
                continue;
            char next = term.length < text.length ? text.at[term.length] : ' ';
            bool word = (next >= 'a' && next <= 'z') || und_is_figure(next);
            if (!word || language->script == UND_SCRIPT_HAN)
                return true;
        }
    }
    return false;
}

static bool is_elision(const und_sign_finder *f, uint32_t first, uint32_t last)
{
    bool any = false;
    for (uint32_t i = first, bytes; i < last; i += bytes) {
        uint32_t point = und_point_of(f, i, last, &bytes);
        if (point != '.' && point != 0x2026 && point != ' ')
            return false;
        any = any || point != ' ';
    }
    return any;
}

/* A blank to be filled: "[ ]", "[__]", "[X]", "[--]". */
static bool is_blank(const und_sign_finder *f, uint32_t first, uint32_t last)
{
    for (uint32_t i = first; i < last; i++)
        if (memchr(" _-xX", f->text.at[i], 5) == NULL)
            return false;
    return last - first <= 8;
}

static bool is_number(const und_sign_finder *f, uint32_t first, uint32_t last)
{
    uint32_t value = 0;
    if (first == last || last - first > 4)
        return false;
    for (uint32_t i = first; i < last; i++) {
        if (!und_is_figure(f->text.at[i]))
            return false;
        value = value * 10 + (uint32_t)(f->text.at[i] - '0');
    }
    return value < FIRST_YEAR;
}

/* "A/75/1", "S/2001/1 and Add.1": a document's symbol. */
static bool is_symbol(const und_sign_finder *f, uint32_t first, uint32_t last)
{
    uint32_t at = first, slashes = 0;
    bool figure = false, capital = last > first && f->text.at[first] >= 'A' && f->text.at[first] <= 'Z';
    for (; capital && at < last && f->text.at[at] != ' '; at++) {
        slashes += f->text.at[at] == '/';
        figure = figure || und_is_figure(f->text.at[at]);
        capital = f->text.at[at] != '/' ||
                  (at + 1 < last &&
                   (und_is_figure(f->text.at[at + 1]) || (f->text.at[at + 1] >= 'A' && f->text.at[at + 1] <= 'Z')));
    }
    return capital && slashes > 0 && figure;
}

/* "MINUSTAH", "P-4": one word without small letters. */
static bool is_token(const und_sign_finder *f, uint32_t first, uint32_t last)
{
    bool capital = false;
    for (uint32_t i = first; i < last; i++) {
        char c = f->text.at[i];
        if (!(c >= 'A' && c <= 'Z') && !und_is_figure(c) && c != '-' && c != '.')
            return false;
        capital = capital || (c >= 'A' && c <= 'Z');
    }
    return capital && last - first <= TOKEN_BYTES;
}

/* What Markdown has square brackets for: links, pictures, check boxes, footnotes. `open` and `close` are the brackets. */
static bool is_markdown(und_sign_finder *f, uint32_t open, uint32_t close)
{
    if (und_byte_at(f, open + 1) == '^' || (open > 0 && f->text.at[open - 1] == '!'))
        return true;
    bool first = true; /* nothing but the mark of a list before it */
    for (uint32_t i = 0; i < open && first; i++)
        first = memchr(" -+*.", f->text.at[i], 5) != NULL || und_is_figure(f->text.at[i]);
    char inside = und_byte_at(f, open + 1);
    bool box = close == open + 2 && (inside == ' ' || inside == 'x' || inside == 'X');
    if (first && open > 0 && box && und_byte_at(f, close + 1) == ' ')
        return true;
    if (first && open == 0 && und_byte_at(f, close + 1) == ':' && und_byte_at(f, close + 2) == ' ' &&
        memchr(f->text.at + open, ' ', close - open) == NULL)
        return true; /* "[name]: address" */
    if (und_byte_at(f, close + 1) != '(')
        return false;
    uint32_t end = close + 2;
    while (end < f->text.length && f->text.at[end] != ')' && f->text.at[end] != ' ')
        end++;
    und_remark said;
    bool address = false;
    for (uint32_t i = close + 2; i < end; i++)
        address = address || memchr("./#", f->text.at[i], 3) != NULL;
    return und_byte_at(f, end) == ')' && (address || !und_remark_read(f, close + 2, end, UND_REMARK_BESIDE, &said));
}

bool und_is_editorial(und_sign_finder *f, uint32_t open, uint32_t close)
{
    uint32_t first = und_after_spaces(f, open + 1, close), last = und_before_spaces(f, first, close);
    if (is_markdown(f, open, close) || is_elision(f, first, last) || is_symbol(f, first, last))
        return true;
    /* "planning.[23]", "[1] See": the mark of a footnote. */
    if (is_number(f, first, last) && (open == 0 || f->text.at[open - 1] != ' ' || und_byte_at(f, close + 1) == '\0'))
        return open == 0 || (f->text.at[open - 1] != '[' && f->text.at[open - 1] != '(');
    /* "[p]ut": a letter that a quotation had otherwise. */
    uint32_t bytes;
    if (und_is_letter(und_point_of(f, first, last, &bytes)) && first + bytes == last && first == open + 1 &&
        last == close && (und_has_letter(f, close + 1) || (und_follows_letter(f, open) && f->text.at[first] != 's')))
        return true;
    und_negotiation_word word;
    return has_term(f, UND_TERM_BRACKET, first, last) || has_term(f, UND_TERM_ORIGINAL_LABEL, first, last) ||
           has_term(f, UND_TERM_SEE_ANNEX, first, last) || has_term(f, UND_TERM_FOOTNOTE, first, last) ||
           und_negotiation_match(f->packs, UND_WORDS(UND_WORD_EDITORIAL), f->text, first, last, &word) > 0;
}

und_weight und_bracket_weigh(const und_sign_finder *f, uint32_t open, uint32_t close, bool quoted)
{
    uint32_t first = und_after_spaces(f, open + 1, close), last = und_before_spaces(f, first, close);
    bool glued = und_follows_letter(f, open) || und_has_letter(f, close + 1);
    if (!quoted && und_follows_letter(f, open) && !und_has_letter(f, close + 1) && close - open <= 4 &&
        first == open + 1 && f->text.at[first] >= 'a' && f->text.at[first] <= 'z')
        return UND_WEIGHT_PLAIN; /* "State[s]" */
    /* In Chinese all words stand together. */
    glued = glued && !und_han_before(f, open) && !und_han_at(f, close + 1) && last - first < 12;
    if (quoted || glued || is_blank(f, first, last) || is_number(f, first, last) || is_token(f, first, last))
        return UND_WEIGHT_WEAK;
    return UND_WEIGHT_PLAIN;
}
