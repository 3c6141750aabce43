/* numbering.h - how a document counts: which labels go on from which, what each of them should be, what references name,
 * and which references name a node.
 *
 * The rules of undoc.h and reading.h hold. All of it is worked out at the first question of a revision, from the whole
 * tree and, for references, from the text of every node; asked again, each answer costs nothing to speak of.
 */
#ifndef UNDOC_NUMBERING_H
#define UNDOC_NUMBERING_H

#include "undoc/reading.h"

#ifdef __cplusplus
extern "C" {
#endif

/* ---- sequences: runs of labels that count on ---- */

typedef enum und_sequence_kind {
    UND_SEQUENCE_NONE,
    UND_SEQUENCE_PARAGRAPHS, /* the numbered paragraphs of a resolution, of a letter, of an annex or a section of one */
    UND_SEQUENCE_SUBPARAGRAPHS, /* the (a), (b) below one paragraph */
    UND_SEQUENCE_HEADINGS,      /* I., II.; A., B. below one heading */
    UND_SEQUENCE_ARTICLES,      /* headings that are called articles */
    UND_SEQUENCE_ANNEXES,
    UND_SEQUENCE_ENCLOSURES,
    UND_SEQUENCE_FOOTNOTES
} und_sequence_kind;
UND_API const char *und_sequence_kind_name(und_sequence_kind kind);

#define UND_NO_SEQUENCE UINT32_MAX

/* Its members stand in the order of the text. Paragraphs that were added between others (1 bis) are members too. */
typedef struct und_sequence {
    und_sequence_kind kind;
    uint32_t count; /* of its members */
    uint16_t first; /* the value that its counting begins with */
    bool regular;   /* every member has the label that it should have by counting */
} und_sequence;

/* UND_E_ARGUMENT: there is no such sequence. */
UND_API und_status und_sequence_get(und_doc *doc, uint32_t sequence, und_sequence *out);
/* The n-th member of a sequence, from 0. UND_NONE: no more. */
UND_API und_status und_sequence_member_get(und_doc *doc, uint32_t sequence, uint32_t n, uint32_t *node);

/* What a node is counted as. */
typedef struct und_number {
    uint32_t sequence;
    uint32_t ordinal;      /* in the sequence, from 0 */
    und_label_style style; /* as und_node has it; a heading's "I" is a figure where no H is before it; of an article or
                              a footnote: of the number in its words */
    uint16_t label;        /* the same */
    uint16_t expected; /* what it should be by counting; 1 bis keeps its bis, and has the number of what it follows */
    und_range range;   /* of the label in the text, its punctuation included: "(a)", "1.", the "II" of "Annex II" */
} und_number;

/* UND_NONE: the node has no label that counts. */
UND_API und_status und_number_get(und_doc *doc, uint32_t node, und_number *out);

/* ---- how labels are written ---- */

typedef enum und_alphabet {                            /* what the value of a label is written with */
                            UND_ALPHABET_FIGURES,      /* 1 */
                            UND_ALPHABET_WIDE,         /* full-width figures */
                            UND_ALPHABET_ARABIC_INDIC, /* Arabic-Indic figures */
                            UND_ALPHABET_RAISED,       /* ¹, of footnotes */
                            UND_ALPHABET_LATIN,        /* letters and Roman figures */
                            UND_ALPHABET_CYRILLIC,
                            UND_ALPHABET_ARABIC,       /* letters in the order of the abjad */
                            UND_ALPHABET_HAN,          /* 一 */
                            UND_ALPHABET_HAN_BRACKETED /* ㈠ */
} und_alphabet;

#define UND_MARKS_MAX 16u

/* A label without its value: the marks around it, and what the value is written with. */
typedef struct und_label_look {
    und_label_style style;
    und_alphabet alphabet;
    bool added_after;                                 /* "(a) bis" and not "(a bis)" */
    bool alt;                                         /* 1 alt, and not 1 quater */
    char before[UND_MARKS_MAX], after[UND_MARKS_MAX]; /* "(" and ")"; end with a NUL */
} und_label_look;

/* The look of a label, or of a step of a reference, that stands in the text so: "(a)", "1 bis.", "(*a*)", "1 -", "b". `style`
 * says what it is read as. UND_NONE: it is no such label; a word that counts ("first") has no look. */
UND_API und_status und_label_look_read(und_bytes text, und_label_style style, und_label_look *out);
/* The look of the labels that the packs know for a level of paragraphs in a language, from 1 (1., (a), (i), a., i.). UND_NONE:
 * they know none. */
UND_API und_status und_label_look_of_level(und_doc *doc, uint8_t language, uint32_t level, und_label_look *out);

#define UND_LABEL_WRITTEN_MAX 96u

/* Writes a label with that look. What is written is read again as that value in that style, where what stands around leaves
 * it open what "i" is. UND_NONE: the alphabet goes no further: above zz, above 28 letters of the abjad or of Cyrillic, above
 * the Roman figure cxxvii, above 六十三. */
UND_API und_status und_label_write(und_doc *doc, const und_label_look *look, uint16_t label,
                                   char out[UND_LABEL_WRITTEN_MAX]);

/* ---- what references name ---- */

/* The node of this document that an end of a target names: the first one, or of a range, where `second` says so, its second.
 * UND_NONE: it is in another document, or nothing here has that label, or several have it and nothing tells which. */
UND_API und_status und_target_node(und_doc *doc, uint32_t node, uint32_t reference, uint32_t target, bool second,
                                   uint32_t *out);
/* The node that a step of it names, from 0: the paragraph 3 of "paragraph 3 (b)", which may be there although its (b) is
 * not. */
UND_API und_status und_target_step_node(und_doc *doc, uint32_t node, uint32_t reference, uint32_t target, bool second,
                                        uint32_t step, uint32_t *out);

/* An end of a target that is not there, although its words say that it is in this document. */
typedef struct und_missing_target {
    uint32_t step;   /* the first of its steps that nothing here has */
    uint32_t within; /* the node that has no such part: the paragraph 3 of "paragraph 3 (f) above"; 0: the document */
} und_missing_target;

/* UND_NONE: it is there, or in another document, or nothing says where it is. */
UND_API und_status und_target_missing(und_doc *doc, uint32_t node, uint32_t reference, uint32_t target, bool second,
                                      und_missing_target *out);

/* A step of a target that names a node, and stands in the text. */
typedef struct und_referrer {
    uint32_t node, reference, target;
    uint32_t step;
    bool second; /* it is of the second end of a range */
    bool last;   /* the last step: the target is the node; else it is a part of the node */
} und_referrer;

/* The n-th reference of the whole document to a node or a part of it, from 0, in the order of the text. UND_NONE: no more.
 * A range names its ends alone. */
UND_API und_status und_referrer_get(und_doc *doc, uint32_t node, uint32_t n, und_referrer *out);

/* ---- footnotes and their markers ---- */

/* The number in the text that a footnote belongs to: "¹", "[1]", or figures that stand right after a word or its mark. */
typedef struct und_marker {
    und_range range;
    uint32_t number;
    uint32_t footnote; /* the node; 0: no footnote here has that number */
} und_marker;

/* The n-th marker in the node's own text, from 0. UND_NONE: no more. Figures without brackets that are not raised are
 * markers only where a footnote has their number and the markers before them have the numbers before it. */
UND_API und_status und_marker_get(und_doc *doc, uint32_t node, uint32_t n, und_marker *out);
/* The n-th marker of a footnote: the node that it stands in, and its number there, for und_marker_get. UND_NONE: no more. */
UND_API und_status und_footnote_marker_get(und_doc *doc, uint32_t footnote, uint32_t n, uint32_t *node,
                                           uint32_t *marker);

#ifdef __cplusplus
}
#endif

#endif
