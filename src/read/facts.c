#include "read/facts.h"

#include "read/bracket.h"
#include "read/lexicon_match.h"
#include "read/phrase.h"
#include "text/among.h"
#include "text/eight.h"

#include <string.h>

typedef struct beginning {
    und_scan text;     /* after label, emphasis and quotation marks */
    const char *label; /* where the label begins */
    und_label found;
    uint8_t flags;
} beginning;

/* Whether a line with these first bytes begins with a word in Latin letters that is no label and no symbol, as most do:
 * what stands after its letters says so, and neither has seven. False: it needs a closer look. */
static inline bool is_word(uint64_t x)
{
    /* An accent of French or Spanish is in a word; other scripts may hide a bracket. */
    static const bool after_word[256] = {
        [' '] = true, ['\''] = true, [','] = true, ['-'] = true, [0xc3] = true, ['a'] = true, ['b'] = true,
        ['c'] = true, ['d'] = true,  ['e'] = true, ['f'] = true, ['g'] = true,  ['h'] = true, ['i'] = true,
        ['j'] = true, ['k'] = true,  ['l'] = true, ['m'] = true, ['n'] = true,  ['o'] = true, ['p'] = true,
        ['q'] = true, ['r'] = true,  ['s'] = true, ['t'] = true, ['u'] = true,  ['v'] = true, ['w'] = true,
        ['x'] = true, ['y'] = true,  ['z'] = true};
    uint64_t ends = und_eight_no_letters(x);
    unsigned letters = (unsigned)__builtin_ctzll(ends | UINT64_C(1) << 63) / 8u;
    uint64_t after = x >> 8u * letters;
    return (ends & 0x80) == 0 && after_word[after & 0xff] && (after & 0xffff) != (' ' | ')' << 8);
}

static inline bool may_be_mark(char c)
{
    return (unsigned char)c >= 0x80 || c == ' ' || c == '\t' || c == '\f' || c == '#' || c == '*' || c == '_' ||
           c == '\\' || c == '"';
}

/* Marks of headings, emphasis and quotations before the label. */
static void skip_marks(beginning *b)
{
    und_skip_space(&b->text);
    if (b->text.at < b->text.end && *b->text.at == '#') {
        b->flags |= UND_FLAG_MARKED;
        while (b->text.at < b->text.end && *b->text.at == '#')
            b->text.at++;
        und_skip_space(&b->text);
    }
    if (und_skip_emphasis(&b->text))
        b->flags |= UND_FLAG_BOLD;
    und_skip_space(&b->text);
    if (und_skip_quote(&b->text))
        b->flags |= UND_FLAG_QUOTED;
}

/* "1.1", "2.5": no label. */
static bool is_decimal(und_bytes line)
{
    size_t at = 0;
    while (at < line.length && (unsigned)(line.at[at] - '0') < 10u)
        at++;
    return at > 0 && line.length - at >= 2 && line.at[at] == '.' && (unsigned)(line.at[at + 1] - '0') < 10u;
}

/* "[8]. ": a number whose bracket closes before its mark; `none`: it is another thing. */
static und_label scan_closed_number(und_scan *s, und_label none)
{
    uint32_t value = 0;
    const char *at = s->at;
    while (at < s->end && at - s->at < 3 && (unsigned)(*at - '0') < 10u)
        value = value * 10 + (uint32_t)(*at++ - '0');
    if (value == 0 || s->end - at < 4 || at[0] != ']' || at[1] != '.' || at[2] != ' ' || !und_is_latin(at[3]))
        return none;
    s->at = at + 2;
    return (und_label){UND_LABEL_NUMBER, UND_FORM_DOT, (uint16_t)value};
}

/* "[(b bis) …]", "[ 4. …]", "[7 alt.] …": a label in a bracket, of what is not agreed yet. */
static void scan_bracketed(const und_lexicon *lexicon, beginning *b)
{
    und_scan inside = {b->text.at + 1, b->text.end};
    while (inside.at < inside.end && (*inside.at == ' ' || *inside.at == '['))
        inside.at++;
    (void)und_skip_emphasis(&inside);
    und_label found = und_scan_label(lexicon, &inside);
    if (found.style == UND_LABEL_NONE)
        found = scan_closed_number(&inside, found);
    if (found.style == UND_LABEL_NONE || found.style == UND_LABEL_DASH || found.form == UND_FORM_SPACE)
        return;
    while (inside.at < inside.end && (*inside.at == '*' || *inside.at == '_'))
        inside.at++;
    if (inside.at < inside.end && *inside.at == ']')
        inside.at++;
    b->found = found;
    b->text = inside;
}

/* Bytes in which the label of a letter has ended with its mark: eight letters of Russian, and a little. */
#define LETTER_LABEL_BYTES 24u

/* Whether a line begins with a letter of another script that is no label, as most do: no mark that a label has is near, nor
 * is it a Chinese figure. */
static bool begins_with_letter(und_bytes line)
{
    static const char marks[4] = {')', '.', '*', (char)0xef}; /* EF: wide brackets */
    if (line.length < 2)
        return false;
    unsigned char c = (unsigned char)line.at[0], next = (unsigned char)line.at[1];
    bool two = (c == 0xd0 && next >= 0x90) || (c == 0xd1 && next <= 0x8f) || (c == 0xd8 && next >= 0xa1) ||
               (c == 0xd9 && next >= 0x81 && next <= 0x8a);
    /* 一 二 三 四 五 六 七 八 九 十 begin with E4 B8, E4 B9, E4 BA, E5 85, E5 8D and E5 9B. */
    bool han = (c == 0xe4 && next > 0xba) || (c == 0xe5 && next != 0x85 && next != 0x8d && next != 0x9b) ||
               (c >= 0xe6 && c <= 0xe9);
    if ((next & 0xc0) != 0x80 || !(two || han))
        return false;
    if (han)
        return line.length > 2 && ((unsigned char)line.at[2] & 0xc0) == 0x80;
    size_t near = line.length < LETTER_LABEL_BYTES ? line.length : LETTER_LABEL_BYTES;
    return und_find_among((und_bytes){line.at, near}, marks) == NULL;
}

/* The beginning of a line that has neither a plain label nor begins with a plain word. */
static beginning scan_closely(const und_lexicon *lexicon, und_bytes line)
{
    beginning b = {.text = {line.at, line.at + line.length}, .label = line.at};
    if (begins_with_letter(line) || is_decimal(line))
        return b;
    if (line.length > 0 && may_be_mark(*line.at))
        skip_marks(&b);
    b.label = b.text.at;
    b.found = und_scan_label(lexicon, &b.text);
    if (b.found.style == UND_LABEL_NONE && b.text.at < b.text.end && *b.text.at == '[')
        scan_bracketed(lexicon, &b);
    if (b.found.style != UND_LABEL_NONE) {
        und_skip_space(&b.text);
        (void)und_skip_emphasis(&b.text);
        und_skip_space(&b.text);
        if (und_skip_quote(&b.text))
            b.flags |= UND_FLAG_QUOTED;
    }
    return b;
}

/* Whether a line begins plainly, as most do: with a word, or with a label and a word after it. */
static inline bool begins_plainly(und_bytes line, und_plain_label *found)
{
    *found = (und_plain_label){0};
    if (is_word(und_eight_of(line.at, line.length)))
        return true;
    *found = und_plain_label_of(line);
    return found->bytes > 0;
}

static beginning scan_beginning(const und_lexicon *lexicon, und_bytes line)
{
    und_plain_label found;
    if (!begins_plainly(line, &found))
        return scan_closely(lexicon, line);
    return (beginning){.text = {line.at + found.bytes, line.at + line.length},
                       .label = line.at,
                       .found = {(und_label_style)(found.key & 15u), (und_form)(found.key >> 4), found.value}};
}

/* Where the words of a line are looked for: after the bracket, if it begins with one. */
static const char *words_start(const beginning *b)
{
    const char *look = b->text.at;
    const char *end = b->text.end;
    uint32_t length, point = und_peek(&b->text, &length);
    if (point == '[' || point == '(') {
        look += length;
        while (look < end && (*look == ' ' || *look == '*' || *look == '_'))
            look++;
    }
    return look;
}

/* Lines that are no text, told by their first character after spaces and marks. True: the facts are complete. */
static bool is_no_text(und_facts *facts, const beginning *b, const char *end)
{
    char first = *b->label;
    if (und_is_latin(first) && (end - b->label < 2 || (unsigned char)b->label[1] >= 'a'))
        return false; /* most lines: a word that is no symbol */
    bool figure = first >= '0' && first <= '9';
    if (first == '<' && end - b->label >= 4 && memcmp(b->label, "<!--", 4) == 0) {
        facts->shape = UND_SHAPE_COMMENT;
        return true;
    }
    if (first == '|' || (first == '+' && end - b->label >= 3 && (b->label[1] == '-' || b->label[1] == '='))) {
        facts->shape = UND_SHAPE_TABLE;
        return true;
    }
    if ((first == '-' || first == '=' || first == '~' || (unsigned char)first == 0xe2) &&
        und_only_rule(b->label, end)) {
        facts->shape = UND_SHAPE_RULE;
        return true;
    }
    if (figure && b->found.style == UND_LABEL_NONE) {
        und_shape number = und_only_number(b->label, end, &facts->value);
        if (number != UND_SHAPE_TEXT) {
            facts->shape = (uint8_t)number;
            return true;
        }
    }
    /* At the foot of a page in columns a wide gap may stand between the numbers. */
    if ((figure || (first >= 'A' && first <= 'Z' && (facts->flags & UND_FLAG_SHORT) != 0)) &&
        (b->found.style == UND_LABEL_NONE || b->found.form == UND_FORM_SPACE) &&
        und_only_symbol(b->label, und_trim_end(b->label, end))) {
        facts->shape = UND_SHAPE_SYMBOL;
        return true;
    }
    return false;
}

/* Whether a phrase opens a paragraph although it begins in lower case: "unter Hinweis auf". */
static inline bool opens_lower(const und_lexicon *lexicon, uint16_t phrase)
{
    return phrase != 0 && (und_phrase_at(lexicon, phrase)->keys & UND_OPENS_LOWER) != 0;
}

/* A paragraph begins there, as a capital would say. */
static inline uint8_t as_upper(uint8_t flags)
{
    return (flags & UND_FLAG_LOWER) == 0 ? flags : (uint8_t)((flags & ~UND_FLAG_LOWER) | UND_FLAG_UPPER);
}

/* The opener behind what those who negotiate put before it: "[EU: Decides", "Alt. 1 Decides"; 0: there is none. */
static uint16_t opener_behind(const und_lexicon *lexicon, const char *at, const char *end)
{
    uint32_t before = und_before_words(lexicon->packs, (und_bytes){at, (size_t)(end - at)});
    uint16_t phrase = before == 0 || at + before >= end ? 0 : und_find_phrase(lexicon, at + before, end);
    return phrase != 0 && (und_phrase_at(lexicon, phrase)->keys & UND_OPENERS) != 0 ? phrase : 0;
}

/* Whether a word in Latin letters and a figure begin a text: "Option 1". */
static inline bool is_word_and_figure(const char *at, const char *end)
{
    const char *start = at;
    while (at < end && und_is_latin(*at))
        at++;
    at += at < end && *at == '.';
    return at > start && end - at >= 3 && *at == ' ' && (unsigned)(at[1] - '0') < 10u;
}

/* What tells a text apart: its end, its first character, its phrase. Of a text that begins with a Latin letter
 * latin_line says the same. */
static void read_text(und_facts *facts, const und_lexicon *lexicon, const beginning *b)
{
    facts->end = b->text.at < b->text.end ? UND_END_ASK : UND_END_NONE; /* of a label's full stop nothing is told */
    uint32_t length, point = und_peek(&b->text, &length);
    if (point == '[')
        facts->flags |= UND_FLAG_BRACKET;
    else if (point == '(')
        facts->flags |= UND_FLAG_PAREN;
    else if (point < 0x80)
        facts->flags |= !und_is_latin((char)point) ? 0u : point >= 'a' ? UND_FLAG_LOWER : UND_FLAG_UPPER;
    else if (und_is_lower(point))
        facts->flags |= UND_FLAG_LOWER;
    else if (und_is_upper(point))
        facts->flags |= UND_FLAG_UPPER;
    /* Latin text in lower case goes on with a sentence: no phrase begins so. This is most of a wrapped text. */
    bool goes_on = point < 0x180 && (facts->flags & UND_FLAG_LOWER) != 0;
    if (goes_on && !lexicon->lower)
        return;
    facts->phrase = und_find_phrase(lexicon, words_start(b), b->text.end);
    if (facts->phrase == 0 && !goes_on)
        facts->phrase = opener_behind(lexicon, b->text.at, b->text.end);
    if (opens_lower(lexicon, facts->phrase))
        facts->flags = as_upper(facts->flags);
    else if (goes_on)
        facts->phrase = 0;
    if (facts->phrase == 0 && goes_on)
        return;
    facts->end |= (uint8_t)(und_vote_of(lexicon, facts->phrase, &b->text) << 4);
}

static const und_facts page_head = {.shape = UND_SHAPE_SYMBOL, .flags = UND_FLAG_SHORT};

/* The masthead has columns too. */
static inline bool is_field(const und_lexicon *lexicon, uint16_t phrase)
{
    return phrase != 0 && (und_phrase_at(lexicon, phrase)->keys & UND_FIELDS) != 0;
}

/* The facts of a line whose text begins at `text` with a Latin letter, after a label or none. */
static inline und_facts latin_line(const und_lexicon *lexicon, und_bytes line, const char *text, und_plain_label found)
{
    const char *end = line.at + line.length;
    bool lower = (*text & 0x20) != 0;
    bool head = und_may_end_page_head(line) && und_is_page_head(line.at, end);
    und_facts facts = {.shape = UND_SHAPE_TEXT,
                       .label = found.key,
                       .value = found.value,
                       .end = UND_END_ASK,
                       .flags =
                           (uint8_t)(UND_FLAG_UPPER / (1u + lower) | UND_FLAG_SHORT * (line.length <= UND_SHORT_LINE))};
    if (lower && !head && !lexicon->lower)
        return facts; /* it goes on with a sentence: no phrase begins so */
    facts.phrase = lower && !lexicon->lower ? 0 : und_find_phrase(lexicon, text, end);
    if (facts.phrase == 0 && !lower && is_word_and_figure(text, end))
        facts.phrase = opener_behind(lexicon, text, end);
    if (lower && opens_lower(lexicon, facts.phrase))
        facts.flags = as_upper(facts.flags);
    else if (lower)
        facts.phrase = 0;
    if (facts.phrase == 0 && lower && !head)
        return facts;
    if (head && !is_field(lexicon, facts.phrase))
        return page_head;
    uint8_t vote = facts.phrase == 0 ? 0 : (uint8_t)und_phrase_at(lexicon, facts.phrase)->language;
    facts.end |= (uint8_t)((vote == 0 ? UND_VOTE_WORDS : vote) << 4);
    return facts;
}

/* The facts of any other line. */
static und_facts other_line(const und_lexicon *lexicon, und_bytes line)
{
    und_facts facts = {0};
    const char *end = line.at + line.length;
    beginning b = scan_closely(lexicon, line);
    if (b.text.at >= end && b.found.style == UND_LABEL_NONE) {
        /* Nothing but space, or nothing but marks, which a rule is made of. */
        und_scan whole = {line.at, end};
        und_skip_space(&whole);
        if (whole.at < end)
            facts.shape = und_only_rule(whole.at, end) ? UND_SHAPE_RULE : UND_SHAPE_COMMENT;
        return facts;
    }
    facts.flags = b.flags;
    if (line.length <= UND_SHORT_LINE)
        facts.flags |= UND_FLAG_SHORT;
    if (is_no_text(&facts, &b, end))
        return facts;
    facts.shape = UND_SHAPE_TEXT;
    facts.label = (uint8_t)((unsigned)b.found.style | (unsigned)b.found.form << 4);
    facts.value = b.found.value;
    read_text(&facts, lexicon, &b);
    if (!is_field(lexicon, facts.phrase) && und_is_page_head(b.label, und_trim_end(b.label, end)))
        return page_head;
    return facts;
}

static inline und_facts facts_of(const und_lexicon *lexicon, und_bytes line)
{
    und_plain_label found;
    if (line.length == 0)
        return (und_facts){0};
    return begins_plainly(line, &found) ? latin_line(lexicon, line, line.at + found.bytes, found)
                                        : other_line(lexicon, line);
}

und_facts und_facts_of(const und_lexicon *lexicon, und_bytes line)
{
    return facts_of(lexicon, line);
}

void und_set_facts(const und_lexicon *lexicon, und_lines *lines, uint32_t first, uint32_t count)
{
    if (count == 0)
        return;
    und_line *line = und_lines_at(lines, first);
    for (und_line *last = line + count; line < last; line++) {
        und_bytes text = {line->length == 0 ? "" : und_lines_place(lines, line), line->length};
        und_facts facts = facts_of(lexicon, text);
        memcpy(&line->facts, &facts, sizeof facts);
    }
    /* Most documents have no aside. */
    for (size_t n = und_lines_aside_from(lines, first); n < lines->aside_count && lines->asides[n].line < first + count;
         n++) {
        und_line *at = und_lines_at(lines, lines->asides[n].line);
        und_facts blank = {.shape = UND_SHAPE_BLANK, .value = UND_BLANK_ASIDE};
        if (at->length == 0)
            memcpy(&at->facts, &blank, sizeof blank);
    }
}

/* The bytes of the opener with the adverbs after it that plain text begins with, 0 for none; or of one that is known.
 * False: it is not plain. */
static bool plain_opener(const und_lexicon *lexicon, und_scan text, uint16_t known, size_t *bytes)
{
    const char *end = (size_t)(text.end - text.at) > UND_WINDOW ? text.at + UND_WINDOW : text.end;
    uint16_t id = known;
    if (known != 0 && und_phrase_stands(lexicon, known, text.at, end))
        *bytes = und_phrase_at(lexicon, known)->length;
    else
        id = und_match_phrase_plain(lexicon, text.at, end, bytes);
    for (int i = 0; i < UND_QUALIFIERS_MAX && id != 0 && id != UND_NOT_PLAIN; i++) {
        const char *at = text.at + *bytes;
        if (at < end && *at == ' ')
            at++;
        if (!und_may_match_phrase(lexicon, at, text.end))
            break;
        id = und_lexicon_match_plain(lexicon, at, end);
        if (id == UND_NOT_PLAIN || (und_phrase_at(lexicon, id)->keys & UND_BIT(UND_TERM_QUALIFIER)) == 0)
            break;
        *bytes = (size_t)(at - text.at) + und_phrase_at(lexicon, id)->length;
    }
    return id != UND_NOT_PLAIN;
}

/* Where a known phrase that is not plain ends in a text that folds to it; NULL: it does not. */
static const char *after_folded(const und_lexicon *lexicon, uint16_t known, const char *at, const char *end)
{
    const und_phrase *phrase = und_phrase_at(lexicon, known);
    char folded[UND_PHRASE_MAX];
    und_folding folding = und_folding_of((und_bytes){at, (size_t)(end - at)}, folded, phrase->length);
    und_fold_more(&folding, phrase->length);
    bool same = folding.used == phrase->length && memcmp(folded, lexicon->bytes + phrase->text, phrase->length) == 0;
    return same ? folding.at : NULL;
}

/* Whether an adverb may stand after an opener, or a longer phrase: "Prend note également". */
static bool may_be_qualified(const und_lexicon *lexicon, const char *at, const char *end)
{
    if (at < end && *at == ' ')
        at++;
    return at < end && und_may_match_phrase(lexicon, at, end);
}

und_line_start und_line_text_of(const und_lexicon *lexicon, und_bytes line)
{
    beginning b = scan_beginning(lexicon, line);
    uint32_t text = (uint32_t)(b.text.at - line.at);
    return (und_line_start){(uint32_t)(b.label - line.at), text, text};
}

und_line_start und_line_start_of(const und_lexicon *lexicon, und_bytes line)
{
    return und_line_start_with(lexicon, line, 0);
}

und_line_start und_line_start_with(const und_lexicon *lexicon, und_bytes line, uint16_t phrase)
{
    beginning b = scan_beginning(lexicon, line);
    und_line_start start = {(uint32_t)(b.label - line.at), (uint32_t)(b.text.at - line.at), 0};
    start.opener_end = start.text;
    size_t plain;
    if (phrase == 0 && !und_may_match_phrase(lexicon, b.text.at, b.text.end))
        return start;
    if (plain_opener(lexicon, b.text, phrase, &plain)) {
        start.opener_end += (uint32_t)plain;
        return start;
    }
    char folded[UND_WINDOW];
    const char *after = phrase == 0 ? NULL : after_folded(lexicon, phrase, b.text.at, b.text.end);
    if (after != NULL && !may_be_qualified(lexicon, after, b.text.end)) {
        start.opener_end = (uint32_t)(after - line.at);
        return start;
    }
    und_folding folding = und_fold_start(b.text.at, b.text.end, folded);
    size_t bytes;
    if (und_match_phrase(lexicon, &folding, &bytes) == 0)
        return start;
    /* The adverbs after the opener belong to it: "Prend note également". */
    for (int i = 0; i < UND_QUALIFIERS_MAX; i++) {
        size_t at = und_after_space(&folding, bytes);
        uint16_t id = und_lexicon_match(lexicon, &folding, at);
        if (id == 0 || (und_phrase_at(lexicon, id)->keys & UND_BIT(UND_TERM_QUALIFIER)) == 0)
            break;
        bytes = at + und_phrase_at(lexicon, id)->length;
    }
    /* Back to the bytes of the line: folded again, as far as the opener goes. */
    folding = und_fold_start(b.text.at, b.text.end, folded);
    folding.room = bytes;
    und_fold_more(&folding, bytes);
    start.opener_end = start.text + (uint32_t)(folding.at - b.text.at);
    return start;
}

und_facts und_inner_facts(const und_lexicon *lexicon, und_bytes line, und_line_start *start)
{
    const und_facts none = {0};
    beginning b = scan_beginning(lexicon, line);
    *start = (und_line_start){0};
    if (b.found.style == UND_LABEL_NONE || b.text.at >= b.text.end || *b.text.at != '(')
        return none;
    und_bytes rest = {b.text.at, (size_t)(b.text.end - b.text.at)};
    und_facts facts = und_facts_of(lexicon, rest);
    if (facts.shape != UND_SHAPE_TEXT || und_facts_style(facts) != UND_LABEL_LOWER ||
        und_facts_form(facts) != UND_FORM_PARENTHESES || (facts.flags & UND_FLAG_LOWER) != 0)
        return none;
    *start = und_line_start_of(lexicon, rest);
    uint32_t before = (uint32_t)(b.text.at - line.at);
    start->label += before;
    start->text += before;
    start->opener_end += before;
    return facts;
}
