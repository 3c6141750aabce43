#include "edits/generate.h"

#define PASTE_MAX 40u     /* lines of one paste */
#define BLANKS_MAX 70u    /* a run of blank lines, longer than UND_LOOKAHEAD_LINES */
#define LINES_WANTED 160u /* a document larger than this loses more than it gets */
#define LINES_LARGE 500u  /* the same of a large one */

/* ---- chance ---- */

static uint64_t roll(dice *d)
{
    d->state += UINT64_C(0x9e3779b97f4a7c15);
    uint64_t z = d->state;
    z = (z ^ z >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ z >> 27) * UINT64_C(0x94d049bb133111eb);
    return z ^ z >> 31;
}

uint32_t below(dice *d, uint32_t limit)
{
    return limit == 0 ? 0 : (uint32_t)(roll(d) % limit);
}

bool one_in(dice *d, uint32_t many)
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
                                         "[3. ",
                                         "[EU: ",
                                         "OP2 alt ",
                                         "Alt. 1 ",
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
    "<!-- undoc: off -->",
    "# undoc: off clause/opener",
    "  <!-- undoc: off-file clause/* -->",
    "    (a) Requests the Secretary-General, <!-- undoc: off mark/*: as adopted -->",
    "2. Requests: <!--undoc: nothing-->",
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
    "[2. Requests [EU: all / most] of it; (agreed ad ref.)",
    "Alt. 2: Decides [nothing] [something];]",
    "PP2 alt Noting that, (Japan: delete; Cuba: retain)",
    "PP2 Noting this] and that,",
    "* a star;",
    "一、每天观测三次。",
    "(أ) أن ترسم؛"};

static const char *const samples[SAMPLES] = {SUPPORT_LETTER,
                                             "tests/data/resolution-en.txt",
                                             "tests/data/resolution-fr.txt",
                                             "tests/data/letter-en.txt",
                                             "tests/data/letter-ru.txt",
                                             "tests/data/note-verbale-es.txt",
                                             "tests/data/resolution-ar.txt",
                                             "tests/data/resolution-zh.txt",
                                             "tests/data/declaration-en.txt",
                                             "tests/data/informal/rev-01.txt"};
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

/* ---- one edit ---- */

static und_bytes text_of(const char *words)
{
    /* The one line with a NUL inside. */
    if (strcmp(words, "NUL") == 0)
        return (und_bytes){"(a) before\0after the NUL", 24};
    return support_bytes(words);
}

/* Where to edit: at a border of a node, beside one, or anywhere. */
static uint32_t some_line(generator *g, const und_doc *doc)
{
    uint32_t nodes = und_node_count(doc);
    if (nodes > 1 && !one_in(&g->dice, 3)) {
        und_node node;
        if (und_node_get(doc, und_doc_revision(doc), 1 + below(&g->dice, nodes - 1), &node) == UND_OK) {
            uint32_t line = one_in(&g->dice, 2) ? node.first : node.last;
            uint32_t away = below(&g->dice, 5);
            line = away >= 2 ? line + (away - 2) : line - (line < 2 ? line : 2 - away);
            return line < g->text.count ? line : g->text.count;
        }
    }
    return below(&g->dice, g->text.count + 1);
}

static edit one_line(generator *g, uint32_t first, uint32_t removed, und_bytes line)
{
    und_bytes *at = arena_take(&g->arena, sizeof *at);
    *at = line;
    return (edit){first, removed, 1, at};
}

static und_bytes joined(generator *g, und_bytes a, const char *between, und_bytes b)
{
    size_t middle = strlen(between);
    char *at = arena_take(&g->arena, a.length + middle + b.length + 1);
    if (a.length > 0)
        memcpy(at, a.at, a.length);
    memcpy(at + a.length, between, middle);
    if (b.length > 0)
        memcpy(at + a.length + middle, b.at, b.length);
    return (und_bytes){at, a.length + middle + b.length};
}

static edit paste(generator *g, uint32_t first, uint32_t removed)
{
    const text_lines *from = &g->corpus.lines[below(&g->dice, SAMPLES)];
    uint32_t start = below(&g->dice, from->count);
    uint32_t count = 1 + below(&g->dice, one_in(&g->dice, 3) ? PASTE_MAX : 6);
    count = count < from->count - start ? count : from->count - start;
    und_bytes *at = arena_take(&g->arena, count * sizeof *at);
    if (count > 0)
        memcpy(at, from->at + start, count * sizeof *at);
    return (edit){first, removed, count, at};
}

/* One byte more or less or another one, as when somebody types. */
static edit type(generator *g, uint32_t line)
{
    static const char *const keys[] = {"a", "b", "i", "v", "x", "c", ".",  ",",    ";",  ":",  ")", "(", " ",
                                       "-", "1", "2", "é", "É", "*", "\r", "\xc3", "大", "，", "و", "«", "’"};
    und_bytes old = g->text.at[line];
    size_t at = one_in(&g->dice, 2) ? below(&g->dice, (uint32_t)(old.length < 6 ? old.length + 1 : 6))
                                    : (one_in(&g->dice, 2) ? old.length : below(&g->dice, (uint32_t)old.length + 1));
    size_t gone = one_in(&g->dice, 2) && at < old.length ? 1 + below(&g->dice, 3) : 0;
    gone = gone < old.length - at ? gone : old.length - at;
    const char *key = gone > 0 && one_in(&g->dice, 2) ? "" : keys[below(&g->dice, sizeof keys / sizeof keys[0])];
    und_bytes head = {old.at, at}, tail = {old.at + at + gone, old.length - at - gone};
    return one_line(g, line, 1, joined(g, head, key, tail));
}

static edit go_back(generator *g)
{
    uint32_t have = g->snapshots < SNAPSHOTS ? g->snapshots : SNAPSHOTS;
    const text_lines *past = &g->snapshot[below(&g->dice, have)];
    /* What an editor hands over: the lines between what both have at the beginning and at the end. */
    uint32_t head = 0, tail = 0, least = past->count < g->text.count ? past->count : g->text.count;
    while (head < least && past->at[head].at == g->text.at[head].at && past->at[head].length == g->text.at[head].length)
        head++;
    while (tail < least - head && past->at[past->count - 1 - tail].at == g->text.at[g->text.count - 1 - tail].at &&
           past->at[past->count - 1 - tail].length == g->text.at[g->text.count - 1 - tail].length)
        tail++;
    uint32_t added = past->count - head - tail;
    und_bytes *at = arena_take(&g->arena, (added + 1u) * sizeof *at);
    if (added > 0)
        memcpy(at, past->at + head, added * sizeof *at);
    return (edit){head, g->text.count - head - tail, added, at};
}

static int some_kind(generator *g)
{
    if (g->text.count > g->wanted && !one_in(&g->dice, 3))
        return one_in(&g->dice, 3) ? REMOVE_MANY : (one_in(&g->dice, 2) ? REMOVE : JOIN);
    static const struct {
        int kind;
        uint32_t share;
    } shares[] = {{TYPE, 22}, {WHOLE, 18},     {BEGINNING, 12}, {REMOVE, 9}, {REMOVE_MANY, 4}, {JOIN, 6},   {SPLIT, 8},
                  {PASTE, 7}, {PASTE_OVER, 3}, {BLANKS, 1},     {MOVE, 3},   {UNDO, 4},        {FILTER, 2}, {SAME, 1}};
    uint32_t ticket = below(&g->dice, 100);
    for (size_t i = 0; i < sizeof shares / sizeof shares[0]; i++) {
        if (ticket < shares[i].share)
            return shares[i].kind;
        ticket -= shares[i].share;
    }
    return TYPE;
}

static edit some_edit(generator *g, const und_doc *doc)
{
    dice *d = &g->dice;
    uint32_t total = g->text.count;
    uint32_t line = some_line(g, doc);
    uint32_t left = total - line;
    int kind = one_in(d, 3000) ? CLEAR : some_kind(g);
    if (left == 0 && kind != WHOLE && kind != PASTE && kind != BLANKS && kind != UNDO && kind != CLEAR)
        kind = WHOLE;
    if (kind == UNDO && g->snapshots == 0)
        kind = PASTE;
    g->kinds[kind]++;
    switch (kind) {
    case TYPE: return type(g, line);
    case WHOLE:
        return one_line(g, line, left > 0 && one_in(d, 4) ? 1 : 0,
                        text_of(wholes[below(d, sizeof wholes / sizeof wholes[0])]));
    case BEGINNING: {
        und_bytes old = g->text.at[line];
        size_t gone = one_in(d, 2) ? 0 : below(d, 6);
        gone = gone < old.length ? gone : old.length;
        return one_line(g, line, 1,
                        joined(g, (und_bytes){"", 0}, beginnings[below(d, sizeof beginnings / sizeof beginnings[0])],
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
        return one_line(g, line, 2, joined(g, g->text.at[line], one_in(d, 3) ? "" : " ", g->text.at[line + 1]));
    case SPLIT: {
        und_bytes old = g->text.at[line];
        size_t at = below(d, (uint32_t)old.length + 1);
        und_bytes *two = arena_take(&g->arena, 3 * sizeof *two);
        two[0] = (und_bytes){old.at, at};
        two[1] = (und_bytes){"", 0};
        two[2] = (und_bytes){old.at + at, old.length - at};
        if (one_in(d, 2))
            return (edit){line, 1, 3, two};
        two[1] = two[2];
        return (edit){line, 1, 2, two};
    }
    case PASTE: return paste(g, line, 0);
    case PASTE_OVER: {
        uint32_t many = 1 + below(d, 12);
        return paste(g, line, many < left ? many : left);
    }
    case BLANKS: {
        uint32_t many = 1 + below(d, BLANKS_MAX);
        und_bytes *at = arena_take(&g->arena, many * sizeof *at);
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
        und_bytes *at = arena_take(&g->arena, (one + two) * sizeof *at);
        memcpy(at, g->text.at + line + one, two * sizeof *at);
        memcpy(at + two, g->text.at + line, one * sizeof *at);
        return (edit){line, one + two, one + two, at};
    }
    case UNDO: return go_back(g);
    case FILTER: {
        /* Every line of a range with the same beginning, as `:s/^/(a) /` does. */
        uint32_t many = 1 + below(d, 20);
        many = many < left ? many : left;
        const char *before = beginnings[below(d, sizeof beginnings / sizeof beginnings[0])];
        und_bytes *at = arena_take(&g->arena, many * sizeof *at);
        for (uint32_t i = 0; i < many; i++)
            at[i] = joined(g, (und_bytes){"", 0}, before, g->text.at[line + i]);
        return (edit){line, many, many, at};
    }
    case SAME: {
        uint32_t many = 1 + below(d, 10);
        many = many < left ? many : left;
        und_bytes *at = arena_take(&g->arena, many * sizeof *at);
        memcpy(at, g->text.at + line, many * sizeof *at);
        return (edit){line, many, many, at};
    }
    default: return (edit){0, total, 0, NULL};
    }
}

edit generator_edit(generator *g, const und_doc *doc)
{
    edit e = some_edit(g, doc);
    if (one_in(&g->dice, 6))
        lines_copy(&g->snapshot[g->snapshots++ % SNAPSHOTS], &g->text);
    return e;
}

/* ---- the generator ---- */

void generator_text(generator *g)
{
    arena_clear(&g->arena);
    g->snapshots = 0;
    g->text.count = 0;
    bool large = one_in(&g->dice, 12);
    g->wanted = large ? LINES_LARGE : LINES_WANTED;
    uint32_t parts = one_in(&g->dice, 10) ? 0 : large ? 6 : 1 + below(&g->dice, 2);
    for (uint32_t i = 0; i < parts; i++) {
        const text_lines *from = &g->corpus.lines[below(&g->dice, SAMPLES)];
        for (uint32_t k = 0; k < from->count; k++)
            lines_push(&g->text, from->at[k]);
    }
}

void generator_open(generator *g, uint64_t seed)
{
    memset(g, 0, sizeof *g);
    g->dice.state = seed;
    corpus_open(&g->corpus);
}

void generator_close(generator *g)
{
    corpus_close(&g->corpus);
    lines_free(&g->text);
    for (size_t i = 0; i < SNAPSHOTS; i++)
        lines_free(&g->snapshot[i]);
    arena_clear(&g->arena);
}
