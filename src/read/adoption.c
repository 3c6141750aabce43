/* How a resolution was adopted: the basis in brackets under its title; meeting, date and vote at its end. */
#include "read/pattern.h"
#include "read/step.h"

#include <string.h>

/* Bytes of a line by which most are told to be no date. */
#define DATE_BEGINNING 24u

/* Whether a line is a date and nothing else: "29 November 1979". */
static bool is_date(const und_step *s, uint32_t line)
{
    const und_language *language = und_step_language(s);
    if (language == NULL)
        return false;
    char folded[UND_LINE_BYTES * 2];
    und_bytes text = {folded, und_fold_beginning(s->reader, line, DATE_BEGINNING, folded, sizeof folded - 1)};
    folded[text.length] = '\0'; /* as a flow has it: a pair of bytes is looked at where the last one stands */
    bool open = text.length == 0 || (unsigned)(text.at[text.length - 1] - '0') < 10u; /* what follows tells */
    if (!open && !und_may_be_date(&s->reader->lexicon->leads[s->language], text, 0))
        return false; /* most lines */
    text.length = und_fold_line(s->reader, line, folded, sizeof folded);
    size_t last;
    if (und_match_date(language, text, 0, &last) == 0)
        return false;
    while (last < text.length && (text.at[last] == ' ' || text.at[last] == '.' || text.at[last] == '*'))
        last++;
    return last == text.length;
}

/* A date alone after the meeting. */
static bool is_closing_date(const und_step *s)
{
    return (s->state->flags & UND_STATE_CLOSED) != 0 && s->block.last == s->block.first + 1 &&
           is_date(s, s->block.first);
}

/* "83. Plenarsitzung": what reads as a label is the number of the meeting. */
bool und_is_numbered_meeting(const und_step *s)
{
    und_facts head = s->block.head;
    return und_facts_style(head) == UND_LABEL_NUMBER && und_facts_form(head) == UND_FORM_DOT && s->block.small &&
           s->state->part >= UND_PART_CLAUSES && und_pattern_at_start(s, UND_TERM_ADOPTION) != NULL;
}

/* Whether the phrase is only what a pattern has before its first slot: "第" of "第{number}次会议" begins other words too. */
static bool is_cut_pattern(const und_step *s)
{
    const und_lexicon *lexicon = s->reader->lexicon;
    const und_sense *sense =
        und_phrase_sense(lexicon, s->block.head.phrase, UND_BIT(UND_TERM_ADOPTION), s->language, false);
    if (sense == NULL)
        return false;
    const und_language *language = und_language_at(lexicon->packs, sense->language);
    und_bytes text = und_term_text(language, &language->terms[sense->term]);
    return memchr(text.at, '{', text.length) != NULL;
}

bool und_is_adoption(const und_step *s)
{
    und_facts head = s->block.head;
    if (!s->block.small || s->state->part < UND_PART_CLAUSES || und_begins_lower(head))
        return false;
    if ((head.flags & UND_FLAG_BRACKET) != 0)
        return HAS(s->keys, UND_TERM_BRACKET);
    if (HAS(s->keys, UND_TERM_ADOPTION) && !is_cut_pattern(s))
        return true;
    if (und_is_labelled(head))
        return und_is_numbered_meeting(s);
    if (!und_begins_with_digit(s) && !und_is_uncased(s))
        return false;
    /* No sentence; but a date may end with the full stop of an abbreviation: "12 декември 2025 г." */
    bool sentence =
        s->block.end == UND_END_STOP && (s->block.last == s->block.first + 1 || !is_date(s, s->block.last - 1));
    return (!sentence && und_pattern_at_start(s, UND_TERM_ADOPTION) != NULL) || is_closing_date(s);
}

/* Keys of what no list of votes has. */
#define ELSEWHERE                                                                                                      \
    (UND_OPENERS | UND_BIT(UND_TERM_ANNEX) | UND_BIT(UND_TERM_ANNEX_TO) | UND_BIT(UND_TERM_SUBJECT) |                  \
     UND_BIT(UND_TERM_SUBJECT_START) | UND_BIT(UND_TERM_RESOLUTION_TITLE) | UND_BIT(UND_TERM_BRACKET))

/* Whether a block's last mark closes a bracket, a full stop after it or not. */
static bool closes_bracket(const und_step *s, const und_block *block)
{
    if (block->end != UND_END_STOP)
        return block->end == UND_END_BRACKET;
    und_bytes line = und_lines_text(s->reader->lines, block->last - 1);
    size_t last = line.length;
    while (last > 0 && (line.at[last - 1] == '.' || line.at[last - 1] == ' ' || line.at[last - 1] == '\r'))
        last--;
    return last > 0 && line.at[last - 1] == ']';
}

/* A vote goes on over several blocks, the States in favour, against and abstaining, until its bracket is closed. A bracket
 * that is not closed in sight encloses its own block alone. */
static uint32_t bracket_end(const und_step *s)
{
    if ((s->block.head.flags & UND_FLAG_BRACKET) == 0 || closes_bracket(s, &s->block))
        return s->block.last;
    uint32_t horizon = s->block.last + UND_LOOKAHEAD_LINES;
    und_block next = s->block;
    while (und_block_after(s, next.last, horizon, &next)) {
        uint64_t keys = und_keys_of(s->reader, next.head);
        /* A conversion takes "In favour:" for a heading. */
        bool heading = (next.head.flags & UND_FLAG_MARKED) != 0 && (keys & UND_BIT(UND_TERM_ADOPTION)) == 0;
        if (next.head.shape != UND_SHAPE_TEXT || und_is_labelled(next.head) || heading ||
            (next.head.flags & UND_FLAG_BRACKET) != 0 || (keys & ELSEWHERE) != 0)
            return s->block.last;
        if (closes_bracket(s, &next))
            return next.last;
    }
    return s->block.last;
}

uint32_t und_adoption(und_step *s)
{
    und_machine *state = s->state;
    uint32_t last = bracket_end(s);
    /* Under the title nothing is closed yet. */
    if (state->mode != UND_MODE_NONE || state->number != 0 || (state->flags & UND_STATE_SUBJECT) != 0)
        state->flags |= UND_STATE_CLOSED;
    und_set_mode(state, UND_MODE_NONE);
    state->flags &= (uint16_t)~UND_STATE_CLAUSE;
    und_close_lists(state);
    return und_give(s, UND_KIND_ADOPTION, state->depth, last) ? last : UINT32_MAX;
}
