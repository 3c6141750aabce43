#include "pack/reader.h"

#include "text/utf8.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

und_status und_pack_reader_open(und_pack_reader *reader, und_packs *packs, und_bytes yaml, const char *file)
{
    *reader = (und_pack_reader){.packs = packs, .file = file};
    reader->status = und_yaml_open(&packs->allocator, yaml, &reader->yaml);
    return reader->status;
}

und_status und_pack_reader_close(und_pack_reader *reader)
{
    if (reader->yaml != NULL && reader->status == UND_OK) {
        /* What stands after the pack's mapping has faults of its own. */
        while (und_yaml_next(reader->yaml).type != UND_YAML_STOP)
            continue;
        und_status status = und_yaml_status(reader->yaml);
        const und_yaml_fault *fault = und_yaml_fault_of(reader->yaml);
        if (status == UND_E_MEMORY)
            reader->status = status;
        else if (status != UND_OK)
            und_pack_reader_problem(reader, fault->line, fault->column, "%s", fault->message);
    }
    und_yaml_close(reader->yaml);
    reader->yaml = NULL;
    return reader->status;
}

void und_pack_reader_problem(und_pack_reader *reader, uint32_t line, uint32_t column, const char *format, ...)
{
    if (reader->status != UND_OK)
        return;
    char message[UND_MESSAGE_MAX];
    va_list arguments;
    va_start(arguments, format);
    (void)vsnprintf(message, sizeof message, format, arguments);
    va_end(arguments);
    reader->problems++;
    reader->status = und_packs_add_problem(reader->packs, reader->file, line, column, message);
}

und_yaml_value und_pack_reader_next(und_pack_reader *reader)
{
    reader->now = reader->status == UND_OK ? und_yaml_next(reader->yaml) : (und_yaml_value){0};
    return reader->now;
}

void und_pack_reader_skip_rest(und_pack_reader *reader, und_yaml_value value)
{
    if (value.type != UND_YAML_LIST && value.type != UND_YAML_MAP)
        return;
    for (uint32_t open = 1; open > 0;) {
        und_yaml_type type = und_pack_reader_next(reader).type;
        if (type == UND_YAML_STOP)
            return;
        if (type == UND_YAML_LIST || type == UND_YAML_MAP)
            open++;
        else if (type == UND_YAML_CLOSE)
            open--;
    }
}

void und_pack_reader_skip(und_pack_reader *reader)
{
    und_pack_reader_skip_rest(reader, und_pack_reader_next(reader));
}

static const char *type_name(const und_yaml_value *value)
{
    switch (value->type) {
    case UND_YAML_LIST: return "a list";
    case UND_YAML_MAP: return "a mapping";
    case UND_YAML_SCALAR: return value->text.length == 0 && !value->too_long ? "nothing" : "a text";
    case UND_YAML_STOP:
    case UND_YAML_CLOSE: break;
    }
    return "the end";
}

static bool next_of(und_pack_reader *reader, und_yaml_type type, const char *expected)
{
    und_yaml_value value = und_pack_reader_next(reader);
    if (value.type == type)
        return true;
    if (value.type == UND_YAML_STOP)
        return false;
    und_pack_reader_problem(reader, value.line, value.column, "%s; expected %s", type_name(&value), expected);
    und_pack_reader_skip_rest(reader, value);
    return false;
}

bool und_pack_reader_map(und_pack_reader *reader, const char *expected)
{
    return next_of(reader, UND_YAML_MAP, expected);
}

bool und_pack_reader_scalar(und_pack_reader *reader, und_yaml_value *value, const char *expected)
{
    if (!next_of(reader, UND_YAML_SCALAR, expected))
        return false;
    *value = reader->now;
    if (value->too_long) {
        und_pack_reader_problem(reader, value->line, value->column, "a text over %u bytes; expected %s",
                                UND_PACK_SCALAR_MAX, expected);
        return false;
    }
    return true;
}

bool und_parse_number(und_bytes text, uint32_t *number)
{
    uint64_t sum = 0;
    if (text.length == 0 || text.length > 10 || (text.at[0] == '0' && text.length > 1))
        return false;
    for (size_t i = 0; i < text.length; i++) {
        if (text.at[i] < '0' || text.at[i] > '9')
            return false;
        sum = sum * 10 + (uint64_t)(text.at[i] - '0');
    }
    *number = (uint32_t)sum;
    return sum <= UINT32_MAX;
}

bool und_pack_reader_number(und_pack_reader *reader, uint32_t least, uint32_t most, uint32_t *number,
                            const char *expected)
{
    und_yaml_value value;
    if (!und_pack_reader_scalar(reader, &value, expected))
        return false;
    if (und_parse_number(value.text, number) && *number >= least && *number <= most)
        return true;
    char quoted[UND_QUOTE_MAX];
    und_pack_reader_problem(reader, value.line, value.column, "%s; expected %s", und_quote(value.text, quoted),
                            expected);
    return false;
}

bool und_pack_reader_flag(und_pack_reader *reader, bool *flag)
{
    und_yaml_value value;
    if (!und_pack_reader_scalar(reader, &value, "true or false"))
        return false;
    if (value.text.length == 4 && memcmp(value.text.at, "true", 4) == 0) {
        *flag = true;
        return true;
    }
    if (value.text.length == 5 && memcmp(value.text.at, "false", 5) == 0) {
        *flag = false;
        return true;
    }
    char quoted[UND_QUOTE_MAX];
    und_pack_reader_problem(reader, value.line, value.column, "%s; expected true or false",
                            und_quote(value.text, quoted));
    return false;
}

bool und_pack_reader_check(und_pack_reader *reader, const und_yaml_value *value, size_t most, const char *expected)
{
    char quoted[UND_QUOTE_MAX];
    const char *wrong = NULL;
    if (value->too_long || value->text.length > most) {
        und_pack_reader_problem(reader, value->line, value->column, "a text over %zu bytes; expected %s", most,
                                expected);
        return false;
    }
    if (value->text.length == 0)
        wrong = "nothing";
    for (size_t i = 0; i < value->text.length && wrong == NULL; i++) {
        unsigned char byte = (unsigned char)value->text.at[i];
        if (byte < 0x20 || byte == 0x7f)
            wrong = "a line break or control character";
        else if (byte == 0xcc ||
                 (byte == 0xcd && i + 1 < value->text.length && (unsigned char)value->text.at[i + 1] <= 0xaf))
            wrong = "an accent apart from its letter (not NFC)";
    }
    if (wrong == NULL)
        return true;
    if (value->text.length == 0)
        und_pack_reader_problem(reader, value->line, value->column, "nothing; expected %s", expected);
    else
        und_pack_reader_problem(reader, value->line, value->column, "%s in %s; expected %s", wrong,
                                und_quote(value->text, quoted), expected);
    return false;
}

bool und_pack_reader_key(und_pack_reader *reader, und_key *key)
{
    for (;;) {
        und_yaml_value value = und_pack_reader_next(reader);
        if (value.type == UND_YAML_STOP || value.type == UND_YAML_CLOSE)
            return false;
        if (value.type != UND_YAML_SCALAR || value.text.length >= UND_KEY_MAX || value.too_long ||
            memchr(value.text.at, '\0', value.text.length) != NULL) {
            if (value.type != UND_YAML_SCALAR) {
                und_pack_reader_problem(reader, value.line, value.column, "%s as a key; expected a word",
                                        type_name(&value));
            } else {
                char quoted[UND_QUOTE_MAX];
                und_pack_reader_problem(reader, value.line, value.column, "unknown key %s; expected a word",
                                        und_quote(value.text, quoted));
            }
            und_pack_reader_skip_rest(reader, value);
            und_pack_reader_skip(reader);
            continue;
        }
        memcpy(key->text, value.text.at, value.text.length);
        key->text[value.text.length] = '\0';
        key->line = value.line;
        key->column = value.column;
        return true;
    }
}

void und_pack_reader_unknown(und_pack_reader *reader, const und_key *key, const char *expected)
{
    char quoted[UND_QUOTE_MAX];
    und_pack_reader_problem(reader, key->line, key->column, "unknown key %s; expected %s",
                            und_quote((und_bytes){key->text, strlen(key->text)}, quoted), expected);
    und_pack_reader_skip(reader);
}

bool und_pack_reader_again(und_pack_reader *reader, const und_key *key, uint64_t *seen, unsigned index)
{
    uint64_t bit = UINT64_C(1) << (index % 64);
    uint64_t *word = &seen[index / 64];
    if ((*word & bit) == 0) {
        *word |= bit;
        return false;
    }
    char quoted[UND_QUOTE_MAX];
    und_pack_reader_problem(reader, key->line, key->column, "key %s a second time; expected once, the first one counts",
                            und_quote((und_bytes){key->text, strlen(key->text)}, quoted));
    und_pack_reader_skip(reader);
    return true;
}

const char *und_quote(und_bytes text, char *out)
{
    static const char more[] = "...'";
    size_t used = 0;
    out[used++] = '\'';
    const char *at = text.at;
    const char *end = text.length > 0 ? text.at + text.length : text.at;
    while (at < end) {
        uint32_t length;
        uint32_t point = und_utf8_decode(at, end, &length);
        bool bad = point < 0x20 || point == 0x7f || (point == UND_REPLACEMENT && length == 1);
        if (used + length + sizeof more > UND_QUOTE_MAX) {
            memcpy(out + used, more, sizeof more);
            return out;
        }
        if (bad)
            out[used++] = '?';
        else
            memcpy(out + used, at, length);
        used += bad ? 0 : length;
        at += length;
    }
    out[used++] = '\'';
    out[used] = '\0';
    return out;
}
