/* Signature blocks: the mark before the name, after it and without one; offices above and under it, over blank lines; the
 * name after the foot of a page. */
#include "support.h"

#include "read/letter.h"

static void put_range(support_text *out, const und_flow *flow, uint32_t first, uint32_t last)
{
    if (last > first)
        support_put(out, flow->text + first, last - first);
}

/* Every signature as "5-7 name | office", one a line, and what other small nodes are. */
static void signs(void **state, const char *text, const char *expected)
{
    und_doc *doc = support_doc(*state, support_bytes(text));
    support_text said = {0};
    support_put_words(&said, "");
    for (uint32_t id = 1; id < und_node_count(doc); id++) {
        und_node node;
        assert_int_equal(und_node_get(doc, und_doc_revision(doc), id, &node), UND_OK);
        if (node.kind != UND_KIND_SIGNATURE)
            continue;
        und_signature_parts signature;
        assert_true(und_signature_read(&signature, doc, id - 1));
        char lines[32];
        snprintf(lines, sizeof lines, "%u-%u ", node.first + 1, node.last);
        support_put_words(&said, lines);
        put_range(&said, &signature.flow, signature.name_first, signature.name_last);
        support_put_words(&said, " | ");
        put_range(&said, &signature.flow, signature.office_first, signature.office_last);
        support_put_words(&said, "\n");
        und_signature_close(&signature);
    }
    if (strcmp(said.at, expected) != 0)
        fail_msg("%s\n---- signs\n%s\n---- expected\n%s", text, said.at, expected);
    support_free(&said);
    und_doc_close(doc);
}

#define ENGLISH                                                                                                        \
    "Letter dated 7 May 2025 from the Permanent Representative of Chad to the United Nations addressed to the "        \
    "Secretary-General\n\nI have the honour to write.\n\n"
#define FRENCH                                                                                                            \
    "Lettre datée du 7 mai 2025, adressée au Secrétaire général par le Représentant permanent du Tchad auprès de " \
    "l’Organisation des Nations Unies\n\nJ’ai l’honneur d’écrire.\n\n"
#define CHINESE "2025年5月7日乍得常驻联合国代表给秘书长的信\n\n谨随函转递声明。\n\n"

static void marks_before_the_name(void **state)
{
    signs(state, ENGLISH "(Signed) Ana Example\nAmbassador\nPermanent Representative\n",
          "5-7 Ana Example | Ambassador Permanent Representative\n");
    signs(state, ENGLISH "(Signed) Ana Example\n\nPermanent Representative\n",
          "5-7 Ana Example | Permanent Representative\n");
    signs(state, ENGLISH "(*Signed*) Ana **Example**\n", "5-5 Ana Example | \n");
    signs(state, ENGLISH "(Signed)\nAna Example\nAmbassador\n", "5-7 Ana Example | Ambassador\n");
    signs(state, FRENCH "Le Représentant permanent\n(Signé) Ana Exemple\n",
          "5-6 Ana Exemple | Le Représentant permanent\n");
    signs(state, FRENCH "Le Représentant permanent\n\n(Signé) Ana Exemple\n",
          "5-7 Ana Exemple | Le Représentant permanent\n");
    signs(state, FRENCH "Le Représentant permanent (Signé) Ana Exemple\n",
          "5-5 Ana Exemple | Le Représentant permanent\n");
    /* Of several signatories each has his office. */
    signs(state, ENGLISH "(Signed) Ana Example\n\nAmbassador\n\n(Signed) Bo Sample\n\nAmbassador\n",
          "5-7 Ana Example | Ambassador\n9-11 Bo Sample | Ambassador\n");
}

static void marks_after_the_name(void **state)
{
    signs(state, CHINESE "常驻代表\n李明(签名)\n", "5-6 李明 | 常驻代表\n");
    signs(state, CHINESE "常驻代表\n\n大使\n\n李明(签名)\n", "7-9 李明 | 大使\n");
    signs(state, CHINESE "李明(签名)\n\n常驻代表\n", "5-7 李明 | 常驻代表\n");
    signs(state, CHINESE "乍得常驻联合国代表\n\n李明（签名）\n\n斐济常驻联合国代表\n\n王芳（签名）\n",
          "5-7 李明 | 乍得常驻联合国代表\n9-11 王芳 | 斐济常驻联合国代表\n");
    signs(state, CHINESE "乍得常驻联合国代表大使 李明(签名)\n", "5-5 李明 | 乍得常驻联合国代表大使\n");
    signs(state, ENGLISH "Ana Example (Signed)\nAmbassador\n", "5-6 Ana Example | Ambassador\n");
}

static void names_after_the_foot_of_a_page(void **state)
{
    signs(state, ENGLISH "(Signed)\n\n-----\n\n99-29750 (E)\n\n140299\n\nA. EXAMPLE\n", "5-13 A. EXAMPLE | \n");
    signs(state, ENGLISH "(Signed)\n\n25-10000 (E)\n\nAna Example\n", "5-9 Ana Example | \n");
    /* No name comes: an annex does. */
    signs(state, ENGLISH "(Signed)\n\n25-10000 (E)\n\nAnnex\n\nTrees\n", "5-7  | \n");
}

static void typed_names(void **state)
{
    signs(state, ENGLISH "Ana Example\nAmbassador\nPermanent Representative\n",
          "5-7 Ana Example | Ambassador Permanent Representative\n");
    signs(state, ENGLISH "Ana van der Example\n\nAmbassador\n", "5-7 Ana van der Example | Ambassador\n");
    /* The addressee's block is none, nor are words that are no name. */
    signs(state, ENGLISH "H.E. Mr. Bo Sample\nSecretary-General of the United Nations\nNew York\n", "");
    signs(state, ENGLISH "The trees that were planted in the year\nRepresentative of them all\n", "");
    signs(state, ENGLISH "Session 12\nAmbassador\n", "");
    /* Outside of a letter nobody signs so. */
    signs(state, "Report of the Committee\n\nAna Example\nAmbassador\n", "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(marks_before_the_name), cmocka_unit_test(marks_after_the_name),
                                       cmocka_unit_test(names_after_the_foot_of_a_page), cmocka_unit_test(typed_names)};
    return cmocka_run_group_tests(tests, support_open_packs, support_close_packs);
}
