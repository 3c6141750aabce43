/* bracket.h - the square brackets of one paragraph, and what is said about them: signs, each by itself.
 *
 * Which bracket closes which is told over all paragraphs, by the model: one may go over several. Here is told what a
 * paragraph shows: where brackets open and close, who is named, where alternatives part, and what editors put in brackets,
 * which gives no sign at all.
 */
#ifndef UND_READ_BRACKET_H
#define UND_READ_BRACKET_H

#include "read/flow.h"
#include "read/party.h"
#include "undoc/negotiated.h"

typedef enum und_sign_type { UND_SIGN_OPEN, UND_SIGN_CLOSE, UND_SIGN_SLASH, UND_SIGN_REMARK } und_sign_type;

/* How far a sign shows that its text is being negotiated. */
typedef enum und_weight {
    UND_WEIGHT_WEAK,  /* it may be an editor's: "[MINUSTAH]", "[ ]", a bracket in a quotation */
    UND_WEIGHT_PLAIN, /* words as others: "[annually]" */
    UND_WEIGHT_STRONG /* an attribution, an alternative, a bracket in a bracket */
} und_weight;

#define UND_SIGN_BESIDE 1u /* nothing but a slash or "or" between the sign before it and this one */
#define UND_SIGN_FIRST 2u  /* nothing but signs before it in its paragraph */
#define UND_SIGN_LAST 4u   /* nothing but signs and closing punctuation after it */
#define UND_SIGN_ALONE 8u  /* of UND_SIGN_OPEN: nothing closes it in its paragraph */

typedef struct und_flow_sign {
    uint8_t type, weight, stance, flags;
    uint32_t first, last; /* bytes of the text: a bracket with the attribution after it, a slash, a whole remark */
    uint32_t party, party_count;
} und_flow_sign;

/* A bracket and the one that closes it in the same text; UINT32_MAX: none does. */
typedef struct und_bracket_pair {
    uint32_t open, close;
} und_bracket_pair;

typedef struct und_open_bracket {
    uint32_t sign, at;
} und_open_bracket;

typedef struct und_signs {
    const und_allocator *allocator;
    und_flow_sign *at;
    size_t count, room;
    und_flow_party *parties;
    size_t party_count, party_room;
    /* while signs are looked for */
    und_open_bracket *open;
    size_t open_count, open_room;
    und_bracket_pair *pairs;
    size_t pair_count, pair_room;
} und_signs;

void und_signs_open(und_signs *signs, const und_allocator *allocator);
void und_signs_close(und_signs *signs);

/* Whether a line may have a sign: a square bracket, or a round one with something said in it. Most have none. */
bool und_may_have_signs(const und_packs *packs, und_bytes line);

/* The signs of a text, in its order. False: memory ran out. */
bool und_signs_find(und_signs *signs, und_packs *packs, const und_flow *flow);

/* "Alt. 1", "Option 2:", "Variante A" at the beginning of a paragraph's text: the bytes that it takes with the space after
 * it; 0: none stands there. */
uint32_t und_alternative_mark(const und_packs *packs, und_bytes text);

/* The bytes that those who negotiate put before the words of a clause: brackets, who proposes it, "Alt. 1". 0: nothing. */
uint32_t und_before_words(const und_packs *packs, und_bytes text);

#endif
