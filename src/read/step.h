/* step.h - one step of the machine that reads the tree: what its parts share. For tree.c, opening.c, sentence.c,
 * list.c, clause.c and adoption.c, which decide different things about the same block, and for the view that says what
 * decided.
 */
#ifndef UND_READ_STEP_H
#define UND_READ_STEP_H

#include "read/block.h"
#include "read/counting.h"
#include "read/edge.h"
#include "read/pattern.h"

#include <string.h>

/* Lines past its own end that a block is looked at to tell whether it interrupts a paragraph: the symbol at the head of a
 * page, the number of a note after its text. Who asks it of a block further on sees so much less far. */
#define UND_INTERRUPTION_LINES 4u
#define UND_INTERRUPTION_HORIZON (UND_LOOKAHEAD_LINES - UND_INTERRUPTION_LINES)

/* One step: what it reads, what it knows of the block, where its nodes go. */
typedef struct und_step {
    const und_reader *reader;
    und_machine *state; /* after the step */
    und_machine before;
    und_emit emit;
    void *context;
    und_block block;
    uint64_t keys;
    uint8_t language; /* index, or UND_LANGUAGE_NONE */
} und_step;

/* ---- questions about the block (step.c) ---- */

/* NULL while no language is known. */
static inline const und_language *und_step_language(const und_step *s)
{
    return s->language == UND_LANGUAGE_NONE ? NULL : und_language_at(s->reader->lexicon->packs, s->language);
}

static inline uint8_t und_step_script(const und_step *s)
{
    return s->language == UND_LANGUAGE_NONE ? (uint8_t)UND_SCRIPT_LATIN : s->reader->lexicon->scripts[s->language];
}

/* Scripts without capitals: a beginning cannot be told by its first letter. */
static inline bool und_is_uncased(const und_step *s)
{
    if (s->language == UND_LANGUAGE_NONE)
        return false;
    uint8_t script = s->reader->lexicon->scripts[s->language];
    return script == UND_SCRIPT_HAN || script == UND_SCRIPT_ARABIC;
}
/* The block at the first line from `line` on that is not blank, as far as lines before `horizon` tell; false: none begins
 * before it. */
bool und_block_after(const und_step *s, uint32_t line, uint32_t horizon, und_block *out);
bool und_begins_with_digit(const und_step *s);
/* Bytes of the folded first line after the phrase that it begins with: is the phrase all that stands there? */
size_t und_after_phrase(const und_step *s);
/* The term of `key`, a pattern, that matches where the block begins; NULL: none. */
const und_term *und_pattern_at_start(const und_step *s, und_term_key key);
/* Whether the block begins with the formula of a letter's title, on as many lines as the names of States take. */
bool und_letter_title_at_start(const und_step *s);
/* Whether the block's phrase has a sense of `key` in the step's language. */
static inline bool und_has_sense(const und_step *s, und_term_key key)
{
    if (!HAS(s->keys, key))
        return false;
    const und_lexicon *lexicon = s->reader->lexicon;
    uint16_t only = und_phrase_at(lexicon, s->block.head.phrase)->language; /* + 1 */
    if (s->language == UND_LANGUAGE_NONE || only != 0)
        return s->language == UND_LANGUAGE_NONE || only == s->language + 1;
    return und_phrase_sense(lexicon, s->block.head.phrase, UND_BIT(key), s->language, true) != NULL;
}

/* Takes the language that the block tells into the state. */
void und_hear_language(und_step *s);

/* ---- nodes (step.c): false when the receiver stopped ---- */

bool und_give(und_step *s, und_kind kind, uint8_t depth, uint32_t last);
bool und_give_labelled(und_step *s, und_kind kind, uint8_t depth, und_label_style style, uint16_t label, uint32_t last);
bool und_give_child(und_step *s, und_kind kind, uint8_t depth, uint32_t first, uint32_t last);

/* ---- the parts of a decision: each gives the line after its node, UINT32_MAX when the receiver stopped ---- */

/* sentence.c. What a block is when it lies between the parts of an interrupted paragraph: UND_KIND_FURNITURE, UND_KIND_FOOTNOTE,
 * or UND_KIND_COUNT for neither. Changes only the flags about pages and footnotes. */
und_kind und_interruption(const und_step *s, uint16_t *flags, const und_block *block);
/* The title of the resolution, or a part of it, as the head of a page repeats it. */
bool und_is_running_title(const und_step *s, uint16_t flags, const und_block *block);
/* Why a number with text after it is a footnote's, although no rule stands before it. */
typedef enum und_note {
    UND_NOTE_NONE,
    UND_NOTE_WORDS,  /* "1 See A/75/340" */
    UND_NOTE_RAISED, /* "¹ Geneva, 2019" */
    UND_NOTE_SYMBOL  /* "1 A/75/340, annex" */
} und_note;
und_note und_note_of(const und_reader *reader, const und_block *block);
/* Whether a block with this head is text that no interruption can be, so that it need not be read to know. */
#define UND_FIELD_FURNITURE (UND_BIT(UND_TERM_DISTRIBUTION_LABEL) | UND_BIT(UND_TERM_FURNITURE))
static inline bool und_is_plain_text(const und_step *s, uint16_t flags, und_facts head)
{
    return head.shape == UND_SHAPE_TEXT && (flags & (UND_STATE_NOTES | UND_STATE_NOTE_OPEN | UND_STATE_PAGE)) == 0 &&
           und_facts_form(head) != UND_FORM_SPACE && (und_keys_of(s->reader, head) & UND_FIELD_FURNITURE) == 0;
}
/* Emits furniture and footnotes between the block and line `last` as children. False when the receiver stopped. */
bool und_give_interruptions(und_step *s, uint8_t depth, uint32_t last);
/* A paragraph of any kind, followed over furniture and footnotes, which become its children. */
uint32_t und_paragraph(und_step *s, und_kind kind, uint8_t depth, und_label_style style, uint16_t label);

/* adoption.c */
/* Whether a head begins in lower case. After a number there may be the ending of an ordinal: "65 e séance plénière". */
static inline bool und_begins_lower(und_facts head)
{
    return (head.flags & UND_FLAG_LOWER) != 0 && und_facts_form(head) != UND_FORM_SPACE;
}
bool und_is_adoption(const und_step *s);
bool und_is_numbered_meeting(const und_step *s);
uint32_t und_adoption(und_step *s);

/* list.c */
/* Puts a label into the open lists: its value, what style it was decided to have and its level from 0. */
uint16_t und_enter_label(und_step *s, und_facts head, und_label_style *style, uint32_t *level);
/* The facts of the sub-paragraph that begins on the line of its clause's number; style UND_LABEL_NONE: none does. */
und_facts und_inner_of(const und_step *s);
/* The sub-paragraph that begins on the line of its clause's number, up to `last`; false when the receiver stopped. */
bool und_give_inner(und_step *s, uint8_t depth, uint32_t last);

/* clause.c. The ending of the first word that hints at a part, for openers that no pack knows: a term of `key`; NULL:
 * none. */
const und_term *und_ending_hint(const und_step *s, und_term_key key);

/* signature.c */
bool und_is_signature(const und_step *s);
uint32_t und_signature_block(und_step *s);

/* opening.c */
bool und_begins_masthead(const und_step *s);
uint32_t und_read_opening(und_step *s);
bool und_is_letter_title(const und_step *s);
/* The number that heads a resolution: of "75/7. Title", "217 A (III). Title", "S-13/2."; empty: none does. */
und_bytes und_resolution_number(const und_step *s);
/* "Resolution 2768 (2025)", as the Security Council heads its own: a reference that is all of a line. */
bool und_names_a_resolution(const und_step *s);
/* The words for an agenda that a line begins with or, in Chinese, ends with: "Provisional agenda of the 12th meeting";
 * NULL: it has none there. */
const und_term *und_agenda_words(const und_reader *reader, uint8_t language, uint32_t line);
/* Whether the block is the title of an agenda, which may end with a comma. */
bool und_names_an_agenda(const und_step *s);
/* The line after a title: after a comma it goes on in lower case, over a blank line too. */
uint32_t und_title_end(const und_step *s);
/* Whether a block begins with sponsors and what they submit: "Canada, France and Japan: draft resolution". */
struct und_sponsors;
bool und_begins_with_sponsors(const und_step *s, const und_block *block, struct und_sponsors *sponsors);

#endif
