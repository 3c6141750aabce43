#include "read/block.h"

/* More lines or bytes than a heading, a title or a masthead field has. */
#define SMALL_LINES 6u
#define SMALL_BYTES 480u

/* Keys that begin a new block even without a blank line before, when the line before has ended. */
#define STRUCTURE                                                                                                      \
    (UND_BIT(UND_TERM_LETTER_TITLE) | UND_BIT(UND_TERM_ANNEX_TO) | UND_BIT(UND_TERM_SUBJECT) |                         \
     UND_BIT(UND_TERM_RESOLUTION_TITLE) | UND_BIT(UND_TERM_ADOPTION) | UND_BIT(UND_TERM_HONOUR) |                      \
     UND_BIT(UND_TERM_SIGNED) | UND_BIT(UND_TERM_DISTRIBUTION_LABEL) | UND_BIT(UND_TERM_FURNITURE))

uint64_t und_keys_of(const und_reader *reader, und_facts facts)
{
    return facts.phrase == 0 ? 0 : und_phrase_at(reader->lexicon, facts.phrase)->keys;
}

static bool same_kind_of_label(und_facts a, und_facts b)
{
    return a.label == b.label;
}

/* Whether a block ends between two lines that follow each other without a blank one. */
static bool breaks(const und_reader *reader, const und_machine *state, und_facts head, und_facts before, und_facts next)
{
    if (next.shape != UND_SHAPE_TEXT)
        return true;
    if (((before.flags | next.flags) & UND_FLAG_MARKED) != 0)
        return true;
    und_end end = und_facts_end(before);
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
    if ((keys & UND_OPENERS) != 0 && !open && (next.flags & UND_FLAG_UPPER) != 0 && end != UND_END_COLON) {
        /* Clauses without blank lines between them; a capital inside a sentence is no opener. */
        uint64_t first = und_keys_of(reader, head);
        return (first & (UND_OPENERS | UND_BIT(UND_TERM_SUBJECT) | UND_BIT(UND_TERM_SUBJECT_START))) != 0 ||
               und_is_labelled(head);
    }
    return false;
}

/* The short answer for most lines of a wrapped paragraph: nothing begins there. */
static bool goes_on_plainly(und_facts before, und_facts next)
{
    return next.shape == UND_SHAPE_TEXT && next.label == 0 && next.phrase == 0 &&
           ((before.flags | next.flags) & UND_FLAG_MARKED) == 0;
}

und_block und_block_read(const und_reader *reader, const und_machine *state, uint32_t line, uint32_t most)
{
    uint32_t total = und_lines_count(reader->lines);
    und_facts head = und_reader_facts(reader, line);
    und_block block = {line, line + 1, head, head, false};
    size_t bytes = und_lines_at(reader->lines, line)->length;
    while (block.last < total && block.last - line < most) {
        und_facts next = und_reader_facts(reader, block.last);
        if (next.shape == UND_SHAPE_BLANK || block.tail.shape != UND_SHAPE_TEXT)
            break;
        if (!goes_on_plainly(block.tail, next) && breaks(reader, state, head, block.tail, next))
            break;
        bytes += und_lines_at(reader->lines, block.last)->length;
        block.tail = next;
        block.last++;
    }
    block.small = block.last - line <= SMALL_LINES && bytes <= SMALL_BYTES;
    return block;
}
