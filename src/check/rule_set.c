#include "check/rule_set.h"

#include "text/text.h"

#include <stdio.h>
#include <string.h>

/* Bytes of a name that a message quotes; codes have under 30. */
#define NAME_BYTES 48u
/* A name that differs by more than a third of its letters is another one. */
#define NEAR_SHARE 3u

/* Whether a code is of the area that "area/" and an asterisk name. */
static bool is_of_area(const char *code, und_bytes name)
{
    size_t area = name.length - 1;
    return strlen(code) > area && memcmp(code, name.at, area) == 0;
}

unsigned und_rule_name_breadth(und_bytes name)
{
    if (name.length == 1 && *name.at == '*')
        return 2;
    return name.length > 2 && name.at[name.length - 1] == '*' && name.at[name.length - 2] == '/' ? 1 : 0;
}

bool und_rules_named(und_bytes name, und_rule_set *out)
{
    unsigned breadth = und_rule_name_breadth(name);
    bool any = false;
    const char *code;
    *out = (und_rule_set){{0}};
    for (uint32_t i = 0; (code = und_rule_code(i)) != NULL; i++)
        if (breadth == 2 || (breadth == 1 ? is_of_area(code, name) : und_bytes_equal(name, und_words(code)))) {
            und_rule_set_add(out, i);
            any = true;
        }
    return any;
}

const char *und_rule_near(und_bytes name)
{
    const char *code, *best = NULL;
    uint32_t least = UINT32_MAX;
    bool bare = name.length > 0 && memchr(name.at, '/', name.length) == NULL;
    if (name.length == 0)
        return NULL;
    for (size_t i = 0; (code = und_rule_code(i)) != NULL; i++) {
        const char *slash = strchr(code, '/');
        /* "opener" alone, too. */
        uint32_t far = und_name_distance(name, und_words(bare && slash != NULL ? slash + 1 : code));
        if (far < least) {
            least = far;
            best = code;
        }
    }
    return least != UINT32_MAX && least <= (name.length + NEAR_SHARE - 1) / NEAR_SHARE ? best : NULL;
}

uint32_t und_rule_find(und_bytes code)
{
    const char *at;
    uint32_t i = 0;
    while ((at = und_rule_code(i)) != NULL && !und_bytes_equal(code, und_words(at)))
        i++;
    return i;
}

uint8_t und_level_of(und_bytes name)
{
    static const struct {
        const char *name;
        uint8_t level;
    } levels[] = {{"error", UND_SEVERITY_ERROR},      {"warning", UND_SEVERITY_WARNING},
                  {"info", UND_SEVERITY_INFORMATION}, {"information", UND_SEVERITY_INFORMATION},
                  {"hint", UND_SEVERITY_HINT},        {"off", UND_LEVEL_OFF},
                  {"default", UND_LEVEL_DEFAULT}};
    for (size_t i = 0; i < sizeof levels / sizeof levels[0]; i++)
        if (und_bytes_equal(name, und_words(levels[i].name)))
            return levels[i].level;
    return UND_LEVEL_NONE;
}

/* Which setting a rule has its level from. */
typedef struct said {
    uint32_t rank;
    unsigned breadth;
    bool set;
} said;

void und_levels_say(const und_rule_setting *settings, size_t count, uint8_t levels[UND_RULES_MAX])
{
    said by[UND_RULES_MAX] = {{0}};
    memset(levels, 0, UND_RULES_MAX);
    for (size_t i = 0; und_rule_code(i) != NULL; i++)
        levels[i] = (uint8_t)und_rule_severity(i);
    for (size_t i = 0; i < count; i++) {
        und_rule_set named;
        uint8_t level = und_level_of(settings[i].level);
        said now = {settings[i].rank, und_rule_name_breadth(settings[i].rule), true};
        if (level == UND_LEVEL_NONE || !und_rules_named(settings[i].rule, &named))
            continue;
        for (uint32_t r = 0; r < UND_RULES_MAX; r++) {
            bool stronger =
                !by[r].set || now.rank > by[r].rank || (now.rank == by[r].rank && now.breadth <= by[r].breadth);
            if (!und_rule_set_has(&named, r) || !stronger)
                continue;
            levels[r] = level == UND_LEVEL_DEFAULT ? (uint8_t)und_rule_severity(r) : level;
            by[r] = now;
        }
    }
}

und_status und_rule_setting_check(und_bytes rule, und_bytes level, char message[UND_MESSAGE_MAX])
{
    und_rule_set set;
    message[0] = '\0';
    if (!und_rules_named(rule, &set)) {
        const char *near = und_rule_near(rule);
        int shown = (int)(rule.length < NAME_BYTES ? rule.length : NAME_BYTES);
        if (near != NULL)
            snprintf(message, UND_MESSAGE_MAX, "no rule is called “%.*s”; did you mean %s?", shown, rule.at, near);
        else
            snprintf(message, UND_MESSAGE_MAX,
                     "no rule is called “%.*s”; expected a code like clause/opener, clause/* or *", shown, rule.at);
        return UND_E_DATA;
    }
    if (und_level_of(level) == UND_LEVEL_NONE) {
        snprintf(message, UND_MESSAGE_MAX, "“%.*s” is no severity; expected error, warning, info, hint, off or default",
                 (int)(level.length < NAME_BYTES ? level.length : NAME_BYTES), level.at);
        return UND_E_DATA;
    }
    return UND_OK;
}

und_status und_rule_is_named(und_bytes name, size_t n)
{
    und_rule_set set;
    if (!und_rules_named(name, &set))
        return UND_E_DATA;
    return n < UND_RULES_MAX && und_rule_set_has(&set, (uint32_t)n) ? UND_OK : UND_NONE;
}
