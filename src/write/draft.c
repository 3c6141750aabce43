#include <stdio.h>
#include <string.h>

#include "pack/names.h"
#include "text/utf8.h"
#include "write/answers.h"
#include "write/questions.h"
#include "write/template.h"

/* ---- the words of templates ---- */

/* The answers come first and in their order, so that a word below UND_ANSWER_COUNT is a key. */
enum {
    WORD_ANNEXES = UND_ANSWER_COUNT,
    WORD_TRANSLATED,
    WORD_ANNEX_TRANSLATED,
    WORD_OBSERVER,
    WORD_LANGUAGE,
    WORD_SUBJECT,
    WORD_ITEM_LIST,
    WORD_ITEM_TITLES,
    WORD_STATE_OF,
    WORD_SIGNATORY,
    WORD_SIGNED,
    WORD_ANNEX_NUMBER,
    WORD_COUNT
};

#define H UND_WORD_HOLDS
#define W UND_WORD_WRITES
#define C UND_WORD_CHOOSES
#define R UND_WORD_REPEATS

static const und_word words[] = {
    [UND_ANSWER_LANG] = {"lang", H},
    [UND_ANSWER_STATE] = {"state", H | W},
    [UND_ANSWER_ADDRESSEE] = {"addressee", H | W},
    [UND_ANSWER_ADDRESSEE_GENDER] = {"addressee_gender", H | C},
    [UND_ANSWER_ORGAN] = {"organ", H | W},
    [UND_ANSWER_DATE] = {"date", H | W},
    [UND_ANSWER_MASTHEAD_DATE] = {"masthead_date", H | W},
    [UND_ANSWER_DISTRIBUTION] = {"distribution", H | W},
    [UND_ANSWER_SESSION] = {"session", H | W},
    [UND_ANSWER_ITEMS] = {"items", H | W | C},
    [UND_ANSWER_ORIGINAL] = {"original", H | W},
    [UND_ANSWER_ANNEX] = {"annex", H | R},
    [UND_ANSWER_ANNEX_ORIGINAL] = {"annex_original", H | W},
    [UND_ANSWER_ANNEX_TITLE] = {"annex_title", H | W},
    [UND_ANSWER_TRANSMITS] = {"transmits", H | W},
    [UND_ANSWER_NAME] = {"name", H | W},
    [UND_ANSWER_OFFICE] = {"office", H | W},
    [UND_ANSWER_TITLE] = {"title", H | W},
    [UND_ANSWER_SPONSORS] = {"sponsors", H | W},
    [UND_ANSWER_OPENER] = {"opener", H | W},
    [UND_ANSWER_TEXT] = {"text", H | W},
    [UND_ANSWER_NUMBER] = {"number", H | W},
    [UND_ANSWER_GENDER] = {"gender", H | C},
    [UND_ANSWER_INSTRUCTIONS] = {"instructions", H},
    [UND_ANSWER_EMPHASIS] = {"emphasis", H},
    [WORD_ANNEXES] = {"annexes", H},
    [WORD_TRANSLATED] = {"translated", H},
    [WORD_ANNEX_TRANSLATED] = {"annex_translated", H},
    [WORD_OBSERVER] = {"observer", H},
    [WORD_LANGUAGE] = {"language", W},
    [WORD_SUBJECT] = {"subject", W},
    [WORD_ITEM_LIST] = {"item_list", W},
    [WORD_ITEM_TITLES] = {"item_titles", W},
    [WORD_STATE_OF] = {"state_of", W},
    [WORD_SIGNATORY] = {"signatory", W},
    [WORD_SIGNED] = {"signed", W},
    [WORD_ANNEX_NUMBER] = {"annex_number", W},
};
_Static_assert(sizeof words / sizeof words[0] == WORD_COUNT, "every word has its row");

#undef H
#undef W
#undef C
#undef R

/* Tabstops that stand for the title of an item or a sub-item, one for each. */
#define STOP_TITLES 0x10000u
/* What an annex has of its own is another tabstop in the next annex. */
#define STOP_ANNEX 0x1000000u

typedef struct draft {
    und_answers answers;
    const und_language *language;
    uint8_t language_index;
    const und_template *templates;
    uint32_t template_count;
    uint32_t annex; /* the one that {each annex} is at, from 0 */
} draft;

/* ---- values ---- */

/* Attested words stand; unattested ones are proposed in a tabstop; unknown ones leave what the template says. */
static void put_sure(und_snippet *out, uint32_t word, und_sureness sure, und_bytes text, und_bytes placeholder)
{
    if (sure == UND_ATTESTED)
        und_snippet_put(out, text);
    else
        und_snippet_stop(out, word, sure == UND_UNATTESTED ? text : placeholder);
}

static void put_term(und_snippet *out, uint32_t word, const und_language *language, const und_term *term,
                     und_bytes placeholder)
{
    und_bytes text = term != NULL ? und_term_text(language, term) : (und_bytes){NULL, 0};
    put_sure(out, word, und_term_sureness(term), text, placeholder);
}

/* What a writer of dates.h or agenda_line.h left in `text`; closes it. */
static void put_text(und_snippet *out, uint32_t word, und_sureness sure, und_text *text, und_bytes placeholder)
{
    if (text->failed)
        out->failed = true;
    else
        put_sure(out, word, sure, und_text_bytes(text), placeholder);
    und_text_close(text);
}

static und_text new_text(const draft *d)
{
    und_text text;
    und_text_open(&text, und_packs_allocator(d->answers.packs));
    return text;
}

static void put_date(const draft *d, und_snippet *out, uint32_t word, const und_language *language, und_date date,
                     und_bytes placeholder)
{
    und_text text = new_text(d);
    und_sureness sure = date.year > 0 ? und_write_date(language, date, &text) : UND_UNKNOWN;
    put_text(out, word, sure, &text, placeholder);
}

static void put_language_name(und_snippet *out, uint32_t word, const und_language *language, und_code code,
                              und_bytes placeholder)
{
    const und_term *term = code != 0 ? und_term_of(language, UND_TERM_LANGUAGE_NAME, code) : NULL;
    put_term(out, word, language, term, placeholder);
}

static void put_session(const draft *d, und_snippet *out, und_bytes placeholder)
{
    const und_answers *a = &d->answers;
    und_text text = new_text(d);
    und_sureness sure = UND_UNKNOWN;
    if (a->organ == UND_ORGAN_ECONOMIC_AND_SOCIAL_COUNCIL) {
        if (a->date.year > 0)
            sure = und_write_session_of_year(d->language, a->date.year, &text);
    } else if (a->session > 0 && (a->organ == UND_ORGAN_GENERAL_ASSEMBLY || a->organ == UND_ORGAN_NONE)) {
        sure = und_write_session(d->language, a->session, &text);
    }
    put_text(out, UND_ANSWER_SESSION, sure, &text, placeholder);
}

static void put_items(const draft *d, und_snippet *out, uint32_t word, und_bytes placeholder)
{
    const und_answers *a = &d->answers;
    und_text text = new_text(d);
    und_sureness sure = UND_UNKNOWN;
    if (a->item_count > 0)
        sure = word == WORD_ITEM_LIST ? und_write_item_list(d->language, a->items, a->item_count, &text)
                                      : und_write_agenda_line(d->language, a->items, a->item_count, &text);
    put_text(out, word, sure, &text, placeholder);
}

static void put_answer(const draft *d, und_snippet *out, uint32_t word, und_bytes placeholder)
{
    und_bytes value = d->answers.given[word];
    bool own = word == UND_ANSWER_ANNEX_TITLE; /* there is one answer: it is the first annex's */
    if (value.length > 0 && !(own && d->annex > 0))
        und_snippet_put(out, value);
    else
        und_snippet_stop(out, own ? word + d->annex * STOP_ANNEX : word, placeholder);
}

static void put_annex_number(const draft *d, und_snippet *out)
{
    static const char *const ones[] = {"", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"};
    if (d->answers.annexes < 2)
        return;
    uint32_t number = d->annex + 1; /* UND_ANNEXES_MAX is 20 */
    und_snippet_put(out, und_words(" "));
    und_snippet_put(out, und_words(number == 20 ? "XX" : number >= 10 ? "X" : ""));
    und_snippet_put(out, und_words(ones[number % 10]));
}

/* ---- the signatory ---- */

static bool is_capitals(und_bytes text)
{
    uint32_t letters = 0;
    for (size_t i = 0; i < text.length;) {
        uint32_t length;
        uint32_t point = und_utf8_decode(text.at + i, text.at + text.length, &length);
        if (und_is_lower(point))
            return false;
        if (und_is_upper(point))
            letters++;
        i += length;
    }
    return letters > 1;
}

/* The bytes of the family name: the word in capitals where one is, as in BAN Ki-moon; else the last word with the
 * particles before it (de, van der). */
static und_bytes family_name(und_bytes name)
{
    size_t first = 0;
    und_bytes last_word = name;
    for (size_t i = 0; i <= name.length; i++) {
        if (i < name.length && name.at[i] != ' ')
            continue;
        und_bytes part = {name.at + first, i - first};
        if (part.length > 0 && is_capitals(part))
            return part;
        if (part.length > 0)
            last_word = part;
        first = i + 1;
    }
    size_t start = (size_t)(last_word.at - name.at);
    for (;;) {
        size_t last = start;
        while (last > 0 && name.at[last - 1] == ' ')
            last--;
        size_t begin = last;
        while (begin > 0 && name.at[begin - 1] != ' ')
            begin--;
        uint32_t length;
        if (begin == 0 || begin == last || !und_is_lower(und_utf8_decode(name.at + begin, name.at + last, &length)))
            break;
        start = begin;
    }
    return (und_bytes){name.at + start, (size_t)(last_word.at + last_word.length - (name.at + start))};
}

static void put_signatory(const draft *d, und_snippet *out, und_bytes placeholder)
{
    und_bytes name = d->answers.given[UND_ANSWER_NAME];
    bool alphabetic = d->language->script == UND_SCRIPT_LATIN || d->language->script == UND_SCRIPT_CYRILLIC;
    bool marked = name.length > 0 && memchr(name.at, '*', name.length) != NULL;
    if (name.length == 0 || !d->answers.emphasis || !alphabetic || marked) {
        put_answer(d, out, UND_ANSWER_NAME, placeholder);
        return;
    }
    und_bytes family = family_name(name);
    size_t before = (size_t)(family.at - name.at);
    und_snippet_put(out, (und_bytes){name.at, before});
    und_snippet_put(out, und_words("**"));
    und_snippet_put(out, family);
    und_snippet_put(out, und_words("**"));
    und_snippet_put(out, (und_bytes){family.at + family.length, name.length - before - family.length});
}

/* ---- titles of items ---- */

static bool is_word_end(und_bytes text, size_t at)
{
    uint32_t length;
    return at >= text.length || !und_is_letter(und_utf8_decode(text.at + at, text.at + text.length, &length));
}

static size_t word_length(und_bytes text)
{
    size_t at = 0;
    while (!is_word_end(text, at)) {
        uint32_t length;
        (void)und_utf8_decode(text.at + at, text.at + text.length, &length);
        at += length;
    }
    return at;
}

/* How a word is written inside the titles of the agenda, after their first word: small, or only as a name. */
static void look_for_word(const und_agenda *agenda, uint8_t language, und_bytes word, bool *small, bool *capital)
{
    char first[4], other[4];
    uint32_t length;
    uint32_t point = und_utf8_decode(word.at, word.at + word.length, &length);
    uint32_t capital_bytes = und_utf8_encode(point, first);
    uint32_t small_bytes = und_utf8_encode(und_lower(point), other);
    und_bytes tail = {word.at + length, word.length - length};
    for (uint32_t i = 0; i < agenda->count; i++) {
        und_bytes title = und_agenda_title_in(agenda, &agenda->entries[i], language);
        for (size_t at = 1; at + tail.length < title.length; at++) {
            if (title.at[at - 1] != ' ' && title.at[at - 1] != '\'' && title.at[at - 1] != '-')
                continue;
            size_t room = title.length - at;
            bool is_small = small_bytes + tail.length <= room && memcmp(title.at + at, other, small_bytes) == 0;
            bool is_capital = capital_bytes + tail.length <= room && memcmp(title.at + at, first, capital_bytes) == 0;
            size_t past = at + (is_small ? small_bytes : capital_bytes);
            if ((!is_small && !is_capital) || memcmp(title.at + past, tail.at, tail.length) != 0 ||
                !is_word_end(title, past + tail.length))
                continue;
            *small = *small || is_small;
            *capital = *capital || is_capital;
        }
    }
}

/* Behind a colon a title goes on in small letters, unless it begins with a name: a word that is followed by another
 * capital, or that the agenda's titles write with a capital and never without. */
static bool begins_small(const und_agenda *agenda, uint8_t language, und_bytes title)
{
    uint32_t length;
    if (title.length == 0)
        return false;
    uint32_t point = und_utf8_decode(title.at, title.at + title.length, &length);
    if (!und_is_upper(point))
        return false;
    size_t end = word_length(title);
    for (size_t i = length; i < end;) {
        uint32_t bytes;
        if (und_is_upper(und_utf8_decode(title.at + i, title.at + title.length, &bytes)))
            return false; /* INTERPOL */
        i += bytes;
    }
    size_t next = end;
    while (next < title.length && title.at[next] == ' ')
        next++;
    if (next > end && next < title.length &&
        und_is_upper(und_utf8_decode(title.at + next, title.at + title.length, &length)))
        return false; /* New Partnership for Africa's Development */
    bool small = false, capital = false;
    look_for_word(agenda, language, (und_bytes){title.at, end}, &small, &capital);
    return small || !capital;
}

typedef enum title_place { TITLE_ITEM, TITLE_LINE, TITLE_BEHIND_COLON } title_place;

/* The title of an item in the letter's language; where it is not known, a tabstop with the title in another one. */
static void put_title(const draft *d, und_snippet *out, const und_flow_item *item, uint16_t sub, title_place place,
                      und_bytes placeholder)
{
    const und_agenda *agenda = d->answers.agenda;
    char letters[UND_SUB_MAX];
    (void)und_subitem_letters(sub, letters);
    const und_agenda_entry *entry = agenda != NULL ? und_agenda_find(agenda, item->item, letters) : NULL;
    uint32_t stop = STOP_TITLES + item->item * (UND_SUBITEM_MAX + 1) + sub;
    und_bytes title = {NULL, 0};
    if (entry != NULL)
        title = und_agenda_title_in(agenda, entry, d->language_index);
    if (title.length > 0) {
        bool small = place == TITLE_BEHIND_COLON && begins_small(agenda, d->language_index, title);
        out->capital = place != TITLE_BEHIND_COLON;
        if (small) {
            uint32_t length;
            char coded[4];
            uint32_t point = und_utf8_decode(title.at, title.at + title.length, &length);
            und_snippet_put(out, (und_bytes){coded, und_utf8_encode(und_lower(point), coded)});
            title.at += length;
            title.length -= length;
        }
        und_snippet_put(out, title);
        out->capital = false;
        return;
    }
    uint8_t fallback = und_packs_fallback(d->answers.packs);
    if (entry != NULL && fallback != UND_LANGUAGE_NONE)
        title = und_agenda_title_in(agenda, entry, fallback);
    for (uint32_t i = 0; entry != NULL && title.length == 0 && i < und_language_count(d->answers.packs); i++)
        title = und_agenda_title_in(agenda, entry, (uint8_t)i);
    if (title.length > 0) {
        und_snippet_stop(out, stop, title);
        return;
    }
    und_text text = new_text(d);
    und_text_put(&text, placeholder);
    und_text_put_words(&text, " ");
    if (und_write_item_list(d->language, &(und_flow_item){.item = item->item, .sub = sub}, 1, &text) == UND_UNKNOWN)
        und_text_put_number(&text, item->item);
    put_text(out, stop, UND_UNATTESTED, &text, placeholder);
}

/* As printed under the agenda line: the item's title; with one sub-item "Item : sub-item" on one line; with several
 * the item's title and a colon, and a line for each. A blank line between items. */
static void put_item_titles(const draft *d, und_snippet *out, und_bytes colon, und_bytes placeholder)
{
    const und_answers *a = &d->answers;
    if (colon.length == 0)
        colon = und_words(":");
    bool spaced = d->language->script != UND_SCRIPT_HAN;
    if (a->item_count == 0) {
        und_snippet_stop(out, WORD_ITEM_TITLES, placeholder);
        return;
    }
    for (size_t i = 0; i < a->item_count;) {
        size_t next = i + 1;
        while (next < a->item_count && a->items[next].item == a->items[i].item)
            next++;
        size_t first_sub = a->items[i].sub == 0 ? i + 1 : i; /* "128 and 128 (a)" cites the item itself as well */
        if (i > 0)
            und_snippet_put(out, und_words("\n\n"));
        put_title(d, out, &a->items[i], 0, TITLE_ITEM, placeholder);
        if (next > first_sub)
            und_snippet_put(out, colon);
        for (size_t k = first_sub; k < next; k++) {
            bool alone = next - first_sub == 1;
            und_snippet_put(out, und_words(!alone ? "\n" : spaced ? " " : ""));
            put_title(d, out, &a->items[k], a->items[k].sub, alone ? TITLE_BEHIND_COLON : TITLE_LINE, placeholder);
        }
        i = next;
    }
}

/* ---- the vocabulary ---- */

typedef struct dated_name {
    und_bytes name, of;
    bool name_sure, of_sure;
} dated_name;

/* What a State was called in a year; 0: today. In the year of a change of name it had both. */
static dated_name name_in_year(const und_state *state, const und_state_name *name, uint32_t year)
{
    dated_name now = {name->name, name->of, true, name->attested};
    if (year == 0 || year > state->renamed || name->former.length == 0)
        return now;
    if (year < state->renamed && name->former_of.length > 0)
        return (dated_name){name->former, name->former_of, true, true};
    now.name_sure = now.of_sure = false;
    return now;
}

static void put_state(const draft *d, und_snippet *out, uint32_t word, und_bytes placeholder)
{
    const und_state *state = d->answers.state;
    if (state == NULL) {
        und_snippet_stop(out, word, placeholder);
        return;
    }
    dated_name name = name_in_year(state, &state->names[d->language_index], d->answers.date.year);
    bool of = word == WORD_STATE_OF && name.of.length > 0;
    und_bytes text = of ? name.of : name.name;
    bool sure = word == WORD_STATE_OF ? of && name.of_sure : name.name_sure;
    if (text.length == 0)
        und_snippet_stop(out, word, placeholder);
    else
        put_sure(out, word, sure ? UND_ATTESTED : UND_UNATTESTED, text, placeholder);
}

/* The language that an argument names; that of the template where there is none. */
static const und_language *argument_language(const draft *d, und_bytes argument, char *message)
{
    if (argument.length == 0)
        return d->language;
    uint32_t index = und_language_find(d->answers.packs, argument);
    if (index != UND_NO_INDEX)
        return und_language_at(d->answers.packs, index);
    (void)snprintf(message, UND_MESSAGE_MAX, "\"%.*s\" is no language that a pack knows; expected a code, as \"en\"",
                   (int)(argument.length < 40 ? argument.length : 40), argument.at);
    return NULL;
}

static bool write_word(void *context, size_t index, und_bytes argument, und_bytes placeholder, und_snippet *out,
                       char *message)
{
    const draft *d = context;
    const und_answers *a = &d->answers;
    uint32_t id = (uint32_t)index;
    bool takes_language = id == UND_ANSWER_DATE || id == UND_ANSWER_MASTHEAD_DATE || id == UND_ANSWER_ORIGINAL ||
                          id == UND_ANSWER_ANNEX_ORIGINAL || id == UND_ANSWER_DISTRIBUTION || id == WORD_LANGUAGE;
    if (argument.length > 0 && !takes_language && id != WORD_ITEM_TITLES) {
        (void)snprintf(message, UND_MESSAGE_MAX, "{%s} takes no argument", words[id].name);
        return false;
    }
    const und_language *language = takes_language ? argument_language(d, argument, message) : d->language;
    if (language == NULL)
        return false;

    switch (id) {
    case UND_ANSWER_STATE:
    case WORD_STATE_OF: put_state(d, out, id, placeholder); break;
    case UND_ANSWER_ADDRESSEE:
        put_term(out, id, language,
                 a->addressee != UND_ADDRESSEE_NONE ? und_term_of(language, UND_TERM_ADDRESSEE, (uint16_t)a->addressee)
                                                    : NULL,
                 placeholder);
        break;
    case UND_ANSWER_ORGAN:
    case WORD_SUBJECT:
        put_term(out, id, language,
                 a->organ != UND_ORGAN_NONE
                     ? und_term_of(language, id == WORD_SUBJECT ? UND_TERM_SUBJECT : UND_TERM_ORGAN, (uint16_t)a->organ)
                     : NULL,
                 placeholder);
        break;
    case UND_ANSWER_DATE: put_date(d, out, id, language, a->date, placeholder); break;
    case UND_ANSWER_MASTHEAD_DATE: put_date(d, out, id, language, a->masthead_date, placeholder); break;
    case UND_ANSWER_DISTRIBUTION:
        put_term(out, id, language, und_term_of(language, UND_TERM_DISTRIBUTION, (uint16_t)a->distribution),
                 placeholder);
        break;
    case UND_ANSWER_SESSION: put_session(d, out, placeholder); break;
    case UND_ANSWER_ITEMS:
    case WORD_ITEM_LIST: put_items(d, out, id, placeholder); break;
    case WORD_ITEM_TITLES: put_item_titles(d, out, argument, placeholder); break;
    case UND_ANSWER_ORIGINAL: put_language_name(out, id, language, a->original, placeholder); break;
    case UND_ANSWER_ANNEX_ORIGINAL:
        put_language_name(out, id + d->annex * STOP_ANNEX, language, a->annex_original, placeholder);
        break;
    case WORD_LANGUAGE:
        put_language_name(out, id, language, und_code_of(und_words(d->language->code)), placeholder);
        break;
    case WORD_SIGNATORY: put_signatory(d, out, placeholder); break;
    case WORD_SIGNED: put_term(out, id, language, und_term_of(language, UND_TERM_SIGNED, 0), placeholder); break;
    case WORD_ANNEX_NUMBER: put_annex_number(d, out); break;
    default: put_answer(d, out, id, placeholder);
    }
    return true;
}

/* {if word}: whether there is an answer, or one follows from others. */
static bool known(const draft *d, uint32_t id)
{
    const und_answers *a = &d->answers;
    und_code own = und_code_of(und_words(d->language->code));
    und_code document = a->original != 0 ? a->original : own;
    switch (id) {
    case UND_ANSWER_ADDRESSEE: return a->addressee != UND_ADDRESSEE_NONE;
    case UND_ANSWER_ORGAN: return a->organ != UND_ORGAN_NONE;
    case UND_ANSWER_SESSION: return a->session > 0;
    case UND_ANSWER_ANNEX: return a->annexes > 0;
    case UND_ANSWER_INSTRUCTIONS: return a->instructions;
    case UND_ANSWER_EMPHASIS: return a->emphasis;
    case WORD_ANNEXES: return a->annexes > 1;
    case WORD_TRANSLATED: return a->original == 0 || a->original != own;
    case WORD_ANNEX_TRANSLATED: return a->annex_original == 0 || a->annex_original != document;
    case WORD_OBSERVER: return a->state != NULL && a->state->observer;
    default: return id < UND_ANSWER_COUNT && a->given[id].length > 0;
    }
}

/* The name of a value, for {if word=value}; `room` is for one that stands nowhere else. */
static const char *value_name(const draft *d, uint32_t id, und_code_text *room)
{
    static const char *const numbers[] = {"none", "one", "two"};
    const und_answers *a = &d->answers;
    switch (id) {
    case UND_ANSWER_LANG: return d->language->code;
    case UND_ANSWER_STATE: return a->state != NULL ? a->state->code : "";
    case UND_ANSWER_ADDRESSEE: return und_addressee_name(a->addressee);
    case UND_ANSWER_ORGAN: return und_organ_name(a->organ);
    case UND_ANSWER_DISTRIBUTION: return und_distribution_name(a->distribution);
    case UND_ANSWER_GENDER: return a->gender == 'm' ? "m" : a->gender == 'f' ? "f" : "";
    case UND_ANSWER_ADDRESSEE_GENDER: return a->addressee_gender == 'm' ? "m" : a->addressee_gender == 'f' ? "f" : "";
    case UND_ANSWER_ITEMS: {
        size_t count = und_count_items(a->items, a->item_count);
        return count < 3 ? numbers[count] : "several";
    }
    case UND_ANSWER_ORIGINAL: *room = und_code_name(a->original); return room->text;
    case UND_ANSWER_ANNEX_ORIGINAL: *room = und_code_name(a->annex_original); return room->text;
    default: return known(d, id) ? "yes" : "no";
    }
}

static bool holds(void *context, size_t index, und_bytes value)
{
    const draft *d = context;
    uint32_t id = (uint32_t)index;
    if (value.length == 0)
        return known(d, id);
    /* Two items are several for whoever has no dual. */
    if (id == UND_ANSWER_ITEMS && und_bytes_equal(value, und_words("several")))
        return und_count_items(d->answers.items, d->answers.item_count) > 1;
    und_code_text room;
    return und_bytes_equal(value, und_words(value_name(d, id, &room)));
}

static int choose(void *context, size_t index, uint32_t forms, char *message)
{
    const draft *d = context;
    if (index == UND_ANSWER_ITEMS) {
        if (forms != 2 && forms != 3) {
            (void)snprintf(message, UND_MESSAGE_MAX,
                           "{by items} needs two forms (singular, plural) or three (singular, dual, plural), not %u",
                           forms);
            return -2;
        }
        size_t count = und_count_items(d->answers.items, d->answers.item_count);
        if (count == 0)
            return -1;
        return count == 1 ? 0 : forms == 3 && count > 2 ? 2 : 1;
    }
    if (forms != 2) {
        (void)snprintf(message, UND_MESSAGE_MAX, "{by %s} needs two forms, masculine and feminine, not %u",
                       words[index].name, forms);
        return -2;
    }
    char gender = index == UND_ANSWER_GENDER ? d->answers.gender : d->answers.addressee_gender;
    return gender == '\0' ? -1 : gender == 'm' ? 0 : 1;
}

static uint32_t repeats(void *context, size_t index)
{
    (void)index; /* annexes are all that repeats */
    const draft *d = context;
    return d->answers.annexes;
}

static void turn(void *context, size_t index, uint32_t number)
{
    (void)index;
    draft *d = context;
    d->annex = number;
}

/* ---- templates ---- */

static und_body body_of(const und_template *found, uint8_t language)
{
    return (und_body){.text = found->bodies[language],
                      .file = found->file,
                      .line = found->lines[language],
                      .indent = found->indents[language]};
}

static const und_template *find_template(const draft *d, und_bytes name)
{
    for (uint32_t i = 0; i < d->template_count; i++)
        if (und_bytes_equal(d->templates[i].name, name))
            return &d->templates[i];
    return NULL;
}

static int shown(und_bytes text)
{
    return text.length < 80 ? (int)text.length : 80;
}

/* Why `found` has nothing to write in the language of the draft. */
static void no_body(const draft *d, const und_template *found, char *message)
{
    und_bytes what;
    und_bytes body = found->bodies[d->language_index];
    if (und_template_missing(body, &what)) {
        (void)snprintf(message, UND_MESSAGE_MAX, "template %.*s has no body in %s: what is missing is %.*s",
                       shown(found->name), found->name.at, d->language->code,
                       (int)(what.length < 200 ? what.length : 200), what.at);
        return;
    }
    char list[64] = "";
    size_t used = 0;
    for (uint32_t i = 0; i < und_language_count(d->answers.packs); i++) {
        const char *code = und_language_at(d->answers.packs, i)->code;
        if (found->bodies[i].length == 0 || und_template_missing(found->bodies[i], &what) ||
            used + strlen(code) + 3 > sizeof list)
            continue;
        used += (size_t)snprintf(list + used, sizeof list - used, "%s%s", used > 0 ? ", " : "", code);
    }
    (void)snprintf(message, UND_MESSAGE_MAX, "template %.*s has no body in %s; it has one in %s", shown(found->name),
                   found->name.at, d->language->code, used > 0 ? list : "no language that a pack knows");
}

static bool has_body(const und_template *found, uint8_t language)
{
    und_bytes what;
    return found->bodies[language].length > 0 && !und_template_missing(found->bodies[language], &what);
}

static bool find_body(const draft *d, und_bytes name, und_body *out, char *message)
{
    const und_template *found = find_template(d, name);
    if (found != NULL && has_body(found, d->language_index)) {
        *out = body_of(found, d->language_index);
        return true;
    }
    if (found != NULL) {
        no_body(d, found, message);
        return false;
    }
    const und_template *near = NULL;
    uint32_t least = UINT32_MAX;
    for (uint32_t i = 0; i < d->template_count; i++) {
        uint32_t far = und_name_distance(name, d->templates[i].name);
        if (far < least) {
            least = far;
            near = &d->templates[i];
        }
    }
    if (near != NULL) {
        (void)snprintf(message, UND_MESSAGE_MAX, "unknown template \"%.*s\"; did you mean %.*s?", shown(name), name.at,
                       shown(near->name), near->name.at);
        return false;
    }
    int used = snprintf(message, UND_MESSAGE_MAX, "unknown template \"%.*s\"; expected one of:", shown(name), name.at);
    for (uint32_t i = 0; i < d->template_count && used > 0 && (size_t)used < UND_MESSAGE_MAX; i++)
        used += snprintf(message + used, UND_MESSAGE_MAX - (size_t)used, "%s %.*s", i > 0 ? "," : "",
                         shown(d->templates[i].name), d->templates[i].name.at);
    return false;
}

static bool piece(void *context, und_bytes name, und_body *out, char *message)
{
    return find_body(context, name, out, message);
}

/* ---- the call ---- */

static und_status write_draft(draft *d, und_bytes name, const und_bytes *keys, const und_bytes *values, size_t count,
                              und_snippet *out, char *message)
{
    und_packs *packs = d->answers.packs;
    und_status status = und_packs_templates(packs, &d->templates, &d->template_count);
    if (status != UND_OK)
        return status;
    status = und_answers_read(packs, keys, values, count, &d->answers, message);
    if (status != UND_OK)
        return status;
    if (d->answers.language == UND_NO_INDEX) {
        (void)snprintf(message, UND_MESSAGE_MAX, "lang: an answer is needed; expected a language, as fr");
        return UND_E_DATA;
    }
    d->language = und_language_at(packs, d->answers.language);
    d->language_index = (uint8_t)d->answers.language;
    und_body body;
    if (!find_body(d, name, &body, message))
        return UND_E_DATA;
    und_vocabulary vocabulary = {.context = d,
                                 .words = words,
                                 .count = WORD_COUNT,
                                 .emphasis = d->answers.emphasis,
                                 .write = write_word,
                                 .holds = holds,
                                 .choose = choose,
                                 .repeats = repeats,
                                 .turn = turn,
                                 .piece = piece};
    return und_template_write(&vocabulary, &body, out, message);
}

/* The answer that a word is made of. */
static und_answer answer_of(size_t word)
{
    switch (word) {
    case WORD_STATE_OF:
    case WORD_OBSERVER: return UND_ANSWER_STATE;
    case WORD_ITEM_LIST:
    case WORD_ITEM_TITLES: return UND_ANSWER_ITEMS;
    case WORD_SUBJECT: return UND_ANSWER_ORGAN;
    case WORD_ANNEXES:
    case WORD_ANNEX_NUMBER: return UND_ANSWER_ANNEX;
    case WORD_ANNEX_TRANSLATED: return UND_ANSWER_ANNEX_ORIGINAL;
    case WORD_TRANSLATED: return UND_ANSWER_ORIGINAL;
    case WORD_SIGNATORY: return UND_ANSWER_NAME;
    default: return word < UND_ANSWER_COUNT ? (und_answer)word : UND_ANSWER_COUNT;
    }
}

und_status und_draft_needs(und_packs *packs, const und_template *template, uint32_t language, bool *needs,
                           char *message)
{
    draft d = {
        .answers = {.packs = packs}, .language = und_language_at(packs, language), .language_index = (uint8_t)language};
    bool used[WORD_COUNT] = {false};
    memset(needs, 0, UND_ANSWER_COUNT * sizeof *needs);
    und_status status = und_packs_templates(packs, &d.templates, &d.template_count);
    if (status != UND_OK)
        return status;
    und_vocabulary vocabulary = {.context = &d, .words = words, .count = WORD_COUNT, .piece = piece};
    und_body body = body_of(template, (uint8_t)language);
    status = und_template_words(&vocabulary, &body, used, message);
    for (size_t i = 0; i < WORD_COUNT; i++)
        if (used[i] && answer_of(i) < UND_ANSWER_COUNT)
            needs[answer_of(i)] = true;
    return status;
}

und_status und_draft(und_packs *packs, und_bytes name, const und_bytes *keys, const und_bytes *values, size_t count,
                     und_sink sink, void *context)
{
    draft d = {.answers = {.packs = packs}};
    char message[UND_MESSAGE_MAX] = "";
    und_snippet out;
    und_snippet_open(&out, und_packs_allocator(packs));
    und_status status = write_draft(&d, name, keys, values, count, &out, message);
    if (status == UND_OK && out.out.length > 0 && !sink(context, out.out.at, out.out.length)) {
        status = UND_E_IO;
        (void)snprintf(message, sizeof message, "the text was not taken");
    }
    und_snippet_close(&out);
    if (status != UND_OK && message[0] != '\0')
        und_packs_say(packs, "%s", message);
    return status;
}
