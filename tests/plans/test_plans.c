/* Random plans in six languages: texts are made, operations are made to them one after the other, and after each one
 *
 * - what the changes replace is what stands there, in labels, closing marks, references and blank lines alone, but for
 *   clauses that go or come;
 * - the text, read from scratch, has the very tree that the plan promised;
 * - every reference names the clauses that it named before, but for those that are gone;
 * - the inverse operation gives the text back.
 *
 * UND_SEED and UND_PLANS say which and how many. The texts are our own. */
#include "support.h"

#include "undoc/plan.h"

#include <dirent.h>

#define PLANS 100000u
#define PLANS_SHORT 2000u /* under valgrind or the sanitizers */
#define PLANS_A_TEXT 8u
#define SEED 20260101u /* the same for every run of `make test`; UND_SEED=n looks elsewhere */

#if defined(__SANITIZE_ADDRESS__)
#define SANITIZED true
#else
#define SANITIZED false
#endif

/* ---- chance ---- */

typedef struct dice {
    uint64_t state;
} dice;

static uint32_t roll(dice *d, uint32_t sides)
{
    d->state ^= d->state << 13;
    d->state ^= d->state >> 7;
    d->state ^= d->state << 17;
    return (uint32_t)((d->state >> 16) % sides);
}

/* ---- texts ---- */

typedef struct tongue {
    const char *subject, *preambular[3], *operative[3], *part;
    const char *number, *letter_before, *letter_after; /* after a paragraph's number; around a letter */
    const char *one, *many, *after_label;              /* before one label, before several; after them */
    const char *and, *comma, *to, *step;
    const char *above, *below; /* after the label; in Chinese before the word */
    bool before;
    const char *mark[4]; /* , ; : . */
} tongue;

static const tongue tongues[] = {
    {"The General Assembly,",
     {"Recalling", "Noting", "Welcoming"},
     {"Decides", "Requests", "Urges"},
     "To",
     ".",
     "(",
     ")",
     "paragraph ",
     "paragraphs ",
     "",
     " and ",
     ", ",
     " to ",
     " ",
     " above",
     " below",
     false,
     {",", ";", ":", "."}},
    {"L'Assemblée générale,",
     {"Rappelant", "Notant", "Saluant"},
     {"Décide", "Prie", "Invite"},
     "De",
     ".",
     "",
     ")",
     "paragraphe ",
     "paragraphes ",
     "",
     " et ",
     ", ",
     " à ",
     " ",
     " ci-dessus",
     " ci-dessous",
     false,
     {",", " ;", " :", "."}},
    {"La Asamblea General,",
     {"Recordando", "Observando", "Reafirmando"},
     {"Decide", "Pide", "Invita"},
     "Que",
     ".",
     "",
     ")",
     "párrafo ",
     "párrafos ",
     "",
     " y ",
     ", ",
     " a ",
     " ",
     " supra",
     " infra",
     false,
     {",", ";", ":", "."}},
    {"Генеральная Ассамблея,",
     {"ссылаясь на", "отмечая", "признавая"},
     {"постановляет", "просит", "призывает"},
     "дать",
     ".",
     "",
     ")",
     "пункте ",
     "пунктах ",
     "",
     " и ",
     ", ",
     "–",
     " ",
     " выше",
     " ниже",
     false,
     {",", ";", ":", "."}},
    {"إن الجمعية العامة،",
     {"إذ تشير إلى", "وإذ تلاحظ", "وإذ ترحب"},
     {"تقرر", "تطلب", "تهيب"},
     "أن يقدم",
     " -",
     "(",
     ")",
     "الفقرة ",
     "الفقرات ",
     "",
     " و ",
     " و ",
     " إلى ",
     " ",
     " أعلاه",
     " أدناه",
     false,
     {"،", "؛", ":", "."}},
    {"大会，",
     {"回顾", "注意到", "欢迎"},
     {"决定", "请", "促请"},
     "提出",
     ".",
     "(",
     ")",
     "第",
     "第",
     "段",
     "和",
     "、",
     "至",
     "",
     "上文",
     "下文",
     true,
     {"，", "；", "：", "。"}},
};
#define TONGUES (sizeof tongues / sizeof tongues[0])

static const char *const words[][8] = {
    {"report", "Members", "assistance", "session", "measures", "peace", "water", "cooperation"},
    {"rapport", "États", "assistance", "session", "mesures", "paix", "eau", "coopération"},
    {"informe", "Estados", "asistencia", "sesión", "medidas", "paz", "agua", "cooperación"},
    {"доклад", "государства", "помощь", "сессия", "меры", "мир", "вода", "сотрудничество"},
    {"التقرير", "الدول", "المساعدة", "الدورة", "التدابير", "السلام", "المياه", "التعاون"},
    {"报告", "各国", "援助", "会议", "措施", "和平", "用水", "合作"},
};

#define PARTS_MOST 30u
#define PARAGRAPHS_MOST 14u

/* What is written: how many sub-paragraphs each paragraph has, and each of those. */
typedef struct plot {
    uint32_t paragraphs;
    uint32_t parts[PARAGRAPHS_MOST];
    uint32_t below[PARAGRAPHS_MOST][PARTS_MOST];
    bool ranges, blanks;
} plot;

static void put_number(support_text *out, uint32_t value)
{
    char text[16];
    snprintf(text, sizeof text, "%u", value);
    support_put_words(out, text);
}

static void put_letter(support_text *out, size_t language, uint32_t value, bool roman)
{
    static const char *const arabic[] = {"أ", "ب", "ج", "د", "هـ", "و", "ز", "ح", "ط", "ي", "ك", "ل", "م", "ن",
                                         "س", "ع", "ف", "ص", "ق",  "ر", "ش", "ت", "ث", "خ", "ذ", "ض", "ظ", "غ"};
    char text[UND_LABEL_TEXT_MAX];
    if (language == 4 && !roman) {
        support_put_words(out, arabic[(value - 1) % 28]);
        return;
    }
    und_label_text(roman ? UND_LABEL_ROMAN : UND_LABEL_LOWER, (uint16_t)value, text);
    support_put_words(out, text);
}

static void put_step(support_text *out, size_t language, uint32_t value, bool roman)
{
    support_put_words(out, tongues[language].letter_before);
    put_letter(out, language, value, roman);
    support_put_words(out, tongues[language].letter_after);
}

/* One reference of the paragraph `from`, from 1: to one, or to several. */
static void put_reference(dice *d, support_text *out, size_t language, const plot *p, uint32_t from)
{
    const tongue *t = &tongues[language];
    uint32_t first = 1 + roll(d, p->paragraphs), last = first;
    uint32_t kind = roll(d, p->ranges ? 4 : 3);
    if (kind == 2 && first < p->paragraphs)
        last = first + 1 + roll(d, p->paragraphs - first);
    if (kind == 3 && first + 2 <= p->paragraphs)
        last = first + 2 + roll(d, p->paragraphs - first - 1);
    const char *direction = last < from ? t->above : first > from ? t->below : "";
    if (roll(d, 2) == 0)
        direction = "";
    support_put_words(out, t->before ? direction : "");
    support_put_words(out, last > first ? t->many : t->one);
    put_number(out, first);
    if (kind == 1 && p->parts[first - 1] > 0) {
        uint32_t part = 1 + roll(d, p->parts[first - 1]);
        support_put_words(out, t->step);
        put_step(out, language, part, false);
        if (p->below[first - 1][part - 1] > 0 && roll(d, 2) == 0) {
            support_put_words(out, t->step);
            put_step(out, language, 1 + roll(d, p->below[first - 1][part - 1]), true);
        }
    }
    if (last > first && kind == 3) {
        support_put_words(out, t->to);
        put_number(out, last);
    } else if (last > first) {
        if (last > first + 1 && roll(d, 2) == 0) {
            support_put_words(out, t->comma);
            put_number(out, first + 1);
        }
        support_put_words(out, t->and);
        put_number(out, last);
    }
    support_put_words(out, t->after_label);
    support_put_words(out, t->before ? "" : direction);
}

static void put_words(dice *d, support_text *out, size_t language, uint32_t *serial)
{
    const char *space = language == 5 ? "" : " ";
    for (uint32_t i = 0; i < 3; i++) {
        support_put_words(out, space);
        support_put_words(out, words[language][roll(d, 8)]);
    }
    ++*serial;
}

static void put_sentence(dice *d, support_text *out, size_t language, const plot *p, uint32_t from, uint32_t *serial)
{
    const char *space = language == 5 ? "" : " ";
    put_words(d, out, language, serial);
    for (uint32_t i = roll(d, 3); i > 0; i--) {
        support_put_words(out, language == 5 ? "，" : language == 4 ? "، " : ", ");
        put_words(d, out, language, serial);
        support_put_words(out, space);
        put_reference(d, out, language, p, from);
        put_words(d, out, language, serial);
    }
}

static void end_line(support_text *out, const tongue *t, uint32_t mark, bool blank)
{
    support_put_words(out, t->mark[mark]);
    support_put_words(out, blank ? "\n\n" : "\n");
}

static void make_text(dice *d, support_text *out, size_t language)
{
    const tongue *t = &tongues[language];
    plot p = {.paragraphs = 2 + roll(d, PARAGRAPHS_MOST - 2), .ranges = roll(d, 2) == 0, .blanks = roll(d, 4) != 0};
    for (uint32_t i = 0; i < p.paragraphs; i++) {
        p.parts[i] = roll(d, 3) != 0 ? 0 : 2 + roll(d, roll(d, 8) == 0 ? 26 : 5);
        for (uint32_t k = 0; k < p.parts[i]; k++)
            /* Not below (h) and (u): what comes after could be (i) and (v) of either list. */
            p.below[i][k] = language == 4 || k == 7 || k == 20 || roll(d, 6) != 0 ? 0 : 2 + roll(d, 6);
    }
    support_clear(out);
    support_put_words(out, t->subject);
    support_put_words(out, "\n\n");
    uint32_t serial = 0;
    for (uint32_t i = 1 + roll(d, 4); i > 0; i--) {
        support_put_words(out, t->preambular[roll(d, 3)]);
        put_words(d, out, language, &serial);
        end_line(out, t, 0, true);
    }
    for (uint32_t i = 0; i < p.paragraphs; i++) {
        bool last = i + 1 == p.paragraphs;
        put_number(out, i + 1);
        support_put_words(out, t->number);
        support_put_words(out, " ");
        support_put_words(out, t->operative[roll(d, 3)]);
        put_sentence(d, out, language, &p, i + 1, &serial);
        end_line(out, t, p.parts[i] > 0 ? 2 : last ? 3 : 1, p.parts[i] == 0 || p.blanks);
        for (uint32_t k = 0; k < p.parts[i]; k++) {
            bool end = k + 1 == p.parts[i];
            put_step(out, language, k + 1, false);
            support_put_words(out, " ");
            support_put_words(out, t->part);
            put_sentence(d, out, language, &p, i + 1, &serial);
            uint32_t below = p.below[i][k];
            end_line(out, t, below > 0 ? 2 : end && last ? 3 : 1, p.blanks || (end && below == 0));
            for (uint32_t m = 0; m < below; m++) {
                bool stop = end && m + 1 == below;
                put_step(out, language, m + 1, true);
                support_put_words(out, " ");
                support_put_words(out, t->part);
                put_words(d, out, language, &serial);
                end_line(out, t, stop && last ? 3 : 1, p.blanks || stop);
            }
        }
    }
    while (out->length > 1 && out->at[out->length - 2] == '\n')
        out->at[--out->length] = '\0';
}

/* Puts asides above some lines and at the end of others: they go where the lines go, and are read by nobody. */
static void put_asides(dice *d, support_text *out)
{
    support_text next = {0};
    for (const char *at = out->at, *end; *at != '\0'; at = end + 1) {
        end = strchr(at, '\n');
        bool blank = end == at;
        if (!blank && roll(d, 6) == 0)
            support_put_words(&next, "<!-- undoc: off mark/* -->\n");
        support_put(&next, at, (size_t)(end - at));
        if (!blank && roll(d, 6) == 0)
            support_put_words(&next, " <!-- undoc: off: it was adopted so -->");
        support_put_words(&next, "\n");
    }
    support_free(out);
    *out = next;
}

/* ---- doing what a plan says ---- */

typedef struct rows {
    support_text *at;
    uint32_t count;
} rows;

/* The changes from the last to the first, on the whole text. */
static void change_text(und_doc *doc, const und_plan *plan, support_text *out)
{
    size_t *starts = malloc((und_doc_line_count(doc) + 1) * sizeof *starts), at = 0;
    support_clear(out);
    for (uint32_t i = 0; i < und_doc_line_count(doc); i++) {
        und_bytes line = und_doc_line_whole(doc, i);
        starts[i] = at;
        support_put(out, line.at, line.length);
        at += line.length + 1;
        if (i + 1 < und_doc_line_count(doc))
            support_put_words(out, "\n");
    }
    uint32_t count = 0;
    und_change change;
    while (und_plan_change_get(plan, count, &change) == UND_OK)
        count++;
    while (count-- > 0) {
        (void)und_plan_change_get(plan, count, &change);
        size_t from = starts[change.range.from.line] + change.range.from.column;
        size_t to = starts[change.range.to.line] + change.range.to.column;
        if (to - from != change.old_text.length || memcmp(out->at + from, change.old_text.at, to - from) != 0)
            fail_msg("a change replaces what does not stand there");
        support_text next = {0};
        support_put(&next, out->at, from);
        support_put(&next, change.new_text.at, change.new_text.length);
        support_put(&next, out->at + to, out->length - to);
        support_free(out);
        *out = next;
    }
    support_put_words(out, "\n");
    free(starts);
}

/* Lines [first, last) go before line `before`. */
static void move_text(support_text *text, und_move move)
{
    const char *at = text->at;
    size_t place[3], wanted[3] = {move.first, move.last, move.before};
    for (int i = 0; i < 3; i++) {
        const char *line = at;
        for (size_t n = wanted[i]; n > 0; n--)
            line = strchr(line, '\n') + 1;
        place[i] = (size_t)(line - at);
    }
    support_text next = {0};
    if (place[2] <= place[0]) {
        support_put(&next, at, place[2]);
        support_put(&next, at + place[0], place[1] - place[0]);
        support_put(&next, at + place[2], place[0] - place[2]);
        support_put(&next, at + place[1], text->length - place[1]);
    } else {
        support_put(&next, at, place[0]);
        support_put(&next, at + place[1], place[2] - place[1]);
        support_put(&next, at + place[0], place[1] - place[0]);
        support_put(&next, at + place[2], text->length - place[2]);
    }
    support_free(text);
    *text = next;
}

static void do_plan(und_doc *doc, const und_plan *plan, support_text *out)
{
    und_move move;
    change_text(doc, plan, out);
    for (uint32_t n = 0; und_plan_move_get(plan, n, &move) == UND_OK; n++)
        move_text(out, move);
}

/* ---- what must hold ---- */

static char why[4096];

#define WRONG(...) (snprintf(why, sizeof why, __VA_ARGS__), false)

static bool inside(und_range inner, und_range outer)
{
    bool after = inner.from.line > outer.from.line ||
                 (inner.from.line == outer.from.line && inner.from.column >= outer.from.column);
    bool before =
        inner.to.line < outer.to.line || (inner.to.line == outer.to.line && inner.to.column <= outer.to.column);
    return after && before;
}

static bool in_reference(und_doc *doc, const und_change *change)
{
    und_reference reference;
    for (uint32_t n = 0; und_reference_get(doc, change->node, n, &reference) == UND_OK; n++)
        if (inside(change->range, reference.words.range) || inside(change->range, reference.direction))
            return true;
    return false;
}

/* Changes touch labels, marks, references and blank lines alone. */
static bool touches_little(und_doc *doc, const und_plan *plan, bool text)
{
    und_change change;
    und_place at = {0, 0};
    for (uint32_t n = 0; und_plan_change_get(plan, n, &change) == UND_OK; n++) {
        und_bytes line = und_doc_line(doc, change.range.from.line);
        if (change.range.from.line < at.line ||
            (change.range.from.line == at.line && change.range.from.column < at.column))
            return WRONG("change %u overlaps the one before it", n);
        at = change.range.to;
        switch (change.kind) {
        case UND_CHANGE_LABEL:
            if (change.range.from.column > 8 || change.range.to.line != change.range.from.line)
                return WRONG("a label's change is not at the beginning of line %u", change.range.from.line + 1);
            break;
        case UND_CHANGE_REFERENCE:
            if (!in_reference(doc, &change))
                return WRONG("a reference's change is in no reference, on line %u", change.range.from.line + 1);
            break;
        case UND_CHANGE_MARK:
            if (change.range.to.column != line.length || change.old_text.length > 8 || change.new_text.length > 8)
                return WRONG("a mark's change is not at the end of line %u", change.range.from.line + 1);
            break;
        case UND_CHANGE_BLANK:
            for (size_t i = 0; i < change.old_text.length; i++)
                if (change.old_text.at[i] != '\n')
                    return WRONG("what is no blank line goes as one");
            break;
        case UND_CHANGE_OPENER: break;
        default:
            if (!text)
                return WRONG("text changes on line %u", change.range.from.line + 1);
        }
    }
    return true;
}

/* A sub-paragraph (i) alone below an (h) reads as the letter after it, and a (v) after an (iv) as a figure, although it goes
 * on from a (u): nothing in the text says otherwise. Nor does it where an (i) of a preambular paragraph begins as the first
 * operative one would. */
static bool is_ambiguous(const und_plan *plan)
{
    und_planned node, before = {0}, next;
    uint16_t figure[UND_DEPTH_MAX + 2] = {0}; /* by depth: the last Roman figure */
    und_kind top = UND_KIND_DOCUMENT;
    for (uint32_t n = 0; und_plan_node_get(plan, n, &node) == UND_OK; before = node, n++) {
        bool second = und_plan_node_get(plan, n + 1, &next) == UND_OK && next.depth == node.depth && next.label == 2;
        char letter[UND_LABEL_TEXT_MAX], other[UND_LABEL_TEXT_MAX];
        top = node.depth == 1 ? node.kind : top;
        if (top == UND_KIND_PREAMBULAR && node.style == UND_LABEL_LOWER && node.label == 9)
            return true;
        und_label_text(UND_LABEL_LOWER, node.label, letter);
        for (uint8_t depth = node.depth; node.style == UND_LABEL_LOWER && depth <= UND_DEPTH_MAX; depth++) {
            und_label_text(UND_LABEL_ROMAN, (uint16_t)(figure[depth] + 1), other);
            if (figure[depth] > 0 && strcmp(letter, other) == 0)
                return true;
        }
        if (node.style == UND_LABEL_ROMAN && node.label == 1 && before.label == 8 && !second)
            return true;
        for (uint8_t depth = (uint8_t)(node.depth + (node.style == UND_LABEL_ROMAN)); depth <= UND_DEPTH_MAX; depth++)
            figure[depth] = 0;
        if (node.style == UND_LABEL_ROMAN)
            figure[node.depth] = node.label;
    }
    return false;
}

static bool promised(und_doc *after, const und_plan *plan)
{
    und_planned want;
    und_node node;
    uint32_t n = 0;
    for (; und_plan_node_get(plan, n, &want) == UND_OK; n++) {
        if (und_node_get(after, und_doc_revision(after), n + 1, &node) != UND_OK)
            return WRONG("node %u was promised and is not there", n + 1);
        if (node.kind != want.kind || node.first != want.first || node.depth != want.depth ||
            node.label != want.label || node.style != want.style)
            return WRONG(
                "node %u is %s %u (style %u) at depth %u on line %u, promised was %s %u (style %u) at depth %u on "
                "line %u",
                n + 1, und_kind_name(node.kind), node.label, node.style, node.depth, node.first + 1,
                und_kind_name(want.kind), want.label, want.style, want.depth, want.first + 1);
    }
    return n + 1 == und_node_count(after) ||
           WRONG("%u nodes were promised, and there are %u", n, und_node_count(after) - 1);
}

#define NAMED_MOST 64u

/* Whether a reference has a number that nothing has: it may be one that something gets. */
static bool has_unknown(und_doc *doc, uint32_t node, uint32_t reference)
{
    und_target target;
    uint32_t found;
    for (uint32_t t = 0; und_target_get(doc, node, reference, t, &target) == UND_OK; t++)
        if (und_target_node(doc, node, reference, t, false, &found) != UND_OK ||
            (target.to_count > 0 && und_target_node(doc, node, reference, t, true, &found) != UND_OK))
            return true;
    return false;
}

/* The nodes that a reference names, each once; of ranges all that lie in them. */
static uint32_t named_by(und_doc *doc, uint32_t node, uint32_t reference, uint32_t out[NAMED_MOST])
{
    und_target target;
    uint32_t count = 0, first, last;
    for (uint32_t t = 0; und_target_get(doc, node, reference, t, &target) == UND_OK; t++) {
        if (und_target_node(doc, node, reference, t, false, &first) != UND_OK)
            continue;
        und_number one, other;
        bool range = target.to_count > 0 && und_target_node(doc, node, reference, t, true, &last) == UND_OK &&
                     und_number_get(doc, first, &one) == UND_OK && und_number_get(doc, last, &other) == UND_OK;
        if (!range) {
            if (count < NAMED_MOST)
                out[count++] = first;
            continue;
        }
        for (uint32_t i = one.ordinal; i <= other.ordinal && count < NAMED_MOST; i++)
            (void)und_sequence_member_get(doc, one.sequence, i, &out[count++]);
    }
    uint32_t kept = 0; /* each once */
    for (uint32_t i = 0; i < count; i++) {
        bool again = false;
        for (uint32_t k = 0; k < kept; k++)
            again = again || out[k] == out[i];
        if (!again)
            out[kept++] = out[i];
    }
    return kept;
}

/* The place of each node of before in the tree of afterwards; 0: it is gone. */
static uint32_t *places_after(und_doc *before, const und_plan *plan, uint32_t *count)
{
    uint32_t *place = calloc(und_node_count(before) + 1, sizeof *place);
    und_planned want;
    for (*count = 0; und_plan_node_get(plan, *count, &want) == UND_OK; ++*count) {
        und_node node = {0};
        (void)und_node_get(before, und_doc_revision(before), want.node, &node);
        /* What has lost its number is named by nothing any more. */
        place[want.node] = node.label != 0 && want.label == 0 ? 0 : *count + 1;
    }
    place[0] = 0;
    for (uint32_t node = 1; node < und_node_count(before); node++) /* one that was joined to another is that one */
        if (place[node] == 0 && und_plan_node_of(plan, node, &want) == UND_OK)
            place[node] = place[want.node];
    return place;
}

static bool is_noted(const und_plan *plan, und_range range)
{
    und_plan_note note;
    for (uint32_t n = 0; und_plan_note_get(plan, n, &note) == UND_OK; n++)
        if (inside(note.range, range) || inside(range, note.range))
            return true;
    return false;
}

/* `in_order`: a clause was split or joined, and its references stand in another one, all of them in their order. */
static bool names_the_same(und_doc *before, und_doc *after, const und_plan *plan, bool in_order)
{
    uint32_t count, old[NAMED_MOST], now[NAMED_MOST];
    uint32_t *place = places_after(before, plan, &count);
    bool *fresh = calloc(count + 2, sizeof *fresh), right = true;
    und_planned want;
    for (uint32_t n = 0; und_plan_node_get(plan, n, &want) == UND_OK; n++)
        fresh[n + 1] = want.node == 0;
    uint32_t there = 1, at = 0; /* where the next reference is, where all stay in their order */
    for (uint32_t node = 1; node < und_node_count(before) && right; node++) {
        und_reference reference, other;
        for (uint32_t n = 0; right && und_reference_get(before, node, n, &reference) == UND_OK; n++) {
            uint32_t now_node = place[node], now_n = n;
            if (in_order) {
                while (there < und_node_count(after) && und_reference_get(after, there, at, &other) != UND_OK) {
                    there++;
                    at = 0;
                }
                now_node = there < und_node_count(after) ? there : 0;
                now_n = at++;
            } else if (now_node == 0) {
                continue;
            }
            if (reference.type != UND_REFERENCE_PARAGRAPH || is_noted(plan, reference.words.range))
                continue;
            if (now_node == 0 || und_reference_get(after, now_node, now_n, &other) != UND_OK) {
                right = WRONG("reference %u of node %u is lost", n, node);
                break;
            }
            if (in_order && (other.where != reference.where || other.in != reference.in))
                continue; /* other words stand beside it now, and say where what it names is */
            uint32_t had = named_by(before, node, n, old);
            if (has_unknown(before, node, n))
                continue;
            bool was_above = true, was_below = true;
            for (uint32_t i = 0; i < had; i++) {
                was_above = was_above && old[i] < node;
                was_below = was_below && old[i] > node;
            }
            was_above = was_below =
                (reference.where != UND_WHERE_ABOVE || was_above) && (reference.where != UND_WHERE_BELOW || was_below);
            uint32_t has = named_by(after, now_node, now_n, now), kept = 0;
            for (uint32_t i = 0; i < had; i++) {
                bool again = place[old[i]] == 0;
                for (uint32_t k = 0; k < kept; k++)
                    again = again || old[k] == place[old[i]];
                if (!again)
                    old[kept++] = place[old[i]];
            }
            if (in_order && has == 0)
                continue; /* it is taken for one into a document that is spoken of before it now */
            uint32_t same = 0;
            for (uint32_t i = 0; i < has; i++) {
                bool found = false;
                for (uint32_t k = 0; k < kept; k++)
                    found = found || old[k] == now[i];
                if (!found && !fresh[now[i]])
                    right = WRONG("\"%.*s\" names something else, \"%.*s\"", (int)reference.words.text.length,
                                  reference.words.text.at, (int)other.words.text.length, other.words.text.at);
                same += found;
            }
            if (right && same != kept)
                right = WRONG("\"%.*s\" names less, \"%.*s\"", (int)reference.words.text.length,
                              reference.words.text.at, (int)other.words.text.length, other.words.text.at);
            bool above = other.where == UND_WHERE_ABOVE && was_above;
            bool below = other.where == UND_WHERE_BELOW && was_below;
            for (uint32_t i = 0; i < has && right; i++)
                if ((above && now[i] > now_node) || (below && now[i] < now_node))
                    right = WRONG("\"%.*s\" is on the other side", (int)other.words.text.length, other.words.text.at);
        }
    }
    free(place);
    free(fresh);
    return right;
}

/* ---- operations ---- */

static uint32_t random_clause(dice *d, und_doc *doc, und_node *out)
{
    for (int i = 0; i < 50; i++) {
        uint32_t id = 1 + roll(d, und_node_count(doc) - 1);
        (void)und_node_get(doc, und_doc_revision(doc), id, out);
        if (out->kind == UND_KIND_OPERATIVE || out->kind == UND_KIND_SUBPARAGRAPH || out->kind == UND_KIND_PREAMBULAR)
            return id;
    }
    return 0;
}

static und_operation random_operation(dice *d, und_doc *doc, size_t language)
{
    static const und_operation_kind kinds[] = {UND_OPERATION_MOVE,    UND_OPERATION_MOVE,   UND_OPERATION_MOVE,
                                               UND_OPERATION_DELETE,  UND_OPERATION_INSERT, UND_OPERATION_INSERT,
                                               UND_OPERATION_PROMOTE, UND_OPERATION_DEMOTE, UND_OPERATION_DUPLICATE,
                                               UND_OPERATION_SPLIT,   UND_OPERATION_JOIN,   UND_OPERATION_CONVERT,
                                               UND_OPERATION_RENUMBER};
    und_node node, other;
    und_operation made = {.kind = kinds[roll(d, sizeof kinds / sizeof kinds[0])]};
    if (random_clause(d, doc, &node) == 0 || random_clause(d, doc, &other) == 0)
        return (und_operation){.kind = UND_OPERATION_RENUMBER, .last = und_doc_line_count(doc)};
    /* Without a preamble the first line need be no subject. */
    uint32_t preambular = 0;
    for (uint32_t id = 1; id < und_node_count(doc); id++) {
        und_node one;
        (void)und_node_get(doc, und_doc_revision(doc), id, &one);
        preambular += one.kind == UND_KIND_PREAMBULAR;
    }
    if (node.kind == UND_KIND_PREAMBULAR && preambular == 1)
        made.kind = UND_OPERATION_RENUMBER;
    made.first = node.first;
    made.last = node.first + 1;
    made.to = (und_destination)roll(d, 4);
    made.line = other.first;
    made.count = 1 + roll(d, 3);
    if (made.kind == UND_OPERATION_RENUMBER)
        made.last = und_doc_line_count(doc), made.first = 0;
    if (made.kind == UND_OPERATION_CONVERT)
        made.into = roll(d, 2) == 0 ? UND_KIND_OPERATIVE : UND_KIND_PREAMBULAR;
    if (made.kind == UND_OPERATION_INSERT) {
        made.to = roll(d, 2) == 0 ? UND_TO_BEFORE : UND_TO_AFTER;
        made.into = other.kind;
        const tongue *t = &tongues[language];
        made.text = support_bytes(made.into == UND_KIND_PREAMBULAR  ? t->preambular[1]
                                  : made.into == UND_KIND_OPERATIVE ? t->operative[1]
                                                                    : t->part);
        static char text[256];
        snprintf(text, sizeof text, "%.*s%s%s", (int)made.text.length, made.text.at, language == 5 ? "" : " ",
                 words[language][roll(d, 8)]);
        made.text = support_bytes(text);
    }
    if (made.kind == UND_OPERATION_SPLIT) {
        und_bytes line = und_doc_line(doc, node.first);
        uint32_t column = (uint32_t)(line.length / 3 + roll(d, (uint32_t)line.length / 2 + 1));
        und_reference reference;
        while (column < line.length && ((unsigned char)line.at[column] & 0xc0) == 0x80)
            column++;
        made.place = (und_place){node.first, column};
        while (und_reference_at(doc, made.place, &reference) == UND_OK)
            made.place = reference.words.range.to;
        while (made.place.column < line.length && line.at[made.place.column] != ' ' && language != 5)
            made.place.column++;
    }
    return made;
}

/* The operation that undoes one; false: there is none, or it goes elsewhere. */
static bool inverse_of(und_doc *before, und_doc *after, const und_plan *plan, const und_operation *done,
                       und_operation *out)
{
    uint32_t id = und_node_at(before, done->first);
    und_planned now;
    und_node node;
    *out = (und_operation){.kind = UND_OPERATION_MOVE};
    switch (done->kind) {
    case UND_OPERATION_INSERT:
    case UND_OPERATION_DUPLICATE:
        for (uint32_t n = 0; und_plan_node_get(plan, n, &now) == UND_OK; n++)
            if (now.node == 0) {
                *out = (und_operation){.kind = UND_OPERATION_DELETE, .first = now.first, .last = now.first + 1};
                return true;
            }
        return false;
    case UND_OPERATION_DEMOTE:
        if (und_plan_node_of(plan, id, &now) != UND_OK)
            return false;
        *out = (und_operation){.kind = UND_OPERATION_PROMOTE, .first = now.first, .last = now.first + 1};
        return true;
    case UND_OPERATION_MOVE: break;
    default: return false;
    }
    /* Before what came after it, else after what came before it, as those stand now. */
    if (und_node_get(before, und_doc_revision(before), id, &node) != UND_OK ||
        und_plan_node_of(plan, id, &now) != UND_OK)
        return false;
    out->first = now.first;
    out->last = now.first + 1;
    for (uint32_t next = id + 1; next < und_node_count(before); next++) {
        und_node other;
        und_planned there;
        (void)und_node_get(before, und_doc_revision(before), next, &other);
        if (other.depth > node.depth)
            continue;
        if (other.depth < node.depth || other.kind != node.kind)
            break;
        if (und_plan_node_of(plan, next, &there) != UND_OK)
            return false;
        out->to = UND_TO_BEFORE;
        out->line = there.first;
        return true;
    }
    for (uint32_t prev = id - 1; prev > 0; prev--) {
        und_node other;
        und_planned there;
        (void)und_node_get(before, und_doc_revision(before), prev, &other);
        if (other.depth > node.depth)
            continue;
        if (other.depth < node.depth || other.kind != node.kind || und_plan_node_of(plan, prev, &there) != UND_OK)
            return false;
        out->to = UND_TO_AFTER;
        out->line = there.first;
        return true;
    }
    (void)after;
    return false;
}

/* A list that was written anew may come back in another form: a range as a list, a list in order. */
static bool rewrites_lists(const und_plan *plan)
{
    und_change change;
    for (uint32_t n = 0; und_plan_change_get(plan, n, &change) == UND_OK; n++) {
        bool many = false;
        for (size_t i = 0; i < change.old_text.length; i++)
            many = many || change.old_text.at[i] == ' ' || (unsigned char)change.old_text.at[i] > 0x7f;
        if (change.kind == UND_CHANGE_REFERENCE && many)
            return true;
    }
    und_plan_note note;
    return und_plan_note_get(plan, 0, &note) == UND_OK;
}

/* Whether a reference of a text names nothing, or what stands on the other side of it: moves may make that right, and moves
 * back do not make it wrong. */
static bool is_wrong(und_doc *doc)
{
    und_reference reference;
    uint32_t named[NAMED_MOST];
    for (uint32_t node = 1; node < und_node_count(doc); node++)
        for (uint32_t n = 0; und_reference_get(doc, node, n, &reference) == UND_OK; n++) {
            if (has_unknown(doc, node, n))
                return true;
            for (uint32_t i = named_by(doc, node, n, named); i-- > 0;)
                if ((reference.where == UND_WHERE_ABOVE && named[i] >= node) ||
                    (reference.where == UND_WHERE_BELOW && named[i] <= node))
                    return true;
        }
    return false;
}

/* Whether two texts differ in closing marks alone. */
static bool same_but_marks(const char *a, const char *b)
{
    for (;;) {
        size_t a_length = strcspn(a, "\n"), b_length = strcspn(b, "\n"), a_end = a_length, b_end = b_length;
        for (int i = 0; i < 2; i++) {
            const char *line = i == 0 ? a : b;
            size_t *end = i == 0 ? &a_end : &b_end;
            for (bool more = true; more;) {
                more = *end > 0 && line[*end - 1] == ' ';
                *end -= more;
                for (size_t t = 0; t < TONGUES; t++)
                    for (size_t m = 0; m < 4; m++) {
                        size_t length = strlen(tongues[t].mark[m]);
                        if (*end >= length && memcmp(line + *end - length, tongues[t].mark[m], length) == 0) {
                            *end -= length;
                            more = true;
                        }
                    }
            }
        }
        if (a_end != b_end || memcmp(a, b, a_end) != 0)
            return false;
        a += a_length;
        b += b_length;
        if (*a == '\0' || *b == '\0')
            return *a == *b;
        a++;
        b++;
    }
}

static bool comes_back(und_packs *packs, und_doc *before, und_doc *after, const und_plan *plan,
                       const und_operation *done, const support_text *text, bool fresh)
{
    und_operation back;
    if (rewrites_lists(plan) || is_wrong(before) || !inverse_of(before, after, plan, done, &back))
        return true;
    (void)packs;
    und_plan *other;
    assert_int_equal(und_plan_make(after, &back, 1, &other), UND_OK);
    support_text again = {0};
    do_plan(after, other, &again);
    und_plan_note note;
    /* A text that was made is regular; what operations have left may not be, and marks then follow their neighbours. */
    bool right =
        rewrites_lists(other) || strcmp(again.at, text->at) == 0 || (!fresh && same_but_marks(again.at, text->at));
    if (!und_plan_is_possible(other) && und_plan_note_get(other, 0, &note) == UND_OK)
        right = WRONG("the inverse is refused: %.*s", (int)note.message.length, note.message.at);
    else if (!right)
        right = WRONG("the inverse gives another text:\n%.3000s", again.at);
    support_free(&again);
    und_plan_close(other);
    return right;
}

/* ---- the loop ---- */

static bool step(und_packs *packs, dice *d, und_doc **doc, size_t language, support_text *text, uint32_t *refused,
                 bool fresh, bool *again)
{
    und_operation operation = random_operation(d, *doc, language);
    und_plan *plan;
    support_text next = {0}, same = {0};
    if (und_plan_make(*doc, &operation, 1, &plan) != UND_OK)
        return WRONG("the plan fails: %s", und_doc_message(*doc));
    bool possible = und_plan_is_possible(plan);
    do_plan(*doc, plan, &next);
    assert_int_equal(und_plan_text(plan, *doc, support_sink, &same), UND_OK);
    bool come = operation.kind == UND_OPERATION_DELETE || operation.kind == UND_OPERATION_INSERT ||
                operation.kind == UND_OPERATION_DUPLICATE || operation.kind == UND_OPERATION_SPLIT ||
                operation.kind == UND_OPERATION_JOIN;
    bool right = strcmp(next.at, same.at) == 0 || WRONG("the text of the plan is another one");
    right = right && (possible || strcmp(next.at, text->at) == 0 || WRONG("a refused plan does something"));
    right = right && touches_little(*doc, plan, come);
    und_plan_note note;
    bool opener = false;
    for (uint32_t n = 0; und_plan_note_get(plan, n, &note) == UND_OK; n++)
        opener = opener || note.kind == UND_NOTE_OPENER;
    *refused += !possible;
    und_doc *after = support_doc(packs, (und_bytes){next.at, next.length});
    bool ambiguous = is_ambiguous(plan);
    if (possible && !opener && !ambiguous) {
        right = right && promised(after, plan);
        right = right && names_the_same(*doc, after, plan,
                                        operation.kind == UND_OPERATION_SPLIT || operation.kind == UND_OPERATION_JOIN);
        right = right && comes_back(packs, *doc, after, plan, &operation, text, fresh);
    }
    if (!right) {
        fprintf(stderr, "%s\n---- %s", text->at, und_operation_name(operation.kind));
        fprintf(stderr, " line %u, %s line %u, count %u, into %s, place %u:%u\n---- gives\n%s---- %s\n",
                operation.first + 1, und_destination_name(operation.to), operation.line + 1, operation.count,
                und_kind_name(operation.into), operation.place.line + 1, operation.place.column + 1, next.at, why);
    }
    *again = opener || ambiguous;
    und_plan_close(plan);
    und_doc_close(*doc);
    *doc = after;
    support_free(text);
    *text = next;
    support_free(&same);
    return right;
}

static uint64_t from_environment(const char *name, uint64_t otherwise)
{
    const char *text = getenv(name);
    return text == NULL || text[0] == '\0' ? otherwise : strtoull(text, NULL, 10);
}

static void random_plans(void **state)
{
    uint64_t seed = from_environment("UND_SEED", SEED);
    uint64_t plans = from_environment("UND_PLANS", SANITIZED || getenv("UNDOC_VALGRIND") != NULL ? PLANS_SHORT : PLANS);
    printf("UND_SEED=%llu UND_PLANS=%llu\n", (unsigned long long)seed, (unsigned long long)plans);
    fflush(stdout);
    dice d = {seed * 2654435769u + 88172645463325252u};
    und_doc *doc = NULL;
    support_text text = {0};
    size_t language = 0;
    uint32_t refused = 0;
    bool again = false; /* the text reads otherwise than it was meant: another one */
    for (uint64_t i = 0; i < plans; i++) {
        bool fresh = i % PLANS_A_TEXT == 0 || again;
        if (fresh) {
            und_doc_close(doc);
            language = roll(&d, TONGUES);
            make_text(&d, &text, language);
            if (roll(&d, 4) == 0)
                put_asides(&d, &text);
            doc = support_doc(*state, (und_bytes){text.at, text.length});
        }
        if (!step(*state, &d, &doc, language, &text, &refused, fresh, &again))
            fail_msg("plan %llu of UND_SEED=%llu: %s", (unsigned long long)i, (unsigned long long)seed, why);
    }
    und_doc_close(doc);
    support_free(&text);
    /* Most of them are done, or they would test nothing. */
    assert_true(2 * (uint64_t)refused < plans);
}

/* ---- real documents ---- */

/* Whether all numbers of a document count on. */
static bool is_regular(und_doc *doc)
{
    und_sequence sequence;
    for (uint32_t i = 0; und_sequence_get(doc, i, &sequence) == UND_OK; i++)
        if (!sequence.regular)
            return false;
    return true;
}

/* Nothing comes of renumbering what is numbered right: every document of the corpora. */
static void nothing_comes_of_nothing(void **state)
{
    static const char *const folders[] = {"corpus/en/text",         "corpus/fr/text", "corpus/zh/text",
                                          "corpus/letters-en/text", "corpus/reports", "cases"};
    const char *shared = getenv("UNDOC_SHARED");
    uint32_t regular = 0;
    for (size_t i = 0; i < sizeof folders / sizeof folders[0]; i++) {
        char folder[4096], path[5120];
        snprintf(folder, sizeof folder, "%s%s/%s", shared == NULL ? support_data_dir() : shared,
                 shared == NULL ? "/../../shared" : "", folders[i]);
        DIR *files = opendir(folder);
        for (struct dirent *entry; files != NULL && (entry = readdir(files)) != NULL;) {
            snprintf(path, sizeof path, "%s/%s", folder, entry->d_name);
            FILE *file = strstr(entry->d_name, ".txt") == NULL ? NULL : fopen(path, "rb");
            if (file == NULL)
                continue;
            support_text text = {0};
            char buffer[8192];
            for (size_t got; (got = fread(buffer, 1, sizeof buffer, file)) > 0;)
                support_put(&text, buffer, got);
            fclose(file);
            und_doc *doc = support_doc(*state, (und_bytes){text.at, text.length});
            und_operation all = {.kind = UND_OPERATION_RENUMBER, .last = und_doc_line_count(doc)};
            und_plan *plan;
            und_change change;
            assert_int_equal(und_plan_make(doc, &all, 1, &plan), UND_OK);
            if (is_regular(doc)) {
                regular++;
                if (und_plan_change_get(plan, 0, &change) == UND_OK)
                    fail_msg("%s: a plan for nothing changes line %u", path, change.range.from.line + 1);
            }
            und_plan_close(plan);
            und_doc_close(doc);
            support_free(&text);
        }
        if (files != NULL)
            closedir(files);
    }
    if (regular == 0)
        skip(); /* the documents are not here */
    assert_true(regular > 100);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(random_plans), cmocka_unit_test(nothing_comes_of_nothing)};
    return cmocka_run_group_tests(tests, support_open_packs, support_close_packs);
}
