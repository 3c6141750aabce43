#include "text/distance.h"

uint32_t und_edit_distance(und_bytes a, und_bytes b, uint32_t most)
{
    size_t m = a.length < UND_DISTANCE_MAX ? a.length : UND_DISTANCE_MAX;
    size_t n = b.length < UND_DISTANCE_MAX ? b.length : UND_DISTANCE_MAX;
    size_t apart = m > n ? m - n : n - m;
    if (apart >= most)
        return most;
    uint32_t row[UND_DISTANCE_MAX + 1];
    for (size_t j = 0; j <= n; j++)
        row[j] = (uint32_t)j;
    for (size_t i = 1; i <= m; i++) {
        uint32_t corner = row[0];
        uint32_t least = row[0] = (uint32_t)i;
        for (size_t j = 1; j <= n; j++) {
            uint32_t change = corner + (a.at[i - 1] == b.at[j - 1] ? 0u : 1u);
            corner = row[j];
            uint32_t best = row[j] < row[j - 1] ? row[j] + 1 : row[j - 1] + 1;
            row[j] = change < best ? change : best;
            least = row[j] < least ? row[j] : least;
        }
        if (least >= most)
            return most;
    }
    return row[n] < most ? row[n] : most;
}
