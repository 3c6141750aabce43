/* Rules about the form of letters: the order of States, paragraphs without numbers. */
#include "check/whole.h"

#include "read/state_names.h"
#include "text/utf8.h"

#include <string.h>

#define NAME_BYTES 240u /* folded, of a State's name */

/* ---- co-signatories ---- */

static int by_english_name(const und_state *a, const und_state *b, uint8_t english)
{
    char x[NAME_BYTES], y[NAME_BYTES];
    size_t m = und_fold_text(a->names[english].name, x, sizeof x);
    size_t n = und_fold_text(b->names[english].name, y, sizeof y);
    int order = memcmp(x, y, m < n ? m : n);
    return order != 0 ? order : (m > n) - (m < n);
}

/* Writes the States of the title in their order, what stands between them kept. */
static void offer_order(und_check_run *run, const und_flow *flow, const und_named_states *names, size_t start,
                        const uint32_t *order)
{
    und_text *words = &run->findings->words;
    size_t title = words->length;
    und_text_put_words(words, "Put the States in their English alphabetical order");
    size_t text = words->length;
    for (uint32_t i = 0; i < names->count; i++) {
        const und_named_state *there = &names->at[order[i]];
        uint32_t first = und_flow_back(flow, start + there->first), last = und_flow_back(flow, start + there->last);
        und_text_put(words, (und_bytes){flow->text + first, last - first});
        if (i + 1 == names->count)
            break;
        uint32_t from = und_flow_back(flow, start + names->at[i].last);
        uint32_t to = und_flow_back(flow, start + names->at[i + 1].first);
        und_text_put(words, (und_bytes){flow->text + from, to - from});
    }
    uint32_t from = und_flow_back(flow, start + names->at[0].first);
    uint32_t to = und_flow_back(flow, start + names->at[names->count - 1].last);
    und_offer(run, und_range_of(run, flow, from, to), title, text, words->length);
}

/* Whether all names can change places: each with its preposition, or each without. */
static bool can_move(const und_named_states *names)
{
    for (uint32_t i = 1; i < names->count; i++)
        if (names->at[i].with_of != names->at[0].with_of)
            return false;
    return true;
}

/* Several signatories stand in the English alphabetical order of their States (Editorial Manual, communications). */
void und_rule_letter_co_signatories(und_check_run *run)
{
    und_whole whole;
    uint8_t english = und_packs_language(run->doc->packs, (und_bytes){"en", 2});
    const char *code;
    und_bytes second;
    if (english == UND_LANGUAGE_NONE || !und_whole_read_letter(run, &whole) ||
        und_letter_state_get(run->doc, whole.title + 1, 1, &code, &second) != UND_OK)
        return;
    und_flow flow;
    und_named_states names = {.count = 0};
    if (und_node_flow(run, whole.title, &flow) &&
        !und_find_states(run->doc->packs, whole.letter.language, (und_bytes){flow.folded, flow.folded_length}, &names))
        run->findings->failed = true;
    uint32_t order[UND_STATE_NAMES_MAX];
    uint32_t wrong = UINT32_MAX;
    for (uint32_t i = 0; i < names.count; i++) {
        uint32_t place = i;
        for (; place > 0 && by_english_name(names.at[order[place - 1]].state, names.at[i].state, english) > 0; place--)
            order[place] = order[place - 1];
        order[place] = i;
        if (place < i && wrong == UINT32_MAX)
            wrong = i;
    }
    if (wrong != UINT32_MAX) {
        uint32_t first = und_flow_back(&flow, names.at[wrong].first), last = und_flow_back(&flow, names.at[wrong].last);
        und_passage words = {{flow.text + first, last - first}, und_range_of(run, &flow, first, last)};
        und_find_words(run, words, ": several States stand in their English alphabetical order");
        if (can_move(&names))
            offer_order(run, &flow, &names, 0, order);
    }
    und_flow_close(&flow);
}

/* ---- numbers ---- */

/* The paragraphs of a State's letter have no numbers (Editorial Manual, paragraphs). */
void und_rule_letter_numbered(und_check_run *run)
{
    und_whole whole;
    if (!und_whole_read_letter(run, &whole) || whole.letter.state == NULL)
        return;
    for (uint32_t i = whole.title + 1; i < whole.end; i++) {
        const und_tree_node *node = und_doc_stored(run->doc, i);
        bool paragraph = node->kind == UND_KIND_PARAGRAPH || node->kind == UND_KIND_REQUEST;
        if (!paragraph || node->style != UND_LABEL_NUMBER || node->label == 0)
            continue;
        uint32_t line = und_doc_first(run->doc, i);
        und_line_start start = und_line_text_of(run->doc->lexicon, und_doc_line(run->doc, line));
        if (start.text <= start.label)
            continue; /* the number stands alone on its line */
        und_bytes text = und_doc_line(run->doc, line);
        und_range range = {{line, start.label}, {line, start.text}};
        und_text *words = &run->findings->words;
        size_t message = words->length;
        und_text_put_words(words, "the paragraphs of a letter from a State have no numbers");
        und_find(run, range, message);
        size_t title = words->length;
        und_text_put_words(words, "Leave out “");
        size_t length = start.text - start.label;
        while (length > 0 && text.at[start.label + length - 1] == ' ')
            length--;
        und_text_put(words, (und_bytes){text.at + start.label, length});
        und_text_put_words(words, "”");
        und_offer(run, range, title, words->length, words->length);
    }
}
