/* date_answer.c - dates as people write them in an answer: in figures, or in the words of any language. */

#include "pack/pack.h"
#include "read/pattern.h"
#include "text/utf8.h"
#include "undoc/draft.h"

#define DATE_MAX 96u /* bytes; the longest date in words has some 40 */

/* A number of at most `most` figures; moves after it. */
static bool read_figures(und_bytes text, size_t *at, size_t most, uint32_t *out)
{
    size_t first = *at;
    *out = 0;
    while (*at < text.length && *at - first < most && text.at[*at] >= '0' && text.at[*at] <= '9')
        *out = *out * 10 + (uint32_t)(text.at[(*at)++] - '0');
    return *at > first;
}

/* 2021-3-5, 2021-03-05, 2021/3/5. Days and months in another order are told apart by nothing. */
static bool read_in_figures(und_bytes text, und_date *out)
{
    size_t at = 0;
    und_date date;
    if (!read_figures(text, &at, 4, &date.year) || at != 4 || at == text.length ||
        (text.at[at] != '-' && text.at[at] != '/'))
        return false;
    char mark = text.at[at++];
    if (!read_figures(text, &at, 2, &date.month) || at == text.length || text.at[at++] != mark ||
        !read_figures(text, &at, 2, &date.day) || at != text.length)
        return false;
    *out = date;
    return true;
}

und_status und_date_answer(const und_packs *packs, und_bytes text, und_date *out)
{
    if (out == NULL || packs == NULL || (text.at == NULL && text.length > 0))
        return UND_E_ARGUMENT;
    *out = (und_date){0};
    while (text.length > 0 && text.at[0] == ' ')
        text = (und_bytes){text.at + 1, text.length - 1};
    while (text.length > 0 && text.at[text.length - 1] == ' ')
        text.length--;
    if (read_in_figures(text, out))
        return UND_OK;
    char folded[DATE_MAX];
    und_bytes words = {folded, und_fold_text(text, folded, sizeof folded)};
    for (uint32_t l = 0; l < und_language_count(packs); l++) {
        size_t last;
        uint32_t date = und_match_date(und_language_at(packs, l), words, 0, &last);
        if (date == 0 || last != words.length)
            continue;
        *out = (und_date){date >> 16, date >> 8 & 0xffu, date & 0xffu};
        return UND_OK;
    }
    return UND_NONE;
}
