#include "write/conflicts.h"

#include <stdio.h>
#include <string.h>

#include "pack/names.h"

/* One rule: true when the answers are against it, with the sentence that says so in `message`. */
typedef bool (*conflict)(const und_answers *a, char *message);

#define SAY(...) ((void)snprintf(message, UND_MESSAGE_MAX, __VA_ARGS__), true)
#define TEXT(bytes) (int)((bytes).length < 80 ? (bytes).length : 80), (bytes).at

static bool given(const und_answers *a, und_answer key)
{
    return a->given[key].length > 0;
}

static und_bytes english_name(const und_answers *a, const und_state *state)
{
    uint8_t fallback = und_packs_fallback(a->packs);
    return fallback == UND_LANGUAGE_NONE ? und_words(state->code) : state->names[fallback].name;
}

/* ---- organ, addressee, items ---- */

static bool council_alone(const und_answers *a)
{
    return a->organ == UND_ORGAN_SECURITY_COUNCIL && a->other_organ == UND_ORGAN_NONE;
}

static bool items_of_council(const und_answers *a, char *message)
{
    return council_alone(a) && given(a, UND_ANSWER_ITEMS) &&
           SAY("items: a document of the Security Council stands under no agenda item; leave the items out, or address "
               "the letter to the Secretary-General");
}

static bool session_of_council(const und_answers *a, char *message)
{
    return council_alone(a) && given(a, UND_ANSWER_SESSION) &&
           SAY("session: a document of the Security Council names no session; leave the session out");
}

static bool session_of_years(const und_answers *a, char *message)
{
    return a->organ == UND_ORGAN_ECONOMIC_AND_SOCIAL_COUNCIL && given(a, UND_ANSWER_SESSION) &&
           SAY("session: the Economic and Social Council counts its sessions by years; leave the session out, it "
               "follows from "
               "the date");
}

/* A president's letters are documents of his or her own organ; the Secretary-General has them circulated for all. */
static bool organ_of_president(const und_answers *a, char *message)
{
    static const und_organ own[] = {
        [UND_ADDRESSEE_PRESIDENT_GENERAL_ASSEMBLY] = UND_ORGAN_GENERAL_ASSEMBLY,
        [UND_ADDRESSEE_PRESIDENT_SECURITY_COUNCIL] = UND_ORGAN_SECURITY_COUNCIL,
        [UND_ADDRESSEE_PRESIDENT_ECONOMIC_AND_SOCIAL_COUNCIL] = UND_ORGAN_ECONOMIC_AND_SOCIAL_COUNCIL,
        [UND_ADDRESSEE_PRESIDENT_HUMAN_RIGHTS_COUNCIL] = UND_ORGAN_HUMAN_RIGHTS_COUNCIL,
    };
    if (!given(a, UND_ANSWER_ORGAN) || !given(a, UND_ANSWER_ADDRESSEE) ||
        (size_t)a->addressee >= sizeof own / sizeof own[0] || own[a->addressee] == UND_ORGAN_NONE)
        return false;
    bool agrees = a->organ == own[a->addressee] && a->other_organ == UND_ORGAN_NONE;
    return !agrees &&
           SAY("organ: \"%.*s\" with addressee %s; what is addressed there becomes a document of %s alone, and "
               "for others it goes to the Secretary-General",
               TEXT(a->given[UND_ANSWER_ORGAN]), und_addressee_name(a->addressee), und_organ_name(own[a->addressee]));
}

static bool two_organs(const und_answers *a, char *message)
{
    return a->other_organ != UND_ORGAN_NONE &&
           (a->organ != UND_ORGAN_GENERAL_ASSEMBLY || a->other_organ != UND_ORGAN_SECURITY_COUNCIL) &&
           SAY("organ: \"%.*s\"; documents of two organs are those of the General Assembly and the Security Council",
               TEXT(a->given[UND_ANSWER_ORGAN]));
}

static bool attention_of_others(const und_answers *a, char *message)
{
    return a->request == UND_REQUEST_ATTENTION && a->organ != UND_ORGAN_NONE && !council_alone(a) &&
           SAY("request: what is brought to the attention of members goes to the Security Council; with organ %s, "
               "expected circulate or none",
               und_organ_name(a->organ));
}

/* ---- who signs ---- */

static bool office_of_member(const und_answers *a, char *message)
{
    if (a->state == NULL || !given(a, UND_ANSWER_OFFICE))
        return false;
    und_bytes name = english_name(a, a->state);
    und_office heads = und_office_of_state(a->state), office = a->office;
    bool observer = office == UND_OFFICE_PERMANENT_OBSERVER;
    bool representative =
        office == UND_OFFICE_PERMANENT_REPRESENTATIVE || office == UND_OFFICE_DEPUTY_PERMANENT_REPRESENTATIVE;
    if (office == UND_OFFICE_HEAD_OF_DELEGATION && heads != office)
        return SAY("office: %.*s has a Permanent %s, and no delegation with a head", TEXT(name),
                   heads == UND_OFFICE_PERMANENT_OBSERVER ? "Observer" : "Representative");
    if (observer && heads == UND_OFFICE_PERMANENT_REPRESENTATIVE)
        return SAY("office: %.*s is a Member State, which has a Permanent Representative and no Observer", TEXT(name));
    if (representative && heads == UND_OFFICE_PERMANENT_OBSERVER)
        return SAY("office: %.*s has a Permanent Observer and no Representative", TEXT(name));
    return (observer || representative) && heads == UND_OFFICE_HEAD_OF_DELEGATION &&
           SAY("office: %.*s has a delegation, whose Head signs", TEXT(name));
}

static bool office_of_several(const und_answers *a, char *message)
{
    if (a->signer_count < 2)
        return false;
    for (uint32_t i = 0; i < a->signer_count; i++) {
        const und_state *state = a->signers[i].state;
        if (und_office_of_state(state) != UND_OFFICE_PERMANENT_REPRESENTATIVE)
            return SAY(
                "state: %.*s is no Member State; a letter of several is written for their Permanent Representatives",
                TEXT(english_name(a, state)));
    }
    return given(a, UND_ANSWER_OFFICE) && a->office != UND_OFFICE_PERMANENT_REPRESENTATIVE &&
           SAY("office: \"%.*s\" with %u States; a letter of several is written for their Permanent Representatives",
               TEXT(a->given[UND_ANSWER_OFFICE]), (unsigned)a->signer_count);
}

static bool chair_of_state(const und_answers *a, char *message)
{
    return a->office == UND_OFFICE_CHAIR && a->state != NULL &&
           SAY("state: whoever signs as Chair writes for a body and no State; leave the State out, or the office, and "
               "answer "
               "chair: the letter then says in which capacity the representative writes");
}

static bool chair_of_several(const und_answers *a, char *message)
{
    return a->signer_count > 1 && given(a, UND_ANSWER_CHAIR) &&
           SAY("chair: %u States are not Chair together", (unsigned)a->signer_count);
}

static bool chair_and_behalf(const und_answers *a, char *message)
{
    return given(a, UND_ANSWER_CHAIR) && given(a, UND_ANSWER_BEHALF) && a->office != UND_OFFICE_CHAIR &&
           SAY("behalf: the letter says in which capacity it is written, as Chair (chair) or on behalf of others "
               "(behalf), "
               "and not both");
}

static bool instructions_of_others(const und_answers *a, char *message)
{
    if (!a->instructions)
        return false;
    if (given(a, UND_ANSWER_BEHALF) || given(a, UND_ANSWER_CHAIR))
        return SAY("instructions: a letter on instructions from a Government is not at once one %s",
                   given(a, UND_ANSWER_BEHALF) ? "on behalf of others" : "of a Chair");
    if (a->office == UND_OFFICE_HEAD_OF_DELEGATION)
        return SAY("instructions: the European Union has no Government that gives instructions");
    return a->office == UND_OFFICE_MINISTER &&
           SAY("instructions: a minister writes without instructions from the Government");
}

/* ---- annexes, dates ---- */

static bool annexes_without(const und_answers *a, char *message)
{
    static const und_answer keys[] = {UND_ANSWER_ANNEX_ORIGINAL, UND_ANSWER_ANNEX_TITLE, UND_ANSWER_TRANSMITS};
    und_bytes annex = a->given[UND_ANSWER_ANNEX];
    for (size_t i = 0; annex.length > 0 && a->annexes == 0 && i < sizeof keys / sizeof keys[0]; i++)
        if (given(a, keys[i]))
            return SAY("%s: \"%.*s\", but annex is \"%.*s\"", und_answer_name(keys[i]), TEXT(a->given[keys[i]]),
                       TEXT(annex));
    return false;
}

static bool text_and_transmits(const und_answers *a, char *message)
{
    return given(a, UND_ANSWER_TEXT) && given(a, UND_ANSWER_TRANSMITS) &&
           SAY("text: the first sentence either transmits something (transmits) or says something else (text), and not "
               "both");
}

static int compare(und_date x, und_date y)
{
    uint32_t a = x.year * 10000u + x.month * 100u + x.day, b = y.year * 10000u + y.month * 100u + y.day;
    return a < b ? -1 : a > b;
}

static bool dates_in_order(const und_answers *a, char *message)
{
    return a->date.year > 0 && a->masthead_date.year > 0 && compare(a->masthead_date, a->date) < 0 &&
           SAY("masthead_date: \"%.*s\" is before \"%.*s\", the date of the letter",
               TEXT(a->given[UND_ANSWER_MASTHEAD_DATE]), TEXT(a->given[UND_ANSWER_DATE]));
}

und_status und_answers_agree(const und_answers *answers, char *message)
{
    static const conflict conflicts[] = {
        organ_of_president, two_organs,          items_of_council, session_of_council,
        session_of_years,   attention_of_others, chair_of_state,   office_of_member,
        office_of_several,  chair_of_several,    chair_and_behalf, instructions_of_others,
        annexes_without,    text_and_transmits,  dates_in_order,
    };
    for (size_t i = 0; i < sizeof conflicts / sizeof conflicts[0]; i++)
        if (conflicts[i](answers, message))
            return UND_E_DATA;
    return UND_OK;
}
