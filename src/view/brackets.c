/* What is not agreed: und_write_brackets, und_print_brackets. */
#include "model/reading.h"
#include "text/text.h"
#include "undoc/json.h"
#include "view/json.h"

#include <stdio.h>
#include <string.h>

#define NAME_BYTES 96u  /* of a clause's name: "OP12 bis (a) (iv)" */
#define WORDS_BYTES 90u /* of a bracket on a line */

/* ---- what a paragraph is called ---- */

/* Paragraphs of a preamble have no numbers in the text, and are counted as those who negotiate count them. */
typedef struct counter {
    uint32_t next; /* the first node that was not counted */
    uint32_t preambular;
} counter;

static uint32_t preambular_number(counter *c, und_doc *doc, uint32_t node)
{
    und_node found;
    for (uint32_t revision = und_doc_revision(doc); c->next <= node; c->next++) {
        if (und_node_get(doc, revision, c->next, &found) != UND_OK)
            continue;
        if (found.kind == UND_KIND_SUBJECT || found.kind == UND_KIND_TITLE || found.kind == UND_KIND_ANNEX)
            c->preambular = 0;
        c->preambular += found.kind == UND_KIND_PREAMBULAR;
    }
    return c->preambular;
}

/* Puts the name of one paragraph before what `out` has. */
static void put_before(char out[NAME_BYTES], const char *name)
{
    size_t has = strlen(out), more = strlen(name) + (has > 0);
    if (has + more >= NAME_BYTES)
        return;
    memmove(out + more, out, has + 1);
    memcpy(out, name, strlen(name));
    if (has > 0)
        out[more - 1] = ' ';
}

static void name_clause(counter *c, und_doc *doc, uint32_t id, char out[NAME_BYTES])
{
    und_node node;
    uint32_t revision = und_doc_revision(doc);
    out[0] = '\0';
    for (; id != 0 && und_node_get(doc, revision, id, &node) == UND_OK; id = node.parent) {
        char label[UND_LABEL_TEXT_MAX], name[UND_LABEL_TEXT_MAX + 4];
        und_label_text(node.style, node.label, label);
        bool sub = node.kind == UND_KIND_SUBPARAGRAPH && label[0] != '\0';
        bool clause = node.kind == UND_KIND_PREAMBULAR || node.kind == UND_KIND_OPERATIVE ||
                      node.kind == UND_KIND_PARAGRAPH || node.kind == UND_KIND_SUBPARAGRAPH;
        if (label[0] == '\0' && node.kind == UND_KIND_PREAMBULAR)
            snprintf(name, sizeof name, "PP%u", preambular_number(c, doc, id));
        else if (label[0] == '\0' || !clause)
            snprintf(name, sizeof name, "%s", out[0] == '\0' ? und_kind_name(node.kind) : "");
        else
            snprintf(name, sizeof name, sub ? "(%s)" : "%s", label);
        if (name[0] != '\0')
            put_before(out, name);
        if (!sub)
            return;
    }
}

/* ---- JSON ---- */

static void write_range(und_json *json, und_range range)
{
    und_json_key_number(json, "line", range.from.line + 1u);
    und_json_key_number(json, "column", range.from.column + 1u);
    und_json_key_number(json, "end_line", range.to.line + 1u);
    und_json_key_number(json, "end_column", range.to.column + 1u);
}

static void write_parties(und_json *json, und_doc *doc, uint32_t n)
{
    und_party party;
    und_json_key(json, "parties");
    und_json_open_array(json);
    for (uint32_t i = 0; und_party_get(doc, n, i, &party) == UND_OK; i++) {
        und_json_open_object(json);
        und_json_key_string(json, "name", party.words.text);
        if (party.code != NULL)
            und_json_key_text(json, "code", party.code);
        und_json_key_text(json, "stance", und_stance_name(party.stance));
        if (party.option > 0)
            und_json_key_number(json, "option", party.option + 1u);
        und_json_close_object(json);
    }
    und_json_close_array(json);
}

static void write_options(und_json *json, und_doc *doc, uint32_t n, uint32_t count)
{
    und_range range;
    if (count < 2)
        return;
    und_json_key(json, "options");
    und_json_open_array(json);
    for (uint32_t i = 0; und_bracket_option_get(doc, n, i, &range) == UND_OK; i++) {
        und_json_open_object(json);
        write_range(json, range);
        und_json_close_object(json);
    }
    und_json_close_array(json);
}

static void write_bracket(und_json *json, und_doc *doc, counter *c, uint32_t n, const und_bracket *bracket)
{
    char clause[NAME_BYTES];
    name_clause(c, doc, bracket->node, clause);
    und_json_open_object(json);
    und_json_key_text(json, "type", und_bracket_type_name(bracket->type));
    und_json_key_text(json, "state", und_bracket_state_name(bracket->state));
    if (bracket->stance != UND_STANCE_NONE)
        und_json_key_text(json, "stance", und_stance_name(bracket->stance));
    und_json_key_boolean(json, "open", bracket->open);
    und_json_key_number(json, "node", bracket->node);
    und_json_key_text(json, "clause", clause);
    write_range(json, bracket->range);
    und_json_key_string(json, "words", bracket->words);
    und_json_key_number(json, "depth", bracket->depth);
    if (bracket->parent != UND_NO_BRACKET)
        und_json_key_number(json, "parent", bracket->parent);
    if (bracket->group_size > 1)
        und_json_key_number(json, "group", bracket->group);
    write_options(json, doc, n, bracket->option_count);
    write_parties(json, doc, n);
    und_json_close_object(json);
}

und_status und_write_brackets(und_doc *doc, und_bytes name, und_sink sink, void *context)
{
    und_negotiation all;
    if (doc == NULL || sink == NULL)
        return UND_E_ARGUMENT;
    und_status status = und_negotiation_get(doc, &all);
    if (status != UND_OK)
        return status;
    und_json json;
    und_bracket bracket;
    counter c = {1, 0};
    und_json_start(&json, sink, context);
    und_json_open_object(&json);
    und_json_key_string(&json, "file", name);
    und_json_key_number(&json, "open", all.open);
    und_json_key_number(&json, "clauses", all.clauses);
    und_json_key_number(&json, "broken", all.broken);
    und_json_key_number(&json, "agreed", all.agreed);
    und_json_key(&json, "brackets");
    und_json_open_array(&json);
    for (uint32_t n = 0; und_bracket_get(doc, n, &bracket) == UND_OK; n++)
        write_bracket(&json, doc, &c, n, &bracket);
    und_json_close_array(&json);
    und_json_close_object(&json);
    return und_json_finish(&json);
}

/* ---- text ---- */

/* The first so many bytes of words, never half a character. */
static und_bytes cut(und_bytes words, size_t most)
{
    if (words.length <= most)
        return words;
    size_t length = most;
    while (length > 0 && ((unsigned char)words.at[length] & 0xc0) == 0x80)
        length--;
    return (und_bytes){words.at, length};
}

static void put_words(und_text *out, const und_bracket *bracket)
{
    bool remark = bracket->type == UND_BRACKET_REMARK;
    und_bytes words = cut(bracket->words, WORDS_BYTES);
    und_text_put_words(out, bracket->type == UND_BRACKET_CLAUSE ? "alternative paragraph" : remark ? "(" : "[");
    und_text_put(out, words);
    if (words.length < bracket->words.length)
        und_text_put_words(out, "…");
    if (bracket->type == UND_BRACKET_TEXT)
        und_text_put_words(out, bracket->state == UND_BRACKET_UNCLOSED ? " (not closed)" : "]");
    else if (remark)
        und_text_put_words(out, ")");
    if (bracket->state == UND_BRACKET_UNOPENED)
        und_text_put_words(out, " (not opened)");
}

static void put_line(und_text *out, und_doc *doc, counter *c, und_bytes name, uint32_t n, const und_bracket *bracket)
{
    char clause[NAME_BYTES];
    und_party party;
    name_clause(c, doc, bracket->node, clause);
    und_text_put(out, name);
    und_text_put_words(out, ":");
    und_text_put_number(out, bracket->range.from.line + 1);
    und_text_put_words(out, ":");
    und_text_put_number(out, bracket->range.from.column + 1);
    und_text_put_words(out, ": ");
    und_text_put_words(out, clause);
    und_text_put_words(out, ": ");
    put_words(out, bracket);
    for (uint32_t i = 0; und_party_get(doc, n, i, &party) == UND_OK; i++) {
        und_text_put_words(out, i == 0 ? " — " : ", ");
        und_text_put(out, party.words.text);
        if (party.stance != UND_STANCE_PROPOSES && bracket->type == UND_BRACKET_TEXT) {
            und_text_put_words(out, " ");
            und_text_put_words(out, und_stance_name(party.stance));
        }
    }
    und_text_put_words(out, "\n");
}

und_status und_print_brackets(und_doc *doc, und_bytes name, und_sink sink, void *context)
{
    und_negotiation all;
    if (doc == NULL || sink == NULL)
        return UND_E_ARGUMENT;
    und_status status = und_negotiation_get(doc, &all);
    if (status != UND_OK)
        return status;
    und_text out;
    und_bracket bracket;
    counter c = {1, 0};
    und_text_open(&out, doc->allocator);
    for (uint32_t n = 0; und_bracket_get(doc, n, &bracket) == UND_OK; n++)
        if (bracket.open)
            put_line(&out, doc, &c, name, n, &bracket);
    if (out.failed)
        status = und_doc_fail(doc, UND_E_MEMORY, "out of memory");
    else if (out.length > 0 && !sink(context, out.at, out.length))
        status = UND_E_IO;
    und_text_close(&out);
    return status;
}
