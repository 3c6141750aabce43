/* request.h - what the paragraph says that asks for circulation: as whose documents, under which items, with how many
 * annexes. A view of the tree. */
#ifndef UND_READ_REQUEST_H
#define UND_READ_REQUEST_H

#include "read/document.h"
#include "read/reference.h"

#define UND_REQUEST_ORGANS_MAX 4u

/* Words of the request, bytes of the flow's normal text; equal: there are none. */
typedef struct und_request_words {
    uint32_t first, last;
} und_request_words;

typedef struct und_request_parts {
    uint32_t index;   /* of the node, as in und_doc_stored; UINT32_MAX: there is none */
    uint8_t language; /* as in und_node */
    und_flow flow;
    und_references references;
    uint32_t agenda; /* of the references the one that cites agenda items; UND_NO_REFERENCE */
    und_request_act act;
    und_request_words act_words;
    struct {
        und_organ organ;
        und_request_words words;
    } organs[UND_REQUEST_ORGANS_MAX]; /* as whose document it is to be circulated */
    uint32_t organ_count;
    und_said annexes;
    und_request_words annex_words;
    und_gender gender;
    und_request_words gender_words;
} und_request_parts;

/* Reads the request that is the node `index`; UINT32_MAX: there is none, and nothing is read. False: memory ran out. Close
 * it in any case. */
bool und_request_read(und_request_parts *request, const und_doc *doc, uint32_t index);
void und_request_close(und_request_parts *request);

/* The first request before the first annex; UINT32_MAX: the document has none. */
uint32_t und_doc_request(const und_doc *doc);

#endif
