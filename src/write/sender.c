#include "write/sender.h"

#include <string.h>

#include "pack/names.h"
#include "text/text.h"
#include "text/utf8.h"
#include "write/state_name.h"

#define FOLDED_MAX 256u /* the longest name of a State has 130 bytes */

bool und_same_folded(und_bytes a, und_bytes b)
{
    char x[FOLDED_MAX], y[FOLDED_MAX];
    size_t m = und_fold_text(a, x, sizeof x);
    size_t n = und_fold_text(b, y, sizeof y);
    return m > 0 && m == n && memcmp(x, y, m) == 0;
}

int und_compare_folded(und_bytes a, und_bytes b)
{
    char x[FOLDED_MAX], y[FOLDED_MAX];
    size_t m = und_fold_text(a, x, sizeof x);
    size_t n = und_fold_text(b, y, sizeof y);
    int order = memcmp(x, y, m < n ? m : n);
    return order != 0 ? order : m < n ? -1 : m > n;
}

und_bytes und_trimmed(und_bytes text)
{
    while (text.length > 0 && *text.at == ' ') {
        text.at++;
        text.length--;
    }
    while (text.length > 0 && text.at[text.length - 1] == ' ')
        text.length--;
    return text;
}

/* ---- lists ---- */

und_status und_sender_named(und_packs *packs, und_bytes name, const und_state **out, char *said)
{
    const und_state *states;
    uint32_t count;
    und_status status = und_packs_states(packs, &states, &count);
    *out = NULL;
    for (uint32_t i = 0; status == UND_OK && i < count; i++) {
        if (und_bytes_equal(name, und_words(states[i].code))) {
            *out = &states[i];
            return UND_OK;
        }
    }
    return status == UND_OK ? und_state_named(packs, name, out, said) : status;
}

/* The bytes of a separator at `at`: a comma or semicolon of any of the scripts; 0: there is none. */
static size_t separator_at(und_bytes text, size_t at)
{
    static const char *const separators[] = {",", ";", "、", "،", "؛", "，", "；"};
    for (size_t i = 0; i < sizeof separators / sizeof separators[0]; i++) {
        size_t length = strlen(separators[i]);
        if (at + length <= text.length && memcmp(text.at + at, separators[i], length) == 0)
            return length;
    }
    return 0;
}

/* The first word of `text` or what stands between two words, where a language joins the last members of a list with it:
 * "and", "et", "y". `*before` is what stands before it, `*after` what follows. */
static bool split_at_and(const und_packs *packs, und_bytes text, size_t from, und_bytes *before, und_bytes *after)
{
    for (size_t at = from; at < text.length; at++) {
        if (at > 0 && text.at[at - 1] != ' ')
            continue;
        for (uint32_t l = 0; l < und_language_count(packs); l++) {
            const und_language *language = und_language_at(packs, l);
            for (uint32_t t = language->first[UND_TERM_AGENDA_AND]; t < language->first[UND_TERM_AGENDA_AND + 1]; t++) {
                und_bytes word = und_term_text(language, &language->terms[t]);
                size_t last = at + word.length;
                if (word.length == 0 || last >= text.length || text.at[last] != ' ' ||
                    memcmp(text.at + at, word.at, word.length) != 0)
                    continue;
                *before = und_trimmed((und_bytes){text.at, at});
                *after = und_trimmed((und_bytes){text.at + last, text.length - last});
                return true;
            }
        }
    }
    return false;
}

typedef struct list_reader {
    und_packs *packs;
    const und_state **out;
    uint32_t *count;
    und_states_read *result;
    und_bytes *unknown;
} list_reader;

static void add_state(const list_reader *r, const und_state *state, und_bytes words)
{
    for (uint32_t i = 0; i < *r->count && *r->result == UND_STATES_READ; i++) {
        if (r->out[i] == state) {
            *r->result = UND_STATES_TWICE;
            *r->unknown = words;
        }
    }
    if (*r->result != UND_STATES_READ)
        return;
    if (*r->count == UND_SIGNERS_MAX)
        *r->result = UND_STATES_TOO_MANY;
    else
        r->out[(*r->count)++] = state;
}

/* One member between commas; it may be two with an "and" between them, which the names of some States have as well. */
static und_status read_member(const list_reader *r, und_bytes member)
{
    const und_state *state;
    und_status status = und_sender_named(r->packs, member, &state, NULL);
    if (status != UND_OK)
        return status;
    if (state != NULL) {
        add_state(r, state, member);
        return UND_OK;
    }
    und_bytes before, after;
    for (size_t from = 0; split_at_and(r->packs, member, from, &before, &after);) {
        const und_state *first = NULL, *second;
        if (before.length > 0)
            status = und_sender_named(r->packs, before, &first, NULL);
        if (status == UND_OK)
            status = und_sender_named(r->packs, after, &second, NULL);
        if (status != UND_OK)
            return status;
        if (second != NULL && (first != NULL || before.length == 0)) {
            if (first != NULL)
                add_state(r, first, before);
            add_state(r, second, after);
            return UND_OK;
        }
        from = (size_t)(after.at - member.at);
    }
    *r->result = UND_STATES_UNKNOWN;
    *r->unknown = member;
    return UND_OK;
}

und_status und_states_of(und_packs *packs, und_bytes list, const und_state **out, uint32_t *count,
                         und_states_read *result, und_bytes *unknown)
{
    list_reader r = {packs, out, count, result, unknown};
    *count = 0;
    *result = UND_STATES_READ;
    *unknown = (und_bytes){NULL, 0};
    und_status status = UND_OK;
    size_t start = 0;
    for (size_t at = 0; at <= list.length && status == UND_OK && *result == UND_STATES_READ;) {
        size_t length = at < list.length ? separator_at(list, at) : 0;
        if (at < list.length && length == 0) {
            at++;
            continue;
        }
        und_bytes member = und_trimmed((und_bytes){list.at + start, at - start});
        if (member.length > 0)
            status = read_member(&r, member);
        at += length > 0 ? length : 1;
        start = at;
    }
    return status;
}

void und_sort_signers(const und_packs *packs, und_signer *signers, uint32_t count)
{
    uint8_t english = und_packs_fallback(packs);
    for (uint32_t i = 1; english != UND_LANGUAGE_NONE && i < count; i++) {
        und_signer signer = signers[i];
        uint32_t place = i;
        for (; place > 0; place--) {
            und_bytes other = signers[place - 1].state->names[english].name;
            if (und_compare_folded(other, signer.state->names[english].name) <= 0)
                break;
            signers[place] = signers[place - 1];
        }
        signers[place] = signer;
    }
}

/* ---- offices ---- */

/* Whether `words` end with `name` after a comma or an "and": "Ambassador, Permanent Representative". */
static bool ends_with_office(const und_packs *packs, und_bytes words, und_bytes name)
{
    if (words.length <= name.length)
        return false;
    und_bytes before = und_trimmed((und_bytes){words.at, words.length - name.length});
    und_bytes last = {words.at + words.length - name.length, name.length};
    if (before.length == 0 || !und_same_folded(last, name))
        return false;
    for (size_t at = 0; at < before.length; at++)
        if (separator_at(before, at) > 0 && at + separator_at(before, at) == before.length)
            return true;
    for (uint32_t l = 0; l < und_language_count(packs); l++) {
        const und_language *language = und_language_at(packs, l);
        for (uint32_t t = language->first[UND_TERM_AGENDA_AND]; t < language->first[UND_TERM_AGENDA_AND + 1]; t++) {
            und_bytes word = und_term_text(language, &language->terms[t]);
            if (before.length > word.length && before.at[before.length - word.length - 1] == ' ' &&
                memcmp(before.at + before.length - word.length, word.at, word.length) == 0)
                return true;
        }
    }
    return false;
}

und_office und_office_named(const und_packs *packs, und_bytes words, bool *exact)
{
    und_office found = UND_OFFICE_NONE;
    *exact = true;
    for (uint32_t value = 1; value < und_office_names.count; value++)
        if (und_same_folded(words, und_words(und_office_names.names[value])))
            return (und_office)value;
    for (uint32_t l = 0; l < und_language_count(packs); l++) {
        const und_language *language = und_language_at(packs, l);
        for (uint32_t t = language->first[UND_TERM_OFFICE_NAME]; t < language->first[UND_TERM_OFFICE_NAME + 1]; t++) {
            const und_term *term = &language->terms[t];
            if (und_same_folded(words, und_term_text(language, term)))
                return (und_office)term->value;
            if (found == UND_OFFICE_NONE && ends_with_office(packs, words, und_term_text(language, term)))
                found = (und_office)term->value;
        }
    }
    *exact = false;
    return found;
}

und_office und_office_of_state(const und_state *state)
{
    if (state == NULL)
        return UND_OFFICE_PERMANENT_REPRESENTATIVE;
    return state->organization ? UND_OFFICE_HEAD_OF_DELEGATION
           : state->observer   ? UND_OFFICE_PERMANENT_OBSERVER
                               : UND_OFFICE_PERMANENT_REPRESENTATIVE;
}
