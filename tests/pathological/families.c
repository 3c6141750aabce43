/* One pathological input at one size, read and looked at in one way, for callgrind to count its instructions.
 *
 *   families FAMILY SIZE parse|check|outline|json|draft
 *   families --list
 *
 * SIZE counts the units that the family repeats. What is done before the input is read (packs) is the same for every
 * size and is taken away by tests/pathological/run. */
#include "undoc/json.h"

#include "pack/pack.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct text {
    char *at;
    size_t length, room;
} text;

static void put(text *to, const char *words)
{
    size_t length = strlen(words);
    if (to->room - to->length < length) {
        to->room = to->room * 2 + length + 4096;
        to->at = realloc(to->at, to->room);
        if (to->at == NULL)
            exit(2);
    }
    memcpy(to->at + to->length, words, length);
    to->length += length;
}

/* Each writes `n` units. */
static void one_line(text *to, unsigned n)
{
    while (n-- > 0)
        put(to, "the General Assembly of the United Nations ");
}

static void one_word_line(text *to, unsigned n)
{
    while (n-- > 0)
        put(to, "Recalling");
}

static void blank_lines(text *to, unsigned n)
{
    while (n-- > 0)
        put(to, "\n");
    put(to, "Recalling,\n");
}

static void nested(text *to, unsigned n)
{
    put(to, "The General Assembly,\n\n1. Decides:\n\n");
    for (unsigned i = 0; i < n; i++)
        put(to, i % 4 == 0 ? "(a) To:\n\n" : i % 4 == 1 ? "(i) To:\n\n" : i % 4 == 2 ? "a. To:\n\n" : "i. To:\n\n");
}

static void letters_or_figures(text *to, unsigned n)
{
    put(to, "The General Assembly,\n\n1. Decides:\n\n");
    while (n-- > 0)
        put(to, "(i) To act;\n\n");
}

static void openers(text *to, unsigned n)
{
    put(to, "The General Assembly,\n\n");
    while (n-- > 0)
        put(to, "Recalling also its resolution 54/169 of 17 December 1999,\n\n");
}

static void misspelt(text *to, unsigned n)
{
    put(to, "The General Assembly,\n\n");
    while (n-- > 0)
        put(to, "Recaling its resolution,\n\n");
}

static void unfinished(text *to, unsigned n)
{
    put(to, "The General Assembly,\n\n");
    while (n-- > 0)
        put(to, "Recalling that this goes on\n\n____\n\n1\n\nSee A/75/1.\n\nand on\n\n");
}

/* One paragraph, interrupted n times: all that is between belongs to it. */
static void interrupted(text *to, unsigned n)
{
    put(to, "this goes on\n\n");
    while (n-- > 0)
        put(to, "____\n\n1\n\nSee that.\n\nand on\n\n");
}

static void wrapped_paragraph(text *to, unsigned n)
{
    put(to, "Recalling\n");
    while (n-- > 0)
        put(to, "that this paragraph of many lines has no end,\n");
}

static void masthead(text *to, unsigned n)
{
    put(to, "General Assembly\nSeventy-fifth session\n");
    while (n-- > 0)
        put(to, "Agenda item 128 (a)\n");
}

static void agenda_list(text *to, unsigned n)
{
    put(to, "General Assembly\nSeventy-fifth session\nAgenda items 1");
    while (n-- > 0)
        put(to, ", 128 (a) and (b)");
}

static void agenda_words(text *to, unsigned n)
{
    put(to, "I have the honour: ");
    while (n-- > 0)
        put(to, "under agenda item ");
}

static void dates(text *to, unsigned n)
{
    put(to, "I have the honour of ");
    while (n-- > 0)
        put(to, "31 February 2020 22 December ");
}

static void symbols(text *to, unsigned n)
{
    put(to, "I have the honour of ");
    while (n-- > 0)
        put(to, "A/75/1-");
}

static void resolution_list(text *to, unsigned n)
{
    put(to, "The General Assembly,\n\nRecalling its resolutions ");
    while (n-- > 0)
        put(to, "70/1 of 25 September 2015, 3376 (XXX) and resolution 71/1 and ");
}

static void slashes(text *to, unsigned n)
{
    put(to, "I have the honour of A");
    while (n-- > 0)
        put(to, "/A");
}

static void emphasis(text *to, unsigned n)
{
    while (n-- > 0)
        put(to, "**_");
}

static void brackets(text *to, unsigned n)
{
    while (n-- > 0)
        put(to, "((");
}

static void letter_titles(text *to, unsigned n)
{
    put(to, "Letter dated 22 December 2020 from ");
    while (n-- > 0)
        put(to, "from the addressed to from ");
    put(to, "\n");
}

static void annexes(text *to, unsigned n)
{
    while (n-- > 0)
        put(to, "Annex\n\n[Original: French]\n\nTitle\n\nText.\n\n");
}

static void headings(text *to, unsigned n)
{
    while (n-- > 0)
        put(to, "Report of the Secretary-General\n\n");
}

static void invalid(text *to, unsigned n)
{
    while (n-- > 0)
        put(to, "\xff\xc3\xe2\x80\r");
}

static void chinese(text *to, unsigned n)
{
    put(to, "大会，\n\n");
    while (n-- > 0)
        put(to, "回顾其1999年12月17日第54/169号决议，\n\n");
}

static void arabic(text *to, unsigned n)
{
    put(to, "إن الجمعية العامة،\n\n");
    while (n-- > 0)
        put(to, "وإذ تشير إلى قرارها 54/169 المؤرخ 17 كانون الأول/ديسمبر 1999،\n\n");
}

/* Comments that silence, above one paragraph and at the ends of lines. */
static void asides(text *to, unsigned n)
{
    put(to, "The General Assembly,\n\n");
    for (unsigned i = 0; i < n; i++)
        put(to, "<!-- undoc: off clause/opener -->\n");
    for (unsigned i = 0; i < n; i++)
        put(to,
            "1. Decide to go; <!-- undoc: off clause/opener --> <!-- undoc: off-file mark/last nothing/known -->\n");
}

static void yaml_flow(text *to, unsigned n)
{
    put(to, "language: zz\nname: Zz\nscript: latin\nfunction_words: ");
    while (n-- > 0)
        put(to, "[");
}

static void yaml_words(text *to, unsigned n)
{
    put(to, "language: zz\nname: Zz\nscript: latin\nsource: ours\nopeners:\n  preambular: [");
    char word[32];
    for (unsigned i = 0; i < n && i < 60000; i++) {
        snprintf(word, sizeof word, "Word%u, ", i);
        put(to, word);
    }
    put(to, "End]\n");
}

static const struct {
    const char *name;
    void (*write)(text *to, unsigned n);
    const char *ways; /* what is done with it */
} families[] = {
    {"one-line", one_line, "parse check outline json"},
    {"one-word-line", one_word_line, "parse check outline json"},
    {"blank-lines", blank_lines, "parse check outline json"},
    {"nested", nested, "parse check outline json"},
    {"letters-or-figures", letters_or_figures, "parse json"},
    {"openers", openers, "parse check outline json"},
    {"misspelt", misspelt, "check outline"},
    {"unfinished", unfinished, "parse check outline json"},
    {"interrupted", interrupted, "parse check outline"},
    {"wrapped-paragraph", wrapped_paragraph, "parse check outline json"},
    {"masthead", masthead, "parse check json"},
    {"agenda-list", agenda_list, "parse check json"},
    {"agenda-words", agenda_words, "check json"},
    {"dates", dates, "json"},
    {"symbols", symbols, "json"},
    {"resolution-list", resolution_list, "json"},
    {"slashes", slashes, "json"},
    {"emphasis", emphasis, "parse json"},
    {"brackets", brackets, "parse json"},
    {"letter-titles", letter_titles, "parse outline json"},
    {"annexes", annexes, "parse check outline json"},
    {"headings", headings, "parse outline json"},
    {"invalid", invalid, "parse check outline json"},
    {"chinese", chinese, "parse check outline json"},
    {"arabic", arabic, "parse check outline json"},
    {"asides", asides, "parse check outline"},
    {"yaml-flow", yaml_flow, "pack"},
    {"yaml-words", yaml_words, "pack"},
};

static bool swallow(void *context, const char *at, size_t length)
{
    (void)context;
    (void)at;
    (void)length;
    return true;
}

static int look(und_packs *packs, const text *input, const char *way)
{
    if (strcmp(way, "pack") == 0) {
        (void)und_packs_add_language(packs, (und_bytes){input->at, input->length}, "family.yaml");
        return 0;
    }
    und_doc *doc;
    if (und_doc_open(packs, &doc) != UND_OK || und_doc_read(doc, (und_bytes){input->at, input->length}) != UND_OK)
        return 2;
    und_status status = UND_OK;
    if (strcmp(way, "check") == 0)
        status = und_write_findings(doc, (und_bytes){"x", 1}, swallow, NULL);
    else if (strcmp(way, "outline") == 0)
        status = und_write_outline(doc, swallow, NULL);
    else if (strcmp(way, "json") == 0)
        status = und_write_parse(doc, (und_bytes){"x", 1}, swallow, NULL);
    und_doc_close(doc);
    return status == UND_OK ? 0 : 2;
}

int main(int argc, char **argv)
{
    if (argc == 2 && strcmp(argv[1], "--list") == 0) {
        for (size_t i = 0; i < sizeof families / sizeof families[0]; i++)
            printf("%s %s\n", families[i].name, families[i].ways);
        return 0;
    }
    if (argc != 4) {
        fprintf(stderr, "usage: families FAMILY SIZE WAY | --list\n");
        return 2;
    }
    und_packs *packs;
    /* Kept packs, as an editor has them: callgrind would count YAML for most of its time. */
    const char *roots[] = {UND_DATA_DIR}, *kept[] = {"build/packs"};
    und_status opened = strcmp(argv[3], "pack") == 0 ? und_packs_open_empty(NULL, &packs)
                                                     : und_packs_open_cached(NULL, roots, 1, kept, 1, &packs);
    if (opened != UND_OK)
        return 2;
    for (size_t i = 0; i < sizeof families / sizeof families[0]; i++) {
        if (strcmp(families[i].name, argv[1]) != 0)
            continue;
        text input = {NULL, 0, 0};
        families[i].write(&input, (unsigned)strtoul(argv[2], NULL, 10));
        int status = look(packs, &input, argv[3]);
        free(input.at);
        und_packs_close(packs);
        return status;
    }
    fprintf(stderr, "families: no family %s\n", argv[1]);
    return 2;
}
