#include "read/phrase.h"

#include "read/lexicon_match.h"
#include "read/lexicon_table.h"
#include "text/eight.h"

#define OPENER_KEYS (UND_BIT(UND_TERM_PREAMBULAR) | UND_BIT(UND_TERM_OPERATIVE) | UND_BIT(UND_TERM_DECLARATION))

und_folding und_fold_start(const char *words, const char *end, char *folded)
{
    size_t room = (size_t)(end - words) < UND_WINDOW ? (size_t)(end - words) : UND_WINDOW;
    return und_folding_of((und_bytes){words, room}, folded, UND_WINDOW);
}

size_t und_after_space(und_folding *folding, size_t at)
{
    if (folding->used <= at)
        und_fold_more(folding, at + 1);
    return at < folding->used && folding->out[at] == ' ' ? at + 1 : at;
}

uint16_t und_match_phrase(const und_lexicon *lexicon, und_folding *folding, size_t *bytes)
{
    *bytes = 0;
    uint16_t id = und_lexicon_match(lexicon, folding, 0);
    size_t at = 0;
    for (int i = 0; i < UND_QUALIFIERS_MAX && id != 0; i++) {
        const und_phrase *phrase = und_phrase_at(lexicon, id);
        if ((phrase->keys & ~UND_BIT(UND_TERM_QUALIFIER)) != 0) {
            if (at > 0 && (phrase->keys & OPENER_KEYS) == 0)
                break;
            *bytes = at + phrase->length;
            return id;
        }
        at = und_after_space(folding, at + phrase->length);
        id = und_lexicon_match(lexicon, folding, at);
    }
    return 0;
}

uint16_t und_match_phrase_plain(const und_lexicon *lexicon, const char *at, const char *end, size_t *bytes)
{
    const char *start = at;
    *bytes = 0;
    uint16_t id = und_lexicon_match_plain(lexicon, at, end);
    for (int i = 0; i < UND_QUALIFIERS_MAX && id != 0 && id != UND_NOT_PLAIN; i++) {
        const und_phrase *phrase = und_phrase_at(lexicon, id);
        if ((phrase->keys & ~UND_BIT(UND_TERM_QUALIFIER)) != 0) {
            if (at > start && (phrase->keys & OPENER_KEYS) == 0)
                return 0;
            *bytes = (size_t)(at - start) + phrase->length;
            return id;
        }
        at += phrase->length;
        if (at < end && *at == ' ')
            at++;
        id = und_lexicon_match_plain(lexicon, at, end);
    }
    return id == UND_NOT_PLAIN ? id : 0;
}

static uint16_t match_folded(const und_lexicon *lexicon, const char *at, const char *end)
{
    char folded[UND_WINDOW];
    und_folding folding = und_fold_start(at, end, folded);
    size_t bytes;
    return und_match_phrase(lexicon, &folding, &bytes);
}

/* The same for a text that does not begin in ASCII: a phrase may have fewer letters than are looked at. */
static bool letters_may_match(const und_lexicon *lexicon, const char *at, const char *end)
{
    uint64_t letters[UND_FIRST_LETTERS];
    char last;
    uint32_t count = und_first_letters(at, (size_t)(end - at), letters, &last);
    bool may = count == 0;
    for (uint32_t i = 0; i < count; i++)
        may = may || und_lexicon_may_match(lexicon, letters[i]);
    /* What is no letter ends a phrase's letters too; of others it is not known what they are folded to. */
    bool all = count == UND_FIRST_LETTERS || (count == 2 && (unsigned char)*at >= 0xe0) ||
               (last >= ' ' && (unsigned char)last < 0x7f);
    return may || !all;
}

bool und_may_match_phrase(const und_lexicon *lexicon, const char *at, const char *end)
{
    uint64_t x = und_eight_of(at, (size_t)(end - at));
    if ((x & 0x80) != 0)
        return letters_may_match(lexicon, at, end);
    unsigned letters = und_eight_first(und_eight_no_letters(x));
    if (letters == 0 || (x & UND_HIGH) != 0)
        return true;
    return und_lexicon_may_match(lexicon, und_eight_keep(x | UND_BYTES(0x20), letters));
}

bool und_phrase_stands(const und_lexicon *lexicon, uint16_t id, const char *at, const char *end)
{
    const und_phrase *phrase = und_phrase_at(lexicon, id);
    const char *words = lexicon->bytes + phrase->text;
    size_t length = phrase->length;
    if (length == 0 || (size_t)(end - at) < length)
        return false;
    uint64_t other = 0;
    for (; length > 0 && other == 0; at += UND_EIGHT, words += UND_EIGHT) {
        size_t part = length < UND_EIGHT ? length : UND_EIGHT;
        uint64_t x = und_eight_of(at, part);
        other = (x | und_eight_in(x, 'A', 'Z') >> 2) ^ und_eight_of(words, part);
        length -= part;
    }
    return other == 0;
}

uint16_t und_find_phrase(const und_lexicon *lexicon, const char *at, const char *end)
{
    if (!und_may_match_phrase(lexicon, at, end))
        return 0;
    if ((size_t)(end - at) > UND_WINDOW)
        end = at + UND_WINDOW;
    size_t bytes;
    uint16_t phrase = und_match_phrase_plain(lexicon, at, end, &bytes);
    return phrase == UND_NOT_PLAIN ? match_folded(lexicon, at, end) : phrase;
}
