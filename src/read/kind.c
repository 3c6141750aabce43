/* What kind of document it is, and whether it is one at all: views of the whole tree. */
#include "read/letter.h"
#include "read/pattern.h"
#include "read/sponsors.h"
#include "read/step.h"
#include "read/tree.h"

#include "text/utf8.h"

#include <string.h>

/* und_doc_is_one looks at the beginning only. */
#define LOOK_LINES 200u
/* Paragraphs in which the compliments of a note verbale and the words that open a decision may stand. */
#define FIRST_PARAGRAPHS 4u
/* Bytes of a paragraph in which the words that open a decision stand. */
#define DECISION_BYTES 200u
/* Bytes of a note verbale's first paragraph in which its compliments stand. */
#define COMPLIMENTS_BYTES 600u

const char *und_kind_name(und_kind kind)
{
    static const char *const names[] = {
        "document", "masthead", "title",      "paragraph", "request",      "signature", "annex",     "enclosure",
        "heading",  "subject",  "preambular", "operative", "subparagraph", "footnote",  "furniture", "adoption"};
    return (unsigned)kind < UND_KIND_COUNT ? names[kind] : "";
}

/* What the symbols of a masthead say of the document. */
typedef enum symbol_kind {
    SYMBOL_NONE,
    SYMBOL_DRAFT,     /* A/C.3/80/L.5 */
    SYMBOL_RESOLUTION /* A/RES/80/1 */
} symbol_kind;

static symbol_kind kind_of_symbol(const und_doc *doc, uint32_t index)
{
    uint32_t end = und_doc_own_end(doc, index);
    for (uint32_t line = und_doc_first(doc, index); line < end; line++) {
        und_bytes text = und_lines_text(&doc->lines, line);
        for (size_t at = 1; at + 3 < text.length; at++) {
            if (text.at[at] != '/' || text.at[at - 1] < '0' || text.at[at - 1] > 'Z')
                continue;
            if (memcmp(text.at + at, "/L.", 3) == 0 && text.at[at + 3] >= '0' && text.at[at + 3] <= '9')
                return SYMBOL_DRAFT;
            if (text.length - at >= 5 && memcmp(text.at + at, "/RES/", 5) == 0)
                return SYMBOL_RESOLUTION;
        }
    }
    return SYMBOL_NONE;
}

/* Whether lines of a masthead name sponsors: "Sponsors: Chad, Peru". What has sponsors is a draft. */
static bool has_sponsors(const und_doc *doc, uint32_t index)
{
    und_reader reader = {doc->lexicon, &doc->lines};
    uint32_t end = und_doc_own_end(doc, index);
    for (uint32_t line = und_doc_first(doc, index); line < end; line++) {
        const und_sense *sense = und_phrase_sense(doc->lexicon, und_reader_facts(&reader, line).phrase,
                                                  UND_BIT(UND_TERM_FIELD_LABEL), UND_LANGUAGE_NONE, false);
        if (sense != NULL && (sense->value == UND_LABEL_OF_SPONSORS || sense->value == UND_LABEL_OF_SIGNATORIES))
            return true;
    }
    return false;
}

/* The language of the words of a node, an index. */
static uint8_t language_after(const und_doc *doc, uint32_t index)
{
    uint8_t told = und_doc_state_after(doc, index)->language;
    return told == 0 ? (uint8_t)UND_LANGUAGE_NONE : (uint8_t)(told - 1);
}

/* Decisions of the General Assembly are numbered from 401 on: "75/520." */
#define FIRST_DECISION 401u

static bool is_decision_number(und_bytes text)
{
    size_t at = 0;
    while (at < text.length && (text.at[at] == '#' || text.at[at] == ' ' || text.at[at] == '*'))
        at++;
    size_t digits = at;
    while (at < text.length && text.at[at] >= '0' && text.at[at] <= '9')
        at++;
    if (at == digits || at - digits > 3 || at >= text.length || text.at[at] != '/')
        return false;
    uint32_t number = 0;
    for (digits = ++at; at < text.length && at - digits < 4 && text.at[at] >= '0' && text.at[at] <= '9'; at++)
        number = number * 10 + (uint32_t)(text.at[at] - '0');
    return number >= FIRST_DECISION && number < 1000;
}

/* "At its 40th plenary meeting, …, the General Assembly decided": a decision is one sentence, and begins so. */
static bool begins_as_decision(const und_doc *doc, uint32_t index)
{
    uint8_t language = language_after(doc, index);
    if (language == UND_LANGUAGE_NONE)
        return false;
    const und_language *pack = und_language_at(doc->packs, language);
    char folded[DECISION_BYTES * 2];
    und_bytes line = und_lines_text(&doc->lines, und_doc_first(doc, index));
    und_bytes text = {folded,
                      und_fold_text((und_bytes){line.at, line.length < DECISION_BYTES ? line.length : DECISION_BYTES},
                                    folded, sizeof folded)};
    for (uint32_t i = pack->first[UND_TERM_DECISION]; i < pack->first[UND_TERM_DECISION + 1]; i++) {
        und_match match;
        if (und_pattern_match(pack, &pack->terms[i], text, 0, &match))
            return true;
    }
    return false;
}

static bool has_compliments(const und_doc *doc, uint32_t index)
{
    uint8_t told = und_doc_state_after(doc, index)->language;
    if (told == 0)
        return false;
    char folded[COMPLIMENTS_BYTES * 2];
    size_t used = 0;
    uint32_t end = und_doc_own_end(doc, index);
    for (uint32_t line = und_doc_first(doc, index); line < end && used + 1 < COMPLIMENTS_BYTES; line++) {
        used += und_fold_text(und_lines_text(&doc->lines, line), folded + used, COMPLIMENTS_BYTES - used);
        folded[used++] = ' ';
    }
    size_t at;
    return und_find_term(und_language_at(doc->packs, told - 1u), UND_TERM_COMPLIMENTS, (und_bytes){folded, used},
                         &at) != NULL;
}

static und_doc_kind title_kind(const und_doc *doc, uint32_t index)
{
    const und_tree_node *node = und_doc_stored(doc, index);
    const und_machine *after = und_doc_state_after(doc, index);
    uint8_t language = language_after(doc, index);
    const und_sense *sense;
    und_sponsors sponsors;
    if (after->part == UND_PART_LETTER) {
        sense = und_phrase_sense(doc->lexicon, node->phrase, UND_BIT(UND_TERM_LETTER_TITLE), language, false);
        if (sense != NULL)
            return sense->value == UND_LETTER_NOTE_VERBALE ? UND_DOC_NOTE_VERBALE : UND_DOC_LETTER;
        und_letter_parts letter;
        bool ok = und_letter_read(&letter, doc, index);
        bool note = ok && letter.found && letter.form == UND_LETTER_NOTE_VERBALE;
        und_letter_close(&letter);
        return note ? UND_DOC_NOTE_VERBALE : UND_DOC_LETTER;
    }
    und_reader reader = {doc->lexicon, &doc->lines};
    uint32_t first = und_doc_first(doc, index);
    if (und_find_sponsors(&reader, language, first, und_doc_own_end(doc, index), &sponsors) && sponsors.first == first)
        return (und_doc_kind)sponsors.kind;
    if (after->part == UND_PART_TEXT && und_agenda_words(&reader, language, first) != NULL)
        return UND_DOC_AGENDA;
    sense = und_phrase_sense(doc->lexicon, node->phrase,
                             UND_BIT(UND_TERM_RESOLUTION_TITLE) | UND_BIT(UND_TERM_REPORT_TITLE), language, false);
    if (sense != NULL)
        return (und_doc_kind)sense->value;
    return after->part == UND_PART_CLAUSES ? UND_DOC_RESOLUTION : UND_DOC_OTHER;
}

/* Nodes after a subject in which its first operative paragraph is looked for. */
#define PREAMBLE_NODES 100u

/* A resolution or a declaration, by who speaks in the subject line; of a speaker that no pack knows, by the operative
 * paragraphs. */
static und_doc_kind subject_kind(const und_doc *doc, uint32_t index)
{
    uint16_t phrase = und_doc_stored(doc, index)->phrase;
    const und_sense *organ =
        und_phrase_sense(doc->lexicon, phrase, UND_BIT(UND_TERM_SUBJECT), UND_LANGUAGE_NONE, false);
    if (organ != NULL)
        return organ->value != UND_ORGAN_NONE ? UND_DOC_RESOLUTION : UND_DOC_DECLARATION;
    if (und_phrase_sense(doc->lexicon, phrase, UND_BIT(UND_TERM_SUBJECT_START), UND_LANGUAGE_NONE, false) != NULL)
        return UND_DOC_DECLARATION;
    uint32_t count = und_nodes_count(&doc->nodes);
    for (uint32_t i = index + 1; i < count && i - index < PREAMBLE_NODES; i++)
        if (und_doc_stored(doc, i)->kind == UND_KIND_OPERATIVE)
            return und_doc_state_after(doc, i)->mode == UND_MODE_OPERATIVE ? UND_DOC_RESOLUTION : UND_DOC_DECLARATION;
    return UND_DOC_DECLARATION;
}

/* Whether nodes from `index` on have the subject line of a resolution before an annex. */
static bool has_subject(const und_doc *doc, uint32_t index)
{
    for (uint32_t count = und_nodes_count(&doc->nodes); index < count; index++) {
        und_kind kind = (und_kind)und_doc_stored(doc, index)->kind;
        if (kind == UND_KIND_SUBJECT)
            return subject_kind(doc, index) == UND_DOC_RESOLUTION;
        if (kind == UND_KIND_ANNEX)
            return false;
    }
    return false;
}

/* What a node by itself makes of the document; UND_DOC_OTHER: nothing. */
static und_doc_kind node_kind(const und_doc *doc, uint32_t index, bool early)
{
    const und_tree_node *node = und_doc_stored(doc, index);
    switch (node->kind) {
    case UND_KIND_TITLE: {
        und_doc_kind said = title_kind(doc, index);
        bool number =
            said == UND_DOC_RESOLUTION && is_decision_number(und_lines_text(&doc->lines, und_doc_first(doc, index)));
        return number ? UND_DOC_DECISION : said;
    }
    case UND_KIND_SUBJECT: return subject_kind(doc, index);
    case UND_KIND_PREAMBULAR:
    case UND_KIND_OPERATIVE:
        return und_doc_state_after(doc, index)->mode == UND_MODE_DECLARATION ? UND_DOC_DECLARATION : UND_DOC_RESOLUTION;
    case UND_KIND_REQUEST: return UND_DOC_LETTER;
    case UND_KIND_PARAGRAPH:
        if (early && has_compliments(doc, index))
            return UND_DOC_NOTE_VERBALE;
        /* Looks past all that lies in the paragraph: asked where it is needed alone. */
        if (und_doc_state_after(doc, index)->part == UND_PART_LETTER)
            return UND_DOC_LETTER;
        return early && begins_as_decision(doc, index) && !has_subject(doc, index) ? UND_DOC_DECISION : UND_DOC_OTHER;
    default: return UND_DOC_OTHER;
    }
}

/* Whether the text after the titles is the one sentence of a decision. */
static bool goes_on_as_decision(const und_doc *doc, uint32_t index)
{
    uint32_t count = und_nodes_count(&doc->nodes);
    while (index < count && (und_doc_stored(doc, index)->kind == UND_KIND_TITLE ||
                             und_doc_stored(doc, index)->kind == UND_KIND_HEADING ||
                             und_doc_stored(doc, index)->kind == UND_KIND_FURNITURE))
        index++;
    return index < count && und_doc_stored(doc, index)->kind == UND_KIND_PARAGRAPH && begins_as_decision(doc, index);
}

und_doc_kind und_doc_kind_of(const und_doc *doc)
{
    uint32_t count = und_nodes_count(&doc->nodes);
    symbol_kind symbol = SYMBOL_NONE;
    und_doc_kind found = UND_DOC_OTHER;
    uint32_t i = 0;
    for (uint32_t paragraphs = 0; i < count && found == UND_DOC_OTHER; i++) {
        und_kind kind = (und_kind)und_doc_stored(doc, i)->kind;
        if (kind == UND_KIND_ANNEX)
            return UND_DOC_OTHER;
        if (kind == UND_KIND_MASTHEAD && symbol == SYMBOL_NONE)
            symbol = has_sponsors(doc, i) ? SYMBOL_DRAFT : kind_of_symbol(doc, i);
        paragraphs += kind == UND_KIND_PARAGRAPH;
        found = node_kind(doc, i, paragraphs <= FIRST_PARAGRAPHS);
    }
    /* Volumes of the Security Council print decisions and resolutions one after the other. */
    if (found == UND_DOC_RESOLUTION && goes_on_as_decision(doc, i) && !has_subject(doc, i))
        found = UND_DOC_DECISION;
    /* A draft is one whatever its title says: "Report of the Human Rights Council". */
    if (symbol == SYMBOL_DRAFT && found != UND_DOC_AMENDMENT &&
        (found == UND_DOC_RESOLUTION || found == UND_DOC_DECISION || has_subject(doc, i)))
        return UND_DOC_DRAFT;
    return symbol == SYMBOL_RESOLUTION && found != UND_DOC_RESOLUTION && has_subject(doc, i) ? UND_DOC_RESOLUTION
                                                                                             : found;
}

bool und_doc_is_one(const und_doc *doc)
{
    uint32_t count = und_nodes_count(&doc->nodes);
    uint32_t masthead = 0, title = 0, subject = 0, clauses = 0, annex = 0, request = 0, letter = 0;
    uint32_t paragraphs = 0, honours = 0;
    for (uint32_t i = 0; i < count && und_doc_first(doc, i) < LOOK_LINES; i++) {
        const und_tree_node *node = und_doc_stored(doc, i);
        const und_machine *after = und_doc_state_after(doc, i);
        switch (node->kind) {
        case UND_KIND_MASTHEAD:
            /* A lone word is no masthead; two fields are. */
            if (node->phrase != 0 && node->count >= 2)
                masthead++;
            break;
        case UND_KIND_TITLE:
            if (after->part == UND_PART_LETTER)
                title += 2;
            else if (after->part == UND_PART_CLAUSES ||
                     (node->phrase != 0 &&
                      (und_phrase_at(doc->lexicon, node->phrase)->keys &
                       (UND_BIT(UND_TERM_RESOLUTION_TITLE) | UND_BIT(UND_TERM_REPORT_TITLE))) != 0))
                title++;
            break;
        case UND_KIND_SUBJECT: subject++; break;
        case UND_KIND_PREAMBULAR:
        case UND_KIND_OPERATIVE:
            if (subject > 0)
                clauses++;
            break;
        case UND_KIND_ANNEX: annex++; break;
        case UND_KIND_REQUEST: request += 2; break;
        case UND_KIND_SIGNATURE: letter += after->part == UND_PART_LETTER; break;
        case UND_KIND_PARAGRAPH:
            /* "presents its compliments"; "I have the honour", and who signs. */
            if (paragraphs++ < FIRST_PARAGRAPHS && has_compliments(doc, i))
                letter += 2;
            else if (node->phrase != 0 && HAS(und_phrase_at(doc->lexicon, node->phrase)->keys, UND_TERM_HONOUR))
                letter += honours++ == 0;
            break;
        default: break;
        }
    }
    if (subject > 0 && clauses > 0)
        return true;
    if (masthead > 0)
        return title + request + subject + annex + letter > 0;
    return title + request >= 2 || letter >= 2;
}
