#include "pack/yaml.h"

#include "text/memory.h"
#include "text/utf8.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <yaml.h>

struct und_yaml {
    const und_allocator *allocator;
    yaml_parser_t parser;
    yaml_event_t event;
    bool has_event;
    bool stopped;
    bool has_document;
    bool cut; /* the text was cut before a bad byte: `fault` has said so from the beginning */
    uint32_t depth;
    und_status status;
    und_yaml_fault fault;
};

#if defined(__GNUC__)
__attribute__((format(printf, 5, 6)))
#endif
static void
fail(und_yaml *yaml, und_status status, size_t line, size_t column, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    (void)vsnprintf(yaml->fault.message, sizeof yaml->fault.message, format, arguments);
    va_end(arguments);
    yaml->fault.line = line > UINT32_MAX ? UINT32_MAX : (uint32_t)line;
    yaml->fault.column = column > UINT32_MAX ? UINT32_MAX : (uint32_t)column;
    yaml->status = status;
    yaml->stopped = true;
}

/* What YAML allows in a file. Checked before libyaml sees it: it reads far ahead, gives no line, and would lose what
 * comes before the bad byte. */
static bool allowed(uint32_t point)
{
    if (point < 0x20)
        return point == '\t' || point == '\n' || point == '\r';
    return point != 0x7f && (point < 0x80 || point == 0x85 || point >= 0xa0) && point != 0xfeff &&
           !(point >= 0xfffe && point <= 0xffff);
}

/* Whether eight bytes follow that are all printable ASCII: a byte is not when its highest bit is set, when it is under
 * 0x20 (taking 0x20 from it borrows), or when it is 0x7f (adding 1 carries into the highest bit). */
static bool plain_eight(const char *at, const char *end)
{
    uint64_t word;
    if (end - at < 8)
        return false;
    memcpy(&word, at, sizeof word);
    const uint64_t ones = UINT64_C(0x0101010101010101);
    return ((word | (word - ones * 0x20) | (word + ones)) & ones * 0x80) == 0;
}

/* The part of `text` before the line with the first bad byte. */
static und_bytes check_bytes(und_yaml *yaml, und_bytes text)
{
    const char *at = text.at;
    const char *end = text.at + text.length;
    const char *start = at; /* of the line */
    size_t line = 1;
    while (at < end) {
        unsigned char byte = (unsigned char)*at;
        if (byte >= 0x20 && byte < 0x7f) {
            at++;
            while (plain_eight(at, end))
                at += 8;
            continue;
        }
        if (byte == '\n' || byte == '\r') {
            at += byte == '\r' && end - at > 1 && at[1] == '\n' ? 2 : 1;
            start = at;
            line++;
            continue;
        }
        /* Most of what is not ASCII: U+00C0 to U+07FF, and U+4000 to U+CFFF, all of which are allowed. */
        if (byte >= 0xc3 && byte <= 0xdf && end - at > 1 && (at[1] & 0xc0) == 0x80) {
            at += 2;
            continue;
        }
        if (byte >= 0xe4 && byte <= 0xec && end - at > 2 && (at[1] & 0xc0) == 0x80 && (at[2] & 0xc0) == 0x80) {
            at += 3;
            continue;
        }
        uint32_t length;
        uint32_t point = und_utf8_decode(at, end, &length);
        bool broken = point == UND_REPLACEMENT && length == 1;
        if (broken || !allowed(point)) {
            size_t column = 1;
            for (const char *c = start; c < at; c++)
                column += ((unsigned char)*c & 0xc0u) != 0x80;
            if (broken)
                fail(yaml, UND_E_DATA, line, column, "byte 0x%02x is not UTF-8; expected UTF-8 text", byte);
            else
                fail(yaml, UND_E_DATA, line, column, "character U+%04X; expected printable text", (unsigned)point);
            yaml->stopped = false; /* what comes before is read first */
            yaml->cut = true;
            return (und_bytes){text.at, (size_t)(start - text.at)};
        }
        at += length;
    }
    return text;
}

und_status und_yaml_open(const und_allocator *allocator, und_bytes text, und_yaml **out)
{
    *out = NULL;
    und_yaml *yaml = und_resize(allocator, NULL, 0, sizeof *yaml);
    if (yaml == NULL)
        return UND_E_MEMORY;
    memset(yaml, 0, sizeof *yaml);
    yaml->allocator = allocator;
    if (!yaml_parser_initialize(&yaml->parser)) {
        und_free(allocator, yaml, sizeof *yaml);
        return UND_E_MEMORY;
    }
    if (text.length > UND_PACK_FILE_MAX) {
        fail(yaml, UND_E_LIMIT, 0, 0, "has %zu bytes; expected at most %u", text.length, UND_PACK_FILE_MAX);
        text.length = 0;
    }
    if (text.length >= 3 && memcmp(text.at, "\xef\xbb\xbf", 3) == 0)
        text = (und_bytes){text.at + 3, text.length - 3};
    text = check_bytes(yaml, text);
    yaml_parser_set_encoding(&yaml->parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(
        &yaml->parser, text.length > 0 ? (const unsigned char *)text.at : (const unsigned char *)"", text.length);
    *out = yaml;
    return UND_OK;
}

void und_yaml_close(und_yaml *yaml)
{
    if (yaml == NULL)
        return;
    if (yaml->has_event)
        yaml_event_delete(&yaml->event);
    yaml_parser_delete(&yaml->parser);
    und_free(yaml->allocator, yaml, sizeof *yaml);
}

static void fail_as_libyaml(und_yaml *yaml)
{
    const yaml_parser_t *parser = &yaml->parser;
    if (parser->error == YAML_MEMORY_ERROR) {
        fail(yaml, UND_E_MEMORY, 0, 0, "out of memory");
        return;
    }
    size_t line = parser->problem_mark.line;
    if (yaml->cut && line + 1 >= yaml->fault.line) {
        yaml->stopped = true; /* it stumbled over the cut: the bad byte is what is wrong */
        return;
    }
    const char *problem = parser->problem != NULL ? parser->problem : "cannot be read";
    if (parser->context != NULL)
        fail(yaml, UND_E_DATA, line + 1, parser->problem_mark.column + 1,
             "%s, %s that begins in line %zu; expected YAML", problem, parser->context, parser->context_mark.line + 1);
    else
        fail(yaml, UND_E_DATA, line + 1, parser->problem_mark.column + 1, "%s; expected YAML", problem);
}

static bool has_decoration(const yaml_event_t *event, const char **what)
{
    const yaml_char_t *anchor = NULL, *tag = NULL;
    if (event->type == YAML_SCALAR_EVENT) {
        anchor = event->data.scalar.anchor;
        tag = event->data.scalar.tag;
    } else if (event->type == YAML_SEQUENCE_START_EVENT) {
        anchor = event->data.sequence_start.anchor;
        tag = event->data.sequence_start.tag;
    } else if (event->type == YAML_MAPPING_START_EVENT) {
        anchor = event->data.mapping_start.anchor;
        tag = event->data.mapping_start.tag;
    }
    *what = anchor != NULL ? "an anchor (&)" : "a tag (!)";
    return anchor != NULL || tag != NULL;
}

und_yaml_value und_yaml_next(und_yaml *yaml)
{
    und_yaml_value value = {0};
    while (!yaml->stopped) {
        if (yaml->has_event)
            yaml_event_delete(&yaml->event);
        yaml->has_event = false;
        if (!yaml_parser_parse(&yaml->parser, &yaml->event)) {
            fail_as_libyaml(yaml);
            break;
        }
        yaml->has_event = true;
        const yaml_event_t *event = &yaml->event;
        size_t line = event->start_mark.line + 1;
        size_t column = event->start_mark.column + 1;
        value.line = (uint32_t)line; /* a file has fewer lines than UND_PACK_FILE_MAX */
        value.column = (uint32_t)column;
        const char *what;
        if (has_decoration(event, &what)) {
            fail(yaml, UND_E_DATA, line, column, "%s; expected the value alone", what);
            break;
        }
        switch (event->type) {
        case YAML_SCALAR_EVENT:
            value.type = UND_YAML_SCALAR;
            value.too_long = event->data.scalar.length > UND_PACK_SCALAR_MAX;
            if (!value.too_long)
                value.text = (und_bytes){(const char *)event->data.scalar.value, event->data.scalar.length};
            return value;
        case YAML_SEQUENCE_START_EVENT:
        case YAML_MAPPING_START_EVENT:
            if (yaml->depth == UND_PACK_DEPTH_MAX) {
                fail(yaml, UND_E_LIMIT, line, column, "nesting deeper than %u; expected a pack", UND_PACK_DEPTH_MAX);
                break;
            }
            yaml->depth++;
            value.type = event->type == YAML_MAPPING_START_EVENT ? UND_YAML_MAP : UND_YAML_LIST;
            return value;
        case YAML_SEQUENCE_END_EVENT:
        case YAML_MAPPING_END_EVENT:
            yaml->depth--;
            value.type = UND_YAML_CLOSE;
            return value;
        case YAML_ALIAS_EVENT: fail(yaml, UND_E_DATA, line, column, "an alias (*); expected the value itself"); break;
        case YAML_DOCUMENT_START_EVENT:
            if (yaml->has_document)
                fail(yaml, UND_E_DATA, line, column, "a second document; expected one");
            yaml->has_document = true;
            break;
        case YAML_STREAM_END_EVENT: yaml->stopped = true; break;
        case YAML_NO_EVENT:
        case YAML_STREAM_START_EVENT:
        case YAML_DOCUMENT_END_EVENT: break;
        }
    }
    return (und_yaml_value){0};
}

und_status und_yaml_status(const und_yaml *yaml)
{
    /* A cut is a fault from the beginning, but one that is told when it is reached. */
    return yaml->stopped ? yaml->status : UND_OK;
}

const und_yaml_fault *und_yaml_fault_of(const und_yaml *yaml)
{
    return &yaml->fault;
}
