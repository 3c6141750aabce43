/* Documents in RES-Markup (mark.h): what the marks make of their lines. */
#include "read/judge.h"
#include "read/mark.h"

#include <string.h>

und_verdict und_judge_markup(const und_step *s)
{
    const und_machine *state = s->state;
    const und_verdict none = {.kind = UND_KIND_COUNT};
    bool in = (state->flags & UND_STATE_MARKUP) != 0;
    unsigned level;
    if (!in && (state->part != UND_PART_START || *und_lines_text(s->reader->lines, s->block.first).at != '%'))
        return none;
    und_mark found = und_mark_of(und_lines_text(s->reader->lines, s->block.first), &level);
    if (!in && found != UND_MARK_VERSION)
        return none;
    bool operative = state->mode == UND_MODE_OPERATIVE;
    switch (found) {
    case UND_MARK_VERSION:
    case UND_MARK_COMMENT:
    case UND_MARK_SECTION: return (und_verdict){.kind = UND_KIND_FURNITURE, .why = UND_WHY_MARKUP};
    case UND_MARK_CLAUSE:
        return (und_verdict){.kind = UND_KIND_OPERATIVE, .why = UND_WHY_MARKUP, .mode = UND_MODE_OPERATIVE};
    case UND_MARK_ITEM:
        if (state->mode == UND_MODE_PREAMBLE)
            return (und_verdict){.kind = UND_KIND_PREAMBULAR, .why = UND_WHY_MARKUP, .mode = UND_MODE_PREAMBLE};
        /* Nothing has said "[CLAUSE]" where no clause was counted. */
        if (operative && level == 1 && state->number == 0)
            return (und_verdict){.kind = UND_KIND_OPERATIVE, .why = UND_WHY_MARKUP, .mode = UND_MODE_OPERATIVE};
        return operative ? (und_verdict){.kind = UND_KIND_SUBPARAGRAPH, .why = UND_WHY_MARKUP} : none;
    case UND_MARK_TAIL: return operative ? (und_verdict){.kind = UND_KIND_PARAGRAPH, .why = UND_WHY_MARKUP} : none;
    default:
        /* The line of the header is the subject, with a comma or without. */
        return state->part == UND_PART_CLAUSES && state->mode == UND_MODE_NONE
                   ? (und_verdict){.kind = UND_KIND_SUBJECT, .why = UND_WHY_MARKUP}
                   : none;
    }
}

/* The line after the block's: a blank line ends it, and a mark. */
static uint32_t end_of(const und_step *s, uint32_t line)
{
    unsigned level;
    uint32_t total = und_lines_count(s->reader->lines), end = line;
    while (line < total && und_mark_of(und_lines_text(s->reader->lines, line), &level) == UND_MARK_NONE) {
        und_facts facts = und_reader_facts(s->reader, line++);
        if (!und_is_aside(facts) && facts.shape == UND_SHAPE_BLANK)
            break;
        end = und_is_aside(facts) ? end : line;
    }
    return end;
}

static void open_section(und_machine *state, und_bytes name)
{
    if (und_begins_as(name, "== header"))
        und_set_part(state, UND_PART_CLAUSES);
    else if (und_begins_as(name, "== preamble"))
        und_set_mode(state, UND_MODE_PREAMBLE);
    else if (und_begins_as(name, "== operative"))
        und_set_mode(state, UND_MODE_OPERATIVE);
    state->number = 0;
    state->flags &= (uint16_t)~UND_STATE_CLAUSE;
}

uint32_t und_markup(und_step *s, und_verdict found)
{
    und_machine *state = s->state;
    unsigned level, depth = state->depth;
    und_mark marked = und_mark_of(und_lines_text(s->reader->lines, s->block.first), &level);
    state->flags |= UND_STATE_MARKUP;
    uint32_t last = s->block.first + 1;
    if (found.kind == UND_KIND_FURNITURE) {
        if (marked == UND_MARK_SECTION)
            open_section(state, und_lines_text(s->reader->lines, s->block.first));
        return und_give(s, UND_KIND_FURNITURE, state->depth, last) ? last : UINT32_MAX;
    }
    last = end_of(s, last);
    if (found.kind == UND_KIND_SUBJECT) {
        und_set_mode(state, UND_MODE_PREAMBLE);
        state->flags |= UND_STATE_SUBJECT;
    } else {
        state->flags |= UND_STATE_CLAUSE;
    }
    if (marked == UND_MARK_CLAUSE) {
        state->number++;
        if (s->block.first + 1 < last)
            s->block.head.phrase = und_reader_facts(s->reader, s->block.first + 1).phrase;
    }
    /* Below a clause with a mark of its own, the first level is that of its sub-paragraphs. */
    if (found.kind == UND_KIND_SUBPARAGRAPH)
        depth += state->number > 0 ? level : level - 1;
    else if (found.kind == UND_KIND_PARAGRAPH)
        depth += level;
    if (depth > UND_DEPTH_MAX)
        depth = UND_DEPTH_MAX;
    return und_give(s, found.kind, (uint8_t)depth, last) ? last : UINT32_MAX;
}
