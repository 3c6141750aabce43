/* Labels that do not go on from the one before: numbers left out, repeated, slipped; a label that is written otherwise than
 * its neighbours, and a clause that lost its number. */
#include "check/custom.h"

#include "text/utf8.h"

#include <string.h>

/* What is wrong with a member of a sequence. */
typedef enum fault {
    FAULT_NONE,
    FAULT_GAP,    /* labels are left out before it */
    FAULT_TWICE,  /* it has the label of the one before */
    FAULT_SLIP,   /* another label than the one that both its neighbours leave for it */
    FAULT_BACK,   /* it goes back, or on from nothing */
    FAULT_FORM,   /* the label that seems left out stands in the text, in another form */
    FAULT_NUMBER, /* the clause that should have it has none */
    FAULT_SPOKEN  /* the label that seems left out stands within the text: nothing is said */
} fault;

typedef struct look {
    und_check_run *run;
    und_doc *doc;
    const und_numbering *n;
    const und_counted_sequence *s;
    uint32_t at;     /* ordinal of the member */
    uint16_t wanted; /* the label that was to be expected there */
    uint32_t node;   /* FORM and NUMBER: the index of the clause */
    bool lossy;      /* of many numbers that are missing the first is told */
    bool offered;    /* a fix for all of the sequence */
    und_range range; /* FORM: of what stands in the place of the label; NUMBER: where the label is to stand */
} look;

static uint32_t member(const look *l, uint32_t ordinal)
{
    return l->n->members[l->s->at + ordinal];
}

static uint16_t label_of(const look *l, uint32_t ordinal)
{
    return l->n->nodes[member(l, ordinal)].label;
}

static uint16_t value_of(const look *l, uint32_t ordinal)
{
    return UND_LABEL_VALUE(label_of(l, ordinal));
}

/* ---- labels as texts ---- */

/* The label of a member as it stands in the text. */
static bool printed(look *l, uint32_t ordinal, und_bytes *text, und_range *range)
{
    und_number number;
    if (und_number_get(l->doc, member(l, ordinal) + 1, &number) != UND_OK)
        return false;
    und_bytes line = und_doc_line(l->doc, number.range.from.line);
    *range = number.range;
    *text = (und_bytes){line.at + number.range.from.column, number.range.to.column - number.range.from.column};
    return number.range.from.line == number.range.to.line;
}

/* The label `label` as the member would be written that has it. */
static bool written(look *l, uint32_t like, uint16_t label, char out[UND_LABEL_WRITTEN_MAX])
{
    und_bytes text;
    und_range range;
    und_label_look as;
    return printed(l, like, &text, &range) &&
           und_label_look_read(text, (und_label_style)l->n->nodes[member(l, like)].style, &as) == UND_OK &&
           und_label_write(l->doc, &as, label, out) == UND_OK;
}

/* ---- what stands between two members ---- */

/* What a line begins with that may have been a label: "5 Encourages", "232 .Recognizes", "5) ". The end of the figures and
 * the marks after them; `from`: it does not begin with the number. */
static size_t after_number(und_bytes line, size_t from, uint16_t value)
{
    size_t at = from, digits = 0;
    uint32_t got = 0;
    while (at < line.length && (unsigned)(line.at[at] - '0') < 10u && digits < 5) {
        got = got * 10 + (uint32_t)(line.at[at++] - '0');
        digits++;
    }
    if (digits == 0 || got != value)
        return from;
    while (at < line.length && strchr(" .),;:", line.at[at]) != NULL && line.at[at] != '\0')
        at++;
    return at;
}

/* Whether the label stands within the text, before a word: "… (a) …; (b) …". */
static bool is_within(const look *l, uint32_t first, uint32_t last, const char *label)
{
    size_t length = strlen(label);
    while (length > 0 && label[length - 1] == ' ')
        length--;
    for (uint32_t line = first; line < last && length > 0; line++) {
        und_bytes text = und_doc_line(l->doc, line);
        for (size_t at = 1; at + length <= text.length; at++)
            if (memcmp(text.at + at, label, length) == 0 && !und_is_latin(text.at[at - 1]) &&
                (unsigned)(text.at[at - 1] - '0') >= 10u)
                return true;
    }
    return false;
}

/* A clause between the two members that has the number that is left out in another form, or none at all where one alone
 * is missing. */
static fault look_between(look *l, uint16_t before, uint16_t value)
{
    uint32_t from = member(l, l->at - 1), to = member(l, l->at), bare = UINT32_MAX, bares = 0;
    bool numbers = l->s->kind == UND_SEQUENCE_PARAGRAPHS;
    uint16_t missing = (uint16_t)(UND_LABEL_VALUE(before) + 1);
    for (uint32_t i = from + 1; i < to; i++) {
        const und_tree_node *node = und_doc_stored(l->doc, i);
        const und_counted *c = &l->n->nodes[i];
        uint32_t first = und_doc_first(l->doc, i);
        und_bytes line = und_doc_line(l->doc, first);
        /* "b)" between "(a)" and "(c)", "(ii)" where "(b)" should be. */
        bool alone = node->kind == UND_KIND_SUBPARAGRAPH && c->sequence != UND_NO_SEQUENCE &&
                     l->n->sequences[c->sequence].count == 1;
        und_number number;
        if (!numbers && alone && UND_LABEL_VALUE(c->label) == missing &&
            und_number_get(l->doc, i + 1, &number) == UND_OK) {
            l->node = i;
            l->range = number.range;
            return FAULT_FORM;
        }
        for (uint16_t v = missing; numbers && v < value; v++) {
            size_t start = 0;
            while (start < line.length && (line.at[start] == ' ' || line.at[start] == '\t'))
                start++;
            size_t end = after_number(line, start, v);
            if (end == start || (node->kind != UND_KIND_OPERATIVE && node->kind != UND_KIND_PARAGRAPH))
                continue;
            uint32_t bytes;
            if (end >= line.length || value != missing + 1u ||
                !und_is_upper(und_utf8_decode(line.at + end, line.at + line.length, &bytes)))
                return FAULT_SPOKEN; /* "60 (a)": numbered in a way of its own */
            l->node = i;
            l->range = (und_range){{first, (uint32_t)start}, {first, (uint32_t)end}};
            return FAULT_FORM;
        }
        if (node->kind == UND_KIND_OPERATIVE && c->label == 0) {
            bare = i;
            bares++;
        }
    }
    char label[UND_LABEL_WRITTEN_MAX];
    if (written(l, l->at - 1, missing, label) &&
        is_within(l, und_doc_first(l->doc, from), und_doc_first(l->doc, to), label))
        return FAULT_SPOKEN;
    if (bares != 1 || value != missing + 1u)
        return FAULT_GAP;
    uint32_t line = und_doc_text_line(l->doc, bare);
    uint32_t column = und_line_text_of(l->doc->lexicon, und_doc_line(l->doc, line)).label;
    l->node = bare;
    l->range = (und_range){{line, column}, {line, column}};
    return FAULT_NUMBER;
}

/* ---- faults ---- */

static fault fault_of(look *l, uint16_t before)
{
    uint16_t label = label_of(l, l->at), value = UND_LABEL_VALUE(label), last = UND_LABEL_VALUE(before);
    bool more = l->at + 1 < l->s->count;
    l->wanted = (uint16_t)(last + 1);
    if (UND_LABEL_ADDED(label) != 0)
        return value == last || value == last + 1u ? FAULT_NONE
                                                   : FAULT_BACK; /* "3 bis" follows 3 or stands before it */
    if (value == last + 1u || (value == last && UND_LABEL_ADDED(before) != 0))
        return FAULT_NONE;
    bool left = more && UND_LABEL_ADDED(label_of(l, l->at + 1)) == 0 && value_of(l, l->at + 1) == last + 2u;
    if (left)
        return FAULT_SLIP;
    if (value == last)
        return FAULT_TWICE;
    if (value > last)
        return look_between(l, before, value);
    /* Plain paragraphs may be numbered headings of a text that lost its layout. */
    if (und_doc_stored(l->doc, member(l, l->at))->kind == UND_KIND_PARAGRAPH)
        return FAULT_SPOKEN;
    return more ? FAULT_BACK : FAULT_SLIP;
}

/* ---- findings ---- */

static void say_label(und_text *words, const char *text, size_t length)
{
    while (length > 0 && text[length - 1] == ' ')
        length--;
    und_text_put_words(words, "“");
    und_text_put(words, (und_bytes){text, length});
    und_text_put_words(words, "”");
}

static void say_printed(look *l, uint32_t ordinal)
{
    und_bytes text;
    und_range range;
    if (printed(l, ordinal, &text, &range))
        say_label(&l->run->findings->words, text.at, text.length);
}

/* Offers a text in the place of a range. */
static void offer(look *l, und_range range, const char *text, bool space)
{
    und_text *words = &l->run->findings->words;
    size_t title = words->length;
    und_text_put_words(words, "Write ");
    say_label(words, text, strlen(text));
    size_t at = words->length;
    und_text_put_words(words, text);
    und_text_put_words(words, space ? " " : "");
    und_offer(l->run, range, title, at, words->length);
}

static void find_form(look *l, fault found)
{
    char label[UND_LABEL_WRITTEN_MAX];
    if (!written(l, l->at - 1, l->wanted, label))
        return;
    und_text *words = &l->run->findings->words;
    size_t message = words->length;
    und_range range = l->range;
    if (found == FAULT_NUMBER) {
        und_text_put_words(words, "this paragraph has no number: ");
        say_label(words, label, strlen(label));
        und_text_put_words(words, " is missing before ");
        und_opener opener;
        if (und_opener_get(l->doc, l->node + 1, &opener) == UND_OK)
            range = opener.words.range;
    } else {
        und_bytes line = und_doc_line(l->doc, range.from.line);
        say_label(words, line.at + range.from.column, range.to.column - range.from.column);
        und_text_put_words(words, " is not written as the others are: ");
        say_label(words, label, strlen(label));
        und_text_put_words(words, " stands before ");
    }
    say_printed(l, l->at);
    und_find(l->run, range, message);
    bool figures = found == FAULT_NUMBER || l->s->kind == UND_SEQUENCE_PARAGRAPHS;
    offer(l, l->range, label, figures);
}

/* Whether a reference names a paragraph that is not there: numbered anew, another one would have its number. */
static bool has_dangling(und_doc *doc)
{
    uint32_t count = und_nodes_count(&doc->nodes);
    for (uint32_t i = 1; i <= count; i++) {
        und_reference reference;
        for (uint32_t n = 0; und_reference_get(doc, i, n, &reference) == UND_OK; n++)
            for (uint32_t t = 0; t < reference.target_count; t++) {
                und_missing_target missing;
                if (reference.type == UND_REFERENCE_PARAGRAPH && reference.where != UND_WHERE_ELSEWHERE &&
                    (und_target_missing(doc, i, n, t, false, &missing) == UND_OK ||
                     und_target_missing(doc, i, n, t, true, &missing) == UND_OK))
                    return true;
            }
    }
    return false;
}

/* The same, looked for once in a check. */
static bool may_be_numbered_anew(look *l)
{
    und_check_run *run = l->run;
    if (run->dangling == 0)
        run->dangling = has_dangling(l->doc) ? 2 : 1;
    return run->dangling == 1;
}

static void find_fault(look *l, fault found, uint16_t before)
{
    und_bytes text;
    und_range range;
    char label[UND_LABEL_WRITTEN_MAX], other[UND_LABEL_WRITTEN_MAX];
    if (!printed(l, l->at, &text, &range) || !written(l, l->at, l->wanted, label))
        return;
    und_text *words = &l->run->findings->words;
    size_t message = words->length;
    say_label(words, text.at, text.length);
    switch (found) {
    case FAULT_GAP:
        und_text_put_words(words, " follows ");
        say_printed(l, l->at - 1);
        und_text_put_words(words, ": ");
        say_label(words, label, strlen(label));
        if (value_of(l, l->at) > UND_LABEL_VALUE(before) + 2u &&
            written(l, l->at, (uint16_t)(value_of(l, l->at) - 1), other)) {
            und_text_put_words(words, " to ");
            say_label(words, other, strlen(other));
            und_text_put_words(words, " are missing");
        } else {
            und_text_put_words(words, " is missing");
        }
        if (l->lossy)
            und_text_put_words(words, ", and others further on");
        break;
    case FAULT_TWICE: und_text_put_words(words, " stands twice"); break;
    case FAULT_SLIP:
        und_text_put_words(words, " stands in the place of ");
        say_label(words, label, strlen(label));
        break;
    default:
        und_text_put_words(words, " does not go on from ");
        say_printed(l, l->at - 1);
        break;
    }
    und_find(l->run, range, message);
    if (found == FAULT_SLIP || (found == FAULT_TWICE && l->at + 1 == l->s->count))
        offer(l, range, label, false);
    else if (!l->lossy && !l->offered && may_be_numbered_anew(l)) /* once for all that is wrong with a sequence */
        und_offer_numbers(l->run, "Number them anew, and the references with them");
    l->offered = true;
}

/* Gaps of one sequence that are told apart: where more are, it lost its lines on the way. */
#define GAPS_MOST 4u

static uint32_t count_gaps(const look *l)
{
    uint32_t gaps = 0;
    for (uint32_t i = 1; i < l->s->count; i++)
        gaps += value_of(l, i) > value_of(l, i - 1) + 1u;
    return gaps;
}

/* Of one sequence; `form`: what is said of the form of labels, else of their values. */
static void check_sequence(look *l, bool form)
{
    uint16_t before = l->n->nodes[member(l, 0)].label;
    uint32_t gaps = count_gaps(l);
    l->lossy = gaps > GAPS_MOST;
    if (UND_LABEL_VALUE(before) != l->s->first && UND_LABEL_ADDED(before) == 0) {
        /* The first label is the slip: its neighbours go on from another one. */
        l->at = 0;
        l->wanted = l->s->first;
        if (!form)
            find_fault(l, FAULT_SLIP, 0);
        before = l->s->first;
    }
    for (l->at = 1; l->at < l->s->count; l->at++) {
        fault found = fault_of(l, before);
        bool of_form = found == FAULT_FORM || found == FAULT_NUMBER;
        if (found != FAULT_NONE && found != FAULT_SPOKEN && of_form == form) {
            if (of_form)
                find_form(l, found);
            else
                find_fault(l, found, before);
            if (found == FAULT_GAP && l->lossy)
                return;
        }
        before = found == FAULT_SLIP ? l->wanted : label_of(l, l->at);
    }
}

/* Half of the labels of a sequence that goes wrong so often are not labels. */
static bool is_garbled(const look *l)
{
    uint32_t faults = 0;
    for (uint32_t i = 1; i < l->s->count; i++) {
        uint16_t value = value_of(l, i), last = value_of(l, i - 1);
        faults += value != last && value != last + 1u;
    }
    return faults > 2 && faults * 3 > l->s->count;
}

static bool check_sequences(und_check_run *run, bool form)
{
    const und_numbering *n = und_numbering_of(run->doc);
    bool ok = true, irregular = false;
    if (n == NULL)
        return false;
    for (size_t i = 0; i < n->sequence_count && !irregular; i++)
        irregular = !n->sequences[i].regular;
    if (!irregular || !und_counts_for_itself(run->doc) || und_is_older(run, &ok))
        return ok;
    for (size_t i = 0; i < n->sequence_count; i++) {
        look l = {.run = run, .doc = run->doc, .n = n, .s = &n->sequences[i]};
        bool counts = l.s->kind == UND_SEQUENCE_PARAGRAPHS || l.s->kind == UND_SEQUENCE_SUBPARAGRAPHS ||
                      l.s->kind == UND_SEQUENCE_ANNEXES || l.s->kind == UND_SEQUENCE_ARTICLES;
        if (counts && !l.s->regular && !is_garbled(&l))
            check_sequence(&l, form);
    }
    return ok;
}

bool und_rule_sequence(und_check_run *run)
{
    return check_sequences(run, false);
}

bool und_rule_label_form(und_check_run *run)
{
    return check_sequences(run, true);
}
