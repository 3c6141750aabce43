#include "read/block.h"

#include "read/parting.h"

#include <string.h>

/* More lines or bytes than a heading, a title or a masthead field has. */
#define SMALL_LINES 6u
#define SMALL_BYTES 480u

/* Blank lines that may stand between a label alone on its line and its text. */
#define BLANKS_AFTER_LABEL 2u

/* Facts as one number, to be looked at together. */
static inline uint64_t bits_of(und_facts facts)
{
    uint64_t bits;
    memcpy(&bits, &facts, sizeof bits);
    return bits;
}

/* The first line from `line` on that is no plain text, where nothing begins: text in lower case without label, phrase or
 * mark, as most lines of a wrapped paragraph are. */
static uint32_t after_plain(const und_lines *lines, uint32_t line, uint32_t stop)
{
    const uint64_t looked_at =
        bits_of((und_facts){.shape = 0xff, .label = 0xff, .phrase = 0xffff, .flags = UND_FLAG_MARKED | UND_FLAG_LOWER});
    const uint64_t plain = bits_of((und_facts){.shape = UND_SHAPE_TEXT, .flags = UND_FLAG_LOWER});
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

/* Asides in a row that a paragraph goes on after: a step looks no further. */
#define ASIDES_MOST 8u

/* The line that goes on with a block after the asides that stand at `line` alone on their lines; `line` itself where none
 * stands there; UINT32_MAX: a blank line comes after them, or nothing, and they are not of the block. */
static uint32_t after_asides(const und_reader *reader, uint32_t line, uint32_t stop)
{
    uint32_t next = line;
    while (next < stop && next - line <= ASIDES_MOST && und_is_aside(und_reader_facts(reader, next)))
        next++;
    if (next == line)
        return line;
    return next < stop && und_reader_facts(reader, next).shape != UND_SHAPE_BLANK ? next : UINT32_MAX;
}

/* The line after a block that begins with a line of text. */
static uint32_t block_end(const und_reader *reader, const und_machine *state, und_row *row)
{
    uint32_t last = row->text + 1;
    if ((row->head.flags & UND_FLAG_MARKED) != 0)
        return last; /* a heading is one line */
    bool list = und_is_in_list(row);
    for (;;) {
        /* Nothing begins in lower case but what closes the sentence of a list. */
        if (!list || und_ends_open(und_reader_end(reader, last - 1)))
            last = after_plain(reader->lines, last, row->stop);
        if (last == row->stop)
            return last;
        uint32_t next = after_asides(reader, last, row->stop);
        if (next == UINT32_MAX || und_is_parted(reader, state, row, last - 1, next))
            return last;
        last = next + 1;
    }
}

/* Bytes of a line of which a run of spaces counts as one: columns and indents are wide. */
static size_t bytes_of_words(und_bytes line)
{
    size_t bytes = 0;
    for (size_t i = 0; i < line.length; i++)
        bytes += line.at[i] != ' ' || (i > 0 && line.at[i - 1] != ' ');
    return bytes;
}

/* Whether a block has no more lines and bytes than a heading, a title or a masthead field. */
static bool is_small(const und_lines *lines, uint32_t first, uint32_t last)
{
    size_t bytes = 0;
    if (last - first > SMALL_LINES)
        return false;
    for (uint32_t line = first; line < last; line++)
        bytes += und_lines_at(lines, line)->length;
    if (bytes <= SMALL_BYTES || *und_lines_text(lines, first).at != ' ')
        return bytes <= SMALL_BYTES;
    bytes = 0;
    for (uint32_t line = first; line < last; line++)
        bytes += bytes_of_words(und_lines_text(lines, line));
    return bytes <= SMALL_BYTES;
}

/* "[CLAUSE]" of RES-Markup stands alone above the words of a clause, as a label does. */
static bool is_clause_mark(const und_reader *reader, uint32_t line)
{
    if ((und_reader_facts(reader, line).flags & UND_FLAG_BRACKET) == 0)
        return false;
    und_bytes text = und_lines_text(reader->lines, line);
    return text.length >= 8 && *text.at == '[' &&
           (memcmp(text.at, "[CLAUSE]", 8) == 0 || memcmp(text.at, "[clause]", 8) == 0);
}

uint32_t und_text_line(const und_reader *reader, uint32_t first, uint32_t last)
{
    if (!und_is_label_alone(und_reader_facts(reader, first)) && !is_clause_mark(reader, first))
        return first;
    uint32_t line = und_tree_next(reader, first + 1);
    if (line >= last || line > first + 1 + BLANKS_AFTER_LABEL)
        return first;
    und_facts facts = und_reader_facts(reader, line);
    bool text = facts.shape == UND_SHAPE_TEXT && !und_is_labelled(facts) && (facts.flags & UND_FLAG_MARKED) == 0;
    return text ? line : first;
}

void und_block_read(const und_reader *reader, const und_machine *state, uint32_t line, uint32_t most, und_block *block)
{
    uint32_t total = und_lines_count(reader->lines);
    uint32_t stop = most < total - line ? line + most : total;
    und_row row = {.first = line, .text = und_text_line(reader, line, stop), .stop = stop};
    row.head = und_reader_facts(reader, row.text);
    row.measured = row.text;
    if (row.text != line) {
        und_facts label = und_reader_facts(reader, line);
        row.head.label = label.label;
        row.head.value = label.value;
    }
    uint32_t last = row.text + 1;
    bool small = und_lines_at(reader->lines, row.text)->length <= SMALL_BYTES;
    while (row.head.shape == UND_SHAPE_TABLE) { /* a table is one block */
        uint32_t next = after_asides(reader, last, stop);
        if (next >= stop || und_reader_facts(reader, next).shape != UND_SHAPE_TABLE)
            break;
        last = next + 1;
    }
    und_facts below = last < stop ? und_reader_facts(reader, last) : (und_facts){0};
    if (row.head.shape == UND_SHAPE_TEXT && (below.shape != UND_SHAPE_BLANK || und_is_aside(below))) {
        last = block_end(reader, state, &row);
        small = is_small(reader->lines, row.text, last);
    }
    *block = (und_block){.first = line,
                         .last = last,
                         .text = row.text,
                         .head = row.head,
                         .end = und_reader_end(reader, last - 1),
                         .small = small};
}
