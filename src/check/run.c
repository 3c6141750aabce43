/* What rules say with: findings, fixes, the places of words, the names of items. */
#include "check/check.h"

void und_find(und_check_run *run, und_range range, size_t message)
{
    und_findings_add(run->findings, run->rule, range, message);
}

void und_offer(und_check_run *run, und_range range, size_t title, size_t text, size_t end)
{
    und_findings_offer(run->findings, range, title, text, end);
}

void und_find_words(und_check_run *run, und_passage words, const char *said)
{
    und_text *text = &run->findings->words;
    size_t message = text->length;
    und_text_put_words(text, "“");
    und_text_put(text, words.text);
    und_text_put_words(text, "”");
    und_text_put_words(text, said);
    und_find(run, words.range, message);
}

void und_offer_words(und_check_run *run, und_range range, und_bytes text)
{
    und_text *words = &run->findings->words;
    size_t title = words->length;
    und_text_put_words(words, "Write “");
    und_text_put(words, text);
    und_text_put_words(words, "”");
    size_t from = words->length;
    und_text_put(words, text);
    und_offer(run, range, title, from, words->length);
}

/* A plan looks at the whole document: of a text that lost its numbers all along the first few sequences are mended, and the
 * next ones when those are right. */
#define NUMBERED_MOST 8u

void und_offer_numbers(und_check_run *run, const char *title)
{
    und_findings *findings = run->findings;
    uint32_t offered = 0;
    for (size_t i = 0; i < findings->fix_count; i++)
        offered += findings->fixes[i].renumbers;
    if (findings->count == 0 || offered >= NUMBERED_MOST)
        return;
    size_t at = findings->words.length, before = findings->fix_count;
    und_text_put_words(&findings->words, title);
    und_findings_offer(findings, findings->at[findings->count - 1].range, at, findings->words.length,
                       findings->words.length);
    if (findings->fix_count > before)
        findings->fixes[before].renumbers = true;
}

und_range und_range_of(const und_check_run *run, const und_flow *flow, uint32_t from, uint32_t to)
{
    return (und_range){und_flow_from(flow, from), und_flow_end(flow, &run->doc->lines, to)};
}

und_organ und_organ_that_speaks(und_check_run *run)
{
    run->asked = true;
    return run->organ;
}

und_spelt *und_spelt_of(und_check_run *run, uint8_t language)
{
    und_spelt **spelt = &run->spelt[language];
    if (*spelt == NULL)
        *spelt = und_spelt_open(run->doc->allocator, und_language_at(run->doc->packs, language));
    run->findings->failed = run->findings->failed || *spelt == NULL;
    return *spelt;
}

void und_say_item(und_text *words, uint16_t item, uint16_t sub)
{
    char text[UND_ITEM_TEXT_MAX];
    und_item_text((und_item){item, sub}, false, text);
    und_text_put_words(words, text);
}
