#include "text/text.h"

#include "text/distance.h"
#include "text/utf8.h"

#include <string.h>

void und_text_open(und_text *text, const und_allocator *allocator)
{
    *text = (und_text){.allocator = allocator};
}

void und_text_close(und_text *text)
{
    und_free(text->allocator, text->at, text->capacity);
    text->at = NULL;
    text->length = text->capacity = 0;
}

void und_text_put(und_text *text, und_bytes bytes)
{
    if (bytes.length == 0 || text->failed)
        return;
    if (bytes.length > SIZE_MAX - text->length ||
        !UND_GROW(text->allocator, text->at, text->capacity, text->length + bytes.length)) {
        text->failed = true;
        return;
    }
    memcpy(text->at + text->length, bytes.at, bytes.length);
    text->length += bytes.length;
}

void und_text_put_words(und_text *text, const char *words)
{
    und_text_put(text, und_words(words));
}

void und_text_put_number(und_text *text, uint32_t number)
{
    char digits[10]; /* of 2^32 - 1 */
    size_t at = sizeof digits;
    do {
        digits[--at] = (char)('0' + number % 10);
        number /= 10;
    } while (number > 0);
    und_text_put(text, (und_bytes){digits + at, sizeof digits - at});
}

bool und_bytes_equal(und_bytes a, und_bytes b)
{
    return a.length == b.length && (a.length == 0 || memcmp(a.at, b.at, a.length) == 0);
}

uint32_t und_upper(uint32_t point)
{
    if (!und_is_lower(point))
        return point;
    if (point < 0x80)
        return point - 32;
    if (point <= 0xff)
        return point == 0xff ? 0x178 : point == 0xdf ? point : point - 32;
    if (point >= 0x450 && point <= 0x45f)
        return point - 80;
    if (point >= 0x430 && point <= 0x44f)
        return point - 32;
    /* Latin Extended-A: a small letter stands right after its capital, but for a few that have none there. */
    return und_is_upper(point - 1) ? point - 1 : point;
}

uint32_t und_lower(uint32_t point)
{
    if (!und_is_upper(point))
        return point;
    if (point < 0x80 || (point >= 0xc0 && point <= 0xde) || (point >= 0x410 && point <= 0x42f))
        return point + 32;
    if (point >= 0x400 && point <= 0x40f)
        return point + 80;
    return point == 0x178 ? 0xff : und_is_lower(point + 1) ? point + 1 : point;
}

uint32_t und_name_distance(und_bytes a, und_bytes b)
{
    enum { MOST = 63 };
    char x[MOST], y[MOST];
    und_bytes left = {x, und_fold_text(a, x, sizeof x)}, right = {y, und_fold_text(b, y, sizeof y)};
    size_t longer = left.length > right.length ? left.length : right.length;
    /* A third of the letters: "Uzbekistn", not "Uzbekistan" for "Pakistan". */
    uint32_t most = (uint32_t)longer / 3;
    uint32_t distance = und_edit_distance(left, right, most + 1);
    return longer == 0 || distance > most ? UINT32_MAX : distance;
}
