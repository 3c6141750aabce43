/* After any edit the tree equals one that is made from scratch.
 *
 * Documents made of the samples are edited at random: typing, inserting, deleting, joining, splitting, pasting blocks,
 * moving, going back to an earlier state, most of it near the borders of nodes. After each edit the document is
 * compared with a second one that reads the same lines anew: every node as callers see it, every node as it is stored
 * with the machine's state in it, and every now and then the whole of what und_write_parse says.
 *
 *   UND_SEED=n   begins with this seed; the seed of a run is printed
 *   UND_EDITS=n  so many edits
 *
 * A difference is shrunk: the script of edits, then the lines, then the bytes of a line, as long as it still differs.
 */
#include "support.h"

#include "read/document.h"
#include "text/utf8.h"

#include <time.h>

#define EDITS 200000u
#define EDITS_SANITIZED 100000u /* the same under sanitizers: three times as slow */
#define EDITS_VALGRIND 600u     /* 50 times as slow */

#define EDITS_A_DOCUMENT 250u
#define PARSE_EVERY 40u   /* comparing all the text of und_write_parse costs as much as 20 comparisons of nodes */
#define SNAPSHOTS 12u     /* earlier states that undo may go back to */
#define PASTE_MAX 40u     /* lines of one paste */
#define BLANKS_MAX 70u    /* a run of blank lines, longer than UND_LOOKAHEAD_LINES */
#define LINES_WANTED 160u /* a document larger than this loses more than it gets */
#define LINES_LARGE 500u  /* the same of a large one */

#if defined(__SANITIZE_ADDRESS__)
#define SANITIZED true
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define SANITIZED true
#endif
#endif
#ifndef SANITIZED
#define SANITIZED false
#endif

/* ---- memory that lives as long as one document: lines never change, only their order does ---- */

typedef struct arena {
    char **blocks;
    size_t count, room;
    size_t used; /* of the last block */
} arena;

#define ARENA_BLOCK 262144u

static void *arena_take(arena *a, size_t size)
{
    size = (size + 15u) & ~(size_t)15u;
    if (size > ARENA_BLOCK || a->count == 0 || a->used + size > ARENA_BLOCK) {
        if (a->count == a->room) {
            a->room = a->room * 2 + 8;
            a->blocks = realloc(a->blocks, a->room * sizeof *a->blocks);
        }
        char *block = a->blocks == NULL ? NULL : malloc(size > ARENA_BLOCK ? size : ARENA_BLOCK);
        if (block == NULL)
            exit(70);
        a->blocks[a->count++] = block;
        a->used = 0;
    }
    void *at = a->blocks[a->count - 1] + a->used;
    a->used += size;
    return at;
}

static void arena_clear(arena *a)
{
    for (size_t i = 0; i < a->count; i++)
        free(a->blocks[i]);
    free(a->blocks);
    *a = (arena){0};
}

/* ---- a model of the text, and edits ---- */

typedef struct lines {
    und_bytes *at;
    uint32_t count;
    uint32_t room;
} lines;

static void lines_fit(lines *l, uint32_t count)
{
    if (count <= l->room)
        return;
    l->room = count * 2 + 16;
    l->at = realloc(l->at, l->room * sizeof *l->at);
    if (l->at == NULL)
        exit(70);
}

static void lines_push(lines *l, und_bytes line)
{
    lines_fit(l, l->count + 1);
    l->at[l->count++] = line;
}

static void lines_copy(lines *to, const lines *from)
{
    lines_fit(to, from->count);
    if (from->count > 0)
        memcpy(to->at, from->at, from->count * sizeof *to->at);
    to->count = from->count;
}

static void lines_free(lines *l)
{
    free(l->at);
    *l = (lines){0};
}

typedef struct edit {
    uint32_t first, removed, added;
    const und_bytes *lines;
} edit;

static void lines_splice(lines *l, const edit *e)
{
    lines_fit(l, l->count - e->removed + e->added);
    uint32_t behind = l->count - e->first - e->removed;
    if (behind > 0)
        memmove(l->at + e->first + e->added, l->at + e->first + e->removed, behind * sizeof *l->at);
    if (e->added > 0)
        memcpy(l->at + e->first, e->lines, e->added * sizeof *l->at);
    l->count = l->count - e->removed + e->added;
}

/* An edit that fits a text which it was not made for: what shrinking needs. */
static edit clamped(const lines *l, edit e)
{
    if (e.first > l->count)
        e.first = l->count;
    if (e.removed > l->count - e.first)
        e.removed = l->count - e.first;
    return e;
}

/* `lent`: the document goes on reading the buffer, which stays as it is until another one is read. */
static void read_whole(und_doc *doc, const lines *l, support_text *buffer, bool lent)
{
    support_clear(buffer);
    support_put(buffer, "", 0);
    for (uint32_t i = 0; i < l->count; i++) {
        support_put(buffer, l->at[i].at, l->at[i].length);
        support_put(buffer, "\n", 1);
    }
    und_bytes text = {buffer->at, buffer->length};
    if ((lent ? und_doc_read_lent(doc, text) : und_doc_read(doc, text)) != UND_OK)
        exit(70);
}

/* ---- comparing ---- */

typedef struct rig {
    und_packs *packs;
    und_doc *fresh; /* read anew for every comparison */
    support_text buffer, one, two;
    support_text lent; /* to the document that is edited */
    char why[512];
} rig;

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

/* Whether `edited` is what a document of the same lines is; `why` says what differs first. */
static bool same(rig *r, und_doc *edited, const lines *text, bool whole)
{
    und_doc *fresh = r->fresh;
    read_whole(fresh, text, &r->buffer, false);
    if (und_doc_line_count(edited) != text->count || und_doc_line_count(fresh) != text->count) {
        snprintf(r->why, sizeof r->why, "%u and %u lines, %u expected", und_doc_line_count(edited),
                 und_doc_line_count(fresh), text->count);
        return false;
    }
    for (uint32_t i = 0; whole && i < text->count; i++) {
        und_bytes a = und_doc_line(edited, i), b = und_doc_line(fresh, i);
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
        return true;
    support_clear(&r->one);
    support_clear(&r->two);
    und_status one = und_write_parse(edited, support_bytes("x"), support_sink, &r->one);
    und_status two = und_write_parse(fresh, support_bytes("x"), support_sink, &r->two);
    if (one != two || r->one.length != r->two.length || memcmp(r->one.at, r->two.at, r->one.length) != 0) {
        size_t at = 0;
        while (at < r->one.length && at < r->two.length && r->one.at[at] == r->two.at[at])
            at++;
        size_t from = at > 60 ? at - 60 : 0;
        snprintf(r->why, sizeof r->why, "und_write_parse differs: …%.160s… from scratch …%.160s…", r->one.at + from,
                 r->two.at + from);
        return false;
    }
    return sound(r, edited);
}

/* ---- scripts: a text and the edits that were made to it ---- */

typedef struct script {
    lines start;
    edit *at;
    size_t count, room;
} script;

static void script_push(script *s, edit e)
{
    if (s->count == s->room) {
        s->room = s->room * 2 + 64;
        s->at = realloc(s->at, s->room * sizeof *s->at);
        if (s->at == NULL)
            exit(70);
    }
    s->at[s->count++] = e;
}

static void script_copy(script *to, const script *from)
{
    lines_copy(&to->start, &from->start);
    to->count = 0;
    for (size_t i = 0; i < from->count; i++)
        script_push(to, from->at[i]);
}

static void script_free(script *s)
{
    lines_free(&s->start);
    free(s->at);
    *s = (script){0};
}

/* The number of edits after which the tree differs; 0: it never does. */
static size_t replay(rig *r, const script *s)
{
    und_doc *doc;
    if (und_doc_open(r->packs, &doc) != UND_OK)
        exit(70);
    lines text = {0};
    lines_copy(&text, &s->start);
    support_text lent = {0};
    read_whole(doc, &text, &lent, true);
    size_t failed = 0;
    for (size_t i = 0; i < s->count && failed == 0; i++) {
        edit e = clamped(&text, s->at[i]);
        if (und_doc_splice(doc, e.first, e.removed, e.lines, e.added) != UND_OK)
            exit(70);
        lines_splice(&text, &e);
        if (!same(r, doc, &text, true))
            failed = i + 1;
    }
    lines_free(&text);
    und_doc_close(doc);
    support_free(&lent);
    return failed;
}

/* ---- shrinking ---- */

/* Takes `next` in the place of `best` when it still fails. */
static bool better(rig *r, script *best, script *next)
{
    size_t failed = replay(r, next);
    if (failed == 0)
        return false;
    next->count = failed;
    script_copy(best, next);
    return true;
}

/* Leaves out runs of edits, halves first. */
static void fewer_edits(rig *r, script *best)
{
    script next = {0};
    for (size_t run = best->count / 2 + 1; run > 0; run /= 2)
        for (size_t from = 0; from + 1 < best->count;) {
            script_copy(&next, best);
            size_t left_out = from + run < best->count ? run : best->count - 1 - from;
            memmove(next.at + from, next.at + from + left_out, (next.count - from - left_out) * sizeof *next.at);
            next.count -= left_out;
            if (left_out == 0 || !better(r, best, &next))
                from += run;
        }
    script_free(&next);
}

/* Leaves out lines of the beginning; edits behind them move up. */
static void fewer_lines(rig *r, script *best)
{
    script next = {0};
    for (uint32_t run = best->start.count / 2 + 1; run > 0; run /= 2)
        for (uint32_t from = 0; from < best->start.count;) {
            script_copy(&next, best);
            uint32_t left_out = from + run < next.start.count ? run : next.start.count - from;
            edit gone = {from, left_out, 0, NULL};
            lines_splice(&next.start, &gone);
            for (size_t i = 0; i < next.count; i++) {
                edit *e = &next.at[i];
                uint32_t end = e->first + e->removed;
                uint32_t first = e->first <= from ? e->first : e->first < from + left_out ? from : e->first - left_out;
                end = end <= from ? end : end < from + left_out ? from : end - left_out;
                e->first = first;
                e->removed = end - first;
            }
            if (!better(r, best, &next))
                from += run;
        }
    script_free(&next);
}

/* Leaves out lines that edits add, and shortens all lines. */
static void smaller_lines(rig *r, script *best, arena *a)
{
    script next = {0};
    for (size_t i = 0; i < best->count; i++)
        for (uint32_t line = 0; i < best->count && line < best->at[i].added;) {
            script_copy(&next, best);
            edit *e = &next.at[i];
            und_bytes *left = arena_take(a, (e->added + 1u) * sizeof *left);
            memcpy(left, e->lines, line * sizeof *left);
            memcpy(left + line, e->lines + line + 1, (e->added - line - 1u) * sizeof *left);
            e->lines = left;
            e->added--;
            if (!better(r, best, &next))
                line++;
        }
    for (uint32_t line = 0; line < best->start.count; line++)
        for (size_t keep_bytes = 0; keep_bytes < best->start.at[line].length;) {
            script_copy(&next, best);
            next.start.at[line].length = keep_bytes;
            if (better(r, best, &next))
                break;
            keep_bytes = keep_bytes == 0 ? 1 : keep_bytes * 2;
        }
    script_free(&next);
}

static void print_line(const char *before, und_bytes line)
{
    fprintf(stderr, "%s\"", before);
    for (size_t i = 0; i < line.length;) {
        unsigned char c = (unsigned char)line.at[i];
        uint32_t bytes;
        uint32_t point = und_utf8_decode(line.at + i, line.at + line.length, &bytes);
        if (c == '"' || c == '\\')
            fprintf(stderr, "\\%c", c);
        else if (c < 0x20 || c == 0x7f || (point == UND_REPLACEMENT && bytes == 1))
            fprintf(stderr, "\\x%02x", c);
        else
            fprintf(stderr, "%.*s", (int)bytes, line.at + i);
        i += bytes;
    }
    fprintf(stderr, "\"\n");
}

static void print_script(const script *s)
{
    fprintf(stderr, "text:\n");
    for (uint32_t i = 0; i < s->start.count; i++) {
        char number[32];
        snprintf(number, sizeof number, "  %3u ", i);
        print_line(number, s->start.at[i]);
    }
    for (size_t i = 0; i < s->count; i++) {
        fprintf(stderr, "splice first %u removed %u added %u\n", s->at[i].first, s->at[i].removed, s->at[i].added);
        for (uint32_t k = 0; k < s->at[i].added; k++)
            print_line("      ", s->at[i].lines[k]);
    }
}

static void report(rig *r, const script *s, const lines *before, arena *a, uint64_t seed)
{
    fprintf(stderr, "the tree differs from one made from scratch; UND_SEED=%llu, edit %zu of its document\n%s\n",
            (unsigned long long)seed, s->count, r->why);
    script best = {0}, last = {0};
    /* The last edit alone, to the text as it was before it: enough unless the tree was wrong inside already. */
    lines_copy(&last.start, before);
    script_push(&last, s->at[s->count - 1]);
    if (replay(r, &last) != 0)
        script_copy(&best, &last);
    else
        script_copy(&best, s);
    size_t failed = replay(r, &best);
    if (failed == 0) {
        fprintf(stderr, "it does not fail when it is done again\n");
    } else {
        best.count = failed;
        fewer_edits(r, &best);
        fewer_lines(r, &best);
        smaller_lines(r, &best, a);
        fewer_lines(r, &best);
        (void)replay(r, &best);
        fprintf(stderr, "the smallest that still fails: %s\n", r->why);
        print_script(&best);
    }
    script_free(&best);
    script_free(&last);
}

/* ---- chance ---- */

typedef struct dice {
    uint64_t state;
} dice;

static uint64_t roll(dice *d)
{
    d->state += UINT64_C(0x9e3779b97f4a7c15);
    uint64_t z = d->state;
    z = (z ^ z >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ z >> 27) * UINT64_C(0x94d049bb133111eb);
    return z ^ z >> 31;
}

/* 0 to below `limit`. */
static uint32_t below(dice *d, uint32_t limit)
{
    return limit == 0 ? 0 : (uint32_t)(roll(d) % limit);
}

static bool one_in(dice *d, uint32_t many)
{
    return below(d, many) == 0;
}

/* ---- what edits are made of ---- */

/* Beginnings that make something else of a line. */
static const char *const beginnings[] = {"1. ",
                                         "2. ",
                                         "3. ",
                                         "17. ",
                                         "1) ",
                                         "(1) ",
                                         "(a) ",
                                         "(b) ",
                                         "(h) ",
                                         "(i) ",
                                         "(ii) ",
                                         "(v) ",
                                         "(aa) ",
                                         "a) ",
                                         "b) ",
                                         "i) ",
                                         "ii) ",
                                         "c. ",
                                         "v. ",
                                         "A. ",
                                         "I. ",
                                         "II. ",
                                         "IV. ",
                                         "- ",
                                         "– ",
                                         "• ",
                                         "1 - ",
                                         "٢ - ",
                                         "(أ) ",
                                         "(ب) ",
                                         "一、",
                                         "㈠ ",
                                         "# ",
                                         "## ",
                                         "**",
                                         "*",
                                         "> ",
                                         "    ",
                                         "\t",
                                         "\"",
                                         "« ",
                                         "“",
                                         "[",
                                         "(",
                                         "1 ",
                                         "12 ",
                                         "_",
                                         "\xc2\xa0",
                                         "\xe2\x80\x8b",
                                         "\xff",
                                         "а) ",
                                         "1998. ",
                                         "civil ",
                                         "Recalling ",
                                         "Rappelant ",
                                         "Decides ",
                                         "Décide ",
                                         "Отмечая ",
                                         "回顾",
                                         "وإذ ",
                                         "We reaffirm ",
                                         "Nous réaffirmons ",
                                         "The General Assembly, ",
                                         "Annex ",
                                         "Annexe "};

/* Whole lines that open or close a part, or interrupt one. */
static const char *const wholes[] = {
    "",
    "",
    "",
    " ",
    "\t ",
    "\r",
    "__________",
    "---",
    "***",
    "==========",
    "────────",
    "1",
    "12",
    "2/3",
    "1 See A/75/340.",
    "1 Résolution 74/1.",
    "A/RES/75/312",
    "A/75/L.98/Rev.1",
    "21-07755 (E)    160621",
    "*2107755*",
    "Please recycle",
    "<!-- image -->",
    "| a | b |",
    "Annex",
    "Annexe",
    "Anexo",
    "Приложение",
    "附件",
    "المرفق",
    "Annex II",
    "Enclosure",
    "Appendix",
    "Pièce jointe",
    "**Annex to the letter dated 1 May 2020 from the Permanent Representative of Peru**",
    "[Original: Russian]",
    "[Original : russe]",
    "Original: English",
    "Distr.: General",
    "Distr. générale",
    "United Nations",
    "Nations Unies",
    "General Assembly",
    "Conseil de sécurité",
    "Seventy-fifth session",
    "Soixante-quinzième session",
    "第七十五届会议",
    "Agenda item 76 (a)",
    "Points 128 a) et b) et 130 w) de l'ordre du jour",
    "Letter dated 1 May 2020 from the Chargé d'affaires of Peru addressed to the Secretary-General",
    "Lettre datée du 1er mai 2020, adressée au Secrétaire général par le Représentant permanent du Pérou",
    "2020年5月1日秘鲁常驻联合国代表给秘书长的信",
    "Resolution adopted by the General Assembly on 9 June 2021",
    "75/312. Observatories",
    "217 A (III). Title",
    "Report of the Secretary-General",
    "Draft resolution",
    "The General Assembly,",
    "The Security Council,",
    "L'Assemblée générale,",
    "大会，",
    "Генеральная Ассамблея,",
    "إن الجمعية العامة،",
    "Les chefs d'État des pays membres,",
    "We, the Ministers,",
    "Recalling its resolution 74/1,",
    "Convinced that this holds,",
    "Rappelant ce qui suit,",
    "回顾其决议，",
    "ссылаясь на резолюцию,",
    "1. Decides to remain seized of the matter;",
    "2. Requests:",
    "2. Demande :",
    "(a) The first;",
    "(b) The second;",
    "(i) One;",
    "(ii) Two;",
    "(h) Eight;",
    "(j) Ten.",
    "a) Le premier ;",
    "i) Un ;",
    "3. Also decides.",
    "Decides to close.",
    "72nd plenary meeting",
    "83e séance plénière",
    "I have the honour to write to you.",
    "I should be grateful if you would have the present letter circulated as a document of the General Assembly.",
    "(Signed) Someone",
    "(*Signé*) Quelqu'un",
    "Ambassador",
    "Le Représentant permanent",
    "civil society and others",
    "(a) above and what follows it,",
    "1998. That year was long.",
    "and nothing else",
    "A heading",
    "A. A heading",
    "I. A heading",
    "# A heading",
    "## Annex",
    "a word split over two li-",
    "nes of text,",
    "the end.",
    "\xff\xfe\xfd",
    "NUL",
    "We invite:",
    "- a dash;",
    "* a star;",
    "一、每天观测三次。",
    "(أ) أن ترسم؛"};

static const char *const samples[] = {SUPPORT_LETTER,
                                      "tests/data/resolution-en.txt",
                                      "tests/data/resolution-fr.txt",
                                      "tests/data/letter-en.txt",
                                      "tests/data/letter-ru.txt",
                                      "tests/data/note-verbale-es.txt",
                                      "tests/data/resolution-ar.txt",
                                      "tests/data/resolution-zh.txt",
                                      "tests/data/declaration-en.txt"};
#define SAMPLES (sizeof samples / sizeof samples[0])

typedef struct corpus {
    support_text text[SAMPLES];
    lines lines[SAMPLES];
} corpus;

static void corpus_open(corpus *c)
{
    memset(c, 0, sizeof *c);
    for (size_t i = 0; i < SAMPLES; i++) {
        c->text[i] = support_file(samples[i]);
        const char *at = c->text[i].at, *end = at + c->text[i].length;
        while (at < end) {
            const char *stop = memchr(at, '\n', (size_t)(end - at));
            stop = stop == NULL ? end : stop;
            lines_push(&c->lines[i], (und_bytes){at, (size_t)(stop - at)});
            at = stop + 1;
        }
    }
}

static void corpus_close(corpus *c)
{
    for (size_t i = 0; i < SAMPLES; i++) {
        lines_free(&c->lines[i]);
        support_free(&c->text[i]);
    }
}

/* ---- one document and its edits ---- */

typedef struct table {
    rig rig;
    corpus corpus;
    dice dice;
    arena arena;
    und_doc *doc;
    lines text, before;
    lines snapshot[SNAPSHOTS];
    uint32_t snapshots; /* taken so far */
    uint32_t wanted;    /* lines */
    script script;
    uint64_t made; /* edits */
    uint64_t kinds[16];
} table;

static und_bytes text_of(const char *words)
{
    /* The one line with a NUL inside. */
    if (strcmp(words, "NUL") == 0)
        return (und_bytes){"(a) before\0after the NUL", 24};
    return support_bytes(words);
}

/* Where to edit: at a border of a node, beside one, or anywhere. */
static uint32_t some_line(table *t)
{
    uint32_t nodes = und_node_count(t->doc);
    if (nodes > 1 && !one_in(&t->dice, 3)) {
        und_node node;
        if (und_node_get(t->doc, und_doc_revision(t->doc), 1 + below(&t->dice, nodes - 1), &node) == UND_OK) {
            uint32_t line = one_in(&t->dice, 2) ? node.first : node.last;
            uint32_t away = below(&t->dice, 5);
            line = away >= 2 ? line + (away - 2) : line - (line < 2 ? line : 2 - away);
            return line < t->text.count ? line : t->text.count;
        }
    }
    return below(&t->dice, t->text.count + 1);
}

static edit one_line(table *t, uint32_t first, uint32_t removed, und_bytes line)
{
    und_bytes *at = arena_take(&t->arena, sizeof *at);
    *at = line;
    return (edit){first, removed, 1, at};
}

static und_bytes joined(table *t, und_bytes a, const char *between, und_bytes b)
{
    size_t middle = strlen(between);
    char *at = arena_take(&t->arena, a.length + middle + b.length + 1);
    if (a.length > 0)
        memcpy(at, a.at, a.length);
    memcpy(at + a.length, between, middle);
    if (b.length > 0)
        memcpy(at + a.length + middle, b.at, b.length);
    return (und_bytes){at, a.length + middle + b.length};
}

static edit paste(table *t, uint32_t first, uint32_t removed)
{
    const lines *from = &t->corpus.lines[below(&t->dice, SAMPLES)];
    uint32_t start = below(&t->dice, from->count);
    uint32_t count = 1 + below(&t->dice, one_in(&t->dice, 3) ? PASTE_MAX : 6);
    count = count < from->count - start ? count : from->count - start;
    und_bytes *at = arena_take(&t->arena, count * sizeof *at);
    if (count > 0)
        memcpy(at, from->at + start, count * sizeof *at);
    return (edit){first, removed, count, at};
}

/* One byte more or less or another one, as when somebody types. */
static edit type(table *t, uint32_t line)
{
    static const char *const keys[] = {"a", "b", "i", "v", "x", "c", ".",  ",",    ";",  ":",  ")", "(", " ",
                                       "-", "1", "2", "é", "É", "*", "\r", "\xc3", "大", "，", "و", "«", "’"};
    und_bytes old = t->text.at[line];
    size_t at = one_in(&t->dice, 2) ? below(&t->dice, (uint32_t)(old.length < 6 ? old.length + 1 : 6))
                                    : (one_in(&t->dice, 2) ? old.length : below(&t->dice, (uint32_t)old.length + 1));
    size_t gone = one_in(&t->dice, 2) && at < old.length ? 1 + below(&t->dice, 3) : 0;
    gone = gone < old.length - at ? gone : old.length - at;
    const char *key = gone > 0 && one_in(&t->dice, 2) ? "" : keys[below(&t->dice, sizeof keys / sizeof keys[0])];
    und_bytes head = {old.at, at}, tail = {old.at + at + gone, old.length - at - gone};
    return one_line(t, line, 1, joined(t, head, key, tail));
}

static edit go_back(table *t)
{
    uint32_t have = t->snapshots < SNAPSHOTS ? t->snapshots : SNAPSHOTS;
    const lines *past = &t->snapshot[below(&t->dice, have)];
    /* What an editor hands over: the lines between what both have at the beginning and at the end. */
    uint32_t head = 0, tail = 0, least = past->count < t->text.count ? past->count : t->text.count;
    while (head < least && past->at[head].at == t->text.at[head].at && past->at[head].length == t->text.at[head].length)
        head++;
    while (tail < least - head && past->at[past->count - 1 - tail].at == t->text.at[t->text.count - 1 - tail].at &&
           past->at[past->count - 1 - tail].length == t->text.at[t->text.count - 1 - tail].length)
        tail++;
    uint32_t added = past->count - head - tail;
    und_bytes *at = arena_take(&t->arena, (added + 1u) * sizeof *at);
    if (added > 0)
        memcpy(at, past->at + head, added * sizeof *at);
    return (edit){head, t->text.count - head - tail, added, at};
}

enum {
    TYPE,
    WHOLE,
    BEGINNING,
    REMOVE,
    REMOVE_MANY,
    JOIN,
    SPLIT,
    PASTE,
    PASTE_OVER,
    BLANKS,
    MOVE,
    UNDO,
    CLEAR,
    FILTER,
    SAME
};

static int some_kind(table *t)
{
    if (t->text.count > t->wanted && !one_in(&t->dice, 3))
        return one_in(&t->dice, 3) ? REMOVE_MANY : (one_in(&t->dice, 2) ? REMOVE : JOIN);
    static const struct {
        int kind;
        uint32_t share;
    } shares[] = {{TYPE, 22}, {WHOLE, 18},     {BEGINNING, 12}, {REMOVE, 9}, {REMOVE_MANY, 4}, {JOIN, 6},   {SPLIT, 8},
                  {PASTE, 7}, {PASTE_OVER, 3}, {BLANKS, 1},     {MOVE, 3},   {UNDO, 4},        {FILTER, 2}, {SAME, 1}};
    uint32_t ticket = below(&t->dice, 100);
    for (size_t i = 0; i < sizeof shares / sizeof shares[0]; i++) {
        if (ticket < shares[i].share)
            return shares[i].kind;
        ticket -= shares[i].share;
    }
    return TYPE;
}

static edit some_edit(table *t)
{
    dice *d = &t->dice;
    uint32_t total = t->text.count;
    uint32_t line = some_line(t);
    uint32_t left = total - line;
    int kind = one_in(d, 3000) ? CLEAR : some_kind(t);
    if (left == 0 && kind != WHOLE && kind != PASTE && kind != BLANKS && kind != UNDO && kind != CLEAR)
        kind = WHOLE;
    if (kind == UNDO && t->snapshots == 0)
        kind = PASTE;
    t->kinds[kind]++;
    switch (kind) {
    case TYPE: return type(t, line);
    case WHOLE:
        return one_line(t, line, left > 0 && one_in(d, 4) ? 1 : 0,
                        text_of(wholes[below(d, sizeof wholes / sizeof wholes[0])]));
    case BEGINNING: {
        und_bytes old = t->text.at[line];
        size_t gone = one_in(d, 2) ? 0 : below(d, 6);
        gone = gone < old.length ? gone : old.length;
        return one_line(t, line, 1,
                        joined(t, (und_bytes){"", 0}, beginnings[below(d, sizeof beginnings / sizeof beginnings[0])],
                               (und_bytes){old.at + gone, old.length - gone}));
    }
    case REMOVE: return (edit){line, 1, 0, NULL};
    case REMOVE_MANY: {
        uint32_t many = 1 + below(d, 30);
        return (edit){line, many < left ? many : left, 0, NULL};
    }
    case JOIN:
        if (left < 2)
            return (edit){line, 1, 0, NULL};
        return one_line(t, line, 2, joined(t, t->text.at[line], one_in(d, 3) ? "" : " ", t->text.at[line + 1]));
    case SPLIT: {
        und_bytes old = t->text.at[line];
        size_t at = below(d, (uint32_t)old.length + 1);
        und_bytes *two = arena_take(&t->arena, 3 * sizeof *two);
        two[0] = (und_bytes){old.at, at};
        two[1] = (und_bytes){"", 0};
        two[2] = (und_bytes){old.at + at, old.length - at};
        if (one_in(d, 2))
            return (edit){line, 1, 3, two};
        two[1] = two[2];
        return (edit){line, 1, 2, two};
    }
    case PASTE: return paste(t, line, 0);
    case PASTE_OVER: {
        uint32_t many = 1 + below(d, 12);
        return paste(t, line, many < left ? many : left);
    }
    case BLANKS: {
        uint32_t many = 1 + below(d, BLANKS_MAX);
        und_bytes *at = arena_take(&t->arena, many * sizeof *at);
        const char *what = one_in(d, 3) ? "21-07755 (E)    160621" : "";
        for (uint32_t i = 0; i < many; i++)
            at[i] = support_bytes(what);
        return (edit){line, 0, many, at};
    }
    case MOVE: {
        /* A block goes behind the one that follows it: one edit over both, as `:move` hands it over. */
        uint32_t one = 1 + below(d, 8), two = 1 + below(d, 8);
        one = one < left ? one : left;
        two = two < left - one ? two : left - one;
        und_bytes *at = arena_take(&t->arena, (one + two) * sizeof *at);
        memcpy(at, t->text.at + line + one, two * sizeof *at);
        memcpy(at + two, t->text.at + line, one * sizeof *at);
        return (edit){line, one + two, one + two, at};
    }
    case UNDO: return go_back(t);
    case FILTER: {
        /* Every line of a range with the same beginning, as `:s/^/(a) /` does. */
        uint32_t many = 1 + below(d, 20);
        many = many < left ? many : left;
        const char *before = beginnings[below(d, sizeof beginnings / sizeof beginnings[0])];
        und_bytes *at = arena_take(&t->arena, many * sizeof *at);
        for (uint32_t i = 0; i < many; i++)
            at[i] = joined(t, (und_bytes){"", 0}, before, t->text.at[line + i]);
        return (edit){line, many, many, at};
    }
    case SAME: {
        uint32_t many = 1 + below(d, 10);
        many = many < left ? many : left;
        und_bytes *at = arena_take(&t->arena, many * sizeof *at);
        memcpy(at, t->text.at + line, many * sizeof *at);
        return (edit){line, many, many, at};
    }
    default: return (edit){0, total, 0, NULL};
    }
}

static void new_document(table *t)
{
    und_doc_close(t->doc);
    arena_clear(&t->arena);
    t->snapshots = 0;
    t->script.count = 0;
    t->text.count = 0;
    if (und_doc_open(t->rig.packs, &t->doc) != UND_OK)
        exit(70);
    bool large = one_in(&t->dice, 12);
    t->wanted = large ? LINES_LARGE : LINES_WANTED;
    uint32_t parts = one_in(&t->dice, 10) ? 0 : large ? 6 : 1 + below(&t->dice, 2);
    for (uint32_t i = 0; i < parts; i++) {
        const lines *from = &t->corpus.lines[below(&t->dice, SAMPLES)];
        for (uint32_t k = 0; k < from->count; k++)
            lines_push(&t->text, from->at[k]);
    }
    lines_copy(&t->script.start, &t->text);
    read_whole(t->doc, &t->text, &t->rig.lent, one_in(&t->dice, 2));
}

static void table_open(table *t, und_packs *packs, uint64_t seed)
{
    memset(t, 0, sizeof *t);
    t->rig.packs = packs;
    t->dice.state = seed;
    corpus_open(&t->corpus);
    if (und_doc_open(packs, &t->rig.fresh) != UND_OK)
        exit(70);
}

static void table_close(table *t)
{
    und_doc_close(t->doc);
    und_doc_close(t->rig.fresh);
    corpus_close(&t->corpus);
    lines_free(&t->text);
    lines_free(&t->before);
    for (size_t i = 0; i < SNAPSHOTS; i++)
        lines_free(&t->snapshot[i]);
    script_free(&t->script);
    arena_clear(&t->arena);
    support_free(&t->rig.buffer);
    support_free(&t->rig.lent);
    support_free(&t->rig.one);
    support_free(&t->rig.two);
}

/* Makes one edit; false: the tree differs. */
static bool step(table *t)
{
    edit e = some_edit(t);
    script_push(&t->script, e);
    lines_copy(&t->before, &t->text);
    if (one_in(&t->dice, 6))
        lines_copy(&t->snapshot[t->snapshots++ % SNAPSHOTS], &t->text);
    if (und_doc_splice(t->doc, e.first, e.removed, e.lines, e.added) != UND_OK) {
        snprintf(t->rig.why, sizeof t->rig.why, "the splice failed: %s", und_doc_message(t->doc));
        return false;
    }
    lines_splice(&t->text, &e);
    t->made++;
    return same(&t->rig, t->doc, &t->text, t->made % PARSE_EVERY == 0);
}

static uint64_t from_environment(const char *name, uint64_t otherwise)
{
    const char *text = getenv(name);
    return text == NULL || text[0] == '\0' ? otherwise : strtoull(text, NULL, 10);
}

static void random_edits(void **state)
{
    uint64_t seed = from_environment("UND_SEED", (uint64_t)time(NULL) * 1000003u + (uint64_t)clock());
    uint64_t edits = from_environment("UND_EDITS", getenv("UNDOC_VALGRIND") != NULL ? EDITS_VALGRIND
                                                   : SANITIZED                      ? EDITS_SANITIZED
                                                                                    : EDITS);
    printf("UND_SEED=%llu UND_EDITS=%llu\n", (unsigned long long)seed, (unsigned long long)edits);
    fflush(stdout);
    table t;
    table_open(&t, *state, seed);
    bool ok = true;
    for (uint64_t i = 0; i < edits && ok; i++) {
        if (i % EDITS_A_DOCUMENT == 0)
            new_document(&t);
        ok = step(&t);
    }
    if (!ok)
        report(&t.rig, &t.script, &t.before, &t.arena, seed);
    /* Each kind of edit was made: a table of chances that leaves one out would test less than it says. */
    for (int kind = TYPE; ok && edits >= EDITS_SANITIZED && kind <= SAME; kind++)
        if (t.kinds[kind] == 0) {
            fprintf(stderr, "no edit of kind %d was made\n", kind);
            ok = false;
        }
    table_close(&t);
    assert_true(ok);
}

/* The letter as it is typed, byte by byte, at the end of a document; then taken away again from its beginning. */
static void typing(void **state)
{
    table t;
    table_open(&t, *state, 1);
    new_document(&t);
    und_doc_close(t.doc);
    assert_int_equal(und_doc_open(*state, &t.doc), UND_OK);
    t.text.count = 0;
    support_text letter = support_file(SUPPORT_LETTER);
    lines_push(&t.text, (und_bytes){letter.at, 0});
    assert_int_equal(und_doc_splice(t.doc, 0, 0, t.text.at, 1), UND_OK);
    size_t stride = getenv("UNDOC_VALGRIND") != NULL ? 97 : 1;
    for (size_t i = 0; i < letter.length; i++) {
        uint32_t last = t.text.count - 1;
        if (letter.at[i] == '\n') {
            und_bytes line = {letter.at + i + 1, 0};
            lines_push(&t.text, line);
            assert_int_equal(und_doc_splice(t.doc, last + 1, 0, &line, 1), UND_OK);
        } else {
            t.text.at[last].length++;
            assert_int_equal(und_doc_splice(t.doc, last, 1, &t.text.at[last], 1), UND_OK);
        }
        if (i % stride == 0 && !same(&t.rig, t.doc, &t.text, i % 61 == 0))
            fail_msg("after %zu bytes: %s", i + 1, t.rig.why);
    }
    assert_true(same(&t.rig, t.doc, &t.text, true));
    while (t.text.count > 0) {
        edit first = {0, 1, 0, NULL};
        lines_splice(&t.text, &first);
        assert_int_equal(und_doc_splice(t.doc, 0, 1, NULL, 0), UND_OK);
        if (!same(&t.rig, t.doc, &t.text, false))
            fail_msg("with %u lines left: %s", t.text.count, t.rig.why);
    }
    support_free(&letter);
    table_close(&t);
}

/* Deciding may look UND_LOOKAHEAD_LINES past a node's end and no further: what interrupts a paragraph grows by a line at a
 * time until the rest of the paragraph is out of sight, and shrinks again. */
static void horizon(void **state)
{
    static const struct {
        const char *head, *fill, *tail;
    } cases[] = {
        {"1. Decides that a sentence which a page break interrupts goes", "", "on behind it;"},
        {"1. Decides that a sentence which a page break interrupts goes", "21-07755 (E)    160621", "on behind it;"},
        {"(i) The first", "", "(j) The second"},
        {"(i) The first", "text of the paragraph", "(ii) The second"},
        {"United Nations", "", "General Assembly"},
        {"Annex", "", "[Original: Russian]"},
        {"The Ministers of the States,", "", "Recalling what was said,"},
    };
    table t;
    table_open(&t, *state, 1);
    for (size_t c = 0; c < sizeof cases / sizeof cases[0]; c++) {
        new_document(&t);
        edit all = {0, t.text.count, 0, NULL};
        lines_splice(&t.text, &all);
        lines_push(&t.text, support_bytes(cases[c].head));
        lines_push(&t.text, support_bytes(cases[c].tail));
        assert_int_equal(und_doc_splice(t.doc, 0, und_doc_line_count(t.doc), t.text.at, t.text.count), UND_OK);
        und_bytes fill = support_bytes(cases[c].fill);
        for (uint32_t i = 0; i < 2 * UND_LOOKAHEAD_LINES; i++) {
            edit e = {1, 0, 1, &fill};
            lines_splice(&t.text, &e);
            assert_int_equal(und_doc_splice(t.doc, 1, 0, &fill, 1), UND_OK);
            if (!same(&t.rig, t.doc, &t.text, false))
                fail_msg("case %zu, %u lines between: %s", c, i + 1, t.rig.why);
        }
        /* The end is retyped while it is near the horizon and beyond it. */
        for (uint32_t i = 0; i < 2 * UND_LOOKAHEAD_LINES; i++) {
            uint32_t last = t.text.count - 1;
            und_bytes none = {"", 0}, line = support_bytes(cases[c].tail);
            for (int turn = 0; turn < 2; turn++) {
                edit e = {last, 1, 1, turn == 0 ? &none : &line};
                lines_splice(&t.text, &e);
                assert_int_equal(und_doc_splice(t.doc, e.first, 1, e.lines, 1), UND_OK);
                if (!same(&t.rig, t.doc, &t.text, false))
                    fail_msg("case %zu, end retyped with %u lines: %s", c, t.text.count, t.rig.why);
            }
            edit e = {1, 1, 0, NULL};
            lines_splice(&t.text, &e);
            assert_int_equal(und_doc_splice(t.doc, 1, 1, NULL, 0), UND_OK);
            if (!same(&t.rig, t.doc, &t.text, false))
                fail_msg("case %zu, %u lines left: %s", c, t.text.count, t.rig.why);
        }
    }
    table_close(&t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(typing),
        cmocka_unit_test(horizon),
        cmocka_unit_test(random_edits),
    };
    return cmocka_run_group_tests(tests, support_open_packs, support_close_packs);
}
