#include "edits/compare.h"

#include "edits/reading.h"
#include "read/document.h"

/* Asking costs as much as comparing all nodes; what is kept over several edits is then looked at, too. */
#define ASK_EVERY 11u

void rig_open(rig *r, und_packs *packs)
{
    *r = (rig){.packs = packs};
    if (und_doc_open(packs, &r->fresh) != UND_OK)
        exit(70);
}

void rig_close(rig *r)
{
    und_doc_close(r->fresh);
    support_free(&r->buffer);
    support_free(&r->lent);
    support_free(&r->one);
    support_free(&r->two);
}

static bool same_node(const und_node *a, const und_node *b)
{
    return a->id == b->id && a->parent == b->parent && a->first == b->first && a->last == b->last &&
           a->kind == b->kind && a->style == b->style && a->depth == b->depth && a->language == b->language &&
           a->label == b->label && a->opener == b->opener;
}

static void say_node(char *out, size_t room, const und_node *n)
{
    snprintf(out, room, "%s id %u parent %u lines [%u, %u) depth %u style %d label %u opener %u language %u",
             und_kind_name(n->kind), n->id, n->parent, n->first, n->last, n->depth, (int)n->style, n->label, n->opener,
             n->language);
}

static bool same_stored(const und_doc *a, const und_doc *b, uint32_t index)
{
    und_tree_node x = *und_doc_stored(a, index), y = *und_doc_stored(b, index);
    x.first = und_doc_first(a, index);
    y.first = und_doc_first(b, index);
    return memcmp(&x, &y, sizeof x) == 0;
}

/* Whether the tree is one: parents stand before their children and around them, and every line finds its innermost node. */
static bool sound(rig *r, und_doc *doc)
{
    uint32_t count = und_node_count(doc), revision = und_doc_revision(doc), total = und_doc_line_count(doc);
    und_node parent, node;
    uint32_t before = 0;
    for (uint32_t id = 1; id < count; id++) {
        if (und_node_get(doc, revision, id, &node) != UND_OK || node.parent >= id ||
            und_node_get(doc, revision, node.parent, &parent) != UND_OK) {
            snprintf(r->why, sizeof r->why, "node %u has no parent before it", id);
            return false;
        }
        bool fits = node.first < node.last && node.last <= total && node.first >= before &&
                    node.first >= parent.first && node.last <= parent.last && node.depth > parent.depth &&
                    node.depth <= UND_DEPTH_MAX;
        if (!fits) {
            char x[200], y[200];
            say_node(x, sizeof x, &node);
            say_node(y, sizeof y, &parent);
            snprintf(r->why, sizeof r->why, "%s does not fit into %s", x, y);
            return false;
        }
        before = node.first;
    }
    for (uint32_t line = 0; line < total; line++) {
        uint32_t innermost = 0;
        for (uint32_t id = 1; id < count; id++)
            if (und_node_get(doc, revision, id, &node) == UND_OK && node.first <= line && line < node.last)
                innermost = id;
        if (und_node_at(doc, line) != innermost) {
            snprintf(r->why, sizeof r->why, "und_node_at gives node %u for line %u, node %u holds it",
                     und_node_at(doc, line), line, innermost);
            return false;
        }
    }
    return true;
}

bool rig_same(rig *r, und_doc *edited, const text_lines *text, uint32_t turn, bool whole)
{
    und_doc *fresh = r->fresh;
    lines_read(fresh, text, &r->buffer, false);
    if (und_doc_line_count(edited) != text->count || und_doc_line_count(fresh) != text->count) {
        snprintf(r->why, sizeof r->why, "%u and %u lines, %u expected", und_doc_line_count(edited),
                 und_doc_line_count(fresh), text->count);
        return false;
    }
    for (uint32_t i = 0; whole && i < text->count; i++) {
        und_bytes a = und_doc_line_whole(edited, i), b = und_doc_line_whole(fresh, i);
        if (a.length != b.length || (a.length > 0 && memcmp(a.at, b.at, a.length) != 0)) {
            snprintf(r->why, sizeof r->why, "the text of line %u differs", i);
            return false;
        }
    }
    uint32_t count = und_node_count(edited), other = und_node_count(fresh);
    for (uint32_t id = 0; id < count && id < other; id++) {
        und_node a, b;
        if (und_node_get(edited, und_doc_revision(edited), id, &a) != UND_OK ||
            und_node_get(fresh, und_doc_revision(fresh), id, &b) != UND_OK) {
            snprintf(r->why, sizeof r->why, "node %u cannot be had", id);
            return false;
        }
        if (!same_node(&a, &b)) {
            char x[200], y[200];
            say_node(x, sizeof x, &a);
            say_node(y, sizeof y, &b);
            snprintf(r->why, sizeof r->why, "edited: %s; from scratch: %s", x, y);
            return false;
        }
        if (id > 0 && !same_stored(edited, fresh, id - 1)) {
            snprintf(r->why, sizeof r->why, "node %u is stored with another state", id);
            return false;
        }
    }
    if (count != other) {
        snprintf(r->why, sizeof r->why, "%u nodes, from scratch %u", count, other);
        return false;
    }
    /* A machine that has not made a step yet has no depth; its first step gives it one. */
    und_machine end = edited->end, fresh_end = fresh->end;
    end.depth = end.depth == 0 ? 1 : end.depth;
    fresh_end.depth = fresh_end.depth == 0 ? 1 : fresh_end.depth;
    if (memcmp(&end, &fresh_end, sizeof end) != 0) {
        snprintf(r->why, sizeof r->why, "the state behind the last node differs");
        return false;
    }
    if (!whole)
        return turn % ASK_EVERY != 0 || reading_same_answers(r, edited, turn / ASK_EVERY);
    return reading_same_views(r, edited) && sound(r, edited);
}
