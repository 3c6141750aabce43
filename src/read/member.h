/* member.h - what stands after the word of a reference: "3, 5 and 7 to 9", "(a) (ii) to (iv)", "72/1, 73/2 A and B".
 *
 * A label has steps, the outermost first: 3, (a), (ii). Where a member of a list leaves out what an earlier one has said,
 * as "(b)" of "3 (a) and (b)", it has those steps too, and no words for them.
 */
#ifndef UND_READ_MEMBER_H
#define UND_READ_MEMBER_H

#include "pack/pack.h"
#include "read/flow.h"

#define UND_MEMBERS_MAX 96u /* of one list; the longest that we have seen has 31 */

typedef struct und_flow_step {
    uint32_t first, last; /* bytes of the text; equal: said by an earlier member */
    uint16_t value;       /* from 1 */
    uint16_t other;       /* what the same letters count otherwise: 1 of "i", the ninth letter; 0: nothing */
    uint8_t style;        /* und_label_style */
    uint8_t added;        /* 1 bis, 2 ter, 3 quater; 0: it was not added between others */
} und_flow_step;

typedef struct und_flow_target {
    uint32_t first, last;           /* bytes of the text, of both ends where it is a range */
    uint32_t base_first, base_last; /* what `first` goes on from, as "73/2" before "B"; equal: nothing */
    uint32_t from_last, to_first;   /* of a range: where its first end ends, and its second begins; else 0 */
    uint8_t kind;                   /* und_target_kind */
    uint8_t count, to_count;
    uint8_t session_type; /* und_session_type */
    uint16_t session, year;
    und_flow_step steps[UND_TARGET_STEPS]; /* of a resolution: its number, and the letter of its part */
    und_flow_step to[UND_TARGET_STEPS];    /* of a range: the same of its last member */
} und_flow_target;

typedef struct und_member_reader {
    const und_language *language;
    und_bytes text;       /* folded */
    const und_flow *flow; /* whose folding it is; NULL: capitals cannot be told */
    bool many;            /* several labels may stand there; letters below one may always */
    bool figures;         /* capital letters and Roman figures are labels: "annex II" */
    bool bare;            /* small letters without brackets are labels: "alinéa b du paragraphe 3" */
    bool again;           /* 第 may stand before each member: 第3和第4段 */
    bool decision;        /* a number needs its session or its year */
} und_member_reader;

/* The reader of what stands after the words of `term`, a pattern of references. */
und_member_reader und_member_reader_of(const und_language *language, const und_term *term, und_bytes text,
                                       const und_flow *flow);

/* Reads labels at byte `at` of the text, one or a list. Gives where they end; `at`: there is none. `targets` has room for
 * UND_MEMBERS_MAX, or is NULL; `*count` may be NULL then. */
size_t und_read_labels(const und_member_reader *reader, size_t at, und_flow_target *targets, uint32_t *count);

/* Reads the number of a resolution or a decision with its parts and, where it is one, the range that it begins: several
 * targets for "73/2 A and B". `first`: the word for it stands before, and a number alone will do. */
size_t und_read_number(const und_member_reader *reader, size_t at, bool first, und_flow_target *targets,
                       uint32_t *count);

/* Reads a list of them, up to its end; the parts of the members are left out. */
size_t und_read_numbers(const und_member_reader *reader, size_t at);

/* Moves from the end of a number in a list to the next one, over dates; false: there is none. */
bool und_move_to_next_number(const und_member_reader *reader, size_t *at);

#endif
