/* Brackets of a text under negotiation of which one end is missing: told at both ends. */
#include "check/check.h"

#include "model/negotiated.h"

/* The byte before a place, for a finding that stands where something is missed; the one at it where the line begins. */
static und_range beside(const und_check_run *run, und_place at)
{
    uint32_t length = (uint32_t)und_doc_line(run->doc, at.line).length;
    und_range range = {at, at};
    if (at.column > 0)
        range.from.column--;
    else if (length > 0)
        range.to.column++;
    /* Never half a character. */
    und_bytes line = und_doc_line(run->doc, at.line);
    while (range.from.column > 0 && range.from.column < length &&
           ((unsigned char)line.at[range.from.column] & 0xc0) == 0x80)
        range.from.column--;
    while (range.to.column < length && ((unsigned char)line.at[range.to.column] & 0xc0) == 0x80)
        range.to.column++;
    return range;
}

static void say(und_check_run *run, und_range range, const char *before, uint32_t line, const char *after)
{
    und_text *words = &run->findings->words;
    size_t message = words->length;
    und_text_put_words(words, before);
    und_text_put_number(words, line + 1);
    und_text_put_words(words, after);
    und_find(run, range, message);
}

/* Says of every bracket in that state where it is, and where its other end is missed. */
static bool tell(und_check_run *run, und_bracket_state state, const char *const words[4])
{
    const und_negotiated *all = und_negotiated_of(run->doc);
    if (all == NULL)
        return false;
    for (size_t i = 0; all->all.broken > 0 && i < all->count; i++) {
        const und_made_bracket *bracket = &all->at[i];
        if (bracket->state != state)
            continue;
        say(run, bracket->range, words[0], bracket->expected.line, words[1]);
        say(run, beside(run, bracket->expected), words[2], bracket->range.from.line, words[3]);
    }
    return true;
}

bool und_rule_unclosed(und_check_run *run)
{
    static const char *const words[] = {"this bracket is not closed: its paragraph ends on line ", "",
                                        "the bracket that opens on line ", " is not closed: its paragraph ends here"};
    return tell(run, UND_BRACKET_UNCLOSED, words);
}

bool und_rule_unopened(und_check_run *run)
{
    static const char *const words[] = {"this bracket closes none: its paragraph begins on line ", "",
                                        "the bracket that closes on line ",
                                        " was not opened: its paragraph begins here"};
    return tell(run, UND_BRACKET_UNOPENED, words);
}
