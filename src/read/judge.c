#include "read/judge.h"

static const und_verdict none = {.kind = UND_KIND_COUNT};
static const und_verdict table = {.kind = UND_KIND_PARAGRAPH, .why = UND_WHY_SHAPE};

/* What printing left, footnotes, tables. */
static und_verdict judge_between(const und_step *s)
{
    uint16_t flags = s->before.flags;
    bool title = s->state->title != 0 && s->block.small && und_ends_open(s->block.end); /* as pages repeat it */
    if (und_is_plain_text(s, flags, s->block.head) && !(title && und_is_running_title(s, flags, &s->block)))
        return none;
    und_kind between = und_interruption(s, &flags, &s->block);
    if (between != UND_KIND_COUNT)
        return (und_verdict){.kind = between, .why = UND_WHY_SHAPE};
    return s->block.head.shape == UND_SHAPE_TABLE ? table : none;
}

/* Whether the label goes on with a list that is open. */
static bool goes_on_with_list(const und_machine *state, und_facts head)
{
    for (unsigned i = 0; i < state->lists; i++)
        if (state->list[i].key >> 4 == head.label >> 4 && state->list[i].value + 1u == (head.value & 255u))
            return true;
    return false;
}

/* "A. CALLS UPON States": operative paragraphs that letters or roman figures count, as Model United Nations have them. The
 * first of them ends the preamble. */
static bool is_lettered_clause(const und_step *s)
{
    und_facts head = s->block.head;
    und_label_style style = und_facts_style(head);
    const und_machine *state = s->state;
    unsigned letter = head.value & 255u, figure = (unsigned)head.value >> 8, next = state->number + 1u;
    if ((style != UND_LABEL_UPPER && style != UND_LABEL_LOWER) || !HAS(s->keys, UND_TERM_OPERATIVE) ||
        (letter != next && figure != next) || und_ends_open(s->block.end))
        return false;
    if (state->mode == UND_MODE_PREAMBLE)
        return next == 1 && (state->flags & UND_STATE_COLON) == 0;
    return state->mode == UND_MODE_OPERATIVE && (state->flags & UND_STATE_LETTERED) != 0 &&
           (style == UND_LABEL_UPPER || !goes_on_with_list(state, head));
}

static und_verdict judge_labelled(const und_step *s)
{
    und_facts head = s->block.head;
    und_label_style style = und_facts_style(head);
    und_form form = und_facts_form(head);
    bool marked = (head.flags & UND_FLAG_MARKED) != 0;
    if (style == UND_LABEL_NUMBER && und_numbers_paragraphs(form)) {
        /* A conversion takes a short chapeau for a heading: "## 2. Condemns:". */
        bool chapeau = marked && s->state->mode != UND_MODE_NONE && head.value == s->state->number + 1u &&
                       (s->keys & UND_OPENERS) != 0;
        return !marked || chapeau ? und_judge_numbered(s) : none;
    }
    if (style == UND_LABEL_PREAMBULAR || style == UND_LABEL_OPERATIVE)
        return (und_verdict){.kind = style == UND_LABEL_PREAMBULAR ? UND_KIND_PREAMBULAR : UND_KIND_OPERATIVE,
                             .why = UND_WHY_LABEL,
                             .mode = style == UND_LABEL_PREAMBULAR ? UND_MODE_PREAMBLE : UND_MODE_OPERATIVE};
    if (is_lettered_clause(s))
        return (und_verdict){.kind = UND_KIND_OPERATIVE, .why = UND_WHY_OPENER, .mode = UND_MODE_OPERATIVE};
    bool heading = marked || (style == UND_LABEL_UPPER && form == UND_FORM_DOT) ||
                   (style == UND_LABEL_HAN && form == UND_FORM_DOT && und_ends_open(s->block.end));
    return heading ? none : (und_verdict){.kind = UND_KIND_SUBPARAGRAPH, .why = UND_WHY_LABEL};
}

/* Text in lower case after sub-paragraphs: the end of the sentence that they are in. */
static bool closes_clause(const und_step *s)
{
    return s->state->mode != UND_MODE_NONE && s->state->lists > 0 && (s->state->flags & UND_STATE_CLAUSE) != 0 &&
           (s->block.head.flags & UND_FLAG_LOWER) != 0 && !und_is_labelled(s->block.head);
}

und_verdict und_judge(const und_step *s)
{
    if ((s->state->flags & UND_STATE_MARKUP) != 0 || s->state->part == UND_PART_START) {
        und_verdict marked = und_judge_markup(s);
        if (marked.kind != UND_KIND_COUNT)
            return marked;
    }
    if (und_begins_masthead(s))
        return (und_verdict){.kind = UND_KIND_MASTHEAD, .why = UND_WHY_WORDS};
    und_verdict found = judge_between(s);
    if (found.kind == UND_KIND_COUNT)
        found = und_judge_frame(s);
    if (found.kind == UND_KIND_COUNT)
        found = und_is_labelled(s->block.head) ? judge_labelled(s) : und_judge_unnumbered(s);
    if (found.kind == UND_KIND_COUNT)
        found = und_judge_title_by_place(s);
    if (found.kind != UND_KIND_COUNT)
        return found;
    if (s->block.small && und_table_end(s) != 0)
        return table; /* its caption */
    if (und_is_heading(s))
        return (und_verdict){.kind = UND_KIND_HEADING, .why = UND_WHY_SHAPE};
    if (und_request_term(s) != NULL)
        return (und_verdict){.kind = UND_KIND_REQUEST, .why = UND_WHY_WORDS};
    return (und_verdict){.kind = UND_KIND_PARAGRAPH, .why = closes_clause(s) ? UND_WHY_CLOSES : UND_WHY_NOTHING};
}
