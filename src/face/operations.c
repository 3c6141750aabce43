#include "face/operations.h"

#include <stdlib.h>
#include <string.h>

typedef struct word_list {
    char **at;
    int count, next;
} word_list;

static const char *take(word_list *words)
{
    return words->next < words->count ? words->at[words->next++] : NULL;
}

static bool read_number(const char *text, const char **after, uint32_t *out)
{
    char *end;
    if (text == NULL || *text < '0' || *text > '9')
        return false;
    unsigned long value = strtoul(text, &end, 10);
    *after = end;
    *out = (uint32_t)value;
    return value > 0 && value <= UND_LINES_MAX;
}

/* "12" or "12-15". */
static bool read_lines(word_list *words, und_operation *operation)
{
    const char *text = take(words), *after;
    uint32_t first, last;
    if (!read_number(text, &after, &first))
        return false;
    last = first;
    if (*after == '-' && !read_number(after + 1, &after, &last))
        return false;
    operation->first = first - 1;
    operation->last = last;
    return *after == '\0' && last >= first;
}

static bool read_line(word_list *words, uint32_t lines, uint32_t *out)
{
    const char *text = take(words), *after;
    if (text != NULL && strcmp(text, "end") == 0) {
        *out = lines;
        return true;
    }
    if (!read_number(text, &after, out) || *after != '\0')
        return false;
    *out -= 1;
    return true;
}

static bool read_destination(word_list *words, uint32_t lines, und_operation *operation)
{
    const char *text = take(words), *after;
    for (int i = 0; text != NULL && i < UND_DESTINATION_COUNT; i++) {
        if (strcmp(text, und_destination_name((und_destination)i)) != 0)
            continue;
        operation->to = (und_destination)i;
        if (operation->to == UND_TO_BEFORE || operation->to == UND_TO_AFTER)
            return read_line(words, lines, &operation->line);
        if ((operation->to == UND_TO_UP || operation->to == UND_TO_DOWN) && words->next < words->count &&
            read_number(words->at[words->next], &after, &operation->count))
            words->next++;
        return true;
    }
    return false;
}

/* The names of the kinds that a clause can be inserted as or converted to. */
static bool read_kind(word_list *words, und_operation *operation)
{
    const char *text = take(words);
    for (int i = 0; text != NULL && i < UND_KIND_COUNT; i++)
        if (strcmp(text, und_kind_name((und_kind)i)) == 0) {
            operation->into = (und_kind)i;
            return true;
        }
    return false;
}

/* "12:34": a line and a column. */
static bool read_place(word_list *words, und_operation *operation)
{
    const char *text = take(words), *after;
    uint32_t line, column;
    if (!read_number(text, &after, &line) || *after != ':' || !read_number(after + 1, &after, &column) ||
        *after != '\0')
        return false;
    operation->place = (und_place){line - 1, column - 1};
    return true;
}

static bool read_option(word_list *words, const char *name)
{
    bool there = words->next < words->count && strcmp(words->at[words->next], name) == 0;
    words->next += there;
    return there;
}

static bool at_end(const word_list *words)
{
    return words->next >= words->count || strcmp(words->at[words->next], "then") == 0;
}

static bool read_insert(word_list *words, uint32_t lines, und_operation *operation)
{
    if (!read_kind(words, operation) || !read_destination(words, lines, operation))
        return false;
    const char *text = take(words);
    operation->text = (und_bytes){text, text == NULL ? 0 : strlen(text)};
    return text != NULL;
}

static bool read_operation(word_list *words, uint32_t lines, und_operation *operation)
{
    const char *name = take(words);
    *operation = (und_operation){.kind = UND_OPERATION_KIND_COUNT, .last = lines};
    for (int i = 0; name != NULL && i < UND_OPERATION_KIND_COUNT; i++)
        if (strcmp(name, und_operation_name((und_operation_kind)i)) == 0)
            operation->kind = (und_operation_kind)i;
    switch (operation->kind) {
    case UND_OPERATION_RENUMBER:
        operation->resolve = read_option(words, "all");
        return at_end(words) || read_lines(words, operation);
    case UND_OPERATION_NUMBER: operation->bare = read_option(words, "none"); return read_lines(words, operation);
    case UND_OPERATION_PUNCTUATE: return at_end(words) || read_lines(words, operation);
    case UND_OPERATION_MOVE: return read_lines(words, operation) && read_destination(words, lines, operation);
    case UND_OPERATION_CONVERT: return read_lines(words, operation) && read_kind(words, operation);
    case UND_OPERATION_INSERT: return read_insert(words, lines, operation);
    case UND_OPERATION_SPLIT: return read_place(words, operation);
    case UND_OPERATION_KIND_COUNT: return false;
    default: return read_lines(words, operation);
    }
}

size_t operations_read(char **at, int count, uint32_t lines, und_operation *out, const char **problem)
{
    word_list words = {at, count, 0};
    size_t read = 0;
    *problem = count > 0 ? at[0] : "nothing is to be done";
    while (words.next < words.count && read < OPERATIONS_MAX) {
        int first = words.next;
        if (!read_operation(&words, lines, &out[read])) {
            int wrong = words.next > first ? words.next - 1 : first;
            *problem = at[wrong < count ? wrong : count - 1];
            return 0;
        }
        read++;
        const char *then = take(&words);
        if (then != NULL && (strcmp(then, "then") != 0 || words.next >= words.count)) {
            *problem = then;
            return 0;
        }
    }
    return read;
}
