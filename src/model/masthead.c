/* The fields of the masthead as values. */
#include "model/values.h"

#include <string.h>

static und_passage passage_of(const und_doc *doc, const und_flow *flow, uint32_t first, uint32_t last)
{
    if (last <= first)
        return (und_passage){.text = {"", 0}};
    return (und_passage){{flow->text + first, last - first},
                         {und_flow_from(flow, first), und_flow_end(flow, &doc->lines, last)}};
}

/* The reading of the masthead, where there is one. */
static und_status read_masthead(und_doc *doc, const und_masthead_parts **out)
{
    und_reading *reading = und_reading_of(doc);
    const und_masthead_parts *masthead = reading == NULL ? NULL : und_reading_masthead(reading);
    *out = masthead;
    return masthead == NULL ? UND_E_MEMORY : masthead->found ? UND_OK : UND_NONE;
}

/* The n-th field of a name; NULL: there are no more. */
static const und_flow_field *field_at(const und_masthead_parts *masthead, und_field field, uint32_t n)
{
    switch (field) {
    case UND_FIELD_ORGAN: return n < masthead->organ_count ? &masthead->organs[n] : NULL;
    case UND_FIELD_SYMBOL: return n == 0 ? &masthead->symbol : NULL;
    case UND_FIELD_SINGLE_SYMBOL: return n < masthead->symbol_count ? &masthead->symbols[n] : NULL;
    case UND_FIELD_DISTRIBUTION: return n == 0 ? &masthead->distribution : NULL;
    case UND_FIELD_DATE: return n == 0 ? &masthead->date : NULL;
    case UND_FIELD_LANGUAGE: return n == 0 ? &masthead->language_field : NULL;
    case UND_FIELD_ORIGINAL: return n == 0 ? &masthead->original : NULL;
    case UND_FIELD_SESSION: return n == 0 ? &masthead->session : NULL;
    case UND_FIELD_YEAR: return n == 0 ? &masthead->year : NULL;
    default: return NULL;
    }
}

static void fill_value(const und_doc *doc, const und_masthead_parts *masthead, und_field name,
                       const und_flow_field *field, und_masthead_field *out)
{
    switch (name) {
    case UND_FIELD_DATE: out->date = und_date_of(field->value); break;
    case UND_FIELD_LANGUAGE:
    case UND_FIELD_ORIGINAL: und_code_put(out->language, field->value); break;
    case UND_FIELD_SESSION:
        out->session = (und_session){.type = (und_session_type)masthead->session_type,
                                     .organ = und_masthead_body(doc, masthead),
                                     .number = field->value,
                                     .source = UND_SESSION_BY_LINE};
        break;
    case UND_FIELD_YEAR:
        out->session = (und_session){.type = UND_SESSION_COUNCIL_YEAR,
                                     .organ = UND_ORGAN_SECURITY_COUNCIL,
                                     .number = field->value,
                                     .source = UND_SESSION_BY_LINE};
        break;
    default: out->value = field->value; break;
    }
}

und_status und_masthead_field_get(und_doc *doc, und_field field, uint32_t n, und_masthead_field *out)
{
    if (doc == NULL || out == NULL || (unsigned)field >= UND_FIELD_COUNT)
        return UND_E_ARGUMENT;
    *out = (und_masthead_field){.words = {.text = {"", 0}}};
    const und_masthead_parts *masthead;
    und_status status = read_masthead(doc, &masthead);
    if (status != UND_OK)
        return status;
    if (field == UND_FIELD_AGENDA) {
        const und_flow_reference *agenda = n == 0 ? und_masthead_agenda(masthead) : NULL;
        if (agenda == NULL)
            return UND_NONE;
        out->words = passage_of(doc, &masthead->flows[0], agenda->first, agenda->last);
        return UND_OK;
    }
    const und_flow_field *found = field_at(masthead, field, n);
    if (found == NULL || !found->found)
        return UND_NONE;
    out->words = passage_of(doc, &masthead->flows[found->flow], found->first, found->last);
    fill_value(doc, masthead, field, found, out);
    return UND_OK;
}

und_status und_masthead_item_get(und_doc *doc, uint32_t n, und_item *out)
{
    if (doc == NULL || out == NULL)
        return UND_E_ARGUMENT;
    *out = (und_item){0, 0};
    const und_masthead_parts *masthead;
    und_status status = read_masthead(doc, &masthead);
    if (status != UND_OK)
        return status;
    const und_flow_reference *agenda = und_masthead_agenda(masthead);
    if (agenda == NULL || n >= agenda->item_count)
        return UND_NONE;
    const und_flow_item *item = &masthead->references.items[agenda->first_item + n];
    *out = (und_item){item->item, item->sub};
    return UND_OK;
}

und_status und_masthead_title_get(und_doc *doc, uint32_t n, und_item_title *out)
{
    if (doc == NULL || out == NULL)
        return UND_E_ARGUMENT;
    *out = (und_item_title){.words = {.text = {"", 0}}};
    const und_masthead_parts *masthead;
    und_status status = read_masthead(doc, &masthead);
    if (status != UND_OK || n >= masthead->title_count)
        return status == UND_OK ? UND_NONE : status;
    const und_printed_title *title = &masthead->titles[n];
    *out = (und_item_title){{title->item, title->sub}, passage_of(doc, &masthead->flows[0], title->first, title->last)};
    return UND_OK;
}
