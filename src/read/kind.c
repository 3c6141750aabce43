/* What kind of document it is, and whether it is one at all: views of the whole tree. */
#include "read/letter.h"

#include "text/utf8.h"

#include <string.h>

/* und_doc_is_one looks at the beginning only. */
#define LOOK_LINES 200u
/* Bytes of a note verbale's first paragraph in which its compliments stand. */
#define COMPLIMENTS_BYTES 600u

const char *und_kind_name(und_kind kind)
{
    static const char *const names[] = {
        "document", "masthead", "title",      "paragraph", "request",      "signature", "annex",     "enclosure",
        "heading",  "subject",  "preambular", "operative", "subparagraph", "footnote",  "furniture", "adoption"};
    return (unsigned)kind < UND_KIND_COUNT ? names[kind] : "";
}

const char *und_doc_kind_name(und_doc_kind kind)
{
    static const char *const names[] = {
        "other",       "letter", "note-verbale", "resolution", "decision", "presidential-statement",
        "declaration", "report", "agenda",       "draft"};
    return (unsigned)kind < UND_DOC_KIND_COUNT ? names[kind] : "";
}

/* Whether a draft's symbol ("/L.5") stands in the masthead: it makes a resolution a draft. */
static bool has_draft_symbol(const und_doc *doc, uint32_t index)
{
    uint32_t end = und_doc_own_end(doc, index);
    for (uint32_t line = und_doc_first(doc, index); line < end; line++) {
        und_bytes text = und_lines_text(&doc->lines, line);
        for (size_t at = 0; at + 3 < text.length; at++)
            if (text.at[at] == '/' && text.at[at + 1] == 'L' && text.at[at + 2] == '.' && text.at[at + 3] >= '0' &&
                text.at[at + 3] <= '9')
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
    uint8_t language = after->language == 0 ? (uint8_t)UND_LANGUAGE_NONE : (uint8_t)(after->language - 1);
    const und_sense *sense;
    if (after->part == UND_PART_LETTER) {
        sense = und_phrase_sense(doc->lexicon, node->phrase, UND_BIT(UND_TERM_LETTER_TITLE), language, false);
        if (sense != NULL)
            return sense->value == UND_LETTER_NOTE_VERBALE ? UND_KIND_NOTE_VERBALE : UND_KIND_LETTER;
        und_letter_parts letter;
        bool ok = und_letter_read(&letter, doc, index);
        bool note = ok && letter.found && letter.form == UND_LETTER_NOTE_VERBALE;
        und_letter_close(&letter);
        return note ? UND_KIND_NOTE_VERBALE : UND_KIND_LETTER;
    }
    sense = und_phrase_sense(doc->lexicon, node->phrase,
                             UND_BIT(UND_TERM_RESOLUTION_TITLE) | UND_BIT(UND_TERM_REPORT_TITLE), language, false);
    if (sense != NULL)
        return (und_doc_kind)sense->value;
    return after->part == UND_PART_CLAUSES ? UND_KIND_RESOLUTION : UND_KIND_OTHER;
}

und_doc_kind und_doc_kind_of(const und_doc *doc)
{
    uint32_t count = und_nodes_count(&doc->nodes);
    bool draft = false;
    und_doc_kind found = UND_KIND_OTHER;
    for (uint32_t i = 0; i < count && found == UND_KIND_OTHER; i++) {
        const und_tree_node *node = und_doc_stored(doc, i);
        const und_machine *after = und_doc_state_after(doc, i);
        switch (node->kind) {
        case UND_MASTHEAD: draft = draft || has_draft_symbol(doc, i); break;
        case UND_TITLE: found = title_kind(doc, i); break;
        case UND_SUBJECT: {
            const und_sense *organ =
                und_phrase_sense(doc->lexicon, node->phrase, UND_BIT(UND_TERM_SUBJECT), UND_LANGUAGE_NONE, false);
            found = organ != NULL && organ->value != UND_ORGAN_NONE ? UND_KIND_RESOLUTION : UND_KIND_DECLARATION;
            break;
        }
        case UND_PREAMBULAR:
        case UND_OPERATIVE:
            found = after->mode == UND_MODE_DECLARATION ? UND_KIND_DECLARATION : UND_KIND_RESOLUTION;
            break;
        case UND_REQUEST: found = UND_KIND_LETTER; break;
        case UND_PARAGRAPH:
            if (has_compliments(doc, i))
                found = UND_KIND_NOTE_VERBALE;
            else if (after->part == UND_PART_LETTER)
                found = UND_KIND_LETTER;
            break;
        case UND_ANNEX: return UND_KIND_OTHER;
        default: break;
        }
    }
    return draft && found == UND_KIND_RESOLUTION ? UND_KIND_DRAFT : found;
}

bool und_doc_is_one(const und_doc *doc)
{
    uint32_t count = und_nodes_count(&doc->nodes);
    uint32_t masthead = 0, title = 0, subject = 0, clauses = 0, annex = 0, request = 0;
    for (uint32_t i = 0; i < count && und_doc_first(doc, i) < LOOK_LINES; i++) {
        const und_tree_node *node = und_doc_stored(doc, i);
        const und_machine *after = und_doc_state_after(doc, i);
        switch (node->kind) {
        case UND_MASTHEAD:
            /* A lone word is no masthead; two fields are. */
            if (node->phrase != 0 && node->count >= 2)
                masthead++;
            break;
        case UND_TITLE:
            if (after->part == UND_PART_LETTER)
                title += 2;
            else if (after->part == UND_PART_CLAUSES ||
                     (node->phrase != 0 &&
                      (und_phrase_at(doc->lexicon, node->phrase)->keys &
                       (UND_BIT(UND_TERM_RESOLUTION_TITLE) | UND_BIT(UND_TERM_REPORT_TITLE))) != 0))
                title++;
            break;
        case UND_SUBJECT: subject++; break;
        case UND_PREAMBULAR:
        case UND_OPERATIVE:
            if (subject > 0)
                clauses++;
            break;
        case UND_ANNEX: annex++; break;
        case UND_REQUEST: request += 2; break;
        default: break;
        }
    }
    if (subject > 0 && clauses > 0)
        return true;
    if (masthead > 0)
        return title + request + subject + annex > 0;
    return title + request >= 2;
}
