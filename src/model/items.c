#include "model/items.h"

#include "read/reference.h"
#include "text/utf8.h"

#include <string.h>

bool und_subitem_letters(uint16_t sub, char out[UND_SUB_MAX])
{
    bool in_use = sub <= UND_SUBITEM_MAX;
    und_sub_text(in_use ? sub : 0, out);
    return in_use;
}

uint16_t und_subitem_value(const char *letters)
{
    char first = letters[0];
    if (first < 'a' || first > 'z')
        return 0;
    uint16_t value = (uint16_t)(first - 'a' + 1);
    if (letters[1] == '\0')
        return value;
    return letters[1] == first && letters[2] == '\0' ? (uint16_t)(value + 26) : 0;
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_letter(char c)
{
    return c >= 'a' && c <= 'z';
}

static size_t skip_spaces(und_bytes text, size_t at)
{
    while (at < text.length && text.at[at] == ' ')
        at++;
    return at;
}

/* Whether bare letters between two members of a list are the language's "and" or "to", and no sub-item: the "y" of
 * `128 a) y b)` is, the one of `130 y` is not. */
static bool joins(const und_language *language, und_bytes text, size_t first, size_t last)
{
    static const und_term_key keys[] = {UND_TERM_AGENDA_AND, UND_TERM_AGENDA_TO};
    und_bytes word = {text.at + first, last - first};
    size_t before = first;
    while (before > 0 && text.at[before - 1] == ' ')
        before--;
    size_t after = skip_spaces(text, last);
    bool between = before > 0 && before < first && after > last && after < text.length &&
                   (text.at[before - 1] == ')' || is_letter(text.at[before - 1]) || is_digit(text.at[after]));
    if (!between)
        return false;
    for (size_t k = 0; k < sizeof keys / sizeof keys[0]; k++) {
        for (uint32_t t = language->first[keys[k]]; t < language->first[keys[k] + 1]; t++) {
            char folded[32];
            size_t length = und_fold_text(und_term_text(language, &language->terms[t]), folded, sizeof folded);
            if (length == word.length && memcmp(folded, word.at, length) == 0)
                return true;
        }
    }
    return false;
}

/* People leave the brackets out, `128 a`; documents do not. Puts them around bare letters. False: too long. */
static bool bracket_letters(const und_language *language, und_bytes text, char *out, size_t *length)
{
    size_t used = 0;
    for (size_t i = 0; i < text.length;) {
        size_t last = i;
        while (last < text.length && is_letter(text.at[last]))
            last++;
        size_t count = last - i;
        bool starts = i == 0 || ((unsigned char)text.at[i - 1] < 0x80 && text.at[i - 1] != '(');
        bool ends = last == text.length || ((unsigned char)text.at[last] < 0x80 && text.at[last] != ')');
        bool bare = (count == 1 || (count == 2 && text.at[i] == text.at[i + 1])) && starts && ends && used > 0 &&
                    !joins(language, text, i, last);
        if (count == 0)
            last = i + 1;
        if (used + (last - i) + 2 > UND_ITEMS_TEXT_MAX)
            return false;
        if (bare)
            out[used++] = '(';
        memcpy(out + used, text.at + i, last - i);
        used += last - i;
        if (bare)
            out[used++] = ')';
        i = last;
    }
    *length = used;
    return true;
}

/* What may stand after a list. */
static bool is_between(char c)
{
    return c == ',' || c == ';' || c == '.' || c == ' ';
}

und_items_parsed und_items_parse(const und_language *language, und_bytes text, und_item_list *out)
{
    char folded[UND_ITEMS_TEXT_MAX];
    out->count = 0;
    out->length = out->rest = 0;
    size_t length = und_fold_text(text, folded, sizeof folded);
    if (length > UND_ITEMS_TEXT_MAX - 8 ||
        !bracket_letters(language, (und_bytes){folded, length}, out->text, &out->length))
        return UND_ITEMS_TOO_LONG;
    und_bytes list = {out->text, out->length};
    size_t last = 0;
    out->count = und_match_items(language, list, 0, out->at, &last);
    out->rest = skip_spaces(list, out->count == 0 ? 0 : last);
    while (out->rest < out->length && is_between(out->text[out->rest]))
        out->rest++;
    if (out->count == UND_ITEMS_MAX)
        return UND_ITEMS_TOO_MANY;
    if (out->count == 0)
        return UND_ITEMS_NONE;
    return out->rest < out->length ? UND_ITEMS_WRONG : UND_ITEMS_READ;
}
