/* length.c - how long a text is, in the units in which limits are stated. */

#include "read/document.h"
#include "text/utf8.h"

#include "undoc/reading.h"

und_status und_text_length(const und_doc *doc, uint32_t first, uint32_t last, und_length *out)
{
    if (doc == NULL || out == NULL || first > last || last > und_doc_line_count(doc))
        return UND_E_ARGUMENT;
    *out = (und_length){0};
    for (uint32_t line = first; line < last; line++) {
        und_bytes text = und_doc_line(doc, line);
        const char *at = text.at, *end = text.at + text.length;
        bool in_word = false;
        while (at < end) {
            uint32_t length, point = und_utf8_decode(at, end, &length);
            at += length;
            if (und_is_han(point)) {
                out->han++;
                in_word = false;
            } else if (point == ' ' || point == '\t' || point == 0xa0 || point == 0x3000) {
                in_word = false;
            } else if (!in_word && (und_is_letter(point) || (point >= '0' && point <= '9'))) {
                in_word = true;
                out->words++;
            }
        }
    }
    return UND_OK;
}
