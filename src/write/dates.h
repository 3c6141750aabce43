/* dates.h - dates, sessions and numbers of annexes in words, out of what a language pack knows. */
#ifndef UND_WRITE_DATES_H
#define UND_WRITE_DATES_H

#include "pack/pack.h"
#include "text/text.h"

/* How sure the words are: filled from attested terms, only from unattested ones, or not known at all (nothing is
 * written then). */
typedef enum und_sureness { UND_UNKNOWN, UND_UNATTESTED, UND_ATTESTED } und_sureness;

/* The first term of a key with that value, an attested one where there is one; NULL: none. */
const und_term *und_term_of(const und_language *language, und_term_key key, uint16_t value);
und_sureness und_term_sureness(const und_term *term);

/* `22 décembre 2020`, `1er janvier 2021`. */
und_sureness und_write_date(const und_language *language, und_date date, und_text *out);
/* `Soixante-quinzième session`; in figures where the language has no word for the number. */
und_sureness und_write_session(const und_language *language, uint32_t session, und_text *out);
/* `Session de 2015`, as the Economic and Social Council counts. */
/* "Eightieth year": the Security Council counts its years from 1946, the first. */
und_sureness und_write_council_year(const und_language *language, uint32_t year, und_text *out);
und_sureness und_write_session_of_year(const und_language *language, uint32_t year, und_text *out);

/* " I", " II", of annexes: figures of Rome, an ordinal in Arabic, a numeral without a space in Chinese; up to 20. */
void und_write_annex_number(const und_language *language, uint32_t number, und_text *out);

/* Writes `pattern` with each `{name}` replaced; `value` writes what stands for it. Text in square brackets is optional
 * and left out. False when `value` did not know a name. */
typedef bool (*und_slot_writer)(void *context, und_bytes name, und_text *out);
bool und_write_pattern(und_bytes pattern, und_slot_writer value, void *context, und_text *out);

#endif
