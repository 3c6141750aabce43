/* Where States are named, and what the words of a text are. */
#include "support.h"

#include "undoc/mention.h"
#include "undoc/token.h"

static const char text[] = "A/75/697\n\nThe General Assembly,\n\n"
                           "1. Requests Guinea-Bissau, the Republic of Korea and a turkey to act for Norway;\n\n"
                           "2. Decides to come back to Nor\nway and paragraph 1 above.\n";

typedef struct seen {
    size_t count, stop_at;
    uint32_t line, column;
} seen;

static bool see(void *context, const und_token *token)
{
    seen *s = context;
    assert_true(s->count == 0 || token->line > s->line || (token->line == s->line && token->column >= s->column));
    assert_true(token->length > 0);
    s->line = token->line;
    s->column = token->column + token->length;
    return ++s->count != s->stop_at;
}

static void mentions_are_whole_names_with_their_capitals(void **state)
{
    (void)state;
    static const char *const codes[] = {"GW", "KR", "NO"};
    und_packs *packs = support_packs();
    und_doc *doc;
    und_mention mention;
    assert_int_equal(und_doc_open(packs, &doc), UND_OK);
    assert_int_equal(und_doc_read(doc, support_bytes(text)), UND_OK);
    uint32_t node = und_node_at(doc, 4), n = 0;
    for (; und_mention_get(doc, node, n, &mention) == UND_OK; n++) {
        assert_true(n < 3);
        assert_string_equal(mention.code, codes[n]);
    }
    assert_int_equal(n, 3);
    assert_int_equal(und_mention_at(doc, (und_place){4, 14}, &mention), UND_OK);
    assert_string_equal(mention.code, "GW");
    assert_int_equal(mention.range.from.column, 12);
    assert_int_equal(und_mention_at(doc, (und_place){4, 0}, &mention), UND_NONE);
    assert_int_equal(und_mention_get(doc, 0, 0, &mention), UND_E_ARGUMENT);
    und_doc_close(doc);
    und_packs_close(packs);
}

static void tokens_are_in_order_and_stop(void **state)
{
    (void)state;
    und_packs *packs = support_packs();
    und_doc *doc;
    assert_int_equal(und_doc_open(packs, &doc), UND_OK);
    assert_int_equal(und_doc_read(doc, support_bytes(text)), UND_OK);
    seen all = {0}, some = {.stop_at = 2}, none = {0};
    assert_int_equal(und_tokens(doc, 0, UINT32_MAX, see, &all), UND_OK);
    assert_true(all.count >= 9);
    assert_int_equal(und_tokens(doc, 0, UINT32_MAX, see, &some), UND_E_IO);
    assert_int_equal(some.count, 2);
    assert_int_equal(und_tokens(doc, 3, 4, see, &none), UND_OK);
    assert_int_equal(none.count, 0);
    assert_string_equal(und_token_kind_name(UND_TOKEN_STATE), "state");
    assert_string_equal(und_token_kind_name(UND_TOKEN_KIND_COUNT), "");
    und_doc_close(doc);
    und_packs_close(packs);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(mentions_are_whole_names_with_their_capitals),
        cmocka_unit_test(tokens_are_in_order_and_stop),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
