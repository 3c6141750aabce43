#include "model/titles.h"

#include "text/distance.h"
#include "text/utf8.h"

#include <string.h>

#define TITLE_MAX UND_DISTANCE_MAX

/* Letters and digits only, folded: dashes, quotation marks and spaces are printed one way or the other. */
static size_t bare(und_bytes text, char *out, size_t room)
{
    char folded[TITLE_MAX];
    size_t length = und_fold_text(text, folded, sizeof folded);
    size_t used = 0;
    for (size_t i = 0; i < length;) {
        uint32_t bytes;
        uint32_t point = und_utf8_decode(folded + i, folded + length, &bytes);
        if ((und_is_letter(point) || (point >= '0' && point <= '9')) && used + bytes <= room) {
            memcpy(out + used, folded + i, bytes);
            used += bytes;
        }
        i += bytes;
    }
    return used;
}

bool und_same_title(und_bytes a, und_bytes b)
{
    char x[TITLE_MAX], y[TITLE_MAX];
    size_t m = bare(a, x, sizeof x), n = bare(b, y, sizeof y);
    return m == n && memcmp(x, y, m) == 0;
}

uint32_t und_title_distance(und_bytes a, und_bytes b, uint32_t most)
{
    char x[TITLE_MAX], y[TITLE_MAX];
    und_bytes left = {x, bare(a, x, sizeof x)}, right = {y, bare(b, y, sizeof y)};
    return und_edit_distance(left, right, most);
}
