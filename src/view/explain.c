/* Why a line was taken for what it is: und_write_explain. Everything it says is read off the facts and the state that
 * the machine decided with; nothing is decided again here. */
#include "view/common.h"
#include "view/json.h"
#include "write/text.h"

#include <stdio.h>
#include <string.h>

static const char *key_name(und_term_key key)
{
    switch (key) {
    case UND_TERM_UNITED_NATIONS: return "the United Nations' name in a masthead";
    case UND_TERM_ORGAN: return "an organ";
    case UND_TERM_DISTRIBUTION_LABEL: return "the distribution field";
    case UND_TERM_ORIGINAL_LABEL: return "the field of the original language";
    case UND_TERM_LANGUAGE_NAME: return "a language's name";
    case UND_TERM_SESSION: return "a session line";
    case UND_TERM_ORDINAL: return "an ordinal";
    case UND_TERM_AGENDA: return "an agenda line";
    case UND_TERM_LETTER_TITLE: return "the title of a letter";
    case UND_TERM_HONOUR: return "the opening of a letter";
    case UND_TERM_SIGNED: return "the mark of a signature";
    case UND_TERM_OFFICE: return "an office in a signature block";
    case UND_TERM_ANNEX:
    case UND_TERM_ANNEX_TO: return "the heading of an annex";
    case UND_TERM_SUBJECT: return "a subject";
    case UND_TERM_SUBJECT_START: return "the beginning of a subject";
    case UND_TERM_RESOLUTION_TITLE:
    case UND_TERM_REPORT_TITLE: return "the title of a document";
    case UND_TERM_ADOPTION:
    case UND_TERM_BRACKET: return "a line of adoption";
    case UND_TERM_FURNITURE: return "furniture";
    case UND_TERM_PREAMBULAR: return "a preambular opener";
    case UND_TERM_OPERATIVE: return "an operative opener";
    case UND_TERM_DECLARATION: return "the opener of a declaration's clause";
    case UND_TERM_QUALIFIER: return "a word that may stand before an opener";
    default: return "a known word";
    }
}

/* Sentences go into an array, or line by line to a sink. */
typedef struct teller {
    und_json json;
    und_sink sink; /* plain text; NULL: JSON */
    void *context;
} teller;

static void say(teller *json, und_text *text)
{
    if (json->sink == NULL) {
        und_json_string(&json->json, und_text_bytes(text));
    } else {
        und_text_put_words(text, "\n");
        (void)json->sink(json->context, text->at, text->length);
    }
    text->length = 0;
}

/* The wording that the line begins with and what the packs say of it, each with its file and line. */
static void say_phrase(teller *json, und_text *text, const und_doc *doc, uint16_t id, uint8_t language)
{
    const und_phrase *phrase = und_phrase_at(doc->lexicon, id);
    for (uint32_t i = 0; i < phrase->sense_count; i++) {
        const und_sense *sense = &doc->lexicon->senses[phrase->senses + i];
        const und_language *pack = und_language_at(doc->packs, sense->language);
        const und_term *term = &pack->terms[sense->term];
        und_text_put_words(text, "it begins with “");
        und_text_put(text, und_term_text(pack, term));
        und_text_put_words(text, "”: ");
        und_text_put_words(text, key_name((und_term_key)sense->key));
        und_text_put_words(text, " (");
        und_text_put_words(text, pack->file);
        und_text_put_words(text, ":");
        und_text_put_number(text, term->line);
        und_text_put_words(text, sense->attested ? ")" : ", not attested)");
        if (language != UND_LANGUAGE_NONE && sense->language != language)
            und_text_put_words(text, ", but the text here is in another language");
        say(json, text);
    }
}

static void say_label(teller *json, und_text *text, const und_node *node, und_facts facts, const und_machine *before)
{
    char label[32];
    und_label_text(node->style, node->label, label, sizeof label);
    static const char *const styles[] = {"no label",  "a number",        "a letter",
                                         "a capital", "a roman figure",  "a capital roman figure",
                                         "a bullet",  "a Chinese number"};
    und_text_put_words(text, "its label ");
    und_text_put_words(text, label);
    und_text_put_words(text, label[0] == '\0' ? "is " : " is ");
    und_text_put_words(text, styles[node->style]);
    if (node->style == UND_LABEL_NUMBER && before->number > 0) {
        und_text_put_words(text, "; the number before it is ");
        und_text_put_number(text, before->number);
    }
    bool letters = und_facts_style(facts) == UND_LABEL_LOWER || und_facts_style(facts) == UND_LABEL_UPPER;
    if (letters && (facts.value & 255u) != 0 && facts.value >> 8 != 0)
        und_text_put_words(text, "; it could be a letter or a roman figure, and its neighbours decided");
    say(json, text);
}

static void say_place(teller *json, und_text *text, const und_machine *before)
{
    static const char *const parts[] = {"at the beginning of the document", "behind a masthead", "in a letter",
                                        "in a resolution", "in an annex or other text"};
    static const char *const modes[] = {"no clauses are expected there", "preambular paragraphs are expected there",
                                        "operative paragraphs are expected there",
                                        "the clauses of a declaration are expected there"};
    und_text_put_words(text, "it stands ");
    und_text_put_words(text, parts[before->part <= UND_PART_TEXT ? before->part : 0]);
    und_text_put_words(text, "; ");
    und_text_put_words(text, modes[before->mode <= UND_MODE_DECLARATION ? before->mode : 0]);
    say(json, text);
}

static void say_end(teller *json, und_text *text, und_end end)
{
    static const char *const ends[] = {"no mark", "a hyphen",    "a comma",  "a semicolon",
                                       "a colon", "a full stop", "a bracket"};
    und_text_put_words(text, "it ends with ");
    und_text_put_words(text, ends[end]);
    say(json, text);
}

static void say_shape(teller *json, und_text *text, und_facts facts)
{
    static const char *const shapes[] = {"the line is blank",
                                         NULL,
                                         "the line is a rule",
                                         "the line is what a conversion left",
                                         "the line is a row of a table",
                                         "the line is a number alone",
                                         "the line is a document symbol, a job number or a page number alone"};
    if (shapes[facts.shape] == NULL)
        return;
    und_text_put_words(text, shapes[facts.shape]);
    say(json, text);
}

static void say_all(teller *json, und_text *text, const und_doc *doc, const und_node *node, uint32_t line)
{
    und_reader reader = {doc->lexicon, &doc->lines};
    if (node->id == 0) {
        say_shape(json, text, und_reader_facts(&reader, line));
        return;
    }
    const und_tree_node *stored = und_doc_stored(doc, node->id - 1);
    uint32_t last = und_doc_own_end(doc, node->id - 1);
    und_facts head = und_reader_facts(&reader, node->first);
    uint32_t end = last;
    while (end > node->first + 1 && und_reader_facts(&reader, end - 1).shape == UND_SHAPE_BLANK)
        end--;
    if (line != node->first && line < last) {
        und_text_put_words(text, "it belongs to what begins at line ");
        und_text_put_number(text, node->first + 1);
        say(json, text);
    } else if (line >= last) {
        und_text_put_words(text, "it lies among what belongs to line ");
        und_text_put_number(text, node->first + 1);
        say(json, text);
    }
    say_shape(json, text, head);
    if (stored->phrase != 0)
        say_phrase(json, text, doc, stored->phrase, node->language);
    else if (node->kind == UND_PREAMBULAR || node->kind == UND_OPERATIVE) {
        und_text_put_words(text, "no pack knows its opener “");
        und_text_put(text, und_opener_text(doc, node));
        und_text_put_words(text, "”: its number, its ending and its place decided");
        say(json, text);
    }
    if (node->style != UND_LABEL_NONE)
        say_label(json, text, node, head, &stored->state);
    if ((stored->flags & UND_NODE_CHILD) == 0)
        say_place(json, text, &stored->state);
    else {
        und_text_put_words(text, "it interrupts a paragraph that goes on behind it");
        say(json, text);
    }
    if (head.shape == UND_SHAPE_TEXT)
        say_end(json, text, und_reader_end(&reader, end - 1));
}

static und_status explain(und_doc *doc, uint32_t line, bool plain, und_sink sink, void *context)
{
    if (line >= und_lines_count(&doc->lines))
        return und_doc_fail(doc, UND_E_ARGUMENT, "there is no such line");
    und_node node;
    und_status status = und_node_get(doc, doc->revision, und_node_at(doc, line), &node);
    if (status != UND_OK)
        return status;
    und_text text;
    und_text_open(&text, doc->allocator);
    teller told = {.sink = plain ? sink : NULL, .context = context};
    und_json *json = &told.json;
    und_json_start(json, sink, context);
    und_json_open_object(json);
    if (plain) {
        und_text_put_words(&text, und_kind_name(node.kind));
        if (node.language != UND_LANGUAGE_NONE) {
            und_text_put_words(&text, " (");
            und_text_put_words(&text, und_language_code(doc->packs, node.language));
            und_text_put_words(&text, ")");
        }
        say(&told, &text);
    } else {
        und_json_key_number(json, "line", line + 1u);
        und_json_key_text(json, "kind", und_kind_name(node.kind));
        und_json_key_text(json, "language", und_language_code(doc->packs, node.language));
        und_json_key(json, "because");
        und_json_open_array(json);
    }
    say_all(&told, &text, doc, &node, line);
    bool failed = text.failed;
    und_text_close(&text);
    if (failed)
        return und_doc_fail(doc, UND_E_MEMORY, "out of memory");
    if (plain)
        return UND_OK;
    und_json_close_array(json);
    und_json_close_object(json);
    return und_json_finish(json);
}

und_status und_write_explain(und_doc *doc, uint32_t line, und_sink sink, void *context)
{
    return doc == NULL || sink == NULL ? UND_E_ARGUMENT : explain(doc, line, false, sink, context);
}

und_status und_print_explain(und_doc *doc, uint32_t line, und_sink sink, void *context)
{
    return doc == NULL || sink == NULL ? UND_E_ARGUMENT : explain(doc, line, true, sink, context);
}
