#include "read/parting.h"
#include "read/mark.h"

#include "read/counting.h"
#include "read/pattern.h"
#include "read/title.h"
#include "text/utf8.h"

#include <string.h>

/* Lines after the one in question in which the width of a row is looked for. */
#define WIDTH_LINES 8u
/* Columns that nobody wraps text at: lines of more are a paragraph each. */
#define WRAPPED_COLUMNS 140u
/* Columns of a line that is more than two lines of print, which a conversion joins here and there. */
#define WHOLE_COLUMNS 200u
/* Columns that nobody wraps text at, for they are too few. */
#define NARROW_COLUMNS 48u
/* Of a line as wide as its row, the share that a proportional font takes or gives. */
#define SLACK 8u
/* Columns by which the first line of a paragraph is indented at least. */
#define INDENT 2u
/* Columns of a line that says who speaks: "The States Parties to the present Convention,". */
#define SPEAKER_COLUMNS 60u
/* Bytes of the longest name of an addressee. */
#define TERM_BYTES 120u
/* Bytes of a sentence before the words that make it a request: "I", "We", "The Permanent Mission of Andorra". */
#define REQUEST_START 80u
/* Letters of the figure of a section: "XVIII". */
#define SECTION_FIGURES 5u
/* Bytes of a line that has a word and such a figure. */
#define SECTION_BYTES 40u
/* Bytes of words that no heading ends with: "of", "and", "des". */
#define FUNCTION_WORD_BYTES 3u
/* Lines of a heading. */
#define HEADING_LINES 3u
/* Lines of a title and what stands under it. */
#define TITLE_LINES 6u
/* Bytes at the end of a line in which a Chinese character is looked for: ")", "*" and figures may stand after it. */
#define HAN_BYTES 24u
/* Letters after "Annex" that are its number: "Annex XVIII". */
#define ANNEX_NUMBER 5u

/* Keys that begin a new block when the line before has ended. */
#define STRUCTURE                                                                                                      \
    (UND_BIT(UND_TERM_LETTER_TITLE) | UND_BIT(UND_TERM_ANNEX_TO) | UND_BIT(UND_TERM_SUBJECT) |                         \
     UND_BIT(UND_TERM_RESOLUTION_TITLE) | UND_BIT(UND_TERM_ADOPTION) | UND_BIT(UND_TERM_HONOUR) |                      \
     UND_BIT(UND_TERM_SIGNED) | UND_BIT(UND_TERM_DISTRIBUTION_LABEL) | UND_BIT(UND_TERM_FURNITURE))

/* What is asked about two lines in a row, and their facts. */
typedef struct pair {
    const und_reader *reader;
    const und_machine *state;
    und_row *row;
    uint32_t above, line; /* the first and the second */
    und_facts before, next;
    uint64_t keys;  /* of the second */
    uint64_t first; /* of the row's head */
    und_end end;    /* of the first */
    bool open;      /* the first does not end a sentence or a part of one */
} pair;

/* ---- how much room the lines of a row have ---- */

static uint32_t width_of(pair *p)
{
    und_row *row = p->row;
    if (p->state->whole)
        return WRAPPED_COLUMNS + 1u;
    uint32_t ahead = p->line + WIDTH_LINES;
    uint32_t stop = ahead < row->stop ? ahead : row->stop;
    while (row->measured < stop) {
        und_facts facts = und_reader_facts(p->reader, row->measured);
        if (facts.shape != UND_SHAPE_TEXT)
            break;
        uint32_t columns = und_line_columns(p->reader, row->measured++);
        row->width = columns > row->width ? columns : row->width;
    }
    return row->width;
}

bool und_is_whole_paragraph(const und_reader *reader, uint32_t line)
{
    und_bytes text = und_lines_text(reader->lines, line);
    if (text.length <= WHOLE_COLUMNS || line + 1 >= und_lines_count(reader->lines))
        return false; /* most lines */
    if (und_reader_facts(reader, line).shape != UND_SHAPE_TEXT || und_ends_open(und_reader_end(reader, line)) ||
        und_reader_facts(reader, line + 1).shape == UND_SHAPE_BLANK || und_columns(text) <= WHOLE_COLUMNS)
        return false;
    for (size_t i = 1; i < text.length; i++)
        if (text.at[i] == ' ' && text.at[i - 1] == ' ')
            return false; /* columns side by side */
    return true;
}

/* Whether the line before ended although the first word of the next one had room on it, by more than `slack` columns:
 * whoever wrapped the text did not end it. */
static bool is_cut_short(pair *p, uint32_t slack)
{
    uint32_t width = width_of(p);
    if (width > WRAPPED_COLUMNS)
        return true;
    uint32_t taken = und_line_columns(p->reader, p->above) + 1 + und_first_word_columns(p->reader, p->line);
    return taken + slack <= width;
}

/* The same where lines of a proportional font are of unlike length. */
static bool is_clearly_cut_short(pair *p)
{
    return is_cut_short(p, width_of(p) / SLACK);
}

/* Whether the first line of a paragraph is indented here. */
static bool is_indented(const pair *p)
{
    const char *at = und_lines_text(p->reader->lines, p->line).at;
    return (*at == ' ' || *at == '\t') && und_indent(p->reader, p->line) >= und_indent(p->reader, p->above) + INDENT;
}

/* ---- lines that are a thing of their own ---- */

/* The language of a phrase where it tells one, else the one that is known; NULL: none is. */
static const und_language *language_of(const pair *p, uint16_t phrase)
{
    uint16_t told = phrase == 0 ? 0 : und_phrase_at(p->reader->lexicon, phrase)->language;
    if (told == 0)
        told = p->state->language;
    return told == 0 ? NULL : und_language_at(p->reader->lexicon->packs, told - 1u);
}

/* A line that is the subject and nothing else: "The General Assembly,". Without its comma an opener has to follow. */
static bool is_subject_line(const pair *p, uint32_t line, und_facts facts)
{
    if (!HAS(und_keys_of(p->reader, facts), UND_TERM_SUBJECT) || und_is_labelled(facts) ||
        und_line_after_phrase(p->reader, line, facts.phrase) > 0)
        return false;
    if (und_reader_end(p->reader, line) == UND_END_COMMA)
        return true;
    if (line + 1 >= p->row->stop)
        return false;
    und_facts after = und_reader_facts(p->reader, line + 1);
    return (und_keys_of(p->reader, after) & UND_OPENERS) != 0 && (after.flags & UND_FLAG_LOWER) == 0;
}

/* A line that names who speaks, before a preamble: it ends with a comma, and a preambular paragraph follows. */
static bool is_speaker_line(pair *p, uint32_t line, und_facts facts)
{
    if (p->state->mode != UND_MODE_NONE || (facts.flags & UND_FLAG_UPPER) == 0 || und_is_labelled(facts) ||
        line + 1 >= p->row->stop || (und_keys_of(p->reader, facts) & UND_OPENERS) != 0 ||
        und_reader_end(p->reader, line) != UND_END_COMMA)
        return false;
    und_facts after = und_reader_facts(p->reader, line + 1);
    bool known = HAS(und_keys_of(p->reader, facts), UND_TERM_SUBJECT_START) &&
                 und_line_columns(p->reader, line) <= SPEAKER_COLUMNS;
    if ((after.flags & UND_FLAG_UPPER) == 0)
        return false;
    /* One that no pack knows stands under a title, and is not the end of a sentence. */
    return known || (HAS(und_keys_of(p->reader, after), UND_TERM_PREAMBULAR) && (line < p->line || is_cut_short(p, 0)));
}

/* Whether a text is a figure as sections have it: "7", "1.2", "XVIII". */
static bool is_figure(und_bytes text)
{
    char figure[SECTION_FIGURES];
    if (text.length == 0 || text.length > SECTION_FIGURES)
        return false;
    size_t digits = 0;
    for (size_t i = 0; i < text.length; i++) {
        digits += (unsigned)(text.at[i] - '0') < 10u || (i > 0 && text.at[i] == '.');
        figure[i] = (char)(text.at[i] | 0x20);
    }
    return digits == text.length || (*text.at < 'a' && und_roman_value(figure, text.length) > 0);
}

/* "I", "A": the figure of a section, alone on its line; in an annex "Article 1", "Chapter I", a word and a figure. */
static bool is_section_line(const pair *p, uint32_t line, und_facts facts)
{
    if (und_is_labelled(facts) || (facts.flags & UND_FLAG_UPPER) == 0)
        return false;
    und_bytes text = und_lines_text(p->reader->lines, line);
    if (text.length > SECTION_BYTES && *text.at != ' ' && *text.at != '*')
        return false; /* most lines */
    text = und_unmarked(text);
    while (text.length > 0 && (text.at[text.length - 1] == ' ' || text.at[text.length - 1] == '\r'))
        text.length--;
    const char *space = text.length == 0 ? NULL : memchr(text.at, ' ', text.length);
    if (space == NULL)
        return (text.length == 1 && und_is_latin(*text.at)) || is_figure(text);
    size_t word = (size_t)(space - text.at) + 1;
    return (p->state->part == UND_PART_TEXT || p->state->part == UND_PART_LETTER) &&
           is_figure((und_bytes){text.at + word, text.length - word});
}

/* "Annex", "Annex II" and nothing else. */
static bool is_annex_line(const pair *p, uint32_t line, und_facts facts)
{
    return HAS(und_keys_of(p->reader, facts), UND_TERM_ANNEX) && !und_is_labelled(facts) &&
           (facts.flags & (UND_FLAG_LOWER | UND_FLAG_PAREN | UND_FLAG_QUOTED)) == 0 &&
           und_reader_end(p->reader, line) == UND_END_NONE &&
           und_line_after_phrase(p->reader, line, facts.phrase) <= ANNEX_NUMBER;
}

/* "(Signed)" at the beginning of a line. */
static bool is_signed_line(const pair *p, und_facts facts)
{
    return HAS(und_keys_of(p->reader, facts), UND_TERM_SIGNED) && (facts.flags & UND_FLAG_PAREN) != 0;
}

/* An office above the name, or before it: "The Permanent Representative", "(Signed)". */
static bool is_office_of_signature(const pair *p)
{
    if (!HAS(p->keys, UND_TERM_OFFICE) || und_is_labelled(p->next))
        return false;
    if (p->line + 1 < p->row->stop && is_signed_line(p, und_reader_facts(p->reader, p->line + 1)))
        return true;
    const und_language *language = language_of(p, p->next.phrase);
    char folded[UND_LINE_BYTES * 2];
    size_t length = und_fold_line(p->reader, p->line, folded, sizeof folded), at;
    return language != NULL && und_find_term(language, UND_TERM_SIGNED, (und_bytes){folded, length}, &at) != NULL &&
           at > 0 && (folded[at - 1] == '(' || (at > 1 && folded[at - 2] == '('));
}

/* Whether the text has no capitals. */
static bool is_uncased(const pair *p)
{
    const und_language *language = language_of(p, 0);
    return language != NULL && (language->script == UND_SCRIPT_HAN || language->script == UND_SCRIPT_ARABIC);
}

/* Whether the lines up to this one end with a term of `key`, which may go over two of them. */
static bool ends_with_term(const pair *p, const und_language *language, und_term_key key, uint32_t last)
{
    char folded[TERM_BYTES * 4 + 1];
    size_t length = 0;
    if (last > p->row->first && und_lines_at(p->reader->lines, last)->length < TERM_BYTES) {
        length = und_fold_end(p->reader, last - 1, TERM_BYTES, folded, TERM_BYTES * 2);
        folded[length++] = ' ';
    }
    length += und_fold_end(p->reader, last, TERM_BYTES, folded + length, TERM_BYTES * 2);
    for (uint32_t i = language->first[key]; i < language->first[key + 1]; i++) {
        und_bytes term = und_term_folded(language, &language->terms[i]);
        if (term.length <= length && memcmp(folded + length - term.length, term.at, term.length) == 0)
            return true;
    }
    return false;
}

/* Whether no letter of a line is a small one. */
static bool is_in_capitals(const pair *p, uint32_t line)
{
    und_bytes text = und_lines_text(p->reader->lines, line);
    uint32_t bytes;
    for (const char *at = text.at, *end = text.at + text.length; at < end; at += bytes)
        if (und_is_lower(und_utf8_decode(at, end, &bytes)))
            return false;
    return true;
}

/* Bytes of a letter's title that are read for its formula: fifty States have 1,400 in Russian. */
#define LETTER_TITLE_BYTES 4096u

/* Whether the lines before this one have a whole formula of a letter's title: "LETTER DATED 10 MAY 2025 FROM THE
 * SECRETARY-GENERAL" goes on on the next line. */
static bool has_whole_title(const pair *p, const und_language *language)
{
    char folded[LETTER_TITLE_BYTES];
    size_t length = 0;
    for (uint32_t line = p->row->first; line < p->line && length < sizeof folded; line++) {
        length += und_fold_beginning(p->reader, line, sizeof folded, folded + length, sizeof folded - length);
        if (length < sizeof folded)
            folded[length++] = ' ';
    }
    und_bytes text = {folded, length > 0 ? length - 1 : 0};
    und_match match;
    for (size_t at = 0; at < text.length; at++)
        for (uint32_t i = language->first[UND_TERM_LETTER_TITLE];
             i < language->first[UND_TERM_LETTER_TITLE + 1] && (at == 0 || text.at[at - 1] == ' '); i++)
            if (und_pattern_match(language, &language->terms[i], text, at, &match))
                return true;
    /* An annex names its letter in a case that the formula does not have: "Приложение к письму". */
    return HAS(p->first, UND_TERM_ANNEX_TO) && !is_in_capitals(p, p->above);
}

/* A letter's title ends with its addressee or its sender, and the body begins. */
static bool is_after_letter_title(const pair *p)
{
    if ((p->first & (UND_BIT(UND_TERM_LETTER_TITLE) | UND_BIT(UND_TERM_ANNEX_TO))) == 0 ||
        (p->next.flags & UND_FLAG_LOWER) != 0)
        return false;
    const und_language *language = language_of(p, p->row->head.phrase);
    if (language == NULL)
        return false;
    return (ends_with_term(p, language, UND_TERM_ADDRESSEE, p->above) ||
            ends_with_term(p, language, UND_TERM_UNITED_NATIONS, p->above)) &&
           has_whole_title(p, language);
}

/* "12th plenary meeting": how a resolution was adopted, below its last paragraph. */
static bool is_adoption_line(const pair *p)
{
    const und_language *language = language_of(p, 0);
    und_bytes line = und_unmarked(und_lines_text(p->reader->lines, p->line));
    if (language == NULL || line.length == 0 || (unsigned)(*line.at - '0') >= 10u || und_is_labelled(p->next) ||
        !und_lexicon_may_begin(p->reader->lexicon, (uint8_t)(p->state->language - 1), UND_TERM_ADOPTION, line))
        return false;
    char folded[UND_LINE_BYTES * 2];
    und_bytes text = {folded, und_fold_line(p->reader, p->line, folded, sizeof folded)};
    und_match match;
    for (uint32_t i = language->first[UND_TERM_ADOPTION]; i < language->first[UND_TERM_ADOPTION + 1]; i++)
        if (und_pattern_match(language, &language->terms[i], text, 0, &match))
            return true;
    return false;
}

/* "75/312. Observatories of the sea": the number and the title of a resolution. Where clauses stand, a sentence may go on
 * with the number of another one, unless the line before it ends early. */
static bool is_numbered_title(pair *p)
{
    const char first = *und_lines_text(p->reader->lines, p->line).at;
    if (((unsigned)(first - '0') >= 10u && first != 'S' && first != 'E') || (p->next.flags & UND_FLAG_LOWER) != 0)
        return false;
    und_bytes text = und_lines_text(p->reader->lines, p->line);
    und_title_number number = und_title_number_of(text);
    const char *after = number.text.at + number.text.length, *end = text.at + text.length;
    if (number.text.length == 0)
        return false;
    uint32_t bytes;
    if (!number.dotted) /* "17/22 The right to work", but not "72/32 of 4 December" */
        return und_before_the_text(p->state) && p->open && after + 1 < end &&
               !und_is_lower(und_utf8_decode(after + 1, end, &bytes));
    if (und_before_the_text(p->state) || !p->open || is_clearly_cut_short(p))
        return true;
    for (uint32_t line = p->line + 1; line <= p->line + HEADING_LINES && line < p->row->stop; line++)
        if (is_subject_line(p, line, und_reader_facts(p->reader, line)))
            return true;
    return false;
}

/* Whether a line ends with the mark of a signature after the name: "姓名(签名)". */
static bool ends_with_signed_mark(const pair *p, uint32_t line, const und_language *language)
{
    und_bytes text = und_lines_text(p->reader->lines, line);
    if (memchr(text.at, '(', text.length) == NULL && memchr(text.at, 0xef, text.length) == NULL)
        return false; /* most lines */
    char folded[TERM_BYTES * 2];
    size_t length = und_fold_end(p->reader, line, TERM_BYTES, folded, sizeof folded);
    if (length == 0 || folded[length - 1] != ')')
        return false;
    length--;
    for (uint32_t i = language->first[UND_TERM_SIGNED]; i < language->first[UND_TERM_SIGNED + 1]; i++) {
        und_bytes term = und_term_folded(language, &language->terms[i]);
        if (term.length < length && folded[length - term.length - 1] == '(' &&
            memcmp(folded + length - term.length, term.at, term.length) == 0)
            return true;
    }
    return false;
}

/* Signatures in Chinese: the office, the State before it, and under it or beside it the name with its mark. Nothing follows
 * on the line of a mark, and where an office begins after text, its name stands on the next line. */
static bool is_at_han_signature(const pair *p, const und_language *language)
{
    if (ends_with_signed_mark(p, p->above, language))
        return true;
    if (p->open)
        return false;
    return ends_with_signed_mark(p, p->line, language) ||
           (p->line + 1 < p->row->stop && ends_with_signed_mark(p, p->line + 1, language) &&
            ends_with_term(p, language, UND_TERM_OFFICE, p->line));
}

/* Whether one of the last characters of a line is Chinese. */
static bool ends_in_han(und_bytes text)
{
    size_t from = text.length > HAN_BYTES ? text.length - HAN_BYTES : 0;
    for (size_t i = from; i < text.length; i++)
        if ((unsigned char)text.at[i] >= 0xe3 && (unsigned char)text.at[i] <= 0xe9)
            return true;
    return false;
}

/* Chinese is broken after any character: where the next one had room on a line, the line is a heading, or a title, or a
 * line of the masthead. The name of a signature stays with its office. */
static bool is_after_short_han(pair *p)
{
    const und_lexicon *lexicon = p->reader->lexicon;
    und_bytes text = und_lines_text(p->reader->lines, p->above);
    if (lexicon->alone[UND_SCRIPT_HAN] == UND_LANGUAGE_NONE || text.length < 3 || !ends_in_han(text))
        return false;
    const und_language *language = und_language_at(lexicon->packs, lexicon->alone[UND_SCRIPT_HAN]);
    if (is_at_han_signature(p, language))
        return true;
    return p->open && !ends_with_signed_mark(p, p->line, language) && is_clearly_cut_short(p);
}

/* A line that is a paragraph or a heading whatever stands before and after it. */
static bool is_alone(pair *p, uint32_t line, und_facts facts)
{
    bool original = HAS(und_keys_of(p->reader, facts), UND_TERM_ORIGINAL_LABEL) &&
                    (facts.flags & UND_FLAG_BRACKET) != 0; /* "[Original: Russian]" under a heading */
    return original || is_subject_line(p, line, facts) || is_annex_line(p, line, facts) ||
           is_section_line(p, line, facts) || is_speaker_line(p, line, facts);
}

/* ---- sentences ---- */

/* Whether a paragraph of its own may begin so: with a capital, a quotation mark, or in a script without capitals. */
static bool may_begin(const pair *p)
{
    if ((p->next.flags & (UND_FLAG_UPPER | UND_FLAG_QUOTED)) != 0)
        return (p->next.flags & UND_FLAG_LOWER) == 0;
    return (p->next.flags & (UND_FLAG_LOWER | UND_FLAG_PAREN)) == 0;
}

/* Whether the row stands where clauses do. */
static bool in_clauses(const pair *p)
{
    /* After a comma no sentence goes on with the capital of a preambular opener. */
    if (HAS(p->keys, UND_TERM_PREAMBULAR) && p->end == UND_END_COMMA && p->state->part != UND_PART_LETTER &&
        (p->next.flags & UND_FLAG_UPPER) != 0)
        return true;
    return p->state->mode != UND_MODE_NONE || und_is_labelled(p->row->head) ||
           (p->first & (UND_OPENERS | UND_BIT(UND_TERM_SUBJECT) | UND_BIT(UND_TERM_SUBJECT_START))) != 0;
}

/* Whether a paragraph begins at a line in any case: with a label that goes on counting, or with an opener. */
static bool begins_paragraph(const pair *p, uint32_t line)
{
    und_facts facts = und_reader_facts(p->reader, line);
    if (facts.shape != UND_SHAPE_TEXT)
        return false;
    if (und_is_labelled(facts))
        return und_is_label_alone(facts) || facts.value == 1 || und_goes_on_counting(p->state, facts);
    return (und_keys_of(p->reader, facts) & UND_OPENERS) != 0 && (facts.flags & UND_FLAG_UPPER) != 0 &&
           p->state->mode != UND_MODE_NONE;
}

/* Whether a heading begins after the line before, which has ended: a few lines that end open, and a paragraph after
 * them. */
static bool is_heading_line(pair *p)
{
    if ((p->next.flags & UND_FLAG_UPPER) == 0 || (p->keys & UND_OPENERS) != 0)
        return false;
    for (uint32_t line = p->line; line < p->line + HEADING_LINES && line + 1 < p->row->stop; line++) {
        if (und_reader_facts(p->reader, line).shape != UND_SHAPE_TEXT ||
            !und_ends_open(und_reader_end(p->reader, line)))
            return false;
        if (begins_paragraph(p, line + 1))
            return und_line_columns(p->reader, line) * 4 <= width_of(p) * 3;
    }
    return false;
}

/* Whether the lines of the row are a heading that a paragraph with an opener follows. */
static bool is_after_heading(const pair *p)
{
    if (!p->open || (p->next.flags & UND_FLAG_UPPER) == 0 || (p->row->head.flags & UND_FLAG_UPPER) == 0 ||
        und_is_labelled(p->row->head) || (p->first & UND_OPENERS) != 0)
        return false;
    if (p->state->mode != UND_MODE_NONE)
        return (p->keys & UND_OPENERS) != 0 && p->line - p->row->text <= HEADING_LINES;
    /* "We, Heads of State", "The Parties": those who declare, under the title. */
    return HAS(p->keys, UND_TERM_SUBJECT_START) && p->line - p->row->text <= TITLE_LINES &&
           (p->state->part == UND_PART_TEXT || p->state->part == UND_PART_CLAUSES);
}

static bool is_label_parted(pair *p)
{
    und_facts head = p->row->head, next = p->next;
    if (!p->open || und_is_label_alone(next))
        return true;
    /* A sentence that was not finished yet, and the next number of its list: a break, all the same. */
    if (und_is_labelled(head) && head.label == next.label && next.value == head.value + 1)
        return true;
    if ((next.flags & UND_FLAG_LOWER) != 0)
        return false;
    if (und_goes_on_counting(p->state, next) ||
        ((p->keys & UND_OPENERS) != 0 && und_facts_form(next) == UND_FORM_DOT && is_after_heading(p)))
        return true;
    /* A list under a title, in a script without capitals. */
    if (is_uncased(p) && next.value == 1 && p->line - p->row->text <= HEADING_LINES &&
        (!und_is_labelled(head) || und_facts_style(head) == UND_LABEL_HAN))
        return true;
    /* "I. Background", "A. Lamps", and the first paragraph under it. */
    if ((next.flags & UND_FLAG_UPPER) == 0 || und_facts_form(next) != UND_FORM_DOT)
        return false;
    return und_facts_style(next) == UND_LABEL_UPPER
               ? p->state->part == UND_PART_TEXT && is_cut_short(p, 0)
               : next.value == 1 && p->line - p->row->text <= HEADING_LINES && (head.flags & UND_FLAG_UPPER) != 0;
}

/* An opener that no pack knows, in a preamble. */
static bool has_preambular_ending(const pair *p)
{
    const und_language *language = language_of(p, 0);
    return language != NULL && p->next.phrase == 0 && (p->next.flags & UND_FLAG_UPPER) != 0 &&
           und_first_word_ending(p->reader, p->line, language, UND_TERM_PREAMBULAR_ENDING) != NULL;
}

/* The request of a letter is a paragraph of its own. */
static bool is_request_line(const pair *p)
{
    const und_language *language = p->state->part > UND_PART_LETTER ? NULL : language_of(p, 0);
    char folded[UND_LINE_BYTES * 2];
    size_t at;
    if (language == NULL)
        return false;
    size_t length = und_fold_line(p->reader, p->line, folded, sizeof folded);
    if (und_find_term(language, UND_TERM_REQUEST, (und_bytes){folded, length}, &at) == NULL || at > REQUEST_START)
        return false;
    return memchr(folded, '.', at) == NULL; /* its first sentence */
}

/* Bytes of the last word of a line where it begins in lower case, "Convention on the Use of"; 0: it does not. */
static size_t small_last_word(const pair *p, uint32_t line)
{
    und_bytes text = und_lines_text(p->reader->lines, line);
    size_t end = text.length;
    while (end > 0 && (text.at[end - 1] == ' ' || text.at[end - 1] == '\r'))
        end--;
    size_t word = end;
    while (word > 0 && text.at[word - 1] != ' ')
        word--;
    uint32_t bytes;
    bool lower = word < end && und_is_lower(und_utf8_decode(text.at + word, text.at + end, &bytes));
    return lower ? end - word : 0;
}

/* The title of an annex ends where its line does, although the next word had room on it. */
static bool is_after_annex_title(pair *p)
{
    return p->open && (p->state->flags & (UND_STATE_ANNEX | UND_STATE_TITLED)) == UND_STATE_ANNEX &&
           p->line - p->row->text <= HEADING_LINES && (p->next.flags & UND_FLAG_UPPER) != 0 &&
           !und_is_labelled(p->row->head) && is_clearly_cut_short(p) && small_last_word(p, p->above) == 0;
}

/* Whether a line ends open although the first word of the next one, a capital, had room on it: no line of prose does. */
static bool is_heading_end(pair *p, uint32_t line)
{
    if (line + 1 >= p->row->stop || !und_ends_open(und_reader_end(p->reader, line)))
        return false;
    und_facts after = und_reader_facts(p->reader, line + 1);
    uint32_t width = width_of(p);
    size_t small = small_last_word(p, line);
    return after.shape == UND_SHAPE_TEXT && (after.flags & UND_FLAG_UPPER) != 0 &&
           und_facts_style(after) == UND_LABEL_NONE && (small == 0 || small > FUNCTION_WORD_BYTES) &&
           und_line_columns(p->reader, line) + 1 + und_first_word_columns(p->reader, line + 1) + width / SLACK <=
               width &&
           und_line_columns(p->reader, line + 1) * 2 > width;
}

/* Whether headings of few words may stand between paragraphs of prose. */
static bool in_prose(const pair *p)
{
    return (p->state->flags & UND_STATE_BODY) != 0 &&
           (p->state->part == UND_PART_LETTER || p->state->part == UND_PART_TEXT) &&
           (p->next.flags & UND_FLAG_UPPER) != 0;
}

/* A heading of a letter or a report ends here. */
static bool is_after_short_heading(pair *p)
{
    const uint64_t signature = UND_BIT(UND_TERM_SIGNED) | UND_BIT(UND_TERM_OFFICE);
    return p->open && in_prose(p) && p->line - p->row->first <= HEADING_LINES &&
           (p->row->head.flags & UND_FLAG_UPPER) != 0 && ((p->first | p->keys) & signature) == 0 &&
           !und_is_labelled(p->row->head) && is_heading_end(p, p->above);
}

/* The same: here it begins, after a sentence. */
static bool is_short_heading_line(pair *p)
{
    if (!in_prose(p))
        return false;
    for (uint32_t line = p->line; line < p->line + HEADING_LINES && line + 1 < p->row->stop; line++) {
        if (und_reader_facts(p->reader, line).shape != UND_SHAPE_TEXT ||
            !und_ends_open(und_reader_end(p->reader, line)))
            return false;
        if (is_heading_end(p, line))
            return true;
    }
    return false;
}

/* The end of a sentence that sub-paragraphs are in: in lower case, after one of them that ended early. */
static bool is_after_list(pair *p)
{
    return und_is_in_list(p->row) && (p->next.flags & UND_FLAG_LOWER) != 0 && p->end == UND_END_SEMICOLON &&
           (is_clearly_cut_short(p) || width_of(p) < NARROW_COLUMNS);
}

/* A new paragraph after a line that ended with a mark. */
static bool is_sentence_parted(pair *p)
{
    bool opener = (p->keys & UND_OPENERS) != 0;
    if (opener && p->end != UND_END_COLON && in_clauses(p)) {
        /* A capital inside a sentence is no opener. Where openers have none, the lines have to tell: that the one before
         * is short, or that this one ends with a mark too. */
        if ((p->next.flags & UND_FLAG_UPPER) != 0 || is_cut_short(p, 0) ||
            !und_ends_open(und_reader_end(p->reader, p->line)))
            return true;
    }
    if (is_after_list(p))
        return true;
    if (!may_begin(p))
        return false;
    if (is_indented(p))
        return true;
    switch (p->end) {
    case UND_END_STOP:
        return is_cut_short(p, 0) || is_request_line(p) || is_heading_line(p) || is_short_heading_line(p);
    case UND_END_SEMICOLON: return is_clearly_cut_short(p) || is_heading_line(p);
    case UND_END_COMMA:
        return p->state->mode == UND_MODE_PREAMBLE &&
               (has_preambular_ending(p) || is_clearly_cut_short(p) || is_heading_line(p));
    case UND_END_COLON: return p->state->part > UND_PART_MASTHEAD && is_clearly_cut_short(p);
    default: return false;
    }
}

/* In RES-Markup a line begins what its mark says, and a section's name stands alone. */
static bool is_at_mark(const pair *p)
{
    unsigned level;
    return und_mark_of(und_lines_text(p->reader->lines, p->line), &level) != UND_MARK_NONE ||
           und_mark_of(und_lines_text(p->reader->lines, p->above), &level) == UND_MARK_SECTION;
}

/* The footnote with the number after that of the row: "22 Ibid." under "21 A/75/701". */
static bool is_next_note(const pair *p)
{
    und_facts head = p->row->head;
    return !p->open && und_facts_form(p->next) == UND_FORM_SPACE && und_facts_form(head) == UND_FORM_SPACE &&
           p->next.value == head.value + 1;
}

bool und_is_parted(const und_reader *reader, const und_machine *state, und_row *row, uint32_t above, uint32_t line)
{
    pair p = {.reader = reader,
              .state = state,
              .row = row,
              .above = above,
              .line = line,
              .before = und_reader_facts(reader, above),
              .next = und_reader_facts(reader, line)};
    if (p.next.shape != UND_SHAPE_TEXT || ((p.before.flags | p.next.flags) & UND_FLAG_MARKED) != 0)
        return true;
    if ((state->flags & UND_STATE_MARKUP) != 0 && is_at_mark(&p))
        return true;
    p.end = und_reader_end(reader, above);
    p.open = und_ends_open(p.end);
    p.keys = und_keys_of(reader, p.next);
    p.first = und_keys_of(reader, row->head);
    if (und_is_labelled(p.next))
        return is_label_parted(&p);
    if (above == row->text && is_alone(&p, row->text, p.before))
        return true;
    if (p.keys != 0) {
        if (is_signed_line(&p, p.next))
            return !HAS(p.first, UND_TERM_OFFICE); /* the office stands above the name */
        if (HAS(p.keys, UND_TERM_LETTER_TITLE) && (row->head.flags & UND_FLAG_LOWER) == 0 &&
            (p.first & (UND_BIT(UND_TERM_ANNEX) | UND_BIT(UND_TERM_ANNEX_TO))) != 0)
            return false; /* "Annexe à la / lettre datée du" over two lines */
        if ((HAS(p.keys, UND_TERM_BRACKET) && (p.next.flags & UND_FLAG_BRACKET) != 0) ||
            (HAS(p.keys, UND_TERM_ANNEX_TO) && (p.next.flags & UND_FLAG_UPPER) != 0))
            return true;
        /* The labelled lines of a draft below its title. */
        if (HAS(p.keys, UND_TERM_FIELD_LABEL) && !HAS(p.first, UND_TERM_FIELD_LABEL) &&
            state->part <= UND_PART_MASTHEAD)
            return true;
        if ((p.keys & STRUCTURE) != 0 && (!p.open || state->part <= UND_PART_MASTHEAD))
            return true;
        if (!p.open && is_office_of_signature(&p))
            return true;
    }
    if (is_next_note(&p) || is_after_short_han(&p) || is_numbered_title(&p) || is_alone(&p, line, p.next) ||
        is_after_letter_title(&p) || is_after_heading(&p) || is_after_annex_title(&p) || is_after_short_heading(&p))
        return true;
    return !p.open && (is_sentence_parted(&p) || (p.end == UND_END_STOP && is_adoption_line(&p)));
}
