/* How percentages are written in the text: "30 per cent" (counts in the packs). */
#include "check/figures.h"

#include "text/utf8.h"

#include <string.h>

#define AFTER_BYTES 24u /* of what stands after the number: " per cent" */
static const char slot[] = "{number}";
#define SLOT (sizeof slot - 1)

/* What a form has after its number; empty: it begins with another thing. */
static und_bytes after_number(und_bytes form)
{
    if (form.length <= SLOT || memcmp(form.at, slot, SLOT) != 0)
        return (und_bytes){"", 0};
    return (und_bytes){form.at + SLOT, form.length - SLOT};
}

/* The byte of the line after the form's words, which begin at `at`; `at`: others stand there. */
static size_t end_of(und_bytes line, size_t at, und_bytes words)
{
    char folded[AFTER_BYTES];
    size_t end = at, used = 0;
    bool space = words.length > 0 && words.at[0] == ' ';
    if (space != (at < line.length && line.at[at] != '%'))
        return at;
    while (end < line.length && (line.at[end] == ' ' || line.at[end] == '\xc2' || line.at[end] == '\xa0'))
        end++;
    if (space)
        words = (und_bytes){words.at + 1, words.length - 1};
    und_folding folding =
        und_folding_of((und_bytes){line.at + end, line.length - end < AFTER_BYTES ? line.length - end : AFTER_BYTES},
                       folded, words.length < sizeof folded ? words.length : sizeof folded);
    und_fold_more(&folding, words.length);
    used = folding.used;
    if (used != words.length || memcmp(folded, words.at, used) != 0)
        return at;
    end = (size_t)(folding.at - line.at);
    uint32_t bytes, point = end < line.length ? und_utf8_decode(line.at + end, line.at + line.length, &bytes) : ' ';
    return (und_is_letter(point) && !und_is_han(point)) || (unsigned)(point - '0') < 10u ? at : end;
}

void und_rule_percent(und_check_run *run, uint32_t index)
{
    const und_figures *figures = und_figures_of(run, index, UND_FIGURE_PERCENT);
    if (figures == NULL)
        return;
    const und_language *language = und_language_at(run->doc->packs, figures->told);
    const und_term *right = NULL;
    uint32_t from = language->first[UND_TERM_PERCENT], to = language->first[UND_TERM_PERCENT + 1];
    for (uint32_t i = from; i < to && right == NULL; i++)
        right = language->terms[i].value == 0 && language->terms[i].attested ? &language->terms[i] : NULL;
    for (size_t n = 0; right != NULL && n < figures->count; n++) {
        const und_figure *f = &figures->at[n];
        if ((f->kinds & UND_FIGURE_PERCENT) == 0)
            continue;
        und_bytes line = und_lines_text(&run->doc->lines, f->line);
        for (uint32_t i = from; i < to; i++) {
            const und_term *wrong = &language->terms[i];
            size_t end = wrong->value == 0 || !wrong->attested
                             ? f->last
                             : end_of(line, f->last, after_number(und_term_folded(language, wrong)));
            /* "1%,:;": what a conversion made of a year. */
            bool damaged = f->value == 1 && end < line.length && line.at[end] == ',';
            if (end == f->last || damaged || und_is_quoted(line, f->first))
                continue;
            und_find_number(run, f, end, after_number(und_term_text(language, right)));
            break;
        }
    }
}
