/* table.c - the rules: a row each. */
#include "check/check.h"
#include "check/rule_set.h"

const und_rule und_rules[] = {
    {"session/mismatch", UND_SEVERITY_ERROR, und_rule_session, NULL, NULL},
    {"agenda/no-pack", UND_SEVERITY_HINT, und_rule_no_agenda, NULL, NULL},
    {"agenda/unknown-item", UND_SEVERITY_WARNING, und_rule_unknown_item, NULL, NULL},
    {"agenda/unknown-subitem", UND_SEVERITY_WARNING, und_rule_unknown_subitem, NULL, NULL},
    {"agenda/duplicate", UND_SEVERITY_WARNING, und_rule_duplicate, NULL, NULL},
    {"agenda/order", UND_SEVERITY_WARNING, und_rule_order, NULL, NULL},
    {"agenda/form", UND_SEVERITY_WARNING, und_rule_form, NULL, NULL},
    {"agenda/title", UND_SEVERITY_WARNING, und_rule_title, NULL, NULL},
    {"letter/request-items", UND_SEVERITY_WARNING, und_rule_request_items, NULL, NULL},
    {"letter/date", UND_SEVERITY_WARNING, und_rule_letter_date, NULL, NULL},
    {"letter/date-order", UND_SEVERITY_WARNING, und_rule_letter_date_order, NULL, NULL},
    {"letter/session", UND_SEVERITY_WARNING, und_rule_letter_session, NULL, NULL},
    {"letter/weekday", UND_SEVERITY_WARNING, NULL, und_rule_letter_weekday, NULL},
    {"letter/annex", UND_SEVERITY_WARNING, NULL, NULL, und_rule_letter_annex},
    {"letter/annex-count", UND_SEVERITY_WARNING, NULL, NULL, und_rule_letter_annex_count},
    {"letter/annex-heading", UND_SEVERITY_WARNING, NULL, NULL, und_rule_letter_annex_heading},
    {"letter/original", UND_SEVERITY_HINT, NULL, NULL, und_rule_letter_original},
    {"letter/organ", UND_SEVERITY_WARNING, und_rule_letter_organ, NULL, NULL},
    {"letter/office", UND_SEVERITY_WARNING, und_rule_letter_office, NULL, NULL},
    {"letter/gender", UND_SEVERITY_WARNING, und_rule_letter_gender, NULL, NULL},
    {"letter/unsigned", UND_SEVERITY_HINT, und_rule_letter_unsigned, NULL, NULL},
    {"letter/honorific", UND_SEVERITY_INFORMATION, und_rule_letter_honorific, NULL, NULL},
    {"letter/co-signatories", UND_SEVERITY_HINT, und_rule_letter_co_signatories, NULL, NULL},
    {"letter/numbered", UND_SEVERITY_HINT, und_rule_letter_numbered, NULL, NULL},
    {"letter/state-name", UND_SEVERITY_WARNING, NULL, und_rule_state_name, NULL},
    {"letter/formula", UND_SEVERITY_WARNING, NULL, und_rule_formula, NULL},
    {"agenda/number", UND_SEVERITY_WARNING, und_rule_number, NULL, NULL},
    {"clause/opener", UND_SEVERITY_WARNING, NULL, und_rule_opener, NULL},
    {"clause/part", UND_SEVERITY_WARNING, NULL, und_rule_clause_part, NULL},
    {"clause/agreement", UND_SEVERITY_WARNING, NULL, und_rule_agreement, NULL},
    {"clause/also", UND_SEVERITY_HINT, NULL, NULL, und_rule_clause_also},
    {"clause/emphasis", UND_SEVERITY_HINT, NULL, NULL, und_rule_emphasis},
    {"date/form", UND_SEVERITY_INFORMATION, NULL, und_rule_date_form, NULL},
    {"figure/percent", UND_SEVERITY_INFORMATION, NULL, und_rule_percent, NULL},
    {"figure/decade", UND_SEVERITY_INFORMATION, NULL, und_rule_decade, NULL},
    {"symbol/form", UND_SEVERITY_WARNING, NULL, und_rule_symbol_form, NULL},
    {"resolution/number", UND_SEVERITY_INFORMATION, NULL, und_rule_resolution_number, NULL},
    {"resolution/year", UND_SEVERITY_HINT, NULL, und_rule_resolution_year, NULL},
    {"draft/placeholder", UND_SEVERITY_WARNING, NULL, und_rule_placeholder, NULL},
    {"number/sequence", UND_SEVERITY_WARNING, NULL, NULL, und_rule_sequence},
    {"number/form", UND_SEVERITY_WARNING, NULL, NULL, und_rule_label_form},
    {"reference/target", UND_SEVERITY_WARNING, NULL, NULL, und_rule_target},
    {"mark/preambular", UND_SEVERITY_WARNING, NULL, NULL, und_rule_mark_preambular},
    {"mark/operative", UND_SEVERITY_WARNING, NULL, NULL, und_rule_mark_operative},
    {"mark/last", UND_SEVERITY_INFORMATION, NULL, NULL, und_rule_mark_last},
    {"mark/colon", UND_SEVERITY_WARNING, NULL, NULL, und_rule_mark_colon},
    {"bracket/unclosed", UND_SEVERITY_WARNING, NULL, NULL, und_rule_unclosed},
    {"bracket/unopened", UND_SEVERITY_WARNING, NULL, NULL, und_rule_unopened},
    /* Of what asides say: made when all others have been. */
    {UND_RULE_UNUSED, UND_SEVERITY_HINT, NULL, NULL, NULL},
    {UND_RULE_UNKNOWN, UND_SEVERITY_HINT, NULL, NULL, NULL},
};
#define RULES (sizeof und_rules / sizeof und_rules[0])
_Static_assert(RULES <= UND_RULES_MAX, "a bit each");
const uint32_t und_rules_count = RULES;

const char *und_rule_code(size_t index)
{
    return index < RULES ? und_rules[index].code : NULL;
}

und_severity und_rule_severity(size_t index)
{
    return index < RULES ? und_rules[index].severity : UND_SEVERITY_HINT;
}
