/* names.h - what values are called in packs, answers and JSON: one table for each kind. */
#ifndef UND_PACK_NAMES_H
#define UND_PACK_NAMES_H

#include "pack/pack.h"

typedef struct und_names {
    const char *what;         /* for messages: "organ" */
    const char *const *names; /* by value; "" where a value has none */
    uint32_t count;
} und_names;

extern const und_names und_organ_names;
extern const und_names und_distribution_names;
extern const und_names und_addressee_names;
extern const und_names und_office_names;
extern const und_names und_letter_form_names;
extern const und_names und_agenda_list_names;
extern const und_names und_doc_kind_names;
extern const und_names und_script_names;
extern const und_names und_field_label_names;
extern const und_names und_office_form_names; /* by the value of a UND_TERM_OFFICE_FORM */
extern const und_names und_act_names;

/* "" for a value without a name. */
const char *und_name_at(const und_names *names, uint32_t value);
/* The value of a name, from `least` on; UINT32_MAX: none has it. */
uint32_t und_name_find(const und_names *names, uint32_t least, und_bytes name);

#endif
