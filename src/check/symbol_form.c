/* How symbols of documents and numbers of resolutions are written (CONVENTIONS, 2 and 5, rule 23). */
#include "check/figures.h"

#include "text/utf8.h"

#include <string.h>

#define SYMBOL_BYTES 64u

static bool is_digit(char c)
{
    return (unsigned)(c - '0') < 10u;
}

static bool is_upper(char c)
{
    return (unsigned)(c - 'A') < 26u;
}

static bool is_latin(char c)
{
    return (unsigned)((c | 0x20) - 'a') < 26u;
}

/* Whether a byte before `at` may be a part of the same word. */
static bool joins(und_bytes line, size_t at)
{
    return at > 0 && (is_latin(line.at[at - 1]) || is_digit(line.at[at - 1]) || (line.at[at - 1] & 0x80) != 0 ||
                      memchr("/.-_@", line.at[at - 1], 5) != NULL);
}

/* ---- symbols ---- */

/* Parts of symbols that stand before the first figure, after the organ's letter. */
static const char *const parts[] = {"RES", "DEC", "PRST", "HRC", "HRC/RES", "HRC/DEC", "HRC/PRST", "PV", "INF"};

static bool is_same(const char *part, const char *text, size_t length)
{
    for (size_t i = 0; i < length; i++)
        if (part[i] == '\0' || (text[i] == part[i] ? false : (char)(text[i] & ~0x20) != part[i] || !is_latin(text[i])))
            return false;
    return part[length] == '\0';
}

/* The symbol as it should be up to its first figure, out of the text [first, figure); 0: nothing like it stands there. */
static size_t right_start(und_bytes text, char out[SYMBOL_BYTES])
{
    char plain[SYMBOL_BYTES];
    size_t length = 0;
    for (size_t i = 0; i < text.length && length < SYMBOL_BYTES - 1; i++)
        if (text.at[i] != ' ')
            plain[length++] = text.at[i];
    if (length < 2 || plain[1] != '/' || plain[length - 1] != '/' || memchr("ASEase", plain[0], 6) == NULL)
        return 0;
    out[0] = (char)(plain[0] & ~0x20);
    out[1] = '/';
    if (length == 2)
        return is_upper(plain[0]) ? 2 : 0; /* "a/75": the article perhaps */
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
        size_t part = strlen(parts[i]);
        if (part == length - 3 && is_same(parts[i], plain + 2, part)) {
            memcpy(out + 2, parts[i], part);
            out[2 + part] = '/';
            return 3 + part;
        }
    }
    return 0;
}

/* Where a symbol begins whose first figure is at `figure`: its words and slashes, with a space at each slash at most. */
static size_t start_of(und_bytes line, size_t figure)
{
    size_t at = figure;
    while (at > 0) {
        char c = line.at[at - 1];
        bool slash_after = at < line.length && (line.at[at] == '/' || (at < figure && line.at[at] == ' '));
        if (is_latin(c) || c == '/') {
            at--;
        } else if (c == ' ' && at >= 2 && (line.at[at - 2] == '/' || (slash_after && is_latin(line.at[at - 2])))) {
            at--;
        } else {
            break;
        }
    }
    return at;
}

/* "A/Res/75/1", "A/ RES/75/1". */
static void look_at_start(und_check_run *run, const und_figure *f)
{
    und_bytes line = und_lines_text(&run->doc->lines, f->line);
    char right[SYMBOL_BYTES];
    size_t first = start_of(line, f->first), length = 0;
    /* "resolution A /RES/75/1": the words before the organ's letter are none of the symbol. */
    for (size_t at = first; at < f->first && length == 0; at++)
        if ((at == first || line.at[at - 1] == ' ') && !joins(line, at)) {
            length = right_start((und_bytes){line.at + at, f->first - at}, right);
            first = length > 0 ? at : first;
        }
    if (length == 0 || (length == f->first - first && memcmp(right, line.at + first, length) == 0))
        return;
    /* "A/ 75/697": a session or a year, and a number. */
    bool counted = f->last < line.length && (line.at[f->last] == '/' || length > 2) &&
                   (length > 2 ||
                    (f->last + 1 < line.length && (is_digit(line.at[f->last + 1]) || is_upper(line.at[f->last + 1]))));
    if (!counted && length == 2)
        return;
    size_t last = f->last;
    while (last < line.length && (is_latin(line.at[last]) || is_digit(line.at[last]) || line.at[last] == '/' ||
                                  (line.at[last] == '.' && last + 1 < line.length && is_digit(line.at[last + 1]))))
        last++;
    und_find_in_line(run, f->line, first, last, ": symbols are written in capitals and without spaces");
    und_offer_in_line(run, f->line, first, f->first, (und_bytes){right, length});
}

/* "S/2021/005". */
static void look_at_zeros(und_check_run *run, const und_figure *f)
{
    und_bytes line = und_lines_text(&run->doc->lines, f->line);
    size_t first = f->first, zeros = f->first;
    while (first > 0 && (is_upper(line.at[first - 1]) || is_digit(line.at[first - 1]) || line.at[first - 1] == '/'))
        first--;
    while (zeros + 1 < f->last && line.at[zeros] == '0')
        zeros++;
    bool numbers = f->first - first >= 4 && is_digit(line.at[f->first - 2]);
    if (!numbers || joins(line, first) || memchr("ASE", line.at[first], 3) == NULL || line.at[first + 1] != '/' ||
        !is_digit(line.at[first + 2]))
        return;
    und_find_in_line(run, f->line, first, f->last, ": numbers in symbols have no zeros before them");
    und_offer_in_line(run, f->line, f->first, f->last, (und_bytes){line.at + zeros, f->last - zeros});
}

void und_rule_symbol_form(und_check_run *run, uint32_t index)
{
    const und_figures *figures = und_figures_of(run, index, UND_FIGURE_SYMBOL);
    if (figures == NULL)
        return;
    for (size_t i = 0; i < figures->count; i++) {
        const und_figure *f = &figures->at[i];
        if ((f->kinds & UND_FIGURE_SYMBOL) == 0)
            continue;
        und_bytes line = und_lines_text(&run->doc->lines, f->line);
        if (line.at[f->first] == '0' && line.at[f->first - 1] == '/')
            look_at_zeros(run, f);
        else
            look_at_start(run, f);
    }
}

/* ---- numbers of resolutions ---- */

/* The end of "(III)", "(S-VI)", "(2001)" at byte `at`; `at`: none stands there. */
static size_t session_end(und_bytes line, size_t at, bool *year)
{
    size_t from = at + 1, i = from;
    if (at >= line.length || line.at[at] != '(')
        return at;
    while (i < line.length && is_digit(line.at[i]))
        i++;
    *year = i - from == 4 && (memcmp(line.at + from, "19", 2) == 0 || memcmp(line.at + from, "20", 2) == 0);
    if (i > from)
        return *year && i < line.length && line.at[i] == ')' ? i + 1 : at;
    if (line.length - i > 3 && memcmp(line.at + i, "ES-", 3) == 0)
        i += 3;
    else if (line.length - i > 2 && memcmp(line.at + i, "S-", 2) == 0)
        i += 2;
    size_t roman = i;
    while (i < line.length && memchr("IVXL", line.at[i], 4) != NULL)
        i++;
    return i > roman && i < line.length && line.at[i] == ')' ? i + 1 : at;
}

/* "217A (III)", "217 A(III)", "1325(2000)": a space parts them, but in Chinese. */
static bool look_at_spaces(und_check_run *run, const und_language *language, const und_figure *f)
{
    und_bytes line = und_lines_text(&run->doc->lines, f->line);
    size_t at = f->last, letter = at;
    bool year = false;
    while (letter < line.length && line.at[letter] == ' ' && letter == at)
        letter++;
    bool lettered = letter + 1 < line.length && is_upper(line.at[letter]) && !is_latin(line.at[letter + 1]);
    size_t bracket = lettered ? letter + 1 : at;
    bool spaced = bracket < line.length && line.at[bracket] == ' ';
    size_t end = session_end(line, bracket + spaced, &year);
    if (end == bracket + spaced || (spaced && (!lettered || letter > at)) || (year && (lettered || f->value < 100)))
        return false;
    size_t words;
    if (!und_is_after_resolution(language, line, f->first, &words) || und_is_quoted(line, f->first))
        return false;
    und_text right;
    und_text_open(&right, run->doc->allocator);
    und_text_put(&right, (und_bytes){line.at + f->first, f->last - f->first});
    if (lettered) {
        und_text_put_words(&right, " ");
        und_text_put(&right, (und_bytes){line.at + letter, 1});
    }
    und_text_put_words(&right, " ");
    und_text_put(&right, (und_bytes){line.at + bracket + spaced, end - bracket - spaced});
    run->findings->failed = run->findings->failed || right.failed;
    und_find_in_line(run, f->line, f->first, end, ": a space parts the number, the letter and the bracket");
    und_offer_in_line(run, f->line, f->first, end, und_text_bytes(&right));
    und_text_close(&right);
    return true;
}

/* "resolution No. 70/1". */
static void look_at_sign(und_check_run *run, const und_language *language, const und_figure *f)
{
    static const char *const signs[] = {"No. ", "no. ", "No.", "no.", "No ", "no ", "n° ",
                                        "n°",   "N° ",  "№ ",  "№",   "Nº ", "nº "};
    und_bytes line = und_lines_text(&run->doc->lines, f->line);
    size_t words, end = f->last;
    while (end < line.length && (line.at[end] == '/' || is_digit(line.at[end])))
        end++;
    if (f->last >= line.length || line.at[f->last] != '/' || end == f->last + 1)
        return;
    for (size_t i = 0; i < sizeof signs / sizeof signs[0]; i++) {
        size_t length = strlen(signs[i]);
        if (f->first < length || memcmp(line.at + f->first - length, signs[i], length) != 0)
            continue;
        size_t first = f->first - length;
        if (!und_is_after_resolution(language, line, first, &words) || und_is_quoted(line, first))
            return;
        und_find_in_line(run, f->line, first, end, ": the number of a resolution stands alone");
        und_offer_in_line(run, f->line, first, f->first, (und_bytes){"", 0});
        return;
    }
}

/* "resolution A/RES/70/1": in running text the number alone. */
static void look_at_symbol(und_check_run *run, const und_language *language, const und_figure *f)
{
    und_bytes line = und_lines_text(&run->doc->lines, f->line);
    size_t words, end = f->last;
    bool year = false;
    if (f->first < 6)
        return;
    size_t first = f->first - 6;
    bool assembly = memcmp(line.at + first, "A/RES/", 6) == 0, council = memcmp(line.at + first, "S/RES/", 6) == 0;
    if ((!assembly && !council) || joins(line, first))
        return;
    size_t bracket = end < line.length && line.at[end] == ' ' ? end + 1 : end;
    size_t session = session_end(line, bracket, &year);
    if (session > bracket)
        end = session;
    else if (council || line.length - end < 2 || line.at[end] != '/' || !is_digit(line.at[end + 1]))
        return;
    while (session == bracket && end < line.length && (line.at[end] == '/' || is_digit(line.at[end])))
        end++;
    if (!und_is_after_resolution(language, line, first, &words) || und_is_quoted(line, first))
        return;
    und_find_in_line(run, f->line, first, end, ": after the word “resolution” its number stands alone");
    und_offer_in_line(run, f->line, first, f->first, (und_bytes){"", 0});
}

void und_rule_resolution_number(und_check_run *run, uint32_t index)
{
    const und_figures *figures = und_figures_of(run, index, UND_FIGURE_RESOLUTION | UND_FIGURE_SYMBOL);
    if (figures == NULL)
        return;
    const und_language *language = und_language_at(run->doc->packs, figures->told);
    if (language->script == UND_SCRIPT_HAN)
        return;
    for (size_t i = 0; i < figures->count; i++) {
        const und_figure *f = &figures->at[i];
        if ((f->kinds & UND_FIGURE_SYMBOL) != 0)
            look_at_symbol(run, language, f);
        else if ((f->kinds & UND_FIGURE_RESOLUTION) != 0 && !look_at_spaces(run, language, f))
            look_at_sign(run, language, f);
    }
}

/* ---- resolutions of the Council ---- */

#define AROUND_BYTES 64u /* where the Council's name stands before "resolution" or after the number */
#define LINK_BYTES 8u    /* between the number and the name: " by the " */
#define LEAST_NUMBER 100u

/* Whether the Council's name stands just before the words at byte `first` of a line, or just after byte `last`: "Security
 * Council resolution 1325", "résolution 1325 du Conseil de sécurité". */
static bool names_council(const und_language *language, und_bytes line, size_t first, size_t last)
{
    static const und_term_key keys[] = {UND_TERM_ORGAN, UND_TERM_ASKED_ORGAN};
    char before[AROUND_BYTES * 3], after[AROUND_BYTES * 3];
    size_t from = first > AROUND_BYTES ? first - AROUND_BYTES : 0;
    size_t to = line.length - last > AROUND_BYTES ? last + AROUND_BYTES : line.length;
    size_t had = und_fold_text((und_bytes){line.at + from, first - from}, before, sizeof before);
    size_t has = und_fold_text((und_bytes){line.at + last, to - last}, after, sizeof after);
    for (size_t k = 0; k < sizeof keys / sizeof keys[0]; k++)
        for (uint32_t i = language->first[keys[k]]; i < language->first[keys[k] + 1]; i++) {
            und_bytes name = und_term_folded(language, &language->terms[i]);
            if (language->terms[i].value != UND_ORGAN_SECURITY_COUNCIL)
                continue;
            if (name.length <= had && memcmp(before + had - name.length, name.at, name.length) == 0)
                return true;
            for (size_t at = 0; at <= LINK_BYTES && at + name.length <= has; at++)
                if (memcmp(after + at, name.at, name.length) == 0)
                    return true;
        }
    return false;
}

/* "S/RES/1882" without its year. */
static void look_at_council_symbol(und_check_run *run, const und_figure *f)
{
    und_bytes line = und_lines_text(&run->doc->lines, f->line);
    size_t first = f->first < 6 ? 0 : f->first - 6;
    if (f->first < 6 || f->value < LEAST_NUMBER || memcmp(line.at + first, "S/RES/", 6) != 0 || joins(line, first) ||
        f->last >= line.length || memchr(",;:)", line.at[f->last], 4) == NULL || und_is_quoted(line, first))
        return;
    und_find_in_line(run, f->line, first, f->last,
                     ": symbols of the Security Council's resolutions have their year in brackets");
}

/* Whether nothing that may be a year, a session or another number follows. */
static bool stands_alone(und_bytes line, size_t at)
{
    if (at >= line.length)
        return false; /* the next line may go on */
    if (memchr(",.;:)", line.at[at], 5) != NULL)
        return at + 1 >= line.length || !is_digit(line.at[at + 1]);
    if (line.at[at] != ' ' || at + 2 >= line.length)
        return false;
    return !is_digit(line.at[at + 1]) && line.at[at + 1] != '(' && line.at[at + 1] != '[' &&
           !(is_upper(line.at[at + 1]) && !is_latin(line.at[at + 2]));
}

void und_rule_resolution_year(und_check_run *run, uint32_t index)
{
    const und_figures *figures = und_figures_of(run, index, UND_FIGURE_RESOLUTION | UND_FIGURE_SYMBOL);
    if (figures == NULL)
        return;
    const und_language *language = und_language_at(run->doc->packs, figures->told);
    for (size_t i = 0; i < figures->count; i++) {
        const und_figure *f = &figures->at[i];
        und_bytes line = und_lines_text(&run->doc->lines, f->line);
        size_t words;
        /* A number like a year may be one: "the resolution of 1995" in Russian. */
        if ((f->kinds & UND_FIGURE_SYMBOL) != 0)
            look_at_council_symbol(run, f);
        bool like_year = f->value >= 1945 && f->value < 2100 && language->script != UND_SCRIPT_LATIN;
        if ((f->kinds & UND_FIGURE_RESOLUTION) == 0 || f->value < LEAST_NUMBER || like_year ||
            !stands_alone(line, f->last) || !und_is_after_resolution(language, line, f->first, &words))
            continue;
        if (und_organ_that_speaks(run) != UND_ORGAN_SECURITY_COUNCIL && !names_council(language, line, words, f->last))
            continue;
        if (!und_is_quoted(line, f->first))
            und_find_in_line(run, f->line, words, f->last,
                             ": resolutions of the Security Council are cited with their year in brackets");
    }
}
