/* The whole of what was recognised, as one JSON object: und_write_parse. */
#include "pack/names.h"
#include "read/letter.h"
#include "read/masthead.h"
#include "view/common.h"
#include "view/json.h"

#include <stdio.h>
#include <string.h>

/* Bytes of a node's own text that are looked at for references in one go. */
#define NODE_BYTES (1u << 20)

typedef struct writer {
    und_doc *doc;
    und_json json;
    und_flow flow;
    und_references references;
    bool failed;
} writer;

static void write_date(und_json *json, const char *key, uint32_t date)
{
    char text[32];
    snprintf(text, sizeof text, "%04u-%02u-%02u", date >> 16, date >> 8 & 255u, date & 255u);
    und_json_key_text(json, key, text);
}

static void write_items(und_json *json, const und_flow_item *items, uint32_t count)
{
    und_json_open_array(json);
    for (uint32_t i = 0; i < count;) {
        und_json_open_object(json);
        und_json_key_number(json, "item", items[i].item);
        und_json_key(json, "subitems");
        und_json_open_array(json);
        uint16_t item = items[i].item;
        for (; i < count && items[i].item == item; i++)
            if (items[i].sub != 0) {
                char sub[UND_SUB_MAX];
                und_sub_text(items[i].sub, sub);
                und_json_text(json, sub);
            }
        und_json_close_array(json);
        und_json_close_object(json);
    }
    und_json_close_array(json);
}

static void write_field(und_json *json, const und_masthead_parts *masthead, const char *key,
                        const und_flow_field *field)
{
    if (field->found)
        und_json_key_string(json, key, und_field_text(masthead, field));
}

/* All fields of a kind, where there are several. */
static void write_fields(und_json *json, const und_masthead_parts *masthead, const char *key,
                         const und_flow_field *fields, uint32_t count)
{
    if (count < 2)
        return;
    und_json_key(json, key);
    und_json_open_array(json);
    for (uint32_t i = 0; i < count; i++)
        und_json_string(json, und_field_text(masthead, &fields[i]));
    und_json_close_array(json);
}

static void write_masthead(writer *w)
{
    und_json *json = &w->json;
    und_masthead_parts masthead;
    bool ok = und_masthead_read(&masthead, w->doc);
    und_json_key(json, "masthead");
    und_json_open_object(json);
    write_field(json, &masthead, "organ", &masthead.organ);
    write_fields(json, &masthead, "organs", masthead.organs, masthead.organ_count);
    write_field(json, &masthead, "symbol", &masthead.symbol);
    write_fields(json, &masthead, "symbols", masthead.symbols, masthead.symbol_count);
    write_field(json, &masthead, "distribution", &masthead.distribution);
    if (masthead.date.found)
        write_date(json, "date", masthead.date.value);
    write_field(json, &masthead, "language", &masthead.language_field);
    write_field(json, &masthead, "original", &masthead.original);
    uint32_t session = und_doc_session(&masthead);
    if (session != 0)
        und_json_key_number(json, "session", session);
    else if (masthead.session.found)
        und_json_key_number(json, "session", masthead.session.value);
    if (masthead.year.found)
        und_json_key_number(json, "year", masthead.year.value);
    const und_flow_reference *agenda = und_masthead_agenda(&masthead);
    if (agenda != NULL) {
        und_json_key(json, "agenda");
        write_items(json, masthead.references.items + agenda->first_item, agenda->item_count);
        und_json_key(json, "titles");
        und_json_open_array(json);
        for (uint32_t i = 0; i < masthead.title_count; i++) {
            const und_printed_title *title = &masthead.titles[i];
            char sub[UND_SUB_MAX];
            und_sub_text(title->sub, sub);
            und_json_open_object(json);
            und_json_key_number(json, "item", title->item);
            und_json_key_text(json, "subitem", sub);
            und_json_key_string(json, "text",
                                (und_bytes){masthead.flows[0].text + title->first, title->last - title->first});
            und_json_close_object(json);
        }
        und_json_close_array(json);
    }
    und_json_close_object(json);
    w->failed = w->failed || !ok;
    und_masthead_close(&masthead);
}

static void write_label(und_json *json, const und_node *node)
{
    char text[32];
    und_label_text(node->style, node->label, text, sizeof text);
    if (text[0] != '\0')
        und_json_key_text(json, "label", text);
}

static void write_letter(writer *w, const und_node *node)
{
    und_json *json = &w->json;
    und_letter_parts letter;
    bool ok = und_letter_read(&letter, w->doc, node->id - 1);
    if (ok && letter.found) {
        const char *text = letter.flow.text;
        und_json_key(json, "letter");
        und_json_open_object(json);
        und_json_key_text(json, "form", und_letter_form_name(letter.form));
        if (letter.date != 0)
            write_date(json, "date", letter.date);
        if (letter.addressee_last > letter.addressee_first)
            und_json_key_string(
                json, "addressee",
                (und_bytes){text + letter.addressee_first, letter.addressee_last - letter.addressee_first});
        if (letter.addressee != UND_ADDRESSEE_NONE)
            und_json_key_text(json, "addressee_kind", und_addressee_name(letter.addressee));
        if (letter.sender_last > letter.sender_first)
            und_json_key_string(json, "sender",
                                (und_bytes){text + letter.sender_first, letter.sender_last - letter.sender_first});
        if (letter.state != NULL) {
            und_json_key_string(json, "state", letter.state->names[letter.language].name);
            und_json_key_text(json, "state_code", letter.state->code);
        }
        und_json_close_object(json);
    }
    w->failed = w->failed || !ok;
    und_letter_close(&letter);
}

static void write_signature(writer *w, const und_node *node)
{
    und_signature_parts signature;
    bool ok = und_signature_read(&signature, w->doc, node->id - 1);
    const char *text = signature.flow.text;
    if (ok && signature.name_last > signature.name_first)
        und_json_key_string(&w->json, "name",
                            (und_bytes){text + signature.name_first, signature.name_last - signature.name_first});
    if (ok && signature.office_last > signature.office_first)
        und_json_key_string(&w->json, "office",
                            (und_bytes){text + signature.office_first, signature.office_last - signature.office_first});
    w->failed = w->failed || !ok;
    und_signature_close(&signature);
}

/* "[Original : russe]" at the head of an annex: its language as printed. */
static void write_original(writer *w, const und_node *node)
{
    und_flow_field original;
    und_flow flow;
    und_flow_open(&flow, w->doc->allocator);
    if (!und_original_of(w->doc, node->id - 1, &flow, &original))
        w->failed = true;
    else if (original.found)
        und_json_key_string(&w->json, "original",
                            (und_bytes){flow.text + original.first, original.last - original.first});
    und_flow_close(&flow);
}

static bool write_node(void *context, const und_node *node)
{
    writer *w = context;
    und_json *json = &w->json;
    und_json_open_object(json);
    und_json_key_number(json, "id", node->id);
    if (node->id != 0)
        und_json_key_number(json, "parent", node->parent);
    und_json_key_text(json, "kind", und_kind_name(node->kind));
    if (node->language != UND_LANGUAGE_NONE)
        und_json_key_text(json, "language", und_language_code(w->doc->packs, node->language));
    write_label(json, node);
    if (node->kind == UND_PREAMBULAR || node->kind == UND_OPERATIVE) {
        und_bytes opener = und_opener_text(w->doc, node);
        if (opener.length > 0)
            und_json_key_string(json, "opener", opener);
    }
    if (node->kind == UND_TITLE || node->kind == UND_ANNEX || node->kind == UND_ENCLOSURE ||
        node->kind == UND_HEADING || node->kind == UND_SUBJECT) {
        if (!und_flow_read(&w->flow, &w->doc->lines, node->first, und_doc_title_end(w->doc, node->id - 1),
                           UND_TITLE_BYTES))
            w->failed = true;
        else
            und_json_key_string(json, "title", (und_bytes){w->flow.text, w->flow.length});
    }
    if (node->kind == UND_TITLE || node->kind == UND_ANNEX)
        write_letter(w, node);
    if (node->kind == UND_ANNEX || node->kind == UND_ENCLOSURE || node->kind == UND_TITLE)
        write_original(w, node);
    if (node->kind == UND_SIGNATURE)
        write_signature(w, node);
    und_json_key(json, "lines");
    und_json_open_array(json);
    und_json_number(json, node->last > node->first ? node->first + 1u : 0);
    und_json_number(json, node->last);
    und_json_close_array(json);
    und_json_close_object(json);
    return !w->failed;
}

static void write_reference(writer *w, const und_flow_reference *reference)
{
    und_json *json = &w->json;
    und_place from = und_flow_from(&w->flow, reference->first);
    und_place to = und_flow_end(&w->flow, &w->doc->lines, reference->last);
    und_json_open_object(json);
    und_json_key_text(json, "type", und_reference_type_name(reference->type));
    und_json_key_number(json, "line", from.line + 1u);
    und_json_key_number(json, "column", from.column + 1u);
    und_json_key_number(json, "end_line", to.line + 1u);
    und_json_key_number(json, "end_column", to.column + 1u);
    und_json_key_string(json, "text", (und_bytes){w->flow.text + reference->first, reference->last - reference->first});
    if (reference->type == UND_REFERENCE_DATE)
        write_date(json, "date", reference->date);
    if (reference->type == UND_REFERENCE_AGENDA) {
        und_json_key(json, "items");
        write_items(json, w->references.items + reference->first_item, reference->item_count);
    }
    und_json_close_object(json);
}

static bool write_references(void *context, const und_node *node)
{
    writer *w = context;
    if (node->id == 0)
        return true;
    uint32_t index = node->id - 1;
    if (!und_doc_flow(w->doc, index, und_doc_own_end(w->doc, index), NODE_BYTES, &w->flow) ||
        !und_references_find(&w->references, w->doc->packs, node->language, &w->flow)) {
        w->failed = true;
        return false;
    }
    for (size_t i = 0; i < w->references.count; i++)
        write_reference(w, &w->references.at[i]);
    return true;
}

und_status und_write_parse(und_doc *doc, und_bytes name, und_sink sink, void *context)
{
    if (doc == NULL || sink == NULL)
        return UND_E_ARGUMENT;
    writer w = {.doc = doc};
    und_flow_open(&w.flow, doc->allocator);
    und_references_open(&w.references, doc->allocator);
    und_json_start(&w.json, sink, context);
    und_json_open_object(&w.json);
    und_json_key_string(&w.json, "file", name);
    und_json_key_text(&w.json, "language", und_language_code(doc->packs, und_doc_language(doc)));
    und_json_key_text(&w.json, "kind", und_doc_kind_name(und_doc_kind_of(doc)));
    write_masthead(&w);
    und_json_key(&w.json, "nodes");
    und_json_open_array(&w.json);
    (void)und_doc_walk(doc, write_node, &w);
    und_json_close_array(&w.json);
    und_json_key(&w.json, "references");
    und_json_open_array(&w.json);
    (void)und_doc_walk(doc, write_references, &w);
    und_json_close_array(&w.json);
    und_json_close_object(&w.json);
    und_flow_close(&w.flow);
    und_references_close(&w.references);
    und_status status = und_json_finish(&w.json);
    return w.failed ? und_doc_fail(doc, UND_E_MEMORY, "out of memory") : status;
}
