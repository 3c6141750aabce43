/* test_data.c - the packs under data/ themselves: whole, clean, and what the documents say. */

#include "pack/pack.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#define FIRST_SESSION 35u
#define LAST_SESSION 80u
#define FIRST_WHOLE 48u /* the earlier ones are scans whose numbers and titles are partly lost */

static const char *const official[] = {"ar", "zh", "en", "fr", "ru", "es"};

static int open_data(void **state)
{
    const char *const roots[] = {UND_DATA_DIR};
    und_packs *packs = NULL;
    und_status status = und_packs_open(NULL, roots, 1, &packs);
    *state = packs;
    if (status != UND_OK)
        print_error("%s: %s\n", UND_DATA_DIR, packs != NULL ? und_packs_message(packs) : "out of memory");
    return status == UND_OK ? 0 : -1;
}

static int close_data(void **state)
{
    und_packs_close(*state);
    return 0;
}

static uint8_t language(const und_packs *packs, const char *code)
{
    for (uint32_t i = 0; i < und_language_count(packs); i++)
        if (strcmp(und_language_at(packs, i)->code, code) == 0)
            return (uint8_t)i;
    fail_msg("no language pack for %s", code);
    return UND_LANGUAGE_NONE;
}

static const und_agenda *agenda_of(und_packs *packs, uint32_t session)
{
    const und_agenda *agenda = NULL;
    assert_int_equal(und_packs_agenda(packs, session, &agenda), UND_OK);
    assert_non_null(agenda);
    return agenda;
}

static bool same(und_bytes text, const char *expected)
{
    return text.length == strlen(expected) && memcmp(text.at, expected, text.length) == 0;
}

static bool starts(und_bytes text, const char *with)
{
    return text.length >= strlen(with) && memcmp(text.at, with, strlen(with)) == 0;
}

static bool has(und_bytes text, const char *part)
{
    size_t length = strlen(part);
    for (size_t i = 0; i + length <= text.length; i++)
        if (memcmp(text.at + i, part, length) == 0)
            return true;
    return false;
}

/* From 1: a is 1, z is 26, aa is 27. */
static uint32_t rank(const char *sub)
{
    return (uint32_t)(strlen(sub) - 1) * 26 + (uint32_t)(sub[0] - 'a') + 1;
}

static const und_agenda_entry *last_sub(const und_agenda *agenda, uint32_t item)
{
    const und_agenda_entry *last = NULL;
    for (uint32_t i = 0; i < agenda->count; i++)
        if (agenda->entries[i].item == item)
            last = &agenda->entries[i];
    assert_non_null(last);
    return last;
}

/* ---- everything ---- */

static void test_no_problem(void **state)
{
    und_packs *packs = *state;
    for (uint32_t session = FIRST_SESSION; session <= LAST_SESSION; session++)
        (void)agenda_of(packs, session);
    const und_state *states;
    const und_template *templates;
    uint32_t count;
    assert_int_equal(und_packs_states(packs, &states, &count), UND_OK);
    assert_int_equal(und_packs_templates(packs, &templates, &count), UND_OK);
    for (size_t i = 0; i < und_packs_problem_count(packs); i++) {
        const und_problem *problem = und_packs_problem(packs, i);
        print_error("%s:%u:%u: %s\n", problem->file, (unsigned)problem->line, (unsigned)problem->column,
                    problem->message);
    }
    assert_int_equal(und_packs_problem_total(packs), 0);
}

static void test_official_languages(void **state)
{
    und_packs *packs = *state;
    for (size_t i = 0; i < sizeof official / sizeof official[0]; i++)
        (void)language(packs, official[i]);
}

/* ---- agendas ---- */

static void test_sessions(void **state)
{
    und_packs *packs = *state;
    const uint16_t *sessions;
    uint32_t count;
    assert_int_equal(und_packs_agenda_sessions(packs, &sessions, &count), UND_OK);
    /* Of the one after the last there are titles, without numbers. */
    assert_int_equal(count, LAST_SESSION - FIRST_SESSION + 2);
    for (uint32_t i = 0; i < count - 1; i++) {
        assert_int_equal(sessions[i], FIRST_SESSION + i);
        const und_agenda *agenda = agenda_of(packs, sessions[i]);
        char symbol[16];
        (void)snprintf(symbol, sizeof symbol, "A/%u/251", (unsigned)sessions[i]);
        assert_string_equal(agenda->source, symbol);
        assert_int_equal(agenda->session, sessions[i]);
        assert_int_equal(agenda->complete, sessions[i] >= FIRST_WHOLE);
    }
}

static void test_titles_without_numbers(void **state)
{
    und_packs *packs = *state;
    const und_agenda *agenda = agenda_of(packs, LAST_SESSION + 1);
    assert_int_equal(agenda->count, 0);
    assert_false(agenda->complete);
    assert_int_equal(agenda->unnumbered_count, 135);
    uint32_t subs = 0;
    for (uint32_t i = 0; i < agenda->unnumbered_count; i++) {
        const und_agenda_entry *entry = &agenda->unnumbered[i];
        assert_int_equal(entry->item, 0);
        assert_true(und_agenda_title_in(agenda, entry, language(packs, "en")).length > 4);
        assert_true(entry->sub[0] == '\0' || i > 0);
        subs += entry->sub[0] != '\0';
    }
    assert_in_range(subs, 40, agenda->unnumbered_count - 40);
}

/* Nothing is passed over in an agenda that says it is whole: items from 1, sub-items from (a). */
static void test_whole_agendas_have_no_gap(void **state)
{
    und_packs *packs = *state;
    for (uint32_t session = FIRST_WHOLE; session <= LAST_SESSION; session++) {
        const und_agenda *agenda = agenda_of(packs, session);
        uint32_t item = 0, sub = 0;
        for (uint32_t i = 0; i < agenda->count; i++) {
            const und_agenda_entry *entry = &agenda->entries[i];
            bool next_item = entry->sub[0] == '\0' && entry->item == item + 1;
            bool next_sub = entry->sub[0] != '\0' && entry->item == item && rank(entry->sub) == sub + 1;
            if (!next_item && !next_sub)
                fail_msg("session %u: %u (%s) after %u", (unsigned)session, entry->item, entry->sub, (unsigned)item);
            sub = next_item ? 0 : sub + 1;
            item = entry->item;
        }
        assert_in_range(item, 153, 183); /* the shortest and the longest of them */
    }
}

static void test_ends(void **state)
{
    static const struct {
        uint32_t session, items, item;
        const char *sub; /* the last one of `item` */
    } ends[] = {
        {48, 163, 3, "b"},   {55, 179, 3, "b"},    {63, 153, 3, "b"},   {69, 172, 96, "kk"},  {75, 183, 103, "oo"},
        {75, 183, 128, "b"}, {75, 183, 130, "aa"}, {75, 183, 129, ""},  {76, 176, 100, "jj"}, {77, 178, 99, "qq"},
        {79, 179, 98, "ss"}, {80, 178, 99, "mm"},  {68, 173, 116, "i"}, {65, 161, 113, "f"},  {53, 166, 143, "b"},
    };
    und_packs *packs = *state;
    for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++) {
        const und_agenda *agenda = agenda_of(packs, ends[i].session);
        assert_int_equal(agenda->entries[agenda->count - 1].item, ends[i].items);
        assert_string_equal(last_sub(agenda, ends[i].item)->sub, ends[i].sub);
        assert_null(und_agenda_find(agenda, ends[i].items + 1, ""));
    }
    /* The longest list of sub-items of session 75. */
    const und_agenda *agenda = agenda_of(packs, 75);
    for (uint32_t i = 0; i < agenda->count; i++)
        if (agenda->entries[i].sub[0] != '\0')
            assert_true(rank(agenda->entries[i].sub) <= rank("oo"));
}

/* What a person would read: no rest of a page, of a footnote mark or of a list around a title. */
static void check_title(const und_agenda *agenda, const und_agenda_entry *entry, und_bytes title)
{
    static const char *const rests[] = {"  ",  "\xc2\xa0", "\xe2\x80\x99", "\xe2\x80\x9c", " ;", " ,", "/251",
                                        "(C.", "(plenary", "--",           "\x1e",         "*",  "~",  "|"};
    bool bad = title.length < 5 || title.at[0] == ' ' || (title.at[0] >= 'a' && title.at[0] <= 'z');
    for (size_t i = 0; i < sizeof rests / sizeof rests[0]; i++)
        bad = bad || has(title, rests[i]);
    char last = bad ? ' ' : title.at[title.length - 1];
    char before = bad ? ' ' : title.at[title.length - 2];
    bad = bad || strchr(" .,;:-'", last) != NULL;
    bad = bad || (last >= '0' && last <= '9' && ((before >= 'a' && before <= 'z') || before == '.'));
    if (bad)
        fail_msg("session %u, %u (%s): %.*s", agenda->session, entry->item, entry->sub, (int)title.length, title.at);
}

static void test_titles_are_clean(void **state)
{
    und_packs *packs = *state;
    uint8_t english = language(packs, "en");
    size_t untitled = 0;
    for (uint32_t session = FIRST_SESSION; session <= LAST_SESSION; session++) {
        const und_agenda *agenda = agenda_of(packs, session);
        for (uint32_t i = 0; i < agenda->count; i++) {
            const und_agenda_entry *entry = &agenda->entries[i];
            for (uint32_t k = 0; k < entry->title_count; k++) {
                const und_agenda_title *title = &agenda->titles[entry->first_title + k];
                check_title(agenda, entry, (und_bytes){agenda->bytes + title->text, title->length});
            }
            if (und_agenda_title_in(agenda, entry, english).length == 0)
                untitled++;
        }
    }
    /* Eight of sessions 72 to 80 that were added during the session; 52: 71 (b), 53: 71 (m), 54: 76 (f); 49: 37 (e) and (f), 61: 155 and 67: 171, which were added during the session. */
    assert_int_equal(untitled, 15);
}

/* The items have their places from year to year, gaps or not: a title that slipped to another item shows here. */
static void test_first_items(void **state)
{
    static const struct {
        uint32_t item;
        const char *title;
    } first[] = {
        {2, "Minute of silent prayer or meditation"},
        {4, "Election of the President of the General Assembly"},
        {5, "Election of the officers of the Main Committees"},
        {6, "Election of the Vice-Presidents of the General Assembly"},
    };
    und_packs *packs = *state;
    uint8_t english = language(packs, "en");
    size_t found = 0;
    for (uint32_t session = FIRST_SESSION; session <= LAST_SESSION; session++) {
        const und_agenda *agenda = agenda_of(packs, session);
        for (size_t i = 0; i < sizeof first / sizeof first[0]; i++) {
            const und_agenda_entry *entry = und_agenda_find(agenda, first[i].item, "");
            if (entry == NULL)
                continue;
            und_bytes title = und_agenda_title_in(agenda, entry, english);
            if (!same(title, first[i].title))
                fail_msg("session %u, %u: %.*s", (unsigned)session, (unsigned)first[i].item, (int)title.length,
                         title.at);
            found++;
        }
    }
    assert_true(found > 150);
}

static void test_letter_titles(void **state)
{
    static const struct {
        uint32_t item;
        const char *sub, *en, *fr;
    } titles[] = {
        {128, "", "Strengthening of the United Nations system", "Renforcement du système des Nations Unies"},
        {128, "a", "Strengthening of the United Nations system", "Renforcement du système des Nations Unies"},
        {128, "b", "Central role of the United Nations system in global governance",
         "Rôle central du système des Nations Unies dans la gouvernance mondiale"},
        {130, "", "Cooperation between the United Nations and regional and other organizations",
         "Coopération entre l'Organisation des Nations Unies et les organisations régionales ou autres"},
        {130, "w", "Cooperation between the United Nations and the Commonwealth of Independent States",
         "Coopération entre l'Organisation des Nations Unies et la Communauté d'États indépendants"},
        {130, "aa",
         "Cooperation between the United Nations and the Organization for Economic Cooperation and Development", ""},
        {103, "ii", "Countering the threat posed by improvised explosive devices", ""},
        {27, "c", "Literacy for life: shaping future agendas",
         "L'alphabétisation, enjeu vital : définir les futurs programmes d'action"},
    };
    und_packs *packs = *state;
    const und_agenda *agenda = agenda_of(packs, 75);
    for (size_t i = 0; i < sizeof titles / sizeof titles[0]; i++) {
        const und_agenda_entry *entry = und_agenda_find(agenda, titles[i].item, titles[i].sub);
        assert_non_null(entry);
        assert_true(same(und_agenda_title_in(agenda, entry, language(packs, "en")), titles[i].en));
        assert_true(same(und_agenda_title_in(agenda, entry, language(packs, "fr")), titles[i].fr));
    }
}

/* An item whose title has a colon of its own keeps it; what follows is the sub-item's. */
static void test_titles_with_a_colon(void **state)
{
    und_packs *packs = *state;
    uint8_t french = language(packs, "fr");
    const und_agenda *agenda = agenda_of(packs, 74);
    assert_true(same(und_agenda_title_in(agenda, und_agenda_find(agenda, 64, ""), french),
                     "Nouveau Partenariat pour le développement de l'Afrique : progrès accomplis dans la mise en œuvre "
                     "et appui international"));
    assert_true(same(und_agenda_title_in(agenda, und_agenda_find(agenda, 64, "b"), french),
                     "Les causes des conflits et la promotion d'une paix et d'un développement durables en Afrique"));
    for (uint32_t session = 74; session <= 79; session++) {
        agenda = agenda_of(packs, session);
        size_t known = 0;
        for (uint32_t i = 0; i < agenda->count; i++)
            if (und_agenda_title_in(agenda, &agenda->entries[i], french).length > 0)
                known++;
        assert_true(known >= 30);
    }
}

/* ---- States ---- */

static const und_state *state_of(const und_state *states, uint32_t count, const char *code)
{
    for (uint32_t i = 0; i < count; i++)
        if (strcmp(states[i].code, code) == 0)
            return &states[i];
    fail_msg("no State %s", code);
    return NULL;
}

static void test_states(void **state)
{
    und_packs *packs = *state;
    const und_state *states;
    uint32_t count;
    assert_int_equal(und_packs_states(packs, &states, &count), UND_OK);
    assert_int_equal(count, 195 + 1); /* and the European Union */
    uint32_t observers = 0, organizations = 0, family_first = 0;
    for (uint32_t i = 0; i < count; i++) {
        observers += states[i].observer ? 1 : 0;
        organizations += states[i].organization ? 1 : 0;
        family_first += states[i].family_first ? 1 : 0;
    }
    assert_int_equal(observers, 2);
    assert_int_equal(organizations, 1);
    assert_int_equal(family_first, 5);
    assert_true(state_of(states, count, "EU")->organization);
    assert_true(state_of(states, count, "VA")->observer);
    assert_true(state_of(states, count, "PS")->observer);
    assert_false(state_of(states, count, "NO")->observer);
    for (size_t k = 0; k < sizeof official / sizeof official[0]; k++) {
        uint8_t index = language(packs, official[k]);
        for (uint32_t i = 0; i < count; i++) {
            und_bytes name = states[i].names[index].name, of = states[i].names[index].of;
            if (name.length == 0 || of.length == 0 || has(name, "*") || has(name, "  ") || has(of, "(t") ||
                has(of, "\xe2\x80\x99") || has(name, "\xe2\x80\x99"))
                fail_msg("%s in %s: %.*s, %.*s", states[i].code, official[k], (int)name.length, name.at, (int)of.length,
                         of.at);
            /* A letter must tell the Niger from Nigeria and the two Congos apart. */
            for (uint32_t j = 0; j < i; j++) {
                und_bytes other = states[j].names[index].of;
                if (other.length == of.length && memcmp(other.at, of.at, of.length) == 0)
                    fail_msg("%s and %s in %s: %.*s", states[j].code, states[i].code, official[k], (int)of.length,
                             of.at);
            }
        }
    }
}

static void test_states_of(void **state)
{
    static const struct {
        const char *code, *language, *name, *of;
        bool attested;
    } forms[] = {
        {"UZ", "fr", "Ouzbékistan", "de l'Ouzbékistan", true},
        {"UZ", "en", "Uzbekistan", "Uzbekistan", true},
        {"UZ", "ru", "Узбекистан", "Узбекистана", true},
        {"NP", "ru", "Непал", "Непала", true},
        {"IR", "en", "Iran (Islamic Republic of)", "the Islamic Republic of Iran", true},
        {"IR", "fr", "Iran (République islamique d')", "de la République islamique d'Iran", true},
        {"IR", "es", "Irán (República Islámica del)", "de la República Islámica del Irán", true},
        {"IR", "ar", "إيران (جمهورية - الإسلامية)", "لجمهورية إيران الإسلامية", true},
        {"VE", "fr", "Venezuela (République bolivarienne du)", "de la République bolivarienne du Venezuela", true},
        {"FM", "fr", "Micronésie (États fédérés de)", "des États fédérés de Micronésie", true},
        {"BO", "fr", "Bolivie (État plurinational de)", "de l'État plurinational de Bolivie", true},
        {"CI", "fr", "Côte d'Ivoire", "de la Côte d'Ivoire", true},
        {"TR", "fr", "Türkiye", "de la Türkiye", false},
        {"IL", "fr", "Israël", "d'Israël", true},
        {"BR", "ru", "Бразилия", "Бразилии", false},
        {"KG", "ru", "Кыргызстан", "Кыргызстана", true},
        {"GE", "ru", "Грузия", "Грузии", true},
        {"QA", "ar", "قطر", "لقطر", true},
        {"SD", "ar", "السودان", "للسودان", true},
        {"LB", "ar", "لبنان", "للبنان", true},
        {"BR", "es", "Brasil", "del Brasil", true},
        {"AR", "es", "Argentina", "de la Argentina", true},
        {"CL", "es", "Chile", "de Chile", true},
        {"US", "es", "Estados Unidos de América", "de los Estados Unidos de América", true},
        {"SV", "es", "El Salvador", "de El Salvador", true},
        {"CG", "fr", "Congo", "du Congo", true},
        {"CD", "fr", "République démocratique du Congo", "de la République démocratique du Congo", true},
        {"DM", "fr", "Dominique", "de la Dominique", true},
        {"UA", "en", "Ukraine", "Ukraine", true},
        {"SD", "en", "Sudan", "the Sudan", true},
        {"YE", "zh", "也门", "也门", true},
    };
    und_packs *packs = *state;
    const und_state *states;
    uint32_t count;
    assert_int_equal(und_packs_states(packs, &states, &count), UND_OK);
    for (size_t i = 0; i < sizeof forms / sizeof forms[0]; i++) {
        const und_state_name *name = &state_of(states, count, forms[i].code)->names[language(packs, forms[i].language)];
        if (!same(name->name, forms[i].name) || !same(name->of, forms[i].of) || name->attested != forms[i].attested)
            fail_msg("%s in %s: %.*s, %.*s", forms[i].code, forms[i].language, (int)name->name.length, name->name.at,
                     (int)name->of.length, name->of.at);
    }
}

/* The rules behind the forms, for every State. */
static void test_states_rules(void **state)
{
    static const char *const french[] = {"du ", "de la ", "de l'", "des ", "de ", "d'"};
    static const uint32_t french_count[] = {66, 59, 32, 14, 19, 5}; /* the article is a fact of each name */
    und_packs *packs = *state;
    const und_state *states;
    uint32_t count;
    assert_int_equal(und_packs_states(packs, &states, &count), UND_OK);
    uint8_t fr = language(packs, "fr"), es = language(packs, "es"), ar = language(packs, "ar"),
            ru = language(packs, "ru");
    uint32_t seen[sizeof french / sizeof french[0]] = {0};
    uint32_t genitives = 0;
    for (uint32_t i = 0; i < count; i++) {
        size_t k = 0;
        if (states[i].organization)
            continue;
        while (k < sizeof french / sizeof french[0] && !starts(states[i].names[fr].of, french[k]))
            k++;
        assert_true(k < sizeof french / sizeof french[0]);
        seen[k]++;
        assert_true(starts(states[i].names[es].of, "de ") || starts(states[i].names[es].of, "del "));
        assert_false(starts(states[i].names[es].of, "de el "));
        assert_true(starts(states[i].names[ar].of, "ل"));
        assert_false(starts(states[i].names[ar].of, "لال"));
        genitives += states[i].names[ru].attested ? 1 : 0;
        assert_false(has(states[i].names[ru].of, "("));
    }
    for (size_t k = 0; k < sizeof french / sizeof french[0]; k++)
        assert_int_equal(seen[k], french_count[k]);
    assert_int_equal(genitives, 103); /* as many as comments name a document for */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_no_problem),
        cmocka_unit_test(test_official_languages),
        cmocka_unit_test(test_titles_without_numbers),
        cmocka_unit_test(test_sessions),
        cmocka_unit_test(test_whole_agendas_have_no_gap),
        cmocka_unit_test(test_ends),
        cmocka_unit_test(test_titles_are_clean),
        cmocka_unit_test(test_first_items),
        cmocka_unit_test(test_letter_titles),
        cmocka_unit_test(test_titles_with_a_colon),
        cmocka_unit_test(test_states),
        cmocka_unit_test(test_states_of),
        cmocka_unit_test(test_states_rules),
    };
    return cmocka_run_group_tests(tests, open_data, close_data);
}
