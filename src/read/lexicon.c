#include "read/lexicon.h"

/* ---- patterns ---- */

static inline bool has_byte(const uint64_t *bytes, unsigned char c)
{
    return (bytes[c / 64u] >> c % 64u & 1u) != 0;
}

bool und_lexicon_may_begin(const und_lexicon *lexicon, uint8_t language, und_term_key key, und_bytes text)
{
    const und_beginnings *known = &lexicon->beginnings[(size_t)language * UND_TERM_KEY_COUNT + key];
    size_t at = 0;
    while (at < text.length && (unsigned)(text.at[at] - '0') < 10u)
        at++;
    const unsigned char *c = (const unsigned char *)text.at;
    if (at < text.length && (c[0] >= 0x80 || c[at] >= 0x80))
        return true; /* what it folds to is not known here */
    unsigned char first = text.length == 0 ? 0 : (unsigned)(c[0] - 'A') < 26u ? (unsigned char)(c[0] + 32) : c[0];
    if (has_byte(known->first, first))
        return true;
    if (at > 0 && at < text.length && text.at[at] == ' ')
        at++; /* conversions set apart what was raised */
    if (at < text.length && c[at] >= 0x80)
        return true;
    unsigned char after = at == text.length ? 0 : (unsigned)(c[at] - 'A') < 26u ? (unsigned char)(c[at] + 32) : c[at];
    return at > 0 && has_byte(known->after_number, after);
}

/* ---- senses ---- */

const und_sense *und_phrase_sense(const und_lexicon *lexicon, uint16_t id, uint64_t keys, uint8_t language, bool strict)
{
    if (id == 0)
        return NULL;
    const und_phrase *phrase = &lexicon->phrases[id];
    if ((phrase->keys & keys) == 0)
        return NULL;
    const und_sense *other = NULL;
    for (uint32_t i = 0; i < phrase->sense_count; i++) {
        const und_sense *sense = &lexicon->senses[phrase->senses + i];
        if ((keys & UND_BIT(sense->key)) == 0)
            continue;
        if (sense->language == language)
            return sense;
        if (other == NULL)
            other = sense;
    }
    return strict ? NULL : other;
}

uint16_t und_lexicon_subitem(const und_lexicon *lexicon, uint32_t point)
{
    for (uint32_t i = 0; i < lexicon->subitem_count; i++)
        if (lexicon->subitems[i].point == point)
            return lexicon->subitems[i].value;
    return 0;
}
