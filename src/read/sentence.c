/* Paragraphs whose sentence goes on after a page break: furniture and footnotes that interrupt it. */
#include "read/step.h"
#include "read/title.h"

typedef struct going_on {
    uint32_t last; /* of the paragraph's lines, in all */
    und_end end;   /* of them */
} going_on;

und_note und_note_of(const und_reader *reader, const und_block *block)
{
    if (HAS(und_keys_of(reader, block->head), UND_TERM_FOOTNOTE))
        return UND_NOTE_WORDS;
    und_bytes line = und_lines_text(reader->lines, block->first);
    und_line_start start = und_line_text_of(reader->lexicon, line);
    const char *label = line.at + start.label, *text = line.at + start.text, *end = line.at + line.length;
    if (label < end && (unsigned char)*label >= 0x80)
        return UND_NOTE_RAISED;
    const char *root = text;
    while (root < end && *root >= 'A' && *root <= 'Z')
        root++;
    bool symbol = root > text && root - text <= 4 && end - root > 1 && *root == '/' && root[1] != ' ';
    return symbol ? UND_NOTE_SYMBOL : UND_NOTE_NONE;
}

/* Lines in which the symbol at the head of a page follows the title beside it. */
#define SYMBOL_LINES 3u
_Static_assert(SYMBOL_LINES < UND_INTERRUPTION_LINES, "no further than who asks has left room for");

bool und_is_running_title(const und_step *s, uint16_t flags, const und_block *block)
{
    const und_machine *state = s->state;
    bool page = (flags & (UND_STATE_PAGE | UND_STATE_SENTENCE)) != 0;
    if ((state->title == 0 && !page) || state->part <= UND_PART_MASTHEAD || !block->small ||
        !und_ends_open(block->end) || und_is_labelled(block->head) ||
        (block->head.flags & (UND_FLAG_LOWER | UND_FLAG_MARKED)) != 0)
        return false;
    uint32_t total = und_lines_count(s->reader->lines);
    uint32_t next = und_tree_next(s->reader, block->last);
    bool symbol = next < total && next < block->last + SYMBOL_LINES &&
                  und_reader_facts(s->reader, next).shape == UND_SHAPE_SYMBOL;
    if (page && symbol && next == block->last)
        return true; /* in columns, of which the symbol has the other */
    return state->title != 0 && (page || symbol) &&
           und_title_print(s->reader, block->first, block->last, 0) == state->title;
}

/* "* Any changes to the list of sponsors": a footnote of the title. */
static bool has_asterisk(const und_reader *reader, uint32_t line)
{
    und_bytes text = und_lines_text(reader->lines, line);
    size_t at = 0;
    while (at < text.length && (text.at[at] == ' ' || text.at[at] == '\t'))
        at++;
    size_t stars = at;
    while (stars < text.length && text.at[stars] == '*')
        stars++;
    return stars > at && stars - at <= 3 && stars < text.length && text.at[stars] == ' ';
}

/* Whether the next line that is not blank is a number alone or a line of printing. */
static bool is_number_next(const und_reader *reader, uint32_t line)
{
    uint32_t next = und_tree_next(reader, line);
    if (next >= und_lines_count(reader->lines) || next > line + SYMBOL_LINES)
        return false;
    und_facts facts = und_reader_facts(reader, next);
    return facts.shape == UND_SHAPE_NUMBER || facts.shape == UND_SHAPE_SYMBOL;
}

/* Whether a block of text is a footnote, where they may stand or anywhere. */
static bool is_note(const und_step *s, uint16_t flags, const und_block *block)
{
    und_facts head = block->head;
    uint64_t keys = und_keys_of(s->reader, head);
    bool notes = (flags & UND_STATE_NOTES) != 0;
    if (und_facts_form(head) == UND_FORM_SPACE && (head.flags & UND_FLAG_LOWER) == 0 &&
        (notes || und_note_of(s->reader, block) != UND_NOTE_NONE))
        return true;
    if (notes && !und_is_labelled(head) && (HAS(keys, UND_TERM_FOOTNOTE) || has_asterisk(s->reader, block->first)))
        return true;
    if (!notes || und_is_labelled(head) || (head.flags & UND_FLAG_LOWER) != 0 ||
        (keys & (UND_OPENERS | UND_BIT(UND_TERM_SUBJECT))) != 0)
        return false;
    /* The numbers of notes may stand after their texts, in the order that a PDF gives them. */
    return (flags & UND_STATE_NOTE_OPEN) != 0 ||
           ((flags & UND_STATE_PAGE) == 0 && is_number_next(s->reader, block->last));
}

und_kind und_interruption(const und_step *s, uint16_t *flags, const und_block *block)
{
    und_facts head = block->head;
    switch (head.shape) {
    case UND_SHAPE_RULE:
        *flags |= UND_STATE_NOTES;
        *flags &= (uint16_t)~UND_STATE_NOTE_OPEN;
        return UND_KIND_FURNITURE;
    case UND_SHAPE_COMMENT: *flags &= (uint16_t)~UND_STATE_NOTE_OPEN; return UND_KIND_FURNITURE;
    case UND_SHAPE_SYMBOL:
        *flags &= (uint16_t)~UND_STATE_NOTE_OPEN;
        *flags |= UND_STATE_PAGE;
        return UND_KIND_FURNITURE;
    case UND_SHAPE_NUMBER:
        if ((*flags & UND_STATE_NOTES) != 0) {
            *flags |= UND_STATE_NOTE_OPEN;
            return UND_KIND_FOOTNOTE;
        }
        *flags |= UND_STATE_PAGE;
        return UND_KIND_FURNITURE;
    case UND_SHAPE_TABLE: return UND_KIND_COUNT;
    default: break;
    }
    if (und_is_running_title(s, *flags, block)) {
        *flags |= UND_STATE_PAGE;
        return UND_KIND_FURNITURE;
    }
    if (head.shape == UND_SHAPE_TEXT && is_note(s, *flags, block)) {
        *flags &= (uint16_t)~UND_STATE_NOTE_OPEN;
        return UND_KIND_FOOTNOTE;
    }
    if ((und_keys_of(s->reader, head) & UND_FIELD_FURNITURE) != 0 && block->small)
        return UND_KIND_FURNITURE;
    return UND_KIND_COUNT;
}

/* Whether a block with this head may go on with the sentence of a block that ended with `end`. */
static bool may_go_on(const und_step *s, und_end end, und_facts head)
{
    bool lower = (head.flags & UND_FLAG_LOWER) != 0;
    if (lower ? end == UND_END_STOP || end == UND_END_SEMICOLON || end == UND_END_COLON : !und_ends_open(end))
        return false;
    if (head.shape != UND_SHAPE_TEXT || und_is_labelled(head) || (head.flags & UND_FLAG_MARKED) != 0)
        return false;
    uint64_t keys = und_keys_of(s->reader, head);
    if ((keys & (UND_OPENERS | UND_BIT(UND_TERM_SUBJECT) | UND_BIT(UND_TERM_ANNEX_TO) | UND_BIT(UND_TERM_SIGNED) |
                 UND_BIT(UND_TERM_LETTER_TITLE) | UND_BIT(UND_TERM_HONOUR) | UND_BIT(UND_TERM_RESOLUTION_TITLE))) != 0)
        return false;
    return lower || !HAS(keys, UND_TERM_ANNEX);
}

/* Whether `next`, whose head may, goes on indeed. */
static bool goes_on(const und_block *next, bool interrupted)
{
    /* A heading is short and has no end; the rest of a sentence is long or has one. */
    return (next->head.flags & UND_FLAG_LOWER) != 0 || !next->small || next->end != UND_END_NONE || interrupted;
}

/* Bytes of the ending of an ordinal that a conversion put on a line of its own, the number on the next: "e", "31 séance". */
#define ENDING_BYTES 3u

static bool is_ending_of_ordinal(const und_step *s, const und_block *block)
{
    if (block->last != block->first + 1 || block->end != UND_END_NONE || (block->head.flags & UND_FLAG_LOWER) == 0 ||
        und_lines_text(s->reader->lines, block->first).length > ENDING_BYTES)
        return false;
    uint32_t next = und_tree_next(s->reader, block->last);
    if (next >= und_lines_count(s->reader->lines) || next > block->last + SYMBOL_LINES)
        return false;
    und_bytes line = und_lines_text(s->reader->lines, next);
    return (unsigned)(*line.at - '0') < 10u;
}

/* "31 e séance", "82nd plenary meeting": the meeting that adopted the text, below a paragraph whose last mark is missing. */
static bool names_a_meeting(const und_step *s, const und_block *block)
{
    if (s->state->part < UND_PART_CLAUSES)
        return false;
    if (is_ending_of_ordinal(s, block))
        return true;
    if (!block->small || und_facts_style(block->head) == UND_LABEL_NONE ||
        (block->end != UND_END_NONE && block->end != UND_END_BRACKET && block->end != UND_END_STOP))
        return false;
    und_step at = *s;
    at.block = *block;
    return und_pattern_at_start(&at, UND_TERM_ADOPTION) != NULL;
}

/* Where openers begin in lower case, a preambular paragraph ends with its comma, and what follows is the next one. */
static bool ends_preambular(const und_step *s, und_end end)
{
    return end == UND_END_COMMA && s->state->mode == UND_MODE_PREAMBLE && und_step_script(s) == UND_SCRIPT_CYRILLIC;
}

/* Follows a paragraph over furniture and footnotes. */
static going_on follow(const und_step *s)
{
    going_on all = {s->block.last, s->block.end};
    if (all.end == UND_END_STOP || all.end == UND_END_SEMICOLON || all.end == UND_END_COLON)
        return all; /* nothing may go on, whatever comes */
    uint32_t total = und_lines_count(s->reader->lines);
    for (;;) {
        uint16_t flags = (uint16_t)(s->state->flags | (und_ends_open(all.end) ? UND_STATE_SENTENCE : 0));
        uint32_t line = all.last;
        uint32_t horizon = all.last + UND_INTERRUPTION_HORIZON;
        bool interrupted = false;
        bool found = false;
        for (;;) {
            line = und_tree_next(s->reader, line);
            if (line >= total || line >= horizon)
                return all;
            und_facts head = und_reader_facts(s->reader, line);
            bool may = may_go_on(s, all.end, head);
            if (!may && und_is_plain_text(s, flags, head))
                return all; /* most paragraphs end here */
            und_block next;
            und_block_read(s->reader, s->state, line, horizon - line, &next);
            if (und_interruption(s, &flags, &next) != UND_KIND_COUNT) {
                interrupted = true;
                line = next.last;
                continue;
            }
            if (may && goes_on(&next, interrupted) && (interrupted || !ends_preambular(s, all.end)) &&
                !names_a_meeting(s, &next)) {
                /* Its own lines may reach beyond the horizon. */
                und_block_read(s->reader, s->state, line, UINT32_MAX, &next);
                all.last = next.last;
                all.end = next.end;
                found = true;
            }
            break;
        }
        if (!found)
            return all;
    }
}

bool und_give_interruptions(und_step *s, uint8_t depth, uint32_t last)
{
    uint32_t line = s->block.last;
    uint16_t flags = (uint16_t)(s->before.flags | (und_ends_open(s->block.end) ? UND_STATE_SENTENCE : 0));
    while (line < last) {
        line = und_tree_next(s->reader, line);
        if (line >= last)
            break;
        und_block next;
        und_block_read(s->reader, s->state, line, last - line, &next);
        und_kind kind = und_interruption(s, &flags, &next);
        if (kind != UND_KIND_COUNT && !und_give_child(s, kind, depth, next.first, next.last))
            return false;
        if (kind == UND_KIND_COUNT)
            flags = (uint16_t)((flags & ~UND_STATE_SENTENCE) | (und_ends_open(next.end) ? UND_STATE_SENTENCE : 0));
        line = next.last;
    }
    return true;
}

uint32_t und_paragraph(und_step *s, und_kind kind, uint8_t depth, und_label_style style, uint16_t label)
{
    going_on all = follow(s);
    if (!und_give_labelled(s, kind, depth, style, label, all.last) ||
        (kind == UND_KIND_OPERATIVE && style == UND_LABEL_NUMBER && !und_give_inner(s, depth, all.last)) ||
        (all.last > s->block.last &&
         !und_give_interruptions(s, depth < UND_DEPTH_MAX ? (uint8_t)(depth + 1) : depth, all.last)))
        return UINT32_MAX;
    s->state->flags &= (uint16_t) ~(UND_STATE_NOTES | UND_STATE_NOTE_OPEN | UND_STATE_PAGE | UND_STATE_COLON);
    if (all.end == UND_END_COLON)
        s->state->flags |= UND_STATE_COLON;
    return all.last;
}
