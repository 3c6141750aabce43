/* Place decides, words correct: clauses whose openers no pack knows, speakers that none does, lists inside clauses, and
 * texts that have no clauses although paragraphs begin with the words of openers. */
#include "tree_support.h"

/* Reports and notes: paragraphs and headings that begin as clauses do. */
static void no_clauses_in_reports(void **state)
{
    reads_as(
        state,
        "Programme of the keepers for 2026\n\nI. Background\n\n1. In keeping with guidance received, this text tells "
        "of lights.\n\n2. Lights are kept.\n\n3. Recognizing that lights help, the keepers will light them.\n\n"
        "4. Requests are answered.\n\nMandates and background\n\nSupport to harbours\n\n5. Keepers are many.\n",
        "heading: Programme\nheading I: Background\nparagraph 1: In\nparagraph 2: Lights\nparagraph 3: Recognizing\n"
        "paragraph 4: Requests\nheading: Mandates\nheading: Support\nparagraph 5: Keepers\n");
    reads_as(state, "关于灯塔的说明\n\n通过区域合作，各国改进了灯塔。\n\n第二，灯塔支持了港口。\n\n本说明供参考。\n",
             "heading: 关于灯塔的说明\nparagraph: 通过区域合作，各国改进了灯塔。\nparagraph: "
             "第二，灯塔支持了港口。\nparagraph: 本说明供参考。\n");
    /* One sentence is a clause by its opener. */
    reads_as(state, "Requests the Secretary-General to report.\n", "operative: Requests\n");
    reads_as(state, "5. Requests the Secretary-General to report;\n", "operative 5: Requests\n");
}

static void preambles_by_place(void **state)
{
    reads_as(
        state,
        "La Conférence des phares,\n\nConsidérant que le trafic augmente,\n\nQue les ports en subissent les "
        "effets,\n\nMais que les moyens manquent,\n\n## Prenant acte du rapport,\n\nSoumet aux ports ce qui suit :\n\n"
        "1. Il convient d'allumer.\n\n2. Il convient d'attendre.\n\n4. Il convient de partir.\n",
        "subject: La\npreambular: Considérant\npreambular: Que\npreambular: Mais\npreambular: Prenant\n"
        "operative: Soumet\noperative 1: Il\noperative 2: Il\noperative 4: Il\n");
    /* A speaker that no pack knows, in an annex. */
    reads_as(state,
             "The Security Council,\n\n1. Endorses the decision.\n\nAnnex\n\nDecision on lights\n\nThe Executive "
             "Council,\n\n"
             "Recalling its report;\n\nCondemning the use of lamps;\n\nHereby:\n\n1. Decides to wait;\n\n2. Requests a "
             "report.\n",
             "subject: The\noperative 1: Endorses\nannex: Annex\n  title: Decision\n  subject: The\n"
             "  preambular: Recalling\n  preambular: Condemning\n  operative: Hereby\n  operative 1: Decides\n"
             "  operative 2: Requests\n");
    /* Who speaks may stand before the opener. */
    reads_as(
        state,
        "La Conférence générale,\n\nConsidérant les phares,\n\nLa Conférence générale estime que les phares aident.\n",
        "subject: La\npreambular: Considérant\noperative: La\n");
}

static void lists_inside_clauses(void **state)
{
    reads_as(
        state,
        "L'Assemblée générale,\n\n1. Prend note du rapport ;\n\n2. Approuve l'ordre du jour ci-après :\n\n1. Ouverture."
        "\n\n2. Élection.\n\n3. Questions diverses.\n\n3. Prie le Secrétaire général d'attendre.\n",
        "subject: L'Assemblée\noperative 1: Prend\noperative 2: Approuve\n  subparagraph 1: Ouverture\n"
        "  subparagraph 2: Élection\n  subparagraph 3: Questions\noperative 3: Prie\n");
    /* What closes a clause after its sub-paragraphs belongs to it. */
    reads_as(
        state,
        "The General Assembly,\n\n1. Invites the keepers:\n\n(a) To light the lamps;\n\n(b) To wait;\n\nand to report "
        "on it;\n\n2. Decides to go.\n",
        "subject: The\noperative 1: Invites\n  subparagraph a: To\n  subparagraph b: To\n  paragraph: and\n"
        "operative 2: Decides\n");
    /* A numbered heading is none of the clauses. */
    reads_as(state,
             "## L'Assemblée générale,\n\n1. Prend acte du rapport ;\n\n## 1. Barème\n\nApprouve le barème ;\n\n"
             "## 2. Indemnités\n\n1. Décide de les payer ;\n",
             "subject: L'Assemblée\noperative 1: Prend\nheading 1: Barème\noperative: Approuve\nheading 2: Indemnités\n"
             "operative 1: Décide\n");
}

static void statements_and_titles(void **state)
{
    reads_as(state,
             "Déclaration du Président du Conseil de sécurité\n\n« Le Conseil de sécurité se félicite de la trêve.\n\n"
             "« Le Conseil condamne les attaques.\n\n« Le Conseil restera saisi de la question. »\n",
             "title: Déclaration\noperative: Le\noperative: Le\noperative: Le\n");
    /* An annex with its title on the line of its heading. */
    reads_as(
        state,
        "The Security Council,\n\n1. Decides to renew the measures.\n\nAnnex A: Items under the measures\n\n1. Lamps."
        "\n\nANNEX II. LIST OF PIERS\n\n1. The long one.\n",
        "subject: The\noperative 1: Decides\nannex A: Annex\n  paragraph 1: Lamps\nannex II: ANNEX\n"
        "  paragraph 1: The\n");
}

/* Annexes: numbered ones, declarations, drafts with headings. */
static void annexed(void **state)
{
    reads_as(
        state,
        "The General Assembly,\n\n1. Adopts the declaration.\n\nAnnex II\n\nDeclaration on lights\n\nWe, the "
        "ministers, meeting at the piers, agree on this:\n\n1. Reaffirm the use of lamps;\n\nLamps\n\n2. Commit to "
        "lighting them;\n\nArticle 1\n\n1. Lamps are for all.\n\nWe welcome the keepers.\n",
        "subject: The\noperative 1: Adopts\nannex II: Annex\n  title: Declaration\n  paragraph: We\n"
        "  operative 1: Reaffirm\n  heading: Lamps\n  operative 2: Commit\n  heading: Article\n"
        "  paragraph 1: Lamps\n  operative: We\n");
    reads_as(state,
             "Le Conseil de sécurité,\n\n1. Décide d'attendre.\n\n## Annexe – projet de résolution\n\nConsidérant les "
             "phares,\n\n## Lampes\n\n1. Décide de les allumer ;\n\n2. Demande aux gardiens d'attendre.\n",
             "subject: Le\noperative 1: Décide\nannex: Annexe\n  preambular: Considérant\n  heading: Lampes\n"
             "  operative 1: Décide\n  operative 2: Demande\n");
    reads_as(state, "2023年2月7日古巴常驻联合国代表给秘书长的信\n\n谨随函转递协定(见附件)。\n\n附件二\n\n协定\n",
             "title: 2023年2月7日古巴常驻联合国代表给秘书长的信\nparagraph: 谨随函转递协定(见附件)。\nannex 2: 附件二\n"
             "  title: 协定\n");
    reads_as(state, "Annexe à la lettre datée du 7 février 2023 adressée au Secrétaire général\n\nPlan\n",
             "annex: Annexe\n  title: Plan\n");
}

static void other_scripts(void **state)
{
    /* An opener in lower case that no pack knows begins its own paragraph. */
    reads_as(state,
             "Генеральная Ассамблея,\n\nприветствуя маяки,\n\nравным образом осуждая тьму,\n\nбудучи убеждена в пользе "
             "света,\n\n1. постановляет ждать.\n",
             "subject: Генеральная\npreambular: приветствуя\npreambular: равным\npreambular: будучи\n"
             "operative 1: постановляет\n");
    /* The heading of a resolution of the Council goes on after its comma. */
    reads_as(
        state,
        "Резолюция 1999 (2010),\n\nпринятая Советом Безопасности на его 6299-м заседании\n\nСовет Безопасности,\n\n"
        "1. постановляет ждать.\n",
        "title: Резолюция\nsubject: Совет\noperative 1: постановляет\n");
    /* 第 begins many words. */
    reads_as(
        state,
        "大会，\n\n回顾其第79/1号决议，\n\n1. 决定：\n\n(a) 第一类灯塔点亮；\n\n(b) "
        "等待。\n\n附件\n\n协定\n\n第一条\n\n灯塔应当点亮。\n",
        "subject: 大会，\npreambular: 回顾其第79/1号决议，\noperative 1: 决定：\n  subparagraph a: 第一类灯塔点亮；\n"
        "  subparagraph b: 等待。\nannex: 附件\n  title: 协定\n  heading: 第一条\n  paragraph: 灯塔应当点亮。\n");
    reads_as(
        state,
        "364 (IV). Application of the keepers\n\nWhereas the keepers have asked to join,\n\nWhereas the Council has "
        "made a recommendation,\n\nThe General Assembly\n\nDetermines the conditions as follows:\n\nThe keepers shall "
        "wait.\n",
        "title: (IV)\npreambular: Whereas\npreambular: Whereas\nsubject: The\noperative: Determines\n"
        "paragraph: The\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(no_clauses_in_reports), cmocka_unit_test(preambles_by_place),
                                       cmocka_unit_test(lists_inside_clauses),  cmocka_unit_test(statements_and_titles),
                                       cmocka_unit_test(other_scripts),         cmocka_unit_test(annexed)};
    return cmocka_run_group_tests(tests, support_open_packs, support_close_packs);
}
