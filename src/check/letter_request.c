/* Rules about what a letter asks for. */
#include "check/whole.h"

/* The organ whose documents a letter to that addressee becomes; UND_ORGAN_NONE: of several. */
static und_organ organ_of(und_addressee addressee)
{
    switch (addressee) {
    case UND_ADDRESSEE_PRESIDENT_GENERAL_ASSEMBLY: return UND_ORGAN_GENERAL_ASSEMBLY;
    case UND_ADDRESSEE_PRESIDENT_SECURITY_COUNCIL: return UND_ORGAN_SECURITY_COUNCIL;
    case UND_ADDRESSEE_PRESIDENT_ECONOMIC_AND_SOCIAL_COUNCIL: return UND_ORGAN_ECONOMIC_AND_SOCIAL_COUNCIL;
    case UND_ADDRESSEE_PRESIDENT_HUMAN_RIGHTS_COUNCIL: return UND_ORGAN_HUMAN_RIGHTS_COUNCIL;
    default: return UND_ORGAN_NONE;
    }
}

/* The words for an organ after those that ask, as the language attests them; NULL: it does not. */
static const und_term *words_of(const und_language *language, und_organ organ)
{
    for (uint32_t i = language->first[UND_TERM_ASKED_ORGAN]; i < language->first[UND_TERM_ASKED_ORGAN + 1]; i++)
        if (language->terms[i].value == (uint16_t)organ && language->terms[i].attested)
            return &language->terms[i];
    return NULL;
}

/* "as a document of the Security Council, under agenda item 34", and of no other organ: the Council's documents stand under no
 * item of the Assembly's agenda (Editorial Manual, masthead). */
static void find_items_of_council(und_check_run *run, const und_whole *whole, und_passage asked)
{
    und_request request;
    if (und_is_open(run, asked.range) || und_request_get(run->doc, whole->request + 1, &request) != UND_OK ||
        request.reference == UND_NO_REFERENCE)
        return;
    und_find_words(run, asked, ": agenda items are cited, and a document of the Security Council has none");
    const und_term *term = words_of(whole->language, UND_ORGAN_GENERAL_ASSEMBLY);
    if (term != NULL)
        und_offer_words(run, asked.range, und_term_text(whole->language, term));
}

/* "as a document of the General Assembly" in a letter to the President of the Security Council: a letter to the president of
 * an organ becomes a document of that organ, a letter to the Secretary-General of any (Editorial Manual, communications). */
void und_rule_letter_organ(und_check_run *run)
{
    und_whole whole;
    und_addressee addressee, second;
    if (!und_whole_read_letter(run, &whole) || whole.request == UINT32_MAX ||
        und_letter_addressee_get(run->doc, whole.title + 1, 0, &addressee) != UND_OK ||
        und_letter_addressee_get(run->doc, whole.title + 1, 1, &second) == UND_OK)
        return;
    und_organ right = organ_of(addressee), organ, asked = UND_ORGAN_NONE;
    und_passage words, first = {.text = {"", 0}};
    uint32_t n = 0;
    for (; und_request_organ_get(run->doc, whole.request + 1, n, &organ, &words) == UND_OK; n++) {
        if (organ == right)
            return;
        if (n == 0) {
            first = words;
            asked = organ;
        }
    }
    if (addressee == UND_ADDRESSEE_SECRETARY_GENERAL && asked == UND_ORGAN_SECURITY_COUNCIL && n == 1)
        find_items_of_council(run, &whole, first);
    if (right == UND_ORGAN_NONE || asked == UND_ORGAN_NONE || und_is_open(run, first.range))
        return;
    und_text *text = &run->findings->words;
    size_t message = text->length;
    und_text_put_words(text, "“");
    und_text_put(text, first.text);
    und_text_put_words(text, "”: the letter is addressed to “");
    und_text_put(text, whole.letter.addressee_words.text);
    und_text_put_words(text, "”");
    und_find(run, first.range, message);
    const und_term *term = words_of(whole.language, right);
    und_request request;
    /* Where items are cited it may be the addressee that is wrong. */
    if (term != NULL && und_request_get(run->doc, whole.request + 1, &request) == UND_OK &&
        request.reference == UND_NO_REFERENCE)
        und_offer_words(run, first.range, und_term_text(whole.language, term));
}
