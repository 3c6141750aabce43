#include "view/json.h"

#include "text/eight.h"
#include "text/utf8.h"

#include <string.h>

static void flush(und_json *json)
{
    if (json->used > 0 && json->status == UND_OK && !json->sink(json->context, json->buffer, json->used))
        json->status = UND_E_IO;
    json->used = 0;
}

/* What does not fit into the buffer at once. */
static void put_pieces(und_json *json, const char *at, size_t length)
{
    while (length > 0 && json->status == UND_OK) {
        size_t room = UND_JSON_BUFFER - json->used;
        size_t take = length < room ? length : room;
        memcpy(json->buffer + json->used, at, take);
        json->used += take;
        at += take;
        length -= take;
        if (json->used == UND_JSON_BUFFER)
            flush(json);
    }
}

static inline void put(und_json *json, const char *at, size_t length)
{
    if (length >= UND_JSON_BUFFER - json->used || json->status != UND_OK) {
        put_pieces(json, at, length);
        return;
    }
    char *to = json->buffer + json->used;
    if (length > UND_EIGHT)
        memcpy(to, at, length);
    else
        for (size_t i = 0; i < length; i++)
            to[i] = at[i];
    json->used += length;
}

static inline void put_char(und_json *json, char c)
{
    put(json, &c, 1);
}

/* What stands before a value or a key: nothing for the first of its object or array, or right after a key. */
static void separate(und_json *json)
{
    if (json->after_key) {
        json->after_key = false;
        return;
    }
    if (json->depth == 0)
        return;
    uint32_t bit = 1u << (json->depth - 1);
    if (json->filled & bit)
        put_char(json, ',');
    json->filled |= bit;
}

/* The same where there is room for the comma, and nothing is wrong. */
static inline void separate_quickly(und_json *json)
{
    uint32_t bit = json->depth == 0 ? 0 : 1u << (json->depth - 1);
    json->buffer[json->used] = ',';
    json->used += !json->after_key && (json->filled & bit) != 0;
    json->filled |= bit;
    json->after_key = false;
}

static inline bool has_room(const und_json *json, size_t length)
{
    return length < UND_JSON_BUFFER - json->used && json->status == UND_OK;
}

static void open_one(und_json *json, char bracket)
{
    separate(json);
    if (json->depth == UND_JSON_DEPTH_MAX) {
        if (json->status == UND_OK)
            json->status = UND_E_LIMIT;
        return;
    }
    json->depth++;
    json->filled &= ~(1u << (json->depth - 1));
    put_char(json, bracket);
}

static void close_one(und_json *json, char bracket)
{
    if (json->depth == 0 || json->after_key) {
        if (json->status == UND_OK)
            json->status = UND_E_ARGUMENT;
        return;
    }
    json->depth--;
    put_char(json, bracket);
}

void und_json_start(und_json *json, und_sink sink, void *context)
{
    json->sink = sink;
    json->context = context;
    json->status = UND_OK;
    json->depth = 0;
    json->filled = 0;
    json->after_key = false;
    json->used = 0;
}

und_status und_json_finish(und_json *json)
{
    flush(json);
    if (json->status == UND_OK && json->depth > 0)
        json->status = UND_E_ARGUMENT;
    return json->status;
}

void und_json_open_object(und_json *json)
{
    open_one(json, '{');
}

void und_json_close_object(und_json *json)
{
    close_one(json, '}');
}

void und_json_open_array(und_json *json)
{
    open_one(json, '[');
}

void und_json_close_array(und_json *json)
{
    close_one(json, ']');
}

void und_json_key_slowly(und_json *json, const char *name, size_t length)
{
    separate(json);
    put_char(json, '"');
    put(json, name, length);
    put(json, "\":", 2);
    json->after_key = true;
}

void und_json_string_begin(und_json *json)
{
    separate(json);
    put_char(json, '"');
}

static void escape(und_json *json, unsigned char c)
{
    static const char digits[] = "0123456789abcdef";
    switch (c) {
    case '"': put(json, "\\\"", 2); break;
    case '\\': put(json, "\\\\", 2); break;
    case '\n': put(json, "\\n", 2); break;
    case '\r': put(json, "\\r", 2); break;
    case '\t': put(json, "\\t", 2); break;
    default: {
        char code[6] = {'\\', 'u', '0', '0', digits[c >> 4], digits[c & 15]};
        put(json, code, sizeof code);
    }
    }
}

/* The bytes of eight that may not be copied as they are. Of those after the first that is not ASCII nothing is said. */
static inline uint64_t not_plain(uint64_t x)
{
    return (x & UND_HIGH) | und_eight_other(x, 0x20, 0x7e) | und_eight_is(x, '"') | und_eight_is(x, '\\');
}

void und_json_string_piece(und_json *json, und_bytes text)
{
    if (text.length == 0) /* `at` may be NULL then */
        return;
    const char *at = text.at;
    const char *end = at + text.length;
    const char *plain = at; /* start of what can be copied as it is */

    while (at < end && json->status == UND_OK) {
        if (end - at >= (ptrdiff_t)UND_EIGHT) {
            uint64_t other = not_plain(und_eight(at));
            if (other == 0) {
                at += UND_EIGHT;
                continue;
            }
            at += und_eight_first(other);
        } else if (end - plain >= (ptrdiff_t)UND_EIGHT && not_plain(und_eight(end - UND_EIGHT)) == 0) {
            at = end; /* some of them were looked at before */
            break;
        }
        unsigned char c = (unsigned char)*at;
        if (c >= 0x20 && c < 0x7f && c != '"' && c != '\\') {
            at++;
            continue;
        }
        if (c < 0x80) {
            put(json, plain, (size_t)(at - plain));
            escape(json, c);
            plain = ++at;
            continue;
        }
        uint32_t length;
        uint32_t point = und_utf8_decode(at, end, &length);
        if (point == UND_REPLACEMENT && length == 1) {
            put(json, plain, (size_t)(at - plain));
            put(json, "\xef\xbf\xbd", 3);
            plain = at + 1;
        }
        at += length;
    }
    put(json, plain, (size_t)(at - plain));
}

void und_json_string_end(und_json *json)
{
    put_char(json, '"');
}

/* Copies the plain bytes that a text begins with, for which there is room. Gives how many. */
static inline size_t put_plain(und_json *json, und_bytes text)
{
    char *to = json->buffer + json->used;
    size_t at = 0;
    uint64_t other = 0;
    for (; text.length - at >= UND_EIGHT && other == 0; at += other == 0 ? UND_EIGHT : und_eight_first(other)) {
        uint64_t x = und_eight(text.at + at);
        other = not_plain(x);
        und_eight_put(x, to + at);
    }
    for (; other == 0 && at < text.length; at++) {
        unsigned char c = (unsigned char)text.at[at];
        if (c < 0x20 || c >= 0x7f || c == '"' || c == '\\')
            break;
        to[at] = (char)c;
    }
    json->used += at;
    return at;
}

void und_json_string(und_json *json, und_bytes text)
{
    if (has_room(json, text.length + UND_EIGHT + 3)) { /* a comma and quotation marks */
        separate_quickly(json);
        json->buffer[json->used++] = '"';
        size_t plain = put_plain(json, text);
        if (plain == text.length) {
            json->buffer[json->used++] = '"';
            return;
        }
        text = (und_bytes){text.at + plain, text.length - plain};
    } else {
        und_json_string_begin(json);
    }
    und_json_string_piece(json, text);
    und_json_string_end(json);
}

void und_json_text(und_json *json, const char *text)
{
    if (text == NULL)
        und_json_null(json);
    else
        und_json_string(json, (und_bytes){text, strlen(text)});
}

#define DIGITS 20u /* of 2^64 - 1 */

void und_json_number(und_json *json, uint64_t value)
{
    if (value < 100000u && has_room(json, DIGITS)) {
        separate_quickly(json);
        uint32_t rest = (uint32_t)value; /* nearly always */
        unsigned count = 1u + (rest >= 10) + (rest >= 100) + (rest >= 1000) + (rest >= 10000);
        char *to = json->buffer + json->used;
        for (unsigned at = count; at > 0; rest /= 10)
            to[--at] = (char)('0' + rest % 10);
        json->used += count;
        return;
    }
    separate(json);
    char digits[DIGITS];
    size_t at = DIGITS;
    do {
        digits[--at] = (char)('0' + value % 10);
        value /= 10;
    } while (value > 0);
    put(json, digits + at, DIGITS - at);
}

void und_json_boolean(und_json *json, bool value)
{
    separate(json);
    if (value)
        put(json, "true", 4);
    else
        put(json, "false", 5);
}

void und_json_null(und_json *json)
{
    separate(json);
    put(json, "null", 4);
}
