/* Rules about the session: the one in words, the one in the symbol and the one whose agenda is cited. */
#include "check/check.h"

#include "write/dates.h"

/* How far from the named session another agenda is tried: a slip of the pen is one or two sessions off. */
#define SESSIONS_AROUND 3u

/* Printed titles that are official titles of what they stand for, less those that are not. */
static int titles_fit(const und_check_run *run, const und_agenda *agenda)
{
    int fit = 0;
    const und_masthead_parts *masthead = &run->masthead;
    for (uint32_t i = 0; i < masthead->title_count; i++) {
        const und_printed_title *title = &masthead->titles[i];
        char sub[UND_SUB_MAX];
        und_sub_text(title->sub, sub);
        const und_agenda_entry *entry = und_agenda_find(agenda, title->item, sub);
        if (entry == NULL)
            continue;
        und_bytes official = und_agenda_title_in(agenda, entry, masthead->language);
        if (official.length == 0)
            continue;
        und_bytes printed = {masthead->flows[0].text + title->first, title->last - title->first};
        fit += und_same_title(official, printed) ? 1 : -1;
    }
    return fit;
}

/* Whether the named session's agenda speaks against a printed title that fits another one: it has no such entry, or
 * another title for it in a language that both agendas know. Items that recur from session to session under the same
 * number prove nothing. */
static bool contradicts(const und_check_run *run, const und_agenda *named, const und_agenda *fitting)
{
    for (uint32_t i = 0; i < run->masthead.title_count; i++) {
        const und_printed_title *title = &run->masthead.titles[i];
        char sub[UND_SUB_MAX];
        und_sub_text(title->sub, sub);
        const und_agenda_entry *here = und_agenda_find(named, title->item, sub);
        const und_agenda_entry *there = und_agenda_find(fitting, title->item, sub);
        und_bytes printed = {run->masthead.flows[0].text + title->first, title->last - title->first};
        if (there == NULL || !und_same_title(und_agenda_title_in(fitting, there, run->masthead.language), printed))
            continue;
        if (here == NULL)
            return named->complete;
        for (uint32_t language = 0; language < und_language_count(run->doc->packs); language++) {
            und_bytes a = und_agenda_title_in(named, here, (uint8_t)language);
            und_bytes b = und_agenda_title_in(fitting, there, (uint8_t)language);
            if (a.length > 0 && b.length > 0 && !und_same_title(a, b))
                return true;
        }
    }
    return false;
}

uint32_t und_session_of_titles(und_check_run *run)
{
    uint32_t named = run->session;
    uint32_t symbol = und_symbol_session(und_field_text(&run->masthead, &run->masthead.symbol));
    const und_agenda *agenda;
    und_status status = und_packs_agenda(run->doc->packs, named, &agenda);
    run->findings->failed = run->findings->failed || status == UND_E_MEMORY;
    if (status == UND_OK && agenda != NULL && titles_fit(run, agenda) > 0)
        return named;
    uint32_t best = named;
    int most = 0;
    for (uint32_t step = 1; step <= SESSIONS_AROUND && run->masthead.title_count > 0; step++)
        for (int side = 0; side < 2; side++) {
            const und_agenda *other;
            uint32_t session = side == 0 ? named - step : named + step;
            if (session == 0 || session > named + SESSIONS_AROUND)
                continue;
            if (und_packs_agenda(run->doc->packs, session, &other) != UND_OK || other == NULL)
                continue;
            int fit = titles_fit(run, other);
            if (fit > most && (agenda == NULL || contradicts(run, agenda, other))) {
                most = fit;
                best = session;
            }
        }
    /* An agenda whose titles fit is the better witness than a symbol; without one the symbol is. */
    return best == named && symbol != 0 ? symbol : best;
}

void und_rule_session(und_check_run *run)
{
    const und_flow_field *field = &run->masthead.session;
    if (!field->found || run->session == 0 || run->language == NULL)
        return;
    uint32_t symbol = und_symbol_session(und_field_text(&run->masthead, &run->masthead.symbol));
    uint32_t other = run->agenda_session != run->session ? run->agenda_session : symbol;
    if (other == 0 || other == run->session)
        return;
    und_text *words = &run->findings->words;
    size_t message = words->length;
    und_text_put_words(words, "the session line names session ");
    und_text_put_number(words, run->session);
    if (other == symbol) {
        und_text_put_words(words, ", the symbol session ");
        und_text_put_number(words, symbol);
    } else {
        und_text_put_words(words, ", but the agenda items with their titles are those of session ");
        und_text_put_number(words, other);
    }
    const und_flow *flow = &run->masthead.flows[field->flow];
    und_find(run, flow, field->first, field->last, message);
    size_t title = words->length;
    und_text_put_words(words, "Name session ");
    und_text_put_number(words, other);
    size_t text = words->length;
    if (und_write_session(run->language, other, words) == UND_ATTESTED)
        und_offer(run, flow, field->first, field->last, title, text, words->length);
}

void und_rule_no_agenda(und_check_run *run)
{
    const und_flow *flow;
    const und_flow_item *items;
    const und_flow_reference *cited = und_cited(run, false, &flow, &items);
    if (cited == NULL)
        cited = und_cited(run, true, &flow, &items);
    if (cited == NULL || run->session == 0 || run->agenda != NULL)
        return;
    und_text *words = &run->findings->words;
    size_t message = words->length;
    und_text_put_words(words, "there is no agenda of session ");
    und_text_put_number(words, run->session);
    und_text_put_words(words, " to check the items against; `:Undoc agenda import` reads one");
    und_find(run, flow, cited->first, cited->last, message);
}
