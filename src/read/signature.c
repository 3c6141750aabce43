/* Signature blocks: the mark "(Signed)" before or after a name, offices above or under it, and names as they are typed
 * under a letter that nobody has signed yet. */
#include "read/step.h"

#include "text/utf8.h"

#include <string.h>

/* Lines in which an office and a name follow each other, blank ones included. */
#define OFFICE_BLANKS 3u
#define OFFICE_LINES 3u
#define NAME_BYTES 96u /* of a line that is a name */
#define NAME_WORDS 7u
#define ADDRESSEE_ARTICLE 4u /* bytes of an article before the addressee: "The " */
/* Blocks of printing between the mark of a signature at the foot of a page and the name that comes after it. */
#define FOOT_BLOCKS 6u

typedef enum signed_mark {
    MARK_NONE,
    MARK_FIRST, /* "(Signed) Ana Example" */
    MARK_ALONE, /* "(Signed)" */
    MARK_WITHIN,
    MARK_LAST /* "Ana Example (Signed)" */
} signed_mark;

/* Whether a bracket opens in a line, a plain or a full-width one (EF BC 88). */
static bool has_bracket(und_bytes line)
{
    if (memchr(line.at, '(', line.length) != NULL)
        return true;
    const char *end = line.at + line.length;
    for (const char *at = line.at; at < end && (at = memchr(at, 0xef, (size_t)(end - at))) != NULL; at++)
        if (end - at >= 3 && (unsigned char)at[1] == 0xbc && (unsigned char)at[2] == 0x88)
            return true;
    return false;
}

static signed_mark mark_of(const und_step *s, uint32_t line)
{
    const und_language *language = und_step_language(s);
    und_facts facts = und_reader_facts(s->reader, line);
    if (language == NULL || facts.shape != UND_SHAPE_TEXT)
        return MARK_NONE;
    und_bytes whole = und_lines_text(s->reader->lines, line);
    if (!has_bracket(whole))
        return MARK_NONE; /* most lines */
    char folded[UND_LINE_BYTES * 2];
    bool first = HAS(und_keys_of(s->reader, facts), UND_TERM_SIGNED) && (facts.flags & UND_FLAG_PAREN) != 0;
    size_t length = und_fold_line(s->reader, line, folded, sizeof folded), at;
    const und_term *term = und_find_term(language, UND_TERM_SIGNED, (und_bytes){folded, length}, &at);
    if (term == NULL)
        return first ? MARK_FIRST : MARK_NONE;
    size_t open = at, close = at + term->folded_length;
    while (open > 0 && (folded[open - 1] == '*' || folded[open - 1] == '_' || folded[open - 1] == ' '))
        open--;
    while (close < length && strchr("*_ )", folded[close]) != NULL)
        close++;
    if (first)
        return close == length ? MARK_ALONE : MARK_FIRST;
    if (open == 0 || folded[open - 1] != '(' || whole.length > UND_LINE_BYTES)
        return MARK_NONE;
    return close == length ? MARK_LAST : MARK_WITHIN;
}

/* Whether an office begins the line or, in Chinese, ends it, as the State stands before it. */
static bool names_office(const und_step *s, uint32_t line)
{
    if (HAS(und_keys_of(s->reader, und_reader_facts(s->reader, line)), UND_TERM_OFFICE))
        return true;
    const und_language *language = und_step_language(s);
    if (language == NULL || language->script != UND_SCRIPT_HAN)
        return false;
    char folded[UND_LINE_BYTES * 2];
    size_t length = und_fold_line_end(s->reader, line, folded, sizeof folded);
    for (uint32_t i = language->first[UND_TERM_OFFICE]; i < language->first[UND_TERM_OFFICE + 1]; i++) {
        und_bytes term = und_term_folded(language, &language->terms[i]);
        if (term.length <= length && memcmp(folded + length - term.length, term.at, term.length) == 0)
            return true;
    }
    return false;
}

static bool is_signed(const und_step *s, const und_block *block)
{
    if (!block->small || und_is_labelled(block->head))
        return false;
    signed_mark mark = mark_of(s, block->first);
    bool office = HAS(und_keys_of(s->reader, block->head), UND_TERM_OFFICE);
    if (mark == MARK_FIRST || mark == MARK_ALONE || mark == MARK_LAST)
        return true;
    if (mark == MARK_WITHIN)
        return office && block->last == block->first + 1;
    /* The office stands above the name in French and Chinese. */
    uint32_t lines = block->last - block->first;
    if (lines < 2 || lines > OFFICE_LINES + 1 || !names_office(s, block->first))
        return false;
    for (uint32_t line = block->first + 1; line < block->last; line++) {
        mark = mark_of(s, line);
        if (mark != MARK_NONE && mark != MARK_WITHIN)
            return true;
    }
    return false;
}

/* Offices and nothing else: "Ambassador / Permanent Representative". */
static bool is_office(const und_step *s, const und_block *block)
{
    return block->small && block->last - block->first <= OFFICE_LINES && und_ends_open(block->end) &&
           !und_is_labelled(block->head) && (block->head.flags & UND_FLAG_LOWER) == 0 && names_office(s, block->first);
}

/* A few words with capitals, without figures, as a name has them. "van", "de", "al" may be among them. */
static bool is_name(const und_step *s, uint32_t line)
{
    und_bytes text = und_lines_text(s->reader->lines, line);
    while (text.length > 0 && (*text.at == ' ' || *text.at == '*')) {
        text.at++;
        text.length--;
    }
    if (text.length == 0 || text.length > NAME_BYTES || und_reader_facts(s->reader, line).shape != UND_SHAPE_TEXT)
        return false;
    const char *end = text.at + text.length;
    unsigned words = 0, capitals = 0;
    bool begins = true;
    for (const char *at = text.at; at < end;) {
        uint32_t bytes;
        uint32_t point = und_normal(und_utf8_decode(at, end, &bytes));
        at += bytes;
        if ((point >= '0' && point <= '9') || point == ':' || point == ';' || point == '(' || point == '/')
            return false;
        if (point == ' ') {
            begins = true;
        } else if (begins && point != '*') {
            begins = false;
            words++;
            capitals += !und_is_lower(point);
        }
    }
    und_end ending = und_reader_end(s->reader, line);
    return words <= NAME_WORDS && capitals * 2 >= words && (words > 1 || und_is_uncased(s)) &&
           (und_ends_open(ending) || ending == UND_END_COMMA);
}

/* Whether an addressee begins a line of the block: it is the one of the letter, and no signature. */
static bool names_addressee(const und_step *s, const und_block *block)
{
    const und_language *language = und_step_language(s);
    for (uint32_t line = block->first; line < block->last && language != NULL; line++) {
        char folded[UND_LINE_BYTES * 2];
        size_t length = und_fold_line(s->reader, line, folded, sizeof folded), at;
        const und_term *term = und_find_term(language, UND_TERM_ADDRESSEE, (und_bytes){folded, length}, &at);
        if (term != NULL && at <= ADDRESSEE_ARTICLE)
            return true;
    }
    return false;
}

/* "Ana Example / Ambassador / Permanent Representative", under a letter, without a mark. */
static bool is_typed(const und_step *s, const und_block *block)
{
    if (s->state->part != UND_PART_LETTER || s->state->mode != UND_MODE_NONE || !block->small ||
        und_is_labelled(block->head) || !und_ends_open(block->end) || !is_name(s, block->first) ||
        (s->keys & ~UND_BIT(UND_TERM_OFFICE)) != 0 || names_addressee(s, block))
        return false;
    for (uint32_t line = block->first + 1; line < block->last; line++)
        if (names_office(s, line))
            return true;
    und_block next;
    return block->last == block->first + 1 && !HAS(s->keys, UND_TERM_OFFICE) &&
           und_block_after(s, block->last, block->last + OFFICE_BLANKS, &next) && is_office(s, &next) &&
           !names_addressee(s, &next);
}

/* Offices of which the signed name comes after a blank line. */
static bool is_office_of_name(const und_step *s, const und_block *block, und_block *name)
{
    return is_office(s, block) && und_block_after(s, block->last, block->last + OFFICE_BLANKS, name) &&
           is_signed(s, name) && !names_office(s, name->first);
}

bool und_is_signature(const und_step *s)
{
    und_block name;
    return is_signed(s, &s->block) || is_typed(s, &s->block) || is_office_of_name(s, &s->block, &name);
}

/* The line after the name that stands after the foot of a page; `last` where none does. */
static uint32_t name_after_foot(const und_step *s, uint32_t last)
{
    uint16_t flags = s->state->flags;
    und_block next;
    uint32_t line = last;
    for (unsigned blocks = 0; blocks < FOOT_BLOCKS; blocks++) {
        if (!und_block_after(s, line, last + UND_INTERRUPTION_HORIZON, &next))
            return last;
        if (und_interruption(s, &flags, &next) == UND_KIND_COUNT)
            break;
        line = next.last;
    }
    /* "A. PERSON": the letter of a first name reads like the label of a heading. */
    bool labelled = und_is_labelled(next.head) &&
                    (und_facts_style(next.head) != UND_LABEL_UPPER || und_facts_form(next.head) != UND_FORM_DOT);
    bool name = next.last == next.first + 1 && !labelled && is_name(s, next.first) &&
                (und_keys_of(s->reader, next.head) & ~UND_BIT(UND_TERM_OFFICE)) == 0;
    return name ? next.last : last;
}

static uint32_t signature_end(const und_step *s)
{
    und_block next;
    uint32_t last = s->block.last;
    if (!is_signed(s, &s->block) && is_office_of_name(s, &s->block, &next))
        return next.last;
    if (s->block.last == s->block.first + 1 && mark_of(s, s->block.first) == MARK_ALONE)
        last = name_after_foot(s, last);
    if (names_office(s, s->block.first))
        return last;
    while (und_block_after(s, last, last + OFFICE_BLANKS, &next) && is_office(s, &next) && !is_signed(s, &next) &&
           !(s->state->part == UND_PART_LETTER && names_addressee(s, &next) && !is_signed(s, &s->block)))
        last = next.last;
    return last;
}

uint32_t und_signature_block(und_step *s)
{
    uint32_t last = signature_end(s);
    if (!und_give(s, UND_KIND_SIGNATURE, s->state->depth, last) ||
        !und_give_interruptions(s, (uint8_t)(s->state->depth + 1u), last))
        return UINT32_MAX;
    return last;
}
