/* test_translate.c - the frame of a document in another language: what is made of a draft is the draft in that language. */
#include "support.h"

#include "undoc/draft.h"
#include "undoc/reading.h"
#include "undoc/translate.h"

static const char *const languages[] = {"en", "fr", "es", "ru", "ar", "zh"};
#define LANGUAGES (sizeof languages / sizeof languages[0])

static und_packs *packs;

static bool take(void *context, const char *at, size_t length)
{
    support_put(context, at, length);
    return true;
}

/* What stands between ‹ and › is left out: hints differ from the words that wait. */
static void empty_hints(support_text *text)
{
    size_t to = 0;
    bool inside = false;
    for (size_t i = 0; i < text->length; i++) {
        bool opens = text->length - i >= 3 && memcmp(text->at + i, "\xe2\x80\xb9", 3) == 0;
        inside = inside && !(text->length - i >= 3 && memcmp(text->at + i, "\xe2\x80\xba", 3) == 0);
        if (!inside)
            text->at[to++] = text->at[i];
        if (opens) {
            text->at[to++] = text->at[++i];
            text->at[to++] = text->at[++i];
            inside = true;
        }
    }
    text->length = to;
    text->at[to] = '\0';
}

/* What is to be confirmed is, and hints are filled in with a word, as who writes the document does. */
static void fill_in(support_text *text)
{
    size_t to = 0;
    for (size_t i = 0; i < text->length; i++) {
        char *end = text->length - i >= 3 && memcmp(text->at + i, "‹", 3) == 0 ? strstr(text->at + i, "›") : NULL;
        if (end == NULL) {
            text->at[to++] = text->at[i];
            continue;
        }
        size_t length = (size_t)(end - text->at) - i - 3;
        if (length > 1 && end[-1] == '?') {
            memmove(text->at + to, text->at + i + 3, length - 1);
            to += length - 1;
        } else {
            text->at[to++] = 'Q';
        }
        i = (size_t)(end - text->at) + 2;
    }
    text->length = to;
    text->at[to] = '\0';
}

typedef struct answers {
    und_bytes keys[UND_ANSWERS_MAX], values[UND_ANSWERS_MAX];
    size_t count;
} answers;

static void add(answers *a, const char *key, const char *value)
{
    a->keys[a->count] = support_bytes(key);
    a->values[a->count++] = support_bytes(value);
}

static und_status draft(const char *name, const answers *a, support_text *out)
{
    out->length = 0;
    return und_draft_plain(packs, support_bytes(name), a->keys, a->values, a->count, take, out);
}

static und_doc *read_text(const support_text *text)
{
    und_doc *doc = NULL;
    assert_int_equal(und_doc_open(packs, &doc), UND_OK);
    assert_int_equal(und_doc_read(doc, (und_bytes){text->at, text->length}), UND_OK);
    return doc;
}

static uint32_t faults, made;

/* Whether the document says whether a man or a woman writes, or is written to. */
static bool take_key(void *context, const char *key, und_bytes value, und_bytes problem)
{
    bool *said = context;
    (void)value;
    (void)problem;
    said[0] = said[0] || strcmp(key, "gender") == 0;
    said[1] = said[1] || strcmp(key, "addressee_gender") == 0;
    return true;
}

/* Answers that the document does not show are none of its translation's. */
static void drop_unsaid(und_doc *doc, answers *a)
{
    bool said[2] = {false, false};
    const char *name;
    assert_int_equal(und_answers_of(doc, &name, take_key, said), UND_OK);
    for (size_t i = 0; i < a->count;) {
        bool gone = (!said[0] && strcmp(a->keys[i].at, "gender") == 0) ||
                    (!said[1] && strcmp(a->keys[i].at, "addressee_gender") == 0);
        if (!gone) {
            i++;
            continue;
        }
        a->count--;
        a->keys[i] = a->keys[a->count];
        a->values[i] = a->values[a->count];
    }
}

/* The first line in which two texts differ. */
static void compare(const char *what, const support_text *got, const support_text *wanted)
{
    made++;
    if (got->length == wanted->length && memcmp(got->at, wanted->at, got->length) == 0)
        return;
    size_t at = 0, line = 0;
    while (at < got->length && at < wanted->length && got->at[at] == wanted->at[at]) {
        if (got->at[at] == '\n')
            line = at + 1;
        at++;
    }
    if (faults++ < 8)
        print_error("%s\n  got:    %.*s\n  wanted: %.*s\n", what, (int)strcspn(got->at + line, "\n"), got->at + line,
                    (int)strcspn(wanted->at + line, "\n"), wanted->at + line);
}

/* Answers beside those that every letter has: "key=value key=value". */
static const char *const letters[] = {
    "letter state=UZ addressee=secretary-general items=128(a),128(b),130(w) annex=yes annex_original=ru",
    "letter state=IR addressee=president-security-council annex=2 annex_original=ar,en instructions=yes",
    "letter state=VA addressee=president-human-rights-council items=7 annex=no",
    "letter state=CI addressee=president-general-assembly items=34,128(a) annex=3 annex_original=fr",
    "letter state=NL addressee=president-economic-and-social-council items=18 annex=yes annex_original=en",
    "letter state=EU organ=general-assembly,security-council items=34 annex=no",
    "letter state=MV office=charge-d-affaires addressee=president-security-council annex=no",
    "letter state=CD office=minister items=34 annex=yes annex_original=fr",
    "letter state=PE behalf=EU items=34 annex=yes annex_original=es",
    "letter state=PE behalf=FR,ML items=34 annex=yes annex_original=es",
    "letter state=FR,DE,US addressee=president-security-council annex=yes annex_original=en",
    "letter state=QA addressee=president-security-council request=attention annex=2 annex_original=ar",
    "letter state=CU items=5 request=none annex=no",
    "identical-letters state=IL items=34 annex=yes annex_original=en",
    "note-verbale state=BH addressee=secretary-general items=44 annex=yes annex_original=ar",
    "note-verbale state=PS addressee=president-security-council annex=no",
};

static const char *value_in(const answers *a, const char *key)
{
    for (size_t i = 0; i < a->count; i++)
        if (a->keys[i].length == strlen(key) && memcmp(a->keys[i].at, key, strlen(key)) == 0)
            return a->values[i].at;
    return NULL;
}

/* The answers of a row, in a language; `open` puts hints in the place of what is text of the document's own. */
static const char *answers_of(char *row, const char *language, const char *original, bool open, answers *a)
{
    a->count = 0;
    add(a, "lang", language);
    const char *name = strtok(row, " ");
    for (char *word = strtok(NULL, " "); word != NULL; word = strtok(NULL, " ")) {
        char *equals = strchr(word, '=');
        *equals = '\0';
        add(a, word, equals + 1);
    }
    add(a, "date", "2020-12-22");
    add(a, "masthead_date", "2021-01-07");
    add(a, "original", original);
    add(a, "addressee_gender", "m");
    bool letter = strcmp(name, "note-verbale") != 0, several = strchr(value_in(a, "state"), ',') != NULL;
    bool annex = strcmp(value_in(a, "annex"), "no") != 0;
    add(a, annex ? "transmits" : "text", open ? "‹x›" : "what it is about");
    if (letter) {
        add(a, "gender", "m");
        add(a, "name", open ? (several ? "‹x›; ‹x›; ‹x›" : "‹x›") : several ? "Ana One; Bo Two; Cy Three" : "Ana One");
    }
    return name;
}

/* Names stay where the script is the same. */
static void empty_names(support_text *text)
{
    static const char *const names[] = {"Ana **One**", "Bo **Two**", "Cy **Three**"};
    for (size_t n = 0; n < 3; n++) {
        char *at = strstr(text->at, names[n]);
        if (at == NULL)
            continue;
        size_t length = strlen(names[n]), rest = strlen(at + length);
        static const char hint[] = "**‹›**";
        memmove(at + sizeof hint - 1, at + length, rest + 1);
        memcpy(at, hint, sizeof hint - 1);
        text->length -= length - (sizeof hint - 1);
    }
}

/* The closing words of a note verbale are attested in English alone: they are a paragraph that the others have not. */
static void drop_closing(support_text *text)
{
    char *at = strstr(text->at, "avails itself of this opportunity");
    if (at == NULL)
        return;
    char *first = at, *last = strstr(at, "\n");
    while (first > text->at && first[-1] != '\n')
        first--;
    first--; /* with the empty line before it */
    memmove(first, last + 1, strlen(last + 1) + 1);
    text->length -= (size_t)(last + 1 - first);
}

static void try_one(const char *row, const char *from, const char *to)
{
    char first[512], second[512], what[600];
    answers a;
    support_text source = {0}, wanted = {0}, got = {0};
    (void)snprintf(first, sizeof first, "%s", row);
    (void)snprintf(second, sizeof second, "%s", row);
    (void)snprintf(what, sizeof what, "%s: %s to %s", row, from, to);
    const char *name = answers_of(first, from, from, false, &a);
    if (draft(name, &a, &source) != UND_OK)
        fail_msg("%s: %s", what, und_packs_message(packs));
    fill_in(&source);
    drop_closing(&source);
    und_doc *doc = read_text(&source);
    name = answers_of(second, to, from, true, &a);
    drop_unsaid(doc, &a);
    if (draft(name, &a, &wanted) != UND_OK)
        fail_msg("%s: %s", what, und_packs_message(packs));
    empty_hints(&wanted);
    drop_closing(&wanted);
    if (und_write_translation(doc, support_bytes(to), take, &got) != UND_OK)
        fail_msg("%s: %s", what, und_doc_message(doc));
    empty_hints(&got);
    empty_names(&got);
    compare(what, &got, &wanted);
    und_doc_close(doc);
    free(source.at);
    free(wanted.at);
    free(got.at);
}

static void a_letter_becomes_that_of_the_other_language(void **state)
{
    (void)state;
    bool quick = getenv("UNDOC_VALGRIND") != NULL;
    for (size_t l = 0; l < sizeof letters / sizeof letters[0]; l++)
        for (size_t from = 0; from < LANGUAGES; from++)
            for (size_t to = 0; to < LANGUAGES; to++)
                if (from != to && (from == 0 || to == 0 || (from + to + l) % 5 == 0) && !(quick && (from + l) % 7 != 0))
                    try_one(letters[l], languages[from], languages[to]);
    assert_int_equal(faults, 0);
}

/* ---- parts ---- */

static const char resolution[] =
    "A/80/L.99\n\nGeneral Assembly\n\nDistr.: Limited\n12 November 2025\nOriginal: English\n\n"
    "Eightieth session\n\nAgenda item 75\n\nOceans and the law of the sea\n\n"
    "Norway and Sweden: draft resolution\n\nProtection of reefs\n\n"
    "The General Assembly,\n\n"
    "*Recalling* its resolution 79/144,\u00b9\n\nNoting that it is late,\n\n"
    "1. *Decides* that reefs shall be\nprotected:\n\n"
    "(a) From mining; and\n\n(b) From ‹whatever›:\n\n(i) In the area;\n\n"
    "2. (a) Requests a report on paragraph 1 (b) above.\n\n"
    "1 A/80/70.\n";

typedef struct parts {
    support_text text, how, missing;
    uint32_t line;
    bool in_order;
} parts;

static bool note_part(void *context, const und_rendered *part)
{
    parts *p = context;
    support_put(&p->text, part->text.at, part->text.length);
    support_put(&p->text, "\n", 1);
    const char *how = und_rendering_name(part->how);
    support_put(&p->how, how, 1);
    p->in_order = p->in_order && part->line >= p->line && part->last > part->first && part->lines > 0;
    p->line = part->line + part->lines;
    return true;
}

static bool note_missing(void *context, const char *key)
{
    parts *p = context;
    support_put(&p->missing, key, strlen(key));
    support_put(&p->missing, " ", 1);
    return true;
}

static parts parts_of(const char *text, const char *language)
{
    parts p = {.in_order = true};
    und_doc *doc = NULL;
    assert_int_equal(und_doc_open(packs, &doc), UND_OK);
    assert_int_equal(und_doc_read(doc, support_bytes(text)), UND_OK);
    support_put(&p.missing, "", 0);
    if (und_translate(doc, support_bytes(language), note_part, note_missing, &p) != UND_OK)
        fail_msg("%s", und_doc_message(doc));
    assert_true(p.in_order);
    und_doc_close(doc);
    return p;
}

static void close_parts(parts *p)
{
    free(p->text.at);
    free(p->how.at);
    free(p->missing.at);
}

static void expect_in(const parts *p, const char *line)
{
    if (strstr(p->text.at, line) == NULL)
        fail_msg("there is no %s in\n%s", line, p->text.at);
}

static void clauses_wait_with_label_and_mark_of_the_language(void **state)
{
    (void)state;
    parts p = parts_of(resolution, "ar");
    expect_in(&p, "A/80/L.99\n");
    expect_in(&p, "البند 75 من جدول الأعمال\n");
    expect_in(&p, "\nإن الجمعية العامة،\n");
    expect_in(&p, "\n*إذ تشير إلى* ‹its resolution 79/144›،¹\nوإذ تلاحظ أن ‹it is late›،\n");
    expect_in(&p, "\n1 - *تقرر* ‹that reefs shall be protected›:\n");
    expect_in(&p, "\n(أ) ‹From mining; and›\n");
    expect_in(&p, "\n(ب) ‹From whatever›:\n");
    expect_in(&p, "\n’1‘ ‹In the area›؛\n");
    expect_in(&p, "\n2 - (أ) ‹Requests a report on paragraph 1 (b) above›.\n");
    expect_in(&p, "\n1 A/80/70.\n");
    assert_string_equal(p.missing.at, "");
    close_parts(&p);
    p = parts_of(resolution, "fr");
    expect_in(&p, "Norvège et Suède : projet de résolution\n");
    expect_in(&p, "\ni) ‹In the area› ;\n");
    close_parts(&p);
}

/* The words of an opener with several counterparts, or with none that is certain, wait. */
static void openers_are_written_where_they_are_certain(void **state)
{
    (void)state;
    static const char text[] =
        "General Assembly\n\nAgenda item 75\n\nThe General Assembly,\n\nWelcoming the report,\n\n"
        "Noting with appreciation the delay,\n\n1. Decides also to act;\n\n2. Requests: a report.\n\n"
        "3. Decidesx it.\n";
    static const char french[] =
        "Assemblée générale\n\nPoint 75 de l'ordre du jour\n\nL'Assemblée générale,\n\n"
        "Soulignant que tout est lent,\n\nRappelant ses résolutions,\n\n1. Souligne le retard ;\n\n"
        "2. Décide d'agir.\n";
    parts p = parts_of(text, "fr");
    expect_in(&p, "\n‹Welcoming the report›,\n");
    expect_in(&p, "\n‹Noting with appreciation the delay›,\n");
    expect_in(&p, "\n1. Décide également ‹to act› ;\n");
    expect_in(&p, "\n2. Prie ‹: a report›.\n");
    expect_in(&p, "\n3. ‹Decidesx it›.\n");
    close_parts(&p);
    p = parts_of(french, "en");
    expect_in(&p, "\n‹Soulignant que tout est lent›,\n");
    expect_in(&p, "\nRecalling ‹ses résolutions›,\n");
    expect_in(&p, "\n1. ‹Souligne le retard›;\n");
    expect_in(&p, "\n2. Decides ‹d'agir›.\n");
    close_parts(&p);
}

static void what_is_not_said_is_named(void **state)
{
    (void)state;
    parts p = parts_of(
        "Letter dated 1 March 2021 from the Permanent Representative of Atlantis to the United Nations addressed to "
        "the Secretary-General\n\nI have the honour to inform you of this.\n\n(Signed) Ana One\n"
        "Permanent Representative\n",
        "es");
    assert_string_equal(p.missing.at, "state ");
    expect_in(&p, "‹del Estado› ante las Naciones Unidas\n‹Letter dated 1 March 2021");
    expect_in(&p, "\nTengo el honor de ‹inform you of this›.\n");
    expect_in(&p, "\n(Firmado) Ana One\nRepresentante Permanente\n");
    close_parts(&p);
}

/* The hints of a letter that is not filled in are those of the other language: they are no words to translate. */
static void hints_are_hints_of_the_language(void **state)
{
    (void)state;
    parts p = parts_of(
        "Letter dated 1 March 2021 from the Permanent Representative of Kyrgyzstan to the United Nations addressed to "
        "the Secretary-General\n\nI have the honour to transmit herewith ‹what the letter transmits› (see annex).\n\n"
        "(*Signed*) ‹Given name and family name›\nPermanent Representative\n\nAnnex\n\nThe text.\n",
        "fr");
    expect_in(&p, "\nJ'ai l'honneur de vous faire tenir ci-joint ‹ce que la lettre transmet› (voir annexe).\n");
    expect_in(&p, "(*Signé*) ‹Prénom et nom›\n");
    assert_null(strstr(p.text.at, "Given"));
    assert_null(strstr(p.text.at, "what the letter"));
    close_parts(&p);
}

static void an_unknown_office_waits(void **state)
{
    (void)state;
    parts p =
        parts_of("Letter dated 1 March 2021 from the President of the Board addressed to the Secretary-General\n\n"
                 "The board met twice.\n\n(Signed) Ana One\nPresident of the Board\n",
                 "fr");
    expect_in(&p, "adressée au Secrétaire général par ‹President of the Board›\n");
    expect_in(&p, "\n‹President of the Board›\n(Signé) Ana One\n");
    assert_string_equal(p.missing.at, "");
    close_parts(&p);
}

static void a_document_without_template_waits_whole(void **state)
{
    (void)state;
    parts p = parts_of("Agenda of the meeting\n\nThe first thing to be said is that nothing is known of this.\n", "ru");
    expect_in(&p, "‹Agenda of the meeting›\n‹The first thing to be said is that nothing is known of this›.\n");
    close_parts(&p);
    p = parts_of("", "ru");
    close_parts(&p);
}

static bool stop(void *context, const und_rendered *part)
{
    (void)context;
    (void)part;
    return false;
}

static void languages_that_cannot_be_are_refused(void **state)
{
    (void)state;
    und_doc *doc = NULL;
    assert_int_equal(und_doc_open(packs, &doc), UND_OK);
    assert_int_equal(und_doc_read(doc, support_bytes(resolution)), UND_OK);
    assert_int_equal(und_translate(doc, support_bytes("en"), stop, NULL, NULL), UND_E_DATA);
    assert_string_equal(und_doc_message(doc), "the document is in English already");
    assert_int_equal(und_translate(doc, support_bytes("xx"), stop, NULL, NULL), UND_E_DATA);
    assert_non_null(strstr(und_doc_message(doc), "unknown language"));
    assert_int_equal(und_translate(doc, support_bytes(""), stop, NULL, NULL), UND_E_DATA);
    assert_int_equal(und_translate(doc, support_bytes("français"), stop, NULL, NULL), UND_E_IO);
    assert_int_equal(und_translate(NULL, support_bytes("fr"), stop, NULL, NULL), UND_E_ARGUMENT);
    assert_string_equal(und_rendering_name((und_rendering)9), "");
    und_doc_close(doc);
}

static bool drop_part(void *context, const und_rendered *part)
{
    (void)context;
    (void)part;
    return true;
}

/* Allocations fail one by one, some dozens of them spread over all: it is said, and nothing is lost. */
static void memory_that_runs_out_is_said(void **state)
{
    (void)state;
    support_heap heap = {0};
    und_allocator allocator = support_allocator(&heap);
    und_packs *own = NULL;
    const char *root = support_data_dir();
    assert_int_equal(und_packs_open(&allocator, &root, 1, &own), UND_OK);
    support_text letter = support_file(SUPPORT_LETTER);
    und_doc *doc = NULL;
    assert_int_equal(und_doc_open(own, &doc), UND_OK);
    assert_int_equal(und_doc_read(doc, (und_bytes){letter.at, letter.length}), UND_OK);
    /* Once with all memory: agendas, States and templates are there from now on, and what is kept of the document. */
    assert_int_equal(und_translate(doc, support_bytes("es"), drop_part, NULL, NULL), UND_OK);
    heap.calls = 0;
    assert_int_equal(und_translate(doc, support_bytes("es"), drop_part, NULL, NULL), UND_OK);
    size_t all = heap.calls, blocks = heap.blocks, live = heap.live, step = all / 60 + 1;
    for (size_t nth = 1; nth <= all; nth += step) {
        heap.calls = 0;
        heap.fail_at = nth;
        heap.failed = false;
        heap.go_on = nth % 2 == 0;
        und_status status = und_translate(doc, support_bytes("es"), drop_part, NULL, NULL);
        heap.fail_at = 0;
        assert_true(status == UND_OK || status == UND_E_MEMORY);
        assert_true(heap.failed);
        assert_int_equal(heap.blocks, blocks);
        assert_int_equal(heap.live, live);
    }
    und_doc_close(doc);
    und_packs_close(own);
    assert_int_equal(heap.blocks, 0);
    support_free(&letter);
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
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_letter_becomes_that_of_the_other_language),
        cmocka_unit_test(clauses_wait_with_label_and_mark_of_the_language),
        cmocka_unit_test(openers_are_written_where_they_are_certain),
        cmocka_unit_test(what_is_not_said_is_named),
        cmocka_unit_test(hints_are_hints_of_the_language),
        cmocka_unit_test(an_unknown_office_waits),
        cmocka_unit_test(a_document_without_template_waits_whole),
        cmocka_unit_test(languages_that_cannot_be_are_refused),
        cmocka_unit_test(memory_that_runs_out_is_said),
    };
    return cmocka_run_group_tests(tests, begin, end);
}
