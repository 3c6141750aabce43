/* What references name: the paragraph, the annex, the footnote of this document that has the label. */
#include "model/targets.h"

#include "read/pattern.h"
#include "text/utf8.h"

#include <stdlib.h>
#include <string.h>

void und_targets_drop(und_targets *targets)
{
    const und_allocator *allocator = targets->allocator;
    und_free(allocator, targets->named, targets->named_room * sizeof *targets->named);
    und_free(allocator, targets->markers, targets->marker_room * sizeof *targets->markers);
    *targets = (und_targets){.allocator = allocator};
}

static void changed(void *data, uint32_t first, uint32_t removed, uint32_t added)
{
    (void)first, (void)removed, (void)added; /* what is named may be anywhere */
    und_targets_drop(data);
}

static void forget(void *data)
{
    und_targets_drop(data);
}

static void close(void *data)
{
    und_targets *targets = data;
    und_targets_drop(targets);
    und_free(targets->allocator, targets, sizeof *targets);
}

und_targets *und_targets_of(und_doc *doc)
{
    und_reading *reading = und_reading_of(doc);
    if (reading == NULL)
        return NULL;
    und_follower *slot = &reading->slots[UND_SLOT_TARGETS];
    if (slot->data != NULL)
        return slot->data;
    und_targets *targets = und_resize(doc->allocator, NULL, 0, sizeof *targets);
    if (targets != NULL) {
        *targets = (und_targets){.allocator = doc->allocator};
        *slot = (und_follower){targets, changed, forget, close};
    }
    return targets;
}

/* ---- where a label is looked for ---- */

typedef struct resolver {
    und_doc *doc;
    const und_numbering *n;
    uint32_t index; /* of the node in whose text the reference stands */
    und_reference reference;
    und_target target;
    const und_target_step *steps;
    und_resolved *out;
} resolver;

static const und_counted *counted(const resolver *r, uint32_t index)
{
    return &r->n->nodes[index];
}

static void give(resolver *r, uint32_t step, uint32_t index)
{
    r->out->nodes[step] = index + 1;
    r->out->found = step + 1;
    r->out->within = index + 1;
}

/* The one of several with the same label that is meant: of the run that the reference stands in, else the nearest one in the
 * direction that its words say. NULL: nothing tells. */
static const und_label_entry *choose(const resolver *r, und_label_entries all)
{
    if (all.count == 1)
        return all.at;
    uint32_t run = counted(r, r->index)->run;
    const und_label_entry *own = NULL, *above = NULL, *below = NULL;
    for (size_t i = 0; i < all.count; i++) {
        const und_label_entry *entry = &all.at[i];
        if (run != UND_NO_SEQUENCE && counted(r, entry->node)->sequence == run) {
            if (own != NULL)
                return NULL; /* the same number twice */
            own = entry;
        }
        if (entry->node <= r->index)
            above = entry;
        else if (below == NULL)
            below = entry;
    }
    if (own != NULL)
        return own;
    return r->reference.where == UND_WHERE_ABOVE ? above : r->reference.where == UND_WHERE_BELOW ? below : NULL;
}

/* The entries of a label that is one of two, as "i" is. */
static und_label_entries entries_of(const resolver *r, uint32_t part, und_label_class what, const und_target_step *step)
{
    und_label_entries found = und_numbering_find(r->n, part, what, step->style, step->label);
    if (found.count > 0 || step->other == 0)
        return found;
    und_label_style style = step->style == UND_LABEL_UPPER         ? UND_LABEL_UPPER_ROMAN
                            : step->style == UND_LABEL_UPPER_ROMAN ? UND_LABEL_UPPER
                            : step->style == UND_LABEL_LOWER       ? UND_LABEL_ROMAN
                                                                   : UND_LABEL_LOWER;
    return und_numbering_find(r->n, part, what, style, step->other);
}

/* Takes the one that is meant as what the first step names; true: the search is over. */
static bool take(resolver *r, und_label_entries all)
{
    if (all.count == 0)
        return false;
    const und_label_entry *one = choose(r, all);
    if (one == NULL)
        r->out->several = true;
    else
        give(r, 0, one->node);
    return true;
}

/* ---- paragraphs ---- */

/* Whether words of the reference say that it stands in this document. */
static bool is_here(const resolver *r)
{
    und_whereabouts where = r->reference.where;
    return where == UND_WHERE_HERE || where == UND_WHERE_ABOVE || where == UND_WHERE_BELOW;
}

/* Parts of the same frame as `part`, other than it, that have the label: taken where one alone has. */
static bool take_of_siblings(resolver *r, uint32_t part, und_label_class what, const und_target_step *step)
{
    und_label_entries one = {0};
    uint32_t frame = r->n->parts[part].frame;
    size_t hits = 0;
    for (uint32_t i = frame; i < r->n->part_count; i++) {
        if (i == part || r->n->parts[i].frame != frame)
            continue;
        und_label_entries all = entries_of(r, i, what, step);
        hits += all.count;
        one = all.count > 0 ? all : one;
    }
    if (hits > 1)
        r->out->several = true;
    return hits > 0 && (hits > 1 || take(r, one));
}

/* A paragraph in the part of the reference, or in those around it where its own has no numbers. */
static void find_paragraph(resolver *r, const und_target_step *step, und_label_class what)
{
    uint32_t part = counted(r, r->index)->part;
    for (;;) {
        und_label_entries all = entries_of(r, part, what, step);
        /* In a section that counts anew, a number that it does not have may be another section's: words must say so. */
        if (all.count == 1 && !is_here(r) && r->n->parts[part].numbered) {
            uint32_t run = counted(r, r->index)->run, theirs = counted(r, all.at->node)->sequence;
            const und_counted_sequence *own = run == UND_NO_SEQUENCE ? NULL : &r->n->sequences[run];
            if (own != NULL && theirs != run && own->style == r->n->sequences[theirs].style)
                return;
        }
        if (take(r, all) || (is_here(r) && take_of_siblings(r, part, what, step)))
            return;
        uint32_t outer = r->n->parts[part].parent;
        /* "Paragraph 19 of this resolution" in an annex that has fewer is one of the resolution. */
        bool further = r->reference.where == UND_WHERE_HERE || (is_here(r) && !r->n->parts[part].numbered);
        if (!further || outer == part)
            return;
        part = outer;
    }
}

/* The part that an annex begins. */
static uint32_t part_of_annex(const und_numbering *n, uint32_t index)
{
    for (uint32_t i = 0; i < n->part_count; i++)
        if (n->parts[i].first == index && n->parts[i].frame == i && i > 0)
            return i;
    return n->nodes[index].part;
}

/* Where an article ends: at the next one. */
static uint32_t end_of_article(const und_numbering *n, uint32_t index)
{
    const und_counted *c = &n->nodes[index];
    const und_counted_sequence *s = &n->sequences[c->sequence];
    return c->ordinal + 1 < s->count ? n->members[s->at + c->ordinal + 1] : n->parts[c->part].last;
}

/* A paragraph of an annex or an article that was named. */
static void find_within(resolver *r, uint32_t whole, const und_target_step *step)
{
    const und_counted *c = counted(r, whole);
    bool article = c->sequence != UND_NO_SEQUENCE && r->n->sequences[c->sequence].kind == UND_SEQUENCE_ARTICLES;
    uint32_t part = article ? c->part : part_of_annex(r->n, whole);
    uint32_t last = article ? end_of_article(r->n, whole) : UINT32_MAX;
    und_label_entries all = entries_of(r, part, UND_CLASS_PARAGRAPH, step);
    r->out->within = whole + 1;
    for (size_t i = 0; i < all.count; i++) {
        if (all.at[i].node < whole || all.at[i].node >= last)
            continue;
        if (r->out->found > 0) {
            r->out->found = 0;
            r->out->several = true;
            return;
        }
        give(r, 0, all.at[i].node);
    }
}

/* ---- sub-paragraphs ---- */

static bool is_letter_or_figure(unsigned style)
{
    return style == UND_LABEL_LOWER || style == UND_LABEL_ROMAN;
}

/* Whether a node has the label of a step: 2 as it stands, 1 read the other way, 0 not. */
static unsigned fits(const und_counted *c, const und_target_step *step)
{
    if (c->label == 0)
        return 0;
    if (c->style == (uint8_t)step->style && c->label == step->label)
        return 2;
    if (step->other == 0 || c->label != step->other)
        return 0;
    return is_letter_or_figure(c->style) && is_letter_or_figure((unsigned)step->style) ? 1 : 0;
}

/* The labelled node right below `whole` with the label of a step; UINT32_MAX: none, or several. */
static uint32_t child(resolver *r, uint32_t whole, const und_target_step *step)
{
    uint32_t found = UINT32_MAX;
    unsigned best = 0;
    uint32_t end = und_numbering_end(r->doc, r->n, whole);
    r->out->several = false;
    for (uint32_t i = whole + 1; i < end; i++) {
        const und_counted *c = counted(r, i);
        unsigned fit = c->parent == whole + 1 ? fits(c, step) : 0;
        if (fit == 0 || fit < best)
            continue;
        r->out->several = fit == best;
        best = fit;
        found = i;
    }
    return r->out->several ? UINT32_MAX : found;
}

static void find_below(resolver *r, uint32_t from)
{
    for (uint32_t i = from; i < r->out->steps; i++) {
        uint32_t found = child(r, r->out->nodes[i - 1] - 1, &r->steps[i]);
        if (found == UINT32_MAX)
            return;
        give(r, i, found);
    }
}

/* "(b)": of the paragraph in which the reference stands, the innermost that has it. */
static void find_near(resolver *r)
{
    uint32_t whole = r->index;
    for (;;) {
        uint32_t found = child(r, whole, &r->steps[0]);
        if (found != UINT32_MAX) {
            give(r, 0, found);
            return;
        }
        if (r->out->several || counted(r, whole)->parent == 0)
            return;
        whole = counted(r, whole)->parent - 1;
        if (und_doc_stored(r->doc, whole)->kind == UND_KIND_ANNEX)
            return;
    }
}

/* ---- annexes and footnotes ---- */

static void find_annex(resolver *r)
{
    static const und_target_step unnumbered = {.style = UND_LABEL_NONE};
    const und_target_step *step = r->target.count > 0 ? r->steps : &unnumbered;
    uint32_t part = counted(r, r->index)->part;
    for (;;) {
        if (take(r, entries_of(r, part, UND_CLASS_ANNEX, step)) || take_of_siblings(r, part, UND_CLASS_ANNEX, step))
            return;
        uint32_t outer = r->n->parts[part].parent;
        if (outer == part)
            return;
        part = outer;
    }
}

static void find_footnote(resolver *r)
{
    uint32_t frame = r->n->parts[counted(r, r->index)->part].frame;
    (void)take(r, entries_of(r, frame, UND_CLASS_FOOTNOTE, r->steps));
}

static void find_article(resolver *r)
{
    uint32_t part = counted(r, r->index)->part;
    for (;;) {
        und_target_step number = r->steps[0];
        number.style = UND_LABEL_NUMBER; /* "article premier" */
        if (take(r, entries_of(r, part, UND_CLASS_ARTICLE, &number)))
            return;
        uint32_t outer = r->n->parts[part].parent;
        if (outer == part || !is_here(r))
            return;
        part = outer;
    }
}

/* ---- all of them ---- */

/* Whether a reference is no reference but the label of the heading that it stands in: "Article 3", "Annex II". */
static bool is_own_label(const resolver *r, uint32_t reference)
{
    if (reference != 0)
        return false;
    const und_counted *c = counted(r, r->index);
    und_kind kind = (und_kind)und_doc_stored(r->doc, r->index)->kind;
    bool article = c->sequence != UND_NO_SEQUENCE && r->n->sequences[c->sequence].kind == UND_SEQUENCE_ARTICLES;
    return (article && r->reference.type == UND_REFERENCE_ARTICLE) ||
           ((kind == UND_KIND_ANNEX || kind == UND_KIND_ENCLOSURE) && r->reference.type == UND_REFERENCE_ANNEX);
}

/* What the reference is a part of, in this document. UINT32_MAX: it was not found, or is elsewhere. */
static bool find_whole(resolver *r, uint32_t *whole)
{
    und_resolved outer;
    *whole = UINT32_MAX;
    if (!und_resolve_target(r->doc, r->n, r->index, r->reference.in, 0, false, &outer))
        return false;
    r->out->elsewhere = outer.elsewhere;
    r->out->several = outer.several;
    if (outer.steps > 0 ? outer.found == outer.steps : outer.found > 0)
        *whole = outer.nodes[outer.found - 1] - 1;
    return true;
}

/* ---- parts that are no references: "paragraph 2 of section II", "paragraph 3 of the annex" ---- */

typedef enum named_part { NAMED_NONE, NAMED_SECTION, NAMED_ANNEX } named_part;

/* Bytes after a reference in which the name of its part stands. */
#define PART_BYTES 64u

/* What follows the reference, folded, over the end of its line. */
static size_t fold_after(const resolver *r, char *folded, size_t room)
{
    char text[2 * PART_BYTES + 1];
    size_t length = 0;
    und_place at = r->reference.words.range.to;
    for (uint32_t line = at.line; line < at.line + 2u && length < PART_BYTES; line++) {
        und_bytes bytes = und_doc_line(r->doc, line);
        size_t from = line == at.line ? at.column : 0;
        size_t count = from < bytes.length ? bytes.length - from : 0;
        count = count < PART_BYTES ? count : PART_BYTES;
        if (count > 0)
            memcpy(text + length, bytes.at + from, count);
        length += count;
        if (length < sizeof text)
            text[length++] = ' ';
    }
    return und_fold_text((und_bytes){text, length}, folded, room);
}

static named_part part_after(const resolver *r)
{
    uint8_t code = und_doc_node_language(r->doc, r->index);
    if (code == UND_LANGUAGE_NONE)
        return NAMED_NONE;
    const und_language *language = und_language_at(r->doc->packs, code);
    char folded[6 * PART_BYTES];
    und_bytes text = {folded, fold_after(r, folded, sizeof folded)};
    named_part found = NAMED_NONE;
    size_t at = 0;
    for (unsigned parts = 0; parts < 2; parts++) {
        size_t last, first, before;
        while (at < text.length && (text.at[at] == ' ' || text.at[at] == ','))
            at++;
        before = at;
        (void)und_match_word(language, UND_WORD_OF, text, at, &at);
        while (at < text.length && text.at[at] == ' ')
            at++;
        if ((parts > 0 && at == before) || !und_match_word(language, UND_WORD_PART, text, at, &last))
            return found;
        if (und_find_term(language, UND_TERM_ANNEX, (und_bytes){text.at + at, last - at}, &first) != NULL)
            return NAMED_ANNEX;
        found = NAMED_SECTION;
        at = last + (last < text.length); /* and the label of the section */
        while (at < text.length && text.at[at] != ' ' && text.at[at] != ',')
            at++;
    }
    return found;
}

/* The only annex around the reference; UINT32_MAX: there is none, or several. */
static uint32_t only_annex(const resolver *r)
{
    uint32_t found = UINT32_MAX, part = counted(r, r->index)->part;
    for (size_t i = 0; i < r->n->entry_count; i++) {
        const und_label_entry *entry = &r->n->entries[i];
        if (entry->key >> 24 != (uint32_t)UND_CLASS_ANNEX || r->n->parts[entry->part].frame != r->n->parts[part].frame)
            continue;
        if (found != UINT32_MAX)
            return UINT32_MAX;
        found = entry->node;
    }
    return found;
}

/* How many sequences number the paragraphs of a part. */
static bool counts_once(const resolver *r, uint32_t part)
{
    uint32_t sequence = UND_NO_SEQUENCE;
    for (uint32_t i = r->n->parts[part].first; i < r->n->parts[part].last; i++) {
        const und_counted *c = counted(r, i);
        bool counts = c->part == part && c->sequence != UND_NO_SEQUENCE &&
                      r->n->sequences[c->sequence].kind == UND_SEQUENCE_PARAGRAPHS;
        if (!counts || c->sequence == sequence)
            continue;
        if (sequence != UND_NO_SEQUENCE)
            return false;
        sequence = c->sequence;
    }
    return true;
}

/* Bytes between a document and a part of it that is named after it: "resolution 2253 (2015), in particular paragraph 3". */
#define NEAR_BYTES 48u

/* Whether what stands right before the reference is a part of something else: "rule 71, paragraph 2". */
static bool follows_a_part(const resolver *r, const und_reference *before)
{
    und_place from = r->reference.words.range.from;
    und_bytes line = und_doc_line(r->doc, from.line);
    uint32_t at = from.column;
    if (before != NULL && before->words.range.to.line == from.line && before->words.range.to.column + 2 >= at)
        return false; /* "paragraph 4, paragraph 5" */
    while (at > 0 && line.at[at - 1] == ' ')
        at--;
    if (at < 2 || line.at[at - 1] != ',')
        return false;
    char c = line.at[at - 2];
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || c == ')';
}

/* Whether words that do not say where the target is speak of another document: those of a preamble do, and those that stand
 * beside the name of one. */
static bool speaks_of_another(const resolver *r, uint32_t reference)
{
    if (r->reference.where != UND_WHERE_UNSAID || r->reference.in != UND_NO_REFERENCE)
        return false;
    und_target_kind kind = r->target.kind;
    if (kind != UND_TARGET_PARAGRAPH && kind != UND_TARGET_PREAMBULAR && kind != UND_TARGET_ARTICLE)
        return false;
    und_kind stands = (und_kind)und_doc_stored(r->doc, r->index)->kind;
    if ((stands == UND_KIND_PREAMBULAR && kind != UND_TARGET_PREAMBULAR) || stands == UND_KIND_FOOTNOTE)
        return true;
    und_reference before;
    if (reference == 0 || und_reference_get(r->doc, r->index + 1, reference - 1, &before) != UND_OK)
        return follows_a_part(r, NULL);
    und_place end = before.words.range.to, from = r->reference.words.range.from;
    uint32_t apart = end.line == from.line       ? from.column - end.column
                     : end.line + 1 == from.line ? from.column
                                                 : NEAR_BYTES;
    bool document = before.type == UND_REFERENCE_RESOLUTION || before.type == UND_REFERENCE_DECISION ||
                    before.type == UND_REFERENCE_SYMBOL || before.where == UND_WHERE_ELSEWHERE;
    return (document && apart < NEAR_BYTES) || follows_a_part(r, &before);
}

static void find_first(resolver *r)
{
    switch (r->target.kind) {
    case UND_TARGET_PARAGRAPH: {
        named_part part = part_after(r);
        uint32_t annex = part == NAMED_ANNEX ? only_annex(r) : UINT32_MAX;
        if (annex != UINT32_MAX)
            find_within(r, annex, &r->steps[0]);
        else if (part == NAMED_NONE || (part == NAMED_SECTION && counts_once(r, counted(r, r->index)->part)))
            find_paragraph(r, &r->steps[0], UND_CLASS_PARAGRAPH);
        else
            r->out->several = true;
        return;
    }
    case UND_TARGET_PREAMBULAR: {
        und_target_step place = r->steps[0];
        place.style = UND_LABEL_NUMBER; /* "the third preambular paragraph", "PP3" */
        find_paragraph(r, &place, UND_CLASS_PREAMBULAR);
        return;
    }
    case UND_TARGET_SUBPARAGRAPH: find_near(r); return;
    case UND_TARGET_ARTICLE: find_article(r); return;
    case UND_TARGET_ANNEX: find_annex(r); return;
    case UND_TARGET_FOOTNOTE: find_footnote(r); return;
    default: return;
    }
}

/* The same in what the reference is a part of. */
static void find_first_within(resolver *r, uint32_t whole)
{
    if (r->target.kind == UND_TARGET_PARAGRAPH) {
        find_within(r, whole, &r->steps[0]);
    } else if (r->target.kind == UND_TARGET_SUBPARAGRAPH) {
        uint32_t found = child(r, whole, &r->steps[0]);
        r->out->within = whole + 1;
        if (found != UINT32_MAX)
            give(r, 0, found);
    }
}

bool und_resolve_target(und_doc *doc, const und_numbering *numbering, uint32_t index, uint32_t reference,
                        uint32_t target, bool second, und_resolved *out)
{
    *out = (und_resolved){0};
    resolver r = {.doc = doc, .n = numbering, .index = index, .out = out};
    und_status status = und_reference_get(doc, index + 1, reference, &r.reference);
    if (status == UND_OK)
        status = und_target_get(doc, index + 1, reference, target, &r.target);
    if (status != UND_OK)
        return status != UND_E_MEMORY;
    r.steps = second ? r.target.to : r.target.steps;
    out->steps = second ? r.target.to_count : r.target.count;
    out->elsewhere = r.reference.where == UND_WHERE_ELSEWHERE || r.target.kind >= UND_TARGET_SAME;
    if (out->elsewhere || is_own_label(&r, reference) || speaks_of_another(&r, reference) ||
        (out->steps == 0 && r.target.kind != UND_TARGET_ANNEX))
        return true;
    if (r.reference.in == UND_NO_REFERENCE || r.reference.in == reference) {
        find_first(&r);
    } else {
        uint32_t whole;
        if (!find_whole(&r, &whole))
            return false;
        if (whole != UINT32_MAX)
            find_first_within(&r, whole);
    }
    if (out->found == 1 && out->steps > 1)
        find_below(&r, 1);
    return true;
}

/* ---- for callers ---- */

static und_status ask(und_doc *doc, uint32_t node, uint32_t reference, uint32_t target, bool second,
                      und_resolved *resolved, und_reference *words)
{
    if (node == 0 || node >= und_node_count(doc))
        return und_doc_fail(doc, UND_E_ARGUMENT, "there is no such node");
    und_target got;
    und_status status = und_reference_get(doc, node, reference, words);
    if (status == UND_OK)
        status = und_target_get(doc, node, reference, target, &got);
    if (status != UND_OK)
        return status;
    if (second && got.to_count == 0)
        return UND_NONE;
    const und_numbering *numbering = und_numbering_of(doc);
    if (numbering == NULL || !und_resolve_target(doc, numbering, node - 1, reference, target, second, resolved))
        return und_doc_fail(doc, UND_E_MEMORY, "out of memory");
    return UND_OK;
}

und_status und_target_node(und_doc *doc, uint32_t node, uint32_t reference, uint32_t target, bool second, uint32_t *out)
{
    if (doc == NULL || out == NULL)
        return UND_E_ARGUMENT;
    *out = 0;
    und_resolved resolved;
    und_reference words;
    und_status status = ask(doc, node, reference, target, second, &resolved, &words);
    if (status != UND_OK)
        return status;
    if (resolved.found == 0 || resolved.found < resolved.steps)
        return UND_NONE;
    *out = resolved.nodes[resolved.found - 1];
    return UND_OK;
}

und_status und_target_step_node(und_doc *doc, uint32_t node, uint32_t reference, uint32_t target, bool second,
                                uint32_t step, uint32_t *out)
{
    if (doc == NULL || out == NULL)
        return UND_E_ARGUMENT;
    *out = 0;
    und_resolved resolved;
    und_reference words;
    und_status status = ask(doc, node, reference, target, second, &resolved, &words);
    if (status != UND_OK)
        return status;
    if (step >= resolved.found || resolved.nodes[step] == 0)
        return UND_NONE;
    *out = resolved.nodes[step];
    return UND_OK;
}

/* ---- who names a node ---- */

static bool push_named(und_targets *targets, const und_resolved *resolved, const und_target_step *steps,
                       und_referrer by)
{
    for (uint32_t i = 0; i < resolved->found; i++) {
        bool last = i + 1 == resolved->found && resolved->found >= resolved->steps;
        bool said = i < resolved->steps && memcmp(&steps[i].range.from, &steps[i].range.to, sizeof(und_place)) != 0;
        if (!last && !said)
            continue; /* an earlier member has said it */
        by.step = i;
        by.last = last;
        if (!UND_PUSH(targets->allocator, targets->named, targets->named_count, targets->named_room,
                      (und_named){resolved->nodes[i], (uint32_t)targets->named_count, by}))
            return false;
    }
    return true;
}

static bool push_reference(und_doc *doc, const und_numbering *numbering, und_targets *targets, uint32_t index,
                           uint32_t reference, uint32_t count)
{
    for (uint32_t t = 0; t < count; t++) {
        und_target target;
        if (und_target_get(doc, index + 1, reference, t, &target) == UND_E_MEMORY)
            return false;
        for (unsigned second = 0; second < (target.to_count > 0 ? 2u : 1u); second++) {
            und_resolved resolved;
            und_referrer by = {.node = index + 1, .reference = reference, .target = t, .second = second == 1};
            if (!und_resolve_target(doc, numbering, index, reference, t, second == 1, &resolved) ||
                !push_named(targets, &resolved, second == 1 ? target.to : target.steps, by))
                return false;
        }
    }
    return true;
}

static int by_named(const void *a, const void *b)
{
    const und_named *x = a, *y = b;
    if (x->named != y->named)
        return x->named < y->named ? -1 : 1;
    return x->order < y->order ? -1 : x->order > y->order;
}

static bool make_named(und_doc *doc, const und_numbering *numbering, und_targets *targets)
{
    uint32_t count = und_nodes_count(&doc->nodes);
    for (uint32_t i = 0; i < count; i++) {
        und_reference reference;
        und_status status;
        for (uint32_t n = 0; (status = und_reference_get(doc, i + 1, n, &reference)) == UND_OK; n++) {
            bool may = reference.where != UND_WHERE_ELSEWHERE &&
                       (reference.type == UND_REFERENCE_PARAGRAPH || reference.type == UND_REFERENCE_ANNEX ||
                        reference.type == UND_REFERENCE_ARTICLE || reference.type == UND_REFERENCE_FOOTNOTE);
            if (may && !push_reference(doc, numbering, targets, i, n, reference.target_count))
                return false;
        }
        if (status != UND_NONE)
            return false;
    }
    if (targets->named_count > 0)
        qsort(targets->named, targets->named_count, sizeof *targets->named, by_named);
    targets->named_made = true;
    return true;
}

und_status und_referrer_get(und_doc *doc, uint32_t node, uint32_t n, und_referrer *out)
{
    if (doc == NULL || out == NULL)
        return UND_E_ARGUMENT;
    *out = (und_referrer){0};
    if (node >= und_node_count(doc))
        return und_doc_fail(doc, UND_E_ARGUMENT, "there is no such node");
    const und_numbering *numbering = und_numbering_of(doc);
    und_targets *targets = numbering == NULL ? NULL : und_targets_of(doc);
    if (targets == NULL)
        return und_doc_fail(doc, UND_E_MEMORY, "out of memory");
    if (!targets->named_made && !make_named(doc, numbering, targets)) {
        und_targets_drop(targets);
        return und_doc_fail(doc, UND_E_MEMORY, "out of memory");
    }
    size_t low = 0, high = targets->named_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (targets->named[middle].named < node)
            low = middle + 1;
        else
            high = middle;
    }
    if (low + n >= targets->named_count || targets->named[low + n].named != node)
        return UND_NONE;
    *out = targets->named[low + n].by;
    return UND_OK;
}

/* ---- what is not there ---- */

/* Whether a node has labelled nodes right below it: a list that a label can be missing from. */
static bool has_list(und_doc *doc, const und_numbering *n, uint32_t whole, const und_target_step *step)
{
    uint32_t end = und_numbering_end(doc, n, whole);
    for (uint32_t i = whole + 1; i < end; i++) {
        const und_counted *c = &n->nodes[i];
        if (c->parent == whole + 1 && c->label > 0 && c->style == (uint8_t)step->style)
            return true;
    }
    return false;
}

/* Whether the part of a node, or one around it, has something of that class. */
static bool has_class(const und_numbering *n, uint32_t index, und_label_class what)
{
    uint32_t frame = n->parts[n->nodes[index].part].frame;
    for (size_t i = 0; i < n->entry_count; i++)
        if (n->parts[n->entries[i].part].frame == frame && n->entries[i].key >> 24 == (uint32_t)what)
            return true;
    return false;
}

/* Whether words that stand with a target say that it is in this document. */
static bool says_here(const und_numbering *n, uint32_t index, const und_reference *reference, const und_target *target,
                      const und_resolved *resolved)
{
    bool here = reference->where == UND_WHERE_HERE || reference->where == UND_WHERE_ABOVE ||
                reference->where == UND_WHERE_BELOW;
    if (resolved->found > 0)
        return here;
    if (reference->in != UND_NO_REFERENCE) /* of an annex without numbers nothing can be said */
        return here && resolved->within != 0 && target->kind == UND_TARGET_SUBPARAGRAPH;
    switch (target->kind) {
    case UND_TARGET_PARAGRAPH: return here && has_class(n, index, UND_CLASS_PARAGRAPH);
    case UND_TARGET_PREAMBULAR: return here && has_class(n, index, UND_CLASS_PREAMBULAR);
    case UND_TARGET_ARTICLE: return here && has_class(n, index, UND_CLASS_ARTICLE);
    case UND_TARGET_ANNEX: return here && n->nodes[index].part == n->parts[n->nodes[index].part].parent;
    case UND_TARGET_FOOTNOTE: return has_class(n, index, UND_CLASS_FOOTNOTE);
    default: return false;
    }
}

und_status und_target_missing(und_doc *doc, uint32_t node, uint32_t reference, uint32_t target, bool second,
                              und_missing_target *out)
{
    if (doc == NULL || out == NULL)
        return UND_E_ARGUMENT;
    *out = (und_missing_target){0};
    und_resolved resolved;
    und_reference words;
    und_target got;
    und_status status = ask(doc, node, reference, target, second, &resolved, &words);
    if (status != UND_OK)
        return status;
    const und_numbering *n = und_numbering_of(doc);
    bool whole = resolved.found > 0 && resolved.found >= resolved.steps;
    if (whole || resolved.elsewhere || resolved.several || n == NULL ||
        und_target_get(doc, node, reference, target, &got) != UND_OK ||
        !says_here(n, node - 1, &words, &got, &resolved))
        return UND_NONE;
    const und_target_step *steps = second ? got.to : got.steps;
    if (resolved.found > 0 && !has_list(doc, n, resolved.within - 1, &steps[resolved.found]))
        return UND_NONE;
    *out = (und_missing_target){resolved.found, resolved.within};
    return UND_OK;
}
