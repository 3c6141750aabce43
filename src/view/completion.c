/* completion.c - what may stand at a place where somebody writes. */

#include "undoc/completion.h"

#include "model/session.h"
#include "pack/names.h"
#include "read/document.h"
#include "text/text.h"
#include "text/utf8.h"
#include "undoc/agenda.h"

#include <string.h>

#define TYPED_MAX 512u   /* bytes of a line before the place that are looked at: a list of items takes no more */
#define AFTER_WORDS 80u  /* folded bytes after the words that cite an item, in which somebody still types one */
#define OPENER_MAX 64u   /* bytes of what is typed of an opener */
#define AREA_MAX 32u     /* bytes of an area's name */
#define OPENER_BLANKS 3u /* in it: "Recalling with appreciation also" has three */

typedef struct completion {
    und_doc *doc;
    const und_language *language; /* of the place, else the one that stands in */
    und_bytes line;               /* up to the place */
    uint32_t number;              /* of the line */
    uint32_t index;               /* of the node that holds it, as in und_doc_stored; UINT32_MAX: none */
    und_candidate_seen seen;
    void *context;
    und_status status;
} completion;

const char *und_candidate_kind_name(und_candidate_kind kind)
{
    static const char *const names[] = {"item", "opener", "state", "addressee", "symbol", "field", "rule"};
    return (unsigned)kind < UND_CANDIDATE_KIND_COUNT ? names[kind] : "";
}

static void give(completion *c, und_candidate_kind kind, und_bytes text, und_bytes detail)
{
    und_candidate candidate = {kind, text, detail};
    if (c->status == UND_OK && text.length > 0 && !c->seen(c->context, &candidate))
        c->status = UND_E_IO;
}

/* ---- items of the agenda ---- */

/* Whether what is typed after the words that cite items can be the beginning of one, or more of a list. */
static bool is_list_so_far(und_bytes text)
{
    for (size_t i = 0; i < text.length; i++)
        if (text.at[i] == '.' || text.at[i] == ';' || text.at[i] == ':')
            return false;
    return text.length <= AFTER_WORDS;
}

/* Whether the folded text has the words before a pattern's slot, with what can be items after them. */
static bool ends_in_items(und_bytes folded, und_bytes pattern)
{
    const char *slot = memchr(pattern.at, '{', pattern.length);
    size_t before = slot == NULL ? 0 : (size_t)(slot - pattern.at);
    char words[OPENER_MAX];
    size_t length =
        before == 0 || before > OPENER_MAX ? 0 : und_fold_text((und_bytes){pattern.at, before}, words, sizeof words);
    while (length > 0 && words[length - 1] == ' ')
        length--;
    for (size_t at = folded.length; length > 0 && at-- > 0;) {
        if (at + length > folded.length || memcmp(folded.at + at, words, length) != 0)
            continue;
        bool begins = at == 0 || folded.at[at - 1] == ' ' || folded.at[at - 1] == '(';
        und_bytes after = {folded.at + at + length, folded.length - at - length};
        if ((begins || (unsigned char)words[0] >= 0xe0) &&
            (after.length == 0 || after.at[0] == ' ' || (after.at[0] >= '0' && after.at[0] <= '9')))
            return is_list_so_far(after);
    }
    return false;
}

static bool cites_items(const completion *c)
{
    char folded[TYPED_MAX];
    und_bytes text = {folded, und_fold_text(c->line, folded, sizeof folded)};
    const und_language *language = c->language;
    for (uint32_t i = language->first[UND_TERM_AGENDA]; i < language->first[UND_TERM_AGENDA + 1]; i++)
        if (ends_in_items(text, und_term_text(language, &language->terms[i])))
            return true;
    return false;
}

static void give_items(completion *c)
{
    uint32_t session;
    und_packs *packs = c->doc->packs;
    if (und_session_of_items(c->doc, &session) != UND_OK)
        return;
    und_agenda_head head;
    und_status status = und_agenda_get(packs, session, &head);
    if (status == UND_E_MEMORY)
        c->status = status;
    for (uint32_t n = 0; status == UND_OK && n < head.entry_count; n++) {
        und_agenda_line line;
        und_translation title;
        char text[UND_ITEM_TEXT_MAX];
        if (und_agenda_line_get(packs, session, n, &line) != UND_OK ||
            und_agenda_line_title_for(packs, session, n, c->language->code, &title) != UND_OK)
            continue;
        und_item_text(line.item, false, text);
        give(c, UND_CANDIDATE_ITEM, und_words(text), title.text);
    }
}

/* ---- words of the packs ---- */

static void give_terms(completion *c, und_term_key key, und_candidate_kind kind, const char *detail)
{
    const und_language *language = c->language;
    for (uint32_t i = language->first[key]; i < language->first[key + 1]; i++) {
        const und_term *term = &language->terms[i];
        und_bytes text = und_term_text(language, term);
        if (term->attested != 0 && memchr(text.at, '{', text.length) == NULL &&
            memchr(text.at, '[', text.length) == NULL)
            give(c, kind, text, und_words(detail));
    }
}

/* Where a paragraph begins: in its first line after the label, and in a line that has nothing yet. */
static bool begins_paragraph(const completion *c, size_t *from)
{
    und_opener opener;
    *from = 0;
    if (c->index != UINT32_MAX) {
        uint8_t kind = und_doc_stored(c->doc, c->index)->kind;
        if (und_doc_first(c->doc, c->index) != c->number || kind == UND_KIND_MASTHEAD || kind == UND_KIND_TITLE ||
            kind == UND_KIND_SIGNATURE || kind == UND_KIND_FOOTNOTE || kind == UND_KIND_ANNEX)
            return false;
        und_status status = und_opener_get(c->doc, c->index + 1, &opener);
        if (status == UND_E_MEMORY || opener.words.range.from.line != c->number)
            return false;
        *from = opener.words.range.from.column;
    }
    if (*from > c->line.length || c->line.length - *from > OPENER_MAX)
        return false;
    /* After an opener that is known one word more may make another of it, "Recalling also". */
    bool known =
        c->index != UINT32_MAX && opener.role != UND_OPENER_NONE && opener.words.range.to.column <= c->line.length;
    size_t blanks = 0;
    for (size_t i = known ? opener.words.range.to.column : *from; i < c->line.length; i++) {
        if (strchr(",;:.", c->line.at[i]) != NULL)
            return false;
        blanks += c->line.at[i] == ' ';
    }
    return blanks <= (known ? 1u : OPENER_BLANKS);
}

/* The part that a paragraph here belongs to, the likelier one first: that of the paragraph itself, else of the one before. */
static void give_openers(completion *c)
{
    uint8_t kind = UND_KIND_DOCUMENT;
    bool declaration = false;
    uint32_t count = und_nodes_count(&c->doc->nodes);
    for (uint32_t i = 0; i < count && und_doc_first(c->doc, i) <= c->number; i++) {
        uint8_t found = und_doc_stored(c->doc, i)->kind;
        und_opener opener;
        if (found != UND_KIND_PREAMBULAR && found != UND_KIND_OPERATIVE)
            continue;
        kind = found;
        if (i + 1 >= count || und_doc_first(c->doc, i + 1) > c->number)
            declaration = und_opener_get(c->doc, i + 1, &opener) == UND_OK && opener.role == UND_OPENER_DECLARATION;
    }
    if (declaration)
        give_terms(c, UND_TERM_DECLARATION, UND_CANDIDATE_OPENER, "declaration");
    if (kind == UND_KIND_OPERATIVE)
        give_terms(c, UND_TERM_OPERATIVE, UND_CANDIDATE_OPENER, "operative");
    give_terms(c, UND_TERM_PREAMBULAR, UND_CANDIDATE_OPENER, "preambular");
    if (kind != UND_KIND_OPERATIVE)
        give_terms(c, UND_TERM_OPERATIVE, UND_CANDIDATE_OPENER, "operative");
}

/* ---- States ---- */

static void give_states(completion *c)
{
    const und_state *states;
    uint32_t count;
    und_status status = und_packs_states(c->doc->packs, &states, &count);
    if (status == UND_E_MEMORY)
        c->status = status;
    uint8_t language = und_packs_language(c->doc->packs, und_words(c->language->code));
    for (uint32_t i = 0; status == UND_OK && i < count; i++)
        give(c, UND_CANDIDATE_STATE, states[i].names[language].name, und_words(states[i].code));
}

/* ---- symbols ---- */

/* Those that the text names, each once. */
static void give_symbols(completion *c)
{
    enum { MOST = 256 }; /* that are remembered, to give each once */
    und_bytes given[MOST];
    size_t given_count = 0;
    uint32_t count = und_node_count(c->doc);
    for (uint32_t node = 1; node < count; node++) {
        und_reference reference;
        for (uint32_t n = 0; und_reference_get(c->doc, node, n, &reference) == UND_OK; n++) {
            und_target target;
            if (reference.type != UND_REFERENCE_SYMBOL)
                continue;
            for (uint32_t t = 0; und_target_get(c->doc, node, n, t, &target) == UND_OK; t++) {
                bool again =
                    target.words.range.from.line == c->number && target.words.range.to.column == c->line.length;
                for (size_t i = 0; i < given_count; i++)
                    again = again || und_bytes_equal(given[i], target.name);
                if (again)
                    continue;
                if (given_count < MOST)
                    given[given_count++] = target.name;
                give(c, UND_CANDIDATE_SYMBOL, target.name, (und_bytes){"", 0});
            }
        }
    }
}

/* ---- the place ---- */

/* Where the word that ends at the place begins. */
static size_t word_start(und_bytes line)
{
    size_t at = line.length;
    while (at > 0 && strchr(" \t([\"'\xe2", line.at[at - 1]) == NULL)
        at--;
    return at;
}

static bool has_slash(und_bytes word)
{
    return word.length > 1 && word.at[0] >= 'A' && word.at[0] <= 'Z' && memchr(word.at, '/', word.length) != NULL;
}

/* A word that may be a name: with a capital letter, or in a script without. */
static bool may_be_name(und_bytes word)
{
    if (word.length == 0)
        return false;
    uint32_t length, point = und_utf8_decode(word.at, word.at + word.length, &length);
    return und_is_upper(point) || point >= 0x600;
}

/* Where items begin to be typed: after the last blank, or after the letter of a list. */
static size_t item_start(und_bytes line)
{
    size_t at = line.length;
    while (at > 0 && line.at[at - 1] != ' ' && (unsigned char)line.at[at - 1] < 0x80)
        at--;
    return at;
}

static bool in_title(const completion *c)
{
    return c->index != UINT32_MAX && und_doc_stored(c->doc, c->index)->kind == UND_KIND_TITLE;
}

static bool in_masthead(const completion *c)
{
    return c->index != UINT32_MAX && und_doc_stored(c->doc, c->index)->kind == UND_KIND_MASTHEAD;
}

/* ---- rules, in a comment ---- */

/* Whether the line before the place ends within "<!-- undoc: …", and whether a word stands there already. */
static bool in_comment(und_bytes line, bool *named)
{
    static const char mark[] = "<!--", name[] = "undoc:";
    size_t start = SIZE_MAX;
    for (size_t at = 0; at + 3 <= line.length; at++) {
        if (memcmp(line.at + at, "-->", 3) == 0)
            start = SIZE_MAX;
        else if (at + 4 <= line.length && memcmp(line.at + at, mark, 4) == 0)
            start = at + 4;
    }
    if (line.length > 0 && *line.at == '#')
        start = 1; /* "# undoc: " */
    while (start < line.length && line.at[start] == ' ')
        start++;
    if (start > line.length || line.length - start < sizeof name - 1 ||
        memcmp(line.at + start, name, sizeof name - 1) != 0)
        return false;
    start += sizeof name - 1;
    while (start < line.length && line.at[start] == ' ')
        start++;
    *named = start < line.length && memchr(line.at + start, ' ', line.length - start) != NULL;
    return true;
}

/* Where the name begins that is typed. */
static size_t comment_word(und_bytes line)
{
    size_t at = line.length;
    while (at > 0 && line.at[at - 1] != ' ' && line.at[at - 1] != ',' && line.at[at - 1] != ':')
        at--;
    return at;
}

static bool is_first_of_area(size_t index, const char *code, size_t area)
{
    for (size_t i = 0; i < index; i++)
        if (strncmp(und_rule_code(i), code, area) == 0)
            return false;
    return true;
}

static void give_rules(completion *c, bool named)
{
    const char *code;
    if (!named) {
        give(c, UND_CANDIDATE_RULE, und_words("off"), und_words("here"));
        give(c, UND_CANDIDATE_RULE, und_words("off-file"), und_words("in the whole document"));
        return;
    }
    for (size_t i = 0; (code = und_rule_code(i)) != NULL; i++) {
        const char *slash = strchr(code, '/');
        size_t area = slash == NULL ? 0 : (size_t)(slash - code) + 1;
        char all[AREA_MAX];
        if (strncmp(code, "comment/", 8) == 0)
            continue; /* what comments say is not silenced by one */
        if (area > 0 && area + 1 < sizeof all && is_first_of_area(i, code, area)) {
            memcpy(all, code, area);
            all[area] = '*';
            give(c, UND_CANDIDATE_RULE, (und_bytes){all, area + 1}, und_words("all of them"));
        }
        give(c, UND_CANDIDATE_RULE, und_words(code), und_words(und_severity_name(und_rule_severity(i))));
    }
}

und_status und_complete(und_doc *doc, und_place place, und_place *from, und_candidate_seen seen, void *context)
{
    if (doc == NULL || from == NULL || seen == NULL || place.line >= und_doc_line_count(doc) ||
        place.column > und_doc_line_whole(doc, place.line).length)
        return UND_E_ARGUMENT;
    uint32_t node = und_node_at(doc, place.line);
    uint8_t language = node == 0 ? und_doc_language(doc) : und_doc_node_language(doc, node - 1);
    if (language == UND_LANGUAGE_NONE)
        language = und_packs_fallback(doc->packs);
    und_bytes line = {und_doc_line_whole(doc, place.line).at, place.column};
    bool named = false;
    completion c = {doc,
                    und_language_at(doc->packs, language),
                    line,
                    place.line,
                    node == 0 ? UINT32_MAX : node - 1,
                    seen,
                    context,
                    UND_OK};
    size_t word = word_start(line), opener;
    und_bytes typed = {line.at + word, line.length - word};
    *from = (und_place){place.line, (uint32_t)word};
    if (in_comment(line, &named)) {
        from->column = (uint32_t)comment_word(line);
        give_rules(&c, named);
    } else if (place.column > und_doc_line(doc, place.line).length) {
        return UND_OK; /* after a comment */
    } else if (cites_items(&c)) {
        from->column = (uint32_t)item_start(line);
        give_items(&c);
    } else if (has_slash(typed)) {
        give_symbols(&c);
    } else if (in_masthead(&c) && word == 0) {
        give_terms(&c, UND_TERM_ORGAN, UND_CANDIDATE_FIELD, "organ");
        give_terms(&c, UND_TERM_UNITED_NATIONS, UND_CANDIDATE_FIELD, "");
    } else if (!in_masthead(&c) && begins_paragraph(&c, &opener)) {
        from->column = (uint32_t)opener;
        give_openers(&c);
    } else if (may_be_name(typed)) {
        if (in_title(&c))
            give_terms(&c, UND_TERM_ADDRESSEE, UND_CANDIDATE_ADDRESSEE, "addressee");
        give_states(&c);
    }
    if (c.status == UND_E_MEMORY)
        return und_doc_fail(doc, UND_E_MEMORY, "out of memory");
    return c.status;
}
