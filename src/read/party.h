/* party.h - who is named in the brackets of a text under negotiation: "EU, Japan and State A". */
#ifndef UND_READ_PARTY_H
#define UND_READ_PARTY_H

#include "pack/pack.h"

#define UND_PARTIES_MAX 24u /* of one list; longer ones name a group */

typedef struct und_flow_party {
    uint32_t first, last; /* bytes of the text */
    const char *code;     /* NULL: a name that the packs do not know, but that looks like one */
    uint8_t stance;       /* und_stance; set by who reads what the party wants */
} und_flow_party;

typedef struct und_party_list {
    und_flow_party at[UND_PARTIES_MAX];
    uint32_t count;
    uint32_t known; /* of them */
    uint32_t last;  /* the byte after the list */
} und_party_list;

/* Reads the parties that stand from byte `first` of a normal text on, no further than `last`. Those that no pack knows are
 * taken only where `strange` says so, and only up to `last`: then the list ends there or there is none. False: memory ran
 * out. */
bool und_parties_read(und_packs *packs, und_bytes text, uint32_t first, uint32_t last, bool strange,
                      und_party_list *out);

/* The code of a party by one of its names or the code itself; NULL: no pack knows it. False: memory ran out. */
bool und_party_code(und_packs *packs, und_bytes name, const char **code);

/* The longest word of a negotiation with one of the values in `words` (a bit each) at byte `at`, where a word ends; in any
 * language. 0: none; else its bytes. */
uint32_t und_negotiation_match(const und_packs *packs, uint32_t words, und_bytes text, uint32_t at, uint32_t last,
                               und_negotiation_word *found);

#endif
