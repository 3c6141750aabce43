#include "read/bracket.h"

#include "text/text.h"
#include "text/utf8.h"

#include <string.h>

#define REMARK_BYTES 200u /* of a remark in brackets; "(EU, Japan: delete)" has twenty */
#define TOKEN_BYTES 14u   /* of an abbreviation: "MINUSTAH" */
#define FIRST_YEAR 1900u
#define WORDS(word) (1u << (word))
#define STANCES                                                                                                        \
    (WORDS(UND_WORD_DELETE) | WORDS(UND_WORD_RETAIN) | WORDS(UND_WORD_ADD) | WORDS(UND_WORD_RESERVE) |                 \
     WORDS(UND_WORD_AGREED))

void und_signs_open(und_signs *signs, const und_allocator *allocator)
{
    memset(signs, 0, sizeof *signs);
    signs->allocator = allocator;
}

void und_signs_close(und_signs *signs)
{
    und_free(signs->allocator, signs->at, signs->room * sizeof *signs->at);
    und_free(signs->allocator, signs->parties, signs->party_room * sizeof *signs->parties);
    und_free(signs->allocator, signs->open, signs->open_room * sizeof *signs->open);
    und_free(signs->allocator, signs->pairs, signs->pair_room * sizeof *signs->pairs);
    und_signs_open(signs, signs->allocator);
}

bool und_may_have_signs(und_bytes line)
{
    if (line.length == 0)
        return false;
    if (memchr(line.at, '[', line.length) != NULL || memchr(line.at, ']', line.length) != NULL ||
        memchr(line.at, '(', line.length) != NULL)
        return true;
    /* The full-width kinds: EF BC 88, EF BC BB, EF BC BD. */
    const char *end = line.at + line.length;
    for (const char *at = line.at; at < end && (at = memchr(at, 0xef, (size_t)(end - at))) != NULL; at++)
        if (end - at >= 3 && (unsigned char)at[1] == 0xbc)
            return true;
    return false;
}

/* ---- bytes ---- */

typedef struct finder {
    und_signs *signs;
    und_packs *packs;
    und_bytes text;
    bool failed; /* memory ran out */
} finder;

static char byte_at(const finder *f, uint32_t at)
{
    return at < f->text.length ? f->text.at[at] : '\0';
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static uint32_t after_spaces(const finder *f, uint32_t at, uint32_t last)
{
    while (at < last && f->text.at[at] == ' ')
        at++;
    return at;
}

static uint32_t before_spaces(const finder *f, uint32_t first, uint32_t last)
{
    while (last > first && f->text.at[last - 1] == ' ')
        last--;
    return last;
}

static uint32_t point_of(const finder *f, uint32_t at, uint32_t last, uint32_t *bytes)
{
    *bytes = 0;
    return at < last ? und_utf8_decode(f->text.at + at, f->text.at + last, bytes) : 0;
}

/* Whether the character that ends before byte `at` is a letter. */
static bool letter_before(const finder *f, uint32_t at)
{
    uint32_t i = at, bytes;
    if (at == 0)
        return false;
    do
        i--;
    while (i > 0 && ((unsigned char)f->text.at[i] & 0xc0) == 0x80);
    return und_is_letter(und_utf8_decode(f->text.at + i, f->text.at + at, &bytes));
}

static bool letter_at(const finder *f, uint32_t at)
{
    uint32_t bytes;
    return und_is_letter(point_of(f, at, (uint32_t)f->text.length, &bytes));
}

static bool han_before(const finder *f, uint32_t at)
{
    uint32_t bytes;
    return at >= 3 && und_is_han(und_utf8_decode(f->text.at + at - 3, f->text.at + at, &bytes));
}

static bool han_at(const finder *f, uint32_t at)
{
    uint32_t bytes;
    return und_is_han(point_of(f, at, (uint32_t)f->text.length, &bytes));
}

/* ---- signs ---- */

static und_flow_sign *add(finder *f, und_sign_type type, und_weight weight, uint32_t first, uint32_t last)
{
    und_signs *s = f->signs;
    if (!UND_PUSH(s->allocator, s->at, s->count, s->room,
                  (und_flow_sign){.type = (uint8_t)type,
                                  .weight = (uint8_t)weight,
                                  .first = first,
                                  .last = last,
                                  .party = (uint32_t)s->party_count})) {
        f->failed = true;
        return NULL;
    }
    return &s->at[s->count - 1];
}

/* Gives a sign its parties. */
static void name_parties(finder *f, und_flow_sign *sign, const und_party_list *list)
{
    und_signs *s = f->signs;
    sign->party = (uint32_t)s->party_count;
    for (uint32_t i = 0; i < list->count; i++) {
        und_flow_party party = list->at[i];
        party.stance = party.stance == UND_STANCE_NONE ? sign->stance : party.stance;
        if (!UND_PUSH(s->allocator, s->parties, s->party_count, s->party_room, party)) {
            f->failed = true;
            return;
        }
    }
    sign->party_count = list->count;
}

static bool read_parties(finder *f, uint32_t first, uint32_t last, bool strange, und_party_list *list)
{
    if (!und_parties_read(f->packs, f->text, first, last, strange, list))
        f->failed = true;
    return !f->failed && list->count > 0;
}

/* ---- what is said in brackets ---- */

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
static und_stance stance_at(const finder *f, uint32_t *at, uint32_t last)
{
    und_negotiation_word word;
    uint32_t bytes = und_negotiation_match(f->packs, STANCES, f->text, *at, last, &word);
    if (bytes == 0)
        return UND_STANCE_NONE;
    *at += bytes;
    return stance_of(word);
}

/* The colon in [first, last) that ends an attribution; `last`: none does. */
static uint32_t colon_in(const finder *f, uint32_t first, uint32_t last)
{
    for (uint32_t i = first; i < last && i - first < REMARK_BYTES; i++)
        if (f->text.at[i] == ':')
            return i;
        else if (f->text.at[i] == '[' || f->text.at[i] == ']' || f->text.at[i] == '"')
            break;
    return last;
}

static uint32_t after_dash(const finder *f, uint32_t at, uint32_t last)
{
    at = after_spaces(f, at, last);
    uint32_t bytes, point = point_of(f, at, last, &bytes);
    if (point == ':' || point == '-' || point == 0x2013 || point == 0x2014)
        at = after_spaces(f, at + bytes, last);
    return at;
}

/* Whether what follows the word for a stance is no more than what it is about: nothing, a quotation, a paragraph's name. */
static bool is_short_rest(const finder *f, uint32_t at, uint32_t last)
{
    at = after_spaces(f, at, last);
    uint32_t bytes, point = point_of(f, at, last, &bytes);
    bool paragraph = last - at >= 3 && (point == 'P' || point == 'O') && f->text.at[at + 1] == 'P';
    return bytes == 0 || point == '.' || point == '"' || point == 0x201c || point == 0xab || paragraph ||
           last - at <= 2;
}

typedef struct remark {
    und_stance stance;
    und_party_list parties;
    bool names_only; /* "(EU, Japan)": says something only beside a bracket */
} remark;

/* "agreed ad ref.", "agreed ad ref. 12 May", and nothing else. */
static bool is_agreed(const finder *f, uint32_t first, uint32_t last)
{
    und_negotiation_word word;
    uint32_t bytes = und_negotiation_match(f->packs, WORDS(UND_WORD_AGREED), f->text, first, last, &word);
    uint32_t at = first + bytes;
    while (at < last && (f->text.at[at] == '.' || f->text.at[at] == ',' || f->text.at[at] == ' '))
        at++;
    return bytes > 0 && (at == last || (is_digit(f->text.at[at]) && bytes > 6));
}

/* What one party or several say. */
static bool read_part(finder *f, uint32_t first, uint32_t last, bool round, remark *out)
{
    *out = (remark){.stance = UND_STANCE_NONE};
    first = after_spaces(f, first, last);
    last = before_spaces(f, first, last);
    if (first == last || last - first > REMARK_BYTES)
        return false;
    if (is_agreed(f, first, last)) {
        out->stance = UND_STANCE_AGREED;
        return true;
    }
    uint32_t colon = colon_in(f, first, last);
    uint32_t name_end = before_spaces(f, first, colon);
    if (colon < last && read_parties(f, first, name_end, true, &out->parties)) {
        uint32_t at = after_spaces(f, colon + 1, last);
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
        return read_parties(f, at, last, false, &out->parties) && out->parties.last == last;
    }
    /* "EU delete", "EU – delete", "EU". */
    if (!read_parties(f, first, last, false, &out->parties) || out->parties.known < out->parties.count)
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

/* What bytes [first, last) say about text; false: they are text themselves. `round`: in round brackets. Several parts with
 * semicolons between them, "US: delete; EU: retain", are one remark. */
static bool read_remark(finder *f, uint32_t first, uint32_t last, bool round, remark *out)
{
    if (last - first > REMARK_BYTES)
        return false;
    *out = (remark){.stance = UND_STANCE_NONE};
    for (uint32_t at = first, parts = 0; at < last; parts++) {
        const char *mark = memchr(f->text.at + at, ';', last - at);
        uint32_t end = mark == NULL ? last : (uint32_t)(mark - f->text.at);
        remark part;
        bool good = read_part(f, at, end, round, &part);
        if (!good && parts == 0 && end < last) { /* "EU; Japan: delete" is a list */
            good = read_part(f, at, last, round, &part);
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

static void add_remark(finder *f, uint32_t first, uint32_t last, const remark *said)
{
    und_flow_sign *sign = add(f, UND_SIGN_REMARK, UND_WEIGHT_STRONG, first, last);
    if (sign != NULL) {
        sign->stance = (uint8_t)said->stance;
        name_parties(f, sign, &said->parties);
    }
}

/* ---- what editors put ---- */

/* Whether a term of `key` of any language stands at byte `at`, as whole words. */
static bool has_term(const finder *f, und_term_key key, uint32_t at, uint32_t last)
{
    char folded[REMARK_BYTES];
    uint32_t stop = last - at > REMARK_BYTES / 2 ? at + REMARK_BYTES / 2 : last;
    while (stop > at && stop < last && ((unsigned char)f->text.at[stop] & 0xc0) == 0x80)
        stop--;
    und_bytes text = {folded, und_fold_text((und_bytes){f->text.at + at, stop - at}, folded, sizeof folded)};
    for (uint32_t l = 0; l < und_language_count(f->packs); l++) {
        const und_language *language = und_language_at(f->packs, l);
        for (uint32_t i = language->first[key]; i < language->first[key + 1]; i++) {
            und_bytes term = und_term_folded(language, &language->terms[i]);
            if (term.length > text.length || memcmp(term.at, text.at, term.length) != 0)
                continue;
            char next = term.length < text.length ? text.at[term.length] : ' ';
            bool word = (next >= 'a' && next <= 'z') || is_digit(next);
            if (!word || language->script == UND_SCRIPT_HAN)
                return true;
        }
    }
    return false;
}

static bool is_elision(const finder *f, uint32_t first, uint32_t last)
{
    bool any = false;
    for (uint32_t i = first, bytes; i < last; i += bytes) {
        uint32_t point = point_of(f, i, last, &bytes);
        if (point != '.' && point != 0x2026 && point != ' ')
            return false;
        any = any || point != ' ';
    }
    return any;
}

/* A blank to be filled: "[ ]", "[__]", "[X]", "[--]". */
static bool is_blank(const finder *f, uint32_t first, uint32_t last)
{
    for (uint32_t i = first; i < last; i++)
        if (memchr(" _-xX", f->text.at[i], 5) == NULL)
            return false;
    return last - first <= 8;
}

static bool is_number(const finder *f, uint32_t first, uint32_t last)
{
    uint32_t value = 0;
    if (first == last || last - first > 4)
        return false;
    for (uint32_t i = first; i < last; i++) {
        if (!is_digit(f->text.at[i]))
            return false;
        value = value * 10 + (uint32_t)(f->text.at[i] - '0');
    }
    return value < FIRST_YEAR;
}

/* "A/75/1", "S/2001/1 and Add.1": a document's symbol. */
static bool is_symbol(const finder *f, uint32_t first, uint32_t last)
{
    uint32_t at = first, slashes = 0;
    bool figure = false, capital = last > first && f->text.at[first] >= 'A' && f->text.at[first] <= 'Z';
    for (; capital && at < last && f->text.at[at] != ' '; at++) {
        slashes += f->text.at[at] == '/';
        figure = figure || is_digit(f->text.at[at]);
        capital = f->text.at[at] != '/' ||
                  (at + 1 < last &&
                   (is_digit(f->text.at[at + 1]) || (f->text.at[at + 1] >= 'A' && f->text.at[at + 1] <= 'Z')));
    }
    return capital && slashes > 0 && figure;
}

/* "MINUSTAH", "P-4": one word without small letters. */
static bool is_token(const finder *f, uint32_t first, uint32_t last)
{
    bool capital = false;
    for (uint32_t i = first; i < last; i++) {
        char c = f->text.at[i];
        if (!(c >= 'A' && c <= 'Z') && !is_digit(c) && c != '-' && c != '.')
            return false;
        capital = capital || (c >= 'A' && c <= 'Z');
    }
    return capital && last - first <= TOKEN_BYTES;
}

/* What Markdown has square brackets for: links, pictures, check boxes, footnotes. `open` and `close` are the brackets. */
static bool is_markdown(finder *f, uint32_t open, uint32_t close)
{
    if (byte_at(f, open + 1) == '^' || (open > 0 && f->text.at[open - 1] == '!'))
        return true;
    bool first = true; /* nothing but the mark of a list before it */
    for (uint32_t i = 0; i < open && first; i++)
        first = memchr(" -+*.", f->text.at[i], 5) != NULL || is_digit(f->text.at[i]);
    char inside = byte_at(f, open + 1);
    bool box = close == open + 2 && (inside == ' ' || inside == 'x' || inside == 'X');
    if (first && open > 0 && box && byte_at(f, close + 1) == ' ')
        return true;
    if (first && open == 0 && byte_at(f, close + 1) == ':' && byte_at(f, close + 2) == ' ' &&
        memchr(f->text.at + open, ' ', close - open) == NULL)
        return true; /* "[name]: address" */
    if (byte_at(f, close + 1) != '(')
        return false;
    uint32_t end = close + 2;
    while (end < f->text.length && f->text.at[end] != ')' && f->text.at[end] != ' ')
        end++;
    remark said;
    bool address = false;
    for (uint32_t i = close + 2; i < end; i++)
        address = address || memchr("./#", f->text.at[i], 3) != NULL;
    return byte_at(f, end) == ')' && (address || !read_remark(f, close + 2, end, true, &said));
}

/* Whether a pair of brackets is an editor's, and no sign of anything. */
static bool is_editorial(finder *f, uint32_t open, uint32_t close)
{
    uint32_t first = after_spaces(f, open + 1, close), last = before_spaces(f, first, close);
    if (is_markdown(f, open, close) || is_elision(f, first, last) || is_symbol(f, first, last))
        return true;
    /* "planning.[23]", "[1] See": the mark of a footnote. */
    if (is_number(f, first, last) && (open == 0 || f->text.at[open - 1] != ' ' || byte_at(f, close + 1) == '\0'))
        return open == 0 || (f->text.at[open - 1] != '[' && f->text.at[open - 1] != '(');
    /* "[p]ut": a letter that a quotation had otherwise. */
    uint32_t bytes;
    (void)point_of(f, first, last, &bytes);
    if (bytes > 0 && first + bytes == last && first == open + 1 && last == close &&
        (letter_at(f, close + 1) || (letter_before(f, open) && f->text.at[first] != 's')))
        return true;
    und_negotiation_word word;
    return has_term(f, UND_TERM_BRACKET, first, last) || has_term(f, UND_TERM_ORIGINAL_LABEL, first, last) ||
           has_term(f, UND_TERM_SEE_ANNEX, first, last) || has_term(f, UND_TERM_FOOTNOTE, first, last) ||
           und_negotiation_match(f->packs, WORDS(UND_WORD_EDITORIAL), f->text, first, last, &word) > 0;
}

static und_weight weigh(const finder *f, uint32_t open, uint32_t close, bool quoted)
{
    uint32_t first = after_spaces(f, open + 1, close), last = before_spaces(f, first, close);
    bool glued = letter_before(f, open) || letter_at(f, close + 1);
    if (!quoted && letter_before(f, open) && !letter_at(f, close + 1) && close - open <= 4 && first == open + 1 &&
        f->text.at[first] >= 'a' && f->text.at[first] <= 'z')
        return UND_WEIGHT_PLAIN; /* "State[s]" */
    /* In Chinese all words stand together. */
    glued = glued && !han_before(f, open) && !han_at(f, close + 1) && last - first < 12;
    if (quoted || glued || is_blank(f, first, last) || is_number(f, first, last) || is_token(f, first, last))
        return UND_WEIGHT_WEAK;
    return UND_WEIGHT_PLAIN;
}

/* ---- alternatives ---- */

/* Whether words around a slash are one thing: "and/or". */
static bool is_both(const finder *f, uint32_t slash)
{
    uint32_t first = slash;
    while (first > 0 && f->text.at[first - 1] != ' ' && f->text.at[first - 1] != '[' && slash - first < 40)
        first--;
    for (uint32_t at = first; at < slash; at++) {
        und_negotiation_word word;
        if (((unsigned char)f->text.at[at] & 0xc0) == 0x80)
            continue;
        uint32_t bytes =
            und_negotiation_match(f->packs, WORDS(UND_WORD_BOTH), f->text, at, (uint32_t)f->text.length, &word);
        if (bytes > 0 && at + bytes > slash)
            return true;
    }
    return false;
}

/* Whether all of a bracket's text is small letters and slashes: "[shall/should]". */
static bool is_plain_choice(const finder *f, uint32_t first, uint32_t last)
{
    for (uint32_t i = first; i < last; i++) {
        unsigned char c = (unsigned char)f->text.at[i];
        if (!(c >= 'a' && c <= 'z') && c < 0x80 && c != '/')
            return false;
    }
    return true;
}

/* Whether a slash parts alternatives: it stands between spaces, or between Chinese words, or in a bracket of single words. */
static bool parts_alternatives(const finder *f, uint32_t slash, uint32_t open, uint32_t close)
{
    bool before = slash > 0 && f->text.at[slash - 1] == ' ', after = byte_at(f, slash + 1) == ' ';
    if (before && after)
        return !is_both(f, slash);
    if (before || after || open == UINT32_MAX)
        return false;
    return ((han_before(f, slash) && han_at(f, slash + 1)) || is_plain_choice(f, open + 1, close)) &&
           !is_both(f, slash);
}

static void add_slash(finder *f, uint32_t slash)
{
    uint32_t text_length = (uint32_t)f->text.length;
    uint32_t first = before_spaces(f, 0, slash), last = after_spaces(f, slash + 1, text_length);
    uint32_t colon = colon_in(f, last, text_length);
    und_party_list list = {.count = 0};
    bool named = colon < text_length && read_parties(f, last, before_spaces(f, last, colon), true, &list);
    und_flow_sign *sign =
        add(f, UND_SIGN_SLASH, UND_WEIGHT_STRONG, first, named ? after_spaces(f, colon + 1, text_length) : last);
    if (sign != NULL && named) {
        sign->stance = UND_STANCE_PROPOSES;
        name_parties(f, sign, &list);
    }
}

/* ---- one pass ---- */

/* Notes which bracket closes which, in one pass. */
static bool pair_brackets(finder *f)
{
    und_signs *s = f->signs;
    s->pair_count = s->open_count = 0;
    for (uint32_t i = 0; i < f->text.length; i++) {
        if (f->text.at[i] == '[') {
            if (!UND_PUSH(s->allocator, s->pairs, s->pair_count, s->pair_room, (und_bracket_pair){i, UINT32_MAX}) ||
                !UND_PUSH(s->allocator, s->open, s->open_count, s->open_room, (und_open_bracket){0}))
                return false;
            s->open[s->open_count - 1].sign = (uint32_t)s->pair_count - 1;
        } else if (f->text.at[i] == ']' && s->open_count > 0) {
            s->pairs[s->open[--s->open_count].sign].close = i;
        }
    }
    s->open_count = 0;
    return true;
}

/* The bracket that closes the one at `open`; UINT32_MAX: none does. */
static uint32_t close_of(const finder *f, uint32_t open)
{
    const und_signs *s = f->signs;
    size_t low = 0, high = s->pair_count;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (s->pairs[middle].open <= open)
            low = middle;
        else
            high = middle;
    }
    return s->pairs[low].close;
}

/* Whether nothing but spaces, a slash or an "or" stands between two bytes. */
static bool is_beside(const finder *f, uint32_t from, uint32_t to)
{
    from = after_spaces(f, from, to);
    to = before_spaces(f, from, to);
    if (from == to || (to - from == 1 && f->text.at[from] == '/'))
        return true;
    for (uint32_t l = 0; l < und_language_count(f->packs); l++) {
        const und_language *language = und_language_at(f->packs, l);
        for (uint32_t i = language->first[UND_TERM_REFERENCE_WORD]; i < language->first[UND_TERM_REFERENCE_WORD + 1];
             i++)
            if (language->terms[i].value == UND_WORD_OR && und_bytes_equal(und_term_text(language, &language->terms[i]),
                                                                           (und_bytes){f->text.at + from, to - from}))
                return true;
    }
    return false;
}

/* A bracket that opens at `at`. Gives where to go on. */
static uint32_t take_open(finder *f, uint32_t at, uint32_t close, bool quoted)
{
    und_signs *s = f->signs;
    remark said;
    uint32_t text_length = (uint32_t)f->text.length;
    if (close != UINT32_MAX && read_remark(f, at + 1, close, false, &said)) {
        add_remark(f, at, close + 1, &said);
        return close + 1;
    }
    if (f->failed)
        return text_length;
    if (close != UINT32_MAX && is_editorial(f, at, close))
        return close + 1;
    uint32_t end = close == UINT32_MAX ? text_length : close;
    und_weight weight = close == UINT32_MAX ? UND_WEIGHT_PLAIN : weigh(f, at, close, quoted);
    uint32_t first = after_spaces(f, at + 1, end), colon = colon_in(f, first, end);
    und_party_list list = {.count = 0};
    und_negotiation_word word;
    bool named = colon < end && read_parties(f, first, before_spaces(f, first, colon), true, &list) &&
                 und_negotiation_match(f->packs, WORDS(UND_WORD_EDITORIAL) | WORDS(UND_WORD_ALTERNATIVE), f->text,
                                       first, end, &word) == 0;
    und_flow_sign *sign = add(f, UND_SIGN_OPEN, weight, at, named ? after_spaces(f, colon + 1, end) : first);
    if (sign == NULL)
        return text_length;
    if (close == UINT32_MAX)
        sign->flags |= UND_SIGN_ALONE;
    if (named) {
        sign->stance = UND_STANCE_PROPOSES;
        sign->weight = list.known > 0 ? UND_WEIGHT_STRONG : sign->weight;
        name_parties(f, sign, &list);
    }
    uint32_t last = s->at[s->count - 1].last;
    if (!UND_PUSH(s->allocator, s->open, s->open_count, s->open_room, (und_open_bracket){(uint32_t)s->count - 1, at}))
        f->failed = true;
    return f->failed ? text_length : last;
}

/* Raises what stands in or beside another of its kind. */
static void raise_pair(und_flow_sign *a, und_flow_sign *b)
{
    if (a->weight >= UND_WEIGHT_PLAIN && b->weight >= UND_WEIGHT_PLAIN)
        a->weight = b->weight = UND_WEIGHT_STRONG;
}

static void take_close(finder *f, uint32_t at)
{
    und_signs *s = f->signs;
    if (s->open_count > 0) {
        uint32_t sign = s->open[--s->open_count].sign;
        if (s->open_count > 0)
            raise_pair(&s->at[sign], &s->at[s->open[s->open_count - 1].sign]);
    }
    (void)add(f, UND_SIGN_CLOSE, UND_WEIGHT_PLAIN, at, at + 1);
}

/* "(…)" that says something about the text; gives where to go on. */
static uint32_t take_round(finder *f, uint32_t at)
{
    und_signs *s = f->signs;
    uint32_t end = at + 1, text_length = (uint32_t)f->text.length;
    while (end < text_length && end - at <= REMARK_BYTES && memchr("()[]", f->text.at[end], 4) == NULL)
        end++;
    remark said;
    if (byte_at(f, end) != ')' || !read_remark(f, at + 1, end, true, &said))
        return at + 1;
    if (said.names_only) {
        bool after =
            s->count > 0 && s->at[s->count - 1].type != UND_SIGN_SLASH && is_beside(f, s->at[s->count - 1].last, at);
        bool before = byte_at(f, after_spaces(f, end + 1, text_length)) == ']' && s->open_count > 0;
        bool heads = byte_at(f, end + 1) == ':'; /* "OP5 bis (G77): Urges" */
        if (!after && !before && !heads)
            return at + 1;
        end += heads;
    }
    add_remark(f, at, end + 1, &said);
    return end + 1;
}

/* Marks what stands first, last or beside another sign. */
static void set_flags(finder *f)
{
    und_signs *s = f->signs;
    uint32_t before = 0;
    for (size_t i = 0; i < s->count; i++) {
        und_flow_sign *sign = &s->at[i];
        bool first = i == 0 || (s->at[i - 1].flags & UND_SIGN_FIRST) != 0;
        if (first && sign->type != UND_SIGN_SLASH &&
            (before_spaces(f, before, sign->first) == before || after_spaces(f, before, sign->first) == sign->first))
            sign->flags |= UND_SIGN_FIRST;
        if (i > 0 && is_beside(f, before, sign->first)) {
            sign->flags |= UND_SIGN_BESIDE;
        }
        before = sign->last;
    }
    uint32_t from = (uint32_t)f->text.length;
    for (size_t i = s->count; i-- > 0; from = s->at[i].first) {
        bool last = i + 1 == s->count || (s->at[i + 1].flags & UND_SIGN_LAST) != 0;
        uint32_t at = s->at[i].last;
        while (at < from && memchr(" .,;:\"", f->text.at[at], 6) != NULL)
            at++;
        uint32_t bytes, point = point_of(f, at, from, &bytes);
        if (point == 0x3002 || point == 0xff1b || point == 0xff0c || point == 0x60c || point == 0x61b)
            at += bytes;
        if (last && at >= from)
            s->at[i].flags |= UND_SIGN_LAST;
    }
}

/* Brackets beside each other are alternatives. */
static void raise_neighbours(und_signs *s)
{
    uint32_t opened = UINT32_MAX; /* the bracket that closed just before */
    s->open_count = 0;
    for (size_t i = 0; i < s->count; i++) {
        und_flow_sign *sign = &s->at[i];
        if (sign->type == UND_SIGN_OPEN) {
            if (opened != UINT32_MAX && (sign->flags & UND_SIGN_BESIDE) != 0)
                raise_pair(&s->at[opened], sign);
            s->open[s->open_count++].sign = (uint32_t)i; /* there was room for all of them */
            opened = UINT32_MAX;
        } else if (sign->type == UND_SIGN_CLOSE) {
            opened = s->open_count > 0 ? s->open[--s->open_count].sign : UINT32_MAX;
        } else {
            opened = UINT32_MAX;
        }
    }
}

bool und_signs_find(und_signs *signs, und_packs *packs, const und_flow *flow)
{
    finder f = {signs, packs, {flow->text, flow->length}, false};
    signs->count = signs->party_count = signs->open_count = 0;
    bool quoted = false;
    uint32_t length = (uint32_t)flow->length;
    if (!pair_brackets(&f))
        return false;
    for (uint32_t at = 0; at < length && !f.failed;) {
        unsigned char c = (unsigned char)flow->text[at];
        if (c == '[') {
            at = take_open(&f, at, close_of(&f, at), quoted);
        } else if (c == ']') {
            take_close(&f, at++);
        } else if (c == '(') {
            at = take_round(&f, at);
        } else if (c == '/') {
            uint32_t open = signs->open_count > 0 ? signs->open[signs->open_count - 1].at : UINT32_MAX;
            uint32_t close = open == UINT32_MAX ? UINT32_MAX : close_of(&f, open);
            if (parts_alternatives(&f, at, open, close == UINT32_MAX ? length : close)) {
                add_slash(&f, at);
                if (signs->open_count > 0 && !f.failed)
                    signs->at[signs->open[signs->open_count - 1].sign].weight = UND_WEIGHT_STRONG;
                at = signs->count > 0 ? signs->at[signs->count - 1].last : at + 1;
            } else {
                at++;
            }
        } else {
            uint32_t bytes = 1, point = c;
            if (c >= 0x80)
                point = und_utf8_decode(flow->text + at, flow->text + length, &bytes);
            if (point == '"')
                quoted = !quoted;
            else if (point == 0x201c || point == 0xab)
                quoted = true;
            else if (point == 0x201d || point == 0xbb)
                quoted = false;
            at += bytes;
        }
    }
    if (f.failed)
        return false;
    set_flags(&f);
    raise_neighbours(signs);
    return true;
}

/* ---- alternative paragraphs ---- */

uint32_t und_alternative_mark(const und_packs *packs, und_bytes text)
{
    und_negotiation_word word;
    uint32_t last = (uint32_t)text.length;
    uint32_t at = und_negotiation_match(packs, WORDS(UND_WORD_ALTERNATIVE), text, 0, last, &word);
    if (at == 0)
        return 0;
    while (at < last && text.at[at] == ' ')
        at++;
    /* Its number or letter: "1", "A", "II"; none in "Alt:". */
    uint32_t from = at;
    while (at < last && at - from < 4 && (is_digit(text.at[at]) || (text.at[at] >= 'A' && text.at[at] <= 'Z')))
        at++;
    bool numbered = at > from && (at == last || memchr(" .:)", text.at[at], 4) != NULL);
    if (!numbered)
        at = from;
    bool marked = at < last && memchr(".:)", text.at[at], 3) != NULL;
    while (at < last && memchr(".:) ", text.at[at], 4) != NULL)
        at++;
    return numbered || marked ? at : 0;
}
