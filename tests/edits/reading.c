#include "edits/reading.h"

#include "undoc/agenda.h"
#include "undoc/json.h"

static bool same_passage(const und_passage *a, const und_passage *b)
{
    return a->text.length == b->text.length && memcmp(&a->range, &b->range, sizeof a->range) == 0 &&
           (a->text.length == 0 || memcmp(a->text.at, b->text.at, a->text.length) == 0);
}

static bool differ(rig *r, const char *what, uint32_t number)
{
    snprintf(r->why, sizeof r->why, "%s %u differs from what a fresh document says", what, number);
    return false;
}

static bool same_steps(const und_target_step *a, const und_target_step *b, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++)
        if (a[i].style != b[i].style || a[i].label != b[i].label || a[i].other != b[i].other ||
            memcmp(&a[i].range, &b[i].range, sizeof a[i].range) != 0)
            return false;
    return true;
}

static bool same_bytes(und_bytes a, und_bytes b)
{
    return a.length == b.length && (a.length == 0 || memcmp(a.at, b.at, a.length) == 0);
}

static bool same_targets(rig *r, und_doc *edited, uint32_t node, uint32_t n)
{
    und_target a, b;
    und_status one = UND_OK, two;
    for (uint32_t i = 0; one == UND_OK; i++) {
        one = und_target_get(edited, node, n, i, &a);
        two = und_target_get(r->fresh, node, n, i, &b);
        if (one != two || a.kind != b.kind || a.count != b.count || a.to_count != b.to_count ||
            a.session != b.session || a.year != b.year || a.session_type != b.session_type ||
            !same_passage(&a.words, &b.words) || !same_bytes(a.name, b.name) || !same_bytes(a.to_name, b.to_name) ||
            !same_steps(a.steps, b.steps, a.count) || !same_steps(a.to, b.to, a.to_count))
            return differ(r, "a target of node", node);
    }
    return true;
}

static bool same_references(rig *r, und_doc *edited, uint32_t node)
{
    und_reference a, b;
    und_status one = UND_OK, two = UND_OK;
    for (uint32_t n = 0; one == UND_OK; n++) {
        one = und_reference_get(edited, node, n, &a);
        two = und_reference_get(r->fresh, node, n, &b);
        if (one != two || (one == UND_OK && (a.type != b.type || a.item_count != b.item_count ||
                                             a.target_count != b.target_count || a.where != b.where || a.in != b.in ||
                                             memcmp(&a.direction, &b.direction, sizeof a.direction) != 0 ||
                                             !same_passage(&a.words, &b.words))))
            return differ(r, "a reference of node", node);
        if (one == UND_OK && !same_targets(r, edited, node, n))
            return false;
        for (uint32_t i = 0; one == UND_OK && i < a.item_count; i++)
            if (a.items[i].item != b.items[i].item || a.items[i].sub != b.items[i].sub)
                return differ(r, "an item of node", node);
    }
    return true;
}

static bool same_letter(rig *r, und_doc *edited, uint32_t node)
{
    und_letter a, b;
    und_signature x, y;
    und_original p, q;
    und_opener v, w;
    und_status one = und_letter_get(edited, node, &a), two = und_letter_get(r->fresh, node, &b);
    if (one != two || a.form != b.form || a.state != b.state || !same_passage(&a.date_words, &b.date_words) ||
        !same_passage(&a.sender_words, &b.sender_words) || !same_passage(&a.addressee_words, &b.addressee_words))
        return differ(r, "the letter of node", node);
    one = und_signature_get(edited, node, &x);
    two = und_signature_get(r->fresh, node, &y);
    if (one != two || !same_passage(&x.name, &y.name) || !same_passage(&x.office, &y.office))
        return differ(r, "the signature of node", node);
    one = und_original_get(edited, node, &p);
    two = und_original_get(r->fresh, node, &q);
    if (one != two || !same_passage(&p.words, &q.words))
        return differ(r, "the original of node", node);
    one = und_opener_get(edited, node, &v);
    two = und_opener_get(r->fresh, node, &w);
    if (one != two || v.role != w.role || !same_passage(&v.words, &w.words))
        return differ(r, "the opener of node", node);
    return true;
}

static bool same_masthead(rig *r, und_doc *edited)
{
    for (und_field name = 0; name < UND_FIELD_COUNT; name++) {
        und_masthead_field a, b;
        und_status one = und_masthead_field_get(edited, name, 0, &a);
        und_status two = und_masthead_field_get(r->fresh, name, 0, &b);
        if (one != two || !same_passage(&a.words, &b.words))
            return differ(r, "field of the masthead", (uint32_t)name);
    }
    und_session a, b;
    und_status one = und_session_of_document(edited, &a), two = und_session_of_document(r->fresh, &b);
    if (one != two || memcmp(&a, &b, sizeof a) != 0)
        return differ(r, "the session", a.number);
    return true;
}

static bool same_findings(rig *r, und_doc *edited)
{
    uint32_t one, two;
    if (und_finding_count(edited, &one) != UND_OK || und_finding_count(r->fresh, &two) != UND_OK || one != two)
        return differ(r, "the number of findings", one);
    for (uint32_t n = 0; n < one; n++) {
        und_finding a, b;
        if (und_finding_get(edited, n, &a) != UND_OK || und_finding_get(r->fresh, n, &b) != UND_OK ||
            a.code != b.code || memcmp(&a.range, &b.range, sizeof a.range) != 0 ||
            a.message.length != b.message.length || memcmp(a.message.at, b.message.at, a.message.length) != 0)
            return differ(r, "finding", n);
    }
    return true;
}

static bool same_entry(rig *r, und_doc *edited, uint32_t line)
{
    uint32_t one, two;
    und_entry a, b;
    und_status first = und_entry_at(edited, line, &one), second = und_entry_at(r->fresh, line, &two);
    if (first != second || one != two)
        return differ(r, "the outline's entry at line", line);
    if (first != UND_OK)
        return true;
    if (und_entry_get(edited, one, &a) != UND_OK || und_entry_get(r->fresh, one, &b) != UND_OK || a.node != b.node ||
        a.findings != b.findings || a.first != b.first || a.last != b.last || !same_bytes(a.number, b.number) ||
        !same_bytes(a.title, b.title))
        return differ(r, "the outline's entry", one);
    return true;
}

static bool same_bracket(rig *r, und_doc *edited, uint32_t n)
{
    und_bracket a, b;
    und_party x, y;
    if (und_bracket_get(edited, n, &a) != UND_OK || und_bracket_get(r->fresh, n, &b) != UND_OK || a.type != b.type ||
        a.state != b.state || a.stance != b.stance || a.open != b.open || a.node != b.node ||
        a.last_node != b.last_node || a.depth != b.depth || a.parent != b.parent || a.group != b.group ||
        a.group_size != b.group_size || a.option_count != b.option_count || a.party_count != b.party_count ||
        memcmp(&a.range, &b.range, sizeof a.range) != 0 || memcmp(&a.text, &b.text, sizeof a.text) != 0 ||
        memcmp(&a.expected, &b.expected, sizeof a.expected) != 0 || !same_bytes(a.words, b.words))
        return differ(r, "bracket", n);
    for (uint32_t i = 0; i < a.party_count; i++)
        if (und_party_get(edited, n, i, &x) != UND_OK || und_party_get(r->fresh, n, i, &y) != UND_OK ||
            x.code != y.code || x.option != y.option || x.stance != y.stance || !same_passage(&x.words, &y.words))
            return differ(r, "a party of bracket", n);
    return true;
}

static bool same_brackets(rig *r, und_doc *edited)
{
    uint32_t one, two;
    if (und_bracket_count(edited, &one) != UND_OK || und_bracket_count(r->fresh, &two) != UND_OK || one != two)
        return differ(r, "the number of brackets", one);
    for (uint32_t n = 0; n < one; n++)
        if (!same_bracket(r, edited, n))
            return false;
    return true;
}

bool reading_same_answers(rig *r, und_doc *edited, uint32_t turn)
{
    uint32_t count = und_node_count(edited), lines = und_doc_line_count(edited);
    uint32_t scattered = turn * 2654435761u; /* any of them in no order */
    uint32_t node = count > 1 ? 1 + scattered % (count - 1) : 0;
    if (node != 0 && (!same_references(r, edited, node) || !same_letter(r, edited, node)))
        return false;
    switch (turn % 5) {
    case 0: return same_masthead(r, edited);
    case 1: return same_findings(r, edited);
    case 2: return lines == 0 || same_entry(r, edited, scattered % lines);
    case 3: return same_brackets(r, edited);
    default: return true;
    }
}

/* Whether both views wrote the same. */
static bool same_text(rig *r, const char *what)
{
    if (r->one.length == r->two.length && memcmp(r->one.at, r->two.at, r->one.length) == 0)
        return true;
    size_t at = 0;
    while (at < r->one.length && at < r->two.length && r->one.at[at] == r->two.at[at])
        at++;
    size_t from = at > 60 ? at - 60 : 0;
    snprintf(r->why, sizeof r->why, "%s differs: …%.160s… from scratch …%.160s…", what, r->one.at + from,
             r->two.at + from);
    return false;
}

bool reading_same_views(rig *r, und_doc *edited)
{
    support_clear(&r->one);
    support_clear(&r->two);
    if (und_write_parse(edited, support_bytes("x"), support_sink, &r->one) !=
            und_write_parse(r->fresh, support_bytes("x"), support_sink, &r->two) ||
        !same_text(r, "und_write_parse"))
        return false;
    support_clear(&r->one);
    support_clear(&r->two);
    if (und_write_findings(edited, support_bytes("x"), support_sink, &r->one) !=
            und_write_findings(r->fresh, support_bytes("x"), support_sink, &r->two) ||
        !same_text(r, "und_write_findings"))
        return false;
    support_clear(&r->one);
    support_clear(&r->two);
    if (und_write_brackets(edited, support_bytes("x"), support_sink, &r->one) !=
            und_write_brackets(r->fresh, support_bytes("x"), support_sink, &r->two) ||
        !same_text(r, "und_write_brackets"))
        return false;
    support_clear(&r->one);
    support_clear(&r->two);
    return und_write_outline(edited, support_sink, &r->one) == und_write_outline(r->fresh, support_sink, &r->two) &&
           same_text(r, "und_write_outline");
}
