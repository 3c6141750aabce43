#include "read/sign.h"
#include "text/text.h"

#include <string.h>

#define BOTH_BYTES 40u /* before a slash in which words stand that are one thing with it */

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

/* ---- signs ---- */

static und_flow_sign *add(und_sign_finder *f, und_sign_type type, und_weight weight, uint32_t first, uint32_t last)
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
static void name_parties(und_sign_finder *f, und_flow_sign *sign, const und_party_list *list)
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

static void add_remark(und_sign_finder *f, uint32_t first, uint32_t last, const und_remark *said)
{
    und_flow_sign *sign = add(f, UND_SIGN_REMARK, UND_WEIGHT_STRONG, first, last);
    if (sign != NULL) {
        sign->stance = (uint8_t)said->stance;
        name_parties(f, sign, &said->parties);
    }
}

/* ---- alternatives ---- */

/* Whether words around a slash are one thing: "and/or". */
static bool is_both(const und_sign_finder *f, uint32_t slash)
{
    uint32_t first = slash;
    while (first > 0 && f->text.at[first - 1] != ' ' && f->text.at[first - 1] != '[' && slash - first < BOTH_BYTES)
        first--;
    for (uint32_t at = first; at < slash; at++) {
        und_negotiation_word word;
        if (((unsigned char)f->text.at[at] & 0xc0) == 0x80)
            continue;
        uint32_t bytes =
            und_negotiation_match(f->packs, UND_WORDS(UND_WORD_BOTH), f->text, at, (uint32_t)f->text.length, &word);
        if (bytes > 0 && at + bytes > slash)
            return true;
    }
    return false;
}

/* Whether all of a bracket's text is small letters and slashes: "[shall/should]". */
static bool is_plain_choice(const und_sign_finder *f, uint32_t first, uint32_t last)
{
    for (uint32_t i = first; i < last; i++) {
        unsigned char c = (unsigned char)f->text.at[i];
        if (!(c >= 'a' && c <= 'z') && c < 0x80 && c != '/')
            return false;
    }
    return true;
}

/* Whether a slash parts alternatives: it stands between spaces, or between Chinese words, or in a bracket of single words. */
static bool parts_alternatives(const und_sign_finder *f, uint32_t slash, uint32_t open, uint32_t close)
{
    bool before = slash > 0 && f->text.at[slash - 1] == ' ', after = und_byte_at(f, slash + 1) == ' ';
    if (before && after)
        return !is_both(f, slash);
    if (before || after || open == UINT32_MAX)
        return false;
    return ((und_han_before(f, slash) && und_han_at(f, slash + 1)) || is_plain_choice(f, open + 1, close)) &&
           !is_both(f, slash);
}

static void add_slash(und_sign_finder *f, uint32_t slash)
{
    uint32_t text_length = (uint32_t)f->text.length;
    uint32_t first = und_before_spaces(f, 0, slash), last = und_after_spaces(f, slash + 1, text_length);
    uint32_t colon = und_colon_in(f, last, text_length);
    und_party_list list = {.count = 0};
    bool named = colon < text_length && und_sign_parties(f, last, und_before_spaces(f, last, colon), true, &list);
    und_flow_sign *sign =
        add(f, UND_SIGN_SLASH, UND_WEIGHT_STRONG, first, named ? und_after_spaces(f, colon + 1, text_length) : last);
    if (sign != NULL && named) {
        sign->stance = UND_STANCE_PROPOSES;
        name_parties(f, sign, &list);
    }
}

/* ---- one pass ---- */

/* Notes which bracket closes which, in one pass. */
static bool pair_brackets(und_sign_finder *f)
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
static uint32_t close_of(const und_sign_finder *f, uint32_t open)
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
static bool is_beside(const und_sign_finder *f, uint32_t from, uint32_t to)
{
    from = und_after_spaces(f, from, to);
    to = und_before_spaces(f, from, to);
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
static uint32_t take_open(und_sign_finder *f, uint32_t at, uint32_t close, bool quoted)
{
    und_signs *s = f->signs;
    und_remark said;
    uint32_t text_length = (uint32_t)f->text.length;
    if (close != UINT32_MAX && und_remark_read(f, at + 1, close, UND_REMARK_SQUARE, &said)) {
        add_remark(f, at, close + 1, &said);
        return close + 1;
    }
    if (f->failed)
        return text_length;
    if (close != UINT32_MAX && und_is_editorial(f, at, close))
        return close + 1;
    uint32_t end = close == UINT32_MAX ? text_length : close;
    und_weight weight = close == UINT32_MAX ? UND_WEIGHT_PLAIN : und_bracket_weigh(f, at, close, quoted);
    uint32_t first = und_after_spaces(f, at + 1, end), colon = und_colon_in(f, first, end);
    und_party_list list = {.count = 0};
    und_negotiation_word word;
    bool named = colon < end && und_sign_parties(f, first, und_before_spaces(f, first, colon), true, &list) &&
                 und_negotiation_match(f->packs, UND_WORDS(UND_WORD_EDITORIAL) | UND_WORDS(UND_WORD_ALTERNATIVE),
                                       f->text, first, end, &word) == 0;
    und_flow_sign *sign = add(f, UND_SIGN_OPEN, weight, at, named ? und_after_spaces(f, colon + 1, end) : first);
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

static void take_close(und_sign_finder *f, uint32_t at)
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
static uint32_t take_round(und_sign_finder *f, uint32_t at)
{
    und_signs *s = f->signs;
    uint32_t end = at + 1, text_length = (uint32_t)f->text.length;
    while (end < text_length && end - at <= UND_REMARK_BYTES && memchr("()[]", f->text.at[end], 4) == NULL)
        end++;
    if (und_byte_at(f, end) != ')')
        return at + 1;
    bool beside =
        s->count > 0 && s->at[s->count - 1].type != UND_SIGN_SLASH && is_beside(f, s->at[s->count - 1].last, at);
    bool closes = s->open_count > 0 && und_byte_at(f, und_after_spaces(f, end + 1, text_length)) == ']';
    bool heads = und_byte_at(f, end + 1) == ':'; /* "OP5 bis (G77): Urges" */
    und_remark said;
    if (!und_remark_read(f, at + 1, end, beside || closes || heads ? UND_REMARK_BESIDE : UND_REMARK_ROUND, &said))
        return at + 1;
    end += said.names_only && heads;
    add_remark(f, at, end + 1, &said);
    return end + 1;
}

/* Marks what stands first, last or beside another sign. */
static void set_flags(und_sign_finder *f)
{
    und_signs *s = f->signs;
    uint32_t before = 0;
    for (size_t i = 0; i < s->count; i++) {
        und_flow_sign *sign = &s->at[i];
        bool first = i == 0 || (s->at[i - 1].flags & UND_SIGN_FIRST) != 0;
        if (first && sign->type != UND_SIGN_SLASH &&
            (und_before_spaces(f, before, sign->first) == before ||
             und_after_spaces(f, before, sign->first) == sign->first))
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
        uint32_t bytes, point = und_point_of(f, at, from, &bytes);
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
    und_sign_finder f = {signs, packs, {flow->text, flow->length}, false};
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
    uint32_t at = und_negotiation_match(packs, UND_WORDS(UND_WORD_ALTERNATIVE), text, 0, last, &word);
    if (at == 0)
        return 0;
    while (at < last && text.at[at] == ' ')
        at++;
    /* Its number or letter: "1", "A", "II"; none in "Alt:". */
    uint32_t from = at;
    while (at < last && at - from < 4 && (und_is_figure(text.at[at]) || (text.at[at] >= 'A' && text.at[at] <= 'Z')))
        at++;
    bool numbered = at > from && (at == last || memchr(" .:)", text.at[at], 4) != NULL);
    if (!numbered)
        at = from;
    bool marked = at < last && memchr(".:)", text.at[at], 3) != NULL;
    while (at < last && memchr(".:) ", text.at[at], 4) != NULL)
        at++;
    return numbered || marked ? at : 0;
}

#define ATTRIBUTION_BYTES 80u /* before the words of a clause */
#define MARK_BYTES 40u        /* in which the number of an alternative stands: "Alternative text 12" */

/* The end of an attribution and its colon, "EU, Japan: ", "G77): "; `at`: there is none. */
static uint32_t after_attribution(und_bytes text, uint32_t at)
{
    uint32_t stop = text.length - at < ATTRIBUTION_BYTES ? (uint32_t)text.length : at + ATTRIBUTION_BYTES;
    for (uint32_t i = at; i < stop; i++) {
        if (text.at[i] == ':' && i > at) {
            for (i++; i < text.length && text.at[i] == ' ';)
                i++;
            return i;
        }
        if (memchr("[];.(", text.at[i], 5) != NULL || (text.at[i] == ')' && (i + 1 >= stop || text.at[i + 1] != ':')))
            break;
    }
    return at;
}

/* Whether the number of an alternative may stand at the beginning of a text: a figure, and a mark or a space after it. */
static bool may_be_alternative(und_bytes text)
{
    size_t stop = text.length < MARK_BYTES ? text.length : MARK_BYTES;
    for (size_t i = 1; i + 1 < stop; i++)
        if (und_is_figure(text.at[i]))
            return true;
        else if (text.at[i] == ',' || text.at[i] == ';')
            break;
    return false;
}

uint32_t und_before_words(const und_packs *packs, und_bytes text)
{
    uint32_t at = 0;
    for (int turn = 0; turn < 4; turn++) {
        uint32_t before = at;
        bool opened = false;
        for (; at < text.length && memchr("[(*_\\ ", text.at[at], 6) != NULL; at++)
            opened = opened || text.at[at] == '[' || text.at[at] == '(';
        if (opened)
            at = after_attribution(text, at);
        und_bytes rest = {text.at + at, text.length - at < MARK_BYTES ? text.length - at : MARK_BYTES};
        if (may_be_alternative(rest))
            at += und_alternative_mark(packs, rest);
        if (at == before)
            break;
    }
    return at;
}
