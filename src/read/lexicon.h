/* lexicon.h - the words of all language packs in one index, for looking at the beginning of a line.
 *
 * A *phrase* is one folded wording ("prend note"); a *sense* is what one language pack says that it is. One phrase can
 * have senses in several languages ("note": operative in French, declaration in English): the facts of a line hold the
 * phrase only, the tree picks the sense by its context.
 */
#ifndef UND_READ_LEXICON_H
#define UND_READ_LEXICON_H

#include "pack/pack.h"
#include "read/lead.h"
#include "text/utf8.h"

#define UND_PHRASE_MAX 120u     /* folded bytes; the longest openers have 60 */
#define UND_PHRASES_MAX 0xfffeu /* a line's facts have 16 bits for a phrase, 0 is none */

typedef struct und_sense {
    uint16_t term; /* index into und_language.terms */
    uint16_t value;
    uint8_t language;
    uint8_t key;
    uint8_t attested;
    uint8_t spare;
} und_sense;

typedef struct und_phrase {
    uint64_t keys;   /* bit per und_term_key of its senses */
    uint64_t hash;   /* of its tokens: see lexicon_table.h */
    uint32_t text;   /* folded, in und_lexicon.bytes */
    uint32_t senses; /* first in und_lexicon.senses */
    uint16_t length;
    uint16_t language; /* + 1, where all its senses have the same; 0: several */
    uint16_t sense_count;
    uint16_t next; /* next phrase with the same hash; 0: none (ids count from 1) */
} und_phrase;

/* The bytes that the patterns of one language and key may begin with, and those that may follow a number which they begin
 * with: a bit for each. */
typedef struct und_beginnings {
    uint64_t first[4];
    uint64_t after_number[4];
} und_beginnings;

typedef struct und_lexicon {
    const und_packs *packs;
    bool cached; /* the arrays lie in the packs' cache */
    char *bytes;
    size_t bytes_used, bytes_room;
    und_phrase *phrases; /* [0] is unused: id 0 is none */
    size_t phrase_count, phrase_room;
    und_sense *senses;
    size_t sense_count, sense_room;
    uint32_t *prefixes; /* hash of a phrase's first words -> the phrase they are, and whether more may follow */
    size_t prefix_count, prefix_room; /* the room is a power of two */
    und_beginnings *beginnings;       /* of each language: UND_TERM_KEY_COUNT */
    und_leads *leads;                 /* of each language; made when the packs are opened, and never cached */
    uint64_t *firsts;                 /* a bit for each first word of a phrase: see und_lexicon_may_match */
    uint64_t *vote_words;             /* their first eight bytes; 0: the place is free */
    uint16_t *vote_languages;         /* a bit for each language that has the word */
    uint32_t vote_count;
    struct und_subitem_letter {
        uint32_t point;
        uint16_t value;
    } subitems[64]; /* letters of sub-items that are not Latin; two spellings each at the most */
    uint32_t subitem_count;
    uint8_t scripts[UND_LANGUAGES_MAX]; /* und_script of each language */
    /* By und_script: the language that its letters tell, for no other has them; UND_LANGUAGE_NONE: they tell none. Latin
     * letters never do, for Latin words stand in texts of every script. */
    uint8_t alone[4];
    bool lower; /* a language's openers begin in lower case */
    /* A bit for each language whose titles of letters begin with what is not the same in all of them, the date or the
     * sender: no phrase tells them. */
    uint16_t dated;
} und_lexicon;

#define UND_BIT(key) (UINT64_C(1) << (key))

/* Among the keys of a phrase: in a language whose openers begin in lower case it is one. */
#define UND_OPENS_LOWER UND_BIT(63)
_Static_assert(UND_TERM_BITS <= 63, "a phrase has a bit for each key, and one more");
#define HAS(keys, key) (((keys)&UND_BIT(key)) != 0)

/* Keys of openers. */
#define UND_OPENERS (UND_BIT(UND_TERM_PREAMBULAR) | UND_BIT(UND_TERM_OPERATIVE) | UND_BIT(UND_TERM_DECLARATION))

/* Keys of masthead fields. */
#define UND_FIELDS                                                                                                     \
    (UND_BIT(UND_TERM_UNITED_NATIONS) | UND_BIT(UND_TERM_ORGAN) | UND_BIT(UND_TERM_DISTRIBUTION_LABEL) |               \
     UND_BIT(UND_TERM_ORIGINAL_LABEL) | UND_BIT(UND_TERM_SESSION) | UND_BIT(UND_TERM_ORDINAL) |                        \
     UND_BIT(UND_TERM_AGENDA) | UND_BIT(UND_TERM_LANGUAGE_NAME) | UND_BIT(UND_TERM_FIELD_LABEL))

/* The lexicon of the packs, built at the first call and freed with them. NULL when memory runs out. */
const und_lexicon *und_lexicon_of(und_packs *packs);

/* Whether fields of this language's mastheads also stand in those of documents in other languages. */
static inline bool und_lends_fields(const und_lexicon *lexicon, uint8_t language)
{
    return (und_language_at(lexicon->packs, language)->flags & UND_LANGUAGE_LENDS_FIELDS) != 0;
}

/* Whether titles of letters have to be asked for by their patterns: "2015年1月15日…给…的信". */
static inline bool und_is_dated(const und_lexicon *lexicon, uint8_t language)
{
    return language != UND_LANGUAGE_NONE && (lexicon->dated >> language & 1u) != 0;
}

/* Whether the letters of a language's script tell it. */
static inline bool und_is_alone(const und_lexicon *lexicon, uint8_t language)
{
    return lexicon->alone[lexicon->scripts[language]] == language;
}

/* Whether a phrase may begin with a word, its first eight letters in lower case, zeros after them: most words begin none.
 * The same for the first letters of other scripts, as und_first_letters gives them. */
#define UND_FIRST_BITS 16u
static inline bool und_lexicon_may_match(const und_lexicon *lexicon, uint64_t letters)
{
    uint64_t place = letters * UINT64_C(0x9e3779b97f4a7c15) >> (64u - UND_FIRST_BITS);
    return (lexicon->firsts[place / 64u] >> place % 64u & 1u) != 0;
}

/* Whether a pattern of `key` may match where a text begins that is not folded: most begin with other bytes. */
bool und_lexicon_may_begin(const und_lexicon *lexicon, uint8_t language, und_term_key key, und_bytes text);

static inline const und_phrase *und_phrase_at(const und_lexicon *lexicon, uint16_t id)
{
    return &lexicon->phrases[id];
}

/* The sense of a phrase with one of `keys` in `language`; when it has none there, and `strict` is false, in any other.
 * NULL: none. */
const und_sense *und_phrase_sense(const und_lexicon *lexicon, uint16_t id, uint64_t keys, uint8_t language,
                                  bool strict);

#define UND_VOTE_BITS 10u /* words that tell a language: some 40 a language */
#define UND_VOTE_SLOTS (1u << UND_VOTE_BITS)
static inline uint32_t und_vote_slot(uint64_t word)
{
    return (uint32_t)(word * UINT64_C(0x9e3779b97f4a7c15) >> (64u - UND_VOTE_BITS));
}

/* The languages that have a word, a bit for each. They are short words, function words and months: the first eight bytes of
 * the folded word, as und_eight_of gives them, stand for it. */
static inline uint32_t und_lexicon_votes(const und_lexicon *lexicon, uint64_t word)
{
    uint32_t slot = und_vote_slot(word);
    while (lexicon->vote_words[slot] != 0 && lexicon->vote_words[slot] != word)
        slot = (slot + 1) & (UND_VOTE_SLOTS - 1u);
    return lexicon->vote_languages[slot];
}

/* The value of a sub-item letter that is not Latin (Arabic abjad), from 1; 0: none. */
uint16_t und_lexicon_subitem(const und_lexicon *lexicon, uint32_t point);

#endif
