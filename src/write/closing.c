#include "write/closing.h"

#include "read/lexicon.h"
#include "text/utf8.h"

#include <string.h>

/* The last line of a clause's own text, without what interrupts it; UINT32_MAX: it has none. */
static uint32_t last_line(const und_plan *plan, uint32_t id)
{
    const und_clause *clause = und_clause_at(plan, id);
    uint32_t child = id;
    while (child + 1 < plan->nodes && (und_clause_at(plan, child + 1)->flags & UND_CLAUSE_CHILD) != 0)
        child++;
    for (uint32_t line = clause->end; line > clause->first;) {
        line--;
        while (child > id && und_clause_at(plan, child)->first > line)
            child--;
        const und_clause *inside = und_clause_at(plan, child);
        if (child > id && inside->kind != UND_KIND_SUBPARAGRAPH && inside->into == 0 && line < inside->end &&
            inside->first > clause->first) {
            line = inside->first;
            continue;
        }
        und_bytes text = und_doc_line(plan->doc, line);
        if (und_trim_end(text.at, text.at + text.length) > text.at)
            return line;
    }
    return UINT32_MAX;
}

uint32_t und_mark_bytes(const char *at, const char *end)
{
    static const char *const marks[] = {",", ";", ":", ".", "،", "؛", "，", "；", "：", "。", "．", "、"};
    for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++) {
        size_t length = strlen(marks[i]);
        if ((size_t)(end - at) >= length && memcmp(end - length, marks[i], length) == 0)
            return (uint32_t)length;
    }
    return 0;
}

static bool is_joint(const und_language *language, und_bytes word)
{
    char folded[32];
    if (word.length == 0 || word.length > sizeof folded - 8)
        return false;
    und_bytes text = {folded, und_fold_text(word, folded, sizeof folded)};
    for (uint32_t i = language->first[UND_TERM_AGENDA_AND]; i < language->first[UND_TERM_AGENDA_AND + 1]; i++)
        if (und_bytes_equal(und_term_folded(language, &language->terms[i]), text))
            return true;
    const und_term_key key = UND_TERM_REFERENCE_WORD;
    for (uint32_t i = language->first[key]; i < language->first[key + 1]; i++)
        if (language->terms[i].value == UND_WORD_OR &&
            und_bytes_equal(und_term_folded(language, &language->terms[i]), text))
            return true;
    return false;
}

/* Where the conjunction begins that ends at `end`, after a mark and perhaps a space; `end`: there is none. */
static const char *joint_before(const und_language *language, const char *at, const char *end)
{
    bool han = language->script == UND_SCRIPT_HAN;
    for (const char *word = end; word > at && end - word < 24;) {
        do
            word--;
        while (word > at && ((unsigned char)*word & 0xc0u) == 0x80);
        if (!han && word > at && word[-1] != ' ' && und_mark_bytes(at, word) == 0)
            continue;
        const char *before = und_trim_end(at, word);
        if (und_mark_bytes(at, before) > 0 && is_joint(language, (und_bytes){word, (size_t)(end - word)}))
            return before;
        if (!han)
            return end;
    }
    return end;
}

/* The end of the text before a footnote's number after a mark. */
static const char *before_number(const char *at, const char *end)
{
    const char *here = end;
    while (here > at) {
        const char *last = here;
        do
            last--;
        while (last > at && ((unsigned char)*last & 0xc0u) == 0x80);
        uint32_t bytes, point = und_utf8_decode(last, here, &bytes);
        if (und_raised_digit(point) >= 10 && !(point >= '0' && point <= '9'))
            break;
        here = last;
    }
    const char *trimmed = und_trim_end(at, here);
    return here < end && end - here <= 9 && trimmed == here && und_mark_bytes(at, here) > 0 &&
                   !(here - at >= 2 && here[-1] == '.' && here[-2] >= '0' && here[-2] <= '9')
               ? here
               : end;
}

bool und_closing_read(const und_plan *plan, uint32_t id, und_closing *out)
{
    const und_made *made = und_made_of(plan, id);
    if (made != NULL && made->how == UND_MADE_PUT)
        return false;
    if (made != NULL) /* the end of another one, or one once more */
        id = made->of;
    uint32_t line = last_line(plan, id);
    if (line == UINT32_MAX)
        return false;
    und_bytes text = und_doc_line(plan->doc, line);
    const char *at = text.at, *end = und_trim_end(at, at + text.length);
    uint8_t index = und_doc_node_language(plan->doc, id - 1);
    const char *mark_end = end;
    if (index != UND_LANGUAGE_NONE)
        mark_end = joint_before(und_language_at(plan->doc->packs, index), at, end);
    if (mark_end == end)
        mark_end = end = before_number(at, end);
    uint32_t bytes = und_mark_bytes(at, mark_end);
    const char *from = mark_end - bytes;
    if (bytes > 0) {
        while (from > at && (from[-1] == ' ' || from[-1] == '\t'))
            from--;
        while (from - at >= 2 && (unsigned char)from[-2] == 0xc2 && (unsigned char)from[-1] == 0xa0)
            from -= 2; /* the no-break space before French marks */
        while (from - at >= 3 && memcmp(from - 3, "\xe2\x80\xaf", 3) == 0)
            from -= 3;
    }
    *out = (und_closing){.line = line,
                         .from = (uint32_t)(from - at),
                         .to = (uint32_t)(end - at),
                         .mark_end = (uint32_t)(mark_end - at),
                         .end = bytes > 0 ? und_text_end((und_bytes){at, (size_t)(mark_end - at)}) : UND_END_NONE};
    if (out->end == UND_END_ASK || out->end == UND_END_BRACKET || out->end == UND_END_HYPHEN)
        out->end = UND_END_NONE;
    return true;
}
