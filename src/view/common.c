#include "view/common.h"

#include "text/figures.h"
#include "text/utf8.h"

#include <stdio.h>
#include <string.h>

static void roman(uint16_t value, bool upper, char *out, size_t room)
{
    size_t length = und_roman_text(value, out, room - 1);
    for (size_t i = 0; i < length && upper; i++)
        out[i] = (char)(out[i] - 'a' + 'A');
    out[length] = '\0';
}

void und_label_text(und_label_style style, uint16_t label, char *out, size_t room)
{
    out[0] = '\0';
    if (label == 0 || room < 8)
        return;
    char sub[UND_SUB_MAX];
    switch (style) {
    case UND_LABEL_NUMBER:
    case UND_LABEL_HAN: snprintf(out, room, "%u", label); return;
    case UND_LABEL_LOWER:
        und_sub_text(label, sub);
        snprintf(out, room, "%s", sub);
        return;
    case UND_LABEL_UPPER:
        if (label <= 26)
            snprintf(out, room, "%c", 'A' + label - 1);
        return;
    case UND_LABEL_ROMAN: roman(label, false, out, room); return;
    case UND_LABEL_UPPER_ROMAN: roman(label, true, out, room); return;
    default: return;
    }
}

und_bytes und_opener_text(const und_doc *doc, const und_node *node)
{
    und_bytes line = und_lines_text(&doc->lines, und_doc_text_line(doc, node->id - 1));
    und_line_start start = und_line_start_of(doc->lexicon, line);
    if (start.opener_end > start.text)
        return (und_bytes){line.at + start.text, start.opener_end - start.text};
    uint32_t end = start.text;
    while (end < line.length) {
        uint32_t bytes;
        uint32_t point = und_utf8_decode(line.at + end, line.at + line.length, &bytes);
        if (!und_is_letter(point) && point != '\'' && point != 0x2019 && point != '-')
            break;
        end += bytes;
    }
    return (und_bytes){line.at + start.text, end - start.text};
}

bool und_original_of(const und_doc *doc, uint32_t index, und_flow *flow, und_flow_field *original)
{
    *original = (und_flow_field){0};
    uint32_t end = und_doc_own_end(doc, index);
    for (uint32_t line = und_doc_first(doc, index); line < end; line++) {
        if (!und_doc_is_original_line(doc, line))
            continue;
        if (!und_flow_read(flow, &doc->lines, line, line + 1, UND_TITLE_BYTES))
            return false;
        und_bytes text = {flow->folded, flow->folded_length};
        for (uint32_t i = 0; i < und_language_count(doc->packs) && !original->found; i++) {
            size_t first;
            const und_language *language = und_language_at(doc->packs, i);
            const und_term *name = und_find_term(language, UND_TERM_LANGUAGE_NAME, text, &first);
            if (name == NULL)
                continue;
            size_t last = first + name->folded_length;
            *original = (und_flow_field){true, 0, und_flow_back(flow, first), und_flow_back(flow, last), name->value};
        }
        return true;
    }
    return true;
}
