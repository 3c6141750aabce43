#define _XOPEN_SOURCE 700 /* realpath */

#include "face/folder.h"

#include <stdlib.h>
#include <string.h>

/* Settings of one document: those of the folder, and each rule that is left out. */
#define SETTINGS_MAX 1024u
#define RANK_OF_COMMAND 1u /* what the command says holds before what the folder says */

/* The folder of a file, no link left in it. False: it cannot be told. */
static bool folder_of(const char *file, char *out, size_t room)
{
    char beside[FOLDER_PATH_BYTES];
    const char *slash = strcmp(file, "-") == 0 ? NULL : strrchr(file, '/');
    size_t length = slash == NULL ? 0 : (size_t)(slash - file) + 1;
    if (length >= sizeof beside)
        return false;
    memcpy(beside, file, length);
    beside[length] = '\0';
    char *real = realpath(length == 0 ? "." : beside, NULL);
    bool fits = real != NULL && strlen(real) < room;
    if (fits)
        memcpy(out, real, strlen(real) + 1);
    free(real);
    return fits;
}

static void print_problems(folder_settings *f, terminal *err)
{
    const und_problem *problem;
    for (size_t i = 0; (problem = und_settings_problem(f->settings, i)) != NULL; i++) {
        f->failed = true;
        if (problem->line == 0)
            terminal_print(err, "undoc: %s: %s\n", problem->file, problem->message);
        else
            terminal_print(err, "undoc: %s:%u:%u: %s\n", problem->file, problem->line, problem->column,
                           problem->message);
    }
}

/* Reads the settings that hold for a file, unless they are those that were read last. False: memory ran out. */
static bool read_settings(folder_settings *f, const char *file, terminal *err)
{
    char where[FOLDER_PATH_BYTES], path[FOLDER_PATH_BYTES];
    const char *named = getenv("HOME");
    char *home = named == NULL ? NULL : realpath(named, NULL);
    if (!folder_of(file, where, sizeof where) || und_settings_find(where, home, path, sizeof path) != UND_OK)
        path[0] = '\0';
    free(home);
    if (strcmp(path, f->path) == 0)
        return true;
    und_settings_close(f->settings);
    f->settings = NULL;
    memcpy(f->path, path, sizeof path);
    if (path[0] == '\0')
        return true;
    if (und_settings_open(NULL, path, &f->settings) == UND_E_MEMORY)
        return false;
    print_problems(f, err);
    return true;
}

bool folder_apply(folder_settings *f, und_doc *doc, const char *file, und_severity least, terminal *err)
{
    static const und_bytes off = {"off", 3};
    und_rule_setting *settings;
    const char *code;
    if (!read_settings(f, file, err))
        return false;
    if ((settings = malloc(SETTINGS_MAX * sizeof *settings)) == NULL)
        return false;
    size_t count = 0;
    while (count < SETTINGS_MAX / 2 && f->settings != NULL &&
           und_settings_rule(f->settings, count, &settings[count]) == UND_OK)
        count++;
    und_status status = und_doc_set_rules(doc, settings, count);
    size_t before = count;
    for (size_t i = 0; status == UND_OK && count < SETTINGS_MAX && (code = und_rule_code(i)) != NULL; i++) {
        und_severity severity;
        if (und_doc_rule_severity(doc, i, &severity) == UND_OK && severity > least)
            settings[count++] = (und_rule_setting){{code, strlen(code)}, off, RANK_OF_COMMAND};
    }
    if (status == UND_OK && count > before)
        status = und_doc_set_rules(doc, settings, count);
    free(settings);
    return status == UND_OK;
}

void folder_close(folder_settings *f)
{
    und_settings_close(f->settings);
    f->settings = NULL;
}
