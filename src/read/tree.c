#include "read/tree.h"

#include "read/step.h"
#include "read/title.h"
#include "text/utf8.h"

#include <string.h>

/* Lines in which the office follows the name of a signature. */
#define OFFICE_BLANKS 3u

/* Bytes of a paragraph in which the words of a request are looked for: its first sentences. */
#define REQUEST_BYTES 700u

/* "[Original: Russian]" under a heading belongs to it. */
static uint32_t with_original(const und_step *s)
{
    und_block next;
    if (!und_block_after(s, s->block.last, s->block.last + UND_LOOKAHEAD_LINES, &next))
        return s->block.last;
    bool original = (next.head.flags & UND_FLAG_BRACKET) != 0 && next.small &&
                    HAS(und_keys_of(s->reader, next.head), UND_TERM_ORIGINAL_LABEL);
    return original ? next.last : s->block.last;
}

/* A heading that names the letter first and the annex last, as in Chinese: "2015年1月15日…给…的信的附件". */
static bool annex_of_dated_letter(const und_step *s)
{
    const und_language *language = und_step_language(s);
    if (!und_is_dated(s->reader->lexicon, s->language) || !s->block.small || s->block.end != UND_END_NONE ||
        s->state->part <= UND_PART_MASTHEAD)
        return false;
    char folded[UND_LINE_BYTES * 2];
    size_t length = und_fold_line_end(s->reader, s->block.last - 1, folded, sizeof folded);
    for (uint32_t i = language->first[UND_TERM_ANNEX]; i < language->first[UND_TERM_ANNEX + 1]; i++) {
        und_bytes term = und_term_folded(language, &language->terms[i]);
        if (term.length < length && memcmp(folded + length - term.length, term.at, term.length) == 0)
            return und_pattern_at_start(s, UND_TERM_LETTER_TITLE) != NULL;
    }
    return false;
}

static bool is_annex(const und_step *s)
{
    if (annex_of_dated_letter(s))
        return true;
    if ((s->keys & (UND_BIT(UND_TERM_ANNEX) | UND_BIT(UND_TERM_ANNEX_TO))) == 0 || !s->block.small ||
        und_is_labelled(s->block.head) || (s->block.head.flags & (UND_FLAG_LOWER | UND_FLAG_PAREN)) != 0)
        return false;
    und_end end = s->block.end;
    if (end == UND_END_COMMA || end == UND_END_SEMICOLON || end == UND_END_STOP)
        return false;
    return HAS(s->keys, UND_TERM_ANNEX_TO) || und_after_phrase(s) <= 12 ||
           (s->block.head.flags & (UND_FLAG_MARKED | UND_FLAG_BOLD)) != 0;
}

static uint32_t annex(und_step *s)
{
    und_machine *state = s->state;
    const und_sense *sense =
        und_phrase_sense(s->reader->lexicon, s->block.head.phrase, UND_BIT(UND_TERM_ANNEX), s->language, false);
    bool enclosure = sense != NULL && sense->value != UND_ANNEX_ANNEX && (s->before.flags & UND_STATE_ANNEX) != 0;
    uint8_t depth = enclosure ? 2 : 1;
    und_set_part(state, UND_PART_TEXT);
    und_set_mode(state, UND_MODE_NONE);
    state->flags = UND_STATE_ANNEX;
    state->number = 0;
    und_set_depth(state, depth + 1u);
    und_close_lists(state);
    uint32_t last = with_original(s);
    bool named = sense != NULL && sense->value != UND_ANNEX_ANNEX;
    return und_give(s, named ? UND_ENCLOSURE : UND_ANNEX, depth, last) ? last : UINT32_MAX;
}

/* What may follow the number of a resolution that a conversion put elsewhere: a line of the masthead, the first title. */
static bool is_no_title(const und_step *s, const und_block *block)
{
    und_step at = *s;
    at.block = *block;
    uint64_t keys = und_keys_of(s->reader, block->head);
    uint16_t told = block->head.phrase == 0 ? 0 : und_phrase_at(s->reader->lexicon, block->head.phrase)->language;
    if (told != 0)
        at.language = (uint8_t)(told - 1);
    const und_sense *sense = und_phrase_sense(s->reader->lexicon, block->head.phrase,
                                              UND_BIT(UND_TERM_RESOLUTION_TITLE), s->language, false);
    return (keys & (UND_BIT(UND_TERM_SUBJECT) | UND_BIT(UND_TERM_BRACKET) | UND_BIT(UND_TERM_DISTRIBUTION_LABEL) |
                    UND_BIT(UND_TERM_AGENDA))) != 0 ||
           (sense != NULL && sense->value == UND_KIND_RESOLUTION) ||
           (HAS(keys, UND_TERM_ORGAN) && und_after_phrase(&at) == 0) ||
           und_pattern_at_start(&at, UND_TERM_SESSION) != NULL;
}

/* The number of a resolution may stand alone, the words of the title below it. */
static void with_words(und_step *s)
{
    und_bytes number = und_resolution_number(s);
    und_bytes text = und_lines_text(s->reader->lines, s->block.first);
    const char *after = number.at + number.length, *end = text.at + text.length;
    while (after < end && (*after == '.' || *after == ' ' || *after == '\t' || *after == '*'))
        after++;
    und_block next;
    if (number.length == 0 || after < end || s->block.last > s->block.first + 1 ||
        !und_block_after(s, s->block.last, s->block.last + UND_LOOKAHEAD_LINES, &next) || !next.small ||
        next.head.shape != UND_SHAPE_TEXT || und_is_labelled(next.head) || !und_ends_open(next.end) ||
        (next.head.flags & (UND_FLAG_LOWER | UND_FLAG_MARKED)) != 0 || is_no_title(s, &next))
        return;
    s->block.last = next.last;
    s->block.end = next.end;
}

static uint32_t title(und_step *s, und_part part)
{
    und_machine *state = s->state;
    und_set_part(state, part);
    und_set_mode(state, UND_MODE_NONE);
    state->number = 0;
    state->flags &=
        (uint16_t) ~(UND_STATE_CLAUSE | UND_STATE_SUBJECT | UND_STATE_CLOSED | UND_STATE_NOTES | UND_STATE_NOTE_OPEN);
    state->flags |= UND_STATE_TITLED;
    und_close_lists(state);
    with_words(s);
    und_bytes number = und_resolution_number(s);
    und_bytes text = und_lines_text(s->reader->lines, s->block.first);
    if (number.length > 0)
        state->title = 4095u & und_title_print(s->reader, s->block.first, s->block.last,
                                               (size_t)(number.at - text.at) + number.length);
    uint32_t last = with_original(s);
    return und_give(s, UND_TITLE, state->depth, last) ? last : UINT32_MAX;
}

static uint32_t heading(und_step *s)
{
    und_machine *state = s->state;
    if (state->part != UND_PART_CLAUSES)
        state->number = 0; /* the paragraphs of a resolution go on counting over its headings, or begin again with 1 */
    if (state->part == UND_PART_TEXT)
        und_set_mode(state, UND_MODE_NONE); /* a treaty's or a plan's preamble ends with its first heading */
    state->flags &= (uint16_t) ~(UND_STATE_CLAUSE | UND_STATE_NOTES | UND_STATE_NOTE_OPEN);
    und_close_lists(state);
    und_facts head = s->block.head;
    und_label_style style = und_is_labelled(head) ? und_facts_style(head) : UND_LABEL_NONE;
    uint16_t value = style != UND_LABEL_NONE ? head.value : 0;
    unsigned letter = value & 255u, figure = (unsigned)value >> 8;
    if (style == UND_LABEL_UPPER && figure != 0 && (letter == 0 || letter > 26))
        style = UND_LABEL_UPPER_ROMAN; /* headings go from A to Z: "II" is a figure */
    if (style == UND_LABEL_UPPER_ROMAN || style == UND_LABEL_UPPER)
        value = (uint16_t)(style == UND_LABEL_UPPER ? letter : figure);
    return und_give_labelled(s, UND_HEADING, state->depth, style, value, s->block.last) ? s->block.last : UINT32_MAX;
}

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

static bool is_subject(const und_step *s)
{
    und_facts head = s->block.head;
    und_end end = s->block.end;
    if (und_is_labelled(head) || !s->block.small)
        return false;
    if (HAS(s->keys, UND_TERM_SUBJECT) && und_after_phrase(s) == 0 && s->block.last == s->block.first + 1)
        /* Without a comma the sentence goes on: "The General Assembly / Adopts the following outcome document". */
        return end == UND_END_COMMA || (end != UND_END_COLON && clause_follows(s, UND_OPENERS, false));
    return (s->keys & (UND_BIT(UND_TERM_SUBJECT_START) | UND_BIT(UND_TERM_SUBJECT))) != 0 && end == UND_END_COMMA &&
           s->state->mode == UND_MODE_NONE && clause_follows(s, UND_OPENERS, true);
}

static uint32_t subject(und_step *s)
{
    und_machine *state = s->state;
    if (state->part != UND_PART_TEXT)
        und_set_part(state, UND_PART_CLAUSES);
    und_set_mode(state, UND_MODE_PREAMBLE);
    state->number = 0;
    state->flags |= UND_STATE_SUBJECT;
    state->flags &= (uint16_t) ~(UND_STATE_CLAUSE | UND_STATE_CLOSED);
    und_close_lists(state);
    return und_give(s, UND_SUBJECT, state->depth, s->block.last) ? s->block.last : UINT32_MAX;
}

/* Office and name on one line: "Le Représentant permanent (Signé) …". */
static bool is_signed_line(const und_step *s)
{
    const und_language *language = und_step_language(s);
    char folded[UND_LINE_BYTES * 2];
    size_t length = und_fold_line(s->reader, s->block.first, folded, sizeof folded), at;
    if (language == NULL || und_find_term(language, UND_TERM_SIGNED, (und_bytes){folded, length}, &at) == NULL)
        return false;
    while (at > 0 && (folded[at - 1] == '*' || folded[at - 1] == '_' || folded[at - 1] == ' '))
        at--;
    return at > 0 && folded[at - 1] == '(';
}

static bool is_signature(const und_step *s)
{
    if (!s->block.small || und_is_labelled(s->block.head))
        return false;
    if (HAS(s->keys, UND_TERM_SIGNED))
        return (s->block.head.flags & UND_FLAG_PAREN) != 0;
    if (!HAS(s->keys, UND_TERM_OFFICE))
        return false;
    if (s->block.last == s->block.first + 1)
        return is_signed_line(s);
    /* The office stands above the name in French: the next line says so. */
    for (uint32_t line = s->block.first + 1; line < s->block.last; line++) {
        und_facts facts = und_reader_facts(s->reader, line);
        if (HAS(und_keys_of(s->reader, facts), UND_TERM_SIGNED) && (facts.flags & UND_FLAG_PAREN) != 0)
            return true;
    }
    return false;
}

/* The office may stand under the name after a blank line. */
static void with_offices(und_step *s)
{
    und_block next;
    while (HAS(s->keys, UND_TERM_SIGNED) && und_block_after(s, s->block.last, s->block.last + OFFICE_BLANKS, &next) &&
           next.small && HAS(und_keys_of(s->reader, next.head), UND_TERM_OFFICE) && !und_is_labelled(next.head) &&
           und_ends_open(next.end)) {
        und_step at = *s;
        at.block = next;
        at.keys = und_keys_of(s->reader, next.head);
        if (is_signature(&at))
            return;
        s->block.last = next.last;
    }
}

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

static bool plain_beginning(und_facts head)
{
    return (head.flags & (UND_FLAG_LOWER | UND_FLAG_BRACKET | UND_FLAG_PAREN | UND_FLAG_QUOTED)) == 0;
}

static bool is_heading(const und_step *s)
{
    und_facts head = s->block.head;
    if ((head.flags & UND_FLAG_MARKED) != 0)
        return true;
    if (!s->block.small || s->block.last - s->block.first > 3)
        return false;
    und_label_style style = und_facts_style(head);
    und_end end = s->block.end;
    if (style == UND_LABEL_UPPER)
        return end == UND_END_NONE;
    if (und_is_labelled(head) || end != UND_END_NONE || s->state->part == UND_PART_LETTER)
        return false;
    return (head.flags & (UND_FLAG_UPPER | UND_FLAG_BOLD)) != 0 || (und_is_uncased(s) && plain_beginning(head));
}

static uint32_t whole_block(und_step *s, und_kind kind)
{
    return und_give(s, kind, s->state->depth, s->block.last) ? s->block.last : UINT32_MAX;
}

/* Furniture inside a clause lies below it, so that the sub-paragraphs after it still belong to the clause. */
static uint32_t furniture(und_step *s, und_kind kind)
{
    uint8_t depth = (uint8_t)(s->state->depth + ((s->state->flags & UND_STATE_CLAUSE) != 0 ? 1 : 0));
    return und_give(s, kind, depth, s->block.last) ? s->block.last : UINT32_MAX;
}

/* The first short blocks of an annex are its title; of a document without a masthead, bold ones are. */
bool und_is_first_title(const und_step *s)
{
    const und_machine *state = s->state;
    und_facts head = s->block.head;
    if ((state->flags & UND_STATE_TITLED) != 0 || !s->block.small || und_is_labelled(head) ||
        s->block.end == UND_END_STOP || s->block.end == UND_END_SEMICOLON || s->block.end == UND_END_COMMA ||
        (head.flags & (UND_FLAG_LOWER | UND_FLAG_PAREN)) != 0)
        return false;
    if ((state->flags & UND_STATE_ANNEX) != 0)
        return true;
    return state->part <= UND_PART_MASTHEAD && (head.flags & (UND_FLAG_BOLD | UND_FLAG_MARKED)) != 0;
}

/* Keys of what is no clause, no paragraph and no plain heading. */
#define FRAME                                                                                                          \
    (UND_BIT(UND_TERM_ANNEX) | UND_BIT(UND_TERM_ANNEX_TO) | UND_BIT(UND_TERM_LETTER_TITLE) |                           \
     UND_BIT(UND_TERM_SUBJECT) | UND_BIT(UND_TERM_SUBJECT_START) | UND_BIT(UND_TERM_ADOPTION) |                        \
     UND_BIT(UND_TERM_BRACKET) | UND_BIT(UND_TERM_RESOLUTION_TITLE) | UND_BIT(UND_TERM_REPORT_TITLE) |                 \
     UND_BIT(UND_TERM_SIGNED) | UND_BIT(UND_TERM_OFFICE))

/* Whether a block may be part of the document's frame: its titles, annexes, subject, adoption and signature. Most are
 * not: they begin with a label, or with a letter and none of the frame's phrases. */
static bool may_be_frame(const und_step *s)
{
    und_facts head = s->block.head;
    if ((s->keys & FRAME) != 0 || s->state->part <= UND_PART_MASTHEAD || und_is_uncased(s))
        return true;
    if (und_is_labelled(head))
        return false;
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

/* A part of the frame: the line after it; `*line` where the block is none. */
static bool read_frame(und_step *s, uint32_t *line)
{
    und_machine *state = s->state;
    und_facts head = s->block.head;
    und_sponsors sponsors;
    if (is_annex(s))
        *line = annex(s);
    else if (und_is_letter_title(s))
        *line = title(s, UND_PART_LETTER);
    else if (und_resolution_number(s).length > 0 || und_names_a_resolution(s))
        *line = title(s, UND_PART_CLAUSES);
    else if (state->part <= UND_PART_MASTHEAD && und_begins_with_sponsors(s, &s->block, &sponsors)) {
        s->block.last = sponsors.last;
        *line = title(s, UND_PART_CLAUSES);
    } else if (is_subject(s))
        *line = subject(s);
    else if (und_is_adoption(s))
        *line = und_adoption(s);
    else if ((s->keys & (UND_BIT(UND_TERM_RESOLUTION_TITLE) | UND_BIT(UND_TERM_REPORT_TITLE))) != 0 && s->block.small &&
             !und_is_labelled(head) && (head.flags & UND_FLAG_LOWER) == 0 && und_ends_open(s->block.end) &&
             (state->part <= UND_PART_MASTHEAD || und_before_the_text(state) ||
              ((head.flags & UND_FLAG_MARKED) != 0 && state->mode == UND_MODE_NONE)))
        *line = title(s, HAS(s->keys, UND_TERM_RESOLUTION_TITLE) ? UND_PART_CLAUSES : UND_PART_TEXT);
    else if (is_signature(s)) {
        with_offices(s);
        *line = whole_block(s, UND_SIGNATURE);
    } else
        return false;
    return true;
}

static uint32_t decide(und_step *s)
{
    und_machine *state = s->state;
    und_facts head = s->block.head;
    uint32_t line;
    if (und_begins_masthead(s))
        return und_read_opening(s);
    if (!und_is_plain_text(s, state->flags, head) || und_is_running_title(s, state->flags, &s->block)) {
        und_kind between = und_interruption(s, &state->flags, &s->block);
        if (between != UND_KIND_COUNT)
            return furniture(s, between);
        state->flags &= (uint16_t)~UND_STATE_PAGE;
        if (head.shape == UND_SHAPE_TABLE)
            return whole_block(s, UND_PARAGRAPH);
    }
    if (may_be_frame(s) && read_frame(s, &line))
        return line;
    und_label_style style = und_facts_style(head);
    if (und_is_labelled(head)) {
        bool number = style == UND_LABEL_NUMBER && und_facts_form(head) != UND_FORM_PARENTHESES;
        bool marked = (head.flags & UND_FLAG_MARKED) != 0;
        /* A conversion takes a short chapeau for a heading: "## 2. Condemns:". */
        if (number && (!marked || (state->mode != UND_MODE_NONE && head.value == state->number + 1u)))
            return und_numbered_paragraph(s);
        if (!number && !marked && (style != UND_LABEL_UPPER || und_facts_form(head) != UND_FORM_DOT))
            return und_subparagraph(s);
    } else {
        und_role found = und_unnumbered_role(s);
        if (found != UND_ROLE_NONE && und_clause_may_stand(s, found))
            return und_unnumbered_clause(s, found);
    }
    if (und_is_first_title(s))
        return title(s, state->part <= UND_PART_MASTHEAD ? UND_PART_TEXT : (und_part)state->part);
    if (is_heading(s))
        return heading(s);
    if (HAS(s->keys, UND_TERM_HONOUR) && state->part <= UND_PART_MASTHEAD)
        und_set_part(state, UND_PART_LETTER);
    if (und_request_term(s) != NULL) {
        if (state->part <= UND_PART_MASTHEAD)
            und_set_part(state, UND_PART_LETTER);
        return und_paragraph(s, UND_REQUEST, state->depth, UND_LABEL_NONE, 0);
    }
    state->flags |= UND_STATE_CLAUSE;
    und_close_lists(state);
    return und_paragraph(s, UND_PARAGRAPH, state->depth, UND_LABEL_NONE, 0);
}

uint32_t und_tree_step(const und_reader *reader, und_machine *state, uint32_t line, und_emit emit, void *context)
{
    if (state->depth == 0)
        state->depth = 1; /* the first step: an all-zero state */
    und_step s;
    s.reader = reader;
    s.state = state;
    s.before = *state;
    s.emit = emit;
    s.context = context;
    und_block_read(reader, state, line, UINT32_MAX, &s.block);
    s.keys = und_keys_of(reader, s.block.head);
    uint8_t vote = s.block.head.end >> 4;
    if (state->language == 0 || (vote != 0 && vote != state->language))
        und_hear_language(&s);
    s.language = state->language == 0 ? (uint8_t)UND_LANGUAGE_NONE : (uint8_t)(state->language - 1);
    return decide(&s);
}
