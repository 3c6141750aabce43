/* test_json.c - the JSON writer: what it escapes, what it refuses, what it does when the sink says no. */

#include "view/json.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define ROOM 65536u

typedef struct taken {
    char text[ROOM];
    size_t length;
    size_t calls;
    size_t stop_at; /* the call that is refused, from 1; 0: none */
} taken;

static bool take(void *context, const char *at, size_t length)
{
    taken *t = context;
    t->calls++;
    if (t->calls == t->stop_at)
        return false;
    assert_true(t->length + length < ROOM);
    memcpy(t->text + t->length, at, length);
    t->length += length;
    t->text[t->length] = '\0';
    return true;
}

static const char *written(taken *t, und_bytes text)
{
    und_json json;
    memset(t, 0, sizeof *t);
    und_json_start(&json, take, t);
    und_json_string(&json, text);
    assert_int_equal(und_json_finish(&json), UND_OK);
    return t->text;
}

#define BYTES(literal) ((und_bytes){literal, sizeof(literal) - 1})

static void test_strings(void **state)
{
    (void)state;
    static taken t;
    assert_string_equal(written(&t, (und_bytes){NULL, 0}), "\"\"");
    assert_string_equal(written(&t, BYTES("Désolé")), "\"Désolé\"");
    assert_string_equal(written(&t, BYTES("a\"b\\c/d")), "\"a\\\"b\\\\c/d\"");
    assert_string_equal(written(&t, BYTES("\n\r\t\x01\x1f\x7f")), "\"\\n\\r\\t\\u0001\\u001f\\u007f\"");
    assert_string_equal(written(&t, BYTES("a\0b")), "\"a\\u0000b\"");
}

/* What is not UTF-8 becomes U+FFFD, a byte at a time; a U+FFFD that was there is one already. */
static void test_invalid_utf8(void **state)
{
    (void)state;
    static taken t;
    assert_string_equal(written(&t, BYTES("a\xffz")), "\"a\xef\xbf\xbdz\"");
    assert_string_equal(written(&t, BYTES("\xc3")), "\"\xef\xbf\xbd\"");
    assert_string_equal(written(&t, BYTES("\xc0\xaf")), "\"\xef\xbf\xbd\xef\xbf\xbd\"");
    assert_string_equal(written(&t, BYTES("\xed\xa0\x80")), "\"\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\"");
    assert_string_equal(written(&t, BYTES("\xef\xbf\xbd")), "\"\xef\xbf\xbd\"");
    assert_string_equal(written(&t, BYTES("\xf0\x9f\x98\x80")), "\"\xf0\x9f\x98\x80\"");
}

static void test_structure(void **state)
{
    (void)state;
    static taken t;
    memset(&t, 0, sizeof t);
    und_json json;
    und_json_start(&json, take, &t);
    und_json_open_object(&json);
    und_json_key_number(&json, "big", UINT64_MAX);
    und_json_key_number(&json, "zero", 0);
    und_json_key(&json, "list");
    und_json_open_array(&json);
    und_json_boolean(&json, true);
    und_json_null(&json);
    und_json_open_object(&json);
    und_json_close_object(&json);
    und_json_open_array(&json);
    und_json_close_array(&json);
    und_json_text(&json, NULL);
    und_json_close_array(&json);
    und_json_key_boolean(&json, "no", false);
    und_json_key(&json, "pieces");
    und_json_string_begin(&json);
    und_json_string_piece(&json, BYTES("one"));
    und_json_string_piece(&json, BYTES("\n"));
    und_json_string_piece(&json, BYTES("two"));
    und_json_string_end(&json);
    und_json_key_text(&json, "text", "t");
    und_json_close_object(&json);
    assert_int_equal(und_json_finish(&json), UND_OK);
    assert_string_equal(t.text, "{\"big\":18446744073709551615,\"zero\":0,\"list\":[true,null,{},[],null],\"no\":false,"
                                "\"pieces\":\"one\\ntwo\",\"text\":\"t\"}");
}

static und_status nest(uint32_t depth, taken *t)
{
    und_json json;
    memset(t, 0, sizeof *t);
    und_json_start(&json, take, t);
    for (uint32_t i = 0; i < depth; i++)
        und_json_open_array(&json);
    for (uint32_t i = 0; i < depth; i++)
        und_json_close_array(&json);
    return und_json_finish(&json);
}

static void test_depth(void **state)
{
    (void)state;
    static taken t;
    assert_int_equal(nest(UND_JSON_DEPTH_MAX - 1, &t), UND_OK);
    assert_int_equal(nest(UND_JSON_DEPTH_MAX, &t), UND_OK);
    assert_int_equal(t.length, 2 * UND_JSON_DEPTH_MAX);
    assert_int_equal(nest(UND_JSON_DEPTH_MAX + 1, &t), UND_E_LIMIT);
}

static void test_misuse(void **state)
{
    (void)state;
    static taken t;
    und_json json;
    memset(&t, 0, sizeof t);
    und_json_start(&json, take, &t);
    und_json_open_object(&json);
    assert_int_equal(und_json_finish(&json), UND_E_ARGUMENT);
    und_json_start(&json, take, &t);
    und_json_close_object(&json);
    assert_int_equal(und_json_finish(&json), UND_E_ARGUMENT);
    und_json_start(&json, take, &t);
    und_json_open_object(&json);
    und_json_key(&json, "alone");
    und_json_close_object(&json);
    assert_int_equal(und_json_finish(&json), UND_E_ARGUMENT);
}

/* Longer than the buffer: handed over in pieces, none lost, and nothing after a refusal. */
static void test_sink(void **state)
{
    (void)state;
    static taken t;
    static char text[5 * UND_JSON_BUFFER];
    for (size_t i = 0; i < sizeof text; i++)
        text[i] = (char)('a' + i % 26);
    assert_string_equal(written(&t, (und_bytes){text, 10}), "\"abcdefghij\"");
    for (size_t length = UND_JSON_BUFFER - 3; length <= UND_JSON_BUFFER + 3; length++) {
        (void)written(&t, (und_bytes){text, length});
        assert_int_equal(t.length, length + 2);
        assert_memory_equal(t.text + 1, text, length);
    }
    (void)written(&t, (und_bytes){text, sizeof text});
    assert_true(t.calls >= 5);
    assert_memory_equal(t.text + 1, text, sizeof text);

    und_json json;
    for (size_t stop = 1; stop <= 5; stop++) {
        memset(&t, 0, sizeof t);
        t.stop_at = stop;
        und_json_start(&json, take, &t);
        und_json_string(&json, (und_bytes){text, sizeof text});
        assert_int_equal(und_json_finish(&json), UND_E_IO);
        assert_int_equal(t.calls, stop);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_strings), cmocka_unit_test(test_invalid_utf8), cmocka_unit_test(test_structure),
        cmocka_unit_test(test_depth),   cmocka_unit_test(test_misuse),       cmocka_unit_test(test_sink),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
