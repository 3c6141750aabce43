/* The packs as people read them: what is there, in which file, how much it holds, and what is wrong. */
#include "pack/conflicts.h"
#include "pack/names.h"
#include "undoc/draft.h"
#include "undoc/json.h"
#include "write/questions.h"
#include "write/template.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#define LINE_BYTES 1024u

typedef struct printer {
    und_packs *packs;
    und_sink sink;
    void *context;
    und_status status;
} printer;

static void print(printer *p, const char *format, ...) UND_PRINTF(2, 3);
static void print(printer *p, const char *format, ...)
{
    char line[LINE_BYTES];
    va_list arguments;
    va_start(arguments, format);
    int length = vsnprintf(line, sizeof line, format, arguments);
    va_end(arguments);
    if (length < 0 || p->status != UND_OK)
        return;
    size_t bytes = (size_t)length < sizeof line ? (size_t)length : sizeof line - 1;
    if (!p->sink(p->context, line, bytes))
        p->status = UND_E_IO;
}

static const char *plural(uint32_t count)
{
    return count == 1 ? "" : "s";
}

static void print_languages(printer *p)
{
    for (uint32_t i = 0; i < und_language_count(p->packs); i++) {
        const und_language *language = und_language_at(p->packs, i);
        print(p, "language  %-8s %s  %s, %s script, %u words\n", language->code, language->file, language->name,
              und_name_at(&und_script_names, language->script), language->count);
    }
}

static void print_agendas(printer *p)
{
    const uint16_t *sessions;
    uint32_t count;
    p->status = und_packs_agenda_sessions(p->packs, &sessions, &count);
    for (uint32_t i = 0; i < count && p->status == UND_OK; i++) {
        const und_agenda *agenda;
        p->status = und_packs_agenda(p->packs, sessions[i], &agenda);
        if (p->status == UND_OK && agenda != NULL)
            print(p, "agenda    %-8u %s  %s, %u items and sub-items%s\n", agenda->session, agenda->file,
                  agenda->source[0] != '\0' ? agenda->source : "no source", agenda->count,
                  agenda->complete ? "" : ", not complete");
    }
}

static void print_rest(printer *p)
{
    const und_state *states;
    const und_template *templates;
    uint32_t count;
    if (p->status == UND_OK && (p->status = und_packs_states(p->packs, &states, &count)) == UND_OK)
        print(p, "States    %u\n", count);
    if (p->status == UND_OK)
        p->status = und_packs_templates(p->packs, &templates, &count);
    for (uint32_t i = 0; i < count && p->status == UND_OK; i++) {
        uint32_t bodies = 0;
        for (uint32_t l = 0; l < und_language_count(p->packs); l++)
            bodies += templates[i].bodies[l].length > 0;
        print(p, "template  %-8.*s %s  %.*s, %u language%s\n", (int)templates[i].name.length, templates[i].name.at,
              templates[i].file, (int)templates[i].title.length, templates[i].title.at, bodies, plural(bodies));
    }
}

/* What is wrong in the bodies of templates, and in what they ask for. */
static size_t print_template_faults(printer *p)
{
    const und_template *templates;
    uint32_t count;
    size_t wrong = 0;
    if (p->status == UND_OK)
        p->status = und_packs_templates(p->packs, &templates, &count);
    for (uint32_t i = 0; p->status == UND_OK && i < count; i++) {
        und_question question;
        und_bytes what;
        bool needs[UND_ANSWER_COUNT];
        if (templates[i].asks != NULL &&
            und_question_get(p->packs, templates[i].name, (und_bytes){"", 0}, 0, &question) == UND_E_DATA &&
            ++wrong > 0)
            print(p, "%s\n", und_packs_message(p->packs));
        for (uint32_t l = 0; l < und_language_count(p->packs); l++) {
            char message[UND_MESSAGE_MAX] = "";
            if (templates[i].bodies[l].length == 0 || und_template_missing(templates[i].bodies[l], &what) ||
                und_draft_needs(p->packs, &templates[i], l, needs, message) != UND_E_DATA)
                continue;
            wrong++;
            print(p, "%s\n", message);
        }
    }
    return wrong;
}

und_status und_write_packs(und_packs *packs, und_sink sink, void *context, size_t *wrong)
{
    if (packs == NULL || sink == NULL)
        return UND_E_ARGUMENT;
    printer p = {packs, sink, context, UND_OK};
    print_languages(&p);
    if (p.status == UND_OK)
        print_agendas(&p);
    print_rest(&p);
    const und_problem *conflicts;
    size_t count = 0;
    if (p.status == UND_OK)
        p.status = und_packs_conflicts(packs, &conflicts, &count);
    size_t problems = und_packs_problem_count(packs);
    for (size_t i = 0; i < problems + count && p.status == UND_OK; i++) {
        const und_problem *problem = i < problems ? und_packs_problem(packs, i) : &conflicts[i - problems];
        print(&p, "%s:%u:%u: %s\n", problem->file, problem->line, problem->column, problem->message);
    }
    size_t faults = print_template_faults(&p);
    if (wrong != NULL)
        *wrong = und_packs_problem_total(packs) + count + faults;
    return p.status;
}
