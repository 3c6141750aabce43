/* handle.c - the handle: what went wrong, which languages are there. */

#include "pack/handle.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* ---- messages and problems ---- */

void und_packs_say(und_packs *packs, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    (void)vsnprintf(packs->message, sizeof packs->message, format, arguments);
    va_end(arguments);
}

und_status und_packs_no_memory(und_packs *packs)
{
    und_packs_say(packs, "out of memory");
    return UND_E_MEMORY;
}

const char *und_packs_copy(und_packs *packs, und_bytes text)
{
    return und_arena_copy(&packs->arena, &packs->allocator, text);
}

und_status und_packs_add_problem(und_packs *packs, const char *file, uint32_t line, uint32_t column,
                                 const char *message)
{
    if (packs->problem_count < UND_PROBLEMS_MAX) {
        const char *copy = und_packs_copy(packs, (und_bytes){message, strlen(message)});
        if (copy == NULL)
            return UND_E_MEMORY;
        packs->problems[packs->problem_count++] = (und_problem){file, line, column, copy};
    }
    packs->problem_total++;
    if (!packs->quiet)
        und_packs_say(packs, "%.160s:%u:%u: %s", file, (unsigned)line, (unsigned)column, message);
    return UND_OK;
}

const char *und_packs_message(const und_packs *packs)
{
    return packs != NULL ? packs->message : "out of memory";
}

/* A handle that is only looked at has to be locked for it. */
static und_packs *locked(const und_packs *packs)
{
    und_packs *handle = (und_packs *)(uintptr_t)packs;
    und_lock_take(&handle->lock);
    return handle;
}

size_t und_packs_problem_count(const und_packs *packs)
{
    und_packs *handle = locked(packs);
    size_t count = handle->problem_count;
    und_lock_leave(&handle->lock);
    return count;
}

size_t und_packs_problem_total(const und_packs *packs)
{
    und_packs *handle = locked(packs);
    size_t total = handle->problem_total;
    und_lock_leave(&handle->lock);
    return total;
}

const und_problem *und_packs_problem(const und_packs *packs, size_t index)
{
    und_packs *handle = locked(packs);
    const und_problem *problem = index < handle->problem_count ? &handle->problems[index] : NULL;
    und_lock_leave(&handle->lock);
    return problem;
}

und_problem_mark und_packs_mark(const und_packs *packs)
{
    return (und_problem_mark){packs->problem_count, packs->problem_total};
}

und_status und_packs_back_to(und_packs *packs, und_problem_mark mark)
{
    packs->problem_count = mark.count;
    packs->problem_total = mark.total;
    return packs->quiet ? UND_E_MEMORY : und_packs_no_memory(packs);
}

/* ---- what others keep with the packs ---- */

void und_packs_lock(und_packs *packs)
{
    und_lock_take(&packs->lock);
}

void und_packs_unlock(und_packs *packs)
{
    und_lock_leave(&packs->lock);
}

und_packs_extra *und_packs_extra_slot(und_packs *packs)
{
    return &packs->extra;
}

const und_allocator *und_packs_allocator(const und_packs *packs)
{
    return &packs->allocator;
}

/* ---- languages ---- */

uint32_t und_language_count(const und_packs *packs)
{
    return packs->language_count;
}

const und_language *und_language_at(const und_packs *packs, uint32_t index)
{
    return index < packs->language_count ? &packs->languages[index].language : NULL;
}

void und_packs_note_language(und_packs *packs, const und_language *language)
{
    for (uint32_t i = language->first[UND_TERM_NEGOTIATION]; i < language->first[UND_TERM_NEGOTIATION + 1]; i++) {
        const und_term *term = &language->terms[i];
        if (term->value >= UND_NEGOTIATION_WORDS || term->folded_length == 0)
            continue;
        und_negotiation_words *words = &packs->negotiation[term->value];
        const char *folded = und_term_folded(language, term).at;
        words->first |= und_negotiation_first(folded);
        uint32_t three = term->folded_length < 3 ? 0 : und_negotiation_three(folded);
        if (term->folded_length < 3)
            memset(words->three, 0xff, sizeof words->three); /* whatever follows */
        words->three[three / 64] |= UINT64_C(1) << three % 64;
    }
}

const und_negotiation_words *und_packs_negotiation(const und_packs *packs)
{
    return packs->negotiation;
}

const char *und_language_code(const und_packs *packs, uint8_t language)
{
    return language < packs->language_count ? packs->languages[language].language.code : "";
}

uint8_t und_packs_language(const und_packs *packs, und_bytes code)
{
    for (uint32_t i = 0; i < packs->language_count; i++) {
        const char *known = packs->languages[i].language.code;
        if (strlen(known) == code.length && memcmp(known, code.at, code.length) == 0)
            return (uint8_t)i;
    }
    return UND_LANGUAGE_NONE;
}

uint8_t und_packs_fallback(const und_packs *packs)
{
    for (uint32_t i = 0; i < packs->language_count; i++)
        if ((packs->languages[i].language.flags & UND_LANGUAGE_FALLBACK) != 0)
            return (uint8_t)i;
    return UND_LANGUAGE_NONE;
}
