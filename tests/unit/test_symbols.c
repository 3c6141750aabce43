/* Document symbols part by part. */
#include "support.h"

#include "undoc/symbol.h"

/* "A=General Assembly; 75=session 75; …" */
static void expect(const char *symbol, const char *expected)
{
    char got[1024] = "";
    size_t used = 0;
    und_symbol_part part;
    for (uint32_t n = 0; und_symbol_part_get(support_bytes(symbol), n, &part) == UND_OK; n++)
        used += (size_t)snprintf(got + used, sizeof got - used, "%s%.*s=%s", used > 0 ? "; " : "",
                                 (int)part.text.length, part.text.at, part.meaning);
    assert_string_equal(got, expected);
}

static void parts_have_meanings(void **state)
{
    (void)state;
    expect("A/75/697", "A=General Assembly; 75=session 75; 697=number 697");
    expect("A/RES/75/1", "A=General Assembly; RES=resolution; 75=session 75; 1=number 1");
    expect("A/RES/ES-10/24", "A=General Assembly; RES=resolution; ES-10=emergency special session 10; 24=number 24");
    expect("A/C.3/72/L.1**",
           "A=General Assembly; C.3=Third Committee: social, humanitarian and cultural; 72=session 72; "
           "L.1=limited distribution: draft 1");
    expect("A/75/251/Add.1/Corr.2",
           "A=General Assembly; 75=session 75; 251=number 251; Add.1=addendum 1 to what stands "
           "before; Corr.2=corrigendum 2 to what stands before");
    expect("S/2020/1270", "S=Security Council; 2020=year 2020; 1270=number 1270");
    expect("S/12128", "S=Security Council; 12128=number 12128");
    expect("S/RES/2554 (2020)", "S=Security Council; RES=resolution; 2554 (2020)=number 2554, year 2020");
    expect("S/RES/2139(2014)", "S=Security Council; RES=resolution; 2139(2014)=number 2139, year 2014");
    expect("A/RES/217 (III)", "A=General Assembly; RES=resolution; 217 (III)=number 217, session III");
    expect("E/2021/5", "E=Economic and Social Council; 2021=year 2021; 5=number 5");
    expect("A/HRC/RES/47/3", "A=General Assembly; HRC=Human Rights Council; RES=resolution; 47=session 47; 3=number 3");
    expect("A/S-23/10/Rev.1",
           "A=General Assembly; S-23=special session 23; 10=number 10; Rev.1=revision 1, which replaces "
           "what was before");
    expect("CERD/C/5", "CERD=; C=; 5=number 5");
}

static void what_is_no_symbol_has_none(void **state)
{
    (void)state;
    und_symbol_part part;
    expect("", "");
    expect("paragraph", "");
    expect("75/1", "");
    expect("****", "");
    assert_int_equal(und_symbol_part_get(support_bytes("A/1"), 0, NULL), UND_E_ARGUMENT);
    assert_int_equal(und_symbol_part_get(support_bytes("A/1"), 2, &part), UND_NONE);
    assert_int_equal(part.text.length, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(parts_have_meanings),
        cmocka_unit_test(what_is_no_symbol_has_none),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
