#include "write/dates.h"

#include <string.h>

const und_term *und_term_of(const und_language *language, und_term_key key, uint16_t value)
{
    const und_term *found = NULL;
    for (uint32_t i = language->first[key]; i < language->first[key + 1]; i++) {
        const und_term *term = &language->terms[i];
        if (term->value != value)
            continue;
        if (term->attested)
            return term;
        if (found == NULL)
            found = term;
    }
    return found;
}

und_sureness und_term_sureness(const und_term *term)
{
    return term == NULL ? UND_UNKNOWN : term->attested ? UND_ATTESTED : UND_UNATTESTED;
}

bool und_write_pattern(und_bytes pattern, und_slot_writer value, void *context, und_text *out)
{
    size_t plain = 0;
    for (size_t i = 0; i < pattern.length; i++) {
        char c = pattern.at[i];
        if (c != '{' && c != '[')
            continue;
        const char *close = memchr(pattern.at + i, c == '{' ? '}' : ']', pattern.length - i);
        if (close == NULL)
            break;
        und_text_put(out, (und_bytes){pattern.at + plain, i - plain});
        size_t last = (size_t)(close - pattern.at);
        if (c == '{' && !value(context, (und_bytes){pattern.at + i + 1, last - i - 1}, out))
            return false;
        i = last;
        plain = last + 1;
    }
    und_text_put(out, (und_bytes){pattern.at + plain, pattern.length - plain});
    return true;
}

/* Where `{day}` ends in a pattern, and how much is glued to it: "er" in "{day}er {month} {year}". */
static bool day_slot(und_bytes pattern, size_t *end, size_t *glued)
{
    static const char slot[] = "{day}";
    for (size_t i = 0; i + sizeof slot - 1 <= pattern.length; i++) {
        if (memcmp(pattern.at + i, slot, sizeof slot - 1) != 0)
            continue;
        *end = i + sizeof slot - 1;
        *glued = 0;
        while (*end + *glued < pattern.length && pattern.at[*end + *glued] != ' ' && pattern.at[*end + *glued] != '{' &&
               pattern.at[*end + *glued] != '/')
            ++*glued;
        return true;
    }
    return false;
}

/* Whether `ordinal` is `pattern` with something glued to the day: the form of the first day of a month. */
static bool is_ordinal_of(und_bytes ordinal, und_bytes pattern)
{
    size_t end, glued, plain_end, plain_glued;
    if (!day_slot(ordinal, &end, &glued) || !day_slot(pattern, &plain_end, &plain_glued))
        return false;
    return glued > plain_glued && plain_glued == 0 && end == plain_end && ordinal.length == pattern.length + glued &&
           memcmp(ordinal.at, pattern.at, end) == 0 &&
           memcmp(ordinal.at + end + glued, pattern.at + end, pattern.length - end) == 0;
}

typedef struct date_slots {
    und_date date;
    und_bytes month;
} date_slots;

static bool write_date_slot(void *context, und_bytes name, und_text *out)
{
    const date_slots *slots = context;
    if (und_bytes_equal(name, und_words("day")))
        und_text_put_number(out, slots->date.day);
    else if (und_bytes_equal(name, und_words("month")))
        und_text_put(out, slots->month);
    else if (und_bytes_equal(name, und_words("year")))
        und_text_put_number(out, slots->date.year);
    else
        return false;
    return true;
}

und_sureness und_write_date(const und_language *language, und_date date, und_text *out)
{
    const und_term *month = und_term_of(language, UND_TERM_MONTH, (uint16_t)date.month);
    const und_term *pattern = NULL;
    for (uint32_t i = language->first[UND_TERM_DATE]; i < language->first[UND_TERM_DATE + 1]; i++) {
        const und_term *term = &language->terms[i];
        if (pattern == NULL || (term->attested && !pattern->attested))
            pattern = term;
        else if (date.day == 1 && term->attested >= pattern->attested &&
                 is_ordinal_of(und_term_text(language, term), und_term_text(language, pattern)))
            pattern = term;
    }
    if (month == NULL || pattern == NULL)
        return UND_UNKNOWN;
    date_slots slots = {date, und_term_text(language, month)};
    size_t before = out->length;
    if (!und_write_pattern(und_term_text(language, pattern), write_date_slot, &slots, out)) {
        out->length = before;
        return UND_UNKNOWN;
    }
    return month->attested && pattern->attested ? UND_ATTESTED : UND_UNATTESTED;
}

typedef struct session_slots {
    const char *slot; /* the one that the pattern must have */
    und_bytes word;
    uint32_t number;
    bool used;
} session_slots;

static bool write_session_slot(void *context, und_bytes name, und_text *out)
{
    session_slots *slots = context;
    if (!und_bytes_equal(name, und_words(slots->slot)))
        return false;
    slots->used = true;
    if (slots->word.length > 0)
        und_text_put(out, slots->word);
    else
        und_text_put_number(out, slots->number);
    return true;
}

/* The first pattern of a type that has `slot` and no other, attested before unattested. */
static und_sureness write_pattern_of(const und_language *language, und_session_type type, session_slots *slots,
                                     und_text *out)
{
    size_t before = out->length;
    for (int pass = 0; pass < 2; pass++) {
        for (uint32_t i = language->first[UND_TERM_SESSION]; i < language->first[UND_TERM_SESSION + 1]; i++) {
            const und_term *term = &language->terms[i];
            if ((term->attested != 0) != (pass == 0) || term->value != (uint16_t)type)
                continue;
            slots->used = false;
            if (und_write_pattern(und_term_text(language, term), write_session_slot, slots, out) && slots->used)
                return und_term_sureness(term);
            out->length = before;
        }
    }
    return UND_UNKNOWN;
}

static und_sureness write_session_pattern(const und_language *language, session_slots *slots, und_text *out)
{
    return write_pattern_of(language, UND_SESSION_REGULAR, slots, out);
}

und_sureness und_write_session(const und_language *language, uint32_t session, und_text *out)
{
    const und_term *ordinal =
        session <= UND_SESSION_MAX ? und_term_of(language, UND_TERM_ORDINAL, (uint16_t)session) : NULL;
    if (ordinal == NULL) {
        session_slots slots = {.slot = "number", .number = session};
        return write_session_pattern(language, &slots, out);
    }
    session_slots slots = {.slot = "ordinal", .word = und_term_text(language, ordinal)};
    und_sureness sure = write_session_pattern(language, &slots, out);
    return sure == UND_ATTESTED ? und_term_sureness(ordinal) : sure;
}

und_sureness und_write_session_of_year(const und_language *language, uint32_t year, und_text *out)
{
    session_slots slots = {.slot = "year", .number = year};
    return write_session_pattern(language, &slots, out);
}

/* ---- numbers of annexes ---- */

void und_write_annex_number(const und_language *language, uint32_t number, und_text *out)
{
    static const char *const ones[] = {"", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"};
    static const char *const numerals[] = {"", "一", "二", "三", "四", "五", "六", "七", "八", "九"};
    if (language->script == UND_SCRIPT_HAN) {
        und_text_put_words(out, number == 20 ? "二十" : number >= 10 ? "十" : "");
        und_text_put_words(out, number == 20 ? "" : numerals[number % 10]);
        return;
    }
    und_text_put_words(out, " ");
    const und_term *ordinal = NULL;
    if (language->script == UND_SCRIPT_ARABIC)
        ordinal = und_term_of(language, UND_TERM_REFERENCE_ORDINAL, (uint16_t)number);
    if (ordinal != NULL) {
        und_text_put(out, und_term_text(language, ordinal));
        return;
    }
    und_text_put_words(out, number == 20 ? "XX" : number >= 10 ? "X" : "");
    und_text_put_words(out, ones[number % 10]);
}

/* The year in which the Security Council first met. */
#define COUNCIL_FIRST_YEAR 1946u

/* The ordinal of a year. A pack lists the forms of Russian ordinals as they stand before a session, and after them the
 * masculine of a year, where it is not the second of them. */
static const und_term *ordinal_of_year(const und_language *language, uint16_t number)
{
    const und_term *forms[4] = {NULL};
    uint32_t count = 0;
    for (uint32_t i = language->first[UND_TERM_ORDINAL]; i < language->first[UND_TERM_ORDINAL + 1] && count < 4; i++)
        if (language->terms[i].value == number)
            forms[count++] = &language->terms[i];
    if (language->script != UND_SCRIPT_CYRILLIC || count < 3)
        return forms[0];
    return forms[3] != NULL ? forms[3] : forms[1];
}

und_sureness und_write_council_year(const und_language *language, uint32_t year, und_text *out)
{
    if (year < COUNCIL_FIRST_YEAR)
        return UND_UNKNOWN;
    const und_term *ordinal = ordinal_of_year(language, (uint16_t)(year - COUNCIL_FIRST_YEAR + 1));
    if (ordinal == NULL)
        return UND_UNKNOWN;
    session_slots slots = {.slot = "ordinal", .word = und_term_text(language, ordinal)};
    und_sureness sure = write_pattern_of(language, UND_SESSION_COUNCIL_YEAR, &slots, out);
    return sure == UND_ATTESTED ? und_term_sureness(ordinal) : sure;
}
