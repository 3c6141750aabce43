/* Any bytes may stand where a pack should: what can be used is used, the rest is told, nothing breaks.
 *
 * The first byte says what kind of pack it is. */
#include "fuzz.h"

#include "pack/pack.h"
#include "undoc/agenda.h"

static void look_at_problems(const und_packs *packs)
{
    for (size_t i = 0; i < und_packs_problem_count(packs); i++) {
        const und_problem *problem = und_packs_problem(packs, i);
        fuzz_must(problem != NULL && problem->file != NULL && problem->message != NULL,
                  "a problem has file and message");
    }
}

static void read_with(und_packs *packs)
{
    static const char text[] =
        "General Assembly\nSeventy-fifth session\nAgenda items 128 (a) and (b) and 130 (w)\n\n"
        "The General Assembly,\n\nRecalling its resolution,\n\n1. Decides to act;\n\n(a) At once.\n";
    und_doc *doc;
    if (und_doc_open(packs, &doc) != UND_OK)
        return;
    fuzz_must(und_doc_read(doc, (und_bytes){text, sizeof text - 1}) == UND_OK, "any packs read any text");
    fuzz_look_at_tree(doc);
    fuzz_look_at_views(doc);
    und_doc_close(doc);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char little[] = "language: en\nname: English\nscript: latin\nsource: ours\nfunction_words: [the, of]\n"
                                 "agenda: {plural: \"Agenda items {items}\", and: and, style: \"{item} ({sub})\"}\n"
                                 "session: {patterns: \"{ordinal} session\", ordinals: {75: Seventy-fifth}}\n";
    if (size == 0)
        return 0;
    und_packs *packs;
    if (und_packs_open_empty(NULL, &packs) != UND_OK)
        return 0;
    und_bytes yaml = {(const char *)data + 1, size - 1};
    size_t total = 0;
    if (data[0] % 6 != 0)
        (void)und_packs_add_language(packs, (und_bytes){little, sizeof little - 1}, "en.yaml");
    switch (data[0] % 6) {
    case 0: (void)und_packs_add_language(packs, yaml, "fuzz.yaml"); break;
    case 1: (void)und_packs_add_agenda(packs, yaml, "ga-75.yaml"); break;
    case 2: (void)und_packs_add_states(packs, yaml, "states.yaml"); break;
    case 3: (void)und_packs_add_template(packs, yaml, "fuzz.yaml"); break;
    case 4: {
        uint32_t session = 0;
        (void)und_agenda_import(packs, yaml, NULL, fuzz_swallow, &total, &session);
        break;
    }
    default: (void)und_packs_add_language(packs, yaml, "zz.yaml"); break;
    }
    look_at_problems(packs);
    read_with(packs);
    und_packs_close(packs);
    return 0;
}
