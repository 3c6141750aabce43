/* agenda_line.h - agenda items written as a language writes them: `Points 128 a) et b) et 130 w) de l'ordre du jour`. */
#ifndef UND_WRITE_AGENDA_LINE_H
#define UND_WRITE_AGENDA_LINE_H

#include "model/items.h"
#include "read/pattern.h"
#include "write/dates.h"

/* In the order of the agenda, each once. Returns how many are left. */
size_t und_sort_items(und_flow_item *items, size_t count);

/* Items, not sub-items: 128 (a) and (b) is one. `items` in order. */
size_t und_count_items(const und_flow_item *items, size_t count);

/* The grammatical number that the list takes in this language. */
und_agenda_form und_items_form(const und_language *language, const und_flow_item *items, size_t count);

/* The list alone, in the order given: `128 a) et b) et 130 w)`. Of an item only `item` and `sub` are looked at.
 * UND_UNATTESTED: a word of it or a letter of a sub-item is not confirmed in this language. */
und_sureness und_write_item_list(const und_language *language, const und_flow_item *items, size_t count, und_text *out);

/* The list in the words of a masthead. */
und_sureness und_write_agenda_line(const und_language *language, const und_flow_item *items, size_t count,
                                   und_text *out);

/* The words of a masthead around a list that is written by somebody else: `{items}` in the pattern. Empty: none. */
und_bytes und_agenda_pattern(const und_language *language, und_agenda_form form, und_sureness *sure);

#endif
