#include "read/office.h"

#include "read/pattern.h"
#include "text/utf8.h"

#include <string.h>

static bool letter_before(und_bytes text, size_t at)
{
    if (at == 0)
        return false;
    size_t start = at - 1;
    while (start > 0 && at - start < 4 && ((unsigned char)text.at[start] & 0xc0) == 0x80)
        start--;
    uint32_t bytes;
    uint32_t point = und_utf8_decode(text.at + start, text.at + text.length, &bytes);
    return und_is_letter(point) && !und_is_han(point);
}

/* Of two offices in one text, the one that counts. */
static bool outranks(const und_named_office *one, const und_named_office *other)
{
    if (one->office == UND_OFFICE_CHARGE_D_AFFAIRES || other->office == UND_OFFICE_CHARGE_D_AFFAIRES)
        return other->office != UND_OFFICE_CHARGE_D_AFFAIRES;
    return one->office != UND_OFFICE_NONE && other->office == UND_OFFICE_NONE;
}

bool und_find_office(const und_language *language, und_bytes text, und_named_office *out)
{
    bool found = false;
    *out = (und_named_office){UND_OFFICE_NONE, UND_GENDER_UNSAID, 0, 0};
    bool han = language->script == UND_SCRIPT_HAN;
    for (size_t at = 0; at < text.length;) {
        size_t last = at;
        uint16_t value = 0;
        if (((unsigned char)text.at[at] & 0xc0) != 0x80 && (han || !letter_before(text, at)))
            value = und_match_term(language, UND_TERM_OFFICE_FORM, text, at, &last);
        if (last == at) {
            at++;
            continue;
        }
        und_named_office here = {(und_office)(value / UND_GENDERS), (und_gender)(value % UND_GENDERS), at, last};
        if (!found || outranks(&here, out)) {
            /* "Embajadora / Representante Permanente": what the one does not show the other may. */
            if (found && here.gender == UND_GENDER_UNSAID && out->office == UND_OFFICE_NONE)
                here.gender = out->gender;
            *out = here;
        } else if (out->gender == UND_GENDER_UNSAID && here.office == UND_OFFICE_NONE) {
            out->gender = here.gender;
        }
        found = true;
        at = last;
    }
    return found;
}
