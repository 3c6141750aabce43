#include "read/state_names.h"

#include "text/utf8.h"

#include <string.h>

/* Keeps a name in the order of the text; of names that overlap the longest: "Guinea" is in "Guinea-Bissau". */
static void keep_name(und_named_states *names, und_named_state found)
{
    uint32_t kept = 0;
    for (uint32_t i = 0; i < names->count; i++)
        if (found.first < names->at[i].last && names->at[i].first < found.last &&
            names->at[i].last - names->at[i].first >= found.last - found.first)
            return;
    for (uint32_t i = 0; i < names->count; i++)
        if (found.first >= names->at[i].last || names->at[i].first >= found.last)
            names->at[kept++] = names->at[i];
    names->count = kept;
    if (names->count == UND_STATE_NAMES_MAX)
        return;
    uint32_t place = names->count++;
    for (; place > 0 && names->at[place - 1].first > found.first; place--)
        names->at[place] = names->at[place - 1];
    names->at[place] = found;
}

/* Whether a name can end at a byte: no letter goes on there, but in Chinese. */
static bool ends_at(und_bytes text, size_t at)
{
    if (at == text.length || text.at[at] == ' ' || text.at[at] == ',' || text.at[at] == ')')
        return true;
    uint32_t bytes;
    uint32_t point = und_utf8_decode(text.at + at, text.at + text.length, &bytes);
    return point >= 0x80 && (und_is_han(point) || !und_is_letter(point));
}

/* ---- what a text may have ---- */

#define SET_BITS 4096u /* texts in which names are looked for have some hundred bytes */

/* The first four bytes of every place in a text, a bit for each: most names begin with others. */
typedef struct fours {
    uint64_t bits[SET_BITS / 64];
} fours;

static uint32_t place_of(const char *at)
{
    uint32_t four;
    memcpy(&four, at, sizeof four);
    return four * UINT32_C(0x9e3779b1) >> 20;
}

static void note_fours(fours *set, und_bytes text)
{
    memset(set, 0, sizeof *set);
    for (size_t at = 0; at + 4 <= text.length; at++) {
        uint32_t place = place_of(text.at + at);
        set->bits[place / 64] |= UINT64_C(1) << place % 64;
    }
}

static bool may_stand(const fours *set, und_bytes folded)
{
    if (folded.length < 4)
        return true;
    uint32_t place = place_of(folded.at);
    return (set->bits[place / 64] >> place % 64 & 1u) != 0;
}

/* Every place where a form of a State's name stands as words of its own. */
static void find_form(und_named_states *names, const und_state *state, und_bytes folded, bool with_of, und_bytes text)
{
    size_t length = folded.length;
    for (size_t at = 0; at + length <= text.length; at++) {
        if (text.at[at] != folded.at[0] || memcmp(text.at + at, folded.at, length) != 0)
            continue;
        bool begins = at == 0 || text.at[at - 1] == ' ' || text.at[at - 1] == '\'' ||
                      strchr("(:,", text.at[at - 1]) != NULL || (unsigned char)text.at[at - 1] >= 0x80;
        if (begins && ends_at(text, at + length))
            keep_name(names, (und_named_state){state, at, at + length, with_of});
    }
}

bool und_find_states(und_packs *packs, uint8_t language, und_bytes text, und_named_states *out)
{
    const und_state *states;
    const und_folded_name *forms;
    uint32_t count, form_count;
    out->count = 0;
    und_status status = und_packs_folded_names(packs, language, &forms, &form_count);
    if (status == UND_OK)
        status = und_packs_states(packs, &states, &count);
    if (status == UND_E_MEMORY)
        return false;
    fours set;
    note_fours(&set, text);
    for (uint32_t i = 0; status == UND_OK && i < form_count; i++)
        if (may_stand(&set, forms[i].folded))
            find_form(out, &states[forms[i].state], forms[i].folded, forms[i].kind == UND_NAME_OF, text);
    return true;
}
