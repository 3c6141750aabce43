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
    if (end > at && (unsigned char)end[-1] < 0x80) /* most texts have no others */
        return strchr(",;:.", end[-1]) != NULL && end[-1] != '\0' ? 1u : 0u;
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

/* The character before `end`. */
static const char *character_before(const char *at, const char *end)
{
    do
        end--;
    while (end > at && ((unsigned char)*end & 0xc0u) == 0x80);
    return end;
}

/* Whether figures after a mark end at `end`: the 4 of "…;4,5", and not the year of "in 2016,3". */
static bool is_marker_before(const char *at, const char *end)
{
    const char *first = end;
    while (first > at && (unsigned)(first[-1] - '0') < 10u)
        first--;
    return end > first && end - first <= 3 && und_mark_bytes(at, first) > 0;
}

/* The end of the text before a footnote's number that stands after its last mark: "…;12", "…, 13", "…; 1/". */
static const char *before_number(const char *at, const char *end)
{
    const char *here = end > at && end[-1] == '/' ? end - 1 : end, *digits = here;
    while (here > at) {
        const char *last = character_before(at, here);
        uint32_t bytes, point = und_utf8_decode(last, here, &bytes);
        bool between = point == ',' && here < digits && is_marker_before(at, last);
        if (und_raised_digit(point) >= 10 && !(point >= '0' && point <= '9') && !between)
            break;
        here = last;
    }
    const char *trimmed = und_trim_end(at, here);
    if (here == digits || digits - here > 9 || und_mark_bytes(at, trimmed) == 0)
        return end;
    bool stop = trimmed[-1] == '.';
    /* "5.2", "Add. 1": a number after a full stop is a footnote's only where it sticks to the end of a word. */
    if (stop && (trimmed != here || (trimmed - at >= 2 && trimmed[-2] >= '0' && trimmed[-2] <= '9')))
        return end;
    return trimmed;
}

/* What closes the text of a node in a line. */
static void read_line(const und_doc *doc, uint32_t index, uint32_t line, und_closing *out)
{
    und_bytes text = und_lines_text(&doc->lines, line);
    const char *at = text.at, *end = und_trim_end(at, at + text.length);
    uint8_t language = und_doc_node_language(doc, index);
    const char *mark_end = end;
    if (language != UND_LANGUAGE_NONE && und_mark_bytes(at, end) == 0) /* most lines end with their mark */
        mark_end = joint_before(und_language_at(doc->packs, language), at, end);
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
}

bool und_closing_read(const und_plan *plan, uint32_t id, und_closing *out)
{
    const und_made *made = und_made_of(plan, id);
    if (made != NULL && made->how == UND_MADE_PUT)
        return false;
    if (made != NULL) /* the end of another one, or one once more */
        id = made->of;
    uint32_t line = last_line(plan, id);
    if (line != UINT32_MAX)
        read_line(plan->doc, id - 1, line, out);
    return line != UINT32_MAX;
}

/* ---- the same without a plan ---- */

static bool is_child(const und_doc *doc, uint32_t index)
{
    return (und_doc_stored(doc, index)->flags & UND_NODE_CHILD) != 0;
}

/* The last line of a node's own text, without what interrupts it; UINT32_MAX: it has none. */
static uint32_t last_line_of(const und_doc *doc, uint32_t index)
{
    uint32_t first = und_doc_first(doc, index), child = index, count = und_nodes_count(&doc->nodes);
    while (child + 1 < count && is_child(doc, child + 1))
        child++;
    for (uint32_t line = und_doc_own_end(doc, index); line > first;) {
        line--;
        while (child > index && und_doc_first(doc, child) > line)
            child--;
        if (child > index && und_doc_stored(doc, child)->kind != UND_KIND_SUBPARAGRAPH &&
            line < und_doc_own_end(doc, child) && und_doc_first(doc, child) > first) {
            line = und_doc_first(doc, child);
            continue;
        }
        und_bytes text = und_lines_text(&doc->lines, line);
        if (und_trim_end(text.at, text.at + text.length) > text.at)
            return line;
    }
    return UINT32_MAX;
}

bool und_closing_of(const und_doc *doc, uint32_t index, und_closing *out)
{
    uint32_t line = last_line_of(doc, index);
    if (line != UINT32_MAX)
        read_line(doc, index, line, out);
    return line != UINT32_MAX;
}
