/* The lexicon of all language packs, made once. */
#include "read/lexicon_build.h"

#include "read/lexicon_table.h"
#include "text/memory.h"

#include <string.h>

#define PREFIXES 32768u /* to begin with: six languages have 13,000 */
#define FIRST_BYTES ((1u << UND_FIRST_BITS) / 8u)

/* Keys whose terms may begin a line. The rest is looked for inside paragraphs (reference.c, masthead.c). */
#define STARTING_KEYS                                                                                                  \
    (UND_BIT(UND_TERM_UNITED_NATIONS) | UND_BIT(UND_TERM_ORGAN) | UND_BIT(UND_TERM_DISTRIBUTION_LABEL) |               \
     UND_BIT(UND_TERM_ORIGINAL_LABEL) | UND_BIT(UND_TERM_LANGUAGE_NAME) | UND_BIT(UND_TERM_SESSION) |                  \
     UND_BIT(UND_TERM_FIELD_LABEL) | UND_BIT(UND_TERM_ORDINAL) | UND_BIT(UND_TERM_AGENDA) |                            \
     UND_BIT(UND_TERM_LETTER_TITLE) | UND_BIT(UND_TERM_HONOUR) | UND_BIT(UND_TERM_SIGNED) | UND_BIT(UND_TERM_OFFICE) | \
     UND_BIT(UND_TERM_ANNEX) | UND_BIT(UND_TERM_ANNEX_TO) | UND_BIT(UND_TERM_SUBJECT) |                                \
     UND_BIT(UND_TERM_SUBJECT_START) | UND_BIT(UND_TERM_RESOLUTION_TITLE) | UND_BIT(UND_TERM_REPORT_TITLE) |           \
     UND_BIT(UND_TERM_ADOPTION) | UND_BIT(UND_TERM_BRACKET) | UND_BIT(UND_TERM_FOOTNOTE) |                             \
     UND_BIT(UND_TERM_FURNITURE) | UND_BIT(UND_TERM_PREAMBULAR) | UND_BIT(UND_TERM_OPERATIVE) |                        \
     UND_BIT(UND_TERM_DECLARATION) | UND_BIT(UND_TERM_QUALIFIER))

#define OPENER_KEYS (UND_BIT(UND_TERM_PREAMBULAR) | UND_BIT(UND_TERM_OPERATIVE) | UND_BIT(UND_TERM_DECLARATION))

typedef struct und_building {
    const und_allocator *allocator;
    und_lexicon *lexicon;
} und_building;

static inline void add_bit(uint64_t *bits, uint64_t place)
{
    bits[place / 64u] |= UINT64_C(1) << place % 64u;
}

/* A pattern that begins with a slot or an optional part may begin with anything. */
static void add_beginning(und_beginnings *known, und_bytes pattern)
{
    static const char number[] = "{number}";
    const size_t after = sizeof number - 1;
    uint64_t *bytes = known->first;
    if (pattern.length >= after && memcmp(pattern.at, number, after) == 0) {
        pattern = (und_bytes){pattern.at + after, pattern.length - after};
        bytes = known->after_number;
        while (pattern.length > 0 && *pattern.at == ' ')
            pattern = (und_bytes){pattern.at + 1, pattern.length - 1};
    }
    if (pattern.length == 0 || *pattern.at == '{' || *pattern.at == '[' || *pattern.at == ' ')
        memset(bytes, 0xff, sizeof known->first);
    else
        add_bit(bytes, (unsigned char)*pattern.at);
}

static void add_vote(und_lexicon *lexicon, const char *word, size_t length, uint8_t language)
{
    uint64_t key = und_eight_of(word, length < UND_EIGHT ? length : UND_EIGHT);
    if (key == 0 || lexicon->vote_count == UND_VOTE_SLOTS / 2)
        return;
    uint32_t slot = und_vote_slot(key);
    while (lexicon->vote_words[slot] != 0 && lexicon->vote_words[slot] != key)
        slot = (slot + 1) & (UND_VOTE_SLOTS - 1u);
    lexicon->vote_count += lexicon->vote_words[slot] == 0;
    lexicon->vote_words[slot] = key;
    lexicon->vote_languages[slot] = (uint16_t)(lexicon->vote_languages[slot] | 1u << language);
}

/* Goes through the tokens of a phrase as a search for it would, and makes the entries that it needs. Gives that of the
 * whole phrase, and its hash. */
static uint32_t *enter(und_lexicon *lexicon, const char *at, size_t length, uint64_t *whole)
{
    und_folding text = und_folding_all(at, length);
    uint64_t hash = 0;
    for (size_t end = 0;;) {
        size_t first;
        end = und_token_end(&text, end, &first);
        hash = und_hash_token(hash, at + first, end - first);
        uint32_t *entry = und_find_prefix(lexicon, hash);
        if (*entry == 0) {
            *entry = und_tag_of(hash);
            lexicon->prefix_count++;
        }
        if (end == length) {
            *whole = hash;
            return entry;
        }
        *entry |= UND_MORE;
    }
}

/* Puts the phrase where it is found. */
static void link_phrase(und_lexicon *lexicon, uint16_t id, uint32_t *entry)
{
    lexicon->phrases[id].next = (uint16_t)(*entry >> 16);
    *entry = (*entry & 0xffffu) | (uint32_t)id << 16;
}

/* The table with so much room, and all phrases in it. */
static bool build_prefixes(const und_building *building, size_t room)
{
    und_lexicon *lexicon = building->lexicon;
    uint32_t *prefixes = und_resize(building->allocator, NULL, 0, room * sizeof *prefixes);
    if (prefixes == NULL)
        return false;
    memset(prefixes, 0, room * sizeof *prefixes);
    und_free(building->allocator, lexicon->prefixes, lexicon->prefix_room * sizeof *prefixes);
    lexicon->prefixes = prefixes;
    lexicon->prefix_room = room;
    lexicon->prefix_count = 0;
    for (size_t id = 1; id < lexicon->phrase_count; id++) {
        und_phrase *phrase = &lexicon->phrases[id];
        link_phrase(lexicon, (uint16_t)id,
                    enter(lexicon, lexicon->bytes + phrase->text, phrase->length, &phrase->hash));
    }
    return true;
}

/* Senses are collected with their phrase in `term`'s company first and sorted by phrase afterwards. */
typedef struct und_loose_sense {
    uint16_t phrase;
    und_sense sense;
} und_loose_sense;

typedef struct und_loose {
    und_loose_sense *at;
    size_t count, room;
} und_loose;

/* The word or the letters that a phrase begins with. */
static void add_first(und_lexicon *lexicon, const char *text, size_t length)
{
    char start[2 * UND_EIGHT] = {0}; /* its end is that of no line: a letter may be looked at with what is after it */
    memcpy(start, text, length < UND_EIGHT ? length : UND_EIGHT);
    uint64_t first = und_eight(start), letters[UND_FIRST_LETTERS];
    char last;
    uint32_t count = und_first_letters(start, sizeof start, letters, &last);
    first = count > 0 ? letters[count - 1] : und_eight_keep(first, und_eight_first(und_eight_no_letters(first)));
    add_bit(lexicon->firsts, und_first_place(first));
}

static bool add_phrase(const und_building *building, und_loose *loose, const char *text, size_t length, und_sense sense)
{
    und_lexicon *lexicon = building->lexicon;
    uint64_t hash;
    uint32_t *entry = enter(lexicon, text, length, &hash);
    uint16_t id = und_phrase_of(lexicon, *entry, text, length);
    if (id == 0) {
        if (lexicon->phrase_count > UND_PHRASES_MAX)
            return true; /* more wordings than a line's facts can name: the rest is not recognised */
        if (!UND_GROW(building->allocator, lexicon->phrases, lexicon->phrase_room, lexicon->phrase_count + 1) ||
            !UND_GROW(building->allocator, lexicon->bytes, lexicon->bytes_room, lexicon->bytes_used + length))
            return false;
        id = (uint16_t)lexicon->phrase_count++;
        memcpy(lexicon->bytes + lexicon->bytes_used, text, length);
        lexicon->phrases[id] =
            (und_phrase){.hash = hash, .text = (uint32_t)lexicon->bytes_used, .length = (uint16_t)length};
        lexicon->bytes_used += length;
        link_phrase(lexicon, id, entry);
        add_first(lexicon, text, length);
        if (lexicon->prefix_count > lexicon->prefix_room / 2 && !build_prefixes(building, lexicon->prefix_room * 2))
            return false;
    }
    und_phrase *phrase = &lexicon->phrases[id];
    uint16_t language = (uint16_t)(sense.language + 1);
    phrase->language = phrase->sense_count == 0 || phrase->language == language ? language : 0;
    phrase->keys |= UND_BIT(sense.key);
    const und_language *of = und_language_at(lexicon->packs, sense.language);
    if ((of->flags & UND_LANGUAGE_LOWER_OPENERS) != 0 && (UND_BIT(sense.key) & OPENER_KEYS) != 0)
        phrase->keys |= UND_OPENS_LOWER;
    phrase->sense_count++;
    return UND_PUSH(building->allocator, loose->at, loose->count, loose->room, (und_loose_sense){id, sense});
}

/* The wording before the first slot or optional part of a pattern. */
static und_bytes literal_start(und_bytes text)
{
    size_t length = 0;
    while (length < text.length && text.at[length] != '{' && !(text.at[length] == '[' && length > 0))
        length++;
    return (und_bytes){text.at, length};
}

static bool add_language(const und_building *building, und_loose *loose, const und_language *language, uint8_t index)
{
    und_lexicon *lexicon = building->lexicon;
    und_beginnings *beginnings = &lexicon->beginnings[(size_t)index * UND_TERM_KEY_COUNT];
    for (uint32_t i = 0; i < language->count; i++) {
        const und_term *term = &language->terms[i];
        und_bytes text = und_term_text(language, term);
        add_beginning(&beginnings[term->key], und_term_folded(language, term));
        char folded[UND_PHRASE_MAX];
        if (term->key == UND_TERM_FUNCTION_WORD || term->key == UND_TERM_MONTH) {
            size_t length = und_fold_text(text, folded, sizeof folded);
            add_vote(lexicon, folded, length, index);
        } else if (term->key == UND_TERM_SUBITEM) {
            uint32_t bytes;
            if (text.length > 0 && lexicon->subitem_count < sizeof lexicon->subitems / sizeof lexicon->subitems[0]) {
                uint32_t point = und_fold(und_utf8_decode(text.at, text.at + text.length, &bytes));
                lexicon->subitems[lexicon->subitem_count].point = point;
                lexicon->subitems[lexicon->subitem_count++].value = term->value;
            }
        } else if (term->key < UND_TERM_BITS && (STARTING_KEYS & UND_BIT(term->key)) != 0) {
            size_t length = und_fold_text(literal_start(text), folded, sizeof folded);
            und_sense sense = {(uint16_t)i, term->value, index, term->key, term->attested, 0};
            if (length > 0 && !add_phrase(building, loose, folded, length, sense))
                return false;
        }
    }
    return true;
}

/* Counting sort: the senses of a phrase stand together, in the order of the packs. */
static bool place_senses(const und_building *building, const und_loose *loose)
{
    und_lexicon *lexicon = building->lexicon;
    if (loose->count == 0)
        return true;
    lexicon->senses = und_resize(building->allocator, NULL, 0, loose->count * sizeof(und_sense));
    if (lexicon->senses == NULL)
        return false;
    lexicon->sense_room = lexicon->sense_count = loose->count;
    uint32_t next = 0;
    for (size_t id = 1; id < lexicon->phrase_count; id++) {
        lexicon->phrases[id].senses = next;
        next += lexicon->phrases[id].sense_count;
        lexicon->phrases[id].sense_count = 0;
    }
    for (size_t i = 0; i < loose->count; i++) {
        und_phrase *phrase = &lexicon->phrases[loose->at[i].phrase];
        lexicon->senses[phrase->senses + phrase->sense_count++] = loose->at[i].sense;
    }
    return true;
}

/* What the languages have in common and what tells them apart, but for their words. */
static void look_at_languages(und_lexicon *lexicon, const und_packs *packs)
{
    uint32_t counts[sizeof lexicon->alone] = {0};
    memset(lexicon->alone, (int)UND_LANGUAGE_NONE, sizeof lexicon->alone);
    for (uint32_t i = 0; i < und_language_count(packs); i++) {
        const und_language *language = und_language_at(packs, i);
        lexicon->scripts[i] = language->script;
        lexicon->lower = lexicon->lower || (language->flags & UND_LANGUAGE_LOWER_OPENERS) != 0;
        bool first = counts[language->script]++ == 0 && language->script != UND_SCRIPT_LATIN;
        for (uint32_t t = language->first[UND_TERM_LETTER_TITLE]; t < language->first[UND_TERM_LETTER_TITLE + 1]; t++)
            if (und_term_text(language, &language->terms[t]).at[0] == '{')
                lexicon->dated = (uint16_t)(lexicon->dated | 1u << i);
        lexicon->alone[language->script] = first ? (uint8_t)i : (uint8_t)UND_LANGUAGE_NONE;
    }
}

static bool build(const und_building *building, const und_packs *packs)
{
    und_lexicon *lexicon = building->lexicon;
    const und_allocator *allocator = building->allocator;
    size_t keys = und_language_count(packs) * (size_t)UND_TERM_KEY_COUNT;
    lexicon->beginnings = und_resize(allocator, NULL, 0, keys * sizeof(und_beginnings));
    lexicon->firsts = und_resize(allocator, NULL, 0, FIRST_BYTES);
    if (lexicon->firsts == NULL || lexicon->beginnings == NULL)
        return false;
    memset(lexicon->beginnings, 0, keys * sizeof(und_beginnings));
    memset(lexicon->firsts, 0, FIRST_BYTES);
    lexicon->vote_words = und_resize(allocator, NULL, 0, UND_VOTE_SLOTS * sizeof *lexicon->vote_words);
    lexicon->vote_languages = und_resize(allocator, NULL, 0, UND_VOTE_SLOTS * sizeof *lexicon->vote_languages);
    if (lexicon->vote_words == NULL || lexicon->vote_languages == NULL)
        return false;
    memset(lexicon->vote_words, 0, UND_VOTE_SLOTS * sizeof *lexicon->vote_words);
    memset(lexicon->vote_languages, 0, UND_VOTE_SLOTS * sizeof *lexicon->vote_languages);
    if (!UND_GROW(allocator, lexicon->phrases, lexicon->phrase_room, 4096))
        return false;
    lexicon->phrases[0] = (und_phrase){0};
    lexicon->phrase_count = 1;
    if (!build_prefixes(building, PREFIXES))
        return false;
    look_at_languages(lexicon, packs);
    und_loose loose = {0};
    bool ok = true;
    for (uint32_t i = 0; ok && i < und_language_count(packs); i++)
        ok = add_language(building, &loose, und_language_at(packs, i), (uint8_t)i);
    ok = ok && place_senses(building, &loose);
    und_free(allocator, loose.at, loose.room * sizeof(und_loose_sense));
    return ok;
}

bool und_lexicon_build(und_lexicon *lexicon)
{
    return build(&(und_building){und_packs_allocator(lexicon->packs), lexicon}, lexicon->packs);
}

bool und_lexicon_build_leads(und_lexicon *lexicon)
{
    const und_allocator *allocator = und_packs_allocator(lexicon->packs);
    uint32_t count = und_language_count(lexicon->packs);
    lexicon->leads = und_resize(allocator, NULL, 0, count * sizeof *lexicon->leads);
    if (lexicon->leads == NULL)
        return count == 0;
    memset(lexicon->leads, 0, count * sizeof *lexicon->leads);
    bool ok = true;
    for (uint32_t i = 0; ok && i < count; i++)
        ok = und_leads_build(allocator, und_language_at(lexicon->packs, i), &lexicon->leads[i]);
    return ok;
}

void und_lexicon_free(const und_allocator *allocator, void *data)
{
    und_lexicon *lexicon = data;
    if (lexicon == NULL)
        return;
    uint32_t languages = und_language_count(lexicon->packs);
    for (uint32_t i = 0; lexicon->leads != NULL && i < languages; i++)
        und_leads_free(allocator, &lexicon->leads[i]);
    und_free(allocator, lexicon->leads, languages * sizeof *lexicon->leads);
    if (lexicon->cached) {
        und_free(allocator, lexicon, sizeof *lexicon);
        return;
    }
    und_free(allocator, lexicon->bytes, lexicon->bytes_room);
    und_free(allocator, lexicon->phrases, lexicon->phrase_room * sizeof(und_phrase));
    und_free(allocator, lexicon->senses, lexicon->sense_room * sizeof(und_sense));
    und_free(allocator, lexicon->prefixes, lexicon->prefix_room * sizeof(uint32_t));
    und_free(allocator, lexicon->firsts, FIRST_BYTES);
    und_free(allocator, lexicon->beginnings,
             und_language_count(lexicon->packs) * (size_t)UND_TERM_KEY_COUNT * sizeof(und_beginnings));
    und_free(allocator, lexicon->vote_words, UND_VOTE_SLOTS * sizeof *lexicon->vote_words);
    und_free(allocator, lexicon->vote_languages, UND_VOTE_SLOTS * sizeof *lexicon->vote_languages);
    und_free(allocator, lexicon, sizeof *lexicon);
}
