/* How decades are written in the text: "the 1990s" (counts in the packs). */
#include "check/figures.h"

#include "text/utf8.h"

#include <string.h>

#define BEFORE_BYTES 12u /* of what stands before the number: "early " */
#define AFTER_BYTES 8u   /* and after it: "'s" */
static const char slot[] = "{number}";
#define SLOT (sizeof slot - 1)

/* The parts of a form before and after its number. */
static bool parts_of(und_bytes form, und_bytes *before, und_bytes *after)
{
    for (size_t at = 0; at + SLOT <= form.length; at++)
        if (memcmp(form.at + at, slot, SLOT) == 0) {
            *before = (und_bytes){form.at, at};
            *after = (und_bytes){form.at + at + SLOT, form.length - at - SLOT};
            return true;
        }
    return false;
}

/* Whether the words end at byte `at` of the line, and begin there as words. */
static bool ends_with(und_bytes line, size_t at, und_bytes words)
{
    char folded[BEFORE_BYTES * 2];
    if (at < words.length || words.length > BEFORE_BYTES)
        return false;
    if (words.length > 0 && words.at[words.length - 1] == ' ') { /* folding leaves spaces at the end out */
        if (line.at[--at] != ' ')
            return false;
        words.length--;
    }
    size_t from = at - words.length;
    size_t length = und_fold_text((und_bytes){line.at + from, words.length}, folded, sizeof folded);
    return length == words.length && memcmp(folded, words.at, length) == 0 &&
           (words.length == 0 || from == 0 || memchr(" (-", line.at[from - 1], 3) != NULL);
}

/* The byte after the words that begin at byte `at` of the line; `at`: others stand there, or a word goes on. */
static size_t end_of(und_bytes line, size_t at, und_bytes words)
{
    char folded[AFTER_BYTES];
    size_t left = line.length - at;
    if (words.length == 0 || words.length > sizeof folded)
        return at;
    und_folding folding =
        und_folding_of((und_bytes){line.at + at, left < AFTER_BYTES ? left : AFTER_BYTES}, folded, words.length);
    und_fold_more(&folding, words.length);
    if (folding.used != words.length || memcmp(folded, words.at, words.length) != 0)
        return at;
    size_t end = (size_t)(folding.at - line.at);
    uint32_t bytes, point = end < line.length ? und_utf8_decode(line.at + end, line.at + line.length, &bytes) : ' ';
    return und_is_letter(point) || (unsigned)(point - '0') < 10u ? at : end;
}

void und_rule_decade(und_check_run *run, uint32_t index)
{
    const und_figures *figures = und_figures_of(run, index, UND_FIGURE_DECADE);
    if (figures == NULL)
        return;
    const und_language *language = und_language_at(run->doc->packs, figures->told);
    uint32_t from = language->first[UND_TERM_DECADE], to = language->first[UND_TERM_DECADE + 1];
    und_bytes before, after, written = {"", 0};
    for (uint32_t i = from; i < to && written.length == 0; i++)
        if (language->terms[i].value == 0 && language->terms[i].attested)
            (void)parts_of(und_term_text(language, &language->terms[i]), &before, &written);
    for (size_t n = 0; written.length > 0 && n < figures->count; n++) {
        const und_figure *f = &figures->at[n];
        if ((f->kinds & UND_FIGURE_DECADE) == 0)
            continue;
        und_bytes line = und_lines_text(&run->doc->lines, f->line);
        for (uint32_t i = from; i < to; i++) {
            const und_term *wrong = &language->terms[i];
            if (wrong->value == 0 || !wrong->attested || !parts_of(und_term_folded(language, wrong), &before, &after) ||
                !ends_with(line, f->first, before))
                continue;
            size_t end = end_of(line, f->last, after);
            if (end == f->last || und_is_quoted(line, f->first))
                continue;
            und_find_number(run, f, end, written);
            break;
        }
    }
}
