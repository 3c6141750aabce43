#include "view/asked.h"

void und_ask(und_asked *asked, und_doc *doc, const und_node *node, uint32_t line)
{
    const und_tree_node *stored = und_doc_stored(doc, node->id - 1);
    *asked = (und_asked){.doc = doc,
                         .reader = {doc->lexicon, &doc->lines},
                         .machine = stored->state,
                         .node = *node,
                         .last = und_doc_own_end(doc, node->id - 1),
                         .child = (stored->flags & UND_NODE_CHILD) != 0,
                         .line = line};
    if (asked->machine.depth == 0)
        asked->machine.depth = 1; /* as the first step does */
    asked->own = und_reader_facts(&asked->reader, line);
    und_step *s = &asked->step;
    s->reader = &asked->reader;
    s->state = &asked->machine;
    s->before = asked->machine;
    und_block_read(s->reader, s->state, node->first, UINT32_MAX, &s->block);
    s->keys = und_keys_of(s->reader, s->block.head);
    und_hear_language(s);
    s->language = asked->machine.language == 0 ? (uint8_t)UND_LANGUAGE_NONE : (uint8_t)(asked->machine.language - 1);
}

und_step und_step_at_line(const und_asked *asked)
{
    und_step s = asked->step;
    und_block_read(s.reader, s.state, asked->line, asked->last - asked->line, &s.block);
    s.keys = und_keys_of(s.reader, s.block.head);
    return s;
}
