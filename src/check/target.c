/* References to what is not there: a paragraph, an annex, a footnote of this document. */
#include "check/custom.h"

#include "read/letter.h"
#include "read/pattern.h"
#include "text/utf8.h"

#define SEE_BYTES 64u /* folded bytes of "see annex" and the like */

/* What the first paragraph of a part has, where it is not the first one: a part of a text cannot be held against the rest. */
static bool is_before_the_part(const und_numbering *n, uint32_t index, const und_target *target, bool second)
{
    uint32_t run = n->nodes[index].run;
    const und_target_step *step = second ? target->to : target->steps;
    return target->kind == UND_TARGET_PARAGRAPH && run != UND_NO_SEQUENCE &&
           UND_LABEL_VALUE(step->label) < n->sequences[run].first;
}

static void say(und_check_run *run, const und_target *target, const und_missing_target *missing)
{
    static const char *const nothing[UND_TARGET_KIND_COUNT] = {
        [UND_TARGET_PARAGRAPH] = "no paragraph here has this number",
        [UND_TARGET_SUBPARAGRAPH] = "no sub-paragraph here has this label",
        [UND_TARGET_PREAMBULAR] = "the preamble has no such paragraph",
        [UND_TARGET_ARTICLE] = "no article here has this number",
        [UND_TARGET_ANNEX] = "there is no such annex",
        [UND_TARGET_FOOTNOTE] = "no footnote here has this number",
    };
    und_text *words = &run->findings->words;
    size_t message = words->length;
    und_text_put_words(words, "“");
    und_text_put(words, target->words.text);
    und_text_put_words(words, "”: ");
    und_text_put_words(words, missing->step > 0 ? "that paragraph has no such sub-paragraph" : nothing[target->kind]);
    und_find(run, target->words.range, message);
}

/* "(see annex)" in a document that has none; what a letter says so of is another rule's. */
static void check_see_annex(und_check_run *run, const und_numbering *n, uint32_t index, const und_reference *reference)
{
    uint8_t code = und_doc_node_language(run->doc, index);
    char folded[SEE_BYTES];
    size_t at;
    if (reference->where > UND_WHERE_HERE || code == UND_LANGUAGE_NONE || n->part_count > 1 ||
        und_doc_letter_title(run->doc) != UINT32_MAX)
        return;
    und_bytes text = {folded, und_fold_text(reference->words.text, folded, sizeof folded)};
    if (und_find_term(und_language_at(run->doc->packs, code), UND_TERM_SEE_ANNEX, text, &at) == NULL || at > 0)
        return;
    und_text *words = &run->findings->words;
    size_t message = words->length;
    und_text_put_words(words, "“");
    und_text_put(words, reference->words.text);
    und_text_put_words(words, "”: there is no annex");
    und_find(run, reference->words.range, message);
}

static und_status check_reference(und_check_run *run, const und_numbering *n, uint32_t index, uint32_t reference)
{
    und_target target;
    und_status status;
    for (uint32_t t = 0; (status = und_target_get(run->doc, index + 1, reference, t, &target)) == UND_OK; t++)
        for (unsigned second = 0; second < (target.to_count > 0 ? 2u : 1u); second++) {
            und_missing_target missing;
            status = und_target_missing(run->doc, index + 1, reference, t, second == 1, &missing);
            if (status == UND_OK && !is_before_the_part(n, index, &target, second == 1)) {
                say(run, &target, &missing);
                break; /* once for both ends of a range */
            }
            if (status == UND_E_MEMORY)
                return status;
        }
    return status;
}

bool und_rule_target(und_check_run *run)
{
    und_doc *doc = run->doc;
    bool ok = true;
    uint32_t count = und_nodes_count(&doc->nodes);
    if (!und_counts_for_itself(doc) || und_is_older(run, &ok))
        return ok;
    const und_numbering *n = und_numbering_of(doc);
    for (uint32_t i = 0; n != NULL && i < count; i++) {
        und_reference reference;
        und_status status;
        for (uint32_t r = 0; (status = und_reference_get(doc, i + 1, r, &reference)) == UND_OK; r++) {
            bool part = reference.type == UND_REFERENCE_PARAGRAPH || reference.type == UND_REFERENCE_ANNEX ||
                        reference.type == UND_REFERENCE_ARTICLE || reference.type == UND_REFERENCE_FOOTNOTE;
            if (reference.type == UND_REFERENCE_ANNEX)
                check_see_annex(run, n, i, &reference);
            if (part && reference.where != UND_WHERE_ELSEWHERE && check_reference(run, n, i, r) == UND_E_MEMORY)
                return false;
        }
        if (status == UND_E_MEMORY)
            return false;
    }
    return n != NULL && ok;
}
