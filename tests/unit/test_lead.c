/* References are looked for by their leads, all at once: the same patterns match at the same places as when every pattern
 * is tried at every place, which is how this test does it. And what the processor's quick way finds, the plain one finds. */
#include "support.h"

#include "read/lexicon.h"
#include "read/pattern.h"
#include "text/utf8.h"

#define TEXT_MAX 4096u

/* Folded text, with the zeros after it that leads need. */
typedef struct folded {
    char at[TEXT_MAX + UND_LEADS_READ];
    size_t length;
} folded;

static void fold(und_bytes text, folded *out)
{
    memset(out->at, 0, sizeof out->at);
    out->length = und_fold_text(text, out->at, TEXT_MAX);
    memset(out->at + out->length, 0, sizeof out->at - out->length);
}

static void say(support_text *out, size_t at, uint32_t term)
{
    char words[48];
    snprintf(words, sizeof words, "%zu:%u ", at, term);
    support_put_words(out, words);
}

static void match_at(const und_language *language, uint32_t term, und_bytes text, size_t at, support_text *out)
{
    und_match match;
    if (und_pattern_match(language, &language->terms[term], text, at, &match))
        say(out, at, term);
}

/* Every pattern at every place where its lead and a word begin. */
static void slowly(const und_language *language, und_bytes text, support_text *out)
{
    for (size_t at = 0; at < text.length; at++)
        for (unsigned key = 0; key < UND_TERM_KEY_COUNT; key++)
            for (uint32_t i = language->first[key]; und_is_led(key) && i < language->first[key + 1]; i++) {
                und_bytes pattern = und_term_folded(language, &language->terms[i]);
                size_t lead = 0;
                while (lead < pattern.length && strchr("{[ ", pattern.at[lead]) == NULL)
                    lead++;
                if (lead > 0 && lead <= text.length - at && memcmp(text.at + at, pattern.at, lead) == 0 &&
                    und_word_starts(text, at))
                    match_at(language, i, text, at, out);
            }
}

static int by_term(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return (x > y) - (x < y);
}

static void by_leads(const und_leads *leads, und_leads_way *way, und_bytes text, support_text *out)
{
    uint32_t inside = 0;
    for (size_t block = 0; block < text.length; block += UND_LEADS_AT_ONCE)
        for (uint32_t found = way(leads, text.at + block, &inside); found != 0; found &= found - 1) {
            size_t at = block + (unsigned)__builtin_ctz(found);
            if (at >= text.length || !und_word_starts(text, at))
                continue;
            uint32_t terms[2048], count = 0;
            for (uint32_t i = 0; i < leads->count; i++)
                for (uint32_t k = 0; und_lead_stands(leads, &leads->at[i], text, at) && k < leads->at[i].count; k++)
                    terms[count++] = leads->patterns[leads->at[i].first + k];
            qsort(terms, count, sizeof *terms, by_term);
            for (uint32_t i = 0; i < count; i++)
                match_at(leads->language, terms[i], text, at, out);
        }
}

static void compare(const und_leads *leads, const folded *text)
{
    und_bytes bytes = {text->at, text->length};
    support_text slow = {0}, plain = {0}, best = {0};
    support_put_words(&slow, "");
    support_put_words(&plain, "");
    support_put_words(&best, "");
    slowly(leads->language, bytes, &slow);
    by_leads(leads, und_leads_plain, bytes, &plain);
    by_leads(leads, und_leads_best(), bytes, &best);
    assert_string_equal(plain.at, slow.at);
    assert_string_equal(best.at, slow.at);
    support_free(&slow);
    support_free(&plain);
    support_free(&best);
}

/* What a pattern may be in a text: its slots filled, its optional words left out. */
static void write_pattern(und_bytes pattern, support_text *out)
{
    static const struct {
        const char *name, *words;
    } slots[] = {{"{items}", "128 (a) and 130"}, {"{label}", "3 (b)"}, {"{number}", "75"}, {"{date}", "1 June 2020"}};
    for (size_t i = 0; i < pattern.length; i++) {
        const char *stop = memchr(pattern.at + i, pattern.at[i] == '[' ? ']' : '}', pattern.length - i);
        if ((pattern.at[i] != '{' && pattern.at[i] != '[') || stop == NULL) {
            support_put(out, pattern.at + i, 1);
            continue;
        }
        size_t length = (size_t)(stop - (pattern.at + i)) + 1;
        for (size_t k = 0; k < sizeof slots / sizeof slots[0]; k++)
            if (strlen(slots[k].name) == length && memcmp(slots[k].name, pattern.at + i, length) == 0)
                support_put_words(out, slots[k].words);
        i += length - 1;
    }
}

static void every_pattern_is_found_where_it_stands(void **state)
{
    und_packs *packs = *state;
    const und_lexicon *lexicon = und_lexicon_of(packs);
    static const char *const before[] = {"", " ", "x", "7", "(", "«", "é", "п", "的", "ب", "/"};
    size_t patterns = 0;
    for (uint32_t l = 0; l < und_language_count(packs); l++) {
        const und_language *language = und_language_at(packs, l);
        for (uint32_t i = 0; i < language->count; i++) {
            if (!und_is_led((und_term_key)language->terms[i].key))
                continue;
            support_text words = {0};
            for (size_t b = 0; b < sizeof before / sizeof before[0]; b++) {
                /* At every place of a block of 32 in turn. */
                for (size_t k = 0; k < (patterns + b) % 34; k++)
                    support_put_words(&words, "m");
                support_put_words(&words, before[b]);
                write_pattern(und_term_text(language, &language->terms[i]), &words);
                support_put_words(&words, b % 2 == 0 ? ", " : "z. ");
            }
            folded text;
            fold((und_bytes){words.at, words.length}, &text);
            compare(&lexicon->leads[l], &text);
            support_free(&words);
            patterns++;
        }
    }
    assert_true(patterns > 100);
}

static void in_documents_too(void **state)
{
    und_packs *packs = *state;
    const und_lexicon *lexicon = und_lexicon_of(packs);
    static const char *const files[] = {"tests/data/letter-en.txt",       "tests/data/letter-ru.txt",
                                        "tests/data/note-verbale-es.txt", "tests/data/resolution-ar.txt",
                                        "tests/data/resolution-en.txt",   "tests/data/resolution-fr.txt",
                                        "tests/data/resolution-zh.txt"};
    for (size_t i = 0; i < sizeof files / sizeof files[0]; i++) {
        support_text file = support_file(files[i]);
        folded text;
        fold((und_bytes){file.at, file.length}, &text);
        for (uint32_t l = 0; l < und_language_count(packs); l++)
            compare(&lexicon->leads[l], &text);
        support_free(&file);
    }
}

/* Bytes of all values, letters and figures more often. */
static void the_ways_agree_on_any_bytes(void **state)
{
    const und_lexicon *lexicon = und_lexicon_of(*state);
    uint32_t seed = 20260101;
    for (int round = 0; round < 2000; round++) {
        char text[4 * UND_LEADS_AT_ONCE + UND_LEADS_READ] = {0};
        for (size_t i = 0; i < 4 * UND_LEADS_AT_ONCE; i++) {
            seed = seed * 1664525u + 1013904223u;
            text[i] = (char)(seed >> 30 == 0 ? seed >> 16 & 0xff : (seed >> 30 == 1 ? '0' : 'a') + (seed >> 16) % 26);
        }
        for (uint32_t l = 0; l < und_language_count(lexicon->packs); l++) {
            uint32_t plain = 0, best = 0;
            for (size_t at = 0; at < 4 * UND_LEADS_AT_ONCE; at += UND_LEADS_AT_ONCE) {
                assert_int_equal(und_leads_plain(&lexicon->leads[l], text + at, &plain),
                                 und_leads_best()(&lexicon->leads[l], text + at, &best));
                assert_int_equal(plain, best);
            }
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_pattern_is_found_where_it_stands),
        cmocka_unit_test(in_documents_too),
        cmocka_unit_test(the_ways_agree_on_any_bytes),
    };
    return cmocka_run_group_tests(tests, support_open_packs, support_close_packs);
}
