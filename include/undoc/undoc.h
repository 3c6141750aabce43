/* undoc.h - the contract of the core: what recognises, checks and drafts United Nations documents. This file has packs,
 * documents and the tree; reading.h what was worked out of a document, agenda.h the agendas of the General Assembly,
 * draft.h new documents and their parts, json.h all of it as JSON.
 *
 * The rules that hold for every call of these files:
 *
 * - Ownership. A handle (`und_packs`, `und_doc`) belongs to whoever opened it and is closed by the matching
 *   `_close`, which accepts NULL. A document borrows its packs: close documents first. Text that is handed in is copied
 *   before the call returns, unless the call says otherwise. Text that is handed out belongs to the handle and lives
 *   until the next call that changes that handle, unless the call says otherwise.
 * - Units. Lines count from 0, columns are bytes from 0, ends are exclusive (JSON and the command line add 1). Text is
 *   any bytes: no NUL at the end is needed, a NUL inside is data, invalid UTF-8 is allowed everywhere. `und_bytes` of
 *   length 0 may have any pointer, NULL too; what is handed out points to something.
 * - NULL. A call that returns `und_status` answers UND_E_ARGUMENT to a handle or an `out` that is NULL. Every other call
 *   must be given a handle.
 * - Errors. A call that can fail returns `und_status`; the handle keeps a message of at most UND_MESSAGE_MAX bytes
 *   (`und_packs_message`, `und_doc_message`), in English, without a newline. After UND_E_MEMORY a document has its lines
 *   from before the call, or the new ones with an empty tree, which the next call that succeeds reads again; no line is
 *   ever lost in part. Recognition itself never fails: every sequence of bytes is a document.
 * - Cost. Constant where nothing is said.
 * - Threads. No global state. A document is used by one thread at a time, and documents of the same packs by as many
 *   threads as there are: what they need of the packs and nobody has read yet is read under a lock. Calls that are given
 *   the packs themselves are made by one thread at a time, und_doc_open and the questions for problems excepted;
 *   documents go on meanwhile. An allocator is called by all of these threads.
 */
#ifndef UNDOC_UNDOC_H
#define UNDOC_UNDOC_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Raised with every change of the calls of these files or of the Lua module's; the Lua layer compares it at load. */
#define UND_ABI 6
#define UND_VERSION "0.1.0"

/* Stands before every function of the contract: the shared library exports these and nothing else. */
#ifndef UND_API
#if defined(__GNUC__)
#define UND_API __attribute__((visibility("default")))
#else
#define UND_API
#endif
#endif

/* ---- limits, each with its reason ---- */

#define UND_MESSAGE_MAX 512u      /* one line of an editor's message area, with room for a path */
#define UND_LINES_MAX 0x0fffffffu /* 28 bits of line number: 268 million lines, far over any document */
#define UND_TEXT_MAX 0xf0000000u  /* offsets are 32 bits: 3.75 GiB of text */
#define UND_DEPTH_MAX 8u          /* (a), (i), a., i. below a paragraph are 4; the Editorial Manual has no more */
#define UND_LOOKAHEAD_LINES 48u   /* how far past its own end a decision may look: bounds the work of an edit */
#define UND_ROOTS_MAX 16u         /* folders of packs: our data, the user's, a test's */
#define UND_LANGUAGES_MAX 14u     /* six official ones, and room: a line's facts give a language 4 bits */

typedef enum und_status {
    UND_OK = 0,
    UND_E_MEMORY,   /* the allocator returned NULL */
    UND_E_ARGUMENT, /* misuse by the caller: a position out of range, a NULL that must not be */
    UND_E_STALE,    /* a node of an older revision */
    UND_E_IO,       /* a file that cannot be read; the message names it */
    UND_E_DATA,     /* a pack or a template value that is wrong: `file:line:column: what, and what was expected` */
    UND_E_LIMIT,    /* one of the limits above; the message names it */
    UND_NONE        /* there is no such thing: the answer to a question, and no error */
} und_status;

/* ---- memory ---- */

/* Like realloc with sizes: `size` 0 frees and returns NULL. `old` is the size that was asked for before. */
typedef struct und_allocator {
    void *(*resize)(void *context, void *block, size_t old, size_t size);
    void *context;
} und_allocator;

typedef struct und_bytes {
    const char *at;
    size_t length;
} und_bytes;

/* ---- packs: what is known of languages, agendas, States and templates ---- */

typedef struct und_packs und_packs;

/* A pack that could not be used, or an entry of one: the rest goes on without it. */
typedef struct und_problem {
    const char *file; /* path as opened */
    uint32_t line;    /* from 1, as YAML tools count; 0: the whole file */
    uint32_t column;  /* from 1 */
    const char *message;
} und_problem;

/* Opens the packs of `roots`, `count` folders with `language/ agenda/ state/ template/` in them; a pack of an earlier root
 * hides one of the same file name in a later root. Language packs are read now, everything else when it is first
 * needed. `allocator` NULL means the C library's; another one must outlive the packs. Takes some milliseconds for a
 * language. Fails with UND_E_MEMORY and UND_E_LIMIT (too many roots), `*out` is then NULL; with UND_E_DATA where no language
 * pack at all could be read: `*out` is then a handle that only says why, to be closed like any other. */
UND_API und_status und_packs_open(const und_allocator *allocator, const char *const *roots, size_t count,
                                  und_packs **out);
UND_API void und_packs_close(und_packs *packs);

/* The same, sooner: `cached` are files that und_packs_cache wrote. The first that this build of the core wrote for the very
 * language packs in `roots` (the same names, sizes and times of last change) is read in their place; a file that is not
 * there, damaged or of other packs is passed over. */
UND_API und_status und_packs_open_cached(const und_allocator *allocator, const char *const *roots, size_t count,
                                         const char *const *cached, size_t cached_count, und_packs **out);
/* Whether they were read from a cache. */
UND_API bool und_packs_are_cached(const und_packs *packs);
/* Writes the language packs and what is made of them into a file; who reads `path` meanwhile finds the old one or the new
 * one. UND_E_DATA: they cannot be cached, for something is wrong in them, or they come from a cache; UND_E_IO, UND_E_MEMORY.
 * The message says which. */
UND_API und_status und_packs_cache(und_packs *packs, const char *path);

/* What the last call that failed with these packs said; "" where none has. Never NULL. */
UND_API const char *und_packs_message(const und_packs *packs);
/* What was found wrong in packs so far; those that are read later may add to it. At most 64 are kept. */
UND_API size_t und_packs_problem_count(const und_packs *packs);
/* NULL: there are no more. Lives with the packs. */
UND_API const und_problem *und_packs_problem(const und_packs *packs, size_t index);

/* ---- documents ---- */

typedef struct und_doc und_doc;

/* A document without lines. UND_E_MEMORY: `*out` is NULL. */
UND_API und_status und_doc_open(und_packs *packs, und_doc **out);
UND_API void und_doc_close(und_doc *doc);
/* What the last call that failed with this document said; "" where none has. Never NULL. */
UND_API const char *und_doc_message(const und_doc *doc);

/* Replaces the lines [first, first + removed) by `added` lines and brings the tree up to date. A new document has no
 * lines. Line ends are no part of a line; a CR at a line's end is dropped. Costs what the changed lines cost and what is
 * read again around them: the paragraph before, and up to where the tree is as it was. `lines` may be NULL when `added` is 0.
 * Fails with UND_E_ARGUMENT (a range that is not there), UND_E_LIMIT (UND_LINES_MAX, UND_TEXT_MAX), UND_E_MEMORY. */
UND_API und_status und_doc_splice(und_doc *doc, uint32_t first, uint32_t removed, const und_bytes *lines,
                                  uint32_t added);

/* Replaces the whole text; splits it at LF (a CR before it is dropped) as an editor would. A BOM is dropped. Costs what the
 * text costs. UND_E_LIMIT, UND_E_MEMORY: the document is as before, or, where the text was taken and the tree was not, has
 * the new lines. */
UND_API und_status und_doc_read(und_doc *doc, und_bytes text);

/* The same without a copy: `text` is lent, and must stay where and as it is until the document is closed or a whole text
 * is read again. Edits leave it alone. For who has the text in memory anyway, a file's or a program's. */
UND_API und_status und_doc_read_lent(und_doc *doc, und_bytes text);

/* Counts changes of the text; handed out with every node so that a stale one can be told. */
UND_API uint32_t und_doc_revision(const und_doc *doc);
UND_API uint32_t und_doc_line_count(const und_doc *doc);
/* A line's text; no bytes where there is no such line. Asides are no part of it: "<!-- undoc: … -->" at its end or alone on
 * it (rules.h), and the spaces before. All that is read of a document is read as if they were not there. */
UND_API und_bytes und_doc_line(const und_doc *doc, uint32_t line);
/* The same with its asides: the line as it was handed in, for who writes it out again. */
UND_API und_bytes und_doc_line_whole(const und_doc *doc, uint32_t line);

/* ---- the tree ---- */

typedef enum und_kind {
    UND_KIND_DOCUMENT,
    UND_KIND_MASTHEAD,
    UND_KIND_TITLE,
    UND_KIND_PARAGRAPH,
    UND_KIND_REQUEST, /* the paragraph that asks for circulation */
    UND_KIND_SIGNATURE,
    UND_KIND_ANNEX,
    UND_KIND_ENCLOSURE,
    UND_KIND_HEADING,
    UND_KIND_SUBJECT, /* `The General Assembly,` */
    UND_KIND_PREAMBULAR,
    UND_KIND_OPERATIVE,
    UND_KIND_SUBPARAGRAPH,
    UND_KIND_FOOTNOTE,
    UND_KIND_FURNITURE,
    UND_KIND_ADOPTION, /* how a resolution was adopted: basis under the title; meeting, date and vote at the end */
    UND_KIND_COUNT
} und_kind;

/* How a paragraph is numbered, the punctuation around the value left aside. */
typedef enum und_label_style {
    UND_LABEL_NONE,
    UND_LABEL_NUMBER, /* 1 */
    UND_LABEL_LOWER,  /* a, aa; Arabic abjad letters */
    UND_LABEL_UPPER,  /* A */
    UND_LABEL_ROMAN,  /* i */
    UND_LABEL_UPPER_ROMAN,
    UND_LABEL_DASH,       /* a bullet or dash: no value */
    UND_LABEL_HAN,        /* 一 */
    UND_LABEL_PREAMBULAR, /* PP1: a paragraph as those who negotiate a text call it */
    UND_LABEL_OPERATIVE,  /* OP1 */
    UND_LABEL_WORD        /* an ordinal, in references alone: الثالث */
} und_label_style;

/* A label may say that its paragraph was added between others; the value is that of the one before. */
#define UND_LABEL_VALUE(label) ((uint16_t)((label)&0x3fffu))
#define UND_LABEL_ADDED(label) ((unsigned)(label) >> 14) /* 0: not, 1: bis, 2: ter, 3: quater or alt */

typedef struct und_node {
    uint32_t id;       /* its place in the tree, in document order; 0 is the document */
    uint32_t revision; /* of the document when it was read */
    uint32_t parent;   /* id of the parent; of the document: 0 */
    uint32_t first;    /* first line */
    uint32_t last;     /* line after its last line, those of its children included */
    und_kind kind;
    und_label_style style;
    uint8_t depth;    /* 0 is the document */
    uint8_t language; /* index for und_language_code; UND_LANGUAGE_NONE where nothing tells */
    uint16_t label;   /* value of its label from 1, see UND_LABEL_VALUE; 0: none */
    uint16_t opener;  /* what it begins with, as the packs know it: the same number is the same wording; 0: unknown */
} und_node;

#define UND_LANGUAGE_NONE 0xffu

/* The document's own node counts: there is always one. */
UND_API uint32_t und_node_count(const und_doc *doc);
/* A node by its place. `revision` is that of the caller's view: another one is UND_E_STALE; UND_E_ARGUMENT: there is no such
 * node. Looks at the nodes between it and its parent, and at its children for its last line. */
UND_API und_status und_node_get(const und_doc *doc, uint32_t revision, uint32_t id, und_node *out);
/* The innermost node that holds `line`; 0, the document, when no other does. Logarithmic. */
UND_API uint32_t und_node_at(const und_doc *doc, uint32_t line);
/* The name of a kind in lower case, as in JSON; "" for a value that is out of range. */
UND_API const char *und_kind_name(und_kind kind);
/* `fr`; "" for UND_LANGUAGE_NONE and for an index that no pack has. Lives with the packs. */
UND_API const char *und_language_code(const und_packs *packs, uint8_t language);

typedef enum und_doc_kind {
    UND_DOC_OTHER,
    UND_DOC_LETTER,
    UND_DOC_NOTE_VERBALE,
    UND_DOC_RESOLUTION,
    UND_DOC_DECISION,
    UND_DOC_PRESIDENTIAL_STATEMENT,
    UND_DOC_DECLARATION,
    UND_DOC_REPORT,
    UND_DOC_AGENDA,
    UND_DOC_DRAFT,
    UND_DOC_AMENDMENT,
    UND_DOC_KIND_COUNT
} und_doc_kind;

/* What kind of document it is. Looks at nodes up to the first that tells. */
UND_API und_doc_kind und_doc_kind_of(const und_doc *doc);
/* In lower case with hyphens, as in JSON; "" for a value that is out of range. */
UND_API const char *und_doc_kind_name(und_doc_kind kind);
/* The language of most of its lines before the first annex; UND_LANGUAGE_NONE where nothing tells. Looks at all of these
 * nodes. */
UND_API uint8_t und_doc_language(const und_doc *doc);

/* Whether the text reads as a United Nations document, for a file whose name does not say. Looks at no more than the
 * first 200 lines. Errs towards no. */
UND_API bool und_doc_is_one(const und_doc *doc);
/* Whether a text, of which the first 64 KB are looked at, may be a document: it has a document symbol, or a word by which a
 * language pack tells one. For a first look at a file of any name, before und_doc_is_one is asked; true, too, when memory
 * runs out. */
UND_API bool und_may_be_one(const und_packs *packs, und_bytes text);

/* ---- receiving text ---- */

/* Receives text in pieces, any number of them; a return of false stops the writer. */
typedef bool (*und_sink)(void *context, const char *at, size_t length);

#ifdef __cplusplus
}
#endif

#endif
