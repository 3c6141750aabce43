#include "check/figures.h"

#include "text/among.h"
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

/* ---- what the packs know ---- */

static uint32_t pair_of(unsigned char a, unsigned char b)
{
    return (a * 37u + b) & 255u;
}

static void set_bit(uint64_t bits[4], uint32_t bit)
{
    bits[bit / 64] |= UINT64_C(1) << bit % 64;
}

static bool has_bit(const uint64_t bits[4], uint32_t bit)
{
    return (bits[bit / 64] >> bit % 64 & 1u) != 0;
}

static void learn_months(und_figure_words *words, const und_language *language)
{
    for (uint32_t i = language->first[UND_TERM_MONTH]; i < language->first[UND_TERM_MONTH + 1]; i++) {
        const und_term *term = &language->terms[i];
        und_bytes text = und_term_text(language, term);
        uint32_t bytes;
        char first[4];
        if (term->attested && term->value >= 1 && term->value <= 12 && words->months[term->value - 1].length == 0)
            words->months[term->value - 1] = text;
        uint32_t point = und_utf8_decode(text.at, text.at + text.length, &bytes);
        uint32_t forms[2] = {und_lower(point), und_upper(point)};
        for (size_t form = 0; form < 2 && text.length > bytes; form++) {
            uint32_t length = und_utf8_encode(forms[form], first);
            char second = length > 1 ? first[1] : text.at[bytes];
            set_bit(words->month_starts, pair_of((unsigned char)first[0], (unsigned char)second));
        }
        if (text.length > 2)
            set_bit(words->month_ends,
                    pair_of((unsigned char)text.at[text.length - 2], (unsigned char)text.at[text.length - 1]));
    }
    for (uint32_t i = language->first[UND_TERM_DATE]; i < language->first[UND_TERM_DATE + 1]; i++)
        if (words->date.length == 0 && language->terms[i].attested)
            words->date = und_term_text(language, &language->terms[i]);
}

/* Whether a wrong form begins with the month: "March 5, 2021". */
static bool has_month_first(const und_language *language)
{
    static const char slot[] = "{month}";
    for (uint32_t i = language->first[UND_TERM_WRONG_DATE]; i < language->first[UND_TERM_WRONG_DATE + 1]; i++) {
        und_bytes form = und_term_text(language, &language->terms[i]);
        if (form.length >= sizeof slot - 1 && memcmp(form.at, slot, sizeof slot - 1) == 0)
            return true;
    }
    return false;
}

static const char number_slot[] = " {number}";
#define NUMBER_SLOT (sizeof number_slot - 1)

/* The words of a pattern that its number follows, folded; empty: another thing stands there. */
static und_bytes before_number(const und_language *language, uint32_t term)
{
    und_bytes form = und_term_folded(language, &language->terms[term]);
    if (form.length <= NUMBER_SLOT || memcmp(form.at + form.length - NUMBER_SLOT, number_slot, NUMBER_SLOT) != 0)
        return (und_bytes){"", 0};
    return (und_bytes){form.at, form.length - NUMBER_SLOT};
}

static void learn(und_figure_words *words, const und_language *language)
{
    words->made = true;
    learn_months(words, language);
    words->month_first = has_month_first(language);
    for (uint32_t i = language->first[UND_TERM_RESOLUTION_REFERENCE];
         i < language->first[UND_TERM_RESOLUTION_REFERENCE + 1]; i++) {
        und_bytes form = before_number(language, i);
        if (form.length > 0)
            set_bit(words->resolution_ends, (unsigned char)form.at[form.length - 1]);
    }
}

/* Whether the two bytes at `at` are such as a month's name begins with. */
static bool begins_month(const und_figure_words *words, und_bytes line, size_t at)
{
    return at + 2 <= line.length &&
           has_bit(words->month_starts, pair_of((unsigned char)line.at[at], (unsigned char)line.at[at + 1]));
}

/* The end of figures at byte `at` of a line, `most` at most. */
static size_t figures_end(und_bytes line, size_t at, size_t most)
{
    size_t end = at;
    while (end < line.length && end - at < most && is_digit(line.at[end]))
        end++;
    return end;
}

/* Whether a date stands at byte `at` just as the first form of the language has it: most do. The first of a month may have a
 * form of its own. */
static bool is_right_date(const und_figure_words *words, und_bytes line, size_t at)
{
    for (size_t p = 0; p < words->date.length;) {
        const char *form = words->date.at + p;
        if (*form != '{') {
            if (at >= line.length || line.at[at] != *form)
                return false;
            at++;
            p++;
            continue;
        }
        const char *close = memchr(form, '}', words->date.length - p);
        if (close == NULL)
            return false;
        size_t start = at;
        if (form[1] == 'd') {
            at = figures_end(line, at, 2);
            if (at == start || line.at[start] == '0' || (at == start + 1 && line.at[start] == '1'))
                return false;
        } else if (form[1] == 'y') {
            at = figures_end(line, at, 4);
            if (at != start + 4)
                return false;
        } else {
            for (size_t month = 0; month < 12 && at == start; month++) {
                und_bytes name = words->months[month];
                if (name.length > 0 && line.length - at > name.length && line.at[at] == name.at[0] &&
                    memcmp(line.at + at, name.at, name.length) == 0)
                    at += name.length;
            }
            if (at == start)
                return false;
        }
        p = (size_t)(close - words->date.at) + 1;
    }
    return words->date.length > 0 && (at == line.length || (!is_digit(line.at[at]) && !is_latin(line.at[at])));
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

/* A day of one or two figures: "5 March", "5th March", "5 de marzo", "March 5", "5/3/2021"; not as the language has it. */
static bool may_be_date(const und_figure_words *words, und_bytes line, const und_figure *f, char before, char after)
{
    size_t at = f->last;
    if (after == '/' || after == '.')
        return before == ' ' && f->value <= 31 && at + 1 < line.length && is_digit(line.at[at + 1]);
    if (after != ' ' && after != '\xc2' && after != ',' && !is_latin(after))
        return false;
    if (words->month_first && before == ' ' && f->first > 3 &&
        has_bit(words->month_ends, pair_of((unsigned char)line.at[f->first - 3], (unsigned char)line.at[f->first - 2])))
        return true;
    if (after == ',')
        return false;
    /* "5th", "5th of": the word after that. */
    if (after != ' ' && at + 2 < line.length && is_latin(line.at[at + 1]) && line.at[at + 2] == ' ')
        at += 2;
    size_t word = after_space(line, at);
    if (word == at)
        return false;
    if (line.length - word > 3 && line.at[word + 2] == ' ' &&
        (memcmp(line.at + word, "of", 2) == 0 || memcmp(line.at + word, "de", 2) == 0))
        word += 3;
    return begins_month(words, line, word) && f->value <= 31 && !is_right_date(words, line, f->first);
}

/* What the bytes beside a figure say. */
static uint32_t kinds_of(const und_figure_words *words, und_bytes line, const und_figure *f)
{
    size_t first = f->first, last = f->last, length = last - first;
    char before = first > 0 ? line.at[first - 1] : '\n', after = last < line.length ? line.at[last] : '\n';
    if (before == '/') { /* "RES/75"; "S/2021/005" */
        if (first < 2)
            return 0;
        char other = line.at[first - 2];
        return is_latin(other) || other == ' ' || (line.at[first] == '0' && length > 1) ? UND_FIGURE_SYMBOL : 0;
    }
    uint32_t kinds = 0;
    if (length <= 2 ? may_be_date(words, line, f, before, after)
                    : after == '\xe5' && length == 4 && line.length - last >= 3 && /* 年 */
                          memcmp(line.at + last, "\xe5\xb9\xb4", 3) == 0 && !is_right_date(words, line, first))
        kinds = UND_FIGURE_DATE;
    if ((after == '\'' || after == '\xe2') && length == 4 && line.at[last - 1] == '0')
        kinds |= UND_FIGURE_DECADE;
    if (after == '%' || after == '\xc2' ||
        (after == ' ' && last + 1 < line.length && (line.at[last + 1] == '%' || line.at[last + 1] == 'p')))
        kinds |= UND_FIGURE_PERCENT;
    if ((before != ' ' && before != '\xa0') || first < 3)
        return kinds;
    unsigned char word = (unsigned char)line.at[first - 2];
    if (before != ' ')
        word = (unsigned char)line.at[first - 3];
    if (word == '/') /* "RES/ 75" */
        return is_latin(line.at[first - 3]) ? kinds | UND_FIGURE_SYMBOL : kinds;
    /* After the word for resolutions, two figures to four; after a sign a session and a number: "No. 70/1". */
    bool may_be = after == '/' ? !is_latin((char)word) && !is_digit((char)word) && word != ','
                               : length > 1 && length <= 4 && has_bit(words->resolution_ends, word);
    return may_be ? kinds | UND_FIGURE_RESOLUTION : kinds;
}

/* ---- one pass ---- */

static void look_at_line(und_check_run *run, uint32_t number, const und_figure_words *words)
{
    und_figures *out = run->figures;
    und_bytes line = und_lines_text(&run->doc->lines, number);
    size_t before = out->count;
    for (size_t at = 0; out->count < FIGURES_MOST;) {
        at = und_find_figure(line, at);
        if (at == line.length)
            break;
        und_figure one = {.line = number, .first = (uint32_t)at};
        for (size_t first = at; at < line.length && is_digit(line.at[at]); at++)
            one.value = at - first < 9 ? one.value * 10 + (uint32_t)(line.at[at] - '0') : UINT32_MAX;
        one.last = (uint32_t)at;
        one.kinds = kinds_of(words, line, &one);
        if (one.kinds == 0)
            continue;
        if (out->count == before && memchr(line.at, '|', line.length) != NULL)
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

void und_figures_make(und_check_run *run, uint32_t index)
{
    und_doc *doc = run->doc;
    und_figures *out = run->figures;
    const und_tree_node *node = und_doc_stored(doc, index);
    out->made = true;
    out->count = 0;
    out->kinds = 0;
    if (!is_text(node->kind) || node->state.part == UND_PART_START || node->state.part == UND_PART_MASTHEAD ||
        (node->state.flags & UND_STATE_ANNEX) != 0)
        return;
    out->told = und_doc_node_language(doc, index);
    if (out->told == UND_LANGUAGE_NONE)
        return;
    und_figure_words *words = &out->words[out->told];
    if (!words->made)
        learn(words, und_language_at(doc->packs, out->told));
    for (uint32_t line = und_doc_text_line(doc, index), end = und_doc_own_end(doc, index); line < end; line++)
        look_at_line(run, line, words);
}

/* ---- what rules about figures share ---- */

static und_range in_line(uint32_t line, size_t first, size_t last)
{
    return (und_range){{line, (uint32_t)first}, {line, (uint32_t)last}};
}

void und_find_in_line(und_check_run *run, uint32_t line, size_t first, size_t last, const char *said)
{
    und_bytes text = und_lines_text(&run->doc->lines, line);
    und_find_words(run, (und_passage){{text.at + first, last - first}, in_line(line, first, last)}, said);
}

void und_offer_in_line(und_check_run *run, uint32_t line, size_t first, size_t last, und_bytes text)
{
    und_offer_words(run, in_line(line, first, last), text);
}

void und_find_number(und_check_run *run, const und_figure *figure, size_t end, und_bytes written)
{
    und_bytes line = und_lines_text(&run->doc->lines, figure->line);
    und_text *words = &run->findings->words;
    size_t message = words->length;
    und_text_put_words(words, "“");
    und_text_put(words, (und_bytes){line.at + figure->first, end - figure->first});
    und_text_put_words(words, "”: documents write “");
    und_text_put(words, (und_bytes){line.at + figure->first, figure->last - figure->first});
    und_text_put(words, written);
    und_text_put_words(words, "”");
    und_find(run, in_line(figure->line, figure->first, end), message);
    und_offer_in_line(run, figure->line, figure->last, end, written);
}

bool und_is_after_resolution(const und_language *language, und_bytes line, size_t at, size_t *first)
{
    char folded[WORDS_BEFORE * 2];
    size_t from = at > WORDS_BEFORE ? at - WORDS_BEFORE : 0;
    while (from < at && ((unsigned char)line.at[from] & 0xc0) == 0x80)
        from++;
    size_t length = und_fold_text((und_bytes){line.at + from, at - from}, folded, sizeof folded);
    for (uint32_t i = language->first[UND_TERM_RESOLUTION_REFERENCE];
         i < language->first[UND_TERM_RESOLUTION_REFERENCE + 1]; i++) {
        und_bytes words = before_number(language, i);
        if (words.length == 0 || words.length > length)
            continue;
        size_t start = length - words.length;
        if (memcmp(folded + start, words.at, words.length) != 0 ||
            (start > 0 && memchr(" (['\"", folded[start - 1], 5) == NULL))
            continue;
        /* Where they begin in the line. */
        und_folding folding = und_folding_of((und_bytes){line.at + from, at - from}, folded, start);
        und_fold_more(&folding, start);
        *first = start == 0 ? from : (size_t)(folding.at - line.at);
        while (*first < at && line.at[*first] == ' ')
            ++*first;
        return true;
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
