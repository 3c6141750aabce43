/* What a program of somebody else's does with the library: prints the kind of a document and its nodes.
 * usage: example FOLDER-OF-PACKS FILE */
#include <stdio.h>
#include <undoc/undoc.h>

int main(int argc, char **argv)
{
    static char text[1 << 20];
    FILE *file = argc == 3 ? fopen(argv[2], "rb") : NULL;
    size_t length = file != NULL ? fread(text, 1, sizeof text, file) : 0;
    const char *roots[] = {argc == 3 ? argv[1] : ""};
    und_packs *packs = NULL;
    und_doc *doc = NULL;
    if (und_packs_open(NULL, roots, 1, &packs) != UND_OK || und_doc_open(packs, &doc) != UND_OK ||
        und_doc_read(doc, (und_bytes){text, length}) != UND_OK)
        return 1;
    printf("%s in %s\n", und_doc_kind_name(und_doc_kind_of(doc)), und_language_code(packs, und_doc_language(doc)));
    und_node node;
    for (uint32_t id = 0; und_node_get(doc, und_doc_revision(doc), id, &node) == UND_OK; id++)
        printf("%*s%s %u-%u\n", 2 * node.depth, "", und_kind_name(node.kind), node.first + 1, node.last);
    und_doc_close(doc);
    und_packs_close(packs);
    return file == NULL || fclose(file) != 0;
}
