/* Clauses: which blocks are preambular or operative paragraphs. */
#include "read/step.h"

#include "text/utf8.h"

#include <string.h>

static uint32_t clause(und_step *s, und_kind kind, und_mode mode, und_label_style style, uint16_t label)
{
    und_machine *state = s->state;
    und_set_mode(state, mode);
    if (style == UND_LABEL_NUMBER)
        state->number = label;
    if (state->part <= UND_PART_MASTHEAD)
        und_set_part(state, UND_PART_CLAUSES);
    state->flags |= UND_STATE_CLAUSE;
    state->flags &= (uint16_t)~UND_STATE_CLOSED;
    und_close_lists(state);
    return und_paragraph(s, kind, state->depth, style, label);
}

const und_term *und_ending_hint(const und_step *s, und_term_key key)
{
    const und_language *language = und_step_language(s);
    return language == NULL ? NULL : und_first_word_ending(s->reader, s->block.text, language, key);
}

/* Whether the preamble goes on after this block. */
static bool preamble_goes_on(const und_step *s)
{
    und_block next;
    if (!und_block_after(s, s->block.last, s->block.last + UND_LOOKAHEAD_LINES, &next))
        return false;
    uint64_t openers = und_keys_of(s->reader, next.head) & UND_OPENERS;
    return openers == UND_BIT(UND_TERM_PREAMBULAR) && !und_is_labelled(next.head) && next.end == UND_END_COMMA;
}

/* What an unnumbered block is as a clause, by its opener first and by its place where the opener leaves it open. */
und_role und_unnumbered_role(const und_step *s)
{
    const und_machine *state = s->state;
    und_end end = s->block.end;
    bool preambular = und_has_sense(s, UND_TERM_PREAMBULAR);
    bool operative = und_has_sense(s, UND_TERM_OPERATIVE);
    bool declaration = und_has_sense(s, UND_TERM_DECLARATION);
    if (preambular && (operative || declaration)) {
        /* The same verb in both parts (Chinese): place and punctuation decide. */
        if (state->mode == UND_MODE_OPERATIVE)
            return end == UND_END_COMMA && state->number == 0 ? UND_ROLE_PREAMBULAR : UND_ROLE_OPERATIVE;
        return end == UND_END_SEMICOLON || end == UND_END_STOP ? UND_ROLE_OPERATIVE : UND_ROLE_PREAMBULAR;
    }
    if (preambular)
        return UND_ROLE_PREAMBULAR;
    /* "Recognizes the role of…," among preambular paragraphs: a slip of the verb, and the part is what it is. */
    if (operative && state->mode == UND_MODE_PREAMBLE && end == UND_END_COMMA && preamble_goes_on(s))
        return UND_ROLE_PREAMBULAR;
    if (operative && (!declaration || state->mode != UND_MODE_DECLARATION))
        return UND_ROLE_OPERATIVE;
    /* A numbered resolution has no clauses in the plural: "Support to the Mission" is a heading there. */
    if (declaration)
        return state->mode == UND_MODE_OPERATIVE && state->number > 0 ? UND_ROLE_NONE : UND_ROLE_DECLARATION;
    if (state->mode == UND_MODE_NONE || (s->block.head.flags & UND_FLAG_UPPER) == 0 || s->block.head.phrase != 0)
        return UND_ROLE_NONE;
    if (state->mode == UND_MODE_PREAMBLE && end == UND_END_COMMA &&
        und_ending_hint(s, UND_TERM_PREAMBULAR_ENDING) != NULL)
        return UND_ROLE_PREAMBULAR;
    if ((state->mode == UND_MODE_DECLARATION || state->mode == UND_MODE_PREAMBLE) && state->number == 0 &&
        (end == UND_END_COMMA || end == UND_END_SEMICOLON || end == UND_END_STOP) &&
        und_ending_hint(s, UND_TERM_DECLARATION_ENDING) != NULL)
        return UND_ROLE_DECLARATION;
    return UND_ROLE_NONE;
}

/* Whether an unnumbered clause may stand here at all. */
bool und_clause_may_stand(const und_step *s, und_role found)
{
    const und_machine *state = s->state;
    und_end end = s->block.end;
    if (state->part == UND_PART_LETTER)
        return false;
    if ((s->block.head.flags & (UND_FLAG_MARKED | UND_FLAG_PAREN)) != 0)
        return false;
    if (state->mode != UND_MODE_NONE)
        return true;
    if ((state->flags & UND_STATE_CLOSED) != 0)
        return false;
    if (state->part == UND_PART_TEXT)
        return found == UND_ROLE_PREAMBULAR && end == UND_END_COMMA;
    return true;
}

uint32_t und_unnumbered_clause(und_step *s, und_role found)
{
    switch (found) {
    case UND_ROLE_PREAMBULAR: return clause(s, UND_PREAMBULAR, UND_MODE_PREAMBLE, UND_LABEL_NONE, 0);
    case UND_ROLE_OPERATIVE: return clause(s, UND_OPERATIVE, UND_MODE_OPERATIVE, UND_LABEL_NONE, 0);
    default: return clause(s, UND_OPERATIVE, UND_MODE_DECLARATION, UND_LABEL_NONE, 0);
    }
}

uint32_t und_numbered_paragraph(und_step *s)
{
    und_machine *state = s->state;
    uint16_t value = s->block.head.value;
    bool opener = und_has_sense(s, UND_TERM_OPERATIVE) || und_has_sense(s, UND_TERM_DECLARATION) ||
                  und_has_sense(s, UND_TERM_PREAMBULAR);
    bool operative = false;
    if (state->part == UND_PART_LETTER || (state->part == UND_PART_TEXT && state->mode == UND_MODE_NONE))
        operative = false; /* the numbered paragraphs of a report or an annex are no clauses */
    else if (state->mode != UND_MODE_NONE)
        operative = opener || value == state->number + 1u || value == 1 || state->number == 0;
    else
        operative = opener;
    if (operative)
        return clause(s, UND_OPERATIVE, UND_MODE_OPERATIVE, UND_LABEL_NUMBER, value);
    state->number = value;
    state->flags |= UND_STATE_CLAUSE;
    und_close_lists(state);
    return und_paragraph(s, UND_PARAGRAPH, state->depth, UND_LABEL_NUMBER, value);
}
