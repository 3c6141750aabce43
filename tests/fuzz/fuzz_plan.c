/* Any text, and any operations on it: plans keep their promises of form, whatever they come to.
 *
 * The input is a list of operations, eight bytes each, up to a zero byte; then the text. */
#include "fuzz.h"

#include "undoc/plan.h"

#include <string.h>

#define OPERATIONS 4u
#define LINES_MAX 2000u

static bool is_before(und_place a, und_place b)
{
    return a.line < b.line || (a.line == b.line && a.column < b.column);
}

static void look_at_plan(und_doc *doc, const und_plan *plan)
{
    uint32_t lines = und_doc_line_count(doc), after = lines;
    und_change change;
    und_move move;
    und_plan_note note;
    und_planned node;
    und_place at = {0, 0};
    for (uint32_t n = 0; und_plan_change_get(plan, n, &change) == UND_OK; n++) {
        fuzz_must(!is_before(change.range.from, at), "no change overlaps the one before it");
        fuzz_must(!is_before(change.range.to, change.range.from), "a range has a direction");
        fuzz_must(lines == 0 || change.range.to.line <= lines, "a change lies within the text");
        fuzz_must(change.range.to.column <= und_doc_line_whole(doc, change.range.to.line).length,
                  "and within its line");
        at = change.range.to;
        after -= change.range.to.line - change.range.from.line;
        for (size_t i = 0; i < change.new_text.length; i++)
            after += change.new_text.at[i] == '\n';
    }
    for (uint32_t n = 0; und_plan_move_get(plan, n, &move) == UND_OK; n++)
        fuzz_must(move.first < move.last && move.last <= after && move.before <= after &&
                      (move.before <= move.first || move.before >= move.last),
                  "a move is within the text and not into itself");
    for (uint32_t n = 0; und_plan_note_get(plan, n, &note) == UND_OK; n++)
        fuzz_must(note.message.length > 0 && !is_before(note.range.to, note.range.from), "a note says something");
    uint32_t before = 0;
    for (uint32_t n = 0; und_plan_node_get(plan, n, &node) == UND_OK; n++) {
        fuzz_must(node.first >= before && node.first <= after, "nodes are promised in the order of their lines");
        before = node.first;
    }
    size_t total = 0;
    fuzz_must(und_plan_text(plan, doc, fuzz_swallow, &total) == UND_OK, "the text is written");
    fuzz_must(und_print_plan(plan, doc, fuzz_swallow, &total) == UND_OK, "the plan is printed");
    fuzz_must(und_write_plan(plan, (und_bytes){"fuzz", 4}, fuzz_swallow, &total) == UND_OK, "the plan is written");
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char words[] = "Decides to act";
    und_operation operations[OPERATIONS];
    const uint8_t *bytes[OPERATIONS];
    size_t at = 0, count = 0;
    while (count < OPERATIONS && at + 8 <= size && data[at] != 0) {
        bytes[count++] = data + at;
        at += 8;
    }
    at += at < size;
    und_doc *doc;
    if (und_doc_open(fuzz_packs(), &doc) != UND_OK)
        return 0;
    if (und_doc_read(doc, (und_bytes){(const char *)data + at, size - at}) == UND_OK &&
        und_doc_line_count(doc) <= LINES_MAX) {
        uint32_t lines = und_doc_line_count(doc);
        for (size_t i = 0; i < count; i++) {
            const uint8_t *b = bytes[i];
            uint32_t first = b[1] * (lines + 1u) / 256u, last = first + b[2] % 4u;
            uint32_t line = b[4] * (lines + 1u) / 256u;
            uint32_t length = (uint32_t)und_doc_line_whole(doc, line).length;
            operations[i] = (und_operation){.kind = (und_operation_kind)(b[0] % UND_OPERATION_KIND_COUNT),
                                            .first = first,
                                            .last = last > lines ? lines : last,
                                            .to = (und_destination)(b[3] % UND_DESTINATION_COUNT),
                                            .line = line,
                                            .count = b[5],
                                            .resolve = (b[6] & 1) != 0,
                                            .bare = (b[6] & 2) != 0,
                                            .into = (und_kind)(b[6] / 4u % UND_KIND_COUNT),
                                            .place = {line, b[7] * (length + 1u) / 256u},
                                            .text = {words, b[7] % sizeof words}};
        }
        und_plan *plan;
        und_status status = und_plan_make(doc, operations, count, &plan);
        fuzz_must(status == UND_OK || status == UND_E_ARGUMENT, "a plan is made or the operations are wrong");
        if (status == UND_OK) {
            look_at_plan(doc, plan);
            und_plan_close(plan);
        }
    }
    und_doc_close(doc);
    return 0;
}
