/* Rules about letters by themselves. */
#include "check/check.h"

#include "read/pattern.h"
#include "text/utf8.h"

#define SEE_BYTES 64u /* folded bytes of "see annex" and the like, with what follows */

static void say_date(und_check_run *run, const und_letter *letter, const char *wrong)
{
    und_text *words = &run->findings->words;
    size_t message = words->length;
    und_text_put_words(words, "“");
    und_text_put(words, letter->date_words.text);
    und_text_put_words(words, wrong);
    und_find(run, letter->date_words.range, message);
}

/* The date of a letter without its year: titles print the day, the month and the year (CONVENTIONS, 4.2); and a day that
 * there is not. */
void und_rule_letter_date(und_check_run *run)
{
    uint32_t count = und_nodes_count(&run->doc->nodes);
    for (uint32_t i = 0; i < count; i++) {
        uint8_t kind = und_doc_stored(run->doc, i)->kind;
        und_letter letter;
        if (kind == UND_KIND_ANNEX || kind == UND_KIND_ENCLOSURE)
            return;
        if (kind != UND_KIND_TITLE || und_letter_get(run->doc, i + 1, &letter) != UND_OK)
            continue;
        if (letter.no_year)
            say_date(run, &letter, "”: the date of the letter has no year");
        else if (letter.no_such_day)
            say_date(run, &letter, "”: no month has this day");
    }
}

/* Whether a reference is "see annex" in the words of the pack. */
static bool says_see(const und_language *language, und_bytes words)
{
    char folded[SEE_BYTES];
    size_t length = und_fold_text(words, folded, sizeof folded), at;
    return und_find_term(language, UND_TERM_SEE_ANNEX, (und_bytes){folded, length}, &at) != NULL && at == 0;
}

/* "(see annex)" in a letter that has none. Rules of the document are told of every change of nodes before the first annex,
 * and where none is, of every change. */
void und_rule_letter_annex(und_check_run *run)
{
    und_doc *doc = run->doc;
    uint32_t count = und_nodes_count(&doc->nodes), title = und_doc_letter_title(doc);
    if (title == UINT32_MAX)
        return;
    for (uint32_t i = 0; i < count; i++)
        if (und_doc_stored(doc, i)->kind == UND_KIND_ANNEX || und_doc_stored(doc, i)->kind == UND_KIND_ENCLOSURE)
            return;
    for (uint32_t i = title + 1; i < count; i++) {
        uint8_t kind = und_doc_stored(doc, i)->kind, language = und_doc_node_language(doc, i);
        und_reference reference;
        if ((kind != UND_KIND_PARAGRAPH && kind != UND_KIND_REQUEST) || language == UND_LANGUAGE_NONE)
            continue;
        for (uint32_t n = 0; und_reference_get(doc, i + 1, n, &reference) == UND_OK; n++) {
            if (reference.type != UND_REFERENCE_ANNEX || reference.where > UND_WHERE_HERE ||
                !says_see(und_language_at(doc->packs, language), reference.words.text))
                continue;
            und_text *words = &run->findings->words;
            size_t message = words->length;
            und_text_put_words(words, "“");
            und_text_put(words, reference.words.text);
            und_text_put_words(words, "”: the letter has no annex");
            und_find(run, reference.words.range, message);
            return;
        }
    }
}
