/* The whole of what was recognised, as one JSON object: und_write_parse. */
#include "model/reading.h"
#include "undoc/json.h"
#include "view/json.h"

#include <stdio.h>
#include <string.h>

typedef struct writer {
    und_doc *doc;
    und_json json;
    und_status status; /* UND_E_MEMORY once a value could not be made */
} writer;

/* Whether there is such a value; a lack of memory is remembered. */
static bool have(writer *w, und_status status)
{
    if (status == UND_E_MEMORY)
        w->status = status;
    return status == UND_OK;
}

static void write_date(und_json *json, const char *key, und_date date)
{
    char text[11] = "0000-00-00"; /* a date has a year of four figures */
    unsigned year = date.year;
    for (size_t at = 4; at > 0; year /= 10)
        text[--at] = (char)('0' + year % 10);
    text[5] = (char)('0' + date.month / 10 % 10);
    text[6] = (char)('0' + date.month % 10);
    text[8] = (char)('0' + date.day / 10 % 10);
    text[9] = (char)('0' + date.day % 10);
    und_json_key_text(json, key, text);
}

static void write_sub(und_json *json, uint16_t sub)
{
    char text[UND_SUB_MAX];
    und_sub_text(sub, text);
    und_json_text(json, text);
}

/* Runs of the same item as one: `next` gives the n-th item; false: there are no more. */
typedef bool (*item_source)(void *context, uint32_t n, und_item *out);

static void write_items(und_json *json, item_source next, void *context)
{
    und_json_open_array(json);
    und_item item;
    for (uint32_t n = 0; next(context, n, &item);) {
        uint16_t number = item.item;
        und_json_open_object(json);
        und_json_key_number(json, "item", number);
        und_json_key(json, "subitems");
        und_json_open_array(json);
        for (; next(context, n, &item) && item.item == number; n++)
            if (item.sub != 0)
                write_sub(json, item.sub);
        und_json_close_array(json);
        und_json_close_object(json);
    }
    und_json_close_array(json);
}

/* ---- the masthead ---- */

static bool masthead_item(void *context, uint32_t n, und_item *out)
{
    writer *w = context;
    return have(w, und_masthead_item_get(w->doc, n, out));
}

static void write_titles(writer *w)
{
    und_json *json = &w->json;
    und_item_title title;
    und_json_key(json, "titles");
    und_json_open_array(json);
    for (uint32_t n = 0; have(w, und_masthead_title_get(w->doc, n, &title)); n++) {
        und_json_open_object(json);
        und_json_key_number(json, "item", title.item.item);
        und_json_key(json, "subitem");
        write_sub(json, title.item.sub);
        und_json_key_string(json, "text", title.words.text);
        und_json_close_object(json);
    }
    und_json_close_array(json);
}

static void write_session(writer *w)
{
    und_session session;
    if (!have(w, und_session_of_document(w->doc, &session)) || session.source > UND_SESSION_BY_SYMBOL)
        return; /* what dates tell is no field of the masthead */
    und_json_key_number(&w->json, "session", session.number);
    if (session.type != UND_SESSION_REGULAR)
        und_json_key_text(&w->json, "session_type", und_session_type_name(session.type));
}

/* All fields of a name, where there are several. */
static void write_all(writer *w, und_field name, const char *key)
{
    und_masthead_field field;
    if (!have(w, und_masthead_field_get(w->doc, name, 1, &field)))
        return;
    und_json_key(&w->json, key);
    und_json_open_array(&w->json);
    for (uint32_t n = 0; have(w, und_masthead_field_get(w->doc, name, n, &field)); n++)
        und_json_string(&w->json, field.words.text);
    und_json_close_array(&w->json);
}

static void write_field(writer *w, und_field name)
{
    und_json *json = &w->json;
    und_masthead_field field;
    if (!have(w, und_masthead_field_get(w->doc, name, 0, &field)))
        return;
    const char *key = und_field_name(name);
    switch (name) {
    case UND_FIELD_DATE: write_date(json, key, field.date); break;
    case UND_FIELD_YEAR: und_json_key_number(json, key, field.session.number); break;
    case UND_FIELD_AGENDA:
        und_json_key(json, key);
        write_items(json, masthead_item, w);
        write_titles(w);
        break;
    default: und_json_key_string(json, key, field.words.text); break;
    }
    if (name == UND_FIELD_ORGAN)
        write_all(w, name, "organs");
    if (name == UND_FIELD_SYMBOL)
        write_all(w, UND_FIELD_SINGLE_SYMBOL, "symbols");
}

static void write_masthead(writer *w)
{
    und_json_key(&w->json, "masthead");
    und_json_open_object(&w->json);
    for (und_field name = 0; name < UND_FIELD_COUNT; name++)
        if (name == UND_FIELD_SESSION)
            write_session(w); /* the symbol may tell it too */
        else if (name != UND_FIELD_SINGLE_SYMBOL)
            write_field(w, name);
    und_json_close_object(&w->json);
}

/* ---- nodes ---- */

static void write_label(und_json *json, const und_node *node)
{
    char text[UND_LABEL_TEXT_MAX];
    und_label_text(node->style, node->label, text);
    if (text[0] != '\0')
        und_json_key_text(json, "label", text);
}

static void write_words(und_json *json, const char *key, const und_passage *words)
{
    if (words->text.length > 0)
        und_json_key_string(json, key, words->text);
}

/* The States of a letter from several, each as the one of a letter from one. */
static void write_states(writer *w, const und_node *node)
{
    const char *code;
    und_bytes name;
    if (und_letter_state_get(w->doc, node->id, 1, &code, &name) != UND_OK)
        return;
    und_json_key(&w->json, "states");
    und_json_open_array(&w->json);
    for (uint32_t n = 0; und_letter_state_get(w->doc, node->id, n, &code, &name) == UND_OK; n++) {
        und_json_open_object(&w->json);
        und_json_key_string(&w->json, "state", name);
        und_json_key_text(&w->json, "state_code", code);
        und_json_close_object(&w->json);
    }
    und_json_close_array(&w->json);
}

static void write_letter(writer *w, const und_node *node)
{
    und_json *json = &w->json;
    und_letter letter;
    if (!have(w, und_letter_get(w->doc, node->id, &letter)))
        return;
    und_json_key(json, "letter");
    und_json_open_object(json);
    und_json_key_text(json, "form", und_letter_form_name(letter.form));
    if (letter.date.year != 0)
        write_date(json, "date", letter.date);
    write_words(json, "addressee", &letter.addressee_words);
    if (letter.addressee != UND_ADDRESSEE_NONE)
        und_json_key_text(json, "addressee_kind", und_addressee_name(letter.addressee));
    write_words(json, "sender", &letter.sender_words);
    if (letter.state != NULL) {
        und_json_key_string(json, "state", letter.state_name);
        und_json_key_text(json, "state_code", letter.state);
    }
    write_states(w, node);
    und_json_close_object(json);
}

static void write_own(writer *w, const und_node *node)
{
    und_json *json = &w->json;
    und_passage title;
    und_opener opener;
    und_original original;
    und_signature signature;
    switch (node->kind) {
    case UND_KIND_PREAMBULAR:
    case UND_KIND_OPERATIVE:
        if (have(w, und_opener_get(w->doc, node->id, &opener)))
            und_json_key_string(json, "opener", opener.words.text);
        break;
    case UND_KIND_TITLE:
    case UND_KIND_ANNEX:
    case UND_KIND_ENCLOSURE:
    case UND_KIND_HEADING:
    case UND_KIND_SUBJECT:
        if (have(w, und_title_get(w->doc, node->id, &title)))
            und_json_key_string(json, "title", title.text);
        if (node->kind == UND_KIND_TITLE || node->kind == UND_KIND_ANNEX)
            write_letter(w, node);
        if (node->kind != UND_KIND_HEADING && node->kind != UND_KIND_SUBJECT &&
            have(w, und_original_get(w->doc, node->id, &original)))
            und_json_key_string(json, "original", original.words.text);
        break;
    case UND_KIND_SIGNATURE:
        if (have(w, und_signature_get(w->doc, node->id, &signature))) {
            write_words(json, "name", &signature.name);
            write_words(json, "office", &signature.office);
        }
        break;
    default: break;
    }
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
    if (node->id != 0)
        write_own(w, node);
    und_json_key(json, "lines");
    und_json_open_array(json);
    und_json_number(json, node->last > node->first ? node->first + 1u : 0);
    und_json_number(json, node->last);
    und_json_close_array(json);
    und_json_close_object(json);
    return w->status == UND_OK;
}

/* ---- references ---- */

static bool reference_item(void *context, uint32_t n, und_item *out)
{
    const und_reference *reference = context;
    if (n >= reference->item_count)
        return false;
    *out = reference->items[n];
    return true;
}

/* Whether brackets are around a step of a label below another one; a number may stand after a point: "6.11". */
static bool has_brackets(const und_doc *doc, const und_target_step *step)
{
    und_place from = step->range.from, to = step->range.to;
    if (step->style != UND_LABEL_NUMBER || (from.line == to.line && from.column == to.column))
        return true;
    char first = und_doc_line(doc, from.line).at[from.column];
    return first < '0' || first > '9';
}

/* "3 (a) (ii)", "6.11 (b)". */
static void write_steps(writer *w, const char *key, const und_target_step *steps, uint32_t count)
{
    char text[UND_TARGET_STEPS * (UND_LABEL_TEXT_MAX + 3)] = "";
    size_t length = 0;
    for (uint32_t i = 0; i < count; i++) {
        char label[UND_LABEL_TEXT_MAX];
        und_label_text(steps[i].style, steps[i].label, label);
        bool letters = steps[i].style == UND_LABEL_LOWER || steps[i].style == UND_LABEL_ROMAN;
        bool brackets = i == 0 ? letters : has_brackets(w->doc, &steps[i]);
        const char *before = i == 0 ? "" : brackets ? " " : ".";
        int more = snprintf(text + length, sizeof text - length, brackets ? "%s(%s)" : "%s%s", before, label);
        length += more > 0 ? (size_t)more : 0;
    }
    und_json_key_text(&w->json, key, text);
}

static void write_range(und_json *json, und_range range)
{
    und_json_key_number(json, "line", range.from.line + 1u);
    und_json_key_number(json, "column", range.from.column + 1u);
    und_json_key_number(json, "end_line", range.to.line + 1u);
    und_json_key_number(json, "end_column", range.to.column + 1u);
}

static void write_target(writer *w, const und_target *target)
{
    und_json *json = &w->json;
    und_json_open_object(json);
    und_json_key_text(json, "kind", und_target_kind_name(target->kind));
    if (target->name.length > 0) {
        und_json_key_string(json, "name", target->name);
        if (target->to_name.length > 0)
            und_json_key_string(json, "to", target->to_name);
    } else if (target->count > 0) {
        write_steps(w, "label", target->steps, target->count);
        if (target->to_count > 0)
            write_steps(w, "to", target->to, target->to_count);
    }
    write_range(json, target->words.range);
    und_json_close_object(json);
}

/* The members of a reference, where they stand, and what they are a part of. */
static void write_targets(writer *w, const und_reference *reference, uint32_t n)
{
    und_json *json = &w->json;
    und_target target;
    und_reference whole;
    if (reference->target_count == 0)
        return;
    if (reference->where != UND_WHERE_UNSAID)
        und_json_key_text(json, "where", und_whereabouts_name(reference->where));
    if (reference->in != UND_NO_REFERENCE &&
        have(w, und_reference_get(w->doc, reference->node, reference->in, &whole))) {
        und_json_key(json, "in");
        und_json_open_object(json);
        und_json_key_text(json, "type", und_reference_type_name(whole.type));
        und_json_key_string(json, "text", whole.words.text);
        und_json_close_object(json);
    }
    und_json_key(json, "targets");
    und_json_open_array(json);
    for (uint32_t i = 0; have(w, und_target_get(w->doc, reference->node, n, i, &target)); i++)
        write_target(w, &target);
    und_json_close_array(json);
}

static void write_reference(writer *w, und_reference *reference, uint32_t n)
{
    und_json *json = &w->json;
    und_json_open_object(json);
    und_json_key_text(json, "type", und_reference_type_name(reference->type));
    write_range(json, reference->words.range);
    und_json_key_string(json, "text", reference->words.text);
    if (reference->type == UND_REFERENCE_DATE)
        write_date(json, "date", reference->date);
    if (reference->type == UND_REFERENCE_AGENDA) {
        und_json_key(json, "items");
        write_items(json, reference_item, reference);
    }
    write_targets(w, reference, n);
    und_json_close_object(json);
}

static void write_references(writer *w)
{
    uint32_t count = und_node_count(w->doc);
    for (uint32_t node = 1; node < count && w->status == UND_OK; node++) {
        und_reference reference;
        for (uint32_t n = 0; have(w, und_reference_get(w->doc, node, n, &reference)); n++)
            write_reference(w, &reference, n);
    }
}

und_status und_write_parse(und_doc *doc, und_bytes name, und_sink sink, void *context)
{
    if (doc == NULL || sink == NULL)
        return UND_E_ARGUMENT;
    writer w = {.doc = doc};
    und_json *json = &w.json;
    und_json_start(json, sink, context);
    und_json_open_object(json);
    und_json_key_string(json, "file", name);
    und_json_key_text(json, "language", und_language_code(doc->packs, und_doc_language(doc)));
    und_json_key_text(json, "kind", und_doc_kind_name(und_doc_kind_of(doc)));
    write_masthead(&w);
    und_json_key(json, "nodes");
    und_json_open_array(json);
    (void)und_doc_walk(doc, write_node, &w);
    und_json_close_array(json);
    und_json_key(json, "references");
    und_json_open_array(json);
    write_references(&w);
    und_json_close_array(json);
    und_json_close_object(json);
    und_status status = und_json_finish(json);
    return w.status == UND_OK ? status : und_doc_fail(doc, w.status, "out of memory");
}
