#include "write/template.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

typedef enum tag_kind {
    TAG_WORD,
    TAG_STOP, /* {|hint}, {?to be confirmed}, {=to begin with} */
    TAG_BY,
    TAG_IF,
    TAG_ELSE,
    TAG_END,
    TAG_EACH,
    TAG_USE,
    TAG_MISSING
} tag_kind;

typedef struct tag {
    tag_kind kind;
    bool capital;       /* of what it writes */
    bool negated;       /* {if not …} */
    bool has_value;     /* {if word=value} */
    bool proposes;      /* {word?words}, {=words}: no hint but words to begin with */
    bool unsure;        /* {?words}: words to be confirmed */
    und_bytes word;     /* in small letters, as far as it matters */
    und_bytes argument; /* between quotation marks, or the value of an {if} */
    und_bytes rest;     /* after the first |, ? or = */
    size_t start;       /* of the brace */
    size_t word_start;
    size_t last; /* after the closing brace */
} tag;

typedef struct engine {
    const und_vocabulary *vocabulary;
    und_snippet *out;
    char *message;
    uint32_t steps;
    bool repeating; /* inside an {each}: it does not nest */
} engine;

typedef struct reader {
    const und_body *body;
    size_t at;
    size_t line_first, line_last; /* the line that `line_control` was found for */
    bool line_known;
    bool line_control; /* it holds nothing but {if}, {else}, {end}, {each} */
} reader;

/* ---- messages ---- */

static und_status fail_at(const engine *e, const und_body *body, size_t at, const char *format, ...)
{
    uint32_t line = 1;
    size_t first = 0;
    for (size_t i = 0; i < at; i++) {
        if (body->text.at[i] == '\n') {
            line++;
            first = i + 1;
        }
    }
    size_t column = at - first + 1;
    int used;
    if (body->line > 0)
        used = snprintf(e->message, UND_MESSAGE_MAX, "%s:%u:%zu: ", body->file, (unsigned)(body->line + line - 1),
                        column + body->indent);
    else
        used = snprintf(e->message, UND_MESSAGE_MAX, "%s: line %u, column %zu of the body: ", body->file,
                        (unsigned)line, column);
    if (used > 0 && (size_t)used < UND_MESSAGE_MAX) {
        va_list arguments;
        va_start(arguments, format);
        (void)vsnprintf(e->message + used, UND_MESSAGE_MAX - (size_t)used, format, arguments);
        va_end(arguments);
    }
    return UND_E_DATA;
}

/* A message that a callback left, with the place put before it. */
static und_status fail_with_message(const engine *e, const und_body *body, size_t at)
{
    char said[UND_MESSAGE_MAX];
    (void)snprintf(said, sizeof said, "%s", e->message);
    return fail_at(e, body, at, "%s", said);
}

/* ---- tags ---- */

static bool is_name(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
}

/* The names of directives and words are ASCII; a capital first letter is a wish and no other name. */
static bool named(und_bytes word, const char *name)
{
    /* Most names begin with another letter. */
    if (word.length == 0 || (word.at[0] | 0x20) != (name[0] | 0x20))
        return false;
    size_t length = strlen(name);
    if (word.length != length)
        return false;
    for (size_t i = 0; i < length; i++) {
        char c = word.at[i];
        if (i == 0 && c >= 'A' && c <= 'Z')
            c = (char)(c + 32);
        if (c != name[i])
            return false;
    }
    return true;
}

static void skip_blanks(und_bytes text, size_t *at)
{
    while (*at < text.length && (text.at[*at] == ' ' || text.at[*at] == '\t'))
        ++*at;
}

static und_bytes take_name(und_bytes text, size_t *at)
{
    size_t start = *at;
    while (*at < text.length && is_name(text.at[*at]))
        ++*at;
    return (und_bytes){text.at + start, *at - start};
}

/* Everything up to the closing brace, from `at`, without the blanks around it. */
static bool take_rest(und_bytes text, size_t *at, und_bytes *out)
{
    skip_blanks(text, at);
    size_t start = *at;
    while (*at < text.length && text.at[*at] != '}' && text.at[*at] != '\n')
        ++*at;
    size_t last = *at;
    while (last > start && (text.at[last - 1] == ' ' || text.at[last - 1] == '\t'))
        last--;
    *out = (und_bytes){text.at + start, last - start};
    return *at < text.length && text.at[*at] == '}';
}

/* {if word}, {if not word}, {if word=value}: after the `if`. */
static const char *read_condition(und_bytes text, size_t *at, tag *out)
{
    skip_blanks(text, at);
    out->word_start = *at;
    out->word = take_name(text, at);
    if (named(out->word, "not")) {
        out->negated = true;
        skip_blanks(text, at);
        out->word_start = *at;
        out->word = take_name(text, at);
    }
    if (out->word.length == 0)
        return "{if} needs a word, as in {if annex}";
    if (*at < text.length && text.at[*at] == '=') {
        ++*at;
        out->has_value = true;
        out->argument = take_name(text, at);
        if (out->argument.length == 0)
            return "after = a value was expected, as in {if gender=f}";
    }
    skip_blanks(text, at);
    return NULL;
}

/* {word "argument"|hint}: after the word. */
static const char *read_value(und_bytes text, size_t *at, tag *out)
{
    skip_blanks(text, at);
    if (*at < text.length && text.at[*at] == '"') {
        size_t start = ++*at;
        while (*at < text.length && text.at[*at] != '"' && text.at[*at] != '\n')
            ++*at;
        if (*at == text.length || text.at[*at] != '"')
            return "the quotation mark is not closed on its line";
        out->argument = (und_bytes){text.at + start, *at - start};
        ++*at;
        skip_blanks(text, at);
    }
    bool bare = out->word.length == 0;
    if (*at < text.length && (text.at[*at] == '|' || text.at[*at] == '?' || (bare && text.at[*at] == '='))) {
        out->unsure = bare && text.at[*at] == '?';
        out->proposes = text.at[*at] != '|' && !out->unsure;
        ++*at;
        if (!take_rest(text, at, &out->rest))
            return "the brace is not closed on its line";
    }
    return NULL;
}

/* Reads the tag at `at`, which is a brace. Returns what is wrong, NULL when nothing is. */
static const char *read_tag(und_bytes text, size_t at, tag *out)
{
    static const struct {
        const char *name;
        tag_kind kind;
    } directives[] = {{"if", TAG_IF},   {"else", TAG_ELSE}, {"end", TAG_END},        {"each", TAG_EACH},
                      {"use", TAG_USE}, {"by", TAG_BY},     {"missing", TAG_MISSING}};
    *out = (tag){.kind = TAG_WORD, .start = at};
    const char *wrong = NULL;
    at++;
    skip_blanks(text, &at);
    out->word_start = at;
    out->word = take_name(text, &at);
    out->capital = out->word.length > 0 && out->word.at[0] >= 'A' && out->word.at[0] <= 'Z';
    for (size_t i = 0; i < sizeof directives / sizeof directives[0]; i++)
        if (named(out->word, directives[i].name))
            out->kind = directives[i].kind;

    switch (out->kind) {
    case TAG_IF: wrong = read_condition(text, &at, out); break;
    case TAG_EACH:
    case TAG_USE:
        skip_blanks(text, &at);
        out->word_start = at;
        out->word = take_name(text, &at);
        skip_blanks(text, &at);
        if (out->word.length == 0)
            wrong = out->kind == TAG_EACH ? "{each} needs a word, as in {each annex}"
                                          : "{use} needs the name of a template, as in {use masthead}";
        break;
    case TAG_BY:
        skip_blanks(text, &at);
        out->word_start = at;
        out->word = take_name(text, &at);
        skip_blanks(text, &at);
        if (out->word.length == 0 || at == text.length || text.at[at] != '|')
            return "{by} needs a word and its forms, as in {by gender|le|la}";
        at++;
        if (!take_rest(text, &at, &out->rest))
            wrong = "the brace is not closed on its line";
        break;
    case TAG_MISSING:
        if (!take_rest(text, &at, &out->rest))
            wrong = "the brace is not closed on its line";
        break;
    case TAG_ELSE:
    case TAG_END: skip_blanks(text, &at); break;
    default:
        wrong = read_value(text, &at, out);
        if (wrong == NULL && out->word.length == 0) {
            if (out->rest.at == NULL)
                wrong = "a word was expected after the brace, as in {date}; a brace itself is written twice";
            else
                out->kind = TAG_STOP;
        }
    }
    if (wrong != NULL)
        return wrong;
    if (at == text.length || text.at[at] != '}') {
        if (at < text.length && text.at[at] != '\n')
            return "this is more than the tag takes; } was expected";
        return "the brace is not closed on its line";
    }
    out->last = at + 1;
    return NULL;
}

static bool is_tag(und_bytes text, size_t at)
{
    return text.at[at] == '{' && !(at + 1 < text.length && text.at[at + 1] == '{');
}

/* Whether the line that byte `at` stands on holds {if}, {else}, {end}, {each} and blanks only. */
static bool on_control_line(reader *r, size_t at)
{
    und_bytes text = r->body->text;
    if (r->line_known && at >= r->line_first && at <= r->line_last)
        return r->line_control;
    size_t first = at;
    while (first > 0 && text.at[first - 1] != '\n')
        first--;
    bool any = false, only = true;
    size_t here = first;
    while (here < text.length && text.at[here] != '\n') {
        tag found;
        if (only && is_tag(text, here) && read_tag(text, here, &found) == NULL) {
            only = found.kind == TAG_IF || found.kind == TAG_ELSE || found.kind == TAG_END || found.kind == TAG_EACH;
            any = true;
            here = found.last;
            continue;
        }
        if (text.at[here] != ' ' && text.at[here] != '\t')
            only = false;
        here++;
    }
    r->line_first = first;
    r->line_last = here;
    r->line_known = true;
    r->line_control = any && only;
    return r->line_control;
}

/* ---- words ---- */

static void list_words(const und_vocabulary *vocabulary, uint8_t use, char *out, size_t room)
{
    size_t used = 0;
    out[0] = '\0';
    for (size_t i = 0; i < vocabulary->count; i++) {
        if (!(vocabulary->words[i].uses & use))
            continue;
        int wrote = snprintf(out + used, room - used, "%s%s", used > 0 ? ", " : "", vocabulary->words[i].name);
        if (wrote < 0 || (size_t)wrote >= room - used)
            return; /* the end is cut off: the message says enough */
        used += (size_t)wrote;
    }
}

/* The word of a tag, when it has that use. */
static und_status find_word(const engine *e, const reader *r, const tag *t, uint8_t use, size_t *out)
{
    const und_vocabulary *v = e->vocabulary;
    size_t near = v->count;
    uint32_t least = UINT32_MAX;
    for (size_t i = 0; i < v->count; i++) {
        if ((v->words[i].uses & use) && named(t->word, v->words[i].name)) {
            *out = i;
            return UND_OK;
        }
    }
    for (size_t i = 0; i < v->count; i++) { /* only now, as it costs more */
        if (!(v->words[i].uses & use))
            continue;
        uint32_t far = und_name_distance(t->word, und_words(v->words[i].name));
        if (far < least) {
            least = far;
            near = i;
        }
    }
    int length = t->word.length < 60 ? (int)t->word.length : 60;
    if (near < v->count)
        return fail_at(e, r->body, t->word_start, "unknown word \"%.*s\"; did you mean \"%s\"?", length, t->word.at,
                       v->words[near].name);
    char list[UND_MESSAGE_MAX];
    list_words(v, use, list, sizeof list);
    return fail_at(e, r->body, t->word_start, "unknown word \"%.*s\"; expected one of: %s", length, t->word.at, list);
}

/* ---- writing ---- */

static void put_text(const engine *e, und_bytes text)
{
    if (e->vocabulary->emphasis) {
        und_snippet_put(e->out, text);
        return;
    }
    size_t plain = 0;
    for (size_t i = 0; i <= text.length; i++) {
        if (i < text.length && text.at[i] != '*')
            continue;
        if (i > plain)
            und_snippet_put(e->out, (und_bytes){text.at + plain, i - plain});
        plain = i + 1;
    }
}

/* All forms, where nothing says which: ‹reconnaissant/reconnaissante›. */
static void hint_at_forms(und_snippet *out, uint32_t word, const und_bytes *forms, uint32_t count)
{
    und_text all;
    und_text_open(&all, out->out.allocator);
    for (uint32_t i = 0; i < count; i++) {
        if (i > 0)
            und_text_put_words(&all, "/");
        und_text_put(&all, forms[i]);
    }
    if (all.failed)
        out->failed = true;
    else
        und_snippet_hint(out, word, und_text_bytes(&all));
    und_text_close(&all);
}

/* {by word|a|b}: checked even where nothing is written, so that a mistake is found whatever the answers are. */
static und_status write_by(const engine *e, const reader *r, const tag *t, bool active)
{
    und_bytes forms[UND_TEMPLATE_FORMS_MAX];
    uint32_t count = 0;
    size_t start = 0;
    for (size_t i = 0; i <= t->rest.length; i++) {
        if (i < t->rest.length && t->rest.at[i] != '|')
            continue;
        if (count == UND_TEMPLATE_FORMS_MAX)
            return fail_at(e, r->body, t->start, "more than %u forms", UND_TEMPLATE_FORMS_MAX);
        forms[count++] = (und_bytes){t->rest.at + start, i - start};
        start = i + 1;
    }
    size_t word;
    und_status status = find_word(e, r, t, UND_WORD_CHOOSES, &word);
    if (status != UND_OK)
        return status;
    int chosen = e->vocabulary->choose(e->vocabulary->context, word, count, e->message);
    if (chosen < -1)
        return fail_with_message(e, r->body, t->start);
    if (!active)
        return UND_OK;
    if (t->capital)
        e->out->capital = true;
    if (chosen < 0)
        hint_at_forms(e->out, (uint32_t)word, forms, count);
    else
        und_snippet_put(e->out, forms[chosen]);
    e->out->capital = false;
    return UND_OK;
}

static und_status write_word(const engine *e, const reader *r, const tag *t, bool active)
{
    size_t word;
    und_status status = find_word(e, r, t, UND_WORD_WRITES, &word);
    if (status != UND_OK || !active)
        return status;
    und_bytes placeholder = t->rest.length > 0 ? t->rest : und_words(e->vocabulary->words[word].name);
    e->out->capital = t->capital;
    e->out->proposed = t->proposes;
    if (!e->vocabulary->write(e->vocabulary->context, word, t->argument, placeholder, e->out, e->message))
        return fail_with_message(e, r->body, t->start);
    e->out->capital = e->out->proposed = false;
    return UND_OK;
}

typedef enum stop_kind { STOP_BODY, STOP_ELSE, STOP_END } stop_kind;

static und_status run(engine *e, reader *r, bool active, uint32_t depth, stop_kind *stop, tag *stopped);

static und_status write_use(engine *e, const reader *r, const tag *t, bool active, uint32_t depth)
{
    und_body body;
    if (!e->vocabulary->piece(e->vocabulary->context, t->word, &body, e->message))
        return fail_with_message(e, r->body, t->word_start);
    if (!active) /* its own mistakes show where it is used; a body that uses itself would not end here */
        return UND_OK;
    reader inner = {.body = &body};
    stop_kind stop;
    tag stopped;
    size_t before = e->out->out.length;
    if (t->capital)
        e->out->capital = true;
    und_status status = run(e, &inner, true, depth + 1, &stop, &stopped);
    e->out->capital = false;
    if (status != UND_OK)
        return status;
    if (stop != STOP_BODY)
        return fail_at(e, &body, stopped.start, "{%s} without {if}", stop == STOP_ELSE ? "else" : "end");
    und_text *out = &e->out->out;
    if (out->length > before && out->at[out->length - 1] == '\n')
        out->length--;
    return UND_OK;
}

static und_status missing_end(const engine *e, const reader *r, const tag *t, const char *name)
{
    return fail_at(e, r->body, t->start, "{%s} without its {end}", name);
}

static und_status write_if(engine *e, reader *r, const tag *t, bool active, uint32_t depth)
{
    size_t word;
    und_status status = find_word(e, r, t, UND_WORD_HOLDS, &word);
    if (status != UND_OK)
        return status;
    und_bytes value = t->has_value ? t->argument : (und_bytes){NULL, 0};
    bool holds = e->vocabulary->holds(e->vocabulary->context, word, value) != t->negated;
    stop_kind stop;
    tag stopped;
    status = run(e, r, active && holds, depth + 1, &stop, &stopped);
    if (status == UND_OK && stop == STOP_ELSE) {
        tag first = stopped;
        status = run(e, r, active && !holds, depth + 1, &stop, &stopped);
        if (status == UND_OK && stop == STOP_ELSE)
            return fail_at(e, r->body, stopped.start, "a second {else}; the first one stands %zu bytes before it",
                           stopped.start - first.start);
    }
    if (status == UND_OK && stop == STOP_BODY)
        return missing_end(e, r, t, "if");
    return status;
}

static und_status write_each(engine *e, reader *r, const tag *t, bool active, uint32_t depth)
{
    size_t word;
    und_status status = find_word(e, r, t, UND_WORD_REPEATS, &word);
    if (status != UND_OK)
        return status;
    if (e->repeating) /* 20 annexes of 20 annexes of … would never end */
        return fail_at(e, r->body, t->start, "{each} inside another {each}");
    uint32_t times = active ? e->vocabulary->repeats(e->vocabulary->context, word) : 0;
    size_t start = r->at;
    stop_kind stop = STOP_BODY;
    tag stopped;
    e->repeating = true;
    for (uint32_t i = 0; status == UND_OK && (i < times || i == 0); i++) {
        r->at = start;
        if (times > 0)
            e->vocabulary->turn(e->vocabulary->context, word, i);
        status = run(e, r, times > 0, depth + 1, &stop, &stopped);
        if (status == UND_OK && stop == STOP_ELSE)
            status = fail_at(e, r->body, stopped.start, "{else} without {if}");
        else if (status == UND_OK && stop == STOP_BODY)
            status = missing_end(e, r, t, "each");
    }
    e->repeating = false;
    e->vocabulary->turn(e->vocabulary->context, word, UND_TURN_OVER);
    return status;
}

/* Writes from `r->at` up to the {else} or {end} that closes what it stands in, or to the end of the body. */
static und_status run(engine *e, reader *r, bool active, uint32_t depth, stop_kind *stop, tag *stopped)
{
    und_bytes text = r->body->text;
    if (depth > UND_TEMPLATE_DEPTH_MAX) {
        (void)fail_at(e, r->body, r->at < text.length ? r->at : text.length,
                      "nested deeper than %u; does a template use itself?", UND_TEMPLATE_DEPTH_MAX);
        return UND_E_LIMIT;
    }
    while (r->at < text.length) {
        char c = text.at[r->at];
        if (c == '{' && is_tag(text, r->at)) {
            tag t;
            const char *wrong = read_tag(text, r->at, &t);
            if (wrong != NULL)
                return fail_at(e, r->body, r->at, "%s", wrong);
            if (++e->steps > UND_TEMPLATE_STEPS_MAX || e->out->out.length > UND_TEMPLATE_OUTPUT_MAX) {
                (void)fail_at(e, r->body, r->at, "the text grows without end: more than %u tags or %u bytes",
                              UND_TEMPLATE_STEPS_MAX, UND_TEMPLATE_OUTPUT_MAX);
                return UND_E_LIMIT;
            }
            r->at = t.last;
            und_status status = UND_OK;
            switch (t.kind) {
            case TAG_ELSE:
            case TAG_END:
                *stop = t.kind == TAG_ELSE ? STOP_ELSE : STOP_END;
                *stopped = t;
                return UND_OK;
            case TAG_IF: status = write_if(e, r, &t, active, depth); break;
            case TAG_EACH: status = write_each(e, r, &t, active, depth); break;
            case TAG_USE: status = write_use(e, r, &t, active, depth); break;
            case TAG_BY: status = write_by(e, r, &t, active); break;
            case TAG_MISSING: return fail_at(e, r->body, t.start, "{missing} belongs at the beginning of a body");
            case TAG_STOP:
                if (active && t.unsure)
                    und_snippet_unsure(e->out, UND_STOP_ALONE, t.rest);
                else if (active && t.proposes)
                    und_snippet_stop(e->out, UND_STOP_ALONE, t.rest);
                else if (active)
                    und_snippet_hint(e->out, UND_STOP_ALONE, t.rest);
                break;
            case TAG_WORD: status = write_word(e, r, &t, active); break;
            }
            if (status != UND_OK)
                return status;
            continue;
        }
        if (c == '{' || c == '}') {
            if (r->at + 1 >= text.length || text.at[r->at + 1] != c)
                return fail_at(e, r->body, r->at,
                               "a closing brace without an opening one; as text it is written twice");
            if (active)
                put_text(e, (und_bytes){text.at + r->at, 1});
            r->at += 2;
            continue;
        }
        /* Text up to the next brace or, so that control lines are seen, the end of the line. */
        size_t start = r->at;
        while (r->at < text.length && text.at[r->at] != '{' && text.at[r->at] != '}' && text.at[r->at] != '\n')
            r->at++;
        if (r->at < text.length && text.at[r->at] == '\n')
            r->at++;
        if (active && !on_control_line(r, start))
            put_text(e, (und_bytes){text.at + start, r->at - start});
    }
    *stop = STOP_BODY;
    return UND_OK;
}

bool und_template_missing(und_bytes body, und_bytes *what)
{
    tag t;
    if (body.length == 0 || !is_tag(body, 0) || read_tag(body, 0, &t) != NULL || t.kind != TAG_MISSING)
        return false;
    *what = t.rest;
    return true;
}

und_status und_template_write(const und_vocabulary *vocabulary, const und_body *body, und_snippet *out, char *message)
{
    engine e = {.vocabulary = vocabulary, .out = out, .message = message};
    reader r = {.body = body};
    stop_kind stop = STOP_BODY;
    tag stopped = {0};
    und_status status = run(&e, &r, true, 0, &stop, &stopped);
    if (status == UND_OK && stop != STOP_BODY)
        status = fail_at(&e, body, stopped.start, "{%s} without {if}", stop == STOP_ELSE ? "else" : "end");
    if (status == UND_OK && und_snippet_failed(out))
        status = UND_E_MEMORY;
    if (status == UND_OK && out->full) {
        (void)snprintf(message, UND_MESSAGE_MAX, "%s: more than %u tabstops", body->file, UND_TABSTOPS_MAX);
        status = UND_E_LIMIT;
    }
    if (status == UND_E_MEMORY)
        (void)snprintf(message, UND_MESSAGE_MAX, "out of memory");
    return status;
}

static und_status gather_words(engine *e, const und_body *body, uint32_t depth, bool *used)
{
    reader r = {.body = body};
    und_bytes text = body->text;
    while (r.at < text.length) {
        tag found;
        size_t word;
        if (text.at[r.at] != '{' || !is_tag(text, r.at)) {
            r.at += text.at[r.at] == '{' ? 2 : 1;
            continue;
        }
        const char *wrong = read_tag(text, r.at, &found);
        if (wrong != NULL)
            return fail_at(e, body, r.at, "%s", wrong);
        if (++e->steps > UND_TEMPLATE_STEPS_MAX || depth > UND_TEMPLATE_DEPTH_MAX)
            return fail_at(e, body, r.at, "templates use each other without end");
        r.at = found.last;
        if (found.kind == TAG_USE) {
            und_body piece;
            if (!e->vocabulary->piece(e->vocabulary->context, found.word, &piece, e->message))
                return fail_with_message(e, body, found.word_start);
            und_status status = gather_words(e, &piece, depth + 1, used);
            if (status != UND_OK)
                return status;
        } else if (found.kind == TAG_WORD || found.kind == TAG_BY || found.kind == TAG_IF || found.kind == TAG_EACH) {
            const uint8_t uses = UND_WORD_WRITES | UND_WORD_HOLDS | UND_WORD_CHOOSES | UND_WORD_REPEATS;
            und_status status = find_word(e, &r, &found, uses, &word);
            if (status != UND_OK)
                return status;
            used[word] = true;
        }
    }
    return UND_OK;
}

und_status und_template_words(const und_vocabulary *vocabulary, const und_body *body, bool *used, char *message)
{
    engine e = {.vocabulary = vocabulary, .message = message};
    return gather_words(&e, body, 0, used);
}
