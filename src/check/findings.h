/* findings.h - findings while rules make them: a list with its messages and fixes. */
#ifndef UND_CHECK_FINDINGS_H
#define UND_CHECK_FINDINGS_H

#include "text/text.h"
#include "undoc/reading.h"

/* Replaces `range` by `text`. */
typedef struct und_made_fix {
    und_range range;              /* of one that numbers anew: the lines whose sequences it is about */
    uint32_t title, title_length; /* in und_findings.words */
    uint32_t text, text_length;
    bool renumbers; /* its edits are those of a plan, which is made when somebody asks for them */
} und_made_fix;

typedef struct und_made_finding {
    uint32_t rule; /* row of the table: its code and severity */
    und_range range;
    uint32_t message, message_length; /* in und_findings.words */
    uint32_t first_fix, fix_count;
} und_made_finding;

typedef struct und_findings {
    const und_allocator *allocator;
    und_made_finding *at;
    size_t count, room;
    und_made_fix *fixes;
    size_t fix_count, fix_room;
    und_text words;
    bool failed; /* memory ran out: the list is not complete */
} und_findings;

void und_findings_open(und_findings *findings, const und_allocator *allocator);
void und_findings_close(und_findings *findings);
void und_findings_clear(und_findings *findings);

/* Adds a finding whose message is what `words` holds from `message` on. */
void und_findings_add(und_findings *findings, uint32_t rule, und_range range, size_t message);
/* A fix of the finding added last: its title and its text lie one after the other in `words`. */
void und_findings_offer(und_findings *findings, und_range range, size_t title, size_t text, size_t end);

/* One block of bytes, lines counted from `first_line`: as und_by_node keeps it. Nothing where there are no findings and
 * `context` is 0, which is a number of the caller's. */
void und_findings_pack(const und_findings *findings, uint32_t first_line, uint32_t context, und_text *block);

/* What a block holds. */
typedef struct und_packed {
    const und_made_finding *at;
    const und_made_fix *fixes;
    const char *words;
    uint32_t count;
    uint32_t context;
} und_packed;
und_packed und_findings_unpack(und_bytes block);

#endif
