#include "check/figures.h"

#include "text/memory.h"
#include "text/utf8.h"

#include <string.h>

#define FIGURES_MOST 4096u /* of one node: a table of figures that lost its lines is no clause */
#define WORDS_BEFORE 48u   /* bytes: "Security Council resolutions" and the like */

und_figures *und_figures_open(const und_allocator *allocator)
{
    und_figures *figures = und_resize(allocator, NULL, 0, sizeof *figures);
    if (figures != NULL) {
        memset(figures, 0, sizeof *figures);
        figures->allocator = allocator;
    }
    return figures;
}

void und_figures_close(und_figures *figures)
{
    if (figures == NULL)
        return;
    const und_allocator *allocator = figures->allocator;
    und_free(allocator, figures->at, figures->room * sizeof *figures->at);
    und_free(allocator, figures, sizeof *figures);
}

static bool is_digit(char c)
{
    return (unsigned)(c - '0') < 10u;
}

static bool is_latin(char c)
{
    return (unsigned)((c | 0x20) - 'a') < 26u;
}

/* ---- months ---- */

static uint32_t pair_of(unsigned char a, unsigned char b)
{
    return (a * 37u + b) & 255u;
}

static void learn_months(und_figures *figures, const und_language *language, uint8_t told)
{
    uint64_t *bits = figures->months[told];
    for (uint32_t i = language->first[UND_TERM_MONTH]; i < language->first[UND_TERM_MONTH + 1]; i++) {
        und_bytes text = und_term_text(language, &language->terms[i]);
        uint32_t bytes;
        char upper[4];
        if (text.length < 4)
            continue; /* "3月" */
        uint32_t point = und_utf8_decode(text.at, text.at + text.length, &bytes);
        uint32_t forms[2] = {und_lower(point), und_upper(point)};
        for (size_t form = 0; form < 2; form++) {
            uint32_t length = und_utf8_encode(forms[form], upper);
            char second = length > 1 ? upper[1] : text.at[bytes];
            uint32_t bit = pair_of((unsigned char)upper[0], (unsigned char)second);
            bits[bit / 64] |= UINT64_C(1) << bit % 64;
        }
    }
    figures->months_made[told] = true;
}

/* Whether the two bytes at `at` are such as a month's name begins with. */
static bool begins_month(const uint64_t bits[4], und_bytes line, size_t at)
{
    if (at + 2 > line.length)
        return false;
    uint32_t bit = pair_of((unsigned char)line.at[at], (unsigned char)line.at[at + 1]);
    return (bits[bit / 64] >> bit % 64 & 1u) != 0;
}

static size_t after_space(und_bytes line, size_t at)
{
    while (at < line.length && line.at[at] == ' ')
        at++;
    if (line.length - at >= 2 && memcmp(line.at + at, "\xc2\xa0", 2) == 0)
        at += 2;
    return at;
}

/* ---- what a figure may be ---- */

static bool may_be_date(const uint64_t bits[4], und_bytes line, const und_figure *f)
{
    size_t length = f->last - f->first, at = f->last;
    if (length == 4)
        return line.length - at >= 3 && memcmp(line.at + at, "\xe5\xb9\xb4", 3) == 0; /* 年 */
    if (length > 2 || f->value == 0 || f->value > 31 || at == line.length)
        return false;
    if (line.at[at] == '/' || line.at[at] == '.')
        return at + 1 < line.length && is_digit(line.at[at + 1]) && (f->first == 0 || line.at[f->first - 1] == ' ');
    /* "5th", "5th of": the word after that. */
    if (at + 2 < line.length && is_latin(line.at[at]) && is_latin(line.at[at + 1]) && line.at[at + 2] == ' ')
        at += 2;
    size_t word = after_space(line, at);
    if (word > at && begins_month(bits, line, word))
        return true;
    if (word > at && line.length - word > 3 &&
        (memcmp(line.at + word, "of ", 3) == 0 || memcmp(line.at + word, "de ", 3) == 0) &&
        begins_month(bits, line, word + 3))
        return true;
    if (f->first < 4 || line.at[f->first - 1] != ' ' || !is_latin(line.at[f->first - 2]))
        return false;
    size_t before = f->first - 1; /* "March 5" */
    while (before > 0 && is_latin(line.at[before - 1]))
        before--;
    return begins_month(bits, line, before);
}

static bool may_be_percent(und_bytes line, const und_figure *f)
{
    size_t at = f->last;
    if (at < line.length && line.at[at] == '%')
        return true;
    size_t word = after_space(line, at);
    return word > at && word < line.length && (line.at[word] == '%' || line.at[word] == 'p');
}

/* "RES/75", "RES/ 75"; "S/2021/005". */
static bool may_be_symbol(und_bytes line, const und_figure *f)
{
    size_t at = f->first;
    if (at >= 3 && line.at[at - 1] == ' ' && line.at[at - 2] == '/')
        return is_latin(line.at[at - 3]);
    if (at < 2 || line.at[at - 1] != '/')
        return false;
    return is_latin(line.at[at - 2]) || (line.at[at - 2] == ' ') || (line.at[at] == '0' && f->last - at > 1);
}

/* A number of two to four figures after a word, or glued to what follows it as none is: "217A (III)". */
static bool may_be_resolution(und_bytes line, const und_figure *f)
{
    size_t at = f->last, length = at - f->first;
    if (length > 4 || (f->first > 0 && line.at[f->first - 1] != ' ' && line.at[f->first - 1] != '\xa0'))
        return false;
    char after = at < line.length ? line.at[at] : ' ';
    if (after == '/')
        return f->first >= 3 && !is_latin(line.at[f->first - 2]); /* "No. 70/1" */
    return length > 1;
}

static uint32_t kinds_of(const uint64_t bits[4], und_bytes line, const und_figure *f)
{
    return (may_be_date(bits, line, f) ? UND_FIGURE_DATE : 0) | (may_be_percent(line, f) ? UND_FIGURE_PERCENT : 0) |
           (may_be_symbol(line, f) ? UND_FIGURE_SYMBOL : 0) | (may_be_resolution(line, f) ? UND_FIGURE_RESOLUTION : 0);
}

/* ---- one pass ---- */

/* Whether one of eight bytes may be a figure; others from 0x30 to 0x3f are taken along. */
static bool has_figure(const char *at)
{
    uint64_t eight;
    memcpy(&eight, at, sizeof eight);
    uint64_t zero = (eight & UINT64_C(0xf0f0f0f0f0f0f0f0)) ^ UINT64_C(0x3030303030303030);
    return ((zero - UINT64_C(0x0101010101010101)) & ~zero & UINT64_C(0x8080808080808080)) != 0;
}

static void look_at_line(und_check_run *run, uint32_t number, const uint64_t bits[4])
{
    und_figures *out = run->figures;
    und_bytes line = und_lines_text(&run->doc->lines, number);
    for (size_t at = 0; at < line.length && out->count < FIGURES_MOST;) {
        if (line.length - at >= 8 && !has_figure(line.at + at)) {
            at += 8;
            continue;
        }
        if (!is_digit(line.at[at])) {
            at++;
            continue;
        }
        size_t first = at;
        und_figure one = {.line = number, .first = (uint32_t)first};
        while (at < line.length && is_digit(line.at[at])) {
            one.value = at - first < 9 ? one.value * 10 + (uint32_t)(line.at[at] - '0') : UINT32_MAX;
            at++;
        }
        one.last = (uint32_t)at;
        one.kinds = kinds_of(bits, line, &one);
        if (one.kinds == 0)
            continue;
        if (memchr(line.at, '|', line.length) != NULL)
            return; /* a row of a table */
        out->kinds |= one.kinds;
        if (!UND_PUSH(out->allocator, out->at, out->count, out->room, one)) {
            run->findings->failed = true;
            return;
        }
    }
}

static bool is_text(uint8_t kind)
{
    return kind == UND_KIND_PREAMBULAR || kind == UND_KIND_OPERATIVE || kind == UND_KIND_SUBPARAGRAPH ||
           kind == UND_KIND_PARAGRAPH || kind == UND_KIND_REQUEST;
}

static void make(und_check_run *run, uint32_t index)
{
    und_doc *doc = run->doc;
    und_figures *out = run->figures;
    const und_tree_node *node = und_doc_stored(doc, index);
    out->made = true;
    out->count = 0;
    out->kinds = 0;
    out->told = und_doc_node_language(doc, index);
    if (out->told == UND_LANGUAGE_NONE || !is_text(node->kind) || node->state.part == UND_PART_START ||
        node->state.part == UND_PART_MASTHEAD || (node->state.flags & UND_STATE_ANNEX) != 0)
        return;
    if (!out->months_made[out->told])
        learn_months(out, und_language_at(doc->packs, out->told), out->told);
    for (uint32_t line = und_doc_text_line(doc, index), end = und_doc_own_end(doc, index); line < end; line++)
        look_at_line(run, line, out->months[out->told]);
}

const und_figures *und_figures_of(und_check_run *run, uint32_t index, uint32_t kind)
{
    if (!run->figures->made)
        make(run, index);
    return (run->figures->kinds & kind) != 0 ? run->figures : NULL;
}

/* ---- what rules about figures share ---- */

void und_find_in_line(und_check_run *run, uint32_t line, size_t first, size_t last, const char *said)
{
    und_bytes text = und_lines_text(&run->doc->lines, line);
    und_text *words = &run->findings->words;
    size_t message = words->length;
    und_text_put_words(words, "“");
    und_text_put(words, (und_bytes){text.at + first, last - first});
    und_text_put_words(words, "”");
    und_text_put_words(words, said);
    und_find(run, (und_range){{line, (uint32_t)first}, {line, (uint32_t)last}}, message);
}

void und_offer_in_line(und_check_run *run, uint32_t line, size_t first, size_t last, und_bytes text)
{
    und_text *words = &run->findings->words;
    size_t title = words->length;
    und_text_put_words(words, "Write “");
    und_text_put(words, text);
    und_text_put_words(words, "”");
    size_t from = words->length;
    und_text_put(words, text);
    und_offer(run, (und_range){{line, (uint32_t)first}, {line, (uint32_t)last}}, title, from, words->length);
}

bool und_is_after_resolution(const und_language *language, und_bytes line, size_t at, size_t *first)
{
    static const char slot[] = " {number}";
    char folded[WORDS_BEFORE * 2];
    size_t from = at > WORDS_BEFORE ? at - WORDS_BEFORE : 0;
    while (from < at && ((unsigned char)line.at[from] & 0xc0) == 0x80)
        from++;
    for (size_t start = from; start < at; start++) {
        if (start > 0 && line.at[start - 1] != ' ' && line.at[start - 1] != '\xa0' && line.at[start - 1] != '(' &&
            line.at[start - 1] != '\'' && line.at[start - 1] != '\x99')
            continue;
        size_t length = und_fold_text((und_bytes){line.at + start, at - start}, folded, sizeof folded);
        for (uint32_t i = language->first[UND_TERM_RESOLUTION_REFERENCE];
             i < language->first[UND_TERM_RESOLUTION_REFERENCE + 1]; i++) {
            und_bytes term = und_term_folded(language, &language->terms[i]);
            size_t words = term.length - (sizeof slot - 1);
            if (term.length <= sizeof slot - 1 || memcmp(term.at + words, slot, sizeof slot - 1) != 0)
                continue;
            if (words == length && memcmp(term.at, folded, length) == 0) {
                *first = start;
                return true;
            }
        }
    }
    return false;
}

bool und_is_quoted(und_bytes line, size_t at)
{
    int open = 0;
    bool straight = false;
    for (size_t i = 0; i < at && i < line.length; i++) {
        const char *c = line.at + i;
        if (*c == '"')
            straight = !straight;
        else if (line.length - i >= 3 && (memcmp(c, "\xe2\x80\x9c", 3) == 0 || memcmp(c, "\xe2\x80\x9e", 3) == 0))
            open++;
        else if (line.length - i >= 3 && memcmp(c, "\xe2\x80\x9d", 3) == 0)
            open -= open > 0;
        else if (line.length - i >= 2 && memcmp(c, "\xc2\xab", 2) == 0)
            open++;
        else if (line.length - i >= 2 && memcmp(c, "\xc2\xbb", 2) == 0)
            open -= open > 0;
    }
    return open > 0 || straight;
}
