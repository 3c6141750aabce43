#include "read/vote.h"

#include "read/phrase.h"
#include "text/eight.h"

/* Bytes of a line that are heard while nothing has told the language. */
#define LISTEN_BYTES 1000u
/* So many words that only one language has leave no doubt at a line's beginning. */
#define VOTES_ENOUGH 2

uint8_t und_vote_of(const und_lexicon *lexicon, uint16_t phrase, const und_scan *text)
{
    if (phrase != 0 && und_phrase_at(lexicon, phrase)->language != 0)
        return (uint8_t)und_phrase_at(lexicon, phrase)->language;
    uint8_t script = UND_LANGUAGE_NONE;
    uint32_t length, point = und_peek(text, &length);
    if (point < 0x80 || (text->at + length < text->end && und_is_latin(text->at[length])))
        return UND_VOTE_WORDS; /* "Сalls" with a Cyrillic capital that looks like the Latin one */
    if (und_is_han(point))
        script = lexicon->alone[UND_SCRIPT_HAN];
    else if (und_is_arabic(point))
        script = lexicon->alone[UND_SCRIPT_ARABIC];
    else if (und_is_cyrillic(point))
        script = lexicon->alone[UND_SCRIPT_CYRILLIC];
    return script == UND_LANGUAGE_NONE ? UND_VOTE_WORDS : (uint8_t)(script + 1);
}

/* The first eight bytes, folded, of a word that is not plain ASCII. Moves after it and what ends it. */
static uint64_t fold_word(const char **at, const char *end)
{
    char folded[UND_EIGHT + 4] = {0};
    uint32_t used = 0;
    while (*at < end) {
        uint32_t length;
        uint32_t point = und_fold(und_utf8_decode(*at, end, &length));
        *at += length;
        if (point != 0 && point < 0x80 && !und_is_latin((char)point))
            break;
        if (point != 0 && used < UND_EIGHT)
            used += und_utf8_encode(point, folded + used);
    }
    return und_eight(folded);
}

/* After the letters at `at`. */
static const char *after_word(const char *at, const char *end)
{
    for (;;) {
        uint64_t x = und_eight_of(at, (size_t)(end - at));
        unsigned letters = und_eight_first(und_eight_no_letters(x));
        at += letters;
        if (letters < UND_EIGHT && (x >> 8u * letters & 0x80) == 0)
            return at;
        if (letters < UND_EIGHT)
            (void)fold_word(&at, end);
    }
}

/* The first eight bytes, folded, of the word at `*at`; 0: none begins there. Moves after the word, and after what is no
 * letter as far as it looked. */
static inline uint64_t next_word(const char **at, const char *end)
{
    uint64_t x = und_eight_of(*at, (size_t)(end - *at));
    uint64_t others = und_eight_no_letters(x);
    uint64_t first = others & (0 - others); /* the high bit of the first byte that is no letter */
    uint64_t letters = (first >> 7) - 1;    /* all bits before that byte; all there are where there is none */
    uint64_t word = (x | UND_BYTES(0x20)) & letters;
    if ((x & UND_HIGH) == 0 && others != 0) {
        /* The next word's first letter, when it is among the eight bytes. */
        uint64_t next = ~others & UND_HIGH & (0 - first) & ~first;
        *at += next == 0 ? UND_EIGHT : (unsigned)__builtin_ctzll(next) / 8u;
        return word;
    }
    if ((x & first) != 0)
        return fold_word(at, end);
    *at = others == 0 ? after_word(*at + UND_EIGHT, end) : *at + und_eight_first(first) + 1;
    return word;
}

/* The language, + 1, that is alone in a set; 0: none, or several are in it. */
static inline uint8_t only_one(uint32_t languages)
{
    return languages != 0 && (languages & (languages - 1)) == 0 ? (uint8_t)(__builtin_ctz(languages) + 1) : 0;
}

uint8_t und_words_vote(const und_lexicon *lexicon, und_bytes line, uint8_t known)
{
    const char *at = line.at;
    const char *end = line.at + (line.length < UND_WINDOW ? line.length : UND_WINDOW);
    uint8_t counts[UND_LANGUAGES_MAX + 1] = {0};
    uint8_t best = 0;
    uint32_t shared = ~0u; /* the languages that have all of the words that several have */
    for (;;) {
        uint64_t word = next_word(&at, end);
        if (at >= end)
            break; /* the last word may be cut: it tells nothing */
        uint32_t languages = word == 0 ? 0 : und_lexicon_votes(lexicon, word);
        if (languages == 0)
            continue;
        if (known != 0 && (languages >> (known - 1u) & 1u) != 0)
            return known;
        uint8_t vote = only_one(languages);
        if (vote == 0)
            shared &= languages;
        else if (++counts[vote] == VOTES_ENOUGH)
            return vote;
        else if (best == 0)
            best = vote;
    }
    return known != 0 ? 0 : best != 0 ? best : only_one(shared);
}

static void count_own(und_hearing *hearing, uint8_t vote)
{
    if (++hearing->own[vote] > hearing->own[hearing->best])
        hearing->best = vote;
}

/* The language, + 1, that the letters at `at` tell; 0: none. */
static uint8_t letters_vote(const und_lexicon *lexicon, const char *at, const char *end)
{
    uint32_t bytes;
    uint32_t point = und_utf8_decode(at, end, &bytes);
    und_script script = und_is_han(point)        ? UND_SCRIPT_HAN
                        : und_is_arabic(point)   ? UND_SCRIPT_ARABIC
                        : und_is_cyrillic(point) ? UND_SCRIPT_CYRILLIC
                                                 : UND_SCRIPT_LATIN;
    return lexicon->alone[script] == UND_LANGUAGE_NONE ? 0 : (uint8_t)(lexicon->alone[script] + 1);
}

void und_hear_words(const und_lexicon *lexicon, und_bytes line, und_hearing *hearing)
{
    char folded[LISTEN_BYTES];
    size_t length = und_fold_text((und_bytes){line.at, line.length < LISTEN_BYTES ? line.length : LISTEN_BYTES}, folded,
                                  sizeof folded);
    for (size_t at = 0; at < length; at++) {
        size_t start = at;
        while (at < length && folded[at] != ' ' && folded[at] != '\'' && folded[at] != ',' && folded[at] != '.')
            at++;
        if (at == start)
            continue;
        size_t kept = at - start < UND_EIGHT ? at - start : UND_EIGHT;
        uint32_t languages = und_lexicon_votes(lexicon, und_eight_of(folded + start, kept));
        uint8_t vote = only_one(languages);
        for (uint32_t i = 0; vote == 0 && languages >> i != 0; i++)
            hearing->shared[i + 1] += languages >> i & 1u;
        if (vote == 0)
            vote = letters_vote(lexicon, folded + start, folded + length);
        if (vote != 0)
            count_own(hearing, vote);
        /* Chinese runs together with the figures before it. */
        for (size_t i = start; vote == 0 && i < at; i++)
            if ((unsigned char)folded[i] >= 0xe4 && (unsigned char)folded[i] <= 0xe9 &&
                lexicon->alone[UND_SCRIPT_HAN] != UND_LANGUAGE_NONE) {
                vote = (uint8_t)(lexicon->alone[UND_SCRIPT_HAN] + 1);
                count_own(hearing, vote);
            }
    }
}

uint8_t und_heard(const und_hearing *hearing)
{
    if (hearing->best != 0)
        return hearing->best;
    uint8_t best = 0;
    bool several = false;
    for (uint8_t i = 1; i <= UND_LANGUAGES_MAX; i++) {
        several = hearing->shared[i] > 0 && hearing->shared[i] == hearing->shared[best] ? true : several;
        if (hearing->shared[i] > hearing->shared[best]) {
            best = i;
            several = false;
        }
    }
    return several ? 0 : best;
}
