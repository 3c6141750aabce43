/* References written anew: what each of them names is named by its new label, in lists that shrink and grow. */
#include "write/plan.h"

#include "read/member.h"

#include <stdlib.h>
#include <string.h>

/* One end of a target: the nodes that its steps name, the outermost first. 0: not in this document, or not to be told. */
typedef struct target_end {
    const und_target_step *steps;
    uint32_t count;
    uint32_t nodes[UND_TARGET_STEPS];
    bool joined; /* one of them is a part of another clause now */
} target_end;

typedef struct member {
    und_target target;
    target_end ends[2];
    uint32_t end_count;
} member;

/* What a list is to name, in the order afterwards. */
typedef struct named {
    uint32_t node, rank;
} named;

typedef struct namer {
    und_plan *plan;
    const und_numbering *numbering;
    uint32_t *rank; /* of each clause in the order afterwards */
    member *members;
    size_t member_count, member_room;
    named *items;
    size_t item_count, item_room;
    und_text text;
    uint32_t node; /* in whose text */
    und_reference reference;
    uint8_t code; /* of its language, as und_node has it */
    const und_language *language;
} namer;

static const und_clause *clause_of(const namer *n, uint32_t node)
{
    return und_clause_at(n->plan, node);
}

static bool is_gone(const namer *n, uint32_t node)
{
    return (clause_of(n, node)->flags & UND_CLAUSE_GONE) != 0;
}

/* Whether nothing names it any more: it is deleted, or it has lost its number. */
static bool has_no_name(const namer *n, uint32_t node)
{
    const und_clause *clause = clause_of(n, node);
    return is_gone(n, node) || (clause->label == 0 && clause->old_label != 0);
}

static bool is_moved(const namer *n, uint32_t node)
{
    return (clause_of(n, node)->flags & UND_CLAUSE_MOVED) != 0;
}

static uint32_t old_parent(const namer *n, uint32_t node)
{
    return n->numbering->nodes[node - 1].parent;
}

/* The paragraph, annex or the like that a node is or belongs to; `old`: at the plan's revision. */
static uint32_t top_of(const namer *n, uint32_t node, bool old)
{
    while (node != 0 && clause_of(n, node)->kind == UND_KIND_SUBPARAGRAPH)
        node = old ? old_parent(n, node) : und_clause_parent(n->plan, node);
    return node;
}

static uint32_t node_of(const target_end *end)
{
    return end->count == 0 ? 0 : end->nodes[end->count - 1];
}

static bool has_words(const und_target_step *step)
{
    return step->range.from.line != step->range.to.line || step->range.from.column != step->range.to.column;
}

/* ---- reading ---- */

static bool read_end(namer *n, uint32_t reference, uint32_t target, bool second, const und_target_step *steps,
                     uint32_t count, target_end *out)
{
    *out = (target_end){.steps = steps, .count = count};
    for (uint32_t i = 0; i < count; i++) {
        und_status status = und_target_step_node(n->plan->doc, n->node, reference, target, second, i, &out->nodes[i]);
        if (status != UND_OK && status != UND_NONE)
            return false;
        if (status == UND_NONE)
            out->nodes[i] = 0;
        for (; clause_of(n, out->nodes[i])->into != 0; out->joined = true)
            out->nodes[i] = clause_of(n, out->nodes[i])->into;
    }
    return true;
}

static bool read_members(namer *n, uint32_t reference)
{
    n->member_count = 0;
    if (!UND_GROW(n->plan->allocator, n->members, n->member_room, n->reference.target_count))
        return false;
    for (uint32_t i = 0; i < n->reference.target_count; i++) {
        member *m = &n->members[n->member_count++];
        if (und_target_get(n->plan->doc, n->node, reference, i, &m->target) != UND_OK)
            return false;
        m->end_count = m->target.to_count > 0 ? 2 : 1;
        if (!read_end(n, reference, i, false, m->target.steps, m->target.count, &m->ends[0]))
            return false;
        if (m->end_count == 2 && !read_end(n, reference, i, true, m->target.to, m->target.to_count, &m->ends[1]))
            return false;
    }
    return true;
}

/* ---- whether the list can stay as it is, with other numbers in it ---- */

/* Whether an end is still named by steps of the same clauses. */
static bool keeps_path(const namer *n, const member *m, const target_end *end)
{
    if (end->joined)
        return false;
    for (uint32_t i = 0; i < end->count; i++) {
        uint32_t node = end->nodes[i];
        if (node == 0)
            continue;
        if (has_no_name(n, node))
            return false;
        const und_clause *clause = clause_of(n, node);
        if (clause->kind != und_doc_stored(n->plan->doc, node - 1)->kind &&
            (clause->kind == UND_KIND_SUBPARAGRAPH ||
             und_doc_stored(n->plan->doc, node - 1)->kind == UND_KIND_SUBPARAGRAPH))
            return false;
        if (clause->kind == UND_KIND_SUBPARAGRAPH && is_moved(n, node) &&
            und_clause_parent(n->plan, node) != old_parent(n, node))
            return false;
    }
    /* "(b)": of the paragraph in which it is said. */
    if (m->target.kind == UND_TARGET_SUBPARAGRAPH && end->nodes[0] != 0 && is_moved(n, n->node) &&
        top_of(n, n->node, true) == top_of(n, end->nodes[0], true) &&
        top_of(n, n->node, false) != top_of(n, end->nodes[0], false))
        return false;
    return true;
}

/* The next clause of a node's sequence that the document had before; 0: there is none. */
static uint32_t next_old(const namer *n, uint32_t node)
{
    uint32_t sequence = clause_of(n, node)->sequence;
    do
        node = clause_of(n, node)->next;
    while (node != 0 && (node >= n->plan->nodes || clause_of(n, node)->sequence != sequence));
    return node;
}

/* Whether a range names the same clauses as before, and those alone that are new. */
static bool keeps_range(const namer *n, const member *m)
{
    uint32_t from = node_of(&m->ends[0]), to = node_of(&m->ends[1]);
    if (from == 0 || to == 0)
        return true;
    const und_counted *first = &n->numbering->nodes[from - 1], *last = &n->numbering->nodes[to - 1];
    if (first->sequence != last->sequence || first->sequence == UND_NO_SEQUENCE || last->ordinal < first->ordinal)
        return true;
    const uint32_t *members = n->numbering->members + n->numbering->sequences[first->sequence].at;
    for (uint32_t i = first->ordinal; i < last->ordinal; i++) {
        uint32_t node = members[i] + 1, next = members[i + 1] + 1;
        if (has_no_name(n, node) || has_no_name(n, next) ||
            clause_of(n, node)->sequence != clause_of(n, next)->sequence || n->rank[next] < n->rank[node] ||
            next_old(n, node) != next)
            return false;
    }
    return true;
}

static bool keeps_order(const namer *n)
{
    for (size_t i = 1; i < n->member_count; i++) {
        uint32_t before = node_of(&n->members[i - 1].ends[n->members[i - 1].end_count - 1]);
        uint32_t node = node_of(&n->members[i].ends[0]);
        if (before != 0 && node != 0 && before < node && n->rank[before] > n->rank[node])
            return false;
    }
    return true;
}

static bool keeps_list(const namer *n)
{
    for (size_t i = 0; i < n->member_count; i++) {
        const member *m = &n->members[i];
        for (uint32_t e = 0; e < m->end_count; e++)
            if (!keeps_path(n, m, &m->ends[e]))
                return false;
        if (m->end_count == 2 && !keeps_range(n, m))
            return false;
    }
    return keeps_order(n);
}

/* ---- numbers written over the old ones ---- */

static bool write_label(const namer *n, und_bytes text, const und_target_step *step, uint32_t node,
                        char out[UND_LABEL_WRITTEN_MAX])
{
    const und_clause *clause = clause_of(n, node);
    return clause->label != 0 &&
           (und_label_again(n->plan, n->code, text, (und_label_style)clause->old_style, (und_label_style)clause->style,
                            clause->label, out) ||
            und_label_again(n->plan, n->code, text, step->style, step->style, clause->label, out));
}

static void rename_step(namer *n, const und_target_step *step, uint32_t node)
{
    const und_clause *clause = clause_of(n, node);
    if (!has_words(step) || has_no_name(n, node) ||
        (clause->label == clause->old_label && clause->style == clause->old_style))
        return;
    char label[UND_LABEL_WRITTEN_MAX];
    if (!write_label(n, und_plan_cut(n->plan, step->range), step, node, label)) {
        und_plan_tell(n->plan, UND_NOTE_REFERENCE, step->range, "the new number cannot be written in this form");
        return;
    }
    und_plan_change(n->plan, UND_CHANGE_REFERENCE, n->node, step->range, und_words(label));
}

/* What is no longer named by the same steps is left as it is. */
static void rename_steps(namer *n)
{
    for (size_t i = 0; i < n->member_count; i++)
        for (uint32_t e = 0; e < n->members[i].end_count; e++) {
            const target_end *end = &n->members[i].ends[e];
            bool kept = !n->plan->arranged || keeps_path(n, &n->members[i], end);
            for (uint32_t s = 0; s < end->count && kept; s++)
                if (end->nodes[s] != 0)
                    rename_step(n, &end->steps[s], end->nodes[s]);
        }
}

/* ---- lists written anew ---- */

static bool add_item(namer *n, uint32_t node)
{
    for (size_t i = 0; i < n->item_count; i++)
        if (n->items[i].node == node)
            return true;
    return UND_PUSH(n->plan->allocator, n->items, n->item_count, n->item_room, (named){node, n->rank[node]});
}

/* What is new between two members of a range belongs to it. */
static bool add_new_after(namer *n, uint32_t node)
{
    uint32_t sequence = clause_of(n, node)->sequence;
    for (uint32_t at = clause_of(n, node)->next; at != 0; at = clause_of(n, at)->next) {
        if (clause_of(n, at)->sequence != sequence || sequence == UND_NO_SEQUENCE)
            continue;
        if (at < n->plan->nodes)
            return true;
        if (!add_item(n, at))
            return false;
    }
    return true;
}

static int compare_items(const void *a, const void *b)
{
    uint32_t one = ((const named *)a)->rank, other = ((const named *)b)->rank;
    return one < other ? -1 : one > other;
}

/* What the list named that is still there, in its new order. `*all`: how many it named. False: memory ran out. */
static bool gather_items(namer *n, size_t *all, size_t *shortest)
{
    n->item_count = 0;
    *all = 0;
    *shortest = 3;
    for (size_t i = 0; i < n->member_count; i++) {
        const member *m = &n->members[i];
        uint32_t from = node_of(&m->ends[0]), to = node_of(&m->ends[m->end_count - 1]);
        const und_counted *first = &n->numbering->nodes[from - 1], *last = &n->numbering->nodes[to - 1];
        uint32_t ordinal = first->ordinal, end = m->end_count == 2 ? last->ordinal : ordinal;
        if (m->end_count == 2 && end + 1u - ordinal < *shortest)
            *shortest = end + 1u - ordinal;
        for (; ordinal <= end; ordinal++) {
            uint32_t node = m->end_count == 1
                                ? from
                                : n->numbering->members[n->numbering->sequences[first->sequence].at + ordinal] + 1;
            ++*all;
            while (clause_of(n, node)->into != 0)
                node = clause_of(n, node)->into;
            if (has_no_name(n, node))
                continue;
            if (!add_item(n, node) || (ordinal < end && !add_new_after(n, node)))
                return false;
        }
    }
    if (n->item_count > 1)
        qsort(n->items, n->item_count, sizeof *n->items, compare_items);
    return true;
}

/* Whether all of the list is known, in paragraphs and sub-paragraphs of this document, said from the outermost step to the
 * innermost. */
static bool can_rebuild(const namer *n)
{
    und_place at = n->reference.words.range.from;
    for (size_t i = 0; i < n->member_count; i++) {
        const member *m = &n->members[i];
        for (uint32_t e = 0; e < m->end_count; e++) {
            if (node_of(&m->ends[e]) == 0)
                return false;
            for (uint32_t s = 0; s < m->ends[e].count; s++) {
                const und_target_step *step = &m->ends[e].steps[s];
                if (m->ends[e].nodes[s] == 0)
                    return false;
                if (!has_words(step))
                    continue;
                if (step->range.from.line < at.line ||
                    (step->range.from.line == at.line && step->range.from.column < at.column))
                    return false;
                at = step->range.to;
            }
        }
        const und_counted *first = &n->numbering->nodes[node_of(&m->ends[0]) - 1];
        const und_counted *last = &n->numbering->nodes[node_of(&m->ends[m->end_count - 1]) - 1];
        if (m->end_count == 2 &&
            (first->sequence != last->sequence || first->sequence == UND_NO_SEQUENCE || last->ordinal < first->ordinal))
            return false;
    }
    return n->member_count > 0;
}

/* The clauses that a node is named by, the outermost first. */
static uint32_t path_of(const namer *n, uint32_t node, uint32_t path[UND_TARGET_STEPS])
{
    uint32_t reversed[UND_TARGET_STEPS], count = 0;
    while (node != 0 && count < UND_TARGET_STEPS) {
        reversed[count++] = node;
        if (clause_of(n, node)->kind != UND_KIND_SUBPARAGRAPH)
            break;
        node = und_clause_parent(n->plan, node);
    }
    if (count == 0 || clause_of(n, reversed[count - 1])->kind == UND_KIND_SUBPARAGRAPH)
        return 0; /* deeper than references go */
    for (uint32_t i = 0; i < count; i++)
        path[i] = reversed[count - 1 - i];
    return count;
}

/* The label of one step: a paragraph's number as the reference has numbers, a sub-paragraph's as it stands before it. */
static bool put_step(namer *n, uint32_t node)
{
    const und_clause *clause = clause_of(n, node);
    char label[UND_LABEL_WRITTEN_MAX];
    for (size_t i = 0; i < n->member_count; i++)
        for (uint32_t e = 0; e < n->members[i].end_count; e++)
            for (uint32_t s = 0; s < n->members[i].ends[e].count; s++) {
                const target_end *end = &n->members[i].ends[e];
                const und_clause *other = end->nodes[s] == 0 ? NULL : clause_of(n, end->nodes[s]);
                if (other == NULL || !has_words(&end->steps[s]) || other->old_style != clause->style ||
                    (und_old_kind(n->plan, end->nodes[s]) == UND_KIND_SUBPARAGRAPH) !=
                        (clause->kind == UND_KIND_SUBPARAGRAPH) ||
                    !und_label_again(n->plan, n->code, und_plan_cut(n->plan, end->steps[s].range),
                                     (und_label_style)other->old_style, (und_label_style)clause->style, clause->label,
                                     label))
                    continue;
                und_text_put_words(&n->text, label);
                return true;
            }
    if (clause->kind != UND_KIND_SUBPARAGRAPH) {
        und_label_text((und_label_style)clause->style, clause->label, label);
        und_text_put_words(&n->text, label);
        return label[0] != '\0';
    }
    /* As it stands before the sub-paragraph, or as its level has it. */
    und_number number;
    und_label_look look;
    bool known = node < n->plan->nodes && und_number_get(n->plan->doc, node, &number) == UND_OK &&
                 clause->style == clause->old_style &&
                 und_label_look_read(und_plan_cut(n->plan, number.range), number.style, &look) == UND_OK;
    if (!known)
        known = und_label_look_of_level(n->plan->doc, n->code, und_clause_level(n->plan, node, false), &look) == UND_OK;
    /* References do not have the figures in quotation marks that stand before paragraphs: they would be read as words. */
    if (!known || (look.style == UND_LABEL_NUMBER && look.before[0] != '(' && look.after[0] != ')') ||
        und_label_write(n->plan->doc, &look, clause->label, label) != UND_OK)
        return false;
    und_text_put_words(&n->text, label);
    return true;
}

/* What stands in the text between two places. */
static und_bytes between(namer *n, und_place from, und_place to)
{
    bool right = from.line < to.line || (from.line == to.line && from.column <= to.column);
    return right ? und_plan_cut(n->plan, (und_range){from, to}) : (und_bytes){"", 0};
}

typedef struct joints {
    und_bytes comma, and, to, step; /* between members, before the last, in a range, between steps */
} joints;

static und_bytes first_term(const namer *n, und_term_key key)
{
    if (n->language == NULL || n->language->first[key] == n->language->first[key + 1])
        return (und_bytes){"", 0};
    return und_term_text(n->language, &n->language->terms[n->language->first[key]]);
}

/* A word between spaces, where the language has spaces. */
static und_bytes spaced(namer *n, und_bytes word)
{
    char text[64];
    bool han = n->language != NULL && n->language->script == UND_SCRIPT_HAN;
    if (word.length == 0 || word.length > sizeof text - 2 || han)
        return word;
    text[0] = ' ';
    memcpy(text + 1, word.at, word.length);
    text[word.length + 1] = ' ';
    return und_plan_keep(n->plan, (und_bytes){text, word.length + 2});
}

static joints joints_of(namer *n)
{
    joints found = {0};
    for (size_t i = 0; i + 1 < n->member_count; i++) {
        und_bytes joint = between(n, n->members[i].target.words.range.to, n->members[i + 1].target.words.range.from);
        if (i + 2 == n->member_count)
            found.and = joint;
        else
            found.comma = joint;
    }
    for (size_t i = 0; i < n->member_count; i++) {
        const member *m = &n->members[i];
        for (uint32_t e = 0; e < m->end_count; e++)
            for (uint32_t s = 0; s + 1 < m->ends[e].count && found.step.at == NULL; s++)
                if (has_words(&m->ends[e].steps[s]) && has_words(&m->ends[e].steps[s + 1]))
                    found.step = between(n, m->ends[e].steps[s].range.to, m->ends[e].steps[s + 1].range.from);
        if (m->end_count == 2 && found.to.at == NULL) {
            und_place from = m->ends[0].steps[m->ends[0].count - 1].range.to;
            for (uint32_t s = 0; s < m->ends[1].count; s++)
                if (has_words(&m->ends[1].steps[s])) {
                    found.to = between(n, from, m->ends[1].steps[s].range.from);
                    break;
                }
        }
    }
    bool han = n->language != NULL && n->language->script == UND_SCRIPT_HAN;
    bool arabic = n->language != NULL && n->language->script == UND_SCRIPT_ARABIC;
    if (found.and.at == NULL)
        found.and = spaced(n, first_term(n, UND_TERM_AGENDA_AND));
    if (found.comma.at == NULL)
        found.comma = arabic ? found.and : han ? (und_bytes){"、", 3} : (und_bytes){", ", 2};
    if (found.to.at == NULL)
        found.to = spaced(n, first_term(n, UND_TERM_AGENDA_TO));
    if (found.step.at == NULL)
        found.step = han ? (und_bytes){"", 0} : (und_bytes){" ", 1};
    return found;
}

/* Whether a label alone reads as a word that joins members: "d) y e)" in Spanish. */
static bool reads_as_joint(const namer *n, uint32_t node)
{
    static const und_term_key keys[] = {UND_TERM_AGENDA_AND, UND_TERM_AGENDA_TO, UND_TERM_REFERENCE_WORD};
    char label[UND_LABEL_TEXT_MAX];
    und_label_text((und_label_style)clause_of(n, node)->style, clause_of(n, node)->label, label);
    for (size_t k = 0; k < sizeof keys / sizeof keys[0] && n->language != NULL; k++)
        for (uint32_t i = n->language->first[keys[k]]; i < n->language->first[keys[k] + 1]; i++)
            if (und_bytes_equal(und_term_folded(n->language, &n->language->terms[i]), und_words(label)))
                return true;
    return false;
}

/* Writes one item, without the steps that the one before it has said. */
static bool put_item(namer *n, uint32_t node, const uint32_t *before, uint32_t before_count, const joints *joint,
                     uint32_t path[UND_TARGET_STEPS], uint32_t *count)
{
    *count = path_of(n, node, path);
    if (*count == 0)
        return false;
    uint32_t from = 0;
    bool spaced = n->language == NULL || n->language->script != UND_SCRIPT_HAN; /* "1(a)、1(b)" */
    if (spaced && before_count == *count && *count > 1 && !reads_as_joint(n, node) &&
        memcmp(before, path, (*count - 1) * sizeof *path) == 0)
        from = *count - 1;
    for (uint32_t i = from; i < *count; i++) {
        if (i > from)
            und_text_put(&n->text, joint->step);
        if (!put_step(n, path[i]))
            return false;
    }
    return true;
}

static bool follows(const namer *n, uint32_t node, uint32_t next)
{
    const und_clause *one = clause_of(n, node), *other = clause_of(n, next);
    return one->sequence == other->sequence && one->sequence != UND_NO_SEQUENCE && UND_LABEL_ADDED(one->label) == 0 &&
           one->label + 1 == other->label;
}

/* Writes the whole list. False: a step cannot be written. */
static bool put_list(namer *n, size_t shortest, bool ranges)
{
    joints joint = joints_of(n);
    uint32_t path[UND_TARGET_STEPS], before[UND_TARGET_STEPS], count, before_count = 0;
    const member *first = &n->members[0];
    n->text.length = 0;
    if (first->target.kind == UND_TARGET_SUBPARAGRAPH) { /* of the paragraph that is spoken of */
        uint32_t parent = old_parent(n, first->ends[0].nodes[0]);
        for (size_t i = 0; i < n->item_count; i++)
            if (und_clause_parent(n->plan, n->items[i].node) != parent ||
                top_of(n, n->node, true) != top_of(n, parent, true) ||
                top_of(n, n->node, false) != top_of(n, parent, false))
                return false;
        before_count = path_of(n, n->items[0].node, before);
    }
    size_t parts = 0, part = 0;
    for (size_t pass = 0; pass < 2; pass++)
        for (size_t i = 0, last; i < n->item_count; i = last + 1) {
            for (last = i;
                 ranges && last + 1 < n->item_count && follows(n, n->items[last].node, n->items[last + 1].node);)
                last++;
            if (last + 1 - i < shortest || !ranges)
                last = i;
            if (pass == 0) {
                parts++;
                continue;
            }
            if (part > 0)
                und_text_put(&n->text, part + 1 == parts ? joint.and : joint.comma);
            part++;
            if (!put_item(n, n->items[i].node, before, before_count, &joint, path, &count))
                return false;
            memcpy(before, path, sizeof before);
            before_count = count;
            if (last == i)
                continue;
            und_text_put(&n->text, joint.to);
            if (!put_item(n, n->items[last].node, before, before_count, &joint, path, &count))
                return false;
            memcpy(before, path, sizeof before);
            before_count = count;
        }
    return true;
}

static void rebuild(namer *n)
{
    und_plan *plan = n->plan;
    const und_range *first = &n->members[0].target.words.range;
    und_range range = {first->from, n->members[n->member_count - 1].target.words.range.to};
    size_t all, shortest;
    bool ranges = false;
    for (size_t i = 0; i < n->member_count; i++)
        ranges = ranges || n->members[i].end_count == 2;
    bool dangling = true;
    for (size_t i = 0; i < n->member_count; i++)
        for (uint32_t e = 0; e < n->members[i].end_count; e++)
            dangling =
                dangling && node_of(&n->members[i].ends[e]) != 0 && has_no_name(n, node_of(&n->members[i].ends[e]));
    if (!can_rebuild(n)) {
        if (dangling)
            und_plan_tell(plan, UND_NOTE_DANGLING, n->reference.words.range,
                          "this names what is deleted or has no number any more");
        else
            und_plan_tell(plan, UND_NOTE_REFERENCE, n->reference.words.range,
                          "what this names has moved or is deleted: it has to be looked at");
        rename_steps(n);
        return;
    }
    if (!gather_items(n, &all, &shortest)) {
        plan->failed = true;
        return;
    }
    if (n->item_count == 0) {
        und_plan_tell(plan, UND_NOTE_DANGLING, n->reference.words.range,
                      "this names what is deleted or has no number any more");
        return;
    }
    if (!put_list(n, shortest, ranges)) {
        und_plan_tell(plan, UND_NOTE_REFERENCE, n->reference.words.range,
                      "what this names can no longer be named so: it has to be written anew");
        rename_steps(n);
        return;
    }
    if (n->text.failed) {
        plan->failed = true;
        return;
    }
    und_plan_change(plan, UND_CHANGE_REFERENCE, n->node, range, und_text_bytes(&n->text));
    if ((all > 1) != (n->item_count > 1))
        und_plan_tell(plan, UND_NOTE_REFERENCE, n->reference.words.range,
                      n->item_count > 1 ? "this names several paragraphs now: the words before them are of one"
                                        : "this names one paragraph now: the words before it are of several");
}

/* ---- above and below ---- */

/* The word that says the other direction, in the language's words of the same place in their list. */
static bool turned(const namer *n, und_bytes word, bool above, und_bytes *out)
{
    char folded[UND_WORD_MAX];
    und_bytes text = {folded, und_fold_text(word, folded, sizeof folded)};
    const und_language *language = n->language;
    const uint16_t has = above ? UND_WORD_ABOVE : UND_WORD_BELOW, wants = above ? UND_WORD_BELOW : UND_WORD_ABOVE;
    const und_term_key key = UND_TERM_REFERENCE_WORD;
    uint32_t index = 0, found = UINT32_MAX, last = 0, others = 0;
    for (uint32_t i = language->first[key]; i < language->first[key + 1]; i++) {
        if (language->terms[i].value == wants)
            others++;
        if (language->terms[i].value != has)
            continue;
        if (und_bytes_equal(und_term_folded(language, &language->terms[i]), text))
            found = index;
        last = index++;
    }
    if (found == UINT32_MAX || others == 0)
        return false;
    uint32_t wanted = found == 0 ? 0 : found == last ? others - 1 : 0;
    for (uint32_t i = language->first[key]; i < language->first[key + 1]; i++)
        if (language->terms[i].value == wants && wanted-- == 0) {
            *out = und_term_text(language, &language->terms[i]);
            return true;
        }
    return false;
}

/* On which side of the reference what it names stood and stands: all before it, all after it. */
typedef struct sides {
    bool any, were_before, were_after, are_before, are_after;
} sides;

static void look_at_side(const namer *n, uint32_t node, uint32_t holder, sides *s)
{
    if (node == 0 || has_no_name(n, node))
        return;
    s->any = true;
    s->were_before = s->were_before && node < holder;
    s->were_after = s->were_after && node > holder;
    s->are_before = s->are_before && n->rank[node] < n->rank[holder];
    s->are_after = s->are_after && n->rank[node] > n->rank[holder];
}

static sides sides_of(const namer *n)
{
    sides s = {false, true, true, true, true};
    uint32_t holder = und_node_holder(n->plan, n->node);
    for (size_t i = 0; i < n->member_count; i++) {
        const member *m = &n->members[i];
        uint32_t from = node_of(&m->ends[0]), to = node_of(&m->ends[m->end_count - 1]);
        look_at_side(n, from, holder, &s);
        if (from == 0 || to == 0 || to == from)
            continue;
        const und_counted *first = &n->numbering->nodes[from - 1], *last = &n->numbering->nodes[to - 1];
        if (first->sequence != last->sequence || first->sequence == UND_NO_SEQUENCE)
            continue;
        const uint32_t *members = n->numbering->members + n->numbering->sequences[first->sequence].at;
        for (uint32_t k = first->ordinal; k <= last->ordinal; k++)
            look_at_side(n, members[k] + 1, holder, &s);
    }
    return s;
}

static void turn_direction(namer *n)
{
    const und_range *range = &n->reference.direction;
    if (range->from.line == range->to.line && range->from.column == range->to.column)
        return;
    bool above = n->reference.where == UND_WHERE_ABOVE;
    sides s = sides_of(n);
    if (!s.any || !(above ? s.were_before : s.were_after) || (above ? s.are_before : s.are_after))
        return;
    und_bytes word;
    if (!(above ? s.are_after : s.are_before) || n->language == NULL ||
        !turned(n, und_plan_cut(n->plan, *range), above, &word))
        und_plan_tell(n->plan, UND_NOTE_REFERENCE, *range, "what this names no longer stands on that side of it");
    else
        und_plan_change(n->plan, UND_CHANGE_REFERENCE, n->node, *range, word);
}

/* ---- all of them ---- */

static bool may_name(const und_reference *reference)
{
    return reference->target_count > 0 && reference->where != UND_WHERE_ELSEWHERE &&
           (reference->type == UND_REFERENCE_PARAGRAPH || reference->type == UND_REFERENCE_ANNEX ||
            reference->type == UND_REFERENCE_ARTICLE || reference->type == UND_REFERENCE_FOOTNOTE);
}

static void name_node(namer *n)
{
    und_plan *plan = n->plan;
    for (uint32_t i = 0; !plan->failed && und_reference_get(plan->doc, n->node, i, &n->reference) == UND_OK; i++) {
        if (!may_name(&n->reference))
            continue;
        if (!read_members(n, i)) {
            plan->failed = true;
            return;
        }
        if (!plan->arranged || keeps_list(n))
            rename_steps(n);
        else
            rebuild(n);
        if (plan->arranged)
            turn_direction(n);
    }
}

/* The markers of a footnote follow its number. */
static void name_markers(namer *n, uint32_t footnote)
{
    und_plan *plan = n->plan;
    const und_clause *clause = clause_of(n, footnote);
    uint32_t node, index;
    und_marker marker;
    for (uint32_t i = 0; und_footnote_marker_get(plan->doc, footnote, i, &node, &index) == UND_OK; i++) {
        char label[UND_LABEL_WRITTEN_MAX];
        if (is_gone(n, node) || und_marker_get(plan->doc, node, index, &marker) != UND_OK)
            continue;
        if (is_gone(n, footnote))
            und_plan_tell(plan, UND_NOTE_DANGLING, marker.range, "the footnote of this number is deleted");
        else if (clause->label != clause->old_label &&
                 und_label_again(plan, n->code, und_plan_cut(plan, marker.range), UND_LABEL_NUMBER, UND_LABEL_NUMBER,
                                 clause->label, label))
            und_plan_change(plan, UND_CHANGE_FOOTNOTE, node, marker.range, und_words(label));
    }
}

void und_plan_name(und_plan *plan)
{
    bool any = plan->arranged;
    for (uint32_t id = 1; id < plan->nodes && !any; id++)
        any = und_clause_at(plan, id)->label != und_clause_at(plan, id)->old_label;
    if (!any)
        return;
    namer n = {.plan = plan, .numbering = und_numbering_of(plan->doc), .rank = plan->scratch};
    und_text_open(&n.text, plan->allocator);
    memset(n.rank, 0, plan->count * sizeof *n.rank);
    for (uint32_t i = 0; i < plan->order_count; i++)
        n.rank[plan->order[i]] = i + 1;
    for (n.node = 1; n.node < plan->nodes && !plan->failed; n.node++) {
        if (clause_of(&n, n.node)->kind == UND_KIND_FOOTNOTE &&
            (is_gone(&n, n.node) || clause_of(&n, n.node)->label != clause_of(&n, n.node)->old_label))
            name_markers(&n, n.node);
        if (is_gone(&n, n.node) && clause_of(&n, n.node)->into == 0)
            continue;
        n.code = und_doc_node_language(plan->doc, n.node - 1);
        n.language = n.code == UND_LANGUAGE_NONE ? NULL : und_language_at(plan->doc->packs, n.code);
        name_node(&n);
    }
    und_free(plan->allocator, n.members, n.member_room * sizeof *n.members);
    und_free(plan->allocator, n.items, n.item_room * sizeof *n.items);
    und_text_close(&n.text);
}
