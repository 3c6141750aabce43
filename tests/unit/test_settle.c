/* Brackets accepted and dropped: what the text is afterwards, spaces, marks and numbers included. The texts are our own. */
#include "support.h"

#include "text/utf8.h"
#include "undoc/negotiated.h"

#include <stdlib.h>

#define HEAD "The General Assembly,\n\nRecalling its resolution 74/12,\n\n"

/* The text that a settlement comes to, and that of its changes made one by one, from the last to the first. */
static void check_text(und_doc *doc, und_settlement *made, const char *expected)
{
    support_text text = {0};
    support_put_words(&text, "");
    assert_int_equal(und_settlement_text(made, doc, support_sink, &text), UND_OK);
    support_put(&text, "", 1);
    if (strcmp(text.at, expected) != 0)
        fail_msg("---- becomes\n%s---- expected\n%s", text.at, expected);
    und_settled all = und_settlement_get(made);
    und_change change;
    for (uint32_t n = all.changes; n-- > 0;) {
        assert_int_equal(und_settlement_change_get(made, n, &change), UND_OK);
        /* What it replaces stands there. */
        support_text old = {0};
        support_put_words(&old, "");
        for (uint32_t i = change.range.from.line; i <= change.range.to.line; i++) {
            und_bytes line = und_doc_line(doc, i);
            size_t from = i == change.range.from.line ? change.range.from.column : 0;
            size_t to = i == change.range.to.line ? change.range.to.column : line.length;
            assert_true(from <= to && to <= line.length);
            support_put(&old, line.at + from, to - from);
            if (i < change.range.to.line)
                support_put(&old, "\n", 1);
        }
        assert_int_equal(old.length, change.old_text.length);
        assert_memory_equal(old.length == 0 ? "" : old.at, change.old_text.at, old.length);
        support_free(&old);
    }
    assert_int_equal(und_settlement_change_get(made, all.changes, &change), UND_NONE);
    support_free(&text);
}

/* The place of "|" in a text, and the text without it. */
static support_text at_mark(const char *text, und_place *at)
{
    support_text plain = {0};
    support_put_words(&plain, "");
    *at = (und_place){0, 0};
    const char *mark = strchr(text, '|');
    assert_non_null(mark);
    for (const char *c = text; c < mark; c++) {
        at->column++;
        if (*c == '\n')
            *at = (und_place){at->line + 1, 0};
    }
    support_put(&plain, text, (size_t)(mark - text));
    support_put_words(&plain, mark + 1);
    return plain;
}

static void at(und_packs *packs, und_choice choice, const char *clauses, const char *expected)
{
    support_text whole = {0}, wanted = {0};
    und_place place;
    support_put_words(&whole, HEAD);
    support_put_words(&whole, clauses);
    support_put_words(&wanted, HEAD);
    support_put_words(&wanted, expected);
    support_put_words(&wanted, "\n");
    support_text text = at_mark(whole.at, &place);
    und_doc *doc = support_doc(packs, (und_bytes){text.at, text.length});
    und_settlement *made;
    if (und_settle_at(doc, place, choice, &made) != UND_OK)
        fail_msg("nothing is at the mark of %s", clauses);
    check_text(doc, made, wanted.at);
    und_settlement_close(made);
    und_doc_close(doc);
    support_free(&text);
    support_free(&whole);
    support_free(&wanted);
}

static void all(und_packs *packs, und_choice choice, const char *party, const char *clauses, const char *expected,
                uint32_t left)
{
    support_text whole = {0}, wanted = {0};
    support_put_words(&whole, HEAD);
    support_put_words(&whole, clauses);
    support_put_words(&wanted, HEAD);
    support_put_words(&wanted, expected);
    support_put_words(&wanted, "\n");
    und_doc *doc = support_doc(packs, (und_bytes){whole.at, whole.length});
    und_settlement *made;
    und_status status = party != NULL && strcmp(party, "clean") == 0
                            ? und_clean(doc, choice, &made)
                            : und_settle(doc, 0, UINT32_MAX, support_bytes(party == NULL ? "" : party), choice, &made);
    assert_int_equal(status, UND_OK);
    check_text(doc, made, wanted.at);
    assert_int_equal(und_settlement_get(made).left, left);
    und_settlement_close(made);
    und_doc_close(doc);
    support_free(&whole);
    support_free(&wanted);
}

static void words_stay_or_go(void **state)
{
    static const struct {
        const char *text, *accepted, *dropped;
    } cases[] = {
        {"1. Requests [all|] States to meet;", "1. Requests all States to meet;", "1. Requests States to meet;"},
        {"1. Requests States [, as |appropriate,] to meet;", "1. Requests States, as appropriate, to meet;",
         "1. Requests States to meet;"},
        {"1. Requests States to meet [|soon];", "1. Requests States to meet soon;", "1. Requests States to meet;"},
        {"1. Requests States to meet [, and |soon;]", "1. Requests States to meet, and soon;",
         "1. Requests States to meet;"},
        {"1. Requests States [that |met], to report;", "1. Requests States that met, to report;",
         "1. Requests States, to report;"},
        {"1. Requests States, [in |particular], to report;", "1. Requests States, in particular, to report;",
         "1. Requests States, to report;"},
        {"1. Asks State[|s] to meet;", "1. Asks States to meet;", "1. Asks State to meet;"},
        {"1. Requests [ all| ] States to meet;", "1. Requests all States to meet;", "1. Requests States to meet;"},
        {"1. [Solemnly| declares and] requests a report;", "1. Solemnly declares and requests a report;",
         "1. Requests a report;"},
        {"1. Requests ([|all] States) to meet;", "1. Requests (all States) to meet;", "1. Requests (States) to meet;"},
        {"1. Requests *[al|l]* States to meet;", "1. Requests *all* States to meet;", "1. Requests States to meet;"},
        {"1. Requests States to\n[meet| and] report\nat once;", "1. Requests States to\nmeet and report\nat once;",
         "1. Requests States to\nreport\nat once;"},
        {"1. Requests States to meet\n[and |to report]\nat once;",
         "1. Requests States to meet\nand to report\nat once;", "1. Requests States to meet\nat once;"},
        {"1. Requests States [to meet\nand |to] report;", "1. Requests States to meet\nand to report;",
         "1. Requests States report;"},
        {"1. Requests [EU: al|l] States to meet;", "1. Requests all States to meet;", "1. Requests States to meet;"},
        {"1. Requests [al|l] (US: delete; Cuba: retain) States;", "1. Requests all States;", "1. Requests States;"},
        {"1. Asks [all| [small] States] to meet;", "1. Asks all [small] States to meet;", "1. Asks to meet;"},
        {"1. Asks [all [small|] States] to meet;", "1. Asks [all small States] to meet;",
         "1. Asks [all States] to meet;"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        at(*state, UND_CHOICE_ACCEPT, cases[i].text, cases[i].accepted);
        at(*state, UND_CHOICE_DROP, cases[i].text, cases[i].dropped);
    }
}

static void one_of_several(void **state)
{
    static const struct {
        const char *text, *accepted, *dropped;
    } cases[] = {
        {"1. [Requests / Ur|ges] all to meet;", "1. Urges all to meet;", "1. [Requests] all to meet;"},
        {"1. [Re|quests / Urges] all to meet;", "1. Requests all to meet;", "1. [Urges] all to meet;"},
        {"1. [EU: Requests / US, Japan: Ur|ges / Cuba: Asks] all;", "1. Urges all;",
         "1. [EU: Requests / Cuba: Asks] all;"},
        {"1. [EU: Req|uests / US: Urges] all;", "1. Requests all;", "1. [US: Urges] all;"},
        {"1. Says it [shal|l/should/may] end;", "1. Says it shall end;", "1. Says it [should/may] end;"},
        {"1. Asks for [a fu|nd] [a mechanism] or [a board] now;", "1. Asks for a fund now;",
         "1. Asks for [a mechanism] or [a board] now;"},
        {"OP1 Requests a report;\n\nOP1 alt Urg|es a report;\n\nOP2 Ends.", "OP1 Urges a report;\n\nOP2 Ends.",
         "OP1 Requests a report;\n\nOP2 Ends."},
        {"OP1 Reques|ts a report;\n\nOP1 alt Urges a report;\n\nOP2 Ends.", "OP1 Requests a report;\n\nOP2 Ends.",
         "OP1 alt Urges a report;\n\nOP2 Ends."},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        at(*state, UND_CHOICE_ACCEPT, cases[i].text, cases[i].accepted);
        at(*state, UND_CHOICE_DROP, cases[i].text, cases[i].dropped);
    }
}

static void whole_paragraphs(void **state)
{
    at(*state, UND_CHOICE_ACCEPT, "[OP1 Requ|ests a report;]\n\nOP2 Ends.", "OP1 Requests a report;\n\nOP2 Ends.");
    at(*state, UND_CHOICE_DROP, "[OP1 Requ|ests a report;]\n\nOP2 Ends.", "OP2 Ends.");
    at(*state, UND_CHOICE_DROP, "[OP1 Requ|ests:\n\n(a) One;\n\n(b) Two;]\n\nOP2 Ends.", "OP2 Ends.");
    at(*state, UND_CHOICE_DROP, "OP1 Asks;\n\n[OP2 Re|quests a report.]", "OP1 Asks.");
    at(*state, UND_CHOICE_DROP, "OP1 Asks;\n\nOP2 [EU: Re|quests a report;]\n\nOP3 Ends.", "OP1 Asks;\n\nOP3 Ends.");
    at(*state, UND_CHOICE_DROP, "OP1 [Re|quests a report] (EU: delete);\n\nOP3 Ends.", "OP3 Ends.");
    /* numbered ones count on without it, and references follow */
    at(*state, UND_CHOICE_DROP,
       "1. Asks all;\n\n[2. Requests| a report;]\n\n3. Notes paragraph 1;\n\n4. Recalls paragraph 3.",
       "1. Asks all;\n\n2. Notes paragraph 1;\n\n3. Recalls paragraph 2.");
    at(*state, UND_CHOICE_DROP, "1. Asks all;\n\n[2. Requests| a report.]", "1. Asks all.");
    /* what says who wants a paragraph away */
    at(*state, UND_CHOICE_ACCEPT, "OP1 Asks all; (EU:| delete)\n\nOP2 Ends.", "OP2 Ends.");
    at(*state, UND_CHOICE_DROP, "OP1 Asks all; (EU:| delete)\n\nOP2 Ends.", "OP1 Asks all;\n\nOP2 Ends.");
    at(*state, UND_CHOICE_ACCEPT, "OP1 Asks all; *(EU: re|tain)*\n\nOP2 Ends.", "OP1 Asks all;\n\nOP2 Ends.");
}

static void all_of_a_party(void **state)
{
    const char *text = "1. Asks [EU: all] [Japan, EU: States] to [EU, US: meet] (US: delete);\n\n"
                       "2. Notes [EU: this / Cuba: that]; (Cuba: retain)\n\n3. Ends. (Cuba, EU: delete; US: reserve)";
    all(*state, UND_CHOICE_ACCEPT, "US", "1. Asks [US: all] [EU: some] States (Japan, US: retain);",
        "1. Asks all States;", 0);
    all(*state, UND_CHOICE_DROP, "EU", text,
        "1. Asks [Japan: States] to [US: meet] (US: delete);\n\n"
        "2. Notes [Cuba: that]; (Cuba: retain)\n\n3. Ends. (Cuba: delete; US: reserve)",
        0);
    all(*state, UND_CHOICE_DROP, "European Union", text,
        "1. Asks [Japan: States] to [US: meet] (US: delete);\n\n"
        "2. Notes [Cuba: that]; (Cuba: retain)\n\n3. Ends. (Cuba: delete; US: reserve)",
        0);
    all(*state, UND_CHOICE_DROP, "US", "1. Asks [a]; (Cuba, EU: delete; US: reserve)",
        "1. Asks [a]; (Cuba, EU: delete)", 0);
    all(*state, UND_CHOICE_DROP, "Cuba", "1. Asks [a]; (Cuba: delete; US: reserve)", "1. Asks [a]; (US: reserve)", 0);
    all(*state, UND_CHOICE_ACCEPT, "State A", "1. Asks [State A: all] States [now];", "1. Asks all States [now];", 0);
    und_doc *doc = support_doc(*state, support_bytes(HEAD "1. Asks [EU: all];"));
    und_settlement *made;
    assert_int_equal(und_settle(doc, 0, 99, support_bytes("Japan"), UND_CHOICE_DROP, &made), UND_NONE);
    assert_null(made);
    assert_int_equal(und_settle(doc, 0, 2, support_bytes("EU"), UND_CHOICE_DROP, &made), UND_NONE);
    assert_int_equal(und_settle_at(doc, (und_place){0, 0}, UND_CHOICE_DROP, &made), UND_NONE);
    assert_int_equal(und_settle_at(doc, (und_place){0, 0}, UND_CHOICE_KEEP, &made), UND_E_ARGUMENT);
    und_doc_close(doc);
}

static void all_of_a_text(void **state)
{
    const char *text = "1. Asks [all] States to [shall / should] meet [a] [b] (EU: delete) [, as [soon] as possible];";
    all(*state, UND_CHOICE_ACCEPT, NULL, text,
        "1. Asks all States to [shall / should] meet [a] [b] (EU: delete), as soon as possible;", 3);
    all(*state, UND_CHOICE_DROP, NULL, text, "1. Asks States to meet;", 0);
    all(*state, UND_CHOICE_ACCEPT, NULL, "1. Asks [all] States [to meet;", "1. Asks all States [to meet;", 1);
}

static void clean_copies(void **state)
{
    const char *text = "OP1 Asks [EU: all / US: some] ~~big~~ States [Japan: to meet]; (agreed ad ref.)\n\n"
                       "OP2 Ends. *(EU: reserve)*";
    all(*state, UND_CHOICE_KEEP, "clean", text, "OP1 Asks [all / some] States [to meet];\n\nOP2 Ends.", 0);
    all(*state, UND_CHOICE_ACCEPT, "clean", text, "OP1 Asks [all / some] States to meet;\n\nOP2 Ends.", 1);
    all(*state, UND_CHOICE_DROP, "clean", text, "OP1 Asks States;\n\nOP2 Ends.", 0);
    all(*state, UND_CHOICE_KEEP, "clean", "1. Nothing to clean.", "1. Nothing to clean.", 0);
}

static void other_languages(void **state)
{
    static const struct {
        const char *text, *accepted, *dropped;
    } cases[] = {
        {"L'Assemblée générale,\n\n1. Prie les États [, selon |qu'il convient,] de se réunir ;",
         "L'Assemblée générale,\n\n1. Prie les États, selon qu'il convient, de se réunir ;\n",
         "L'Assemblée générale,\n\n1. Prie les États de se réunir ;\n"},
        {"L'Assemblée générale,\n\n1. Prie les États de se réunir [rapi|dement] ;",
         "L'Assemblée générale,\n\n1. Prie les États de se réunir rapidement ;\n",
         "L'Assemblée générale,\n\n1. Prie les États de se réunir ;\n"},
        {"大会，\n\n1. 决定[立|即]开会；", "大会，\n\n1. 决定立即开会；\n", "大会，\n\n1. 决定开会；\n"},
        {"大会，\n\n1. 决定开会[，并|报告；]", "大会，\n\n1. 决定开会，并报告；\n", "大会，\n\n1. 决定开会；\n"},
        {"Генеральная Ассамблея,\n\n1. [Настоя|тельно] призывает всех;",
         "Генеральная Ассамблея,\n\n1. Настоятельно призывает всех;\n",
         "Генеральная Ассамблея,\n\n1. Призывает всех;\n"},
        {"إن الجمعية العامة،\n\n1 - تقرر [الاتحاد الأوروبي: فو|را] أن تجتمع؛",
         "إن الجمعية العامة،\n\n1 - تقرر فورا أن تجتمع؛\n", "إن الجمعية العامة،\n\n1 - تقرر أن تجتمع؛\n"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        for (int drop = 0; drop < 2; drop++) {
            und_place place;
            support_text text = at_mark(cases[i].text, &place);
            und_doc *doc = support_doc(*state, (und_bytes){text.at, text.length});
            und_settlement *made;
            if (und_settle_at(doc, place, drop ? UND_CHOICE_DROP : UND_CHOICE_ACCEPT, &made) != UND_OK)
                fail_msg("nothing is at the mark of %s", cases[i].text);
            check_text(doc, made, drop ? cases[i].dropped : cases[i].accepted);
            und_settlement_close(made);
            und_doc_close(doc);
            support_free(&text);
        }
}

/* ---- any text ---- */

static uint32_t roll(uint64_t *state, uint32_t limit)
{
    *state = *state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (uint32_t)(*state >> 33) % limit;
}

static void random_text(uint64_t *state, support_text *out)
{
    static const char *const pieces[] = {"[",
                                         "]",
                                         "[",
                                         "]",
                                         " / ",
                                         "/",
                                         " or ",
                                         ", ",
                                         "; ",
                                         ". ",
                                         "all ",
                                         "States ",
                                         "shall",
                                         "EU: ",
                                         "US, Japan: ",
                                         "(EU: delete) ",
                                         "(agreed ad ref.) ",
                                         "(US: delete; Cuba: retain)",
                                         "(NAM): ",
                                         "\n",
                                         "\n\n",
                                         "\n\n2. Requests ",
                                         "\n\n(a) ",
                                         "\n\nOP2 ",
                                         "\n\nOP2 alt ",
                                         "\n\nAlt. 1 ",
                                         "*",
                                         "~~",
                                         "État ",
                                         "[[",
                                         "]]",
                                         "大会",
                                         "，",
                                         "[see annex]",
                                         "[12]",
                                         "\"",
                                         "[ ] ",
                                         "  "};
    support_clear(out);
    support_put_words(out, HEAD);
    for (uint32_t i = 5 + roll(state, 40); i > 0; i--)
        support_put_words(out, pieces[roll(state, sizeof pieces / sizeof pieces[0])]);
}

/* The text that the changes come to when they are made one by one, the last first; each finds what it replaces. */
static void make_changes(und_doc *doc, const und_settlement *made, support_text *out)
{
    und_settled all = und_settlement_get(made);
    und_change change;
    und_place at = {0, 0};
    support_clear(out);
    support_put_words(out, "");
    for (uint32_t n = 0; n <= all.changes; n++) {
        und_status status = und_settlement_change_get(made, n, &change);
        uint32_t lines = und_doc_line_count(doc);
        und_place until = status == UND_OK ? change.range.from
                                           : (und_place){lines - 1, (uint32_t)und_doc_line(doc, lines - 1).length};
        assert_true(at.line < until.line || (at.line == until.line && at.column <= until.column)); /* none overlap */
        for (; at.line <= until.line; at = (und_place){at.line + 1, 0}) {
            und_bytes line = und_doc_line(doc, at.line);
            size_t to = at.line == until.line ? until.column : line.length;
            assert_true(to <= line.length);
            support_put(out, line.at + at.column, to - at.column);
            if (at.line == until.line)
                break;
            support_put(out, "\n", 1);
        }
        if (status == UND_OK) {
            support_put(out, change.new_text.at, change.new_text.length);
            at = change.range.to;
        }
    }
    support_put(out, "\n", 1);
}

static uint32_t count_of(und_bytes text, char c)
{
    uint32_t count = 0;
    for (size_t i = 0; i < text.length; i++)
        count += text.at[i] == c;
    return count;
}

/* Whatever is settled, the changes are sound, brackets become fewer, and nothing is torn. */
static void any_text(void **state)
{
    uint64_t seed = 20261125;
    support_text text = {0}, one = {0}, two = {0};
    for (uint32_t turn = 0; turn < 6000; turn++) {
        random_text(&seed, &text);
        und_doc *doc = support_doc(*state, (und_bytes){text.at, text.length});
        und_settlement *made = NULL;
        und_choice choice = (und_choice)roll(&seed, UND_CHOICE_KEEP);
        und_place place = {6 + roll(&seed, 6), roll(&seed, 40)};
        und_status status;
        switch (roll(&seed, 4)) {
        case 0: status = und_settle_at(doc, place, choice, &made); break;
        case 1: status = und_settle(doc, 0, UINT32_MAX, (und_bytes){"", 0}, choice, &made); break;
        case 2:
            status = und_settle(doc, 0, UINT32_MAX, support_bytes(roll(&seed, 2) ? "EU" : "US"), choice, &made);
            break;
        default: status = und_clean(doc, (und_choice)roll(&seed, UND_CHOICE_COUNT), &made); break;
        }
        if (status == UND_OK) {
            make_changes(doc, made, &one);
            support_clear(&two);
            assert_int_equal(und_settlement_text(made, doc, support_sink, &two), UND_OK);
            if (one.length != two.length || memcmp(one.at, two.at, one.length) != 0)
                fail_msg("turn %u: the changes come to another text:\n%s", turn, text.at);
            und_bytes before = {text.at, text.length}, after = {two.at, two.length};
            if (count_of(after, '[') > count_of(before, '[') || count_of(after, ']') > count_of(before, ']'))
                fail_msg("turn %u: more brackets than before:\n%s\n---- becomes\n%.*s", turn, text.at, (int)two.length,
                         two.at);
            for (size_t i = 0; i < two.length;) { /* whole characters */
                uint32_t bytes;
                assert_int_not_equal(und_utf8_decode(two.at + i, two.at + two.length, &bytes), UND_REPLACEMENT);
                i += bytes;
            }
            und_settlement_close(made);
        } else {
            assert_int_equal(status, UND_NONE);
        }
        und_doc_close(doc);
    }
    support_free(&text);
    support_free(&one);
    support_free(&two);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_stay_or_go), cmocka_unit_test(one_of_several), cmocka_unit_test(whole_paragraphs),
        cmocka_unit_test(all_of_a_party),   cmocka_unit_test(all_of_a_text),  cmocka_unit_test(clean_copies),
        cmocka_unit_test(other_languages),  cmocka_unit_test(any_text),
    };
    return cmocka_run_group_tests(tests, support_open_packs, support_close_packs);
}
