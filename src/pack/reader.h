/* reader.h - a pack's YAML, with its mistakes kept as problems: what every decoder is written with.
 *
 *     und_pack_reader_open(&reader, packs, yaml, file)
 *     if (und_pack_reader_map(&reader, "a mapping with session, source and items"))
 *         while (und_pack_reader_key(&reader, &key))
 *             ... one value for each key: und_pack_reader_map, _scalar, _number, _flag, or _skip
 *     status = und_pack_reader_close(&reader)
 *
 * After a fault, or when memory has run out, every call says no and every loop ends: decoders need not look in between.
 */
#ifndef UND_PACK_READER_H
#define UND_PACK_READER_H

#include "pack/handle.h"
#include "pack/yaml.h"

#define UND_KEY_MAX 64u /* the longest key has 37 bytes; a longer one is none of ours */
#define UND_QUOTE_MAX 72u

typedef struct und_pack_reader {
    und_packs *packs;
    const char *file;
    und_yaml *yaml;
    und_yaml_value now; /* the value read last */
    und_status status;
    size_t problems; /* found in this file */
} und_pack_reader;

typedef struct und_key {
    char text[UND_KEY_MAX]; /* with a NUL */
    uint32_t line, column;
} und_key;

und_status und_pack_reader_open(und_pack_reader *reader, und_packs *packs, und_bytes yaml, const char *file);
/* UND_OK, also when there were problems; UND_E_MEMORY. */
und_status und_pack_reader_close(und_pack_reader *reader);

/* Keeps a problem of this file. */
void und_pack_reader_problem(und_pack_reader *reader, uint32_t line, uint32_t column, const char *format, ...)
    UND_PRINTF(4, 5);

/* The next value, or a CLOSE or STOP. */
und_yaml_value und_pack_reader_next(und_pack_reader *reader);
/* Passes over what is left of a value that was just handed out. */
void und_pack_reader_skip_rest(und_pack_reader *reader, und_yaml_value value);
/* Passes over the next value. */
void und_pack_reader_skip(und_pack_reader *reader);

/* The next value when it is of that type. Otherwise a problem, the value is passed over, and the answer is no.
 * `expected` completes "expected ...". */
bool und_pack_reader_map(und_pack_reader *reader, const char *expected);
bool und_pack_reader_scalar(und_pack_reader *reader, und_yaml_value *value, const char *expected);
bool und_pack_reader_number(und_pack_reader *reader, uint32_t least, uint32_t most, uint32_t *number,
                            const char *expected);
bool und_pack_reader_flag(und_pack_reader *reader, bool *flag);
/* A scalar of one line, without control characters, of at most `most` bytes and not empty; text is NFC as far as Latin
 * accents go. For a value that was just read. */
bool und_pack_reader_check(und_pack_reader *reader, const und_yaml_value *value, size_t most, const char *expected);

/* The next key of the map that is open; its value must be read before the next call. No: the map has ended. */
bool und_pack_reader_key(und_pack_reader *reader, und_key *key);
/* A key that is not known: keeps the problem and passes over its value. */
void und_pack_reader_unknown(und_pack_reader *reader, const und_key *key, const char *expected);
/* Whether bit `index` of `seen` was set, which then is a problem (the value is passed over); sets it. */
bool und_pack_reader_again(und_pack_reader *reader, const und_key *key, uint64_t *seen, unsigned index);

/* A decimal number without sign or leading zeros; no: it is none, or over UINT32_MAX. */
bool und_parse_number(und_bytes text, uint32_t *number);
/* `text` for a message: quoted, on one line, cut where it is long. Returns `out`, which has UND_QUOTE_MAX bytes. */
const char *und_quote(und_bytes text, char *out);

#endif
