/* The outline as people read it: und_write_outline, und_print_outline. */
#include "model/reading.h"
#include "undoc/json.h"
#include "view/json.h"

static void put_json(und_json *json, const und_entry *entry)
{
    und_json_open_object(json);
    und_json_key_number(json, "node", entry->node);
    und_json_key_number(json, "depth", entry->depth);
    und_json_key_text(json, "kind", und_kind_name(entry->kind));
    if (entry->number.length > 0)
        und_json_key_string(json, "number", entry->number);
    und_json_key_string(json, "title", entry->title);
    und_json_key(json, "lines");
    und_json_open_array(json);
    und_json_number(json, entry->first + 1u);
    und_json_number(json, entry->last);
    und_json_close_array(json);
    und_json_key_number(json, "findings", entry->findings);
    und_json_close_object(json);
}

und_status und_write_outline(und_doc *doc, und_sink sink, void *context)
{
    uint32_t count;
    if (doc == NULL || sink == NULL)
        return UND_E_ARGUMENT;
    und_status status = und_entry_count(doc, &count);
    if (status != UND_OK)
        return status;
    und_json json;
    und_entry entry;
    und_json_start(&json, sink, context);
    und_json_open_array(&json);
    for (uint32_t n = 0; und_entry_get(doc, n, &entry) == UND_OK; n++)
        put_json(&json, &entry);
    und_json_close_array(&json);
    return und_json_finish(&json);
}

#define PLAIN_CHARACTERS 72u /* of an entry's text: what one line of a terminal shows */

/* The beginning of a text, cut between words. */
static und_bytes beginning(und_bytes text)
{
    size_t end = 0;
    for (unsigned i = 0; i < PLAIN_CHARACTERS && end < text.length; i++)
        for (end++; end < text.length && ((unsigned char)text.at[end] & 0xc0) == 0x80;)
            end++;
    size_t space = end;
    while (end < text.length && space > end / 2 && text.at[space] != ' ')
        space--;
    return (und_bytes){text.at, end < text.length && text.at[space] == ' ' ? space : end};
}

static void put_plain(und_text *out, const und_entry *entry)
{
    for (uint32_t i = 0; i < entry->depth; i++)
        und_text_put_words(out, "  ");
    und_bytes shown = beginning(entry->title);
    und_text_put(out, entry->number);
    if (entry->number.length > 0)
        und_text_put_words(out, " ");
    und_text_put(out, shown);
    if (shown.length < entry->title.length)
        und_text_put_words(out, " …");
    und_text_put_words(out, "  ");
    und_text_put_number(out, entry->first + 1);
    if (entry->findings > 0) {
        und_text_put_words(out, "  (");
        und_text_put_number(out, entry->findings);
        und_text_put_words(out, entry->findings == 1 ? " finding)" : " findings)");
    }
    und_text_put_words(out, "\n");
}

und_status und_print_outline(und_doc *doc, und_sink sink, void *context)
{
    uint32_t count;
    if (doc == NULL || sink == NULL)
        return UND_E_ARGUMENT;
    und_status status = und_entry_count(doc, &count);
    if (status != UND_OK)
        return status;
    und_text out;
    und_entry entry;
    und_text_open(&out, doc->allocator);
    for (uint32_t n = 0; und_entry_get(doc, n, &entry) == UND_OK; n++)
        put_plain(&out, &entry);
    if (out.failed)
        status = und_doc_fail(doc, UND_E_MEMORY, "out of memory");
    else if (out.length > 0 && !sink(context, out.at, out.length))
        status = UND_E_IO;
    und_text_close(&out);
    return status;
}
