/* objects.h - how the parts that an editor selects are found, node by node. Private to src/model.
 */
#ifndef UND_MODEL_OBJECTS_H
#define UND_MODEL_OBJECTS_H

#include "model/reading.h"
#include "undoc/object.h"

/* The index after the last node that begins at a line or before it. */
static inline uint32_t und_nodes_until(const und_doc *doc, uint32_t line)
{
    return und_nodes_from_line(&doc->nodes, line < UINT32_MAX ? line + 1 : line, und_lines_count(&doc->lines));
}

static inline bool und_object_is_words(und_object object)
{
    return object >= UND_OBJECT_OPENER;
}

bool und_is_blank_line(const und_doc *doc, uint32_t line);
/* The line after the last one of a node, without the notes and page headers at its end, which belong to the page. */
uint32_t und_text_end_line(const und_doc *doc, uint32_t index);
/* Where a node's text begins: after its label. */
und_place und_text_begin(const und_doc *doc, uint32_t index);
/* The rank of a heading: smaller numbers stand above greater ones. */
unsigned und_heading_rank(const und_doc *doc, uint32_t index);
/* What belongs to no heading before it: an annex, a title, a signature, the line of adoption. */
bool und_ends_sections(uint8_t kind);

/* The object of lines that the node `index` is or begins. UND_NONE: it is none of that kind. */
und_status und_lines_object(und_doc *doc, und_object object, uint32_t index, und_extent *out);

/* The objects of words in a node's own text, in their order; false stops it. UND_E_MEMORY. */
typedef bool (*und_object_visit)(void *context, const und_extent *extent);
und_status und_words_objects(und_doc *doc, und_object object, uint32_t index, und_object_visit visit, void *context);

#endif
