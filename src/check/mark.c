/* The marks that close clauses: a resolution is one sentence. Preambular paragraphs end with a comma, operative ones with a
 * semicolon, the last of them with a full stop, and what has a list below it with a colon. What a text does otherwise
 * throughout is its own custom. */
#include "check/custom.h"

#include "text/utf8.h"
#include "write/closing.h"

#include <string.h>

/* A clause, and what closes it. */
typedef struct clause {
    uint32_t index;
    und_closing own;  /* of its own text */
    und_closing all;  /* of it and its lists */
    uint8_t kind;     /* UND_KIND_PREAMBULAR or UND_KIND_OPERATIVE */
    bool list;        /* it has a list below it */
    bool section_end; /* a heading follows it */
    bool unsure;      /* what closes it may not be its own: printing left it, or the items of its list have no marks */
} clause;

typedef struct marks {
    und_check_run *run;
    und_doc *doc;
    const und_numbering *n;
    clause *at; /* of one part, in order */
    size_t count;
} marks;

/* The clauses of one part: of `at` of und_clause_marks. */
typedef struct part {
    size_t from, to;
} part;

/* What all rules about marks share: the clauses of the parts that they are about, and what closes each. */
struct und_clause_marks {
    clause *at;
    size_t count, room;
    part *parts;
    size_t part_count, part_room;
};

/* ---- the clauses of a part ---- */

static bool is_clause(uint8_t kind)
{
    return kind == UND_KIND_PREAMBULAR || kind == UND_KIND_OPERATIVE;
}

/* The last node of a clause's lists that has text of its own; itself where it has none. */
static uint32_t last_of(const marks *m, uint32_t index, bool *list)
{
    uint32_t last = index, end = und_numbering_end(m->doc, m->n, index);
    *list = false;
    for (uint32_t i = index + 1; i < end; i++) {
        uint8_t kind = und_doc_stored(m->doc, i)->kind;
        if (kind == UND_KIND_SUBPARAGRAPH || kind == UND_KIND_PARAGRAPH) {
            last = i;
            *list = *list || kind == UND_KIND_SUBPARAGRAPH;
        }
    }
    return last;
}

/* Whether the clause's words stand in its first sub-paragraph: "1. (a) Requests". */
static bool is_inner(const marks *m, uint32_t index)
{
    return index + 1 < m->n->node_count && (und_doc_stored(m->doc, index + 1)->flags & UND_NODE_INNER) != 0;
}

/* ---- what cannot be told ---- */

/* Bytes of what a page break cut off that are no words of the clause: "ibid.", "et". */
#define TAIL_LEAST 24u

/* Whether a clause ends in another block than it began in, and that one does not go on with its sentence: a footnote, a date,
 * the head of a page. */
static bool has_strange_tail(const und_doc *doc, uint32_t index, uint32_t line)
{
    uint32_t start = line, first = und_doc_text_line(doc, index);
    while (start > first && und_doc_line(doc, start - 1).length > 0)
        start--;
    if (start <= first)
        return false;
    und_bytes text = und_doc_line(doc, start);
    size_t at = 0;
    while (at < text.length && (text.at[at] == ' ' || text.at[at] == '\t'))
        at++;
    uint32_t bytes, point = at < text.length ? und_utf8_decode(text.at + at, text.at + text.length, &bytes) : 0;
    return (start == line && text.length - at < TAIL_LEAST) || und_is_upper(point) || !und_is_letter(point);
}

/* Whether what comes after a clause goes on with its sentence: a page break parted them. */
static bool goes_on_after(const marks *m, uint32_t index)
{
    for (uint32_t next = und_numbering_end(m->doc, m->n, index); next < m->n->node_count; next++) {
        uint8_t kind = und_doc_stored(m->doc, next)->kind;
        if (kind == UND_KIND_FOOTNOTE || kind == UND_KIND_FURNITURE)
            continue;
        und_bytes line = und_doc_line(m->doc, und_doc_first(m->doc, next));
        if (line.length > 0 && *line.at == '*')
            continue; /* a footnote of the title, at the foot of the first page */
        if (kind != UND_KIND_PARAGRAPH && kind != UND_KIND_HEADING)
            return false;
        uint32_t bytes, text = und_line_text_of(m->doc->lexicon, line).text;
        return text + TAIL_LEAST < line.length &&
               und_is_lower(und_utf8_decode(line.at + text, line.at + line.length, &bytes));
    }
    return false;
}

/* Whether the items of a list have no marks of their own: the points of an agenda, names. */
static bool is_bare_list(const marks *m, uint32_t last, und_end end)
{
    const und_counted *c = &m->n->nodes[last];
    und_closing before;
    if (c->sequence == UND_NO_SEQUENCE || c->ordinal == 0 || (end != UND_END_NONE && end != UND_END_STOP))
        return false;
    uint32_t other = m->n->members[m->n->sequences[c->sequence].at + c->ordinal - 1];
    return und_closing_of(m->doc, other, &before) && before.end == end;
}

/* Whether a square bracket closes before the mark, or in its place: while that stands, what closes the clause is not agreed. */
static bool ends_in_bracket(const und_doc *doc, const und_closing *closing)
{
    und_bytes text = und_doc_line(doc, closing->line);
    return closing->from > 0 && closing->from <= text.length && text.at[closing->from - 1] == ']';
}

static bool read_clause(const marks *m, uint32_t index, clause *out)
{
    clause one = {.index = index, .kind = und_doc_stored(m->doc, index)->kind};
    uint32_t last = last_of(m, index, &one.list);
    if (!und_closing_of(m->doc, index, &one.own) || !und_closing_of(m->doc, last, &one.all))
        return false;
    und_bytes first = und_doc_line(m->doc, und_doc_first(m->doc, index));
    one.unsure = (first.length > 0 && *first.at == '*') || has_strange_tail(m->doc, last, one.all.line) ||
                 is_bare_list(m, last, one.all.end) || goes_on_after(m, index) || ends_in_bracket(m->doc, &one.all);
    if (is_inner(m, index))
        one.list = false;
    uint32_t next = und_numbering_end(m->doc, m->n, index);
    one.section_end = next < m->n->node_count && und_doc_stored(m->doc, next)->kind == UND_KIND_HEADING;
    *out = one;
    return true;
}

/* ---- findings ---- */

static const char *name_of(und_end end)
{
    switch (end) {
    case UND_END_COMMA: return "a comma";
    case UND_END_SEMICOLON: return "a semicolon";
    case UND_END_COLON: return "a colon";
    case UND_END_STOP: return "a full stop";
    default: return "no mark";
    }
}

/* The spaces that stand before a semicolon or a colon in the text, as in French; `*shown`: there is one of them at all. */
static und_bytes space_before_marks(const marks *m, bool *shown)
{
    *shown = false;
    for (size_t i = 0; i < m->count; i++) {
        const und_closing *all[] = {&m->at[i].own, &m->at[i].all};
        for (size_t n = 0; n < 2; n++) {
            if (all[n]->end != UND_END_SEMICOLON && all[n]->end != UND_END_COLON)
                continue;
            und_bytes line = und_doc_line(m->doc, all[n]->line);
            uint32_t from = all[n]->from, to = from;
            while (to < all[n]->mark_end && strchr(" \xc2\xa0\xe2\x80\xaf", line.at[to]) != NULL)
                to++;
            *shown = true;
            return (und_bytes){line.at + from, to - from};
        }
    }
    return (und_bytes){"", 0};
}

/* Puts the mark as the text writes it elsewhere, else as its script does. What stands before a semicolon and a colon differs
 * from language to language and from year to year: where the text shows neither, none is put. */
static void put_mark(marks *m, und_end end, uint8_t language, und_text *words)
{
    static const char *const marks_of[][4] = {[UND_SCRIPT_LATIN] = {",", ";", ":", "."},
                                              [UND_SCRIPT_CYRILLIC] = {",", ";", ":", "."},
                                              [UND_SCRIPT_ARABIC] = {"،", "؛", ":", "."},
                                              [UND_SCRIPT_HAN] = {"，", "；", "：", "。"}};
    if (language == UND_LANGUAGE_NONE || end < UND_END_COMMA || end > UND_END_STOP)
        return;
    uint8_t script = und_language_at(m->doc->packs, language)->script;
    if (end == UND_END_SEMICOLON || end == UND_END_COLON) {
        bool shown;
        und_bytes space = space_before_marks(m, &shown);
        if (!shown && script == UND_SCRIPT_LATIN)
            return;
        und_text_put(words, space);
    }
    und_text_put_words(words, marks_of[script][end - UND_END_COMMA]);
}

/* "this … ends with a semicolon; a comma closes …". */
static void find_mark(marks *m, uint32_t index, const und_closing *closing, und_end wanted, const char *what,
                      const char *custom)
{
    und_text *words = &m->run->findings->words;
    size_t message = words->length;
    und_text_put_words(words, what);
    und_text_put_words(words, " ends with ");
    und_text_put_words(words, name_of(closing->end));
    und_text_put_words(words, ": ");
    und_text_put_words(words, custom);
    und_bytes line = und_doc_line(m->doc, closing->line);
    uint32_t from = closing->from, to = closing->mark_end;
    while (from < to &&
           (line.at[from] == ' ' || (unsigned char)line.at[from] == 0xc2 || (unsigned char)line.at[from] == 0xa0))
        from++;
    und_range mark = {{closing->line, closing->from}, {closing->line, closing->mark_end}};
    und_range shown = {{closing->line, from}, {closing->line, to}};
    if (from == to) { /* no mark: the last character shows the place */
        while (from > 0 && ((unsigned char)line.at[--from] & 0xc0u) == 0x80)
            ;
        shown.from.column = from;
    }
    und_find(m->run, shown, message);
    size_t title = words->length;
    und_text_put_words(words, "End it with ");
    und_text_put_words(words, name_of(wanted));
    size_t text = words->length;
    put_mark(m, wanted, und_doc_node_language(m->doc, index), words);
    if (words->length > text)
        und_offer(m->run, mark, title, text, words->length);
}

/* ---- the custom of the text ---- */

static bool is_kind(const marks *m, size_t i, uint8_t kind)
{
    return m->at[i].kind == kind;
}

/* What stands without a number before paragraph 1 is of the preamble, whatever its mark says: where a verb may open either
 * part, the mark decides. */
static void settle_kinds(marks *m)
{
    size_t first = 0;
    while (first < m->count && UND_LABEL_VALUE(m->n->nodes[m->at[first].index].label) != 1)
        first++;
    for (size_t i = 0; i < first && first < m->count; i++)
        if (m->n->nodes[m->at[i].index].label == 0)
            m->at[i].kind = UND_KIND_PREAMBULAR;
}

static size_t last_operative(const marks *m)
{
    size_t last = m->count;
    while (last > 0 && !is_kind(m, last - 1, UND_KIND_OPERATIVE))
        last--;
    return last; /* + 1; 0: there is none */
}

/* Of the clauses of a kind, the last operative one and ends of sections aside: how many close with that mark, and how many
 * do not. */
static void count_marks(const marks *m, uint8_t kind, und_end end, size_t *with, size_t *without)
{
    size_t last = last_operative(m);
    *with = *without = 0;
    for (size_t i = 0; i < m->count; i++) {
        if (!is_kind(m, i, kind) || (kind == UND_KIND_OPERATIVE && (i + 1 == last || m->at[i].section_end)))
            continue;
        *with += m->at[i].all.end == end;
        *without += m->at[i].all.end != end;
    }
}

/* Whether it is told apart where the preamble ends: the operative paragraphs are numbered, or there is one alone. */
static bool is_clear(const marks *m)
{
    size_t numbered = 0, bare = 0;
    for (size_t i = 0; i < m->count; i++) {
        bool operative = is_kind(m, i, UND_KIND_OPERATIVE);
        numbered += operative && m->n->nodes[m->at[i].index].label > 0;
        bare += operative && m->n->nodes[m->at[i].index].label == 0;
    }
    return bare == 0 || (numbered == 0 && bare == 1) || numbered > 3 * bare;
}

/* ---- the rules, each of the clauses of one part ---- */

static void check_preambular(marks *m)
{
    size_t commas, others;
    count_marks(m, UND_KIND_PREAMBULAR, UND_END_COMMA, &commas, &others);
    if (others > 1 && commas <= 2 * others)
        return;
    for (size_t i = 0; i < m->count; i++) {
        const clause *one = &m->at[i];
        bool typed = i + 1 == m->count && one->all.end == UND_END_NONE; /* the end of a draft: it is being written */
        bool right = one->all.end == UND_END_COMMA || one->all.end == UND_END_COLON || typed;
        if (is_kind(m, i, UND_KIND_PREAMBULAR) && !right && !one->unsure)
            find_mark(m, one->index, &one->all, UND_END_COMMA, "the preambular paragraph",
                      "preambular paragraphs end with a comma");
    }
}

static void check_operative(marks *m)
{
    size_t semicolons, others, last = last_operative(m);
    count_marks(m, UND_KIND_OPERATIVE, UND_END_SEMICOLON, &semicolons, &others);
    if (semicolons == 0 || (others > 1 && semicolons <= 2 * others))
        return;
    for (size_t i = 0; i + 1 < last; i++) {
        const clause *one = &m->at[i];
        und_end end = one->all.end;
        if (!is_kind(m, i, UND_KIND_OPERATIVE) || end == UND_END_SEMICOLON || end == UND_END_COLON)
            continue;
        if (one->unsure || (one->section_end && end == UND_END_STOP))
            continue;
        find_mark(m, one->index, &one->all, UND_END_SEMICOLON, "the paragraph",
                  "operative paragraphs but the last one end with a semicolon");
    }
}

/* Bytes of a line that is no sentence: a day, a meeting that conversion took apart. */
#define SHORT_LINE 60u

static bool is_no_sentence(const und_doc *doc, uint32_t index)
{
    und_closing closing;
    return und_closing_of(doc, index, &closing) && closing.end == UND_END_NONE &&
           und_doc_line(doc, closing.line).length < SHORT_LINE;
}

/* Whether a text goes on after a part, or ends there as resolutions end: what follows is a line of adoption, a day, an
 * annex, another title, or nothing. */
static bool ends_here(const marks *m, uint32_t index)
{
    uint32_t next = und_numbering_end(m->doc, m->n, index);
    while (next < m->n->node_count) {
        uint8_t kind = und_doc_stored(m->doc, next)->kind;
        if (kind != UND_KIND_FOOTNOTE && kind != UND_KIND_FURNITURE)
            return kind == UND_KIND_ADOPTION || kind == UND_KIND_HEADING || kind == UND_KIND_ANNEX ||
                   kind == UND_KIND_TITLE || kind == UND_KIND_SUBJECT || kind == UND_KIND_SIGNATURE ||
                   (kind == UND_KIND_PARAGRAPH && is_no_sentence(m->doc, next));
        next++;
    }
    return true;
}

static void check_last(marks *m)
{
    size_t last = last_operative(m);
    if (last == 0 || last != m->count)
        return;
    const clause *one = &m->at[last - 1];
    und_end end = one->all.end;
    if (end == UND_END_STOP || end == UND_END_COLON || one->unsure || !ends_here(m, one->index))
        return;
    find_mark(m, one->index, &one->all, UND_END_STOP, "the last paragraph", "a resolution ends with a full stop");
}

static void check_colon(marks *m)
{
    size_t semicolons, others;
    count_marks(m, UND_KIND_OPERATIVE, UND_END_SEMICOLON, &semicolons, &others);
    if (semicolons < others)
        return; /* no resolution in one sentence */
    for (size_t i = 0; i < m->count; i++) {
        const clause *one = &m->at[i];
        if (one->list && one->own.end != UND_END_COLON)
            find_mark(m, one->index, &one->own, UND_END_COLON, "what stands before the list",
                      "a list is introduced with a colon");
    }
}

/* ---- all parts ---- */

/* Keeps the clauses from `from` on as those of a part; lets go of them where it is not clear what they are. False: memory ran
 * out. */
static bool end_part(struct und_clause_marks *all, marks *m, size_t from)
{
    m->at = all->at + from;
    m->count = all->count - from;
    if (m->count == 0)
        return true;
    settle_kinds(m);
    if (is_clear(m))
        return UND_PUSH(m->doc->allocator, all->parts, all->part_count, all->part_room, (part){from, all->count});
    all->count = from;
    return true;
}

/* Reads the clauses of all parts that keep the custom. False: memory ran out. */
static bool read_parts(struct und_clause_marks *all, marks *m)
{
    const und_doc *doc = m->doc;
    und_organ organ = UND_ORGAN_NONE;
    uint32_t number = 0;
    size_t from = 0;
    for (uint32_t i = 0; i < m->n->node_count; i++) {
        clause one;
        if (m->n->nodes[i].part != number) {
            if (!end_part(all, m, from))
                return false;
            number = m->n->nodes[i].part;
            from = all->count;
            organ = UND_ORGAN_NONE;
        }
        if (und_doc_stored(doc, i)->kind != UND_KIND_HEADING) /* the sentence goes on over it */
            organ = und_organ_after(doc, i, organ);
        if (is_clause(und_doc_stored(doc, i)->kind) && und_keeps_marks(doc, i, organ) && read_clause(m, i, &one) &&
            !UND_PUSH(doc->allocator, all->at, all->count, all->room, one))
            return false;
    }
    return end_part(all, m, from);
}

/* What the rules share, read at the first of them; NULL: memory ran out. */
static const struct und_clause_marks *marks_of(marks *m)
{
    und_check_run *run = m->run;
    if (run->marks != NULL)
        return run->marks;
    struct und_clause_marks *all = und_resize(m->doc->allocator, NULL, 0, sizeof *all);
    if (all == NULL)
        return NULL;
    memset(all, 0, sizeof *all);
    run->marks = all;
    bool ok = true, wanted = und_counts_for_itself(m->doc) && !und_is_older(run, &ok);
    return ok && (!wanted || read_parts(all, m)) ? all : NULL;
}

void und_clause_marks_close(und_check_run *run)
{
    const und_allocator *allocator = run->doc->allocator;
    if (run->marks == NULL)
        return;
    und_free(allocator, run->marks->at, run->marks->room * sizeof(clause));
    und_free(allocator, run->marks->parts, run->marks->part_room * sizeof(part));
    und_free(allocator, run->marks, sizeof *run->marks);
    run->marks = NULL;
}

static bool check_parts(und_check_run *run, void (*rule)(marks *m))
{
    marks m = {.run = run, .doc = run->doc, .n = und_numbering_of(run->doc)};
    const struct und_clause_marks *all = m.n == NULL ? NULL : marks_of(&m);
    for (size_t i = 0; all != NULL && i < all->part_count; i++) {
        m.at = all->at + all->parts[i].from;
        m.count = all->parts[i].to - all->parts[i].from;
        rule(&m);
    }
    return all != NULL;
}

bool und_rule_mark_preambular(und_check_run *run)
{
    return check_parts(run, check_preambular);
}

bool und_rule_mark_operative(und_check_run *run)
{
    return check_parts(run, check_operative);
}

bool und_rule_mark_last(und_check_run *run)
{
    return check_parts(run, check_last);
}

bool und_rule_mark_colon(und_check_run *run)
{
    return check_parts(run, check_colon);
}
