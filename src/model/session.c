#include "model/session.h"

#include "model/titles.h"
#include "model/values.h"

#include <string.h>

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
    uint32_t symbol = und_masthead_symbol_session(masthead);
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

/* The first letter of the document itself: annexes are other documents. UND_NONE: it has none. */
static und_status letter_of_document(und_doc *doc, und_letter *out)
{
    uint32_t count = und_nodes_count(&doc->nodes);
    for (uint32_t i = 0; i < count; i++) {
        uint8_t kind = und_doc_stored(doc, i)->kind;
        if (kind == UND_KIND_ANNEX || kind == UND_KIND_ENCLOSURE)
            break;
        und_status status = kind == UND_KIND_TITLE ? und_letter_get(doc, i + 1, out) : UND_NONE;
        if (status != UND_NONE)
            return status;
    }
    *out = (und_letter){.node = 0};
    return UND_NONE;
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
    und_status status = letter_of_document(doc, &letter);
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

bool und_session_agenda(und_packs *packs, uint32_t session, const und_agenda **out)
{
    *out = NULL;
    if (session == 0)
        return true;
    und_status status = und_packs_agenda(packs, session, out);
    if (status != UND_OK || (*out != NULL && (*out)->count == 0))
        *out = NULL;
    return status != UND_E_MEMORY;
}

/* The session whose agenda the printed titles fit: `named`, else one nearby. False: memory ran out. */
static bool session_of_titles(und_reading *reading, uint32_t named, uint32_t *out)
{
    const und_masthead_parts *masthead = &reading->masthead;
    und_packs *packs = reading->doc->packs;
    uint32_t symbol = und_symbol_session(und_field_text(masthead, &masthead->symbol));
    const und_agenda *agenda;
    if (!und_session_agenda(packs, named, &agenda))
        return false;
    *out = named;
    if (agenda != NULL && titles_fit(reading, agenda) > 0)
        return true;
    int most = 0;
    /* That a number and a title are those of another session proves nothing where the named one's agenda is not there. */
    for (uint32_t step = 1; step <= SESSIONS_AROUND && masthead->title_count > 0 && agenda != NULL; step++)
        for (int side = 0; side < 2; side++) {
            const und_agenda *other;
            uint32_t session = side == 0 ? named - step : named + step;
            if (session == 0 || session > named + SESSIONS_AROUND)
                continue;
            if (!und_session_agenda(packs, session, &other))
                return false;
            int fit = other == NULL ? 0 : titles_fit(reading, other);
            if (fit > most && contradicts(reading, agenda, other)) {
                most = fit;
                *out = session;
            }
        }
    /* An agenda whose titles fit is the better witness than a symbol; without one the symbol is. */
    if (*out == named && symbol != 0)
        *out = symbol;
    return true;
}

/* ---- which list, and whose ---- */

und_agenda_list und_list_cited(const und_language *language, uint32_t term)
{
    und_bytes pattern = und_term_folded(language, &language->terms[term]);
    for (uint32_t i = language->first[UND_TERM_AGENDA_LIST]; i < language->first[UND_TERM_AGENDA_LIST + 1]; i++) {
        und_bytes words = und_term_folded(language, &language->terms[i]);
        for (size_t at = 0; at + words.length <= pattern.length; at++)
            if (memcmp(pattern.at + at, words.at, words.length) == 0)
                return (und_agenda_list)language->terms[i].value;
    }
    return UND_LIST_AGENDA;
}

und_organ und_request_organ(const und_doc *doc, const und_request_parts *request)
{
    if (request->language == UND_LANGUAGE_NONE)
        return UND_ORGAN_NONE;
    const und_language *language = und_language_at(doc->packs, request->language);
    size_t length = request->flow.folded_length;
    und_bytes text = {request->flow.folded, length < UND_REQUEST_BYTES ? length : UND_REQUEST_BYTES};
    und_organ found = UND_ORGAN_NONE;
    for (uint32_t i = language->first[UND_TERM_ORGAN]; i < language->first[UND_TERM_ORGAN + 1]; i++) {
        const und_term *term = &language->terms[i];
        und_bytes words = und_term_folded(language, term);
        bool stands = false;
        for (size_t at = 0; at + words.length <= text.length && !stands; at++)
            stands = memcmp(text.at + at, words.at, words.length) == 0;
        if (stands && term->value == UND_ORGAN_GENERAL_ASSEMBLY)
            return UND_ORGAN_GENERAL_ASSEMBLY;
        if (stands && term->value != UND_ORGAN_OTHER && term->value != UND_ORGAN_SECURITY_COUNCIL)
            found = (und_organ)term->value;
    }
    return found;
}

/* Whether a document that names no session cites the items of the General Assembly: its masthead names no other body, its
 * request says so, else its addressee is not the president of another body that has an agenda. False: memory ran out. */
static bool letter_is_of_assembly(und_reading *reading, bool *out)
{
    if (reading->masthead.found && und_masthead_body(reading->doc, &reading->masthead) > UND_ORGAN_SECURITY_COUNCIL) {
        *out = false;
        return true;
    }
    const und_request_parts *request = und_reading_request(reading);
    if (request == NULL)
        return false;
    und_organ organ = request->index == UINT32_MAX ? UND_ORGAN_NONE : und_request_organ(reading->doc, request);
    und_letter letter;
    und_status status = letter_of_document(reading->doc, &letter);
    bool elsewhere = status == UND_OK && (letter.addressee == UND_ADDRESSEE_PRESIDENT_ECONOMIC_AND_SOCIAL_COUNCIL ||
                                          letter.addressee == UND_ADDRESSEE_PRESIDENT_HUMAN_RIGHTS_COUNCIL);
    *out = organ == UND_ORGAN_GENERAL_ASSEMBLY || (organ == UND_ORGAN_NONE && !elsewhere);
    return status != UND_E_MEMORY;
}

/* The session that the letter's date falls into. False: memory ran out. */
static bool session_of_letter(und_reading *reading, und_items_session *out)
{
    und_session session;
    und_status status = und_session_of_document(reading->doc, &session);
    bool ours = false;
    if (status == UND_OK && session.organ == UND_ORGAN_GENERAL_ASSEMBLY && session.source >= UND_SESSION_BY_LETTER &&
        !letter_is_of_assembly(reading, &ours))
        return false;
    if (ours)
        *out = (und_items_session){session.number, session.number, session.other};
    return status != UND_E_MEMORY;
}

/* Whether the date of the letter, else that of the masthead, falls into the session that the document names: then it is the
 * items that are wrong and not the session. False as `ok`: memory ran out. */
static bool date_agrees(und_reading *reading, uint32_t named, bool *ok)
{
    const und_masthead_parts *masthead = &reading->masthead;
    und_letter letter;
    und_session session;
    *ok = letter_of_document(reading->doc, &letter) != UND_E_MEMORY;
    und_date date = letter.date.year != 0 || !masthead->date.found ? letter.date : und_date_of(masthead->date.value);
    return und_session_of_date(date, &session) == UND_OK && (session.number == named || session.other == named);
}

bool und_session_find_agenda(und_reading *reading, und_items_session *out)
{
    *out = (und_items_session){0, 0, 0};
    const und_masthead_parts *masthead = und_reading_masthead(reading);
    if (masthead == NULL)
        return false;
    out->named = out->agenda = und_doc_agenda_session(reading->doc, masthead);
    if (out->named == 0 && !session_of_letter(reading, out))
        return false;
    const und_flow_reference *cited = und_masthead_agenda(masthead);
    if (out->named == 0 || cited == NULL || masthead->language == UND_LANGUAGE_NONE ||
        und_list_cited(und_language_at(reading->doc->packs, masthead->language), cited->term) != UND_LIST_AGENDA)
        return true;
    bool ok = true;
    if (!session_of_titles(reading, out->named, &out->agenda))
        return false;
    if (out->agenda != out->named && date_agrees(reading, out->named, &ok))
        out->agenda = out->named;
    if (out->agenda != out->named)
        out->other = 0;
    return ok;
}

und_status und_session_of_items(und_doc *doc, uint32_t *out)
{
    if (doc == NULL || out == NULL)
        return UND_E_ARGUMENT;
    *out = 0;
    und_reading *reading = und_reading_of(doc);
    und_items_session items;
    und_session session;
    if (reading == NULL || !und_session_find_agenda(reading, &items))
        return UND_E_MEMORY;
    *out = items.agenda;
    if (*out != 0)
        return UND_OK;
    und_status status = und_session_of_document(doc, &session);
    if (status == UND_E_MEMORY)
        return status;
    const char *message = "only regular sessions of the General Assembly have an agenda here";
    if (status == UND_NONE)
        message = "the document names neither a session nor a date";
    else if (session.organ != UND_ORGAN_GENERAL_ASSEMBLY || session.source >= UND_SESSION_BY_LETTER)
        message = "the items are those of another body: only the General Assembly's agendas are known";
    return und_doc_fail(doc, UND_NONE, message);
}
