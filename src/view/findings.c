/* What is wrong, as one JSON object: und_write_findings. */
#include "undoc/json.h"
#include "undoc/reading.h"
#include "view/json.h"

static void write_range(und_json *json, und_range range)
{
    und_json_key_number(json, "line", range.from.line + 1u);
    und_json_key_number(json, "column", range.from.column + 1u);
    und_json_key_number(json, "end_line", range.to.line + 1u);
    und_json_key_number(json, "end_column", range.to.column + 1u);
}

static void write_fixes(und_json *json, und_doc *doc, uint32_t n)
{
    und_fix fix;
    und_edit edit;
    und_json_key(json, "fixes");
    und_json_open_array(json);
    for (uint32_t i = 0; und_fix_get(doc, n, i, &fix) == UND_OK; i++) {
        und_json_open_object(json);
        und_json_key_string(json, "title", fix.title);
        und_json_key(json, "edits");
        und_json_open_array(json);
        for (uint32_t e = 0; und_edit_get(doc, n, i, e, &edit) == UND_OK; e++) {
            und_json_open_object(json);
            write_range(json, edit.range);
            und_json_key_string(json, "text", edit.text);
            und_json_close_object(json);
        }
        und_json_close_array(json);
        und_json_close_object(json);
    }
    und_json_close_array(json);
}

und_status und_write_findings(und_doc *doc, und_bytes name, und_sink sink, void *context)
{
    uint32_t count;
    if (doc == NULL || sink == NULL)
        return UND_E_ARGUMENT;
    und_status status = und_finding_count(doc, &count);
    if (status != UND_OK)
        return status;
    und_json json;
    und_finding finding;
    und_json_start(&json, sink, context);
    und_json_open_object(&json);
    und_json_key_string(&json, "file", name);
    und_json_key(&json, "findings");
    und_json_open_array(&json);
    for (uint32_t n = 0; und_finding_get(doc, n, &finding) == UND_OK; n++) {
        und_json_open_object(&json);
        write_range(&json, finding.range);
        und_json_key_text(&json, "severity", und_severity_name(finding.severity));
        und_json_key_text(&json, "code", finding.code);
        und_json_key_string(&json, "message", finding.message);
        write_fixes(&json, doc, n);
        und_json_close_object(&json);
    }
    und_json_close_array(&json);
    und_json_close_object(&json);
    return und_json_finish(&json);
}
