#include "check/spelt.h"

#include "text/utf8.h"

#include <string.h>

und_start und_start_of(und_letters words)
{
    if (words.count == 0)
        return (und_start){0};
    return (und_start){words.point[0], words.count < 2 ? 0 : words.point[1], und_fold(words.point[0])};
}

uint32_t und_slips_allowed(const uint32_t *word, size_t length, bool alone)
{
    size_t letters = 0;
    for (size_t i = 0; i < length; i++)
        letters += und_is_letter(word[i]);
    if (letters >= UND_SLIP_LONG)
        return UND_SLIPS_MAX;
    return letters >= (und_is_arabic(word[0]) && !alone ? UND_SLIP_ARABIC : UND_SLIP_LETTERS) ? 1 : 0;
}

/* A bit for each letter: a slip changes two of them at the most, one that goes and one that comes. */
static uint64_t bits_of(const uint32_t *word, size_t length)
{
    uint64_t bits = 0;
    for (size_t i = 0; i < length; i++)
        bits |= UINT64_C(1) << (word[i] & 63u);
    return bits;
}

/* Whether words with these letters are more slips apart than that. */
static inline bool are_far(uint64_t a, uint64_t b, uint32_t slips)
{
    uint64_t other = a ^ b;
    for (uint32_t i = 0; i < 2 * slips; i++)
        other &= other - (other != 0);
    return other != 0;
}

/* ---- spelling ---- */

const und_spelt_term *und_spelt_term_of(und_spelt *spelt, uint32_t term)
{
    und_spelt_term *one = &spelt->terms[term - spelt->first];
    if (one->count != UND_NOT_SPELT)
        return one;
    und_spelling words;
    und_spell(und_term_text(spelt->language, &spelt->language->terms[term]), &words);
    size_t word = und_word_end(und_letters_of(&words), 0);
    *one = (und_spelt_term){.letters = bits_of(words.point, word),
                            .first = (uint32_t)spelt->point_count,
                            .count = (uint16_t)words.count,
                            .word = (uint16_t)word,
                            .slips = word == 0 ? 0 : (uint8_t)und_slips_allowed(words.point, word, word == words.count),
                            .upper = words.upper};
    if (words.count > 0)
        memcpy(spelt->points + spelt->point_count, words.point, words.count * sizeof *words.point);
    spelt->point_count += words.count;
    return one;
}

static inline bool is_latin(char c)
{
    return (unsigned)((c | 0x20) - 'a') < 26u;
}

static und_start start_of(und_bytes text)
{
    if (text.length > 2 && is_latin(text.at[0]) && is_latin(text.at[1]) && (unsigned char)text.at[2] < 0x80) {
        uint32_t first = (unsigned char)text.at[0] | 0x20u; /* no accent is after them */
        return (und_start){first, (unsigned char)text.at[1] | 0x20u, first};
    }
    und_spelling start;
    und_spell_start(text, &start);
    return und_start_of(und_letters_of(&start));
}

und_spelt *und_spelt_open(const und_allocator *allocator, const und_language *language)
{
    _Static_assert(UND_TERM_OPERATIVE == UND_TERM_PREAMBULAR + 1 && UND_TERM_DECLARATION == UND_TERM_OPERATIVE + 1 &&
                       UND_TERM_NO_OPENER == UND_TERM_DECLARATION + 1,
                   "terms of these keys stand together");
    und_spelt *spelt = und_resize(allocator, NULL, 0, sizeof *spelt);
    if (spelt == NULL)
        return NULL;
    memset(spelt, 0, sizeof *spelt);
    spelt->language = language;
    spelt->first = language->first[UND_TERM_PREAMBULAR];
    spelt->count = language->first[UND_TERM_NO_OPENER + 1] - spelt->first;
    if (spelt->count == 0)
        return spelt;
    for (uint32_t i = 0; i < spelt->count; i++)
        spelt->point_room += language->terms[spelt->first + i].length;
    spelt->points = und_resize(allocator, NULL, 0, spelt->point_room * sizeof *spelt->points);
    spelt->terms = und_resize(allocator, NULL, 0, spelt->count * sizeof *spelt->terms);
    spelt->starts = und_resize(allocator, NULL, 0, spelt->count * sizeof *spelt->starts);
    if (spelt->points == NULL || spelt->terms == NULL || spelt->starts == NULL) {
        und_spelt_close(spelt, allocator);
        return NULL;
    }
    for (uint32_t i = 0; i < spelt->count; i++) {
        spelt->terms[i].count = UND_NOT_SPELT;
        spelt->starts[i] = start_of(und_term_text(language, &language->terms[spelt->first + i]));
    }
    return spelt;
}

void und_spelt_close(und_spelt *spelt, const und_allocator *allocator)
{
    if (spelt == NULL)
        return;
    und_free(allocator, spelt->points, spelt->point_room * sizeof *spelt->points);
    und_free(allocator, spelt->starts, spelt->count * sizeof *spelt->starts);
    und_free(allocator, spelt->terms, spelt->count * sizeof *spelt->terms);
    und_free(allocator, spelt, sizeof *spelt);
}

/* ---- words that no opener is near ---- */

/* Whether a text that begins with this word may be near a term that begins like it. */
static bool may_be_near(und_spelt *spelt, uint32_t index, und_letters word, uint64_t letters)
{
    const und_spelt_term *term = und_spelt_term_of(spelt, index);
    und_letters right = {spelt->points + term->first, term->count, term->upper};
    if (term->count == 0 || (term->upper && !word.upper))
        return false;
    if (und_is_han(right.point[0]) || und_is_han(word.point[0]))
        return !und_is_han(right.point[0]) || term->count >= UND_SLIP_HAN;
    if (und_is_same_word(word, 0, word.count, right.point, term->word))
        return true;
    if (!are_far(letters, term->letters, term->slips) && term->slips > 0 &&
        und_slips(word.point, word.count, right.point, term->word, term->slips) <= term->slips)
        return true;
    /* A space is missing between two words. */
    return term->word < term->count && word.count + 1 == term->count &&
           und_slips(word.point, word.count, right.point, term->count, 1) == 1;
}

/* Chinese has no words: two characters stand for the first, for one that is wrong leaves the other. */
static und_letters telling_part(und_letters word)
{
    if (word.count > 2 && und_is_han(word.point[0]))
        word.count = 2;
    return word;
}

/* A hash of 64 bits stands for a word: that two have the same one happens to nobody who does not seek it, and would only hide
 * a slip. */
bool und_spelt_is_apart(und_spelt *spelt, und_letters word)
{
    word = telling_part(word);
    if (word.count == 0)
        return false;
    uint64_t hash = (uint64_t)(word.upper + 1u) << 32; /* above every point: "bare" is not "Aare" */
    for (size_t i = 0; i < word.count; i++)
        hash = (hash ^ word.point[i]) * UINT64_C(0x9e3779b97f4a7c15);
    /* What was found stands in the place of the hash's lowest bit; 0 is no hash. */
    hash |= 3u;
    uint64_t *place = &spelt->words[hash >> 52];
    _Static_assert(UND_FIRST_WORDS == 1u << (64 - 52), "a place for each hash");
    if ((*place | 1u) == hash)
        return (*place & 1u) != 0;
    und_start start = und_start_of(word);
    uint64_t letters = bits_of(word.point, word.count);
    bool near = false;
    for (uint32_t i = 0; i < spelt->language->first[UND_TERM_NO_OPENER] - spelt->first && !near; i++)
        near = !und_begins_otherwise(start, spelt->starts[i]) && may_be_near(spelt, spelt->first + i, word, letters);
    *place = near ? hash ^ 1u : hash;
    return !near;
}
