/* edge.h - the folded beginning and end of a line, and how much room it takes. */
#ifndef UND_READ_EDGE_H
#define UND_READ_EDGE_H

#include "read/machine.h"

/* Bytes of a line that a view of it needs: its first formula. */
#define UND_LINE_BYTES 240u

/* A line after the marks that it begins with. */
und_bytes und_unmarked(und_bytes text);
/* The folded beginning of a line, without marks: of `most` bytes of it. */
size_t und_fold_beginning(const und_reader *reader, uint32_t line, size_t most, char *out, size_t room);
size_t und_fold_line(const und_reader *reader, uint32_t line, char *out, size_t room);
/* The folded end of a line, without marks: of its last `most` bytes. */
size_t und_fold_end(const und_reader *reader, uint32_t line, size_t most, char *out, size_t room);
/* The same of its last UND_LINE_BYTES. */
size_t und_fold_line_end(const und_reader *reader, uint32_t line, char *out, size_t room);
/* Bytes of the folded line after the phrase that it begins with, figures and marks aside: is the phrase all that stands
 * there? */
size_t und_line_after_phrase(const und_reader *reader, uint32_t line, uint16_t phrase);

/* The ending of a line's first word, a label aside, that hints at a part, for openers that no pack knows: a term of `key`;
 * NULL: none. */
const und_term *und_first_word_ending(const und_reader *reader, uint32_t line, const und_language *language,
                                      und_term_key key);

/* Columns that a text takes in print: two for a Chinese character. */
uint32_t und_columns(und_bytes text);
/* Columns that a line takes, spaces at its end aside. */
uint32_t und_line_columns(const und_reader *reader, uint32_t line);
/* Columns of the first word of a line, a mark that sticks to it included. */
uint32_t und_first_word_columns(const und_reader *reader, uint32_t line);
/* Columns of the space that a line begins with. */
uint32_t und_indent(const und_reader *reader, uint32_t line);

#endif
