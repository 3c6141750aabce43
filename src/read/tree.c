#include "read/tree.h"

#include "read/judge.h"
#include "read/parting.h"
#include "read/sponsors.h"
#include "read/title.h"
#include "text/utf8.h"

#include <string.h>

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
    und_label number = und_annex_number(s);
    return und_give_labelled(s, named ? UND_KIND_ENCLOSURE : UND_KIND_ANNEX, depth, number.style, number.value, last)
               ? last
               : UINT32_MAX;
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
           (sense != NULL && sense->value == UND_DOC_RESOLUTION) ||
           (HAS(keys, UND_TERM_ORGAN) && und_after_phrase(&at) == 0) ||
           (((keys & (UND_BIT(UND_TERM_SESSION) | UND_BIT(UND_TERM_ORDINAL))) != 0 || und_begins_with_digit(&at)) &&
            und_pattern_at_start(&at, UND_TERM_SESSION) != NULL);
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

static bool is_declaration(const und_step *s)
{
    const und_sense *sense = und_phrase_sense(s->reader->lexicon, s->block.head.phrase,
                                              UND_BIT(UND_TERM_RESOLUTION_TITLE), s->language, false);
    return sense != NULL && sense->value == UND_DOC_DECLARATION;
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
    if (is_declaration(s) && (state->flags & UND_STATE_ANNEX) != 0)
        state->flags |= UND_STATE_DECLARES;
    und_close_lists(state);
    with_words(s);
    s->block.last = und_title_end(s);
    und_bytes number = und_resolution_number(s);
    und_bytes text = und_lines_text(s->reader->lines, s->block.first);
    if (number.length > 0)
        state->title = 4095u & und_title_print(s->reader, s->block.first, s->block.last,
                                               (size_t)(number.at - text.at) + number.length);
    uint32_t last = with_original(s);
    return und_give(s, UND_KIND_TITLE, state->depth, last) ? last : UINT32_MAX;
}

static uint32_t heading(und_step *s)
{
    und_machine *state = s->state;
    if (state->part != UND_PART_CLAUSES)
        state->number = 0; /* the paragraphs of a resolution go on counting over its headings, or begin again with 1 */
    if (state->part == UND_PART_TEXT)
        und_set_mode(state, UND_MODE_NONE); /* a treaty's or a plan's preamble ends with its first heading */
    state->flags &= (uint16_t) ~(UND_STATE_CLAUSE | UND_STATE_NOTES | UND_STATE_NOTE_OPEN | UND_STATE_COLON);
    und_close_lists(state);
    und_facts head = s->block.head;
    und_label_style style = und_is_labelled(head) ? und_facts_style(head) : UND_LABEL_NONE;
    uint16_t value = style != UND_LABEL_NONE ? head.value : 0;
    unsigned letter = und_letter_of(value), figure = und_figure_of(value);
    if (style == UND_LABEL_UPPER && figure != 0 && (letter == 0 || letter > 26))
        style = UND_LABEL_UPPER_ROMAN; /* headings go from A to Z: "II" is a figure */
    if (style == UND_LABEL_UPPER_ROMAN || style == UND_LABEL_UPPER)
        value = (uint16_t)(style == UND_LABEL_UPPER ? letter : figure);
    return und_give_labelled(s, UND_KIND_HEADING, state->depth, style, value, s->block.last) ? s->block.last
                                                                                             : UINT32_MAX;
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
    return und_give(s, UND_KIND_SUBJECT, state->depth, s->block.last) ? s->block.last : UINT32_MAX;
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

/* A clause: its part, its number, its lists. */
static uint32_t clause(und_step *s, und_verdict found)
{
    und_machine *state = s->state;
    und_facts head = s->block.head;
    und_label_style style = und_is_labelled(head) ? und_facts_style(head) : UND_LABEL_NONE;
    uint16_t label = style == UND_LABEL_NONE ? 0 : head.value;
    und_set_mode(state, found.mode);
    if (style == UND_LABEL_NUMBER || style == UND_LABEL_OPERATIVE) {
        state->number = und_number_of(label);
        state->flags &= (uint16_t)~UND_STATE_LETTERED;
    } else if (style != UND_LABEL_NONE && found.kind == UND_KIND_OPERATIVE) {
        /* Whether it is a letter or a roman figure, the count tells: "I." */
        if ((label & 255u) != state->number + 1u)
            style = style == UND_LABEL_UPPER ? UND_LABEL_UPPER_ROMAN : UND_LABEL_ROMAN;
        label = ++state->number;
        state->flags |= UND_STATE_LETTERED;
    }
    if (state->part <= UND_PART_MASTHEAD)
        und_set_part(state, UND_PART_CLAUSES);
    state->flags |= UND_STATE_CLAUSE;
    if (state->part == UND_PART_TEXT && found.kind == UND_KIND_PREAMBULAR)
        state->flags |= UND_STATE_RESOLVES;
    state->flags &= (uint16_t)~UND_STATE_CLOSED;
    und_close_lists(state);
    if (style == UND_LABEL_NUMBER && head.phrase == 0)
        s->block.head.phrase = und_inner_of(s).phrase; /* "1. (a) Requests" */
    return und_paragraph(s, found.kind, state->depth, style, label);
}

/* A paragraph that is no clause: with a number, it counts; at the end of a clause, it lies below it. */
static uint32_t paragraph(und_step *s, und_verdict found)
{
    und_machine *state = s->state;
    und_facts head = s->block.head;
    if (found.why == UND_WHY_SHAPE) {
        s->block.last = und_table_end(s);
        return whole_block(s, UND_KIND_PARAGRAPH);
    }
    if (HAS(s->keys, UND_TERM_HONOUR) && state->part <= UND_PART_MASTHEAD)
        und_set_part(state, UND_PART_LETTER);
    /* "We, Heads of State and Government, …:" */
    if (HAS(s->keys, UND_TERM_SUBJECT_START) && (state->flags & UND_STATE_ANNEX) != 0)
        state->flags |= UND_STATE_DECLARES;
    uint8_t depth = state->depth;
    if (found.why == UND_WHY_CLOSES)
        depth++;
    bool numbered = und_is_labelled(head) && und_facts_style(head) == UND_LABEL_NUMBER;
    if (numbered)
        state->number = und_number_of(head.value);
    state->flags |= UND_STATE_CLAUSE | UND_STATE_BODY;
    und_close_lists(state);
    return und_paragraph(s, UND_KIND_PARAGRAPH, depth, numbered ? UND_LABEL_NUMBER : UND_LABEL_NONE,
                         numbered ? head.value : 0);
}

static uint32_t request(und_step *s)
{
    if (s->state->part <= UND_PART_MASTHEAD)
        und_set_part(s->state, UND_PART_LETTER);
    return und_paragraph(s, UND_KIND_REQUEST, s->state->depth, UND_LABEL_NONE, 0);
}

static uint32_t subparagraph(und_step *s)
{
    und_label_style style;
    uint32_t level;
    uint16_t value = und_enter_label(s, s->block.head, &style, &level);
    unsigned depth = s->state->depth + level + ((s->state->flags & UND_STATE_CLAUSE) != 0 ? 1u : 0u);
    if (depth > UND_DEPTH_MAX)
        depth = UND_DEPTH_MAX;
    return und_paragraph(s, UND_KIND_SUBPARAGRAPH, (uint8_t)depth, style, value);
}

/* Makes the node that was judged, and what comes of it for the state. */
static uint32_t act(und_step *s, und_verdict found)
{
    und_sponsors sponsors;
    if (found.why == UND_WHY_MARKUP)
        return und_markup(s, found);
    switch (found.kind) {
    case UND_KIND_MASTHEAD: return und_read_opening(s);
    case UND_KIND_FURNITURE:
    case UND_KIND_FOOTNOTE: return furniture(s, und_interruption(s, &s->state->flags, &s->block));
    case UND_KIND_ANNEX: return annex(s);
    case UND_KIND_TITLE:
        if (found.why == UND_WHY_SPONSORS && und_begins_with_sponsors(s, &s->block, &sponsors))
            s->block.last = sponsors.last;
        return title(s, found.part);
    case UND_KIND_SUBJECT: return subject(s);
    case UND_KIND_ADOPTION: return und_adoption(s);
    case UND_KIND_SIGNATURE: return und_signature_block(s);
    case UND_KIND_PREAMBULAR:
    case UND_KIND_OPERATIVE: return clause(s, found);
    case UND_KIND_SUBPARAGRAPH: return subparagraph(s);
    case UND_KIND_HEADING: return heading(s);
    case UND_KIND_REQUEST: return request(s);
    default: return paragraph(s, found);
    }
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
    if (!state->whole && und_is_whole_paragraph(reader, s.block.last - 1))
        state->whole = 1;
    s.keys = und_keys_of(reader, s.block.head);
    uint8_t vote = s.block.head.end >> 4;
    if (state->language == 0 || (vote != 0 && vote != state->language))
        und_hear_language(&s);
    s.language = state->language == 0 ? (uint8_t)UND_LANGUAGE_NONE : (uint8_t)(state->language - 1);
    und_verdict found = und_judge(&s);
    if (found.kind != UND_KIND_FURNITURE && found.kind != UND_KIND_FOOTNOTE)
        state->flags &= (uint16_t)~UND_STATE_PAGE;
    return act(&s, found);
}
