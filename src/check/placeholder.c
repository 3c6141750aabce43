/* What a draft left open. */
#include "check/check.h"

#include "model/placeholders.h"

void und_rule_placeholder(und_check_run *run, uint32_t index)
{
    und_doc *doc = run->doc;
    und_place from = {und_doc_first(doc, index), 0};
    uint32_t last = und_doc_own_end(doc, index);
    und_range range;
    while (und_placeholder_find(doc, from, last, &range)) {
        size_t message = run->findings->words.length;
        und_text_put_words(&run->findings->words, "not filled in");
        /* What stands between the marks, where it is on one line. */
        if (range.from.line == range.to.line && range.to.column > range.from.column + 6) {
            und_bytes line = und_doc_line(doc, range.from.line);
            und_text_put_words(&run->findings->words, ": ");
            und_text_put(&run->findings->words,
                         (und_bytes){line.at + range.from.column + 3, range.to.column - range.from.column - 6});
        }
        und_find(run, range, message);
        from = range.to;
    }
}
