/* settings.c - .undoc.yaml: what holds for the documents of a folder. */
#include "check/rule_set.h"
#include "pack/arena.h"
#include "pack/files.h"
#include "pack/reader.h"
#include "pack/yaml.h"
#include "text/text.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

/* Bytes of a file: a page of settings has two thousand. */
#define FILE_BYTES 65536u
/* Problems that are kept: who mends these sees the next ones. */
#define PROBLEMS_MAX 32u

struct und_settings {
    und_allocator allocator;
    und_arena arena; /* names, messages, the path */
    const char *path;
    und_rule_setting *rules;
    size_t rule_count, rule_room;
    und_problem problems[PROBLEMS_MAX];
    size_t problem_count;
    bool failed; /* memory ran out */
};

/* ---- finding it ---- */

static bool is_there(const char *path)
{
    struct stat info;
    return stat(path, &info) == 0 && S_ISREG(info.st_mode);
}

und_status und_settings_find(const char *folder, const char *home, char *out, size_t room)
{
    if (folder == NULL || out == NULL || room == 0 || folder[0] != '/')
        return UND_E_ARGUMENT;
    size_t length = strlen(folder), name = sizeof UND_SETTINGS_NAME;
    size_t top = home == NULL ? 0 : strlen(home);
    while (top > 0 && home[top - 1] == '/')
        top--;
    out[0] = '\0';
    if (length + 1 + name > room)
        return UND_E_LIMIT;
    memcpy(out, folder, length);
    while (length > 0 && out[length - 1] == '/')
        length--;
    for (;;) {
        out[length] = '/';
        memcpy(out + length + 1, UND_SETTINGS_NAME, name);
        if (is_there(out))
            return UND_OK;
        if (length == 0 || (length == top && memcmp(out, home, top) == 0))
            break; /* the root; home */
        while (length > 0 && out[length - 1] != '/')
            length--;
        while (length > 0 && out[length - 1] == '/')
            length--;
    }
    out[0] = '\0';
    return UND_NONE;
}

/* ---- what is wrong in it ---- */

static const char *copy(und_settings *s, und_bytes text)
{
    const char *at = und_arena_copy(&s->arena, &s->allocator, text);
    s->failed = s->failed || at == NULL;
    return at == NULL ? "" : at;
}

static void problem(und_settings *s, uint32_t line, uint32_t column, const char *message)
{
    if (s->problem_count < PROBLEMS_MAX)
        s->problems[s->problem_count++] = (und_problem){s->path, line, column, copy(s, und_words(message))};
}

static void unexpected(und_settings *s, const und_yaml_value *value, const char *expected)
{
    char quoted[UND_QUOTE_MAX], message[UND_MESSAGE_MAX];
    const char *what = value->type == UND_YAML_LIST     ? "a list"
                       : value->type == UND_YAML_MAP    ? "a mapping"
                       : value->type == UND_YAML_SCALAR ? und_quote(value->text, quoted)
                                                        : "the end";
    snprintf(message, sizeof message, "%s; expected %s", what, expected);
    problem(s, value->line, value->column, message);
}

/* Passes over what is left of a value. */
static void skip(und_yaml *yaml, und_yaml_value value)
{
    if (value.type != UND_YAML_LIST && value.type != UND_YAML_MAP)
        return;
    for (uint32_t open = 1; open > 0;) {
        und_yaml_type type = und_yaml_next(yaml).type;
        if (type == UND_YAML_STOP)
            return;
        open += type == UND_YAML_LIST || type == UND_YAML_MAP;
        open -= type == UND_YAML_CLOSE;
    }
}

/* ---- reading it ---- */

static void read_rule(und_settings *s, und_yaml *yaml, const und_yaml_value *name)
{
    char rule[UND_KEY_MAX], message[UND_MESSAGE_MAX];
    size_t length = name->text.length < sizeof rule ? name->text.length : sizeof rule;
    uint32_t line = name->line, column = name->column;
    if (length > 0)
        memcpy(rule, name->text.at, length);
    und_yaml_value value = und_yaml_next(yaml);
    if (value.type == UND_YAML_STOP)
        return;
    if (value.type != UND_YAML_SCALAR) {
        unexpected(s, &value, "error, warning, info, hint, off or default");
        skip(yaml, value);
        return;
    }
    und_bytes known = und_words("*");
    if (und_rule_setting_check((und_bytes){rule, length}, und_words("off"), message) != UND_OK) {
        problem(s, line, column, message);
        return;
    }
    if (und_rule_setting_check(known, value.text, message) != UND_OK) {
        problem(s, value.line, value.column, message);
        return;
    }
    und_rule_setting setting = {
        {copy(s, (und_bytes){rule, length}), length}, {copy(s, value.text), value.text.length}, 0};
    if (!UND_PUSH(&s->allocator, s->rules, s->rule_count, s->rule_room, setting))
        s->failed = true;
}

static void read_rules(und_settings *s, und_yaml *yaml)
{
    und_yaml_value value = und_yaml_next(yaml);
    if (value.type == UND_YAML_SCALAR && value.text.length == 0 && !value.too_long)
        return; /* "rules:" and nothing yet */
    if (value.type != UND_YAML_MAP) {
        if (value.type != UND_YAML_STOP)
            unexpected(s, &value, "rules and their severities, as in \"clause/opener: hint\"");
        skip(yaml, value);
        return;
    }
    for (und_yaml_value name; (name = und_yaml_next(yaml)).type != UND_YAML_STOP && name.type != UND_YAML_CLOSE;) {
        if (name.type == UND_YAML_SCALAR) {
            read_rule(s, yaml, &name);
            continue;
        }
        unexpected(s, &name, "the name of a rule");
        skip(yaml, name);
        skip(yaml, und_yaml_next(yaml));
    }
}

static void read_all(und_settings *s, und_yaml *yaml)
{
    und_yaml_value top = und_yaml_next(yaml);
    if (top.type == UND_YAML_STOP || (top.type == UND_YAML_SCALAR && top.text.length == 0 && !top.too_long))
        return; /* empty, or comments alone */
    if (top.type != UND_YAML_MAP) {
        unexpected(s, &top, "\"rules:\" and what holds for them");
        skip(yaml, top);
        return;
    }
    for (und_yaml_value key; (key = und_yaml_next(yaml)).type != UND_YAML_STOP && key.type != UND_YAML_CLOSE;) {
        if (key.type == UND_YAML_SCALAR && und_bytes_equal(key.text, und_words("rules"))) {
            read_rules(s, yaml);
            continue;
        }
        unexpected(s, &key, "rules");
        skip(yaml, key);
        skip(yaml, und_yaml_next(yaml));
    }
}

/* Whether a line begins with an asterisk, which YAML takes for something else. */
static bool has_asterisk(und_bytes text, uint32_t line)
{
    size_t at = 0;
    for (uint32_t n = 1; n < line && at < text.length; at++)
        n += text.at[at] == '\n';
    while (at < text.length && text.at[at] == ' ')
        at++;
    return at < text.length && text.at[at] == '*';
}

static und_status read_text(und_settings *s, und_bytes text)
{
    und_yaml *yaml;
    und_status status = und_yaml_open(&s->allocator, text, &yaml);
    if (status != UND_OK)
        return status;
    read_all(s, yaml);
    while (und_yaml_next(yaml).type != UND_YAML_STOP)
        continue;
    status = und_yaml_status(yaml);
    const und_yaml_fault *fault = und_yaml_fault_of(yaml);
    if (status != UND_OK && status != UND_E_MEMORY)
        problem(s, fault->line, fault->column,
                has_asterisk(text, fault->line) ? "an asterisk alone; expected it in quotes: '*'" : fault->message);
    und_yaml_close(yaml);
    return status == UND_E_MEMORY || s->failed ? UND_E_MEMORY : UND_OK;
}

und_status und_settings_open(const und_allocator *allocator, const char *path, und_settings **out)
{
    if (path == NULL || out == NULL)
        return UND_E_ARGUMENT;
    *out = NULL;
    const und_allocator *from = allocator == NULL ? &und_allocator_libc : allocator;
    und_settings *s = und_resize(from, NULL, 0, sizeof *s);
    if (s == NULL)
        return UND_E_MEMORY;
    memset(s, 0, sizeof *s);
    s->allocator = *from;
    s->path = copy(s, und_words(path));
    und_file file;
    const char *why;
    bool missing;
    und_status status =
        s->failed ? UND_E_MEMORY : und_file_read(&s->allocator, path, FILE_BYTES, &file, &why, &missing);
    if (status == UND_OK) {
        status = read_text(s, (und_bytes){file.at, file.length});
        und_file_free(&s->allocator, &file);
    } else if (status != UND_E_MEMORY) {
        problem(s, 0, 1, why);
        status = s->failed ? UND_E_MEMORY : UND_E_IO;
    }
    if (status == UND_E_MEMORY) {
        und_settings_close(s);
        return status;
    }
    *out = s;
    return status;
}

void und_settings_close(und_settings *settings)
{
    if (settings == NULL)
        return;
    und_allocator allocator = settings->allocator;
    und_free(&allocator, settings->rules, settings->rule_room * sizeof *settings->rules);
    und_arena_free(&settings->arena, &allocator);
    und_free(&allocator, settings, sizeof *settings);
}

size_t und_settings_problem_count(const und_settings *settings)
{
    return settings->problem_count;
}

const und_problem *und_settings_problem(const und_settings *settings, size_t n)
{
    return n < settings->problem_count ? &settings->problems[n] : NULL;
}

und_status und_settings_rule(const und_settings *settings, size_t n, und_rule_setting *out)
{
    if (settings == NULL || out == NULL)
        return UND_E_ARGUMENT;
    *out = n < settings->rule_count ? settings->rules[n] : (und_rule_setting){{"", 0}, {"", 0}, 0};
    return n < settings->rule_count ? UND_OK : UND_NONE;
}
