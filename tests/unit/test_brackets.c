/* Text that is not agreed: what counts as a bracket and what does not, which closes which, who wants what, in six
 * languages. The texts are our own. */
#include "support.h"

#include "pack/pack.h"
#include "undoc/json.h"

#include <stdlib.h>

/* What und_print_brackets says, without the file's name and the dashes of "—" made plain. */
static void say(und_doc *doc, support_text *out)
{
    support_clear(out);
    support_put_words(out, "");
    assert_int_equal(und_print_brackets(doc, support_bytes(""), support_sink, out), UND_OK);
}

static void reads_as(und_packs *packs, const char *text, const char *expected)
{
    und_doc *doc = support_doc(packs, support_bytes(text));
    support_text said = {0};
    say(doc, &said);
    if (strcmp(said.length == 0 ? "" : said.at, expected) != 0)
        fail_msg("%s\n---- has\n%s---- expected\n%s", text, said.length == 0 ? "" : said.at, expected);
    support_free(&said);
    und_doc_close(doc);
}

#define DRAFT "The General Assembly,\n\nRecalling its resolution 74/12,\n\n1. Decides to meet;\n\n"

/* Clauses after those of a draft, in which nothing else is negotiated. */
static void clauses_read_as(und_packs *packs, const char *clauses, const char *expected)
{
    support_text text = {0};
    support_put_words(&text, DRAFT);
    support_put_words(&text, clauses);
    reads_as(packs, text.at, expected);
    support_free(&text);
}

static void what_is_open(void **state)
{
    clauses_read_as(*state, "2. Requests a report [annually];", ":7:22: 2: [annually]\n");
    clauses_read_as(*state, "2. Requests [a report [each [third] year] in] writing;",
                    ":7:13: 2: [a report [each [third] year] in]\n:7:23: 2: [each [third] year]\n:7:29: 2: [third]\n");
    /* over lines, and over paragraphs */
    clauses_read_as(*state, "2. Requests [a report\nthat is long\nand clear] at once;",
                    ":7:13: 2: [a report that is long and clear]\n");
    clauses_read_as(*state, "[2. Requests a report;\n\n3. Also requests another.]",
                    ":7:1: 2: [2. Requests a report;]\n");
    clauses_read_as(*state, "2. Requests [reports:\n\n(a) On lamps;\n\n(b) On lanterns;]\n\n3. Decides to end.",
                    ":7:13: 2: [reports:]\n");
    clauses_read_as(*state, "2. Requests:\n\n(a) A report [on lamps];\n\n(b) [Another report.]",
                    ":9:14: 2 (a): [on lamps]\n:11:5: 2 (b): [Another report.]\n");
}

static void alternatives(void **state)
{
    clauses_read_as(*state, "2. [Requests / Urges] all to meet;", ":7:4: 2: [Requests / Urges]\n");
    clauses_read_as(*state, "2. Says that all [shall/should/may] meet;", ":7:18: 2: [shall/should/may]\n");
    und_doc *doc = support_doc(*state, support_bytes(DRAFT "2. Notes [a] [b] or [c] and [d / e and/or f / HIV/AIDS];"));
    und_bracket bracket;
    uint32_t sizes[] = {3, 3, 3, 1}, options[] = {1, 1, 1, 3};
    for (uint32_t n = 0; n < 4; n++) {
        assert_int_equal(und_bracket_get(doc, n, &bracket), UND_OK);
        assert_int_equal(bracket.group_size, sizes[n]);
        assert_int_equal(bracket.group, n < 3 ? 0 : 3);
        assert_int_equal(bracket.option_count, options[n]);
    }
    assert_int_equal(und_bracket_get(doc, 4, &bracket), UND_NONE);
    static const char *const words[] = {"d", "e and/or f", "HIV/AIDS"};
    for (uint32_t i = 0; i < 3; i++) {
        und_range range;
        assert_int_equal(und_bracket_option_get(doc, 3, i, &range), UND_OK);
        und_bytes line = und_doc_line(doc, range.from.line);
        assert_int_equal(range.to.column - range.from.column, strlen(words[i]));
        assert_memory_equal(line.at + range.from.column, words[i], strlen(words[i]));
    }
    und_range none;
    assert_int_equal(und_bracket_option_get(doc, 3, 3, &none), UND_NONE);
    und_doc_close(doc);
    /* paragraphs */
    clauses_read_as(*state, "PP3 Noting this,\n\nPP3 alt Noting that,\n\nPP4 Noting all,",
                    ":7:1: PP3: alternative paragraph\n:9:1: PP3 alt: alternative paragraph\n");
    clauses_read_as(*state, "Alt. 1 Requests a report;\n\nAlt. 2 Urges a report;",
                    ":7:1: operative: alternative paragraph\n:9:1: operative: alternative paragraph\n");
}

static void who_wants_what(void **state)
{
    clauses_read_as(*state, "2. Requests [EU, Japan: a report];", ":7:13: 2: [a report] — EU, Japan\n");
    clauses_read_as(*state, "2. Requests [State A: a report];", ":7:13: 2: [a report] — State A\n");
    clauses_read_as(*state, "2. Requests [G77 and China: a report / CANZ: a note];",
                    ":7:13: 2: [a report / CANZ: a note] — G77 and China, CANZ\n");
    clauses_read_as(*state, "2. Requests a report; *(EU, Japan: delete)*",
                    ":7:24: 2: (EU, Japan: delete) — EU, Japan\n");
    clauses_read_as(*state, "2. Requests [a report]; (agreed ad ref.)", ":7:13: 2: [a report]\n");
    clauses_read_as(*state, "2. Requests a report; (agreed)\n\n3. Decides to end. (EU: reserve)",
                    ":9:20: 3: (EU: reserve) — EU\n");
    clauses_read_as(*state, "OP2 bis (NAM): Requests a report;", ":7:9: OP2 bis: (NAM) — NAM\n");
    clauses_read_as(*state, "2. Requests a report [Japan, US DEL] [now];",
                    ":7:22: 2: (Japan, US DEL) — Japan, US\n:7:38: 2: [now]\n");
    clauses_read_as(*state, "2. Requests a report[;] [and a note];", ":7:21: 2: [;]\n:7:25: 2: [and a note]\n");
    /* a remark about a bracket is not another thing to settle */
    und_doc *doc = support_doc(*state, support_bytes(DRAFT "2. Requests [a report] (US: delete; Cuba: retain);"));
    und_negotiation all;
    und_bracket bracket;
    und_party party;
    assert_int_equal(und_negotiation_get(doc, &all), UND_OK);
    assert_int_equal(all.open, 1);
    assert_int_equal(und_bracket_get(doc, 1, &bracket), UND_OK);
    assert_int_equal(bracket.type, UND_BRACKET_REMARK);
    assert_int_equal(bracket.parent, 0);
    assert_int_equal(und_party_get(doc, 1, 0, &party), UND_OK);
    assert_string_equal(party.code, "US");
    assert_int_equal(party.stance, UND_STANCE_DELETE);
    assert_int_equal(und_party_get(doc, 1, 1, &party), UND_OK);
    assert_string_equal(party.code, "CU");
    assert_int_equal(party.stance, UND_STANCE_RETAIN);
    assert_int_equal(und_party_get(doc, 1, 2, &party), UND_NONE);
    und_doc_close(doc);
}

static void six_languages(void **state)
{
    reads_as(
        *state,
        "L'Assemblée générale,\n\nRappelant sa résolution 74/12,\n\n1. Prie [UE, Japon : tous] les États [et/ou] de se "
        "réunir ; (G77 : supprimer)",
        ":5:9: 1: [tous] — UE, Japon\n:5:39: 1: [et/ou]\n:5:63: 1: (G77 : supprimer) — G77\n");
    reads_as(*state,
             "La Asamblea General,\n\nRecordando su resolución 74/12,\n\n1. Decide [alentar / instar] a los Estados; "
             "(Cuba y México: suprimir)",
             ":5:11: 1: [alentar / instar]\n:5:45: 1: (Cuba y México: suprimir) — Cuba, México\n");
    reads_as(*state,
             "Генеральная Ассамблея,\n\nссылаясь на свою резолюцию 74/12,\n\n1. постановляет [ЕС: немедленно] "
             "собраться; (США: исключить)",
             ":5:29: 1: [немедленно] — ЕС\n:5:78: 1: (США: исключить) — США\n");
    reads_as(*state, "大会，\n\n回顾其第74/12号决议，\n\n1. 决定[欧盟：立即]开会；（美国：删除）",
             ":5:10: 1: [立即] — 欧盟\n:5:36: 1: (美国:删除) — 美国\n");
    reads_as(*state,
             "إن الجمعية العامة،\n\nإذ تشير إلى قرارها 74/12،\n\n1 - تقرر [الاتحاد الأوروبي: فورا] أن تجتمع؛ "
             "(كوبا: حذف)",
             ":5:14: 1: [فورا] — الاتحاد الأوروبي\n:5:76: 1: (كوبا: حذف) — كوبا\n");
}

static void what_editors_put(void **state)
{
    static const char *const none[] = {
        "2. Notes the report [see annex];",
        "2. Notes the report [A/75/1];",
        "2. Notes the report [Assembly/AU/Dec.605 (XXVII)];",
        "2. Notes that \"all [...] shall meet\";",
        "2. Notes the report.[12]",
        "2. Notes the [report](https://example.org/report);",
        "2. Notes the ![lamp](lamp.png);",
        "2. Notes what it said [sic];",
        "2. Notes that \"[t]he lamp\" burns;",
        "2. Notes the Mission [MINUSTAH];",
        "2. Notes that \"it [the lamp] burns\";",
        "2. Notes and/or requests the report;",
        "2. Notes the Union (European Union);",
        "2. Notes the paragraphs (a) and (b) / (c);",
        "2. Notes the conclusions (agreed conclusions 2001/4);",
        "- [ ] to do\n\n- [x] done",
    };
    for (size_t i = 0; i < sizeof none / sizeof none[0]; i++)
        clauses_read_as(*state, none[i], "");
    /* where the text is negotiated, what could be either counts */
    clauses_read_as(*state, "2. Notes the Mission [MINUSTAH] [again];", ":7:22: 2: [MINUSTAH]\n:7:33: 2: [again]\n");
    /* an adopted resolution, a masthead, a letter */
    reads_as(*state,
             "Resolution adopted by the General Assembly on 9 June 2021\n\n[without reference to a Main Committee "
             "(A/75/L.98)]\n\n75/312. Observatories\n\nThe General Assembly,\n\nRecalling its resolution 74/12,\n\n"
             "1. Notes the Mission [the mission];",
             "");
    reads_as(*state, DRAFT "2. Decides to end.\n\n[Adopted without a vote.]", "");
}

static void broken(void **state)
{
    clauses_read_as(*state, "2. Requests [a report;\n\n3. Decides [to end].",
                    ":7:13: 2: [a report; (not closed)\n:9:12: 3: [to end]\n");
    clauses_read_as(*state, "2. Requests a report];\n\n3. Decides [to end].",
                    ":7:21: 2: [2. Requests a report] (not opened)\n:9:12: 3: [to end]\n");
    clauses_read_as(*state, "[2. Requests a report;\n\n[3. Decides to end.]",
                    ":7:1: 2: [2. Requests a report; (not closed)\n:9:1: 3: [3. Decides to end.]\n");
    und_doc *doc =
        support_doc(*state, support_bytes(DRAFT "2. Requests [reports:\n\n(a) One;\n\n(b) Two.\n\n3. Ends."));
    und_bracket bracket;
    und_negotiation all;
    assert_int_equal(und_bracket_get(doc, 0, &bracket), UND_OK);
    assert_int_equal(bracket.state, UND_BRACKET_UNCLOSED);
    assert_int_equal(bracket.expected.from.line, 10); /* after (b) */
    assert_int_equal(bracket.expected.from.column, 8);
    assert_int_equal(und_negotiation_get(doc, &all), UND_OK);
    assert_int_equal(all.broken, 1);
    und_doc_close(doc);
}

static void places(void **state)
{
    und_doc *doc = support_doc(*state, support_bytes(DRAFT "2. Asks [a [b] c] d;\n\nOP3 Ends;\n\nOP3 alt Stops."));
    static const struct {
        uint32_t line, column, bracket;
    } at[] = {{6, 7, UND_NO_BRACKET},
              {6, 8, 0},
              {6, 10, 0},
              {6, 11, 1},
              {6, 13, 1},
              {6, 14, 0},
              {6, 17, 0},
              {6, 18, UND_NO_BRACKET},
              {8, 2, 2},
              {10, 0, 3},
              {0, 0, UND_NO_BRACKET}};
    for (size_t i = 0; i < sizeof at / sizeof at[0]; i++) {
        uint32_t found;
        und_status status = und_bracket_at(doc, (und_place){at[i].line, at[i].column}, &found);
        assert_int_equal(status, at[i].bracket == UND_NO_BRACKET ? UND_NONE : UND_OK);
        assert_int_equal(found, at[i].bracket);
    }
    uint32_t from;
    assert_int_equal(und_bracket_from(doc, 0, &from), UND_OK);
    assert_int_equal(from, 0);
    assert_int_equal(und_bracket_from(doc, 7, &from), UND_OK);
    assert_int_equal(from, 2);
    assert_int_equal(und_bracket_from(doc, 11, &from), UND_OK);
    assert_int_equal(from, 4);
    und_doc_close(doc);
}

/* What misses its other end is told at both, and an edit elsewhere mends it. */
static void findings_of_ends(void **state)
{
    und_doc *doc = support_doc(
        *state, support_bytes(DRAFT "2. Requests [a report;\n\n3. Notes this]; and that;\n\n4. Ends [now]."));
    static const struct {
        const char *code;
        uint32_t line, from, to;
    } expected[] = {{"bracket/unclosed", 6, 12, 13},
                    {"bracket/unclosed", 6, 21, 22},
                    {"bracket/unopened", 8, 0, 1},
                    {"bracket/unopened", 8, 13, 14}};
    und_finding finding;
    for (uint32_t n = 0; n < 4; n++) {
        assert_int_equal(und_finding_get(doc, n, &finding), UND_OK);
        assert_string_equal(finding.code, expected[n].code);
        assert_int_equal(finding.range.from.line, expected[n].line);
        assert_int_equal(finding.range.from.column, expected[n].from);
        assert_int_equal(finding.range.to.column, expected[n].to);
    }
    assert_int_equal(und_finding_get(doc, 4, &finding), UND_NONE);
    const und_bytes mended[] = {{"2. Requests [a report];", 23}, {"", 0}, {"3. Notes [this]; and that;", 26}};
    assert_int_equal(und_doc_splice(doc, 6, 3, mended, 3), UND_OK);
    assert_int_equal(und_finding_get(doc, 0, &finding), UND_NONE);
    und_doc_close(doc);
    /* Where nothing is negotiated nothing is missed. */
    doc = support_doc(*state, support_bytes("Resolution 75/1\n\n75/1. Lamps\n\nThe General Assembly,\n\n"
                                            "1. Notes the lamp [of brass.\n\n12th plenary meeting\n1 May 2020"));
    assert_int_equal(und_finding_get(doc, 0, &finding), UND_NONE);
    und_doc_close(doc);
}

/* Clauses are what they are, whatever those who negotiate put before their words. */
static void clauses_are_read(void **state)
{
    static const struct {
        const char *text, *label, *opener;
    } cases[] = {
        {"[2. Requests a report;]", "2", "Requests"},
        {"[ 2. Requests a report;]", "2", "Requests"},
        {"[**2.** *Requests* a report;]", "2", "Requests"},
        {"**[2.** *Requests* a report;]", "2", "Requests"},
        {"[2.] Requests a report;", "2", "Requests"},
        {"[2]. Requests a report;", "2", "Requests"},
        {"[2 bis. Requests a report;]", "2 bis", "Requests"},
        {"[OP2 bis Requests a report;]", "OP2 bis", "Requests"},
        {"OP2 alt [Requests / Urges] all;", "OP2 alt", "Requests"},
        {"OP2 bis (NAM): Requests a report;", "OP2 bis", "Requests"},
        {"2. [EU, Japan: Requests a report;]", "2", "Requests"},
        {"[EU: Requests / US: Urges] a report;", "", "Requests"},
        {"Alt. 1 Requests a report;", "", "Requests"},
        {"Option 2: [Requests] a report;", "", "Requests"},
        {"Alternative 12. Requests a report;", "", "Requests"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        support_text text = {0};
        support_put_words(&text, DRAFT);
        support_put_words(&text, cases[i].text);
        und_doc *doc = support_doc(*state, (und_bytes){text.at, text.length});
        und_node node;
        und_opener opener;
        char label[UND_LABEL_TEXT_MAX];
        uint32_t id = und_node_at(doc, 6);
        assert_int_equal(und_node_get(doc, und_doc_revision(doc), id, &node), UND_OK);
        und_label_text(node.style, node.label, label);
        und_status status = und_opener_get(doc, id, &opener);
        if (node.kind != UND_KIND_OPERATIVE || strcmp(label, cases[i].label) != 0 || status != UND_OK ||
            opener.words.text.length != strlen(cases[i].opener) ||
            memcmp(opener.words.text.at, cases[i].opener, opener.words.text.length) != 0)
            fail_msg("%s is %s %s with %.*s", cases[i].text, und_kind_name(node.kind), label,
                     (int)opener.words.text.length, opener.words.text.at);
        und_doc_close(doc);
        support_free(&text);
    }
}

/* An informal in ten revisions: what each of them leaves open. */
static void ten_revisions(void **state)
{
    static const und_negotiation expected[] = {{22, 11, 0, 2}, {20, 10, 0, 2}, {20, 10, 0, 2}, {19, 10, 0, 2},
                                               {15, 9, 0, 2},  {13, 7, 0, 2},  {11, 6, 0, 2},  {7, 3, 0, 4},
                                               {2, 1, 0, 6},   {0, 0, 0, 7}};
    for (unsigned i = 0; i < 10; i++) {
        char name[64];
        snprintf(name, sizeof name, "tests/data/informal/rev-%02u.txt", i + 1);
        support_text text = support_file(name);
        und_doc *doc = support_doc(*state, (und_bytes){text.at, text.length});
        und_negotiation all;
        assert_int_equal(und_negotiation_get(doc, &all), UND_OK);
        if (memcmp(&all, &expected[i], sizeof all) != 0)
            fail_msg("%s: %u open in %u clauses, %u broken, %u agreed", name, all.open, all.clauses, all.broken,
                     all.agreed);
        und_doc_close(doc);
        support_free(&text);
    }
}

/* Names of groups and what is wrong in their file. */
static void names_of_parties(void **state)
{
    (void)state;
    und_packs *packs;
    assert_int_equal(und_packs_open_empty(NULL, &packs), UND_OK);
    support_text english = support_file("data/language/en.yaml");
    assert_int_equal(und_packs_add_language(packs, (und_bytes){english.at, english.length}, "en.yaml"), UND_OK);
    const char *yaml =
        "source: none\nparties:\n  LAMP: {en: [Lamp Group, lamps], de: [Lampen], xx1: [x]}\n  lamp: {en: [x]}\n"
        "  NONE: {en: x}\n";
    assert_int_equal(und_packs_add_parties(packs, support_bytes(yaml), "parties.yaml"), UND_OK);
    assert_int_equal(und_packs_problem_count(packs), 4);
    reads_as(packs, DRAFT "2. Asks [Lamp Group: all / LAMPS: none];",
             ":7:9: 2: [all / LAMPS: none] — Lamp Group, LAMPS\n");
    assert_int_equal(und_packs_add_parties(packs, support_bytes("parties: {}\n"), "parties.yaml"), UND_E_DATA);
    support_free(&english);
    und_packs_close(packs);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_open),  cmocka_unit_test(alternatives),     cmocka_unit_test(who_wants_what),
        cmocka_unit_test(six_languages), cmocka_unit_test(what_editors_put), cmocka_unit_test(broken),
        cmocka_unit_test(places),        cmocka_unit_test(findings_of_ends), cmocka_unit_test(clauses_are_read),
        cmocka_unit_test(ten_revisions), cmocka_unit_test(names_of_parties),
    };
    return cmocka_run_group_tests(tests, support_open_packs, support_close_packs);
}
