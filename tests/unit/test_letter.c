/* What the title of a letter says: several States, a date without a year, addressees without "addressed", in six
 * languages. */
#include "support.h"

#include "read/letter.h"

static void put_range(support_text *out, const char *name, const und_flow *flow, uint32_t first, uint32_t last)
{
    if (last <= first)
        return;
    support_put_words(out, name);
    support_put(out, flow->text + first, last - first);
    support_put_words(out, "\n");
}

/* The parts of the first title of a letter, one a line. */
static void says(void **state, const char *title, const char *expected)
{
    char text[2048];
    snprintf(text, sizeof text, "%s\n", title);
    und_doc *doc = support_doc(*state, support_bytes(text));
    support_text said = {0};
    support_put_words(&said, "");
    uint32_t index = und_doc_letter_title(doc);
    und_letter_parts letter = {0};
    if (index != UINT32_MAX) {
        assert_true(und_letter_read(&letter, doc, index));
        char date[64];
        snprintf(date, sizeof date, "form %u, date %u%s\n", letter.form, letter.date >> 16 & 0xffffu,
                 letter.no_year ? " without a year" : "");
        support_put_words(&said, date);
        put_range(&said, "date ", &letter.flow, letter.date_first, letter.date_last);
        put_range(&said, "sender ", &letter.flow, letter.sender_first, letter.sender_last);
        put_range(&said, "addressee ", &letter.flow, letter.addressee_first, letter.addressee_last);
        for (uint32_t i = 0; i < letter.state_count; i++) {
            support_put_words(&said, i == 0 ? "states " : " ");
            support_put_words(&said, letter.states[i]->code);
        }
        und_letter_close(&letter);
    }
    if (strcmp(said.at, expected) != 0)
        fail_msg("%s\n---- says\n%s\n---- expected\n%s", title, said.at, expected);
    support_free(&said);
    und_doc_close(doc);
}

static void several_states(void **state)
{
    says(state,
         "Letter dated 4 November 2026 from the Permanent Representatives of Chad, Guinea-Bissau, Niger and Papua New "
         "Guinea to the United Nations addressed to the Secretary-General",
         "form 0, date 2026\ndate 4 November 2026\nsender the Permanent Representatives of Chad, Guinea-Bissau, Niger "
         "and "
         "Papua New Guinea to the United Nations\naddressee the Secretary-General\nstates TD GW NE PG");
    says(
        state,
        "Lettre datée du 4 novembre 2026, adressée au Secrétaire général par les Représentants permanents du Tchad, de "
        "l’Équateur et des Fidji auprès de l’Organisation des Nations Unies",
        "form 0, date 2026\ndate 4 novembre 2026\nsender les Représentants permanents du Tchad, de l'Équateur et des "
        "Fidji "
        "auprès de l'Organisation des Nations Unies\naddressee au Secrétaire général\nstates TD EC FJ");
    says(state,
         "Carta de fecha 4 de noviembre de 2026 dirigida al Secretario General por los Representantes Permanentes del "
         "Chad y "
         "del Ecuador ante las Naciones Unidas",
         "form 0, date 2026\ndate 4 de noviembre de 2026\nsender los Representantes Permanentes del Chad y del Ecuador "
         "ante "
         "las Naciones Unidas\naddressee al Secretario General\nstates TD EC");
    says(state,
         "Письмо постоянных представителей Чада и Эквадора при Организации Объединенных Наций от 4 ноября 2026 года на "
         "имя "
         "Генерального секретаря",
         "form 0, date 2026\ndate 4 ноября 2026 года\nsender постоянных представителей Чада и Эквадора при Организации "
         "Объединенных Наций\naddressee Генерального секретаря\nstates TD EC");
    says(state, "2026年11月4日乍得、厄瓜多尔和斐济常驻联合国代表给秘书长的信",
         "form 0, date 2026\ndate 2026年11月4日\nsender 乍得、厄瓜多尔和斐济常驻联合国代表\naddressee 秘书长\nstates "
         "TD EC FJ");
    says(state,
         "رسالة مؤرخة 4 تشرين الثاني/نوفمبر 2026 موجهة إلى الأمين العام من الممثلين الدائمين لتشاد وإكوادور لدى الأمم "
         "المتحدة",
         "form 0, date 2026\ndate 4 تشرين الثاني/نوفمبر 2026\nsender الممثلين الدائمين لتشاد وإكوادور لدى الأمم "
         "المتحدة\naddressee الأمين العام\nstates TD EC");
    /* The States after the title. */
    says(state, "2026年11月4日下列国家常驻联合国代表给秘书长的信：乍得、厄瓜多尔和斐济",
         "form 0, date 2026\ndate 2026年11月4日\nsender 下列国家常驻联合国代表\naddressee 秘书长\nstates TD EC FJ");
    /* The same State twice is one. */
    says(state,
         "Letter dated 4 November 2026 from the Permanent Representative of Chad to the United Nations, on behalf of "
         "Chad and "
         "Fiji, addressed to the Secretary-General",
         "form 0, date 2026\ndate 4 November 2026\nsender the Permanent Representative of Chad to the United Nations, "
         "on "
         "behalf of Chad and Fiji\naddressee the Secretary-General\nstates TD FJ");
}

static void addressees_without_addressed(void **state)
{
    says(state,
         "Identical letters dated 12 January 2026 from the Permanent Representative of Chad to the United Nations to "
         "the "
         "Secretary-General and the President of the Security Council",
         "form 1, date 2026\ndate 12 January 2026\nsender the Permanent Representative of Chad to the United "
         "Nations\naddressee the Secretary-General and the President of the Security Council\nstates TD");
    says(state, "Letter dated 12 January 2026 from the Secretary-General to the President of the Security Council",
         "form 0, date 2026\ndate 12 January 2026\nsender the Secretary-General\naddressee the President of the "
         "Security "
         "Council\n");
    says(state,
         "Note verbale dated 12 January 2026 from the Permanent Mission of Chad to the United Nations to the "
         "Secretary-General",
         "form 3, date 2026\ndate 12 January 2026\nsender the Permanent Mission of Chad to the United "
         "Nations\naddressee the "
         "Secretary-General\nstates TD");
}

static void dates_without_a_year(void **state)
{
    says(state, "Letter dated 10 July from the Secretary-General addressed to the President of the Security Council",
         "form 0, date 0 without a year\ndate 10 July\nsender the Secretary-General\naddressee the President of the "
         "Security "
         "Council\n");
    says(state, "Lettre datée du 10 juillet, adressée au Président du Conseil de sécurité par le Secrétaire général",
         "form 0, date 0 without a year\ndate 10 juillet\nsender le Secrétaire général\naddressee au Président du "
         "Conseil de "
         "sécurité\n");
    says(state, "Carta de fecha 10 de julio dirigida al Presidente del Consejo de Seguridad por el Secretario General",
         "form 0, date 0 without a year\ndate 10 de julio\nsender el Secretario General\naddressee al Presidente del "
         "Consejo "
         "de Seguridad\n");
    says(state, "Письмо Генерального секретаря от 10 июля на имя Председателя Совета Безопасности",
         "form 0, date 0 without a year\ndate 10 июля\nsender Генерального секретаря\naddressee Председателя Совета "
         "Безопасности\n");
    says(state, "رسالة مؤرخة 10 تموز/يوليه موجهة إلى رئيس مجلس الأمن من الأمين العام",
         "form 0, date 0 without a year\ndate 10 تموز/يوليه\nsender الأمين العام\naddressee رئيس مجلس الأمن\n");
    says(state, "7月10日秘书长给安全理事会主席的信",
         "form 0, date 0 without a year\ndate 7月10\nsender 秘书长\naddressee 安全理事会主席\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(several_states), cmocka_unit_test(addressees_without_addressed),
                                       cmocka_unit_test(dates_without_a_year)};
    return cmocka_run_group_tests(tests, support_open_packs, support_close_packs);
}
