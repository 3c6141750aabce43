/* What an explanation says decided: for each kind of line one document of its own wording, and every line of every
 * document of tests/data. */
#include "support.h"
#include "undoc/json.h"

#include "read/document.h"

#include <dirent.h>

/* The explanation of a line, from 1, as the command line prints it. */
static void explain(und_doc *doc, uint32_t line, support_text *out)
{
    support_clear(out);
    assert_int_equal(und_print_explain(doc, line - 1, support_sink, out), UND_OK);
}

/* One sentence, by its number from 0; the first is the kind. NULL: there are no more. Cuts the text in place. */
static char *next_sentence(char **rest)
{
    char *start = *rest;
    char *end = strchr(start, '\n');
    if (end == NULL)
        return NULL;
    *end = '\0';
    *rest = end + 1;
    return start;
}

/* Whether a sentence is `expected`. "…" in what is expected stands for any text: the path of a pack and its line. */
static bool is_sentence(const char *sentence, const char *expected)
{
    static const char any[] = "…";
    const char *hole = strstr(expected, any);
    if (hole == NULL)
        return strcmp(sentence, expected) == 0;
    size_t before = (size_t)(hole - expected);
    if (strncmp(sentence, expected, before) != 0)
        return false;
    for (sentence += before; *sentence != '\0'; sentence++)
        if (is_sentence(sentence, hole + sizeof any - 1))
            return true;
    return is_sentence(sentence, hole + sizeof any - 1);
}

static bool says(const support_text *told, const char *expected)
{
    support_text copy = {0};
    support_put(&copy, told->at, told->length);
    char *rest = copy.at;
    bool found = false;
    for (char *sentence = next_sentence(&rest); sentence != NULL && !found; sentence = next_sentence(&rest))
        found = is_sentence(sentence, expected);
    support_free(&copy);
    return found;
}

/* A line, and a sentence that its explanation has, or has not where it begins with "!". */
typedef struct expected {
    uint32_t line;
    const char *sentence;
} expected;

static void explains(void **state, const char *text, const expected *all, size_t count)
{
    und_doc *doc = support_doc(*state, support_bytes(text));
    support_text told = {0};
    int wrong = 0;
    for (size_t i = 0; i < count; i++) {
        bool not = all[i].sentence[0] == '!';
        explain(doc, all[i].line, &told);
        if (says(&told, all[i].sentence + (not ? 1 : 0)) != not )
            continue;
        fprintf(stderr, "line %u %s: %s\n%s\n", (unsigned)all[i].line, not ? "says" : "does not say",
                all[i].sentence + (not ? 1 : 0), told.at);
        wrong++;
    }
    support_free(&told);
    und_doc_close(doc);
    assert_int_equal(wrong, 0);
}

#define EXPLAINS(text, all) explains(state, text, all, sizeof(all) / sizeof(all)[0])

/* ---- lines of a masthead ---- */

static void masthead_lines(void **state)
{
    static const expected all[] = {
        {1, "masthead (fr)"},
        {1, "it begins with “Nations Unies”: the United Nations' name in a masthead (…/fr.yaml:…)"},
        {1, "the symbol was read from it: “A/75/690”"},
        {1, "it stands at the beginning of the document; no clauses are expected there"},
        {3, "it belongs to what begins at line 1"},
        {3, "it begins with “Assemblée générale”: an organ (…/fr.yaml:…)"},
        {3, "the organ was read from it: “Assemblée générale”"},
        {3, "!it begins with “Nations Unies”: the United Nations' name in a masthead (…/fr.yaml:…)"},
        {3, "!it stands at the beginning of the document; no clauses are expected there"},
        {5, "it begins with “Distr.”: the distribution field (…/fr.yaml:…)"},
        {5, "!it begins with “Distr.”: the distribution field (…/en.yaml:…)"},
        {5, "the distribution was read from it: “limitée”"},
        {6, "it has the form “{day} {month} {year}”: a date (…/fr.yaml:…)"},
        {6, "the date was read from it: “4 mars 2021” (2021-03-04)"},
        {7, "it begins with “français”: a language's name (…/fr.yaml:…)"},
        {7, "the language was read from it: “Français” (fr)"},
        {8, "it begins with “Original”: the field of the original language (…/fr.yaml:…)"},
        {8, "the original language was read from it: “arabe” (ar)"},
        {10, "it begins with “Soixante-quinzième”: an ordinal (…/fr.yaml:…)"},
        {10, "it has the form “{ordinal} session”: a session line (…/fr.yaml:…)"},
        {10, "the session was read from it: “Soixante-quinzième session” (75)"},
        {11, "it has the form “Point {items} de l'ordre du jour provisoire”: an agenda line (…/fr.yaml:…)"},
        {11, "!it has the form “Point {items} de l'ordre du jour”: an agenda line (…/fr.yaml:…)"},
        {11, "the agenda items were read from it: 128 (a)"},
        {12, "it belongs to what begins at line 1"},
        {12, "the line is blank"},
        {13, "the title of item 128 was read from it"},
        {13, "!the title of item 128 (a) was read from it"},
        {14, "the title of item 128 (a) was read from it"},
        {15, "the title of item 128 (a) was read from it"},
        {15, "it ends with no mark"},
    };
    EXPLAINS("Nations Unies                                   A/75/690\n\n"
             "Assemblée générale\n\n"
             "Distr. limitée\n4 mars 2021\nFrançais\nOriginal : arabe\n\n"
             "Soixante-quinzième session\n"
             "Point 128 a) de l'ordre du jour provisoire\n\n"
             "Renforcement du système des Nations Unies :\n"
             "renforcement du système\n"
             "des Nations Unies\n\n"
             "Lettre datée du 2 mars 2021, adressée au Secrétaire général par le Représentant permanent du Tchad\n\n"
             "J'ai l'honneur de vous faire savoir que le port est ouvert.\n",
             all);
}

/* Two items, and titles that nothing assigns to them; a title that reads like the document's own. */
static void masthead_lines_without_a_field(void **state)
{
    static const expected all[] = {
        {1, "the line is a document symbol, a job number or a page number alone"},
        {1, "the symbol was read from it: “A/74/511”"},
        {5, "it is short, stands among the fields of a masthead, and nothing else begins with it"},
        {6, "it goes on with what begins at line 5"},
        {8, "it reads like the title of a document, but the document's own title stands after it"},
        {8, "it begins with “Report of the”: the title of a document (…/en.yaml:…), which did not decide here"},
        {10, "title (en)"},
    };
    EXPLAINS(
        "A/74/511\n\n"
        "Agenda items 900, 901 and 902\n\n"
        "Lanterns on the quays of the southern harbours\n"
        "and what they cost\n\n"
        "Report of the Keeper of Lanterns\n\n"
        "Letter dated 15 March 2021 from the Permanent Representative of Chad addressed to the Secretary-General\n\n"
        "I have the honour to write to you.\n",
        all);
    /* Fields in English, in a document of another language. */
    static const expected other[] = {
        {3, "it begins with “Distr.”: the distribution field (…/ru.yaml:…)"},
        {3, "!it begins with “Distr.”: the distribution field (…/en.yaml:…)"},
        {4, "the date was read from it: “2 March 2021” (2021-03-02)"},
    };
    EXPLAINS("Организация Объединенных Наций\nГенеральная Ассамблея\nDistr.: General\n2 March 2021\n\n"
             "Семьдесят пятая сессия\n\nГенеральная Ассамблея,\n\nотмечая, что маяк горит,\n",
             other);
}

/* A session line that no known word begins, as the first of the document. */
static void masthead_from_a_pattern(void **state)
{
    static const expected all[] = {
        {1, "masthead (es)"},
        {1, "it has the form “{number}º período de sesiones”: a session line (…/es.yaml:…)"},
        {1, "the session was read from it: “54º período de sesiones” (54)"},
    };
    EXPLAINS("54º período de sesiones\nTema 900 del programa\n\nLos faros de la costa\n", all);
}

/* ---- titles ---- */

static void titles_of_letters(void **state)
{
    static const expected spanish[] = {
        {1, "title (es)"},
        {1, "it has the form “Nota verbal de fecha {date} dirigida {addressee} por {sender}”: the title of a letter "
            "(…/es.yaml:…)"},
        {3, "in it stands “saluda atentamente”: the compliments of a note verbale (…/es.yaml:…)"},
        {3, "!nothing in it makes it anything else here: a plain paragraph"},
        {5, "in it stands “agradecería”: the words of a request (…/es.yaml:…, not attested)"},
        {6, "in it stands “agradecería”: the words of a request (…/es.yaml:…, not attested)"},
        {8, "nothing in it makes it anything else here: a plain paragraph"},
    };
    EXPLAINS(
        "Nota verbal de fecha 2 de mayo de 2021 dirigida al Secretario General por la Misión Permanente del Chad\n\n"
        "La Misión Permanente del Chad saluda atentamente al Secretario General y le comunica que hay luz.\n\n"
        "La Misión Permanente agradecería que se hiciera\ndistribuir la presente nota.\n\n"
        "Los faros de la costa están encendidos desde ayer.\n",
        spanish);
    /* No known word begins a Chinese title: the whole of it is a pattern. */
    static const expected chinese[] = {
        {3, "title (zh)"},
        {3, "it has the form “{date}{sender}给{addressee}的信”: the title of a letter (…/zh.yaml:…)"},
    };
    EXPLAINS("大会\n\n2015年1月15日乍得常驻联合国代表给秘书长的信\n\n谨随函转递一份声明。\n", chinese);
}

static void titles_of_resolutions(void **state)
{
    static const expected all[] = {
        {1, "it begins with “Resolution adopted by”: the title of a document (…/en.yaml:…)"},
        {3, "title (en)"},
        {3, "it begins with the number of a resolution, “75/318”: a resolution's title"},
        {5, "it begins with “The General Assembly”: a subject (…/en.yaml:…)"},
        {5, "!a clause stands after it"},
    };
    EXPLAINS("Resolution adopted by the General Assembly\n\n**75/318. Lanterns of the quays**\n\n"
             "The General Assembly,\n\nRecalling its resolution 70/1,\n",
             all);
    static const expected council[] = {
        {1, "title"},
        {1, "all of it is a reference to a resolution, and no text stands before it: a resolution's title"},
        {5, "it begins with the number of a resolution, “55/90”: a resolution's title"},
    };
    EXPLAINS("Resolution 9768 (2025)\n\nAdopted by the Security Council at its 9936th meeting\n\n55/90 Lanterns of the "
             "quays\n\nThe Security Council,\n\nRecalling its resolution 9700 (2024),\n",
             council);
    static const expected draft[] = {
        {3, "title (en)"},
        {3, "after a colon stands “Draft resolution”: the title of a document (…/en.yaml:…)"},
        {3, "sponsors stand before the colon: the title of a draft"},
    };
    EXPLAINS("General Assembly\n\nChad, Fiji and Haiti: draft resolution\n\nThe General Assembly,\n\n"
             "Recalling its resolution 70/1,\n",
             draft);
}

static void titles_by_their_place(void **state)
{
    static const expected all[] = {
        {1, "annex (en)"},
        {1, "it begins with “Annex”: the heading of an annex (…/en.yaml:…)"},
        {3, "title (en)"},
        {3, "it is the first short block of an annex and ends no sentence: the annex's title"},
        {4, "it belongs to what begins at line 3"},
        {4, "it begins with “Original”: the field of the original language (…/en.yaml:…)"},
        {4, "the original language was read from it: “French”"},
        {6, "nothing in it makes it anything else here: a plain paragraph"},
    };
    EXPLAINS("Annex\n\n**Lanterns of the quays**\n[Original: French]\n\nEvery lantern burns until the sun has risen.\n",
             all);
    static const expected bold[] = {
        {1, "title (en)"},
        {1, "it is bold or marked as a heading, and no title stands before it: the title of a document"},
    };
    EXPLAINS("**Lanterns of the southern quays and of the harbours**\n\nThe lanterns of the quays have been lit.\n",
             bold);
    /* The words of an opener at its beginning did not decide. */
    static const expected words[] = {
        {3, "title (fr)"},
        {3, "it begins with “Mesure”: an operative opener (…/fr.yaml:…), which did not decide here"},
    };
    EXPLAINS("Annexe\n\nMesure des puits de la ville\n\nLes puits de la ville sont mesurés à midi.\n", words);
}

/* A Chinese annex names the letter first. */
static void annex_from_a_pattern(void **state)
{
    static const expected all[] = {
        {7, "annex (zh)"},
        {7, "it has the form “{date}{sender}给{addressee}的信”: the title of a letter (…/zh.yaml:…)"},
        {7, "it ends in “附件”: the heading of an annex (…/zh.yaml:…)"},
    };
    EXPLAINS("大会\n\n2015年1月15日乍得常驻联合国代表给秘书长的信\n\n谨随函转递一份声明。\n\n"
             "2015年1月15日乍得常驻联合国代表给秘书长的信的附件\n\n声明\n",
             all);
}

/* ---- headings, signatures, footnotes, furniture ---- */

static void headings(void **state)
{
    static const expected all[] = {
        {5, "it is short, ends with no mark and begins with a capital: a heading"},
        {7, "it is marked as a heading"},
        {9, "it is short, ends with no mark and has a capital for its label: a heading"},
        {9, "its label B is a capital"},
        {11, "it is short, ends with no mark and is bold: a heading"},
        {13, "its label C is a capital"},
    };
    EXPLAINS("Annex\n\nLanterns of the quays\n\nOil and wick\n\n## Oil and wick\n\nB. Glass\n\n"
             "**Oil and wick**\n\nC. Glass\n\nThe glass is cleaned.\n",
             all);
    static const expected chinese[] = {
        {5, "it is short and ends with no mark, in a script without capitals: a heading"},
    };
    EXPLAINS("附件\n\n灯塔\n\n油\n\n灯塔每天点亮。\n", chinese);
}

static void signatures(void **state)
{
    static const expected all[] = {
        {5, "it begins with “Le Représentant permanent”: an office in a signature block (…/fr.yaml:…)"},
        {5, "line 6 has the name after “Signé”: the mark of a signature (…/fr.yaml:…)"},
        {6, "it begins with “Signé”: the mark of a signature (…/fr.yaml:…)"},
        {6, "it belongs to what begins at line 5"},
        {8, "in it stands “Signé”: the mark of a signature (…/fr.yaml:…)"},
    };
    EXPLAINS("Lettre datée du 2 mars 2021, adressée au Secrétaire général par le Représentant permanent du Tchad\n\n"
             "J'ai l'honneur de vous faire savoir que le port est ouvert.\n\n"
             "Le Représentant permanent\n(*Signé*) Anne **Moreau**\n\n"
             "L'Ambassadeur (Signé) Anne Moreau\n",
             all);
}

static void footnotes_and_furniture(void **state)
{
    static const expected all[] = {
        {3, "the line is a number alone"},
        {3, "no rule stands before it: the number of a page"},
        {5, "the line is a rule"},
        {7, "footnote (en)"},
        {7, "it begins with “See”: a footnote (…/en.yaml:…)"},
        {7, "a number stands before these words: a footnote"},
        {9, "the line is a number alone"},
        {9, "a rule stands before it: the number of a footnote"},
        {11, "the number of a footnote stands alone before it: the footnote's text"},
        {13, "it begins with “Please recycle”: furniture (…/en.yaml:…)"},
        {15, "the line is a row of a table"},
        {19, "it begins with a number, and a rule stands before it: a footnote"},
        {21, "it begins with a raised number: a footnote"},
        {23, "it begins with a number, and a document symbol stands after it: a footnote"},
    };
    EXPLAINS("The lanterns of the quays have been lit again.\n\n17\n\n______\n\n1 See the book of lanterns.\n\n"
             "2\n\nThe book of lanterns, page 3.\n\nPlease recycle\n\n| oil | wick |\n\n______\n\n3 The keeper's own "
             "words.\n\n⁴ The "
             "keeper's daughter.\n\n5 A/75/340, annex.\n",
             all);
    /* The words of another language decide too, where the language is not asked. */
    static const expected foreign[] = {
        {3, "furniture (fr)"},
        {3, "it begins with “Please recycle”: furniture (…/en.yaml:…), although the text here is in another language"},
    };
    EXPLAINS("Le puits de la ville et celui du port sont à sec.\n\nPlease recycle\n", foreign);
    /* Printing put date and distribution elsewhere. */
    static const expected extra[] = {
        {5, "furniture (en)"},
        {5, "it begins with “Distr.”: the distribution field (…/en.yaml:…)"},
        {5, "the distribution was read from it: “General”"},
        {6, "the date was read from it: “2 March 2021” (2021-03-02)"},
    };
    EXPLAINS("General Assembly\n\nLetter dated 1 March 2021 from the Permanent Representative of Chad addressed to the "
             "Secretary-General\n\nDistr.: General\n2 March 2021\n\nI have the honour to write to you.\n",
             extra);
}

/* What interrupts a sentence, and where it goes on. */
static void interrupted_paragraphs(void **state)
{
    static const expected all[] = {
        {5, "its label 1 is a number"},
        {5, "!nothing in it makes it anything else here: a plain paragraph"},
        {5, "!the sentence before it had not ended: it goes on here"},
        {7, "the line is a document symbol, a job number or a page number alone"},
        {7, "it interrupts a paragraph that goes on after it"},
        {9, "it belongs to what begins at line 5"},
        {9, "the sentence before it had not ended: it goes on here"},
    };
    EXPLAINS("Annex\n\nLanterns\n\n1. The lanterns of the quays were lit again by the keepers who are named in the "
             "book of\n\n"
             "A/75/690\n\nlanterns, as they had been before the storm.\n",
             all);
}

/* ---- clauses ---- */

static void subjects(void **state)
{
    static const expected all[] = {
        {1, "it begins with “We, the Ministers”: the beginning of a subject (…/en.yaml:…, not attested)"},
        {1, "a clause stands after it"},
    };
    EXPLAINS("We, the Ministers of the harbours,\n\nRecalling the book of lanterns,\n", all);
}

static void clauses(void **state)
{
    static const expected all[] = {
        {3, "it begins with “Recalling”: a preambular opener (…/en.yaml:…)"},
        {5,
         "no pack knows its opener “Lanterning”: its end mark and its place decided, and that its first word ends in "
         "“ing”: an ending of preambular openers (…/en.yaml:…)"},
        {7, "its label 1 is a number"},
        {7, "no pack knows its opener “Lanterns”: its number and its place decided"},
        {9, "its number makes it an operative paragraph, although its opener is a preambular one"},
        {9, "its label 2 is a number; the number before it is 1"},
    };
    EXPLAINS("The General Assembly,\n\nRecalling the book of lanterns,\n\nLanterning the quays of the harbours,\n\n"
             "1. Lanterns the quays of the harbours;\n\n2. Recalling the book of lanterns;\n",
             all);
    /* A slip of the verb among preambular paragraphs. */
    static const expected slip[] = {
        {5, "preambular (en)"},
        {5, "it begins with “Recognizes”: an operative opener (…/en.yaml:…), which did not decide here"},
        {5, "its opener is an operative one, but it ends with a comma and the preamble goes on after it"},
    };
    EXPLAINS("The General Assembly,\n\nRecalling the book of lanterns,\n\nRecognizes the role of the keepers,\n\n"
             "Noting that the lanterns burn,\n",
             slip);
    /* The same verb in both parts. */
    static const expected chinese[] = {
        {3, "its opener can open either part: its place and its end mark decided"},
        {3, "it begins with “回顾”: an operative opener (…/zh.yaml:…), which did not decide here"},
    };
    EXPLAINS("大会，\n\n回顾灯塔，\n\n1. 请会员国点灯。\n", chinese);
}

static void labels(void **state)
{
    static const expected all[] = {
        {3, "its label c is a letter; it could be a letter or a roman figure, and its neighbours decided"},
    };
    EXPLAINS("1. The keepers are asked to bring:\n\n(c) The oil;\n\n(d) The wick.\n", all);
}

static void adoption(void **state)
{
    static const expected all[] = {
        {5, "adoption (en)"},
        {5, "it has the form “{number}nd plenary meeting”: a line of adoption (…/en.yaml:…)"},
        {6, "it has the form “{day} {month} {year}”: a date (…/en.yaml:…)"},
        {6, "it belongs to what begins at line 5"},
        {8, "it has the form “{day} {month} {year}”: a date (…/en.yaml:…)"},
        {8, "it is a date alone after a line that closes a resolution"},
        {10, "it begins with “Adopted by a recorded vote”: a line of adoption (…/en.yaml:…)"},
        {12, "it begins with “In favour:”: a line of adoption (…/en.yaml:…)"},
        {12, "the bracket that opens at line 10 is closed at line 14"},
        {14, "it belongs to what begins at line 10"},
        {14, "the bracket that opens at line 10 is closed at line 14"},
    };
    EXPLAINS("The General Assembly,\n\n1. Decides to light the lanterns.\n\n72nd plenary meeting\n9 June 2021\n\n"
             "10 June 2021\n\n[Adopted by a recorded vote of 2 to none, as follows:\n\nIn favour:\n\nChad, Fiji]\n",
             all);
}

/* ---- every line ---- */

/* Sentences that say where a line stands and how it ends, and what did not decide. */
static bool is_aside(const char *sentence)
{
    static const char *const asides[] = {"it stands …",
                                         "it ends with …",
                                         "it belongs to what begins at line …",
                                         "it lies among what belongs to line …",
                                         "it interrupts a paragraph that goes on after it",
                                         "the sentence before it had not ended: it goes on here",
                                         "…, which did not decide here",
                                         "it begins with …, but the text here is in another language"};
    for (size_t i = 0; i < sizeof asides / sizeof asides[0]; i++)
        if (is_sentence(sentence, asides[i]))
            return true;
    return false;
}

static int lines_without_reason(und_packs *packs, const char *name)
{
    support_text text = support_file(name), told = {0};
    und_doc *doc = support_doc(packs, (und_bytes){text.at, text.length});
    int wrong = 0;
    for (uint32_t line = 1; line <= und_doc_line_count(doc); line++) {
        explain(doc, line, &told);
        support_text all = {0};
        support_put(&all, told.at, told.length);
        char *rest = told.at;
        bool found = false;
        (void)next_sentence(&rest); /* the kind */
        for (char *sentence = next_sentence(&rest); sentence != NULL; sentence = next_sentence(&rest))
            found = found || !is_aside(sentence);
        if (!found) {
            fprintf(stderr, "%s:%u: nothing says what decided\n%s\n", name, (unsigned)line, all.at);
            wrong++;
        }
        support_free(&all);
    }
    und_doc_close(doc);
    support_free(&told);
    support_free(&text);
    return wrong;
}

static void every_line_of_every_document(void **state)
{
    char path[4096];
    snprintf(path, sizeof path, "%s/../tests/data", support_data_dir());
    DIR *folder = opendir(path);
    assert_non_null(folder);
    int wrong = 0, files = 0;
    for (struct dirent *entry = readdir(folder); entry != NULL; entry = readdir(folder)) {
        size_t length = strlen(entry->d_name);
        if (length < 4 || strcmp(entry->d_name + length - 4, ".txt") != 0)
            continue;
        char name[512];
        snprintf(name, sizeof name, "tests/data/%s", entry->d_name);
        wrong += lines_without_reason(*state, name);
        files++;
    }
    closedir(folder);
    assert_true(files >= 9);
    assert_int_equal(wrong, 0);
}

/* The same sentences as JSON, and nothing from a line that is not there. */
static void json(void **state)
{
    und_doc *doc = support_doc(*state, support_bytes("The General Assembly,\n\n1. Decides to light \"it\".\n\n"
                                                     "72nd plenary meeting\n9 June 2021\n"));
    support_text told = {0};
    assert_int_equal(und_write_explain(doc, 5, support_sink, &told), UND_OK);
    assert_non_null(strstr(told.at,
                           "{\"line\":6,\"kind\":\"adoption\",\"language\":\"en\",\"because\":[\"it has the form "
                           "“{day} {month} {year}”: a date ("));
    assert_non_null(strstr(told.at, "\"it has the form “{number}nd plenary meeting”: a line of adoption ("));
    assert_string_equal(told.at + told.length - 2, "]}");
    support_clear(&told);
    assert_int_equal(und_write_explain(doc, 3, support_sink, &told), UND_OK);
    assert_non_null(strstr(told.at, "\"the line is blank\"]}"));
    assert_int_equal(und_write_explain(doc, 7, support_sink, &told), UND_E_ARGUMENT);
    support_free(&told);
    und_doc_close(doc);
}

/* Every allocation of an explanation fails in turn, and it says so. */
static void without_memory(void **state)
{
    (void)state;
    static const uint32_t lines[] = {5, 14, 28, 30, 33, 41, 52}; /* of the sample letter, from 1 */
    support_heap heap = {.go_on = true};
    und_allocator allocator = support_allocator(&heap);
    const char *root = support_data_dir();
    support_text text = support_file(SUPPORT_LETTER), told = {0};
    und_packs *packs;
    assert_int_equal(und_packs_open(&allocator, &root, 1, &packs), UND_OK);
    und_doc *doc = support_doc(packs, (und_bytes){text.at, text.length});
    for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++)
        for (size_t fail_at = 1;; fail_at++) {
            heap.calls = 0;
            heap.fail_at = fail_at;
            heap.failed = false;
            und_status status = und_write_explain(doc, lines[i] - 1, support_sink, &told);
            assert_int_equal(status, heap.failed ? UND_E_MEMORY : UND_OK);
            if (!heap.failed)
                break;
        }
    und_doc_close(doc);
    und_packs_close(packs);
    assert_int_equal(heap.blocks, 0);
    support_free(&told);
    support_free(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(masthead_lines),
        cmocka_unit_test(masthead_lines_without_a_field),
        cmocka_unit_test(masthead_from_a_pattern),
        cmocka_unit_test(titles_of_letters),
        cmocka_unit_test(titles_of_resolutions),
        cmocka_unit_test(titles_by_their_place),
        cmocka_unit_test(annex_from_a_pattern),
        cmocka_unit_test(headings),
        cmocka_unit_test(signatures),
        cmocka_unit_test(footnotes_and_furniture),
        cmocka_unit_test(interrupted_paragraphs),
        cmocka_unit_test(subjects),
        cmocka_unit_test(clauses),
        cmocka_unit_test(labels),
        cmocka_unit_test(adoption),
        cmocka_unit_test(every_line_of_every_document),
        cmocka_unit_test(json),
        cmocka_unit_test(without_memory),
    };
    return cmocka_run_group_tests(tests, support_open_packs, support_close_packs);
}
