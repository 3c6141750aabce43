#include "model/session.h"

#include "model/titles.h"
#include "model/values.h"

#include <stdio.h>

/* Rule 1 of the rules of procedure, General Assembly resolution 57/301: the Tuesday of the third week in September, counting
 * from the first week that has at least one working day. */
#define SESSION_EPOCH 1945u
#define SEPTEMBER 9u
#define WEEKS_BEFORE 2u
/* Around the opening a letter may belong to either session: it is written under the preliminary list of the coming one or
 * the agenda of the one that ends, and the day itself has moved by a week or two. */
#define DAYS_AROUND 21u
/* How far from the named session another agenda is tried: a slip of the pen is one or two sessions off. */
#define SESSIONS_AROUND 3u

/* Monday is 0. Gregorian. */
static uint32_t weekday(und_date date)
{
    uint32_t month = date.month < 3 ? date.month + 12 : date.month;
    uint32_t year = date.month < 3 ? date.year - 1 : date.year;
    uint32_t saturday = (date.day + 13 * (month + 1) / 5 + year + year / 4 - year / 100 + year / 400) % 7;
    return (saturday + 5) % 7;
}

/* The day in September on which the session of that year opens. */
static uint32_t opening_day(uint32_t year)
{
    uint32_t first = weekday((und_date){year, SEPTEMBER, 1});
    /* Monday of the first week that has a working day, counted from 1 September; before it for most years. */
    int32_t monday = first <= 4 ? 1 - (int32_t)first : 8 - (int32_t)first;
    return (uint32_t)(monday + 1 + (int32_t)(7 * WEEKS_BEFORE));
}

/* Days from the opening of that year's session to the date, at most a month or so apart; else far away. */
static int32_t days_from_opening(und_date date)
{
    const int32_t far = 1000;
    int32_t opening = (int32_t)opening_day(date.year), day = (int32_t)date.day;
    switch (date.month) {
    case SEPTEMBER - 1: return day - 31 - opening;
    case SEPTEMBER: return day - opening;
    case SEPTEMBER + 1: return day + 30 - opening;
    default: return date.month < SEPTEMBER ? -far : far;
    }
}

und_status und_session_of_date(und_date date, und_session *out)
{
    if (out == NULL)
        return UND_E_ARGUMENT;
    *out = (und_session){0};
    if (date.year == 0 || date.month < 1 || date.month > 12 || date.day < 1 || date.day > 31)
        return UND_NONE;
    int32_t days = days_from_opening(date);
    uint32_t first = SESSION_EPOCH + (days >= 0 ? 0u : 1u);
    if (date.year <= first)
        return UND_NONE;
    uint32_t number = date.year - first;
    bool near = days >= -(int32_t)DAYS_AROUND && days <= (int32_t)DAYS_AROUND;
    *out = (und_session){.type = UND_SESSION_REGULAR,
                         .organ = UND_ORGAN_GENERAL_ASSEMBLY,
                         .number = number,
                         .other = !near       ? 0
                                  : days >= 0 ? number - 1
                                              : number + 1,
                         .source = UND_SESSION_BY_DATE};
    return UND_OK;
}

/* ---- the session of a document ---- */

/* The session line, or the symbol. */
static bool named_by_masthead(const und_doc *doc, const und_masthead_parts *masthead, und_session *out)
{
    const und_flow_field *line = &masthead->session;
    uint32_t symbol = 0;
    for (uint32_t i = 0; i < masthead->symbol_count && symbol == 0; i++)
        symbol = und_symbol_session(und_field_text(masthead, &masthead->symbols[i]));
    if (line->found && line->value > 0) {
        *out = (und_session){.type = (und_session_type)masthead->session_type,
                             .organ = und_masthead_body(doc, masthead),
                             .number = line->value,
                             .source = UND_SESSION_BY_LINE};
        return true;
    }
    if (symbol == 0)
        return false;
    *out = (und_session){.type = UND_SESSION_REGULAR,
                         .organ = UND_ORGAN_GENERAL_ASSEMBLY,
                         .number = symbol,
                         .source = UND_SESSION_BY_SYMBOL};
    return true;
}

und_status und_session_of_document(und_doc *doc, und_session *out)
{
    if (doc == NULL || out == NULL)
        return UND_E_ARGUMENT;
    *out = (und_session){0};
    und_reading *reading = und_reading_of(doc);
    const und_masthead_parts *masthead = reading == NULL ? NULL : und_reading_masthead(reading);
    if (masthead == NULL)
        return UND_E_MEMORY;
    if (masthead->found && named_by_masthead(doc, masthead, out))
        return UND_OK;
    und_letter letter;
    und_status status = und_letter_at(doc, 0, &letter);
    if (status == UND_E_MEMORY)
        return status;
    und_session_source source = UND_SESSION_BY_LETTER;
    und_date date = letter.date;
    if (date.year == 0 && masthead->date.found) {
        date = und_date_of(masthead->date.value);
        source = UND_SESSION_BY_DATE;
    }
    status = und_session_of_date(date, out);
    if (status == UND_OK)
        out->source = source;
    return status;
}

/* ---- the session of its items ---- */

/* Printed titles that are official titles of what they stand for, less those that are not. */
static int titles_fit(const und_reading *reading, const und_agenda *agenda)
{
    int fit = 0;
    const und_masthead_parts *masthead = &reading->masthead;
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
static bool contradicts(const und_reading *reading, const und_agenda *named, const und_agenda *fitting)
{
    const und_masthead_parts *masthead = &reading->masthead;
    for (uint32_t i = 0; i < masthead->title_count; i++) {
        const und_printed_title *title = &masthead->titles[i];
        char sub[UND_SUB_MAX];
        und_sub_text(title->sub, sub);
        const und_agenda_entry *here = und_agenda_find(named, title->item, sub);
        const und_agenda_entry *there = und_agenda_find(fitting, title->item, sub);
        und_bytes printed = {masthead->flows[0].text + title->first, title->last - title->first};
        if (there == NULL || !und_same_title(und_agenda_title_in(fitting, there, masthead->language), printed))
            continue;
        if (here == NULL)
            return named->complete;
        for (uint32_t language = 0; language < und_language_count(reading->doc->packs); language++) {
            und_bytes a = und_agenda_title_in(named, here, (uint8_t)language);
            und_bytes b = und_agenda_title_in(fitting, there, (uint8_t)language);
            if (a.length > 0 && b.length > 0 && !und_same_title(a, b))
                return true;
        }
    }
    return false;
}

/* The session whose agenda the printed titles fit: `named`, else one nearby. False: memory ran out. */
static bool session_of_titles(und_reading *reading, uint32_t named, uint32_t *out)
{
    const und_masthead_parts *masthead = &reading->masthead;
    und_packs *packs = reading->doc->packs;
    uint32_t symbol = und_symbol_session(und_field_text(masthead, &masthead->symbol));
    const und_agenda *agenda;
    und_status status = und_packs_agenda(packs, named, &agenda);
    if (status == UND_E_MEMORY)
        return false;
    *out = named;
    if (status == UND_OK && agenda != NULL && titles_fit(reading, agenda) > 0)
        return true;
    int most = 0;
    for (uint32_t step = 1; step <= SESSIONS_AROUND && masthead->title_count > 0; step++)
        for (int side = 0; side < 2; side++) {
            const und_agenda *other;
            uint32_t session = side == 0 ? named - step : named + step;
            if (session == 0 || session > named + SESSIONS_AROUND)
                continue;
            if (und_packs_agenda(packs, session, &other) != UND_OK || other == NULL)
                continue;
            int fit = titles_fit(reading, other);
            if (fit > most && (agenda == NULL || contradicts(reading, agenda, other))) {
                most = fit;
                *out = session;
            }
        }
    /* An agenda whose titles fit is the better witness than a symbol; without one the symbol is. */
    if (*out == named && symbol != 0)
        *out = symbol;
    return true;
}

bool und_session_find_agenda(und_reading *reading, uint32_t *named, uint32_t *out)
{
    *named = *out = 0;
    const und_masthead_parts *masthead = und_reading_masthead(reading);
    if (masthead == NULL)
        return false;
    *named = und_doc_agenda_session(reading->doc, masthead);
    return *named == 0 || session_of_titles(reading, *named, out);
}

und_status und_session_of_items(und_doc *doc, uint32_t *out)
{
    if (doc == NULL || out == NULL)
        return UND_E_ARGUMENT;
    *out = 0;
    und_reading *reading = und_reading_of(doc);
    uint32_t named;
    if (reading == NULL || !und_session_find_agenda(reading, &named, out))
        return UND_E_MEMORY;
    if (*out != 0)
        return UND_OK;
    und_session session;
    und_status status = und_session_of_document(doc, &session);
    if (status == UND_E_MEMORY)
        return status;
    if (status == UND_OK && session.organ == UND_ORGAN_GENERAL_ASSEMBLY && session.source >= UND_SESSION_BY_LETTER) {
        *out = session.number;
        return UND_OK;
    }
    char message[UND_MESSAGE_MAX];
    if (status == UND_NONE)
        snprintf(message, sizeof message, "the document names neither a session nor a date");
    else if (session.organ != UND_ORGAN_GENERAL_ASSEMBLY)
        snprintf(message, sizeof message,
                 "the document is of the session of another body: only the General Assembly's "
                 "agendas are known");
    else
        snprintf(message, sizeof message, "only regular sessions of the General Assembly have an agenda here");
    (void)und_doc_fail(doc, UND_NONE, message);
    return UND_NONE;
}
