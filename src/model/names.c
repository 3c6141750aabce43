/* The names of values, in lower case with hyphens: as JSON, answers and options have them. One table each. */
#include "undoc/reading.h"

#define NAME(table, value) ((unsigned)(value) < sizeof(table) / sizeof *(table) ? (table)[value] : "")

const char *und_session_type_name(und_session_type type)
{
    static const char *const names[] = {"",     "regular",     "resumed", "special", "emergency-special",
                                        "year", "council-year"};
    return NAME(names, type);
}

const char *und_session_source_name(und_session_source source)
{
    static const char *const names[] = {"", "session-line", "symbol", "letter-date", "date"};
    return NAME(names, source);
}

const char *und_field_name(und_field field)
{
    static const char *const names[] = {"organ",    "symbol",  "distribution", "date",  "language",
                                        "original", "session", "year",         "agenda"};
    return NAME(names, field);
}

const char *und_opener_role_name(und_opener_role role)
{
    static const char *const names[] = {"", "preambular", "operative", "declaration"};
    return NAME(names, role);
}

const char *und_severity_name(und_severity severity)
{
    static const char *const names[] = {"error", "warning", "information", "hint"};
    return NAME(names, severity);
}
