/* Titles of agendas in six languages, and titles that go on after a comma; sub-items in Cyrillic letters. */
#include "support.h"

#include "read/reference.h"

static void reads_as(void **state, const char *text, und_doc_kind kind, const char *parts)
{
    und_doc *doc = support_doc(*state, support_bytes(text));
    support_text said = {0};
    support_put_words(&said, "");
    for (uint32_t id = 1; id < und_node_count(doc); id++) {
        und_node node;
        assert_int_equal(und_node_get(doc, und_doc_revision(doc), id, &node), UND_OK);
        char one[64];
        snprintf(one, sizeof one, "%s%s %u-%u", id > 1 ? ", " : "", und_kind_name(node.kind), node.first + 1,
                 node.last);
        support_put_words(&said, one);
    }
    if (strcmp(said.at, parts) != 0 || und_doc_kind_of(doc) != kind)
        fail_msg("%s\n---- reads as %s\n%s\n---- expected %s\n%s", text, und_doc_kind_name(und_doc_kind_of(doc)),
                 said.at, und_doc_kind_name(kind), parts);
    support_free(&said);
    und_doc_close(doc);
}

static void agendas(void **state)
{
    const char *two = "title 1-1, paragraph 3-3, paragraph 5-5";
    reads_as(
        state,
        "Provisional agenda of the 12th meeting of the Security Council\n\n1. Adoption of the agenda.\n\n2. Trees.\n",
        UND_DOC_AGENDA, two);
    reads_as(state,
             "Ordre du jour provisoire de la 12e séance du Conseil de sécurité\n\n1. Adoption de l’ordre du jour.\n\n"
             "2. Les arbres.\n",
             UND_DOC_AGENDA, two);
    reads_as(state,
             "Programa provisional de la 12ª sesión del Consejo de Seguridad\n\n1. Aprobación del programa.\n\n2. "
             "Árboles.\n",
             UND_DOC_AGENDA, two);
    reads_as(
        state,
        "Предварительная повестка дня 12-го заседания Совета Безопасности,\n\nкоторое состоится 21 января 2015 года\n\n"
        "1. Утверждение повестки дня.\n\n2. Деревья.\n",
        UND_DOC_AGENDA, "title 1-3, paragraph 5-5, paragraph 7-7");
    reads_as(state, "安全理事会第12次会议临时议程\n\n1. 通过议程。\n\n2. 树木。\n", UND_DOC_AGENDA, two);
    reads_as(state, "جدول الأعمال المؤقت للجلسة 12 لمجلس الأمن\n\n1 - إقرار جدول الأعمال.\n\n2 - الأشجار.\n",
             UND_DOC_AGENDA, two);
    /* An organ's name alone still begins a masthead. */
    reads_as(state, "安全理事会\n\n2015年1月21日\n", UND_DOC_OTHER, "masthead 1-3");
}

static void titles_after_a_comma(void **state)
{
    reads_as(
        state,
        "Резолюция 1913 (2010),\n\nпринятая Советом Безопасности на его 6283-м заседании\n\nСовет Безопасности,\n\n"
        "ссылаясь на свою резолюцию 1 (1946),\n\n1. постановляет ждать.\n",
        UND_DOC_RESOLUTION, "title 1-3, subject 5-5, preambular 7-7, operative 9-9");
    /* A sentence that begins with a resolution is no title. */
    reads_as(state, "Resolution 12 (1946),\n\nwhich is about trees, says so.\n", UND_DOC_OTHER, "paragraph 1-3");
}

static void sub_items_in_cyrillic(void **state)
{
    static const struct {
        const char *text;
        unsigned first, second;
    } lines[] = {{"Пункты 13(а) и 115 повестки дня", 1, 0},
                 {"Пункты 13 (а) и (с) повестки дня", 1, 3},
                 {"Пункты 13 а) и б) повестки дня", 1, 2},
                 {"Пункты 13 (a) и (e) повестки дня", 1, 5}};
    for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++) {
        char text[256];
        snprintf(text, sizeof text, "Генеральная Ассамблея\n\nСемидесятая сессия\n%s\n", lines[i].text);
        und_doc *doc = support_doc(*state, support_bytes(text));
        und_node node;
        assert_int_equal(und_node_get(doc, und_doc_revision(doc), 1, &node), UND_OK);
        und_flow flow;
        und_flow_open(&flow, doc->allocator);
        assert_true(und_doc_flow(doc, 0, node.last, 4000, &flow));
        und_references references;
        und_references_open(&references, doc->allocator);
        assert_true(und_references_find(&references, doc->lexicon, node.language, &flow));
        unsigned agenda = 0;
        for (size_t r = 0; r < references.count; r++) {
            if (references.at[r].type != UND_REFERENCE_AGENDA)
                continue;
            agenda++;
            const und_flow_item *items = references.items + references.at[r].first_item;
            assert_int_equal(references.at[r].item_count, 2);
            assert_int_equal(items[0].sub, lines[i].first);
            assert_int_equal(items[1].sub, lines[i].second);
        }
        assert_int_equal(agenda, 1);
        und_references_close(&references);
        und_flow_close(&flow);
        und_doc_close(doc);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(agendas), cmocka_unit_test(titles_after_a_comma),
                                       cmocka_unit_test(sub_items_in_cyrillic)};
    return cmocka_run_group_tests(tests, support_open_packs, support_close_packs);
}
