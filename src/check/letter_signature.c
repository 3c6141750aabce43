/* Rules about who signs a letter: whether somebody does, and whether it is who the title says. */
#include "check/whole.h"

#include "read/letter.h"
#include "text/utf8.h"

#include <string.h>

#define WORDS_BYTES 2000u /* folded, of a sender */

static bool is_note(const und_whole *whole)
{
    return whole->letter.form == UND_LETTER_NOTE_VERBALE;
}

/* ---- nobody signs ---- */

/* The last node of the letter that has text. */
static uint32_t last_of(const und_doc *doc, const und_whole *whole)
{
    uint32_t last = UINT32_MAX;
    for (uint32_t i = whole->title + 1; i < whole->end; i++)
        if (und_doc_stored(doc, i)->kind != UND_KIND_FURNITURE && und_doc_stored(doc, i)->kind != UND_KIND_FOOTNOTE)
            last = i;
    return last;
}

/* Whether a line is a sentence's end: a name that no mark tells for a signature is none. */
static bool ends_sentence(und_bytes line)
{
    while (line.length > 0 && strchr(" )*_\r", line.at[line.length - 1]) != NULL)
        line.length--;
    if (line.length == 0)
        return false;
    return line.at[line.length - 1] == '.' ||
           (line.length >= 3 && memcmp(line.at + line.length - 3, "\xe3\x80\x82", 3) == 0); /* 。 */
}

/* Letters are signed; notes verbales are not (Editorial Manual, communications). */
void und_rule_letter_unsigned(und_check_run *run)
{
    und_whole whole;
    if (!und_whole_read_letter(run, &whole) || is_note(&whole) || whole.signature_count > 0)
        return;
    uint32_t last = last_of(run->doc, &whole);
    if (last == UINT32_MAX || (whole.request == UINT32_MAX && whole.end == und_nodes_count(&run->doc->nodes)))
        return; /* the text ends before the letter does */
    uint32_t line = und_doc_own_end(run->doc, last) - 1;
    while (line > und_doc_first(run->doc, last) && und_doc_line(run->doc, line).length == 0)
        line--;
    if (!ends_sentence(und_doc_line(run->doc, line)))
        return;
    und_text *words = &run->findings->words;
    size_t message = words->length;
    und_text_put_words(words, "the letter is not signed");
    und_find(run, (und_range){{line, 0}, {line, (uint32_t)und_doc_line(run->doc, line).length}}, message);
}

/* ---- another one signs ---- */

/* The signature of a letter with one State, or one sender, that is no joint letter. */
static bool only_signature(und_check_run *run, const und_whole *whole, und_signature *out)
{
    const char *code;
    und_bytes name;
    return whole->signature_count == 1 &&
           und_letter_state_get(run->doc, whole->title + 1, 1, &code, &name) == UND_NONE &&
           und_signature_get(run->doc, whole->signatures[0] + 1, out) == UND_OK;
}

/* A deputy in charge signs as either. */
static bool may_be_one(und_office a, und_office b)
{
    bool charge = a == UND_OFFICE_CHARGE_D_AFFAIRES || b == UND_OFFICE_CHARGE_D_AFFAIRES;
    bool deputy = a == UND_OFFICE_DEPUTY_PERMANENT_REPRESENTATIVE || b == UND_OFFICE_DEPUTY_PERMANENT_REPRESENTATIVE;
    return a == b || a == UND_OFFICE_NONE || b == UND_OFFICE_NONE || (charge && deputy);
}

/* "Permanent Representative" under a letter from a Permanent Observer; another State's representative. */
void und_rule_letter_office(und_check_run *run)
{
    und_whole whole;
    und_signature signature;
    if (!und_whole_read_letter(run, &whole) || !only_signature(run, &whole, &signature))
        return;
    und_text *words = &run->findings->words;
    if (!may_be_one(whole.letter.office, signature.capacity)) {
        size_t message = words->length;
        und_text_put_words(words, "“");
        und_text_put(words, signature.capacity_words.text);
        und_text_put_words(words, "” signs, the title of the letter says “");
        und_text_put(words, whole.letter.office_words.text);
        und_text_put_words(words, "”");
        und_find(run, signature.capacity_words.range, message);
    }
    if (signature.state != NULL && whole.letter.state != NULL && strcmp(signature.state, whole.letter.state) != 0) {
        size_t message = words->length;
        und_text_put_words(words, "another State signs than the title of the letter names, ");
        und_text_put(words, whole.letter.state_name);
        und_find(run, signature.office.range, message);
    }
}

/* ---- he or she ---- */

static void find_gender(und_check_run *run, und_passage words, und_passage other, const char *where)
{
    und_text *text = &run->findings->words;
    size_t message = text->length;
    und_text_put_words(text, "“");
    und_text_put(text, words.text);
    und_text_put_words(text, "” and “");
    und_text_put(text, other.text);
    und_text_put_words(text, "” of ");
    und_text_put_words(text, where);
    und_text_put_words(text, " do not speak of the same person");
    und_find(run, words.range, message);
}

static bool differ(und_gender a, und_gender b)
{
    return a != UND_GENDER_UNSAID && b != UND_GENDER_UNSAID && a != b;
}

/* Agreement is grammar and needs no document: title, request and signature are those of one person. */
void und_rule_letter_gender(und_check_run *run)
{
    und_whole whole;
    und_signature signature = {0};
    und_request request = {0};
    if (!und_whole_read_letter(run, &whole) || is_note(&whole))
        return;
    bool is_signed = only_signature(run, &whole, &signature);
    if (!is_signed && whole.signature_count > 0)
        return; /* several write */
    if (whole.request != UINT32_MAX)
        (void)und_request_get(run->doc, whole.request + 1, &request);
    und_gender title = whole.letter.gender, asks = request.gender,
               signs = is_signed ? signature.gender : UND_GENDER_UNSAID;
    if (differ(asks, title) && (!differ(asks, signs) || !differ(signs, title) || signs == UND_GENDER_UNSAID))
        find_gender(run, request.gender_words, whole.letter.office_words, "the title");
    if (differ(signs, title))
        find_gender(run, signature.capacity_words, whole.letter.office_words, "the title");
    else if (differ(signs, asks) && title == UND_GENDER_UNSAID)
        find_gender(run, signature.capacity_words, request.gender_words, "the request");
}

/* ---- honorifics ---- */

static void find_honorific(und_check_run *run, und_passage words, bool attested)
{
    if (!attested)
        return;
    und_find_words(run, words, " is left out in titles and signatures");
    und_text *text = &run->findings->words;
    size_t title = text->length;
    und_text_put_words(text, "Leave out “");
    und_text_put(text, words.text);
    und_text_put_words(text, "”");
    size_t from = text->length;
    und_range range = words.range;
    und_bytes line = und_doc_line(run->doc, range.to.line);
    while (range.to.column < line.length && line.at[range.to.column] == ' ')
        range.to.column++;
    und_offer(run, range, title, from, from);
}

static bool is_attested(const und_language *language, und_bytes words)
{
    char folded[WORDS_BYTES];
    und_bytes text = {folded, und_fold_text(words, folded, sizeof folded)};
    for (uint32_t i = language->first[UND_TERM_HONORIFIC]; i < language->first[UND_TERM_HONORIFIC + 1]; i++) {
        und_bytes term = und_term_folded(language, &language->terms[i]);
        if (language->terms[i].attested && term.length <= text.length && memcmp(term.at, text.at, term.length) == 0)
            return true;
    }
    return false;
}

/* Honorifics that stand in the title of the letter, at the beginning of a word. */
static void look_in_title(und_check_run *run, const und_whole *whole)
{
    const und_language *language = whole->language;
    und_flow flow;
    if (und_node_flow(run, whole->title, &flow)) {
        und_bytes text = {flow.folded, flow.folded_length};
        for (size_t at = 0; at < text.length;) {
            size_t last = at;
            if ((at > 0 && text.at[at - 1] != ' ') || !und_match_honorific(language, text, at, &last)) {
                at++;
                continue;
            }
            uint32_t from = und_flow_back(&flow, at), to = und_flow_back(&flow, last);
            und_passage words = {{flow.text + from, to - from}, und_range_of(run, &flow, from, to)};
            find_honorific(run, words, is_attested(language, words.text));
            at = last;
        }
    }
    und_flow_close(&flow);
}

/* "H.E.", "Mr." are left out (Editorial Manual, communications). */
void und_rule_letter_honorific(und_check_run *run)
{
    und_whole whole;
    if (!und_whole_read_letter(run, &whole))
        return;
    look_in_title(run, &whole);
    for (uint32_t i = 0; i < whole.signature_count; i++) {
        und_signature signature;
        if (und_signature_get(run->doc, whole.signatures[i] + 1, &signature) == UND_OK &&
            signature.honorific.text.length > 0)
            find_honorific(run, signature.honorific, is_attested(whole.language, signature.honorific.text));
    }
}
