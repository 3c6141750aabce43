/* Openers of clauses that came into the other part: Recalling, Recalls. The packs know the words of both; which of them
 * belong together their letters tell. */
#include "write/plan.h"

#include "model/opener.h"
#include "text/utf8.h"

#include <string.h>

/* Where the first word of a folded text ends. */
static size_t first_word(und_bytes text)
{
    size_t end = 0;
    while (end < text.length && text.at[end] != ' ')
        end++;
    return end;
}

static size_t common(const char *a, size_t a_length, const char *b, size_t b_length)
{
    size_t same = 0;
    while (same < a_length && same < b_length && a[same] == b[same])
        same++;
    return same;
}

/* "وإذ تشير" and "تشير": one is the other with the conjunction before it. */
static bool is_with_conjunction(und_bytes preambular, und_bytes operative)
{
    static const char *const conjunctions[] = {"واذ ", "اذ ", "وإذ ", "إذ "};
    for (size_t i = 0; i < sizeof conjunctions / sizeof conjunctions[0]; i++) {
        size_t length = strlen(conjunctions[i]);
        if (preambular.length == length + operative.length && memcmp(preambular.at, conjunctions[i], length) == 0 &&
            memcmp(preambular.at + length, operative.at, operative.length) == 0)
            return true;
    }
    return false;
}

/* How well a term of the other part fits, in bytes that both have; 0: it does not. */
static size_t fit(und_bytes words, und_bytes term, und_script script, bool preambular)
{
    if (script == UND_SCRIPT_HAN)
        return und_bytes_equal(words, term) ? words.length : 0;
    if (script == UND_SCRIPT_ARABIC)
        return is_with_conjunction(preambular ? term : words, preambular ? words : term) ? words.length : 0;
    size_t a = first_word(words), b = first_word(term), skip = 0;
    if (a == 2 && b == 2 && memcmp(words.at, "se", 2) == 0 && memcmp(term.at, "se", 2) == 0) { /* se félicitant */
        skip = 3;
        if (words.length <= skip || term.length <= skip)
            return 0;
        a = skip + first_word((und_bytes){words.at + skip, words.length - skip});
        b = skip + first_word((und_bytes){term.at + skip, term.length - skip});
    }
    und_bytes rest = {words.at + a, words.length - a}, other = {term.at + b, term.length - b};
    if (!und_bytes_equal(rest, other))
        return 0;
    size_t same = common(words.at + skip, a - skip, term.at + skip, b - skip);
    size_t longer = (a > b ? a : b) - skip;
    return same >= 3 && 5 * same >= 3 * longer ? same : 0;
}

/* The opener of the other part; no bytes: the packs know none. */
static und_bytes other_form(const und_language *language, und_bytes words, bool preambular)
{
    char folded[UND_WORD_MAX];
    und_bytes text = {folded, und_fold_text(words, folded, sizeof folded)}, found = {"", 0};
    und_term_key key = preambular ? UND_TERM_PREAMBULAR : UND_TERM_OPERATIVE;
    size_t best = 0, length = SIZE_MAX;
    for (uint32_t i = language->first[key]; i < language->first[key + 1]; i++) {
        und_bytes term = und_term_folded(language, &language->terms[i]);
        size_t fits = fit(text, term, (und_script)language->script, preambular);
        if (fits > best || (fits > 0 && fits == best && term.length < length)) {
            best = fits;
            length = term.length;
            found = und_term_text(language, &language->terms[i]);
        }
    }
    return found;
}

/* The first word alone, where the packs do not know all of the words in the other form: "ссылаясь на свою резолюцию". */
static und_bytes other_word(const und_language *language, und_bytes words, bool preambular)
{
    char folded[UND_WORD_MAX];
    size_t end = first_word(words);
    und_bytes text = {folded, und_fold_text((und_bytes){words.at, end}, folded, sizeof folded)}, found = {"", 0};
    und_term_key key = preambular ? UND_TERM_PREAMBULAR : UND_TERM_OPERATIVE;
    size_t best = 0;
    if (language->script != UND_SCRIPT_LATIN && language->script != UND_SCRIPT_CYRILLIC)
        return found;
    for (uint32_t i = language->first[key]; i < language->first[key + 1]; i++) {
        und_bytes term = und_term_folded(language, &language->terms[i]);
        und_bytes word = {term.at, first_word(term)};
        size_t fits = und_bytes_equal(word, text) ? 0 : fit(text, word, (und_script)language->script, preambular);
        if (fits <= best)
            continue;
        best = fits;
        und_bytes whole = und_term_text(language, &language->terms[i]);
        found = (und_bytes){whole.at, first_word(whole)};
    }
    return found;
}

void und_plan_open_clauses(und_plan *plan)
{
    for (uint32_t id = 1; id < plan->nodes; id++) {
        const und_clause *clause = und_clause_at(plan, id);
        bool came = clause->kind == UND_KIND_PREAMBULAR && und_old_kind(plan, id) == UND_KIND_SUBPARAGRAPH;
        if (((clause->flags & UND_CLAUSE_OPENER) == 0 && !came) || (clause->flags & UND_CLAUSE_GONE) != 0)
            continue;
        und_passage words;
        und_words_known known = und_opener_words(plan->doc, id - 1, &words);
        uint8_t index = und_clause_language(plan, id);
        und_bytes other = {"", 0};
        if (known == UND_WORDS_KNOWN && index != UND_LANGUAGE_NONE && !came)
            other =
                other_form(und_language_at(plan->doc->packs, index), words.text, clause->kind == UND_KIND_PREAMBULAR);
        und_range range = words.range;
        if (other.length == 0 && known == UND_WORDS_KNOWN && !came && index != UND_LANGUAGE_NONE) {
            other =
                other_word(und_language_at(plan->doc->packs, index), words.text, clause->kind == UND_KIND_PREAMBULAR);
            range.to.column = range.from.column + (uint32_t)first_word(words.text);
        }
        if (other.length == 0)
            und_plan_tell(plan, UND_NOTE_OPENER, words.range,
                          "the packs do not know these words in the form of that part");
        else
            und_plan_change(plan, UND_CHANGE_OPENER, id, range, other);
    }
    for (size_t i = 0; i < plan->made_count; i++) {
        const und_made *made = &plan->made[i];
        if (made->how == UND_MADE_SPLIT && und_clause_at(plan, made->of)->kind == UND_KIND_PREAMBULAR)
            und_plan_tell(plan, UND_NOTE_OPENER, (und_range){made->place, made->place},
                          "a preambular paragraph needs words to open it");
    }
}
