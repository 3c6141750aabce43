#include "check/silence.h"

#include <string.h>

/* ---- what an aside says ---- */

static bool is_space(char c)
{
    return c == ' ' || c == '\t';
}

static bool ends_name(char c)
{
    return is_space(c) || c == ',' || c == ':';
}

/* One comment of a line: where it stands, and what stands between "undoc:" and "-->". */
typedef struct comment {
    und_bytes line; /* whole */
    uint32_t number;
    uint32_t from, to; /* columns: "<" to after ">" */
    uint32_t inside, inside_to;
} comment;

/* The column after "# undoc:". */
static size_t after_name(und_bytes line)
{
    size_t at = 1;
    while (is_space(line.at[at]))
        at++;
    return at + 6;
}

/* The next comment of ours from column `from` on. False: there are no more. */
static bool next_comment(const und_doc *doc, uint32_t line, uint32_t from, comment *out)
{
    static const char name[] = "undoc:";
    und_bytes whole = und_lines_whole(&doc->lines, line);
    bool marked = whole.length > 0 && *whole.at == '#';
    for (size_t at = from; at + 7 <= whole.length; at++) {
        if (whole.at[at] != '<' && !(marked && at == 0))
            continue;
        if (marked && at == 0) {
            *out =
                (comment){whole, line, 0, (uint32_t)whole.length, (uint32_t)after_name(whole), (uint32_t)whole.length};
            return true;
        }
        size_t inside = at + 4, end;
        while (inside < whole.length && is_space(whole.at[inside]))
            inside++;
        inside += sizeof name - 1;
        for (end = inside; end + 3 <= whole.length && memcmp(whole.at + end, "-->", 3) != 0;)
            end++;
        *out = (comment){whole, line, (uint32_t)at, (uint32_t)end + 3, (uint32_t)inside, (uint32_t)end};
        return true;
    }
    return false;
}

static und_range range_of(const comment *c, size_t from, size_t to)
{
    return (und_range){{c->number, (uint32_t)from}, {c->number, (uint32_t)to}};
}

/* The word at `at`, which is moved after it. Empty: there are no more before the reason. */
static und_bytes next_word(const comment *c, size_t *at)
{
    while (*at < c->inside_to && (is_space(c->line.at[*at]) || c->line.at[*at] == ','))
        ++*at;
    size_t from = *at;
    while (*at < c->inside_to && !ends_name(c->line.at[*at]))
        ++*at;
    return (und_bytes){c->line.at + from, *at - from};
}

/* ---- where it holds ---- */

static und_facts facts_at(const und_doc *doc, uint32_t line)
{
    return und_reader_facts(&(und_reader){doc->lexicon, &doc->lines}, line);
}

static bool is_blank(const und_doc *doc, uint32_t line)
{
    und_facts facts = facts_at(doc, line);
    return facts.shape == UND_SHAPE_BLANK && !und_is_aside(facts);
}

/* The node, no child, that the line is of, or the last before it; UND_NO_NODE: none begins there or before. */
#define NO_NODE UINT32_MAX
static uint32_t node_at(const und_doc *doc, uint32_t line)
{
    uint32_t index = und_nodes_from_line(&doc->nodes, line + 1, und_lines_count(&doc->lines));
    while (index > 0 && (und_doc_stored(doc, index - 1)->flags & UND_NODE_CHILD) != 0)
        index--;
    return index == 0 ? NO_NODE : index - 1;
}

/* Whether blank lines are within a node of this kind: what stands between two of them is as much as is meant. */
static bool has_blanks(und_kind kind)
{
    return kind == UND_KIND_MASTHEAD || kind == UND_KIND_SIGNATURE || kind == UND_KIND_TITLE ||
           kind == UND_KIND_ANNEX || kind == UND_KIND_FURNITURE || kind == UND_KIND_ADOPTION;
}

/* The paragraph, or the lines without a blank one, that a line with words is of. */
static void find_passage(const und_doc *doc, uint32_t line, uint32_t *first, uint32_t *last)
{
    uint32_t total = und_lines_count(&doc->lines), node = node_at(doc, line);
    *first = line;
    *last = line + 1;
    if (node == NO_NODE || und_doc_own_end(doc, node) <= line)
        return;
    *first = und_doc_first(doc, node);
    *last = und_doc_own_end(doc, node);
    if (!has_blanks((und_kind)und_doc_stored(doc, node)->kind))
        return;
    uint32_t start = line, end = line + 1;
    while (start > *first && !is_blank(doc, start - 1))
        start--;
    while (end < *last && end < total && !is_blank(doc, end))
        end++;
    *first = start;
    *last = end;
}

/* ---- reading ---- */

void und_silences_open(und_silences *silences, const und_allocator *allocator)
{
    memset(silences, 0, sizeof *silences);
    silences->allocator = allocator;
}

void und_silences_close(und_silences *silences)
{
    und_free(silences->allocator, silences->below, silences->below_room * sizeof(und_silence));
    und_free(silences->allocator, silences->beside, silences->beside_room * sizeof(und_silence));
    und_free(silences->allocator, silences->whole, silences->whole_room * sizeof(und_silence));
    und_silences_open(silences, silences->allocator);
}

/* The lines that an aside alone on `line` holds for: the passage below it, all of it where it stands within. */
static void find_below(und_silences *s, const und_doc *doc, uint32_t line, uint32_t *first, uint32_t *last)
{
    uint32_t total = und_lines_count(&doc->lines), next = line + 1;
    if (line >= s->below_last.next) {
        while (next < total && facts_at(doc, next).shape == UND_SHAPE_BLANK)
            next++;
        s->below_last.next = next;
        s->below_last.first = s->below_last.last = total;
        if (next < total)
            find_passage(doc, next, &s->below_last.first, &s->below_last.last);
    }
    *first = s->below_last.first < line ? s->below_last.first : line;
    *last = s->below_last.last;
}

static void keep(und_silences *s, const und_silence *one, bool beside)
{
    bool kept = one->file ? UND_PUSH(s->allocator, s->whole, s->whole_count, s->whole_room, *one)
                : beside  ? UND_PUSH(s->allocator, s->beside, s->beside_count, s->beside_room, *one)
                          : UND_PUSH(s->allocator, s->below, s->below_count, s->below_room, *one);
    s->failed = s->failed || !kept;
    for (size_t i = 0; one->file && i < sizeof s->rules.bits / sizeof s->rules.bits[0]; i++)
        s->rules.bits[i] |= one->rules.bits[i];
}

/* A finding about words of a comment, and a fix that puts something else in their place. */
static void report(und_findings *findings, uint32_t rule, und_range range, const char *before, und_bytes words,
                   const char *after, const char *right)
{
    und_text *out = &findings->words;
    size_t message = out->length;
    und_text_put_words(out, before);
    und_text_put(out, words);
    und_text_put_words(out, after);
    und_text_put_words(out, right == NULL ? "" : right);
    und_text_put_words(out, right == NULL ? "" : "?");
    und_findings_add(findings, rule, range, message);
    if (right == NULL)
        return;
    size_t title = out->length;
    und_text_put_words(out, "Write ");
    und_text_put_words(out, right);
    size_t text = out->length;
    und_text_put_words(out, right);
    und_findings_offer(findings, range, title, text, out->length);
}

static void read_comment(und_silences *s, const und_doc *doc, const comment *c, und_findings *findings,
                         uint32_t unknown)
{
    size_t at = c->inside;
    und_bytes command = next_word(c, &at);
    size_t from = (size_t)(command.at - c->line.at);
    bool file = und_bytes_equal(command, und_words("off-file"));
    if (!file && !und_bytes_equal(command, und_words("off"))) {
        report(findings, unknown, command.length == 0 ? range_of(c, c->from, c->to) : range_of(c, from, at),
               command.length == 0 ? "" : "“", command,
               command.length == 0 ? "the comment says nothing; expected off or off-file"
                                   : "” says nothing here; expected off or off-file",
               NULL);
        return;
    }
    bool beside = und_lines_at(&doc->lines, c->number)->length > 0;
    und_silence one = {.comment = range_of(c, c->from, c->to), .first = c->number, .file = file};
    one.last = c->number + 1;
    if (!beside && !file)
        find_below(s, doc, c->number, &one.first, &one.last);
    size_t begin = at;
    uint32_t names = 0;
    while (next_word(c, &at).length > 0)
        names++;
    if (names == 0) {
        one.range = one.comment;
        one.alone = true;
        (void)und_rules_named(und_words("*"), &one.rules);
        keep(s, &one, beside);
        return;
    }
    at = begin;
    for (und_bytes name; (name = next_word(c, &at)).length > 0;) {
        one.range = range_of(c, (size_t)(name.at - c->line.at), at);
        one.alone = names == 1;
        if (und_rules_named(name, &one.rules)) {
            keep(s, &one, beside);
            continue;
        }
        const char *near = und_rule_near(name);
        report(findings, unknown, one.range, "no rule is called “", name, near == NULL ? "”" : "”; did you mean ",
               near);
    }
}

void und_silences_read(und_silences *s, const und_doc *doc, und_findings *findings, uint32_t unknown)
{
    s->below_count = s->beside_count = s->whole_count = 0;
    s->failed = false;
    s->rules = s->found = (und_rule_set){{0}};
    s->below_last.next = 0;
    for (size_t i = 0; i < doc->lines.aside_count; i++) {
        uint32_t line = doc->lines.asides[i].line;
        comment c = {.to = und_lines_at(&doc->lines, line)->length};
        while (next_comment(doc, line, c.to, &c))
            read_comment(s, doc, &c, findings, unknown);
    }
}

void und_silences_misplaced(const und_doc *doc, uint32_t index, und_findings *findings, uint32_t unknown)
{
    uint32_t line = und_doc_first(doc, index);
    und_bytes text = und_lines_text(&doc->lines, line), name = und_words("undoc:");
    size_t at = 0;
    while (at < text.length && is_space(text.at[at]))
        at++;
    size_t inside = at + 4;
    if (text.length < inside || memcmp(text.at + at, "<!--", 4) != 0)
        return;
    while (inside < text.length && is_space(text.at[inside]))
        inside++;
    if (text.length - inside < name.length || memcmp(text.at + inside, name.at, name.length) != 0)
        return;
    size_t message = findings->words.length;
    und_text_put_words(&findings->words,
                       "a comment stands at the end of a line or alone on it: here it hides the words after it");
    und_findings_add(findings, unknown, (und_range){{line, (uint32_t)at}, {line, (uint32_t)text.length}}, message);
}

/* ---- asking ---- */

/* The number of the first of a list that begins below `line`. */
static size_t first_below(const und_silence *list, size_t count, uint32_t line)
{
    size_t low = 0, high = count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (list[middle].first <= line)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static bool hold_whole(und_silences *s, uint32_t rule)
{
    if (!und_rule_set_has(&s->rules, rule))
        return false;
    und_rule_set_add(&s->found, rule);
    return true;
}

bool und_silences_hold(und_silences *s, uint32_t rule, uint32_t line)
{
    bool held = hold_whole(s, rule);
    /* Passages follow each other: one that ends before the line has none before it that does not. */
    for (size_t i = first_below(s->below, s->below_count, line); i > 0; i--) {
        und_silence *one = &s->below[i - 1];
        if (one->last <= line)
            break;
        if (und_rule_set_has(&one->rules, rule))
            held = one->used = true;
    }
    for (size_t i = first_below(s->beside, s->beside_count, line); i > 0 && s->beside[i - 1].first == line; i--)
        if (und_rule_set_has(&s->beside[i - 1].rules, rule))
            held = s->beside[i - 1].used = true;
    return held;
}

/* ---- what silences nothing ---- */

/* What is to be taken out of the text so that a name is gone: the comment, its line where it is alone there; else the name. */
static und_range range_to_go(const und_doc *doc, const und_silence *one)
{
    uint32_t line = one->range.from.line, length = und_lines_at(&doc->lines, line)->length;
    und_bytes whole = und_lines_whole(&doc->lines, line);
    und_range go = one->alone ? one->comment : one->range;
    uint32_t before = 0;
    while (before < one->comment.from.column && is_space(whole.at[before]))
        before++;
    if (one->alone && one->comment.to.column >= whole.length && before == one->comment.from.column)
        return (und_range){{line, 0}, {line + 1, 0}};
    while (go.from.column > length && is_space(whole.at[go.from.column - 1]))
        go.from.column--;
    return go;
}

static void report_unused(const und_silence *one, const und_doc *doc, und_findings *findings, uint32_t unused)
{
    und_text *out = &findings->words;
    size_t message = out->length;
    und_bytes whole = und_lines_whole(&doc->lines, one->range.from.line);
    bool named = one->range.from.column != one->comment.from.column;
    und_bytes name = {whole.at + one->range.from.column, one->range.to.column - one->range.from.column};
    und_text_put_words(out, named ? "“" : "the comment");
    und_text_put(out, named ? name : (und_bytes){"", 0});
    und_text_put_words(out, named ? "” silences nothing " : " silences nothing ");
    und_text_put_words(out, one->file                                                     ? "in this document"
                            : und_lines_at(&doc->lines, one->range.from.line)->length > 0 ? "in this line"
                                                                                          : "in what stands below");
    und_findings_add(findings, unused, one->range, message);
    size_t title = out->length;
    und_text_put_words(out, "Remove it");
    size_t text = out->length;
    und_findings_offer(findings, range_to_go(doc, one), title, text, text);
}

static bool shares(const und_rule_set *a, const und_rule_set *b)
{
    uint64_t both = 0;
    for (size_t i = 0; i < sizeof a->bits / sizeof a->bits[0]; i++)
        both |= a->bits[i] & b->bits[i];
    return both != 0;
}

void und_silences_end(und_silences *s, const und_doc *doc, und_findings *findings, uint32_t unused)
{
    for (size_t i = 0; i < s->whole_count; i++)
        if (!shares(&s->whole[i].rules, &s->found))
            report_unused(&s->whole[i], doc, findings, unused);
    for (size_t i = 0; i < s->below_count; i++)
        if (!s->below[i].used)
            report_unused(&s->below[i], doc, findings, unused);
    for (size_t i = 0; i < s->beside_count; i++)
        if (!s->beside[i].used)
            report_unused(&s->beside[i], doc, findings, unused);
}

/* ---- silencing ---- */

/* Where a name may be put into a comment of this kind: before its end. False: it names none, or has a reason. */
static bool has_room(const comment *c, bool file, uint32_t *column)
{
    size_t at = c->inside;
    if (!und_bytes_equal(next_word(c, &at), und_words(file ? "off-file" : "off")))
        return false;
    size_t end = 0;
    while (next_word(c, &at).length > 0)
        end = at;
    *column = (uint32_t)end;
    return end > 0 && at == c->inside_to;
}

static bool find_room(const und_doc *doc, uint32_t line, bool file, und_range *out)
{
    uint32_t column;
    comment c = {.to = und_lines_at(&doc->lines, line)->length};
    while (und_lines_has_aside(&doc->lines, line) && next_comment(doc, line, c.to, &c))
        if (has_room(&c, file, &column)) {
            *out = (und_range){{line, column}, {line, column}};
            return true;
        }
    return false;
}

/* Puts a name into a comment that is there. */
static und_range put_name(und_range range, const char *code, und_text *out)
{
    und_text_put_words(out, " ");
    und_text_put_words(out, code);
    return range;
}

static void put_comment(und_text *out, bool markup, const char *command, const char *code)
{
    und_text_put_words(out, markup ? "# undoc: " : "<!-- undoc: ");
    und_text_put_words(out, command);
    und_text_put_words(out, " ");
    und_text_put_words(out, code);
    und_text_put_words(out, markup ? "" : " -->");
}

/* RES-Markup, whose first line is "%RES 1.0", has comments of its own, a line each. */
static bool is_markup(const und_doc *doc)
{
    und_bytes first = und_lines_text(&doc->lines, 0);
    return first.length > 4 && memcmp(first.at, "%RES", 4) == 0;
}

/* Whether the first line of a file must stay the first: that of RES-Markup, or of the fields before Markdown. */
static bool begins_with_mark(const und_doc *doc)
{
    und_bytes first = und_lines_text(&doc->lines, 0);
    return (first.length > 0 && *first.at == '%') || (first.length == 3 && memcmp(first.at, "---", 3) == 0);
}

static und_range edit_whole(const und_doc *doc, const char *code, und_text *out)
{
    und_range room;
    for (size_t i = 0; i < doc->lines.aside_count; i++)
        if (find_room(doc, doc->lines.asides[i].line, true, &room))
            return put_name(room, code, out);
    if (!begins_with_mark(doc)) {
        put_comment(out, false, "off-file", code);
        und_text_put_words(out, "\n");
        return (und_range){{0, 0}, {0, 0}};
    }
    uint32_t last = und_lines_count(&doc->lines) - 1;
    und_place end = {last, (uint32_t)und_lines_whole(&doc->lines, last).length};
    und_text_put_words(out, "\n");
    put_comment(out, is_markup(doc), "off-file", code);
    return (und_range){end, end};
}

und_range und_silence_edit(const und_doc *doc, const char *code, und_place at, bool whole, und_text *out)
{
    und_range room;
    uint32_t first, last;
    if (whole)
        return edit_whole(doc, code, out);
    find_passage(doc, at.line, &first, &last);
    if (find_room(doc, at.line, false, &room) ||
        (first > 0 && und_is_aside(facts_at(doc, first - 1)) && find_room(doc, first - 1, false, &room)))
        return put_name(room, code, out);
    /* A paragraph of one line has it at its end, and takes it wherever it goes; one that is wrapped, above. */
    bool markup = is_markup(doc);
    if (last - first == 1 && !markup) {
        und_place end = {at.line, (uint32_t)und_lines_whole(&doc->lines, at.line).length};
        und_text_put_words(out, " ");
        put_comment(out, false, "off", code);
        return (und_range){end, end};
    }
    put_comment(out, markup, "off", code);
    und_text_put_words(out, "\n");
    return (und_range){{first, 0}, {first, 0}};
}
