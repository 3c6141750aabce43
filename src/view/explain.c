/* Why a line was taken for what it is: und_write_explain. Everything it says is read off the facts and the state that
 * the machine decided with, and asked of the functions that it decided by. */
#include "view/explain.h"
#include "undoc/json.h"
#include "undoc/rules.h"

static void say_label(und_teller *teller, const und_node *node, und_facts facts, const und_machine *before)
{
    char label[UND_LABEL_TEXT_MAX];
    und_label_text(node->style, node->label, label);
    static const char *const styles[] = {"no label",           "a number",         "a letter",
                                         "a capital",          "a roman figure",   "a capital roman figure",
                                         "a bullet",           "a Chinese number", "a preambular number",
                                         "an operative number"};
    und_put(teller, "its label ");
    und_put(teller, label);
    und_put(teller, label[0] == '\0' ? "is " : " is ");
    und_put(teller, styles[node->style]);
    if (node->style == UND_LABEL_NUMBER && before->number > 0) {
        und_put(teller, "; the number before it is ");
        und_text_put_number(&teller->text, before->number);
    }
    /* Headings go from A to Z: theirs are not decided by neighbours. */
    bool letters = node->kind == UND_KIND_SUBPARAGRAPH &&
                   (und_facts_style(facts) == UND_LABEL_LOWER || und_facts_style(facts) == UND_LABEL_UPPER);
    if (letters && und_letter_of(facts.value) != 0 && und_figure_of(facts.value) != 0)
        und_put(teller, "; it could be a letter or a roman figure, and its neighbours decided");
    und_say(teller);
}

static void say_place(und_teller *teller, const und_machine *before)
{
    static const char *const parts[] = {"at the beginning of the document", "after a masthead", "in a letter",
                                        "in a resolution", "in an annex or other text"};
    static const char *const modes[] = {"no clauses are expected there", "preambular paragraphs are expected there",
                                        "operative paragraphs are expected there",
                                        "the clauses of a declaration are expected there",
                                        "the paragraphs of a statement are expected there"};
    und_put(teller, "it stands ");
    und_put(teller, parts[before->part <= UND_PART_TEXT ? before->part : 0]);
    und_put(teller, "; ");
    und_put(teller, modes[before->mode <= UND_MODE_STATEMENT ? before->mode : 0]);
    und_say(teller);
}

static void say_end(und_teller *teller, und_end end)
{
    static const char *const ends[] = {"no mark", "a hyphen",    "a comma",  "a semicolon",
                                       "a colon", "a full stop", "a bracket"};
    und_put(teller, "it ends with ");
    und_put(teller, ends[end]);
    und_say(teller);
}

static void say_shape(und_teller *teller, und_facts facts)
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
    und_put(teller, shapes[facts.shape]);
    und_say(teller);
}

static void say_belongs(und_teller *teller, const und_asked *asked)
{
    und_put(teller,
            asked->line < asked->last ? "it belongs to what begins at line " : "it lies among what belongs to line ");
    und_put_line(teller, asked->node.first);
    und_say(teller);
}

/* The last line of the node that is not blank. */
static uint32_t last_text(const und_asked *asked)
{
    uint32_t end = asked->last;
    while (end > asked->node.first + 1 && und_reader_facts(&asked->reader, end - 1).shape == UND_SHAPE_BLANK)
        end--;
    return end - 1;
}

/* Whether a sentence of this kind of node is followed over what interrupts it. */
static bool is_followed(und_kind kind)
{
    return kind == UND_KIND_PARAGRAPH || kind == UND_KIND_REQUEST || kind == UND_KIND_PREAMBULAR ||
           kind == UND_KIND_OPERATIVE || kind == UND_KIND_SUBPARAGRAPH;
}

/* Each line of a masthead is a field by itself. */
static bool say_masthead(und_teller *teller, const und_asked *asked)
{
    bool first = asked->line == asked->node.first;
    if (!first)
        say_belongs(teller, asked);
    say_shape(teller, asked->own);
    if (!und_say_masthead_line(teller, asked))
        return false;
    if (first)
        say_place(teller, &asked->step.before);
    if (asked->own.shape == UND_SHAPE_TEXT)
        say_end(teller, und_reader_end(&asked->reader, asked->line));
    return true;
}

static bool say_node(und_teller *teller, const und_asked *asked)
{
    const und_step *s = &asked->step;
    const und_node *node = &asked->node;
    if (asked->line != node->first) {
        if (!und_say_own(teller, asked))
            return false;
        say_belongs(teller, asked);
        if (is_followed(node->kind) && asked->line >= s->block.last)
            und_say_words(teller, "the sentence before it had not ended: it goes on here");
    }
    say_shape(teller, s->block.head);
    if (!und_say_reasons(teller, asked))
        return false;
    if (node->style != UND_LABEL_NONE)
        say_label(teller, node, s->block.head, &s->before);
    if (asked->child)
        und_say_words(teller, "it interrupts a paragraph that goes on after it");
    else
        say_place(teller, &s->before);
    if (s->block.head.shape == UND_SHAPE_TEXT)
        say_end(teller, und_reader_end(&asked->reader, last_text(asked)));
    return true;
}

/* False: memory ran out. */
static bool say_all(und_teller *teller, und_doc *doc, const und_node *node, uint32_t line)
{
    und_reader reader = {doc->lexicon, &doc->lines};
    und_facts own = und_reader_facts(&reader, line);
    und_asked asked;
    if (node->id != 0)
        und_ask(&asked, doc, node, line);
    if (own.shape == UND_SHAPE_BLANK || node->id == 0) {
        if (node->id != 0)
            say_belongs(teller, &asked);
        say_shape(teller, own);
        return true;
    }
    return node->kind == UND_KIND_MASTHEAD ? say_masthead(teller, &asked) : say_node(teller, &asked);
}

/* What is wrong in the line, and how to leave it so: with a comment in the text. False: memory ran out. */
static bool say_findings(und_teller *teller, und_doc *doc, uint32_t line)
{
    if (und_lines_has_aside(&doc->lines, line))
        und_say_words(teller, "a comment to undoc stands here, which is no part of the text");
    und_finding finding;
    und_status status;
    for (uint32_t n = 0; (status = und_finding_get(doc, n, &finding)) == UND_OK; n++) {
        und_bytes title;
        und_edit edit;
        if (finding.range.from.line > line)
            return true; /* they stand in the order of their places */
        if (finding.range.to.line < line)
            continue;
        und_put(teller, und_severity_name(finding.severity));
        und_put(teller, " ");
        und_put(teller, finding.code);
        und_put(teller, ": ");
        und_text_put(&teller->text, finding.message);
        und_say(teller);
        if (und_silence_get(doc, n, false, &title, &edit) != UND_OK)
            continue;
        und_put(teller, "to leave it so: the comment <!-- undoc: off ");
        und_put(teller, finding.code);
        und_put(teller,
                " --> at the end of the line or above its paragraph; for a folder, its severity in .undoc.yaml");
        und_say(teller);
    }
    return status == UND_NONE;
}

static und_status explain(und_doc *doc, uint32_t line, bool plain, und_sink sink, void *context)
{
    if (line >= und_lines_count(&doc->lines))
        return und_doc_fail(doc, UND_E_ARGUMENT, "there is no such line");
    und_node node;
    und_status status = und_node_get(doc, doc->revision, und_node_at(doc, line), &node);
    if (status != UND_OK)
        return status;
    und_json json;
    und_teller teller = {.json = plain ? NULL : &json, .sink = sink, .context = context};
    und_text_open(&teller.text, doc->allocator);
    und_json_start(&json, sink, context);
    if (plain) {
        und_put(&teller, und_kind_name(node.kind));
        if (node.language != UND_LANGUAGE_NONE) {
            und_put(&teller, " (");
            und_put(&teller, und_language_code(doc->packs, node.language));
            und_put(&teller, ")");
        }
        und_say(&teller);
    } else {
        und_json_open_object(&json);
        und_json_key_number(&json, "line", line + 1u);
        und_json_key_text(&json, "kind", und_kind_name(node.kind));
        und_json_key_text(&json, "language", und_language_code(doc->packs, node.language));
        und_json_key(&json, "because");
        und_json_open_array(&json);
    }
    bool ok = say_all(&teller, doc, &node, line) && say_findings(&teller, doc, line) && !teller.text.failed;
    und_text_close(&teller.text);
    if (!ok)
        return und_doc_fail(doc, UND_E_MEMORY, "out of memory");
    if (plain)
        return UND_OK;
    und_json_close_array(&json);
    und_json_close_object(&json);
    return und_json_finish(&json);
}

und_status und_write_explain(und_doc *doc, uint32_t line, und_sink sink, void *context)
{
    return doc == NULL || sink == NULL ? UND_E_ARGUMENT : explain(doc, line, false, sink, context);
}

und_status und_print_explain(und_doc *doc, uint32_t line, und_sink sink, void *context)
{
    return doc == NULL || sink == NULL ? UND_E_ARGUMENT : explain(doc, line, true, sink, context);
}
