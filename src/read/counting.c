#include "read/counting.h"

/* More numbers than these are not left out: a year, a page, a footnote. */
#define GAP_MAX 10u

uint32_t und_open_level(const und_machine *state, uint8_t key)
{
    for (uint32_t i = state->lists; i > 0; i--)
        if (state->list[i - 1].key == key)
            return i - 1;
    return UND_LISTS;
}

bool und_goes_on_counting(const und_machine *state, und_facts facts)
{
    und_label_style style = und_facts_style(facts);
    und_form form = und_facts_form(facts);
    if (style == UND_LABEL_NUMBER && und_numbers_paragraphs(form))
        return state->number > 0 && (facts.value == state->number + 1u || und_number_of(facts.value) == state->number);
    if (style != UND_LABEL_LOWER || state->lists == 0)
        return false;
    uint32_t letters = und_open_level(state, und_list_key(UND_LABEL_LOWER, form));
    uint32_t figures = und_open_level(state, und_list_key(UND_LABEL_ROMAN, form));
    return (letters < UND_LISTS && state->list[letters].value + 1u == und_letter_of(facts.value)) ||
           (figures < UND_LISTS && state->list[figures].value + 1u == und_figure_of(facts.value));
}

und_count und_count_on(const und_machine *state, und_facts head, bool opener)
{
    uint32_t inner = und_open_level(state, und_list_key(UND_LABEL_NUMBER, und_facts_form(head)));
    if (head.value != und_number_of(head.value))
        return UND_COUNT_NEXT; /* 1 bis */
    bool next = head.value == state->number + 1u;
    bool colon = (state->flags & UND_STATE_COLON) != 0;
    if (inner < UND_LISTS && head.value == state->list[inner].value + 1u && !(next && opener))
        return UND_COUNT_INNER;
    /* "2. Approves the following agenda: / 1. Opening" */
    if (colon && head.value == 1 && (state->mode == UND_MODE_PREAMBLE ? !opener : state->number > 0))
        return UND_COUNT_INNER;
    if (next)
        return UND_COUNT_NEXT;
    if (head.value == 1 || state->number == 0)
        return UND_COUNT_FIRST;
    return head.value > state->number && head.value <= state->number + GAP_MAX ? UND_COUNT_GAP : UND_COUNT_NONE;
}
