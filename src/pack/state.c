/* state.c - names of States: decoding state/states.yaml. */

#include "pack/state.h"
#include "text/memory.h"
#include "text/utf8.h"

#include <string.h>

/* One name in one language. False: none that can be used. */
static bool read_name(und_pack_reader *reader, und_state_name *name)
{
    *name = (und_state_name){.attested = true};
    if (!und_pack_reader_map(reader, "a mapping with name and of"))
        return false;
    uint64_t seen = 0;
    und_key key;
    und_key first = {.line = reader->now.line, .column = reader->now.column};
    while (und_pack_reader_key(reader, &key)) {
        const struct {
            const char *key;
            und_bytes *text;
        } texts[] = {
            {"name", &name->name}, {"of", &name->of}, {"former", &name->former}, {"former_of", &name->former_of}};
        unsigned which = 0;
        while (which < sizeof texts / sizeof *texts && strcmp(key.text, texts[which].key) != 0)
            which++;
        if (which < sizeof texts / sizeof *texts) {
            und_yaml_value value;
            if (und_pack_reader_again(reader, &key, &seen, which) ||
                !und_pack_reader_scalar(reader, &value, "a State's name") ||
                !und_pack_reader_check(reader, &value, UND_WORD_MAX, "a State's name"))
                continue;
            const char *copy = und_packs_copy(reader->packs, value.text);
            if (copy == NULL) {
                reader->status = UND_E_MEMORY;
                return false;
            }
            *texts[which].text = (und_bytes){copy, value.text.length};
        } else if (strcmp(key.text, "attested") == 0) {
            if (!und_pack_reader_again(reader, &key, &seen, 10))
                (void)und_pack_reader_flag(reader, &name->attested);
        } else {
            und_pack_reader_unknown(reader, &key, "name, of, former, former_of, attested");
        }
    }
    if (name->name.length > 0 || und_yaml_status(reader->yaml) != UND_OK)
        return name->name.length > 0;
    if ((seen & 1) == 0) /* a name that was wrong has been told already */
        und_pack_reader_problem(reader, first.line, first.column, "no name; expected name and of");
    return false;
}

static bool read_state(und_pack_reader *reader, und_state *state, uint32_t *unknown)
{
    und_packs *packs = reader->packs;
    if (!und_pack_reader_map(reader, "a mapping from languages to names"))
        return false;
    uint64_t seen = 0;
    bool any = false;
    und_key key;
    while (und_pack_reader_key(reader, &key)) {
        uint8_t language = und_packs_language(packs, (und_bytes){key.text, strlen(key.text)});
        static const char *const flags[] = {"observer", "organization", "family_first"};
        bool *const flag_of[] = {&state->observer, &state->organization, &state->family_first};
        uint8_t flag = 0;
        while (flag < 3 && strcmp(key.text, flags[flag]) != 0)
            flag++;
        if (flag < 3) {
            if (!und_pack_reader_again(reader, &key, &seen, (uint8_t)(63 - flag)))
                (void)und_pack_reader_flag(reader, flag_of[flag]);
        } else if (strcmp(key.text, "renamed") == 0) {
            uint32_t year;
            if (!und_pack_reader_again(reader, &key, &seen, 60) &&
                und_pack_reader_number(reader, 1945, 9999, &year, "the year in which a State took its name"))
                state->renamed = (uint16_t)year;
        } else if (language != UND_LANGUAGE_NONE) {
            if (und_pack_reader_again(reader, &key, &seen, language))
                continue;
            if (read_name(reader, &state->names[language]))
                any = true;
            else
                state->names[language] = (und_state_name){0};
        } else if (strlen(key.text) >= 2 && strspn(key.text, "abcdefghijklmnopqrstuvwxyz-") == strlen(key.text)) {
            /* Two hundred States in a language without a pack are one thing to say. */
            if ((*unknown)++ == 0)
                und_pack_reader_problem(
                    reader, key.line, key.column,
                    "names in '%s', which has no language pack, are left out; expected one of the languages "
                    "there are, observer or renamed",
                    key.text);
            und_pack_reader_skip(reader);
        } else {
            und_pack_reader_unknown(reader, &key, "a language's code, observer, organization, family_first or renamed");
        }
    }
    return any;
}

static bool is_state_code(const char *text)
{
    return strlen(text) == 2 && text[0] >= 'A' && text[0] <= 'Z' && text[1] >= 'A' && text[1] <= 'Z';
}

static void read_states(und_pack_reader *reader)
{
    und_packs *packs = reader->packs;
    uint32_t unknown = 0;
    if (!und_pack_reader_map(reader, "a mapping from codes to States"))
        return;
    und_key key;
    while (und_pack_reader_key(reader, &key)) {
        if (!is_state_code(key.text)) {
            und_pack_reader_unknown(reader, &key, "a State's code of two capital letters");
            continue;
        }
        bool again = false;
        for (size_t i = 0; i < packs->state_count; i++)
            again = again || strcmp(packs->states[i].code, key.text) == 0;
        if (again || packs->state_count == UND_STATES_MAX) {
            if (again)
                und_pack_reader_problem(reader, key.line, key.column, "State %s a second time; expected once",
                                        key.text);
            else
                und_pack_reader_problem(reader, key.line, key.column,
                                        "more States than there can be; expected at most %u", UND_STATES_MAX);
            und_pack_reader_skip(reader);
            continue;
        }
        void *states = packs->states;
        if (!und_grow(&packs->allocator, &states, &packs->state_room, packs->state_count + 1, sizeof(und_state))) {
            reader->status = UND_E_MEMORY;
            return;
        }
        packs->states = states;
        und_state *state = &packs->states[packs->state_count];
        *state = (und_state){.observer = false};
        memcpy(state->code, key.text, strlen(key.text) + 1);
        if (read_state(reader, state, &unknown))
            packs->state_count++;
    }
}

/* What both files of States are: a source, and the States that `read` takes. */
und_status und_states_read_file(und_packs *packs, und_bytes yaml, const char *file,
                                void (*read)(und_pack_reader *reader))
{
    und_pack_reader reader;
    und_status status = und_pack_reader_open(&reader, packs, yaml, file);
    if (status != UND_OK)
        return status;
    uint64_t seen = 0;
    und_key key;
    if (und_pack_reader_map(&reader, "a mapping with source and states")) {
        while (und_pack_reader_key(&reader, &key)) {
            und_yaml_value value;
            if (strcmp(key.text, "source") == 0) {
                if (!und_pack_reader_again(&reader, &key, &seen, 0))
                    (void)und_pack_reader_scalar(&reader, &value, "a source");
            } else if (strcmp(key.text, "states") == 0) {
                if (!und_pack_reader_again(&reader, &key, &seen, 1))
                    read(&reader);
            } else {
                und_pack_reader_unknown(&reader, &key, "source, states");
            }
        }
    }
    return und_pack_reader_close(&reader);
}

/* ---- the forms of names ---- */

#define ARABIC_OF "\xd9\x84" /* ل */
#define FORM_BYTES 240u      /* folded, of a form of a name; the longest has 120 */

static bool add_form(und_packs *packs, struct und_folded_names *forms, uint32_t state, und_name_form kind,
                     und_bytes text)
{
    char folded[FORM_BYTES];
    size_t length = und_fold_text(text, folded, sizeof folded);
    if (length == 0)
        return true;
    const char *copy = und_packs_copy(packs, (und_bytes){folded, length});
    return copy != NULL && UND_PUSH(&packs->allocator, forms->at, forms->count, forms->room,
                                    (und_folded_name){state, (uint32_t)kind, text, {copy, length}});
}

bool und_folded_names_make(und_packs *packs, uint8_t language)
{
    struct und_folded_names *forms = &packs->folded_names[language];
    if (forms->made)
        return true;
    forms->count = 0;
    bool arabic = language < packs->language_count && packs->languages[language].language.script == UND_SCRIPT_ARABIC;
    for (uint32_t i = 0; i < packs->state_count; i++) {
        const und_state_name *name = &packs->states[i].names[language];
        /* Arabic glues the preposition to what in running text is the name: "لجمهورية إيران الإسلامية". */
        size_t of = sizeof ARABIC_OF - 1;
        und_bytes after = {"", 0};
        if (arabic && name->of.length > of && memcmp(name->of.at, ARABIC_OF, of) == 0)
            after = (und_bytes){name->of.at + of, name->of.length - of};
        if (!add_form(packs, forms, i, UND_NAME_OF, name->of) || !add_form(packs, forms, i, UND_NAME_AFTER_OF, after) ||
            !add_form(packs, forms, i, UND_NAME_SHORT, name->name) ||
            !add_form(packs, forms, i, UND_NAME_FORMER, name->former))
            return false;
    }
    forms->made = true;
    return true;
}

void und_folded_names_free(und_packs *packs)
{
    for (size_t l = 0; l < UND_LANGUAGES_MAX; l++) {
        struct und_folded_names *forms = &packs->folded_names[l];
        und_free(&packs->allocator, forms->at, forms->room * sizeof *forms->at);
        *forms = (struct und_folded_names){.at = NULL};
    }
}

/* ---- the file ---- */

und_status und_states_decode(und_packs *packs, und_bytes yaml, const char *file)
{
    und_folded_names_free(packs);
    size_t before = packs->state_count;
    und_status status = und_states_read_file(packs, yaml, file, read_states);
    if (status != UND_OK) {
        packs->state_count = before;
        return status;
    }
    if (packs->state_count > before)
        return UND_OK;
    status = und_packs_add_problem(packs, file, 0, 0, "no States; expected at least one");
    return status == UND_OK ? UND_E_DATA : status;
}
