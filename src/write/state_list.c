#include "write/state_list.h"

#include <string.h>

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

/* What stands after "of" without the Arabic preposition: لل is that and the article, unless the name itself begins so. */
static und_sureness without_preposition(und_bytes name, und_bytes of, und_text *out)
{
    static const char preposition[] = "ل", article[] = "ال";
    size_t length = sizeof preposition - 1;
    if (of.length <= length || memcmp(of.at, preposition, length) != 0)
        return UND_UNKNOWN;
    bool articled = name.length > sizeof article - 1 && memcmp(name.at, article, sizeof article - 1) == 0;
    of = (und_bytes){of.at + length, of.length - length};
    if (articled && of.length > length && memcmp(of.at, preposition, length) == 0) {
        of = (und_bytes){of.at + length, of.length - length};
        und_text_put_words(out, article);
    }
    und_text_put(out, of);
    return UND_ATTESTED;
}

/* A State in the words of the language. */
static und_sureness put_state(const und_state_words *w, const und_state *state, und_text *out)
{
    dated_name name = name_in_year(state, &state->names[w->language_index], w->year);
    bool has = w->form != UND_STATE_NAME && name.of.length > 0;
    bool sure = w->form != UND_STATE_NAME ? has && name.of_sure : name.name_sure;
    und_bytes text = has ? name.of : name.name;
    if (text.length == 0)
        return UND_UNKNOWN;
    bool bare = has && w->form == UND_STATE_BARE && w->language->script == UND_SCRIPT_ARABIC;
    if (!bare || without_preposition(name.name, name.of, out) == UND_UNKNOWN)
        und_text_put(out, text);
    return sure ? UND_ATTESTED : UND_UNATTESTED;
}

/* The "and" of a list before a word: the Spanish "y" is "e" before the same sound, "Francia e Italia". */
static und_bytes and_before(und_bytes and, und_bytes next)
{
    bool sound =
        next.length > 2 && (next.at[0] == 'I' || (next.at[0] == 'H' && next.at[1] == 'i' && next.at[2] != 'e'));
    return sound && und_bytes_equal(and, und_words("y")) ? und_words("e") : and;
}

/* Arabic glues its "and" to the name, which stands without the preposition that the first one has. */
und_sureness und_write_state_list(const und_state_words *words, const und_state *const *states, uint32_t count,
                                  und_text *out)
{
    const und_language *language = words->language;
    bool han = language->script == UND_SCRIPT_HAN, arabic = language->script == UND_SCRIPT_ARABIC;
    const und_term *and = und_term_of(language, UND_TERM_AGENDA_AND, 0);
    und_sureness least = count == 0 ? UND_UNKNOWN : count > 1 ? und_term_sureness(and) : UND_ATTESTED;
    for (uint32_t i = 0; i < count && least != UND_UNKNOWN; i++) {
        und_state_words own = *words;
        if (arabic && i > 0) {
            und_text_put_words(out, " ");
            und_text_put(out, und_term_text(language, and));
            own.form = own.form == UND_STATE_OF ? UND_STATE_BARE : own.form;
        } else if (i > 0 && i + 1 == count) {
            und_text next;
            und_text_open(&next, out->allocator);
            (void)put_state(&own, states[i], &next);
            und_text_put_words(out, han ? "" : " ");
            und_text_put(out, and_before(und_term_text(language, and), und_text_bytes(&next)));
            und_text_close(&next);
            und_text_put_words(out, han ? "" : " ");
        } else if (i > 0) {
            und_text_put_words(out, han ? "、" : ", ");
        }
        und_sureness sure = put_state(&own, states[i], out);
        if (sure < least)
            least = sure;
    }
    return least;
}
