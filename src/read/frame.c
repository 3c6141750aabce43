/* The frame of a document: its titles, annexes, subjects, lines of adoption, signatures; and headings. */
#include "read/judge.h"
#include "read/sponsors.h"

#include "text/utf8.h"

#include <string.h>

/* Bytes of a paragraph in which the words of a request are looked for: its first sentences. */
#define REQUEST_BYTES 700u
/* Bytes after "Annex" that are its number or letter. */
#define ANNEX_NUMBER 12u
/* Lines of a block that says who speaks, and of a heading. */
#define SPEAKER_LINES 3u
#define HEADING_LINES 3u
/* Bytes of a heading that is not wrapped: some three lines. */
#define HEADING_BYTES 240u
/* Bytes of the caption of a table: "Table 29D.1". */
#define CAPTION_BYTES 40u

/* Keys of what is no clause, no paragraph and no plain heading. */
#define FRAME                                                                                                          \
    (UND_BIT(UND_TERM_ANNEX) | UND_BIT(UND_TERM_ANNEX_TO) | UND_BIT(UND_TERM_LETTER_TITLE) |                           \
     UND_BIT(UND_TERM_SUBJECT) | UND_BIT(UND_TERM_SUBJECT_START) | UND_BIT(UND_TERM_ADOPTION) |                        \
     UND_BIT(UND_TERM_BRACKET) | UND_BIT(UND_TERM_RESOLUTION_TITLE) | UND_BIT(UND_TERM_REPORT_TITLE) |                 \
     UND_BIT(UND_TERM_SIGNED) | UND_BIT(UND_TERM_OFFICE))

static const und_verdict none = {.kind = UND_KIND_COUNT};

/* ---- annexes ---- */

/* A heading that names the letter first and the annex last, as in Chinese: "2015年1月15日…给…的信的附件". */
static bool annex_of_dated_letter(const und_step *s)
{
    const und_language *language = und_step_language(s);
    if (!und_is_dated(s->reader->lexicon, s->language) || s->block.end != UND_END_NONE ||
        s->state->part <= UND_PART_MASTHEAD)
        return false;
    char folded[UND_LINE_BYTES * 2];
    size_t length = und_fold_line_end(s->reader, s->block.last - 1, folded, sizeof folded);
    for (uint32_t i = language->first[UND_TERM_ANNEX]; i < language->first[UND_TERM_ANNEX + 1]; i++) {
        und_bytes term = und_term_folded(language, &language->terms[i]);
        if (term.length < length && memcmp(folded + length - term.length, term.at, term.length) == 0)
            return und_letter_title_at_start(s);
    }
    return false;
}

/* The first word of a folded text from `at` on that is no space, and where it ends. */
static und_bytes word_at(const char *text, size_t length, size_t at)
{
    while (at < length && text[at] == ' ')
        at++;
    size_t end = at;
    while (end < length && text[end] != ' ' && text[end] != ':' && text[end] != '.' && text[end] != ',')
        end++;
    return (und_bytes){text + at, end - at};
}

/* The value of a Chinese figure with which a text begins, 1 to 10; 0: it begins with none. */
static uint16_t han_figure(und_bytes text)
{
    static const uint16_t figures[] = {0x4e00, 0x4e8c, 0x4e09, 0x56db, 0x4e94, 0x516d, 0x4e03, 0x516b, 0x4e5d, 0x5341};
    uint32_t bytes, point = text.length == 0 ? 0 : und_utf8_decode(text.at, text.at + text.length, &bytes);
    for (uint16_t i = 0; i < 10; i++)
        if (figures[i] == point)
            return (uint16_t)(i + 1);
    return 0;
}

/* Where the words of an annex's heading that come before its number end: of "Annex II", or of "Annex I to the letter". */
static size_t before_number(const und_step *s, const char *folded, size_t length)
{
    size_t phrase = und_phrase_at(s->reader->lexicon, s->block.head.phrase)->length;
    if (HAS(s->keys, UND_TERM_ANNEX))
        return phrase < length ? phrase : length;
    const char *space = memchr(folded, ' ', length);
    return space == NULL ? length : (size_t)(space - folded);
}

und_label und_annex_number(const und_step *s)
{
    const und_label nothing = {UND_LABEL_NONE, UND_FORM_NONE, 0};
    char folded[UND_LINE_BYTES * 2];
    size_t length = und_fold_line(s->reader, s->block.text, folded, sizeof folded);
    if (s->block.head.phrase == 0)
        return nothing;
    und_bytes word = word_at(folded, length, before_number(s, folded, length));
    uint16_t value = 0;
    if (word.length == 0 && length > 3 && (value = han_figure((und_bytes){folded + length - 3, 3})) > 0)
        return (und_label){UND_LABEL_HAN, UND_FORM_NONE, value}; /* the packs have the word with its figure */
    if (word.length == 0)
        return nothing;
    for (size_t i = 0; i < word.length && i < 3 && (unsigned)(word.at[i] - '0') < 10u; i++)
        value = (uint16_t)(value * 10 + (word.at[i] - '0'));
    if (value > 0)
        return (und_label){UND_LABEL_NUMBER, UND_FORM_NONE, value};
    if ((value = und_roman_value(word.at, word.length)) > 0)
        return (und_label){UND_LABEL_UPPER_ROMAN, UND_FORM_NONE, value};
    if ((value = han_figure(word)) > 0)
        return (und_label){UND_LABEL_HAN, UND_FORM_NONE, value};
    size_t after = (size_t)(word.at - folded) + 1;
    /* "Annexe à la lettre": a letter with words after it is none. */
    bool alone = word.length == 1 && und_is_latin(*word.at) &&
                 (after >= length || folded[after] == ':' || folded[after] == '.' || folded[after] == ' ');
    while (alone && after < length && folded[after] == ' ')
        after++;
    if (alone && (after >= length || !und_is_latin(folded[after])))
        return (und_label){UND_LABEL_UPPER, UND_FORM_NONE, (uint16_t)(*word.at - 'a' + 1)};
    const und_language *language = und_step_language(s);
    size_t end;
    value = language == NULL ? 0
                             : und_match_term(language, UND_TERM_ORDINAL, (und_bytes){folded, length},
                                              (size_t)(word.at - folded), &end);
    return value > 0 ? (und_label){UND_LABEL_NUMBER, UND_FORM_NONE, value} : nothing;
}

/* "Annex A: Items under the measures", "ANNEX I. LIST": the number of an annex and its title on one line. */
static bool has_title_on_line(const und_step *s)
{
    char folded[UND_LINE_BYTES * 2];
    size_t length = und_fold_line(s->reader, s->block.text, folded, sizeof folded);
    und_bytes word = word_at(folded, length, before_number(s, folded, length));
    size_t at = (size_t)(word.at - folded) + word.length;
    while (at < length && folded[at] == ' ')
        at++;
    return und_annex_number(s).style != UND_LABEL_NONE && at < length &&
           (folded[at] == ':' || folded[at] == '.' || folded[at] == '-');
}

static bool is_annex(const und_step *s)
{
    if (annex_of_dated_letter(s))
        return true;
    if ((s->keys & (UND_BIT(UND_TERM_ANNEX) | UND_BIT(UND_TERM_ANNEX_TO))) == 0 ||
        !und_may_be_letter_title(&s->block) || und_is_labelled(s->block.head) ||
        (s->block.head.flags & (UND_FLAG_LOWER | UND_FLAG_PAREN)) != 0)
        return false;
    und_end end = s->block.end;
    if (end == UND_END_COMMA || end == UND_END_SEMICOLON || end == UND_END_STOP)
        return false;
    return HAS(s->keys, UND_TERM_ANNEX_TO) || und_after_phrase(s) <= ANNEX_NUMBER ||
           (s->block.head.flags & (UND_FLAG_MARKED | UND_FLAG_BOLD)) != 0 || has_title_on_line(s);
}

/* ---- subjects ---- */

/* Whether the block after this one is a clause with one of the openers `keys`, or reads like one whose opener no pack
 * knows. A `numbered` one need not count. */
static bool clause_follows(const und_step *s, uint64_t keys, bool numbered)
{
    und_block next;
    if (!und_block_after(s, s->block.last, s->block.last + UND_LOOKAHEAD_LINES, &next))
        return false;
    if ((und_keys_of(s->reader, next.head) & keys) != 0 && (numbered || !und_is_labelled(next.head)))
        return true;
    und_end end = next.end;
    return (next.head.flags & UND_FLAG_UPPER) != 0 && !und_is_labelled(next.head) &&
           (end == UND_END_COMMA || end == UND_END_SEMICOLON);
}

/* Whether the block after this one is a preambular paragraph by its opener, with or without a number. */
static bool preamble_follows(const und_step *s)
{
    und_block next;
    return und_block_after(s, s->block.last, s->block.last + UND_LOOKAHEAD_LINES, &next) &&
           HAS(und_keys_of(s->reader, next.head), UND_TERM_PREAMBULAR) && !und_is_labelled(next.head) &&
           (next.end == UND_END_COMMA || next.end == UND_END_SEMICOLON);
}

static und_verdict judge_subject(const und_step *s)
{
    und_facts head = s->block.head;
    und_end end = s->block.end;
    const und_verdict alone = {.kind = UND_KIND_SUBJECT, .why = UND_WHY_ALONE};
    const und_verdict speaker = {.kind = UND_KIND_SUBJECT, .why = UND_WHY_SPEAKER};
    if (und_is_labelled(head) || !s->block.small)
        return none;
    if (HAS(s->keys, UND_TERM_SUBJECT) && und_after_phrase(s) == 0 && s->block.last == s->block.first + 1) {
        if (end == UND_END_COMMA)
            return alone;
        /* Without a comma the sentence goes on: "The General Assembly / Adopts the following outcome document". */
        bool marked = (head.flags & UND_FLAG_MARKED) != 0 && s->state->part == UND_PART_CLAUSES;
        return end != UND_END_COLON && clause_follows(s, UND_OPENERS, marked) ? speaker : none;
    }
    if (end != UND_END_COMMA || s->state->mode != UND_MODE_NONE)
        return none;
    if ((s->keys & (UND_BIT(UND_TERM_SUBJECT_START) | UND_BIT(UND_TERM_SUBJECT))) != 0 &&
        clause_follows(s, UND_OPENERS, true))
        return speaker;
    /* Organs and organisations that no pack knows. */
    bool may = s->state->part != UND_PART_LETTER && (s->keys & (UND_OPENERS | UND_BIT(UND_TERM_HONOUR))) == 0 &&
               (head.flags & (UND_FLAG_LOWER | UND_FLAG_PAREN | UND_FLAG_QUOTED)) == 0 &&
               s->block.last - s->block.first <= SPEAKER_LINES;
    return may && preamble_follows(s) ? speaker : none;
}

/* ---- requests ---- */

const und_term *und_request_term(const und_step *s)
{
    const und_language *language = und_step_language(s);
    if (language == NULL || s->state->part > UND_PART_LETTER || s->state->mode != UND_MODE_NONE)
        return NULL;
    char text[REQUEST_BYTES], folded[REQUEST_BYTES * 2];
    size_t used = 0;
    for (uint32_t line = s->block.first; line < s->block.last && used < sizeof text; line++) {
        und_bytes bytes = und_lines_text(s->reader->lines, line);
        size_t room = sizeof text - used;
        size_t length = bytes.length < room ? bytes.length : room;
        if (length > 0)
            memcpy(text + used, bytes.at, length);
        used += length;
        if (used < sizeof text)
            text[used++] = language->script == UND_SCRIPT_HAN ? ' ' : '\n';
    }
    size_t length = und_fold_text((und_bytes){text, used}, folded, sizeof folded);
    size_t at;
    return und_find_term(language, UND_TERM_REQUEST, (und_bytes){folded, length}, &at);
}

/* ---- tables ---- */

/* "Table 29D.1", "Tableau 2": a word and a figure, and nothing else. */
static bool is_caption(const und_step *s)
{
    und_facts head = s->block.head;
    und_bytes text = und_unmarked(und_lines_text(s->reader->lines, s->block.text));
    while (text.length > 0 &&
           (text.at[text.length - 1] == ' ' || text.at[text.length - 1] == '\r' || text.at[text.length - 1] == '*'))
        text.length--;
    if (head.shape != UND_SHAPE_TEXT || und_is_labelled(head) || text.length == 0 || text.length > CAPTION_BYTES)
        return false;
    const char *space = memchr(text.at, ' ', text.length);
    if (space == NULL)
        return false;
    und_bytes figure = {space + 1, (size_t)(text.at + text.length - space) - 1};
    bool digit = figure.length > 0 && (unsigned)(*figure.at - '0') < 10u;
    char low[8];
    size_t length = figure.length < sizeof low ? figure.length : sizeof low;
    for (size_t i = 0; i < length; i++)
        low[i] = (char)(figure.at[i] | 0x20);
    return memchr(figure.at, ' ', figure.length) == NULL && (digit || und_roman_value(low, figure.length) > 0);
}

uint32_t und_table_end(const und_step *s)
{
    if (s->block.head.shape == UND_SHAPE_TABLE)
        return s->block.last;
    if (!s->block.small || s->block.last > s->block.first + 1 || !is_caption(s))
        return 0;
    und_block next = s->block;
    /* Its title may stand between the caption and the table. */
    for (int i = 0; i < 2; i++) {
        if (!und_block_after(s, next.last, s->block.last + UND_LOOKAHEAD_LINES, &next))
            return 0;
        if (next.head.shape == UND_SHAPE_TABLE)
            break;
        if (next.head.shape != UND_SHAPE_TEXT || !next.small || und_is_labelled(next.head))
            return 0;
    }
    if (next.head.shape != UND_SHAPE_TABLE)
        return 0;
    und_block_read(s->reader, s->state, next.first, UINT32_MAX, &next);
    return next.last;
}

/* ---- titles and headings ---- */

static bool plain_beginning(und_facts head)
{
    return (head.flags & (UND_FLAG_LOWER | UND_FLAG_BRACKET | UND_FLAG_PAREN | UND_FLAG_QUOTED)) == 0;
}

/* A letter has few headings, and names and addresses that are as short: a long paragraph follows a heading. */
static bool is_letter_heading(const und_step *s)
{
    und_block next;
    return (s->state->flags & UND_STATE_BODY) != 0 && (s->keys & FRAME) == 0 &&
           und_block_after(s, s->block.last, s->block.last + UND_LOOKAHEAD_LINES, &next) &&
           next.head.shape == UND_SHAPE_TEXT && und_facts_style(next.head) == UND_LABEL_NONE &&
           (next.end == UND_END_STOP || next.end == UND_END_NONE) && (next.head.flags & UND_FLAG_UPPER) != 0 &&
           (und_keys_of(s->reader, next.head) & FRAME) == 0 &&
           (next.last > next.text + 1 || und_lines_at(s->reader->lines, next.text)->length >
                                             2 * und_lines_at(s->reader->lines, s->block.text)->length);
}

bool und_is_heading(const und_step *s)
{
    und_facts head = s->block.head;
    if ((head.flags & UND_FLAG_MARKED) != 0)
        return true;
    if (!s->block.small || s->block.last - s->block.text > HEADING_LINES ||
        und_lines_at(s->reader->lines, s->block.text)->length > HEADING_BYTES)
        return false;
    und_label_style style = und_facts_style(head);
    und_end end = s->block.end;
    if (style == UND_LABEL_UPPER || (style == UND_LABEL_HAN && und_facts_form(head) == UND_FORM_DOT))
        return end == UND_END_NONE;
    if (und_is_labelled(head) || end != UND_END_NONE || (s->state->part == UND_PART_LETTER && !is_letter_heading(s)))
        return false;
    return (head.flags & (UND_FLAG_UPPER | UND_FLAG_BOLD)) != 0 || (und_is_uncased(s) && plain_beginning(head));
}

/* The first short blocks of an annex are its title; of a document without a masthead, bold ones are. */
static bool is_first_title(const und_step *s)
{
    const und_machine *state = s->state;
    und_facts head = s->block.head;
    if ((state->flags & UND_STATE_TITLED) != 0 || state->mode != UND_MODE_NONE || !s->block.small ||
        und_is_labelled(head) || s->block.end == UND_END_STOP || s->block.end == UND_END_SEMICOLON ||
        s->block.end == UND_END_COMMA || (head.flags & (UND_FLAG_LOWER | UND_FLAG_PAREN)) != 0)
        return false;
    if ((state->flags & UND_STATE_ANNEX) != 0)
        return true;
    return state->part <= UND_PART_MASTHEAD && (head.flags & (UND_FLAG_BOLD | UND_FLAG_MARKED)) != 0;
}

/* The title of a draft stands between its sponsors and its subject. */
static bool is_above_subject(const und_step *s)
{
    und_facts head = s->block.head;
    und_block next;
    if (s->state->part != UND_PART_CLAUSES || !und_before_the_text(s->state) || !s->block.small ||
        und_is_labelled(head) || !und_ends_open(s->block.end) ||
        !((head.flags & (UND_FLAG_UPPER | UND_FLAG_BOLD)) != 0 || plain_beginning(head)) ||
        !und_block_after(s, s->block.last, s->block.last + UND_LOOKAHEAD_LINES, &next))
        return false;
    und_step at = *s;
    at.block = next;
    at.keys = und_keys_of(s->reader, next.head);
    return HAS(at.keys, UND_TERM_SUBJECT) && judge_subject(&at).kind == UND_KIND_SUBJECT;
}

und_verdict und_judge_title_by_place(const und_step *s)
{
    const und_machine *state = s->state;
    und_part part = state->part <= UND_PART_MASTHEAD ? UND_PART_TEXT : (und_part)state->part;
    if (is_above_subject(s))
        return (und_verdict){.kind = UND_KIND_TITLE, .why = UND_WHY_BEFORE_SUBJECT, .part = part};
    if (is_first_title(s))
        return (und_verdict){.kind = UND_KIND_TITLE, .why = UND_WHY_FIRST, .part = part};
    return none;
}

/* ---- the frame ---- */

/* Whether a block may be part of the document's frame: its titles, annexes, subject, adoption and signature. Most are
 * not: they begin with a label, or with a letter and none of the frame's phrases. */
static bool may_be_frame(const und_step *s)
{
    und_facts head = s->block.head;
    if ((s->keys & FRAME) != 0 || s->state->part <= UND_PART_MASTHEAD || und_is_uncased(s))
        return true;
    if (s->state->part == UND_PART_LETTER && s->block.small)
        return true; /* a name that is typed under a letter */
    if (und_is_labelled(head))
        return und_is_numbered_meeting(s);
    if (und_begins_lower(head))
        return false;
    und_bytes line = und_lines_text(s->reader->lines, s->block.text);
    if ((head.flags & (UND_FLAG_MARKED | UND_FLAG_BOLD | UND_FLAG_QUOTED)) != 0)
        return true;
    if ((head.flags & UND_FLAG_UPPER) != 0 &&
        und_facts_form(head) != UND_FORM_SPACE) /* "S-13/2", "ES-8/1": numbers of resolutions of special sessions */
        return *line.at == 'S' || *line.at == 'E' || *line.at == ' ' || *line.at == '\t';
    /* "75/7. Title", "217 A (III). Title", "75th plenary meeting" */
    size_t figures = 0;
    while (figures < line.length && (unsigned)(line.at[figures] - '0') < 10u)
        figures++;
    char after = figures < line.length ? line.at[figures] : '/';
    return figures == 0 || after == '/' || after == ' ' || after == '(' || s->language == UND_LANGUAGE_NONE ||
           und_lexicon_may_begin(s->reader->lexicon, s->language, UND_TERM_ADOPTION, line);
}

/* Titles that words tell. */
static und_verdict judge_title(const und_step *s)
{
    const und_machine *state = s->state;
    und_facts head = s->block.head;
    und_sponsors sponsors;
    if (und_is_letter_title(s))
        return (und_verdict){.kind = UND_KIND_TITLE, .why = UND_WHY_WORDS, .part = UND_PART_LETTER};
    if (und_resolution_number(s).length > 0)
        return (und_verdict){.kind = UND_KIND_TITLE, .why = UND_WHY_RESOLUTION_NUMBER, .part = UND_PART_CLAUSES};
    if (und_names_a_resolution(s))
        return (und_verdict){.kind = UND_KIND_TITLE, .why = UND_WHY_RESOLUTION_NAME, .part = UND_PART_CLAUSES};
    if (state->part <= UND_PART_MASTHEAD && und_begins_with_sponsors(s, &s->block, &sponsors))
        return (und_verdict){.kind = UND_KIND_TITLE, .why = UND_WHY_SPONSORS, .part = UND_PART_CLAUSES};
    if (und_names_an_agenda(s))
        return (und_verdict){.kind = UND_KIND_TITLE, .why = UND_WHY_AGENDA, .part = UND_PART_TEXT};
    bool words = (s->keys & (UND_BIT(UND_TERM_RESOLUTION_TITLE) | UND_BIT(UND_TERM_REPORT_TITLE))) != 0 &&
                 s->block.small && !und_is_labelled(head) && (head.flags & UND_FLAG_LOWER) == 0 &&
                 und_ends_open(s->block.end);
    bool place = state->part <= UND_PART_MASTHEAD || und_before_the_text(state) ||
                 ((head.flags & UND_FLAG_MARKED) != 0 && state->mode == UND_MODE_NONE);
    und_part part = HAS(s->keys, UND_TERM_RESOLUTION_TITLE) ? UND_PART_CLAUSES : UND_PART_TEXT;
    return words && place ? (und_verdict){.kind = UND_KIND_TITLE, .why = UND_WHY_WORDS, .part = part} : none;
}

und_verdict und_judge_frame(const und_step *s)
{
    /* A speaker that no pack knows begins with no word of the frame. */
    bool speaker = s->block.end == UND_END_COMMA && s->state->mode == UND_MODE_NONE && s->block.small;
    if (!speaker && !may_be_frame(s))
        return none;
    if (is_annex(s))
        return (und_verdict){.kind = UND_KIND_ANNEX, .why = UND_WHY_WORDS};
    und_verdict title = judge_title(s);
    bool report = title.kind == UND_KIND_TITLE && title.why == UND_WHY_WORDS && title.part != UND_PART_LETTER;
    if (title.kind == UND_KIND_TITLE && !report)
        return title;
    und_verdict subject = judge_subject(s);
    if (subject.kind == UND_KIND_SUBJECT)
        return subject;
    if (und_is_adoption(s))
        return (und_verdict){.kind = UND_KIND_ADOPTION, .why = UND_WHY_WORDS};
    if (report)
        return title;
    return und_is_signature(s) ? (und_verdict){.kind = UND_KIND_SIGNATURE, .why = UND_WHY_WORDS} : none;
}
