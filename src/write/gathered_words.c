/* What only the words of a document show of its answers: drafts that are made with an answer more are held against it. */
#include "write/gathered.h"

#include "model/reading.h"
#include "read/state_names.h"
#include "text/utf8.h"
#include "write/likeness.h"

#include <stdio.h>
#include <string.h>

/* Answers that are tried. Those that one sentence shows together are tried together. */
typedef enum trial {
    TRIED_TEXT = 1, /* in the place of what is transmitted */
    TRIED_INSTRUCTIONS = 2,
    TRIED_BEHALF = 4,
    TRIED_CHAIR = 8,
    TRIED_SPONSORS = 16,
    TRIED_ADDRESSEE_MAN = 32,
    TRIED_ADDRESSEE_WOMAN = 64,
    TRIED_MAN = 128,
    TRIED_WOMAN = 256,
    TRIED_ATTENTION = 512 /* what is asked for, where no words tell a request */
} trial;

/* In this order, each beside what was kept before. */
static const uint32_t trials[] = {
    TRIED_SPONSORS,      TRIED_TEXT,
    TRIED_INSTRUCTIONS,  TRIED_INSTRUCTIONS | TRIED_TEXT,
    TRIED_BEHALF,        TRIED_BEHALF | TRIED_TEXT,
    TRIED_CHAIR,         TRIED_CHAIR | TRIED_TEXT,
    TRIED_ADDRESSEE_MAN, TRIED_ADDRESSEE_WOMAN,
    TRIED_MAN,           TRIED_WOMAN,
    TRIED_ATTENTION,
};

/* Answers with room for what stands in open places. */
typedef struct attempt {
    und_bytes keys[UND_ANSWERS_MAX], values[UND_ANSWERS_MAX];
    size_t count;
    char places[UND_OPEN_NAME][UND_OPEN_BYTES + 1];
} attempt;

static void add(attempt *a, const char *key, const char *value)
{
    if (a->count < UND_ANSWERS_MAX) {
        a->keys[a->count] = und_words(key);
        a->values[a->count++] = und_words(value);
    }
}

static void add_open(attempt *a, const char *key, und_open_place place)
{
    und_open_put(place, a->places[place]);
    add(a, key, a->places[place]);
}

static uint32_t annexes_of(const und_gathered *g)
{
    und_bytes said = und_gathered_get(g, "annex");
    uint32_t count = 0;
    if (und_bytes_equal(said, und_words("yes")))
        return 1;
    for (size_t i = 0; i < said.length && said.at[i] >= '0' && said.at[i] <= '9'; i++)
        count = count * 10 + (uint32_t)(said.at[i] - '0');
    return count;
}

static void prepare(const und_gathered *g, uint32_t tried, attempt *a)
{
    uint32_t annexes = annexes_of(g);
    a->count = und_gathered_pairs(g, a->keys, a->values);
    bool letter = strcmp(g->name, "letter") == 0 || strcmp(g->name, "identical-letters") == 0 ||
                  strcmp(g->name, "note-verbale") == 0;
    if (letter && (annexes == 0 || (tried & TRIED_TEXT) != 0))
        add_open(a, "text", UND_OPEN_TEXT);
    else if (letter)
        add_open(a, "transmits", UND_OPEN_TRANSMITS);
    if ((tried & TRIED_INSTRUCTIONS) != 0)
        add(a, "instructions", "yes");
    if ((tried & TRIED_BEHALF) != 0)
        add_open(a, "behalf", UND_OPEN_BEHALF);
    if ((tried & TRIED_CHAIR) != 0)
        add_open(a, "chair", UND_OPEN_CHAIR);
    if ((tried & TRIED_SPONSORS) != 0)
        add_open(a, "sponsors", UND_OPEN_SPONSORS);
    if ((tried & (TRIED_ADDRESSEE_MAN | TRIED_ADDRESSEE_WOMAN)) != 0)
        add(a, "addressee_gender", (tried & TRIED_ADDRESSEE_MAN) != 0 ? "m" : "f");
    for (size_t i = 0; (tried & TRIED_ATTENTION) != 0 && i < a->count; i++)
        if (und_bytes_equal(a->keys[i], und_words("request")))
            a->values[i] = und_words("attention");
    if ((tried & (TRIED_MAN | TRIED_WOMAN)) != 0)
        add(a, "gender", (tried & TRIED_MAN) != 0 ? "m" : "f");
}

/* Whether an answer is already there, or another one that it would contradict. */
static bool is_idle(const und_gathered *g, uint32_t tried, uint32_t more)
{
    const uint32_t addressee = TRIED_ADDRESSEE_MAN | TRIED_ADDRESSEE_WOMAN, signer = TRIED_MAN | TRIED_WOMAN;
    bool letter = und_gathered_get(g, "annex").length > 0;
    if (((more & addressee) != 0 && (tried & addressee) != 0) || ((more & signer) != 0 && (tried & signer) != 0))
        return true;
    if ((more & signer) != 0 && und_gathered_get(g, "gender").length > 0)
        return true;
    if ((more & TRIED_TEXT) != 0 && annexes_of(g) == 0)
        return true;
    if (more == TRIED_ATTENTION && !und_bytes_equal(und_gathered_get(g, "request"), und_words("none")))
        return true;
    return !letter || (tried & more) != 0;
}

/* Holds a draft with these answers against the document; UND_E_DATA: they make none. */
static und_status try_out(und_doc *doc, const und_pieces *pieces, const und_gathered *g, uint32_t tried, und_held *held)
{
    attempt a;
    und_doc *draft;
    und_pieces drafted;
    prepare(g, tried, &a);
    und_status status = und_draft_confirmed(doc->packs, g->name, a.keys, a.values, a.count, &draft, NULL);
    if (status != UND_OK)
        return status;
    status = und_pieces_of(draft, &drafted) ? und_hold(doc, pieces, draft, &drafted, held) : UND_E_MEMORY;
    und_pieces_close(&drafted);
    und_doc_close(draft);
    return status;
}

/* Letters between the names of a list: "et de la". */
#define JOINT_LETTERS 8u

/* The codes of a list of States in the words of a language; false: it is none, or names somebody else. */
static bool codes_of(und_packs *packs, uint8_t language, und_bytes list, char *out, size_t room)
{
    char folded[UND_ANSWER_MAX];
    und_named_states states;
    size_t used = 0, before = 0;
    if (list.length > sizeof folded / 4 || language == UND_LANGUAGE_NONE)
        return false;
    und_bytes text = {folded, und_fold_text(list, folded, sizeof folded)};
    if (!und_find_states(packs, language, text, &states) || states.count == 0)
        return false;
    for (uint32_t i = 0; i <= states.count; i++) {
        size_t next = i < states.count ? states.at[i].first : text.length;
        if (next - before > JOINT_LETTERS || (i == states.count && next > before))
            return false;
        before = i < states.count ? states.at[i].last : next;
        if (i < states.count)
            used += (size_t)snprintf(out + used, used < room ? room - used : 0, "%s%s", i > 0 ? "," : "",
                                     states.at[i].state->code);
    }
    return used < room;
}

static void put_states(und_gathered *g, und_doc *doc, const char *key, und_bytes words)
{
    char codes[UND_STATE_NAMES_MAX * UND_CODE_MAX];
    bool states = words.length > 0 && codes_of(doc->packs, und_doc_language(doc), words, codes, sizeof codes);
    und_gathered_put(g, key, states ? und_words(codes) : words);
}

/* The titles of the annexes, where each has one. */
static void put_titles(und_gathered *g, und_doc *doc, const und_pieces *pieces)
{
    uint32_t annexes = annexes_of(g);
    und_text titles;
    bool all = annexes > 0;
    und_text_open(&titles, doc->allocator);
    for (uint32_t i = 0; all && i < annexes; i++) {
        const und_piece *piece = und_piece_find(pieces, UND_PIECE_TITLE, i + 1, 0);
        und_passage title = {.text = {NULL, 0}};
        if (piece != NULL)
            (void)und_title_get(doc, piece->node + 1, &title);
        /* Semicolons part the titles of several. */
        all = title.text.length > 0 && (annexes == 1 || memchr(title.text.at, ';', title.text.length) == NULL);
        if (i > 0)
            und_text_put_words(&titles, "; ");
        und_text_put(&titles, title.text);
    }
    if (all && titles.length <= UND_ANSWER_MAX)
        und_gathered_put(g, "annex_title", und_text_bytes(&titles));
    g->bytes.failed = g->bytes.failed || titles.failed;
    und_text_close(&titles);
}

static void put_found(und_gathered *g, und_doc *doc, const und_pieces *pieces, uint32_t tried, const und_held *held)
{
    und_gathered_put(g, "transmits", und_held_get(held, UND_OPEN_TRANSMITS));
    und_gathered_put(g, "text", und_held_get(held, UND_OPEN_TEXT));
    put_states(g, doc, "behalf", und_held_get(held, UND_OPEN_BEHALF));
    und_gathered_put(g, "chair", und_held_get(held, UND_OPEN_CHAIR));
    put_states(g, doc, "sponsors", und_held_get(held, UND_OPEN_SPONSORS));
    put_titles(g, doc, pieces);
    if ((tried & TRIED_ATTENTION) != 0)
        und_gathered_put(g, "request", und_words("attention"));
    if ((tried & TRIED_INSTRUCTIONS) != 0)
        und_gathered_put(g, "instructions", und_words("yes"));
    if ((tried & (TRIED_ADDRESSEE_MAN | TRIED_ADDRESSEE_WOMAN)) != 0)
        und_gathered_put(g, "addressee_gender", und_words((tried & TRIED_ADDRESSEE_MAN) != 0 ? "m" : "f"));
    if ((tried & (TRIED_MAN | TRIED_WOMAN)) != 0)
        und_gathered_put(g, "gender", und_words((tried & TRIED_MAN) != 0 ? "m" : "f"));
}

/* An office in words that the packs do not know may be the one that follows from the State: then a draft without an answer
 * says more of what the document says. */
static und_status leave_office_out(und_doc *doc, const und_pieces *pieces, und_gathered *g, uint32_t tried,
                                   und_held *best)
{
    char words[512];
    und_bytes office = und_gathered_get(g, "office");
    if (office.length == 0 || office.length > sizeof words || und_is_office_code(office) ||
        und_gathered_get(g, "state").length == 0)
        return UND_OK;
    memcpy(words, office.at, office.length);
    office.at = words;
    und_held without = {0};
    und_gathered_put(g, "office", (und_bytes){NULL, 0});
    und_status status = try_out(doc, pieces, g, tried, &without);
    if (status == UND_OK && without.count > best->count) {
        und_held swap = *best;
        *best = without;
        without = swap;
    } else {
        und_gathered_put(g, "office", office);
    }
    und_held_close(&without);
    return status == UND_E_MEMORY ? status : UND_OK;
}

und_status und_gather_words(und_doc *doc, und_gathered *gathered)
{
    und_pieces pieces;
    und_held best = {0}, other;
    uint32_t tried = 0;
    und_status status = und_pieces_of(doc, &pieces) ? UND_OK : UND_E_MEMORY;
    /* Drafts name who submits them. */
    if (status == UND_OK && und_gathered_get(gathered, "annex").length == 0)
        tried = TRIED_SPONSORS;
    if (status == UND_OK)
        status = try_out(doc, &pieces, gathered, tried, &best);
    if (status == UND_E_DATA && tried != 0) {
        und_held_close(&best);
        tried = 0;
        status = try_out(doc, &pieces, gathered, tried, &best);
    }
    if (status == UND_OK)
        status = leave_office_out(doc, &pieces, gathered, tried, &best);
    for (size_t i = 0; i < sizeof trials / sizeof trials[0] && (status == UND_OK || status == UND_E_DATA); i++) {
        if (is_idle(gathered, tried, trials[i]))
            continue;
        other = (und_held){0};
        status = try_out(doc, &pieces, gathered, tried | trials[i], &other);
        if (status == UND_OK && other.count > best.count) {
            und_held swap = best;
            best = other;
            other = swap;
            tried |= trials[i];
        }
        und_held_close(&other);
    }
    /* What could not be tried is no answer. */
    if (status == UND_E_DATA || status == UND_E_LIMIT)
        status = UND_OK;
    if (status == UND_OK)
        put_found(gathered, doc, &pieces, tried, &best);
    und_held_close(&best);
    und_pieces_close(&pieces);
    if (status == UND_OK && gathered->bytes.failed)
        status = UND_E_MEMORY;
    return status == UND_OK ? und_gathered_agree(gathered, doc->packs) : status;
}
