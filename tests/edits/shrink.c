#include "edits/shrink.h"

#include "text/utf8.h"

/* The number of edits after which the tree differs; 0: it never does. */
static size_t replay(rig *r, const script *s)
{
    und_doc *doc;
    if (und_doc_open(r->packs, &doc) != UND_OK)
        exit(70);
    text_lines text = {0};
    lines_copy(&text, &s->start);
    support_text lent = {0};
    lines_read(doc, &text, &lent, true);
    size_t failed = 0;
    for (size_t i = 0; i < s->count && failed == 0; i++) {
        edit e = edit_clamped(&text, s->at[i]);
        if (und_doc_splice(doc, e.first, e.removed, e.lines, e.added) != UND_OK)
            exit(70);
        lines_splice(&text, &e);
        if (!rig_same(r, doc, &text, 0, true))
            failed = i + 1;
    }
    lines_free(&text);
    und_doc_close(doc);
    support_free(&lent);
    return failed;
}

/* Takes `next` in the place of `best` when it still fails. */
static bool better(rig *r, script *best, script *next)
{
    size_t failed = replay(r, next);
    if (failed == 0)
        return false;
    next->count = failed;
    script_copy(best, next);
    return true;
}

/* Leaves out runs of edits, halves first. */
static void fewer_edits(rig *r, script *best)
{
    script next = {0};
    for (size_t run = best->count / 2 + 1; run > 0; run /= 2)
        for (size_t from = 0; from + 1 < best->count;) {
            script_copy(&next, best);
            size_t left_out = from + run < best->count ? run : best->count - 1 - from;
            memmove(next.at + from, next.at + from + left_out, (next.count - from - left_out) * sizeof *next.at);
            next.count -= left_out;
            if (left_out == 0 || !better(r, best, &next))
                from += run;
        }
    script_free(&next);
}

/* Leaves out lines of the beginning; edits behind them move up. */
static void fewer_lines(rig *r, script *best)
{
    script next = {0};
    for (uint32_t run = best->start.count / 2 + 1; run > 0; run /= 2)
        for (uint32_t from = 0; from < best->start.count;) {
            script_copy(&next, best);
            uint32_t left_out = from + run < next.start.count ? run : next.start.count - from;
            edit gone = {from, left_out, 0, NULL};
            lines_splice(&next.start, &gone);
            for (size_t i = 0; i < next.count; i++) {
                edit *e = &next.at[i];
                uint32_t end = e->first + e->removed;
                uint32_t first = e->first <= from ? e->first : e->first < from + left_out ? from : e->first - left_out;
                end = end <= from ? end : end < from + left_out ? from : end - left_out;
                e->first = first;
                e->removed = end - first;
            }
            if (!better(r, best, &next))
                from += run;
        }
    script_free(&next);
}

/* Leaves out lines that edits add, and shortens all lines. */
static void smaller_lines(rig *r, script *best, arena *a)
{
    script next = {0};
    for (size_t i = 0; i < best->count; i++)
        for (uint32_t line = 0; i < best->count && line < best->at[i].added;) {
            script_copy(&next, best);
            edit *e = &next.at[i];
            und_bytes *left = arena_take(a, (e->added + 1u) * sizeof *left);
            memcpy(left, e->lines, line * sizeof *left);
            memcpy(left + line, e->lines + line + 1, (e->added - line - 1u) * sizeof *left);
            e->lines = left;
            e->added--;
            if (!better(r, best, &next))
                line++;
        }
    for (uint32_t line = 0; line < best->start.count; line++)
        for (size_t keep_bytes = 0; keep_bytes < best->start.at[line].length;) {
            script_copy(&next, best);
            next.start.at[line].length = keep_bytes;
            if (better(r, best, &next))
                break;
            keep_bytes = keep_bytes == 0 ? 1 : keep_bytes * 2;
        }
    script_free(&next);
}

static void print_line(const char *before, und_bytes line)
{
    fprintf(stderr, "%s\"", before);
    for (size_t i = 0; i < line.length;) {
        unsigned char c = (unsigned char)line.at[i];
        uint32_t bytes;
        uint32_t point = und_utf8_decode(line.at + i, line.at + line.length, &bytes);
        if (c == '"' || c == '\\')
            fprintf(stderr, "\\%c", c);
        else if (c < 0x20 || c == 0x7f || (point == UND_REPLACEMENT && bytes == 1))
            fprintf(stderr, "\\x%02x", c);
        else
            fprintf(stderr, "%.*s", (int)bytes, line.at + i);
        i += bytes;
    }
    fprintf(stderr, "\"\n");
}

static void print_script(const script *s)
{
    fprintf(stderr, "text:\n");
    for (uint32_t i = 0; i < s->start.count; i++) {
        char number[32];
        snprintf(number, sizeof number, "  %3u ", i);
        print_line(number, s->start.at[i]);
    }
    for (size_t i = 0; i < s->count; i++) {
        fprintf(stderr, "splice first %u removed %u added %u\n", s->at[i].first, s->at[i].removed, s->at[i].added);
        for (uint32_t k = 0; k < s->at[i].added; k++)
            print_line("      ", s->at[i].lines[k]);
    }
}

void shrink(rig *r, const script *s, const text_lines *before, arena *a, uint64_t seed)
{
    fprintf(stderr, "the tree differs from one made from scratch; UND_SEED=%llu, edit %zu of its document\n%s\n",
            (unsigned long long)seed, s->count, r->why);
    script best = {0}, last = {0};
    /* The last edit alone, to the text as it was before it: enough unless the tree was wrong inside already. */
    lines_copy(&last.start, before);
    script_push(&last, s->at[s->count - 1]);
    if (replay(r, &last) != 0)
        script_copy(&best, &last);
    else
        script_copy(&best, s);
    size_t failed = replay(r, &best);
    if (failed == 0) {
        fprintf(stderr, "it does not fail when it is done again\n");
    } else {
        best.count = failed;
        fewer_edits(r, &best);
        fewer_lines(r, &best);
        smaller_lines(r, &best, a);
        fewer_lines(r, &best);
        (void)replay(r, &best);
        fprintf(stderr, "the smallest that still fails: %s\n", r->why);
        print_script(&best);
    }
    script_free(&best);
    script_free(&last);
}
