#include "check/findings.h"

#include <string.h>

void und_findings_open(und_findings *findings, const und_allocator *allocator)
{
    memset(findings, 0, sizeof *findings);
    findings->allocator = allocator;
    und_text_open(&findings->words, allocator);
}

void und_findings_close(und_findings *findings)
{
    und_free(findings->allocator, findings->at, findings->room * sizeof(und_made_finding));
    und_free(findings->allocator, findings->fixes, findings->fix_room * sizeof(und_made_fix));
    und_text_close(&findings->words);
    und_findings_open(findings, findings->allocator);
}

void und_findings_clear(und_findings *findings)
{
    findings->count = findings->fix_count = findings->words.length = 0;
    findings->words.failed = findings->failed = false;
}

void und_findings_add(und_findings *findings, uint32_t rule, und_range range, size_t message)
{
    und_made_finding finding = {.rule = rule,
                                .range = range,
                                .message = (uint32_t)message,
                                .message_length = (uint32_t)(findings->words.length - message),
                                .first_fix = (uint32_t)findings->fix_count};
    if (!UND_PUSH(findings->allocator, findings->at, findings->count, findings->room, finding))
        findings->failed = true;
}

void und_findings_offer(und_findings *findings, und_range range, size_t title, size_t text, size_t end)
{
    und_made_fix fix = {.range = range,
                        .title = (uint32_t)title,
                        .title_length = (uint32_t)(text - title),
                        .text = (uint32_t)text,
                        .text_length = (uint32_t)(end - text)};
    if (findings->count == 0)
        return;
    if (!UND_PUSH(findings->allocator, findings->fixes, findings->fix_count, findings->fix_room, fix)) {
        findings->failed = true;
        return;
    }
    findings->at[findings->count - 1].fix_count++;
}

/* ---- blocks: how many findings and fixes, then these, then the words ---- */

typedef struct packed_head {
    uint32_t count, fix_count, context, spare;
} packed_head;

static void move_up(und_range *range, uint32_t lines)
{
    range->from.line -= lines;
    range->to.line -= lines;
}

void und_findings_pack(const und_findings *findings, uint32_t first_line, uint32_t context, und_text *block)
{
    if (findings->count == 0 && context == 0)
        return;
    packed_head head = {(uint32_t)findings->count, (uint32_t)findings->fix_count, context, 0};
    und_text_put(block, (und_bytes){(const char *)&head, sizeof head});
    for (size_t i = 0; i < findings->count; i++) {
        und_made_finding one = findings->at[i];
        move_up(&one.range, first_line);
        und_text_put(block, (und_bytes){(const char *)&one, sizeof one});
    }
    for (size_t i = 0; i < findings->fix_count; i++) {
        und_made_fix one = findings->fixes[i];
        move_up(&one.range, first_line);
        und_text_put(block, (und_bytes){(const char *)&one, sizeof one});
    }
    und_text_put(block, und_text_bytes(&findings->words));
}

und_packed und_findings_unpack(und_bytes block)
{
    if (block.length == 0)
        return (und_packed){0};
    const packed_head *head = (const void *)block.at;
    const und_made_finding *at = (const void *)(block.at + sizeof *head);
    const und_made_fix *fixes = (const void *)(at + head->count);
    return (und_packed){at, fixes, (const char *)(fixes + head->fix_count), head->count, head->context};
}
