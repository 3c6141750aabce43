/* figures.h - the numbers in the text of a clause or paragraph, found in one pass for all rules that are about figures. */
#ifndef UND_CHECK_FIGURES_H
#define UND_CHECK_FIGURES_H

#include "check/check.h"

/* What a figure may be part of, told by the bytes around it. */
#define UND_FIGURE_DATE 1u       /* a day, or a year before 年 */
#define UND_FIGURE_PERCENT 2u    /* a percent sign or a word that begins with p follows */
#define UND_FIGURE_SYMBOL 4u     /* the first one of a document's symbol, or one of it that begins with a zero */
#define UND_FIGURE_RESOLUTION 8u /* the number of a resolution may be */
#define UND_FIGURE_DECADE 16u    /* the first year of ten, and an apostrophe may follow */

typedef struct und_figure {
    uint32_t line;
    uint32_t first, last; /* bytes of the line */
    uint32_t value;       /* UINT32_MAX: more than nine figures */
    uint32_t kinds;
} und_figure;

/* What is looked for beside figures, out of the pack of a language. */
typedef struct und_figure_words {
    bool made;
    uint64_t month_starts[4];    /* what names of months begin with, a bit for each two bytes */
    uint64_t month_ends[4];      /* the last two bytes of them */
    bool month_first;            /* a wrong form begins with the month */
    uint64_t resolution_ends[4]; /* what the words before the number of a resolution end with */
    und_bytes months[12];        /* as they are written */
    und_bytes date;              /* the first form of dates */
} und_figure_words;

/* Kept while the rules of one node run. */
struct und_figures {
    const und_allocator *allocator;
    und_figure *at;
    size_t count, room;
    uint32_t kinds; /* of all */
    bool made;      /* for the node that the rules are about */
    uint8_t told;   /* its language */
    und_figure_words words[UND_LANGUAGES_MAX];
};

und_figures *und_figures_open(const und_allocator *allocator); /* NULL: memory ran out */
void und_figures_close(und_figures *figures);

/* Finds the figures of a node. */
void und_figures_make(und_check_run *run, uint32_t index);

/* The figures of a node that has text of its own in a language, where one of them is of the kind; NULL: there is none. What
 * stands in an annex, in a table and in quotation marks is not looked at: it may be another's text. */
static inline const und_figures *und_figures_of(und_check_run *run, uint32_t index, uint32_t kind)
{
    if (!run->figures->made)
        und_figures_make(run, index);
    return (run->figures->kinds & kind) != 0 ? run->figures : NULL;
}

/* A finding on bytes [first, last) of a line, whose message is “words” and what is said of them; and a fix of it. */
void und_find_in_line(und_check_run *run, uint32_t line, size_t first, size_t last, const char *said);
void und_offer_in_line(und_check_run *run, uint32_t line, size_t first, size_t last, und_bytes text);
/* A finding on a figure and what follows it until `end`, in the place of which `written` should stand; and the fix. */
void und_find_number(und_check_run *run, const und_figure *figure, size_t end, und_bytes written);

/* Whether the words before byte `at` of a line, and a space, are those before {number} in the language's references to
 * resolutions: "resolution ", "résolutions ". Gives where they begin. */
bool und_is_after_resolution(const und_language *language, und_bytes line, size_t at, size_t *first);

/* Whether the byte `at` of a line stands in quotation marks that the line opens. */
bool und_is_quoted(und_bytes line, size_t at);

#endif
