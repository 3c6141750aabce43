/* Clauses: which blocks are preambular or operative paragraphs. */
#include "read/judge.h"

#include "text/utf8.h"

static const und_verdict none = {.kind = UND_KIND_COUNT};

static und_verdict preambular(und_why why)
{
    return (und_verdict){.kind = UND_KIND_PREAMBULAR, .why = why, .mode = UND_MODE_PREAMBLE};
}

static und_verdict operative(und_why why, und_mode mode)
{
    return (und_verdict){.kind = UND_KIND_OPERATIVE, .why = why, .mode = mode};
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

/* ---- with an opener ---- */

/* By an opener that the packs know, and by place and end mark where it leaves the part open. */
static und_verdict judge_by_opener(const und_step *s)
{
    const und_machine *state = s->state;
    und_end end = s->block.end;
    bool may_precede = und_has_sense(s, UND_TERM_PREAMBULAR);
    bool third = und_has_sense(s, UND_TERM_OPERATIVE);
    bool plural = und_has_sense(s, UND_TERM_DECLARATION);
    if (may_precede && (third || plural)) {
        /* The same verb in both parts (Chinese). */
        bool ended = end == UND_END_SEMICOLON || end == UND_END_STOP;
        bool before = state->mode == UND_MODE_OPERATIVE ? end == UND_END_COMMA && state->number == 0 : !ended;
        return before  ? preambular(UND_WHY_EITHER)
               : third ? operative(UND_WHY_EITHER, UND_MODE_OPERATIVE)
                       : operative(UND_WHY_EITHER, UND_MODE_OPERATIVE);
    }
    if (may_precede)
        return preambular(UND_WHY_OPENER);
    /* "Recognizes the role of…," among preambular paragraphs: a slip of the verb, and the part is what it is. */
    if (third && state->mode == UND_MODE_PREAMBLE && end == UND_END_COMMA && preamble_goes_on(s))
        return preambular(UND_WHY_PREAMBLE_ON);
    if (third && (!plural || state->mode != UND_MODE_DECLARATION))
        return operative(UND_WHY_OPENER, UND_MODE_OPERATIVE);
    /* A numbered resolution has no clauses in the plural: "Support to the Mission" is a heading there. */
    if (plural && !(state->mode == UND_MODE_OPERATIVE && state->number > 0))
        return operative(UND_WHY_OPENER, UND_MODE_DECLARATION);
    return none;
}

/* ---- without ---- */

/* By its place alone, with an opener that no pack knows or with none: the grammar of these texts is strong. */
static und_verdict judge_by_place(const und_step *s)
{
    const und_machine *state = s->state;
    und_facts head = s->block.head;
    und_end end = s->block.end;
    bool upper = (head.flags & UND_FLAG_UPPER) != 0;
    bool unknown = head.phrase == 0 || (s->keys & ~UND_BIT(UND_TERM_QUALIFIER)) == 0;
    if (state->mode == UND_MODE_NONE || (head.flags & (UND_FLAG_PAREN | UND_FLAG_BRACKET)) != 0)
        return none;
    bool comma = end == UND_END_COMMA, semicolon = end == UND_END_SEMICOLON, stop = end == UND_END_STOP;
    /* "The Conference considers …": who speaks stands before the opener. */
    if (HAS(s->keys, UND_TERM_SUBJECT) && state->number == 0 && (comma || semicolon || stop) &&
        state->mode != UND_MODE_STATEMENT && (head.flags & UND_FLAG_QUOTED) == 0)
        return comma && state->mode == UND_MODE_PREAMBLE ? preambular(UND_WHY_SPEAKS)
                                                         : operative(UND_WHY_SPEAKS, UND_MODE_OPERATIVE);
    if (state->mode == UND_MODE_PREAMBLE && unknown && upper && comma &&
        und_ending_hint(s, UND_TERM_PREAMBULAR_ENDING) != NULL)
        return preambular(UND_WHY_ENDING);
    if ((state->mode == UND_MODE_DECLARATION || state->mode == UND_MODE_PREAMBLE) && state->number == 0 && unknown &&
        upper && (comma || semicolon || stop) && und_ending_hint(s, UND_TERM_DECLARATION_ENDING) != NULL)
        return operative(UND_WHY_ENDING, UND_MODE_DECLARATION);
    if (state->mode != UND_MODE_PREAMBLE || (s->keys & UND_BIT(UND_TERM_SIGNED)) != 0)
        return none;
    /* In lower case a sentence of a Latin script goes on that a conversion cut in two. */
    bool begins = (head.flags & UND_FLAG_LOWER) == 0 || und_step_script(s) == UND_SCRIPT_CYRILLIC;
    if (begins && (comma || semicolon))
        return preambular(UND_WHY_PLACE);
    bool opens = begins && end == UND_END_COLON && (upper || und_is_uncased(s)) && unknown &&
                 (state->flags & UND_STATE_SUBJECT) != 0;
    return opens ? operative(UND_WHY_COLON, UND_MODE_OPERATIVE) : none;
}

/* A statement that the President of the Security Council makes: each paragraph that the Council speaks begins with a
 * quotation mark. */
static und_verdict judge_statement(const und_step *s)
{
    const und_machine *state = s->state;
    if ((s->block.head.flags & UND_FLAG_QUOTED) == 0 || state->part == UND_PART_LETTER ||
        (s->keys & UND_BIT(UND_TERM_RESOLUTION_TITLE)) != 0)
        return none;
    bool first = state->mode == UND_MODE_NONE && state->part == UND_PART_CLAUSES && HAS(s->keys, UND_TERM_SUBJECT) &&
                 (state->flags & UND_STATE_CLOSED) == 0 && und_after_phrase(s) > 0;
    return first || state->mode == UND_MODE_STATEMENT ? operative(UND_WHY_QUOTED, UND_MODE_STATEMENT) : none;
}

/* ---- whether clauses may begin ---- */

/* Whether the text goes on as clauses do, or ends here: the next block has an opener or ends with a comma or a
 * semicolon. */
static bool goes_on_as_clauses(const und_step *s)
{
    und_block next;
    if (!und_block_after(s, s->block.last, s->block.last + UND_LOOKAHEAD_LINES, &next))
        return true;
    return (und_keys_of(s->reader, next.head) & UND_OPENERS) != 0 || next.end == UND_END_COMMA ||
           next.end == UND_END_SEMICOLON;
}

/* In an annexed declaration the paragraphs in which those who declare speak are clauses, its articles are none. */
static bool declares(const und_step *s)
{
    return (s->state->flags & UND_STATE_DECLARES) != 0;
}

/* Whether a clause may stand where none stands yet. Reports and notes have paragraphs that begin with the words of an
 * opener, and headings that do: clauses need a title or a subject before them, or a text that reads as they do. */
static bool may_begin(const und_step *s, und_verdict found)
{
    const und_machine *state = s->state;
    und_end end = s->block.end;
    if ((state->flags & UND_STATE_CLOSED) != 0)
        return false;
    if (state->part == UND_PART_TEXT)
        return found.kind == UND_KIND_PREAMBULAR
                   ? end == UND_END_COMMA
                   : found.mode == UND_MODE_DECLARATION && declares(s) && !und_ends_open(end);
    if (state->part == UND_PART_CLAUSES)
        return !und_ends_open(end) || !s->block.small || goes_on_as_clauses(s);
    if (found.kind == UND_KIND_PREAMBULAR)
        return end == UND_END_COMMA || end == UND_END_SEMICOLON || goes_on_as_clauses(s);
    return state->number == 0 && (end == UND_END_SEMICOLON || goes_on_as_clauses(s));
}

und_verdict und_judge_unnumbered(const und_step *s)
{
    const und_machine *state = s->state;
    und_facts head = s->block.head;
    und_end end = s->block.end;
    if (state->part == UND_PART_LETTER || (head.flags & UND_FLAG_PAREN) != 0)
        return none;
    /* A conversion takes a short paragraph for a heading; no heading ends so. */
    if ((head.flags & UND_FLAG_MARKED) != 0 &&
        (state->mode == UND_MODE_NONE || (end != UND_END_COMMA && end != UND_END_SEMICOLON)))
        return none;
    und_verdict found = judge_statement(s);
    if (found.kind == UND_KIND_COUNT)
        found = judge_by_opener(s);
    if (found.kind == UND_KIND_COUNT)
        found = judge_by_place(s);
    return found.kind == UND_KIND_COUNT || state->mode != UND_MODE_NONE || found.why == UND_WHY_QUOTED ||
                   may_begin(s, found)
               ? found
               : none;
}

/* ---- with a number ---- */

und_verdict und_judge_numbered(const und_step *s)
{
    const und_machine *state = s->state;
    const und_verdict plain = {.kind = UND_KIND_PARAGRAPH, .why = UND_WHY_LABEL};
    bool verb = und_has_sense(s, UND_TERM_OPERATIVE) || und_has_sense(s, UND_TERM_DECLARATION);
    bool opener = verb || und_has_sense(s, UND_TERM_PREAMBULAR);
    if (state->part == UND_PART_TEXT && state->mode == UND_MODE_NONE && declares(s) &&
        und_has_sense(s, UND_TERM_DECLARATION) && !und_ends_open(s->block.end))
        return operative(UND_WHY_NUMBER, UND_MODE_DECLARATION);
    /* An annexed draft has headings before its operative part; the articles of a treaty have no such openers. */
    if (state->part == UND_PART_TEXT && state->mode == UND_MODE_NONE && (state->flags & UND_STATE_RESOLVES) != 0 &&
        und_has_sense(s, UND_TERM_OPERATIVE) && !und_ends_open(s->block.end))
        return operative(UND_WHY_NUMBER, UND_MODE_OPERATIVE);
    /* The numbered paragraphs of a letter, a report or an annex are no clauses. */
    if (state->part == UND_PART_LETTER || (state->part == UND_PART_TEXT && state->mode == UND_MODE_NONE))
        return plain;
    if (state->mode == UND_MODE_NONE) {
        und_end end = s->block.end;
        bool may = state->part == UND_PART_CLAUSES
                       ? opener
                       : verb && state->number == 0 && (end == UND_END_SEMICOLON || goes_on_as_clauses(s));
        return may ? operative(UND_WHY_NUMBER, UND_MODE_OPERATIVE) : plain;
    }
    switch (und_count_on(state, s->block.head, opener)) {
    case UND_COUNT_INNER: return (und_verdict){.kind = UND_KIND_SUBPARAGRAPH, .why = UND_WHY_INNER};
    case UND_COUNT_NONE: return opener ? operative(UND_WHY_NUMBER, UND_MODE_OPERATIVE) : plain;
    default: return operative(UND_WHY_NUMBER, UND_MODE_OPERATIVE);
    }
}
