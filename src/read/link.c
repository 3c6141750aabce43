#include "read/link.h"

#include "text/utf8.h"

#include <string.h>

/* Bytes between "of" and the resolution that it leads to: "of Economic and Social Council resolution 2020/1". */
#define NAME_BYTES 72u
/* Bytes between words without an "of" and what they are a part of: "пункте 3 своей резолюции 73/1". */
#define NEAR_BYTES 48u
/* Parts one after another: "paragraph 3 of section II of the annex to resolution 73/1". */
#define PARTS_MOST 3u

typedef struct linker {
    und_references *references;
    const und_language *language;
    const und_flow *flow;
    und_bytes text; /* folded */
    bool with_of;   /* the language has a word for "of" */
} linker;

static size_t after_spaces(und_bytes text, size_t at)
{
    while (at < text.length && text.at[at] == ' ')
        at++;
    return at;
}

/* The end of the words of that kind at `at`; `at`: none stand there. */
static size_t after_word(const linker *l, und_reference_word word, size_t at)
{
    size_t last;
    (void)und_match_word(l->language, word, l->text, at, &last);
    return last;
}

/* Whether the language has a word for "of". */
static bool has_of(const und_language *language)
{
    const und_term_key key = UND_TERM_REFERENCE_WORD;
    for (uint32_t i = language->first[key]; i < language->first[key + 1]; i++)
        if (language->terms[i].value == UND_WORD_OF)
            return true;
    return false;
}

/* Whether nothing but words stands in bytes [first, last) of the normal text. */
static bool is_words(const linker *l, uint32_t first, uint32_t last)
{
    for (uint32_t i = first; i < last; i++)
        if (strchr(".,;:()[]\"/", l->flow->text[i]) != NULL || l->flow->text[i] == '\0')
            return false;
    return true;
}

/* Whether a reference names a document, and not a part of one. */
static bool is_document(und_reference_type type)
{
    return type == UND_REFERENCE_RESOLUTION || type == UND_REFERENCE_DECISION || type == UND_REFERENCE_SYMBOL;
}

static bool is_part(und_reference_type type)
{
    return type == UND_REFERENCE_PARAGRAPH || type == UND_REFERENCE_ARTICLE || type == UND_REFERENCE_ANNEX;
}

/* The first reference after the n-th that begins at `at` of the normal text or later, over words alone, within `most`
 * bytes; UND_NO_REFERENCE. */
static uint32_t next_reference(const linker *l, uint32_t n, uint32_t at, uint32_t most)
{
    for (uint32_t i = n + 1; i < l->references->count; i++) {
        const und_flow_reference *next = &l->references->at[i];
        if (next->first < at)
            continue;
        bool fits = next->first - at <= most && is_words(l, at, next->first) &&
                    (is_document(next->type) || is_part(next->type));
        return fits ? i : UND_NO_REFERENCE;
    }
    return UND_NO_REFERENCE;
}

static void join(linker *l, uint32_t n, uint32_t other)
{
    und_flow_reference *reference = &l->references->at[n];
    const und_flow_reference *whole = &l->references->at[other];
    reference->in = other;
    reference->where =
        is_document(whole->type) || whole->type == UND_REFERENCE_FOOTNOTE ? UND_WHERE_ELSEWHERE : whole->where;
}

/* After the name of a part of a document and its label, "section II.B"; `at`: none stands there. */
static size_t after_part(const linker *l, size_t at)
{
    size_t last = after_word(l, UND_WORD_PART, at);
    if (last == at)
        return at;
    /* The label is a short word with figures or a capital in it; without one the part is the whole of its kind. */
    size_t here = after_spaces(l->text, last), end = here;
    while (end < l->text.length && end - here < 8 && strchr(" ,;:()", l->text.at[end]) == NULL)
        end++;
    uint32_t from = und_flow_back(l->flow, here);
    char c = from < l->flow->length ? l->flow->text[from] : '\0';
    bool label = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z');
    return label && here > last ? end : last;
}

/* What follows the reference says what it is a part of. */
static bool link_forwards(linker *l, uint32_t n)
{
    und_flow_reference *reference = &l->references->at[n];
    size_t at = after_spaces(l->text, reference->folded_last);
    const bool with_of = l->with_of;
    if (after_word(l, UND_WORD_DOCUMENT, at) > at) {
        reference->where = UND_WHERE_ELSEWHERE; /* "paragraph 3 thereof" */
        return true;
    }
    if (with_of && at < l->text.length && l->text.at[at] == ',')
        at = after_spaces(l->text, at + 1);
    size_t joined = at;
    if (!with_of && und_match_and(l->language, l->text, &joined))
        return false;
    for (unsigned parts = 0; parts < PARTS_MOST; parts++) {
        size_t here = after_word(l, UND_WORD_OF, at);
        if (here == at && (reference->type == UND_REFERENCE_ANNEX || parts > 0))
            here = after_word(l, UND_WORD_ANNEXED, at);
        if (with_of && here == at)
            return false;
        here = after_spaces(l->text, here);
        if (after_word(l, UND_WORD_PRESENT, here) > here) {
            reference->where = UND_WHERE_HERE;
            return true;
        }
        uint32_t normal = und_flow_back(l->flow, here);
        uint32_t next = next_reference(l, n, normal, with_of ? NAME_BYTES : NEAR_BYTES);
        bool near = next != UND_NO_REFERENCE &&
                    (is_document(l->references->at[next].type) || l->references->at[next].first - normal <= 4u);
        size_t part = after_part(l, here);
        if (part > here && !(near && l->references->at[next].first <= und_flow_back(l->flow, part))) {
            at = after_spaces(l->text, part);
            continue;
        }
        if (near) {
            join(l, n, next);
            return true;
        }
        size_t word = here;
        for (unsigned words = 0; words < 4 && !with_of; words++) {
            if (after_word(l, UND_WORD_DOCUMENT, word) > word) {
                reference->where = UND_WHERE_ELSEWHERE;
                return true;
            }
            const char *space = word < l->text.length ? memchr(l->text.at + word, ' ', l->text.length - word) : NULL;
            if (space == NULL ||
                !is_words(l, und_flow_back(l->flow, word), und_flow_back(l->flow, (size_t)(space - l->text.at))))
                return false;
            word = (size_t)(space - l->text.at) + 1;
        }
        if (with_of)
            reference->where = UND_WHERE_ELSEWHERE;
        return with_of;
    }
    return false;
}

/* Whether the bytes between two references join them: "A/75/697, annex, para. 3"; in Chinese nothing stands there. */
static bool adjoins(const linker *l, const und_flow_reference *before, const und_flow_reference *after)
{
    und_bytes text = l->text;
    uint32_t at = before->last, comma = 0;
    if (after->first - at > NEAR_BYTES)
        return false;
    if (l->language->script == UND_SCRIPT_HAN && at == after->first)
        return true;
    static const char arabic[] = "،";
    while (at < after->first) {
        bool other =
            after->first - at >= sizeof arabic - 1 && memcmp(l->flow->text + at, arabic, sizeof arabic - 1) == 0;
        char c = other ? ',' : l->flow->text[at];
        if (c != ' ' && c != ',')
            break;
        comma += c == ',';
        at += other ? (uint32_t)sizeof arabic - 1 : 1;
    }
    if (at == after->first)
        return comma == 1;
    /* A part between commas, or right before in Chinese. */
    size_t folded = after->folded_first;
    while (folded > 0 && und_flow_back(l->flow, folded) > at)
        folded--;
    size_t end = after_part(l, folded);
    while (end < text.length && (text.at[end] == ' ' || text.at[end] == ','))
        end++;
    return end > folded && end == after->folded_first && (comma == 1 || l->language->script == UND_SCRIPT_HAN);
}

/* What stands right before the reference is the document that it is a part of. */
static bool link_backwards(linker *l, uint32_t n)
{
    und_flow_reference *reference = &l->references->at[n];
    uint32_t before = n;
    if (n == 0)
        return false;
    before--;
    const und_flow_reference *at = &l->references->at[before];
    if (!adjoins(l, at, reference))
        return false;
    /* "resolution 73/1 of 5 October 2018, paragraph 3" */
    if (at->type == UND_REFERENCE_DATE && before > 0 && at->first - l->references->at[before - 1].last <= NEAR_BYTES &&
        is_words(l, l->references->at[before - 1].last, at->first))
        at = &l->references->at[--before];
    bool sub = l->references->targets[reference->first_target].kind == UND_TARGET_SUBPARAGRAPH;
    bool fits = is_document(at->type) || at->type == UND_REFERENCE_FOOTNOTE ||
                (at->type == UND_REFERENCE_ARTICLE && reference->type == UND_REFERENCE_PARAGRAPH) ||
                (at->type == UND_REFERENCE_ANNEX && reference->type != UND_REFERENCE_ANNEX) ||
                (at->type == UND_REFERENCE_PARAGRAPH && sub);
    if (fits)
        join(l, n, before);
    return fits;
}

/* In Chinese the document stands before its part: 《宣言》第2段, 报告第237段. */
static void link_han(linker *l, uint32_t n)
{
    und_flow_reference *reference = &l->references->at[n];
    size_t at = reference->folded_first;
    while (at > 0 && l->text.at[at - 1] == ' ')
        at--;
    static const char close[] = "》";
    if (at >= sizeof close - 1 && memcmp(l->text.at + at - (sizeof close - 1), close, sizeof close - 1) == 0) {
        reference->where = UND_WHERE_ELSEWHERE;
        return;
    }
    const und_term_key key = UND_TERM_REFERENCE_WORD;
    for (uint32_t i = l->language->first[key]; i < l->language->first[key + 1]; i++) {
        und_bytes term = und_term_folded(l->language, &l->language->terms[i]);
        size_t start = reference->folded_first;
        bool before = term.length <= at && memcmp(l->text.at + at - term.length, term.at, term.length) == 0;
        bool within = term.length <= l->text.length - start && memcmp(l->text.at + start, term.at, term.length) == 0;
        if (l->language->terms[i].value == UND_WORD_PRESENT && (before || within)) {
            reference->where = UND_WHERE_HERE;
            return;
        }
        if (l->language->terms[i].value == UND_WORD_DOCUMENT && before)
            reference->where = UND_WHERE_ELSEWHERE;
    }
}

/* "article 4, paragraph 5, of the Covenant": what is said after the paragraph is said of the article that it is a part of. */
static void link_article(linker *l, uint32_t n)
{
    und_flow_reference *reference = &l->references->at[n], *article = reference - 1;
    if (n == 0 || article->type != UND_REFERENCE_ARTICLE || reference->type != UND_REFERENCE_PARAGRAPH ||
        reference->where != UND_WHERE_ELSEWHERE || article->where != UND_WHERE_UNSAID ||
        article->in != UND_NO_REFERENCE || !adjoins(l, article, reference))
        return;
    article->where = reference->where;
    article->in = reference->in;
    reference->in = n - 1;
}

void und_references_link(und_references *references, const und_language *language, const und_flow *flow)
{
    linker l = {references, language, flow, {flow->folded, flow->folded_length}, has_of(language)};
    /* From the last one, so that what a reference is a part of has its place already. */
    for (uint32_t n = (uint32_t)references->count; n-- > 0;) {
        const und_flow_reference *reference = &references->at[n];
        if (is_part(reference->type) && reference->where == UND_WHERE_UNSAID && language->script != UND_SCRIPT_HAN)
            (void)link_forwards(&l, n);
    }
    for (uint32_t n = 0; n < references->count; n++) {
        link_article(&l, n);
        const und_flow_reference *reference = &references->at[n];
        if (is_part(reference->type) && reference->where == UND_WHERE_UNSAID && reference->in == UND_NO_REFERENCE &&
            !link_backwards(&l, n) && language->script == UND_SCRIPT_HAN)
            link_han(&l, n);
    }
}
