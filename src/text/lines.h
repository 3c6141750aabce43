/* lines.h - the line store: the one copy of a document's text, as lines, with 8 bytes of facts for each.
 *
 * Text lies in an arena that edits append to; a line that is typed into lies at its end and grows in place. When more
 * than an eighth of the arena is no longer used, it is compacted. A whole text may be lent instead of copied: then its
 * lines lie in the lender's memory, and the arena has only those that came later.
 *
 * An aside, "<!-- undoc: … -->" at the end of a line or alone on it, or a line "# undoc: …" as RES-Markup has comments, is
 * kept with its line and is no part of the line's text: whoever reads lines reads them as if it were not there.
 */
#ifndef UND_TEXT_LINES_H
#define UND_TEXT_LINES_H

#include "text/gap.h"

typedef struct und_line {
    uint32_t offset; /* into the lent text, and after its end into the arena */
    uint32_t length; /* without an aside */
    uint64_t facts;  /* what read/ knows of the line; this floor only keeps it */
} und_line;

/* That a line ends with an aside. */
typedef struct und_aside {
    uint32_t line;
    uint32_t length; /* of the line with its aside */
} und_aside;

typedef struct und_lines {
    const und_allocator *allocator;
    und_gap lines;     /* of und_line */
    und_aside *asides; /* in the order of their lines; a document has few, most have none */
    size_t aside_count, aside_room;
    const char *lent; /* the lent text; NULL: none */
    size_t lent_length;
    char *text;      /* the arena */
    size_t capacity; /* of text */
    size_t used;     /* bytes of text in use, waste included */
    size_t live;     /* bytes of it that lines refer to */
} und_lines;

void und_lines_open(und_lines *lines, const und_allocator *allocator);
void und_lines_close(und_lines *lines);

static inline uint32_t und_lines_count(const und_lines *lines)
{
    return (uint32_t)lines->lines.length;
}

static inline und_line *und_lines_at(const und_lines *lines, uint32_t index)
{
    return und_gap_at(&lines->lines, index);
}

/* Where the text of a line lies that is not empty: a document of empty lines has no text to point into. */
static inline const char *und_lines_place(const und_lines *lines, const und_line *line)
{
    return line->offset < lines->lent_length ? lines->lent + line->offset
                                             : lines->text + (line->offset - lines->lent_length);
}

static inline und_bytes und_lines_text(const und_lines *lines, uint32_t index)
{
    const und_line *line = und_lines_at(lines, index);
    return line->length == 0 ? (und_bytes){"", 0} : (und_bytes){und_lines_place(lines, line), line->length};
}

/* The n-th line's text with its aside, if it has one. */
und_bytes und_lines_whole(const und_lines *lines, uint32_t index);
/* The number of the first aside in line `index` or below. */
size_t und_lines_aside_from(const und_lines *lines, uint32_t index);
/* Whether a line has an aside. */
static inline bool und_lines_has_aside(const und_lines *lines, uint32_t index)
{
    if (lines->aside_count == 0)
        return false; /* most documents */
    size_t n = und_lines_aside_from(lines, index);
    return n < lines->aside_count && lines->asides[n].line == index;
}
/* The bytes of a line without the asides at its end, and without the spaces before them; all where there are none. */
size_t und_cut_asides(const char *at, size_t length);
static inline size_t und_without_asides(const char *at, size_t length)
{
    /* What most lines end with is no ">" and no space, and they begin with no "#". */
    bool may = length > 0 && (at[length - 1] == '>' || at[length - 1] == ' ' || at[length - 1] == '\t' || *at == '#');
    return may ? und_cut_asides(at, length) : length;
}

/* Replaces [first, first + removed) by `added` lines; a CR at the end of a line is not stored. The facts of the new
 * lines are 0. Fails with UND_E_ARGUMENT, UND_E_LIMIT, UND_E_MEMORY; nothing changed then. */
und_status und_lines_splice(und_lines *lines, uint32_t first, uint32_t removed, const und_bytes *added, uint32_t count);

/* For a whole text: room for `bytes` more of it, at once. */
und_status und_lines_reserve(und_lines *lines, size_t bytes);

/* Lines of a whole text that are read together: some 40 KB, what a first cache holds. */
#define UND_LINES_A_PIECE 320u

/* Appends the next lines of `*text`, UND_LINES_A_PIECE at the most, and moves it after them; their ends (LF, a CR before
 * it) are no part of them. Piece by piece, so that whoever looks at each line next finds it in the cache. Fails like a
 * splice; nothing changed then. */
und_status und_lines_take(und_lines *lines, und_bytes *text);

/* Like und_lines_take, of a text that is lent: the first time before anything else is there. It stays where and as it is
 * as long as the lines do. */
und_status und_lines_lend(und_lines *lines, und_bytes *text);

/* Gives back the room that is not used. */
void und_lines_fit(und_lines *lines);

#endif
