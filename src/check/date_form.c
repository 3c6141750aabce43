/* The form of dates in the text, as the official documents of the language have it (CONVENTIONS, 5, rules 18 to 20; the
 * packs say which forms they do not have). */
#include "check/figures.h"

#include "read/pattern.h"
#include "text/utf8.h"
#include "write/dates.h"

#include <string.h>

#define DATE_BYTES 72u /* of the longest date: Arabic, both names of the month */
#define YEAR_BYTES 4u

/* A date at a byte of a line, in the forms of one key. */
typedef struct seen {
    const und_term *form;
    und_date date;
    size_t last;          /* byte of the line after it */
    size_t month;         /* byte of the line where its month begins */
    const und_term *name; /* of the month; NULL: not found again */
} seen;

/* The byte of the line whose folding ends at `folded` bytes from `at` on. */
static size_t back(und_bytes line, size_t at, size_t folded)
{
    char out[DATE_BYTES * 2];
    size_t most = line.length - at < DATE_BYTES ? line.length - at : DATE_BYTES;
    und_folding folding = und_folding_of((und_bytes){line.at + at, most}, out, folded);
    und_fold_more(&folding, folded);
    return (size_t)(folding.at - line.at);
}

static const und_term *month_at(const und_language *language, und_bytes folded, size_t at, size_t last)
{
    const und_term *found = NULL;
    for (uint32_t i = language->first[UND_TERM_MONTH]; i < language->first[UND_TERM_MONTH + 1]; i++) {
        und_bytes name = und_term_folded(language, &language->terms[i]);
        if (name.length == last - at && memcmp(name.at, folded.at + at, name.length) == 0 &&
            (found == NULL || language->terms[i].attested))
            found = &language->terms[i];
    }
    return found;
}

static bool is_letter_after(und_bytes line, size_t at)
{
    uint32_t bytes;
    if (at >= line.length)
        return false;
    uint32_t point = und_utf8_decode(line.at + at, line.at + line.length, &bytes);
    return (und_is_letter(point) && !und_is_han(point)) || (unsigned)(point - '0') < 10u;
}

/* The longest date of the key's forms at byte `at` of a line. */
static bool see(const und_language *language, und_term_key key, und_bytes line, size_t at, seen *out)
{
    char buffer[DATE_BYTES * 2];
    size_t most = line.length - at < DATE_BYTES ? line.length - at : DATE_BYTES;
    und_bytes folded = {buffer, und_fold_text((und_bytes){line.at + at, most}, buffer, sizeof buffer)};
    size_t longest = 0;
    for (uint32_t i = language->first[key]; i < language->first[key + 1]; i++) {
        und_match match;
        const und_term *form = &language->terms[i];
        if (!form->attested || !und_pattern_match(language, form, folded, 0, &match) || match.last <= longest)
            continue;
        const und_slot *day = und_match_slot(&match, UND_SLOT_DAY), *month = und_match_slot(&match, UND_SLOT_MONTH),
                       *year = und_match_slot(&match, UND_SLOT_YEAR);
        if (day == NULL || month == NULL || year == NULL || !und_date_exists(year->value, month->value, day->value))
            continue;
        longest = match.last;
        *out = (seen){.form = form,
                      .date = {year->value, month->value, day->value},
                      .last = back(line, at, match.last),
                      .month = back(line, at, month->first),
                      .name = month_at(language, folded, month->first, month->last)};
        while (out->month < line.length && line.at[out->month] == ' ')
            out->month++;
    }
    return longest > 0 && !is_letter_after(line, out->last);
}

/* Whether a date in one of the right forms is written otherwise than they are: "05 March", "5 Mars", one of two names. */
static bool is_miswritten(const und_language *language, und_bytes line, size_t at, const seen *date)
{
    const und_term *right = und_term_of(language, UND_TERM_MONTH, (uint16_t)date->date.month);
    if (line.at[at] == '0' || right == NULL || date->name == NULL)
        return line.at[at] == '0';
    und_bytes name = und_term_text(language, date->name), there = {line.at + date->month, line.length - date->month};
    uint32_t bytes;
    if (there.length == 0)
        return false;
    bool capital = und_is_upper(und_utf8_decode(there.at, there.at + there.length, &bytes));
    bool wanted = und_is_upper(und_utf8_decode(name.at, name.at + name.length, &bytes));
    und_bytes both = und_term_text(language, right);
    bool half =
        !date->name->attested && memchr(both.at, '/', both.length) != NULL && memchr(name.at, '/', name.length) == NULL;
    return half ||
           (capital != wanted && !und_is_upper(und_utf8_decode(there.at + bytes, there.at + there.length, &bytes)));
}

/* "1 janvier", where the language writes the first of a month otherwise, and a word stands before it: conversions tear
 * figures apart. */
static bool is_plain_first(const und_language *language, und_bytes line, size_t at, const seen *date)
{
    if (date->date.day != 1 || line.at[at] != '1' || at + 1 >= line.length || line.at[at + 1] != ' ' || at < 3 ||
        line.at[at - 1] != ' ' || (unsigned)(line.at[at - 2] - 'a') >= 26u || date->month != at + 2)
        return false;
    for (uint32_t i = language->first[UND_TERM_DATE]; i < language->first[UND_TERM_DATE + 1]; i++) {
        und_bytes form = und_term_text(language, &language->terms[i]);
        if (language->terms[i].attested && form.length > 6 && memcmp(form.at, "{day}", 5) == 0 && form.at[5] != ' ')
            return true;
    }
    return false;
}

/* Whether what follows leaves no doubt that the date ends there: "5 марта 2021 и 6 мая 2022 годов" does not. */
static bool ends_there(const und_doc *doc, uint32_t index, uint32_t line_number, size_t last)
{
    und_bytes line = und_lines_text(&doc->lines, line_number);
    if (last >= line.length)
        return line_number + 1 == und_doc_own_end(doc, index);
    return memchr(",.;:)", line.at[last], 5) != NULL;
}

/* Whether a date stands as the language writes it, case aside: a form with optional words matches the right one too. */
static bool is_as_written(und_check_run *run, const und_language *language, und_bytes line, size_t first,
                          const seen *date)
{
    char there[DATE_BYTES * 2], wanted[DATE_BYTES * 2];
    und_text right;
    und_text_open(&right, run->doc->allocator);
    (void)und_write_date(language, date->date, &right);
    run->findings->failed = run->findings->failed || right.failed;
    size_t length = und_fold_text((und_bytes){line.at + first, date->last - first}, there, sizeof there);
    size_t other = und_fold_text(und_text_bytes(&right), wanted, sizeof wanted);
    und_text_close(&right);
    return length == other && memcmp(there, wanted, length) == 0;
}

static void tell(und_check_run *run, const und_language *language, uint32_t line, size_t first, size_t last,
                 und_date date)
{
    und_text right;
    und_text_open(&right, run->doc->allocator);
    bool sure = und_write_date(language, date, &right) == UND_ATTESTED;
    run->findings->failed = run->findings->failed || right.failed;
    und_find_in_line(run, line, first, last, ": documents have another form of dates");
    if (sure)
        und_offer_in_line(run, line, first, last, und_text_bytes(&right));
    und_text_close(&right);
}

/* "5/3/2021": which is the month is certain where one of the two is no month. */
static bool look_at_numbers(und_check_run *run, const und_language *language, const und_figure *f)
{
    und_bytes line = und_lines_text(&run->doc->lines, f->line);
    uint32_t values[2] = {0, 0};
    size_t at = f->last;
    char between = at < line.length ? line.at[at] : ' ';
    if (between != '/' && between != '.')
        return false;
    for (size_t i = 0; i < 2; i++) {
        size_t first = ++at;
        while (at < line.length && (unsigned)(line.at[at] - '0') < 10u && at - first < YEAR_BYTES + 1)
            values[i] = values[i] * 10 + (uint32_t)(line.at[at++] - '0');
        if (i == 0 && (at == first || at - first > 2 || at >= line.length || line.at[at] != between))
            return true;
        if (i == 1 && at - first != YEAR_BYTES)
            return true;
    }
    if (is_letter_after(line, at) ||
        (at + 1 < line.length && memchr("/.-", line.at[at], 3) != NULL && is_letter_after(line, at + 1)))
        return true;
    und_date day_first = {values[1], values[0], f->value}, month_first = {values[1], f->value, values[0]};
    bool one = und_date_exists(values[1], values[0], f->value), other = und_date_exists(values[1], f->value, values[0]);
    if ((!one && !other) || und_is_quoted(line, f->first))
        return true;
    if (one != other || values[0] == f->value)
        tell(run, language, f->line, f->first, at, one ? day_first : month_first);
    else
        und_find_in_line(run, f->line, f->first, at, ": documents have the month in words");
    return true;
}

static void look_at_day(und_check_run *run, const und_language *language, uint32_t index, const und_figure *f)
{
    und_bytes line = und_lines_text(&run->doc->lines, f->line);
    seen right = {.last = 0}, wrong = {.last = 0};
    size_t first = f->first;
    bool is_right = see(language, UND_TERM_DATE, line, first, &right);
    bool is_wrong = see(language, UND_TERM_WRONG_DATE, line, first, &wrong);
    if (!is_right && !is_wrong && first > 3 && line.at[first - 1] == ' ') {
        size_t word = first - 1;
        while (word > 0 && (unsigned)((line.at[word - 1] | 0x20) - 'a') < 26u)
            word--;
        first = word;
        is_wrong = first < f->first - 1 && see(language, UND_TERM_WRONG_DATE, line, first, &wrong);
    }
    /* Names of months in the letters of another script are those of mastheads. */
    if (is_wrong && language->script != UND_SCRIPT_LATIN && wrong.month < line.length &&
        (unsigned char)line.at[wrong.month] < 0x80 && language->script != UND_SCRIPT_HAN)
        is_wrong = false;
    if (is_wrong && is_right && wrong.last < right.last)
        is_wrong = false;
    if (is_wrong && is_right && wrong.last == right.last && is_as_written(run, language, line, first, &right))
        is_wrong = false;
    else if (is_wrong && is_right && wrong.last == right.last && !ends_there(run->doc, index, f->line, wrong.last))
        is_wrong = false;
    bool other =
        is_right && (is_miswritten(language, line, first, &right) || is_plain_first(language, line, first, &right));
    if ((!is_wrong && !other) || und_is_quoted(line, first))
        return;
    const seen *found = is_wrong ? &wrong : &right;
    tell(run, language, f->line, first, found->last, found->date);
}

void und_rule_date_form(und_check_run *run, uint32_t index)
{
    const und_figures *figures = und_figures_of(run, index, UND_FIGURE_DATE);
    if (figures == NULL)
        return;
    const und_language *language = und_language_at(run->doc->packs, figures->told);
    for (size_t i = 0; i < figures->count; i++) {
        const und_figure *f = &figures->at[i];
        if ((f->kinds & UND_FIGURE_DATE) != 0 && !look_at_numbers(run, language, f))
            look_at_day(run, language, index, f);
    }
}
