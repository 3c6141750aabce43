/* What is wrong, as one JSON object: und_write_findings. */
#include "check/check.h"
#include "view/json.h"

static und_bytes words(const und_findings *findings, uint32_t at, uint32_t length)
{
    return (und_bytes){length == 0 ? "" : findings->words.at + at, length};
}

static void write_range(und_json *json, und_place from, und_place to)
{
    und_json_key_number(json, "line", from.line + 1u);
    und_json_key_number(json, "column", from.column + 1u);
    und_json_key_number(json, "end_line", to.line + 1u);
    und_json_key_number(json, "end_column", to.column + 1u);
}

static void write_finding(und_json *json, const und_findings *findings, const und_finding *finding)
{
    und_json_open_object(json);
    write_range(json, finding->from, finding->to);
    und_json_key_text(json, "severity", und_severity_name(finding->severity));
    und_json_key_text(json, "code", finding->code);
    und_json_key_string(json, "message", words(findings, finding->message, finding->message_length));
    und_json_key(json, "fixes");
    und_json_open_array(json);
    for (uint32_t i = 0; i < finding->fix_count; i++) {
        const und_fix *fix = &findings->fixes[finding->first_fix + i];
        und_json_open_object(json);
        und_json_key_string(json, "title", words(findings, fix->title, fix->title_length));
        und_json_key(json, "edits");
        und_json_open_array(json);
        und_json_open_object(json);
        write_range(json, fix->from, fix->to);
        und_json_key_string(json, "text", words(findings, fix->text, fix->text_length));
        und_json_close_object(json);
        und_json_close_array(json);
        und_json_close_object(json);
    }
    und_json_close_array(json);
    und_json_close_object(json);
}

und_status und_write_findings(und_doc *doc, und_bytes name, und_sink sink, void *context)
{
    if (doc == NULL || sink == NULL)
        return UND_E_ARGUMENT;
    und_findings findings;
    und_findings_open(&findings, doc->allocator);
    und_status status = und_check(doc, &findings);
    if (status == UND_OK) {
        und_json json;
        und_json_start(&json, sink, context);
        und_json_open_object(&json);
        und_json_key_string(&json, "file", name);
        und_json_key(&json, "findings");
        und_json_open_array(&json);
        for (size_t i = 0; i < findings.count; i++)
            write_finding(&json, &findings, &findings.at[i]);
        und_json_close_array(&json);
        und_json_close_object(&json);
        status = und_json_finish(&json);
    }
    und_findings_close(&findings);
    return status;
}
