/* Settling what is negotiated: which words stay, which go, and what is said about them. */
#include "write/settle.h"

#include "read/party.h"
#include "text/text.h"
#include "text/utf8.h"

#include <string.h>

const char *und_choice_name(und_choice choice)
{
    static const char *const names[] = {"accept", "drop", "keep"};
    return (unsigned)choice < UND_CHOICE_COUNT ? names[choice] : "";
}

/* ---- the settlement ---- */

static und_settlement *open_settlement(und_doc *doc)
{
    und_settlement *made = und_resize(doc->allocator, NULL, 0, sizeof *made);
    if (made == NULL) {
        (void)und_doc_fail(doc, UND_E_MEMORY, "out of memory");
        return NULL;
    }
    memset(made, 0, sizeof *made);
    made->allocator = doc->allocator;
    made->doc = doc;
    made->revision = und_doc_revision(doc);
    return made;
}

static void free_cuts(und_settlement *made)
{
    und_free(made->allocator, made->cuts, made->cut_room * sizeof *made->cuts);
    und_free(made->allocator, made->gone, made->gone_room * sizeof *made->gone);
    made->cuts = NULL;
    made->gone = NULL;
    made->cut_count = made->cut_room = made->gone_count = made->gone_room = 0;
}

void und_settlement_close(und_settlement *made)
{
    if (made == NULL)
        return;
    const und_allocator *allocator = made->allocator;
    free_cuts(made);
    und_free(allocator, made->changes, made->change_room * sizeof *made->changes);
    und_arena_free(&made->arena, allocator);
    und_free(allocator, made, sizeof *made);
}

/* Makes the changes, and hands the settlement out. */
static und_status finish(und_settlement *made, und_settlement **out)
{
    und_doc *doc = made->doc;
    if (!made->failed)
        und_cuts_finish(made);
    free_cuts(made);
    made->doc = NULL;
    if (made->failed) {
        und_settlement_close(made);
        return und_doc_fail(doc, UND_E_MEMORY, "out of memory");
    }
    *out = made;
    return UND_OK;
}

und_settled und_settlement_get(const und_settlement *made)
{
    return (und_settled){made->revision, (uint32_t)made->change_count, made->settled, made->left};
}

und_status und_settlement_change_get(const und_settlement *made, uint32_t n, und_change *out)
{
    if (made == NULL || out == NULL)
        return UND_E_ARGUMENT;
    *out = (und_change){.old_text = {"", 0}, .new_text = {"", 0}};
    if (n >= made->change_count)
        return UND_NONE;
    *out = made->changes[n];
    return UND_OK;
}

/* ---- what a bracket has ---- */

static bool is_before(und_place a, und_place b)
{
    return a.line < b.line || (a.line == b.line && a.column < b.column);
}

typedef struct work {
    und_settlement *made;
    und_doc *doc;
    const und_negotiated *all;
    bool *done;  /* of each bracket: settled, or gone with another */
    bool *asked; /* of each bracket: in the lines that were asked for */
} work;

static und_bracket get(const work *w, uint32_t n)
{
    und_bracket bracket;
    (void)und_bracket_get(w->doc, n, &bracket);
    return bracket;
}

static void done(work *w, uint32_t n)
{
    w->made->settled += !w->done[n];
    w->done[n] = true;
}

/* Whether the bracket `i` may still be a remark about `n`: it stands in it, or among those right after it. */
static bool is_near(const work *w, uint32_t n, uint32_t i)
{
    return w->all->at[i].type == UND_BRACKET_REMARK ? w->all->at[i].node <= w->all->at[n].last_node
                                                    : is_before(w->all->at[i].range.from, w->all->at[n].range.to);
}

/* The remarks about a bracket. */
static void cut_remarks(work *w, uint32_t n)
{
    for (uint32_t i = n + 1; i < w->all->count && is_near(w, n, i); i++) {
        const und_made_bracket *remark = &w->all->at[i];
        if (remark->type != UND_BRACKET_REMARK || remark->parent != n || remark->stance == UND_STANCE_AGREED)
            continue;
        und_cut_words(w->made, remark->node + 1, remark->range.from, remark->range.to);
        w->done[i] = true;
    }
}

/* Whether a bracket is all of the paragraphs that it lies in: nothing else in their lines but the label before it. */
static bool is_whole(const work *w, uint32_t n, const und_bracket *bracket)
{
    und_node first, last;
    uint32_t revision = und_doc_revision(w->doc);
    if (und_node_get(w->doc, revision, bracket->node, &first) != UND_OK ||
        und_node_get(w->doc, revision, bracket->last_node, &last) != UND_OK || bracket->range.from.line != first.first)
        return false;
    und_bytes line = und_doc_line(w->doc, first.first);
    und_line_start start = und_line_start_of(w->doc->lexicon, line);
    uint32_t column = bracket->range.from.column;
    for (uint32_t i = column > start.label && column >= start.text ? start.text : 0; i < column; i++)
        if (memchr(" *_\t", line.at[i], 4) == NULL)
            return false;
    uint32_t end = last.last;
    while (end > 0 && und_doc_line(w->doc, end - 1).length == 0)
        end--;
    und_place to = bracket->range.to;
    for (uint32_t i = n + 1; i < w->all->count && is_near(w, n, i); i++)
        if (w->all->at[i].type == UND_BRACKET_REMARK && w->all->at[i].parent == n &&
            is_before(to, w->all->at[i].range.to))
            to = w->all->at[i].range.to; /* those beside it come right after it */
    und_bytes closing = und_doc_line(w->doc, to.line);
    if (to.line + 1 != end)
        return false;
    for (uint32_t i = to.column; i < closing.length; i++)
        if (memchr(" *_.;,:", closing.at[i], 7) == NULL)
            return false;
    return true;
}

/* The paragraphs that a bracket holds whole: the outermost of them. */
static void cut_paragraphs(work *w, const und_bracket *bracket)
{
    und_node node;
    uint32_t revision = und_doc_revision(w->doc);
    for (uint32_t id = bracket->node; id <= bracket->last_node;) {
        if (und_node_get(w->doc, revision, id, &node) != UND_OK)
            return;
        und_cut_clause(w->made, id);
        uint32_t next = id + 1;
        und_node below;
        while (next <= bracket->last_node && und_node_get(w->doc, revision, next, &below) == UND_OK &&
               below.depth > node.depth)
            next++;
        id = next;
    }
}

/* ---- single brackets ---- */

static void drop_text(work *w, uint32_t n)
{
    und_bracket bracket = get(w, n);
    if (is_whole(w, n, &bracket))
        cut_paragraphs(w, &bracket);
    else
        und_cut_words(w->made, bracket.node, bracket.range.from, bracket.range.to);
    cut_remarks(w, n);
    done(w, n);
    for (uint32_t i = n + 1; i < w->all->count && is_before(w->all->at[i].range.from, bracket.range.to); i++)
        w->done[i] = true; /* what stood in it */
}

/* The brackets go and what is in them stays; of alternatives the one with that number. */
static void accept_text(work *w, uint32_t n, uint32_t option)
{
    und_bracket bracket = get(w, n);
    und_range kept;
    if (und_bracket_option_get(w->doc, n, option, &kept) != UND_OK)
        return;
    if (is_before(kept.to, kept.from))
        kept.to = kept.from;
    if (option == 0)
        und_cut_add(w->made, bracket.node, bracket.range.from, kept.from);
    else
        und_cut_words(w->made, bracket.node, bracket.range.from, kept.from);
    /* Spaces before the closing bracket go with it. */
    und_bytes line = und_doc_line(w->doc, kept.to.line);
    while (kept.to.column > 0 && kept.to.column <= line.length && line.at[kept.to.column - 1] == ' ' &&
           is_before(kept.from, kept.to))
        kept.to.column--;
    if (option + 1 == bracket.option_count)
        und_cut_add(w->made, bracket.last_node, kept.to, bracket.range.to);
    else
        und_cut_words(w->made, bracket.last_node, kept.to, bracket.range.to);
    cut_remarks(w, n);
    done(w, n);
    for (uint32_t i = n + 1; i < w->all->count && is_before(w->all->at[i].range.from, bracket.range.to); i++)
        if (is_before(w->all->at[i].range.from, kept.from) || !is_before(w->all->at[i].range.from, kept.to))
            w->done[i] = true; /* it stood in another alternative */
}

/* The alternatives beside it, with what stands between them: "[a] or [b]". */
static void drop_others(work *w, uint32_t n)
{
    uint32_t group = w->all->at[n].group, before = UND_NO_BRACKET;
    if (w->all->at[n].group_size < 2)
        return;
    for (uint32_t i = group, left = w->all->at[n].group_size; i < w->all->count && left > 0; i++) {
        const und_made_bracket *one = &w->all->at[i];
        if (one->group != group || one->type != UND_BRACKET_TEXT)
            continue;
        left--;
        if (before != UND_NO_BRACKET)
            und_cut_words(w->made, one->node + 1, i <= n ? w->all->at[before].range.from : w->all->at[before].range.to,
                          i <= n ? one->range.from : one->range.to);
        before = i;
        if (i == n)
            continue;
        cut_remarks(w, i);
        done(w, i);
        for (uint32_t in = i + 1; in < w->all->count && is_before(w->all->at[in].range.from, one->range.to); in++)
            w->done[in] = true;
    }
}

/* One of the alternatives in a bracket goes, with the slash beside it. */
static void drop_option(work *w, uint32_t n, uint32_t option)
{
    und_bracket bracket = get(w, n);
    if (bracket.option_count < 2) {
        drop_text(w, n);
        return;
    }
    const und_made_bracket *made = &w->all->at[n];
    und_place from = bracket.range.from, to = bracket.text.to;
    from.column++;
    uint32_t slash = made->first_slash;
    for (uint32_t i = 0; slash != UINT32_MAX && i <= option; i++, slash = w->all->slashes[slash].next) {
        und_sign_at at = w->all->slashes[slash].sign;
        und_kept_sign sign = und_sign_get(w->doc, at);
        if (i + 1 == option)
            from = sign.from;
        else if (i == option)
            to = option == 0 ? sign.party_count > 0 ? und_sign_party(w->doc, at, 0).from : sign.text : sign.from;
    }
    und_cut_add(w->made, bracket.node, from, to);
    w->made->settled++;
}

/* "alt" goes from the label of the clause that stays, "Alt. 1:" from its beginning. */
static void cut_alternative_mark(work *w, uint32_t node)
{
    und_node found;
    if (und_node_get(w->doc, und_doc_revision(w->doc), node, &found) != UND_OK)
        return;
    und_bytes line = und_doc_line(w->doc, found.first);
    if (UND_LABEL_ADDED(found.label) == 3) {
        for (uint32_t i = 1; i + 3 <= line.length && i < 24; i++)
            if (memcmp(line.at + i, "alt", 3) == 0 && line.at[i - 1] == ' ') {
                und_cut_add(w->made, node, (und_place){found.first, i - 1}, (und_place){found.first, i + 3});
                return;
            }
        return;
    }
    und_line_start start = und_line_start_of(w->doc->lexicon, line);
    for (int pass = 0; pass < 2; pass++) {
        uint32_t at = pass == 0 ? start.label : start.text;
        while (at < line.length && memchr("[*_ ", line.at[at], 4) != NULL)
            at++;
        uint32_t bytes = und_alternative_mark(w->doc->packs, (und_bytes){line.at + at, line.length - at});
        if (bytes > 0) {
            und_cut_add(w->made, node, (und_place){found.first, at}, (und_place){found.first, at + bytes});
            return;
        }
    }
}

static void accept_clause(work *w, uint32_t n)
{
    uint32_t group = w->all->at[n].group;
    cut_alternative_mark(w, w->all->at[n].node + 1);
    done(w, n);
    for (uint32_t i = group, left = w->all->at[n].group_size; i < w->all->count && left > 0; i++) {
        if (w->all->at[i].group != group || w->all->at[i].type != UND_BRACKET_CLAUSE)
            continue;
        left--;
        if (i == n)
            continue;
        und_cut_clause(w->made, w->all->at[i].node + 1);
        w->done[i] = true;
    }
}

/* ---- remarks ---- */

static void cut_remark(work *w, uint32_t n)
{
    und_bracket remark = get(w, n);
    und_cut_words(w->made, remark.node, remark.range.from, remark.range.to);
    done(w, n);
}

/* What a party wants, done. */
static void heed(work *w, uint32_t n, und_stance stance)
{
    und_bracket remark = get(w, n);
    bool about = remark.parent != UND_NO_BRACKET && w->all->at[remark.parent].type == UND_BRACKET_TEXT;
    if (stance == UND_STANCE_RESERVE || stance == UND_STANCE_NONE || stance == UND_STANCE_AGREED) {
        w->made->left++; /* nothing to be done */
        return;
    }
    if (about && w->all->at[remark.parent].state != UND_BRACKET_WHOLE) {
        w->made->left++;
        return;
    }
    if (stance == UND_STANCE_DELETE && about) {
        drop_text(w, remark.parent);
    } else if (stance == UND_STANCE_DELETE) {
        und_cut_clause(w->made, remark.node);
    } else if (about) {
        if (get(w, remark.parent).option_count > 1) {
            w->made->left++;
            return;
        }
        accept_text(w, remark.parent, 0);
        drop_others(w, remark.parent);
    } else {
        und_cut_words(w->made, remark.node, remark.range.from, remark.range.to);
    }
    done(w, n);
}

/* ---- parties ---- */

typedef struct wanted {
    und_bytes name;
    const char *code;
} wanted;

static bool is_wanted(const work *w, const und_party *party, const wanted *who)
{
    return und_is_party(w->doc->packs, party->code, party->words.text, who->code, who->name);
}

/* Takes a name from those of an attribution or a remark that others share: with the mark beside it. */
static void cut_name(work *w, uint32_t n, uint32_t index)
{
    und_bracket bracket = get(w, n);
    und_party own, beside;
    (void)und_party_get(w->doc, n, index, &own);
    bool next = und_party_get(w->doc, n, index + 1, &beside) == UND_OK && beside.option == own.option &&
                beside.stance == own.stance;
    if (next) {
        und_cut_add(w->made, bracket.node, own.words.range.from, beside.words.range.from);
    } else if (index > 0 && und_party_get(w->doc, n, index - 1, &beside) == UND_OK && beside.option == own.option &&
               beside.stance == own.stance) {
        und_cut_add(w->made, bracket.node, beside.words.range.to, own.words.range.to);
    } else {
        /* Alone in its part of a remark, "Cuba: retain": from semicolon to semicolon. */
        und_bytes line = und_doc_line(w->doc, own.words.range.from.line);
        uint32_t from = own.words.range.from.column, to = from;
        while (from > 0 && line.at[from - 1] != ';' && line.at[from - 1] != '(' && line.at[from - 1] != '[')
            from--;
        while (to < line.length && line.at[to] != ';' && line.at[to] != ')' && line.at[to] != ']')
            to++;
        if (to < line.length && line.at[to] == ';')
            to++;
        else if (from > 0 && line.at[from - 1] == ';')
            from--;
        while (to < line.length && line.at[to] == ' ')
            to++;
        und_cut_add(w->made, bracket.node, (und_place){own.words.range.from.line, from},
                    (und_place){own.words.range.from.line, to});
    }
    w->made->settled++;
}

/* Whether any other party has the same part in a bracket: the same alternative, or another stance in the same remark. */
static bool is_shared(const work *w, uint32_t n, uint32_t index, const wanted *who)
{
    und_party own, other;
    (void)und_party_get(w->doc, n, index, &own);
    for (uint32_t i = 0; und_party_get(w->doc, n, i, &other) == UND_OK; i++)
        if (i != index && other.option == own.option && !is_wanted(w, &other, who))
            return true;
    return false;
}

static void settle_party_text(work *w, uint32_t n, uint32_t index, const und_party *party, const wanted *who,
                              und_choice choice)
{
    if (w->all->at[n].state != UND_BRACKET_WHOLE) {
        w->made->left++;
    } else if (choice == UND_CHOICE_ACCEPT) {
        accept_text(w, n, party->option);
        drop_others(w, n);
    } else if (is_shared(w, n, index, who)) {
        cut_name(w, n, index);
    } else {
        drop_option(w, n, party->option);
    }
}

static void settle_party_remark(work *w, uint32_t n, uint32_t index, const und_party *party, const wanted *who,
                                und_choice choice)
{
    if (choice == UND_CHOICE_ACCEPT)
        heed(w, n, party->stance);
    else if (is_shared(w, n, index, who))
        cut_name(w, n, index);
    else
        cut_remark(w, n);
}

/* All that a party has in the brackets that were asked for; how many. */
static uint32_t settle_party(work *w, const wanted *who, und_choice choice)
{
    uint32_t found = 0;
    for (uint32_t n = 0; n < w->all->count; n++) {
        und_party party;
        for (uint32_t i = 0; w->asked[n] && !w->done[n] && und_party_get(w->doc, n, i, &party) == UND_OK; i++) {
            if (!is_wanted(w, &party, who))
                continue;
            found++;
            if (w->all->at[n].type == UND_BRACKET_TEXT)
                settle_party_text(w, n, i, &party, who, choice);
            else
                settle_party_remark(w, n, i, &party, who, choice);
            break;
        }
    }
    return found;
}

/* ---- all ---- */

static void settle_text(work *w, uint32_t n, und_choice choice)
{
    const und_made_bracket *bracket = &w->all->at[n];
    if (bracket->state != UND_BRACKET_WHOLE)
        w->made->left++;
    else if (choice == UND_CHOICE_DROP)
        drop_text(w, n);
    else if (bracket->group_size > 1 || bracket->option_count > 1)
        w->made->left++; /* which of them? */
    else
        accept_text(w, n, 0);
}

static uint32_t settle_all(work *w, und_choice choice)
{
    uint32_t found = 0;
    for (uint32_t n = 0; n < w->all->count; n++) {
        const und_made_bracket *bracket = &w->all->at[n];
        if (!w->asked[n] || !bracket->open)
            continue;
        found++;
        if (w->done[n])
            continue;
        if (bracket->type == UND_BRACKET_TEXT)
            settle_text(w, n, choice);
        else if (bracket->type == UND_BRACKET_REMARK)
            cut_remark(w, n);
        else
            w->made->left++;
    }
    return found;
}

/* ---- clean copies ---- */

/* Struck words in the paragraphs: "~~so~~", within a line. */
static void cut_struck(work *w)
{
    und_node node;
    uint32_t revision = und_doc_revision(w->doc);
    for (uint32_t line = 0; line < und_doc_line_count(w->doc); line++) {
        und_bytes text = und_doc_line(w->doc, line);
        for (uint32_t at = 0; at + 4 < text.length;) {
            const char *open = memchr(text.at + at, '~', text.length - at - 1);
            if (open == NULL)
                break;
            uint32_t from = (uint32_t)(open - text.at), to = from + 2;
            at = from + 1;
            if (text.at[from + 1] != '~' || to >= text.length || text.at[to] == ' ' || text.at[to] == '~')
                continue;
            while (to + 1 < text.length && !(text.at[to] == '~' && text.at[to + 1] == '~'))
                to++;
            if (to + 1 >= text.length)
                break;
            uint32_t id = und_node_at(w->doc, line);
            (void)und_node_get(w->doc, revision, id, &node);
            und_cut_words(w->made, id, (und_place){line, from}, (und_place){line, to + 2});
            at = to + 2;
        }
    }
}

/* What is said about words goes from the brackets that stay. */
static void tidy(work *w)
{
    for (uint32_t n = 0; n < w->all->count; n++) {
        const und_made_bracket *bracket = &w->all->at[n];
        if (w->done[n] || bracket->state == UND_BRACKET_UNOPENED || bracket->type == UND_BRACKET_CLAUSE)
            continue;
        if (bracket->type == UND_BRACKET_REMARK) {
            und_cut_words(w->made, bracket->node + 1, bracket->range.from, bracket->range.to);
            done(w, n);
            continue;
        }
        und_kept_sign open = und_sign_get(w->doc, bracket->opens);
        if (open.party_count > 0)
            und_cut_add(w->made, bracket->node + 1, open.to, open.text);
        for (uint32_t s = bracket->first_slash; s != UINT32_MAX; s = w->all->slashes[s].next) {
            und_kept_sign slash = und_sign_get(w->doc, w->all->slashes[s].sign);
            if (slash.party_count > 0)
                und_cut_add(w->made, w->all->slashes[s].sign.node + 1,
                            und_sign_party(w->doc, w->all->slashes[s].sign, 0).from, slash.text);
        }
    }
}

/* ---- for callers ---- */

static und_status begin(und_doc *doc, work *w)
{
    *w = (work){.doc = doc, .all = und_negotiated_of(doc)};
    if (w->all == NULL || (w->made = open_settlement(doc)) == NULL)
        return UND_E_MEMORY;
    w->done = und_arena_take(&w->made->arena, doc->allocator, w->all->count + 1);
    w->asked = und_arena_take(&w->made->arena, doc->allocator, w->all->count + 1);
    if (w->done == NULL || w->asked == NULL) {
        und_settlement_close(w->made);
        return und_doc_fail(doc, UND_E_MEMORY, "out of memory");
    }
    memset(w->done, 0, w->all->count + 1);
    memset(w->asked, 0, w->all->count + 1);
    return UND_OK;
}

static und_status none(work *w)
{
    und_settlement_close(w->made);
    return UND_NONE;
}

/* Of the alternatives in a bracket, the one that a place is in, or after. */
static uint32_t option_at(const work *w, uint32_t n, und_place at)
{
    und_range range;
    uint32_t option = 0;
    for (uint32_t i = 0; und_bracket_option_get(w->doc, n, i, &range) == UND_OK; i++)
        if (!is_before(at, range.from))
            option = i;
    return option;
}

static void settle_one(work *w, uint32_t n, und_place at, und_choice choice)
{
    const und_made_bracket *bracket = &w->all->at[n];
    und_party party;
    if (bracket->state != UND_BRACKET_WHOLE) {
        w->made->left++;
    } else if (bracket->type == UND_BRACKET_TEXT) {
        uint32_t option = option_at(w, n, at);
        if (choice == UND_CHOICE_DROP) {
            drop_option(w, n, option);
        } else {
            accept_text(w, n, option);
            drop_others(w, n);
        }
    } else if (bracket->type == UND_BRACKET_REMARK) {
        und_stance stance = (und_stance)bracket->stance;
        for (uint32_t i = 0; und_party_get(w->doc, n, i, &party) == UND_OK; i++)
            if (!is_before(at, party.words.range.from))
                stance = party.stance;
        if (choice == UND_CHOICE_ACCEPT)
            heed(w, n, stance);
        else
            cut_remark(w, n);
    } else if (choice == UND_CHOICE_ACCEPT) {
        accept_clause(w, n);
    } else {
        und_cut_clause(w->made, bracket->node + 1);
        done(w, n);
    }
}

und_status und_settle_at(und_doc *doc, und_place place, und_choice choice, und_settlement **out)
{
    if (doc == NULL || out == NULL)
        return UND_E_ARGUMENT;
    *out = NULL;
    if ((unsigned)choice > UND_CHOICE_DROP)
        return UND_E_ARGUMENT;
    work w;
    uint32_t n;
    und_status status = und_bracket_at(doc, place, &n);
    if (status == UND_OK)
        status = begin(doc, &w);
    if (status != UND_OK)
        return status;
    settle_one(&w, n, place, choice);
    return finish(w.made, out);
}

und_status und_settle(und_doc *doc, uint32_t first, uint32_t last, und_bytes party, und_choice choice,
                      und_settlement **out)
{
    if (doc == NULL || out == NULL)
        return UND_E_ARGUMENT;
    *out = NULL;
    if ((unsigned)choice > UND_CHOICE_DROP || (party.at == NULL && party.length > 0))
        return UND_E_ARGUMENT;
    work w;
    und_status status = begin(doc, &w);
    if (status != UND_OK)
        return status;
    for (uint32_t n = 0; n < w.all->count; n++)
        w.asked[n] = w.all->at[n].range.from.line >= first && w.all->at[n].range.from.line < last;
    wanted who = {party, NULL};
    if (party.length > 0 && !und_party_code(doc->packs, party, &who.code)) {
        und_settlement_close(w.made);
        return und_doc_fail(doc, UND_E_MEMORY, "out of memory");
    }
    uint32_t found = party.length > 0 ? settle_party(&w, &who, choice) : settle_all(&w, choice);
    return found == 0 ? none(&w) : finish(w.made, out);
}

und_status und_clean(und_doc *doc, und_choice choice, und_settlement **out)
{
    if (doc == NULL || out == NULL)
        return UND_E_ARGUMENT;
    *out = NULL;
    if ((unsigned)choice >= UND_CHOICE_COUNT)
        return UND_E_ARGUMENT;
    work w;
    und_status status = begin(doc, &w);
    if (status != UND_OK)
        return status;
    memset(w.asked, 1, w.all->count + 1);
    if (choice != UND_CHOICE_KEEP)
        (void)settle_all(&w, choice);
    tidy(&w);
    cut_struck(&w);
    und_negotiation all;
    (void)und_negotiation_get(doc, &all);
    return finish(w.made, out);
}

und_status und_settlement_text(const und_settlement *made, und_doc *doc, und_sink sink, void *context)
{
    if (made == NULL || doc == NULL || sink == NULL)
        return UND_E_ARGUMENT;
    if (und_doc_revision(doc) != made->revision)
        return und_doc_fail(doc, UND_E_STALE, "the document has changed since it was settled");
    uint32_t lines = und_doc_line_count(doc), line = 0;
    size_t column = 0;
    bool good = true;
    for (size_t i = 0; i <= made->change_count && good && lines > 0; i++) {
        const und_change *change = i < made->change_count ? &made->changes[i] : NULL;
        und_place until =
            change != NULL ? change->range.from : (und_place){lines - 1, (uint32_t)und_doc_line(doc, lines - 1).length};
        for (; good && line < until.line; line++, column = 0) {
            und_bytes text = und_doc_line(doc, line);
            if (column == 0 && text.length == 0 && und_lines_has_aside(&doc->lines, line))
                continue; /* asides are not of the text */
            good = (column >= text.length || sink(context, text.at + column, text.length - column)) &&
                   sink(context, "\n", 1);
        }
        und_bytes text = und_doc_line(doc, line < lines ? line : lines - 1);
        if (good && line < lines && until.column > column)
            good = sink(context, text.at + column, until.column - column);
        if (change == NULL)
            break;
        if (good && change->new_text.length > 0)
            good = sink(context, change->new_text.at, change->new_text.length);
        line = change->range.to.line;
        column = change->range.to.column;
    }
    if (good && lines > 0)
        good = sink(context, "\n", 1);
    return good ? UND_OK : UND_E_IO;
}
