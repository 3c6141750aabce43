#include "read/state_names.h"

#include "text/utf8.h"

#include <string.h>

#define ARABIC_OF "\xd9\x84" /* ل */
#define NAME_BYTES 240u      /* folded, of a form of a name; the longest has 120 */

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

/* Every place where a form of a State's name stands as words of its own. */
static void find_form(und_named_states *names, const und_state *state, und_bytes form, bool with_of, und_bytes text)
{
    char folded[NAME_BYTES];
    size_t length = und_fold_text(form, folded, sizeof folded);
    for (size_t at = 0; length > 0 && at + length <= text.length; at++) {
        if (text.at[at] != folded[0] || memcmp(text.at + at, folded, length) != 0)
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
    uint32_t count;
    out->count = 0;
    und_status status = und_packs_states(packs, &states, &count);
    if (status == UND_E_MEMORY)
        return false;
    bool arabic = und_language_at(packs, language)->script == UND_SCRIPT_ARABIC;
    for (uint32_t i = 0; status == UND_OK && i < count; i++) {
        const und_state_name *name = &states[i].names[language];
        find_form(out, &states[i], name->of, true, text);
        /* Arabic glues the preposition to what in running text is the name: "لجمهورية إيران الإسلامية". */
        if (arabic && name->of.length > sizeof ARABIC_OF - 1 &&
            memcmp(name->of.at, ARABIC_OF, sizeof ARABIC_OF - 1) == 0)
            find_form(out, &states[i],
                      (und_bytes){name->of.at + sizeof ARABIC_OF - 1, name->of.length - (sizeof ARABIC_OF - 1)}, false,
                      text);
        find_form(out, &states[i], name->name, false, text);
        find_form(out, &states[i], name->former, false, text);
    }
    return true;
}
