/* Rules about the dates of letters. */
#include "check/whole.h"

#include "text/slip.h"
#include "text/utf8.h"
#include "write/dates.h"

#include <string.h>

#define MONTH_LETTERS 3u /* shorter words are near too many */
#define DATE_BYTES 64u   /* folded, from the first figure of a Chinese date to its last character */

/* ---- the date itself ---- */

/* The month that a word of the date is one slip from: "5 Septembr 2021". */
static void offer_month(und_check_run *run, const und_whole *whole)
{
    und_flow flow;
    if (!und_node_flow(run, whole->title, &flow)) {
        und_flow_close(&flow);
        return;
    }
    und_bytes text = {flow.folded, flow.folded_length};
    und_range range = whole->letter.date_words.range;
    und_word word;
    for (size_t from = 0; und_next_word(text, from, &word); from = word.last) {
        und_place place = und_flow_from(&flow, und_flow_back(&flow, word.first));
        bool before =
            place.line < range.from.line || (place.line == range.from.line && place.column < range.from.column);
        bool after = place.line > range.to.line || (place.line == range.to.line && place.column >= range.to.column);
        if (before || after || word.last - word.first < MONTH_LETTERS)
            continue;
        const und_language *language = whole->language;
        for (uint32_t i = language->first[UND_TERM_MONTH]; i < language->first[UND_TERM_MONTH + 1]; i++) {
            const und_term *month = &language->terms[i];
            if (!month->attested || !und_is_slip(und_term_folded(language, month),
                                                 (und_bytes){text.at + word.first, word.last - word.first}))
                continue;
            und_offer_words(run,
                            und_range_of(run, &flow, und_flow_back(&flow, word.first), und_flow_back(&flow, word.last)),
                            und_term_text(language, month));
            und_flow_close(&flow);
            return;
        }
    }
    und_flow_close(&flow);
}

/* Titles print the day, the month and the year (CONVENTIONS, 4.2). */
void und_rule_letter_date(und_check_run *run)
{
    und_whole whole;
    if (!und_whole_read_letter(run, &whole))
        return;
    const und_letter *letter = &whole.letter;
    if (letter->date.year != 0 || (letter->date_words.text.length > 0 && und_is_open(run, letter->date_words.range)))
        return;
    if (letter->no_year) {
        und_find_words(run, letter->date_words, ": the date of the letter has no year");
    } else if (letter->no_such_day) {
        und_find_words(run, letter->date_words, ": no month has this day");
    } else if (letter->date_words.text.length > 0) {
        und_find_words(run, letter->date_words, ": this is no date");
        offer_month(run, &whole);
    } else {
        und_passage title;
        if (und_title_get(run->doc, whole.title + 1, &title) != UND_OK || und_is_open(run, title.range))
            return;
        size_t message = run->findings->words.length;
        und_text_put_words(&run->findings->words, "the title of the letter has no date");
        und_find(run, title.range, message);
    }
}

/* Whether the date of the masthead stands in its title of an item, "Convention … of 10 December 1982", and not by itself. */
static bool in_item_title(const und_masthead_parts *masthead)
{
    const und_flow_reference *agenda = und_masthead_agenda(masthead);
    return masthead->date.flow == 0 && agenda != NULL && masthead->date.first > agenda->first;
}

/* A letter is written before it is a document: its date is that of the masthead or an earlier one (CONVENTIONS, 1.1). */
void und_rule_letter_date_order(und_check_run *run)
{
    und_whole whole;
    if (!run->masthead->date.found || !und_whole_read_letter(run, &whole) || whole.letter.date.year == 0)
        return;
    und_date date = whole.letter.date;
    uint32_t letter = date.year << 16 | date.month << 8 | date.day, masthead = run->masthead->date.value;
    if (masthead == 0 || letter <= masthead || in_item_title(run->masthead) ||
        und_is_open(run, whole.letter.date_words.range))
        return;
    und_find_words(run, whole.letter.date_words, ": the letter is dated after the document in its masthead");
}

/* ---- the session ---- */

/* A letter goes out under the agenda of the session that its date falls into. In the weeks around an opening both will do,
 * and what is cited from a preliminary list belongs to the session to come. */
void und_rule_letter_session(und_check_run *run)
{
    und_whole whole;
    und_session named, fallen;
    if (!run->masthead->found || run->in_masthead.from != UND_LIST_AGENDA || run->in_request.from != UND_LIST_AGENDA ||
        !und_whole_read_letter(run, &whole) || und_session_of_date(whole.letter.date, &fallen) != UND_OK ||
        und_session_of_document(run->doc, &named) != UND_OK || named.organ != UND_ORGAN_GENERAL_ASSEMBLY ||
        (named.source != UND_SESSION_BY_LINE && named.source != UND_SESSION_BY_SYMBOL) ||
        (named.type != UND_SESSION_REGULAR && named.type != UND_SESSION_RESUMED))
        return;
    /* Where titles or a symbol name another session, that is told (session/mismatch). */
    uint32_t symbol = und_masthead_symbol_session(run->masthead);
    if ((run->session.agenda != 0 && run->session.agenda != run->session.named) ||
        (symbol != 0 && symbol != named.number))
        return;
    /* Letters are also circulated late, under the agenda of the session before. */
    if (named.number == fallen.number || named.number == fallen.other || named.number + 1 == fallen.number)
        return;
    und_text *words = &run->findings->words;
    size_t message = words->length;
    und_text_put_words(words, "“");
    und_text_put(words, whole.letter.date_words.text);
    und_text_put_words(words, "” falls into session ");
    und_text_put_number(words, fallen.number);
    und_text_put_words(words, " of the General Assembly; the masthead names session ");
    und_text_put_number(words, named.number);
    und_find(run, whole.letter.date_words.range, message);
}

/* ---- days of the week ---- */

/* 1 is Monday. Gregorian. */
static uint32_t weekday_of(uint32_t packed)
{
    uint32_t year = packed >> 16, month = packed >> 8 & 255u, day = packed & 255u;
    if (month < 3) {
        month += 12;
        year--;
    }
    uint32_t saturday = (day + 13 * (month + 1) / 5 + year + year / 4 - year / 100 + year / 400) % 7;
    return (saturday + 5) % 7 + 1;
}

/* The date beside a weekday that has bytes [first, last): after it, perhaps after a comma; in Chinese before it. 0: none. */
static uint32_t date_beside(const und_language *language, und_bytes text, size_t first, size_t last)
{
    size_t end;
    if (language->script == UND_SCRIPT_HAN) {
        for (size_t at = first > DATE_BYTES ? first - DATE_BYTES : 0; at < first; at++) {
            if (at > 0 && (unsigned)(text.at[at - 1] - '0') < 10u)
                continue;
            uint32_t date = und_match_date(language, text, at, &end);
            if (date != 0 && end == first)
                return date;
        }
        return 0;
    }
    while (last < text.length && (text.at[last] == ' ' || text.at[last] == ','))
        last++;
    if (text.length - last > 2 && memcmp(text.at + last, "\xd8\x8c", 2) == 0) /* ، */
        for (last += 2; last < text.length && text.at[last] == ' ';)
            last++;
    return und_match_date(language, text, last, &end);
}

/* Writes the name of the right day in the form that the wrong one has: "пятницу" for "среду". */
static void offer_weekday(und_check_run *run, const und_language *language, const und_term *wrong, uint32_t right,
                          const und_flow *flow, und_range range, uint32_t from)
{
    uint32_t form = 0, other = 0;
    for (const und_term *t = &language->terms[language->first[UND_TERM_WEEKDAY]]; t < wrong; t++)
        form += t->value == wrong->value;
    const und_term *found = NULL;
    for (uint32_t i = language->first[UND_TERM_WEEKDAY]; i < language->first[UND_TERM_WEEKDAY + 1]; i++)
        if (language->terms[i].value == right && (found == NULL || other++ < form))
            found = &language->terms[i];
    if (found == NULL || !found->attested)
        return;
    und_text *words = &run->findings->words;
    und_bytes like = {flow->text + from, flow->length - from};
    size_t title = words->length;
    und_text_put_words(words, "Write “");
    und_put_like(words, und_term_text(language, found), like);
    und_text_put_words(words, "”");
    size_t text = words->length;
    und_put_like(words, und_term_text(language, found), like);
    und_offer(run, range, title, text, words->length);
}

void und_rule_letter_weekday(und_check_run *run, uint32_t index)
{
    const und_tree_node *node = und_doc_stored(run->doc, index);
    uint8_t told = und_doc_node_language(run->doc, index);
    if ((node->kind != UND_KIND_PARAGRAPH && node->kind != UND_KIND_REQUEST) || told == UND_LANGUAGE_NONE ||
        node->state.part != UND_PART_LETTER)
        return;
    const und_language *language = und_language_at(run->doc->packs, told);
    und_flow flow;
    if (und_node_flow(run, index, &flow)) {
        und_bytes text = {flow.folded, flow.folded_length};
        size_t at;
        for (size_t from = 0; from < text.length;) {
            und_bytes rest = {text.at + from, text.length - from};
            const und_term *day = und_find_term(language, UND_TERM_WEEKDAY, rest, &at);
            if (day == NULL)
                break;
            size_t first = from + at, last = first + day->folded_length;
            from = last;
            uint32_t date = date_beside(language, text, first, last);
            if (date == 0 || weekday_of(date) == day->value)
                continue;
            uint32_t start = und_flow_back(&flow, first), stop = und_flow_back(&flow, last);
            und_passage words = {{flow.text + start, stop - start}, und_range_of(run, &flow, start, stop)};
            und_find_words(run, words, " is not the day of the week of this date");
            offer_weekday(run, language, day, weekday_of(date), &flow, words.range, start);
        }
    }
    und_flow_close(&flow);
}
