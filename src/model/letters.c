/* What the titles, signatures and heads of annexes of letters say, kept by node. */
#include "model/values.h"

#include <string.h>

/* ---- titles and headings of annexes ---- */

typedef struct kept_letter {
    und_letter_form form;
    uint32_t date; /* as in und_letter_parts */
    und_kept_passage date_words, addressee, sender;
    und_addressee addressee_kind;
    const und_state *states[UND_LETTER_STATES_MAX];
    uint32_t state_count;
    bool no_year, no_such_day;
    uint8_t language;
    uint8_t addressees[UND_LETTER_ADDRESSEES_MAX];
    uint32_t addressee_count;
    und_office office;
    und_gender gender;
    und_kept_passage office_words;
} kept_letter;

static bool read_letter(und_reading *reading, uint32_t index, und_bytes *block)
{
    und_letter_parts parts;
    uint32_t first = und_doc_first(reading->doc, index);
    bool ok = und_letter_read(&parts, reading->doc, index);
    reading->block.length = 0;
    if (ok && parts.found) {
        kept_letter kept = {.form = parts.form,
                            .date = parts.date,
                            .addressee_kind = parts.addressee,
                            .state_count = parts.state_count,
                            .no_year = parts.no_year,
                            .no_such_day = parts.no_such_day,
                            .language = parts.language,
                            .addressee_count = parts.addressee_count,
                            .office = parts.office,
                            .gender = parts.gender};
        memcpy(kept.states, parts.states, sizeof kept.states);
        memcpy(kept.addressees, parts.addressees, sizeof kept.addressees);
        und_put_head(reading, &kept, sizeof kept);
        kept.date_words = und_keep_passage(reading, &parts.flow, parts.date_first, parts.date_last, first);
        kept.addressee = und_keep_passage(reading, &parts.flow, parts.addressee_first, parts.addressee_last, first);
        kept.sender = und_keep_passage(reading, &parts.flow, parts.sender_first, parts.sender_last, first);
        kept.office_words = und_keep_passage(reading, &parts.flow, parts.office_first, parts.office_last, first);
        und_set_head(reading, &kept, sizeof kept);
    }
    und_letter_close(&parts);
    return ok && und_keep_block(reading, &reading->letters, index, block);
}

und_status und_letter_get(und_doc *doc, uint32_t node, und_letter *out)
{
    und_bytes block;
    und_status status = UND_ASK(doc, node, out, letters, read_letter, &block);
    if (status != UND_OK)
        return status;
    und_kind kind = (und_kind)und_doc_stored(doc, node - 1)->kind;
    if (block.length == 0 || (kind != UND_KIND_TITLE && kind != UND_KIND_ANNEX))
        return UND_NONE;
    const kept_letter *kept = (const void *)block.at;
    uint32_t first = und_doc_first(doc, node - 1);
    *out = (und_letter){.node = node,
                        .form = kept->form,
                        .date = und_date_of(kept->date),
                        .date_words = und_kept_passage_at(&kept->date_words, block.at, first),
                        .addressee_words = und_kept_passage_at(&kept->addressee, block.at, first),
                        .addressee = kept->addressee_kind,
                        .sender_words = und_kept_passage_at(&kept->sender, block.at, first),
                        .state_name = {"", 0},
                        .no_year = kept->no_year,
                        .no_such_day = kept->no_such_day,
                        .language = kept->language,
                        .office = kept->office,
                        .gender = kept->gender,
                        .office_words = und_kept_passage_at(&kept->office_words, block.at, first)};
    if (kept->state_count > 0) {
        out->state = kept->states[0]->code;
        out->state_name = kept->states[0]->names[kept->language].name;
    }
    return UND_OK;
}

und_status und_letter_state_get(und_doc *doc, uint32_t node, uint32_t n, const char **code, und_bytes *name)
{
    if (code == NULL || name == NULL)
        return UND_E_ARGUMENT;
    und_letter letter;
    und_bytes block;
    und_status status = und_letter_get(doc, node, &letter);
    if (status == UND_OK)
        status = UND_ASK(doc, node, code, letters, read_letter, &block);
    if (status != UND_OK)
        return status;
    const kept_letter *kept = (const void *)block.at;
    if (n >= kept->state_count)
        return UND_NONE;
    *code = kept->states[n]->code;
    *name = kept->states[n]->names[kept->language].name;
    return UND_OK;
}

und_status und_letter_addressee_get(und_doc *doc, uint32_t node, uint32_t n, und_addressee *out)
{
    if (out == NULL)
        return UND_E_ARGUMENT;
    und_letter letter;
    und_bytes block;
    und_status status = und_letter_get(doc, node, &letter);
    if (status == UND_OK)
        status = UND_ASK(doc, node, out, letters, read_letter, &block);
    if (status != UND_OK)
        return status;
    const kept_letter *kept = (const void *)block.at;
    if (n >= kept->addressee_count)
        return UND_NONE;
    *out = (und_addressee)kept->addressees[n];
    return UND_OK;
}

und_status und_letter_at(und_doc *doc, uint32_t line, und_letter *out)
{
    if (doc == NULL || out == NULL)
        return UND_E_ARGUMENT;
    und_status found = UND_NONE;
    *out = (und_letter){0};
    uint32_t count = und_nodes_count(&doc->nodes);
    for (uint32_t i = 0; i < count; i++) {
        if (und_doc_stored(doc, i)->kind != UND_KIND_TITLE)
            continue;
        if (found == UND_OK && und_doc_first(doc, i) > line)
            break;
        und_letter letter;
        und_status status = und_letter_get(doc, i + 1, &letter);
        if (status == UND_E_MEMORY)
            return status;
        if (status == UND_OK) {
            *out = letter;
            found = UND_OK;
        }
    }
    return found;
}

/* ---- signatures ---- */

typedef struct kept_signature {
    und_kept_passage name, office, capacity_words, honorific;
    und_office capacity;
    und_gender gender;
    const und_state *state;
} kept_signature;

static bool read_signature(und_reading *reading, uint32_t index, und_bytes *block)
{
    und_signature_parts parts;
    uint32_t first = und_doc_first(reading->doc, index);
    bool ok = und_signature_read(&parts, reading->doc, index);
    reading->block.length = 0;
    if (ok && (parts.name_last > parts.name_first || parts.office_last > parts.office_first)) {
        kept_signature kept = {.capacity = parts.capacity, .gender = parts.gender, .state = parts.state};
        und_put_head(reading, &kept, sizeof kept);
        kept.name = und_keep_passage(reading, &parts.flow, parts.name_first, parts.name_last, first);
        kept.office = und_keep_passage(reading, &parts.flow, parts.office_first, parts.office_last, first);
        kept.capacity_words = und_keep_passage(reading, &parts.flow, parts.capacity_first, parts.capacity_last, first);
        kept.honorific = und_keep_passage(reading, &parts.flow, parts.honorific_first, parts.honorific_last, first);
        und_set_head(reading, &kept, sizeof kept);
    }
    und_signature_close(&parts);
    return ok && und_keep_block(reading, &reading->signatures, index, block);
}

und_status und_signature_get(und_doc *doc, uint32_t node, und_signature *out)
{
    und_bytes block;
    und_status status = UND_ASK(doc, node, out, signatures, read_signature, &block);
    if (status != UND_OK)
        return status;
    if (block.length == 0 || und_doc_stored(doc, node - 1)->kind != UND_KIND_SIGNATURE)
        return UND_NONE;
    const kept_signature *kept = (const void *)block.at;
    uint32_t first = und_doc_first(doc, node - 1);
    *out = (und_signature){.node = node,
                           .name = und_kept_passage_at(&kept->name, block.at, first),
                           .office = und_kept_passage_at(&kept->office, block.at, first),
                           .capacity = kept->capacity,
                           .gender = kept->gender,
                           .capacity_words = und_kept_passage_at(&kept->capacity_words, block.at, first),
                           .state = kept->state == NULL ? NULL : kept->state->code,
                           .honorific = und_kept_passage_at(&kept->honorific, block.at, first)};
    return UND_OK;
}

/* ---- "[Original: …]" ---- */

typedef struct kept_original {
    und_kept_passage words;
    uint32_t language; /* und_code */
} kept_original;

/* The line of a head that names the language of the original, with its name as und_flow_field. */
static bool read_original(und_reading *reading, uint32_t index, und_bytes *block)
{
    const und_doc *doc = reading->doc;
    und_flow *flow = &reading->flow;
    uint32_t first = und_doc_first(doc, index), end = und_doc_own_end(doc, index);
    reading->block.length = 0;
    uint32_t line = first;
    while (line < end && !und_doc_is_original_line(doc, line))
        line++;
    if (line < end) {
        if (!und_flow_read(flow, &doc->lines, line, line + 1, UND_TITLE_BYTES))
            return false;
        und_bytes text = {flow->folded, flow->folded_length};
        for (uint32_t i = 0; i < und_language_count(doc->packs); i++) {
            size_t at;
            const und_term *name = und_find_term(und_language_at(doc->packs, i), UND_TERM_LANGUAGE_NAME, text, &at);
            if (name == NULL)
                continue;
            uint32_t stop = und_flow_back(flow, at + name->folded_length);
            kept_original kept = {.language = name->value};
            und_put_head(reading, &kept, sizeof kept);
            kept.words = und_keep_passage(reading, flow, und_flow_back(flow, at), stop, first);
            und_set_head(reading, &kept, sizeof kept);
            break;
        }
    }
    return und_keep_block(reading, &reading->originals, index, block);
}

und_status und_original_get(und_doc *doc, uint32_t node, und_original *out)
{
    und_bytes block;
    und_status status = UND_ASK(doc, node, out, originals, read_original, &block);
    if (status != UND_OK)
        return status;
    und_kind kind = (und_kind)und_doc_stored(doc, node - 1)->kind;
    if (block.length == 0 || (kind != UND_KIND_ANNEX && kind != UND_KIND_ENCLOSURE && kind != UND_KIND_TITLE))
        return UND_NONE;
    const kept_original *kept = (const void *)block.at;
    out->words = und_kept_passage_at(&kept->words, block.at, und_doc_first(doc, node - 1));
    und_code_put(out->language, kept->language);
    return UND_OK;
}

/* ---- the words of titles ---- */

static bool read_title(und_reading *reading, uint32_t index, und_bytes *block)
{
    const und_doc *doc = reading->doc;
    uint32_t first = und_doc_first(doc, index);
    if (!und_flow_read(&reading->flow, &doc->lines, first, und_doc_title_end(doc, index), UND_TITLE_BYTES))
        return false;
    und_kept_passage kept = {{0, 0}, {0, 0}, 0, 0};
    reading->block.length = 0;
    und_put_head(reading, &kept, sizeof kept);
    kept = und_keep_passage(reading, &reading->flow, 0, (uint32_t)reading->flow.length, first);
    und_set_head(reading, &kept, sizeof kept);
    return und_keep_block(reading, &reading->titles, index, block);
}

und_status und_title_get(und_doc *doc, uint32_t node, und_passage *out)
{
    und_bytes block;
    und_node asked;
    if (doc == NULL || out == NULL || und_node_get(doc, und_doc_revision(doc), node, &asked) != UND_OK)
        return UND_E_ARGUMENT;
    *out = (und_passage){.text = {"", 0}};
    if (asked.kind != UND_KIND_TITLE && asked.kind != UND_KIND_ANNEX && asked.kind != UND_KIND_ENCLOSURE &&
        asked.kind != UND_KIND_HEADING && asked.kind != UND_KIND_SUBJECT)
        return UND_NONE;
    und_status status = UND_ASK(doc, node, out, titles, read_title, &block);
    if (status == UND_OK)
        *out = und_kept_passage_at((const void *)block.at, block.at, asked.first);
    return status;
}
