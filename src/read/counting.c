#include "read/counting.h"

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
    if (style == UND_LABEL_NUMBER && form != UND_FORM_PARENTHESES && form != UND_FORM_SPACE)
        return state->number > 0 && facts.value == state->number + 1u;
    if (style != UND_LABEL_LOWER || state->lists == 0)
        return false;
    uint32_t letters = und_open_level(state, und_list_key(UND_LABEL_LOWER, form));
    uint32_t figures = und_open_level(state, und_list_key(UND_LABEL_ROMAN, form));
    return (letters < UND_LISTS && state->list[letters].value + 1u == (facts.value & 255u)) ||
           (figures < UND_LISTS && state->list[figures].value + 1u == (unsigned)facts.value >> 8);
}
