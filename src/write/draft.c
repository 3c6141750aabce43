#include <stdio.h>
#include <string.h>

#include "pack/names.h"
#include "text/utf8.h"
#include "write/answers.h"
#include "write/conflicts.h"
#include "write/questions.h"
#include "write/state_list.h"
#include "write/template.h"

/* ---- the words of templates ---- */

/* The answers come first and in their order, so that a word below UND_ANSWER_COUNT is a key. */
enum {
    WORD_ANNEXES = UND_ANSWER_COUNT,
    WORD_TRANSLATED,
    WORD_ANNEX_TRANSLATED,
    WORD_OBSERVER,
    WORD_ORGANIZATION,
    WORD_STATES,
    WORD_ORGANS,
    WORD_OTHER_ORGAN,
    WORD_YEAR,
    WORD_AGENDA,
    WORD_CAPACITY,
    WORD_FIRST,
    WORD_OFFICE_HINT,
    WORD_DE,
    WORD_NTH,
    WORD_LANGUAGE,
    WORD_SUBJECT,
    WORD_ITEM_LIST,
    WORD_ITEM_TITLES,
    WORD_STATE_OF,
    WORD_STATE_BARE,
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
    [UND_ANSWER_STATE] = {"state", H | W | R},
    [UND_ANSWER_ADDRESSEE] = {"addressee", H | W},
    [UND_ANSWER_ADDRESSEE_GENDER] = {"addressee_gender", H | C},
    [UND_ANSWER_ORGAN] = {"organ", H | W},
    [UND_ANSWER_DATE] = {"date", H | W},
    [UND_ANSWER_MASTHEAD_DATE] = {"masthead_date", H | W},
    [UND_ANSWER_DISTRIBUTION] = {"distribution", H | W},
    [UND_ANSWER_SESSION] = {"session", H | W},
    [UND_ANSWER_ITEMS] = {"items", H | W | C},
    [UND_ANSWER_ORIGINAL] = {"original", H | W},
    [UND_ANSWER_ANNEX] = {"annex", H | R | C},
    [UND_ANSWER_ANNEX_ORIGINAL] = {"annex_original", H | W},
    [UND_ANSWER_ANNEX_TITLE] = {"annex_title", H | W},
    [UND_ANSWER_TRANSMITS] = {"transmits", H | W},
    [UND_ANSWER_NAME] = {"name", H | W},
    [UND_ANSWER_OFFICE] = {"office", H | W},
    [UND_ANSWER_BEHALF] = {"behalf", H | W},
    [UND_ANSWER_CHAIR] = {"chair", H | W},
    [UND_ANSWER_REQUEST] = {"request", H},
    [UND_ANSWER_TITLE] = {"title", H | W},
    [UND_ANSWER_SPONSORS] = {"sponsors", H | W},
    [UND_ANSWER_SYMBOL] = {"symbol", H | W},
    [UND_ANSWER_OPENER] = {"opener", H | W},
    [UND_ANSWER_TEXT] = {"text", H | W},
    [UND_ANSWER_NUMBER] = {"number", H | W},
    [UND_ANSWER_GENDER] = {"gender", H | C},
    [UND_ANSWER_INSTRUCTIONS] = {"instructions", H},
    [UND_ANSWER_EMPHASIS] = {"emphasis", H},
    [UND_ANSWER_FORMAT] = {"format", H},
    [WORD_ANNEXES] = {"annexes", H},
    [WORD_TRANSLATED] = {"translated", H},
    [WORD_ANNEX_TRANSLATED] = {"annex_translated", H},
    [WORD_OBSERVER] = {"observer", H},
    [WORD_ORGANIZATION] = {"organization", H},
    [WORD_STATES] = {"states", H},
    [WORD_ORGANS] = {"organs", H},
    [WORD_OTHER_ORGAN] = {"other_organ", W},
    [WORD_YEAR] = {"year", W},
    [WORD_AGENDA] = {"agenda", H},
    [WORD_CAPACITY] = {"capacity", H},
    [WORD_FIRST] = {"first", H},
    [WORD_OFFICE_HINT] = {"office_hint", W},
    [WORD_DE] = {"de", W},
    [WORD_NTH] = {"nth", W},
    [WORD_LANGUAGE] = {"language", W},
    [WORD_SUBJECT] = {"subject", W},
    [WORD_ITEM_LIST] = {"item_list", W},
    [WORD_ITEM_TITLES] = {"item_titles", W},
    [WORD_STATE_OF] = {"state_of", W},
    [WORD_STATE_BARE] = {"state_bare", W},
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
    uint32_t annex;  /* the one that {each annex} is at, from 0 */
    uint32_t signer; /* the one that {each state} is at; UND_NO_INDEX: all of them are meant */
} draft;

/* ---- values ---- */

/* Attested words stand; unattested ones are to be confirmed; unknown ones leave what the template says. */
static void put_sure(und_snippet *out, uint32_t word, und_sureness sure, und_bytes text, und_bytes placeholder)
{
    if (sure == UND_ATTESTED)
        und_snippet_put(out, text);
    else if (sure == UND_UNATTESTED)
        und_snippet_unsure(out, word, text);
    else
        und_snippet_hint(out, word, placeholder);
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

static void put_organ(und_snippet *out, uint32_t word, const und_language *language, und_term_key key, und_organ organ,
                      und_bytes placeholder)
{
    const und_term *term = organ != UND_ORGAN_NONE ? und_term_of(language, key, (uint16_t)organ) : NULL;
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
    } else if (a->session > 0 && (a->organ == UND_ORGAN_GENERAL_ASSEMBLY || a->organ == UND_ORGAN_NONE ||
                                  a->given[UND_ANSWER_SESSION].length > 0)) {
        /* The Human Rights Council counts its own, which follow from no date. */
        sure = und_write_session(d->language, a->session, &text);
    }
    put_text(out, UND_ANSWER_SESSION, sure, &text, placeholder);
}

/* What the second organ has in the place of a session: the Security Council counts its years. */
static void put_year(const draft *d, und_snippet *out, und_bytes placeholder)
{
    const und_answers *a = &d->answers;
    uint32_t year = a->masthead_date.year > 0 ? a->masthead_date.year : a->date.year;
    und_text text = new_text(d);
    und_sureness sure = UND_UNKNOWN;
    if (year > 0 && a->other_organ == UND_ORGAN_SECURITY_COUNCIL)
        sure = und_write_council_year(d->language, year, &text);
    else if (year > 0 && a->other_organ == UND_ORGAN_ECONOMIC_AND_SOCIAL_COUNCIL)
        sure = und_write_session_of_year(d->language, year, &text);
    put_text(out, WORD_YEAR, sure, &text, placeholder);
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
    bool own = word == UND_ANSWER_ANNEX_TITLE;
    und_bytes value = own ? d->answers.annex_titles[d->annex] : d->answers.given[word];
    if (value.length > 0)
        und_snippet_put(out, value);
    else
        und_snippet_hint(out, own ? word + d->annex * STOP_ANNEX : word, placeholder);
}

/* The French preposition before an answer that is text: "de", elided before a vowel and an h, which is mute in most words. */
static bool put_de(const draft *d, und_snippet *out, und_bytes argument, char *message)
{
    static const char vowels[] = "aeiouyhAEIOUYH";
    for (size_t i = 0; i < UND_ANSWER_COUNT; i++) {
        if (!und_bytes_equal(argument, und_words(und_answer_name((und_answer)i))))
            continue;
        char folded[8];
        und_bytes value = d->answers.given[i];
        if (value.length > 4)
            value.length = 4; /* of the first letter */
        size_t length = und_fold_text(value, folded, sizeof folded);
        bool elided = length > 0 && memchr(vowels, folded[0], sizeof vowels - 1) != NULL;
        und_snippet_put(out, und_words(elided ? "d'" : "de "));
        return true;
    }
    (void)snprintf(message, UND_MESSAGE_MAX, "{de} needs the key of an answer, as in {de \"text\"}");
    return false;
}

/* What makes an English ordinal of the number that was answered: 7378th, 7381st. */
static void put_nth(const draft *d, und_snippet *out)
{
    und_bytes number = d->answers.given[UND_ANSWER_NUMBER];
    char last = number.length > 0 ? number.at[number.length - 1] : '0';
    bool teen = number.length > 1 && number.at[number.length - 2] == '1';
    und_snippet_put(out, und_words(teen ? "th" : last == '1' ? "st" : last == '2' ? "nd" : last == '3' ? "rd" : "th"));
}

/* The number of an annex as the language counts them. */
static void put_annex_number(const draft *d, und_snippet *out)
{
    uint32_t number = d->annex + 1, asked = 0;
    und_bytes given = d->answers.given[UND_ANSWER_NUMBER];
    if (d->answers.annexes < 2)
        return;
    /* Of an annex by itself the answer says which of them it is. */
    for (size_t i = 0; i < given.length && i < 2 && given.at[i] >= '0' && given.at[i] <= '9'; i++)
        asked = asked * 10 + (uint32_t)(given.at[i] - '0');
    if (d->annex == 0 && asked > 0 && asked <= d->answers.annexes)
        number = asked;
    und_text text = new_text(d);
    und_write_annex_number(d->language, number, &text);
    put_text(out, WORD_ANNEX_NUMBER, UND_ATTESTED, &text, (und_bytes){NULL, 0});
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

/* The first word, where a State's names are written family name first. */
static und_bytes first_word(und_bytes name)
{
    const char *blank = memchr(name.at, ' ', name.length);
    return (und_bytes){name.at, blank == NULL ? name.length : (size_t)(blank - name.at)};
}

static void put_signatory(const draft *d, und_snippet *out, und_bytes placeholder)
{
    uint32_t index = d->signer == UND_NO_INDEX ? 0 : d->signer;
    const und_signer *signer = &d->answers.signers[index];
    und_bytes name = signer->name;
    bool alphabetic = d->language->script == UND_SCRIPT_LATIN || d->language->script == UND_SCRIPT_CYRILLIC;
    if (name.length == 0) {
        und_snippet_hint(out, WORD_SIGNATORY + index * STOP_ANNEX, placeholder);
        return;
    }
    if (!d->answers.emphasis || !alphabetic || memchr(name.at, '*', name.length) != NULL) {
        und_snippet_put(out, name);
        return;
    }
    /* Which of the words it is is custom and not certain: it is proposed. A word in capitals says so itself. */
    und_bytes family = family_name(name);
    bool custom = signer->state != NULL && signer->state->family_first && !is_capitals(family);
    if (custom)
        family = first_word(name);
    size_t before = (size_t)(family.at - name.at);
    und_text text = new_text(d);
    und_text_put(&text, (und_bytes){name.at, before});
    und_text_put_words(&text, "**");
    und_text_put(&text, family);
    und_text_put_words(&text, "**");
    und_text_put(&text, (und_bytes){family.at + family.length, name.length - before - family.length});
    if (text.failed)
        out->failed = true;
    else if (custom) /* the name is right all the same */
        und_snippet_stop(out, WORD_SIGNATORY + index * STOP_ANNEX, und_text_bytes(&text));
    else
        und_snippet_put(out, und_text_bytes(&text));
    und_text_close(&text);
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
    /* Not known in this language: a hint with the item's number and, where there is one, its title in another. */
    uint8_t fallback = und_packs_fallback(d->answers.packs);
    if (entry != NULL && fallback != UND_LANGUAGE_NONE)
        title = und_agenda_title_in(agenda, entry, fallback);
    for (uint32_t i = 0; entry != NULL && title.length == 0 && i < und_language_count(d->answers.packs); i++)
        title = und_agenda_title_in(agenda, entry, (uint8_t)i);
    und_text text = new_text(d);
    und_text_put(&text, placeholder);
    und_text_put_words(&text, " ");
    if (und_write_item_list(d->language, &(und_flow_item){.item = item->item, .sub = sub}, 1, &text) == UND_UNKNOWN)
        und_text_put_number(&text, item->item);
    if (title.length > 0) {
        und_text_put_words(&text, ": ");
        und_text_put(&text, title);
    }
    put_text(out, stop, UND_UNKNOWN, &text, und_text_bytes(&text));
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
        und_snippet_hint(out, WORD_ITEM_TITLES, placeholder);
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

static void put_states(const draft *d, und_snippet *out, uint32_t word, const und_state *const *states, uint32_t count,
                       und_state_form form, und_bytes placeholder)
{
    und_text text = new_text(d);
    und_state_words own = {d->language, d->language_index, form, d->answers.date.year};
    und_sureness sure = und_write_state_list(&own, states, count, &text);
    put_text(out, word, sure, &text, placeholder);
}

static void put_state(const draft *d, und_snippet *out, uint32_t word, und_bytes placeholder)
{
    const und_answers *a = &d->answers;
    const und_state *states[UND_SIGNERS_MAX];
    bool one = d->signer != UND_NO_INDEX;
    uint32_t count = 0;
    for (uint32_t i = one ? d->signer : 0; i < (one ? d->signer + 1 : a->signer_count); i++)
        if (a->signers[i].state != NULL)
            states[count++] = a->signers[i].state;
    put_states(d, out, one ? word + d->signer * STOP_ANNEX : word, states, count,
               word == WORD_STATE_OF     ? UND_STATE_OF
               : word == WORD_STATE_BARE ? UND_STATE_BARE
                                         : UND_STATE_NAME,
               placeholder);
}

/* For whom a letter speaks. What is glued to a name is no part of it in Arabic, where "in the name of" takes it as it is. */
static void put_behalf(const draft *d, und_snippet *out, und_bytes placeholder)
{
    const und_answers *a = &d->answers;
    if (a->behalf_count > 0)
        put_states(d, out, UND_ANSWER_BEHALF, a->behalf, a->behalf_count, UND_STATE_BARE, placeholder);
    else
        put_answer(d, out, UND_ANSWER_BEHALF, placeholder);
}

/* Sponsors that are States stand in the alphabetical order of the language, where it has an alphabet. */
static void put_sponsors(const draft *d, und_snippet *out, und_bytes placeholder)
{
    const und_answers *a = &d->answers;
    const und_state *sorted[UND_SIGNERS_MAX];
    for (uint32_t i = 0; i < a->sponsor_count; i++) {
        und_bytes own = a->sponsors[i]->names[d->language_index].name;
        uint32_t place = i;
        for (; place > 0 && d->language->script != UND_SCRIPT_HAN; place--) {
            und_bytes other = sorted[place - 1]->names[d->language_index].name;
            if (und_compare_folded(other, own) <= 0)
                break;
            sorted[place] = sorted[place - 1];
        }
        sorted[place] = a->sponsors[i];
    }
    if (a->sponsor_count > 0)
        put_states(d, out, UND_ANSWER_SPONSORS, sorted, a->sponsor_count, UND_STATE_NAME, placeholder);
    else
        put_answer(d, out, UND_ANSWER_SPONSORS, placeholder);
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
    if (argument.length > 0 && !takes_language && id != WORD_ITEM_TITLES && id != WORD_DE) {
        (void)snprintf(message, UND_MESSAGE_MAX, "{%s} takes no argument", words[id].name);
        return false;
    }
    const und_language *language = takes_language ? argument_language(d, argument, message) : d->language;
    if (language == NULL)
        return false;

    switch (id) {
    case UND_ANSWER_STATE:
    case WORD_STATE_OF:
    case WORD_STATE_BARE: put_state(d, out, id, placeholder); break;
    case UND_ANSWER_ADDRESSEE:
        put_term(out, id, language,
                 a->addressee != UND_ADDRESSEE_NONE ? und_term_of(language, UND_TERM_ADDRESSEE, (uint16_t)a->addressee)
                                                    : NULL,
                 placeholder);
        break;
    case UND_ANSWER_ORGAN: put_organ(out, id, language, UND_TERM_ORGAN, a->organ, placeholder); break;
    case WORD_OTHER_ORGAN: put_organ(out, id, language, UND_TERM_ORGAN, a->other_organ, placeholder); break;
    case WORD_YEAR: put_year(d, out, placeholder); break;
    case WORD_SUBJECT: put_organ(out, id, language, UND_TERM_SUBJECT, a->organ, placeholder); break;
    case UND_ANSWER_BEHALF: put_behalf(d, out, placeholder); break;
    case UND_ANSWER_SPONSORS: put_sponsors(d, out, placeholder); break;
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
        put_language_name(out, id + d->annex * STOP_ANNEX, language, a->annex_originals[d->annex], placeholder);
        break;
    case WORD_LANGUAGE:
        put_language_name(out, id, language, und_code_of(und_words(d->language->code)), placeholder);
        break;
    case WORD_OFFICE_HINT: und_snippet_hint(out, id, a->given[UND_ANSWER_OFFICE]); break;
    case WORD_DE: return put_de(d, out, argument, message);
    case WORD_NTH: put_nth(d, out); break;
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
    case WORD_ANNEX_TRANSLATED: return a->annex_originals[d->annex] == 0 || a->annex_originals[d->annex] != document;
    case UND_ANSWER_ANNEX_ORIGINAL: return a->annex_originals[d->annex] != 0;
    case UND_ANSWER_ANNEX_TITLE: return a->annex_titles[d->annex].length > 0;
    case UND_ANSWER_OFFICE: return a->office_words;
    case WORD_OBSERVER: return a->state != NULL && a->state->observer;
    case WORD_ORGANIZATION: return a->state != NULL && a->state->organization;
    case WORD_STATES: return a->signer_count > 1;
    case WORD_ORGANS: return a->other_organ != UND_ORGAN_NONE;
    case WORD_AGENDA: return a->organ != UND_ORGAN_SECURITY_COUNCIL || a->other_organ != UND_ORGAN_NONE;
    case WORD_CAPACITY: return a->given[UND_ANSWER_CHAIR].length > 0 && a->office != UND_OFFICE_CHAIR;
    case WORD_FIRST: return d->annex == 0 && (d->signer == 0 || d->signer == UND_NO_INDEX);
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
    case UND_ANSWER_OFFICE: return a->office == UND_OFFICE_NONE ? "other" : und_office_name(a->office);
    case UND_ANSWER_REQUEST: return und_request_names[a->request];
    case UND_ANSWER_FORMAT: return und_format_names[a->markdown];
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
    case UND_ANSWER_ANNEX_ORIGINAL: *room = und_code_name(a->annex_originals[d->annex]); return room->text;
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
    /* A document of two organs is one of each. */
    if (id == UND_ANSWER_ORGAN && und_bytes_equal(value, und_words(und_organ_name(d->answers.other_organ))))
        return true;
    und_code_text room;
    return und_bytes_equal(value, und_words(value_name(d, id, &room)));
}

static int choose(void *context, size_t index, uint32_t forms, char *message)
{
    const draft *d = context;
    if (index == UND_ANSWER_ITEMS || index == UND_ANSWER_ANNEX) {
        if (forms != 2 && forms != 3) {
            (void)snprintf(message, UND_MESSAGE_MAX,
                           "{by %s} needs two forms (singular, plural) or three (singular, dual, plural), not %u",
                           words[index].name, forms);
            return -2;
        }
        size_t count =
            index == UND_ANSWER_ANNEX ? d->answers.annexes : und_count_items(d->answers.items, d->answers.item_count);
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
    const draft *d = context;
    return index == UND_ANSWER_STATE ? d->answers.signer_count : d->answers.annexes;
}

/* `number` UND_TURN_OVER: the {each} has ended. */
static void turn(void *context, size_t index, uint32_t number)
{
    draft *d = context;
    if (index == UND_ANSWER_STATE)
        d->signer = number == UND_TURN_OVER ? UND_NO_INDEX : number;
    else
        d->annex = number == UND_TURN_OVER ? 0 : number;
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

/* ---- what a body is made of ---- */

/* The answer that a word is made of. */
static und_answer answer_of(size_t word)
{
    switch (word) {
    case WORD_STATE_OF:
    case WORD_STATE_BARE:
    case WORD_STATES:
    case WORD_ORGANIZATION:
    case WORD_OBSERVER: return UND_ANSWER_STATE;
    case WORD_ORGANS:
    case WORD_AGENDA:
    case WORD_YEAR:
    case WORD_OTHER_ORGAN: return UND_ANSWER_ORGAN;
    case WORD_CAPACITY: return UND_ANSWER_CHAIR;
    case WORD_OFFICE_HINT: return UND_ANSWER_OFFICE;
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

/* Which words a body uses, and the bodies that it uses. */
static und_status words_of(und_packs *packs, const und_template *template, uint32_t language, bool *used, char *message)
{
    draft d = {.answers = {.packs = packs},
               .language = und_language_at(packs, language),
               .language_index = (uint8_t)language,
               .signer = UND_NO_INDEX};
    memset(used, 0, WORD_COUNT * sizeof *used);
    und_status status = und_packs_templates(packs, &d.templates, &d.template_count);
    if (status != UND_OK)
        return status;
    und_vocabulary vocabulary = {.context = &d, .words = words, .count = WORD_COUNT, .piece = piece};
    und_body body = body_of(template, (uint8_t)language);
    return und_template_words(&vocabulary, &body, used, message);
}

und_status und_draft_needs(und_packs *packs, const und_template *template, uint32_t language, bool *needs,
                           char *message)
{
    bool used[WORD_COUNT];
    memset(needs, 0, UND_ANSWER_COUNT * sizeof *needs);
    und_status status = words_of(packs, template, language, used, message);
    for (size_t i = 0; i < WORD_COUNT; i++)
        if (used[i] && answer_of(i) < UND_ANSWER_COUNT)
            needs[answer_of(i)] = true;
    return status;
}

und_status und_draft_uses(und_packs *packs, const und_template *template, uint32_t language, bool *uses, char *message)
{
    und_status status = und_draft_needs(packs, template, language, uses, message);
    /* One set of answers is for every language, the gender of who signs as well, which some of them do not show. */
    for (uint32_t l = 0; status == UND_OK && l < und_language_count(packs); l++) {
        bool other[UND_ANSWER_COUNT];
        und_bytes what;
        if (l == language || template->bodies[l].length == 0 || und_template_missing(template->bodies[l], &what))
            continue;
        status = und_draft_needs(packs, template, l, other, message);
        for (size_t i = 0; i < UND_ANSWER_COUNT; i++)
            uses[i] = uses[i] || other[i];
    }
    uses[UND_ANSWER_LANG] = uses[UND_ANSWER_EMPHASIS] = true;
    /* What others follow from. */
    uses[UND_ANSWER_GENDER] = uses[UND_ANSWER_GENDER] || uses[UND_ANSWER_NAME];
    uses[UND_ANSWER_DATE] = uses[UND_ANSWER_DATE] || uses[UND_ANSWER_SESSION] || uses[UND_ANSWER_ITEMS];
    uses[UND_ANSWER_SESSION] = uses[UND_ANSWER_SESSION] || uses[UND_ANSWER_ITEMS];
    uses[UND_ANSWER_ORGAN] = uses[UND_ANSWER_ORGAN] || uses[UND_ANSWER_ADDRESSEE];
    return status;
}

/* ---- the call ---- */

/* Each answer for itself, and whether they agree. */
static und_status read_all(draft *d, const und_bytes *keys, const und_bytes *values, size_t count, char *message)
{
    und_status status = und_answers_read(d->answers.packs, keys, values, count, &d->answers, message);
    return status == UND_OK ? und_answers_agree(&d->answers, message) : status;
}

typedef struct pairs {
    und_bytes keys[UND_ANSWERS_MAX], values[UND_ANSWERS_MAX];
    size_t count;
} pairs;

static bool add_pair(pairs *p, und_bytes key, und_bytes value)
{
    if (p->count == UND_ANSWERS_MAX)
        return false;
    p->keys[p->count] = key;
    p->values[p->count++] = value;
    return true;
}

/* The answer given to `key`; empty: none. */
static und_bytes given_to(und_bytes key, const und_bytes *keys, const und_bytes *values, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (und_bytes_equal(keys[i], key) && values[i].length > 0)
            return values[i];
    return (und_bytes){NULL, 0};
}

/* The answers given, and those of the template: what it is always, and what holds where nothing is answered. Another answer
 * to the first would make another document of it. */
static und_status read_with(draft *d, const und_template *found, const und_bytes *keys, const und_bytes *values,
                            size_t count, char *message)
{
    pairs all = {.count = 0};
    if (found == NULL || found->with_count + found->default_count == 0 || count > UND_ANSWERS_MAX)
        return read_all(d, keys, values, count, message);
    bool room = true;
    for (size_t i = 0; i < count; i++)
        room = room && (values[i].length == 0 || add_pair(&all, keys[i], values[i]));
    for (uint32_t w = 0; w < found->with_count; w++) {
        const und_template_ask *own = &found->with[w];
        und_bytes given = given_to(own->key, keys, values, count);
        if (given.length > 0 && !und_bytes_equal(given, own->preset)) {
            (void)snprintf(message, UND_MESSAGE_MAX, "%.*s: \"%.*s\", but template %.*s is always %.*s",
                           shown(own->key), own->key.at, shown(given), given.at, shown(found->name), found->name.at,
                           shown(own->preset), own->preset.at);
            return UND_E_DATA;
        }
        room = room && (given.length > 0 || add_pair(&all, own->key, own->preset));
    }
    for (uint32_t w = 0; w < found->default_count; w++)
        if (given_to(found->defaults[w].key, keys, values, count).length == 0)
            room = room && add_pair(&all, found->defaults[w].key, found->defaults[w].preset);
    return room ? read_all(d, all.keys, all.values, all.count, message)
                : read_all(d, keys, values, UND_ANSWERS_MAX + 1, message);
}

/* The first answer given that is not among `uses`; UND_ANSWER_COUNT: each has its use. */
static size_t first_unused(const und_answers *a, const bool *uses)
{
    size_t i = 0;
    while (i < UND_ANSWER_COUNT && (a->given[i].length == 0 || uses[i]))
        i++;
    return i;
}

/* An answer that a whole document has no use for is no answer to any of its questions: it is not dropped in silence. One
 * that the body in another language uses is right: the answers are the same for all of them. */
static und_status refuse_unused(const draft *d, const und_template *found, char *message)
{
    bool uses[UND_ANSWER_COUNT];
    if (!und_bytes_equal(found->part, und_words("document")))
        return UND_OK;
    const und_answers *a = &d->answers;
    bool used[WORD_COUNT];
    und_status status = words_of(a->packs, found, d->language_index, used, message);
    if (status == UND_OK && a->other_organ != UND_ORGAN_NONE && !used[WORD_OTHER_ORGAN] && !used[WORD_ORGANS]) {
        und_bytes organs = a->given[UND_ANSWER_ORGAN];
        (void)snprintf(message, UND_MESSAGE_MAX, "organ: \"%.*s\", but template %.*s is of one organ", shown(organs),
                       organs.at, shown(found->name), found->name.at);
        return UND_E_DATA;
    }
    if (status == UND_OK)
        status = und_draft_needs(a->packs, found, d->language_index, uses, message);
    if (status == UND_OK && first_unused(a, uses) < UND_ANSWER_COUNT)
        status = und_draft_uses(a->packs, found, d->language_index, uses, message);
    size_t unused = first_unused(a, uses);
    if (status != UND_OK || unused == UND_ANSWER_COUNT)
        return status;
    und_bytes value = a->given[unused];
    (void)snprintf(message, UND_MESSAGE_MAX, "%s: \"%.*s\" changes nothing in template %.*s; leave it out",
                   und_answer_name((und_answer)unused), shown(value), value.at, shown(found->name), found->name.at);
    return UND_E_DATA;
}

static und_status write_draft(draft *d, und_bytes name, const und_bytes *keys, const und_bytes *values, size_t count,
                              und_snippet *out, char *message)
{
    und_packs *packs = d->answers.packs;
    und_status status = und_packs_templates(packs, &d->templates, &d->template_count);
    if (status != UND_OK)
        return status;
    const und_template *found = find_template(d, name);
    status = read_with(d, found, keys, values, count, message);
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
    status = refuse_unused(d, found, message);
    if (status != UND_OK)
        return status;
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

/* A snippet as it stands when nobody has typed: placeholders are text. Written over itself, as it only gets shorter. */
static void make_plain(und_text *text)
{
    size_t to = 0;
    for (size_t at = 0; at < text->length; at++) {
        char c = text->at[at];
        if (c == '\\' && at + 1 < text->length) {
            text->at[to++] = text->at[++at];
        } else if (c == '$') { /* ${12:placeholder}, whose closing brace is the next that is not escaped */
            while (at < text->length && text->at[at] != ':')
                at++;
        } else if (c != '}') {
            text->at[to++] = c;
        }
    }
    text->length = to;
}

static und_status draft_to(und_packs *packs, und_bytes name, const und_bytes *keys, const und_bytes *values,
                           size_t count, bool plain, und_sink sink, void *context)
{
    draft d = {.answers = {.packs = packs}, .signer = UND_NO_INDEX};
    char message[UND_MESSAGE_MAX] = "";
    und_snippet out;
    und_snippet_open(&out, und_packs_allocator(packs));
    und_status status = write_draft(&d, name, keys, values, count, &out, message);
    if (status == UND_OK && plain)
        make_plain(&out.out);
    if (status == UND_OK && out.out.length > 0 && !sink(context, out.out.at, out.out.length)) {
        status = UND_E_IO;
        (void)snprintf(message, sizeof message, "the text was not taken");
    }
    und_snippet_close(&out);
    if (status != UND_OK && message[0] != '\0')
        und_packs_say(packs, "%s", message);
    return status;
}

und_status und_draft(und_packs *packs, und_bytes name, const und_bytes *keys, const und_bytes *values, size_t count,
                     und_sink sink, void *context)
{
    return draft_to(packs, name, keys, values, count, false, sink, context);
}

und_status und_draft_plain(und_packs *packs, und_bytes name, const und_bytes *keys, const und_bytes *values,
                           size_t count, und_sink sink, void *context)
{
    return draft_to(packs, name, keys, values, count, true, sink, context);
}
