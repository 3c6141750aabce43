#include "read/tree.h"

#include "read/block.h"
#include "read/pattern.h"
#include "text/utf8.h"

#include <string.h>

#define HAS(keys, key) (((keys) & UND_BIT(key)) != 0)

/* Bytes of a paragraph in which the words of a request are looked for: its first sentences. */
#define REQUEST_BYTES 700u
/* Lines of a block, and bytes of each, that are listened to for the language while nothing has told it. */
#define LISTEN_LINES 6u
#define LISTEN_BYTES 1000u
/* Bytes of a line that a view of it needs: its first formula. */
#define LINE_BYTES 240u

/* One step: what it reads, what it knows of the block, where its nodes go. */
typedef struct step {
    const und_reader *reader;
    und_machine *state; /* after the step */
    und_machine before;
    und_emit emit;
    void *context;
    und_block block;
    uint64_t keys;
    uint8_t language; /* index, or UND_LANGUAGE_NONE */
} step;

uint32_t und_tree_next(const und_reader *reader, uint32_t line)
{
    uint32_t total = und_lines_count(reader->lines);
    while (line < total && und_reader_facts(reader, line).shape == UND_SHAPE_BLANK)
        line++;
    return line;
}

/* ---- small questions about a block ---- */

static const und_language *language_of(const step *s)
{
    return s->language == UND_LANGUAGE_NONE ? NULL : und_language_at(s->reader->lexicon->packs, s->language);
}

/* The folded beginning of a line, without marks. */
static size_t fold_line(const und_reader *reader, uint32_t line, char *out, size_t room)
{
    und_bytes text = und_lines_text(reader->lines, line);
    size_t start = 0;
    while (start < text.length && (text.at[start] == '#' || text.at[start] == '*' || text.at[start] == ' ' ||
                                   text.at[start] == '[' || text.at[start] == '(' || text.at[start] == '\t'))
        start++;
    size_t length = text.length - start < LINE_BYTES ? text.length - start : LINE_BYTES;
    return und_fold_text((und_bytes){text.at + start, length}, out, room);
}

/* Bytes of the folded first line behind the phrase that it begins with: is the phrase all that stands there? */
static size_t behind_phrase(const step *s)
{
    char folded[LINE_BYTES * 2];
    size_t length = fold_line(s->reader, s->block.first, folded, sizeof folded);
    size_t phrase = und_phrase_at(s->reader->lexicon, s->block.head.phrase)->length;
    size_t rest = 0;
    for (size_t i = phrase; i < length; i++)
        if (folded[i] != ' ' && folded[i] != ',' && folded[i] != '*' && (unsigned char)folded[i] < 0x80 &&
            !(folded[i] >= '0' && folded[i] <= '9'))
            rest++;
        else if ((unsigned char)folded[i] >= 0x80)
            rest++;
    return rest;
}

/* Whether a term of `key` that is a pattern matches where the block begins. */
static const und_term *pattern_at_start(const step *s, und_term_key key, bool anywhere)
{
    const und_language *language = language_of(s);
    if (language == NULL)
        return NULL;
    char folded[LINE_BYTES * 2];
    size_t length = fold_line(s->reader, s->block.first, folded, sizeof folded);
    for (uint32_t i = language->first[key]; i < language->first[key + 1]; i++)
        for (size_t at = 0; at < (anywhere ? length : 1); at++) {
            und_match match;
            if (und_pattern_match(language, &language->terms[i], (und_bytes){folded, length}, at, &match))
                return &language->terms[i];
        }
    return NULL;
}

/* "75/7. Title", "217 A (III). Title", "S-13/2": the number that heads a resolution. */
static bool is_resolution_number(const step *s)
{
    und_bytes text = und_lines_text(s->reader->lines, s->block.first);
    size_t at = 0;
    while (at < text.length && (text.at[at] == '#' || text.at[at] == ' ' || text.at[at] == '*'))
        at++;
    size_t start = at;
    if (at + 2 < text.length && text.at[at] == 'S' && text.at[at + 1] == '-')
        at += 2;
    else if (at + 3 < text.length && text.at[at] == 'E' && text.at[at + 1] == 'S' && text.at[at + 2] == '-')
        at += 3;
    size_t digits = at;
    while (at < text.length && text.at[at] >= '0' && text.at[at] <= '9')
        at++;
    if (at == digits || at - digits > 4)
        return false;
    if (at < text.length && text.at[at] == '/') {
        digits = ++at;
        while (at < text.length && text.at[at] >= '0' && text.at[at] <= '9')
            at++;
        if (at == digits || at - digits > 3)
            return false;
    } else if (start != digits) {
        return false;
    }
    size_t behind = at;
    while (at < text.length && (text.at[at] == ' ' || (text.at[at] >= 'A' && text.at[at] <= 'Z')))
        at++;
    bool roman = false;
    if (at < text.length && text.at[at] == '(') {
        while (at < text.length && text.at[at] != ')' && text.at[at] != ' ')
            at++;
        if (at < text.length && text.at[at] == ')') {
            at++;
            roman = true;
        }
    }
    bool slash = memchr(text.at + start, '/', behind - start) != NULL;
    return (slash || roman) && at < text.length && text.at[at] == '.';
}

static bool ends_open(und_facts tail)
{
    und_end end = und_facts_end(tail);
    return end == UND_END_NONE || end == UND_END_HYPHEN;
}

/* ---- furniture and footnotes ---- */

static bool is_field_furniture(uint64_t keys)
{
    return HAS(keys, UND_TERM_DISTRIBUTION_LABEL) || HAS(keys, UND_TERM_FURNITURE);
}

/* What a block is when it lies between the parts of an interrupted paragraph: UND_FURNITURE, UND_FOOTNOTE, or
 * UND_KIND_COUNT for neither. Changes only the flags about footnotes. */
static und_kind interruption(const und_reader *reader, uint8_t *flags, const und_block *block)
{
    und_facts head = block->head;
    switch (head.shape) {
    case UND_SHAPE_RULE:
        *flags |= UND_STATE_NOTES;
        *flags &= (uint8_t)~UND_STATE_NOTE_OPEN;
        return UND_FURNITURE;
    case UND_SHAPE_COMMENT:
    case UND_SHAPE_SYMBOL:
        *flags &= (uint8_t)~UND_STATE_NOTE_OPEN;
        return UND_FURNITURE;
    case UND_SHAPE_NUMBER:
        if ((*flags & UND_STATE_NOTES) != 0) {
            *flags |= UND_STATE_NOTE_OPEN;
            return UND_FOOTNOTE;
        }
        return UND_FURNITURE;
    case UND_SHAPE_TABLE:
        return UND_KIND_COUNT;
    default: break;
    }
    if (head.shape == UND_SHAPE_TEXT && und_facts_form(head) == UND_FORM_SPACE && (*flags & UND_STATE_NOTES) != 0 &&
        (head.flags & UND_FLAG_LOWER) == 0) {
        *flags &= (uint8_t)~UND_STATE_NOTE_OPEN;
        return UND_FOOTNOTE;
    }
    uint64_t keys = und_keys_of(reader, head);
    if ((*flags & UND_STATE_NOTE_OPEN) != 0 && !und_is_labelled(head) && (head.flags & UND_FLAG_LOWER) == 0 &&
        (keys & (UND_OPENERS | UND_BIT(UND_TERM_SUBJECT))) == 0) {
        *flags &= (uint8_t)~UND_STATE_NOTE_OPEN;
        return UND_FOOTNOTE;
    }
    if (is_field_furniture(keys) && block->small)
        return UND_FURNITURE;
    return UND_KIND_COUNT;
}

/* ---- language ---- */

/* Words of a whole block, for a document whose language nothing has told yet: + 1, 0: none. */
static uint8_t listen_closely(const step *s)
{
    const und_lexicon *lexicon = s->reader->lexicon;
    uint32_t votes[UND_LANGUAGES_MAX + 1] = {0};
    uint8_t best = 0;
    uint32_t last = s->block.last - s->block.first > LISTEN_LINES ? s->block.first + LISTEN_LINES : s->block.last;
    for (uint32_t line = s->block.first; line < last; line++) {
        und_bytes text = und_lines_text(s->reader->lines, line);
        char folded[LISTEN_BYTES];
        size_t length = und_fold_text((und_bytes){text.at, text.length < LISTEN_BYTES ? text.length : LISTEN_BYTES},
                                      folded, sizeof folded);
        for (size_t at = 0; at < length;) {
            size_t start = at;
            while (at < length && folded[at] != ' ' && folded[at] != '\'' && folded[at] != ',' && folded[at] != '.')
                at++;
            uint8_t vote = at == start ? 0 : und_lexicon_vote(lexicon, folded + start, at - start);
            uint32_t bytes = 0;
            uint32_t point = at == start ? 0 : und_utf8_decode(folded + start, folded + length, &bytes);
            und_script script = und_is_han(point) ? UND_SCRIPT_HAN
                                : und_is_arabic(point) ? UND_SCRIPT_ARABIC
                                : und_is_cyrillic(point) ? UND_SCRIPT_CYRILLIC
                                                         : UND_SCRIPT_LATIN;
            if (vote == 0 && script != UND_SCRIPT_LATIN && lexicon->script_language[script] != UND_LANGUAGE_NONE)
                vote = (uint8_t)(lexicon->script_language[script] + 1);
            if (vote != 0 && ++votes[vote] > votes[best])
                best = vote;
            /* Chinese runs together with the figures before it. */
            for (size_t i = start; vote == 0 && i < at; i++)
                if ((unsigned char)folded[i] >= 0xe4 && (unsigned char)folded[i] <= 0xe9) {
                    vote = (uint8_t)(lexicon->script_language[UND_SCRIPT_HAN] + 1);
                    if (vote != 0 && ++votes[vote] > votes[best])
                        best = vote;
                }
            at++;
        }
    }
    return best;
}

static void hear_language(step *s)
{
    uint8_t vote = und_facts_vote(s->block.head);
    if (vote == 0 && s->state->language == 0 && s->block.head.shape == UND_SHAPE_TEXT)
        vote = listen_closely(s);
    if (vote == 0)
        return;
    /* The masthead's block of fields is in English in Arabic, Chinese and Russian documents (CONVENTIONS 1.2). */
    if (s->state->language != 0 && s->state->part <= UND_PART_MASTHEAD && (s->keys & UND_FIELDS) != 0 &&
        und_language_at(s->reader->lexicon->packs, vote - 1u)->script == UND_SCRIPT_LATIN)
        return;
    s->state->language = vote;
}

/* ---- nodes ---- */

static bool give(step *s, und_kind kind, uint8_t depth, uint32_t last)
{
    und_tree_node node = {.kind = (uint8_t)kind,
                          .depth = depth,
                          .phrase = s->block.head.phrase,
                          .first = s->block.first,
                          .count = last - s->block.first,
                          .state = s->before};
    return s->emit(s->context, &node);
}

static bool give_labelled(step *s, und_kind kind, uint8_t depth, und_label_style style, uint16_t label, uint32_t last)
{
    und_tree_node node = {.kind = (uint8_t)kind,
                          .depth = depth,
                          .style = (uint8_t)style,
                          .label = label,
                          .phrase = s->block.head.phrase,
                          .first = s->block.first,
                          .count = last - s->block.first,
                          .state = s->before};
    return s->emit(s->context, &node);
}

static bool give_child(step *s, und_kind kind, uint8_t depth, uint32_t first, uint32_t last)
{
    und_tree_node node = {
        .kind = (uint8_t)kind, .depth = depth, .flags = UND_NODE_CHILD, .first = first, .count = last - first};
    return s->emit(s->context, &node);
}

/* ---- paragraphs that go on behind an interruption ---- */

typedef struct going_on {
    uint32_t last; /* of the paragraph's lines, in all */
    und_facts tail;
} going_on;

/* Whether `next` goes on with the sentence of a block that ended with `tail`. */
static bool goes_on(const step *s, und_facts tail, const und_block *next, bool interrupted)
{
    und_facts head = next->head;
    if (head.shape != UND_SHAPE_TEXT || und_is_labelled(head) || (head.flags & UND_FLAG_MARKED) != 0)
        return false;
    uint64_t keys = und_keys_of(s->reader, head);
    if ((keys & (UND_OPENERS | UND_BIT(UND_TERM_SUBJECT) | UND_BIT(UND_TERM_ANNEX_TO) | UND_BIT(UND_TERM_SIGNED) |
                 UND_BIT(UND_TERM_LETTER_TITLE) | UND_BIT(UND_TERM_HONOUR) | UND_BIT(UND_TERM_RESOLUTION_TITLE))) != 0)
        return false;
    und_end end = und_facts_end(tail);
    if ((head.flags & UND_FLAG_LOWER) != 0)
        return end != UND_END_STOP && end != UND_END_SEMICOLON && end != UND_END_COLON;
    if (!ends_open(tail) || HAS(keys, UND_TERM_ANNEX))
        return false;
    /* A heading is short and has no end; the rest of a sentence is long or has one. */
    if (next->small && und_facts_end(next->tail) == UND_END_NONE && !interrupted)
        return false;
    return true;
}

/* Follows a paragraph over furniture and footnotes. */
static going_on follow(const step *s)
{
    going_on all = {s->block.last, s->block.tail};
    uint32_t total = und_lines_count(s->reader->lines);
    for (;;) {
        uint8_t flags = s->state->flags;
        uint32_t line = all.last;
        uint32_t horizon = all.last + UND_LOOKAHEAD_LINES;
        bool interrupted = false;
        bool found = false;
        for (;;) {
            line = und_tree_next(s->reader, line);
            if (line >= total || line >= horizon)
                return all;
            und_block next = und_block_read(s->reader, s->state, line, horizon - line);
            if (interruption(s->reader, &flags, &next) != UND_KIND_COUNT) {
                interrupted = true;
                line = next.last;
                continue;
            }
            if (goes_on(s, all.tail, &next, interrupted)) {
                /* Its own lines may reach beyond the horizon. */
                next = und_block_read(s->reader, s->state, line, UINT32_MAX);
                all.last = next.last;
                all.tail = next.tail;
                found = true;
            }
            break;
        }
        if (!found)
            return all;
    }
}

/* Emits what lies inside a followed paragraph as its children. */
static bool give_interruptions(step *s, uint8_t depth, uint32_t last)
{
    uint32_t line = s->block.last;
    uint8_t flags = s->before.flags;
    while (line < last) {
        line = und_tree_next(s->reader, line);
        if (line >= last)
            break;
        und_block next = und_block_read(s->reader, s->state, line, last - line);
        und_kind kind = interruption(s->reader, &flags, &next);
        if (kind != UND_KIND_COUNT && !give_child(s, kind, depth, next.first, next.last))
            return false;
        line = next.last;
    }
    return true;
}

static uint32_t paragraph(step *s, und_kind kind, uint8_t depth, und_label_style style, uint16_t label)
{
    going_on all = follow(s);
    if (!give_labelled(s, kind, depth, style, label, all.last) ||
        !give_interruptions(s, depth < UND_DEPTH_MAX ? (uint8_t)(depth + 1) : depth, all.last))
        return UINT32_MAX;
    s->state->flags &= (uint8_t) ~(UND_STATE_NOTES | UND_STATE_NOTE_OPEN);
    return all.last;
}

/* ---- labels ---- */

/* Whether the next label of the same form is a letter or a roman figure that goes on from this one. Positive: letter;
 * negative: figure; 0: nothing tells. */
static int look_ahead(const step *s, und_facts facts)
{
    uint32_t total = und_lines_count(s->reader->lines);
    uint32_t horizon = s->block.last + UND_LOOKAHEAD_LINES < total ? s->block.last + UND_LOOKAHEAD_LINES : total;
    unsigned letter = facts.value & 255u, figure = (unsigned)facts.value >> 8;
    for (uint32_t line = s->block.last; line < horizon; line++) {
        und_facts next = und_reader_facts(s->reader, line);
        if (next.shape != UND_SHAPE_TEXT || !und_is_labelled(next))
            continue;
        if (next.label != facts.label)
            return 0;
        if (figure != 0 && (unsigned)next.value >> 8 == figure + 1)
            return -1;
        if (letter != 0 && (next.value & 255u) == letter + 1)
            return 1;
        return 0;
    }
    return 0;
}

static uint8_t list_key(und_label_style style, und_form form)
{
    return (uint8_t)((unsigned)style | (unsigned)form << 4);
}

/* The open level with this key; UND_LISTS when none is. */
static uint32_t open_level(const und_machine *state, uint8_t key)
{
    for (uint32_t i = state->lists; i > 0; i--)
        if (state->list[i - 1].key == key)
            return i - 1;
    return UND_LISTS;
}

/* Letters that may be a roman figure are decided by their neighbours: the open lists, then the next label. */
static und_label_style decide_letters(const step *s, und_facts facts, und_label_style letters, und_label_style figures)
{
    unsigned letter = facts.value & 255u, figure = (unsigned)facts.value >> 8;
    if (figure == 0)
        return letters;
    if (letter == 0)
        return figures;
    uint32_t as_letter = open_level(s->state, list_key(letters, und_facts_form(facts)));
    uint32_t as_figure = open_level(s->state, list_key(figures, und_facts_form(facts)));
    bool letter_fits = as_letter < UND_LISTS && s->state->list[as_letter].value + 1u == letter;
    bool figure_fits = as_figure < UND_LISTS ? s->state->list[as_figure].value + 1u == figure : figure == 1;
    if (letter_fits != figure_fits)
        return letter_fits ? letters : figures;
    int ahead = look_ahead(s, facts);
    if (ahead != 0)
        return ahead > 0 ? letters : figures;
    if (letter_fits)
        return as_figure < UND_LISTS && as_figure > as_letter ? figures : letters;
    return as_letter < UND_LISTS ? letters : figures;
}

/* Puts a label into the open lists; gives its level from 0. */
static uint32_t enter_list(und_machine *state, uint8_t key, uint16_t value)
{
    uint32_t level = open_level(state, key);
    if (level == UND_LISTS) {
        level = state->lists < UND_LISTS ? state->lists : UND_LISTS - 1;
        state->list[level].key = key;
    }
    state->list[level].value = (uint8_t)(value > 255 ? 255 : value);
    for (uint32_t i = level + 1; i < UND_LISTS; i++)
        state->list[i].key = state->list[i].value = 0;
    state->lists = (uint8_t)(level + 1);
    return level;
}

static void close_lists(und_machine *state)
{
    memset(state->list, 0, sizeof state->list);
    state->lists = 0;
}

static uint32_t subparagraph(step *s)
{
    und_facts head = s->block.head;
    und_label_style style = und_facts_style(head);
    uint16_t value = head.value;
    if (style == UND_LABEL_LOWER || style == UND_LABEL_UPPER) {
        und_label_style figures = style == UND_LABEL_LOWER ? UND_LABEL_ROMAN : UND_LABEL_UPPER_ROMAN;
        und_label_style decided = decide_letters(s, head, style, figures);
        value = decided == style ? (uint16_t)(value & 255u) : (uint16_t)(value >> 8);
        style = decided;
    }
    uint32_t level = enter_list(s->state, list_key(style, und_facts_form(head)), value);
    unsigned depth = s->state->depth + level + ((s->state->flags & UND_STATE_CLAUSE) != 0 ? 1u : 0u);
    if (depth > UND_DEPTH_MAX)
        depth = UND_DEPTH_MAX;
    return paragraph(s, UND_SUBPARAGRAPH, (uint8_t)depth, style, value);
}

/* ---- clauses ---- */

static uint32_t clause(step *s, und_kind kind, und_mode mode, und_label_style style, uint16_t label)
{
    und_machine *state = s->state;
    state->mode = (uint8_t)mode;
    if (style == UND_LABEL_NUMBER)
        state->number = label;
    if (state->part <= UND_PART_MASTHEAD)
        state->part = UND_PART_CLAUSES;
    state->flags |= UND_STATE_CLAUSE;
    state->flags &= (uint8_t)~UND_STATE_CLOSED;
    close_lists(state);
    return paragraph(s, kind, state->depth, style, label);
}

static bool sense_in(const step *s, und_term_key key)
{
    return und_phrase_sense(s->reader->lexicon, s->block.head.phrase, UND_BIT(key), s->language,
                            s->language != UND_LANGUAGE_NONE) != NULL;
}

/* Endings of the first word that hint at a part, for openers that no pack knows. */
static bool ending_hints(const step *s, und_term_key key)
{
    const und_language *language = language_of(s);
    if (language == NULL)
        return false;
    und_line_start start = und_line_start_of(s->reader->lexicon, und_lines_text(s->reader->lines, s->block.first));
    und_bytes line = und_lines_text(s->reader->lines, s->block.first);
    char folded[64];
    size_t room = line.length - start.text < 60 ? line.length - start.text : 60;
    size_t length = und_fold_text((und_bytes){line.at + start.text, room}, folded, sizeof folded);
    size_t word = 0;
    while (word < length && folded[word] != ' ' && folded[word] != ',')
        word++;
    for (uint32_t i = language->first[key]; i < language->first[key + 1]; i++) {
        und_bytes ending = und_term_folded(language, &language->terms[i]);
        if (ending.length > 0 && ending.length < word &&
            memcmp(folded + word - ending.length, ending.at, ending.length) == 0)
            return true;
    }
    return false;
}

typedef enum role { ROLE_NONE, ROLE_PREAMBULAR, ROLE_OPERATIVE, ROLE_DECLARATION } role;

/* What an unnumbered block is as a clause, by its opener first and by its place where the opener leaves it open. */
static role unnumbered_role(const step *s)
{
    const und_machine *state = s->state;
    und_end end = und_facts_end(s->block.tail);
    bool preambular = sense_in(s, UND_TERM_PREAMBULAR);
    bool operative = sense_in(s, UND_TERM_OPERATIVE);
    bool declaration = sense_in(s, UND_TERM_DECLARATION);
    if (preambular && (operative || declaration)) {
        /* The same verb in both parts (Chinese): place and punctuation decide. */
        if (state->mode == UND_MODE_OPERATIVE)
            return end == UND_END_COMMA && state->number == 0 ? ROLE_PREAMBULAR : ROLE_OPERATIVE;
        return end == UND_END_SEMICOLON || end == UND_END_STOP ? ROLE_OPERATIVE : ROLE_PREAMBULAR;
    }
    if (preambular)
        return ROLE_PREAMBULAR;
    if (operative && (!declaration || state->mode != UND_MODE_DECLARATION))
        return ROLE_OPERATIVE;
    /* A numbered resolution has no clauses in the plural: "Support to the Mission" is a heading there. */
    if (declaration)
        return state->mode == UND_MODE_OPERATIVE && state->number > 0 ? ROLE_NONE : ROLE_DECLARATION;
    if (state->mode == UND_MODE_NONE || (s->block.head.flags & UND_FLAG_UPPER) == 0 || s->block.head.phrase != 0)
        return ROLE_NONE;
    if (state->mode == UND_MODE_PREAMBLE && end == UND_END_COMMA && ending_hints(s, UND_TERM_PREAMBULAR_ENDING))
        return ROLE_PREAMBULAR;
    if ((state->mode == UND_MODE_DECLARATION || state->mode == UND_MODE_PREAMBLE) && state->number == 0 &&
        (end == UND_END_COMMA || end == UND_END_SEMICOLON || end == UND_END_STOP) &&
        ending_hints(s, UND_TERM_DECLARATION_ENDING))
        return ROLE_DECLARATION;
    return ROLE_NONE;
}

/* Whether an unnumbered clause may stand here at all. */
static bool clause_may_stand(const step *s, role found)
{
    const und_machine *state = s->state;
    und_end end = und_facts_end(s->block.tail);
    if (state->part == UND_PART_LETTER)
        return false;
    if ((s->block.head.flags & (UND_FLAG_MARKED | UND_FLAG_PAREN)) != 0)
        return false;
    if (state->mode != UND_MODE_NONE)
        return true;
    if ((state->flags & UND_STATE_CLOSED) != 0)
        return false;
    if (state->part == UND_PART_TEXT)
        return found == ROLE_PREAMBULAR && end == UND_END_COMMA;
    return true;
}

static uint32_t unnumbered(step *s, role found)
{
    switch (found) {
    case ROLE_PREAMBULAR: return clause(s, UND_PREAMBULAR, UND_MODE_PREAMBLE, UND_LABEL_NONE, 0);
    case ROLE_OPERATIVE: return clause(s, UND_OPERATIVE, UND_MODE_OPERATIVE, UND_LABEL_NONE, 0);
    default: return clause(s, UND_OPERATIVE, UND_MODE_DECLARATION, UND_LABEL_NONE, 0);
    }
}

static uint32_t numbered(step *s)
{
    und_machine *state = s->state;
    uint16_t value = s->block.head.value;
    bool opener = sense_in(s, UND_TERM_OPERATIVE) || sense_in(s, UND_TERM_DECLARATION) ||
                  sense_in(s, UND_TERM_PREAMBULAR);
    bool operative = false;
    if (state->part == UND_PART_LETTER || (state->part == UND_PART_TEXT && state->mode == UND_MODE_NONE))
        operative = false; /* the numbered paragraphs of a report or an annex are no clauses */
    else if (state->mode != UND_MODE_NONE)
        operative = opener || value == state->number + 1u || value == 1 || state->number == 0;
    else
        operative = opener;
    if (operative)
        return clause(s, UND_OPERATIVE, UND_MODE_OPERATIVE, UND_LABEL_NUMBER, value);
    state->number = value;
    state->flags |= UND_STATE_CLAUSE;
    close_lists(state);
    return paragraph(s, UND_PARAGRAPH, state->depth, UND_LABEL_NUMBER, value);
}

/* ---- masthead ---- */

/* Whether a block that follows a masthead's block still belongs to it. */
static bool in_masthead(const step *s, const und_block *next)
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
    und_end end = und_facts_end(next->tail);
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

/* "Canada, France and Japan: draft resolution": sponsors and a draft's title on one line. */
static bool is_draft_title(const step *s, const und_block *block)
{
    const und_language *language = language_of(s);
    if (language == NULL || !block->small)
        return false;
    char folded[LINE_BYTES * 2];
    und_bytes text = und_lines_text(s->reader->lines, block->last - 1);
    size_t from = text.length > LINE_BYTES ? text.length - LINE_BYTES : 0;
    while (from < text.length && from > 0 && ((unsigned char)text.at[from] & 0xc0) == 0x80)
        from++;
    size_t length = und_fold_text((und_bytes){text.at + from, text.length - from}, folded, sizeof folded);
    while (length > 0 && (folded[length - 1] == '*' || folded[length - 1] == ' '))
        length--;
    for (uint32_t i = language->first[UND_TERM_RESOLUTION_TITLE]; i < language->first[UND_TERM_RESOLUTION_TITLE + 1]; i++) {
        if (language->terms[i].value != UND_KIND_DRAFT)
            continue;
        und_bytes term = und_term_folded(language, &language->terms[i]);
        if (term.length + 1 >= length || memcmp(folded + length - term.length, term.at, term.length) != 0)
            continue;
        size_t before = length - term.length;
        while (before > 0 && folded[before - 1] == ' ')
            before--;
        if (before > 1 && folded[before - 1] == ':')
            return true;
    }
    return false;
}

static bool han_letter_title(const step *s, const und_block *block)
{
    const und_language *language = language_of(s);
    if (language == NULL || language->script != UND_SCRIPT_HAN || !block->small)
        return false;
    step at = *s;
    at.block = *block;
    return pattern_at_start(&at, UND_TERM_LETTER_TITLE, false) != NULL;
}

/* The language while the masthead is read on: a line in the document's own script corrects an English field. */
static void hear_field(step *s, und_facts facts)
{
    uint8_t vote = und_facts_vote(facts);
    if (vote == 0)
        return;
    const und_packs *packs = s->reader->lexicon->packs;
    if (s->state->language == 0 || und_language_at(packs, vote - 1u)->script != UND_SCRIPT_LATIN) {
        s->state->language = vote;
        s->language = (uint8_t)(vote - 1);
    }
}

/* Whether a block that reads like the title of a report or a declaration is an agenda item's title: the document's own
 * title, of a letter or a resolution, stands behind it. */
static bool is_item_title(const step *s, const und_block *block, uint32_t horizon)
{
    const und_lexicon *lexicon = s->reader->lexicon;
    const uint64_t titles = UND_BIT(UND_TERM_RESOLUTION_TITLE) | UND_BIT(UND_TERM_REPORT_TITLE);
    const und_sense *sense = und_phrase_sense(lexicon, block->head.phrase, titles, s->language, false);
    if (sense == NULL || sense->value == UND_KIND_RESOLUTION || sense->value == UND_KIND_DRAFT || !block->small ||
        (block->head.flags & (UND_FLAG_MARKED | UND_FLAG_BOLD)) != 0)
        return false;
    uint32_t total = und_lines_count(s->reader->lines);
    uint32_t line = block->last;
    for (;;) {
        line = und_tree_next(s->reader, line);
        if (line >= total || line >= horizon)
            return false;
        und_block next = und_block_read(s->reader, s->state, line, horizon - line);
        uint64_t keys = und_keys_of(s->reader, next.head);
        sense = und_phrase_sense(lexicon, next.head.phrase, UND_BIT(UND_TERM_RESOLUTION_TITLE), s->language, false);
        if (HAS(keys, UND_TERM_LETTER_TITLE) || HAS(keys, UND_TERM_HONOUR) || han_letter_title(s, &next) ||
            is_draft_title(s, &next) || (sense != NULL && sense->value == UND_KIND_RESOLUTION))
            return true;
        if (!next.small || und_facts_end(next.tail) == UND_END_STOP)
            return false;
        line = next.last;
    }
}

static uint32_t masthead(step *s)
{
    uint32_t total = und_lines_count(s->reader->lines);
    s->state->part = UND_PART_MASTHEAD;
    uint32_t last = s->block.last;
    for (uint32_t i = s->block.first + 1; i < s->block.last; i++)
        hear_field(s, und_reader_facts(s->reader, i));
    for (;;) {
        uint32_t line = und_tree_next(s->reader, last);
        if (line >= total || line >= last + UND_LOOKAHEAD_LINES)
            break;
        und_block next = und_block_read(s->reader, s->state, line, UND_LOOKAHEAD_LINES - (line - last));
        step at = *s;
        at.block = next;
        hear_field(s, next.head);
        bool belongs = in_masthead(s, &next) || is_item_title(s, &next, last + UND_LOOKAHEAD_LINES);
        if (!belongs || is_resolution_number(&at) || han_letter_title(s, &next) || is_draft_title(s, &next))
            break;
        last = next.last;
        for (uint32_t i = next.first + 1; i < next.last; i++)
            hear_field(s, und_reader_facts(s->reader, i));
    }
    return give(s, UND_MASTHEAD, 1, last) ? last : UINT32_MAX;
}

/* Scripts without capitals: a heading there cannot be told by its first letter. */
static bool is_uncased(const step *s)
{
    const und_language *language = language_of(s);
    return language != NULL && (language->script == UND_SCRIPT_HAN || language->script == UND_SCRIPT_ARABIC);
}

/* The first character is a figure. */
static bool begins_with_digit(const step *s)
{
    char folded[8];
    size_t length = fold_line(s->reader, s->block.first, folded, sizeof folded);
    return length > 0 && folded[0] >= '0' && folded[0] <= '9';
}

/* Whether the document's masthead begins here. A single word is not enough: "Original" begins many lines. */
static bool begins_masthead(const step *s)
{
    und_facts head = s->block.head;
    if (s->state->part > UND_PART_MASTHEAD)
        return false;
    if (head.shape == UND_SHAPE_SYMBOL)
        return true;
    if (head.shape != UND_SHAPE_TEXT || !s->block.small)
        return false;
    if ((s->keys & (UND_BIT(UND_TERM_UNITED_NATIONS) | UND_BIT(UND_TERM_ORGAN))) != 0 && behind_phrase(s) <= 60 &&
        und_facts_end(s->block.tail) == UND_END_NONE)
        return true;
    if (HAS(s->keys, UND_TERM_DISTRIBUTION_LABEL))
        return true;
    if ((s->keys & (UND_BIT(UND_TERM_SESSION) | UND_BIT(UND_TERM_ORDINAL))) != 0)
        return und_facts_end(s->block.tail) == UND_END_NONE && pattern_at_start(s, UND_TERM_SESSION, false) != NULL;
    if (HAS(s->keys, UND_TERM_AGENDA))
        return und_facts_end(s->block.tail) == UND_END_NONE && pattern_at_start(s, UND_TERM_AGENDA, false) != NULL;
    if (HAS(s->keys, UND_TERM_ORIGINAL_LABEL))
        return und_facts_end(s->block.tail) == UND_END_NONE;
    /* "54º período de sesiones": a session line that no known word begins. */
    return begins_with_digit(s) && und_facts_end(s->block.tail) == UND_END_NONE &&
           pattern_at_start(s, UND_TERM_SESSION, false) != NULL;
}

/* ---- the other parts ---- */

/* "[Original: Russian]" under a heading belongs to it. */
static uint32_t with_original(const step *s)
{
    uint32_t line = und_tree_next(s->reader, s->block.last);
    if (line >= und_lines_count(s->reader->lines) || line >= s->block.last + UND_LOOKAHEAD_LINES)
        return s->block.last;
    und_block next = und_block_read(s->reader, s->state, line, UND_LOOKAHEAD_LINES - (line - s->block.last));
    bool original = (next.head.flags & UND_FLAG_BRACKET) != 0 && next.small &&
                    HAS(und_keys_of(s->reader, next.head), UND_TERM_ORIGINAL_LABEL);
    return original ? next.last : s->block.last;
}

/* A Chinese annex heading names the letter first: "2015年1月15日…给…的信的附件". */
static bool han_annex(const step *s)
{
    const und_language *language = language_of(s);
    if (language == NULL || language->script != UND_SCRIPT_HAN || !s->block.small ||
        und_facts_end(s->block.tail) != UND_END_NONE || s->state->part <= UND_PART_MASTHEAD)
        return false;
    char folded[LINE_BYTES * 2];
    und_bytes text = und_lines_text(s->reader->lines, s->block.last - 1);
    size_t length = und_fold_text(text, folded, sizeof folded);
    while (length > 0 && (folded[length - 1] == '*' || folded[length - 1] == ' '))
        length--;
    for (uint32_t i = language->first[UND_TERM_ANNEX]; i < language->first[UND_TERM_ANNEX + 1]; i++) {
        und_bytes term = und_term_folded(language, &language->terms[i]);
        if (term.length < length && memcmp(folded + length - term.length, term.at, term.length) == 0)
            return pattern_at_start(s, UND_TERM_LETTER_TITLE, false) != NULL;
    }
    return false;
}

static bool is_annex(const step *s)
{
    if (han_annex(s))
        return true;
    if ((s->keys & (UND_BIT(UND_TERM_ANNEX) | UND_BIT(UND_TERM_ANNEX_TO))) == 0 || !s->block.small ||
        und_is_labelled(s->block.head) || (s->block.head.flags & (UND_FLAG_LOWER | UND_FLAG_PAREN)) != 0)
        return false;
    und_end end = und_facts_end(s->block.tail);
    if (end == UND_END_COMMA || end == UND_END_SEMICOLON || end == UND_END_STOP)
        return false;
    return HAS(s->keys, UND_TERM_ANNEX_TO) || behind_phrase(s) <= 12 ||
           (s->block.head.flags & (UND_FLAG_MARKED | UND_FLAG_BOLD)) != 0;
}

static uint32_t annex(step *s)
{
    und_machine *state = s->state;
    const und_sense *sense =
        und_phrase_sense(s->reader->lexicon, s->block.head.phrase, UND_BIT(UND_TERM_ANNEX), s->language, false);
    bool enclosure = sense != NULL && sense->value != UND_ANNEX_ANNEX && (s->before.flags & UND_STATE_ANNEX) != 0;
    uint8_t depth = enclosure ? 2 : 1;
    state->part = UND_PART_TEXT;
    state->mode = UND_MODE_NONE;
    state->flags = UND_STATE_ANNEX;
    state->number = 0;
    state->depth = (uint8_t)(depth + 1);
    close_lists(state);
    uint32_t last = with_original(s);
    bool named = sense != NULL && sense->value != UND_ANNEX_ANNEX;
    return give(s, named ? UND_ENCLOSURE : UND_ANNEX, depth, last) ? last : UINT32_MAX;
}

static uint32_t title(step *s, und_part part)
{
    und_machine *state = s->state;
    state->part = (uint8_t)part;
    state->mode = UND_MODE_NONE;
    state->number = 0;
    state->flags &= (uint8_t) ~(UND_STATE_CLAUSE | UND_STATE_SUBJECT | UND_STATE_CLOSED | UND_STATE_NOTES |
                                UND_STATE_NOTE_OPEN);
    state->flags |= UND_STATE_TITLED;
    close_lists(state);
    uint32_t last = with_original(s);
    return give(s, UND_TITLE, state->depth, last) ? last : UINT32_MAX;
}

static uint32_t heading(step *s)
{
    und_machine *state = s->state;
    state->number = 0;
    if (state->part == UND_PART_TEXT)
        state->mode = UND_MODE_NONE; /* a treaty's or a plan's preamble ends with its first heading */
    state->flags &= (uint8_t) ~(UND_STATE_CLAUSE | UND_STATE_NOTES | UND_STATE_NOTE_OPEN);
    close_lists(state);
    und_facts head = s->block.head;
    und_label_style style = und_facts_style(head);
    uint16_t value = head.value;
    if (style == UND_LABEL_UPPER && value >> 8 != 0 && (value & 255u) == 0)
        style = UND_LABEL_UPPER_ROMAN;
    value = style == UND_LABEL_UPPER_ROMAN ? (uint16_t)(value >> 8)
            : style == UND_LABEL_UPPER     ? (uint16_t)(value & 255u)
                                           : value;
    return give_labelled(s, UND_HEADING, state->depth, style, value, s->block.last) ? s->block.last : UINT32_MAX;
}

/* Whether the block behind this one has one of `keys`, or reads like a clause whose opener no pack knows. */
static bool clause_follows(const step *s, uint64_t keys)
{
    uint32_t line = und_tree_next(s->reader, s->block.last);
    uint32_t horizon = s->block.last + UND_LOOKAHEAD_LINES;
    if (line >= und_lines_count(s->reader->lines) || line >= horizon)
        return false;
    und_block next = und_block_read(s->reader, s->state, line, horizon - line);
    if ((und_keys_of(s->reader, next.head) & keys) != 0)
        return true;
    und_end end = und_facts_end(next.tail);
    return (next.head.flags & UND_FLAG_UPPER) != 0 && !und_is_labelled(next.head) &&
           (end == UND_END_COMMA || end == UND_END_SEMICOLON);
}

static bool is_subject(const step *s)
{
    und_facts head = s->block.head;
    und_end end = und_facts_end(s->block.tail);
    if (und_is_labelled(head) || !s->block.small)
        return false;
    if (HAS(s->keys, UND_TERM_SUBJECT) && behind_phrase(s) == 0 && s->block.last == s->block.first + 1)
        return end == UND_END_COMMA || (end != UND_END_COLON && clause_follows(s, UND_BIT(UND_TERM_PREAMBULAR)));
    return (s->keys & (UND_BIT(UND_TERM_SUBJECT_START) | UND_BIT(UND_TERM_SUBJECT))) != 0 && end == UND_END_COMMA &&
           s->state->mode == UND_MODE_NONE && clause_follows(s, UND_OPENERS);
}

static uint32_t subject(step *s)
{
    und_machine *state = s->state;
    if (state->part != UND_PART_TEXT)
        state->part = UND_PART_CLAUSES;
    state->mode = UND_MODE_PREAMBLE;
    state->number = 0;
    state->flags |= UND_STATE_SUBJECT;
    state->flags &= (uint8_t) ~(UND_STATE_CLAUSE | UND_STATE_CLOSED);
    close_lists(state);
    return give(s, UND_SUBJECT, state->depth, s->block.last) ? s->block.last : UINT32_MAX;
}

static bool is_adoption(const step *s)
{
    if (!s->block.small || s->state->part < UND_PART_CLAUSES || (s->block.head.flags & UND_FLAG_LOWER) != 0)
        return false;
    if (HAS(s->keys, UND_TERM_ADOPTION))
        return true;
    return (begins_with_digit(s) || is_uncased(s)) && !und_is_labelled(s->block.head) && und_facts_end(s->block.tail) != UND_END_STOP &&
           pattern_at_start(s, UND_TERM_ADOPTION, false) != NULL;
}

static uint32_t adoption(step *s)
{
    s->state->mode = UND_MODE_NONE;
    s->state->flags |= UND_STATE_CLOSED;
    s->state->flags &= (uint8_t)~UND_STATE_CLAUSE;
    close_lists(s->state);
    return give(s, UND_ADOPTION, s->state->depth, s->block.last) ? s->block.last : UINT32_MAX;
}

static bool is_signature(const step *s)
{
    if (!s->block.small || und_is_labelled(s->block.head))
        return false;
    if (HAS(s->keys, UND_TERM_SIGNED))
        return (s->block.head.flags & UND_FLAG_PAREN) != 0;
    if (!HAS(s->keys, UND_TERM_OFFICE) || s->block.last - s->block.first < 2)
        return false;
    /* The office stands above the name in French: the next line says so. */
    for (uint32_t line = s->block.first + 1; line < s->block.last; line++) {
        und_facts facts = und_reader_facts(s->reader, line);
        if (HAS(und_keys_of(s->reader, facts), UND_TERM_SIGNED) && (facts.flags & UND_FLAG_PAREN) != 0)
            return true;
    }
    return false;
}

static bool is_request(const step *s)
{
    const und_language *language = language_of(s);
    if (language == NULL || s->state->part == UND_PART_TEXT || s->state->mode != UND_MODE_NONE)
        return false;
    char text[REQUEST_BYTES], folded[REQUEST_BYTES * 2];
    size_t used = 0;
    for (uint32_t line = s->block.first; line < s->block.last && used < sizeof text; line++) {
        und_bytes bytes = und_lines_text(s->reader->lines, line);
        size_t room = sizeof text - used;
        size_t length = bytes.length < room ? bytes.length : room;
        if (length > 0)
            memcpy(text + used, bytes.at, length);
        used += length;
        if (used < sizeof text)
            text[used++] = language->script == UND_SCRIPT_HAN ? ' ' : '\n';
    }
    size_t length = und_fold_text((und_bytes){text, used}, folded, sizeof folded);
    size_t at;
    return und_find_term(language, UND_TERM_REQUEST, (und_bytes){folded, length}, &at) != NULL;
}

static bool plain_beginning(und_facts head)
{
    return (head.flags & (UND_FLAG_LOWER | UND_FLAG_BRACKET | UND_FLAG_PAREN | UND_FLAG_QUOTED)) == 0;
}

static bool is_heading(const step *s)
{
    und_facts head = s->block.head;
    if ((head.flags & UND_FLAG_MARKED) != 0)
        return true;
    if (!s->block.small || s->block.last - s->block.first > 3)
        return false;
    und_label_style style = und_facts_style(head);
    und_end end = und_facts_end(s->block.tail);
    if (style == UND_LABEL_UPPER)
        return end == UND_END_NONE;
    if (und_is_labelled(head) || end != UND_END_NONE || s->state->part == UND_PART_LETTER)
        return false;
    return (head.flags & (UND_FLAG_UPPER | UND_FLAG_BOLD)) != 0 || (is_uncased(s) && plain_beginning(head));
}

static uint32_t whole_block(step *s, und_kind kind)
{
    return give(s, kind, s->state->depth, s->block.last) ? s->block.last : UINT32_MAX;
}

/* Furniture inside a clause lies below it, so that the sub-paragraphs behind it still belong to the clause. */
static uint32_t furniture(step *s, und_kind kind)
{
    uint8_t depth = (uint8_t)(s->state->depth + ((s->state->flags & UND_STATE_CLAUSE) != 0 ? 1 : 0));
    return give(s, kind, depth, s->block.last) ? s->block.last : UINT32_MAX;
}

/* The first short blocks of an annex are its title; of a document without a masthead, bold ones are. */
static bool is_first_title(const step *s)
{
    const und_machine *state = s->state;
    und_facts head = s->block.head;
    if ((state->flags & UND_STATE_TITLED) != 0 || !s->block.small || und_is_labelled(head) ||
        und_facts_end(s->block.tail) == UND_END_STOP || und_facts_end(s->block.tail) == UND_END_SEMICOLON ||
        und_facts_end(s->block.tail) == UND_END_COMMA || (head.flags & (UND_FLAG_LOWER | UND_FLAG_PAREN)) != 0)
        return false;
    if ((state->flags & UND_STATE_ANNEX) != 0)
        return true;
    return state->part <= UND_PART_MASTHEAD && (head.flags & (UND_FLAG_BOLD | UND_FLAG_MARKED)) != 0;
}

static bool is_letter_title(const step *s)
{
    if (HAS(s->keys, UND_TERM_LETTER_TITLE) && s->block.small && !und_is_labelled(s->block.head) &&
        (s->block.head.flags & UND_FLAG_LOWER) == 0)
        return s->state->part != UND_PART_CLAUSES && und_facts_end(s->block.tail) != UND_END_STOP &&
               (s->state->part != UND_PART_LETTER || und_facts_end(s->block.tail) == UND_END_NONE);
    return s->state->part <= UND_PART_MASTHEAD && han_letter_title(s, &s->block);
}

static uint32_t decide(step *s)
{
    und_machine *state = s->state;
    und_facts head = s->block.head;
    if (begins_masthead(s))
        return masthead(s);
    und_kind between = interruption(s->reader, &state->flags, &s->block);
    if (between != UND_KIND_COUNT)
        return furniture(s, between);
    if (head.shape == UND_SHAPE_TABLE)
        return whole_block(s, UND_PARAGRAPH);
    if (is_annex(s))
        return annex(s);
    if (is_letter_title(s))
        return title(s, UND_PART_LETTER);
    if (is_resolution_number(s) || (state->part <= UND_PART_MASTHEAD && is_draft_title(s, &s->block)))
        return title(s, UND_PART_CLAUSES);
    if (is_subject(s))
        return subject(s);
    if (is_adoption(s))
        return adoption(s);
    if ((s->keys & (UND_BIT(UND_TERM_RESOLUTION_TITLE) | UND_BIT(UND_TERM_REPORT_TITLE))) != 0 && s->block.small &&
        !und_is_labelled(head) && (head.flags & UND_FLAG_LOWER) == 0 && ends_open(s->block.tail) &&
        (state->part <= UND_PART_MASTHEAD || ((head.flags & UND_FLAG_MARKED) != 0 && state->mode == UND_MODE_NONE)))
        return title(s, HAS(s->keys, UND_TERM_RESOLUTION_TITLE) ? UND_PART_CLAUSES : UND_PART_TEXT);
    if (is_signature(s))
        return whole_block(s, UND_SIGNATURE);
    und_label_style style = und_facts_style(head);
    if (und_is_labelled(head)) {
        bool number = style == UND_LABEL_NUMBER && und_facts_form(head) != UND_FORM_PARENTHESES;
        bool marked = (head.flags & UND_FLAG_MARKED) != 0;
        /* A conversion takes a short chapeau for a heading: "## 2. Condemns:". */
        if (number && (!marked || (state->mode != UND_MODE_NONE && head.value == state->number + 1u)))
            return numbered(s);
        if (!number && !marked && (style != UND_LABEL_UPPER || und_facts_form(head) != UND_FORM_DOT))
            return subparagraph(s);
    } else {
        role found = unnumbered_role(s);
        if (found != ROLE_NONE && clause_may_stand(s, found))
            return unnumbered(s, found);
    }
    if (is_first_title(s))
        return title(s, state->part <= UND_PART_MASTHEAD ? UND_PART_TEXT : (und_part)state->part);
    if (is_heading(s))
        return heading(s);
    if (HAS(s->keys, UND_TERM_HONOUR) && state->part <= UND_PART_MASTHEAD)
        state->part = UND_PART_LETTER;
    if (is_request(s)) {
        if (state->part <= UND_PART_MASTHEAD)
            state->part = UND_PART_LETTER;
        return paragraph(s, UND_REQUEST, state->depth, UND_LABEL_NONE, 0);
    }
    state->flags |= UND_STATE_CLAUSE;
    close_lists(state);
    return paragraph(s, UND_PARAGRAPH, state->depth, UND_LABEL_NONE, 0);
}

uint32_t und_tree_step(const und_reader *reader, und_machine *state, uint32_t line, und_emit emit, void *context)
{
    if (state->depth == 0)
        state->depth = 1; /* the first step: an all-zero state */
    step s = {.reader = reader, .state = state, .before = *state, .emit = emit, .context = context};
    s.block = und_block_read(reader, state, line, UINT32_MAX);
    s.keys = und_keys_of(reader, s.block.head);
    hear_language(&s);
    s.language = state->language == 0 ? (uint8_t)UND_LANGUAGE_NONE : (uint8_t)(state->language - 1);
    return decide(&s);
}
