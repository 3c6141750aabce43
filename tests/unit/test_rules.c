/* How severe rules are, who says so, and asides that silence them. The texts are our own. */
#define _XOPEN_SOURCE 700 /* mkdtemp */

#include "support.h"

#include "undoc/json.h"
#include "undoc/rules.h"

#include <sys/stat.h>
#include <unistd.h>

/* ---- what is found ---- */

/* "line:code severity", a line each. */
static support_text listed(und_doc *doc)
{
    support_text out = {0};
    char line[256];
    und_finding finding;
    support_put_words(&out, "");
    for (uint32_t n = 0; und_finding_get(doc, n, &finding) == UND_OK; n++) {
        snprintf(line, sizeof line, "%u:%s %s\n", finding.range.from.line + 1, finding.code,
                 und_severity_name(finding.severity));
        support_put_words(&out, line);
    }
    return out;
}

static void expect(und_doc *doc, const char *findings)
{
    support_text out = listed(doc);
    assert_string_equal(out.at, findings);
    support_free(&out);
}

static void expect_in(und_packs *packs, const char *text, const char *findings)
{
    und_doc *doc = support_doc(packs, support_bytes(text));
    expect(doc, findings);
    und_doc_close(doc);
}

static und_rule_setting setting(const char *rule, const char *level, uint32_t rank)
{
    return (und_rule_setting){support_bytes(rule), support_bytes(level), rank};
}

#define SLIPS                                                                                                          \
    "The General Assembly,\n\n"                                                                                        \
    "Recaling its resolution 74/12,\n\n"                                                                               \
    "1. Decide to keep the lights;\n\n"                                                                                \
    "2. Decide to keep the boats;\n\n"                                                                                 \
    "4. Requests the keepers to stay.\n"

/* ---- severities ---- */

static void severities_are_set(void **state)
{
    und_doc *doc = support_doc(*state, support_bytes(SLIPS));
    expect(doc, "3:clause/opener warning\n5:clause/opener warning\n7:clause/opener warning\n"
                "9:number/sequence warning\n");
    und_rule_setting some[] = {setting("clause/opener", "hint", 0), setting("number/*", "off", 0)};
    assert_int_equal(und_doc_set_rules(doc, some, 2), UND_OK);
    expect(doc, "3:clause/opener hint\n5:clause/opener hint\n7:clause/opener hint\n");
    /* The outline counts the same. */
    uint32_t count, found = 0;
    assert_int_equal(und_entry_count(doc, &count), UND_OK);
    for (uint32_t n = 0; n < count; n++) {
        und_entry entry;
        assert_int_equal(und_entry_get(doc, n, &entry), UND_OK);
        found += entry.findings;
    }
    assert_int_equal(found, 3);
    /* JSON says what holds. */
    support_text json = {0};
    assert_int_equal(und_write_findings(doc, support_bytes("x"), support_sink, &json), UND_OK);
    assert_non_null(strstr(json.at, "\"severity\":\"hint\",\"code\":\"clause/opener\""));
    assert_null(strstr(json.at, "number/sequence"));
    support_free(&json);
    /* They replace what was set; a level of nothing known is passed over. */
    some[0] = setting("clause/opener", "loud", 0);
    some[1] = setting("number/sequence", "error", 0);
    assert_int_equal(und_doc_set_rules(doc, some, 2), UND_OK);
    expect(doc, "3:clause/opener warning\n5:clause/opener warning\n7:clause/opener warning\n"
                "9:number/sequence error\n");
    assert_int_equal(und_doc_set_rules(doc, NULL, 0), UND_OK);
    expect(doc, "3:clause/opener warning\n5:clause/opener warning\n7:clause/opener warning\n"
                "9:number/sequence warning\n");
    und_doc_close(doc);
}

static const char *level_of(und_doc *doc, const char *code)
{
    const char *at;
    for (size_t i = 0; (at = und_rule_code(i)) != NULL; i++) {
        und_severity severity;
        if (strcmp(at, code) == 0)
            return und_doc_rule_severity(doc, i, &severity) == UND_OK ? und_severity_name(severity) : "off";
    }
    fail_msg("%s is no rule", code);
    return "";
}

static void the_nearer_setting_holds(void **state)
{
    und_doc *doc = support_doc(*state, support_bytes(SLIPS));
    /* Of one rank the one that names fewer rules, in whatever order they stand. */
    const und_rule_setting one[] = {setting("clause/opener", "hint", 0), setting("clause/*", "error", 0),
                                    setting("*", "off", 0)};
    assert_int_equal(und_doc_set_rules(doc, one, 3), UND_OK);
    assert_string_equal(level_of(doc, "clause/opener"), "hint");
    assert_string_equal(level_of(doc, "agenda/title"), "off");
    /* Of two ranks the higher one. */
    const und_rule_setting two[] = {setting("clause/opener", "hint", 0), setting("*", "info", 1),
                                    setting("agenda/*", "off", 0)};
    assert_int_equal(und_doc_set_rules(doc, two, 3), UND_OK);
    assert_string_equal(level_of(doc, "clause/opener"), "information");
    assert_string_equal(level_of(doc, "agenda/title"), "information");
    /* The default is one like the others. */
    const und_rule_setting three[] = {setting("*", "off", 0), setting("clause/opener", "default", 1),
                                      setting("letter/unsigned", "default", 1)};
    assert_int_equal(und_doc_set_rules(doc, three, 3), UND_OK);
    assert_string_equal(level_of(doc, "clause/opener"), "warning");
    assert_string_equal(level_of(doc, "letter/unsigned"), "hint");
    assert_string_equal(level_of(doc, "letter/annex"), "off");
    /* What is left out by und_doc_ignore is off. */
    const und_bytes code = support_bytes("clause/opener");
    assert_int_equal(und_doc_ignore(doc, &code, 1), UND_OK);
    assert_string_equal(level_of(doc, "clause/opener"), "off");
    und_doc_close(doc);
}

static void wrong_settings_are_told(void **state)
{
    (void)state;
    char message[UND_MESSAGE_MAX];
    assert_int_equal(und_rule_setting_check(support_bytes("clause/opener"), support_bytes("off"), message), UND_OK);
    assert_int_equal(und_rule_setting_check(support_bytes("clause/*"), support_bytes("default"), message), UND_OK);
    assert_int_equal(und_rule_setting_check(support_bytes("*"), support_bytes("information"), message), UND_OK);
    static const struct {
        const char *rule, *level, *message;
    } wrong[] = {{"clause/openr", "off", "did you mean clause/opener?"},
                 {"agenda/titel", "off", "did you mean agenda/title?"},
                 {"opener", "off", "did you mean clause/opener?"},
                 {"quite/another", "off", "expected a code like clause/opener, clause/* or *"},
                 {"clauses/*", "off", "no rule is called"},
                 {"", "off", "no rule is called"},
                 {"clause/opener", "loud", "“loud” is no severity; expected error, warning, info, hint, off"},
                 {"clause/opener", "", "is no severity"}};
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        assert_int_equal(und_rule_setting_check(support_bytes(wrong[i].rule), support_bytes(wrong[i].level), message),
                         UND_E_DATA);
        if (strstr(message, wrong[i].message) == NULL)
            fail_msg("%s: %s", wrong[i].rule, message);
    }
}

/* ---- asides ---- */

static void asides_silence(void **state)
{
    /* At the end of a line, above a paragraph, in the whole document. */
    expect_in(*state,
              "The General Assembly,\n\n"
              "Recaling its resolution 74/12, <!-- undoc: off clause/opener -->\n\n"
              "<!-- undoc: off clause/* -->\n"
              "1. Decide to keep the lights;\n\n"
              "2. Decide to keep the boats;\n\n"
              "<!-- undoc: off-file number/sequence: as adopted in 1948, and so it stays -->\n"
              "4. Requests the keepers to stay.\n",
              "8:clause/opener warning\n");
    /* All rules; several. */
    expect_in(*state,
              "The General Assembly,\n\n"
              "Recaling its resolution 74/12, <!-- undoc: off -->\n\n"
              "1. Decide to keep the lights;<!--undoc:off mark/operative, clause/opener-->\n\n"
              "2. Decide to keep the boats;\n\n"
              "4. Decide to keep\n"
              "the keepers. <!-- undoc: off clause/opener -->\n",
              "5:comment/unused hint\n7:clause/opener warning\n9:number/sequence warning\n"
              "9:clause/opener warning\n10:comment/unused hint\n");
}

static void an_aside_holds_for_the_paragraph_below(void **state)
{
    /* Wrapped, with sub-paragraphs, which are paragraphs of their own; with an aside in the middle. */
    expect_in(*state,
              "The General Assembly,\n\n"
              "<!-- undoc: off clause/opener -->\n\n"
              "1. Decide to keep the lights that the keepers of the lights have kept\n"
              "for years, as in paragraph 9 above, and in paragraph 8 above:\n\n"
              "(a) Those in paragraph 7 above;\n\n"
              "<!-- undoc: off reference/target -->\n"
              "(b) Those in paragraph 7 above;\n\n"
              "2. Requests the keepers to keep them as they were kept in\n"
              "<!-- undoc: off reference/target -->\n"
              "paragraph 6 above and after it.\n",
              "6:reference/target warning\n6:reference/target warning\n8:reference/target warning\n");
    /* In the middle, for all of it. */
    expect_in(*state,
              "The General Assembly,\n\n"
              "<!-- undoc: off-file mark/*: not looked at --> \n"
              "1. Decide to keep the lights that the keepers of the lights have kept\n"
              "<!-- undoc: off clause/opener -->\n"
              "<!-- undoc: off reference/target -->\n"
              "for years, as in paragraph 9 above,\n"
              "and in paragraph 8 above;\n\n"
              "2. Decide to keep them.",
              "3:comment/unused hint\n10:clause/opener warning\n");
    /* Of a masthead, lines up to a blank one. */
    expect_in(*state,
              "United Nations\n\nA/75/900\n\nGeneral Assembly\n\nDistr.: General\n1 June 2021\n\nOriginal: English\n\n"
              "<!-- undoc: off agenda/* -->\n"
              "Seventy-fifth session\nAgenda items 128 (b) and (a), 999\n\n"
              "Letter dated 31 May 2021 from the Permanent Representative of Peru to the United Nations addressed to "
              "the Secretary-General\n\n"
              "I have the honour to write under agenda items 128 (b) and (a).\n\n(Signed) A. Person\n",
              "");
}

static void asides_that_say_nothing_are_told(void **state)
{
    expect_in(*state,
              "The General Assembly,\n\n"
              "1. Decides to keep the lights; <!-- undoc: off clause/opener mark/operative -->\n\n"
              "<!-- undoc: off -->\n"
              "2. Decides to keep the boats; <!-- undoc: of clause/opener -->\n\n"
              "3. Decides to keep <!-- undoc: off clause/openr -->\n"
              "the keepers. <!-- undoc: -->\n"
              "<!-- undoc: off-file letter/date nothing/known -->\n",
              "3:comment/unused hint\n3:comment/unused hint\n5:comment/unused hint\n6:comment/unknown hint\n"
              "8:comment/unknown hint\n9:comment/unknown hint\n10:comment/unused hint\n10:comment/unknown hint\n");
    /* One that hides the words after it. */
    expect_in(*state, "The General Assembly,\n\n<!-- undoc: off clause/opener --> 1. Decides to keep the lights.\n",
              "3:comment/unknown hint\n");
    expect_in(*state, "The General Assembly,\n\n<!-- a note --> 1. Decides to keep the lights.\n", "");
    /* Whether an aside is of use does not hang on what is off. */
    und_doc *doc = support_doc(*state, support_bytes("The General Assembly,\n\n"
                                                     "1. Decide to keep; <!-- undoc: off clause/opener -->\n\n"
                                                     "2. Decides to stay. <!-- undoc: off clause/opener -->\n"));
    const und_rule_setting off = setting("clause/opener", "off", 0);
    assert_int_equal(und_doc_set_rules(doc, &off, 1), UND_OK);
    expect(doc, "5:comment/unused hint\n");
    const und_rule_setting none = setting("comment/*", "off", 0);
    assert_int_equal(und_doc_set_rules(doc, &none, 1), UND_OK);
    expect(doc, "");
    und_doc_close(doc);
}

/* RES-Markup has comments of its own, which are silenced with, and those of others too. */
static void comments_of_markup_silence(void **state)
{
    expect_in(*state,
              "%RES 1.0\n# undoc: off-file letter/date\n\n== Header ==\nThe General Assembly,\n\n== Preamble ==\n"
              "# undoc: off clause/opener\n- Recaling the lights,\n- Recaling the boats, <!-- undoc: off -->\n"
              "# no aside\n- Recaling the keepers,\n",
              "2:comment/unused hint\n12:clause/opener warning\n");
    /* It is written so. */
    und_doc *doc = support_doc(*state, support_bytes("%RES 1.0\n\n== Header ==\nThe General Assembly,\n\n"
                                                     "== Preamble ==\n- Recaling the lights,\n"));
    und_bytes title;
    und_edit edit;
    assert_int_equal(und_silence_get(doc, 0, false, &title, &edit), UND_OK);
    assert_int_equal(edit.range.from.line, 6);
    assert_memory_equal(edit.text.at, "# undoc: off clause/opener\n", edit.text.length);
    assert_int_equal(und_silence_get(doc, 0, true, &title, &edit), UND_OK);
    assert_memory_equal(edit.text.at, "\n# undoc: off-file clause/opener", edit.text.length);
    und_doc_close(doc);
}

static void asides_follow_edits(void **state)
{
    und_doc *doc = support_doc(*state, support_bytes(SLIPS));
    const und_bytes aside = support_bytes("<!-- undoc: off clause/opener -->");
    assert_int_equal(und_doc_splice(doc, 4, 0, &aside, 1), UND_OK);
    expect(doc, "3:clause/opener warning\n8:clause/opener warning\n10:number/sequence warning\n");
    const und_bytes whole = support_bytes("<!-- undoc: off-file clause/opener number/sequence -->");
    assert_int_equal(und_doc_splice(doc, 4, 1, &whole, 1), UND_OK);
    expect(doc, "");
    assert_int_equal(und_doc_splice(doc, 4, 1, NULL, 0), UND_OK);
    expect(doc, "3:clause/opener warning\n5:clause/opener warning\n7:clause/opener warning\n"
                "9:number/sequence warning\n");
    und_range range;
    assert_int_equal(und_aside_get(doc, 0, &range), UND_NONE);
    und_doc_close(doc);
}

/* ---- silencing ---- */

/* The text of a document with an edit made, lines joined by LF. */
static support_text edited(const und_doc *doc, const und_edit *edit)
{
    support_text out = {0};
    for (uint32_t i = 0; i < und_doc_line_count(doc); i++) {
        und_bytes line = und_doc_line_whole(doc, i);
        size_t from = 0;
        if (i == edit->range.from.line) {
            assert_true(edit->range.from.column <= line.length);
            support_put(&out, line.at, edit->range.from.column);
            support_put(&out, edit->text.at, edit->text.length);
            from = edit->range.from.column;
        }
        support_put(&out, line.at + from, line.length - from);
        support_put_words(&out, "\n");
    }
    return out;
}

static size_t count_of(und_doc *doc, const char *code)
{
    und_finding finding;
    size_t count = 0;
    for (uint32_t n = 0; und_finding_get(doc, n, &finding) == UND_OK; n++)
        count += strcmp(finding.code, code) == 0;
    return count;
}

/* Silences every finding of a text, one after the other: each time that one is gone, of the whole document all of its rule,
 * no other rule finds more or less, and no aside is without use. */
static void silence_all(und_packs *packs, const char *start, bool whole)
{
    support_text text = {0};
    support_put_words(&text, start);
    uint32_t before;
    und_doc *doc = support_doc(packs, support_bytes(start));
    assert_int_equal(und_finding_count(doc, &before), UND_OK);
    assert_true(before > 0);
    while (before > 0) {
        und_finding finding;
        und_bytes title;
        und_edit edit;
        char code[64];
        assert_int_equal(und_finding_get(doc, before / 2, &finding), UND_OK);
        snprintf(code, sizeof code, "%s", finding.code);
        size_t of_code = count_of(doc, code);
        assert_int_equal(und_silence_get(doc, before / 2, whole, &title, &edit), UND_OK);
        assert_int_equal(edit.range.from.line, edit.range.to.line);
        assert_int_equal(edit.range.from.column, edit.range.to.column);
        assert_true(title.length > strlen(code) &&
                    memcmp(title.at + title.length - strlen(code), code, strlen(code)) == 0);
        support_text changed = edited(doc, &edit);
        und_doc *after = support_doc(packs, (und_bytes){changed.at, changed.length});
        uint32_t now;
        assert_int_equal(und_finding_count(after, &now), UND_OK);
        size_t left = count_of(after, code);
        if (left >= of_code || (whole && left > 0) || before - now != of_code - left ||
            count_of(after, "comment/unused") + count_of(after, "comment/unknown") > 0)
            fail_msg("%s of %u findings, then %u\n%s", code, before, now, changed.at);
        und_doc_close(doc);
        support_free(&text);
        text = changed;
        doc = after;
        before = now;
    }
    und_doc_close(doc);
    support_free(&text);
}

static const char *const faulty[] = {
    SLIPS,
    /* wrapped */
    "The General Assembly,\n\n"
    "Recaling its resolution 74/12 on lights that are kept by keepers who\nkeep them for all,\n\n"
    "1. Decide to keep the lights that the keepers of the lights have kept\nfor years, as in paragraph 9 above;\n\n"
    "2. Decide to keep the boats that the keepers of the lights have kept\nfor years, as in paragraph 7 above;\n\n"
    "4. Requests the keepers to stay.\n",
    /* without blank lines */
    "The General Assembly,\n"
    "Recaling its resolution 74/12 on lights that are kept by keepers who\nkeep them for all,\n"
    "1. Decide to keep the lights that the keepers of the lights have kept\nfor years, as in paragraph 9 above;\n"
    "2. Decide to keep the boats that the keepers of the lights have kept\nfor years, as in paragraph 7 above;\n"
    "4. Requests the keepers to stay.\n",
    /* a letter */
    "United Nations\n\nA/75/900\n\nGeneral Assembly\n\nDistr.: General\n1 June 2021\n\nOriginal: English\n\n"
    "Seventy-fifth session\nAgenda items 128 (b) and (a), 128 (a) and 999\n\n"
    "Letter dated 31 September 2021 from the Permanent Representative of Peru to the United Nations addressed to the "
    "Secretary-General\n\n"
    "I have the honour to transmit a statement (see annex II).\n\n"
    "I shoud be grateful if you would have the present letter and its annexes circulated as a document of the General "
    "Assembly, under agenda item 35.\n",
    /* RES-Markup, whose first line stays the first */
    ("%RES 1.0\n\n== Header ==\nThe General Assembly,\n\n== Preamble ==\n- Recaling the lights,\n\n"
     "== Operative ==\n[CLAUSE]\nDecide to keep the lights;\n"),
};

static void every_finding_can_be_silenced(void **state)
{
    for (size_t i = 0; i < sizeof faulty / sizeof faulty[0]; i++) {
        silence_all(*state, faulty[i], false);
        silence_all(*state, faulty[i], true);
    }
}

static void names_go_into_a_comment_that_is_there(void **state)
{
    und_doc *doc = support_doc(*state, support_bytes("The General Assembly,\n\n"
                                                     "1. Decide to keep, as in paragraph 9 above. "
                                                     "<!-- undoc: off clause/opener -->\n"));
    und_bytes title;
    und_edit edit;
    expect(doc, "3:reference/target warning\n");
    assert_int_equal(und_silence_get(doc, 0, false, &title, &edit), UND_OK);
    support_text text = edited(doc, &edit);
    assert_non_null(strstr(text.at, "<!-- undoc: off clause/opener reference/target -->"));
    support_free(&text);
    assert_int_equal(und_silence_get(doc, 1, false, &title, &edit), UND_NONE);
    und_doc_close(doc);
    /* Not into one with a reason, and not for a finding about an aside. */
    doc = support_doc(*state, support_bytes("The General Assembly,\n\n"
                                            "1. Decide to keep, as in paragraph 9 above. "
                                            "<!-- undoc: off clause/opener: why --> <!-- undoc: off mark/last -->\n"));
    expect(doc, "3:reference/target warning\n3:comment/unused hint\n");
    assert_int_equal(und_silence_get(doc, 1, false, &title, &edit), UND_NONE);
    assert_int_equal(und_silence_get(doc, 0, false, &title, &edit), UND_OK);
    text = edited(doc, &edit);
    assert_non_null(strstr(text.at, "why --> <!-- undoc: off mark/last reference/target -->"));
    support_free(&text);
    und_doc_close(doc);
}

/* Fixes of findings about asides: the text is read as before, and they are gone. */
static void asides_are_mended(void **state)
{
    static const char text[] = "The General Assembly,\n\n"
                               "<!-- undoc: off mark/last -->\n"
                               "1. Decides to keep the lights; <!-- undoc: off clause/opener mark/operative -->\n\n"
                               "2. Decide to stay. <!-- undoc: off clause/openr -->\n";
    und_doc *doc = support_doc(*state, support_bytes(text));
    uint32_t count;
    assert_int_equal(und_finding_count(doc, &count), UND_OK);
    assert_int_equal(count, 5);
    for (uint32_t n = 0; n < count; n++) {
        und_finding finding;
        und_edit edit;
        assert_int_equal(und_finding_get(doc, n, &finding), UND_OK);
        if (strncmp(finding.code, "comment/", 8) != 0)
            continue;
        assert_int_equal(finding.fix_count, 1);
        assert_int_equal(und_edit_get(doc, n, 0, 0, &edit), UND_OK);
        /* In one line, or a line that goes. */
        und_bytes line = und_doc_line_whole(doc, edit.range.from.line);
        if (edit.range.to.line > edit.range.from.line) {
            assert_int_equal(edit.range.from.line, 2);
            continue;
        }
        support_text changed = {0};
        support_put(&changed, line.at, edit.range.from.column);
        support_put(&changed, edit.text.at, edit.text.length);
        support_put(&changed, line.at + edit.range.to.column, line.length - edit.range.to.column);
        const und_bytes after = {changed.at, changed.length};
        und_doc *other = support_doc(*state, support_bytes(text));
        uint32_t now;
        assert_int_equal(und_doc_splice(other, edit.range.from.line, 1, &after, 1), UND_OK);
        assert_int_equal(und_finding_count(other, &now), UND_OK);
        assert_true(now < count);
        assert_null(strstr(changed.at, "  <!--"));
        und_doc_close(other);
        support_free(&changed);
    }
    und_doc_close(doc);
}

/* ---- .undoc.yaml ---- */

typedef struct place {
    char root[64], inner[128], file[160];
} place;

static void make_place(place *p)
{
    snprintf(p->root, sizeof p->root, "/tmp/undoc-rules-XXXXXX");
    assert_non_null(mkdtemp(p->root));
    snprintf(p->inner, sizeof p->inner, "%s/letters", p->root);
    assert_int_equal(mkdir(p->inner, 0700), 0);
    snprintf(p->file, sizeof p->file, "%s/" UND_SETTINGS_NAME, p->root);
}

static void put_file(const place *p, const char *text)
{
    FILE *file = fopen(p->file, "wb");
    assert_non_null(file);
    assert_true(fwrite(text, 1, strlen(text), file) == strlen(text) && fclose(file) == 0);
}

static void remove_place(const place *p)
{
    (void)remove(p->file);
    (void)rmdir(p->inner);
    (void)rmdir(p->root);
}

static void settings_are_found_upward(void **state)
{
    (void)state;
    place p;
    char path[4096], small[8];
    make_place(&p);
    assert_int_equal(und_settings_find(p.inner, p.root, path, sizeof path), UND_NONE);
    put_file(&p, "rules:\n");
    assert_int_equal(und_settings_find(p.inner, NULL, path, sizeof path), UND_OK);
    assert_string_equal(path, p.file);
    assert_int_equal(und_settings_find(p.root, NULL, path, sizeof path), UND_OK);
    /* Home itself is looked into, what is above it is not. */
    assert_int_equal(und_settings_find(p.inner, p.root, path, sizeof path), UND_OK);
    assert_int_equal(und_settings_find(p.inner, p.inner, path, sizeof path), UND_NONE);
    assert_string_equal(path, "");
    char slashes[160];
    snprintf(slashes, sizeof slashes, "%s//", p.inner);
    assert_int_equal(und_settings_find(slashes, slashes, path, sizeof path), UND_NONE);
    assert_int_equal(und_settings_find(slashes, "/elsewhere", path, sizeof path), UND_OK);
    assert_int_equal(und_settings_find("letters", NULL, path, sizeof path), UND_E_ARGUMENT);
    assert_int_equal(und_settings_find(p.inner, NULL, small, sizeof small), UND_E_LIMIT);
    assert_int_equal(und_settings_find("/", NULL, path, sizeof path), UND_NONE);
    remove_place(&p);
}

static void settings_are_read(void **state)
{
    place p;
    und_settings *settings;
    und_rule_setting one;
    make_place(&p);
    put_file(&p, "# of this folder\nrules:\n  clause/opener: hint\n  number/*: off\n  '*': error\n");
    assert_int_equal(und_settings_open(NULL, p.file, &settings), UND_OK);
    assert_int_equal(und_settings_problem_count(settings), 0);
    und_rule_setting all[3];
    for (size_t i = 0; i < 3; i++)
        assert_int_equal(und_settings_rule(settings, i, &all[i]), UND_OK);
    assert_int_equal(und_settings_rule(settings, 3, &one), UND_NONE);
    und_doc *doc = support_doc(*state, support_bytes(SLIPS));
    assert_int_equal(und_doc_set_rules(doc, all, 3), UND_OK);
    expect(doc, "3:clause/opener hint\n5:clause/opener hint\n7:clause/opener hint\n");
    assert_string_equal(level_of(doc, "agenda/title"), "error");
    und_doc_close(doc);
    und_settings_close(settings);
    static const char *const empty[] = {"", "# nothing yet\n", "rules:\n", "---\n"};
    for (size_t i = 0; i < sizeof empty / sizeof empty[0]; i++) {
        put_file(&p, empty[i]);
        assert_int_equal(und_settings_open(NULL, p.file, &settings), UND_OK);
        assert_int_equal(und_settings_problem_count(settings), 0);
        assert_int_equal(und_settings_rule(settings, 0, &one), UND_NONE);
        und_settings_close(settings);
    }
    remove_place(&p);
}

/* What is wrong is told with its place, and the rest holds. */
static void faults_of_settings_are_told(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        uint32_t line, column;
        const char *message;
        size_t rules; /* that hold all the same */
    } faults[] = {
        {"rules:\n  clause/openr: off\n  agenda/title: off\n", 2, 3, "did you mean clause/opener?", 1},
        {"rules:\n  agenda/title: loud\n  agenda/form: off\n", 2, 17, "expected error, warning, info, hint, off", 1},
        {"rules:\n  agenda/title: [off]\n  agenda/form: off\n", 2, 17, "a list; expected error, warning", 1},
        {"rules:\n  agenda/title: {a: b}\n  agenda/form: off\n", 2, 17, "a mapping; expected error, warning", 1},
        {"rules: [agenda/title]\n", 1, 8, "a list; expected rules and their severities", 0},
        {"rules: off\n", 1, 8, "expected rules and their severities", 0},
        {"- agenda/title\n", 1, 1, "a list; expected \"rules:\"", 0},
        {"off\n", 1, 1, "expected \"rules:\"", 0},
        {"rule:\n  agenda/title: off\nrules:\n  agenda/form: off\n", 1, 1, "expected rules", 1},
        {"rules:\n  agenda/form: off\n  *: off\n", 3, 4, "expected it in quotes: '*'", 1},
        {"rules:\n  agenda/form: off\n  [a]: off\n", 3, 3, "a list; expected the name of a rule", 1},
        {"rules:\n  agenda/form: off\n agenda/title: off\n", 3, 2, "expected YAML", 1},
        {"rules:\n  agenda/form: off\n\tx\n", 3, 1, "expected", 0},
        {"rules:\n  agenda/form: 'off\n", 3, 1, "expected YAML", 0},
        {"rules: {agenda/form: off}\n--- {}\n", 2, 1, "a second document", 1},
        {"rules:\n  agenda/form: &a off\n", 2, 16, "expected the value alone", 0},
    };
    place p;
    make_place(&p);
    for (size_t i = 0; i < sizeof faults / sizeof faults[0]; i++) {
        und_settings *settings;
        und_rule_setting one;
        put_file(&p, faults[i].text);
        assert_int_equal(und_settings_open(NULL, p.file, &settings), UND_OK);
        const und_problem *problem = und_settings_problem(settings, 0);
        if (problem == NULL || problem->line != faults[i].line || problem->column != faults[i].column ||
            strstr(problem->message, faults[i].message) == NULL)
            fail_msg("%s%u:%u: %s", faults[i].text, problem == NULL ? 0 : problem->line,
                     problem == NULL ? 0 : problem->column, problem == NULL ? "nothing" : problem->message);
        assert_string_equal(problem->file, p.file);
        size_t rules = 0;
        while (und_settings_rule(settings, rules, &one) == UND_OK)
            rules++;
        if (rules != faults[i].rules)
            fail_msg("%s%zu rules hold", faults[i].text, rules);
        und_settings_close(settings);
    }
    /* A file that cannot be read, and one as large as nobody writes. */
    und_settings *settings;
    assert_int_equal(und_settings_open(NULL, p.inner, &settings), UND_E_IO);
    assert_int_equal(und_settings_problem_count(settings), 1);
    und_settings_close(settings);
    FILE *file = fopen(p.file, "wb");
    assert_non_null(file);
    for (int i = 0; i < 70000; i++)
        fputc('#', file);
    assert_int_equal(fclose(file), 0);
    assert_int_equal(und_settings_open(NULL, p.file, &settings), UND_E_IO);
    assert_int_equal(und_settings_problem_count(settings), 1);
    und_settings_close(settings);
    und_settings_close(NULL);
    remove_place(&p);
}

static void settings_survive_a_lack_of_memory(void **state)
{
    (void)state;
    place p;
    make_place(&p);
    put_file(&p, "rules:\n  clause/opener: hint\n  number/*: of\n  '*': error\nfolder: x\n");
    for (size_t n = 1;; n++) {
        support_heap heap = {.fail_at = n};
        und_allocator allocator = support_allocator(&heap);
        und_settings *settings;
        und_status status = und_settings_open(&allocator, p.file, &settings);
        assert_int_equal(status, heap.failed ? UND_E_MEMORY : UND_OK);
        assert_true((settings == NULL) == heap.failed);
        und_settings_close(settings);
        assert_int_equal(heap.blocks, 0);
        if (!heap.failed)
            break;
    }
    remove_place(&p);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(severities_are_set),
        cmocka_unit_test(the_nearer_setting_holds),
        cmocka_unit_test(wrong_settings_are_told),
        cmocka_unit_test(asides_silence),
        cmocka_unit_test(an_aside_holds_for_the_paragraph_below),
        cmocka_unit_test(asides_that_say_nothing_are_told),
        cmocka_unit_test(comments_of_markup_silence),
        cmocka_unit_test(asides_follow_edits),
        cmocka_unit_test(every_finding_can_be_silenced),
        cmocka_unit_test(names_go_into_a_comment_that_is_there),
        cmocka_unit_test(asides_are_mended),
        cmocka_unit_test(settings_are_found_upward),
        cmocka_unit_test(settings_are_read),
        cmocka_unit_test(faults_of_settings_are_told),
        cmocka_unit_test(settings_survive_a_lack_of_memory),
    };
    return cmocka_run_group_tests(tests, support_open_packs, support_close_packs);
}
