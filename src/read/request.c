#include "read/request.h"

#include "read/office.h"

#include <string.h>

#define NODE_BYTES (1u << 20) /* of its own text that are looked at for references, as of any node */
#define WORDS_BYTES 8000u     /* folded, in which its other words stand; the longest request seen has under 1,000 */

void und_request_close(und_request_parts *request)
{
    und_flow_close(&request->flow);
    und_references_close(&request->references);
}

static und_request_words words_at(const und_flow *flow, size_t first, size_t last)
{
    return (und_request_words){und_flow_back(flow, first), und_flow_back(flow, last)};
}

/* The longest term of `key` at a byte of the text; NULL: none stands there. */
static const und_term *term_at(const und_language *language, und_term_key key, und_bytes text, size_t at)
{
    const und_term *found = NULL;
    for (uint32_t i = language->first[key]; i < language->first[key + 1]; i++) {
        und_bytes term = und_term_folded(language, &language->terms[i]);
        bool longer = found == NULL || term.length > found->folded_length;
        if (longer && term.length > 0 && term.length <= text.length - at &&
            memcmp(text.at + at, term.at, term.length) == 0)
            found = &language->terms[i];
    }
    return found;
}

/* Whether a word of the language begins, or ends, at a byte. Chinese has no spaces, and Arabic glues words together. */
static bool stands_alone(const und_language *language, und_bytes text, size_t first, size_t last)
{
    if (language->script == UND_SCRIPT_HAN)
        return true;
    bool begins = first == 0 || text.at[first - 1] == ' ' || text.at[first - 1] == '(';
    bool ends = last == text.length || strchr(" ,.;:)", text.at[last]) != NULL || (unsigned char)text.at[last] == 0xd8;
    return begins && ends;
}

/* The first term of `key` from `*from` on, which is moved to where it begins. */
static const und_term *next_term(const und_language *language, und_term_key key, und_bytes text, size_t *from)
{
    for (size_t at = *from; at < text.length; at++) {
        const und_term *term = ((unsigned char)text.at[at] & 0xc0) == 0x80 ? NULL : term_at(language, key, text, at);
        if (term == NULL || !stands_alone(language, text, at, at + term->folded_length))
            continue;
        *from = at;
        return term;
    }
    return NULL;
}

/* "as a document of the General Assembly, under agenda item 42, and of the Security Council". */
static void read_organs(und_request_parts *request, const und_language *language, und_bytes text)
{
    size_t at = 0;
    const und_term *act = next_term(language, UND_TERM_ASKED, text, &at);
    if (act == NULL)
        return;
    request->act = (und_request_act)act->value;
    request->act_words = words_at(&request->flow, at, at + act->folded_length);
    if (request->act != UND_ACT_CIRCULATE)
        return;
    /* Where the words of the organ are part of those that ask, they begin there: "документа Совета Безопасности". */
    for (at += act->folded_length; request->organ_count < UND_REQUEST_ORGANS_MAX;) {
        const und_term *organ = next_term(language, UND_TERM_ASKED_ORGAN, text, &at);
        if (organ == NULL)
            return;
        request->organs[request->organ_count].organ = (und_organ)organ->value;
        request->organs[request->organ_count++].words = words_at(&request->flow, at, at + organ->folded_length);
        at += organ->folded_length;
    }
}

static void read_words(und_request_parts *request, const und_language *language)
{
    const und_flow *flow = &request->flow;
    und_bytes text = {flow->folded, flow->folded_length < WORDS_BYTES ? flow->folded_length : WORDS_BYTES};
    read_organs(request, language, text);
    size_t at = 0;
    const und_term *its = next_term(language, UND_TERM_ITS_ANNEX, text, &at);
    if (its != NULL) {
        request->annexes = (und_said)(its->value >> UND_SAID_SHIFT);
        request->annex_words = words_at(flow, at, at + its->folded_length);
    }
    und_named_office writer;
    if (und_find_office(language, text, &writer) && writer.office == UND_OFFICE_NONE) {
        request->gender = writer.gender;
        request->gender_words = words_at(flow, writer.first, writer.last);
    }
}

bool und_request_read(und_request_parts *request, const und_doc *doc, uint32_t index)
{
    memset(request, 0, sizeof *request);
    request->index = index;
    request->language = UND_LANGUAGE_NONE;
    request->agenda = UND_NO_REFERENCE;
    und_flow_open(&request->flow, doc->allocator);
    und_references_open(&request->references, doc->allocator);
    if (index == UINT32_MAX)
        return true;
    request->language = und_doc_node_language(doc, index);
    if (!und_doc_flow(doc, index, und_doc_own_end(doc, index), NODE_BYTES, &request->flow) ||
        !und_references_find(&request->references, doc->lexicon, request->language, &request->flow))
        return false;
    for (size_t i = 0; i < request->references.count && request->agenda == UND_NO_REFERENCE; i++)
        if (request->references.at[i].type == UND_REFERENCE_AGENDA)
            request->agenda = (uint32_t)i;
    if (request->language != UND_LANGUAGE_NONE)
        read_words(request, und_language_at(doc->packs, request->language));
    return true;
}

uint32_t und_doc_request(const und_doc *doc)
{
    uint32_t count = und_nodes_count(&doc->nodes);
    for (uint32_t i = 0; i < count; i++) {
        uint8_t kind = und_doc_stored(doc, i)->kind;
        if (kind == UND_KIND_REQUEST)
            return i;
        if (kind == UND_KIND_ANNEX || kind == UND_KIND_ENCLOSURE)
            break;
    }
    return UINT32_MAX;
}
