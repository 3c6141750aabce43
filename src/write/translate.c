/* The frame of a document in another language, part for part.
 *
 * Two drafts are made from the answers of the document, in its own language and in the other one. They are of one template,
 * so that their parts stand in the same order: a part of the document that is like one of the first draft is written as
 * the second one has it. Everything else waits to be translated. */
#include "undoc/translate.h"

#include "model/reading.h"
#include "text/utf8.h"
#include "write/answers.h"
#include "write/dates.h"
#include "write/gathered.h"
#include "write/likeness.h"
#include "write/questions.h"
#include "write/waiting.h"

#include <stdio.h>
#include <string.h>

const char *und_rendering_name(und_rendering rendering)
{
    static const char *const names[] = {"rendered", "partly", "waiting", "kept"};
    return (unsigned)rendering < sizeof names / sizeof names[0] ? names[rendering] : "";
}

#define BLANK_LINES_MAX 3u /* between two parts: before an annex */

typedef struct translator {
    und_doc *doc;
    uint8_t language;      /* to translate into */
    und_gathered gathered; /* the answers; `name` NULL: no template writes such documents */
    und_doc *marked;       /* the second draft with the marks around what is to be confirmed */
    und_doc *own, *other;  /* the drafts; NULL: there is none */
    und_pieces pieces;     /* of the document */
    und_pieces own_pieces, other_pieces;
    und_held held; /* the document against the first draft */
    und_openers openers;
    und_text text, source; /* of the part that is being written */
    und_rendering how;
    uint32_t line; /* of the frame */
    und_rendered_part part;
    void *context;
} translator;

/* ---- the words of the second draft ---- */

static und_bytes nth_name(const translator *t, uint32_t n)
{
    und_bytes names = und_gathered_get(&t->gathered, "name");
    size_t start = 0;
    for (size_t at = 0; at <= names.length; at++) {
        if (at < names.length && names.at[at] != ';')
            continue;
        if (n-- == 0)
            return und_trimmed((und_bytes){names.at + start, at - start});
        start = at + 1;
    }
    return (und_bytes){NULL, 0};
}

/* What the document has in an open place. */
static und_bytes open_words(const translator *t, uint32_t place)
{
    switch (place) {
    case UND_OPEN_OFFICE: return und_gathered_get(&t->gathered, "office");
    case UND_OPEN_TRANSMITS:
    case UND_OPEN_TEXT:
    case UND_OPEN_BEHALF:
    case UND_OPEN_CHAIR:
    case UND_OPEN_SPONSORS: return und_held_get(&t->held, place);
    default: return nth_name(t, place - UND_OPEN_NAME);
    }
}

static bool begins_with(und_bytes text, size_t at, const char *words)
{
    size_t length = strlen(words);
    return at + length <= text.length && memcmp(text.at + at, words, length) == 0;
}

/* A line of the draft, what the document has in its open places. A hint, and the words that wait, leave something to do. */
static void put_line(translator *t, und_bytes line)
{
    size_t start = 0;
    for (size_t at = 0; at < line.length; at++) {
        uint32_t place = und_open_at(line, at);
        if (begins_with(line, at, UND_WAITS))
            t->how = UND_PARTLY;
        if (place == UND_OPEN_COUNT)
            continue;
        und_text_put(&t->text, (und_bytes){line.at + start, at - start});
        start = at + UND_OPEN_BYTES;
        und_bytes words = open_words(t, place);
        bool hint = at >= strlen(UND_WAITS) && begins_with(line, at - strlen(UND_WAITS), UND_WAITS);
        if (hint)
            und_text_put(&t->text, words);
        else
            und_put_waiting(&t->text, words);
        if (t->source.length > 0)
            und_text_put_words(&t->source, " ");
        und_text_put(&t->source, words);
        t->how = UND_PARTLY;
        at = start - 1;
    }
    und_text_put(&t->text, (und_bytes){line.at + start, line.length - start});
}

static void put_lines(translator *t, uint32_t first, uint32_t last)
{
    while (last > first && und_doc_line(t->marked, last - 1).length == 0)
        last--;
    for (uint32_t line = first; line < last; line++) {
        if (line > first)
            und_text_put_words(&t->text, "\n");
        put_line(t, und_doc_line(t->marked, line));
    }
}

/* The part of the second draft that stands where `own` stands in the first; NULL: there is none. */
static const und_piece *counterpart(const translator *t, const und_piece *own)
{
    if (t->other == NULL || own == NULL)
        return NULL;
    return und_piece_find(&t->other_pieces, own->kind, own->section, own->ordinal);
}

static void put_piece(translator *t, const und_piece *piece)
{
    t->how = UND_RENDERED;
    put_lines(t, piece->first, piece->last);
}

/* The part of the first draft that the n-th part of the document is like; NULL: none is. */
static const und_piece *like(const translator *t, size_t n)
{
    if (t->own == NULL || t->held.match[n] == UINT32_MAX)
        return NULL;
    return &t->own_pieces.at[t->held.match[n]];
}

/* Whether an open place of the first draft stands in a part: what is in it is words of the document. */
static bool is_open(const translator *t, const und_piece *own)
{
    for (uint32_t line = own->first; line < own->last; line++) {
        und_bytes text = und_doc_line(t->own, line);
        for (size_t at = 0; at < text.length; at++)
            if (und_open_at(text, at) < UND_OPEN_COUNT || begins_with(text, at, UND_WAITS))
                return true;
    }
    return false;
}

/* How many hints stand in a part; not the places that are open for words of the document. */
static uint32_t hints_in(const und_doc *doc, const und_piece *piece)
{
    uint32_t count = 0;
    for (uint32_t line = piece->first; line < piece->last; line++) {
        und_bytes text = und_doc_line(doc, line);
        for (size_t at = 0; at < text.length; at++)
            count +=
                begins_with(text, at, UND_WAITS) && und_open_at(text, at + strlen(UND_WAITS)) == UND_OPEN_COUNT ? 1 : 0;
    }
    return count;
}

/* Whether the first draft has a hint where the document has words, and no hint of its own: they are not in what was written. */
static bool hides_words(const translator *t, const und_piece *own, const und_piece *piece)
{
    return own != NULL && hints_in(t->own, own) > hints_in(t->doc, piece);
}

/* ---- parts of the document ---- */

/* The words of a part that were not taken over into what was written stand after it. */
static void put_rest(translator *t, const und_piece *piece, const char *between)
{
    size_t before = t->source.length;
    if (before > 0)
        und_text_put_words(&t->source, " ");
    size_t start = t->source.length;
    und_put_joined(t->doc, piece->node, piece->first, piece->last, &t->source);
    und_text_put_words(&t->text, between);
    if (!t->source.failed)
        und_put_waiting(&t->text, (und_bytes){t->source.at + start, t->source.length - start});
    t->how = UND_PARTLY;
}

static void put_waiting_paragraph(translator *t, const und_piece *piece, und_bytes before)
{
    und_put_paragraph(t->doc, piece->node, t->language, &t->openers, before, &t->text, &t->source);
    t->how = t->source.length > 0 ? UND_WAITING : UND_KEPT;
}

/* A masthead of which no template is known: line for line, symbols as they are. */
static void put_lines_that_wait(translator *t, const und_piece *piece)
{
    for (uint32_t line = piece->first; line < piece->last; line++) {
        und_bytes text = und_trimmed(und_doc_line(t->doc, line));
        if (line > piece->first)
            und_text_put_words(&t->text, "\n");
        if (text.length == 0)
            continue;
        und_put_waiting(&t->text, text);
        und_text_put_words(&t->source, t->source.length > 0 ? " " : "");
        und_text_put(&t->source, text);
    }
    t->how = UND_WAITING;
}

static void put_masthead(translator *t, const und_piece *piece)
{
    const und_piece *other = NULL;
    if (t->other != NULL && piece->ordinal == 0)
        other = und_piece_find(&t->other_pieces, UND_PIECE_MASTHEAD, 0, 0);
    if (other == NULL) {
        put_lines_that_wait(t, piece);
        return;
    }
    und_masthead_field symbol;
    if (und_masthead_field_get(t->doc, UND_FIELD_SYMBOL, 0, &symbol) == UND_OK) {
        und_text_put(&t->text, symbol.words.text);
        und_text_put_words(&t->text, "\n\n");
    }
    put_piece(t, other);
}

/* Whether all that a title of a letter says is in its values. */
static bool is_understood(const translator *t, const und_letter *letter)
{
    const char *code;
    und_bytes name;
    bool joint = und_letter_state_get(t->doc, letter->node, 1, &code, &name) == UND_OK;
    bool office = letter->office != UND_OFFICE_NONE || letter->form == UND_LETTER_NOTE_VERBALE;
    return letter->date.year > 0 && letter->addressee != UND_ADDRESSEE_NONE && letter->state != NULL && office &&
           !joint;
}

/* "[Original: Catalan]", of a language that no pack names. */
static void put_unknown_original(translator *t, const und_piece *piece)
{
    und_original original;
    if (und_original_get(t->doc, piece->node + 1, &original) != UND_NONE)
        return;
    for (uint32_t line = piece->first; line < piece->last; line++) {
        if (!und_doc_is_original_line(t->doc, line))
            continue;
        und_bytes text = und_trimmed(und_doc_line(t->doc, line));
        und_text_put_words(&t->text, "\n\n");
        und_put_waiting(&t->text, text);
        und_text_put_words(&t->source, t->source.length > 0 ? " " : "");
        und_text_put(&t->source, text);
        t->how = UND_PARTLY;
    }
}

/* A title of a letter, or the heading of an annex that repeats it. */
static bool put_letter_title(translator *t, size_t n, const und_piece *piece)
{
    und_letter letter;
    const und_piece *own = like(t, n);
    if (t->other == NULL || und_letter_get(t->doc, piece->node + 1, &letter) != UND_OK)
        return false;
    const und_piece *other = und_piece_find(&t->other_pieces, piece->kind, piece->section, 0);
    if (other == NULL || (piece->section > 0 && piece->kind == UND_PIECE_TITLE) || piece->ordinal > 0)
        return false;
    put_piece(t, other);
    if (hides_words(t, own, piece) || (own == NULL && !is_understood(t, &letter)))
        put_rest(t, piece, "\n");
    else
        put_unknown_original(t, piece);
    return true;
}

static bool gather_text(void *context, const char *at, size_t length)
{
    und_text_put(context, (und_bytes){at, length});
    return true;
}

/* "[Original: Russian]" */
static void put_original(translator *t, const und_original *original)
{
    und_bytes keys[] = {und_words("lang"), und_words("annex"), und_words("annex_original")};
    und_bytes values[] = {und_words(und_language_code(t->doc->packs, t->language)), und_words("yes"),
                          und_words(original->language)};
    und_text_put_words(&t->text, "\n\n");
    und_status status =
        und_draft_plain(t->doc->packs, und_words("annex-original"), keys, values, 3, gather_text, &t->text);
    while (t->text.length > 0 && t->text.at[t->text.length - 1] == '\n')
        t->text.length--;
    if (status == UND_OK)
        return;
    und_text_put_words(&t->text, "\n\n");
    und_put_waiting(&t->text, original->words.text);
    t->how = UND_PARTLY;
}

/* "Annex II", "Enclosure", with the language of the original: no other words. */
static bool put_bare_heading(translator *t, const und_piece *piece)
{
    const und_doc *doc = t->doc;
    const und_tree_node *node = und_doc_stored(doc, piece->node);
    uint8_t from = und_doc_node_language(doc, piece->node);
    uint16_t form = node->kind == UND_KIND_ANNEX ? UND_ANNEX_ANNEX : UND_ANNEX_ENCLOSURE;
    const und_language *language = und_language_at(doc->packs, t->language);
    const und_term *term = und_term_of(language, UND_TERM_ANNEX, form);
    und_passage title;
    und_original original;
    uint32_t number = UND_LABEL_VALUE(node->label);
    if (term == NULL || from == UND_LANGUAGE_NONE || number > UND_ANNEXES_MAX ||
        und_title_get(t->doc, piece->node + 1, &title) != UND_OK || title.text.length > 40)
        return false;
    char folded[128];
    und_bytes words = {folded, und_fold_text(title.text, folded, sizeof folded)};
    size_t at;
    const und_term *own = und_find_term(und_language_at(doc->packs, from), UND_TERM_ANNEX, words, &at);
    if (own == NULL || at > 0 || (number == 0 && words.length > own->folded_length))
        return false;
    bool bold = memchr(und_doc_line(doc, piece->first).at, '*', und_doc_line(doc, piece->first).length) != NULL;
    und_text_put_words(&t->text, bold ? "**" : "");
    und_text_put(&t->text, und_term_text(language, term));
    if (number > 0)
        und_write_annex_number(language, number, &t->text);
    und_text_put_words(&t->text, bold ? "**" : "");
    t->how = UND_RENDERED;
    if (und_original_get(t->doc, piece->node + 1, &original) != UND_OK)
        return true;
    put_original(t, &original);
    return true;
}

static void put_title(translator *t, size_t n, const und_piece *piece)
{
    const und_piece *other = counterpart(t, like(t, n));
    if (put_letter_title(t, n, piece))
        return;
    if (other != NULL) {
        put_piece(t, other);
        if (hides_words(t, like(t, n), piece))
            put_rest(t, piece, "\n");
    } else if (piece->kind != UND_PIECE_ANNEX || !put_bare_heading(t, piece))
        put_waiting_paragraph(t, piece, (und_bytes){NULL, 0});
}

/* Whether the letters of `name` stand in a line, between which there may be asterisks. */
static bool has_name(und_bytes line, und_bytes name)
{
    size_t found = 0;
    for (size_t at = 0; at < line.length && found < name.length; at++) {
        if (line.at[at] == name.at[found])
            found++;
        else if (line.at[at] != '*')
            found = 0;
    }
    return name.length > 0 && found == name.length;
}

/* The line of the second draft that has the name of who signs; UINT32_MAX where none has. With an office in other words
 * around it, it may be no signature there. */
static uint32_t name_line(const translator *t, uint32_t n)
{
    char open[UND_OPEN_BYTES + 1];
    und_open_put(UND_OPEN_NAME + n, open);
    for (uint32_t line = 0, count = und_doc_line_count(t->other); line < count; line++) {
        und_bytes text = und_doc_line(t->other, line);
        if (has_name(text, und_words(open)) || has_name(text, nth_name(t, n)))
            return line;
    }
    return UINT32_MAX;
}

static void put_office_words(translator *t, und_bytes office)
{
    und_put_waiting(&t->text, office);
    und_text_put_words(&t->source, t->source.length > 0 ? " " : "");
    und_text_put(&t->source, office);
}

/* The name alone, with the words of an office that the packs do not know, which stand where the language has the office. */
static bool put_name(translator *t, size_t n, const und_piece *piece)
{
    und_signature signature;
    und_bytes answered = und_gathered_get(&t->gathered, "office");
    if (und_signature_get(t->doc, piece->node + 1, &signature) != UND_OK || signature.capacity != UND_OFFICE_NONE)
        return false;
    bool known = answered.length > 0 ? und_is_office_code(answered) : like(t, n) != NULL;
    if (known && signature.office.text.length > 0)
        return false;
    uint32_t line = nth_name(t, piece->ordinal).length == 0 ? UINT32_MAX : name_line(t, piece->ordinal);
    if (line == UINT32_MAX)
        return false;
    const char *code = und_language_code(t->doc->packs, t->language);
    bool above = strcmp(code, "fr") == 0 || strcmp(code, "zh") == 0;
    und_bytes office = signature.office.text;
    if (above && office.length > 0) {
        put_office_words(t, office);
        und_text_put_words(&t->text, "\n");
    }
    t->how = UND_RENDERED;
    put_line(t, und_doc_line(t->marked, line));
    if (!above && office.length > 0) {
        und_text_put_words(&t->text, "\n");
        put_office_words(t, office);
    }
    if (office.length > 0)
        t->how = UND_PARTLY;
    return true;
}

/* What a signature says beside the name and the office that was written: "Ambassador". */
static void put_other_offices(translator *t, const und_piece *piece)
{
    und_signature signature;
    if (und_signature_get(t->doc, piece->node + 1, &signature) != UND_OK) {
        put_rest(t, piece, "\n");
        return;
    }
    und_bytes office = signature.office.text, known = signature.capacity_words.text;
    size_t at = 0;
    while (at + known.length <= office.length && memcmp(office.at + at, known.at, known.length) != 0)
        at++;
    if (at + known.length > office.length)
        return;
    const und_bytes parts[] = {{office.at, at}, {office.at + at + known.length, office.length - at - known.length}};
    for (size_t i = 0; i < 2; i++) {
        /* "of France to the United Nations" */
        if (!und_has_letters(parts[i]) || (i == 1 && signature.state != NULL))
            continue;
        und_text_put_words(&t->text, "\n");
        put_office_words(t, und_trimmed(parts[i]));
        t->how = UND_PARTLY;
    }
}

static void put_signature(translator *t, size_t n, const und_piece *piece)
{
    const und_piece *own = like(t, n), *other = counterpart(t, own);
    if (other == NULL && t->other != NULL && piece->section == 0)
        other = und_piece_find(&t->other_pieces, UND_PIECE_SIGNATURE, 0, piece->ordinal);
    if (t->other != NULL && piece->section == 0 && put_name(t, n, piece))
        return;
    if (other == NULL) {
        put_lines_that_wait(t, piece);
        return;
    }
    put_piece(t, other);
    if (hides_words(t, own, piece) || (nth_name(t, piece->ordinal).length == 0 && hints_in(t->doc, piece) == 0))
        put_rest(t, piece, "\n");
    else if (own == NULL)
        put_other_offices(t, piece);
}

/* The request of the second draft; NULL: it has none. */
static const und_piece *other_request(const translator *t)
{
    for (size_t i = 0; t->own != NULL && i < t->own_pieces.count; i++)
        if ((und_kind)und_doc_stored(t->own, t->own_pieces.at[i].node)->kind == UND_KIND_REQUEST)
            return counterpart(t, &t->own_pieces.at[i]);
    return NULL;
}

static void put_body(translator *t, size_t n, const und_piece *piece, und_bytes before)
{
    und_kind kind = (und_kind)und_doc_stored(t->doc, piece->node)->kind;
    const und_piece *own = like(t, n), *other = counterpart(t, own);
    bool clause = kind == UND_KIND_PREAMBULAR || kind == UND_KIND_OPERATIVE || kind == UND_KIND_SUBPARAGRAPH;
    /* The clauses that a template proposes are like any that begins as they do. */
    if (other != NULL && (!clause || !is_open(t, own))) {
        put_piece(t, other);
        if (hides_words(t, own, piece))
            put_rest(t, piece, " ");
        return;
    }
    other = kind == UND_KIND_REQUEST && piece->section == 0 ? other_request(t) : NULL;
    if (other != NULL) {
        put_piece(t, other);
        put_rest(t, piece, " ");
        return;
    }
    put_waiting_paragraph(t, piece, before);
}

/* ---- the frame ---- */

static uint32_t lines_of(und_bytes text)
{
    uint32_t lines = 1;
    for (size_t at = 0; at < text.length; at++)
        lines += text.at[at] == '\n';
    return lines;
}

/* Empty lines before a part: as many as in the document, but one at least. */
static uint32_t gap_before(const translator *t, size_t n)
{
    const und_piece *piece = &t->pieces.at[n];
    uint32_t blank = 0;
    while (blank < BLANK_LINES_MAX && blank < piece->first &&
           und_trimmed(und_doc_line(t->doc, piece->first - 1 - blank)).length == 0)
        blank++;
    return blank > 0 ? blank : 1;
}

/* "1. (a) Requests": a part whose words are those of the next. */
static bool lends_words(const translator *t, size_t n)
{
    return n + 1 < t->pieces.count && t->pieces.at[n + 1].node == t->pieces.at[n].node + 1 &&
           (und_doc_stored(t->doc, t->pieces.at[n + 1].node)->flags & UND_NODE_INNER) != 0;
}

static und_status write_part(translator *t, size_t n, und_bytes before)
{
    const und_piece *piece = &t->pieces.at[n];
    t->text.length = t->source.length = 0;
    switch (piece->kind) {
    case UND_PIECE_MASTHEAD: put_masthead(t, piece); break;
    case UND_PIECE_TITLE:
    case UND_PIECE_ANNEX: put_title(t, n, piece); break;
    case UND_PIECE_SIGNATURE: put_signature(t, n, piece); break;
    case UND_PIECE_BODY: put_body(t, n, piece, before); break;
    case UND_PIECE_OTHER:
        /* What printing left has no place in another language. */
        if (und_doc_stored(t->doc, piece->node)->kind == UND_KIND_FOOTNOTE)
            put_waiting_paragraph(t, piece, (und_bytes){NULL, 0});
        break;
    }
    if (t->text.failed || t->source.failed)
        return UND_E_MEMORY;
    if (t->text.length == 0)
        return UND_OK;
    if (t->line > 0)
        t->line += gap_before(t, n);
    und_rendered out = {.node = piece->node + 1,
                        .first = piece->first,
                        .last = piece->last,
                        .text = und_text_bytes(&t->text),
                        .line = t->line,
                        .lines = lines_of(und_text_bytes(&t->text)),
                        .how = t->how,
                        .source = und_text_bytes(&t->source)};
    t->line += out.lines;
    return t->part(t->context, &out) ? UND_OK : UND_E_IO;
}

static und_status write_parts(translator *t)
{
    und_status status = UND_OK;
    und_text before; /* the labels of paragraphs whose words are another one's */
    und_text_open(&before, t->doc->allocator);
    for (size_t n = 0; status == UND_OK && n < t->pieces.count; n++) {
        if (lends_words(t, n)) {
            und_text_put_words(&before, before.length > 0 ? " " : "");
            und_put_label(t->doc, t->pieces.at[n].node, t->language, &before);
            continue;
        }
        status = write_part(t, n, und_text_bytes(&before));
        before.length = 0;
    }
    und_text_close(&before);
    return status;
}

/* ---- what is not known ---- */

static bool has_piece(const translator *t, und_piece_kind kind)
{
    return und_piece_find(&t->pieces, kind, 0, 0) != NULL;
}

/* Whether the part is there that shows the answer. */
static bool is_asked_for(const translator *t, const char *key)
{
    static const char *const of_masthead[] = {"organ", "masthead_date", "original", "session", "items"};
    static const char *const of_title[] = {"state", "addressee", "date"};
    und_masthead_field organ;
    und_letter letter;
    bool council = und_masthead_field_get(t->doc, UND_FIELD_ORGAN, 0, &organ) == UND_OK &&
                   organ.value == UND_ORGAN_SECURITY_COUNCIL &&
                   und_masthead_field_get(t->doc, UND_FIELD_ORGAN, 1, &organ) == UND_NONE;
    for (size_t i = 0; i < sizeof of_masthead / sizeof of_masthead[0]; i++)
        if (strcmp(key, of_masthead[i]) == 0)
            return has_piece(t, UND_PIECE_MASTHEAD) && !(council && i >= 3) && strcmp(key, "original") != 0;
    for (size_t i = 0; i < sizeof of_title / sizeof of_title[0]; i++)
        if (strcmp(key, of_title[i]) == 0)
            return und_letter_at(t->doc, 0, &letter) == UND_OK;
    return strcmp(key, "name") == 0 && has_piece(t, UND_PIECE_SIGNATURE);
}

static und_status tell_missing(translator *t, und_rendered_missing missing)
{
    const char *key;
    und_bytes name = und_words(t->gathered.name == NULL ? "" : t->gathered.name);
    und_bytes code = und_words(und_language_code(t->doc->packs, t->language));
    for (uint32_t n = 0; t->other != NULL && (key = und_draft_key(t->doc->packs, name, code, n)) != NULL; n++) {
        /* The session follows from a date, and an office of other words is no mission's. */
        bool follows = strcmp(key, "session") == 0 && (und_gathered_get(&t->gathered, "date").length > 0 ||
                                                       und_gathered_get(&t->gathered, "masthead_date").length > 0);
        und_bytes office = und_gathered_get(&t->gathered, "office");
        bool no_state = strcmp(key, "state") == 0 && office.length > 0 && !und_is_office_code(office);
        if (und_gathered_get(&t->gathered, key).length > 0 || follows || no_state || !is_asked_for(t, key))
            continue;
        if (!missing(t->context, key))
            return UND_E_IO;
    }
    return UND_OK;
}

/* ---- the call ---- */

/* The drafts, and the document against the first one. */
static und_status prepare(translator *t)
{
    und_packs *packs = t->doc->packs;
    uint8_t from = und_doc_language(t->doc);
    und_status status = und_pieces_of(t->doc, &t->pieces) ? und_gather(t->doc, &t->gathered) : UND_E_MEMORY;
    if (status != UND_OK)
        return status == UND_NONE ? UND_OK : status;
    status = und_gathered_confirmed(&t->gathered, packs, und_language_code(packs, from), true, &t->own, NULL);
    if (status == UND_OK)
        status = und_gathered_confirmed(&t->gathered, packs, und_language_code(packs, t->language), false, &t->other,
                                        &t->marked);
    /* Without a body in one of the languages there is no frame. */
    if (status == UND_E_DATA || status == UND_E_LIMIT) {
        und_doc_close(t->own);
        t->own = NULL;
        return UND_OK;
    }
    if (status == UND_OK && !(und_pieces_of(t->own, &t->own_pieces) && und_pieces_of(t->other, &t->other_pieces)))
        status = UND_E_MEMORY;
    return status == UND_OK ? und_hold(t->doc, &t->pieces, t->own, &t->own_pieces, &t->held) : status;
}

/* Of resolutions alone: in declarations several speak. */
static und_status open_openers(translator *t)
{
    const char *name = t->gathered.name;
    und_bytes organ = und_gathered_get(&t->gathered, "organ");
    const und_language *language = und_language_at(t->doc->packs, t->language);
    bool resolution = name != NULL && strncmp(name, "resolution", strlen("resolution")) == 0;
    if (!resolution || (organ.length == 0 && language->script == UND_SCRIPT_ARABIC))
        return UND_OK;
    const char *from = und_language_code(t->doc->packs, und_doc_language(t->doc));
    return und_openers_open(t->doc->packs, from, language->code, organ, &t->openers);
}

static und_status find_language(und_doc *doc, und_bytes language, uint8_t *out)
{
    char message[UND_MESSAGE_MAX];
    und_answers answers;
    und_bytes key = und_words("lang");
    und_status status = und_answers_read(doc->packs, &key, &language, 1, &answers, message);
    if (status != UND_OK)
        return und_doc_fail(doc, status, message);
    if (answers.language == UND_NO_INDEX)
        return und_doc_fail(doc, UND_E_DATA, "a language is needed; expected a code, as fr");
    *out = (uint8_t)answers.language;
    if (*out != und_doc_language(doc))
        return UND_OK;
    (void)snprintf(message, sizeof message, "the document is in %s already", und_language_at(doc->packs, *out)->name);
    return und_doc_fail(doc, UND_E_DATA, message);
}

und_status und_translate(und_doc *doc, und_bytes language, und_rendered_part part, und_rendered_missing missing,
                         void *context)
{
    if (doc == NULL || part == NULL)
        return UND_E_ARGUMENT;
    translator t = {.doc = doc, .part = part, .context = context};
    und_status status = find_language(doc, language, &t.language);
    if (status != UND_OK)
        return status;
    und_text_open(&t.text, doc->allocator);
    und_text_open(&t.source, doc->allocator);
    status = prepare(&t);
    if (status == UND_OK)
        status = open_openers(&t);
    if (status == UND_OK)
        status = write_parts(&t);
    if (status == UND_OK && missing != NULL)
        status = tell_missing(&t, missing);
    und_text_close(&t.text);
    und_text_close(&t.source);
    und_openers_close(&t.openers);
    und_held_close(&t.held);
    und_pieces_close(&t.pieces);
    und_pieces_close(&t.own_pieces);
    und_pieces_close(&t.other_pieces);
    und_doc_close(t.own);
    und_doc_close(t.other);
    und_doc_close(t.marked);
    und_gathered_close(&t.gathered);
    return status == UND_E_MEMORY ? und_doc_fail(doc, status, "out of memory") : status;
}

/* ---- as text ---- */

typedef struct printer {
    und_sink sink;
    void *context;
    uint32_t line;
} printer;

static bool print_part(void *context, const und_rendered *part)
{
    printer *p = context;
    for (; p->line < part->line; p->line++)
        if (!p->sink(p->context, "\n", 1))
            return false;
    p->line += part->lines;
    return p->sink(p->context, part->text.at, part->text.length) && p->sink(p->context, "\n", 1);
}

und_status und_write_translation(und_doc *doc, und_bytes language, und_sink sink, void *context)
{
    if (sink == NULL)
        return UND_E_ARGUMENT;
    printer p = {sink, context, 0};
    return und_translate(doc, language, print_part, NULL, &p);
}
