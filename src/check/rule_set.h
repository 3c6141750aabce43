/* rule_set.h - rules by their names: one, all of an area, or all. */
#ifndef UND_CHECK_RULE_SET_H
#define UND_CHECK_RULE_SET_H

#include "undoc/rules.h"

#define UND_RULES_MAX 128u /* bits of a set; there are some fifty */

typedef struct und_rule_set {
    uint64_t bits[UND_RULES_MAX / 64u];
} und_rule_set;

static inline bool und_rule_set_has(const und_rule_set *set, uint32_t rule)
{
    return (set->bits[rule / 64u] >> rule % 64u & 1u) != 0;
}

static inline void und_rule_set_add(und_rule_set *set, uint32_t rule)
{
    set->bits[rule / 64u] |= UINT64_C(1) << rule % 64u;
}

/* The rules that a name stands for. False: no rule has it. */
bool und_rules_named(und_bytes name, und_rule_set *out);
/* How many rules a name may stand for: 0 one, 1 those of an area, 2 all. */
unsigned und_rule_name_breadth(und_bytes name);
/* The code that a name is near, that somebody may have meant; NULL: none is. */
const char *und_rule_near(und_bytes name);
/* The row of a code; und_rule_code has it. */
uint32_t und_rule_find(und_bytes code);

#define UND_LEVEL_OFF 0xfeu
#define UND_LEVEL_DEFAULT 0xffu
/* What a level is called: an und_severity, UND_LEVEL_OFF or UND_LEVEL_DEFAULT; 0xfd: none is called so. */
#define UND_LEVEL_NONE 0xfdu
uint8_t und_level_of(und_bytes name);

/* What comes of settings: for each rule an und_severity or UND_LEVEL_OFF; 0 after the last rule. */
void und_levels_say(const und_rule_setting *settings, size_t count, uint8_t levels[UND_RULES_MAX]);

#endif
