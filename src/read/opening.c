/* How a document opens: its masthead, and the titles that end it. */
#include "read/mark.h"
#include "read/pattern.h"
#include "read/sponsors.h"
#include "read/step.h"
#include "read/title.h"

#include "text/utf8.h"

#include <string.h>

/* Asks about the step's language; where nothing has told it yet, about each. */
static bool in_some_language(const und_step *s, bool (*ask)(const und_step *s))
{
    if (s->language != UND_LANGUAGE_NONE)
        return ask(s);
    und_step asked = *s;
    for (uint8_t i = 0; i < und_language_count(s->reader->lexicon->packs); i++) {
        asked.language = i;
        if (ask(&asked))
            return true;
    }
    return false;
}

/* A year of the Security Council stands beside a session and begins nothing: "First year of the programme". */
static bool begins_with_session(const und_step *s)
{
    const und_term *term = und_pattern_at_start(s, UND_TERM_SESSION);
    return term != NULL && term->value != UND_SESSION_COUNCIL_YEAR;
}

/* "54º período de sesiones", "2018 session": a session line that no known word begins. */
static bool is_counted_session(const und_step *s)
{
    return und_begins_with_digit(s) && s->block.end == UND_END_NONE && in_some_language(s, begins_with_session);
}

/* The byte after " (2025)" at `at`; `at` where that does not stand there. */
static size_t after_year(und_bytes text, size_t at)
{
    size_t i = at;
    while (i < text.length && text.at[i] == ' ')
        i++;
    size_t digits = i + 1;
    if (i >= text.length || text.at[i] != '(')
        return at;
    for (i = digits; i < text.length && text.at[i] >= '0' && text.at[i] <= '9';)
        i++;
    return i - digits == 4 && i < text.length && text.at[i] == ')' ? i + 1 : at;
}

static bool is_whole_reference(const und_step *s)
{
    const und_language *language = und_step_language(s);
    char folded[UND_LINE_BYTES * 2];
    und_bytes text = {folded, und_fold_line(s->reader, s->block.first, folded, sizeof folded)};
    while (text.length > 0 &&
           (folded[text.length - 1] == ' ' || folded[text.length - 1] == '*' || folded[text.length - 1] == ','))
        text.length--;
    for (uint32_t i = language->first[UND_TERM_RESOLUTION_REFERENCE];
         i < language->first[UND_TERM_RESOLUTION_REFERENCE + 1]; i++) {
        und_match match;
        if (und_pattern_match(language, &language->terms[i], text, 0, &match) &&
            after_year(text, match.last) == text.length)
            return true;
    }
    return false;
}

const und_term *und_agenda_words(const und_reader *reader, uint8_t language, uint32_t line)
{
    if (language == UND_LANGUAGE_NONE)
        return NULL;
    const und_language *pack = und_language_at(reader->lexicon->packs, language);
    char folded[UND_LINE_BYTES * 2];
    size_t length = und_fold_line_end(reader, line, folded, sizeof folded);
    const und_sense *sense = und_phrase_sense(reader->lexicon, und_reader_facts(reader, line).phrase,
                                              UND_BIT(UND_TERM_REPORT_TITLE), language, true);
    if (sense != NULL && sense->value == UND_DOC_AGENDA)
        return &pack->terms[sense->term];
    /* The meeting stands before it, as in Chinese: "安全理事会第7364次会议临时议程". */
    for (uint32_t i = pack->first[UND_TERM_REPORT_TITLE];
         pack->script == UND_SCRIPT_HAN && i < pack->first[UND_TERM_REPORT_TITLE + 1]; i++) {
        und_bytes term = und_term_folded(pack, &pack->terms[i]);
        if (pack->terms[i].value == UND_DOC_AGENDA && term.length <= length &&
            memcmp(folded + length - term.length, term.at, term.length) == 0)
            return &pack->terms[i];
    }
    return NULL;
}

bool und_names_an_agenda(const und_step *s)
{
    return (s->state->part <= UND_PART_MASTHEAD || und_before_the_text(s->state)) && s->block.small &&
           (und_ends_open(s->block.end) || s->block.end == UND_END_COMMA) && !und_is_labelled(s->block.head) &&
           (s->block.head.flags & UND_FLAG_LOWER) == 0 &&
           und_agenda_words(s->reader, s->language, s->block.first) != NULL;
}

uint32_t und_title_end(const und_step *s)
{
    und_block next;
    bool goes_on = s->block.end == UND_END_COMMA &&
                   und_block_after(s, s->block.last, s->block.last + UND_LOOKAHEAD_LINES, &next) && next.small &&
                   next.head.shape == UND_SHAPE_TEXT && (next.head.flags & UND_FLAG_LOWER) != 0 &&
                   !und_is_labelled(next.head);
    return goes_on ? next.last : s->block.last;
}

/* "Резолюция 1913 (2010), / принятая Советом Безопасности": a comma, and how the resolution was adopted after it. */
static bool goes_on_with_adoption(const und_step *s)
{
    und_block next;
    if (s->block.end != UND_END_COMMA ||
        !und_block_after(s, s->block.last, s->block.last + UND_LOOKAHEAD_LINES, &next) || !next.small)
        return false;
    const und_sense *sense =
        und_phrase_sense(s->reader->lexicon, next.head.phrase, UND_BIT(UND_TERM_RESOLUTION_TITLE), s->language, false);
    return sense != NULL && sense->value == UND_DOC_RESOLUTION;
}

bool und_names_a_resolution(const und_step *s)
{
    return und_before_the_text(s->state) && s->block.small && s->block.last == s->block.first + 1 &&
           (s->block.end == UND_END_NONE || goes_on_with_adoption(s)) && !und_is_labelled(s->block.head) &&
           in_some_language(s, is_whole_reference);
}

und_bytes und_resolution_number(const und_step *s)
{
    const und_bytes none = {"", 0};
    if (und_is_labelled(s->block.head) || (s->block.head.flags & UND_FLAG_LOWER) != 0)
        return none;
    und_title_number number = und_title_number_of(und_lines_text(s->reader->lines, s->block.first));
    if (number.dotted)
        return number.text;
    bool open = und_before_the_text(s->state) && s->block.small && s->block.end == UND_END_NONE;
    return open ? number.text : none;
}

/* Whether a block that follows a masthead's block still belongs to it. */
static bool in_masthead(const und_step *s, const und_block *next)
{
    und_facts head = next->head;
    if (head.shape == UND_SHAPE_SYMBOL || head.shape == UND_SHAPE_COMMENT || head.shape == UND_SHAPE_RULE)
        return true;
    if (head.shape != UND_SHAPE_TEXT)
        return false;
    uint64_t keys = und_keys_of(s->reader, head);
    if ((keys & (UND_BIT(UND_TERM_LETTER_TITLE) | UND_BIT(UND_TERM_RESOLUTION_TITLE) | UND_BIT(UND_TERM_REPORT_TITLE) |
                 UND_BIT(UND_TERM_HONOUR) | UND_BIT(UND_TERM_ANNEX) | UND_BIT(UND_TERM_ANNEX_TO) |
                 UND_BIT(UND_TERM_SIGNED))) != 0)
        return false;
    und_end end = next->end;
    if (HAS(keys, UND_TERM_SUBJECT) && end == UND_END_COMMA)
        return false;
    if ((keys & UND_FIELDS) != 0)
        return true;
    if ((keys & UND_OPENERS) != 0 && end != UND_END_NONE)
        return false;
    if (HAS(keys, UND_TERM_SUBJECT_START) && end == UND_END_COMMA)
        return false;
    if ((head.flags & (UND_FLAG_MARKED | UND_FLAG_BOLD | UND_FLAG_BRACKET)) != 0 || und_is_labelled(head))
        return false;
    return next->small && end != UND_END_STOP && end != UND_END_SEMICOLON && end != UND_END_COMMA;
}

/* Sponsors and what they submit, where the block begins with them: the title of a draft or an amendment. */
bool und_begins_with_sponsors(const und_step *s, const und_block *block, und_sponsors *sponsors)
{
    return und_find_sponsors(s->reader, s->language, block->first, block->last, sponsors) &&
           sponsors->first == block->first;
}

static bool dated_letter_title(const und_step *s, const und_block *block)
{
    if (!und_is_dated(s->reader->lexicon, s->language) || !und_may_be_letter_title(block))
        return false;
    und_step at = *s;
    at.block = *block;
    return und_letter_title_at_start(&at);
}

/* The language while the masthead is read on: a line in the document's own language corrects a field that is in another,
 * and so does one whose letters tell it. */
static void hear_field(und_step *s, uint32_t line)
{
    const und_lexicon *lexicon = s->reader->lexicon;
    uint8_t known = s->state->language;
    uint8_t vote = und_reader_vote(s->reader, line, known);
    if (vote == 0 || vote == known)
        return;
    uint8_t told = (uint8_t)(vote - 1);
    bool lent = known != 0 && und_lends_fields(lexicon, (uint8_t)(known - 1)) && !und_lends_fields(lexicon, told);
    if (known != 0 && !lent && !und_is_alone(lexicon, told))
        return;
    und_set_language(s->state, vote);
    s->language = told;
}

/* Whether a block that reads like the title of a report or a declaration is an agenda item's title: the document's own
 * title, of a letter or a resolution, stands after it. */
static bool is_item_title(const und_step *s, const und_block *block, uint32_t horizon)
{
    const und_lexicon *lexicon = s->reader->lexicon;
    const uint64_t titles = UND_BIT(UND_TERM_RESOLUTION_TITLE) | UND_BIT(UND_TERM_REPORT_TITLE);
    const und_sense *sense = und_phrase_sense(lexicon, block->head.phrase, titles, s->language, false);
    if (sense == NULL || sense->value == UND_DOC_RESOLUTION || sense->value == UND_DOC_DRAFT ||
        sense->value == UND_DOC_AMENDMENT || !block->small ||
        (block->head.flags & (UND_FLAG_MARKED | UND_FLAG_BOLD)) != 0)
        return false;
    und_block next = *block;
    und_sponsors sponsors;
    while (und_block_after(s, next.last, horizon, &next)) {
        uint64_t keys = und_keys_of(s->reader, next.head);
        sense = und_phrase_sense(lexicon, next.head.phrase, UND_BIT(UND_TERM_RESOLUTION_TITLE), s->language, false);
        if (HAS(keys, UND_TERM_LETTER_TITLE) || HAS(keys, UND_TERM_HONOUR) || dated_letter_title(s, &next) ||
            und_begins_with_sponsors(s, &next, &sponsors) || (sense != NULL && sense->value == UND_DOC_RESOLUTION))
            return true;
        if (!next.small || next.end == UND_END_STOP)
            return false;
    }
    return false;
}

/* The line after those of a block that belong to the masthead: sponsors end it, although no blank line does. */
static uint32_t masthead_end(const und_step *s, const und_block *block)
{
    und_sponsors sponsors;
    bool found = und_find_sponsors(s->reader, s->language, block->first, block->last, &sponsors);
    return found ? sponsors.first : block->last;
}

/* Whether a line of RES-Markup begins with a mark: its fields end there. */
static bool has_mark(const und_step *s, uint32_t line)
{
    unsigned level;
    return (s->state->flags & UND_STATE_MARKUP) != 0 &&
           und_mark_of(und_lines_text(s->reader->lines, line), &level) != UND_MARK_NONE;
}

uint32_t und_read_opening(und_step *s)
{
    und_set_part(s->state, UND_PART_MASTHEAD);
    s->state->flags |= UND_STATE_MASTHEAD;
    for (uint32_t i = s->block.first + 1; i < s->block.last; i++)
        hear_field(s, i);
    uint32_t end = masthead_end(s, &s->block);
    uint32_t last = end > s->block.first ? end : s->block.last;
    und_block next = s->block;
    while (last == next.last && und_block_after(s, last, last + UND_LOOKAHEAD_LINES, &next)) {
        und_step at = *s;
        at.block = next;
        hear_field(s, next.first);
        end = masthead_end(s, &next);
        bool belongs = in_masthead(s, &next) || is_item_title(s, &next, last + UND_LOOKAHEAD_LINES) || end < next.last;
        if (!belongs || end == next.first || und_resolution_number(&at).length > 0 || und_names_a_resolution(&at) ||
            dated_letter_title(s, &next) || und_names_an_agenda(&at) || has_mark(s, next.first))
            break;
        last = end;
        for (uint32_t i = next.first + 1; i < last; i++)
            hear_field(s, i);
    }
    return und_give(s, UND_KIND_MASTHEAD, 1, last) ? last : UINT32_MAX;
}

/* "UNITED / NATIONS": the name over the first two lines of the block, as older mastheads were set. */
static bool begins_with_split_name(const und_step *s)
{
    if (s->block.last < s->block.first + 2 || (s->block.head.flags & UND_FLAG_SHORT) == 0)
        return false;
    char folded[UND_LINE_BYTES * 2 + 1];
    size_t length = und_fold_line(s->reader, s->block.first, folded, UND_LINE_BYTES);
    folded[length++] = ' ';
    length += und_fold_line(s->reader, s->block.first + 1, folded + length, UND_LINE_BYTES);
    for (uint32_t i = 0; i < und_language_count(s->reader->lexicon->packs); i++) {
        size_t last = 0; /* the name has no value: its end says that it stands here */
        (void)und_match_term(und_language_at(s->reader->lexicon->packs, i), UND_TERM_UNITED_NATIONS,
                             (und_bytes){folded, length}, 0, &last);
        if (last == length)
            return true;
    }
    return false;
}

/* Whether the second line of the block is a field too: the block of a masthead without blank lines may be any size. */
static bool goes_on_with_field(const und_step *s)
{
    return s->block.last > s->block.first + 1 &&
           (und_keys_of(s->reader, und_reader_facts(s->reader, s->block.first + 1)) & UND_FIELDS) != 0;
}

/* "Committee: …", "Sponsors: …": labels of a draft of a Model United Nations. One of a topic alone begins many texts. */
static bool begins_with_label(const und_step *s)
{
    const uint64_t label = UND_BIT(UND_TERM_FIELD_LABEL);
    if (!HAS(s->keys, UND_TERM_FIELD_LABEL))
        return false;
    const und_sense *sense = und_phrase_sense(s->reader->lexicon, s->block.head.phrase, label, s->language, false);
    if (sense != NULL && (sense->value == UND_LABEL_OF_SPONSORS || sense->value == UND_LABEL_OF_SIGNATORIES))
        return true;
    for (uint32_t line = s->block.first + 1; line < s->block.last; line++)
        if ((und_keys_of(s->reader, und_reader_facts(s->reader, line)) & label) != 0)
            return true;
    und_block next;
    return und_block_after(s, s->block.last, s->block.last + UND_LOOKAHEAD_LINES, &next) &&
           (und_keys_of(s->reader, next.head) & label) != 0;
}

/* Whether the document's masthead begins here. A single word is not enough: "Original" begins many lines. */
bool und_begins_masthead(const und_step *s)
{
    und_facts head = s->block.head;
    bool counted = (s->keys & (UND_BIT(UND_TERM_SESSION) | UND_BIT(UND_TERM_ORDINAL))) != 0;
    if (s->state->part > UND_PART_MASTHEAD &&
        (!und_before_the_text(s->state) || (s->state->flags & UND_STATE_MASTHEAD) != 0 ||
         head.shape == UND_SHAPE_SYMBOL || ((head.flags & UND_FLAG_MARKED) != 0 && !counted)))
        return false;
    if ((s->state->flags & UND_STATE_BODY) != 0)
        return false; /* a page head, or a heading that begins with the name of an organ */
    if (head.shape == UND_SHAPE_SYMBOL)
        return true;
    if (head.shape != UND_SHAPE_TEXT || !(s->block.small || goes_on_with_field(s)))
        return false;
    if (begins_with_split_name(s) || begins_with_label(s))
        return true;
    if (HAS(s->keys, UND_TERM_ORGAN) && und_names_an_agenda(s))
        return false;
    if ((s->keys & (UND_BIT(UND_TERM_UNITED_NATIONS) | UND_BIT(UND_TERM_ORGAN))) != 0 && und_after_phrase(s) <= 60 &&
        s->block.end == UND_END_NONE)
        return true;
    if (HAS(s->keys, UND_TERM_DISTRIBUTION_LABEL))
        return true;
    if (counted)
        return s->block.end == UND_END_NONE && begins_with_session(s);
    if (HAS(s->keys, UND_TERM_AGENDA))
        return s->block.end == UND_END_NONE && und_pattern_at_start(s, UND_TERM_AGENDA) != NULL;
    if (HAS(s->keys, UND_TERM_ORIGINAL_LABEL))
        return s->block.end == UND_END_NONE;
    return is_counted_session(s);
}

bool und_is_letter_title(const und_step *s)
{
    if (HAS(s->keys, UND_TERM_LETTER_TITLE) && und_may_be_letter_title(&s->block) && !und_is_labelled(s->block.head) &&
        (s->block.head.flags & UND_FLAG_LOWER) == 0)
        return s->state->part != UND_PART_CLAUSES && s->block.end != UND_END_STOP &&
               (s->state->part != UND_PART_LETTER || s->block.end == UND_END_NONE);
    return s->state->part <= UND_PART_MASTHEAD && dated_letter_title(s, &s->block);
}
