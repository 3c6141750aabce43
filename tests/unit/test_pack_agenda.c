/* Agendas, States and templates: decoding, finding, mistakes, limits. */
#include "pack_support.h"

/* ---- agendas ---- */

static const und_agenda *agenda_of(und_packs *packs, const char *yaml, uint32_t session)
{
    assert_int_equal(und_packs_add_agenda(packs, bytes_of(yaml), "ga.yaml"), UND_OK);
    const und_agenda *agenda;
    assert_int_equal(und_packs_agenda(packs, session, &agenda), UND_OK);
    assert_non_null(agenda);
    return agenda;
}

/* "1 2 2a 2aa": the entries in their order. */
static void expect_entries(const und_agenda *agenda, const char *expected)
{
    char got[512] = "";
    size_t used = 0;
    for (uint32_t i = 0; i < agenda->count; i++)
        used += (size_t)snprintf(got + used, sizeof got - used, "%s%u%s", i > 0 ? " " : "",
                                 (unsigned)agenda->entries[i].item, agenda->entries[i].sub);
    assert_string_equal(got, expected);
}

static void expect_title(const und_agenda *agenda, uint32_t item, const char *sub, uint8_t language, const char *title)
{
    const und_agenda_entry *entry = und_agenda_find(agenda, item, sub);
    assert_non_null(entry);
    assert_int_equal(entry->item, item);
    assert_string_equal(entry->sub, sub);
    assert_bytes_equal(und_agenda_title_in(agenda, entry, language), title);
}

#define ENGLISH 0
#define FRENCH 1

static void an_agenda_is_read(void **state)
{
    (void)state;
    und_packs *packs = open_small(NULL);
    const und_agenda *agenda = agenda_of(packs,
                                         "session: 75\n"
                                         "source: A/75/251\n"
                                         "complete: true\n"
                                         "items:\n"
                                         "  9: {en: Nine, fr: Neuf, fr_source: A/RES/75/1}\n"
                                         "  128:\n"
                                         "    en: Cooperation\n"
                                         "    subitems: # before the French title of its item\n"
                                         "      w: {fr: Sous w, en: Sub w}\n"
                                         "      aa: {en: 'Sub aa: of it'}\n"
                                         "      b: {}\n"
                                         "    fr: Coopération\n"
                                         "  3: {fr: Trois}\n",
                                         75);
    assert_int_equal(und_packs_problem_total(packs), 0);
    assert_int_equal(agenda->session, 75);
    assert_true(agenda->complete);
    assert_string_equal(agenda->source, "A/75/251");
    assert_string_equal(agenda->file, "ga.yaml");
    expect_entries(agenda, "3 9 128 128b 128w 128aa"); /* aa after w */
    expect_title(agenda, 9, "", ENGLISH, "Nine");
    expect_title(agenda, 9, "", FRENCH, "Neuf");
    expect_title(agenda, 128, "", ENGLISH, "Cooperation");
    expect_title(agenda, 128, "", FRENCH, "Coopération");
    expect_title(agenda, 128, "w", ENGLISH, "Sub w");
    expect_title(agenda, 128, "w", FRENCH, "Sous w");
    expect_title(agenda, 128, "aa", ENGLISH, "Sub aa: of it");
    expect_title(agenda, 128, "aa", FRENCH, "");
    expect_title(agenda, 128, "b", ENGLISH, "");
    expect_title(agenda, 3, "", ENGLISH, "");
    assert_null(und_agenda_find(agenda, 4, ""));
    assert_null(und_agenda_find(agenda, 128, "c"));
    assert_null(und_agenda_find(agenda, 128, "ab"));
    assert_null(und_agenda_find(agenda, 128, "W"));
    assert_null(und_agenda_find(agenda, 128, "aaaa"));
    assert_null(und_agenda_find(agenda, 0, ""));
    assert_null(und_agenda_find(agenda, UINT32_MAX, ""));
    assert_non_null(und_agenda_find(agenda, 9, NULL));
    und_packs_close(packs);
}

static void items_added_in_session_are_known(void **state)
{
    (void)state;
    und_packs *packs = open_small(NULL);
    const und_agenda *agenda = agenda_of(packs,
                                         "session: 80\n"
                                         "source: A/80/251\n"
                                         "complete: true\n"
                                         "items:\n"
                                         "  1: {en: One, subitems: {a: {en: Sub a}, b: {added: none}}}\n"
                                         "  2: {added: decision 80/1}\n",
                                         80);
    assert_int_equal(und_packs_problem_total(packs), 0);
    assert_true(agenda->complete);
    expect_entries(agenda, "1 1a 1b 2");
    assert_null(und_agenda_find(agenda, 1, "a")->added);
    assert_string_equal(und_agenda_find(agenda, 1, "b")->added, "");
    assert_string_equal(und_agenda_find(agenda, 2, "")->added, "decision 80/1");
    expect_title(agenda, 2, "", ENGLISH, "");
    und_packs_close(packs);
}

static void expect_unnumbered(const und_agenda *agenda, uint32_t n, const char *sub, const char *title)
{
    assert_in_range(n, 0, agenda->unnumbered_count - 1);
    const und_agenda_entry *entry = &agenda->unnumbered[n];
    assert_int_equal(entry->item, 0);
    assert_string_equal(entry->sub, sub);
    assert_bytes_equal(und_agenda_title_in(agenda, entry, ENGLISH), title);
}

static void titles_without_numbers_are_kept_apart(void **state)
{
    (void)state;
    und_packs *packs = open_small(NULL);
    const und_agenda *agenda = agenda_of(packs,
                                         "session: 81\n"
                                         "source: none\n"
                                         "complete: true\n"
                                         "titles:\n"
                                         "  - {en: Oceans, source: A/RES/80/1}\n"
                                         "  - subitems: {b: {en: Of fish}, c: {en: Of whales, source: A/RES/80/2}}\n"
                                         "    en: Protection\n"
                                         "  - {en: Roads}\n",
                                         81);
    assert_int_equal(und_packs_problem_total(packs), 0);
    assert_int_equal(agenda->count, 0);
    assert_false(agenda->complete); /* of nothing */
    assert_int_equal(agenda->unnumbered_count, 5);
    expect_unnumbered(agenda, 0, "", "Oceans");
    expect_unnumbered(agenda, 1, "", "Protection");
    expect_unnumbered(agenda, 2, "b", "Of fish");
    expect_unnumbered(agenda, 3, "c", "Of whales");
    expect_unnumbered(agenda, 4, "", "Roads");
    und_packs_close(packs);

    packs = open_small(NULL);
    agenda = agenda_of(packs,
                       "session: 81\nsource: none\ncomplete: false\n"
                       "titles:\n  - Oceans\n  - {en: Roads, 7: A/1}\n",
                       81);
    assert_int_equal(und_packs_problem_total(packs), 2);
    assert_problem(packs, 5, 5, "a list of mappings");
    assert_problem(packs, 6, 17, "unknown key '7'; expected a language's code, source, or subitems");
    assert_int_equal(agenda->unnumbered_count, 1);
    und_packs_close(packs);
}

static void an_agenda_in_any_order_is_sorted(void **state)
{
    (void)state;
    builder text = {0};
    build_text(&text, "session: 80\nsource: A/80/251\ncomplete: true\nitems:\n");
    /* 7 has no divisor in common with 999: every item once, all over the place. */
    for (unsigned i = 0; i < UND_AGENDA_ITEMS_MAX; i++) {
        char line[64];
        unsigned item = (i * 7) % UND_AGENDA_ITEMS_MAX + 1;
        (void)snprintf(line, sizeof line, "  %u: {en: T%u, subitems: {zz: {en: Z%u}, a: {en: A%u}}}\n", item, item,
                       item, item);
        build_text(&text, line);
    }
    und_packs *packs = open_small(NULL);
    const und_agenda *agenda = agenda_of(packs, text.at, 80);
    assert_int_equal(agenda->count, UND_AGENDA_ITEMS_MAX * 3);
    for (unsigned item = 1; item <= UND_AGENDA_ITEMS_MAX; item++) {
        char title[16];
        (void)snprintf(title, sizeof title, "T%u", item);
        expect_title(agenda, item, "", ENGLISH, title);
        title[0] = 'Z';
        expect_title(agenda, item, "zz", ENGLISH, title);
        assert_int_equal(agenda->entries[(item - 1) * 3].item, item);
    }
    und_packs_close(packs);
    free(text.at);
}

/* What goes wrong is said, the rest stands, and the agenda no longer claims to be complete. */
static void expect_agenda_mistake(const char *items, uint32_t line, uint32_t column, const char *part,
                                  const char *entries)
{
    und_packs *packs = open_small(NULL);
    builder text = {0};
    build_text(&text, "session: 75\nsource: A/75/251\ncomplete: true\nitems:\n  1: {en: One}\n");
    build_text(&text, items);
    const und_agenda *agenda = agenda_of(packs, text.at, 75);
    if (und_packs_problem_total(packs) != 1)
        fail_msg("%zu problems, the last: %s", und_packs_problem_total(packs), und_packs_message(packs));
    assert_problem(packs, line, column, part);
    expect_entries(agenda, entries);
    assert_false(agenda->complete);
    und_packs_close(packs);
    free(text.at);
}

static void mistakes_in_agendas(void **state)
{
    (void)state;
    expect_agenda_mistake("  0: {en: x}\n  2: {en: y}\n", 6, 3, "unknown key '0'; expected an item's number", "1 2");
    expect_agenda_mistake("  1000: {en: x}\n  999: {en: y}\n", 6, 3, "1 to 999", "1 999");
    expect_agenda_mistake("  two: {en: x}\n  2: {en: y}\n", 6, 3, "'two'", "1 2");
    expect_agenda_mistake("  1: {en: x}\n  2: {en: y}\n", 6, 3, "key '1' a second time", "1 2");
    expect_agenda_mistake("  2: Title\n  3: {en: y}\n", 6, 6, "a text; expected a mapping", "1 3");
    expect_agenda_mistake("  2: {en: [x]}\n", 6, 11, "a list; expected a title", "1 2");
    expect_agenda_mistake("  2: {en: x, en: y}\n", 6, 14, "key 'en' a second time", "1 2");
    expect_agenda_mistake("  2: {en: ''}\n", 6, 11, "nothing; expected a title", "1 2");
    expect_agenda_mistake("  2: {English: x}\n", 6, 7, "unknown key 'English'", "1 2");
    expect_agenda_mistake("  2: {en: x, subitems: {A: {en: y}, b: {en: z}}}\n", 6, 25,
                          "unknown key 'A'; expected a letter", "1 2 2b");
}

static void sub_items_have_letters(void **state)
{
    (void)state;
    expect_agenda_mistake("  2: {subitems: {ab: {en: y}, zz: {en: z}}}\n", 6, 18, "unknown key 'ab'", "1 2 2zz");
    expect_agenda_mistake("  2: {subitems: {a: {en: y}, a: {en: z}}}\n", 6, 30, "key 'a' a second time", "1 2 2a");
    expect_agenda_mistake("  2: {subitems: {aaaa: {en: y}, zzz: {en: z}}}\n", 6, 18, "unknown key 'aaaa'", "1 2 2zzz");
    expect_agenda_mistake("  2: {subitems: {a: {en: x, subitems: {a: {en: y}}}}}\n", 6, 29, "unknown key 'subitems'",
                          "1 2 2a");
    expect_agenda_mistake("  2: {subitems: [a]}\n", 6, 17, "a list; expected a mapping from letters", "1 2");
}

static void a_broken_agenda_keeps_what_came_before(void **state)
{
    (void)state;
    expect_agenda_mistake("  2: {en: x}\n  3: {en: y\n  4: {en: z}\n", 8, 4, "flow mapping that begins in line 7",
                          "1 2 3");
    expect_agenda_mistake("  2: {en: x}\n  3: {en: \xff}\n  4: {en: y}\n", 7, 11, "UTF-8", "1 2");
    expect_agenda_mistake("  2: {en: x}\n  3: *a\n", 7, 6, "alias", "1 2");
}

static void titles_in_other_languages_are_told_once(void **state)
{
    (void)state;
    und_packs *packs = open_small(NULL);
    const und_agenda *agenda = agenda_of(packs,
                                         "session: 75\ncomplete: true\nitems:\n"
                                         "  1: {en: One, ru: Один}\n"
                                         "  2: {ru: Два, en: Two, subitems: {a: {ru: А}}}\n"
                                         "  3: {zh: 三, en: Three}\n",
                                         75);
    assert_int_equal(und_packs_problem_total(packs), 2);
    assert_problem(packs, 4, 16, "'ru', which has no language pack");
    assert_problem(packs, 6, 7, "'zh'");
    expect_entries(agenda, "1 2 2a 3");
    expect_title(agenda, 2, "", ENGLISH, "Two");
    assert_true(agenda->complete); /* no entry is missing */
    und_packs_close(packs);
}

static void agendas_without_use_are_left_out(void **state)
{
    (void)state;
    static const struct {
        const char *yaml;
        const char *part;
    } cases[] = {
        {"", "no session"},
        {"items: {1: {en: x}}\n", "no session"},
        {"session: 0\nitems: {1: {en: x}}\n", "expected the number of a session"},
        {"session: 1000\nitems: {1: {en: x}}\n", "'1000'"},
        {"session: seventy\nitems: {1: {en: x}}\n", "'seventy'"},
        {"session: -1\nitems: {1: {en: x}}\n", "'-1'"},
        {"session: 4294967371\nitems: {1: {en: x}}\n", "'4294967371'"}, /* 75 in 32 bits */
        {"session: 75\nitems: {}\n", "no items"},
        {"session: 75\nitems: []\n", "no items"},
        {"session: 75\n", "no items"},
        {"- session: 75\n", "a list; expected a mapping with session"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        und_packs *packs = open_small(NULL);
        assert_int_equal(und_packs_add_agenda(packs, bytes_of(cases[i].yaml), "x.yaml"), UND_E_DATA);
        (void)find_problem(packs, cases[i].part);
        const und_agenda *agenda;
        assert_int_equal(und_packs_agenda(packs, 75, &agenda), UND_OK);
        assert_null(agenda);
        und_packs_close(packs);
    }
    und_packs *packs = open_small(NULL);
    (void)agenda_of(packs, "session: 75\nitems: {1: {en: One}}\n", 75);
    assert_int_equal(und_packs_add_agenda(packs, bytes_of("session: 75\nitems: {1: {en: Two}}\n"), "y.yaml"),
                     UND_E_DATA);
    (void)find_problem(packs, "session 75 a second time");
    assert_int_equal(
        und_packs_add_agenda(packs, bytes_of("session: 76\ncomplete: maybe\nitems: {1: {en: Two}}\n"), "z.yaml"),
        UND_OK);
    assert_problem(packs, 2, 11, "'maybe'; expected true or false");
    const und_agenda *agenda;
    assert_int_equal(und_packs_agenda(packs, 75, &agenda), UND_OK);
    expect_title(agenda, 1, "", ENGLISH, "One");
    assert_false(agenda->complete); /* nothing says so */
    assert_string_equal(agenda->source, "");
    assert_int_equal(und_packs_agenda(packs, UND_SESSION_MAX + 1, &agenda), UND_OK);
    assert_null(agenda);
    und_packs_close(packs);
}

static void titles_have_a_limit(void **state)
{
    (void)state;
    for (size_t length = UND_TITLE_MAX - 1; length <= UND_TITLE_MAX + 1; length++) {
        builder text = {0};
        build_text(&text, "session: 75\nitems:\n  1: {en: x, fr: ");
        build_many(&text, "y", length);
        build_text(&text, "}\n");
        und_packs *packs = open_small(NULL);
        const und_agenda *agenda = agenda_of(packs, text.at, 75);
        const und_agenda_entry *entry = und_agenda_find(agenda, 1, "");
        assert_int_equal(und_agenda_title_in(agenda, entry, FRENCH).length, length <= UND_TITLE_MAX ? length : 0);
        expect_title(agenda, 1, "", ENGLISH, "x");
        assert_int_equal(und_packs_problem_total(packs), length <= UND_TITLE_MAX ? 0 : 1);
        und_packs_close(packs);
        free(text.at);
    }
}

/* ---- States ---- */

static void states_are_read(void **state)
{
    (void)state;
    und_packs *packs = open_small(NULL);
    assert_int_equal(
        und_packs_add_states(
            packs,
            bytes_of("source: UNTERM\n"
                     "states:\n"
                     "  UZ:\n"
                     "    en: {name: Uzbekistan, of: Uzbekistan}\n"
                     "    fr: {name: Ouzbékistan, of: de l'Ouzbékistan, former: RSS d'Ouzbékistan, attested: false}\n"
                     "  VA: {observer: true, en: {name: Holy See, of: the Holy See}}\n"),
            "states.yaml"),
        UND_OK);
    const und_state *states;
    uint32_t count;
    assert_int_equal(und_packs_states(packs, &states, &count), UND_OK);
    assert_int_equal(count, 2);
    assert_int_equal(und_packs_problem_total(packs), 0);
    assert_string_equal(states[0].code, "UZ");
    assert_false(states[0].observer);
    assert_bytes_equal(states[0].names[ENGLISH].name, "Uzbekistan");
    assert_true(states[0].names[ENGLISH].attested);
    assert_bytes_equal(states[0].names[FRENCH].name, "Ouzbékistan");
    assert_bytes_equal(states[0].names[FRENCH].of, "de l'Ouzbékistan");
    assert_bytes_equal(states[0].names[FRENCH].former, "RSS d'Ouzbékistan");
    assert_int_equal(states[0].names[ENGLISH].former.length, 0);
    assert_false(states[0].names[FRENCH].attested);
    assert_string_equal(states[1].code, "VA");
    assert_true(states[1].observer);
    assert_int_equal(states[1].names[FRENCH].name.length, 0);
    assert_int_equal(states[1].names[FRENCH].of.length, 0);
    und_packs_close(packs);
}

static void mistakes_in_states(void **state)
{
    (void)state;
    static const struct {
        const char *states;
        uint32_t line, column;
        const char *part;
        uint32_t count;
    } cases[] = {
        {"  uz: {en: {name: x}}\n  AA: {en: {name: y}}\n", 3, 3, "unknown key 'uz'; expected a State's code", 2},
        {"  UZB: {en: {name: x}}\n", 3, 3, "'UZB'", 1},
        {"  ZZ: {en: {name: x}}\n", 3, 3, "State ZZ a second time", 1},
        {"  AA: {en: name}\n", 3, 12, "a text; expected a mapping with name and of", 1},
        {"  AA: {en: {of: x}, fr: {name: y}}\n", 3, 12, "no name", 2},
        {"  AA: {en: {name: [x]}, fr: {name: y}}\n", 3, 19, "a list; expected a State's name", 2},
        {"  AA: {en: {name: x, attested: no}}\n", 3, 32, "'no'; expected true or false", 2},
        {"  AA: {en: {name: x, genitive: y}}\n", 3, 22,
         "unknown key 'genitive'; expected name, of, former, former_of, attested", 2},
        {"  AA: {observer: 1, en: {name: x}}\n", 3, 18, "'1'; expected true or false", 2},
        {"  AA: {ru: {name: x}, en: {name: y}}\n  BB: {ru: {name: x}, en: {name: y}}\n", 3, 8, "'ru', which has no", 3},
        {"  AA: {RU: {name: x}, en: {name: y}}\n", 3, 8, "unknown key 'RU'", 2},
        {"  AA: {en: {name: x}, en: {name: y}}\n", 3, 23, "key 'en' a second time", 2},
        {"  AA: {en: {name: x}}\n  BB: {en: {name: \xff}}\n  CC: {en: {name: y}}\n", 4, 19, "UTF-8", 2},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        und_packs *packs = open_small(NULL);
        builder text = {0};
        build_text(&text, "states:\n  ZZ: {en: {name: First}}\n");
        build_text(&text, cases[i].states);
        assert_int_equal(und_packs_add_states(packs, bytes_of(text.at), "states.yaml"), UND_OK);
        const und_state *states;
        uint32_t count;
        assert_int_equal(und_packs_states(packs, &states, &count), UND_OK);
        if (und_packs_problem_total(packs) != 1)
            fail_msg("%zu problems, the last: %s, in:\n%s", und_packs_problem_total(packs), und_packs_message(packs),
                     text.at);
        assert_problem(packs, cases[i].line, cases[i].column, cases[i].part);
        assert_int_equal(count, cases[i].count);
        assert_bytes_equal(states[0].names[ENGLISH].name, "First");
        und_packs_close(packs);
        free(text.at);
    }
    und_packs *packs = open_small(NULL);
    assert_int_equal(und_packs_add_states(packs, bytes_of("states: {}\n"), "states.yaml"), UND_E_DATA);
    (void)find_problem(packs, "no States");
    und_packs_close(packs);
}

static void states_have_a_limit(void **state)
{
    (void)state;
    for (unsigned many = UND_STATES_MAX - 1; many <= UND_STATES_MAX + 1; many++) {
        builder text = {0};
        build_text(&text, "states:\n");
        for (unsigned i = 0; i < many; i++) {
            char line[48];
            (void)snprintf(line, sizeof line, "  %c%c: {en: {name: N%u}}\n", (char)('A' + i / 26), (char)('A' + i % 26),
                           i);
            build_text(&text, line);
        }
        und_packs *packs = open_small(NULL);
        assert_int_equal(und_packs_add_states(packs, built(&text), "states.yaml"), UND_OK);
        const und_state *states;
        uint32_t count;
        assert_int_equal(und_packs_states(packs, &states, &count), UND_OK);
        assert_int_equal(count, many < UND_STATES_MAX ? many : UND_STATES_MAX);
        assert_int_equal(und_packs_problem_total(packs), many > UND_STATES_MAX ? 1 : 0);
        und_packs_close(packs);
        free(text.at);
    }
}

/* ---- templates ---- */

static void templates_are_read(void **state)
{
    (void)state;
    und_packs *packs = open_small(NULL);
    assert_int_equal(und_packs_add_template(packs,
                                            bytes_of("template: letter\ntitle: A letter\npart: document\n"
                                                     "body:\n  fr: |\n    Assemblée\n    {date}\n  en: Assembly\n"),
                                            "letter.yaml"),
                     UND_OK);
    assert_int_equal(
        und_packs_add_template(packs, bytes_of("template: annex\npart: part\nbody: {en: Annex}\n"), "a.yaml"), UND_OK);
    const und_template *templates;
    uint32_t count;
    assert_int_equal(und_packs_templates(packs, &templates, &count), UND_OK);
    assert_int_equal(count, 2);
    assert_int_equal(und_packs_problem_total(packs), 0);
    assert_bytes_equal(templates[0].name, "letter");
    assert_bytes_equal(templates[0].title, "A letter");
    assert_bytes_equal(templates[0].part, "document");
    assert_string_equal(templates[0].file, "letter.yaml");
    assert_bytes_equal(templates[0].bodies[FRENCH], "Assemblée\n{date}\n");
    assert_bytes_equal(templates[0].bodies[ENGLISH], "Assembly");
    assert_bytes_equal(templates[1].part, "part");
    assert_bytes_equal(templates[1].title, "annex"); /* none given */
    assert_int_equal(templates[1].bodies[FRENCH].length, 0);
    und_packs_close(packs);
}

static void mistakes_in_templates(void **state)
{
    (void)state;
    static const struct {
        const char *yaml;
        und_status status;
        const char *part;
    } cases[] = {
        {"", UND_E_DATA, "no name"},
        {"template: x\nbody: {en: y}\n", UND_E_DATA, "no part"},
        {"template: x\npart: whole\nbody: {en: y}\n", UND_E_DATA, "'whole'; expected document or part"},
        {"template: x\npart: part\n", UND_E_DATA, "no body"},
        {"template: x\npart: part\nbody: {ru: y}\n", UND_E_DATA, "unknown key 'ru'"},
        {"template: x\npart: part\nbody: {ru: y, en: z}\n", UND_OK, "unknown key 'ru'"},
        {"template: x\npart: part\nbody: {en: z, en: y}\n", UND_OK, "key 'en' a second time"},
        {"template: x\npart: part\nbody: {en: z, fr: \"a\\0b\"}\n", UND_OK, "a control character"},
        {"template: x\npart: part\nbody: {en: z, fr: ''}\n", UND_OK, "nothing; expected the text"},
        {"template: x\npart: part\nbody: {en: z, fr: [a]}\n", UND_OK, "a list; expected the text"},
        {"template: x\npart: part\nparts: y\nbody: {en: z}\n", UND_OK, "unknown key 'parts'; expected template, title"},
        {"template: x\npart: part\nbody: {en: z}\ntitle: [\n", UND_OK, "expected"},
        {"template: letter\npart: part\nbody: {en: z}\n", UND_E_DATA, "'letter' a second time"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        und_packs *packs = open_small(NULL);
        assert_int_equal(und_packs_add_template(packs, bytes_of("template: letter\npart: part\nbody: {en: z}\n"), "l"),
                         UND_OK);
        assert_int_equal(und_packs_add_template(packs, bytes_of(cases[i].yaml), "x"), cases[i].status);
        (void)find_problem(packs, cases[i].part);
        const und_template *templates;
        uint32_t count;
        assert_int_equal(und_packs_templates(packs, &templates, &count), UND_OK);
        assert_int_equal(count, cases[i].status == UND_OK ? 2 : 1);
        assert_bytes_equal(templates[count - 1].bodies[ENGLISH], "z");
        und_packs_close(packs);
    }
}

static void bodies_and_templates_have_limits(void **state)
{
    (void)state;
    for (size_t length = UND_PACK_SCALAR_MAX - 1; length <= UND_PACK_SCALAR_MAX + 1; length++) {
        builder text = {0};
        build_text(&text, "template: x\npart: part\nbody:\n  en: ");
        build_many(&text, "y", length);
        build_text(&text, "\n");
        und_packs *packs = open_small(NULL);
        assert_int_equal(und_packs_add_template(packs, built(&text), "x"),
                         length <= UND_PACK_SCALAR_MAX ? UND_OK : UND_E_DATA);
        if (length > UND_PACK_SCALAR_MAX)
            assert_problem(packs, 4, 7, "a text over 65536 bytes");
        und_packs_close(packs);
        free(text.at);
    }
    und_packs *packs = open_small(NULL);
    for (unsigned i = 0; i <= UND_TEMPLATES_MAX; i++) {
        char yaml[64];
        (void)snprintf(yaml, sizeof yaml, "template: t%u\npart: part\nbody: {en: z}\n", i);
        assert_int_equal(und_packs_add_template(packs, bytes_of(yaml), "x"),
                         i < UND_TEMPLATES_MAX ? UND_OK : UND_E_LIMIT);
    }
    und_packs_close(packs);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_agenda_is_read),
        cmocka_unit_test(items_added_in_session_are_known),
        cmocka_unit_test(titles_without_numbers_are_kept_apart),
        cmocka_unit_test(an_agenda_in_any_order_is_sorted),
        cmocka_unit_test(mistakes_in_agendas),
        cmocka_unit_test(sub_items_have_letters),
        cmocka_unit_test(a_broken_agenda_keeps_what_came_before),
        cmocka_unit_test(titles_in_other_languages_are_told_once),
        cmocka_unit_test(agendas_without_use_are_left_out),
        cmocka_unit_test(titles_have_a_limit),
        cmocka_unit_test(states_are_read),
        cmocka_unit_test(mistakes_in_states),
        cmocka_unit_test(states_have_a_limit),
        cmocka_unit_test(templates_are_read),
        cmocka_unit_test(mistakes_in_templates),
        cmocka_unit_test(bodies_and_templates_have_limits),
    };
    return cmocka_run_group_tests_name("agendas, States, templates", tests, NULL, NULL);
}
