/* What is said in brackets about text: who wants what, and what is agreed. */
#include "read/sign.h"
#include "text/among.h"

#include <string.h>

#define STANCES                                                                                                        \
    (UND_WORDS(UND_WORD_DELETE) | UND_WORDS(UND_WORD_RETAIN) | UND_WORDS(UND_WORD_ADD) | UND_WORDS(UND_WORD_RESERVE) | \
     UND_WORDS(UND_WORD_AGREED))

bool und_sign_parties(und_sign_finder *f, uint32_t first, uint32_t last, bool strange, und_party_list *list)
{
    if (!und_parties_read(f->packs, f->text, first, last, strange, list))
        f->failed = true;
    return !f->failed && list->count > 0;
}

static und_stance stance_of(und_negotiation_word word)
{
    switch (word) {
    case UND_WORD_DELETE: return UND_STANCE_DELETE;
    case UND_WORD_RETAIN: return UND_STANCE_RETAIN;
    case UND_WORD_ADD: return UND_STANCE_ADD;
    case UND_WORD_RESERVE: return UND_STANCE_RESERVE;
    case UND_WORD_AGREED: return UND_STANCE_AGREED;
    default: return UND_STANCE_NONE;
    }
}

/* The stance that the words at `*at` say, and moves after them. */
static und_stance stance_at(const und_sign_finder *f, uint32_t *at, uint32_t last)
{
    und_negotiation_word word;
    uint32_t bytes = und_negotiation_match(f->packs, STANCES, f->text, *at, last, &word);
    if (bytes == 0)
        return UND_STANCE_NONE;
    *at += bytes;
    return stance_of(word);
}

uint32_t und_colon_in(const und_sign_finder *f, uint32_t first, uint32_t last)
{
    for (uint32_t i = first; i < last && i - first < UND_REMARK_BYTES; i++)
        if (f->text.at[i] == ':')
            return i;
        else if (f->text.at[i] == '[' || f->text.at[i] == ']' || f->text.at[i] == '"')
            break;
    return last;
}

static uint32_t after_dash(const und_sign_finder *f, uint32_t at, uint32_t last)
{
    at = und_after_spaces(f, at, last);
    uint32_t bytes, point = und_point_of(f, at, last, &bytes);
    if (point == ':' || point == '-' || point == 0x2013 || point == 0x2014)
        at = und_after_spaces(f, at + bytes, last);
    return at;
}

/* Whether what follows the word for a stance is no more than what it is about: nothing, a quotation, a paragraph's name. */
static bool is_short_rest(const und_sign_finder *f, uint32_t at, uint32_t last)
{
    at = und_after_spaces(f, at, last);
    uint32_t bytes, point = und_point_of(f, at, last, &bytes);
    bool paragraph = last - at >= 3 && (point == 'P' || point == 'O') && f->text.at[at + 1] == 'P';
    return bytes == 0 || point == '.' || point == '"' || point == 0x201c || point == 0xab || paragraph ||
           last - at <= 2;
}

/* "agreed ad ref.", "agreed ad ref. 12 May", and nothing else. */
static bool is_agreed(const und_sign_finder *f, uint32_t first, uint32_t last)
{
    und_negotiation_word word;
    uint32_t bytes = und_negotiation_match(f->packs, UND_WORDS(UND_WORD_AGREED), f->text, first, last, &word);
    uint32_t at = first + bytes;
    while (at < last && (f->text.at[at] == '.' || f->text.at[at] == ',' || f->text.at[at] == ' '))
        at++;
    return bytes > 0 && (at == last || (und_is_figure(f->text.at[at]) && bytes > 6));
}

/* Whether a dash stands between words: "EU – delete". */
static bool has_dash(const und_sign_finder *f, uint32_t first, uint32_t last)
{
    for (uint32_t i = first + 1; i + 2 < last; i++)
        if (f->text.at[i] == ' ' && (f->text.at[i + 1] == '-' || (unsigned char)f->text.at[i + 1] == 0xe2))
            return true;
    return false;
}

/* What one party or several say. */
static bool read_part(und_sign_finder *f, uint32_t first, uint32_t last, und_remark_place place, und_remark *out)
{
    bool round = place != UND_REMARK_SQUARE;
    *out = (und_remark){.stance = UND_STANCE_NONE};
    first = und_after_spaces(f, first, last);
    last = und_before_spaces(f, first, last);
    if (first == last || last - first > UND_REMARK_BYTES)
        return false;
    if (is_agreed(f, first, last)) {
        out->stance = UND_STANCE_AGREED;
        return true;
    }
    uint32_t colon = und_colon_in(f, first, last);
    uint32_t name_end = und_before_spaces(f, first, colon);
    if (colon < last && und_sign_parties(f, first, name_end, true, &out->parties)) {
        uint32_t at = und_after_spaces(f, colon + 1, last);
        out->stance = stance_at(f, &at, last);
        if (out->stance != UND_STANCE_NONE && (round || is_short_rest(f, at, last)))
            return true;
        /* "(EU: as appropriate)"; in square brackets it is text. */
        out->stance = UND_STANCE_PROPOSES;
        return round && out->parties.known > 0;
    }
    /* "delete: EU", "delete – EU, Japan", "delete EU". */
    uint32_t at = first;
    und_stance stance = stance_at(f, &at, last);
    if (stance != UND_STANCE_NONE) {
        at = after_dash(f, at, last);
        out->stance = stance;
        return und_sign_parties(f, at, last, false, &out->parties) && out->parties.last == last;
    }
    /* "EU delete", "EU – delete", "EU". */
    if (place == UND_REMARK_ROUND && !has_dash(f, first, last))
        return false;
    if (!und_sign_parties(f, first, last, false, &out->parties) || out->parties.known < out->parties.count)
        return false;
    if (out->parties.last == last) {
        out->stance = UND_STANCE_PROPOSES;
        out->names_only = true;
        return round;
    }
    at = after_dash(f, out->parties.last, last);
    out->stance = stance_at(f, &at, last);
    return out->stance != UND_STANCE_NONE && (round || is_short_rest(f, at, last));
}

bool und_remark_read(und_sign_finder *f, uint32_t first, uint32_t last, und_remark_place place, und_remark *out)
{
    if (last - first > UND_REMARK_BYTES)
        return false;
    *out = (und_remark){.stance = UND_STANCE_NONE};
    for (uint32_t at = first, parts = 0; at < last; parts++) {
        const char *mark = memchr(f->text.at + at, ';', last - at);
        uint32_t end = mark == NULL ? last : (uint32_t)(mark - f->text.at);
        und_remark part;
        bool good = read_part(f, at, end, place, &part);
        if (!good && parts == 0 && end < last) { /* "EU; Japan: delete" is a list */
            good = read_part(f, at, last, place, &part);
            end = last;
        }
        if (!good || (parts > 0 && (part.names_only || part.parties.count == 0)) ||
            out->parties.count + part.parties.count > UND_PARTIES_MAX)
            return false;
        for (uint32_t i = 0; i < part.parties.count; i++) {
            part.parties.at[i].stance = (uint8_t)part.stance;
            out->parties.at[out->parties.count++] = part.parties.at[i];
        }
        out->parties.known += part.parties.known;
        out->names_only = part.names_only;
        out->stance = parts == 0 ? part.stance : out->stance;
        at = end + 1;
    }
    return out->stance != UND_STANCE_NONE;
}

/* ---- before it is looked for ---- */

/* Whether round brackets in a line may say something about text, by a look at their beginning: "(EU: …", "(agreed …", "… (NAM):". */
static bool may_remark(const und_packs *packs, und_bytes line)
{
    const char *end = line.at + line.length;
    for (const char *at = line.at; at < end && (at = memchr(at, '(', (size_t)(end - at))) != NULL;) {
        const char *first = ++at;
        while (first < end && (*first == ' ' || *first == '*' || *first == '_'))
            first++;
        const char *close = memchr(first, ')', (size_t)(end - first));
        if (close == NULL)
            return true; /* it goes on in the next line */
        if ((size_t)(close - first) <= 2)
            continue; /* "(a)" */
        size_t length = (size_t)(close - first);
        if (close + 1 < end && close[1] == ':')
            return true;
        if (memchr(first, ':', length) != NULL || memchr(first, 0xe2, length) != NULL)
            return true; /* a colon or a dash */
        for (size_t i = 1; i + 1 < length; i++)
            if (first[i] == '-' && first[i - 1] == ' ' && first[i + 1] == ' ')
                return true;
        und_negotiation_word word;
        und_bytes text = {first, length};
        if (!und_is_figure(*first) &&
            und_negotiation_match(packs, UND_WORDS(UND_WORD_AGREED), text, 0, (uint32_t)length, &word) > 0)
            return true;
    }
    return false;
}

bool und_may_have_signs(const und_packs *packs, und_bytes line)
{
    static const char brackets[4] = {'[', ']', '(', (char)0xef};
    const char *first = und_find_among(line, brackets);
    if (first == NULL)
        return false; /* most */
    const char *end = line.at + line.length;
    line = (und_bytes){first, (size_t)(end - first)};
    if (memchr(line.at, '[', line.length) != NULL || memchr(line.at, ']', line.length) != NULL)
        return true;
    /* The full-width kinds: EF BC 88, EF BC BB, EF BC BD. */
    for (const char *at = line.at; at < end && (at = memchr(at, 0xef, (size_t)(end - at))) != NULL; at++)
        if (end - at >= 3 && (unsigned char)at[1] == 0xbc &&
            ((unsigned char)at[2] == 0x88 || (unsigned char)at[2] == 0xbb || (unsigned char)at[2] == 0xbd))
            return true;
    return may_remark(packs, line);
}
