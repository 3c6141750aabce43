/* The agenda check on letters as they are written, without a masthead: the session comes from the date. Items are taken from
 * the agendas of the packs, as they are and with slips planted. */
#include "support.h"

#include "undoc/agenda.h"
#include "undoc/reading.h"

#if defined(__SANITIZE_ADDRESS__)
#define SANITIZED true
#else
#define SANITIZED false
#endif

static int faults;

static int begin(void **state)
{
    (void)state;
    faults = 0;
    return 0;
}

/* The codes of what a text is told, a space after each. */
static const char *codes_of(und_packs *packs, const char *text)
{
    static char codes[512];
    und_doc *doc = support_doc(packs, support_bytes(text));
    uint32_t count;
    size_t used = 0;
    codes[0] = '\0';
    assert_int_equal(und_finding_count(doc, &count), UND_OK);
    for (uint32_t n = 0; n < count && used < sizeof codes; n++) {
        und_finding finding;
        assert_int_equal(und_finding_get(doc, n, &finding), UND_OK);
        used += (size_t)snprintf(codes + used, sizeof codes - used, "%s ", finding.code);
    }
    und_doc_close(doc);
    return codes;
}

static void expect(void **state, const char *text, const char *codes)
{
    const char *found = codes_of(*state, text);
    if (strcmp(found, codes) == 0)
        return;
    fprintf(stderr, "%s\n  expected: %s\n  found: %s\n", text, codes, found);
    faults++;
}

/* ---- letters ---- */

static const struct {
    const char *language;
    const char *letter; /* with the day, month and year as numbers or words, and the items */
    const char *month;
    const char *item; /* one with its sub-item */
} letters[] = {
    {"en",
     "Letter dated %u %s %u from the Permanent Representative of Jordan to the United Nations addressed to the "
     "Secretary-General\n\nI have the honour to transmit herewith a statement.\n\nI should be grateful if you would "
     "have the "
     "present letter circulated as a document of the General Assembly, under agenda item %s.\n\n(Signed) Ali Example\n",
     "January", "%u (%s)"},
    {"fr",
     "Lettre datée du %u %s %u, adressée au Secrétaire général par le Représentant permanent de la Jordanie auprès de "
     "l'Organisation des Nations Unies\n\nJ'ai l'honneur de vous faire tenir ci-joint une déclaration.\n\nJe vous "
     "serais "
     "reconnaissant de bien vouloir faire distribuer la présente lettre comme document de l'Assemblée générale, au "
     "titre du "
     "point %s de l'ordre du jour.\n\n(Signé) Ali Example\n",
     "janvier", "%u %s)"},
    {"es",
     "Carta de fecha %u de %s de %u dirigida al Secretario General por el Representante Permanente de Jordania ante "
     "las Naciones "
     "Unidas\n\nTengo el honor de transmitirle adjunta una declaración.\n\nLe agradecería que tuviera a bien hacer "
     "distribuir la "
     "presente carta como documento de la Asamblea General, en relación con el tema %s del programa.\n\n(Firmado) Ali "
     "Example\n",
     "enero", "%u %s)"},
    {"ru",
     "Письмо Постоянного представителя Иордании при Организации Объединенных Наций от %u %s %u года на имя "
     "Генерального "
     "секретаря\n\nИмею честь настоящим препроводить заявление.\n\nБуду признателен за распространение настоящего "
     "письма в "
     "качестве документа Генеральной Ассамблеи по пункту %s повестки дня.\n\n(Подпись) Али Пример\n",
     "января", "%u(%s)"},
};

static void write_letter(support_text *out, size_t which, uint32_t session, const char *items)
{
    char text[2048];
    snprintf(text, sizeof text, letters[which].letter, 15u, letters[which].month, 1946u + session, items);
    support_clear(out);
    support_put_words(out, text);
}

/* Every item of sessions 44 to 80, each fourth, with a sub-item, cited in a letter of the January after the opening: as it is, with letters
 * after its last, with a number after the last, and a sub-item where the item has none. */
static void planted_in_requests(void **state)
{
    und_packs *packs = *state;
    /* The same steps for every session: what looks at memory need not see all of them. */
    bool brief = SANITIZED || getenv("UNDOC_VALGRIND") != NULL;
    for (size_t which = 0; which < sizeof letters / sizeof letters[0]; which++) {
        uint32_t planted = 0, found = 0, wrong = 0;
        support_text letter = {0};
        for (uint32_t session = 44; session <= 80; session += brief ? 36 : 4) {
            und_agenda_head head;
            und_agenda_line line, next;
            assert_int_equal(und_agenda_get(packs, session, &head), UND_OK);
            if (!head.complete)
                continue;
            for (uint32_t n = 0; n + 1 < head.entry_count; n++) {
                char items[64], sub[UND_LABEL_TEXT_MAX];
                assert_int_equal(und_agenda_line_get(packs, session, n, &line), UND_OK);
                assert_int_equal(und_agenda_line_get(packs, session, n + 1, &next), UND_OK);
                if (next.item.item == line.item.item && line.item.sub == 0)
                    continue; /* its sub-items come */
                und_label_text(UND_LABEL_LOWER, line.item.sub, sub);
                if (line.item.sub == 0)
                    snprintf(items, sizeof items, "%u", line.item.item);
                else
                    snprintf(items, sizeof items, letters[which].item, line.item.item, sub);
                write_letter(&letter, which, session, items);
                if (codes_of(packs, letter.at)[0] != '\0') {
                    fprintf(stderr, "session %u, %s: %s\n", session, items, codes_of(packs, letter.at));
                    wrong++;
                }
                if (next.item.item == line.item.item)
                    continue;
                /* After the last of an item: its next letter. */
                und_label_text(UND_LABEL_LOWER, (uint16_t)(line.item.sub + 1u), sub);
                snprintf(items, sizeof items, letters[which].item, line.item.item, sub);
                write_letter(&letter, which, session, items);
                planted++;
                found += strcmp(codes_of(packs, letter.at), "agenda/unknown-subitem ") == 0;
                snprintf(items, sizeof items, "%u", head.last_item + line.item.item);
                write_letter(&letter, which, session, items);
                planted++;
                found += strcmp(codes_of(packs, letter.at), "agenda/unknown-item ") == 0;
            }
        }
        support_free(&letter);
        printf("%s: %u of %u found, %u wrong\n", letters[which].language, (unsigned)found, (unsigned)planted,
               (unsigned)wrong);
        assert_int_equal(wrong, 0);
        assert_true(planted > (brief ? 200 : 2000));
        assert_int_equal(found, planted);
    }
}

/* ---- mastheads: titles of other items ---- */

/* Every title of an item without sub-items under the number of the one before it: swapped items are seen. */
static void swapped_items(void **state)
{
    und_packs *packs = *state;
    uint32_t planted = 0, found = 0;
    static const struct {
        uint32_t session;
        const char *words;
    } sessions[] = {{75, "Seventy-fifth"}, {78, "Seventy-eighth"}, {80, "Eightieth"}};
    for (size_t s = 0; s < 3; s++) {
        und_agenda_head head;
        assert_int_equal(und_agenda_get(packs, sessions[s].session, &head), UND_OK);
        for (uint32_t n = 0; n + 2 < head.entry_count; n++) {
            und_agenda_line line, next, after;
            und_translation title;
            char text[3072];
            assert_int_equal(und_agenda_line_get(packs, sessions[s].session, n, &line), UND_OK);
            assert_int_equal(und_agenda_line_get(packs, sessions[s].session, n + 1, &next), UND_OK);
            assert_int_equal(und_agenda_line_get(packs, sessions[s].session, n + 2, &after), UND_OK);
            if (line.item.sub != 0 || next.item.sub != 0 || after.item.sub != 0 ||
                und_agenda_line_title_for(packs, sessions[s].session, n + 1, "en", &title) != UND_OK)
                continue;
            snprintf(text, sizeof text,
                     "United Nations\n\nGeneral Assembly\n\n%s session\nAgenda item %u\n%.*s\n\nLetter dated 15 "
                     "January %u from "
                     "the Permanent Representative of Jordan to the United Nations addressed to the "
                     "Secretary-General\n\nI have "
                     "the honour to write.\n",
                     sessions[s].words, line.item.item, (int)title.text.length, title.text.at,
                     1946u + sessions[s].session);
            planted++;
            bool seen = strncmp(codes_of(packs, text), "agenda/title ", 13) == 0;
            if (!seen && getenv("UND_TELL") != NULL)
                fprintf(stderr, "not found (%s): %s\n", codes_of(packs, text), text);
            found += seen;
        }
    }
    printf("swapped: %u of %u found\n", (unsigned)found, (unsigned)planted);
    assert_true(planted > 200);
    assert_int_equal(found, planted);
}

/* ---- sessions ---- */

#define LETTER(date, items)                                                                                            \
    "Letter dated " date " from the Permanent Representative of Jordan to the United Nations addressed to the "        \
    "Secretary-General\n\nI have the honour to transmit a statement.\n\nI should be grateful if you would have the "   \
    "present letter circulated as a document of the General Assembly, under " items ".\n\n(Signed) Ali Example\n"

/* Session 75 opened on 15 September 2020; 180 items were on the agenda of the session before, and 183 on its own. */
static void around_an_opening(void **state)
{
    expect(state, LETTER("15 August 2020", "agenda item 182"), "agenda/unknown-item ");
    expect(state, LETTER("1 September 2020", "agenda item 182"), "");
    expect(state, LETTER("20 September 2020", "agenda item 182"), "");
    expect(state, LETTER("20 September 2020", "agenda item 184"), "agenda/unknown-item ");
    expect(state, LETTER("20 October 2020", "agenda item 182"), "");
    expect(state, LETTER("20 October 2020", "agenda item 184"), "agenda/unknown-item ");
    /* Of the next session nothing is known: what stands on its agenda cannot be told. */
    expect(state, LETTER("10 September 2026", "agenda item 199"), "");
    expect(state, LETTER("10 January 2026", "agenda item 199"), "agenda/unknown-item ");
    /* Added in session: decision 80/527. */
    expect(state, LETTER("10 January 2026", "agenda items 177 and 178"), "");
    expect(state, LETTER("10 January 2025", "agenda items 114 (c) and 116 (l)"), "");
    expect(state, LETTER("10 January 2025", "agenda items 114 (d) and 116 (m)"),
           "agenda/unknown-subitem agenda/unknown-subitem ");
    assert_int_equal(faults, 0);
}

static void sessions_without_an_agenda(void **state)
{
    static const char *const mastheads[] = {
        "General Assembly\nEighty-first session\nAgenda item 34\nThe situation in the Middle East\n\n",
        "General Assembly\nEighty-second session\nAgenda item 34\nThe situation in the Middle East\n\n",
        "A/81/100\nGeneral Assembly\nAgenda items 34 and 999\n\n",
    };
    for (size_t i = 0; i < sizeof mastheads / sizeof mastheads[0]; i++) {
        char text[2048];
        const char *letter =
            i == 1 ? LETTER("9 November 2027", "agenda item 34") : LETTER("9 November 2026", "agenda item 34");
        snprintf(text, sizeof text, "%s%s", mastheads[i], letter);
        const char *codes = codes_of(*state, text);
        if (i == 2 ? strstr(codes, "agenda/no-pack ") == NULL || strstr(codes, "mismatch") != NULL
                   : strcmp(codes, "agenda/no-pack ") != 0) {
            fprintf(stderr, "%s: %s\n", mastheads[i], codes);
            faults++;
        }
    }
    expect(state, LETTER("9 November 2026", "agenda items 34 and 998"), "agenda/no-pack ");
    assert_int_equal(faults, 0);
}

/* ---- other lists, other bodies ---- */

static void other_lists(void **state)
{
    static const char *const lines[] = {
        "Item 499 of the provisional agenda*",
        "Items 137 and 499 of the preliminary list*",
        "Item 499 of the supplementary list",
        "Point 499 de l'ordre du jour provisoire*",
        "Point 499 de la liste préliminaire*",
        "Point 499 de la liste supplémentaire",
        "Tema 499 del programa provisional*",
        "Tema 499 de la lista preliminar*",
        "Пункт 499 предварительной повестки дня*",
        "Пункт 499 предварительного перечня*",
        "临时议程*项目499",
        "暂定项目表*项目499",
        "البند 499 من جدول الأعمال المؤقت*",
        "البند 499 من القائمة الأولية*",
    };
    static const char *const adopted[] = {"Agenda item 499",       "Point 499 de l'ordre du jour",
                                          "Tema 499 del programa", "Пункт 499 повестки дня",
                                          "议程项目499",           "البند 499 من جدول الأعمال"};
    for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++) {
        char text[512];
        snprintf(text, sizeof text, "A/80/6 (Sect. 36)\n\nGeneral Assembly\n\n10 April 2025\n\n%s\n\n", lines[i]);
        expect(state, text, "");
    }
    for (size_t i = 0; i < sizeof adopted / sizeof adopted[0]; i++) {
        char text[512];
        snprintf(text, sizeof text, "A/80/6 (Sect. 36)\n\nGeneral Assembly\n\n10 April 2025\n\n%s\n\n", adopted[i]);
        expect(state, text, "agenda/unknown-item ");
    }
    /* Its number is that of another item on the agenda as adopted. */
    expect(state,
           "A/80/6 (Sect. 36)\n\nGeneral Assembly\n\nEightieth session\nItem 137 of the preliminary list*\nProposed "
           "programme "
           "budget for 2026\n\n",
           "");
    assert_int_equal(faults, 0);
}

static void other_bodies(void **state)
{
    expect(state,
           "Letter dated 1 May 2018 from the Permanent Representative of Iceland to the United Nations addressed to "
           "the President "
           "of the Economic and Social Council\n\nI should be grateful if you would have the present letter circulated "
           "as a "
           "document of the Economic and Social Council, under agenda item 499.\n\n(Signed) Jón Dæmi\n",
           "");
    expect(state,
           "A/CN.10/2023/WP.1\n\nGeneral Assembly\n\nAgenda item 5\n\nLetter dated 1 May 2023 from the Permanent "
           "Representative of "
           "Iceland to the United Nations addressed to the President of the Economic and Social Council\n\nI should be "
           "grateful if "
           "you would have the present letter circulated as a document of the Economic and Social Council, under "
           "agenda item 19.\n\n(Signed) Jón Dæmi\n",
           "");
    assert_int_equal(faults, 0);
}

/* ---- what is printed so ---- */

static void printed_so(void **state)
{
    expect(state, "A/80/100\n\nGeneral Assembly\n\nEightieth session\nAgenda items 132 and 16 (c)\n\n", "");
    expect(state, "A/80/100\n\n大会\n\n第八十届会议\n议程项目16 (b)\n\n", "");
    expect(state, "A/80/100\n\n大会\n\n第八十届会议\n议程项目16(b)\n\n", "");
    expect(state,
           "A/80/100\n\nGeneral Assembly\n\nEightieth session\nAgenda item 34*\nThe situation in the Middle East*\n\n",
           "");
    expect(state,
           "A/80/100\n\nGeneral Assembly\n\nEightieth session\nAgenda item 34\nThe situation in the Midle East*\n\n",
           "agenda/title ");
    assert_int_equal(faults, 0);
}

/* Messages say that an agenda is the one that was adopted. */
static void messages(void **state)
{
    und_doc *doc =
        support_doc(*state, support_bytes(LETTER("22 December 2020", "agenda items 128 (a) and (ww) and 299")));
    und_finding finding;
    static const char *const said[] = {
        "128 (ww): on the agenda of session 75 as adopted, 128 ends at (b); items may have been added since",
        "299: the agenda of session 75 as adopted has 183 items; items may have been added since",
    };
    for (uint32_t n = 0; n < 2; n++) {
        assert_int_equal(und_finding_get(doc, n, &finding), UND_OK);
        assert_int_equal(finding.message.length, strlen(said[n]));
        assert_memory_equal(finding.message.at, said[n], finding.message.length);
    }
    assert_int_equal(und_finding_get(doc, 2, &finding), UND_NONE);
    und_doc_close(doc);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(planted_in_requests, begin), cmocka_unit_test_setup(swapped_items, begin),
        cmocka_unit_test_setup(around_an_opening, begin),   cmocka_unit_test_setup(sessions_without_an_agenda, begin),
        cmocka_unit_test_setup(other_lists, begin),         cmocka_unit_test_setup(other_bodies, begin),
        cmocka_unit_test_setup(printed_so, begin),          cmocka_unit_test_setup(messages, begin),
    };
    return cmocka_run_group_tests(tests, support_open_packs, support_close_packs);
}
