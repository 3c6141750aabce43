/* rules.h - what the user says about rules: how severe a finding of each is, or that it is none; the file .undoc.yaml that
 * says so for a folder; asides, comments in a document that silence a rule at a place.
 *
 * The rules of undoc.h hold. A rule is named by its code, "clause/opener", or with others: "clause/" and an asterisk for all
 * of an area, an asterisk for every rule.
 *
 * An aside is a comment "<!-- undoc: off clause/opener -->", at the end of a line or alone on a line. It is no part of the
 * text. A line "# undoc: off …" is one as well: RES-Markup has comments of that form. Several rules may be named, with
 * spaces or commas between them; none stands for all; what comes after a colon is a reason, for people. At the end of a
 * line an aside silences findings that begin in that line; alone on a line, those of the paragraph below it, or of the
 * lines below it up to a blank one where those are no paragraph (a masthead, a signature). "off-file" silences rules in
 * the whole document, wherever it stands. Findings of what an aside says, "comment/unused" and "comment/unknown", are
 * silenced by severities alone.
 */
#ifndef UNDOC_RULES_H
#define UNDOC_RULES_H

#include "undoc/reading.h"

#ifdef __cplusplus
extern "C" {
#endif

/* ---- severities ---- */

/* One thing that is said about rules. */
typedef struct und_rule_setting {
    und_bytes rule;  /* its name, or that of several */
    und_bytes level; /* error, warning, info (or information), hint, off; default: what the rule has by itself */
    uint32_t rank;   /* where settings differ, the higher one holds; of the same rank the one that names fewer rules */
} und_rule_setting;

/* Whether a setting can be understood. UND_E_DATA: a rule or level that is none; `message` says what was expected, and names a
 * rule that is near. */
UND_API und_status und_rule_setting_check(und_bytes rule, und_bytes level, char message[UND_MESSAGE_MAX]);

/* Whether a name stands for the n-th rule, as und_rule_code counts them. UND_NONE: not for that one; UND_E_DATA: for none. */
UND_API und_status und_rule_is_named(und_bytes name, size_t n);

/* How severe findings of this document are from now on, and which are left out: for every call and view. Replaces what was
 * set before; what und_doc_ignore leaves out is left out beside it. A setting that cannot be understood is passed over. */
UND_API und_status und_doc_set_rules(und_doc *doc, const und_rule_setting *settings, size_t count);

/* The severity that holds for the n-th rule, asides left aside. UND_NONE: it is off. UND_E_ARGUMENT: there is no such rule. */
UND_API und_status und_doc_rule_severity(und_doc *doc, size_t n, und_severity *out);

/* ---- asides ---- */

/* Where the n-th aside stands, from its "<" to its ">", in the order of the text; several at the end of one line count as
 * one. UND_NONE: there are no more. */
UND_API und_status und_aside_get(const und_doc *doc, uint32_t n, und_range *out);

/* The edit that silences the rule of a finding at its place, or in the whole document, by an aside: a new one, or a name more
 * in one that is there. `title` says it in a few words. UND_NONE: there is no such finding, or it is about an aside. */
UND_API und_status und_silence_get(und_doc *doc, uint32_t finding, bool whole, und_bytes *title, und_edit *out);

/* ---- .undoc.yaml ---- */

#define UND_SETTINGS_NAME ".undoc.yaml"

typedef struct und_settings und_settings;

/* The path of the file that holds for a folder: in it or in the nearest folder above, no further than `home` where it lies
 * below that, else than the root. `folder` and `home` are absolute; `home` may be NULL. UND_NONE: there is none. UND_E_LIMIT:
 * the path has no room. Asks the file system once for each folder. */
UND_API und_status und_settings_find(const char *folder, const char *home, char *out, size_t room);

/* Reads a file. UND_E_MEMORY: `*out` is NULL. UND_E_IO, it cannot be read: the handle has that as its only problem. What is
 * wrong in it is a problem each, and the rest holds. `allocator` NULL means the C library's. */
UND_API und_status und_settings_open(const und_allocator *allocator, const char *path, und_settings **out);
UND_API void und_settings_close(und_settings *settings);
UND_API size_t und_settings_problem_count(const und_settings *settings);
/* NULL: there are no more. */
UND_API const und_problem *und_settings_problem(const und_settings *settings, size_t n);
/* What it says about rules, in its order, all of rank 0; those that cannot be understood are problems and not among them.
 * UND_NONE: no more. */
UND_API und_status und_settings_rule(const und_settings *settings, size_t n, und_rule_setting *out);

#ifdef __cplusplus
}
#endif

#endif
