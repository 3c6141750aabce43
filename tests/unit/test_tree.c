/* From lines to the tree: resolutions, letters and declarations, numbered or not, wrapped or not; labels that only their
 * neighbours decide; what interrupts a paragraph; the sample letter in every shape that people have it in. */
#include "tree_support.h"
#include "undoc/json.h"

#include "read/flow.h"
#include "text/utf8.h"

static und_doc_kind kind_of(void **state, const char *text)
{
    und_doc *doc = support_doc(*state, support_bytes(text));
    und_doc_kind kind = und_doc_kind_of(doc);
    und_doc_close(doc);
    return kind;
}

/* ---- resolutions ---- */

static void resolution_in_english(void **state)
{
    reads_as(state,
             "The General Assembly,\n\nRecalling its resolution 74/1,\n\nConvinced that the tide turns,\n\n"
             "1. Decides to measure it;\n\n2. Requests the Secretary-General:\n\n(a) To buy a clock;\n\n(b) To buy:\n\n"
             "(i) A rope;\n\n(ii) A stone;\n\n(c) To wait;\n\n3. Decides to close the matter.\n",
             "subject: The\npreambular: Recalling\npreambular: Convinced\noperative 1: Decides\noperative 2: Requests\n"
             "  subparagraph a: To\n  subparagraph b: To\n    subparagraph i: A\n    subparagraph ii: A\n"
             "  subparagraph c: To\noperative 3: Decides\n");
    reads_as(state,
             "The General Assembly,\n\nRecalling its resolution 74/1,\n\nDecides to measure the tide;\n\n"
             "Requests the Secretary-General to report on it.\n",
             "subject: The\npreambular: Recalling\noperative: Decides\noperative: Requests\n");
}

static void resolution_in_french(void **state)
{
    reads_as(
        state,
        "L’Assemblée générale,\n\nRappelant sa résolution 74/1,\n\nConvaincue que la marée tourne,\n\n"
        "1. Décide de la mesurer ;\n\n2. Prie le Secrétaire général :\n\na) D'acheter une montre ;\n\nb) D'acheter "
        ":\n\n"
        "i) Une corde ;\n\nii) Une pierre ;\n\nc) D'attendre ;\n\n3. Décide de clore la question.\n",
        "subject: L’Assemblée\npreambular: Rappelant\npreambular: Convaincue\noperative 1: Décide\noperative 2: Prie\n"
        "  subparagraph a: D'acheter\n  subparagraph b: D'acheter\n    subparagraph i: Une\n    subparagraph ii: Une\n"
        "  subparagraph c: D'attendre\noperative 3: Décide\n");
    reads_as(state,
             "L'Assemblée générale,\n\nRappelant sa résolution 74/1,\n\nDécide de mesurer la marée ;\n\n"
             "Prie le Secrétaire général de lui en rendre compte.\n",
             "subject: L'Assemblée\npreambular: Rappelant\noperative: Décide\noperative: Prie\n");
}

/* The same resolution without blank lines, wrapped, in italics, indented. */
static void resolution_in_other_shapes(void **state)
{
    const char *tree = "subject: The\npreambular: Recalling\noperative 1: Decides\n  subparagraph a: To\n"
                       "  subparagraph b: To\noperative 2: Requests\n";
    reads_as(state,
             "The General Assembly,\nRecalling its resolution 74/1 and the\nmany that came before it,\n1. Decides:\n"
             "(a) To measure the\ntide;\n(b) To write it down;\n2. Requests a report.\n",
             tree);
    reads_as(
        state,
        "*The General Assembly*,\n\n*Recalling* its resolution 74/1,\n\n1. *Decides*:\n\n(*a*) To measure the tide;\n\n"
        "(*b*) To write it down;\n\n2. *Requests* a report.\n",
        tree);
    reads_as(
        state,
        "    The General Assembly,\n\n\tRecalling its resolution 74/1,\n\n\t1.\tDecides:\n\n\t\t(a)\tTo measure it;\n\n"
        "\t\t(b)\tTo write it down;\n\n\t2.\tRequests a report.\n",
        tree);
}

static void other_organs_and_languages(void **state)
{
    reads_as(state,
             "The Security Council,\n\nRecalling its resolution 1325 (2000),\n\n1. Demands that it stop;\n\n2. Decides "
             "to remain seized of the matter.\n",
             "subject: The\npreambular: Recalling\noperative 1: Demands\noperative 2: Decides\n");
    reads_as(state,
             "Le Conseil de sécurité,\n\nRappelant sa résolution 1325 (2000),\n\n1. Exige que cela cesse ;\n\n2. "
             "Décide de demeurer saisi de la question.\n",
             "subject: Le\npreambular: Rappelant\noperative 1: Exige\noperative 2: Décide\n");
    reads_as(state,
             "La Asamblea General,\n\nRecordando su resolución 74/1,\n\n1. Decide medir la marea;\n\n2. Pide al "
             "Secretario General que informe.\n",
             "subject: La\npreambular: Recordando\noperative 1: Decide\noperative 2: Pide\n");
    reads_as(state,
             "Генеральная Ассамблея,\n\nссылаясь на свою резолюцию 74/1,\n\n1. постановляет измерять прилив;\n\na) "
             "утром;\n\nb) вечером;\n\n2. просит Генерального секретаря.\n",
             "subject: Генеральная\npreambular: ссылаясь\noperative 1: постановляет\n  subparagraph a: утром\n"
             "  subparagraph b: вечером\noperative 2: просит\n");
    reads_as(
        state,
        "大会，\n\n回顾其第74/1号决议，\n\n1. 决定测量潮汐；\n\n(a) 早上；\n\n(b) 晚上；\n\n2. 请秘书长提出报告。\n",
        "subject: 大会，\npreambular: 回顾其第74/1号决议，\noperative 1: 决定测量潮汐；\n  subparagraph a: 早上；\n"
        "  subparagraph b: 晚上；\noperative 2: 请秘书长提出报告。\n");
    reads_as(state,
             "إن الجمعية العامة،\n\nإذ تشير إلى قرارها 74/1،\n\n1 - تقرر قياس المد؛\n\n(أ) صباحا؛\n\n(ب) مساء؛\n\n2 - "
             "تطلب إلى الأمين العام تقديم تقرير.\n",
             "subject: إن\npreambular: إذ\noperative 1: تقرر\n  subparagraph a: صباحا؛\n  subparagraph b: مساء؛\n"
             "operative 2: تطلب\n");
}

/* ---- letters or roman figures: the neighbours decide ---- */

#define BEFORE "The General Assembly,\n\nRecalling this,\n\n1. Requests:\n\n"
#define BEFORE_TREE "subject: The\npreambular: Recalling\noperative 1: Requests\n"

static void letters_or_figures(void **state)
{
    /* (i) behind (h) is a letter. */
    reads_as(state,
             BEFORE
             "(a) A;\n\n(b) B;\n\n(c) C;\n\n(d) D;\n\n(e) E;\n\n(f) F;\n\n(g) G;\n\n(h) H;\n\n(i) I;\n\n(j) J.\n",
             BEFORE_TREE "  subparagraph a: A\n  subparagraph b: B\n  subparagraph c: C\n  subparagraph d: D\n"
                         "  subparagraph e: E\n  subparagraph f: F\n  subparagraph g: G\n  subparagraph h: H\n"
                         "  subparagraph i: I\n  subparagraph j: J\n");
    /* (i) behind (h) and before (ii) opens a list below (h). */
    reads_as(state,
             BEFORE "(a) A;\n\n(b) B;\n\n(c) C;\n\n(d) D;\n\n(e) E;\n\n(f) F;\n\n(g) G;\n\n(h) H:\n\n(i) One;\n\n(ii) "
                    "Two;\n\n(i) I.\n",
             BEFORE_TREE "  subparagraph a: A\n  subparagraph b: B\n  subparagraph c: C\n  subparagraph d: D\n"
                         "  subparagraph e: E\n  subparagraph f: F\n  subparagraph g: G\n  subparagraph h: H\n"
                         "    subparagraph i: One\n    subparagraph ii: Two\n  subparagraph i: I\n");
    /* (i) first of all is a figure; (v) goes on with figures, (c) with letters. */
    reads_as(state, BEFORE "(i) One;\n\n(ii) Two;\n\n(iii) Three;\n\n(iv) Four;\n\n(v) Five;\n\n(vi) Six.\n",
             BEFORE_TREE
             "  subparagraph i: One\n  subparagraph ii: Two\n  subparagraph iii: Three\n  subparagraph iv: Four\n"
             "  subparagraph v: Five\n  subparagraph vi: Six\n");
    reads_as(state, BEFORE "(a) A;\n\n(b) B;\n\n(c) C:\n\n(i) One;\n\n(ii) Two;\n\n(d) D.\n",
             BEFORE_TREE "  subparagraph a: A\n  subparagraph b: B\n  subparagraph c: C\n    subparagraph i: One\n"
                         "    subparagraph ii: Two\n  subparagraph d: D\n");
    /* The French forms, and letters with a full stop. */
    reads_as(state, BEFORE "a) A ;\n\nb) B ;\n\nc) C :\n\ni) Un ;\n\nii) Deux ;\n\nd) D.\n",
             BEFORE_TREE "  subparagraph a: A\n  subparagraph b: B\n  subparagraph c: C\n    subparagraph i: Un\n"
                         "    subparagraph ii: Deux\n  subparagraph d: D\n");
    reads_as(state, BEFORE "a. A;\n\nb. B;\n\nc. C;\n\nd. D.\n",
             BEFORE_TREE "  subparagraph a: A\n  subparagraph b: B\n  subparagraph c: C\n  subparagraph d: D\n");
    reads_as(state, BEFORE "i. One;\n\nii. Two;\n\niii. Three;\n\niv. Four;\n\nv. Five.\n",
             BEFORE_TREE "  subparagraph i: One\n  subparagraph ii: Two\n  subparagraph iii: Three\n"
                         "  subparagraph iv: Four\n  subparagraph v: Five\n");
    /* (v) between (u) and (w) is a letter. */
    reads_as(state, BEFORE "(t) T;\n\n(u) U;\n\n(v) V;\n\n(w) W;\n\n(x) X;\n\n(y) Y.\n",
             BEFORE_TREE "  subparagraph t: T\n  subparagraph u: U\n  subparagraph v: V\n  subparagraph w: W\n"
                         "  subparagraph x: X\n  subparagraph y: Y\n");
    /* (z), (aa), (bb). */
    reads_as(state, BEFORE "(y) Y;\n\n(z) Z;\n\n(aa) AA;\n\n(bb) BB.\n",
             BEFORE_TREE "  subparagraph y: Y\n  subparagraph z: Z\n  subparagraph aa: AA\n  subparagraph bb: BB\n");
}

/* Four levels, and a fifth that has no place of its own. */
static void levels(void **state)
{
    reads_as(
        state,
        BEFORE "(a) A:\n\n(i) One:\n\na. Small:\n\ni. Smaller;\n\nii. Smaller;\n\nb. Small;\n\n(ii) Two;\n\n(b) B.\n",
        BEFORE_TREE
        "  subparagraph a: A\n    subparagraph i: One\n      subparagraph a: Small\n        subparagraph i: Smaller\n"
        "        subparagraph ii: Smaller\n      subparagraph b: Small\n    subparagraph ii: Two\n"
        "  subparagraph b: B\n");
    und_doc *doc = support_doc(
        *state,
        support_bytes(
            "The General Assembly,\n\n1. Requests:\n\n(a) A\n\n(i) B\n\na. C\n\ni. D\n\na) E\n\ni) F\n\n- G\n"));
    for (uint32_t id = 0; id < und_node_count(doc); id++) {
        und_node node;
        assert_int_equal(und_node_get(doc, und_doc_revision(doc), id, &node), UND_OK);
        assert_true(node.depth <= UND_DEPTH_MAX);
    }
    und_doc_close(doc);
}

/* ---- what looks like a label and is none ---- */

static void no_labels(void **state)
{
    reads_as(
        state,
        "The General Assembly,\n\nRecalling this,\n\n1. Invites Member States, regional organizations,\ncivil society "
        "and others to come;\n\n"
        "2. Decides that what was said in paragraph 1\n(a) above and in the years before\n1998. The year was long, and "
        "the\n"
        "v. of the text is the verb;\n\n3. Requests a report.\n",
        "subject: The\npreambular: Recalling\noperative 1: Invites\noperative 2: Decides\noperative 3: Requests\n");
    reads_as(
        state,
        "I have the honour to refer to the meeting that was held at 9 a.m. on\n12 December 2020 and to the letter of\n"
        "1 May 2020, and to add that\nA. Smith was there.\n\nThe meeting of\n7 June 2020 is another matter.\n",
        "paragraph: I\nparagraph: The\n");
}

/* ---- numbering that begins again ---- */

static void numbering_again(void **state)
{
    reads_as(
        state,
        "The General Assembly,\n\nRecalling this,\n\nI\n\nTides\n\n1. Decides to measure them;\n\n2. Requests a "
        "report;\n\n"
        "II\n\nWinds\n\n1. Decides to measure them;\n\n2. Requests a report.\n",
        "subject: The\npreambular: Recalling\nheading: I\nheading: Tides\noperative 1: Decides\noperative 2: Requests\n"
        "heading: II\nheading: Winds\noperative 1: Decides\noperative 2: Requests\n");
}

static void headings_with_figures(void **state)
{
    reads_as(
        state,
        "Report of the Secretary-General\n\nI. Introduction\n\n1. This is the report.\n\n2. It is short.\n\nA. Why\n\n"
        "3. Because.\n\nII. Conclusions\n\n4. There are:\n\n(a) One;\n\n(b) Two.\n\nAnnex\n\nA list\n\n1. First.\n\n2. "
        "Second.\n",
        "title: Report\nheading I: Introduction\nparagraph 1: This\nparagraph 2: It\nheading A: Why\nparagraph 3: "
        "Because\n"
        "heading II: Conclusions\nparagraph 4: There\n  subparagraph a: One\n  subparagraph b: Two\nannex: Annex\n"
        "  title: A\n  paragraph 1: First\n  paragraph 2: Second\n");
}

/* ---- annexes, enclosures ---- */

static void annexes(void **state)
{
    reads_as(state,
             "Letter dated 15 March 2021 from the Permanent Representative of Iceland to the United Nations addressed "
             "to the "
             "Secretary-General\n\nI have the honour to transmit two texts (see annexes I and II).\n\n(Signed) A. "
             "Name\n\nAnnex I\n\n"
             "First text\n\nIt is short.\n\nAnnex II\n\n[Original: French]\n\nSecond text\n\nIt is short "
             "too.\n\nEnclosure\n\n"
             "A map\n\nIt is a map.\n",
             "title: Letter\nparagraph: I\nsignature: (Signed)\nannex I: Annex\n  title: First\n  paragraph: It\nannex "
             "II: Annex\n"
             "  title: Second\n  paragraph: It\n  enclosure: Enclosure\n    title: A\n    paragraph: It\n");
    /* An annex starts its own numbering and its own clauses. */
    reads_as(
        state,
        "The General Assembly,\n\nRecalling this,\n\n1. Adopts the statute;\n\n2. Requests a "
        "report.\n\nAnnex\n\nStatute\n\n"
        "1. The observatory has a clock.\n\n2. The clock is wound:\n\n(a) In the morning;\n\n(b) In the evening.\n",
        "subject: The\npreambular: Recalling\noperative 1: Adopts\noperative 2: Requests\nannex: Annex\n  title: "
        "Statute\n"
        "  paragraph 1: The\n  paragraph 2: The\n    subparagraph a: In\n    subparagraph b: In\n");
    /* The word alone in a sentence is no annex. */
    reads_as(state,
             "I have the honour to transmit a text.\n\nAnnexes to this letter were sent by post, and the text stands "
             "in them.\n",
             "paragraph: I\nparagraph: Annexes\n");
}

/* ---- what interrupts a paragraph ---- */

static void interruptions(void **state)
{
    const char *text =
        "The General Assembly,\n\nRecalling this,\n\n1. Decides that a sentence which begins on one page\n\n"
        "_______________\n\n1 See A/75/340.\n\n21-07755 (E)    160621\n\nA/RES/75/312\n\n2/3\n\nand ends on the next "
        "is one paragraph;\n\n2. Requests a report.\n";
    reads_as(state, text,
             "subject: The\npreambular: Recalling\noperative 1: Decides\n  furniture: \n  footnote: See\n  furniture: "
             "21-07755\n"
             "  furniture: A/RES/75/312\n  furniture: 2/3\noperative 2: Requests\n");
    und_doc *doc = support_doc(*state, support_bytes(text));
    und_node node;
    assert_int_equal(und_node_get(doc, und_doc_revision(doc), 3, &node), UND_OK);
    assert_int_equal(node.first, 4);
    assert_int_equal(node.last, 17);
    und_doc_close(doc);
    /* Between two sub-paragraphs it belongs to none of them and parts none from its clause. */
    doc = support_doc(
        *state,
        support_bytes("The General Assembly,\n\nRecalling this,\n\n1. Requests:\n\n(a) One;\n\nA/RES/75/3\n\n2/3\n\n"
                      "(b) Two;\n\n2. Decides.\n"));
    uint32_t clause = 0, found = 0;
    for (uint32_t id = 1; id < und_node_count(doc); id++) {
        assert_int_equal(und_node_get(doc, und_doc_revision(doc), id, &node), UND_OK);
        if (node.kind == UND_KIND_OPERATIVE && node.label == 1)
            clause = id;
        if (node.kind == UND_KIND_SUBPARAGRAPH) {
            assert_int_equal(node.parent, clause);
            found++;
        }
    }
    assert_int_equal(found, 2);
    und_doc_close(doc);
    /* A word that a page cut in two. */
    reads_as(state,
             "The General Assembly,\n\nRecalling this,\n\nConvinced that the obser-\n\n2/3\n\nvatories are few,\n\n1. "
             "Decides.\n",
             "subject: The\npreambular: Recalling\npreambular: Convinced\n  furniture: 2/3\noperative 1: Decides\n");
    /* Tables are left alone. */
    reads_as(state,
             "Report of the Secretary-General\n\n1. The figures are:\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n2. They are "
             "few.\n",
             "title: Report\nparagraph 1: The\nparagraph: |\nparagraph 2: They\n");
    /* With their captions, whether a conversion drew them or not. */
    reads_as(
        state,
        "Report of the Secretary-General\n\n1. The figures are in table 29D.2.\n\nTable 29D.2\n\nLamps of the "
        "harbours\n\n+---+---+\n| a | b |\n+===+===+\n| 1 | 2 |\n+---+---+\n\nGeneral Assembly resolutions\n\n2. They "
        "are few.\n",
        "title: Report\nparagraph 1: The\nparagraph: Table\nheading: General\nparagraph 2: They\n");
}

/* ---- declarations ---- */

/* Subjects as conversions and single sentences have them; a slip of the verb among preambular paragraphs. */
static void subjects(void **state)
{
    reads_as(state, "The General Assembly\n\nAdopts the following outcome document:\n\nTides for all\n",
             "subject: The\noperative: Adopts\nheading: Tides\n");
    reads_as(state, "## L' Assemblée générale.\n\nRappelant sa résolution 72/1,\n\n1. Décide de mesurer les marées.\n",
             "subject: L'\npreambular: Rappelant\noperative 1: Décide\n");
    reads_as(state, "The General Assembly\n\nThe hall has 1,898 seats.\n", "heading: The\nparagraph: The\n");
    reads_as(
        state,
        "The Security Council,\n\nRecalling its resolution 72 (1949),\n\nRecognizes the work of the tide gauges,\n\n"
        "Reaffirming their importance,\n\nDecides to keep them,\n\nRequests a report.\n",
        "subject: The\npreambular: Recalling\npreambular: Recognizes\npreambular: Reaffirming\noperative: Decides\n"
        "operative: Requests\n");
    reads_as(state,
             "2018 session\n\nAgenda item 18 (i)\n\nResolution adopted by the Economic and Social Council on 2 May "
             "2018\n\nThe Economic and Social Council,\n\n1. Decides to wait.\n",
             "masthead: 2018\ntitle: Resolution\nsubject: The\noperative 1: Decides\n");
    reads_as(state,
             "Resolution 9768 (2025)\n\nAdopted by the Security Council at its 9936th meeting\n\nThe Security "
             "Council,\n\nRecalling its resolutions,\n\nResolution 9768 (2025)\n",
             "title: Resolution\ntitle: Adopted\nsubject: The\npreambular: Recalling\nheading: Resolution\n");
    reads_as(
        state,
        "Human Rights Council\n\n55/90 Lanterns of the quays\n\nThe Human Rights Council,\n\n1. Decides to wait.\n",
        "masthead: Human\ntitle: 55/90\nsubject: The\noperative 1: Decides\n");
    /* A conversion put the number before the masthead. */
    reads_as(
        state,
        "75/400.\n\nSeventy-fifth session Agenda item 76 (a)\n\nResolution adopted by the General Assembly on 2 May "
        "2021\n\nThe General Assembly,\n\n1. Decides to wait for the\n\nSeventy-fifth session\n",
        "title: 75/400\nmasthead: Seventy-fifth\ntitle: Resolution\nsubject: The\noperative 1: Decides\n"
        "heading: Seventy-fifth\n");
}

/* The basis of a resolution in brackets under its title; at its end meeting, date and vote, a vote being one node until
 * its bracket is closed. */
static void adoption(void **state)
{
    reads_as(
        state,
        "Resolution adopted by the General Assembly on 2 May 2019\n\n[on the report of the Sixth Committee "
        "(A/73/999)]\n\n73/400. Tides\n\nThe General Assembly,\n\nRecalling its resolution 72/1,\n\n1. Decides to "
        "measure them.\n\n75th plenary meeting\n\n2 May 2019\n\n[Adopted by a recorded vote of 5 to 1, with 1 "
        "abstention. The voting was as follows:\n\nIn favour:\n\nAndorra, Belize, Chad,\n\nFiji, Ghana\n\nAgainst:"
        "\n\nHaiti\n\nAbstaining:\n\nIndia]\n\nAnnex\n\nTables\n\n1. A table is a table.\n",
        "title: Resolution\nadoption: [on\ntitle: 73/400\nsubject: The\npreambular: Recalling\noperative 1: Decides\n"
        "adoption: 75th\nadoption: May\nadoption: [Adopted\nannex: Annex\n  title: Tables\n  paragraph 1: A\n");
    /* A conversion sets apart what was raised, and brackets. */
    reads_as(state,
             "Résolution adoptée par l'Assemblée générale le 2 mai 2019\n\n[ sur la base du rapport de la Sixième "
             "Commission ( A/73/999 )]\n\n73/400. Marées\n\nL'Assemblée générale,\n\nRappelant sa résolution 72/1,\n\n"
             "1. Décide de les mesurer.\n\n75 e séance plénière 2 mai 2019\n",
             "title: Résolution\nadoption: [\ntitle: 73/400\nsubject: L'Assemblée\npreambular: Rappelant\n"
             "operative 1: Décide\nadoption: e\n");
    reads_as(state,
             "Le Conseil des droits de l'homme,\n\n1. Décide de mesurer les marées.\n\n36e séance\n2 mai 2019\n\n"
             "[Adoptée par 5 voix contre une. Ont voté pour :\n\nAndorre, Belize\n\nA voté contre :\n\nHaïti]\n",
             "subject: Le\noperative 1: Décide\nadoption: 36e\nadoption: [Adoptée\n");
    reads_as(state,
             "大会决议\n\n[根据第六委员会的报告(A/73/999)通过]\n\n73/400. 潮汐\n\n大会，\n\n回顾其第72/1号决议，\n\n1. "
             "决定测量潮汐。\n\n[未经表决通过]\n",
             "title: 大会决议\nadoption: [根据第六委员会的报告(A/73/999)通过]\ntitle: 73/400\nsubject: "
             "大会，\npreambular: 回顾其第72/1号决议，\n"
             "operative 1: 决定测量潮汐。\nadoption: [未经表决通过]\n");
    /* A bracket that is never closed holds its own block; a new paragraph is no vote, and a date elsewhere no adoption. */
    reads_as(
        state,
        "The General Assembly,\n\n1. Decides to measure.\n\n[Adopted by a recorded vote:\n\nIn favour:\n\nChad\n\nThe "
        "General Assembly,\n\n2 May 2019\n\n1. Decides to wait.\n",
        "subject: The\noperative 1: Decides\nadoption: [Adopted\nadoption: In\nheading: Chad\nsubject: The\n"
        "heading: May\noperative 1: Decides\n");
}

/* Footnotes that no rule stands before: their words tell, a raised number, a symbol. A paragraph goes on behind them. */
static void footnotes(void **state)
{
    reads_as(
        state,
        "The General Assembly,\n\nRecalling its resolution 74/1 on the tides of the northern\n\n1 See A/75/340.\n\n"
        "² The gauges are of brass.\n\n3 A/75/341, annex.\n\nseas and of the southern ones,\n\n1. Decides to wait.\n\n"
        "4 Ibid.\n\n12 May is the day of the gauges.\n",
        "subject: The\npreambular: Recalling\n  footnote: See\n  footnote: The\n  footnote: A/75/341\n"
        "operative 1: Decides\n  footnote: Ibid\nparagraph: May\n");
    reads_as(state, "L'Assemblée générale,\n\n1. Décide d'attendre.\n\n7 Voir résolution 2200 A (XXI), annexe.\n",
             "subject: L'Assemblée\noperative 1: Décide\n  footnote: Voir\n");
}

static void declarations(void **state)
{
    reads_as(state,
             "Declaration on clocks\n\nThe Heads of State of the Baltic States,\n\nRecalling the clocks of old,\n\n"
             "Reaffirm their commitment to noon,\n\nExpress their concern at midnight,\n\nDecide to meet again.\n",
             "title: Declaration\nsubject: The\npreambular: Recalling\noperative: Reaffirm\noperative: "
             "Express\noperative: Decide\n");
    reads_as(
        state,
        "Déclaration sur les montres\n\nLes chefs d'État des pays riverains,\n\nRappelant les montres d'autrefois,\n\n"
        "Réaffirment leur attachement à midi,\n\nExpriment leur inquiétude,\n\nDécident de se revoir.\n",
        "title: Déclaration\nsubject: Les\npreambular: Rappelant\noperative: Réaffirment\noperative: "
        "Expriment\noperative: Décident\n");
    reads_as(state,
             "Declaration on clocks\n\nWe, the Ministers of the Baltic States,\n\nRecalling the clocks of old,\n\n"
             "We reaffirm our commitment to noon;\n\nWe express our concern at midnight;\n\nWe decide to meet again.\n",
             "title: Declaration\nsubject: We\npreambular: Recalling\noperative: We\noperative: We\noperative: We\n");
    reads_as(
        state,
        "Déclaration sur les montres\n\nNous, ministres des pays riverains,\n\nRappelant les montres d'autrefois,\n\n"
        "Réaffirmons notre attachement à midi ;\n\nNous exprimons notre inquiétude ;\n\nNous décidons de nous "
        "revoir.\n",
        "title: Déclaration\nsubject: Nous\npreambular: Rappelant\noperative: Réaffirmons\noperative: Nous\noperative: "
        "Nous\n");
}

/* ---- kinds of documents ---- */

static void kinds(void **state)
{
    static const struct {
        const char *text;
        und_doc_kind kind;
    } documents[] = {
        {"", UND_DOC_OTHER},
        {"A shopping list\n\n1. Milk\n\n2. Bread\n", UND_DOC_OTHER},
        {"Letter dated 15 March 2021 from the Permanent Representative of Iceland to the United Nations addressed to "
         "the Secretary-General\n\nI have the honour.\n",
         UND_DOC_LETTER},
        {"Note verbale dated 15 March 2021 from the Permanent Mission of Iceland to the United Nations addressed to "
         "the Secretary-General\n\nThe Permanent Mission presents its compliments to the Secretary-General.\n",
         UND_DOC_NOTE_VERBALE},
        {"75/312. Observatories\n\nThe General Assembly,\n\nRecalling this,\n\n1. Decides.\n", UND_DOC_RESOLUTION},
        {"Report of the Secretary-General\n\n1. This is it.\n", UND_DOC_REPORT},
        {"Declaration on clocks\n\nThe Heads of State of the Baltic States,\n\nRecalling this,\n\nReaffirm that.\n",
         UND_DOC_DECLARATION},
        {"Statement by the President of the Security Council\n\nThe Security Council recalls this.\n",
         UND_DOC_PRESIDENTIAL_STATEMENT},
        {"Lettre datée du 15 mars 2021, adressée au Secrétaire général par le Représentant permanent de "
         "l'Islande\n\nJ'ai l'honneur.\n",
         UND_DOC_LETTER},
        {"75/290. Rivières\n\nL'Assemblée générale,\n\nRappelant ceci,\n\n1. Décide.\n", UND_DOC_RESOLUTION},
    };
    for (size_t i = 0; i < sizeof documents / sizeof documents[0]; i++) {
        und_doc_kind kind = kind_of(state, documents[i].text);
        if (kind != documents[i].kind)
            fail_msg("\"%.40s…\" is of the kind %s, expected %s", documents[i].text, und_doc_kind_name(kind),
                     und_doc_kind_name(documents[i].kind));
    }
}

/* ---- what one document says, without the places of it: for the letter in many shapes ---- */

/* Puts text with plain single spaces and plain apostrophes, without the space that French has before a colon. */
static void put_plain(support_text *out, const char *at, const char *end)
{
    while (at < end) {
        uint32_t length;
        uint32_t point = und_normal(und_utf8_decode(at, end, &length));
        char coded[4];
        if ((point == ':' || point == ' ') && out->length > 0 && out->at[out->length - 1] == ' ')
            out->length--;
        if (point != 0)
            support_put(out, coded, und_utf8_encode(point, coded));
        at += length;
    }
}

/* Drops `"lines":[3,4]` and `"line":3,"column":1,"end_line":4,"end_column":2,`. */
static void without_places(const char *json, support_text *out)
{
    static const char *const numbers[] = {"\"line\":", "\"column\":", "\"end_line\":", "\"end_column\":"};
    for (const char *at = json; *at != '\0';) {
        if (strncmp(at, ",\"lines\":[", 10) == 0) {
            at = strchr(at, ']') + 1;
            continue;
        }
        bool dropped = false;
        for (size_t i = 0; i < 4 && !dropped; i++)
            if (strncmp(at, numbers[i], strlen(numbers[i])) == 0) {
                at = strchr(at, ',') + 1;
                dropped = true;
            }
        if (dropped)
            continue;
        uint32_t length;
        (void)und_utf8_decode(at, at + strlen(at), &length);
        put_plain(out, at, at + length);
        at += length;
    }
}

/* Everything that is recognised in `text` and, for each node, all its words; from the first node of `from` on. */
static support_text content(void **state, und_bytes text, und_kind from)
{
    und_doc *doc = support_doc(*state, text);
    support_text json = {0}, out = {0};
    assert_int_equal(und_write_parse(doc, support_bytes("x"), support_sink, &json), UND_OK);
    bool whole = from == UND_KIND_MASTHEAD;
    if (whole)
        without_places(json.at, &out);
    support_put_words(&out, "\n");
    und_flow flow;
    und_flow_open(&flow, &und_allocator_libc);
    bool begun = whole;
    for (uint32_t id = 1; id < und_node_count(doc); id++) {
        und_node node;
        assert_int_equal(und_node_get(doc, und_doc_revision(doc), id, &node), UND_OK);
        begun = begun || node.kind == from;
        if (!begun)
            continue;
        assert_true(und_flow_read(&flow, &doc->lines, node.first, und_doc_own_end(doc, id - 1), 100000));
        char line[128], label[UND_LABEL_TEXT_MAX];
        und_label_text(node.style, node.label, label);
        snprintf(line, sizeof line, "%u %s %s %s: ", node.depth, und_kind_name(node.kind), label,
                 und_language_code(*state, node.language));
        support_put_words(&out, line);
        put_plain(&out, flow.text, flow.text + flow.length);
        support_put_words(&out, "\n");
    }
    und_flow_close(&flow);
    support_free(&json);
    und_doc_close(doc);
    return out;
}

static void same_content(void **state, const char *what, const support_text *variant, und_kind from)
{
    support_text letter = support_file(SUPPORT_LETTER);
    support_text expected = content(state, (und_bytes){letter.at, letter.length}, from);
    support_text got = content(state, (und_bytes){variant->at, variant->length}, from);
    if (strcmp(expected.at, got.at) != 0) {
        size_t at = 0;
        while (expected.at[at] == got.at[at])
            at++;
        size_t back = at > 80 ? at - 80 : 0;
        fail_msg("%s: …%.240s…\n  expected …%.240s…", what, got.at + back, expected.at + back);
    }
    support_free(&expected);
    support_free(&got);
    support_free(&letter);
}

/* Goes over the paragraphs of a text: runs of lines between blank ones, joined as a typist would. */
typedef void (*put_paragraph)(support_text *out, const char *joined, size_t index);

static support_text by_paragraph(const char *text, put_paragraph put)
{
    support_text out = {0}, joined = {0};
    size_t index = 0;
    support_put_words(&joined, "");
    for (const char *at = text;;) {
        const char *end = strchr(at, '\n');
        size_t length = end == NULL ? strlen(at) : (size_t)(end - at);
        if (length == 0) {
            if (joined.length > 0) {
                put(&out, joined.at, index++);
                support_put_words(&out, "\n");
            } else {
                support_put_words(&out, "\n");
            }
            support_clear(&joined);
        } else {
            /* A word that a hyphen parts goes on without a space. */
            if (joined.length > 0 && joined.at[joined.length - 1] != '-')
                support_put_words(&joined, " ");
            support_put(&joined, at, length);
        }
        if (end == NULL)
            break;
        at = end + 1;
    }
    if (joined.length > 0) {
        put(&out, joined.at, index);
    }
    support_free(&joined);
    return out;
}

static void put_one_line(support_text *out, const char *joined, size_t index)
{
    (void)index;
    support_put_words(out, joined);
    support_put_words(out, "\n");
}

/* Breaks a line at spaces so that no line has more than `columns` letters; keeps a line that is short enough. */
static void put_wrapped(support_text *out, const char *line, size_t columns)
{
    size_t used = 0;
    while (*line != '\0') {
        size_t bytes = strcspn(line, " "), letters = 0;
        for (size_t i = 0; i < bytes; i++)
            letters += ((unsigned char)line[i] & 0xc0) != 0x80 ? 1u : 0u;
        if (used > 0 && used + 1 + letters > columns) {
            support_put_words(out, "\n");
            used = 0;
        } else if (used > 0) {
            support_put_words(out, " ");
            used++;
        }
        support_put(out, line, bytes);
        used += letters;
        line += bytes;
        while (*line == ' ')
            line++;
    }
    support_put_words(out, "\n");
}

/* Every line by itself: a paragraph that is one long line is wrapped, what has its lines already keeps them. */
static support_text wrapped(const char *text, size_t columns)
{
    support_text out = {0};
    for (const char *at = text; *at != '\0';) {
        size_t length = strcspn(at, "\n");
        support_text line = {0};
        support_put(&line, at, length);
        put_wrapped(&out, line.at, columns);
        support_free(&line);
        at += length + (at[length] == '\n' ? 1 : 0);
    }
    return out;
}

static void letter_wrapped(void **state)
{
    support_text letter = support_file(SUPPORT_LETTER);
    for (size_t columns = 60; columns <= 100; columns += 4) {
        support_text variant = wrapped(letter.at, columns);
        char what[64];
        snprintf(what, sizeof what, "wrapped at %zu columns", columns);
        same_content(state, what, &variant, UND_KIND_MASTHEAD);
        support_free(&variant);
    }
    support_free(&letter);
}

static void letter_one_line_a_paragraph(void **state)
{
    support_text letter = support_file(SUPPORT_LETTER);
    /* The masthead and the signature keep their lines, which are no paragraphs. */
    const char *body = strstr(letter.at, "Lettre datée");
    assert_non_null(body);
    support_text joined = by_paragraph(body, put_one_line), variant = {0};
    support_put(&variant, letter.at, (size_t)(body - letter.at));
    const char *signature = strstr(joined.at, "Le Représentant permanent (*Sign");
    assert_non_null(signature);
    support_put(&variant, joined.at, (size_t)(signature - joined.at));
    support_put_words(&variant, "Le Représentant permanent\n");
    support_put_words(&variant, signature + strlen("Le Représentant permanent "));
    same_content(state, "one line a paragraph", &variant, UND_KIND_MASTHEAD);
    support_free(&variant);
    support_free(&joined);
    support_free(&letter);
}

/* Each block of the masthead and the signature on one line as well: what a conversion makes of columns. */
static void letter_one_line_a_block(void **state)
{
    support_text letter = support_file(SUPPORT_LETTER);
    support_text variant = by_paragraph(letter.at, put_one_line);
    same_content(state, "one line a block", &variant, UND_KIND_MASTHEAD);
    support_free(&variant);
    support_free(&letter);
}

static void letter_with_other_bytes(void **state)
{
    support_text letter = support_file(SUPPORT_LETTER);
    static const struct {
        const char *what, *old, *by;
    } changes[] = {{"CRLF", "\n", "\r\n"},
                   {"curly apostrophes", "'", "’"},
                   {"no-break spaces before colons", " :", "\xc2\xa0:"},
                   {"narrow no-break spaces before colons", " :", "\xe2\x80\xaf:"},
                   {"no space before colons", " :", ":"},
                   {"no-break spaces everywhere", " ", "\xc2\xa0"},
                   {"two spaces", " ", "  "},
                   {"no-break hyphens", "soixante-quinzième", "soixante\xe2\x80\x91quinzième"},
                   {"no bold", "**", ""},
                   {"no marks at all", "*", ""},
                   {"two blank lines", "\n\n", "\n\n\n"},
                   {"blanks at the ends of lines", "\n", "  \n"}};
    for (size_t i = 0; i < sizeof changes / sizeof changes[0]; i++) {
        support_text variant = support_replace(letter.at, changes[i].old, changes[i].by, 0);
        same_content(state, changes[i].what, &variant, UND_KIND_MASTHEAD);
        support_free(&variant);
    }
    /* No line end at the end, and one more. */
    support_text more = {0};
    support_put(&more, letter.at, letter.length);
    support_put_words(&more, "\n");
    same_content(state, "a line end at the end", &more, UND_KIND_MASTHEAD);
    support_free(&more);
    support_free(&letter);
}

/* Accents as marks of their own, as the files of one system have them. */
static void letter_with_decomposed_accents(void **state)
{
    support_text letter = support_file(SUPPORT_LETTER);
    support_text acute = support_replace(letter.at, "é", "e\xcc\x81", 0);
    support_text grave = support_replace(acute.at, "è", "e\xcc\x80", 0);
    support_text variant = support_replace(grave.at, "ô", "o\xcc\x82", 0);
    /* Recognised the same; what is shown has its accents in the form of the text, so they are left aside here. */
    support_text expected = content(state, (und_bytes){letter.at, letter.length}, UND_KIND_MASTHEAD);
    support_text got = content(state, (und_bytes){variant.at, variant.length}, UND_KIND_MASTHEAD);
    char *one = malloc(expected.length * 2), *two = malloc(got.length * 2);
    assert_true(one != NULL && two != NULL);
    size_t m = und_fold_text((und_bytes){expected.at, expected.length}, one, expected.length * 2);
    size_t n = und_fold_text((und_bytes){got.at, got.length}, two, got.length * 2);
    assert_int_equal(m, n);
    assert_memory_equal(one, two, m);
    free(one);
    free(two);
    support_free(&expected);
    support_free(&got);
    support_free(&variant);
    support_free(&grave);
    support_free(&acute);
    support_free(&letter);
}

static void letter_without_masthead(void **state)
{
    support_text letter = support_file(SUPPORT_LETTER);
    support_text variant = {0};
    const char *body = strstr(letter.at, "Lettre datée");
    assert_non_null(body);
    support_put_words(&variant, body);
    same_content(state, "without its masthead", &variant, UND_KIND_TITLE);
    und_doc *doc = support_doc(*state, (und_bytes){variant.at, variant.length});
    assert_int_equal(und_doc_kind_of(doc), UND_DOC_LETTER);
    assert_string_equal(und_language_code(*state, und_doc_language(doc)), "fr");
    assert_true(und_doc_is_one(doc));
    und_doc_close(doc);
    support_text wrap = wrapped(variant.at, 72);
    same_content(state, "without its masthead, wrapped", &wrap, UND_KIND_TITLE);
    support_free(&wrap);
    support_free(&variant);
    support_free(&letter);
}

/* ---- what the letter is, by content ---- */

static void letter_itself(void **state)
{
    support_text letter = support_file(SUPPORT_LETTER);
    und_doc *doc = support_doc(*state, (und_bytes){letter.at, letter.length});
    support_text tree = {0}, json = {0};
    say_tree(*state, doc, &tree);
    assert_string_equal(
        tree.at, "masthead: Assemblée\ntitle: Lettre\nparagraph: J'ai\nrequest: Je\nsignature: Le\nannex: Annexe\n"
                 "  title: Déclaration\n  subject: Les\n  preambular: Observant\n  preambular: Soulignant\n"
                 "  operative: Célébrent\n  operative: S'engagent\n  operative: Expriment\n"
                 "  operative: Réaffirment\n  operative: Constatent\n  operative: Appellent\n"
                 "  operative: Soulignent\n  operative: Expriment\n  operative: Préconisent\n");
    assert_int_equal(und_write_parse(doc, support_bytes("x"), support_sink, &json), UND_OK);
    static const char *const said[] = {
        "\"language\":\"fr\",\"kind\":\"letter\"",
        "\"masthead\":{\"organ\":\"Assemblée générale\"",
        "\"distribution\":\"générale\"",
        "\"date\":\"2021-01-07\"",
        "\"language\":\"Français\"",
        "\"original\":\"anglais\"",
        "\"session\":75",
        "\"agenda\":[{\"item\":128,\"subitems\":[\"a\",\"b\"]},{\"item\":130,\"subitems\":[\"w\"]}]",
        "{\"item\":128,\"subitem\":\"\",\"text\":\"Renforcement du système des Nations Unies\"}",
        "{\"item\":128,\"subitem\":\"a\",\"text\":\"Renforcement du système des Nations Unies\"}",
        "{\"item\":128,\"subitem\":\"b\",\"text\":\"Rôle central du système des Nations Unies dans la gouvernance "
        "mondiale\"}",
        "{\"item\":130,\"subitem\":\"\",\"text\":\"Coopération entre l'Organisation des Nations Unies et les "
        "organisations "
        "régionales ou autres\"}",
        "{\"item\":130,\"subitem\":\"w\",\"text\":\"coopération entre l'Organisation des Nations Unies et la "
        "Communauté d'États "
        "indépendants\"}",
        "\"letter\":{\"form\":\"letter\",\"date\":\"2020-12-22\",\"addressee\":\"au Secrétaire général\"",
        "\"addressee_kind\":\"secretary-general\"",
        "\"sender\":\"le Représentant permanent de l'Ouzbékistan auprès de l'Organisation des Nations Unies\"",
        "\"state\":\"Ouzbékistan\",\"state_code\":\"UZ\"",
        "\"name\":\"Bakhtiyor Ibragimov\",\"office\":\"Le Représentant permanent\"",
        "\"original\":\"russe\"",
        "\"title\":\"Déclaration commune des chefs d'État des pays membres de la Communauté d'États indépendants à "
        "l'occasion du "
        "soixante-quinzième anniversaire de la création de l'Organisation des Nations Unies\"",
        "\"text\":\"voir annexe\"",
        "\"text\":\"au titre des points 128 a) et b) et 130 w) de l'ordre du jour\""};
    for (size_t i = 0; i < sizeof said / sizeof said[0]; i++)
        if (strstr(json.at, said[i]) == NULL)
            fail_msg("not said: %s\n%s", said[i], json.at);
    support_free(&tree);
    support_free(&json);
    support_free(&letter);
    und_doc_close(doc);
}

/* While it is typed: at every blank line what is above it is what it will be, all but the block that was just ended,
 * which what follows may still decide; and the last state is the letter. */
static void letter_in_the_making(void **state)
{
    support_text letter = support_file(SUPPORT_LETTER);
    und_doc *whole = support_doc(*state, (und_bytes){letter.at, letter.length});
    und_doc *doc;
    assert_int_equal(und_doc_open(*state, &doc), UND_OK);
    und_bytes line = {letter.at, 0};
    assert_int_equal(und_doc_splice(doc, 0, 0, &line, 1), UND_OK);
    uint32_t last = 0, compared = 0;
    for (size_t i = 0; i < letter.length; i++) {
        if (letter.at[i] != '\n') {
            line.length++;
            assert_int_equal(und_doc_splice(doc, last, 1, &line, 1), UND_OK);
        } else {
            line = (und_bytes){letter.at + i + 1, 0};
            assert_int_equal(und_doc_splice(doc, ++last, 0, &line, 1), UND_OK);
        }
        /* Whatever it is, it is a document with a tree over all its lines. */
        und_node node, final;
        assert_int_equal(und_node_get(doc, und_doc_revision(doc), 0, &node), UND_OK);
        assert_int_equal(node.last, last + 1);
        if (line.length > 0 || letter.at[i] != '\n')
            continue;
        for (uint32_t id = 1; id + 1 < und_node_count(doc); id++) {
            assert_int_equal(und_node_get(doc, und_doc_revision(doc), id, &node), UND_OK);
            assert_int_equal(und_node_get(whole, und_doc_revision(whole), id, &final), UND_OK);
            if (node.kind != final.kind || node.first != final.first || node.label != final.label)
                fail_msg("after line %u: node %u is a %s at line %u, in the end a %s at line %u", last, id,
                         und_kind_name(node.kind), node.first, und_kind_name(final.kind), final.first);
            compared++;
        }
    }
    assert_true(compared > 100);
    support_text a = {0}, b = {0};
    assert_int_equal(und_write_parse(doc, support_bytes("x"), support_sink, &a), UND_OK);
    assert_int_equal(und_write_parse(whole, support_bytes("x"), support_sink, &b), UND_OK);
    assert_string_equal(a.at, b.at);
    support_free(&a);
    support_free(&b);
    support_free(&letter);
    und_doc_close(doc);
    und_doc_close(whole);
}

/* Every prefix of every sample, read from scratch: there is no text that recognition fails on. */
static void every_prefix(void **state)
{
    static const char *const names[] = {SUPPORT_LETTER, "tests/data/resolution-en.txt", "tests/data/resolution-ar.txt",
                                        "tests/data/resolution-zh.txt", "tests/data/letter-ru.txt"};
    und_doc *doc;
    assert_int_equal(und_doc_open(*state, &doc), UND_OK);
    for (size_t n = 0; n < sizeof names / sizeof names[0]; n++) {
        support_text text = support_file(names[n]);
        size_t stride = getenv("UNDOC_VALGRIND") != NULL ? 61 : 3;
        for (size_t length = 0; length <= text.length; length += stride) {
            char *copy = malloc(length == 0 ? 1 : length); /* reading behind it is seen */
            assert_non_null(copy);
            memcpy(copy, text.at, length);
            assert_int_equal(und_doc_read(doc, (und_bytes){copy, length}), UND_OK);
            free(copy);
            if (length % 30 == 0) {
                support_text json = {0};
                assert_int_equal(und_write_parse(doc, support_bytes("x"), support_sink, &json), UND_OK);
                assert_true(json.length > 2 && json.at[0] == '{' && json.at[json.length - 1] == '}');
                support_free(&json);
            }
        }
        support_free(&text);
    }
    und_doc_close(doc);
}

/* ---- whole texts ---- */

/* The tree of a whole text, which is read piece by piece behind its lines, is that of the same lines handed over at once. */
static void assert_read_as_spliced(und_packs *packs, und_bytes text)
{
    und_doc *whole = support_doc(packs, text), *spliced;
    assert_int_equal(und_doc_open(packs, &spliced), UND_OK);
    uint32_t count = und_doc_line_count(whole);
    und_bytes *lines = malloc((count + 1) * sizeof *lines);
    assert_non_null(lines);
    for (uint32_t i = 0; i < count; i++)
        lines[i] = und_doc_line(whole, i);
    assert_int_equal(und_doc_splice(spliced, 0, 0, lines, count), UND_OK);
    assert_int_equal(und_node_count(whole), und_node_count(spliced));
    for (uint32_t i = 0; i + 1 < und_node_count(whole); i++) {
        und_tree_node a = *und_doc_stored(whole, i), b = *und_doc_stored(spliced, i);
        a.first = und_doc_first(whole, i);
        b.first = und_doc_first(spliced, i);
        assert_memory_equal(&a, &b, sizeof a);
    }
    assert_memory_equal(&whole->end, &spliced->end, sizeof whole->end);
    free(lines);
    und_doc_close(spliced);
    und_doc_close(whole);
}

static void put_lines(support_text *text, const char *line, uint32_t times)
{
    for (uint32_t i = 0; i < times; i++)
        support_put_words(text, line);
}

static void long_texts(void **state)
{
    static const char *const names[] = {SUPPORT_LETTER, "tests/data/resolution-en.txt", "tests/data/resolution-fr.txt",
                                        "tests/data/letter-ru.txt", "tests/data/resolution-zh.txt"};
    /* Samples over and over, with so many blank lines before them that the pieces end everywhere in them. */
    for (uint32_t shift = 0; shift < (getenv("UNDOC_VALGRIND") != NULL ? 3u : 60u); shift++) {
        support_text text = {0};
        put_lines(&text, "\n", shift * 7);
        for (uint32_t i = 0; i < 60; i++) {
            support_text one = support_file(names[(i + shift) % (sizeof names / sizeof names[0])]);
            support_put(&text, one.at, one.length);
            support_put_words(&text, "\n\n");
            support_free(&one);
        }
        assert_read_as_spliced(*state, (und_bytes){text.at, text.length});
        support_free(&text);
    }
    /* Paragraphs, interruptions and blank lines that are longer than any piece, at the end and before more. */
    static const char *const fillers[] = {
        "and goes on and on,\n",          "\n", "12\n", "_______________\n", "(a) To do one thing;\n",
        "1. Requests the same again;\n\n"};
    for (size_t f = 0; f < sizeof fillers / sizeof fillers[0]; f++)
        for (int more = 0; more < 2; more++) {
            support_text text = {0};
            support_put_words(&text, "The General Assembly,\n\nRecalling its resolutions\n\n1. Decides that this\n");
            put_lines(&text, fillers[f], 9000);
            support_put_words(&text, more ? "until it ends;\n\n2. Decides to stop.\n" : "");
            assert_read_as_spliced(*state, (und_bytes){text.at, text.length});
            support_free(&text);
        }
}

/* ---- the tree as a tree ---- */

static void every_line_finds_its_node(void **state)
{
    static const char *const names[] = {SUPPORT_LETTER, "tests/data/resolution-en.txt", "tests/data/letter-en.txt"};
    for (size_t n = 0; n < sizeof names / sizeof names[0]; n++) {
        support_text text = support_file(names[n]);
        und_doc *doc = support_doc(*state, (und_bytes){text.at, text.length});
        for (uint32_t line = 0; line < und_doc_line_count(doc); line++) {
            uint32_t innermost = 0;
            for (uint32_t id = 1; id < und_node_count(doc); id++) {
                und_node node;
                assert_int_equal(und_node_get(doc, und_doc_revision(doc), id, &node), UND_OK);
                if (node.first <= line && line < node.last)
                    innermost = id;
            }
            assert_int_equal(und_node_at(doc, line), innermost);
            /* A line with words is in some node. */
            if (und_doc_line(doc, line).length > 0)
                assert_true(innermost > 0);
        }
        assert_int_equal(und_node_at(doc, und_doc_line_count(doc)), 0);
        assert_int_equal(und_node_at(doc, UINT32_MAX - 1), 0);
        und_doc_close(doc);
        support_free(&text);
    }
}

static void other_text_is_none(void **state)
{
    static const char *const others[] = {
        "",
        "\n\n\n",
        "# A project\n\nThis is a README.\n\n1. Clone it\n2. Run make\n",
        "Dear Sir or Madam,\n\nI write to you about the roof.\n\nYours faithfully,\nA. Smith\n",
        "#include <stdio.h>\n\nint main(void)\n{\n    return 0;\n}\n",
        "Recalling the summer of 1998, she closed the book.\n\nShe decides to go.\n",
        "La recette\n\n1. Prenez deux œufs.\n\n2. Ajoutez du sel.\n",
        "United Nations Plaza is a street in New York.\n\nIt has a number.\n"};
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++) {
        und_doc *doc = support_doc(*state, support_bytes(others[i]));
        if (und_doc_is_one(doc))
            fail_msg("taken for a document: %s", others[i]);
        und_doc_close(doc);
    }
    static const char *const ours[] = {SUPPORT_LETTER,
                                       "tests/data/resolution-en.txt",
                                       "tests/data/resolution-fr.txt",
                                       "tests/data/letter-en.txt",
                                       "tests/data/letter-ru.txt",
                                       "tests/data/note-verbale-es.txt",
                                       "tests/data/resolution-ar.txt",
                                       "tests/data/resolution-zh.txt"};
    for (size_t i = 0; i < sizeof ours / sizeof ours[0]; i++) {
        support_text text = support_file(ours[i]);
        und_doc *doc = support_doc(*state, (und_bytes){text.at, text.length});
        if (!und_doc_is_one(doc))
            fail_msg("not taken for a document: %s", ours[i]);
        und_doc_close(doc);
        support_free(&text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(resolution_in_english),
        cmocka_unit_test(resolution_in_french),
        cmocka_unit_test(resolution_in_other_shapes),
        cmocka_unit_test(other_organs_and_languages),
        cmocka_unit_test(letters_or_figures),
        cmocka_unit_test(levels),
        cmocka_unit_test(no_labels),
        cmocka_unit_test(numbering_again),
        cmocka_unit_test(headings_with_figures),
        cmocka_unit_test(annexes),
        cmocka_unit_test(interruptions),
        cmocka_unit_test(subjects),
        cmocka_unit_test(adoption),
        cmocka_unit_test(footnotes),
        cmocka_unit_test(declarations),
        cmocka_unit_test(kinds),
        cmocka_unit_test(letter_itself),
        cmocka_unit_test(letter_wrapped),
        cmocka_unit_test(letter_one_line_a_paragraph),
        cmocka_unit_test(letter_one_line_a_block),
        cmocka_unit_test(letter_with_other_bytes),
        cmocka_unit_test(letter_with_decomposed_accents),
        cmocka_unit_test(letter_without_masthead),
        cmocka_unit_test(letter_in_the_making),
        cmocka_unit_test(every_prefix),
        cmocka_unit_test(long_texts),
        cmocka_unit_test(every_line_finds_its_node),
        cmocka_unit_test(other_text_is_none),
    };
    return cmocka_run_group_tests(tests, support_open_packs, support_close_packs);
}
