/* test_draft.c - drafts: the real letter made again, every answer and every mistake in it, the language of templates,
 * and the views of the packs. */

#include "support.h"

#include "pack/pack.h"
#include "undoc/json.h"
#include "write/agenda_line.h"
#include "write/template.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define ROOM (2u * 1024u * 1024u)
#define LETTER UND_DATA_DIR "/../tests/data/000_ccba38e56b2f2219.txt"

/* ---- an allocator that fails when it is told to, and that knows what it gave ---- */

typedef struct counter {
    size_t calls;
    size_t fail_at; /* the call that fails, from 1; 0: none */
    size_t bytes;   /* given and not taken back */
} counter;

static void *counted(void *context, void *block, size_t old, size_t size)
{
    counter *c = context;
    if (size == 0) {
        free(block);
        c->bytes -= old;
        return NULL;
    }
    c->calls++;
    if (c->calls == c->fail_at)
        return NULL;
    void *grown = realloc(block, size);
    assert_non_null(grown);
    c->bytes += size - old;
    return grown;
}

/* ---- calling und_draft ---- */

typedef struct taken {
    char *text;
    size_t length;
    size_t calls;
    bool refuse;
} taken;

static bool take(void *context, const char *at, size_t length)
{
    taken *t = context;
    t->calls++;
    if (t->refuse)
        return false;
    assert_true(t->length + length < ROOM);
    memcpy(t->text + t->length, at, length);
    t->length += length;
    t->text[t->length] = '\0';
    return true;
}

typedef struct fixture {
    und_packs *packs;
    counter counter;
    taken out;   /* the snippet */
    char *plain; /* the same expanded */
    uint32_t stops;
} fixture;

static fixture shared;

#define ANSWERS 40u

/* `answers` is `key=value|key=value`. */
static und_status draft_from(und_packs *packs, const char *name, const char *answers, taken *out)
{
    und_bytes keys[ANSWERS], values[ANSWERS];
    size_t count = 0;
    for (const char *at = answers; *at != '\0';) {
        const char *end = strchr(at, '|');
        if (end == NULL)
            end = at + strlen(at);
        const char *equals = memchr(at, '=', (size_t)(end - at));
        assert_non_null(equals);
        assert_true(count < ANSWERS);
        keys[count] = (und_bytes){at, (size_t)(equals - at)};
        values[count] = (und_bytes){equals + 1, (size_t)(end - equals) - 1};
        count++;
        at = *end == '|' ? end + 1 : end;
    }
    out->length = 0;
    out->calls = 0;
    out->text[0] = '\0';
    return und_draft(packs, (und_bytes){name, strlen(name)}, keys, values, count, take, out);
}

/* Expands the snippet as an editor does, and confirms what is to be confirmed; stops at whatever is not the syntax. */
static void expand(fixture *f)
{
    static const char *placeholders[UND_TABSTOPS_MAX + 1];
    static size_t lengths[UND_TABSTOPS_MAX + 1];
    const char *at = f->out.text;
    char *to = f->plain;
    uint32_t inside = 0;
    f->stops = 0;
    while (*at != '\0') {
        if (*at == '\\') {
            assert_non_null(strchr("$}\\", at[1]));
            *to++ = at[1];
            at += 2;
        } else if (*at == '$') {
            assert_int_equal(inside, 0);
            assert_int_equal(at[1], '{');
            char *colon;
            inside = (uint32_t)strtoul(at + 2, &colon, 10);
            assert_int_equal(*colon, ':');
            assert_true(inside >= 1 && inside <= f->stops + 1); /* numbered as they come */
            const char *end = colon + 1;
            while (*end != '}') {
                assert_true(*end != '\0' && *end != '$');
                end += *end == '\\' ? 2 : 1;
            }
            size_t length = (size_t)(end - colon) - 1;
            assert_true(length > 0);
            if (inside > f->stops) {
                f->stops = inside;
                placeholders[inside] = colon + 1;
                lengths[inside] = length;
            } else { /* Neovim refuses two placeholders of one tabstop */
                assert_int_equal(length, lengths[inside]);
                assert_memory_equal(colon + 1, placeholders[inside], length);
            }
            at = colon + 1;
        } else if (*at == '}' && inside > 0) {
            inside = 0;
            at++;
        } else {
            assert_true(*at != '}');
            *to++ = *at++;
        }
    }
    assert_int_equal(inside, 0);
    *to = '\0';
    support_confirm(f->plain);
}

static bool uses(const char *name, const char *key, size_t length)
{
    const char *found;
    for (uint32_t n = 0; (found = und_draft_key(shared.packs, und_words(name), und_words(""), n)) != NULL; n++)
        if (strlen(found) == length && memcmp(found, key, length) == 0)
            return true;
    return false;
}

/* Of `answers` those that the template has a use for: a whole document refuses others. */
static const char *usable(const char *name, const char *answers)
{
    static char kept[4096];
    size_t used = 0;
    kept[0] = '\0';
    for (const char *at = answers; *at != '\0';) {
        const char *end = strchr(at, '|');
        if (end == NULL)
            end = at + strlen(at);
        const char *equals = memchr(at, '=', (size_t)(end - at));
        assert_non_null(equals);
        if (uses(name, at, (size_t)(equals - at)))
            used +=
                (size_t)snprintf(kept + used, sizeof kept - used, "%s%.*s", used > 0 ? "|" : "", (int)(end - at), at);
        at = *end == '|' ? end + 1 : end;
    }
    return kept;
}

static const char *drafted(const char *name, const char *answers)
{
    und_status status = draft_from(shared.packs, name, answers, &shared.out);
    if (status != UND_OK)
        fail_msg("%s with %s: %s", name, answers, und_packs_message(shared.packs));
    expand(&shared);
    return shared.plain;
}

static void assert_has(const char *text, const char *part)
{
    if (strstr(text, part) == NULL)
        fail_msg("\"%s\" is not in:\n%s", part, text);
}

static void assert_lacks(const char *text, const char *part)
{
    if (strstr(text, part) != NULL)
        fail_msg("\"%s\" is in:\n%s", part, text);
}

static void assert_message(const char *name, const char *answers, und_status status, const char *message)
{
    if (draft_from(shared.packs, name, answers, &shared.out) != status)
        fail_msg("%s with %s: %s", name, answers, und_packs_message(shared.packs));
    assert_int_equal(shared.out.calls, 0);
    assert_string_equal(und_packs_message(shared.packs), message);
}

static int open_shared(void **state)
{
    const char *const roots[] = {UND_DATA_DIR};
    und_allocator allocator = {counted, &shared.counter};
    shared.out.text = malloc(ROOM);
    shared.plain = malloc(ROOM);
    *state = &shared;
    if (shared.out.text == NULL || shared.plain == NULL)
        return -1;
    return und_packs_open(&allocator, roots, 1, &shared.packs) == UND_OK ? 0 : -1;
}

static int close_shared(void **state)
{
    (void)state;
    und_packs_close(shared.packs);
    free(shared.out.text);
    free(shared.plain);
    /* Every size that was given back is one that was asked for. */
    return shared.counter.bytes == 0 ? 0 : -1;
}

/* ---- the real letter ---- */

/* Words with one space between them: line breaks aside. */
static void put_words(const char *text, char *out, size_t *used)
{
    while (*text != '\0') {
        if (*text == ' ' || *text == '\n') {
            if (*used > 0 && out[*used - 1] != ' ')
                out[(*used)++] = ' ';
        } else {
            out[(*used)++] = *text;
        }
        text++;
    }
    while (*used > 0 && out[*used - 1] == ' ')
        --*used;
    out[*used] = '\0';
}

#define VALUES                                                                                                         \
    "|state=UZ|date=2020-12-22|masthead_date=2021-01-07|items=128(a),128(b),130(w)|original=en|annex=yes|"             \
    "annex_original=ru|name=Bakhtiyor Ibragimov"
#define TRANSMITS                                                                                                       \
    "la déclaration commune faite par les chefs d'État des pays membres de la Communauté d'États indépendants à " \
    "l'occasion du soixante-quinzième anniversaire de la fondation de l'Organisation des Nations Unies"

static void compare_with_letter(const char *answers)
{
    char *real = calloc(1, 32768), *expected = calloc(1, 32768), *made = calloc(1, 32768);
    assert_true(real != NULL && expected != NULL && made != NULL);
    FILE *file = fopen(LETTER, "rb");
    if (file == NULL)
        fail_msg("%s cannot be opened", LETTER);
    char line[8192];
    size_t used = 0;
    for (uint32_t number = 1; number <= 41 && fgets(line, sizeof line, file) != NULL; number++)
        if (number >= 5)
            used += (size_t)snprintf(real + used, 32768 - used, "%s", line);
    (void)fclose(file);
    size_t length = 0;
    put_words(real, expected, &length);
    length = 0;
    put_words(drafted("letter", answers), made, &length);
    assert_has(made, "[Original : russe]");
    *(strstr(made, "[Original : russe]") + strlen("[Original : russe]")) = '\0';
    assert_string_equal(made, expected);
    free(real);
    free(expected);
    free(made);
}

static void test_real_letter(void **state)
{
    (void)state;
    compare_with_letter("lang=fr" VALUES "|gender=m|transmits=" TRANSMITS);
    assert_has(shared.plain, "\n\n**‹Titre de l'annexe›**\n\n‹Texte de l'annexe›\n");
    assert_int_equal(shared.stops, 2);
    /* The titles lie as in the letter: a line for each of several sub-items, one line for a single one. */
    assert_has(shared.plain, "\n\nRenforcement du système des Nations Unies :\n"
                             "Renforcement du système des Nations Unies\n"
                             "Rôle central du système des Nations Unies dans la gouvernance mondiale\n\n"
                             "Coopération entre l'Organisation des Nations Unies et les organisations régionales ou "
                             "autres : coopération entre l'Organisation des Nations Unies et la Communauté d'États "
                             "indépendants\n\n");
    assert_has(shared.plain, "Assemblée générale\n\nDistr. générale\n7 janvier 2021\nFrançais\nOriginal : anglais\n\n");
    /* The same without saying who signs: nobody overlooks that it is open. */
    (void)drafted("letter", "lang=fr" VALUES "|transmits=" TRANSMITS);
    assert_has(shared.out.text, ":‹reconnaissant/reconnaissante›}");
    assert_has(shared.out.text, ":‹le Représentant permanent/la Représentante permanente›}");
    /* Answers as people give them. */
    compare_with_letter("lang=français|state=ouzbekistan|date=2020-12-22|masthead_date=2021-01-07|"
                        "items=128 a et b, 130 w|original=anglais|annex=1|annex_original=Russian|gender=m|"
                        "name=Bakhtiyor Ibragimov|transmits=" TRANSMITS);
    compare_with_letter("lang=fr|items=130 w), 128 b) et 128 a), 128 a)|state=Узбекистан|date=2020-12-22|session=75|"
                        "masthead_date=2021-01-07|original=EN|annex=yes|annex_original=RU|gender=m|"
                        "name=Bakhtiyor Ibragimov|transmits=" TRANSMITS);
}

static void test_english_letter(void **state)
{
    (void)state;
    const char *text = drafted("letter", "lang=en" VALUES "|transmits=the joint statement|annex_title=Joint statement|"
                                         "office=Permanent Representative");
    assert_string_equal(
        text, "General Assembly\n\nDistr.: General\n7 January 2021\nOriginal: English\n\nSeventy-fifth session\n\n"
              "Agenda items 128 (a) and (b) and 130 (w)\n\nStrengthening of the United Nations system:\n"
              "Strengthening of the United Nations system\n"
              "Central role of the United Nations system in global governance\n\n"
              "Cooperation between the United Nations and regional and other organizations: cooperation between the "
              "United Nations and the Commonwealth of Independent States\n\n"
              "Letter dated 22 December 2020 from the Permanent Representative of Uzbekistan to the United Nations "
              "addressed to the Secretary-General\n\n"
              "I have the honour to transmit herewith the joint statement (see annex).\n\n"
              "I should be grateful if you would have the present letter and its annex circulated as a document of the "
              "General Assembly, under agenda items 128 (a) and (b) and 130 (w).\n\n"
              "(*Signed*) Bakhtiyor **Ibragimov**\nPermanent Representative\n\n\n\n"
              "**Annex to the letter dated 22 December 2020 from the Permanent Representative of Uzbekistan to the "
              "United Nations addressed to the Secretary-General**\n\n[Original: Russian]\n\n**Joint statement**\n\n"
              "‹Text of the annex›\n");
    assert_int_equal(shared.stops, 1);
}

/* ---- what follows from the answers ---- */

static void test_security_council(void **state)
{
    (void)state;
    const char *text = drafted("letter", "lang=fr|state=FR|addressee=president-security-council|addressee_gender=f|"
                                         "gender=f|instructions=yes|annex=2|date=2021-01-01|emphasis=no|"
                                         "original=fr|annex_original=fr|name=Jeanne de la Tour|annex_title=Un");
    assert_has(text, "Conseil de sécurité\n\nDistr. générale\n");
    assert_lacks(text, "session");
    assert_lacks(text, "ordre du jour");
    assert_lacks(text, "*");
    assert_lacks(text, "Français\n"); /* in its own language: no line for it */
    assert_has(text, "Lettre datée du 1er janvier 2021, adressée à la Présidente du Conseil de sécurité par la "
                     "Représentante permanente de la France auprès de");
    assert_has(text, "D'ordre de mon gouvernement, j'ai l'honneur");
    assert_has(text, "Je vous serais reconnaissante de bien vouloir faire distribuer la présente lettre et ses annexes "
                     "comme document du Conseil de sécurité.");
    assert_has(text, "\nAnnexe I à la lettre datée du 1er janvier 2021 adressée à la Présidente");
    assert_has(text, "\nAnnexe II à la lettre");
    assert_lacks(text, "[Original");
    /* The title is the first annex's; the second has a tabstop of its own. */
    assert_has(text, "\n\nUn\n\n");
    assert_has(text, "\n\n‹Titre de l'annexe›\n\n");
    text = drafted("letter", "lang=fr|state=FR|addressee=president-security-council|annex=3");
    char *first = strstr(shared.out.text, ":‹Titre de l'annexe›}");
    assert_non_null(first);
    char *second = strstr(first + 1, ":‹Titre de l'annexe›}");
    assert_non_null(second);
    assert_int_not_equal(atoi(first - 2), atoi(second - 2)); /* ${17: has two digits */
}

static void test_defaults(void **state)
{
    (void)state;
    /* Items are the Assembly's; without them nothing tells the organ. */
    assert_has(drafted("letter", "lang=en|items=5"), "General Assembly\n");
    assert_has(shared.out.text, "addressed to the Secretary-General\n");
    (void)drafted("letter", "lang=en");
    assert_has(shared.out.text, "addressed to the ${");
    assert_has(drafted("letter", "lang=en|organ=security-council"),
               "addressed to the President of the Security Council");
    assert_has(drafted("letter", "lang=fr|addressee=president-economic-and-social-council|date=2015-03-02"),
               "Session de 2015");
    /* The session changes in mid-September. */
    assert_has(drafted("letter", "lang=en|items=5|date=2020-09-14"), "Seventy-fourth session");
    assert_has(drafted("letter", "lang=en|items=5|date=2020-09-15"), "Seventy-fifth session");
    assert_has(drafted("letter", "lang=en|items=5|masthead_date=2021-08-31"), "Seventy-fifth session");
    assert_has(drafted("letter", "lang=en|items=5|date=2020-09-15|session=74"), "Seventy-fourth session");
    /* A skipped answer is none. */
    assert_has(drafted("letter", "lang=fr|state=|items=|name= "), "Lettre datée du ‹date de la lettre›, adressée");
    assert_has(drafted("letter", "lang=fr|state=VA|gender=m"), "l'Observateur permanent du Saint-Siège");
    assert_has(drafted("letter", "lang=en|state=PS"), "the Permanent Observer of the State of Palestine");
}

/* ---- one answer decides everywhere ---- */

/* The office in title, annex heading and signature. */
static void test_offices(void **state)
{
    (void)state;
    static const struct {
        const char *answers, *title, *signature;
    } rows[] = {
        {"lang=en|state=VA", "the Permanent Observer of the Holy See to", "\nPermanent Observer\n"},
        {"lang=fr|state=PS|gender=f", "par l'Observatrice permanente de l'État de Palestine auprès",
         "\nL'Observatrice permanente\n(*Signé*)"},
        {"lang=es|state=VA|gender=f", "por la Observadora Permanente de la Santa Sede ante",
         "\nObservadora Permanente\n"},
        {"lang=ru|state=VA", "Постоянного наблюдателя Святого Престола при", "\nПостоянный наблюдатель\n"},
        {"lang=ar|state=PS|gender=f", "من المراقبة الدائمة لدولة فلسطين لدى", "\nالمراقبة الدائمة\n"},
        {"lang=zh|state=VA", "罗马教廷常驻联合国观察员给", "\n常驻观察员\n"},
        {"lang=en|state=PE|office=charge-d-affaires", "the Chargé d'affaires a.i. of the Permanent Mission of Peru to",
         "\nChargé d'affaires a.i.\n"},
        {"lang=fr|state=PE|office=charge-d-affaires|gender=f",
         "par la Chargée d'affaires par intérim de la Mission permanente du Pérou auprès",
         "\nLa Chargée d'affaires par intérim\n"},
        {"lang=fr|state=PS|office=charge-d-affaires|gender=m",
         "le Chargé d'affaires par intérim de la Mission permanente d'observation de l'État de Palestine auprès",
         "\nLe Chargé d'affaires par intérim\n"},
        {"lang=es|state=PE|office=charge-d-affaires|gender=m",
         "por el Encargado de Negocios interino de la Misión Permanente del Perú ante",
         "\nEncargado de Negocios interino\n"},
        {"lang=ru|state=NP|office=charge-d-affaires",
         "Временного поверенного в делах Постоянного представительства Непала при", "\nВременный поверенный в делах\n"},
        {"lang=ar|state=QA|office=charge-d-affaires|gender=f", "من القائمة بالأعمال بالإنابة للبعثة الدائمة لقطر لدى",
         "\nالقائمة بالأعمال بالإنابة\n"},
        {"lang=zh|state=PE|office=charge-d-affaires", "秘鲁常驻联合国代表团临时代办给", "\n临时代办\n"},
        /* The words of any language name an office. */
        {"lang=en|state=PE|office=Chargé d'affaires par intérim", "the Chargé d'affaires a.i. of the Permanent Mission",
         "\nChargé d'affaires a.i.\n"},
        {"lang=zh|state=PE|office=Permanent Representative", "秘鲁常驻联合国代表给", "\n常驻代表\n"},
        /* With something before it, the signature has the signatory's own words. */
        {"lang=en|state=PE|office=Ambassador, Permanent Representative", "from the Permanent Representative of Peru to",
         "\nAmbassador, Permanent Representative\n"},
        {"lang=en|state=PE|office=Acting Permanent Representative", "from the Acting Permanent Representative of Peru",
         "\nActing Permanent Representative\n"},
        /* Words of which nothing is known are a hint where they would need an article or a case. */
        {"lang=fr|state=PE|office=Vice-Ministre", "par ‹Vice-Ministre› du Pérou", "\nVice-Ministre\n"},
        {"lang=ar|state=IR|office=minister|gender=f", "من وزيرة خارجية جمهورية إيران الإسلامية", "\nوزيرة الخارجية\n"},
        {"lang=fr|state=IR|office=minister|gender=f",
         "par la Ministre des affaires étrangères de la République islamique d'Iran",
         "\nLa Ministre des affaires étrangères\n"},
        {"lang=en|state=EU", "the Head of the Delegation of the European Union to", "\nHead of the Delegation\n"},
        {"lang=fr|state=EU|gender=m", "par le Chef de la Délégation de l'Union européenne auprès",
         "\nLe Chef de la Délégation\n"},
        {"lang=ru|state=EU", "главы Делегации Европейского союза при", "\nГлава Делегации\n"},
        {"lang=fr|office=chair|chair=du Comité des conférences|gender=f", "par la Présidente du Comité des conférences",
         "\nLa Présidente\n"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        char answers[512];
        (void)snprintf(answers, sizeof answers, "%s|name=A B|annex=yes|transmits=X|items=5|date=2020-12-22",
                       rows[i].answers);
        const char *text = drafted("letter", answers);
        const char *title = strstr(text, rows[i].title);
        if (title == NULL || strstr(title + 1, rows[i].title) == NULL)
            fail_msg("\"%s\" is not twice in:\n%s", rows[i].title, text);
        assert_has(text, rows[i].signature);
    }
}

/* The organ in masthead and request. */
static void test_organs(void **state)
{
    (void)state;
    static const struct {
        const char *answers, *request, *masthead;
    } rows[] = {
        {"lang=en|addressee=president-economic-and-social-council",
         "as a document of the Economic and Social Council, under agenda item 5.",
         "Economic and Social Council\n\nDistr."},
        {"lang=fr|addressee=president-human-rights-council",
         "comme document du Conseil des droits de l'homme au titre du point 5 de l'ordre du jour.",
         "Conseil des droits de l'homme\n\n‹Session›"},
        {"lang=es|addressee=president-human-rights-council",
         "como documento del Consejo de Derechos Humanos, en relación con el tema 5 de la agenda.",
         "\n\nTema 5 de la agenda\n\n"},
        {"lang=es|addressee=president-economic-and-social-council",
         "como documento del Consejo Económico y Social, en relación con el tema 5 del programa.",
         "\n\nTema 5 del programa\n\n"},
        {"lang=ru|addressee=president-economic-and-social-council|gender=m",
         "в качестве документа Экономического и Социального Совета по пункту 5 повестки дня.", "Сове"},
        {"lang=ar|addressee=president-economic-and-social-council|gender=m",
         "كوثيقة من وثائق المجلس الاقتصادي والاجتماعي، في إطار البند 5 من جدول الأعمال.", "المجلس"},
        {"lang=zh|addressee=president-economic-and-social-council",
         "请将本函作为经济及社会理事会议程项目5下的文件分发为荷。", "经济及社会理事会"},
        {"lang=en|organ=general-assembly,security-council",
         "as a document of the General Assembly, under agenda item 5, and of the Security Council.",
         "General Assembly\nSecurity Council\n\nDistr."},
        {"lang=zh|organ=security-council, general-assembly",
         "请将本函作为大会议程项目5下的文件和安全理事会文件分发为荷。", "大会\n安全理事会\n\nDistr."},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        char answers[256];
        (void)snprintf(answers, sizeof answers, "%s|items=5|text=X", rows[i].answers);
        const char *text = drafted("letter", answers);
        assert_has(text, rows[i].request);
        assert_has(text, rows[i].masthead);
    }
    assert_has(drafted("letter", "lang=es|addressee=president-security-council|addressee_gender=f|state=PE|gender=f"),
               "dirigida a la Presidenta del Consejo de Seguridad por la Representante Permanente del Perú ante");
    assert_has(
        drafted("letter-attention", "lang=en|state=PE|annex=2|transmits=X"),
        "could bring the present letter and its annexes to the attention of the members of the Security Council.");
    assert_has(drafted("letter", "lang=en|addressee=president-human-rights-council|session=46|items=4"),
               "Human Rights Council\n\nForty-sixth session\n\nAgenda item 4\n");
}

/* Each annex has its number, the language of its original and its title; the request says how many there are. */
static void test_annexes(void **state)
{
    (void)state;
    const char *text =
        drafted("letter", "lang=ar|gender=m|items=5|annex=2|transmits=X|original=ar|annex_original=fr,ar|"
                          "annex_title=أولا; ثانيا");
    assert_has(text, "(انظر المرفقين)");
    assert_has(text, "هذه الرسالة ومرفقيها كوثيقة");
    assert_has(text, "**المرفق الأول للرسالة المؤرخة ");
    assert_has(text, "[الأصل: بالفرنسية]\n\n**أولا**");
    assert_has(text, "**المرفق الثاني للرسالة المؤرخة ");
    assert_has(text, "لدى الأمم المتحدة**\n\n**ثانيا**"); /* in the language of the letter */
    text = drafted("letter", "lang=zh|items=5|annex=3|transmits=X|original=zh|annex_original=en");
    assert_has(text, "的信的附件一**\n\n[原件：英文]\n\n");
    assert_has(text, "的信的附件三**");
    assert_has(drafted("letter", "lang=zh|items=5|annex=20"), "的信的附件二十**");
    assert_has(drafted("letter", "lang=zh|items=5|annex=12"), "的信的附件十二**");
    assert_has(drafted("letter", "lang=ar|items=5|annex=20"), "**المرفق العشرون للرسالة");
    assert_has(drafted("letter", "lang=ru|items=5|annex=2|annex_original=en"), "[Подлинный текст на английском языке]");
    /* What is transmitted is an annex. */
    assert_has(drafted("letter", "lang=fr|transmits=X|items=5"), "X (voir annexe).");
    assert_has(drafted("letter", "lang=fr|text=appeler votre attention|items=5"),
               "J'ai l'honneur d'appeler votre attention.");
    assert_has(drafted("letter", "lang=fr|text=écrire|items=5"), "J'ai l'honneur d'écrire.");
    assert_has(drafted("letter", "lang=fr|text=dire|items=5|annex=yes"), "J'ai l'honneur de dire (voir annexe).");
}

/* Several States, in English alphabetical order, each with its name. */
static void test_joint_letters(void **state)
{
    (void)state;
    const char *text = drafted("letter", "lang=en|state=US, France|name=Ann One; Bob Two|date=2024-11-29|"
                                         "addressee=president-security-council|transmits=X");
    assert_has(text,
               "from the Permanent Representatives of France and the United States of America to the United Nations");
    assert_has(text, "We have the honour to transmit herewith X (see annex).");
    assert_has(
        text,
        "(*Signed*) Bob **Two**\nPermanent Representative of France to the United Nations\n\n"
        "(*Signed*) Ann **One**\nPermanent Representative of the United States of America to the United Nations\n");
    assert_has(drafted("letter", "lang=fr|state=US, FR, DE|items=5"),
               "par les Représentants permanents de la France, de l'Allemagne et des États-Unis d'Amérique auprès");
    assert_has(drafted("letter", "lang=ar|state=FR;US|items=5"),
               "من الممثلين الدائمين لفرنسا والولايات المتحدة الأمريكية لدى");
    assert_has(drafted("letter", "lang=zh|state=FR, US and DE|items=5"),
               "法国、德国和美利坚合众国常驻联合国代表给秘书长的信");
    /* An "and" that is part of a name. */
    assert_has(drafted("letter", "lang=en|state=Bosnia and Herzegovina and Trinidad and Tobago|items=5"),
               "of Bosnia and Herzegovina and Trinidad and Tobago to");
    assert_has(drafted("letter", "lang=en|state=PE|behalf=European Union|text=say so|items=5"),
               "On behalf of the European Union, I have the honour to say so.");
    assert_has(drafted("letter", "lang=fr|state=PE|behalf=du Groupe des 77|text=dire|items=5"),
               "Au nom du Groupe des 77, j'ai l'honneur de dire.");
    assert_has(drafted("letter", "lang=ar|state=PE|behalf=FR, DE|text=أقول|items=5"),
               "باسم فرنسا وألمانيا، يشرفني أن أقول.");
    assert_has(drafted("letter", "lang=es|state=PE|chair=del Comité|gender=f|text=decir|items=5"),
               "En mi calidad de Presidenta del Comité, tengo el honor de decir.");
    assert_has(drafted("resolution", "lang=fr|sponsors=US, DE, EG"),
               "Allemagne, Égypte et États-Unis d'Amérique : projet de résolution");
    assert_has(drafted("resolution", "lang=en|sponsors=the Group of 77"), "the Group of 77: draft resolution");
    assert_has(drafted("resolution", "lang=es|sponsors=FR, IT"), "Francia e Italia: proyecto");
    assert_has(drafted("resolution", "lang=es|sponsors=FR, HN, HT"), "Francia, Haití y Honduras: proyecto");
    /* Which word is the family name is proposed where custom puts it first. */
    (void)drafted("letter", "lang=en|state=CN|name=Zhang Jun|items=5");
    assert_has(shared.out.text, ":**Zhang** Jun}");
}

/* Answers that cannot be together are refused with the reason. */
static void test_conflicts(void **state)
{
    (void)state;
    static const struct {
        const char *name, *answers, *message;
    } rows[] = {
        {"letter", "addressee=president-security-council|items=5",
         "items: a document of the Security Council stands under no agenda item; leave the items out, or address the "
         "letter "
         "to the Secretary-General"},
        {"letter", "organ=security-council|session=75",
         "session: a document of the Security Council names no session; leave the session out"},
        {"letter", "organ=economic-and-social-council|session=75",
         "session: the Economic and Social Council counts its sessions by years; leave the session out, it follows "
         "from the "
         "date"},
        {"letter", "addressee=president-security-council|organ=general-assembly",
         "organ: \"general-assembly\" with addressee president-security-council; what is addressed there becomes a "
         "document "
         "of security-council alone, and for others it goes to the Secretary-General"},
        {"letter", "organ=general-assembly,human-rights-council",
         "organ: \"general-assembly,human-rights-council\"; documents of two organs are those of the General Assembly "
         "and "
         "the Security Council"},
        {"letter", "organ=general-assembly|request=attention",
         "request: what is brought to the attention of members goes to the Security Council; with organ "
         "general-assembly, "
         "expected circulate or none"},
        {"letter", "state=PE|office=permanent-observer",
         "office: Peru is a Member State, which has a Permanent Representative and no Observer"},
        {"letter", "state=VA|office=Représentante permanente",
         "office: Holy See has a Permanent Observer and no Representative"},
        {"letter", "state=PE|office=head-of-delegation",
         "office: Peru has a Permanent Representative, and no delegation with a head"},
        {"letter", "state=EU|office=permanent-representative",
         "office: European Union has a delegation, whose Head signs"},
        {"letter", "state=PE, VA",
         "state: Holy See is no Member State; a letter of several is written for their Permanent Representatives"},
        {"letter", "state=PE, FR|office=minister",
         "office: \"minister\" with 2 States; a letter of several is written for their Permanent Representatives"},
        {"letter", "state=PE, FR|chair=of it", "chair: 2 States are not Chair together"},
        {"letter", "state=PE, FR|name=A; B; C",
         "name: more names than the 2 States of `state`; expected one for each, as A B; C D"},
        {"letter", "state=PE, FR, Peru", "state: \"Peru\" is named twice"},
        {"letter", "state=PE, Atlantis", "state: unknown State \"Atlantis\"; "},
        {"letter", "office=chair|state=PE", "state: whoever signs as Chair writes for a body and no State; "},
        {"letter", "chair=x|behalf=y", "behalf: the letter says in which capacity it is written, "},
        {"letter", "behalf=y|instructions=yes",
         "instructions: a letter on instructions from a Government is not at once one on behalf of others"},
        {"letter", "state=EU|instructions=yes",
         "instructions: the European Union has no Government that gives instructions"},
        {"letter", "annex=no|annex_original=fr", "annex_original: \"fr\", but annex is \"no\""},
        {"letter", "annex=2|annex_original=fr,en,ru", "annex_original: more languages than the 2 annexes of `annex`"},
        {"letter", "annex=2|annex_title=A;B;C", "annex_title: more titles than the 2 annexes of `annex`"},
        {"letter", "text=x|transmits=y", "text: the first sentence either transmits something (transmits) or says "},
        {"letter", "date=2021-01-02|masthead_date=2021-01-01",
         "masthead_date: \"2021-01-01\" is before \"2021-01-02\", the date of the letter"},
        {"letter", "sponsors=FR", "sponsors: \"FR\" changes nothing in template letter; leave it out"},
        {"note-verbale", "name=A B", "name: \"A B\" changes nothing in template note-verbale; leave it out"},
        {"letter-charge", "office=minister",
         "office: \"minister\", but template letter-charge is always charge-d-affaires"},
        {"decision", "organ=general-assembly,security-council",
         "organ: \"general-assembly,security-council\", but template decision is of one organ"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        char answers[256];
        (void)snprintf(answers, sizeof answers, "lang=en|%s", rows[i].answers);
        if (draft_from(shared.packs, rows[i].name, answers, &shared.out) != UND_E_DATA)
            fail_msg("%s with %s is not refused", rows[i].name, answers);
        const char *said = und_packs_message(shared.packs);
        if (strncmp(said, rows[i].message, strlen(rows[i].message)) != 0)
            fail_msg("%s with %s: %s", rows[i].name, answers, said);
    }
    /* What a language does not show is no mistake in it. */
    (void)drafted("letter", "lang=zh|gender=f|addressee_gender=m|items=5");
    (void)drafted("letter-charge", "lang=en|office=charge-d-affaires|items=5");
}

static void test_ordinals(void **state)
{
    (void)state;
    static const char *const numbers[][2] = {{"7378", "7378th"}, {"7381", "7381st"}, {"12", "12th"},
                                             {"11", "11th"},     {"3", "3rd"},       {"102", "102nd"}};
    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++) {
        char answers[64], shown[64];
        (void)snprintf(answers, sizeof answers, "lang=en|number=%s", numbers[i][0]);
        (void)snprintf(shown, sizeof shown, "At the %s meeting of the Security Council", numbers[i][1]);
        assert_has(drafted("presidential-statement", answers), shown);
    }
}

static void test_names(void **state)
{
    (void)state;
    static const struct {
        const char *name, *shown;
    } rows[] = {
        {"Bakhtiyor Ibragimov", ") Bakhtiyor **Ibragimov**\n"},
        {"BAN Ki-moon", ") **BAN** Ki-moon\n"},
        {"Nicolas de Rivière", ") Nicolas **de Rivière**\n"},
        {"Peter van der Berg", ") Peter **van der Berg**\n"},
        {"Madonna", ") **Madonna**\n"},
        {"A **B** C", ") A **B** C\n"},
        {"de Gaulle", ") de **Gaulle**\n"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        char answers[128];
        (void)snprintf(answers, sizeof answers, "lang=en|name=%s", rows[i].name);
        assert_has(drafted("signature", answers), rows[i].shown);
    }
    assert_has(drafted("signature", "lang=zh|name=刘结一"), "常驻代表\n刘结一(*签名*)\n");
}

/* What is typed into one tabstop appears where the same answer is missing again. */
static void test_tabstops(void **state)
{
    (void)state;
    (void)drafted("letter", "lang=fr|annex=yes");
    const char *date = strstr(shared.out.text, "Lettre datée du ${");
    const char *again = strstr(shared.out.text, "Annexe à la lettre datée du ${");
    assert_true(date != NULL && again != NULL);
    assert_int_equal(atoi(date + strlen("Lettre datée du ${")), atoi(again + strlen("Annexe à la lettre datée du ${")));
    /* Titles that are not known in the language are hints, with the English title. */
    (void)drafted("letter", "lang=es|items=128(a),130(w)|session=75|gender=m");
    assert_has(shared.out.text, ":‹Título del tema 128: Strengthening of the United Nations system›}: ${");
    assert_has(shared.out.text,
               ":‹Título del tema 130 w): Cooperation between the United Nations and the Commonwealth of "
               "Independent States›}\n");
    /* Where no agenda is known, the item is named. */
    assert_has(drafted("letter", "lang=fr|items=5 b)|session=150"), "‹Intitulé du point 5› :");
    /* Words that nothing confirms are marked, not put: the Russian genitive, the
     * gender of what the Spanish letter transmits. */
    (void)drafted("letter", "lang=ru|state=BR");
    assert_has(shared.out.text, ":‹Бразилии?›}");
    assert_has(drafted("letter", "lang=ru|state=NP"), "Постоянного представителя Непала при");
    assert_lacks(shared.out.text, ":Непала}");
    (void)drafted("opening", "lang=es|annex=yes");
    assert_has(shared.out.text, "transmitir ${1:‹adjunto?›} ${2:‹lo que transmite la carta›} (véase el anexo)");
    assert_has(drafted("signature", "lang=es"), "(*Firmado*) ‹Nombre y apellido›\nRepresentante Permanente\n");
}

static void test_escapes(void **state)
{
    (void)state;
    assert_has(drafted("letter", "lang=en|name=A $1 ${2:x} \\n } {z|transmits=\\$|annex=yes"),
               "A $1 ${2:x} \\n } **{z**");
    assert_has(shared.out.text, "A \\$1 \\${2:x\\} \\\\n \\} **{z**");
    assert_has(shared.out.text, "transmit herewith \\\\\\$ (see annex)");
}

/* ---- mistakes in answers ---- */

static void test_mistakes(void **state)
{
    (void)state;
    static const struct {
        const char *answers, *message;
    } rows[] = {
        {"lang=fr|stat=UZ", "unknown key \"stat\"; did you mean state?"},
        {"date=2020-12-22|date=2020-12-23|lang=fr", "date: given twice, \"2020-12-22\" and \"2020-12-23\""},
        {"state=UZ", "lang: an answer is needed; expected a language, as fr"},
        {"lang=xx", "lang: unknown language \"xx\"; expected one of: ar, en, es, fr, ru, zh"},
        {"lang=fr|state=Uzbekistn", "state: unknown State \"Uzbekistn\"; did you mean UZ (Uzbekistan)?"},
        {"lang=fr|state=Atlantis",
         "state: unknown State \"Atlantis\"; expected a code of ISO 3166-1, as UZ or UZB, or a name "
         "of a State in any language"},
        {"lang=fr|date=2021-02-29", "date: \"2021-02-29\" does not exist; month 2 of 2021 has no day 29"},
        {"lang=fr|date=2021-13-01", "date: \"2021-13-01\" does not exist; expected a month from 01 to 12 and a year "
                                    "from 1945 to 2199"},
        {"lang=fr|masthead_date=7.1.2021", "masthead_date: \"7.1.2021\" is no date; expected year-month-day, as "
                                           "2020-12-22, or a day in words"},
        {"lang=fr|session=0", "session: \"0\" is no session of the General Assembly; expected a number from 1 to 200"},
        {"lang=fr|session=201", "session: \"201\" is no session of the General Assembly; expected a number from 1 to "
                                "200"},
        {"lang=fr|addressee=secretary-genral", "addressee: unknown \"secretary-genral\"; did you mean "
                                               "secretary-general?"},
        {"lang=fr|gender=x", "gender: unknown \"x\"; expected m or f"},
        {"lang=fr|annex=21", "annex: unknown \"21\"; expected yes, no or how many, up to 20"},
        {"lang=fr|original=elvish",
         "original: unknown language \"elvish\"; expected one by code (ar, en, es, fr, ru, zh) or by name"},
        {"lang=fr|distribution=wide", "distribution: unknown \"wide\"; expected one of: general, limited, restricted, "
                                      "provisional"},
        {"lang=fr|name=a\nb", "name: the value has a line break; one line of text was expected"},
        {"lang=fr|name=a\x01", "name: the value has a control character; one line of text was expected"},
        {"lang=fr|name=ab\xff", "name: byte 3 of the value is not UTF-8"},
        {"items=5", "lang: an answer is needed to read \"5\""},
        {"lang=fr|session=75|items=230 w)", "items: 230 (w) is not on the agenda of session 75 (A/75/251), which has "
                                            "183 items"},
        {"lang=fr|session=75|items=184", "items: 184 is not on the agenda of session 75 (A/75/251), which has 183 "
                                         "items"},
        {"lang=fr|date=2020-12-22|items=130 ww", "items: 130 (ww) is not on the agenda of session 75 (A/75/251); item "
                                                 "130 ends at (aa)"},
        {"lang=fr|session=75|items=128 c)",
         "items: 128 (c) is not on the agenda of session 75 (A/75/251); item 128 ends "
         "at (b)"},
        {"lang=fr|session=75|items=44a", "items: 44 (a) is not on the agenda of session 75 (A/75/251); item 44 has no "
                                         "sub-items"},
        {"lang=fr|items=128 a) zut",
         "items: \"128 a) zut\" is no list of agenda items from \"zut\" on; expected as 128 "
         "(a), 128 (b), 130 (w)"},
        {"lang=fr|items=rien", "items: \"rien\" is no list of agenda items from \"rien\" on; expected as 128 (a), 128 "
                               "(b), 130 (w)"},
        {"lang=fr|items=128(ab)",
         "items: item 128 in \"128(ab)\" has letters that no agenda uses; expected a to z or aa "
         "to zz"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        assert_message("letter", rows[i].answers, UND_E_DATA, rows[i].message);
    assert_message("leter", "lang=fr", UND_E_DATA, "unknown template \"leter\"; did you mean letter?");
    assert_int_equal(draft_from(shared.packs, "xyzzy", "lang=fr", &shared.out), UND_E_DATA);
    assert_has(und_packs_message(shared.packs), "unknown template \"xyzzy\"; expected one of: ");
    assert_has(und_packs_message(shared.packs), " letter,");
    assert_message(
        "candidature", "lang=fr", UND_E_DATA,
        "template candidature has no body in fr: what is missing is a document that shows a note verbale with "
        "a candidature in French");
    /* An agenda that has gaps refuses nothing. */
    assert_has(drafted("letter", "lang=en|session=35|items=999"), "Agenda item 999\n");
}

static void test_answer_limits(void **state)
{
    (void)state;
    char *value = malloc(UND_ANSWER_MAX + 2);
    assert_non_null(value);
    memset(value, 'x', UND_ANSWER_MAX + 1);
    und_bytes keys[UND_ANSWERS_MAX + 1], values[UND_ANSWERS_MAX + 1];
    for (size_t i = 0; i <= UND_ANSWERS_MAX; i++) {
        keys[i] = (und_bytes){"name", 4};
        values[i] = (und_bytes){"", 0};
    }
    keys[0] = (und_bytes){"lang", 4};
    values[0] = (und_bytes){"en", 2};
    und_bytes name = {"signature", 9};
    for (size_t length = UND_ANSWER_MAX - 1; length <= UND_ANSWER_MAX + 1; length++) {
        values[1] = (und_bytes){value, length};
        assert_int_equal(und_draft(shared.packs, name, keys, values, 2, take, &shared.out),
                         length <= UND_ANSWER_MAX ? UND_OK : UND_E_LIMIT);
    }
    assert_has(und_packs_message(shared.packs), "name: the value has 4097 bytes; at most 4096");
    values[1] = (und_bytes){"", 0};
    assert_int_equal(und_draft(shared.packs, name, keys, values, UND_ANSWERS_MAX - 1, take, &shared.out), UND_OK);
    assert_int_equal(und_draft(shared.packs, name, keys, values, UND_ANSWERS_MAX, take, &shared.out), UND_OK);
    assert_int_equal(und_draft(shared.packs, name, keys, values, UND_ANSWERS_MAX + 1, take, &shared.out), UND_E_LIMIT);
    free(value);

    /* 20 annexes are the most, and have 20 headings. */
    const char *text = drafted("letter", "lang=en|annex=20");
    assert_has(text, "**Annex XX to the letter");
    assert_has(text, "**Annex XIX to the letter");
    assert_has(text, "**Annex IV to the letter");

    /* One item under the most that a list can have, and at it. */
    char list[1024] = "lang=en|session=150|items=1";
    size_t used = strlen(list);
    for (uint32_t i = 2; i < UND_ITEMS_MAX; i++)
        used += (size_t)snprintf(list + used, sizeof list - used, ", %u", (unsigned)i);
    assert_has(drafted("letter", list), ", 62 and 63\n");
    (void)snprintf(list + used, sizeof list - used, ", 64");
    assert_message("letter", list, UND_E_LIMIT, "items: more than 63 items and sub-items");
}

static void test_sink_refuses(void **state)
{
    (void)state;
    shared.out.refuse = true;
    assert_int_equal(draft_from(shared.packs, "signature", "lang=en", &shared.out), UND_E_IO);
    assert_int_equal(shared.out.calls, 1);
    shared.out.refuse = false;
}

/* Every allocation of a draft fails once: an error, nothing handed out, nothing kept. */
static void test_memory(void **state)
{
    (void)state;
    static const char *const names[] = {"letter", "resolution"};
    for (size_t i = 0; i < 2; i++) {
        char answers[512];
        (void)snprintf(answers, sizeof answers, "%s",
                       usable(names[i], "lang=fr" VALUES "|transmits=x|sponsors=FR, DE"));
        /* Once without a failure: packs that are read on the way stay. */
        assert_int_equal(draft_from(shared.packs, names[i], answers, &shared.out), UND_OK);
        size_t bytes = shared.counter.bytes, failed = 0;
        for (;;) {
            shared.counter.calls = 0;
            shared.counter.fail_at = failed + 1;
            und_status status = draft_from(shared.packs, names[i], answers, &shared.out);
            shared.counter.fail_at = 0;
            assert_int_equal(shared.counter.bytes, bytes);
            if (status == UND_OK)
                break;
            assert_int_equal(status, UND_E_MEMORY);
            assert_int_equal(shared.out.calls, 0);
            failed++;
        }
        assert_true(failed > 20);
    }
}

/* ---- drafts are documents: recognised, with nothing to find ---- */

/* The hints filled in: what stands between the marks stays. */
static const char *filled(const char *text)
{
    static char out[ROOM];
    char *to = out;
    for (; *text != '\0'; text++) {
        if (strncmp(text, "‹", 3) == 0 || strncmp(text, "›", 3) == 0)
            text += 2;
        else
            *to++ = *text;
    }
    *to = '\0';
    return out;
}

static void read_back(const char *text, und_doc_kind kind, const char *language)
{
    text = filled(text);
    taken json = {.text = malloc(ROOM)};
    assert_non_null(json.text);
    und_doc *doc = NULL;
    assert_int_equal(und_doc_open(shared.packs, &doc), UND_OK);
    assert_int_equal(und_doc_read(doc, (und_bytes){text, strlen(text)}), UND_OK);
    if (und_doc_kind_of(doc) != kind)
        fail_msg("%s where %s was expected:\n%s", und_doc_kind_name(und_doc_kind_of(doc)), und_doc_kind_name(kind),
                 text);
    assert_string_equal(und_language_code(shared.packs, und_doc_language(doc)), language);
    json.length = 0;
    assert_int_equal(und_write_findings(doc, (und_bytes){"draft", 5}, take, &json), UND_OK);
    if (strstr(json.text, "\"findings\":[]") == NULL)
        fail_msg("%s\nin:\n%s", json.text, text);
    und_doc_close(doc);
    free(json.text);
}

static void test_recognised(void **state)
{
    (void)state;
    static const char *const languages[] = {"fr", "en", "es", "ru", "ar", "zh"};
    char answers[512];
    for (size_t i = 0; i < 6; i++) {
        (void)snprintf(answers, sizeof answers, "lang=%s" VALUES "|gender=m|transmits=X|annex_title=Y", languages[i]);
        read_back(drafted("letter", answers), UND_DOC_LETTER, languages[i]);
        read_back(drafted("identical-letters", answers), UND_DOC_LETTER, languages[i]);
        (void)snprintf(answers, sizeof answers,
                       "lang=%s|state=NP|addressee=president-security-council|"
                       "date=2021-05-04|text=X|name=Y Z|gender=f",
                       languages[i]);
        read_back(drafted("letter", answers), UND_DOC_LETTER, languages[i]);
    }
    for (size_t i = 0; i < 6; i++) {
        (void)snprintf(answers, sizeof answers, "lang=%s" VALUES "|transmits=X", languages[i]);
        read_back(drafted("note-verbale", usable("note-verbale", answers)), UND_DOC_NOTE_VERBALE, languages[i]);
    }
}

/* A title has all the States that sign: in Russian fifty-one of them take 1,300 bytes. */
static void test_many_states(void **state)
{
    (void)state;
    static const char *const languages[] = {"fr", "en", "es", "ru", "ar", "zh"};
    const char many[] =
        "AL,AD,AU,AT,BE,BG,CA,CR,HR,CY,CZ,DK,EE,FI,FR,GE,DE,GR,GT,HU,IS,IE,IT,JP,LV,LI,LT,LU,MT,MH,MC,ME,"
        "NL,NZ,MK,NO,PW,PL,PT,MD,RO,SM,SK,SI,ES,SE,CH,TR,UA,GB,US";
    for (size_t i = 0; i < 6; i++) {
        char answers[512];
        (void)snprintf(answers, sizeof answers,
                       "lang=%s|state=%s|addressee=president-security-council|date=2024-11-29|annex=2|annex_title=Y; "
                       "Z|transmits=X",
                       languages[i], many);
        const char *text = filled(drafted("letter-joint", answers));
        und_doc *doc = NULL;
        assert_int_equal(und_doc_open(shared.packs, &doc), UND_OK);
        assert_int_equal(und_doc_read(doc, (und_bytes){text, strlen(text)}), UND_OK);
        uint32_t annexes = 0, title = 0, states = 0;
        und_node node;
        for (uint32_t id = 1; und_node_get(doc, und_doc_revision(doc), id, &node) == UND_OK; id++) {
            annexes += node.kind == UND_KIND_ANNEX;
            und_letter letter;
            if (title == 0 && und_letter_get(doc, id, &letter) == UND_OK)
                title = id;
        }
        const char *code;
        und_bytes name;
        while (und_letter_state_get(doc, title, states, &code, &name) == UND_OK)
            states++;
        assert_int_equal(annexes, 2);
        assert_int_equal(states, 51);
        und_doc_close(doc);
    }
}

/* Every item of an agenda, alone: its title is laid out as the check expects it. What reads like the title of another
 * kind of document is left to the tests of recognition. */
static void test_every_item(void **state)
{
    (void)state;
    const und_agenda *agenda = NULL;
    assert_int_equal(und_packs_agenda(shared.packs, 75, &agenda), UND_OK);
    assert_non_null(agenda);
    uint32_t step = getenv("UNDOC_VALGRIND") != NULL ? 40 : 1;
    for (uint32_t i = 0; i < agenda->count; i += step) {
        static const char *const languages[] = {"en", "fr"};
        for (size_t l = 0; l < 2; l++) {
            char answers[160];
            (void)snprintf(answers, sizeof answers, "lang=%s|date=2020-12-22|gender=m|state=UZ|name=A B|items=%u%s%s%s",
                           languages[l], (unsigned)agenda->entries[i].item,
                           agenda->entries[i].sub[0] != '\0' ? " (" : "", agenda->entries[i].sub,
                           agenda->entries[i].sub[0] != '\0' ? ")" : "");
            const char *text = drafted("letter", answers);
            if (strstr(text, "\nReport o") == NULL && strstr(text, "\nRapport") == NULL)
                read_back(text, UND_DOC_LETTER, languages[l]);
        }
    }
}

/* Behind a colon a title goes on in small letters, but for names. */
static void test_small_titles(void **state)
{
    (void)state;
    assert_has(drafted("letter", "lang=en|session=75|items=130(a)"),
               "other organizations: cooperation between the United Nations and the African Union\n");
    assert_has(drafted("letter", "lang=en|session=74|items=64(a)"),
               "Development: progress in implementation and international support: New Partnership for Africa's");
    assert_has(drafted("letter", "lang=fr|session=75|items=128(a)"),
               "Renforcement du système des Nations Unies : renforcement du système des Nations Unies\n");
}

/* ---- the language of templates ---- */

static const char small_language[] = "language: en\nname: English\nscript: latin\nsource: x\n"
                                     "masthead:\n  organs:\n    general-assembly: General Assembly\n"
                                     "  languages: {en: English, fr: French}\n";

static und_status try_body(const char *body, const char *answers, char *message)
{
    und_packs *packs = NULL;
    und_allocator allocator = {counted, &shared.counter};
    assert_int_equal(und_packs_open_empty(&allocator, &packs), UND_OK);
    assert_int_equal(und_packs_add_language(packs, (und_bytes){small_language, sizeof small_language - 1}, "en.yaml"),
                     UND_OK);
    size_t room = strlen(body) * 6 + 256, used = 0;
    char *yaml = malloc(room);
    assert_non_null(yaml);
    used += (size_t)snprintf(yaml, room, "template: t\ntitle: T\npart: part\nbody:\n  en: |\n    ");
    for (const char *c = body; *c != '\0'; c++) {
        yaml[used++] = *c;
        if (*c == '\n') {
            memcpy(yaml + used, "    ", 4);
            used += 4;
        }
    }
    yaml[used++] = '\n';
    und_status status = und_packs_add_template(packs, (und_bytes){yaml, used}, "t.yaml");
    if (status != UND_OK)
        fail_msg("%s", und_packs_problem_count(packs) > 0 ? und_packs_problem(packs, 0)->message : "?");
    /* A second one, which uses itself. */
    static const char self[] = "template: self\npart: part\nbody:\n  en: \"a {use self} b\"\n";
    static const char piece[] = "template: piece\npart: part\nbody:\n  en: |\n    [piece {office|o}]\n";
    static const char broken[] = "template: broken\npart: part\nbody:\n  en: |\n\n    x\n    {end}\n";
    static const char none[] = "template: none\npart: part\nbody:\n  en: \"{missing a reason}\"\n";
    assert_int_equal(und_packs_add_template(packs, (und_bytes){self, sizeof self - 1}, "self.yaml"), UND_OK);
    assert_int_equal(und_packs_add_template(packs, (und_bytes){piece, sizeof piece - 1}, "piece.yaml"), UND_OK);
    assert_int_equal(und_packs_add_template(packs, (und_bytes){broken, sizeof broken - 1}, "broken.yaml"), UND_OK);
    assert_int_equal(und_packs_add_template(packs, (und_bytes){none, sizeof none - 1}, "none.yaml"), UND_OK);
    status = draft_from(packs, "t", answers, &shared.out);
    (void)snprintf(message, UND_MESSAGE_MAX, "%s", und_packs_message(packs));
    free(yaml);
    und_packs_close(packs);
    return status;
}

static void assert_body(const char *body, const char *answers, const char *expected)
{
    char message[UND_MESSAGE_MAX];
    und_status status = try_body(body, answers, message);
    if (status != UND_OK)
        fail_msg("%s: %s", body, message);
    expand(&shared);
    assert_string_equal(shared.out.text, expected);
}

static void assert_bad(const char *body, und_status status, const char *message)
{
    char said[UND_MESSAGE_MAX];
    assert_int_equal(try_body(body, "lang=en", said), status);
    assert_string_equal(said, message);
}

static void test_template_words(void **state)
{
    (void)state;
    assert_body("plain {{text}} $ \\", "lang=en", "plain {text\\} \\$ \\\\\n");
    assert_body("{name}", "lang=en|name=X", "X\n");
    assert_body("{name}", "lang=en", "${1:‹name›}\n");
    assert_body("{name|who}{ name | who }{name|other}{Name|who}", "lang=en",
                "${1:‹who›}${1:‹who›}${2:‹other›}${3:‹Who›}\n");
    assert_body("{name?who}{Name?who}{name|who}", "lang=en", "${1:who}${2:Who}${3:‹who›}\n");
    assert_body("{Name}", "lang=en|name=éa", "Éa\n");
    assert_body("{|a}{|a}{|}", "lang=en", "${1:‹a›}${2:‹a›}${3:‹…›}\n");
    assert_body("{?a}{?a}{?}", "lang=en", "${1:‹a?›}${2:‹a?›}${3:‹…?›}\n");
    assert_body("{=a}{=a}{opener?b}", "lang=en", "${1:a}${2:a}${3:b}\n");
    assert_body("{Organ}", "lang=en|organ=general-assembly", "General Assembly\n");
    assert_body("{Organ|Which}", "lang=en|organ=security-council", "${1:‹Which›}\n");
    assert_body("{by gender|a|b}{By gender|le|la}", "lang=en|gender=f", "bLa\n");
    assert_body("{by gender|a|b}", "lang=en", "${1:‹a/b›}\n");
    assert_body("{by items|one|two}", "lang=en|items=1 (a), 1 (b)", "one\n");
    assert_body("{by items|one|more}{by items|1|2|3}", "lang=en|items=1, 2", "more2\n");
    assert_body("{by items|one|more}{by items|1|2|3}", "lang=en|items=1, 2, 5", "more3\n");
    assert_body("a *b* **{name}**", "lang=en|name=N|emphasis=no", "a b N\n");
    assert_body("a *b* **{name}**", "lang=en|name=N", "a *b* **N**\n");
    assert_body("x {use piece} y", "lang=en", "x [piece ${1:‹o›}] y\n");
    assert_body("{use piece}\n{use piece}", "lang=en|office=z", "[piece z]\n[piece z]\n");
}

static void test_template_conditions(void **state)
{
    (void)state;
    assert_body("a\n{if name}\nb\n{else}\nc\n{end}\nd", "lang=en|name=X", "a\nb\nd\n");
    assert_body("a\n{if name}\nb\n{else}\nc\n{end}\nd", "lang=en", "a\nc\nd\n");
    assert_body("a\n  {if not name} {if office}\nb\n{end}{end}\nd", "lang=en|office=o", "a\nb\nd\n");
    assert_body("{if gender=f}f{else}m{end} {if gender=m}m{end}|", "lang=en|gender=f", "f |\n");
    assert_body("{if organ=general-assembly}GA{end}{if not organ=general-assembly}other{end}",
                "lang=en|addressee=secretary-general", "GA\n");
    assert_body("{if items=one}1{end}{if items=two}2{end}{if items=several}+{end}", "lang=en|items=3, 4", "2+\n");
    assert_body("{if items=one}1{end}{if items=two}2{end}{if items=several}+{end}", "lang=en|items=3, 4, 5", "+\n");
    assert_body("{if annexes}s{end}{if annex}a{end}", "lang=en|annex=1", "a\n");
    assert_body("{if annexes}s{end}{if annex}a{end}", "lang=en|annex=2", "sa\n");
    assert_body("{if translated}t{end}{if annex_translated}a{end}", "lang=en|original=en|annex_original=en", "\n");
    assert_body("{if translated}t{end}{if annex_translated}a{end}", "lang=en|original=fr|annex_original=en", "ta\n");
    assert_body("{each annex}<{annex_number}>{end}.", "lang=en|annex=3", "< I>< II>< III>.\n");
    assert_body("{each annex}<{annex_number}>{end}.", "lang=en|annex=1", "<>.\n");
    assert_body("{each annex}\nx{annex_number}\n{end}\n.", "lang=en", ".\n");
    /* A line with anything else on it stays, even if that is nothing. */
    assert_body("a\n{if name}{name}{end}\nb", "lang=en", "a\n\nb\n");
}

static void test_template_mistakes(void **state)
{
    (void)state;
    static const struct {
        const char *body, *message;
    } rows[] = {
        {"one\ntwo {dat}", "t.yaml:7:10: unknown word \"dat\"; did you mean \"date\"?"},
        {"{if name}\nx", "t.yaml:6:5: {if} without its {end}"},
        {"{each annex}\nx", "t.yaml:6:5: {each} without its {end}"},
        {"a{end}", "t.yaml:6:6: {end} without {if}"},
        {"\na{else}", "t.yaml:7:6: {else} without {if}"},
        {"{if name}a{else}b{else}c{end}", "t.yaml:6:22: a second {else}; the first one stands 7 bytes before it"},
        {"{name", "t.yaml:6:5: the brace is not closed on its line"},
        {"{name|x\n}", "t.yaml:6:5: the brace is not closed on its line"},
        {"{name \"x}", "t.yaml:6:5: the quotation mark is not closed on its line"},
        {"{name x}", "t.yaml:6:5: this is more than the tag takes; } was expected"},
        {"{}", "t.yaml:6:5: a word was expected after the brace, as in {date}; a brace itself is written twice"},
        {"a } b", "t.yaml:6:7: a closing brace without an opening one; as text it is written twice"},
        {"{if}x{end}", "t.yaml:6:5: {if} needs a word, as in {if annex}"},
        {"{if gender=}x{end}", "t.yaml:6:5: after = a value was expected, as in {if gender=f}"},
        {"{if gendr=f}x{end}", "t.yaml:6:9: unknown word \"gendr\"; did you mean \"gender\"?"},
        {"{each items}x{end}", "t.yaml:6:11: unknown word \"items\"; expected one of: state, annex"},
        {"{each annex}{each annex}{end}{end}", "t.yaml:6:17: {each} inside another {each}"},
        {"{by gender|x}", "t.yaml:6:5: {by gender} needs two forms, masculine and feminine, not 1"},
        {"{by items|x|y|z|zz}", "t.yaml:6:5: {by items} needs two forms (singular, plural) or three (singular, dual, "
                                "plural), not 4"},
        {"{by gender}", "t.yaml:6:5: {by} needs a word and its forms, as in {by gender|le|la}"},
        {"{by name|a|b}", "t.yaml:6:9: unknown word \"name\"; expected one of: addressee_gender, items, annex, gender"},
        {"{use nowhere_at_all}", "t.yaml:6:10: unknown template \"nowhere_at_all\"; expected one of: t, self, piece, "
                                 "broken, none"},
        {"{use none}", "t.yaml:6:10: template none has no body in en: what is missing is a reason"},
        {"{use broken}", "broken.yaml:7:5: {end} without {if}"},
        {"{use}", "t.yaml:6:5: {use} needs the name of a template, as in {use masthead}"},
        {"{date \"xx\"}", "t.yaml:6:5: \"xx\" is no language that a pack knows; expected a code, as \"en\""},
        {"{name \"en\"}", "t.yaml:6:5: {name} takes no argument"},
        {"x {missing y}", "t.yaml:6:7: {missing} belongs at the beginning of a body"},
        /* Found in what is not written as well. */
        {"{if name}{dat}{end}", "t.yaml:6:15: unknown word \"dat\"; did you mean \"date\"?"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        assert_bad(rows[i].body, UND_E_DATA, rows[i].message);
}

static char *repeated(const char *before, size_t count, const char *middle, const char *after)
{
    size_t b = strlen(before), a = strlen(after);
    char *text = malloc((b + a) * count + strlen(middle) + 1);
    assert_non_null(text);
    char *to = text;
    for (size_t i = 0; i < count; i++, to += b)
        memcpy(to, before, b);
    memcpy(to, middle, strlen(middle));
    to += strlen(middle);
    for (size_t i = 0; i < count; i++, to += a)
        memcpy(to, after, a);
    *to = '\0';
    return text;
}

static void test_template_limits(void **state)
{
    (void)state;
    char message[UND_MESSAGE_MAX];
    for (size_t depth = UND_TEMPLATE_DEPTH_MAX - 1; depth <= UND_TEMPLATE_DEPTH_MAX + 1; depth++) {
        char *body = repeated("{if not name}", depth, "x", "{end}");
        assert_int_equal(try_body(body, "lang=en", message), depth <= UND_TEMPLATE_DEPTH_MAX ? UND_OK : UND_E_LIMIT);
        free(body);
    }
    assert_has(message, "nested deeper than 16; does a template use itself?");
    assert_int_equal(try_body("{use self}", "lang=en", message), UND_E_LIMIT);
    assert_has(message, "self.yaml:4:");

    for (size_t stops = UND_TABSTOPS_MAX - 1; stops <= UND_TABSTOPS_MAX + 1; stops++) {
        char *body = repeated("{|x}", stops, "", "");
        assert_int_equal(try_body(body, "lang=en", message), stops <= UND_TABSTOPS_MAX ? UND_OK : UND_E_LIMIT);
        free(body);
    }
    assert_string_equal(message, "t.yaml: more than 512 tabstops");

    for (uint32_t forms = UND_TEMPLATE_FORMS_MAX; forms <= UND_TEMPLATE_FORMS_MAX + 1; forms++) {
        char *body = repeated("|x", forms, "}", "");
        char whole[64];
        (void)snprintf(whole, sizeof whole, "{by items%s", body);
        assert_int_equal(try_body(whole, "lang=en", message), UND_E_DATA);
        assert_has(message, forms <= UND_TEMPLATE_FORMS_MAX ? "not 6" : "more than 6 forms");
        free(body);
    }

    /* Tags, counted as they are met: 20 annexes meet those inside again. */
    for (size_t tags = UND_TEMPLATE_STEPS_MAX / 20 - 2; tags <= UND_TEMPLATE_STEPS_MAX / 20; tags++) {
        char *inside = repeated("{use piece}", 0, "", "");
        free(inside);
        char *body = repeated("{annex_number}", tags, "", "");
        char *whole = malloc(strlen(body) + 64);
        assert_non_null(whole);
        (void)sprintf(whole, "{each annex}%s{end}", body);
        assert_int_equal(try_body(whole, "lang=en|annex=20", message),
                         (tags + 1) * 20 + 1 <= UND_TEMPLATE_STEPS_MAX ? UND_OK : UND_E_LIMIT);
        free(whole);
        free(body);
    }
    assert_has(message, "the text grows without end");

    /* Output: 20 annexes of a long text. */
    char *text = repeated("0123456789abcde\n", 3600, "{name}", "");
    char *whole = malloc(strlen(text) + 64);
    assert_non_null(whole);
    (void)sprintf(whole, "{each annex}%s{end}", text);
    assert_int_equal(try_body(whole, "lang=en|annex=18|name=x", message), UND_OK);
    assert_int_equal(try_body(whole, "lang=en|annex=20|name=x", message), UND_E_LIMIT);
    free(whole);
    free(text);
}

/* ---- the pieces: item lists, dates, letters ---- */

static const und_language *language_of(const char *code)
{
    for (uint32_t i = 0; i < und_language_count(shared.packs); i++)
        if (strcmp(und_language_at(shared.packs, i)->code, code) == 0)
            return und_language_at(shared.packs, i);
    fail_msg("no language pack %s", code);
    return NULL;
}

static void test_item_lists(void **state)
{
    (void)state;
    static const und_flow_item one[] = {{.item = 113, .sub = 2}};
    static const und_flow_item seed[] = {{.item = 128, .sub = 1}, {.item = 128, .sub = 2}, {.item = 130, .sub = 23}};
    static const und_flow_item two[] = {{.item = 13}, {.item = 115}};
    static const und_flow_item three[] = {{.item = 116, .sub = 7}, {.item = 116, .sub = 8}, {.item = 116, .sub = 12}};
    static const und_flow_item many[] = {{.item = 46}, {.item = 78, .sub = 28}, {.item = 118}};
    static const und_flow_item both[] = {{.item = 128}, {.item = 128, .sub = 2}};
    static const struct {
        const char *language;
        const und_flow_item *items;
        size_t count;
        const char *line;
    } rows[] = {
        {"en", one, 1, "Agenda item 113 (b)"},
        {"fr", one, 1, "Point 113 b) de l'ordre du jour"},
        {"es", one, 1, "Tema 113 b) del programa"},
        {"ru", one, 1, "Пункт 113(b) повестки дня"},
        {"ar", one, 1, "البند 113 (ب) من جدول الأعمال"},
        {"zh", one, 1, "议程项目113(b)"},
        {"en", seed, 3, "Agenda items 128 (a) and (b) and 130 (w)"},
        {"fr", seed, 3, "Points 128 a) et b) et 130 w) de l'ordre du jour"},
        {"es", seed, 3, "Temas 128 a) y b) y 130 w) del programa"},
        {"ru", seed, 3, "Пункты 128(a) и (b) и 130(w) повестки дня"},
        {"ar", two, 2, "البندان 13 و 115 من جدول الأعمال"},
        {"en", three, 3, "Agenda item 116 (g), (h) and (l)"},
        {"fr", three, 3, "Point 116 g), h) et l) de l'ordre du jour"},
        {"ar", three, 3, "البند 116 (ز) و (ح) و (ل) من جدول الأعمال"},
        {"fr", many, 3, "Points 46, 78 bb) et 118 de l'ordre du jour"},
        {"en", many, 3, "Agenda items 46, 78 (bb) and 118"},
        {"en", both, 2, "Agenda item 128 and 128 (b)"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        und_text text;
        und_text_open(&text, und_packs_allocator(shared.packs));
        (void)und_write_agenda_line(language_of(rows[i].language), rows[i].items, rows[i].count, &text);
        und_text_put(&text, (und_bytes){"", 1});
        assert_string_equal(text.at, rows[i].line);
        und_text_close(&text);
    }
    /* Two items are the Arabic dual; the letter of (a) is not confirmed there. */
    und_text text;
    und_text_open(&text, und_packs_allocator(shared.packs));
    assert_int_equal(und_items_form(language_of("ar"), two, 2), UND_AGENDA_DUAL);
    assert_int_equal(und_items_form(language_of("fr"), two, 2), UND_AGENDA_PLURAL);
    assert_int_equal(und_write_agenda_line(language_of("ar"), two, 2, &text), UND_ATTESTED);
    assert_int_equal(und_write_agenda_line(language_of("ar"), seed, 3, &text), UND_UNATTESTED);
    assert_int_equal(und_write_agenda_line(language_of("fr"), seed, 3, &text), UND_ATTESTED);
    size_t before = text.length;
    static const und_flow_item high[] = {{.item = 1, .sub = UND_SUBITEM_MAX + 1}};
    assert_int_equal(und_write_agenda_line(language_of("fr"), high, 1, &text), UND_UNKNOWN);
    assert_int_equal(und_write_agenda_line(language_of("fr"), high, 0, &text), UND_UNKNOWN);
    assert_int_equal(text.length, before);
    und_text_close(&text);
}

static void test_items_sorted(void **state)
{
    (void)state;
    und_flow_item items[] = {{.item = 130, .sub = 23}, {.item = 128, .sub = 2}, {.item = 128, .sub = 1},
                             {.item = 128, .sub = 2},  {.item = 128},           {.item = 5}};
    assert_int_equal(und_sort_items(items, 6), 5);
    static const uint16_t expected[][2] = {{5, 0}, {128, 0}, {128, 1}, {128, 2}, {130, 23}};
    for (size_t i = 0; i < 5; i++) {
        assert_int_equal(items[i].item, expected[i][0]);
        assert_int_equal(items[i].sub, expected[i][1]);
    }
    assert_int_equal(und_count_items(items, 5), 3);
    assert_int_equal(und_count_items(items, 0), 0);
    for (uint16_t sub = 0; sub <= UND_SUBITEM_MAX; sub++) {
        char letters[UND_SUB_MAX];
        assert_true(und_subitem_letters(sub, letters));
        assert_int_equal(und_subitem_value(letters), sub);
    }
    char letters[UND_SUB_MAX];
    assert_true(und_subitem_letters(52, letters));
    assert_string_equal(letters, "zz");
    assert_false(und_subitem_letters(53, letters));
    assert_int_equal(und_subitem_value("ab"), 0);
    assert_int_equal(und_subitem_value("A"), 0);
}

static void test_dates(void **state)
{
    (void)state;
    static const struct {
        const char *language;
        und_date date;
        const char *words;
    } rows[] = {
        {"fr", {2020, 12, 22}, "22 décembre 2020"}, {"fr", {2021, 1, 1}, "1er janvier 2021"},
        {"fr", {2021, 1, 11}, "11 janvier 2021"},   {"en", {2021, 1, 1}, "1 January 2021"},
        {"es", {2021, 1, 7}, "7 de enero de 2021"}, {"ru", {2015, 1, 28}, "28 января 2015 года"},
        {"zh", {2015, 1, 15}, "2015年1月15日"},     {"ar", {2015, 3, 6}, "6 آذار/مارس 2015"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        und_text text;
        und_text_open(&text, und_packs_allocator(shared.packs));
        assert_int_equal(und_write_date(language_of(rows[i].language), rows[i].date, &text), UND_ATTESTED);
        und_text_put(&text, (und_bytes){"", 1});
        assert_string_equal(text.at, rows[i].words);
        und_text_close(&text);
    }
    und_date date;
    assert_true(und_date_read((und_bytes){"2020-12-22", 10}, &date));
    assert_false(und_date_read((und_bytes){"2020-12-2x", 10}, &date));
    assert_false(und_date_read((und_bytes){"2020-12-222", 11}, &date));
}

static void test_letters(void **state)
{
    (void)state;
    static const uint32_t pairs[][2] = {{'a', 'A'},     {0xe9, 0xc9},   {0x153, 0x152}, {0xff, 0x178}, {0x17e, 0x17d},
                                        {0x434, 0x414}, {0x451, 0x401}, {0x101, 0x100}, {0x13a, 0x139}};
    for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++) {
        assert_int_equal(und_upper(pairs[i][0]), pairs[i][1]);
        assert_int_equal(und_lower(pairs[i][1]), pairs[i][0]);
    }
    static const uint32_t alone[] = {'1', '*', 0xdf, 0xd7, 0xf7, 0x4e00, 0x627, 0xfffd, 0x138, 0x149};
    for (size_t i = 0; i < sizeof alone / sizeof alone[0]; i++) {
        assert_int_equal(und_upper(alone[i]), alone[i]);
        assert_int_equal(und_lower(alone[i]), alone[i]);
    }
    assert_int_equal(und_name_distance((und_bytes){"Uzbekistn", 9}, (und_bytes){"UZBEKISTAN", 10}), 1);
    assert_int_equal(und_name_distance((und_bytes){"abc", 3}, (und_bytes){"abc", 3}), 0);
    assert_int_equal(und_name_distance((und_bytes){"abc", 3}, (und_bytes){"xyz", 3}), UINT32_MAX);
    assert_int_equal(und_name_distance((und_bytes){"", 0}, (und_bytes){"", 0}), UINT32_MAX);
}

/* ---- the views of the packs ---- */

static const char *json_at;

/* Reads one JSON value, strictly; no answer but a failed test. */
static void read_json(void)
{
    static uint32_t depth;
    assert_true(++depth < 20);
    char c = *json_at;
    if (c == '{' || c == '[') {
        char close = c == '{' ? '}' : ']';
        json_at++;
        for (bool first = true; *json_at != close; first = false) {
            if (!first)
                assert_int_equal(*json_at++, ',');
            if (c == '{') {
                assert_int_equal(*json_at, '"');
                read_json();
                assert_int_equal(*json_at++, ':');
            }
            read_json();
        }
        json_at++;
    } else if (c == '"') {
        for (json_at++; *json_at != '"'; json_at++) {
            assert_true((unsigned char)*json_at >= 0x20);
            if (*json_at == '\\')
                assert_non_null(strchr("\"\\nrtu", *++json_at));
        }
        json_at++;
    } else {
        size_t length = strspn(json_at, "0123456789truefalsn");
        assert_true(length > 0);
        json_at += length;
    }
    depth--;
}

static const char *viewed(und_status status)
{
    assert_int_equal(status, UND_OK);
    json_at = shared.out.text;
    read_json();
    assert_int_equal(*json_at, '\0');
    return shared.out.text;
}

static taken *empty(void)
{
    shared.out.length = 0;
    shared.out.text[0] = '\0';
    return &shared.out;
}

static void test_views(void **state)
{
    (void)state;
    const char *text = viewed(und_write_agenda(shared.packs, 75, take, empty()));
    assert_has(text, "{\"session\":75,\"source\":\"A/75/251\",\"complete\":true,\"file\":\"");
    assert_has(text, "{\"item\":128,\"sub\":\"b\",\"titles\":{");
    assert_has(text, "\"en\":\"Central role of the United Nations system in global governance\"");
    assert_has(text, "\"fr\":\"Rôle central du système des Nations Unies dans la gouvernance mondiale\"");
    assert_string_equal(viewed(und_write_agenda(shared.packs, 150, take, empty())), "null");

    text = viewed(und_write_agenda_sessions(shared.packs, take, empty()));
    assert_has(text, "[35,36,37,");
    assert_has(text, ",79,80,81]");
    text = viewed(und_write_agenda(shared.packs, 81, take, empty()));
    assert_has(text, "\"items\":[],\"unnumbered\":[{\"sub\":\"\",\"titles\":{\"en\":\"");
    text = viewed(und_write_agenda(shared.packs, 80, take, empty()));
    assert_has(text, "{\"item\":177,\"sub\":\"\",\"added\":\"decision 80/527\",\"titles\":{}}");

    text = viewed(und_write_states(shared.packs, take, empty()));
    assert_has(text, "{\"code\":\"UZ\",\"observer\":false,\"names\":{");
    assert_has(text, "\"fr\":{\"name\":\"Ouzbékistan\",\"of\":\"de l'Ouzbékistan\",\"attested\":true}");
    assert_has(text, "{\"code\":\"VA\",\"observer\":true,");

    text = viewed(und_write_templates(shared.packs, take, empty()));
    assert_has(text,
               "{\"name\":\"letter\",\"title\":\"Letter to the Secretary-General or to the President of an organ\","
               "\"part\":\"document\",\"languages\":[\"ar\",\"en\",\"es\",\"fr\",\"ru\",\"zh\"],\"sources\":{");
    assert_has(
        text,
        "\"name\":\"candidature\",\"title\":\"Candidature, as a note verbale\",\"part\":\"document\",\"languages\":["
        "\"en\",\"zh\"],\"sources\":{\"en\":\"A/60/783");
    assert_has(text, "\"missing\":{\"ar\":\"a document that shows a note verbale with a candidature in Arabic\",");

    assert_string_equal(viewed(und_write_problems(shared.packs, take, empty())), "[]");
    und_packs *packs = NULL;
    assert_int_equal(und_packs_open_empty(NULL, &packs), UND_OK);
    (void)und_packs_add_language(packs, (und_bytes){small_language, sizeof small_language - 1}, "en.yaml");
    (void)und_packs_add_template(packs, (und_bytes){"template: t\nparty: x\n", 21}, "t.yaml");
    text = viewed(und_write_problems(packs, take, empty()));
    assert_has(text, "[{\"file\":\"t.yaml\",\"line\":2,\"column\":1,\"message\":\"");
    und_packs_close(packs);

    shared.out.refuse = true;
    assert_int_equal(und_write_states(shared.packs, take, empty()), UND_E_IO);
    assert_int_equal(und_write_agenda(shared.packs, 75, take, empty()), UND_E_IO);
    shared.out.refuse = false;
}

/* Of `answers` those that the template takes together with those before them. */
static const char *agreeing(const char *name, const char *answers)
{
    static char kept[4096];
    size_t used = 0;
    kept[0] = '\0';
    for (const char *at = answers; *at != '\0';) {
        const char *end = strchr(at, '|');
        if (end == NULL)
            end = at + strlen(at);
        int wrote = snprintf(kept + used, sizeof kept - used, "%s%.*s", used > 0 ? "|" : "", (int)(end - at), at);
        if (draft_from(shared.packs, name, kept, &shared.out) == UND_OK)
            used += (size_t)wrote;
        else
            kept[used] = '\0';
        at = *end == '|' ? end + 1 : end;
    }
    return kept;
}

/* Every template of ours in every language that it has: with all answers and with none. */
static void test_all_templates(void **state)
{
    (void)state;
    const und_template *templates = NULL;
    uint32_t count = 0, made = 0;
    assert_int_equal(und_packs_templates(shared.packs, &templates, &count), UND_OK);
    assert_true(count >= 15);
    for (uint32_t i = 0; i < count; i++) {
        for (uint32_t l = 0; l < und_language_count(shared.packs); l++) {
            und_bytes what;
            if (templates[i].bodies[l].length == 0 || und_template_missing(templates[i].bodies[l], &what))
                continue;
            char name[64], answers[512];
            (void)snprintf(name, sizeof name, "%.*s", (int)templates[i].name.length, templates[i].name.at);
            (void)snprintf(answers, sizeof answers, "lang=%s", und_language_at(shared.packs, l)->code);
            assert_true(strlen(drafted(name, answers)) > 0);
            (void)snprintf(answers, sizeof answers,
                           "lang=%s" VALUES "|gender=f|addressee_gender=f|instructions=yes|%s|office=O|number=1|"
                           "opener=P|title=Q|sponsors=S|symbol=A/80/L.1",
                           und_language_at(shared.packs, l)->code, i % 2 == 0 ? "transmits=T" : "text=X");
            (void)drafted(name, agreeing(name, answers));
            assert_lacks(shared.plain, "{");
            assert_lacks(shared.plain, "\n\n\n\n\n");
            made++;
        }
    }
    assert_true(made >= 170);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_real_letter),
        cmocka_unit_test(test_english_letter),
        cmocka_unit_test(test_security_council),
        cmocka_unit_test(test_defaults),
        cmocka_unit_test(test_offices),
        cmocka_unit_test(test_organs),
        cmocka_unit_test(test_annexes),
        cmocka_unit_test(test_joint_letters),
        cmocka_unit_test(test_conflicts),
        cmocka_unit_test(test_ordinals),
        cmocka_unit_test(test_names),
        cmocka_unit_test(test_tabstops),
        cmocka_unit_test(test_escapes),
        cmocka_unit_test(test_mistakes),
        cmocka_unit_test(test_answer_limits),
        cmocka_unit_test(test_sink_refuses),
        cmocka_unit_test(test_memory),
        cmocka_unit_test(test_recognised),
        cmocka_unit_test(test_many_states),
        cmocka_unit_test(test_every_item),
        cmocka_unit_test(test_small_titles),
        cmocka_unit_test(test_template_words),
        cmocka_unit_test(test_template_conditions),
        cmocka_unit_test(test_template_mistakes),
        cmocka_unit_test(test_template_limits),
        cmocka_unit_test(test_item_lists),
        cmocka_unit_test(test_items_sorted),
        cmocka_unit_test(test_dates),
        cmocka_unit_test(test_letters),
        cmocka_unit_test(test_views),
        cmocka_unit_test(test_all_templates),
    };
    return cmocka_run_group_tests(tests, open_shared, close_shared);
}
