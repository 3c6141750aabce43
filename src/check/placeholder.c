/* What a draft left open. */
#include "check/check.h"

#include "check/whole.h"

#include "model/placeholders.h"

/* Bytes of a mark, ‹ or ›. */
#define MARK 3u

/* What stands between the marks of a place that is on one line; empty: it is on several. */
static und_bytes words_of(und_doc *doc, und_range range)
{
    if (range.from.line != range.to.line || range.to.column <= range.from.column + 2 * MARK)
        return (und_bytes){"", 0};
    und_bytes line = und_doc_line(doc, range.from.line);
    return (und_bytes){line.at + range.from.column + MARK, range.to.column - range.from.column - 2 * MARK};
}

void und_rule_placeholder(und_check_run *run, uint32_t index)
{
    und_doc *doc = run->doc;
    und_place from = {und_doc_first(doc, index), 0};
    uint32_t last = und_doc_own_end(doc, index);
    und_range range;
    while (und_placeholder_find(doc, from, last, &range)) {
        und_bytes words = words_of(doc, range);
        bool unsure = words.length > 1 && words.at[words.length - 1] == '?';
        size_t message = run->findings->words.length;
        und_text_put_words(&run->findings->words,
                           unsure ? "no document at hand attests these words: confirm them or write others: "
                           : words.length > 0 ? "not filled in: "
                                              : "not filled in");
        words.length -= unsure;
        und_text_put(&run->findings->words, words);
        und_find(run, range, message);
        if (unsure)
            und_offer_words(run, range, words);
        from = range.to;
    }
}
