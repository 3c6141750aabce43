/* template.h - the language of templates, and the engine that writes them as snippets.
 *
 * A template is a YAML file, `data/template/NAME.yaml` or `template/NAME.yaml` in the user's configuration folder, with a
 * body for each language. A body is the text as it will stand in the document. What is in braces is replaced:
 *
 *   {date}                        the answer, in the language's own words; where it is missing, a tabstop
 *   {date|date de la lettre}      the same with what that tabstop hints at: ‹date de la lettre›
 *   {opener?Rappelant}            the same with words to begin with, as they will stand
 *   {Language}                    a capital letter asks for a capital letter
 *   {masthead_date "en"}          some words take an argument: here the language to write in
 *   {|texte de l'annexe}          a tabstop with a hint and nothing else; {=Rappelant} with words to begin with; {?adjunto} with
 *                                 words that no document at hand attests, to be confirmed: ‹adjunto?›
 *   {by gender|reconnaissant|reconnaissante}   one of several forms; without an answer a hint at all of them
 *   {if annex} … {else} … {end}   {if not annex}, {if organ=security-council}; {else} may be left out
 *   {each annex} … {end}          once for every annex; {each state} for every State that signs
 *   {use sender}                  another template's body in the same language, without the end of its last line
 *   {{ and }}                     braces
 *   {missing WHAT}                as the first thing in a body: there is none in this language, and WHAT is why
 *
 * A line that holds nothing but {if}, {else}, {end} and {each} leaves no line. A tag stands on one line. The same
 * word with the same placeholder is one tabstop in several places. Asterisks are emphasis, as people type it; whoever
 * answers `emphasis=no` gets none.
 *
 * Words that are written: the answers `name office transmits annex_title title chair symbol opener text number`, and
 *
 *   language original annex_original   names of languages; argument: the language to write in
 *   organ subject distribution         as in a masthead; `subject` is the line that says who speaks; `other_organ` is the
 *                                      second of two
 *   date masthead_date                 argument: the language to write in
 *   session                            "Soixante-quinzième session"
 *   year                               what the second organ has in the place of a session: "Eightieth year"
 *   items                              the masthead's agenda line; item_list is the list alone
 *   item_titles                        the titles as printed under it; argument: what joins item and sub-item (" :")
 *   state state_of                     "Ouzbékistan", "de l'Ouzbékistan"; of several States the list, inside {each state} one
 *   state_bare                         as state_of, in Arabic without the preposition that it glues to the name
 *   behalf sponsors                    States in the words of the language; what names none, as it was answered
 *   addressee                          "Secrétaire général"
 *   signatory                          the name with the family name between asterisks
 *   signed                             "Signé"
 *   office_hint                        what was answered for the office, as a hint: other words than it may need articles
 *   nth                                the ending of the English ordinal of `number`
 *   de                                 the French "de " or "d'" before the answer that its argument names: {de "text"}
 *   annex_number                       where there are several annexes: " I", " II"; in Arabic " الأول", in Chinese "一"
 *
 * Words for {if}: every answer (whether it was given; with `=value`, whether it is that), and
 *
 *   annex annexes                      whether there is one; whether there are several
 *   translated                         whether the document's language is not that of its original
 *   annex_translated                   whether an annex may have another original language than the document
 *   observer organization              whether the sender is a permanent observer; the European Union
 *   states organs                      whether there are several
 *   agenda                             whether the document stands under agenda items: not one of the Security Council alone
 *   capacity                           whether a Chair writes who signs in another office
 *   first                              whether it is the first turn of the {each} around
 *   office=…                           the office of who signs, which follows from the State where it is not answered
 *   office                             whether who signs has words of his or her own for it
 *   items=one items=two items=several  items, not sub-items
 *
 * Words for {by}: `gender` and `addressee_gender` (masculine, feminine), `items` and `annex` (singular, plural; or singular,
 * dual, plural).
 */
#ifndef UND_WRITE_TEMPLATE_H
#define UND_WRITE_TEMPLATE_H

#include "write/snippet.h"

#define UND_TEMPLATE_DEPTH_MAX                                                                                         \
    16u /* of {if}, {each} and {use} in one another; ours nest 5 deep. Ends a {use} of itself */
#define UND_TEMPLATE_STEPS_MAX                                                                                         \
    20000u /* tags met while one template is written; ours have under 500. Ends what multiplies */
#define UND_TEMPLATE_OUTPUT_MAX (1024u * 1024u) /* a body has at most 64 KB and is used a few times */
#define UND_TURN_OVER UINT32_MAX
#define UND_TEMPLATE_FORMS_MAX 6u /* forms of a {by}: no language has more plurals */

/* What a word can be used for. */
#define UND_WORD_WRITES 1u  /* {word} */
#define UND_WORD_HOLDS 2u   /* {if word} */
#define UND_WORD_CHOOSES 4u /* {by word|…} */
#define UND_WORD_REPEATS 8u /* {each word} */

typedef struct und_word {
    const char *name;
    uint8_t uses;
} und_word;

/* A body and where it stands, for messages. */
typedef struct und_body {
    und_bytes text;
    const char *file;
    uint32_t line;   /* of the file, from 1, where the text begins; 0: not known */
    uint32_t indent; /* bytes that YAML took off the beginning of each line */
} und_body;

/* What the words mean. `word` is the place in `words`. */
typedef struct und_vocabulary {
    void *context;
    const und_word *words;
    size_t count;
    bool emphasis; /* asterisks of the body stay */
    /* Writes a value or a tabstop. False: the argument is none; the message says what was expected. */
    bool (*write)(void *context, size_t word, und_bytes argument, und_bytes placeholder, und_snippet *out,
                  char *message);
    /* `value` is empty in `{if word}`. */
    bool (*holds)(void *context, size_t word, und_bytes value);
    /* Which of `forms`, from 0; -1: not known; -2: the word has another number of forms, the message says how many. */
    int (*choose)(void *context, size_t word, uint32_t forms, char *message);
    uint32_t (*repeats)(void *context, size_t word);
    /* The n-th turn of an {each} begins, from 0; UND_TURN_OVER: there are no more. */
    void (*turn)(void *context, size_t word, uint32_t index);
    /* The body that {use name} asks for. False: there is none; the message says why. */
    bool (*piece)(void *context, und_bytes name, und_body *out, char *message);
} und_vocabulary;

/* What {missing} says at the beginning of a body; false when the body does not begin with it. */
bool und_template_missing(und_bytes body, und_bytes *what);

/* Fails with UND_E_DATA (the body is wrong), UND_E_LIMIT and UND_E_MEMORY; `message` has UND_MESSAGE_MAX bytes. */
und_status und_template_write(const und_vocabulary *vocabulary, const und_body *body, und_snippet *out, char *message);

/* Marks the words that a body uses, and the bodies that it uses: `used` has a place for each word. Fails as writing it does,
 * where a tag is wrong; what stands under an {if} counts. */
und_status und_template_words(const und_vocabulary *vocabulary, const und_body *body, bool *used, char *message);

#endif
