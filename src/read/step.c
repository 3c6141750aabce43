/* What the parts of a step share: questions about its block, its language, its nodes. */
#include "read/step.h"

#include "text/eight.h"
#include "text/utf8.h"

#include <string.h>

/* Lines of a block that are listened to for the language while nothing has told it. */
#define LISTEN_LINES 6u

bool und_block_after(const und_step *s, uint32_t line, uint32_t horizon, und_block *out)
{
    line = und_tree_next(s->reader, line);
    if (line >= und_lines_count(s->reader->lines) || line >= horizon)
        return false;
    und_block_read(s->reader, s->state, line, horizon - line, out);
    return true;
}

/* The first character is a figure. */
bool und_begins_with_digit(const und_step *s)
{
    if ((s->block.head.flags & (UND_FLAG_UPPER | UND_FLAG_LOWER)) != 0 &&
        und_facts_style(s->block.head) == UND_LABEL_NONE)
        return false;
    und_bytes text = und_unmarked(und_lines_text(s->reader->lines, s->block.text));
    if (text.length == 0 || (unsigned char)*text.at < 0x80)
        return text.length > 0 && *text.at >= '0' && *text.at <= '9';
    char folded[8];
    size_t length = und_fold_text((und_bytes){text.at, text.length < 8 ? text.length : 8}, folded, sizeof folded);
    return length > 0 && folded[0] >= '0' && folded[0] <= '9';
}

size_t und_after_phrase(const und_step *s)
{
    return und_line_after_phrase(s->reader, s->block.text, s->block.head.phrase);
}

/* Bytes of a line that most patterns are told from. */
#define BEGIN_BYTES 24u

/* Whether the plain words that a pattern begins with, after its number if it begins with one, stand in the text; spaces
 * aside, which a text may have where a pattern has none. Most patterns end here. A text that is not `whole` may go on as
 * the pattern does. */
static bool begins_so(und_bytes pattern, und_bytes text, bool whole)
{
    static const char number[] = "{number}";
    size_t p = 0, at = 0;
    if (pattern.length >= sizeof number - 1 && memcmp(pattern.at, number, sizeof number - 1) == 0) {
        p = sizeof number - 1;
        while (at < text.length && text.at[at] >= '0' && text.at[at] <= '9')
            at++;
        if (at == 0)
            return false;
    }
    for (; p < pattern.length && pattern.at[p] != '{' && pattern.at[p] != '['; p++) {
        if (pattern.at[p] == ' ')
            continue;
        while (at < text.length && text.at[at] == ' ')
            at++;
        if (at == text.length)
            return !whole;
        if (text.at[at++] != pattern.at[p])
            return false;
    }
    return true;
}

const und_term *und_pattern_at_start(const und_step *s, und_term_key key)
{
    const und_language *language = und_step_language(s);
    und_bytes line = und_unmarked(und_lines_text(s->reader->lines, s->block.text));
    if (language == NULL || !und_lexicon_may_begin(s->reader->lexicon, s->language, key, line))
        return NULL;
    char folded[UND_LINE_BYTES * 2];
    und_bytes text = {folded, und_fold_beginning(s->reader, s->block.text, BEGIN_BYTES, folded, sizeof folded)};
    bool whole = line.length <= BEGIN_BYTES;
    for (uint32_t i = language->first[key]; i < language->first[key + 1]; i++) {
        const und_term *term = &language->terms[i];
        und_match match;
        if (!begins_so(und_term_folded(language, term), text, whole))
            continue;
        if (!whole)
            text.length = und_fold_line(s->reader, s->block.text, folded, sizeof folded);
        whole = true;
        if (und_pattern_match(language, term, text, 0, &match))
            return term;
    }
    return NULL;
}

/* Bytes of a title that are read for its formula: that of a letter of fifty States has 3,000 in Russian. */
#define TITLE_BYTES 4096u

bool und_letter_title_at_start(const und_step *s)
{
    const und_language *language = und_step_language(s);
    und_bytes line = und_unmarked(und_lines_text(s->reader->lines, s->block.text));
    if (language == NULL || !und_lexicon_may_begin(s->reader->lexicon, s->language, UND_TERM_LETTER_TITLE, line))
        return false;
    if (und_pattern_at_start(s, UND_TERM_LETTER_TITLE) != NULL)
        return true;
    if (s->block.last == s->block.text + 1 && line.length <= UND_LINE_BYTES)
        return false; /* that was all of it */
    char folded[TITLE_BYTES];
    und_bytes text = {folded, 0};
    for (uint32_t at = s->block.text; at < s->block.last && text.length < sizeof folded; at++) {
        if (text.length > 0 && language->script != UND_SCRIPT_HAN)
            folded[text.length++] = ' ';
        text.length +=
            und_fold_beginning(s->reader, at, TITLE_BYTES, folded + text.length, sizeof folded - text.length);
    }
    und_match match;
    for (uint32_t i = language->first[UND_TERM_LETTER_TITLE]; i < language->first[UND_TERM_LETTER_TITLE + 1]; i++)
        if (und_pattern_match(language, &language->terms[i], text, 0, &match))
            return true;
    return false;
}

/* Words of a whole block, for a document whose language nothing has told yet: + 1, 0: none. */
static uint8_t listen_closely(const und_step *s)
{
    und_hearing hearing = {0};
    uint32_t last = s->block.last - s->block.first > LISTEN_LINES ? s->block.first + LISTEN_LINES : s->block.last;
    for (uint32_t line = s->block.first; line < last; line++)
        und_hear_words(s->reader->lexicon, und_lines_text(s->reader->lines, line), &hearing);
    return und_heard(&hearing);
}

/* The language that the block tells, + 1; 0: none. What is known already stands until something certain is said: an
 * opener of another language may be a word of this one ("Relevant", French for "noting"), and "El Salvador" is no
 * Spanish. */
static uint8_t listen(const und_step *s)
{
    const und_reader *reader = s->reader;
    uint8_t known = s->state->language;
    if (known != 0 && (s->block.head.end >> 4) == UND_VOTE_WORDS && und_goes_on_counting(s->state, s->block.head))
        return 0; /* in the language of what it goes on from */
    uint8_t vote = und_reader_vote(reader, s->block.text, known);
    if (vote == 0 && known == 0 && s->block.head.shape == UND_SHAPE_TEXT)
        return listen_closely(s);
    if (vote == 0 || known == 0 || vote == known || (s->block.head.end >> 4) == UND_VOTE_WORDS ||
        und_is_alone(reader->lexicon, (uint8_t)(vote - 1u)))
        return vote;
    und_bytes line = und_lines_text(reader->lines, s->block.text);
    uint8_t words = und_words_vote(reader->lexicon, line, known);
    return words == known || (words == 0 && und_is_labelled(s->block.head)) ? 0 : vote;
}

void und_hear_language(und_step *s)
{
    uint8_t vote = listen(s);
    if (vote == 0)
        return;
    /* The masthead's block of fields is in English in Arabic, Chinese and Russian documents (CONVENTIONS 1.2). */
    if (s->state->language != 0 && s->state->part <= UND_PART_MASTHEAD && (s->keys & UND_FIELDS) != 0 &&
        und_lends_fields(s->reader->lexicon, (uint8_t)(vote - 1u)))
        return;
    und_set_language(s->state, vote);
}

bool und_give_labelled(und_step *s, und_kind kind, uint8_t depth, und_label_style style, uint16_t label, uint32_t last)
{
    und_tree_node *node = s->emit(s->context, s->block.first);
    if (node == NULL)
        return false;
    *node = (und_tree_node){.kind = (uint8_t)kind,
                            .depth = depth,
                            .style = (uint8_t)style,
                            .label = label,
                            .phrase = s->block.head.phrase,
                            .first = s->block.first,
                            .count = last - s->block.first,
                            .state = s->before};
    return true;
}

bool und_give(und_step *s, und_kind kind, uint8_t depth, uint32_t last)
{
    return und_give_labelled(s, kind, depth, UND_LABEL_NONE, 0, last);
}

bool und_give_child(und_step *s, und_kind kind, uint8_t depth, uint32_t first, uint32_t last)
{
    und_tree_node *node = s->emit(s->context, first);
    if (node == NULL)
        return false;
    *node = (und_tree_node){.kind = (uint8_t)kind,
                            .depth = depth,
                            .flags = UND_NODE_CHILD,
                            .first = first,
                            .count = last - first,
                            .state = *s->state};
    return true;
}
