#include "pack/names.h"

#include <string.h>

#define TABLE(variable, called, array) const und_names variable = {called, array, sizeof(array) / sizeof((array)[0])}

static const char *const organs[] = {
    [UND_ORGAN_NONE] = "",
    [UND_ORGAN_GENERAL_ASSEMBLY] = "general-assembly",
    [UND_ORGAN_SECURITY_COUNCIL] = "security-council",
    [UND_ORGAN_ECONOMIC_AND_SOCIAL_COUNCIL] = "economic-and-social-council",
    [UND_ORGAN_HUMAN_RIGHTS_COUNCIL] = "human-rights-council",
    [UND_ORGAN_TRUSTEESHIP_COUNCIL] = "trusteeship-council",
    [UND_ORGAN_OTHER] = "other",
};
TABLE(und_organ_names, "organ", organs);

static const char *const distributions[] = {
    [UND_DISTRIBUTION_NONE] = "",
    [UND_DISTRIBUTION_GENERAL] = "general",
    [UND_DISTRIBUTION_LIMITED] = "limited",
    [UND_DISTRIBUTION_RESTRICTED] = "restricted",
    [UND_DISTRIBUTION_PROVISIONAL] = "provisional",
};
TABLE(und_distribution_names, "distribution", distributions);

static const char *const addressees[] = {
    [UND_ADDRESSEE_NONE] = "",
    [UND_ADDRESSEE_SECRETARY_GENERAL] = "secretary-general",
    [UND_ADDRESSEE_PRESIDENT_GENERAL_ASSEMBLY] = "president-general-assembly",
    [UND_ADDRESSEE_PRESIDENT_SECURITY_COUNCIL] = "president-security-council",
    [UND_ADDRESSEE_PRESIDENT_ECONOMIC_AND_SOCIAL_COUNCIL] = "president-economic-and-social-council",
    [UND_ADDRESSEE_PRESIDENT_HUMAN_RIGHTS_COUNCIL] = "president-human-rights-council",
};
TABLE(und_addressee_names, "addressee", addressees);

static const char *const offices[] = {
    [UND_OFFICE_NONE] = "",
    [UND_OFFICE_PERMANENT_REPRESENTATIVE] = "permanent-representative",
    [UND_OFFICE_PERMANENT_OBSERVER] = "permanent-observer",
    [UND_OFFICE_CHARGE_D_AFFAIRES] = "charge-d-affaires",
    [UND_OFFICE_DEPUTY_PERMANENT_REPRESENTATIVE] = "deputy-permanent-representative",
    [UND_OFFICE_MINISTER] = "minister",
    [UND_OFFICE_HEAD_OF_DELEGATION] = "head-of-delegation",
    [UND_OFFICE_CHAIR] = "chair",
};
TABLE(und_office_names, "office", offices);

static const char *const letter_forms[] = {
    [UND_LETTER_PLAIN] = "letter",
    [UND_LETTER_IDENTICAL] = "identical",
    [UND_LETTER_JOINT] = "joint",
    [UND_LETTER_NOTE_VERBALE] = "note-verbale",
};
TABLE(und_letter_form_names, "kind of letter", letter_forms);

static const char *const doc_kinds[] = {
    [UND_DOC_OTHER] = "other",
    [UND_DOC_LETTER] = "letter",
    [UND_DOC_NOTE_VERBALE] = "note-verbale",
    [UND_DOC_RESOLUTION] = "resolution",
    [UND_DOC_DECISION] = "decision",
    [UND_DOC_PRESIDENTIAL_STATEMENT] = "presidential-statement",
    [UND_DOC_DECLARATION] = "declaration",
    [UND_DOC_REPORT] = "report",
    [UND_DOC_AGENDA] = "agenda",
    [UND_DOC_DRAFT] = "draft",
    [UND_DOC_AMENDMENT] = "amendment",
};
_Static_assert(sizeof doc_kinds / sizeof doc_kinds[0] == UND_DOC_KIND_COUNT, "every kind of document has a name");
TABLE(und_doc_kind_names, "kind of document", doc_kinds);

static const char *const lists[] = {
    [UND_LIST_AGENDA] = "agenda",
    [UND_LIST_PROVISIONAL] = "provisional",
    [UND_LIST_PRELIMINARY] = "preliminary",
    [UND_LIST_SUPPLEMENTARY] = "supplementary",
    [UND_LIST_DRAFT] = "draft",
};
TABLE(und_agenda_list_names, "list of items", lists);

static const char *const field_labels[] = {
    [UND_LABEL_OF_NOTHING] = "",          [UND_LABEL_OF_COMMITTEE] = "committee",
    [UND_LABEL_OF_SPONSORS] = "sponsors", [UND_LABEL_OF_SIGNATORIES] = "signatories",
    [UND_LABEL_OF_TOPIC] = "topic",       [UND_LABEL_OF_OTHER] = "other",
};
TABLE(und_field_label_names, "label of a field", field_labels);

/* An office, then its forms for a man and for a woman. Without an office: other words that tell who writes. */
#define OFFICE(office, name)                                                                                           \
    [(office)*UND_GENDERS] = name, [(office)*UND_GENDERS + UND_GENDER_MASCULINE] = name "-m",                          \
    [(office)*UND_GENDERS + UND_GENDER_FEMININE] = name "-f"
static const char *const office_forms[] = {
    OFFICE(UND_OFFICE_NONE, "writer"),
    OFFICE(UND_OFFICE_PERMANENT_REPRESENTATIVE, "permanent-representative"),
    OFFICE(UND_OFFICE_PERMANENT_OBSERVER, "permanent-observer"),
    OFFICE(UND_OFFICE_CHARGE_D_AFFAIRES, "charge-d-affaires"),
    OFFICE(UND_OFFICE_DEPUTY_PERMANENT_REPRESENTATIVE, "deputy-permanent-representative"),
};
TABLE(und_office_form_names, "office", office_forms);

static const char *const acts[] = {
    [UND_ACT_NONE] = "",
    [UND_ACT_CIRCULATE] = "circulate",
    [UND_ACT_BRING_TO_ATTENTION] = "bring-to-attention",
};
TABLE(und_act_names, "what a request asks for", acts);

static const char *const scripts[] = {
    [UND_SCRIPT_LATIN] = "latin",
    [UND_SCRIPT_CYRILLIC] = "cyrillic",
    [UND_SCRIPT_ARABIC] = "arabic",
    [UND_SCRIPT_HAN] = "han",
};
TABLE(und_script_names, "script", scripts);

const char *und_name_at(const und_names *names, uint32_t value)
{
    return value < names->count ? names->names[value] : "";
}

uint32_t und_name_find(const und_names *names, uint32_t least, und_bytes name)
{
    for (uint32_t value = least; value < names->count; value++)
        if (name.length > 0 && strlen(names->names[value]) == name.length &&
            memcmp(names->names[value], name.at, name.length) == 0)
            return value;
    return UINT32_MAX;
}

const char *und_organ_name(und_organ organ)
{
    return und_name_at(&und_organ_names, organ);
}

const char *und_distribution_name(und_distribution distribution)
{
    return und_name_at(&und_distribution_names, distribution);
}

const char *und_addressee_name(und_addressee addressee)
{
    return und_name_at(&und_addressee_names, addressee);
}

const char *und_office_name(und_office office)
{
    return und_name_at(&und_office_names, office);
}

const char *und_agenda_list_name(und_agenda_list list)
{
    return und_name_at(&und_agenda_list_names, list);
}

const char *und_letter_form_name(und_letter_form form)
{
    return und_name_at(&und_letter_form_names, form);
}

const char *und_gender_name(und_gender gender)
{
    static const char *const genders[] = {"", "masculine", "feminine"};
    return (size_t)gender < sizeof genders / sizeof genders[0] ? genders[gender] : "";
}

const char *und_request_act_name(und_request_act act)
{
    return und_name_at(&und_act_names, act);
}

const char *und_said_name(und_said said)
{
    static const char *const said_names[] = {"", "one", "two", "several"};
    return (size_t)said < sizeof said_names / sizeof said_names[0] ? said_names[said] : "";
}

const char *und_doc_kind_name(und_doc_kind kind)
{
    return und_name_at(&und_doc_kind_names, kind);
}

/* ---- codes of languages ---- */

#define LETTERS 27u /* and none */

und_code und_code_of(und_bytes text)
{
    uint32_t code = 0;
    if (text.length < 2 || text.length > UND_CODE_LETTERS)
        return 0;
    for (size_t i = 0; i < UND_CODE_LETTERS; i++) {
        if (i < text.length && (text.at[i] < 'a' || text.at[i] > 'z'))
            return 0;
        code = code * LETTERS + (i < text.length ? (uint32_t)(text.at[i] - 'a') + 1u : 0);
    }
    return (und_code)code;
}

und_code_text und_code_name(und_code code)
{
    und_code_text out = {""};
    uint32_t rest = code;
    for (size_t i = UND_CODE_LETTERS; i-- > 0; rest /= LETTERS)
        out.text[i] = (char)(rest % LETTERS == 0 ? 0 : 'a' + (int)(rest % LETTERS) - 1);
    return out;
}
