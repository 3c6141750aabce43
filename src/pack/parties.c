/* parties.c - who negotiates: groups of States and who holds the pen (state/parties.yaml), beside all names of States. */

#include "pack/decode.h"
#include "pack/reader.h"
#include "text/memory.h"
#include "text/utf8.h"

#include <stdlib.h>
#include <string.h>

/* ---- one name ---- */

/* Keeps a name, folded; `code` lives as long as the packs. Names that are empty when they are folded are left out. */
static bool add_name(und_packs *packs, const char *code, und_bytes name)
{
    char folded[UND_PARTY_NAME_MAX];
    size_t length = und_fold_text(name, folded, sizeof folded);
    if (length == 0 || name.length > UND_PARTY_NAME_MAX / 2)
        return true;
    const char *copy = und_packs_copy(packs, (und_bytes){folded, length});
    return copy != NULL && UND_PUSH(&packs->allocator, packs->parties, packs->party_count, packs->party_room,
                                    (und_party_name){code, {copy, length}});
}

/* ---- the file ---- */

static void read_names(und_pack_reader *reader, const char *code)
{
    und_yaml_value list = und_pack_reader_next(reader);
    if (list.type != UND_YAML_LIST) {
        und_pack_reader_problem(reader, list.line, list.column, "no list; expected a list of names");
        und_pack_reader_skip_rest(reader, list);
        return;
    }
    for (;;) {
        und_yaml_value value = und_pack_reader_next(reader);
        if (value.type == UND_YAML_STOP || value.type == UND_YAML_CLOSE)
            return;
        if (value.type != UND_YAML_SCALAR) {
            und_pack_reader_problem(reader, value.line, value.column, "a list or mapping; expected a name");
            und_pack_reader_skip_rest(reader, value);
        } else if (und_pack_reader_check(reader, &value, UND_PARTY_NAME_MAX / 2, "a name of a party") &&
                   !add_name(reader->packs, code, value.text)) {
            reader->status = UND_E_MEMORY;
            return;
        }
    }
}

static void read_party(und_pack_reader *reader, const char *code, uint32_t *unknown)
{
    if (!und_pack_reader_map(reader, "a mapping from languages to lists of names"))
        return;
    uint64_t seen = 0;
    und_key key;
    while (und_pack_reader_key(reader, &key)) {
        uint8_t language = und_packs_language(reader->packs, (und_bytes){key.text, strlen(key.text)});
        if (language != UND_LANGUAGE_NONE) {
            if (!und_pack_reader_again(reader, &key, &seen, language))
                read_names(reader, code);
        } else if (und_code_of((und_bytes){key.text, strlen(key.text)}) != 0) {
            if ((*unknown)++ == 0) /* a language without a pack is one thing to say */
                und_pack_reader_problem(reader, key.line, key.column,
                                        "names in '%s', which has no language pack, are left out; expected one of the "
                                        "languages there are",
                                        key.text);
            und_pack_reader_skip(reader);
        } else {
            und_pack_reader_unknown(reader, &key, "a language's code");
        }
    }
}

static bool is_code(const char *text)
{
    size_t length = strlen(text);
    return length >= 2 && length < UND_CODE_MAX && strspn(text, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789") == length;
}

static void read_parties(und_pack_reader *reader)
{
    uint32_t unknown = 0;
    if (!und_pack_reader_map(reader, "a mapping from codes to names"))
        return;
    und_key key;
    while (und_pack_reader_key(reader, &key)) {
        if (!is_code(key.text)) {
            und_pack_reader_unknown(reader, &key, "a code of two to seven capital letters and figures");
            continue;
        }
        const char *code = und_packs_copy(reader->packs, (und_bytes){key.text, strlen(key.text)});
        if (code == NULL) {
            reader->status = UND_E_MEMORY;
            return;
        }
        read_party(reader, code, &unknown);
    }
}

und_status und_parties_decode(und_packs *packs, und_bytes yaml, const char *file)
{
    size_t before = packs->party_count;
    und_pack_reader reader;
    und_status status = und_pack_reader_open(&reader, packs, yaml, file);
    if (status == UND_OK) {
        uint64_t seen = 0;
        und_key key;
        if (und_pack_reader_map(&reader, "a mapping with source and parties")) {
            while (und_pack_reader_key(&reader, &key)) {
                und_yaml_value value;
                if (strcmp(key.text, "source") == 0) {
                    if (!und_pack_reader_again(&reader, &key, &seen, 0))
                        (void)und_pack_reader_scalar(&reader, &value, "a source");
                } else if (strcmp(key.text, "parties") == 0) {
                    if (!und_pack_reader_again(&reader, &key, &seen, 1))
                        read_parties(&reader);
                } else {
                    und_pack_reader_unknown(&reader, &key, "source, parties");
                }
            }
        }
        status = und_pack_reader_close(&reader);
    }
    if (status != UND_OK) {
        packs->party_count = before;
        return status;
    }
    if (packs->party_count > before)
        return UND_OK;
    status = und_packs_add_problem(packs, file, 0, 0, "no parties; expected at least one");
    return status == UND_OK ? UND_E_DATA : status;
}

/* ---- with the States ---- */

/* "Iran" of "Iran (Islamic Republic of)", as a State is called in talk; empty: the name has no such part. */
static und_bytes before_bracket(und_bytes name)
{
    const char *open = name.length == 0 ? NULL : memchr(name.at, '(', name.length);
    size_t length = open == NULL ? 0 : (size_t)(open - name.at);
    while (length > 0 && name.at[length - 1] == ' ')
        length--;
    return (und_bytes){name.at, length};
}

static int by_name(const void *a, const void *b)
{
    const und_party_name *x = a, *y = b;
    size_t least = x->folded.length < y->folded.length ? x->folded.length : y->folded.length;
    int order = memcmp(x->folded.at, y->folded.at, least);
    if (order != 0)
        return order;
    if (x->folded.length != y->folded.length)
        return x->folded.length < y->folded.length ? -1 : 1;
    return strcmp(x->code, y->code);
}

bool und_parties_complete(und_packs *packs)
{
    for (size_t i = 0; i < packs->state_count; i++) {
        const char *code = und_packs_copy(packs, (und_bytes){packs->states[i].code, strlen(packs->states[i].code)});
        if (code == NULL)
            return false;
        for (size_t l = 0; l < UND_LANGUAGES_MAX; l++) {
            const und_state_name *name = &packs->states[i].names[l];
            if (!add_name(packs, code, name->name) || !add_name(packs, code, name->former) ||
                !add_name(packs, code, before_bracket(name->name)))
                return false;
        }
    }
    for (size_t i = 0; i < packs->other_name_count; i++) {
        const und_state_other_name *name = &packs->other_names[i];
        if (name->language == UND_LANGUAGE_NONE)
            continue; /* codes of three letters, of which many are words: "AND", "CAN" */
        const char *code = und_packs_copy(packs, (und_bytes){name->code, strlen(name->code)});
        if (code == NULL || !add_name(packs, code, name->text))
            return false;
    }
    if (packs->party_count > 0)
        qsort(packs->parties, packs->party_count, sizeof *packs->parties, by_name);
    return true;
}
