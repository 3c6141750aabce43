#include "write/answers.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "pack/names.h"
#include "text/utf8.h"

/* ---- names of values ---- */

static const char *const answer_names[] = {
    [UND_ANSWER_LANG] = "lang",
    [UND_ANSWER_STATE] = "state",
    [UND_ANSWER_ADDRESSEE] = "addressee",
    [UND_ANSWER_ADDRESSEE_GENDER] = "addressee_gender",
    [UND_ANSWER_ORGAN] = "organ",
    [UND_ANSWER_DATE] = "date",
    [UND_ANSWER_MASTHEAD_DATE] = "masthead_date",
    [UND_ANSWER_DISTRIBUTION] = "distribution",
    [UND_ANSWER_SESSION] = "session",
    [UND_ANSWER_ITEMS] = "items",
    [UND_ANSWER_ORIGINAL] = "original",
    [UND_ANSWER_ANNEX] = "annex",
    [UND_ANSWER_ANNEX_ORIGINAL] = "annex_original",
    [UND_ANSWER_ANNEX_TITLE] = "annex_title",
    [UND_ANSWER_TRANSMITS] = "transmits",
    [UND_ANSWER_NAME] = "name",
    [UND_ANSWER_OFFICE] = "office",
    [UND_ANSWER_BEHALF] = "behalf",
    [UND_ANSWER_CHAIR] = "chair",
    [UND_ANSWER_REQUEST] = "request",
    [UND_ANSWER_TITLE] = "title",
    [UND_ANSWER_SPONSORS] = "sponsors",
    [UND_ANSWER_SYMBOL] = "symbol",
    [UND_ANSWER_OPENER] = "opener",
    [UND_ANSWER_TEXT] = "text",
    [UND_ANSWER_NUMBER] = "number",
    [UND_ANSWER_GENDER] = "gender",
    [UND_ANSWER_INSTRUCTIONS] = "instructions",
    [UND_ANSWER_EMPHASIS] = "emphasis",
    [UND_ANSWER_FORMAT] = "format",
};
_Static_assert(sizeof answer_names / sizeof answer_names[0] == UND_ANSWER_COUNT, "every key has a name");

const char *const und_request_names[] = {"circulate", "attention", "none", NULL};
const char *const und_format_names[] = {"plain", "markdown", NULL};

#define LENGTH(array) (sizeof(array) / sizeof(array)[0])

const char *und_answer_name(und_answer key)
{
    return (unsigned)key < UND_ANSWER_COUNT ? answer_names[key] : "";
}

/* ---- messages ---- */

typedef struct reader {
    und_answers *out;
    char *message;
} reader;

static und_status refuse(const reader *r, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    (void)vsnprintf(r->message, UND_MESSAGE_MAX, format, arguments);
    va_end(arguments);
    return UND_E_DATA;
}

/* A value in a message: as much of it as leaves room for the rest. */
#define SHOWN(bytes) (int)((bytes).length < 80 ? (bytes).length : 80), (bytes).at

/* `a, b, c` of a table whose first entry is none. */
static void list_names(const char *const *names, size_t count, char *out, size_t room)
{
    size_t used = 0;
    out[0] = '\0';
    for (size_t i = 0; i < count; i++) {
        if (names[i] == NULL || names[i][0] == '\0')
            continue;
        int wrote = snprintf(out + used, room - used, "%s%s", used > 0 ? ", " : "", names[i]);
        if (wrote < 0 || (size_t)wrote >= room - used)
            return;
        used += (size_t)wrote;
    }
}

static bool same(und_bytes text, const char *name)
{
    return und_bytes_equal(text, und_words(name));
}

/* One of a table's names; a near one is proposed. */
static und_status read_name(const reader *r, und_answer key, und_bytes value, const char *const *names, size_t count,
                            uint32_t *out)
{
    size_t near = count;
    uint32_t least = UINT32_MAX;
    for (size_t i = 0; i < count; i++) {
        if (names[i] == NULL || names[i][0] == '\0')
            continue;
        if (und_same_folded(value, und_words(names[i]))) {
            *out = (uint32_t)i;
            return UND_OK;
        }
        uint32_t far = und_name_distance(value, und_words(names[i]));
        if (far < least) {
            least = far;
            near = i;
        }
    }
    if (near < count)
        return refuse(r, "%s: unknown \"%.*s\"; did you mean %s?", und_answer_name(key), SHOWN(value), names[near]);
    char list[UND_MESSAGE_MAX / 2];
    list_names(names, count, list, sizeof list);
    return refuse(r, "%s: unknown \"%.*s\"; expected one of: %s", und_answer_name(key), SHOWN(value), list);
}

/* ---- text ---- */

static und_status check_text(const reader *r, und_bytes key, und_bytes value)
{
    if (value.length > UND_ANSWER_MAX) {
        (void)refuse(r, "%.*s: the value has %zu bytes; at most %u are expected", SHOWN(key), value.length,
                     UND_ANSWER_MAX);
        return UND_E_LIMIT;
    }
    for (size_t i = 0; i < value.length;) {
        uint32_t length;
        uint32_t point = und_utf8_decode(value.at + i, value.at + value.length, &length);
        if (point == UND_REPLACEMENT && length == 1)
            return refuse(r, "%.*s: byte %zu of the value is not UTF-8", SHOWN(key), i + 1);
        if (point < ' ' || point == 0x7f)
            return refuse(r, "%.*s: the value has %s; one line of text was expected", SHOWN(key),
                          point == '\n' ? "a line break" : "a control character");
        i += length;
    }
    return UND_OK;
}

static und_status take_pair(const reader *r, und_bytes key, und_bytes value)
{
    size_t near = UND_ANSWER_COUNT;
    uint32_t least = UINT32_MAX;
    for (size_t i = 0; i < UND_ANSWER_COUNT; i++) {
        if (same(key, answer_names[i])) {
            und_status status = check_text(r, key, value);
            if (status != UND_OK)
                return status;
            if (r->out->given[i].length > 0)
                return refuse(r, "%s: given twice, \"%.*s\" and \"%.*s\"", answer_names[i], SHOWN(r->out->given[i]),
                              SHOWN(value));
            r->out->given[i] = und_trimmed(value);
            return UND_OK;
        }
        uint32_t far = und_name_distance(key, und_words(answer_names[i]));
        if (far < least) {
            least = far;
            near = i;
        }
    }
    if (near < UND_ANSWER_COUNT)
        return refuse(r, "unknown key \"%.*s\"; did you mean %s?", SHOWN(key), answer_names[near]);
    char list[UND_MESSAGE_MAX - 140];
    list_names(answer_names, UND_ANSWER_COUNT, list, sizeof list);
    return refuse(r, "unknown key \"%.*s\"; expected one of: %s", SHOWN(key), list);
}

/* ---- languages ---- */

uint32_t und_language_find(const und_packs *packs, und_bytes code)
{
    for (uint32_t i = 0; i < und_language_count(packs); i++)
        if (und_same_folded(code, und_words(und_language_at(packs, i)->code)))
            return i;
    return UND_NO_INDEX;
}

/* The language that `name` names in any language, or whose code it is: "anglais", "en". 0: no pack knows it. */
static und_code code_named(const und_packs *packs, und_bytes name)
{
    for (uint32_t i = 0; i < und_language_count(packs); i++) {
        const und_language *language = und_language_at(packs, i);
        for (uint32_t t = language->first[UND_TERM_LANGUAGE_NAME]; t < language->first[UND_TERM_LANGUAGE_NAME + 1];
             t++) {
            const und_term *term = &language->terms[t];
            if (und_same_folded(name, und_term_text(language, term)) ||
                und_same_folded(name, und_words(und_code_name(term->value).text)))
                return term->value;
        }
    }
    uint32_t own = und_language_find(packs, name);
    return own == UND_NO_INDEX ? 0 : und_code_of(und_words(und_language_at(packs, own)->code));
}

static void list_languages(const und_packs *packs, char *out, size_t room)
{
    const char *codes[UND_LANGUAGES_MAX];
    uint32_t count = und_language_count(packs);
    if (count > UND_LANGUAGES_MAX)
        count = UND_LANGUAGES_MAX;
    for (uint32_t i = 0; i < count; i++)
        codes[i] = und_language_at(packs, i)->code;
    list_names(codes, count, out, room);
}

static und_status read_language(const reader *r)
{
    und_bytes value = r->out->given[UND_ANSWER_LANG];
    r->out->language = UND_NO_INDEX;
    if (value.length == 0)
        return UND_OK;
    r->out->language = und_language_find(r->out->packs, value);
    if (r->out->language == UND_NO_INDEX) {
        und_code found = code_named(r->out->packs, value);
        if (found != 0)
            r->out->language = und_language_find(r->out->packs, und_words(und_code_name(found).text));
    }
    if (r->out->language != UND_NO_INDEX)
        return UND_OK;
    char list[UND_MESSAGE_MAX / 2];
    list_languages(r->out->packs, list, sizeof list);
    return refuse(r, "lang: unknown language \"%.*s\"; expected one of: %s", SHOWN(value), list);
}

/* The first code after `after` of a language that the packs can name, in the order of the alphabet; 0: no more. */
static und_code next_code(const und_packs *packs, und_code after)
{
    und_code next = 0;
    for (uint32_t i = 0; i < und_language_count(packs); i++) {
        const und_language *language = und_language_at(packs, i);
        for (uint32_t t = language->first[UND_TERM_LANGUAGE_NAME]; t < language->first[UND_TERM_LANGUAGE_NAME + 1];
             t++) {
            und_code code = language->terms[t].value;
            if (code > after && (next == 0 || code < next))
                next = code;
        }
    }
    return next;
}

static void list_codes(const und_packs *packs, char *out, size_t room)
{
    size_t used = 0;
    out[0] = '\0';
    for (und_code code = next_code(packs, 0); code != 0 && used + UND_CODE_LETTERS + 3 < room;
         code = next_code(packs, code))
        used += (size_t)snprintf(out + used, room - used, "%s%s", used > 0 ? ", " : "", und_code_name(code).text);
}

static und_status read_code(const reader *r, und_answer key, und_bytes value, und_code *out)
{
    *out = 0;
    if (value.length == 0)
        return UND_OK;
    *out = code_named(r->out->packs, value);
    if (*out != 0)
        return UND_OK;
    char list[UND_MESSAGE_MAX / 2];
    list_codes(r->out->packs, list, sizeof list);
    return refuse(r, "%s: unknown language \"%.*s\"; expected one by code (%s) or by name", und_answer_name(key),
                  SHOWN(value), list);
}

/* ---- State, addressee, organ ---- */

/* A name that is no State's: says which one is near. */
static und_status refuse_state(const reader *r, und_answer key, und_bytes value)
{
    const und_state *none;
    char said[UND_MESSAGE_MAX];
    und_status status = und_sender_named(r->out->packs, value, &none, said);
    return status == UND_OK ? refuse(r, "%s: %s", und_answer_name(key), said) : status;
}

/* A list of States. `other_words`: what is no list of States is something else, and none are given then. */
static und_status read_states(const reader *r, und_answer key, bool other_words, const und_state **states,
                              uint32_t *count)
{
    und_bytes value = r->out->given[key], unknown;
    und_states_read result;
    *count = 0;
    if (value.length == 0)
        return UND_OK;
    und_status status = und_sender_named(r->out->packs, value, &states[0], NULL);
    if (status != UND_OK || states[0] != NULL) {
        *count = states[0] != NULL;
        return status;
    }
    status = und_states_of(r->out->packs, value, states, count, &result, &unknown);
    if (status != UND_OK || result == UND_STATES_READ)
        return status;
    *count = 0;
    if (result == UND_STATES_TOO_MANY) {
        (void)refuse(r, "%s: more than %u States", und_answer_name(key), UND_SIGNERS_MAX);
        return UND_E_LIMIT;
    }
    if (result == UND_STATES_TWICE)
        return refuse(r, "%s: \"%.*s\" is named twice", und_answer_name(key), SHOWN(unknown));
    return other_words ? UND_OK : refuse_state(r, key, unknown);
}

/* The n-th part of an answer that has one for each of several, between semicolons; false: there are no more. */
static bool nth_part(und_bytes value, uint32_t n, und_bytes *out)
{
    size_t start = 0;
    for (size_t at = 0; at <= value.length; at++) {
        if (at < value.length && value.at[at] != ';')
            continue;
        if (n == 0) {
            *out = und_trimmed((und_bytes){value.at + start, at - start});
            return true;
        }
        n--;
        start = at + 1;
    }
    return false;
}

/* Who signs: the States with their names, in the order of signatures. */
static und_status read_signers(const reader *r)
{
    und_answers *out = r->out;
    const und_state *states[UND_SIGNERS_MAX];
    und_bytes name = out->given[UND_ANSWER_NAME];
    und_status status = read_states(r, UND_ANSWER_STATE, false, states, &out->signer_count);
    if (status != UND_OK)
        return status;
    for (uint32_t i = 0; i < out->signer_count; i++)
        out->signers[i] = (und_signer){states[i], {NULL, 0}};
    if (out->signer_count > 1) {
        und_bytes one;
        for (uint32_t i = 0; name.length > 0 && nth_part(name, i, &one); i++) {
            if (i == out->signer_count)
                return refuse(r, "name: more names than the %u States of `state`; expected one for each, as A B; C D",
                              (unsigned)out->signer_count);
            out->signers[i].name = one;
        }
        und_sort_signers(out->packs, out->signers, out->signer_count);
    } else {
        out->signers[0].name = name;
    }
    out->state = out->signers[0].state;
    if (out->signer_count == 0)
        out->signer_count = 1;
    status = read_states(r, UND_ANSWER_BEHALF, true, out->behalf, &out->behalf_count);
    return status == UND_OK ? read_states(r, UND_ANSWER_SPONSORS, true, out->sponsors, &out->sponsor_count) : status;
}

static void read_office(const reader *r)
{
    und_bytes value = r->out->given[UND_ANSWER_OFFICE];
    bool exact;
    r->out->office = und_office_of_state(r->out->state);
    if (value.length == 0)
        return;
    r->out->office = und_office_named(r->out->packs, value, &exact);
    r->out->office_words = !exact;
}

/* One of the first `count` values of a table; 0: no answer. */
static und_status read_table(const reader *r, und_answer key, const und_names *table, uint32_t count, uint32_t *out)
{
    *out = 0;
    und_bytes value = r->out->given[key];
    return value.length == 0 ? UND_OK : read_name(r, key, value, table->names, count, out);
}

static und_organ organ_of(und_addressee addressee)
{
    switch (addressee) {
    case UND_ADDRESSEE_SECRETARY_GENERAL:
    case UND_ADDRESSEE_PRESIDENT_GENERAL_ASSEMBLY: return UND_ORGAN_GENERAL_ASSEMBLY;
    case UND_ADDRESSEE_PRESIDENT_SECURITY_COUNCIL: return UND_ORGAN_SECURITY_COUNCIL;
    case UND_ADDRESSEE_PRESIDENT_ECONOMIC_AND_SOCIAL_COUNCIL: return UND_ORGAN_ECONOMIC_AND_SOCIAL_COUNCIL;
    case UND_ADDRESSEE_PRESIDENT_HUMAN_RIGHTS_COUNCIL: return UND_ORGAN_HUMAN_RIGHTS_COUNCIL;
    default: return UND_ORGAN_NONE;
    }
}

/* An organ, or two with a comma between them. */
static und_status read_organs(const reader *r)
{
    und_bytes value = r->out->given[UND_ANSWER_ORGAN];
    uint32_t found[2] = {UND_ORGAN_NONE, UND_ORGAN_NONE};
    size_t start = 0, count = 0;
    for (size_t at = 0; value.length > 0 && at <= value.length; at++) {
        if (at < value.length && value.at[at] != ',')
            continue;
        if (count == 2)
            return refuse(r, "organ: \"%.*s\" names more than two", SHOWN(value));
        und_bytes part = und_trimmed((und_bytes){value.at + start, at - start});
        und_status status = read_name(r, UND_ANSWER_ORGAN, part, und_organ_names.names, UND_ORGAN_OTHER, &found[count]);
        if (status != UND_OK)
            return status;
        count++;
        start = at + 1;
    }
    if (count == 2 && found[0] == found[1])
        return refuse(r, "organ: \"%.*s\" names one organ twice", SHOWN(value));
    if (count == 2 && found[1] < found[0]) { /* in the order of mastheads */
        uint32_t first = found[1];
        found[1] = found[0];
        found[0] = first;
    }
    r->out->organ = (und_organ)found[0];
    r->out->other_organ = (und_organ)found[1];
    return UND_OK;
}

static und_status read_addressee(const reader *r)
{
    uint32_t addressee, distribution;
    und_status status =
        read_table(r, UND_ANSWER_ADDRESSEE, &und_addressee_names, und_addressee_names.count, &addressee);
    if (status == UND_OK)
        status = read_organs(r);
    if (status == UND_OK)
        status = read_table(r, UND_ANSWER_DISTRIBUTION, &und_distribution_names, und_distribution_names.count,
                            &distribution);
    if (status != UND_OK)
        return status;
    r->out->addressee = (und_addressee)addressee;
    r->out->distribution = distribution == 0 ? UND_DISTRIBUTION_GENERAL : (und_distribution)distribution;
    if (r->out->organ == UND_ORGAN_NONE)
        r->out->organ = organ_of(r->out->addressee);
    /* Agenda items are the Assembly's, and documents of the Assembly go to the Secretary-General. */
    if (r->out->organ == UND_ORGAN_NONE && r->out->given[UND_ANSWER_ITEMS].length > 0)
        r->out->organ = UND_ORGAN_GENERAL_ASSEMBLY;
    if (addressee == 0 && r->out->organ == UND_ORGAN_GENERAL_ASSEMBLY)
        r->out->addressee = UND_ADDRESSEE_SECRETARY_GENERAL;
    if (addressee == 0 && r->out->organ == UND_ORGAN_SECURITY_COUNCIL)
        r->out->addressee = UND_ADDRESSEE_PRESIDENT_SECURITY_COUNCIL;
    return UND_OK;
}

/* ---- dates and numbers ---- */

static und_status read_date(const reader *r, und_answer key, und_date *out)
{
    und_bytes value = r->out->given[key];
    const char *name = und_answer_name(key);
    *out = (und_date){0};
    if (value.length == 0)
        return UND_OK;
    if (und_date_answer(r->out->packs, value, out) != UND_OK)
        return refuse(r, "%s: \"%.*s\" is no date; expected year-month-day, as 2020-12-22, or a day in words", name,
                      SHOWN(value));
    if (und_date_exists(out->year, out->month, out->day))
        return UND_OK;
    if (und_date_exists(out->year, 1, 1) && und_date_exists(out->year, out->month, 1))
        return refuse(r, "%s: \"%.*s\" does not exist; month %u of %u has no day %u", name, SHOWN(value), out->month,
                      out->year, out->day);
    return refuse(r, "%s: \"%.*s\" does not exist; expected a month from 01 to 12 and a year from 1945 to 2199", name,
                  SHOWN(value));
}

static bool read_number(und_bytes text, uint32_t most, uint32_t *out)
{
    uint32_t value = 0;
    for (size_t i = 0; i < text.length; i++) {
        if (text.at[i] < '0' || text.at[i] > '9')
            return false;
        value = value * 10 + (uint32_t)(text.at[i] - '0');
        if (value > most)
            return false;
    }
    *out = value;
    return text.length > 0 && value > 0;
}

#define SESSION_LAST 200u /* of the General Assembly: until 2145, farther than dates go for drafts */

static und_status read_session(const reader *r)
{
    und_bytes value = r->out->given[UND_ANSWER_SESSION];
    if (value.length > 0) {
        if (read_number(value, SESSION_LAST, &r->out->session))
            return UND_OK;
        return refuse(r, "session: \"%.*s\" is no session of the General Assembly; expected a number from 1 to %u",
                      SHOWN(value), SESSION_LAST);
    }
    und_date date = r->out->date.year > 0 ? r->out->date : r->out->masthead_date;
    und_session session;
    if (und_session_of_date(date, &session) == UND_OK)
        r->out->session = session.number;
    return UND_OK;
}

static und_status read_choice(const reader *r, und_answer key, const char *first, const char *second, int *out)
{
    und_bytes value = r->out->given[key];
    *out = -1;
    if (value.length == 0)
        return UND_OK;
    if (und_same_folded(value, und_words(first)))
        *out = 0;
    else if (und_same_folded(value, und_words(second)))
        *out = 1;
    else
        return refuse(r, "%s: unknown \"%.*s\"; expected %s or %s", und_answer_name(key), SHOWN(value), first, second);
    return UND_OK;
}

static und_status read_annex(const reader *r)
{
    und_bytes value = r->out->given[UND_ANSWER_ANNEX];
    const und_bytes *given = r->out->given;
    /* What is transmitted is an annex. */
    if (value.length == 0 && (given[UND_ANSWER_TRANSMITS].length > 0 || given[UND_ANSWER_ANNEX_TITLE].length > 0 ||
                              given[UND_ANSWER_ANNEX_ORIGINAL].length > 0))
        r->out->annexes = 1;
    if (value.length == 0 || und_same_folded(value, und_words("no")))
        return UND_OK;
    if (und_same_folded(value, und_words("yes"))) {
        r->out->annexes = 1;
        return UND_OK;
    }
    if (read_number(value, UND_ANNEXES_MAX, &r->out->annexes))
        return UND_OK;
    return refuse(r, "annex: unknown \"%.*s\"; expected yes, no or how many, up to %u", SHOWN(value), UND_ANNEXES_MAX);
}

/* What each annex has of its own: the language of its original, its title. One language is that of all. */
static und_status read_annexes_own(const reader *r)
{
    und_answers *out = r->out;
    und_bytes one, languages = out->given[UND_ANSWER_ANNEX_ORIGINAL], titles = out->given[UND_ANSWER_ANNEX_TITLE];
    uint32_t room = out->annexes > 0 ? out->annexes : 1, count = 0;
    size_t start = 0;
    for (size_t at = 0; languages.length > 0 && at <= languages.length; at++) {
        if (at < languages.length && languages.at[at] != ',' && languages.at[at] != ';')
            continue;
        if (count == room)
            return refuse(r, "annex_original: more languages than the %u annex%s of `annex`", (unsigned)room,
                          room == 1 ? "" : "es");
        one = und_trimmed((und_bytes){languages.at + start, at - start});
        und_status status = read_code(r, UND_ANSWER_ANNEX_ORIGINAL, one, &out->annex_originals[count]);
        if (status != UND_OK)
            return status;
        count++;
        start = at + 1;
    }
    for (uint32_t i = 1; count == 1 && i < room; i++)
        out->annex_originals[i] = out->annex_originals[0];
    /* A single title may have semicolons in it. */
    out->annex_titles[0] = titles;
    for (uint32_t i = 0; out->annexes > 1 && titles.length > 0 && nth_part(titles, i, &one); i++) {
        if (i == out->annexes)
            return refuse(r, "annex_title: more titles than the %u annexes of `annex`", (unsigned)out->annexes);
        out->annex_titles[i] = one;
    }
    return UND_OK;
}

/* ---- agenda items ---- */

static void item_text(const und_flow_item *item, char out[24])
{
    char letters[UND_SUB_MAX];
    (void)und_subitem_letters(item->sub, letters);
    if (item->sub == 0)
        (void)snprintf(out, 24, "%u", (unsigned)item->item);
    else
        (void)snprintf(out, 24, "%u (%s)", (unsigned)item->item, letters);
}

/* An item that a complete agenda does not have: says what is near. */
static und_status refuse_item(const reader *r, const und_flow_item *item)
{
    const und_agenda *agenda = r->out->agenda;
    const und_agenda_entry *below = NULL, *above = NULL, *last = NULL;
    const char *last_sub = "";
    for (uint32_t i = 0; i < agenda->count; i++) {
        const und_agenda_entry *entry = &agenda->entries[i];
        if (entry->item == item->item && entry->sub[0] != '\0')
            last_sub = entry->sub;
        if (entry->item < item->item)
            below = entry;
        if (entry->item > item->item && above == NULL)
            above = entry;
        last = entry;
    }
    char shown[24];
    item_text(item, shown);
    char where[96];
    (void)snprintf(where, sizeof where, "session %u (%.60s)", (unsigned)agenda->session, agenda->source);
    if (und_agenda_find(agenda, item->item, "") != NULL) {
        if (last_sub[0] == '\0')
            return refuse(r, "items: %s is not on the agenda of %s; item %u has no sub-items", shown, where,
                          (unsigned)item->item);
        return refuse(r, "items: %s is not on the agenda of %s; item %u ends at (%s)", shown, where,
                      (unsigned)item->item, last_sub);
    }
    if (below != NULL && above != NULL)
        return refuse(r, "items: %s is not on the agenda of %s; next to it are items %u and %u", shown, where,
                      (unsigned)below->item, (unsigned)above->item);
    return refuse(r, "items: %s is not on the agenda of %s, which has %u items", shown, where,
                  last != NULL ? (unsigned)last->item : 0u);
}

static und_status check_items(const reader *r)
{
    und_answers *out = r->out;
    if (out->organ != UND_ORGAN_GENERAL_ASSEMBLY || out->session == 0)
        return UND_OK;
    und_status status = und_packs_agenda(out->packs, out->session, &out->agenda);
    if (status != UND_OK)
        return status;
    /* Of an incomplete agenda nothing can be said. */
    for (size_t i = 0; out->agenda != NULL && out->agenda->complete && i < out->item_count; i++) {
        char letters[UND_SUB_MAX];
        if (!und_subitem_letters(out->items[i].sub, letters) ||
            und_agenda_find(out->agenda, out->items[i].item, letters) == NULL)
            return refuse_item(r, &out->items[i]);
    }
    return UND_OK;
}

static und_status read_items(const reader *r)
{
    und_bytes value = r->out->given[UND_ANSWER_ITEMS];
    if (value.length == 0)
        return UND_OK;
    if (r->out->language == UND_NO_INDEX)
        return refuse(r, "lang: an answer is needed to read \"%.*s\"", SHOWN(value));
    const und_language *language = und_language_at(r->out->packs, r->out->language);
    und_item_list list;
    switch (und_items_parse(language, value, &list)) {
    case UND_ITEMS_TOO_LONG:
        (void)refuse(r, "items: the list has more than %u bytes", UND_ITEMS_TEXT_MAX);
        return UND_E_LIMIT;
    case UND_ITEMS_TOO_MANY:
        (void)refuse(r, "items: more than %u items and sub-items", UND_ITEMS_MAX - 1);
        return UND_E_LIMIT;
    case UND_ITEMS_NONE:
    case UND_ITEMS_WRONG:
        return refuse(r,
                      "items: \"%.*s\" is no list of agenda items from \"%.*s\" on; expected as 128 (a), 128 (b), "
                      "130 (w)",
                      SHOWN(value), SHOWN(((und_bytes){list.text + list.rest, list.length - list.rest})));
    case UND_ITEMS_READ: break;
    }
    uint32_t count = list.count;
    memcpy(r->out->items, list.at, count * sizeof list.at[0]);
    for (uint32_t i = 0; i < count; i++)
        if (r->out->items[i].sub > UND_SUBITEM_MAX)
            return refuse(r, "items: item %u in \"%.*s\" has letters that no agenda uses; expected a to z or aa to zz",
                          (unsigned)r->out->items[i].item, SHOWN(value));
    r->out->item_count = und_sort_items(r->out->items, count);
    return check_items(r);
}

/* ---- all of them ---- */

static char gender_of(int choice)
{
    return choice < 0 ? '\0' : choice == 0 ? 'm' : 'f';
}

und_status und_answers_read(und_packs *packs, const und_bytes *keys, const und_bytes *values, size_t count,
                            und_answers *out, char *message)
{
    *out = (und_answers){.packs = packs, .language = UND_NO_INDEX};
    reader r = {out, message};
    if (count > UND_ANSWERS_MAX) {
        (void)refuse(&r, "%zu answers; at most %u are expected", count, UND_ANSWERS_MAX);
        return UND_E_LIMIT;
    }
    und_status status = UND_OK;
    for (size_t i = 0; status == UND_OK && i < count; i++)
        status = take_pair(&r, keys[i], values[i]);
    if (status == UND_OK)
        status = read_language(&r);
    if (status == UND_OK)
        status = read_signers(&r);
    if (status == UND_OK)
        read_office(&r);
    if (status == UND_OK)
        status = read_addressee(&r);
    if (status == UND_OK)
        status = read_date(&r, UND_ANSWER_DATE, &out->date);
    if (status == UND_OK)
        status = read_date(&r, UND_ANSWER_MASTHEAD_DATE, &out->masthead_date);
    if (status == UND_OK)
        status = read_session(&r);
    if (status == UND_OK)
        status = read_code(&r, UND_ANSWER_ORIGINAL, out->given[UND_ANSWER_ORIGINAL], &out->original);
    if (status == UND_OK)
        status = read_annex(&r);
    if (status == UND_OK)
        status = read_annexes_own(&r);
    int gender = -1, addressee_gender = -1, instructions = -1, emphasis = -1;
    uint32_t request = UND_REQUEST_CIRCULATE, format = 0;
    und_bytes requested = out->given[UND_ANSWER_REQUEST], formatted = out->given[UND_ANSWER_FORMAT];
    if (status == UND_OK && requested.length > 0)
        status = read_name(&r, UND_ANSWER_REQUEST, requested, und_request_names, 3, &request);
    if (status == UND_OK && formatted.length > 0)
        status = read_name(&r, UND_ANSWER_FORMAT, formatted, und_format_names, 2, &format);
    out->request = (und_letter_aim)request;
    out->markdown = format == 1;
    if (status == UND_OK)
        status = read_choice(&r, UND_ANSWER_GENDER, "m", "f", &gender);
    if (status == UND_OK)
        status = read_choice(&r, UND_ANSWER_ADDRESSEE_GENDER, "m", "f", &addressee_gender);
    if (status == UND_OK)
        status = read_choice(&r, UND_ANSWER_INSTRUCTIONS, "yes", "no", &instructions);
    if (status == UND_OK)
        status = read_choice(&r, UND_ANSWER_EMPHASIS, "yes", "no", &emphasis);
    out->gender = gender_of(gender);
    out->addressee_gender = gender_of(addressee_gender);
    out->instructions = instructions == 0;
    out->emphasis = emphasis != 1;
    /* Last, as it needs the language and the session. */
    return status == UND_OK ? read_items(&r) : status;
}
