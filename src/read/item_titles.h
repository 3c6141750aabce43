/* item_titles.h - the titles that are printed under the agenda line of a masthead, cut out and matched to the items and
 * sub-items that the line cites.
 */
#ifndef UND_READ_ITEM_TITLES_H
#define UND_READ_ITEM_TITLES_H

#include "read/reference.h"

#define UND_TITLES_MAX UND_ITEMS_MAX /* a title for each item and sub-item that is cited */

/* A title and what it is the title of. */
typedef struct und_printed_title {
    uint16_t item;
    uint16_t sub;         /* 0: of the item itself */
    uint32_t first, last; /* bytes of the flow's normal text */
} und_printed_title;

typedef struct und_title_search {
    const und_packs *packs;
    const und_flow *flow;     /* of the masthead */
    const und_agenda *agenda; /* of its session; NULL: not known */
    uint8_t language;         /* that the masthead is in */
    und_printed_title *titles;
    uint32_t count; /* of titles found */
} und_title_search;

/* The titles of the items that are `cited`. Those of them that the layout does not tell apart are left out. */
void und_find_item_titles(und_title_search *search, const und_flow_reference *cited, const und_flow_item *items);

#endif
