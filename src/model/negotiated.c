#include "model/negotiated.h"

#include "text/memory.h"

#include <string.h>

void und_negotiated_open(und_negotiated *made, const und_allocator *allocator)
{
    memset(made, 0, sizeof *made);
    made->allocator = allocator;
    und_signs_open(&made->signs, allocator);
}

void und_negotiated_close(und_negotiated *made)
{
    und_free(made->allocator, made->at, made->room * sizeof *made->at);
    und_free(made->allocator, made->slashes, made->slash_room * sizeof *made->slashes);
    und_free(made->allocator, made->stack, made->stack_room * sizeof *made->stack);
    und_signs_close(&made->signs);
    und_negotiated_open(made, made->allocator);
}
