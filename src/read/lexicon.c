#include "read/lexicon.h"

#include "text/memory.h"
#include "text/utf8.h"

#include <string.h>

#define HEADS 8192u       /* first words: a few thousand in six languages */
#define VOTE_SLOTS 1024u  /* function words: at most 30 a language */

/* Keys whose terms may begin a line. The rest is looked for inside paragraphs (references.c, masthead.c). */
#define STARTING_KEYS                                                                                                  \
    (UND_BIT(UND_TERM_UNITED_NATIONS) | UND_BIT(UND_TERM_ORGAN) | UND_BIT(UND_TERM_DISTRIBUTION_LABEL) |               \
     UND_BIT(UND_TERM_ORIGINAL_LABEL) | UND_BIT(UND_TERM_LANGUAGE_NAME) | UND_BIT(UND_TERM_SESSION) |                  \
     UND_BIT(UND_TERM_ORDINAL) | UND_BIT(UND_TERM_AGENDA) | UND_BIT(UND_TERM_LETTER_TITLE) |                           \
     UND_BIT(UND_TERM_HONOUR) | UND_BIT(UND_TERM_SIGNED) | UND_BIT(UND_TERM_OFFICE) | UND_BIT(UND_TERM_ANNEX) |        \
     UND_BIT(UND_TERM_ANNEX_TO) | UND_BIT(UND_TERM_SUBJECT) | UND_BIT(UND_TERM_SUBJECT_START) |                        \
     UND_BIT(UND_TERM_RESOLUTION_TITLE) | UND_BIT(UND_TERM_REPORT_TITLE) | UND_BIT(UND_TERM_ADOPTION) |                \
     UND_BIT(UND_TERM_FURNITURE) | UND_BIT(UND_TERM_PREAMBULAR) | UND_BIT(UND_TERM_OPERATIVE) |                        \
     UND_BIT(UND_TERM_DECLARATION) | UND_BIT(UND_TERM_QUALIFIER))

static uint32_t hash_bytes(const char *at, size_t length)
{
    uint32_t hash = 2166136261u;
    for (size_t i = 0; i < length; i++)
        hash = (hash ^ (unsigned char)at[i]) * 16777619u;
    return hash ^ hash >> 15;
}

/* Bytes of the first word of a folded text: up to a space or punctuation; of Chinese, the first character. */
static size_t first_word(const char *text, size_t length)
{
    if (length >= 3 && (unsigned char)text[0] >= 0xe3 && (unsigned char)text[0] <= 0xe9)
        return 3;
    size_t i = 0;
    while (i < length) {
        char c = text[i];
        if (c == ' ' || c == ',' || c == '.' || c == ':' || c == ';' || c == '(' || c == ')' || c == '*' || c == '_')
            break;
        i++;
    }
    return i;
}

static bool in_word(const char *at, const char *end)
{
    if (at >= end)
        return false;
    uint32_t length;
    uint32_t point = und_utf8_decode(at, end, &length);
    return und_is_letter(point) || (point >= '0' && point <= '9');
}

/* A phrase ends well when no word goes on there. */
static bool ends_well(const char *text, size_t length, size_t at)
{
    if (at == length)
        return true;
    unsigned char last = (unsigned char)text[at - 1];
    if (last == '\'' || last == '"' || last == '(' || last == '[')
        return true;
    if (at >= 3) {
        uint32_t bytes;
        if (und_is_han(und_utf8_decode(text + at - 3, text + at, &bytes)) && bytes == 3)
            return true;
    }
    return !in_word(text + at, text + length);
}

uint16_t und_lexicon_match(const und_lexicon *lexicon, const char *text, size_t length)
{
    size_t word = first_word(text, length);
    if (word == 0)
        return 0;
    uint16_t id = lexicon->heads[hash_bytes(text, word) & lexicon->head_mask];
    while (id != 0) {
        const und_phrase *phrase = &lexicon->phrases[id];
        if (phrase->length <= length && memcmp(lexicon->bytes + phrase->text, text, phrase->length) == 0 &&
            ends_well(text, length, phrase->length))
            return id;
        id = phrase->next;
    }
    return 0;
}

const und_sense *und_phrase_sense(const und_lexicon *lexicon, uint16_t id, uint64_t keys, uint8_t language, bool strict)
{
    if (id == 0)
        return NULL;
    const und_phrase *phrase = &lexicon->phrases[id];
    if ((phrase->keys & keys) == 0)
        return NULL;
    const und_sense *other = NULL;
    for (uint32_t i = 0; i < phrase->sense_count; i++) {
        const und_sense *sense = &lexicon->senses[phrase->senses + i];
        if ((keys & UND_BIT(sense->key)) == 0)
            continue;
        if (sense->language == language)
            return sense;
        if (other == NULL)
            other = sense;
    }
    return strict ? NULL : other;
}

uint8_t und_lexicon_vote(const und_lexicon *lexicon, const char *word, size_t length)
{
    uint32_t hash = hash_bytes(word, length);
    for (uint32_t slot = hash & lexicon->vote_mask;; slot = (slot + 1) & lexicon->vote_mask) {
        const struct und_vote_word *vote = &lexicon->votes[slot];
        if (vote->language == 0)
            return 0;
        if (vote->hash == hash)
            return vote->language;
    }
}

uint16_t und_lexicon_subitem(const und_lexicon *lexicon, uint32_t point)
{
    for (uint32_t i = 0; i < lexicon->subitem_count; i++)
        if (lexicon->subitems[i].point == point)
            return lexicon->subitems[i].value;
    return 0;
}

/* ---- building ---- */

typedef struct und_building {
    const und_allocator *allocator;
    und_lexicon *lexicon;
} und_building;

static void add_vote(und_lexicon *lexicon, const char *word, size_t length, uint8_t language)
{
    uint32_t hash = hash_bytes(word, length);
    uint32_t slot = hash & lexicon->vote_mask;
    for (uint32_t tries = 0; tries < lexicon->vote_mask; tries++) {
        struct und_vote_word *vote = &lexicon->votes[slot];
        if (vote->language == 0) {
            *vote = (struct und_vote_word){hash, (uint8_t)(language + 1)};
            return;
        }
        if (vote->hash == hash)
            return; /* a word that two languages claim tells nothing more than the first */
        slot = (slot + 1) & lexicon->vote_mask;
    }
}

static uint16_t find_phrase(const und_lexicon *lexicon, const char *text, size_t length)
{
    size_t word = first_word(text, length);
    uint16_t id = lexicon->heads[hash_bytes(text, word) & lexicon->head_mask];
    while (id != 0) {
        const und_phrase *phrase = &lexicon->phrases[id];
        if (phrase->length == length && memcmp(lexicon->bytes + phrase->text, text, length) == 0)
            return id;
        id = phrase->next;
    }
    return 0;
}

/* Longer phrases stand first in a chain, so that the first match is the longest. */
static void link_phrase(und_lexicon *lexicon, uint16_t id)
{
    und_phrase *phrase = &lexicon->phrases[id];
    size_t word = first_word(lexicon->bytes + phrase->text, phrase->length);
    uint16_t *link = &lexicon->heads[hash_bytes(lexicon->bytes + phrase->text, word) & lexicon->head_mask];
    while (*link != 0 && lexicon->phrases[*link].length > phrase->length)
        link = &lexicon->phrases[*link].next;
    phrase->next = *link;
    *link = id;
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

static bool add_phrase(const und_building *building, und_loose *loose, const char *text, size_t length, und_sense sense)
{
    und_lexicon *lexicon = building->lexicon;
    uint16_t id = find_phrase(lexicon, text, length);
    if (id == 0) {
        if (lexicon->phrase_count > UND_PHRASES_MAX)
            return true; /* more wordings than a line's facts can name: the rest is not recognised */
        void *phrases = lexicon->phrases;
        void *bytes = lexicon->bytes;
        bool ok = und_grow(building->allocator, &phrases, &lexicon->phrase_room, lexicon->phrase_count + 1,
                           sizeof(und_phrase));
        lexicon->phrases = phrases;
        ok = ok && und_grow(building->allocator, &bytes, &lexicon->bytes_room, lexicon->bytes_used + length, 1);
        lexicon->bytes = bytes;
        if (!ok)
            return false;
        id = (uint16_t)lexicon->phrase_count++;
        memcpy(lexicon->bytes + lexicon->bytes_used, text, length);
        lexicon->phrases[id] = (und_phrase){.text = (uint32_t)lexicon->bytes_used, .length = (uint16_t)length};
        lexicon->bytes_used += length;
        link_phrase(lexicon, id);
    }
    lexicon->phrases[id].keys |= UND_BIT(sense.key);
    lexicon->phrases[id].languages |= (uint16_t)(1u << sense.language);
    lexicon->phrases[id].sense_count++;
    void *at = loose->at;
    bool ok = und_grow(building->allocator, &at, &loose->room, loose->count + 1, sizeof(und_loose_sense));
    loose->at = at;
    if (!ok)
        return false;
    loose->at[loose->count++] = (und_loose_sense){id, sense};
    return true;
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
    for (uint32_t i = 0; i < language->count; i++) {
        const und_term *term = &language->terms[i];
        und_bytes text = und_term_text(language, term);
        char folded[UND_PHRASE_MAX];
        if (term->key == UND_TERM_FUNCTION_WORD) {
            size_t length = und_fold_text(text, folded, sizeof folded);
            add_vote(lexicon, folded, length, index);
        } else if (term->key == UND_TERM_SUBITEM) {
            uint32_t bytes;
            if (text.length > 0 && lexicon->subitem_count < sizeof lexicon->subitems / sizeof lexicon->subitems[0]) {
                uint32_t point = und_fold(und_utf8_decode(text.at, text.at + text.length, &bytes));
                lexicon->subitems[lexicon->subitem_count].point = point;
                lexicon->subitems[lexicon->subitem_count++].value = term->value;
            }
        } else if ((STARTING_KEYS & UND_BIT(term->key)) != 0) {
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

static void lexicon_free(const und_allocator *allocator, void *data)
{
    und_lexicon *lexicon = data;
    if (lexicon == NULL)
        return;
    und_free(allocator, lexicon->bytes, lexicon->bytes_room);
    und_free(allocator, lexicon->phrases, lexicon->phrase_room * sizeof(und_phrase));
    und_free(allocator, lexicon->senses, lexicon->sense_room * sizeof(und_sense));
    und_free(allocator, lexicon->heads, HEADS * sizeof(uint16_t));
    und_free(allocator, lexicon->votes, VOTE_SLOTS * sizeof(struct und_vote_word));
    und_free(allocator, lexicon, sizeof *lexicon);
}

static bool build(const und_building *building, und_packs *packs)
{
    und_lexicon *lexicon = building->lexicon;
    const und_allocator *allocator = building->allocator;
    lexicon->heads = und_resize(allocator, NULL, 0, HEADS * sizeof(uint16_t));
    lexicon->votes = und_resize(allocator, NULL, 0, VOTE_SLOTS * sizeof(struct und_vote_word));
    if (lexicon->heads == NULL || lexicon->votes == NULL)
        return false;
    memset(lexicon->heads, 0, HEADS * sizeof(uint16_t));
    memset(lexicon->votes, 0, VOTE_SLOTS * sizeof(struct und_vote_word));
    lexicon->head_mask = HEADS - 1;
    lexicon->vote_mask = VOTE_SLOTS - 1;
    void *phrases = NULL;
    if (!und_grow(allocator, &phrases, &lexicon->phrase_room, 4096, sizeof(und_phrase)))
        return false;
    lexicon->phrases = phrases;
    lexicon->phrases[0] = (und_phrase){0};
    lexicon->phrase_count = 1;
    memset(lexicon->script_language, (int)UND_LANGUAGE_NONE, sizeof lexicon->script_language);
    for (uint32_t i = und_language_count(packs); i-- > 0;)
        lexicon->script_language[und_language_at(packs, i)->script] = (uint8_t)i;
    und_loose loose = {0};
    bool ok = true;
    for (uint32_t i = 0; ok && i < und_language_count(packs); i++)
        ok = add_language(building, &loose, und_language_at(packs, i), (uint8_t)i);
    ok = ok && place_senses(building, &loose);
    und_free(allocator, loose.at, loose.room * sizeof(und_loose_sense));
    return ok;
}

const und_lexicon *und_lexicon_of(und_packs *packs)
{
    und_packs_extra *slot = und_packs_extra_slot(packs);
    if (slot->data != NULL)
        return slot->data;
    const und_allocator *allocator = und_packs_allocator(packs);
    und_lexicon *lexicon = und_resize(allocator, NULL, 0, sizeof *lexicon);
    if (lexicon == NULL)
        return NULL;
    memset(lexicon, 0, sizeof *lexicon);
    lexicon->packs = packs;
    if (!build(&(und_building){allocator, lexicon}, packs)) {
        lexicon_free(allocator, lexicon);
        return NULL;
    }
    slot->data = lexicon;
    slot->free = lexicon_free;
    return lexicon;
}
