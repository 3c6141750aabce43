/* The command line: undoc parse|outline|check|plan|brackets|draft|translate|templates|packs|explain|cache. Exit status: 0 good,
 * 1 findings, 2 misuse or unreadable file. */
#include "undoc/draft.h"
#include "undoc/json.h"
#include "undoc/translate.h"

#include "face/folder.h"
#include "face/operations.h"
#include "face/place.h"
#include "face/terminal.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#ifndef UND_DATA_DIR
#define UND_DATA_DIR "data"
#endif

#define EXIT_FINDINGS 1
#define EXIT_MISUSE 2
#define PATH_BYTES 4096u
#define READ_BYTES 65536u

static const char usage[] =
    "usage: undoc parse --json FILE...     what was recognised, one JSON object a file and line\n"
    "       undoc outline FILE...          the outline as people read it\n"
    "       undoc check [--json] [--severity LEVEL] FILE...\n"
    "                                      what is wrong; exit status 1 when there are errors or warnings; with a "
    "LEVEL "
    "(error,\n"
    "                                      warning, info, hint) findings that are less severe are left out, and any "
    "other counts\n"
    "       undoc check --rules [FILE]     the rules and how severe each is; the second word is what holds for FILE, "
    "in whose\n"
    "                                      folder, or above it, .undoc.yaml may say so\n"
    "       undoc check --codes            the codes that findings can have, one a line\n"
    "       undoc plan [--json|--apply] FILE OPERATION [then OPERATION]...\n"
    "                                      the edits that an operation on whole clauses comes to, or the text after "
    "them;\n"
    "                                      OPERATION: renumber [all] [LINES], delete|promote|demote|join|duplicate "
    "LINES,\n"
    "                                      move LINES before|after LINE, move LINES up|down [N], move LINES preamble,\n"
    "                                      insert KIND before|after LINE TEXT, convert LINES KIND, split LINE:COLUMN,\n"
    "                                      number [none] LINES, punctuate [LINES]; LINES: 12 or 12-15; exit status 1\n"
    "                                      when it cannot be\n"
    "       undoc brackets [--json] FILE...\n"
    "                                      what is not agreed in a text under negotiation\n"
    "       undoc clean [--accept|--drop] FILE...\n"
    "                                      the text without attributions and remarks; brackets stay, or go with or\n"
    "                                      without their words\n"
    "       undoc draft NAME [KEY=VALUE]... a new document from a template; what is not known stands between ‹ and ›\n"
    "       undoc draft --from FILE [KEY=VALUE]...\n"
    "                                      the next document after FILE: the same with another date, other items, "
    "other "
    "annexes\n"
    "       undoc translate LANGUAGE FILE  the frame of a document in another language; what waits to be translated "
    "stands\n"
    "                                      between ‹ and ›\n"
    "       undoc templates [NAME]         what can be drafted, in which languages, what attests it and what is "
    "missing\n"
    "       undoc packs                    the packs, their files, and what is wrong in them; exit status 1 when "
    "anything is\n"
    "       undoc explain FILE:LINE        what a line was taken for and what decided it\n"
    "       undoc cache FILE               writes the language packs as they were read, to be read sooner\n"
    "       undoc --help | --version\n"
    "\n"
    "FILE may be - for standard input. Packs are read from $UNDOC_DATA, else from where the program was installed or\n"
    "built; those in $UNDOC_USER_DATA come first. Language packs that were cached in a file packs, beside the program "
    "or\n"
    "beside the folder of the packs, are taken from there while they have not changed.\n"
    "Exit status: 0 good, 1 findings, 2 misuse or a file that cannot be read.\n";

typedef struct program {
    und_packs *packs;
    bool json;
    bool codes;
    bool rules;
    bool findings;      /* it shows some: settings of the folder hold */
    bool leveled;       /* a severity was asked for: whatever is found counts */
    und_severity least; /* findings that are less severe are left out */
    folder_settings folder;
    und_choice choice; /* of clean */
    bool apply;        /* the text after a plan is asked for */
    bool found;        /* errors or warnings were found */
    bool failed;       /* a file could not be read */
    bool anew;         /* packs are read from YAML, whatever was cached of them */
    const char *from;  /* the file that the next document is drafted after; NULL: a template is named */
    char *text;        /* of the document that is open, which it is lent to */
    terminal out;
    terminal err;
} program;

/* ---- packs ---- */

static bool is_folder_of_packs(const char *path)
{
    char probe[PATH_BYTES + 32];
    int length = snprintf(probe, sizeof probe, "%s/language", path);
    DIR *folder = length > 0 && (size_t)length < sizeof probe ? opendir(probe) : NULL;
    return folder != NULL && closedir(folder) == 0;
}

/* Where the packs lie when nobody says so: as in a checkout, build/undoc and data/; as installed, bin/undoc and
 * share/undoc/data/; else where they lay when the program was built. */
static const char *find_data(char *out, size_t room)
{
    const char *const beside[] = {"../data", "../share/undoc/data"};
    for (size_t i = 0; i < sizeof beside / sizeof beside[0]; i++)
        if (place_beside_program(beside[i], out, room) && is_folder_of_packs(out))
            return out;
    return UND_DATA_DIR;
}

static bool open_packs(program *p)
{
    char found[PATH_BYTES], beside[PATH_BYTES], installed[PATH_BYTES];
    const char *roots[2], *cached[2];
    size_t count = 0, cached_count = 0;
    const char *user = getenv("UNDOC_USER_DATA");
    if (user != NULL && user[0] != '\0')
        roots[count++] = user;
    const char *data = getenv("UNDOC_DATA");
    if (data == NULL || data[0] == '\0')
        data = find_data(found, sizeof found);
    roots[count++] = data;
    if (!p->anew && place_beside_program("packs", beside, sizeof beside))
        cached[cached_count++] = beside;
    int length = snprintf(installed, sizeof installed, "%s/../packs", data);
    if (!p->anew && length > 0 && (size_t)length < sizeof installed)
        cached[cached_count++] = installed;
    und_status status = und_packs_open_cached(NULL, roots, count, cached, cached_count, &p->packs);
    if (status == UND_OK)
        return true;
    terminal_print(&p->err, "undoc: %s\n", p->packs == NULL ? "out of memory" : und_packs_message(p->packs));
    terminal_print(&p->err,
                   "undoc: packs were looked for in %s; set UNDOC_DATA to the folder that has language/ in it\n", data);
    return false;
}

/* ---- files ---- */

static bool read_stream(FILE *file, char **text, size_t *length)
{
    size_t room = 0, used = 0;
    char *at = NULL;
    for (;;) {
        if (room - used < READ_BYTES) {
            size_t want = room + room / 2 + READ_BYTES;
            char *grown = realloc(at, want);
            if (grown == NULL) {
                free(at);
                errno = ENOMEM;
                return false;
            }
            at = grown;
            room = want;
        }
        size_t got = fread(at + used, 1, room - used, file);
        used += got;
        if (got == 0)
            break;
    }
    if (ferror(file)) {
        free(at);
        return false;
    }
    *text = at;
    *length = used;
    return true;
}

static void close_file(program *p, und_doc *doc)
{
    und_doc_close(doc);
    free(p->text);
    p->text = NULL;
}

/* A document of the file's text; NULL, with the reason printed, when it cannot be read. */
static und_doc *open_file(program *p, const char *name)
{
    bool standard = strcmp(name, "-") == 0;
    FILE *file = standard ? stdin : fopen(name, "rb");
    char *text = NULL;
    size_t length = 0;
    if (file == NULL || !read_stream(file, &text, &length)) {
        terminal_print(&p->err, "undoc: %s: %s\n", name, strerror(errno));
        if (file != NULL && !standard)
            fclose(file);
        p->failed = true;
        return NULL;
    }
    if (!standard)
        fclose(file);
    p->text = text;
    und_doc *doc;
    und_status status = und_doc_open(p->packs, &doc);
    if (status == UND_OK)
        status = und_doc_read_lent(doc, (und_bytes){text, length});
    if (status == UND_OK && p->findings && !folder_apply(&p->folder, doc, name, p->least, &p->err))
        status = UND_E_MEMORY;
    p->failed = p->failed || p->folder.failed;
    if (status == UND_OK)
        return doc;
    terminal_print(&p->err, "undoc: %s: %s\n", name, doc == NULL ? "out of memory" : und_doc_message(doc));
    close_file(p, doc);
    p->failed = true;
    return NULL;
}

static void report(program *p, und_doc *doc, const char *name, und_status status)
{
    if (!terminal_end(&p->out) && status == UND_OK)
        status = UND_E_IO;
    if (status == UND_OK)
        return;
    p->failed = true;
    terminal_print(&p->err, "undoc: %s: %s\n", name,
                   status == UND_E_IO ? "cannot write the output" : und_doc_message(doc));
}

/* ---- commands ---- */

static void parse(program *p, und_doc *doc, const char *name)
{
    report(p, doc, name, und_write_parse(doc, (und_bytes){name, strlen(name)}, terminal_write, &p->out));
    putchar('\n');
}

static void outline(program *p, und_doc *doc, const char *name)
{
    if (p->json) {
        report(p, doc, name, und_write_outline(doc, terminal_write, &p->out));
        putchar('\n');
        return;
    }
    report(p, doc, name, und_print_outline(doc, terminal_write, &p->out));
}

static void check(program *p, und_doc *doc, const char *name)
{
    und_finding finding;
    und_status status;
    for (uint32_t n = 0; (status = und_finding_get(doc, n, &finding)) == UND_OK; n++) {
        p->found = p->found || p->leveled || finding.severity <= UND_SEVERITY_WARNING;
        if (!p->json)
            terminal_print(&p->out, "%s:%u:%u: %s: %.*s [%s]\n", name, finding.range.from.line + 1,
                           finding.range.from.column + 1, und_severity_name(finding.severity),
                           (int)finding.message.length, finding.message.at, finding.code);
    }
    if (status != UND_NONE)
        report(p, doc, name, status);
    else if (p->json)
        report(p, doc, name, und_write_findings(doc, (und_bytes){name, strlen(name)}, terminal_write, &p->out));
    if (p->json)
        putchar('\n');
}

static void brackets(program *p, und_doc *doc, const char *name)
{
    und_bytes called = {name, strlen(name)};
    und_status status = p->json ? und_write_brackets(doc, called, terminal_write, &p->out)
                                : und_print_brackets(doc, called, terminal_write, &p->out);
    report(p, doc, name, status);
    if (p->json)
        putchar('\n');
}

static void clean(program *p, und_doc *doc, const char *name)
{
    und_settlement *settlement;
    und_status status = und_clean(doc, p->choice, &settlement);
    if (status == UND_OK)
        status = und_settlement_text(settlement, doc, terminal_write, &p->out);
    report(p, doc, name, status);
    und_settlement_close(settlement);
}

static int explain(program *p, const char *argument)
{
    const char *colon = strrchr(argument, ':');
    char *stop = NULL;
    unsigned long line = colon == NULL ? 0 : strtoul(colon + 1, &stop, 10);
    if (line == 0 || line > UND_LINES_MAX || *stop != '\0') {
        terminal_print(&p->err, "undoc: %s: expected FILE:LINE, with a line from 1\n", argument);
        return EXIT_MISUSE;
    }
    char name[PATH_BYTES];
    size_t length = (size_t)(colon - argument);
    if (length >= sizeof name) {
        terminal_print(&p->err, "undoc: the name of the file is too long\n");
        return EXIT_MISUSE;
    }
    memcpy(name, argument, length);
    name[length] = '\0';
    und_doc *doc = open_file(p, name);
    if (doc == NULL)
        return EXIT_MISUSE;
    und_status status = p->json ? und_write_explain(doc, (uint32_t)line - 1, terminal_write, &p->out)
                                : und_print_explain(doc, (uint32_t)line - 1, terminal_write, &p->out);
    report(p, doc, argument, status);
    if (p->json)
        putchar('\n');
    close_file(p, doc);
    return p->failed ? EXIT_MISUSE : EXIT_SUCCESS;
}

static int plan(program *p, char **words, int count)
{
    und_doc *doc = open_file(p, words[0]);
    if (doc == NULL)
        return EXIT_MISUSE;
    und_operation operations[OPERATIONS_MAX];
    const char *problem;
    size_t read = operations_read(words + 1, count - 1, und_doc_line_count(doc), operations, &problem);
    und_plan *made = NULL;
    if (read == 0) {
        terminal_print(&p->err, "undoc: no operation is read here: %s\n", problem);
        p->failed = true;
    } else {
        und_status status = und_plan_make(doc, operations, read, &made);
        if (status == UND_OK && p->json)
            status = und_write_plan(made, (und_bytes){words[0], strlen(words[0])}, terminal_write, &p->out);
        else if (status == UND_OK)
            status = p->apply ? und_plan_text(made, doc, terminal_write, &p->out)
                              : und_print_plan(made, doc, terminal_write, &p->out);
        report(p, doc, words[0], status);
        p->found = made != NULL && !und_plan_is_possible(made);
        if (p->json)
            putchar('\n');
    }
    und_plan_close(made);
    close_file(p, doc);
    return p->failed ? EXIT_MISUSE : p->found ? EXIT_FINDINGS : EXIT_SUCCESS;
}

static int cache(program *p, const char *name)
{
    und_status status = und_packs_cache(p->packs, name);
    if (status == UND_OK)
        return EXIT_SUCCESS;
    terminal_print(&p->err, "undoc: %s\n", und_packs_message(p->packs));
    return EXIT_MISUSE;
}

static int packs(program *p)
{
    size_t wrong = 0;
    if (!open_packs(p))
        return EXIT_MISUSE;
    und_status status = und_write_packs(p->packs, terminal_write, &p->out, &wrong);
    bool written = terminal_end(&p->out) && fflush(stdout) == 0;
    if (status == UND_OK && written)
        return wrong > 0 ? EXIT_FINDINGS : EXIT_SUCCESS;
    terminal_print(&p->err, "undoc: %s\n",
                   status == UND_OK || status == UND_E_IO ? "cannot write the output" : und_packs_message(p->packs));
    return EXIT_MISUSE;
}

/* `undoc draft NAME KEY=VALUE…` and `undoc templates [NAME]`: written, or the reason why not. */
static int written(program *p, und_status status)
{
    bool ended = terminal_end(&p->out) && fflush(stdout) == 0;
    if (status == UND_OK && ended)
        return EXIT_SUCCESS;
    terminal_print(&p->err, "undoc: %s\n",
                   status == UND_OK || status == UND_E_IO ? "cannot write the output" : und_packs_message(p->packs));
    return EXIT_MISUSE;
}

static und_bytes bytes_of(const char *words)
{
    return (und_bytes){words, strlen(words)};
}

/* KEY=VALUE, one by one; false: something else is among them, and was named. */
static bool read_answers(program *p, char **arguments, int count, und_bytes *keys, und_bytes *values)
{
    if (count > (int)UND_ANSWERS_MAX - 1) {
        terminal_print(&p->err, "undoc: more than %u answers\n", UND_ANSWERS_MAX - 1u);
        return false;
    }
    for (int i = 0; i < count; i++) {
        const char *equals = strchr(arguments[i], '=');
        if (equals == NULL) {
            terminal_print(&p->err, "undoc: %s is no answer; expected KEY=VALUE, as lang=fr\n", arguments[i]);
            return false;
        }
        keys[i] = (und_bytes){arguments[i], (size_t)(equals - arguments[i])};
        values[i] = bytes_of(equals + 1);
    }
    return true;
}

static int draft(program *p, char **arguments, int count)
{
    und_bytes keys[UND_ANSWERS_MAX], values[UND_ANSWERS_MAX];
    if (!read_answers(p, arguments + 1, count - 1, keys, values))
        return EXIT_MISUSE;
    return open_packs(p) ? written(p, und_draft_plain(p->packs, bytes_of(arguments[0]), keys, values, (size_t)count - 1,
                                                      terminal_write, &p->out))
                         : EXIT_MISUSE;
}

/* `undoc draft --from FILE KEY=VALUE…` */
static int draft_next(program *p, char **arguments, int count)
{
    und_bytes keys[UND_ANSWERS_MAX], values[UND_ANSWERS_MAX];
    if (!read_answers(p, arguments, count, keys, values))
        return EXIT_MISUSE;
    und_doc *doc = open_packs(p) ? open_file(p, p->from) : NULL;
    if (doc == NULL)
        return EXIT_MISUSE;
    report(p, doc, p->from, und_draft_next(doc, keys, values, (size_t)count, terminal_write, &p->out));
    close_file(p, doc);
    return p->failed || fflush(stdout) != 0 ? EXIT_MISUSE : EXIT_SUCCESS;
}

typedef struct translation {
    program *program;
    uint32_t line;
    uint32_t missing;
} translation;

static bool print_rendered(void *context, const und_rendered *part)
{
    translation *t = context;
    terminal *out = &t->program->out;
    for (; t->line < part->line; t->line++)
        terminal_print(out, "\n");
    t->line += part->lines;
    return terminal_write(out, part->text.at, part->text.length) && terminal_write(out, "\n", 1);
}

static bool print_missing(void *context, const char *key)
{
    translation *t = context;
    terminal_print(&t->program->err, "%s%s",
                   t->missing++ == 0 ? "undoc: open, as the document does not say it: " : ", ", key);
    return true;
}

/* `undoc translate LANGUAGE FILE` */
static int translate(program *p, const char *language, const char *name)
{
    und_doc *doc = open_packs(p) ? open_file(p, name) : NULL;
    if (doc == NULL)
        return EXIT_MISUSE;
    translation t = {.program = p};
    report(p, doc, name, und_translate(doc, bytes_of(language), print_rendered, print_missing, &t));
    if (t.missing > 0)
        terminal_print(&p->err, "\n");
    close_file(p, doc);
    return p->failed || fflush(stdout) != 0 ? EXIT_MISUSE : EXIT_SUCCESS;
}

static int templates(program *p, const char *name)
{
    return open_packs(p) ? written(p, und_print_templates(p->packs, bytes_of(name), terminal_write, &p->out))
                         : EXIT_MISUSE;
}

static int misuse(program *p, const char *what, const char *argument)
{
    terminal_print(&p->err, "undoc: %s%s%s\n%s", what, argument == NULL ? "" : ": ", argument == NULL ? "" : argument,
                   usage);
    return EXIT_MISUSE;
}

/* The table of rules, so that scripts and the manual's test need not know it. */
static int print_codes(void)
{
    const char *code;
    for (size_t i = 0; (code = und_rule_code(i)) != NULL; i++)
        puts(code);
    return fflush(stdout) == 0 ? EXIT_SUCCESS : EXIT_MISUSE;
}

/* How severe each rule is by itself, and what holds for a file where one is named. */
static int print_rules(program *p, char **files, int count)
{
    und_doc *doc = NULL;
    const char *code;
    if (count > 1)
        return misuse(p, "--rules takes one FILE", NULL);
    if (count == 1 && (!open_packs(p) || (doc = open_file(p, files[0])) == NULL))
        return EXIT_MISUSE;
    for (size_t i = 0; (code = und_rule_code(i)) != NULL; i++) {
        und_severity severity = und_rule_severity(i), holds = severity;
        if (doc == NULL) {
            printf("%-24s %s\n", code, und_severity_name(severity));
            continue;
        }
        const char *level = und_doc_rule_severity(doc, i, &holds) == UND_OK ? und_severity_name(holds) : "off";
        bool same = strcmp(level, und_severity_name(severity)) == 0;
        printf("%-24s %s%s%s%s\n", code, level, same ? "" : " (by itself ", same ? "" : und_severity_name(severity),
               same ? "" : ")");
    }
    if (doc != NULL)
        close_file(p, doc);
    return fflush(stdout) == 0 && !p->failed ? EXIT_SUCCESS : EXIT_MISUSE;
}

/* error, warning, info or hint. False: it is none of them. */
static bool read_level(program *p, const char *word)
{
    static const char *const names[] = {"error", "warning", "info", "hint"};
    for (size_t i = 0; word != NULL && i < sizeof names / sizeof names[0]; i++)
        if (strcmp(word, names[i]) == 0) {
            p->least = (und_severity)i;
            p->leveled = true;
            return true;
        }
    return false;
}

static int run(program *p, const char *command, char **files, int count)
{
    void (*each)(program *, und_doc *, const char *) = NULL;
    if (strcmp(command, "parse") == 0)
        each = parse;
    else if (strcmp(command, "outline") == 0)
        each = outline;
    else if (strcmp(command, "check") == 0)
        each = check;
    else if (strcmp(command, "brackets") == 0)
        each = brackets;
    else if (strcmp(command, "clean") == 0)
        each = clean;
    else if (strcmp(command, "explain") != 0 && strcmp(command, "cache") != 0 && strcmp(command, "packs") != 0 &&
             strcmp(command, "plan") != 0 && strcmp(command, "draft") != 0 && strcmp(command, "templates") != 0 &&
             strcmp(command, "translate") != 0)
        return misuse(p, "unknown command", command);
    if (p->choice != UND_CHOICE_KEEP && each != clean)
        return misuse(p, "--accept and --drop go with clean", NULL);
    if (p->codes)
        return each == check && count == 0 && !p->json ? print_codes()
                                                       : misuse(p, "--codes stands alone after check", NULL);
    p->findings = each == check || each == outline || strcmp(command, "explain") == 0;
    if (p->rules)
        return each == check && !p->json && !p->leveled ? print_rules(p, files, count)
                                                        : misuse(p, "--rules stands alone after check", NULL);
    if (p->leveled && each != check)
        return misuse(p, "--severity goes with check", NULL);
    if (p->from != NULL)
        return strcmp(command, "draft") == 0 ? draft_next(p, files, count) : misuse(p, "--from goes with draft", NULL);
    if (strcmp(command, "packs") == 0)
        return count == 0 ? packs(p) : misuse(p, "packs takes no FILE", NULL);
    if (strcmp(command, "templates") == 0)
        return count <= 1 ? templates(p, count == 1 ? files[0] : "") : misuse(p, "templates takes one NAME", NULL);
    if (strcmp(command, "draft") == 0)
        return count > 0 ? draft(p, files, count) : misuse(p, "no template is named", NULL);
    if (strcmp(command, "translate") == 0)
        return count == 2 ? translate(p, files[0], files[1])
                          : misuse(p, "translate takes a LANGUAGE and one FILE", NULL);
    if (count == 0)
        return misuse(p, "no file is named", NULL);
    p->anew = strcmp(command, "cache") == 0;
    if (strcmp(command, "plan") == 0)
        return open_packs(p) ? plan(p, files, count) : EXIT_MISUSE;
    if (p->apply)
        return misuse(p, "--apply stands after plan", NULL);
    if (each == NULL && count > 1)
        return misuse(p, p->anew ? "cache takes one FILE" : "explain takes one FILE:LINE", NULL);
    if (!open_packs(p))
        return EXIT_MISUSE;
    if (each == NULL)
        return p->anew ? cache(p, files[0]) : explain(p, files[0]);
    for (int i = 0; i < count; i++) {
        und_doc *doc = open_file(p, files[i]);
        if (doc == NULL)
            continue;
        each(p, doc, files[i]);
        close_file(p, doc);
    }
    for (size_t i = 0; i < und_packs_problem_count(p->packs); i++) {
        const und_problem *problem = und_packs_problem(p->packs, i);
        terminal_print(&p->err, "undoc: %s:%u:%u: %s\n", problem->file, problem->line, problem->column,
                       problem->message);
    }
    if (fflush(stdout) != 0) {
        terminal_print(&p->err, "undoc: cannot write the output: %s\n", strerror(errno));
        return EXIT_MISUSE;
    }
    return p->failed ? EXIT_MISUSE : p->found ? EXIT_FINDINGS : EXIT_SUCCESS;
}

int main(int argc, char **argv)
{
    program p = {
        .choice = UND_CHOICE_KEEP, .least = UND_SEVERITY_HINT, .out = {.file = stdout}, .err = {.file = stderr}};
    if (argc < 2)
        return misuse(&p, "no command", NULL);
    if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0) {
        fputs(usage, stdout);
        return EXIT_SUCCESS;
    }
    if (strcmp(argv[1], "--version") == 0) {
        printf("undoc %s (ABI %u)\n", UND_VERSION, UND_ABI);
        return EXIT_SUCCESS;
    }
    int count = 0;
    bool options = true;
    for (int i = 2; i < argc; i++) {
        if (options && strcmp(argv[i], "--") == 0)
            options = false;
        else if (options && strcmp(argv[i], "--json") == 0)
            p.json = p.out.json = true;
        else if (options && strcmp(argv[i], "--codes") == 0)
            p.codes = true;
        else if (options && strcmp(argv[i], "--rules") == 0)
            p.rules = true;
        else if (options && strcmp(argv[i], "--severity") == 0) {
            if (!read_level(&p, ++i < argc ? argv[i] : NULL))
                return misuse(&p, "--severity takes error, warning, info or hint", i < argc ? argv[i] : NULL);
        } else if (options && strncmp(argv[i], "--severity=", 11) == 0) {
            if (!read_level(&p, argv[i] + 11))
                return misuse(&p, "--severity takes error, warning, info or hint", argv[i] + 11);
        } else if (options && strcmp(argv[i], "--accept") == 0)
            p.choice = UND_CHOICE_ACCEPT;
        else if (options && strcmp(argv[i], "--drop") == 0)
            p.choice = UND_CHOICE_DROP;
        else if (options && strcmp(argv[i], "--from") == 0) {
            if (i + 1 == argc)
                return misuse(&p, "--from takes a FILE", NULL);
            p.from = argv[++i];
        } else if (options && strcmp(argv[i], "--apply") == 0)
            p.apply = true;
        else if (options && argv[i][0] == '-' && argv[i][1] != '\0' && argv[i][1] != ':')
            return misuse(&p, "unknown option", argv[i]);
        else
            argv[2 + count++] = argv[i];
    }
    int status = run(&p, argv[1], argv + 2, count);
    folder_close(&p.folder);
    und_packs_close(p.packs);
    return status;
}
