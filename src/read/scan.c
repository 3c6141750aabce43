#include "read/scan.h"

void und_skip_space(und_scan *s)
{
    while (s->at < s->end) {
        uint32_t length;
        if (*s->at == ' ' || *s->at == '\t' || *s->at == '\f') { /* a page begins with \f in text of a PDF */
            s->at++;
            continue;
        }
        if ((unsigned char)*s->at < 0x80)
            return;
        uint32_t point = und_peek(s, &length);
        if (point != ' ' && point != 0)
            return;
        s->at += length;
    }
}

bool und_skip_emphasis(und_scan *s)
{
    const char *start = s->at;
    while (s->at < s->end && (*s->at == '*' || *s->at == '_' || *s->at == '\\'))
        s->at++;
    return s->at - start >= 2 && start[0] == '*' && start[1] == '*';
}

bool und_skip_quote(und_scan *s)
{
    bool quoted = false;
    for (;;) {
        uint32_t length;
        uint32_t point = und_peek(s, &length);
        if (point != '"' && point != 0xab && point != 0x201c && point != 0x201e && point != 0x300c && point != 0x300a)
            return quoted;
        quoted = true;
        s->at += length;
        und_skip_space(s);
    }
}
