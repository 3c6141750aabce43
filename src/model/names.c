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
    static const char *const names[] = {
        [UND_FIELD_ORGAN] = "organ",     [UND_FIELD_SYMBOL] = "symbol",     [UND_FIELD_DISTRIBUTION] = "distribution",
        [UND_FIELD_DATE] = "date",       [UND_FIELD_LANGUAGE] = "language", [UND_FIELD_ORIGINAL] = "original",
        [UND_FIELD_SESSION] = "session", [UND_FIELD_YEAR] = "year",         [UND_FIELD_SINGLE_SYMBOL] = "single-symbol",
        [UND_FIELD_AGENDA] = "agenda",
    };
    _Static_assert(sizeof names / sizeof *names == UND_FIELD_COUNT, "every field has a name");
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
