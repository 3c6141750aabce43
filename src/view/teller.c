#include "view/teller.h"

void und_say(und_teller *teller)
{
    if (teller->json != NULL) {
        und_json_string(teller->json, und_text_bytes(&teller->text));
    } else {
        und_text_put_words(&teller->text, "\n");
        (void)teller->sink(teller->context, teller->text.at, teller->text.length);
    }
    teller->text.length = 0;
}

void und_say_words(und_teller *teller, const char *words)
{
    und_put(teller, words);
    und_say(teller);
}

void und_put(und_teller *teller, const char *words)
{
    und_text_put_words(&teller->text, words);
}

void und_put_line(und_teller *teller, uint32_t line)
{
    und_text_put_number(&teller->text, line + 1u);
}

void und_put_quoted(und_teller *teller, und_bytes text)
{
    und_put(teller, "“");
    und_text_put(&teller->text, text);
    und_put(teller, "”");
}

static const char *key_name(und_term_key key)
{
    switch (key) {
    case UND_TERM_UNITED_NATIONS: return "the United Nations' name in a masthead";
    case UND_TERM_ORGAN: return "an organ";
    case UND_TERM_DISTRIBUTION_LABEL: return "the distribution field";
    case UND_TERM_ORIGINAL_LABEL: return "the field of the original language";
    case UND_TERM_LANGUAGE_NAME: return "a language's name";
    case UND_TERM_SESSION: return "a session line";
    case UND_TERM_ORDINAL: return "an ordinal";
    case UND_TERM_DATE: return "a date";
    case UND_TERM_AGENDA: return "an agenda line";
    case UND_TERM_LETTER_TITLE: return "the title of a letter";
    case UND_TERM_REQUEST: return "the words of a request";
    case UND_TERM_HONOUR: return "the opening of a letter";
    case UND_TERM_COMPLIMENTS: return "the compliments of a note verbale";
    case UND_TERM_SIGNED: return "the mark of a signature";
    case UND_TERM_OFFICE: return "an office in a signature block";
    case UND_TERM_ANNEX:
    case UND_TERM_ANNEX_TO: return "the heading of an annex";
    case UND_TERM_SUBJECT: return "a subject";
    case UND_TERM_SUBJECT_START: return "the beginning of a subject";
    case UND_TERM_RESOLUTION_TITLE:
    case UND_TERM_REPORT_TITLE: return "the title of a document";
    case UND_TERM_ADOPTION:
    case UND_TERM_BRACKET: return "a line of adoption";
    case UND_TERM_FOOTNOTE: return "a footnote";
    case UND_TERM_FURNITURE: return "furniture";
    case UND_TERM_PREAMBULAR: return "a preambular opener";
    case UND_TERM_OPERATIVE: return "an operative opener";
    case UND_TERM_DECLARATION: return "the opener of a declaration's clause";
    case UND_TERM_QUALIFIER: return "a word that may stand before an opener";
    case UND_TERM_PREAMBULAR_ENDING: return "an ending of preambular openers";
    case UND_TERM_OPERATIVE_ENDING: return "an ending of operative openers";
    case UND_TERM_DECLARATION_ENDING: return "an ending of a declaration's openers";
    default: return "a known word";
    }
}

void und_put_term(und_teller *teller, const und_language *pack, const und_term *term)
{
    und_put_quoted(teller, und_term_text(pack, term));
    und_put(teller, ": ");
    und_put(teller, key_name((und_term_key)term->key));
    und_put(teller, " (");
    und_put(teller, pack->file);
    und_put(teller, ":");
    und_text_put_number(&teller->text, term->line);
    und_put(teller, term->attested ? ")" : ", not attested)");
}
