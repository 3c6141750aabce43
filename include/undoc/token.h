/* token.h - what the words of a text are, one after the other: for faces that colour them.
 *
 * The rules of undoc.h and reading.h hold.
 */
#ifndef UNDOC_TOKEN_H
#define UNDOC_TOKEN_H

#include "undoc/reading.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef enum und_token_kind {
    UND_TOKEN_PLACEHOLDER, /* a place that a draft left open */
    UND_TOKEN_LABEL,       /* 1. (a) II, of a footnote its number */
    UND_TOKEN_OPENER,      /* of a preambular or operative paragraph */
    UND_TOKEN_MARKER,      /* of a footnote, in the text */
    UND_TOKEN_ITEM,        /* of the agenda, one of a list: 130 (w) */
    UND_TOKEN_SYMBOL,      /* of a document, a resolution, a decision */
    UND_TOKEN_DATE,
    UND_TOKEN_REFERENCE, /* to a paragraph, an article, an annex, a footnote */
    UND_TOKEN_STATE,     /* its name */
    UND_TOKEN_KIND_COUNT
} und_token_kind;
UND_API const char *und_token_kind_name(und_token_kind kind);

/* Bytes of one line; what goes over several lines is a token in each. */
typedef struct und_token {
    und_token_kind kind;
    uint32_t line, column, length;
    und_opener_role role; /* of UND_TOKEN_OPENER: that of its paragraph; else UND_OPENER_NONE */
} und_token;

/* Receives a token; false stops the caller. */
typedef bool (*und_token_seen)(void *context, const und_token *token);

/* The tokens in lines [first, last), in the order of the text; none overlaps another. Costs what the references of these
 * lines cost and, once a revision, what all markers of footnotes cost. UND_E_IO: stopped. */
UND_API und_status und_tokens(und_doc *doc, uint32_t first, uint32_t last, und_token_seen seen, void *context);

#ifdef __cplusplus
}
#endif

#endif
