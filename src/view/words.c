/* What the packs say of the words of a block: those that it begins with, ends in, or has somewhere in it. */
#include "view/explain.h"

#include "text/utf8.h"

#include <string.h>

/* The pattern of `key` that fits the most of the line; NULL: none does. */
static const und_term *form_of(const und_step *s, und_term_key key)
{
    const und_term *found = und_pattern_at_start(s, key);
    const und_language *language = und_step_language(s);
    if (found == NULL)
        return NULL;
    char folded[UND_LINE_BYTES * 2];
    und_bytes text = {folded, und_fold_line(s->reader, s->block.first, folded, sizeof folded)};
    size_t longest = 0;
    for (uint32_t i = language->first[key]; i < language->first[key + 1]; i++) {
        und_match match;
        if (und_pattern_match(language, &language->terms[i], text, 0, &match) && match.last > longest) {
            longest = match.last;
            found = &language->terms[i];
        }
    }
    return found;
}

static void say_form(und_teller *teller, const und_language *pack, const und_term *term)
{
    und_bytes text = und_term_text(pack, term);
    bool slots = text.length > 0 && memchr(text.at, '{', text.length) != NULL;
    und_put(teller, slots ? "it has the form " : "it begins with ");
    und_put_term(teller, pack, term);
    und_say(teller);
}

static void say_sense(und_teller *teller, const und_asked *asked, const und_sense *sense, bool decides)
{
    und_kind kind = asked->node.kind;
    uint8_t language = asked->node.language;
    bool foreign = language != UND_LANGUAGE_NONE && sense->language != language;
    const und_language *pack = und_language_at(asked->doc->packs, sense->language);
    und_put(teller, "it begins with ");
    und_put_term(teller, pack, &pack->terms[sense->term]);
    /* Openers are those of the text's language. A masthead's fields are often in English in another one's document. */
    if (foreign && (!decides || kind == UND_KIND_PREAMBULAR || kind == UND_KIND_OPERATIVE))
        und_put(teller, ", but the text here is in another language");
    else if (!decides)
        und_put(teller, ", which did not decide here");
    else if (foreign && kind != UND_KIND_MASTHEAD)
        und_put(teller, ", although the text here is in another language");
    und_say(teller);
}

uint64_t und_say_beginning(und_teller *teller, const und_asked *asked, const und_step *at, uint64_t deciding,
                           uint64_t forms)
{
    const und_lexicon *lexicon = asked->doc->lexicon;
    uint64_t said = 0;
    for (uint32_t key = 0; key < UND_TERM_BITS; key++) {
        const und_term *term = HAS(forms, key) ? form_of(at, (und_term_key)key) : NULL;
        if (term == NULL)
            continue;
        say_form(teller, und_step_language(at), term);
        said |= UND_BIT(key);
    }
    uint64_t shown = said;
    uint16_t id = at->block.head.phrase;
    const und_phrase *phrase = und_phrase_at(lexicon, id);
    for (uint32_t i = 0; id != 0 && i < phrase->sense_count; i++) {
        const und_sense *sense = &lexicon->senses[phrase->senses + i];
        uint64_t key = UND_BIT(sense->key);
        /* What its own language has says enough. */
        if ((shown & key) != 0 || (sense->language != asked->node.language &&
                                   und_phrase_sense(lexicon, id, key, asked->node.language, true) != NULL))
            continue;
        say_sense(teller, asked, sense, (deciding & key) != 0);
        said |= key & deciding;
    }
    return said;
}

/* The longest term of `key` that the block ends with; NULL: none. */
static const und_term *term_at_end(const und_step *s, und_term_key key)
{
    const und_language *language = und_step_language(s);
    if (language == NULL)
        return NULL;
    char folded[UND_LINE_BYTES * 2];
    size_t length = und_fold_line_end(s->reader, s->block.last - 1, folded, sizeof folded);
    const und_term *found = NULL;
    for (uint32_t i = language->first[key]; i < language->first[key + 1]; i++) {
        und_bytes end = und_term_folded(language, &language->terms[i]);
        if (end.length > 0 && end.length <= length && memcmp(folded + length - end.length, end.at, end.length) == 0 &&
            (found == NULL || end.length > found->folded_length))
            found = &language->terms[i];
    }
    return found;
}

void und_say_end_term(und_teller *teller, const und_step *s, und_term_key key)
{
    const und_term *term = term_at_end(s, key);
    if (term == NULL)
        return;
    und_put(teller, "it ends in ");
    und_put_term(teller, und_step_language(s), term);
    und_say(teller);
}

void und_say_in_text(und_teller *teller, const und_step *s, const und_term *term)
{
    und_put(teller, "in it stands ");
    und_put_term(teller, und_step_language(s), term);
    und_say(teller);
}
