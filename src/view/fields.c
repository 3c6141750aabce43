/* What the lines of a masthead give: the words that they begin with, and the fields that were read from them. */
#include "check/check.h"
#include "read/masthead.h"
#include "view/explain.h"

#include <stdio.h>

/* Patterns that lines of a masthead have. */
#define FORMS (UND_BIT(UND_TERM_SESSION) | UND_BIT(UND_TERM_AGENDA) | UND_BIT(UND_TERM_DATE))

/* Whether bytes [first, last) of a flow touch a line. */
static bool touches(const und_flow *flow, uint32_t first, uint32_t last, uint32_t line)
{
    return first < last && last <= flow->length && und_flow_from(flow, first).line <= line &&
           und_flow_from(flow, last - 1).line >= line;
}

static void put_number(und_teller *teller, uint32_t value)
{
    und_put(teller, " (");
    und_text_put_number(&teller->text, value);
    und_put(teller, ")");
}

static void put_date(und_teller *teller, uint32_t value)
{
    char text[32];
    snprintf(text, sizeof text, " (%04u-%02u-%02u)", value >> 16, value >> 8 & 255u, value & 255u);
    und_put(teller, text);
}

static void put_official(und_teller *teller, uint32_t value)
{
    und_put(teller, " (");
    und_put(teller, und_code_name((und_code)value).text);
    und_put(teller, ")");
}

static bool say_single_fields(und_teller *teller, const und_masthead_parts *masthead, uint32_t line)
{
    const struct {
        const char *name;
        const und_flow_field *field;
        void (*put_value)(und_teller *teller, uint32_t value); /* NULL: the words are the value */
    } fields[] = {
        {"the organ", &masthead->organ, NULL},
        {"the symbol", &masthead->symbol, NULL},
        {"the distribution", &masthead->distribution, NULL},
        {"the date", &masthead->date, put_date},
        {"the language", &masthead->language_field, put_official},
        {"the original language", &masthead->original, put_official},
        {"the session", &masthead->session, put_number},
    };
    bool said = false;
    for (size_t i = 0; i < sizeof fields / sizeof fields[0]; i++) {
        const und_flow_field *field = fields[i].field;
        if (!field->found || !touches(&masthead->flows[field->flow], field->first, field->last, line))
            continue;
        und_put(teller, fields[i].name);
        und_put(teller, " was read from it: ");
        und_put_quoted(teller, und_field_text(masthead, field));
        if (fields[i].put_value != NULL)
            fields[i].put_value(teller, field->value);
        und_say(teller);
        said = true;
    }
    return said;
}

static bool say_agenda(und_teller *teller, const und_masthead_parts *masthead, uint32_t line)
{
    const und_flow *flow = &masthead->flows[0];
    const und_flow_reference *agenda = und_masthead_agenda(masthead);
    bool said = false;
    if (agenda != NULL && touches(flow, agenda->first, agenda->last, line)) {
        und_put(teller, "the agenda items were read from it: ");
        const und_flow_item *items = masthead->references.items + agenda->first_item;
        for (uint32_t i = 0; i < agenda->item_count; i++) {
            und_put(teller, i == 0 ? "" : ", ");
            und_say_item(&teller->text, items[i].item, items[i].sub);
        }
        und_say(teller);
        said = true;
    }
    for (uint32_t i = 0; i < masthead->title_count; i++) {
        const und_printed_title *title = &masthead->titles[i];
        if (!touches(flow, title->first, title->last, line))
            continue;
        und_put(teller, "the title of item ");
        und_say_item(&teller->text, title->item, title->sub);
        und_put(teller, " was read from it");
        und_say(teller);
        said = true;
    }
    return said;
}

bool und_say_fields(und_teller *teller, const und_asked *asked, bool *said)
{
    und_reading *reading = und_reading_of(asked->doc);
    const und_masthead_parts *masthead = reading == NULL ? NULL : und_reading_masthead(reading);
    if (masthead == NULL)
        return false;
    if (masthead->found) {
        bool single = say_single_fields(teller, masthead, asked->line);
        bool agenda = say_agenda(teller, masthead, asked->line);
        *said = *said || single || agenda;
    }
    return true;
}

/* The first line of the masthead's block that holds the line. */
static uint32_t block_of(const und_asked *asked)
{
    const und_step *s = &asked->step;
    und_machine inside = asked->machine;
    inside.part = UND_PART_MASTHEAD;
    uint32_t last = s->block.last, first = s->block.first;
    while (asked->line >= last) {
        und_block next;
        first = und_tree_next(&asked->reader, last);
        und_block_read(&asked->reader, &inside, first, UINT32_MAX, &next);
        last = next.last;
    }
    return first;
}

bool und_say_masthead_line(und_teller *teller, const und_asked *asked)
{
    const uint64_t titles = UND_BIT(UND_TERM_RESOLUTION_TITLE) | UND_BIT(UND_TERM_REPORT_TITLE);
    und_step s = und_step_at_line(asked);
    s.language = asked->node.language;
    bool said = und_say_beginning(teller, asked, &s, UND_FIELDS, FORMS) != 0 || asked->own.shape != UND_SHAPE_TEXT;
    if (!und_say_fields(teller, asked, &said))
        return false;
    if (said)
        return true;
    uint32_t first = block_of(asked);
    if (first != asked->line) {
        und_put(teller, "it goes on with what begins at line ");
        und_put_line(teller, first);
        und_say(teller);
    } else if ((s.keys & titles) != 0) {
        und_say_words(teller, "it reads like the title of a document, but the document's own title stands after it");
    } else {
        und_say_words(teller, "it is short, stands among the fields of a masthead, and nothing else begins with it");
    }
    return true;
}
