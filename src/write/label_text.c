/* Labels written anew, with another value and perhaps in another style. */
#include "write/plan.h"

#include <string.h>

/* The first word for a value: names of letters and ordinals, which have no look. */
static und_bytes word_of(const und_language *language, und_term_key key, uint16_t value)
{
    if (language != NULL)
        for (uint32_t i = language->first[key]; i < language->first[key + 1]; i++)
            if (language->terms[i].value == value)
                return und_term_text(language, &language->terms[i]);
    return (und_bytes){"", 0};
}

static bool is_latin_style(und_label_style style)
{
    return style == UND_LABEL_LOWER || style == UND_LABEL_ROMAN || style == UND_LABEL_UPPER ||
           style == UND_LABEL_UPPER_ROMAN;
}

bool und_label_again(und_plan *plan, uint8_t language, und_bytes text, und_label_style style, und_label_style new_style,
                     uint16_t label, char out[UND_LABEL_WRITTEN_MAX])
{
    und_label_look look;
    if (und_label_look_read(text, style, &look) == UND_OK) {
        bool letters = is_latin_style(style);
        if (new_style != style && letters != is_latin_style(new_style))
            look.alphabet = letters ? UND_ALPHABET_FIGURES : UND_ALPHABET_LATIN;
        if (new_style == UND_LABEL_ROMAN || new_style == UND_LABEL_UPPER_ROMAN)
            look.alphabet = UND_ALPHABET_LATIN;
        look.style = new_style;
        return und_label_write(plan->doc, &look, label, out) == UND_OK;
    }
    const und_language *words = language == UND_LANGUAGE_NONE ? NULL : und_language_at(plan->doc->packs, language);
    und_term_key key = style == UND_LABEL_WORD ? UND_TERM_REFERENCE_ORDINAL : UND_TERM_REFERENCE_LETTER;
    und_bytes word =
        style == new_style && UND_LABEL_ADDED(label) == 0 ? word_of(words, key, label) : (und_bytes){"", 0};
    if (word.length == 0 || word.length >= UND_LABEL_WRITTEN_MAX)
        return false;
    memcpy(out, word.at, word.length);
    out[word.length] = '\0';
    return true;
}
