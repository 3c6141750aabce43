/* Paragraphs in a row without blank lines, as a PDF, a mail or a paste gives them; labels alone on their lines; what
 * printing left at the foot and the head of pages. */
#include "tree_support.h"

static void resolution_without_blank_lines(void **state)
{
    reads_as(state,
             "A/RES/80/940\n\nGeneral Assembly\n\nEightieth session\nAgenda item 74\nLights of the harbours\n\n"
             "Resolution adopted by the General Assembly\non 11 November 2025\n[without reference to a Main Committee "
             "(A/80/L.940)]\n\n80/940.\n\nLights of\nthe harbours\nThe General Assembly,\nRecalling its resolution "
             "79/940 of 29 October 2024 on the lights of\nharbours and on the piers,\nConvinced that lights help,\n1.\n"
             "Welcomes the report of the keepers;\n2.\nInvites the keepers:\n(a) To count the lights;\n(b) To mend "
             "them;\n3. Decides to wait.\n12th plenary meeting\n11 November 2025\n",
             "masthead: A/RES/80/940\ntitle: Resolution\nadoption: [without\ntitle: 80/940\nsubject: The\n"
             "preambular: Recalling\npreambular: Convinced\noperative 1: Welcomes\noperative 2: Invites\n"
             "  subparagraph a: To\n  subparagraph b: To\noperative 3: Decides\nadoption: 12th\n");
    /* The label, a blank line, its text. */
    reads_as(state, "The General Assembly,\n\n1.\n\nDecides to wait;\n\n(a)\n\nFor the tide;\n\n2. Decides to go.\n",
             "subject: The\noperative 1: Decides\n  subparagraph a: For\noperative 2: Decides\n");
    /* A heading between numbered paragraphs. */
    reads_as(
        state,
        "The General Assembly,\n1.\nDecides to light the lamps of all the harbours of the northern coast at dusk;\n"
        "Lamps\n2.\nDecides to wait.\n",
        "subject: The\noperative 1: Decides\nheading: Lamps\noperative 2: Decides\n");
}

/* The number of a resolution begins its title; a resolution that a sentence speaks of does not. */
static void numbers_of_resolutions(void **state)
{
    reads_as(state,
             "Resolution adopted by the Human Rights Council on 6 July 2018\n38/940. Lights of the harbours\nThe Human "
             "Rights Council,\nRecalling its resolution 37/940 on lights,\n1. Decides to wait.\n",
             "title: Resolution\ntitle: 38/940\nsubject: The\npreambular: Recalling\noperative 1: Decides\n");
    reads_as(state,
             "Resolution adopted by the Human Rights Council\n17/940 Lights of the harbours\nThe Human Rights "
             "Council,\nRecalling its resolution 16/940 on lights,\n1. Decides to wait.\n",
             "title: Resolution\ntitle: 17/940\nsubject: The\npreambular: Recalling\noperative 1: Decides\n");
    reads_as(
        state,
        "The General Assembly,\nRecalling the lights of the harbours of the coast and its resolution\n74/940. Lamps "
        "were spoken of there, and keepers, and all of their harbours,\n1. Decides to wait.\n",
        "subject: The\npreambular: Recalling\noperative 1: Decides\n");
}

/* Footnotes under each other. */
static void footnotes_in_a_row(void **state)
{
    reads_as(
        state,
        "The General Assembly,\n\n1. Decides to wait.\n\n__________\n1 See A/75/940, para. 3.\n21 A/75/941, sect. "
        "II.B, para. 12.\n22 Ibid., para. 14.\n",
        "subject: The\noperative 1: Decides\n  furniture: \n  footnote: See\n  footnote: A/75/941\n  footnote: Ibid\n");
}

/* Headings of sections between paragraphs, and the numbers that go on over them. */
static void headings_without_blank_lines(void **state)
{
    reads_as(
        state,
        "The General Assembly,\nI\nLamps of the harbours\nRecalling its resolution 79/1 on the lamps of harbours and "
        "on the piers,\n1. Decides to light the lamps of all the harbours of the northern coast at dusk;\nII\n"
        "Keepers\n2. Decides to wait.\n",
        "subject: The\nheading: I\nheading: Lamps\npreambular: Recalling\noperative 1: Decides\nheading: II\n"
        "heading: Keepers\noperative 2: Decides\n");
    reads_as(
        state,
        "The General Assembly,\n\n1. Adopts the Convention.\n\nAnnex\nConvention on Lamps\nThe States Parties to this "
        "Convention,\nRecognizing the use of lamps in all of the harbours,\nHave agreed as follows:\nChapter I\n"
        "Lamps\nArticle 1\nScope\n1.\nA lamp is lit.\n",
        "subject: The\noperative 1: Adopts\nannex: Annex\n  title: Convention\n  subject: The\n"
        "  preambular: Recognizing\n  operative: Have\n  heading: Chapter\n  heading: Lamps\n  heading: Article\n"
        "  heading: Scope\n  paragraph 1: A\n");
}

static void one_paragraph_a_line(void **state)
{
    reads_as(state,
             "L'Assemblée générale,\nRappelant sa résolution 79/1,\nSoucieuse des marées,\n1. Décide d'attendre ;\n"
             "2. Prie le Secrétaire général de mesurer.\n",
             "subject: L'Assemblée\npreambular: Rappelant\npreambular: Soucieuse\noperative 1: Décide\n"
             "operative 2: Prie\n");
    reads_as(state,
             "Генеральная Ассамблея,\nссылаясь на свою резолюцию 79/1,\nбудучи обеспокоена приливами,\n"
             "1. постановляет ждать;\n2. просит Генерального секретаря измерить.\n",
             "subject: Генеральная\npreambular: ссылаясь\npreambular: будучи\noperative 1: постановляет\n"
             "operative 2: просит\n");
    reads_as(state, "大会，\n回顾其第79/1号决议，\n关切潮汐变化，\n1. 决定等待；\n2. 请秘书长测量。\n",
             "subject: 大会，\npreambular: 回顾其第79/1号决议，\npreambular: 关切潮汐变化，\noperative 1: 决定等待；\n"
             "operative 2: 请秘书长测量。\n");
}

static void letters_without_blank_lines(void **state)
{
    reads_as(
        state,
        "Letter dated 12 July 2026 from the Secretary-General addressed\nto the President of the Security "
        "Council\nPursuant to resolution 1244 (1999), I have the honour to\nconvey the report of the keepers.\nThe "
        "lights were counted at all the harbours of the coast.\nI should be grateful if you would bring it to the "
        "attention\nof the Council.\n(Signed) Ada Marin\nAnnex\nThe lights\n1.\nThere are two.\n",
        "title: Letter\nparagraph: Pursuant\nparagraph: The\nrequest: I\nsignature: (Signed)\nannex: Annex\n"
        "  title: The\n  paragraph 1: There\n");
    /* The title of an annex ends where its line does; the request begins its paragraph though the line before is full. */
    reads_as(
        state,
        "Letter dated 12 July 2026 from the Secretary-General addressed to the President of\nthe Security Council\nThe "
        "lights were counted at all of the harbours of the coast, and they are some.\nI should be grateful if you "
        "would bring it to the attention of the Council at\nonce.\n(Signed) Ada Marin\nAnnex to the letter dated 12 "
        "July 2026 from the Secretary-General addressed to the\nPresident of the Security Council\nPlan for the "
        "lights of the coast\nI. Lamps\n1. There are two lamps at each of the harbours, and one at each of the "
        "piers.\nFunction 1.1\nCount the lamps.\n",
        "title: Letter\nparagraph: The\nrequest: I\nsignature: (Signed)\nannex: Annex\n  title: Plan\n"
        "  heading I: Lamps\n  paragraph 1: There\n  heading: Function\n  paragraph: Count\n");
    /* Headings between the paragraphs of a letter. */
    reads_as(
        state,
        "I have the honour to write of the lights.\n\nThe lights were counted at all of the harbours of the coast, "
        "and there are two.\nOptions for the support of lights\nIn developing the options set out below, the keepers "
        "have counted all the lamps.\nOption 1\nThe lamps are lit at dusk, and put out at dawn by all of the keepers "
        "of lamps.\n\nTechnical assistance\n\nUnder option 1 the lamps are mended by those who know how to mend "
        "lamps.\n",
        "paragraph: I\nparagraph: The\nheading: Options\nparagraph: In\nheading: Option\nparagraph: The\n"
        "heading: Technical\nparagraph: Under\n");
    /* The office under the name, after a blank line. */
    reads_as(
        state,
        "Letter dated 12 July 2026 from the Secretary-General addressed to the President of the Security Council\n\n"
        "I have the honour to write.\n\n(Signed) Ada Marin\n\nAmbassador\n\nPermanent Representative\n",
        "title: Letter\nparagraph: I\nsignature: (Signed)\n");
    /* The office stands above the name. */
    reads_as(
        state,
        "Lettre datée du 7 février 2023, adressée au Secrétaire général par le Représentant permanent de Cuba "
        "auprès de l'Organisation des Nations Unies\n\nJe vous serais reconnaissant de faire distribuer la présente "
        "lettre.\nLe Représentant permanent\n(Signé) Ada Marin\n",
        "title: Lettre\nrequest: Je\nsignature: Le\n");
    /* The first line of a paragraph is indented. */
    reads_as(
        state,
        "  Letter dated 8 December 2025 from the Secretary-General\n  addressed to the President of the Security "
        "Council\n\n      Upon instructions, I write to you about the lights of\n  the harbours.\n      The lights "
        "are two in each of the harbours and\n  one on each pier.\n",
        "title: Letter\nparagraph: Upon\nparagraph: The\n");
}

static void pages(void **state)
{
    /* A paragraph goes on after the foot and the head of a page and ends where the next one begins. */
    reads_as(state,
             "The General Assembly,\nNoting the long text of this paragraph, which goes on to\n__________________\n"
             "1\nResolution 60/1.\n\n2/5\n\n25-99999\n\n\fA/80/L.940\n\nthe page that follows it,\nConvinced that the "
             "tide turns,\n1.\nDecides to wait.\n",
             "subject: The\npreambular: Noting\n  furniture: \n  footnote: 1\n"
             "  footnote: Resolution\n  furniture: 2/5\n  furniture: 25-99999\n  furniture: A/80/L\n"
             "preambular: Convinced\noperative 1: Decides\n");
    /* Every page repeats the title, beside the symbol or above it. */
    reads_as(
        state,
        "80/940. Lights of the harbours\n\nThe General Assembly,\n\nRecalling its resolution 79/1,\n\n25-99999\n\n"
        "A/RES/80/940\n\nLights of the\nharbours\n\n1. Decides to wait;\n\nLights of the harbours\n\nA/RES/80/940\n\n"
        "2. Decides to go.\n\n2/3                        25-99999\n                              Lights of\n"
        "A/RES/80/940                  the harbours\n\n3. Decides to come back.\n",
        "title: 80/940\nsubject: The\npreambular: Recalling\n  furniture: 25-99999\n  furniture: A/RES/80/940\n"
        "  furniture: Lights\noperative 1: Decides\n  furniture: Lights\n  furniture: A/RES/80/940\n"
        "operative 2: Decides\n  furniture: 2/3\n  furniture: Lights\n  furniture: A/RES/80/940\n"
        "operative 3: Decides\n");
    /* A title beside the symbol where a sentence is cut; page and job number with a wide gap. */
    reads_as(
        state,
        "The General Assembly,\n\n1. Understands that the programme of work is to deliver on the\n\nEffects of "
        "light\nA/RES/78/940\n\n5/5                                                                            "
        "                                23-99999\n\nmandate of the keepers;\n\n2. Decides to wait.\n",
        "subject: The\noperative 1: Understands\n  furniture: Effects\n  furniture: A/RES/78/940\n  furniture: 5/5\n"
        "operative 2: Decides\n");
    /* A bar code written downwards. */
    reads_as(state, "The General Assembly,\n\n1. Decides to wait.\n\n25-99999 (E)\n\n140126\n\n*\n0\n4\n*\n",
             "subject: The\noperative 1: Decides\n  furniture: 25-99999\n  furniture: 140126\n  furniture: \n"
             "  furniture: 0\n  furniture: 4\n  furniture: \n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(resolution_without_blank_lines),
                                       cmocka_unit_test(numbers_of_resolutions),
                                       cmocka_unit_test(footnotes_in_a_row),
                                       cmocka_unit_test(headings_without_blank_lines),
                                       cmocka_unit_test(one_paragraph_a_line),
                                       cmocka_unit_test(letters_without_blank_lines),
                                       cmocka_unit_test(pages)};
    return cmocka_run_group_tests(tests, support_open_packs, support_close_packs);
}
