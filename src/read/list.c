/* Labels of sub-paragraphs: letters or roman figures, and the level that they stand at. */
#include "read/step.h"

#include <string.h>

/* Bytes of a line in which a second label stands: "123. (aa)". */
#define LABEL_BYTES 8u
/* No list has so many roman figures. */
#define LARGE_FIGURE 50u

/* Whether the next label of the same form is a letter or a roman figure that goes on from this one. Positive: letter;
 * negative: figure; 0: nothing tells. */
static int look_ahead(const und_step *s, und_facts facts)
{
    uint32_t total = und_lines_count(s->reader->lines);
    uint32_t horizon = s->block.last + UND_LOOKAHEAD_LINES < total ? s->block.last + UND_LOOKAHEAD_LINES : total;
    unsigned letter = und_letter_of(facts.value), figure = und_figure_of(facts.value);
    for (uint32_t line = s->block.last; line < horizon; line++) {
        und_facts next = und_reader_facts(s->reader, line);
        if (next.shape != UND_SHAPE_TEXT || !und_is_labelled(next))
            continue;
        if (next.label != facts.label)
            return 0;
        if (figure != 0 && und_figure_of(next.value) == figure + 1)
            return -1;
        if (letter != 0 && und_letter_of(next.value) == letter + 1)
            return 1;
        return 0;
    }
    return 0;
}

/* Letters that may be a roman figure are decided by their neighbours: the open lists, then the next label. */
static und_label_style decide_letters(const und_step *s, und_facts facts, und_label_style letters,
                                      und_label_style figures)
{
    unsigned letter = und_letter_of(facts.value), figure = und_figure_of(facts.value);
    if (figure == 0)
        return letters;
    if (letter == 0)
        return figures;
    uint32_t as_letter = und_open_level(s->state, und_list_key(letters, und_facts_form(facts)));
    uint32_t as_figure = und_open_level(s->state, und_list_key(figures, und_facts_form(facts)));
    bool letter_fits = as_letter < UND_LISTS && s->state->list[as_letter].value + 1u == letter;
    bool figure_fits = as_figure < UND_LISTS ? s->state->list[as_figure].value + 1u == figure : figure == 1;
    if (letter_fits != figure_fits)
        return letter_fits ? letters : figures;
    int ahead = look_ahead(s, facts);
    if (ahead != 0)
        return ahead > 0 ? letters : figures;
    if (letter_fits)
        return as_figure < UND_LISTS && as_figure > as_letter ? figures : letters;
    /* Where nothing is open that it goes on from, (c) is rather a letter than the figure 100. */
    return as_letter < UND_LISTS || (as_figure == UND_LISTS && figure >= LARGE_FIGURE) ? letters : figures;
}

/* Puts a label into the open lists; gives its level from 0. */
static uint32_t enter_list(und_machine *state, uint8_t key, uint16_t value)
{
    uint32_t level = und_open_level(state, key);
    if (level == UND_LISTS) {
        level = state->lists < UND_LISTS ? state->lists : UND_LISTS - 1;
        state->list[level].key = key;
    }
    state->list[level].value = (uint8_t)(value > 255 ? 255 : value);
    for (uint32_t i = level + 1; i < UND_LISTS; i++)
        state->list[i].key = state->list[i].value = 0;
    state->lists = (level + 1u) & 15u;
    return level;
}

/* A letter that may be of either alphabet is the one that the open list goes on with. */
static unsigned letter_of(const und_machine *state, und_facts facts)
{
    unsigned cyrillic = und_cyrillic_of(facts.value);
    uint32_t level = und_open_level(state, und_list_key(UND_LABEL_LOWER, und_facts_form(facts)));
    bool goes_on = cyrillic != 0 && level < UND_LISTS && state->list[level].value + 1u == cyrillic;
    return goes_on ? cyrillic : und_letter_of(facts.value);
}

uint16_t und_enter_label(und_step *s, und_facts head, und_label_style *style, uint32_t *level)
{
    uint16_t value = head.value;
    unsigned added = UND_ADDED_NONE;
    *style = und_facts_style(head);
    if (*style == UND_LABEL_LOWER || *style == UND_LABEL_UPPER) {
        und_label_style figures = *style == UND_LABEL_LOWER ? UND_LABEL_ROMAN : UND_LABEL_UPPER_ROMAN;
        und_label_style decided = decide_letters(s, head, *style, figures);
        added = und_added_to_letter(value);
        value = (uint16_t)(decided == *style ? letter_of(s->state, head) : und_figure_of(value));
        *style = decided;
    } else {
        value = und_number_of(value);
    }
    *level = enter_list(s->state, und_list_key(*style, und_facts_form(head)), value);
    return und_label_with(value, added);
}

und_facts und_inner_of(const und_step *s)
{
    und_bytes line = und_lines_text(s->reader->lines, s->block.text);
    size_t length = line.length < LABEL_BYTES ? line.length : LABEL_BYTES;
    und_line_start start;
    if (length == 0 || memchr(line.at, '(', length) == NULL)
        return (und_facts){0}; /* most clauses */
    return und_inner_facts(s->reader->lexicon, line, &start);
}

bool und_give_inner(und_step *s, uint8_t depth, uint32_t last)
{
    und_facts inner = und_inner_of(s);
    if (und_facts_style(inner) == UND_LABEL_NONE)
        return true;
    und_label_style style;
    uint32_t level;
    uint16_t value = und_enter_label(s, inner, &style, &level);
    und_tree_node *node = s->emit(s->context, s->block.first);
    if (node == NULL)
        return false;
    *node = (und_tree_node){.kind = UND_KIND_SUBPARAGRAPH,
                            .depth = depth < UND_DEPTH_MAX ? (uint8_t)(depth + 1) : depth,
                            .flags = UND_NODE_CHILD | UND_NODE_INNER,
                            .style = (uint8_t)style,
                            .label = value,
                            .phrase = inner.phrase,
                            .first = s->block.first,
                            .count = last - s->block.first,
                            .state = *s->state};
    return true;
}
