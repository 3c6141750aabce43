#include "check/custom.h"

#include <string.h>

/* The first session of the General Assembly, and the first year, whose documents were made as today's are: those before are
 * at hand as scans, which lose numbers and marks. */
#define FIRST_SESSION 49u
#define FIRST_YEAR 1994u
/* Resolutions that are looked at for their years: the first of a document are those that it goes on from. */
#define REFERENCES_MOST 200u

/* The year of a resolution or a decision; 0: its number does not say. */
static uint32_t year_of(const und_target *target)
{
    if (target->kind != UND_TARGET_RESOLUTION && target->kind != UND_TARGET_DECISION)
        return 0;
    if (memchr(target->name.at, '(', target->name.length) != NULL && target->year == 0)
        return FIRST_YEAR - 1; /* "1546 (XLIX)": sessions had Roman figures up to 1976 */
    bool session = target->session_type == UND_SESSION_REGULAR && target->session > 0;
    return target->year > 0 ? target->year : session ? target->session + 1945u : 0;
}

/* Whether the resolutions, decisions and days that the document speaks of are older ones. One that seems younger may be
 * misread. */
static bool cites_older_alone(und_doc *doc, bool *ok)
{
    uint32_t older = 0, younger = 0, count = und_nodes_count(&doc->nodes);
    for (uint32_t i = 0; i < count && older + younger < REFERENCES_MOST; i++) {
        und_reference reference;
        und_status status;
        for (uint32_t n = 0; (status = und_reference_get(doc, i + 1, n, &reference)) == UND_OK; n++) {
            und_target target;
            older += reference.date.year > 0 && reference.date.year < FIRST_YEAR;
            younger += reference.date.year >= FIRST_YEAR;
            for (uint32_t t = 0; und_target_get(doc, i + 1, n, t, &target) == UND_OK; t++) {
                uint32_t year = year_of(&target);
                older += year > 0 && year < FIRST_YEAR;
                younger += year >= FIRST_YEAR;
            }
        }
        *ok = *ok && status != UND_E_MEMORY;
    }
    return older > 0 && younger * 10 < older;
}

static bool is_older(und_doc *doc, bool *ok)
{
    und_session session;
    und_status status = und_session_of_document(doc, &session);
    *ok = *ok && status != UND_E_MEMORY;
    if (status == UND_OK && (session.type == UND_SESSION_REGULAR || session.type == UND_SESSION_RESUMED) &&
        session.organ == UND_ORGAN_GENERAL_ASSEMBLY)
        return session.number < FIRST_SESSION;
    if (status == UND_OK && session.type == UND_SESSION_YEAR)
        return session.number < FIRST_YEAR;
    return cites_older_alone(doc, ok);
}

bool und_is_older(und_check_run *run, bool *ok)
{
    enum { UNKNOWN, OLDER, YOUNGER };
    if (run->older == UNKNOWN)
        run->older = is_older(run->doc, ok) ? OLDER : YOUNGER;
    return run->older == OLDER;
}

bool und_counts_for_itself(const und_doc *doc)
{
    und_doc_kind kind = und_doc_kind_of(doc);
    return kind != UND_DOC_AMENDMENT && kind != UND_DOC_AGENDA;
}

bool und_keeps_marks(const und_doc *doc, uint32_t index, und_organ organ)
{
    uint8_t mode = und_doc_state_after(doc, index)->mode;
    return (organ == UND_ORGAN_GENERAL_ASSEMBLY || organ == UND_ORGAN_ECONOMIC_AND_SOCIAL_COUNCIL ||
            organ == UND_ORGAN_HUMAN_RIGHTS_COUNCIL) &&
           (mode == UND_MODE_PREAMBLE || mode == UND_MODE_OPERATIVE);
}

und_organ und_organ_after(const und_doc *doc, uint32_t index, und_organ organ)
{
    const und_tree_node *node = und_doc_stored(doc, index);
    const und_phrase *phrase = node->phrase == 0 ? NULL : und_phrase_at(doc->lexicon, node->phrase);
    switch (node->kind) {
    case UND_KIND_SUBJECT:
        for (uint32_t i = 0; phrase != NULL && i < phrase->sense_count; i++) {
            const und_sense *sense = &doc->lexicon->senses[phrase->senses + i];
            if (sense->key == UND_TERM_SUBJECT)
                return (und_organ)und_language_at(doc->packs, sense->language)->terms[sense->term].value;
        }
        return UND_ORGAN_NONE;
    /* Under a title another speaks; and so does whoever begins to in a paragraph: "We, the Heads of State, declare …". */
    case UND_KIND_TITLE:
    case UND_KIND_ANNEX:
    case UND_KIND_ENCLOSURE: return UND_ORGAN_NONE;
    case UND_KIND_HEADING: return node->style == UND_LABEL_NONE ? UND_ORGAN_NONE : organ;
    case UND_KIND_PARAGRAPH:
        return phrase != NULL && (phrase->keys & UND_BIT(UND_TERM_SUBJECT_START)) != 0 ? UND_ORGAN_NONE : organ;
    default: return organ;
    }
}
