/* mark.h - the marks of RES-Markup, the text format in which munify exchanges resolutions of Model United Nations.
 *
 * Its first line is "%RES 1.0". Lines of a label and a colon come before the sections; "== Header ==", "== Preamble =="
 * and "== Operative ==" name those. Marks at the beginning of a line say what it is: "-" in the preamble a paragraph, in
 * the operative part a sub-paragraph below a clause that "[CLAUSE]" opens, "--" one below that, ">" and "->" text that
 * closes a clause or a sub-paragraph. Earlier drafts of the format have no "[CLAUSE]": there "-" is the clause, and "~"
 * closes it. (github.com/DeutscheModelUnitedNations/munify-resolution-editor, grammar of RES-Markup 1.0)
 */
#ifndef UND_READ_MARK_H
#define UND_READ_MARK_H

#include "undoc/undoc.h"

typedef enum und_mark {
    UND_MARK_NONE,
    UND_MARK_VERSION, /* "%RES 1.0" */
    UND_MARK_COMMENT, /* "# for the secretariat only" */
    UND_MARK_SECTION, /* "== Preamble ==" */
    UND_MARK_CLAUSE,  /* "[CLAUSE]" */
    UND_MARK_ITEM,    /* "-", "--" */
    UND_MARK_TAIL     /* ">", "->", "~" */
} und_mark;

/* The mark that a line begins with, and how deep it says that the line lies, from 1; of a tail, the depth of what it
 * closes. */
und_mark und_mark_of(und_bytes line, unsigned *level);

/* Whether a line begins with a text in lower case, spaces before it and case aside. */
bool und_begins_as(und_bytes line, const char *text);

#endif
