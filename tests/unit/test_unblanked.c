/* Documents without their blank lines: one paragraph a line, as a paste from a word processor is, wrapped as a mail or a
 * PDF is, and with the line breaks that they had. The tree is that of the document with them. */
#include "tree_support.h"

#include "text/utf8.h"

#define TREE_BYTES 48u /* of a line of the tree */
#define WIDTH 84u      /* columns that paragraphs are wrapped at */

static const char *const files[] = {"tests/data/000_ccba38e56b2f2219.txt",
                                    "tests/data/declaration-en.txt",
                                    "tests/data/letter-en.txt",
                                    "tests/data/letter-ru.txt",
                                    "tests/data/note-verbale-es.txt",
                                    "tests/data/resolution-ar.txt",
                                    "tests/data/resolution-en.txt",
                                    "tests/data/resolution-fr.txt",
                                    "tests/data/resolution-zh.txt"};

static bool is_blank(und_bytes line)
{
    for (size_t i = 0; i < line.length; i++)
        if (line.at[i] != ' ' && line.at[i] != '\r')
            return false;
    return true;
}

/* Whether a line goes on with the paragraph of the line before it. */
static bool goes_on(const und_doc *doc, uint32_t line)
{
    und_node node;
    assert_int_equal(und_node_get(doc, und_doc_revision(doc), und_node_at(doc, line), &node), UND_OK);
    if (line == 0 || node.first == line || is_blank(und_doc_line(doc, line - 1)) ||
        und_node_at(doc, line - 1) != node.id)
        return false;
    return node.kind != UND_KIND_DOCUMENT && node.kind != UND_KIND_MASTHEAD && node.kind != UND_KIND_SIGNATURE &&
           node.kind != UND_KIND_ADOPTION && node.kind != UND_KIND_FURNITURE;
}

static bool is_wide(und_bytes text)
{
    return text.length > 0 && (unsigned char)text.at[0] >= 0xe3;
}

/* The document without blank lines; `whole`: each paragraph on one line. */
static support_text without_blank_lines(const und_doc *doc, bool whole)
{
    support_text out = {0};
    support_put_words(&out, "");
    bool first = true;
    for (uint32_t line = 0; line < und_doc_line_count(doc); line++) {
        und_bytes text = und_doc_line(doc, line);
        if (is_blank(text))
            continue;
        if (!first && whole && goes_on(doc, line))
            support_put_words(&out, is_wide(text) ? "" : " ");
        else if (!first)
            support_put_words(&out, "\n");
        support_put(&out, text.at, text.length);
        first = false;
    }
    support_put_words(&out, "\n");
    return out;
}

/* The same with its lines wrapped: at a space, or after any Chinese character that no mark follows. */
static support_text wrapped(und_bytes text)
{
    support_text out = {0};
    support_put_words(&out, "");
    const char *at = text.at, *end = text.at + text.length, *line = at, *place = NULL;
    unsigned columns = 0;
    while (at < end) {
        uint32_t bytes;
        uint32_t point = und_utf8_decode(at, end, &bytes);
        bool han = point >= 0x4e00 && point < 0xa000;
        columns += point >= 0x3000 ? 2 : 1;
        if (columns > WIDTH && place != NULL && point != '\n') {
            support_put(&out, line, (size_t)(place - line));
            support_put_words(&out, "\n");
            at = line = *place == ' ' ? place + 1 : place;
            place = NULL;
            columns = 0;
            continue;
        }
        if (point == ' ' || (han && at > line))
            place = at;
        at += bytes;
        if (point == '\n') {
            support_put(&out, line, (size_t)(at - line));
            line = at;
            place = NULL;
            columns = 0;
        }
    }
    return out;
}

/* The tree with no more than the beginning of each line of text: a Chinese line is one word. */
static support_text tree_of(und_packs *packs, const und_doc *doc)
{
    support_text said = {0}, out = {0};
    say_tree(packs, doc, &said);
    unsigned bytes = 0;
    support_put_words(&out, "");
    for (const char *at = said.at; *at != '\0'; at++) {
        bytes = *at == '\n' ? 0 : bytes + 1;
        if (bytes <= TREE_BYTES)
            support_put(&out, at, 1);
    }
    support_free(&said);
    return out;
}

static void reads_the_same(und_packs *packs, const char *name, const char *form, const support_text *text,
                           const support_text *expected)
{
    und_doc *doc = support_doc(packs, (und_bytes){text->at, text->length});
    support_text said = tree_of(packs, doc);
    if (strcmp(said.at, expected->at) != 0) {
        printf("%s\n---- reads as\n%s---- with blank lines\n%s", text->at, said.at, expected->at);
        fail_msg("%s, %s", name, form);
    }
    support_free(&said);
    und_doc_close(doc);
}

static void in_all_forms(und_packs *packs, const char *name, und_bytes text)
{
    und_doc *doc = support_doc(packs, text);
    support_text expected = tree_of(packs, doc);
    support_text plain = without_blank_lines(doc, false), whole = without_blank_lines(doc, true);
    support_text lines = wrapped((und_bytes){whole.at, whole.length});
    reads_the_same(packs, name, "its own lines", &plain, &expected);
    reads_the_same(packs, name, "one paragraph a line", &whole, &expected);
    reads_the_same(packs, name, "wrapped", &lines, &expected);
    support_free(&plain);
    support_free(&whole);
    support_free(&lines);
    support_free(&expected);
    und_doc_close(doc);
}

static void documents(void **state)
{
    for (size_t i = 0; i < sizeof files / sizeof files[0]; i++) {
        support_text text = support_file(files[i]);
        /* Two days of a programme, each a heading, with nothing under them: only blank lines tell that. */
        const char *programme = strstr(text.at, "\nTuesday: arrival");
        size_t length = programme == NULL ? text.length : (size_t)(programme - text.at);
        in_all_forms(*state, files[i], (und_bytes){text.at, length});
        support_free(&text);
    }
}

typedef struct letter {
    const char *name, *text, *tree;
} letter;

static const letter letters[] = {
    {"Chinese",
     "大会\n\n第八十届会议\n\n议程项目74(a)\n\n海洋和海洋法\n\n"
     "2025年11月3日冰岛常驻联合国代表给秘书长的信\n\n"
     "谨随函转递关于北方海岸灯塔的说明(见附件)。这份说明是守灯人和港口主管机关在去年冬天一起写的，涉及每一座灯塔。\n\n"
     "守灯人去年数了所有港口的灯。他们发现每个港口有两盏灯，而且没有一盏灯是在天黑以前点亮的，这使船只在夜里难以靠岸。"
     "\n\n"
     "请将本信及其附件作为大会议程项目74(a)的文件分发为荷。\n\n"
     "常驻代表\n安娜·约恩斯多蒂尔(签名)\n\n"
     "附件\n\n北方海岸的灯塔\n\n一. 导言\n\n1. 北方海岸有四十座灯塔，每一座都有一名守灯人。\n\n2. 守灯人每天写下：\n\n"
     "(a) 点灯的时间；\n\n(b) 熄灯的时间。\n\n二. 结论\n\n3. 灯塔应当继续点亮。\n",
     "masthead: 大会\ntitle: 2025年11月3日冰岛常驻联合国代表给秘书长的信\n"},
    {"Arabic",
     "الجمعية العامة\n\nالدورة الثمانون\n\nالبند 74 من جدول الأعمال\n\nالمحيطات وقانون البحار\n\n"
     "رسالة مؤرخة 3 تشرين الثاني/نوفمبر 2025 موجهة إلى الأمين العام من الممثل الدائم لمصر لدى الأمم المتحدة\n\n"
     "أتشرف بأن أحيل إليكم طيه مذكرة عن منارات الساحل الشمالي (انظر المرفق). وقد كتبها حراس المنارات في الشتاء "
     "الماضي.\n\n"
     "وقد عد الحراس المصابيح في جميع الموانئ. ووجدوا في كل ميناء مصباحين لا يضاء أي منهما قبل حلول الظلام.\n\n"
     "وأرجو ممتنا تعميم هذه الرسالة ومرفقها باعتبارهما وثيقة من وثائق الجمعية العامة في إطار البند 74 من جدول الأعمال، "
     "وإتاحتها لجميع الدول الأعضاء التي لها منارات على سواحلها.\n\n"
     "(توقيع) سمير البحري\n\nالمرفق\n\nمنارات الساحل الشمالي\n\n١ - في الساحل أربعون منارة.\n\n"
     "٢ - يكتب الحارس كل يوم ما رآه.\n",
     "masthead: الجمعية\ntitle: رسالة\n"},
    {"Russian",
     "Генеральная Ассамблея\n\nВосьмидесятая сессия\n\nПункт 74 повестки дня\n\nМировой океан и морское право\n\n"
     "Письмо Постоянного представителя Исландии при Организации Объединенных Наций от 3 ноября 2025 года на имя "
     "Генерального секретаря\n\n"
     "Имею честь настоящим препроводить записку о маяках северного побережья (см. приложение). Она была составлена "
     "смотрителями маяков прошлой зимой.\n\n"
     "Смотрители сосчитали огни во всех портах. В каждом из них два огня, и ни один из них не зажигается до "
     "наступления темноты.\n\n"
     "Буду признателен за распространение настоящего письма и приложения к нему в качестве документа Генеральной "
     "Ассамблеи по пункту 74 повестки дня.\n\n"
     "(Подпись) Анна Маринова\nПосол\nПостоянный представитель\n\n"
     "Приложение к письму Постоянного представителя Исландии при Организации Объединенных Наций от 3 ноября 2025 "
     "года на имя Генерального секретаря\n\n"
     "Записка о маяках\n\n1. На побережье сорок маяков.\n\n2. Смотритель записывает каждый день все, что он видел.\n",
     "masthead: Генеральная\ntitle: Письмо\n"},
    {"Spanish",
     "Asamblea General\n\nOctogésimo período de sesiones\n\nTema 74 del programa\n\nLos océanos y el derecho del "
     "mar\n\n"
     "Carta de fecha 3 de noviembre de 2025 dirigida al Secretario General por la Representante Permanente de "
     "Islandia ante las Naciones Unidas\n\n"
     "Tengo el honor de transmitir adjunta una nota sobre los faros de la costa del norte (véase el anexo). La "
     "escribieron los fareros el invierno pasado.\n\n"
     "Los fareros contaron las luces de todos los puertos. En cada uno hay dos luces, y ninguna de ellas se enciende "
     "antes de que anochezca.\n\n"
     "Le agradecería que tuviera a bien hacer distribuir la presente carta y su anexo como documento de la Asamblea "
     "General, en relación con el tema 74 del programa.\n\n"
     "(Firmado) Ana Marín\nEmbajadora\nRepresentante Permanente\n\n"
     "Anexo de la carta de fecha 3 de noviembre de 2025 dirigida al Secretario General por la Representante "
     "Permanente de Islandia ante las Naciones Unidas\n\n"
     "Nota sobre los faros\n\n1. En la costa hay cuarenta faros.\n\n2. El farero anota cada día lo que ha visto.\n",
     "masthead: Asamblea\ntitle: Carta\n"},
    {"French",
     "Assemblée générale\n\nQuatre-vingtième session\n\nPoint 74 de l'ordre du jour\n\n"
     "Les océans et le droit de la mer\n\n"
     "Lettre datée du 3 novembre 2025, adressée au Secrétaire général par la Représentante permanente de l'Islande "
     "auprès de l'Organisation des Nations Unies\n\n"
     "J'ai l'honneur de vous faire tenir ci-joint une note sur les phares de la côte du nord (voir annexe). Elle a "
     "été écrite par les gardiens l'hiver dernier.\n\n"
     "Les gardiens ont compté les feux de tous les ports. Il y en a deux dans chacun d'eux, et aucun n'est allumé "
     "avant la tombée de la nuit.\n\n"
     "Je vous serais reconnaissante de bien vouloir faire distribuer le texte de la présente lettre et de son annexe "
     "comme document de l'Assemblée générale, au titre du point 74 de l'ordre du jour.\n\n"
     "La Représentante permanente\n(Signé) Anne Marin\n\n"
     "Annexe à la lettre datée du 3 novembre 2025 adressée au Secrétaire général par la Représentante permanente de "
     "l'Islande auprès de l'Organisation des Nations Unies\n\n"
     "Note sur les phares\n\n1. Il y a quarante phares sur la côte.\n\n2. Le gardien note chaque jour ce qu'il a vu.\n",
     "masthead: Assemblée\ntitle: Lettre\n"},
    {"English",
     "General Assembly\n\nEightieth session\n\nAgenda item 74\n\nOceans and the law of the sea\n\n"
     "Letter dated 3 November 2025 from the Permanent Representative of Iceland to the United Nations addressed to "
     "the Secretary-General\n\n"
     "I have the honour to transmit herewith a note on the lights of the northern coast (see annex). It was written "
     "by the keepers last winter.\n\n"
     "The keepers counted the lights of all of the harbours. There are two in each, and neither of them is lit before "
     "dark.\n\n"
     "I should be grateful if you would have the present letter and its annex circulated as a document of the General "
     "Assembly, under agenda item 74.\n\n"
     "(Signed) Anna Marin\nAmbassador\nPermanent Representative\n\n"
     "Annex to the letter dated 3 November 2025 from the Permanent Representative of Iceland to the United Nations "
     "addressed to the Secretary-General\n\n"
     "Note on the lights\n\n1. There are forty lights on the coast.\n\n2. The keeper writes down what was seen.\n",
     "masthead: General\ntitle: Letter\n"}};

static void letters_of_six_languages(void **state)
{
    for (size_t i = 0; i < sizeof letters / sizeof letters[0]; i++) {
        und_doc *doc = support_doc(*state, support_bytes(letters[i].text));
        support_text said = {0};
        say_tree(*state, doc, &said);
        const char *const parts[] = {letters[i].tree, "\nparagraph: ", "\nrequest: ",      "\nsignature: ",
                                     "\nannex: ",     "\n  title: ",   "\n  paragraph 2: "};
        const char *at = said.at;
        for (size_t part = 0; part < sizeof parts / sizeof parts[0]; part++) {
            const char *found = strstr(at, parts[part]);
            if (found == NULL || (part == 0 && found != at))
                fail_msg("%s: no \"%s\" in\n%s", letters[i].name, parts[part], said.at);
            at = found + 1;
        }
        support_free(&said);
        und_doc_close(doc);
        in_all_forms(*state, letters[i].name, support_bytes(letters[i].text));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(documents), cmocka_unit_test(letters_of_six_languages)};
    return cmocka_run_group_tests(tests, support_open_packs, support_close_packs);
}
