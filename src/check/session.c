/* Rules about the session: the one in words, the one in the symbol and the one whose agenda is cited. */
#include "check/check.h"

#include "write/dates.h"

void und_rule_session(und_check_run *run)
{
    const und_flow_field *field = &run->masthead->session;
    if (!field->found || run->session.named == 0 || run->language == NULL)
        return;
    uint32_t symbol = und_symbol_session(und_field_text(run->masthead, &run->masthead->symbol));
    uint32_t other = run->session.agenda != run->session.named ? run->session.agenda : symbol;
    if (other == 0 || other == run->session.named)
        return;
    und_text *words = &run->findings->words;
    size_t message = words->length;
    und_text_put_words(words, "the session line names session ");
    und_text_put_number(words, run->session.named);
    if (other == symbol) {
        und_text_put_words(words, ", the symbol session ");
        und_text_put_number(words, symbol);
    } else {
        und_text_put_words(words, ", but the agenda items with their titles are those of session ");
        und_text_put_number(words, other);
    }
    const und_flow *flow = &run->masthead->flows[field->flow];
    und_find(run, und_range_of(run, flow, field->first, field->last), message);
    size_t title = words->length;
    und_text_put_words(words, "Name session ");
    und_text_put_number(words, other);
    size_t text = words->length;
    if (und_write_session(run->language, other, words) == UND_ATTESTED)
        und_offer(run, und_range_of(run, flow, field->first, field->last), title, text, words->length);
}

void und_rule_no_agenda(und_check_run *run)
{
    const und_cited *cited = run->in_masthead.list != NULL ? &run->in_masthead : &run->in_request;
    if (cited->list == NULL || run->session.named == 0 || run->agenda != NULL || cited->from != UND_LIST_AGENDA)
        return;
    und_text *words = &run->findings->words;
    size_t message = words->length;
    und_text_put_words(words, "there is no agenda of session ");
    und_text_put_number(words, run->session.named);
    und_text_put_words(words, " to check the items against; `:Undoc agenda import` reads one");
    und_find(run, und_range_of(run, cited->flow, cited->list->first, cited->list->last), message);
}
