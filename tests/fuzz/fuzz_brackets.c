/* Whatever is bracketed can be listed and settled: edits find what they replace, none overlaps another, and brackets become
 * no more. The first byte says what is settled. */
#include "fuzz.h"

#include <string.h>

static bool is_before(und_place a, und_place b)
{
    return a.line < b.line || (a.line == b.line && a.column < b.column);
}

static bool count_brackets(void *context, const char *at, size_t length)
{
    size_t *count = context;
    for (size_t i = 0; i < length; i++)
        *count += at[i] == '[' || at[i] == ']';
    return true;
}

static size_t brackets_of(const und_doc *doc)
{
    size_t count = 0;
    for (uint32_t line = 0; line < und_doc_line_count(doc); line++) {
        und_bytes text = und_doc_line(doc, line);
        (void)count_brackets(&count, text.at, text.length);
    }
    return count;
}

static void look_at_brackets(und_doc *doc)
{
    und_bracket bracket;
    und_party party;
    und_range option;
    size_t total = 0;
    uint32_t lines = und_doc_line_count(doc);
    und_place before = {0, 0};
    for (uint32_t n = 0; und_bracket_get(doc, n, &bracket) == UND_OK; n++) {
        fuzz_must(!is_before(bracket.range.from, before), "brackets are in the order in which they begin");
        fuzz_must(!is_before(bracket.range.to, bracket.range.from), "a bracket ends after its beginning");
        fuzz_must(bracket.range.to.line < lines &&
                      bracket.range.to.column <= und_doc_line(doc, bracket.range.to.line).length,
                  "a bracket lies in the document");
        fuzz_must(bracket.parent == UND_NO_BRACKET || bracket.parent < n, "what a bracket stands in begins before it");
        fuzz_must(bracket.group <= n, "alternatives have the first of them as their head");
        for (uint32_t i = 0; i < bracket.party_count; i++)
            fuzz_must(und_party_get(doc, n, i, &party) == UND_OK, "every party can be asked for");
        for (uint32_t i = 0; i < bracket.option_count; i++)
            fuzz_must(und_bracket_option_get(doc, n, i, &option) == UND_OK, "every alternative can be asked for");
        before = bracket.range.from;
    }
    fuzz_must(und_write_brackets(doc, (und_bytes){"fuzz", 4}, fuzz_swallow, &total) == UND_OK,
              "und_write_brackets writes");
    fuzz_must(und_print_brackets(doc, (und_bytes){"fuzz", 4}, fuzz_swallow, &total) == UND_OK,
              "und_print_brackets writes");
}

static void look_at_settlement(und_doc *doc, const und_settlement *made)
{
    und_change change;
    und_place at = {0, 0};
    for (uint32_t n = 0; und_settlement_change_get(made, n, &change) == UND_OK; n++) {
        fuzz_must(!is_before(change.range.from, at), "no edit overlaps another");
        fuzz_must(!is_before(change.range.to, change.range.from), "an edit ends after its beginning");
        at = change.range.to;
        if (change.range.from.line == change.range.to.line) {
            und_bytes line = und_doc_line(doc, at.line);
            size_t length = at.column - change.range.from.column;
            fuzz_must(at.column <= line.length && length == change.old_text.length &&
                          (length == 0 || memcmp(line.at + change.range.from.column, change.old_text.at, length) == 0),
                      "an edit says what it replaces");
        }
    }
    size_t after = 0;
    fuzz_must(und_settlement_text(made, doc, count_brackets, &after) == UND_OK, "the text afterwards can be written");
    fuzz_must(after <= brackets_of(doc), "brackets become no more");
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    und_doc *doc;
    und_settlement *made = NULL;
    if (size == 0 || und_doc_open(fuzz_packs(), &doc) != UND_OK)
        return 0;
    uint8_t how = data[0];
    fuzz_must(und_doc_read_lent(doc, (und_bytes){(const char *)data + 1, size - 1}) == UND_OK,
              "any bytes are a document");
    look_at_brackets(doc);
    und_choice choice = (how & 1) != 0 ? UND_CHOICE_ACCEPT : UND_CHOICE_DROP;
    und_status status;
    switch (how >> 1 & 3) {
    case 0: status = und_settle_at(doc, (und_place){how >> 3 & 7, how >> 6 & 3}, choice, &made); break;
    case 1: status = und_settle(doc, 0, UINT32_MAX, (und_bytes){"", 0}, choice, &made); break;
    case 2: status = und_settle(doc, 0, UINT32_MAX, (und_bytes){"EU", 2}, choice, &made); break;
    default: status = und_clean(doc, (how & 8) != 0 ? UND_CHOICE_KEEP : choice, &made); break;
    }
    fuzz_must(status == UND_OK || status == UND_NONE, "what is there can be settled");
    if (status == UND_OK)
        look_at_settlement(doc, made);
    und_settlement_close(made);
    und_doc_close(doc);
    return 0;
}
