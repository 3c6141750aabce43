/* items.h - agenda items as people write them: `128 a) et b)`, `128(a),(b)`, `128 a`. */
#ifndef UND_MODEL_ITEMS_H
#define UND_MODEL_ITEMS_H

#include "read/pattern.h"

#define UND_SUBITEM_MAX 52u      /* a … z, aa … zz; the highest in use is ss (79th session) */
#define UND_ITEMS_TEXT_MAX 2048u /* folded: 64 items with their sub-items in any form have under 1,000 bytes */

/* `a` for 1, `aa` for 27; "" for 0. False above UND_SUBITEM_MAX. */
bool und_subitem_letters(uint16_t sub, char out[UND_SUB_MAX]);
/* The other way round; 0 when the letters are none. */
uint16_t und_subitem_value(const char *letters);

typedef enum und_items_parsed {
    UND_ITEMS_READ,
    UND_ITEMS_NONE,     /* the text does not begin as a list does */
    UND_ITEMS_WRONG,    /* it does, and goes on with something else */
    UND_ITEMS_TOO_LONG, /* more than UND_ITEMS_TEXT_MAX bytes */
    UND_ITEMS_TOO_MANY  /* UND_ITEMS_MAX or more */
} und_items_parsed;

typedef struct und_item_list {
    und_flow_item at[UND_ITEMS_MAX]; /* in the order of the text */
    uint32_t count;
    char text[UND_ITEMS_TEXT_MAX]; /* the list as it was read, folded */
    size_t length;
    size_t rest; /* byte of `text` from which on nothing could be read */
} und_item_list;

und_items_parsed und_items_parse(const und_language *language, und_bytes text, und_item_list *out);

#endif
