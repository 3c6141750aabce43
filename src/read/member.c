#include "read/member.h"

#include "read/pattern.h"
#include "text/figures.h"
#include "text/utf8.h"

#include <string.h>

typedef und_member_reader reader;

#define BRANCH_MOST 50u /* a Roman figure from which on c, d, l and m are letters all the same */

und_member_reader und_member_reader_of(const und_language *language, const und_term *term, und_bytes text,
                                       const und_flow *flow)
{
    bool paragraph = term->key == UND_TERM_PARAGRAPH_REFERENCE;
    return (und_member_reader){.language = language,
                               .text = text,
                               .flow = flow,
                               .many = (term->value & UND_WORDS_MANY) != 0 || term->key == UND_TERM_SEE_ANNEX,
                               .figures = !paragraph,
                               .bare = paragraph && language->script == UND_SCRIPT_LATIN,
                               .again = language->script == UND_SCRIPT_HAN && term->key <= UND_TERM_ARTICLE_REFERENCE,
                               .decision = term->key == UND_TERM_DECISION_REFERENCE};
}

static size_t after_spaces(und_bytes text, size_t at)
{
    while (at < text.length && text.at[at] == ' ')
        at++;
    return at;
}

static bool digit_at(und_bytes text, size_t at)
{
    return at < text.length && text.at[at] >= '0' && text.at[at] <= '9';
}

static bool latin_at(und_bytes text, size_t at)
{
    return at < text.length && text.at[at] >= 'a' && text.at[at] <= 'z';
}

static bool stands(und_bytes text, size_t at, const char *words)
{
    size_t length = strlen(words);
    return at <= text.length && text.length - at >= length && memcmp(text.at + at, words, length) == 0;
}

static bool letter_at(und_bytes text, size_t at)
{
    if (at >= text.length)
        return false;
    uint32_t bytes, point = und_utf8_decode(text.at + at, text.at + text.length, &bytes);
    return und_is_letter(point) && !und_is_han(point);
}

/* Whether the folded letter at `at` is a capital; where that cannot be told, it is. */
static bool capital_at(const reader *r, size_t at)
{
    if (r->flow == NULL)
        return true;
    const char *end = r->flow->text + r->flow->length;
    const char *from = r->flow->text + und_flow_back(r->flow, at);
    uint32_t bytes;
    return from < end && und_is_upper(und_utf8_decode(from, end, &bytes));
}

static bool term_at(const reader *r, und_term_key key, size_t at, size_t *last)
{
    size_t end = at;
    (void)und_match_term(r->language, key, r->text, at, &end);
    *last = end;
    return end > at;
}

/* ---- one step of a label ---- */

/* The place of a letter in the Russian alphabet, without those that no list has (ё, й, ъ, ы, ь); 0: none. */
static uint16_t cyrillic_value(uint32_t point)
{
    if (point < 0x430 || point > 0x44f || point == 0x439 || (point >= 0x44a && point <= 0x44c))
        return 0;
    return (uint16_t)(point - 0x430 + 1 - (point > 0x439) - (point > 0x44c ? 3 : 0));
}

/* The letter of the same look, counted in the Latin alphabet: "с)" in a list that has "a)" and "b)". */
static uint16_t latin_twin_value(uint32_t point)
{
    static const struct {
        uint32_t point;
        uint16_t value;
    } twins[] = {{0x430, 1}, {0x441, 3}, {0x435, 5}, {0x43e, 15}, {0x440, 16}, {0x445, 24}};
    for (size_t i = 0; i < sizeof twins / sizeof twins[0]; i++)
        if (twins[i].point == point)
            return twins[i].value;
    return 0;
}

static void swap_value(und_flow_step *step)
{
    uint16_t value = step->value;
    step->value = step->other;
    step->other = value;
}

/* Letters: `value` is what they count as letters, `other` as a Roman figure, and which it is, is settled later. */
static size_t read_letters(const reader *r, size_t at, und_flow_step *step)
{
    und_bytes text = r->text;
    size_t last = at;
    *step = (und_flow_step){.first = (uint32_t)at, .style = UND_LABEL_NONE};
    if (latin_at(text, at)) {
        while (latin_at(text, last) && last - at < 8)
            last++;
        step->value = und_letter_value(text.at + at, last - at);
        step->other = und_roman_value(text.at + at, last - at);
    } else if (at < text.length && (unsigned char)text.at[at] >= 0xd0) {
        uint32_t bytes, point = und_utf8_decode(text.at + at, text.at + text.length, &bytes);
        step->style = UND_LABEL_LOWER;
        if (und_is_cyrillic(point)) {
            last = at + bytes;
            /* Lists have Latin letters more often than Cyrillic ones, whatever they were typed as. */
            step->value = latin_twin_value(point);
            step->other = cyrillic_value(point);
            if (step->value == 0)
                swap_value(step);
        } else {
            step->value = und_match_term(r->language, UND_TERM_SUBITEM, text, at, &last);
        }
    }
    step->last = (uint32_t)last;
    return (step->value > 0 || step->other > 0) && !letter_at(text, last) ? last : at;
}

/* Digits, up to four. */
static size_t read_digits(und_bytes text, size_t at, uint32_t *value)
{
    size_t last = at;
    *value = 0;
    while (digit_at(text, last) && last - at < 5)
        *value = *value * 10 + (uint32_t)(text.at[last++] - '0');
    return last - at > 4 || *value == 0 ? at : last;
}

/* "bis" and the like after a label. */
static size_t read_suffix(const reader *r, size_t at, und_flow_step *step)
{
    static const char *const words[] = {"bis", "ter", "quater"};
    size_t here = after_spaces(r->text, at);
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (stands(r->text, here, words[i]) && !letter_at(r->text, here + strlen(words[i]))) {
            step->added = (uint8_t)(i + 1);
            step->last = (uint32_t)(here + strlen(words[i]));
            return step->last;
        }
    return at;
}

/* "(a)", "a)", "(1)" and, `below` another step, "1)". */
static size_t read_branch(const reader *r, size_t at, bool below, und_flow_step *step)
{
    und_bytes text = r->text;
    bool open = at < text.length && text.at[at] == '(';
    size_t inner = open ? after_spaces(text, at + 1) : at;
    uint32_t number = 0;
    size_t last = open || below ? read_digits(text, inner, &number) : inner;
    *step = (und_flow_step){.style = UND_LABEL_NUMBER, .value = (uint16_t)number};
    if (last == inner || number > 99)
        last = read_letters(r, inner, step);
    size_t close = after_spaces(text, last);
    if (last == inner || close >= text.length || text.at[close] != ')')
        return at;
    step->first = (uint32_t)at;
    step->last = (uint32_t)(close + 1);
    return read_suffix(r, close + 1, step);
}

/* Whether a letter without brackets that ends at `last` is a label and no word: what stands after it says so. */
static bool is_closed(const reader *r, size_t last)
{
    size_t at = after_spaces(r->text, last), end = at;
    if (letter_at(r->text, last))
        return false;
    if (at >= r->text.length || memchr(",.;:)]", r->text.at[at], 6) != NULL)
        return true;
    return und_match_and(r->language, r->text, &end) || term_at(r, UND_TERM_AGENDA_TO, at, &end) ||
           und_match_word(r->language, UND_WORD_OR, r->text, at, &end) ||
           und_match_word(r->language, UND_WORD_OF, r->text, at, &end) ||
           und_match_word(r->language, UND_WORD_ABOVE, r->text, at, &end) ||
           und_match_word(r->language, UND_WORD_BELOW, r->text, at, &end);
}

/* "II", "A", "三", "الثالث". */
static size_t read_figure(const reader *r, size_t at, und_flow_step *step)
{
    size_t last = at, bytes = 0;
    bool han = r->language->script == UND_SCRIPT_HAN;
    uint16_t value = han && at < r->text.length
                         ? und_han_value(r->text.at + at, r->text.length - at, &bytes)
                         : und_match_term(r->language, UND_TERM_REFERENCE_ORDINAL, r->text, at, &last);
    last += bytes;
    if (value > 0) {
        *step = (und_flow_step){.first = (uint32_t)at,
                                .last = (uint32_t)last,
                                .value = value,
                                .style = han ? UND_LABEL_HAN : UND_LABEL_WORD};
        return last;
    }
    if (r->figures && (value = und_match_term(r->language, UND_TERM_REFERENCE_LETTER, r->text, at, &last)) > 0) {
        *step =
            (und_flow_step){.first = (uint32_t)at, .last = (uint32_t)last, .value = value, .style = UND_LABEL_UPPER};
        return last;
    }
    if (!r->figures || !latin_at(r->text, at) || !capital_at(r, at))
        return at;
    last = read_letters(r, at, step);
    if (last == at || (last - at > 1 && step->other == 0) || !capital_at(r, last - 1))
        return at;
    bool roman = step->other > 0 && step->other < BRANCH_MOST;
    if (roman)
        *step = (und_flow_step){step->first, step->last, step->other, step->value, UND_LABEL_UPPER_ROMAN, 0};
    else
        step->style = UND_LABEL_UPPER;
    return last;
}

/* ---- a label of several steps ---- */

static void push_step(und_flow_target *target, und_flow_step step)
{
    if (target->count < UND_TARGET_STEPS)
        target->steps[target->count++] = step;
}

/* Whether letters are letters or a Roman figure: below a letter they are a figure, below a number "i" is a letter and
 * "ii" a figure. */
static void settle(und_flow_target *target, uint32_t from)
{
    for (uint32_t i = from; i < target->count; i++) {
        und_flow_step *step = &target->steps[i];
        if (step->style != UND_LABEL_NONE)
            continue;
        bool below = i > 0 && target->steps[i - 1].style == UND_LABEL_LOWER;
        bool several = step->value > 26;
        bool roman = step->value == 0 || (step->other > 0 && (below || several));
        step->style = roman ? UND_LABEL_ROMAN : UND_LABEL_LOWER;
        if (roman)
            swap_value(step);
    }
}

/* Whether a step of unsettled letters goes on from a step of the label before; settles both. */
static bool goes_on(und_flow_step *before, und_flow_step *step)
{
    if (before->style == UND_LABEL_NUMBER || step->style == UND_LABEL_NUMBER)
        return before->style == step->style && step->value > before->value;
    if (before->style == UND_LABEL_ROMAN) {
        if (step->style != UND_LABEL_NONE || step->other <= before->value || step->other >= BRANCH_MOST)
            return false;
        step->style = UND_LABEL_ROMAN;
        swap_value(step);
        return true;
    }
    if (before->style != UND_LABEL_LOWER)
        return false;
    /* "(i) to (iv)": what is only a figure says what the other is. */
    bool figure = step->style == UND_LABEL_NONE && before->other > 0 && step->other > before->other &&
                  (step->value == 0 || step->value > 26);
    if (figure) {
        before->style = step->style = UND_LABEL_ROMAN;
        swap_value(before);
        swap_value(step);
        return true;
    }
    bool cyrillic = step->style == UND_LABEL_LOWER && step->other > before->value;
    if (step->value <= before->value && cyrillic)
        swap_value(step); /* "д) и е)" */
    if (step->value <= before->value)
        return false;
    step->style = UND_LABEL_LOWER;
    return true;
}

/* A label that begins below its number goes on from the one before: "(b)" after "3 (a) (i)" is 3 (b). */
static bool inherit(und_bytes text, und_flow_target *target, und_flow_target *before)
{
    for (uint32_t level = before->count; level-- > 0;) {
        und_flow_step step = target->steps[0], *last = &before->steps[level];
        bool number = level == 0 && last->style == UND_LABEL_NUMBER && text.at[last->first] != '(';
        if (number || last->first == last->last || !goes_on(last, &step))
            continue;
        und_flow_target whole = *target;
        whole.count = 0;
        for (uint32_t i = 0; i < level; i++) {
            und_flow_step said = before->steps[i];
            said.first = said.last = 0;
            push_step(&whole, said);
        }
        push_step(&whole, step);
        for (uint32_t i = 1; i < target->count; i++)
            push_step(&whole, target->steps[i]);
        *target = whole;
        return true;
    }
    return false;
}

/* Bytes of a hyphen or a dash at `at`; 0: none. */
static size_t dash_at(und_bytes text, size_t at)
{
    static const char *const dashes[] = {"-", "–", "—", "−"};
    for (size_t i = 0; i < sizeof dashes / sizeof dashes[0]; i++)
        if (stands(text, at, dashes[i]))
            return strlen(dashes[i]);
    return 0;
}

/* Where a number goes on after one that ends at `at`, "6.11" or "66-4"; `at`: it does not. A hyphen may also make a range;
 * in Arabic it stands for the point, as numbers are written from the left and words from the right. */
static size_t after_point(const reader *r, size_t at, uint16_t number)
{
    und_bytes text = r->text;
    uint32_t next;
    if (at + 1 >= text.length || (text.at[at] != '.' && text.at[at] != '-'))
        return at;
    bool point = text.at[at] == '.', arabic = r->language->script == UND_SCRIPT_ARABIC;
    size_t here = arabic ? after_spaces(text, at + 1) : at + 1, end = read_digits(text, here, &next);
    return end > here && (point || next <= number || (arabic && !r->many)) ? here : at;
}

/* The label at `at`, which may go on from the one `before`. Gives where it ends. */
static size_t read_label(const reader *r, size_t at, und_flow_target *before, und_flow_target *target)
{
    und_bytes text = r->text;
    und_flow_step step;
    uint32_t number;
    *target = (und_flow_target){.first = (uint32_t)at};
    const size_t start = at;
    if (before != NULL && r->again && stands(text, at, "第"))
        at += strlen("第");
    bool only_below = before != NULL && !r->many;
    size_t last = only_below ? at : read_digits(text, at, &number);
    bool whole = last > at; /* the label does not begin below its number */
    if (whole) {
        if (last + 1 < text.length && text.at[last] == '/' && digit_at(text, last + 1))
            return start; /* a resolution's, or half a fraction */
        step = (und_flow_step){.first = (uint32_t)at, .last = (uint32_t)last, .value = (uint16_t)number};
        step.style = UND_LABEL_NUMBER;
        last = read_suffix(r, last, &step);
        push_step(target, step);
        for (size_t next; target->count < UND_TARGET_STEPS && (next = after_point(r, last, (uint16_t)number)) > last;) {
            size_t end = read_digits(text, next, &number);
            step = (und_flow_step){.first = (uint32_t)next, .last = (uint32_t)end, .value = (uint16_t)number};
            step.style = UND_LABEL_NUMBER;
            push_step(target, step);
            last = end;
        }
    } else if (!only_below && (last = read_figure(r, at, &step)) > at) {
        whole = true;
        last = read_suffix(r, last, &step);
        push_step(target, step);
    }
    if (!whole)
        last = at;
    while (target->count < UND_TARGET_STEPS) {
        size_t here = after_spaces(text, last), next = read_branch(r, here, target->count > 0 || before != NULL, &step);
        if (next == here)
            break;
        push_step(target, step);
        last = next;
    }
    if (target->count == 0 && r->bare) {
        last = read_letters(r, at, &step);
        und_flow_step below;
        size_t here = after_spaces(r->text, last), end = last > at ? read_branch(r, here, false, &below) : here;
        if (last > at && (end > here || is_closed(r, last)))
            push_step(target, step);
        if (target->count > 0 && end > here) { /* "alinéa b ii)" */
            push_step(target, below);
            last = end;
        }
    }
    if (target->count == 0 || (!whole && before != NULL && !inherit(text, target, before)))
        return start;
    settle(target, 0);
    target->last = (uint32_t)last;
    return last;
}

/* Whether a range that "-" makes goes up: "66-4" is one number of a code of laws. */
static bool goes_up(const und_flow_target *from, const und_flow_target *to)
{
    return from->count == to->count && from->steps[from->count - 1].style == to->steps[to->count - 1].style &&
           from->steps[from->count - 1].value < to->steps[to->count - 1].value;
}

/* What makes a range at `at`: "to", "-". `*dash`: it is the latter. */
static size_t read_to(const reader *r, size_t at, bool *dash)
{
    size_t here = after_spaces(r->text, at), last;
    size_t bytes = dash_at(r->text, here);
    *dash = bytes > 0;
    if (*dash)
        return after_spaces(r->text, here + bytes);
    return term_at(r, UND_TERM_AGENDA_TO, here, &last) ? after_spaces(r->text, last) : at;
}

/* After `last`, the second end of a range that begins with `target`. */
static size_t read_range(const reader *r, size_t last, und_flow_target *target)
{
    bool dash;
    size_t at = read_to(r, last, &dash);
    und_flow_target to;
    if (at == last)
        return last;
    size_t end = read_label(r, at, target, &to);
    if (end == at || (!goes_up(target, &to) && (dash || to.count == target->count)))
        return last;
    memcpy(target->to, to.steps, sizeof to.steps);
    target->to_count = to.count;
    target->from_last = target->last;
    target->to_first = to.first;
    target->last = (uint32_t)end;
    return end;
}

/* Moves from the end of a label to the next in a list. */
static bool next_member(const reader *r, size_t *at)
{
    size_t here = after_spaces(r->text, *at), last;
    if (here < r->text.length && r->text.at[here] == ';')
        return false;
    if (!und_match_and(r->language, r->text, &here)) {
        if (!und_match_word(r->language, UND_WORD_OR, r->text, here, &last))
            return false;
        here = after_spaces(r->text, last);
    } else if (und_match_word(r->language, UND_WORD_OR, r->text, here, &last)) {
        here = after_spaces(r->text, last);
    }
    /* "paragraphs 3 and 4, 12 May 2020". */
    if (digit_at(r->text, here) && und_match_date(r->language, r->text, here, &last) != 0)
        return false;
    *at = here;
    return true;
}

/* "(i), (v) and (vi)": the last of them says that the others are figures too. */
static void settle_list(und_flow_target *targets, uint32_t count)
{
    for (uint32_t i = count; i-- > 1;) {
        const und_flow_target *next = &targets[i];
        und_flow_target *target = &targets[i - 1];
        und_flow_step *step = &target->steps[target->count - 1];
        if (next->count == target->count && next->steps[next->count - 1].style == UND_LABEL_ROMAN &&
            step->style == UND_LABEL_LOWER && step->other > 0 && target->to_count == 0) {
            step->style = UND_LABEL_ROMAN;
            swap_value(step);
        }
    }
}

size_t und_read_labels(const und_member_reader *r, size_t at, und_flow_target *targets, uint32_t *count)
{
    und_flow_target before, one;
    uint32_t have = 0;
    size_t end = at;
    for (size_t here = at; have < UND_MEMBERS_MAX;) {
        size_t last = read_label(r, here, have > 0 ? &before : NULL, &one);
        if (last == here)
            break;
        end = read_range(r, last, &one);
        if (targets != NULL)
            targets[have] = one;
        have++;
        before = one;
        if (one.to_count > 0) {
            memcpy(before.steps, one.to, sizeof one.to);
            before.count = one.to_count;
        }
        here = end;
        if (!next_member(r, &here))
            break;
    }
    if (targets != NULL)
        settle_list(targets, have);
    if (count != NULL)
        *count = have;
    return end;
}

/* ---- numbers of resolutions and decisions: CONVENTIONS 2.2 ---- */

/* A space where a line ends, between a slash and what follows it. */
static size_t after_line_end(const reader *r, size_t at)
{
    if (r->flow == NULL || at >= r->text.length || r->text.at[at] != ' ')
        return at;
    uint32_t from = und_flow_back(r->flow, at);
    return und_flow_from(r->flow, from).line < und_flow_from(r->flow, from + 1).line ? at + 1 : at;
}

/* "S-", "ES-" before the number of a special session, "BC-" of other bodies. */
static size_t read_prefix(const reader *r, size_t at, und_flow_target *target)
{
    size_t last = at;
    while (latin_at(r->text, last) && last - at < 3)
        last++;
    if (last == at || last >= r->text.length || r->text.at[last] != '-' || !digit_at(r->text, last + 1) ||
        !capital_at(r, at))
        return at;
    bool special = stands(r->text, at, "s-"), emergency = stands(r->text, at, "es-");
    target->session_type = special ? UND_SESSION_SPECIAL : emergency ? UND_SESSION_EMERGENCY_SPECIAL : UND_SESSION_NONE;
    return last + 1;
}

/* "/169" after the session or the year, "/CP.21" after the number of a decision of a conference. */
static size_t read_slashed(const reader *r, size_t at, uint32_t before, und_flow_target *target, bool *strong)
{
    und_bytes text = r->text;
    uint32_t number;
    if (at >= text.length || (text.at[at] != '/' && text.at[at] != '-'))
        return at;
    bool slash = text.at[at] == '/';
    size_t here = slash ? after_line_end(r, at + 1) : at + 1, last = here;
    last = read_digits(text, here, &number);
    if (last > here && !digit_at(text, last)) {
        bool year = before > 1900;
        if (year)
            target->year = (uint16_t)before;
        else
            target->session = (uint16_t)before;
        if (target->session_type == UND_SESSION_NONE && !year)
            target->session_type = UND_SESSION_REGULAR;
        target->steps[0] = (und_flow_step){
            .first = (uint32_t)here, .last = (uint32_t)last, .value = (uint16_t)number, .style = UND_LABEL_NUMBER};
        *strong = slash;
        return last;
    }
    if (!slash || !r->decision || !latin_at(text, here) || !capital_at(r, here))
        return at;
    last = here;
    while (latin_at(text, last))
        last++;
    if (last >= text.length || text.at[last] != '.' || !digit_at(text, last + 1))
        return at;
    *strong = true;
    return read_digits(text, last + 1, &number);
}

/* " (2001)", " (III)", " (S-VII)", " (د-29)" after a number. */
static size_t read_session(const reader *r, size_t at, und_flow_target *target)
{
    und_bytes text = r->text;
    size_t here = after_spaces(text, at), inner = here + 1, last = inner;
    uint32_t number;
    if (here - at > 1 || here >= text.length || text.at[here] != '(')
        return at;
    if (read_digits(text, inner, &number) == inner + 4 && number > 1900) {
        target->year = (uint16_t)number;
        last = inner + 4;
    } else {
        size_t prefix = inner;
        while (prefix < text.length && prefix - inner < 7 &&
               (letter_at(text, prefix) || ((unsigned char)text.at[prefix] & 0xc0) == 0x80))
            prefix++;
        bool prefixed = prefix > inner && prefix < text.length && text.at[prefix] == '-';
        last = prefixed ? prefix + 1 : inner;
        size_t figure = last;
        if (prefixed && (last = read_digits(text, figure, &number)) > figure) {
            target->session = (uint16_t)number; /* "(د-29)" */
        } else {
            last = figure;
            while (latin_at(text, last) && last - figure < 9)
                last++;
            target->session = und_roman_value(text.at + figure, last - figure);
            if (target->session == 0 || !capital_at(r, figure))
                return at;
        }
        target->session_type = !prefixed || text.at[inner] != 's' ? UND_SESSION_REGULAR : UND_SESSION_SPECIAL;
        if (prefixed && stands(text, inner, "es-"))
            target->session_type = UND_SESSION_EMERGENCY_SPECIAL;
    }
    if (last >= text.length || text.at[last] != ')') {
        target->session = 0;
        target->year = 0;
        target->session_type = UND_SESSION_NONE;
        return at;
    }
    return last + 1;
}

/* The capital of a part, " A". */
static size_t read_part(const reader *r, size_t at, und_flow_step *step)
{
    und_bytes text = r->text;
    size_t here = after_spaces(text, at);
    size_t last = here;
    uint16_t letter = und_match_term(r->language, UND_TERM_REFERENCE_LETTER, text, here, &last);
    if (letter > 0) {
        *step =
            (und_flow_step){.first = (uint32_t)here, .last = (uint32_t)last, .value = letter, .style = UND_LABEL_UPPER};
        return last;
    }
    if (here == at && !(at > 0 && text.at[at - 1] == ' ') && r->language->script != UND_SCRIPT_HAN)
        return at;
    if (!latin_at(text, here) || !capital_at(r, here) || letter_at(text, here + 1) || digit_at(text, here + 1) ||
        (here + 1 < text.length && memchr("-/'.", text.at[here + 1], 4) != NULL &&
         (letter_at(text, here + 2) || digit_at(text, here + 2))))
        return at;
    *step = (und_flow_step){.first = (uint32_t)here,
                            .last = (uint32_t)here + 1,
                            .value = (uint16_t)(text.at[here] - 'a' + 1),
                            .style = UND_LABEL_UPPER};
    return here + 1;
}

/* One number without a list of its parts. */
static size_t read_one_number(const reader *r, size_t at, bool alone, und_flow_target *target)
{
    *target = (und_flow_target){.first = (uint32_t)at, .count = 1};
    size_t start = read_prefix(r, at, target), last = start;
    uint32_t number;
    while (digit_at(r->text, last) && last - start < 5)
        last++;
    if (last == start || last - start > 4)
        return at;
    last = read_digits(r->text, start, &number);
    if (last == start)
        return at;
    target->steps[0] = (und_flow_step){
        .first = (uint32_t)start, .last = (uint32_t)last, .value = (uint16_t)number, .style = UND_LABEL_NUMBER};
    bool strong = false;
    last = read_slashed(r, last, number, target, &strong);
    if (start > at && !strong)
        return at;
    und_flow_step part;
    size_t end = read_part(r, last, &part);
    if (end > last) {
        push_step(target, part);
        last = end;
    }
    if (!strong || target->year == 0) {
        end = read_session(r, last, target);
        strong = strong || end > last;
        last = end;
    }
    if (target->count == 1 && (end = read_part(r, last, &part)) > last) { /* "377 (V) A" */
        push_step(target, part);
        last = end;
    }
    target->last = (uint32_t)last;
    return strong || (alone && !r->decision) ? last : at;
}

/* More parts of the same resolution, and their ranges: "A and B", "A to E". */
static size_t read_parts(const reader *r, size_t last, und_flow_target *targets, uint32_t *count)
{
    const und_flow_target whole = targets[*count - 1];
    uint32_t base = whole.steps[1].first;
    while (base > 0 && r->text.at[base - 1] == ' ')
        base--;
    for (;;) {
        und_flow_target *target = &targets[*count - 1];
        und_flow_step part;
        bool dash;
        size_t here = read_to(r, last, &dash);
        size_t end = here > last ? read_part(r, here, &part) : here;
        if (end > here && part.value > target->steps[1].value) {
            memcpy(target->to, target->steps, sizeof target->to);
            target->to[0].first = target->to[0].last = 0;
            target->to[1] = part;
            target->base_first = whole.first;
            target->base_last = base;
            target->to_count = 2;
            target->from_last = target->last;
            target->to_first = part.first;
            target->last = (uint32_t)end;
            return end;
        }
        here = last;
        if (*count == UND_MEMBERS_MAX || !next_member(r, &here))
            return last;
        end = read_part(r, here, &part);
        if (end == here || part.value <= target->steps[1].value)
            return last;
        und_flow_target more = whole;
        more.first = part.first;
        more.last = part.last;
        more.base_first = whole.first;
        more.base_last = base;
        more.steps[0].first = more.steps[0].last = 0;
        more.steps[1] = part;
        more.to_count = 0;
        targets[(*count)++] = more;
        last = end;
    }
}

size_t und_read_number(const und_member_reader *r, size_t at, bool first, und_flow_target *targets, uint32_t *count)
{
    *count = 0;
    size_t last = read_one_number(r, at, first, &targets[0]);
    if (last == at)
        return at;
    *count = 1;
    if (targets[0].count > 1)
        return read_parts(r, last, targets, count);
    bool dash;
    size_t here = read_to(r, last, &dash);
    und_flow_target to;
    if (here == last)
        return last;
    size_t end = read_one_number(r, here, false, &to);
    bool up = end > here && to.session_type == targets[0].session_type &&
              (to.session > targets[0].session ||
               (to.session == targets[0].session && to.steps[0].value > targets[0].steps[0].value));
    if (!up)
        return last;
    memcpy(targets[0].to, to.steps, sizeof to.steps);
    targets[0].to_count = to.count;
    targets[0].from_last = targets[0].last;
    targets[0].to_first = to.first;
    targets[0].last = (uint32_t)end;
    return end;
}

/* Words that may stand between a resolution's number and its date: "en date du", and one more. */
#define WORDS_BEFORE_DATE 4u

/* After the date at `at`, or after a few words: "of 25 September 2015", "en date du 3 mars 2020"; `at` where there is
 * none. */
static size_t after_date(const reader *r, size_t at)
{
    const char *text = r->text.at;
    size_t here = at, length = r->text.length, last;
    here += here < length && text[here] == ','; /* "65/2, en date du 4 mai 2011, et 66/3" */
    for (unsigned words = 0; words <= WORDS_BEFORE_DATE; words++) {
        here = after_spaces(r->text, here);
        if (digit_at(r->text, here) && und_match_date(r->language, r->text, here, &last) != 0)
            return last;
        size_t word = here;
        while (here < length && ((text[here] >= 'a' && text[here] <= 'z') || (unsigned char)text[here] >= 0x80))
            here++;
        if (here == word)
            break;
    }
    return at;
}

bool und_move_to_next_number(const und_member_reader *r, size_t *at)
{
    size_t here = after_date(r, *at), last;
    /* "第64/1号、第65/2号和第66/3号决议": the words around a number come again with it, and its date before it. */
    bool han = r->language->script == UND_SCRIPT_HAN;
    if (han && stands(r->text, here, "号"))
        here += strlen("号");
    if (!next_member(r, &here)) {
        size_t date = here;
        if (!und_match_and(r->language, r->text, &date) || !han ||
            und_match_date(r->language, r->text, date, &last) == 0)
            return false;
        here = after_spaces(r->text, last);
    }
    if (han && stands(r->text, here, "第"))
        here = after_spaces(r->text, here + strlen("第"));
    *at = here;
    return true;
}

size_t und_read_numbers(const und_member_reader *r, size_t at)
{
    und_flow_target targets[UND_MEMBERS_MAX];
    uint32_t count;
    size_t last = und_read_number(r, at, true, targets, &count);
    if (last == at)
        return at;
    for (;;) {
        size_t here = last;
        if (!und_move_to_next_number(r, &here))
            return last;
        size_t end = und_read_number(r, here, false, targets, &count);
        if (end == here)
            return last;
        last = end;
    }
}
