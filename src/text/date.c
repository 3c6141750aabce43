/* Days as the programs write them: 2020-12-22. */
#include "undoc/reading.h"

static bool read_digits(und_bytes text, size_t at, size_t count, uint32_t *out)
{
    uint32_t value = 0;
    for (size_t i = at; i < at + count; i++) {
        if (text.at[i] < '0' || text.at[i] > '9')
            return false;
        value = value * 10 + (uint32_t)(text.at[i] - '0');
    }
    *out = value;
    return true;
}

bool und_date_read(und_bytes text, und_date *out)
{
    *out = (und_date){0};
    und_date date;
    if (text.length != 10 || text.at[4] != '-' || text.at[7] != '-' || !read_digits(text, 0, 4, &date.year) ||
        !read_digits(text, 5, 2, &date.month) || !read_digits(text, 8, 2, &date.day))
        return false;
    *out = date;
    return true;
}
