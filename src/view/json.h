/* json.h - writes JSON to a sink, piece by piece: what every view is made with.
 *
 * The writer lives on the caller's stack, allocates nothing and sets commas and colons by itself. Once the sink has
 * said no, everything that follows is ignored and `und_json_finish` says so; callers need not look in between.
 *
 *     und_json json;
 *     und_json_start(&json, sink, context);
 *     und_json_open_object(&json);
 *     und_json_key(&json, "line");
 *     und_json_number(&json, 12);
 *     und_json_close_object(&json);
 *     return und_json_finish(&json);
 */
#ifndef UND_VIEW_JSON_H
#define UND_VIEW_JSON_H

#include "undoc/undoc.h"

#include <string.h>

#define UND_JSON_DEPTH_MAX 32u /* a bit each in `filled`; the deepest of our views nests 7 */
#define UND_JSON_BUFFER 1024u  /* gathered before the sink is called: a call a piece costs more than the piece */

typedef struct und_json {
    und_sink sink;
    void *context;
    und_status status;
    uint32_t depth;
    uint32_t filled; /* bit d: the object or array at depth d has an element already */
    bool after_key;  /* the next value belongs to a key and takes no comma */
    size_t used;
    char buffer[UND_JSON_BUFFER];
} und_json;

void und_json_start(und_json *json, und_sink sink, void *context);
/* Hands over what is left. UND_E_IO: the sink stopped the writer; UND_E_LIMIT: nested deeper than UND_JSON_DEPTH_MAX;
 * UND_E_ARGUMENT: an object or array was closed too often or not at all. */
und_status und_json_finish(und_json *json);

void und_json_open_object(und_json *json);
void und_json_close_object(und_json *json);
void und_json_open_array(und_json *json);
void und_json_close_array(und_json *json);
void und_json_key_slowly(und_json *json, const char *name, size_t length);

/* Marks around a key: a comma, quotation marks, a colon. */
#define UND_JSON_KEY_MARKS 4u

/* Names are ours, with nothing to escape in them; where they stand in the source their length is known to the compiler. */
static inline void und_json_key(und_json *json, const char *name)
{
    size_t length = strlen(name);
    if (length + UND_JSON_KEY_MARKS >= UND_JSON_BUFFER - json->used || json->status != UND_OK || json->depth == 0 ||
        json->after_key) {
        und_json_key_slowly(json, name, length);
        return;
    }
    char *at = json->buffer + json->used; /* nearly always: all of it at once */
    uint32_t bit = 1u << (json->depth - 1);
    *at = ',';
    at += (json->filled & bit) != 0;
    json->filled |= bit;
    *at++ = '"';
    memcpy(at, name, length);
    at += length;
    *at++ = '"';
    *at++ = ':';
    json->used = (size_t)(at - json->buffer);
    json->after_key = true;
}

/* Any bytes: what JSON cannot hold is escaped, every byte that is not UTF-8 (surrogates and overlong forms are not)
 * becomes U+FFFD. */
void und_json_string(und_json *json, und_bytes text);
/* NULL is written as null. */
void und_json_text(und_json *json, const char *text);
/* One string value out of several pieces, for texts that lie on several lines: begin, any number of pieces, end. A
 * character must not be split over two pieces. */
void und_json_string_begin(und_json *json);
void und_json_string_piece(und_json *json, und_bytes text);
void und_json_string_end(und_json *json);

void und_json_number(und_json *json, uint64_t value);
void und_json_boolean(und_json *json, bool value);
void und_json_null(und_json *json);

/* A key with its value. */
static inline void und_json_key_string(und_json *json, const char *name, und_bytes text)
{
    und_json_key(json, name);
    und_json_string(json, text);
}

static inline void und_json_key_text(und_json *json, const char *name, const char *text)
{
    und_json_key(json, name);
    und_json_text(json, text);
}

static inline void und_json_key_number(und_json *json, const char *name, uint64_t value)
{
    und_json_key(json, name);
    und_json_number(json, value);
}

static inline void und_json_key_boolean(und_json *json, const char *name, bool value)
{
    und_json_key(json, name);
    und_json_boolean(json, value);
}

#endif
