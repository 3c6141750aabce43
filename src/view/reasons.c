/* What made a node what it is, by its kind: the words of a pack, a number, a mark, a place. */
#include "read/judge.h"
#include "read/masthead.h"
#include "read/sponsors.h"
#include "view/explain.h"

/* Bytes of a paragraph in which the compliments of a note verbale are looked for: it begins with them. */
#define COMPLIMENTS_BYTES 600u

#define TITLES (UND_BIT(UND_TERM_LETTER_TITLE) | UND_BIT(UND_TERM_RESOLUTION_TITLE) | UND_BIT(UND_TERM_REPORT_TITLE))
#define ANNEXES (UND_BIT(UND_TERM_ANNEX) | UND_BIT(UND_TERM_ANNEX_TO))
#define ADOPTIONS (UND_BIT(UND_TERM_ADOPTION) | UND_BIT(UND_TERM_BRACKET))

/* Keys of the phrases that can make a block a node of this kind. */
static uint64_t deciding_keys(und_kind kind)
{
    switch (kind) {
    case UND_KIND_MASTHEAD: return UND_FIELDS;
    case UND_KIND_TITLE: return TITLES;
    case UND_KIND_PARAGRAPH:
    case UND_KIND_REQUEST: return UND_BIT(UND_TERM_HONOUR);
    case UND_KIND_SIGNATURE: return UND_BIT(UND_TERM_SIGNED) | UND_BIT(UND_TERM_OFFICE);
    case UND_KIND_ANNEX:
    case UND_KIND_ENCLOSURE: return ANNEXES;
    case UND_KIND_SUBJECT: return UND_BIT(UND_TERM_SUBJECT) | UND_BIT(UND_TERM_SUBJECT_START);
    case UND_KIND_PREAMBULAR: return UND_BIT(UND_TERM_PREAMBULAR);
    case UND_KIND_OPERATIVE: return UND_BIT(UND_TERM_OPERATIVE) | UND_BIT(UND_TERM_DECLARATION);
    case UND_KIND_FOOTNOTE: return UND_BIT(UND_TERM_FOOTNOTE);
    case UND_KIND_FURNITURE: return UND_FIELD_FURNITURE;
    case UND_KIND_ADOPTION: return ADOPTIONS;
    default: return 0;
    }
}

/* Keys of the patterns that can. */
static uint64_t deciding_forms(und_kind kind)
{
    switch (kind) {
    case UND_KIND_TITLE:
    case UND_KIND_ANNEX:
    case UND_KIND_ENCLOSURE: return UND_BIT(UND_TERM_LETTER_TITLE);
    case UND_KIND_ADOPTION: return UND_BIT(UND_TERM_ADOPTION) | UND_BIT(UND_TERM_DATE);
    default: return 0;
    }
}

static void say_sponsors(und_teller *teller, const und_step *s)
{
    und_sponsors sponsors;
    if (!und_begins_with_sponsors(s, &s->block, &sponsors))
        return;
    und_put(teller, "after a colon stands ");
    und_put_term(teller, und_language_at(s->reader->lexicon->packs, sponsors.language), sponsors.words);
    und_say(teller);
    und_say_words(teller, sponsors.kind == UND_DOC_DRAFT
                              ? "sponsors stand before the colon: the title of a draft"
                              : "sponsors stand before the colon: the title of an amendment");
}

static void say_title(und_teller *teller, const und_step *s, und_verdict found)
{
    switch (found.why) {
    case UND_WHY_RESOLUTION_NUMBER:
        und_put(teller, "it begins with the number of a resolution, ");
        und_put_quoted(teller, und_resolution_number(s));
        und_put(teller, ": a resolution's title");
        und_say(teller);
        return;
    case UND_WHY_RESOLUTION_NAME:
        und_say_words(teller,
                      "all of it is a reference to a resolution, and no text stands before it: a resolution's title");
        return;
    case UND_WHY_SPONSORS: say_sponsors(teller, s); return;
    case UND_WHY_AGENDA:
        und_put(teller, "it has the words ");
        und_put_term(teller, und_step_language(s), und_agenda_words(s->reader, s->language, s->block.first));
        und_say(teller);
        return;
    case UND_WHY_BEFORE_SUBJECT:
        und_say_words(teller, "it is short, ends no sentence and stands right before the subject: a title");
        return;
    case UND_WHY_FIRST:
        und_say_words(
            teller, (s->before.flags & UND_STATE_ANNEX) != 0
                        ? "it is the first short block of an annex and ends no sentence: the annex's title"
                        : "it is bold or marked as a heading, and no title stands before it: the title of a document");
        return;
    default: return; /* its words were said */
    }
}

/* "[Original: Russian]" under a heading. */
static bool say_original(und_teller *teller, const und_asked *asked)
{
    if (!und_doc_is_original_line(asked->doc, asked->line))
        return true;
    und_step s = und_step_at_line(asked);
    (void)und_say_beginning(teller, asked, &s, UND_BIT(UND_TERM_ORIGINAL_LABEL), 0);
    und_original original;
    und_status status = und_original_get(asked->doc, asked->node.id, &original);
    if (status == UND_OK && original.words.range.from.line == asked->line) {
        und_put(teller, "the original language was read from it: ");
        und_put_quoted(teller, original.words.text);
        und_say(teller);
    }
    return status != UND_E_MEMORY;
}

static void say_annex(und_teller *teller, const und_step *s)
{
    if ((s->keys & ANNEXES) == 0)
        und_say_end_term(teller, s, UND_TERM_ANNEX);
}

/* The compliments of a note verbale, which may stand anywhere in its first paragraph. */
static bool say_compliments(und_teller *teller, const und_asked *asked, bool *said)
{
    const und_step *s = &asked->step;
    const und_language *language = und_step_language(s);
    if (language == NULL || s->before.part > UND_PART_LETTER)
        return true;
    und_flow flow;
    und_flow_open(&flow, asked->doc->allocator);
    bool ok = und_doc_flow(asked->doc, asked->node.id - 1, asked->last, COMPLIMENTS_BYTES, &flow);
    size_t at;
    const und_term *term =
        ok ? und_find_term(language, UND_TERM_COMPLIMENTS, (und_bytes){flow.folded, flow.folded_length}, &at) : NULL;
    if (term != NULL) {
        und_say_in_text(teller, s, term);
        *said = true;
    }
    und_flow_close(&flow);
    return ok;
}

static bool say_paragraph(und_teller *teller, const und_asked *asked, und_verdict found)
{
    const und_step *s = &asked->step;
    bool said =
        asked->node.style != UND_LABEL_NONE || s->block.head.shape != UND_SHAPE_TEXT || HAS(s->keys, UND_TERM_HONOUR);
    if (!say_compliments(teller, asked, &said))
        return false;
    if (found.why == UND_WHY_CLOSES)
        und_say_words(teller, "it goes on in lower case after sub-paragraphs: it closes their clause");
    else if (!said)
        und_say_words(teller, "nothing in it makes it anything else here: a plain paragraph");
    return true;
}

static void say_request(und_teller *teller, const und_step *s)
{
    const und_term *term = und_request_term(s);
    if (term != NULL)
        und_say_in_text(teller, s, term);
}

static void say_signature(und_teller *teller, const und_asked *asked)
{
    const und_step *s = &asked->step;
    if (HAS(s->keys, UND_TERM_SIGNED))
        return;
    const und_language *language = und_step_language(s);
    char folded[UND_LINE_BYTES * 2];
    size_t length = und_fold_line(s->reader, s->block.first, folded, sizeof folded), at;
    const und_term *term =
        language == NULL ? NULL : und_find_term(language, UND_TERM_SIGNED, (und_bytes){folded, length}, &at);
    if (term != NULL) {
        und_say_in_text(teller, s, term);
        return;
    }
    /* The office stands above the name. */
    for (uint32_t line = s->block.first + 1; line < s->block.last; line++) {
        und_facts facts = und_reader_facts(s->reader, line);
        const und_sense *sense =
            und_phrase_sense(s->reader->lexicon, facts.phrase, UND_BIT(UND_TERM_SIGNED), s->language, false);
        if (sense == NULL || (facts.flags & UND_FLAG_PAREN) == 0)
            continue;
        const und_language *pack = und_language_at(asked->doc->packs, sense->language);
        und_put(teller, "line ");
        und_put_line(teller, line);
        und_put(teller, " has the name after ");
        und_put_term(teller, pack, &pack->terms[sense->term]);
        und_say(teller);
        return;
    }
}

static void say_heading(und_teller *teller, const und_step *s)
{
    und_facts head = s->block.head;
    if ((head.flags & UND_FLAG_MARKED) != 0)
        und_say_words(teller, "it is marked as a heading");
    else if (und_facts_style(head) == UND_LABEL_UPPER)
        und_say_words(teller, "it is short, ends with no mark and has a capital for its label: a heading");
    else if ((head.flags & UND_FLAG_BOLD) != 0)
        und_say_words(teller, "it is short, ends with no mark and is bold: a heading");
    else if ((head.flags & UND_FLAG_UPPER) != 0)
        und_say_words(teller, "it is short, ends with no mark and begins with a capital: a heading");
    else
        und_say_words(teller, "it is short and ends with no mark, in a script without capitals: a heading");
}

static void say_subject(und_teller *teller, const und_step *s, und_verdict found)
{
    if (found.why != UND_WHY_SPEAKER)
        return;
    und_say_words(teller, s->keys == 0 ? "it is short and ends with a comma, and a preambular paragraph stands after it"
                                       : "a clause stands after it");
}

static void put_opener(und_teller *teller, const und_asked *asked)
{
    und_put(teller, "no pack knows its opener ");
    und_opener opener;
    (void)und_opener_get(asked->doc, asked->node.id, &opener);
    und_put_quoted(teller, opener.words.text);
}

static void say_ending(und_teller *teller, const und_asked *asked)
{
    const und_step *s = &asked->step;
    const und_term *ending = und_ending_hint(s, asked->node.kind == UND_KIND_PREAMBULAR ? UND_TERM_PREAMBULAR_ENDING
                                                                                        : UND_TERM_DECLARATION_ENDING);
    put_opener(teller, asked);
    und_put(teller, ": its end mark and its place decided");
    if (ending != NULL) {
        und_put(teller, ", and that its first word ends in ");
        und_put_term(teller, und_step_language(s), ending);
    }
    und_say(teller);
}

/* A number makes an operative paragraph whatever it begins with. */
static void say_number(und_teller *teller, const und_asked *asked)
{
    const und_step *s = &asked->step;
    if (und_has_sense(s, UND_TERM_OPERATIVE) || und_has_sense(s, UND_TERM_DECLARATION))
        return;
    if (und_has_sense(s, UND_TERM_PREAMBULAR)) {
        und_say_words(teller, "its number makes it an operative paragraph, although its opener is a preambular one");
        return;
    }
    put_opener(teller, asked);
    und_put(teller, ": its number and its place decided");
    und_say(teller);
}

static void say_clause(und_teller *teller, const und_asked *asked, und_verdict found)
{
    switch (found.why) {
    case UND_WHY_EITHER:
        und_say_words(teller, "its opener can open either part: its place and its end mark decided");
        return;
    case UND_WHY_PREAMBLE_ON:
        und_say_words(teller,
                      "its opener is an operative one, but it ends with a comma and the preamble goes on after it");
        return;
    case UND_WHY_ENDING: say_ending(teller, asked); return;
    case UND_WHY_PLACE:
        und_say_words(teller, "it stands in a preamble and ends as a preambular paragraph does: its place decided");
        return;
    case UND_WHY_COLON:
        und_say_words(teller, "it stands in a preamble and ends with a colon: the operative part begins with it");
        return;
    case UND_WHY_SPEAKS: und_say_words(teller, "who speaks stands before what it says: its place decided"); return;
    case UND_WHY_QUOTED:
        und_say_words(teller, "it is in quotation marks: what the Council says in a statement of its President");
        return;
    case UND_WHY_NUMBER: say_number(teller, asked); return;
    default: return; /* its opener was said */
    }
}

static void say_subparagraph(und_teller *teller, und_verdict found)
{
    if (found.why == UND_WHY_INNER)
        und_say_words(teller, "its number counts in a list inside the clause, not the clauses");
}

static void say_footnote(und_teller *teller, const und_step *s)
{
    und_facts head = s->block.head;
    und_note note = und_facts_form(head) == UND_FORM_SPACE ? und_note_of(s->reader, &s->block) : UND_NOTE_NONE;
    if (head.shape == UND_SHAPE_NUMBER)
        und_say_words(teller, "a rule stands before it: the number of a footnote");
    else if (note == UND_NOTE_WORDS)
        und_say_words(teller, "a number stands before these words: a footnote");
    else if (note == UND_NOTE_RAISED)
        und_say_words(teller, "it begins with a raised number: a footnote");
    else if (note == UND_NOTE_SYMBOL)
        und_say_words(teller, "it begins with a number, and a document symbol stands after it: a footnote");
    else if (und_facts_form(head) == UND_FORM_SPACE)
        und_say_words(teller, "it begins with a number, and a rule stands before it: a footnote");
    else
        und_say_words(teller, "the number of a footnote stands alone before it: the footnote's text");
}

static bool say_furniture(und_teller *teller, const und_asked *asked)
{
    const und_step *s = &asked->step;
    if (s->block.head.shape == UND_SHAPE_NUMBER)
        und_say_words(teller, "no rule stands before it: the number of a page");
    /* Printing put the fields of date and distribution elsewhere. */
    bool said = false;
    return !HAS(s->keys, UND_TERM_DISTRIBUTION_LABEL) || und_say_fields(teller, asked, &said);
}

static void say_adoption(und_teller *teller, const und_asked *asked, uint64_t said)
{
    const und_step *s = &asked->step;
    if ((said & ADOPTIONS) == 0)
        und_say_words(teller, "it is a date alone after a line that closes a resolution");
    if (asked->line >= s->block.last) {
        und_put(teller, "the bracket that opens at line ");
        und_put_line(teller, s->block.first);
        und_put(teller, " is closed at line ");
        und_put_line(teller, asked->last - 1);
        und_say(teller);
    }
}

bool und_say_own(und_teller *teller, const und_asked *asked)
{
    und_kind kind = asked->node.kind;
    und_step s = und_step_at_line(asked);
    switch (kind) {
    case UND_KIND_TITLE:
    case UND_KIND_ANNEX:
    case UND_KIND_ENCLOSURE: return say_original(teller, asked);
    case UND_KIND_SIGNATURE:
    case UND_KIND_FURNITURE:
    case UND_KIND_ADOPTION:
        (void)und_say_beginning(teller, asked, &s, deciding_keys(kind), deciding_forms(kind));
        return true;
    default: return true;
    }
}

bool und_say_reasons(und_teller *teller, const und_asked *asked)
{
    const und_step *s = &asked->step;
    und_kind kind = asked->node.kind;
    und_verdict found = und_judge(s);
    uint64_t said = und_say_beginning(teller, asked, s, deciding_keys(kind), deciding_forms(kind));
    if (found.why == UND_WHY_MARKUP) {
        und_say_words(teller, "a mark of RES-Markup or the section that it stands in says what it is");
        return true;
    }
    switch (kind) {
    case UND_KIND_TITLE: say_title(teller, s, found); return true;
    case UND_KIND_PARAGRAPH: return say_paragraph(teller, asked, found);
    case UND_KIND_REQUEST: say_request(teller, s); return true;
    case UND_KIND_SIGNATURE: say_signature(teller, asked); return true;
    case UND_KIND_ANNEX:
    case UND_KIND_ENCLOSURE: say_annex(teller, s); return true;
    case UND_KIND_HEADING: say_heading(teller, s); return true;
    case UND_KIND_SUBJECT: say_subject(teller, s, found); return true;
    case UND_KIND_PREAMBULAR:
    case UND_KIND_OPERATIVE: say_clause(teller, asked, found); return true;
    case UND_KIND_SUBPARAGRAPH: say_subparagraph(teller, found); return true;
    case UND_KIND_FOOTNOTE: say_footnote(teller, s); return true;
    case UND_KIND_FURNITURE: return say_furniture(teller, asked);
    case UND_KIND_ADOPTION: say_adoption(teller, asked, said); return true;
    default: return true; /* its label decided, or its shape */
    }
}
