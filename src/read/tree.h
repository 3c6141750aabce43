/* tree.h - from the facts of lines to the tree of nodes.
 *
 * The tree is read from top to bottom by a machine with a small state. A step takes the block that begins at a line
 * and gives the node that begins there; blocks of furniture and footnotes inside an interrupted paragraph become its
 * children. Every *anchor* (a node that a step began with) keeps the state that the step began in. So an edit is read
 * again from the last anchor that could have seen the changed lines, until the machine stands at a line where an old
 * anchor stands, in that anchor's state: from there on all is as it was.
 *
 * For that to hold, a step may look at lines after its beginning only, and no further than UND_LOOKAHEAD_LINES past
 * its node's end. What was before is in the state.
 */
#ifndef UND_READ_TREE_H
#define UND_READ_TREE_H

#include "read/machine.h"

/* One step at `line`, which is not blank. Emits at least one node, changes the state and gives the line after the
 * node, or UINT32_MAX when `emit` stopped it. */
uint32_t und_tree_step(const und_reader *reader, und_machine *state, uint32_t line, und_emit emit, void *context);

#endif
