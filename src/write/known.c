/* What a document says of itself, as answers to the questions of templates. */
#include "undoc/draft.h"

#include "model/items.h"
#include "model/reading.h"

#include <stdio.h>
#include <string.h>

typedef struct teller {
    und_known_answer answer;
    void *context;
    bool stopped;
} teller;

static void tell(teller *t, const char *key, und_bytes value, const char *problem)
{
    if (!t->stopped && value.length > 0)
        t->stopped = !t->answer(t->context, key, value, und_words(problem));
}

static und_status tell_letter(teller *t, und_doc *doc, uint32_t line)
{
    und_letter letter;
    und_status status = und_letter_at(doc, line, &letter);
    if (status != UND_OK)
        return status == UND_NONE ? UND_OK : status;
    char date[40];
    if (letter.date.year != 0) {
        snprintf(date, sizeof date, "%04u-%02u-%02u", letter.date.year, letter.date.month, letter.date.day);
        tell(t, "date", und_words(date), "");
    }
    if (letter.state != NULL)
        tell(t, "state", und_words(letter.state), "");
    tell(t, "addressee", und_words(und_addressee_name(letter.addressee)), "");
    /* Who signs, as the title has it; other offices need words that it does not give by themselves. */
    if (letter.office == UND_OFFICE_PERMANENT_OBSERVER || letter.office == UND_OFFICE_CHARGE_D_AFFAIRES ||
        letter.office == UND_OFFICE_DEPUTY_PERMANENT_REPRESENTATIVE)
        tell(t, "office", und_words(und_office_name(letter.office)), "");
    if (letter.gender != UND_GENDER_UNSAID)
        tell(t, "gender", und_words(letter.gender == UND_GENDER_FEMININE ? "f" : "m"), "");
    return UND_OK;
}

/* The masthead's session, where it is one whose agenda can be asked for. */
static und_status tell_session(teller *t, und_doc *doc)
{
    und_masthead_field field;
    und_session session;
    und_status status = und_session_of_document(doc, &session);
    if (status != UND_OK || session.source > UND_SESSION_BY_SYMBOL)
        return status == UND_E_MEMORY ? status : UND_OK;
    bool regular = session.type == UND_SESSION_REGULAR || session.type == UND_SESSION_RESUMED;
    if (regular && session.organ == UND_ORGAN_GENERAL_ASSEMBLY) {
        char number[16];
        snprintf(number, sizeof number, "%u", session.number);
        tell(t, "session", und_words(number), "");
        return UND_OK;
    }
    status = und_masthead_field_get(doc, UND_FIELD_SESSION, 0, &field);
    if (status == UND_OK)
        tell(t, "session", field.words.text, "it is not a regular session of the General Assembly");
    return status == UND_E_MEMORY ? status : UND_OK;
}

/* Why items cannot be cited again: they are not on the Assembly's agenda, where all of it is known. Of another body's
 * agenda nothing is known, and nothing said. */
static und_status items_problem(und_doc *doc, const und_item *items, size_t count, char problem[UND_MESSAGE_MAX])
{
    problem[0] = '\0';
    uint32_t session, entry;
    und_status status = und_session_of_items(doc, &session);
    und_agenda_head head;
    if (status == UND_OK)
        status = und_agenda_get(doc->packs, session, &head);
    for (size_t i = 0; i < count && status == UND_OK && head.complete; i++) {
        status = und_agenda_line_find(doc->packs, session, items[i], &entry);
        if (status == UND_NONE)
            snprintf(problem, UND_MESSAGE_MAX, "%s", und_packs_message(doc->packs));
    }
    return status == UND_E_MEMORY ? status : UND_OK;
}

static und_status tell_items(teller *t, und_doc *doc)
{
    char list[UND_ITEMS_MAX * (UND_ITEM_TEXT_MAX + 1)], name[UND_ITEM_TEXT_MAX];
    und_item items[UND_ITEMS_MAX];
    size_t used = 0;
    uint32_t count = 0;
    und_status status;
    while (count < UND_ITEMS_MAX && (status = und_masthead_item_get(doc, count, &items[count])) == UND_OK) {
        und_item_text(items[count], true, name);
        used += (size_t)snprintf(list + used, sizeof list - used, "%s%s", count == 0 ? "" : ",", name);
        count++;
    }
    char problem[UND_MESSAGE_MAX];
    if (status == UND_OK || status == UND_NONE)
        status = items_problem(doc, items, count, problem);
    if (status == UND_OK)
        tell(t, "items", (und_bytes){list, used}, problem);
    return status;
}

und_status und_known(und_doc *doc, uint32_t line, und_known_answer answer, void *context)
{
    if (doc == NULL || answer == NULL)
        return UND_E_ARGUMENT;
    teller t = {answer, context, false};
    und_node node;
    uint8_t language = und_doc_language(doc);
    if (und_node_get(doc, und_doc_revision(doc), und_node_at(doc, line), &node) == UND_OK &&
        node.language != UND_LANGUAGE_NONE)
        language = node.language;
    tell(&t, "lang", und_words(und_language_code(doc->packs, language)), "");
    und_status status = tell_letter(&t, doc, line);
    if (status == UND_OK)
        status = tell_session(&t, doc);
    if (status == UND_OK)
        status = tell_items(&t, doc);
    return status == UND_OK && t.stopped ? UND_E_IO : status;
}

/* The last node that begins before `line`, as in und_doc_stored, + 1; 0: none. */
static uint32_t nodes_before(const und_doc *doc, uint32_t line)
{
    return und_nodes_from_line(&doc->nodes, line, und_lines_count(&doc->lines));
}

und_status und_next_number(und_doc *doc, uint32_t line, und_kind kind, uint32_t *out)
{
    if (doc == NULL || out == NULL)
        return UND_E_ARGUMENT;
    *out = 0;
    for (uint32_t i = nodes_before(doc, line); i > 0; i--) {
        const und_tree_node *node = und_doc_stored(doc, i - 1);
        if (node->kind == (uint8_t)kind) {
            if (node->style != UND_LABEL_NUMBER)
                return UND_NONE;
            *out = UND_LABEL_VALUE(node->label) + 1u;
            return UND_OK;
        }
        if (node->kind == UND_KIND_ANNEX || node->kind == UND_KIND_ENCLOSURE || node->kind == UND_KIND_SUBJECT)
            return UND_NONE;
    }
    return UND_NONE;
}

und_status und_room_after(und_doc *doc, uint32_t line, bool whole, uint32_t *out)
{
    if (doc == NULL || out == NULL)
        return UND_E_ARGUMENT;
    uint32_t count = und_lines_count(&doc->lines);
    *out = line < count ? line : count;
    uint32_t id = und_node_at(doc, line);
    if (id == 0 || line >= count)
        return UND_OK;
    uint32_t index = id - 1;
    /* What lies in a paragraph, a sub-paragraph or a footnote, is left with it. */
    while (whole && index > 0 && und_doc_stored(doc, index)->depth > 1 &&
           (und_doc_stored(doc, index)->kind == UND_KIND_SUBPARAGRAPH ||
            (und_doc_stored(doc, index)->flags & UND_NODE_CHILD) != 0))
        index--;
    bool holds_all = und_doc_stored(doc, index)->kind == UND_KIND_OPERATIVE ||
                     und_doc_stored(doc, index)->kind == UND_KIND_PREAMBULAR ||
                     und_doc_stored(doc, index)->kind == UND_KIND_PARAGRAPH;
    *out = whole && holds_all ? und_doc_end(doc, index) : und_doc_own_end(doc, index);
    return UND_OK;
}
