/* The YAML reader: values and places, what is refused, every limit below, at and above. */
#include "pack_support.h"

#include "pack/yaml.h"

static void *plain_resize(void *context, void *block, size_t old, size_t size)
{
    (void)context;
    (void)old;
    if (size == 0) {
        free(block);
        return NULL;
    }
    return realloc(block, size);
}

/* Not the library's own: this file tests the reader with nothing else of ours behind it. */
static const und_allocator plain = {plain_resize, NULL};

/* The values of a text as a line: "{a [b c ] } " with an E, L or M for the end. */
static void shape_of(und_bytes text, char *out, size_t room, und_yaml_fault *fault)
{
    und_yaml *yaml;
    assert_int_equal(und_yaml_open(&plain, text, &yaml), UND_OK);
    char open[UND_PACK_DEPTH_MAX + 1];
    size_t depth = 0;
    size_t used = 0;
    out[0] = '\0';
    for (;;) {
        und_yaml_value value = und_yaml_next(yaml);
        if (value.type == UND_YAML_STOP)
            break;
        char piece[64];
        if (value.type == UND_YAML_SCALAR) {
            (void)snprintf(piece, sizeof piece, "%.*s ", (int)(value.text.length < 40 ? value.text.length : 40),
                           value.text.length > 0 ? value.text.at : "");
        } else if (value.type == UND_YAML_CLOSE) {
            assert_true(depth > 0);
            (void)snprintf(piece, sizeof piece, "%c ", open[--depth]);
        } else {
            assert_true(depth < UND_PACK_DEPTH_MAX);
            open[depth++] = value.type == UND_YAML_MAP ? '}' : ']';
            (void)snprintf(piece, sizeof piece, "%c", value.type == UND_YAML_MAP ? '{' : '[');
        }
        assert_true(value.line >= 1 && value.column >= 1);
        size_t length = strlen(piece);
        if (used + length + 3 < room) {
            memcpy(out + used, piece, length + 1);
            used += length;
        }
    }
    und_status status = und_yaml_status(yaml);
    *fault = *und_yaml_fault_of(yaml);
    (void)snprintf(out + used, room - used, "%s",
                   status == UND_OK         ? "E"
                   : status == UND_E_DATA   ? "D"
                   : status == UND_E_LIMIT  ? "L"
                   : status == UND_E_MEMORY ? "M"
                                            : "?");
    /* The end comes again and again. */
    assert_int_equal(und_yaml_next(yaml).type, UND_YAML_STOP);
    assert_int_equal(und_yaml_next(yaml).type, UND_YAML_STOP);
    und_yaml_close(yaml);
}

static void expect_shape(const char *text, const char *shape)
{
    char got[512];
    und_yaml_fault fault;
    shape_of(bytes_of(text), got, sizeof got, &fault);
    assert_string_equal(got, shape);
}

static void expect_fault(const char *text, const char *shape, uint32_t line, uint32_t column, const char *part)
{
    char got[512];
    und_yaml_fault fault;
    shape_of(bytes_of(text), got, sizeof got, &fault);
    assert_string_equal(got, shape);
    if (strstr(fault.message, part) == NULL)
        fail_msg("'%s' does not say '%s'", fault.message, part);
    assert_int_equal(fault.line, line);
    assert_int_equal(fault.column, column);
}

static void values_come_in_order(void **state)
{
    (void)state;
    expect_shape("", "E");
    expect_shape("# nothing\n", "E");
    expect_shape("a", "a E");
    expect_shape("a: b\nc: [d, 'e f', \"g\"]\nh: {i: j}\n", "{a b c [d e f g ] h {i j } } E");
    expect_shape("- a\n- - b\n  - c\n-\n", "[a [b c ]  ] E");
    expect_shape("\xef\xbb\xbf"
                 "a: b\n",
                 "{a b } E");
    expect_shape("a: b\r\nc: d\r\n", "{a b c d } E");
    expect_shape("a: |\n  one\n  two\n", "{a one\ntwo\n } E");
    expect_shape("---\na: b\n...\n", "{a b } E");
}

static void places_are_lines_and_characters(void **state)
{
    (void)state;
    und_yaml *yaml;
    assert_int_equal(und_yaml_open(&plain, bytes_of("a: b\né: [été, x]\n"), &yaml), UND_OK);
    static const uint32_t places[][2] = {{1, 1}, {1, 1}, {1, 4}, {2, 1}, {2, 4}, {2, 5}, {2, 10}, {2, 11}};
    for (size_t i = 0; i < sizeof places / sizeof places[0]; i++) {
        und_yaml_value value = und_yaml_next(yaml);
        assert_int_equal(value.line, places[i][0]);
        assert_int_equal(value.column, places[i][1]);
    }
    und_yaml_close(yaml);
    und_yaml_close(NULL);
}

static void what_packs_do_not_need_is_refused(void **state)
{
    (void)state;
    expect_fault("a: b\nc: &x d\n", "{a b c D", 2, 4, "anchor");
    expect_fault("a: b\nc: *x\n", "{a b c D", 2, 4, "alias");
    expect_fault("a: &x [*x]\n", "{a D", 1, 4, "anchor");
    expect_fault("a: !!binary b\n", "{a D", 1, 4, "tag");
    expect_fault("a: !x {b: c}\n", "{a D", 1, 4, "tag");
    expect_fault("a: b\n---\nc: d\n", "{a b } D", 2, 1, "second document");
}

static void mistakes_keep_what_came_before(void **state)
{
    (void)state;
    expect_fault("a: b\nc: [d\ne: f\n", "{a b c [d e D", 3, 2, "flow sequence that begins in line 2");
    expect_fault("a: b\n c: d\n", "{a b c D", 2, 3, "mapping values are not allowed");
    expect_fault("a: b\n\tc: d\n", "{a D", 2, 1, "a tab character");
    expect_fault("a: b\nc: \"d\n", "{a b c D", 3, 1, "quoted scalar");
}

static void bytes_that_are_not_utf8(void **state)
{
    (void)state;
    expect_fault("a: b\nc: d\ne: \xff\n", "{a b c d } D", 3, 4, "0xff is not UTF-8");
    expect_fault("a: b\né: \xc3(\n", "{a b } D", 2, 4, "0xc3");
    expect_fault("a: b\nc: \xed\xa0\x80\n", "{a b } D", 2, 4, "0xed");     /* a surrogate */
    expect_fault("a: b\nc: \xc0\xaf\n", "{a b } D", 2, 4, "0xc0");         /* overlong */
    expect_fault("a: b\nc: \xf4\x90\x80\x80\n", "{a b } D", 2, 4, "0xf4"); /* over U+10FFFF */
    expect_fault("a: b\nc: d\xe4\xbd\n", "{a b } D", 2, 5, "0xe4");        /* cut off */
    expect_fault("a: b\nc: \x01\n", "{a b } D", 2, 4, "U+0001");
    expect_fault("a: b\nc: \x7f\n", "{a b } D", 2, 4, "U+007F");
    expect_fault("a: b\nc: \xef\xbf\xbf\n", "{a b } D", 2, 4, "U+FFFF");
    /* In the middle of a list: the bad byte is told, not the list that it leaves open. */
    expect_fault("a: [b,\n  c,\n  \xff]\n", "{a [b c D", 3, 3, "0xff");
    /* A mistake before it comes first. */
    expect_fault("a: b\n c: d\ne: f\ng: \xff\n", "{a b c D", 2, 3, "not allowed");
    char got[64];
    und_yaml_fault fault;
    shape_of((und_bytes){"a: b\0c\n", 7}, got, sizeof got, &fault);
    assert_string_equal(got, "D");
    assert_non_null(strstr(fault.message, "U+0000"));
    /* What is allowed, one of each length. */
    expect_shape("a: é \xe2\x82\xac \xe8\xaf\xad \xf0\x9f\x98\x80\n",
                 "{a é \xe2\x82\xac \xe8\xaf\xad \xf0\x9f\x98\x80 } E");
    /* Every UTF-16 file is refused, whatever its mark. */
    shape_of((und_bytes){"\xff\xfe"
                         "a\0:\0 \0b\0",
                         10},
             got, sizeof got, &fault);
    assert_string_equal(got, "D");
}

static void nest(builder *out, size_t depth)
{
    build_many(out, "[", depth);
    build_text(out, "x");
    build_many(out, "]", depth);
}

static void depth_has_a_limit(void **state)
{
    (void)state;
    char got[512];
    und_yaml_fault fault;
    for (size_t depth = UND_PACK_DEPTH_MAX - 1; depth <= UND_PACK_DEPTH_MAX + 1; depth++) {
        builder text = {0};
        nest(&text, depth);
        shape_of(built(&text), got, sizeof got, &fault);
        char last = got[strlen(got) - 1];
        assert_int_equal(last, depth <= UND_PACK_DEPTH_MAX ? 'E' : 'L');
        if (last == 'L') {
            assert_int_equal(fault.line, 1);
            assert_int_equal(fault.column, UND_PACK_DEPTH_MAX + 1);
            assert_non_null(strstr(fault.message, "32"));
        }
        free(text.at);
    }
    /* The same for block style, where depth is indentation. */
    for (size_t depth = UND_PACK_DEPTH_MAX; depth <= UND_PACK_DEPTH_MAX + 1; depth++) {
        builder text = {0};
        build_many(&text, "- ", depth);
        build_text(&text, "x\n");
        shape_of(built(&text), got, sizeof got, &fault);
        assert_int_equal(got[strlen(got) - 1], depth <= UND_PACK_DEPTH_MAX ? 'E' : 'L');
        free(text.at);
    }
    /* What libyaml itself would need minutes for. */
    static const char *const heaps[] = {"[", "{", "- ", "? ", "[[", "{a: ", "[ \n"};
    for (size_t i = 0; i < sizeof heaps / sizeof heaps[0]; i++) {
        builder text = {0};
        build_many(&text, heaps[i], 200000);
        shape_of(built(&text), got, sizeof got, &fault);
        assert_int_equal(got[strlen(got) - 1], 'L');
        free(text.at);
    }
}

static void scalars_have_a_limit(void **state)
{
    (void)state;
    for (size_t length = UND_PACK_SCALAR_MAX - 1; length <= UND_PACK_SCALAR_MAX + 1; length++) {
        builder text = {0};
        build_text(&text, "a: ");
        build_many(&text, "x", length);
        build_text(&text, "\nb: c\n");
        und_yaml *yaml;
        assert_int_equal(und_yaml_open(&plain, built(&text), &yaml), UND_OK);
        (void)und_yaml_next(yaml);
        (void)und_yaml_next(yaml);
        und_yaml_value value = und_yaml_next(yaml);
        assert_int_equal(value.too_long, length > UND_PACK_SCALAR_MAX);
        assert_int_equal(value.text.length, value.too_long ? 0 : length);
        assert_bytes_equal(und_yaml_next(yaml).text, "b"); /* and it goes on */
        und_yaml_close(yaml);
        free(text.at);
    }
}

static void files_have_a_limit(void **state)
{
    (void)state;
    for (size_t length = UND_PACK_FILE_MAX - 1; length <= UND_PACK_FILE_MAX + 1; length++) {
        char *text = malloc(length);
        assert_non_null(text);
        memset(text, '\n', length);
        memcpy(text, "a: b", 4);
        char got[64];
        und_yaml_fault fault;
        shape_of((und_bytes){text, length}, got, sizeof got, &fault);
        assert_string_equal(got, length <= UND_PACK_FILE_MAX ? "{a b } E" : "L");
        if (length > UND_PACK_FILE_MAX) {
            assert_int_equal(fault.line, 0);
            assert_non_null(strstr(fault.message, "4194304"));
        }
        free(text);
    }
}

static void memory_runs_out(void **state)
{
    (void)state;
    counting count = {.fail_at = 1};
    und_allocator allocator = counting_allocator(&count);
    und_yaml *yaml = (und_yaml *)&count;
    assert_int_equal(und_yaml_open(&allocator, bytes_of("a"), &yaml), UND_E_MEMORY);
    assert_null(yaml);
    assert_int_equal(count.live, 0);
    count = (counting){0};
    assert_int_equal(und_yaml_open(&allocator, bytes_of("a"), &yaml), UND_OK);
    und_yaml_close(yaml);
    assert_int_equal(count.live, 0);
    assert_int_equal(count.wrong_sizes, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(values_come_in_order),
        cmocka_unit_test(places_are_lines_and_characters),
        cmocka_unit_test(what_packs_do_not_need_is_refused),
        cmocka_unit_test(mistakes_keep_what_came_before),
        cmocka_unit_test(bytes_that_are_not_utf8),
        cmocka_unit_test(depth_has_a_limit),
        cmocka_unit_test(scalars_have_a_limit),
        cmocka_unit_test(files_have_a_limit),
        cmocka_unit_test(memory_runs_out),
    };
    return cmocka_run_group_tests_name("yaml", tests, NULL, NULL);
}
