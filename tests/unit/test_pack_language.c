/* Language packs: which key becomes which term, sources, and every mistake with its place. */
#include "pack_support.h"

#define HEAD "language: en\nname: English\nscript: latin\nsource: A/RES/73/6\n" /* four lines */

static und_packs *empty(void)
{
    und_packs *packs;
    assert_int_equal(und_packs_open_empty(NULL, &packs), UND_OK);
    return packs;
}

static und_packs *one(const char *yaml)
{
    und_packs *packs = empty();
    assert_int_equal(und_packs_add_language(packs, bytes_of(yaml), "test.yaml"), UND_OK);
    assert_int_equal(und_language_count(packs), 1);
    return packs;
}

/* The terms of a key as "text=value" with a ? behind those that are not attested, a space between. */
static void terms_of(const und_packs *packs, und_term_key key, char *out, size_t room)
{
    const und_language *language = und_language_at(packs, 0);
    size_t used = 0;
    out[0] = '\0';
    for (uint32_t i = language->first[key]; i < language->first[key + 1]; i++) {
        const und_term *term = &language->terms[i];
        assert_int_equal(term->key, key);
        und_bytes text = und_term_text(language, term);
        used += (size_t)snprintf(out + used, room - used, "%s%.*s=%u%s", used > 0 ? " " : "", (int)text.length, text.at,
                                 (unsigned)term->value, term->attested ? "" : "?");
    }
}

static void expect_terms(const und_packs *packs, und_term_key key, const char *expected)
{
    char got[1024];
    terms_of(packs, key, got, sizeof got);
    assert_string_equal(got, expected);
}

static void every_key_has_its_terms(void **state)
{
    (void)state;
    und_packs *packs = one(
        "language: en\nname: English\nscript: cyrillic\nsource: X\n"
        "function_words: [the, of]\ndetect: Nations\n"
        "masthead:\n"
        "  united_nations: UN\n"
        "  organs: {general-assembly: GA, security-council: SC, economic-and-social-council: EC,\n"
        "           human-rights-council: HRC, trusteeship-council: TC, other: [CD, CSW]}\n"
        "  distribution_label: Distr.\n"
        "  distributions: {general: G, limited: L, restricted: R, provisional: P}\n"
        "  original_label: Original\n"
        "  languages: {ar: A, zh: C, en: E, fr: F, ru: R, es: S}\n"
        "  labels: {committee: 'C:', sponsors: 'P:', signatories: 'S:', topic: 'T:', other: 'O:'}\n"
        "session: {patterns: ['{ordinal} session', 'session {number}'], special: '{ordinal} special', years: "
        "'{ordinal} year', ordinals: {1: "
        "First, 100: [Hundredth, 100th]}}\n"
        "dates: {months: {1: January, 12: December}, weekdays: {1: Monday, 7: Sunday}, patterns: '{day} {month} "
        "{year}', spans: '{day} - {day}', to: "
        "till, wrong: '{month} {day}'}\n"
        "figures: {percent: '{number} pc', percent_wrong: '{number}%', decade: '{number}s', decade_wrong: "
        "'{number}z'}\n"
        "agenda:\n"
        "  singular: Item {items}\n  dual: Both {items}\n  plural: Items {items}\n  any: about {items}\n"
        "  lists: {provisional: early, preliminary: first, supplementary: more, draft: rough}\n"
        "  and: and\n  comma: ','\n  to: to\n  style: '{item} ({sub})'\n  subitems: {1: x, 52: y}\n"
        "letter:\n"
        "  titles: {letter: 'Letter {date}', identical: Same, joint: Joint, note-verbale: Note}\n"
        "  addressees: {secretary-general: SG, president-general-assembly: PGA, president-security-council: PSC,\n"
        "               president-economic-and-social-council: PEC, president-human-rights-council: PHRC}\n"
        "  office_forms: {writer-f: she, permanent-representative: PR, charge-d-affaires-m: CA}\n"
        "  honorifics: HE\n  asked: {circulate: as doc, bring-to-attention: attend}\n"
        "  asked_organs: {general-assembly: of GA, human-rights-council: of HRC}\n  formulas: set words here\n"
        "  request: grateful\n  honour: honour\n  compliments: compliments\n  signed: Signed\n  offices: Ambassador\n"
        "  office_names: {permanent-representative: PR, chair: [Chair, Head]}\n"
        "annex: {annex: Annex, enclosure: Enclosure, appendix: Appendix, headings: Annex to, see: see annex,\n"
        "  see_one: see 1, see_two: see 2, see_several: see 3, its: its, its_one: its 1, its_two: its 2,\n"
        "  its_several: its 3}\n"
        "resolution:\n"
        "  subjects: {general-assembly: The GA, other: The CD}\n  subject_starts: We\n"
        "  titles: {resolution: R, decision: D, presidential-statement: P, declaration: C, report: T, agenda: A, "
        "draft: F, amendment: M}\n"
        "  adoption: '{number}th meeting'\n  decisions: 'At its {number}th meeting'\n  levels: {1: 1., 2: (a)}\n  "
        "brackets: on the report\n  "
        "footnotes: See\n  furniture: Please recycle\n"
        "openers:\n"
        "  preambular: Recalling\n  operative: Decides\n  declaration: Declare\n  none: Comments\n  qualifiers: also\n"
        "  preambular_endings: ing\n  operative_endings: s\n  declaration_endings: e\n"
        "  again: also\n  genders: {general-assembly: f, security-council: m}\n  feminine: consciente\n  masculine: "
        "conscient\n"
        "references: {paragraph: 'para {label}', paragraphs: 'paras {label}', preambular: 'pp {label}',\n"
        "  article: 'art {label}', articles: 'arts {label}', annex: 'annex {label}', annexes: 'annexes {label}',\n"
        "  footnote: ibid, footnotes: 'notes {label}', resolution: 'res {number}', decision: 'dec {number}', above: "
        "up,\n"
        "  below: down, or: or, of: of, annexed: to, present: this, parts: part, documents: report,\n"
        "  letters: {1: alpha, 26: omega}, ordinals: {1: uno, 100: cento}}\n"
        "negotiation: {delete: cut, retain: keep, add: put, reserve: wait, agreed: done, alternative: alt, editorial: "
        "sic,\n"
        "  both: and/or}\n"
        "outline: {masthead: a, letter: 'b {date} ({state})', note-verbale: c, title: d, paragraph: e, request: f,\n"
        "  signature: g, annex: h, enclosure: i, heading: j, subject: k, preambular: l, operative: m, subparagraph: "
        "n,\n"
        "  footnote: o, furniture: p, adoption: q}\n");
    if (und_packs_problem_total(packs) > 0)
        fail_msg("%s", und_packs_message(packs));
    const und_language *language = und_language_at(packs, 0);
    assert_string_equal(language->code, "en");
    assert_string_equal(language->file, "test.yaml");
    assert_int_equal(language->script, UND_SCRIPT_CYRILLIC);
    static const char *const expected[UND_TERM_KEY_COUNT] = {
        [UND_TERM_FUNCTION_WORD] = "the=0 of=0",
        [UND_TERM_UNITED_NATIONS] = "UN=0",
        [UND_TERM_ORGAN] = "GA=1 SC=2 EC=3 HRC=4 TC=5 CD=6 CSW=6",
        [UND_TERM_DISTRIBUTION_LABEL] = "Distr.=0",
        [UND_TERM_DISTRIBUTION] = "G=1 L=2 R=3 P=4",
        [UND_TERM_ORIGINAL_LABEL] = "Original=0",
        [UND_TERM_LANGUAGE_NAME] = "A=1215 C=19170 E=4023 F=4860 R=13689 S=4158",
        [UND_TERM_FIELD_LABEL] = "C:=1 P:=2 S:=3 T:=4 O:=5",
        [UND_TERM_SESSION] = "{ordinal} session=1 session {number}=1 {ordinal} special=3 {ordinal} year=6",
        [UND_TERM_ORDINAL] = "First=1 Hundredth=100 100th=100",
        [UND_TERM_MONTH] = "January=1 December=12",
        [UND_TERM_DATE] = "{day} {month} {year}=0",
        [UND_TERM_DATE_TO] = "till=0",
        [UND_TERM_AGENDA] = "Item {items}=1 Both {items}=2 Items {items}=3 about {items}=0",
        [UND_TERM_AGENDA_LIST] = "early=1 first=2 more=3 rough=4",
        [UND_TERM_AGENDA_AND] = "and=0",
        [UND_TERM_AGENDA_COMMA] = ",=0",
        [UND_TERM_DETECT] = "Nations=0",
        [UND_TERM_NEGOTIATION] = "cut=0 keep=1 put=2 wait=3 done=4 alt=5 sic=6 and/or=7",
        [UND_TERM_NO_OPENER] = "Comments=0",
        [UND_TERM_AGENDA_TO] = "to=0",
        [UND_TERM_AGENDA_STYLE] = "{item} ({sub})=0",
        [UND_TERM_LETTER_TITLE] = "Letter {date}=0 Same=1 Joint=2 Note=3",
        [UND_TERM_ADDRESSEE] = "SG=1 PGA=2 PSC=3 PEC=4 PHRC=5",
        [UND_TERM_REQUEST] = "grateful=0",
        [UND_TERM_HONOUR] = "honour=0",
        [UND_TERM_COMPLIMENTS] = "compliments=0",
        [UND_TERM_SIGNED] = "Signed=0",
        [UND_TERM_OFFICE] = "Ambassador=0",
        [UND_TERM_ANNEX] = "Annex=0 Enclosure=1 Appendix=2",
        [UND_TERM_ANNEX_TO] = "Annex to=0",
        [UND_TERM_SEE_ANNEX] = "see annex=0 see 1=4 see 2=8 see 3=12",
        [UND_TERM_ITS_ANNEX] = "its=0 its 1=4 its 2=8 its 3=12",
        [UND_TERM_WEEKDAY] = "Monday=1 Sunday=7",
        [UND_TERM_OFFICE_FORM] = "she=2 PR=3 CA=10",
        [UND_TERM_HONORIFIC] = "HE=0",
        [UND_TERM_ASKED] = "as doc=1 attend=2",
        [UND_TERM_ASKED_ORGAN] = "of GA=1 of HRC=4",
        [UND_TERM_FORMULA] = "set words here=0",
        [UND_TERM_SUBJECT] = "The GA=1 The CD=6",
        [UND_TERM_SUBJECT_START] = "We=0",
        [UND_TERM_RESOLUTION_TITLE] = "R=3 D=4 P=5 C=6 F=9 M=10",
        [UND_TERM_ADOPTION] = "{number}th meeting=0",
        [UND_TERM_DECISION] = "At its {number}th meeting=0",
        [UND_TERM_BRACKET] = "on the report=0",
        [UND_TERM_FOOTNOTE] = "See=0",
        [UND_TERM_FURNITURE] = "Please recycle=0",
        [UND_TERM_PREAMBULAR] = "Recalling=0",
        [UND_TERM_OPERATIVE] = "Decides=0",
        [UND_TERM_DECLARATION] = "Declare=0",
        [UND_TERM_QUALIFIER] = "also=0",
        [UND_TERM_PREAMBULAR_ENDING] = "ing=0",
        [UND_TERM_OPERATIVE_ENDING] = "s=0",
        [UND_TERM_DECLARATION_ENDING] = "e=0",
        [UND_TERM_PARAGRAPH_REFERENCE] = "para {label}=0 paras {label}=1 pp {label}=3",
        [UND_TERM_ARTICLE_REFERENCE] = "art {label}=0 arts {label}=1",
        [UND_TERM_ANNEX_REFERENCE] = "annex {label}=0 annexes {label}=1",
        [UND_TERM_FOOTNOTE_REFERENCE] = "ibid=0 notes {label}=1",
        [UND_TERM_RESOLUTION_REFERENCE] = "res {number}=0",
        [UND_TERM_DECISION_REFERENCE] = "dec {number}=0",
        [UND_TERM_REFERENCE_WORD] = "up=0 down=1 or=2 of=3 to=4 this=5 part=6 report=7",
        [UND_TERM_REFERENCE_LETTER] = "alpha=1 omega=26",
        [UND_TERM_REFERENCE_ORDINAL] = "uno=1 cento=100",
        [UND_TERM_AGAIN] = "also=0",
        [UND_TERM_GENDER] = "f=1 m=2",
        [UND_TERM_GENDERED] = "consciente=0 conscient=1",
        [UND_TERM_WRONG_DATE] = "{month} {day}=0",
        [UND_TERM_PERCENT] = "{number} pc=0 {number}%=1",
        [UND_TERM_DECADE] = "{number}s=0 {number}z=1",
        [UND_TERM_DATE_SPAN] = "{day} - {day}=0",
        [UND_TERM_OUTLINE] =
            "a=1 b {date} ({state})=64 c=65 d=2 e=3 f=4 g=5 h=6 i=7 j=8 k=9 l=10 m=11 n=12 o=13 p=14 q=15",
        [UND_TERM_REPORT_TITLE] = "T=7 A=8",
        [UND_TERM_SUBITEM] = "x=1 y=52",
        [UND_TERM_LEVEL] = "1.=1 (a)=2",
        [UND_TERM_OFFICE_NAME] = "PR=1 Chair=7 Head=7",
    };
    for (int key = 0; key < UND_TERM_KEY_COUNT; key++) {
        assert_non_null(expected[key]); /* a key without a row in the table is a key that no pack can fill */
        expect_terms(packs, (und_term_key)key, expected[key]);
    }
    assert_int_equal(language->first[0], 0);
    assert_int_equal(language->first[UND_TERM_KEY_COUNT], language->count);
    und_packs_close(packs);
}

static void sources_decide_what_is_attested(void **state)
{
    (void)state;
    und_packs *packs = one(HEAD "openers:\n"
                                "  preambular:\n"
                                "    - Plain\n"
                                "    - source: A/RES/1/1\n"
                                "      words: [One, Two]\n"
                                "    - words: three\n"
                                "      source: none\n"
                                "    - words: Four\n"
                                "  operative: {source: none, words: [Five, Six]}\n"
                                "  declaration: Seven\n");
    expect_terms(packs, UND_TERM_PREAMBULAR, "Plain=0 One=0 Two=0 three=0? Four=0");
    expect_terms(packs, UND_TERM_OPERATIVE, "Five=0? Six=0?");
    expect_terms(packs, UND_TERM_DECLARATION, "Seven=0");
    assert_int_equal(und_packs_problem_total(packs), 0);
    und_packs_close(packs);

    /* source: none in the head, which may come last, is for words without one of their own. */
    packs = one("openers:\n  preambular: [A, {source: X, words: B}]\nlanguage: en\nscript: latin\nsource: none\n");
    expect_terms(packs, UND_TERM_PREAMBULAR, "A=0? B=0");
    assert_int_equal(und_packs_problem_total(packs), 0);
    und_packs_close(packs);

    /* No source at all: not attested, and said. */
    packs = one("language: en\nscript: latin\nopeners:\n  preambular: [A, {source: X, words: B}]\n");
    expect_terms(packs, UND_TERM_PREAMBULAR, "A=0? B=0");
    assert_int_equal(und_packs_problem_total(packs), 1);
    assert_problem(packs, 0, 0, "words without a source");
    und_packs_close(packs);

    /* But a pack that gives one to each group needs none in its head. */
    packs = one("language: en\nscript: latin\nopeners:\n  preambular: [{source: X, words: B}]\n");
    expect_terms(packs, UND_TERM_PREAMBULAR, "B=0");
    assert_int_equal(und_packs_problem_total(packs), 0);
    und_packs_close(packs);
}

static void terms_know_their_line(void **state)
{
    (void)state;
    und_packs *packs = one(HEAD "openers:\n  operative: [Decides,\n    Requests]\n  preambular: Noting\n");
    const und_language *language = und_language_at(packs, 0);
    const und_term *term = &language->terms[language->first[UND_TERM_OPERATIVE]];
    assert_int_equal(term[0].line, 6);
    assert_int_equal(term[1].line, 7);
    assert_int_equal(language->terms[language->first[UND_TERM_PREAMBULAR]].line, 8);
    und_packs_close(packs);

    /* 16 bits of line: the last one stands for all that follow. */
    for (size_t lines = 65534; lines <= 65536; lines++) {
        builder text = {0};
        build_text(&text, HEAD);
        build_many(&text, "\n", lines - 5);
        build_text(&text, "function_words: x\n");
        packs = one(text.at);
        assert_int_equal(und_language_at(packs, 0)->terms[0].line, lines > 65535 ? 65535 : lines);
        und_packs_close(packs);
        free(text.at);
    }
}

static void terms_are_folded(void **state)
{
    (void)state;
    /* œ folds to two letters; the longest text must still have room. */
    builder text = {0};
    build_text(&text, HEAD "openers:\n  operative: [Éléments À part, Œuvre, ");
    build_many(&text, "œ", UND_WORD_MAX / 2);
    build_text(&text, "]\n");
    und_packs *packs = one(text.at);
    const und_language *language = und_language_at(packs, 0);
    assert_int_equal(language->count, 3);
    assert_bytes_equal(und_term_folded(language, &language->terms[0]), "elements a part");
    assert_bytes_equal(und_term_folded(language, &language->terms[1]), "oeuvre");
    assert_int_equal(und_term_folded(language, &language->terms[2]).length, UND_WORD_MAX);
    assert_bytes_equal(und_term_text(language, &language->terms[1]), "Œuvre");
    und_packs_close(packs);
    free(text.at);
}

/* One mistake: said at its place, and the words around it are there. */
static void expect_mistake(const char *yaml, uint32_t line, uint32_t column, const char *part, const char *preambular)
{
    und_packs *packs = one(yaml);
    if (und_packs_problem_total(packs) != 1)
        fail_msg("%zu problems, the last: %s, in:\n%s", und_packs_problem_total(packs), und_packs_message(packs), yaml);
    assert_problem(packs, line, column, part);
    assert_string_equal(und_packs_problem(packs, 0)->file, "test.yaml");
    char place[64];
    (void)snprintf(place, sizeof place, "test.yaml:%u:%u: ", (unsigned)line, (unsigned)column);
    assert_memory_equal(und_packs_message(packs), place, strlen(place));
    if (line > 0)
        assert_non_null(strstr(und_packs_message(packs), "expected")); /* what, and what was expected */
    expect_terms(packs, UND_TERM_PREAMBULAR, preambular);
    und_packs_close(packs);
}

static void mistakes_have_a_place_and_the_rest_goes_on(void **state)
{
    (void)state;
#define REST "openers:\n  preambular: [A, B]\n"
    expect_mistake(HEAD "colour: red\n" REST, 5, 1,
                   "unknown key 'colour'; expected language, name, script, source, fallback, detect, function_words",
                   "A=0 B=0");
    expect_mistake(HEAD "session:\n  pattern: x\n" REST, 6, 3,
                   "unknown key 'pattern'; expected patterns, resumed, special, emergency, years, ordinals", "A=0 B=0");
    expect_mistake(HEAD "masthead:\n  organs:\n    general: x\n" REST, 7, 5,
                   "unknown key 'general'; expected as organ one of general-assembly", "A=0 B=0");
    expect_mistake(HEAD "dates:\n  months:\n    13: x\n    1: y\n" REST, 7, 5, "'13'; expected a number from 1 to 12",
                   "A=0 B=0");
    expect_mistake(HEAD "dates:\n  months:\n    0: x\n" REST, 7, 5, "'0'", "A=0 B=0");
    expect_mistake(HEAD "dates:\n  months:\n    01: x\n" REST, 7, 5, "'01'", "A=0 B=0");
    expect_mistake(HEAD "session:\n  ordinals:\n    101: x\n" REST, 7, 5, "1 to 100", "A=0 B=0");
    expect_mistake(HEAD "agenda:\n  subitems:\n    53: x\n" REST, 7, 5, "1 to 52", "A=0 B=0");
    expect_mistake(HEAD "session: x\n" REST, 5, 10, "a text; expected a mapping", "A=0 B=0");
    expect_mistake(HEAD "masthead:\n  organs: [x, [y], {z: [w]}]\n" REST, 6, 11,
                   "a list; expected a mapping from names to words", "A=0 B=0");
    expect_mistake(HEAD "openers:\n  preambular: [A, [x, y], B]\n", 6, 19, "a list in a list", "A=0 B=0");
    expect_mistake(HEAD "openers:\n  preambular: [A, {words: [[x], B]}]\n", 6, 28, "expected a text", "A=0 B=0");
    expect_mistake(HEAD "openers:\n  preambular: [A, {words: {x: y}}, B]\n", 6, 27, "a mapping; expected a text",
                   "A=0 B=0");
    expect_mistake(HEAD "openers:\n  preambular: [A, {word: x, words: B}]\n", 6, 20,
                   "unknown key 'word'; expected source or words", "A=0 B=0");
    expect_mistake(HEAD "openers:\n  preambular: [A, {source: X}, B]\n", 6, 19, "a group without words", "A=0 B=0");
    expect_mistake(HEAD "openers:\n  preambular: [A, {source: [x], words: B}]\n", 6, 28, "expected a document's symbol",
                   "A=0 B=0");
    expect_mistake(HEAD "openers:\n  preambular: [A, '', B]\n", 6, 19, "nothing; expected", "A=0 B=0");
    expect_mistake(HEAD "openers:\n  operative:\n  preambular: [A, B]\n", 6, 13, "nothing; expected", "A=0 B=0");
    expect_mistake(HEAD "openers:\n  preambular: [A, \"x\\ny\", B]\n", 6, 19, "line break", "A=0 B=0");
    expect_mistake(HEAD "openers:\n  preambular: [A, \"x\\0y\", B]\n", 6, 19, "control character", "A=0 B=0");
    expect_mistake(HEAD "openers:\n  preambular: [A, re\xcc\x81"
                        "affirmant, B]\n",
                   6, 19, "not NFC", "A=0 B=0");
    expect_mistake(HEAD "openers:\n  preambular: [A, '{x}', B]\n", 6, 19, "expected no braces", "A=0 B=0");
    expect_mistake(HEAD "dates:\n  patterns: '{day} {mouth} {year}'\n" REST, 6, 13,
                   "unknown slot 'mouth'; expected one of in braces: day month year", "A=0 B=0");
    expect_mistake(HEAD "dates:\n  patterns: '{day'\n" REST, 6, 13, "unknown slot 'day'", "A=0 B=0");
    expect_mistake(HEAD "dates:\n  patterns: '{da} {month}'\n" REST, 6, 13, "unknown slot 'da'", "A=0 B=0");
    expect_mistake(HEAD "resolution:\n  adoption: '[Adopted by'\n" REST, 6, 13,
                   "the bracket in '[Adopted by' is not closed", "A=0 B=0");
    expect_mistake(HEAD "agenda:\n  singular: Item 5\n" REST, 6, 13, "no slot", "A=0 B=0");
    expect_mistake(HEAD REST "source: y\n", 7, 1, "key 'source' a second time", "A=0 B=0");
    expect_mistake(HEAD "openers:\n  preambular: [A, B]\n  preambular: [C]\n", 7, 3, "key 'preambular' a second time",
                   "A=0 B=0");
    expect_mistake(HEAD REST "openers:\n  preambular: [C]\n  operative: D\n", 7, 1, "key 'openers' a second time",
                   "A=0 B=0");
    expect_mistake(HEAD "dates: {months: {1: x, 1: y}}\n" REST, 5, 24, "key '1' a second time", "A=0 B=0");
    expect_mistake(HEAD "openers:\n  preambular: [A, {words: B, words: C}]\n", 6, 30, "key 'words' a second time",
                   "A=0 B=0");
    expect_mistake(HEAD "? [x, y]\n: z\n" REST, 5, 3, "a list as a key", "A=0 B=0");
    expect_mistake("language: en\nscript: greek\nsource: x\n" REST, 2, 9, "script 'greek'; expected latin", "A=0 B=0");
    expect_mistake(HEAD "openers:\n  preambular: [A, B]\n  operative: [D\n", 8, 1, "flow sequence", "A=0 B=0");
    expect_mistake(HEAD "openers:\n  preambular:\n  - A\n  - B\n  - &x C\n  - D\n", 9, 5, "anchor", "A=0 B=0");
    expect_mistake(HEAD "openers:\n  preambular:\n  - A\n  - B\n  - \xff\n  - D\n", 9, 5, "UTF-8", "A=0 B=0");
#undef REST
}

static void packs_without_use_are_left_out(void **state)
{
    (void)state;
    static const struct {
        const char *yaml;
        const char *part;
    } cases[] = {
        {"", "no language"},
        {"just text", "expected a mapping that begins with language"},
        {"[a, b]", "expected a mapping"},
        {"script: latin\nsource: x\nopeners: {operative: A}\n", "no language; expected a code such as fr"},
        {"language: EN\nscript: latin\nsource: x\nopeners: {operative: A}\n", "'EN'; expected a code"},
        {"language: e\nscript: latin\nsource: x\nopeners: {operative: A}\n", "'e'; expected a code"},
        {"language: abcdefgh\nscript: latin\nsource: x\nopeners: {operative: A}\n", "at most 7 letters"},
        {HEAD, "no words"},
        {"language: [en]\nscript: latin\nsource: x\nopeners: {operative: A}\n", "a list; expected a code"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        und_packs *packs = empty();
        assert_int_equal(und_packs_add_language(packs, bytes_of(cases[i].yaml), "x.yaml"), UND_E_DATA);
        (void)find_problem(packs, cases[i].part);
        assert_int_equal(und_language_count(packs), 0);
        und_packs_close(packs);
    }
    und_packs *packs = empty();
    assert_int_equal(und_packs_add_language(
                         packs, bytes_of("language: abcdefg\nscript: han\nsource: x\nopeners: {operative: A}\n"), "x"),
                     UND_OK);
    assert_string_equal(und_language_code(packs, 0), "abcdefg");
    assert_string_equal(und_language_code(packs, 1), "");
    assert_string_equal(und_language_code(packs, UND_LANGUAGE_NONE), "");
    assert_int_equal(und_packs_add_language(
                         packs, bytes_of("language: abcdefg\nscript: han\nsource: x\nopeners: {operative: A}\n"), "y"),
                     UND_E_DATA);
    (void)find_problem(packs, "'abcdefg' a second time");
    assert_int_equal(und_language_count(packs), 1);
    und_packs_close(packs);
}

static void a_missing_script_is_said(void **state)
{
    (void)state;
    und_packs *packs = one("language: en\nsource: x\nopeners: {operative: A}\n");
    assert_problem(packs, 0, 0, "no script");
    assert_int_equal(und_language_at(packs, 0)->script, UND_SCRIPT_LATIN);
    und_packs_close(packs);
}

static void words_have_a_limit(void **state)
{
    (void)state;
    for (size_t length = UND_WORD_MAX - 1; length <= UND_WORD_MAX + 1; length++) {
        builder text = {0};
        build_text(&text, HEAD "openers:\n  operative: [A, ");
        build_many(&text, "x", length);
        build_text(&text, ", B]\n");
        und_packs *packs = one(text.at);
        const und_language *language = und_language_at(packs, 0);
        assert_int_equal(language->count, length <= UND_WORD_MAX ? 3 : 2);
        assert_int_equal(und_packs_problem_total(packs), length <= UND_WORD_MAX ? 0 : 1);
        if (length <= UND_WORD_MAX)
            assert_int_equal(language->terms[1].length, length);
        else
            assert_problem(packs, 6, 18, "over 512 bytes");
        und_packs_close(packs);
        free(text.at);
    }
}

static void terms_have_a_limit(void **state)
{
    (void)state;
    for (size_t count = UND_PACK_TERMS_MAX - 1; count <= UND_PACK_TERMS_MAX + 2; count++) {
        builder text = {0};
        build_text(&text, HEAD "openers:\n  operative: [");
        build_many(&text, "x,", count);
        build_text(&text, "]\n");
        und_packs *packs = one(text.at);
        bool over = count > UND_PACK_TERMS_MAX;
        assert_int_equal(und_language_at(packs, 0)->count, over ? UND_PACK_TERMS_MAX : count);
        assert_int_equal(und_packs_problem_total(packs), over ? 1 : 0); /* said once */
        if (over)
            (void)find_problem(packs, "at most 65534");
        und_packs_close(packs);
        free(text.at);
    }
}

static void languages_have_a_limit(void **state)
{
    (void)state;
    und_packs *packs = empty();
    for (unsigned i = 0; i <= UND_LANGUAGES_MAX; i++) {
        char yaml[128];
        (void)snprintf(yaml, sizeof yaml, "language: x%c\nscript: latin\nsource: x\nopeners: {operative: A}\n",
                       (char)('a' + i));
        assert_int_equal(und_packs_add_language(packs, bytes_of(yaml), "x.yaml"),
                         i < UND_LANGUAGES_MAX ? UND_OK : UND_E_LIMIT);
    }
    assert_int_equal(und_language_count(packs), UND_LANGUAGES_MAX);
    assert_string_equal(und_language_code(packs, UND_LANGUAGES_MAX - 1), "xn");
    assert_null(und_language_at(packs, UND_LANGUAGES_MAX));
    (void)find_problem(packs, "at most 14");
    und_packs_close(packs);
}

static void problems_have_a_limit(void **state)
{
    (void)state;
    for (size_t count = UND_PROBLEMS_MAX - 1; count <= UND_PROBLEMS_MAX + 1; count++) {
        builder text = {0};
        build_text(&text, HEAD "openers:\n  operative: [A,");
        build_many(&text, "'',", count);
        build_text(&text, "]\n");
        und_packs *packs = one(text.at);
        assert_int_equal(und_packs_problem_total(packs), count);
        size_t kept = count < UND_PROBLEMS_MAX ? count : UND_PROBLEMS_MAX;
        assert_int_equal(und_packs_problem_count(packs), kept);
        assert_non_null(und_packs_problem(packs, kept - 1));
        assert_null(und_packs_problem(packs, kept));
        und_packs_close(packs);
        free(text.at);
    }
}

static void codes_of_languages_are_numbers(void **state)
{
    (void)state;
    static const char *const codes[] = {"ar", "zh", "en", "fr", "ru", "es", "de", "zz", "aa", "aaa", "zzz", "haw"};
    for (size_t i = 0; i < sizeof codes / sizeof codes[0]; i++) {
        und_code code = und_code_of(bytes_of(codes[i]));
        assert_int_not_equal(code, 0);
        assert_string_equal(und_code_name(code).text, codes[i]);
        for (size_t k = 0; k < i; k++)
            assert_int_not_equal(code, und_code_of(bytes_of(codes[k])));
    }
    static const char *const none[] = {"", "a", "abcd", "A", "EN", "e1", "pt-br", "e "};
    for (size_t i = 0; i < sizeof none / sizeof none[0]; i++)
        assert_int_equal(und_code_of(bytes_of(none[i])), 0);
    assert_string_equal(und_code_name(0).text, "");
}

static void flags_sessions_and_names_of_its_own(void **state)
{
    (void)state;
    und_packs *packs = one(HEAD "fallback: true\ndetect: [United Nations, Assembly]\n"
                                "masthead:\n  lends_fields: true\n"
                                "agenda:\n  and: and\n  comma: ','\n  comma_until: 71\n"
                                "openers:\n  lower_case: true\n  none: Comments\n");
    const und_language *language = und_language_at(packs, 0);
    assert_int_equal(und_packs_problem_total(packs), 0);
    assert_int_equal(language->flags, UND_LANGUAGE_FALLBACK | UND_LANGUAGE_LENDS_FIELDS | UND_LANGUAGE_LOWER_OPENERS);
    assert_int_equal(language->comma_until, 71);
    assert_int_equal(und_packs_fallback(packs), 0);
    assert_string_equal(language->name, "English");
    expect_terms(packs, UND_TERM_DETECT, "United Nations=0 Assembly=0");
    expect_terms(packs, UND_TERM_AGENDA_COMMA, ",=0");
    expect_terms(packs, UND_TERM_NO_OPENER, "Comments=0");
    und_packs_close(packs);
    packs = one(HEAD "fallback: false\ndetect: x\n");
    assert_int_equal(und_language_at(packs, 0)->flags, 0);
    assert_int_equal(und_packs_fallback(packs), UND_LANGUAGE_NONE);
    und_packs_close(packs);
}

static void misuse_is_told(void **state)
{
    (void)state;
    und_packs *packs = empty();
    assert_int_equal(und_packs_add_language(NULL, bytes_of("a"), "x"), UND_E_ARGUMENT);
    assert_int_equal(und_packs_add_language(packs, bytes_of("a"), NULL), UND_E_ARGUMENT);
    assert_int_equal(und_packs_add_language(packs, (und_bytes){NULL, 1}, "x"), UND_E_ARGUMENT);
    assert_int_equal(und_packs_add_language(packs, (und_bytes){NULL, 0}, "x"), UND_E_DATA);
    assert_int_equal(und_packs_open_empty(NULL, NULL), UND_E_ARGUMENT);
    und_packs_close(packs);
    und_packs_close(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_key_has_its_terms),
        cmocka_unit_test(sources_decide_what_is_attested),
        cmocka_unit_test(terms_know_their_line),
        cmocka_unit_test(terms_are_folded),
        cmocka_unit_test(mistakes_have_a_place_and_the_rest_goes_on),
        cmocka_unit_test(packs_without_use_are_left_out),
        cmocka_unit_test(a_missing_script_is_said),
        cmocka_unit_test(words_have_a_limit),
        cmocka_unit_test(terms_have_a_limit),
        cmocka_unit_test(languages_have_a_limit),
        cmocka_unit_test(problems_have_a_limit),
        cmocka_unit_test(codes_of_languages_are_numbers),
        cmocka_unit_test(flags_sessions_and_names_of_its_own),
        cmocka_unit_test(misuse_is_told),
    };
    return cmocka_run_group_tests_name("language packs", tests, NULL, NULL);
}
