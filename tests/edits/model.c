#include "edits/model.h"

/* ---- memory ---- */

#define ARENA_BLOCK 262144u

void *arena_take(arena *a, size_t size)
{
    size = (size + 15u) & ~(size_t)15u;
    if (size > ARENA_BLOCK || a->count == 0 || a->used + size > ARENA_BLOCK) {
        if (a->count == a->room) {
            a->room = a->room * 2 + 8;
            a->blocks = realloc(a->blocks, a->room * sizeof *a->blocks);
        }
        char *block = a->blocks == NULL ? NULL : malloc(size > ARENA_BLOCK ? size : ARENA_BLOCK);
        if (block == NULL)
            exit(70);
        a->blocks[a->count++] = block;
        a->used = 0;
    }
    void *at = a->blocks[a->count - 1] + a->used;
    a->used += size;
    return at;
}

void arena_clear(arena *a)
{
    for (size_t i = 0; i < a->count; i++)
        free(a->blocks[i]);
    free(a->blocks);
    *a = (arena){0};
}

/* ---- lines ---- */

void lines_fit(text_lines *l, uint32_t count)
{
    if (count <= l->room)
        return;
    l->room = count * 2 + 16;
    l->at = realloc(l->at, l->room * sizeof *l->at);
    if (l->at == NULL)
        exit(70);
}

void lines_push(text_lines *l, und_bytes line)
{
    lines_fit(l, l->count + 1);
    l->at[l->count++] = line;
}

void lines_copy(text_lines *to, const text_lines *from)
{
    lines_fit(to, from->count);
    if (from->count > 0)
        memcpy(to->at, from->at, from->count * sizeof *to->at);
    to->count = from->count;
}

void lines_free(text_lines *l)
{
    free(l->at);
    *l = (text_lines){0};
}

void lines_splice(text_lines *l, const edit *e)
{
    lines_fit(l, l->count - e->removed + e->added);
    uint32_t behind = l->count - e->first - e->removed;
    if (behind > 0)
        memmove(l->at + e->first + e->added, l->at + e->first + e->removed, behind * sizeof *l->at);
    if (e->added > 0)
        memcpy(l->at + e->first, e->lines, e->added * sizeof *l->at);
    l->count = l->count - e->removed + e->added;
}

edit edit_clamped(const text_lines *l, edit e)
{
    if (e.first > l->count)
        e.first = l->count;
    if (e.removed > l->count - e.first)
        e.removed = l->count - e.first;
    return e;
}

void lines_read(und_doc *doc, const text_lines *l, support_text *buffer, bool lent)
{
    support_clear(buffer);
    support_put(buffer, "", 0);
    for (uint32_t i = 0; i < l->count; i++) {
        support_put(buffer, l->at[i].at, l->at[i].length);
        support_put(buffer, "\n", 1);
    }
    und_bytes text = {buffer->at, buffer->length};
    if ((lent ? und_doc_read_lent(doc, text) : und_doc_read(doc, text)) != UND_OK)
        exit(70);
}

/* ---- scripts ---- */

void script_push(script *s, edit e)
{
    if (s->count == s->room) {
        s->room = s->room * 2 + 64;
        s->at = realloc(s->at, s->room * sizeof *s->at);
        if (s->at == NULL)
            exit(70);
    }
    s->at[s->count++] = e;
}

void script_copy(script *to, const script *from)
{
    lines_copy(&to->start, &from->start);
    to->count = 0;
    for (size_t i = 0; i < from->count; i++)
        script_push(to, from->at[i]);
}

void script_free(script *s)
{
    lines_free(&s->start);
    free(s->at);
    *s = (script){0};
}
