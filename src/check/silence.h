/* silence.h - asides that silence rules: what each says, and where it holds (undoc/rules.h). */
#ifndef UND_CHECK_SILENCE_H
#define UND_CHECK_SILENCE_H

#include "check/findings.h"
#include "check/rule_set.h"
#include "read/document.h"

/* One name in an aside, or all rules where it names none. */
typedef struct und_silence {
    und_range range;      /* of the name; of the comment where it has none */
    und_range comment;    /* with the name: "<!-- … -->" */
    uint32_t first, last; /* findings that begin in the lines [first, last) are silenced */
    und_rule_set rules;
    bool file;  /* the whole document */
    bool alone; /* the only name of its comment */
    bool used;  /* it silences something */
} und_silence;

typedef struct und_silences {
    const und_allocator *allocator;
    und_silence *below; /* of asides alone on a line, in the order of the text */
    size_t below_count, below_room;
    und_silence *beside; /* of those at the end of a line */
    size_t beside_count, beside_room;
    und_silence *whole; /* of those that hold for the whole document */
    size_t whole_count, whole_room;
    und_rule_set rules; /* that are silenced in all of it */
    und_rule_set found; /* of these, that found something */
    struct {
        uint32_t next, first, last;
    } below_last; /* the line with words below the aside read last, and its passage: many asides may stand above one */
    bool failed;  /* memory ran out */
} und_silences;

void und_silences_open(und_silences *silences, const und_allocator *allocator);
void und_silences_close(und_silences *silences);

/* Reads the asides of a document; what cannot be understood is a finding of the rule `unknown`. */
void und_silences_read(und_silences *silences, const und_doc *doc, und_findings *findings, uint32_t unknown);

/* A finding where a line begins with such a comment and has words after it: they are taken for no text then. `index` is a
 * node of what is no text, as in und_doc_stored. */
void und_silences_misplaced(const und_doc *doc, uint32_t index, und_findings *findings, uint32_t unknown);

/* Whether a finding of a rule that begins in `line` is silenced. Notes who silences it. */
bool und_silences_hold(und_silences *silences, uint32_t rule, uint32_t line);

/* After all findings were asked about: a finding of the rule `unused` for each name that silenced nothing. */
void und_silences_end(und_silences *silences, const und_doc *doc, und_findings *findings, uint32_t unused);

/* The edit that silences a rule where a finding begins, or in the whole document; the text goes into `out`. */
und_range und_silence_edit(const und_doc *doc, const char *code, und_place at, bool whole, und_text *out);

#endif
