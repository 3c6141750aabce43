#include "read/lexicon_match.h"

#include "read/lexicon_table.h"

#include <string.h>

/* ---- folded text ---- */

static bool in_word(const char *at, const char *end)
{
    if (at >= end)
        return false;
    uint32_t length;
    uint32_t point = und_utf8_decode(at, end, &length);
    return und_is_letter(point) || (point >= '0' && point <= '9');
}

/* What a line's first word ends with: not "note" in "note-taker". */
static inline bool ends_first_word(char c)
{
    return c == ' ' || c == ',' || c == '.' || c == ':' || c == ';' || c == '(' || c == ')' || c == '*' || c == '_' ||
           c == ']';
}

static bool is_han_before(const char *text, size_t at)
{
    uint32_t bytes;
    return at >= 3 && (unsigned char)text[at - 1] >= 0x80 &&
           und_is_han(und_utf8_decode(text + at - 3, text + at, &bytes)) && bytes == 3;
}

/* A phrase ends well when no word goes on there. */
static bool ends_well(und_folding *folding, size_t at, bool first)
{
    if (!und_folding_has(folding, at))
        return true;
    const char *text = folding->out;
    if (text[at] == ' ' || is_han_before(text, at))
        return true;
    if (first)
        return ends_first_word(text[at]);
    char last = text[at - 1];
    return last == '\'' || last == '"' || last == '(' || last == '[' || !in_word(text + at, text + folding->used);
}

uint16_t und_lexicon_match(const und_lexicon *lexicon, und_folding *text, size_t at)
{
    uint16_t best = 0;
    uint64_t hash = 0;
    size_t first, end = at;
    for (;;) {
        bool begins = end == at;
        end = und_token_end(text, end, &first);
        if (end == first)
            break;
        hash = und_hash_token(hash, text->out + first, end - first);
        uint32_t entry = *und_find_prefix(lexicon, hash);
        if (entry == 0)
            break;
        uint16_t id = und_phrase_of(lexicon, entry, text->out + at, end - at);
        if (id != 0 && ends_well(text, end, begins))
            best = id;
        if ((entry & UND_MORE) == 0)
            break;
    }
    return best;
}

/* ---- plain text, as it is ---- */

/* A run of letters: adds it to the hash and gives its end; `at` where there is none. */
static inline const char *plain_token(const char *at, const char *end, uint64_t *hash)
{
    for (;;) {
        uint64_t x = und_eight_of(at, (size_t)(end - at)), y = 0;
        unsigned length = und_eight_first(und_eight_no_letters(x)), more = 0;
        if (end - at > (ptrdiff_t)UND_EIGHT) {
            y = und_eight_of(at + UND_EIGHT, (size_t)(end - at) - UND_EIGHT);
            more = length == UND_EIGHT ? und_eight_first(und_eight_no_letters(y)) : 0;
        }
        *hash = und_hash_part(*hash, und_eight_keep(x | UND_BYTES(0x20), length),
                              und_eight_keep(y | UND_BYTES(0x20), more));
        at += length + more;
        if (more < UND_EIGHT)
            return at;
    }
}

/* The phrase of an entry that has this hash and length. Hashes of 64 bits stand for the words themselves here: that two
 * texts have the same one happens to nobody who does not seek it, and would only make a line a clause. */
static uint16_t hashed_phrase_of(const und_lexicon *lexicon, uint32_t entry, uint64_t hash, size_t length)
{
    for (uint16_t id = (uint16_t)(entry >> 16); id != 0; id = lexicon->phrases[id].next)
        if (lexicon->phrases[id].hash == hash && lexicon->phrases[id].length == length)
            return id;
    return 0;
}

uint16_t und_lexicon_match_plain(const und_lexicon *lexicon, const char *at, const char *end)
{
    uint16_t best = 0;
    uint64_t hash = 0;
    for (const char *token = at; token < end;) {
        uint64_t before = hash;
        const char *token_end = plain_token(token, end, &hash);
        if (token_end == token) { /* one other character */
            hash = und_hash_part(before, (unsigned char)*token, 0);
            token_end++;
        }
        unsigned char last = (unsigned char)token_end[-1];
        unsigned char next = token_end < end ? (unsigned char)*token_end : ' ';
        if (last <= ' ' || last >= 0x80 || next < ' ' || next >= 0x80)
            return UND_NOT_PLAIN;
        uint32_t entry = *und_find_prefix(lexicon, hash);
        if (entry == 0)
            break;
        bool well =
            next == ' ' || (token == at ? ends_first_word((char)next)
                                        : last == '\'' || last == '"' || last == '(' || last == '[' ||
                                              !(und_is_plain((char)(next | 0x20)) || (unsigned)(next - '0') < 10u));
        uint16_t id = well ? hashed_phrase_of(lexicon, entry, hash, (size_t)(token_end - at)) : 0;
        if (id != 0)
            best = id;
        if ((entry & UND_MORE) == 0)
            break;
        token = token_end;
        if (token < end && next == ' ' && ++token < end && *token == ' ')
            return UND_NOT_PLAIN; /* folded text has one space */
    }
    return best;
}
