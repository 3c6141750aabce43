/* How documents count, and what their references name. The documents are our own. */
#include "support.h"

#include "undoc/numbering.h"

static und_doc *open_doc(void **state, const char *text)
{
    return support_doc(*state, support_bytes(text));
}

/* A line for each end of each target that is in the document or may be: its words, and the line (from 1) where what it names
 * begins, "missing", or "-". */
static void say_targets(und_doc *doc, support_text *out)
{
    for (uint32_t node = 1; node < und_node_count(doc); node++) {
        und_reference reference;
        for (uint32_t n = 0; und_reference_get(doc, node, n, &reference) == UND_OK; n++) {
            und_target target;
            if (reference.type < UND_REFERENCE_PARAGRAPH || reference.type == UND_REFERENCE_DECISION)
                continue;
            for (uint32_t t = 0; und_target_get(doc, node, n, t, &target) == UND_OK; t++)
                for (unsigned second = 0; second < (target.to_count > 0 ? 2u : 1u); second++) {
                    uint32_t named;
                    und_missing_target missing;
                    und_node found;
                    char line[32];
                    und_status status = und_target_node(doc, node, n, t, second == 1, &named);
                    und_status lacks = und_target_missing(doc, node, n, t, second == 1, &missing);
                    assert_true(status == UND_OK || status == UND_NONE);
                    assert_true(lacks == UND_NONE || (lacks == UND_OK && status == UND_NONE));
                    if (status == UND_OK)
                        assert_int_equal(und_node_get(doc, und_doc_revision(doc), named, &found), UND_OK);
                    snprintf(line, sizeof line, "%u", status == UND_OK ? found.first + 1 : 0);
                    support_put_words(out, second == 1 ? "... " : "");
                    support_put(out, target.words.text.at, target.words.text.length);
                    support_put_words(out, ": ");
                    support_put_words(out, status == UND_OK ? line : lacks == UND_OK ? "missing" : "-");
                    support_put_words(out, "\n");
                }
        }
    }
}

static void check_targets(void **state, const char *text, const char *wanted)
{
    und_doc *doc = open_doc(state, text);
    support_text said = {0};
    support_put(&said, "", 0);
    say_targets(doc, &said);
    assert_string_equal(said.at, wanted);
    support_free(&said);
    und_doc_close(doc);
}

/* ---- targets ---- */

static void test_targets_of_a_resolution(void **state)
{
    check_targets(state,
                  "The General Assembly,\n"                                                              /* 1 */
                  "\n"                                                                                   /* 2 */
                  "Recalling paragraph 2 of its resolution 75/1 and paragraph 1 thereof,\n"              /* 3 */
                  "\n"                                                                                   /* 4 */
                  "1. Decides to do what paragraph 3 (b) (ii) below says;\n"                             /* 5 */
                  "\n"                                                                                   /* 6 */
                  "2. Approves annex II to the present resolution, and paragraphs 1 and 3 to 9 above;\n" /* 7 */
                  "\n"                                                                                   /* 8 */
                  "3. Requests the Secretary-General:\n"                                                 /* 9 */
                  "\n"                                                                                   /* 10 */
                  "(a) To do what paragraph 4 of this resolution says;\n"                                /* 11 */
                  "\n"                                                                                   /* 12 */
                  "(b) To report on:\n"                                                                  /* 13 */
                  "\n"                                                                                   /* 14 */
                  "(i) Subparagraph (a) above;\n"                                                        /* 15 */
                  "\n"                                                                                   /* 16 */
                  "(ii) Paragraph 1 (c) above, and paragraph 3 (d) above;\n"                             /* 17 */
                  "\n"                                                                                   /* 18 */
                  "4. Decides to remain seized of the matter.\n"                                         /* 19 */
                  "\n"                                                                                   /* 20 */
                  "Annex I\n"                                                                            /* 21 */
                  "\n"                                                                                   /* 22 */
                  "Rules\n"                                                                              /* 23 */
                  "\n"                                                                                   /* 24 */
                  "1. The rules are those of paragraph 2 below.\n"                                       /* 25 */
                  "\n"                                                                                   /* 26 */
                  "2. They follow paragraph 4 of the present resolution.\n"                              /* 27 */
                  "\n"                                                                                   /* 28 */
                  "Annex II\n"                                                                           /* 29 */
                  "\n"                                                                                   /* 30 */
                  "Statute\n"                                                                            /* 31 */
                  "\n"                                                                                   /* 32 */
                  "Article 1\n"                                                                          /* 33 */
                  "\n"                                                                                   /* 34 */
                  "1. The body has members.\n"                                                           /* 35 */
                  "\n"                                                                                   /* 36 */
                  "2. It meets as article 2, paragraph 1, says.\n"                                       /* 37 */
                  "\n"                                                                                   /* 38 */
                  "Article 2\n"                                                                          /* 39 */
                  "\n"                                                                                   /* 40 */
                  "1. It meets.\n"                                                                       /* 41 */
                  "\n"                                                                                   /* 42 */
                  "2. It rests as annex I says, and article 7.\n",                                       /* 43 */
                  "2: -\n1: -\n"
                  "3 (b) (ii): 17\n"
                  "II: 29\n1: 5\n3 to 9: 9\n... 3 to 9: missing\n"
                  "4: 19\n(a): 11\n1 (c): -\n3 (d): missing\n"
                  "I: -\n2: 27\n4: 19\nII: -\n2: 39\n1: 41\nI: 21\n7: -\n");
}

/* A letter that is a Roman figure too is what the list has. */
static void test_letter_or_figure(void **state)
{
    check_targets(state,
                  "The General Assembly,\n\n"
                  "1. Requests the Secretary-General:\n\n" /* 3 */
                  "(i) To do this, as paragraph 1 (v) below says;\n\n"
                  "(ii) To do that;\n\n"
                  "(iii) To do more;\n\n"
                  "(iv) To do less;\n\n"
                  "(v) To do nothing;\n\n"                         /* 13 */
                  "2. Decides, as paragraph 1 (i) above says:\n\n" /* 15 */
                  "(a) a;\n\n(b) b;\n\n(c) c;\n\n(d) d;\n\n(e) e;\n\n(f) f;\n\n(g) g;\n\n(h) h;\n\n"
                  "(i) What paragraph 2 (i) above says, and paragraph 2 (c) above.\n", /* 33 */
                  "1 (v): 13\n1 (i): 5\n2 (i): 33\n2 (c): 21\n");
}

/* Each of several resolutions in one text counts for itself, and so do sections that begin again. */
static void test_scopes(void **state)
{
    check_targets(state,
                  "A\n\n"
                  "The General Assembly,\n\n"
                  "Recalling its resolution 75/1,\n\n"
                  "1. Decides this;\n\n"                            /* 7 */
                  "2. Decides that, as paragraph 1 above says.\n\n" /* 9 */
                  "B\n\n"
                  "The General Assembly,\n\n"
                  "Recalling its resolution 75/2,\n\n"
                  "1. Decides this;\n\n"                             /* 17 */
                  "2. Decides that, as paragraph 1 above says.\n\n", /* 19 */
                  "1: 7\n1: 17\n");
}

static void test_six_languages(void **state)
{
    check_targets(state,
                  "L'Assemblée générale,\n\n"
                  "1. Décide ce qui suit :\n\n" /* 3 */
                  "a) Ceci;\n\n"
                  "b) Cela, comme indiqué au paragraphe 2 ci-dessous;\n\n"
                  "2. Prie le Secrétaire général d'appliquer l'alinéa b) du paragraphe 1 ci-dessus.\n", /* 9 */
                  "2: 9\nb): 7\n");
    check_targets(state,
                  "La Asamblea General,\n\n"
                  "1. Decide lo siguiente:\n\n"
                  "a) Esto;\n\n"
                  "b) Eso, según el párrafo 2 infra;\n\n"
                  "2. Solicita al Secretario General que aplique el párrafo 1 b) supra.\n", /* 9 */
                  "2: 9\n1 b): 7\n");
    check_targets(state,
                  "Генеральная Ассамблея,\n\n"
                  "1. постановляет следующее:\n\n"
                  "a) это;\n\n"
                  "b) то, что указано в пункте 2 ниже;\n\n"
                  "2. просит Генерального секретаря выполнять пункт 1 b) выше.\n", /* 9 */
                  "2: 9\n1 b): 7\n");
    check_targets(state,
                  "大会，\n\n"
                  "1. 决定：\n\n"
                  "(a) 这样做；\n\n"
                  "(b) 按照下文第2段行事；\n\n"
                  "2. 请秘书长执行上文第1(b)段。\n", /* 9 */
                  "2: 9\n1(b): 7\n");
    check_targets(state,
                  "إن الجمعية العامة،\n\n"
                  "1 - تقرر ما يلي:\n\n"
                  "(أ) هذا؛\n\n"
                  "(ب) ذلك، على النحو الوارد في الفقرة 2 أدناه؛\n\n"
                  "2 - تطلب إلى الأمين العام تنفيذ الفقرة 1 (ب) أعلاه.\n", /* 9 */
                  "2: 9\n1 (ب): 7\n");
}

/* ---- who names a node ---- */

static void say_referrers(und_doc *doc, uint32_t line, support_text *out)
{
    uint32_t node = und_node_at(doc, line);
    und_referrer by;
    for (uint32_t n = 0; und_referrer_get(doc, node, n, &by) == UND_OK; n++) {
        und_reference reference;
        assert_int_equal(und_reference_get(doc, by.node, by.reference, &reference), UND_OK);
        support_put(out, reference.words.text.at, reference.words.text.length);
        support_put_words(out, by.last ? "; " : " (part); ");
    }
}

static void test_referrers(void **state)
{
    und_doc *doc = open_doc(state, "The General Assembly,\n\n"
                                   "1. Decides what paragraphs 2 (a) and (b) below say;\n\n"
                                   "2. Requests:\n\n" /* 5 */
                                   "(a) This;\n\n"    /* 7 */
                                   "(b) That;\n\n"
                                   "3. Recalls paragraphs 1 to 2 above and paragraph 2 of resolution 75/1.\n");
    support_text said = {0};
    support_put(&said, "", 0);
    say_referrers(doc, 4, &said);
    assert_string_equal(said.at, "paragraphs 2 (a) and (b) below (part); paragraphs 1 to 2 above; ");
    support_clear(&said);
    say_referrers(doc, 6, &said);
    assert_string_equal(said.at, "paragraphs 2 (a) and (b) below; ");
    support_clear(&said);
    say_referrers(doc, 2, &said);
    assert_string_equal(said.at, "paragraphs 1 to 2 above; ");
    /* After an edit they are those of the new text. */
    const und_bytes line = support_bytes("3. Recalls paragraph 1 above.");
    assert_int_equal(und_doc_splice(doc, 10, 1, &line, 1), UND_OK);
    support_clear(&said);
    say_referrers(doc, 2, &said);
    assert_string_equal(said.at, "paragraph 1 above; ");
    support_free(&said);
    und_doc_close(doc);
}

/* ---- footnotes ---- */

static void test_markers(void **state)
{
    und_doc *doc = open_doc(state, "The General Assembly,\n\n"
                                   "Recalling its resolution 75/1,¹ and A/75/L.3,\n\n"
                                   "Recalling also the report,2 and its 3 parts,\n\n"
                                   "Noting the rest,[3]\n\n" /* 7 */
                                   "1. Decides what footnote 2 says, in 2019,4 too.\n\n"
                                   "______\n"
                                   "¹ See A/75/340.\n\n"
                                   "2 See A/75/341.\n\n" /* 13 */
                                   "3 See A/75/342.\n");
    static const struct {
        uint32_t line, number, footnote_line;
    } wanted[] = {{3, 1, 12}, {5, 2, 14}, {7, 3, 16}};
    size_t seen = 0;
    for (uint32_t node = 1; node < und_node_count(doc); node++) {
        und_marker marker;
        for (uint32_t n = 0; und_marker_get(doc, node, n, &marker) == UND_OK; n++, seen++) {
            und_node footnote;
            uint32_t back, n_th;
            assert_true(seen < 3);
            assert_int_equal(marker.range.from.line + 1, wanted[seen].line);
            assert_int_equal(marker.number, wanted[seen].number);
            assert_int_equal(und_node_get(doc, und_doc_revision(doc), marker.footnote, &footnote), UND_OK);
            assert_int_equal(footnote.first + 1, wanted[seen].footnote_line);
            assert_int_equal(und_footnote_marker_get(doc, marker.footnote, 0, &back, &n_th), UND_OK);
            assert_int_equal(back, node);
            assert_int_equal(n_th, n);
            assert_int_equal(und_footnote_marker_get(doc, marker.footnote, 1, &back, &n_th), UND_NONE);
        }
    }
    assert_int_equal(seen, 3);
    support_text said = {0};
    support_put(&said, "", 0);
    say_targets(doc, &said);
    assert_string_equal(said.at, "2: 14\n");
    support_free(&said);
    und_doc_close(doc);
}

/* ---- sequences ---- */

/* "kind: label label!expected …" for each sequence. */
static void say_sequences(und_doc *doc, support_text *out)
{
    und_sequence sequence;
    for (uint32_t s = 0; und_sequence_get(doc, s, &sequence) == UND_OK; s++) {
        bool regular = true;
        support_put_words(out, und_sequence_kind_name(sequence.kind));
        support_put_words(out, ":");
        for (uint32_t n = 0; n < sequence.count; n++) {
            uint32_t node;
            und_number number;
            char label[UND_LABEL_TEXT_MAX];
            assert_int_equal(und_sequence_member_get(doc, s, n, &node), UND_OK);
            assert_int_equal(und_number_get(doc, node, &number), UND_OK);
            assert_int_equal(number.sequence, s);
            assert_int_equal(number.ordinal, n);
            und_bytes line = und_doc_line(doc, number.range.from.line);
            support_put_words(out, " ");
            support_put(out, line.at + number.range.from.column, number.range.to.column - number.range.from.column);
            if (number.expected != number.label) {
                und_label_text(number.style, number.expected, label);
                support_put_words(out, "!");
                support_put_words(out, label);
                regular = false;
            }
        }
        assert_int_equal(regular, sequence.regular);
        support_put_words(out, "\n");
    }
}

static void check_sequences(void **state, const char *text, const char *wanted)
{
    und_doc *doc = open_doc(state, text);
    support_text said = {0};
    support_put(&said, "", 0);
    say_sequences(doc, &said);
    assert_string_equal(said.at, wanted);
    support_free(&said);
    und_doc_close(doc);
}

static void test_sequences(void **state)
{
    check_sequences(state,
                    "The General Assembly,\n\n1. Decides this;\n\n1 bis. Decides that;\n\n2. Requests:\n\n(a) This;\n\n"
                    "(c) That;\n\n4. Decides more:\n\nHeading\n\n(a) this;\n\n(b) that.\n\n"
                    "Annex I\n\nI. General\n\n1. One.\n\n2. Two.\n\n3. Three.\n\nII. Special\n\n1. One.\n\n3. "
                    "Three.\n\n4. Four.\n\n"
                    "Annex III\n\nArticle 1\n\nText.\n\nArticle 2\n\nText.\n",
                    "paragraphs: 1. 1 bis. 2. 4.!3\n"
                    "annexes: I III!II\n"
                    "paragraphs: 1. 2. 3.\n"
                    "paragraphs: 1. 3.!2 4.!3\n"
                    "articles: 1 2\n"
                    "subparagraphs: (a) (c)!b\n"
                    "subparagraphs: (a) (b)\n"
                    "headings: I. II.\n");
}

/* A list begins again with 1 where a heading or what follows says so; a slip is one. */
static void test_restarts(void **state)
{
    check_sequences(state, "The General Assembly,\n\n1. Decides;\n\n2. Decides;\n\n1. Decides;\n\n4. Decides.\n",
                    "paragraphs: 1. 2. 1.!3 4.\n");
    check_sequences(state,
                    "The General Assembly,\n\nI\n\n1. Decides;\n\n2. Decides;\n\nII\n\n1. Decides;\n\n2. Decides.\n",
                    "paragraphs: 1. 2.\nparagraphs: 1. 2.\n");
    check_sequences(state, "The General Assembly,\n\n1. Decides;\n\n2. Decides;\n\n2. Decides;\n\n3. Decides.\n",
                    "paragraphs: 1. 2. 2.!3 3.!4\n");
    /* A part of a text, from its fifth paragraph on. */
    check_sequences(state, "The General Assembly,\n\n5. Decides;\n\n6. Decides;\n\n7. Decides.\n",
                    "paragraphs: 5. 6. 7.\n");
}

/* ---- labels as they are written ---- */

/* A list of labels with one look, written one after another under a paragraph, is read again as the same values. */
static void check_round(void **state, const char *subject, const char *chapeau, const char *item, const char *sample,
                        und_label_style style, uint16_t most)
{
    und_doc *empty = open_doc(state, "");
    und_label_look look;
    char label[UND_LABEL_WRITTEN_MAX];
    assert_int_equal(und_label_look_read(support_bytes(sample), style, &look), UND_OK);
    assert_int_equal(und_label_write(empty, &look, 1, label), UND_OK);
    assert_string_equal(label, sample);
    support_text text = {0};
    support_put_words(&text, subject);
    support_put_words(&text, "\n\n");
    support_put_words(&text, chapeau);
    support_put_words(&text, "\n\n");
    for (uint16_t value = 1; value <= most; value++) {
        assert_int_equal(und_label_write(empty, &look, value, label), UND_OK);
        support_put_words(&text, label);
        support_put_words(&text, " ");
        support_put_words(&text, item);
        support_put_words(&text, "\n\n");
    }
    und_doc *doc = open_doc(state, text.at);
    uint16_t next = 1;
    for (uint32_t node = 1; node < und_node_count(doc); node++) {
        und_node got;
        assert_int_equal(und_node_get(doc, und_doc_revision(doc), node, &got), UND_OK);
        if (got.first < 4)
            continue;
        if (got.style != style || got.label != next)
            fail_msg("%s of %s is read as style %u, label %u in line %u", sample, subject, got.style, got.label,
                     got.first + 1);
        und_number number;
        und_label_look again;
        assert_int_equal(und_number_get(doc, node, &number), UND_OK);
        und_bytes line = und_doc_line(doc, number.range.from.line);
        und_bytes label_bytes = {line.at + number.range.from.column, number.range.to.column - number.range.from.column};
        assert_int_equal(und_label_look_read(label_bytes, style, &again), UND_OK);
        assert_int_equal(und_label_write(doc, &again, next, label), UND_OK);
        assert_int_equal(strlen(label), label_bytes.length);
        assert_memory_equal(label, label_bytes.at, label_bytes.length);
        next++;
    }
    assert_int_equal(next, most + 1);
    support_free(&text);
    und_doc_close(doc);
    und_doc_close(empty);
}

static void test_labels_are_read_as_written(void **state)
{
    static const struct {
        const char *subject, *chapeau, *item;
        struct {
            const char *sample;
            und_label_style style;
            uint16_t most;
        } lists[8];
    } languages[] = {
        {"The General Assembly,",
         "1. Requests the Secretary-General:",
         "To report on it;",
         {{"(a)", UND_LABEL_LOWER, 52},
          {"(i)", UND_LABEL_ROMAN, 79},
          {"a.", UND_LABEL_LOWER, 26},
          {"i.", UND_LABEL_ROMAN, 49},
          {"(*a*)", UND_LABEL_LOWER, 26},
          {"a)", UND_LABEL_LOWER, 52},
          {"(1)", UND_LABEL_NUMBER, 120}}},
        {"L'Assemblée générale,",
         "1. Prie le Secrétaire général :",
         "De faire rapport;",
         {{"a)", UND_LABEL_LOWER, 52},
          {"i)", UND_LABEL_ROMAN, 79},
          {"a.", UND_LABEL_LOWER, 26},
          {"1)", UND_LABEL_NUMBER, 40}}},
        {"La Asamblea General,",
         "1. Solicita al Secretario General:",
         "Que informe;",
         {{"a)", UND_LABEL_LOWER, 52}, {"i)", UND_LABEL_ROMAN, 79}, {"a.", UND_LABEL_LOWER, 26}}},
        {"Генеральная Ассамблея,",
         "1. просит Генерального секретаря:",
         "представить доклад;",
         {{"a)", UND_LABEL_LOWER, 52},
          {"а)", UND_LABEL_LOWER, 28},
          {"i)", UND_LABEL_ROMAN, 79},
          {"(a)", UND_LABEL_LOWER, 52}}},
        {"大会，",
         "1. 请秘书长：",
         "提交报告；",
         {{"(a)", UND_LABEL_LOWER, 52},
          {"（a）", UND_LABEL_LOWER, 52},
          {"(一)", UND_LABEL_HAN, 63},
          {"（一）", UND_LABEL_HAN, 63},
          {"㈠", UND_LABEL_HAN, 10},
          {"(i)", UND_LABEL_ROMAN, 79}}},
        {"إن الجمعية العامة،",
         "1 - تطلب إلى الأمين العام ما يلي:",
         "تقديم تقرير؛",
         {{"(أ)", UND_LABEL_LOWER, 28}, {"’1‘", UND_LABEL_NUMBER, 40}}},
    };
    for (size_t i = 0; i < sizeof languages / sizeof languages[0]; i++)
        for (size_t n = 0; n < 8 && languages[i].lists[n].sample != NULL; n++)
            check_round(state, languages[i].subject, languages[i].chapeau, languages[i].item,
                        languages[i].lists[n].sample, languages[i].lists[n].style, languages[i].lists[n].most);
}

/* Numbered paragraphs of each language, and what was added between them. */
static void test_numbers_are_read_as_written(void **state)
{
    static const struct {
        const char *subject, *item, *sample;
    } rows[] = {
        {"The General Assembly,", "Requests the Secretary-General to report;", "1."},
        {"The General Assembly,", "Requests the Secretary-General to report;", "OP1."},
        {"L'Assemblée générale,", "Prie le Secrétaire général de faire rapport;", "1."},
        {"La Asamblea General,", "Solicita al Secretario General que informe;", "1."},
        {"Генеральная Ассамблея,", "просит Генерального секретаря представить доклад;", "1."},
        {"大会，", "请秘书长提交报告；", "1."},
        {"大会，", "请秘书长提交报告；", "１．"},
        {"إن الجمعية العامة،", "تطلب إلى الأمين العام تقديم تقرير؛", "1 -"},
        {"إن الجمعية العامة،", "تطلب إلى الأمين العام تقديم تقرير؛", "١ -"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        und_label_style style = rows[i].sample[0] == 'O' ? UND_LABEL_OPERATIVE : UND_LABEL_NUMBER;
        und_doc *empty = open_doc(state, "");
        und_label_look look;
        char label[UND_LABEL_WRITTEN_MAX];
        assert_int_equal(und_label_look_read(support_bytes(rows[i].sample), style, &look), UND_OK);
        support_text text = {0};
        support_put_words(&text, rows[i].subject);
        support_put_words(&text, "\n\n");
        for (uint16_t value = 1; value <= 130; value++) {
            assert_int_equal(und_label_write(empty, &look, value, label), UND_OK);
            support_put_words(&text, label);
            support_put_words(&text, " ");
            support_put_words(&text, rows[i].item);
            support_put_words(&text, "\n\n");
        }
        und_doc *doc = open_doc(state, text.at);
        assert_int_equal(und_node_count(doc), 132);
        for (uint32_t node = 2; node < 132; node++) {
            und_node got;
            assert_int_equal(und_node_get(doc, und_doc_revision(doc), node, &got), UND_OK);
            assert_int_equal(got.kind, UND_KIND_OPERATIVE);
            assert_int_equal(got.style, style);
            assert_int_equal(got.label, node - 1);
        }
        support_free(&text);
        und_doc_close(doc);
        und_doc_close(empty);
    }
}

/* What was added stays where it stood; what an alphabet has not is not written. */
static void test_looks(void **state)
{
    static const struct {
        const char *text;
        und_label_style style;
        uint16_t label;
        const char *wanted; /* NULL: it cannot be written */
    } rows[] = {
        {"1.", UND_LABEL_NUMBER, 12, "12."},
        {"1 bis.", UND_LABEL_NUMBER, 3 | 1u << 14, "3 bis."},
        {"1.", UND_LABEL_NUMBER, 3 | 2u << 14, "3 ter."},
        {"(a) bis", UND_LABEL_LOWER, 2 | 1u << 14, "(b) bis"},
        {"(a bis)", UND_LABEL_LOWER, 2 | 1u << 14, "(b bis)"},
        {"(a bis)", UND_LABEL_LOWER, 4, "(d)"},
        {"OP2 alt.", UND_LABEL_OPERATIVE, 4 | 3u << 14, "OP4 alt."},
        {"PP1", UND_LABEL_PREAMBULAR, 7, "PP7"},
        {"¹", UND_LABEL_NUMBER, 120, "¹²⁰"},
        {"[1]", UND_LABEL_NUMBER, 12, "[12]"},
        {"II", UND_LABEL_UPPER_ROMAN, 4, "IV"},
        {"A.", UND_LABEL_UPPER, 3, "C."},
        {"(د)", UND_LABEL_LOWER, 5, "(هـ)"},
        {"(هـ)", UND_LABEL_LOWER, 6, "(و)"},
        {"b", UND_LABEL_LOWER, 27, "aa"},
        {"(a)", UND_LABEL_LOWER, 53, NULL},
        {"а)", UND_LABEL_LOWER, 29, NULL},
        {"(أ)", UND_LABEL_LOWER, 29, NULL},
        {"㈠", UND_LABEL_HAN, 11, NULL},
        {"(i)", UND_LABEL_ROMAN, 200, NULL},
    };
    und_doc *doc = open_doc(state, "");
    char label[UND_LABEL_WRITTEN_MAX];
    und_label_look look;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        assert_int_equal(und_label_look_read(support_bytes(rows[i].text), rows[i].style, &look), UND_OK);
        und_status status = und_label_write(doc, &look, rows[i].label, label);
        assert_int_equal(status, rows[i].wanted == NULL ? UND_NONE : UND_OK);
        assert_string_equal(label, rows[i].wanted == NULL ? "" : rows[i].wanted);
    }
    assert_int_equal(und_label_look_read(support_bytes("الثالث"), UND_LABEL_WORD, &look), UND_NONE);
    assert_int_equal(und_label_look_read(support_bytes("()"), UND_LABEL_LOWER, &look), UND_NONE);
    und_doc_close(doc);
}

static void test_looks_of_levels(void **state)
{
    static const struct {
        const char *code;
        const char *first[5];
    } rows[] = {
        {"en", {"1.", "(a)", "(i)", "a.", "i."}}, {"fr", {"1.", "a)", "i)", "a.", "i."}},
        {"es", {"1.", "a)", "i)", "a.", "i."}},   {"ru", {"1.", "a)", "i)", NULL, NULL}},
        {"zh", {"1.", "(a)", NULL, NULL, NULL}},  {"ar", {"1 -", "(أ)", "’1‘", NULL, NULL}},
    };
    und_doc *doc = open_doc(state, "");
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        uint8_t language = 0;
        while (strcmp(und_language_code(*state, language), rows[i].code) != 0)
            assert_true(und_language_code(*state, language++)[0] != '\0');
        for (uint32_t level = 1; level <= 5; level++) {
            und_label_look look;
            char label[UND_LABEL_WRITTEN_MAX] = "";
            und_status status = und_label_look_of_level(doc, language, level, &look);
            const char *wanted = rows[i].first[level - 1];
            assert_int_equal(status, wanted == NULL ? UND_NONE : UND_OK);
            if (wanted == NULL)
                continue;
            assert_int_equal(und_label_write(doc, &look, 1, label), UND_OK);
            assert_string_equal(label, wanted);
        }
    }
    und_doc_close(doc);
}

static void test_misuse(void **state)
{
    und_doc *doc = open_doc(state, "1. See paragraph 1 above.\n");
    uint32_t node;
    und_number number;
    und_sequence sequence;
    und_referrer by;
    assert_int_equal(und_target_node(doc, 9, 0, 0, false, &node), UND_E_ARGUMENT);
    assert_int_equal(und_target_node(doc, 1, 0, 0, false, NULL), UND_E_ARGUMENT);
    assert_int_equal(und_target_node(doc, 1, 7, 0, false, &node), UND_NONE);
    assert_int_equal(und_target_node(doc, 1, 0, 0, true, &node), UND_NONE);
    assert_int_equal(und_target_step_node(doc, 1, 0, 0, false, 1, &node), UND_NONE);
    assert_int_equal(und_target_step_node(doc, 1, 0, 0, false, 0, &node), UND_OK);
    assert_int_equal(node, 1);
    assert_int_equal(und_number_get(doc, 0, &number), UND_NONE);
    assert_int_equal(und_number_get(doc, 9, &number), UND_E_ARGUMENT);
    assert_int_equal(und_sequence_get(doc, 9, &sequence), UND_E_ARGUMENT);
    assert_int_equal(und_referrer_get(NULL, 1, 0, &by), UND_E_ARGUMENT);
    und_doc_close(doc);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_targets_of_a_resolution),
        cmocka_unit_test(test_letter_or_figure),
        cmocka_unit_test(test_scopes),
        cmocka_unit_test(test_six_languages),
        cmocka_unit_test(test_referrers),
        cmocka_unit_test(test_markers),
        cmocka_unit_test(test_sequences),
        cmocka_unit_test(test_restarts),
        cmocka_unit_test(test_labels_are_read_as_written),
        cmocka_unit_test(test_numbers_are_read_as_written),
        cmocka_unit_test(test_looks),
        cmocka_unit_test(test_looks_of_levels),
        cmocka_unit_test(test_misuse),
    };
    return cmocka_run_group_tests(tests, support_open_packs, support_close_packs);
}
