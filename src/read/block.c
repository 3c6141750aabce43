#include "read/block.h"

#include <string.h>

/* More lines or bytes than a heading, a title or a masthead field has. */
#define SMALL_LINES 6u
#define SMALL_BYTES 480u

/* Keys that begin a new block even without a blank line before, when the line before has ended. */
#define STRUCTURE                                                                                                      \
    (UND_BIT(UND_TERM_LETTER_TITLE) | UND_BIT(UND_TERM_ANNEX_TO) | UND_BIT(UND_TERM_SUBJECT) |                         \
     UND_BIT(UND_TERM_RESOLUTION_TITLE) | UND_BIT(UND_TERM_ADOPTION) | UND_BIT(UND_TERM_HONOUR) |                      \
     UND_BIT(UND_TERM_SIGNED) | UND_BIT(UND_TERM_DISTRIBUTION_LABEL) | UND_BIT(UND_TERM_FURNITURE))

static bool same_kind_of_label(und_facts a, und_facts b)
{
    return a.label == b.label;
}

/* Whether a block with this head ends between two lines that follow each other without a blank one; `line` is the second
 * of them. */
static bool breaks(const und_reader *reader, const und_machine *state, und_facts head, uint32_t line)
{
    und_facts before = und_reader_facts(reader, line - 1), next = und_reader_facts(reader, line);
    if (next.shape != UND_SHAPE_TEXT)
        return true;
    if (((before.flags | next.flags) & UND_FLAG_MARKED) != 0)
        return true;
    und_end end = und_reader_end(reader, line - 1);
    bool open = end == UND_END_NONE || end == UND_END_HYPHEN;
    if (und_is_labelled(next)) {
        if (!open)
            return true;
        /* A sentence that was not finished yet, and the next number of its list: a break, all the same. */
        return und_is_labelled(head) && same_kind_of_label(head, next) && next.value == head.value + 1;
    }
    uint64_t keys = und_keys_of(reader, next);
    if (keys == 0)
        return false;
    if ((keys & UND_BIT(UND_TERM_SIGNED)) != 0 && (und_keys_of(reader, head) & UND_BIT(UND_TERM_OFFICE)) != 0)
        return false; /* the office above the name */
    if ((keys & UND_BIT(UND_TERM_LETTER_TITLE)) != 0 && (head.flags & UND_FLAG_LOWER) == 0 &&
        (und_keys_of(reader, head) & (UND_BIT(UND_TERM_ANNEX) | UND_BIT(UND_TERM_ANNEX_TO))) != 0)
        return false; /* "Annexe à la / lettre datée du" over two lines */
    if ((keys & STRUCTURE) != 0 && (!open || state->part <= UND_PART_MASTHEAD))
        return true;
    /* The title of a draft directly above its subject line. */
    if ((keys & UND_BIT(UND_TERM_SUBJECT)) != 0 && state->part == UND_PART_CLAUSES && state->mode == UND_MODE_NONE &&
        (state->flags & UND_STATE_SUBJECT) == 0)
        return true;
    if ((keys & UND_OPENERS) != 0 && !open && (next.flags & UND_FLAG_UPPER) != 0 && end != UND_END_COLON) {
        /* Clauses without blank lines between them; a capital inside a sentence is no opener. */
        uint64_t first = und_keys_of(reader, head);
        return (first & (UND_OPENERS | UND_BIT(UND_TERM_SUBJECT) | UND_BIT(UND_TERM_SUBJECT_START))) != 0 ||
               und_is_labelled(head);
    }
    return false;
}

/* Facts as one number, to be looked at together. */
static inline uint64_t bits_of(und_facts facts)
{
    uint64_t bits;
    memcpy(&bits, &facts, sizeof bits);
    return bits;
}

/* The first line from `line` on that is no plain text, where nothing begins: text without label, phrase or mark, as most
 * lines of a wrapped paragraph are. */
static uint32_t after_plain(const und_lines *lines, uint32_t line, uint32_t stop)
{
    const uint64_t looked_at =
        bits_of((und_facts){.shape = 0xff, .label = 0xff, .phrase = 0xffff, .flags = UND_FLAG_MARKED});
    const uint64_t plain = bits_of((und_facts){.shape = UND_SHAPE_TEXT});
    while (line < stop) {
        /* Lines stand together up to the gap. */
        uint32_t gap = (uint32_t)lines->lines.start;
        uint32_t end = line < gap && gap < stop ? gap : stop;
        const und_line *at = und_lines_at(lines, line);
        for (; line < end; line++, at++)
            if ((at->facts & looked_at) != plain)
                return line;
    }
    return stop;
}

/* The line after a block that begins with a line of text. */
static uint32_t block_end(const und_reader *reader, const und_machine *state, uint32_t line, uint32_t stop)
{
    und_facts head = und_reader_facts(reader, line);
    uint32_t last = line + 1;
    if ((head.flags & UND_FLAG_MARKED) != 0)
        return last; /* a heading is one line */
    for (;;) {
        last = after_plain(reader->lines, last, stop);
        if (last == stop || breaks(reader, state, head, last))
            return last;
        last++;
    }
}

/* Whether a block has no more lines and bytes than a heading, a title or a masthead field. */
static bool is_small(const und_lines *lines, uint32_t first, uint32_t last)
{
    size_t bytes = 0;
    if (last - first > SMALL_LINES)
        return false;
    for (uint32_t line = first; line < last; line++)
        bytes += und_lines_at(lines, line)->length;
    return bytes <= SMALL_BYTES;
}

void und_block_read(const und_reader *reader, const und_machine *state, uint32_t line, uint32_t most, und_block *block)
{
    uint32_t total = und_lines_count(reader->lines);
    uint32_t stop = most < total - line ? line + most : total;
    und_facts head = und_reader_facts(reader, line);
    uint32_t last = line + 1;
    bool small = und_lines_at(reader->lines, line)->length <= SMALL_BYTES;
    if (last < stop && head.shape == UND_SHAPE_TEXT && und_reader_facts(reader, last).shape != UND_SHAPE_BLANK) {
        last = block_end(reader, state, line, stop);
        small = is_small(reader->lines, line, last);
    }
    *block =
        (und_block){.first = line, .last = last, .head = head, .end = und_reader_end(reader, last - 1), .small = small};
}
