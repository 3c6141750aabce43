/* test_round_trip.c - every document that can be drafted, in every language that it has, for States of every grammar, with
 * random answers: it is recognised with the values that it was made with, and nothing is found in it. */
#include "support.h"

#include "undoc/draft.h"
#include "undoc/reading.h"

#if defined(__SANITIZE_ADDRESS__)
#define SANITIZED true
#else
#define SANITIZED false
#endif

/* Observers, the European Union, plural, feminine, elision, article, brackets in the name, names that another begins. */
static const char *const states[] = {"FR", "US", "UZ", "VA", "PS", "EU", "IR", "CI", "MV", "BS", "NL", "KP",
                                     "CN", "SD", "PG", "CG", "CD", "DM", "DO", "CU", "IL", "SV", "GB", "BO"};
#define STATES (sizeof states / sizeof states[0])

static const char *const languages[] = {"en", "fr", "es", "ru", "ar", "zh"};

static struct {
    const char *name;
    und_doc_kind kind;
    bool letter; /* it has the title of a letter or a note verbale */
} const documents[] = {
    {"letter", UND_DOC_LETTER, true},
    {"identical-letters", UND_DOC_LETTER, true},
    {"letter-joint", UND_DOC_LETTER, true},
    {"letter-behalf", UND_DOC_LETTER, true},
    {"letter-charge", UND_DOC_LETTER, true},
    {"letter-attention", UND_DOC_LETTER, true},
    {"letter-concept-note", UND_DOC_LETTER, true},
    {"item-request", UND_DOC_LETTER, true},
    {"note-verbale", UND_DOC_NOTE_VERBALE, true},
    {"candidature", UND_DOC_NOTE_VERBALE, true},
    {"resolution", UND_DOC_DRAFT, false},
    {"resolution-council", UND_DOC_DRAFT, false},
    {"resolution-human-rights-council", UND_DOC_DRAFT, false},
    {"revision", UND_DOC_DRAFT, false},
    {"decision", UND_DOC_DRAFT, false},
    {"amendment", UND_DOC_AMENDMENT, false},
    {"presidential-statement", UND_DOC_PRESIDENTIAL_STATEMENT, false},
    {"report", UND_DOC_REPORT, false},
};

/* ---- chance, the same each time ---- */

static uint32_t seed;

static uint32_t chance(uint32_t below)
{
    seed = seed * 1664525u + 1013904223u;
    return (seed >> 8) % below;
}

#define ONE_OF(list) list[chance((uint32_t)(sizeof list / sizeof list[0]))]

/* ---- answers ---- */

typedef struct answers {
    und_bytes keys[UND_ANSWERS_MAX], values[UND_ANSWERS_MAX];
    size_t count;
} answers;

static und_packs *packs;
static support_text drafted;

static bool take(void *context, const char *at, size_t length)
{
    support_put(context, at, length);
    return true;
}

static und_status draft(const char *name, const answers *a)
{
    drafted.length = 0;
    return und_draft_plain(packs, support_bytes(name), a->keys, a->values, a->count, take, &drafted);
}

static const char *value_of(const answers *a, const char *key)
{
    for (size_t i = 0; i < a->count; i++)
        if (strcmp(a->keys[i].at, key) == 0)
            return a->values[i].at;
    return NULL;
}

/* A random answer to a key; NULL: none this time. */
static const char *answer_to(const char *key)
{
    static const char *const dates[] = {"2020-12-22", "2021-01-01", "2021-03-08", "2020-10-11"};
    static const char *const mastheads[] = {"2021-03-09", "2021-04-01"};
    static const char *const addressees[] = {"secretary-general", "president-general-assembly",
                                             "president-security-council", "president-economic-and-social-council",
                                             "president-human-rights-council"};
    static const char *const organs[] = {"general-assembly", "security-council", "economic-and-social-council",
                                         "general-assembly,security-council"};
    static const char *const items[] = {"5", "128(a)", "128(a),128(b),130(w)", "34,71(b)", "14,22(a),61"};
    static const char *const counts[] = {"yes", "no", "2", "3", "11"};
    static const char *const originals[] = {"ar", "en", "es", "fr", "ru", "zh"};
    static const char *const offices[] = {
        "permanent-representative",        "permanent-observer", "charge-d-affaires",
        "deputy-permanent-representative", "minister",           "head-of-delegation"};
    static const char *const genders[] = {"m", "f"};
    static const char *const behalf[] = {"EU", "FR, ML and PE"};
    static const char *const sponsors[] = {"NO", "SE, FR, EG", "MV, CI, UZ, PS"};
    static const char *const yes_no[] = {"yes", "no"};
    if (strcmp(key, "date") == 0)
        return ONE_OF(dates);
    if (strcmp(key, "masthead_date") == 0)
        return ONE_OF(mastheads);
    if (strcmp(key, "name") == 0)
        return "Ana Maria Example";
    if (strcmp(key, "title") == 0 || strcmp(key, "annex_title") == 0)
        return "Z";
    if (strcmp(key, "original") == 0 || strcmp(key, "annex_original") == 0)
        return ONE_OF(originals);
    if (strcmp(key, "gender") == 0 || strcmp(key, "addressee_gender") == 0)
        return ONE_OF(genders);
    if (strcmp(key, "sponsors") == 0)
        return ONE_OF(sponsors);
    if (strcmp(key, "symbol") == 0)
        return "A/75/L.80";
    if (strcmp(key, "items") == 0)
        return ONE_OF(items);
    if (strcmp(key, "annex") == 0)
        return ONE_OF(counts);
    if (strcmp(key, "transmits") == 0)
        return chance(2) == 0 ? "X" : NULL;
    if (strcmp(key, "text") == 0)
        return chance(2) == 0 ? "Y" : NULL;
    if (strcmp(key, "addressee") == 0)
        return ONE_OF(addressees);
    if (strcmp(key, "organ") == 0)
        return chance(2) == 0 ? ONE_OF(organs) : NULL;
    if (strcmp(key, "office") == 0)
        return chance(2) == 0 ? ONE_OF(offices) : NULL;
    if (strcmp(key, "behalf") == 0)
        return chance(2) == 0 ? ONE_OF(behalf) : NULL;
    if (strcmp(key, "instructions") == 0 || strcmp(key, "emphasis") == 0)
        return ONE_OF(yes_no);
    if (strcmp(key, "number") == 0)
        return "7";
    return NULL;
}

static void add(answers *a, const char *key, const char *value)
{
    a->keys[a->count] = support_bytes(key);
    a->values[a->count++] = support_bytes(value);
}

/* Takes out the answer that was refused: its message begins with the key. */
static void drop_refused(const char *name, answers *a)
{
    const char *said = und_packs_message(packs);
    size_t length = strcspn(said, ":");
    for (size_t i = 0; i < a->count; i++) {
        if (strlen(a->keys[i].at) != length || memcmp(a->keys[i].at, said, length) != 0)
            continue;
        a->count--;
        memmove(&a->keys[i], &a->keys[i + 1], (a->count - i) * sizeof a->keys[0]);
        memmove(&a->values[i], &a->values[i + 1], (a->count - i) * sizeof a->values[0]);
        return;
    }
    fail_msg("%s: %s", name, said);
}

/* As many random answers as agree with each other; those that a letter cannot do without come first. */
static void answer_all(const char *name, const char *language, const char *state, answers *a)
{
    const char *key;
    a->count = 0;
    add(a, "lang", language);
    for (uint32_t n = 0; (key = und_draft_key(packs, support_bytes(name), support_bytes(language), n)) != NULL; n++) {
        const char *value = strcmp(key, "state") == 0 ? state : answer_to(key);
        if (value != NULL && strcmp(key, "lang") != 0)
            add(a, key, value);
    }
    while (draft(name, a) != UND_OK)
        drop_refused(name, a);
}

/* ---- what the document says ---- */

static char what[2048]; /* is being tried */

static void describe(const char *name, const answers *a)
{
    size_t used = (size_t)snprintf(what, sizeof what, "undoc draft %s", name);
    for (size_t i = 0; i < a->count; i++)
        used += (size_t)snprintf(what + used, sizeof what - used, " '%s=%s'", a->keys[i].at, a->values[i].at);
}

static uint32_t faults;

/* All of them are told, the first ones with the document. */
static void wrong(const char *message, const char *got)
{
    print_error("%s\n  %s: %s\n", what, message, got != NULL ? got : "");
    if (faults++ < 3)
        print_error("%s\n", drafted.at);
}

/* What is proposed is confirmed, and the hints are filled in with some word. */
static void fill_in(void)
{
    support_confirm(drafted.at);
    drafted.length = strlen(drafted.at);
    size_t to = 0;
    bool inside = false;
    for (size_t i = 0; i < drafted.length; i++) {
        bool mark = drafted.length - i >= 3 && memcmp(drafted.at + i, "\xe2\x80\xb9", 3) == 0;
        if (mark)
            drafted.at[to++] = 'Q';
        else if (inside && drafted.length - i >= 3 && memcmp(drafted.at + i, "\xe2\x80\xba", 3) == 0) {
            inside = false;
            i += 2;
            continue;
        }
        inside = inside || mark;
        if (!inside)
            drafted.at[to++] = drafted.at[i];
    }
    drafted.at[to] = '\0';
    drafted.length = to;
}

static void same_date(const char *answer, und_date date, const char *which)
{
    char text[16];
    (void)snprintf(text, sizeof text, "%04u-%02u-%02u", (unsigned)date.year % 10000, (unsigned)date.month % 100,
                   (unsigned)date.day % 100);
    if (answer != NULL && strcmp(answer, text) != 0)
        wrong(which, text);
}

static void check_masthead(und_doc *doc, const answers *a)
{
    und_masthead_field field;
    const char *organ = value_of(a, "organ"), *items = value_of(a, "items"), *original = value_of(a, "original");
    if (und_masthead_field_get(doc, UND_FIELD_DATE, 0, &field) == UND_OK)
        same_date(value_of(a, "masthead_date"), field.date, "the date of the masthead");
    else if (value_of(a, "masthead_date") != NULL)
        wrong("no date in the masthead", NULL);
    if (original != NULL &&
        (und_masthead_field_get(doc, UND_FIELD_ORIGINAL, 0, &field) != UND_OK || strcmp(field.language, original) != 0))
        wrong("the language of the original", field.language);
    if (organ != NULL) {
        char found[128] = "";
        size_t used = 0;
        for (uint32_t n = 0; und_masthead_field_get(doc, UND_FIELD_ORGAN, n, &field) == UND_OK; n++)
            used += (size_t)snprintf(found + used, sizeof found - used, "%s%s", n > 0 ? "," : "",
                                     und_organ_name((und_organ)field.value));
        if (strcmp(found, organ) != 0)
            wrong("the organs of the masthead", found);
    }
    if (items != NULL) {
        char found[256] = "", name[UND_ITEM_TEXT_MAX];
        size_t used = 0;
        und_item item;
        for (uint32_t n = 0; und_masthead_item_get(doc, n, &item) == UND_OK; n++) {
            und_item_text(item, true, name);
            used += (size_t)snprintf(found + used, sizeof found - used, "%s%s", n > 0 ? "," : "", name);
        }
        if (strcmp(found, items) != 0)
            wrong("the items of the masthead", found);
    }
}

static void check_title(und_doc *doc, const und_letter *letter, const answers *a, const char *which)
{
    const char *addressee = value_of(a, "addressee"), *state = value_of(a, "state"), *code;
    und_bytes name;
    same_date(value_of(a, "date"), letter->date, which);
    if (addressee != NULL && strcmp(und_addressee_name(letter->addressee), addressee) != 0)
        wrong("the addressee", und_addressee_name(letter->addressee));
    if (state == NULL)
        return;
    char found[64] = "";
    size_t used = 0;
    for (uint32_t n = 0; und_letter_state_get(doc, letter->node, n, &code, &name) == UND_OK; n++)
        used += (size_t)snprintf(found + used, sizeof found - used, "%s%s", n > 0 ? "," : "", code);
    if (used == 0 && letter->state != NULL)
        (void)snprintf(found, sizeof found, "%s", letter->state);
    if (strcmp(found, state) != 0)
        wrong(which, found);
}

static void check_nodes(und_doc *doc, const answers *a)
{
    const char *annex = value_of(a, "annex"), *name = value_of(a, "name"), *original = value_of(a, "annex_original");
    uint32_t annexes = 0, signatures = 0;
    und_node node;
    for (uint32_t id = 1; und_node_get(doc, und_doc_revision(doc), id, &node) == UND_OK; id++) {
        und_letter heading;
        und_signature signature;
        und_original language;
        if (node.kind == UND_KIND_SIGNATURE) {
            signatures++;
            if (name != NULL && (und_signature_get(doc, id, &signature) != UND_OK ||
                                 signature.name.text.length < strlen(name) || signature.office.text.length == 0))
                wrong("the signature", NULL);
        }
        if (node.kind != UND_KIND_ANNEX)
            continue;
        annexes++;
        if (und_letter_get(doc, id, &heading) == UND_OK && heading.date.year > 0)
            check_title(doc, &heading, a, "the heading of an annex");
        if (original != NULL && und_original_get(doc, id, &language) == UND_OK &&
            strcmp(language.language, original) != 0)
            wrong("the language of an annex's original", language.language);
    }
    if (annex != NULL) {
        unsigned wanted = strcmp(annex, "yes") == 0 ? 1u : strcmp(annex, "no") == 0 ? 0u : (unsigned)atoi(annex);
        char found[16];
        (void)snprintf(found, sizeof found, "%u", (unsigned)annexes);
        if (annexes != wanted)
            wrong("annexes", found);
    }
    if (name != NULL && signatures != 1)
        wrong("signatures", signatures == 0 ? "none" : "several");
}

static void check_findings(und_doc *doc)
{
    und_finding finding;
    if (und_finding_get(doc, 0, &finding) == UND_OK) {
        char message[512];
        (void)snprintf(message, sizeof message, "line %u: %.*s (%s)", (unsigned)finding.range.from.line + 1,
                       (int)finding.message.length, finding.message.at, finding.code);
        wrong("a finding", message);
    }
}

/* ---- the answers of a document ---- */

static struct {
    char key[32], value[256];
} told[UND_ANSWERS_MAX];
static size_t told_count;

static bool note_told(void *context, const char *key, und_bytes value, und_bytes problem)
{
    (void)context;
    if (problem.length > 0) {
        char message[512];
        (void)snprintf(message, sizeof message, "%s=%.*s: %.*s", key, (int)value.length, value.at, (int)problem.length,
                       problem.at);
        wrong("an answer of the document is refused", message);
    }
    (void)snprintf(told[told_count].key, sizeof told[0].key, "%s", key);
    (void)snprintf(told[told_count++].value, sizeof told[0].value, "%.*s", (int)value.length, value.at);
    return true;
}

static const char *told_value(const char *key)
{
    for (size_t i = 0; i < told_count; i++)
        if (strcmp(told[i].key, key) == 0)
            return told[i].value;
    return "";
}

/* "FR, ML and PE" as the document tells it. */
static const char *plain_list(const char *value)
{
    return strcmp(value, "FR, ML and PE") == 0 ? "FR,ML,PE" : value;
}

/* Whether an answer leaves no words of its own in a document of this template. */
static bool does_not_show(const char *name, const char *made_with, const char *key, const answers *a)
{
    const char *text = value_of(a, "text"), *annex = value_of(a, "annex"), *behalf = value_of(a, "behalf");
    bool opening = strcmp(key, "text") == 0 || strcmp(key, "behalf") == 0 || strcmp(key, "instructions") == 0;
    /* Their openings are other sentences than those of a letter. */
    bool other = strcmp(made_with, "letter-concept-note") == 0 || strcmp(made_with, "item-request") == 0 ||
                 strcmp(made_with, "candidature") == 0;
    if (strcmp(key, "instructions") == 0 && strcmp(value_of(a, key), "no") == 0)
        return true;
    if (opening && other)
        return true;
    /* What was answered for both stands in the place of what is transmitted; in a note verbale it does not. */
    if (strcmp(key, "transmits") == 0)
        return text != NULL;
    if (strcmp(name, "note-verbale") == 0)
        return strcmp(key, "text") == 0 && annex != NULL && strcmp(annex, "no") != 0;
    /* Nothing stands between the two in Chinese. */
    bool beside = text != NULL || (annex != NULL && strcmp(annex, "no") == 0);
    return opening && beside && behalf != NULL && strcmp(value_of(a, "lang"), "zh") == 0;
}

/* What was answered and shows in the document is what the document answers. */
static void check_answers(und_doc *doc, const char *made_with, const answers *a, bool letter)
{
    static const char *const shown[] = {"lang",  "state",        "addressee", "organ",   "masthead_date", "items",
                                        "annex", "distribution", "name",      "session", "original",      "office"};
    static const char *const in_letters[] = {"date", "transmits", "text", "behalf", "instructions", "annex_title"};
    size_t count = sizeof shown / sizeof shown[0], all = count + sizeof in_letters / sizeof in_letters[0];
    const char *name;
    told_count = 0;
    if (und_answers_of(doc, &name, note_told, NULL) != UND_OK) {
        wrong("no template writes it", und_packs_message(packs));
        return;
    }
    for (size_t i = 0; i < (letter ? all : count); i++) {
        const char *key = i < count ? shown[i] : in_letters[i - count];
        const char *given = value_of(a, key), *found = told_value(key);
        if (given == NULL || does_not_show(name, made_with, key, a) || strcmp(plain_list(given), found) == 0)
            continue;
        /* Of several annexes each has its title, which was open. */
        if (strcmp(key, "annex_title") == 0 && strncmp(found, given, strlen(given)) == 0)
            continue;
        char message[512];
        (void)snprintf(message, sizeof message, "%s=%s", key, found);
        wrong("the document gives another answer", message);
    }
}

static void try_one(const char *name, und_doc_kind kind, bool letter, const char *language, const char *state)
{
    answers a;
    answer_all(name, language, state, &a);
    describe(name, &a);
    if (draft(name, &a) != UND_OK)
        fail_msg("%s: %s", what, und_packs_message(packs));
    fill_in();
    und_doc *doc = NULL;
    assert_int_equal(und_doc_open(packs, &doc), UND_OK);
    assert_int_equal(und_doc_read(doc, (und_bytes){drafted.at, drafted.length}), UND_OK);
    if (und_doc_kind_of(doc) != kind)
        wrong("the kind", und_doc_kind_name(und_doc_kind_of(doc)));
    if (strcmp(und_language_code(packs, und_doc_language(doc)), language) != 0)
        wrong("the language", und_language_code(packs, und_doc_language(doc)));
    check_masthead(doc, &a);
    if (letter) {
        und_letter title;
        if (und_letter_at(doc, 0, &title) != UND_OK)
            wrong("no title of a letter", NULL);
        else
            check_title(doc, &title, &a, "the title");
        check_nodes(doc, &a);
    }
    check_answers(doc, name, &a, letter);
    check_findings(doc);
    und_doc_close(doc);
}

static bool has_language(const char *name, const char *language)
{
    answers a = {.count = 0};
    add(&a, "lang", language);
    return draft(name, &a) == UND_OK;
}

static void documents_are_read_back(void **state)
{
    (void)state;
    uint32_t made = 0;
    /* Every path is gone by a few States: what looks at memory need not see each of them. */
    size_t count = getenv("UNDOC_VALGRIND") != NULL ? 1 : SANITIZED ? 6 : STATES;
    for (size_t d = 0; d < sizeof documents / sizeof documents[0]; d++) {
        for (size_t l = 0; l < sizeof languages / sizeof languages[0]; l++) {
            if (!has_language(documents[d].name, languages[l]))
                continue;
            for (size_t s = 0; s < count; s++, made++) {
                seed = (uint32_t)(d * 1000 + l * 100 + s);
                try_one(documents[d].name, documents[d].kind, documents[d].letter, languages[l], states[s]);
            }
        }
    }
    assert_int_equal(faults, 0);
    assert_true(made >= 80u * count && made >= (count == STATES ? 2000u : 0u));
}

/* Two and three States of the list in one letter. */
static void joint_letters_are_read_back(void **state)
{
    (void)state;
    /* In English alphabetical order, as the title will name them. */
    static const char *const together[] = {"FR,US", "CU,IR,IL", "CI,SV,MV", "BS,BO,CG,CD", "DM,SD,GB,UZ"};
    for (size_t l = 0; l < sizeof languages / sizeof languages[0]; l++) {
        for (size_t t = 0; t < sizeof together / sizeof together[0]; t++) {
            answers a;
            seed = (uint32_t)(l * 10 + t);
            answer_all("letter-joint", languages[l], together[t], &a);
            describe("letter-joint", &a);
            if (draft("letter-joint", &a) != UND_OK)
                fail_msg("%s: %s", what, und_packs_message(packs));
            fill_in();
            und_doc *doc = NULL;
            assert_int_equal(und_doc_open(packs, &doc), UND_OK);
            assert_int_equal(und_doc_read(doc, (und_bytes){drafted.at, drafted.length}), UND_OK);
            und_letter title;
            if (und_letter_at(doc, 0, &title) != UND_OK)
                wrong("no title of a letter", NULL);
            else
                check_title(doc, &title, &a, "the title");
            check_masthead(doc, &a);
            check_findings(doc);
            und_doc_close(doc);
        }
    }
    assert_int_equal(faults, 0);
}

static int begin(void **state)
{
    (void)state;
    packs = support_packs();
    return packs != NULL ? 0 : -1;
}

static int end(void **state)
{
    (void)state;
    und_packs_close(packs);
    free(drafted.at);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(documents_are_read_back),
        cmocka_unit_test(joint_letters_are_read_back),
    };
    return cmocka_run_group_tests(tests, begin, end);
}
