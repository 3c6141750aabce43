/* Any answers to any template: a draft or a message, and what was drafted can be read again.
 *
 * The input is lines: the name of a template, then answers as key=value. */
#include "fuzz.h"

#include "undoc/draft.h"

#include <string.h>

#define ANSWERS_MAX 32u

typedef struct draft {
    char *at;
    size_t length;
} draft;

static bool keep(void *context, const char *at, size_t length)
{
    draft *text = context;
    char *grown = realloc(text->at, text->length + length + 1);
    if (grown == NULL)
        return false;
    text->at = grown;
    if (length > 0)
        memcpy(grown + text->length, at, length);
    text->length += length;
    return true;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    und_bytes keys[ANSWERS_MAX], values[ANSWERS_MAX];
    und_bytes name = {"letter", 6};
    size_t count = 0;
    bool named = false;
    for (size_t at = 0; at < size && count < ANSWERS_MAX;) {
        const uint8_t *stop = memchr(data + at, '\n', size - at);
        size_t end = stop == NULL ? size : (size_t)(stop - data);
        und_bytes line = {(const char *)data + at, end - at};
        at = end + 1;
        if (!named) {
            named = true;
            name = line;
            continue;
        }
        const char *equals = line.length > 0 ? memchr(line.at, '=', line.length) : NULL;
        size_t key = equals == NULL ? line.length : (size_t)(equals - line.at);
        keys[count] = (und_bytes){line.at, key};
        values[count++] = equals == NULL ? (und_bytes){"", 0} : (und_bytes){equals + 1, line.length - key - 1};
    }
    draft text = {NULL, 0};
    if (und_draft(fuzz_packs(), name, keys, values, count, keep, &text) == UND_OK) {
        und_doc *doc;
        if (und_doc_open(fuzz_packs(), &doc) == UND_OK) {
            fuzz_must(und_doc_read(doc, (und_bytes){text.length > 0 ? text.at : "", text.length}) == UND_OK,
                      "a draft can be read");
            und_doc_close(doc);
        }
    } else {
        fuzz_must(und_packs_message(fuzz_packs())[0] != '\0', "a refusal says why");
    }
    free(text.at);
    return 0;
}
