#include "read/sponsors.h"

#include "read/step.h"
#include "text/eight.h"
#include "text/utf8.h"

#include <string.h>

/* More lines than the longest list of sponsors has: all Member States fill some forty. */
#define SPONSOR_LINES_MAX 60u

/* Lines of a masthead: "First" begins names too. */
#define FIELDS (UND_FIELDS & ~UND_BIT(UND_TERM_ORDINAL))

/* ---- what the last line ends with ---- */

static const und_term *draft_term_at(const und_language *language, und_bytes text, size_t at)
{
    const und_term *found = NULL;
    size_t longest = at;
    for (uint32_t i = language->first[UND_TERM_RESOLUTION_TITLE]; i < language->first[UND_TERM_RESOLUTION_TITLE + 1];
         i++) {
        const und_term *term = &language->terms[i];
        und_match match;
        if ((term->value == UND_DOC_DRAFT || term->value == UND_DOC_AMENDMENT) &&
            und_pattern_match(language, term, text, at, &match) && match.last > longest) {
            longest = match.last;
            found = term;
        }
    }
    return found;
}

/* After spaces and the asterisks of footnotes. */
static size_t skip_marks(und_bytes text, size_t at)
{
    while (at < text.length && (text.at[at] == ' ' || text.at[at] == '*'))
        at++;
    return at;
}

/* The words for a draft after a colon, on this line or, where it ends with the colon, at the beginning of the next. */
static const und_term *draft_term(const und_reader *reader, const und_language *language, uint32_t line, bool next,
                                  uint32_t *last)
{
    char folded[UND_LINE_BYTES * 2];
    und_bytes text = {folded, und_fold_line_end(reader, line, folded, sizeof folded)};
    for (size_t at = 1; at < text.length; at++) {
        if (text.at[at] != ':')
            continue;
        size_t words = skip_marks(text, at + 1);
        *last = line + 1;
        if (words < text.length) {
            const und_term *term = draft_term_at(language, text, words);
            if (term != NULL)
                return term;
            continue;
        }
        if (!next)
            return NULL;
        text.length = und_fold_line(reader, line + 1, folded, sizeof folded);
        *last = line + 2;
        return draft_term_at(language, text, skip_marks(text, 0));
    }
    return NULL;
}

/* ---- where the list of States begins ---- */

static bool is_comma(uint32_t point)
{
    return point == ',' || point == 0x60c || point == 0x3001 || point == 0xff0c;
}

typedef struct list_line {
    uint32_t commas;
    bool names;      /* what stands after each comma begins as a name does, and so does the line */
    bool small_word; /* its last word begins in lower case: "United States of" */
    bool capitals;   /* every other word begins with a capital, if the language's small words are left aside */
    int brackets;    /* that it opens, less those that it closes */
} list_line;

static list_line look_at(const und_reader *reader, uint32_t line)
{
    und_bytes text = und_lines_text(reader->lines, line);
    const char *at = text.at, *end = text.at + text.length;
    list_line seen = {.names = true, .capitals = true};
    bool begins_piece = true, begins_word = true;
    while (at < end) {
        uint32_t bytes;
        uint32_t point = und_normal(und_utf8_decode(at, end, &bytes));
        if (is_comma(point)) {
            seen.commas++;
            begins_piece = begins_word = true;
        } else if (point == ' ' || point == '-' || point == '\'' || point == '(' || point == ')') {
            seen.brackets += (point == '(') - (point == ')');
            begins_word = true;
        } else if (point != '*' && point != 0) {
            if (begins_word) {
                const char *word = at;
                while (word < end && *word != ' ' && *word != ',' && *word != ')')
                    word++;
                char folded[64];
                size_t length = und_fold_text((und_bytes){at, (size_t)(word - at)}, folded, sizeof folded);
                bool lower = und_is_lower(point);
                bool little =
                    lower && und_lexicon_votes(reader->lexicon,
                                               und_eight_of(folded, length < UND_EIGHT ? length : UND_EIGHT)) != 0;
                seen.small_word = lower;
                seen.capitals = seen.capitals && (!lower || little);
            }
            seen.names = seen.names && !(begins_piece && und_is_lower(point));
            begins_piece = begins_word = false;
        }
        at += bytes;
    }
    return seen;
}

/* Whether line `line` goes on with the list of States that the line before it has a part of. */
static bool goes_on(const und_reader *reader, uint32_t line, int brackets)
{
    und_facts facts = und_reader_facts(reader, line), before = und_reader_facts(reader, line - 1);
    if (before.shape != UND_SHAPE_TEXT || (und_keys_of(reader, before) & FIELDS) != 0)
        return false;
    if ((facts.flags & UND_FLAG_LOWER) != 0 || brackets < 0)
        return true; /* no State and no draft begins in lower case; a bracket was opened before */
    list_line seen = look_at(reader, line - 1);
    return (seen.commas > 0 && seen.names) || (seen.small_word && seen.capitals);
}

bool und_find_sponsors(const und_reader *reader, uint8_t language, uint32_t first, uint32_t last, und_sponsors *found)
{
    const und_packs *packs = reader->lexicon->packs;
    for (uint32_t line = first; line < last; line++) {
        und_facts facts = und_reader_facts(reader, line);
        if (facts.shape != UND_SHAPE_TEXT || (und_keys_of(reader, facts) & FIELDS) != 0)
            continue;
        const und_term *term = NULL;
        uint32_t end = line + 1;
        uint8_t in = 0;
        for (; in < und_language_count(packs) && term == NULL; in++)
            if (language == UND_LANGUAGE_NONE || in == language)
                term = draft_term(reader, und_language_at(packs, in), line, line + 1 < last, &end);
        if (term == NULL)
            continue;
        *found = (und_sponsors){
            .first = line, .last = end, .kind = term->value, .language = (uint8_t)(in - 1), .words = term};
        /* "amendments to draft resolution / A/80/L.900" */
        if (end < und_lines_count(reader->lines) && und_reader_facts(reader, end).shape == UND_SHAPE_SYMBOL)
            found->last++;
        int brackets = look_at(reader, line).brackets;
        while (found->first > first && end - found->first < SPONSOR_LINES_MAX &&
               goes_on(reader, found->first, brackets)) {
            found->first--;
            brackets += look_at(reader, found->first).brackets;
        }
        return true;
    }
    return false;
}
