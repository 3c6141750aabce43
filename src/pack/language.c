/* language.c - a language pack: which key of the YAML gives terms of which kind. A new kind of word is a key in pack.h
 * and a row in `rows`. */

#include "pack/decode.h"
#include "pack/names.h"
#include "pack/reader.h"
#include "text/memory.h"
#include "text/utf8.h"

#include <stdio.h>
#include <string.h>

typedef enum row_shape {
    WORDS,    /* words */
    NAMED,    /* a mapping from names to words; the name gives the value */
    NUMBERED, /* a mapping from numbers to words; the number is the value */
    CODED,    /* a mapping from codes of languages to words; the code is the value */
    FLAG,     /* true or false: the value is a bit of the language's flags */
    SESSION   /* the number of a session */
} row_shape;

typedef struct key_row {
    const char *section; /* "" at the top */
    const char *name;
    und_term_key key;
    row_shape shape;
    uint16_t value;         /* of WORDS; of NUMBERED: the highest number; of NAMED: the lowest value */
    const und_names *names; /* of NAMED */
    const char *slots;      /* that a text may have in braces, with spaces between; NULL: braces are a mistake */
    bool needs_slot;        /* a text without any says nothing */
} key_row;

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

#define SAID(said) ((said) << UND_SAID_SHIFT)
#define OUTLINE_SLOTS "date state title label"
#define OUTLINE(name, kind)                                                                                            \
    {                                                                                                                  \
        "outline", name, UND_TERM_OUTLINE, WORDS, kind, NULL, OUTLINE_SLOTS, false                                     \
    }

/* Rows of a section stand together. */
static const key_row rows[] = {
    {"", "fallback", 0, FLAG, UND_LANGUAGE_FALLBACK, NULL, NULL, false},
    {"", "detect", UND_TERM_DETECT, WORDS, 0, NULL, NULL, false},
    {"", "function_words", UND_TERM_FUNCTION_WORD, WORDS, 0, NULL, NULL, false},
    {"masthead", "lends_fields", 0, FLAG, UND_LANGUAGE_LENDS_FIELDS, NULL, NULL, false},
    {"masthead", "united_nations", UND_TERM_UNITED_NATIONS, WORDS, 0, NULL, NULL, false},
    {"masthead", "organs", UND_TERM_ORGAN, NAMED, 1, &und_organ_names, NULL, false},
    {"masthead", "distribution_label", UND_TERM_DISTRIBUTION_LABEL, WORDS, 0, NULL, NULL, false},
    {"masthead", "distributions", UND_TERM_DISTRIBUTION, NAMED, 1, &und_distribution_names, NULL, false},
    {"masthead", "original_label", UND_TERM_ORIGINAL_LABEL, WORDS, 0, NULL, NULL, false},
    {"masthead", "languages", UND_TERM_LANGUAGE_NAME, CODED, 0, NULL, NULL, false},
    {"masthead", "labels", UND_TERM_FIELD_LABEL, NAMED, 1, &und_field_label_names, NULL, false},
    {"session", "patterns", UND_TERM_SESSION, WORDS, UND_SESSION_REGULAR, NULL, "ordinal number year", true},
    {"session", "resumed", UND_TERM_SESSION, WORDS, UND_SESSION_RESUMED, NULL, "ordinal number", true},
    {"session", "special", UND_TERM_SESSION, WORDS, UND_SESSION_SPECIAL, NULL, "ordinal number year", true},
    {"session", "emergency", UND_TERM_SESSION, WORDS, UND_SESSION_EMERGENCY_SPECIAL, NULL, "ordinal number year", true},
    {"session", "years", UND_TERM_SESSION, WORDS, UND_SESSION_COUNCIL_YEAR, NULL, "ordinal number", true},
    {"session", "ordinals", UND_TERM_ORDINAL, NUMBERED, 100, NULL, NULL, false},
    {"dates", "months", UND_TERM_MONTH, NUMBERED, 12, NULL, NULL, false},
    {"dates", "weekdays", UND_TERM_WEEKDAY, NUMBERED, 7, NULL, NULL, false},
    {"dates", "patterns", UND_TERM_DATE, WORDS, 0, NULL, "day month year", true},
    {"dates", "spans", UND_TERM_DATE_SPAN, WORDS, 0, NULL, "day month year", true},
    {"dates", "wrong", UND_TERM_WRONG_DATE, WORDS, 0, NULL, "day month year", true},
    {"dates", "to", UND_TERM_DATE_TO, WORDS, 0, NULL, NULL, false},
    {"agenda", "singular", UND_TERM_AGENDA, WORDS, UND_AGENDA_SINGULAR, NULL, "items", true},
    {"agenda", "dual", UND_TERM_AGENDA, WORDS, UND_AGENDA_DUAL, NULL, "items", true},
    {"agenda", "plural", UND_TERM_AGENDA, WORDS, UND_AGENDA_PLURAL, NULL, "items", true},
    {"agenda", "any", UND_TERM_AGENDA, WORDS, UND_AGENDA_ANY, NULL, "items", true},
    {"agenda", "lists", UND_TERM_AGENDA_LIST, NAMED, 1, &und_agenda_list_names, NULL, false},
    {"agenda", "and", UND_TERM_AGENDA_AND, WORDS, 0, NULL, NULL, false},
    {"agenda", "comma", UND_TERM_AGENDA_COMMA, WORDS, 0, NULL, NULL, false},
    {"agenda", "comma_until", 0, SESSION, 0, NULL, NULL, false},
    {"agenda", "to", UND_TERM_AGENDA_TO, WORDS, 0, NULL, NULL, false},
    {"agenda", "style", UND_TERM_AGENDA_STYLE, WORDS, 0, NULL, "item sub", true},
    {"agenda", "subitems", UND_TERM_SUBITEM, NUMBERED, 52, NULL, NULL, false},
    {"letter", "titles", UND_TERM_LETTER_TITLE, NAMED, 0, &und_letter_form_names, "date day month addressee sender",
     false},
    {"letter", "addressees", UND_TERM_ADDRESSEE, NAMED, 1, &und_addressee_names, NULL, false},
    {"letter", "request", UND_TERM_REQUEST, WORDS, 0, NULL, NULL, false},
    {"letter", "honour", UND_TERM_HONOUR, WORDS, 0, NULL, NULL, false},
    {"letter", "compliments", UND_TERM_COMPLIMENTS, WORDS, 0, NULL, NULL, false},
    {"letter", "signed", UND_TERM_SIGNED, WORDS, 0, NULL, NULL, false},
    {"letter", "offices", UND_TERM_OFFICE, WORDS, 0, NULL, NULL, false},
    {"letter", "office_names", UND_TERM_OFFICE_NAME, NAMED, 1, &und_office_names, NULL, false},
    {"letter", "office_forms", UND_TERM_OFFICE_FORM, NAMED, 0, &und_office_form_names, NULL, false},
    {"letter", "honorifics", UND_TERM_HONORIFIC, WORDS, 0, NULL, NULL, false},
    {"letter", "asked", UND_TERM_ASKED, NAMED, 1, &und_act_names, NULL, false},
    {"letter", "asked_organs", UND_TERM_ASKED_ORGAN, NAMED, 1, &und_organ_names, NULL, false},
    {"letter", "formulas", UND_TERM_FORMULA, WORDS, 0, NULL, NULL, false},
    {"annex", "annex", UND_TERM_ANNEX, WORDS, UND_ANNEX_ANNEX, NULL, NULL, false},
    {"annex", "enclosure", UND_TERM_ANNEX, WORDS, UND_ANNEX_ENCLOSURE, NULL, NULL, false},
    {"annex", "appendix", UND_TERM_ANNEX, WORDS, UND_ANNEX_APPENDIX, NULL, NULL, false},
    {"annex", "headings", UND_TERM_ANNEX_TO, WORDS, 0, NULL, NULL, false},
    {"annex", "see", UND_TERM_SEE_ANNEX, WORDS, SAID(UND_SAID_NOTHING), NULL, NULL, false},
    {"annex", "see_one", UND_TERM_SEE_ANNEX, WORDS, SAID(UND_SAID_ONE), NULL, NULL, false},
    {"annex", "see_two", UND_TERM_SEE_ANNEX, WORDS, SAID(UND_SAID_TWO), NULL, NULL, false},
    {"annex", "see_several", UND_TERM_SEE_ANNEX, WORDS, SAID(UND_SAID_SEVERAL), NULL, NULL, false},
    {"annex", "its", UND_TERM_ITS_ANNEX, WORDS, SAID(UND_SAID_NOTHING), NULL, NULL, false},
    {"annex", "its_one", UND_TERM_ITS_ANNEX, WORDS, SAID(UND_SAID_ONE), NULL, NULL, false},
    {"annex", "its_two", UND_TERM_ITS_ANNEX, WORDS, SAID(UND_SAID_TWO), NULL, NULL, false},
    {"annex", "its_several", UND_TERM_ITS_ANNEX, WORDS, SAID(UND_SAID_SEVERAL), NULL, NULL, false},
    {"resolution", "subjects", UND_TERM_SUBJECT, NAMED, 1, &und_organ_names, NULL, false},
    {"resolution", "subject_starts", UND_TERM_SUBJECT_START, WORDS, 0, NULL, NULL, false},
    {"resolution", "titles", UND_TERM_RESOLUTION_TITLE, NAMED, UND_DOC_RESOLUTION, &und_doc_kind_names, NULL, false},
    {"resolution", "adoption", UND_TERM_ADOPTION, WORDS, 0, NULL, "number", false},
    {"resolution", "decisions", UND_TERM_DECISION, WORDS, 0, NULL, "number ordinal date", false},
    {"resolution", "levels", UND_TERM_LEVEL, NUMBERED, 5, NULL, NULL, false},
    {"resolution", "brackets", UND_TERM_BRACKET, WORDS, 0, NULL, NULL, false},
    {"resolution", "footnotes", UND_TERM_FOOTNOTE, WORDS, 0, NULL, NULL, false},
    {"resolution", "furniture", UND_TERM_FURNITURE, WORDS, 0, NULL, NULL, false},
    {"openers", "lower_case", 0, FLAG, UND_LANGUAGE_LOWER_OPENERS, NULL, NULL, false},
    {"openers", "preambular", UND_TERM_PREAMBULAR, WORDS, 0, NULL, NULL, false},
    {"openers", "operative", UND_TERM_OPERATIVE, WORDS, 0, NULL, NULL, false},
    {"openers", "declaration", UND_TERM_DECLARATION, WORDS, 0, NULL, NULL, false},
    {"openers", "none", UND_TERM_NO_OPENER, WORDS, 0, NULL, NULL, false},
    {"openers", "qualifiers", UND_TERM_QUALIFIER, WORDS, 0, NULL, NULL, false},
    {"openers", "preambular_endings", UND_TERM_PREAMBULAR_ENDING, WORDS, 0, NULL, NULL, false},
    {"openers", "operative_endings", UND_TERM_OPERATIVE_ENDING, WORDS, 0, NULL, NULL, false},
    {"openers", "declaration_endings", UND_TERM_DECLARATION_ENDING, WORDS, 0, NULL, NULL, false},
    {"openers", "again", UND_TERM_AGAIN, WORDS, 0, NULL, NULL, false},
    {"openers", "genders", UND_TERM_GENDER, NAMED, 1, &und_organ_names, NULL, false},
    {"openers", "feminine", UND_TERM_GENDERED, WORDS, 0, NULL, NULL, false},
    {"openers", "masculine", UND_TERM_GENDERED, WORDS, 1, NULL, NULL, false},
    {"references", "paragraph", UND_TERM_PARAGRAPH_REFERENCE, WORDS, UND_WORDS_ONE, NULL, "label", true},
    {"references", "paragraphs", UND_TERM_PARAGRAPH_REFERENCE, WORDS, UND_WORDS_MANY, NULL, "label", true},
    {"references", "preambular", UND_TERM_PARAGRAPH_REFERENCE, WORDS, UND_WORDS_MANY | UND_WORDS_PREAMBULAR, NULL,
     "label", true},
    {"references", "article", UND_TERM_ARTICLE_REFERENCE, WORDS, UND_WORDS_ONE, NULL, "label", true},
    {"references", "articles", UND_TERM_ARTICLE_REFERENCE, WORDS, UND_WORDS_MANY, NULL, "label", true},
    {"references", "annex", UND_TERM_ANNEX_REFERENCE, WORDS, UND_WORDS_ONE, NULL, "label", false},
    {"references", "annexes", UND_TERM_ANNEX_REFERENCE, WORDS, UND_WORDS_MANY, NULL, "label", false},
    {"references", "footnote", UND_TERM_FOOTNOTE_REFERENCE, WORDS, UND_WORDS_ONE, NULL, "label", false},
    {"references", "footnotes", UND_TERM_FOOTNOTE_REFERENCE, WORDS, UND_WORDS_MANY, NULL, "label", false},
    {"references", "resolution", UND_TERM_RESOLUTION_REFERENCE, WORDS, 0, NULL, "number", true},
    {"references", "decision", UND_TERM_DECISION_REFERENCE, WORDS, 0, NULL, "number", true},
    {"references", "above", UND_TERM_REFERENCE_WORD, WORDS, UND_WORD_ABOVE, NULL, NULL, false},
    {"references", "below", UND_TERM_REFERENCE_WORD, WORDS, UND_WORD_BELOW, NULL, NULL, false},
    {"references", "or", UND_TERM_REFERENCE_WORD, WORDS, UND_WORD_OR, NULL, NULL, false},
    {"references", "of", UND_TERM_REFERENCE_WORD, WORDS, UND_WORD_OF, NULL, NULL, false},
    {"references", "annexed", UND_TERM_REFERENCE_WORD, WORDS, UND_WORD_ANNEXED, NULL, NULL, false},
    {"references", "present", UND_TERM_REFERENCE_WORD, WORDS, UND_WORD_PRESENT, NULL, NULL, false},
    {"references", "parts", UND_TERM_REFERENCE_WORD, WORDS, UND_WORD_PART, NULL, NULL, false},
    {"references", "documents", UND_TERM_REFERENCE_WORD, WORDS, UND_WORD_DOCUMENT, NULL, NULL, false},
    {"references", "letters", UND_TERM_REFERENCE_LETTER, NUMBERED, 26, NULL, NULL, false},
    {"references", "ordinals", UND_TERM_REFERENCE_ORDINAL, NUMBERED, 100, NULL, NULL, false},
    {"figures", "percent", UND_TERM_PERCENT, WORDS, 0, NULL, "number", true},
    {"figures", "percent_wrong", UND_TERM_PERCENT, WORDS, 1, NULL, "number", true},
    {"figures", "decade", UND_TERM_DECADE, WORDS, 0, NULL, "number", true},
    {"figures", "decade_wrong", UND_TERM_DECADE, WORDS, 1, NULL, "number", true},
    {"negotiation", "delete", UND_TERM_NEGOTIATION, WORDS, UND_WORD_DELETE, NULL, NULL, false},
    {"negotiation", "retain", UND_TERM_NEGOTIATION, WORDS, UND_WORD_RETAIN, NULL, NULL, false},
    {"negotiation", "add", UND_TERM_NEGOTIATION, WORDS, UND_WORD_ADD, NULL, NULL, false},
    {"negotiation", "reserve", UND_TERM_NEGOTIATION, WORDS, UND_WORD_RESERVE, NULL, NULL, false},
    {"negotiation", "agreed", UND_TERM_NEGOTIATION, WORDS, UND_WORD_AGREED, NULL, NULL, false},
    {"negotiation", "alternative", UND_TERM_NEGOTIATION, WORDS, UND_WORD_ALTERNATIVE, NULL, NULL, false},
    {"negotiation", "editorial", UND_TERM_NEGOTIATION, WORDS, UND_WORD_EDITORIAL, NULL, NULL, false},
    {"negotiation", "both", UND_TERM_NEGOTIATION, WORDS, UND_WORD_BOTH, NULL, NULL, false},
    OUTLINE("masthead", UND_KIND_MASTHEAD),
    OUTLINE("letter", UND_OUTLINE_LETTER),
    OUTLINE("note-verbale", UND_OUTLINE_NOTE_VERBALE),
    OUTLINE("title", UND_KIND_TITLE),
    OUTLINE("paragraph", UND_KIND_PARAGRAPH),
    OUTLINE("request", UND_KIND_REQUEST),
    OUTLINE("signature", UND_KIND_SIGNATURE),
    OUTLINE("annex", UND_KIND_ANNEX),
    OUTLINE("enclosure", UND_KIND_ENCLOSURE),
    OUTLINE("heading", UND_KIND_HEADING),
    OUTLINE("subject", UND_KIND_SUBJECT),
    OUTLINE("preambular", UND_KIND_PREAMBULAR),
    OUTLINE("operative", UND_KIND_OPERATIVE),
    OUTLINE("subparagraph", UND_KIND_SUBPARAGRAPH),
    OUTLINE("footnote", UND_KIND_FOOTNOTE),
    OUTLINE("furniture", UND_KIND_FURNITURE),
    OUTLINE("adoption", UND_KIND_ADOPTION),
};
#define SEEN_WORDS ((COUNT(rows) + 63) / 64)

/* Of a term while its pack is read: it takes the source of the file's head, which may come later. */
#define ATTESTED_BY_HEAD 2u

static const char words_expected[] = "a text, a list of texts, or groups of source and words";

typedef struct decoder {
    und_pack_reader reader;
    und_term *terms; /* in the order of the file */
    size_t count, room;
    char *bytes;
    size_t bytes_used, bytes_room;
    uint32_t counts[UND_TERM_KEY_COUNT];
    char code[UND_CODE_MAX], name[UND_LANGUAGE_NAME_MAX];
    uint8_t script, flags;
    uint16_t comma_until;
    bool has_script;
    bool has_source;
    bool unattested; /* source: none in the head */
    bool wants_source;
    bool full; /* UND_PACK_TERMS_MAX has been said */
} decoder;

/* ---- one text ---- */

static bool has_name(const char *names, und_bytes name)
{
    while (names != NULL && *names != '\0') {
        size_t length = strcspn(names, " ");
        if (length == name.length && memcmp(names, name.at, length) == 0)
            return true;
        names += length;
        names += *names == ' ';
    }
    return false;
}

/* Whether the braces of a text are slots of its row. */
static bool check_slots(decoder *d, const key_row *row, const und_yaml_value *value)
{
    const char *at = value->text.at;
    const char *end = at + value->text.length;
    bool any = false;
    while ((at = memchr(at, '{', (size_t)(end - at))) != NULL) {
        const char *close = memchr(at, '}', (size_t)(end - at));
        und_bytes name = {at + 1, close != NULL ? (size_t)(close - at - 1) : (size_t)(end - at - 1)};
        if (close == NULL || !has_name(row->slots, name)) {
            char quoted[UND_QUOTE_MAX];
            und_pack_reader_problem(
                &d->reader, value->line, value->column, "unknown slot %s; expected %s%s", und_quote(name, quoted),
                row->slots != NULL ? "one of in braces: " : "no braces here", row->slots != NULL ? row->slots : "");
            return false;
        }
        any = true;
        at = close + 1;
    }
    if (row->needs_slot && !any) {
        char quoted[UND_QUOTE_MAX];
        und_pack_reader_problem(&d->reader, value->line, value->column, "%s has no slot; expected one of in braces: %s",
                                und_quote(value->text, quoted), row->slots);
        return false;
    }
    return true;
}

/* Whether every bracket of a pattern that opens optional text closes it: one that stays open would match nothing. */
static bool check_brackets(decoder *d, const key_row *row, const und_yaml_value *value)
{
    const char *open = row->slots == NULL ? NULL : memchr(value->text.at, '[', value->text.length);
    while (open != NULL) {
        size_t rest = value->text.length - (size_t)(open - value->text.at);
        const char *close = memchr(open, ']', rest);
        if (close == NULL) {
            char quoted[UND_QUOTE_MAX];
            und_pack_reader_problem(&d->reader, value->line, value->column,
                                    "the bracket in %s is not closed; expected optional text between [ and ]",
                                    und_quote(value->text, quoted));
            return false;
        }
        open = memchr(close, '[', value->text.length - (size_t)(close - value->text.at));
    }
    return true;
}

static void add_term(decoder *d, const key_row *row, und_term_key key, uint16_t number, const und_yaml_value *value)
{
    und_pack_reader *reader = &d->reader;
    if (!und_pack_reader_check(reader, value, UND_WORD_MAX, words_expected) || !check_slots(d, row, value) ||
        !check_brackets(d, row, value))
        return;
    if (d->count == UND_PACK_TERMS_MAX) {
        if (!d->full)
            und_pack_reader_problem(reader, value->line, value->column,
                                    "more words than a language may have; expected at most %u", UND_PACK_TERMS_MAX);
        d->full = true;
        return;
    }
    const und_allocator *allocator = &reader->packs->allocator;
    void *terms = d->terms;
    void *bytes = d->bytes;
    bool ok = und_grow(allocator, &terms, &d->room, d->count + 1, sizeof(und_term));
    d->terms = terms;
    /* Folding makes at most two bytes of one (æ of no more than it has): the folded text has room after the text. */
    size_t room = value->text.length * 3;
    ok = ok && und_grow(allocator, &bytes, &d->bytes_room, d->bytes_used + room, 1);
    d->bytes = bytes;
    if (!ok) {
        reader->status = UND_E_MEMORY;
        return;
    }
    char *folded = d->bytes + d->bytes_used + value->text.length;
    memcpy(d->bytes + d->bytes_used, value->text.at, value->text.length);
    size_t folded_length = und_fold_text(value->text, folded, value->text.length * 2);
    d->terms[d->count++] = (und_term){
        .text = (uint32_t)d->bytes_used,
        .length = (uint16_t)value->text.length,
        .folded_length = (uint16_t)folded_length,
        .value = number,
        .line = value->line > UINT16_MAX ? UINT16_MAX : (uint16_t)value->line,
        .key = (uint8_t)key,
        .attested = ATTESTED_BY_HEAD,
    };
    d->bytes_used += value->text.length + folded_length;
    d->counts[key]++;
}

/* ---- words: a text, a list of texts, or groups ---- */

static bool is_none(und_bytes text)
{
    return text.length == 4 && memcmp(text.at, "none", 4) == 0;
}

/* A list of texts that has been opened. */
static void add_texts(decoder *d, const key_row *row, und_term_key key, uint16_t number)
{
    for (;;) {
        und_yaml_value value = und_pack_reader_next(&d->reader);
        if (value.type == UND_YAML_STOP || value.type == UND_YAML_CLOSE)
            return;
        if (value.type == UND_YAML_SCALAR) {
            add_term(d, row, key, number, &value);
            continue;
        }
        und_pack_reader_problem(&d->reader, value.line, value.column, "a list or mapping; expected a text");
        und_pack_reader_skip_rest(&d->reader, value);
    }
}

/* A group that has been opened. */
static void add_group(decoder *d, const key_row *row, und_term_key key, uint16_t number, und_yaml_value at)
{
    und_pack_reader *reader = &d->reader;
    static const char *const expected = "source or words";
    size_t first = d->count;
    uint8_t attested = ATTESTED_BY_HEAD;
    uint64_t seen = 0;
    und_key name;
    bool has_words = false;
    while (und_pack_reader_key(reader, &name)) {
        if (strcmp(name.text, "source") == 0) {
            und_yaml_value source;
            if (und_pack_reader_again(reader, &name, &seen, 0))
                continue;
            if (und_pack_reader_scalar(reader, &source, "a document's symbol or another source, or none") &&
                und_pack_reader_check(reader, &source, UND_WORD_MAX, "a source, or none"))
                attested = is_none(source.text) ? 0 : 1;
        } else if (strcmp(name.text, "words") == 0) {
            if (und_pack_reader_again(reader, &name, &seen, 1))
                continue;
            has_words = true;
            und_yaml_value value = und_pack_reader_next(reader);
            if (value.type == UND_YAML_SCALAR) {
                add_term(d, row, key, number, &value);
            } else if (value.type == UND_YAML_LIST) {
                add_texts(d, row, key, number);
            } else if (value.type == UND_YAML_MAP) {
                und_pack_reader_problem(reader, value.line, value.column,
                                        "a mapping; expected a text or a list of texts");
                und_pack_reader_skip_rest(reader, value);
            }
        } else {
            und_pack_reader_unknown(reader, &name, expected);
        }
    }
    if (!has_words && und_yaml_status(reader->yaml) == UND_OK)
        und_pack_reader_problem(reader, at.line, at.column, "a group without words; expected source and words");
    for (size_t i = first; i < d->count; i++)
        d->terms[i].attested = attested;
    d->wants_source = d->wants_source || (attested == ATTESTED_BY_HEAD && d->count > first);
}

static void add_words(decoder *d, const key_row *row, und_term_key key, uint16_t number)
{
    und_pack_reader *reader = &d->reader;
    und_yaml_value value = und_pack_reader_next(reader);
    if (value.type == UND_YAML_MAP) {
        add_group(d, row, key, number, value);
        return;
    }
    size_t first = d->count;
    if (value.type == UND_YAML_SCALAR) {
        add_term(d, row, key, number, &value);
    } else if (value.type == UND_YAML_LIST) {
        for (;;) {
            value = und_pack_reader_next(reader);
            if (value.type == UND_YAML_STOP || value.type == UND_YAML_CLOSE)
                break;
            if (value.type == UND_YAML_SCALAR) {
                add_term(d, row, key, number, &value);
            } else if (value.type == UND_YAML_MAP) {
                add_group(d, row, key, number, value);
            } else {
                und_pack_reader_problem(reader, value.line, value.column,
                                        "a list in a list; expected a text or a group of source and words");
                und_pack_reader_skip_rest(reader, value);
            }
        }
    }
    for (size_t i = first; i < d->count; i++)
        d->wants_source = d->wants_source || d->terms[i].attested == ATTESTED_BY_HEAD;
}

/* ---- the mappings around words ---- */

/* "a, b, c", cut at the end of `out`. */
static void append_name(char *out, size_t room, const char *name)
{
    size_t used = strlen(out);
    (void)snprintf(out + used, room - used, "%s%s", used > 0 ? ", " : "", name);
}

static void expected_names(const und_names *table, uint32_t least, char *out, size_t room)
{
    (void)snprintf(out, room, "as %s one of ", table->what);
    for (uint32_t i = least; i < table->count; i++) {
        size_t used = strlen(out);
        (void)snprintf(out + used, room - used, "%s%s", i > least ? ", " : "", table->names[i]);
    }
}

/* The key of a row's terms: titles of reports and agendas are told apart from those of resolutions. */
static und_term_key key_of(const key_row *row, uint32_t value)
{
    bool report = row->key == UND_TERM_RESOLUTION_TITLE && (value == UND_DOC_REPORT || value == UND_DOC_AGENDA);
    return report ? UND_TERM_REPORT_TITLE : row->key;
}

static void add_named(decoder *d, const key_row *row)
{
    char expected[UND_MESSAGE_MAX / 2];
    expected_names(row->names, row->value, expected, sizeof expected);
    if (!und_pack_reader_map(&d->reader, "a mapping from names to words"))
        return;
    und_key key;
    uint64_t seen = 0;
    while (und_pack_reader_key(&d->reader, &key)) {
        uint32_t value = und_name_find(row->names, row->value, (und_bytes){key.text, strlen(key.text)});
        if (value == UINT32_MAX)
            und_pack_reader_unknown(&d->reader, &key, expected);
        else if (!und_pack_reader_again(&d->reader, &key, &seen, value))
            add_words(d, row, key_of(row, value), (uint16_t)value);
    }
}

static void add_coded(decoder *d, const key_row *row)
{
    if (!und_pack_reader_map(&d->reader, "a mapping from codes of languages to words"))
        return;
    und_key key;
    while (und_pack_reader_key(&d->reader, &key)) {
        und_code code = und_code_of((und_bytes){key.text, strlen(key.text)});
        uint64_t seen = 0;
        for (size_t i = 0; i < d->count; i++)
            if (d->terms[i].key == row->key && d->terms[i].value == code)
                seen = 1;
        if (code == 0)
            und_pack_reader_unknown(&d->reader, &key, "the code of a language, such as fr");
        else if (!und_pack_reader_again(&d->reader, &key, &seen, 0))
            add_words(d, row, row->key, code);
    }
}

static void read_flag(decoder *d, const key_row *row)
{
    bool set = false;
    if (und_pack_reader_flag(&d->reader, &set) && set)
        d->flags |= (uint8_t)row->value;
}

static void read_session(decoder *d)
{
    uint32_t session;
    if (und_pack_reader_number(&d->reader, 1, UND_SESSION_MAX, &session, "the number of a session"))
        d->comma_until = (uint16_t)session;
}

static void add_numbered(decoder *d, const key_row *row)
{
    char expected[48];
    (void)snprintf(expected, sizeof expected, "a number from 1 to %u", (unsigned)row->value);
    if (!und_pack_reader_map(&d->reader, "a mapping from numbers to words"))
        return;
    und_key key;
    uint64_t seen[2] = {0}; /* up to 100 */
    while (und_pack_reader_key(&d->reader, &key)) {
        uint32_t number;
        if (!und_parse_number((und_bytes){key.text, strlen(key.text)}, &number) || number < 1 || number > row->value)
            und_pack_reader_unknown(&d->reader, &key, expected);
        else if (!und_pack_reader_again(&d->reader, &key, seen, number))
            add_words(d, row, row->key, (uint16_t)number);
    }
}

static void add_row(decoder *d, const key_row *row)
{
    switch (row->shape) {
    case WORDS: add_words(d, row, row->key, row->value); break;
    case NAMED: add_named(d, row); break;
    case NUMBERED: add_numbered(d, row); break;
    case CODED: add_coded(d, row); break;
    case FLAG: read_flag(d, row); break;
    case SESSION: read_session(d); break;
    }
}

static const key_row *find_row(const char *section, const char *name)
{
    for (size_t i = 0; i < COUNT(rows); i++)
        if (strcmp(rows[i].section, section) == 0 && (name == NULL || strcmp(rows[i].name, name) == 0))
            return &rows[i];
    return NULL;
}

static void add_section(decoder *d, const char *section, uint64_t *seen)
{
    char expected[UND_MESSAGE_MAX / 2] = "";
    for (size_t i = 0; i < COUNT(rows); i++)
        if (strcmp(rows[i].section, section) == 0)
            append_name(expected, sizeof expected, rows[i].name);
    if (!und_pack_reader_map(&d->reader, "a mapping"))
        return;
    und_key key;
    while (und_pack_reader_key(&d->reader, &key)) {
        const key_row *row = find_row(section, key.text);
        if (row == NULL)
            und_pack_reader_unknown(&d->reader, &key, expected);
        else if (!und_pack_reader_again(&d->reader, &key, seen, (unsigned)(row - rows)))
            add_row(d, row);
    }
}

/* ---- the file ---- */

static bool is_code(und_bytes text)
{
    if (text.length < 2 || text.length >= UND_CODE_MAX)
        return false;
    for (size_t i = 0; i < text.length; i++)
        if (!(text.at[i] >= 'a' && text.at[i] <= 'z') && !(text.at[i] == '-' && i > 1))
            return false;
    return true;
}

enum { HEAD_LANGUAGE, HEAD_NAME, HEAD_SCRIPT, HEAD_SOURCE };
static const char *const head_keys[] = {"language", "name", "script", "source"};

static void read_head(decoder *d, size_t which)
{
    static const char *const expected[] = {"a code such as fr", "the language's name", "latin, cyrillic, arabic or han",
                                           "a source, or none"};
    und_pack_reader *reader = &d->reader;
    und_yaml_value value;
    char quoted[UND_QUOTE_MAX];
    if (!und_pack_reader_scalar(reader, &value, expected[which]) ||
        !und_pack_reader_check(reader, &value, UND_WORD_MAX, expected[which]))
        return;
    if (which == HEAD_LANGUAGE && is_code(value.text)) {
        memcpy(d->code, value.text.at, value.text.length);
        d->code[value.text.length] = '\0';
    } else if (which == HEAD_LANGUAGE) {
        und_pack_reader_problem(reader, value.line, value.column,
                                "%s; expected a code such as fr, of at most %u letters", und_quote(value.text, quoted),
                                UND_CODE_MAX - 1);
    } else if (which == HEAD_SCRIPT) {
        uint32_t script = und_name_find(&und_script_names, 0, value.text);
        if (script != UINT32_MAX)
            d->script = (uint8_t)script;
        else
            und_pack_reader_problem(reader, value.line, value.column, "script %s; expected %s",
                                    und_quote(value.text, quoted), expected[which]);
    } else if (which == HEAD_NAME) {
        if (!und_pack_reader_check(reader, &value, sizeof d->name - 1, expected[which]))
            return;
        memcpy(d->name, value.text.at, value.text.length);
        d->name[value.text.length] = '\0';
    } else if (which == HEAD_SOURCE) {
        d->has_source = true;
        d->unattested = is_none(value.text);
    }
}

static void read_file(decoder *d)
{
    char expected[UND_MESSAGE_MAX / 2] = "";
    for (size_t i = 0; i < COUNT(head_keys); i++)
        append_name(expected, sizeof expected, head_keys[i]);
    for (size_t i = 0; i < COUNT(rows); i++) {
        const char *name = rows[i].section[0] != '\0' ? rows[i].section : rows[i].name;
        if (i == 0 || rows[i].section[0] == '\0' || strcmp(rows[i].section, rows[i - 1].section) != 0)
            append_name(expected, sizeof expected, name);
    }
    uint64_t seen[SEEN_WORDS] = {0};
    uint64_t sections[SEEN_WORDS] = {0}; /* by the first row of a section */
    uint64_t heads = 0;
    if (!und_pack_reader_map(&d->reader, "a mapping that begins with language"))
        return;
    und_key key;
    while (und_pack_reader_key(&d->reader, &key)) {
        size_t head = 0;
        while (head < COUNT(head_keys) && strcmp(head_keys[head], key.text) != 0)
            head++;
        const key_row *row = key.text[0] != '\0' ? find_row(key.text, NULL) : NULL;
        const key_row *top = find_row("", key.text);
        if (head < COUNT(head_keys)) {
            d->has_script = d->has_script || head == HEAD_SCRIPT; /* a wrong one is told where it stands */
            if (!und_pack_reader_again(&d->reader, &key, &heads, (unsigned)head))
                read_head(d, head);
        } else if (top != NULL) {
            if (!und_pack_reader_again(&d->reader, &key, seen, (unsigned)(top - rows)))
                add_row(d, top);
        } else if (row != NULL) {
            if (!und_pack_reader_again(&d->reader, &key, sections, (unsigned)(row - rows)))
                add_section(d, key.text, seen);
        } else {
            und_pack_reader_unknown(&d->reader, &key, expected);
        }
    }
}

/* Counting sort by key; what stands in the file in one order stays in it. */
static bool sort_terms(decoder *d, und_language_slot *slot)
{
    und_language *language = &slot->language;
    slot->terms = und_resize(&d->reader.packs->allocator, NULL, 0, d->count * sizeof(und_term));
    if (slot->terms == NULL)
        return false;
    uint32_t next[UND_TERM_KEY_COUNT];
    uint32_t sum = 0;
    for (size_t key = 0; key < UND_TERM_KEY_COUNT; key++) {
        language->first[key] = next[key] = sum;
        sum += d->counts[key];
    }
    language->first[UND_TERM_KEY_COUNT] = sum;
    uint8_t by_head = d->has_source && !d->unattested;
    for (size_t i = 0; i < d->count; i++) {
        und_term term = d->terms[i];
        if (term.attested == ATTESTED_BY_HEAD)
            term.attested = by_head;
        slot->terms[next[term.key]++] = term;
    }
    language->terms = slot->terms;
    language->count = (uint32_t)d->count;
    return true;
}

/* What can only be said when the whole file has been read; UND_E_DATA: the pack is of no use. */
static und_status judge(decoder *d)
{
    und_packs *packs = d->reader.packs;
    const char *file = d->reader.file;
    if (d->code[0] == '\0') {
        und_status status = und_packs_add_problem(packs, file, 0, 0, "no language; expected a code such as fr");
        return status == UND_OK ? UND_E_DATA : status;
    }
    if (und_packs_language(packs, (und_bytes){d->code, strlen(d->code)}) != UND_LANGUAGE_NONE) {
        char message[UND_MESSAGE_MAX];
        (void)snprintf(message, sizeof message, "language '%s' a second time; expected one pack for each", d->code);
        und_status status = und_packs_add_problem(packs, file, 0, 0, message);
        return status == UND_OK ? UND_E_DATA : status;
    }
    if (d->count == 0) {
        und_status status = und_packs_add_problem(packs, file, 0, 0, "no words; expected at least one");
        return status == UND_OK ? UND_E_DATA : status;
    }
    und_status status = UND_OK;
    if (!d->has_script)
        status = und_packs_add_problem(packs, file, 0, 0,
                                       "no script; expected latin, cyrillic, arabic or han; latin is assumed");
    if (status == UND_OK && d->wants_source && !d->has_source)
        status = und_packs_add_problem(packs, file, 0, 0, "words without a source; expected one in the file's head");
    return status;
}

und_status und_language_decode(und_packs *packs, und_bytes yaml, const char *file)
{
    const und_allocator *allocator = &packs->allocator;
    if (packs->language_count == UND_LANGUAGES_MAX) {
        char message[UND_MESSAGE_MAX];
        (void)snprintf(message, sizeof message, "a further language; expected at most %u", UND_LANGUAGES_MAX);
        und_status full = und_packs_add_problem(packs, file, 0, 0, message);
        return full == UND_OK ? UND_E_LIMIT : full;
    }
    decoder d = {.terms = NULL};
    und_status status = und_pack_reader_open(&d.reader, packs, yaml, file);
    if (status == UND_OK) {
        read_file(&d);
        status = und_pack_reader_close(&d.reader);
    }
    if (status == UND_OK)
        status = judge(&d);
    if (status == UND_OK) {
        und_language_slot *slot = &packs->languages[packs->language_count];
        *slot = (und_language_slot){.bytes = d.bytes, .bytes_room = d.bytes_room, .bytes_used = d.bytes_used};
        if (sort_terms(&d, slot)) {
            memcpy(slot->language.code, d.code, sizeof d.code);
            memcpy(slot->language.name, d.name[0] != '\0' ? d.name : d.code,
                   strlen(d.name[0] != '\0' ? d.name : d.code));
            slot->language.file = file;
            slot->language.bytes = d.bytes;
            slot->language.script = d.script;
            slot->language.flags = d.flags;
            slot->language.comma_until = d.comma_until;
            packs->language_count++;
            und_packs_note_language(packs, &slot->language);
            packs->conflicts_sought = false;
            d.bytes = NULL;
        } else {
            status = UND_E_MEMORY;
        }
    }
    und_free(allocator, d.bytes, d.bytes_room);
    und_free(allocator, d.terms, d.room * sizeof(und_term));
    return status;
}

void und_language_free(und_packs *packs, und_language_slot *slot)
{
    if (slot->cached)
        return;
    und_free(&packs->allocator, slot->bytes, slot->bytes_room);
    und_free(&packs->allocator, slot->terms, slot->language.count * sizeof(und_term));
    *slot = (und_language_slot){0};
}
