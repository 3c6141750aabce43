/* answers.h - the answers that a draft is made from, each checked: what they are called, what they may be, what
 * follows from them. */
#ifndef UND_WRITE_ANSWERS_H
#define UND_WRITE_ANSWERS_H

#include "undoc/draft.h"
#include "write/agenda_line.h"
#include "write/sender.h"

/* The keys; their names and order are those of the table in answers.c. */
typedef enum und_answer {
    UND_ANSWER_LANG,
    UND_ANSWER_STATE,
    UND_ANSWER_ADDRESSEE,
    UND_ANSWER_ADDRESSEE_GENDER,
    UND_ANSWER_ORGAN,
    UND_ANSWER_DATE,
    UND_ANSWER_MASTHEAD_DATE,
    UND_ANSWER_DISTRIBUTION,
    UND_ANSWER_SESSION,
    UND_ANSWER_ITEMS,
    UND_ANSWER_ORIGINAL,
    UND_ANSWER_ANNEX,
    UND_ANSWER_ANNEX_ORIGINAL,
    UND_ANSWER_ANNEX_TITLE,
    UND_ANSWER_TRANSMITS,
    UND_ANSWER_NAME,
    UND_ANSWER_OFFICE,
    UND_ANSWER_BEHALF,
    UND_ANSWER_CHAIR,
    UND_ANSWER_REQUEST,
    UND_ANSWER_TITLE,
    UND_ANSWER_SPONSORS,
    UND_ANSWER_SYMBOL,
    UND_ANSWER_OPENER,
    UND_ANSWER_TEXT,
    UND_ANSWER_NUMBER,
    UND_ANSWER_GENDER,
    UND_ANSWER_INSTRUCTIONS,
    UND_ANSWER_EMPHASIS,
    UND_ANSWER_FORMAT,
    UND_ANSWER_COUNT
} und_answer;

/* What the letter asks of whom it is addressed to. */
typedef enum und_letter_aim {
    UND_REQUEST_CIRCULATE, /* as a document */
    UND_REQUEST_ATTENTION, /* that it be brought to the attention of the members of the Council */
    UND_REQUEST_NONE
} und_letter_aim;

#define UND_NO_INDEX UINT32_MAX

typedef struct und_answers {
    und_packs *packs;
    und_bytes given[UND_ANSWER_COUNT]; /* as the caller wrote them; empty: no answer */

    uint32_t language;                   /* index of the pack; UND_NO_INDEX: no answer */
    und_signer signers[UND_SIGNERS_MAX]; /* in English alphabetical order; without a State one, or none */
    uint32_t signer_count;
    const und_state *state;                   /* of the first signer; NULL: no answer */
    const und_state *behalf[UND_SIGNERS_MAX]; /* what `behalf` names, where all of it is States */
    uint32_t behalf_count;
    const und_state *sponsors[UND_SIGNERS_MAX];
    uint32_t sponsor_count;
    und_office office;
    bool office_words; /* the answer's own words stand in the signature */
    und_addressee addressee;
    und_organ organ;
    und_organ other_organ; /* of a letter that becomes a document of two */
    und_distribution distribution;
    und_date date; /* year 0: no answer */
    und_date masthead_date;
    uint32_t session;                   /* 0: not known */
    const und_agenda *agenda;           /* of that session; NULL: no pack, or not the Assembly's */
    und_flow_item items[UND_ITEMS_MAX]; /* in the order of the agenda, each once */
    size_t item_count;
    und_code original; /* 0: no answer */
    und_code annex_originals[UND_ANNEXES_MAX];
    und_bytes annex_titles[UND_ANNEXES_MAX];
    uint32_t annexes;
    und_letter_aim request;
    char gender; /* 'm', 'f'; 0: no answer */
    char addressee_gender;
    bool instructions;
    bool emphasis;
    bool markdown;
} und_answers;

/* The name of a key, as people write it. */
const char *und_answer_name(und_answer key);

/* The index of the language pack with that code; UND_NO_INDEX: there is none. */
uint32_t und_language_find(const und_packs *packs, und_bytes code);

extern const char *const und_request_names[];
extern const char *const und_format_names[];

/* Reads and checks all answers, each for itself; whether they agree is for conflicts.h. `message` has UND_MESSAGE_MAX bytes. */
und_status und_answers_read(und_packs *packs, const und_bytes *keys, const und_bytes *values, size_t count,
                            und_answers *out, char *message);

#endif
