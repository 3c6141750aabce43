#include "read/lexicon.h"

#include "text/eight.h"
#include "text/memory.h"
#include "text/utf8.h"

#include <string.h>

#define PREFIXES 32768u  /* to begin with: six languages have 13,000 */
#define VOTE_SLOTS (1u << UND_VOTE_BITS)
#define WORD_BYTES 12u   /* folded at once when a word is looked at: most are shorter */

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

static uint64_t load(const char *at, size_t length)
{
    uint64_t value = 0;
    memcpy(&value, at, length);
    return value;
}

/* A word's first and last bytes and its length: words are short, and what is found by hash is compared. */
static uint64_t hash_word(uint64_t hash, const char *at, size_t length)
{
    uint64_t first, last;
    if (length >= 8) {
        first = load(at, 8);
        last = load(at + length - 8, 8);
    } else if (length >= 4) {
        first = load(at, 4);
        last = load(at + length - 4, 4);
    } else {
        first = length == 0 ? 0 : (unsigned char)at[0];
        last = length == 0 ? 0 : load(at + length - 1, 1) << 8 | (unsigned char)at[length / 2];
    }
    hash = (hash ^ first ^ (uint64_t)length << 56) * UINT64_C(0x9e3779b97f4a7c15);
    return (hash ^ hash >> 29 ^ last) * UINT64_C(0xbf58476d1ce4e5b9);
}

/* ---- the words of folded text ---- */

/* Whether the text has a byte at `at`, after folding more of it where need be. */
static inline bool has(und_folding *text, size_t at)
{
    if (at >= text->used && !text->done)
        und_fold_more(text, at + WORD_BYTES);
    return at < text->used;
}

static inline bool is_plain(char c)
{
    return (unsigned)(c - 'a') < 26u || (unsigned)(c - '0') < 10u;
}

static bool ends_first_word(char c)
{
    return c == ' ' || c == ',' || c == '.' || c == ':' || c == ';' || c == '(' || c == ')' || c == '*' || c == '_';
}

/* The end of the first word, from `at`: up to a space or punctuation; of Chinese, the first character. */
static size_t first_word_end(und_folding *text, size_t at)
{
    if (!has(text, at))
        return at;
    if (text->used >= at + 3 && (unsigned char)text->out[at] >= 0xe3 && (unsigned char)text->out[at] <= 0xe9)
        return at + 3;
    while (has(text, at)) {
        while (at < text->used && is_plain(text->out[at]))
            at++; /* most of it; what else belongs to a word follows */
        if (at < text->used && ends_first_word(text->out[at]))
            break;
        at += at < text->used;
    }
    return at;
}

/* Bytes of the character at `at`; `*letter` says whether a word goes on with it: a letter or figure, no Chinese one. */
static uint32_t character(const und_folding *text, size_t at, bool *letter)
{
    uint32_t bytes;
    uint32_t point = und_utf8_decode(text->out + at, text->out + text->used, &bytes);
    *letter = und_is_letter(point) && !und_is_han(point);
    return bytes;
}

/* The end of a later word, the space before it included: letters and figures, or one other character, which a Chinese
 * one is too. */
static size_t next_word_end(und_folding *text, size_t at)
{
    if (!has(text, at) || (text->out[at] == ' ' && !has(text, ++at)))
        return at;
    size_t first = at;
    for (;;) {
        while (at < text->used && is_plain(text->out[at]))
            at++;
        if (!has(text, at))
            return at;
        if (is_plain(text->out[at]))
            continue;
        bool letter = false;
        uint32_t bytes = (unsigned char)text->out[at] < 0x80 ? 1 : character(text, at, &letter);
        if (!letter)
            return at == first ? at + bytes : at;
        at += bytes;
    }
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
static bool ends_well(und_folding *folding, size_t at)
{
    if (!has(folding, at))
        return true;
    const char *text = folding->out;
    size_t length = folding->used;
    if (text[at] == ' ')
        return true;
    unsigned char last = (unsigned char)text[at - 1];
    if (last == '\'' || last == '"' || last == '(' || last == '[')
        return true;
    if (at >= 3 && last >= 0x80) {
        uint32_t bytes;
        if (und_is_han(und_utf8_decode(text + at - 3, text + at, &bytes)) && bytes == 3)
            return true;
    }
    return !in_word(text + at, text + length);
}

/* ---- prefixes ----
 *
 * Each word's end in a phrase has its entry in a hash table, found by the hash of all words up to there: 16 bits of
 * phrase, 15 of hash, one that says whether longer phrases begin so. So a text is looked up word by word, and most
 * texts end the search at their first word. */

#define MORE 1u
#define TAG 0xfffeu

static uint32_t tag_of(uint64_t hash)
{
    return (uint32_t)(hash >> 48) & TAG;
}

static uint32_t *find_prefix(const und_lexicon *lexicon, uint64_t hash)
{
    uint32_t tag = tag_of(hash);
    for (size_t slot = (size_t)(hash >> 16);; slot++) {
        uint32_t *entry = &lexicon->prefixes[slot & (lexicon->prefix_room - 1)];
        if (*entry == 0 || (*entry & TAG) == tag)
            return entry;
    }
}

static uint16_t phrase_of(const und_lexicon *lexicon, uint32_t entry, const char *text, size_t length)
{
    uint16_t id = (uint16_t)(entry >> 16);
    while (id != 0) {
        const und_phrase *phrase = &lexicon->phrases[id];
        if (phrase->length == length && memcmp(lexicon->bytes + phrase->text, text, length) == 0)
            return id;
        id = phrase->next;
    }
    return 0;
}

uint16_t und_lexicon_match(const und_lexicon *lexicon, und_folding *text, size_t at)
{
    uint16_t best = 0;
    uint64_t hash = 0;
    size_t word = at, end = first_word_end(text, at);
    while (end > word) {
        hash = hash_word(hash, text->out + word, end - word);
        uint32_t entry = *find_prefix(lexicon, hash);
        if (entry == 0)
            break;
        uint16_t id = phrase_of(lexicon, entry, text->out + at, end - at);
        if (id != 0 && ends_well(text, end))
            best = id;
        if ((entry & MORE) == 0)
            break;
        word = end;
        end = next_word_end(text, word);
    }
    return best;
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

/* A word that two languages have tells nothing: it stays in its place with no language. */
static void add_vote(und_lexicon *lexicon, const char *word, size_t length, uint8_t language)
{
    uint64_t key = und_eight_of(word, length < UND_EIGHT ? length : UND_EIGHT);
    if (key == 0 || lexicon->vote_count == VOTE_SLOTS / 2)
        return;
    struct und_vote_word *vote = &lexicon->votes[und_vote_slot(key)];
    while (vote->word != 0 && vote->word != key)
        vote = vote + 1 < lexicon->votes + VOTE_SLOTS ? vote + 1 : lexicon->votes;
    if (vote->word == 0)
        lexicon->vote_count++;
    vote->language = vote->word == 0 || vote->language == language + 1 ? (uint8_t)(language + 1) : 0;
    vote->word = key;
}

/* Goes through the words of a phrase as a search for it would, and makes the entries that it needs. Gives that of the
 * whole phrase; NULL: memory ran out. */
static uint32_t *enter(und_lexicon *lexicon, const char *at, size_t length)
{
    und_folding text = und_folding_all(at, length);
    uint64_t hash = 0;
    size_t word = 0, end = first_word_end(&text, 0);
    for (;;) {
        hash = hash_word(hash, at + word, end - word);
        uint32_t *entry = find_prefix(lexicon, hash);
        if (*entry == 0) {
            *entry = tag_of(hash);
            lexicon->prefix_count++;
        }
        if (end == length)
            return entry;
        *entry |= MORE;
        word = end;
        end = next_word_end(&text, word);
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
        const und_phrase *phrase = &lexicon->phrases[id];
        link_phrase(lexicon, (uint16_t)id, enter(lexicon, lexicon->bytes + phrase->text, phrase->length));
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

static bool add_phrase(const und_building *building, und_loose *loose, const char *text, size_t length, und_sense sense)
{
    und_lexicon *lexicon = building->lexicon;
    uint32_t *entry = enter(lexicon, text, length);
    uint16_t id = phrase_of(lexicon, *entry, text, length);
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
        link_phrase(lexicon, id, entry);
        if (lexicon->prefix_count > lexicon->prefix_room / 2 && !build_prefixes(building, lexicon->prefix_room * 2))
            return false;
    }
    und_phrase *phrase = &lexicon->phrases[id];
    uint16_t language = (uint16_t)(sense.language + 1);
    phrase->language = phrase->sense_count == 0 || phrase->language == language ? language : 0;
    phrase->keys |= UND_BIT(sense.key);
    phrase->sense_count++;
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
    und_free(allocator, lexicon->prefixes, lexicon->prefix_room * sizeof(uint32_t));
    und_free(allocator, lexicon->votes, VOTE_SLOTS * sizeof(struct und_vote_word));
    und_free(allocator, lexicon, sizeof *lexicon);
}

static bool build(const und_building *building, und_packs *packs)
{
    und_lexicon *lexicon = building->lexicon;
    const und_allocator *allocator = building->allocator;
    lexicon->votes = und_resize(allocator, NULL, 0, VOTE_SLOTS * sizeof(struct und_vote_word));
    if (lexicon->votes == NULL)
        return false;
    memset(lexicon->votes, 0, VOTE_SLOTS * sizeof(struct und_vote_word));
    void *phrases = NULL;
    if (!und_grow(allocator, &phrases, &lexicon->phrase_room, 4096, sizeof(und_phrase)))
        return false;
    lexicon->phrases = phrases;
    lexicon->phrases[0] = (und_phrase){0};
    lexicon->phrase_count = 1;
    if (!build_prefixes(building, PREFIXES))
        return false;
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
