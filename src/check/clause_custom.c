/* Rules about what the clauses of a text do alike: "also" and "further" where an opener stands again, and emphasis. A text
 * that has another custom is left alone. */
#include "check/custom.h"

#include "read/phrase.h"
#include "text/text.h"
#include "text/utf8.h"

#include <string.h>

/* ---- the same opener again ---- */

/* In a preamble of the Assembly and its Councils the second of two paragraphs with the same opener takes "also", the third
 * "further" (CONVENTIONS, 3.2: measured in 2,690 resolutions; not in the Security Council, nor in operative paragraphs). One
 * that does so this often, and forgets it once, is told of it. */
#define AGAIN_LEAST 4u

typedef struct again {
    uint32_t marked;    /* paragraphs that have the same verb as the one before and say so */
    uint32_t forgotten; /* that have the same opener */
    uint32_t index;     /* the last of these */
    uint32_t next;      /* the paragraph after it opens with the same verb: it may be that one where counting begins */
} again;

static und_bytes first_word(und_bytes text)
{
    const char *space = memchr(text.at, ' ', text.length);
    return (und_bytes){text.at, space == NULL ? text.length : (size_t)(space - text.at)};
}

/* Whether one of the words that say "also" stands in an opener. */
static bool says_again(const und_language *language, und_bytes opener)
{
    for (uint32_t i = language->first[UND_TERM_AGAIN]; i < language->first[UND_TERM_AGAIN + 1]; i++) {
        und_bytes word = und_term_text(language, &language->terms[i]);
        for (size_t at = 1; at + word.length <= opener.length; at++)
            if (opener.at[at - 1] == ' ' && memcmp(opener.at + at, word.at, word.length) == 0)
                return true;
    }
    return false;
}

/* "Recognizing and reaffirming": the opener has more than the pack knows of it. */
static bool goes_on(const und_doc *doc, const und_language *language, const und_opener *opener)
{
    und_bytes line = und_lines_text(&doc->lines, opener->words.range.to.line);
    size_t at = opener->words.range.to.column;
    while (at < line.length && line.at[at] == ' ')
        at++;
    for (uint32_t i = language->first[UND_TERM_AGENDA_AND]; i < language->first[UND_TERM_AGENDA_AND + 1]; i++) {
        und_bytes word = und_term_text(language, &language->terms[i]);
        if (at + word.length < line.length && memcmp(line.at + at, word.at, word.length) == 0)
            return true;
    }
    return at < line.length && line.at[at] == ',';
}

static void tell_again(und_check_run *run, const again *found)
{
    und_opener opener;
    if (found->forgotten != 1 || found->next != 0 || found->marked < AGAIN_LEAST ||
        und_opener_get(run->doc, found->index + 1, &opener) != UND_OK)
        return;
    const und_language *language = und_language_at(run->doc->packs, und_doc_node_language(run->doc, found->index));
    const und_term *word = &language->terms[language->first[UND_TERM_AGAIN]];
    und_find_words(run, opener.words, " opens the paragraph before too");
    /* A verb alone takes the word after it. */
    if (memchr(opener.words.text.at, ' ', opener.words.text.length) != NULL)
        return;
    und_text *words = &run->findings->words;
    size_t title = words->length;
    und_text_put_words(words, "Write “");
    und_text_put(words, opener.words.text);
    und_text_put_words(words, " ");
    und_text_put(words, und_term_text(language, word));
    und_text_put_words(words, "”");
    size_t text = words->length;
    und_text_put(words, opener.words.text);
    und_text_put_words(words, " ");
    und_text_put(words, und_term_text(language, word));
    und_offer(run, opener.words.range, title, text, words->length);
}

static bool counts_again(und_organ organ)
{
    return organ == UND_ORGAN_GENERAL_ASSEMBLY || organ == UND_ORGAN_ECONOMIC_AND_SOCIAL_COUNCIL ||
           organ == UND_ORGAN_HUMAN_RIGHTS_COUNCIL;
}

/* A paragraph of a preamble whose opener is known in a language that says "also": its folded phrase; empty: it is none. */
static und_bytes phrase_of(const und_doc *doc, uint32_t index, und_organ organ)
{
    const und_tree_node *node = und_doc_stored(doc, index);
    uint8_t told = counts_again(organ) && node->phrase != 0 ? und_doc_node_language(doc, index) : UND_LANGUAGE_NONE;
    if (told == UND_LANGUAGE_NONE)
        return (und_bytes){"", 0};
    const und_language *language = und_language_at(doc->packs, told);
    if (language->first[UND_TERM_AGAIN] == language->first[UND_TERM_AGAIN + 1])
        return (und_bytes){"", 0};
    const und_phrase *phrase = und_phrase_at(doc->lexicon, node->phrase);
    return (und_bytes){doc->lexicon->bytes + phrase->text, phrase->length};
}

/* Its opener as it stands there, with "also"; empty: nothing is to be said of it. */
static und_bytes opener_of(und_doc *doc, uint32_t index)
{
    und_opener opener;
    const und_language *language = und_language_at(doc->packs, und_doc_node_language(doc, index));
    bool known = und_opener_get(doc, index + 1, &opener) == UND_OK && opener.role == UND_OPENER_PREAMBULAR &&
                 opener.attested && !goes_on(doc, language, &opener);
    return known ? opener.words.text : (und_bytes){"", 0};
}

bool und_rule_clause_also(und_check_run *run)
{
    und_doc *doc = run->doc;
    uint32_t count = und_nodes_count(&doc->nodes), last = 0;
    und_organ organ = UND_ORGAN_NONE;
    und_bytes before = {"", 0};
    again found = {0, 0, 0, 0};
    for (uint32_t i = 0; i < count; i++) {
        uint8_t kind = und_doc_stored(doc, i)->kind;
        organ = und_organ_after(doc, i, organ);
        if (kind == UND_KIND_FOOTNOTE || kind == UND_KIND_FURNITURE)
            continue;
        if (kind != UND_KIND_PREAMBULAR && kind != UND_KIND_SUBPARAGRAPH) {
            tell_again(run, &found);
            found = (again){0, 0, 0, 0};
        }
        und_bytes phrase = kind == UND_KIND_PREAMBULAR ? phrase_of(doc, i, organ) : (und_bytes){"", 0};
        bool same_verb =
            phrase.length > 0 && before.length > 0 && und_bytes_equal(first_word(phrase), first_word(before));
        uint32_t other = last;
        before = phrase;
        last = i;
        if (!same_verb)
            continue;
        if (found.forgotten > 0 && found.index == other)
            found.next = i;
        und_bytes one = opener_of(doc, other), two = opener_of(doc, i);
        if (one.length == 0 || two.length == 0)
            continue;
        if (und_bytes_equal(one, two)) {
            found.forgotten++;
            found.index = i;
            found.next = 0;
        } else if (says_again(und_language_at(doc->packs, und_doc_node_language(doc, i)), two)) {
            found.marked++;
        }
    }
    tell_again(run, &found);
    return true;
}

/* ---- emphasis ---- */

#define EMPHASIS_LEAST 3u /* of one part, before the others are told */
#define OTHERS_MOST 4u    /* of so many emphasized ones, one that is not */
#define LABEL_BYTES 16u   /* a label with its marks, before an opener */

static bool is_mark(char c)
{
    return c == '*' || c == '_';
}

/* The marks before the opener of a clause; empty: it has none. False: it has no opener that is known. */
static bool marks_of(und_doc *doc, uint32_t index, und_opener *opener, und_bytes *marks)
{
    if (und_doc_stored(doc, index)->phrase == 0 || und_opener_get(doc, index + 1, opener) != UND_OK ||
        opener->role == UND_OPENER_NONE || opener->words.text.length == 0)
        return false;
    und_bytes line = und_lines_text(&doc->lines, opener->words.range.from.line);
    size_t at = opener->words.range.from.column, first = at;
    while (first > 0 && is_mark(line.at[first - 1]))
        first--;
    *marks = (und_bytes){line.at + first, at - first};
    return true;
}

typedef struct emphasis {
    uint32_t with, without;
    und_bytes marks; /* of the first that has some */
} emphasis;

/* Whether emphasis stands in the first bytes of a clause: in most texts there is none anywhere. */
static bool may_be_emphasized(const und_doc *doc, uint32_t index)
{
    und_bytes line = und_lines_text(&doc->lines, und_doc_text_line(doc, index));
    size_t most = line.length < LABEL_BYTES ? line.length : LABEL_BYTES;
    return memchr(line.at, '*', most) != NULL || memchr(line.at, '_', most) != NULL;
}

static bool is_clause(const und_doc *doc, uint32_t index)
{
    uint8_t kind = und_doc_stored(doc, index)->kind;
    return kind == UND_KIND_PREAMBULAR || kind == UND_KIND_OPERATIVE;
}

bool und_rule_emphasis(und_check_run *run)
{
    und_doc *doc = run->doc;
    uint32_t count = und_nodes_count(&doc->nodes), seen = 0;
    emphasis parts[2] = {{0, 0, {"", 0}}, {0, 0, {"", 0}}};
    und_opener opener;
    und_bytes marks;
    for (uint32_t i = 0; i < count && seen < EMPHASIS_LEAST; i++)
        seen += is_clause(doc, i) && may_be_emphasized(doc, i);
    for (uint32_t i = 0; i < count && seen >= EMPHASIS_LEAST; i++) {
        if (!is_clause(doc, i) || !marks_of(doc, i, &opener, &marks))
            continue;
        emphasis *part = &parts[und_doc_stored(doc, i)->kind == UND_KIND_OPERATIVE];
        if (marks.length > 0 && part->with++ == 0)
            part->marks = marks;
        part->without += marks.length == 0;
    }
    for (uint32_t i = 0; i < count && seen >= EMPHASIS_LEAST; i++) {
        if (!is_clause(doc, i) || !marks_of(doc, i, &opener, &marks) || marks.length > 0)
            continue;
        const emphasis *part = &parts[und_doc_stored(doc, i)->kind == UND_KIND_OPERATIVE];
        if (part->with < EMPHASIS_LEAST || part->without * OTHERS_MOST > part->with)
            continue;
        und_find_words(run, opener.words, " is not emphasized as the openers of the other clauses are");
        und_text *words = &run->findings->words;
        size_t title = words->length;
        und_text_put_words(words, "Emphasize it");
        size_t text = words->length;
        und_text_put(words, part->marks);
        und_text_put(words, opener.words.text);
        for (size_t at = part->marks.length; at > 0; at--)
            und_text_put(words, (und_bytes){part->marks.at + at - 1, 1});
        und_offer(run, opener.words.range, title, text, words->length);
    }
    return true;
}
