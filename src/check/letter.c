/* Rules about letters by themselves. */
#include "check/check.h"

/* The date of a letter without its year: titles print the day, the month and the year (CONVENTIONS, 4.2). */
void und_rule_letter_date(und_check_run *run)
{
    uint32_t count = und_nodes_count(&run->doc->nodes);
    for (uint32_t i = 0; i < count; i++) {
        uint8_t kind = und_doc_stored(run->doc, i)->kind;
        und_letter letter;
        if (kind == UND_ANNEX || kind == UND_ENCLOSURE)
            return;
        if (kind != UND_TITLE || und_letter_get(run->doc, i + 1, &letter) != UND_OK || !letter.no_year)
            continue;
        und_text *words = &run->findings->words;
        size_t message = words->length;
        und_text_put_words(words, "“");
        und_text_put(words, letter.date_words.text);
        und_text_put_words(words, "”: the date of the letter has no year");
        und_find(run, letter.date_words.range, message);
    }
}
