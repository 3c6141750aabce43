/* pattern.h - formulas of the language packs with slots in them: "Lettre datée du {date}[,] adressée {addressee} par
 * {sender}", matched against folded text.
 *
 * Words between square brackets are optional. The slots {date}, {items}, {ordinal}, {number}, {year}, {day}, {month}
 * and {label} match what they name and nothing else; {addressee}, {sender} and any other match any text up to where the
 * rest of the pattern goes on (at the end of a pattern: up to the end of the text).
 */
#ifndef UND_READ_PATTERN_H
#define UND_READ_PATTERN_H

#include "pack/pack.h"
#include "undoc/agenda.h"

#define UND_SLOTS_MAX 6u           /* slots of a pattern */
#define UND_PATTERN_MAX 240u       /* folded bytes of a pattern; the longest letter title has 90 */
#define UND_PATTERN_TEXT_MAX 4096u /* a free slot is looked for in so many bytes, so that time stays linear */

typedef enum und_slot_kind {
    UND_SLOT_DATE,
    UND_SLOT_ITEMS,
    UND_SLOT_ORDINAL,
    UND_SLOT_NUMBER,
    UND_SLOT_YEAR,
    UND_SLOT_DAY,
    UND_SLOT_MONTH,
    UND_SLOT_LABEL,
    UND_SLOT_ADDRESSEE,
    UND_SLOT_SENDER,
    UND_SLOT_FREE
} und_slot_kind;

typedef struct und_slot {
    und_slot_kind kind;
    size_t first, last; /* bytes of the text */
    uint32_t value;     /* of numbers, ordinals, months; of dates year << 16 | month << 8 | day */
} und_slot;

typedef struct und_match {
    size_t last; /* after the match */
    uint32_t count;
    und_slot slots[UND_SLOTS_MAX];
} und_match;

/* Whether the pattern of `term` matches the folded `text` at byte `at`. */
bool und_pattern_match(const und_language *language, const und_term *term, und_bytes text, size_t at, und_match *match);

/* The same where words that are no date, or none, may stand in the place of one: how a title is read whose date is wrong. */
bool und_pattern_match_loose(const und_language *language, const und_term *term, und_bytes text, size_t at,
                             und_match *match);

/* Reads what {label} or {number} stands for at a byte of the text; gives where it ends, `at`: it is not there. `last`: the
 * pattern ends with it. */
typedef struct und_slot_reader {
    size_t (*read)(const void *context, und_slot_kind kind, size_t at, bool last);
    const void *context;
} und_slot_reader;

/* The same where labels and numbers are more than figures: "3 (a) and (b)", "73/1 A". */
bool und_pattern_match_with(const und_language *language, const und_term *term, und_bytes text, size_t at,
                            const und_slot_reader *reader, und_match *match);

/* The slot of a kind; NULL: the pattern has none. */
const und_slot *und_match_slot(const und_match *match, und_slot_kind kind);

/* What stands between members of a list at `*at`: a comma, the language's "and", both. Moves after it and the spaces. */
bool und_match_and(const und_language *language, und_bytes text, size_t *at);

/* A date in the words of `language` at byte `at` of the folded text: year << 16 | month << 8 | day; 0: none. */
uint32_t und_match_date(const und_language *language, und_bytes text, size_t at, size_t *last);

/* Whether the words of a date stand there that no calendar has: "31 September 2025". */
bool und_match_false_date(const und_language *language, und_bytes text, size_t at, size_t *last);

/* The value of the longest term of `key` at byte `at`, which ends at a word's end; 0: none. */
uint16_t und_match_term(const und_language *language, und_term_key key, und_bytes text, size_t at, size_t *last);

/* Whether words around references of that kind stand at byte `at`: `*last` is their end, the longest that there is, else
 * `at`. Arabic glues a preposition to its noun, and what is elided stands so. */
bool und_match_word(const und_language *language, und_reference_word word, und_bytes text, size_t at, size_t *last);

/* Whether any term of `key` (no slots) occurs in the text at a word's beginning; `*first` where. */
const und_term *und_find_term(const und_language *language, und_term_key key, und_bytes text, size_t *first);

/* One item or several with their sub-items, `128 (a) and (b) and 130 (w)`. */
typedef struct und_flow_item {
    uint16_t item;
    uint16_t sub;         /* 1 is a, 27 aa; 0: the item itself */
    uint32_t first, last; /* bytes of the text: of the number, or of the sub-item's letter with its brackets */
    uint8_t form;         /* und_item_form, of the sub-item */
} und_flow_item;

typedef enum und_item_form { /* how a sub-item is written */
                             UND_ITEM_PLAIN,
                             UND_ITEM_PARENTHESES,       /* 128 (a) */
                             UND_ITEM_PARENTHESES_CLOSE, /* 128(a) */
                             UND_ITEM_PAREN,             /* 128 a) */
                             UND_ITEM_PAREN_CLOSE,       /* 128a) */
                             UND_ITEM_COMMA              /* 69, b, */
} und_item_form;

/* Reads a list of items at `at`; returns how many, 0 when there is none. An item with sub-items is given once for each
 * of them, without sub-items once. */
uint32_t und_match_items(const und_language *language, und_bytes text, size_t at, und_flow_item *items, size_t *last);

/* A date that a calendar has: leap years counted, years 1945 to 2199. */
bool und_date_exists(uint32_t year, uint32_t month, uint32_t day);

#endif
