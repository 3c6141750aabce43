#include "read/party.h"

#include "read/scan.h"
#include "text/utf8.h"

#include <string.h>

#define NAME_BYTES 100u   /* of a name that is looked up */
#define STRANGE_BYTES 40u /* of one that no pack knows: "State A" */
#define STRANGE_WORDS 4u
#define WORD_BYTES 128u /* that a word of a negotiation is looked for in, twice: folded text may be longer */
#define SMALL_WORD 3u   /* letters of a word inside a name that may begin in lower case: "of" */

static bool is_space(char c)
{
    return c == ' ';
}

/* The character before byte `at`, and where it begins. */
static uint32_t point_before(und_bytes text, uint32_t at, uint32_t *begin)
{
    uint32_t i = at, bytes;
    do
        i--;
    while (i > 0 && ((unsigned char)text.at[i] & 0xc0) == 0x80);
    *begin = i;
    return und_utf8_decode(text.at + i, text.at + at, &bytes);
}

static uint32_t point_at(und_bytes text, uint32_t at, uint32_t last, uint32_t *bytes)
{
    *bytes = 0;
    return at < last ? und_utf8_decode(text.at + at, text.at + last, bytes) : 0;
}

/* Whether a word ends at byte `at`: no letter or digit goes on there. Chinese words end anywhere. */
static bool ends_word(und_bytes text, uint32_t at, uint32_t last)
{
    uint32_t bytes, begin, next = point_at(text, at, last, &bytes);
    if (at == 0 || bytes == 0)
        return true;
    uint32_t before = point_before(text, at, &begin);
    bool word = und_is_letter(before) || (before >= '0' && before <= '9');
    bool goes_on = und_is_letter(next) || (next >= '0' && next <= '9');
    return !word || !goes_on || und_is_han(before) || und_is_han(next);
}

/* ---- names that the packs know ---- */

/* The first of the names that is not before `folded`. */
static uint32_t lower_bound(const und_party_name *names, uint32_t count, und_bytes folded)
{
    uint32_t low = 0, high = count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        und_bytes name = names[middle].folded;
        size_t least = name.length < folded.length ? name.length : folded.length;
        int order = memcmp(name.at, folded.at, least);
        if (order < 0 || (order == 0 && name.length < folded.length))
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* The code of a name; NULL: there is none. `*longer`: names begin with it and go on. */
static const char *find_name(const und_party_name *names, uint32_t count, und_bytes name, bool *longer)
{
    char folded[UND_PARTY_NAME_MAX];
    *longer = false;
    if (name.length == 0 || name.length > UND_PARTY_NAME_MAX / 2)
        return NULL;
    und_bytes key = {folded, und_fold_text(name, folded, sizeof folded)};
    uint32_t at = lower_bound(names, count, key);
    if (at == count || names[at].folded.length < key.length || key.length == 0 ||
        memcmp(names[at].folded.at, key.at, key.length) != 0)
        return NULL;
    *longer = true; /* one of the same length may have longer ones after it */
    return names[at].folded.length == key.length ? names[at].code : NULL;
}

bool und_party_code(und_packs *packs, und_bytes name, const char **code)
{
    const und_party_name *names;
    uint32_t count;
    *code = NULL;
    if (und_packs_parties(packs, &names, &count) != UND_OK)
        return false;
    bool longer;
    *code = find_name(names, count, name, &longer);
    for (uint32_t i = 0; *code == NULL && i < count; i++)
        if (strlen(names[i].code) == name.length && memcmp(names[i].code, name.at, name.length) == 0)
            *code = names[i].code;
    return true;
}

/* The longest known name at `first`; its end, `first`: none stands there. */
static uint32_t known_name(const und_party_name *names, uint32_t count, und_bytes text, uint32_t first, uint32_t last,
                           const char **code)
{
    uint32_t stop = last - first > NAME_BYTES ? first + NAME_BYTES : last, best = first;
    for (uint32_t at = first + 1; at <= stop; at++) {
        if (at < last && (((unsigned char)text.at[at] & 0xc0) == 0x80 || !ends_word(text, at, last)))
            continue;
        if (is_space(text.at[at - 1]))
            continue;
        bool longer;
        const char *found = find_name(names, count, (und_bytes){text.at + first, at - first}, &longer);
        if (found != NULL) {
            best = at;
            *code = found;
        }
        if (!longer)
            break;
    }
    return best;
}

/* ---- names that no pack knows ---- */

static bool is_caseless(uint32_t point)
{
    return und_is_letter(point) && !und_is_upper(point) && !und_is_lower(point);
}

/* Whether words look like a name: few, with capitals but for the small ones between them. */
static bool looks_like_name(und_bytes text, uint32_t first, uint32_t last)
{
    uint32_t words = 0;
    if (first >= last || last - first > STRANGE_BYTES)
        return false;
    for (uint32_t at = first; at < last; words++) {
        uint32_t bytes, point = point_at(text, at, last, &bytes), end = at;
        while (end < last && !is_space(text.at[end]))
            end++;
        bool figure = point >= '0' && point <= '9';
        bool good = und_is_upper(point) || is_caseless(point) || (figure && words > 0) ||
                    (words > 0 && und_is_lower(point) && end - at <= SMALL_WORD);
        if (!good)
            return false;
        for (uint32_t i = at; i < end; i++)
            if (memchr("[]()\"<>=#|{}*", text.at[i], 13) != NULL)
                return false;
        at = end;
        while (at < last && is_space(text.at[at]))
            at++;
    }
    /* "OP2", "PP3 bis": a paragraph. */
    bool paragraph = last - first >= 3 && text.at[first + 1] == 'P' &&
                     (text.at[first] == 'O' || text.at[first] == 'P') && text.at[first + 2] >= '0' &&
                     text.at[first + 2] <= '9';
    return words > 0 && words <= STRANGE_WORDS && !paragraph;
}

/* ---- lists ---- */

/* What stands between two names at `at`: a mark, or the "and" of any language; its end, spaces included. `at`: nothing. */
static uint32_t separator(const und_packs *packs, und_bytes text, uint32_t at, uint32_t last)
{
    uint32_t start = at, bytes;
    while (at < last && is_space(text.at[at]))
        at++;
    uint32_t point = point_at(text, at, last, &bytes);
    bool mark = point == ',' || point == ';' || point == '/' || point == '&' || point == '+' || point == 0x3001 ||
                point == 0x60c || point == 0xff0c;
    uint32_t end = mark ? at + bytes : start;
    uint32_t from = mark ? end : at;
    while (mark && from < last && is_space(text.at[from]))
        from++;
    if (mark)
        end = from;
    for (uint32_t l = 0; l < und_language_count(packs); l++) {
        const und_language *language = und_language_at(packs, l);
        for (uint32_t i = language->first[UND_TERM_AGENDA_AND]; i < language->first[UND_TERM_AGENDA_AND + 1]; i++) {
            und_bytes word = und_term_text(language, &language->terms[i]);
            uint32_t after = from + (uint32_t)word.length;
            if (after >= last || memcmp(text.at + from, word.at, word.length) != 0)
                continue;
            /* The Arabic "and" and the Chinese one are written with the next word. */
            bool glued = language->script == UND_SCRIPT_ARABIC || language->script == UND_SCRIPT_HAN;
            if (!glued && (from == start || !is_space(text.at[after])))
                continue;
            while (after < last && is_space(text.at[after]))
                after++;
            return after;
        }
    }
    return end;
}

/* The end of what may be a name that no pack knows: before the next mark. */
static uint32_t strange_end(und_bytes text, uint32_t first, uint32_t last)
{
    uint32_t at = first;
    while (at < last && memchr(",;/&+", text.at[at], 5) == NULL)
        at++;
    while (at > first && is_space(text.at[at - 1]))
        at--;
    return at;
}

bool und_parties_read(und_packs *packs, und_bytes text, uint32_t first, uint32_t last, bool strange,
                      und_party_list *out)
{
    const und_party_name *names;
    uint32_t count;
    *out = (und_party_list){.last = first};
    if (und_packs_parties(packs, &names, &count) != UND_OK)
        return false;
    uint32_t at = first;
    while (at < last && out->count < UND_PARTIES_MAX) {
        const char *code = NULL;
        uint32_t end = known_name(names, count, text, at, last, &code);
        if (strange && end > at && end < last && separator(packs, text, end, last) == end) {
            uint32_t whole = strange_end(text, at, last); /* "China National Group" is not China */
            if (whole > end) {
                end = whole;
                code = NULL;
            }
        }
        if (end == at && strange)
            end = strange_end(text, at, last);
        if (code == NULL && (end == at || !looks_like_name(text, at, end)))
            break;
        out->at[out->count++] = (und_flow_party){at, end, code, 0};
        out->known += code != NULL;
        out->last = end;
        uint32_t next = separator(packs, text, end, last);
        if (next == end)
            break;
        at = next;
    }
    if (strange && out->last < last)
        *out = (und_party_list){.last = first};
    return true;
}

/* ---- words ---- */

/* Whether a word of the packs may begin with the character that a text begins with, folded: most texts begin otherwise. */
static bool may_be_word(const und_negotiation_words *known, uint32_t words, und_bytes text)
{
    uint64_t begin = 0;
    for (uint32_t word = 0; word < UND_NEGOTIATION_WORDS; word++)
        begin |= (words >> word & 1u) != 0 ? known[word].first : 0;
    char first[4] = {(char)((unsigned char)*text.at | 0x20u)};
    if (und_is_latin(*text.at))
        return (begin & und_negotiation_first(first)) != 0;
    uint32_t bytes, point = und_utf8_decode(text.at, text.at + text.length, &bytes);
    uint32_t length = und_fold_point(point, first);
    if (length == 0 || *first == ' ' || point == '\n' || point == '\r')
        return true; /* the next one tells */
    return (begin & und_negotiation_first(first)) != 0;
}

/* The same by the first bytes, where there are enough. */
static bool may_go_on(const und_negotiation_words *known, uint32_t words, und_bytes folded)
{
    uint32_t three = folded.length < 3 ? 0 : und_negotiation_three(folded.at);
    for (uint32_t word = 0; word < UND_NEGOTIATION_WORDS; word++)
        if ((words >> word & 1u) != 0 && (folded.length < 3 || (known[word].three[three / 64] >> three % 64 & 1u) != 0))
            return true;
    return false;
}

uint32_t und_negotiation_match(const und_packs *packs, uint32_t words, und_bytes text, uint32_t at, uint32_t last,
                               und_negotiation_word *found)
{
    uint32_t best = 0;
    const und_negotiation_words *known = und_packs_negotiation(packs);
    if (at >= last || !may_be_word(known, words, (und_bytes){text.at + at, last - at}))
        return 0;
    /* Folded once; a word has as many bytes in the text as in its pack, but for its case. */
    char folded[WORD_BYTES];
    uint32_t rest = last - at < WORD_BYTES / 2 ? last - at : WORD_BYTES / 2;
    size_t length = und_fold_text((und_bytes){text.at + at, rest}, folded, sizeof folded);
    if (!may_go_on(known, words, (und_bytes){folded, length}))
        return 0;
    for (uint32_t l = 0; length > 0 && l < und_language_count(packs); l++) {
        const und_language *language = und_language_at(packs, l);
        uint32_t end = language->first[UND_TERM_NEGOTIATION + 1];
        for (uint32_t i = language->first[UND_TERM_NEGOTIATION]; i < end; i++) {
            const und_term *term = &language->terms[i];
            if ((words >> term->value & 1u) == 0)
                continue; /* most */
            const char *word = und_term_folded(language, term).at;
            if (*word != *folded || term->length <= best || term->length > rest || term->folded_length > length ||
                memcmp(word, folded, term->folded_length) != 0 || !ends_word(text, at + term->length, last))
                continue;
            best = term->length;
            *found = (und_negotiation_word)term->value;
        }
    }
    return best;
}
