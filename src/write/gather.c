/* What a document of a kind that templates write says of itself, as the answers of that template. */
#include "write/gathered.h"

#include "model/items.h"
#include "model/reading.h"
#include "write/sender.h"

#include <stdio.h>
#include <string.h>

/* ---- which template ---- */

static bool has_kind(const und_doc *doc, und_kind kind)
{
    for (uint32_t i = 0, count = und_nodes_count(&doc->nodes); i < count; i++)
        if ((und_kind)und_doc_stored(doc, i)->kind == kind)
            return true;
    return false;
}

static const char *draft_name(und_doc *doc)
{
    und_masthead_field field;
    if (!has_kind(doc, UND_KIND_OPERATIVE) && !has_kind(doc, UND_KIND_PREAMBULAR))
        return "decision";
    und_organ organ = UND_ORGAN_NONE;
    for (uint32_t n = 0; und_masthead_field_get(doc, UND_FIELD_ORGAN, n, &field) == UND_OK; n++)
        if (organ == UND_ORGAN_NONE || field.value == UND_ORGAN_HUMAN_RIGHTS_COUNCIL)
            organ = (und_organ)field.value;
    return organ == UND_ORGAN_SECURITY_COUNCIL       ? "resolution-council"
           : organ == UND_ORGAN_HUMAN_RIGHTS_COUNCIL ? "resolution-human-rights-council"
                                                     : "resolution";
}

/* The name of the template that writes documents like it; NULL: none does. */
static const char *template_name(und_doc *doc)
{
    und_letter letter;
    switch (und_doc_kind_of(doc)) {
    case UND_DOC_LETTER:
        return und_letter_at(doc, 0, &letter) == UND_OK && letter.form == UND_LETTER_IDENTICAL ? "identical-letters"
                                                                                               : "letter";
    case UND_DOC_NOTE_VERBALE: return "note-verbale";
    case UND_DOC_DRAFT:
    case UND_DOC_RESOLUTION: return draft_name(doc);
    case UND_DOC_DECISION: return "decision";
    case UND_DOC_PRESIDENTIAL_STATEMENT: return "presidential-statement";
    case UND_DOC_AMENDMENT: return "amendment";
    case UND_DOC_REPORT: return "report";
    case UND_DOC_DECLARATION: return "declaration";
    default: return NULL;
    }
}

/* ---- the masthead ---- */

static void put_date(und_gathered *g, const char *key, und_date date)
{
    char text[40];
    if (date.year == 0)
        return;
    (void)snprintf(text, sizeof text, "%04u-%02u-%02u", (unsigned)date.year, (unsigned)date.month, (unsigned)date.day);
    und_gathered_put(g, key, und_words(text));
}

/* More than one, with commas. */
static void add_to_list(char *list, size_t room, const char *name)
{
    size_t used = strlen(list);
    if (used + strlen(name) + 2 <= room)
        (void)snprintf(list + used, room - used, "%s%s", used > 0 ? "," : "", name);
}

static void gather_organs(und_gathered *g, und_doc *doc)
{
    char list[128] = "";
    und_masthead_field field;
    uint32_t count = 0;
    for (uint32_t n = 0; und_masthead_field_get(doc, UND_FIELD_ORGAN, n, &field) == UND_OK; n++) {
        if (field.value == UND_ORGAN_NONE || field.value == UND_ORGAN_OTHER)
            continue;
        /* The Human Rights Council's documents are documents of the Assembly as well. */
        if (field.value == UND_ORGAN_HUMAN_RIGHTS_COUNCIL)
            list[0] = '\0';
        add_to_list(list, sizeof list, und_organ_name((und_organ)field.value));
        count++;
        if (field.value == UND_ORGAN_HUMAN_RIGHTS_COUNCIL)
            break;
    }
    und_organ organ;
    und_passage words;
    for (uint32_t id = 1; count == 0 && id < und_node_count(doc); id++)
        for (uint32_t n = 0; und_request_organ_get(doc, id, n, &organ, &words) == UND_OK; n++, count++)
            add_to_list(list, sizeof list, und_organ_name(organ));
    und_gathered_put(g, "organ", und_words(list));
}

static void put_items(und_gathered *g, const und_item *items, uint32_t count)
{
    char list[UND_ITEMS_MAX * (UND_ITEM_TEXT_MAX + 1)] = "", name[UND_ITEM_TEXT_MAX];
    for (uint32_t i = 0; i < count; i++) {
        und_item_text(items[i], true, name);
        add_to_list(list, sizeof list, name);
    }
    und_gathered_put(g, "items", und_words(list));
}

static void gather_items(und_gathered *g, und_doc *doc)
{
    und_item items[UND_ITEMS_MAX];
    uint32_t count = 0;
    und_range range;
    while (count < UND_ITEMS_MAX && und_masthead_item_get(doc, count, &items[count]) == UND_OK)
        count++;
    for (uint32_t id = 1; count == 0 && id < und_node_count(doc); id++)
        while (count < UND_ITEMS_MAX && und_request_item_get(doc, id, count, &items[count], &range) == UND_OK)
            count++;
    put_items(g, items, count);
}

static void gather_masthead(und_gathered *g, und_doc *doc)
{
    und_masthead_field field;
    gather_organs(g, doc);
    if (und_masthead_field_get(doc, UND_FIELD_DISTRIBUTION, 0, &field) == UND_OK)
        und_gathered_put(g, "distribution", und_words(und_distribution_name((und_distribution)field.value)));
    if (und_masthead_field_get(doc, UND_FIELD_DATE, 0, &field) == UND_OK)
        put_date(g, "masthead_date", field.date);
    if (und_masthead_field_get(doc, UND_FIELD_ORIGINAL, 0, &field) == UND_OK)
        und_gathered_put(g, "original", und_words(field.language));
    /* Of bodies that count by years nothing is asked: it follows from the date. */
    if (und_masthead_field_get(doc, UND_FIELD_SESSION, 0, &field) == UND_OK &&
        (field.session.type == UND_SESSION_REGULAR || field.session.type == UND_SESSION_RESUMED)) {
        char number[16];
        (void)snprintf(number, sizeof number, "%u", (unsigned)field.session.number);
        und_gathered_put(g, "session", und_words(number));
    }
    gather_items(g, doc);
}

/* ---- the letter ---- */

static void gather_states(und_gathered *g, und_doc *doc, uint32_t node)
{
    char list[UND_LETTER_STATES_MAX * UND_CODE_MAX] = "";
    const char *code;
    und_bytes name;
    for (uint32_t n = 0; und_letter_state_get(doc, node, n, &code, &name) == UND_OK; n++)
        add_to_list(list, sizeof list, code);
    und_gathered_put(g, "state", und_words(list));
}

/* An office that the packs do not know, in the words of the title: "the President of the Security Council". */
static und_bytes sender_in(const und_letter *letter)
{
    und_bytes words = letter->sender_words.text;
    if (words.length > 4 && memcmp(words.at, "the ", 4) == 0) {
        words.at += 4;
        words.length -= 4;
    }
    return words;
}

static void gather_title(und_gathered *g, und_doc *doc, const und_letter *letter)
{
    put_date(g, "date", letter->date);
    gather_states(g, doc, letter->node);
    if (letter->form != UND_LETTER_IDENTICAL)
        und_gathered_put(g, "addressee", und_words(und_addressee_name(letter->addressee)));
    und_bytes states = und_gathered_get(g, "state");
    bool several = states.length > 0 && memchr(states.at, ',', states.length) != NULL;
    if (!several && letter->office != UND_OFFICE_NONE)
        und_gathered_put(g, "office", und_words(und_office_name(letter->office)));
    else if (letter->state == NULL && letter->sender_words.text.length > 0)
        und_gathered_put(g, "office", sender_in(letter));
    if (letter->gender != UND_GENDER_UNSAID)
        und_gathered_put(g, "gender", und_words(letter->gender == UND_GENDER_FEMININE ? "f" : "m"));
}

/* The name of who signs, without what documents leave out before it. */
static und_bytes name_in(const und_signature *signature)
{
    und_bytes name = signature->name.text, before = signature->honorific.text;
    if (before.length > 0 && name.length > before.length && memcmp(name.at, before.at, before.length) == 0) {
        name.at += before.length;
        name.length -= before.length;
    }
    return und_trimmed(name);
}

/* The n-th signature of the document's first letter; those of what is annexed are not its. */
static bool signature_at(und_doc *doc, uint32_t n, und_signature *out)
{
    for (uint32_t i = 0, count = und_nodes_count(&doc->nodes); i < count; i++) {
        und_kind kind = (und_kind)und_doc_stored(doc, i)->kind;
        if (kind == UND_KIND_ANNEX || kind == UND_KIND_ENCLOSURE)
            return false;
        if (kind == UND_KIND_SIGNATURE && und_signature_get(doc, i + 1, out) == UND_OK && n-- == 0)
            return true;
    }
    return false;
}

/* The signature of a State, by its code; of a single State the first one. */
static bool signature_of(und_doc *doc, und_bytes code, bool several, und_signature *out)
{
    for (uint32_t n = 0; signature_at(doc, n, out); n++)
        if (!several || (out->state != NULL && und_bytes_equal(und_words(out->state), code)))
            return true;
    return false;
}

static void gather_names(und_gathered *g, und_doc *doc)
{
    und_text names;
    und_text_open(&names, doc->allocator);
    und_bytes states = und_gathered_get(g, "state");
    bool several = states.length > 0 && memchr(states.at, ',', states.length) != NULL, any = false;
    size_t start = 0;
    for (size_t at = 0; at <= states.length; at++) {
        if (at < states.length && states.at[at] != ',')
            continue;
        und_signature signature;
        if (start > 0)
            und_text_put_words(&names, "; ");
        if (signature_of(doc, (und_bytes){states.at + start, at - start}, several, &signature)) {
            und_bytes name = name_in(&signature);
            any = any || name.length > 0;
            und_text_put(&names, name);
        }
        start = at + 1;
    }
    if (any)
        und_gathered_put(g, "name", und_text_bytes(&names));
    g->bytes.failed = g->bytes.failed || names.failed;
    und_text_close(&names);
}

/* What the signature shows that the title does not, and whether the text has emphasis. */
static void gather_signature(und_gathered *g, und_doc *doc)
{
    und_signature signature;
    gather_names(g, doc);
    if (!signature_at(doc, 0, &signature))
        return;
    und_bytes states = und_gathered_get(g, "state");
    bool several = states.length > 0 && memchr(states.at, ',', states.length) != NULL;
    if (!several && und_gathered_get(g, "office").length == 0) {
        bool exact;
        und_office office = signature.capacity;
        if (office == UND_OFFICE_NONE)
            office = und_office_named(doc->packs, signature.office.text, &exact);
        und_gathered_put(g, "office",
                         office != UND_OFFICE_NONE ? und_words(und_office_name(office)) : signature.office.text);
    }
    if (und_gathered_get(g, "gender").length == 0 && signature.gender != UND_GENDER_UNSAID)
        und_gathered_put(g, "gender", und_words(signature.gender == UND_GENDER_FEMININE ? "f" : "m"));
}

/* Whether asterisks stand in the signature or the heading of an annex: where either is, and none do, the text has no
 * emphasis. */
static void gather_emphasis(und_gathered *g, und_doc *doc)
{
    bool any = false, marked = false;
    for (uint32_t i = 0, count = und_nodes_count(&doc->nodes); i < count && !marked; i++) {
        und_kind kind = (und_kind)und_doc_stored(doc, i)->kind;
        if (kind != UND_KIND_SIGNATURE && kind != UND_KIND_ANNEX)
            continue;
        any = true;
        for (uint32_t line = und_doc_first(doc, i), end = und_doc_own_end(doc, i); line < end; line++) {
            und_bytes text = und_doc_line(doc, line);
            marked = marked || (text.length > 0 && memchr(text.at, '*', text.length) != NULL);
        }
    }
    if (any && !marked)
        und_gathered_put(g, "emphasis", und_words("no"));
}

static void gather_request(und_gathered *g, und_doc *doc)
{
    und_request request;
    bool found = false;
    for (uint32_t id = 1; !found && id < und_node_count(doc); id++)
        found = und_request_get(doc, id, &request) == UND_OK;
    if (!found || request.act == UND_ACT_BRING_TO_ATTENTION)
        und_gathered_put(g, "request", und_words(found ? "attention" : "none"));
    if (found && und_gathered_get(g, "gender").length == 0 && request.gender != UND_GENDER_UNSAID)
        und_gathered_put(g, "gender", und_words(request.gender == UND_GENDER_FEMININE ? "f" : "m"));
}

/* How many annexes there are, and in which languages they were written: in that of the letter where nothing is said. */
static void gather_annexes(und_gathered *g, und_doc *doc)
{
    char number[16], originals[UND_ANNEXES_MAX * (UND_CODE_LETTERS + 1) + 1] = "", own[8] = "";
    uint32_t annexes = 0;
    und_bytes said = und_gathered_get(g, "original");
    if (said.length == 0)
        said = und_words(und_language_code(doc->packs, und_doc_language(doc)));
    if (said.length < sizeof own)
        memcpy(own, said.at, said.length);
    for (uint32_t i = 0, count = und_nodes_count(&doc->nodes); i < count; i++) {
        if ((und_kind)und_doc_stored(doc, i)->kind != UND_KIND_ANNEX)
            continue;
        und_original original;
        bool told = und_original_get(doc, i + 1, &original) == UND_OK;
        add_to_list(originals, sizeof originals, told ? original.language : own);
        annexes++;
    }
    (void)snprintf(number, sizeof number, "%u", (unsigned)annexes);
    und_gathered_put(g, "annex", und_words(annexes == 0 ? "no" : annexes == 1 ? "yes" : number));
    if (annexes > 0 && annexes <= UND_ANNEXES_MAX)
        und_gathered_put(g, "annex_original", und_words(originals));
}

/* ---- the call ---- */

und_status und_gather(und_doc *doc, und_gathered *out)
{
    *out = (und_gathered){.name = template_name(doc)};
    und_text_open(&out->bytes, doc->allocator);
    if (out->name == NULL || und_doc_language(doc) == UND_LANGUAGE_NONE)
        return UND_NONE;
    und_letter letter;
    und_gathered_put(out, "lang", und_words(und_language_code(doc->packs, und_doc_language(doc))));
    gather_masthead(out, doc);
    und_status status = und_letter_at(doc, 0, &letter);
    und_doc_kind kind = und_doc_kind_of(doc);
    if (status == UND_OK)
        gather_title(out, doc, &letter);
    if (kind == UND_DOC_LETTER) {
        gather_signature(out, doc);
        gather_request(out, doc);
    }
    if (kind == UND_DOC_LETTER || kind == UND_DOC_NOTE_VERBALE) {
        gather_annexes(out, doc);
        gather_emphasis(out, doc);
    }
    if (status == UND_E_MEMORY || out->bytes.failed)
        return UND_E_MEMORY;
    status = und_gathered_agree(out, doc->packs);
    return status == UND_OK ? und_gather_words(doc, out) : status;
}

und_status und_answers_of(und_doc *doc, const char **name, und_known_answer answer, void *context)
{
    if (doc == NULL || name == NULL || answer == NULL)
        return UND_E_ARGUMENT;
    und_gathered gathered;
    und_status status = und_gather(doc, &gathered);
    *name = status == UND_OK ? gathered.name : "";
    for (uint32_t i = 0; status == UND_OK && i < gathered.count; i++) {
        const und_gathered_answer *at = &gathered.at[i];
        und_bytes value = {gathered.bytes.at + at->value, at->length};
        und_bytes problem = {gathered.bytes.at + at->problem, at->problem_length};
        if (!answer(context, at->key, value, problem))
            status = UND_E_IO;
    }
    und_gathered_close(&gathered);
    return status;
}
