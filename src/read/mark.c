#include "read/mark.h"

#include <string.h>

#define LEVELS_MAX 5u /* of the format: no clause goes deeper */

static bool has_prefix(und_bytes text, const char *prefix)
{
    size_t length = strlen(prefix);
    if (text.length < length)
        return false;
    for (size_t i = 0; i < length; i++)
        if ((text.at[i] >= 'A' && text.at[i] <= 'Z' ? text.at[i] + 32 : text.at[i]) != prefix[i])
            return false;
    return true;
}

static und_bytes trimmed(und_bytes text)
{
    while (text.length > 0 && (*text.at == ' ' || *text.at == '\t')) {
        text.at++;
        text.length--;
    }
    while (text.length > 0 && (text.at[text.length - 1] == ' ' || text.at[text.length - 1] == '\t'))
        text.length--;
    return text;
}

bool und_begins_as(und_bytes line, const char *text)
{
    return has_prefix(trimmed(line), text);
}

und_mark und_mark_of(und_bytes line, unsigned *level)
{
    und_bytes text = trimmed(line);
    *level = 0;
    if (text.length == 0)
        return UND_MARK_NONE;
    if (has_prefix(text, "%res ") && text.length > 5 && text.at[5] >= '0' && text.at[5] <= '9')
        return UND_MARK_VERSION;
    if (*text.at == '#')
        return UND_MARK_COMMENT;
    if (has_prefix(text, "== ") && text.length > 5 && memcmp(text.at + text.length - 3, " ==", 3) == 0)
        return UND_MARK_SECTION;
    if (has_prefix(text, "[clause]"))
        return UND_MARK_CLAUSE;
    size_t at = 0;
    while (at < text.length && text.at[at] == '-')
        at++;
    size_t tildes = at;
    while (at == 0 && tildes < text.length && text.at[tildes] == '~')
        tildes++;
    bool tail = tildes > 0 && at == 0;
    *level = (unsigned)(tail ? tildes : at);
    size_t after = tail ? tildes : at;
    if (!tail && after < text.length && text.at[after] == '>') {
        tail = true;
        *level = (unsigned)at + 1;
        after++;
    }
    if (*level == 0 || *level > LEVELS_MAX || after >= text.length || text.at[after] != ' ')
        return UND_MARK_NONE;
    return tail ? UND_MARK_TAIL : UND_MARK_ITEM;
}
