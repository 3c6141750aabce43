/* state_names.c - other names of States, by which people call them: decoding state/names.yaml. */

#include "pack/state.h"
#include "text/memory.h"

#include <string.h>

static bool add(und_pack_reader *reader, const char *code, uint8_t language, und_bytes text)
{
    und_packs *packs = reader->packs;
    void *names = packs->other_names;
    const char *copy = NULL;
    if (und_grow(&packs->allocator, &names, &packs->other_name_room, packs->other_name_count + 1,
                 sizeof(und_state_other_name))) {
        packs->other_names = names;
        copy = und_packs_copy(packs, text);
    }
    if (copy == NULL) {
        reader->status = UND_E_MEMORY;
        return false;
    }
    und_state_other_name *name = &packs->other_names[packs->other_name_count++];
    *name = (und_state_other_name){.language = language, .text = {copy, text.length}};
    memcpy(name->code, code, strlen(code) + 1);
    return true;
}

static void read_list(und_pack_reader *reader, const char *code, uint8_t language)
{
    und_yaml_value list = und_pack_reader_next(reader);
    if (list.type != UND_YAML_LIST) {
        if (list.type != UND_YAML_STOP)
            und_pack_reader_problem(reader, list.line, list.column, "no list; expected the names of a State");
        und_pack_reader_skip_rest(reader, list);
        return;
    }
    for (;;) {
        und_yaml_value value = und_pack_reader_next(reader);
        if (value.type == UND_YAML_CLOSE || value.type == UND_YAML_STOP)
            return;
        if (value.type != UND_YAML_SCALAR) {
            und_pack_reader_problem(reader, value.line, value.column, "no text; expected a State's name");
            und_pack_reader_skip_rest(reader, value);
        } else if (und_pack_reader_check(reader, &value, UND_WORD_MAX, "a State's name") &&
                   !add(reader, code, language, value.text)) {
            return;
        }
    }
}

static void read_state(und_pack_reader *reader, const char *code, uint32_t *unknown)
{
    if (!und_pack_reader_map(reader, "a mapping with alpha3, and lists of names by language"))
        return;
    uint64_t seen = 0;
    und_key key;
    while (und_pack_reader_key(reader, &key)) {
        uint8_t language = und_packs_language(reader->packs, (und_bytes){key.text, strlen(key.text)});
        if (strcmp(key.text, "alpha3") == 0) {
            und_yaml_value value;
            if (und_pack_reader_again(reader, &key, &seen, 63) ||
                !und_pack_reader_scalar(reader, &value, "a State's code of three letters") ||
                !und_pack_reader_check(reader, &value, 3, "a State's code of three letters"))
                continue;
            (void)add(reader, code, UND_LANGUAGE_NONE, value.text);
        } else if (language != UND_LANGUAGE_NONE) {
            if (!und_pack_reader_again(reader, &key, &seen, language))
                read_list(reader, code, language);
        } else {
            /* Two hundred States in a language without a pack are one thing to say. */
            if ((*unknown)++ == 0)
                und_pack_reader_problem(reader, key.line, key.column,
                                        "names in '%s', which has no language pack, are left out; expected one of the "
                                        "languages there are, or alpha3",
                                        key.text);
            und_pack_reader_skip(reader);
        }
    }
}

static void read_states(und_pack_reader *reader)
{
    uint32_t unknown = 0;
    if (!und_pack_reader_map(reader, "a mapping from codes to names"))
        return;
    und_key key;
    while (und_pack_reader_key(reader, &key)) {
        if (strlen(key.text) == 2 && strspn(key.text, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == 2)
            read_state(reader, key.text, &unknown);
        else
            und_pack_reader_unknown(reader, &key, "a State's code of two capital letters");
    }
}

und_status und_state_names_decode(und_packs *packs, und_bytes yaml, const char *file)
{
    size_t before = packs->other_name_count;
    und_status status = und_states_read_file(packs, yaml, file, read_states);
    if (status != UND_OK)
        packs->other_name_count = before;
    return status;
}
