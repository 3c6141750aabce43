/* terminal.h - what is printed, for files and for people: on a terminal the control characters of a document or a file
 * name stand as text, so that nobody's text colours the screen, renames the window or fills the clipboard. Into a pipe or
 * a file every byte goes as it is.
 */
#ifndef UND_FACE_TERMINAL_H
#define UND_FACE_TERMINAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#define TERMINAL_PENDING 3u /* of a character of at most four bytes that came in two pieces */

/* A stream, and what is known of it. Zeroed but for `file`, it is ready for use. */
typedef struct terminal {
    FILE *file;
    bool asked;  /* whether the next field was looked up */
    bool screen; /* it is a terminal */
    bool json;   /* escapes are those of JSON strings, so that what is printed stays JSON */
    char pending[TERMINAL_PENDING];
    size_t pending_length;
} terminal;

/* An und_sink over a terminal. What Neovim shows for such bytes is shown here: ^[ for ESC, <85> for a control character
 * of the second set or a byte that is no UTF-8, <202e> for a mark that turns the direction of what follows. Line feeds
 * and tabs stay. */
bool terminal_write(void *context, const char *at, size_t length);

/* What came of a character that never came whole. To be called after the last piece of a text. */
bool terminal_end(terminal *out);

/* printf over the same. */
void terminal_print(terminal *out, const char *format, ...)
#ifdef __GNUC__
    __attribute__((format(printf, 2, 3)))
#endif
    ;

#endif
