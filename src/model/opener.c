/* What opens a node: its label as text, the words of its opener. */
#include "model/opener.h"
#include "model/values.h"
#include "read/bracket.h"

#include "read/phrase.h"
#include "text/figures.h"
#include "text/utf8.h"

#include <stdio.h>
#include <string.h>

static void put_roman(uint16_t value, bool upper, char *out, size_t room)
{
    size_t length = und_roman_text(value, out, room - 1);
    for (size_t i = 0; i < length && upper; i++)
        out[i] = (char)(out[i] - 'a' + 'A');
    out[length] = '\0';
}

/* A number after some letters. */
static void put_number(const char *letters, uint16_t number, char *out)
{
    char digits[5]; /* of 2^16 - 1 */
    size_t at = sizeof digits;
    do {
        digits[--at] = (char)('0' + number % 10);
        number /= 10;
    } while (number > 0);
    while (*letters != '\0')
        *out++ = *letters++;
    memcpy(out, digits + at, sizeof digits - at);
    out[sizeof digits - at] = '\0';
}

static void put_label(und_label_style style, uint16_t label, char out[UND_LABEL_TEXT_MAX])
{
    char sub[UND_SUB_MAX];
    switch (style) {
    case UND_LABEL_NUMBER:
    case UND_LABEL_WORD:
    case UND_LABEL_HAN: put_number("", label, out); return;
    case UND_LABEL_PREAMBULAR: put_number("PP", label, out); return;
    case UND_LABEL_OPERATIVE: put_number("OP", label, out); return;
    case UND_LABEL_LOWER:
        und_sub_text(label, sub);
        memcpy(out, sub, sizeof sub);
        return;
    case UND_LABEL_UPPER:
        if (label <= 26)
            snprintf(out, UND_LABEL_TEXT_MAX, "%c", 'A' + label - 1);
        return;
    case UND_LABEL_ROMAN: put_roman(label, false, out, UND_LABEL_TEXT_MAX); return;
    case UND_LABEL_UPPER_ROMAN: put_roman(label, true, out, UND_LABEL_TEXT_MAX); return;
    default: return;
    }
}

void und_label_text(und_label_style style, uint16_t label, char out[UND_LABEL_TEXT_MAX])
{
    static const char *const words[] = {"", " bis", " ter", " quater"};
    out[0] = '\0';
    if (UND_LABEL_VALUE(label) == 0)
        return;
    put_label(style, UND_LABEL_VALUE(label), out);
    if (UND_LABEL_ADDED(label) == 0)
        return;
    bool alt = UND_LABEL_ADDED(label) == 3 && (style == UND_LABEL_PREAMBULAR || style == UND_LABEL_OPERATIVE);
    size_t length = strlen(out);
    snprintf(out + length, UND_LABEL_TEXT_MAX - length, "%s", alt ? " alt" : words[UND_LABEL_ADDED(label)]);
}

/* The end of the word at `at`. */
static uint32_t word_end(und_bytes line, uint32_t at)
{
    while (at < line.length) {
        uint32_t bytes;
        uint32_t point = und_utf8_decode(line.at + at, line.at + line.length, &bytes);
        if (!und_is_letter(point) && point != '\'' && point != 0x2019 && point != '-')
            break;
        at += bytes;
    }
    return at;
}

/* The role that the packs give a node's phrase in its language: the part that it stands in first. */
static const und_sense *sense_of(const und_doc *doc, const und_node *node)
{
    static const und_term_key keys[] = {UND_TERM_PREAMBULAR, UND_TERM_OPERATIVE, UND_TERM_DECLARATION};
    uint8_t mode = und_doc_stored(doc, node->id - 1)->state.mode;
    und_term_key first = node->kind == UND_KIND_PREAMBULAR ? UND_TERM_PREAMBULAR
                         : mode == UND_MODE_DECLARATION    ? UND_TERM_DECLARATION
                                                           : UND_TERM_OPERATIVE;
    const und_sense *sense = und_phrase_sense(doc->lexicon, node->opener, UND_BIT(first), node->language, true);
    for (size_t i = 0; i < sizeof keys / sizeof keys[0] && sense == NULL; i++)
        sense = und_phrase_sense(doc->lexicon, node->opener, UND_BIT(keys[i]), node->language, true);
    return sense;
}

/* The opener of a clause that begins with a bracket, an attribution, "Alt. 1": behind them. */
static void look_behind(const und_doc *doc, uint16_t phrase, und_bytes line, und_line_start *start)
{
    if (phrase == 0 || start->opener_end > start->text || start->text >= line.length ||
        (und_phrase_at(doc->lexicon, phrase)->keys & UND_OPENERS) == 0)
        return;
    und_bytes rest = {line.at + start->text, line.length - start->text};
    uint32_t before = und_before_words(doc->packs, rest);
    if (before == 0 || before >= rest.length)
        return;
    und_line_start inner =
        und_line_start_with(doc->lexicon, (und_bytes){rest.at + before, rest.length - before}, phrase);
    if (inner.text != 0 || inner.opener_end == 0)
        return;
    start->text += before;
    start->opener_end = start->text + inner.opener_end;
}

und_status und_opener_get(und_doc *doc, uint32_t node, und_opener *out)
{
    if (doc == NULL || out == NULL || node >= und_node_count(doc))
        return UND_E_ARGUMENT;
    *out = (und_opener){.words = {.text = {"", 0}}};
    if (node == 0)
        return UND_NONE;
    const und_tree_node *stored = und_doc_stored(doc, node - 1);
    const und_node asked = {.id = node,
                            .kind = (und_kind)stored->kind,
                            .language = und_doc_node_language(doc, node - 1),
                            .opener = stored->phrase};
    uint32_t first = und_doc_text_line(doc, node - 1); /* a label may stand alone on its line */
    und_bytes line = und_lines_text(&doc->lines, first);
    und_line_start start = und_line_start_with(doc->lexicon, line, stored->phrase);
    /* "1. (a) Requests": the opener is that of both. */
    bool inner = node < und_nodes_count(&doc->nodes) && (und_doc_stored(doc, node)->flags & UND_NODE_INNER) != 0;
    if (inner || (und_doc_stored(doc, node - 1)->flags & UND_NODE_INNER) != 0)
        (void)und_inner_facts(doc->lexicon, line, &start);
    else
        look_behind(doc, stored->phrase, line, &start);
    uint32_t end = start.opener_end > start.text ? start.opener_end : word_end(line, start.text);
    out->words.text = (und_bytes){line.at + start.text, end - start.text};
    out->words.range = (und_range){{first, start.text}, {first, end}};
    if (asked.opener != 0 && start.opener_end > start.text) {
        const und_sense *sense = sense_of(doc, &asked);
        if (sense != NULL) {
            out->role = sense->key == UND_TERM_PREAMBULAR  ? UND_OPENER_PREAMBULAR
                        : sense->key == UND_TERM_OPERATIVE ? UND_OPENER_OPERATIVE
                                                           : UND_OPENER_DECLARATION;
            out->attested = sense->attested != 0;
        }
    }
    return end > start.text ? UND_OK : UND_NONE;
}

/* ---- the words alone ---- */

#define OPENERS (UND_BIT(UND_TERM_PREAMBULAR) | UND_BIT(UND_TERM_OPERATIVE) | UND_BIT(UND_TERM_DECLARATION))

static bool is_accent(uint32_t point)
{
    return point >= 0x300 && point <= 0x36f;
}

/* The end of a phrase that stands at `start`: where the text folds to it, and the accents of its last letter. */
static uint32_t phrase_end(const und_lexicon *lexicon, uint16_t id, und_bytes line, und_line_start start)
{
    const und_phrase *phrase = und_phrase_at(lexicon, id);
    uint32_t found = start.text + phrase->length;
    if (!und_phrase_stands(lexicon, id, line.at + start.text, line.at + start.opener_end)) {
        char folded[UND_PHRASE_MAX];
        und_folding folding =
            und_folding_of((und_bytes){line.at + start.text, start.opener_end - start.text}, folded, phrase->length);
        und_fold_more(&folding, phrase->length);
        if (folding.used != phrase->length || memcmp(folded, lexicon->bytes + phrase->text, phrase->length) != 0)
            return start.text;
        found = (uint32_t)(folding.at - line.at);
    }
    while (found > start.text && found < line.length) {
        uint32_t bytes;
        if (!is_accent(und_utf8_decode(line.at + found, line.at + line.length, &bytes)))
            break;
        found += bytes;
    }
    return found;
}

und_words_known und_opener_words(const und_doc *doc, uint32_t index, und_passage *out)
{
    uint32_t first = und_doc_text_line(doc, index);
    und_bytes line = und_lines_text(&doc->lines, first);
    uint16_t phrase = und_doc_stored(doc, index)->phrase;
    und_line_start start = und_line_start_with(doc->lexicon, line, phrase);
    und_words_known known = UND_WORDS_NONE;
    uint32_t end = start.text;
    if (phrase != 0 && (und_phrase_at(doc->lexicon, phrase)->keys & OPENERS) != 0) {
        end = phrase_end(doc->lexicon, phrase, line, start);
        known = UND_WORDS_KNOWN;
    } else if (start.opener_end == start.text) {
        while (end < line.length) {
            uint32_t bytes;
            uint32_t point = und_utf8_decode(line.at + end, line.at + line.length, &bytes);
            if (!und_is_letter(point) && point != '\'' && point != 0x2019 && !is_accent(point))
                break;
            end += bytes;
        }
        known = UND_WORDS_UNKNOWN;
    }
    *out = (und_passage){{line.at + start.text, end - start.text}, {{first, start.text}, {first, end}}};
    return end == start.text ? UND_WORDS_NONE : known;
}
